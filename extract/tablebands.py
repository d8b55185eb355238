"""Rules of one width stacked to tables: whether what stands between two of them can be rows, and in which columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.kinds import begins_caption, starts_item
from extract.lattice import NEAR, Ruling
from extract.lines import Pieces
from extract.quantiles import median
from extract.rows import rows
from extract.types import Box
from extract.upright import Floats, Index

SAME_EXTENT = 5.0  # points; rules of one table begin and end alike
GAP_EM = 0.8  # em; a narrower strip between pieces parts no columns
LONE_GAP_EM = 1.5  # em; the same where no two rows show it
PROSE_EM = 9.0  # em; pieces of a column of prose are wider
PROSE_ROWS = 4  # rows of wide pieces side by side that are columns of prose
WIDE = 0.6  # share of the table's width; a wider piece crosses its columns
CLOSE_EM = 2.5  # em between two rules with one line that runs across the table's columns
LOOSE_EM = 5.0  # em of white between two rules of one table
FRONT = re.compile(r"\s*(?:a\s?b\s?s\s?t\s?r\s?a\s?c\s?t\b|摘\s*要|article\s+info|关\s*键\s*词)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Print:
    """The pieces that may be of a table, and where each stands."""

    pieces: Pieces
    chosen: Index
    x: Floats
    y: Floats
    em: float

    def within(self, box: Box) -> Index:
        """The pieces that stand in a box."""
        inside = (self.x > box.x0) & (self.x < box.x1) & (self.y > box.top) & (self.y < box.bottom)
        found: Index = self.chosen[inside]
        return found


def stacked(rulings: Iterable[Ruling], print_: Print) -> list[Ruling]:
    """The rulings, those of equal width with rows of a table between them made one; the largest first."""
    out: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.box.top):
        box = ruling.box
        for at in range(len(out) - 1, -1, -1):
            other = out[at].box
            alike = abs(other.x0 - box.x0) <= SAME_EXTENT and abs(other.x1 - box.x1) <= SAME_EXTENT
            if alike and box.top > other.bottom - 1:
                band = Box(box.x0, other.bottom, box.x1, max(other.bottom, box.top))
                if is_tabular(print_, band, out[at], alike=_pieced_alike(out[at], ruling)):
                    out[at] = out[at] + ruling
                    break
                out.append(ruling)
                break
        else:
            out.append(ruling)
    return sorted(
        (ruling for ruling in out if len(ruling.across) > 1),
        key=lambda ruling: -(ruling.box.x1 - ruling.box.x0) * (ruling.box.bottom - ruling.box.top),
    )


def _pieced_alike(upper: Ruling, lower: Ruling) -> bool:
    """Whether the rules on both sides of a gap are drawn in the same pieces, which are the table's columns."""
    above, below = max(upper.across, key=lambda edge: edge.at), min(lower.across, key=lambda edge: edge.at)
    return bool(above.joints) and any(abs(a - b) <= NEAR for a in above.joints for b in below.joints)


def is_tabular(print_: Print, box: Box, above: Ruling | None = None, *, alike: bool = False) -> bool:
    """Whether what stands between two rules of one width can be rows of a table.

    `above` are the rules of the table so far, and `alike` tells that the two rules are pieced alike.
    """
    inside = print_.within(box)
    pieces = print_.pieces
    if not len(inside):
        return box.bottom - box.top < LOOSE_EM * print_.em
    printed = rows(pieces, inside)
    first = [pieces.texts[row[0]] for row in printed]
    if any(FRONT.match(text) or begins_caption(text) for text in first):
        return False
    celled = sum(len(row) > 1 for row in printed)
    if len(printed) == 1:
        return bool(celled) or box.bottom - box.top < CLOSE_EM * print_.em
    places, limit = pieces.places, WIDE * (box.x1 - box.x0)
    wide = [row for row in printed if max([places[piece].x1 - places[piece].x0 for piece in row]) > limit]
    if len(wide) > max(1, 0.25 * len(printed)) or (wide and celled <= 0.5 * len(printed)):
        return False
    across = (pieces.x0[inside] < box.x0 - print_.em) | (pieces.x1[inside] > box.x1 + print_.em)
    if int(across.sum()) > 1:
        return False
    if alike:
        return True
    whole = rows(pieces, print_.within(Box(box.x0, above.box.top, box.x1, box.bottom))) if above else printed
    return bool(find_columns(pieces, whole, box.x0, box.x1)) and not _is_columns_of_prose(
        pieces, printed, box.x0, box.x1
    )


def _is_columns_of_prose(pieces: Pieces, printed: Sequence[Sequence[int]], low: float, high: float) -> bool:
    """Whether two columns or more, and all that hold much, are as wide as prose is set and run on."""
    if sum(map(len, printed)) < 2 * PROSE_ROWS:
        return False
    places = find_columns(pieces, printed, low, high)
    widths: dict[int, list[float]] = defaultdict(list)
    for row in printed:
        for piece in row:
            place = pieces.places[piece]
            widths[bisect_left(places, place.x0 + 1)].append((place.x1 - place.x0) / max(place.size, 1.0))
    long = [found for found in widths.values() if len(found) >= PROSE_ROWS]
    return len(long) > 1 and all(median(found) >= PROSE_EM for found in long)


def find_columns(pieces: Pieces, printed: Sequence[Sequence[int]], low: float, high: float) -> tuple[float, ...]:
    """The places between `low` and `high` at which white parts columns in all rows but a few."""
    width = 2 * (int(high - low) + 2)  # in half points
    places = [pieces.places[piece] for row in printed for piece in row]
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
