"""`litlode works`: what is one work, on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from work_papers import library, paper, text, with_changed

from corpus.work_roles import ROLES
from litlode.cli import main

PAGE = (Path(__file__).parents[1] / "docs" / "works.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library in the current folder: two papers in each language, and a copy of one."""
    monkeypatch.chdir(tmp_path)
    library(
        Path("litlode.db"),
        paper(text("zh", 1), "a.pdf", title="关键矿产供应链安全", authors=("王石", "李金"), year=2020),
        paper(text("en", 2), "b.pdf", title="Ores", year=2021),
        paper(with_changed("zh", 1, 0.1), "c.pdf", title="关键矿产供应链安全", authors=("王石",), year=2021),
        paper(text("en", 4), "d.pdf"),
    ).close()


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, ["works", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_it_lists_works_of_several_documents_with_the_reasons() -> None:
    result = run()
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[0].startswith("关键矿产供应链安全  王石; 李金, 2020  ")
    assert lines[1].startswith("main         a.pdf, 2020  ")
    assert lines[2] == "nothing says which was published; this one came into the library first"
    assert lines[3].startswith("version      c.pdf, 2021  ")
    assert re.fullmatch(r"of its text \d\d% is that of a.pdf", lines[4])
    assert lines[5].startswith("the same title; an author in common; ")
    assert result.stderr == "3 works in 4 documents, 1 work in several documents\n"


def test_json_and_csv_have_the_same_documents() -> None:
    works = json.loads(run("--json", "--all").stdout)
    rows = list(csv.DictReader(io.StringIO(run("--csv", "--all").stdout)))
    assert [[version["document"] for version in work["versions"]] for work in works] == [
        ["a.pdf", "c.pdf"], ["b.pdf"], ["d.pdf"],
    ]  # fmt: skip
    assert [row["document"] for row in rows] == ["a.pdf", "c.pdf", "b.pdf", "d.pdf"]
    assert rows[0]["authors"] == "王石; 李金"
    assert [row["work"] for row in rows] == [work["work"] for work in works for _ in work["versions"]]
    assert len(json.loads(run("--json").stdout)) == 1


def test_a_person_joins_and_parts() -> None:
    joined = run("join", "b.pdf", "d.pdf", "--person", "Li Na")
    assert (joined.exit_code, joined.stderr) == (0, "b.pdf and d.pdf: joined\n")
    assert "joined by Li Na on 20" in joined.stdout
    assert run().stderr == "2 works in 4 documents, 2 works in several documents\n"
    assert run("part", "a.pdf", "c.pdf").exit_code == 0
    assert run().stderr == "3 works in 4 documents, 1 work in several documents\n"


def test_the_library_may_be_named_before_or_after(tmp_path: Path) -> None:
    Path("litlode.db").rename("other.db")
    assert run("-l", "other.db", "join", "b.pdf", "d.pdf").exit_code == 0
    assert run("part", "b.pdf", "d.pdf", "-l", "other.db").exit_code == 0
    assert not Path("litlode.db").exists()


@pytest.mark.parametrize("args", [["join", "a.pdf", "a.pdf"], ["part", "a.pdf", "none"], ["-l", "none.db"]])
def test_what_cannot_be_done_is_one_line_and_status_2(args: list[str]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("litlode: ") and result.stderr.count("\n") == 1


def test_the_page_runs_and_tells_every_role(capsys: pytest.CaptureFixture[str]) -> None:
    for block in re.findall(r"^```bash\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            result = CliRunner().invoke(main, shlex.split(line)[1:])
            assert result.exit_code == 0, f"{line}: {result.output}"
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(code, "works.md", "exec"), {})
    assert "a.pdf ['main', 'version']" in capsys.readouterr().out
    assert dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE, re.MULTILINE)).keys() == ROLES.keys()
