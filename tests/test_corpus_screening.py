"""Screening: stages, reasons, several persons, works in two files, and documents that are read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import document, library, record
from sqlite_utils import Database

from corpus import screening_pool
from corpus.errors import UnknownIdError
from corpus.library import Library
from corpus.screening import Choice, board, decide, find_screenings, history, new_screening
from corpus.screening_files import read_choices, rows, status_rows
from corpus.screening_values import ScreeningError
from corpus.store import store

TEXTS = ("我国钨储备面临规模不足。建议扩大钨储备。", "The country lacks lithium.", "稀土价格稳定。")
ZH, EN, REE = (document(text).source.sha256 for text in TEXTS)
REASONS = ("off topic", "无政策内容")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    library(tmp_path / "lib.db", *TEXTS).close()
    with Library(tmp_path / "lib.db") as shelf:
        new_screening(shelf.connection, "r", REASONS)
        yield shelf


def say(shelf: Library, sha256: str, decision: str, person: str = "Li", **more: str | None) -> None:
    decide(shelf.connection, "r", [Choice(document=sha256, decision=decision, person=person, **more)])


def settle(shelf: Library, sha256: str, decision: str, **more: str | None) -> None:
    decide(shelf.connection, "r", [Choice(document=sha256, decision=decision, person="Xu", **more)], adjudicate=True)


def standing(shelf: Library, sha256: str) -> tuple[str, str]:
    stage, outcome = board(shelf.connection, "r").end(sha256)
    return stage, outcome.standing


def test_a_document_goes_from_stage_to_stage(shelf: Library) -> None:
    assert standing(shelf, ZH) == ("title-abstract", "open")
    say(shelf, ZH, "include")
    assert standing(shelf, ZH) == ("full-text", "open")
    say(shelf, ZH, "include")
    assert standing(shelf, ZH) == ("full-text", "include")
    assert [found.sha256 for found in board(shelf.connection, "r").included()] == [ZH]


def test_what_is_unsure_by_its_abstract_is_read_in_full_and_settles_nothing_there(shelf: Library) -> None:
    say(shelf, ZH, "unsure")
    assert standing(shelf, ZH) == ("full-text", "open")
    say(shelf, ZH, "unsure")
    assert standing(shelf, ZH) == ("full-text", "unsure")
    assert board(shelf.connection, "r").included() == ()


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("include", "include", ("full-text", "open")),
        ("include", "unsure", ("full-text", "open")),
        ("include", "exclude", ("title-abstract", "conflict")),
        ("unsure", "exclude", ("title-abstract", "conflict")),
        ("exclude", "exclude", ("title-abstract", "exclude")),
    ],
)
def test_two_persons_agree_or_are_in_conflict(shelf: Library, one: str, other: str, outcome: tuple[str, str]) -> None:
    say(shelf, ZH, one, "Li", stage="title-abstract")
    say(shelf, ZH, other, "Müller", stage="title-abstract")
    assert standing(shelf, ZH) == outcome


def test_include_and_unsure_are_a_conflict_in_the_last_stage(shelf: Library) -> None:
    say(shelf, ZH, "include")
    say(shelf, ZH, "include", "Li", stage="full-text")
    say(shelf, ZH, "unsure", "Müller", stage="full-text")
    assert standing(shelf, ZH) == ("full-text", "conflict")


def test_the_newest_decision_of_a_person_counts_and_the_earlier_ones_are_kept(shelf: Library) -> None:
    say(shelf, ZH, "exclude", reason="1")
    say(shelf, ZH, "include", stage="title-abstract")
    assert standing(shelf, ZH) == ("full-text", "open")
    (screening,) = find_screenings(shelf.connection)
    told = [(decided.decision, decided.reason) for decided in history(shelf.connection, screening, ZH)]
    assert told == [("exclude", "off topic"), ("include", None)]


def test_an_adjudication_stands_above_later_decisions(shelf: Library) -> None:
    say(shelf, ZH, "include", "Li")
    say(shelf, ZH, "exclude", "Müller", reason="无政策内容")
    settle(shelf, ZH, "exclude", reason="2", stage="title-abstract")
    say(shelf, ZH, "include", "Müller", stage="title-abstract")
    stage, outcome = board(shelf.connection, "r").end(ZH)
    assert (stage, outcome.standing, outcome.reason) == ("title-abstract", "exclude", "无政策内容")


def test_decisions_outlive_reading_a_document_again(shelf: Library) -> None:
    say(shelf, ZH, "exclude", reason="off topic")
    shelf.connection.execute("DELETE FROM documents WHERE sha256 = ?", [ZH])
    assert board(shelf.connection, "r").lost == {ZH}
    store(Database(shelf.connection), record(TEXTS[0]), Path("again.txt"))
    assert standing(shelf, ZH) == ("title-abstract", "exclude")


def test_a_person_has_open_what_others_decided_save_where_enough_have(shelf: Library) -> None:
    new_screening(shelf.connection, "two", REASONS, coders=2)
    for person in ("Li", "Müller"):
        for name in ("r", "two"):
            decide(shelf.connection, name, [Choice(document=ZH, decision="exclude", person=person)])
    for name, wanted in (("r", [ZH, EN, REE]), ("two", [EN, REE])):
        standing_ = board(shelf.connection, name)
        assert [found.sha256 for found in standing_.to_decide("Xu", "title-abstract")] == wanted
        assert [found.sha256 for found in standing_.to_decide("Li", "title-abstract")] == [EN, REE]


def test_with_two_coders_one_decision_leaves_a_document_open(shelf: Library) -> None:
    new_screening(shelf.connection, "two", REASONS, coders=2)
    decide(shelf.connection, "two", [Choice(document=ZH, decision="include", person="Li")])
    assert board(shelf.connection, "two").end(ZH)[1].standing == "open"


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(document=ZH, decision="maybe"), "'maybe' is no decision: include, exclude or unsure"),
        (Choice(document=ZH, decision="exclude", reason="dull"), "dull: is no reason of r: 1 off topic, 2 无政策内容"),
        (Choice(document=ZH, decision="include", reason="1"), "include takes no reason"),
        (Choice(document=ZH, decision="include", stage="third"), "is no stage of r: title-abstract, full-text"),
        (Choice(document=ZH, decision="include", stage="full-text"), "has not come to full-text: not decided"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(shelf: Library, choice: Choice, message: str) -> None:
    with pytest.raises(ScreeningError, match=message):
        decide(shelf.connection, "r", [Choice(document=EN, decision="include"), choice])
    assert standing(shelf, EN) == ("title-abstract", "open")  # all or none


def test_to_exclude_in_the_last_stage_needs_a_reason(shelf: Library) -> None:
    say(shelf, ZH, "include")
    with pytest.raises(ScreeningError, match="exclude at full-text needs a reason: 1 off topic"):
        say(shelf, ZH, "exclude")
    say(shelf, ZH, "exclude", reason="OFF TOPIC")
    assert standing(shelf, ZH) == ("full-text", "exclude")


@pytest.mark.parametrize("id_", ["", "*", "?" * 8, "no.txt", "paper-*.txt"])
def test_a_document_that_is_none_is_refused(shelf: Library, id_: str) -> None:
    with pytest.raises(UnknownIdError):
        say(shelf, id_, "include")


@pytest.mark.parametrize(
    ("name", "reasons", "stages", "coders"),
    [("r", (), ("a",), None), (" ", (), ("a",), None), ("x", (), (), None), ("x", ("a", "A"), ("b",), None),
     ("x", ("",), ("b",), None), ("x", (), ("a", "a"), None), ("x", (), ("a",), 0)],
)  # fmt: skip
def test_a_screening_that_makes_no_sense_is_refused(
    shelf: Library, name: str, reasons: tuple[str, ...], stages: tuple[str, ...], coders: int | None
) -> None:
    with pytest.raises(ScreeningError):
        new_screening(shelf.connection, name, reasons, stages=stages, coders=coders)


@pytest.mark.parametrize("other", ["稀土政策研究综述", "稀土政策研究展望"])
def test_a_work_in_two_files_is_screened_once(shelf: Library, monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    same = other == "稀土政策研究综述"
    monkeypatch.setattr(screening_pool, "work_of", lambda _: {d.sha256: d.title or d.sha256 for d in shelf.documents()})
    for text, name in (("钨一。", "稀土政策研究综述"), ("钨二。", other)):
        store(Database(shelf.connection), record(text, title=name), Path(f"{text}.txt"))
    first, second = (document(text).source.sha256 for text in ("钨一。", "钨二。"))
    assert board(shelf.connection, "r").pool.duplicates == same
    say(shelf, second, "exclude")
    found = board(shelf.connection, "r")
    assert found.pool.duplicates == same
    assert (found.end(first)[1].standing == "exclude") is same


def test_a_table_filled_in_is_read_back(shelf: Library, tmp_path: Path) -> None:
    ids = [row["id"] for row in rows(board(shelf.connection, "r"))]
    table = tmp_path / "t.csv"
    table.write_text(f"\ufeffid,decision,reason\n{ids[0]},exclude,2\n{ids[1]},,\n{ids[2]},include,\n", encoding="utf-8")
    decide(shelf.connection, "r", read_choices(table, "Li"))
    assert [row["outcome"] for row in rows(board(shelf.connection, "r"))] == ["exclude", "open", "open"]
    first, own, last = status_rows(board(shelf.connection, "r"))
    assert (first["include"], first["exclude"], first["open"]) == (1, 1, 1)
    assert (own["person"], own["open"]) == ("Li", 1)
    assert (last["stage"], last["documents"]) == ("full-text", 1)


@pytest.mark.parametrize(
    "text", ["id\n1\n", "id,decision\n", "id,decision\nx,include,1,2\n", "decision,reason\ninclude,\n"]
)
def test_a_table_that_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(ScreeningError, match=r"t\.csv"):
        read_choices(tmp_path / "t.csv")
