"""How likely two findings say the same: numbers that hold for any two texts, and what they are made of."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from finding_sides import findings, on
from hypothesis import given, settings

from corpus.weaving import LEAST
from models import sameness, sides
from models.pairs import NAMES
from models.sameness import probability, reasons
from models.sides import Side, objects, pack

RECYCLE = on("Companies should recycle lithium from used batteries.", "metal:Li")
RECYCLE_ZH = on("建议企业从废旧电池中回收锂。", "metal:Li", lang="zh")
STOCK = on("The state should build a strategic stockpile of tungsten against supply disruption.", "metal:W")
STOCK_ZH = on("建议国家建立钨战略储备，以应对供应中断。", "metal:W", lang="zh")


@settings(max_examples=60)
@given(findings, findings)
def test_a_probability_lies_between_none_and_one(one: Side, other: Side) -> None:
    assert 0 <= probability(one, other) <= 1


@settings(max_examples=60)
@given(findings, findings)
def test_it_does_not_matter_which_of_two_findings_of_one_kind_comes_first(one: Side, other: Side) -> None:
    other = Side(other.words, other.objects, other.themes, other.lang, one.kind, other.directions, other.meaning)
    assert probability(one, other) == pytest.approx(probability(other, one), abs=1e-3)


@settings(max_examples=60)
@given(findings, findings)
def test_reasons_add_up_to_the_log_odds_but_for_what_tells_little(one: Side, other: Side) -> None:
    chance = min(max(probability(one, other), 1e-12), 1 - 1e-12)
    given_ = reasons(one, other)
    assert given_[-1][1] == "to begin with"
    assert {name for _, name in given_[:-1]} <= set(NAMES)
    amounts = [abs(amount) for amount, _ in given_[:-1]]
    assert amounts == sorted(amounts, reverse=True)
    slack = 0.005 * len(given_) + sameness._TOLD * (len(NAMES) + 1 - len(given_)) + 0.01
    assert sum(amount for amount, _ in given_) == pytest.approx(math.log(chance / (1 - chance)), abs=slack)


@pytest.mark.parametrize("one", [RECYCLE, RECYCLE_ZH, STOCK, STOCK_ZH])
def test_a_text_says_the_same_as_itself(one: Side) -> None:
    assert probability(one, one) > 0.9


def test_the_same_measure_in_two_languages_is_the_same_and_another_is_not() -> None:
    assert probability(RECYCLE, RECYCLE_ZH) > 0.6
    assert probability(STOCK, STOCK_ZH) > 0.6
    for one, other in product((RECYCLE, RECYCLE_ZH), (STOCK, STOCK_ZH)):
        assert probability(one, other) < 0.1


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        (
            "The state should buy tungsten into its stockpile.",
            "The state should sell tungsten from its stockpile.",
            "en",
        ),
        ("建议扩大稀土出口配额。", "建议取消稀土出口配额。", "zh"),
    ],
)
def test_nearly_the_same_words_may_say_the_opposite(one: str, other: str, lang: str) -> None:
    assert probability(on(one, lang=lang), on(other, lang=lang), among="all") < LEAST


def test_script_and_width_and_case_do_not_matter() -> None:
    assert on("建議擴大鎢儲備", lang="zh").words == on("建议扩大钨储备", lang="zh").words
    assert on("ＬＩＴＨＩＵＭ Mines").words == on("lithium mines").words


@pytest.mark.parametrize(
    ("metals", "about"),
    [
        ("Nd", "REE"),
        ("Nd Dy REE HREE", "REE"),
        ("Pt Pd", "PGM"),
        ("W Li", "W Li"),
        ("Nd Fe B", "REE"),  # a magnet is about its rare earth
        ("Fe B", "Fe B"),
        ("", ""),
    ],
)
def test_rare_earths_are_one_object_and_so_are_platinum_metals(metals: str, about: str) -> None:
    assert objects(metals.split()) == set(about.split())


def test_packing_keeps_names_apart_and_leaves_out_unknown_ones() -> None:
    assert pack([]) == pack(["unobtainium", "challenge:nothing"]) == 0
    assert pack(["W", "W"]) == pack(["W"])
    assert pack(["W", "Li"]) == pack(["W"]) | pack(["Li"])
    assert pack(["W"]) & pack(["Li"]) == 0


def test_every_object_and_every_theme_has_a_bit_of_its_own() -> None:
    bits = sides._bits()
    for them in ({n for n in bits if ":" not in n}, {n for n in bits if ":" in n}):
        packed = [pack([name]) for name in them]
        assert len(set(packed)) == len(them) > 10
        assert all(0 < number < 2**64 and number.bit_count() == 1 for number in packed)


PROBLEMS = [
    on("Imports of tungsten may be cut off.", "metal:W", "challenge:import-dependence", kind="challenge"),
    on("Mines lack trained engineers.", kind="challenge"),
]


def test_answers_are_compared_with_the_challenges_most_near_them() -> None:
    many = PROBLEMS * 6
    told, places = sameness.answer_features([STOCK, RECYCLE], many)
    assert told.shape == (2, sameness.NEAREST, 12)
    assert places.shape == (2, sameness.NEAREST)
    assert set(places[0, :6].tolist()) == {0, 2, 4, 6, 8, 10}
    assert (np.diff(told[:, :, 0], axis=1) <= 1e-9).all()
    likely = sameness.answer_probabilities(told)
    assert likely.shape == (2, sameness.NEAREST)
    assert ((likely >= 0) & (likely <= 1)).all()


@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (0, 2), (2, 0), (1, 1), (2, 2)])
def test_answers_of_few_or_none(rows: int, columns: int) -> None:
    told, places = sameness.answer_features([STOCK, RECYCLE][:rows], PROBLEMS[:columns])
    assert told.shape == (rows, columns, 12)
    assert places.shape == (rows, columns)
    assert np.isfinite(sameness.answer_probabilities(told)).all()


def test_what_tells_that_something_happened_tells_it_of_its_own_measure() -> None:
    happened = on("The national stockpile of tungsten against supply disruption was set up by law.", "metal:W")
    likely = (0.02, 0.03, 0.93, 0.02)
    hardly = (0.97, 0.01, 0.01, 0.01)
    pairs = [(STOCK, happened), (RECYCLE, happened), (STOCK, happened), (STOCK, on(""))]
    own, of_another, unlikely, of_nothing = sameness.told_of(pairs, np.array([likely, likely, hardly, (1, 0, 0, 0)]))
    assert 1 >= own > of_another
    assert own > unlikely
    assert of_nothing >= 0


def test_weights_are_read_again_when_they_were_learned_anew() -> None:
    before = probability(RECYCLE, RECYCLE_ZH)
    sameness.forget_weights()
    assert probability(RECYCLE, RECYCLE_ZH) == before


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("The state must build a strategic stockpile of tungsten.",
         "The state should build a strategic stockpile of tungsten.", "en"),
        ("建议国家建立钨战略储备，以应对供应中断。", "国家应当建立钨战略储备，应对供应中断。", "zh"),
    ],
)  # fmt: skip
def test_what_a_finding_is_wrapped_in_makes_no_difference(one: str, other: str, lang: str) -> None:
    assert probability(on(one, lang=lang), on(other, lang=lang)) > 0.9
