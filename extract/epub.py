"""Electronic books (.epub, versions 2 and 3) to documents: each item of the reading order is a page of its own.

An EPUB has no pages until a device lays it out, so a page's number is the place of its item in the reading order (the
`spine`), the cover counted, and its label is the heading that the item opens with. Lists of contents are left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from extract.assemble import Part, assemble, flowed
from extract.citations import people
from extract.errors import DamagedError, EncryptedError, NoTextError
from extract.html import decode_html
from extract.lang import has_han, language
from extract.packed import Package
from extract.types import Block, Document, Metadata, Page, Source, Span
from extract.xhtml import page_parts

WHAT = "an e-book (EPUB)"
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_FONTS_ONLY = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Ways of scrambling that are defined for fonts alone (EPUB 3.3, §4.4; Adobe): the text stays readable."""
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_CONTENTS_TYPES = frozenset({"toc", "contents"})
_DOI = re.compile(r"\b10\.\d{4,9}/\S+")
_ISO_DATE = re.compile(r"((?:19|20)\d{2})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of the reading order: the part that holds it, and whether it is a list of contents."""

    name: str
    contents: bool


def read_epub(data: bytes, source: Source) -> Document:
    """The document of an electronic book; its text is built, and offsets count in it.

    Raises EncryptedError (a book that its seller has locked), DamagedError, LimitError (a zip bomb), NoTextError.
    """
    with Package(data, WHAT) as package:
        folder, package_file = _package_file(package)
        items = _reading_order(package_file, folder)
        _refuse_locked(package, items)
        chapters = [[] if item.contents else list(_chapter(package, item)) for item in items]
        meta = _metadata(package_file)
    text, blocks, pages = _bound(chapters)
    if not text:
        raise NoTextError("an e-book without text (only pictures, or nothing)")
    return Document(source=source, text=text, pages=pages, blocks=blocks, lang=language(text), metadata=meta)


def _package_file(package: Package) -> tuple[str, Any]:
    """The folder and the root element of the package file (.opf), which lists all there is in the book."""
    for root in package.xml(_CONTAINER).iter("{*}rootfile"):
        name = unquote(root.get("full-path") or "")
        if name in package.names:
            return posixpath.dirname(name), package.xml(name)
    raise DamagedError(f"{WHAT} that does not tell what is in it")


def _reading_order(package_file: Any, folder: str) -> list[_Item]:
    manifest = {item.get("id"): item for item in package_file.iterfind("{*}manifest/{*}item")}
    contents = {
        _resolved(folder, reference.get("href") or "")
        for reference in package_file.iterfind("{*}guide/{*}reference")
        if (reference.get("type") or "").casefold() in _CONTENTS_TYPES
    }
    order: list[_Item] = []
    for entry in package_file.iterfind("{*}spine/{*}itemref"):
        item = manifest.get(entry.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        name = _resolved(folder, item.get("href") or "")
        order.append(_Item(name, "nav" in (item.get("properties") or "").split() or name in contents))
    if not order:
        raise DamagedError(f"{WHAT} without a reading order")
    # A short book may hold its contents and its text in a single item.
    return order if any(not item.contents for item in order) else [_Item(item.name, False) for item in order]


def _resolved(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urlsplit(href).path)))


def _refuse_locked(package: Package, items: list[_Item]) -> None:
    """Raises EncryptedError where text of the book is encrypted; fonts alone may be."""
    if _ENCRYPTION not in package.names:
        return
    pages = {item.name for item in items}
    for entry in package.xml(_ENCRYPTION).iter("{*}EncryptedData"):
        method = entry.find("{*}EncryptionMethod")
        if method is not None and method.get("Algorithm") in _FONTS_ONLY:
            continue
        for reference in entry.iter("{*}CipherReference"):
            if _resolved("", reference.get("URI") or "") in pages:
                raise EncryptedError("an e-book that its seller has locked (DRM): only their own program opens it")


