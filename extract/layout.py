"""From the characters of all pages to one running text: columns, furniture, blocks, and what belongs together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.blocks import body_type, page_blocks
from extract.bullets import with_bullets
from extract.columns import find_cuts, usual_gutters
from extract.furniture import PagePieces, find_furniture, page_label
from extract.health import garbled_pieces
from extract.joining import HYPHENS, NO_WORDS, Words, count_words, joint
from extract.kinds import Draft
from extract.lines import PageLines, cut_pieces, word_gap
from extract.pagelines import bare_lines, page_lines, pieces_without, with_furniture
from extract.pdfium import RawPage
from extract.regroup import with_whole_notes
from extract.stitching import stitched
from extract.tablelines import cells_between, with_tabs
from extract.tables import page_tables, without_furniture
from extract.trace import trace_page
from extract.types import Block, Glyphs, Health, Page, Span
from extract.upright import turn_upright

FIRST_PAGES = 4  # pages that can tell title, authors and year


@dataclass(frozen=True, slots=True)
class Layout:
    """The running text of a PDF with its pages and blocks."""

    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    first_pages: tuple[PageLines, ...] = ()
    """The first pages with their furniture: what a title page says of the document."""


def lay_out(raws: Sequence[RawPage], health: Mapping[int, Health], *, traced: bool = False) -> Layout:
    """The running text of pages; `health` tells by number how well each could be read.

    Where it is to be `traced`, the pages keep their columns and what was left out.
    """
    uprights = [turn_upright(raw) for raw in raws]
    limit = word_gap(uprights)
    pieces = [
        PagePieces(number=raw.number, upright=upright, pieces=cut_pieces(upright, limit))
        for raw, upright in zip(raws, uprights, strict=True)
    ]
    furniture = find_furniture(pieces)
    wrong = {page.number: garbled_pieces(page.upright.codes, page.pieces.start) for page in pieces}
    out = {page.number: {*furniture.get(page.number, ()), *wrong[page.number]} for page in pieces}
    cuts = [find_cuts(page.pieces, pieces_without(page, out[page.number])) for page in pieces]
    gutters = usual_gutters(cuts)
    pages, first = [], []
    for at, (raw, rules, page) in enumerate(zip(raws, without_furniture(raws), pieces, strict=True)):
        tables = page_tables(raw, rules, page.upright, page.pieces, out[page.number])
        lines = page_lines(page, out[page.number], tables, gutters, cuts[at])
        pages.append(with_bullets(lines, raw))
        if at < FIRST_PAGES:
            if tables:
                lines = page_lines(page, wrong[page.number])
            elif furniture.get(page.number):
                lines = with_furniture(lines, page, furniture[page.number])
            first.append(bare_lines(lines, page.upright))
    labels = {page.number: page_label(page, furniture.get(page.number, ())) for page in pieces}
    body = body_type(pages)
    printed = [line.text for page in pages for line in page.lines]
    words = count_words(printed) if any(text[-1:] in HYPHENS for text in printed if text) else NO_WORDS
    drafts = [draft for page in pages for draft in page_blocks(page, body)]
    drafts = _leveled(with_whole_notes(stitched(drafts)))
    layout = replace(_written(raws, labels, drafts, words, health), first_pages=tuple(first))
    if not traced:
        return layout
    kept = tuple(
        trace_page(page, raw, lines, cut, furniture=furniture.get(page.number, ()), garbled=wrong[page.number])
        for page, raw, lines, cut in zip(layout.pages, raws, pages, pieces, strict=True)
    )
    return replace(layout, pages=kept)


def _leveled(drafts: Sequence[Draft]) -> list[Draft]:
    """The blocks with a level for each heading: 1 for the largest type in the document that is used for headings."""
    sizes = sorted({round(draft.em * 2) / 2 for draft in drafts if draft.kind == "heading"}, reverse=True)
    level = {size: min(rank, 6) for rank, size in enumerate(sizes, 1)}
    return [
        replace(draft, level=level[round(draft.em * 2) / 2]) if draft.kind == "heading" else draft for draft in drafts
    ]


_NOT_PRINTED = [np.full(size, -1, np.intp) for size in range(64)]  # blank lines, the tabs for the empty cells of a row
_NOWHERE = np.full((1, 4), np.nan, np.float32)


class _Writer:
    """The text as it grows, with the printed character that each of its characters comes from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.source: list[np.ndarray] = []
        self.lines: dict[int, list[Span]] = {}
        self.page_starts: dict[int, int] = {}
        self.length = 0
        self._page = 0
        self._lines: list[Span] = []  # those of that page

    def put(self, text: str) -> None:
        """Adds characters that are not printed."""
        self.parts.append(text)
        few = len(text) < len(_NOT_PRINTED)
        self.source.append(_NOT_PRINTED[len(text)] if few else np.full(len(text), -1, np.intp))
        self.length += len(text)

    def put_line(self, page: int, text: str, source: np.ndarray) -> None:
        """Adds a printed line, or what is left of it."""
        start, end = self.length, self.length + len(text)
        if page != self._page:
            self.page_starts.setdefault(page, start)
            self._page, self._lines = page, self.lines.setdefault(page, [])
        self._lines.append(Span(start, end))
        self.parts.append(text)
        self.source.append(source)
        self.length = end


