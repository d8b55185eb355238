"""What there is to screen: one document of each work, and what was met besides, counted and named.

The same bytes are one document already. The same work in two files (a preprint and the article, a report that was
issued twice) is screened once, in the document that was decided on first, or else came in first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from corpus.listing import StoredDocument, find_documents
from corpus.works import work_of


@dataclass(frozen=True, kw_only=True)
class Pool:
    """The documents to screen, each with the further documents of its work, in the order in which they came in.

    `home` has for the hash of every document that of the one screened in its place.
    """

    documents: tuple[StoredDocument, ...]
    copies: Mapping[str, tuple[StoredDocument, ...]] = field(default_factory=dict)
    home: Mapping[str, str] = field(default_factory=dict)

    @property
    def duplicates(self) -> int:
        """How many documents are another form of one that is screened."""
        return sum(len(copies) for copies in self.copies.values())


@dataclass(frozen=True, kw_only=True)
class Met:
    """The files that were met: how many in each folder, how many were the same bytes, how many could not be read."""

    folders: tuple[tuple[str, int], ...]
    identical: int
    failed: tuple[tuple[str, int], ...]

    @property
    def files(self) -> int:
        """How many files there were in all."""
        return sum(count for _, count in self.folders)


def pool(connection: sqlite3.Connection, decided: Sequence[str] = ()) -> Pool:
    """The documents to screen; of a work the one in `decided` (hashes, the first decision first) stands for it."""
    documents = list(find_documents(connection))
    works = work_of(connection)
    order = {sha256: number for number, sha256 in reversed(list(enumerate(decided)))}
    groups: dict[str, list[StoredDocument]] = {}
    for document in documents:
        groups.setdefault(works.get(document.sha256, document.sha256), []).append(document)
    standing: dict[str, tuple[StoredDocument, ...]] = {}
    home = {}
    for group in groups.values():
        first = min(group, key=lambda document: order.get(document.sha256, len(order)))
        home.update({document.sha256: first.sha256 for document in group})
        if len(group) > 1:
            standing[first.sha256] = tuple(document for document in group if document is not first)
    return Pool(
        documents=tuple(document for document in documents if home[document.sha256] == document.sha256),
        copies=standing, home=home,
    )  # fmt: skip


def met(connection: sqlite3.Connection) -> Met:
    """The files that were read in or could not be, by their folders."""
    paths = [path for (path,) in connection.execute("SELECT path FROM document_paths ORDER BY path")]
    (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    (placed,) = connection.execute("SELECT count(DISTINCT document) FROM document_paths").fetchone()
    failures = connection.execute(
        """SELECT path, reason FROM failures WHERE path NOT IN (SELECT path FROM document_paths)
        AND (sha256 IS NULL OR sha256 NOT IN (SELECT sha256 FROM documents)) ORDER BY path"""
    ).fetchall()
    folders: dict[str, int] = {}
    for path in sorted([*paths, *(path for path, _ in failures)]):
        folder = str(PurePath(path).parent)
        folders[folder] = folders.get(folder, 0) + 1
    if documents > placed:
        folders[""] = documents - placed  # their files are known by no path any more
    reasons: dict[str, int] = {}
    for _, reason in failures:
        reasons[reason] = reasons.get(reason, 0) + 1
    return Met(
        folders=_short(folders), identical=len(paths) - placed,
        failed=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )  # fmt: skip


def _short(folders: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The folders by what tells them apart: without the folders that they all have in common."""
    named = {folder: PurePath(folder).parts for folder in folders if folder}
    common = 0
    if len(named) > 1:
        rows = list(named.values())
        while all(len(row) > common + 1 for row in rows) and len({row[common] for row in rows}) == 1:
            common += 1
    else:
        common = max((len(parts) - 1 for parts in named.values()), default=0)
    return tuple(
        ("/".join(named[folder][common:]).replace("//", "/") if folder else "", count)
        for folder, count in folders.items()
    )
