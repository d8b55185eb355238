"""Sentences as hashed n-grams, in numpy: characters of Chinese, words and word stems of English.

Every n-gram is mixed into one of `DIMENSIONS` columns, so that no vocabulary is kept and nothing readable is stored
(Weinberger et al. 2009, "Feature hashing for large scale multitask learning").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.scope import Hits
from models.tokens import Hashes, Tokens

DIMENSIONS = 1 << 18

_EDGE = "，"
_STOPS = re.compile(r"[，；：。！？、,;:!?]+|\.(?=\s|$|[^\x00-\x7f])")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"[a-z]{2,}")


def _mix(seed: int, *parts: Hashes) -> Hashes:
    """One hash for each row of equally long `parts` (the finaliser of MurmurHash3, 64 bits)."""
    with np.errstate(over="ignore"):
        h = np.full(len(parts[0]), seed + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        for part in parts:
            h = (h ^ part) * np.uint64(0xFF51AFD7ED558CCD)
            h ^= h >> np.uint64(33)
        h = h * np.uint64(0xC4CEB9FE1A85EC53)
    return h ^ (h >> np.uint64(33))


@dataclass(frozen=True, slots=True)
class Ngrams:
    """The n-grams of `sentences` sentences: whose, in which column and how often, damped to 1 + ln(count).

    The three arrays have an entry for each column that a sentence fills, in the order of sentences and columns.
    """

    sentences: int
    row: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    value: npt.NDArray[np.float32]

    def only(self, columns: npt.NDArray[np.bool_]) -> Ngrams:
        """Those in the columns that `columns` (DIMENSIONS,) tells."""
        keep = columns[self.column]
        return Ngrams(self.sentences, self.row[keep], self.column[keep], self.value[keep])


def _matrix(rows: list[npt.NDArray[np.int64]], hashes: list[Hashes], count: int) -> Ngrams:
    row = np.concatenate(rows) if rows else np.empty(0, dtype=np.int64)
    column = (np.concatenate(hashes) if hashes else np.empty(0, dtype=np.uint64)) >> np.uint64(64 - 18)
    keys, times = np.unique(row * DIMENSIONS + column.astype(np.int64), return_counts=True)
    return Ngrams(count, keys // DIMENSIONS, keys % DIMENSIONS, (1 + np.log(times)).astype(np.float32))


def _fold_zh(text: str) -> str:
    """Clause marks as one sign, numbers as 0, Latin words as a: what is left is the Chinese wording."""
    text = _LATIN.sub("a", _DIGITS.sub("0", text.lower()))
    return _EDGE + _STOPS.sub(_EDGE, text).strip(_EDGE) + _EDGE


def hash_chinese(texts: Sequence[str], hits: Hits) -> Ngrams:
    """The hashed n-grams of Chinese sentences: one to four characters, and how sentences and clauses begin and end."""
    folded = [_fold_zh(text) for text in texts]
    codes = np.frombuffer("".join(folded).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    row = np.repeat(np.arange(len(folded)), [len(text) for text in folded])
    edge = codes == ord(_EDGE)
    rows, hashes = [], []
    for n in range(1, 5):
        stop = len(codes) - n + 1
        if stop <= 0:
            break
        keep = row[:stop] == row[n - 1 :]
        if n == 4:  # three characters at the start or the end of a clause
            keep &= edge[:stop] | edge[n - 1 :]
        at = np.flatnonzero(keep)
        rows.append(row[at])
        hashes.append(_mix(n, *(codes[at + k] for k in range(n))))
    first = np.array([index for index, text in enumerate(folded) if len(text) > 3], dtype=np.int64)
    if len(first):  # the sentence's own first two characters
        start = np.searchsorted(row, first)
        rows.append(first)
        hashes.append(_mix(11, codes[start + 1], codes[start + 2]))
    more_rows, more_hashes = _hash_groups(hits)
    return _matrix(rows + more_rows, hashes + more_hashes, len(texts))


def _hash_groups(hits: Hits) -> tuple[list[npt.NDArray[np.int64]], list[Hashes]]:
    """Cue words by what they stand for: each one's groups, two and three in a row in a clause."""
    mask, row, clause = hits.mask, hits.sentence, hits.clause
    rows, hashes = [row], [_mix(21, mask)]
    for n in (2, 3):
        stop = max(len(row) - n + 1, 0)
        at = np.flatnonzero(clause[:stop] == clause[n - 1 :])
        rows.append(row[at])
        hashes.append(_mix(20 + n, *(mask[at + k] for k in range(n))))
    return rows, hashes


def hash_english(tokens: Tokens, hits: Hits, count: int) -> Ngrams:
    """The hashed n-grams of `count` English sentences: words, pairs, stems, and how sentences and clauses begin."""
    kept = ~tokens.ends
    h, s, long, row = tokens.hash[kept], tokens.stem[kept], tokens.long[kept], tokens.sentence[kept]
    after_break = tokens.breaks[kept]
    after_break = np.concatenate([[False], after_break[:-1]]) if len(row) else after_break
    pair = np.flatnonzero(row[:-1] == row[1:])
    starts = np.flatnonzero(np.diff(row, prepend=-1) > 0)
    second = starts[(starts + 1 < len(row))]
    second = second[row[second] == row[second + 1]]
    third = second[second + 2 < len(row)]
    third = third[row[third] == row[third + 2]]
    rows = [row, row[long], row[pair], row[pair], row[starts], row[second], row[third], row[after_break]]
    hashes = [
        _mix(1, h),
        _mix(2, s[long]),
        _mix(3, h[pair], h[pair + 1]),
        _mix(4, s[pair], s[pair + 1]),
        _mix(5, h[starts]),
        _mix(6, h[second], h[second + 1]),
        _mix(7, h[third], h[third + 1], h[third + 2]),
        _mix(8, h[after_break]),
    ]
    more_rows, more_hashes = _hash_groups(hits)
    return _matrix(rows + more_rows, hashes + more_hashes, count)
