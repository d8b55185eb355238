"""Reading many files into a library: what is in already is left alone, what cannot be read is noted, the rest goes in.

`ingest` is a generator of events, so that whoever runs it draws the progress. Stopping it at any point loses at most
the documents in hand; running it again does the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlite_utils import Database

from corpus import upkeep
from corpus.beside import describe
from corpus.clock import now
from corpus.concepts import know_lexicon
from corpus.errors import StoreError
from corpus.files import Missing, find_files, hash_file
from corpus.jsonl import prepare_read_findings
from corpus.record import READER, make_record, pack, reader_name, unpack
from corpus.scans import failure_suffix, is_current, noted, ocr_seconds, parse_ocr, with_ocr
from corpus.store import absolute, add_path, store
from corpus.training import models_beside
from corpus.workers import (
    Failure,
    Limits,
    Noted,
    Outcome,
    Pool,
    attempt,
    cores,
    load_task,
    outcome_of,
    with_arguments,
)

if TYPE_CHECKING:
    from models.classifier import Models

READ_RECORD = "corpus.ingest:read_record"
State = Literal["stored", "known", "failed", "failed before", "missing"]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What became of one path: `done` of `total` are finished with it.

    `message` tells why it failed, or, of a file that was stored, which pages could not be read.
    """

    path: Path
    state: State
    document: str | None = None
    pages: int = 0
    findings: int = 0
    seconds: float = 0.0
    reason: str | None = None
    message: str | None = None
    described: bool = False
    """Whether the document was in already, and side files gave it new metadata."""
    warnings: tuple[str, ...] = ()
    """A line for each side file that was of no use."""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What an ingest came to: how many paths of each state, and what was stored."""

    stored: int = 0
    known: int = 0
    failed: int = 0
    failed_before: int = 0
    missing: int = 0
    described: int = 0
    pages: int = 0
    findings: int = 0
    failures: tuple[Progress, ...] = field(default=(), repr=False)

    @property
    def files(self) -> int:
        """How many files were there to look at."""
        return self.stored + self.known + self.failed + self.failed_before

    def add(self, progress: Progress) -> Summary:
        """The summary with one more path in it."""
        name = progress.state.replace(" ", "_")
        return replace(
            self,
            **{name: getattr(self, name) + 1},
            described=self.described + progress.described,
            pages=self.pages + progress.pages,
            findings=self.findings + progress.findings,
            failures=self.failures if progress.state in ("stored", "known") else (*self.failures, progress),
        )


def prepare_read_record() -> None:
    """Load what reading and tagging need, before the first file."""
    prepare_read_findings()


def read_record(path: Path, library: str = "", mark: str = "", **ocr: str) -> bytes | Noted:
    """The packed record of a file; the task of the reading processes. For `ocr` see `corpus.scans`.

    `library` is the library whose own models tag it, `mark` what these are known by.
    """
    from extract.extract import extract  # noqa: PLC0415 - seconds of imports that only the reading processes pay

    # The library itself looks at side files: they may change by themselves.
    models = _models(library, mark)
    found = extract(path, parse_ocr(ocr), beside=False, models=models)
    record = make_record(found.document, found.sentences, found.mentions, found.findings, found.links, mark=models.mark)
    return noted(pack(record), found.document)


@cache
def _models(library: str, mark: str) -> Models:
    """The models of a library, loaded once; they come with the mark that they have now, if that is another."""
    from models.classifier import SHIPPED  # noqa: PLC0415 - as above

    return models_beside(Path(library)) if mark else SHIPPED


def ingest(
    db: Database,
    paths: Iterable[Path],
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    ocr: bool | None = None,
    task: str | None = None,
    library: Path | None = None,
) -> Iterator[Progress]:
    """Read the files into the library, telling of each as it is done.

    `jobs` processes read at once, by default one a core; with 0 the files are read in this process, without limits.
    Pages without text are read from their pictures where the extra `ocr` is installed, unless `ocr` is False. `task`
    names the function that makes a record of a file. The models beside the file `library`, where there are some, do
    the tagging; what others tagged is read again. Raises OwnModelError where they cannot be used.
    """
    upkeep.refresh(db.conn)
    know_lexicon(db)
    mark = models_beside(library).mark if library else ""
    run = _Run(db, limits or Limits(), list(find_files(paths)), ocr, reader_name(mark))
    try:
        todo: list[Path] = []
        for file in run.files:
            settled = run.settle(file)
            if settled is not None:
                yield settled
            elif isinstance(file, Path) and run.first_of_its_content(file):
                todo.append(file)
        # The longest files first: otherwise one of them is left for the end and a single process reads it alone.
        todo.sort(key=lambda path: -path.stat().st_size)
        size = cores() if jobs is None else jobs
        threads = cores() // max(1, min(size, len(todo)))
        if task is None:
            task = with_ocr(READ_RECORD, run.limits, ocr=ocr, threads=threads)
            task = with_arguments(task, library=str(library), mark=mark) if mark else task
        with closing(_read(todo, task, size, run.limits)) as outcomes:
            for outcome in outcomes:
                yield from run.keep(outcome)
        run.finished = True
    finally:
        run.close()


def _read(paths: Iterable[Path], task: str, size: int, limits: Limits) -> Generator[Outcome]:
    if size == 0:
        function = load_task(task)
        for index, path in enumerate(paths):
            yield outcome_of(index, path, attempt(function, path), 0.0)
        return
    with Pool(task, size, limits) as pool:
        yield from pool.read(paths)


class _Run:
    """One ingest under way: its row in `runs`, what is counted, and which paths hold the same content."""

    def __init__(
        self, db: Database, limits: Limits, files: list[Path | Missing], ocr: bool | None, reader: str
    ) -> None:
        self.db = db
        self.limits = limits
        self.ocr = ocr
        self.reader = reader
        self.files = files
        self.finished = False
        self.summary = Summary()
        self.hashes: dict[Path, str] = {}
        self.paths: dict[str, list[Path]] = defaultdict(list)
        self.key = db.execute(
            "INSERT INTO runs (reader, started_at, files) VALUES (?, ?, ?)", [reader, now(), len(files)]
        ).lastrowid

    def close(self) -> None:
        """Write the counts; a run that was stopped has no end."""
        self.db.execute(
            "UPDATE runs SET finished_at = ?, stored = ?, skipped = ?, failed = ? WHERE key = ?",
            [
                now() if self.finished else None,
                self.summary.stored,
                self.summary.known + self.summary.failed_before,
                self.summary.failed,
                self.key,
            ],
        )

    def settle(self, file: Path | Missing) -> Progress | None:
        """What is already known of a path; None where the file has to be read."""
        if isinstance(file, Missing):
            return self._tell(Progress(path=file.path, state="missing", reason="missing", message=file.message))
        try:
            sha256 = self.hashes[file] = hash_file(file)
        except OSError as error:
            return self._fail(file, None, Failure("unreadable", error.strerror or str(error)))
        row = self.db.execute("SELECT key, id, reader FROM documents WHERE sha256 = ?", [sha256]).fetchone()
        if row and self._is_current(row[2], self.reader):
            add_path(self.db, row[0], file)
            return self._tell_known(file, row[0], row[1])
        before = self._failed_before(sha256)
        return self._fail(file, sha256, before, state="failed before") if before else None

    def first_of_its_content(self, file: Path) -> bool:
        """Whether no path before this one in the run held the same bytes."""
        paths = self.paths[self.hashes[file]]
        paths.append(file)
        return len(paths) == 1

    def keep(self, outcome: Outcome) -> Iterator[Progress]:
        """Store what was read, or note why it could not be; told for every path that holds the content."""
        sha256 = self.hashes[outcome.path]
        copies = self.paths[sha256][1:]
        result = outcome.result
        if isinstance(result, bytes):
            try:
                record = unpack(result)
                document = store(self.db, record, outcome.path, self.key)
            except StoreError as error:
                result = Failure("refused", str(error))
            else:
                beside = describe(self.db, self._key_of(sha256), outcome.path)
                yield self._tell(
                    Progress(
                        path=outcome.path, state="stored", document=document, pages=len(record.pages),
                        findings=len(record.findings), seconds=outcome.seconds, warnings=beside.warnings,
                        message=outcome.note or None,
                    )
                )  # fmt: skip
                for copy in copies:
                    yield self._copied(copy, sha256, document)
                return
        for path in (outcome.path, *copies):
            yield self._fail(path, sha256, result)

    def _copied(self, path: Path, sha256: str, document: str) -> Progress:
        key = self._key_of(sha256)
        if key is None:  # the file changed between being hashed and being read
            return self._tell(Progress(path=path, state="known", document=document))
        add_path(self.db, key, path)
        return self._tell_known(path, key, document)

    def _key_of(self, sha256: str) -> int | None:
        row = self.db.execute("SELECT key FROM documents WHERE sha256 = ?", [sha256]).fetchone()
        return int(row[0]) if row else None

    def _tell_known(self, path: Path, key: int, document: str) -> Progress:
        beside = describe(self.db, key, path)
        return self._tell(
            Progress(path=path, state="known", document=document, described=beside.changed, warnings=beside.warnings)
        )

    def _failed_before(self, sha256: str) -> Failure | None:
        row = self.db.execute(
            "SELECT reader, reason, message, time_limit, memory_limit FROM failures WHERE sha256 = ?"
            " ORDER BY at DESC, reader DESC",
            [sha256],
        ).fetchone()
        if row is None or not self._is_current(row[0], READER):
            return None
        _, reason, message, seconds, megabytes = row
        if reason == "limit" and (self.limits.seconds > seconds or self.limits.megabytes > megabytes):
            return None
        return Failure(reason, message)

    def _is_current(self, reader: str, version: str) -> bool:
        return is_current(reader, version, ocr=self.ocr, seconds=ocr_seconds(self.limits))

    def _fail(self, path: Path, sha256: str | None, failure: Failure, *, state: State = "failed") -> Progress:
        limited = failure.reason == "limit" and state == "failed"
        self.db.execute(
            "INSERT INTO failures (path, sha256, reason, message, reader, time_limit, memory_limit, run, at)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (path) DO UPDATE SET sha256 = ?2, reason = ?3,"
            " message = ?4, reader = ?5, time_limit = coalesce(?6, time_limit),"
            " memory_limit = coalesce(?7, memory_limit), run = ?8, at = ?9",
            [
                absolute(path), sha256, failure.reason, failure.message,
                READER + failure_suffix(failure.reason, ocr=self.ocr),
                self.limits.seconds if limited else None, self.limits.megabytes if limited else None, self.key, now(),
            ],
        )  # fmt: skip
        return self._tell(Progress(path=path, state=state, reason=failure.reason, message=failure.message))

    def _tell(self, progress: Progress) -> Progress:
        self.summary = self.summary.add(progress)
        done = self.summary.files + self.summary.missing
        return replace(progress, done=done, total=len(self.files))
