"""What a library holds, read back as values: findings with all that belongs to them, documents, one of either."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from typing import Any, Protocol, TypeVar, overload

from corpus.cjk import name_key
from corpus.concepts import concepts_by_key, finding_concepts, metals_named, split_concepts
from corpus.errors import UnknownIdError
from corpus.parts import AboutRow, PartRow, parts_fields, stored_links, stored_parts
from corpus.standing import ACCEPTED, NOTHING, Standing, standing

CONTEXT = 200
"""Characters shown on either side of a quote."""

_BATCH = 500
_LEAST_ID = 4  # characters of an id that are enough


class _Row(Protocol):
    def as_dict(self) -> dict[str, Any]: ...


RowT = TypeVar("RowT", bound=_Row)


class Listing(Sequence[RowT]):
    """Rows in the document order of the library; a sequence that also goes to pandas and JSON."""

    def __init__(self, rows: Iterable[RowT]) -> None:
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RowT, ...]: ...
    def __getitem__(self, index: int | slice) -> RowT | tuple[RowT, ...]:
        return self._rows[index]

    def to_json(self) -> str:
        """The rows as a JSON list."""
        return json.dumps([row.as_dict() for row in self._rows], ensure_ascii=False)

    def to_pandas(self) -> Any:
        """The rows as a DataFrame; raises ImportError where pandas is not installed."""
        return import_module("pandas").DataFrame([row.as_dict() for row in self._rows])


@dataclass(frozen=True, kw_only=True)
class StoredFinding:
    """A finding of the library with its document, place, concepts, rectangles and what a person said of it."""

    id: str
    kind: str
    document: str
    name: str
    sha256: str
    title: str | None
    authors: tuple[str, ...]
    year: int | None
    venue: str | None
    doi: str | None
    page: int
    start: int
    end: int
    quote: str
    lang: str
    section: str | None
    score: float
    metals: tuple[str, ...]
    themes: tuple[str, ...]
    boxes: tuple[tuple[float, ...], ...]
    verdict: str | None
    about: AboutRow
    corrected: str | None = None
    label: str | None = None
    tags: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The finding as `litlode export --jsonl` has it."""
        return {
            "document": self.document, "sha256": self.sha256, "title": self.title,
            "authors": list(self.authors), "year": self.year, "venue": self.venue, "doi": self.doi,
            "page": self.page, "start": self.start, "end": self.end, "quote": self.quote, "kind": self.kind,
            "lang": self.lang, "section": self.section, "score": round(self.score, 4), "metals": list(self.metals),
            "themes": list(self.themes), "parts": parts_fields(self.about), "boxes": [list(box) for box in self.boxes],
            "verdict": self.verdict, "corrected": self.corrected, "tags": list(self.tags), "id": self.id,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class StoredDocument:
    """A document of the library: where it came from, what it says of itself, how much was found in it."""

    id: str
    sha256: str
    name: str
    document: str
    lang: str
    title: str | None
    title_alt: str | None
    authors: tuple[str, ...]
    authors_alt: tuple[str, ...]
    affiliations: tuple[str, ...]
    year: int | None
    date: str | None
    doi: str | None
    venue: str | None
    volume: str | None
    issue: str | None
    page_range: str | None
    issuer: str | None
    document_number: str | None
    classification: str | None
    funding: str | None
    keywords: tuple[str, ...]
    keywords_alt: tuple[str, ...]
    abstract: str | None
    abstract_alt: str | None
    pages: int
    challenges: int
    recommendations: int

    def as_dict(self) -> dict[str, Any]:
        """The document as JSON has it, lists as lists."""
        values = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "name"}
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
        return {"document": plain.pop("document"), **plain}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One finding with the text on either side, or one document with its findings."""

    finding: StoredFinding | None = None
    before: str = ""
    after: str = ""
    document: StoredDocument
    findings: tuple[StoredFinding, ...] = ()
    links: tuple[Mapping[str, Any], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The finding with `before` and `after`, or the document with `findings`, as JSON has it."""
        if self.finding:
            return {**self.finding.as_dict(), "before": self.before, "after": self.after, "links": list(self.links)}
        return {**self.document.as_dict(), "findings": [finding.as_dict() for finding in self.findings]}


@dataclass(frozen=True, kw_only=True)
class StoredConcept:
    """A metal or theme with its preferred names and the number of findings about it."""

    id: str
    name_en: str | None
    name_zh: str | None
    findings: int

    def as_dict(self) -> dict[str, Any]:
        """The concept as JSON has it."""
        return {"id": self.id, "name_en": self.name_en, "name_zh": self.name_zh, "findings": self.findings}


