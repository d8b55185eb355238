"""The lattices that a page's ruling lines make: where rows and columns of a table are parted by what is drawn.

Lines come in pieces (Word draws each cell's side by itself), and the pieces' ends tell of the lines that are not drawn:
where several horizontal rules break at one place, columns meet; where several vertical ones do, rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress, pairwise
from math import inf
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extract.types import Box

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Bounds = tuple[float, float, float, float]
Piece = tuple[float, float, float]

THIN = 3.0  # points; a narrower box is a line
NEAR = 3.0  # points between things that touch
SHORTEST = 10.0  # points; a shorter line parts nothing
MOST = 0.6  # share of a stretch along which a line runs that parts what is on its two sides
LARGE = 0.6  # share of the page from which a rectangle is the page's background
EDGE = 6.0  # points from the page's edge within which a line frames the page
MAX_LINES = 400  # in one direction; more are a chart's grid


class Edge(NamedTuple):
    """A straight line: at `at` across its direction, from `low` to `high` along it, in pieces that meet at `joints`."""

    at: float
    low: float
    high: float
    joints: tuple[float, ...] = ()


@dataclass(frozen=True)
class Ruling:
    """Horizontal and vertical lines that belong together."""

    across: tuple[Edge, ...]
    down: tuple[Edge, ...] = ()

    @cached_property
    def box(self) -> Box:
        """The rectangle that the lines span."""
        if len(self.across) == 1 and not self.down:
            [edge] = self.across
            return Box(edge.low, edge.at, edge.high, edge.at)
        xs = [x for edge in self.across for x in (edge.low, edge.high)] + [edge.at for edge in self.down]
        ys = [y for edge in self.down for y in (edge.low, edge.high)] + [edge.at for edge in self.across]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def __add__(self, other: Ruling) -> Ruling:
        return Ruling(self.across + other.across, self.down + other.down)


@dataclass(frozen=True, slots=True)
class Lattice:
    """Rows between `ys` and columns between `xs`; a cell that takes several is open inside.

    `above` (rows, columns) tells whether a line parts a field from the one above, `left` from the one on its left.
    At `open_xs` a line may not be drawn: what is printed across them is not cut. `drawn` counts the lines between
    columns that are.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    above: Sequence[Sequence[bool]] = field(repr=False)
    left: Sequence[Sequence[bool]] = field(repr=False)
    open_xs: tuple[float, ...] = ()
    drawn: int = 0


