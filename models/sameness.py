"""How likely two findings say the same, and how likely a recommendation answers a challenge, whatever the words.

Both go by what sentences and their words mean (`models.sentences`: learned so that measures which a careless reader
takes for one another lie apart, and problems near what lessens them), by the objects that findings are about (metals,
rare earths as one) and by their themes. What two findings do *not* have in common tells much: "buy into the stockpile"
and "sell from the stockpile" share all words but one, and two wordings of one measure differ in words that mean the
same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

import numpy as np

from models import sentences
from models.outcomes import OUTCOMES
from models.pairs import NAMES, Pair, features
from models.sentences import seen
from models.sides import Side
from models.vectors import FOLDER

Array = np.ndarray[Any, Any]
Among = Literal["few", "all"]

WEIGHTS = FOLDER / "sameness.json"

_SPEAK_OF_THE_SAME = NAMES.index("the sentences speak of the same")
_OF_WORDS = [*range(NAMES.index("themes in common")), NAMES.index("two languages")]  # and of metals

NEAREST = 8
"""Challenges that a recommendation is compared with in full."""

_SURELY = 0.001
_TOLD = 0.05  # log odds below which a reason is not worth a line


@cache
def _weights() -> Mapping[str, Any]:
    kept: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    return {name: (np.array(model["weights"]), float(model["bias"])) for name, model in kept.items()}


def forget_weights() -> None:
    """Read the weights again the next time: they were learned anew."""
    _weights.cache_clear()
    sentences.forget()


def probabilities(pairs: Sequence[Pair], *, among: Among = "few") -> Array:
    """How likely the findings of each pair say the same, 0 to 1: (n,).

    `among` few, where one in two does, as when a person asks of a pair; among all the findings of a library hardly any
    does, and what is near by chance is to be told from it.
    """
    weights, bias = _weights()["same" if among == "few" else "same_of_all"]
    return _logistic(features(pairs) @ weights + bias)


def probability(one: Side, other: Side, *, among: Among = "few") -> float:
    """How likely two findings say the same, as `probabilities`."""
    return float(probabilities([(one, other)], among=among)[0])


def reasons(one: Side, other: Side) -> tuple[tuple[float, str], ...]:
    """What speaks for (above 0) and against two findings saying the same, in log odds and words, the most first."""
    weights, bias = _weights()["same"]
    told = features([(one, other)])[0] * weights
    rows = [(round(float(amount), 2), name) for amount, name in zip(told, NAMES, strict=True)]
    telling = sorted((row for row in rows if abs(row[0]) >= _TOLD), key=lambda row: -abs(row[0]))
    return (*telling, (round(bias, 2), "to begin with"))


def told_features(pairs: Sequence[Pair], likely: Array) -> Array:
    """What speaks for a sentence telling what became of a recommendation, for each pair of both: (n, 19).

    `likely` is what each sentence tells, as `models.outcomes` has it: (n, 4).
    """
    told = features(pairs)
    weights, bias = _weights()["same"]
    same = told @ weights + bias
    asked = seen(_meanings([one for one, _ in pairs]), "measure")
    near = np.einsum("ij,ij->i", asked, seen(_meanings([other for _, other in pairs]), "told"))
    chances = np.log(np.reshape(likely, (len(pairs), len(OUTCOMES))) + _SURELY)
    return np.column_stack([told[:, _OF_WORDS], same, told[:, _SPEAK_OF_THE_SAME], near, chances])


def told_of(pairs: Sequence[Pair], likely: Array, *, among: Among = "few") -> Array:
    """How likely the sentence of each pair tells what became of its recommendation, 0 to 1: (n,).

    `likely` is as for `told_features`, `among` as for `probabilities`.
    """
    weights, bias = _weights()["told" if among == "few" else "told_of_all"]
    return _logistic(told_features(pairs, likely) @ weights + bias)


def answer_features(recommendations: Sequence[Side], challenges: Sequence[Side]) -> tuple[Array, Array]:
    """What speaks for each recommendation answering the challenges most near it, and which these are.

    Both stand in the order of their document. Of the nearness it tells also how much nearer any other is on either
    side. Shapes (recommendations, k, 12) and (recommendations, k), k at most `NEAREST`.
    """
    rows, columns = len(recommendations), len(challenges)
    chosen = min(columns, NEAREST)
    if not rows * columns:
        return np.zeros((rows, chosen, 12)), np.zeros((rows, chosen), dtype=np.int64)
    near = seen(_meanings(recommendations), "measure") @ seen(_meanings(challenges), "answered").T
    places = np.argsort(-near, axis=1, kind="stable")[:, :chosen]
    told = features([(recommendations[a], challenges[b]) for a, row in enumerate(places.tolist()) for b in row])
    told = told.reshape(rows, chosen, -1)
    by_column, by_row = np.sort(near, axis=0)[::-1][:2], np.sort(near, axis=1).T[::-1][:2]
    out = np.zeros((rows, chosen, 12))
    for a, of in enumerate(places.tolist()):
        for at, b in enumerate(of):
            place = abs(a / max(1, rows - 1) - b / max(1, columns - 1))
            in_column, in_row = (_best_other(best[:, i], near[a, b]) for best, i in ((by_column, b), (by_row, a)))
            one = told[a, at]
            out[a, at] = (
                near[a, b], near[a, b] - in_row, near[a, b] - in_column, one[0], one[_SPEAK_OF_THE_SAME], *one[1:4],
                *one[8:11], place,
            )  # fmt: skip
    return out, places


def _meanings(sides: Sequence[Side]) -> Array:
    return np.array([side.meaning for side in sides], dtype=np.float32).reshape(-1, sentences.SIZE)


def _best_other(best: Array, own: float) -> float:
    """The highest of a row or column beside its own number, zero at least; `best` are the two highest."""
    other = best[1] if len(best) > 1 and best[0] == own else best[0]
    return max(float(other), 0.0) if len(best) > 1 or best[0] != own else 0.0


def answer_probabilities(told: Array) -> Array:
    """How likely each recommendation answers each challenge, 0 to 1, by `answer_features`."""
    weights, bias = _weights()["answers"]
    return _logistic(told @ weights + bias)


def _logistic(amounts: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-amounts)))
