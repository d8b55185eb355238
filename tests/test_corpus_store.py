"""One document, one transaction: wholly in or not at all."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import strategies
from factories import extracted, library, record
from hypothesis import given
from sqlite_utils import Database

from corpus import store as storing
from corpus.errors import StoreError
from corpus.listing import find_documents
from corpus.opened import Opened
from corpus.record import make_record, pack, unpack
from corpus.search import search
from corpus.store import store
from extract.types import Document, Metadata

TEXT = "我国钨储备面临规模不足。建议扩大钨储备。\nThe country lacks lithium. It should begin stockpiling tungsten."
TABLES = (
    "documents",
    "document_texts",
    "document_paths",
    "pages",
    "sentences",
    "mentions",
    "findings",
    "finding_concepts",
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = library(tmp_path / "test.db")
    yield connection
    connection.close()


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def test_a_document_goes_in_with_all_its_parts(connection: sqlite3.Connection) -> None:
    store(Database(connection), record(TEXT, pages=2), Path("paper.txt"))
    assert counts(connection) == {
        "documents": 1, "document_texts": 1, "document_paths": 1, "pages": 2, "sentences": 4, "mentions": 7,
        "findings": 4, "finding_concepts": 7,
    }  # fmt: skip


def test_all_that_a_title_page_says_comes_back(connection: sqlite3.Connection) -> None:
    about = Metadata(
        title="锂矿管理办法", title_alt="Rules for lithium mines", authors=("王小明",), authors_alt=("WANG Xiaoming",),
        year=2021, date="2021-03-15", doi="10.5555/x.1", venue="某矿经济", volume="43", issue="5", pages="12-19",
        keywords=("锂", "矿"), keywords_alt=("lithium",), abstract="本文…", abstract_alt="We …",
        affiliations=("某某大学",),
        classification="F426.1", funding="某某基金", issuer="某某省人民政府", document_number="某政发〔2021〕5号",
    )  # fmt: skip
    found = extracted(TEXT)
    doc = replace(found.document, metadata=about)
    store(Database(connection), make_record(doc, found.sentences, found.mentions, found.findings), Path("paper.txt"))
    (stored,) = find_documents(connection)
    row = stored.as_dict()
    assert row["page_range"] == "12-19"
    assert {name: row[name] for name in row if name != "pages" and hasattr(about, name)} == {
        name: list(value) if isinstance(value := getattr(about, name), tuple) else value
        for name in Metadata.__dataclass_fields__
        if name not in ("found", "pages")
    }


def test_every_stored_quote_is_the_text_at_its_span(connection: sqlite3.Connection) -> None:
    store(Database(connection), record(TEXT), Path("paper.txt"))
    rows = connection.execute(
        'SELECT f.quote, substr(t.text, f.start + 1, f."end" - f.start) FROM findings f'
        " JOIN document_texts t ON t.document = f.document"
    ).fetchall()
    assert rows
    assert all(quote == piece for quote, piece in rows)


def test_the_same_document_is_stored_once_and_keeps_its_ids(connection: sqlite3.Connection) -> None:
    db = Database(connection)
    store(db, record(TEXT), Path("paper.txt"))
    before = counts(connection), connection.execute("SELECT id FROM findings ORDER BY id").fetchall()
    store(db, record(TEXT), Path("paper.txt"))
    assert (counts(connection), connection.execute("SELECT id FROM findings ORDER BY id").fetchall()) == before


def test_reading_again_forgets_the_old_words_in_the_index(connection: sqlite3.Connection) -> None:
    db = Database(connection)
    store(db, record(TEXT), Path("paper.txt"))
    store(db, replace(record(TEXT), findings=()), Path("paper.txt"))
    assert connection.execute("SELECT count(*) FROM findings_fts WHERE findings_fts MATCH '\"储\"'").fetchone()[0] == 0
    assert (
        connection.execute("SELECT count(*) FROM sentences_fts WHERE sentences_fts MATCH '\"储\"'").fetchone()[0] == 2
    )
    assert len(search(Opened(connection), "储备 in:text")) == 3  # 钨储备 twice, and `stockpiling` by its concept


def test_reading_again_keeps_the_other_paths_of_a_document(connection: sqlite3.Connection) -> None:
    db = Database(connection)
    store(db, record(TEXT), Path("one.txt"))
    store(db, record(TEXT), Path("two.txt"))
    paths = [Path(path).name for (path,) in connection.execute("SELECT path FROM document_paths ORDER BY path")]
    assert paths == ["one.txt", "two.txt"]


def test_a_fault_in_mid_document_leaves_nothing_behind(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = Database(connection)
    store(db, record(TEXT), Path("paper.txt"))
    before = counts(connection)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    for text in (TEXT, "另一篇。建议收储锂。"):
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(storing, "_insert_findings", stopped)
            store(db, record(text), Path("paper.txt"))
    assert counts(connection) == before
    assert len(search(Opened(connection), "钨储备")) == 3


def test_text_that_no_database_takes_is_refused_whole(connection: sqlite3.Connection) -> None:
    broken = unpack(pack(record("建议扩大\ud800钨储备。")))
    with pytest.raises(StoreError, match="cannot be stored"):
        store(Database(connection), broken, Path("paper.txt"))
    assert not any(counts(connection).values())


def test_a_quote_that_is_not_the_text_is_refused() -> None:
    good = record(TEXT)
    with pytest.raises(StoreError, match="not the text"):
        replace(good, findings=(good.findings[0]._replace(quote="别的"),))


def test_a_finding_outside_every_sentence_is_refused() -> None:
    found = extracted(TEXT)
    with pytest.raises(StoreError, match="no sentence"):
        make_record(found.document, (), found.mentions, found.findings)


def test_a_finding_told_twice_is_stored_once() -> None:
    found = extracted(TEXT)
    rows = make_record(found.document, found.sentences, found.mentions, found.findings * 2).findings
    assert len(rows) == len(found.findings)


def test_a_record_survives_the_way_between_processes() -> None:
    assert unpack(pack(record(TEXT, pages=3))) == record(TEXT, pages=3)


@pytest.mark.parametrize(
    "packed", [b"", b"{}", b"[1, 2]", b'[{}, "", [], [], [], [["x"]]]', b"\xff", b'[{}, "", 7, [], [], []]']
)
def test_what_makes_no_sense_is_refused(packed: bytes) -> None:
    with pytest.raises(StoreError):
        unpack(packed)


def test_the_views_read_as_a_person_wants_them(connection: sqlite3.Connection) -> None:
    store(Database(connection), record(TEXT, title="Reserves"), Path("paper.txt"))
    cursor = connection.execute("SELECT * FROM recommendations")
    names = [column[0] for column in cursor.description]
    first = dict(zip(names, cursor.fetchone(), strict=True))
    assert (first["document"], first["title"], first["year"], first["page"]) == ("paper.txt", "Reserves", 2020, 1)
    assert (first["quote"], first["metals"], first["themes"]) == (
        "建议扩大钨储备。",
        "W",
        "instrument:stockpile-reserve",
    )


@given(strategies.documents)
def test_any_document_without_findings_makes_a_record(doc: Document) -> None:
    assert unpack(pack(make_record(doc, (), (), ()))).text == doc.text