def find_edges(rules: Floats, width: float, height: float) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The horizontal and the vertical lines among boxes, pieces of one line made one, sides of rectangles included."""
    across: list[Piece] = []
    down: list[Piece] = []
    areas: list[Bounds] = []
    right, foot, largest = width - EDGE, height - EDGE, LARGE * width * height
    for x0, top, x1, bottom in rules.tolist():
        if x1 <= EDGE or x0 >= right or bottom <= EDGE or top >= foot:
            continue
        if bottom - top <= THIN:
            across.append(((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= THIN:
            down.append(((x0 + x1) / 2, top, bottom))
        elif (x1 - x0) * (bottom - top) < largest:
            areas.append((x0, top, x1, bottom))
    for x0, top, x1, bottom in _outermost(areas):
        across += ((top, x0, x1), (bottom, x0, x1))
        down += ((x0, top, bottom), (x1, top, bottom))
    return _joined(across), _joined(down)


def _outermost(areas: Sequence[Bounds]) -> Sequence[Bounds]:
    """The rectangles that stand in no other that has about two of their sides: Word shades a cell, then its lines."""
    if not 1 < len(areas) <= MAX_LINES:
        return areas
    x0, top, x1, bottom = np.array(areas).T
    within = (
        (x0[:, None] >= x0 - 0.5) & (x1[:, None] <= x1 + 0.5) & (top[:, None] >= top - 0.5)
        & (bottom[:, None] <= bottom + 0.5)
    )  # fmt: skip
    inner, outer = np.nonzero(within)
    area = (x1 - x0) * (bottom - top)
    smaller = area[inner] < 0.98 * area[outer]
    indented = (x0[inner] - x0[outer] < 9) & (x1[outer] - x1[inner] < 9) & ((bottom - top)[outer] < 9 * 12)
    hidden = set(inner[smaller & indented].tolist())
    return [area for at, area in enumerate(areas) if at not in hidden]


def _joined(pieces: Sequence[Piece]) -> tuple[Edge, ...]:
    """Pieces (at, low, high) as lines, those that touch in one direction made one; none where there are too many."""
    edges: list[Edge] = []
    level: list[tuple[float, float]] = []
    last = at = -inf
    for place, low, high in sorted(pieces):
        if place - last > THIN / 2 and level:
            _add_edges(edges, at, level)
            level = []
        if not level:
            at = place
        last = place
        level.append((low, high))
    if level:
        _add_edges(edges, at, level)
    return tuple(edges) if len(edges) <= MAX_LINES else ()


def _add_edges(edges: list[Edge], at: float, pieces: list[tuple[float, float]]) -> None:
    """Adds the lines that the pieces at one height make."""
    pieces.sort()
    low, high = pieces[0]
    joints: list[float] = []
    for start, end in pieces[1:]:
        if start <= high + NEAR:
            if start >= high - NEAR:
                joints.append(start)
            high = max(high, end)
            continue
        if high - low >= SHORTEST:
            edges.append(Edge(at, low, high, _apart(joints)))
        low, high, joints = start, end, []
    if high - low >= SHORTEST:
        edges.append(Edge(at, low, high, _apart(joints)))


def _apart(joints: Sequence[float]) -> tuple[float, ...]:
    """Places of joints, those that are one made one; nothing where they stand so close that the line is dotted."""
    if not joints:
        return ()
    places = cluster(joints)
    return places if all(b - a > 2 * NEAR for a, b in pairwise(places)) else ()


def cluster(values: Sequence[float], near: float = NEAR) -> tuple[float, ...]:
    """The values in order, those nearer to one another than `near` made one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= near:
            groups[-1].append(value)
        else:
            groups.append([value])
    return tuple(sum(group) / len(group) for group in groups)


def touching(across: Sequence[Edge], down: Sequence[Edge]) -> list[Ruling]:
    """The lines in groups that touch one another; a horizontal line that touches none is a group of its own."""
    if not down:
        return [Ruling((edge,)) for edge in across]
    h = np.array([(edge.at, edge.low, edge.high) for edge in across])
    v = np.array([(edge.at, edge.low, edge.high) for edge in down])
    meet: Flags = (
        (v[:, 0] >= h[:, 1, None] - NEAR) & (v[:, 0] <= h[:, 2, None] + NEAR)
        & (h[:, 0, None] >= v[:, 1] - NEAR) & (h[:, 0, None] <= v[:, 2] + NEAR)
    )  # fmt: skip
    lone = np.logical_not(meet.any(axis=1)).tolist()
    out: list[Ruling] = []
    grouped: set[int] = set()
    for first, edge in enumerate(across):
        if lone[first]:
            out.append(Ruling((edge,)))
        elif first not in grouped:
            rows, columns = _reached(meet, first)
            grouped.update(rows)
            out.append(Ruling(tuple(across[at] for at in rows), tuple(down[at] for at in columns)))
    return out


def _reached(meet: Flags, first: int) -> tuple[list[int], list[int]]:
    """The rows and columns of a table of who meets whom that belong to the row `first`."""
    rows: Flags = np.zeros(len(meet), np.bool_)
    rows[first] = True
    while True:
        columns = meet[rows].any(axis=0)
        reached: Flags = np.asarray(meet[:, columns].any(axis=1))
        if np.array_equal(reached, rows):
            return np.flatnonzero(rows).tolist(), np.flatnonzero(columns).tolist()
        rows = reached


