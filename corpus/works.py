"""Works: the documents of a library that are one piece of writing, found, kept up to date, and told with the reasons.

Nothing is dropped: a work shows all its versions, and whoever counts works counts it once. What is found is kept in the
library (table `works`) and found again only when documents, what they say of themselves or a person's decisions change.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.transaction import all_or_nothing
from corpus.work_documents import WorkDocument, fingerprint, load_documents

if TYPE_CHECKING:
    from corpus.work_roles import Placed

_SETTING = "works"
_COLUMNS = ("sha256", "work", "position", "role", "reasons", "evidence", "of", "words_alike", "facts_alike")

Row = tuple[Any, ...]
"""The values of a row of `works`, in the order of its columns."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """A document of a work: its role with the reasons, and the evidence that it is of this work.

    `of` is the id of the document that it was compared with; `words_alike` and `facts_alike` are the shares, 0 to 1, of
    words and of numbers and metals in their order that the two have in common, None where that cannot be told.
    """

    id: str
    sha256: str
    name: str
    document: str
    lang: str
    title: str | None
    authors: tuple[str, ...]
    year: int | None
    doi: str | None
    role: str
    reasons: tuple[str, ...]
    evidence: tuple[str, ...]
    of: str | None
    words_alike: float | None
    facts_alike: float | None

    def as_dict(self) -> dict[str, Any]:
        """The version as JSON has it."""
        return {
            "document": self.document, "id": self.id, "sha256": self.sha256, "lang": self.lang, "title": self.title,
            "authors": list(self.authors), "year": self.year, "doi": self.doi, "role": self.role,
            "reasons": list(self.reasons), "evidence": list(self.evidence), "of": self.of,
            "words_alike": self.words_alike, "facts_alike": self.facts_alike,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Work:
    """One piece of writing: the document to cite first, then its other versions."""

    id: str
    versions: tuple[Version, ...]

    @property
    def cited(self) -> Version:
        """The version to cite."""
        return self.versions[0]

    def as_dict(self) -> dict[str, Any]:
        """The work as JSON has it."""
        return {"work": self.id, "versions": [version.as_dict() for version in self.versions]}


class Place(NamedTuple):
    """Of which work a document is, and which of its documents: 0 is the one to cite."""

    work: str
    position: int


def works(connection: sqlite3.Connection) -> tuple[Work, ...]:
    """All works, most of them of one document, in the order in which their first documents came in."""
    rows = _current(connection) or connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM works").fetchall()
    documents = {
        row[1]: row
        for row in connection.execute(
            "SELECT id, sha256, name, path, lang, title, authors, year, doi FROM documents ORDER BY key"
        )
    }
    order = {sha256: place for place, sha256 in enumerate(documents)}
    ids = {sha256: row[0] for sha256, row in documents.items()}
    found: dict[str, list[tuple[int, int, Version]]] = {}
    for sha256, work, position, *about in rows:
        if sha256 in documents:
            version = _version(documents[sha256], about, ids)
            found.setdefault(work, []).append((position, order[sha256], version))
    first = sorted(found, key=lambda work: min(place for _, place, _ in found[work]))
    return tuple(
        Work(id=work, versions=tuple(version for *_, version in sorted(found[work], key=lambda row: row[:2])))
        for work in first
    )


def work_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The id of its work for the sha256 of each document: count different ids to count works."""
    return {sha256: place.work for sha256, place in places(connection).items()}


def places(connection: sqlite3.Connection) -> dict[str, Place]:
    """The place in its work of each document, by its sha256."""
    found = _current(connection) or connection.execute("SELECT sha256, work, position FROM works").fetchall()
    return {row[0]: Place(row[1], row[2]) for row in found}


def first_documents(connection: sqlite3.Connection) -> dict[str, str]:
    """The sha256 of the document to cite for that of each document of its work."""
    found = places(connection)
    first = {place.work: sha256 for sha256, place in found.items() if place.position == 0}
    return {sha256: first[place.work] for sha256, place in found.items() if place.work in first}


def _version(document: Sequence[Any], about: Sequence[Any], ids: Mapping[str, str]) -> Version:
    id_, sha256, name, path, lang, title, authors, year, doi = document
    role, reasons, evidence, of, words, facts = about
    return Version(
        id=id_, sha256=sha256, name=name, document=path, lang=lang, title=title, authors=tuple(json.loads(authors)),
        year=year, doi=doi, role=role, reasons=tuple(json.loads(reasons)), evidence=tuple(json.loads(evidence)),
        of=ids.get(of), words_alike=words, facts_alike=facts,
    )  # fmt: skip


def _current(connection: sqlite3.Connection) -> list[Row]:
    """The rows of works where they had to be found again; none where the table holds them as they are now.

    They are written down, unless the connection may not write or is in the midst of it.
    """
    mark = fingerprint(connection)
    kept = connection.execute("SELECT value FROM settings WHERE name = ?", [_SETTING]).fetchone()
    if kept and kept[0] == mark:
        return []
    keep = not connection.in_transaction and not connection.execute("PRAGMA query_only").fetchone()[0]
    rows = _find(connection, keep=keep)
    if keep:
        with all_or_nothing(connection):
            write_works(connection, rows, mark)
    return rows


def write_works(connection: sqlite3.Connection, rows: Iterable[Row], mark: str) -> None:
    """Keep works that were found when the library had this fingerprint; within the caller's transaction."""
    connection.execute("DELETE FROM works")
    connection.executemany(f"INSERT INTO works VALUES ({', '.join('?' * len(_COLUMNS))})", rows)
    connection.execute("DELETE FROM work_signatures WHERE sha256 NOT IN (SELECT sha256 FROM documents)")
    connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", [_SETTING, mark])


def _find(connection: sqlite3.Connection, *, keep: bool) -> list[Row]:
    from corpus.work_groups import find_groups, read_decisions  # noqa: PLC0415 - bring what a look need not have
    from corpus.work_roles import place  # noqa: PLC0415

    documents = load_documents(connection, keep=keep)
    groups = find_groups(documents, read_decisions(connection))
    ids = _work_ids(
        [[documents[order] for order in group.members] for group in groups],
        dict(connection.execute("SELECT sha256, work FROM works")),
    )
    return [
        _row(work, position, placed)
        for work, group in zip(ids, groups, strict=True)
        for position, placed in enumerate(place(documents, group))
    ]


def _work_ids(groups: Sequence[Sequence[WorkDocument]], old: Mapping[str, str]) -> list[str]:
    """An id for each group: one that a document of it has or, where that was removed, one that its work had."""
    owners = {document.id for group in groups for document in group}
    out, taken = [], set()
    for group in groups:
        own = [document.id for document in group]
        had = Counter(id_ for document in group if (id_ := old.get(document.sha256)))
        kept = [id_ for id_, _ in had.most_common() if (id_ in own or id_ not in owners) and id_ not in taken]
        out.append((kept or own)[0])
        taken.add(out[-1])
    return out


def _row(work: str, position: int, placed: Placed) -> Row:
    link = placed.link
    evidence = link.evidence if link else ()
    return (
        placed.document.sha256, work, position, placed.role, json.dumps(placed.reasons, ensure_ascii=False),
        json.dumps(evidence, ensure_ascii=False), placed.of.sha256 if placed.of else None,
        link.words if link else None, link.facts if link else None,
    )  # fmt: skip
