"""Watches: a kept search tells each hit once, whatever becomes of the rows behind it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library, record
from sqlite_utils import Database

from corpus import rowsets
from corpus.errors import WatchError
from corpus.library import Library
from corpus.migrations import connect
from corpus.schema import MEANINGS, WATCH_SEEN
from corpus.schema_bibliography import BIBLIOGRAPHY
from corpus.schema_reviews import REVIEWS
from corpus.schema_screening import SCREENINGS
from corpus.schema_tracking import TRACKING
from corpus.schema_works import WORKS
from corpus.store import store
from corpus.watching import remember

ZH = "我国钨储备面临规模不足。建议扩大钨储备。稀土价格稳定。"
EN = "The country lacks lithium. States should begin stockpiling tungsten."
MORE_ZH = "钨的进口依赖应当降低。"
MORE_EN = "Tungsten supply depends on one port. Lithium is light."


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    library(tmp_path / "lib.db", ZH, EN).close()
    with Library(tmp_path / "lib.db") as shelf:
        yield shelf


def read(shelf: Library, text: str, name: str = "new.txt") -> None:
    """Read a text in, in the place of an earlier reading of the same text."""
    store(Database(shelf.connection), record(text), Path(name))


def quotes(shelf: Library, name: str = "w", **options: bool) -> set[str]:
    return {hit.quote.strip() for hit in shelf.run_watch(name, **options)}


ON_TUNGSTEN = {"我国钨储备面临规模不足。", "建议扩大钨储备。", "States should begin stockpiling tungsten."}


@pytest.mark.parametrize("query", ["钨", "tungsten", "metal:W"])
def test_the_first_run_gives_everything_in_both_languages_and_the_second_nothing(shelf: Library, query: str) -> None:
    shelf.watch("w", query)
    assert quotes(shelf) == ON_TUNGSTEN
    run = shelf.run_watch("w")
    assert (len(run), run.new, run.total) == (0, 0, 3)


@pytest.mark.parametrize("query", ["钨", "tungsten"])
@pytest.mark.parametrize(
    ("text", "new"), [(MORE_ZH, {MORE_ZH}), (MORE_EN, {"Tungsten supply depends on one port."})], ids=["zh", "en"]
)
def test_a_new_document_tells_only_its_own(shelf: Library, query: str, text: str, new: set[str]) -> None:
    shelf.watch("w", query)
    shelf.run_watch("w")
    read(shelf, text)
    assert quotes(shelf) == new
    assert quotes(shelf) == set()


@pytest.mark.parametrize("query", ["tungsten", "钨", "in:text tungsten", "钨 in:text"])
def test_a_document_read_again_tells_nothing_new(shelf: Library, query: str) -> None:
    shelf.watch("w", query)
    assert len(shelf.run_watch("w")) == 3
    keys = set(shelf.connection.execute("SELECT key FROM findings"))
    read(shelf, ZH)
    read(shelf, EN)
    assert not keys & set(shelf.connection.execute("SELECT key FROM findings"))
    run = shelf.run_watch("w")
    assert (len(run), run.total) == (0, 3)


def test_a_better_reading_tells_only_what_it_found_beyond_the_first(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "应当回收铟。铟必须登记。"
    read(shelf, text)
    shelf.watch("w", "铟")
    assert quotes(shelf) == {"应当回收铟。"}
    import re

    import factories

    monkeypatch.setattr(factories, "_CUES", (*factories._CUES, ("recommendation", re.compile("必须"))))
    read(shelf, text)
    assert quotes(shelf) == {"铟必须登记。"}


def test_every_sentence_is_watched_with_in_text(shelf: Library) -> None:
    shelf.watch("w", "in:text 稀土")
    assert quotes(shelf) == {"稀土价格稳定。"}
    read(shelf, "Rare-earth prices rose. 稀土储量下降。铟价上涨。")
    run = shelf.run_watch("w")
    assert {hit.quote.strip() for hit in run} == {"Rare-earth prices rose.", "稀土储量下降。"}
    told = {hit for (hit,) in shelf.connection.execute("SELECT hit FROM watch_seen")}
    assert {hit.id for hit in run} < told
    assert quotes(shelf) == set()


def test_the_same_sentence_is_told_once_a_document(shelf: Library) -> None:
    shelf.watch("w", "in:text 稀土")
    shelf.run_watch("w")
    read(shelf, f"{ZH}完。")
    assert quotes(shelf) == {"稀土价格稳定。"}


def test_peeking_remembers_nothing(shelf: Library) -> None:
    shelf.watch("w", "tungsten")
    assert quotes(shelf, peek=True) == ON_TUNGSTEN
    assert shelf.watches()[0].last_run_at is None
    assert quotes(shelf) == ON_TUNGSTEN
    assert quotes(shelf, peek=True) == set()


def test_what_holds_only_some_of_it_is_no_hit(shelf: Library) -> None:
    assert shelf.search("tungsten lithium").partly
    shelf.watch("w", "tungsten lithium")
    run = shelf.run_watch("w")
    assert (len(run), run.total) == (0, 0)
    read(shelf, "钨和锂应当储备。")
    assert quotes(shelf) == {"钨和锂应当储备。"}


def test_what_is_beyond_the_limit_comes_with_the_next_run(shelf: Library) -> None:
    shelf.watch("w", "tungsten")
    first = shelf.run_watch("w", limit=2)
    assert (len(first), first.new, first.total) == (2, 3, 3)
    second = shelf.run_watch("w", limit=2)
    assert (len(second), second.new) == (1, 1)
    assert {hit.quote.strip() for hit in (*first, *second)} == ON_TUNGSTEN
    with pytest.raises(ValueError, match="-1"):
        shelf.run_watch("w", limit=-1)


def test_the_newest_document_comes_first(shelf: Library) -> None:
    read(shelf, MORE_EN)
    shelf.connection.execute("UPDATE documents SET year = 2024 WHERE title = 'Paper 1'")
    shelf.connection.execute("UPDATE documents SET year = NULL WHERE title = 'Paper 0'")
    shelf.watch("w", "tungsten")
    assert [hit.year for hit in shelf.run_watch("w")] == [2024, 2020, None, None]


def test_hits_come_with_marks_and_what_they_were_found_by(shelf: Library) -> None:
    shelf.watch("w", "钨 lang:en")
    [hit] = shelf.run_watch("w")
    assert hit.marked("[", "]") == " States should begin stockpiling [tungsten]."
    assert hit.found_by
    assert hit.missing == ()


def test_two_watches_do_not_know_of_each_other(shelf: Library) -> None:
    shelf.watch("one", "tungsten")
    shelf.watch("other", "钨储备")
    assert quotes(shelf, "one") == ON_TUNGSTEN
    assert quotes(shelf, "other") == ON_TUNGSTEN
    assert [(watch.name, watch.query, watch.told) for watch in shelf.watches()] == [
        ("one", "tungsten", 3), ("other", "钨储备", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("many", [False, True])
def test_all_hits_are_compared_however_many_there_are(
    shelf: Library, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    if many:  # sets of keys are arrays of numpy
        monkeypatch.setattr(rowsets, "few", lambda: 0)
    text = "".join(f"第{number}矿应当开采铟。" for number in range(400))
    read(shelf, text)
    shelf.watch("w", "铟")
    assert len(shelf.run_watch("w")) == 400
    read(shelf, text)
    read(shelf, "铟应当回收。")
    assert quotes(shelf) == {"铟应当回收。"}


def test_a_name_is_taken_once_and_a_replaced_watch_begins_anew(shelf: Library) -> None:
    shelf.watch("钨 储备", "tungsten")
    shelf.run_watch("钨 储备")
    with pytest.raises(WatchError, match=r"钨 储备: there is a watch of this name \(tungsten\)"):
        shelf.watch(" 钨\n储备 ", "lithium")
    assert shelf.watches()[0].query == "tungsten"
    shelf.watch("钨 储备", "钨", replace=True)
    [watch] = shelf.watches()
    assert (watch.query, watch.last_run_at, watch.told) == ("钨", None, 0)
    assert quotes(shelf, "钨 储备") == ON_TUNGSTEN


def test_a_removed_watch_leaves_nothing(shelf: Library) -> None:
    shelf.watch("w", "tungsten")
    shelf.run_watch("w")
    shelf.unwatch("w")
    assert len(shelf.watches()) == 0
    assert shelf.connection.execute("SELECT count(*) FROM watch_seen").fetchone() == (0,)
    with pytest.raises(WatchError, match="w: there is no watch of this name"):
        shelf.unwatch("w")


def test_a_watch_that_is_replaced_while_it_runs_keeps_its_own_memory(shelf: Library) -> None:
    shelf.watch("w", "tungsten")
    run = shelf.run_watch("w", peek=True)
    shelf.watch("w", "钨", replace=True)
    remember(shelf.connection, [run])
    assert quotes(shelf) == ON_TUNGSTEN
    shelf.unwatch("w")
    remember(shelf.connection, [run])
    assert len(shelf.watches()) == 0


@pytest.mark.parametrize("query", ["", "  ", "()", '""', "in:text", "，。"])
def test_a_query_that_asks_nothing_is_refused(shelf: Library, query: str) -> None:
    with pytest.raises(WatchError, match="w: there is nothing to look for"):
        shelf.watch("w", query)
    assert len(shelf.watches()) == 0


@pytest.mark.parametrize("name", ["", " \n"])
def test_a_watch_needs_a_name(shelf: Library, name: str) -> None:
    with pytest.raises(WatchError, match="needs a name"):
        shelf.watch(name, "tungsten")


def test_what_no_file_can_hold_is_replaced(shelf: Library) -> None:
    shelf.watch("w\udcff", "tungsten \udcff")
    assert [(watch.name, watch.query) for watch in shelf.watches()] == [("w?", "tungsten ?")]


def test_runs_give_json(shelf: Library) -> None:
    import json

    shelf.watch("w", "钨 lang:en")
    run = shelf.run_watch("w", peek=True)
    [row] = json.loads(run.to_json())
    assert (row["watch"], row["id"]) == ("w", run[0].id)
    assert json.loads(shelf.watches().to_json())[0]["query"] == "钨 lang:en"


def test_a_library_of_the_sixth_format_learns_to_remember(tmp_path: Path) -> None:
    path = tmp_path / "sixth.db"
    old = library(path, ZH)
    old.execute("INSERT INTO watches (name, query, created_at) VALUES ('w', '钨', '2026-01-01T00:00:00+00:00')")
    made_later = "\n".join((WATCH_SEEN, MEANINGS, TRACKING, SCREENINGS, REVIEWS, WORKS, BIBLIOGRAPHY))
    for table in re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", made_later)[::-1]:
        if table != "reviews":  # there was one of this name from the first
            old.execute(f"DROP TABLE IF EXISTS {table}")
    old.execute("DROP TRIGGER documents_year")
    old.execute("ALTER TABLE side_files DROP COLUMN csl")
    old.execute("PRAGMA user_version = 6")
    old.close()
    connection: sqlite3.Connection = connect(path)
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'watch_seen'").fetchone()
    connection.close()
    assert "WITHOUT ROWID" in sql
    assert "-- what a watch has told" in sql
    with Library(path) as shelf:
        assert len(shelf.run_watch("w")) == 2
        assert len(shelf.run_watch("w")) == 0
