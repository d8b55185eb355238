"""Findings as they are compared: packed numbers of what each is about and what it means, a document's at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.concepts import finding_concepts
from extract.charfold import spread
from models.sentences import encode, seen
from models.sides import SCALE, Side, side
from models.vectors import DIMENSIONS

Array = np.ndarray[Any, Any]

if TYPE_CHECKING:
    Rows = np.ndarray[Any, np.dtype[np.void]]

FOLDING = "5"
"""Raised when what is packed changes: threads are then looked for anew, and what people decided is kept."""

KINDS = ("challenge", "recommendation")
LANGS = ("zh", "en")

ROW = np.dtype([
    ("key", "<i8"), ("kind", "u1"), ("lang", "u1"), ("objects", "<u8"), ("themes", "<u8"),
    ("vector", "i1", (DIMENSIONS,)),
])  # fmt: skip
"""A packed row: the key of a finding in the library, what it is about in bits, what it means."""

SHORTEST = {"zh": 8, "en": 6}
"""Characters or words below which a finding is never taken for another: "for instance" stands in any paper."""

FEWEST_NAMING, SHARE_NAMING = 3, 0.05
"""Sentences, and the share of all, that name a metal where a document is about metals."""


def findings_of(connection: sqlite3.Connection, documents: Sequence[int]) -> Iterator[tuple[Rows, list[Side]]]:
    """The findings of each document in the order of its text, packed and as they are compared in full."""
    found: dict[int, list[tuple[int, str, str, str]]] = {document: [] for document in documents}
    for document, *row in connection.execute(
        f"""SELECT document, key, kind, lang, quote FROM findings WHERE document IN ({marks(documents)})
        ORDER BY start, key""",
        documents,
    ):
        found[document].append(tuple(row))
    concepts = finding_concepts(connection, [key for of in found.values() for key, *_ in of])
    texts = {key: spread(quote) for of in found.values() for key, _, _, quote in of}
    meanings = dict(zip(texts, encode(list(texts.values())), strict=True))
    for document, of in found.items():
        rows = np.zeros(len(of), dtype=ROW)
        sides = [
            side(texts[key], concepts=concepts.get(key, ()), lang=lang, kind=kind, meaning=meanings[key])
            for key, kind, lang, _ in of
        ]
        for row, (key, kind, lang, _), one in zip(rows, of, sides, strict=True):
            row["key"], row["kind"], row["lang"] = key, KINDS.index(kind), LANGS.index(lang)
            row["objects"], row["themes"] = one.objects, one.themes
        if of:
            rows["vector"] = in_bytes(seen(np.array([one.meaning for one in sides]), "measure"))
            short = np.array([len(texts[key].split()) < SHORTEST[lang] for key, _, lang, _ in of])
            bare = (rows["objects"] == 0) & (rows["themes"] == 0)
            rows["vector"][short | (bare & (not _is_of_the_field(connection, document)))] = 0
        yield rows, sides


def marks(documents: Sequence[int]) -> str:
    """As many question marks as there are documents."""
    return ", ".join("?" for _ in documents)


def in_bytes(vectors: Array) -> Array:
    """Vectors of length one in bytes."""
    return np.asarray(np.round(vectors * SCALE), dtype=np.int8)


def _is_of_the_field(connection: sqlite3.Connection, document: int) -> bool:
    """Whether a document names metals often enough for what it says without naming one to be about them."""
    named, sentences = connection.execute(
        """SELECT count(DISTINCT sentence), (SELECT count(*) FROM sentences WHERE document = ?1) FROM mentions
        WHERE document = ?1 AND concept LIKE 'metal:%'""",
        [document],
    ).fetchone()
    return bool(named >= FEWEST_NAMING and named >= SHARE_NAMING * sentences)


def packed_meaning(meaning: Array) -> bytes:
    """What a sentence means, a byte a number: it is not read again when it is compared later on."""
    return np.asarray(np.round(meaning / max(np.abs(meaning).max(), 1e-9) * SCALE), dtype=np.int8).tobytes()


def meaning_of(packed: bytes) -> Array:
    """What was packed of a sentence, at length one."""
    out = np.frombuffer(packed, dtype=np.int8).astype(np.float32)
    return out / max(float(np.linalg.norm(out)), 1e-9)


def side_of(connection: sqlite3.Connection, finding: int, meaning: Array | None = None) -> Side:
    """One finding, by its key, as it is compared in full; what it means is given where it is known."""
    kind, lang, quote = connection.execute("SELECT kind, lang, quote FROM findings WHERE key = ?", [finding]).fetchone()
    concepts = finding_concepts(connection, [finding]).get(finding, ())
    return side(spread(quote), concepts=concepts, lang=lang, kind=kind, meaning=meaning)


def nearest(near: Array, rows: Rows, others: Rows, *, least: float, most: int) -> tuple[Array, Array]:
    """For each row those most near it of the others that are about the same objects, or about none: places in both.

    `near` tells how near each other is, (rows, others); the nearest comes first.
    """
    at, other = np.nonzero(near >= least)
    one, two = rows["objects"][at], others["objects"][other]
    at, other = (places[(one & two != 0) | (one == 0) | (two == 0)] for places in (at, other))
    order = np.lexsort((-near[at, other], at))
    at, other = at[order], other[order]
    among = np.arange(len(at)) - np.searchsorted(at, at) < most
    return at[among], other[among]


def packed(connection: sqlite3.Connection) -> Rows:
    """All findings that were packed before, in no order."""
    blobs = [blob for (blob,) in connection.execute("SELECT findings FROM thread_documents")]
    return np.frombuffer(b"".join(blobs), dtype=ROW)
