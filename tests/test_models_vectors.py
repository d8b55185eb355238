"""Vectors of words: the files fit together, what is about the same is near in both languages, codes keep that."""

import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import mixed

from extract.charfold import spread
from models import vectors
from models.vectors import (
    CODES,
    DIMENSIONS,
    PLANES,
    VECTORS,
    WORDS,
    coder,
    cosine,
    dots,
    is_word,
    of_text,
    of_texts,
    of_word,
    place_of,
    tables,
)
from models.wordcut import LONGEST, cut_words, is_chinese

ALIKE = [
    ("stockpile", "国家储备"),
    ("pollution", "effluent from the tailings poisoned the stream"),
    ("污染", "废水渗入地下水，重金属超标"),
    ("price volatility", "价格暴涨暴跌"),
    ("recycling", "废旧电池拆解回收"),
    ("出口管制", "licences are required before shipment abroad"),
    ("child labour", "未成年人在矿坑里挖矿"),
]


def text_vector(text: str) -> vectors.Vector:
    found = of_text(spread(text))
    if found is None:
        raise ValueError(text)
    return found


def test_the_files_fit_together() -> None:
    lines = WORDS.read_bytes().decode().splitlines()
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(set(keys), key=str.encode)
    assert [int(line.split("\t")[1]) for line in lines] == list(range(len(lines)))
    assert max(len(key) for key in keys if is_chinese(key)) <= LONGEST
    assert VECTORS.stat().st_size == len(lines) * DIMENSIONS
    assert CODES.stat().st_size == vectors.CENTRES * DIMENSIONS * 4


@pytest.mark.parametrize(("asked", "answer"), ALIKE)
def test_a_sentence_is_nearer_to_its_topic_than_to_others(asked: str, answer: str) -> None:
    others = [cosine(text_vector(other), text_vector(answer)) for other, _ in ALIKE if other != asked]
    near = cosine(text_vector(asked), text_vector(answer))
    assert near > 0.25
    # 污染 and pollution are one topic in this list.
    assert near > sorted(others)[-2]


def test_a_text_has_length_one_whatever_it_says() -> None:
    assert math.isclose(sum(number**2 for number in text_vector("recycling of tungsten scrap")), 1)


@pytest.mark.parametrize("text", ["", "12 %", "zzzqqq xyzzyq", "，。"])
def test_a_text_of_no_word_has_no_vector(text: str) -> None:
    assert of_text(spread(text)) is None


def test_an_unknown_word_has_none() -> None:
    assert not is_word("zzzqqq")
    with pytest.raises(KeyError, match="zzzqqq"):
        of_word("zzzqqq")


@pytest.mark.parametrize("text", ["your", "of which", "我们", "如果"])
def test_a_word_that_says_nothing_by_itself_is_near_to_nothing(text: str) -> None:
    assert of_text(spread(text)) is None


def test_inflected_words_are_one() -> None:
    assert text_vector("stockpiling minerals") == text_vector("stockpile mineral")


@pytest.mark.parametrize("text", [text for pair in ALIKE for text in pair])
def test_a_code_keeps_what_is_near(text: str) -> None:
    codes = vectors.coder().codes([spread(text)])
    assert len(codes) == PLANES
    known = sum(table[code] for table, code in zip(tables(text_vector(text)), codes, strict=True))
    assert 0.5 < known < 1.25


def test_rows_are_coded_alike_by_themselves_and_together() -> None:
    texts = [spread(text) for pair in ALIKE for text in pair] + [""]
    together = vectors.coder().codes(texts)
    rows = [bytes(together[plane * len(texts) + row] for plane in range(PLANES)) for row in range(len(texts))]
    assert rows == [vectors.coder().codes([text]) for text in texts]
    assert vectors.coder().codes([]) == b""


@given(
    st.lists(
        st.sampled_from(["关键", "矿产", "储备", "钨", "不", "mines", "a", "policy", ",", "。", "2020", "Co2", "é"])
    )
)
def test_many_texts_are_read_as_one_is(words: list[str]) -> None:
    text = " ".join(words)
    one, many = of_text(spread(text)), vectors.coder().vectors([spread(text)])[0]
    assert one is None or cosine(one, many.tolist()) > 0.999
    assert one is not None or not many.any()


def test_few_texts_are_read_without_an_array(monkeypatch: pytest.MonkeyPatch) -> None:
    vector, texts = text_vector("储备"), [spread("储备"), ""]
    many = of_texts(texts)
    assert many.shape == (2, DIMENSIONS)
    assert dots(many, vector) == pytest.approx([1.0, 0.0], abs=1e-3)
    monkeypatch.delitem(sys.modules, "numpy")
    assert of_texts(texts) == [vector, (0.0,) * DIMENSIONS]
    assert dots(of_texts(texts), vector) == pytest.approx([1.0, 0.0])


def test_english_words_are_cut_at_their_ends_and_chinese_ones_the_longest_first() -> None:
    words = {"关键", "关键矿产", "产", "mine", "mineral"}
    assert list(cut_words(spread("关键矿产 mines, minerals2 and 产业"), words.__contains__)) == [
        "关键矿产",
        "mine",
        "产",
    ]


@given(mixed)
def test_places_are_those_of_the_words_that_a_text_is_cut_into(text: str) -> None:
    spaced = spread(text)
    assert coder().places_of(spaced) == [place_of(word) for word in cut_words(spaced, is_word)]
