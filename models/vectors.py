"""What words mean, as numbers: vectors of some 56,000 Chinese and English words in which what is about the same lies
near, whatever the language and the words.

A text is the sum of its words' vectors, at length one; how near two texts are is their cosine, from -1 to 1. A row of a
library is kept in `PLANES` bytes, each the number of a centre for a part of its vector (product quantisation), so that
a million rows are compared with a query by looking up as many numbers each. Learned by `models.embed`.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import mul
from pathlib import Path
from typing import Any

from models.sortedlines import find_line, read_bytes
from models.terms import stem
from models.wordcut import cut_words, is_chinese, is_english, runs

FOLDER = Path(__file__).parent / "weights"
WORDS, VECTORS, CODES = FOLDER / "words.tsv", FOLDER / "words.i8", FOLDER / "codes.f4"
DIMENSIONS, PLANES, CENTRES = 128, 8, 256
_PART = DIMENSIONS // PLANES
_AT_ONCE = 2000  # rows coded at once
_FEW = 300  # texts that are sooner read without numpy than it is imported

Vector = Sequence[float]


def is_word(key: str) -> bool:
    """Whether a word, an English one by its stem, has a vector."""
    return place_of(key) is not None


def of_word(key: str) -> Vector:
    """The vector of a word; its length is what the word weighs."""
    place = place_of(key)
    if place is None:
        raise KeyError(key)
    start = place * DIMENSIONS
    return array("b", read_bytes(VECTORS)[start : start + DIMENSIONS])


def of_text(spread: str) -> Vector | None:
    """The vector of a text as `extract.charfold.spread` gives it, of length one; None where no word of it has one."""
    words = [of_word(word) for word in cut_words(spread, is_word)]
    return unit([sum(numbers) for numbers in zip(*words, strict=True)]) if words else None


def of_texts(spread: Sequence[str]) -> Any:
    """The vectors of texts as `extract.charfold.spread` gives them, zeros where no word has one: an array of rows where
    numpy is in use or there are many, else a list."""
    if len(spread) <= _FEW and "numpy" not in sys.modules:
        return [of_text(text) or (0.0,) * DIMENSIONS for text in spread]
    return coder().vectors(spread)


def dots(vectors: Any, vector: Vector) -> Any:
    """The dot product of each of these vectors with one, a list or an array as they are."""
    if isinstance(vectors, list):
        return [sum(map(mul, vector, one)) for one in vectors]
    return vectors @ coder().array(vector)


def unit(vector: Vector) -> Vector | None:
    """The vector at length one; None where it has none."""
    length = math.sqrt(sum(map(mul, vector, vector)))
    return [number / length for number in vector] if length else None


def cosine(one: Vector, other: Vector) -> float:
    """How near two vectors are, the first of length one."""
    length = math.sqrt(sum(map(mul, other, other)))
    return sum(map(mul, one, other)) / length if length else 0.0


def tables(vector: Vector) -> list[list[float]]:
    """For each byte of a row's code, what each of its values adds to how near the row is to a vector."""
    if "numpy" in sys.modules:
        return coder().tables(vector)
    book, out = _book(), []
    for plane in range(PLANES):
        part = vector[plane * _PART : (plane + 1) * _PART]
        first = plane * CENTRES * _PART
        starts = range(first, first + CENTRES * _PART, _PART)
        out.append([sum(map(mul, part, book[start : start + _PART])) for start in starts])
    return out


