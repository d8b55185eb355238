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

from extract.asked import Codes, Flags, Turns
from extract.blankfont import use_blank_font
from extract.characters import read_characters, read_objects
from extract.errors import DamagedError, EncryptedError
from extract.frame import Floats, Frame, page_frame
from extract.rules import page_rules
from extract.types import Glyphs

PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
DRAWN = 400  # objects from which a page without text is a drawing, not blank
PICTURED = 0.2  # share of the page from which pictures make it one
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
    turn: Turns
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

    def frame(self, index: int) -> tuple[Frame, int] | None:
        """How the coordinates of the page at `index` lie and how many annotations it has; None where it is broken."""
        page = pdfium.FPDF_LoadPage(self._handle, index)
        if not page:
            return None
        try:
            return page_frame(page), pdfium.FPDFPage_GetAnnotCount(page)
        finally:
            pdfium.FPDF_ClosePage(page)

    def rewritten(self) -> bytes:
        """The file as PDFium writes it, without encryption: what was broken in its structure is mended."""
        out: list[bytes] = []

        def write(_: Any, data: Any, size: int) -> int:
            out.append(ctypes.string_at(data, size))
            return 1

        kept = type(pdfium.FPDF_FILEWRITE().WriteBlock)(write)
        writer = pdfium.FPDF_FILEWRITE(version=1, WriteBlock=kept)
        if not pdfium.FPDF_SaveAsCopy(self._handle, ctypes.byref(writer), pdfium.FPDF_REMOVE_SECURITY):
            raise DamagedError("the PDF cannot be written again")
        return b"".join(out)

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
        found = read_characters(text, frame)
        kinds, bounds, handles = read_objects(page)
        rules, drawings = page_rules(kinds, bounds, handles, frame.width * frame.height)
        pictured = _pictured(kinds, bounds, frame)
        if found.hidden.any():
            found = found.only(_seen(found.hidden, pictured=pictured > PICTURED))
        return RawPage(
            number=index + 1,
            width=frame.width,
            height=frame.height,
            label=self._label(index),
            codes=found.codes,
            boxes=found.boxes,
            base=found.base,
            size=found.size,
            turn=found.turn,
            bold=found.bold,
            pictured=pictured,
            drawn=len(kinds) >= DRAWN,
            rules=frame.place(rules),
            drawings=frame.place(drawings),
        )


def _seen(hidden: Flags, *, pictured: bool) -> Flags:
    """Which characters are text of the page: hidden ones are, where they are all there is or lie under a scan."""
    share = float(hidden.mean()) if len(hidden) else 0.0
    return ~hidden if 0.0 < share < (0.5 if pictured else 1.0) else np.ones(len(hidden), np.bool_)


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


def _pictured(kinds: npt.NDArray[np.int32], bounds: Floats, frame: Frame) -> float:
    """The share of the page that pictures cover."""
    pictures = (kinds == pdfium.FPDF_PAGEOBJ_IMAGE) | (kinds == pdfium.FPDF_PAGEOBJ_FORM)
    if not pictures.any():
        return 0.0
    boxes = frame.place(bounds[pictures])
    inside = np.maximum(np.minimum(boxes, (frame.width, frame.height) * 2), 0.0)
    wide, high = inside[:, 2] - inside[:, 0], inside[:, 3] - inside[:, 1]
    return min(1.0, float((wide * high).sum()) / (frame.width * frame.height))
