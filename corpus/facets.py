"""Facets: how many of the rows that a query fits are counted under each metal, kind, year ..."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from corpus import rowsets
from corpus.cjk import fold
from corpus.columns import CHALLENGE, KINDS, RECOMMENDATION, Scope
from corpus.opened import Opened
from corpus.standing import decided, tagged, verdicts_of
from models.groups import MEMBERS

Said = TypeVar("Said")

FACETS = (
    "metal", "kind", "theme", "actor", "place", "year", "lang", "source", "author", "section", "stance", "strength",
    "verdict", "tag",
)  # fmt: skip
"""What can be counted; `stance`, `strength`, `verdict` and `tag` of findings only."""

MOST = 200
"""Values of a facet that are told, the most frequent ones."""

_PLAIN = re.compile(r"\w[\w.-]*")
_MARKS = (('"', '"'), ("“", "”"), ("「", "」"))
_CONCEPTS = {
    "metal": ("metal:",), "theme": ("challenge:", "instrument:"), "actor": ("actor:",), "place": ("place:",)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows are counted under a value; `query` narrows a search to it, `label` is for a person to read."""

    value: str
    label: str
    count: int
    query: str

    def as_dict(self) -> dict[str, Any]:
        """The count as JSON has it."""
        return {"value": self.value, "label": self.label, "count": self.count, "query": self.query}


class Facets(Mapping[str, tuple[Count, ...]]):
    """The facets of some rows, each counted when first asked for; the most frequent value first, years in order."""

    def __init__(self, opened: Opened, scope: Scope, keys: Any) -> None:
        self._opened = opened
        self._scope = scope
        self._keys = keys
        self._columns = opened.columns(scope)
        self._counted: dict[str, tuple[Count, ...]] = {}
        self._concepts: Counter[str] | None = None
        self._documents: Counter[int] | None = None

    def __getitem__(self, name: str) -> tuple[Count, ...]:
        if name not in FACETS:
            raise KeyError(f"{name!r} is no facet: {', '.join(FACETS)}")
        if name not in self._counted:
            self._counted[name] = self._count(name)
        return self._counted[name]

    def __iter__(self) -> Iterator[str]:
        return iter(FACETS)

    def __len__(self) -> int:
        return len(FACETS)

    def as_dict(self, *names: str) -> dict[str, list[dict[str, Any]]]:
        """The facets with these names, by default all, as JSON has them."""
        return {name: [count.as_dict() for count in self[name]] for name in names or FACETS}

    def _count(self, name: str) -> tuple[Count, ...]:
        if name in _CONCEPTS:
            return self._count_concepts(name)
        if name in ("year", "source", "author"):
            return self._count_documents(name)
        if name in ("verdict", "tag"):
            return self._count_said(name) if self._scope == "findings" else ()
        if name not in self._columns.planes:
            return ()
        counts = rowsets.count_plane(self._columns, self._keys, name)
        if name == "kind":
            kinds: Counter[str] = Counter()
            for code, number in counts.items():
                # A sentence that holds both counts as each, one that holds no finding as none.
                for bit in (CHALLENGE, RECOMMENDATION):
                    if code & bit:
                        kinds[KINDS[bit]] += number
            return _sorted(name, kinds)
        values = self._opened.values.get(name, {})
        return _sorted(name, Counter({values[code]: number for code, number in counts.items() if code}))

    def _count_concepts(self, name: str) -> tuple[Count, ...]:
        if self._concepts is None:
            self._concepts = self._count_all_concepts()
        counts = Counter({concept: n for concept, n in self._concepts.items() if concept.startswith(_CONCEPTS[name])})
        called = self._opened.labels
        return tuple(
            Count(concept, called[concept], number, f"{name}:{concept.partition(':')[2]}")
            for concept, number in _most(counts)
        )

    def _count_all_concepts(self) -> Counter[str]:
        values = self._opened.values.get("concept", {})
        codes = {concept: code for code, concept in values.items()}
        # Who asks for a group gets each of its metals.
        groups = [group for group in MEMBERS if group in codes]
        members = [{codes[one] for one in (group, *MEMBERS[group]) if one in codes} for group in groups]
        counts, grouped = rowsets.count_concepts(self._columns, self._keys, members)
        out = Counter({values[code]: number for code, number in counts.items()})
        out.update({g: number - out[g] for g, number in zip(groups, grouped, strict=True) if out[g]})
        return out

    def _count_said(self, name: str) -> tuple[Count, ...]:
        connection = self._opened.connection
        if name == "tag":
            spelt: dict[str, str] = {}
            of_these = self._of_these(tagged(connection))
            found = [{spelt.setdefault(fold(tag), tag) for tag in tags} for _, tags in of_these]
            return _sorted(name, Counter(tag for tags in found for tag in tags))
        judged = self._of_these(decided(connection))
        counts = Counter(verdict for _, said in judged for verdict in verdicts_of(*said))
        if rest := len(self._keys) - len(judged):
            counts["none"] = rest
        return _sorted(name, counts)

    def _of_these(self, said: Mapping[int, Said]) -> list[tuple[int, Said]]:
        """What was said of the rows that are counted, each with its key."""
        return [(int(key), said[int(key)]) for key in rowsets.both(self._keys, sorted(said))]

    def _count_documents(self, name: str) -> tuple[Count, ...]:
        if name == "year":
            years = rowsets.count_years(self._columns, self._keys, self._opened.years(self._scope))
            return tuple(Count(str(year), str(year), years[year], f"year:{year}") for year in sorted(years) if year)
        if self._documents is None:
            self._documents = rowsets.count_documents(self._columns, self._keys)
        papers = self._opened.papers
        counts: Counter[str] = Counter()
        for key, number in self._documents.items():
            for value in (papers[key].name,) if name == "source" else papers[key].makers:
                counts[value] += number
        return _sorted(name, counts)


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST]


def _sorted(name: str, counts: Counter[str]) -> tuple[Count, ...]:
    return tuple(Count(value, value, number, f"{name}:{_written(value)}") for value, number in _most(counts))


def _written(value: str) -> str:
    """A value as it is written in a query: between quotation marks that it does not hold, where it needs any."""
    if _PLAIN.fullmatch(value):
        return value
    before, after = next((marks for marks in _MARKS if not any(mark in value for mark in marks)), _MARKS[0])
    return f"{before}{value}{after}"
