"""What a region holds besides its table (captions, prose), and whether it is a table at all."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from extract.kinds import begins_caption
from extract.lattice import Lattice
from extract.lines import Pieces
from extract.rows import rows
from extract.tablebands import WIDE
from extract.tablecells import Cells, Region, stands_at
from extract.tableprint import Print
from extract.tablerows import is_figure
from extract.types import Box
from extract.upright import Floats

MOST_LINES = 8  # lines in a cell as wide as the table; one with more is prose that the frame holds
FIGURES = 0.6  # share of the first cells that are figures, and of the rows with a label beside them
SPACER = 8.0  # points; a narrower column is space between cells
BARS = 0.6  # share of the wider columns that hold print; the bars of a chart hold little
FEW_DRAWN = 3  # drawings that a table may hold however few cells it has
FILLED = 0.3  # share of the fields that hold print


def split_at_captions(region: Region, pieces: Pieces) -> list[Region]:
    """The region cut before each row that is the caption of a table below."""
    at = [0, *(n for n, row in enumerate(region.rows) if n and _is_caption(row, pieces)), len(region.rows)]
    tops = [region.box.top, *(min(float(pieces.top[p]) for c in region.rows[n] for p in c) for n in at[1:-1])]
    bottoms = [*tops[1:], region.box.bottom]
    return [
        Region(Box(region.box.x0, top, region.box.x1, bottom), region.rows[start:end])
        for start, end, top, bottom in zip(at, at[1:], tops, bottoms, strict=False)
        if top < bottom
    ]


def _is_caption(row: Cells, pieces: Pieces) -> bool:
    cells = [cell for cell in row if cell]
    return len(cells) <= 2 and begins_caption(pieces.texts[cells[0][0]])


def trimmed(region: Region, lattice: Lattice, pieces: Pieces) -> Region | None:
    """The table without a caption or a page of prose that its frame holds above or below it."""
    body = list(region.rows)
    top, bottom = region.box.top, region.box.bottom
    width = region.box.x1 - region.box.x0
    while body and _is_foreign(body[0], pieces, width):
        top = max(float(pieces.bottom[piece]) for cell in body.pop(0) for piece in cell)
    while body and _is_foreign(body[-1], pieces, width):
        bottom = min(float(pieces.top[piece]) for cell in body.pop() for piece in cell)
    if not body or top >= bottom:
        return None
    used = [column for column in range(len(body[0])) if any(row[column] for row in body)]
    if len(used) < BARS * sum(b - a > SPACER for a, b in pairwise(lattice.xs)):
        return None
    kept = tuple(tuple(row[column] for column in used) for row in body)
    return Region(Box(region.box.x0, top, region.box.x1, bottom), kept)


def _is_foreign(row: Cells, pieces: Pieces, width: float) -> bool:
    """Whether a row is a caption, or prose set across the table."""
    cells = [cell for cell in row if cell]
    if len(cells) != 1:
        return _is_caption(row, pieces)
    lines = rows(pieces, np.array(cells[0], np.intp))
    wide = [line for line in lines if pieces.x1[line[-1]] - pieces.x0[line[0]] > WIDE * width]
    prose = len(lines) > MOST_LINES or (len(wide) >= 2 and len(wide) >= 0.5 * len(lines))
    return prose or begins_caption(pieces.texts[lines[0][0]])


def is_table(region: Region, pieces: Pieces, drawings: Floats) -> bool:
    """Whether rows and cells make a table, and not a chart, a diagram or columns of prose with a line between."""
    if not region.rows or len(region.rows[0]) < 2:
        return False
    celled = [row for row in region.rows if sum(map(bool, row)) > 1]
    filled = sum(bool(cell) for row in region.rows for cell in row)
    if len(celled) < 2 or filled < FILLED * len(region.rows) * len(region.rows[0]):
        return False
    if _count_inside(drawings, region.box) > max(FEW_DRAWN, filled // 2):
        return False
    if len(celled) > 2:
        return True
    long = [cell for row in celled for cell in row if len(rows(pieces, np.array(cell, np.intp))) > 2 * MOST_LINES]
    return len(long) < 2


def _count_inside(drawings: Floats, box: Box) -> int:
    """How many drawings have their middle in a box, or how many there are where these are few."""
    if len(drawings) <= FEW_DRAWN:
        return len(drawings)
    x, y = ((drawings[:, :2] + drawings[:, 2:]) / 2).T
    return int(np.count_nonzero((x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom)))


def lacks_labels(region: Region, print_: Print) -> bool:
    """Whether rules stand over figures alone, and most rows begin with a label on the left of them."""
    pieces = print_.pieces
    first = [row[0] for row in region.rows if row[0]]
    if sum(is_figure(pieces.texts[cell[0]]) for cell in first) < FIGURES * len(first):
        return False
    box = region.box
    level = print_.y[(print_.x < box.x0) & (print_.y > box.top) & (print_.y < box.bottom)]
    rows_at = [float(stands_at(pieces, row[-1][0])) for row in region.rows if row[-1]]
    labelled = sum(bool((np.abs(level - y) < 0.3 * print_.em).any()) for y in rows_at)
    return labelled >= FIGURES * len(rows_at)
