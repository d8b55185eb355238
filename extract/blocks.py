"""Lines of a column set in blocks: cut where a paragraph, an item, a heading or a table begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extract.kinds import (
    BULLET,
    FRONT_LABEL,
    NUMBERED,
    SECTION,
    Draft,
    ends_sentence,
    is_contents,
    starts_item,
    with_captions,
    with_footnotes,
    with_kind,
    with_scraps,
)
from extract.lines import Line, PageLines
from extract.quantiles import median, quantile
from extract.regroup import regrouped
from extract.types import BlockKind

LEADING_JUMP = 1.28  # times the column's usual line distance; a larger one parts paragraphs
INDENT = 0.9  # em
BODY_SHARE = 0.6  # share of the page above which the body's type is looked for
SIZE_CHANGE = 0.08  # share by which type must differ to start a block of its own
SHORT_LINE = 0.12  # share of the column's width that a paragraph's last line leaves free
TABLE_ROWS = 3  # neighbouring rows of several cells that make a table


def body_size(pages: Iterable[PageLines]) -> float:
    """The type size that most of the document is set in, to half a point, foot notes aside (they stand at the foot)."""
    weights: dict[float, float] = defaultdict(float)
    for page in pages:
        for line in page.lines:
            weight = len(line.text) * (1.0 if line.base < BODY_SHARE * page.height else 0.2)
            weights[round(line.size * 2) / 2] += weight
    return max(weights, key=lambda size: weights[size]) if weights else 10.0


def page_blocks(page: PageLines, body: float) -> list[Draft]:
    """The blocks of a page in reading order."""
    drafts: list[Draft] = []
    for column in page.columns:
        left, right = _edges([line for line in column if line.cell is None] or column)
        found = [with_kind(_draft(kind, lines, left, right), body) for kind, lines in _tables(column, left, right)]
        drafts += with_footnotes(with_captions(regrouped(found), body), page, body)
    return with_scraps(with_captions(drafts, body))


def _draft(kind: BlockKind, lines: Sequence[Line], left: float, right: float) -> Draft:
    em = median([line.size for line in lines])
    return Draft(kind=kind, lines=tuple(lines), left=left, right=right, em=em)


def _edges(column: Sequence[Line]) -> tuple[float, float]:
    """The left and right edge of a column, single lines that stand out aside."""
    return quantile([line.x0 for line in column], 0.05), quantile([line.x1 for line in column], 0.95)


def _tables(column: Sequence[Line], left: float, right: float) -> Iterable[tuple[BlockKind, list[Line]]]:
    """The column's lines as tables and, between them, as paragraphs."""
    for table, lines in groupby(column, key=lambda line: line.cell and line.cell[0]):
        if table is not None:
            yield "table", list(lines)
        else:
            yield from _celled(list(lines), left, right)


def _celled(column: Sequence[Line], left: float, right: float) -> Iterable[tuple[BlockKind, list[Line]]]:
    """Lines as tables that only white tells (rows of several cells) and, between them, as paragraphs."""
    celled = [bool(line.cells) and not is_contents(line.text) for line in column]
    at = 0
    prose: list[Line] = []
    while at < len(column):
        end = _table_end(celled, at)
        if end - at >= TABLE_ROWS and celled[at]:
            yield from (("body", part) for part in _paragraphs(prose, left, right))
            prose = []
            yield "table", list(column[at:end])
            at = end
        else:
            prose.append(column[at])
            at += 1
    yield from (("body", part) for part in _paragraphs(prose, left, right))


def _table_end(celled: Sequence[bool], start: int) -> int:
    """Where the run of celled rows that begins at `start` ends; one other row between two of them is part of it."""
    end = start
    while end < len(celled) and (celled[end] or (end + 1 < len(celled) and celled[end + 1] and end > start)):
        end += 1
    return end


def _paragraphs(lines: Sequence[Line], left: float, right: float) -> list[list[Line]]:
    """The lines cut where a new paragraph, heading or item begins."""
    if not lines:
        return []
    column = _Column(left, right, _leading(lines))
    parts = [[lines[0]]]
    for at in range(1, len(lines)):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if _starts_block(parts[-1], lines[at], after, column):
            parts.append([])
        parts[-1].append(lines[at])
    return parts


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between baselines, in em."""
    steps = [
        (b.base - a.base) / max(a.size, 1.0)
        for a, b in pairwise(lines)
        if 0.5 * a.size < b.base - a.base < 3.2 * a.size and abs(a.size - b.size) < 0.1 * a.size
    ]
    return quantile(steps, 0.4) if steps else 1.3


@dataclass(frozen=True, slots=True)
class _Column:
    """The edges of a column and the usual distance of its baselines in em."""

    left: float
    right: float
    leading: float

    @property
    def width(self) -> float:
        return self.right - self.left


def _starts_block(part: Sequence[Line], line: Line, after: Line | None, column: _Column) -> bool:
    """Whether `line` begins a block of its own, after the lines of `part` and before `after`."""
    before, em = part[-1], max(part[-1].size, 1.0)
    step = line.base - before.base
    if step > LEADING_JUMP * column.leading * em + 0.5 or step < -0.5 * em:
        return True
    resized = abs(line.size - before.size) > SIZE_CHANGE * max(line.size, before.size)
    if resized and min(len(line.text), len(before.text)) > 3:
        return True
    free = column.right - before.x1
    return (
        _starts_item(part, line, free)
        or _starts_style(part, line, free, column)
        or _starts_indent(part, line, after, free)
    )


def _starts_item(part: Sequence[Line], line: Line, free: float) -> bool:
    before = part[-1]
    if FRONT_LABEL.match(line.text):
        return True
    if BULLET.match(line.text) and len(line.text) > 1:
        return True
    if not NUMBERED.match(line.text):
        return False
    return ends_sentence(before.text) or free > 2 * before.size or bool(NUMBERED.match(part[0].text))


def _starts_style(part: Sequence[Line], line: Line, free: float, column: _Column) -> bool:
    """Whether the weight changes after a short line, a numbered heading begins, or a sentence ended a short line."""
    before, short = part[-1], free > SHORT_LINE * column.width
    if before.bold != line.bold and (len(part) == 1 or all(x.bold for x in part)) and short:
        return True
    if SECTION.match(line.text) and line.bold and free > before.size:
        return True
    return ends_sentence(before.text) and short


def _starts_indent(part: Sequence[Line], line: Line, after: Line | None, free: float) -> bool:
    """Whether the line is set in as a paragraph's first is, or out as the first of a hanging entry is."""
    before, em = part[-1], max(part[-1].size, 1.0)
    shift, ended = line.x0 - before.x0, ends_sentence(before.text)
    if shift > INDENT * em:
        first_of_item = len(part) == 1 and starts_item(before.text)
        returns = after is not None and after.x0 < line.x0 - 0.5 * em
        return not first_of_item and (ended or (free > 2 * em and returns))
    if shift < -INDENT * em and len(part) >= 2 and abs(part[-2].x0 - before.x0) < 0.5 * em:
        return ended or free > 2 * em
    return False
