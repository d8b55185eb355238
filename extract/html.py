"""Saved web pages to documents: the article without the site around it, by trafilatura."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from extract.assemble import BREAK, Part, assemble, flowed, flowed_lines, is_caption, told_apart, weight
from extract.encoding import decode
from extract.errors import EncodingError, NoTextError
from extract.headings import heading_level
from extract.lang import language
from extract.pagetags import describe_page, page_tags
from extract.types import Document, Page, Source, Span
from extract.xhtml import LONGEST_CELL, drop_note_marks, page_parts

_SNIFFED = 4_096
_DOCUMENT = re.compile(
    rb"(?>\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>(?:(?!-->).)*)-->\s*)*)<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_SHORTEST_ARTICLE = 400
"""Letters of an article that can be told from the site around it; what trafilatura finds in less is a guess."""
_FRONT = 60


def is_html(data: bytes) -> bool:
    """Whether `data` begins as a web page does."""
    head = data[:_SNIFFED]
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return _DOCUMENT.match(head.replace(b"\x00", b"")) is not None


def read_html(data: bytes, source: Source) -> Document:
    """The document of a web page; its text is built, offsets count in it. Raises EncodingError and NoTextError."""
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415 - 0.5 s to import, only pages need it

    page = decode_html(data)
    tree = load_html(page)
    tags = page_tags(tree)
    found: Any = bare_extraction(
        _without_note_marks(tree), include_comments=False, include_tables=True, with_metadata=True, favor_recall=True
    )
    # What is left of the tree has lost its site only where an article was found: it is parsed anew.
    whole = _whole_page(page)
    parts = list(_parts(found.body)) if found is not None and found.body is not None else []
    if sum(weight(part.words) for part in parts) < _SHORTEST_ARTICLE:
        parts = whole
    text, blocks = assemble(told_apart(parts))
    if not text:
        raise NoTextError("a web page without an article in it")
    known = {"title": found.title, "date": found.date, "site": found.sitename} if found is not None else {}
    meta = describe_page(
        tags,
        title=known.get("title"),
        date=known.get("date"),
        site=known.get("site"),
        front=[part.words for part in (*whole[:_FRONT], *parts[:_FRONT])],
    )
    return Document(
        source=source,
        text=text,
        pages=(Page(number=1, span=Span(0, len(text))),),
        blocks=blocks,
        lang=language(text),
        metadata=meta,
    )


def _without_note_marks(tree: Any) -> Any:
    """The tree without the numbers of notes and with figures' captions as paragraphs, which trafilatura would drop."""
    if tree is not None:
        drop_note_marks(tree)
        for figure in [*tree.iter("figure"), *tree.iter("figcaption")]:
            figure.tag = "div" if figure.tag == "figure" else "p"
    return tree


def _whole_page(page: str) -> list[Part]:
    """All blocks of the page but those of its header, footer and side: for pages too short to find an article in."""
    from lxml import etree  # noqa: PLC0415 - only pages need it
    from trafilatura import load_html  # noqa: PLC0415 - see read_html

    tree = load_html(page)
    if tree is None:
        return []
    etree.strip_elements(tree, "header", "footer", "aside", "nav", "dialog", with_tail=False)
    return page_parts(tree)


def decode_html(data: bytes) -> str:
    """The page's characters: by its byte-order mark, by the charset it declares, or as a text file is told."""
    declared = _CHARSET.search(data[:_SNIFFED])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii").casefold()
        # pages that say GB2312 hold GBK characters: browsers read both as GB18030, so do we (WHATWG Encoding, §4.2)
        name = "gb18030" if name in {"gb2312", "gbk", "gb18030", "x-gbk"} else name
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return decode(data)
    except EncodingError:
        if not declared:
            raise
        return data.decode("utf-8", errors="replace")


def _parts(body: Any) -> Iterator[Part]:
    """The blocks of trafilatura's tree, in order."""
    for element in body:
        tag = element.tag
        if tag == "head":
            words = flowed("".join(element.itertext()))
            rend = element.get("rend", "")
            level = int(rend[1]) if re.fullmatch(r"h[1-6]", rend) else None
            yield Part(words, "heading", heading_level(words) or level)
        elif tag == "list":
            for item in element.iter("item"):
                yield Part(flowed(_own_text(item)), "list")
        elif tag == "table":
            yield from _table(element)
        elif tag in {"code", "graphic"}:
            continue
        elif tag in {"quote", "div"} and len(element):
            yield Part(flowed(element.text or ""))
            yield from _parts(element)
        else:
            yield from (Part(words) for words in flowed_lines(_words(element)))


def _own_text(item: Any) -> str:
    """An item's text without that of items nested in it, which stand for themselves."""
    pieces = [item.text or ""]
    for child in item:
        if child.tag != "list":
            pieces.append("".join(child.itertext()))
        pieces.append(child.tail or "")
    return " ".join(piece for piece in pieces if piece.strip()) if len(item) else pieces[0]


def _table(table: Any) -> Iterator[Part]:
    """A table's rows; one with a cell of a paragraph's length and line breaks lays out a page, and is read as text."""
    cells = list(table.iter("cell"))
    if any(next(cell.iter("lb", "p"), None) is not None and len(_words(cell)) > LONGEST_CELL for cell in cells):
        for cell in cells:
            yield from (Part(words) for words in flowed_lines(_words(cell)))
        return
    rows = [[flowed(_words(cell).replace(BREAK, "\n")) for cell in row.iter("cell")] for row in table.iter("row")]
    if rows and is_caption("".join(rows[0]).strip()):
        yield Part("".join(rows.pop(0)).strip(), "caption")
    yield Part("\n".join("\t".join(row).strip() for row in rows if any(row)), "table")


def _words(element: Any) -> str:
    """The text of an element, a mark for each line break in it."""
    pieces = []
    for node in element.iter():
        if node.tag in {"lb", "p"} and node is not element:
            pieces.append(BREAK)
        if isinstance(node.tag, str):
            pieces.append(node.text or "")
        if node is not element:
            pieces.append(node.tail or "")
    return "".join(pieces)
