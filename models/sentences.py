"""What sentences mean, as vectors: a small convolutional network over the vectors of their words, in either language.

A bag of words takes "sell from the stockpile" for "buy into the stockpile"; this one sees words beside one another (two
layers of windows of three and five words). It was taught by a larger sentence encoder (Yang et al. 2020; needed for
learning alone) on real sentences, and at the same time to draw together wordings of one measure, what tells of a
measure and the measure, a problem and what lessens it: `bench/sentence_learning.py`. It runs in numpy; of many
sentences what depends on a word alone is found once a word, and groups of them are read in threads.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Literal, NamedTuple

import numpy as np
from threadpoolctl import ThreadpoolController

from models.sortedlines import read_bytes
from models.vectors import DIMENSIONS, FOLDER, coder

Array = np.ndarray[Any, Any]
View = Literal["measure", "told", "answered"]

WORDS, LAYERS = FOLDER / "sentences.i8", FOLDER / "sentences.f2"
SIZE = 512
"""Numbers of a sentence's vector."""

LONGEST = 80
"""Words of a sentence that are read."""

HIDDEN, EVENTS = 192, 4
SHAPES: Mapping[str, tuple[int, ...]] = {
    "scale": (1,),
    "into": (DIMENSIONS, HIDDEN), "into_b": (HIDDEN,), "norm_g": (HIDDEN,), "norm_b": (HIDDEN,),
    "three": (3 * HIDDEN, HIDDEN), "three_b": (HIDDEN,), "five": (5 * HIDDEN, HIDDEN), "five_b": (HIDDEN,),
    "both_g": (DIMENSIONS + HIDDEN,), "both_b": (DIMENSIONS + HIDDEN,),
    "wide": (DIMENSIONS + HIDDEN, SIZE), "wide_b": (SIZE,), "out": (SIZE, SIZE), "out_b": (SIZE,),
    "past": (DIMENSIONS + HIDDEN, SIZE), "past_b": (SIZE,),
    "measure": (SIZE, DIMENSIONS), "told": (SIZE, DIMENSIONS), "answered": (SIZE, DIMENSIONS),
    "event": (SIZE + DIMENSIONS + HIDDEN, DIMENSIONS), "event_b": (DIMENSIONS,),
    "events": (DIMENSIONS, EVENTS), "events_b": (EVENTS,),
    "bag": (DIMENSIONS, DIMENSIONS),
    "again": (SIZE + DIMENSIONS + HIDDEN, DIMENSIONS), "again_b": (DIMENSIONS,),
    "agains": (DIMENSIONS, EVENTS), "agains_b": (EVENTS,),
}  # fmt: skip
"""The layers as they stand in the file one after another, in half precision."""

_TOKENS = 512  # of sentences that are read at once
_MOST_THREADS = 4
_EPSILON = 1e-5
_NEVER = 1e-9


@cache
def layers() -> Mapping[str, Array]:
    """The learned numbers of each layer."""
    flat = np.frombuffer(read_bytes(LAYERS), dtype="<f2").astype(np.float32)
    ends = np.cumsum([int(np.prod(shape)) for shape in SHAPES.values()])
    parts = np.split(flat, ends[:-1])
    return {name: part.reshape(shape) for (name, shape), part in zip(SHAPES.items(), parts, strict=True)}


@cache
def table() -> Array:
    """The vectors of all words as bytes: times `layers()["scale"]` they are what the network reads."""
    return np.frombuffer(read_bytes(WORDS), dtype=np.int8).reshape(-1, DIMENSIONS)


def forget() -> None:
    """Read the vectors and layers again the next time: they were learned anew."""
    layers.cache_clear()
    table.cache_clear()
    read_bytes.cache_clear()


@lru_cache(maxsize=1 << 12)
def places_of(spread: str) -> tuple[int, ...]:
    """The places of a sentence's words in the table; of the sentences of late they are kept."""
    return tuple(coder().places_of(spread))


def of_words(places: Array) -> Array:
    """The vectors of words, by their places in the table, as they are compared one by one: (n, 128)."""
    return np.asarray(table()[places].astype(np.float32) @ (layers()["scale"] * layers()["bag"]))


def encode(spread: Sequence[str]) -> Array:
    """What sentences mean, (n, 512) and each of length one; zeros where no word is known.

    `spread` are texts spread out as by `extract.charfold.spread`.
    """
    return read(spread)[0]


def encode_told(spread: Sequence[str]) -> tuple[Array, Array]:
    """As `encode`, and how likely each sentence tells each of `models.outcomes.OUTCOMES`: (n, 4), rows add up to 1."""
    vectors, highest = read(spread)
    states = np.hstack([vectors, highest])
    odds = (_odds(states, "event") + _odds(states, "again")) / 2  # learned with the network, and from more afterwards
    chances = np.exp(odds - odds.max(1, keepdims=True))
    return vectors, chances / chances.sum(1, keepdims=True)