_FINDINGS = """
SELECT f.key, f.id, f.kind, d.path, d.name, d.sha256, d.title, d.authors, d.year, d.venue, d.doi, f.page, f.start,
  f."end", f.quote, f.lang, s.section, f.score,
  f.stance, f.strength, f.quantified
FROM findings f JOIN sentences s ON s.key = f.sentence JOIN documents d ON d.key = f.document
WHERE {where} ORDER BY d.key, f.start, f."end", f.kind
"""


def find_findings(
    connection: sqlite3.Connection,
    *,
    kind: str | None = None,
    metal: str | None = None,
    accepted: bool = False,
    where: str = "1",
    value: Any = None,
) -> Iterator[StoredFinding]:
    """The findings in document order, of one kind or about one metal (an id or a name) or accepted where asked for.

    Raises UnknownIdError where no metal is called so.
    """
    conditions, values = [where], [] if value is None else [value]
    if kind:
        conditions.append("f.kind = ?")
        values.append(kind)
    if metal:
        metals = metals_named(connection, metal)
        marks = ", ".join("?" for _ in metals)
        conditions.append(f"f.key IN (SELECT finding FROM finding_concepts WHERE concept IN ({marks}))")
        values += [f"metal:{one}" for one in metals]
    if accepted:
        conditions.append(f"f.key IN {ACCEPTED}")
    rows = connection.execute(_FINDINGS.format(where=" AND ".join(conditions)), values)
    while batch := rows.fetchmany(_BATCH):
        keys = [row[0] for row in batch]
        concepts, boxes = finding_concepts(connection, keys), _boxes(connection, keys)
        parts, said = stored_parts(connection, keys), standing(connection, keys)
        for row in batch:
            key = row[0]
            yield _finding(row, concepts.get(key, []), boxes.get(key, []), parts.get(key, []), said.get(key, NOTHING))


def _finding(
    row: Sequence[Any], concepts: Sequence[str], boxes: Sequence[tuple[float, ...]], parts: Sequence[PartRow],
    said: Standing,
) -> StoredFinding:  # fmt: skip
    _, id_, kind, path, name, sha256, title, authors, year, venue, doi, page, start, end, quote, lang, *rest = row
    section, score, stance, strength, quantified = rest
    metals, themes = split_concepts(concepts)
    return StoredFinding(
        id=id_, kind=kind, document=path, name=name, sha256=sha256, title=title,
        authors=tuple(json.loads(authors)), year=year, venue=venue, doi=doi, page=page, start=start, end=end,
        quote=quote, lang=lang, section=section, score=score, metals=metals, themes=themes,
        boxes=tuple(boxes), verdict=said.verdict, about=AboutRow(stance, strength, bool(quantified), tuple(parts)),
        corrected=said.words, label=said.label, tags=said.tags,
    )  # fmt: skip


def _boxes(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, list[tuple[float, ...]]]:
    marks = ", ".join("?" for _ in keys)
    out: dict[int, list[tuple[float, ...]]] = {}
    for key, *box in connection.execute(
        f"SELECT finding, page, x0, top, x1, bottom FROM finding_boxes WHERE finding IN ({marks}) ORDER BY 1, position",
        list(keys),
    ):
        out.setdefault(key, []).append(tuple(box))
    return out


ONCE = "f.key NOT IN (SELECT source FROM links WHERE kind = 'translation_of')"
"""The condition that counts what an abstract says in two languages once."""

_ACCEPTED_ONCE = f"""f.key IN {ACCEPTED} AND f.key NOT IN
(SELECT source FROM links WHERE kind = 'translation_of' AND target IN {ACCEPTED})"""
"""The condition that counts what is accepted, in whichever language of an abstract, once."""

_PLAIN_COLUMNS = (
    "id", "sha256", "name", "lang", "title", "title_alt", "year", "date", "doi", "venue", "volume", "issue",
    "page_range", "issuer", "document_number", "classification", "funding", "abstract", "abstract_alt", "pages",
)  # fmt: skip
_LIST_COLUMNS = ("authors", "authors_alt", "affiliations", "keywords", "keywords_alt")


