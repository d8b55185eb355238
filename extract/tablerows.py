"""Rows of a table where no line parts them: which printed lines are one row, with cells of several lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from extract.folding import is_cjk_char
from extract.lines import Pieces
from extract.quantiles import median, quantile
from extract.rows import rows

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

    pieces: Pieces
    columns: Mapping[int, Sequence[int]]
    edges: Mapping[int, tuple[float, float]]
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class _Printed:
    """One printed line: its baseline, its type size, its pieces by column."""

    base: float
    size: float
    cells: Row


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
    lines = _printed_lines(placed)
    habit = _habit(placed, lines)
    out: list[list[_Printed]] = [[lines[0]]]
    for line in lines[1:]:
        if _begins_row(out[-1], line, habit, placed):
            out.append([])
        out[-1].append(line)
    return [_merged(group) for group in out]


def _printed_lines(placed: Placed) -> list[_Printed]:
    places = placed.pieces.places
    column_of = {piece: column for column, found in placed.columns.items() for piece in found}
    lines = []
    for row in rows(placed.pieces, np.array(sorted(column_of), np.intp)):
        cells: Row = {}
        for piece in row:
            cells.setdefault(column_of[piece], []).append(piece)
        lines.append(_Printed(places[row[0]].base, max(places[piece].size for piece in row), cells))
    return lines


def _merged(group: Sequence[_Printed]) -> Row:
    out: Row = {}
    for line in group:
        for column, found in line.cells.items():
            out.setdefault(column, []).extend(found)
    return out


def _habit(placed: Placed, lines: Sequence[_Printed]) -> _Habit:
    steps: list[float] = []
    wraps: dict[int, list[bool]] = defaultdict(list)
    last: dict[int, _Printed] = {}
    for line in lines:
        for column, cell in line.cells.items():
            if column in last:
                steps.append(line.base - last[column].base)
                wraps[column].append(_runs_on(placed, column, last[column].cells[column], cell))
            last[column] = line
    closest = quantile(steps, 0.1) if steps else 0.0
    apart = any(b.base - a.base > WIDER * closest + 0.5 for a, b in pairwise(lines) if a.cells.keys() & b.cells.keys())
    figures = [column for line in lines for column, cell in line.cells.items() if _is_figure(placed.pieces, cell)]
    wrapped = frozenset(column for column, found in wraps.items() if sum(found) >= WRAPPED * len(found))
    return _Habit(min(placed.columns), closest, apart, wrapped, len(figures) > len(set(figures)))


def _begins_row(group: Sequence[_Printed], line: _Printed, habit: _Habit, placed: Placed) -> bool:
    """Whether `line` begins a row, after the lines of `group`."""
    before, pieces = group[-1], placed.pieces
    held = _merged(group)
    shared = [column for column in line.cells if column in held]
    # A cell centred beside several rows has lines between theirs: what counts is most columns' distance.
    last = {column: row.base for row in group for column in row.cells}
    step = line.base - (median([last[column] for column in shared]) if shared else before.base)
    if step < OWN_LINE * line.size:
        return False
    figures = sum(_is_figure(pieces, held[column]) and _is_figure(pieces, line.cells[column]) for column in shared)
    if placed.ruled:
        return figures > 1 and len(line.cells) > 0.5 * len(placed.columns)
    if figures:
        return True
    if (step > WIDER * habit.closest + 0.5 and shared) or habit.closest > SPACED * line.size:
        return True
    heading = habit.first in line.cells and {habit.first} in (held.keys(), line.cells.keys())
    if heading and habit.figured:  # of rows, and not the first half of a label
        return not _text(pieces, line.cells[habit.first])[:1].islower()
    beside = [column for column in shared if column in before.cells]
    if any(column in habit.wrapped and _runs_on(placed, column, before.cells[column], line.cells[column])
           for column in beside):  # fmt: skip
        return False
    if habit.first not in line.cells:
        return len(beside) > 1 and not habit.wrapped.intersection(beside)
    if heading:
        return not _text(pieces, line.cells[habit.first])[:1].islower()
    return not habit.apart or any(_is_figure(pieces, cell) for cell in line.cells.values())


def _text(pieces: Pieces, cell: Sequence[int]) -> str:
    return " ".join(pieces.texts[piece] for piece in cell)


def _is_figure(pieces: Pieces, cell: Sequence[int]) -> bool:
    return is_figure(_text(pieces, cell))


@lru_cache(4096)
def is_figure(text: str) -> bool:
    """Whether a cell holds a number, with its unit or marks, or a sign for none."""
    letters = sum(char.isalpha() for char in text)
    if text[-1] in _OPEN and len(text) > 1:
        return False
    if any(char.isdigit() for char in text):
        return letters <= max(3, LETTERS * len(text))
    return letters == 0 or text.strip().lower() in ("n/a", "na", "nil")


def _runs_on(placed: Placed, column: int, cell: Sequence[int], below: Sequence[int]) -> bool:
    """Whether a cell's line is full, so that the line below it can be its rest."""
    pieces, (low, high) = placed.pieces, placed.edges[column]
    last = pieces.places[cell[-1]]
    first, text = _text(pieces, below), _text(pieces, cell)
    if high - low < NARROW * last.size or _is_figure(pieces, cell) or _is_figure(pieces, below):
        return False
    if (text[-1:] in "-‐," and len(text) > CODE) or (first[:1].islower() and last.x1 - low > FULL * (high - low)):
        return True
    # The first word of the line below did not fit: about half an em a letter, one em a Chinese character.
    word = last.size if is_cjk_char(first[0]) else 0.5 * last.size * len(first.split(" ", 1)[0]) + 0.25 * last.size
    return last.x1 + word > high
