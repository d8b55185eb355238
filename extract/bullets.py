"""Bullets that are drawn, not printed: browsers and office programs make each a small path beside its line."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from extract.lines import Line, PageLines
from extract.pdfium import RawPage
from extract.upright import main_turn

SMALLEST, LARGEST = 1.2, 9.0  # points, both sides of a mark
SQUARE = 1.35  # times the shorter side that the longer one may have
PART = (0.15, 0.7)  # em, a mark's height beside its line
HEIGHT = (0.05, 0.75)  # em above the baseline, in which its middle lies
BEFORE = (0.1, 2.5)  # em between a mark and its line
FEWEST = 3  # marks at one distance from the edge that make a list
MOST = 100  # marks on a page; a plot has more
SAME_PLACE = 1.0  # points

_NOT_PRINTED = np.full(2, -1, np.intp)


def with_bullets(page: PageLines, raw: RawPage) -> PageLines:
    """The lines of a page, a bullet and a blank before those that a drawn mark stands beside."""
    marks = _marks(raw)
    if not FEWEST <= len(marks) <= MOST or main_turn(raw) != 0:
        return page
    found: dict[tuple[int, int], float] = {}
    for number, column in enumerate(page.columns):
        for at, line in enumerate(column):
            left = _mark_beside(line, marks)
            if left is not None:
                found[number, at] = left
    places = Counter(round(left / SAME_PLACE) for left in found.values())
    kept = {key: left for key, left in found.items() if _near(places, round(left / SAME_PLACE)) >= FEWEST}
    if not kept:
        return page
    columns = tuple(
        tuple(_marked(line, kept[number, at]) if (number, at) in kept else line for at, line in enumerate(column))
        for number, column in enumerate(page.columns)
    )
    return replace(page, columns=columns)


def _marks(raw: RawPage) -> npt.NDArray[np.float32]:
    """The boxes of what is drawn as small as a bullet and about as wide as high."""
    boxes = np.concatenate((raw.rules, raw.drawings))
    if not len(boxes):
        return boxes
    sides = boxes[:, 2:] - boxes[:, :2]
    short, long = sides.min(axis=1), sides.max(axis=1)
    marks: npt.NDArray[np.float32] = boxes[(short > SMALLEST) & (long < LARGEST) & (long < SQUARE * short)]
    return marks


def _mark_beside(line: Line, marks: npt.NDArray[np.float32]) -> float | None:
    """The left edge of the mark before a line; None where there is none."""
    if line.cell is not None:
        return None
    em = line.size
    high, middle = marks[:, 3] - marks[:, 1], line.base - (marks[:, 1] + marks[:, 3]) / 2
    gap = line.x0 - marks[:, 2]
    beside = (high > PART[0] * em) & (high < PART[1] * em) & (middle > HEIGHT[0] * em) & (middle < HEIGHT[1] * em)
    beside &= (gap > BEFORE[0] * em) & (gap < BEFORE[1] * em)
    return float(marks[beside, 0].min()) if beside.any() else None


def _near(places: Counter[int], place: int) -> int:
    return sum(places[place + step] for step in (-1, 0, 1))


def _marked(line: Line, left: float) -> Line:
    return replace(
        line,
        text=f"• {line.text}",
        source=np.concatenate((_NOT_PRINTED, line.source)),
        x0=left,
        cells=tuple(cell + len(_NOT_PRINTED) for cell in line.cells),
    )
