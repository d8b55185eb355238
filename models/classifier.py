"""The sentence classifiers: how likely is it that a sentence states a challenge, that it makes a recommendation.

Two first opinions on each sentence (a linear model of its hashed n-grams, boosted trees on its cue words) are weighed
by a third model together with the same opinions on the sentences around it, because plans and lists of problems come
in runs. What is common in a document moves all its sentences (`models.prior`). The three are fitted by scikit-learn
(`models.fit`), kept as plain arrays, and evaluated in numpy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - a class, named like one

import numpy as np
import numpy.typing as npt

from models.features import Features
from models.forest import Forest
from models.hashing import DIMENSIONS, Ngrams
from models.prior import document_shift

KINDS = ("challenge", "recommendation")
WEIGHTS = Path(__file__).with_name("weights")
NEAR = 2  # sentences before and after whose scores are looked at one by one
AROUND = 4  # sentences before and after whose mean score is looked at

FARTHEST = float(np.log(1e4 - 1))  # log odds: no first opinion is surer than a ten-thousandth away from 0 and 1

Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def logit(probability: Doubles) -> Doubles:
    """Log odds, with probabilities kept a ten-thousandth away from 0 and 1."""
    p = np.clip(probability, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(p / (1 - p)))


def in_context(scores: Doubles, runs: Ints) -> Doubles:
    """Each score beside those of its neighbours in the same run, shape (n, 2 + 2 × NEAR); 0 where there is none."""
    count = len(scores)
    out = np.zeros((count, 2 + 2 * NEAR))
    out[:, 0] = scores
    total, seen = np.zeros(count), np.zeros(count)
    for step in range(1, AROUND + 1):
        if step >= count:
            break
        same = np.flatnonzero(runs[step:] == runs[:-step])
        if step <= NEAR:
            out[same + step, step] = scores[same]
            out[same, NEAR + step] = scores[same + step]
        total[same + step] += scores[same]
        seen[same + step] += 1
        total[same] += scores[same + step]
        seen[same] += 1
    out[:, -1] = np.divide(total, seen, out=np.zeros(count), where=seen > 0)
    return out


@dataclass(frozen=True, kw_only=True)
class Linear:
    """A logistic regression on n-grams weighted by their rarity, each sentence's weights brought to length 1.

    `rarity` and `weights` (DIMENSIONS,) are 0 in columns that were not fitted; `weights` holds rarity, too.
    """

    rarity: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    bias: float

    def log_odds(self, ngrams: Ngrams) -> Doubles:
        """The log odds of each sentence, shape (n,)."""
        row, count = ngrams.row, ngrams.sentences
        length = np.sqrt(np.bincount(row, np.square(ngrams.value * self.rarity[ngrams.column]), count))
        total = np.bincount(row, ngrams.value * self.weights[ngrams.column], count)
        return np.divide(total, length, out=np.zeros(count), where=length > 0) + self.bias


@dataclass(frozen=True, kw_only=True)
class SentenceModel:
    """The fitted models of one language, for each kind: first opinions by n-grams and cues, and what weighs them.

    `final` are a row of weights over opinions in context and a bias; `usual` what these opinions are in the mean, to
    tell what a sentence owes to its neighbours; `shares` how common each kind was among the sentences learned from;
    `thresholds` the probabilities from which a sentence counts as a finding.
    """

    lang: str
    linear: Mapping[str, Linear]
    trees: Mapping[str, Forest]
    final: Mapping[str, tuple[Doubles, float]]
    usual: Doubles
    shares: Mapping[str, float]
    thresholds: Mapping[str, float]

    def first_opinions(self, features: Features) -> Doubles:
        """Log odds by each first model and kind, shape (n, 2 × kinds), sentence by sentence."""
        columns = [self.linear[kind].log_odds(features.ngrams) for kind in KINDS]
        columns += [self.trees[kind].log_odds(features.cues) for kind in KINDS]
        return np.clip(np.column_stack(columns), -FARTHEST, FARTHEST)

    def probabilities(self, features: Features, runs: Ints) -> Doubles:
        """Probability of each kind, shape (n, 2) in the order of `KINDS`.

        `runs[i]` numbers the stretch of text that sentence i belongs to: only sentences of one run are neighbours.
        Raises ValueError where `runs` does not fit or the language is another.
        """
        if features.lang != self.lang or len(runs) != len(features):
            raise ValueError(f"a model of {self.lang!r} cannot score {len(runs)} sentences of {features.lang!r}")
        if not len(features):
            return np.zeros((0, len(KINDS)))
        context = self._context(features, runs)
        odds = [context @ self.final[kind][0] + self.final[kind][1] for kind in KINDS]
        return np.asarray(1 / (1 + np.exp(-np.column_stack(odds))))

    def shifts(self, probabilities: Doubles) -> Doubles:
        """The log odds to add for each kind, shape (2,), where `probabilities` (n, 2) are those of a whole document."""
        columns = zip(KINDS, probabilities.T, strict=True)
        return np.array([document_shift(column, self.shares[kind]) for kind, column in columns])

    def _context(self, features: Features, runs: Ints) -> Doubles:
        return np.hstack([in_context(column, runs) for column in self.first_opinions(features).T])

    def owed_to_neighbours(self, features: Features, runs: Ints, kind: str) -> Doubles:
        """How much the log odds of each sentence differ from those among usual neighbours, shape (n,)."""
        around = np.arange(len(self.usual)) % (2 + 2 * NEAR) > 0
        return np.asarray((self._context(features, runs) - self.usual)[:, around] @ self.final[kind][0][around])


class ModelError(ValueError):
    """A file is no model of litlode, is damaged, or belongs to another version; the message is one line."""


def load_model(path: Path) -> SentenceModel:
    """The model that `models.fit` wrote to an archive of arrays; raises ModelError where it holds anything else."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            return model_of_arrays(file)
    except (OSError, EOFError, BadZipFile, ZlibError, ValueError, KeyError, IndexError, TypeError) as error:
        raise ModelError(
            f"{path}: not a model of litlode, or a damaged one ({' '.join(str(error).split())})"
        ) from error