def _odds(states: Array, name: Literal["event", "again"]) -> Array:
    own = layers()
    return np.asarray(np.maximum(states @ own[name] + own[f"{name}_b"], 0) @ own[f"{name}s"] + own[f"{name}s_b"])


def seen(vectors: Array, view: View) -> Array:
    """Vectors of sentences as they are compared, (n, 128) and each of length one.

    A `measure` (or a challenge) lies near the same one in other words, near what is `told` of it (the view of the
    sentence that tells), and near the problem that is `answered` by it (the view of the challenge).
    """
    out = vectors @ layers()[view]
    return np.asarray(out / (np.linalg.norm(out, axis=-1, keepdims=True) + _NEVER))


def read(spread: Sequence[str]) -> tuple[Array, Array]:
    """The vectors of sentences, (n, 512), and the highest of each number over the words of each, (n, 320)."""
    words = [places_of(text)[:LONGEST] for text in spread]
    vectors = np.zeros((len(words), SIZE), dtype=np.float32)
    highest = np.zeros((len(words), DIMENSIONS + HIDDEN), dtype=np.float32)
    known = np.flatnonzero([bool(row) for row in words])
    if len(known):
        used, flat = np.unique(np.fromiter(chain.from_iterable(words), dtype=np.int64), return_inverse=True)
        lengths = np.array([len(words[at]) for at in known])
        starts = np.cumsum(lengths) - lengths
        cuts = np.flatnonzero(np.diff(starts // _TOKENS)) + 1
        groups = zip(np.split(flat, starts[cuts]), np.split(lengths, cuts), strict=True)
        with _threads().limit(limits=1, user_api="blas"):  # such small products are slower on several
            alone = _alone(used)
            over_groups = _workers().map if len(cuts) else map
            done = over_groups(lambda group: _forward(alone, *group), groups)
            parts = [np.concatenate(part) for part in zip(*done, strict=True)]
        vectors[known], highest[known] = parts
    return vectors, highest


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def _workers() -> ThreadPoolExecutor:
    """Threads that read sentences: numpy multiplies in several at once."""
    return ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS), thread_name_prefix="sentences")


class _Alone(NamedTuple):
    """What of the network depends on a word alone, a row a word: what is read, its state, what it gives its window."""

    words: Array
    state: Array
    three: Array


def _alone(places: Array) -> _Alone:
    own = layers()
    words = table()[places].astype(np.float32) * own["scale"]
    state = _even(words @ own["into"] + own["into_b"], own["norm_g"], own["norm_b"])
    three = np.zeros((3, len(places) + 1, HIDDEN), dtype=np.float32)
    three[:, :-1] = state @ own["three"].reshape(3, HIDDEN, HIDDEN)
    return _Alone(words, state, three)


def _forward(alone: _Alone, flat: Array, lengths: Array) -> tuple[Array, Array]:
    own = layers()
    starts = np.cumsum(lengths) - lengths
    state = alone.state[flat]
    beside = np.append(flat, len(alone.state))[_beside(starts, lengths, 1)]
    near = alone.three[0][beside[:, 0]] + alone.three[1][beside[:, 1]] + alone.three[2][beside[:, 2]]
    state += np.maximum(near + own["three_b"], 0)
    room = np.vstack([state, np.zeros((1, HIDDEN), dtype=np.float32)])
    windows = room[_beside(starts, lengths, 2)].reshape(len(flat), -1)
    state += np.maximum(windows @ own["five"] + own["five_b"], 0)
    both = _even(np.hstack([alone.words[flat], state]), own["both_g"], own["both_b"])
    total = np.add.reduceat(both, starts) / np.sqrt(lengths, dtype=np.float32)[:, None]
    wide = np.maximum(total @ own["wide"] + own["wide_b"], 0)
    out = np.tanh(wide @ own["out"] + own["out_b"] + total @ own["past"] + own["past_b"])
    return out / np.linalg.norm(out, axis=1, keepdims=True), np.maximum.reduceat(both, starts)


def _beside(starts: Array, lengths: Array, left: int) -> Array:
    """For each word the places of its window, that past the last word outside its sentence: (words, 2 left + 1)."""
    words = int(lengths.sum())
    own = np.arange(words)[:, None] + np.arange(-left, left + 1)
    inside = (own >= np.repeat(starts, lengths)[:, None]) & (own < np.repeat(starts + lengths, lengths)[:, None])
    return np.where(inside, own, words)


def _even(rows: Array, gain: Array, shift: Array) -> Array:
    """Layer normalisation (Ba et al. 2016)."""
    rows = rows - rows.mean(1, keepdims=True)
    deviation = np.sqrt((rows * rows).mean(1, keepdims=True) + _EPSILON)
    return np.asarray(rows / deviation * gain + shift)
