"""`litlode bibliography`: references in, listed, and out; the page about it runs."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shelf import Line, Paper, shelf

from extract.types import Metadata
from litlode.cli import main

PAGE = (Path(__file__).parents[1] / "docs" / "bibliography.md").read_text(encoding="utf-8")
BIB = """@article{wang2020,
  title = {我国钨资源储备研究},
  author = {王石},
  year = {2020},
  note = {odd},
}

@misc{other,
  title = {On other things},
}
"""


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library in the current folder with a Chinese and an English paper, and a bibliography beside it."""
    monkeypatch.chdir(tmp_path)
    zh = Paper((Line("钨储备面临不足。", "challenge"),), Metadata(title="我国钨资源储备研究", year=2020), "wang.txt")
    en = Paper((Line("Tungsten lacks depth.", "challenge"),), Metadata(title="Depth of tungsten"), "lee.txt")
    shelf(tmp_path / "litlode.db", zh, en).close()
    Path("refs.bib").write_text(BIB, encoding="utf-8")


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, ["bibliography", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_import_tells_what_came_of_it_and_the_same_again_changes_nothing() -> None:
    first = run("import", "refs.bib")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr == (
        "refs.bib: 2 references (bibtex: 2 new), 1 with a paper in the library, "
        "1 without (`litlode bibliography list --unmatched`)\n"
    )
    (row,) = json.loads(run("import", "refs.bib", "--json").stdout)
    assert (row["added"], row["changed"], row["unchanged"], row["matched"]) == (0, 0, 2, 1)


def test_a_gbk_file_of_cnki_with_windows_lines_comes_in() -> None:
    text = "{Reference Type}: Journal Article\r\n{Title}: 我国钨资源储备研究\r\n{Author}: 王石;\r\n{Year}: 2020\r\n"
    Path("cnki.net").write_bytes(text.encode("gb18030"))
    assert "noteexpress: 1 new), 1 with a paper" in run("import", "cnki.net").stderr


def test_the_list_says_which_paper_and_how_and_what_has_none() -> None:
    run("import", "refs.bib")
    result = run("list")
    assert result.stdout == (
        "wang2020  我国钨资源储备研究 (2020)\n   wang.txt, by its title\n"
        "other  On other things\n   no paper of the library\n"
    )
    source = Path("refs.bib").absolute()
    assert result.stderr == f"{source}: 2 references\n2 references, 1 with a paper in the library\n"
    assert run("remove", str(source)).exit_code == 0
    run("import", "refs.bib")
    (row,) = json.loads(run("list", "--matched", "--json").stdout)
    assert row["fields"][-1] == ["note", "odd"]
    (line,) = csv.DictReader(io.StringIO(run("list", "--unmatched", "--csv").stdout))
    assert (line["cite_key"], line["document"]) == ("other", "")
    (missing,) = json.loads(run("list", "--missing", "--json").stdout)
    assert missing["document"] == "lee.txt"


def test_the_export_has_everything_as_it_was_with_the_papers_path() -> None:
    run("import", "refs.bib")
    result = run("export", "-o", "out.bib")
    assert (result.stdout, result.stderr) == ("", "3 references in out.bib\n")
    out = Path("out.bib").read_text(encoding="utf-8")
    assert out.startswith(BIB.split(",\n}", maxsplit=1)[0] + ",\n  file = {wang.txt}\n}")
    assert "title = {Depth of tungsten}" in out
    assert len(json.loads(run("export", "--format", "csl", "--documents").stdout)) == 2
    assert run("export", "--format", "ris").stdout.count("ER  -") == 3


@pytest.mark.parametrize(
    ("args", "begins"),
    [
        (["-o", "out.bib"], "@"), (["-o", "out.ris"], "TY  - "), (["-o", "out.JSON"], "["),
        (["-o", "out.txt", "--format", "ris"], "TY  - "), (["-o", "out.bib", "--format", "csl"], "["),
    ],
)  # fmt: skip
def test_the_ending_says_the_format_unless_it_is_named(args: list[str], begins: str) -> None:
    assert run("export", *args).exit_code == 0
    assert Path(args[1]).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["import", "nothing.bib"], "nothing.bib: cannot be read"),
        (["import", "litlode.db"], "litlode.db: no bibliography"),
        (["export", "-o", "no/such/folder.bib"], "there is no folder no/such"),
        (["export", "-o", "out.docx"], "out.docx: the ending says the format: .bib, .ris, .json"),
        (["export", "-o", "out"], "out: the ending says the format"),
        (["remove", "refs.bib"], "no reference came from this file"),
        (["list", "-l", "none.db"], "there is no library here"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(args: list[str], words: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_bad_file_among_good_ones_stops_nothing() -> None:
    Path("bad.bib").write_text("nothing", encoding="utf-8")
    result = run("import", "bad.bib", "refs.bib")
    assert result.exit_code == 1
    assert "2 new" in result.stderr


def test_the_page_on_bibliographies_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (shell,) = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
    for line in shell.splitlines():
        result = CliRunner().invoke(main, shlex.split(line)[1:])
        assert result.exit_code == 0, f"{line}: {result.output}"
    assert Path("library.bib").exists()
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(code, "bibliography.md", "exec"), {})
    assert "wang2020 wang.txt title" in capsys.readouterr().out
