"""Which way measures pull."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import mixed

from models.directions import directions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raise the resource tax on tungsten.", "建议下调钨资源税。"),
        ("应放开离子型稀土探矿权的审批。", "应暂停受理离子型稀土探矿权的申请。"),
        ("Export quotas for rare earths", "稀土进口配额"),
        ("The agency should buy tin for the stockpile.", "抛售国库中的锡"),
        ("Firms ought to invest overseas.", "发展国内产业"),
        ("建议扩大稀土出口配额。", "Quotas for the export of rare earths should be abolished."),
    ],
)
def test_measures_pull_apart_in_either_language(one: str, other: str) -> None:
    assert directions(one).opposed(directions(other)) >= 1
    assert directions(other).opposed(directions(one)) >= 1
    assert directions(one).opposed(directions(one)) == 0


def test_what_stands_for_both_ends_is_opposed_to_neither() -> None:
    both = directions("Raise the royalty on ore and lower that on metal.")
    assert both.opposed(directions("lower the royalty")) == 0
    assert both.agreed(directions("lower the royalty")) > 0


def test_english_words_with_a_mark_stand_for_themselves() -> None:
    assert directions("bank").ends == 0
    assert directions("ban").ends != 0
    assert directions("minerals").steps == 0
    assert directions("mining").steps != 0
    assert directions("activity").steps == 0


@given(mixed, mixed)
def test_any_texts_can_be_compared(one: str, other: str) -> None:
    a, b = directions(one), directions(other)
    assert a.opposed(b) == b.opposed(a)
    assert a.agreed(b) == b.agreed(a)
    assert a.opposed(a) == 0
