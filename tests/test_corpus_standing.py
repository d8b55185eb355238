"""What is in force of verdicts: corrections, tags, several people; and what is counted of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from factories import library

from corpus.facets import FACETS
from corpus.judged import judged_documents
from corpus.listing import StoredFinding, find_concepts, find_documents, find_findings
from corpus.migrations import MIGRATIONS, connect
from corpus.opened import Opened
from corpus.person import VARIABLE, whoami
from corpus.search import search
from corpus.standing import in_force_of
from corpus.verdict_rows import verdict_rows
from corpus.verdicts import (
    Decision,
    VerdictError,
    accepted,
    in_force,
    judge,
    judge_one,
    rejected,
    verdicts_by_finding,
    verdicts_on,
    withdraw,
)

ZH = "我国钨储备面临规模不足。建议扩大钨储备。矿区在北方。"
EN = "The country lacks\nlithium. States should begin stockpiling tungsten."


@pytest.fixture
def shelf(tmp_path: Path) -> sqlite3.Connection:
    return library(tmp_path / "lib.db", ZH, EN)


def found(shelf: sqlite3.Connection, kind: str, lang: str = "zh") -> StoredFinding:
    [finding] = [row for row in find_findings(shelf, kind=kind) if row.lang == lang]
    return finding


def say(shelf: sqlite3.Connection, finding: StoredFinding, verdict: str, **said: str) -> None:
    judge(shelf, [Decision(id=finding.id, verdict=verdict, **said)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "verdict", "words"),
    [
        ([("accept", None)], "accept", None),
        ([("correct", "b")], "correct", "b"),
        ([("correct", "b"), ("accept", None)], "accept", "b"),
        ([("correct", "b"), ("relabel", None)], "relabel", "b"),
        ([("correct", "b"), ("correct", "c")], "correct", "c"),
        ([("correct", "b"), ("correct", "a")], "correct", None),  # the quote's own words again
        ([("correct", "b"), ("reject", None)], "reject", None),
        ([("correct", "b"), ("reject", None), ("accept", None)], "accept", None),
        ([("note", None)], "note", None),
        ([("accept", None), ("note", None)], "accept", None),
    ],
)
def test_the_newest_decision_counts_and_right_words_stay(
    said: list[tuple[str, str | None]], verdict: str, words: str | None
) -> None:
    stands = in_force_of("a", [(what, None, right, None) for what, right in said])
    assert (stands.verdict, stands.words) == (verdict, words)


def test_the_right_words_are_kept_as_they_stand_in_the_text(shelf: sqlite3.Connection) -> None:
    finding = found(shelf, "challenge", "en")
    say(shelf, finding, "correct", words="country lacks lithium")
    assert found(shelf, "challenge", "en").corrected == "country lacks\nlithium"
    row = shelf.execute("SELECT words, words_start, start FROM verdicts").fetchone()
    assert row == ("country lacks\nlithium", 4, 0)
    say(shelf, found(shelf, "challenge"), "correct", words="钨储备面临规模不足")
    assert [one.words for one in in_force(shelf)] != [None, None]


def test_words_that_do_not_stand_near_are_refused(shelf: sqlite3.Connection) -> None:
    with pytest.raises(VerdictError, match="no such words stand within 600 characters"):
        say(shelf, found(shelf, "challenge"), "correct", words="锂储备")
    for said in ({}, {"words": ""}):
        with pytest.raises(VerdictError, match="correct needs the right words"):
            say(shelf, found(shelf, "challenge"), "correct", **said)
    with pytest.raises(VerdictError, match="accept takes no words"):
        say(shelf, found(shelf, "challenge"), "accept", words="钨储备")
    with pytest.raises(VerdictError, match="tag needs the word"):
        say(shelf, found(shelf, "challenge"), "tag")


def test_a_corrected_finding_labels_the_sentence_of_its_right_words(shelf: sqlite3.Connection) -> None:
    say(shelf, found(shelf, "challenge"), "correct", words="钨储备面临规模不足")
    say(shelf, found(shelf, "recommendation"), "relabel", label="challenge")
    say(shelf, found(shelf, "recommendation"), "correct", words="扩大钨储备")
    [document] = judged_documents(shelf)
    assert document.labels == {0: (True, None), 1: (True, False)}
    assert found(shelf, "recommendation").corrected == "扩大钨储备"
    assert len(accepted(shelf)) == 1


def test_tags_come_and_go_and_are_spelt_one_way(shelf: sqlite3.Connection) -> None:
    finding, other = found(shelf, "challenge"), found(shelf, "challenge", "en")
    say(shelf, finding, "tag", tag="Policy  gap")
    say(shelf, finding, "tag", tag="第二章")
    say(shelf, other, "tag", tag="policy gap")
    assert (found(shelf, "challenge").tags, found(shelf, "challenge", "en").tags) == (
        ("Policy gap", "第二章"), ("Policy gap",)
    )  # fmt: skip
    assert found(shelf, "challenge").verdict is None
    say(shelf, finding, "untag", tag="POLICY GAP")
    assert found(shelf, "challenge").tags == ("第二章",)


def test_what_several_people_said_is_shown_and_the_newest_counts(shelf: sqlite3.Connection) -> None:
    finding = found(shelf, "challenge")
    say(shelf, finding, "note", note="first look", person="Li Na")
    say(shelf, finding, "accept", person="Li Na")
    say(shelf, finding, "reject", person="A. Writer")
    say(shelf, finding, "note", note="second look", person="Li Na")
    told = [(one["verdict"], one["person"]) for one in verdicts_on(shelf, finding)]
    assert told == [("reject", "A. Writer"), ("accept", "Li Na"), ("note", "Li Na"), ("note", "Li Na")]
    [(key, said)] = verdicts_by_finding(shelf).items()
    assert [(one.verdict, one.person) for one in said] == told
    assert (rejected(shelf), accepted(shelf)) == ({key}, set())


def test_a_verdict_can_be_withdrawn(shelf: sqlite3.Connection) -> None:
    key = judge_one(shelf, Decision(id=found(shelf, "challenge").id, verdict="accept"))
    withdraw(shelf, key)
    assert found(shelf, "challenge").verdict is None


def test_who_says_so_is_always_kept(shelf: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, " Li   Na ")
    assert (whoami(), whoami("A. Writer")) == ("Li Na", "A. Writer")
    say(shelf, found(shelf, "challenge"), "accept")
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("LOGNAME", "lina")
    say(shelf, found(shelf, "challenge"), "accept")
    assert [row["person"] for row in verdict_rows(shelf)] == ["Li Na", "lina"]


def test_accepted_findings_are_listed_and_counted_alone(shelf: sqlite3.Connection) -> None:
    say(shelf, found(shelf, "challenge"), "accept")
    say(shelf, found(shelf, "recommendation"), "correct", words="扩大钨储备")
    say(shelf, found(shelf, "challenge", "en"), "reject")
    assert [row.verdict for row in find_findings(shelf, accepted=True)] == ["accept", "correct"]
    assert [(one.challenges, one.recommendations) for one in find_documents(shelf, accepted=True)] == [(1, 1), (0, 0)]
    assert {one.id: one.findings for one in find_concepts(shelf, accepted=True)}["metal:Li"] == 0
    assert {one.id: one.findings for one in find_concepts(shelf, "钨", accepted=True)} == {"metal:W": 2}


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("verdict:accept", 2), ("判定:接受", 2), ("verdict:correct", 1), ("verdict:reject", 1), ("判定：拒绝", 1),
        ("verdict:none", 1), ("-verdict:reject", 3), ("tag:gap", 2), ("标签:GAP", 2), ("标签:“第二章 末”", 1),
        ("tag:nothing", 0), ("-tag:gap", 2), ("tag:gap -verdict:reject", 1), ("钨 tag:gap", 1), ("in:text tag:gap", 2),
    ],
)  # fmt: skip
def test_a_search_is_narrowed_by_what_people_said(shelf: sqlite3.Connection, query: str, number: int) -> None:
    say(shelf, found(shelf, "challenge"), "accept")
    say(shelf, found(shelf, "recommendation"), "correct", words="扩大钨储备")
    say(shelf, found(shelf, "challenge", "en"), "reject")
    say(shelf, found(shelf, "challenge", "en"), "tag", tag="gap")
    say(shelf, found(shelf, "challenge"), "tag", tag="gap")
    say(shelf, found(shelf, "challenge"), "tag", tag="第二章 末")
    results = search(Opened(shelf), query)
    assert (results.total, "plain words" in results.explain()) == (number, False)


def test_hits_are_marked_and_facets_count_what_a_search_finds(shelf: sqlite3.Connection) -> None:
    say(shelf, found(shelf, "challenge"), "reject")
    say(shelf, found(shelf, "recommendation"), "correct", words="扩大钨储备")
    say(shelf, found(shelf, "recommendation"), "tag", tag="第二章, 末")
    opened = Opened(shelf)
    results = search(opened, "kind:challenge,recommendation")
    assert {hit.verdict for hit in results} == {"reject", "correct", None}
    assert {"verdict", "tag"} <= set(FACETS)
    for name in ("verdict", "tag"):
        for count in results.facets[name]:
            assert search(opened, f"kind:challenge,recommendation {count.query}").total == count.count
    assert [count.value for count in results.facets["verdict"]] == ["none", "accept", "correct", "reject"]
    assert search(opened, "in:text 钨").facets["verdict"] == ()


def test_an_older_library_keeps_every_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "older.db"
    at = next(i for i, migrate in enumerate(MIGRATIONS) if migrate.__name__ == "_reviews_and_tracking")
    with monkeypatch.context() as patched:
        patched.setattr("corpus.migrations.MIGRATIONS", MIGRATIONS[:at])
        connection = connect(path)
        for key, verdict in ((3, "accept"), (7, "note"), (9, "relabel")):
            connection.execute(
                "INSERT INTO verdicts VALUES (?, 'ab', 'challenge', '不足', '前', '后', 2, ?, ?, 'why', NULL, ?)",
                [key, verdict, "recommendation" if verdict == "relabel" else None, "2026-01-01"],
            )
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE verdicts SET verdict = 'correct'")
        connection.close()
    connection = connect(path)
    rows = connection.execute('SELECT key, quote, "before", page, verdict, label, note, person, words FROM verdicts')
    assert rows.fetchall() == [
        (3, "不足", "前", 2, "accept", None, "why", None, None),
        (7, "不足", "前", 2, "note", None, "why", None, None),
        (9, "不足", "前", 2, "relabel", "recommendation", "why", None, None),
    ]
    connection.execute("UPDATE verdicts SET verdict = 'correct' WHERE key = 3")
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'verdicts'").fetchone()
    connection.close()
    assert "-- correct: the right words" in sql
