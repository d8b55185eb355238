"""The page on verifying runs: its commands and its Python."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import litlode
from litlode.cli import deciding, main

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "verifying.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a sample."""
    path = tmp_path_factory.mktemp("verifying") / "litlode.db"
    with litlode.open(path) as library:
        library.ingest(ROOT / "corpus" / "samples" / "zh-2018-supply-chain-report.pdf", jobs=0)
    return path


@pytest.fixture
def here(read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(read, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(deciding, "has_terminal", lambda: True)
    return tmp_path


def test_the_commands_run(here: Path) -> None:
    with litlode.open("litlode.db") as library:
        finding = library.findings(kind="recommendation")[0]
    lines = re.findall(r"^\$ litlode (.*)$", PAGE, re.MULTILINE)
    assert len(lines) > 10
    for line in lines:
        args = [finding.id if part == "f2299d81" else part for part in shlex.split(line)]
        if "correct" in args:
            args[-1] = finding.quote[2:]
        result = CliRunner().invoke(main, args, input="aq")
        assert (result.exit_code, "plain words" in result.stderr) == (0, False), f"{line}: {result.output}"
    with litlode.open("litlode.db") as library:
        assert library.show(finding.id).finding.tags == ("chapter 2",)  # type: ignore[union-attr]


def test_the_python_runs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(block, "verifying.md", "exec"), {})
    assert capsys.readouterr().out.startswith("accept ('chapter 2',)\n1 accepted\n")


def test_the_page_tells_every_key() -> None:
    for key, _, _ in deciding.KEYS:
        assert f"`{key}`" in PAGE
