"""How much a judged sentence should count: `python bench/learning.py`.

A person's library is played by a quarter of the real sources that the models learn from, drawn at random. The rest are
the shipped sentences. A model of these reads half of the person's sources; each sentence that it calls a finding gets
the verdict of the annotators, accept or reject, and is learned from at several weights. What is measured is average
precision and F1 on the other half, which nobody judged.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, f1_score
from threadpoolctl import threadpool_limits

from models.classifier import KINDS, SHIPPED, SentenceModel, model_of_arrays
from models.features import Features
from models.fit import FEATURES, LANGUAGES, UNUSED, TrainingSet, fitted_parts, in_contexts, load_features
from models.hashing import Ngrams
from models.learn import Before, learn_after

WEIGHTS = (0, 1, 2, 4)
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


def figures(model: SentenceModel, data: TrainingSet) -> list[tuple[float, float]]:
    """Average precision and F1 of each kind on sentences that the model has not seen."""
    rows = model.probabilities(data.features, data.runs)
    out = []
    for kind, y, p in zip(KINDS, data.labels.T, rows.T, strict=True):
        known = y != UNUSED
        f1 = f1_score(y[known], p[known] >= model.thresholds[kind])
        out.append((float(average_precision_score(y[known], p[known])), float(f1)))
    return out


def libraries(data: TrainingSet, seed: int) -> Iterator[Mask]:
    """The person's sentences that are judged, and those that figures are told of."""
    dice = np.random.default_rng(seed)
    sources = np.unique(data.sources[data.files == 0])
    own = dice.permutation(sources)[: len(sources) // 4]
    yield np.isin(data.sources, own[: len(own) // 2])
    yield np.isin(data.sources, own[len(own) // 2 :])


def main() -> None:
    """Print a line for each language, draw and weight."""
    for lang in LANGUAGES:
        data = load_features(FEATURES / f"{lang}.npz", lang)
        for seed in SEEDS:
            read, rest = libraries(data, seed)
            shipped, judged, unseen = part(data, ~(read | rest)), part(data, read), part(data, rest)
            before = Before.of(shipped)
            model = plain(before)
            said = model.probabilities(judged.features, judged.runs) >= [model.thresholds[kind] for kind in KINDS]
            judged.labels[~said] = UNUSED
            for weight in WEIGHTS:
                if weight:
                    model = model_of_arrays(learn_after(before, judged, weight=weight)[0])
                row = f"{lang} {seed} weight {weight:2}  {int((judged.labels != UNUSED).sum())} verdicts"
                for kind, (precision, f1) in zip(KINDS, figures(model, unseen), strict=True):
                    row += f"  {kind} AP {precision:.3f} F1 {f1:.3f}"
                sys.stdout.write(row + "\n")
                sys.stdout.flush()


def plain(before: Before) -> SentenceModel:
    """The model of the shipped sentences alone, with the thresholds of what ships."""
    thresholds = SHIPPED.of(before.shipped.lang).thresholds
    context = in_contexts(before.opinions, before.shipped.runs)
    return model_of_arrays(fitted_parts(before.shipped, context, thresholds))


if __name__ == "__main__":
    with threadpool_limits(limits=1):
        main()
