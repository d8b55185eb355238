"""Facets: what is counted is what a search narrowed to it finds."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import PAPERS, Line, Paper, shelf

from corpus.facets import FACETS
from corpus.fieldvalues import filter_values
from corpus.opened import Opened
from corpus.query import Field
from corpus.search import search
from extract.sections import SECTIONS
from extract.types import Metadata


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = shelf(tmp_path_factory.mktemp("facets") / "test.db", *PAPERS)
    yield connection
    connection.close()


def assert_counts_are_found(connection: sqlite3.Connection, query: str) -> None:
    """Every count of every facet is what the search finds that is narrowed to it."""
    results = search(Opened(connection), query)
    assert results.total
    for name in FACETS:
        for count in results.facets[name]:
            narrowed = search(Opened(connection), f"({query}) {count.query}", limit=100)
            told = (name, count.query, narrowed.explain())
            assert (told, narrowed.total) == (told, count.count)
            if name != "source":  # a source may be a name that several files have
                assert "plain words" not in narrowed.explain()


@pytest.mark.parametrize("scope", ["", "in:text "])
@pytest.mark.parametrize(
    "query",
    [
        "year:1900..2100 OR author:自然资源部",
        "gallium",
        "储备",
        "metal:REE",
        "-copper",
        "镓 OR 铜",
        "lang:en -metal:Ga",
        "rare earths",
    ],
)
def test_a_facet_counts_what_a_filter_on_it_finds(connection: sqlite3.Connection, query: str, scope: str) -> None:
    assert_counts_are_found(connection, scope + query)


def values(connection: sqlite3.Connection, query: str, name: str) -> list[tuple[str, int]]:
    """The values of a facet and their counts."""
    return [(count.value, count.count) for count in search(Opened(connection), query).facets[name]]


@pytest.mark.parametrize(
    ("query", "name", "counted"),
    [
        ("镓", "metal", [("metal:Ga", 4), ("metal:Ge", 1)]),
        ("镓 in:text", "metal", [("metal:Ga", 5), ("metal:Ge", 1)]),
        ("镓", "kind", [("challenge", 2), ("recommendation", 2)]),
        ("lang:zh in:text", "kind", [("challenge", 2), ("recommendation", 2)]),
        ("储备", "theme", [("instrument:stockpile-reserve", 4)]),
        ("储备", "actor", [("actor:mofcom", 2)]),
        ("储备", "place", [("place:CN", 2), ("place:AU", 1)]),
        ("储备", "year", [("2016", 2), ("2020", 1), ("2024", 1)]),
        ("储备", "lang", [("en", 2), ("zh", 2)]),
        ("储备", "source", [("镓锗（修订）.pdf", 2), ("my report.pdf", 1), ("report.pdf", 1)]),
        ("magnets", "author", [("A. Stone", 1), ("Li Wei", 1), ("Li Weimin", 1)]),
        ("储备", "section", [("recommendations", 2), ("body", 1), ("conclusions", 1)]),
        ("储备", "stance", [("own", 2), ("enacted", 1), ("reported", 1)]),
        ("储备", "strength", [("should", 2), ("must", 1)]),
        ("储备 in:text", "strength", []),
        ("储备 in:text", "stance", []),
        ("zirconium", "metal", []),
        ("", "metal", []),
    ],
)
def test_what_is_counted(connection: sqlite3.Connection, query: str, name: str, counted: list[tuple[str, int]]) -> None:
    assert values(connection, query, name) == counted


def test_facets_after_narrowing_are_those_of_the_narrower_search(connection: sqlite3.Connection) -> None:
    assert values(connection, "储备 year:2016", "lang") == [("zh", 2)]
    metals = [("metal:Ga", 1), ("metal:Nd", 1), ("metal:REE", 1)]
    assert values(connection, "储备 -year:2016", "metal") == metals


def test_a_label_is_for_a_person(connection: sqlite3.Connection) -> None:
    (first, *_) = search(Opened(connection), "镓").facets["metal"]
    assert first.as_dict() == {"value": "metal:Ga", "label": "gallium 镓", "count": 4, "query": "metal:Ga"}


def test_facets_are_a_mapping(connection: sqlite3.Connection) -> None:
    facets = search(Opened(connection), "镓").facets
    assert tuple(facets) == FACETS
    assert len(facets) == len(FACETS)
    assert list(facets.as_dict("lang", "kind")) == ["lang", "kind"]
    with pytest.raises(KeyError, match="colour"):
        facets["colour"]


def test_where_nothing_holds_all_the_facets_count_what_holds_some(connection: sqlite3.Connection) -> None:
    results = search(Opened(connection), "neodymium 镓")
    assert results.partly
    assert sum(count.count for count in results.facets["kind"]) == results.some


def test_every_section_can_be_asked_for() -> None:
    for section in SECTIONS:
        assert filter_values(Field("section", (section,), "")) == (section,)


FILES = (
    "tabs\tand more.pdf", "《钨》.pdf", "钨、锗，储备.pdf", "a (1).pdf", '"钨".pdf', "“钨”.pdf", "a[1].pdf",
    "-draft.pdf", "a|b.pdf", "OR.pdf", "年份：2015.pdf", "*.pdf",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_any_name_can_be_narrowed_to(tmp_path: Path, name: str) -> None:
    papers = [Paper((Line("钨资源不足。", "challenge"),), name=name), Paper((Line("镓、钨资源不足。", "challenge"),))]
    connection = shelf(tmp_path / "test.db", *papers)
    assert_counts_are_found(connection, "钨")
    connection.close()


names = st.sampled_from(
    [
        "Li Wei",
        "Li Weimin",
        "li wei",
        "Li, Wei",
        "Li",
        "王伟",
        "王伟明",
        "Ministry of Ores",
        "Ministry of Ores and Energy",
    ]
)
abouts = st.builds(
    Metadata,
    title=st.sampled_from([None, "report", "储备", "Li Wei"]),
    authors=st.lists(names, max_size=3).map(tuple),
    authors_alt=st.lists(names, max_size=2).map(tuple),
    issuer=st.one_of(st.none(), names),
    year=st.one_of(st.none(), st.integers(1998, 2003)),
)
lines = st.builds(
    Line,
    text=st.sampled_from(
        ["钨储备不足。", "稀土和钕短缺。", "Neodymium and tungsten lack.", "钨矿。", "Copper and gallium."]
    ),
    kind=st.sampled_from([None, "challenge", "recommendation"]),
    section=st.sampled_from([None, "abstract", "body"]),
    strength=st.sampled_from([None, "must"]),
)
files = st.sampled_from(["report.pdf", "my report.pdf", "report.pdf.txt", "REPORT.pdf", "report", "储备.pdf"])
papers = st.builds(Paper, lines=st.lists(lines, min_size=1, max_size=4).map(tuple), about=abouts, name=files)


@given(st.lists(papers, min_size=1, max_size=4), st.sampled_from(["", "in:text "]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_found_in_any_library(
    tmp_path_factory: pytest.TempPathFactory, made: list[Paper], scope: str
) -> None:
    connection = shelf(tmp_path_factory.mktemp("facets") / "test.db", *made)
    for query in (f"{scope}-copper", f"{scope}钨 OR rare earths"):
        if search(Opened(connection), query).total:
            assert_counts_are_found(connection, query)
    connection.close()


def test_thousands_of_sentences_are_counted(tmp_path: Path) -> None:
    text = "".join(f"钨储备面临不足{number}。" for number in range(2100))
    connection = library(tmp_path / "test.db", text)
    for query in ("in:text year:2020", "year:2020", "in:text 铟 OR (year:2020 钨)", "verdict:accept OR (year:2020 钨)"):
        results = search(Opened(connection), query)
        assert results.total == len(results.facets["lang"]) * 2100 == 2100
        assert [(count.value, count.count) for count in results.facets["metal"]] == [("metal:W", 2100)]
    connection.close()
