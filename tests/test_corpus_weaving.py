"""Threads are woven: what says the same comes together, whatever the language and the order of reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library, record
from sqlite_utils import Database

from corpus import alike, thread_decisions, weaving
from corpus.store import store

RECYCLE = "Companies should recycle lithium from used batteries."
RECYCLE_ZH = "建议企业从废旧电池中回收锂。"
RECOVER = "Companies should recover lithium from spent batteries."
STOCK = "The state should build a strategic stockpile of tungsten against supply disruption."
STOCK_ZH = "建议国家建立钨战略储备，以应对供应中断。"
STOCK_LITHIUM = "The state should build a strategic stockpile of lithium against supply disruption."
BUILT = "The strategic stockpile of tungsten was built in 2021."
SCRAP, SCRAP_ZH = "This should be done.", "建议如此。"
YEARS = {RECOVER: 2012, RECYCLE: 2018, RECYCLE_ZH: 2021, STOCK: 2010, STOCK_ZH: 2016}
SHELF = (RECYCLE, RECYCLE_ZH, RECOVER, STOCK, STOCK_ZH, STOCK_LITHIUM)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = library(tmp_path / "lib.db")
    yield connection
    connection.close()


def read(connection: sqlite3.Connection, *texts: str) -> None:
    """Read documents in, each in the place of an earlier reading of the same text."""
    for text in texts:
        store(Database(connection), record(text), Path("paper.txt"))
        connection.execute("UPDATE documents SET year = ? WHERE key = (SELECT max(document) FROM findings)", [2020])
    for text, year in YEARS.items():
        connection.execute(
            "UPDATE documents SET year = ? WHERE key IN (SELECT document FROM document_texts WHERE text = ?)",
            [year, text],
        )


def woven(connection: sqlite3.Connection) -> set[frozenset[str]]:
    """The quotes of every thread."""
    threads: dict[int, set[str]] = {}
    for thread, quote in connection.execute(
        "SELECT t.thread, f.quote FROM thread_findings t JOIN findings f ON f.key = t.finding"
    ):
        threads.setdefault(thread, set()).add(quote.strip())
    return {frozenset(quotes) for quotes in threads.values()}


def thread_of(connection: sqlite3.Connection, quote: str) -> int:
    rows = connection.execute(
        "SELECT thread FROM thread_findings t JOIN findings f ON f.key = t.finding WHERE f.quote = ?", [quote]
    )
    return int(rows.fetchone()[0])


def key_of(connection: sqlite3.Connection, quote: str) -> int:
    return int(connection.execute("SELECT key FROM findings WHERE quote = ?", [quote]).fetchone()[0])


def events(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Which recommendations sentences tell of."""
    return set(
        connection.execute(
            """SELECT f.quote, s.text FROM thread_events e JOIN findings f ON f.key = e.finding
            JOIN sentences s ON s.key = e.sentence"""
        )
    )


TOGETHER = {frozenset({RECYCLE, RECYCLE_ZH, RECOVER}), frozenset({STOCK, STOCK_ZH}), frozenset({STOCK_LITHIUM})}


def test_what_says_the_same_in_either_language_joins_one_thread(connection: sqlite3.Connection) -> None:
    read(connection, *SHELF)
    assert weaving.refresh(connection) == 6
    assert woven(connection) == TOGETHER
    scores = [score for (score,) in connection.execute("SELECT score FROM thread_findings")]
    assert len(scores) == 6
    assert all(weaving.LEAST <= score <= 1 for score in scores)


@pytest.mark.parametrize("texts", [SHELF, SHELF[::-1]], ids=["in order", "the other way round"])
def test_documents_read_one_by_one_join_the_threads_that_are_there(
    connection: sqlite3.Connection, texts: tuple[str, ...]
) -> None:
    for text in texts:
        read(connection, text)
        assert weaving.refresh(connection) == 1
    assert woven(connection) == TOGETHER


def test_a_document_whose_year_changes_is_woven_anew(connection: sqlite3.Connection) -> None:
    read(connection, STOCK, STOCK_ZH, BUILT)
    connection.execute("UPDATE documents SET year = NULL")
    weaving.refresh(connection)
    assert events(connection) == set()
    told = "key NOT IN (SELECT document FROM findings)"
    connection.execute(f"UPDATE documents SET year = iif({told}, 2021, 2018)")
    assert weaving.refresh(connection) == 3
    assert (STOCK, BUILT) in events(connection)
    assert woven(connection) == {frozenset({STOCK, STOCK_ZH})}
    connection.execute(f"UPDATE documents SET year = 2016 WHERE {told}")
    assert weaving.refresh(connection) == 1
    assert events(connection) == set()  # nothing is done before it is asked for
    connection.execute("UPDATE documents SET year = year, venue = 'Ores'")
    assert weaving.refresh(connection) == 0