def _write_block(writer: _Writer, draft: Draft, words: Words) -> None:
    table, last = draft.kind == "table", len(draft.lines) - 1
    for at, line in enumerate(draft.lines):
        text, source, between = line.text, line.source, ""
        if at < last:
            after = draft.lines[at + 1]
            if table and (line.cell is None or line.cell != after.cell):
                between = "\n" if line.cell is None or after.cell is None else cells_between(line.cell, after.cell)
            else:
                drop, between = joint(text, after.text, words)
                if drop:
                    text, source = text[: len(text) - drop], source[: len(source) - drop]
        if table and line.cell is None and line.cells:
            text = with_tabs(text, line.cells)
        writer.put_line(line.page, text, source)
        if between:
            writer.put(between)


def _written(
    raws: Sequence[RawPage],
    labels: Mapping[int, str | None],
    drafts: Sequence[Draft],
    words: Words,
    health: Mapping[int, Health],
) -> Layout:
    """The text of the blocks, one blank line between them, and the pages that tile it."""
    writer = _Writer()
    blocks = []
    for at, draft in enumerate(drafts):
        start = writer.length
        _write_block(writer, draft, words)
        blocks.append(Block(Span(start, writer.length), draft.kind, draft.level))
        if at + 1 < len(drafts):
            writer.put("\n" if draft.kind == "list" and drafts[at + 1].kind == "list" else "\n\n")
    source = np.concatenate(writer.source) if writer.source else np.empty(0, np.intp)
    starts, following = [], writer.length
    for raw in reversed(raws):
        following = writer.page_starts.get(raw.number, following)
        starts.append(following)
    starts = [0, *starts[::-1][1:], writer.length] if raws else []
    pages = tuple(
        Page(
            number=raw.number,
            span=Span(start, end),
            label=raw.label or labels.get(raw.number),
            width=raw.width,
            height=raw.height,
            lines=tuple(writer.lines.get(raw.number, ())),
            health=health.get(raw.number, "good"),
            glyphs=_glyphs(raw, source[start:end]),
        )
        for raw, start, end in zip(raws, starts, starts[1:], strict=False)
    )
    return Layout("".join(writer.parts), pages, tuple(blocks))


def _glyphs(raw: RawPage, source: np.ndarray) -> Glyphs:
    """The box of each character of the page's text; NaN where nothing is printed."""
    boxes: Glyphs = np.concatenate((raw.boxes, _NOWHERE)).take(source, axis=0, mode="wrap")
    return boxes