def find_documents(
    connection: sqlite3.Connection, *, accepted: bool = False, where: str = "1", value: Any = None
) -> Iterator[StoredDocument]:
    """The documents in the order in which they came in; with `accepted`, only accepted findings are counted."""
    counted = _ACCEPTED_ONCE if accepted else ONCE
    columns = ", ".join(f"d.{column}" for column in (*_PLAIN_COLUMNS, *_LIST_COLUMNS))
    rows = connection.execute(
        f"""SELECT d.path, {columns},
          (SELECT count(*) FROM findings f WHERE f.document = d.key AND f.kind = 'challenge' AND {counted}),
          (SELECT count(*) FROM findings f WHERE f.document = d.key AND f.kind = 'recommendation' AND {counted})
        FROM documents d WHERE {where} ORDER BY d.key""",
        [] if value is None else [value],
    )
    for path, *values, challenges, recommendations in rows:
        plain = dict(zip(_PLAIN_COLUMNS, values, strict=False))
        lists: dict[str, Any] = {
            name: tuple(json.loads(value))
            for name, value in zip(_LIST_COLUMNS, values[len(_PLAIN_COLUMNS) :], strict=True)
        }
        yield StoredDocument(document=path, **plain, **lists, challenges=challenges, recommendations=recommendations)


def show(connection: sqlite3.Connection, id_: str) -> Shown:
    """The finding or document with this id (its first characters do), hash, file name or path.

    Raises UnknownIdError where there is none, or more than one.
    """
    findings = list(find_findings(connection, where="f.id GLOB ?", value=_prefix(id_)))
    if len(findings) == 1:
        return _show_finding(connection, findings[0])
    documents = list(
        find_documents(
            connection, where="?1 IN (d.sha256, d.name, d.path) OR d.id GLOB ?1 || '*' AND length(?1) > 3", value=id_
        )
    )
    if len(findings) + len(documents) > 1:
        raise UnknownIdError(f"{id_}: fits more than one finding or document; give more of the id")
    if not documents:
        raise UnknownIdError(f"{id_}: no finding or document has this id")
    (document,) = documents
    return Shown(document=document, findings=tuple(find_findings(connection, where="d.id = ?", value=document.id)))


def find_one(connection: sqlite3.Connection, id_: str) -> StoredFinding:
    """The finding with this id (its first four characters do); raises UnknownIdError."""
    found = list(find_findings(connection, where="f.id GLOB ?", value=_prefix(id_)))
    if len(found) != 1:
        what = "fits more than one finding; give more of the id" if found else _none(connection, id_)
        raise UnknownIdError(f"{id_}: {what}")
    return found[0]


def _none(connection: sqlite3.Connection, id_: str) -> str:
    """Why what was given as the id of a finding is none."""
    if connection.execute(
        "SELECT 1 FROM documents WHERE ?1 IN (sha256, name, path) OR id GLOB ?2", [id_, _prefix(id_)]
    ).fetchone():
        return f"is a document, no finding; `litlode show {id_}` lists its findings"
    if len(id_) < _LEAST_ID and id_.isalnum():
        return f"too short; give the first {_LEAST_ID} characters of an id or more"
    return "no finding has this id"


def _prefix(id_: str) -> str:
    # Anything that is not the beginning of an id must match nothing, a pattern least of all.
    return f"{id_.lower()}*" if _LEAST_ID <= len(id_) <= 16 and id_.isalnum() else ""


def _show_finding(connection: sqlite3.Connection, finding: StoredFinding) -> Shown:
    (document,) = find_documents(connection, where="d.sha256 = ?", value=finding.sha256)
    text = connection.execute(
        "SELECT t.text FROM document_texts t JOIN documents d ON d.key = t.document WHERE d.sha256 = ?",
        [finding.sha256],
    ).fetchone()[0]
    before = text[max(0, finding.start - CONTEXT) : finding.start]
    return Shown(
        finding=finding, document=document, before=before, after=text[finding.end : finding.end + CONTEXT],
        links=tuple(stored_links(connection, finding.id)),
    )  # fmt: skip


def find_concepts(
    connection: sqlite3.Connection, name: str | None = None, *, accepted: bool = False
) -> Iterator[StoredConcept]:
    """The concepts of the library, the most frequent first; with a name, those that it names.

    With `accepted`, only accepted findings are counted.
    """
    counted = _ACCEPTED_ONCE if accepted else ONCE
    where, values = "1", []
    if name is not None:
        ids = concepts_by_key(connection, [key := name_key(name)], [name]).get(key, ())
        values = [name, *ids]
        where = f"c.id IN ({', '.join('?' for _ in values)})"
    for row in connection.execute(
        f"""SELECT c.id, c.name_en, c.name_zh, count(f.key) AS findings
        FROM concepts c LEFT JOIN finding_concepts o ON o.concept = c.id
        LEFT JOIN findings f ON f.key = o.finding AND {counted} WHERE {where}
        GROUP BY c.id ORDER BY findings DESC, c.id""",
        values,
    ):
        yield StoredConcept(id=row[0], name_en=row[1], name_zh=row[2], findings=row[3])
