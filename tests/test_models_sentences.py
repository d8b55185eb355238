"""What sentences mean: vectors that do not depend on what is read beside them, and that see the order of words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import mixed

from extract.charfold import spread
from models import sentences, sides
from models.outcomes import OUTCOMES
from models.sentences import LONGEST, SIZE, encode, encode_told, of_words, seen
from models.vectors import coder

texts = st.lists(mixed | st.sampled_from(["Recycle lithium from batteries.", "建议国家建立钨储备。", ""]), max_size=12)


@settings(max_examples=30)
@given(texts)
def test_a_sentence_means_what_it_means_whatever_is_read_beside_it(given_: list[str]) -> None:
    spaced = [spread(text) for text in given_]
    together = encode(spaced)
    assert together.shape == (len(given_), SIZE)
    for text, vector in zip(spaced, together, strict=True):
        alone = encode([text])[0]
        assert vector == pytest.approx(alone, abs=1e-4)
        assert np.linalg.norm(vector) == pytest.approx(1 if coder().places_of(text) else 0, abs=1e-4)


@settings(max_examples=30)
@given(texts)
def test_what_happened_is_told_in_shares_of_one(given_: list[str]) -> None:
    spaced = [spread(text) for text in given_]
    vectors, chances = encode_told(spaced)
    assert np.allclose(vectors, encode(spaced))
    assert chances.shape == (len(given_), len(OUTCOMES))
    assert np.allclose(chances.sum(1), 1)
    assert (chances >= 0).all()


def test_many_sentences_are_read_in_groups() -> None:
    many = [spread(f"Build a stockpile of {metal}, year {at}.") for at in range(200) for metal in ("tin", "zinc")]
    assert np.allclose(encode(many)[-2:], encode(many[-2:]), atol=1e-4)


def test_words_beside_one_another_count() -> None:
    buys, sells = encode([spread("Miners sell tin and buy zinc."), spread("Miners sell zinc and buy tin.")])
    assert float(buys @ sells) < 0.999


def test_a_sentence_longer_than_is_read_means_its_beginning() -> None:
    words = ["lithium", "nickel", "cobalt", "copper", "tin", "zinc", "gallium", "antimony"] * 20
    assert len(words) > LONGEST
    assert np.allclose(*encode([" ".join(words), " ".join(words[:LONGEST])]), atol=1e-5)


@pytest.mark.parametrize("view", ["measure", "told", "answered"])
def test_views_are_of_length_one_and_shorter(view: sentences.View) -> None:
    shown = seen(encode([spread("Recycle lithium."), spread("回收锂。")]), view)
    assert shown.shape == (2, 128)
    assert np.linalg.norm(shown, axis=1) == pytest.approx([1, 1], abs=1e-3)
    assert float(shown[0] @ shown[1]) > 0.5


def test_what_tells_of_a_measure_lies_nearer_to_it_than_to_another() -> None:
    measures = seen(
        encode([spread("建议国家建立钨储备。"), spread("Companies should recycle lithium from used batteries.")]),
        "measure",
    )
    told = seen(encode([spread("The state bought tungsten for its national reserve in 2019.")]), "told")[0]
    assert measures[0] @ told > measures[1] @ told


def test_words_are_compared_but_those_that_frame_what_is_said() -> None:
    known = sides.weighing()
    framing = coder().places_of(spread("must should 应当"))
    assert len(framing) == 3
    assert not known[framing].any()
    assert known[coder().places_of("stockpile tungsten")].all()
    assert of_words(np.array(coder().places_of("stockpile tungsten"))).shape == (2, 128)


def test_layers_are_read_again_when_they_were_learned_anew() -> None:
    before = encode([spread("Recycle lithium.")])
    sentences.forget()
    assert np.array_equal(encode([spread("Recycle lithium.")]), before)
