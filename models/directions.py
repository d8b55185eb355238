"""Which way a measure pulls (more or less, allowed or forbidden, in or out), and which steps and means it is about.

Two measures that pull apart are not the same, near as their words are. The words are in `directions.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

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


@lru_cache(maxsize=1 << 14)
def directions(text: str) -> Directions:
    """The directions of a text in either language."""
    ends, steps, _ = _known()
    return Directions(*(_bits(expression, text.lower()) for expression in (ends, steps)))


def _bits(expression: re.Pattern[str], text: str) -> int:
    out = 0
    for found in expression.finditer(text):
        out |= 1 << int((found.lastgroup or "_0")[1:])
    return out


@cache
def _known() -> tuple[re.Pattern[str], re.Pattern[str], int]:
    kept = tomllib.loads(_LIST.read_text("utf-8"))
    ends = [f"{end['en']} {end['zh']}" for axis in kept["axes"] for end in (axis["up"], axis["down"])]
    return _expression(ends), _expression(list(kept["steps"].values())), len(kept["axes"])


def _expression(groups: list[str]) -> re.Pattern[str]:
    words = [(word, number) for number, group in enumerate(groups) for word in group.split()]
    by_number: dict[int, list[str]] = {}
    for word, number in sorted(words, key=lambda one: -len(one[0])):
        plain = re.escape(word.rstrip("!"))
        form = plain if not word[0].isascii() else rf"\b{plain}\b" if word.endswith("!") else rf"\b{plain}\w*"
        by_number.setdefault(number, []).append(form)
    return re.compile("|".join(f"(?P<_{number}>{'|'.join(forms)})" for number, forms in sorted(by_number.items())))
