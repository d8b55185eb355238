"""OpenDocument texts (.odt, of LibreOffice and others) to documents: headings, paragraphs, items, tables and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from extract.assemble import Part, assemble, flowed, told_apart
from extract.errors import EncryptedError, NoTextError
from extract.headings import heading_level
from extract.lang import language
from extract.names import names_in
from extract.packed import Package
from extract.types import BlockKind, Document, Metadata, Page, Source, Span

WHAT = "an OpenDocument text"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_ASIDE = frozenset({f"{_TEXT}note", f"{_DRAW}text-box"})
_SKIPPED = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content", f"{_TEXT}note-citation",
     f"{_TEXT}index-body", f"{_OFFICE}forms", f"{_TEXT}ruby-text"}
)  # fmt: skip
_SPACES = {f"{_TEXT}tab": "\t", f"{_TEXT}s": " ", f"{_TEXT}line-break": "\n"}


def read_odt(data: bytes, source: Source) -> Document:
    """The document of an OpenDocument text; its text is built, and offsets count in it.

    Raises EncryptedError, DamagedError, LimitError (a zip bomb) and NoTextError.
    """
    with Package(data, WHAT) as package:
        if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.part("META-INF/manifest.xml"):
            raise EncryptedError(f"{WHAT} that a password protects")
        body = package.xml("content.xml").find(f"{_OFFICE}body/{_OFFICE}text")
        parts = list(_parts(body, "body")) if body is not None else []
        meta = _metadata(package.xml("meta.xml")) if "meta.xml" in package.names else Metadata()
    text, blocks = assemble(told_apart(parts))
    if not text:
        raise NoTextError(f"{WHAT} without text (only pictures, or nothing)")
    pages = (Page(number=1, span=Span(0, len(text))),)
    return Document(source=source, text=text, pages=pages, blocks=blocks, lang=language(text), metadata=meta)


def _parts(parent: Any, kind: BlockKind) -> Iterator[Part]:
    """The blocks under `parent`, in order; text boxes and notes come after the paragraph that they hang on."""
    for element in parent:
        if element.tag in _SKIPPED or not isinstance(element.tag, str):
            continue
        if element.tag in _PARAGRAPHS:
            words = flowed(_words(element))
            if element.tag.endswith("}h"):
                level = int(element.get(f"{_TEXT}outline-level") or 1)
                yield Part(words, "heading", heading_level(words) or level)
            else:
                yield Part(words, kind)
            yield from _asides(element)
        elif element.tag == f"{_TABLE}table":
            rows = ([flowed(_cell(cell)) for cell in row] for row in element.iter(f"{_TABLE}table-row"))
            yield Part("\n".join("\t".join(row) for row in rows if any(row)), "table")
        else:
            yield from _parts(element, "list" if element.tag == f"{_TEXT}list" else kind)


def _asides(paragraph: Any) -> Iterator[Part]:
    for element in paragraph.iter(*_ASIDE):
        yield from _parts(element, "footnote" if element.tag == f"{_TEXT}note" else "body")


def _cell(cell: Any) -> str:
    return "\n".join(_words(paragraph) for paragraph in cell.iter(*_PARAGRAPHS))


def _words(element: Any) -> str:
    """The words of a paragraph, without those of notes and boxes in it. XML is nested 256 deep at most (libxml2)."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _SPACES:
            pieces.append(_SPACES[child.tag])
        elif isinstance(child.tag, str) and child.tag not in _ASIDE and child.tag not in _SKIPPED:
            pieces.append(_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _metadata(root: Any) -> Metadata:
    def said(name: str) -> str | None:
        element = root.find(f".//{{*}}{name}")
        return (flowed("".join(element.itertext())) or None) if element is not None else None

    title = said("title")
    authors = names_in(re.sub(r"\s*[;；]\s*", ", ", said("initial-creator") or said("creator") or ""))
    found = {name: "properties" for name, value in (("title", title), ("authors", authors)) if value}
    return Metadata(title=title, authors=authors, found=MappingProxyType(found))
