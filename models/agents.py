"""English nouns that name those who can act, and nouns that name documents."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("agents.toml")


@dataclass(frozen=True)
class EnglishAgents:
    """Sets of nouns in singular and plural: who acts, what only looks like it (`factor`), documents."""

    heads: frozenset[str]
    things: frozenset[str]
    documents: frozenset[str]


def plural(noun: str) -> str:
    """The plural by rule: `agency` → `agencies`, `business` → `businesses`."""
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _both(nouns: list[str]) -> frozenset[str]:
    return frozenset(nouns) | frozenset(map(plural, nouns))


@cache
def english_agents() -> EnglishAgents:
    """The nouns of agents.toml in both numbers."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return EnglishAgents(heads=_both(data["heads"]), things=_both(data["things"]), documents=_both(data["documents"]))
