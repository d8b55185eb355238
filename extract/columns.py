"""Columns and the order in which a person reads them.

A page is cut at a *gutter* (a left edge that several pieces share and that no piece crosses over a stretch of the page)
where the text on its two sides is prose, or prose beside a side bar. What crosses the gutter (a title, a wide figure's
caption) parts the page into bands, read one after the other. Each part is cut again, until
nothing is left to cut. Where the document's other pages have a gutter, a column may be as short as one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.lines import Pieces
from extract.quantiles import median, quantile

Index = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

MIN_ROWS = 3  # pieces on each side that make a column
LONG = 5  # times the rows at the right of a gutter, that a column has at its left whose end these are
ALIKE = 0.05  # share by which the type of a column's lines may differ
PROSE_EM = 9.0  # em; the median piece of a column of prose is wider (an English word is about 2.5)
GUTTER_EM = 0.5  # em; a narrower strip is no gutter
SLACK = 2.0  # points; how far an edge may stand over a gutter
OUT_EM = 0.75  # em that an opening mark may stand out over the edge of its column
ALIGNED = 0.6  # a side bar has fewer than this share of its rows on the baselines of the other side; a table more
SAME_BASE = 1.2  # points
USUAL = 0.25  # share of the pages cut at one gutter that make it the document's
NOTE_SIZE = 0.93  # times the type beside it, in which notes at the margin are set
NOTE_WIDTH = 0.45  # times the width of the column beside it, that a note at the margin may have
BELOW = 2.5  # em from a heading down to the first line of what stands across the columns
APART = 1.5  # times as far as that, that a heading stands from the text above it
MOST_LINES = 2  # of such a heading
LAST_LINE = 1.35  # em between the lines of a paragraph whose short last line stands in the left column's way


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter left of `x`: the parts it makes in reading order, and how many characters lie in the columns."""

    x: float
    weight: float
    parts: tuple[Index, ...]


Cuts = dict[float, _Cut]
"""The cuts that a page's own gutters make, by their place."""


def find_cuts(pieces: Pieces, chosen: Index) -> Cuts:
    """The cuts that part all of the pieces among `chosen` in columns."""
    if len(chosen) < 2 * MIN_ROWS:
        return {}
    edges = _left_edges(pieces, chosen)
    found = {}
    if len(edges):
        order = _down(pieces, chosen)
        found = {x: _cut_at(pieces, order, x, MIN_ROWS) for x in _gutters(pieces, order, edges)}
    return {x: cut for x, cut in found.items() if cut is not None} or _cut_at_rest(pieces, chosen)


def _cut_at_rest(pieces: Pieces, chosen: Index) -> Cuts:
    """The cut left of a line or two that are the end of a column of prose: all that stands at its right, at its head.

    They are as wide and set as its lines are, and the first stands beside its first.
    """
    x0 = pieces.x0[chosen]
    far = chosen[x0 > float(x0.min()) + PROSE_EM * pieces.size[chosen[0]]]
    far = far[pieces.wide[far] >= PROSE_EM]
    if not len(far):
        return {}
    x = float(pieces.x0[far].max())
    rest = chosen[x0 > x - SLACK]
    left = chosen[pieces.x1[chosen] < x - GUTTER_EM * pieces.size[chosen]]
    if len(rest) >= MIN_ROWS or len(left) < LONG * len(rest):
        return {}
    first = rest[pieces.base[rest].argmin()]
    beside = left[pieces.base[left] > pieces.base[first] - SAME_BASE]
    if len(beside) < LONG * len(rest) or pieces.base[beside].min() > pieces.base[first] + SAME_BASE:
        return {}
    if pieces.base[rest].max() - pieces.base[first] > BELOW * pieces.size[first]:
        return {}
    widths = (pieces.x1 - pieces.x0)[beside]
    width, own = float(widths.max()), float(pieces.x1[first] - pieces.x0[first])
    size = np.abs(pieces.size[np.concatenate((rest, beside))] / pieces.size[first] - 1) < ALIKE
    if not 0.8 * width < own < 1.1 * width or median(widths) < 0.8 * width or not size.all():
        return {}
    cut = _cut_at(pieces, _down(pieces, chosen), x, 1)
    return {} if cut is None else {x: cut}


