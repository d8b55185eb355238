"""`litlode review`: collecting, ordering and exporting, as it is typed."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from docx.oxml.ns import qn
from factories import library

from corpus.library import Library
from corpus.migrations import connect
from litlode.cli import main
from litlode.exporting.bibtex import as_bibtex
from litlode.exporting.inner_quotes import nested
from litlode.exporting.latex import escape as escape_latex
from litlode.exporting.markdown import escape as escape_markdown
from litlode.exporting.runs import Run, runs_of

TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。稀土的进口依赖面临压力。",
    "The country lacks 50% of <lithium> & a_b. States should begin stockpiling tungsten.",
)


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    connection = library(tmp_path / "litlode.db", *TEXTS)
    connection.execute("UPDATE documents SET name = replace(name, '.txt', '.pdf')")
    connection.close()


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, ["review", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def fill() -> None:
    run("new", "r", "--title", "Reserves & 储备")
    run("add", "r", "tungsten", "OR", "lithium", "OR", "稀土")


def judge(quote: str, *verdict: str) -> None:
    rows = json.loads(run("show", "r", "--json").stdout)["items"]
    (id_,) = [row["id"] for row in rows if quote in row["quote"]]
    CliRunner().invoke(main, ["judge", id_, *verdict])


def test_a_review_is_filled_by_a_query_and_shown() -> None:
    assert run("new", "r").stderr == "r: begun; `litlode review add r QUERY` fills it\n"
    added = run("add", "r", "tungsten", "--heading", "Metals > W", "--note", "see also")
    assert (added.exit_code, added.stdout) == (0, "")
    assert added.stderr.splitlines()[-1] == "r: 3 findings added, 3 in it now"
    shown = run("outline", "r")
    assert shown.stdout.startswith("Metals\n  W  (3)\n1. ")
    assert "note: see also" in shown.stdout
    assert shown.stderr == "r: 3 findings of 2 documents\n"
    assert run("list").stdout.startswith("r\n   3 findings of 2 documents, begun ")


def test_what_excludes_a_word_is_no_option() -> None:
    run("new", "r")
    run("add", "r", "储备", "-tungsten")
    assert json.loads(run("show", "r", "--json").stdout)["items"] == []


def test_listings_have_json_and_csv() -> None:
    fill()
    rows = list(csv.DictReader(io.StringIO(run("outline", "r", "--csv", "--lang", "zh").stdout)))
    assert [row["number"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[0]["heading"].startswith("挑战 > ")
    sections = json.loads(run("outline", "r", "--by", "metal", "--json").stdout)
    assert sections[0]["heading"] == "Tungsten"
    assert json.loads(run("list", "--json").stdout)[0]["findings"] == 5
    assert json.loads(run("status", "r", "--json").stdout)["share"] == 1.0
    assert run("status", "r", "--csv").stdout.startswith("what,name,documents,findings,pages,why\n")
    assert run("status", "r").stdout.startswith("Looked at  2 of 2 documents (100 %)\n")


def test_notes_moves_and_removals() -> None:
    fill()
    assert run("note", "r", "2", "a", "thought").stderr == "r: note on 2 written\n"
    assert run("show", "r", "2", "--json").stdout.count('"note": "a thought"') == 1
    assert run("note", "r", "2").stderr == "r: note on 2 removed\n"
    assert run("move", "r", "2", "3", "--heading", "Mine").stderr == "r: 2 findings moved\n"
    assert run("remove", "r", "1").stderr == "r: 1 finding taken out\n"
    assert run("remove", "r", "--all").stderr == "r: removed with 4 findings\n"
    assert run("list").stderr == "0 reviews\n"


def test_a_command_that_is_told_can_be_typed_whatever_the_name() -> None:
    told = run("new", "my own review").stderr
    words = shlex.split(told.split("`")[1].replace("QUERY", "tungsten"))
    assert run(*words[2:]).stderr.splitlines()[-1].startswith("my own review: ")
    lost = run("remove", "my own review", "77").stderr.split("`")[1]
    assert run(*shlex.split(lost)[2:]).exit_code == 0


@pytest.mark.parametrize(
    "args",
    [
        ("show", "other"), ("new", "r"), ("add", "r"), ("add", "r", "x", "--id", "y"), ("add", "r", "--id", "ffffff"),
        ("note", "r", "77", "x"), ("move", "r", "1"), ("move", "r", "--heading", "x"), ("remove", "r"),
        ("outline", "r", "--by", "colour"), ("export", "r", "-o", "x.pdf"), ("export", "r", "-o", "none/x.md"),
        ("export", "r", "-o", "x.md", "--style", "no-such-style"), ("export", "r", "-o", "x.md", "--style", "gb-note"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_ends_with_status_2(args: tuple[str, ...]) -> None:
    fill()
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


def test_markdown_has_headings_quotations_notes_citations_and_references() -> None:
    fill()
    run("note", "r", "1", "Look *here*.")
    assert run("export", "r", "-o", "r.md").stderr == "r.md: written\n"
    text = Path("r.md").read_text(encoding="utf-8")
    assert text.startswith("# Reserves \\& 储备\n\n## Method\n\nThis review was exported on ")
    assert "“tungsten OR lithium OR 稀土”" in text
    assert "\n## Challenges\n\n### Import dependence\n\nLook \\*here\\*.\n\n> “稀土的进口依赖" in text
    assert "面临压力。”<sup>\\[1\\]1</sup>\n" in text
    assert "> “The country lacks 50% of \\<lithium\\> \\& a\\_b.”" in text
    assert re.search(r"## References\n\n\\\[1\\\] .*Paper 0", text)
    run("export", "r", "-o", "zh.md", "--lang", "zh")
    assert "\n## 挑战\n\n### 进口依赖\n" in Path("zh.md").read_text(encoding="utf-8")


def test_what_is_rejected_is_left_out_and_told() -> None:
    fill()
    judge("lithium", "reject")
    result = run("export", "r", "-o", "r.md")
    assert re.search(r"^\d: rejected by a verdict, left out \(paper-1.pdf, page 1\)\n", result.stderr)
    text = Path("r.md").read_text(encoding="utf-8")
    assert "lithium\\>" not in text
    assert "1 finding that a reader rejected was left out." in text


def test_only_what_is_accepted_is_exported_where_asked() -> None:
    fill()
    judge("建议", "accept")
    judge("lithium", "relabel", "recommendation")
    result = run("export", "r", "-o", "r.md", "--accepted")
    assert "4 findings without a verdict that accepts it left out" in result.stderr
    assert Path("r.md").read_text(encoding="utf-8").count("\n> ") == 1


@pytest.mark.parametrize(
    ("quote", "inside"),
    [
        ("所谓“优势矿产”的说法", "所谓‘优势矿产’的说法"),
        ('所谓"优势矿产"的说法', "所谓‘优势矿产’的说法"),
        ("he called it “a ‘soft’ ban” then", "he called it ‘a “soft” ban’ then"),
        ("the mine’s “own” reserve and the mines’ stock", "the mine’s ‘own’ reserve and the mines’ stock"),
        ('a "first" and a "second" stage', "a ‘first’ and a ‘second’ stage"),
        ('("first") stage', "(‘first’) stage"),
        ("‘soft’ ban", "‘soft’ ban"),
        ("a “ban that is not closed", "a “ban that is not closed"),
        ("a ban” that is not opened", "a ban” that is not opened"),
        ('a 6" wafer and an 8" wafer', 'a 6" wafer and an 8" wafer'),
        ('a " ban " of " sorts', 'a " ban " of " sorts'),
        ("‘the mines’ stock’ and “more”", "‘the mines’ stock’ and “more”"),
        ("“crossed ‘marks” here’", "“crossed ‘marks” here’"),
        ('“mixed"', '“mixed"'),
        ("no marks, the mine’s own", "no marks, the mine’s own"),
    ],
)
def test_marks_inside_a_quotation_are_turned_where_it_is_sure(quote: str, inside: str) -> None:
    assert nested(quote) == inside


def test_an_exported_quotation_has_no_double_marks_in_double_ones() -> None:
    library(Path("marks.db"), "我国“优势矿产”储备面临规模不足。").close()
    run("new", "m", "--library", "marks.db")
    run("add", "m", "储备", "--library", "marks.db")
    run("export", "m", "-o", "m.md", "--library", "marks.db")
    assert "“我国‘优势矿产’储备面临规模不足。”" in Path("m.md").read_text(encoding="utf-8")
    rows = json.loads(run("show", "m", "--json", "--library", "marks.db").stdout)["items"]
    assert [row["quote"] for row in rows] == ["我国“优势矿产”储备面临规模不足。"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_queries_that_found_nothing_and_repeats_are_not_told(lang: str) -> None:
    fill()
    for query in ("xyzzyplugh", "tungsten", "Tungsten", "(tungsten", "tungsten OR lithium OR 稀土"):
        run("add", "r", query)
    run("export", "r", "-o", "r.md", "--lang", lang)
    text = Path("r.md").read_text(encoding="utf-8")
    assert [query.casefold() for query in re.findall("“([^”]*)”[ （(]*20", text)] == [
        "tungsten or lithium or 稀土", "tungsten",
    ]  # fmt: skip
    assert ("2 queries" in text) == (lang == "en")
    assert run("show", "r").stdout.count(" found, ") == 6


@pytest.mark.parametrize("name", ["r.md", "r.html", "r.tex", "r.docx"])
def test_right_words_are_quoted_in_every_form(name: str) -> None:
    fill()
    judge("建议", "correct", "扩大钨储备")
    run("export", "r", "-o", name)
    text = (
        "\n".join(part.text for part in Document(name).paragraphs) if name.endswith("docx") else Path(name).read_text()
    )
    assert "“扩大钨储备”" in text
    assert "建议扩大" not in text


class Structure(HTMLParser):
    """The tags of a page, its headings and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.ids: set[str] = set()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)
        self.ids.add(values.get("id") or "")
        if tag == "a":
            self.targets.add((values.get("href") or "")[1:])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and re.fullmatch("h[1-6]", self.open[-1]):
            self.headings.append(f"{self.open[-1]} {data}")


