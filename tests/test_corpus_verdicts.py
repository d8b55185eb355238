"""Verdicts in a library: written with the words around them, the newest in force, placed in the text again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from factories import library

from corpus.errors import UnknownIdError
from corpus.judged import judged_documents
from corpus.listing import StoredFinding, find_findings
from corpus.verdicts import Decision, VerdictError, in_force, judge, read_decisions

TEXT = "我国钨储备面临规模不足。建议扩大钨储备。矿区在北方。"
OTHER = "The country lacks lithium. States should begin stockpiling tungsten."


@pytest.fixture
def shelf(tmp_path: Path) -> sqlite3.Connection:
    return library(tmp_path / "lib.db", TEXT, OTHER)


def found(shelf: sqlite3.Connection, kind: str, lang: str = "zh") -> StoredFinding:
    [finding] = [row for row in find_findings(shelf, kind=kind) if row.lang == lang]
    return finding


def said(shelf: sqlite3.Connection, finding: StoredFinding, verdict: str, label: str | None = None) -> None:
    judge(shelf, [Decision(id=finding.id, verdict=verdict, label=label, note="why" if verdict == "note" else None)])


def test_a_verdict_keeps_the_words_around_the_quote_and_who_said_it(shelf: sqlite3.Connection) -> None:
    finding = found(shelf, "recommendation")
    judge(shelf, [Decision(id=finding.id[:6], verdict="accept", note="for chapter 2")], person="Li Na")
    row = shelf.execute('SELECT sha256, kind, quote, "before", "after", page, verdict, note, person FROM verdicts')
    assert row.fetchall() == [
        (finding.sha256, "recommendation", "建议扩大钨储备。", "我国钨储备面临规模不足。", "矿区在北方。", 1,
         "accept", "for chapter 2", "Li Na"),
    ]  # fmt: skip


def test_the_newest_verdict_is_in_force_and_a_note_decides_nothing(shelf: sqlite3.Connection) -> None:
    finding = found(shelf, "challenge")
    for verdict in ("reject", "accept", "note"):
        said(shelf, finding, verdict)
    assert [verdict.verdict for verdict in in_force(shelf)] == ["accept"]
    assert found(shelf, "challenge").verdict == "accept"


def test_a_note_alone_is_shown_and_is_not_in_force(shelf: sqlite3.Connection) -> None:
    said(shelf, found(shelf, "challenge"), "note")
    assert (found(shelf, "challenge").verdict, in_force(shelf)) == ("note", ())


def test_one_bad_id_among_many_writes_none(shelf: sqlite3.Connection) -> None:
    good = Decision(id=found(shelf, "challenge").id, verdict="accept")
    with pytest.raises(UnknownIdError, match="ffff0000: no finding"):
        judge(shelf, [good, Decision(id="ffff0000", verdict="reject")])
    assert shelf.execute("SELECT count(*) FROM verdicts").fetchone() == (0,)


@pytest.mark.parametrize(
    ("verdict", "label", "match"),
    [
        ("maybe", None, "'maybe' is no verdict: accept, reject, relabel, correct, note, tag or untag"),
        ("relabel", None, "relabel needs what it is: challenge or recommendation"),
        ("relabel", "fact", "not 'fact'"),
        ("accept", "challenge", "accept takes no label"),
        ("note", None, "a note needs its text"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(verdict: str, label: str | None, match: str) -> None:
    with pytest.raises(VerdictError, match=match):
        Decision(id="12ab", verdict=verdict, label=label)


def test_a_finding_cannot_be_relabelled_as_what_it_is(shelf: sqlite3.Connection) -> None:
    with pytest.raises(VerdictError, match="is a challenge already"):
        said(shelf, found(shelf, "challenge"), "relabel", "challenge")


@pytest.mark.parametrize(
    ("verdict", "label", "labels"),
    [("accept", None, (True, None)), ("reject", None, (False, None)), ("relabel", "recommendation", (False, True))],
)
def test_a_verdict_labels_the_sentence_of_its_finding(
    shelf: sqlite3.Connection, verdict: str, label: str | None, labels: tuple[bool | None, ...]
) -> None:
    said(shelf, found(shelf, "challenge"), verdict, label)
    [document] = judged_documents(shelf)
    assert document.labels == {0: labels}


def test_what_was_rejected_and_is_found_no_more_is_still_known(shelf: sqlite3.Connection) -> None:
    said(shelf, found(shelf, "challenge"), "reject")
    shelf.execute("DELETE FROM findings")
    [document] = judged_documents(shelf)
    assert (document.labels, document.lost) == ({0: (False, None)}, 0)


def test_a_verdict_whose_words_are_gone_is_counted_and_labels_nothing(shelf: sqlite3.Connection) -> None:
    said(shelf, found(shelf, "challenge"), "reject")
    said(shelf, found(shelf, "challenge", "en"), "reject")
    shelf.execute("UPDATE document_texts SET text = replace(text, '规模', '数量')")
    shelf.execute("DELETE FROM documents WHERE lang = 'en'")
    assert [(document.labels, document.lost) for document in judged_documents(shelf)] == [({}, 1), ({}, 1)]


def test_of_equal_quotes_the_one_in_the_same_surroundings_is_meant(tmp_path: Path) -> None:
    text = "甲地钨储备。面临不足。乙地锂储备。面临不足。丙地铟储备。"
    shelf = library(tmp_path / "lib.db", text)
    second = list(find_findings(shelf, kind="challenge"))[-1]
    said(shelf, second, "accept")
    [document] = judged_documents(shelf)
    assert [document.sentences[at][0] for at in document.labels] == [second.start]


def test_one_rejected_item_of_a_sentence_whose_others_stand_decides_nothing(shelf: sqlite3.Connection) -> None:
    finding = found(shelf, "recommendation")
    said(shelf, finding, "reject")
    shelf.execute(
        f"""INSERT INTO findings (id, document, sentence, kind, start, "end", page, lang, score, quote)
        SELECT 'item', document, sentence, kind, start + 2, "end", page, lang, score, substr(quote, 3)
        FROM findings WHERE id = '{finding.id}'"""
    )
    [document] = judged_documents(shelf)
    assert (document.labels, document.undecided) == ({}, 1)


def test_an_accepted_item_outweighs_a_rejected_one(shelf: sqlite3.Connection) -> None:
    finding = found(shelf, "recommendation")
    said(shelf, finding, "reject")
    shelf.execute(
        f"""INSERT INTO findings (id, document, sentence, kind, start, "end", page, lang, score, quote)
        SELECT 'abcdef01', document, sentence, kind, start + 2, "end", page, lang, score, substr(quote, 3)
        FROM findings WHERE id = '{finding.id}'"""
    )
    judge(shelf, [Decision(id="abcdef01", verdict="accept")])
    [document] = judged_documents(shelf)
    assert document.labels == {1: (None, True)}


def test_a_file_of_verdicts_may_have_other_columns_and_lines_without_a_verdict(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "quote,id,verdict,label\n建议,12ab,accept,\n不足,12cd,,\n规模,12ef,relabel,challenge\n", "utf-8-sig"
    )
    assert read_decisions(path) == (
        Decision(id="12ab", verdict="accept"),
        Decision(id="12ef", verdict="relabel", label="challenge"),
    )


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"id,note\n12ab,x\n", "the first line names the columns"),
        (b"id,verdict\n12ab,accept\n12cd,perhaps\n", "line 3: 'perhaps' is no verdict"),
        (b"id,verdict\n12ab,accept,x\n", "line 2: more fields than columns"),
        (b"id,verdict\n12ab,\n", "holds no verdict"),
        (b"", "the first line names the columns"),
        ("id,verdict,note\n12ab,accept,不足\n".encode("gbk"), "is not UTF-8"),
    ],
)
def test_a_file_that_holds_no_verdicts_is_named_with_the_line(tmp_path: Path, content: bytes, match: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(VerdictError, match=match):
        read_decisions(path)
