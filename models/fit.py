"""Fit the sentence classifiers: `python -m models.fit` from the shipped features, `--gold FILE...` to make these first.

The feature file holds hashed n-grams, cue statistics, labels, passages and hashed source names of real sentences;
n-grams that occur once are left out, so that no sentence can be put together again. Cross-validation keeps all
sentences of a source in one fold.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_curve
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from models.classifier import KINDS, WEIGHTS, Doubles, Ints, in_context, logit
from models.features import Features, featurize
from models.forest import flatten
from models.hashing import DIMENSIONS, Ngrams

LANGUAGES = ("zh", "en")
FEATURES = Path(__file__).with_name("training")
FOLDS = 5
ROUNDS = 3  # cross-validations with other folds, averaged: one alone moves F1 by 0.01

TOP = 0.005  # F1: what lies less below the highest is as good

UNUSED = -1
"""The label of a sentence that a kind is not learned from."""

Split = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]


@dataclass(frozen=True, kw_only=True)
class TrainingSet:
    """Labelled sentences of one language as features; `labels` is (n, kinds), `runs` passages, `sources` hashes.

    `files` numbers the files of annotated passages that the sentences come from. A label of -1 leaves a sentence out
    of what is learned of that kind: written sentences of English made challenges in real papers worse. `times` tell how
    many sentences each counts as, one where there are none.
    """

    features: Features
    labels: Ints
    runs: Ints
    sources: Ints
    files: Ints
    times: Ints | None = None

    @property
    def lang(self) -> str:
        """The language of the sentences."""
        return self.features.lang


def from_gold(paths: Sequence[Path], lang: str) -> TrainingSet:
    """The sentences of one language in files of annotated passages, as features."""
    texts, labels, runs, sources, files = [], [], [], [], []
    lines = [(number, line) for number, path in enumerate(paths) for line in path.read_text("utf-8").splitlines()]
    for number, (file, line) in enumerate(lines):
        passage = json.loads(line)
        if passage["lang"] != lang:
            continue
        unused = passage.get("unused", ())
        for sentence in passage["sentences"]:
            texts.append(sentence["text"])
            labels.append([UNUSED if kind in unused else int(sentence[kind]) for kind in KINDS])
            runs.append(number)
            sources.append(zlib.crc32(passage["source"].encode()))
            files.append(file)
    return TrainingSet(
        features=featurize(texts, lang),
        labels=np.array(labels, dtype=np.int64),
        runs=np.array(runs, dtype=np.int64),
        sources=np.array(sources, dtype=np.int64),
        files=np.array(files, dtype=np.int64),
    )


def repeated_columns(ngrams: Ngrams) -> Ints:
    """The columns that at least two sentences fill."""
    return np.flatnonzero(np.bincount(ngrams.column, minlength=DIMENSIONS) >= 2).astype(np.int64)


def sparse(ngrams: Ngrams, columns: Ints) -> csr_matrix:
    """The n-grams in `columns` as the sparse matrix that scikit-learn takes, shape (sentences, columns)."""
    place = np.full(DIMENSIONS, -1, np.int64)
    place[columns] = np.arange(len(columns))
    kept = ngrams.only(place >= 0)
    return csr_matrix((kept.value, (kept.row, place[kept.column])), shape=(ngrams.sentences, len(columns)))


def save_features(data: TrainingSet, path: Path) -> None:
    """Write the set as a compressed numpy archive, without the n-grams that occur once."""
    kept = repeated_columns(data.features.ngrams)
    ngrams = sparse(data.features.ngrams, kept)
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path,
        columns=kept.astype(np.int32),
        indptr=ngrams.indptr.astype(np.int32),
        indices=ngrams.indices.astype(np.int32),
        counts=ngrams.data.astype(np.float16),
        cues=data.features.cues.astype(np.float16),
        labels=data.labels.astype(np.int8),
        runs=data.runs.astype(np.int32),
        sources=data.sources.astype(np.int64),
        files=data.files.astype(np.int8),
    )


def load_features(path: Path, lang: str) -> TrainingSet:
    """The set that `save_features` wrote; never unpickles."""
    with np.load(path, allow_pickle=False) as file:
        count = len(file["labels"])
        row = np.repeat(np.arange(count), np.diff(file["indptr"]))
        columns = file["columns"][file["indices"]].astype(np.int64)
        ngrams = Ngrams(count, row, columns, file["counts"].astype(np.float32))
        return TrainingSet(
            features=Features(lang, ngrams, file["cues"].astype(np.float32)),
            labels=file["labels"].astype(np.int64),
            runs=file["runs"].astype(np.int64),
            sources=file["sources"].astype(np.int64),
            files=file["files"].astype(np.int64),
        )


def linear() -> BaseEstimator:
    """The linear model of n-grams; C by cross-validation over 1, 4, 10."""
    return LogisticRegression(C=4, class_weight="balanced", solver="liblinear", max_iter=500)


def trees() -> BaseEstimator:
    """The boosted trees on cue statistics: shallow and slow, because there are few sentences."""
    return HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.05, max_leaf_nodes=15, min_samples_leaf=20, l2_regularization=1, random_state=0
    )


def final() -> BaseEstimator:
    """The model that weighs first opinions in context; unweighted, so that its probabilities are calibrated."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.05, max_iter=1000))


