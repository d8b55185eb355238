"""Word documents (.docx) to documents: paragraphs, headings by style, tables and footnotes, by python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from extract.assemble import Part, assemble, flowed
from extract.errors import DamagedError, NoTextError
from extract.headings import heading_level, is_heading
from extract.lang import language
from extract.packed import Package
from extract.types import BlockKind, Document, Metadata, Page, Source, Span

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText", _FALLBACK})
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)


def read_docx(data: bytes, source: Source) -> Document:
    """The document of a Word file; its text is built, and offsets count in it.

    Raises DamagedError, LimitError (a zip bomb) and NoTextError.
    """
    import docx  # noqa: PLC0415 - 0.2 s to import, only Word files need it
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - as above

    with Package(data, "a Word file") as package:  # python-docx unpacks whatever it is given
        package.check_parts((".xml", ".rels"))
    try:
        file = docx.Document(io.BytesIO(data))
        parts = [*_parts(file, file.element.body), *_footnotes(file)]
        meta = _metadata(file)
    except (OpcError, SyntaxError, KeyError, ValueError, zipfile.BadZipFile, AttributeError) as error:
        raise DamagedError("a Word file whose parts are broken") from error
    text, blocks = assemble(parts)
    if not text:
        raise NoTextError("a Word file without text (only pictures, or nothing)")
    return Document(
        source=source,
        text=text,
        pages=(Page(number=1, span=Span(0, len(text))),),
        blocks=blocks,
        lang=language(text),
        metadata=meta,
    )


def _parts(file: Any, parent: Any) -> Iterator[Part]:
    """The blocks under `parent`, in order, those inside content controls included."""
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _paragraph(file, element)
        elif element.tag == f"{_W}tbl":
            yield Part("\n".join(_rows(element)), "table")
        elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _parts(file, element)


def _paragraph(file: Any, element: Any) -> Iterator[Part]:
    words = flowed(_text(element))
    if words:
        kind, level = _style(file, element, words)
        yield Part(words, kind, level)
    for box in element.iter(f"{_W}txbxContent"):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield from _parts(file, box)


def _text(element: Any) -> str:
    """The words of a paragraph as they stand after all tracked changes; text boxes stand for themselves."""
    pieces: list[str] = []
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _SPACES:
            pieces.append(_SPACES[child.tag])
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _style(file: Any, element: Any, words: str) -> tuple[BlockKind, int | None]:
    from docx.text.paragraph import Paragraph  # noqa: PLC0415 - see read_docx

    style = Paragraph(element, file).style
    name = (style.name if style is not None else None) or ""
    found = _HEADING_STYLE.match(name)
    if found:
        return "heading", heading_level(words) or int(found[1])
    low = name.casefold()
    if low in {"title", "subtitle"}:
        return "heading", None
    if low.startswith("toc") or low in {"header", "footer"}:
        return "notice", None
    if low in {"caption", "题注"}:
        return "caption", None
    if low.startswith("list") or element.find(f"{_W}pPr/{_W}numPr") is not None:
        return "list", None
    if _all_bold(element) and is_heading(words):
        return "heading", heading_level(words)
    return "body", None


def _all_bold(element: Any) -> bool:
    """Whether every run with words is bold: how headings are made by those who use no styles."""
    runs = [run for run in element.iter(f"{_W}r") if any((t.text or "").strip() for t in run.iter(f"{_W}t"))]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(f"{_W}val") not in {"0", "false"} for mark in marks)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        cells = [flowed(" ".join(_text(p) for p in cell.iter(f"{_W}p"))) for cell in row.iter(f"{_W}tc")]
        if any(cells):
            yield "\t".join(cells)


def _footnotes(file: Any) -> Iterator[Part]:
    from docx.oxml import parse_xml  # noqa: PLC0415 - see read_docx

    for rel in file.part.rels.values():
        if rel.is_external or not rel.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        root = parse_xml(rel.target_part.blob)
        for note in root:
            if note.get(f"{_W}type") is None:
                yield Part(flowed(" ".join(_text(p) for p in note.iter(f"{_W}p"))), "footnote")


def _metadata(file: Any) -> Metadata:
    """The title and authors of the file's properties, where a person filled them in."""
    core = file.core_properties
    title = flowed(core.title or "") or None
    authors = tuple(name.strip() for name in re.split("[;；,，、]", core.author or "") if name.strip())
    if authors and authors[0].casefold() in {
        "python-docx",
        "microsoft office user",
        "admin",
        "administrator",
        "user",
        "windows 用户",
    }:
        authors = ()
    found = {name: "properties" for name, value in (("title", title), ("authors", authors)) if value}
    return Metadata(title=title, authors=authors, found=MappingProxyType(found))
