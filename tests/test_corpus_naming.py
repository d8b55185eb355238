"""Concepts are found again in stored texts when the lexicon has learned names: no file is read, findings stay."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import strategies
from factories import NAMINGS, extracted, library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus import naming
from corpus.concepts import Naming, know_namings
from corpus.library import Library
from corpus.naming import name_again
from corpus.opened import Opened
from corpus.search import search
from corpus.upkeep import check, rebuild
from extract import mentions as finding_mentions
from extract import tag  # noqa: F401 - it takes `find_mentions` as it is when loaded: not the one of a test
from extract.types import Mention, Span

TEXTS = (
    "我国钪资源面临供应不足。建议扩大钨储备。钪矿石价格上涨。",
    "The country lacks scandium. States should begin stockpiling tungsten and scandium.",
)
SCANDIUM = Naming(concept="metal:Sc", name_en="scandium", name_zh="钪", names=("Sc",))
PAPERS = {
    "zh.txt": "我国锑资源储备面临规模不足的问题，对外依存度高。\n建议：（1）扩大锑储备规模；"
    "（2）加强稀土和锂的回收利用；（3）完善锑的出口管制制度。\n钨价格稳定。\n",
    "en.txt": "Supply of antimony is at risk because the country depends on one mine.\n\nThe government should build a "
    "stockpile of antimony and should support the recycling of lithium batteries.\n\nTungsten prices rose in spring.\n",
}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = library(tmp_path / "test.db", *TEXTS)
    yield connection
    connection.close()


def known_mentions(text: str) -> tuple[Mention, ...]:
    """What the few names of `factories` find, as in reading."""
    return extracted(text).mentions


def learned_mentions(text: str) -> tuple[Mention, ...]:
    """The same by a lexicon that knows scandium too."""
    found = [Mention(Span(*match.span()), "metal:Sc", match[0]) for match in re.finditer("scandium|钪", text)]
    return tuple(sorted([*known_mentions(text), *found], key=lambda mention: mention.span))


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lexicon that has learned the names of scandium."""
    monkeypatch.setattr(finding_mentions, "find_mentions", learned_mentions)
    monkeypatch.setattr(naming, "know_lexicon", lambda db: know_namings(db, [*NAMINGS, SCANDIUM]))


def told(connection: sqlite3.Connection) -> list[list[Any]]:
    """What stands in the tables that are written anew."""
    return [
        connection.execute(sql).fetchall()
        for sql in (
            'SELECT document, sentence, concept, start, "end", page, quote FROM mentions ORDER BY document, start, 3',
            "SELECT finding, concept FROM finding_concepts ORDER BY 1, 2",
            "SELECT * FROM concept_names ORDER BY 1, 2, 3",
            "SELECT * FROM facet_rows ORDER BY 1",
        )
    ]


def quotes(connection: sqlite3.Connection, query: str) -> set[str]:
    return {hit.quote.strip() for hit in search(Opened(connection), query)}


@pytest.mark.usefixtures("learned")
def test_a_name_that_was_learned_is_found_in_stored_texts(connection: sqlite3.Connection) -> None:
    findings = connection.execute("SELECT * FROM findings ORDER BY key").fetchall()
    assert search(Opened(connection), "metal:Sc").total == 0
    named = search(Opened(connection), "scandium")
    assert {hit.quote.strip() for hit in named[: named.total]} == {"The country lacks scandium.", TEXTS[1][28:]}
    assert name_again(Database(connection)) == 2
    assert connection.execute("SELECT * FROM findings ORDER BY key").fetchall() == findings
    everything = {"我国钪资源面临供应不足。", "The country lacks scandium.", TEXTS[1][28:]}
    for query in ("metal:Sc", "scandium", "钪", "metal:钪"):
        assert quotes(connection, query) == everything
    assert quotes(connection, "scandium in:text") == {*everything, "钪矿石价格上涨。"}
    assert [(one.value, one.count) for one in search(Opened(connection), "scandium").facets["metal"]] == [
        ("metal:Sc", 3), ("metal:W", 1),
    ]  # fmt: skip
    assert list(check(connection)) == []


