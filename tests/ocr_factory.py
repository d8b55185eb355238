"""Scans made on the spot: pages that are pictures of text; and an engine that reads what it is told to read."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from pdf_factory import HEIGHT, WIDTH, lines, make_pdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.drawing import open_drawing
from extract.ocr_engine import Picture, ScanLine


def picture_of(text: str, *, size: float = 12, scale: float = 2.0) -> Image.Image:
    """A picture of a page with the lines of `text` in Latin type."""
    with open_drawing(make_pdf(lines(text, size=size, step=1.5))) as drawing:
        assert drawing is not None
        drawn = drawing.draw(0, scale)
    assert drawn is not None
    return Image.fromarray(np.ascontiguousarray(drawn[0][:, :, ::-1]))


def scan_pdf(
    texts: Sequence[str], *, turn: int = 0, hidden: str | None = None, rotation: int = 0, beside: str | None = None
) -> bytes:
    """A PDF with one picture of a page for each text, turned by `turn` degrees, with `hidden` as its text layer.

    `beside` is the text of a further page that is no scan.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    for text in texts:
        image = picture_of(text).rotate(turn, expand=True)
        size = (HEIGHT, WIDTH) if turn % 180 else (WIDTH, HEIGHT)
        canvas.setPageSize(size)
        canvas.setPageRotation(rotation)
        canvas.drawImage(ImageReader(image), 0, 0, *size)
        if hidden is not None:
            layer = canvas.beginText(72, HEIGHT - 100)
            layer.setTextRenderMode(3)
            for row in hidden.split("\n"):
                layer.textLine(row)
            canvas.drawText(layer)
        canvas.showPage()
    if beside is not None:
        canvas.setPageSize((WIDTH, HEIGHT))
        canvas.drawString(72, HEIGHT - 100, beside)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def line(
    text: str, x: float, y: float, *, height: float = 30, width: float | None = None, score: float = 0.99
) -> ScanLine:
    """A level line whose characters stand at equal distances."""
    width = width if width is not None else len(text) * height * 0.8
    corners = np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], np.float64)
    centres = tuple((at + 0.5) / len(text) for at in range(len(text)))
    return ScanLine(text=text, corners=corners, centres=centres, score=score)


class FakeEngine:
    """Reads the same lines in every picture, and remembers the pictures' shapes."""

    def __init__(self, *rows: ScanLine) -> None:
        self.rows = list(rows)
        self.shapes: list[tuple[int, ...]] = []

    def __call__(self, picture: Picture, /) -> list[ScanLine]:
        self.shapes.append(picture.shape)
        return self.rows
