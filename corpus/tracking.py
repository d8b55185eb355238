"""Following what is said over the years, as the library does it: threads, what became of them, trends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from corpus import thread_decisions, threads
from corpus.listing import Listing, find_one
from corpus.opened import Opened
from corpus.search import fitting
from corpus.thread_decisions import ThreadError
from corpus.trends import By, Count, count
from corpus.verdicts import rejected
from corpus.works import work_of

if TYPE_CHECKING:
    from corpus.threads import Status, Thread
    from corpus.units import Query


def refuse_mixed(kind: str | None, status: str | None, *, unanswered: bool) -> None:
    """Raise ThreadError where what is asked of threads does not go together."""
    if status and (unanswered or kind == "challenge"):
        raise ThreadError("only recommendations have a status, no challenge")
    if unanswered and kind == "recommendation":
        raise ThreadError("only challenges can be unanswered, no recommendation")


class Tracking:
    """The threads and trends of an open library."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._connection = opened.connection
        self._read: tuple[str, tuple[Query, Any]] | None = None

    def refresh(self, *, rebuild: bool = False, on_documents: Callable[[int, int], None] | None = None) -> int:
        """Look for threads in documents that are new, or with `rebuild` in all; in how many that was."""
        from corpus import weaving  # noqa: PLC0415 - brings numpy, which a search in a small library does without

        return (weaving.rebuild if rebuild else weaving.refresh)(self._connection, on_documents)

    def threads(
        self,
        query: str | None = None,
        *,
        kind: str | None = None,
        status: Status | None = None,
        unanswered: bool = False,
        least: int = 2,
    ) -> Listing[Thread]:
        """What at least `least` works say, those of most works first.

        With a query only threads of which a finding fits it; `unanswered` keeps challenges that no recommendation
        answers. Raises ThreadError for a status of challenges and for recommendations that are `unanswered`.
        """
        refuse_mixed(kind, status, unanswered=unanswered)
        self.refresh()
        found = threads.find_threads(
            self._connection, kind="challenge" if unanswered else "recommendation" if status else kind, least=least,
            findings=None if query is None else self._fitting(query), without=rejected(self._connection),
            works=work_of(self._connection),
        )  # fmt: skip
        return Listing(
            thread
            for thread in found
            if (status is None or thread.status == status) and not (unanswered and thread.answered_by)
        )

    def reading(self, query: str) -> Query:
        """What a query is read as here."""
        return self._asked(query)[0]

    def undated(self) -> tuple[int, int]:
        """How many documents have no year, and of how many."""
        row = self._connection.execute("SELECT count(*) - count(year), count(*) FROM documents").fetchone()
        return int(row[0]), int(row[1])

    def overtaken(self) -> int:
        """How many documents that threads were not looked for in are older than one in which they were."""
        row = self._connection.execute(
            """SELECT count(*) FROM documents WHERE key NOT IN (SELECT document FROM thread_documents)
            AND year < (SELECT max(d.year) FROM thread_documents t JOIN documents d ON d.key = t.document)"""
        ).fetchone()
        return int(row[0])

    def quotes(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The words of findings by their ids."""
        marks = ", ".join("?" for _ in ids)
        return dict(self._connection.execute(f"SELECT id, quote FROM findings WHERE id IN ({marks})", list(ids)))

    def _asked(self, query: str) -> tuple[Query, Any]:
        """A query as it is read here and what fits it; that of the last one is kept."""
        if self._read is None or self._read[0] != query:
            self._read = (query, fitting(self._opened, query))
        return self._read[1]

    def _fitting(self, query: str) -> set[int]:
        """The keys of the findings that fit, or whose sentences do."""
        asked, keys = self._asked(query)
        found = set(map(int, keys))
        if asked.scope != "text":
            return found
        rows = self._connection.execute("SELECT key, sentence FROM findings")
        return {key for key, sentence in rows if sentence in found}

    def thread(self, id_: str) -> Thread:
        """The thread of a finding, by its id; raises UnknownIdError."""
        self.refresh()
        return threads.find_thread(
            self._connection, id_, works=work_of(self._connection), without=rejected(self._connection)
        )

    def merge(self, id_: str, other: str, *, person: str | None = None) -> Thread:
        """Make one thread of two, and keep it so; raises UnknownIdError or ThreadError."""
        self.refresh()
        one, two = (threads.thread_key(self._connection, name) for name in (id_, other))
        thread_decisions.merge(self._connection, one, two, person=person)
        return self.thread(id_)

    def split(self, *ids: str, person: str | None = None) -> Thread:
        """Take findings out of their thread into one of their own; raises UnknownIdError or ThreadError."""
        self.refresh()
        found = [find_one(self._connection, id_).id for id_ in ids]
        marks = ", ".join("?" for _ in found)
        keys = [key for (key,) in self._connection.execute(f"SELECT key FROM findings WHERE id IN ({marks})", found)]
        thread_decisions.split(self._connection, keys, person=person)
        return self.thread(ids[0])

    def decisions(self) -> tuple[thread_decisions.Decision, ...]:
        """What people decided on threads and did not take back, in its order."""
        return thread_decisions.decisions(self._connection)

    def undo(self, number: int) -> thread_decisions.Decision:
        """Take a decision back and weave what it was about anew; raises ThreadError where none has this number."""
        self.refresh()
        undone = thread_decisions.undo(self._connection, number)
        self.refresh()
        return undone

    def trends(self, by: By, *, kind: str | None = None) -> Count:
        """What the documents speak of by theme, metal or place, to be looked at over the years or by language.

        Of a work in several versions the earliest counts; rejected findings do not.
        """
        return count(
            self._connection, by, kind=kind, works=work_of(self._connection), without=rejected(self._connection)
        )

    def names(self, lang: str) -> Mapping[str, str]:
        """The preferred names of all concepts in a language."""
        column = "name_zh" if lang == "zh" else "name_en"
        return dict(self._connection.execute(f"SELECT id, {column} FROM concepts WHERE {column} IS NOT NULL"))
