"""Folding text for the index, and finding what a query names in a quote."""

import pytest
import strategies
from hypothesis import given

from corpus.cjk import Marker, concept_token, fold, is_symbol, name_key, stem, tokens
from extract.charfold import spread


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("钨储备", "钨 储 备"),
        ("鎢儲備", "钨 储 备"),
        ("ＬｉＦｅＰＯ４电池", "lifepo4 电 池"),
        ("LiFePO₄", "lifepo4"),
        ("Stock-Piles, 2030年", "stock piles 2030 年"),
        ("café / cafe\u0301", "cafe cafe"),
        ("co\u00adbalt", "cobalt"),
        ("㈱鎳", "株 镍"),
        ("  \n\x00，。", ""),
    ],
)
def test_what_reads_the_same_folds_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("鎵", "镓"),
        ("鍺", "锗"),
        ("銻", "锑"),
        ("鉭", "钽"),
        ("鈮", "铌"),
        ("釩", "钒"),
        ("鈹", "铍"),
        ("錸", "铼"),
        ("鎳", "镍"),
    ],
)
def test_traditional_element_names_fold_to_simplified(traditional: str, simplified: str) -> None:
    assert fold(traditional) == simplified


@given(strategies.mixed)
def test_tokens_are_the_words_of_the_folded_text(text: str) -> None:
    assert " ".join(token.word for token in tokens(text)) == fold(text)


@given(strategies.mixed)
def test_tokens_stand_in_order_within_the_text(text: str) -> None:
    ranges = [(token.start, token.end) for token in tokens(text)]
    assert ranges == sorted(ranges)
    assert all(0 <= start < end <= len(text) for start, end in ranges)


@given(strategies.mixed)
def test_what_goes_into_the_index_is_the_folded_text_spaced_wider(text: str) -> None:
    assert " ".join(spread(text).split()) == fold(text)


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("stockpiles", "stockpile"),
        ("policies", "policy"),
        ("gas", "gas"),
        ("process", "process"),
        ("basis", "basis"),
        ("钨", "钨"),
    ],
)
def test_an_english_plural_is_the_same_word(word: str, bare: str) -> None:
    assert stem(word) == bare


def test_a_name_and_its_plural_have_one_key() -> None:
    assert name_key("Rare Earths") == name_key("rare-earth") == "rare earth"


def test_only_short_latin_names_are_symbols() -> None:
    assert [is_symbol(name) for name in ("W", "In", "Tin", "钨")] == [True, True, False, False]


def test_concepts_become_words_that_no_stemmer_touches() -> None:
    words = [concept_token(concept) for concept in ("metal:W", "metal:Re", "metal:REE", "challenge:price-market")]
    assert words == ["metalw0", "metalre0", "metalree0", "challengepricemarket0"]


@pytest.mark.parametrize(
    ("text", "phrases", "marked"),
    [
        ("我国鎢儲備不足", [("钨",), ("储", "备")], ["鎢儲備"]),
        ("Tungsten stockpiles are low.", [("stockpile",)], ["stockpiles"]),
        ("tin in tins", [("tin",)], ["tin", "tins"]),
        ("nothing here", [("钨",), ()], []),
    ],
)
def test_marks_cover_what_the_query_names(text: str, phrases: list[tuple[str, ...]], marked: list[str]) -> None:
    assert [text[start:end] for start, end in Marker(phrases).find(text)] == marked