def order_columns(pieces: Pieces, chosen: Index, known: Sequence[float] = (), cuts: Cuts | None = None) -> list[Index]:
    """The pieces in groups to be read one after the other, each group one column wide.

    `known` are usual gutters, `cuts` those of all pieces among `chosen`, where they were found before.
    """
    if len(chosen) < (2 if known else 2 * MIN_ROWS):
        return [chosen] if len(chosen) else []
    cuts = find_cuts(pieces, chosen) if cuts is None else cuts
    if known:
        cuts = cuts | _usual_cuts(pieces, chosen, known)
    best = max(cuts.values(), key=lambda cut: cut.weight, default=None)
    if best is None or not best.parts:
        return [chosen]
    return [group for part in best.parts for group in order_columns(pieces, part, known)]


def usual_gutters(pages: Sequence[Cuts]) -> tuple[float, ...]:
    """The gutters at which a good part of these pages is cut, at most two (odd and even pages), the usual one first."""
    best = [max(cuts.values(), key=lambda cut: cut.weight) for cuts in pages if cuts]
    found = Counter([round(cut.x / (2 * SLACK)) for cut in best])
    least = max(2, USUAL * len(pages))
    return tuple([2 * SLACK * place for place, count in found.most_common(2) if count >= least])


def _usual_cuts(pieces: Pieces, chosen: Index, known: Sequence[float]) -> Cuts:
    """The cuts at usual gutters: columns may be as short as a line there. A cut that fails has no parts."""
    edges, order = pieces.x0[chosen], _down(pieces, chosen)
    out = {}
    for usual in known:
        near = edges[np.abs(edges - usual) <= 2 * SLACK]
        if len(near):
            x = float(near.min())
            out[x] = _cut_at(pieces, order, x, 1) or _Cut(x, 0.0, ())
    return out


def _down(pieces: Pieces, chosen: Index) -> Index:
    """The pieces in order of their height on the page."""
    return chosen[np.argsort((pieces.top + pieces.bottom)[chosen], kind="stable")]


def _gutters(pieces: Pieces, order: Index, edges: Floats) -> list[float]:
    """Those of the left `edges` that may part columns somewhere between two pieces that cross them."""
    beside, crossing = _sides(pieces, order, edges[:, None])
    most = len(order) + 1
    bands = np.cumsum(crossing, axis=1) + np.arange(len(edges))[:, None] * most
    wide = pieces.wide[order] >= PROSE_EM
    enough = _may_part(bands, beside, crossing, wide, fewest=MIN_ROWS, count=len(edges) * most)
    return [float(x) for x in edges[enough.reshape(len(edges), most).any(axis=1)]]


def _sides(pieces: Pieces, order: Index, x: float | Floats) -> tuple[Flags, Flags]:
    """Which pieces begin left of a gutter at `x`, and which of these cross it.

    A line at its right may stand out into it by the white half of an opening quotation mark.
    """
    beside = pieces.x0[order] < x - SLACK
    crossing = beside & (pieces.x1[order] > x + SLACK)
    opens = pieces.opens[order]
    if opens.any():
        stands_out = crossing & opens & (pieces.x0[order] > x - OUT_EM * pieces.size[order])
        return beside & ~stands_out, crossing & ~stands_out
    return beside, crossing


def _may_part(bands: Index, beside: Flags, crossing: Flags, wide: Flags, *, fewest: int, count: int) -> Flags:
    """Which of `count` bands have enough rows on both sides, and on one of them as many wide ones as prose has."""
    left, right = beside & ~crossing, ~beside
    lefts, rights, wide_lefts, wide_rights = (
        np.bincount(bands[side], minlength=count) for side in (left, right, left & wide, right & wide)
    )
    # The median is wide only where every other piece is; a paragraph's last line may not belong to the left side.
    prose = (2 * wide_lefts >= lefts - 1) | (2 * wide_rights >= rights)
    may: Flags = (lefts >= fewest) & (rights >= fewest) & prose
    return may


def _left_edges(pieces: Pieces, chosen: Index) -> Floats:
    """The left edges that at least three pieces share, without the leftmost."""
    edges = np.sort(pieces.x0[chosen])
    ends = np.flatnonzero(edges[1:] - edges[:-1] > SLACK) + 1
    bounds = np.concatenate(([0], ends, [len(edges)]))
    starts, counts = bounds[:-1], bounds[1:] - bounds[:-1]
    lowest = float(edges[0]) + 3 * median(pieces.size[chosen])
    shared = edges[starts[counts >= MIN_ROWS]]
    return shared[shared > lowest]


