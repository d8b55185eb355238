"""`litlode screen` and `litlode qda`, and the page that explains them."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from factories import library

import litlode
from litlode.cli import main, screening_next

ROOT = Path(__file__).parents[1]
TEXTS = ("我国钨储备面临规模不足。建议扩大钨储备。", "The country lacks lithium.", "States should stockpile tungsten.")


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library in the current folder, with three papers."""
    monkeypatch.chdir(tmp_path)
    library(tmp_path / "litlode.db", *TEXTS).close()


def run(*args: str, group: str = "screen") -> Result:
    result = CliRunner().invoke(main, [group, *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def begin() -> None:
    assert run("new", "r", "--reasons", "off topic，不可得").exit_code == 0


def test_next_shows_what_one_decides_by_and_how_to(tmp_path: Path) -> None:
    begin()
    result = run("next", "r", "--person", "Li")
    assert "Paper 0" in result.stdout
    assert "no abstract; it begins: 我国钨储备面临规模不足。" in result.stdout
    assert "first challenge (p. 1): 我国钨储备面临规模不足。" in result.stdout
    assert "include|exclude|unsure --person Li --stage title-abstract" in result.stderr
    assert "1 off topic, 2 不可得" in result.stderr


def test_a_command_that_is_told_can_be_typed_whatever_the_names() -> None:
    run("new", "two coders", "--coders", "2")
    told = run("next", "two coders", "--person", "O'Neil Li", "-l", "./litlode.db").stderr.splitlines()[-1]
    decided = run(*shlex.split(told.replace("include|exclude|unsure", "include"))[2:])
    assert decided.stderr == "paper-0.txt: include at title-abstract, by O'Neil Li; now not decided there\n"


def test_who_is_at_work_decides_where_nobody_is_named(monkeypatch: pytest.MonkeyPatch, keys: list[str]) -> None:
    begin()
    monkeypatch.setenv("LITLODE_PERSON", "Li  Na")
    assert "by Li Na; now" in run("decide", "r", "paper-0.txt", "include").stderr
    Path("todo.csv").write_text("document,decision,person\npaper-1.txt,include,\npaper-1.txt,include,Xu\n", "utf-8")
    run("decide", "r", "--from", "todo.csv")
    keys += ["u"]
    run("next", "r", "--stage", "title-abstract")
    persons = [(row["document"], row["person"]) for row in json.loads(run("log", "r", "--json").stdout)]
    assert persons == [
        ("paper-0.txt", "Li Na"), ("paper-1.txt", "Li Na"), ("paper-1.txt", "Xu"), ("paper-2.txt", "Li Na"),
    ]  # fmt: skip
    assert json.loads(run("next", "r", "--stage", "title-abstract", "--json").stdout) is None
    assert json.loads(run("next", "r", "--stage", "title-abstract", "--person", "Wu", "--json").stdout)["left"] == 3


def test_next_is_each_persons_own_and_ends(tmp_path: Path) -> None:
    begin()
    for name in ("paper-0.txt", "paper-1.txt", "paper-2.txt"):
        assert run("decide", "r", name, "exclude", "--person", "Li").exit_code == 0
    assert "nothing is left to decide for Li" in run("next", "r", "--person", "Li").stderr
    assert json.loads(run("next", "r", "--person", "Li", "--json").stdout) is None
    assert json.loads(run("next", "r", "--person", "Xu", "--json").stdout)["left"] == 3


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A person at a terminal who presses these keys."""
    pressed: list[str] = []
    monkeypatch.setattr(click, "getchar", lambda: pressed.pop(0) if pressed else "\x03")
    monkeypatch.setattr(click, "prompt", lambda *_, **__: pressed.pop(0))

    class Terminal:
        class stdin:  # noqa: N801
            isatty = staticmethod(lambda: True)

        stdout = stdin

    monkeypatch.setattr(screening_next, "sys", Terminal)
    yield pressed


def decisions() -> list[tuple[str, str, str | None]]:
    return [(row["document"], row["decision"], row["reason"]) for row in json.loads(run("log", "r", "--json").stdout)]


def test_keys_decide_on_one_after_the_other(keys: list[str]) -> None:
    begin()
    keys += ["x", "i", "e", "9", "2", "u", "q"]
    run("next", "r", "--person", "Li", "--stage", "title-abstract")
    assert decisions() == [
        ("paper-0.txt", "include", None), ("paper-1.txt", "exclude", "不可得"), ("paper-2.txt", "unsure", None),
    ]  # fmt: skip


def test_what_is_skipped_comes_again_the_next_time_and_quitting_decides_nothing(keys: list[str]) -> None:
    begin()
    keys += ["s", "e", "b", "s"]
    assert "save what you skipped" in run("next", "r", "--stage", "title-abstract").stderr
    assert decisions() == []
    keys += ["q"]
    assert "Paper 0" in run("next", "r").stdout


def test_two_persons_in_conflict_are_shown_and_settled() -> None:
    begin()
    run("decide", "r", "paper-0.txt", "include", "--person", "Li")
    said = run("decide", "r", "paper-0.txt", "exclude", "--person", "Xu", "--reason", "1").stderr
    assert said == "paper-0.txt: exclude (off topic) at title-abstract, by Xu; now in conflict there\n"
    assert "Li include, Xu exclude" in run("status", "r").stdout
    run("adjudicate", "r", "paper-0.txt", "include", "--person", "Wu")
    rows = json.loads(run("status", "r", "--json").stdout)
    assert [(row["stage"], row["person"], row["include"], row["conflict"]) for row in rows] == [
        ("title-abstract", None, 1, 0), ("title-abstract", "Li", 1, None), ("title-abstract", "Xu", 0, None),
        ("full-text", None, 0, 0),
    ]  # fmt: skip
    agreed = run("agreement", "r").stdout
    assert "Li and Xu, 1 document" in agreed
    assert "Cohen's kappa is not defined: one document tells nothing" in agreed
    [row] = json.loads(run("agreement", "r", "--json").stdout)
    assert (row["kappa"], row["low"], row["high"]) == (None, None, None)
    for name, decision in (("paper-1.txt", "exclude"), ("paper-2.txt", "exclude")):
        run("decide", "r", name, decision, "--person", "Xu", "--stage", "title-abstract")
        run("decide", "r", name, "include", "--person", "Li", "--stage", "title-abstract")
    assert "is not defined: one of them, or both, decided the same throughout" in run("agreement", "r").stdout


def test_a_table_is_filled_in_and_read_back() -> None:
    begin()
    rows = list(csv.DictReader(io.StringIO(run("documents", "r", "--csv").stdout)))
    assert [row["decision"] for row in rows] == ["", "", ""]
    rows[1] |= {"decision": "exclude", "reason": "不可得"}
    with Path("done.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)
    assert run("decide", "r", "--from", "done.csv", "--person", "Li").stderr == "1 decision written\n"
    (row,) = json.loads(run("documents", "r", "--json", "--outcome", "exclude").stdout)
    assert (row["document"], row["excluded_for"], row["decisions"]) == (
        "paper-1.txt", "不可得", ["Li: exclude (不可得)"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "args",
    [
        ["next", "none"], ["next", "r", "--stage", "x"], ["status", "none"], ["new", "r"],
        ["new", "x", "--stages", ","],
        ["decide", "r", "none.txt", "include"], ["decide", "r", "paper-0.txt", "maybe"], ["decide", "r"],
        ["decide", "r", "--from", "none.csv"], ["agreement", "r", "--persons", "Li,Xu"], ["prisma", "r", "-o", "x.png"],
        ["prisma", "none"], ["adjudicate", "r", "paper-0.txt", "unsure", "--person", "x"], ["log", "r", "none.txt"],
    ],
)  # fmt: skip
def test_what_makes_no_sense_ends_with_status_2(args: list[str]) -> None:
    begin()
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("ending", ["svg", "md", "json", "csv"])
def test_prisma_is_written_as_the_name_of_the_file_says(ending: str) -> None:
    begin()
    result = run("prisma", "r", "-o", f"flow.{ending}", "--lang", "zh")
    assert result.stderr == f"flow.{ending}: written\n3 documents are not settled yet: the diagram says so\n"
    assert "3" in Path(f"flow.{ending}").read_text(encoding="utf-8")


def test_a_project_holds_only_what_a_screening_includes() -> None:
    begin()
    assert run("export", "-o", "p.qdpx", "--screening", "r", group="qda").exit_code == 2
    for _ in range(2):
        run("decide", "r", "paper-0.txt", "include")
    result = run("export", "-o", "p.qdpx", "--screening", "r", group="qda")
    assert result.stderr.startswith("p.qdpx: 1 document (0 with their PDF), 2 coded passages")
    assert len(zipfile.ZipFile("p.qdpx").namelist()) == 2
    assert run("export", "-o", "p.zip", group="qda").exit_code == 2


def test_the_page_on_screening_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "screening.md").read_text(encoding="utf-8")
    Path("litlode.db").unlink()
    names = ("zh-2018-supply-chain-report.pdf", "en-2013-tungsten-stockpile.pdf")
    for name in names:
        shutil.copy(ROOT / "corpus" / "samples" / name, tmp_path)
    with litlode.open("litlode.db") as shelf:
        shelf.ingest(*names, jobs=0)
        quotes = {" ".join(found.quote.split()) for found in shelf.findings()}
    lines = re.findall(r"^\$ litlode (.*)$", page, re.MULTILINE)
    assert len(lines) == 11
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line))
        assert result.exit_code == 0, f"{line}: {result.output}"
    assert f"2 documents (2 with their PDF), {len(quotes)} coded passages" in result.stderr
    (block,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(block, "screening.md", "exec"), {})
    assert "'works': 0" in capsys.readouterr().out
