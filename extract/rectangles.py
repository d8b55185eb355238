"""Rectangles around characters of a page, one a line, drawn so that they hold no characters of other lines.

A character is held by the rectangle in which its middle lies. The rectangle around all of a line's characters is the
rule; where lines stand so close that it also holds middles of their neighbours (layers of OCR, scripts of formulas,
boxes taller than the type), its edges go back between the two, and where one rectangle cannot part them, several do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.int64]

MIDDLES = (0.42, 0.68)  # of a box's height, from its top: between them lie the middles of capitals, of `x` and of `g`
MOST_CUTS = 3  # times that a part of a line is parted again; eight rectangles are the most of one line


class Letters:
    """The characters of a page, whose boxes are the rows of `glyphs` (n, 4): x0, top, x1, bottom; NaN where none is."""

    def __init__(self, glyphs: Floats) -> None:
        self.glyphs = glyphs
        # Right and lower edges with the sign turned: the least of each row is then a rectangle's edge.
        self._turn = np.array([1, 1, -1, -1], glyphs.dtype)
        self._outward = np.fmin(np.ascontiguousarray(glyphs.T) * self._turn[:, None], np.inf)
        self._middles = _middles(glyphs)

    def rectangles(self, lines: Iterable[tuple[int, int]]) -> Iterator[Floats]:
        """Rectangles (x0, top, x1, bottom) around the characters of each of `lines`, from and to a row of the glyphs.

        One a line, but where it would hold other characters of the page as well, and none where nothing is printed.
        """
        for start, end in lines:
            box = self._turn * np.minimum.reduce(self._outward[:, start:end], axis=1, initial=np.inf)
            if box[0] > box[2]:
                continue
            held = _held(self._middles, box)
            others = held[(held < start) | (held >= end)]
            if not len(others):
                yield box
                continue
            own = self.glyphs[start:end]
            own = own[~np.isnan(own[:, 0])]
            # Letters of a ligature that the span cuts stand in one box, and nothing parts them.
            cut = [(self.glyphs[others] == letter).all(axis=1) for letter in (own[0], own[-1])]
            yield from _parted(own, box, self._middles[:, others[~(cut[0] | cut[1])]], MOST_CUTS)


def _parted(own: Floats, box: Floats, theirs: Floats, cuts: int) -> Iterator[Floats]:
    """Rectangles around `own`, in `box`, without the letters at the middles `theirs` as far as so many `cuts` go."""
    if not theirs.size:
        yield box
        return
    ours = _middles(own)
    inner = (ours[0].min(), ours[1].min(), ours[0].max(), ours[2].max())
    # How far each of the others lies beyond ours: to the left, above, to the right, below.
    facing = (theirs[0], theirs[2], theirs[0], theirs[1])
    beyond = np.stack([inner[0] - facing[0], inner[1] - facing[1], facing[2] - inner[2], facing[3] - inner[3]])
    amid = beyond.max(axis=0) <= 0
    if cuts and amid.any():
        upright = box[3] - box[1] > box[2] - box[0]
        along, at = (ours[1], theirs[1]) if upright else (ours[0], theirs[0])
        first = along < np.median(at[amid])
        if first.any() and not first.all():
            for part in (own[first], own[~first]):
                smaller = _around(part)
                yield from _parted(part, smaller, theirs[:, _held(theirs, smaller)], cuts - 1)
            return
    side = np.where(amid, -1, beyond.argmax(axis=0))
    for edge in range(4):
        there = facing[edge][side == edge]
        if len(there):
            box[edge] = (inner[edge] + (there.max() if edge < 2 else there.min())) / 2
    yield box


def _around(boxes: Floats) -> Floats:
    """The rectangle around all `boxes`."""
    return np.concatenate((boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)))


def _middles(boxes: Floats) -> Floats:
    """Where the middles of the letters in `boxes` lie, (3, n): at which x, and from which y to which."""
    x0, top, x1, bottom = np.ascontiguousarray(boxes.T)
    tall = bottom - top
    return np.stack(((x0 + x1) / 2, top + MIDDLES[0] * tall, top + MIDDLES[1] * tall))


def _held(middles: Floats, box: Floats) -> Ints:
    """The places of the letters that may have their middle in `box`."""
    (x, high, low), (x0, top, x1, bottom) = middles, box.tolist()
    level = ((low >= top) & (high <= bottom)).nonzero()[0]
    x = x[level]
    held: Ints = level[(x >= x0) & (x <= x1)]
    return held
