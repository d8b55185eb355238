"""Looking after the index of a library: making it again, merging it, comparing it with the tables it was made from."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.cjk import FOLDING, is_latin_word
from corpus.index import TABLES, Codes, gather, index_documents

_HASH = 1 << 26  # bytes of new entries that FTS5 holds before it writes; with its 1 MB a build takes half as long again


def rebuild(connection: sqlite3.Connection) -> int:
    """Make the whole index again from the tables, in one piece; how many documents it holds."""
    documents = [key for (key,) in connection.execute("SELECT key FROM documents ORDER BY key")]
    connection.execute("SAVEPOINT rebuild")
    try:
        for table in TABLES:
            connection.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
        set_up(connection)
        for table in ("words", "facet_values", "facet_rows", "meanings"):
            connection.execute(f"DELETE FROM {table}")
        index_documents(connection, documents)
        connection.execute("INSERT OR REPLACE INTO settings VALUES ('folding', ?)", [str(FOLDING)])
    except BaseException:
        connection.execute("ROLLBACK TO rebuild")
        raise
    finally:
        connection.execute("RELEASE rebuild")
    return len(documents)


def set_up(connection: sqlite3.Connection) -> None:
    """Set what the full-text tables keep in memory while they are written."""
    for table in TABLES:
        connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {_HASH})")


def optimize(connection: sqlite3.Connection) -> None:
    """Merge what many documents wrote into one piece each, so that searches have less to look through."""
    for table in TABLES:
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the index was made by this way of folding text."""
    row = connection.execute("SELECT value FROM settings WHERE name = 'folding'").fetchone()
    return row is None or row[0] == str(FOLDING)


def refresh(connection: sqlite3.Connection) -> bool:
    """Make the index again where it was made by an older way of folding text; whether that was so."""
    current = is_current(connection)
    if not current:
        rebuild(connection)
    connection.execute("INSERT OR REPLACE INTO settings VALUES ('folding', ?)", [str(FOLDING)])
    return not current


def check(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with the index, a line each; nothing where it holds just what the tables say.

    How often each word stands in it is compared with all texts, the columns byte for byte, what rows
    mean all but so; nothing is written.
    """
    codes = Codes(connection, keep=False)
    numbered, words = len(codes), set[str]()
    counts: dict[str, Counter[str]] = {table: Counter() for table in TABLES}
    packed, meant = (
        {document: blobs for document, *blobs in connection.execute(f"SELECT * FROM {table}")}
        for table in ("facet_rows", "meanings")
    )
    for document, name in connection.execute("SELECT key, name FROM documents ORDER BY key").fetchall():
        rows = gather(connection, document, codes)
        words |= rows.words
        for table, values in (("sentences_fts", rows.sentences), ("findings_fts", rows.findings)):
            for _, *columns in values:
                counts[table].update(" ".join(columns).split())
        if packed.pop(document, None) != rows.packed():
            yield f"{name}: what its sentences are counted under is not what the tables say"
        if not _is_alike(meant.pop(document, []), rows.coded()):
            yield f"{name}: what its sentences mean is not what the tables say"
    if gone := {*packed, *meant}:
        yield f"{len(gone)} documents are counted that the library does not hold"
    if len(codes) > numbered:
        yield f"facet_values: {len(codes) - numbered} values are not in it"
    missing = set(filter(is_latin_word, words)).difference(
        word for (word,) in connection.execute("SELECT word FROM words")
    )
    if missing:
        yield f"words: {len(missing)} words of the texts are not in it, {min(missing)!r} for one"
    for table, wanted in counts.items():
        yield from _check_words(connection, table, wanted)


def _is_alike(held: Sequence[bytes], wanted: Sequence[bytes]) -> bool:
    """Whether codes are the same but for one or two in a thousand: machines round differently."""
    if list(map(len, held)) != list(map(len, wanted)):
        return False
    pairs = [pair for one, other in zip(held, wanted, strict=True) for pair in zip(one, other, strict=True)]
    return sum(a != b for a, b in pairs) <= 1 + len(pairs) // 1000


def _check_words(connection: sqlite3.Connection, table: str, wanted: Counter[str]) -> Iterator[str]:
    connection.execute(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', '{table}', 'row')")
    try:
        held = dict(connection.execute("SELECT term, cnt FROM temp.vocabulary"))
    except sqlite3.DatabaseError as error:
        yield f"{table} is damaged: {error}"
        return
    finally:
        connection.execute("DROP TABLE temp.vocabulary")
    wrong = [word for word in {*held, *wanted} if held.get(word, 0) != wanted[word]]
    if wrong:
        yield f"{table}: {len(wrong)} words stand in it more or less often than in the texts, {min(wrong)!r} for one"
