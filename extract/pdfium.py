"""Characters of a PDF's pages with their boxes, through PDFium's C interface.

The loop over the characters is the hot path of the whole program. It calls PDFium through prototypes bound once that
keep the interpreter's lock (PDFium is not thread-safe, and giving the lock up costs more than the call) and writes the
boxes straight into one array. What is constant in a text object (size, direction, weight) is asked once an object.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extract.blankfont import use_blank_font
from extract.errors import DamagedError, EncryptedError
from extract.types import Glyphs

Ints = npt.NDArray[np.int32]
Codes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
ASKED_OBJECTS = 400  # page objects from which a page without text is a drawing, not blank
UNMAPPED = 0xFFFD
BOLD = 600  # font weight from which type counts as bold
INFO_KEYS = ("Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate", "Creator", "Producer")


@dataclass(frozen=True, kw_only=True)
class RawPage:
    """One page's characters in the order of the file, on the page as a person sees it.

    `codes`, `size`, `bold` and `turn` have one entry a character, `boxes` (n, 4) holds x0, top, x1, bottom in points,
    and `base` is the character's baseline (the coordinate across the reading direction). `turn` is the reading
    direction in quarter turns clockwise, plus 4 where the letters are mirrored, or -1 where they stand slanted.
    """

    number: int
    width: float
    height: float
    label: str | None = None
    codes: Codes
    boxes: Glyphs
    base: Floats
    size: Floats
    turn: npt.NDArray[np.int8]
    bold: Flags
    pictured: float = 0.0
    """Share of the page that pictures cover, 0 to 1."""
    drawn: bool = False
    """Whether the page has so many objects that it may be a drawing, or text drawn as outlines."""


@dataclass(frozen=True, slots=True)
class _Calls:
    unicode: Any
    box: Any
    object: Any


@cache
def _calls() -> _Calls:
    """The three calls made for every character; starts the library, which then searches no system fonts."""
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))  # does nothing where it was started before
    use_blank_font()

    def bind(function: Any, result: Any, *arguments: Any) -> Any:
        address = ctypes.cast(function, ctypes.c_void_p).value or 0
        return ctypes.PYFUNCTYPE(result, *arguments)(address)

    page, index, address = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
    return _Calls(
        unicode=bind(pdfium.FPDFText_GetUnicode, ctypes.c_uint, page, index),
        box=bind(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, page, index, address),
        object=bind(pdfium.FPDFText_GetTextObject, ctypes.c_size_t, page, index),
    )


class PdfiumFile:
    """An open PDF: how many pages it has, its Info entries, and its pages' characters."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._bold_fonts: dict[int, bool] = {}
        self.page_count: int = pdfium.FPDF_GetPageCount(handle)

    def info(self) -> dict[str, str]:
        """The entries of the document information that are filled."""
        found = {}
        for key in INFO_KEYS:
            length = pdfium.FPDF_GetMetaText(self._handle, key.encode(), None, 0)
            if length <= 2:
                continue
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDF_GetMetaText(self._handle, key.encode(), buffer, length)
            found[key] = buffer.raw[: length - 2].decode("utf-16-le", "replace").strip("\0 \t\r\n")
        return {key: value for key, value in found.items() if value}

    def page(self, index: int) -> RawPage | None:
        """The characters of the page at `index` (from 0); None where PDFium cannot load the page."""
        page = pdfium.FPDF_LoadPage(self._handle, index)
        if not page:
            return None
        try:
            text = pdfium.FPDFText_LoadPage(page)
            if not text:
                return None
            try:
                return self._read(page, text, index)
            finally:
                pdfium.FPDFText_ClosePage(text)
        finally:
            pdfium.FPDF_ClosePage(page)

    def _label(self, index: int) -> str | None:
        length = pdfium.FPDF_GetPageLabel(self._handle, index, None, 0)
        if length <= 2:
            return None
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDF_GetPageLabel(self._handle, index, buffer, length)
        return buffer.raw[: length - 2].decode("utf-16-le", "replace") or None

    def _read(self, page: Any, text: Any, index: int) -> RawPage:
        frame = _frame(page)
        codes, loose, objects = _characters(text)
        keep = _printed(codes, loose)
        index_of = np.flatnonzero(keep)
        codes, loose, objects = codes[keep], loose[keep], objects[keep]
        codes, keep = _whole(codes)
        codes, loose, objects, index_of = codes[keep], loose[keep], objects[keep], index_of[keep]
        boxes = frame.place(loose)
        base, size, turn, bold = self._runs(text, frame, index_of, objects)
        inside = (boxes[:, 2] > 0) & (boxes[:, 0] < frame.width) & (boxes[:, 3] > 0) & (boxes[:, 1] < frame.height)
        return RawPage(
            number=index + 1,
            width=frame.width,
            height=frame.height,
            label=self._label(index),
            codes=codes[inside],
            boxes=boxes[inside],
            base=base[inside],
            size=size[inside],
            turn=turn[inside],
            bold=bold[inside],
            pictured=_pictured(page, frame),
            drawn=pdfium.FPDFPage_CountObjects(page) >= ASKED_OBJECTS,
        )

    def _runs(
        self, text: Any, frame: _Frame, index_of: npt.NDArray[np.intp], objects: npt.NDArray[np.uint64]
    ) -> tuple[Floats, Floats, npt.NDArray[np.int8], Flags]:
        """Baseline, size, turn and weight of each character, asked at the first character of each text object."""
        if not len(objects):
            empty = np.empty(0, np.float32)
            return empty, empty, np.empty(0, np.int8), np.empty(0, np.bool_)
        starts = np.flatnonzero(np.r_[True, objects[1:] != objects[:-1]])
        lengths = np.diff(np.r_[starts, len(objects)])
        matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        rows = []
        for start in starts.tolist():
            at = int(index_of[start])
            pdfium.FPDFText_GetMatrix(text, at, matrix)
            pdfium.FPDFText_GetCharOrigin(text, at, x, y)
            turn = frame.turn(matrix.a, matrix.b, matrix.c, matrix.d)
            size = abs(pdfium.FPDFText_GetFontSize(text, at)) * float(np.hypot(matrix.c, matrix.d))
            bold = self._is_bold(text, at, int(objects[start]))
            rows.append((frame.baseline(x.value, y.value, turn), size, turn, bold))
        bases, sizes, turns, bolds = zip(*rows, strict=True)
        return (
            np.repeat(np.array(bases, np.float32), lengths),
            np.repeat(np.array(sizes, np.float32), lengths),
            np.repeat(np.array(turns, np.int8), lengths),
            np.repeat(np.array(bolds, np.bool_), lengths),
        )

    def _is_bold(self, text: Any, at: int, text_object: int) -> bool:
        if not text_object:
            return False
        font = pdfium.FPDFTextObj_GetFont(ctypes.cast(text_object, pdfium.FPDF_PAGEOBJECT))
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._bold_fonts:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFText_GetFontInfo(text, at, buffer, len(buffer), None)
            name = buffer.value.decode("utf-8", "replace").lower()
            heavy = any(word in name for word in ("bold", "heavy", "black", "simhei", "heiti", "黑"))
            self._bold_fonts[key] = heavy or pdfium.FPDFText_GetFontWeight(text, at) >= BOLD
        return self._bold_fonts[key]


