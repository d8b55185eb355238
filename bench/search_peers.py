"""What else could search a library: LIKE, FTS5 with trigrams, tantivy, DuckDB; each does what it can of the same work.

tantivy and DuckDB are not among the dependencies: `pip install tantivy duckdb`.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.cjk import fold
from extract.charfold import CJK, spread

if TYPE_CHECKING:
    from bench.search import Question

Peer = tuple[str, Callable[["Question"], object], str]


def fold_and_insert(connection: sqlite3.Connection) -> float:
    """Seconds to fold the words of all sentences and put them into a full-text table: the floor of any index here."""
    other = sqlite3.connect(":memory:", isolation_level=None)
    other.execute("CREATE VIRTUAL TABLE f USING fts5(text, content='', columnsize=0, tokenize='ascii')")
    other.execute("INSERT INTO f(f, rank) VALUES ('hashsize', 67108864)")
    rows = connection.execute("SELECT key, text FROM sentences")
    start = time.perf_counter()
    other.execute("BEGIN")
    other.executemany("INSERT INTO f(rowid, text) VALUES (?, ?)", ((key, spread(text)) for key, text in rows))
    other.execute("COMMIT")
    return time.perf_counter() - start


def peers(connection: sqlite3.Connection, folder: Path, asked: Sequence[Question]) -> Iterator[Peer]:
    """Each peer that is installed: its name, what it does with a query, what it misses of a scan's hits."""
    rows = connection.execute("SELECT key, text FROM sentences").fetchall()
    total = len(rows)
    if total <= 100_000:
        yield "LIKE", _like(connection), "misses nothing, finds parts of English words as well"
    yield _trigram(rows, asked)
    for peer in (_tantivy, _duckdb):
        try:
            yield peer(rows, folder, asked)
        except ImportError as error:
            print(f"{error.name} is not installed")


def _found(rows: Sequence[tuple[int, str]], asked: Sequence[Question]) -> dict[str, int]:
    """How many rows hold the plain words of some queries unbroken, by a scan of the folded text."""
    texts = [f" {fold(text)} " for _, text in rows[:20_000]]
    wanted = {question.plain for question in asked if question.kind in ("one-character metal", "two-character word")}
    return {plain: sum(f" {fold(plain)} " in text for text in texts) for plain in wanted}


def _misses(found: dict[str, int], count: Callable[[str], int]) -> str:
    held = sum(found.values())
    got = sum(min(count(plain), number) for plain, number in found.items())
    return f"finds {got / held:.2f} of the rows that hold the one- and two-character words asked for" if held else ""


def _like(connection: sqlite3.Connection) -> Callable[[Question], object]:
    return lambda question: connection.execute(
        "SELECT key, text FROM sentences WHERE text LIKE ? LIMIT 20", [f"%{question.plain}%"]
    ).fetchall()


def _trigram(rows: Sequence[tuple[int, str]], asked: Sequence[Question]) -> Peer:
    other = sqlite3.connect(":memory:", isolation_level=None)
    other.execute("CREATE VIRTUAL TABLE f USING fts5(text, tokenize='trigram')")
    other.executemany("INSERT INTO f(rowid, text) VALUES (?, ?)", rows)

    def work(question: Question) -> object:
        plain = question.plain.replace('"', "")
        sql = "SELECT rowid, snippet(f, 0, '[', ']', '…', 20) FROM f WHERE f MATCH ? ORDER BY rank LIMIT 20"
        return other.execute(sql, [f'"{plain}"']).fetchall()

    def count(plain: str) -> int:
        return int(
            other.execute("SELECT count(*) FROM f WHERE f MATCH ? AND rowid <= 20000", [f'"{plain}"']).fetchone()[0]
        )

    return "FTS5 trigram", work, _misses(_found(rows, asked), count)


def _tantivy(rows: Sequence[tuple[int, str]], folder: Path, asked: Sequence[Question]) -> Peer:
    import tantivy  # noqa: PLC0415 - a peer, not a dependency

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=True)
    builder.add_text_field("text", stored=True, tokenizer_name="whitespace")
    schema = builder.build()
    place = folder / "tantivy"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    built = tantivy.Index(schema, str(place))
    writer = built.writer(256_000_000)
    for key, text in rows:
        writer.add_document(tantivy.Document(key=key, text=fold(text)))
    writer.commit()
    writer.wait_merging_threads()
    built.reload()
    searcher = built.searcher()

    def query(plain: str) -> object:
        words = fold(plain)
        return built.parse_query(f'"{words}"' if CJK.search(words) else words, ["text"])

    def work(question: Question) -> object:
        # The best twenty by BM25 with their texts and the count of all: no marks, facets or second language.
        found = searcher.search(query(question.plain), 20)
        return [searcher.doc(address)["text"] for _, address in found.hits], found.count

    def count(plain: str) -> int:
        return sum(
            searcher.doc(address)["key"][0] <= 20_000 for _, address in searcher.search(query(plain), len(rows)).hits
        )

    return "tantivy", work, _misses(_found(rows, asked), count)


def _duckdb(rows: Sequence[tuple[int, str]], folder: Path, asked: Sequence[Question]) -> Peer:
    import duckdb  # noqa: PLC0415 - as above

    try:
        other = duckdb.connect()
        other.execute("LOAD fts")
    except duckdb.Error as error:
        raise ImportError("DuckDB's extension fts", name="DuckDB's extension fts") from error
    other.execute("CREATE TABLE s (key BIGINT, text VARCHAR)")
    other.executemany("INSERT INTO s VALUES (?, ?)", [(key, fold(text)) for key, text in rows])
    other.execute("PRAGMA create_fts_index('s', 'key', 'text', ignore = ' ')")
    sql = """SELECT key, text, fts_main_s.match_bm25(key, ?) AS score FROM s WHERE score IS NOT NULL
      ORDER BY score DESC LIMIT 20"""

    def work(question: Question) -> object:
        return other.execute(sql, [fold(question.plain)]).fetchall()

    return "DuckDB FTS", work, "no phrases: Chinese words are looked for as single characters in any order"
