"""The commands as a person types them: data on stdout, messages on stderr, a status that tells how it went."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import NAMINGS, library

from corpus import ingest as ingesting
from corpus import jsonl
from corpus.concepts import know_namings
from corpus.migrations import connect
from litlode.cli import main
from litlode.cli.reference import reference

TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。",
    "The country lacks lithium. States should begin stockpiling tungsten.",
)
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, where files are read by the few words of `factories`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ingesting, "know_lexicon", lambda db: know_namings(db, NAMINGS))
    monkeypatch.setattr(ingesting, "READ_RECORD", "factories:fake_read")
    monkeypatch.setattr(jsonl, "EXTRACT", "factories:fake_findings")
    monkeypatch.setattr(jsonl, "TEXT", "factories:fake_text")
    return tmp_path


@pytest.fixture
def shelf(here: Path) -> Path:
    library(here / "litlode.db", *TEXTS).close()
    return here / "litlode.db"


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, list(args))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_ingest_reads_a_folder_and_says_what_it_came_to(here: Path) -> None:
    write(here / "papers" / "钨.txt", TEXTS[0])
    write(here / "papers" / "lithium.txt", TEXTS[1])
    result = run("ingest", "papers", "--jobs", "1")
    assert result.exit_code == 0
    assert (result.stdout, result.stderr) == ("", "litlode.db: 2 files: 2 stored (2 pages, 4 findings)\n")
    again = run("ingest", "papers")
    assert again.stderr == "litlode.db: 2 files: 0 stored (0 pages, 0 findings), 2 in already\n"


def test_ingest_tells_each_bad_file_in_one_line_and_reads_the_rest(here: Path) -> None:
    write(here / "papers" / "good.txt", TEXTS[0])
    write(here / "papers" / "加密.txt", "locked")
    result = run("ingest", "papers", "none.pdf", "--library", "other.db", "--jobs", "1")
    assert result.exit_code == 1
    assert sorted(result.stderr.splitlines()[:-1]) == [
        "none.pdf: no such file or folder",
        f"{Path('papers', '加密.txt')}: a password is needed",
    ]
    assert result.stderr.splitlines()[-1] == ("other.db: 2 files: 1 stored (1 page, 2 findings), 1 failed, 1 not there")
    again = run("ingest", "papers", "-l", "other.db")
    assert again.exit_code == 1
    assert "a password is needed (not read again)" in again.stderr
    assert run("failures", "-l", "other.db").stdout.endswith("加密.txt: a password is needed\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["ingest", "none.pdf"], "litlode: none.pdf: no such file or folder\n"),
        (["ingest", "empty"], "litlode: empty: no papers in this folder"),
        (["ingest", "paper.txt", "-l", "notes.txt"], "litlode: notes.txt: is not a library (no SQLite file at all)\n"),
        (["ingest", "paper.txt", "-l", "newer.db"], "litlode: newer.db: was written by a later litlode"),
        (["extract", "none.pdf", "--jsonl"], "litlode: none.pdf: no such file or folder\n"),
        (["search", "钨"], "litlode: litlode.db: there is no library here; `litlode ingest` makes one\n"),
        (["search", "钨", "-l", "notes.txt"], "litlode: notes.txt: is not a library (no SQLite file at all)\n"),
        (["search", "钨", "-l", "newer.db"], "litlode: newer.db: was written by a later litlode"),
        (["show", "abcd", "-l", "new.db"], "litlode: abcd: no finding or document has this id\n"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line_with_status_2(here: Path, args: list[str], message: str) -> None:
    (here / "empty").mkdir()
    write(here / "paper.txt", TEXTS[0])
    write(here / "notes.txt", "these are notes of some length " * 100)
    connect(here / "new.db").close()
    newer = connect(here / "newer.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
    assert not (here / "litlode.db").exists()


def test_extract_prints_json_lines_in_the_order_given(here: Path) -> None:
    write(here / "b.txt", TEXTS[0])
    write(here / "a.html", TEXTS[1])
    result = run("extract", "b.txt", "a.html", "--jsonl", "--jobs", "1")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["document"], row["kind"], row["quote"].strip()) for row in rows] == [
        ("b.txt", "challenge", TEXTS[0][:12]), ("b.txt", "metal", "钨"), ("b.txt", "recommendation", TEXTS[0][12:]),
        ("b.txt", "metal", "钨"), ("a.html", "challenge", "The country lacks lithium."), ("a.html", "metal", "lithium"),
        ("a.html", "recommendation", "States should begin stockpiling tungsten."), ("a.html", "metal", "tungsten"),
    ]  # fmt: skip
    first, metal = rows[0], rows[1]
    assert list(first) == [
        "document", "kind", "page", "start", "end", "quote", "lang", "score", "metals", "themes", "parts", "boxes",
        "id",
    ]  # fmt: skip
    assert (first["page"], first["lang"], first["metals"], first["themes"]) == (
        1,
        "zh",
        ["W"],
        ["instrument:stockpile-reserve"],
    )
    assert (metal["metal"], metal["metals"], TEXTS[0][metal["start"] : metal["end"]]) == ("W", ["W"], "钨")


def test_extract_goes_on_after_a_bad_file_and_ends_with_status_1(here: Path) -> None:
    write(here / "locked.txt", "locked")
    write(here / "locked.html", "locked")
    write(here / "good.txt", TEXTS[0])
    result = run("extract", "locked.txt", "none.txt", "locked.html", "good.txt", "--jsonl", "--jobs", "1")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "none.txt: no such file or folder", "locked.txt: a password is needed", "locked.html: a password is needed",
    ]  # fmt: skip
    assert len(result.stdout.splitlines()) == 4


def test_text_prints_the_running_text_or_json(here: Path) -> None:
    write(here / "paper.txt", TEXTS[0])
    assert run("text", "paper.txt").stdout == TEXTS[0] + "\n"
    row = json.loads(run("text", "paper.txt", "--json").stdout)
    assert (row["document"], row["text"], row["lang"], row["metadata"]["title"]) == (
        "paper.txt",
        TEXTS[0],
        "zh",
        "Reserves",
    )
    assert row["pages"] == [{"number": 1, "label": None, "start": 0, "end": len(TEXTS[0]), "health": "good"}]


@pytest.mark.usefixtures("shelf")
def test_search_prints_findings_of_both_languages() -> None:
    result = run("search", "tungsten stockpile", "--limit", "2")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("1. recommendation  paper-1.txt, page 1, 2020  ")
    assert "   W; instrument:stockpile-reserve" in result.stdout
    assert "储备" in result.stdout
    assert result.stderr.startswith("read as: tungsten [tungsten 钨] + stockpile [stockpile 储备 | 囤货")
    assert result.stderr.endswith("\n2 of 3 hits\n")


@pytest.mark.usefixtures("shelf")
def test_search_prints_json_and_csv() -> None:
    rows = json.loads(run("search", "锂", "--json").stdout)
    assert [(row["document"], row["title"], row["year"], row["page"]) for row in rows] == [
        ("paper-1.txt", "Paper 1", 2020, 1)
    ]
    assert json.loads(run("search", "nothing", "--json").stdout) == []
    table = list(csv.DictReader(io.StringIO(run("search", "钨", "--csv", "--kind", "challenge").stdout)))
    assert [(row["quote"], row["metals"]) for row in table] == [(TEXTS[0][:12], "W")]


@pytest.mark.usefixtures("shelf")
def test_several_words_need_no_quotation_marks() -> None:
    assert (
        run("search", "tungsten", "stockpile", "--json").stdout == run("search", "tungsten stockpile", "--json").stdout
    )


@pytest.mark.usefixtures("shelf")
def test_show_prints_a_finding_or_a_document() -> None:
    (row,) = json.loads(run("search", "锂", "--json").stdout)
    shown = run("show", row["id"][:8])
    assert "【The country lacks lithium.】 States should" in shown.stdout
    assert json.loads(run("show", row["id"], "--json").stdout)["after"] == " States should begin stockpiling tungsten."
    assert len(json.loads(run("show", "paper-1.txt", "--json").stdout)["findings"]) == 2
    assert "challenges: 1" in run("show", "paper-1.txt").stdout


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("command", ["findings", "export", "export --parquet f.qdpx", "qda export -o f.qdpx"])
def test_an_unknown_metal_is_refused_in_a_line(command: str) -> None:
    result = run(*command.split(), "--metal", "Xx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "litlode: Xx: no metal of the library is called so; `litlode concepts` lists them\n"
    assert not Path("f.qdpx").exists()


@pytest.mark.usefixtures("shelf")
def test_listings_and_export_print_everything() -> None:
    assert len(run("export", "--jsonl").stdout.splitlines()) == 4
    assert len(run("export", "--csv", "--metal", "Li").stdout.splitlines()) == 2
    assert len(json.loads(run("findings", "--json", "--kind", "challenge").stdout)) == 2
    assert run("findings").stderr == "4 findings\n"
    assert len({run("findings", "--metal", name).stdout for name in ("Li", "li", "lithium", "锂")}) == 1
    assert len(json.loads(run("documents", "--json").stdout)) == 2
    assert "1 page, 1 challenge, 1 recommendation" in run("documents").stdout
    assert run("concepts", "wolframite").stdout == "metal:W  tungsten  钨  3\n"
    assert json.loads(run("failures", "--json").stdout) == []


def test_a_console_of_another_encoding_stops_nothing(shelf: Path) -> None:
    environment = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    plain = litlode("search", "钨储备", "-l", str(shelf), environment=environment)
    assert plain.returncode == 0
    assert b"?" in plain.stdout
    data = litlode("search", "钨储备", "-l", str(shelf), "--json", environment=environment)
    assert TEXTS[0][:12] in [row["quote"] for row in json.loads(data.stdout.decode("utf-8"))]


def litlode(*args: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    import os

    command = [sys.executable, "-m", "litlode", *args]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **(environment or {})})


def test_help_and_search_import_nothing_heavy() -> None:
    heavy = {
        "numpy",
        "sklearn",
        "spacy",
        "sqlite_utils",
        "rich",
        "pypdfium2",
        "pdfplumber",
        "psutil",
        "jieba",
        "extract.types",
    }
    code = (
        "import sys; from litlode.cli import main; import litlode;"
        "litlode.open('new.db').search('tungsten 钨');"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert result.stdout.strip() == "[]"


def test_the_reference_is_up_to_date() -> None:
    page = ROOT / "docs" / "cli.md"
    assert page.read_text(encoding="utf-8") == reference(), "python -m litlode.cli.reference docs/cli.md"


def test_every_command_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert run(name, "--help").exit_code == 0
