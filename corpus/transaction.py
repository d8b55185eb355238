"""Changes to a library that are made whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction: what is written within is kept where it ends well, and undone where an error ends it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
