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

    `hints` are words that count half as much: they are of other themes as often. `gaps` are a verb and its object that
    stand apart in one clause (`建立…数据库`): one hint, however many of them are there.
    """

    theme: str
    terms: tuple[str, ...]
    hints: tuple[str, ...]
    gaps: tuple[str, ...]
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
            gaps=tuple(row["zh_gap"].split()),
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


_REACH = 12
"""Characters that may stand between a verb and its object."""
_STOP = re.compile("[，,；;。：:！]")


@cache
def _gaps() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """What follows each verb (its object, or several words in a row), with its theme."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for measure in measures():
        for gap in measure.gaps:
            verb, *things = gap.split("…")
            table.setdefault(verb, []).append((tuple(things), measure.theme))
    return {verb: tuple(rows) for verb, rows in table.items()}


def _follow(clause: str, things: tuple[str, ...]) -> bool:
    """Whether the words stand in a clause in this order, each near what comes before it."""
    at = 0
    for thing in things:
        place = clause.find(thing, at, at + _REACH + len(thing))
        if place < 0:
            return False
        at = place + len(thing)
    return True


def _gaps_in(text: str) -> dict[str, int]:
    """The themes of which a verb and its object stand apart in one clause, and where the first of them begins."""
    found: dict[str, int] = {}
    for verb, rows in _gaps().items():
        at = text.find(verb)
        while at >= 0:
            start = at + len(verb)
            stop = _STOP.search(text, start)
            clause = text[start : stop.start() if stop else len(text)]
            for things, theme in rows:
                if at < found.get(theme, len(text)) and _follow(clause, things):
                    found[theme] = at
            at = text.find(verb, at + 1)
    return found


_TITLE = re.compile(r"《[^》]*》")
# What a measure is for, and why it is needed: a word there counts half.
_ASIDE = re.compile(
    r"(?:^|[，,；;。：:])(?:从而|进而|以便|以期|以免|以(?=降低|减少|提高|提升|保障|确保|缓解|满足|增强|避免|防止|应对|抵御|促进)|为了|因为|否则|避免|防止|"
    r"面对|随着|鉴于|由于|考虑到|针对|与其)[^，,；;。]*"
    r"|(?<=统筹)(?!推进|开展|实施)[^，,；;。]*、[^，,；;。]*"
)


def asked_for(text: str) -> dict[str, int]:
    """How much speaks for each theme in a text: two for each word that means it and one for each that hints.

    A word within a longer one of the same theme adds nothing, nor does the title of a law or paper. Themes for which
    nothing speaks are left out.
    """
    text = _TITLE.sub(lambda title: "·" * len(title[0]), text.lower())
    asides = [match.span() for match in _ASIDE.finditer(text)]

    def worth(weight: int, at: int) -> int:
        return weight // 2 if any(a <= at < b for a, b in asides) else weight

    best: dict[tuple[str, str], int] = {}
    ends: dict[str, int] = {}
    for at, word in _words_in(text):
        for theme, weight in _chinese()[0][word]:
            if at + len(word) > ends.get(theme, 0):
                ends[theme] = at + len(word)
                best[theme, word] = max(best.get((theme, word), 0), worth(weight, at))
    for theme, at in _gaps_in(text).items():
        best[theme, "…"] = worth(1, at)
    told: dict[str, int] = {}
    for (theme, _), more in best.items():
        told[theme] = told.get(theme, 0) + more
    return {theme: more for theme, more in told.items() if more}


def _words_in(text: str) -> list[tuple[int, str]]:
    """The words of `measures_zh.toml` in a text and where; nothing is looked for within those that are of no theme."""
    table, lengths = _chinese()
    found: list[tuple[int, str]] = []
    after = 0
    for at in range(len(text)):
        if at < after:
            continue
        known = lengths.get(text[at : at + 2], ())
        word = next((text[at : at + length] for length in known if text[at : at + length] in table), text[at])
        if word in table:
            found.append((at, word))
            after = at + (1 if table[word] else len(word))
    return found
