"""The page that explains the tables to a stranger."""

from pathlib import Path

from corpus.migrations import connect

PAGE = Path(__file__).parent.parent / "docs" / "library.md"


def test_every_table_and_view_is_explained(tmp_path: Path) -> None:
    connection = connect(tmp_path / "new.db")
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
        " AND name NOT LIKE 'sqlite%' AND name NOT GLOB '*_fts_*'"
    ).fetchall()
    connection.close()
    page = PAGE.read_text(encoding="utf-8")
    assert [name for (name,) in rows if f"`{name}`" not in page] == []
