"""What speaks for two findings saying the same: numbers that hold for any two texts, whatever stands beside them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from finding_sides import findings, on
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pairs import NAMES, cosines, features
from models.sides import Side

TUNGSTEN = on("The state should build a strategic stockpile of tungsten.", "metal:W")
BUYS = on("The state should buy tungsten into its stockpile.", "metal:W")
SELLS = on("The state should sell tungsten from its stockpile.", "metal:W")


def told(one: Side, other: Side) -> dict[str, float]:
    return dict(zip(NAMES, features([(one, other)])[0].tolist(), strict=True))


@settings(max_examples=40)
@given(st.lists(st.tuples(findings, findings), max_size=5))
def test_a_pair_is_compared_alike_whatever_is_compared_beside_it(pairs: list[tuple[Side, Side]]) -> None:
    together = features(pairs)
    assert together.shape == (len(pairs), len(NAMES))
    assert np.isfinite(together).all()
    for row, pair in zip(together, pairs, strict=True):
        assert row == pytest.approx(features([pair])[0], abs=1e-5)


def test_many_pairs_are_compared_in_groups() -> None:
    many = features([(BUYS, SELLS), (BUYS, TUNGSTEN)] * 200)
    assert many.shape == (400, len(NAMES))
    assert np.allclose(many[:2], many[-2:], atol=1e-5)


@settings(max_examples=40)
@given(findings, findings)
def test_it_does_not_matter_which_of_two_findings_of_one_kind_comes_first(one: Side, other: Side) -> None:
    other = replace(other, kind=one.kind)
    assert features([(one, other)]) == pytest.approx(features([(other, one)]), abs=1e-4)


@settings(max_examples=40)
@given(findings)
def test_a_finding_differs_in_no_word_from_itself(one: Side) -> None:
    own = told(one, one)
    known = float(bool(one.words))
    assert own["near in meaning"] == pytest.approx(known, abs=1e-5)
    assert own["share of differing words, the smaller"] == own["the larger"] == 0
    assert own["no word differs but what frames it"] == known
    assert own["two languages"] == own["other metals"] == own["other themes"] == own["pull in opposite directions"] == 0


def test_words_that_differ_are_counted_and_weighed() -> None:
    own = told(BUYS, SELLS)
    assert own["differing words"] == pytest.approx(0.1)  # "buy" and "sell": one of ten
    assert 0 < own["share of differing words, the smaller"] <= own["the larger"] < 0.7
    assert own["pull in opposite directions"] >= 1
    assert own["near in meaning"] > 0.5


def test_findings_about_two_rare_earths_have_their_metal_in_common() -> None:
    one, other = on("回收钕。", "metal:Nd", lang="zh"), on("Recycle dysprosium.", "metal:Dy", "metal:Fe")
    own = told(one, other)
    assert (own["metals in common"], own["other metals"], own["metals in one only"]) == (1, 0, 0)
    assert own["two languages"] == 1


def test_a_finding_without_a_known_word_is_near_none() -> None:
    nothing = on("zzqq")
    own = told(nothing, TUNGSTEN)
    assert own["near in meaning"] == own["what differs is near in meaning"] == 0
    assert own["no word differs but what frames it"] == 0


def test_a_word_that_stands_twice_differs_once() -> None:
    assert told(on("tin zinc zinc"), on("tin"))["differing words"] == 0
    assert told(on("tin zinc zinc"), on("tin cobalt nickel"))["differing words"] == pytest.approx(0.1)


def test_cosines_are_of_rows_and_none_of_nothing() -> None:
    some = np.array([[3.0, 0.0], [0.0, 0.0], [1.0, 1.0]])
    others = np.array([[1.0, 0.0], [1.0, 0.0], [-1.0, -1.0]])
    assert cosines(some, others) == pytest.approx([1, 0, -1])
