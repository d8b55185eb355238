"""`litlode table` and `litlode coding`, and the files that they write."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from factories import library

import litlode
from litlode.cli import main
from litlode.sheets import CELL_LIMIT, Link, Sheet, as_csv, as_markdown, page_link, write_csv, write_xlsx

ROOT = Path(__file__).parents[1]
TEXTS = ("我国钨储备面临规模不足。建议扩大钨储备。", "=1+1 lacks lithium. States should begin stockpiling tungsten.")
NS = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/package/2006/relationships",
}


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library in the current folder, with a paper in each language."""
    monkeypatch.chdir(tmp_path)
    library(tmp_path / "litlode.db", *TEXTS).close()


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


class Book:
    """A workbook read back from its XML."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path)
        strings = self._xml("xl/sharedStrings.xml").findall("m:si", NS)
        self.strings = ["".join(part.text or "" for part in item.iter(f"{{{NS['m']}}}t")) for item in strings]

    def _xml(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.zip.read(name))

    def sheet(self, number: int) -> ElementTree.Element:
        return self._xml(f"xl/worksheets/sheet{number}.xml")

    def cells(self, number: int) -> dict[str, str | float]:
        out: dict[str, str | float] = {}
        for cell in self.sheet(number).iter(f"{{{NS['m']}}}c"):
            value = cell.find("m:v", NS)
            if value is not None and value.text:
                out[cell.attrib["r"]] = self.strings[int(value.text)] if cell.get("t") == "s" else float(value.text)
        return out

    def links(self, number: int) -> dict[str, str]:
        """Where each cell leads: a place of the book, or an address with what stands after its #."""
        names = f"xl/worksheets/_rels/sheet{number}.xml.rels"
        rels = self._xml(names).findall("r:Relationship", NS) if names in self.zip.namelist() else []
        targets = {rel.attrib["Id"]: rel.attrib["Target"] for rel in rels}
        out = {}
        for link in self.sheet(number).iter(f"{{{NS['m']}}}hyperlink"):
            id_ = next((value for name, value in link.attrib.items() if name.endswith("}id")), None)
            place = link.get("location", "")
            out[link.attrib["ref"]] = f"{targets[id_]}#{place}" if id_ else place
        return out


def test_a_workbook_leads_from_cells_to_quotes_and_from_pages_to_the_file() -> None:
    assert run("table", "-o", "t.xlsx", "--columns", "document,year,metals,instruments").exit_code == 0
    book = Book(Path("t.xlsx"))
    table, quotes = book.cells(1), book.cells(2)
    assert [table[f"{column}1"] for column in "ABCD"] == ["Document", "Year", "Metals", "Instruments"]
    assert (table["B2"], table["C2"], table["D3"]) == (2020, "tungsten (2)", "stockpile (1)")
    links = book.links(1)
    assert links["A2"].endswith("paper-0.txt#page=1")
    line = re.fullmatch(r"'quotes'!D(\d+)", links["D3"])
    assert line
    with litlode.open("litlode.db") as shelf:
        ids = {finding.id: finding for finding in shelf.findings()}
    assert ids[str(quotes[f"D{line[1]}"])].quote.strip() == quotes[f"F{line[1]}"] == TEXTS[1].split(". ")[1]
    assert book.links(2)["E2"].endswith("paper-0.txt#page=1")
    sheet = book.sheet(1)
    assert sheet.find(".//m:pane[@state='frozen']", NS) is not None
    assert sheet.find("m:autoFilter", NS) is not None


def test_a_chinese_table_is_chinese_throughout() -> None:
    run("table", "-o", "t.xlsx", "--lang", "zh", "-c", "document,metals,strength,recommendations")
    cells = Book(Path("t.xlsx")).cells(1)
    assert [cells[f"{column}1"] for column in "ABD"] == ["文献", "矿种", "建议"]
    assert (cells["B2"], cells["D2"]) == ("钨（2）", "1. 建议扩大钨储备。（第1页）")


def test_text_is_never_a_formula_and_numbers_are_numbers(tmp_path: Path) -> None:
    values = ("=1+1", "+1", "-1", "@A1", "http://x.y", "12", "\x07bell\ud800", "国" * CELL_LIMIT + "家")
    sheet = Sheet(name="s", headings=("a", "b"), rows=tuple((value, 2.5) for value in values))
    write_xlsx(tmp_path / "s.xlsx", [sheet])
    book = Book(tmp_path / "s.xlsx")
    cells = book.cells(1)
    assert [cells[f"A{row}"] for row in range(2, 7)] == list(values[:5])
    assert (cells["A7"], cells["B7"]) == ("12", 2.5)
    assert len(str(cells["A9"])) == CELL_LIMIT
    assert not book.sheet(1).findall(".//m:f", NS)
    assert not book.links(1)
    write_csv(tmp_path / "s.csv", sheet)
    text = (tmp_path / "s.csv").read_bytes().decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:5] == ["'=1+1", "'+1", "'-1", "'@A1"]


