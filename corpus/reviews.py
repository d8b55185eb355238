"""Reviews: named collections of findings under headings, with notes, that outlive a new reading of the papers.

An item is tied to the file's content, its quote with 32 characters either side, and the page. What cannot be found any
more stays in the review with the words that were chosen.
"""

from __future__ import annotations

import json
import shlex
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.clock import now
from corpus.errors import LibraryError
from corpus.filling import choose
from corpus.listing import StoredFinding, find_documents, find_one
from corpus.opened import Opened
from corpus.placing import anchor_of
from corpus.review_items import ReviewItem, concepts_of, load_items, places_of, source_of
from corpus.search import fitting
from corpus.transaction import all_or_nothing
from corpus.wording import one_line


class ReviewError(LibraryError):
    """A review cannot be changed as asked, or there is none of this name."""


@dataclass(frozen=True, kw_only=True)
class ReviewQuery:
    """A query that filled a review: how many findings held all of it, how many of these it brought, and when."""

    query: str
    found: int
    added: int
    at: str


@dataclass(frozen=True, kw_only=True)
class Review:
    """A review with its items in their order; `arranged_by` and `own_headings` say what its headings are."""

    key: int
    name: str
    title: str | None
    arranged_by: str
    own_headings: bool
    by_hand: bool
    created_at: str
    queries: tuple[ReviewQuery, ...] = ()
    items: tuple[ReviewItem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The review as JSON has it in a list of reviews."""
        return {
            "name": self.name, "title": self.title, "findings": len(self.items),
            "documents": len({item.sha256 for item in self.items}),
            "notes": sum(bool(item.note) for item in self.items),
            "lost": sum(item.state == "lost" for item in self.items),
            "queries": [query.query for query in self.queries], "created_at": self.created_at,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Added:
    """What came of adding: how many fitted, came in, were in already, were rejected, or say the same as another one.

    `translations` say it in the other language of an abstract, `copies` in another document of the same work. `moved`
    of the `known` went under the heading that was asked for, `elsewhere` are the ids of those that stay under others.
    """

    found: int
    added: int = 0
    known: int = 0
    rejected: int = 0
    translations: int = 0
    copies: int = 0
    moved: int = 0
    elsewhere: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, int]:
        """The numbers by their names."""
        return {**vars(self), "elsewhere": len(self.elsewhere)}


def new_review(connection: sqlite3.Connection, name: str, title: str | None = None) -> Review:
    """An empty review of this name; raises ReviewError where it has none or the name is taken."""
    name, title = one_line(name), one_line(title or "") or None
    if not name:
        raise ReviewError("a review needs a name")
    with all_or_nothing(connection):
        if connection.execute("SELECT 1 FROM reviews WHERE name = ?", [name]).fetchone():
            raise ReviewError(f"{name}: there is a review of this name")
        connection.execute("INSERT INTO reviews (name, title, created_at) VALUES (?, ?, ?)", [name, title, now()])
    return find_review(connection, name)


def delete_review(connection: sqlite3.Connection, name: str) -> Review:
    """Delete a review with its items and notes, and give what it was; raises ReviewError where there is none."""
    review = find_review(connection, name)
    connection.execute("DELETE FROM reviews WHERE key = ?", [review.key])
    return review


def find_reviews(connection: sqlite3.Connection) -> list[Review]:
    """All reviews with their items, by name."""
    names = [name for (name,) in connection.execute("SELECT name FROM reviews ORDER BY name")]
    return [find_review(connection, name) for name in names]


def find_review(connection: sqlite3.Connection, name: str) -> Review:
    """The review of this name; raises ReviewError where there is none."""
    columns = "key, name, title, arranged_by, own_headings, by_hand, created_at"
    row = connection.execute(f"SELECT {columns} FROM reviews WHERE name = ?", [one_line(name)]).fetchone()
    if row is None:
        raise ReviewError(
            f"{one_line(name)}: there is no review of this name; `litlode review list` shows those there are"
        )
    key, name, title, arranged_by, own_headings, by_hand, created_at = row
    queries = connection.execute(
        "SELECT query, found, added, at FROM review_queries WHERE review = ? ORDER BY key", [key]
    )
    return Review(
        key=key, name=name, title=title, arranged_by=arranged_by, own_headings=bool(own_headings),
        by_hand=bool(by_hand), created_at=created_at, items=load_items(connection, key),
        queries=tuple(ReviewQuery(query=query, found=found, added=added, at=at) for query, found, added, at in queries),
    )  # fmt: skip


def add_by_query(
    opened: Opened,
    name: str,
    query: str,
    *,
    heading: str | None = None,
    note: str | None = None,
    limit: int | None = None,
) -> Added:
    """Put the findings that hold all of a query into a review, best first, `limit` of them or all.

    Left out are those that are in, those that a verdict rejects, and what `corpus.filling` says twice. Raises
    ReviewError where the query asks nothing or asks for sentences.

    What is in the review without a heading of its own goes under the `heading`.
    """
    connection = opened.connection
    review, query = find_review(connection, name), one_line(query)
    understood, keys = fitting(opened, query)
    if not understood.asks:
        raise ReviewError(f"{name}: there is nothing to look for in the query {query!r}")
    if understood.scope == "text":
        raise ReviewError(f"{name}: a review holds findings; leave in:text out of the query")
    chosen = choose(opened, understood, keys, review.items, limit)
    with all_or_nothing(connection):
        by = connection.execute(
            "INSERT INTO review_queries (review, query, found, added, at) VALUES (?, ?, ?, 0, ?)",
            [review.key, query, len(keys), now()],
        ).lastrowid
        added = _insert(connection, review, chosen.wanted, heading=heading, note=note, query=by)
        moved, elsewhere = _put_under(connection, review, chosen.wanted, heading)
        connection.execute("UPDATE review_queries SET added = ? WHERE key = ?", [added, by])
    return Added(
        found=len(keys), added=added, known=len(chosen.wanted) - added, rejected=chosen.rejected,
        translations=chosen.translations, copies=chosen.copies, moved=moved, elsewhere=elsewhere,
    )  # fmt: skip


def add_by_id(
    connection: sqlite3.Connection,
    name: str,
    ids: Iterable[str],
    *,
    heading: str | None = None,
    note: str | None = None,
) -> Added:
    """Put these findings into a review, all or none; raises UnknownIdError where an id is that of none or several."""
    review = find_review(connection, name)
    findings = list({finding.id: finding for id_ in ids if (finding := find_one(connection, id_))}.values())
    with all_or_nothing(connection):
        added = _insert(connection, review, findings, heading=heading, note=note)
        moved, elsewhere = _put_under(connection, review, findings, heading)
    rejected = sum(finding.verdict == "reject" for finding in findings)
    return Added(
        found=len(findings), added=added, known=len(findings) - added, rejected=rejected, moved=moved,
        elsewhere=elsewhere,
    )  # fmt: skip


def set_note(connection: sqlite3.Connection, name: str, item: str, text: str | None) -> ReviewItem:
    """Write the note of an item in the place of the one that it has, or remove it, and give the item as it was."""
    (found,) = pick(find_review(connection, name), [item])
    connection.execute("UPDATE review_items SET note = ? WHERE key = ?", [(text or "").strip() or None, found.key])
    return found


def remove(connection: sqlite3.Connection, name: str, items: Sequence[str]) -> tuple[ReviewItem, ...]:
    """Take items out of a review, with their notes, and give them as they were; all or none."""
    found = pick(find_review(connection, name), items)
    with all_or_nothing(connection):
        connection.executemany("DELETE FROM review_items WHERE key = ?", ((item.key,) for item in found))
    return found


def pick(review: Review, names: Iterable[str]) -> tuple[ReviewItem, ...]:
    """The items of a review that these stand for, each once: numbers, or the beginnings of ids of findings.

    Raises ReviewError where one stands for none or for several.
    """
    out: dict[int, ReviewItem] = {}
    for name in names:
        fitting = [
            item
            for item in review.items
            if name == str(item.number) or (len(name) >= 4 and item.id and item.id.startswith(name))
        ]
        if len(fitting) != 1:
            what = (
                "stands for several findings; give more of the id" if fitting else "is in it neither as number nor id"
            )
            raise ReviewError(
                f"{review.name}: {name} {what}; `litlode review outline {shlex.quote(review.name)}` shows both"
            )
        out[fitting[0].key] = fitting[0]
    return tuple(out.values())


def _insert(
    connection: sqlite3.Connection,
    review: Review,
    findings: Sequence[StoredFinding],
    *,
    heading: str | None,
    note: str | None,
    query: int | None = None,
) -> int:
    """Put findings at the end of a review, as far as they are not in it, and give how many."""
    known = {item.id for item in review.items}
    (position,) = connection.execute(
        "SELECT coalesce(max(position), 0) FROM review_items WHERE review = ?", [review.key]
    ).fetchone()
    at = now()
    rows: list[tuple[Any, ...]] = []
    documents: dict[str, tuple[str, str]] = {}
    for finding in findings:
        if finding.id in known:
            continue
        if finding.sha256 not in documents:
            documents[finding.sha256] = _text_and_source(connection, finding.sha256)
        text, source = documents[finding.sha256]
        anchor = anchor_of(finding, text)
        concepts = concepts_of(finding, places_of(connection, finding.id))
        rows.append((
            review.key, query, position + len(rows) + 1, one_line(heading or "") or None, (note or "").strip() or None,
            finding.sha256, finding.kind, finding.quote, anchor.before, anchor.after, finding.page, finding.lang,
            json.dumps(concepts), source, at,
        ))  # fmt: skip
    connection.executemany(
        'INSERT INTO review_items (review, query, position, heading, note, sha256, kind, quote, "before", "after",'
        f" page, lang, concepts, source, added_at) VALUES ({', '.join('?' * 15)})",
        rows,
    )
    if rows and heading:
        connection.execute("UPDATE reviews SET own_headings = 1 WHERE key = ?", [review.key])
    return len(rows)


def _put_under(
    connection: sqlite3.Connection, review: Review, findings: Sequence[StoredFinding], heading: str | None
) -> tuple[int, tuple[str, ...]]:
    """Put what a review had of these findings under a heading, so far as no person gave them one: how many, and the
    ids of those that stay under another heading."""
    own = one_line(heading or "")
    if not own:
        return 0, ()
    ids = {finding.id for finding in findings}
    known = [item for item in review.items if item.id in ids]
    free = [item for item in known if not item.heading]
    connection.executemany("UPDATE review_items SET heading = ? WHERE key = ?", ((own, item.key) for item in free))
    if free:
        connection.execute("UPDATE reviews SET own_headings = 1 WHERE key = ?", [review.key])
    return len(free), tuple(item.id for item in known if item.id and item.heading and item.heading != own)


def _text_and_source(connection: sqlite3.Connection, sha256: str) -> tuple[str, str]:
    (text,) = connection.execute(
        "SELECT t.text FROM document_texts t JOIN documents d ON d.key = t.document WHERE d.sha256 = ?", [sha256]
    ).fetchone()
    (document,) = find_documents(connection, where="d.sha256 = ?", value=sha256)
    return text, source_of(document)
