"""A page's characters asked from PDFium one by one, from Python: the way of installations without the compiled loop.

What is constant in a text object (size, direction, font) is asked once an object.
"""

from __future__ import annotations

import ctypes
from collections import deque
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extract.calls import bound
from extract.frame import Floats, Frame
from extract.types import Glyphs

Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]
Turns = npt.NDArray[np.int8]

UNMAPPED = 0xFFFD
BOLD = 600  # font weight from which type counts as bold
HEAVY = ("bold", "heavy", "black", "simhei", "heiti", "黑")  # in the names of fonts
# Text render modes (PDF 32000-1, table 106); filled and stroked is how a Chinese font without a bold cut is made bold.
OUTLINED, UNPAINTED, CLIPPING = 2, 3, 7
TALLEST = 1.5  # times the size of type; taller boxes come from fonts that lie about their height
ASCENT, DESCENT = 0.95, 0.3  # em around the baseline that such a box is cut to
LEAST_SIZE = 3.0  # points; smaller sizes are those of fonts with a scale of their own
OPAQUE = 255

_RUN = np.dtype(
    [
        ("start", np.int32), ("mode", np.int32), ("object", np.uint64), ("font", np.uint64), ("x", np.float64),
        ("y", np.float64), ("size", np.float64), ("matrix", np.float32, 6), ("alpha", np.uint32),
    ]
)  # fmt: skip


def ask_characters(text: Any, frame: Frame) -> tuple[Codes, Glyphs, Floats, Floats, Turns, Flags, Flags]:
    """Code points, boxes, baselines, sizes, turns, and which are bold and hidden, of the printed characters."""
    found, loose, runs = _ask_each(text)
    keep = _printed(found, loose)
    codes, halves = _whole(found[keep])
    at = np.flatnonzero(keep)[halves]
    codes, boxes = codes[halves], frame.place(loose[at])
    inside = (boxes[:, 2] > 0) & (boxes[:, 0] < frame.width) & (boxes[:, 3] > 0) & (boxes[:, 1] < frame.height)
    base, size, turn, bold, hidden = _styles(text, frame, runs, at[inside])
    return codes[inside], _within_type(boxes[inside], base, size, turn), base, size, turn, bold, hidden


def _ask_each(text: Any) -> tuple[Codes, Floats, npt.NDArray[Any]]:
    """Code points, boxes (left, top, right, bottom in PDF coordinates) and the runs of one text object each.

    The boxes of blanks and line ends that PDFium adds have no width. A run has `start` (index of its first
    character), `object`, `font` (addresses), `x`, `y` (origin), `size` (before the matrix), `matrix` (a to f), `mode`
    (the text render mode) and `alpha` (opacity of the fill, 0 to 255).
    """
    count = max(0, pdfium.FPDFText_CountChars(text))
    boxes = np.zeros((count, 4), np.float32)
    page, index, address = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
    handle = ctypes.cast(text, ctypes.c_void_p).value
    # FPDFText_GetText is one call a page, and its indices drift from those of the boxes on some pages.
    unicode = bound("FPDFText_GetUnicode", ctypes.c_uint, page, index)
    codes = np.fromiter(map(unicode, repeat(handle), range(count)), np.uint32, count)
    first, row = boxes.ctypes.data, boxes.itemsize * 4
    box = bound("FPDFText_GetLooseCharBox", ctypes.c_int, page, index, address)
    deque(map(box, repeat(handle), range(count), range(first, first + row * count, row)), maxlen=0)
    of = bound("FPDFText_GetTextObject", ctypes.c_size_t, page, index)
    boxed = np.flatnonzero(boxes[:, 0] != boxes[:, 2])
    objects = np.fromiter(map(of, repeat(handle), boxed.tolist()), np.uint64, len(boxed))
    begins = np.r_[True, objects[1:] != objects[:-1]][: len(objects)]
    runs = np.zeros(int(begins.sum()), _RUN)
    runs["start"], runs["object"] = boxed[begins], objects[begins]
    for run in runs:
        _ask_style(text, run)
    return codes, boxes, runs


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


