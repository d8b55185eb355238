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


@dataclass(frozen=True)
class Directions:
    """The ends of axes that words of a text stand for, two bits an axis, and its steps, a bit each."""

    ends: int
    steps: int

    def opposed(self, other: Directions) -> int:
        """On how many axes one stands for one end alone and the other for the other."""
        return sum(a | b == 3 and a & b == 0 and a > 0 and b > 0 for a, b in zip(self._axes, other._axes, strict=True))

    def agreed(self, other: Directions) -> int:
        """On how many axes both stand for the same end."""
        return sum(a & b != 0 for a, b in zip(self._axes, other._axes, strict=True))

    @property
    def _axes(self) -> list[int]:
        """The ends of each axis, and of the first two (more, allowed) together."""
        axes = [self.ends >> 2 * axis & 3 for axis in range(_known()[2])]
        return [*axes, axes[0] | axes[1]]


def directions(text: str) -> Directions:
    """The directions of a text in either language."""
    text = text.lower()
    ends, steps, _ = _known()
    return Directions(ends.bits(text), steps.bits(text))


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