def _cut_at(pieces: Pieces, order: Index, x: float, fewest: int) -> _Cut | None:
    """The parts that a gutter left of `x` makes, or None where it makes no columns; `order` runs down the page."""
    beside, crossing = _sides(pieces, order, x)
    bounds = [0, *np.flatnonzero(crossing).tolist(), len(order)]  # each that crosses begins a band
    wide = pieces.wide[order] >= PROSE_EM
    may = _may_part(np.cumsum(crossing), beside, crossing, wide, fewest=fewest, count=len(bounds) - 1)
    parts: list[Index] = []
    weight, done = 0.0, 0
    for band in np.flatnonzero(may).tolist():
        start, end = bounds[band] + (band > 0), bounds[band + 1]
        if band:
            start += _ends_above(pieces, int(order[start - 1]), order[start:end], x)
        if band + 2 < len(bounds):
            end -= _begins_below(pieces, order[start:end], int(order[end]), x)
        inside, at_left = order[start:end], beside[start:end]
        left, right = inside[at_left], inside[~at_left]
        if _are_columns(pieces, left, right):
            notes = _are_notes(pieces, left, right)
            parts += [order[done:start], right, left] if notes else [order[done:start], left, right]
            weight += float((pieces.end - pieces.start)[inside].sum())
            done = end
    if not parts:
        return None
    parts.append(order[done:])
    return _Cut(x, weight, tuple(part for part in parts if len(part)))


def _ends_above(pieces: Pieces, across: int, below: Index, x: float) -> bool:
    """Whether the first piece below one that crosses the gutter is the short last line of its paragraph."""
    line, places = pieces.places[across], pieces.places
    if len(below) < 2:
        return False
    first = places[int(below[0])]
    if first.x0 > x - SLACK or abs(first.size - line.size) > 0.04 * line.size or abs(first.x0 - line.x0) > line.size:
        return False
    step = first.base - line.base
    return 0 < step < LAST_LINE * line.size and float(pieces.base[below[1:]].min()) - first.base > 1.15 * step


def _begins_below(pieces: Pieces, above: Index, across: int, x: float) -> int:
    """How many of the last pieces above one that crosses the gutter belong to it: a caption, a heading, a box's title.

    They stand alone on their height, further from the text above than from what they head, and begin at its left edge.
    """
    line, places = pieces.places[across], pieces.places
    below, em, near = line.base, line.size, 0.0
    for count, at in enumerate(above[::-1][: MOST_LINES + 1].tolist()):
        place = places[at]
        step = below - place.base
        if count and step > APART * near:
            return count
        if place.x0 > x - SLACK or abs(place.x0 - line.x0) > em or not SAME_BASE < step < BELOW * em:
            break
        near, below = near or step, place.base
    return 0


def _are_columns(pieces: Pieces, left: Index, right: Index) -> bool:
    """Whether two sides are columns of text, or text beside a side bar, and not the cells of a table."""
    if not (len(left) and len(right)):
        return False
    prose = [_is_prose(pieces, side) for side in (left, right)]
    if not any(prose) or (min(len(left), len(right)) < MIN_ROWS and not all(prose)):
        return False
    em = median(pieces.size[np.concatenate((left, right))])
    # A single punctuation mark may hang over the column's edge.
    edge = quantile(pieces.x1[left], 0.85)
    if pieces.x0[right].min() - edge < GUTTER_EM * em:
        return False
    if pieces.top[right].min() > pieces.bottom[left].max() or pieces.top[left].min() > pieces.bottom[right].max():
        return False
    if all(prose):
        return True
    small = right if prose[0] else left
    large = left if prose[0] else right
    letters = (pieces.end - pieces.start)[small]
    if letters.mean() < 3:
        return False
    near = np.abs(pieces.base[small][:, None] - pieces.base[large][None, :]).min(axis=1) < SAME_BASE
    return float(near.mean()) < ALIGNED


def _are_notes(pieces: Pieces, left: Index, right: Index) -> bool:
    """Whether the left side holds notes in the margin, narrow and small, to be read after what they stand beside."""
    if median(pieces.size[left]) > NOTE_SIZE * median(pieces.size[right]):
        return False
    widths = [float(pieces.x1[side].max() - pieces.x0[side].min()) for side in (left, right)]
    return widths[0] < NOTE_WIDTH * widths[1]


def _is_prose(pieces: Pieces, side: Index) -> bool:
    """Whether the median piece is as wide as prose is."""
    return median(pieces.wide[side]) >= PROSE_EM
