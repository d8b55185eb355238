"""Classifiers side by side, and how figures grow with sentences: `python bench/classifiers.py [--vectors LANG FILE]`.

Everything is cross-validated by source on the shipped features: all sentences of a source are in one fold. Figures are
F1 at the best threshold, the mean of two rounds with other folds. With `--vectors`, an array of shape (sentences,
dimensions), in the order of the feature file, is compared as well; the sentences themselves are not in the repository.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from models.classifier import KINDS, in_context, logit
from models.fit import (
    FEATURES,
    LANGUAGES,
    Split,
    TrainingSet,
    best_threshold,
    final,
    folds,
    linear,
    load_features,
    repeated_columns,
    sparse,
    trees,
)  # fmt: skip

Doubles = npt.NDArray[np.float64]
SEEDS = (0, 1)
SHARES = (0.25, 0.5, 0.75, 1.0)


def random_trees() -> Any:
    """Many deep random trees on the cue statistics, in the place of boosted ones."""
    return ExtraTreesClassifier(300, min_samples_leaf=3, max_features=0.3, class_weight="balanced", random_state=0)


def on_vectors() -> Any:
    """A linear model of sentence vectors."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.003, class_weight="balanced", max_iter=300))


def held_out(make: Callable[[], Any], x: Any, y: Any, splits: list[Split]) -> Doubles:
    """Log odds of each sentence by a model fitted without its source."""
    out = np.zeros(len(y))
    for train, test in splits:
        out[test] = make().fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    return logit(out)


def weighed(opinions: list[Doubles], data: TrainingSet, splits: list[Split], y: Any, *, around: bool = True) -> float:
    """F1 of first opinions weighed by the last model, with the neighbours' or without."""
    context = np.hstack([in_context(o, data.runs) if around else o[:, None] for o in opinions])
    return best_threshold(y, 1 / (1 + np.exp(-held_out(final, context, y, splits))))[1]


def compare(data: TrainingSet, vectors: Doubles | None) -> Mapping[str, Doubles]:
    """F1 of each combination, (kinds,)."""
    total: dict[str, list[list[float]]] = {}
    for seed in SEEDS:
        splits = list(folds(data, seed))
        ngrams = TfidfTransformer().fit_transform(sparse(data.features.ngrams, repeated_columns(data.features.ngrams)))
        cues = data.features.cues
        opinions = {
            "n-grams": [held_out(linear, ngrams, y, splits) for y in data.labels.T],
            "cue trees": [held_out(trees, cues, y, splits) for y in data.labels.T],
            "linear on cues": [held_out(on_cues, cues, y, splits) for y in data.labels.T],
            "random trees": [held_out(random_trees, cues, y, splits) for y in data.labels.T],
        }
        if vectors is not None:
            opinions["vectors"] = [held_out(on_vectors, vectors, y, splits) for y in data.labels.T]
        plain = [[name] for name in opinions]
        stacks = [["n-grams", name] for name in opinions if name != "n-grams"]
        if vectors is not None:
            stacks.append(["n-grams", "cue trees", "vectors"])
        for names in plain:
            score = [
                weighed([opinions[names[0]][k]], data, splits, y, around=False) for k, y in enumerate(data.labels.T)
            ]
            total.setdefault(f"{names[0]}, alone", []).append(score)
        for names in stacks:
            both = [opinion for name in names for opinion in opinions[name]]
            score = [weighed(both, data, splits, y) for y in data.labels.T]
            total.setdefault(" + ".join(names) + ", neighbours", []).append(score)
        both = opinions["n-grams"] + opinions["cue trees"]
        score = [weighed(both, data, splits, y, around=False) for y in data.labels.T]
        total.setdefault("n-grams + cue trees, no neighbours", []).append(score)
    return {name: np.mean(scores, axis=0) for name, scores in total.items()}


def on_cues() -> Any:
    """A linear model of the cue statistics."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, class_weight="balanced", max_iter=1000))


def curve(data: TrainingSet) -> Mapping[float, Doubles]:
    """F1 of the shipped combination when only a share of the sources is learned from, (kinds,)."""
    total: dict[float, list[list[float]]] = {share: [] for share in SHARES}
    ngrams = TfidfTransformer().fit_transform(sparse(data.features.ngrams, repeated_columns(data.features.ngrams)))
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        whole = list(folds(data, seed))
        for share in SHARES:
            splits = []
            for train, test in whole:
                sources = np.unique(data.sources[train])
                kept = random.choice(sources, max(1, int(share * len(sources))), replace=False)
                splits.append((train[np.isin(data.sources[train], kept)], test))
            opinions = [held_out(linear, ngrams, y, splits) for y in data.labels.T]
            opinions += [held_out(trees, data.features.cues, y, splits) for y in data.labels.T]
            total[share].append([weighed(opinions, data, splits, y) for y in data.labels.T])
    return {share: np.mean(scores, axis=0) for share, scores in total.items()}


def only(data: TrainingSet, file: int) -> TrainingSet:
    """The sentences of one file."""
    own = data.files == file
    ngrams = data.features.ngrams
    place = np.cumsum(own) - 1
    keep = own[ngrams.row]
    kept = type(ngrams)(int(own.sum()), place[ngrams.row[keep]], ngrams.column[keep], ngrams.value[keep])
    return TrainingSet(
        features=type(data.features)(data.lang, kept, data.features.cues[own]), labels=data.labels[own],
        runs=data.runs[own], sources=data.sources[own], files=data.files[own],
    )  # fmt: skip


def main() -> None:
    """Print both tables for each language."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--vectors", nargs=2, action="append", default=[], metavar=("LANG", "FILE"))
    vectors = {lang: np.load(Path(file)) for lang, file in parser.parse_args().vectors}
    for lang in LANGUAGES:
        data = only(load_features(FEATURES / f"{lang}.npz", lang), 0)
        sys.stdout.write(f"{lang}: {len(data.labels)} sentences; F1 of {', '.join(KINDS)}\n")
        for name, scores in compare(data, vectors.get(lang)).items():
            sys.stdout.write(f"  {name:<44} " + "  ".join(f"{score:.3f}" for score in scores) + "\n")
        for share, scores in curve(data).items():
            sys.stdout.write(
                f"  learned from {share:4.0%} of the sources          " + "  ".join(f"{s:.3f}" for s in scores) + "\n"
            )


if __name__ == "__main__":
    main()
