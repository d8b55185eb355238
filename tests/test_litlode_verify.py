"""`litlode verify`: findings one by one, a key each; `litlode verdicts` and `judge --from`: what was said, and back."""

from __future__ import annotations

import json
import sqlite3
import webbrowser
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import library

from litlode.cli import deciding, main
from litlode.output import counted

TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。",
    "The country lacks lithium. States should begin stockpiling tungsten.",
)


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the findings of a library in the current folder: challenge, recommendation, twice."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LITLODE_PERSON", "Li Na")
    monkeypatch.setattr(deciding, "has_terminal", lambda: True)
    library(tmp_path / "litlode.db", *TEXTS).close()
    return [row["id"] for row in json.loads(run("findings", "--json").stdout)]


def run(*args: str, keys: str | None = None) -> Result:
    result = CliRunner().invoke(main, list(args), input=keys)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def said() -> list[tuple[str, str | None]]:
    """The verdicts and what goes with them, from the oldest on."""
    rows = json.loads(run("verdicts", "--json").stdout)
    return [(row["verdict"], row["words"] or row["label"] or row["tag"] or row["note"]) for row in rows]


def test_one_key_decides_and_is_written_at_once(ids: list[str]) -> None:
    result = run("verify", keys="arlsq")
    assert result.exit_code == 0
    assert said() == [("accept", None), ("reject", None), ("relabel", "recommendation")]
    assert "4 findings to verify as Li Na" in result.stderr
    assert "1 accepted, 1 rejected, 1 relabelled; everything is written" in result.stderr
    assert "1 of 4, 0 judged" in result.stdout
    assert "【我国钨储备面临规模不足。】 建议扩大钨储备。" in result.stdout


def test_what_is_decided_does_not_come_again(ids: list[str]) -> None:
    run("verify", keys="aq")
    assert "3 findings to verify" in run("verify", keys="q").stderr
    assert "4 findings to verify" in run("verify", "--all", keys="q").stderr
    run("verify", keys="aaa")
    assert run("verify", keys="q").stderr == "there is nothing to verify; --all shows what is decided as well\n"


@pytest.mark.parametrize(
    ("keys", "verdicts"),
    [
        ("c钨储备面临规模不足\nq", [("correct", "钨储备面临规模不足")]),
        ("c>-1\nq", [("correct", "我国钨储备面临规模不足")]),
        ("c<-2 >+2\nq", [("correct", "钨储备面临规模不足。建议")]),
        ("sssc<+1 >-1\nq", [("correct", "lithium. States should begin stockpiling")]),
        ("c没有这些字\nq", []),
        ("c>-99\nq", []),
        ("c<2\nq", []),
        ("c\nq", []),
        ("nfor 第二章\nq", [("note", "for 第二章")]),
        ("tgap\nt-gap\naq", [("tag", "gap"), ("untag", "gap"), ("accept", None)]),
        ("auq", []),
        ("aruq", [("accept", None)]),
        ("uq", []),
        ("aaaau", [("accept", None)] * 3),  # also after the last
        ("ａ\nＱ", [("accept", None)]),  # as an input method types it
        ("x?q", []),
        ("", []),
    ],
)
def test_keys_write_what_they_say(ids: list[str], keys: str, verdicts: list[tuple[str, str | None]]) -> None:
    assert run("verify", keys=keys).exit_code == 0
    assert said() == verdicts


def test_what_makes_no_sense_is_told_and_the_finding_stays(ids: list[str]) -> None:
    result = run("verify", keys="c没有这些字\nxaq")
    assert "not written" in result.stderr
    assert "take the last verdict back" in result.stdout
    assert said() == [("accept", None)]


