"""Which findings of a paper to show first: those that say most, spread over themes, none twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from corpus.cjk import fold
from corpus.onepaper import Standing
from corpus.wording import unbroken

_SECTIONS: Mapping[str, Mapping[str, float]] = {
    "challenge": {"challenges": 0.3, "conclusions": 0.25, "abstract": 0.2, "discussion": 0.1, "results": 0.05,
                  "notice": -0.5, "acknowledgements": -0.5, "contents": -0.6, "appendix": -0.2, "method": -0.15},
    "recommendation": {"recommendations": 0.4, "conclusions": 0.3, "abstract": 0.2, "discussion": 0.1,
                       "introduction": -0.1, "background": -0.15, "notice": -0.5, "acknowledgements": -0.5,
                       "contents": -0.6, "appendix": -0.2, "method": -0.15},
}  # fmt: skip
"""What the part of the paper adds to how much a finding says; the classifier's probability counts once."""

_STANCES: Mapping[str, float] = {"own": 0.0, "enacted": -0.3, "reported": -0.3}
_STRENGTHS: Mapping[str | None, float] = {"must": 0.1, "should": 0.05}
_BLOCKS: Mapping[str, float] = {"footnote": -0.6, "caption": -0.4, "table": -0.3, "reference": -1.0, "notice": -0.5,
                              "heading": -0.3}  # fmt: skip
_LEANS = re.compile(
    r"(?:However|Furthermore|Moreover|This|These|It|They|In addition|Therefore|Thus|Such|Hence|For example|Also)\b"
    r"|因此|此外|但|然而|同时|这|其中?|例如|所以|比如"
)
"""How a sentence begins that is not understood without the one before it."""

_SHORT, _LONG = 24, 420  # columns of print, a Chinese character being two
_AGAIN = 0.3  # what each finding shown of the same theme takes away
_LEAST = 0.3  # what is worth less is not shown, unless there is nothing else
SAME = 0.55
"""How much of the words of the shorter of two quotes stands in the other where both say the same."""


def width(text: str) -> int:
    """How many columns a text takes in print: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def worth(one: Standing) -> float:
    """How much a finding says of its paper: surely found, in a part that sums up, by its own authors, about a metal."""
    finding = one.finding
    out = finding.score + _SECTIONS[one.kind].get(finding.section or "", 0.0)
    out += 0.15 * bool(finding.metals) + 0.25 * bool(finding.themes) + 1.0 * (one.decided is not None)
    out += _BLOCKS.get(one.block, 0.0) - 0.3 * bool(_LEANS.match(finding.quote))
    if one.kind == "recommendation":
        roles = {part.role for part in finding.about.parts}
        out += _STANCES.get(finding.about.stance, -1.0) + _STRENGTHS.get(finding.about.strength, 0.0)
        out += 0.1 * len(roles & {"actor", "deadline", "target"})
        out -= 0.6 * (width(unbroken(finding.quote)) <= _SHORT // 2)  # "act early": what is to be done is not said
    else:
        out += 0.1 * finding.about.quantified
    wide = width(unbroken(finding.quote))
    return out - (0.4 if wide < _SHORT else 0.2 if wide > _LONG else 0.0)


def choose(found: Sequence[Standing], most: int) -> list[Standing]:
    """At most so many of the findings, in the order of the paper: the best, each theme in turn, nothing said twice."""
    left = sorted(found, key=lambda one: -worth(one))
    left = left[:1] + [one for one in left[1:] if worth(one) >= _LEAST] if most else []
    chosen: list[Standing] = []
    said: list[tuple[frozenset[str], frozenset[str]]] = []
    seen: Counter[str] = Counter()
    while left and len(chosen) < most:
        best = max(left, key=lambda one: worth(one) - _AGAIN * _met(one, seen))
        left.remove(best)
        words, metals = words_of(best.finding.quote), frozenset(best.finding.metals)
        # The same words of another metal say something else.
        if any(alike(words, told) >= SAME and (metals <= theirs or theirs <= metals) for told, theirs in said):
            continue
        chosen.append(best)
        said.append((words, metals))
        seen.update(best.finding.themes)
    return sorted(chosen, key=lambda one: (one.finding.start, one.finding.end))


def _met(one: Standing, seen: Counter[str]) -> float:
    """How often the themes of a finding were met already; without any, as often as a theme is on average."""
    if not one.finding.themes:
        return sum(seen.values()) / max(1, len(seen)) if seen else 0.0
    return min(seen[theme] for theme in one.finding.themes)


def words_of(text: str) -> frozenset[str]:
    """What a text is compared by: its longer English words, its pairs of Chinese characters."""
    words = fold(text).split()
    pairs = {one + other for one, other in pairwise(words) if len(one) == len(other) == 1}
    return frozenset(pairs | {word for word in words if len(word) > 3})


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text's words that the other has too."""
    return len(one & other) / max(1, min(len(one), len(other)))
