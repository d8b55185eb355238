"""Works as a bibliography for biblatex, in UTF-8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extract.csl import AND_OTHERS

_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "paper-conference": "inproceedings", "report": "report", "thesis": "thesis",
    "webpage": "online", "post-weblog": "online", "dataset": "dataset", "patent": "patent", "standard": "standard",
}  # fmt: skip
_FIELDS = {
    "title": "title", "volume": "volume", "issue": "number", "page": "pages", "DOI": "doi", "URL": "url",
    "publisher-place": "location", "edition": "edition", "ISBN": "isbn", "ISSN": "issn", "collection-title": "series",
}  # fmt: skip
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_VERBATIM = frozenset({"doi", "url"})


def as_bibtex(works: Mapping[str, Mapping[str, Any]]) -> str:
    """An entry for each item of CSL-JSON, by its key."""
    return "\n".join(_entry(key, csl) for key, csl in works.items())


def _entry(key: str, csl: Mapping[str, Any]) -> str:
    kind = _TYPES.get(str(csl.get("type", "")), "misc")
    fields = {name: str(csl[source]) for source, name in _FIELDS.items() if csl.get(source)}
    container = {"article": "journaltitle"}.get(kind, "booktitle" if kind.startswith("in") else "")
    if container and csl.get("container-title"):
        fields[container] = str(csl["container-title"])
    if csl.get("publisher"):
        fields["institution" if kind in ("report", "thesis") else "publisher"] = str(csl["publisher"])
    if csl.get("number") and "number" not in fields:
        fields["number"] = str(csl["number"])
    lines = [f"  {name} = {{{_value(name, value)}}}," for name, value in fields.items()]
    for role in ("author", "editor"):
        if csl.get(role):
            lines.insert(0, f"  {role} = {{{' and '.join(_name(name) for name in csl[role])}}},")
    for name, source in (("date", "issued"), ("urldate", "accessed")):
        if date := _date(csl.get(source)):
            lines.append(f"  {name} = {{{date}}},")
    if csl.get("type") == "article-newspaper":
        lines.append("  entrysubtype = {newspaper},")
    chinese = str(csl.get("language", "")).startswith("zh")
    lines.append(f"  langid = {{{'chinese' if chinese else 'english'}}},")
    if kind == "thesis":  # styles print the type: a report is called one by its own name
        lines.append("  type = {phdthesis},")
    return f"@{kind}{{{key},\n" + "\n".join(lines) + "\n}\n"


def _value(name: str, value: str) -> str:
    if name in _VERBATIM:
        return value.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    escaped = escape(" ".join(value.split()))
    # Braces keep the case of a title that a style would change.
    return f"{{{escaped}}}" if name == "title" else escaped


def _name(name: Mapping[str, str]) -> str:
    if name == AND_OTHERS:
        return "others"
    if "literal" in name:
        return f"{{{escape(name['literal'])}}}"
    family, given = escape(name.get("family", "")), escape(name.get("given", ""))
    if not family.isascii() and len(family) <= 2 and not given.isascii():
        return f"{{{family}{given}}}"
    particle = " ".join(filter(None, (name.get("dropping-particle"), name.get("non-dropping-particle"))))
    family = f"{escape(particle)} {family}" if particle else family
    return f"{family}, {given}" if given else f"{{{family}}}"


def _date(issued: Any) -> str:
    parts: Sequence[Any] = ((issued or {}).get("date-parts") or [[]])[0] if isinstance(issued, Mapping) else []
    return "-".join(f"{int(part):02}" if at else str(part) for at, part in enumerate(parts) if str(part).isdigit())


def escape(text: str) -> str:
    """The text so that LaTeX prints it as it is."""
    return "".join(_ESCAPES.get(char, char) for char in text)
