"""What a paper says of its own steps is told apart from what it states."""

import pytest

from extract.own_study import tells_own_study
from extract.types import Lang


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "We reconstruct four disruptions of tin supply and estimate how long stocks would have lasted."),
        ("en", "In this chapter, we first review the shortages of the war years."),
        ("en", "Using a trade model, this study assesses the risk of a ban."),
        ("zh", "本文基于贸易数据，分析了锡供应中断的风险。"),
        ("zh", "为此，本研究从产业链角度探讨镓短缺的成因。"),
    ],
)
def test_a_step_of_the_study_is_told(lang: Lang, words: str) -> None:
    assert tells_own_study(words, lang)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "We estimate that two thirds of the shafts leak."),
        ("en", "We map the old shafts, but most records are lost."),
        ("en", "We will review the permits that hold up the mine."),
        ("en", "The ministry reviews permits too slowly."),
        ("zh", "本文分析认为，锡的回收体系尚未建立。"),
        ("zh", "本文考察了三座矿山，但样本不足。"),
        ("zh", "锡的供应风险不断上升。"),
    ],
)
def test_what_it_states_is_none(lang: Lang, words: str) -> None:
    assert not tells_own_study(words, lang)
