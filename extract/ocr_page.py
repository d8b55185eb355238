"""The lines that OCR finds in a picture as a page of characters with boxes, like any page of a PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from extract.codepoints import is_cjk
from extract.ocr_engine import ScanLine
from extract.pdfium import RawPage

Doubles = npt.NDArray[np.float64]

CERTAIN = 0.5  # lines of which the engine is less certain are stains and drawings
TALL = 1.5  # times its width; a higher line stands upright on the page and is no line of the text
EM = 0.8  # type size in heights of the engine's box, which stands off the letters
PITCH = (0.55, 1.1)  # heights; Chinese characters that stand so far apart tell the type size
HALF_CJK, HALF_LATIN = 0.55, 0.45  # em; half the width that a character has at most
WIDEST = 1.3  # em between the middles of two letters of one word
HALF_BLANK = 0.3  # share of the way to the next word that belongs to a word's last letter
BASE = 0.35  # em from the middle of a line down to its baseline
SAME_SIZE = 0.13  # type sizes that differ by less are one: the engine's boxes vary so much
SLANTED = 0.12  # rise of a line from which it does not count for the page's skew


@dataclass(frozen=True, slots=True)
class View:
    """How a picture was looked at: pixels a point, and quarter turns against the clock that set its lines upright."""

    scale: float
    turns: int = 0


def make_page(raw: RawPage, lines: Sequence[ScanLine], view: View) -> RawPage:
    """The page `raw` with the characters of `lines` in place of its own."""
    kept = [line for line in lines if line.score >= CERTAIN and not is_tall(line) and line.text.strip()]
    wide, high = (raw.height, raw.width) if view.turns % 2 else (raw.width, raw.height)
    slope = _skew(kept)
    parts = [_characters(line, view.scale, slope, wide / 2) for line in kept]
    codes = np.concatenate([part[0] for part in parts]) if parts else np.empty(0, np.uint32)
    boxes = np.concatenate([part[1] for part in parts]) if parts else np.empty((0, 4))
    base = np.concatenate([part[2] for part in parts]) if parts else np.empty(0)
    size = np.concatenate([part[3] for part in parts]) if parts else np.empty(0)
    boxes, base = _turned(boxes, base, view.turns, wide, high)
    return replace(
        raw, codes=codes, boxes=boxes.astype(np.float32), base=base.astype(np.float32), size=size.astype(np.float32),
        turn=np.full(len(codes), view.turns % 4, np.int8), bold=np.zeros(len(codes), np.bool_),
    )  # fmt: skip


def is_tall(line: ScanLine) -> bool:
    """Whether the line stands upright on the page: it is turned, or set in columns."""
    wide, high = _sides(line)
    return high > TALL * wide and len(line.text) > 1


def even_sizes(pages: Mapping[int, RawPage]) -> dict[int, RawPage]:
    """The pages with type sizes that are nearly the same made the same, the one most used first."""
    every = np.concatenate([page.size for page in pages.values()]) if pages else np.empty(0, np.float32)
    values, counts = np.unique(every, return_counts=True)
    target = values.copy()
    free = np.ones(len(values), np.bool_)
    while free.any():
        near = np.abs(values[:, None] / values[None, :] - 1) < SAME_SIZE
        weight = (near & free[:, None]).T.astype(np.float64) @ counts
        middle = values[int(np.argmax(np.where(free, weight, -1.0)))]
        group = free & (np.abs(values / middle - 1) < SAME_SIZE)
        target[group] = round(float(np.average(values[group], weights=counts[group])) * 2) / 2
        free &= ~group
    return {
        number: replace(page, size=target[np.searchsorted(values, page.size)].astype(np.float32))
        for number, page in pages.items()
    }


def _sides(line: ScanLine) -> tuple[float, float]:
    """Length and height of a line in pixels."""
    a, b, _, d = line.corners
    return float(np.hypot(*(b - a))), float(np.hypot(*(d - a)))


def _skew(lines: Sequence[ScanLine]) -> float:
    """By how much the lines of the page fall towards the right: the median, long lines counting more."""
    slopes, weights = [], []
    for line in lines:
        run, rise = line.corners[1] - line.corners[0]
        if run > 0 and abs(rise) < SLANTED * run:
            slopes.append(rise / run)
            weights.append(run)
    if not slopes:
        return 0.0
    order = np.argsort(slopes)
    heavy = np.cumsum(np.array(weights)[order])
    return float(np.array(slopes)[order][np.searchsorted(heavy, heavy[-1] / 2)])


def _characters(
    line: ScanLine, scale: float, slope: float, middle: float
) -> tuple[npt.NDArray[np.uint32], Doubles, Doubles, Doubles]:
    """Code point, box, baseline and type size of each character of a line, in points on the upright page."""
    codes = np.array([ord(char) for char in line.text], np.uint32)
    corners = line.corners / scale
    length, height = (side / scale for side in _sides(line))
    count = len(codes)
    centres = np.array(line.centres) if line.centres else (np.arange(count) + 0.5) / count
    along = centres * length
    cjk = is_cjk(codes)
    em = _em(along, cjk, height)
    left, right = _edges(along, codes == 0x20, cjk, em, length)
    start, end = (corners[0] + corners[3]) / 2, (corners[1] + corners[2]) / 2
    step = (end - start) / max(length, 1e-9)
    x0, x1 = start[0] + left * step[0], start[0] + right * step[0]
    y = start[1] + along * step[1]
    boxes = np.stack((np.minimum(x0, x1), y - 0.55 * em, np.maximum(x0, x1), y + 0.55 * em), axis=1)
    level = y - slope * ((x0 + x1) / 2 - middle)
    base = np.full(count, float(level.mean()) + BASE * em)
    return codes, boxes, base, np.full(count, em)


def _em(along: Doubles, cjk: npt.NDArray[np.bool_], height: float) -> float:
    """The type size of a line: the way from one Chinese character to the next, else from the line's height."""
    pitch = np.diff(along)[cjk[1:] & cjk[:-1]]
    if len(pitch) >= 4 and PITCH[0] * height < (em := float(np.median(pitch))) < PITCH[1] * height:
        return em
    return EM * height


