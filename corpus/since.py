"""What came into a library since a day: documents, their findings, threads that grew, concepts never named before."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.errors import LibraryError
from corpus.listing import ONCE, StoredConcept, find_documents, find_findings
from corpus.opened import Opened
from corpus.tracking import Tracking
from corpus.verdicts import rejected

if TYPE_CHECKING:
    from corpus.listing import StoredDocument, StoredFinding
    from corpus.threads import Thread


class SinceError(LibraryError):
    """The day is none."""


@dataclass(frozen=True, kw_only=True)
class Grown:
    """A thread with findings of new documents: `new` are these; it is `whole` new where it has no others."""

    thread: Thread
    new: tuple[StoredFinding, ...]

    @property
    def whole(self) -> bool:
        """Whether nobody said it before."""
        return len(self.new) == len(self.thread.findings)

    def as_dict(self) -> dict[str, Any]:
        """The thread as JSON has it."""
        return {
            "id": self.thread.id, "kind": self.thread.kind, "status": self.thread.status,
            "documents": self.thread.documents, "quote": self.thread.first.quote,
            "new": [
                {"id": f.id, "document": f.document, "year": f.year, "page": f.page, "quote": f.quote}
                for f in self.new
            ],
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Since:
    """What a library has that it did not have before a day."""

    day: date
    documents: tuple[StoredDocument, ...]
    findings: tuple[StoredFinding, ...]
    threads: tuple[Grown, ...]
    concepts: tuple[StoredConcept, ...]

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON has it."""
        return {
            "since": self.day.isoformat(),
            "documents": [document.as_dict() for document in self.documents],
            "findings": [finding.as_dict() for finding in self.findings],
            "threads": [grown.as_dict() for grown in self.threads],
            "concepts": [concept.as_dict() for concept in self.concepts],
        }


def since(opened: Opened, day: str) -> Since:
    """What came in on this day (`2025-01-31`, in UTC) or later; raises SinceError where it is no day.

    Threads are those that two works or more say and that a new document says. A paper that is read again is not new.
    """
    try:
        start = date.fromisoformat(day)
    except ValueError as error:
        raise SinceError(f"{day}: not a day as 2025-01-31 is one") from error
    connection, value = opened.connection, start.isoformat()
    threads = Tracking(opened).threads()
    gone = rejected(connection)
    marks = ", ".join(map(str, sorted(gone)))
    findings = find_findings(connection, where=f"d.added_at >= ? AND {ONCE} AND f.key NOT IN ({marks})", value=value)
    documents = tuple(find_documents(connection, where="d.added_at >= ?", value=value))
    new = {document.sha256 for document in documents}
    grown = (
        Grown(thread=thread, new=tuple(finding for finding in thread.findings if finding.sha256 in new))
        for thread in threads
    )
    return Since(
        day=start, documents=documents, findings=tuple(findings), threads=tuple(one for one in grown if one.new),
        concepts=_concepts(connection, value),
    )  # fmt: skip


def _concepts(connection: sqlite3.Connection, value: str) -> tuple[StoredConcept, ...]:
    """The concepts that only findings of new documents are about, the most frequent first."""
    rows = connection.execute(
        f"""SELECT c.id, c.name_en, c.name_zh, count(*) FROM finding_concepts o JOIN concepts c ON c.id = o.concept
        JOIN findings f ON f.key = o.finding JOIN documents d ON d.key = f.document WHERE {ONCE}
        GROUP BY c.id HAVING min(d.added_at) >= ? ORDER BY 4 DESC, c.id""",
        [value],
    )
    return tuple(StoredConcept(id=id_, name_en=en, name_zh=zh, findings=count) for id_, en, zh, count in rows)