def folds(data: TrainingSet, seed: int) -> Iterator[Split]:
    """Splits that keep each source in one fold."""
    splitter = GroupKFold(FOLDS, shuffle=True, random_state=seed)
    return iter(splitter.split(data.labels, None, data.sources))


def _fitted(make: Callable[[], Any], x: Any, y: Ints, times: Ints | None, rows: Ints) -> Any:
    """A model fitted on those of the rows whose label is known.

    A sentence that counts more is there as often: with weights the trees would take seconds to bin the features.
    """
    known = rows[y[rows] != UNUSED]
    known = known if times is None else np.repeat(known, times[known])
    return make().fit(x[known], y[known])


def _held_out(make: Callable[[], Any], x: Any, y: Ints, splits: list[Split], times: Ints | None) -> Doubles:
    out = np.zeros(len(y))
    for train, test in splits:
        out[test] = _fitted(make, x, y, times, train).predict_proba(x[test])[:, 1]
    return out


def in_contexts(opinions: Doubles, runs: Ints) -> Doubles:
    """Opinions (n, columns), each column beside those of its neighbours."""
    return np.hstack([in_context(column, runs) for column in opinions.T])


def held_out_opinions(data: TrainingSet, splits: list[Split], kinds: Sequence[int] = (0, 1)) -> Doubles:
    """Held-out log odds by the linear models of some kinds, then by their trees, shape (n, 2 × kinds)."""
    kept = sparse(data.features.ngrams, repeated_columns(data.features.ngrams))
    weighted = TfidfTransformer().fit_transform(kept)
    labels = [data.labels[:, kind] for kind in kinds]
    first = [logit(_held_out(linear, weighted, y, splits, data.times)) for y in labels]
    first += [logit(_held_out(trees, data.features.cues, y, splits, data.times)) for y in labels]
    return np.column_stack(first)


def held_out_probabilities(data: TrainingSet, context: Doubles, splits: list[Split]) -> Doubles:
    """Held-out final probabilities (n, kinds) from held-out opinions in context."""
    return np.column_stack([_held_out(final, context, y, splits, data.times) for y in data.labels.T])


def cross_validate(data: TrainingSet, seed: int) -> tuple[Doubles, Doubles]:
    """Held-out first opinions in context, and held-out final probabilities (n, kinds)."""
    splits = list(folds(data, seed))
    context = in_contexts(held_out_opinions(data, splits), data.runs)
    return context, held_out_probabilities(data, context, splits)


def best_threshold(truth: Ints, probability: Doubles) -> tuple[float, float]:
    """The probability at which F1 is highest, and that F1."""
    known = truth != UNUSED
    precision, recall, at = precision_recall_curve(truth[known], probability[known])
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    index = int(f1[:-1].argmax())
    return float(at[index]), float(f1[index])


def steady_threshold(truth: Ints, rounds: Sequence[Doubles]) -> float:
    """A quarter of the way through the probabilities at which F1, averaged over rounds, is nearly highest.

    The curve is flat at its top, where the highest point moves by 0.05 from round to round. Text of another kind has
    fewer of the words learned, and so lower probabilities: the threshold lies rather at the lower end.
    """
    known = truth != UNUSED
    grid = np.arange(0.1, 0.9, 0.01)
    f1 = np.mean([[f1_score(truth[known], p[known] >= at) for at in grid] for p in rounds], axis=0)
    top = grid[f1 >= f1.max() - TOP]
    return float(0.75 * top.min() + 0.25 * top.max())


