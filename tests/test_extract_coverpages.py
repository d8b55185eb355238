"""Covers and cover sheets, each made up, and the titles that must be read from them."""

from __future__ import annotations

from typing import Any

import pytest

from extract.lang import has_han
from tests.pdf_factory import BOLD, CHINESE, Print, lines, make_pdf, put, read

PROSE = {
    "en": lines("The pits of the valley were counted one by one and their ore was weighed.\n" * 20),
    "zh": lines("本章清点河谷里的矿坑并称量其产出，随后讨论矿石的去向与各方的得失。\n" * 20, font=CHINESE),
}


STANDARD = [
    *put(("ICS 73.020", 50, 9)),
    *put(("中华人民共和国国家标准", 110, 26), ("某矿坑分类", 330, 26), x=180, font=CHINESE),
    *put(("GB/T 99999—2020", 150, 14), x=380, font=CHINESE),
    *put(("Classification of the pits of one valley", 370, 14), x=180),
    *put(("2020-03-31发布", 640, 12), font=CHINESE),
]
THESIS = [
    *put(
        ("某某大学（北京）", 150, 26),
        ("硕 士 学 位 论 文", 200, 30),
        ("某国镍矿坑安全研究", 290, 22),
        x=170,
        font=CHINESE,
    ),
    *put(("Study on the Safety of Nickel Pits in One Country", 320, 14), x=150),
    *put(
        ("研 究 生：王 海 涛", 475, 14),
        ("指导教师：李 国 平 教授", 525, 14),
        ("二〇二〇年六月", 640, 14),
        x=150,
        font=CHINESE,
    ),
]
THESIS_ENGLISH = [
    *put(("Dissertation for the Master Degree in Economics", 160, 16), x=130),
    *put(("RISK ASSESSMENT OF INVESTMENT", 240, 20), ("IN THE PITS OF ONE VALLEY", 265, 20), x=130),
    *put(("Candidate:", 450, 12), ("Supervisor:", 475, 12), x=150),
    *put(("Zhou Jie", 450, 12), ("Prof. Tang Min", 475, 12), x=330),
]
THESIS_CHINESE = [
    *put(("经济学硕士学位论文", 160, 22), ("某地钴矿投资风险评估", 240, 24), x=170, font=CHINESE),
    *put(("硕 士 研 究 生：周 杰", 450, 14), ("答 辩 日 期：2015 年 6 月", 550, 14), x=180, font=CHINESE),
]
PAPER_OF_UNION = [
    *put(("EUROPEAN", 60, 12), ("COMMISSION", 74, 12), font=BOLD),
    *put(("Brussels, 3.9.2020", 110, 11), ("COM(2020) 999 final", 125, 11), x=330),
    *put(("COMMUNICATION FROM THE COMMISSION TO THE EUROPEAN PARLIAMENT, THE", 250, 12), font=BOLD),
    *put(("COUNCIL AND THE COMMITTEE OF THE REGIONS", 264, 12), font=BOLD),
    *put(("Pits of the Union: Counting their Ore with Greater Care and", 320, 12), ("Patience", 334, 12), font=BOLD),
]
WORKING_PAPER = [
    *put(("SOME BUREAU WORKING PAPER SERIES", 100, 14), ("DUTIES ON ORE AND ITS PRICE", 200, 14), x=150),
    *put(
        ("Laura Dale", 240, 12), ("Harald Pit", 256, 12), ("Working Paper 31234", 340, 12), ("May 2023", 470, 12), x=240
    ),
]
AUDIT = [
    *put(("Report to Congressional Requesters", 80, 12), ("September 2022", 180, 11)),
    *put(("CRITICAL ORE PITS", 230, 26), font=BOLD),
    *put(("Counting Them with Greater Care Could", 270, 20), ("Help Address Losses", 294, 20), font=BOLD),
]
PROOF = [
    *put(("Journal Pre-proof", 50, 14), ("Ore flows in valleys of pits", 110, 14), ("Clara Dale, Pieter Bos", 140, 10)),
    *put(("Please cite this article as: Clara Dale, Pieter Bos, Ore flows in valleys of pits, Pits and", 300, 9)),
    *put(("Ores (2021), doi: https://doi.org/10.9999/j.pits.2021.1", 312, 9)),
]
COVER_SHEET = [
    *put(("Pit Processing and Extraction", 60, 16), x=180),
    *put(("Flotation of ore at low heat", 150, 16), ("A. K. Dale & T. Pit", 180, 10)),
    *put(("To cite this article: A. K. Dale & T. Pit (2016) Flotation of ore at low heat, Pit Processing", 230, 9)),
    *put(("and Extraction, 125:3, 144-150, DOI: 10.9999/0371.2016.1", 242, 9)),
]
CONTENTS = [
    *put(("目录 Contents", 80, 14), ("1 矿坑的定义 Definition of pits", 110, 12), x=90, font=CHINESE),
    *put(("3.1 矿坑的分类与称量方法 Classes of pits", 140, 12), x=90, font=CHINESE),
]


@pytest.mark.parametrize(
    ("pages", "want"),
    [
        pytest.param(
            [STANDARD],
            {"title": "某矿坑分类", "title_alt": "Classification of the pits of one valley"},
            id="standard",
        ),
        pytest.param(
            [THESIS],
            {"title": "某国镍矿坑安全研究", "title_alt": "Study on the Safety of Nickel Pits in One Country"},
            id="thesis of a school with its city",
        ),
        pytest.param(
            [THESIS_CHINESE, THESIS_ENGLISH],
            {
                "title": "某地钴矿投资风险评估",
                "title_alt": "RISK ASSESSMENT OF INVESTMENT IN THE PITS OF ONE VALLEY",
                "authors": ("周杰",),
                "authors_alt": ("Zhou Jie",),
            },
            id="thesis with two covers",
        ),
        pytest.param(
            [PAPER_OF_UNION],
            {"title": "Pits of the Union: Counting their Ore with Greater Care and Patience", "authors": ()},
            id="paper of the European Commission in one type",
        ),
        pytest.param([WORKING_PAPER], {"title": "DUTIES ON ORE AND ITS PRICE"}, id="series of working papers"),
        pytest.param(
            [AUDIT],
            {"title": "CRITICAL ORE PITS: Counting Them with Greater Care Could Help Address Losses"},
            id="topic over the title of an audit",
        ),
        pytest.param(
            [PROOF], {"title": "Ore flows in valleys of pits", "authors": ("Clara Dale", "Pieter Bos")}, id="proof"
        ),
        pytest.param(
            [COVER_SHEET],
            {"title": "Flotation of ore at low heat", "authors": ("A. K. Dale", "T. Pit")},
            id="cover sheet",
        ),
        pytest.param([CONTENTS], {"title": "paper"}, id="a page of contents has no title"),
    ],
)
def test_a_cover_tells_what_a_person_reads(pages: list[list[Print]], want: dict[str, Any]) -> None:
    lang = "zh" if has_han(want["title"]) or pages == [CONTENTS] else "en"
    found = read(make_pdf(*pages, PROSE[lang])).metadata
    assert {field: getattr(found, field) for field in want} == want
