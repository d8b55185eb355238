"""The sentence classifiers: how likely is it that a sentence states a challenge, that it makes a recommendation.

Two first opinions on each sentence (a linear model of its hashed n-grams, boosted trees on its cue words) are weighed
by a third model together with the same opinions on the sentences around it, because plans and lists of problems come
in runs. All three are scikit-learn models, kept as skops files: data, never code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.features import Features

KINDS = ("challenge", "recommendation")
WEIGHTS = Path(__file__).with_name("weights")
NEAR = 2  # sentences before and after whose scores are looked at one by one
AROUND = 4  # sentences before and after whose mean score is looked at
TRUSTED = ["sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor"]

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


@dataclass(frozen=True)
class SentenceModel:
    """The fitted models of one language; `parts` is what the skops file holds (see `models.fit`)."""

    lang: str
    parts: Mapping[str, Any]

    @property
    def thresholds(self) -> Mapping[str, float]:
        """For each kind, the probability from which a sentence counts as a finding."""
        return {kind: float(self.parts["thresholds"][kind]) for kind in KINDS}

    def first_opinions(self, features: Features) -> Doubles:
        """Log odds by each first model and kind, shape (n, 2 × kinds), sentence by sentence."""
        ngrams = self.parts["idf"].transform(features.ngrams[:, self.parts["columns"]])
        columns = [logit(self.parts["linear"][kind].predict_proba(ngrams)[:, 1]) for kind in KINDS]
        columns += [logit(self.parts["trees"][kind].predict_proba(features.cues)[:, 1]) for kind in KINDS]
        return np.column_stack(columns)

    def probabilities(self, features: Features, runs: Ints) -> Doubles:
        """Probability of each kind, shape (n, 2) in the order of `KINDS`.

        `runs[i]` numbers the stretch of text that sentence i belongs to: only sentences of one run are neighbours.
        Raises ValueError where `runs` does not fit or the language is another.
        """
        if features.lang != self.lang or len(runs) != len(features):
            raise ValueError(f"a model of {self.lang!r} cannot score {len(runs)} sentences of {features.lang!r}")
        if not len(features):
            return np.zeros((0, len(KINDS)))
        opinions = self.first_opinions(features)
        context = np.hstack([in_context(column, runs) for column in opinions.T])
        return np.column_stack([self.parts["final"][kind].predict_proba(context)[:, 1] for kind in KINDS])


def load_model(path: Path) -> SentenceModel:
    """The model in a skops file; raises ValueError where the file holds a type that is not on the short list."""
    import skops.io  # noqa: PLC0415 - brings in scikit-learn, 2 s

    unknown = sorted(set(skops.io.get_untrusted_types(file=path)) - set(TRUSTED))
    if unknown:
        raise ValueError(f"{path.name} holds types that are not trusted: {', '.join(unknown)}")
    parts = skops.io.load(path, trusted=TRUSTED)
    return SentenceModel(parts["lang"], parts)


@cache
def shipped_model(lang: str) -> SentenceModel:
    """The model of one language that comes with litlode."""
    return load_model(WEIGHTS / f"{lang}.skops")
