"""Several documents of one work count once: in reviews, references, tables, coding sheets and among related papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library

from corpus.coding import count_instruments
from corpus.library import Library
from litlode.exporting import make_manuscript

SAID = "States should begin stockpiling tungsten."
TEXTS = (SAID + " The country lacks lithium.", SAID + " The country lacks lithium. Trade is calm.",
         "Ministries should begin stockpiling tungsten. The country lacks tungsten.")  # fmt: skip


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    """The same paper in two files, and another paper."""
    library(tmp_path / "lib.db", *TEXTS).close()
    with Library(tmp_path / "lib.db") as shelf:
        shelf.connection.execute("UPDATE documents SET venue = 'Ores', volume = '7' WHERE name = 'paper-1.txt'")
        work = shelf.join("paper-0.txt", "paper-1.txt", person="A")
        assert [version.name for version in work[0].versions] == ["paper-1.txt", "paper-0.txt"]
        shelf.new_review("r")
        yield shelf


def finding(shelf: Library, document: str, words: str = SAID) -> str:
    (id_,) = [one.id for one in shelf.findings() if one.name == document and one.quote.strip() == words]
    return id_


def brought(shelf: Library) -> list[tuple[str, str]]:
    return [(item.document.name, item.quote.strip()) for item in shelf.review("r").items if "States" in item.quote]


def test_a_quotation_of_a_work_comes_in_once_from_the_document_to_cite(shelf: Library) -> None:
    done = shelf.add_to_review("r", "stockpiling")
    assert brought(shelf) == [("paper-1.txt", SAID)]
    assert done.copies == 1
    again = shelf.add_to_review("r", "stockpiling")
    assert (again.added, again.known, again.copies) == (0, done.added, 1)


def test_copies_take_no_room_among_the_best(shelf: Library) -> None:
    whole = shelf.add_to_review("r", "stockpiling", limit=2)
    assert whole.added == 2
    assert len({item.quote.strip() for item in shelf.review("r").items}) == 2


@pytest.mark.parametrize(
    ("document", "verdict", "from_document"),
    [
        ("paper-0.txt", "accept", ["paper-0.txt"]),
        ("paper-1.txt", "accept", ["paper-1.txt"]),
        ("paper-1.txt", "reject", []),
        ("paper-0.txt", "reject", []),
    ],
)
def test_of_copies_the_accepted_one_comes_in_and_none_of_what_is_rejected(
    shelf: Library, document: str, verdict: str, from_document: list[str]
) -> None:
    shelf.judge(finding(shelf, document), verdict)
    shelf.add_to_review("r", "stockpiling")
    assert [name for name, _ in brought(shelf)] == from_document


def test_documents_of_a_work_are_one_reference(shelf: Library) -> None:
    from corpus.reviews import add_by_id

    shelf.connection.execute("UPDATE documents SET name = replace(name, '.txt', '.pdf')")
    add_by_id(shelf.connection, "r", [finding(shelf, f"paper-{number}.pdf") for number in (0, 1)])
    for style, cited in (("gb", "[1]1"), ("apa", "(Writer, 2020, p. 1)")):
        made = make_manuscript(shelf, shelf.review("r"), style=style)
        assert len(made.references) == made.bibliography.count("@") == 1
        assert "Paper 1" in made.references[0].text
        assert {"".join(run.text for run in one.cited) for one in made.quotations} == {cited}
    assert "It quotes 2 findings from 2 documents of 1 work." in made.method


def test_a_table_has_a_row_a_work_and_sheets_count_works(shelf: Library) -> None:
    assert [row.document for row in shelf.table().rows] == ["paper-1.txt", "paper-2.txt"]
    papers = shelf.papers()
    assert [paper.document.name for paper in papers] == ["paper-1.txt", "paper-2.txt"]
    counted = {(one.instrument, one.metal): (len(one.documents), len(one.quotes)) for one in count_instruments(papers)}
    assert counted["stockpile-reserve", "W"] == (2, 2)


def test_what_is_accepted_in_a_copy_counts_with_its_work(shelf: Library) -> None:
    shelf.judge(finding(shelf, "paper-0.txt"), "accept")
    (paper,) = shelf.papers(accepted=True)
    assert paper.document.name == "paper-1.txt"
    assert [(one.name, Path(one.document).name) for one in paper.findings] == [("paper-0.txt",) * 2]
    assert len(shelf.papers()[0].findings) == 2


def test_what_is_rejected_in_the_document_to_cite_is_not_counted_from_a_copy(shelf: Library) -> None:
    for words in (SAID, "The country lacks lithium."):
        shelf.judge(finding(shelf, "paper-1.txt", words), "reject")
    assert shelf.papers()[0].findings == ()


def test_versions_of_a_paper_are_not_related_to_it(shelf: Library) -> None:
    assert [row.document for row in shelf.related("paper-0.txt")] == ["paper-2.txt"]
    assert [row.document for row in shelf.related("paper-2.txt")] in (["paper-0.txt"], ["paper-1.txt"])
