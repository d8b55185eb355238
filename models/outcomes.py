"""What a sentence tells to have become of a measure: taken up, enacted, dropped, or nothing of the kind.

A linear model over words, pairs of words and (in Chinese) sequences of characters, hashed; learned by
`make likeness` from sentences written for it (in `training/`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal
from zlib import crc32

import numpy as np

from models.terms import stem
from models.vectors import FOLDER

Array = np.ndarray[Any, Any]
Outcome = Literal["none", "taken up", "enacted", "dropped"]

OUTCOMES: tuple[Outcome, ...] = ("none", "taken up", "enacted", "dropped")
BUCKETS = 1 << 15
WEIGHTS = FOLDER / "outcomes.f2"
LONGEST = 4  # characters of a Chinese sequence
_WORD = re.compile(r"[a-z][a-z'-]*|\d+|[.;?]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def buckets(text: str, lang: str) -> tuple[int, ...]:
    """What the model sees of a sentence, each thing once: places below `BUCKETS` by the CRC-32 of its UTF-8."""
    seen = _english(text.lower()) if lang == "en" else _chinese(text)
    return tuple({hashed % BUCKETS for hashed in seen})


def _english(text: str) -> list[int]:
    """Stems alone, two and three beside one another, and words as they stand."""
    forms = _WORD.findall(text)
    words = [("0" if form.isdigit() else stem(form)).encode() for form in forms]
    following = [b" " + word for word in words]
    as_they_stand = [f"={form}".encode() for form in forms if form.isalpha()]
    return [*map(crc32, as_they_stand), *_sequences(words, following, 3)]


def _chinese(text: str) -> list[int]:
    """Sequences of one to four characters."""
    out: list[int] = []
    for run in _CHINESE.findall(text):
        chars = [char.encode() for char in run]
        out += _sequences(chars, chars, LONGEST)
    return out


def _sequences(first: Sequence[bytes], following: Sequence[bytes], longest: int) -> list[int]:
    """The hashes of all sequences; what follows another is written as in `following`."""
    hashed = list(map(crc32, first))
    out = [*hashed]
    for size in range(1, longest):
        hashed = list(map(crc32, following[size:], hashed))
        out += hashed
    return out


@cache
def _weights() -> Array:
    kept = np.frombuffer(WEIGHTS.read_bytes(), dtype="<f2").astype(np.float32)
    return kept.reshape(2, BUCKETS + 1, len(OUTCOMES))


def forget() -> None:
    """Read the weights again the next time: they were learned anew."""
    _weights.cache_clear()


def probabilities(texts: Sequence[str], lang: str) -> Array:
    """How likely each sentence tells each of `OUTCOMES`: (n, 4), rows that add up to 1."""
    weights = _weights()[0 if lang == "zh" else 1]
    out = np.empty((len(texts), len(OUTCOMES)))
    for at, text in enumerate(texts):
        seen = np.array(buckets(text, lang), dtype=np.int64)
        # As long as one, so that a long sentence is no surer than a short one.
        out[at] = weights[seen].sum(0) / max(len(seen), 1) ** 0.5 + weights[BUCKETS]
    out = np.exp(out - out.max(1, keepdims=True))
    return np.asarray(out / out.sum(1, keepdims=True))


def combined(by_words: Array, by_meaning: Array) -> Array:
    """What both this model and `models.sentences.encode_told` say: the geometric mean, rows that add up to 1."""
    out = np.sqrt(by_words * by_meaning)
    return np.asarray(out / out.sum(1, keepdims=True))
