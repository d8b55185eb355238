"""Saved web pages to documents: the article without the site around it, by trafilatura."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from extract.assemble import Part, assemble, flowed
from extract.encoding import decode
from extract.errors import EncodingError, NoTextError
from extract.headings import heading_level
from extract.lang import language
from extract.types import Document, Metadata, Page, Source, Span

_SNIFFED = 4_096
_DOCUMENT = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_BREAK = "\x1e"
_STOPPED = re.compile(r"[。！？.!?；;：:][\"'”’」』】)）]*$")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def is_html(data: bytes) -> bool:
    """Whether `data` begins as a web page does."""
    head = data[:_SNIFFED]
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return _DOCUMENT.match(head.replace(b"\x00", b"")) is not None


def read_html(data: bytes, source: Source) -> Document:
    """The document of a web page; its text is built, offsets count in it. Raises EncodingError and NoTextError."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.5 s to import, only pages need it

    page = decode_html(data)
    found: Any = bare_extraction(
        page, include_comments=False, include_tables=True, with_metadata=True, favor_recall=True
    )
    parts = list(_parts(found.body)) if found is not None and found.body is not None else []
    text, blocks = assemble(parts)
    if not text:
        raise NoTextError("a web page without an article in it")
    meta = _metadata(page, found)
    return Document(
        source=source,
        text=text,
        pages=(Page(number=1, span=Span(0, len(text))),),
        blocks=blocks,
        lang=language(text),
        metadata=meta,
    )


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
            rows = [_row(row) for row in element.iter("row")]
            yield Part("\n".join(row for row in rows if row), "table")
        elif tag in {"code", "graphic"}:
            continue
        elif tag in {"quote", "div"} and len(element):
            yield Part(flowed(element.text or ""))
            yield from _parts(element)
        else:
            for words in _paragraphs(element):
                yield Part(words)


def _own_text(item: Any) -> str:
    """An item's text without that of items nested in it, which stand for themselves."""
    pieces = [item.text or ""]
    for child in item:
        if child.tag != "list":
            pieces.append("".join(child.itertext()))
        pieces.append(child.tail or "")
    return " ".join(piece for piece in pieces if piece.strip()) if len(item) else pieces[0]


def _row(row: Any) -> str:
    return "\t".join(flowed("".join(cell.itertext())) for cell in row.iter("cell")).strip()


def _paragraphs(element: Any) -> Iterator[str]:
    """The paragraphs of an element: a line break parts them where a sentence ends before it."""
    pieces = []
    for node in element.iter():
        if node.tag == "lb":
            pieces.append(_BREAK)
        elif isinstance(node.tag, str):
            pieces.append(node.text or "")
        if node is not element:
            pieces.append(node.tail or "")
    held = ""
    for line in "".join(pieces).split(_BREAK):
        held = flowed(f"{held}\n{line}")
        if _STOPPED.search(held[-4:]):
            yield held
            held = ""
    if held:
        yield held


def _metadata(page: str, found: Any) -> Metadata:
    """What the page says of the article: the citation tags that journals give, else trafilatura's reading."""
    tags = _citation_tags(page)
    title = next(iter(tags.get("citation_title", ())), None) or found.title
    authors = tuple(tags.get("citation_author", ()))
    if not authors and found.author:
        authors = tuple(name.strip() for name in found.author.split(";") if name.strip())
    dated = next(iter(tags.get("citation_publication_date", ())), None) or next(
        iter(tags.get("citation_date", ())), None
    )
    year = _YEAR.search(dated or found.date or "")
    doi = next(iter(tags.get("citation_doi", ())), None)
    venue = next(iter(tags.get("citation_journal_title", ())), None) or found.sitename
    words = [word.strip() for entry in tags.get("citation_keywords", ()) for word in re.split("[;；,，]", entry)]
    fields = {"title": title, "authors": authors, "year": year, "doi": doi, "venue": venue, "keywords": words}
    return Metadata(
        title=title,
        authors=authors,
        year=int(year[0]) if year else None,
        doi=doi.removeprefix("https://doi.org/").removeprefix("doi:").strip() if doi else None,
        venue=venue,
        keywords=tuple(word for word in words if word),
        found=MappingProxyType({name: "page's tags" for name, value in fields.items() if value}),
    )


def _citation_tags(page: str) -> Mapping[str, list[str]]:
    """The contents of the page's `citation_…` tags (Highwire Press), by name."""
    from trafilatura import load_html  # noqa: PLC0415 - see read_html

    tags: dict[str, list[str]] = {}
    tree = load_html(page)
    for tag in tree.iter("meta") if tree is not None else ():
        name, content = (tag.get("name") or "").casefold(), flowed(tag.get("content") or "")
        if name.startswith("citation_") and content:
            tags.setdefault(name, []).append(content)
    return tags
