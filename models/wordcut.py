"""Cutting folded text into the words that have a vector: stems of English ones, the longest Chinese ones there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from models.terms import stem

LONGEST = 6
"""Characters of the longest Chinese word."""

_RUN = re.compile("[\u3400-\u9fff]+|[a-z0-9]+")
_BETWEEN = re.compile("(?<=[\u3400-\u9fff])  (?=[\u3400-\u9fff])")


def runs(spread: str) -> list[str]:
    """The runs of Chinese characters and those of letters and digits in a text spread out, in order."""
    return _RUN.findall(_BETWEEN.sub("", spread))


def cut_words(spread: str, is_word: Callable[[str], bool]) -> Iterator[str]:
    """The words of a text as `corpus.cjk.spread` gives it, two spaces between Chinese characters that touch, or only in
    lower case; `is_word` tells which there are."""
    for run in runs(spread):
        if is_chinese(run):
            yield from _cut_chinese(run, is_word)
        elif is_english(run) and is_word(key := stem(run)):
            yield key


def is_chinese(word: str) -> bool:
    """Whether a folded word is of Chinese characters."""
    return "\u3400" <= word[0] <= "\u9fff"


def is_english(word: str) -> bool:
    """Whether a folded word may have a vector by its stem: letters, two or more."""
    return len(word) > 1 and word.isascii() and word.isalpha()


def _cut_chinese(run: str, is_word: Callable[[str], bool]) -> Iterator[str]:
    at = 0
    while at < len(run):
        size = next((size for size in range(LONGEST, 0, -1) if is_word(run[at : at + size])), 0)
        if size:
            yield run[at : at + size]
        at += size or 1
