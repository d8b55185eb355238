"""Hostile input: what a file asks for is bounded, whatever it says; the patterns of the reader are linear."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import hostile_files
import pytest
from epub_factory import Chapter, make_epub
from hostile_files import SENTENCE

from corpus.workers import Failure, Limits, Outcome, Pool
from extract import packed
from extract.authors import authors_of, names_in
from extract.errors import DamagedError, LimitError, NoTextError
from extract.html import is_html
from extract.read import read

READ: dict[str, Callable[[], bytes]] = {
    "states nested without end": hostile_files.states_nested_without_end,
    "arrays nested without end": hostile_files.arrays_nested_without_end,
    "a picture of gigapixels": hostile_files.picture_of_gigapixels,
}
STOPPED: dict[str, Callable[[], bytes]] = {
    "forms that draw each other": hostile_files.forms_that_draw_each_other,
    "millions of operators": hostile_files.millions_of_operators,
    "a million characters on one page": hostile_files.a_million_characters_on_one_page,
    "a stream that unpacks to gigabytes": hostile_files.stream_that_unpacks_to_gigabytes,
    "a count that lies": hostile_files.count_that_lies,
}
"""Files whose reading may be stopped: what matters is that it ends, and that the file after them is read."""


def guarded(folder: Path, files: dict[str, Callable[[], bytes]], limits: Limits) -> dict[str, Outcome]:
    """What comes of the files in one reading process with limits, a good file after them."""
    for name, make in files.items():
        (folder / f"{name}.pdf").write_bytes(make())
    (folder / "z good.pdf").write_bytes(hostile_files.one_page(hostile_files.words()))
    with Pool("corpus.jsonl:read_text", 1, limits) as pool:
        return {outcome.path.stem: outcome for outcome in pool.read(sorted(folder.iterdir()))}


def test_pdfs_with_senseless_drawings_are_read(tmp_path: Path) -> None:
    for name, outcome in guarded(tmp_path, READ, Limits(seconds=120)).items():
        assert isinstance(outcome.result, bytes), (name, outcome.result)
        assert SENTENCE.encode() in outcome.result, name


def test_pdfs_without_end_are_stopped_and_the_batch_goes_on(tmp_path: Path) -> None:
    outcomes = guarded(tmp_path, STOPPED, Limits(seconds=4, megabytes=900))
    good = outcomes.pop("z good")
    assert isinstance(good.result, bytes), good.result
    for name, outcome in outcomes.items():
        assert outcome.seconds < 15, name
        if isinstance(outcome.result, Failure):
            assert outcome.result.reason in {"limit", "damaged", "no text"}, (name, outcome.result)


def test_a_page_tree_that_holds_itself_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile_files.page_tree_that_holds_itself())
    with pytest.raises((LimitError, DamagedError)):
        read(path)


def timed(read_one: Callable[[], object]) -> float:
    started = time.perf_counter()
    read_one()
    return time.perf_counter() - started


UNITS = ["We should build stocks of tungsten, ", "建议扩大钨储备，", "a", "(", "1. ", "<!---->"]


@pytest.mark.parametrize("unit", UNITS)
def test_a_line_without_end_is_read_in_time_that_grows_with_it(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(unit * (1_000_000 // len(unit)), encoding="utf-8")
    assert timed(lambda: read(path)) < 10


def test_pages_nested_without_end_do_not_break_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    for tags in ("<div>", "<b>", "<ul><li>", "<table><tr><td>"):
        path.write_text("<!doctype html><html><body><p>" + SENTENCE + tags * 20_000 + SENTENCE)
        assert timed(lambda: read(path)) < 20
        assert SENTENCE in read(path).text


def entity_bombs() -> dict[str, bytes]:
    bomb = hostile_files.entity_bomb("html")
    return {
        "a.html": bomb.encode(),
        "a.epub": make_epub([Chapter(name="a.xhtml", body="")], more={"OEBPS/a.xhtml": bomb}),
        "a.docx": hostile_files.docx_of("", whole=hostile_files.entity_bomb("document")),
    }


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["a.html", "a.epub", "a.docx"])
def test_entities_are_not_expanded(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(entity_bombs()[name])
    with contextlib.suppress(DamagedError, NoTextError):
        assert len(read(path).text) < 10_000


def test_a_word_file_of_ten_thousand_paragraphs_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(hostile_files.docx_of(f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>" * 10_000))
    assert read(path).text.count(SENTENCE) == 10_000


def test_a_word_file_whose_text_is_larger_than_any_book_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "MAX_PART", 1_000_000)
    path = tmp_path / "a.docx"
    path.write_bytes(hostile_files.docx_of("<w:p/>" * 200_000))
    with pytest.raises(LimitError, match=r"word/document\.xml unpacks to"):
        read(path)


def test_a_page_with_many_comments_is_told_in_no_time() -> None:
    assert timed(lambda: is_html(b"<!-- x -->" * 400 + b"no page")) < 0.1
    assert is_html(b"<!-- x -->" * 100 + b"<html>")


def test_names_that_can_be_divided_in_many_ways_take_no_time() -> None:
    line = "A. B. " * 60
    assert timed(lambda: names_in(line)) < 0.1
    assert timed(lambda: authors_of([line], [[line]], f"{'A. B. ' * 20_000}\n{line}, Analyst\n" * 3, line)) < 2
    assert authors_of([], [[]], "Words.\nAnn Mill, Senior Analyst\n", "")[0] == ("Ann Mill",)
