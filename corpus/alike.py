"""Findings as they are compared: packed numbers of what each is about and what it means, a document's at a time."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.cjk import spread
from models import sameness

if TYPE_CHECKING:
    Rows = np.ndarray[Any, np.dtype[np.void]]

FOLDING = "1"
"""Raised when what is packed changes: threads are then looked for anew, and what people decided is kept."""

KINDS = ("challenge", "recommendation")
LANGS = ("zh", "en")
NO_YEAR = 9999

ROW = np.dtype([
    ("key", "<i8"), ("year", "<i2"), ("kind", "u1"), ("lang", "u1"), ("objects", "<u8"), ("themes", "<u8"),
    ("vector", "i1", (sameness.DIMENSIONS,)),
])  # fmt: skip
"""A packed row: the key of a finding or a sentence in the library, what it is about in bits, what it means."""


def pack_rows(
    keyed: Iterable[tuple[int, str, str, str]], year: int | None, concepts: Mapping[int, Sequence[str]]
) -> Rows:
    """Rows of (key, kind, language, text) as they are compared; `concepts` has those of each key."""
    keyed = list(keyed)
    rows = np.zeros(len(keyed), dtype=ROW)
    if not keyed:
        return rows
    for row, (key, kind, lang, _) in zip(rows, keyed, strict=True):
        own = concepts.get(key, ())
        metals = sameness.objects(concept[6:] for concept in own if concept.startswith("metal:"))
        row["key"], row["kind"], row["lang"] = key, KINDS.index(kind), LANGS.index(lang)
        row["objects"], row["themes"] = sameness.pack(metals), sameness.pack(own)
    rows["year"] = NO_YEAR if year is None else year
    rows["vector"] = sameness.vectors([spread(text) for *_, text in keyed])
    return rows


def findings_of(connection: sqlite3.Connection, document: int) -> Rows:
    """The findings of a document, in the order of its text."""
    concepts: dict[int, list[str]] = defaultdict(list)
    for key, concept in connection.execute(
        "SELECT o.finding, o.concept FROM finding_concepts o JOIN findings f ON f.key = o.finding WHERE f.document = ?",
        [document],
    ):
        concepts[key].append(concept)
    (year,) = connection.execute("SELECT year FROM documents WHERE key = ?", [document]).fetchone()
    found = connection.execute(
        "SELECT key, kind, lang, quote FROM findings WHERE document = ? ORDER BY start, key", [document]
    )
    return pack_rows(found, year, concepts)


def packed(connection: sqlite3.Connection, column: str = "findings") -> Rows:
    """All `findings` or `events` that were packed before, in no order."""
    blobs = [blob for (blob,) in connection.execute(f"SELECT {column} FROM thread_documents")]
    return np.frombuffer(b"".join(blobs), dtype=ROW)
