"""How much a judged sentence should count: `python bench/learning.py`.

A person's library is played by some of the sources that the models learn from: in Chinese those of the second file
of annotated passages, which are PDFs, in English a quarter of the sources drawn at random. The rest are the shipped
sentences. A model of these reads half of the person's sources; each sentence that it calls a finding gets the verdict
of the annotators, accept or reject, and is learned from at several weights. What is measured is F1 on the other half,
which nobody judged, and on the shipped sentences, each source held out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from sklearn.metrics import f1_score
from threadpoolctl import threadpool_limits

from models.classifier import KINDS, SentenceModel, model_of_arrays
from models.features import Features
from models.fit import (
    FEATURES,
    LANGUAGES,
    UNUSED,
    TrainingSet,
    best_threshold,
    cross_validate,
    fitted_parts,
    load_features,
)
from models.hashing import Ngrams
from models.learn import JUDGED, joined

WEIGHTS = (0, 1, 2, 4, 8, 16)
SEEDS = (0, 1)

Mask = npt.NDArray[np.bool_]


def part(data: TrainingSet, rows: Mask) -> TrainingSet:
    """Some of the sentences."""
    kept = np.flatnonzero(rows)
    place = np.full(len(rows), -1)
    place[kept] = np.arange(len(kept))
    ngrams = data.features.ngrams
    inside = rows[ngrams.row]
    return TrainingSet(
        features=Features(
            data.lang,
            Ngrams(len(kept), place[ngrams.row[inside]], ngrams.column[inside], ngrams.value[inside]),
            data.features.cues[kept],
        ),
        labels=data.labels[kept],
        runs=data.runs[kept],
        sources=data.sources[kept],
        files=data.files[kept],
    )


def fitted(data: TrainingSet) -> tuple[SentenceModel, list[float]]:
    """The model of a set, its thresholds those of the sentences that nobody judged, and F1 on these."""
    context, probabilities = cross_validate(data, seed=0)
    own = data.files != JUDGED
    best = [best_threshold(y[own], p[own]) for y, p in zip(data.labels.T, probabilities.T, strict=True)]
    thresholds = {kind: at for kind, (at, _) in zip(KINDS, best, strict=True)}
    return model_of_arrays(fitted_parts(data, context, thresholds)), [f1 for _, f1 in best]


def said(model: SentenceModel, data: TrainingSet) -> Mask:
    """What the model calls a finding of each kind, shape (n, kinds)."""
    rows = model.probabilities(data.features, data.runs)
    return np.asarray(rows >= [model.thresholds[kind] for kind in KINDS])


def f1(data: TrainingSet, found: Mask) -> list[float]:
    """F1 of each kind."""
    columns = zip(data.labels.T, found.T, strict=True)
    return [float(f1_score(y[y != UNUSED], own[y != UNUSED])) for y, own in columns]


def libraries(data: TrainingSet, seed: int) -> Iterator[Mask]:
    """The person's sentences that are judged, and those that figures are told of."""
    dice = np.random.default_rng(seed)
    sources = np.unique(data.sources[data.files == (1 if data.lang == "zh" else 0)])
    own = dice.permutation(sources)[: None if data.lang == "zh" else len(sources) // 4]
    yield np.isin(data.sources, own[: len(own) // 2])
    yield np.isin(data.sources, own[len(own) // 2 :])


def main() -> None:
    """Print a line for each language, draw and weight."""
    for lang in LANGUAGES:
        data = load_features(FEATURES / f"{lang}.npz", lang)
        for seed in SEEDS:
            read, rest = libraries(data, seed)
            shipped, judged, unseen = part(data, ~(read | rest)), part(data, read), part(data, rest)
            model, usual = fitted(shipped)
            known = said(model, judged)
            judged.labels[~known] = UNUSED
            for weight in WEIGHTS:
                if weight:
                    model, usual = fitted(joined(shipped, judged, weight))
                row = f"{lang} {seed} weight {weight:2}  {int((judged.labels != UNUSED).sum())} verdicts"
                for k, kind in enumerate(KINDS):
                    row += f"  {kind} unseen {f1(unseen, said(model, unseen))[k]:.3f} shipped {usual[k]:.3f}"
                sys.stdout.write(row + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    with threadpool_limits(limits=1):
        main()