class Coder:
    """Makes vectors of texts, many at once, and codes of them for the index; `vectors` is the file of the words'."""

    def __init__(self, vectors: Path = VECTORS) -> None:
        import numpy as np  # noqa: PLC0415 - a search in a small library does without
        from ahocorasick_rs import AhoCorasick, MatchKind  # noqa: PLC0415

        self._numpy = np
        places = {line.partition("\t")[0]: place for place, line in enumerate(_lines())}
        self._of_keys = places
        chinese = [key for key in places if is_chinese(key)]
        self._chinese = AhoCorasick(chinese, matchkind=MatchKind.LeftmostLongest)
        self._places_of_chinese = [places[key] for key in chinese]
        self._chinese_places = np.array(self._places_of_chinese)
        self._known = _Places(places)
        self.table = np.frombuffer(read_bytes(vectors), dtype=np.int8).reshape(-1, DIMENSIONS).astype(np.float32)
        self._book = np.frombuffer(read_bytes(CODES), dtype="<f4").reshape(PLANES, CENTRES, _PART)
        self._halves = (self._book**2).sum(2) / 2

    def places_of(self, spread: str) -> list[int]:
        """The places of a text's words in the table, in order; `spread` is as `extract.charfold.spread` gives it."""
        out: list[int] = []
        for run in runs(spread):
            if is_chinese(run):
                found = self._chinese.find_matches_as_indexes(run)
                out += [self._places_of_chinese[key] for key, _, _ in found]
            elif (place := self._known[run]) >= 0:
                out.append(place)
        return out

    def array(self, vector: Vector) -> Any:
        """A vector as an array."""
        return self._numpy.array(vector, dtype=self._numpy.float32)

    def tables(self, vector: Vector) -> list[list[float]]:
        """As the function of this name."""
        out: list[list[float]] = (self._book @ self.array(vector).reshape(PLANES, _PART, 1))[:, :, 0].tolist()
        return out

    def codes(self, texts: Sequence[str]) -> bytes:
        """The codes of rows, plane after plane, a byte a row; `texts` are as `extract.charfold.spread` gives them."""
        np = self._numpy
        parts = [self._planes(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
        return np.concatenate(parts, axis=1).tobytes() if parts else b""

    def vectors(self, texts: Sequence[str]) -> Any:
        """The vectors of texts as `extract.charfold.spread` gives them, an array of as many rows, at length one; zeros
        where no word has one."""
        np = self._numpy
        words = [text.split() for text in texts]
        places = np.fromiter(map(self._known.__getitem__, chain.from_iterable(words)), dtype=np.int32)
        held = places >= 0
        out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        self._add(out, np.repeat(np.arange(len(texts)), [len(row) for row in words])[held], places[held])
        # Characters that touch have two spaces between them.
        found = [
            [] if text.isascii() else self._chinese.find_matches_as_indexes(text.replace("  ", "")) for text in texts
        ]
        keys = np.fromiter((key for row in found for key, _, _ in row), dtype=np.int32)
        self._add(out, np.repeat(np.arange(len(texts)), [len(row) for row in found]), self._chinese_places[keys])
        out /= np.maximum(np.sqrt((out * out).sum(1, keepdims=True)), 1e-9)
        return out

    def _add(self, out: Any, rows: Any, places: Any) -> None:
        """To each row the vectors of its words; `rows` ascend."""
        np = self._numpy
        if len(rows):
            starts = np.flatnonzero(np.diff(rows, prepend=-1))
            out[rows[starts]] += np.add.reduceat(self.table[places], starts)

    def _planes(self, texts: Sequence[str]) -> Any:
        np = self._numpy
        rows = self.vectors(texts)
        out = np.empty((PLANES, len(rows)), dtype=np.uint8)
        for plane, (centres, halves) in enumerate(zip(self._book, self._halves, strict=True)):
            part = rows[:, plane * _PART : (plane + 1) * _PART]
            out[plane] = (part @ centres.T - halves).argmax(1)
        return out


class _Places(dict[str, int]):
    """Where the vectors of folded words stand, looked up when first met; -1 where there is none."""

    def __init__(self, of_keys: Mapping[str, int]) -> None:
        self._of_keys = of_keys

    def __missing__(self, word: str) -> int:
        place = self._of_keys.get(stem(word), -1) if is_english(word) else -1
        if not word[0].isdigit():  # there is no end of numbers
            self[word] = place
        return place


@cache
def coder() -> Coder:
    """The coder, made once: a fifth of a second."""
    return Coder()


@lru_cache(maxsize=1 << 14)
def place_of(key: str) -> int | None:
    """The place of a word, an English one by its stem, in the table of vectors; None where it has none."""
    found = find_line(WORDS, key)
    return None if found is None else int(found)


def _lines() -> list[str]:
    return read_bytes(WORDS).decode().splitlines()


@cache
def _book() -> array[float]:
    book = array("f", read_bytes(CODES))
    if sys.byteorder == "big":
        book.byteswap()
    return book