def model_of_arrays(file: Mapping[str, Any]) -> SentenceModel:
    """The model whose arrays these are; raises KeyError, ValueError or IndexError where they do not fit."""
    columns = file["columns"]
    linear = {}
    for kind in KINDS:
        rarity, weights = np.zeros(DIMENSIONS, np.float32), np.zeros(DIMENSIONS, np.float32)
        rarity[columns], weights[columns] = file["rarity"], file["rarity"] * file[f"linear.{kind}"]
        linear[kind] = Linear(rarity=rarity, weights=weights, bias=float(file[f"linear.{kind}.bias"]))
    final = {kind: (file[f"final.{kind}"], float(file[f"final.{kind}.bias"])) for kind in KINDS}
    opinions = 2 * len(KINDS) * (2 + 2 * NEAR)
    if any(len(row) != opinions for row in (file["usual"], *(weights for weights, _ in final.values()))):
        raise ValueError(f"{opinions} opinions in context are weighed here")
    return SentenceModel(
        lang=str(file["lang"]),
        linear=linear,
        trees={kind: Forest.from_arrays(f"trees.{kind}", file) for kind in KINDS},
        final=final,
        usual=file["usual"],
        shares={kind: float(file[f"share.{kind}"]) for kind in KINDS},
        thresholds={kind: float(file[f"threshold.{kind}"]) for kind in KINDS},
    )


@cache
def shipped_model(lang: str) -> SentenceModel:
    """The model of one language that comes with litlode."""
    return load_model(WEIGHTS / f"{lang}.npz")


@cache
def shipped_mark(lang: str) -> str:
    """What the shipped model is known by: a model of one's own belongs to it."""
    return sha256((WEIGHTS / f"{lang}.npz").read_bytes()).hexdigest()[:12]


@dataclass(frozen=True)
class Models:
    """The models that tag: one's own where there is one for a language, else the shipped one.

    `mark` is what one's own are known by, empty where there are none.
    """

    own: Mapping[str, SentenceModel] = field(default_factory=dict)
    mark: str = ""

    def of(self, lang: str) -> SentenceModel:
        """The model of one language."""
        return self.own[lang] if lang in self.own else shipped_model(lang)


SHIPPED = Models()


def load_models(folder: Path) -> Models:
    """The models in a folder that `litlode train` wrote.

    Raises ModelError where there is none, one is damaged, or belongs to another version of litlode.
    """
    own, marks = {}, []
    for path in sorted(folder.glob("*.npz")):
        model = own[path.stem] = load_model(path)
        if model.lang != path.stem:
            raise ModelError(f"{path}: holds a model of {model.lang!r}")
        with np.load(path, allow_pickle=False) as file:
            if "shipped" not in file or str(file["shipped"]) != shipped_mark(model.lang):
                raise ModelError(f"{path}: was made by another version of litlode; `litlode train` makes it anew")
        marks.append(sha256(path.read_bytes()).hexdigest())
    if not own:
        raise ModelError(f"{folder}: there is no model here; `litlode train` makes one")
    return Models(own, sha256(" ".join(marks).encode()).hexdigest()[:12])
