"""Cells of a table: the print inside a lattice set in its fields, fields without a line between them made one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

from extract.lattice import Lattice
from extract.lines import Pieces, Place
from extract.tableprint import Chosen, Print
from extract.tablerows import Placed, part_rows
from extract.types import Box
from extract.upright import Floats, Index

Cells = tuple[tuple[int, ...], ...]

GRID_ROWS = 4  # rows, with lines between columns too, from which every row is taken to be drawn
CROSSED = 3.0  # points on both sides of a place by which a piece is printed across it
RISE = 0.35  # em above the baseline; where a piece is said to stand


@dataclass(frozen=True, slots=True)
class Region:
    """A table on a page: its box, and its rows of cells, each cell the pieces in it; empty cells are empty."""

    box: Box
    rows: tuple[Cells, ...]

    @property
    def pieces(self) -> tuple[int, ...]:
        """All pieces of the table, in reading order."""
        return tuple(piece for row in self.rows for cell in row for piece in cell)


@overload
def stands_at(pieces: Pieces, chosen: Index) -> Floats: ...
@overload
def stands_at(pieces: Pieces, chosen: int) -> float: ...
def stands_at(pieces: Pieces, chosen: Index | int) -> Floats | float:
    """The height on the page of the middle of small letters, which no line of a table runs through."""
    height: Floats | float = pieces.base[chosen] - RISE * pieces.size[chosen]
    return height


def fill_lattice(lattice: Lattice, print_: Print, inside: Chosen) -> Region:
    """The lattice's cells with the pieces in them, rows that no line parts told by the print."""
    pieces = print_.pieces
    names, spans = _cells(_opened(lattice, pieces, inside), lattice.above)
    held: dict[int, list[int]] = defaultdict(list)
    places, xs, ys, last = pieces.places, lattice.xs, lattice.ys, len(names)
    for piece in inside:
        place = places[piece]
        row = bisect_left(ys, place.base - RISE * place.size, 1, last) - 1
        held[names[row][_column_of(xs, place.x0, place.x1)]].append(piece)
    by_row: dict[int, list[int]] = defaultdict(list)
    for name in held:
        by_row[spans[name][0]].append(name)
    out: list[Cells] = []
    columns = range(len(xs) - 1)
    gridded = len(ys) > GRID_ROWS and lattice.drawn > 0
    edges = _column_edges(lattice, pieces, spans, held)
    for row in sorted(by_row):
        flat: dict[int, list[int]] = {}
        tall: dict[int, list[int]] = {}
        for name in sorted(by_row[row], key=lambda name: spans[name][1]):
            (flat if spans[name][2] == 1 else tall)[spans[name][1]] = held[name]
        ruled = gridded and sum([len(held[name]) for name in by_row[row]]) < 0.5 * len(inside)
        parted = part_rows(Placed(print_, flat, edges, ruled)) if flat else [{}]
        parted[0] |= tall
        out += [tuple([tuple(found.get(column, ())) for column in columns]) for found in parted]
    return Region(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(out))


def _column_edges(
    lattice: Lattice, pieces: Pieces, spans: Mapping[int, tuple[int, int, int, int]], held: Mapping[int, Sequence[int]]
) -> dict[int, tuple[float, float]]:
    """For each column where print in it can begin and end: up to the drawn line, or as far as any of its lines."""
    lows: dict[int, list[float]] = defaultdict(list)
    highs: dict[int, list[float]] = defaultdict(list)
    for name, found in held.items():
        if spans[name][3] == 1:
            column = spans[name][1]
            lows[column] += [pieces.places[piece].x0 for piece in found]
            highs[column] += [pieces.places[piece].x1 for piece in found]
    edges = {}
    for column, (low, high) in enumerate(pairwise(lattice.xs)):
        start, end = (min(lows[column]), max(highs[column])) if column in lows else (low, high)
        edges[column] = (start, end if high in lattice.open_xs else max(end, high - max(0.0, start - low)))
    return edges


def _column_of(xs: Sequence[float], x0: float, x1: float) -> int:
    """The column in which most of a piece lies; the leftmost that it covers where it lies across several."""
    last = len(xs) - 1
    first = bisect_left(xs, x0 + 2, 1, last) - 1
    middle = bisect_left(xs, (x0 + x1) / 2, 1, last) - 1
    return middle if middle - first <= 1 and xs[first + 1] - x0 < 0.3 * (x1 - x0) else first


def _opened(lattice: Lattice, pieces: Pieces, chosen: Sequence[int]) -> Sequence[Sequence[bool]]:
    """`left` of the lattice, columns made one where a piece is printed across a place at which no line is drawn."""
    if not lattice.open_xs or len(lattice.ys) < 3:
        return lattice.left
    left = [list(row) for row in lattice.left]
    columns = sorted([(place, lattice.xs.index(place)) for place in lattice.open_xs])
    opens = [place for place, _ in columns]
    for piece in chosen:
        at = pieces.places[piece]
        crossed = columns[bisect_right(opens, at.x0 + CROSSED) : bisect_left(opens, at.x1 - CROSSED)]
        if crossed:
            row = bisect_left(lattice.ys, at.base - RISE * at.size) - 1
            if 0 <= row < len(left) and _stands_alone(pieces, chosen, at, lattice.ys[row : row + 2]):
                for _, column in crossed:
                    left[row][column] = False
    return left


def _stands_alone(pieces: Pieces, chosen: Sequence[int], alone: Place, sides: Sequence[float]) -> bool:
    """Whether a lattice row is one printed row, so that opening it for a piece joins no others."""
    low, high = sides
    for piece in chosen:
        place = pieces.places[piece]
        if low < place.base - RISE * place.size < high and abs(place.base - alone.base) >= alone.size:
            return False
    return True


def _cells(
    left: Sequence[Sequence[bool]], above: Sequence[Sequence[bool]]
) -> tuple[list[list[int]], dict[int, tuple[int, int, int, int]]]:
    """For each field the name of its cell, and for each cell its first row and column and how many of each it takes."""
    height, width = len(above), len(above[0])
    parent = list(range(height * width))

    def root(field: int) -> int:
        while parent[field] != field:
            field = parent[field]
        return field

    for row in range(height):
        for column in range(width):
            field = row * width + column
            if row and not above[row][column]:
                low, high = sorted((root(field), root(field - width)))
                parent[high] = low
            if column and not left[row][column]:
                low, high = sorted((root(field), root(field - 1)))
                parent[high] = low
    names = [[root(row * width + column) for column in range(width)] for row in range(height)]
    spans: dict[int, tuple[int, int, int, int]] = {}
    for row, line in enumerate(names):
        for column, name in enumerate(line):
            if name == row * width + column:
                spans[name] = (row, column, 1, 1)
                continue
            first, start, high, wide = spans[name]
            end = max(start + wide, column + 1)
            start = min(start, column)
            spans[name] = (first, start, row - first + 1, end - start)
    return names, spans
