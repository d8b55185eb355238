"""What people decided on threads: that two findings say the same, or that they do not.

A decision is kept with the words and pages of both findings, so that it holds when their papers are read again.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.clock import now
from corpus.errors import LibraryError
from corpus.person import whoami
from corpus.transaction import all_or_nothing


class ThreadError(LibraryError):
    """A decision on threads makes no sense; nothing was written."""


@dataclass(frozen=True)
class Decided:
    """For each finding, by key, those that a person said say the same, and those that do not."""

    together: Mapping[int, Sequence[int]]
    apart: Mapping[int, Sequence[int]]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A merge of two threads, or a split of findings from the rest of theirs: the quotes of both sides and their keys.

    A key is None where the words are no finding any more.
    """

    number: int
    decision: Literal["merge", "split"]
    kind: str
    person: str | None
    at: str
    quotes: tuple[str, ...]
    other_quotes: tuple[str, ...]
    findings: tuple[int | None, ...]
    other_findings: tuple[int | None, ...]

    @property
    def lost(self) -> bool:
        """Whether nothing comes of it now, as the words of a whole side are no findings."""
        return not (any(self.findings) and any(self.other_findings))

    def as_dict(self) -> dict[str, Any]:
        """The decision as JSON has it."""
        return {
            "number": self.number, "decision": self.decision, "kind": self.kind, "person": self.person, "at": self.at,
            "quotes": list(self.quotes), "other_quotes": list(self.other_quotes), "lost": self.lost,
        }  # fmt: skip


