"""What commands write over: their own files; never the library or its papers, and nothing else that is not said."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import library

from litlode.cli import main

TEXT = "我国钨储备不足。"
PARQUET, CHARTS = (pytest.mark.skipif(not find_spec(name), reason=f"needs {name}") for name in ("pyarrow", "altair"))
COMMANDS = (
    ("bibliography export -o FILE", ".bib"),
    ("review export r -o FILE", ".md"),
    ("review export r -o FILE", ".html"),
    ("review export r -o FILE", ".docx"),
    ("review export r -o FILE", ".tex"),
    ("screen prisma s -o FILE", ".md"),
    ("screen prisma s -o FILE", ".svg"),
    ("table -o FILE", ".md"),
    ("table -o FILE", ".xlsx"),
    ("table -o FILE", ".csv"),
    ("coding --sheet matrix -o FILE", ".csv"),
    ("coding --sheet types -o FILE", ".json"),
    ("qda export -o FILE", ".qdpx"),
    ("digest paper-0.txt -o FILE", ".html"),
    ("mindmap paper-0.txt -o FILE", ".svg"),
    pytest.param("export --parquet FILE", ".parquet", marks=PARQUET),
    pytest.param("track --least 1 --chart FILE", ".html", marks=CHARTS),
    pytest.param("trends --show years --chart FILE", ".svg", marks=CHARTS),
)  # fmt: skip
"""Every command that writes a file from a library, with an ending that it takes; `annotate` has tests of its own."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two papers in the current folder, with a review and a screening."""
    monkeypatch.chdir(tmp_path)
    connection = library(Path("litlode.db"), TEXT, "Tungsten stockpile lacks ore.")
    connection.execute("UPDATE documents SET year = 2015 + key")
    connection.close()
    for words in ("review new r", "review add r 钨", "screen new s"):
        assert run(words).exit_code == 0
    return tmp_path


def run(words: str, file: str | Path = "") -> Result:
    result = CliRunner().invoke(main, [word.replace("FILE", str(file)) for word in words.split()])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def refused(words: str, file: str | Path, why: str) -> None:
    """The command ends with one line that says why, and the file is what it was."""
    before = Path(file).read_bytes()
    result = run(words, file)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), result.output
    assert why in result.stderr
    assert Path(file).read_bytes() == before


@pytest.mark.parametrize(("command", "ending"), COMMANDS)
def test_no_paper_is_written_over(here: Path, command: str, ending: str) -> None:
    paper = here / f"paper{ending}"
    paper.write_text(TEXT, encoding="utf-8")
    refused(f"{command} --replace", paper, "is a paper of the library, which is not written over")


@pytest.mark.parametrize(("command", "ending"), COMMANDS)
def test_the_library_is_not_written_over_whatever_its_name(here: Path, command: str, ending: str) -> None:
    name = f"library{ending}"
    for end in ("", "-wal", "-shm"):
        if (here / f"litlode.db{end}").exists():
            shutil.copy(here / f"litlode.db{end}", here / f"{name}{end}")
    refused(f"{command} --replace -l {name}", name, "is a library, which is not written over")
    (here / f"link{ending}").hardlink_to(here / "litlode.db")
    refused(f"{command} --replace", f"link{ending}", "is a library, which is not written over")


@pytest.mark.parametrize(("command", "ending"), COMMANDS)
def test_a_file_is_written_again_until_somebody_changes_it(here: Path, command: str, ending: str) -> None:
    name = f"out{ending}"
    for _ in range(3):
        result = run(command, name)
        assert result.exit_code == 0, result.output
    with (here / name).open("ab") as file:
        file.write(b"my own words")
    refused(command, name, "was changed since litlode wrote it; --replace")
    assert run(f"{command} --replace", name).exit_code == 0
    assert run(command, name).exit_code == 0
    assert not (here / name).read_bytes().endswith(b"my own words")


@pytest.mark.parametrize(("command", "ending"), COMMANDS)
def test_a_file_of_somebody_else_is_left_until_it_is_said(here: Path, command: str, ending: str) -> None:
    name = f"thesis{ending}"
    (here / name).write_text("my own words", encoding="utf-8")
    refused(command, name, "is there already, and was not written from this library; --replace")
    assert run(f"{command} --replace", name).exit_code == 0


def test_the_references_beside_latex_are_looked_at_before_anything_is_written(here: Path) -> None:
    bib = here / "x.bib"
    bib.write_text("@book{mine}", encoding="utf-8")
    result = run("review export r -o FILE", "x.tex")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith("litlode: x.bib: is there already")
    assert bib.read_text(encoding="utf-8") == "@book{mine}"
    assert not (here / "x.tex").exists()
    assert run("review export r --replace -o FILE", "x.tex").exit_code == 0


@pytest.mark.parametrize("beside", ["-wal", "-shm"])
def test_the_files_beside_the_library_are_not_written_over(here: Path, beside: str) -> None:
    (here / "lib.md").write_bytes((here / "litlode.db").read_bytes())
    (here / "lib.md").rename(here / "lib")
    result = run("bibliography export --format bibtex -l lib --replace -o FILE", f"lib{beside}")
    assert (result.exit_code, result.stderr) == (
        2, f"litlode: lib{beside}: is a library, which is not written over; name another file\n",
    )  # fmt: skip


def test_a_paper_that_was_changed_where_it_lies_is_not_written_over(here: Path) -> None:
    (here / "in").mkdir()
    paper = here / "in" / "own.md"
    paper.write_text("Tungsten ore is scarce.", encoding="utf-8")
    assert run("ingest in/../in/own.md").exit_code == 0
    paper.write_text("Tungsten ore is scarce. I marked it.", encoding="utf-8")
    refused("table --replace -o FILE", paper, "is a paper of the library")


def test_an_empty_file_and_one_behind_a_link_are_written(here: Path) -> None:
    (here / "empty.md").touch()
    assert run("table -o FILE", "empty.md").exit_code == 0
    (here / "link.html").symlink_to("far.html")
    assert run("digest paper-0.txt -o FILE", "link.html").exit_code == 0
    assert (here / "link.html").is_symlink()
    assert (here / "far.html").is_file()


def test_a_view_is_written_over_a_view_alone(here: Path) -> None:
    paper = here / "paper.txt"
    paper.write_text(TEXT, encoding="utf-8")
    view = f"text {paper} --html"
    for _ in range(2):
        assert run(f"{view} -o FILE", "view.html").exit_code == 0
    refused(f"{view} --replace -o FILE", paper, "is a paper that is read here, which is not written over")
    refused(f"{view} --replace -o FILE", "litlode.db", "is a library, which is not written over")
    (here / "mine.html").write_text("<p>my own words</p>", encoding="utf-8")
    refused(f"{view} -o FILE", "mine.html", "is there already, and is no page of litlode's; --replace")
    assert run(f"{view} --replace -o FILE", "mine.html").exit_code == 0
