"""Fields of a query: which findings, and with `in:text` which sentences, each lets through."""

import sqlite3
from collections.abc import Iterator

import pytest
from shelf import PAPERS, shelf

from corpus.opened import Opened
from corpus.search import search
from corpus.verdicts import Decision, judge


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = shelf(tmp_path_factory.mktemp("filters") / "test.db", *PAPERS)
    ids = dict(connection.execute("SELECT quote, id FROM findings"))
    judge(
        connection,
        [
            Decision(id=ids["钨资源不足。"], verdict="reject"),
            Decision(id=ids["商务部应当建立镓储备。"], verdict="reject"),
            Decision(id=ids["Other authors may drop the plan."], verdict="relabel", label="challenge"),
        ],
    )
    judge(connection, [Decision(id=ids["商务部应当建立镓储备。"], verdict="accept")])
    judge(connection, [Decision(id=ids["钨资源不足。"], verdict="note", note="look again")])
    yield connection
    connection.close()


def beginnings(connection: sqlite3.Connection, query: str) -> set[str]:
    """The first four characters or words of what holds all that was asked."""
    results = search(Opened(connection), query, limit=100)
    assert "plain words" not in results.explain()
    quotes = [hit.quote for hit in results[: results.total]]
    return {" ".join(quote.split()[:2]) if quote.isascii() else quote[:4] for quote in quotes}


