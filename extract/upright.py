"""A page's characters turned so that its lines run from left to right and down, whichever way they were printed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.codepoints import is_cjk
from extract.folding import SPACE, doubles, fold, with_ligatures
from extract.pdfium import RawPage
from extract.types import Glyphs

Index = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

TINY = 1.5  # points; type smaller than this is a hidden mark, not print
DOWNWARD = 8  # the turn of a page whose upright characters run down and whose lines follow from right to left
STEP = (0.6, 2.0)  # em from one character to the next below it
ASIDE = 0.3  # em by which the next character below may stand aside
SHARE = 0.5  # share of the steps between Chinese characters that go down, from which a page runs downward
FEWEST = 6  # such steps
MIDDLE = 0.38  # em from a character's middle to where its baseline would be


@dataclass(frozen=True, kw_only=True)
class Upright:
    """A page's characters without blanks, turned so that lines run from left to right and down the page.

    `index` leads from each character to its row in the arrays of the `RawPage`; `spaced` tells where a blank character
    stands before it.
    """

    index: Index
    codes: npt.NDArray[np.uint32]
    boxes: Glyphs
    base: Floats
    size: Floats
    bold: Flags
    spaced: Flags
    width: float
    height: float


def turn_upright(raw: RawPage) -> Upright:
    """The characters of `raw` that run in the page's main direction, upright and folded; slanted ones are left out."""
    main = main_turn(raw)
    stay = (raw.turn >= 0) & (raw.turn <= 1) if main == DOWNWARD else raw.turn == main
    stay &= raw.size >= TINY
    stay[doubles(raw.codes, raw.boxes, raw.size)] = False
    keep = np.flatnonzero(stay)
    codes, origin = fold(with_ligatures(raw.codes[keep], raw.boxes, raw.size, keep))
    printed = codes != SPACE
    at = np.flatnonzero(printed)
    spaced = ~printed[at - 1]
    spaced[: len(at) and not at[0]] = False  # nothing stands before the first
    index = keep[at] if origin is None else keep[origin[at]]
    size = raw.size[index]
    boxes, base, width, height = _turned(raw, raw.boxes[index], raw.base[index], size, main)
    return Upright(
        index=index, codes=codes[at], boxes=boxes, base=base, size=size, bold=raw.bold[index], spaced=spaced,
        width=width, height=height,
    )  # fmt: skip


def main_turn(raw: RawPage) -> int:
    """The turn of most of a page's characters, or DOWNWARD."""
    main = int(np.bincount(raw.turn + 1, minlength=2)[1:].argmax())
    return DOWNWARD if main == 0 and _runs_down(raw) else main


def _runs_down(raw: RawPage) -> bool:
    """Whether each Chinese character of an upright page stands below the one before it, as in old books."""
    cjk = is_cjk(raw.codes)
    if not cjk.any():
        return False
    cjk &= raw.turn == 0
    pair = cjk[1:] & cjk[:-1]
    if np.count_nonzero(pair) < FEWEST:
        return False
    em = raw.size[1:][pair]
    step = (raw.boxes[1:, 1] - raw.boxes[:-1, 1])[pair]
    aside = np.abs((raw.boxes[1:, 0] + raw.boxes[1:, 2] - raw.boxes[:-1, 0] - raw.boxes[:-1, 2])[pair]) / 2
    down = (step > STEP[0] * em) & (step < STEP[1] * em) & (aside < ASIDE * em)
    return int(np.count_nonzero(down)) >= max(FEWEST, SHARE * len(em))


def aside_text(raw: RawPage) -> str:
    """The characters of a page that do not run in its main direction, in the file's order."""
    main = main_turn(raw)
    return "" if main == DOWNWARD else as_text(raw.codes[raw.turn != main])


def as_text(codes: npt.NDArray[np.uint32]) -> str:
    """The code points as a string."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "replace")


def _turned(raw: RawPage, boxes: Glyphs, base: Floats, size: Floats, turn: int) -> tuple[Glyphs, Floats, float, float]:
    """Boxes and baselines after a turn back by `turn`, and the width and height of the page then."""
    wide, high = raw.width, raw.height
    if turn == 0:
        return boxes, base, wide, high
    x0, y0, x1, y1 = boxes.T
    if turn == DOWNWARD:
        middle = wide - (x0 + x1) / 2
        return np.stack((y0, wide - x1, y1, wide - x0), axis=1), middle + MIDDLE * size, high, wide
    right, down = (x0, x1), (y0, y1)
    left, up = (wide - x1, wide - x0), (high - y1, high - y0)
    along, across = {
        0: (right, down), 1: (down, left), 2: (left, up), 3: (up, right),
        4: (right, up), 5: (down, right), 6: (left, down), 7: (up, left),
    }[turn]  # fmt: skip
    backward = across is left or across is up
    extent = wide if turn % 2 else high
    boxes = np.stack((along[0], across[0], along[1], across[1]), axis=1)
    return boxes, extent - base if backward else base, *((high, wide) if turn % 2 else (wide, high))
