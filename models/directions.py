"""Which way a measure pulls (more or less, allowed or forbidden, in or out), and which steps and means it is about.

Two measures that pull apart are not the same, near as their words are. The words are in `directions.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

_LIST = Path(__file__).with_suffix(".toml")
_LOWER = 0x5555_5555_5555_5555  # of two bits


@dataclass(frozen=True)
class Directions:
    """The ends of axes that words of a text stand for, two bits an axis (the last one is the first two, more and
    allowed, together), and its steps, a bit each."""

    ends: int
    steps: int

    def opposed(self, other: Directions) -> int:
        """On how many axes one stands for one end alone and the other for the other."""
        both, either = self.ends & other.ends, self.ends | other.ends
        apart = _any(self.ends) & _any(other.ends) & either & either >> 1 & ~_any(both)
        return apart.bit_count()

    def agreed(self, other: Directions) -> int:
        """On how many axes both stand for the same end."""
        return _any(self.ends & other.ends).bit_count()


def _any(ends: int) -> int:
    """The lower bit of each axis that has an end."""
    return (ends | ends >> 1) & _LOWER


def directions(text: str) -> Directions:
    """The directions of a text in either language."""
    text = text.lower()
    words, steps, axes = _known()
    ends = words.bits(text)
    return Directions(ends | ((ends | ends >> 2) & 3) << 2 * axes, steps.bits(text))


class _Words:
    """Groups of words; which groups have one in a text is told as bits."""

    def __init__(self, groups: Sequence[str]) -> None:
        words = [(word, number) for number, group in enumerate(groups) for word in group.split()]
        self._numbers = [number for _, number in words]
        self._alone = [word.endswith("!") for word, _ in words]
        plain = [word.rstrip("!") for word, _ in words]
        self._english = [word.isascii() for word in plain]
        self._found = AhoCorasick(plain, matchkind=MatchKind.LeftmostLongest)

    def bits(self, text: str) -> int:
        out = 0
        for word, start, end in self._found.find_matches_as_indexes(text):
            begins = not text[start - 1 : start].isalnum()
            ends = not (self._alone[word] and text[end : end + 1].isalnum())
            if not self._english[word] or (begins and ends):
                out |= 1 << self._numbers[word]
        return out


@cache
def _known() -> tuple[_Words, _Words, int]:
    kept = tomllib.loads(_LIST.read_text("utf-8"))
    ends = [f"{end['en']} {end['zh']}" for axis in kept["axes"] for end in (axis["up"], axis["down"])]
    return _Words(ends), _Words(list(kept["steps"].values())), len(kept["axes"])
