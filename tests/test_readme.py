"""The blocks of README.md run: Python as it stands, `$ litlode` lines through the command line."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import litlode
from litlode.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `papers` with two samples, in the current directory."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("zh-2018-supply-chain-report.pdf", "en-2013-tungsten-stockpile.pdf"):
        shutil.copy(ROOT / "corpus" / "samples" / name, folder)
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_python_blocks_run(papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = [body for lang, body in BLOCKS if lang == "python"]
    assert len(code) == 2
    for body in code:
        exec(compile(body, "README.md", "exec"), {})
    out = capsys.readouterr().out
    assert "challenges for tungsten" in out
    assert "('钨', 'W')" in out


def test_the_commands_run_and_find(papers: Path) -> None:
    lines = [line[2:] for lang, body in BLOCKS if lang == "console" for line in body.splitlines() if line[:2] == "$ "]
    assert lines
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line)[1:])
        assert result.exit_code == 0, f"{line}: {result.output}"
    assert "read as: tungsten [tungsten 钨] + stockpile [Stockpile and reserve 储备 |" in result.output


def test_the_page_on_searching_runs(papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "searching.md").read_text(encoding="utf-8")
    with litlode.open("litlode.db") as library:
        library.ingest(papers / "zh-2018-supply-chain-report.pdf", papers / "en-2013-tungsten-stockpile.pdf", jobs=0)
        id_ = library.findings(kind="recommendation")[0].id
    for line in re.findall(r"^\$ litlode (.*)$", page, re.MULTILINE):
        result = CliRunner().invoke(main, [id_ if part == "f2299d81dec51092" else part for part in shlex.split(line)])
        assert result.exit_code == 0, f"{line}: {result.output}"
    (block,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(block, "searching.md", "exec"), {})
    assert "year: 2010.." in capsys.readouterr().out


def test_the_verdicts_of_the_page_on_learning_can_be_given(papers: Path) -> None:
    page = (ROOT / "docs" / "learning.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\$ litlode (judge .*)$", page, re.MULTILINE)
    assert len(lines) == 4
    with litlode.open("litlode.db") as library:
        library.ingest(papers / "zh-2018-supply-chain-report.pdf", jobs=0)
        id_ = library.findings(kind="recommendation")[0].id
    for line in lines:
        command, _, *rest = shlex.split(line)  # ids change with what is read before a finding
        result = CliRunner().invoke(main, [command, id_, *rest])
        assert result.exit_code == 0, f"{line}: {result.output}"


def test_every_command_of_the_table_is_one() -> None:
    for name in re.findall(r"`litlode ([\w-]+)", README):
        assert name in main.commands


@pytest.mark.parametrize("page", ["README.md", "models/README.md", *map(str, (ROOT / "docs").glob("*.md"))])
def test_links_to_files_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / page).parent.joinpath(target).exists(), target
