"""The tables of a document as values: read off its text, or found again with all cells by pdfplumber."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from extract.errors import DamagedError
from extract.pdfium import open_pdfium
from extract.types import Block, Box, Cell, Document, Page, Span, Table

LEAST_RULES = 3  # lines and rectangles without which a page has no ruled table
MAX_PAGES = 300  # ruled pages searched with pdfplumber, some ten a second
_BREAK = re.compile(r"\s*[\n\t]\s*")


def list_tables(doc: Document) -> tuple[Table, ...]:
    """The tables in the text: blocks of kind `table` whose rows have several cells, with tabs between."""
    found = (
        _read_block(doc, block) for block in doc.blocks if block.kind == "table" and "\t" in block.span.of(doc.text)
    )
    return tuple(table for table in found if table is not None)


def find_full_tables(doc: Document, data: bytes) -> tuple[Table, ...]:
    """The ruled tables of the PDF `data` that was read as `doc`, as pdfplumber finds them: with the box of every cell.

    Only pages with lines or rectangles on them are searched (some 90 ms each). A cell has a span where the text holds
    its words in one piece. Pages that pdfplumber cannot read have no tables.
    """
    import pdfplumber  # noqa: PLC0415 - half a second to import, and rarely needed

    from extract.plumber import broken_errors  # noqa: PLC0415 - as above

    numbers = _ruled_pages(data)
    pages = {page.number: page for page in doc.pages}
    tables: list[Table] = []
    try:
        with pdfplumber.open(io.BytesIO(data), raise_unicode_errors=False) as pdf:
            for number in numbers[:MAX_PAGES]:
                if number <= len(pdf.pages) and number in pages:
                    tables.extend(_page_tables(doc, pages[number], pdf.pages[number - 1], broken_errors()))
    except broken_errors():
        return tuple(tables)
    return tuple(tables)


def _read_block(doc: Document, block: Block) -> Table | None:
    rows = []
    for row in _parts(block.span, doc.text, "\n"):
        rows.append(tuple(_text_cell(doc, span) for span in _parts(row, doc.text, "\t")))
    box = _union(cell.box for row in rows for cell in row)
    if box is None:
        return None
    width = max(map(len, rows))
    return Table(
        doc.page_at(block.span.start).number, box, tuple(row + (Cell(""),) * (width - len(row)) for row in rows)
    )


def _parts(span: Span, text: str, mark: str) -> Iterator[Span]:
    """The stretches of `span` between the characters `mark`."""
    bounds = [at for at in range(span.start, span.end) if text[at] == mark]
    for start, end in pairwise([span.start - 1, *bounds, span.end]):
        yield Span(start + 1, end)


def _text_cell(doc: Document, span: Span) -> Cell:
    text = span.of(doc.text)
    if not text.strip():
        return Cell("")
    return Cell(text, span, _union(box.box for box in doc.boxes(span)))


def _union(boxes: Iterable[Box | None]) -> Box | None:
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    return Box(
        min(box.x0 for box in known), min(box.top for box in known),
        max(box.x1 for box in known), max(box.bottom for box in known),
    )  # fmt: skip


def _ruled_pages(data: bytes) -> list[int]:
    """The numbers of the pages with lines or rectangles on them."""
    try:
        with open_pdfium(data) as pdf:
            raws = (pdf.page(index) for index in range(pdf.page_count))
            return [raw.number for raw in raws if raw is not None and len(raw.rules) >= LEAST_RULES]
    except DamagedError:
        return []


def _page_tables(doc: Document, page: Page, found: Any, broken: tuple[type[Exception], ...]) -> Iterator[Table]:
    left, top = found.bbox[0], found.bbox[1]
    try:
        tables = [(table.bbox, table.rows, table.extract()) for table in found.find_tables()]
    except broken:
        return
    finally:
        found.close()  # without it pdfplumber keeps every page's objects
    for bounds, rows, texts in tables:
        cells = tuple(
            tuple(
                _placed_cell(doc, page, _shifted(cell, left, top), text or "")
                for cell, text in zip(row.cells, line, strict=False)
            )
            for row, line in zip(rows, texts, strict=False)
        )
        if any(cell.text for row in cells for cell in row):
            yield Table(page.number, Box(*bounds) if not (left or top) else _moved(bounds, left, top), cells)


def _shifted(bounds: tuple[float, ...] | None, left: float, top: float) -> Box | None:
    return _moved(bounds, left, top) if bounds else None


def _moved(bounds: tuple[float, ...], left: float, top: float) -> Box:
    x0, y0, x1, y1 = bounds
    return Box(x0 - left, y0 - top, x1 - left, y1 - top)


def _placed_cell(doc: Document, page: Page, box: Box | None, text: str) -> Cell:
    """The cell with the document's own words where they stand together in its text, else with those of pdfplumber."""
    if box is None:
        return Cell("")
    plain = _BREAK.sub(" ", text).strip()
    if page.glyphs is None or not plain:
        return Cell(plain, None, box)
    x, y = (page.glyphs[:, 0] + page.glyphs[:, 2]) / 2, (page.glyphs[:, 1] + page.glyphs[:, 3]) / 2
    inside = np.flatnonzero((x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom))
    if not len(inside):
        return Cell(plain, None, box)
    first, last = int(inside[0]), int(inside[-1]) + 1
    printed = int((~np.isnan(page.glyphs[first:last, 0])).sum())
    if printed != len(inside):
        return Cell(plain, None, box)
    span = Span(page.span.start + first, page.span.start + last)
    return Cell(span.of(doc.text), span, box)
