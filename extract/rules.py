"""Ruling lines and rectangles drawn on a PDF's page, through PDFium's C interface: what tables are ruled with.

A table may be drawn as one path a line, as thin filled rectangles (Word, a piece for each cell's side), as filled
cells, or as one path that holds the whole grid: all come out as boxes. What is slanted or curved is a drawing.

`paths.c` of `extract.native` does the same in one call, where it could be compiled: asking from Python costs some four
microseconds a segment.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, repeat
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extract.calls import addresses, bound
from extract.native import library

Floats = npt.NDArray[np.float32]
Kinds = npt.NDArray[np.int32]
Rectangle = tuple[float, float, float, float]
Point = tuple[float, float]

MAX_ASKED = 800  # paths asked one by one; a map may have a million
MAX_RULES = 2_000  # more are a drawing
MAX_SEGMENTS = 400  # of one path; a longer one is a drawing
FORM_AREA = 0.5  # share of the page from which a form may hold the page's text and tables
MAX_FORM = 3_000  # objects of such a form; one with more is a picture
THIN = 3.0  # points; a narrower path is a line
FLAT = 0.3  # points by which the ends of a straight line may differ
WHITE = 250  # of 255; a rectangle filled so is not seen

ROOM = 1_024  # boxes for which there is room at first

_NONE = np.empty((0, 4), np.float32)
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_CALLS = (
    "FPDFPageObj_GetBounds", "FPDFPageObj_GetMatrix", "FPDFPath_GetDrawMode", "FPDFPageObj_GetFillColor",
    "FPDFPath_CountSegments", "FPDFPath_GetPathSegment", "FPDFPathSegment_GetType", "FPDFPathSegment_GetPoint",
    "FPDFPathSegment_GetClose", "FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", "FPDFPageObj_GetType",
)  # fmt: skip


class _Limits(ctypes.Structure):
    """The limits above, as `paths.c` has them."""

    _fields_ = (
        ("thin", ctypes.c_double), ("flat", ctypes.c_double), ("asked", ctypes.c_int32), ("rules", ctypes.c_int32),
        ("segments", ctypes.c_int32), ("form", ctypes.c_int32), ("white", ctypes.c_int32),
    )  # fmt: skip


def page_rules(kinds: Kinds, bounds: Floats, handles: npt.NDArray[np.uint64], area: float) -> tuple[Floats, Floats]:
    """The boxes of a page's lines and rectangles, and those of its other drawings, each of shape (n, 4).

    `kinds`, `bounds` (n, 4: left, bottom, right, top in PDF coordinates, as what comes back) and `handles` are those
    of the page's objects, `area` is the page's, in square points. Both are empty where the page is one drawing.
    """
    if not len(kinds):
        return _NONE, _NONE
    shim = library()
    if shim is None:
        return _asked_one_by_one(kinds, bounds, handles, area)
    given = [ctypes.byref(ctypes.c_char.from_buffer(array.data)) for array in (kinds, bounds, handles)]
    found, room = (ctypes.c_int32 * 2)(), ROOM
    while True:
        boxes = np.empty((2, room, 4), np.float32)
        first = ctypes.c_char.from_buffer(boxes.data)
        into = ctypes.byref(first), ctypes.byref(first, boxes.nbytes // 2)
        shim.read_rules(*_given_once(), *given, len(kinds), ctypes.c_float(FORM_AREA * area), room, *into, found)
        if max(found) <= room:
            return boxes[0, : found[0]], boxes[1, : found[1]]
        room = max(found)


@cache
def _given_once() -> tuple[Any, Any, Any]:
    """The addresses of the functions of PDFium, the limits, and room for the points of a path."""
    limits = _Limits(THIN, FLAT, MAX_ASKED, MAX_RULES, MAX_SEGMENTS, MAX_FORM, WHITE)
    return addresses(_CALLS), ctypes.byref(limits), (ctypes.c_float * (6 * MAX_SEGMENTS))()


def _asked_one_by_one(
    kinds: Kinds, bounds: Floats, handles: npt.NDArray[np.uint64], area: float
) -> tuple[Floats, Floats]:
    """The same, each path asked from Python."""
    path = (kinds == pdfium.FPDF_PAGEOBJ_PATH) & np.isfinite(bounds).all(axis=1)
    sides = bounds[:, 2:] - bounds[:, :2]
    line = path & (sides.min(axis=1) <= THIN)
    whole = (kinds == pdfium.FPDF_PAGEOBJ_FORM) & (sides.prod(axis=1) > FORM_AREA * area)
    rules: list[Rectangle] = []
    drawings: list[Rectangle] = []
    if int(line.sum()) > MAX_RULES:
        return _NONE, _NONE
    for item in handles[path & ~line][:MAX_ASKED].tolist():
        _read_path(item, _IDENTITY, rules, drawings)
    for form in handles[whole].tolist():
        matrix = _matrix(form)
        for item in _form_paths(form):
            _read_path(item, matrix, rules, drawings)
            if len(rules) > MAX_RULES:
                return _NONE, _NONE
    straight = np.array(rules, np.float32).reshape(-1, 4)
    return np.concatenate((bounds[line], straight)), np.array(drawings, np.float32).reshape(-1, 4)


def _form_paths(form: int) -> Iterator[int]:
    """The path objects of a form that holds the page, as some writers make."""
    kind = bound("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)
    get = bound("FPDFFormObj_GetObject", ctypes.c_size_t, ctypes.c_void_p, ctypes.c_ulong)
    count = pdfium.FPDFFormObj_CountObjects(ctypes.cast(form, pdfium.FPDF_PAGEOBJECT))
    if count > MAX_FORM:
        return iter(())
    return (item for item in map(get, repeat(form), range(count)) if kind(item) == pdfium.FPDF_PAGEOBJ_PATH)


def _read_path(item: int, matrix: tuple[float, ...], rules: list[Rectangle], drawings: list[Rectangle]) -> None:
    bounds = _moved(_bounds(item), matrix)
    if not all(map(isfinite, bounds)):
        return
    wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
    if min(wide, high) <= THIN:
        if _is_seen(item):
            rules.append(bounds)
        return
    if _segments(item) > MAX_SEGMENTS:
        drawings.append(bounds)
        return
    parts = _straight_parts(item)
    if parts is None:
        drawings.append(bounds)
    elif len(parts) == 1 and not _is_open(parts[0]):
        if _is_seen(item):
            rules.append(bounds)
    elif _is_seen(item):
        own = _matrix(item)
        for part in parts:
            rules.extend(_moved(_moved(box, own), matrix) for box in _part_boxes(part))


def _is_seen(item: int) -> bool:
    """Whether the path is stroked, or filled with a colour that paper has not."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    mode = bound("FPDFPath_GetDrawMode", ctypes.c_int, *3 * (ctypes.c_void_p,))
    mode(item, ctypes.addressof(fill), ctypes.addressof(stroke))
    if stroke.value or not fill.value:
        return bool(stroke.value)
    colour = (ctypes.c_uint * 4)()
    at, step = ctypes.addressof(colour), ctypes.sizeof(ctypes.c_uint)
    ask = bound("FPDFPageObj_GetFillColor", ctypes.c_int, *5 * (ctypes.c_void_p,))
    if not ask(item, at, at + step, at + 2 * step, at + 3 * step):
        return True
    return colour[3] > 0 and min(colour[0], colour[1], colour[2]) < WHITE


