"""Lines of a page as blocks with their kinds: what a heading, an item, a note or a clause looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from extract.blocks import BodyType, body_type, page_blocks
from extract.kinds import Draft, begins_plainly, ends_prose, is_contents, is_mark, opens_section, starts_item
from extract.lines import Line, PageLines
from extract.regroup import with_whole_notes

BODY = 10.0
WIDTH = 400.0
FULL = "Tin from the hill mines is washed in wooden troughs and sold to the two traders in the val"
ZH_FULL = "山区的锡砂由两家商行收购价格比港口行情晚三周矿工难以及时了解市场变化往往在低价时出"


def wide(text: str, size: float) -> float:
    return sum(size if char >= "\u2e80" else 0.44 * size for char in text)


def line(
    text: str, y: float, *, x: float = 72, size: float = BODY, bold: bool = False, to: float | None = None,
    cells: tuple[int, ...] = (), page: int = 1,
) -> Line:  # fmt: skip
    """A printed line; `to` is where it ends, where its letters do not tell."""
    x1 = to if to is not None else min(x + wide(text, size), 72 + WIDTH)
    return Line(
        page=page, text=text, source=np.arange(len(text)), x0=x, top=y - size, x1=x1, bottom=y + 2, base=y, size=size,
        bold=bold, bold_ends=(bold, bold), cells=cells,
    )  # fmt: skip


def blocks(lines: Sequence[Line], body: BodyType | None = None) -> list[tuple[str, str]]:
    page = PageLines(1, 595, 842, (tuple(lines),))
    return [(draft.kind, draft.text) for draft in page_blocks(page, body or BodyType(BODY))]


def paragraph(y: float, rows: int = 4, *, size: float = BODY, text: str = FULL) -> list[Line]:
    """Full lines, and a short one that ends the sentence."""
    full = [line(text, y + 12 * row, size=size, to=72 + WIDTH) for row in range(rows - 1)]
    return [*full, line("ley of the river.", y + 12 * (rows - 1), size=size)]


def test_a_bold_line_that_fills_the_column_is_a_heading_of_its_own() -> None:
    head = line("Treaties on the Deep Sea and the Authority That Grants the Licences for It", 100, bold=True, to=470)
    found = blocks([head, *paragraph(112)])
    assert [kind for kind, _ in found] == ["heading", "body"]


def test_a_bold_sentence_that_runs_on_stays_with_its_paragraph() -> None:
    lead = line(
        "Prices of tin fell in the dry season, and the traders of the valley, who buy it,", 100, bold=True, to=472
    )
    found = blocks([lead, *paragraph(112)])
    assert [kind for kind, _ in found] == ["body"]


@pytest.mark.parametrize("head", ["6.1.3 底层机制", "3. 3 发动机技术状态的评定", "3.2 Laboratory Tests"])
def test_a_numbered_line_of_the_texts_own_type_is_a_heading(head: str) -> None:
    body = paragraph(112, text=ZH_FULL) if head[-1] > "\u2e80" else paragraph(112)
    found = blocks([line(head, 100), *body])
    assert found[0] == ("heading", head)
    assert len(found) == 2


@pytest.mark.parametrize(("text", "opens"), [("3. 3 发动机", True), ("6.1.3 Terms", True), ("3.5万吨", False)])
def test_a_sections_number_is_no_amount(text: str, opens: bool) -> None:
    assert opens_section(text) is opens


def test_a_line_in_capitals_is_a_heading() -> None:
    assert blocks([line("RISKS", 100), *paragraph(112)])[0] == ("heading", "RISKS")


@pytest.mark.parametrize("text", ["1.萨省的地下水", "1. the water", "（1）地下水", "\uf06c 事件", "• water", "3、水"])
def test_an_item_begins_with_its_mark(text: str) -> None:
    assert starts_item(text)


def test_a_section_number_is_no_items_mark() -> None:
    assert not starts_item("3. 3 发动机技术状态综合评定")
    assert not starts_item("3.5 million tonnes")


@pytest.mark.parametrize(
    "text",
    [
        "• ore",
        "- ore",
        "1. Ore",
        "(a) ore",
        "a) ore",
        "b ) ore",
        "一、锂",
        "①锂",
        "第三章 钨",
        "Key words: tin",
        "Keyword: tin; tungsten",
        "摘要：锡",
        "3.2 Tin",
    ],
)
def test_marks_labels_and_numbers_do_not_begin_plainly(text: str) -> None:
    assert not begins_plainly(text)


@pytest.mark.parametrize("text", ["of the ore", "Tungsten is", "锂的供应", "Über Erze"])
def test_prose_begins_plainly(text: str) -> None:
    assert begins_plainly(text)


def test_an_enumeration_within_a_paragraph_is_not_cut() -> None:
    rows = [
        line("选股标准如下所列各项财务指标每一项满足时得一分不满足时不得分：1）资产收益率为正；", 100, to=472),
        line("2）经营现金流量为正；3）资产收益率同比增加；4）收益自然增长率为正；5）长期负债率下", 112, to=472),
        line("降；6）流动比率上升。", 124),
    ]
    assert len(blocks(rows)) == 1


def test_a_text_that_hangs_below_a_bullet_goes_on_with_it() -> None:
    rows = [
        line("\uf06c 事件：公司拟签署投资协议书。", 100, bold=True),
        *[line(ZH_FULL[2:], 112 + 12 * row, x=92, to=472) for row in range(2)],
    ]
    found = blocks(rows)
    assert [kind for kind, _ in found] == ["list"]


def test_clauses_behind_a_tab_are_items_and_no_table() -> None:
    rows = [
        line("(a) the location and type of the samples;", 100, cells=(4,)),
        line("(b) the name of each laboratory that was used;", 112, cells=(4,)),
        line("(c) a summary of the methods of analysis.", 124, cells=(4,)),
    ]
    assert [kind for kind, _ in blocks(rows)] == ["list"] * 3


def test_numbers_in_two_cells_are_a_table() -> None:
    rows = [line(f"Year 20{at} 4.{at}", 100 + 12 * at, cells=(10,)) for at in range(10, 14)]
    assert [kind for kind, _ in blocks(rows)] == ["table"]


@pytest.mark.parametrize(("text", "mark"), [("(a)", True), ("6.4 (1)", True), ("PART 2", True), ("Copper", False)])
def test_marks_of_clauses(text: str, mark: bool) -> None:
    assert is_mark(text) is mark


@pytest.mark.parametrize(
    ("text", "contents"),
    [("Figure 1. Zones ........... 3", True), ("3.0 SUMMARY ________ 11", True), ("Name: ____________", False)],
)
def test_leaders_make_an_entry_of_contents(text: str, contents: bool) -> None:
    assert is_contents(text) is contents


def test_entries_of_a_list_of_figures_are_neither_captions_nor_one_block() -> None:
    rows = [
        line(f"Figure {at}. A map of the zone .................................... {at}", 100 + 12 * at)
        for at in range(4)
    ]
    assert [kind for kind, _ in blocks(rows)] == ["body"] * 4


@pytest.mark.parametrize(
    "text",
    [
        "and the rest of what stood in a bold line above it",
        "（例如此法）召回类似的示例然后使用密集检索",
        "0.33 0.36 0.39 0.42 ab",
        "Customers should ensure compliance with the following conditions:",
        "Rounded to five tons. Data are withheld.",
    ],
)
def test_bold_words_that_are_no_heading(text: str) -> None:
    found = blocks([*paragraph(100), line(text, 170, bold=True), *paragraph(200)])
    assert "heading" not in [kind for kind, _ in found]


def test_bold_tells_nothing_where_the_body_is_bold() -> None:
    rows = [replace(row, bold=True, bold_ends=(True, True)) for at in range(30) for row in paragraph(60 + 12 * at)]
    usual = body_type([PageLines(1, 595, 842, (tuple(rows),))])
    assert usual == BodyType(BODY, bold=True)
    note = line("Estimated from reports of the mines", 400, bold=True)
    assert "heading" not in [kind for kind, _ in blocks([*rows[:4], note], usual)]


def test_a_heading_over_two_lines_is_one_though_the_first_breaks_at_a_comma() -> None:
    rows = [
        line("ACCESS, CLIMATE, LOCAL RESOURCES,", 100, x=150, bold=True),
        line("INFRASTRUCTURE AND PHYSIOGRAPHY", 112, x=155, bold=True),
        *paragraph(140),
    ]
    assert blocks(rows)[0] == ("heading", "ACCESS, CLIMATE, LOCAL RESOURCES, INFRASTRUCTURE AND PHYSIOGRAPHY")


def test_small_type_at_the_foot_is_a_note_where_it_has_a_mark() -> None:
    note = line("1 The assays are those of the Bureau.", 700, size=8)
    assert blocks([*paragraph(100), note])[-1][0] == "footnote"


def test_a_quotation_at_the_foot_is_no_note() -> None:
    rows = [
        line("necessary measures shall be taken by all who mine here", 700 + 10 * at, x=100, size=9, to=420)
        for at in range(2)
    ]
    rows[0] = replace(rows[0], text="Necessary measures shall be taken by all who mine here")
    lead = [*paragraph(100)[:-1], line("The law says:", 136)]
    assert blocks([*lead, *rows])[-1][0] == "body"


def test_references_that_fill_a_column_are_no_notes() -> None:
    rows = [line(f"[{at}] A. Author, On Tin, J. Ores {at}, 10 (2001).", 60 + 12 * at, size=8) for at in range(1, 50)]
    assert {kind for kind, _ in blocks(rows)} == {"list"}


def test_an_abstract_at_the_foot_is_no_note() -> None:
    rows = [
        *paragraph(100),
        line("A MODEL OF A SMALL MINE", 600, size=12, bold=True),
        *[line("Abstract The model tells the flow of tin from the hill mines to the port in the plain.", 620, size=8)],
        *paragraph(630, size=8),
    ]
    assert "footnote" not in [kind for kind, _ in blocks(rows)]


@pytest.mark.parametrize("text", ["资料来源：地质调查局", "Source: the Bureau of Mines", "Notes: Figures are rounded."])
def test_the_source_of_a_figure_is_a_note(text: str) -> None:
    rows = [*paragraph(100), line("Figure 1. A map of the zone", 200), line(text, 230, size=8), *paragraph(300)]
    assert ("footnote", text) in blocks(rows)


def draft(kind: str, text: str, page: int, **more: float) -> Draft:
    rows = (line(text, 700, size=8, to=72 + WIDTH, page=page),)
    return Draft(kind=kind, lines=rows, left=72, right=72 + WIDTH, em=8.0)  # type: ignore[arg-type]


def test_a_note_that_goes_over_the_page_is_whole() -> None:
    first = draft("footnote", "Notes: Depths are typical", 1)
    second = draft("footnote", "2 Another note.", 1)
    rest = draft("body", "at which ores are found.", 2)
    found = with_whole_notes([first, second, rest])
    assert [item.text for item in found] == ["2 Another note.", "Notes: Depths are typical at which ores are found."]


def test_a_decimal_ends_no_prose() -> None:
    assert not ends_prose("the content is 2.3")
    assert ends_prose("the content is low.3")


def test_who_signs_below_a_notice_and_when_are_blocks_of_their_own() -> None:
    rows = [
        *[line(ZH_FULL, 100 + 17 * at, to=472) for at in range(3)],
        line("各单位应于年底前报送落实情况。", 151),
        line("河谷省矿务局", 168, x=380, to=440),
        line("2022年4月18日", 185, x=360, to=470),
    ]
    assert [text for _, text in blocks(rows)][-2:] == ["河谷省矿务局", "2022年4月18日"]


def test_words_behind_a_bold_lead_in_go_on_on_the_next_line() -> None:
    lead = replace(line("Tin of the river – Also called the washed", 100, bold=True), bold_ends=(True, False))
    found = blocks([lead, line("tin, this ore is carried down by the spring floods.", 112), *paragraph(136)])
    assert found[0] == (
        "body", "Tin of the river – Also called the washed tin, this ore is carried down by the spring floods.",
    )  # fmt: skip


def test_lines_set_in_beside_a_picture_go_on_at_the_edge() -> None:
    rows = [
        line("The office guards the ore of the province", 100, x=120, to=420),
        line("and the woods that stand on the ore;", 112, x=120, to=400),
        line("gives leases to those who ask for them in", 124, to=460),
        line("time, and keeps the register.", 136),
    ]
    assert len(blocks([*rows, *paragraph(160)])) == 2


def test_a_numbered_heading_begins_a_block_below_a_full_line_that_ends_a_sentence() -> None:
    full = [line(ZH_FULL, 100, to=472), line(f"{ZH_FULL}。", 112, to=472)]
    found = blocks([*full, line("2.2.1 选矿试验", 124), *paragraph(136, text=ZH_FULL)])
    assert [kind for kind, _ in found] == ["body", "heading", "body"]


def test_a_headings_room_is_told_by_the_table_below_where_nothing_else_tells_it() -> None:
    heads = [line("1 主要性能 Main Properties", 100), line("1.1 锡锭性能 Properties of the Ingots", 120)]
    table = [replace(line(FULL, 150 + 12 * row, to=472), cell=(1, row, 0)) for row in range(3)]
    assert [text for kind, text in blocks([*heads, *table]) if kind == "heading"] == [head.text for head in heads]


def test_a_large_title_in_a_narrow_column_breaks_over_five_lines() -> None:
    words = ("What do the offices", "of the province do", "for those who wash", "the tin of these hills", "now?")
    rows = [line(text, 100 + 20 * row, size=19) for row, text in enumerate(words)]
    assert blocks([*rows, *paragraph(200)])[0] == ("heading", " ".join(words))


@pytest.mark.parametrize("words", [("Build a plant", "Train the staff", "Sell the ore"), ("建厂", "培训", "卖矿")])
def test_short_numbered_lines_right_below_one_another_are_items_and_no_headings(words: Sequence[str]) -> None:
    rows = [line(f"{number}. {text}", 148 + 14 * number) for number, text in enumerate(words, 1)]
    assert [kind for kind, _ in blocks([*paragraph(100), *rows, *paragraph(230)])] == ["body", *["list"] * 3, "body"]


def test_a_numbered_line_between_paragraphs_stays_a_heading() -> None:
    rows = [
        row
        for number in (1, 2, 3)
        for row in (line(f"{number}. The Tin Trade", 100 * number), *paragraph(100 * number + 20))
    ]
    assert [kind for kind, _ in blocks(rows)] == ["heading", "body"] * 3


@pytest.mark.parametrize("label", ["Table IV", "Table 4", "TABLE IV", "Figure II"])
def test_a_table_with_a_roman_number_has_a_caption(label: str) -> None:
    found = blocks([line(f"{label}. Tin sold in the valley, by trader", 100), *paragraph(124)])
    assert found[0][0] == "caption"
