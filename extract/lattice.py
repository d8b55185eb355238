"""The lattices that a page's ruling lines make: where rows and columns of a table are parted by what is drawn.

Lines come in pieces (Word draws each cell's side by itself), and the pieces' ends tell of the lines that are not drawn:
where several horizontal rules break at one place, columns meet; where several vertical ones do, rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extract.types import Box

Floats = npt.NDArray[np.float32]
Spans = npt.NDArray[np.float64]

THIN = 3.0  # points; a narrower box is a line
NEAR = 3.0  # points between things that touch
SHORTEST = 10.0  # points; a shorter line parts nothing
LARGE = 0.6  # share of the page from which a rectangle is the page's background
EDGE = 6.0  # points from the page's edge within which a line frames the page
MAX_LINES = 400  # in one direction; more are a chart's grid


@dataclass(frozen=True, slots=True)
class Edge:
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
    above: npt.NDArray[np.bool_] = field(repr=False)
    left: npt.NDArray[np.bool_] = field(repr=False)
    open_xs: tuple[float, ...] = ()
    drawn: int = 0


def find_edges(rules: Floats, width: float, height: float) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The horizontal and the vertical lines among boxes, pieces of one line made one, sides of rectangles included."""
    boxes = rules.astype(np.float64)
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    inside = (boxes[:, 2] > EDGE) & (boxes[:, 0] < width - EDGE) & (boxes[:, 3] > EDGE) & (boxes[:, 1] < height - EDGE)
    area = inside & (wide > THIN) & (high > THIN) & (wide * high < LARGE * width * height)
    flat, steep = inside & (high <= THIN), inside & (wide <= THIN) & (high > THIN)
    filled = boxes[area & _outermost(boxes, area)]
    across = [_spans(boxes[flat], 1, 0), _sides(filled[:, [1, 0, 2]]), _sides(filled[:, [3, 0, 2]])]
    down = [_spans(boxes[steep], 0, 1), _sides(filled[:, [0, 1, 3]]), _sides(filled[:, [2, 1, 3]])]
    return _joined(np.concatenate(across)), _joined(np.concatenate(down))


