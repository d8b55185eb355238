"""Rows of a table where no line parts them: which printed lines are one row, with cells of several lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extract.folding import is_cjk_char
from extract.lines import Pieces, rows

Row = dict[int, list[int]]

OWN_LINE = 0.75  # em; lines nearer than this stand beside one another, centred in their cells
WIDER = 1.3  # times the closest lines of cells stand apart; further ones begin a row
SPACED = 1.9  # em; lines that never stand closer are rows
NARROW = 4.0  # em; in a narrower column a full line tells nothing
FULL = 0.6  # share of its column that a line fills before one that goes on in small letters
_FIGURE = re.compile(
    r"[-–—−+±~≈<>≤≥(（]?[$€£¥￥]?\d[\d\s.,:/%％*†‡()（）±–—−~×^-]*[A-Za-z%％]{0,3}|[-–—−./]{1,3}|n/?a|NA|W|E"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """The pieces of a stretch of a table between two lines, by column."""

    pieces: Pieces
    columns: Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class _Printed:
    """One printed line: its baseline, its type size, its pieces by column."""

    base: float
    size: float
    cells: Row


def part_rows(placed: Placed) -> list[Row]:
    """The rows, each with its pieces by column in reading order."""
    lines = _printed_lines(placed)
    out: list[list[_Printed]] = [[lines[0]]]
    closest = _closest(lines)
    loose = any(
        b.base - a.base > WIDER * closest + 0.5
        for a, b in zip(lines, lines[1:], strict=False)
        if a.cells.keys() & b.cells.keys()
    )
    edges = _right_edges(placed)
    for before, line in zip(lines, lines[1:], strict=False):
        if _begins_row(out[-1], before, line, closest, loose, edges, placed.pieces):
            out.append([])
        out[-1].append(line)
    return [_merged(group) for group in out]


def _printed_lines(placed: Placed) -> list[_Printed]:
    pieces = placed.pieces
    column_of = {piece: column for column, found in placed.columns.items() for piece in found}
    lines = []
    for row in rows(pieces, np.array(sorted(column_of), np.intp)):
        cells: Row = {}
        for piece in row:
            cells.setdefault(column_of[piece], []).append(piece)
        lines.append(_Printed(float(pieces.base[row[0]]), max(float(pieces.size[piece]) for piece in row), cells))
    return lines


def _merged(group: Sequence[_Printed]) -> Row:
    out: Row = {}
    for line in group:
        for column, found in line.cells.items():
            out.setdefault(column, []).extend(found)
    return out


def _closest(lines: Sequence[_Printed]) -> float:
    """The distance of the closest baselines in one column."""
    steps = []
    last: dict[int, float] = {}
    for line in lines:
        for column in line.cells:
            if column in last:
                steps.append(line.base - last[column])
            last[column] = line.base
    return float(np.percentile(steps, 10)) if steps else 0.0


def _right_edges(placed: Placed) -> dict[int, tuple[float, float]]:
    """For each column where its print begins and ends."""
    pieces = placed.pieces
    return {
        column: (float(pieces.x0[list(found)].min()), float(pieces.x1[list(found)].max()))
        for column, found in placed.columns.items()
        if found
    }


def _begins_row(
    group: Sequence[_Printed], before: _Printed, line: _Printed, closest: float, loose: bool,
    edges: Mapping[int, tuple[float, float]], pieces: Pieces,
) -> bool:  # fmt: skip
    """Whether `line` begins a row, after the lines of `group`, of which `before` is the last."""
    step = line.base - before.base
    if step < OWN_LINE * line.size:
        return False
    held = _merged(group)
    shared = [column for column in line.cells if column in held]
    if any(_is_figure(pieces, held[c]) and _is_figure(pieces, line.cells[c]) for c in shared):
        return True
    if step > WIDER * closest + 0.5 and shared:
        return True
    if closest > SPACED * line.size:
        return True
    if any(_runs_on(pieces, before.cells[c], line.cells[c], edges[c]) for c in shared if c in before.cells):
        return False
    if loose or min(edges) not in line.cells:
        return False
    if len(line.cells) == 1 and len(edges) > 1:
        return not _text(pieces, line.cells[min(edges)])[:1].islower()
    return True


def _text(pieces: Pieces, cell: Sequence[int]) -> str:
    return " ".join(pieces.texts[piece] for piece in cell)


def _is_figure(pieces: Pieces, cell: Sequence[int]) -> bool:
    return _FIGURE.fullmatch(_text(pieces, cell).strip()) is not None


def _runs_on(pieces: Pieces, cell: Sequence[int], below: Sequence[int], edges: tuple[float, float]) -> bool:
    """Whether a cell's line is full, so that the line below it can be its rest."""
    low, high = edges
    size = float(pieces.size[cell[-1]])
    first, last = _text(pieces, below), _text(pieces, cell)
    if high - low < NARROW * size or _is_figure(pieces, cell) or _is_figure(pieces, below):
        return False
    end = float(pieces.x1[cell[-1]])
    if last[-1:] in "-‐," or (first[:1].islower() and end - low > FULL * (high - low)):
        return True
    # The first word of the line below did not fit: about half an em a letter, one em a Chinese character.
    word = size if is_cjk_char(first[0]) else 0.5 * size * len(first.split(" ", 1)[0]) + 0.25 * size
    return end + word > high
