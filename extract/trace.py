"""What the reader did with a page, kept on request, so that a person can look at it: its columns, what was left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from extract.furniture import PagePieces
from extract.lines import PageLines
from extract.pdfium import RawPage
from extract.types import Box, LeftOut, Page, Reason
from extract.upright import as_text

Index = npt.NDArray[np.intp]
APART = 1.5  # times the type's size; turned characters further from one another are two stamps
_BLANKS = (0x20, 0x3000)


def trace_page(
    page: Page,
    raw: RawPage,
    lines: PageLines,
    pieces: PagePieces,
    *,
    furniture: Collection[int],
    garbled: Collection[int],
) -> Page:
    """The page with its columns in reading order, and with what stands on it and is not in the text."""
    columns = tuple(_around(raw, np.concatenate([line.source for line in column])) for column in lines.columns)
    out = [_left_out(raw, pieces.pieces.sources[piece], "furniture") for piece in sorted(furniture)]
    out += [_left_out(raw, pieces.pieces.sources[piece], "garbled") for piece in sorted(set(garbled) - set(furniture))]
    out += [_left_out(raw, rows, "turned") for rows in _turned_away(raw, pieces.upright.index)]
    return replace(page, columns=columns, left_out=tuple(out))


def _left_out(raw: RawPage, source: Index, why: Reason) -> LeftOut:
    text = as_text(np.where(source >= 0, raw.codes[source], _BLANKS[0]).astype(np.uint32))
    return LeftOut(text, _around(raw, source), why)


def _around(raw: RawPage, source: Index) -> Box:
    boxes = raw.boxes[source[source >= 0]]
    low, high = boxes.min(axis=0), boxes.max(axis=0)
    return Box(float(low[0]), float(low[1]), float(high[2]), float(high[3]))


def _turned_away(raw: RawPage, upright: Index) -> Iterator[Index]:
    """Runs of characters that stand slanted or run in another direction than the page's text."""
    if not len(raw.codes):
        return
    main = int(raw.turn[upright[0]]) if len(upright) else None
    rows = np.flatnonzero(raw.turn != main)
    rows = rows[~np.isin(raw.codes[rows], _BLANKS)] if len(rows) else rows
    if not len(rows):
        return
    boxes, size = raw.boxes[rows], raw.size[rows]
    centre = (boxes[:, :2] + boxes[:, 2:]) / 2
    far = np.abs(np.diff(centre, axis=0)).max(axis=1) > APART * np.maximum(size[1:], size[:-1])
    cut = np.flatnonzero(far | (np.diff(raw.turn[rows]) != 0)) + 1
    yield from np.split(rows, cut)
