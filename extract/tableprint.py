"""The print that may be of a table: the rows that pieces of it make, and the columns that white parts in them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from extract.kinds import starts_item
from extract.lines import Pieces
from extract.quantiles import median
from extract.rows import rows
from extract.types import Box
from extract.upright import Floats, Index

GAP_EM = 0.8  # em; a narrower strip between pieces parts no columns
LONE_GAP_EM = 1.5  # em; the same where no two rows show it

Chosen = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Print:
    """The pieces that may be of a table, and where each stands.

    The same pieces are asked about for several rules: their rows and columns are kept.
    """

    pieces: Pieces
    chosen: Index
    x: Floats
    y: Floats
    em: float
    _rows: dict[Chosen, list[list[int]]] = field(default_factory=dict, repr=False)
    _columns: dict[tuple[Chosen, float, float], tuple[float, ...]] = field(default_factory=dict, repr=False)

    def within(self, box: Box) -> Chosen:
        """The pieces that stand in a box."""
        inside = (self.x > box.x0) & (self.x < box.x1) & (self.y > box.top) & (self.y < box.bottom)
        return tuple(self.chosen[inside].tolist())

    def rows(self, chosen: Chosen) -> list[list[int]]:
        """The rows down the page that pieces make, each from left to right."""
        found = self._rows.get(chosen)
        if found is None:
            found = self._rows[chosen] = rows(self.pieces, np.array(chosen, np.intp))
        return found

    def columns(self, chosen: Chosen, low: float, high: float) -> tuple[float, ...]:
        """The places between `low` and `high` at which white parts columns in all rows of pieces but a few."""
        found = self._columns.get((chosen, low, high))
        if found is None:
            found = _find_columns(self.pieces, self.rows(chosen), low, high)
            self._columns[chosen, low, high] = found
        return found


def _find_columns(pieces: Pieces, printed: Sequence[Sequence[int]], low: float, high: float) -> tuple[float, ...]:
    """The places between `low` and `high` at which white parts columns in all rows but a few."""
    width = 2 * (int(high - low) + 2)  # in half points
    place_of = pieces.places
    places = [place_of[piece] for row in printed for piece in row]
    starts = [min(max(0, int(2 * (place.x0 - low))), width) for place in places]
    ends = [min(max(start + 1, int(2 * (place.x1 - low))), width) for start, place in zip(starts, places, strict=True)]
    cover = np.cumsum(np.bincount(starts, minlength=width + 1) - np.bincount(ends, minlength=width + 1))[:width]
    celled = sum([len(row) > 1 for row in printed])
    white = cover <= (len(printed) // 8 if celled >= 3 else 0)
    least_gap = 2 * (GAP_EM if celled >= 2 else LONE_GAP_EM) * median([place.size for place in places])
    edges = [0, *(np.flatnonzero(white[1:] != white[:-1]) + 1).tolist(), width]
    held = np.flatnonzero(cover)
    found = []
    for start, end in pairwise(edges) if len(held) else ():
        if white[start] and end - start >= least_gap and held[0] < start and end <= held[-1]:
            strip = cover[start:end]
            least = np.flatnonzero(strip == strip.min())
            found.append(low + (start + float(least[-1] + least[0]) / 2 + 0.5) / 2)
    return _without_marks(pieces, printed, found)


def _without_marks(pieces: Pieces, printed: Sequence[Sequence[int]], places: Sequence[float]) -> tuple[float, ...]:
    """The places without those that only part bullets or numbers from their items."""
    if not places:
        return ()
    texts: dict[int, list[str]] = defaultdict(list)
    for row in printed:
        for piece in row:
            texts[bisect_left(places, pieces.places[piece].x0 + 1)].append(pieces.texts[piece])
    marks = [all(len(text) <= 3 and starts_item(text + " x") for text in texts[at]) for at in range(len(places))]
    return tuple(place for place, mark in zip(places, marks, strict=True) if not mark)
