"""Which files were written from a library and what was in them: by that litlode knows its own files again."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def written_as(connection: sqlite3.Connection, path: Path) -> str | None:
    """The SHA-256 of what was last written to this file from the library; None where nothing was."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", [_name(path)]).fetchone()
    return row[0] if row else None


def remember(connection: sqlite3.Connection, path: Path, sha256: str) -> None:
    """Keep what was written to a file."""
    connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", [_name(path), sha256])


def _name(path: Path) -> str:
    return f"written:{path.resolve()}"