def test_html_is_one_well_formed_file_that_escapes_what_it_quotes() -> None:
    fill()
    run("export", "r", "-o", "r.html", "--lang", "zh")
    text = Path("r.html").read_text(encoding="utf-8")
    page = Structure()
    page.feed(text)
    assert not page.open
    assert page.headings[0] == "h1 Reserves & 储备"
    assert "h3 进口依赖" in page.headings
    assert page.targets <= page.ids
    assert '<html lang="zh-Hans">' in text
    assert '<blockquote lang="en">' in text
    assert "50% of &lt;lithium&gt; &amp; a_b." in text
    assert not re.search(r'(?:src|href)="(?!#)', text)


def test_word_has_real_headings_chinese_fonts_links_and_a_hanging_list() -> None:
    fill()
    run("note", "r", "1", "First.\n\nSecond.")
    run("export", "r", "-o", "r.docx", "--lang", "zh")
    doc = Document("r.docx")
    styles = {paragraph.text: paragraph.style.name for paragraph in doc.paragraphs if paragraph.style}
    assert styles["Reserves & 储备"] == "Title"
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in doc.paragraphs
        if paragraph.style and paragraph.style.name.startswith("Heading")
    ]
    assert headings[:3] == [("Heading 1", "方法"), ("Heading 1", "挑战"), ("Heading 2", "进口依赖")]
    assert headings[-1] == ("Heading 1", "参考文献")
    assert styles["“稀土的进口依赖面临压力。”[1]1"] == "Quote"
    assert styles["Second."] == "Normal"
    fonts = doc.styles["Normal"].element.rPr.rFonts
    assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))) == ("Times New Roman", "SimSun")
    assert doc.core_properties.language == "zh-CN"
    assert doc.styles["Bibliography"].paragraph_format.first_line_indent.cm < 0
    body = doc.element.body
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} == names
    assert {mark.get(qn("w:val")) for mark in doc.element.iter(qn("w:lang"))} == {"en-US"}
    hinted = {run.text[:3] for one in doc.paragraphs for run in one.runs if run._r.xpath("./w:rPr/w:rFonts[@w:hint]")}
    assert "“稀土" in hinted
    assert "“Th" not in hinted
    fields = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert fields == ["begin", "separate", "end"]


