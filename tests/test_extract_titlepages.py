"""Title pages of the kinds that come to a library of mineral policy, each made up, and what must be read from them."""

from __future__ import annotations

from typing import Any

import pytest

from tests import pdf_factory
from tests.pdf_factory import BOLD, CHINESE, LATIN, Print, make_pdf, read

PROSE = "The pits of the valley were counted one by one and their ore was weighed in the yard."
ZH_PROSE = "本章清点河谷里的矿坑并称量其产出，随后讨论矿石的去向与各方的得失，最后说明资料的来源。"


def put(*rows: tuple[str, float, float], x: float = 72, zh: bool = False, bold: bool = False) -> list[Print]:
    """Lines of text, each with its baseline and size."""
    return pdf_factory.put(*rows, x=x, font=CHINESE if zh else BOLD if bold else LATIN)


def prose(y: float, *, zh: bool = False, rows: int = 12, x: float = 72) -> list[Print]:
    """A column of running text from `y` downwards."""
    text, font = (ZH_PROSE, CHINESE) if zh else (PROSE, LATIN)
    return [Print(text=text, x=x, y=y + 14 * row, size=10, font=font) for row in range(rows)]


NOTICE = [
    *put(("某某省人民政府办公厅文件", 90, 30), x=90, zh=True),
    *put(("某政办发〔2019〕27号", 150, 12), x=240, zh=True),
    *put(("某某省人民政府办公厅关于加强锂矿资源", 210, 20), ("管理的若干意见", 236, 20), x=100, zh=True),
    *put(("各市、县人民政府，省政府各部门：", 280, 12), zh=True),
    *prose(310, zh=True),
]
GOV_CN = [
    *put(("国务院关于某某矿产资源规划的批复", 100, 18), x=120, zh=True),
    *put(("国函〔2016〕178号", 130, 12), x=240, zh=True),
    *put(("自然资源部、发展改革委：", 170, 12), zh=True),
    *prose(200, zh=True),
    *put(("国务院", 600, 12), x=400, zh=True),
    *put(("2016年11月2日", 620, 12), x=380, zh=True),
]
CNKI = [
    *put(
        ("第 42 卷 第 3 期 某矿科学 Vol.42, No.3", 50, 9),
        ("2020 年 6 月 Imaginary Mining Science Jun., 2020", 64, 9),
        zh=True,
    ),
    *put(("文章编号：1009-0001（2020）03-0045-08", 84, 9), zh=True),
    *put(("某盆地钨锡矿床的供应风险", 120, 18), ("——以东坑矿区为例", 144, 14), x=150, zh=True),
    *put(("王小明1，李 江2，欧阳清1*", 172, 12), x=200, zh=True),
    *put(("（1. 某某大学 矿业学院，某市 100000；2. 某某省地质调查院，某市 200000）", 192, 9), zh=True),
    *put(
        ("摘 要：本文清点了某盆地的钨锡矿床，称量了它们的产出，并以东坑矿区为例讨论供应中断时的得失与对策。", 216, 9),
        zh=True,
    ),
    *put(("关键词：钨；锡；供应风险", 232, 9), ("中图分类号：F426.1；P618 文献标识码：A", 248, 9), zh=True),
    *put(("Supply risk of tungsten and tin in one basin", 276, 13), x=150, bold=True),
    *put(("WANG Xiaoming1, LI Jiang2, OUYANG Qing1*", 296, 10), x=180),
    *put(("(1. School of Mines, Some University, City 100000, China)", 312, 9), x=120),
    *put(
        (
            "Abstract: The tungsten and tin deposits of one basin were counted and their output was weighed, and the",
            330,
            9,
        ),
        x=72,
    ),
    *put(("losses of an interruption are discussed for a single district.", 342, 9), x=72),
    *put(("Key words: tungsten; tin; supply risk", 358, 9), x=72),
    *prose(400, zh=True, rows=20),
    *put(("收稿日期：2019-11-04；修回日期：2020-01-15", 720, 8), zh=True),
    *put(
        ("基金项目：国家自然科学基金项目（40000000）", 732, 8),
        ("作者简介：王小明（1980—），男，教授。", 744, 8),
        zh=True,
    ),
]
THESIS = [
    [
        *put(("分类号：TD98 密级：公开", 60, 12), zh=True),
        *put(("某某理工大学", 150, 26), ("硕士学位论文", 200, 36), x=180, zh=True),
        *put(("论文题目： 某矿区伴生镓的回收", 300, 18), x=100, zh=True),
        *put(("工艺研究", 326, 18), x=200, zh=True),
        *put(
            ("作者姓名： 张 山", 420, 14),
            ("指导教师： 李四 教授", 450, 14),
            ("学科专业： 矿业工程", 480, 14),
            x=160,
            zh=True,
        ),
        *put(("二〇一七年六月", 640, 14), x=240, zh=True),
    ],
    [
        *put(("A Thesis Submitted to Some University of Technology", 90, 14), x=120),
        *put(("Recovery of By-product Gallium", 220, 22), ("from One Mining District", 250, 22), x=120, bold=True),
        *put(("Candidate: Zhang Shan", 400, 14), ("Supervisor: Prof. Li Si", 430, 14), ("June 2017", 600, 14), x=200),
    ],
    [
        *put(("摘 要", 100, 16), x=260, zh=True),
        *prose(140, zh=True),
        *put(("关键词：镓；回收；伴生", 330, 12), zh=True),
    ],
]
BROKER = [
    *put(("证券研究报告", 40, 14), ("有色金属行业深度报告", 64, 14), ("2021年08月16日", 84, 10), x=40, zh=True),
    *put(("锂价走向何方：供给缺口与成本曲线", 130, 22), x=200, zh=True),
    *put(("分析师：赵一山", 140, 9), ("执业证书编号：S0000000000001", 152, 9), x=40, zh=True),
    *put(("研究助理：钱二水", 176, 9), x=40, zh=True),
    *prose(180, zh=True, x=200),
]
CRS = [
    *put(("Tungsten Stockpiles: Background and", 200, 22), ("Issues for Congress", 228, 22), bold=True),
    *put(("Updated March 3, 2019", 280, 14)),
    *put(("Congressional Research Service", 690, 10), x=395, bold=True),
    *put(("https://crsreports.congress.gov", 705, 10), ("R49999", 720, 10), x=395),
]
USGS = [
    *put(("Prepared in cooperation with the Valley Office", 60, 10)),
    *put(("Tin and Tungsten Resources of One Valley,", 200, 24), ("Southern Highlands", 230, 24), bold=True),
    *put(("By Ann B. Carter, Deng Ling, and Maria Lopez", 290, 12)),
    *put(("Scientific Investigations Report 2018–5999", 420, 14)),
    *put(("U.S. Department of the Interior", 700, 10), ("U.S. Geological Survey", 714, 10)),
]
NI_43_101 = [
    *put(("Technical Report on the", 120, 20), ("Stone Creek Lithium Project", 146, 20), x=160, bold=True),
    *put(("Somewhere District, Northern Territory", 190, 12), x=160),
    *put(("Prepared for:", 260, 11), ("Stone Creek Resources Ltd.", 276, 14), x=200),
    *put(("Prepared by:", 340, 11), ("John Q. Miner, P.Geo.", 356, 11), ("Ida Pit, P.Eng.", 372, 11), x=200),
    *put(("Effective Date: May 4, 2015", 460, 11), x=200),
]
ELSEVIER = [
    *put(("Ore Policy 51 (2017) 120–133", 40, 8), ("Contents lists available at ScienceDirect", 60, 8), x=200),
    *put(("Ore Policy", 84, 20), ("journal homepage: www.example.org/orepol", 104, 8), x=240),
    *put(("Why one valley lost its antimony: A long view", 150, 16)),
    *put(("Ann B. Cartera, Élodie Dupréb,*", 176, 12)),
    *put(
        ("a School of Mines, Some University, Port City 9999, Nowhere", 196, 8),
        ("b Ore Institute, Hill Town, Nowhere", 206, 8),
    ),
    *put(
        ("A R T I C L E I N F O", 236, 8),
        ("Keywords:", 252, 8),
        ("Antimony", 263, 8),
        ("Supply security", 274, 8),
        x=40,
    ),
    *put(("A B S T R A C T", 236, 8), x=220),
    *[Print(text=PROSE, x=220, y=252 + 11 * row, size=8) for row in range(6)],
    *put(("1. Introduction", 350, 10), x=40, bold=True),
    *prose(370, x=40, rows=20),
    *put(("https://doi.org/10.5555/orepol.2017.03.001", 700, 8), x=40),
    *put(("Received 2 May 2016; Accepted 8 January 2017; Available online 1 February 2017", 712, 8), x=40),
]
MDPI = [
    *put(("Article", 60, 10)),
    *put(("Counting the Pits of One Valley", 90, 18), bold=True),
    *put(("John Q. Miner 1,*, Ida Pit 2 and Oscar de la Shaft 1", 116, 10), bold=True),
    *put(("1 School of Mines, Some University, Port City 9999, Nowhere; john@example.org", 140, 9), x=180),
    *put(("2 Ore Institute, Hill Town, Nowhere", 152, 9), x=180),
    *put((f"Abstract: {PROSE}", 180, 10), (PROSE, 192, 10), (PROSE, 204, 10), x=180),
    *put(("Keywords: pits; valley; counting", 230, 10), x=180),
    *put(("Citation: Miner, J.Q.; Pit, I.; Shaft,", 300, 7), ("O.d.l. Counting the Pits of One Valley.", 308, 7), x=40),
    *put(("Pits 2021, 11, 525. https://doi.org/", 316, 7), ("10.5555/pits11050525", 324, 7), x=40),
    *put(
        ("Received: 9 April 2021", 340, 7), ("Accepted: 11 May 2021", 348, 7), ("Published: 17 May 2021", 356, 7), x=40
    ),
    *put(("1. Introduction", 270, 12), x=180, bold=True),
    *prose(290, x=180, rows=20),
]
IEEE = [
    *put(("IEEE TRANSACTIONS ON ORE SORTING, VOL. 12, NO. 3, MARCH 2014", 40, 8), x=40),
    *put(("Sorting the Ore of One Valley", 90, 24), x=120),
    *put(("Ann B. Carter, Senior Member, IEEE, Deng Ling, and Maria Lopez, Member, IEEE", 120, 11), x=80),
    *put(("Abstract—" + PROSE, 160, 9), (PROSE, 171, 9), x=40, bold=True),
    *put(("Index Terms—Ore, sorting, valley.", 190, 9), x=40, bold=True),
    *put(("I. INTRODUCTION", 220, 10), x=120),
    *prose(240, x=40, rows=20),
]
APS = [
    *put(("PHYSICAL REVIEW Z 91, 045118 (2015)", 40, 11), x=200),
    *put(("Hidden order in the ore of one valley", 80, 13), x=160, bold=True),
    *put(("J. Q. Miner,1 I. Pit,2 and O. Shaft1", 104, 11), x=190),
    *put(("1Department of Physics, Some University, Port City, Nowhere", 122, 10), x=160),
    *put(("(Received 3 November 2014; published 20 January 2015)", 150, 10), x=170),
    *prose(175, rows=6),
    *put(("DOI: 10.5555/PhysRevZ.91.045118", 270, 9)),
    *put(("I. INTRODUCTION", 300, 10), x=120, bold=True),
    *prose(320, rows=20),
]
SLIDES = [
    *put(("Antimony after the boom", 200, 40), x=60, bold=True),
    *put(("Ida Pit", 320, 20), ("Institute for Ores, 12 May 2018", 350, 16), x=60),
]
NEWSPAPER = [
    *put(("某某矿业报 2014年5月12日 第3版", 40, 9), zh=True),
    *put(("钨精矿收储为何一波三折", 90, 24), x=120, zh=True),
    *put(("本报记者 孙小山 周大河", 120, 10), x=200, zh=True),
    *prose(150, zh=True, rows=20),
]
SHEET = [
    *put(("Product Specification", 60, 14), ("Rechargeable Lithium Cell Model ZX-50", 120, 22), x=120, bold=True),
    *put(("Document No.: ZX-50-001 Rev. A", 200, 11), ("Issue date: 2016-09-01", 220, 11), x=120),
    *put(("Some Battery Co., Ltd.", 640, 12), x=200),
]
STANDARD = [
    *put(("Publication (EU) of made-up acts", 40, 9)),
    *put(("COMMISSION STAFF WORKING DOCUMENT", 120, 14), x=150, bold=True),
    *put(("Report on Raw Ores for Batteries", 200, 20), x=130, bold=True),
    *put(("Brussels, 22.11.2018", 90, 11), ("SWD(2018) 999 final", 104, 11), x=380),
    *prose(300, rows=10),
]


