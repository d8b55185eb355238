"""Columns and the order in which a person reads them.

A page is cut at a *gutter* (a left edge that several pieces share and that no piece crosses over a stretch of the page)
where the text on its two sides is prose, or prose beside a side bar. What crosses the gutter (a title, a wide figure's
caption) parts the page into bands, read one after the other. Each part is cut again, until nothing is left to cut.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.lines import Pieces
from extract.quantiles import median, quantile

Index = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float32]

MIN_ROWS = 3  # pieces on each side that make a column
PROSE_EM = 9.0  # em; the median piece of a column of prose is wider (an English word is about 2.5)
GUTTER_EM = 0.5  # em; a narrower strip is no gutter
SLACK = 2.0  # points; how far an edge may stand over a gutter
ALIGNED = 0.6  # a side bar has fewer than this share of its rows on the baselines of the other side; a table more
SAME_BASE = 1.2  # points


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter at `x`: the parts it makes in reading order, and how many characters lie in the columns it parts."""

    weight: float
    parts: tuple[Index, ...]


def order_columns(pieces: Pieces, chosen: Index | None = None) -> list[Index]:
    """The pieces in groups to be read one after the other, each group one column wide."""
    if chosen is None:
        chosen = np.arange(len(pieces))
    if len(chosen) < 2 * MIN_ROWS:
        return [chosen] if len(chosen) else []
    cut = _best_cut(pieces, chosen)
    if cut is None:
        return [chosen]
    return [group for part in cut.parts for group in order_columns(pieces, part)]


def _best_cut(pieces: Pieces, chosen: Index) -> _Cut | None:
    best: _Cut | None = None
    order = chosen[np.argsort((pieces.top + pieces.bottom)[chosen], kind="stable")]
    for x in _gutters(pieces, order, _left_edges(pieces, chosen)):
        cut = _cut_at(pieces, order, x)
        if cut is not None and (best is None or cut.weight > best.weight):
            best = cut
    return best


def _gutters(pieces: Pieces, order: Index, edges: Floats) -> list[float]:
    """Those of the left `edges` that have enough rows on both sides somewhere between two pieces that cross them."""
    beside = pieces.x0[order] < edges[:, None] - SLACK
    crossing = beside & (pieces.x1[order] > edges[:, None] + SLACK)
    bands = np.cumsum(crossing, axis=1) + np.arange(len(edges))[:, None] * (len(order) + 1)
    most = len(edges) * (len(order) + 1)
    lefts = np.bincount(bands[beside & ~crossing], minlength=most)
    rights = np.bincount(bands[~beside], minlength=most)
    enough = ((lefts >= MIN_ROWS) & (rights >= MIN_ROWS)).reshape(len(edges), len(order) + 1).any(axis=1)
    return [float(x) for x in edges[enough]]


def _left_edges(pieces: Pieces, chosen: Index) -> Floats:
    """The left edges that at least three pieces share, without the leftmost."""
    edges = np.sort(pieces.x0[chosen])
    starts = np.concatenate(([0], np.flatnonzero(np.diff(edges) > SLACK) + 1))
    counts = np.diff(starts, append=len(edges))
    lowest = float(edges[0]) + 3 * median(pieces.size[chosen])
    shared = edges[starts[counts >= MIN_ROWS]]
    return shared[shared > lowest]


def _cut_at(pieces: Pieces, order: Index, x: float) -> _Cut | None:
    """The parts that a gutter left of `x` makes, or None where it makes no columns; `order` runs down the page."""
    beside = pieces.x0[order] < x - SLACK
    crossing = beside & (pieces.x1[order] > x + SLACK)
    across = np.flatnonzero(crossing)  # each of these begins a band
    bounds = np.concatenate(([0], across, [len(order)]))
    lefts = np.diff(np.concatenate(([0], np.cumsum(beside & ~crossing)))[bounds])
    rights = np.diff(np.concatenate(([0], np.cumsum(~beside)))[bounds])
    parts: list[Index] = []
    weight, done = 0.0, 0
    for band in np.flatnonzero((lefts >= MIN_ROWS) & (rights >= MIN_ROWS)).tolist():
        start, end = int(bounds[band]) + (band > 0), int(bounds[band + 1])
        inside, at_left = order[start:end], beside[start:end]
        left, right = inside[at_left], inside[~at_left]
        if _are_columns(pieces, left, right):
            parts += [order[done:start], left, right]
            weight += float((pieces.end - pieces.start)[inside].sum())
            done = end
    if not parts:
        return None
    parts.append(order[done:])
    return _Cut(weight, tuple(part for part in parts if len(part)))


def _are_columns(pieces: Pieces, left: Index, right: Index) -> bool:
    """Whether two sides are columns of text, or text beside a side bar, and not the cells of a table."""
    prose = [_is_prose(pieces, side) for side in (left, right)]
    if not any(prose):
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


def _is_prose(pieces: Pieces, side: Index) -> bool:
    """Whether the median piece is as wide as prose is."""
    return median(pieces.wide[side]) >= PROSE_EM
