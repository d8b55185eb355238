"""Tables on a page: the regions that lines, shaded rows or frames mark, and their cells, told by lines and print.

Everything is decided on the page's pieces of print (`extract.lines`) and on the lines drawn (`extract.lattice`). What
is no table falls out: a frame around prose, a chart's grid, underlines, the rules of heads, feet and notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from extract.kinds import is_contents
from extract.lattice import NEAR, Lattice, Ruling, find_edges, make_lattice, touching, with_columns
from extract.lines import Pieces
from extract.pdfium import RawPage
from extract.quantiles import median
from extract.rows import rows
from extract.tablebands import FRONT, Print, find_columns, is_tabular, stacked
from extract.tablecells import Region, fill_lattice, stands_at
from extract.tablechecks import is_table, lacks_labels, split_at_captions, trimmed
from extract.types import Box
from extract.upright import Floats, Index, Upright

SAME_PLACE = 2.0  # points
REPEATS = 3  # pages with a line at one place, and the share of the pages with lines, that make it a head's or foot's
OFTEN = 0.35
UNDER = 0.25  # em below the baseline within which a line underlines
UNDER_ENDS = 2.0  # points
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
    if len(rules) < 2 or len(chosen) < 4:
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
    drawn = sum(len(rules) > 0 for rules in pages)
    if drawn < REPEATS:
        return pages
    places = [np.round(rules / SAME_PLACE).astype(np.int64) for rules in pages]
    seen = Counter(place for page in places for place in set(map(tuple, page.tolist())))
    usual = {place for place, count in seen.items() if count >= max(REPEATS, OFTEN * drawn)}
    if not usual:
        return pages
    return [
        rules[[tuple(place) not in usual for place in page.tolist()]] if len(rules) else rules
        for rules, page in zip(pages, places, strict=True)
    ]


def page_tables(raw: RawPage, rules: Floats, page: Upright, pieces: Pieces, out: Collection[int]) -> tuple[Region, ...]:
    """The tables of a page, told by its `rules` among its pieces that are not in `out`."""
    if len(rules) < 2 or not len(page.index):
        return ()
    turn = int(raw.turn[page.index[0]])
    if turn not in (0, 1, 2, 3):
        return ()
    chosen = np.array([piece for piece in range(len(pieces)) if piece not in out], np.intp)
    rules, drawings = (turned_back(boxes, turn, raw.width, raw.height) for boxes in (rules, raw.drawings))
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
    if len(rules) * len(chosen) > MOST_PAIRS:
        return rules
    low = (rules[:, 1] + rules[:, 3])[:, None] / 2 - pieces.base[chosen]
    under = (low > -0.05 * pieces.size[chosen]) & (low < UNDER * pieces.size[chosen])
    under &= np.abs(rules[:, 0, None] - pieces.x0[chosen]) < UNDER_ENDS
    under &= np.abs(rules[:, 2, None] - pieces.x1[chosen]) < UNDER_ENDS
    under &= (rules[:, 3] - rules[:, 1] < UNDER_ENDS)[:, None]
    return rules[~under.any(axis=1)]


def _overlap(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.bottom, b.bottom) - max(a.top, b.top) > 1


def _read_regions(ruling: Ruling, print_: Print, drawings: Floats) -> list[Region]:
    """The tables that a ruling makes of the print inside it: one, none, or several with captions between."""
    box = ruling.box
    inside = print_.within(box)
    texts = [print_.pieces.texts[piece] for piece in inside.tolist()]
    if len(inside) < 4 or box.bottom - box.top < 8 or any(FRONT.match(text) for text in texts):
        return []
    if sum(map(is_contents, texts)) > CONTENTS * len(texts):
        return []
    lattice = _whole_lattice(ruling, print_, inside)
    if len(lattice.xs) < 3 or (_is_bare_frame(ruling) and not _is_list_of_rows(print_, box)):
        return []
    whole = fill_lattice(lattice, print_.pieces, inside)
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


def _is_list_of_rows(print_: Print, box: Box) -> bool:
    """Whether print in a bare frame stands in rows of several cells, and is no prose."""
    printed = rows(print_.pieces, print_.within(box))
    celled = sum(len(row) > 1 for row in printed)
    return celled >= max(BARE_ROWS, 0.6 * len(printed)) and is_tabular(print_, box)


def _whole_lattice(ruling: Ruling, print_: Print, inside: Index) -> Lattice:
    """The drawn lattice with the columns that only white parts."""
    lattice = make_lattice(ruling)
    pieces = print_.pieces
    places: list[float] = []
    for low, high in zip(lattice.xs, lattice.xs[1:], strict=False):
        middle = (pieces.x0[inside] + pieces.x1[inside]) / 2
        column = inside[(middle > low) & (middle < high) & (pieces.x1[inside] - pieces.x0[inside] < high - low + 4)]
        printed = rows(pieces, column)
        if len(lattice.xs) > 2 and sum(len(row) > 1 for row in printed) < max(3, 0.6 * len(printed)):
            continue
        places.extend(find_columns(pieces, printed, low, high))
    return with_columns(lattice, places)
