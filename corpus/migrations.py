"""Opening a library file: a new one is made, an older one brought up to date, anything else refused.

`PRAGMA user_version` holds the number of the last migration that the file has seen. A migration never changes once a
library written by it may exist; what comes later is a further one at the end of the list.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from corpus import index, upkeep
from corpus.errors import (
    DamagedLibraryError,
    LibraryError,
    MissingLibraryError,
    NewerLibraryError,
    NotALibraryError,
    OlderLibraryError,
)
from corpus.schema import (
    APPLICATION_ID,
    DOCUMENT_COLUMNS,
    FINDING_COLUMNS,
    FINDING_PARTS,
    INDEXES,
    MEANINGS,
    OLD_INDEXES,
    SIDE_FILE_COLUMNS,
    SIDE_FILES,
    TABLES,
    VIEWS,
    WATCH_SEEN,
)
from corpus.schema_bibliography import BIBLIOGRAPHY
from corpus.schema_reviews import REVIEWS
from corpus.schema_screening import SCREENINGS
from corpus.schema_tracking import DECISION_NUMBERS, TRACKING, YEAR_CHANGES
from corpus.schema_verdicts import VERDICTS
from corpus.schema_works import WORKS

BUSY_SECONDS = 30.0
"""How long one writer waits for another; a document's transaction takes a fraction of a second."""

_NOT_A_DATABASE = 26  # SQLITE_NOTADB, https://sqlite.org/rescode.html#notadb


def _first(connection: sqlite3.Connection) -> None:
    for script in (TABLES, OLD_INDEXES, VIEWS):
        for statement in _statements(script):
            connection.execute(statement)


def _side_files(connection: sqlite3.Connection) -> None:
    for statement in _statements(SIDE_FILES):
        connection.execute(statement)


def _more_of_the_title_page(connection: sqlite3.Connection) -> None:
    """Where and when a document appeared, its abstracts, who paid for it, who issued it."""
    for column in DOCUMENT_COLUMNS:
        connection.execute(f"ALTER TABLE documents ADD COLUMN {column}")


def _page_measures(connection: sqlite3.Connection) -> None:
    """How well a page could be read, in numbers."""
    for column in (
        "characters INTEGER",  # of the text layer
        "impossible REAL",  # share of them that no text is written with
        "pictured REAL",  # share of the page under pictures
    ):
        connection.execute(f"ALTER TABLE pages ADD COLUMN {column}")


def _parts(connection: sqlite3.Connection) -> None:
    """Whose a recommendation is, and the parts of findings."""
    for column in FINDING_COLUMNS:
        connection.execute(f"ALTER TABLE findings ADD COLUMN {column}")
    for statement in _statements(FINDING_PARTS):
        connection.execute(statement)


def _columns_beside_the_words(connection: sqlite3.Connection) -> None:
    """An index of words as they are written, their stems beside it, and columns to count by."""
    for table in index.TABLES:
        connection.execute(f"DROP TABLE {table}")
    for statement in _statements(INDEXES):
        connection.execute(statement)


def _what_watches_told(connection: sqlite3.Connection) -> None:
    """What each watch has told, by ids instead of `watches.last_finding`: keys change when a file is read again."""
    for statement in _statements(WATCH_SEEN):
        connection.execute(statement)


def _what_rows_mean(connection: sqlite3.Connection) -> None:
    """What each sentence and finding is about; the whole index is made anew, also for the sixth migration."""
    for statement in _statements(MEANINGS):
        connection.execute(statement)
    upkeep.rebuild(connection)


def _reviews_and_tracking(connection: sqlite3.Connection) -> None:
    """What people make of findings, and what is said again over the years."""
    for script in (TRACKING, SCREENINGS, VERDICTS, REVIEWS, WORKS, BIBLIOGRAPHY):
        for statement in _statements(script):
            connection.execute(statement)


def _years_that_change(connection: sqlite3.Connection) -> None:
    """A document whose year changes is looked for in threads anew."""
    for statement in _statements(YEAR_CHANGES):
        connection.execute(statement)


