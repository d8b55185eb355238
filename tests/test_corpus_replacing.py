"""Verdicts of a document that is read again: they go with their words, or are listed as lost."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from factories import extracted, library, record
from sqlite_utils import Database

from corpus.listing import StoredFinding, find_findings
from corpus.record import make_record
from corpus.replacing import find_lost, place_again
from corpus.store import store
from corpus.verdicts import Decision, accepted, judge, rejected, verdicts_on

ZH = "矿区在北方的山地之中。我国钨储备面临规模不足的问题。建议扩大钨储备并建立收储制度。矿区道路也在修建之中。"
EN = (
    "The mines lie in the north of the country. States should begin stockpiling tungsten ores early. "
    "Roads to the mines are built by now."
)


def read_again(shelf: sqlite3.Connection, old: str, new: str) -> None:
    """A better reader has another text for the file that was read as `old`."""
    found = extracted(new, title="Paper 0")
    source = replace(found.document.source, sha256=record(old).document["sha256"])
    again = make_record(replace(found.document, source=source), found.sentences, found.mentions, found.findings)
    store(Database(shelf), again, Path("paper-0.txt"))


def the(shelf: sqlite3.Connection, kind: str) -> StoredFinding:
    [finding] = find_findings(shelf, kind=kind)
    return finding


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (ZH, "矿区在北方的山地之中。", "论钨矿 矿区在北方的山地之中。又有他说。"),  # all moves
        (ZH, "建议扩大钨储备", "建议扩大 钨储备"),  # a space more
        (ZH, "收储制度", "收储制庋"),  # a character read otherwise
        (EN, "stockpiling", "stock- piling"),  # a hyphen at the end of a line
        (EN, "tungsten ores early", "tungsten ores earIy"),
        (EN, "States should", "The States should"),
    ],
)
def test_a_verdict_goes_with_its_words(tmp_path: Path, text: str, old: str, new: str) -> None:
    shelf = library(tmp_path / "lib.db", text)
    before = the(shelf, "recommendation")
    judge(shelf, [Decision(id=before.id, verdict="accept"), Decision(id=before.id, verdict="note", note="look")])
    read_again(shelf, text, text.replace(old, new))
    after = the(shelf, "recommendation")
    said = verdicts_on(shelf, after)
    assert [one["verdict"] for one in said] == ["accept", "note"]
    assert {one["judged"] for one in said} == {before.quote if before.quote != after.quote else None}
    assert len(accepted(shelf)) == 1
    assert find_lost(shelf) == []


def test_a_verdict_does_not_go_to_another_sentence_of_like_words(tmp_path: Path) -> None:
    text = "甲地的矿山在河流两岸分布。建议扩大钨矿的储备规模。乙地的矿山在湖泊旁边分布。建议扩大锂矿的储备规模。"
    shelf = library(tmp_path / "lib.db", text)
    first, _ = find_findings(shelf, kind="recommendation")
    judge(shelf, [Decision(id=first.id, verdict="reject")])
    read_again(shelf, text, text.replace("建议扩大钨矿的储备规模。", ""))
    assert rejected(shelf) == set()
    [lost] = find_lost(shelf)
    assert (lost.quote, lost.why, lost.said[0]["verdict"]) == ("建议扩大钨矿的储备规模。", "changed", "reject")


def test_what_is_found_no_more_is_told_from_what_is_gone(tmp_path: Path) -> None:
    shelf = library(tmp_path / "lib.db", ZH, EN)
    for finding in find_findings(shelf):
        judge(shelf, [Decision(id=finding.id, verdict="reject", person="Li Na", note="no advice")])
    assert find_lost(shelf) == []
    shelf.execute("DELETE FROM findings WHERE lang = 'zh' AND kind = 'challenge'")
    shelf.execute("DELETE FROM documents WHERE lang = 'en'")
    lost = {(one.kind, one.document): one for one in find_lost(shelf)}
    assert {key: one.why for key, one in lost.items()} == {
        ("challenge", "paper-0.txt"): "not found", ("recommendation", None): "no document"
    }  # fmt: skip
    assert lost["challenge", "paper-0.txt"].said[0]["person"] == "Li Na"
    assert lost["challenge", "paper-0.txt"].as_dict()["page"] == 1


def test_a_finding_that_has_a_verdict_of_its_own_takes_no_other(tmp_path: Path) -> None:
    shelf = library(tmp_path / "lib.db", ZH)
    finding = the(shelf, "recommendation")
    judge(shelf, [Decision(id=finding.id, verdict="accept")])
    shelf.execute("UPDATE verdicts SET quote = '建议扩大钨储备并建立收储制庋。'")
    judge(shelf, [Decision(id=finding.id, verdict="reject")])
    assert place_again(shelf, finding.sha256) == 0
    assert the(shelf, "recommendation").verdict == "reject"
