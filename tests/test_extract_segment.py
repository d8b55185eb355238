"""Sentences: where they end in both languages, that their offsets are exact, and that size does no harm."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lang import language
from extract.segment import MAX_SENTENCE, segment, split
from extract.types import Block, Document, Page, Source, Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text, Span(0, len(text)))]


def document(text: str, *blocks: Block) -> Document:
    return Document(
        source=Source("0" * 64, "a.txt", "text/plain", len(text)),
        text=text,
        pages=(Page(number=1, span=Span(0, len(text))),),
        blocks=blocks,
        lang=language(text),
    )


ENGLISH = [
    ["Demand rose (see Fig. 3).", "Prices fell, cf. Eq. (5).", "Dr. J. H. Lee et al. (2010) agree."],
    ["Ores hold 2.1 wt. % Li vs. 3.5 wt.% Na, i.e. less.", "Samples weighed approx. 5 g, ca. 2 g of it tin."],
    ["We dried the slurry for 5 h.", "The cake was leached at 2 V.", "This took ca. 3 h."],
    ["Prices fell.[3]", "They recovered [4].", "See U.S. Geological Survey data.", "It grew in the U.S.", "Not here."],
    ["Most tin is found in such rocks.12", "The rest is not."],
    ["It judged four post-E.O. 20417 applications.", "A non-U.S. 12 mm bolt fits."],
    ["Two firms dig in the EEZ.36", "It is “unclear.”45", "They cite E.O. 20417.137", "Other firms wait."],
    ["Supply is tight. [16]", "At home, stocks are low."],
    ["“Is it rare?” she asked.", "“Yes.”", "He left (by train).", "(So did we.)"],
    ["Costs fell... and rose.", "pH was 7.", "Answer: no.", "Tungsten is brittle!"],
    ["See no. 5 and vol. 12 of Sec. 3.2.", "State-owned Rocklode Co. Ltd. was sold.", "The buyer is unknown."],
    ["Write to a.b@c.org.", "Then wait."],
    ["1. Strengthen reserves.", "2. Expand stocks.", "(3) Build plants."],
    ["The mine closed in 2016.", "20 people left.", "$5 was paid."],
    ["He said &quot;it is rare.&quot;", "The metal is."],
    ["Smith, J. A. and Li, B. wrote it.", "It holds vitamin C.", "The rest is chalk."],
]
CHINESE = [
    ["一是加强立法；二是扩大储备;三是建立机制。", "价格为5.2元。", "见www.abc.com.cn。"],
    ["矿床产量为3.5万吨.", "结果表明,效果较好.", "进一步研究Fig.3中的数据.", "该法可行."],
    ["他说：“走吧。”", "然后离开了。", "《谁来供应？》一文指出问题。", "要回答“怎么办？”的问题！"],
    ["真的吗？！", "是的……", "好。"],
    ["回收率达35%.", "浓度为10 mg/L.", "钯催化剂活性高.", "约25℃."],
    ["该模型由Smith et al.提出，参见No.3矿体。", "风险较高[5]。", "2016年起有所缓解。"],
    ["（1）加强储备。", "（2）扩大产能。", "①完善立法；②建立机制。"],
    ["锂,钴,镍均为关键金属,需求增长.", "对外依存度高."],
]
MIXED = [
    [
        "本文研究锂的供应。",
        "The results show supply risk.",
        "Further work, e.g. on Li, is needed.",
        "结果表明，风险高。",
    ],
    ["价格由USGS给出。", "该数据偏低。"],
]


@pytest.mark.parametrize("wanted", ENGLISH, ids=lambda w: w[0][:24])
def test_english_sentences_end_where_a_reader_ends_them(wanted: list[str]) -> None:
    assert sentences(" ".join(wanted)) == wanted


@pytest.mark.parametrize("wanted", CHINESE, ids=lambda w: w[0][:12])
def test_chinese_sentences_end_where_a_reader_ends_them(wanted: list[str]) -> None:
    assert sentences("".join(wanted)) == wanted


@pytest.mark.parametrize("wanted", MIXED, ids=lambda w: w[0][:12])
def test_a_paragraph_of_both_languages_is_split_by_each_ones_rules(wanted: list[str]) -> None:
    assert sentences(" ".join(wanted)) == wanted


def test_each_sentence_has_its_own_language() -> None:
    text = "本文研究锂的供应。The results show a supply risk."
    doc = document(text, Block(Span(0, len(text))))
    assert [s.lang for s in segment(doc)] == ["zh", "en"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("采用XPS和SEM对LiNi0.8Co0.1Mn0.1O2正极材料进行表征", "zh"),
        ("The Mineral Resources Law (矿产资源法) was amended in that year by the State Council", "en"),
        ("1234", "en"),
        ("", "en"),
    ],
)
def test_language_is_told_by_characters_against_words(text: str, lang: str) -> None:
    assert language(text) == lang


def test_headings_captions_and_references_are_one_sentence_and_a_table_has_one_a_line() -> None:
    parts = ["1. Aim. And scope", "Fig. 1. Tin. Zinc.", "[1] Li A. Tin. J. 2020.", "Cu\t1. A\nZn\t2. B"]
    text = "\n\n".join(parts)
    starts = [text.index(part) for part in parts]
    kinds = ("heading", "caption", "reference", "table")
    blocks = [Block(Span(a, a + len(p)), kind) for a, p, kind in zip(starts, parts, kinds, strict=True)]
    found = [(s.kind, s.span.of(text)) for s in segment(document(text, *blocks))]
    assert found == [*zip(kinds[:3], parts[:3], strict=True), ("table", "Cu\t1. A"), ("table", "Zn\t2. B")]


def test_a_sentence_keeps_the_line_breaks_inside_it() -> None:
    text = "Lithium is rare in these \n\nrocks. So is tin."
    assert sentences(text) == ["Lithium is rare in these \n\nrocks.", "So is tin."]


@pytest.mark.parametrize("unit", ["word ", "x", "锂", "锂，", ". ", ".", '。"', "(", "[1] ", "a. ", "&quot;", "…"])
def test_a_line_of_100_000_characters_is_cut_and_takes_no_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    spans = split(text, Span(0, len(text)))
    assert time.perf_counter() - started < 3
    assert max(len(span) for span in spans) <= MAX_SENTENCE


def test_what_is_too_long_is_cut_at_a_comma_or_a_space() -> None:
    text = "lithium, " * 600
    assert all(piece.endswith(("lithium,", "lithium")) for piece in sentences(text))


TEXTS = st.text(st.sampled_from("ab AZ锂。！？.!?；,，、\"'”“（）()[]1 2\n\t\u3000e.g&quot;"), max_size=300)


@given(TEXTS)
def test_sentences_are_ordered_trimmed_and_lose_no_word(text: str) -> None:
    spans = split(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() and len(span) for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@given(TEXTS, TEXTS)
def test_sentences_of_a_block_do_not_depend_on_what_stands_before_it(before: str, text: str) -> None:
    alone = split(text, Span(0, len(text)))
    inside = split(before + text, Span(len(before), len(before) + len(text)))
    assert [span.shift(len(before)) for span in alone] == inside
