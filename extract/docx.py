"""Word documents (.docx) to documents: paragraphs, headings by style, tables and footnotes, by python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from extract.assemble import Part, assemble, flowed, told_apart
from extract.errors import DamagedError, NoTextError
from extract.headings import heading_level, is_heading
from extract.lang import language
from extract.names import names_in
from extract.packed import Package
from extract.types import BlockKind, Document, Metadata, Page, Source, Span
from extract.xhtml import LONGEST_CELL

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText", _FALLBACK})
_WORDS = frozenset({f"{_W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DEEPEST_STYLE = 10
_OFF = frozenset({"0", "false", "off"})
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
        parts = [*_parts(_Styles(file), file.element.body), *_footnotes(file)]
        meta = _metadata(file)
    except (OpcError, SyntaxError, KeyError, ValueError, zipfile.BadZipFile, AttributeError) as error:
        raise DamagedError("a Word file whose parts are broken") from error
    text, blocks = assemble(told_apart(parts))
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


def _parts(styles: _Styles, parent: Any) -> Iterator[Part]:
    """The blocks under `parent`, in order, those inside content controls included."""
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _paragraph(styles, element)
        elif element.tag == f"{_W}tbl":
            yield from _table(styles, element)
        elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _parts(styles, element)


def _paragraph(styles: _Styles, element: Any) -> Iterator[Part]:
    words = flowed(_text(element))
    if words:
        kind, level = _style(styles, element, words)
        yield Part(words, kind, level)
    for box in element.iter(f"{_W}txbxContent"):
        above = next(box.iterancestors(f"{_W}txbxContent", f"{_W}p", _FALLBACK), None)
        if above is element:  # a box within a box comes with the paragraph that it hangs on
            yield from _parts(styles, box)


def _text(element: Any) -> str:
    """The words of a paragraph as they stand after all tracked changes; text boxes stand for themselves."""
    pieces: list[str] = []
    for child in element:
        if child.tag in _SKIPPED or _is_hidden(child):
            continue
        if child.tag in _WORDS:
            pieces.append(child.text or "")
        elif child.tag in _SPACES:
            pieces.append(_SPACES[child.tag])
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return mark is not None and mark.get(f"{_W}val") not in _OFF


def _style(styles: _Styles, element: Any, words: str) -> tuple[BlockKind, int | None]:
    named = element.find(f"{_W}pPr/{_W}pStyle")
    kind, level = styles.kind(named.get(f"{_W}val") if named is not None else None)
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None and (outline.get(f"{_W}val") or "9") < "9":
        kind, level = "heading", int(outline.get(f"{_W}val")) + 1
    if kind == "heading":
        return kind, (heading_level(words) or level) if level else None
    if kind == "body" and element.find(f"{_W}pPr/{_W}numPr") is not None:
        return "list", None
    if kind == "body" and is_heading(words) and _all_bold(element):
        return "heading", heading_level(words)
    return kind, None


class _Styles:
    """The kinds of paragraph that the styles of a file stand for; looked up once a style, for files are long."""

    def __init__(self, file: Any) -> None:
        self._by_id = {style.style_id: style for style in file.styles}
        self._kinds: dict[str | None, tuple[BlockKind, int | None]] = {None: ("body", None)}

    def kind(self, id_: str | None) -> tuple[BlockKind, int | None]:
        """The kind and heading level of paragraphs in the style with this id, by its name or those it is based on."""
        if id_ not in self._kinds:
            style, left = self._by_id.get(id_), _DEEPEST_STYLE
            found: tuple[BlockKind, int | None] = ("body", None)
            while style is not None and found[0] == "body" and left:
                found = _kind_of_name(style.name or "")
                style, left = getattr(style, "base_style", None), left - 1
            self._kinds[id_] = found
        return self._kinds[id_]


def _kind_of_name(name: str) -> tuple[BlockKind, int | None]:
    found = _HEADING_STYLE.match(name)
    if found:
        return "heading", int(found[1])
    low = name.casefold()
    if low in {"title", "subtitle"}:
        return "heading", None
    if low.startswith("toc") or low in {"header", "footer"}:
        return "notice", None
    if low in {"caption", "题注"}:
        return "caption", None
    return ("list", None) if low.startswith("list") else ("body", None)


def _all_bold(element: Any) -> bool:
    """Whether every run with words is bold: how headings are made by those who use no styles."""
    runs = [run for run in element.iter(f"{_W}r") if any((t.text or "").strip() for t in run.iter(f"{_W}t"))]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(f"{_W}val") not in _OFF for mark in marks)


def _table(styles: _Styles, table: Any) -> Iterator[Part]:
    """A table's rows; one with paragraphs or tables in its cells is a form, and read as text."""
    own = [row for row in table.iter(f"{_W}tr") if _own(row, table)]
    rows = [[cell for cell in row.iter(f"{_W}tc") if _own(cell, table)] for row in own]
    if any(_is_text(cell) for row in rows for cell in row):
        for row in rows:
            for cell in row:
                yield from _parts(styles, cell)
        return
    lines = ([flowed(" ".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p"))) for cell in row] for row in rows)
    yield Part("\n".join("\t".join(line) for line in lines if any(line)), "table")


def _own(element: Any, table: Any) -> bool:
    return next(element.iterancestors(f"{_W}tbl")) is table


def _is_text(cell: Any) -> bool:
    if next(cell.iter(f"{_W}tbl"), None) is not None:
        return True
    paragraphs = [_text(paragraph) for paragraph in cell.iter(f"{_W}p")]
    return len(paragraphs) > 1 and sum(map(len, paragraphs)) > LONGEST_CELL


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
    authors = names_in(re.sub(r"\s*[;；]\s*", ", ", core.author or ""))  # not the names of machines and accounts
    found = {name: "properties" for name, value in (("title", title), ("authors", authors)) if value}
    return Metadata(title=title, authors=authors, found=MappingProxyType(found))
