"""What PDFium tells of a page's characters and of what else is drawn on it, as arrays.

This is the hot path of the whole program. `extract.native` gathers a page in one call where it could be compiled; else
the same is asked from Python, through prototypes bound once that keep the interpreter's lock (PDFium is not
thread-safe, and giving the lock up costs more than the call). What is constant in a text object (size, direction,
font) is asked once an object.
"""

from __future__ import annotations

import ctypes
from collections import deque
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extract.native import library

Codes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]

MOST_OBJECTS = 20_000
"""Objects of a page that are looked at; a map or a plot has more, and they are no rules of a table."""
MOST_ASKED = 2_000
"""The same where each has to be asked from Python."""

OPAQUE = 255

_RUN = np.dtype(
    [
        ("start", np.int32), ("mode", np.int32), ("object", np.uint64), ("font", np.uint64), ("x", np.float64),
        ("y", np.float64), ("size", np.float64), ("matrix", np.float32, 6), ("alpha", np.uint32), ("unused", np.uint32),
    ]
)  # fmt: skip
_TEXT_CALLS = (
    "FPDFText_GetUnicode", "FPDFText_GetLooseCharBox", "FPDFText_GetTextObject", "FPDFText_GetCharOrigin",
    "FPDFText_GetMatrix", "FPDFText_GetFontSize", "FPDFTextObj_GetFont", "FPDFTextObj_GetTextRenderMode",
    "FPDFPageObj_GetFillColor",
)  # fmt: skip
_OBJECT_CALLS = (
    "FPDFPage_CountObjects", "FPDFPage_GetObject", "FPDFPageObj_GetType", "FPDFPageObj_GetBounds",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Characters:
    """A page's characters in the order of the file: code points, boxes, and the runs of one text object each.

    `boxes` (n, 4) holds left, top, right, bottom in PDF coordinates; those of blanks and line ends that PDFium adds
    have no width. `runs` is a structured array with `start` (index of the first character), `object`, `font`
    (addresses), `x`, `y` (origin), `size` (before the matrix), `matrix` (a to f), `mode` (the text render mode, PDF
    32000-1, table 106) and `alpha` (opacity of the fill, 0 to 255).
    """

    codes: Codes
    boxes: Floats
    runs: npt.NDArray[Any]


def read_characters(text: Any) -> Characters:
    """The characters of an open text page."""
    count = max(0, pdfium.FPDFText_CountChars(text))
    codes, boxes = np.empty(count, np.uint32), np.zeros((count, 4), np.float32)
    shim = library()
    if shim is None:
        return _asked_one_by_one(text, codes, boxes)
    runs = np.empty(count, _RUN)
    page = ctypes.cast(text, ctypes.c_void_p)
    found = shim.read_characters(
        _addresses(_TEXT_CALLS), page, count, *(ctypes.c_void_p(array.ctypes.data) for array in (codes, boxes, runs))
    )
    return Characters(codes, boxes, runs[:found])


def read_objects(page: Any) -> tuple[npt.NDArray[np.int32], Floats, npt.NDArray[np.uint64]]:
    """Types, bounds (left, bottom, right, top in PDF coordinates) and addresses of the objects that are no text."""
    shim = library()
    most = min(max(0, pdfium.FPDFPage_CountObjects(page)), MOST_ASKED if shim is None else MOST_OBJECTS)
    types, bounds, handles = np.zeros(most, np.int32), np.zeros((most, 4), np.float32), np.zeros(most, np.uint64)
    if shim is None:
        found = 0
        sides = [ctypes.c_float() for _ in range(4)]
        for index in range(most):
            item = pdfium.FPDFPage_GetObject(page, index)
            types[found] = pdfium.FPDFPageObj_GetType(item)
            if types[found] != pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFPageObj_GetBounds(item, *sides):
                bounds[found] = [side.value for side in sides]
                handles[found] = ctypes.cast(item, ctypes.c_void_p).value or 0
                found += 1
    else:
        handle = ctypes.cast(page, ctypes.c_void_p)
        arrays = (ctypes.c_void_p(array.ctypes.data) for array in (types, bounds, handles))
        found = shim.read_objects(_addresses(_OBJECT_CALLS), handle, most, *arrays)
    return types[:found], bounds[:found], handles[:found]


@cache
def _addresses(names: tuple[str, ...]) -> Any:
    """The addresses of functions of PDFium, as the structures of `chars.c` have them."""
    return (ctypes.c_void_p * len(names))(*(ctypes.cast(getattr(pdfium, name), ctypes.c_void_p) for name in names))


@cache
def _bound(name: str, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def _asked_one_by_one(text: Any, codes: Codes, boxes: Floats) -> Characters:
    page, index, address = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
    count = len(codes)
    handle = ctypes.cast(text, ctypes.c_void_p).value
    # FPDFText_GetText is one call a page, and its indices drift from those of the boxes on some pages.
    codes[:] = np.fromiter(
        map(_bound("FPDFText_GetUnicode", ctypes.c_uint, page, index), repeat(handle), range(count)), np.uint32, count
    )
    first, row = boxes.ctypes.data, boxes.itemsize * 4
    box = _bound("FPDFText_GetLooseCharBox", ctypes.c_int, page, index, address)
    deque(map(box, repeat(handle), range(count), range(first, first + row * count, row)), maxlen=0)
    of = _bound("FPDFText_GetTextObject", ctypes.c_size_t, page, index)
    boxed = np.flatnonzero(boxes[:, 0] != boxes[:, 2])
    objects = np.fromiter(map(of, repeat(handle), boxed.tolist()), np.uint64, len(boxed))
    begins = np.r_[True, objects[1:] != objects[:-1]][: len(objects)]
    runs = np.zeros(int(begins.sum()), _RUN)
    runs["start"], runs["object"] = boxed[begins], objects[begins]
    for run in runs:
        _ask_style(text, run)
    return Characters(codes, boxes, runs)


def _ask_style(text: Any, run: Any) -> None:
    """Fill in what is constant in a text object, from its first character."""
    matrix, x, y = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0), ctypes.c_double(), ctypes.c_double()
    at = int(run["start"])
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    run["x"], run["y"], run["size"] = x.value, y.value, pdfium.FPDFText_GetFontSize(text, at)
    run["matrix"] = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
    run["alpha"] = OPAQUE
    if run["object"]:
        item = ctypes.cast(int(run["object"]), pdfium.FPDF_PAGEOBJECT)
        colour = [ctypes.c_uint() for _ in range(4)]
        run["font"] = ctypes.cast(pdfium.FPDFTextObj_GetFont(item), ctypes.c_void_p).value or 0
        run["mode"] = pdfium.FPDFTextObj_GetTextRenderMode(item)
        if pdfium.FPDFPageObj_GetFillColor(item, *colour):
            run["alpha"] = colour[3].value
