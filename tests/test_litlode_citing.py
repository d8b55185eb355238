"""`litlode cite`, and the page of the manual on it."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import litlode
from litlode.cli import main
from tests.factories import library

ROOT = Path(__file__).parents[1]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    library(tmp_path / "litlode.db", "We should build a tungsten stockpile.", "建议加强钨的收储。").close()
    return tmp_path


def test_cite_prints_the_citation_and_the_reference(here: Path) -> None:
    result = CliRunner().invoke(main, ["cite", "paper.txt", "--style", "apa"])
    assert result.exit_code == 2  # both documents have this file name
    with litlode.open("litlode.db") as opened:
        id_ = opened.documents()[0].id
    result = CliRunner().invoke(main, ["cite", id_, "--style", "apa", "--page", "12"])
    assert result.stdout == "(Writer, 2020, p. 12)\nWriter, A. (2020). Paper 0.\n"
    assert result.stderr == ""


def test_cite_as_json_and_csv(here: Path) -> None:
    told = json.loads(CliRunner().invoke(main, ["cite", "paper-0.txt", "paper-1.txt", "--json"]).stdout)
    assert told["citation"] == "[1-2]"
    assert [entry["number"] for entry in told["references"]] == [1, 2]
    assert {item["type"] for item in told["items"]} == {"report"}
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(main, ["cite", "paper-0.txt", "--csv"]).stdout)))
    assert rows[0]["text"] == "[1] WRITER A. Paper 0[R]. 2020."


@pytest.mark.parametrize("args", [["nope"], ["paper-0.txt", "--style", "nope"], ["paper-0.txt", "--style", "no.csl"]])
def test_what_cannot_be_cited_gives_one_line(here: Path, args: list[str]) -> None:
    result = CliRunner().invoke(main, ["cite", *args])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("page", ["abc", "13-12", "12-", "0", "-3", "12 13", "", "12,", "iix", "1-0", "第三页"])
def test_what_is_no_page_is_refused_in_a_line(here: Path, page: str) -> None:
    result = CliRunner().invoke(main, ["cite", "paper-0.txt", f"--page={page}"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"litlode: {page}: is no page; write it as 12, or several as 12-15 or 12,15\n"


@pytest.mark.parametrize(
    "page", ["12", "12-15", "12–15", "12 ~ 15", "12,15-16", "xii", "IV-ix", "S12", "A-3", "12a", "12-12"]
)
def test_pages_are_cited_as_they_are_counted_and_printed(here: Path, page: str) -> None:
    assert CliRunner().invoke(main, ["cite", "paper-0.txt", "--page", page]).exit_code == 0


def test_styles_are_listed(here: Path) -> None:
    assert "gb-author-date" in CliRunner().invoke(main, ["cite", "--styles"]).stdout


def test_the_page_on_citing_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "citing.md").read_text(encoding="utf-8")
    for name in ("zh-2018-supply-chain-report.pdf", "en-2013-tungsten-stockpile.pdf"):
        shutil.copy(ROOT / "corpus" / "samples" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    with litlode.open("litlode.db") as opened:
        opened.ingest(tmp_path, jobs=0)
    lines = re.findall(r"^\$ litlode (.*)$", page, re.MULTILINE)
    assert len(lines) == 5
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line))
        assert result.exit_code == 0, f"{line}: {result.output}"
    (block,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(block, "citing.md", "exec"), {})
    assert capsys.readouterr().out.startswith("[1]12\n[1-2]\n[1] ")
