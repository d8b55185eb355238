"""Pages of a PDF drawn as pictures, with the fonts of the system; and which pages hide text under a picture."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from extract.blankfont import use_blank_font
from extract.ocr_engine import Picture
from extract.systemfonts import use_system_fonts

MAX_PIXELS = 130_000_000  # of one picture in the PDF (A0 at 300 dpi has 139 million); a bomb has more, and is not drawn
MAX_SIDE = 2_000  # pixels of what is drawn
DEEP = 4  # levels of forms within forms that are looked into
INVISIBLE = 3  # text rendering mode of text that is neither filled nor stroked (PDF 1.7, 9.3.6)
HIDDEN = 0.9  # share of a page's text objects that are invisible where they are the layer of a scan
LOOKED_AT = 200  # text objects that tell whether a page's text is invisible


class Drawing:
    """An open PDF whose pages can be drawn."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def draw(self, index: int, scale: float) -> tuple[Picture, float] | None:
        """The page at `index` (from 0) and its pixels a point, `scale` or less where the page is large.

        None where the page cannot be loaded or a picture on it is too large to unpack.
        """
        with self._page(index) as page:
            if not page or _largest(page) > MAX_PIXELS:
                return None
            width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
            if min(width, height) <= 0:
                return None
            scale = min(scale, MAX_SIDE / max(width, height))
            return _drawn(page, max(1, round(width * scale)), max(1, round(height * scale))), scale

    def hides_text(self, index: int) -> bool:
        """Whether the page's text is invisible: the layer that a scanner's program put under or over its picture."""
        with self._page(index) as page:
            if not page:
                return False
            modes = []
            for at in range(pdfium.FPDFPage_CountObjects(page)):
                item = pdfium.FPDFPage_GetObject(page, at)
                if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
                    modes.append(pdfium.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE)
                if len(modes) == LOOKED_AT:
                    break
            return bool(modes) and sum(modes) >= HIDDEN * len(modes)

    @contextmanager
    def _page(self, index: int) -> Iterator[Any]:
        page = pdfium.FPDF_LoadPage(self._handle, index)
        try:
            yield page
        finally:
            if page:
                pdfium.FPDF_ClosePage(page)


@contextmanager
def open_drawing(data: bytes) -> Iterator[Drawing | None]:
    """The PDF in `data`, open for drawing with the system's fonts; None where PDFium refuses it.

    The blank font that reading uses is back in its place afterwards. No other PDF may be open meanwhile: PDFium keeps
    the fonts of an open file.
    """
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))  # does nothing where it was started before
    use_system_fonts()
    try:
        handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        try:
            yield Drawing(handle) if handle else None
        finally:
            if handle:
                pdfium.FPDF_CloseDocument(handle)
    finally:
        use_blank_font()


def _drawn(page: Any, width: int, height: int) -> Picture:
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        raw = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    rows = np.frombuffer(raw, np.uint8).reshape(height, stride)
    return np.ascontiguousarray(rows[:, : width * 3].reshape(height, width, 3))


def _largest(page: Any) -> int:
    """The pixels of the largest picture on a page, those in forms too."""
    count = pdfium.FPDFPage_CountObjects(page)
    return max((_pixels(pdfium.FPDFPage_GetObject(page, at), DEEP) for at in range(count)), default=0)


def _pixels(item: Any, depth: int) -> int:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
        return width.value * height.value
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
        count = pdfium.FPDFFormObj_CountObjects(item)
        return max((_pixels(pdfium.FPDFFormObj_GetObject(item, at), depth - 1) for at in range(count)), default=0)
    return 0
