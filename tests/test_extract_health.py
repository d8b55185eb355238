"""How well a page can be read: good, blank, a picture, garbled; right text is kept, wrong text is not."""

import random

import numpy as np
import pytest
from pdf_factory import CHINESE, LATIN, lines, make_pdf

from extract.common_characters import COMMON
from extract.health import judge, judge_pages, measure, right_part
from extract.pdf import blank_page, read_pdf
from extract.pdfium import RawPage, open_pdfium
from extract.types import Health, Source

PROSE = (
    "我国的钨矿资源储量居世界首位，但是深加工技术落后，出口的主要是初级产品，应当提高资源的综合利用水平，加强对环境的保护和管理。"
    * 3
)
ENGLISH = "The supply of tungsten is concentrated in one country, and prices are volatile. " * 6


def page(text: str, *, pictured: float = 0.0, size: float = 10.0, top: float = 300.0, number: int = 1) -> RawPage:
    """A page of letter size with the text set in lines of 50 characters from `top` down."""
    at = np.arange(len(text))
    x, y = 60 + (at % 50) * size, top + (at // 50) * 1.5 * size
    boxes = np.stack((x, y, x + size, y + size), axis=1).astype(np.float32)
    return RawPage(
        number=number, width=612, height=792, codes=np.array([ord(char) for char in text], np.uint32), boxes=boxes,
        base=boxes[:, 3], size=np.full(len(text), size, np.float32), turn=np.zeros(len(text), np.int8),
        bold=np.zeros(len(text), np.bool_), pictured=pictured,
    )  # fmt: skip


def chance(count: int, low: int, high: int) -> str:
    return "".join(chr(random.Random(7).randrange(low, high)) for _ in range(1)) + "".join(
        chr(code) for code in np.random.default_rng(7).integers(low, high, count - 1)
    )


@pytest.mark.parametrize(
    ("raw", "health"),
    [
        (page(PROSE), "good"),
        (page(ENGLISH), "good"),
        (page("目录"), "good"),
        (page(""), "blank"),
        (page("", pictured=0.9), "no text layer"),
        (page("17", pictured=0.5), "no text layer"),
        (page("Downloaded from the publisher's site. " * 4, pictured=1.0, size=4, top=770), "no text layer"),
        (page("Critical minerals: a strategy for the next ten years", pictured=1.0, size=40), "good"),
        (page(PROSE, pictured=1.0), "good"),
        (page(chance(300, 0x4E00, 0x9FA5)), "garbled"),
        (page(chance(300, 0x100, 0x24F)), "garbled"),
        (page(chance(300, 0xE000, 0xF800)), "garbled"),
        (page(chance(300, 0x21, 0x40)), "garbled"),
        (page("François Müller, Łukasz Żółć und Ångström prüfen die Lage der Metalle. " * 5), "good"),
        (page("国家储备これはとてもよい考えです" * 20), "good"),
    ],
    ids=range(15),
)  # fmt: skip
def test_a_page_is_what_a_person_would_say(raw: RawPage, health: Health) -> None:
    assert judge(measure(raw), drawn=raw.drawn) == health


def test_common_characters_tell_chinese_from_chance_in_both_scripts() -> None:
    traditional = (
        "我國的鎢礦資源儲量居世界首位，但是深加工技術落後，應當加強對環境的保護和管理，提高綜合利用水平，發展新的產業。"
        * 3
    )
    for text in (PROSE, traditional):
        assert (measure(page(text)).common or 0) > 0.35
    assert (measure(page(chance(2000, 0x4E00, 0x9FA5))).common or 0) < 0.1
    assert measure(page("钨钼")).common is None
    assert 500 <= len(COMMON) <= 750


def test_halfway_garbled_pages_are_garbled_among_garbled_ones() -> None:
    half = PROSE + chance(40, 0xE000, 0xF800)
    raws = [page(chance(300, 0xE000, 0xF800), number=number) for number in (1, 2, 3)] + [page(half, number=4)]
    measures = {raw.number: measure(raw) for raw in raws}
    assert judge(measures[4]) == "good"
    assert judge_pages(raws, measures)[4] == "garbled"
    assert judge_pages(raws[3:], {4: measures[4]})[4] == "good"


def test_right_chinese_is_kept_where_another_font_garbles_the_digits() -> None:
    raw = page(PROSE + chance(260, 0x21, 0x30))
    assert judge(measure(raw), drawn=raw.drawn) == "garbled"
    right = right_part(raw)
    assert right is not None
    kept = "".join(map(chr, raw.codes[right]))
    assert kept == PROSE
    assert right_part(page(chance(300, 0x4E00, 0x9FA5))) is None


def test_the_numbers_are_told_with_the_page() -> None:
    data = make_pdf(lines(PROSE[:40], font=CHINESE), lines("A page of plain words about cobalt.", font=LATIN))
    doc = read_pdf(data, Source("0" * 64, "paper.pdf", "application/pdf", len(data)))
    found = [item.measures for item in doc.pages]
    assert [item.characters for item in found if item] == [40, 29]
    assert all(item and item.pictured == 0 and item.impossible == 0 for item in found)


def test_a_page_of_nothing_has_numbers_too() -> None:
    assert measure(blank_page(1)).characters == 0


def test_a_picture_is_measured_by_the_part_of_the_page_it_covers() -> None:
    from ocr_factory import scan_pdf

    with open_pdfium(scan_pdf(["tungsten"])) as pdf:
        raw = pdf.page(0)
    assert raw is not None
    assert raw.pictured == pytest.approx(1.0, abs=0.01)
