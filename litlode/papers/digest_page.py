"""A digest as Markdown or as a page of HTML that prints on one sheet of A4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from corpus.digest import Digest, Entry
from corpus.listing import StoredDocument
from litlode.papers.links import PageLink
from litlode.papers.wording import words

FONTS = '"Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif'
_STYLE = f"""@page {{ size: A4; margin: 16mm 18mm; }}
body {{ font: 9.5pt/1.35 Georgia, "Times New Roman", {FONTS}; max-width: 174mm; margin: 10mm auto; color: #111; }}
@media print {{ body {{ margin: 0; }} }}
h1 {{ font-size: 14pt; line-height: 1.2; margin: 0 0 1mm; }}
h2 {{ font-size: 10pt; margin: 3mm 0 0.5mm; border-bottom: 0.3mm solid #999; }}
p, ul {{ margin: 0; }} ul {{ padding-left: 4.5mm; }} li {{ margin: 0.4mm 0; }}
.by, .id, footer {{ color: #555; font-size: 8pt; }} footer {{ margin-top: 3mm; }}
.challenges h2 {{ border-color: #d9603b; }} .recommendations h2 {{ border-color: #3f9b35; }}"""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])")
_STARTS = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s|$)")


def plain(text: str) -> str:
    """The text so that Markdown prints it as it is."""
    return _STARTS.sub(lambda match: f"{match[1]}\\{match[2]}", _SPECIAL.sub(r"\\\1", text))


def made_by(document: StoredDocument, lang: str) -> str:
    """Who wrote a document, when and where it appeared, on a line."""
    comma = "、" if lang == "zh" else ", "
    names = document.authors if document.lang == lang or not document.authors_alt else document.authors_alt
    shown = comma.join(names[:6]) + ((" 等" if lang == "zh" else " et al.") if len(names) > 6 else "")
    who = shown or document.issuer
    return " · ".join(str(part) for part in (who, document.year, document.venue, document.doi) if part)


def title_of(document: StoredDocument, lang: str) -> str:
    """What a document is called, in this language where it says so."""
    other = document.title_alt if document.lang != lang else None
    return " ".join((other or document.title or document.name).split())


def as_markdown(made: Digest, link: PageLink) -> str:
    """The digest as Markdown."""
    said, doc = words(made.lang), made.document
    lines = [f"# {plain(title_of(doc, made.lang))}", ""]
    if by := made_by(doc, made.lang):
        lines += [plain(by), ""]
    for name, head, entries in _parts(made):
        lines += [f"## {head}", ""]
        if name == "metals":
            lines.append(("；" if made.lang == "zh" else "; ").join(plain(_metal(one, said)) for one in entries))
        for entry in entries if name != "metals" else ():
            told = " · ".join(filter(None, (_linked(entry, link, said), entry.id and f"`{entry.id}`")))
            lines.append(f"- {plain(_words(entry))}{said['beside'].format(told=told)}")
        lines.append("")
    if not any(made.all.values()):
        lines += [said["nothing"], ""]
    lines.append(f"*{said['made']} · {doc.id}*")
    return "\n".join(lines) + "\n"


def as_html(made: Digest, link: PageLink) -> str:
    """The digest as a page of its own."""
    said, doc = words(made.lang), made.document
    title = escape(title_of(doc, made.lang))
    body = [f"<h1>{title}</h1>", f'<p class="by">{escape(made_by(doc, made.lang))}</p>']
    for name, head, entries in _parts(made):
        body.append(f'<section class="{name}"><h2>{escape(head)}</h2>')
        if name == "metals":
            joined = ("；" if made.lang == "zh" else "; ").join(escape(_metal(one, said)) for one in entries)
            body.append(f"<p>{joined}</p>")
        else:
            body += ["<ul>", *(_item(entry, link, said) for entry in entries), "</ul>"]
        body.append("</section>")
    if not any(made.all.values()):
        body.append(f"<p>{escape(said['nothing'])}</p>")
    body.append(f"<footer>{escape(said['made'])} · {doc.id}</footer>")
    lang = "zh-Hans" if made.lang == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>\n'
        f"<style>{_STYLE}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def _parts(made: Digest) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    said = words(made.lang)
    for name, entries in made.parts.items():
        if not entries:
            continue
        head, every = said[name], made.all.get(name, 0)
        if every > len(entries):
            head += said["beside"].format(told=said["of"].format(shown=len(entries), all=every))
        yield name, head, entries


def _words(entry: Entry) -> str:
    return entry.quote + ("…" if entry.cut else "")


def _metal(entry: Entry, said: Mapping[str, str]) -> str:
    pages = said["comma"].join(map(str, entry.pages[:5])) + ("…" if len(entry.pages) > 5 else "")
    place = said["pages" if len(entry.pages) > 1 else "page"].format(pages=pages, page=pages)
    told = f"{said['times'].format(count=entry.count)}{said['comma']}{place}"
    return f"{entry.name or entry.quote}{said['beside'].format(told=told)}"


def _places(entry: Entry, said: Mapping[str, str]) -> list[tuple[int, str]]:
    """The first pages of an entry, each with how it is told."""
    first, *more = entry.pages[:4]
    told = [(first, said["page"].format(page=first)), *((page, said["page"].format(page=page)) for page in more)]
    if entry.count is not None and entry.count > 1:
        told[0] = (first, f"{said['times'].format(count=entry.count)}{said['comma']}{told[0][1]}")
    return told


def _linked(entry: Entry, link: PageLink, said: Mapping[str, str]) -> str:
    return said["comma"].join(f"[{text}]({to})" if (to := link(page)) else text for page, text in _places(entry, said))


def _item(entry: Entry, link: PageLink, said: Mapping[str, str]) -> str:
    places = said["comma"].join(
        f'<a href="{escape(to)}">{escape(text)}</a>' if (to := link(page)) else escape(text)
        for page, text in _places(entry, said)
    )
    id_ = f' <span class="id">{entry.id}</span>' if entry.id else ""
    return f"<li>{escape(_words(entry))}{said['beside'].format(told=places)}{id_}</li>"
