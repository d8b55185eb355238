"""English sentences as words, each word looked up once: its hashes and the cue groups that it belongs to.

The words of a language are few and come again: whatever must be known of a word is worked out when it is first met and
kept, so that a sentence costs a look-up a word.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

STEM = 5  # letters of an English word that stand for its family: "deficit", "deficient" → "defic"
MOST_WORDS = 300_000  # kept at a time, with the marks beside them; misread scans bring new ones without end

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

LEAST = 3  # letters before an ending: "need" has none

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\w\s]|\n")
_KINDS = (
    np.uint64,
    np.uint64,
    np.bool_,
    np.uint64,
    np.bool_,
    np.bool_,
    np.bool_,
    np.bool_,
)  # of what is known of a word
_BREAKS = frozenset(",;:.!?()\n")
_COMMAS = frozenset(",;:")
_PAIR = 1 << 20  # more than there are words: two places make one key
_ANY = _PAIR - 1  # any second word


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row that belong to the groups of `mask`; a word that ends in `*` stands for all that begin so."""

    words: tuple[str, ...]
    mask: int

    @property
    def pair(self) -> int:
        """Where two whole words stand side by side, the pair that is looked for first; 0 where no two do."""
        whole = [not word.endswith("*") for word in self.words]
        return next((i for i in range(len(whole) - 1) if whole[i] and whole[i + 1]), 0)

    @property
    def is_pair(self) -> bool:
        """Whether it is two whole words, which need no second look."""
        return len(self.words) == 2 and not any("*" in word for word in self.words)

    def fits(self, words: Iterable[str]) -> bool:
        """Whether its words are these, of which the last may be the line break behind a sentence."""
        for own, word in zip(self.words, words, strict=False):
            if word != own and not (own.endswith("*") and word.startswith(own[:-1]) and word != "\n"):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of all sentences in a row, a line break after each sentence.

    `sentence` has the number of each word's sentence, `clause` counts stretches between marks, `mask` has a bit for
    each group that the word, or a phrase that begins with it, belongs to. `ends` tells line breaks, `breaks` commas,
    colons and semicolons, `letters` words of more than one letter.
    """

    sentence: Ints
    clause: Ints
    hash: Hashes
    stem: Hashes
    long: npt.NDArray[np.bool_]
    mask: Hashes
    ends: npt.NDArray[np.bool_]
    breaks: npt.NDArray[np.bool_]
    letters: npt.NDArray[np.bool_]


class Vocabulary:
    """Words met so far with what is known of them, and the terms of the groups."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self.whole: dict[str, int] = {}
        self.beginnings: dict[str, int] = {}
        self.endings: dict[str, int] = {}
        self.phrases: list[Phrase] = []
        for bit, terms in enumerate(groups):
            for term in terms:
                self._learn(term, 1 << bit)
        self._forget()

    def _learn(self, term: str, mask: int) -> None:
        words = tuple(re.findall(r"\*?[a-z]+(?:'[a-z]+)?\*?|\*|\d+|[^\w\s]", term))
        if len(words) > 1:
            self.phrases.append(Phrase(words, mask))
        elif term.startswith("*"):
            self.endings[term[1:]] = self.endings.get(term[1:], 0) | mask
        elif term.endswith("*"):
            self.beginnings[term[:-1]] = self.beginnings.get(term[:-1], 0) | mask
        else:
            self.whole[term] = self.whole.get(term, 0) | mask

    def _forget(self) -> None:
        self.index: dict[str, int] = {}
        self.words: list[str] = []
        self.pieces: dict[str, tuple[int, ...]] = {}
        self.facts: list[tuple[int, int, bool, int, bool, bool, bool, bool]] = []
        self.columns: list[npt.NDArray[Any]] = [np.empty(0, kind) for kind in _KINDS]
        # By the pair, then by the word behind it: a few pairs such as "does not" begin dozens of phrases.
        pairs: dict[int, dict[int, list[tuple[int, Phrase]]]] = {}
        sure: dict[int, int] = {}
        for phrase in self.phrases:
            at = phrase.pair
            if phrase.is_pair:
                key = self._place(phrase.words[0]) * _PAIR + self._place(phrase.words[1])
                sure[key] = sure.get(key, 0) | phrase.mask
                continue
            first, second, *rest = phrase.words[at:]
            if first.endswith("*"):
                raise ValueError(
                    f"{' '.join(phrase.words)!r} cannot be looked up: no whole word begins it or a pair in it"
                )
            after, third = (
                _ANY if word.endswith("*") else self._place(word) for word in (second, rest[0] if rest else "*")
            )
            pairs.setdefault(self._place(first) * _PAIR + after, {}).setdefault(third, []).append((at, phrase))
        self.pairs = pairs
        self.pair_keys = np.array(sorted(pairs), np.int64)
        self.sure_keys = np.array([-1, *sorted(sure)], np.int64)
        self.sure_masks = np.array([0, *(sure[key] for key in sorted(sure))], np.uint64)

    def _place(self, word: str) -> int:
        return self.index[word] if word in self.index else self._meet(word)

    def _meet(self, word: str) -> int:
        mask = self.whole.get(word, 0)
        for length in range(3, len(word) + 1):
            mask |= self.beginnings.get(word[:length], 0)
        for ending, its in self.endings.items():
            mask |= its if word.endswith(ending) and len(word) >= len(ending) + LEAST else 0
        self.index[word] = place = len(self.facts)
        self.words.append(word)
        self.facts.append((
            zlib.crc32(b"0" if word.isdigit() else word.encode()),
            zlib.crc32(b"~" + word[:STEM].encode()),
            len(word) > STEM,
            mask,
            word in _BREAKS,
            word == "\n",
            word in _COMMAS,
            word[0].isalpha() and len(word) > 1,
        ))  # fmt: skip
        return place

    def _columns(self) -> list[npt.NDArray[Any]]:
        """What is known of all words, as an array for each fact."""
        known = len(self.columns[0])
        if known < len(self.facts):
            new = zip(*self.facts[known:], strict=True)
            self.columns = [
                np.concatenate([old, np.array(more, kind)])
                for old, more, kind in zip(self.columns, new, _KINDS, strict=True)
            ]
        return self.columns

    def _places(self, texts: Iterable[str]) -> Ints:
        """The places of the words of all texts in a row, a line break behind each text.

        What stands between two spaces is cut into words once and kept.
        """
        if max(len(self.index), len(self.pieces)) > MOST_WORDS:
            self._forget()
        line = " \n ".join(text.replace("\n", " ") for text in texts).replace("’", "'") + " \n"
        pieces, known = line.split(" "), self.pieces
        for piece in set(pieces).difference(known):
            known[piece] = tuple(map(self._place, _TOKEN.findall(piece)))
        return np.fromiter(chain.from_iterable(map(known.__getitem__, pieces)), np.int64)

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """The words of sentences in lower case."""
        places = self._places(texts)
        hashes, stems, long, masks, stops, ends, breaks, letters = (column[places] for column in self._columns())
        if len(places) > 1:
            self._mark_phrases(places, masks)
        return Tokens(np.cumsum(ends) - ends, np.cumsum(stops), hashes, stems, long, masks, ends, breaks, letters)

    def _mark_phrases(self, places: Ints, masks: Hashes) -> None:
        """Give the first word of each phrase the groups of the phrase."""
        keys = places[:-1] * _PAIR + places[1:]
        slot = np.minimum(np.searchsorted(self.sure_keys, keys), len(self.sure_keys) - 1)
        masks[:-1] |= np.where(self.sure_keys[slot] == keys, self.sure_masks[slot], np.uint64(0))
        row, words = places.tolist(), self.words
        for keys in (places[:-1] * _PAIR + places[1:], places[:-1] * _PAIR + _ANY):
            slot = np.minimum(np.searchsorted(self.pair_keys, keys), len(self.pair_keys) - 1)
            for at in np.flatnonzero(self.pair_keys[slot] == keys).tolist():
                by_third = self.pairs[int(keys[at])]
                third = row[at + 2] if at + 2 < len(row) else _ANY
                for offset, phrase in (*by_third.get(third, ()), *by_third.get(_ANY, ())):
                    start = at - offset
                    if start >= 0 and phrase.fits(words[place] for place in row[start : start + len(phrase.words)]):
                        masks[start] |= np.uint64(phrase.mask)