def test_latex_escapes_and_cites_what_the_bibliography_beside_it_has() -> None:
    fill()
    result = run("export", "r", "-o", "r.tex")
    assert result.stderr == "r.tex: written\nr.bib: written\n"
    text, works = Path("r.tex").read_text(encoding="utf-8"), Path("r.bib").read_text(encoding="utf-8")
    assert r"\title{Reserves \& 储备}" in text
    assert r"50\% of \textless{}lithium\textgreater{} \& a\_b." in text
    assert r"\usepackage[UTF8,scheme=plain]{ctex}" in text
    assert r"\addbibresource{r.bib}" in text
    assert r"\latin{“" in text
    assert r"\latin{“稀土" not in text
    keys = set(re.findall(r"\\cite\[1\]\{([\w-]+)\}", text))
    assert keys == set(re.findall(r"^@\w+\{([\w-]+),$", works, re.MULTILINE))
    assert len(keys) == 2
    assert text.count("{") == text.count("}")
    run("export", "r", "-o", "zh.tex", "--lang", "zh", "--style", "apa")
    text = Path("zh.tex").read_text(encoding="utf-8")
    assert r"\documentclass[UTF8,a4paper]{ctexart}" in text
    assert "style=apa" in text
    assert re.search(r"\\autocite\[1\]\{[\w-]+\}", text)
    run("export", "r", "-o", "n.tex", "--style", "nature")
    assert re.search(r"\\autocite\{[\w-]+\} \(p\.~1\)", Path("n.tex").read_text(encoding="utf-8"))
    assert "type =" not in works


def test_styles_with_names_in_the_text_have_them_with_the_page() -> None:
    fill()
    run("export", "r", "-o", "r.md", "--style", "apa")
    assert "tungsten.” (Writer, 2020" in Path("r.md").read_text(encoding="utf-8")
    run("export", "r", "-o", "n.md", "--style", "nature")
    assert "tungsten.”<sup>2</sup> (p. 1)" in Path("n.md").read_text(encoding="utf-8")


