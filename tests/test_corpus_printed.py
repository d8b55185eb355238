"""Which number is printed on a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import record
from sqlite_utils import Database

from corpus.migrations import connect
from corpus.printed import printed_page
from corpus.store import store


@pytest.mark.parametrize(
    ("labels", "printed"),
    [
        ((None, "42", "43"), ["41", "42", "43"]),
        (("25", None, "27"), ["25", "26", "27"]),
        ((None, None, None), [None, None, None]),
        (("iv", None, "2"), ["iv", None, "2"]),
        ((None, "1", "2"), [None, "1", "2"]),
        ((None, "1", "7"), [None, "1", "7"]),
    ],
)
def test_the_printed_number_is_read_or_told_by_its_neighbours(
    tmp_path: Path, labels: tuple[str | None, ...], printed: list[str | None]
) -> None:
    connection = connect(tmp_path / "lib.db")
    found = record("Supply depends on one port. 建议扩大钨储备。Prices fell.", pages=3)
    store(Database(connection), found, Path("a.pdf"))
    for number, label in enumerate(labels, 1):
        connection.execute("UPDATE pages SET label = ? WHERE number = ?", [label, number])
    sha256 = str(found.document["sha256"])
    assert [printed_page(connection, sha256, number) for number in (1, 2, 3)] == printed
    connection.close()
