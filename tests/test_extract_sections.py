"""Sections: headings in both languages, labelled paragraphs, reference lists, and the furniture of web pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.headings import heading_level, is_heading, list_mark
from extract.levels import with_levels
from extract.notices import is_name_list, is_notice
from extract.paragraphs import paragraphs
from extract.read import read
from extract.references import is_entry, looks_cited
from extract.section_names import RULES, SectionRule, section_name
from extract.sections import SECTIONS, label_blocks
from extract.types import Block, Span


def labelled(*pieces: str) -> list[tuple[str, str | None]]:
    text = "\n\n".join(pieces)
    return [(block.kind, block.section) for block in label_blocks(text, paragraphs(text))]


ZH = (
    "我国锂资源对外依存度较高，进口来源集中，价格波动剧烈，开采造成的环境影响尚未得到有效控制，"
    "回收体系也不健全，企业负担沉重，仍需长期努力。"
)
EN = (
    "Imports of lithium come from two countries, prices swing widely, and the harm that brine ponds do to the "
    "wetlands around them has never been measured over more than one season."
)


@pytest.mark.parametrize(
    ("heading", "section"), [(heading, rule.section) for rule in RULES for heading in rule.examples]
)
def test_every_rule_takes_its_examples(heading: str, section: str) -> None:
    assert section_name(heading) == section
    assert section in SECTIONS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.section)
def test_rules_are_in_lower_case_as_the_headings_that_they_are_held_against(rule: SectionRule) -> None:
    assert rule.alternatives == rule.alternatives.lower()


@pytest.mark.parametrize(
    "mark", ["pp. 3", "Vol. 7", "doi", "et al", "In: Ore", "in press", "University Press", "arXiv"]
)
def test_a_mark_of_a_publication_stands_as_a_word_of_its_own(mark: str) -> None:
    assert looks_cited(f"as they say, {mark} and so on")
    assert not looks_cited(f"as they say, x{mark} and so on")


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("问题与对策", "discussion"),
        ("存在问题及对策建议", "discussion"),
        ("2 研究问题", None),
        ("问题的提出", "introduction"),
        ("3 Lithium in Sichuan", None),
        ("Recommended articles", "notice"),
        ("二、全球钨资源分布特征", None),
        ("Funding for new mines", None),
    ],
)
def test_headings_of_the_papers_own_subject_and_mixed_ones(heading: str, section: str | None) -> None:
    assert section_name(heading) == section


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("3.2 存在的问题", 2),
        ("四、建议", 1),
        ("（二）现状", 2),
        ("第三章 方法", 1),
        ("IV. Results", 1),
        ("3D printing", None),
        ("Aims", None),
    ],
)
def test_a_headings_number_shows_its_level(heading: str, level: int | None) -> None:
    assert heading_level(heading) == level


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("(1) Mine", "(1)"),
        ("（一）采矿", "(一)"),
        ("一、采矿", "一、"),
        ("1. Mine", "1."),
        ("• Mine", "bullet"),
        ("- Mine", "bullet"),
        ("①采矿", "①"),
        ("一是采矿", "一是"),
        ("3.2 Mining", None),
        ("2010. In", None),
        ("Mine", None),
        ("A. Mill said", None),
    ],
)
def test_list_marks_are_told_from_numbers(line: str, style: str | None) -> None:
    assert list_mark(line) == style


@pytest.mark.parametrize(
    "line", ["结论：", "锂很重要。", "the rest of it", "摘要：本文研究锂", "Abstract: we study tin"]
)
def test_a_line_that_ends_or_labels_a_paragraph_is_no_heading(line: str) -> None:
    assert not is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "478",
        "/",
        "PDF (12KB)",
        "登录浏览全文",
        "Sign in to your account",
        "Download PDF",
        "作者信息 +",
        "某学报 ›› : 1-9.",
        "© 2020 Lode Press",
        "注册新用户 忘记密码",
        "DOI: 10.1/x",
        "https://example.org/a",
        "12 views",
        "Skip to main content",
    ],
)
def test_a_pages_furniture_is_told(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize(
    "line", ["完善储备立法", "Recovery of Li+ from brines", "2016年产量为3万吨。", "Share prices fell after the ban."]
)
def test_words_of_a_paper_are_no_furniture(line: str) -> None:
    assert not is_notice(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("甲明, 乙小红, 丙丁", True),
        ("甲明1, 乙小红2*, 丙丁1", True),
        ("加强勘查, 完善储备", False),
        ("锂资源的供应, 风险", False),
        ("甲明", False),
    ],
)
def test_a_line_of_names_is_told_from_a_list_of_measures(line: str, names: bool) -> None:
    assert is_name_list(line) is names


@pytest.mark.parametrize(
    ("piece", "entry"),
    [
        ("[1] 甲明, 乙红. 锂的供应[J]. 某某学报, 2019, 5(2): 10-19.", True),
        ("3. Mill J, Rock T. Tin supply. Lode Lett. 2018;4(2):11–19.", True),
        ("Mill, J., 2018. Tin supply. Lode Letters 83, 105 (2018).", True),
        ("In 2018 tin supply fell by a third.", False),
        ("(2) 2018年产量下降。", False),
    ],
)
def test_an_entry_of_a_reference_list_is_told(piece: str, entry: bool) -> None:
    assert is_entry(piece) is entry


def test_a_paper_is_labelled_from_title_to_appendix() -> None:
    assert labelled(
        "锂资源的供应风险与对策", "甲明, 乙小红", "摘 要", ZH, "关键词", "锂；风险", "1 引言", ZH,
        "2 存在的主要问题", ZH, "2.1 进口", ZH,
        "3 储备的国际比较", ZH, "四、对策建议", ZH, "参考文献",
        "[1] 甲明. 锂[J]. 某某学报, 2019, 5(2): 10-19.", "附录A 数据", ZH,
    ) == [
        ("heading", "title"), ("notice", "authors"), ("heading", "abstract"), ("abstract", "abstract"),
        ("heading", "keywords"), ("notice", "keywords"), ("heading", "introduction"), ("body", "introduction"),
        ("heading", "challenges"), ("body", "challenges"), ("heading", "challenges"), ("body", "challenges"),
        ("heading", "body"), ("body", "body"), ("heading", "recommendations"), ("body", "recommendations"),
        ("heading", "references"), ("reference", "references"), ("heading", "appendix"), ("body", "appendix"),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["摘 要：", "【摘要】", "[摘要] "])
def test_a_labelled_chinese_abstract_is_known(label: str) -> None:
    assert labelled(label + ZH, "关键词：锂；储备", "1 引言", ZH)[:2] == [
        ("abstract", "abstract"),
        ("notice", "keywords"),
    ]


@pytest.mark.parametrize("label", ["Abstract: ", "ABSTRACT—", "Abstract "])
def test_a_labelled_english_abstract_is_known(label: str) -> None:
    assert labelled(label + EN, "Key words: tin; risk", "1 Introduction", EN)[:2] == [
        ("abstract", "abstract"),
        ("notice", "keywords"),
    ]


def test_paragraphs_up_to_the_keywords_belong_to_a_labelled_abstract_and_later_ones_do_not() -> None:
    kinds = labelled("摘要：" + ZH, "方法：" + ZH, "关键词：锂；储备", ZH)
    assert [kind for kind, _ in kinds] == ["abstract", "abstract", "notice", "body"]


def test_a_reference_list_without_a_heading_is_known() -> None:
    entries = [f"[{n}] Mill J. Tin {n}. Lode Lett., 201{n}, 4(2): 11-19." for n in range(1, 5)]
    assert labelled(EN, *entries)[1:] == [("reference", "references")] * 4


def test_footnotes_that_cite_leave_the_section_as_it_was() -> None:
    notes = [f"{n} Mill J. Tin {n}. Lode Lett., 201{n}, 4(2): 11-19." for n in range(5, 9)]
    found = labelled("2 Challenges", EN, *notes, EN * 4)
    assert found[2:] == [("footnote", "challenges")] * 4 + [("body", "challenges")]


def test_nothing_of_a_web_pages_navigation_is_body() -> None:
    above = ["锂的供应", "首页\n期刊\n登录", "摘要", ZH]
    below = ["引用本文", "甲明, 乙红 锂[J]. 某某学报, 2020", "4963", "注册 忘记密码", "访问", "导航", "AI 摘要"]
    kinds = [kind for kind, _ in labelled(*above, *below)]
    assert kinds == ["heading", "notice", "notice", "notice", "heading", "abstract", *["notice"] * 7]


def test_a_share_line_does_not_swallow_the_article_below_it() -> None:
    assert labelled("1 Introduction", EN, "Share this article", EN)[-1] == ("body", "introduction")


def test_a_running_head_that_repeats_the_title_opens_no_section() -> None:
    title = "Supply risks of tin"
    found = labelled(title, "1 Introduction", EN, title, EN)
    assert found[-2:] == [("heading", "title"), ("body", "introduction")]


@given(
    st.lists(
        st.sampled_from(
            ["摘要", "关键词：锂", "1 Results", "References", ZH, EN, "[1] A, 2010. J. 5(3): 4-5.", "478", "- x"]
        ),
        max_size=20,
    )
)
def test_labelling_keeps_spans_and_order_and_knows_each_section(pieces: list[str]) -> None:
    text = "\n\n".join(pieces)
    blocks = paragraphs(text)
    found = label_blocks(text, blocks)
    assert [block.span for block in found] == [block.span for block in blocks]
    assert all(isinstance(block, Block) and block.section in {None, *SECTIONS} for block in found)


def test_short_english_paragraphs_without_a_title_are_text_and_no_authors(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The reserve is small and its rules are vague.\n\nIt should grow next year.\n", encoding="utf-8")
    assert [block.kind for block in read(path).blocks] == ["body", "body"]


def test_a_heading_lies_deeper_than_the_one_its_number_stands_under() -> None:
    words = ("2 Ores", "2.1 Tin", "2.1.1 Traders", "3 Waters", "7.1 Brine", "Notes")
    text = "\n\n".join(words)
    blocks = [Block(Span(text.index(piece), text.index(piece) + len(piece)), "heading", 2, "body") for piece in words]
    assert [block.level for block in with_levels(blocks, words)] == [2, 3, 4, 2, 2, 2]


def sectioned(*given: tuple[str, str]) -> list[tuple[str, str | None]]:
    """The kind and section of blocks told as (kind, words); headings are of level 2."""
    text, blocks = "", []
    for kind, words in given:
        start = len(text)
        text += words
        blocks.append(Block(Span(start, len(text)), kind, 2 if kind == "heading" else None))  # type: ignore[arg-type]
        text += "\n\n"
    return [(block.kind, block.section) for block in label_blocks(text, blocks)]


def test_entries_that_come_again_as_headings_are_contents() -> None:
    heads = ("1. Introduction", "2. Challenges of the mines", "3. Limitations", "4. Conclusions")
    entries = [("heading", head) for head in heads]
    chapters = [block for head in heads for block in (("heading", head), ("body", EN))]
    found = sectioned(*entries, *chapters)
    assert found[:4] == [("notice", "contents")] * 4
    assert [section for kind, section in found[4:] if kind == "heading"] == [
        "introduction", "challenges", "challenges", "conclusions",
    ]  # fmt: skip


def test_headings_that_come_once_are_no_contents() -> None:
    found = sectioned(("heading", "1. Introduction"), ("heading", "1.1 Aim"), ("body", EN), ("heading", "2. Data"))
    assert all(kind != "notice" for kind, _ in found)


TITLE = ("heading", "Tin and tungsten of the upper valley")


def test_names_and_places_below_a_title_are_no_text() -> None:
    found = sectioned(
        TITLE,
        ("heading", "Ann Whitfield, Tomas Berg"),
        ("body", "aSchool of Mines, University of the Plain, P.O. Box 12, Port, Victoria 3084, Australia " * 2),
        ("body", "Received 1 October 2003; revised 22 December 2004; accepted 3 January 2005"),
        ("body", EN),
    )
    assert found == [("heading", "title"), *[("notice", "authors")] * 3, ("body", None)]


def test_one_chinese_name_below_a_title_is_an_author() -> None:
    found = sectioned(("heading", "小矿区排水成本的长期研究"), ("heading", "罗明远"), ("body", ZH))
    assert found == [("heading", "title"), ("notice", "authors"), ("body", None)]


def test_a_table_before_the_text_stays_a_table() -> None:
    found = sectioned(TITLE, ("table", "Metal\tPrice\nTin\t20\nZinc\t3"), ("body", EN))
    assert found[1] == ("table", None)


def test_the_one_largest_heading_behind_a_side_bar_is_the_title() -> None:
    text = "Price of today\n\n" + EN + "\n\nThe wire mills of the valley grow by a third"
    spans = [(0, 14), (16, 16 + len(EN)), (18 + len(EN), len(text))]
    kinds, levels = ("heading", "body", "heading"), (3, None, 1)
    blocks = [
        Block(Span(start, end), kind, level)  # type: ignore[arg-type]
        for (start, end), kind, level in zip(spans, kinds, levels, strict=True)
    ]
    assert [block.section for block in label_blocks(text, blocks)][2] == "title"


def test_a_label_with_a_full_stop_opens_the_abstract() -> None:
    found = sectioned(TITLE, ("body", "Abstract. " + EN), ("heading", "1 Introduction"), ("body", EN))
    assert found[1] == ("abstract", "abstract")


def test_an_abstract_ends_where_the_text_begins_in_small_capitals() -> None:
    found = sectioned(TITLE, ("heading", "ABSTRACT"), ("body", EN), ("body", "ONE OF THE OLDEST MINES of the " + EN))
    assert found[2:] == [("abstract", "abstract"), ("body", None)]


def test_marks_of_a_template_are_furniture() -> None:
    assert is_notice("[Table_Main]")
    assert is_notice("[Table_Base] [Table_Finance]")
    assert not is_notice("[1] Berg, T. On tin.")