def make_lattice(ruling: Ruling) -> Lattice:
    """The rows and columns that a ruling parts, with those that are only told by where its lines are pieced."""
    box = ruling.box
    drawn_x = cluster([box.x0, box.x1, *(edge.at for edge in ruling.down)])
    drawn_y = cluster([box.top, box.bottom, *(edge.at for edge in ruling.across)])
    pieced_x = _told(ruling.across)
    told_x = {place for place in pieced_x if not _is_near(place, drawn_x)}
    told_y = {place for place in _told(ruling.down) if not _is_near(place, drawn_y)}
    xs, ys = sorted([*drawn_x, *told_x]), sorted([*drawn_y, *told_y])
    width, height = len(xs) - 1, len(ys) - 1
    across, down = sorted(ruling.across), sorted(ruling.down)
    above = [[True] * width if y in told_y else _parted(across, y, xs) for y in ys[:-1]]
    sides = [[True] * height if x in told_x else _parted(down, x, ys) for x in xs[:-1]]
    above[0], sides[0] = [True] * width, [True] * height
    left = [list(row) for row in zip(*sides, strict=True)]
    # Where a row has no line between its columns at all, the rules' pieces tell of them.
    pieced = [_is_near(x, pieced_x) for x in xs[:-1]]
    if any(pieced):
        for row in left:
            if sum(row[1:]) == len(told_x):
                row[:] = [parted or told for parted, told in zip(row, pieced, strict=True)]
    rows, columns = list(map(any, above)), list(map(any, zip(*left, strict=True)))
    return Lattice(
        (*compress(xs, columns), xs[-1]),
        (*compress(ys, rows), ys[-1]),
        [list(compress(row, columns)) for row in compress(above, rows)],
        [list(compress(row, columns)) for row in compress(left, rows)],
        tuple([x for x, told in zip(xs[1:-1], pieced[1:], strict=True) if told]),
        len(drawn_x) - 2,
    )


def with_columns(lattice: Lattice, places: Sequence[float]) -> Lattice:
    """The lattice with columns parted at further `places` in all rows."""
    if not places:
        return lattice
    xs, above, left = list(lattice.xs), [list(row) for row in lattice.above], [list(row) for row in lattice.left]
    for place in places:
        at = bisect_left(xs, place)
        xs.insert(at, place)
        for parted, beside in zip(above, left, strict=True):
            parted.insert(at, parted[at - 1])
            beside.insert(at, True)
    return replace(lattice, xs=tuple(xs), above=above, left=left, open_xs=(*lattice.open_xs, *places))


def _told(lines: Sequence[Edge]) -> tuple[float, ...]:
    """The places at which two lines or more are pieced."""
    joined = [line.joints for line in lines if line.joints]
    if len(joined) < 2:
        return ()
    places = cluster([place for joints in joined for place in joints])
    return tuple(place for place in places if sum(_is_near(place, joints) for joints in joined) > 1)


def _is_near(value: float, places: Sequence[float]) -> bool:
    """Whether one of the places, which are in order, is near."""
    at = bisect_left(places, value - NEAR)
    return at < len(places) and places[at] <= value + NEAR


def _parted(edges: Sequence[Edge], at: float, places: Sequence[float]) -> list[bool]:
    """For each stretch between two `places` whether those lines, which are in order, that are at `at` run along it."""
    near = edges[bisect_left(edges, (at - NEAR,)) : bisect_left(edges, (at + NEAR, inf))]
    if not near:
        return [False] * (len(places) - 1)
    if any(edge.low <= places[0] and edge.high >= places[-1] for edge in near):
        return [True] * (len(places) - 1)
    if len(near) == 1:
        _, start, end, _ = near[0]
        return [min(end, high) - max(start, low) > MOST * (high - low) for low, high in pairwise(places)]
    return [
        sum([max(0.0, min(edge.high, high) - max(edge.low, low)) for edge in near]) > MOST * (high - low)
        for low, high in pairwise(places)
    ]
