"""Threads as a person reads them: what they tell, and which are found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library
from sqlite_utils import Database

from corpus.errors import UnknownIdError
from corpus.library import Library
from corpus.parts import AboutRow, PartRow
from corpus.threads import Thread, find_thread, find_threads, thread_ids, thread_key

RECOVER = "Companies should recover lithium from spent batteries."
RECYCLE = "Companies should recycle lithium from used batteries."
RECYCLE_ZH = "建议企业从废旧电池中回收锂。"
STOCK = "The state should build a strategic stockpile of tungsten against supply disruption."
STOCK_ZH = "建议国家建立钨战略储备，以应对供应中断。"
LACK = "China depends heavily on imports of lithium."
LACK_TOO = "China lacks lithium and depends heavily on imports of it."
ALONE_ZH = "我国面临铟价格大幅波动的问题。"
DONE, DONE_ZH = "The recycling of lithium became law.", "锂回收试点已经启动。"
TEXTS = (RECYCLE_ZH, RECOVER + LACK, RECYCLE + LACK_TOO, STOCK, STOCK_ZH, ALONE_ZH, DONE, DONE_ZH)
YEARS = (2020, 2012, 2018, 2010, None, 2015, 2022, 2021)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    connection = library(tmp_path / "lib.db", *TEXTS)
    for number, year in enumerate(YEARS):
        connection.execute("UPDATE documents SET year = ? WHERE title = ?", [year, f"Paper {number}"])
    connection.close()
    with Library(tmp_path / "lib.db") as shelf:
        shelf.tracking.refresh()
        yield shelf


def key_of(shelf: Library, quote: str, table: str = "findings") -> int:
    column = "quote" if table == "findings" else "text"
    return int(shelf.connection.execute(f"SELECT key FROM {table} WHERE {column} = ?", [quote]).fetchone()[0])


def id_of(shelf: Library, quote: str) -> str:
    return next(finding.id for finding in shelf.findings() if finding.quote == quote)


def thread(shelf: Library, quote: str) -> Thread:
    return find_thread(shelf.connection, id_of(shelf, quote))


def happen(shelf: Library, quote: str, sentence: str, event: str, score: float = 0.8) -> None:
    """Let a sentence tell what became of a recommendation."""
    shelf.connection.execute(
        "INSERT INTO thread_events (finding, sentence, event, score) VALUES (?, ?, ?, ?)",
        [key_of(shelf, quote), key_of(shelf, sentence, "sentences"), event, score],
    )


def test_a_thread_tells_who_said_it_when_and_in_which_languages(shelf: Library) -> None:
    found = thread(shelf, RECYCLE_ZH)
    assert [finding.quote for finding in found.findings] == [RECOVER, RECYCLE, RECYCLE_ZH]
    assert found.id == found.first.id == id_of(shelf, RECOVER)
    assert (found.kind, found.documents, found.years, found.langs) == (
        "recommendation", 3, (2012, 2018, 2020), ("en", "zh"),
    )  # fmt: skip
    assert found.metals == ("Li",)
    assert len(found.scores) == 3


def test_what_has_no_year_comes_last(shelf: Library) -> None:
    found = thread(shelf, STOCK)
    assert [finding.quote for finding in found.findings] == [STOCK, STOCK_ZH]
    assert found.years == (2010,)
    assert found.themes == ("instrument:stockpile-reserve",)


def test_any_finding_leads_to_its_thread_also_by_the_beginning_of_its_id(shelf: Library) -> None:
    assert find_thread(shelf.connection, id_of(shelf, RECYCLE)[:8]).id == id_of(shelf, RECOVER)
    assert thread_key(shelf.connection, id_of(shelf, RECYCLE)) == thread_key(shelf.connection, id_of(shelf, RECOVER))
    keys = {key_of(shelf, quote): quote for quote in (RECYCLE, RECYCLE_ZH, STOCK_ZH)}
    assert thread_ids(shelf.connection, keys) == {
        key: id_of(shelf, STOCK if quote == STOCK_ZH else RECOVER) for key, quote in keys.items()
    }
    assert thread_ids(shelf.connection, ()) == {}


def test_a_finding_in_no_thread_is_told_so(shelf: Library) -> None:
    shelf.connection.execute("DELETE FROM thread_findings WHERE finding = ?", [key_of(shelf, ALONE_ZH)])
    with pytest.raises(UnknownIdError, match="threads were not looked for"):
        thread(shelf, ALONE_ZH)
    with pytest.raises(UnknownIdError):
        find_thread(shelf.connection, "zzzz")


def test_documents_that_are_one_work_count_once(shelf: Library) -> None:
    shas = [finding.sha256 for finding in thread(shelf, RECYCLE).findings]
    works = dict.fromkeys(shas[:2], "one")
    [found] = [t for t in find_threads(shelf.connection, works=works) if t.id == id_of(shelf, RECOVER)]
    assert (found.documents, len(found.findings)) == (2, 3)
    assert len(find_threads(shelf.connection, least=3)) == 1
    assert len(find_threads(shelf.connection, least=3, works=works)) == 0


def test_a_document_that_says_it_twice_counts_once(tmp_path: Path) -> None:
    library(tmp_path / "two.db", f"{RECYCLE}{RECYCLE_ZH}").close()
    with Library(tmp_path / "two.db") as shelf:
        assert len(shelf.track()) == 0
        [found] = shelf.track(least=1)
        assert (found.documents, len(found.findings)) == (1, 2)


def about(shelf: Library, quote: str, row: AboutRow) -> None:
    key = key_of(shelf, quote)
    shelf.connection.execute(
        "UPDATE findings SET stance = ?, strength = ?, quantified = ? WHERE key = ?", [*row[:3], key]
    )
    from corpus.parts import insert_parts

    insert_parts(shelf.connection, [(key, row)])


def test_strengths_tell_when_the_force_of_the_asking_changed(shelf: Library) -> None:
    about(shelf, RECOVER, AboutRow("own", "may", False))
    about(shelf, RECYCLE, AboutRow("own", "may", False))
    about(shelf, RECYCLE_ZH, AboutRow("own", "must", False))
    assert thread(shelf, RECYCLE).strengths == ((2012, "may"), (2020, "must"))


def test_what_others_ask_for_and_what_has_no_force_is_no_strength(shelf: Library) -> None:
    about(shelf, RECOVER, AboutRow("reported", "must", False))
    about(shelf, RECYCLE, AboutRow("own", "should", False))
    about(shelf, RECYCLE_ZH, AboutRow("own", None, False))
    assert thread(shelf, RECYCLE).strengths == ((2018, "should"),)


def test_parts_are_told_once_each_with_the_year_and_page_that_first_says_so(shelf: Library) -> None:
    china = PartRow("place", 0, 2, "中国", "place:CN")
    about(shelf, RECYCLE, AboutRow("own", None, False, (PartRow("place", 0, 5, "China", "place:CN"),)))
    about(shelf, RECYCLE_ZH, AboutRow("own", None, False, (china, PartRow("deadline", 0, 6, "2030年前", None))))
    found = thread(shelf, RECYCLE)
    assert [(part["quote"], part["concept"], part["year"]) for part in found.parts("place")] == [
        ("China", "place:CN", 2018)
    ]
    assert [(part["quote"], part["page"]) for part in found.parts("deadline")] == [("2030年前", 1)]
    assert found.parts("actor") == ()


def test_answers_are_the_ids_of_threads(shelf: Library) -> None:
    for source, target in ((RECOVER, LACK), (RECYCLE, LACK_TOO), (STOCK, ALONE_ZH)):
        shelf.connection.execute(
            "INSERT INTO links VALUES (?, ?, 'answers', 0.9)", [key_of(shelf, source), key_of(shelf, target)]
        )
    measure, problem = thread(shelf, RECYCLE), thread(shelf, LACK_TOO)
    assert problem.id == id_of(shelf, LACK)
    assert (measure.answers, measure.answered_by) == ((problem.id,), ())
    assert (problem.answers, problem.answered_by) == ((), (measure.id,))
    assert thread(shelf, ALONE_ZH).answered_by == (id_of(shelf, STOCK),)


def test_links_of_another_kind_are_no_answers(shelf: Library) -> None:
    shelf.connection.execute(
        "INSERT INTO links VALUES (?, ?, 'translation_of', 0.9)", [key_of(shelf, RECOVER), key_of(shelf, LACK)]
    )
    assert thread(shelf, RECYCLE).answers == thread(shelf, LACK).answered_by == ()


def without_events(shelf: Library) -> None:
    shelf.connection.execute("DELETE FROM thread_events")


def test_a_recommendation_is_open_until_something_is_told_of_it(shelf: Library) -> None:
    without_events(shelf)
    assert (thread(shelf, RECYCLE).status, thread(shelf, RECYCLE).events) == ("open", ())
    assert thread(shelf, LACK).status is None


def test_the_last_that_is_told_is_the_status(shelf: Library) -> None:
    without_events(shelf)
    happen(shelf, RECYCLE, DONE, "enacted", 0.7)
    happen(shelf, RECOVER, DONE_ZH, "taken up")
    found = thread(shelf, RECYCLE_ZH)
    assert [(e.event, e.year, e.quote, e.page, e.score) for e in found.events] == [
        ("taken up", 2021, DONE_ZH, 1, 0.8),
        ("enacted", 2022, DONE, 1, 0.7),
    ]
    assert found.status == "enacted"


def test_a_sentence_told_of_several_findings_is_one_event(shelf: Library) -> None:
    without_events(shelf)
    for quote in (RECOVER, RECYCLE):
        happen(shelf, quote, DONE, "dropped")
    assert [event.event for event in thread(shelf, RECYCLE).events] == ["dropped"]


def test_threads_are_found_by_kind_and_by_how_many_say_it(shelf: Library) -> None:
    def ids(**options: object) -> list[str]:
        return [found.id for found in find_threads(shelf.connection, **options)]  # type: ignore[arg-type]

    recycle, stock, lack = (id_of(shelf, quote) for quote in (RECOVER, STOCK, LACK))
    assert ids() == [recycle, stock, lack]
    assert ids(kind="challenge") == [lack]
    assert ids(kind="recommendation") == [recycle, stock]
    assert ids(least=3) == [recycle]
    assert ids(least=4) == []
    assert set(ids(kind="challenge", least=1)) == {lack, id_of(shelf, ALONE_ZH)}
    assert ids(findings={key_of(shelf, STOCK_ZH)}) == [stock]
    assert ids(findings=()) == []


def test_rejected_findings_do_not_count(shelf: Library) -> None:
    found = find_threads(
        shelf.connection, kind="recommendation", without={key_of(shelf, STOCK), key_of(shelf, RECOVER)}
    )
    assert [[finding.quote for finding in one.findings] for one in found] == [[RECYCLE, RECYCLE_ZH]]


def test_a_query_status_and_missing_answers_narrow_what_is_tracked(shelf: Library) -> None:
    without_events(shelf)
    happen(shelf, RECYCLE, DONE, "enacted")
    recycle, stock, lack = (id_of(shelf, quote) for quote in (RECOVER, STOCK, LACK))
    for query in ("tungsten", "钨", "metal:W", "in:text 钨"):
        assert [found.id for found in shelf.track(query)] == [stock]
    assert [found.id for found in shelf.track("铜")] == []
    assert [found.id for found in shelf.track(status="enacted")] == [recycle]
    assert [found.id for found in shelf.track(status="open")] == [stock]
    assert [found.id for found in shelf.track(unanswered=True)] == [lack]
    shelf.connection.execute(
        "INSERT INTO links VALUES (?, ?, 'answers', 0.9)", [key_of(shelf, RECOVER), key_of(shelf, LACK)]
    )
    assert [found.id for found in shelf.track(unanswered=True)] == []


def test_threads_give_json(shelf: Library) -> None:
    without_events(shelf)
    happen(shelf, RECYCLE, DONE, "enacted", 0.71239)
    about(shelf, RECYCLE, AboutRow("own", "should", False, (PartRow("actor", 0, 9, "Companies", None),)))
    row = json.loads(shelf.track("lithium", kind="recommendation").to_json())[0]
    assert (row["id"], row["status"], row["documents"]) == (id_of(shelf, RECOVER), "enacted", 3)
    assert row["strengths"] == [{"year": 2018, "strength": "should"}]
    assert [actor["quote"] for actor in row["actors"]] == ["Companies"]
    assert (row["places"], row["targets"], row["deadlines"]) == ([], [], [])
    assert row["events"][0]["score"] == 0.712
    assert all(0 < finding["sameness"] <= 1 for finding in row["findings"])


def test_more_findings_than_are_read_at_once(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus import threads

    before = [found.as_dict() for found in find_threads(shelf.connection, least=1)]
    monkeypatch.setattr(threads, "_BATCH", 1)
    assert [found.as_dict() for found in find_threads(shelf.connection, least=1)] == before


def test_a_library_without_documents_has_no_threads(tmp_path: Path) -> None:
    Database(library(tmp_path / "none.db")).close()
    with Library(tmp_path / "none.db") as shelf:
        assert len(shelf.track()) == len(shelf.track("tungsten")) == 0
