"""Verbs of measures in both languages, with the English forms that follow by rule."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("verbs.toml")
_DOUBLED = frozenset({"ban", "begin", "commit", "cut", "permit", "plan", "set", "stop", "submit", "map", "program"})


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def chinese_verbs() -> dict[str, tuple[str, ...]]:
    """Lists of words by role: adverbs, verbs, results, leads, modals."""
    return {role: tuple(words) for role, words in _data()["zh"].items()}


@dataclass(frozen=True)
class EnglishVerbs:
    """Sets of verb forms: base form, -ing form, third person; `unsure` are base forms that are nouns as well."""

    base: frozenset[str]
    gerund: frozenset[str]
    third: frozenset[str]
    unsure: frozenset[str]


def gerund(verb: str) -> str:
    """The -ing form: `develop` → `developing`, `use` → `using`, `cut` → `cutting`."""
    if verb in _DOUBLED:
        return verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


def third_person(verb: str) -> str:
    """The form after he, she, it: `carry` → `carries`, `establish` → `establishes`."""
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


@cache
def english_verbs() -> EnglishVerbs:
    """All English verbs of measures, in the forms that lists of measures use."""
    data = _data()["en"]
    base = frozenset(data["verbs"]) | frozenset(data["noun_too"])
    return EnglishVerbs(
        base=base,
        gerund=frozenset(map(gerund, base)),
        third=frozenset(map(third_person, base)),
        unsure=frozenset(data["noun_too"]),
    )