def _printed(codes: Codes, boxes: Floats) -> Flags:
    """Which characters are of the page: PDFium's own line ends and blanks have boxes without width."""
    blank = (codes == 0) | (codes == 0x0A) | (codes == 0x0D) | (codes == 0x20)
    flat = (boxes[:, 0] == boxes[:, 2]) | (boxes[:, 1] == boxes[:, 3])
    printed: Flags = np.isfinite(boxes).all(axis=1) & ~(flat & blank)
    return printed


def _whole(codes: Codes) -> tuple[Codes, Flags]:
    """Code points with surrogate pairs (letters of formulas) made one, and which entries stay.

    A glyph that the font's map leaves out comes as 0 and becomes the replacement character.
    """
    codes = np.where(codes == 0, np.uint32(UNMAPPED), codes)
    high = (codes >= 0xD800) & (codes < 0xDC00)
    if not high.any():
        return codes, np.ones(len(codes), np.bool_)
    low = np.r_[False, high[:-1]] & (codes >= 0xDC00) & (codes < 0xE000)
    at = np.flatnonzero(low)
    codes[at - 1] = 0x10000 + ((codes[at - 1] - 0xD800) << 10) + (codes[at] - 0xDC00)
    return codes, ~low


def _styles(
    text: Any, frame: Frame, runs: npt.NDArray[Any], at: npt.NDArray[np.intp]
) -> tuple[Floats, Floats, npt.NDArray[np.int8], Flags, Flags]:
    """Baseline, size, turn, weight and whether it is hidden, of each character at `at`."""
    if not len(runs):
        nothing, no = np.zeros(len(at), np.float32), np.zeros(len(at), np.bool_)
        return nothing, nothing, np.zeros(len(at), np.int8), no, no
    run = np.maximum(np.searchsorted(runs["start"], at, side="right") - 1, 0)
    a, b, c, d = np.ascontiguousarray(runs["matrix"][:, :4].T)
    turn = frame.turns(a, b, c, d)
    base = frame.baselines(runs["x"], runs["y"], turn).astype(np.float32)
    size = (np.abs(runs["size"]) * np.hypot(c, d)).astype(np.float32)
    heavy: dict[int, bool] = {}  # by font; the address of a font may be another's on the next page
    for font, start in zip(runs["font"].tolist(), runs["start"].tolist(), strict=True):
        if font not in heavy:
            heavy[font] = bool(font) and _is_bold(text, start)
    bold = np.fromiter(map(heavy.__getitem__, runs["font"].tolist()), np.bool_, len(runs))
    bold |= runs["mode"] == OUTLINED
    hidden = (runs["alpha"] == 0) | (runs["mode"] == UNPAINTED) | (runs["mode"] == CLIPPING)
    return base[run], size[run], turn[run], bold[run], hidden[run]


def _within_type(boxes: Glyphs, base: Floats, size: Floats, turn: npt.NDArray[np.int8]) -> Glyphs:
    """The boxes, those far taller than their type cut to what stands around its baseline."""
    across = np.where(turn % 2 == 1, boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    tall = (across > TALLEST * size) & (size >= LEAST_SIZE) & (turn >= 0)
    if not tall.any():
        return boxes
    # How the letters' tops lie: up on the page for turn 0, to the right for 1, down for 2, to the left for 3.
    ahead = np.where((turn == 1) | (turn == 2), DESCENT, ASCENT) * size
    behind = np.where((turn == 1) | (turn == 2), ASCENT, DESCENT) * size
    out = boxes.copy()
    for low, turned in ((1, turn % 2 == 0), (0, turn % 2 == 1)):
        at = tall & turned
        out[at, low] = np.maximum(boxes[at, low], (base - ahead)[at])
        out[at, low + 2] = np.maximum(np.minimum(boxes[at, low + 2], (base + behind)[at]), out[at, low])
    return out


def _is_bold(text: Any, at: int) -> bool:
    """Whether the font of the character at `at` is bold, by its name or its weight."""
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFText_GetFontInfo(text, at, buffer, len(buffer), None)
    name = buffer.value.decode("utf-8", "replace").lower()
    heavy = any(word in name for word in HEAVY)
    return heavy or pdfium.FPDFText_GetFontWeight(text, at) >= BOLD
