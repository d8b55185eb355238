"""Text files: their encodings, their paragraphs, and Markdown; the decoded text stays as it is."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encoding import decode
from extract.errors import EncodingError, NoTextError
from extract.plain import read_plain
from extract.types import Document, Source

ZH = "我国锂资源的对外依存度较高，供应存在一定的风险，应当完善储备体系。"
EN = "Most of the tungsten that smelters use comes from one country, and stocks would last three weeks."


def read(text: str, media_type: str = "text/plain") -> Document:
    data = text.encode("utf-8")
    return read_plain(data, Source("0" * 64, "a.txt", media_type, len(data)))


def blocks(text: str, media_type: str = "text/plain") -> list[tuple[str, str]]:
    doc = read(text, media_type)
    return [(block.kind, block.span.of(doc.text)) for block in doc.blocks]


def markdown(text: str) -> list[tuple[str, str]]:
    return blocks(text, "text/markdown")


@pytest.mark.parametrize("text", [ZH, EN, f"{EN}\r\n{ZH}\n", "钨储备", "Li"])
@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_is_read_unchanged_with_and_without_a_mark(text: str, name: str) -> None:
    assert decode(text.encode(name)) == text


@pytest.mark.parametrize("text", [ZH, ZH * 40, f"{EN}{ZH}\r\n", "钨储备体系", "锂、钴、镍等关键金属的供应风险研究"])
def test_chinese_text_in_gb18030_is_told(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


def test_utf_16_of_both_byte_orders_is_told_by_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + ZH.encode("utf-16-be")) == ZH


@pytest.mark.parametrize(
    "data",
    [
        "Le coût élevé du métal a été sous-estimé.".encode("latin-1"),
        "レアメタルの供給は不安定である。備蓄を増やすべきだ。".encode("shift_jis"),
        "Поставки лития сосредоточены в двух странах.".encode("koi8-r"),
        bytes(range(256)) * 8,
        b"\x00\x01\x02\x03" * 100,
        codecs.BOM_UTF8 + b"\xff\xfe broken",
        ZH.encode()[:-1],
    ],
)
def test_other_encodings_are_refused_and_not_guessed(data: bytes) -> None:
    with pytest.raises(EncodingError):
        decode(data)


@given(st.text(st.sampled_from("ab锂。，\n 稀土the"), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text


def test_a_file_of_white_space_holds_no_text() -> None:
    with pytest.raises(NoTextError):
        read(" \n\u3000\n")


def test_form_feeds_part_pages_and_pages_tile_the_text() -> None:
    doc = read("One page.\fTwo pages.\n\fThree.")
    assert [page.span.of(doc.text) for page in doc.pages] == ["One page.\f", "Two pages.\n\f", "Three."]


WRAPPED = (
    "The supply of these metals is held by few\nfirms, and none of them has said how much\nore is left. Prices"
    " swing with each rumour."
)


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    assert blocks(f"{WRAPPED}\n\nStocks are low.") == [("body", WRAPPED), ("body", "Stocks are low.")]


def test_a_blank_line_after_every_wrapped_line_parts_nothing() -> None:
    doubled = f"{WRAPPED}\nMiners know that well and say so in their\nreports.".replace("\n", " \n\n")
    assert blocks(f" {doubled} \n  Geology of tin \n") == [("body", doubled), ("heading", "Geology of tin")]


def test_wrapped_chinese_lines_are_one_paragraph() -> None:
    lines = [
        "我国锂资源的对外依存度较高，供应来源过于集中，市场价格波",
        "动剧烈，企业难以承受由此带来的风险。同时，盐湖提锂技术仍",
        "不成熟，回收率偏低。",
    ]
    assert blocks("\n".join(lines)) == [("body", "\n".join(lines))]


def test_one_paragraph_a_line_stays_one_a_line() -> None:
    assert blocks(f"\u3000\u3000{ZH}\n\u3000\u3000{ZH}{ZH}\n\u3000\u3000{ZH}") == [
        ("body", ZH),
        ("body", ZH + ZH),
        ("body", ZH),
    ]


def test_short_lines_of_a_notice_are_not_joined() -> None:
    lines = ["某某委员会", "2025年2月17日", "2025年行动方案", "一、扩大开放", "（一）扩大试点。", ZH]
    assert [words for _, words in blocks("\n".join(lines))] == lines


def test_list_items_are_blocks_and_a_bullet_stays_outside() -> None:
    text = "The plan asks for:\n- new stocks\n- open data\n(1) Build plants.\n(2) Train people, and pay them\n    well."
    assert blocks(text) == [
        ("body", "The plan asks for:"),
        ("list", "new stocks"),
        ("list", "open data"),
        ("list", "(1) Build plants."),
        ("list", "(2) Train people, and pay them\n    well."),
    ]


@pytest.mark.parametrize("heading", ["一、存在的问题", "3 Results", "2.1 数据来源", "Conclusions"])
def test_a_short_line_above_a_paragraph_is_a_heading(heading: str) -> None:
    assert blocks(f"{heading}\n\n{EN}") == [("heading", heading), ("body", EN)]


def test_rows_of_tabs_are_a_table() -> None:
    assert [kind for kind, _ in blocks("Metal\tMine\tTonnes\nTin\tRock\t12\n\n" + EN)] == ["table", "table", "body"]


def test_markdown_headings_lists_tables_fences_and_front_matter() -> None:
    text = (
        f"---\ntags: x\n---\n# Supply risks #\n\n{EN}\n\nAims\n----\n\n- item one\n1. item two"
        f"\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode here.\n```\n\n> {EN}\n\n**Outlook**\n\n![fig](a.png)\n***\n"
    )
    assert markdown(text) == [
        ("notice", "---\ntags: x\n---"),
        ("heading", "Supply risks"),
        ("body", EN),
        ("heading", "Aims"),
        ("list", "item one"),
        ("list", "1. item two"),
        ("table", "| a | b |"),
        ("table", "| 1 | 2 |"),
        ("notice", "```\ncode here.\n```"),
        ("body", EN),
        ("heading", "Outlook"),
        ("notice", "![fig](a.png)"),
    ]


def test_markdown_levels_follow_the_marks_or_the_numbers() -> None:
    doc = read("## Supply\n\n### 2.1 Demand\n", "text/markdown")
    assert [block.level for block in doc.blocks] == [2, 2]


TEXTS = st.lists(
    st.sampled_from([ZH, EN, WRAPPED, "1 Aims", "- x", "# y", "```", "| a |", "\t", "---", "> q", "\f", ""]),
    max_size=15,
)


@given(TEXTS, st.sampled_from(["\n", "\n\n", "\r\n"]), st.sampled_from(["text/plain", "text/markdown"]))
def test_blocks_are_ordered_and_hold_all_words(pieces: list[str], between: str, media_type: str) -> None:
    text = between.join(pieces)
    if not text.strip():
        return
    doc = read(text, media_type)
    assert doc.text == text
    if media_type == "text/plain":
        held = "".join("".join(block.span.of(text).split()) for block in doc.blocks)
        assert held == "".join(text.replace("- x", "x").split())