ZH_GA, ZH_MOFCOM, ZH_BUREAU = "镓出口面", "商务部应", "地方矿务"
EN_GA, EN_MOFCOM, EN_DROP = "Prices of", "The Ministry", "Other authors"
PORT, AUSTRALIA, FUNDING, ZH_W = "Copper depends", "Australia enacted", "Funding for", "钨资源不"
FIRST = {ZH_GA, ZH_MOFCOM, ZH_BUREAU}
SECOND = {EN_GA, EN_MOFCOM, EN_DROP}
THIRD = {PORT, AUSTRALIA, FUNDING}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("metal:Ga", {ZH_GA, ZH_MOFCOM, EN_GA, EN_MOFCOM}),
        ("metal:gallium", {ZH_GA, ZH_MOFCOM, EN_GA, EN_MOFCOM}),
        ("金属：镓", {ZH_GA, ZH_MOFCOM, EN_GA, EN_MOFCOM}),
        ("metal:Cu,W", {PORT, ZH_W}),
        ("metal:W", {ZH_W}),  # that the rest of a sentence names tungsten does not make a finding one on it
        ("metal:REE", {PORT, AUSTRALIA, FUNDING}),
        ("metal:Nd", {PORT, AUSTRALIA}),
        ("kind:challenge", {ZH_GA, EN_GA, PORT, FUNDING, ZH_W}),
        ("类型:建议", {ZH_MOFCOM, ZH_BUREAU, EN_MOFCOM, EN_DROP, AUSTRALIA}),
        ("kind:challenge,recommendation", {*FIRST, *SECOND, *THIRD, ZH_W}),
        ("theme:stockpile-reserve", {ZH_MOFCOM, ZH_BUREAU, EN_MOFCOM, AUSTRALIA}),
        ("主题:储备", {ZH_MOFCOM, ZH_BUREAU, EN_MOFCOM, AUSTRALIA}),
        ("theme:price-market,stockpile-reserve", {ZH_GA, EN_GA, ZH_MOFCOM, ZH_BUREAU, EN_MOFCOM, AUSTRALIA}),
        ("actor:mofcom", {ZH_MOFCOM, EN_MOFCOM}),
        ('actor:"Ministry of Commerce"', {ZH_MOFCOM, EN_MOFCOM}),
        ("主体：商务部", {ZH_MOFCOM, EN_MOFCOM}),
        ("actor:矿务局", {ZH_BUREAU}),
        ("actor:mofcom,矿务局", {ZH_MOFCOM, EN_MOFCOM, ZH_BUREAU}),
        ("actor:局", {ZH_BUREAU}),
        ("place:CN", {ZH_BUREAU, EN_MOFCOM}),
        ("地区:中国", {ZH_BUREAU, EN_MOFCOM}),
        ("year:2016", FIRST),
        ("year:2016,2024", FIRST | THIRD),
        ("year:2016..2020", FIRST | SECOND),
        ("year:2020..2016", FIRST | SECOND),
        ("year:2016-2020", FIRST | SECOND),
        ("年份：2016至2020", FIRST | SECOND),
        ("year:2020..", SECOND | THIRD),
        ("year:..2019", FIRST),
        ("year:1990", set()),
        ("lang:zh", {*FIRST, ZH_W}),
        ("语言:英文", SECOND | THIRD),
        ("source:report.pdf", SECOND),
        ('source:"my report.pdf"', THIRD),
        ("source:report*", SECOND),
        ("source:*report.pdf", SECOND | THIRD),
        ('source:"镓锗（修订）.pdf"', FIRST),
        ('source:"a,b.txt"', {ZH_W}),
        ("source:magnets", THIRD),
        ("文献:储备", FIRST),
        ('source:"journal of ores"', SECOND),
        ("source:自然资源部", {ZH_W}),
        ("author:王石", FIRST),
        ('author:"Wang Shi"', FIRST),
        ("作者:王", FIRST),
        ("author:Li", SECOND | THIRD),
        ('author:"li wei"', SECOND | THIRD),
        ('author:"Li Weimin"', THIRD),
        ("author:自然资源部", {ZH_W}),
        ("author:Weimin", THIRD),
        ("section:abstract", {ZH_GA, EN_GA}),
        ("章节:摘要,结论", {ZH_GA, EN_GA, EN_MOFCOM}),
        ("section:conclusion", {EN_MOFCOM}),
        ("stance:reported", {EN_MOFCOM}),
        ("立场:rejected,enacted", {EN_DROP, AUSTRALIA}),
        ("strength:must", {ZH_BUREAU}),
        ("力度:should,may", {ZH_MOFCOM, EN_MOFCOM, EN_DROP}),
        ("verdict:accept", {ZH_MOFCOM}),
        ("verdict:reject", {ZH_W}),
        ("判定:relabel,reject", {EN_DROP, ZH_W}),
        ("verdict:none lang:zh", {ZH_GA, ZH_BUREAU}),
        ("verdict:none,accept lang:zh", FIRST),
        ("-year:2016", SECOND | THIRD | {ZH_W}),
        ("-lang:zh -metal:Ga", {EN_DROP, *THIRD}),
        ("-(year:2016 OR year:2020)", THIRD | {ZH_W}),
        ("year:2016 OR metal:W", FIRST | {ZH_W}),
        ("metal:Ga|metal:Cu", {ZH_GA, ZH_MOFCOM, EN_GA, EN_MOFCOM, PORT}),
        ("stockpile year:2020", {EN_MOFCOM}),
        # What is excluded may stand in the rest of the sentence, however the query is put.
        ("rare earths -tungsten", THIRD),
        ("year:2024 -tungsten", THIRD),
        ("-tungsten -lang:zh", SECOND | THIRD),
        ("-(tungsten OR year:2020)", FIRST | THIRD),
        ("-(tungsten OR year:2020) -lang:zh", THIRD),
        ("rare earths tungsten", {FUNDING}),
        ("储备 metal:Ga lang:en", {EN_MOFCOM}),
    ],
)
def test_a_field_lets_findings_through(connection: sqlite3.Connection, query: str, found: set[str]) -> None:
    assert beginnings(connection, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("metal:W", {"Funding for", "Tungsten is", ZH_W, "钨、铜并"}),
        ("kind:challenge", {ZH_GA, EN_GA, PORT, FUNDING, ZH_W}),
        ("kind:recommendation year:2016", {ZH_MOFCOM, ZH_BUREAU}),
        ("theme:price-market", {ZH_GA, EN_GA}),
        ("actor:商务部", {ZH_MOFCOM, EN_MOFCOM}),
        ("actor:矿务局", {ZH_BUREAU}),
        ("year:2024", THIRD | {"Tungsten is"}),
        ("lang:zh year:2020", {"铜价平稳"}),
        ("source:report.pdf metal:Ge", {EN_GA, "Germanium is"}),
        ("author:王石 section:引言", {"镓的用途"}),
        ("section:background", {"Germanium is"}),
        ("stance:enacted,reported", {EN_MOFCOM, AUSTRALIA}),
        ("strength:must", {ZH_BUREAU}),
        ("verdict:reject", {ZH_W}),
        ("-verdict:none kind:challenge,recommendation", {ZH_MOFCOM, EN_DROP, ZH_W}),
        ("-kind:challenge year:2024", {AUSTRALIA, "Tungsten is"}),
        ("copper -metal:W", {PORT, "铜价平稳"}),
    ],
)
def test_a_field_lets_sentences_through(connection: sqlite3.Connection, query: str, found: set[str]) -> None:
    assert beginnings(connection, f"in:text {query}") == found


@pytest.mark.parametrize(
    "query",
    ["year:soon", "year:20..30", "kind:rumour", "lang:fr", "section:cover", "stance:loud", "strength:will",
     "verdict:maybe", "metal:unobtainium", "theme:weather", "in:dreams", "kind:challenge,rumour"],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_words_with_a_note(connection: sqlite3.Connection, query: str) -> None:
    assert f"({query} read as plain words)" in search(Opened(connection), query).explain()


@pytest.mark.parametrize("query", ["metal:Ga,unobtainium", "theme:stockpile-reserve,weather"])
def test_a_value_that_nothing_is_called_is_told(connection: sqlite3.Connection, query: str) -> None:
    results = search(Opened(connection), query)
    assert results.total == search(Opened(connection), query.partition(",")[0]).total
    assert query.partition(",")[2] in results.explain()
