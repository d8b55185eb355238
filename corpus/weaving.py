"""Threads: every finding joins those that say the same, in the order of the years; later ones join what is there.

A finding joins the thread whose members it is, on average, most likely the same as (average linkage: one odd member
does not draw two threads together), or begins one. Nothing that was joined moves when more is read in; `rebuild` weaves
all anew. What a person decided holds always: see `corpus.thread_decisions`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.alike import FOLDING, KINDS, ROW, findings_of, meaning_of, nearest, packed, packed_meaning, side_of
from corpus.happened import Outcomes
from corpus.thread_decisions import Decided, decided
from corpus.transaction import all_or_nothing
from models.sameness import probabilities
from models.sides import SCALE, Side

if TYPE_CHECKING:
    from corpus.alike import Rows

LEAST = 0.6
"""How likely a finding must say what a thread's members say, on average, to join it."""

LEAST_BARE = 0.8
"""The same where no metal and no theme is named in both."""

LEAST_NEAR, MOST = 0.5, 3
"""How near rows are compared in full, and how many of them; no pair that was learned from is the same and less near."""

KEPT = 100_000  # findings that are kept in full, some 3 kB each, until there are so many

COMPARED = 6  # members of a thread that a finding is compared with

AT_ONCE = 32  # documents whose findings are compared with all others in one product of matrices
_FIRST_ROOM = 1024
_BETTER = 1e-6

Array = np.ndarray[Any, Any]


class Weave:
    """The findings of one kind that are in threads, as one table that grows."""

    def __init__(self, rows: Rows) -> None:
        self.size = len(rows)
        room = max(_FIRST_ROOM, 2 * self.size)
        self.rows = np.zeros(room, dtype=_WITHOUT_VECTOR)
        self.vectors = np.zeros((room, ROW["vector"].shape[0]), dtype=np.float32)
        for name in _WITHOUT_VECTOR.names or ():
            self.rows[name][: self.size] = rows[name]
        self.vectors[: self.size] = rows["vector"]
        self.vectors[: self.size] /= SCALE

    def add(self, rows: Rows) -> Array:
        """Room for further rows, whose threads are not known yet; how near each is to every row before it."""
        end = self.size + len(rows)
        while end > len(self.rows):
            self.rows, self.vectors = (
                np.concatenate([table, np.zeros_like(table)]) for table in (self.rows, self.vectors)
            )
        for name in _WITHOUT_VECTOR.names or ():
            self.rows[name][self.size : end] = rows[name]
        self.vectors[self.size : end] = rows["vector"]
        self.vectors[self.size : end] /= SCALE
        near: Array = self.vectors[self.size : end] @ self.vectors[:end].T
        near[:, self.size :] = np.tril(near[:, self.size :], -1)
        return near


_WITHOUT_VECTOR = np.dtype([(name, ROW[name]) for name in ROW.names or () if name != "vector"])


def refresh(connection: sqlite3.Connection, on_documents: Callable[[int, int], None] | None = None) -> int:
    """Put the findings of documents that are new since the last time into threads; how many documents these were.

    `on_documents` is told how many are done, and of how many. Nothing new costs some milliseconds.
    """
    if connection.execute("SELECT 1 FROM thread_documents WHERE folding != ?", [FOLDING]).fetchone():
        forget(connection)
    pending = [
        key
        for (key,) in connection.execute(
            """SELECT key FROM documents d WHERE NOT EXISTS (SELECT 1 FROM thread_documents t WHERE t.document = d.key)
            ORDER BY year IS NULL, year, key"""
        )
    ]
    if not pending:
        return 0
    connection.execute("DELETE FROM threads WHERE key NOT IN (SELECT thread FROM thread_findings)")
    weaver = _Weaver(connection, pending)
    done = 0
    for start in range(0, len(pending), AT_ONCE):
        documents = pending[start : start + AT_ONCE]
        with all_or_nothing(connection):
            weaver.weave(documents)
        done += len(documents)
        if on_documents:
            on_documents(done, len(pending))
    return done


