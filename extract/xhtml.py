"""The blocks of an HTML page that is all text: every heading, paragraph, item, table and note, in order.

Nothing is judged here. Pages with a site around the text go through `extract.html`, which leaves the site out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.assemble import BREAK, Part, flowed, flowed_lines, told_apart
from extract.headings import heading_level
from extract.types import BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SKIPPED = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "annotation", "annotation-xml", "iframe", "object",
     "button", "select", "form", "input", "textarea", "rt", "rp", "nav"}
)  # fmt: skip
_CONTAINERS = frozenset(
    {"html", "body", "div", "section", "article", "main", "aside", "header", "footer", "blockquote", "figure", "center",
     "ul", "ol", "dl", "address", "details", "fieldset", "hgroup", "font"}
)  # fmt: skip
_BLOCKS = _CONTAINERS | {"p", "li", "dt", "dd", "table", "pre", "caption", "figcaption", "hr", *_HEADINGS}
_NOTES = re.compile(r"\b(?:footnotes?|endnotes?|rearnotes?|doc-footnote|doc-endnotes?)\b")
_CONTENTS = re.compile(r"\b(?:toc|landmarks|page-list|doc-toc|doc-pagelist)\b")
_NOTE_MARK = re.compile(r"\b(?:noteref|doc-noteref)\b")
_NOTE_NUMBER = re.compile(r"\s*[\[［(（]?\d{1,3}[\]］)）]?\s*|\s*[①-⑳]\s*")
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_DEEPEST = 200
LONGEST_CELL = 200
"""Characters of a cell from which, with breaks in it, its table lays out a page and holds no figures."""


def page_parts(root: Any) -> list[Part]:
    """The blocks under an element of lxml's HTML tree, which is changed on the way."""
    _strip(root)
    return told_apart(_parts(root, "body", 0))


def _parts(element: Any, kind: BlockKind, depth: int) -> Iterator[Part]:
    """The blocks of a container: runs of its own words are paragraphs between those of its children."""
    pieces = [element.text or ""]
    for child in element:
        if depth == _DEEPEST:
            pieces += [BREAK, BREAK, _inline(child)]
        elif _tag(child) in _BLOCKS:
            yield from _words(pieces, kind)
            pieces = []
            yield from _block(child, kind, depth + 1)
        elif next(child.iter(*_BLOCKS), None) is not None:  # blocks inside an inline element: <a><p>…</p></a>
            yield from _words(pieces, kind)
            pieces = []
            yield from _parts(child, kind, depth + 1)
        else:
            pieces.append(_inline(child))
        pieces.append(child.tail or "")
    yield from _words(pieces, kind)


def _block(element: Any, kind: BlockKind, depth: int) -> Iterator[Part]:
    tag = _tag(element)
    role = _role(element)
    if _CONTENTS.search(role):
        return
    if _NOTES.search(role):
        kind = "footnote"
    if tag in _HEADINGS:
        words = flowed(_line(element))
        yield Part(words, "heading", heading_level(words) or _HEADINGS[tag])
    elif tag == "table":
        yield from _table(element, kind, depth)
    elif tag in {"caption", "figcaption"}:
        yield Part(flowed(_line(element)), "caption")
    elif tag in {"li", "dd"} and kind == "body":
        yield from _parts(element, "list", depth)
    elif tag == "pre":
        for paragraph in re.split(r"\n\s*\n", _line(element)):
            yield Part(flowed(paragraph), kind)
    else:
        yield from _parts(element, kind, depth)


def _table(element: Any, kind: BlockKind, depth: int) -> Iterator[Part]:
    """A table's caption and rows; one of a single column, or with tables in it, is a page's layout and read as text."""
    rows = [[cell for cell in row if _tag(cell) in {"td", "th"}] for row in element.iter("tr")]
    laid_out = all(len(row) < 2 for row in rows) or any(inner is not element for inner in element.iter("table"))
    if laid_out or any(len(_inline(cell)) > LONGEST_CELL and _breaks(cell) for row in rows for cell in row):
        outer = (cell for row in rows for cell in row if next(cell.iterancestors("table")) is element)
        for cell in outer:
            yield from _parts(cell, kind, depth)
        return
    for caption in element.iter("caption"):
        yield Part(flowed(_line(caption)), "caption")
    lines = ["\t".join(flowed(_line(cell)) for cell in row) for row in rows]
    yield Part("\n".join(line for line in lines if line.strip()), "table")


def _breaks(cell: Any) -> bool:
    return next(cell.iter("br", "p", "li", *_HEADINGS), None) is not None


def _words(pieces: list[str], kind: BlockKind) -> Iterator[Part]:
    yield from (Part(words, kind) for words in flowed_lines("".join(pieces)))


def _tag(element: Any) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _inline(element: Any) -> str:
    return "".join(element.itertext())


def _line(element: Any) -> str:
    return _inline(element).replace(BREAK, "\n")


def _strip(root: Any) -> None:
    """Take out of the tree what is not read, so that the words of an element are all that is in it."""
    from lxml import etree  # noqa: PLC0415 - only pages need it

    etree.strip_elements(root, *_SKIPPED, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    drop_note_marks(root)
    for line_break in root.iter("br"):
        line_break.text = BREAK


def drop_note_marks(root: Any) -> None:
    """Take the numbers of notes out of a tree: they are no part of the sentence; the 2 of km<sup>2</sup> is."""
    for mark in [*root.iter("sup"), *root.iter("a")]:
        linked = mark.tag == "sup" and mark.find(".//a") is not None and _NOTE_NUMBER.fullmatch(_inline(mark))
        if linked or _NOTE_MARK.search(_role(mark)):
            for child in list(mark):
                mark.remove(child)
            mark.text = None


def _role(element: Any) -> str:
    return " ".join((element.get("epub:type", ""), element.get(_EPUB_TYPE, ""), element.get("role", "")))