@pytest.mark.parametrize(
    ("args", "number"),
    [
        (("钨",), 3), (("tungsten", "--kind", "challenge"), 1), (("--metal", "Li"), 1), (("--metal", "锂"), 1),
        (("--document", "paper-1.txt"), 2),
        (("--document", "paper-*"), 4), (("-钨",), 1), (("--unsure",), 4), (("lang:en", "--unsure"), 2),
    ],
)  # fmt: skip
def test_only_those_asked_for_are_gone_through(ids: list[str], args: tuple[str, ...], number: int) -> None:
    assert f"{counted(number, 'finding')} to verify" in run("verify", *args, keys="q").stderr


def test_those_near_the_threshold_come_first(ids: list[str]) -> None:
    with closing(sqlite3.connect("litlode.db", isolation_level=None)) as connection:
        connection.execute("UPDATE findings SET score = 0.31 WHERE id = ?", [ids[2]])
    run("verify", "--unsure", keys="aq")
    assert json.loads(run("verdicts", "--json").stdout)[0]["id"] == ids[2]


def test_a_second_person_goes_through_what_others_decided_without_seeing_it(ids: list[str]) -> None:
    run("verify", keys="arq")
    result = run("verify", "--second", "--person", "A. Writer", keys="rq")
    assert "2 findings to verify as A. Writer" in result.stderr
    assert "Li Na" not in result.stdout
    assert "Li Na" in run("verify", "--all", keys="q").stdout
    assert "there is nothing" in run("verify", "--second", keys="q").stderr
    told = json.loads(run("show", ids[0], "--json").stdout)["verdicts"]
    assert [(one["verdict"], one["person"]) for one in told] == [("reject", "A. Writer"), ("accept", "Li Na")]