def test_markdown_leads_to_pages_from_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    run("table", "-o", "out/t.md", "-c", "document,metals")
    lines = (tmp_path / "out" / "t.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "| Document | Metals |"
    assert lines[2] == "| [paper-0.txt](../paper-0.txt#page=1) | tungsten (2) [1](../paper-0.txt#page=1) |"
    link = page_link(str(tmp_path / "a b (1) 钨.pdf"), 3, tmp_path)
    assert link == "a%20b%20%281%29%20%E9%92%A8.pdf#page=3"
    assert as_markdown(Sheet(name="s", headings=("a|b",), rows=((Link("*x*", "y"),),))) == (
        "| a\\|b |\n| --- |\n| [\\*x\\*](y) |\n"
    )


def test_csv_and_json_hold_ids_and_pages() -> None:
    (zh, en) = csv.DictReader(io.StringIO(run("table", "--csv").stdout))
    with litlode.open("litlode.db") as shelf:
        ids = [finding.id for finding in shelf.findings(kind="recommendation")]
    assert zh["instruments"] == f"stockpile (1): {ids[0]} p. 1"
    rows = json.loads(run("table", "--json").stdout)
    assert [row["year"] for row in rows] == [2020, 2020]
    (entry,) = rows[1]["instruments"]
    assert (entry["concept"], entry["count"], entry["quotes"][0]["id"]) == ("instrument:stockpile-reserve", 1, ids[1])
    assert en["year"] == "2020"


def test_a_person_reads_lines() -> None:
    result = run("table", "-q", "metal:W")
    assert result.stdout.splitlines()[0] == "paper-0.txt"
    assert "   Instruments: stockpile (1)" in result.stdout.splitlines()
    assert result.stderr.startswith("2 papers, ")


@pytest.mark.parametrize("sheet", ["matrix", "types", "pmc"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_coding_sheet_is_written_in_every_form(sheet: str, lang: str) -> None:
    base = ("coding", "--sheet", sheet, "--all-papers", "--lang", lang)
    for name in ("c.xlsx", "c.csv", "c.json"):
        assert run(*base, "-o", name).exit_code == 0
    assert json.loads(Path("c.json").read_text(encoding="utf-8")) == json.loads(run(*base, "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(run(*base, "--csv").stdout)))
    assert rows
    assert Path("c.csv").read_text(encoding="utf-8-sig") == run(*base, "--csv").stdout
    assert run(*base, "--form", "wide", "--csv").exit_code == 0
    assert run(*base).stdout.startswith("| ")
    Book(Path("c.xlsx"))


def test_the_matrix_long_and_wide_agree() -> None:
    (long,) = csv.DictReader(io.StringIO(run("coding", "--sheet", "matrix", "--csv").stdout))
    assert (long["instrument"], long["metal_name"], long["recommendations"], long["documents"]) == (
        "stockpile-reserve", "tungsten", "2", "2",
    )  # fmt: skip
    (wide,) = csv.DictReader(io.StringIO(run("coding", "--sheet", "matrix", "--form", "wide", "--csv").stdout))
    assert (wide["2020"], wide["total"]) == ("2", "2")


def test_accepted_counts_only_what_a_person_accepted() -> None:
    with litlode.open("litlode.db") as shelf:
        id_ = shelf.findings(kind="recommendation")[0].id
        shelf.judge(id_, "accept")
    (row,) = json.loads(run("coding", "--sheet", "types", "--accepted", "--json").stdout)
    assert row["id"] == id_


def test_a_one_of_a_pmc_table_leads_to_its_quote() -> None:
    run("coding", "--sheet", "pmc", "--all-papers", "-o", "p.xlsx")
    book = Book(Path("p.xlsx"))
    table, quotes = book.cells(3), book.cells(4)
    links = book.links(3)
    ones = {place for place, value in table.items() if value == 1 and place[0] in "DE"}
    assert ones == set(links)
    for place in ones:
        line = links[place].rpartition("E")[2]
        assert str(quotes[f"B{line}"]).startswith(str(table[f"B{place[1:]}"]))


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("table", "-o", "t.pdf"), "litlode: t.pdf: the name says what is written: .xlsx, .csv or .md"),
        (("table", "-o", "no/t.md"), "litlode: no/t.md: there is no folder no"),
        (("table", "-o", "t.md", "--json"), "litlode: --json and --csv print; with -o"),
        (("table", "-c", "colour"), "litlode: 'colour' is no column; there are document, year"),
        (("table", "-q", ""), "litlode: there is nothing to look for in the query ''"),
        (("table", "-l", "none.db"), "litlode: none.db: there is no library here"),
        (("coding", "--sheet", "types", "-o", "t.md"), "litlode: t.md: the name says what is written: .xlsx, .csv or"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_status_2(args: tuple[str, ...], line: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    (said,) = result.stderr.splitlines()
    assert said.startswith(line)


def test_a_query_chooses_the_texts_of_a_pmc_table_and_leaves_them_whole() -> None:
    base = ("coding", "--sheet", "pmc", "--all-papers", "--json")
    whole = json.loads(run(*base).stdout)
    assert json.loads(run(*base, "--query", "lithium").stdout) == [whole[1]]


def test_a_csv_of_a_sheet_has_the_headings_first() -> None:
    assert as_csv(Sheet(name="s", headings=("a", "b"), rows=((1, Link("x", "y")), (None, "z")))) == "a,b\n1,x\n,z\n"


def test_the_page_on_evidence_runs(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    Path("litlode.db").unlink()
    for name in ("zh-2021-minerals-notice.pdf", "en-2013-tungsten-stockpile.pdf"):
        shutil.copy(ROOT / "corpus" / "samples" / name, tmp_path)
    with litlode.open("litlode.db") as shelf:
        shelf.ingest(*tmp_path.glob("*.pdf"), jobs=0)
    lines = re.findall(r"^\$ litlode (.*)$", page, re.MULTILINE)
    assert lines
    for line in lines:
        result = run(*shlex.split(line))
        assert result.exit_code == 0, f"{line}: {result.output}"
    (block,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(block, "evidence.md", "exec"), {})
    assert {"evidence.xlsx", "evidence.md", "matrix.xlsx", "pmc.xlsx"} <= {path.name for path in tmp_path.iterdir()}