def rebuild(connection: sqlite3.Connection, on_documents: Callable[[int, int], None] | None = None) -> int:
    """Weave all threads anew, by the years; what people decided is kept."""
    forget(connection)
    return refresh(connection, on_documents)


def forget(connection: sqlite3.Connection) -> None:
    """Take all threads out; what people decided stays."""
    with all_or_nothing(connection):
        for table in ("thread_events", "outcomes", "thread_findings", "thread_documents", "threads"):
            connection.execute(f"DELETE FROM {table}")


class _Years(dict[int, int]):
    """The year of each finding, looked up when first asked for; 0 where it is not known."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, finding: int) -> int:
        (year,) = self._connection.execute(
            "SELECT coalesce(d.year, 0) FROM findings f JOIN documents d ON d.key = f.document WHERE f.key = ?",
            [finding],
        ).fetchone()
        self[finding] = int(year)
        return self[finding]


class _Threads:
    """Which findings are in which threads, looked up when first asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._of: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}

    def of(self, findings: Iterable[int]) -> list[int]:
        """The threads of these findings, each once; a finding that is in none yet is passed over."""
        return list(dict.fromkeys(thread for thread in map(self._thread, findings) if thread))

    def members(self, thread: int) -> list[int]:
        """The findings of a thread: those that are kept by their keys, behind them those that joined since."""
        if thread not in self._members:
            found = self._connection.execute(
                "SELECT finding FROM thread_findings WHERE thread = ? ORDER BY finding", [thread]
            )
            self._members[thread] = [finding for (finding,) in found]
        return self._members[thread]

    def begin(self, kind: str) -> int:
        """A new thread."""
        thread = int(self._connection.execute("INSERT INTO threads (kind) VALUES (?)", [kind]).lastrowid or 0)
        self._members[thread] = []
        return thread

    def join(self, finding: int, thread: int) -> None:
        """Put a finding into a thread; it is kept by `keep`."""
        self.members(thread).append(finding)
        self._of[finding] = thread

    def unite(self, kept: int, gone: int) -> None:
        """Make one of two threads."""
        own, more = self.members(kept), self.members(gone)
        self._connection.execute("UPDATE thread_findings SET thread = ? WHERE thread = ?", [kept, gone])
        self._of.update(dict.fromkeys(more, kept))
        own += more
        del self._members[gone]

    def keep(self, scores: Mapping[int, float]) -> None:
        """Write the threads of findings that joined, and how surely each did."""
        self._connection.executemany(
            "INSERT INTO thread_findings VALUES (?, ?, ?)",
            ((finding, self._of[finding], score) for finding, score in scores.items()),
        )

    def _thread(self, finding: int) -> int:
        if finding not in self._of:
            row = self._connection.execute("SELECT thread FROM thread_findings WHERE finding = ?", [finding]).fetchone()
            if row is None:
                return 0
            self._of[finding] = int(row[0])
        return self._of[finding]


def _first_year(connection: sqlite3.Connection, documents: Sequence[int]) -> int:
    """The earliest year of these documents, 0 where none has one."""
    marks = ", ".join(map(str, documents))
    row = connection.execute(f"SELECT coalesce(min(year), 0) FROM documents WHERE key IN ({marks})").fetchone()
    return int(row[0])


def _woven(connection: sqlite3.Connection) -> Rows:
    """The packed findings that are in threads; a library may have packed some that were taken out since."""
    rows = packed(connection)
    (in_threads,) = connection.execute("SELECT count(*) FROM thread_findings").fetchone()
    if in_threads != len(rows):
        keys = [key for (key,) in connection.execute("SELECT finding FROM thread_findings")]
        rows = rows[np.isin(rows["key"], keys)]
    return rows


