"""Rules of one width stacked to tables: whether what stands between two of them can be rows, and in which columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from extract.kinds import begins_caption
from extract.lattice import NEAR, Ruling
from extract.quantiles import median
from extract.tableprint import Chosen, Print
from extract.types import Box

SAME_EXTENT = 5.0  # points; rules of one table begin and end alike
PROSE_EM = 9.0  # em; pieces of a column of prose are wider
PROSE_ROWS = 4  # rows of wide pieces side by side that are columns of prose
WIDE = 0.6  # share of the table's width; a wider piece crosses its columns
CLOSE_EM = 2.5  # em between two rules with one line that runs across the table's columns
LOOSE_EM = 5.0  # em of white between two rules of one table
FRONT = re.compile(r"\s*(?:a\s?b\s?s\s?t\s?r\s?a\s?c\s?t\b|摘\s*要|article\s+info|关\s*键\s*词)", re.IGNORECASE)


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
    printed = print_.rows(inside)
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
    start, end = box.x0 - print_.em, box.x1 + print_.em
    if sum([places[piece].x0 < start or places[piece].x1 > end for piece in inside]) > 1:
        return False
    if alike:
        return True
    whole = print_.within(Box(box.x0, above.box.top, box.x1, box.bottom)) if above else inside
    return bool(print_.columns(whole, box.x0, box.x1)) and not _is_columns_of_prose(print_, inside, box)


def _is_columns_of_prose(print_: Print, inside: Chosen, box: Box) -> bool:
    """Whether two columns or more, and all that hold much, are as wide as prose is set and run on."""
    places = [print_.pieces.places[piece] for piece in inside]
    wide = [(place.x1 - place.x0) / max(place.size, 1.0) for place in places]
    if sum([em >= PROSE_EM for em in wide]) < PROSE_ROWS:  # half of each of two columns
        return False
    columns = print_.columns(inside, box.x0, box.x1)
    widths: dict[int, list[float]] = defaultdict(list)
    for place, em in zip(places, wide, strict=True):
        widths[bisect_left(columns, place.x0 + 1)].append(em)
    long = [found for found in widths.values() if len(found) >= PROSE_ROWS]
    return len(long) > 1 and all(median(found) >= PROSE_EM for found in long)
