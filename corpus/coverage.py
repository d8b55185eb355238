"""How much of a library a review has looked at: documents, metals and themes without a finding, pages not read."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.reviews import find_review

_READ = ("good", "blank", "ocr")
_SCREENED = ("screening_decisions", "screening", "screenings")
"""Tables that may hold decisions of a screening, a row each with `sha256`."""


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A document of the library with pages that could not be read, and why: page number -> health."""

    name: str
    pages: Mapping[int, str]
    of: int


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A metal or theme without a finding in the review: how many documents name it, how many findings are about it."""

    id: str
    name_en: str | None
    name_zh: str | None
    documents: int
    findings: int

    def as_dict(self) -> dict[str, Any]:
        """The concept as JSON has it."""
        return dict(vars(self))


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How much of a library a review has looked at.

    A document was looked at where it has an item in a review, a verdict or a note, or a decision of a screening;
    `not_looked_at` names the others. `failures` are path and reason of files that could not be read at all.
    """

    review: str
    documents: int
    looked_at: int
    in_review: int
    by_verdict: int
    by_screening: int
    items: int
    rejected: int
    lost: int
    not_looked_at: tuple[str, ...]
    metals: tuple[Missing, ...]
    themes: tuple[Missing, ...]
    failures: tuple[tuple[str, str], ...]
    unread: tuple[Unread, ...]

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON has it."""
        return {
            "review": self.review, "documents": self.documents, "looked_at": self.looked_at,
            "share": round(self.looked_at / self.documents, 4) if self.documents else None,
            "in_review": self.in_review, "by_verdict": self.by_verdict, "by_screening": self.by_screening,
            "items": self.items, "rejected": self.rejected, "lost": self.lost,
            "not_looked_at": list(self.not_looked_at),
            "metals_without": [missing.as_dict() for missing in self.metals],
            "themes_without": [missing.as_dict() for missing in self.themes],
            "failures": [{"path": path, "reason": reason} for path, reason in self.failures],
            "unread": [
                {"document": one.name, "of": one.of, "pages": {str(page): why for page, why in one.pages.items()}}
                for one in self.unread
            ],
        }  # fmt: skip


def coverage(connection: sqlite3.Connection, name: str) -> Coverage:
    """What a review has looked at and what it says nothing of; raises ReviewError where there is none of this name."""
    review = find_review(connection, name)
    names = dict(connection.execute("SELECT sha256, name FROM documents ORDER BY key"))
    reviewed = _hashes(connection, ["review_items"])
    judged = _hashes(connection, ["verdicts"])
    screened = _hashes(connection, _SCREENED)
    looked = {sha256 for sha256 in names if sha256 in reviewed | judged | screened}
    held = Counter(concept for item in review.items for concept in item.concepts)
    return Coverage(
        review=review.name, documents=len(names), looked_at=len(looked),
        in_review=len({item.sha256 for item in review.items} & names.keys()),
        by_verdict=len(judged & names.keys()), by_screening=len(screened & names.keys()), items=len(review.items),
        rejected=sum(item.verdict == "reject" for item in review.items),
        lost=sum(item.state == "lost" for item in review.items),
        not_looked_at=tuple(name for sha256, name in names.items() if sha256 not in looked),
        metals=_without(connection, "metal:*", "metal:*", held), failures=_failures(connection),
        themes=_without(connection, "challenge:*", "instrument:*", held), unread=_unread(connection),
    )  # fmt: skip


def _hashes(connection: sqlite3.Connection, tables: Iterable[str]) -> set[str]:
    out: set[str] = set()
    for table in tables:
        if connection.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = 'sha256'", [table]).fetchone():
            out.update(sha256 for (sha256,) in connection.execute(f"SELECT DISTINCT sha256 FROM {table}"))
    return out


def _without(connection: sqlite3.Connection, one: str, other: str, held: Counter[str]) -> tuple[Missing, ...]:
    """The concepts of two patterns that documents name or findings are about and no item is, the most named first."""
    rows = connection.execute(
        """WITH named AS (
          SELECT concept, count(DISTINCT document) AS documents FROM mentions
            WHERE concept GLOB ?1 OR concept GLOB ?2 GROUP BY concept),
        said AS (
          SELECT o.concept, count(*) AS findings, count(DISTINCT f.document) AS documents
          FROM finding_concepts o JOIN findings f ON f.key = o.finding
            WHERE o.concept GLOB ?1 OR o.concept GLOB ?2 GROUP BY o.concept)
        SELECT c.id, c.name_en, c.name_zh, max(coalesce(n.documents, 0), coalesce(s.documents, 0)),
          coalesce(s.findings, 0)
        FROM concepts c LEFT JOIN named n ON n.concept = c.id LEFT JOIN said s ON s.concept = c.id
        WHERE n.documents > 0 OR s.documents > 0 ORDER BY 4 DESC, 5 DESC, c.id""",
        [one, other],
    )
    return tuple(
        Missing(id=id_, name_en=en, name_zh=zh, documents=documents, findings=findings)
        for id_, en, zh, documents, findings in rows
        if not held[id_]
    )


def _failures(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    return tuple(connection.execute("SELECT path, reason FROM failures ORDER BY path"))


def _unread(connection: sqlite3.Connection) -> tuple[Unread, ...]:
    documents: dict[tuple[str, str, int], dict[int, str]] = {}
    for sha256, name, of, number, health in connection.execute(
        f"""SELECT d.sha256, d.name, d.pages, p.number, p.health FROM pages p JOIN documents d ON d.key = p.document
        WHERE p.health NOT IN ({", ".join("?" * len(_READ))}) ORDER BY d.key, p.number""",
        _READ,
    ):
        documents.setdefault((sha256, name, of), {})[number] = health
    return tuple(Unread(name=name, pages=pages, of=of) for (_, name, of), pages in documents.items())
