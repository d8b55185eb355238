"""Reading many files in: nothing twice, nothing by halves, every bad file told and noted."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import NAMINGS, library
from sqlite_utils import Database

from corpus import ingest as ingesting
from corpus import record as recording
from corpus.concepts import know_namings
from corpus.files import SUFFIXES, Missing, find_files
from corpus.ingest import Progress, Summary, ingest
from corpus.migrations import connect
from corpus.workers import Limits

FAKE = "factories:fake_read"


@pytest.fixture
def connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    monkeypatch.setattr(ingesting, "know_lexicon", lambda db: know_namings(db, NAMINGS))
    connection = connect(tmp_path / "test.db")
    yield connection
    connection.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "论文"
    (folder / "more").mkdir(parents=True)
    (folder / "钨.txt").write_text("我国钨储备面临规模不足。建议扩大钨储备。", encoding="utf-8")
    (folder / "more" / "lithium.md").write_text("The country lacks lithium.", encoding="utf-8")
    (folder / "locked.txt").write_text("locked", encoding="utf-8")
    (folder / "notes.csv").write_text("not a paper", encoding="utf-8")
    (folder / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (folder / "~$lock.docx").write_text("lock", encoding="utf-8")
    return folder


def run(connection: sqlite3.Connection, *paths: Path, jobs: int = 0, task: str = FAKE, **limits: float) -> Summary:
    summary = Summary()
    limit = Limits(**limits)  # type: ignore[arg-type]
    for progress in ingest(Database(connection), paths, jobs=jobs, limits=limit, task=task):
        summary = summary.add(progress)
    return summary


def states(summary: Summary) -> tuple[int, int, int, int, int]:
    return (summary.stored, summary.known, summary.failed, summary.failed_before, summary.missing)


def count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_folder_is_read_with_all_below_it(connection: sqlite3.Connection, papers: Path, jobs: int) -> None:
    summary = run(connection, papers, jobs=jobs)
    assert states(summary) == (2, 0, 1, 0, 0)
    assert (summary.pages, summary.findings) == (2, 3)
    assert [(bad.path.name, bad.reason, bad.message) for bad in summary.failures] == [
        ("locked.txt", "encrypted", "a password is needed")
    ]
    assert count(connection, "documents") == 2
    assert connection.execute("SELECT reason, message FROM failures").fetchall() == [
        ("encrypted", "a password is needed")
    ]


def test_a_second_run_reads_nothing(connection: sqlite3.Connection, papers: Path) -> None:
    run(connection, papers)
    again = run(connection, papers, task="factories:no_such_task", jobs=1)
    assert states(again) == (0, 2, 0, 1, 0)
    assert count(connection, "documents") == 2


def test_progress_is_told_file_by_file(connection: sqlite3.Connection, papers: Path) -> None:
    told: list[Progress] = list(ingest(Database(connection), [papers], jobs=0, task=FAKE))
    assert [(progress.done, progress.total) for progress in told] == [(1, 3), (2, 3), (3, 3)]
    assert {progress.state for progress in told} == {"stored", "failed"}


def test_the_same_content_under_another_name_is_a_further_path(connection: sqlite3.Connection, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("建议扩大钨储备。", encoding="utf-8")
    assert states(run(connection, tmp_path / "a.txt", tmp_path / "b.txt")) == (1, 1, 0, 0, 0)
    (tmp_path / "c.txt").write_text("建议扩大钨储备。", encoding="utf-8")
    assert states(run(connection, tmp_path / "c.txt")) == (0, 1, 0, 0, 0)
    assert count(connection, "documents") == 1
    paths = connection.execute("SELECT path FROM document_paths ORDER BY path").fetchall()
    assert [Path(path).name for (path,) in paths] == ["a.txt", "b.txt", "c.txt"]


def test_a_newer_reader_reads_again_what_the_old_one_read_or_could_not(
    connection: sqlite3.Connection, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(connection, papers)
    for module in ("corpus.ingest", "corpus.record"):
        monkeypatch.setattr(f"{module}.READER", "litlode 9")
    assert states(run(connection, papers)) == (2, 0, 1, 0, 0)
    assert count(connection, "documents") == 2
    assert connection.execute("SELECT DISTINCT reader FROM documents").fetchall() == [("litlode 9",)]
    assert recording.READER == "litlode 9"


def test_a_file_over_a_limit_is_tried_again_with_a_higher_one(connection: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "hang.txt"
    path.write_text("hang", encoding="utf-8")
    assert states(run(connection, path, jobs=1, seconds=0.3)) == (0, 0, 1, 0, 0)
    assert states(run(connection, path, jobs=1, seconds=0.3)) == (0, 0, 0, 1, 0)
    assert states(run(connection, path, jobs=1, seconds=0.4)) == (0, 0, 1, 0, 0)
    assert states(run(connection, path, jobs=1, seconds=0.4)) == (0, 0, 0, 1, 0)


def test_a_file_that_is_mended_is_no_failure_any_more(connection: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("locked", encoding="utf-8")
    run(connection, path)
    path.write_text("建议扩大钨储备。", encoding="utf-8")
    assert states(run(connection, path)) == (1, 0, 0, 0, 0)
    assert count(connection, "failures") == 0


def test_what_makes_no_sense_is_a_failure(connection: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text("一。", encoding="utf-8")
    summary = run(connection, tmp_path / "paper.txt", task="factories:fake_garbage")
    assert summary.failures[0].reason == "refused"
    assert count(connection, "documents") == 0


def test_what_is_not_there_is_told_and_the_rest_is_read(
    connection: sqlite3.Connection, papers: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    summary = run(connection, tmp_path / "none.pdf", papers / "钨.txt", tmp_path / "empty")
    assert states(summary) == (1, 0, 0, 0, 2)
    assert [bad.message for bad in summary.failures if bad.message] == [
        "no such file or folder",
        "no papers in this folder (" + ", ".join(sorted(SUFFIXES)) + ")",
    ]


def test_leaving_off_keeps_what_is_in_and_the_next_run_does_the_rest(
    connection: sqlite3.Connection, papers: Path
) -> None:
    (papers / "hang.txt").write_text("hang " + "x" * 1000, encoding="utf-8")
    events = ingest(Database(connection), [papers], jobs=2, limits=Limits(seconds=30), task=FAKE)
    next(events)
    events.close()
    kept = count(connection, "documents") + count(connection, "failures")
    assert kept >= 1
    assert connection.execute("SELECT finished_at FROM runs").fetchall() == [(None,)]
    (papers / "hang.txt").unlink()
    summary = run(connection, papers)
    assert summary.files == 3
    assert count(connection, "documents") == 2


def test_a_run_is_written_down(connection: sqlite3.Connection, papers: Path) -> None:
    run(connection, papers)
    row = connection.execute("SELECT files, stored, skipped, failed, finished_at IS NULL FROM runs").fetchone()
    assert row == (3, 2, 0, 1, 0)


def test_reading_in_keeps_the_names_of_concepts(tmp_path: Path) -> None:
    connection = library(tmp_path / "names.db", "建议扩大钨储备。")
    know_namings(Database(connection), NAMINGS)
    names = count(connection, "concept_names")
    know_namings(Database(connection), NAMINGS)
    assert count(connection, "concept_names") == names
    connection.close()


def test_files_are_found_once_in_order_of_name(papers: Path) -> None:
    found = list(find_files([papers, papers / "钨.txt", papers / "*.csv"]))
    assert [path.name for path in found if isinstance(path, Path)] == [
        "locked.txt",
        "lithium.md",
        "钨.txt",
        "notes.csv",
    ]


def test_a_pattern_that_fits_nothing_is_told(tmp_path: Path) -> None:
    (missing,) = find_files([tmp_path / "*.pdf"])
    assert isinstance(missing, Missing)
    assert missing.message == "no file fits this pattern"
