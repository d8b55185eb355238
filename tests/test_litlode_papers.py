"""`litlode digest`, `mindmap` and `related`, and the page of the manual on them."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import library
from paper_factory import pages_en, pages_zh, shelf

import litlode
from litlode.cli import main
from litlode.papers.digest_page import plain
from litlode.papers.mindmap_svg import COLUMNS, PAD, pixels, wrap

ROOT = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def papers(here: Path) -> None:
    """A library with a PDF in Chinese and English, in a folder of its own."""
    (here / "in").mkdir()
    shelf(here, pages_zh(), pages_en(), name="in/论文 1.pdf").close()


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_digest_is_markdown_with_links_to_pages(papers: None, here: Path) -> None:
    result = run("digest", "论文 1.pdf")
    address = (here / "in" / "论文 1.pdf").as_uri()
    assert result.exit_code == 0
    assert (
        "## 主要建议（2 条中的 1 条）\n\n- 建议扩大钨储备，并在两年内建成三处仓库。（[第 1 页](" + address + "#page=1)"
        in result.stdout
    )
    assert "钨（4 次、第 1、2 页）" in result.stdout


@pytest.mark.parametrize("name", ["out.md", "out.html"])
def test_a_written_digest_links_from_where_it_is(papers: None, here: Path, name: str) -> None:
    (here / "sub").mkdir()
    result = run("digest", "论文 1.pdf", "-o", f"sub/{name}")
    assert (result.stdout, result.stderr) == ("", f"{Path('sub') / name}: written\n")
    assert "../in/%E8%AE%BA%E6%96%87%201.pdf#page=1" in (here / "sub" / name).read_text(encoding="utf-8")


def test_what_a_paper_says_is_never_markup(here: Path) -> None:
    text = 'The <script>alert("x")</script> lacks *bold* [a](b) tungsten & more.'
    library(here / "litlode.db", text).close()
    page = run("digest", "paper-0.txt", "-o", "d.html")
    assert page.exit_code == 0
    html = Path("d.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in html and "<script" not in html
    assert run("mindmap", "paper-0.txt", "-o", "m.svg").exit_code == 0
    assert "<script" not in Path("m.svg").read_text(encoding="utf-8")
    ET.parse("m.svg")
    assert r"\<script\>" in run("digest", "paper-0.txt").stdout
    assert plain("1. first") == "\\1. first"


def test_json_is_the_same_on_stdout_and_in_a_file(papers: None) -> None:
    for command in ("digest", "mindmap"):
        shown = run(command, "论文 1.pdf", "--json").stdout
        run(command, "论文 1.pdf", "-o", "out.json")
        assert json.loads(shown) == json.loads(Path("out.json").read_text(encoding="utf-8"))
    row = json.loads(run("digest", "论文 1.pdf", "--json").stdout)
    assert row["recommendations"][0]["pages"] == [1]
    assert json.loads(shown)["kind"] == "paper"


def test_a_map_is_a_nested_list_or_a_picture_that_links(papers: None, here: Path) -> None:
    lines = run("mindmap", "论文 1.pdf").stdout.splitlines()
    assert lines[2] == "- **钨**"
    assert lines[3].startswith(
        "  - 挑战：我国钨储备面临规模不足的问题，难以应对长达半年的供应中断。（[第 1 页](file:///"
    )
    assert run("mindmap", "论文 1.pdf", "-o", "map.svg").exit_code == 0
    root = ET.parse("map.svg").getroot()
    links = {link.get("href") for link in root.iter(f"{SVG}a")}
    assert "in/%E8%AE%BA%E6%96%87%201.pdf#page=1" in links
    tips = [tip.text or "" for tip in root.iter(f"{SVG}title")]
    assert any("难以应对长达半年的供应中断。\n第 1 页" in tip for tip in tips)
    assert "Noto Sans CJK SC" in (root.get("font-family") or "")


def test_no_line_of_a_picture_leaves_its_box_and_no_boxes_overlap(here: Path) -> None:
    text = "".join(f"{place}地的钨供应不足，{'难以满足下游企业的需求，' * size}影响生产。"
                   for size, place in enumerate("甲乙丙丁戊"))  # fmt: skip
    library(here / "litlode.db", text).close()
    run("mindmap", "paper-0.txt", "-o", "map.svg")
    root = ET.parse("map.svg").getroot()
    boxes = [[float(box.get(name) or 0) for name in ("x", "y", "width", "height")] for box in root.iter(f"{SVG}rect")][
        1:
    ]
    spans = [
        (float(span.get("x") or 0), float(span.get("y") or 0), span.text or "") for span in root.iter(f"{SVG}tspan")
    ]
    for x, y, words in spans:
        assert any(left <= x and x + pixels(words) <= left + wide and top < y < top + high
                   for left, top, wide, high in boxes)  # fmt: skip
    for at, (left, top, wide, high) in enumerate(boxes):
        for x, y, across, down in boxes[at + 1 :]:
            assert not (left < x + across and x < left + wide and top < y + down and y < top + high)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("供应中断，价格上涨", ["供应中", "断，价格", "上涨"]),
        ("供应中（断）价格", ["供应中", "（断）价", "格"]),
        ("Incomprehensibilities", ["Incomp", "rehens", "ibilities"]),
        ("", [""]),
    ],
)
def test_lines_are_broken_as_each_language_does(text: str, lines: list[str]) -> None:
    wide = 48.0
    broken = wrap(text, wide)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
    assert all(pixels(line) <= wide for line in broken)
    assert not any(line[0] in "，。）" for line in broken if line)
    if not text.startswith("Inc"):
        assert [line.strip() for line in broken] == lines


def test_the_widths_of_a_picture_leave_room_for_words() -> None:
    assert all(pixels("Recommendation") < wide - 2 * PAD for wide in COLUMNS)


def test_related_lists_papers_with_what_they_share(here: Path) -> None:
    library(here / "litlode.db", "钨的储备不足。", "Tungsten stockpile lacks ore.", "Rare earth law.", "Trade.").close()
    result = run("related", "paper-0.txt")
    assert result.stdout.startswith("1. Paper 1, 2020")
    assert "tungsten 钨 (1, 1)" in result.stdout
    assert result.stderr == "1 paper\n"
    assert run("related", "paper-3.txt").stderr == "no paper of the library is like it\n"
    (row,) = json.loads(run("related", "paper-0.txt", "--json").stdout)
    assert row["document"] == "paper-1.txt"
    (line,) = csv.DictReader(io.StringIO(run("related", "paper-0.txt", "--csv").stdout))
    assert "metal:W" in line["shared"].split()


def test_a_paper_without_a_title_is_related_by_the_name_of_its_file(here: Path) -> None:
    connection = library(here / "litlode.db", "钨的储备不足。", "Tungsten stockpile lacks ore.", "Trade.")
    connection.execute("UPDATE documents SET title = NULL, title_alt = NULL")
    connection.close()
    assert run("related", "paper-0.txt").stdout.startswith("1. paper-1.txt, 2020  ")


@pytest.mark.parametrize(
    ("out", "lang", "told"),
    [("d.md", "en", "No finding stands here."), ("d.html", "zh", "<p>没有成立的结果。</p>")],
)
def test_a_digest_says_where_nothing_stands(here: Path, out: str, lang: str, told: str) -> None:
    library(here / "litlode.db", "Trade is calm with tungsten.", "The country lacks tungsten.").close()
    for paper, says in (("paper-0.txt", True), ("paper-1.txt", False)):
        assert run("digest", paper, "--lang", lang, "-o", out).exit_code == 0
        assert (told in Path(out).read_text(encoding="utf-8")) == says
        Path(out).unlink()


@pytest.mark.parametrize("command", ["digest", "mindmap", "related"])
def test_an_unknown_paper_is_refused_in_a_line(papers: None, command: str) -> None:
    result = run(command, "nothing.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == ("litlode: nothing.pdf: no document has this id or name; `litlode documents` lists them\n")


@pytest.mark.parametrize(
    ("command", "out", "why"),
    [
        ("digest", "d.pdf", "give a file that ends in .md or .html or .json"),
        ("mindmap", "m.png", "give a file that ends in .md or .svg or .json"),
        ("digest", "nowhere/d.md", "there is no folder nowhere"),
        ("digest", "own.md", "is a paper of the library, which is not written over"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_in_a_line(here: Path, command: str, out: str, why: str) -> None:
    text = "我国钨储备不足。"
    library(here / "litlode.db", text).close()
    (here / "own.md").write_text(text, encoding="utf-8")
    result = run(command, "paper-0.txt", "-o", out)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert why in result.stderr


def test_the_page_of_the_manual_runs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    names = ("zh-2018-supply-chain-report.pdf", "en-2013-tungsten-stockpile.pdf")
    for name in names:
        shutil.copy(ROOT / "corpus" / "samples" / name, here)
    with litlode.open("litlode.db") as opened:
        opened.ingest(*names, jobs=0)
    for line in re.findall(r"^\$ litlode (.*)$", page, re.MULTILINE):
        result = run(*shlex.split(line))
        assert result.exit_code == 0, f"{line}: {result.output}"
        if line.startswith("annotate"):
            told = page.split(line + "\n")[1].split("\n")[0]
            assert re.sub(r"\d+ ", "", result.stderr) == re.sub(r"\d+ ", "", told) + "\n"  # how many is the tagger's
    (block,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(block, "papers.md", "exec"), {})
    assert Path("zh-2018-supply-chain-report.annotated.pdf").exists()
    assert "钨" in capsys.readouterr().out
