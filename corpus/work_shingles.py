"""What documents are compared by, in small: MinHash signatures of a text's words and of the numbers and metals in it.

Words come folded (`corpus.cjk`), so that scripts, widths, cases, line ends and hyphens at them do not count. Numbers
and metals are the same in a translation, and other ones in next year's edition of a report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

import numpy as np
from datasketch import MinHash

from extract.charfold import spread

PERMUTATIONS = 256
"""A likeness estimated from so many is off by 0.03 at most in two cases of three."""

SHINGLE = {"zh": 5, "en": 3}
"""Characters of a Chinese shingle, words of an English one; measured by bench/works.py."""

_SCHEME = "affine32"
_BROKEN = re.compile(r"(?<=[^\W\d])-\s*\n\s*(?=[^\W\d])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FACTS = 2  # in a row
_AT_ONCE = 8192  # shingles: permuted they take 8 MB
_PRIME = np.uint64(0x9E3779B97F4A7C15)

Hashes = np.ndarray[Any, np.dtype[np.uint32]]


@dataclass(frozen=True, kw_only=True)
class Signature:
    """The signatures of a document, each with how many different shingles it was made from."""

    words: Hashes
    word_count: int
    facts: Hashes
    fact_count: int


def signature(text: str, lang: str, metals: Iterable[tuple[int, str]] = ()) -> Signature:
    """The signatures of a text in which these metals are named from these places on."""
    words, facts = word_shingles(text, lang), fact_shingles(text, metals)
    return Signature(words=_signed(words), word_count=len(words), facts=_signed(facts), fact_count=len(facts))


def word_shingles(text: str, lang: str) -> Hashes:
    """The different shingles of a text, hashed."""
    return _shingles(spread(_BROKEN.sub("", text)).split(), SHINGLE[lang])


def fact_shingles(text: str, metals: Iterable[tuple[int, str]] = ()) -> Hashes:
    """Neighbours among the numbers of two digits or more and the metals of a text, hashed; a metal repeated is one."""
    numbers = ((match.start(), _number(match[0])) for match in _NUMBER.finditer(text))
    facts = sorted([*((at, fact) for at, fact in numbers if len(fact) > 1), *metals])
    row = [fact for at, (_, fact) in enumerate(facts) if not at or fact != facts[at - 1][1]]
    return _shingles(row, _FACTS)


def likeness(one: Hashes, other: Hashes) -> float:
    """The share of shingles that two texts have in common (Jaccard), estimated from their signatures."""
    return float(np.count_nonzero(one == other)) / len(one)


def _number(written: str) -> str:
    return unicodedata.normalize("NFKC", written).replace(",", "")


def _shingles(words: Sequence[str], length: int) -> Hashes:
    hashed = np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))
    if len(hashed) < length:
        return np.empty(0, dtype=np.uint32)
    total = np.zeros(len(hashed) - length + 1, dtype=np.uint64)
    for at in range(length):
        total = (total ^ hashed[at : at + len(total)]) * _PRIME
        total ^= total >> np.uint64(29)
    return np.unique((total >> np.uint64(32)).astype(np.uint32))


@cache
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


def _signed(shingles: Hashes) -> Hashes:
    made = MinHash(num_perm=PERMUTATIONS, scheme=_SCHEME, hashfunc=int)
    for start in range(0, len(shingles), _AT_ONCE):
        made.update_batch(shingles[start : start + _AT_ONCE].tolist())
    return np.asarray(made.hashvalues, dtype=np.uint32)