def test_pages_are_those_a_reader_can_turn_to() -> None:
    fill()
    connection = connect(Path("litlode.db"))
    connection.execute("UPDATE documents SET name = 'a.docx' WHERE lang = 'zh'")
    connection.execute("UPDATE documents SET page_range = '45–45' WHERE lang = 'en'")
    connection.close()
    run("export", "r", "-o", "r.md")
    text = Path("r.md").read_text(encoding="utf-8")
    assert "“稀土的进口依赖面临压力。”<sup>\\[1\\]</sup>\n" in text
    assert "tungsten.”<sup>\\[2\\]45</sup>\n" in text
    assert "or are the printed ones where these are known." in text


def test_an_empty_review_is_exported_as_such() -> None:
    run("new", "r")
    for name in ("r.md", "r.html", "r.docx", "r.tex"):
        assert run("export", "r", "-o", name).exit_code == 0
    assert "This review is empty." in Path("r.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a\\b{c}$d", r"a\textbackslash{}b\{c\}\$d"), ("1--2 ---", "1-{}-2 -{}-{}-"), ("''q''", "'{}'q'{}'"),
        ("[12] ~^`", r"{[}12{]} \textasciitilde{}\textasciicircum{}\textasciigrave{}"), ("“钨”", "“钨”"),
    ],
)  # fmt: skip
def test_latex_prints_every_character_as_it_is(text: str, escaped: str) -> None:
    assert escape_latex(text) == escaped


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("1. x", "1\\. x"), ("- x", "\\- x"), ("# x", "\\# x"), ("a*b_c`", "a\\*b\\_c\\`"), ("2021 年", "2021 年")],
)
def test_markdown_shows_every_character_as_it_is(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_the_html_of_styles_is_read_as_pieces() -> None:
    assert runs_of("A &amp; <i>B</i><sup>1</sup>") == (
        Run(text="A & "), Run(text="B", italic=True), Run(text="1", raised=True),
    )  # fmt: skip


def test_a_bibliography_keeps_names_apart() -> None:
    text = as_bibtex({
        "k": {
            "type": "article-journal", "title": "A {B} & 50%", "language": "zh-CN", "container-title": "J_1",
            "author": [{"family": "王", "given": "宇"}, {"literal": "A and B"}, {"family": "de Smet", "given": "J."}],
            "issued": {"date-parts": [[2020, 3]]},
        }
    })  # fmt: skip
    assert text == (
        "@article{k,\n  author = {{王宇} and {A and B} and de Smet, J.},\n  title = {{A \\{B\\} \\& 50\\%}},\n"
        "  journaltitle = {J\\_1},\n  date = {2020-03},\n  langid = {chinese},\n}\n"
    )


def test_the_page_on_reviews_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).parents[1]
    page = (root / "docs" / "reviews.md").read_text(encoding="utf-8")
    Path("litlode.db").unlink()
    with Library("litlode.db") as shelf:
        for name in ("zh-2018-supply-chain-report.pdf", "en-2013-tungsten-stockpile.pdf"):
            shelf.ingest(root / "corpus" / "samples" / name, jobs=0)
    lines = re.findall(r"^\$ litlode (review .*)$", page, re.MULTILINE)
    done = [CliRunner().invoke(main, shlex.split(line)).stderr for line in lines[:6]]
    assert any("put under Reserves > State reserves" in one for one in done)
    run("remove", "tungsten", "--all")
    assert len(lines) > 10
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line))
        assert result.exit_code == 0, f"{line}: {result.output}"
    assert {path.suffix for path in tmp_path.glob("tungsten.*")} == {".docx", ".html", ".tex", ".bib"}
    (block,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(block, "reviews.md", "exec"), {})
    assert "Industry" in capsys.readouterr().out


def test_what_is_in_it_goes_under_the_heading_unless_it_has_one_of_its_own() -> None:
    fill()
    told = run("add", "r", "kind:recommendation", "--heading", "Answers > State").stderr
    assert re.search(r"r: 0 findings added, 5 in it now; 2 in it already; 2 of these put under Answers > State\n", told)
    assert [row["heading"] for row in items() if row["kind"] == "recommendation"] == ["Answers > State"] * 2
    again = run("add", "r", "kind:recommendation", "--heading", "Answers > State").stderr
    assert "2 in it already\n" in again
    other = run("add", "r", "kind:recommendation", "--heading", "Other words").stderr
    (command,) = re.findall("2 of these stay under another heading: `litlode review (.*)`", other)
    assert "put under" not in other
    assert run(*shlex.split(command)).stderr == "r: 2 findings moved\n"
    assert [row["heading"] for row in items() if row["kind"] == "recommendation"] == ["Other words"] * 2


def items() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("show", "r", "--json").stdout)["items"]
    return rows
