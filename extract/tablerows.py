"""Rows of a table where no line parts them: which printed lines are one row, with cells of several lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extract.folding import is_cjk_char
from extract.lines import Pieces
from extract.quantiles import median, quantile
from extract.tableprint import Print

Row = dict[int, list[int]]

_OPEN = "<＜≤>＞≥=＝~～-–—(（,，"
"""What a figure does not end with, unless it goes on in the next line."""

OWN_LINE = 0.75  # em; lines nearer than this stand beside one another, centred in their cells
WIDER = 1.3  # times the closest lines of cells stand apart; further ones begin a row
SPACED = 1.9  # em; lines that never stand closer are rows
NARROW = 4.0  # em; in a narrower column a full line tells nothing
WRAPPED = 0.4  # share of a column's lines that are full before another, where cells have several lines
LETTERS = 0.3  # share of a figure's characters that are letters
CODE = 10  # characters; a comma at the end of fewer is no sign of a sentence that goes on
FULL = 0.4  # share of its column that a line fills before one that goes on in small letters


@dataclass(frozen=True, slots=True)
class Placed:
    """The pieces of a stretch of a table between two lines, by column, and where each column's print can lie.

    In a `ruled` table every row has its lines, so that only figures below figures tell of more.
    """

    print_: Print
    columns: Mapping[int, Sequence[int]]
    edges: Mapping[int, tuple[float, float]]
    ruled: bool = False

    @property
    def pieces(self) -> Pieces:
        """The pieces of the page."""
        return self.print_.pieces


class _Printed(NamedTuple):
    """One printed line: its baseline, its type size, its pieces and text by column, the columns with figures."""

    base: float
    size: float
    cells: Row
    texts: dict[int, str]
    figures: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a stretch is set: its first column, the closest lines (points), whether rows stand apart, what wraps.

    In a `figured` stretch labels stand beside figures.
    """

    first: int
    closest: float
    apart: bool
    wrapped: frozenset[int]
    figured: bool


def part_rows(placed: Placed) -> list[Row]:
    """The rows, each with its pieces by column in reading order."""
    if _is_one_line(placed):
        return [{column: [*found] for column, found in placed.columns.items()}]
    column_of = {piece: column for column, found in placed.columns.items() for piece in found}
    printed = placed.print_.rows(tuple(sorted(column_of)))
    if len(printed) == 1:
        return [_by_column(printed[0], column_of)]
    lines = [_printed_line(placed.pieces, _by_column(row, column_of), row) for row in printed]
    habit = _habit(placed, lines)
    group: list[_Printed] = []
    out: list[Row] = []
    for line in lines:
        if not group or _begins_row(group, out[-1], line, habit, placed):
            group = []
            out.append({})
        group.append(line)
        for column, found in line.cells.items():
            out[-1].setdefault(column, []).extend(found)
    return out


def _is_one_line(placed: Placed) -> bool:
    """Whether each column holds one piece, and all stand so near one line that none begins another row."""
    if any(len(found) > 1 for found in placed.columns.values()):
        return False
    places = [placed.pieces.places[piece] for found in placed.columns.values() for piece in found]
    bases = [place.base for place in places]
    return max(bases) - min(bases) < OWN_LINE * min([place.size for place in places])


def _by_column(row: Sequence[int], column_of: Mapping[int, int]) -> Row:
    cells: Row = {}
    for piece in row:
        cells.setdefault(column_of[piece], []).append(piece)
    return cells


def _printed_line(pieces: Pieces, cells: Row, row: Sequence[int]) -> _Printed:
    texts = {column: _text(pieces, cell) for column, cell in cells.items()}
    figures = frozenset([column for column, text in texts.items() if is_figure(text)])
    size = max([pieces.places[piece].size for piece in row])
    return _Printed(pieces.places[row[0]].base, size, cells, texts, figures)


def _habit(placed: Placed, lines: Sequence[_Printed]) -> _Habit:
    steps: list[float] = []
    wraps: dict[int, list[bool]] = defaultdict(list)
    last: dict[int, _Printed] = {}
    for line in lines:
        for column in line.cells:
            if column in last:
                steps.append(line.base - last[column].base)
                wraps[column].append(_runs_on(placed, column, last[column], line))
            last[column] = line
    closest = quantile(steps, 0.1) if steps else 0.0
    far = WIDER * closest + 0.5
    apart = any(b.base - a.base > far and not a.cells.keys().isdisjoint(b.cells) for a, b in pairwise(lines))
    wrapped = frozenset([column for column, found in wraps.items() if sum(found) >= WRAPPED * len(found)])
    held = sum([len(line.figures) for line in lines])
    figured = held > len(frozenset().union(*[line.figures for line in lines]))
    return _Habit(min(placed.columns), closest, apart, wrapped, figured)


def _begins_row(group: Sequence[_Printed], held: Row, line: _Printed, habit: _Habit, placed: Placed) -> bool:
    """Whether `line` begins a row, after the lines of `group`, which have the pieces `held`."""
    before = group[-1]
    shared = [column for column in line.cells if column in held]
    # A cell centred beside several rows has lines between theirs: what counts is most columns' distance.
    last = {column: row.base for row in group for column in row.cells}
    step = line.base - (median([last[column] for column in shared]) if shared else before.base)
    if step < OWN_LINE * line.size:
        return False
    figures = sum([column in line.figures and is_figure(_text(placed.pieces, held[column])) for column in shared])
    if placed.ruled:
        return figures > 1 and len(line.cells) > 0.5 * len(placed.columns)
    if figures:
        return True
    if (step > WIDER * habit.closest + 0.5 and shared) or habit.closest > SPACED * line.size:
        return True
    heading = habit.first in line.cells and {habit.first} in (held.keys(), line.cells.keys())
    if heading and habit.figured:  # of rows, and not the first half of a label
        return not line.texts[habit.first][:1].islower()
    beside = [column for column in shared if column in before.cells]
    if any(column in habit.wrapped and _runs_on(placed, column, before, line) for column in beside):
        return False
    if habit.first not in line.cells:
        return len(beside) > 1 and not habit.wrapped.intersection(beside)
    if heading:
        return not line.texts[habit.first][:1].islower()
    return not habit.apart or bool(line.figures)


def _text(pieces: Pieces, cell: Sequence[int]) -> str:
    return pieces.texts[cell[0]] if len(cell) == 1 else " ".join([pieces.texts[piece] for piece in cell])


@lru_cache(4096)
def is_figure(text: str) -> bool:
    """Whether a cell holds a number, with its unit or marks, or a sign for none."""
    if text[-1] in _OPEN and len(text) > 1:
        return False
    letters = sum(map(str.isalpha, text))
    if any(map(str.isdigit, text)):
        return letters <= max(3, LETTERS * len(text))
    return letters == 0 or text.strip().lower() in ("n/a", "na", "nil")


def _runs_on(placed: Placed, column: int, line: _Printed, below: _Printed) -> bool:
    """Whether a cell's line is full, so that the line below it can be its rest."""
    if column in line.figures or column in below.figures:
        return False
    low, high = placed.edges[column]
    last = placed.pieces.places[line.cells[column][-1]]
    if high - low < NARROW * last.size:
        return False
    first, text = below.texts[column], line.texts[column]
    if (text[-1:] in "-‐," and len(text) > CODE) or (first[:1].islower() and last.x1 - low > FULL * (high - low)):
        return True
    # The first word of the line below did not fit: about half an em a letter, one em a Chinese character.
    word = last.size if is_cjk_char(first[0]) else 0.5 * last.size * len(first.split(" ", 1)[0]) + 0.25 * last.size
    return last.x1 + word > high
