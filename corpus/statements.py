"""The papers of a library with the findings that a table counts, and the quotes that stand behind a count.

Rejected findings are never counted, those that a person called the other kind are counted as that. What an abstract
says in two languages is counted once: in the language that was judged well where only one of the two was. What was
corrected has the right words.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from corpus.errors import LibraryError
from corpus.listing import StoredDocument, StoredFinding, find_documents, find_findings
from corpus.opened import Opened
from corpus.quoting import as_quoted
from corpus.search import fitting
from corpus.standing import accepts
from corpus.twins import said_again
from corpus.versions import counting, versions_of
from corpus.wording import unbroken
from corpus.works import places


class TableError(LibraryError):
    """A table cannot be made as asked."""


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Words of a document behind a cell: a finding by its id, a sentence as `document:start-end`, or the document.

    `path` is the file of a finding, which may be another version of the work than the row has.
    """

    id: str
    document: str
    page: int
    text: str
    kind: str
    path: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The quote as JSON has it."""
        return {"id": self.id, "page": self.page, "quote": self.text, "kind": self.kind}


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A work by its document to cite, with the metals of its titles and the absolute path where it was met.

    `findings` are those that count, each with the path of the document that it is in.
    """

    document: StoredDocument
    path: str
    findings: tuple[StoredFinding, ...] = ()
    title_metals: tuple[str, ...] = ()

    @property
    def recommendations(self) -> tuple[StoredFinding, ...]:
        """What it recommends or lays down; what it speaks against is none of it."""
        return tuple(f for f in self.findings if f.kind == "recommendation" and f.about.stance != "rejected")

    @property
    def challenges(self) -> tuple[StoredFinding, ...]:
        """The challenges that it names."""
        return tuple(f for f in self.findings if f.kind == "challenge")


def find_papers(opened: Opened, query: str | None = None, *, accepted: bool = False) -> list[Paper]:
    """The papers in the order of the library, each work once; with a query those that fit it, and findings that do.

    With `in:text` in the query they are the papers with a sentence that fits, with all their findings. `accepted` keeps
    only findings that are accepted or corrected, and papers with one. Raises TableError where a query asks nothing.
    """
    where, value = "1", None
    only: set[str] | None = None
    if query is not None:
        read, keys = fitting(opened, query)
        if not read.asks:
            raise TableError(f"there is nothing to look for in the query {query!r}")
        value = json.dumps([int(key) for key in keys])
        if read.scope == "text":
            sql = "SELECT DISTINCT document FROM sentences WHERE key IN (SELECT value FROM json_each(?))"
            value = json.dumps([key for (key,) in opened.connection.execute(sql, [value])])
            where = "d.key IN (SELECT value FROM json_each(?))"
            only = {document.sha256 for document in find_documents(opened.connection, where=where, value=value)}
        else:
            where = "f.key IN (SELECT value FROM json_each(?))"
    read_findings = list(find_findings(opened.connection, where=where, value=value))
    counted = _counted(opened.connection, read_findings, accepted)
    if (query is not None and only is None) or accepted:
        only = set(counted) if only is None else only & set(counted)
    paths, metals = _paths(opened.connection), _title_metals(opened.connection)
    documents = {document.sha256: document for document in find_documents(opened.connection)}
    found = set(counted) if accepted else {finding.sha256 for finding in read_findings}
    out = []
    for versions in versions_of(places(opened.connection), documents):
        if only is None or not only.isdisjoint(versions):
            document = documents[versions[0]]
            findings = counting(versions, counted, found)
            out.append(
                Paper(
                    document=document, path=paths.get(document.sha256, document.document),
                    findings=tuple(replace(one, document=paths.get(one.sha256, one.document)) for one in findings),
                    title_metals=metals.get(document.sha256, ()),
                )
            )  # fmt: skip
    return out


def _counted(
    connection: sqlite3.Connection, findings: Iterable[StoredFinding], accepted: bool
) -> dict[str, list[StoredFinding]]:
    """The findings to count, in their right words, by the hash of their document."""
    kept = [
        replace(finding, kind=finding.label or finding.kind)
        for finding in findings
        if finding.verdict != "reject" and (not accepted or accepts(finding.verdict, finding.label))
    ]
    again = said_again(connection, {finding.id: accepts(finding.verdict, finding.label) for finding in kept})
    out: dict[str, list[StoredFinding]] = defaultdict(list)
    for finding in as_quoted(connection, (finding for finding in kept if finding.id not in again)):
        out[finding.sha256].append(finding)
    return out


def _paths(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        """SELECT d.sha256, p.path FROM document_paths p JOIN documents d ON d.key = p.document
        ORDER BY p.seen_at, p.path"""
    )
    return dict(rows.fetchall())


def _title_metals(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The bare ids of the metals that the titles of each document name, by its hash."""
    out: dict[str, tuple[str, ...]] = {}
    for sha256, concept in connection.execute(
        """SELECT DISTINCT d.sha256, m.concept FROM sentences s JOIN mentions m ON m.sentence = s.key
        JOIN documents d ON d.key = s.document WHERE s.section = 'title' AND m.concept GLOB 'metal:*' ORDER BY 1, 2"""
    ):
        out[sha256] = (*out.get(sha256, ()), concept.removeprefix("metal:"))
    return out


def quote_of(finding: StoredFinding) -> Quote:
    """A finding as a quote."""
    return Quote(
        id=finding.id, document=finding.name, page=finding.page, text=unbroken(finding.quote), kind=finding.kind,
        path=finding.document,
    )  # fmt: skip


def concept_names(connection: sqlite3.Connection, lang: str) -> dict[str, str]:
    """The preferred name of each concept in a language, in the other where it has none."""
    other = "en" if lang == "zh" else "zh"
    sql = f"SELECT id, coalesce(name_{lang}, name_{other}, id) FROM concepts"
    return dict(connection.execute(sql).fetchall())
