"""Threads: every finding joins those that say the same, in the order of the years; later ones join what is there.

A finding joins the thread whose members it is, on average, most likely the same as (average linkage: one odd member
does not draw two threads together), or begins one. Nothing that was joined moves when more is read in; `rebuild` weaves
all anew. What a person decided holds always: see `corpus.thread_decisions`.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.alike import FOLDING, KINDS, ROW, findings_of, packed
from corpus.thread_decisions import Decided, decided
from corpus.transaction import all_or_nothing
from models.sameness import LEAST_NEAR, SCALE, probabilities

if TYPE_CHECKING:
    from corpus.alike import Rows

LEAST = 0.5
"""How likely a finding must say what a thread's members say, on average, to join it."""

AT_ONCE = 32  # documents whose findings are compared with all others in one product of matrices
_FIRST_ROOM = 1024

Array = np.ndarray[Any, Any]


class Weave:
    """The findings of one kind that are in threads, as one table that grows."""

    def __init__(self, rows: Rows, threads: Array) -> None:
        self.size = len(rows)
        room = max(_FIRST_ROOM, 2 * self.size)
        self.rows = np.zeros(room, dtype=_WITHOUT_VECTOR)
        self.threads = np.zeros(room, dtype=np.int64)
        self.vectors = np.zeros((room, ROW["vector"].shape[0]), dtype=np.float32)
        self.members: dict[int, int] = defaultdict(int)
        for name in _WITHOUT_VECTOR.names or ():
            self.rows[name][: self.size] = rows[name]
        self.threads[: self.size] = threads
        self.vectors[: self.size] = rows["vector"]
        self.vectors[: self.size] /= SCALE
        for thread, count in zip(*np.unique(threads, return_counts=True), strict=True):
            self.members[int(thread)] = int(count)

    def add(self, rows: Rows) -> Array:
        """Room for further rows, whose threads are not known yet; how near each is to every row up to it."""
        end = self.size + len(rows)
        while end > len(self.rows):
            self.rows, self.threads, self.vectors = (
                np.concatenate([table, np.zeros_like(table)]) for table in (self.rows, self.threads, self.vectors)
            )
        for name in _WITHOUT_VECTOR.names or ():
            self.rows[name][self.size : end] = rows[name]
        self.vectors[self.size : end] = rows["vector"]
        self.vectors[self.size : end] /= SCALE
        near: Array = self.vectors[self.size : end] @ self.vectors[:end].T
        return near

    def place(self, near: Array, forbidden: frozenset[int]) -> tuple[int, float]:
        """The thread that the next row joins and how surely, (0, 0) where it begins one."""
        close = np.flatnonzero(near[: self.size] >= LEAST_NEAR)
        if not len(close):
            return 0, 0.0
        likely = probabilities(near[close], self.rows[self.size], self.rows[close])
        threads, which = np.unique(self.threads[close], return_inverse=True)
        sums = np.bincount(which, weights=likely)
        means = sums / np.array([self.members[int(thread)] for thread in threads])
        for best in np.argsort(-means, kind="stable"):
            if means[best] < LEAST:
                break
            if int(threads[best]) not in forbidden:
                return int(threads[best]), float(means[best])
        return 0, 0.0

    def join(self, thread: int) -> None:
        """Put the next row into a thread."""
        self.threads[self.size] = thread
        self.members[thread] += 1
        self.size += 1

    def unite(self, kept: int, gone: int) -> None:
        """Make one of two threads."""
        if kept != gone:
            self.threads[: self.size][self.threads[: self.size] == gone] = kept
            self.members[kept] += self.members.pop(gone, 0)


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
    weaver = _Weaver(connection)
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
        for table in ("thread_events", "thread_findings", "thread_documents", "threads"):
            connection.execute(f"DELETE FROM {table}")


class _Weaver:
    """Puts documents into threads, one batch after another."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        threads = dict(connection.execute("SELECT finding, thread FROM thread_findings"))
        rows = packed(connection)
        rows = rows[np.fromiter((key in threads for key in rows["key"].tolist()), dtype=bool, count=len(rows))]
        of = np.fromiter((threads[key] for key in rows["key"].tolist()), dtype=np.int64, count=len(rows))
        self._weaves = [Weave(rows[rows["kind"] == kind], of[rows["kind"] == kind]) for kind in range(len(KINDS))]
        self._thread_of: dict[int, int] = threads
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'threads'").fetchone()
        self._next = int(row[0]) + 1 if row else 1

    def weave(self, documents: Sequence[int]) -> None:
        """Put the findings of these documents into threads."""
        found = {document: findings_of(self._connection, document) for document in documents}
        together = np.concatenate(list(found.values()))
        decisions = decided(self._connection)
        for kind, weave in enumerate(self._weaves):
            rows = together[together["kind"] == kind]
            near = weave.add(rows)
            keys = rows["key"].tolist()
            scores = [self._join(weave, KINDS[kind], key, near[at], decisions) for at, key in enumerate(keys)]
            self._connection.executemany(
                "INSERT INTO thread_findings VALUES (?, ?, ?)",
                ((key, self._thread_of[key], score) for key, score in zip(keys, scores, strict=True)),
            )
        self._connection.executemany(
            "INSERT INTO thread_documents VALUES (?, ?, ?, x'')",
            ((document, FOLDING, rows.tobytes()) for document, rows in found.items()),
        )

    def _join(self, weave: Weave, kind: str, finding: int, near: Array, decisions: Decided) -> float:
        """Put the next row of a weave into a thread; how surely it belongs there."""
        apart = frozenset(self._threads_of(decisions.apart.get(finding, ())))
        together = [t for t in dict.fromkeys(self._threads_of(decisions.together.get(finding, ()))) if t not in apart]
        if together:
            thread, score = together[0], 1.0
            for other in together[1:]:
                self._unite(weave, thread, other)
        else:
            thread, score = weave.place(near, apart)
        if not thread:
            thread, score = self._next, 1.0
            self._next += 1
            self._connection.execute("INSERT INTO threads VALUES (?, ?)", [thread, kind])
        weave.join(thread)
        self._thread_of[finding] = thread
        return round(score, 3)

    def _unite(self, weave: Weave, kept: int, gone: int) -> None:
        weave.unite(kept, gone)
        self._connection.execute("UPDATE thread_findings SET thread = ? WHERE thread = ?", [kept, gone])
        for finding, thread in self._thread_of.items():
            if thread == gone:
                self._thread_of[finding] = kept

    def _threads_of(self, findings: Iterable[int]) -> Iterator[int]:
        return (self._thread_of[finding] for finding in findings if finding in self._thread_of)
