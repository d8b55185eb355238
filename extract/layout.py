"""From the characters of all pages to one running text: columns, furniture, blocks, and what belongs together.

A paragraph that a column or page break cuts is put together again. What stands between its halves (foot notes,
captions, tables) moves: behind the paragraph where it stands on the page on which the paragraph ends, in front of it
where it stands on the page before, because the pages tile the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.blocks import body_type, page_blocks
from extract.bullets import with_bullets
from extract.columns import find_cuts, usual_gutters
from extract.cutting import leaves_item
from extract.folding import is_cjk_char
from extract.furniture import PagePieces, find_furniture, page_label
from extract.health import garbled_pieces
from extract.joining import HYPHENS, Words, count_words, joint
from extract.kinds import Draft, ends_prose, is_contents, starts_item
from extract.lines import PageLines, cut_pieces, word_gap
from extract.pagelines import bare_lines, page_lines, pieces_without, with_furniture
from extract.pdfium import RawPage
from extract.regroup import with_whole_notes
from extract.tablelines import cells_between, with_tabs
from extract.tables import page_tables, without_furniture
from extract.trace import trace_page
from extract.types import Block, Glyphs, Health, Page, Span
from extract.upright import turn_upright

FLOATS = frozenset(("caption", "table", "footnote"))
FIRST_PAGES = 4  # pages that can tell title, authors and year
FULL = 2.5  # em that a line may leave free at the right and still count as full
SET_IN = 0.8, 4.0  # em by which a paragraph's first line is set in, at least and at most
BROKEN = 4.0  # em that the last line of a paragraph may leave free where its sentence goes on elsewhere
BELOW = 2.0  # em from the last line beside a side bar to the first one under it
CAPITALS = 30  # characters of a line in capitals that goes on with no sentence
PENDING = 40  # blocks that may stand between the halves of a paragraph

_MIDST = re.compile(r"[a-z]+,? [a-z]")  # words in the midst of a sentence, and no address or code


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
    words = count_words([line.text for page in pages for line in page.lines])
    drafts = [draft for page in pages for draft in page_blocks(page, body)]
    drafts = _leveled(with_whole_notes(_stitched(drafts)))
    layout = replace(_written(raws, labels, drafts, words, health), first_pages=tuple(first))
    if not traced:
        return layout
    kept = tuple(
        trace_page(page, raw, lines, cut, furniture=furniture.get(page.number, ()), garbled=wrong[page.number])
        for page, raw, lines, cut in zip(layout.pages, raws, pages, pieces, strict=True)
    )
    return replace(layout, pages=kept)


def _stitched(drafts: Sequence[Draft]) -> list[Draft]:
    """The blocks with broken paragraphs put together again and floats moved out of them."""
    out: list[Draft] = []
    opened: int | None = None  # index in `out` of the paragraph that may go on
    closed = False  # whether its sentence has ended
    beside: int | None = None  # that of one which a side bar or a box cuts
    for draft in drafts:
        if opened is not None and draft.kind not in FLOATS:
            if _fills_on(out[opened], draft) if closed else _goes_on(out[opened], draft):
                at = _merge(out, opened, draft)
                if at is not None:
                    opened, closed = at, ends_prose(draft.lines[-1].text)
                    continue
            if not closed and (_stands_beside(out[opened], draft) or _breaks_off(out[opened])):
                beside = opened
            opened = None
        if beside is not None and (_comes_back(out[beside], draft) or _resumes(out[beside], draft)):
            opened, beside = _merge(out, beside, draft), None
            closed = ends_prose(draft.lines[-1].text)
            if opened is not None:
                continue
        out.append(draft)
        if draft.kind in ("body", "list"):
            opened, closed = len(out) - 1, ends_prose(draft.lines[-1].text)
        elif opened is not None and len(out) - opened > PENDING:
            opened = None
    return out


def _stands_beside(head: Draft, other: Draft) -> bool:
    """Whether `other` stands at the right of a paragraph that breaks off, and is no part of it."""
    last, first = head.lines[-1], other.lines[0]
    return first.page == last.page and other.left > head.right - head.em and first.top < last.bottom


def _comes_back(head: Draft, rest: Draft) -> bool:
    """Whether `rest` stands right below `head` and goes on in the middle of its sentence, wider than before."""
    last, first = head.lines[-1], rest.lines[0]
    below = first.page == last.page and 0 < first.base - last.base < BELOW * head.em
    wider = rest.right > head.right + head.em and abs(rest.left - head.left) < head.em
    return rest.kind == "body" and below and wider and _goes_on(head, rest)


def _breaks_off(head: Draft) -> bool:
    """Whether a paragraph fills its last line, so that its sentence must go on behind the box that follows."""
    full = head.kind == "body" and len(head.lines) > 1 and head.lines[-1].x1 > head.right - BROKEN * head.em
    return full and not ends_prose(head.lines[-1].text)


def _resumes(head: Draft, rest: Draft) -> bool:
    """Whether `rest`, behind a box with a heading of its own, goes on in small letters with the sentence of `head`."""
    last, first = head.lines[-1], rest.lines[0]
    if rest.kind != "body" or len(rest.lines) == 1 or first.page > last.page + 1 or not _MIDST.match(first.text):
        return False
    return _breaks_off(head) and abs(head.em - rest.em) < 0.04 * head.em and first.bold == last.bold


def _merge(out: list[Draft], opened: int, rest: Draft) -> int | None:
    """Puts `rest` at the end of the paragraph at `opened`; gives its new index, or None where the pages forbid it."""
    head, floats = out[opened], out[opened + 1 :]
    page = rest.lines[0].page
    before = [item for item in floats if item.lines[0].page < page]
    after = [item for item in floats if item.lines[0].page == page]
    if before and head.lines[0].page < before[0].lines[0].page:
        return None
    whole = replace(head, lines=head.lines + rest.lines, left=rest.left, right=rest.right)
    out[opened:] = [*before, whole, *after]
    return opened + len(before)


def _goes_on(head: Draft, rest: Draft) -> bool:
    """Whether `rest` continues the sentence at which `head` breaks off."""
    last, first = head.lines[-1], rest.lines[0]
    if rest.kind not in ("body", "list") or abs(head.em - rest.em) > 0.07 * head.em:
        return False
    if rest.kind == "list" and (starts_item(first.text) and not last.text.endswith(tuple(HYPHENS))):
        return False
    if last.text[-1:] in HYPHENS or first.text[:1].islower():
        return True
    if len(first.text) > CAPITALS and first.text.isupper() and first.text.isascii() and not last.text.isupper():
        return False  # words set out large in the text's own type
    full = last.x1 > head.right - FULL * head.em
    if last.page == first.page and abs(head.left - rest.left) < head.em and first.base > last.base:
        # The same column: a caption or a table stood between.
        return full and _is_dense(head) and not leaves_item(head.lines, first)
    return full or last.text.endswith((",", "，", "、", "(", "（"))


def _fills_on(head: Draft, rest: Draft) -> bool:
    """Whether `rest` goes on, at a column's head or a looser line, with the paragraph `head`, whose sentence has ended.

    The last line of `head` is full, and its first one set in, but not that of `rest`.
    """
    last, first, em = head.lines[-1], rest.lines[0], head.em
    if head.kind != "body" or rest.kind != "body" or abs(em - rest.em) > 0.04 * em:
        return False
    if last.x1 < head.right - FULL * em or not _is_dense(head) or is_contents(first.text):
        return False
    step = first.base - last.base
    if last.page == first.page and step > 0 and (step > BELOW * em or first.bold_ends[0] != last.bold_ends[1]):
        return False
    indent = head.lines[0].x0 - (head.lines[1].x0 if len(head.lines) > 1 else head.left)
    hang = rest.lines[1].x0 - first.x0 if len(rest.lines) > 1 else 0.0
    return SET_IN[0] * em < indent < SET_IN[1] * em and max(abs(first.x0 - rest.left), abs(hang)) < 0.5 * em


def _is_dense(draft: Draft) -> bool:
    return len(draft.lines) > 1 or is_cjk_char(draft.lines[-1].text[-1])


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