def f1_by_file(data: TrainingSet, kind: int, probability: Doubles, threshold: float) -> list[float]:
    """F1 on the sentences of each file, at one threshold for all."""
    truth, said = data.labels[:, kind], probability >= threshold
    known = truth != UNUSED
    files = (known & (data.files == file) for file in np.unique(data.files[known]))
    return [float(f1_score(truth[own], said[own])) for own in files]


def fit(data: TrainingSet) -> tuple[dict[str, Any], dict[str, list[float]]]:
    """The arrays that `load_model` reads, and the cross-validated F1 of each kind on each file."""
    rounds = [cross_validate(data, seed) for seed in range(ROUNDS)]
    thresholds, scores = {}, {}
    for index, (kind, truth) in enumerate(zip(KINDS, data.labels.T, strict=True)):
        own = [probabilities[:, index] for _, probabilities in rounds]
        at = thresholds[kind] = steady_threshold(truth, own)
        scores[kind] = np.mean([f1_by_file(data, index, p, at) for p in own], axis=0).tolist()
    context = np.mean([context for context, _ in rounds], axis=0)
    return fitted_parts(data, context, thresholds), scores


def fitted_parts(data: TrainingSet, context: Doubles, thresholds: Mapping[str, float]) -> dict[str, Any]:
    """The arrays that `load_model` reads, fitted on all sentences; `context` are held-out first opinions in context."""
    columns = repeated_columns(data.features.ngrams)
    idf = TfidfTransformer()
    ngrams = idf.fit_transform(sparse(data.features.ngrams, columns))
    parts: dict[str, Any] = {
        "lang": data.lang,
        "columns": columns.astype(np.int32),
        "rarity": idf.idf_.astype(np.float32),
        "usual": context.mean(axis=0),
    }
    every = np.arange(len(data.labels))
    for kind, y in zip(KINDS, data.labels.T, strict=True):
        words = _fitted(linear, ngrams, y, data.times, every)
        parts |= {f"linear.{kind}": words.coef_[0].astype(np.float32), f"linear.{kind}.bias": words.intercept_[0]}
        parts |= flatten(_fitted(trees, data.features.cues, y, data.times, every)).arrays(f"trees.{kind}")
        scale, weigh = _fitted(final, context, y, data.times, every)
        weights = weigh.coef_[0] / scale.scale_
        parts |= {f"final.{kind}": weights, f"final.{kind}.bias": weigh.intercept_[0] - weights @ scale.mean_}
        parts[f"share.{kind}"] = _share(y, data.times)
        parts[f"threshold.{kind}"] = thresholds[kind]
    return parts


def _share(y: Ints, times: Ints | None) -> float:
    """How common a kind is among the sentences whose label is known, as often as each counts."""
    known = y != UNUSED
    return float(np.average(y[known] == 1, weights=None if times is None else times[known]))


def main(argv: list[str] | None = None) -> None:
    """Fit and save the models of both languages, and print their cross-validated F1."""
    parser = argparse.ArgumentParser(prog="python -m models.fit", description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", help="files of annotated passages to make features of")
    args = parser.parse_args(argv)
    with threadpool_limits(limits=1):  # so few sentences are fitted as fast in one, and far faster on a busy machine
        _fit_all(args.gold)


def _fit_all(gold: Sequence[Path] | None) -> None:
    for lang in LANGUAGES:
        path = FEATURES / f"{lang}.npz"
        if gold:
            save_features(from_gold(gold, lang), path)
        parts, scores = fit(load_features(path, lang))
        WEIGHTS.mkdir(exist_ok=True)
        np.savez_compressed(WEIGHTS / f"{lang}.npz", **parts)
        for kind in KINDS:
            held_out = ", ".join(f"{score:.3f}" for score in scores[kind])
            line = f"{lang} {kind:<15} F1 {held_out} (held out by source), from {parts[f'threshold.{kind}']:.2f}"
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
