"""Tables among the lines of a page: a stand-in where columns are cut, then the lines of its cells, tabs between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from extract.lines import Line, Pieces
from extract.rows import build_line, rows
from extract.tablecells import Region
from extract.upright import Upright


def with_stand_ins(pieces: Pieces, tables: Sequence[Region]) -> Pieces:
    """The pieces with one more for each table, as large as its print: what columns are cut around.

    The lines of a table often stand out of the column by the space between a cell's side and its print.
    """
    if not tables:
        return pieces
    held = [list(table.pieces) for table in tables]
    x0, x1 = [pieces.x0[found].min() for found in held], [pieces.x1[found].max() for found in held]
    boxes = np.array([(a, t.box.top, b, t.box.bottom) for a, b, t in zip(x0, x1, tables, strict=True)], np.float32)
    count, end = len(tables), int(pieces.end[-1])
    size = np.full(count, np.median(pieces.size), np.float32)
    nothing = np.empty(0, np.intp)
    return Pieces(
        start=np.r_[pieces.start, np.full(count, end)],
        end=np.r_[pieces.end, np.full(count, end)],
        x0=np.r_[pieces.x0, boxes[:, 0]],
        top=np.r_[pieces.top, boxes[:, 1]],
        x1=np.r_[pieces.x1, boxes[:, 2]],
        bottom=np.r_[pieces.bottom, boxes[:, 3]],
        base=np.r_[pieces.base, (boxes[:, 1] + boxes[:, 3]) / 2],
        size=np.r_[pieces.size, size],
        bold=np.r_[pieces.bold, np.zeros(count, np.float32)],
        bold_ends=np.r_[pieces.bold_ends, np.zeros((count, 2), np.bool_)],
        texts=(*pieces.texts, *("" for _ in tables)),
        sources=(*pieces.sources, *(nothing for _ in tables)),
    )


def with_table_lines(
    lines: Sequence[Line], page: Upright, pieces: Pieces, tables: Sequence[Region], *, numbers: Sequence[int], at: int
) -> tuple[Line, ...]:
    """The lines of a column of page `at` with those of the tables `numbers` among them, where each table stands."""
    out = list(lines)
    for number in sorted(numbers, key=lambda number: -tables[number].box.top):
        middle = (tables[number].box.top + tables[number].box.bottom) / 2
        place = next((n for n, line in enumerate(lines) if line.base > middle), len(lines))
        out[place:place] = _table_lines(page, pieces, tables[number], number, at)
    return tuple(out)


def _table_lines(page: Upright, pieces: Pieces, table: Region, number: int, at: int) -> Iterator[Line]:
    """The printed lines of a table, cell by cell; `number` tells it from the others on its page."""
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            for printed in rows(pieces, np.array(cell, np.intp)) if cell else ():
                yield replace(build_line(page, pieces, printed, at), cell=(number, row, column))


def cells_between(cell: tuple[int, int, int], after: tuple[int, int, int]) -> str:
    """What parts two cells in a table's text: a tab a column, a line a row."""
    if cell[:2] == after[:2]:
        return "\t" * (after[2] - cell[2])
    return "\n" + "\t" * after[2]


def with_tabs(text: str, cells: Sequence[int]) -> str:
    """A printed row with tabs for the blanks that stand before the offsets `cells`."""
    chars = list(text)
    for at in cells:
        if chars[at - 1] == " ":
            chars[at - 1] = "\t"
    return "".join(chars)
