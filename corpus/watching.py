"""Searches that are kept, and run again for what is new: each hit of a watch is told once.

What was told is known by its id, which is made from the file's content and the place in its text: a finding or sentence
has it still when its file was read again, while its row has another key. It changes only where the reader that comes
after gives another text before it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from corpus import rowsets
from corpus.clock import now
from corpus.columns import Scope
from corpus.errors import WatchError
from corpus.hits import HitList
from corpus.opened import Opened
from corpus.search import fitting, hits_of
from corpus.transaction import all_or_nothing
from corpus.understand import understand
from corpus.wording import one_line

_IDS: Mapping[Scope, tuple[str, str]] = {
    "findings": ("row.id", "findings row"),
    "text": (
        """d.id || ':' || row.start || '-' || row."end\"""",
        "sentences row JOIN documents d ON d.key = row.document",
    ),
}
"""For each scope the ids of its rows, as `Hit.id` has them, and the tables that they are made from."""


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A search that is kept: times are UTC in ISO 8601, `told` counts the hits that it has told so far."""

    name: str
    query: str
    created_at: str
    last_run_at: str | None = None
    told: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The watch as JSON has it."""
        return {
            "name": self.name, "query": self.query, "created_at": self.created_at, "last_run_at": self.last_run_at,
            "told": self.told,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class WatchRun(HitList):
    """What a watch has to tell: the hits that it has not told before, from the newest document on.

    `new` counts all of these, also those beyond the limit, `total` all that fits the query, told before or not.
    """

    watch: Watch
    new: int
    total: int

    def rows(self) -> list[dict[str, Any]]:
        """The hits as JSON has them, each with the name of the watch."""
        return [{"watch": self.watch.name, **hit.as_dict()} for hit in self.hits]


def add_watch(connection: sqlite3.Connection, name: str, query: str, *, replace: bool = False) -> Watch:
    """Keep a search; the first run will tell everything that fits it, also where it replaces another.

    Raises WatchError where the name or the query is empty, and where the name is taken, unless `replace`.
    """
    name, query = one_line(name), one_line(query)
    if not name:
        raise WatchError("a watch needs a name")
    if not understand(connection, query).asks:
        raise WatchError(f"{name}: there is nothing to look for in the query {query!r}")
    watch = Watch(name=name, query=query, created_at=now())
    with all_or_nothing(connection):
        if replace:
            connection.execute("DELETE FROM watches WHERE name = ?", [name])
        elif found := connection.execute("SELECT query FROM watches WHERE name = ?", [name]).fetchone():
            raise WatchError(f"{name}: there is a watch of this name ({found[0]}); --replace puts this in its place")
        connection.execute(
            "INSERT INTO watches (name, query, created_at) VALUES (?, ?, ?)", [name, query, watch.created_at]
        )
    return watch


def find_watches(connection: sqlite3.Connection) -> list[Watch]:
    """All watches by their names."""
    rows = connection.execute(
        """SELECT name, query, created_at, last_run_at, (SELECT count(*) FROM watch_seen WHERE watch = name)
        FROM watches ORDER BY name"""
    )
    return [
        Watch(name=name, query=query, created_at=created, last_run_at=run, told=told)
        for name, query, created, run, told in rows
    ]


def find_watch(connection: sqlite3.Connection, name: str) -> Watch:
    """The watch of this name; raises WatchError where there is none."""
    for watch in find_watches(connection):
        if watch.name == one_line(name):
            return watch
    raise WatchError(f"{name}: there is no watch of this name; `litlode watch list` shows those there are")


def remove_watch(connection: sqlite3.Connection, name: str) -> Watch:
    """Forget a watch and what it has told; raises WatchError where there is none of this name."""
    watch = find_watch(connection, name)
    connection.execute("DELETE FROM watches WHERE name = ?", [watch.name])
    return watch


def run_watch(opened: Opened, watch: Watch, *, limit: int | None = None) -> WatchRun:
    """What a watch has not told yet, the first `limit` of it or all; `remember` keeps it from being told again.

    Raises ValueError where `limit` is below zero.
    """
    if limit is not None and limit < 0:
        raise ValueError(f"a limit is not below zero: {limit}")
    query, keys = fitting(opened, watch.query)
    new = _not_told(opened.connection, watch, query.scope, keys)
    hits = tuple(hits_of(opened, query, new, limit=limit, sort="newest")) if len(new) else ()
    return WatchRun(watch=watch, query=query, hits=hits, new=len(new), total=len(keys))


def _not_told(connection: sqlite3.Connection, watch: Watch, scope: Scope, keys: Any) -> Any:
    """Those of the keys whose ids the watch has not told, in ascending order."""
    id_, tables = _IDS[scope]
    sql = f"""SELECT group_concat(key) FROM (
      SELECT row.key FROM {tables} WHERE row.key IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM watch_seen WHERE watch = ? AND hit = {id_})
      ORDER BY row.key)"""
    with closing(connection.execute(sql, [json.dumps([int(key) for key in keys]), watch.name])) as rows:
        return rowsets.parse_keys(rows.fetchone()[0])


def remember(connection: sqlite3.Connection, runs: Iterable[WatchRun]) -> None:
    """Note what these runs have told. What was removed or replaced since they began has nothing to remember."""
    at = now()
    with all_or_nothing(connection):
        for run in runs:
            changed = connection.execute(
                "UPDATE watches SET last_run_at = ? WHERE name = ? AND query = ? AND created_at = ?",
                [at, run.watch.name, run.watch.query, run.watch.created_at],
            )
            if changed.rowcount:
                connection.executemany(
                    "INSERT OR IGNORE INTO watch_seen VALUES (?, ?)", ((run.watch.name, hit.id) for hit in run.hits)
                )