def _straight_parts(path: int) -> list[list[Point]] | None:
    """The subpaths of a path as points, closed ones with their first point again; None where a piece is not level."""
    handle, index = ctypes.c_void_p, ctypes.c_int
    get = bound("FPDFPath_GetPathSegment", ctypes.c_size_t, handle, index)
    kind_of = bound("FPDFPathSegment_GetType", ctypes.c_int, handle)
    point = bound("FPDFPathSegment_GetPoint", ctypes.c_int, handle, handle, handle)
    closes = bound("FPDFPathSegment_GetClose", ctypes.c_int, handle)
    parts: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    for number in range(_segments(path)):
        segment = get(path, number)
        kind = kind_of(segment)
        point(segment, at_x, at_y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            parts.append([(x.value, y.value)])
            continue
        if kind != pdfium.FPDF_SEGMENT_LINETO or not parts:
            return None
        before = parts[-1][-1]
        if min(abs(before[0] - x.value), abs(before[1] - y.value)) > FLAT:
            return None
        parts[-1].append((x.value, y.value))
        if closes(segment) and _is_open(parts[-1]):
            parts[-1].append(parts[-1][0])
    return [part for part in parts if len(part) > 1]


def _segments(path: int) -> int:
    return int(bound("FPDFPath_CountSegments", ctypes.c_int, ctypes.c_void_p)(path))


def _is_open(part: list[Point]) -> bool:
    (x0, y0), (x1, y1) = part[0], part[-1]
    return abs(x0 - x1) > FLAT or abs(y0 - y1) > FLAT


def _part_boxes(part: list[Point]) -> Iterator[Rectangle]:
    """A closed subpath as its box, an open one as a box for each of its lines."""
    if not _is_open(part):
        xs, ys = [x for x, _ in part], [y for _, y in part]
        yield min(xs), min(ys), max(xs), max(ys)
        return
    for (xa, ya), (xb, yb) in pairwise(part):
        yield min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def _bounds(item: int) -> Rectangle:
    sides = (ctypes.c_float * 4)()
    at, step = ctypes.addressof(sides), ctypes.sizeof(ctypes.c_float)
    handle = ctypes.c_void_p
    call = bound("FPDFPageObj_GetBounds", ctypes.c_int, handle, handle, handle, handle, handle)
    call(item, at, at + step, at + 2 * step, at + 3 * step)
    return sides[0], sides[1], sides[2], sides[3]


def _matrix(item: int) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT), matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _moved(box: Rectangle, matrix: tuple[float, ...]) -> Rectangle:
    if matrix is _IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
