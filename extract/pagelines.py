"""The lines of a page: in columns, tables whole among them, with or without heads, feet and raised marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from extract.columns import Cuts, order_columns
from extract.furniture import PagePieces
from extract.lines import Line, PageLines
from extract.rows import column_lines
from extract.tablecells import Region
from extract.tablelines import with_stand_ins, with_table_lines
from extract.upright import Flags, Index, Upright

RAISED_SIZE = 0.85  # times the line's type; a raised mark is smaller
RAISED = 0.15  # em above the baseline


def page_lines(
    page: PagePieces,
    out: Collection[int],
    tables: Sequence[Region] = (),
    gutters: Sequence[float] = (),
    cuts: Cuts | None = None,
) -> PageLines:
    """The lines of a page in columns, in reading order, without the pieces in `out`; `tables` come whole.

    `gutters` are those of the document, `cuts` what `find_cuts` says of the pieces that stay.
    """
    upright, pieces, standing = page.upright, page.pieces, page.pieces
    count = len(pieces)
    chosen = pieces_without(page, out)
    if tables:
        standing, cuts = with_stand_ins(pieces, tables), None
        prose = pieces_without(page, {*out, *(piece for table in tables for piece in table.pieces)})
        chosen = np.concatenate((prose, np.arange(count, len(standing))))
    columns = []
    for group in order_columns(standing, chosen, gutters, cuts):
        lines = column_lines(upright, pieces, group[group < count] if tables else group, page.number)
        numbers = (group[group >= count] - count).tolist() if tables else ()
        if numbers:
            lines = with_table_lines(lines, upright, pieces, tables, numbers=numbers, at=page.number)
        columns.append(lines)
    return PageLines(page.number, upright.width, upright.height, tuple(column for column in columns if column))


def pieces_without(page: PagePieces, out: Collection[int]) -> Index:
    """The pieces of a page that are not `out`."""
    stay = np.ones(len(page.pieces), np.bool_)
    stay[list(out)] = False
    return np.flatnonzero(stay)


def with_furniture(lines: PageLines, page: PagePieces, furniture: Collection[int]) -> PageLines:
    """The lines of a page with those of its furniture, heads before the text and feet after it."""
    put = np.array(sorted(furniture), np.intp)
    top = min([line.top for line in lines.lines], default=0.0)
    high = page.pieces.bottom[put] < top + 0.5 * page.pieces.size[put]
    head, foot = (column_lines(page.upright, page.pieces, some, page.number) for some in (put[high], put[~high]))
    return replace(lines, columns=tuple(column for column in (head, *lines.columns, foot) if column))


def bare_lines(page: PageLines, upright: Upright) -> PageLines:
    """The lines without raised marks (of notes, of affiliations), which are no part of a title or a name."""
    lines = page.lines
    if not lines:
        return page
    rows = np.concatenate([line.source for line in lines])
    lengths = [len(line.source) for line in lines]
    size, base = np.repeat(np.array([(line.size, line.base) for line in lines], np.float32), lengths, axis=0).T
    at = np.searchsorted(upright.index, rows)  # of a blank, which is not printed: somewhere
    raised = (upright.size[at] < RAISED_SIZE * size) & (upright.base[at] < base - RAISED * size) & (rows >= 0)
    if not raised.any():
        return page
    marks = iter(np.split(raised, np.cumsum(lengths)[:-1]))
    columns = tuple(tuple(_bare(line, next(marks)) for line in column) for column in page.columns)
    return replace(page, columns=columns)


def _bare(line: Line, raised: Flags) -> Line:
    if not raised.any() or np.array_equal(raised, line.source >= 0):
        return line
    text = "".join(char for char, mark in zip(line.text, raised.tolist(), strict=True) if not mark)
    return replace(line, text=re.sub(r"(?:\s*,)+(?=\s*(?:,|$))", "", text))
