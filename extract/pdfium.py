"""The pages of a PDF through PDFium: characters with their boxes on the page as a person sees it, and drawn rules."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extract.blankfont import use_blank_font
from extract.characters import Codes, Floats, read_characters, read_objects
from extract.errors import DamagedError, EncryptedError
from extract.rules import page_rules
from extract.types import Glyphs

Flags = npt.NDArray[np.bool_]

PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
DRAWN = 400  # objects from which a page without text is a drawing, not blank
PICTURED = 0.2  # share of the page from which pictures make it one
UNMAPPED = 0xFFFD
BOLD = 600  # font weight from which type counts as bold
# Text render modes (PDF 32000-1, table 106); filled and stroked is how a Chinese font without a bold cut is made bold.
OUTLINED, UNPAINTED, CLIPPING = 2, 3, 7
TALLEST = 1.5  # times the size of type; taller boxes come from fonts that lie about their height
ASCENT, DESCENT = 0.95, 0.3  # em around the baseline that such a box is cut to
LEAST_SIZE = 3.0  # points; smaller sizes are those of fonts with a scale of their own
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
    """Whether so much is drawn on the page that it may be a drawing, or text drawn as outlines."""
    rules: Floats = field(default_factory=lambda: np.empty((0, 4), np.float32))
    """Boxes of the lines and rectangles drawn on the page (n, 4): x0, top, x1, bottom in points."""
    drawings: Floats = field(default_factory=lambda: np.empty((0, 4), np.float32))
    """Boxes of the other paths: slanted, curved."""


@cache
def _start() -> None:
    """Starts the library, which then searches no system fonts."""
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))  # does nothing where it was started before
    use_blank_font()


class PdfiumFile:
    """An open PDF: how many pages it has, its Info entries, and its pages' characters."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
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

    def load_only(self) -> int:
        """How many pages could be loaded with their text; nothing is read of them: the least that reading costs."""
        return sum(self._loaded(index) for index in range(self.page_count))

    def _loaded(self, index: int) -> bool:
        page = pdfium.FPDF_LoadPage(self._handle, index)
        if not page:
            return False
        text = pdfium.FPDFText_LoadPage(page)
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
        return bool(text)

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
        frame = page_frame(page)
        found = read_characters(text)
        keep = _printed(found.codes, found.boxes)
        codes, halves = _whole(found.codes[keep])
        at = np.flatnonzero(keep)[halves]
        codes = codes[halves]
        boxes = frame.place(found.boxes[at])
        inside = (boxes[:, 2] > 0) & (boxes[:, 0] < frame.width) & (boxes[:, 3] > 0) & (boxes[:, 1] < frame.height)
        at, codes, boxes = at[inside], codes[inside], boxes[inside]
        kinds, bounds, handles = read_objects(page)
        drawn = frame.place(bounds)
        rules, drawings = page_rules(kinds, bounds, handles, frame.width * frame.height)
        pictured = _pictured(kinds, drawn, frame)
        base, size, turn, bold, hidden = self._styles(text, frame, found.runs, at)
        keep = _seen(hidden, pictured=pictured > PICTURED)
        base, size, turn = base[keep], size[keep], turn[keep]
        return RawPage(
            number=index + 1,
            width=frame.width,
            height=frame.height,
            label=self._label(index),
            codes=codes[keep],
            boxes=_within_type(boxes[keep], base, size, turn),
            base=base,
            size=size,
            turn=turn,
            bold=bold[keep],
            pictured=pictured,
            drawn=len(kinds) >= DRAWN,
            rules=frame.place(rules),
            drawings=frame.place(drawings),
        )

    def _styles(
        self, text: Any, frame: Frame, runs: npt.NDArray[Any], at: npt.NDArray[np.intp]
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


def _seen(hidden: Flags, *, pictured: bool) -> Flags:
    """Which characters are text of the page: hidden ones are, where they are all there is or lie under a scan."""
    share = float(hidden.mean()) if len(hidden) else 0.0
    return ~hidden if 0.0 < share < (0.5 if pictured else 1.0) else np.ones(len(hidden), np.bool_)


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
    heavy = any(word in name for word in ("bold", "heavy", "black", "simhei", "heiti", "黑"))
    return heavy or pdfium.FPDFText_GetFontWeight(text, at) >= BOLD


@contextmanager
def open_pdfium(data: bytes) -> Iterator[PdfiumFile]:
    """The PDF in `data`, open; raises EncryptedError where a password is needed, DamagedError where PDFium refuses."""
    _start()
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
class Frame:
    """How PDF coordinates of a page (origin bottom left, before rotation) lie on the page as seen."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Points, as seen."""
        return self.top - self.bottom if self.rotation % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points, as seen."""
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

    def turns(self, a: Floats, b: Floats, c: Floats, d: Floats) -> npt.NDArray[np.int8]:
        """Reading directions in quarter turns clockwise on the page as seen, +4 if mirrored, -1 if slanted."""
        along, across = np.abs(a) > 4 * np.abs(b), np.abs(b) > 4 * np.abs(a)
        quarter = np.where(along, np.where(a > 0, 0, 2), np.where(b > 0, 3, 1))
        turn = (quarter + self.rotation) % 4 + np.where(a * d - b * c < 0, 4, 0)
        return np.where(along | across, turn, -1).astype(np.int8)

    def baselines(
        self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], turn: npt.NDArray[np.int8]
    ) -> npt.NDArray[np.float64]:
        """The seen coordinates across the reading directions of points in PDF coordinates."""
        seen_x, seen_y = {
            0: (x - self.left, self.top - y),
            1: (y - self.bottom, x - self.left),
            2: (self.right - x, y - self.bottom),
            3: (self.top - y, self.right - x),
        }[self.rotation]
        return np.where(turn % 2 == 1, seen_x, seen_y)


def page_frame(page: Any) -> Frame:
    """The visible part of a page (CropBox within MediaBox) and its rotation."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box) or box.right <= box.left or box.top <= box.bottom:
        return Frame(0.0, 0.0, 612.0, 792.0, 0)
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % 4)


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


def _pictured(kinds: npt.NDArray[np.int32], drawn: Glyphs, frame: Frame) -> float:
    """The share of the page that pictures cover."""
    pictures = drawn[(kinds == pdfium.FPDF_PAGEOBJ_IMAGE) | (kinds == pdfium.FPDF_PAGEOBJ_FORM)]
    wide = np.clip(pictures[:, 2], 0, frame.width) - np.clip(pictures[:, 0], 0, frame.width)
    high = np.clip(pictures[:, 3], 0, frame.height) - np.clip(pictures[:, 1], 0, frame.height)
    return min(1.0, float((wide * high).sum()) / (frame.width * frame.height))
