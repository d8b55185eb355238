import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extract.read import read
from extract.types import Span
from litlode.cli import main
from litlode.view.choice import PageChoice, parse_pages
from litlode.view.render import render_view, with_pictures
from litlode.view.shapes import page_views
from tests import pdf_factory as pdf
from tests.factories import document

PROSE = (
    """
    Tungsten is mined in few countries, and most of it comes from one of them. The supply
    of the metal is therefore at risk, and so is the industry that cannot do without it.
    """,
    """
    A reserve would help where trade is cut off, and recycling would help in the long run.
    Neither is cheap, and neither has been tried for longer than a few years in a row.
    """,
    """
    What remains is to look for the metal at home, where old mines were closed for want of
    a price at which they paid. Permits take ten years, and so do new roads to old places.
    """,
)
TITLES = ("Supply", "Reserves and recycling", "Looking at home")
HEAD = "Annual report on tungsten"


def report_pages() -> list[list[pdf.Print]]:
    """Pages with a running head, a page number, a heading, prose with markup in it, and a list."""
    pages = []
    for number, (title, prose) in enumerate(zip(TITLES, PROSE, strict=True), 1):
        page = pdf.lines(HEAD, y=40, size=8)
        page += pdf.lines(f"{number}. {title} <script>alert({number})</script>", y=90, size=16, font=pdf.BOLD)
        page += pdf.lines(prose, y=130)
        page += pdf.lines(f"• The first thing about it: {title}.\n• Another one that is done later.", y=200)
        page += pdf.lines(f"{number}", x=290, y=815, size=8)
        pages.append(page)
    return pages


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "report.pdf"
    path.write_bytes(pdf.make_pdf(*report_pages(), title="A report"))
    return path


@pytest.fixture(scope="module")
def view(report: Path) -> str:
    out = report.with_suffix(".html")
    result = run("text", report, "--html", "-o", out)
    assert result.exit_code == 0, result.output
    return out.read_text(encoding="utf-8")


def test_a_view_shows_every_page_with_its_picture(view: str) -> None:
    assert len(re.findall(r'<section class="page"', view)) == 3
    assert len(re.findall(r'<image class="picture" href="data:image/webp;base64,UklGR', view)) == 3
    assert re.findall(r'viewBox="0 0 595 842"', view)


def test_a_view_tells_kinds_sections_order_and_what_was_left_out(view: str) -> None:
    for kind in ("heading", "body", "list"):
        assert re.search(rf'<g class="block k-{kind}" data-b="\d+">', view)
        assert re.search(rf'<div class="block k-{kind}[^"]*" data-b="\d+"', view)
    assert 'marker-end="url(#tip-1)"' in view
    assert f"left out (furniture): {HEAD}" in view
    assert f"<s>{HEAD}</s> <small>furniture</small>" in view


def test_a_block_on_the_page_and_its_text_share_a_number(view: str) -> None:
    drawn = set(re.findall(r'<g class="block [^"]*" data-b="(\d+)"', view))
    told = set(re.findall(r'<div class="block [^"]*" data-b="(\d+)"', view))
    assert drawn == told != set()


def test_the_text_of_the_document_is_escaped(view: str) -> None:
    assert "&lt;script&gt;alert(1)" in view
    assert "<script>alert" not in view
    assert len(re.findall(r"<script", view)) == 1


def test_a_view_needs_nothing_from_outside(view: str) -> None:
    without_pictures = re.sub(r"data:image/webp;base64,[A-Za-z0-9+/=]+", "", view)
    assert not re.findall(r"https?://|<link|src=|@import|url\((?!#)", without_pictures)
    assert "default-src 'none'" in view


def test_the_document_cannot_forge_the_mark_of_a_picture() -> None:
    html = render_view(document("<!--picture 1--> and more of it."), "<b>.txt", PageChoice())
    assert with_pictures(html, {1: "data:,"}, "none") == html
    assert "<b>" not in html