def decisions(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """All that was decided and not taken back, in its order."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for number, *row in connection.execute(
        """SELECT decision, kind, same, person, at, sha256, quote, page, other_sha256, other_quote, other_page
        FROM thread_decisions ORDER BY key"""
    ):
        rows[number].append(row)
    return tuple(_decision(connection, number, own) for number, own in rows.items())


def _decision(connection: sqlite3.Connection, number: int, rows: Sequence[Any]) -> Decision:
    kind, _, person, at, *_ = rows[0]
    is_split = not all(row[1] for row in rows)
    told = [row for row in rows if not (is_split and row[1])]
    sides = [list(dict.fromkeys(tuple(row[start : start + 3]) for row in told)) for start in (4, 7)]
    (quotes, findings), (other_quotes, other_findings) = (
        (tuple(quote for _, quote, _ in side), tuple(_finding(connection, kind, *anchor) for anchor in side))
        for side in sides
    )
    return Decision(
        number=number, decision="split" if is_split else "merge", kind=kind, person=person, at=at, quotes=quotes,
        other_quotes=other_quotes, findings=findings, other_findings=other_findings,
    )  # fmt: skip


def placed_by(said: Sequence[Decision], findings: Sequence[int]) -> dict[int, Decision]:
    """Which findings of a thread, by key and with the first to say it first, a person put there, and how.

    Of a merge it is the side that did not say it first; of several decisions on a finding the last.
    """
    members = set(findings)
    out: dict[int, Decision] = {}
    for decision in said:
        own, other = (members.intersection(side) for side in (decision.findings, decision.other_findings))
        if decision.decision == "split":
            placed = own if not other else set()
        elif own and other:
            placed = own if findings[0] in other else other
        else:
            placed = set()
        out.update(dict.fromkeys(placed, decision))
    return out


def undo(connection: sqlite3.Connection, number: int) -> Decision:
    """Take a decision back: it is forgotten, and the documents that it was about are to be woven anew.

    Raises ThreadError where there is none of this number.
    """
    found = next((decision for decision in decisions(connection) if decision.number == number), None)
    if found is None:
        raise ThreadError(f"{number}: no decision has this number; `litlode thread list` lists them")
    keys = ", ".join(str(key) for key in (*found.findings, *found.other_findings) if key is not None)
    with all_or_nothing(connection):
        connection.execute("DELETE FROM thread_decisions WHERE decision = ?", [number])
        documents = [
            row[0] for row in connection.execute(f"SELECT DISTINCT document FROM findings WHERE key IN ({keys})")
        ]
        marks = ", ".join(map(str, documents))
        for table in ("thread_events", "thread_findings"):
            connection.execute(
                f"DELETE FROM {table} WHERE finding IN (SELECT key FROM findings WHERE document IN ({marks}))"
            )
        for table in ("outcomes", "thread_documents"):
            connection.execute(f"DELETE FROM {table} WHERE document IN ({marks})")
    return found


def decided(connection: sqlite3.Connection) -> Decided:
    """All decisions in force: of several on one pair the last."""
    latest: dict[frozenset[int], bool] = {}
    for decision in connection.execute(
        """SELECT kind, sha256, quote, page, other_sha256, other_quote, other_page, same
        FROM thread_decisions ORDER BY key"""
    ):
        kind, *anchors, same = decision
        one, other = (_finding(connection, kind, *anchor) for anchor in (anchors[:3], anchors[3:]))
        if one and other and one != other:
            latest[frozenset((one, other))] = bool(same)
    out: tuple[dict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for pair, same in latest.items():
        one, other = sorted(pair)
        side = out[not same]
        side[one].append(other)
        side[other].append(one)
    return Decided(*out)


def _finding(connection: sqlite3.Connection, kind: str, sha256: str, quote: str, page: int) -> int | None:
    row = connection.execute(
        """SELECT f.key FROM findings f JOIN documents d ON d.key = f.document
        WHERE d.sha256 = ? AND f.kind = ? AND f.quote = ? ORDER BY f.page != ?, f.key LIMIT 1""",
        [sha256, kind, quote, page],
    ).fetchone()
    return int(row[0]) if row else None


def merge(connection: sqlite3.Connection, one: int, other: int, *, person: str | None = None) -> None:
    """Make one thread of two, by their keys, and keep it so, also where they were split before.

    Raises ThreadError where they are one already or of two kinds.
    """
    kinds = {connection.execute("SELECT kind FROM threads WHERE key = ?", [key]).fetchone()[0] for key in (one, other)}
    if one == other:
        raise ThreadError("these are in one thread already")
    if len(kinds) > 1:
        raise ThreadError("a challenge and a recommendation are no one thread")
    own, theirs = (_findings_of(connection, key) for key in (one, other))
    apart = decided(connection).apart
    # Each is tied to the first of the other side: woven anew, what is only like its own thread comes along.
    pairs = {(own[0], finding) for finding in theirs} | {(finding, theirs[0]) for finding in own}
    pairs |= {(finding, far) for finding in own for far in apart.get(finding, ()) if far in theirs}
    with all_or_nothing(connection):
        _write(connection, [(*pair, True) for pair in sorted(pairs)], person=person)
        connection.execute("UPDATE thread_findings SET thread = ? WHERE thread = ?", [one, other])
        connection.execute("DELETE FROM threads WHERE key = ?", [other])


def split(connection: sqlite3.Connection, findings: Sequence[int], *, person: str | None = None) -> int:
    """Take findings, by their keys, out of their thread into a new one, and keep them apart; the new thread's key.

    Raises ThreadError where they are of several threads, or all of theirs.
    """
    marks = ", ".join("?" for _ in findings)
    threads = {
        row[0]
        for row in connection.execute(f"SELECT thread FROM thread_findings WHERE finding IN ({marks})", list(findings))
    }
    if len(threads) != 1:
        raise ThreadError("these are not of one thread: split one thread at a time")
    (thread,) = threads
    rest = [
        key
        for (key,) in connection.execute(
            f"SELECT finding FROM thread_findings WHERE thread = ? AND finding NOT IN ({marks}) ORDER BY finding",
            [thread, *findings],
        )
    ]
    if not rest:
        raise ThreadError("these are the whole thread: nothing would be left of it")
    with all_or_nothing(connection):
        apart = [(one, other, False) for one in findings for other in rest]
        _write(connection, [*apart, *((findings[0], other, True) for other in findings[1:])], person=person)
        (kind,) = connection.execute("SELECT kind FROM threads WHERE key = ?", [thread]).fetchone()
        new = connection.execute("INSERT INTO threads (kind) VALUES (?)", [kind]).lastrowid or 0
        connection.execute(f"UPDATE thread_findings SET thread = ? WHERE finding IN ({marks})", [new, *findings])
    return new


def _findings_of(connection: sqlite3.Connection, thread: int) -> list[int]:
    rows = connection.execute("SELECT finding FROM thread_findings WHERE thread = ? ORDER BY finding", [thread])
    return [key for (key,) in rows]


def _write(connection: sqlite3.Connection, pairs: Sequence[tuple[int, int, bool]], *, person: str | None) -> None:
    """Keep one decision: which findings, by key, say the same and which do not."""
    anchors = {key: _anchor(connection, key) for one, other, _ in pairs for key in (one, other)}
    (number,) = connection.execute("SELECT coalesce(max(key), 0) + 1 FROM thread_decisions").fetchone()
    who, at = whoami(person), now()
    connection.executemany(
        """INSERT INTO thread_decisions
        (kind, sha256, quote, page, other_sha256, other_quote, other_page, same, person, at, decision)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        ((*anchors[one], *anchors[other][1:], int(same), who, at, number) for one, other, same in pairs),
    )


def _anchor(connection: sqlite3.Connection, finding: int) -> tuple[str, str, str, int]:
    row = connection.execute(
        """SELECT f.kind, d.sha256, f.quote, f.page FROM findings f JOIN documents d ON d.key = f.document
        WHERE f.key = ?""",
        [finding],
    ).fetchone()
    kind, sha256, quote, page = row
    return kind, sha256, quote, page
