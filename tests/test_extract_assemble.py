"""Text built from parts: which paragraphs are headings, items or captions, and where line breaks part them."""

from __future__ import annotations

import pytest

from extract.assemble import BREAK, Part, flowed_lines, is_caption, told_apart

LONG = "Lithium supply depends on a few countries that mine it"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["Home", "News"], ["Home", "News"]),
        ([LONG, "and refine it."], [f"{LONG} and refine it."]),
        ([f"{LONG}.", "Prices fell."], [f"{LONG}.", "Prices fell."]),
        ([LONG, "", "Prices fell."], [LONG, "Prices fell."]),
        ([LONG, "1. Build stocks", "2. Recycle"], [LONG, "1. Build stocks", "2. Recycle"]),
        (["某某部", "2023年5月1日"], ["某某部", "2023年5月1日"]),
        (["我国锂资源的对外依存度较高，供应存在", "风险。"], ["我国锂资源的对外依存度较高，供应存在风险。"]),
        (["", ""], []),
    ],
)  # fmt: skip
def test_a_line_break_parts_paragraphs_where_a_person_would_see_two(lines: list[str], paragraphs: list[str]) -> None:
    assert list(flowed_lines(BREAK.join(lines))) == paragraphs


def test_numbered_lines_are_headings_above_text_and_items_beside_each_other() -> None:
    words = [
        "一、总体要求",
        "本意见适用于战略性矿产。",
        "二、主要任务",
        "（一）扩大储备",
        "（二）加强监测",
        "本意见自发布之日起施行。",
    ]
    kinds = [part.kind for part in told_apart(Part(line) for line in words)]
    assert kinds == ["heading", "body", "heading", "list", "list", "body"]


@pytest.mark.parametrize(
    ("words", "caption"),
    [
        ("Figure 1. Supply of lithium by country.", True),
        ("Fig. 2a: Prices", True),
        ("表1 我国锂产量", True),
        ("图2-1　锂资源分布。", True),
        ("Table 3 shows that prices fell.", False),
        ("图3显示，锂价持续下跌。", False),
        ("Tables are long.", False),
    ],
)
def test_a_caption_is_told_from_a_sentence_about_a_figure(words: str, caption: bool) -> None:
    assert is_caption(words) is caption
