"""The quotations of a review as they stand in the library now, whatever was read again since they were chosen."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any, Literal

from corpus.anchors import Squeezed, place
from corpus.decisions import DECIDING
from corpus.listing import StoredDocument, StoredFinding, find_documents, find_findings
from corpus.placing import Anchor, finding_at
from corpus.quoting import page_at, right_place
from corpus.standing import Standing, accepts, in_force_of

State = Literal["found", "words", "lost"]


@dataclass(frozen=True, kw_only=True)
class ReviewItem:
    """A quotation in a review: its words as they were chosen, its place and concepts as they are known now.

    `state` is `found` where a finding of the library says it, `words` where its words stand in the text and are no
    finding any more, `lost` where they cannot be found; then place, concepts and document are those of the day on
    which it was added. `id` is the finding's, None without one.
    """

    key: int
    number: int
    id: str | None
    heading: str | None
    note: str | None
    kind: str
    quote: str
    page: int
    lang: str
    sha256: str
    document: StoredDocument
    concepts: tuple[str, ...]
    verdict: str | None
    by_hand: bool
    state: State
    accepted: bool = False
    corrected: str | None = None

    @property
    def words(self) -> str:
        """The words to quote: the right ones, else those that were chosen."""
        return self.corrected or self.quote

    def about(self, kind: str) -> tuple[str, ...]:
        """Its concepts of one kind: theme, metal or place."""
        starts = ("challenge:", "instrument:") if kind == "theme" else (f"{kind}:",)
        return tuple(concept for concept in self.concepts if concept.startswith(starts))

    def as_dict(self) -> dict[str, Any]:
        """The item as JSON has it."""
        document = self.document
        return {
            "number": self.number, "heading": self.heading, "note": self.note, "document": document.document,
            "sha256": self.sha256, "title": document.title, "authors": list(document.authors), "year": document.year,
            "page": self.page, "kind": self.kind, "quote": self.quote, "lang": self.lang,
            "metals": [metal.removeprefix("metal:") for metal in self.about("metal")],
            "themes": list(self.about("theme")), "places": list(self.about("place")), "verdict": self.verdict,
            "corrected": self.corrected, "state": self.state, "id": self.id,
        }  # fmt: skip


_ITEMS = """SELECT key, heading, note, sha256, kind, quote, "before", "after", page, lang, concepts, source, query
FROM review_items WHERE review = ? ORDER BY position, key"""


def load_items(connection: sqlite3.Connection, review: int) -> tuple[ReviewItem, ...]:
    """The items of a review, by its key, in their order, numbered from 1."""
    rows = list(enumerate(connection.execute(_ITEMS, [review]), 1))
    rows.sort(key=lambda row: row[1][3])
    out: list[ReviewItem] = []
    for sha256, group in groupby(rows, key=lambda row: row[1][3]):
        out += _items_of(connection, sha256, list(group))
    return tuple(sorted(out, key=lambda item: item.number))


def _items_of(
    connection: sqlite3.Connection, sha256: str, rows: Sequence[tuple[int, Sequence[Any]]]
) -> Iterator[ReviewItem]:
    document = next(find_documents(connection, where="d.sha256 = ?", value=sha256), None)
    findings = list(find_findings(connection, where="d.sha256 = ?", value=sha256)) if document else []
    text, pages = _text(connection, sha256) if document else ("", [])
    places, squeezed = _places(connection, [finding.id for finding in findings]), Squeezed(text)
    for number, (key, heading, note, _, kind, quote, before, after, page, lang, concepts, source, query) in rows:
        anchor = Anchor(sha256=sha256, kind=kind, quote=quote, before=before, after=after, page=page)
        at = place(quote, before, after, page, text=text, pages=pages, squeezed=squeezed) if document else None
        finding = finding_at(anchor, *at, findings) if at else None
        said = _said(connection, anchor, finding)
        right = right_place(said.words, *at, squeezed) if said.words and at else None
        yield ReviewItem(
            key=key, number=number, id=finding.id if finding else None, heading=heading, note=note,
            by_hand=query is None, kind=said.label or kind, quote=quote, lang=lang, sha256=sha256,
            page=page_at((right or at)[0], pages, page) if at else page,
            document=document or _document(source),
            concepts=concepts_of(finding, places.get(finding.id, ())) if finding else tuple(json.loads(concepts)),
            verdict=said.verdict, accepted=accepts(said.verdict, said.label),
            corrected=text[slice(*right)] if right else said.words,
            state="found" if finding else "words" if at else "lost",
        )  # fmt: skip


def concepts_of(finding: StoredFinding, places: Sequence[str]) -> tuple[str, ...]:
    """The concepts of a finding as ids: metals, themes, places."""
    return (*(f"metal:{metal}" for metal in finding.metals), *finding.themes, *places)


def places_of(connection: sqlite3.Connection, finding: str) -> tuple[str, ...]:
    """The places that a finding, by its id, names."""
    return _places(connection, [finding]).get(finding, ())


def source_of(document: StoredDocument) -> str:
    """What is kept of a document with an item, as JSON."""
    return json.dumps({**document.as_dict(), "name": document.name}, ensure_ascii=False)


def _document(source: str) -> StoredDocument:
    """The document as it was kept, without what was not known of documents then."""
    known = json.loads(source)
    values: dict[str, Any] = {}
    for item in fields(StoredDocument):
        value, kind = known.get(item.name), str(item.type)
        values[item.name] = tuple(value or ()) if kind.startswith("tuple") else value or (0 if kind == "int" else value)
    return StoredDocument(**values)


def _text(connection: sqlite3.Connection, sha256: str) -> tuple[str, list[tuple[int, int, int]]]:
    key, text = connection.execute(
        "SELECT d.key, t.text FROM documents d JOIN document_texts t ON t.document = d.key WHERE d.sha256 = ?", [sha256]
    ).fetchone()
    pages = connection.execute(
        'SELECT number, start, "end" FROM pages WHERE document = ? ORDER BY number', [key]
    ).fetchall()
    return text, pages


def _places(connection: sqlite3.Connection, findings: Sequence[str]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for id_, places in connection.execute(
        """SELECT f.id, group_concat(DISTINCT m.concept) FROM findings f
        JOIN mentions m ON m.sentence = f.sentence AND m.start >= f.start AND m."end" <= f."end"
        WHERE m.concept GLOB 'place:*' AND f.id IN (SELECT value FROM json_each(?)) GROUP BY f.id""",
        [json.dumps(list(findings))],
    ):
        out[id_] = tuple(sorted(places.split(",")))
    return out


def _said(connection: sqlite3.Connection, anchor: Anchor, finding: StoredFinding | None) -> Standing:
    """What was decided on the words, as they were chosen or as the finding has them now."""
    now = finding or anchor
    rows = connection.execute(
        f"""SELECT verdict, label, words, NULL FROM verdicts WHERE sha256 = ? AND kind = ? AND verdict IN {DECIDING!r}
        AND ((quote = ? AND page IN (?, ?)) OR (quote = ? AND page = ?)) ORDER BY key""",
        [anchor.sha256, anchor.kind, anchor.quote, anchor.page, now.page, now.quote, now.page],
    )
    return in_force_of(now.quote, rows)
