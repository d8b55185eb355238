"""The evidence table: what is counted, once, and the quotes behind each cell."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library

from corpus.evidence import Entry, make_table
from corpus.library import Library
from corpus.statements import TableError

ZH = "我国钨储备面临规模不足。建议扩大钨储备。稀土价格稳定。"
EN = "The country lacks lithium. States should begin stockpiling tungsten."


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    library(tmp_path / "lib.db", ZH, EN).close()
    with Library(tmp_path / "lib.db") as shelf:
        yield shelf


def names(cell: object) -> list[tuple[str, int]]:
    assert isinstance(cell, tuple)
    return [(entry.name, len(entry.quotes)) for entry in cell if isinstance(entry, Entry)]


def cells(shelf: Library, column: str, **options: object) -> list[list[tuple[str, int]]]:
    return [names(row.cells[column]) for row in shelf.table(**options).rows]  # type: ignore[arg-type]


def finding(shelf: Library, quote: str) -> str:
    (id_,) = (finding.id for finding in shelf.findings() if finding.quote.strip() == quote)
    return id_


def mark(connection: sqlite3.Connection, words: str, section: str) -> None:
    connection.execute("UPDATE sentences SET section = ? WHERE text LIKE ?", [section, f"%{words}%"])


def test_a_row_a_paper_with_concepts_named_in_the_language_asked_for(shelf: Library) -> None:
    assert cells(shelf, "metals") == [[("tungsten", 2)], [("lithium", 1), ("tungsten", 1)]]
    assert cells(shelf, "metals", lang="zh") == [[("钨", 2)], [("锂", 1), ("钨", 1)]]
    assert cells(shelf, "instruments", lang="zh") == [[("储备", 1)], [("储备", 1)]]
    assert cells(shelf, "challenges", lang="zh") == [[("未归类", 1)], [("未归类", 1)]]
    assert cells(shelf, "recommendations") == [
        [("建议扩大钨储备。", 1)],
        [("States should begin stockpiling tungsten.", 1)],
    ]
    assert shelf.table(lang="zh").heading("metals") == "矿种"
    assert [row.cells["year"] for row in shelf.table().rows] == [2020, 2020]


def test_every_quote_is_that_of_its_finding(shelf: Library) -> None:
    quotes = {found.id: (found.page, found.quote.strip()) for found in shelf.findings()}
    seen = [(quote.id, (quote.page, quote.text)) for _, _, _, quote in shelf.table().quotes()]
    assert seen
    assert all(quotes[id_] == said for id_, said in seen)


def test_rejected_findings_are_never_counted_and_accepted_ones_alone_where_asked(shelf: Library) -> None:
    shelf.judge(finding(shelf, "建议扩大钨储备。"), "reject")
    shelf.judge(finding(shelf, "The country lacks lithium."), "accept")
    assert cells(shelf, "instruments") == [[], [("stockpile", 1)]]
    assert cells(shelf, "metals") == [[("tungsten", 1)], [("lithium", 1), ("tungsten", 1)]]
    assert cells(shelf, "metals", accepted=True) == [[("lithium", 1)]]


def test_what_was_corrected_is_accepted_and_what_was_called_the_other_kind_is_not(shelf: Library) -> None:
    lithium, tungsten = finding(shelf, "The country lacks lithium."), finding(shelf, "建议扩大钨储备。")
    shelf.judge(lithium, "correct", words="lacks lithium")
    shelf.judge(tungsten, "relabel", "challenge")
    assert cells(shelf, "metals", accepted=True) == [[("lithium", 1)]]
    shelf.judge(tungsten, "correct", words="扩大钨储备")
    assert cells(shelf, "metals", accepted=True) == [[("lithium", 1)]]
    assert tungsten in [one.id for paper in shelf.papers() for one in paper.challenges]


def test_what_a_person_called_the_other_kind_is_counted_as_that(shelf: Library) -> None:
    shelf.judge(finding(shelf, "The country lacks lithium."), "relabel", "recommendation")
    _, recommendations = cells(shelf, "recommendations")
    assert ("The country lacks lithium.", 1) in recommendations
    assert cells(shelf, "challenges")[1] == []


def test_what_two_languages_say_is_counted_once_in_the_one_that_stands(shelf: Library) -> None:
    zh, en = finding(shelf, "建议扩大钨储备。"), finding(shelf, "States should begin stockpiling tungsten.")
    shelf.connection.execute(
        """INSERT INTO links SELECT s.key, t.key, 'translation_of', 1 FROM findings s, findings t
        WHERE s.id = ? AND t.id = ?""",
        [en, zh],
    )
    assert cells(shelf, "instruments") == [[("stockpile", 1)], []]
    shelf.judge(zh, "reject")
    assert cells(shelf, "instruments") == [[], [("stockpile", 1)]]


def test_a_query_narrows_papers_and_findings(shelf: Library) -> None:
    assert cells(shelf, "metals", query="lithium") == [[("lithium", 1)]]
    assert cells(shelf, "metals", query="锂") == [[("lithium", 1)]]
    assert cells(shelf, "metals", query="in:text 价格") == [[("tungsten", 2)]]
    assert cells(shelf, "metals", query="indium") == []


@pytest.mark.parametrize(
    ("section", "text", "method"),
    [
        ("abstract", "本文采用物质流分析研究铟。", "物质流分析"),
        ("method", "物质流分析以年为步长。", "物质流分析"),
        ("title", "铟的物质流分析", "物质流分析"),
        ("abstract", "We conduct a life cycle assessment of tin.", "生命周期评价"),
        ("method", "A panel regression was run.", "计量经济"),
        ("introduction", "This paper compares three countries.", "比较研究"),
    ],
)
def test_a_method_is_read_where_a_paper_tells_what_it_does(
    tmp_path: Path, section: str, text: str, method: str
) -> None:
    connection = library(tmp_path / "lib.db", text)
    mark(connection, text.rstrip("。."), section)
    connection.close()
    with Library(tmp_path / "lib.db") as shelf:
        (row,) = shelf.table(lang="zh").rows
    (entry,) = (cell for cell in row.cells["method"] if isinstance(cell, Entry))  # type: ignore[union-attr]
    assert (entry.name, entry.quotes[0].text, entry.quotes[0].kind) == (method, text, section)


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("abstract", "投入产出分析常见于文献。"),
        ("introduction", "Life cycle assessments of tin are rare."),
        ("references", "We conduct a life cycle assessment."),
    ],
)
def test_the_methods_of_others_are_not_those_of_a_paper(tmp_path: Path, section: str, text: str) -> None:
    connection = library(tmp_path / "lib.db", text)
    mark(connection, text.rstrip("。."), section)
    connection.close()
    with Library(tmp_path / "lib.db") as shelf:
        assert cells(shelf, "method") == [[]]


def test_metals_of_title_and_abstract_are_counted_outside_findings(tmp_path: Path) -> None:
    connection = library(tmp_path / "lib.db", "铟的供给。本文讨论铟。铟价波动。")
    mark(connection, "铟的供给", "title")
    mark(connection, "本文讨论铟", "abstract")
    connection.close()
    with Library(tmp_path / "lib.db") as shelf:
        assert cells(shelf, "metals") == [[("indium", 2)]]


def test_what_cannot_be_made_is_refused(shelf: Library) -> None:
    with pytest.raises(TableError, match="'colour' is no column; there are document"):
        shelf.table(columns=("document", "colour"))
    with pytest.raises(TableError, match="needs columns"):
        shelf.table(columns=())
    with pytest.raises(TableError, match="nothing to look for"):
        shelf.table(query=" ")


def test_a_column_asked_for_twice_stands_once(shelf: Library) -> None:
    assert make_table(shelf._opened, columns=("year", "document", "year")).columns == ("year", "document")


def test_what_was_corrected_is_quoted_in_the_right_words(shelf: Library) -> None:
    shelf.judge(finding(shelf, "States should begin stockpiling tungsten."), "correct", words="begin stockpiling")
    (cell,) = [row.cells["recommendations"] for row in make_table(shelf._opened).rows[1:]]
    assert isinstance(cell, tuple)
    assert [quote.text for entry in cell for quote in entry.quotes] == ["begin stockpiling"]
