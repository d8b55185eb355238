"""Writing files from a library: never over the library or its papers, and over nothing that somebody else wrote.

A file that is there already is written again where litlode wrote it from this library and nobody changed it since; any
other one is left as it is, unless it is said (`--replace`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import LibraryError
from corpus.onepaper import sha256_of
from corpus.schema import APPLICATION_ID
from corpus.written import remember, written_as

LIBRARY_HEAD = 72  # bytes
_BESIDE = ("", "-wal", "-shm", "-journal")  # SQLite's own files: https://sqlite.org/tempfiles.html


A_LIBRARY = "{}: is a library, which is not written over; name another file"


class TargetError(LibraryError):
    """The file that was named to write to is not one to write to."""


@contextmanager
def writing_to(connection: sqlite3.Connection, *targets: Path, replace: bool = False) -> Iterator[None]:
    """Check files before they are written within, and know them again afterwards; raises TargetError."""
    for target in targets:
        check_target(connection, target, replace=replace)
    try:
        yield
    except OSError as error:
        raise TargetError(f"{error.filename or targets[0]}: {error.strerror or error}") from error
    # The file stands, also where the library cannot be written to: litlode only does not know it again.
    with suppress(sqlite3.OperationalError):
        for target in filter(Path.is_file, targets):
            remember(connection, target, sha256_of(target))


def check_target(connection: sqlite3.Connection, target: Path, *, replace: bool = False) -> None:
    """Refuse a folder, a library, a paper and, without `replace`, what is not litlode's own; raises TargetError."""
    if target.is_dir():
        raise TargetError(f"{target}: is a folder; name a file to write")
    if not target.parent.is_dir():
        raise TargetError(f"{target}: there is no folder {target.parent}")
    if _is_library(connection, target):
        raise TargetError(A_LIBRARY.format(target))
    if not target.is_file():  # nothing is there, or a device or a pipe
        return
    sha256 = sha256_of(target)
    if _is_paper(connection, target, sha256):
        raise TargetError(f"{target}: is a paper of the library, which is not written over; name another file")
    known = written_as(connection, target)
    if replace or sha256 == known or not target.stat().st_size:
        return
    raise TargetError(
        f"{target}: was changed since litlode wrote it; --replace writes over it, changes and all"
        if known
        else f"{target}: is there already, and was not written from this library; --replace writes over it"
    )


def _is_library(connection: sqlite3.Connection, target: Path) -> bool:
    """Whether this is the library's file, one that SQLite keeps beside it, or another library."""
    (_, _, opened) = connection.execute("PRAGMA database_list").fetchone()
    for file in (Path(opened + ending) for ending in _BESIDE if opened):
        if target.resolve() == file.resolve() or (target.exists() and file.exists() and target.samefile(file)):
            return True
    if not target.is_file():
        return False
    with target.open("rb") as stream:
        return begins_a_library(stream.read(LIBRARY_HEAD))


def begins_a_library(head: bytes) -> bool:
    """Whether a file with these first `LIBRARY_HEAD` bytes, or more of them, is a library."""
    # The header of SQLite's files: https://sqlite.org/fileformat2.html#database_header
    return head.startswith(b"SQLite format 3\0") and int.from_bytes(head[68:LIBRARY_HEAD], "big") == APPLICATION_ID


def _is_paper(connection: sqlite3.Connection, target: Path, sha256: str) -> bool:
    """Whether a document was read from these bytes, or from this place: it may have been changed there since."""
    if connection.execute("SELECT 1 FROM documents WHERE sha256 = ?", [sha256]).fetchone():
        return True
    names = {target.name.casefold(), target.resolve().name.casefold()}
    read = (Path(path) for (path,) in connection.execute("SELECT path FROM document_paths"))
    return any(path.name.casefold() in names and path.is_file() and path.samefile(target) for path in read)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file that is there whole or, where that fails, as it was; raises OSError."""
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    target = target.resolve()
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
