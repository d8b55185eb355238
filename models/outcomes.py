"""What a sentence tells to have become of a measure: taken up, enacted, dropped, or nothing of the kind.

A linear model over words, pairs of words and (in Chinese) sequences of characters, hashed; learned by
`make likeness` from sentences written for it (in `training/`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Literal

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
_NUMBER = re.compile(r"\d+")


def buckets(text: str, lang: str) -> tuple[int, ...]:
    """What the model sees of a sentence, each thing once."""
    return tuple({zlib.crc32(token.encode()) % BUCKETS for token in _tokens(text, lang)})


def _tokens(text: str, lang: str) -> list[str]:
    if lang == "en":
        words = ["0" if word.isdigit() else stem(word) for word in _WORD.findall(text.lower())]
        forms = [word for word in _WORD.findall(text.lower()) if word.isalpha()]
        pairs = [f"{a} {b}" for a, b in pairwise(words)]
        triples = [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
        return [*words, *pairs, *triples, *(f"={form}" for form in forms)]
    plain = _NUMBER.sub("0", text)
    out = []
    for run in _CHINESE.findall(plain):
        out += [run[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(run) - size + 1)]
    return out


@cache
def _weights() -> Array:
    kept = np.frombuffer(WEIGHTS.read_bytes(), dtype="<f2").astype(np.float32)
    return kept.reshape(2, BUCKETS + 1, len(OUTCOMES))


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
