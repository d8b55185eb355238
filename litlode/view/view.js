"use strict";
// Pointing at a block on the page lights up its text, and the reverse; a click keeps it and names it for a report.
const alike = (key) => document.querySelectorAll(`[data-b="${key}"]`);
let lit = null, kept = null;
function light(key) {
  if (key === lit) return;
  if (lit !== null) alike(lit).forEach((part) => part.classList.remove("on"));
  if (key !== null) alike(key).forEach((part) => part.classList.add("on"));
  lit = key;
}
document.addEventListener("mouseover", (event) => {
  const part = event.target.closest("[data-b]");
  light(part ? part.dataset.b : kept);
});
document.addEventListener("click", (event) => {
  const part = event.target.closest("[data-b]"), picked = document.getElementById("picked");
  if (!part) {
    if (event.target.closest("main")) { kept = null; light(null); picked.hidden = true; }
    return;
  }
  kept = part.dataset.b;
  light(kept);
  const page = part.closest(".page"), parts = [...alike(kept)].filter((other) => page.contains(other));
  const text = parts.find((other) => other.dataset.at), body = document.body.dataset;
  if (text) {
    const words = (text.lastChild.nodeType === 3 ? text.lastChild : text).textContent.trim().slice(0, 60);
    picked.textContent = `${body.document} (sha256 ${body.sha256.slice(0, 16)}), ${text.dataset.at}: “${words}”`;
    picked.hidden = false;
  }
  const other = parts.find((candidate) => candidate !== part);
  if (other) other.scrollIntoView({ block: "nearest", behavior: "smooth" });
});
