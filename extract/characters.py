"""What PDFium tells of a page's characters and of what else is drawn on it, as arrays.

This is the hot path of the whole program. `extract.native` gathers a page in one call where it could be compiled; else
`extract.asked` tells the same, slower.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extract.asked import Codes, Flags, Turns, ask_characters
from extract.calls import addresses
from extract.frame import Floats, Frame
from extract.native import library
from extract.types import Glyphs

MOST_OBJECTS = 20_000
"""Objects of a page that are looked at; a map or a plot has more, and they are no rules of a table."""
MOST_ASKED = 2_000
"""The same where each has to be asked from Python."""

_TEXT_CALLS = (
    "FPDFText_GetUnicode", "FPDFText_GetLooseCharBox", "FPDFText_GetTextObject", "FPDFText_GetCharOrigin",
    "FPDFText_GetMatrix", "FPDFText_GetFontSize", "FPDFTextObj_GetFont", "FPDFTextObj_GetTextRenderMode",
    "FPDFPageObj_GetFillColor", "FPDFText_GetFontInfo", "FPDFText_GetFontWeight",
)  # fmt: skip
_OBJECT_CALLS = (
    "FPDFPage_CountObjects", "FPDFPage_GetObject", "FPDFPageObj_GetType", "FPDFPageObj_GetBounds",
)  # fmt: skip


# The arrays that the compiled loop fills, one after the other: kind, and bytes a character.
_FIELDS: tuple[tuple[type[np.generic], int], ...] = (
    (np.float32, 16), (np.uint32, 4), (np.float32, 4), (np.float32, 4), (np.int8, 1), (np.bool_, 1), (np.bool_, 1),
)  # fmt: skip
_BYTES = sum(width for _, width in _FIELDS)


class Characters(NamedTuple):
    """A page's printed characters in the order of the file, each array with one entry a character.

    `boxes` (n, 4) holds x0, top, x1, bottom on the page as seen, in points; `base` is the coordinate of the baseline
    across the reading direction, `turn` that direction in quarter turns clockwise, plus 4 where the letters are
    mirrored, or -1 where they stand slanted; `hidden` ones are not painted.
    """

    codes: Codes
    boxes: Glyphs
    base: Floats
    size: Floats
    turn: Turns
    bold: Flags
    hidden: Flags

    def only(self, keep: Flags) -> Characters:
        """The characters that `keep` tells."""
        codes, boxes, base, size, turn, bold, hidden = self
        return Characters(codes[keep], boxes[keep], base[keep], size[keep], turn[keep], bold[keep], hidden[keep])


def read_characters(text: Any, frame: Frame) -> Characters:
    """The printed characters of an open text page."""
    shim = library()
    if shim is None:
        return Characters(*ask_characters(text, frame))
    count = max(0, pdfium.FPDFText_CountChars(text))
    room = np.empty(_BYTES * count, np.uint8)
    sides = (ctypes.c_float * 7)(frame.left, frame.bottom, frame.right, frame.top, frame.width, frame.height)
    ctypes.c_int32.from_buffer(sides, 24).value = frame.rotation
    address = ctypes.c_void_p(room.ctypes.data)
    found = shim.read_characters(addresses(_TEXT_CALLS), ctypes.cast(text, ctypes.c_void_p), count, sides, address)
    fields = []
    start = 0
    for kind, width in _FIELDS:
        fields.append(room[start : start + width * found].view(kind))
        start += width * count
    boxes, codes, base, size, turn, bold, hidden = fields
    return Characters(codes, boxes.reshape(-1, 4), base, size, turn, bold, hidden)


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
        found = shim.read_objects(addresses(_OBJECT_CALLS), handle, most, *arrays)
    return types[:found], bounds[:found], handles[:found]
