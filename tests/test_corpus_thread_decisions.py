"""What people decide on threads: merged, split, refused, lost and found again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library, record
from sqlite_utils import Database

from corpus.errors import LibraryError, UnknownIdError
from corpus.library import Library
from corpus.migrations import _decisions_by_number
from corpus.store import store
from corpus.thread_decisions import ThreadError, decided, decisions, split

RECYCLE = "Companies should recycle lithium from used batteries."
RECYCLE_ZH = "建议企业从废旧电池中回收锂。"
STOCK = "The state should build a strategic stockpile of tungsten against supply disruption."
LACK_ZH = "我国面临钨资源进口来源单一的问题。"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    library(tmp_path / "lib.db", RECYCLE, RECYCLE_ZH, STOCK, LACK_ZH).close()
    with Library(tmp_path / "lib.db") as shelf:
        yield shelf


def id_of(shelf: Library, quote: str) -> str:
    return next(finding.id for finding in shelf.findings() if finding.quote == quote)


def key_of(shelf: Library, quote: str) -> int:
    return int(shelf.connection.execute("SELECT key FROM findings WHERE quote = ?", [quote]).fetchone()[0])


def quotes(shelf: Library, quote: str) -> set[str]:
    """What the thread of this finding says."""
    return {finding.quote for finding in shelf.tracking.thread(id_of(shelf, quote)).findings}


def told(shelf: Library) -> list[tuple[object, ...]]:
    return shelf.connection.execute(
        "SELECT kind, quote, other_quote, same, person FROM thread_decisions ORDER BY key"
    ).fetchall()


def test_two_threads_are_made_one(shelf: Library) -> None:
    thread = shelf.tracking.merge(id_of(shelf, RECYCLE), id_of(shelf, STOCK), person="Wang")
    assert {finding.quote for finding in thread.findings} == {RECYCLE, RECYCLE_ZH, STOCK}
    assert quotes(shelf, STOCK) == quotes(shelf, RECYCLE_ZH)
    assert told(shelf) == [
        ("recommendation", RECYCLE, STOCK, 1, "Wang"),
        ("recommendation", RECYCLE_ZH, STOCK, 1, "Wang"),
    ]
    assert shelf.connection.execute("SELECT count(*) FROM threads").fetchone() == (2,)


def test_who_decides_is_who_is_at_work_where_nobody_is_named(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LITLODE_PERSON", "Li Na")
    shelf.tracking.split(id_of(shelf, RECYCLE_ZH))
    assert {row[-1] for row in told(shelf)} == {"Li Na"}


def test_a_thread_shows_no_rejected_finding_but_the_one_asked_for(shelf: Library) -> None:
    shelf.tracking.refresh()
    shelf.judge(id_of(shelf, RECYCLE_ZH), "reject")
    assert quotes(shelf, RECYCLE) == {RECYCLE}
    assert quotes(shelf, RECYCLE_ZH) == {RECYCLE, RECYCLE_ZH}


def test_findings_are_taken_out_of_a_thread(shelf: Library) -> None:
    assert quotes(shelf, RECYCLE) == {RECYCLE, RECYCLE_ZH}
    thread = shelf.tracking.split(id_of(shelf, RECYCLE_ZH), person="李")
    assert [finding.quote for finding in thread.findings] == [RECYCLE_ZH]
    assert thread.kind == "recommendation"
    assert quotes(shelf, RECYCLE) == {RECYCLE}
    assert told(shelf) == [("recommendation", RECYCLE_ZH, RECYCLE, 0, "李")]


def test_several_taken_out_at_once_stay_together(shelf: Library) -> None:
    shelf.tracking.merge(id_of(shelf, RECYCLE), id_of(shelf, STOCK))
    shelf.tracking.split(id_of(shelf, RECYCLE_ZH), id_of(shelf, STOCK))
    assert quotes(shelf, STOCK) == {RECYCLE_ZH, STOCK}
    shelf.tracking.refresh(rebuild=True)
    assert quotes(shelf, STOCK) == {RECYCLE_ZH, STOCK}
    assert quotes(shelf, RECYCLE) == {RECYCLE}


def test_of_several_decisions_on_one_pair_the_last_holds(shelf: Library) -> None:
    pair = id_of(shelf, RECYCLE), id_of(shelf, RECYCLE_ZH)
    one, other = (key_of(shelf, quote) for quote in (RECYCLE, RECYCLE_ZH))
    shelf.tracking.split(pair[1])
    assert decided(shelf.connection).apart == {one: [other], other: [one]}
    shelf.tracking.merge(*pair)
    now = decided(shelf.connection)
    assert (now.together, now.apart) == ({one: [other], other: [one]}, {})
    shelf.tracking.split(pair[0])
    assert decided(shelf.connection).together == {}


def test_documents_that_are_new_are_woven_before_a_decision(shelf: Library) -> None:
    shelf.tracking.refresh()
    store(Database(shelf.connection), record("应当回收铟。"), Path("new.txt"))
    shelf.tracking.merge(id_of(shelf, RECYCLE), id_of(shelf, "应当回收铟。"))
    assert "应当回收铟。" in quotes(shelf, RECYCLE)


def test_one_thread_is_not_merged_with_itself(shelf: Library) -> None:
    with pytest.raises(ThreadError, match="in one thread already"):
        shelf.tracking.merge(id_of(shelf, RECYCLE), id_of(shelf, RECYCLE_ZH))


def test_a_challenge_and_a_recommendation_are_not_merged(shelf: Library) -> None:
    with pytest.raises(ThreadError, match="a challenge and a recommendation"):
        shelf.tracking.merge(id_of(shelf, STOCK), id_of(shelf, LACK_ZH))


def test_findings_of_two_threads_are_not_split_at_once(shelf: Library) -> None:
    with pytest.raises(ThreadError, match="not of one thread"):
        shelf.tracking.split(id_of(shelf, RECYCLE), id_of(shelf, STOCK))


@pytest.mark.parametrize("whole", [(STOCK,), (RECYCLE, RECYCLE_ZH)])
def test_a_whole_thread_is_not_taken_out_of_itself(shelf: Library, whole: tuple[str, ...]) -> None:
    with pytest.raises(ThreadError, match="whole thread"):
        shelf.tracking.split(*(id_of(shelf, quote) for quote in whole))


def test_what_is_no_finding_is_refused(shelf: Library) -> None:
    for decide in (shelf.tracking.split, shelf.tracking.thread, lambda id_: shelf.tracking.merge(id_, id_)):
        with pytest.raises(UnknownIdError):
            decide("zzzzzz")
    shelf.tracking.refresh()
    for keys in ([], [10**9]):
        with pytest.raises(ThreadError, match="not of one thread"):
            split(shelf.connection, keys)


def test_a_refusal_writes_nothing(shelf: Library) -> None:
    assert issubclass(ThreadError, LibraryError)
    before = [quotes(shelf, quote) for quote in (RECYCLE, STOCK)]
    for wrong in (
        lambda: shelf.tracking.merge(id_of(shelf, STOCK), id_of(shelf, LACK_ZH)),
        lambda: shelf.tracking.split(id_of(shelf, STOCK)),
    ):
        with pytest.raises(ThreadError):
            wrong()
    assert told(shelf) == []
    assert [quotes(shelf, quote) for quote in (RECYCLE, STOCK)] == before


def test_a_decision_whose_words_are_gone_is_lost_until_they_are_found_again(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.tracking.split(id_of(shelf, RECYCLE_ZH), person="Wang")
    assert not any(decision.lost for decision in decisions(shelf.connection))
    import factories

    with monkeypatch.context() as worse:
        worse.setattr(factories, "_CUES", ())
        store(Database(shelf.connection), record(RECYCLE_ZH), Path("paper.txt"))
    [lost] = [decision for decision in decisions(shelf.connection) if decision.lost]
    assert (lost.quotes, lost.other_quotes) == ((RECYCLE_ZH,), (RECYCLE,))
    assert (lost.decision, lost.person) == ("split", "Wang")
    assert decided(shelf.connection).apart == {}
    shelf.tracking.refresh()
    store(Database(shelf.connection), record(RECYCLE_ZH), Path("paper.txt"))
    assert not any(decision.lost for decision in decisions(shelf.connection))
    assert quotes(shelf, RECYCLE_ZH) == {RECYCLE_ZH}


def test_a_decision_goes_by_the_page_where_words_stand_twice(tmp_path: Path) -> None:
    twice = f"{RECYCLE}\n{'Lithium is light. ' * 40}\n{RECYCLE}"
    connection = library(tmp_path / "twice.db")
    store(Database(connection), record(twice, pages=2), Path("twice.txt"))
    connection.close()
    with Library(tmp_path / "twice.db") as shelf:
        first, second = sorted(shelf.findings(), key=lambda finding: finding.page)
        assert (first.page, second.page, first.quote) == (1, 2, second.quote)
        shelf.tracking.split(second.id)
        shelf.tracking.refresh(rebuild=True)
        assert [finding.page for finding in shelf.tracking.thread(second.id).findings] == [2]
        assert [finding.page for finding in shelf.tracking.thread(first.id).findings] == [1]


def test_decisions_of_before_are_told_apart_by_who_and_when(shelf: Library) -> None:
    shelf.tracking.merge(id_of(shelf, RECYCLE), id_of(shelf, STOCK), person="Wang")
    shelf.tracking.split(id_of(shelf, STOCK), person="Li")
    numbers = shelf.connection.execute("SELECT decision FROM thread_decisions ORDER BY key").fetchall()
    shelf.connection.execute("ALTER TABLE thread_decisions DROP COLUMN decision")
    _decisions_by_number(shelf.connection)
    assert shelf.connection.execute("SELECT decision FROM thread_decisions ORDER BY key").fetchall() == numbers
    assert [(d.decision, d.person) for d in shelf.tracking.decisions()] == [("merge", "Wang"), ("split", "Li")]


def test_a_person_is_told_only_where_a_decision_still_holds(shelf: Library) -> None:
    def placed(quote: str) -> dict[str, str]:
        thread = shelf.tracking.thread(id_of(shelf, quote))
        return {
            finding.quote: thread.placed[finding.id].decision
            for finding in thread.findings
            if finding.id in thread.placed
        }

    assert placed(RECYCLE) == {}
    shelf.tracking.merge(id_of(shelf, STOCK), id_of(shelf, RECYCLE))
    assert placed(STOCK) == {STOCK: "merge"}
    shelf.tracking.split(id_of(shelf, STOCK))
    assert (placed(RECYCLE), placed(STOCK)) == ({}, {STOCK: "split"})
    shelf.tracking.merge(id_of(shelf, RECYCLE), id_of(shelf, STOCK))
    assert placed(STOCK) == {STOCK: "merge"}


def test_what_is_taken_back_is_woven_as_if_it_was_never_said(shelf: Library) -> None:
    shelf.tracking.split(id_of(shelf, RECYCLE_ZH))
    [decision] = shelf.tracking.decisions()
    assert shelf.tracking.undo(decision.number) == decision
    assert quotes(shelf, RECYCLE) == {RECYCLE, RECYCLE_ZH}
    assert shelf.tracking.decisions() == ()
    with pytest.raises(ThreadError, match="no decision has this number"):
        shelf.tracking.undo(decision.number)


def test_a_decision_whose_words_are_gone_can_be_taken_back(shelf: Library) -> None:
    shelf.tracking.split(id_of(shelf, RECYCLE_ZH))
    shelf.connection.execute("DELETE FROM findings WHERE quote IN (?, ?)", [RECYCLE, RECYCLE_ZH])
    [decision] = shelf.tracking.decisions()
    assert decision.lost and decision.as_dict()["quotes"] == [RECYCLE_ZH]
    shelf.tracking.undo(decision.number)
    assert shelf.tracking.decisions() == ()
