"""Documents with what works are told by: what they say of themselves, and their signatures, kept in the library."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from corpus.transaction import all_or_nothing
from corpus.work_titles import author_keys, doi_key, title_key

if TYPE_CHECKING:
    from corpus.work_shingles import Signature

VERSION = 1
"""Raised when signatures, signs or the rules of works change: works are then found anew."""

_FIELDS = (
    "id", "sha256", "name", "lang", "reader", "title", "title_alt", "authors", "authors_alt", "year", "doi", "venue",
    "volume", "issue", "page_range", "issuer", "document_number", "pages",
)  # fmt: skip
_LISTS = ("authors", "authors_alt")


@dataclass(frozen=True, kw_only=True)
class WorkDocument:
    """A document as works see it; `order` is its place among the documents as they came in."""

    order: int
    id: str
    sha256: str
    name: str
    lang: str
    reader: str
    title: str | None
    title_alt: str | None
    authors: tuple[str, ...]
    authors_alt: tuple[str, ...]
    year: int | None
    doi: str | None
    venue: str | None
    volume: str | None
    issue: str | None
    page_range: str | None
    issuer: str | None
    document_number: str | None
    pages: int
    signature: Signature = field(repr=False)
    signs: dict[str, str]

    @cached_property
    def doi_key(self) -> str | None:
        """The DOI as DOIs are compared."""
        return doi_key(self.doi)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles in both languages as they are compared."""
        return tuple(dict.fromkeys(key for title in (self.title, self.title_alt) if (key := title_key(title))))

    @cached_property
    def people(self) -> frozenset[str]:
        """The authors in every writing that they are compared by; the body that issued it where no author is named."""
        names = (*self.authors, *self.authors_alt) or ((self.issuer,) if self.issuer else ())
        return frozenset(key for name in names for key in author_keys(name))

    @property
    def scanned(self) -> bool:
        """Whether it was read from pictures for the most part."""
        return "ocr" in self.signs


def fingerprint(connection: sqlite3.Connection) -> str:
    """What changes whenever works may: the documents, what they say of themselves, people's decisions."""
    digest = hashlib.sha256(str(VERSION).encode())
    columns = ", ".join(column for column in _FIELDS if column != "id")
    for table in (
        f"SELECT {columns} FROM documents ORDER BY sha256",
        "SELECT * FROM work_decisions ORDER BY key",
    ):
        with closing(connection.execute(table)) as rows:
            while batch := rows.fetchmany(1000):
                digest.update(repr(batch).encode("utf-8", "replace"))
    return digest.hexdigest()


def load_documents(connection: sqlite3.Connection, *, keep: bool) -> list[WorkDocument]:
    """All documents in the order in which they came in; signatures that lack are made, and kept if `keep`."""
    signed = _signatures(connection, keep=keep)
    columns = ", ".join(_FIELDS)
    out = []
    for order, row in enumerate(connection.execute(f"SELECT {columns} FROM documents ORDER BY key")):
        values: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
        values.update((name, tuple(json.loads(values[name]))) for name in _LISTS)
        signature, signs = signed[values["sha256"]]
        out.append(WorkDocument(order=order, signature=signature, signs=signs, **values))
    return out


def count_unsigned(connection: sqlite3.Connection) -> int:
    """How many documents have no signature yet."""
    row = connection.execute(
        "SELECT count(*) FROM documents d WHERE NOT EXISTS"
        " (SELECT 1 FROM work_signatures s WHERE s.sha256 = d.sha256 AND s.made_by = d.reader || ?)",
        [_made_by()],
    ).fetchone()
    return int(row[0])


def _signatures(connection: sqlite3.Connection, *, keep: bool) -> dict[str, tuple[Signature, dict[str, str]]]:
    import numpy as np  # noqa: PLC0415 - not needed where nothing has changed

    from corpus.work_shingles import Signature  # noqa: PLC0415

    out = {}
    for sha256, words, word_count, facts, fact_count, signs in connection.execute(
        "SELECT s.sha256, words, word_count, facts, fact_count, signs"
        " FROM work_signatures s JOIN documents d USING (sha256) WHERE made_by = d.reader || ?",
        [_made_by()],
    ):
        signature = Signature(
            words=np.frombuffer(words, dtype="<u4"), word_count=word_count,
            facts=np.frombuffer(facts, dtype="<u4"), fact_count=fact_count,
        )  # fmt: skip
        out[sha256] = (signature, json.loads(signs))
    lacking = [
        row
        for row in connection.execute("SELECT key, sha256, lang, reader FROM documents ORDER BY key")
        if row[1] not in out
    ]
    for batch in (lacking[at : at + 100] for at in range(0, len(lacking), 100)):
        made = [(sha256, reader, *_sign(connection, key, lang)) for key, sha256, lang, reader in batch]
        out.update((sha256, (signature, signs)) for sha256, _, signature, signs in made)
        if keep:
            _keep(connection, made)
    return out


def _sign(connection: sqlite3.Connection, key: int, lang: str) -> tuple[Signature, dict[str, str]]:
    from corpus.work_shingles import signature  # noqa: PLC0415 - as above
    from corpus.work_signs import find_signs  # noqa: PLC0415

    (text,) = connection.execute("SELECT text FROM document_texts WHERE document = ?", [key]).fetchone()
    metals = connection.execute(
        "SELECT start, concept FROM mentions WHERE document = ? AND concept GLOB 'metal:*'", [key]
    ).fetchall()
    scanned, pages = connection.execute(
        "SELECT sum(health = 'ocr'), count(*) FROM pages WHERE document = ? AND health != 'blank'", [key]
    ).fetchone()
    signs = find_signs(text)
    if scanned and scanned * 2 > pages:
        signs["ocr"] = f"{scanned} of {pages} pages"
    return signature(text, lang, metals), signs


def _keep(connection: sqlite3.Connection, made: Sequence[tuple[str, str, Signature, dict[str, str]]]) -> None:
    with all_or_nothing(connection):
        connection.executemany("INSERT OR REPLACE INTO work_signatures VALUES (?, ?, ?, ?, ?, ?, ?)", _rows(made))


def _rows(made: Sequence[tuple[str, str, Signature, dict[str, str]]]) -> Iterator[tuple[Any, ...]]:
    for sha256, reader, signature, signs in made:
        yield (
            sha256, reader + _made_by(), signature.words.astype("<u4").tobytes(), signature.word_count,
            signature.facts.astype("<u4").tobytes(), signature.fact_count, json.dumps(signs, ensure_ascii=False),
        )  # fmt: skip


def _made_by() -> str:
    return f"/works {VERSION}"
