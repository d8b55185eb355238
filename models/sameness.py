"""How likely two findings say the same, and how likely a recommendation answers a challenge, whatever the words.

Both go by what sentences and their words mean (`models.sentences`: learned so that measures which a careless reader
takes for one another lie apart, and problems near what lessens them), by the objects that findings are about (metals,
rare earths as one) and by their themes. What two findings do *not* have in common tells much: "buy into the stockpile"
and "sell from the stockpile" share all words but one, and two wordings of one measure differ in words that mean the
same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

import numpy as np

from models import sentences
from models.directions import Directions
from models.sides import Side
from models.vectors import DIMENSIONS, FOLDER

Array = np.ndarray[Any, Any]
Among = Literal["few", "all"]

WEIGHTS = FOLDER / "sameness.json"

NAMES = (
    "near in meaning", "what differs is near in meaning", "differing words have a near one, the worse side",
    "differing words have a near one, the better side", "share of differing words, the smaller", "the larger",
    "in one language: what differs is near", "in one language: near", "metals in common", "other metals",
    "metals in one only", "themes in common", "other themes", "two languages", "challenges", "differing words",
    "the sentences ask for the same", "in two languages: ask for the same", "the sentences speak of the same",
    "no word differs but what frames it", "pull in opposite directions", "pull in one direction", "steps in common",
    "other steps",
)  # fmt: skip
"""What the numbers that `features` gives stand for."""

_SPEAK_OF_THE_SAME = NAMES.index("the sentences speak of the same")
_OF_WORDS = NAMES.index("challenges")  # what stands before it tells of words, metals and themes

NEAREST = 8
"""Challenges that a recommendation is compared with in full."""

_NEVER = 1e-9
_TOLD = 0.05  # log odds below which a reason is not worth a line


def _cosine(one: Array, other: Array) -> float:
    return float(one @ other / (math.sqrt(float(one @ one) * float(other @ other)) + _NEVER))


def _found_again(nearest: Array, lengths: Array, own: list[int]) -> float:
    """How near a word of the other side the words are, on average by weight, that it lacks.

    `nearest` has for each word how near the nearest word of the other side is.
    """
    if not own:
        return 1.0
    weights = lengths[own]
    return float(nearest[own] @ weights / (weights.sum() + _NEVER))


def features(one: Side, other: Side) -> tuple[float, ...]:
    """What speaks for and against two findings saying the same, as many numbers as `NAMES`."""
    own, theirs = one.lacked_by(other), other.lacked_by(one)
    near = float(one.mean @ other.mean)
    rest = _cosine(one.vectors[own].sum(0), other.vectors[theirs].sum(0)) if own and theirs else 1.0
    alike = one.units @ other.units.T
    found = sorted((
        _found_again(alike.max(1), one.lengths, own), _found_again(alike.max(0), other.lengths, theirs)
    ))  # fmt: skip
    shares = sorted((float(one.lengths[own].sum()) / one.weight, float(other.lengths[theirs].sum()) / other.weight))
    across, same = float(one.lang != other.lang), float(one.measure @ other.measure)
    return (
        near, rest, *found, *shares, (1 - across) * rest, (1 - across) * near, *_about(one, other), across,
        float(one.kind == "challenge"), min(len(own), len(theirs)) / 10, same, across * same,
        float(one.meaning @ other.meaning), float(bool(one.words) and shares[1] == 0),
        *_ways(one.directions, other.directions),
    )  # fmt: skip


def _ways(one: Directions, other: Directions) -> tuple[float, ...]:
    steps, all_steps = one.steps & other.steps, one.steps | other.steps
    return (
        float(one.opposed(other)),
        float(one.agreed(other)),
        steps.bit_count() / all_steps.bit_count() if all_steps else 0.5,
        float(bool(one.steps and other.steps and not steps)),
    )


def _about(one: Side, other: Side) -> tuple[float, ...]:
    objects, all_objects = one.objects & other.objects, one.objects | other.objects
    themes, all_themes = one.themes & other.themes, one.themes | other.themes
    return (
        objects.bit_count() / all_objects.bit_count() if all_objects else 0.5,
        float(bool(one.objects and other.objects and not objects)),
        float(bool(one.objects) != bool(other.objects)),
        themes.bit_count() / all_themes.bit_count() if all_themes else 0.3,
        float(bool(one.themes and other.themes and not themes)),
    )


@cache
def _weights() -> Mapping[str, Any]:
    kept: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    return {name: (np.array(model["weights"]), float(model["bias"])) for name, model in kept.items()}


def forget_weights() -> None:
    """Read the weights again the next time: they were learned anew."""
    _weights.cache_clear()
    sentences.forget()


def probability(one: Side, other: Side, *, among: Among = "few") -> float:
    """How likely two findings say the same, 0 to 1.

    `among` few, where one in two does, as when a person asks of a pair; among all the findings of a library hardly any
    does, and what is near by chance is to be told from it.
    """
    weights, bias = _weights()["same" if among == "few" else "same_of_all"]
    return _logistic(float(np.array(features(one, other)) @ weights) + bias)


def reasons(one: Side, other: Side) -> tuple[tuple[float, str], ...]:
    """What speaks for (above 0) and against two findings saying the same, in log odds and words, the most first."""
    weights, bias = _weights()["same"]
    told = np.array(features(one, other)) * weights
    rows = [(round(float(amount), 2), name) for amount, name in zip(told, NAMES, strict=True)]
    telling = sorted((row for row in rows if abs(row[0]) >= _TOLD), key=lambda row: -abs(row[0]))
    return (*telling, (round(bias, 2), "to begin with"))


def told_features(recommendation: Side, sentence: Side, likely: Sequence[float]) -> tuple[float, ...]:
    """What speaks for a sentence telling what became of a recommendation; `likely` is as `models.outcomes` has it."""
    told = features(recommendation, sentence)
    weights, bias = _weights()["same"]
    same = float(np.array(told) @ weights) + bias
    near = float(recommendation.measure @ sentence.told)
    return (*told[:_OF_WORDS], same, told[_SPEAK_OF_THE_SAME], near, *(math.log(chance + 0.001) for chance in likely))


def told_of(recommendation: Side, sentence: Side, likely: Sequence[float], *, among: Among = "few") -> float:
    """How likely a sentence tells what became of a recommendation, 0 to 1; `among` is as for `probability`."""
    weights, bias = _weights()["told" if among == "few" else "told_of_all"]
    return _logistic(float(np.array(told_features(recommendation, sentence, likely)) @ weights) + bias)


def answer_features(recommendations: Sequence[Side], challenges: Sequence[Side]) -> tuple[Array, Array]:
    """What speaks for each recommendation answering the challenges most near it, and which these are.

    Both stand in the order of their document. Of the nearness it tells also how much nearer any other is on either
    side. Shapes (recommendations, k, 12) and (recommendations, k), k at most `NEAREST`.
    """
    rows, columns = len(recommendations), len(challenges)
    chosen = min(columns, NEAREST)
    out = np.zeros((rows, chosen, 12))
    near = _nearness([one.measure for one in recommendations], [other.answered for other in challenges])
    places = (
        np.argsort(-near, axis=1, kind="stable")[:, :chosen] if near.size else np.zeros((rows, chosen), dtype=np.int64)
    )
    by_column, by_row = np.sort(near, axis=0)[::-1][:2], np.sort(near, axis=1).T[::-1][:2]
    for a, one in enumerate(recommendations):
        for at, b in enumerate(places[a].tolist()):
            told = features(one, challenges[b])
            place = abs(a / max(1, rows - 1) - b / max(1, columns - 1))
            in_column, in_row = (_best_other(best[:, i], near[a, b]) for best, i in ((by_column, b), (by_row, a)))
            out[a, at] = (
                near[a, b], near[a, b] - in_row, near[a, b] - in_column, told[0], told[_SPEAK_OF_THE_SAME], told[1],
                told[2], told[3], told[8], told[9], told[10], place,
            )  # fmt: skip
    return out, places


def _nearness(some: Sequence[Array], others: Sequence[Array]) -> Array:
    one, other = (np.array(vectors).reshape(-1, DIMENSIONS) for vectors in (some, others))
    return np.asarray(one @ other.T)


def _best_other(best: Array, own: float) -> float:
    """The highest of a row or column beside its own number, zero at least; `best` are the two highest."""
    other = best[1] if len(best) > 1 and best[0] == own else best[0]
    return max(float(other), 0.0) if len(best) > 1 or best[0] != own else 0.0


def answer_probabilities(told: Array) -> Array:
    """How likely each recommendation answers each challenge, 0 to 1, by `answer_features`."""
    weights, bias = _weights()["answers"]
    return np.asarray(1 / (1 + np.exp(-(told @ weights + bias))))


def _logistic(amount: float) -> float:
    return float(1 / (1 + np.exp(-amount)))
