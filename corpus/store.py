"""Writing to a library: a document goes in whole, in one transaction, or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from corpus.clock import now
from corpus.errors import StoreError
from corpus.index import forget_document, index_documents
from corpus.parts import insert_links, insert_parts
from corpus.record import Record
from corpus.replacing import place_again


def absolute(path: Path) -> str:
    """The path that a file is known by, whatever folder the program was started in."""
    return str(path.absolute())


def store(db: Database, record: Record, path: Path, run: int | None = None) -> str:
    """Put a document in, in the place of an earlier reading of the same content; its id comes back.

    Raises StoreError, and leaves the library as it was, where the record cannot be stored.
    """
    sha256 = record.document["sha256"]
    try:
        with db.atomic():
            old = db.execute("SELECT key, added_at FROM documents WHERE sha256 = ?", [sha256]).fetchone()
            paths = _remove(db, old[0]) if old else []
            key = _insert_document(db, record, path, run, old or (None, now()))
            db.conn.executemany(
                "INSERT OR IGNORE INTO document_paths VALUES (?, ?, ?)", ((known, key, at) for known, at in paths)
            )
            sentences = _insert_sentences(db, key, record)
            _insert_mentions(db, key, record, sentences)
            _insert_findings(db, key, record, sentences)
            place_again(db.conn, sha256)
            index_documents(db.conn, [key])
            db.execute("DELETE FROM failures WHERE sha256 = ? OR path = ?", [sha256, absolute(path)])
    except (UnicodeEncodeError, sqlite3.IntegrityError) as error:
        raise StoreError(f"the text or a finding cannot be stored: {error}") from error
    return str(record.document["id"])


def _insert_document(db: Database, record: Record, path: Path, run: int | None, old: tuple[int | None, str]) -> int:
    key, added_at = old  # a document that is read again keeps both
    row = {
        "key": key,
        **record.document,
        "name": path.name,
        "path": str(path),
        "run": run,
        "added_at": added_at,
    }
    columns, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
    inserted = db.execute(f"INSERT INTO documents ({columns}) VALUES ({marks})", row).lastrowid
    if inserted is None:
        raise StoreError(f"{path}: the document got no row")
    key = inserted
    db.execute("INSERT INTO document_texts VALUES (?, ?)", [key, record.text])
    add_path(db, key, path)
    db.conn.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", ((key, *page) for page in record.pages)
    )
    return key


def add_path(db: Database, document: int, path: Path) -> None:
    """Note that a document's content was met under this path as well."""
    db.execute("INSERT OR REPLACE INTO document_paths VALUES (?, ?, ?)", [absolute(path), document, now()])


def _next_key(db: Database, table: str) -> int:
    """The key after the highest that the table ever had: keys are never given twice, the index relies on it."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    return int(row[0]) + 1 if row else 1


def _insert_sentences(db: Database, key: int, record: Record) -> range:
    first = _next_key(db, "sentences")
    keys = range(first, first + len(record.sentences))
    db.conn.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (at, key, s.start, s.end, s.page, s.lang, s.section, s.kind, record.text[s.start : s.end])
            for at, s in zip(keys, record.sentences, strict=True)
        ),
    )
    return keys


def _insert_mentions(db: Database, key: int, record: Record, sentences: range) -> None:
    know_concepts(db, {mention.concept for mention in record.mentions})
    db.conn.executemany(
        "INSERT INTO mentions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
        (
            (key, None if m.sentence is None else sentences[m.sentence], m.concept, m.start, m.end, m.page, m.quote)
            for m in record.mentions
        ),
    )


def _insert_findings(db: Database, key: int, record: Record, sentences: range) -> None:
    know_concepts(db, {concept for finding in record.findings for concept in finding.concepts})
    first = _next_key(db, "findings")
    rows = list(zip(range(first, first + len(record.findings)), record.findings, strict=True))
    db.conn.executemany(
        f"INSERT INTO findings VALUES ({', '.join('?' * 14)})",
        (
            (
                at,
                f.id,
                key,
                sentences[f.sentence],
                f.kind,
                f.start,
                f.end,
                f.page,
                f.lang,
                f.score,
                f.quote,
                f.about.stance,
                f.about.strength,
                f.about.quantified,
            )
            for at, f in rows
        ),
    )
    db.conn.executemany(
        "INSERT INTO finding_boxes VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((at, position, *box) for at, f in rows for position, box in enumerate(f.boxes)),
    )
    db.conn.executemany(
        "INSERT INTO finding_concepts VALUES (?, ?)", ((at, concept) for at, f in rows for concept in f.concepts)
    )
    insert_parts(db.conn, ((at, f.about) for at, f in rows))
    insert_links(db.conn, record.links, {f.id: at for at, f in rows})


def know_concepts(db: Database, concepts: set[str]) -> None:
    """Make sure that each concept has its row, also where the lexicon has not given it names."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO concepts(id, kind) VALUES (?, ?)",
        ((concept, concept.partition(":")[0]) for concept in sorted(concepts)),
    )


def _remove(db: Database, document: int) -> list[tuple[str, str]]:
    """Take a document out; the paths that it was known by come back."""
    paths = db.execute("SELECT path, seen_at FROM document_paths WHERE document = ?", [document]).fetchall()
    forget_document(db.conn, document)
    db.execute("DELETE FROM documents WHERE key = ?", [document])
    return paths
