"""A model of one's own: what is learned from judged sentences, and what stays as it was."""

from __future__ import annotations

import numpy as np
import pytest
from lab_papers import UNSEEN, few_trees, small_training_set

from models import fit
from models.classifier import KINDS, SHIPPED, model_of_arrays
from models.features import featurize
from models.fit import UNUSED
from models.learn import JUDGED, Judged, as_training_set, joined, learn


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten trees instead of 150."""
    monkeypatch.setattr(fit, "trees", few_trees)


STEPS = {
    "en": "The {} samples should be dried for {} hours in the oven.",
    "zh": "{}样品应当在{}度下烘干并密封保存。",
}


def judged(lang: str, label: int = 0) -> list[Judged]:
    """Twenty-four sentences of one pattern in six documents, each judged as no recommendation, or as one."""
    words = ("钨", "锡", "钴", "锂", "镍", "铜") if lang == "zh" else ("tin", "iron", "zinc", "lead", "gold", "rock")
    return [
        Judged(words=STEPS[lang].format(word, 50 + n), labels=(UNUSED, label), source=word, run=n)
        for word in words
        for n in range(4)
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_rejected_pattern_scores_lower_and_real_recommendations_stay(lang: str) -> None:
    parts, changes = learn(small_training_set(lang), as_training_set(judged(lang), lang))
    own = model_of_arrays(parts)
    features = featurize(UNSEEN[lang], lang)
    before = SHIPPED.of(lang).probabilities(features, np.array([0, 1]))[:, KINDS.index("recommendation")]
    after = own.probabilities(features, np.array([0, 1]))[:, KINDS.index("recommendation")]
    assert before.min() > SHIPPED.of(lang).thresholds["recommendation"]
    assert after[0] < before[0] / 2
    assert after[1] > own.thresholds["recommendation"]
    change = changes["recommendation"]
    assert (change.judged, change.agreed_before, change.judged_before) == (24, 0, None)
    assert change.agreed_after > 20
    assert changes["challenge"].judged == 0


def test_the_same_sentences_give_the_same_arrays() -> None:
    shipped, own = small_training_set("en"), as_training_set(judged("en"), "en")
    one, other = learn(shipped, own)[0], learn(shipped, own)[0]
    assert one.keys() == other.keys()
    for name, value in one.items():
        np.testing.assert_array_equal(value, other[name], name)


def test_both_sets_are_joined_with_runs_and_sources_apart() -> None:
    shipped, own = small_training_set("en"), as_training_set(judged("en"), "en")
    both = joined(shipped, own, 3)
    behind = both.files == JUDGED
    assert behind.sum() == 24
    assert not set(both.runs[behind]) & set(both.runs[~behind])
    assert both.times is not None
    assert (set(both.times[behind]), set(both.times[~behind])) == ({3}, {1})
    np.testing.assert_array_equal(both.features.ngrams.row[-1:], [len(both.features) - 1])


def test_nothing_judged_is_refused() -> None:
    own = as_training_set(judged("en", UNUSED), "en")
    with pytest.raises(ValueError, match="no judged sentence has a label"):
        learn(small_training_set("en"), own)
