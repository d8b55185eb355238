"""Documents put together to works: a person's decisions first, then what documents say, the strongest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.work_candidates import candidates
from corpus.work_documents import WorkDocument
from corpus.work_pairs import Link, compare


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a person decided on two documents, by their sha256."""

    sha256: str
    other_sha256: str
    decision: str
    note: str | None
    person: str | None
    at: str

    @property
    def pair(self) -> frozenset[str]:
        """The two documents, whichever was named first."""
        return frozenset((self.sha256, self.other_sha256))

    def words(self) -> str:
        """The decision as evidence has it."""
        by = f" by {self.person}" if self.person else " by hand"
        return f"joined{by} on {self.at[:10]}" + (f": {self.note}" if self.note else "")


@dataclass(frozen=True, kw_only=True)
class Group:
    """The documents of a work, by their places, and the links that hold them together."""

    members: tuple[int, ...]
    links: tuple[Link, ...]


def read_decisions(connection: sqlite3.Connection) -> dict[frozenset[str], Decision]:
    """The decision in force on each pair of documents, the oldest first."""
    out: dict[frozenset[str], Decision] = {}
    for row in connection.execute(
        "SELECT sha256, other_sha256, decision, note, person, at FROM work_decisions ORDER BY key"
    ):
        names = ("sha256", "other_sha256", "decision", "note", "person", "at")
        decision = Decision(**dict(zip(names, row, strict=True)))
        out.pop(decision.pair, None)
        out[decision.pair] = decision
    return out


def find_groups(documents: Sequence[WorkDocument], decisions: Mapping[frozenset[str], Decision]) -> list[Group]:
    """The works, in the order in which the first document of each came in."""
    links = []
    for one, other in sorted(candidates(documents)):
        if link := compare(documents[one], documents[other]):
            links.append(link)
    return group(documents, links, decisions)


def group(
    documents: Sequence[WorkDocument], links: Iterable[Link], decisions: Mapping[frozenset[str], Decision]
) -> list[Group]:
    """The groups that links and decisions make; no link brings together what a person has parted."""
    places = {document.sha256: document.order for document in documents}
    known = [decision for decision in decisions.values() if decision.pair <= places.keys()]
    parted = [_places(decision, places) for decision in known if decision.decision == "part"]
    joined = [_joined(decision, *_places(decision, places)) for decision in known if decision.decision == "join"]
    groups = _Groups(len(documents), parted)
    used: dict[tuple[int, int], Link] = {}
    for link in [*reversed(joined), *sorted(links, key=lambda link: (-link.strength, link.one, link.other))]:
        if groups.join(link.one, link.other):
            old = used.get((link.one, link.other))
            used[link.one, link.other] = _with(old, link) if old else link
    members: dict[int, list[int]] = {}
    for document in documents:
        members.setdefault(groups.first(document.order), []).append(document.order)
    held: dict[int, list[Link]] = {}
    for link in used.values():
        held.setdefault(groups.first(link.one), []).append(link)
    return [Group(members=tuple(group), links=tuple(held.get(first, ()))) for first, group in members.items()]


def _places(decision: Decision, places: Mapping[str, int]) -> tuple[int, int]:
    one, other = sorted((places[decision.sha256], places[decision.other_sha256]))
    return one, other


def _joined(decision: Decision, one: int, other: int) -> Link:
    return Link(one=one, other=other, strength=9.0, evidence=(decision.words(),), words=None, facts=None)


def _with(joined: Link, link: Link) -> Link:
    return Link(
        one=link.one, other=link.other, strength=joined.strength, evidence=(*joined.evidence, *link.evidence),
        words=link.words, facts=link.facts,
    )  # fmt: skip


class _Groups:
    """Disjoint sets (union-find) of the numbers below `size`, in which parted ones never meet."""

    def __init__(self, size: int, parted: Iterable[tuple[int, int]]) -> None:
        self._above = list(range(size))
        self._parted: dict[int, set[int]] = {}
        for one, other in parted:
            self._parted.setdefault(one, set()).add(other)
            self._parted.setdefault(other, set()).add(one)

    def first(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = number = self._above[self._above[number]]
        return number

    def join(self, one: int, other: int) -> bool:
        """Whether the two are together now."""
        low, high = sorted((self.first(one), self.first(other)))
        if low == high:
            return True
        apart = self._parted.get(high, set())
        if any(self.first(number) == low for number in apart):
            return False
        self._above[high] = low
        if apart:
            self._parted.setdefault(low, set()).update(apart)
        return True
