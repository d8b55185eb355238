"""`litlode judge`: what a person thinks of findings, one or many."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import library

from litlode.cli import main

TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。",
    "The country lacks lithium. States should begin stockpiling tungsten.",
)


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the findings of a library in the current folder: challenge, recommendation, twice."""
    monkeypatch.chdir(tmp_path)
    library(tmp_path / "litlode.db", *TEXTS).close()
    return [row["id"] for row in json.loads(run("findings", "--json").stdout)]


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, list(args))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def verdicts() -> list[str | None]:
    return [row["verdict"] for row in map(json.loads, run("export").stdout.splitlines())]


def test_a_verdict_is_written_and_stands_with_the_finding_everywhere(ids: list[str]) -> None:
    result = run("judge", ids[0][:6], "reject", "--note", "only a fact", "--person", "Li Na")
    assert (result.exit_code, result.stderr) == (0, "reject: written\n")
    assert verdicts() == ["reject", None, None, None]
    assert f"{ids[0]}  [reject]" in run("findings").stdout
    shown = run("show", ids[0]).stdout
    assert "verdict: reject (Li Na, 20" in shown
    assert ": only a fact" in shown
    [told] = json.loads(run("show", ids[0], "--json").stdout)["verdicts"]
    assert (told["verdict"], told["note"], told["person"]) == ("reject", "only a fact", "Li Na")


def test_the_newest_verdict_counts_and_the_earlier_one_is_kept(ids: list[str]) -> None:
    run("judge", ids[0], "accept")
    run("judge", ids[0], "relabel", "recommendation")
    assert verdicts()[0] == "relabel"
    told = [line for line in run("show", ids[0]).stdout.splitlines() if "verdict:" in line]
    assert [line.split(" (")[0].strip() for line in told] == ["verdict: relabel recommendation", "verdict: accept"]


def test_many_come_from_a_file_all_or_none(ids: list[str]) -> None:
    file = Path("list.csv")
    file.write_text(f"id,verdict,label\n{ids[0]},accept,\n{ids[1]},relabel,challenge\n{ids[2]},,\n", "utf-8")
    result = run("judge", "--from", "list.csv")
    assert (result.exit_code, result.stderr) == (0, "2 verdicts written\n")
    assert verdicts() == ["accept", "relabel", None, None]
    file.write_text(f"id,verdict\n{ids[2]},accept\nffffffff,reject\n", "utf-8")
    result = run("judge", "--from", "list.csv")
    assert (result.exit_code, result.stderr) == (2, "litlode: ffffffff: no finding has this id\n")
    assert verdicts() == ["accept", "relabel", None, None]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("12", "accept"), "12: too short; give the first 4 characters of an id or more"),
        (("ID", "maybe"), "'maybe' is no verdict"),
        (("ID", "relabel"), "relabel needs what it is"),
        (("ID", "relabel", "challenge"), "is a challenge already"),
        (("ID", "accept", "challenge"), "accept takes no label"),
        (("ID", "note"), "a note needs its text"),
        (("--from", "nothing.csv"), "nothing.csv: No such file"),
        (("ID",), "give ID and VERDICT"),
        (("ID", "accept", "--from", "list.csv"), "give ID and VERDICT"),
        (("ID", "accept", "--library", "none.db"), "none.db: there is no library here"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(ids: list[str], args: tuple[str, ...], said: str) -> None:
    result = run("judge", *(ids[0] if arg == "ID" else arg for arg in args))
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert verdicts() == [None] * 4
