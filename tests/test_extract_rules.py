"""A page's rules and drawings: the same from the compiled call and from Python, whatever they are drawn with."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pdf_factory import HEIGHT, WIDTH, raw_pages
from reportlab.pdfgen.canvas import Canvas

from extract import native, rules

SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "samples").glob("*.pdf"))


def one_page(draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def grid(canvas: Canvas) -> None:
    """One path that holds a whole grid."""
    canvas.grid([72, 150, 300, 420], [500, 520, 540, 560, 580])


def frames(canvas: Canvas) -> None:
    """Rectangles: one alone, two in a path, a frame whose last side is left to the closing of the path."""
    canvas.rect(72, 400, 200, 60, fill=1)
    path = canvas.beginPath()
    path.rect(72, 300, 80, 40)
    path.rect(160, 300, 80, 40)
    path.moveTo(300, 300)
    for x, y in ((380, 300), (380, 340), (300, 340)):
        path.lineTo(x, y)
    path.close()
    path.lineTo(300, 260)
    canvas.drawPath(path)


def unseen(canvas: Canvas) -> None:
    """White rectangles, a path that is neither filled nor stroked, one with a single point."""
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(72, 400, 200, 60, fill=1, stroke=0)
    canvas.rect(72, 300, 200, 1, fill=1, stroke=0)
    canvas.rect(72, 200, 200, 40, fill=0, stroke=0)
    path = canvas.beginPath()
    path.moveTo(300, 300)
    canvas.drawPath(path)


def slanted(canvas: Canvas) -> None:
    """A curve, a slanted line, a line of more pieces than are looked at, level boxes on a slanted ground."""
    canvas.circle(200, 600, 40)
    canvas.line(72, 100, 300, 300)
    path = canvas.beginPath()
    path.moveTo(72, 72)
    for step in range(rules.MAX_SEGMENTS):
        path.lineTo(72 + (step + 1) // 2, 72 + step // 2)
    canvas.drawPath(path)
    canvas.rotate(30)
    canvas.rect(300, 300, 80, 40)
    canvas.grid([300, 350, 400], [400, 420, 440])


def formed(canvas: Canvas) -> None:
    """A form that holds the page, scaled, and a small one, which is a picture."""
    canvas.beginForm("page", 0, 0, WIDTH, HEIGHT)
    canvas.rect(5, 5, WIDTH - 10, HEIGHT - 10)
    for draw in (grid, frames, unseen, slanted):
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
    canvas.endForm()
    canvas.beginForm("small", 0, 0, 100, 100)
    canvas.grid([10, 50, 90], [10, 50, 90])
    canvas.endForm()
    canvas.scale(0.9, 0.8)
    canvas.doForm("page")
    canvas.doForm("small")


def crowded(canvas: Canvas) -> None:
    """A form that holds the page, with one line too many."""
    canvas.beginForm("page", 0, 0, WIDTH, HEIGHT)
    lines(canvas, rules.MAX_RULES + 1)
    canvas.endForm()
    canvas.doForm("page")


def lines(canvas: Canvas, count: int) -> None:
    for step in range(count):
        canvas.line(10, 10 + step * 0.4, WIDTH - 10, 10 + step * 0.4)


DRAWN = {
    "grid": one_page(grid),
    "frames": one_page(frames),
    "unseen": one_page(unseen),
    "slanted": one_page(slanted),
    "formed": one_page(formed),
    "more lines than there is room for at first": one_page(lambda canvas: lines(canvas, rules.ROOM + 10)),
    "one line too many": one_page(lambda canvas: lines(canvas, rules.MAX_RULES + 1)),
    "a form with one line too many": one_page(crowded),
}


@pytest.mark.skipif(native.library() is None, reason="the call was not compiled: no C compiler at installation")
@pytest.mark.parametrize("name", [*DRAWN, *(path.stem for path in SAMPLES[:4] + SAMPLES[-4:])])
def test_the_compiled_call_and_python_tell_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = DRAWN.get(name) or next(path for path in SAMPLES if path.stem == name).read_bytes()
    compiled = raw_pages(data)
    monkeypatch.setattr(rules, "library", lambda: None)
    asked = raw_pages(data)
    assert len(compiled) == len(asked) > 0
    for one, other in zip(compiled, asked, strict=True):
        assert np.array_equal(one.rules, other.rules)
        assert np.array_equal(one.drawings, other.drawings)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("grid", (9, 0)),
        ("frames", (8, 0)),
        ("unseen", (1, 0)),  # a line of the page itself is not asked for its colour
        ("slanted", (7, 3)),
        ("formed", (25, 3)),
        ("more lines than there is room for at first", (rules.ROOM + 10, 0)),
        ("a form with one line too many", (0, 0)),
    ],
)
def test_rules_are_told_from_drawings(name: str, counts: tuple[int, int]) -> None:
    [page] = raw_pages(DRAWN[name])
    assert (len(page.rules), len(page.drawings)) == counts
