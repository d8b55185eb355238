"""Cells of a table: the print inside a lattice set in its fields, fields without a line between them made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import overload

import numpy as np
import numpy.typing as npt

from extract.lattice import Lattice
from extract.lines import Floats, Index, Pieces
from extract.tablerows import Placed, part_rows
from extract.types import Box

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
    cell_of, spans = _cells(lattice)
    held: dict[int, list[int]] = defaultdict(list)
    for piece in inside.tolist():
        row = int(np.searchsorted(lattice.ys, stands_at(pieces, piece))) - 1
        start = _column_of(lattice, float(pieces.x0[piece]), float(pieces.x1[piece]))
        held[int(cell_of[min(max(row, 0), len(cell_of) - 1), start])].append(piece)
    out: list[Cells] = []
    width = len(lattice.xs) - 1
    gridded = len(lattice.ys) > GRID_ROWS and lattice.drawn > 0
    edges = _column_edges(lattice, pieces, cell_of, held)
    for row in range(len(lattice.ys) - 1):
        cells = {name: held[name] for name in np.unique(cell_of[row]) if spans[name][0] == row and held[name]}
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
    lattice: Lattice, pieces: Pieces, cell_of: npt.NDArray[np.intp], held: Mapping[int, Sequence[int]]
) -> dict[int, tuple[float, float]]:
    """For each column where print in it can begin and end: up to the drawn line, or as far as any of its lines."""
    edges: dict[int, tuple[float, float]] = {}
    for column in range(len(lattice.xs) - 1):
        low, high = lattice.xs[column], lattice.xs[column + 1]
        alone = [n for n in np.unique(cell_of[:, column]).tolist() if int((cell_of == n).any(axis=0).sum()) == 1]
        found = [piece for name in alone for piece in held[name]]
        if not found:
            edges[column] = (low, high)
            continue
        start, end = float(pieces.x0[found].min()), float(pieces.x1[found].max())
        edges[column] = (start, end if high in lattice.open_xs else max(end, high - max(0.0, start - low)))
    return edges


def _column_of(lattice: Lattice, x0: float, x1: float) -> int:
    """The column in which most of a piece lies; the leftmost that it covers where it lies across several."""
    last = len(lattice.xs) - 2
    first = min(max(int(np.searchsorted(lattice.xs, x0 + 2)) - 1, 0), last)
    middle = min(max(int(np.searchsorted(lattice.xs, (x0 + x1) / 2)) - 1, 0), last)
    return middle if middle - first <= 1 and lattice.xs[first + 1] - x0 < 0.3 * (x1 - x0) else first


def _opened(lattice: Lattice, pieces: Pieces, inside: Index) -> Lattice:
    """The lattice with columns made one where a piece is printed across a place at which no line is drawn."""
    left = lattice.left.copy()
    for place in lattice.open_xs:
        column = lattice.xs.index(place)
        crossing = inside[(pieces.x0[inside] < place - 3) & (pieces.x1[inside] > place + 3)]
        for piece in crossing.tolist():
            row = int(np.searchsorted(lattice.ys, stands_at(pieces, piece))) - 1
            if 0 <= row < len(left) and len(lattice.ys) > 2 and _stands_alone(pieces, inside, piece, lattice, row):
                left[row, column] = False
    return replace(lattice, left=left)


def _stands_alone(pieces: Pieces, inside: Index, piece: int, lattice: Lattice, row: int) -> bool:
    """Whether a lattice row is one printed row, so that opening it for a piece joins no others."""
    y = stands_at(pieces, inside)
    beside = inside[(y > lattice.ys[row]) & (y < lattice.ys[row + 1])]
    return bool((np.abs(pieces.base[beside] - pieces.base[piece]) < pieces.size[piece]).all())


def _cells(lattice: Lattice) -> tuple[npt.NDArray[np.intp], dict[int, tuple[int, int, int]]]:
    """For each field the name of its cell, and for each cell its first row, first column and number of rows."""
    shape = lattice.above.shape
    name = np.arange(shape[0] * shape[1]).reshape(shape)
    while True:
        before = name.copy()
        for row in range(shape[0]):
            for column in range(shape[1]):
                if row and not lattice.above[row, column]:
                    name[row, column] = name[row - 1, column] = min(name[row, column], name[row - 1, column])
                if column and not lattice.left[row, column]:
                    name[row, column] = name[row, column - 1] = min(name[row, column], name[row, column - 1])
        if (before == name).all():
            break
    spans = {}
    for cell in np.unique(name).tolist():
        at = np.argwhere(name == cell)
        spans[cell] = (int(at[:, 0].min()), int(at[:, 1].min()), int(at[:, 0].max() - at[:, 0].min()) + 1)
    return name, spans
