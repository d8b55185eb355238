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
        (("173", None), ["173", "174"]),
        ((None, "1", "7"), [None, "1", "7"]),
        (("1", None, "7", "2", "6"), [None, None, None, None, None]),
        (("1706", "1707", "4", "1709", "1710"), ["1706", "1707", "1708", "1709", "1710"]),
        (("i", "ii", "iii", "1", "2", "3"), ["i", "ii", "iii", "1", "2", "3"]),
        (("7", "c", "9", None, "2", None, None, "ii", "iii"), [None] * 9),
        (("i", "ii", "1", "2", "3"), ["i", "ii", "1", "2", "3"]),
        ((None, "340", "4", "342", "4", "440"), ["339", "340", "341", "342", "343", "344"]),
        (("1", "2", "A", "4", "5"), ["1", "2", "3", "4", "5"]),
        (("2-1", "2-2", "2-3", "2-4"), ["2-1", "2-2", "2-3", "2-4"]),
    ],
)
def test_the_printed_number_is_read_or_told_by_its_neighbours(
    tmp_path: Path, labels: tuple[str | None, ...], printed: list[str | None]
) -> None:
    connection = connect(tmp_path / "lib.db")
    found = record("Supply depends on one port. 建议扩大钨储备。Prices fell.", pages=len(labels))
    store(Database(connection), found, Path("a.pdf"))
    for number, label in enumerate(labels, 1):
        connection.execute("UPDATE pages SET label = ? WHERE number = ?", [label, number])
    sha256 = str(found.document["sha256"])
    assert [printed_page(connection, sha256, number) for number in range(1, len(labels) + 1)] == printed
    connection.close()
