"""The values of the lexicon: a concept with its names, the rules of sense, and the lexicon that holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Literal

from models.lexicon.fold import fold

Lang = Literal["zh", "en"]
SymbolTrust = Literal["plain", "wary", "word", "none"]


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    # Compiled at the first use: all of them at once would be a third of the lexicon's load time.
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """A concept's place on a dated national list: `key` (`us`, `eu`, `cn`, `jp`), the year and the list's title."""

    key: str
    year: int
    title: str


@dataclass(frozen=True, kw_only=True)
class Concept:
    """A thing with one id and names in both languages; `names` maps a role (`mineral`, `compound` …) to names."""

    id: str
    en: str
    zh: str
    symbol: SymbolTrust = "none"
    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    lists: tuple[Listing, ...] = ()

    @property
    def kind(self) -> str:
        """`metal`, `challenge`, `instrument`, `actor` or `place`."""
        return self.id.partition(":")[0]

    @property
    def bare(self) -> str:
        """The id without its kind: `W` of `metal:W`."""
        return self.id.partition(":")[2]

    def all_names(self) -> tuple[str, ...]:
        """Every name written for the concept, the two preferred ones first."""
        return (self.en, self.zh, *(name for group in self.names.values() for name in group))


@dataclass(frozen=True, kw_only=True)
class Sense:
    """When a name that is also an ordinary word counts; see senses.toml for what each part says."""

    id: str
    counts: bool
    beside: bool = False
    before: str | None = None
    after: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    doc: str | None = None

    def speaks(self, part: Literal["before", "after", "not_before", "not_after", "doc"], context: str) -> bool:
        """Whether the rule's pattern of that part is found in `context`; what follows a name must follow at once."""
        written: str | None = getattr(self, part)
        if written is None:
            return False
        pattern = _compile(written)
        return bool(pattern.match(context) if part in ("after", "not_after") else pattern.search(context))


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A string to look for: its folded form, the ids it stands for (none: it blocks), and its conditions.

    `exact` is the spelling that a name with capitals (`REE`) must have; `sense` the rule of an ambiguous name;
    `gives_way` the blockers that may open with the name's last character (纳米金 before 金属).
    """

    text: str
    ids: tuple[str, ...]
    exact: str | None = None
    sense: Sense | None = None
    gives_way: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """All concepts, and the names to look for: `terms` of metals with their blockers, `themes` of everything else."""

    concepts: tuple[Concept, ...]
    terms: tuple[Name, ...]
    themes: tuple[Name, ...]

    @cached_property
    def _by_id(self) -> dict[str, Concept]:
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        table: dict[str, tuple[str, ...]] = {}
        for name in (*self.themes, *self.terms):
            if name.ids:
                table[name.text] = tuple(dict.fromkeys((*table.get(name.text, ()), *name.ids)))
        return table

    def get(self, concept_id: str) -> Concept:
        """The concept of that id; raises KeyError where there is none."""
        return self._by_id[concept_id]

    def lookup(self, name: str) -> tuple[str, ...]:
        """The ids of the concepts that `name` names, in either language, script, case and number; empty if none.

        A chemical symbol counts in its own spelling (`In`, not `in`).
        """
        exact = name.strip()
        symbol = self._by_id.get(f"metal:{exact}")
        if symbol is not None:
            return (symbol.id,)
        key = " ".join(fold(exact).split())
        for form in (key, key.removesuffix("s"), key.removesuffix("es"), key + "s", key.replace("-", " ")):
            if found := self._by_name.get(form):
                return found
        return ()
