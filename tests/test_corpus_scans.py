"""What a library notes of reading pictures: who is read again once the engine is there, and what is told."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus import ingest as ingesting
from corpus import scans
from corpus.ingest import Summary, ingest
from corpus.migrations import connect
from corpus.record import READER, make_record, pack, unpack
from corpus.scans import failure_suffix, is_current, noted, parse_ocr, reader_suffix, unread_note, with_ocr
from corpus.store import store
from corpus.workers import Limits, Noted, load_task
from extract import ocr as reading
from extract.types import Document, Health, Measures, OcrRun, Page, Source, Span

ENGINE = "fake 2"
NOTHING = OcrRun()


def doc(*health: Health, run: OcrRun = NOTHING) -> Document:
    measures = Measures(
        characters=0, inner=0, impossible=0.5, accented=0, signs=0, common=None, pictured=0.9, printed=0
    )
    pages = tuple(
        Page(number=at, span=Span(0, 0), health=state, measures=measures) for at, state in enumerate(health, 1)
    )
    source = Source("0" * 64, "scan.pdf", "application/pdf", 1)
    return Document(source=source, text="", pages=pages, blocks=(), lang="en", ocr=run)


@pytest.mark.parametrize(
    ("suffix", "engine", "ocr", "seconds", "current"),
    [
        ("", None, None, 100, True),
        ("", ENGINE, None, 100, True),
        (" without OCR", None, None, 100, True),
        (" without OCR", ENGINE, None, 100, False),
        (" without OCR", ENGINE, False, 100, True),
        (f" with {ENGINE}", ENGINE, None, 100, True),
        (f" with {ENGINE}", None, None, 100, True),
        (f" with {ENGINE}", "fake 3", None, 100, False),
        (f" with {ENGINE} in 100 s", ENGINE, None, 100, True),
        (f" with {ENGINE} in 100 s", ENGINE, None, 150, False),
        (f" with {ENGINE} in 100 s", ENGINE, False, 150, True),
    ],
)
def test_what_is_read_again(
    *, suffix: str, engine: str | None, ocr: bool | None, seconds: float, current: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.ocr_engine.engine_name", lambda: engine)
    assert is_current("v1" + suffix, "v1", ocr=ocr, seconds=seconds) is current
    assert not is_current("v10" + suffix, "v1", ocr=ocr, seconds=seconds)
    assert not is_current("v0" + suffix, "v1", ocr=ocr, seconds=seconds)


def test_the_reader_of_a_document_tells_of_its_pictures() -> None:
    assert reader_suffix(doc("good")) == ""
    assert reader_suffix(doc("good", "no text layer", run=OcrRun(wanted=1))) == " without OCR"
    assert reader_suffix(doc("ocr", run=OcrRun(engine=ENGINE, wanted=1, seconds=9))) == f" with {ENGINE}"
    left = OcrRun(engine=ENGINE, wanted=3, left=2, seconds=130)
    assert reader_suffix(doc("ocr", "garbled", "garbled", run=left)) == f" with {ENGINE} in 130 s"


def test_a_failure_tells_of_pictures_only_where_it_was_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.ocr_engine.engine_name", lambda: None)
    assert failure_suffix("encrypted", ocr=None) == ""
    assert failure_suffix("no text", ocr=None) == " without OCR"
    monkeypatch.setattr("extract.ocr_engine.engine_name", lambda: ENGINE)
    assert failure_suffix("no text", ocr=None) == f" with {ENGINE}"
    assert failure_suffix("no text", ocr=False) == " without OCR"


def test_pages_that_could_not_be_read_are_told_in_one_line() -> None:
    assert unread_note(doc("good", "blank", "ocr")) == ""
    note = unread_note(doc("good", "no text layer", "garbled", "no text layer", run=OcrRun(wanted=3)))
    assert note.startswith(
        "3 of 4 pages could not be read (2 no text layer, 1 garbled); reading needs OCR: pip install"
    )
    spent = OcrRun(engine=ENGINE, wanted=2, left=2, seconds=130)
    assert "OCR did not come to them within 130 s" in unread_note(doc("good", "garbled", "garbled", run=spent))
    assert noted(b"x", doc("good")) == b"x"
    assert isinstance(noted(b"x", doc("garbled")), Noted)


def test_a_task_is_told_how_pictures_are_read() -> None:
    name = with_ocr("corpus.jsonl:read_text", Limits(seconds=100), ocr=None, threads=2)
    assert name == "corpus.jsonl:read_text?ocr=yes&seconds=65.0&threads=2"
    task = load_task(name)
    ocr = parse_ocr(task.keywords)  # type: ignore[attr-defined]
    assert (ocr and (ocr.on, ocr.seconds, ocr.threads)) == (True, 65.0, 2)
    assert parse_ocr({}) is None


def test_the_numbers_of_a_page_are_stored(tmp_path: Path) -> None:
    connection = connect(tmp_path / "test.db")
    record = unpack(pack(make_record(doc("garbled", run=OcrRun(wanted=1)), (), (), ())))
    store(Database(connection), record, Path("scan.pdf"))
    row = connection.execute("SELECT health, characters, impossible, pictured FROM pages").fetchone()
    reader = connection.execute("SELECT reader FROM documents").fetchone()
    connection.close()
    assert row == ("garbled", 0, 0.5, 0.9)
    assert reader == (f"{READER} without OCR",)


def test_a_scan_is_read_again_once_the_engine_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ocr_factory import FakeEngine, scan_pdf
    from test_extract_ocr import TEXT, rows_of

    (tmp_path / "scan.pdf").write_bytes(scan_pdf([TEXT]))
    (tmp_path / "half.pdf").write_bytes(scan_pdf([TEXT], beside="Cobalt is mined with copper in the Congo."))
    (tmp_path / "note.txt").write_text("The country lacks lithium.", encoding="utf-8")
    monkeypatch.setattr(ingesting, "know_lexicon", lambda db: None)
    connection = connect(tmp_path / "test.db")

    def run(ocr: bool | None = None) -> Summary:
        summary = Summary()
        for progress in ingest(Database(connection), [tmp_path], jobs=0, ocr=ocr):
            summary = summary.add(progress)
        return summary

    monkeypatch.setattr("extract.ocr_engine.engine_name", lambda: None)
    monkeypatch.setattr(reading, "engine_name", lambda: None)
    first, second = run(), run()
    assert (first.stored, first.failed) == (2, 1)
    assert (second.stored, second.known, second.failed_before) == (0, 2, 1)
    monkeypatch.setattr("extract.ocr_engine.engine_name", lambda: ENGINE)
    monkeypatch.setattr(reading, "engine_name", lambda: ENGINE)
    monkeypatch.setattr(reading, "load_engine", lambda: FakeEngine(*rows_of(TEXT)))
    left = run(ocr=False)
    assert (left.stored, left.known, left.failed_before) == (0, 2, 1)
    third, fourth = run(), run()
    assert (third.stored, third.known, third.failed) == (2, 1, 0)
    assert (fourth.stored, fourth.known) == (0, 3)
    connection.close()


def test_ocr_asked_for_without_the_extra_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from litlode.cli import main

    monkeypatch.setattr("extract.ocr_engine.engine_name", lambda: None)
    (tmp_path / "a.txt").write_text("Lithium.", encoding="utf-8")
    result = CliRunner().invoke(main, ["text", "--ocr", str(tmp_path / "a.txt")])
    assert result.exit_code == 2
    assert "pip install 'litlode[ocr]'" in result.output
    assert scans.NO_OCR == "without OCR"
