"""A PDF's pages as pictures, to lay what was read over what is printed.

Drawing needs the system's fonts, reading must not see them (`extract.blankfont`), and PDFium keeps one source of fonts
a process. So pages are drawn in a process in which no PDF was read; `draw_pages` refuses to work in any other.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2

from extract.blankfont import has_used_blank_font
from extract.errors import DamagedError

DPI = 100  # enough to read 6-point type on a screen
LONGEST = 1800  # pixels of the longer side: a poster of three metres would otherwise take gigabytes
QUALITY = 40  # of WebP: 66 KB a page of text (mean of 44 pages of six files); JPEG of like looks takes 95 KB
EFFORT = 2  # of WebP's compressor, 0 to 6: 0.04 s a page, 4 takes twice that for a tenth less
MEDIA_TYPE = "image/webp"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn: the page's number from 1 and the bytes of the picture (`MEDIA_TYPE`)."""

    page: int
    data: bytes


def draw_pages(data: bytes, wanted: Callable[[int], bool]) -> Iterator[Picture]:
    """The pages of the PDF in `data` whose numbers are `wanted`; pages that PDFium cannot load are left out.

    Raises DamagedError where PDFium cannot open the file, RuntimeError in a process that has read PDFs.
    """
    if has_used_blank_font():
        raise RuntimeError("this process reads PDFs, without the system's fonts: draw pages in another one")
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DamagedError("PDFium cannot open the file to draw its pages") from error
    try:
        for number in filter(wanted, range(1, len(pdf) + 1)):
            drawn = _draw(pdf, number - 1)
            if drawn is not None:
                yield Picture(number, drawn)
    finally:
        pdf.close()


def _draw(pdf: pypdfium2.PdfDocument, index: int) -> bytes | None:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        scale = min(DPI / 72, LONGEST / max(*page.get_size(), 1.0))
        bitmap = page.render(scale=scale, may_draw_forms=False)
        out = io.BytesIO()
        bitmap.to_pil().convert("RGB").save(out, "WEBP", quality=QUALITY, method=EFFORT)
        bitmap.close()
        return out.getvalue()
    finally:
        page.close()