@pytest.mark.parametrize("at_once", [1, 2, 32])
def test_documents_taken_together_make_the_same_threads(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(weaving, "AT_ONCE", at_once)
    monkeypatch.setattr(weaving, "_FIRST_ROOM", 1)  # the table grows
    told: list[tuple[int, int]] = []
    read(connection, *SHELF)
    weaving.refresh(connection, lambda done, of: told.append((done, of)))
    assert woven(connection) == TOGETHER
    assert told == [(min(done, 6), 6) for done in range(at_once, 6 + at_once, at_once)]


def test_two_findings_of_one_document_may_say_the_same(connection: sqlite3.Connection) -> None:
    read(connection, RECYCLE + RECYCLE_ZH)
    weaving.refresh(connection)
    assert woven(connection) == {frozenset({RECYCLE, RECYCLE_ZH})}


def test_what_is_about_another_metal_stays_apart(connection: sqlite3.Connection) -> None:
    read(connection, STOCK, STOCK_LITHIUM, STOCK.replace("tungsten", "indium"))
    weaving.refresh(connection)
    assert len(woven(connection)) == 3


def test_a_challenge_and_a_recommendation_are_never_one_thread(connection: sqlite3.Connection) -> None:
    both = "The state lacks a strategic stockpile of tungsten and should build one."
    read(connection, both)
    weaving.refresh(connection)
    rows = connection.execute(
        """SELECT h.kind, f.kind FROM thread_findings t JOIN threads h ON h.key = t.thread
        JOIN findings f ON f.key = t.finding"""
    ).fetchall()
    assert sorted(rows) == [("challenge", "challenge"), ("recommendation", "recommendation")]


@pytest.mark.parametrize("scrap", [SCRAP, SCRAP_ZH])
def test_short_scraps_join_nothing(connection: sqlite3.Connection, scrap: str) -> None:
    read(connection, f"{scrap} Tungsten.", f"{scrap} Lithium.")
    weaving.refresh(connection)
    assert connection.execute("SELECT count(DISTINCT thread), count(*) FROM thread_findings").fetchone() == (2, 2)


@pytest.mark.parametrize(
    ("metals", "threads"), [("", 2), ("Tungsten is heavy. Lithium is light. Indium is soft.", 1)], ids=["none", "some"]
)
def test_what_names_nothing_of_the_field_joins_only_in_papers_about_metals(
    connection: sqlite3.Connection, metals: str, threads: int
) -> None:
    general = "The ministry should publish better statistics of all companies every year."
    read(connection, f"{metals}{general}A.", f"{metals}{general}B.")
    weaving.refresh(connection)
    assert connection.execute("SELECT count(DISTINCT thread) FROM thread_findings").fetchone() == (threads,)


def test_a_document_read_again_leaves_its_thread_and_joins_it_anew(connection: sqlite3.Connection) -> None:
    read(connection, *SHELF)
    weaving.refresh(connection)
    thread = thread_of(connection, RECYCLE)
    read(connection, RECYCLE_ZH)
    assert woven(connection) == {frozenset({RECYCLE, RECOVER}), *TOGETHER - {frozenset({RECYCLE, RECYCLE_ZH, RECOVER})}}
    assert weaving.refresh(connection) == 1
    assert woven(connection) == TOGETHER
    assert thread_of(connection, RECYCLE_ZH) == thread_of(connection, RECYCLE) == thread


def test_a_thread_whose_only_document_is_read_again_leaves_no_empty_one(connection: sqlite3.Connection) -> None:
    read(connection, *SHELF)
    weaving.refresh(connection)
    read(connection, STOCK_LITHIUM)
    weaving.refresh(connection)
    assert woven(connection) == TOGETHER
    assert connection.execute("SELECT count(*) FROM threads").fetchone() == (3,)


def test_nothing_new_costs_nothing(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    read(connection, *SHELF)
    weaving.refresh(connection)
    changes = connection.total_changes
    monkeypatch.setattr(weaving, "_Weaver", None)  # it would be called
    assert weaving.refresh(connection) == 0
    assert connection.total_changes == changes


def test_an_empty_library_has_no_threads(connection: sqlite3.Connection) -> None:
    assert weaving.refresh(connection) == 0
    assert weaving.rebuild(connection) == 0


def test_a_document_without_findings_is_looked_at_once(connection: sqlite3.Connection) -> None:
    read(connection, "Tungsten is heavy.", "钨很重。")
    assert weaving.refresh(connection) == 2
    assert weaving.refresh(connection) == 0
    assert woven(connection) == set()


def test_what_was_packed_in_another_way_is_woven_anew(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(connection, *SHELF)
    weaving.refresh(connection)
    for module in (alike, weaving):
        monkeypatch.setattr(module, "FOLDING", "another")
    assert weaving.refresh(connection) == 6
    assert woven(connection) == TOGETHER


def test_findings_are_packed_in_the_order_of_their_text(connection: sqlite3.Connection) -> None:
    read(connection, STOCK + RECYCLE_ZH + SCRAP)
    weaving.refresh(connection)
    rows = alike.packed(connection)
    assert rows["key"].tolist() == sorted(key for (key,) in connection.execute("SELECT key FROM findings"))
    assert [bool(vector.any()) for vector in rows["vector"]] == [True, True, False]
    assert rows["lang"].tolist() == [1, 0, 1]


def test_what_fails_on_the_way_leaves_earlier_threads_whole(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(connection, RECYCLE)
    weaving.refresh(connection)
    read(connection, RECYCLE_ZH)

    def fail(*_: object, **__: object) -> float:
        raise RuntimeError("no power")

    with monkeypatch.context() as patched:
        patched.setattr(weaving, "probabilities", fail)
        with pytest.raises(RuntimeError):
            weaving.refresh(connection)
    assert woven(connection) == {frozenset({RECYCLE})}
    assert weaving.refresh(connection) == 1
    assert woven(connection) == {frozenset({RECYCLE, RECYCLE_ZH})}


AGAIN = ["woven anew", "read again", "both read again"]


def again(connection: sqlite3.Connection, how: str) -> None:
    """Weave all anew, or read papers again."""
    if how == "woven anew":
        weaving.rebuild(connection)
        return
    for text in SHELF if how == "both read again" else (SHELF[1], SHELF[4]):
        read(connection, text)
    weaving.refresh(connection)


@pytest.mark.parametrize("how", AGAIN)
def test_threads_that_a_person_merged_stay_one(connection: sqlite3.Connection, how: str) -> None:
    read(connection, *SHELF)
    weaving.refresh(connection)
    thread_decisions.merge(connection, thread_of(connection, RECYCLE), thread_of(connection, STOCK))
    merged = {frozenset({RECYCLE, RECYCLE_ZH, RECOVER, STOCK, STOCK_ZH}), frozenset({STOCK_LITHIUM})}
    assert woven(connection) == merged
    again(connection, how)
    assert woven(connection) == merged


@pytest.mark.parametrize("how", AGAIN)
def test_findings_that_a_person_took_out_stay_out(connection: sqlite3.Connection, how: str) -> None:
    read(connection, *SHELF)
    weaving.refresh(connection)
    thread_decisions.split(connection, [key_of(connection, RECYCLE_ZH)])
    apart = {*TOGETHER - {frozenset({RECYCLE, RECYCLE_ZH, RECOVER})}, frozenset({RECYCLE_ZH})}
    apart.add(frozenset({RECYCLE, RECOVER}))
    assert woven(connection) == apart
    again(connection, how)
    assert woven(connection) == apart


@pytest.mark.parametrize("how", AGAIN)
def test_what_was_taken_out_and_put_back_stays_in(connection: sqlite3.Connection, how: str) -> None:
    read(connection, *SHELF)
    weaving.refresh(connection)
    thread_decisions.split(connection, [key_of(connection, RECYCLE_ZH)])
    thread_decisions.merge(connection, thread_of(connection, RECYCLE), thread_of(connection, RECYCLE_ZH))
    assert woven(connection) == TOGETHER
    again(connection, how)
    assert woven(connection) == TOGETHER


@pytest.mark.parametrize("how", AGAIN)
def test_what_was_merged_and_taken_out_stays_out(connection: sqlite3.Connection, how: str) -> None:
    read(connection, *SHELF)
    weaving.refresh(connection)
    thread_decisions.merge(connection, thread_of(connection, RECYCLE), thread_of(connection, STOCK))
    thread_decisions.split(connection, [key_of(connection, quote) for quote in (STOCK, STOCK_ZH)])
    assert woven(connection) == TOGETHER
    again(connection, how)
    assert woven(connection) == TOGETHER


def test_a_later_finding_that_ties_two_threads_makes_them_one(connection: sqlite3.Connection) -> None:
    read(connection, RECYCLE, STOCK, STOCK_LITHIUM)
    weaving.refresh(connection)
    for quote in (RECYCLE, STOCK):
        thread_decisions.merge(connection, thread_of(connection, STOCK_LITHIUM), thread_of(connection, quote))
    weaving.rebuild(connection)
    assert woven(connection) == {frozenset({RECYCLE, STOCK, STOCK_LITHIUM})}
