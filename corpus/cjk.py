"""Text folded for the index: every Chinese character a word of its own, and what is the same to a reader the same.

SQLite's `unicode61` takes a Chinese sentence for one word and `trigram` is blind to words of one or two characters.
Here each CJK character becomes a token and a query becomes a phrase, so that every substring can be found.
Folding goes character by character, never by word: a conversion that looks at neighbours (乾坤 but 干) would fold
a text and a piece of it differently, and the piece would no longer be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extract.charfold import FOLDED

_ASCII_WORD = re.compile("[a-z0-9]+")
FOLDING = 4
"""Raised whenever `fold`, the stems of English words or the word vectors change: an index made otherwise is built
again."""


class Token(NamedTuple):
    """A folded word and the half-open range of the text it came from."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """The words of `text` as they are indexed, in lower case, simplified characters and half width, spaced apart."""
    return " ".join(text.translate(FOLDED).split())


def is_latin_word(word: str) -> bool:
    """Whether a folded word may have other forms: letters of an alphabet, three or more."""
    return len(word) > 2 and word[0] < "\u0250" and word.isalpha()


def tokens(text: str) -> list[Token]:
    """The words of `fold(text)`, each with where it stands in `text`."""
    if text.isascii():
        return [Token(match[0], match.start(), match.end()) for match in _ASCII_WORD.finditer(text.lower())]
    out: list[Token] = []
    word, start, end = "", 0, 0
    for at, char in enumerate(text):
        folded = FOLDED[ord(char)]
        for part in folded:
            if part == " ":
                if word:
                    out.append(Token(word, start, end))
                word = ""
                continue
            if not word:
                start = at
            word, end = word + part, at + 1
    if word:
        out.append(Token(word, start, end))
    return out


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without its English plural ending; anything else as it is."""
    if len(word) < 4 or not word.isascii() or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def name_key(name: str) -> str:
    """What a name and a stretch of a query are compared by."""
    return " ".join(stem(token.word) for token in tokens(name))


def is_symbol(name: str) -> bool:
    """Whether a name is so short that its case matters: `In` is a metal, `in` is not."""
    return len(name) <= 2 and name.isascii()


@cache
def concept_token(concept: str) -> str:
    """A concept's id as one word of the index; the digit at its end keeps the stemmer off it."""
    return re.sub("[^a-z0-9]", "", concept.lower()) + "0"


def concept_tokens(concepts: Iterable[str]) -> str:
    """The words by which the concepts of a sentence are indexed."""
    return " ".join(concept_token(concept) for concept in concepts)


class Marker:
    """Finds where phrases (tuples of folded words) and words with certain beginnings stand in a text."""

    def __init__(self, phrases: Iterable[Sequence[str]], prefixes: Sequence[str] = ()) -> None:
        self._starts: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            if stems := tuple(map(stem, phrase)):
                self._starts.setdefault(stems[0], set()).add(stems)
        self._prefixes = tuple(prefixes)

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """The ranges in order; overlapping ones are joined."""
        found = tokens(text)
        words = [stem(token.word) for token in found]
        ranges: list[tuple[int, int]] = []
        for first, (word, token) in enumerate(zip(words, found, strict=True)):
            for phrase in self._starts.get(word, ()):
                if tuple(words[first : first + len(phrase)]) == phrase:
                    ranges.append((token.start, found[first + len(phrase) - 1].end))
            if self._prefixes and token.word.startswith(self._prefixes):
                ranges.append((token.start, token.end))
        return _joined(sorted(ranges))


def _joined(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in ranges:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
