"""A model of one's own: the shipped sentences and those that a person judged, learned from together.

A judged sentence counts as `WEIGHT` shipped ones. Before and after are told on the shipped sentences and on the judged
ones, each document held out while it is measured.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from threadpoolctl import threadpool_limits

from models.classifier import KINDS, SHIPPED, Doubles, Ints, shipped_mark
from models.features import Features, featurize
from models.fit import (
    UNUSED,
    Split,
    TrainingSet,
    fitted_parts,
    folds,
    held_out_opinions,
    held_out_probabilities,
    in_contexts,
)
from models.hashing import Ngrams

WEIGHT = 2
"""How many shipped sentences a judged one counts as; what 1 to 4 came to by `bench/learning.py`: docs/learning.md."""

JUDGED = 100
"""The number of the judged sentences in `TrainingSet.files`."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A sentence of a document, its labels in the order of KINDS; UNUSED for both where it is only a neighbour.

    `run` numbers the stretch of sentences, within its document, that are each other's neighbours.
    """

    words: str
    labels: tuple[int, ...]
    source: str
    run: int


@dataclass(frozen=True, kw_only=True)
class Change:
    """What learning changed for one kind: F1 on shipped sentences, and on judged ones held out by document.

    F1 is None where no judged sentence is of the kind. `agreed` are the judged sentences on which the model says what
    the person says, of `judged` in all.
    """

    judged: int
    shipped_before: float
    shipped_after: float
    judged_before: float | None
    judged_after: float | None
    agreed_before: int
    agreed_after: int

    def as_dict(self) -> dict[str, Any]:
        """The figures as JSON has them, F1 to three decimals."""
        return {name: round(value, 3) if isinstance(value, float) else value for name, value in vars(self).items()}


def as_training_set(sentences: Sequence[Judged], lang: str) -> TrainingSet:
    """The judged sentences of one language, with their neighbours, as features."""
    places = [(sentence.source, sentence.run) for sentence in sentences]
    runs = {place: number for number, place in enumerate(dict.fromkeys(places))}
    return TrainingSet(
        features=featurize([sentence.words for sentence in sentences], lang),
        labels=np.array([sentence.labels for sentence in sentences], dtype=np.int64).reshape(-1, len(KINDS)),
        runs=np.array([runs[place] for place in places], dtype=np.int64),
        sources=np.array([zlib.crc32(sentence.source.encode()) for sentence in sentences], dtype=np.int64),
        files=np.full(len(sentences), JUDGED, dtype=np.int64),
    )


def joined(shipped: TrainingSet, judged: TrainingSet, weight: int = WEIGHT) -> TrainingSet:
    """Both sets as one, in which each judged sentence counts as `weight` others."""
    a, b = shipped.features, judged.features
    ngrams = Ngrams(
        len(a) + len(b),
        np.concatenate([a.ngrams.row, b.ngrams.row + len(a)]),
        np.concatenate([a.ngrams.column, b.ngrams.column]),
        np.concatenate([a.ngrams.value, b.ngrams.value]),
    )
    return TrainingSet(
        features=Features(shipped.lang, ngrams, np.vstack([a.cues, b.cues])),
        labels=np.vstack([shipped.labels, judged.labels]),
        runs=np.concatenate([shipped.runs, judged.runs + shipped.runs.max(initial=-1) + 1]),
        sources=np.concatenate([shipped.sources, judged.sources]),
        files=np.concatenate([shipped.files, judged.files]),
        times=np.concatenate([np.ones(len(a), np.int64), np.full(len(b), weight)]),
    )


def learn(
    shipped: TrainingSet, judged: TrainingSet, *, weight: int = WEIGHT
) -> tuple[dict[str, Any], dict[str, Change]]:
    """The arrays of a model of both sets, and for each kind what it changes.

    Raises ValueError where no judged sentence has a label. The same sets give the same arrays: everything is fitted in
    one thread, which for so few sentences is as fast as many.
    """
    if not (judged.labels != UNUSED).any():
        raise ValueError("no judged sentence has a label")
    with threadpool_limits(limits=1):
        before = Before.of(shipped)
        return learn_after(before, judged, weight=weight)


@dataclass(frozen=True)
class Before:
    """The shipped sentences with what models that have not seen them say: opinions and probabilities of each kind."""

    shipped: TrainingSet
    splits: list[Split]
    opinions: Doubles
    probabilities: Doubles

    @classmethod
    def of(cls, shipped: TrainingSet) -> Before:
        """The same for a set."""
        splits = list(folds(shipped, seed=0))
        opinions = held_out_opinions(shipped, splits)
        context = in_contexts(opinions, shipped.runs)
        return cls(shipped, splits, opinions, held_out_probabilities(shipped, context, splits))


def learn_after(before: Before, judged: TrainingSet, *, weight: int) -> tuple[dict[str, Any], dict[str, Change]]:
    """What `learn` gives, where the shipped sentences are measured already."""
    shipped, count = before.shipped, len(before.shipped.labels)
    kinds = [k for k in range(len(KINDS)) if (judged.labels[:, k] != UNUSED).any()]
    both = joined(shipped, judged, weight)
    splits = _beside(before.splits, judged.sources, count)
    base = SHIPPED.of(shipped.lang)
    # A kind that nobody judged is told by the same first opinions as before.
    opinions = np.vstack([before.opinions, base.first_opinions(judged.features)])
    opinions[:, [*kinds, *(len(KINDS) + k for k in kinds)]] = held_out_opinions(both, splits, kinds)
    context = in_contexts(opinions, both.runs)
    after = held_out_probabilities(both, context, splits)
    usual = np.array([base.thresholds[kind] for kind in KINDS])
    thresholds = [
        _as_often(p >= at, own) for p, at, own in zip(before.probabilities.T, usual, after[:count].T, strict=True)
    ]
    parts = fitted_parts(both, context, dict(zip(KINDS, thresholds, strict=True)))
    parts["shipped"] = shipped_mark(shipped.lang)
    told = base.probabilities(judged.features, judged.runs) >= usual
    now = after >= np.array(thresholds)
    changes = {}
    for k, kind in enumerate(KINDS):
        truth, sure = shipped.labels[:, k], judged.labels[:, k] != UNUSED
        person = judged.labels[sure, k]
        changes[kind] = Change(
            judged=int(sure.sum()),
            shipped_before=_f1(truth, before.probabilities[:, k] >= usual[k]) or 0.0,
            shipped_after=_f1(truth, now[:count, k]) or 0.0,
            judged_before=_f1(person, told[sure, k]),
            judged_after=_f1(person, now[count:][sure, k]),
            agreed_before=int((told[sure, k] == person).sum()),
            agreed_after=int((now[count:][sure, k] == person).sum()),
        )
    return parts, changes


def _beside(splits: list[Split], sources: Ints, count: int) -> list[Split]:
    """The splits of `count` sentences with judged ones behind them, all of a document in one fold."""
    fold = np.unique(sources, return_inverse=True)[1] % len(splits)
    behind = np.arange(count, count + len(sources))
    return [
        (np.concatenate([train, behind[fold != number]]), np.concatenate([test, behind[fold == number]]))
        for number, (train, test) in enumerate(splits)
    ]


def _as_often(said: Any, probabilities: Doubles) -> float:
    """The threshold from which as many sentences are findings as were before.

    Not the one with the highest F1: judged sentences, which were all found once, would only push it up, and among the
    shipped ones it moves by a tenth with the folds.
    """
    return float(np.sort(probabilities)[-max(1, int(said.sum()))])


def _f1(truth: Ints, said: Any) -> float | None:
    known = truth != UNUSED
    return float(f1_score(truth[known], said[known])) if (truth == 1).any() else None
