"""Nouns that name those who can act, in both languages, and English nouns that name documents."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.lexicon import lexicon

DATA = Path(__file__).with_name("agents.toml")


@dataclass(frozen=True)
class EnglishAgents:
    """Sets of nouns in singular and plural: who acts, what only looks like it (`factor`), documents."""

    heads: frozenset[str]
    things: frozenset[str]
    documents: frozenset[str]


@dataclass(frozen=True)
class ChineseAgents:
    """How names of those who act end, words that end so and do not act, and places, which act as governments."""

    heads: frozenset[str]
    things: frozenset[str]
    places: frozenset[str]


def plural(noun: str) -> str:
    """The plural by rule: `agency` → `agencies`, `business` → `businesses`."""
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _both(nouns: list[str]) -> frozenset[str]:
    return frozenset(nouns) | frozenset(map(plural, nouns))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@dataclass(frozen=True, kw_only=True)
class AgentRow:
    """Words of one kind of agent, a sentence and who acts in it, and one in which nobody is told to act."""

    kind: str
    words: tuple[str, ...]
    example: tuple[str, str]
    counter: str


@cache
def agent_rows(lang: str) -> tuple[AgentRow, ...]:
    """The rows of words of a language (`zh`, `en`), each with its proof."""
    return tuple(
        AgentRow(
            kind=kind, words=tuple(row["words"]), example=(row["example"][0], row["example"][1]), counter=row["counter"]
        )
        for kind, row in _data()[lang]["heads"].items()
    )


@cache
def english_agents() -> EnglishAgents:
    """The nouns of agents.toml in both numbers."""
    data = _data()["en"]
    heads = [word for row in agent_rows("en") for word in row.words]
    return EnglishAgents(heads=_both(heads), things=_both(data["things"]), documents=_both(data["documents"]))


@cache
def chinese_agents() -> ChineseAgents:
    """The nouns of agents.toml, and the Chinese names of the lexicon's places."""
    data = _data()["zh"]
    places = [concept for concept in lexicon().concepts if concept.kind == "place"]
    names = {name for place in places for name in (place.zh, *place.names.get("terms", ()))}
    return ChineseAgents(
        heads=frozenset(word for row in agent_rows("zh") for word in row.words),
        things=frozenset(data["things"]),
        places=frozenset(name for name in names if "\u4e00" <= name[0] <= "\u9fff") - {"国内"},
    )