class _Weaver:
    """Puts documents into threads, one batch after another."""

    def __init__(self, connection: sqlite3.Connection, pending: Sequence[int]) -> None:
        self._connection = connection
        self._threads = _Threads(connection)
        rows = _woven(connection)
        self._weaves = [Weave(rows[rows["kind"] == kind]) for kind in range(len(KINDS))]
        self._sides: dict[int, Side] = {}
        self._meanings: dict[int, bytes] = {}
        self._outcomes = Outcomes(connection, since=_first_year(connection, pending))
        self._years = _Years(connection)

    def weave(self, documents: Sequence[int]) -> None:
        """Put the findings of these documents into threads."""
        if len(self._sides) > KEPT:
            self._sides.clear()
        found = dict(zip(documents, findings_of(self._connection, documents), strict=True))
        for rows, sides in found.values():
            self._sides.update(zip(rows["key"].tolist(), sides, strict=True))
            self._meanings.update(
                (int(row["key"]), packed_meaning(one.meaning)) for row, one in zip(rows, sides, strict=True)
            )
        together = np.concatenate([rows for rows, _ in found.values()])
        decisions = decided(self._connection)
        asked = self._weaves[KINDS.index("recommendation")]
        first, new = len(self._outcomes), asked.size
        self._outcomes.read(documents)
        for kind, weave in enumerate(self._weaves):
            rows = together[together["kind"] == kind]
            alike = self._alike(weave, rows)
            self._threads.keep({key: self._join(KINDS[kind], key, near, decisions) for key, near in alike.items()})
            weave.size += len(rows)
        self._outcomes.tell(first, asked, new, self._years, self._side)
        self._connection.executemany(
            "INSERT INTO thread_documents VALUES (?, ?, ?)",
            ((document, FOLDING, rows.tobytes()) for document, (rows, _) in found.items()),
        )

    def _alike(self, weave: Weave, rows: Rows) -> dict[int, list[tuple[int, float]]]:
        """For each of these further rows of a weave the findings before it that may say the same, and how likely."""
        at, other = nearest(weave.add(rows), rows, weave.rows, least=LEAST_NEAR, most=MOST)
        pairs = list(zip(rows["key"][at].tolist(), weave.rows["key"][other].tolist(), strict=True))
        out: dict[int, list[tuple[int, float]]] = {key: [] for key in rows["key"].tolist()}
        sides = [(self._side(own), self._side(other)) for own, other in pairs]
        for (own, other), (one, two), likely in zip(pairs, sides, probabilities(sides, among="all"), strict=True):
            ground = one.objects & two.objects or one.themes & two.themes
            if likely >= (LEAST if ground else LEAST_BARE):
                out[own].append((other, float(likely)))
        return out

    def _join(self, kind: str, finding: int, alike: Sequence[tuple[int, float]], decisions: Decided) -> float:
        """Put a finding into a thread; how surely it belongs there."""
        apart = self._threads.of(decisions.apart.get(finding, ()))
        together = [t for t in self._threads.of(decisions.together.get(finding, ())) if t not in apart]
        if together:
            thread, score = together[0], 1.0
            for other in together[1:]:
                self._threads.unite(thread, other)
        else:
            thread, score = self._best(finding, alike, apart)
        if not thread:
            thread, score = self._threads.begin(kind), 1.0
        self._threads.join(finding, thread)
        return round(score, 3)

    def _best(self, finding: int, alike: Sequence[tuple[int, float]], apart: Sequence[int]) -> tuple[int, float]:
        """The thread that a finding joins and how surely, (0, 0) where it begins one."""
        best, surest = 0, 0.0
        for thread in self._threads.of(other for other, _ in alike):
            if thread in apart:
                continue
            members = self._threads.members(thread)
            some = members if len(members) <= COMPARED else [members[0], *members[-COMPARED + 1 :]]
            own = self._side(finding)
            mean = float(probabilities([(own, self._side(member)) for member in some], among="all").mean())
            if mean >= max(LEAST, surest + _BETTER):
                best, surest = thread, mean
        return best, surest

    def _side(self, finding: int) -> Side:
        if finding not in self._sides:
            known = self._meanings.get(finding)
            self._sides[finding] = side_of(self._connection, finding, meaning_of(known) if known else None)
        return self._sides[finding]
