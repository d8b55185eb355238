"""Cells of a table: the print inside a lattice set in its fields, fields without a line between them made one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import overload

import numpy as np

from extract.lattice import Lattice
from extract.lines import Pieces
from extract.tablerows import Placed, part_rows
from extract.types import Box
from extract.upright import Floats, Index

Cells = tuple[tuple[int, ...], ...]

GRID_ROWS = 4  # rows, with lines between columns too, from which every row is taken to be drawn
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


def fill_lattice(lattice: Lattice, pieces: Pieces, inside: Index) -> Region:
    """The lattice's cells with the pieces in them, rows that no line parts told by the print."""
    lattice = _opened(lattice, pieces, inside)
    names, spans = _cells(lattice)
    held: dict[int, list[int]] = defaultdict(list)
    last = len(names) - 1
    for piece in inside.tolist():
        place = pieces.places[piece]
        row = bisect_left(lattice.ys, place.base - RISE * place.size) - 1
        held[names[min(max(row, 0), last)][_column_of(lattice, place.x0, place.x1)]].append(piece)
    out: list[Cells] = []
    width = len(lattice.xs) - 1
    gridded = len(lattice.ys) > GRID_ROWS and lattice.drawn > 0
    edges = _column_edges(lattice, pieces, spans, held)
    for row, line in enumerate(names):
        cells = {name: held[name] for name in dict.fromkeys(line) if spans[name][0] == row and name in held}
        if not cells:
            continue
        tall = {spans[name][1]: found for name, found in cells.items() if spans[name][2] > 1}
        flat = {spans[name][1]: found for name, found in cells.items() if spans[name][2] == 1}
        ruled = gridded and sum(map(len, cells.values())) < 0.5 * len(inside)
        parted = part_rows(Placed(pieces, flat, edges, ruled)) if flat else [{}]
        parted[0] |= tall
        out.extend(tuple(tuple(found.get(column, ())) for column in range(width)) for found in parted)
    return Region(Box(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1]), tuple(out))


def _column_edges(
    lattice: Lattice, pieces: Pieces, spans: Mapping[int, tuple[int, int, int, int]], held: Mapping[int, Sequence[int]]
) -> dict[int, tuple[float, float]]:
    """For each column where print in it can begin and end: up to the drawn line, or as far as any of its lines."""
    ends: dict[int, tuple[float, float]] = {}
    for name, found in held.items():
        if spans[name][3] == 1:
            column = spans[name][1]
            low, high = ends.get(column, (np.inf, -np.inf))
            places = [pieces.places[piece] for piece in found]
            ends[column] = (min(low, *(place.x0 for place in places)), max(high, *(place.x1 for place in places)))
    edges = {}
    for column, (low, high) in enumerate(pairwise(lattice.xs)):
        start, end = ends.get(column, (low, high))
        edges[column] = (start, end if high in lattice.open_xs else max(end, high - max(0.0, start - low)))
    return edges


def _column_of(lattice: Lattice, x0: float, x1: float) -> int:
    """The column in which most of a piece lies; the leftmost that it covers where it lies across several."""
    last = len(lattice.xs) - 2
    first = min(max(bisect_left(lattice.xs, x0 + 2) - 1, 0), last)
    middle = min(max(bisect_left(lattice.xs, (x0 + x1) / 2) - 1, 0), last)
    return middle if middle - first <= 1 and lattice.xs[first + 1] - x0 < 0.3 * (x1 - x0) else first


def _opened(lattice: Lattice, pieces: Pieces, inside: Index) -> Lattice:
    """The lattice with columns made one where a piece is printed across a place at which no line is drawn."""
    left = lattice.left.copy()
    for place in lattice.open_xs:
        column = lattice.xs.index(place)
        crossing = inside[(pieces.x0[inside] < place - 3) & (pieces.x1[inside] > place + 3)]
        for piece in crossing.tolist():
            row = bisect_left(lattice.ys, stands_at(pieces, piece)) - 1
            if 0 <= row < len(left) and len(lattice.ys) > 2 and _stands_alone(pieces, inside, piece, lattice, row):
                left[row, column] = False
    return replace(lattice, left=left)


def _stands_alone(pieces: Pieces, inside: Index, piece: int, lattice: Lattice, row: int) -> bool:
    """Whether a lattice row is one printed row, so that opening it for a piece joins no others."""
    y = stands_at(pieces, inside)
    beside = inside[(y > lattice.ys[row]) & (y < lattice.ys[row + 1])]
    return bool((np.abs(pieces.base[beside] - pieces.base[piece]) < pieces.size[piece]).all())


def _cells(lattice: Lattice) -> tuple[list[list[int]], dict[int, tuple[int, int, int, int]]]:
    """For each field the name of its cell, and for each cell its first row and column and how many of each it takes."""
    above, left = lattice.above.tolist(), lattice.left.tolist()
    height, width = len(above), len(above[0])
    parent = list(range(height * width))

    def root(field: int) -> int:
        while parent[field] != field:
            field = parent[field]
        return field

    for row in range(height):
        for column in range(width):
            field = row * width + column
            for open_, other in ((row and not above[row][column], field - width),
                                 (column and not left[row][column], field - 1)):  # fmt: skip
                if open_:
                    low, high = sorted((root(field), root(other)))
                    parent[high] = low
    names = [[root(row * width + column) for column in range(width)] for row in range(height)]
    fields: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, line in enumerate(names):
        for column, name in enumerate(line):
            fields[name].append((row, column))
    spans = {}
    for name, found in fields.items():
        first, columns = found[0][0], [column for _, column in found]
        spans[name] = (first, min(columns), found[-1][0] - first + 1, max(columns) - min(columns) + 1)
    return names, spans
