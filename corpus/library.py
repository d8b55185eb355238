"""A library as a Python object: read papers in, search them, list what was found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from corpus import listing, migrations, outline, statements, upkeep, verdicts, watching, work_decisions
from corpus import reviews as reviewing
from corpus import why as explaining
from corpus import works as together
from corpus.hits import Results
from corpus.opened import Opened
from corpus.ranking import Sort
from corpus.record import mark_of
from corpus.search import search
from corpus.similar import similar
from corpus.tracking import Tracking
from corpus.training import Training, model_folder, models_beside, train

if TYPE_CHECKING:
    from corpus.digest import Digest
    from corpus.evidence import Table
    from corpus.ingest import Progress, Summary
    from corpus.mindmap import MindMap
    from corpus.related import Related
    from corpus.since import Since
    from corpus.threads import Status, Thread
    from extract.findings import Evidence

Kind = Literal["challenge", "recommendation"]


class Library:
    """An open library file; a context manager that closes it.

    With `read_only` it is neither made nor brought up to date, and whatever would change it is an error of SQLite.

    Raises a LibraryError where the file is not a library, is damaged, or was written by a later version; with
    `read_only` also by an earlier one.
    """

    def __init__(self, path: str | Path, *, create: bool = True, read_only: bool = False) -> None:
        self.path = Path(path)
        self.connection: sqlite3.Connection = migrations.connect(self.path, create=create, read_only=read_only)
        self._opened = Opened(self.connection)
        self.tracking = Tracking(self._opened)

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Library {self.path}>"

    def close(self) -> None:
        """Close the file; what is left of the write-ahead log goes into it."""
        self.connection.close()

    def ingest(
        self,
        *paths: str | Path,
        jobs: int | None = None,
        timeout: float = 300.0,
        memory: int = 2048,
        ocr: bool | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Summary:
        """Read files, folders and patterns in; what came of it, with the files that failed and why.

        `jobs` processes read at once (default: one a core; 0 reads in this process and without limits), each file
        for at most `timeout` seconds and within `memory` MB. Pages without text are read from their pictures where the
        extra `ocr` is installed, unless `ocr` is False. A script that calls this with processes does so under
        `if __name__ == "__main__":`, as everywhere in Python.
        """
        from corpus.ingest import Summary  # noqa: PLC0415 - a search needs nothing of it

        summary = Summary()
        for progress in self.ingesting(*paths, jobs=jobs, timeout=timeout, memory=memory, ocr=ocr):
            summary = summary.add(progress)
            if on_progress:
                on_progress(progress)
        return summary

    def ingesting(
        self,
        *paths: str | Path,
        jobs: int | None = None,
        timeout: float = 300.0,
        memory: int = 2048,
        ocr: bool | None = None,
    ) -> Iterator[Progress]:
        """Read in as `ingest` does, and tell of each file as it is done; to leave off is to stop."""
        from sqlite_utils import Database  # noqa: PLC0415 - 0.14 s that a search does not need

        from corpus.bibliography import match_again  # noqa: PLC0415
        from corpus.ingest import ingest  # noqa: PLC0415
        from corpus.workers import Limits  # noqa: PLC0415

        limits = Limits(seconds=timeout, megabytes=memory)
        files = [Path(path) for path in paths]
        yield from ingest(Database(self.connection), files, jobs=jobs, limits=limits, ocr=ocr, library=self.path)
        match_again(self.connection)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        kind: Kind | None = None,
        exact: bool = False,
        sort: Sort = "rank",
    ) -> Results:
        """The findings that fit a query in either language, best first; with `in:text` in it, every sentence.

        Hits from `offset` on, `limit` of them at most. `exact` takes words as typed only. `sort` is `rank`, `recent`
        (rank, in which a document counts half after six years), `newest` or `oldest`. docs/searching.md has the query
        language.
        """
        return search(self._opened, query, limit=limit, offset=offset, kind=kind, exact=exact, sort=sort)

    def find_similar(self, id: str, query: str = "", *, limit: int = 20, offset: int = 0) -> Results:
        """The findings most like one, by its id, or the sentences most like one; with a query, those that fit it.

        Raises UnknownIdError.
        """
        return similar(self._opened, id, query, limit=limit, offset=offset)

    def watch(self, name: str, query: str, replace: bool = False) -> watching.Watch:
        """Keep a search under a name; raises WatchError where the name is taken, unless `replace`, or nothing is asked.

        A watch that replaces another begins anew: its first run gives everything.
        """
        return watching.add_watch(self.connection, name, query, replace=replace)

    def watches(self) -> listing.Listing[watching.Watch]:
        """The searches that are kept, by their names."""
        return listing.Listing(watching.find_watches(self.connection))

    def unwatch(self, name: str) -> None:
        """Forget a kept search and what it gave; raises WatchError where there is none of this name."""
        watching.remove_watch(self.connection, name)

    def run_watch(self, name: str, peek: bool = False, *, limit: int | None = None) -> watching.WatchRun:
        """The hits of a kept search that no run gave before, from the newest document on; raises WatchError.

        With `peek` they count as not given. What is beyond the limit is given by the next run.
        """
        run = watching.run_watch(self._opened, watching.find_watch(self.connection, name), limit=limit)
        if not peek:
            watching.remember(self.connection, [run])
        return run

    def check_index(self) -> Iterator[str]:
        """What is wrong with the index, a line each; nothing where it holds just what the texts say."""
        return upkeep.check(self.connection)

    def optimize_index(self) -> None:
        """Merge what many documents wrote into one piece, so that searches are faster."""
        upkeep.optimize(self.connection)

    def rebuild_index(self) -> int:
        """Find all concepts again by the lexicon as it is now and make the index anew, without reading files.

        Gives how many documents it has.
        """
        from sqlite_utils import Database  # noqa: PLC0415 - as above

        from corpus.naming import name_again  # noqa: PLC0415 - as above

        return name_again(Database(self.connection))

    def findings(
        self, *, kind: Kind | None = None, metal: str | None = None, accepted: bool = False
    ) -> listing.Listing[listing.StoredFinding]:
        """All findings in document order, of one kind or about one metal (`W`) or accepted where asked for."""
        return listing.Listing(listing.find_findings(self.connection, kind=kind, metal=metal, accepted=accepted))

    def documents(self, *, accepted: bool = False) -> listing.Listing[listing.StoredDocument]:
        """All documents in the order in which they came in; with `accepted`, accepted findings alone are counted."""
        return listing.Listing(listing.find_documents(self.connection, accepted=accepted))

    def show(self, id: str) -> listing.Shown:
        """The finding or document with this id, hash or file name; raises UnknownIdError."""
        return listing.show(self.connection, id)

    def why(self, finding: str) -> tuple[Evidence, ...]:
        """What spoke for and against a finding, by its whole id, in log odds and words; raises UnknownIdError."""
        return explaining.why(self.connection, finding, models_beside(self.path))

    @property
    def model(self) -> Path | None:
        """The folder of the library's own models, None where the shipped ones tag it."""
        folder = model_folder(self.path)
        return folder if any(folder.glob("*.npz")) else None

    def judge(
        self,
        id: str,
        verdict: str,
        label: str | None = None,
        *,
        words: str | None = None,
        tag: str | None = None,
        note: str | None = None,
        person: str | None = None,
    ) -> listing.StoredFinding:
        """Write what a person thinks of a finding: accept, reject, relabel with the kind that it is, correct with the
        right `words`, as they stand in the text near it, `tag` and `untag` with a word of one's own, or note.

        Raises UnknownIdError or VerdictError.
        """
        decision = verdicts.Decision(id=id, verdict=verdict, label=label, words=words, tag=tag, note=note)
        (finding,) = verdicts.judge(self.connection, [decision], person=person)
        return finding

    def verdicts(self, finding: str) -> tuple[dict[str, str | None], ...]:
        """What was said of a finding, the verdict in force first; raises UnknownIdError."""
        return verdicts.verdicts_on(self.connection, listing.find_one(self.connection, finding))

    def train(self, *, on_language: Callable[[str], None] | None = None) -> Training:
        """Learn from the verdicts, and keep the models beside the library, where the next `ingest` finds them."""
        return train(self.connection, self.path, on_language=on_language)

    def is_tagged_otherwise(self, finding: str) -> bool:
        """Whether other models made a finding than those that `why` asks: its paper is to be ingested again."""
        return explaining.tagged_by(self.connection, finding) != models_beside(self.path).mark

    def tagged_otherwise(self) -> int:
        """How many documents other models have tagged than those that `ingest` uses now."""
        mark = models_beside(self.path).mark
        return sum(mark_of(reader) != mark for (reader,) in self.connection.execute("SELECT reader FROM documents"))

    def failures(self) -> tuple[tuple[str, str, str], ...]:
        """The files that could not be read: path, reason, message."""
        return tuple(self.connection.execute("SELECT path, reason, message FROM failures ORDER BY path"))

    def concepts(self, name: str | None = None, *, accepted: bool = False) -> listing.Listing[listing.StoredConcept]:
        """The metals and themes that the library knows, or those that a name in either language names.

        With `accepted`, accepted findings alone are counted.
        """
        return listing.Listing(listing.find_concepts(self.connection, name, accepted=accepted))

    def track(
        self,
        query: str | None = None,
        *,
        kind: Kind | None = None,
        status: Status | None = None,
        unanswered: bool = False,
        least: int = 2,
    ) -> listing.Listing[Thread]:
        """What several documents say, each with all that say it and what became of it; see `Tracking.threads`."""
        return self.tracking.threads(query, kind=kind, status=status, unanswered=unanswered, least=least)

    def new_review(self, name: str, title: str | None = None) -> reviewing.Review:
        """An empty review of this name; raises ReviewError where the name is taken."""
        return reviewing.new_review(self.connection, name, title)

    def reviews(self) -> listing.Listing[reviewing.Review]:
        """The reviews with their items, by their names."""
        return listing.Listing(reviewing.find_reviews(self.connection))

    def review(self, name: str) -> reviewing.Review:
        """The review of this name with its items in their order; raises ReviewError where there is none."""
        return reviewing.find_review(self.connection, name)

    def add_to_review(
        self, name: str, query: str, *, heading: str | None = None, note: str | None = None, limit: int | None = None
    ) -> reviewing.Added:
        """Put the findings that hold all of a query into a review, the best `limit` or all; raises ReviewError."""
        own = None if heading is None else outline.stored_heading(self.connection, name, heading)
        done = reviewing.add_by_query(self._opened, name, query, heading=own, note=note, limit=limit)
        outline.settle(self.connection, name)
        return done

    def works(self) -> tuple[together.Work, ...]:
        """All works: the documents that are one piece of writing, each with its role and why, the one to cite first."""
        return together.works(self.connection)

    def join(
        self, document: str, other: str, *, person: str | None = None, note: str | None = None
    ) -> tuple[together.Work, ...]:
        """Make two documents, by their ids or names, one work for good; raises UnknownIdError or WorkError."""
        return work_decisions.decide(self.connection, "join", document, other, person=person, note=note)

    def part(
        self, document: str, other: str, *, person: str | None = None, note: str | None = None
    ) -> tuple[together.Work, ...]:
        """Make two documents two works for good; raises UnknownIdError or WorkError."""
        return work_decisions.decide(self.connection, "part", document, other, person=person, note=note)

    def papers(self, *, query: str | None = None, accepted: bool = False) -> list[statements.Paper]:
        """The documents with the findings that tables count: no rejected ones, what two languages say once.

        Those that fit a query where there is one, and accepted ones only where asked for; raises TableError.
        """
        return statements.find_papers(self._opened, query, accepted=accepted)

    def table(
        self, *, query: str | None = None, columns: Sequence[str] | None = None, lang: str = "en",
        accepted: bool = False,
    ) -> Table:  # fmt: skip
        """The evidence table: a row a paper, the columns of `corpus.evidence.HEADINGS`, with the quotes of each cell.

        Raises TableError where a column is unknown or the query asks nothing.
        """
        from corpus.evidence import DEFAULT, make_table  # noqa: PLC0415 - a search needs nothing of it

        wanted = DEFAULT if columns is None else columns
        return make_table(self._opened, query=query, columns=wanted, lang=lang, accepted=accepted)

    def digest(self, document: str, *, lang: str | None = None) -> Digest:
        """A page that sums a document up in its own words, by its id, name or path; raises UnknownIdError."""
        from corpus.digest import digest  # noqa: PLC0415 - a search needs nothing of it

        return digest(self.connection, document, lang=lang)

    def mind_map(self, document: str, *, lang: str | None = None, limit: int = 5) -> MindMap:
        """The metals, challenges and recommendations of a document as a tree, `limit` challenges a metal at most.

        Raises UnknownIdError.
        """
        from corpus.mindmap import mind_map  # noqa: PLC0415 - as above

        return mind_map(self.connection, document, lang=lang, limit=limit)

    def related(self, document: str, *, limit: int = 10) -> listing.Listing[Related]:
        """The documents most like one, and what they share with it; raises UnknownIdError."""
        from corpus.related import related  # noqa: PLC0415 - as above

        return listing.Listing(related(self._opened, document, limit=limit))

    def since(self, day: str) -> Since:
        """What came into the library on a day (`2025-01-31`, in UTC) or later; raises SinceError where it is no day."""
        from corpus.since import since  # noqa: PLC0415 - as threads, only where they are asked for

        return since(self._opened, day)
