"""Which kinds of measure a Chinese recommendation asks for, by words that mean them there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("measures_zh.toml")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """An instrument theme with words that mean it, and sentences that are of it.

    `hints` are words that count half as much: they are of other themes as often.
    """

    theme: str
    terms: tuple[str, ...]
    hints: tuple[str, ...]
    examples: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def measures() -> tuple[Measure, ...]:
    """The instrument themes, in the order of the file."""
    return tuple(
        Measure(
            theme=theme,
            terms=tuple(row["zh"].lower().split()),
            hints=tuple(row["zh_weak"].split()),
            examples=tuple(row["example"]),
        )
        for theme, row in _data().items()
        if isinstance(row, dict)
    )


Weights = tuple[tuple[str, int], ...]


@cache
def _chinese() -> tuple[dict[str, Weights], dict[str, tuple[int, ...]]]:
    """The themes of each Chinese word with its weight in them, and how long words are by their first two characters."""
    table: dict[str, Weights] = dict.fromkeys(_data()["nothing_zh"].split(), ())
    for measure in measures():
        weighed = [(word, 2) for word in measure.terms]
        for word, weight in [*weighed, *((word, 1) for word in measure.hints)]:
            table[word] = (*table.get(word, ()), (measure.theme, weight))
    lengths: dict[str, set[int]] = {}
    for word in table:
        lengths.setdefault(word[:2], set()).add(len(word))
    return table, {begin: tuple(sorted(found, reverse=True)) for begin, found in lengths.items()}


# What a measure is for, and why it is needed: a word there counts half.
_ASIDE = re.compile(
    r"(?:^|[，,；;。：:])(?:从而|进而|以便|以期|以免|以(?=降低|减少|提高|提升|保障|确保|缓解|满足|增强|避免|防止|应对|抵御|促进)|为了|因为|否则|避免|防止|"
    r"面对|随着|鉴于|由于|考虑到|针对|与其)[^，,；;。]*"
    r"|(?<=统筹)(?!推进|开展|实施)[^，,；;。]*、[^，,；;。]*"
)


def asked_for(text: str) -> dict[str, int]:
    """How much speaks for each theme in a text: two for each word that means it and one for each that hints.

    Themes for which nothing does are left out.
    """
    text = text.lower()
    asides = [match.span() for match in _ASIDE.finditer(text)]
    weight: dict[str, int] = {}
    for word, places in _words_in(text).items():
        aside = asides and all(any(a <= at < b for a, b in asides) for at in places)
        for theme, more in _chinese()[0][word]:
            weight[theme] = weight.get(theme, 0) + (more // 2 if aside else more)
    return {theme: more for theme, more in weight.items() if more}


def _words_in(text: str) -> dict[str, list[int]]:
    """The words of `measures_zh.toml` in a text and where; nothing is looked for within those that are of no theme."""
    table, lengths = _chinese()
    found: dict[str, list[int]] = {}
    after = 0
    for at in range(len(text)):
        if at < after:
            continue
        known = lengths.get(text[at : at + 2])
        if known is None and text[at] not in table:
            continue
        for length in known or (1,):
            word = text[at : at + length]
            if word in table:
                found.setdefault(word, []).append(at)
                after = at + (1 if table[word] else length)
                break
        else:
            if text[at] in table:
                found.setdefault(text[at], []).append(at)
    return found