def _edges(
    along: Doubles, blank: npt.NDArray[np.bool_], cjk: npt.NDArray[np.bool_], em: float, length: float
) -> tuple[Doubles, Doubles]:
    """Where along the line each character begins and ends: half way to its neighbour, and no wider than type is.

    Letters of one word touch, for the engine says where words end, and its places of letters are not exact.
    """
    gap = np.diff(along)
    reach = np.where(blank[1:] | blank[:-1], HALF_BLANK, 0.5) * gap
    half = np.where(cjk, HALF_CJK, HALF_LATIN) * em
    one_word = ~(blank[1:] | blank[:-1] | cjk[1:] | cjk[:-1]) & (gap < WIDEST * em)
    left = along - np.minimum(half, np.r_[along[0], reach])
    right = along + np.minimum(half, np.r_[reach, length - along[-1]])
    middle = along[:-1] + gap / 2
    left[1:] = np.where(one_word, middle, left[1:])
    right[:-1] = np.where(one_word, middle, right[:-1])
    # A blank takes what its neighbours leave.
    left[1:] = np.where(blank[1:], right[:-1], left[1:])
    right[:-1] = np.where(blank[:-1], left[1:], right[:-1])
    return left, np.maximum(left, right)


def _turned(boxes: Doubles, base: Doubles, turns: int, wide: float, high: float) -> tuple[Doubles, Doubles]:
    """Places on the upright page (`wide` × `high`) on the page as seen, which is `turns` quarters clockwise from it."""
    x0, y0, x1, y1 = boxes.T
    if turns % 4 == 1:
        return np.stack((high - y1, x0, high - y0, x1), axis=1), high - base
    if turns % 4 == 2:
        return np.stack((wide - x1, high - y1, wide - x0, high - y0), axis=1), high - base
    if turns % 4 == 3:
        return np.stack((y0, wide - x1, y1, wide - x0), axis=1), base
    return boxes, base
