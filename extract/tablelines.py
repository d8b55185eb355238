"""Tables among the lines of a page: a stand-in where columns are cut, then the lines of its cells, tabs between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extract.lines import Line, Pieces
from extract.quantiles import median
from extract.rows import build_line, rows
from extract.tablecells import Region
from extract.upright import Upright


def with_stand_ins(pieces: Pieces, tables: Sequence[Region]) -> Pieces:
    """The pieces with one more for each table, as large as its print: what columns are cut around.

    The lines of a table often stand out of the column by the space between a cell's side and its print.
    """
    if not tables:
        return pieces
    places = [[pieces.places[piece] for piece in table.pieces] for table in tables]
    edges = [(min([place.x0 for place in held]), max([place.x1 for place in held])) for held in places]
    boxes = np.array(
        [(x0, table.box.top, x1, table.box.bottom) for (x0, x1), table in zip(edges, tables, strict=True)], np.float32
    )
    count = len(tables)
    ends, nothing = np.full(count, pieces.end[-1]), np.empty(0, np.intp)
    return Pieces(
        start=np.concatenate((pieces.start, ends)),
        end=np.concatenate((pieces.end, ends)),
        x0=np.concatenate((pieces.x0, boxes[:, 0])),
        top=np.concatenate((pieces.top, boxes[:, 1])),
        x1=np.concatenate((pieces.x1, boxes[:, 2])),
        bottom=np.concatenate((pieces.bottom, boxes[:, 3])),
        base=np.concatenate((pieces.base, (boxes[:, 1] + boxes[:, 3]) / 2)),
        size=np.concatenate((pieces.size, np.full(count, median(pieces.size), np.float32))),
        bold=np.concatenate((pieces.bold, np.zeros(count, np.float32))),
        bold_ends=np.concatenate((pieces.bold_ends, np.zeros((count, 2), np.bool_))),
        texts=pieces.texts + ("",) * count,
        sources=pieces.sources + (nothing,) * count,
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
            if not cell:
                continue
            for printed in rows(pieces, np.array(cell)) if len(cell) > 1 else [cell]:
                line = build_line(page, pieces, printed, at)
                line.cell = (number, row, column)
                yield line


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