@pytest.mark.usefixtures("learned")
def test_a_mention_knows_its_sentence_its_page_and_its_words(connection: sqlite3.Connection) -> None:
    name_again(Database(connection))
    rows = connection.execute(
        """SELECT m.quote, substr(t.text, m.start + 1, m."end" - m.start), instr(s.text, m.quote) > 0, m.page
        FROM mentions m JOIN document_texts t ON t.document = m.document JOIN sentences s ON s.key = m.sentence
        WHERE m.concept = 'metal:Sc' ORDER BY m.document, m.start"""
    ).fetchall()
    assert rows == [("钪", "钪", 1, 1), ("钪", "钪", 1, 1), *[("scandium", "scandium", 1, 1)] * 2]


@pytest.mark.usefixtures("learned")
def test_verdicts_stay_with_their_findings(tmp_path: Path) -> None:
    library(tmp_path / "judged.db", *TEXTS).close()
    with Library(tmp_path / "judged.db") as shelf:
        first, second = shelf.findings()[:2]
        shelf.judge(first.id, "accept")
        shelf.judge(second.id, "relabel", "challenge")
        shelf.rebuild_index()
        again = shelf.findings()[:2]
        assert [(one.id, one.kind, one.verdict) for one in again] == [
            (first.id, "challenge", "accept"), (second.id, "recommendation", "relabel"),
        ]  # fmt: skip
        assert again[0].metals == ("Sc",)
        assert [hit.id for hit in shelf.search("verdict:accept scandium")] == [first.id]


def test_a_name_that_was_unlearned_is_no_longer_a_concept(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding_mentions, "find_mentions", lambda text: ())
    monkeypatch.setattr(naming, "know_lexicon", lambda db: know_namings(db, NAMINGS[1:]))
    assert quotes(connection, "metal:W") == {"建议扩大钨储备。", TEXTS[1][28:]}
    name_again(Database(connection))
    assert quotes(connection, "metal:W") == set()
    assert quotes(connection, "钨") >= {"建议扩大钨储备。"}
    assert list(check(connection)) == []


def test_what_stops_it_leaves_everything_as_it_was(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(text: str) -> tuple[Mention, ...]:
        if "scandium" in text:
            raise KeyboardInterrupt
        return learned_mentions(text)

    before = told(connection)
    monkeypatch.setattr(finding_mentions, "find_mentions", stopped)
    with pytest.raises(KeyboardInterrupt):
        name_again(Database(connection))
    assert told(connection) == before
    assert not connection.in_transaction
    assert list(check(connection)) == []


@given(st.lists(strategies.mixed.filter(lambda text: text.strip(" \n。.")), min_size=1, max_size=3))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_lexicon_finds_the_same_mentions(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    connection = library(tmp_path_factory.mktemp("same") / "test.db", *texts)
    before = told(connection)[0]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(finding_mentions, "find_mentions", known_mentions)
        name_again(Database(connection))
    assert told(connection)[0] == before
    assert list(check(connection)) == []
    connection.close()


def test_a_library_read_before_the_lexicon_knew_a_metal_becomes_what_it_would_be_now(tmp_path: Path) -> None:
    papers = [tmp_path / name for name in PAPERS]
    for paper in papers:
        paper.write_text(PAPERS[paper.name], encoding="utf-8")
    with Library(tmp_path / "test.db") as shelf:
        shelf.ingest(*papers, jobs=0)
        read = told(shelf.connection)
        wanted = [hit.as_dict() for hit in shelf.search("metal:Sb")]
        assert {hit["lang"] for hit in wanted} == {"zh", "en"}
        for paper in papers:
            paper.unlink()
        for table in ("mentions", "finding_concepts", "concept_names"):
            shelf.connection.execute(f"DELETE FROM {table} WHERE concept = 'metal:Sb'")
        rebuild(shelf.connection)
        assert not shelf.search("metal:Sb").total
        assert shelf.rebuild_index() == 2
        assert told(shelf.connection) == read
        assert [hit.as_dict() for hit in shelf.search("metal:Sb")] == wanted
        assert list(shelf.check_index()) == []
