"""What speaks for and against two findings saying the same, as numbers; of many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from models.directions import Directions
from models.sentences import of_words, seen
from models.sides import Side
from models.vectors import DIMENSIONS

Array = np.ndarray[Any, Any]
Pair = tuple[Side, Side]

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

_AT_ONCE = 128  # pairs
_NEVER = 1e-9


def features(pairs: Sequence[Pair]) -> Array:
    """What speaks for and against the findings of each pair saying the same: (n, 24), a column for each of `NAMES`."""
    parts = [_features(pairs[at : at + _AT_ONCE]) for at in range(0, len(pairs), _AT_ONCE)]
    return np.concatenate(parts) if parts else np.zeros((0, len(NAMES)))


def cosines(some: Array, others: Array) -> Array:
    """The cosine of each row of one with that of the other, zero where one of them is zero."""
    product = np.linalg.norm(some, axis=-1) * np.linalg.norm(others, axis=-1)
    return np.asarray(np.einsum("ij,ij->i", some, others) / (product + _NEVER))


def _features(pairs: Sequence[Pair]) -> Array:
    sides = list({id(one): one for pair in pairs for one in pair}.values())
    place = {id(one): at for at, one in enumerate(sides)}
    a, b = (np.array([place[id(pair[which])] for pair in pairs]) for which in (0, 1))
    words = _words(sides)
    one, other = _differing(words, a, b), _differing(words, b, a)
    found = np.sort([one.found_again, other.found_again], axis=0)
    shares = np.sort([one.share, other.share], axis=0)
    rest = np.where((one.count > 0) & (other.count > 0), cosines(one.total, other.total), 1.0)
    near = cosines(words.total[a], words.total[b])
    meanings = np.array([side.meaning for side in sides])
    measures = seen(meanings, "measure")
    same = np.einsum("ij,ij->i", measures[a], measures[b])
    across = np.array([float(x.lang != y.lang) for x, y in pairs])
    return np.column_stack([
        near, rest, *found, *shares, (1 - across) * rest, (1 - across) * near,
        np.array([_about(x, y) for x, y in pairs]), across,
        np.array([float(x.kind == "challenge") for x, _ in pairs]),
        np.minimum(one.count, other.count) / 10, same, across * same,
        np.einsum("ij,ij->i", meanings[a], meanings[b]), (words.counts[a] > 0) & (shares[1] == 0),
        np.array([_ways(x.directions, y.directions) for x, y in pairs]),
    ])  # fmt: skip


@dataclass(frozen=True)
class _Words:
    """The words of some sides, a row a side, filled up to one length with a word that is none.

    `at` are places in `units`, the vectors of all words at length one; `first` tells which stand there for the first
    time, `weights` how long their vectors are; `counts` are how many words a side has, `total` what they are together.
    """

    at: Array
    units: Array
    first: Array
    weights: Array
    counts: Array
    total: Array


def _words(sides: Sequence[Side]) -> _Words:
    counts = np.array([len(side.words) for side in sides])
    words = np.fromiter(chain.from_iterable(side.words for side in sides), dtype=np.int64)
    used, flat = np.unique(words, return_inverse=True)
    vectors = np.vstack([of_words(used), np.zeros((1, DIMENSIONS), dtype=np.float32)])
    lengths = np.linalg.norm(vectors, axis=1)
    at = np.full((len(sides), max(1, counts.max())), len(used))
    inside = np.arange(at.shape[1]) < counts[:, None]
    at[inside] = flat
    before = np.tril(np.ones((at.shape[1], at.shape[1]), dtype=bool), -1)
    again = ((at[:, :, None] == at[:, None, :]) & before).any(2)
    units, weights = vectors / (lengths[:, None] + _NEVER), lengths[at]
    return _Words(at, units, inside & ~again, weights, counts, (weights[:, None, :] @ units[at])[:, 0])


@dataclass(frozen=True)
class _Differing:
    """Of each pair the words of one side that the other lacks, each once: how many, their share by weight, what they
    are together, and how near a word of the other side they are, on average by weight."""

    count: Array
    share: Array
    total: Array
    found_again: Array


def _differing(words: _Words, a: Array, b: Array) -> _Differing:
    own, theirs = words.at[a], words.at[b]
    lacking = words.first[a] & ~(own[:, :, None] == theirs[:, None, :]).any(2)
    weights = words.weights[a] * lacking
    weight = weights.sum(1)
    units = words.units[own]
    alike = units @ words.units[theirs].transpose(0, 2, 1)
    known = np.arange(own.shape[1]) < words.counts[b, None]
    known[:, 0] = True  # a side without words has one that is near none
    nearest = np.where(known[:, None, :], alike, -1).max(2)
    empty = words.counts[a] == 0
    found_again = np.einsum("ij,ij->i", nearest, weights) / (weight + _NEVER)
    count = lacking.sum(1) + empty
    return _Differing(
        count,
        weight / (words.weights[a].sum(1) + _NEVER),
        (weights[:, None, :] @ units)[:, 0],
        np.where(count > 0, found_again, 1.0),
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


def _ways(one: Directions, other: Directions) -> tuple[float, ...]:
    steps, all_steps = one.steps & other.steps, one.steps | other.steps
    return (
        float(one.opposed(other)),
        float(one.agreed(other)),
        steps.bit_count() / all_steps.bit_count() if all_steps else 0.5,
        float(bool(one.steps and other.steps and not steps)),
    )
