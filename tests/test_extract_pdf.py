"""What comes out of a PDF as a whole: text, pages that tile it, boxes that hold it, and errors that say why not."""

from __future__ import annotations

import numpy as np
import pytest

from extract.errors import DamagedError, EncryptedError, NoTextError, WrongTypeError
from extract.types import Span
from tests.pdf_factory import CHINESE, Print, lines, make_pdf, read

PROSE = """The mine lies north of the river and its ore holds tungsten
and tin. A second seam was found below the first one last year,
and the owners plan to sink a shaft to it before the winter."""


def test_lines_of_a_paragraph_are_joined_with_blanks() -> None:
    doc = read(make_pdf(lines(PROSE)))
    assert doc.text.strip() == " ".join(PROSE.split("\n"))
    assert [block.kind for block in doc.blocks] == ["body"]


def test_chinese_lines_are_joined_without_blanks() -> None:
    doc = read(
        make_pdf(lines("该矿区位于河流以北且矿石中含有钨和锡\n去年在第一层矿体之下又发现了新的矿体", font=CHINESE))
    )
    assert "含有钨和锡去年在第一层" in doc.text
    assert doc.lang == "zh"


def test_boxes_hold_the_characters_they_are_asked_for() -> None:
    doc = read(make_pdf([Print(text="Cobalt is scarce.", x=100, y=200, size=12)]))
    (box,) = doc.boxes(Span(0, 6))
    assert box.page == 1
    assert box.box.x0 == pytest.approx(100, abs=1)
    assert box.box.top < 200 < box.box.bottom + 1
    whole = doc.boxes(Span(0, len("Cobalt is scarce.")))[0].box
    assert box.box.x1 < whole.x1


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_pages_read_alike_and_keep_boxes_on_the_page(rotation: int) -> None:
    doc = read(make_pdf(lines(PROSE), rotation=rotation))
    assert "A second seam was found below the first" in doc.text
    page = doc.pages[0]
    assert page.width is not None and page.height is not None and page.glyphs is not None
    printed = page.glyphs[~np.isnan(page.glyphs[:, 0])]
    assert (printed >= -1).all()
    assert (printed[:, 2] <= page.width + 1).all()
    assert (printed[:, 3] <= page.height + 1).all()


def test_a_page_number_leads_from_any_offset() -> None:
    doc = read(make_pdf(lines("First page of text, whole."), lines("Second page of text, whole.")))
    assert doc.page_at(doc.text.index("Second")).number == 2
    assert "".join(page.span.of(doc.text) for page in doc.pages) == doc.text


def test_a_password_is_asked_for() -> None:
    with pytest.raises(EncryptedError, match="password"):
        read(make_pdf(lines(PROSE), password="secret"))


def test_an_empty_password_is_no_obstacle() -> None:
    assert "tungsten" in read(make_pdf(lines(PROSE), password="")).text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<!DOCTYPE html><html><body>not here</body></html>", WrongTypeError),
        (b"%PDF-1.7\nnothing that follows is a PDF", DamagedError),
    ],
)
def test_what_is_no_pdf_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(data)


def test_blank_pages_are_told_from_pictures() -> None:
    with pytest.raises(NoTextError, match="blank"):
        read(make_pdf([], []))


def test_a_blank_page_among_others_has_its_health() -> None:
    doc = read(make_pdf(lines(PROSE), []))
    assert [page.health for page in doc.pages] == ["good", "blank"]


def test_the_same_bytes_give_the_same_document() -> None:
    data = make_pdf(lines(PROSE))
    assert read(data).text == read(data).text
