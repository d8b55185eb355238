"""Coding sheets for policy studies: instruments by metal and year, and the policy type of every recommendation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.listing import StoredDocument, StoredFinding
from corpus.statements import Paper, Quote, quote_of
from models.policy import PolicyType, policy_types

STANCES = ("own", "reported", "enacted")
"""Whose a recommendation is: the paper's own, told of others, in force already. What it rejects is never counted."""

_PREFIX = "instrument:"


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many recommendations ask for an instrument for a metal in the papers of a year, and in how many papers.

    `instrument` and `metal` are bare ids, None where a recommendation names none; `year` is None where it is unknown.
    """

    instrument: str | None
    metal: str | None
    year: int | None
    documents: tuple[str, ...]
    quotes: tuple[Quote, ...]

    def as_dict(self) -> dict[str, Any]:
        """The count as JSON has it."""
        return {
            "instrument": self.instrument, "metal": self.metal, "year": self.year,
            "documents": len(self.documents), "recommendations": len(self.quotes),
            "document_ids": list(self.documents), "quotes": [quote.as_dict() for quote in self.quotes],
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A recommendation with one of its instruments, None where it has none, and the type of that."""

    document: StoredDocument
    finding: StoredFinding
    instrument: str | None
    type: PolicyType | None

    def as_dict(self) -> dict[str, Any]:
        """The row as JSON has it."""
        finding, type_ = self.finding, self.type
        return {
            "id": finding.id, "document": self.document.name, "document_id": self.document.id,
            "year": self.document.year, "page": finding.page, "quote": finding.quote, "stance": finding.about.stance,
            "strength": finding.about.strength, "actors": list(_actors(finding)), "metals": list(finding.metals),
            "instrument": self.instrument, "side": type_ and type_.side.id, "tool": type_ and type_.tool.id,
            "iea_area": type_ and type_.area.id, "iea_type": type_ and type_.type.id,
            "reason": type_ and type_.reason,
        }  # fmt: skip


@dataclass
class _Cell:
    documents: dict[str, None] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)

    def add(self, document: StoredDocument, finding: StoredFinding) -> None:
        self.documents[document.id] = None
        self.quotes[finding.id] = quote_of(finding)


def count_instruments(
    papers: Iterable[Paper], *, stances: Sequence[str] = STANCES, title_metals: bool = False
) -> list[Count]:
    """The cells that are not empty, by instrument (in the order of models/policy_types.toml), metal and year.

    A recommendation of two instruments and three metals stands in six cells: sums over cells count it more than once.
    With `title_metals` one that names no metal is about those that the title of its paper names.
    """
    cells: dict[tuple[str | None, str | None, int | None], _Cell] = {}
    papers = list(papers)
    titles = {paper.document.id: paper.title_metals if title_metals else () for paper in papers}
    for document, finding in recommendations(papers, stances):
        for instrument in instruments_of(finding) or (None,):
            for metal in finding.metals or titles[document.id] or (None,):
                cells.setdefault((instrument, metal, document.year), _Cell()).add(document, finding)
    order = {instrument: at for at, instrument in enumerate(policy_types())}

    def place(key: tuple[str | None, str | None, int | None]) -> tuple[int, bool, str, int]:
        instrument, metal, year = key
        return order.get(instrument or "", len(order)), metal is None, metal or "", year or 9999

    return [
        Count(
            instrument=key[0], metal=key[1], year=key[2], documents=tuple(cells[key].documents),
            quotes=tuple(cells[key].quotes.values()),
        )
        for key in sorted(cells, key=place)
    ]  # fmt: skip


def code_types(papers: Iterable[Paper], *, stances: Sequence[str] = STANCES) -> list[Coded]:
    """Every recommendation with its instruments, one a row, in the order of the documents."""
    types = policy_types()
    return [
        Coded(document=document, finding=finding, instrument=instrument, type=types.get(instrument or ""))
        for document, finding in recommendations(papers, stances)
        for instrument in instruments_of(finding) or (None,)
    ]


def recommendations(papers: Iterable[Paper], stances: Sequence[str]) -> Iterator[tuple[StoredDocument, StoredFinding]]:
    """The recommendations of these stances with their documents."""
    for paper in papers:
        for finding in paper.recommendations:
            if finding.about.stance in stances:
                yield paper.document, finding


def instruments_of(finding: StoredFinding) -> tuple[str, ...]:
    """The bare ids of the instruments that a finding asks for."""
    return tuple(theme.removeprefix(_PREFIX) for theme in finding.themes if theme.startswith(_PREFIX))


def _actors(finding: StoredFinding) -> Iterator[str]:
    for part in finding.about.parts:
        if part.role == "actor":
            yield part.concept or part.quote
