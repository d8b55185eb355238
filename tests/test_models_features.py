import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.features import Features, featurize
from models.hashing import DIMENSIONS, Ngrams
from models.tokens import Vocabulary

TEXTS = {
    "zh": ["钨矿储备不足，亟待加强。", "建议扩大收储！"],
    "en": ["Stocks are short.", "Agencies should expand them."],
}


def of_sentence(ngrams: Ngrams, index: int) -> dict[int, float]:
    """The columns that one sentence fills, and how much."""
    own = ngrams.row == index
    return dict(zip(ngrams.column[own].tolist(), ngrams.value[own].tolist(), strict=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sentence_has_the_same_features_alone_and_among_others(lang: str) -> None:
    together = featurize(TEXTS[lang], lang)
    for index, text in enumerate(TEXTS[lang]):
        alone = featurize([text], lang)
        assert of_sentence(alone.ngrams, 0) == of_sentence(together.ngrams, index) != {}
        np.testing.assert_array_equal(alone.cues[0], together.cues[index])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_line_breaks_inside_a_sentence_change_nothing(lang: str) -> None:
    a, b = ("储备 不足", "储备\n\n不足") if lang == "zh" else ("stocks are short", "stocks\nare  short")
    first, second = featurize([a], lang), featurize([b], lang)
    assert of_sentence(first.ngrams, 0) == of_sentence(second.ngrams, 0)
    np.testing.assert_array_equal(first.cues, second.cues)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sentences_give_no_rows(lang: str) -> None:
    assert len(featurize([], lang)) == 0


@given(st.lists(st.text(max_size=40), max_size=4), st.sampled_from(["zh", "en"]))
def test_any_text_has_finite_features(texts: list[str], lang: str) -> None:
    features = featurize(texts, lang)
    assert features.ngrams.sentences == len(texts)
    assert ((features.ngrams.column >= 0) & (features.ngrams.column < DIMENSIONS)).all()
    assert np.isfinite(features.cues).all()


def test_features_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="1 rows of n-grams, 2 of cues"):
        Features("en", featurize(["one"], "en").ngrams, np.zeros((2, 3), dtype=np.float32))


def test_what_the_papers_are_about_is_no_word_of_a_problem() -> None:
    plain = featurize(["critical minerals are mined here"], "en")
    other = featurize(["rare earths are mined here"], "en")
    np.testing.assert_array_equal(plain.cues[:, :-6], other.cues[:, :-6])  # the last six tell length and shape


def test_a_phrase_that_could_never_be_found_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'call\* for' cannot be looked up"):
        Vocabulary([["call* for"]])


def test_phrases_and_endings_give_their_groups() -> None:
    words = Vocabulary([["call for", "calls for more"], ["*ed"]])
    texts = ["they call for aid", "it calls for more", "it called", "red calls"]
    tokens, spoken = words.tokens(texts), " / ".join([*texts, ""]).split()
    marked = {(word, int(mask)) for word, mask in zip(spoken, tokens.mask, strict=True) if mask}
    assert marked == {("call", 1), ("calls", 1), ("called", 2)}
