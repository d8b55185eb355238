"""Verbs of measures in both languages, with the English forms that follow by rule."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("verbs.toml")
_DOUBLED = frozenset(
    [
        "admit",
        "ban",
        "begin",
        "commit",
        "compel",
        "confer",
        "control",
        "cut",
        "defer",
        "deter",
        "drop",
        "embed",
        "enrol",
        "equip",
        "get",
        "map",
        "offset",
        "opt",
        "permit",
        "plan",
        "plug",
        "program",
        "put",
        "refer",
        "retrofit",
        "run",
        "set",
        "shun",
        "step",
        "stop",
        "submit",
        "tap",
        "transfer",
    ]
)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def chinese_verbs() -> dict[str, tuple[str, ...]]:
    """Lists of words by role: adverbs, verbs, results, leads, modals, actions."""
    return {role: tuple(words) for role, words in _data()["zh"].items()}


@dataclass(frozen=True)
class EnglishVerbs:
    """Sets of verb forms: base form, -ing form, third person; `unsure` are base forms that are nouns as well.

    `states` tell of a state or an effect, in the forms after a plural and a singular; `states_unsure` are
    nouns as well. `purposes` are base forms of what measures are to bring about. `more` are base forms that a
    recommendation may ask for but that begin no member of a list, `more_unsure` those of them that are nouns as well.
    """

    base: frozenset[str]
    gerund: frozenset[str]
    third: frozenset[str]
    unsure: frozenset[str]
    states: frozenset[str]
    states_unsure: frozenset[str]
    purposes: frozenset[str]
    more: frozenset[str]
    more_unsure: frozenset[str]


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


def _both(verbs: Sequence[str]) -> frozenset[str]:
    return frozenset(verbs) | frozenset(map(third_person, verbs))


@cache
def english_verbs() -> EnglishVerbs:
    """All English verbs of measures, in the forms that lists of measures use."""
    data = _data()["en"]
    base = frozenset(data["verbs"]) | frozenset(data["noun_too"])
    unsure_states = _both(data["states_noun_too"])
    return EnglishVerbs(
        base=base,
        gerund=frozenset(map(gerund, base)),
        third=frozenset(map(third_person, base)),
        unsure=frozenset(data["noun_too"]),
        states=_both(data["states"]) | unsure_states,
        states_unsure=unsure_states,
        purposes=frozenset(data["purposes"]),
        more=frozenset(data["more"]) | frozenset(data["more_noun_too"]),
        more_unsure=frozenset(data["more_noun_too"]),
    )
