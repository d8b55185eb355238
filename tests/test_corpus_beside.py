"""Side files and the library: what they say comes in at the next ingest and goes with them; no paper is read twice."""

import json
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from corpus.files import Missing, find_files
from corpus.ingest import Progress, ingest
from corpus.migrations import connect

FAKE = "factories:fake_read"


def taken(library: Path, *paths: Path) -> list[Progress]:
    connection = connect(library)
    told = list(ingest(Database(connection), paths, jobs=0, task=FAKE))
    connection.close()
    return told


def row(library: Path) -> tuple[object, ...]:
    with sqlite3.connect(library) as connection:
        found = connection.execute("SELECT title, title_alt, year, authors, doi, key FROM documents").fetchall()
    assert len(found) == 1
    return tuple(found[0])


def bib(path: Path, **fields: str) -> None:
    said = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    path.write_text(f"@article{{a, {said}}}", encoding="utf-8")


def test_side_files_that_come_change_and_go_are_followed_without_reading_again(tmp_path: Path) -> None:
    library, paper, side = tmp_path / "l.db", tmp_path / "paper.txt", tmp_path / "paper.bib"
    paper.write_text("建议扩大钨储备。", encoding="utf-8")
    assert [told.state for told in taken(library, paper)] == ["stored"]
    own = row(library)
    bib(side, title="钨的储备", doi="10.1234/a")
    (told,) = taken(library, paper)
    assert (told.state, told.described, told.warnings) == ("known", True, ())
    assert row(library) == ("钨的储备", None, own[2], own[3], "10.1234/a", own[5])
    (told,) = taken(library, paper)
    assert not told.described
    bib(side, title="钨的储备", year="1999")
    assert taken(library, paper)[0].described
    assert row(library) == ("钨的储备", None, 1999, own[3], None, own[5])
    side.unlink()
    assert taken(library, paper)[0].described
    assert row(library) == own


def test_a_side_file_that_is_there_from_the_first_counts_at_once(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("建议扩大钨储备。", encoding="utf-8")
    bib(tmp_path / "paper.bib", title="钨的储备", title_addon="x")
    (told,) = taken(tmp_path / "l.db", paper)
    assert (told.state, told.described) == ("stored", False)
    assert row(tmp_path / "l.db")[0] == "钨的储备"


def test_a_document_that_is_read_again_keeps_what_its_side_file_says(tmp_path: Path) -> None:
    library, paper = tmp_path / "l.db", tmp_path / "paper.txt"
    paper.write_text("建议扩大钨储备。", encoding="utf-8")
    bib(tmp_path / "paper.bib", title="钨的储备")
    taken(library, paper)
    with sqlite3.connect(library) as connection:
        connection.execute("UPDATE documents SET reader = 'older'")
    assert taken(library, paper)[0].state == "stored"
    assert row(library)[0] == "钨的储备"


def test_an_older_library_learns_all_that_side_files_say_at_the_next_ingest(tmp_path: Path) -> None:
    library, paper = tmp_path / "l.db", tmp_path / "paper.txt"
    paper.write_text("建议扩大钨储备。", encoding="utf-8")
    bib(tmp_path / "paper.bib", title="钨的储备", address="北京")
    taken(library, paper)
    with sqlite3.connect(library) as connection:
        connection.execute("ALTER TABLE side_files DROP COLUMN csl")
        connection.execute("PRAGMA user_version = 11")
    assert taken(library, paper)[0].described
    with sqlite3.connect(library) as connection:
        (csl,) = connection.execute("SELECT csl FROM side_files").fetchone()
    assert json.loads(csl)["publisher-place"] == "北京"
    assert row(library)[0] == "钨的储备"


def test_a_copy_without_side_files_does_not_take_them_from_the_first(tmp_path: Path) -> None:
    library = tmp_path / "l.db"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("建议扩大钨储备。", encoding="utf-8")
    bib(tmp_path / "a.bib", title="钨的储备")
    for _ in range(2):
        taken(library, tmp_path)
        assert row(library)[0] == "钨的储备"
    (tmp_path / "a.bib").unlink()
    bib(tmp_path / "b.bib", title="储备的钨")
    taken(library, tmp_path)
    assert row(library)[0] == "储备的钨"


def test_a_broken_side_file_is_told_once(tmp_path: Path) -> None:
    library, paper = tmp_path / "l.db", tmp_path / "paper.txt"
    paper.write_text("建议扩大钨储备。", encoding="utf-8")
    (tmp_path / "paper.bib").write_text("nothing of the kind")
    (told,) = taken(library, paper)
    assert told.state == "stored"
    assert [line.endswith("paper.bib: not used: no BibTeX entry can be read in it") for line in told.warnings] == [True]
    assert taken(library, paper)[0].warnings == ()


def test_side_files_are_no_papers(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    for name in ("paper.txt", "paper.bib", "paper.ris", "paper.json"):
        (tmp_path / name).write_text("x")
    assert list(find_files([tmp_path])) == [paper]
    assert list(find_files([tmp_path / "*"])) == [paper]
    assert list(find_files(sorted(tmp_path.iterdir()))) == [paper]
    (alone,) = find_files([tmp_path / "paper.bib"])
    assert isinstance(alone, Missing)
    assert "name the paper" in alone.message


def test_papers_of_a_kind_that_is_not_read_are_taken_from_a_folder_to_be_told(tmp_path: Path) -> None:
    for name in ("a.doc", "b.rtf", "c.xlsx", "d.epub", "e.caj"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in find_files([tmp_path]) if isinstance(path, Path)] == [
        "a.doc",
        "b.rtf",
        "d.epub",
        "e.caj",
    ]
