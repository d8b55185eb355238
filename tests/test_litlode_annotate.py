"""`litlode annotate`: highlights lie on the very words, whatever the page's frame, and the paper stays as it was."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from factories import library
from paper_factory import framed, keep, pages_en, pages_zh, shelf
from pdf_factory import lines, make_pdf
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from corpus.listing import find_findings
from corpus.verdicts import Decision, judge
from litlode.cli import main
from litlode.papers.annotating import annotate

COPY = Path("paper.annotated.pdf")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def stored(here: Path) -> Iterator[sqlite3.Connection]:
    """A library with a paper of a page in each language."""
    connection = shelf(here, pages_en(), pages_zh())
    yield connection
    connection.close()


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, ["annotate", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def marks(path: Path, look: str = "/Highlight") -> list[tuple[int, dict[str, Any]]]:
    """The page, from 0, and the dictionary of each annotation of one look."""
    out = []
    for number, page in enumerate(PdfReader(path).pages):
        notes = (note.get_object() for note in page.get("/Annots") or ())
        out += [(number, note) for note in notes if note["/Subtype"] == look]
    return out


def words(text: str) -> str:
    return re.sub(r"\W", "", text)


def under(path: Path, page: int, note: dict[str, Any]) -> str:
    """The text that PDFium finds under the quads of an annotation."""
    numbers = [float(number) for number in note["/QuadPoints"]]
    document = pypdfium2.PdfDocument(path)
    text = document[page].get_textpage()
    out = []
    for at in range(0, len(numbers), 8):
        xs, ys = numbers[at : at + 8 : 2], numbers[at + 1 : at + 8 : 2]
        out.append(text.get_text_bounded(min(xs), min(ys), max(xs), max(ys)))
    text.close()
    document.close()
    return "".join(out)


def picture(path: Path, page: int) -> np.ndarray[Any, Any]:
    document = pypdfium2.PdfDocument(path)
    out = np.asarray(document[page].render(scale=2, rev_byteorder=True).to_numpy()[:, :, :3]).astype(int)
    document.close()
    return out


FRAMES = [
    pytest.param({"rotation": turn, "offset": offset, "crop": crop}, id=f"{turn}-{offset[0]}-{crop}")
    for turn in (0, 90, 180, 270)
    for offset, crop in (((0, 0), 0), ((130, -70), 0), ((0, 0), 31), ((-55, 210), 17))
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("pages", [pages_en, pages_zh], ids=["en", "zh"])
def test_highlights_lie_on_the_words_in_every_frame(here: Path, frame: dict[str, Any], pages: Any) -> None:
    connection = shelf(here)
    keep(connection, here / "paper.pdf", framed(make_pdf(pages()), **frame))
    findings = list(find_findings(connection, where="d.name = ?", value="paper.pdf"))
    made = annotate(connection, "paper.pdf")
    connection.close()
    assert made.findings == len(findings) == 2
    before, after = picture(here / "paper.pdf", 0), picture(COPY, 0)
    changed = (before != after).any(axis=2)
    inside = np.zeros_like(changed)
    for finding in findings:
        (note,) = (note for _, note in marks(COPY) if note["/NM"] == f"litlode-{finding.id}")
        assert words(under(COPY, 0, note)) == words(finding.quote)
        for _, x0, top, x1, bottom in finding.boxes:
            inside[round(top * 2) : round(bottom * 2), round(x0 * 2) : round(x1 * 2)] = True
    assert inside.any()
    assert changed[inside].mean() > 0.75  # black letters stay black
    grown = np.pad(inside, 2)
    near = np.logical_or.reduce([grown[y : y + inside.shape[0], x : x + inside.shape[1]]
                                 for y in range(5) for x in range(5)])  # fmt: skip
    assert not changed[~near].any()


def test_the_quads_of_a_turned_page_follow_its_reading_direction(here: Path) -> None:
    connection = shelf(here)
    keep(connection, here / "paper.pdf", framed(make_pdf(pages_en()), rotation=90))
    annotate(connection, "paper.pdf")
    connection.close()
    x0, y0, x1, y1, x2, y2, *_ = (float(number) for number in marks(COPY)[0][1]["/QuadPoints"])
    assert x0 == x1 and y0 < y1  # along the page as seen from the left: up the page's own axis
    assert y0 == y2 and x0 < x2


def test_a_note_tells_kind_metals_verdict_and_id(stored: sqlite3.Connection) -> None:
    ids = {(finding.lang, finding.kind): finding.id for finding in find_findings(stored)}
    judge(stored, [Decision(id=ids["zh", "recommendation"], verdict="accept", note="对照 2021 年规划")], person="李敏")
    judge(stored, [Decision(id=ids["en", "challenge"], verdict="reject")])
    annotate(stored, "paper.pdf")
    notes = {note["/NM"].removeprefix("litlode-"): note for _, note in marks(COPY)}
    assert set(notes) == set(ids.values()) - {ids["en", "challenge"]}
    note = notes[ids["zh", "recommendation"]]
    assert note["/T"] == "李敏"
    assert re.search("\n已确认（李敏、[0-9-]{10}）：对照 2021 年规划\n", note["/Contents"])
    assert note["/Contents"].endswith(f"litlode {note['/NM'][8:]}")
    assert note["/Subj"] == "建议"
    assert re.fullmatch(r"D:\d{14}\+00'00'", note["/M"])
    assert note["/AP"]["/N"].get_object()["/Subtype"] == "/Form"
    assert note["/Popup"].get_object()["/Parent"].get_object() == note
    assert notes[ids["zh", "challenge"]]["/T"] == "litlode"
    assert "金属：钨" in notes[ids["en", "recommendation"]]["/Contents"]


def test_a_chinese_paper_has_chinese_notes(here: Path) -> None:
    connection = shelf(here, pages_zh())
    annotate(connection, "paper.pdf")
    connection.close()
    contents = [note["/Contents"] for _, note in marks(COPY)]
    assert [text.split("\n")[0] for text in contents] == ["挑战：储备", "建议：储备"]
    assert all("金属：钨" in text for text in contents)


def test_kinds_have_colours_of_their_own_and_a_person_decides_the_kind(stored: sqlite3.Connection) -> None:
    first = next(find_findings(stored, kind="challenge"))
    annotate(stored, "paper.pdf", Path("one.pdf"))
    judge(stored, [Decision(id=first.id, verdict="relabel", label="recommendation")])
    annotate(stored, "paper.pdf", Path("two.pdf"))
    colours = [{note["/NM"]: tuple(note["/C"]) for _, note in marks(Path(name))} for name in ("one.pdf", "two.pdf")]
    assert len(set(colours[0].values())) == 2
    assert colours[0][f"litlode-{first.id}"] != colours[1][f"litlode-{first.id}"]


def test_only_what_is_asked_for_is_marked(stored: sqlite3.Connection) -> None:
    some = list(find_findings(stored))
    judge(stored, [Decision(id=some[0].id, verdict="accept")], person="A")
    judge(stored, [Decision(id=some[1].id, verdict="accept")], person="B")
    judge(stored, [Decision(id=some[2].id, verdict="reject")], person="B")
    other = "recommendation" if some[3].kind == "challenge" else "challenge"
    judge(stored, [Decision(id=some[3].id, verdict="relabel", label=other)], person="C")
    stored.close()

    def marked(*options: str) -> set[str]:
        assert run("paper.pdf", "--replace", *options).exit_code == 0
        return {note["/NM"].removeprefix("litlode-") for _, note in marks(COPY)}

    assert marked() == {some[0].id, some[1].id, some[3].id}
    assert marked("--accepted") == {some[0].id, some[1].id}
    assert marked("--accepted", "--person", "A") == {some[0].id}
    assert marked("--person", "A") == {one.id for one in some}
    challenges = {one.id for one in some if one.kind == "challenge"} - {some[2].id}
    assert marked("--kind", "challenge") == challenges ^ {some[3].id}


def test_metals_are_underlined_where_they_stand(stored: sqlite3.Connection) -> None:
    stored.close()
    result = run("paper.pdf", "--metals")
    assert result.stderr == f"{COPY}: 4 findings highlighted, 4 metals underlined\n"
    found = [under(COPY, page, note).strip() for page, note in marks(COPY, "/Underline")]
    assert found == ["tungsten", "tungsten", "钨", "钨"]


def test_the_paper_and_what_is_written_in_it_stay(here: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(pages_en()))))
    writer.add_annotation(0, FreeText(text="seen by me", rect=(50, 700, 200, 720)))
    out = io.BytesIO()
    writer.write(out)
    connection = shelf(here)
    keep(connection, here / "paper.pdf", out.getvalue())
    annotate(connection, "paper.pdf")
    connection.close()
    assert (here / "paper.pdf").read_bytes() == out.getvalue()
    assert COPY.read_bytes().startswith(out.getvalue())
    assert [note["/Contents"] for _, note in marks(COPY, "/FreeText")] == ["seen by me"]
    assert len(marks(COPY)) == 2


def test_a_copy_is_as_large_as_the_paper_and_little_more(here: Path, stored: sqlite3.Connection) -> None:
    annotate(stored, "paper.pdf")
    assert COPY.stat().st_size < (here / "paper.pdf").stat().st_size + 10_000


def test_a_paper_locked_without_a_password_is_marked(here: Path) -> None:
    connection = shelf(here)
    keep(connection, here / "paper.pdf", make_pdf(pages_en(), password=""))
    annotate(connection, "paper.pdf")
    connection.close()
    assert len(marks(COPY)) == 2
    assert words(under(COPY, *marks(COPY)[0])).startswith("Thecountrylackstungsten")


def test_a_paper_with_a_broken_table_of_objects_is_marked(here: Path) -> None:
    data = make_pdf(pages_en())
    broken = re.sub(rb"startxref\s+\d+", b"startxref\n7", data)
    assert broken != data
    connection = shelf(here)
    keep(connection, here / "paper.pdf", broken)
    annotate(connection, "paper.pdf")
    connection.close()
    assert len(marks(COPY)) == 2


def test_a_finding_over_two_pages_is_marked_on_both(here: Path) -> None:
    connection = shelf(here)
    first = lines("Prices rose for long. The country lacks the tungsten that it", y=700)
    second = lines("needs for the drills of its many mines.", y=100)
    keep(connection, here / "paper.pdf", make_pdf(first, second))
    (finding,) = find_findings(connection, where="d.name = ?", value="paper.pdf")
    annotate(connection, "paper.pdf")
    connection.close()
    (page, one), (next_page, two) = marks(COPY)
    assert (page, next_page) == (0, 1)
    assert (one["/NM"], two["/NM"]) == (f"litlode-{finding.id}", f"litlode-{finding.id}-2")
    assert two["/Contents"].startswith("(goes on from page 1)")
    assert words(under(COPY, 0, one) + under(COPY, 1, two)) == words(finding.quote)


@pytest.mark.parametrize("out", ["paper.pdf", "./paper.pdf", "link.pdf", "same.pdf", "other.pdf"])
def test_no_paper_is_written_over(here: Path, stored: sqlite3.Connection, out: str) -> None:
    keep(stored, here / "other.pdf", make_pdf(pages_zh()))
    stored.close()
    (here / "link.pdf").symlink_to("paper.pdf")
    (here / "same.pdf").hardlink_to("paper.pdf")
    before = (here / out).read_bytes()
    result = run("paper.pdf", "-o", out, "--replace")
    assert result.exit_code == 2
    assert result.stderr.endswith("is a paper of the library, which is not written over; name another file\n")
    assert (here / out).read_bytes() == before


def test_an_earlier_copy_that_a_reader_wrote_in_is_kept_until_it_is_said(
    here: Path, stored: sqlite3.Connection
) -> None:
    stored.close()
    assert run("paper.pdf").exit_code == 0
    assert run("paper.pdf").exit_code == 0
    copy = here / "paper.annotated.pdf"
    copy.write_bytes(copy.read_bytes() + b"% a note of the reader's\n")
    again = run("paper.pdf")
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)
    assert "was changed since litlode wrote it; --replace writes over it" in again.stderr
    assert copy.read_bytes().endswith(b"reader's\n")
    assert run("paper.pdf", "--replace").exit_code == 0


def test_it_must_be_the_file_that_was_read(here: Path, stored: sqlite3.Connection) -> None:
    stored.close()
    paper = here / "paper.pdf"
    paper.rename(here / "moved.pdf")
    gone = run("paper.pdf")
    assert (gone.exit_code, gone.stdout) == (2, "")
    assert gone.stderr == (
        f"litlode: {paper}: there is no file here; the paper was read from here, --file says where it is now\n"
    )
    assert run("paper.pdf", "--file", "moved.pdf").exit_code == 0
    paper.write_bytes((here / "moved.pdf").read_bytes() + b"\n")
    other = run("paper.pdf", "--replace")
    assert other.exit_code == 2
    assert "is not the file that was read" in other.stderr


def test_what_is_no_pdf_is_refused_in_a_line(here: Path) -> None:
    library(here / "litlode.db", "我国钨储备面临规模不足。").close()
    result = run("paper-0.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "litlode: paper-0.txt: is no PDF (text/plain); only a PDF can be annotated\n"


def test_a_paper_with_nothing_to_mark_gets_no_copy(here: Path, stored: sqlite3.Connection) -> None:
    for finding in find_findings(stored):
        judge(stored, [Decision(id=finding.id, verdict="reject")])
    stored.close()
    result = run("paper.pdf")
    assert (result.exit_code, result.stderr) == (
        2, "litlode: paper.pdf: there is nothing to mark, so no copy is written\n",
    )  # fmt: skip
    assert not COPY.exists()
    assert run("paper.pdf", "--metals").stderr == f"{COPY}: 0 findings highlighted, 4 metals underlined\n"


@pytest.mark.parametrize("name", ["nothing.pdf", "ffffffff", "zz", "*"])
def test_an_unknown_document_is_refused_in_a_line(stored: sqlite3.Connection, name: str) -> None:
    stored.close()
    result = run(name)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith(f"litlode: {name}: no document has this id or name")


def test_the_right_words_are_marked_where_a_person_gave_them(stored: sqlite3.Connection) -> None:
    wrong = next(one for one in find_findings(stored) if one.lang == "en" and len(one.quote.split()) > 4)
    right = " ".join(wrong.quote.split()[1:-1])
    judge(stored, [Decision(id=wrong.id, verdict="correct", words=right)])
    annotate(stored, wrong.name)
    (found,) = [(page, note) for page, note in marks(COPY) if note["/NM"].startswith(f"litlode-{wrong.id}")]
    assert words(under(COPY, *found)) == words(right)
