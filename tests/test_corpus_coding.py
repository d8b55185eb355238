"""Coding sheets: instruments by metal and year, types, and PMC tables, all with the findings behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library

from corpus.coding import code_types, count_instruments
from corpus.library import Library
from corpus.pmc import horizon, is_policy_text, model
from models.policy import pmc_variables

ZH = "建议扩大钨储备和锂储备。面临进口依赖。应当回收铟。"
EN = "States should begin stockpiling tungsten."


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    library(tmp_path / "lib.db", ZH, EN).close()
    with Library(tmp_path / "lib.db") as shelf:
        yield shelf


def part(shelf: Library, words: str, role: str, quote: str, concept: str | None = None) -> None:
    (key,) = shelf.connection.execute("SELECT key FROM findings WHERE quote LIKE ?", [f"%{words}%"]).fetchone()
    (position,) = shelf.connection.execute("SELECT count(*) FROM finding_parts WHERE finding = ?", [key]).fetchone()
    shelf.connection.execute(
        "INSERT INTO finding_parts VALUES (?, ?, ?, 0, 1, ?, ?)", [key, position, role, quote, concept]
    )


def test_counts_of_recommendations_and_documents_by_instrument_metal_and_year(shelf: Library) -> None:
    counts = count_instruments(shelf.papers())
    told = [(one.instrument, one.metal, one.year, len(one.documents), len(one.quotes)) for one in counts]
    assert told == [
        ("stockpile-reserve", "Li", 2020, 1, 1),
        ("stockpile-reserve", "W", 2020, 2, 2),
        (None, "In", 2020, 1, 1),
    ]
    ids = {finding.id for finding in shelf.findings(kind="recommendation")}
    assert {quote.id for one in counts for quote in one.quotes} == ids


def test_what_names_no_metal_may_take_those_of_the_title(tmp_path: Path) -> None:
    connection = library(tmp_path / "lib.db", "钨的供给。建议扩大储备。")
    connection.execute("UPDATE sentences SET section = 'title' WHERE text LIKE '钨的供给%'")
    connection.close()
    with Library(tmp_path / "lib.db") as shelf:
        assert [one.metal for one in count_instruments(shelf.papers())] == [None]
        assert [one.metal for one in count_instruments(shelf.papers(), title_metals=True)] == ["W"]


def test_stances_are_chosen_and_what_a_text_rejects_is_never_counted(shelf: Library) -> None:
    shelf.connection.execute("UPDATE findings SET stance = 'rejected' WHERE lang = 'en'")
    shelf.connection.execute("UPDATE findings SET stance = 'enacted' WHERE quote LIKE '%铟%'")
    assert {row.finding.lang for row in code_types(shelf.papers())} == {"zh"}
    assert [row.finding.quote for row in code_types(shelf.papers(), stances=["enacted"])] == ["应当回收铟。"]


def test_a_recommendation_has_the_type_of_each_of_its_instruments(shelf: Library) -> None:
    first, other, _ = code_types(shelf.papers())
    assert first.type is not None
    assert (first.instrument, first.type.side.id, first.type.type.id) == ("stockpile-reserve", "demand", "stockpiling")
    assert (other.instrument, other.type) == (None, None)
    assert first.as_dict()["id"] == first.finding.id


@pytest.mark.parametrize(
    ("deadline", "years"),
    [
        ("到2025年", 4.0), ("2022年底前", 1.0), ("五年内", 5.0), ("用两年时间", 2.0), ("三个月内", 0.25),
        ("by 2030", 9.0), ("by December 2024", 3.0), ("within 24 months", 2.0), ("within two years", 2.0),
        ("within a year", 1.0), ("尽快", None), ("soon", None), ("since 2010", None),
    ],
)  # fmt: skip
def test_how_far_a_deadline_lies_ahead(deadline: str, years: float | None) -> None:
    assert horizon(deadline, 2021) == years


def test_a_pmc_table_has_ones_with_quotes_and_adds_up_means(shelf: Library) -> None:
    part(shelf, "扩大钨储备", "deadline", "到2025年")
    part(shelf, "扩大钨储备", "target", "十万吨")
    part(shelf, "扩大钨储备", "actor", "各级政府", "actor:local-government")
    part(shelf, "扩大钨储备", "place", "江西", "place:CN-36")
    shelf.connection.execute("UPDATE findings SET strength = 'should' WHERE kind = 'recommendation'")
    shelf.connection.execute("UPDATE documents SET issuer = '自然资源部' WHERE lang = 'zh'")
    zh, en = model(shelf.connection, shelf.papers())
    ones = {variable.id for variable in pmc_variables() if zh.value(variable)}
    assert ones == {
        "X1:2", "X1:6", "X2:2", "X3:2", "X4:3", "X5:3", "X6:1", "X6:2", "X7:2", "X9:1", "X9:2", "X10:1", "X10:2",
    }  # fmt: skip
    assert zh.index == pytest.approx(2 / 6 + 1 / 3 + 1 / 4 + 1 / 3 + 1 / 8 + 1 + 1 / 6 + 0 + 2 / 3 + 1, abs=0.01)
    assert zh.level.en == "low consistency"
    ids = {finding.id for finding in shelf.findings()}
    quotes = [quote for said in zh.quotes.values() for quote in said if quote.kind != "issuer"]
    assert {quote.id for quote in quotes} <= ids
    assert zh.quotes["X3:2"][0].text == "自然资源部"
    assert en.index < zh.index


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院办公厅", "X3:1"), ("自然资源部、财政部", "X3:2"), ("国家发展和改革委员会", "X3:2"),
        ("江西省自然资源厅", "X3:3"), ("赣州市人民政府", "X3:3"), ("中国有色金属工业协会", "X3:4"),
        ("European Commission", "X3:1"), ("Congress of the United States", "X3:1"), ("Department of Energy", "X3:2"),
        ("Congressional Research Service", "X3:4"), ("County of Ore", "X3:3"),
    ],
)  # fmt: skip
def test_the_level_of_an_issuer(shelf: Library, issuer: str, level: str) -> None:
    shelf.connection.execute("UPDATE documents SET issuer = ?", [issuer])
    one = model(shelf.connection, shelf.papers())[0]
    ones = [variable.id for variable in pmc_variables() if variable.main.id == "X3" and one.value(variable)]
    assert ones == [level]


@pytest.mark.parametrize(
    ("title", "number", "venue", "policy"),
    [
        ("关于印发《矿产保障规划（2021—2025年）》的通知", None, None, True),
        ("矿产资源管理办法（试行）", None, None, True),
        ("A National Strategy for Minerals", None, None, True),
        ("年度公报", "矿保〔2021〕18号", None, True),
        ("矿产资源规划的影响研究", None, None, False),
        ("A National Strategy for Minerals", None, "Journal of Ores", False),
        ("Wires and Cathodes", "Policy Brief 07", None, False),
    ],
)
def test_policy_texts_are_told_from_studies(
    shelf: Library, title: str, number: str | None, venue: str | None, policy: bool
) -> None:
    shelf.connection.execute("UPDATE documents SET title = ?, document_number = ?, venue = ?", [title, number, venue])
    assert is_policy_text(shelf.documents()[0]) is policy
