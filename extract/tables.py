"""Tables on a page: the regions that lines, shaded rows or frames mark, and their cells, told by lines and print.

Everything is decided on the page's pieces of print (`extract.lines`) and on the lines drawn (`extract.lattice`). What
is no table falls out: a frame around prose, a chart's grid, underlines, the rules of heads, feet and notes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise

import numpy as np

from extract.kinds import is_contents
from extract.lattice import NEAR, Lattice, Ruling, find_edges, make_lattice, touching, with_columns
from extract.lines import Pieces
from extract.pdfium import RawPage
from extract.quantiles import median
from extract.tablebands import FRONT, is_tabular, stacked
from extract.tablecells import Region, fill_lattice, stands_at
from extract.tablechecks import is_table, lacks_labels, split_at_captions, trimmed
from extract.tableprint import Chosen, Print
from extract.types import Box
from extract.upright import Floats, Index, Upright

SAME_PLACE = 2.0  # points
FARTHEST = 2**14  # times SAME_PLACE from the corner of the page; what lies further is not told apart
REPEATS = 3  # pages with a line at one place, and the share of the pages with lines, that make it a head's or foot's
OFTEN = 0.35
UNDER = 0.25  # em below the baseline within which a line underlines
UNDER_ENDS = 2.0  # points
FEWEST = 4  # pieces of print that make a table
LOWEST = 8.0  # points from the first line of a table to its last
MOST_PAIRS = 300_000  # of a line and a piece that are compared
BARE_ROWS = 3  # rows of several cells that make a table of what only a frame holds
CONTENTS = 0.2  # share of the pieces with leaders to a page number that make a table of contents


def find_regions(
    pieces: Pieces, chosen: Index, rules: Floats, drawings: Floats, size: tuple[float, float]
) -> tuple[Region, ...]:
    """The tables among the `chosen` pieces of a page, from the top down.

    `rules` and `drawings` are the boxes of the page's lines and rectangles and of its other paths, `size` its width
    and height, all upright as the pieces are.
    """
    if len(rules) < 2 or len(chosen) < FEWEST:
        return ()
    across, down = find_edges(_without_underlines(rules, pieces, chosen), *size)
    if len(across) < 2:
        return ()
    x = ((pieces.x0[chosen] + pieces.x1[chosen]) / 2).astype(np.float32)
    print_ = Print(pieces, chosen, x, stands_at(pieces, chosen), max(1.0, median(pieces.size[chosen])))
    found: list[Region] = []
    for ruling in stacked(touching(across, down), print_):
        for region in _read_regions(ruling, print_, drawings):
            if not any(_overlap(region.box, other.box) for other in found):
                found.append(region)
    return tuple(sorted(found, key=lambda region: region.box.top))


def without_furniture(raws: Sequence[RawPage]) -> list[Floats]:
    """For each page the boxes of its lines and rectangles, without the rules of heads and feet: those on many pages."""
    pages = [raw.rules for raw in raws]
    counts = [len(rules) for rules in pages]
    drawn = len(counts) - counts.count(0)
    if drawn < REPEATS:
        return pages
    # Four coordinates in one number, cut to where a page can be.
    places = np.clip(np.round(np.concatenate(pages) / SAME_PLACE), -FARTHEST, FARTHEST - 1).astype(np.int64)
    keys = (places + FARTHEST) @ (2 * FARTHEST) ** np.arange(4)
    on = np.repeat(np.arange(len(pages)), counts)
    order = np.lexsort((on, keys))
    sorted_keys, sorted_on = keys[order], on[order]
    other = np.append(True, sorted_keys[1:] != sorted_keys[:-1])
    once = other | np.append(True, sorted_on[1:] != sorted_on[:-1])
    starts = np.flatnonzero(other)
    usual = np.add.reduceat(once.astype(np.intp), starts) >= max(REPEATS, OFTEN * drawn)
    if not usual.any():
        return pages
    out = np.empty(len(keys), np.bool_)
    out[order] = np.repeat(usual, np.diff(starts, append=len(keys)))
    parts = np.split(~out, np.cumsum(counts)[:-1])
    return [rules[kept] for rules, kept in zip(pages, parts, strict=True)]


def page_tables(raw: RawPage, rules: Floats, page: Upright, pieces: Pieces, out: Collection[int]) -> tuple[Region, ...]:
    """The tables of a page, told by its `rules` among its pieces that are not in `out`."""
    if len(rules) < 2 or len(pieces) - len(out) < FEWEST:
        return ()
    turn = int(raw.turn[page.index[0]])
    if turn not in (0, 1, 2, 3):
        return ()
    chosen = np.arange(len(pieces))
    if out:
        chosen = np.delete(chosen, list(out))
    drawings = raw.drawings
    if turn:
        rules, drawings = (turned_back(boxes, turn, raw.width, raw.height) for boxes in (rules, drawings))
    return find_regions(pieces, chosen, rules, drawings, (page.width, page.height))


def turned_back(boxes: Floats, turn: int, width: float, height: float) -> Floats:
    """Boxes on a page whose text runs `turn` quarter turns clockwise, on the page turned so that it runs level."""
    x0, top, x1, bottom = boxes.T
    sides = {
        0: (x0, top, x1, bottom),
        1: (top, width - x1, bottom, width - x0),
        2: (width - x1, height - bottom, width - x0, height - top),
        3: (height - bottom, x0, height - top, x1),
    }[turn]
    return np.stack(sides, axis=1)


def _without_underlines(rules: Floats, pieces: Pieces, chosen: Index) -> Floats:
    """The boxes without lines right under a piece and as long as it is: underlined words, links."""
    flat = np.flatnonzero(rules[:, 3] - rules[:, 1] < UNDER_ENDS)
    if not len(flat) or len(rules) * len(chosen) > MOST_PAIRS:
        return rules
    lines, x0 = rules[flat], pieces.x0[chosen]
    line, piece = np.nonzero(np.abs(lines[:, 0, None] - x0) < UNDER_ENDS)
    lines, piece = lines[line], chosen[piece]
    low = (lines[:, 1] + lines[:, 3]) / 2 - pieces.base[piece]
    under = (low > -0.05 * pieces.size[piece]) & (low < UNDER * pieces.size[piece])
    under &= np.abs(lines[:, 2] - pieces.x1[piece]) < UNDER_ENDS
    return np.delete(rules, flat[line[under]], axis=0) if under.any() else rules


def _overlap(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.bottom, b.bottom) - max(a.top, b.top) > 1


def _read_regions(ruling: Ruling, print_: Print, drawings: Floats) -> list[Region]:
    """The tables that a ruling makes of the print inside it: one, none, or several with captions between."""
    box = ruling.box
    if box.bottom - box.top < LOWEST:
        return []
    inside = print_.within(box)
    if len(inside) < FEWEST:
        return []
    texts = [print_.pieces.texts[piece] for piece in inside]
    if any(map(FRONT.match, texts)):
        return []
    if sum(map(is_contents, texts)) > CONTENTS * len(texts):
        return []
    lattice = _whole_lattice(ruling, print_, inside)
    if len(lattice.xs) < 3 or (_is_bare_frame(ruling) and not _is_list_of_rows(print_, inside, box)):
        return []
    whole = fill_lattice(lattice, print_, inside)
    parts = [trimmed(part, lattice, print_.pieces) for part in split_at_captions(whole, print_.pieces)]
    return [
        part
        for part in parts
        if part is not None and is_table(part, print_.pieces, drawings) and not lacks_labels(part, print_)
    ]


def _is_bare_frame(ruling: Ruling) -> bool:
    """Whether nothing is drawn but an outline, or a rule above and one below."""
    box = ruling.box
    inner = [edge for edge in ruling.across if box.top + 2 * NEAR < edge.at < box.bottom - 2 * NEAR]
    return not inner and not any(box.x0 + 2 * NEAR < edge.at < box.x1 - 2 * NEAR for edge in ruling.down)


def _is_list_of_rows(print_: Print, inside: Chosen, box: Box) -> bool:
    """Whether print in a bare frame stands in rows of several cells, and is no prose."""
    printed = print_.rows(inside)
    celled = sum(len(row) > 1 for row in printed)
    return _is_parted(celled, len(printed)) and is_tabular(print_, box)


def _whole_lattice(ruling: Ruling, print_: Print, inside: Chosen) -> Lattice:
    """The drawn lattice with the columns that only white parts."""
    lattice = make_lattice(ruling)
    pieces = print_.pieces
    held: list[list[int]] = [[] for _ in lattice.xs]
    for piece in inside:
        place = pieces.places[piece]
        middle = (place.x0 + place.x1) / 2
        at = bisect_left(lattice.xs, middle) - 1
        if 0 <= at < len(lattice.xs) - 1 and place.x1 - place.x0 < lattice.xs[at + 1] - lattice.xs[at] + 4:
            held[at].append(piece)
    places: list[float] = []
    for column, (low, high) in zip(map(tuple, held), pairwise(lattice.xs), strict=False):
        drawn = len(lattice.xs) > 2
        if not column or (drawn and not _may_part(pieces, column)):
            continue
        if drawn:
            printed = print_.rows(column)
            if not _is_parted(sum(len(row) > 1 for row in printed), len(printed)):
                continue
        places.extend(print_.columns(column, low, high))
    return with_columns(lattice, places)


def _may_part(pieces: Pieces, column: Sequence[int]) -> bool:
    """Whether so many pieces of a drawn column stand near another's baseline that its rows may have several cells."""
    bases = sorted([pieces.places[piece].base for piece in column])
    near = max([pieces.places[piece].size for piece in column])  # rows are further apart, whatever is in them
    beside = sum([after - before <= near for before, after in pairwise(bases)])
    return _is_parted(beside, len(column) - beside)


def _is_parted(celled: int, printed: int) -> bool:
    """Whether enough of the printed rows have several cells for columns that no line parts."""
    return celled >= max(BARE_ROWS, 0.6 * printed)