def _outermost(boxes: Spans, area: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which rectangles stand in no other that has about two of their sides: Word shades a cell, then its lines."""
    out = np.ones(len(boxes), np.bool_)
    at = np.flatnonzero(area)
    if len(at) > MAX_LINES:
        return out
    x0, top, x1, bottom = boxes[at].T
    within = (
        (x0[:, None] >= x0 - 0.5) & (x1[:, None] <= x1 + 0.5) & (top[:, None] >= top - 0.5)
        & (bottom[:, None] <= bottom + 0.5)
    )  # fmt: skip
    smaller = ((x1 - x0) * (bottom - top))[:, None] < 0.98 * (x1 - x0) * (bottom - top)
    indented = (x0[:, None] - x0 < 9) & (x1 - x1[:, None] < 9) & (bottom - top < 9 * 12)
    out[at[(within & smaller & indented).any(axis=1)]] = False
    return out


def _spans(boxes: Spans, across: int, along: int) -> Spans:
    return np.stack(((boxes[:, across] + boxes[:, across + 2]) / 2, boxes[:, along], boxes[:, along + 2]), axis=1)


def _sides(rows: Spans) -> Spans:
    return rows.reshape(-1, 3)


def _joined(spans: Spans) -> tuple[Edge, ...]:
    """Rows of (at, low, high) as lines, those that touch in one direction made one; none where there are too many."""
    edges: list[Edge] = []
    level: list[tuple[float, float]] = []
    last = at = -np.inf
    for place, low, high in sorted(spans.tolist()):
        if place - last > THIN / 2 and level:
            edges.extend(_level_edges(at, sorted(level)))
            level = []
        if not level:
            at = place
        last = place
        level.append((low, high))
    if level:
        edges.extend(_level_edges(at, sorted(level)))
    return tuple(edges) if len(edges) <= MAX_LINES else ()


def _level_edges(at: float, pieces: Sequence[tuple[float, float]]) -> list[Edge]:
    edges = []
    low, high = pieces[0]
    joints: list[float] = []
    for start, end in [*pieces[1:], (np.inf, np.inf)]:
        if start <= high + NEAR:
            if abs(start - high) <= NEAR:
                joints.append(start)
            high = max(high, end)
            continue
        if high - low >= SHORTEST:
            edges.append(Edge(at, low, high, _apart(joints)))
        low, high, joints = start, end, []
    return edges


def _apart(joints: Sequence[float]) -> tuple[float, ...]:
    """Places of joints, those that are one made one; nothing where they stand so close that the line is dotted."""
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
    h = np.array([(edge.at, edge.low, edge.high) for edge in across]).reshape(-1, 3)
    v = np.array([(edge.at, edge.low, edge.high) for edge in down])
    meet = (
        (v[:, 0] >= h[:, 1, None] - NEAR) & (v[:, 0] <= h[:, 2, None] + NEAR)
        & (h[:, 0, None] >= v[:, 1] - NEAR) & (h[:, 0, None] <= v[:, 2] + NEAR)
    )  # fmt: skip
    group = np.arange(len(h))
    while True:
        column = np.where(meet, group[:, None], len(h)).min(axis=0, initial=len(h))
        joined = np.minimum(group, np.where(meet, column, len(h)).min(axis=1, initial=len(h)))
        if (joined == group).all():
            break
        group = joined
    return [
        Ruling(
            tuple(across[at] for at in np.flatnonzero(group == name).tolist()),
            tuple(down[at] for at in np.flatnonzero(column == name).tolist()),
        )
        for name in np.unique(group)
    ]


def make_lattice(ruling: Ruling) -> Lattice:
    """The rows and columns that a ruling parts, with those that are only told by where its lines are pieced."""
    box = ruling.box
    drawn_x = cluster([box.x0, box.x1, *(edge.at for edge in ruling.down)])
    drawn_y = cluster([box.top, box.bottom, *(edge.at for edge in ruling.across)])
    pieced_x = _told(ruling.across)
    told_x = tuple(place for place in pieced_x if not _is_near(place, drawn_x))
    told_y = tuple(place for place in _told(ruling.down) if not _is_near(place, drawn_y))
    xs, ys = tuple(sorted([*drawn_x, *told_x])), tuple(sorted([*drawn_y, *told_y]))
    above = np.zeros((len(ys) - 1, len(xs) - 1), np.bool_)
    left = np.zeros_like(above)
    for row, y in enumerate(ys[:-1]):
        above[row] = True if y in told_y else _parted(ruling.across, y, xs)
    for column, x in enumerate(xs[:-1]):
        left[:, column] = True if x in told_x else _parted(ruling.down, x, ys)
    above[0], left[:, 0] = True, True
    # Where a row has no line between its columns at all, the rules' pieces tell of them.
    pieced = np.array([_is_near(x, pieced_x) for x in xs[:-1]])
    left[left[:, 1:].sum(axis=1) == sum(x in told_x for x in xs[1:-1])] |= pieced
    rows, columns = above.any(axis=1), left.any(axis=0)
    return Lattice(
        (*np.array(xs)[:-1][columns].tolist(), xs[-1]),
        (*np.array(ys)[:-1][rows].tolist(), ys[-1]),
        above[np.ix_(rows, columns)],
        left[np.ix_(rows, columns)],
        tuple(x for x in xs[1:-1] if _is_near(x, pieced_x)),
        len(drawn_x) - 2,
    )


def with_columns(lattice: Lattice, places: Sequence[float]) -> Lattice:
    """The lattice with columns parted at further `places` in all rows."""
    for place in places:
        at = int(np.searchsorted(lattice.xs, place))
        above = np.insert(lattice.above, at, lattice.above[:, at - 1], axis=1)
        left = np.insert(lattice.left, at, True, axis=1)
        lattice = replace(
            lattice,
            xs=(*lattice.xs[:at], place, *lattice.xs[at:]),
            above=above,
            left=left,
            open_xs=(*lattice.open_xs, place),
        )
    return lattice


def _told(lines: Sequence[Edge]) -> tuple[float, ...]:
    """The places at which two lines or more are pieced."""
    places = cluster([place for line in lines for place in line.joints])
    return tuple(place for place in places if sum(_is_near(place, line.joints) for line in lines) > 1)


def _is_near(value: float, places: Sequence[float]) -> bool:
    return any(abs(value - place) <= NEAR for place in places)


def _parted(edges: Sequence[Edge], at: float, places: Sequence[float]) -> list[bool]:
    """For each stretch between two `places` whether lines at `at` run along most of it."""
    near = [edge for edge in edges if abs(edge.at - at) <= NEAR]
    return [
        sum(max(0.0, min(edge.high, high) - max(edge.low, low)) for edge in near) > 0.6 * (high - low)
        for low, high in pairwise(places)
    ]
