"""A person's corrections of works: two documents joined to one work, or parted; kept whatever is read in later."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from corpus.clock import now
from corpus.errors import LibraryError, UnknownIdError
from corpus.person import whoami
from corpus.transaction import all_or_nothing
from corpus.works import Work, work_of, works


class WorkError(LibraryError):
    """Two documents cannot be joined or parted as asked; nothing was written."""


def decide(
    connection: sqlite3.Connection, decision: str, a: str, b: str, *, person: str | None = None, note: str | None = None
) -> tuple[Work, ...]:
    """Join two documents or part them, each by its id, hash, file name or path; the work or the two works they are of.

    Raises UnknownIdError, or WorkError where it is so already, where it cannot be because of earlier decisions, or
    where `decision` is neither `join` nor `part`.
    """
    if decision not in ("join", "part"):
        raise WorkError(f"{decision!r} is no decision: join or part")
    one, other = _document(connection, a), _document(connection, b)
    if one == other:
        raise WorkError(f"{a} and {b} are the same document")
    of = work_of(connection)
    if (of[one] == of[other]) == (decision == "join") and _decided(connection, one, other) == decision:
        raise WorkError(f"{a} and {b}: somebody has {decision}ed them already")
    with all_or_nothing(connection):
        connection.execute(
            "INSERT INTO work_decisions (sha256, other_sha256, decision, note, person, at) VALUES (?, ?, ?, ?, ?, ?)",
            [one, other, decision, note, whoami(person), now()],
        )
        held = {version.sha256: work for work in works(connection) for version in work.versions}
        _check(connection, f"{a} and {b} cannot be {decision}ed", held)
    return tuple(dict.fromkeys((held[one], held[other])))


def _check(connection: sqlite3.Connection, refusal: str, held: Mapping[str, Work]) -> None:
    """Raise WorkError where the works are not as all decisions have them, the newest among these."""
    from corpus.work_groups import read_decisions  # noqa: PLC0415 - brings numpy, which a search does not need

    for said in read_decisions(connection).values():
        works_of = [held.get(sha256) for sha256 in said.pair]
        if None not in works_of and (works_of[0] is works_of[1]) != (said.decision == "join"):
            names = " and ".join(_name(held[sha256], sha256) for sha256 in (said.sha256, said.other_sha256))
            raise WorkError(
                f"{refusal}: it does not go with an earlier decision, {said.decision} {names}; undo that first"
            )


def _name(work: Work, sha256: str) -> str:
    return next(version.name for version in work.versions if version.sha256 == sha256)


def _decided(connection: sqlite3.Connection, one: str, other: str) -> str | None:
    row = connection.execute(
        "SELECT decision FROM work_decisions WHERE ? IN (sha256, other_sha256) AND ? IN (sha256, other_sha256)"
        " ORDER BY key DESC LIMIT 1",
        [one, other],
    ).fetchone()
    return str(row[0]) if row else None


def _document(connection: sqlite3.Connection, name: str) -> str:
    """The sha256 of a document."""
    rows = connection.execute(
        """SELECT sha256 FROM documents d WHERE ?1 IN (sha256, name, path) OR id GLOB ?1 || '*' AND length(?1) > 3
          AND ?1 NOT GLOB '*[^0-9a-f]*'
        UNION SELECT sha256 FROM documents d JOIN document_paths p ON p.document = d.key WHERE p.path = ?1""",
        [name],
    ).fetchall()
    if len(rows) != 1:
        what = "fits more than one document; give its id or path" if rows else "no document has this id, name or path"
        raise UnknownIdError(f"{name}: {what}")
    return str(rows[0][0])