@contextmanager
def open_pdfium(data: bytes) -> Iterator[PdfiumFile]:
    """The PDF in `data`, open; raises EncryptedError where a password is needed, DamagedError where PDFium refuses."""
    _calls()
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        if pdfium.FPDF_GetLastError() == PASSWORD_NEEDED:
            raise EncryptedError("a password is needed to open this PDF")
        raise DamagedError("the PDF's structure is broken")
    try:
        yield PdfiumFile(handle)
    finally:
        pdfium.FPDF_CloseDocument(handle)


@dataclass(frozen=True, slots=True)
class _Frame:
    """How PDF coordinates of a page (origin bottom left, before rotation) lie on the page as seen."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.rotation % 2 else self.top - self.bottom

    def place(self, loose: Floats) -> Glyphs:
        """Boxes given as left, top, right, bottom in PDF coordinates, as x0, top, x1, bottom on the page as seen."""
        x0, x1 = np.minimum(loose[:, 0], loose[:, 2]), np.maximum(loose[:, 0], loose[:, 2])
        y0, y1 = np.minimum(loose[:, 1], loose[:, 3]), np.maximum(loose[:, 1], loose[:, 3])
        sides = {
            0: (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0),
            1: (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left),
            2: (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom),
            3: (self.top - y1, self.right - x1, self.top - y0, self.right - x0),
        }[self.rotation]
        return np.stack(sides, axis=1).astype(np.float32)

    def turn(self, a: float, b: float, c: float, d: float) -> int:
        """Reading direction in quarter turns clockwise on the page as seen, +4 if mirrored, -1 if slanted."""
        if abs(a) > 4 * abs(b):
            quarter = 0 if a > 0 else 2
        elif abs(b) > 4 * abs(a):
            quarter = 3 if b > 0 else 1
        else:
            return -1
        return (quarter + self.rotation) % 4 + (4 if a * d - b * c < 0 else 0)

    def baseline(self, x: float, y: float, turn: int) -> float:
        """The seen coordinate across the reading direction of a point in PDF coordinates."""
        seen_x, seen_y = {
            0: (x - self.left, self.top - y),
            1: (y - self.bottom, x - self.left),
            2: (self.right - x, y - self.bottom),
            3: (self.top - y, self.right - x),
        }[self.rotation]
        return seen_x if turn % 2 else seen_y


def _frame(page: Any) -> _Frame:
    """The visible part of a page (CropBox within MediaBox) and its rotation."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box) or box.right <= box.left or box.top <= box.bottom:
        return _Frame(0.0, 0.0, 612.0, 792.0, 0)
    return _Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % 4)


def _characters(text: Any) -> tuple[Codes, Floats, npt.NDArray[np.uint64]]:
    """Code point, box (left, top, right, bottom) and text object of every character that PDFium tells of."""
    calls = _calls()
    count = max(0, pdfium.FPDFText_CountChars(text))
    handle = ctypes.cast(text, ctypes.c_void_p).value
    # FPDFText_GetText is one call a page, and its indices drift from those of the boxes on some pages.
    codes = np.fromiter(map(calls.unicode, repeat(handle), range(count)), np.uint32, count)
    boxes = np.zeros((count, 4), np.float32)
    first, row = boxes.ctypes.data, boxes.itemsize * 4
    deque(map(calls.box, repeat(handle), range(count), range(first, first + row * count, row)), maxlen=0)
    objects = np.fromiter(map(calls.object, repeat(handle), range(count)), np.uint64, count)
    return codes, boxes, objects


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


def _pictured(page: Any, frame: _Frame) -> float:
    """The share of the page that pictures cover."""
    area = 0.0
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            pdfium.FPDFPageObj_GetBounds(item, *sides)
            x0, y0, x1, y1 = (side.value for side in sides)
            wide = min(x1, frame.right) - max(x0, frame.left)
            high = min(y1, frame.top) - max(y0, frame.bottom)
            area += max(0.0, wide) * max(0.0, high)
    return min(1.0, area / (frame.width * frame.height))
