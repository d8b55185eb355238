"""A library opened for searching: its connection with the columns of its rows, read when they are first needed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpus import rowsets
from corpus.cjk import fold
from corpus.columns import Columns, Scope
from corpus.concepts import labels, names_of
from corpus.meaning import Meanings
from extract.charfold import spread
from models.vectors import of_texts

_MANY, _KEPT = 10_000, 8  # keys of a search that are kept, searches of which they are

_SELECT: Mapping[Scope, str] = {
    "text": "SELECT document, first_sentence, sentences FROM facet_rows WHERE first_sentence IS NOT NULL",
    "findings": "SELECT document, first_finding, findings FROM facet_rows WHERE first_finding IS NOT NULL",
}


@dataclass(frozen=True)
class Paper:
    """What a search needs to know of a document."""

    id: str
    name: str
    title: str | None
    title_alt: str | None
    year: int | None
    authors: tuple[str, ...]
    issuer: str | None
    venue: str | None
    path: str

    @cached_property
    def folded(self) -> str:
        """The words of its titles in both languages, with a space on either side of each."""
        return f" {fold(self.title or '')} . {fold(self.title_alt or '')} "

    @property
    def spread(self) -> str:
        """The same, with two spaces between Chinese characters."""
        return spread(f"{self.title or ''} . {self.title_alt or ''}")

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        """The words of its titles, a dot between the two."""
        return tuple(self.folded.split())

    @cached_property
    def makers(self) -> tuple[str, ...]:
        """Its authors and the body that issued it, each once."""
        return tuple(dict.fromkeys(name for name in (*self.authors, self.issuer) if name))

    @cached_property
    def made_by(self) -> str:
        """The words of its authors and of the body that issued it, with a space before each."""
        return " " + " . ".join(map(fold, self.makers))

    @cached_property
    def origin(self) -> str:
        """The words of its file's name, its journal and the body that issued it, with a space before each."""
        return " " + " . ".join(fold(text) for text in (self.name, self.venue or "", self.issuer or ""))


class Opened:
    """A connection and what was read of it, dropped as soon as anybody has written to the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._seen: tuple[int, int] | None = None
        self._columns: dict[Scope, Columns] = {}
        self._meanings: dict[Scope, Meanings] = {}
        self._years: dict[Scope, list[int]] = {}
        self._names: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._found: dict[tuple[str, str], Any] = {}

    def refresh(self) -> None:
        """Forget what is no longer true; called once at the start of a search."""
        version = int(self.connection.execute("PRAGMA data_version").fetchone()[0])
        if (version, self.connection.total_changes) != self._seen:
            self._seen = (version, self.connection.total_changes)
            self._columns.clear()
            self._meanings.clear()
            self._years.clear()
            self._names.clear()
            self._found.clear()
            for name in ("values", "papers", "labels"):
                self.__dict__.pop(name, None)

    def columns(self, scope: Scope) -> Columns:
        """The columns of all findings or sentences."""
        if scope not in self._columns:
            self._columns[scope] = Columns(scope, self.connection.execute(_SELECT[scope]).fetchall())
        return self._columns[scope]

    def meanings(self, scope: Scope) -> Meanings:
        """What the rows of a scope are about."""
        if scope not in self._meanings:
            columns, kind = self.columns(scope), "sentences" if scope == "text" else "findings"
            blobs = self.connection.execute(f"SELECT document, {kind} FROM meanings").fetchall()
            titles = of_texts([self.papers[document].spread for document in columns.documents])
            self._meanings[scope] = Meanings(columns, blobs, titles)
        return self._meanings[scope]

    @cached_property
    def values(self) -> Mapping[str, Mapping[int, str]]:
        """For each field, what its codes stand for."""
        out: dict[str, dict[int, str]] = {}
        for field, code, value in self.connection.execute("SELECT field, code, value FROM facet_values"):
            out.setdefault(field, {})[code] = value
        return out

    def found(self, table: str, expression: str) -> Any:
        """The keys that an expression of FTS5 finds; many of them are kept for the next page of the same search."""
        if (table, expression) in self._found:
            return self._found[table, expression]
        sql = f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ?"
        keys = rowsets.parse_keys(self.connection.execute(sql, [expression]).fetchone()[0])
        if len(keys) > _MANY:
            if len(self._found) == _KEPT:
                del self._found[next(iter(self._found))]
            self._found[table, expression] = keys
        return keys

    def years(self, scope: Scope) -> list[int]:
        """The years of the documents of a scope's columns, in their order; 0 where there is none."""
        if scope not in self._years:
            papers = self.papers
            self._years[scope] = [papers[document].year or 0 for document in self.columns(scope).documents]
        return self._years[scope]

    def codes(self, field: str, values: set[str]) -> set[int]:
        """The codes of these values of a field."""
        return {code for code, value in self.values.get(field, {}).items() if value in values}

    def concepts(self, scope: Scope, key: int) -> list[str]:
        """The concepts of one row, by the alphabet."""
        columns, names = self.columns(scope), self.values.get("concept", {})
        return sorted(names[code] for code in columns.codes[columns.offsets[key] : columns.offsets[key + 1]])

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """How each concept is called for a reader."""
        return labels(self.connection, [id_ for (id_,) in self.connection.execute("SELECT id FROM concepts")])

    def names(self, concepts: Iterable[str]) -> list[tuple[str, ...]]:
        """The folded words of all names of these concepts, symbols aside."""
        for concept in concepts:
            if concept not in self._names:
                found = (tuple(fold(name).split()) for name in names_of(self.connection, [concept]))
                self._names[concept] = tuple(dict.fromkeys(found))
        return [name for concept in concepts for name in self._names[concept]]

    @cached_property
    def papers(self) -> Mapping[int, Paper]:
        """Every document by its key."""
        rows = self.connection.execute(
            "SELECT key, id, name, title, title_alt, year, authors, authors_alt, issuer, venue, path FROM documents"
        )
        return {
            key: Paper(id_, name, title, alt, year, (*json.loads(authors), *json.loads(others)), issuer, venue, path)
            for key, id_, name, title, alt, year, authors, others, issuer, venue, path in rows
        }
