"""References come in whole, are tied to their papers, and go out as they came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from shelf import Line, Paper, shelf

from corpus.bibliography import (
    BibliographyError,
    Imported,
    find_references,
    import_bibliography,
    match_again,
    reference_of,
    remove_source,
)
from corpus.bibliography_export import ExportFormat, export_bibliography, undescribed
from extract.entries import Entry, format_of, read_entries
from extract.types import Metadata

ZH = Paper(
    (Line("钨储备面临不足。", "challenge"),),
    Metadata(title="我国钨资源储备研究", title_alt="Tungsten reserves of a country", authors=("王石",), year=2020),
    "钨 储备.txt",
)
EN = Paper(
    (Line("Tungsten supply lacks depth.", "challenge"),),
    Metadata(title="Depth of tungsten supply: a survey", authors=("Ann Lee",), year=2019, doi="10.1000/Deep.1"),
    "lee-2019.txt",
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(shelf(tmp_path / "lib.db", ZH, EN)) as connection:
        yield connection


def bring(db: sqlite3.Connection, tmp_path: Path, text: str, name: str = "refs.txt") -> Imported:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return import_bibliography(db, path)


def matches(db: sqlite3.Connection) -> list[tuple[str | None, str | None]]:
    return [(row.document, row.matched_by) for row in find_references(db)]


def entries(text: str) -> list[Entry]:
    return [block for block in read_entries(text)[1] if isinstance(block, Entry)]


SAMPLES = {
    "bibtex": "@Article{w, author={王石 and 李金}, title={我国钨资源储备研究}, journal={矿产论坛}, year={2020},"
    " volume=35, number={01}, pages={45--52}}",
    "ris": "TY  - JOUR\nAU  - 王石\nAU  - 李金\nTI  - 我国钨资源储备研究\nJO  - 矿产论坛\nPY  - 2020\n"
    "VL  - 35\nIS  - 01\nSP  - 45\nEP  - 52\nER  - \n",
    "csl": '[{"type":"article-journal","author":[{"literal":"王石"},{"family":"李","given":"金"}],"title":'
    '"我国钨资源储备研究","container-title":"矿产论坛","issued":{"date-parts":[[2020]]},"volume":"35","issue":"01",'
    '"page":"45-52"}]',
    "endnote": "%0 Journal Article\n%A 王石\n%A 李金\n%T 我国钨资源储备研究\n%J 矿产论坛\n%D 2020\n%V 35\n%N 01\n"
    "%P 45-52\n%W CNKI\n",
    "refworks": "RT Journal Article\nSR 1\nA1 王石;李金\nT1 我国钨资源储备研究\nJF 矿产论坛\nYR 2020\nVO 35\nIS 01\n"
    "OP 45-52\nDS CNKI\n",
    "noteexpress": "{Reference Type}: Journal Article\n{Title}: 我国钨资源储备研究\n{Author}: 王石\n{Author}: 李金\n"
    "{Journal}: 矿产论坛\n{Year}: 2020\n{Volume}: 35\n{Issue}: 01\n{Pages}: 45-52\n",
    "cnki": "SrcDatabase-来源库: 期刊\nTitle-题名: 我国钨资源储备研究\nAuthor-作者: 王石;李金;\n"
    "Source-文献来源: 矿产论坛\nYear-年: 2020\nVolume-卷: 35\nPeriod-期: 01\nPageCount-页码: 45-52\n",
    "gbt": "[1]王石,李金. 我国钨资源储备研究[J]. 矿产论坛, 2020, 35(01): 45-52.\n",
    "zotero": '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/" '
    'xmlns:link="http://purl.org/rss/1.0/modules/link/">'
    '<bib:Article rdf:about="#i1"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="urn:issn:1"/>'
    "<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>王石</foaf:surname></foaf:Person></rdf:li><rdf:li>"
    "<foaf:Person><foaf:surname>李</foaf:surname><foaf:givenName>金</foaf:givenName></foaf:Person></rdf:li></rdf:Seq>"
    '</bib:authors><link:link rdf:resource="#i2"/><dc:title>我国钨资源储备研究</dc:title><dc:date>2020</dc:date>'
    "<bib:pages>45-52</bib:pages></bib:Article>"
    '<z:Attachment rdf:about="#i2"><rdf:resource rdf:resource="files/2/x.pdf"/></z:Attachment>'
    '<bib:Journal rdf:about="urn:issn:1"><dc:title>矿产论坛</dc:title><prism:volume>35</prism:volume>'
    "<prism:number>01</prism:number></bib:Journal></rdf:RDF>",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_format_is_known_by_its_content_and_says_the_same(name: str) -> None:
    assert format_of(SAMPLES[name]) == name
    (entry,) = entries(SAMPLES[name])
    csl = entry.csl
    people = ["".join((person.get("family", ""), person.get("given", ""), person.get("literal", "")))
              for person in csl["author"]]  # fmt: skip
    assert people == ["王石", "李金"]
    assert (csl["type"], csl["title"], csl["container-title"]) == ("article-journal", "我国钨资源储备研究", "矿产论坛")
    assert (csl["volume"], csl["issue"], csl["page"]) == ("35", "01", "45-52")
    assert csl["issued"] == {"date-parts": [[2020]]}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_format_finds_the_chinese_paper_by_its_title_and_is_kept_whole(
    db: sqlite3.Connection, tmp_path: Path, name: str
) -> None:
    done = bring(db, tmp_path, SAMPLES[name])
    assert (done.format, done.added, done.matched) == (name, 1, 1)
    assert matches(db) == [("钨 储备.txt", "title")]
    (raw,) = db.execute("SELECT raw FROM bibliography").fetchone()
    if name != "zotero":  # its items stand in namespaces that the whole file declares
        assert raw.strip() in SAMPLES[name]
    again = bring(db, tmp_path, SAMPLES[name])
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@misc{a, title={x}, file={Full Text PDF:files/12/lee-2019.txt:text/plain}}", ("lee-2019.txt", "file")),
        (r"@misc{a, file={:C\:\\Zotero\\AB\\钨 储备.txt:PDF;B:b.html:HTML}}", ("钨 储备.txt", "file")),
        ("@misc{a, file={lee-2019.txt}, doi={10.1000/other}}", (None, None)),
        ("@misc{a, url={https://a.org/lee-2019.txt}}", (None, None)),
        ("@misc{a, doi={10.1000/DEEP.1}}", ("lee-2019.txt", "doi")),
        ("@misc{a, url={https://doi.org/10.1000/deep.1}}", ("lee-2019.txt", "doi")),
        ("@misc{a, title={{Depth} of Tungsten Supply --- a survey}}", ("lee-2019.txt", "title")),
        ("@article{a, title={Depth of tungsten supply}, year=2020}", ("lee-2019.txt", "title")),
        ("@article{a, title={Depth of tungsten supply}, year=2015}", (None, None)),
        ("@book{a, title={Depth of tungsten supply}, year=2020}", (None, None)),
        ("@article{a, title={Depth of tungsten}}", (None, None)),
        ("@article{a, title={我國鎢資源儲備研究}}", ("钨 储备.txt", "title")),
        ("@article{a, title={Tungsten Reserves of a Country}}", ("钨 储备.txt", "title")),
        ("@article{a, title={我国钨资源}}", (None, None)),
    ],
)
def test_a_paper_is_found_by_file_then_doi_then_title(
    db: sqlite3.Connection, tmp_path: Path, entry: str, expected: tuple[str | None, str | None]
) -> None:
    bring(db, tmp_path, entry)
    assert matches(db) == [expected]


def test_a_name_that_any_file_may_have_needs_the_title_too(tmp_path: Path) -> None:
    papers = (Paper(ZH.lines, ZH.about, "main.txt"),)
    with closing(shelf(tmp_path / "lib.db", *papers)) as db:
        bring(db, tmp_path, "@misc{a, title={Of other things}, file={files/1/main.txt}}")
        bring(db, tmp_path, "@misc{b, title={我国钨资源储备研究}, file={files/2/main.txt}}", "b.bib")
        assert matches(db) == [(None, None), ("main.txt", "file")]


def test_a_changed_entry_takes_the_place_of_the_old_and_others_stay(db: sqlite3.Connection, tmp_path: Path) -> None:
    bring(db, tmp_path, "@misc{a, title={One}}\n@misc{b, title={Two}}\n@misc{c, title={Three}}")
    keys = [row.key for row in find_references(db)]
    done = bring(db, tmp_path, "@misc{b, title={Two}, note={new}}\n@misc{a, title={One}}")
    assert (done.added, done.changed, done.unchanged) == (0, 1, 1)
    assert sorted(row.key for row in find_references(db)) == sorted(keys)
    assert {row.cite_key: len(row.fields) for row in find_references(db)} == {"a": 1, "b": 2, "c": 1}


def test_two_files_may_use_one_key_for_two_works_and_a_file_may_repeat_itself(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    bring(db, tmp_path, "@misc{a, title={One}}\n@misc{a, title={One}}\n@misc{, title={Nameless}}", "x.bib")
    assert bring(db, tmp_path, "@misc{a, title={Another}}", "y.bib").added == 1
    assert bring(db, tmp_path, "@misc{a, title={One}}", "z.bib").unchanged == 1
    assert [row.title for row in find_references(db)] == ["One", "One", "Nameless", "Another"]


def test_a_record_without_a_key_is_known_by_doi_or_title(db: sqlite3.Connection, tmp_path: Path) -> None:
    bring(db, tmp_path, SAMPLES["noteexpress"])
    done = bring(db, tmp_path, SAMPLES["noteexpress"] + "{Keywords}: 钨\n", "again.net")
    assert (done.added, done.changed) == (0, 1)


def test_the_paper_may_come_after_its_reference(tmp_path: Path) -> None:
    with closing(shelf(tmp_path / "lib.db")) as db:
        assert bring(db, tmp_path, SAMPLES["ris"]).matched == 0
        assert matches(db) == [(None, None)]
    with closing(shelf(tmp_path / "lib.db", ZH)) as db:
        assert match_again(db) == 1
        assert matches(db) == [("钨 储备.txt", "title")]


def test_the_surest_and_latest_reference_tells_of_a_document(db: sqlite3.Connection, tmp_path: Path) -> None:
    (sha256,) = db.execute("SELECT sha256 FROM documents WHERE name = 'lee-2019.txt'").fetchone()
    assert reference_of(db, sha256) is None
    bring(db, tmp_path, "@article{a, doi={10.1000/deep.1}, publisher={P}}")
    bring(db, tmp_path, "@article{b, title={Depth of tungsten supply: a survey}}", "b.bib")
    found = reference_of(db, sha256)
    assert found and found["publisher"] == "P"
    assert [document.name for document in undescribed(db)] == ["钨 储备.txt"]


def test_what_came_from_a_file_can_be_forgotten(db: sqlite3.Connection, tmp_path: Path) -> None:
    bring(db, tmp_path, "@string{a = {b}}\n" + SAMPLES["bibtex"])
    assert remove_source(db, tmp_path / "refs.txt") == 1
    assert [db.execute(f"SELECT count(*) FROM {table}").fetchone() for table in
            ("bibliography", "bibliography_fields", "bibliography_rest")] == [(0,)] * 3  # fmt: skip
    with pytest.raises(BibliographyError, match="no reference came from this file"):
        remove_source(db, tmp_path / "refs.txt")


@pytest.mark.parametrize(
    "text", ["", "  \n", "A paper on tungsten.", "[1, 2]", "{", "<rdf:RDF", "@comment{x}", '{"a": 1}']
)
def test_what_is_no_bibliography_is_refused_in_one_line(db: sqlite3.Connection, tmp_path: Path, text: str) -> None:
    with pytest.raises(BibliographyError) as refusal:
        bring(db, tmp_path, text)
    assert "\n" not in str(refusal.value)
    assert "refs.txt" in str(refusal.value)


ODD = r"""% Encoding: UTF-8
@STRING{jrp = "Resources Policy"}
@Article{王2020,
  Title = {{Tungsten} and "W" {\"o} 50\%},
  JOURNAL = jrp # { (London)},
  year = 2020,
  weird-Field.x = {v {w}},
  note = {}, note = "two"
}

@unheard_of(paren, title = {t (x)})

@comment{jabref-meta: databaseType:bibtex;}

@misc{broken, title = {never closed

@misc{last, title = {还在}}
"""


def test_bibtex_comes_back_to_the_letter(db: sqlite3.Connection, tmp_path: Path) -> None:
    assert bring(db, tmp_path, ODD).broken == 1
    out, _ = export_bibliography(db, "bibtex", documents_only=False)
    # What is broken would break the file: its sign is written wide.
    expected = "".join(ODD.replace("@misc{brok", "＠misc{brok").split())
    assert expected == "".join(out.split())[: len(expected)]
    (first,) = [row for row in find_references(db) if row.cite_key == "王2020"]
    assert first.fields == (
        ("Title", r'{Tungsten} and "W" {\"o} 50\%'), ("JOURNAL", "Resources Policy (London)"), ("year", "2020"),
        ("weird-Field.x", "v {w}"), ("note", ""), ("note", "two"),
    )  # fmt: skip
    assert first.csl["title"] == 'Tungsten and "W" ö 50%'


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("bibtex", "@misc{a,\n\tdoi = {10.1000/deep.1},\n}"),
        ("ris", "TY  - JOUR\nDO  - 10.1000/deep.1\nX9  - odd\nER  - "),
        ("csl", '{"id": 7, "DOI": "10.1000/deep.1", "odd": {"n": [1, 2.50]}}'),
    ],
)
def test_the_path_of_the_paper_is_added_once_and_nothing_else(
    db: sqlite3.Connection, tmp_path: Path, format_: ExportFormat, text: str
) -> None:
    bring(db, tmp_path, text)
    out, count = export_bibliography(db, format_)
    assert count == 2
    first = entries(out)[0]
    name, value = first.fields[-1]
    assert (name, value) == ("L1" if format_ == "ris" else "file", "lee-2019.txt")
    assert first.fields[:-1] == entries(text)[0].fields
    if format_ == "csl":
        assert "2.50" in out
    bring(db, tmp_path, out)
    assert export_bibliography(db, format_)[0] == out


@pytest.mark.parametrize("format_", ["bibtex", "ris", "csl"])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_reference_of_another_format_is_converted(
    db: sqlite3.Connection, tmp_path: Path, name: str, format_: ExportFormat
) -> None:
    bring(db, tmp_path, SAMPLES[name])
    out, count = export_bibliography(db, format_, documents_only=True)
    assert count == 2
    (entry,) = [each for each in entries(out) if each.csl["title"] == "我国钨资源储备研究"]
    csl = entry.csl
    assert next(iter(csl["author"])).get("literal") in ("王石", None)
    assert (csl["type"], csl["container-title"]) == ("article-journal", "矿产论坛")
    assert (csl["volume"], csl["issue"], csl["page"]) == ("35", "01", "45-52")


def test_documents_without_a_reference_tell_of_themselves_in_both_languages(db: sqlite3.Connection) -> None:
    for format_ in ("bibtex", "ris", "csl"):
        out, count = export_bibliography(db, format_)
        assert count == 2
        zh, en = entries(out)
        assert (zh.csl["title"], en.csl["title"]) == ("我国钨资源储备研究", "Depth of tungsten supply: a survey")
        assert zh.csl["custom"]["title_alt"] == "Tungsten reserves of a country"
        assert "".join(zh.csl["author"][0].values()) == "王石"
        assert en.csl["author"] == [{"family": "Lee", "given": "Ann"}]
        assert en.citation.doi == "10.1000/Deep.1"


def test_the_same_work_in_two_formats_goes_out_once(db: sqlite3.Connection, tmp_path: Path) -> None:
    bring(db, tmp_path, SAMPLES["ris"], "a.ris")
    bring(db, tmp_path, SAMPLES["gbt"], "b.txt")
    for format_ in ("bibtex", "ris", "csl"):
        assert export_bibliography(db, format_)[1] == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "[1]自然资源部. 矿产报告[EB/OL]. (2020-03-01)[2021-02-03]. https://mnr.example/a.html.",
            {"type": "webpage", "title": "矿产报告", "issued": {"date-parts": [[2020, 3, 1]]},
             "URL": "https://mnr.example/a.html"},
        ),
        (
            "[2]SMITH J, LEE K, et al. Supply[J/OL]. Ores, 2019, 3(2): 11-19[2020-01-02].",
            {"author": [{"family": "SMITH", "given": "J"}, {"family": "LEE", "given": "K"}, {"literal": "others"}],
             "page": "11-19", "container-title": "Ores", "volume": "3", "issue": "2",
             "accessed": {"date-parts": [[2020, 1, 2]]}},
        ),
        (
            "[3]钱七. 矿产[M]. 北京: 地质出版社, 2010: 12-30.",
            {"type": "book", "publisher": "地质出版社", "publisher-place": "北京", "page": "12-30"},
        ),
        ("[4]赵六. 稀土政策[D]. 某大学, 2019.", {"type": "thesis", "publisher": "某大学", "title": "稀土政策"}),
        (
            "[5]赵六.锂矿[D].某某大学(北京),2020.DOI:10.27493/d.cnki.gzdzy.2020.000123.",
            {"publisher": "某某大学(北京)", "issued": {"date-parts": [[2020]]}, "page": None, "publisher-place": None,
             "DOI": "10.27493/d.cnki.gzdzy.2020.000123"},
        ),
        (
            "[6]李四,王五.稀土论[C]//某某联合会.2018年矿业论文集.[出版者不详],2018:5-9.",
            {"type": "paper-conference", "container-title": "2018年矿业论文集", "editor": [{"literal": "某某联合会"}],
             "publisher": None, "page": "5-9", "issued": {"date-parts": [[2018]]}},
        ),
        (
            "[6]刘一.论锑[A].见:陈二.论文集[C].北京:某出版社,2001:5-9.",
            {"type": "paper-conference", "container-title": "论文集", "editor": [{"literal": "陈二"}], "page": "5-9"},
        ),
        (
            "[7]Wang Y. Tin[C]//Proceedings of the 5th Conference on Ores. Springer, 2018: 5-9.",
            {"container-title": "Proceedings of the 5th Conference on Ores", "publisher": "Springer", "editor": None},
        ),
        (
            "[8]赵六.钨价[N].某某日报,2021-03-05(007).",
            {"type": "article-newspaper", "container-title": "某某日报", "page": "007",
             "issued": {"date-parts": [[2021, 3, 5]]}, "issue": None},
        ),
        (
            "[9]钱七.钴[J/OL].某矿业,1-10[2024-05-01].http://kns.example/detail/11.td.2024.html.",
            {"container-title": "某矿业", "page": "1-10", "issued": None, "accessed": {"date-parts": [[2024, 5, 1]]},
             "URL": "http://kns.example/detail/11.td.2024.html"},
        ),
        (
            "[10]周九.一种提锂方法[P].北京:CN101234567A,2010-05-06.",
            {"type": "patent", "number": "CN101234567A", "publisher": None, "issued": {"date-parts": [[2010, 5, 6]]}},
        ),
        ("[11]周九.一种药:中国,88105607.3[P].1989-07-26.", {"title": "一种药", "number": "88105607.3"}),
        (
            "[12]吴十.矿床[M].2版. 北京:某出版社,2011.",
            {"edition": "2", "publisher-place": "北京", "publisher": "某出版社"},
        ),
        (
            "[13]HILL A, et al. Ores[M]. 2nd ed. London: Wiley, 2011: 15-20.",
            {"edition": "2", "publisher-place": "London", "publisher": "Wiley", "page": "15-20",
             "author": [{"family": "HILL", "given": "A"}, {"literal": "others"}]},
        ),
        (
            "[14]霍斯.谷物[M].李庆,译.2版.北京:某出版社,1989.",
            {"translator": [{"literal": "李庆"}], "edition": "2", "publisher-place": "北京"},
        ),
        (
            "[15]翟一,吴二,胡三,等.战略金属[J].某基金,2019,33(02):106-111.",
            {"author": [{"literal": "翟一"}, {"literal": "吴二"}, {"literal": "胡三"}, {"literal": "others"}]},
        ),
        (
            "[16]GB/T 17766-2020,固体矿产资源储量分类[S].",
            {"type": "standard", "number": "GB/T 17766-2020", "title": "固体矿产资源储量分类", "author": None},
        ),
        (
            "[17]固体矿产资源储量分类:GB/T 17766-2020[S].北京:中国标准出版社,2020.",
            {"number": "GB/T 17766-2020", "title": "固体矿产资源储量分类", "publisher": "中国标准出版社"},
        ),
        (
            "[18]SMITH J. A., LEE B. Tin 3.0: a view[J]. Ores, 2020, 65: 101-110. DOI:10.1016/j.ores.2020.1.",
            {"title": "Tin 3.0: a view", "author": [{"family": "SMITH", "given": "J. A."},
             {"family": "LEE", "given": "B"}], "page": "101-110", "DOI": "10.1016/j.ores.2020.1"},
        ),
    ],
)  # fmt: skip
def test_lines_of_gbt_7714_are_read_in_both_languages(line: str, expected: dict[str, object]) -> None:
    (entry,) = entries(line)
    assert {name: entry.csl.get(name) for name in expected} == expected


def test_a_numbered_line_that_is_no_reference_is_broken_and_counted(db: sqlite3.Connection, tmp_path: Path) -> None:
    done = bring(db, tmp_path, "文献\n[1]甲一.钨[J].某学报,2020,1(1):1-2.\n[2]没有类型的一行,2020.\n")
    assert (done.references, done.broken) == (1, 1)


def test_commands_without_end_are_one_broken_entry(db: sqlite3.Connection, tmp_path: Path) -> None:
    deep = "@misc{a, title={" + "\\b{" * 2000 + "}" * 2000 + "}}\n@misc{b, author={ and , and X}, title={T}}"
    done = bring(db, tmp_path, deep)
    assert (done.added, done.broken) == (1, 1)
    assert all(person["literal"] for person in next(find_references(db)).csl["author"])


@pytest.mark.parametrize(
    ("entry", "genre"),
    [
        ("@phdthesis{a, title={Tin}}", "Doctoral dissertation"),
        ("@mastersthesis{a, title={锡}}", "硕士学位论文"),
        ("@thesis{a, title={Tin}, type={mathesis}}", "Master's thesis"),
        ("@thesis{a, title={Tin}, type={Licentiate}}", "Licentiate"),
        ("@thesis{a, title={Tin}}", None),
    ],
)
def test_a_thesis_says_for_which_degree(entry: str, genre: str | None) -> None:
    assert entries(entry)[0].csl.get("genre") == genre


def test_a_reference_that_is_imported_again_says_all_that_is_read_in_it_now(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    bring(db, tmp_path, SAMPLES["gbt"])
    db.execute("UPDATE bibliography SET csl = '{}', year = NULL")
    assert bring(db, tmp_path, SAMPLES["gbt"]).unchanged == 1
    found = next(find_references(db))
    assert (found.csl["volume"], found.year) == ("35", 2020)
