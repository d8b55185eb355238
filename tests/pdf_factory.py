"""PDFs made on the spot for the tests of the reader: pages as lists of lines at given places."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extract.pdf import read_pdf
from extract.pdfium import RawPage, open_pdfium
from extract.types import Document, Source

WIDTH, HEIGHT = 595.0, 842.0
LATIN, BOLD, CHINESE = "Times-Roman", "Times-Bold", "STSong-Light"


@dataclass(frozen=True, kw_only=True)
class Print:
    """Text printed with its baseline `y` points below the page's top."""

    text: str
    x: float
    y: float
    size: float = 10.0
    font: str = LATIN


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A line from (x0, top) to (x1, bottom) in points from the page's top left, or a filled rectangle with a `fill`."""

    x0: float
    top: float
    x1: float
    bottom: float
    fill: float | None = None


def rule(y: float, x0: float = 72, x1: float = 500) -> Drawn:
    """A horizontal line."""
    return Drawn(x0=x0, top=y, x1=x1, bottom=y)


def put(*rows: tuple[str, float, float], x: float = 72, font: str = LATIN) -> list[Print]:
    """Lines of text, each with its baseline and size."""
    return [Print(text=text, x=x, y=y, size=size, font=font) for text, y, size in rows]


def lines(
    text: str, *, x: float = 72, y: float = 100, size: float = 10, font: str = LATIN, step: float = 1.2
) -> list[Print]:
    """The lines of `text`, one below the other."""
    rows = text.strip("\n").split("\n")
    return [Print(text=row.strip(), x=x, y=y + n * step * size, size=size, font=font) for n, row in enumerate(rows)]


def make_pdf(
    *pages: Sequence[Print | Drawn], title: str = "", rotation: int = 0, password: str | None = None, info: str = ""
) -> bytes:
    """A PDF of pages on which the given lines are printed in the given order."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    buffer = io.BytesIO()
    lock = StandardEncryption(password, canPrint=1) if password is not None else None
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), encrypt=lock)
    canvas.setTitle(title)
    canvas.setAuthor(info)
    for page in pages:
        if rotation:
            # reportlab turns the page box with the page
            canvas.setPageSize((HEIGHT, WIDTH) if rotation % 180 else (WIDTH, HEIGHT))
            canvas.setPageRotation(rotation)
        for item in page:
            if isinstance(item, Drawn):
                _draw(canvas, item)
                continue
            canvas.setFont(item.font, item.size)
            canvas.drawString(item.x, HEIGHT - item.y, item.text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, item: Drawn) -> None:
    if item.fill is None:
        canvas.line(item.x0, HEIGHT - item.top, item.x1, HEIGHT - item.bottom)
        return
    canvas.setFillGray(item.fill)
    canvas.rect(item.x0, HEIGHT - item.bottom, item.x1 - item.x0, item.bottom - item.top, stroke=0, fill=1)
    canvas.setFillGray(0)


def read(data: bytes, name: str = "paper.pdf", *, traced: bool = False) -> Document:
    """The document that the reader makes of `data`."""
    source = Source(hashlib.sha256(data).hexdigest(), name, "application/pdf", len(data))
    return read_pdf(data, source, traced=traced)


def raw_pages(data: bytes) -> list[RawPage]:
    """The pages of a PDF as PDFium tells them."""
    with open_pdfium(data) as pdf:
        return [page for index in range(pdf.page_count) if (page := pdf.page(index)) is not None]
