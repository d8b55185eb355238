"""Who wrote a document: names in the forms that journals, reports and archives print."""

from __future__ import annotations

from typing import Any

import pytest

from extract.authors import authors_of
from extract.names import names_in
from tests.pdf_factory import CHINESE, LATIN, Print, lines, make_pdf, read


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("De-gang LIU1,2, Qi-chao MA1, Fang-qin WANG3", ("De-gang LIU", "Qi-chao MA", "Fang-qin WANG")),
        ("WANG Qiang, LIU Zhi-yuan", ("WANG Qiang", "LIU Zhi-yuan")),
        ("巴登珠1  熊发挥2  杨经绥2", ("巴登珠", "熊发挥", "杨经绥")),
        ("资源  安全  管理", ()),
        ("矿产  安全  管理  时间", ()),
        ("仇华吉  党延霞  干勇  闫强", ("仇华吉", "党延霞", "干勇", "闫强")),
        ("逯进¹，毛景文※", ("逯进", "毛景文")),
        ("李明1，John Q. Miner2，王芳1", ("李明", "John Q. Miner", "王芳")),
        ("LI Zheng1，CHEN Congxi2", ("LI Zheng", "CHEN Congxi")),
        ("GE Jian-ping LIU Jiaqi", ("GE Jian-ping", "LIU Jiaqi")),
        ("Max PIT1, Markus A. MØLLER2", ("Max PIT", "Markus A. MØLLER")),
        ("Pit A.K., Dale B.", ("Pit A.K.", "Dale B.")),
        ("Pit, Max; Dale, Mary Ann", ("Pit, Max", "Dale, Mary Ann")),
        ("Anna Pit, PhD; Bo Dale, MSc", ("Anna Pit", "Bo Dale")),
        ("Max Pit / Mary Dale", ("Max Pit", "Mary Dale")),
        ("Ts. Pit, Yu. A. Dale", ("Ts. Pit", "Yu. A. Dale")),
        ("Anna Pit [0000-0002-1825-0097], Bo Dale", ("Anna Pit", "Bo Dale")),
        ("Tom B. Hill, P.Geo. Ann Dale, P.Eng.", ("Tom B. Hill", "Ann Dale")),
        ("Tom B. Hill, Ann H. Dale, Jr., and Leo Pit II", ("Tom B. Hill", "Ann H. Dale Jr", "Leo Pit II")),
        ("Zhang San-wu Li Si Wang Wu", ("Zhang San-wu", "Li Si", "Wang Wu")),
    ],
)
def test_names_are_parted_as_they_are_printed(line: str, names: tuple[str, ...]) -> None:
    assert names_in(line) == names


def test_an_archive_names_the_authors_behind_a_label() -> None:
    page = ["Pits and their parishes", "Author(s): Edward Penrose and Mary Dale", "Source: The Pit, Vol. 39"]
    assert authors_of((), [page], "", ()) == (("Edward Penrose", "Mary Dale"), "page 1")


@pytest.mark.parametrize(
    ("zh", "en", "want"),
    [
        ("陈  曦", "Chen Xi", {"authors": ("陈曦",), "authors_alt": ("Chen Xi",)}),
        ("郑国栋1  马 丽2", "Zheng Guodong Ma Li", {"authors_alt": ("Zheng Guodong", "Ma Li")}),
    ],
)
def test_names_below_titles_in_both_languages(zh: str, en: str, want: dict[str, Any]) -> None:
    page = [
        Print(text="某地钽矿废渣的回收", x=150, y=110, size=20, font=CHINESE),
        Print(text="Recovery of Slag from One Tantalum Pit", x=150, y=135, size=12, font=LATIN),
        Print(text=zh, x=250, y=165, size=12, font=CHINESE),
        Print(text=en, x=250, y=180, size=10, font=LATIN),
        *lines("本章清点河谷里的矿坑并称量其产出，随后讨论矿石的去向。\n" * 9, y=230, font=CHINESE),
    ]
    found = read(make_pdf(page)).metadata
    assert {field: getattr(found, field) for field in want} == want