@pytest.mark.parametrize(
    ("pages", "want"),
    [
        pytest.param(
            [NOTICE],
            {
                "title": "某某省人民政府办公厅关于加强锂矿资源管理的若干意见", "issuer": "某某省人民政府办公厅",
                "document_number": "某政办发〔2019〕27号", "year": 2019, "authors": (),
            },
            id="red-headed notice",
        ),
        pytest.param(
            [GOV_CN],
            {
                "title": "国务院关于某某矿产资源规划的批复", "issuer": "国务院", "document_number": "国函〔2016〕178号",
                "date": "2016-11-02",
            },
            id="notice as on the web",
        ),
        pytest.param(
            [CNKI],
            {
                "title": "某盆地钨锡矿床的供应风险——以东坑矿区为例", "authors": ("王小明", "李江", "欧阳清"),
                "title_alt": "Supply risk of tungsten and tin in one basin",
                "authors_alt": ("WANG Xiaoming", "LI Jiang", "OUYANG Qing"), "year": 2020, "date": "2020-06",
                "venue": "某矿科学", "volume": "42", "issue": "3", "pages": "45-52",
                "keywords": ("钨", "锡", "供应风险"),
                "keywords_alt": ("tungsten", "tin", "supply risk"), "classification": "F426.1; P618",
                "funding": "国家自然科学基金项目（40000000）",
                "affiliations": ("某某大学矿业学院，某市 100000", "某某省地质调查院，某市 200000"),
            },
            id="Chinese journal",
        ),
        pytest.param(
            THESIS,
            {
                "title": "某矿区伴生镓的回收工艺研究", "authors": ("张山",), "authors_alt": ("Zhang Shan",),
                "year": 2017,
                "title_alt": "Recovery of By-product Gallium from One Mining District", "date": "2017-06",
                "issuer": "某某理工大学", "classification": "TD98", "keywords": ("镓", "回收", "伴生"),
            },
            id="thesis",
        ),
        pytest.param(
            [BROKER],
            {"title": "锂价走向何方：供给缺口与成本曲线", "authors": ("赵一山", "钱二水"), "date": "2021-08-16"},
            id="broker's report",
        ),
        pytest.param(
            [CRS],
            {
                "title": "Tungsten Stockpiles: Background and Issues for Congress", "authors": (), "date": "2019-03-03",
                "issuer": "Congressional Research Service", "document_number": "R49999",
            },
            id="report to Congress",
        ),
        pytest.param(
            [USGS],
            {
                "title": "Tin and Tungsten Resources of One Valley, Southern Highlands",
                "authors": ("Ann B. Carter", "Deng Ling", "Maria Lopez"), "issuer": "U.S. Geological Survey",
                "document_number": "Scientific Investigations Report 2018–5999",
            },
            id="geological survey",
        ),
        pytest.param(
            [NI_43_101],
            {
                "title": "Technical Report on the Stone Creek Lithium Project", "authors": ("John Q. Miner", "Ida Pit"),
                "date": "2015-05-04",
            },
            id="technical report of a mine",
        ),
        pytest.param(
            [ELSEVIER],
            {
                "title": "Why one valley lost its antimony: A long view", "venue": "Ore Policy", "volume": "51",
                "pages": "120-133", "year": 2017, "doi": "10.5555/orepol.2017.03.001",
                "keywords": ("Antimony", "Supply security"),
            },
            id="journal with its name in large type",
        ),
        pytest.param(
            [MDPI],
            {
                "title": "Counting the Pits of One Valley",
                "authors": ("John Q. Miner", "Ida Pit", "Oscar de la Shaft"),
                "venue": "Pits", "volume": "11", "pages": "525", "date": "2021-05-17",
                "keywords": ("pits", "valley", "counting"),
            },
            id="journal that cites itself",
        ),
        pytest.param(
            [IEEE],
            {
                "title": "Sorting the Ore of One Valley", "authors": ("Ann B. Carter", "Deng Ling", "Maria Lopez"),
                "venue": "IEEE TRANSACTIONS ON ORE SORTING", "volume": "12", "issue": "3", "date": "2014-03",
                "keywords": ("Ore", "sorting", "valley"),
            },
            id="transactions",
        ),
        pytest.param(
            [APS],
            {
                "title": "Hidden order in the ore of one valley", "authors": ("J. Q. Miner", "I. Pit", "O. Shaft"),
                "venue": "PHYSICAL REVIEW Z", "volume": "91", "pages": "045118", "date": "2015-01-20",
                "doi": "10.5555/PhysRevZ.91.045118",
            },
            id="letter journal",
        ),
        pytest.param(
            [SLIDES], {"title": "Antimony after the boom", "authors": ("Ida Pit",), "date": "2018-05-12"}, id="slides"
        ),
        pytest.param(
            [NEWSPAPER],
            {"title": "钨精矿收储为何一波三折", "authors": ("孙小山", "周大河"), "date": "2014-05-12"},
            id="newspaper",
        ),
        pytest.param(
            [SHEET],
            {"title": "Rechargeable Lithium Cell Model ZX-50", "authors": (), "date": "2016-09-01"},
            id="data sheet",
        ),
        pytest.param(
            [STANDARD],
            {"title": "Report on Raw Ores for Batteries", "document_number": "SWD(2018) 999 final", "authors": ()},
            id="staff paper",
        ),
    ],
)  # fmt: skip
def test_a_title_page_tells_what_a_person_reads(pages: list[list[Print]], want: dict[str, Any]) -> None:
    found = read(make_pdf(*pages)).metadata
    assert {field: getattr(found, field) for field in want} == want


def test_titles_in_two_languages_in_one_type_are_two() -> None:
    page = [
        *put(("某矿区伴生镓的回收工艺研究", 120, 18), x=120, zh=True),
        Print(text="RECOVERY OF GALLIUM FROM ONE MINING DISTRICT", x=90, y=144, size=18, font=CHINESE),
        *prose(300, zh=True),
    ]
    found = read(make_pdf(page)).metadata
    assert found.title == "某矿区伴生镓的回收工艺研究"
    assert found.title_alt == "RECOVERY OF GALLIUM FROM ONE MINING DISTRICT"
