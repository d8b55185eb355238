"""What a sentence tells to have become of a measure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import mixed

from models.outcomes import BUCKETS, OUTCOMES, buckets, probabilities


@pytest.mark.parametrize(
    ("outcome", "lang", "text"),
    [
        ("enacted", "en", "The law on critical minerals entered into force in March."),
        ("enacted", "zh", "《稀土管理条例》自2024年10月1日起施行。"),
        ("enacted", "zh", "国家钨储备已于2015年建成。"),
        ("taken up", "en", "The ministry began drafting rules for battery recycling."),
        ("taken up", "zh", "有关部门正在研究制定电池回收管理办法。"),
        ("taken up", "zh", "国家已启动锂资源储备试点工作。"),
        ("dropped", "en", "Parliament rejected the proposed export tax on tungsten."),
        ("dropped", "en", "The plan to build a lithium reserve was abandoned."),
        ("dropped", "zh", "该锂矿储备计划被搁置。"),
        ("none", "en", "Tungsten is heavy and hard."),
        ("none", "zh", "钨的熔点很高。"),
        ("none", "zh", "2021年锂价上涨。"),
    ],
)
def test_what_became_of_a_measure_is_told_in_both_languages(outcome: str, lang: str, text: str) -> None:
    assert OUTCOMES[int(probabilities([text], lang)[0].argmax())] == outcome


@settings(max_examples=60)
@given(st.lists(mixed, max_size=4), st.sampled_from(("zh", "en")))
def test_rows_add_up_to_one(texts: list[str], lang: str) -> None:
    likely = probabilities(texts, lang)
    assert likely.shape == (len(texts), len(OUTCOMES))
    assert (likely >= 0).all()
    assert likely.sum(1) == pytest.approx(np.ones(len(texts)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sentence_is_judged_alone(lang: str) -> None:
    texts = ["The plan was abandoned.", "该计划被搁置。", ""]
    together = probabilities(texts, lang)
    for at, text in enumerate(texts):
        assert probabilities([text], lang)[0] == pytest.approx(together[at])


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "The law of 2015 was repealed.", "The law of 1998 was repealed."),
        ("zh", "2015年取消配额", "1998年取消配额"),
    ],
)
def test_years_are_not_learned_by_heart(lang: str, one: str, other: str) -> None:
    assert set(buckets(one, lang)) == set(buckets(other, lang))


def test_things_seen_are_places_in_the_table_each_once() -> None:
    for lang, text in (("en", "the plan the plan"), ("zh", "取消取消")):
        seen = buckets(text, lang)
        assert len(set(seen)) == len(seen) > 0
        assert all(0 <= place < BUCKETS for place in seen)
    assert buckets("", "en") == buckets("lithium", "zh") == ()