def test_the_document_is_opened_at_the_page(ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: bool(opened.append(url)) or True)
    assert "paper-0.txt: the file is not there any more" in run("verify", keys="oq").stderr
    Path("paper-0.txt").touch()
    run("verify", keys="oq")
    assert opened == [f"{Path('paper-0.txt').absolute().as_uri()}#page=1"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--document", "nothing.pdf"), "nothing.pdf: no document is called so"),
        (("in:text", "钨"), "verify goes through findings: leave out in:text"),
        (("--json",), "--json and --csv go with --lost"),
        (("--library", "none.db"), "none.db: there is no library here"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(ids: list[str], args: tuple[str, ...], told: str) -> None:
    result = run("verify", *args, keys="q")
    assert (result.exit_code, told in result.stderr) == (2, True), result.stderr


def test_without_a_terminal_there_is_one_line(ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "has_terminal", lambda: False)
    result = run("verify", keys="a")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("litlode: verify needs a terminal")
    assert run("verify", "--lost").exit_code == 0


@pytest.mark.parametrize("form", ["csv", "json"])
def test_all_verdicts_go_to_a_file_and_come_back_as_they_were(ids: list[str], tmp_path: Path, form: str) -> None:
    run("judge", ids[0], "correct", "钨储备面临规模不足", "--note", "shorter, 更短")
    run("judge", ids[1], "tag", "第二章", "--person", "A. Writer")
    run("judge", ids[2], "note", 'a note of\nthree, "words"')
    run("judge", ids[3], "relabel", "challenge")
    run("judge", ids[3], "correct", "begin stockpiling tungsten")
    listed = run("verdicts", f"--{form}").stdout
    Path("verdicts").write_text(listed, "utf-8")
    again = run("judge", "--from", "verdicts")
    assert (again.exit_code, again.stderr) == (0, "0 verdicts written; 5 were there already\n")
    library(tmp_path / "other.db", *TEXTS).close()
    assert run("judge", "--from", "verdicts", "-l", "other.db").stderr == "5 verdicts written\n"
    assert run("verdicts", f"--{form}", "-l", "other.db").stdout == listed
    assert "5 verdicts: Li Na 4, A. Writer 1" in run("verdicts").stderr
    assert run("verdicts", "--person", "A. Writer").stderr == "1 verdict: A. Writer 1\n"


def test_verdicts_on_papers_that_are_not_here_are_kept_and_listed_as_lost(ids: list[str], tmp_path: Path) -> None:
    run("judge", ids[0], "reject", "--note", "only a fact")
    Path("verdicts.csv").write_text(run("verdicts", "--csv").stdout, "utf-8")
    library(tmp_path / "other.db", TEXTS[1]).close()
    run("judge", "--from", "verdicts.csv", "-l", "other.db")
    result = run("verify", "--lost", "-l", "other.db")
    assert result.stderr == "1 judged findings are gone\n"
    assert "its document is not in the library" in result.stdout
    assert ": only a fact" in result.stdout
    [row] = json.loads(run("verify", "--lost", "--json", "-l", "other.db").stdout)
    assert (row["why"], row["said"][0]["verdict"]) == ("no document", "reject")
    assert "reject,,,,only a fact,Li Na" in run("verify", "--lost", "--csv", "-l", "other.db").stdout


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[{", "list, line 1: is no JSON"),
        ("[1]", "list, item 1: is no object"),
        ('[{"id": "12ab", "verdict": "maybe"}]', "list, item 1: 'maybe' is no verdict"),
        ("id,verdict,sha256,before,after,at,kind,quote,page\n,accept,ab,,,2026,fact,不足,1\n", "'fact' is no kind"),
        ("id,verdict,sha256,before,after,at,kind,quote,page\n,accept,ab,,,2026,challenge,不足,x\n", "are numbers"),
        ("id,verdict,sha256,before,after,at,kind,quote,page\n,accept,ab,,,2026,challenge,,1\n", "the quote is missing"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_its_line(ids: list[str], content: str, told: str) -> None:
    Path("list").write_text(content, "utf-8")
    result = run("judge", "--from", "list")
    assert (result.exit_code, told in result.stderr, result.stderr.count("\n")) == (2, True, 1), result.stderr
    assert said() == []


def test_only_what_is_accepted_is_counted_where_asked(ids: list[str]) -> None:
    run("verify", keys="arq")
    assert [row["id"] for row in json.loads(run("findings", "--accepted", "--json").stdout)] == [ids[0]]
    assert len(run("export", "--accepted").stdout.splitlines()) == 1
    counts = [
        (row["challenges"], row["recommendations"])
        for row in json.loads(run("documents", "--accepted", "--json").stdout)
    ]
    assert counts == [(1, 0), (0, 0)]
    concepts = {row["id"]: row["findings"] for row in json.loads(run("concepts", "--accepted", "--json").stdout)}
    assert (concepts["metal:W"], concepts["metal:Li"]) == (1, 0)
    assert f"{ids[1]}  [reject]" in run("search", "建议").stdout
    assert ids[1] not in run("search", "储备", "-verdict:reject").stdout


def test_a_watch_tells_what_is_accepted_since(ids: list[str]) -> None:
    run("watch", "add", "mine", "verdict:accept tag:gap")
    assert run("watch", "run").stderr == "mine: 0 new of 0 hits\n"
    run("verify", keys="tgap\naaq")
    assert run("watch", "run").stderr == "mine: 1 new of 1 hit\n"


def test_two_people_are_compared(ids: list[str]) -> None:
    assert "no finding was decided by two people" in run("verdicts", "--agreement").stderr
    run("verify", keys="raar")
    run("verify", "--second", "--person", "A. Writer", keys="rq")
    assert "100% of 1 finding alike, 0 not; Cohen's kappa is not defined" in run("verdicts", "--agreement").stdout
    run("verify", "--second", "--person", "A. Writer", keys="c<+0\nrr")
    [row] = json.loads(run("verdicts", "--agreement", "--json").stdout)
    assert (row["one"], row["other"], row["findings"], row["differ"]) == ("A. Writer", "Li Na", 4, 1)
    assert (row["agreed"], row["kappa"]) == (0.75, 0.5)
    assert "75% of 4 findings alike, 1 not; Cohen's kappa 0.50 (" in run("verdicts", "--agreement").stdout
    assert run("verdicts", "--agreement", "--csv").stdout.splitlines()[1].startswith("A. Writer,Li Na,4,1,0.75,0.5,0.5")