def test_a_view_of_some_pages_has_those_alone(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "some.html"
    assert run("text", report, "--html", "--pages", "2-", "-o", out).exit_code == 0
    html = out.read_text(encoding="utf-8")
    assert re.findall(r'<section class="page" id="page-(\d)"', html) == ["2", "3"]
    assert html.count("<image ") == 2
    assert "(shown: 2-)" in html


def test_a_text_file_has_a_view_without_pictures(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("钨的供应\n\n钨的供应集中在少数国家，对外依存度很高。<b>应当建立储备。\n", encoding="utf-8")
    result = run("text", path, "--html")
    assert result.exit_code == 0
    assert "&lt;b&gt;应当建立储备。" in result.stdout
    assert "<svg" not in result.stdout


def test_several_files_go_to_a_folder(report: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.txt").write_text(f"Tungsten is scarce in {name}.\n", encoding="utf-8")
    out = tmp_path / "views"
    files = (report, tmp_path / "a", tmp_path / "b")
    assert run("text", *files, "--html").exit_code == 2
    assert run("text", *files, "--html", "-o", out).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["report.pdf.html", "same-2.txt.html", "same.txt.html"]


def test_a_bad_file_is_one_line_and_the_status_tells(report: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing")
    alone = run("text", bad, "--html", "-o", tmp_path / "bad.html")
    assert alone.exit_code == 1
    assert len(alone.stderr.splitlines()) == 1
    assert not (tmp_path / "bad.html").exists()
    both = run("text", bad, report, "--html", "-o", tmp_path / "views")
    assert both.exit_code == 1
    assert [path.name for path in (tmp_path / "views").iterdir()] == ["report.pdf.html"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--html", "--json"),
        ("--pages", "1"),
        ("-o", "x.html"),
        ("--html", "--pages", "x"),
        ("--html", "--pages", "3-1"),
    ],
)
def test_options_that_make_no_sense_are_refused(report: Path, arguments: tuple[str, ...]) -> None:
    assert run("text", report, *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("", [1, 99], []),
        ("3", [3], [2, 4]),
        ("1-3,7", [1, 3, 7], [4, 8]),
        ("2-", [2, 500], [1]),
        ("5 , 1-2", [1, 5], [3]),
    ],
)
def test_pages_are_named_as_on_a_printer(text: str, inside: list[int], outside: list[int]) -> None:
    choice = parse_pages(text)
    assert all(page in choice for page in inside)
    assert not any(page in choice for page in outside)
    assert parse_pages(str(choice)) == choice


def test_a_block_over_a_page_break_is_shown_on_both_pages(report: Path) -> None:
    doc = read(report)
    middle = next(block for block in doc.blocks if block.kind == "body").span
    whole = replace(doc.blocks[0], span=Span(middle.start, len(doc.text)))
    first, *_, last = page_views(replace(doc, blocks=(whole,)), PageChoice())
    assert [(block.begins, block.ends) for block in (*first.blocks, *last.blocks)] == [(True, False), (False, True)]


def test_where_the_pages_cannot_be_drawn_the_view_says_why() -> None:
    html = with_pictures("<svg><!--picture 2--></svg>", {}, "no picture: <slow>")
    assert "no picture: &lt;slow&gt;" in html


def test_pages_are_not_drawn_where_pdfs_were_read(report: Path) -> None:
    from extract.picture import draw_pages

    read(report)
    with pytest.raises(RuntimeError, match="another"):
        next(draw_pages(report.read_bytes(), lambda _: True))


def test_pages_are_drawn_by_a_process_that_reads_nothing(tmp_path: Path) -> None:
    from corpus.workers import Limits, Pool, with_arguments
    from litlode.view.tasks import DRAW

    path = tmp_path / "zh.pdf"
    path.write_bytes(pdf.make_pdf(pdf.lines("稀土", font=pdf.CHINESE)))
    with Pool(with_arguments(DRAW, pages="1"), 1, Limits()) as pool:
        (outcome,) = pool.read([path])
    assert isinstance(outcome.result, bytes)
    assert list(json.loads(outcome.result)) == ["1"]
