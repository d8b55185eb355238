"""How likely two findings say the same, and how likely a recommendation answers a challenge, whatever the words.

Both go by vectors of words (as in `models.vectors`, learned once more so that measures which a careless reader takes
for one another lie apart, and problems near what lessens them), by the objects that findings are about (metals, rare
earths as one) and by their themes. What two findings do *not* have in common tells most: "buy into the stockpile" and
"sell from the stockpile" share all words but one, and two wordings of one measure differ in words that mean the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

import numpy as np

from models.lexicon import lexicon
from models.sortedlines import read_bytes
from models.vectors import DIMENSIONS, FOLDER, Coder

Array = np.ndarray[Any, Any]
Among = Literal["few", "all"]

VECTORS, WEIGHTS = FOLDER / "same.i8", FOLDER / "sameness.json"
SCALE = 127
"""A vector of length one is kept as so many times its numbers, in bytes."""

NAMES = (
    "near in meaning", "what differs is near in meaning", "differing words have a near one, the worse side",
    "differing words have a near one, the better side", "share of differing words, the smaller", "the larger",
    "in one language: what differs is near", "in one language: near", "metals in common", "other metals",
    "metals in one only", "themes in common", "other themes", "two languages", "challenges", "differing words",
)  # fmt: skip
"""What the numbers that `features` gives stand for."""

_RARE_EARTHS = frozenset({
    "REE", "LREE", "HREE", "La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu",
})  # fmt: skip
_PLATINUM_METALS = frozenset({"PGM", "Pt", "Pd", "Rh", "Ru", "Os", "Ir"})
_OF_MAGNETS = frozenset({"Fe", "B"})  # Nd-Fe-B is about its rare earth
NEAREST = 8
"""Challenges that a recommendation is compared with in full."""

_NEVER = 1e-9
_TOLD = 0.05  # log odds below which a reason is not worth a line


@cache
def _coder() -> Coder:
    return Coder(VECTORS)


def vectors(spread: Sequence[str]) -> Array:
    """What texts, spread out as by `corpus.cjk.spread`, mean: (n, 128) bytes, zeros where no word is known."""
    return np.asarray(np.round(_coder().vectors(spread) * SCALE), dtype=np.int8)


def objects(metals: Iterable[str]) -> frozenset[str]:
    """What a finding about these metals (bare ids) is about: rare earths are one object, so are platinum metals."""
    out = {"REE" if m in _RARE_EARTHS else "PGM" if m in _PLATINUM_METALS else m for m in metals}
    return frozenset(out - _OF_MAGNETS if "REE" in out else out)


@cache
def _bits() -> Mapping[str, int]:
    concepts = lexicon().concepts
    metals = sorted(objects(c.bare for c in concepts if c.kind == "metal") | _OF_MAGNETS)
    themes = sorted(c.id for c in concepts if c.kind in ("challenge", "instrument"))
    return {name: bit for names in (metals, themes) for bit, name in enumerate(names)}


def pack(names: Iterable[str]) -> int:
    """Objects or themes as the bits of a number below 2**64; what the lexicon does not have is left out."""
    bits = _bits()
    return sum(1 << bits[name] for name in set(names) if name in bits)


@dataclass(frozen=True)
class Side:
    """One of two findings that are compared: the places of its words in the table of vectors, and what it is about."""

    words: tuple[int, ...]
    objects: int
    themes: int
    lang: str
    kind: str

    @cached_property
    def vectors(self) -> Array:
        """The vector of each word, a row of zeros where there is none."""
        none = np.zeros((1, DIMENSIONS), dtype=np.float32)
        return np.asarray(_coder().table[list(self.words)]) if self.words else none

    @cached_property
    def lengths(self) -> Array:
        """How long the vector of each word is: what it weighs."""
        return np.asarray(np.sqrt(np.einsum("ij,ij->i", self.vectors, self.vectors)))

    @cached_property
    def weight(self) -> float:
        """What all words weigh together."""
        return float(self.lengths.sum()) + _NEVER

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each word stands first."""
        return {word: at for at, word in reversed(list(enumerate(self.words)))}

    @cached_property
    def units(self) -> Array:
        """The vectors of the words, at length one."""
        return self.vectors / (self.lengths[:, None] + _NEVER)

    @cached_property
    def mean(self) -> Array:
        """The direction of all words together, at length one."""
        total = self.vectors.sum(0)
        return np.asarray(total / (np.linalg.norm(total) + _NEVER))

    def lacked_by(self, other: Side) -> list[int]:
        """Where the words stand that another side lacks, each once."""
        return sorted(at for word, at in self.places.items() if word not in other.places) if self.words else [0]


def side(spread: str, *, concepts: Iterable[str], lang: str, kind: str) -> Side:
    """A finding to compare: its text spread out as by `extract.charfold.spread`, and the concepts of the finding."""
    concepts = tuple(concepts)
    metals = objects(concept[6:] for concept in concepts if concept.startswith("metal:"))
    return packed_side(spread, pack(metals), pack(concepts), lang, kind)


def packed_side(spread: str, objects_: int, themes: int, lang: str, kind: str) -> Side:
    """A finding to compare whose objects and themes are packed."""
    known = _weighing()
    return Side(tuple(at for at in _coder().places_of(spread) if known[at]), objects_, themes, lang, kind)


@cache
def _weighing() -> Array:
    """Which words have a vector: those that only frame what is said (must, 应当) have none."""
    return np.asarray(_coder().table.any(axis=1))


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
    across = float(one.lang != other.lang)
    return (
        near, rest, *found, *shares, (1 - across) * rest, (1 - across) * near, *_about(one, other), across,
        float(one.kind == "challenge"), min(len(own), len(theirs)) / 10,
    )  # fmt: skip


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
    """Read vectors and weights again the next time: they were learned anew."""
    _weights.cache_clear()
    _coder.cache_clear()
    _weighing.cache_clear()
    read_bytes.cache_clear()


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
    return (*told[:14], same, *(math.log(chance + 0.001) for chance in likely))


def told_of(recommendation: Side, sentence: Side, likely: Sequence[float]) -> float:
    """How likely a sentence tells what became of a recommendation, 0 to 1."""
    weights, bias = _weights()["told"]
    return _logistic(float(np.array(told_features(recommendation, sentence, likely)) @ weights) + bias)


def answer_features(recommendations: Sequence[Side], challenges: Sequence[Side]) -> tuple[Array, Array]:
    """What speaks for each recommendation answering the challenges most near it, and which these are.

    Both stand in the order of their document. Of the nearness it tells also how much nearer any other is on either
    side. Shapes (recommendations, k, 10) and (recommendations, k), k at most `NEAREST`.
    """
    rows, columns = len(recommendations), len(challenges)
    chosen = min(columns, NEAREST)
    out = np.zeros((rows, chosen, 10))
    near = _nearness(recommendations, challenges)
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
                near[a, b], near[a, b] - in_row, near[a, b] - in_column, told[1], told[2], told[3], told[8], told[9],
                told[10], place,
            )  # fmt: skip
    return out, places


def _nearness(some: Sequence[Side], others: Sequence[Side]) -> Array:
    one, other = (np.array([s.mean for s in sides]).reshape(-1, DIMENSIONS) for sides in (some, others))
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