def _decisions_by_number(connection: sqlite3.Connection) -> None:
    """Which rows on threads are one decision, so that it can be named and taken back."""
    for statement in _statements(DECISION_NUMBERS):
        connection.execute(statement)


def _what_side_files_say(connection: sqlite3.Connection) -> None:
    """All that side files say, for citations; the next ingest looks at each of them again."""
    for column in SIDE_FILE_COLUMNS:
        connection.execute(f"ALTER TABLE side_files ADD COLUMN {column}")
    connection.execute("UPDATE side_files SET fingerprint = ''")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _first, _side_files, _more_of_the_title_page, _page_measures, _parts, _columns_beside_the_words,
    _what_watches_told, _what_rows_mean, _reviews_and_tracking, _years_that_change,
    _decisions_by_number, _what_side_files_say,
)  # fmt: skip


def connect(path: Path, *, create: bool = True, read_only: bool = False) -> sqlite3.Connection:
    """An open connection to the library at `path`, made or brought up to date where needed.

    With `read_only` neither is done, and the connection refuses every statement that would change the library.

    Raises MissingLibraryError (only without `create` or with `read_only`), NotALibraryError, NewerLibraryError,
    OlderLibraryError (only with `read_only`), DamagedLibraryError.
    """
    if (read_only or not create) and not path.exists():
        raise MissingLibraryError(f"{path}: there is no library here; `litlode ingest` makes one")
    if path.is_dir():
        raise NotALibraryError(f"{path}: is a folder, not a library file")
    if not path.parent.is_dir():
        raise MissingLibraryError(f"{path}: there is no folder {path.parent}")
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        _open(connection, path, create=create, read_only=read_only)
    except sqlite3.DatabaseError as error:
        _close(connection)
        raise _refusal(path, error) from error
    except LibraryError:
        _close(connection)
        raise
    return connection


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()


def _refusal(path: Path, error: sqlite3.DatabaseError) -> LibraryError:
    if error.sqlite_errorcode == _NOT_A_DATABASE:
        return NotALibraryError(f"{path}: is not a library (no SQLite file at all)")
    if isinstance(error, sqlite3.OperationalError):
        return LibraryError(f"{path}: cannot be opened ({error})")
    return DamagedLibraryError(f"{path}: the library is damaged ({error})")


def _open(connection: sqlite3.Connection, path: Path, *, create: bool, read_only: bool) -> None:
    version = _number(connection, "user_version")
    kind = _number(connection, "application_id")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if kind != APPLICATION_ID and (tables or version or kind):
        raise NotALibraryError(f"{path}: is an SQLite file of something else, not a library")
    if not version and (read_only or not create):
        raise NotALibraryError(f"{path}: is empty; `litlode ingest` makes a library of it")
    if version > len(MIGRATIONS):
        raise NewerLibraryError(
            f"{path}: was written by a later litlode (format {version}, this one reads {len(MIGRATIONS)}): upgrade it"
        )
    if read_only and version < len(MIGRATIONS):
        raise OlderLibraryError(
            f"{path}: was written by an earlier litlode (format {version}, this one reads {len(MIGRATIONS)}); "
            "`litlode documents` brings it up to date"
        )
    connection.execute("PRAGMA foreign_keys = ON")
    if version < len(MIGRATIONS):
        connection.execute("PRAGMA journal_mode = WAL")
        _migrate(connection)
    # With a write-ahead log a crash of the machine can lose the last transactions, never the file's integrity.
    connection.execute("PRAGMA synchronous = NORMAL")
    if read_only:
        # Not `mode=ro`: closing that leaves the files of the write-ahead log beside the library.
        connection.execute("PRAGMA query_only = ON")


def _migrate(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migrate in MIGRATIONS[_number(connection, "user_version") :]:
            migrate(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    with closing(connection.execute(f"PRAGMA {pragma}")) as rows:
        return int(rows.fetchone()[0])


def _statements(script: str) -> list[str]:
    """The statements of a script one by one: `executescript` would commit the transaction that it runs in."""
    out: list[str] = []
    lines: list[str] = []
    for line in script.strip().splitlines():
        lines.append(line)
        if sqlite3.complete_statement("\n".join(lines)):
            out.append("\n".join(lines))
            lines = []
    return out
