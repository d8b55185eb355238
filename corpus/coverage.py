"""How much of a library a review has looked at: documents, metals and themes without a finding, pages not read."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.reviews import find_review

_READ = ("good", "blank", "ocr")
_SCREENED = ("screening_decisions",)
"""Tables of a screening with a row for each decision on a `sha256`, as far as the library has them."""


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A document of the library with pages that could not be read, and why: page number -> health."""

    name: str
    pages: Mapping[int, str]
    of: int

    def by_reason(self) -> dict[str, list[int]]:
        """The pages under what ails them."""
        out: dict[str, list[int]] = {}
        for page, why in self.pages.items():
            out.setdefault(why, []).append(page)
        return out


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

    def rows(self) -> list[dict[str, Any]]:
        """What the review does not cover, a row each: `what` says of which sort it is."""
        return [
            *({"what": "not looked at", "name": name} for name in self.not_looked_at),
            *({"what": "metal", "name": one.id, **one.as_dict()} for one in self.metals),
            *({"what": "theme", "name": one.id, **one.as_dict()} for one in self.themes),
            *({"what": "not read", "name": path, "why": reason} for path, reason in self.failures),
            *(
                {"what": "pages not read", "name": one.name, "pages": spans(pages), "why": why}
                for one in self.unread
                for why, pages in one.by_reason().items()
            ),
        ]


def spans(pages: Sequence[int]) -> str:
    """Pages as they are printed in an index: 1-3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


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
