"""Title, authors, year and the rest, from the first page of made-up papers."""

from __future__ import annotations

import pytest

from extract.names import names_in
from tests.pdf_factory import BOLD, CHINESE, Print, lines, make_pdf, read

BODY = lines("Abstract. We count the pits of one valley and weigh what they gave.\n" * 3, y=260)


def test_an_english_front_page() -> None:
    page = [
        Print(text="Journal of Imaginary Quarries 12 (2017) 3-9", x=72, y=50, size=8),
        Print(text="How one valley lost its antimony", x=100, y=120, size=18, font=BOLD),
        Print(text="Ann B. Carter, Deng Ling and Maria Lopez", x=100, y=160, size=11),
        Print(text="https://doi.org/10.1234/imaginary.2017.03", x=72, y=190, size=8),
        *BODY,
        Print(text="Keywords: antimony; valley; pits", x=72, y=330, size=10),
    ]
    doc = read(make_pdf(page))
    found = doc.metadata
    assert found.title == "How one valley lost its antimony"
    assert found.authors == ("Ann B. Carter", "Deng Ling", "Maria Lopez")
    assert found.year == 2017
    assert found.doi == "10.1234/imaginary.2017.03"
    assert found.keywords == ("antimony", "valley", "pits")
    assert found.found["title"] == "page 1"


def test_a_chinese_front_page_with_an_english_title() -> None:
    page = [
        Print(text="想象矿业学报 2021年第3期", x=72, y=50, size=8, font=CHINESE),
        Print(text="某河谷锑矿资源的前景与出路", x=120, y=110, size=18, font=CHINESE),
        Print(text="王小明，李大江", x=200, y=140, size=11, font=CHINESE),
        *lines("摘要：本文清点了一个河谷中的矿坑，并称量了它们的产出。\n关键词：锑；河谷；矿坑", y=180, font=CHINESE),
        Print(text="Prospects of antimony in one valley", x=100, y=280, size=13, font=BOLD),
        *lines("Abstract: We count the pits of a valley.", y=310),
    ]
    found = read(make_pdf(page)).metadata
    assert found.title == "某河谷锑矿资源的前景与出路"
    assert found.title_alt == "Prospects of antimony in one valley"
    assert found.authors == ("王小明", "李大江")
    assert found.year == 2021
    assert found.keywords == ("锑", "河谷", "矿坑")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("John Q. Miner1, Ida Pit2,*", ("John Q. Miner", "Ida Pit")),
        ("Miner, J.Q., Pit, I., and Shaft, O.", ("Miner, J.Q.", "Pit, I.", "Shaft, O.")),
        ("JOHN MINER AND IDA PIT", ("John Miner", "Ida Pit")),
        ("School of Mines, Imaginary University", ()),
        ("张 津 李大江", ("张津", "李大江")),
        ("乌云其格，方致远", ("乌云其格", "方致远")),
        ("簡佩真，羅宇恆", ("簡佩真", "羅宇恆")),
        ("WUYUN Qige, FANG Zhiyuan", ("WUYUN Qige", "FANG Zhiyuan")),
        ("矿业大学 地质学院", ()),
        ("We count the pits of one valley", ()),
    ],
)
def test_names_are_told_from_other_lines(line: str, names: tuple[str, ...]) -> None:
    assert names_in(line) == names