def _chapter(package: Package, item: _Item) -> Iterator[Part]:
    from lxml import html  # noqa: PLC0415 - only pages need it
    from lxml.etree import ParserError  # noqa: PLC0415 - as above

    if item.name not in package.names:
        return
    # The declaration would be a second opinion on the encoding, which lxml refuses in decoded text.
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode_html(package.part(item.name)))
    try:
        root = html.document_fromstring(page) if page.strip() else None
    except ParserError:
        root = None
    if root is not None:
        yield from page_parts(root)


def _bound(chapters: list[list[Part]]) -> tuple[str, tuple[Block, ...], tuple[Page, ...]]:
    """The text of all chapters, their blocks, and a page for each; a chapter without words is a blank page."""
    pieces: list[str] = []
    blocks: list[Block] = []
    pages: list[Page] = []
    at = 0
    for number, parts in enumerate(chapters, start=1):
        words, own = assemble(parts)
        if words:
            words += "\n\n"
        pieces.append(words)
        blocks += [Block(block.span.shift(at), block.kind, block.level) for block in own]
        heading = next((part.words for part in parts[:3] if part.kind == "heading"), None)
        pages.append(
            Page(
                number=number,
                label=heading[:_LONGEST_LABEL] if heading else None,
                span=Span(at, at + len(words)),
                health="good" if words else "blank",
            )
        )
        at += len(words)
    return "".join(pieces), tuple(blocks), tuple(pages)


def _metadata(package_file: Any) -> Metadata:
    """What the package file says (Dublin Core): title, authors, date, publisher, subjects, DOI."""
    said = _dublin_core(package_file)
    titles = said.get("title", [])
    title = titles[0] if titles else None
    alt = next((other for other in titles[1:] if title and has_han(other) != has_han(title)), None)
    authors = tuple(dict.fromkeys(name for entry in _creators(package_file) for name in people(entry)))
    dated = next((match for value in said.get("date", []) if (match := _ISO_DATE.match(value))), None)
    doi = next((found[0] for value in said.get("identifier", []) if (found := _DOI.search(value))), None)
    abstract = next(iter(said.get("description", [])), None)
    fields: Mapping[str, Any] = {
        "title": title,
        "title_alt": alt,
        "authors": authors,
        "year": int(dated[1]) if dated else None,
        "date": "-".join(part for part in dated.groups() if part) if dated else None,
        "doi": doi,
        "issuer": next(iter(said.get("publisher", [])), None),
        "keywords": tuple(said.get("subject", [])),
        "abstract": flowed(re.sub(r"<[^>]{1,200}>", " ", abstract)) if abstract else None,
    }
    origins = {name: "book's package file" for name, value in fields.items() if value}
    return Metadata(**fields, found=MappingProxyType(origins))


def _dublin_core(package_file: Any) -> dict[str, list[str]]:
    """The values of each Dublin Core element, those of EPUB 2's `modification` dates left out."""
    said: dict[str, list[str]] = {}
    for element in package_file.iterfind("{*}metadata//{http://purl.org/dc/elements/1.1/}*"):
        event = next((value for name, value in element.attrib.items() if name.endswith("event")), "publication")
        words = flowed("".join(element.itertext()))
        if words and event in {"publication", "original-publication", "issued"}:
            said.setdefault(element.tag.rpartition("}")[2], []).append(words)
    return said


def _creators(package_file: Any) -> Iterator[str]:
    """The creators whose role is the author's, or that have none."""
    roles = {
        (meta.get("refines") or "").lstrip("#"): flowed("".join(meta.itertext()))
        for meta in package_file.iterfind("{*}metadata//{*}meta")
        if meta.get("property") == "role"
    }
    for element in package_file.iterfind("{*}metadata//{http://purl.org/dc/elements/1.1/}creator"):
        role = next((value for name, value in element.attrib.items() if name.endswith("}role")), None)
        if (role or roles.get(element.get("id") or "", "aut")) == "aut":
            yield flowed("".join(element.itertext()))
