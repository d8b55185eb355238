"""Cue words by group: as data, and as patterns for the rules that look for them in a sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("cues.toml")


@dataclass(frozen=True, kw_only=True)
class CueGroup:
    """Words that hint at the same thing in one language, as they are written in cues.toml.

    `feature` tells whether the classifiers see the group, `start` whether it counts only where a sentence begins.
    """

    name: str
    lang: str
    what: str
    terms: tuple[str, ...]
    example: str
    counter: str
    feature: bool = True
    start: bool = False
    regex: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The terms as one pattern over lower-case text."""
        return _compile(self.terms, self.lang, start=self.start, regex=self.regex)


def _written(term: str, lang: str) -> str:
    """The pattern of one term: `fail*`, `应!用对`."""
    if lang == "en":
        return re.escape(term).replace(r"\*", r"\w*").replace(r"\ ", " ")
    word, _, after = term.partition("!")
    return f"{word}(?![{after}])" if after else word


@cache
def _compile(terms: Sequence[str], lang: str, *, start: bool, regex: bool) -> re.Pattern[str]:
    body = "|".join(terms if regex else [_written(term, lang) for term in terms])
    if start:  # an imperative, after a bullet or number if there is one
        return re.compile(rf"^(?:\W|\d|[a-z]\))*(?:{body})\b")
    if lang == "en" and re.match(r"\w|\*", terms[0]):
        return re.compile(rf"(?<!\w)(?:{body})(?!\w)")
    return re.compile(body)


@cache
def cue_groups(lang: str) -> tuple[CueGroup, ...]:
    """The groups of one language, in the order that the features use."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["group"]
    return tuple(
        CueGroup(
            name=row["name"],
            lang=row["lang"],
            what=row["what"],
            terms=tuple(row["terms"]),
            example=row["example"],
            counter=row["counter"],
            feature=row.get("feature", True),
            start=row.get("where") == "start",
            regex=row.get("regex", False),
        )
        for row in rows
        if row["lang"] == lang
    )


@cache
def _problem_words(lang: str) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    groups = {group.name: group.pattern for group in cue_groups(lang)}
    names = ("problem-noun", "problem-adjective", "deficiency", "negated-state", "harm", "outstanding")
    return groups["prevented-problem"], tuple(groups[name] for name in names if name in groups)


def problem_remains(text: str, lang: str) -> bool:
    """Whether a word for a problem is left once those that a measure is only meant to prevent are taken out."""
    prevented, words = _problem_words(lang)
    rest = prevented.sub(" ", text.lower())
    return any(pattern.search(rest) for pattern in words)
