"""Looking up a library: queries in either language, findings first, with what the query was read as.

Only sqlite3 and the folding are used here: `litlode search` starts in a quarter of a second.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Literal, overload

from corpus.cjk import find_marks, holds, tokens
from corpus.concepts import names_of
from corpus.query import Query, cut_phrases, expression, understand, unit_expression

# Tried on the sample papers only: a finding's own words count most, its concepts half as much, the words and the
# metals of the rest of its sentence least, so that one item of a list comes before those that merely stand beside it.
FINDING_WEIGHTS = (4.0, 0.5, 2.0, 0.25)
TEXT_WEIGHTS = (2.0, 1.0)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A finding, or a sentence with `in:text`, that a search came upon.

    `score` is the rank's (higher is better, comparable within one search only), `certainty` the classifier's,
    `marks` the half-open ranges of `quote` that the query names.
    """

    id: str
    kind: Literal["challenge", "recommendation", "text"]
    quote: str
    document: str
    name: str
    title: str | None
    year: int | None
    page: int
    start: int
    end: int
    lang: str
    score: float
    certainty: float | None
    metals: tuple[str, ...]
    themes: tuple[str, ...]
    marks: tuple[tuple[int, int], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The hit as JSON has it."""
        return {
            "document": self.document, "title": self.title, "year": self.year, "page": self.page,
            "kind": self.kind, "quote": self.quote, "lang": self.lang, "start": self.start, "end": self.end,
            "score": round(self.score, 4), "certainty": self.certainty, "metals": list(self.metals),
            "themes": list(self.themes), "marks": [list(mark) for mark in self.marks], "id": self.id,
        }  # fmt: skip

    def marked(self, before: str = "<mark>", after: str = "</mark>") -> str:
        """The quote with `before` and `after` around what the query names; nothing is escaped."""
        out, at = [], 0
        for start, end in self.marks:
            out += [self.quote[at:start], before, self.quote[start:end], after]
            at = end
        return "".join([*out, self.quote[at:]])


@dataclass(frozen=True)
class Results(Sequence[Hit]):
    """The hits of a search, best first; `total` counts all, also those beyond the limit.

    `partly` is True where nothing held all that was asked: the hits hold some of it, and those come first whose
    document holds the rest elsewhere.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    partly: bool = False

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[index]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def explain(self) -> str:
        """What the query was read as, in one line."""
        return self.query.explain()

    def to_json(self) -> str:
        """The hits as a JSON list."""
        return json.dumps([hit.as_dict() for hit in self.hits], ensure_ascii=False)

    def to_pandas(self) -> Any:
        """The hits as a DataFrame; raises ImportError where pandas is not installed."""
        return import_module("pandas").DataFrame([hit.as_dict() for hit in self.hits])


def search(
    connection: sqlite3.Connection, typed: str, *, limit: int = 20, kind: str | None = None, exact: bool = False
) -> Results:
    """The findings (with `in:text` the sentences) that fit the query, best first. No query raises an error of SQL."""
    if limit < 0:
        raise ValueError(f"a limit is not below zero: {limit}")
    query = understand(connection, typed, exact=exact)
    kinds = query.kinds or ((kind,) if kind else ())
    if not query.units and not kinds:
        return Results(query, (), 0)
    connection.create_function("holds", 2, holds, deterministic=True)
    look = _sentences if query.scope == "text" else _findings
    hits, total = look(connection, query, kinds, limit, every=True)
    cut = None if total or exact else cut_phrases(query)
    if cut:
        query = cut
        hits, total = look(connection, query, kinds, limit, every=True)
    partly = not total and len(query.units) > 1 and not exact
    if partly:
        hits, total = look(connection, query, kinds, limit, every=False)
    return Results(query, tuple(_marked(connection, query, hits)), total, partly=partly and total > 0)


_FINDING = """f.id, f.kind, f.quote, d.path, d.name, d.title, d.year, f.page, f.start, f."end", f.lang, f.score"""


def _findings(
    connection: sqlite3.Connection, query: Query, kinds: Sequence[str], limit: int, *, every: bool
) -> tuple[list[Hit], int]:
    where, values = _conditions(query, kinds, "findings_fts", "s.text", every)
    tables = "findings f JOIN sentences s ON s.key = f.sentence JOIN documents d ON d.key = f.document"
    rank = "-f.score"
    if query.units:
        tables = f"findings_fts JOIN findings f ON f.key = findings_fts.rowid {tables[10:]}"
        rank = f"bm25(findings_fts, {', '.join(map(str, FINDING_WEIGHTS))})"
    total = connection.execute(f"SELECT count(*) FROM {tables} WHERE {where}", values).fetchone()[0]
    order, more = ("", []) if every else _by_document(query)
    rows = connection.execute(
        f"SELECT f.key, {rank} AS rank, {_FINDING} FROM {tables} WHERE {where} ORDER BY {order} rank, f.key LIMIT ?",
        [*values, *more, limit],
    ).fetchall()
    concepts = finding_concepts(connection, [row[0] for row in rows])
    return [_finding_hit(row, concepts.get(row[0], [])) for row in rows], total


def _by_document(query: Query) -> tuple[str, list[str]]:
    """An order that puts first the findings of documents that hold most of what was asked, wherever they hold it."""
    held = (
        "(f.document IN (SELECT s.document FROM sentences_fts JOIN sentences s ON s.key = sentences_fts.rowid"
        " WHERE sentences_fts MATCH ?))"
    )
    return " + ".join(held for _ in query.units) + " DESC,", [unit_expression(unit) for unit in query.units]


def _finding_hit(row: tuple[Any, ...], concepts: Sequence[str]) -> Hit:
    _, rank, id_, kind, quote, path, name, title, year, page, start, end, lang, score = row
    metals, themes = split_concepts(concepts)
    return Hit(
        id=id_, kind=kind, quote=quote, document=path, name=name, title=title, year=year, page=page, start=start,
        end=end, lang=lang, score=-rank, certainty=score, metals=metals, themes=themes,
    )  # fmt: skip


def _sentences(
    connection: sqlite3.Connection, query: Query, kinds: Sequence[str], limit: int, *, every: bool
) -> tuple[list[Hit], int]:
    where, values = _conditions(query, (), "sentences_fts", "s.text", every)
    if kinds:
        marks = ", ".join("?" for _ in kinds)
        where += f" AND s.key IN (SELECT sentence FROM findings WHERE kind IN ({marks}))"
        values += kinds
    tables = "sentences s JOIN documents d ON d.key = s.document"
    rank = "s.key"
    if query.units:
        tables = f"sentences_fts JOIN sentences s ON s.key = sentences_fts.rowid {tables[12:]}"
        # What is a finding comes first among sentences that fit about as well.
        rank = (
            f"bm25(sentences_fts, {', '.join(map(str, TEXT_WEIGHTS))})"
            " * (1.0 + 0.25 * EXISTS (SELECT 1 FROM findings f WHERE f.sentence = s.key))"
        )
    total = connection.execute(f"SELECT count(*) FROM {tables} WHERE {where}", values).fetchone()[0]
    rows = connection.execute(
        f"""SELECT s.key, {rank} AS rank, d.id, s.text, d.path, d.name, d.title, d.year, s.page,
          s.start, s."end", s.lang
        FROM {tables} WHERE {where} ORDER BY rank, s.key LIMIT ?""",
        [*values, limit],
    ).fetchall()
    concepts = _sentence_concepts(connection, [row[0] for row in rows])
    return [_sentence_hit(row, concepts.get(row[0], [])) for row in rows], total


def _sentence_hit(row: tuple[Any, ...], concepts: Sequence[str]) -> Hit:
    _, rank, document, text, path, name, title, year, page, start, end, lang = row
    metals, themes = split_concepts(concepts)
    return Hit(
        id=f"{document}:{start}-{end}", kind="text", quote=text, document=path, name=name, title=title, year=year,
        page=page, start=start, end=end, lang=lang, score=-rank, certainty=None, metals=metals, themes=themes,
    )  # fmt: skip


def _conditions(query: Query, kinds: Sequence[str], index: str, text: str, every: bool) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    if query.units:
        parts.append(f"{index} MATCH ?")
        values.append(expression(query, every=every))
    if query.exact:
        # The index stems English words; what was asked for to the letter is checked to the letter.
        for unit in query.units:
            parts.append(f"holds({text}, ?)")
            values.append(" ".join(unit.words))
    if kinds:
        parts.append(f"f.kind IN ({', '.join('?' for _ in kinds)})")
        values += kinds
    return " AND ".join(parts) or "1", values


def finding_concepts(connection: sqlite3.Connection, findings: Sequence[int]) -> dict[int, list[str]]:
    """The concepts of each finding, by its key."""
    marks = ", ".join("?" for _ in findings)
    return _grouped(
        connection, f"SELECT finding, concept FROM finding_concepts WHERE finding IN ({marks}) ORDER BY 2", findings
    )


def _sentence_concepts(connection: sqlite3.Connection, sentences: Sequence[int]) -> dict[int, list[str]]:
    marks = ", ".join("?" for _ in sentences)
    sql = f"SELECT DISTINCT sentence, concept FROM mentions WHERE sentence IN ({marks}) ORDER BY 2"
    return _grouped(connection, sql, sentences)


def _grouped(connection: sqlite3.Connection, sql: str, keys: Sequence[int]) -> dict[int, list[str]]:
    out: dict[int, list[str]] = defaultdict(list)
    for key, concept in connection.execute(sql, list(keys)):
        out[key].append(concept)
    return out


def split_concepts(concepts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The bare ids of the metals, and the themes."""
    metals = tuple(concept.removeprefix("metal:") for concept in concepts if concept.startswith("metal:"))
    return metals, tuple(concept for concept in concepts if not concept.startswith("metal:"))


def _marked(connection: sqlite3.Connection, query: Query, hits: Sequence[Hit]) -> Iterator[Hit]:
    phrases = [unit.words for unit in query.units if unit.words]
    concepts = [concept for unit in query.units for concept in unit.concepts]
    names = names_of(connection, concepts) if concepts else []
    phrases += [tuple(token.word for token in tokens(name)) for name in names]
    for hit in hits:
        yield replace(hit, marks=find_marks(hit.quote, phrases))
