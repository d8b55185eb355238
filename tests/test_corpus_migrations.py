"""Opening a library file: a new one is made, an older one brought up to date, anything else refused in one line."""

import sqlite3
from pathlib import Path

import pytest
from factories import library

from corpus import migrations
from corpus.errors import (
    DamagedLibraryError,
    LibraryError,
    MissingLibraryError,
    NewerLibraryError,
    NotALibraryError,
    OlderLibraryError,
)
from corpus.migrations import MIGRATIONS, connect
from corpus.schema import APPLICATION_ID


def test_a_new_library_has_its_tables_and_views(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.db")
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")}
    connection.close()
    assert names >= {
        "documents", "pages", "sentences", "findings", "finding_boxes", "mentions", "finding_concepts", "concepts",
        "links", "verdicts", "reviews", "watches", "runs", "failures", "challenges", "recommendations",
    }  # fmt: skip


def test_a_new_library_says_what_it_is(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.db")
    facts = [
        connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version", "journal_mode")
    ]
    foreign_keys = connection.execute("PRAGMA foreign_keys").fetchone()[0]
    connection.close()
    assert facts == [APPLICATION_ID, len(MIGRATIONS), "wal"]
    assert foreign_keys == 1


def test_the_comments_of_the_schema_stay_in_the_file(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.db")
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'findings'").fetchone()
    connection.close()
    assert "-- exactly the document's text" in sql


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    connect(tmp_path / "empty.db").close()
    connect(tmp_path / "empty.db", create=False).close()


@pytest.mark.parametrize("how", [{"create": False}, {"read_only": True}])
def test_an_empty_file_is_refused_where_no_library_is_to_be_made(tmp_path: Path, how: dict[str, bool]) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(NotALibraryError, match=r"empty\.db: is empty; `litlode ingest` makes a library of it"):
        connect(tmp_path / "empty.db", **how)
    assert (tmp_path / "empty.db").read_bytes() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["empty.db"]


def test_a_missing_library_is_not_made_by_a_search(tmp_path: Path) -> None:
    with pytest.raises(MissingLibraryError, match=r"none\.db"):
        connect(tmp_path / "none.db", create=False)
    assert not list(tmp_path.iterdir())


def test_a_library_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingLibraryError, match="no folder"):
        connect(tmp_path / "none" / "new.db")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_bytes(b"these are notes, and rather long ones at that " * 100)
    with pytest.raises(NotALibraryError, match=r"notes\.db"):
        connect(tmp_path / "notes.db")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotALibraryError, match="folder"):
        connect(tmp_path)


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALibraryError, match="something else"):
        connect(path)
    assert path.read_bytes() == before


def test_a_newer_library_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    connection = connect(path)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(NewerLibraryError, match="later litlode"):
        connect(path)


def test_a_damaged_library_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    library(path, "我国钨储备面临规模不足。" * 500).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\x00" * 4096 + whole[4196:])
    with pytest.raises(LibraryError, match=r"damaged\.db") as refusal:
        connect(path)
    assert isinstance(refusal.value, DamagedLibraryError)


def test_an_older_library_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "older.db"
    library(path, "建议扩大钨储备。").close()
    later = (*MIGRATIONS, lambda connection: connection.execute("ALTER TABLE watches ADD COLUMN note TEXT"))
    monkeypatch.setattr(migrations, "MIGRATIONS", later)
    connection = connect(path)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(watches)")]
    findings = connection.execute("SELECT count(*) FROM findings").fetchone()[0]
    connection.close()
    assert "note" in columns
    assert findings == 1


def test_an_older_library_opened_for_reading_is_refused_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "older.db"
    library(path, "建议扩大钨储备。").close()
    before = path.read_bytes()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, lambda connection: None))
    with pytest.raises(OlderLibraryError, match="earlier litlode"):
        connect(path, read_only=True)
    assert path.read_bytes() == before
    connect(path).close()
    connect(path, read_only=True).close()


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "older.db"
    library(path, "建议扩大钨储备。").close()

    def half(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half_done (x)")
        connection.execute("INSERT INTO no_such_table VALUES (1)")

    with monkeypatch.context() as patched, pytest.raises(LibraryError):
        patched.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, half))
        connect(path)
    connection = connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    assert "half_done" not in tables
    assert version == len(MIGRATIONS)


def test_a_first_library_gains_what_a_title_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "first.db"
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", MIGRATIONS[:1])
        connection = connect(path)
        connection.execute(
            "INSERT INTO documents VALUES (1, 'ab', 'cd', 'a.txt', 'a.txt', 'text/plain', 9, 'zh', NULL, NULL, "
            "'[]', '[]',"
            " NULL, NULL, NULL, '[]', '[]', '{}', 1, 'litlode 0', NULL, '2026-01-01')"
        )
        connection.close()
    connection = connect(path)
    row = connection.execute(
        """SELECT date, volume, issue, page_range, abstract, abstract_alt, affiliations, classification, funding,
          issuer, document_number FROM documents"""
    ).fetchone()
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'documents'").fetchone()
    connection.close()
    assert row == (None, None, None, None, None, None, "[]", None, None, None, None)
    assert "/* 中图分类号 */" in sql
