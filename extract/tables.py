"""Tables on a page: the regions that lines, shaded rows or frames mark, and their cells, told by lines and print.

Everything is decided on the page's pieces of print (`extract.lines`) and on the lines drawn (`extract.lattice`). What
is no table falls out: a frame around prose, a chart's grid, underlines, the rules of heads, feet and notes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.kinds import begins_caption, is_contents, starts_item
from extract.lattice import NEAR, Lattice, Ruling, find_edges, make_lattice, touching, with_columns
from extract.lines import Floats, Index, Pieces, Upright, rows
from extract.pdfium import RawPage
from extract.quantiles import median
from extract.tablecells import Cells, Region, fill_lattice, stands_at
from extract.tablerows import is_figure
from extract.types import Box

SAME_PLACE = 2.0  # points
REPEATS = 3  # pages with a line at one place, and the share of the pages with lines, that make it a head's or foot's
OFTEN = 0.35
UNDER = 0.25  # em below the baseline within which a line underlines
UNDER_ENDS = 2.0  # points
MOST_PAIRS = 300_000  # of a line and a piece that are compared
SAME_EXTENT = 5.0  # points; rules of one table begin and end alike
GAP_EM = 0.8  # em; a narrower strip between pieces parts no columns
LONE_GAP_EM = 1.5  # em; the same where no two rows show it
PROSE_EM = 9.0  # em; pieces of a column of prose are wider
PROSE_ROWS = 4  # rows of wide pieces side by side that are columns of prose
WIDE = 0.6  # share of the table's width; a wider piece crosses its columns
CLOSE_EM = 2.5  # em between two rules with one line that runs across the table's columns
LOOSE_EM = 5.0  # em of white between two rules of one table
BARE_ROWS = 3  # rows of several cells that make a table of what only a frame holds
MOST_LINES = 8  # lines in a cell as wide as the table; one with more is prose that the frame holds
CONTENTS = 0.2  # share of the pieces with leaders to a page number that make a table of contents
FIGURES = 0.6  # share of the first cells that are figures, and of the rows with a label beside them
SPACER = 8.0  # points; a narrower column is space between cells
BARS = 0.6  # share of the wider columns that hold print; the bars of a chart hold little
FILLED = 0.3  # share of the fields that hold print
_FRONT = re.compile(r"\s*(?:a\s?b\s?s\s?t\s?r\s?a\s?c\s?t\b|摘\s*要|article\s+info|关\s*键\s*词)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Print:
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
    print_ = _Print(pieces, chosen, x, stands_at(pieces, chosen), max(1.0, median(pieces.size[chosen])))
    found: list[Region] = []
    for ruling in _stacked(touching(across, down), print_):
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


def _stacked(rulings: Iterable[Ruling], print_: _Print) -> list[Ruling]:
    """The rulings, those of equal width with rows of a table between them made one; the largest first."""
    out: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.box.top):
        box = ruling.box
        for at in range(len(out) - 1, -1, -1):
            other = out[at].box
            alike = abs(other.x0 - box.x0) <= SAME_EXTENT and abs(other.x1 - box.x1) <= SAME_EXTENT
            if alike and box.top > other.bottom - 1:
                band = Box(box.x0, other.bottom, box.x1, max(other.bottom, box.top))
                if _is_tabular(print_, band, out[at], alike=_pieced_alike(out[at], ruling)):
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


def _is_tabular(print_: _Print, box: Box, above: Ruling | None = None, *, alike: bool = False) -> bool:
    """Whether what stands between two rules of one width can be rows of a table.

    `above` are the rules of the table so far, and `alike` tells that the two rules are pieced alike.
    """
    inside = print_.within(box)
    pieces = print_.pieces
    if not len(inside):
        return box.bottom - box.top < LOOSE_EM * print_.em
    printed = rows(pieces, inside)
    first = [pieces.texts[row[0]] for row in printed]
    if any(_FRONT.match(text) or begins_caption(text) for text in first):
        return False
    celled = sum(len(row) > 1 for row in printed)
    if len(printed) == 1:
        return bool(celled) or box.bottom - box.top < CLOSE_EM * print_.em
    wide = [row for row in printed if any(_extent(pieces, piece) > WIDE * (box.x1 - box.x0) for piece in row)]
    if len(wide) > max(1, 0.25 * len(printed)) or (wide and celled <= 0.5 * len(printed)):
        return False
    across = (pieces.x0[inside] < box.x0 - print_.em) | (pieces.x1[inside] > box.x1 + print_.em)
    if int(across.sum()) > 1:
        return False
    if alike:
        return True
    whole = rows(pieces, print_.within(Box(box.x0, above.box.top, box.x1, box.bottom))) if above else printed
    return bool(find_columns(pieces, whole, box.x0, box.x1)) and not _is_columns_of_prose(
        pieces, printed, find_columns(pieces, printed, box.x0, box.x1)
    )


def _extent(pieces: Pieces, piece: int) -> float:
    return pieces.places[piece].x1 - pieces.places[piece].x0


def _is_columns_of_prose(pieces: Pieces, printed: Sequence[Sequence[int]], places: Sequence[float]) -> bool:
    """Whether two columns or more, and all that hold much, are as wide as prose is set and run on."""
    widths: dict[int, list[float]] = defaultdict(list)
    for row in printed:
        for piece in row:
            column = bisect_left(places, pieces.places[piece].x0 + 1)
            widths[column].append(_extent(pieces, piece) / max(pieces.places[piece].size, 1.0))
    long = [found for found in widths.values() if len(found) >= PROSE_ROWS]
    return len(long) > 1 and all(median(found) >= PROSE_EM for found in long)


def find_columns(pieces: Pieces, printed: Sequence[Sequence[int]], low: float, high: float) -> tuple[float, ...]:
    """The places between `low` and `high` at which white parts columns in all rows but a few."""
    width = int(high - low) + 2
    cover = np.zeros(2 * width, np.int32)
    for row in printed:
        for piece in row:
            place = pieces.places[piece]
            start = max(0, int(2 * (place.x0 - low)))
            cover[start : max(start + 1, int(2 * (place.x1 - low)))] += 1
    celled = sum(len(row) > 1 for row in printed)
    white = cover <= (len(printed) // 8 if celled >= 3 else 0)
    em = median([pieces.places[piece].size for row in printed for piece in row])
    least_gap = GAP_EM if celled >= 2 else LONE_GAP_EM
    bounds = np.flatnonzero(np.diff(np.r_[False, white, False].astype(np.int8)))
    places = []
    for start, end in zip(bounds[::2].tolist(), bounds[1::2].tolist(), strict=True):
        if end - start >= 2 * least_gap * em and cover[:start].any() and cover[end:].any():
            strip = cover[start:end]
            least = np.flatnonzero(strip == strip.min())
            places.append(low + (start + float(least[-1] + least[0]) / 2 + 0.5) / 2)
    return _without_marks(pieces, printed, places)


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


def _read_regions(ruling: Ruling, print_: _Print, drawings: Floats) -> list[Region]:
    """The tables that a ruling makes of the print inside it: one, none, or several with captions between."""
    box = ruling.box
    inside = print_.within(box)
    texts = [print_.pieces.texts[piece] for piece in inside.tolist()]
    if len(inside) < 4 or box.bottom - box.top < 8 or any(_FRONT.match(text) for text in texts):
        return []
    if sum(map(is_contents, texts)) > CONTENTS * len(texts):
        return []
    lattice = _whole_lattice(ruling, print_, inside)
    if len(lattice.xs) < 3 or (_is_bare_frame(ruling) and not _is_list_of_rows(print_, box)):
        return []
    whole = fill_lattice(lattice, print_.pieces, inside)
    parts = [_trimmed(part, lattice, print_.pieces) for part in _split(whole, print_.pieces)]
    return [
        part
        for part in parts
        if part is not None and _is_table(part, print_.pieces, drawings) and not _lacks_labels(part, print_)
    ]


def _lacks_labels(region: Region, print_: _Print) -> bool:
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


def _split(region: Region, pieces: Pieces) -> list[Region]:
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


def _is_bare_frame(ruling: Ruling) -> bool:
    """Whether nothing is drawn but an outline, or a rule above and one below."""
    box = ruling.box
    inner = [edge for edge in ruling.across if box.top + 2 * NEAR < edge.at < box.bottom - 2 * NEAR]
    return not inner and not any(box.x0 + 2 * NEAR < edge.at < box.x1 - 2 * NEAR for edge in ruling.down)


def _is_list_of_rows(print_: _Print, box: Box) -> bool:
    """Whether print in a bare frame stands in rows of several cells, and is no prose."""
    printed = rows(print_.pieces, print_.within(box))
    celled = sum(len(row) > 1 for row in printed)
    return celled >= max(BARE_ROWS, 0.6 * len(printed)) and _is_tabular(print_, box)


def _whole_lattice(ruling: Ruling, print_: _Print, inside: Index) -> Lattice:
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


def _trimmed(region: Region, lattice: Lattice, pieces: Pieces) -> Region | None:
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


def _is_table(region: Region, pieces: Pieces, drawings: Floats) -> bool:
    """Whether rows and cells make a table, and not a chart, a diagram or columns of prose with a line between."""
    if not region.rows or len(region.rows[0]) < 2:
        return False
    celled = [row for row in region.rows if sum(map(bool, row)) > 1]
    filled = sum(bool(cell) for row in region.rows for cell in row)
    if len(celled) < 2 or filled < FILLED * len(region.rows) * len(region.rows[0]):
        return False
    box = region.box
    middle = (drawings[:, :2] + drawings[:, 2:]) / 2 if len(drawings) else np.empty((0, 2))
    drawn = (middle[:, 0] > box.x0) & (middle[:, 0] < box.x1) & (middle[:, 1] > box.top) & (middle[:, 1] < box.bottom)
    if int(drawn.sum()) > max(3, filled // 2):
        return False
    if len(celled) > 2:
        return True
    long = [cell for row in celled for cell in row if len(rows(pieces, np.array(cell, np.intp))) > 2 * MOST_LINES]
    return len(long) < 2
