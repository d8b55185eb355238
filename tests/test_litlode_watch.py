"""`litlode watch`: searches that are kept and tell what is new."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import library, record
from sqlite_utils import Database

from corpus.migrations import connect
from corpus.store import store
from litlode.cli import main

TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。",
    "The country lacks lithium. States should begin stockpiling tungsten.",
)


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library in the current folder, with a paper in each language."""
    monkeypatch.chdir(tmp_path)
    library(tmp_path / "litlode.db", *TEXTS).close()


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, ["watch", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def read(text: str) -> None:
    connection = connect(Path("litlode.db"))
    store(Database(connection), record(text), Path("new.txt"))
    connection.close()


def quotes(*args: str) -> list[tuple[str, str]]:
    return [(row["watch"], row["quote"].strip()) for row in json.loads(run("run", "--json", *args).stdout)]


def test_add_says_how_the_query_is_read_and_what_fits_now() -> None:
    result = run("add", "stock", "tungsten", "stockpile")
    assert (result.exit_code, result.stdout) == (0, "")
    read_as, fits = result.stderr.splitlines()
    assert read_as.startswith("read as: tungsten [tungsten 钨] + stockpile [stockpile 储备")
    assert fits == "stock: 3 hits now"


def test_a_run_shows_what_is_new_and_then_nothing_until_a_paper_comes() -> None:
    run("add", "stock", "钨储备")
    first = run("run")
    assert (first.exit_code, first.stderr) == (0, "stock: 3 new of 3 hits\n")
    assert first.stdout.startswith("stock  钨储备\n1. ")
    assert first.stdout.count("paper-0.txt") == 2
    assert "stockpiling tungsten" in first.stdout
    again = run("run", "stock")
    assert (again.stdout, again.stderr) == ("", "stock: 0 new of 3 hits\n")
    for text in TEXTS:
        read(text)
    assert run("run").stderr == "stock: 0 new of 3 hits\n"
    read("Indium depends on zinc. A tungsten stockpile should be formed.")
    assert quotes() == [("stock", "A tungsten stockpile should be formed.")]
    assert quotes() == []


def test_only_the_watches_named_are_run_each_once() -> None:
    run("add", "li", "锂")
    run("add", "w", "tungsten")
    assert quotes("li", "li") == [("li", "The country lacks lithium.")]
    assert {name for name, _ in quotes()} == {"w"}


def test_peek_and_limit_leave_the_rest_for_the_next_run() -> None:
    run("add", "w", "tungsten")
    assert len(quotes("--peek")) == 3
    limited = run("run", "--limit", "2")
    assert limited.stderr == "w: 3 new of 3 hits, 2 shown\n"
    assert len(quotes()) == 1


def test_a_run_prints_csv_with_the_name_of_the_watch() -> None:
    run("add", "every sentence", "in:text 钨")
    result = run("run", "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {(row["watch"], row["kind"]) for row in rows} == {("every sentence", "text")}
    assert len(rows) == 3
    assert run("run", "--csv").stdout.splitlines() == [result.stdout.splitlines()[0]]


def test_the_list_tells_when_each_was_run() -> None:
    run("add", "w", "tungsten")
    assert run("list").stdout == "w  tungsten\n   never run\n"
    run("run")
    assert run("list").stdout.startswith("w  tungsten\n   last run 20")
    assert run("list").stdout.endswith(", 3 hits shown\n")
    [row] = json.loads(run("list", "--json").stdout)
    assert (row["name"], row["query"], row["told"]) == ("w", "tungsten", 3)
    assert run("list", "--csv").stdout.splitlines()[0] == "name,query,created_at,last_run_at,told"


def test_a_watch_is_replaced_only_when_asked_and_removed() -> None:
    run("add", "w", "tungsten")
    taken = run("add", "w", "lithium")
    assert (taken.exit_code, taken.stderr) == (
        2, "litlode: w: there is a watch of this name (tungsten); --replace puts this in its place\n",
    )  # fmt: skip
    assert run("add", "w", "锂", "--replace").exit_code == 0
    assert quotes() == [("w", "The country lacks lithium.")]
    assert run("remove", "w").stderr == "w: removed\n"
    assert run("run").stderr == "no search is kept yet: `litlode watch add NAME QUERY` keeps one\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("run", "none"), "none: there is no watch of this name"),
        (("run", "w", "none"), "none: there is no watch of this name"),
        (("remove", "none"), "none: there is no watch of this name"),
        (("add", "new", ""), "new: there is nothing to look for in the query ''"),
        (("add", "new", "()"), "new: there is nothing to look for in the query '()'"),
        (("add", " ", "tungsten"), "a watch needs a name"),
        (("list", "--library", "none.db"), "none.db: there is no library here"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line_and_nothing_is_remembered(args: tuple[str, ...], said: str) -> None:
    run("add", "w", "tungsten")
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"litlode: {said}")
    assert result.stderr.count("\n") == 1
    assert len(quotes("w")) == 3


def test_what_could_not_be_printed_is_shown_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "w", "tungsten")

    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError

    with monkeypatch.context() as patched, pytest.raises(BrokenPipeError):
        patched.setattr("litlode.cli.watching.print_finding", closed)
        run("run")
    assert len(quotes()) == 3


def test_every_part_of_the_command_has_help() -> None:
    for name in ("add", "list", "remove", "run"):
        assert run(name, "--help").exit_code == 0
