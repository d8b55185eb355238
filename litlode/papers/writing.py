"""Writing what is made of a paper to a file: whole or not at all, and never over a paper of the library."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.onepaper import OriginalError, sha256_of


class TargetError(OriginalError):
    """The file that was named to write to is not one to write to."""


def check_target(connection: sqlite3.Connection, target: Path, *, replace: bool = True) -> None:
    """Refuse a folder, a paper of the library and, without `replace`, what is there already; raises TargetError."""
    if target.is_dir():
        raise TargetError(f"{target}: is a folder; -o names the file to write")
    if not target.parent.is_dir():
        raise TargetError(f"{target}: there is no folder {target.parent}")
    if not target.exists():
        return
    if connection.execute("SELECT 1 FROM documents WHERE sha256 = ?", [sha256_of(target)]).fetchone():
        raise TargetError(f"{target}: is a paper of the library, which is not written over; -o names another file")
    if not replace:
        raise TargetError(f"{target}: is there already; --replace writes a new one, without what was added to it")


def write_whole(target: Path, data: bytes) -> None:
    """Write a file that is there whole or, where that fails, as it was; raises TargetError."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise TargetError(f"{target}: {error.strerror or error}") from error
