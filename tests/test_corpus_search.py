"""Searching: any word of the text is found, a concept in either language, and no query is an error."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import strategies
from factories import extracted, library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus import search as searching
from corpus.cjk import fold
from corpus.errors import StaleIndexError
from corpus.hits import Results
from corpus.opened import Opened
from corpus.record import make_record
from corpus.store import store
from extract.types import Span

TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。稀土应当有序开采。锂辉石价格稳定。",
    "The country lacks lithium. States should begin stockpiling tungsten. Rare-earth prices rose in spring.",
    "國家應當建立鎢儲備制度。 Import dependence of indium depends on one port.",
)

STATES = " States should begin stockpiling tungsten."
INDIUM = " Import dependence of indium depends on one port."
ON_TUNGSTEN = {"我国钨储备面临规模不足。", "建议扩大钨储备。", STATES, "國家應當建立鎢儲備制度。"}


def search(connection: sqlite3.Connection, query: str, **options: Any) -> Results:
    return searching.search(Opened(connection), query, **options)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = library(tmp_path_factory.mktemp("search") / "test.db", *TEXTS)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("锂", {"The country lacks lithium."}),
        ("钨", ON_TUNGSTEN),
        ("扩大", {"建议扩大钨储备。"}),
        ("tungsten stockpile", ON_TUNGSTEN),
        ("W stockpiles", ON_TUNGSTEN),
        ("钨储备", ON_TUNGSTEN),
        ("鎢儲備", ON_TUNGSTEN),
        ("钨储备规模", {"我国钨储备面临规模不足。"}),
        ("rare earth", {"稀土应当有序开采。"}),
        ("metal:钨 kind:challenge", {"我国钨储备面临规模不足。"}),
        ("metal:W kind:challenge", {"我国钨储备面临规模不足。"}),
        ("theme:stockpile-reserve states", {STATES, "國家應當建立鎢儲備制度。"}),
        ('"begin stockpiling"', {STATES}),
        ('"stockpiling begin"', set()),
        ("lack of lithium", {"The country lacks lithium."}),
        ("kind:challenge", {"我国钨储备面临规模不足。", "The country lacks lithium.", INDIUM}),
    ],
)  # fmt: skip
def test_findings_are_found_in_either_language(connection: sqlite3.Connection, query: str, quotes: set[str]) -> None:
    results = search(connection, query)
    assert {hit.quote for hit in results[: results.total]} == quotes


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("锂 in:text", {"锂辉石价格稳定。", "The country lacks lithium."}),
        ("in:text prices", {" Rare-earth prices rose in spring."}),
        ("in:text 稀土", {"稀土应当有序开采。", " Rare-earth prices rose in spring."}),
    ],
)
def test_every_sentence_is_found_in_the_text(connection: sqlite3.Connection, query: str, quotes: set[str]) -> None:
    assert {hit.quote for hit in search(connection, query)} >= quotes


def test_exact_finds_only_the_words_as_typed(connection: sqlite3.Connection) -> None:
    assert {hit.quote for hit in search(connection, "tungsten", exact=True)} == {
        " States should begin stockpiling tungsten."
    }
    assert not search(connection, "stockpile", exact=True)
    assert search(connection, "stockpiling", exact=True)


def test_what_holds_words_and_concept_comes_first(connection: sqlite3.Connection) -> None:
    assert search(connection, "tungsten")[0].lang == "en"
    assert search(connection, "钨储备制度")[0].quote == "國家應當建立鎢儲備制度。"


def test_a_query_that_nothing_fits_wholly_finds_what_fits_in_part(connection: sqlite3.Connection) -> None:
    results = search(connection, "lithium 制度")
    assert results.partly
    assert {hit.quote for hit in results[:2]} == {"The country lacks lithium.", "國家應當建立鎢儲備制度。"}


def test_a_part_comes_first_from_a_document_that_holds_the_rest(tmp_path: Path) -> None:
    texts = ("锂应当出口。", "出口。铟应当回收。锂应当回收。", "锂应当加工。")
    connection = library(tmp_path / "test.db", *texts)
    results = search(connection, "锂 出口 铟")
    connection.close()
    assert results.partly
    assert [hit.quote for hit in results if hit.missing == ("出口", "铟")] == ["锂应当回收。", "锂应当加工。"]


def test_a_metal_of_the_sentence_counts_less_than_one_of_its_own(tmp_path: Path) -> None:
    found = extracted("我国钨业应当：完善制度。钨应当储备。")
    item = replace(found.findings[0], span=Span(7, 11), quote="完善制度", metals=())
    connection = library(tmp_path / "test.db")
    rows = make_record(found.document, found.sentences, found.mentions, (item, found.findings[1]))
    store(Database(connection), rows, Path("paper.txt"))
    quotes = [hit.quote for hit in search(connection, "tungsten")]
    connection.close()
    assert quotes == ["钨应当储备。", "完善制度"]


def test_a_search_says_what_the_query_was_read_as(connection: sqlite3.Connection) -> None:
    assert search(connection, "tungsten 储备制度 kind:challenge").explain() == (
        "tungsten [tungsten 钨] + 储备制度 [reserve system | stockpile system | 储备 + 制度] + kind: challenge"
    )


def test_a_field_that_is_not_known_is_read_as_words(connection: sqlite3.Connection) -> None:
    results = search(connection, "port:one")
    assert [hit.quote for hit in results] == [INDIUM]
    assert "read as plain words" in results.explain()


def test_a_symbol_is_a_metal_only_in_its_own_case(connection: sqlite3.Connection) -> None:
    assert search(connection, "In").query.units[0].concepts == ("metal:In",)
    assert search(connection, "in").query.units[0].concepts == ()


def test_a_hit_has_its_place_and_marks(connection: sqlite3.Connection) -> None:
    (hit,) = search(connection, "规模")
    assert (hit.document, hit.title, hit.year, hit.page, hit.kind) == ("paper-0.txt", "Paper 0", 2020, 1, "challenge")
    assert (hit.metals, hit.themes) == (("W",), ("instrument:stockpile-reserve",))
    assert hit.marked() == "我国钨储备面临<mark>规模</mark>不足。"


def test_marks_stand_on_the_other_language_too(connection: sqlite3.Connection) -> None:
    marked = {hit.marked("[", "]") for hit in search(connection, "tungsten")}
    assert {" States should begin stockpiling [tungsten].", "國家應當建立[鎢]儲備制度。"} <= marked


def test_a_limit_cuts_the_hits_and_not_the_total(connection: sqlite3.Connection) -> None:
    results = search(connection, "钨", limit=1)
    assert (len(results), results.total) == (1, 4)
    with pytest.raises(ValueError, match="-1"):
        search(connection, "钨", limit=-1)


@given(strategies.queries, st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_an_error(connection: sqlite3.Connection, query: str, exact: bool) -> None:
    results = search(connection, query, exact=exact)
    assert len(results) <= results.total + results.some
    assert isinstance(results.explain(), str)


@pytest.mark.parametrize(
    "query", ["", "  ", "，。", '"', "in:text", '""', "-", "NOT", "*", "a:b:c", "NEAR(钨 储备, 2)", "钨 OR", "\x00"]
)
def test_odd_queries_are_read_as_words_or_nothing(connection: sqlite3.Connection, query: str) -> None:
    search(connection, query)


@given(st.lists(strategies.mixed.filter(lambda text: text.strip(" \n。.")), min_size=1, max_size=4), st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_chinese_piece_of_a_text_is_found(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    connection = library(tmp_path_factory.mktemp("recall") / "test.db", *texts)
    rows = connection.execute("SELECT text FROM sentences").fetchall()
    for (sentence,) in rows:
        start = data.draw(st.integers(0, len(sentence) - 1))
        piece = sentence[start : data.draw(st.integers(start + 1, min(len(sentence), start + 6)))]
        if set(piece) <= set(strategies.HAN) and piece:
            quoted = f'"{piece}" in:text'
            assert sentence in {hit.quote for hit in search(connection, quoted, exact=True, limit=1000)}
            assert sentence in {hit.quote for hit in search(connection, quoted, limit=1000)}
    connection.close()


@given(
    st.lists(
        st.sampled_from(["tungsten", "mines", "General", "café", "stockpiling", "LiFePO4", "in", "ores"]), min_size=1
    ),
    st.data(),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_run_of_english_words_is_found(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], data: st.DataObject
) -> None:
    connection = library(tmp_path_factory.mktemp("recall") / "test.db", " ".join(words))
    start = data.draw(st.integers(0, len(words) - 1))
    run = words[start : data.draw(st.integers(start + 1, len(words)))]
    assert fold(" ".join(run))
    for query in (f'"{" ".join(run)}" in:text', " ".join(run) + " in:text"):
        assert search(connection, query, exact=True).total == 1
    connection.close()


def test_a_chinese_phrase_that_no_text_holds_unbroken_is_cut_into_words(tmp_path: Path) -> None:
    connection = library(tmp_path / "test.db", "绛蓝釉彩应当保存。")
    cut, unbroken = search(connection, "釉彩绛蓝"), search(connection, "绛蓝釉彩")
    connection.close()
    assert "cut into words" in cut.explain()
    assert [hit.quote for hit in cut] == [hit.quote for hit in unbroken] == ["绛蓝釉彩应当保存。"]
    assert "cut into words" not in unbroken.explain()


def test_where_to_look_cannot_be_excluded(connection: sqlite3.Connection) -> None:
    results = search(connection, "钨 -in:text")
    assert results.query.scope == "findings"
    assert "excludes nothing" in results.explain()


def test_an_index_that_finds_what_is_gone_is_told_in_one_line(tmp_path: Path) -> None:
    connection = library(tmp_path / "test.db", *TEXTS)
    connection.execute("DELETE FROM findings WHERE quote LIKE '%indium%'")
    with pytest.raises(StaleIndexError, match="litlode index rebuild"):
        search(connection, "indium")
    connection.close()
