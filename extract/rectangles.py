"""Rectangles around characters of one printed line, drawn so that they hold no characters of others.

A character is held by the rectangle in which its middle lies. The rectangle around all of a line's characters is the
rule; where lines stand so close that it also holds middles of their neighbours (layers of OCR, scripts of formulas,
boxes taller than the type), its edges go back between the two, and where one rectangle cannot part them, several do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]

MIDDLES = (0.4, 0.7)  # of a box's height, from its top: between them lie the middles of letters high and low
MOST_CUTS = 4  # times that a line's characters are parted; sixteen rectangles are the most of one line


def rectangles(glyphs: Floats, start: int, end: int) -> Iterator[Floats]:
    """Rectangles (x0, top, x1, bottom) around the characters at `start` to `end` of a page's `glyphs` (n, 4).

    One, but where it would hold characters before `start` or after `end` as well. None where nothing is printed.
    """
    own = glyphs[start:end]
    own = own[~np.isnan(own[:, 0])]
    if not len(own):
        return
    box = _around(own)
    near = _touched(glyphs, box)
    near[start:end] = False
    others = _middles(glyphs[near])
    yield from _parted(own, _middles(own), others[_touched(others, box)], MOST_CUTS)


def _parted(own: Floats, ours: Floats, theirs: Floats, cuts: int) -> Iterator[Floats]:
    """Rectangles around `own`, with middles `ours`, that leave `theirs` out where so many `cuts` can."""
    box = _around(own)
    theirs = theirs[_touched(theirs, box)]
    if not len(theirs):
        yield box
        return
    inner = _around(ours)
    # How far each of the others lies beyond ours: to the left, above, to the right, below.
    beyond = np.concatenate((inner[:2] - theirs[:, 2:], theirs[:, :2] - inner[2:]), axis=1)
    amid = beyond.max(axis=1) <= 0
    if cuts and amid.any():
        along = int(box[3] - box[1] > box[2] - box[0])
        first = ours[:, along] < np.median(theirs[amid, along])
        if first.any() and not first.all():
            for part in (first, ~first):
                yield from _parted(own[part], ours[part], theirs, cuts - 1)
            return
    side = np.where(amid, -1, beyond.argmax(axis=1))
    for edge in np.unique(side[~amid]).tolist():
        facing = theirs[side == edge, (edge + 2) % 4]
        box[edge] = (inner[edge] + (facing.max() if edge < 2 else facing.min())) / 2
    yield box


def _around(boxes: Floats) -> Floats:
    """The rectangle around all `boxes`."""
    return np.concatenate((boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)))


def _touched(boxes: Floats, box: Floats) -> npt.NDArray[np.bool_]:
    """Which of `boxes` have a point in common with `box`."""
    x0, top, x1, bottom = boxes.T
    touched: npt.NDArray[np.bool_] = (x0 <= box[2]) & (x1 >= box[0]) & (top <= box[3]) & (bottom >= box[1])
    return touched


def _middles(boxes: Floats) -> Floats:
    """Where the middles of the letters in `boxes` may lie, as flat boxes of no width."""
    x, tall = (boxes[:, 0] + boxes[:, 2]) / 2, boxes[:, 3] - boxes[:, 1]
    high, low = (boxes[:, 1] + share * tall for share in MIDDLES)
    return np.stack((x, high, x, low), axis=1)
