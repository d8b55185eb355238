"""Documents as works to cite: types guessed, names in their parts."""

from __future__ import annotations

from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.cited import cite, cited_page
from corpus.errors import CitationError
from corpus.ingest import ingest
from corpus.listing import StoredDocument, find_documents, find_findings
from corpus.migrations import connect
from corpus.pinyin_order import SOUNDS_LIKE, pinyin_key
from corpus.references import csl_name, csl_of
from corpus.works_cited import filled
from tests.factories import library


def stored(**about: Any) -> StoredDocument:
    values: dict[str, Any] = dict.fromkeys((field.name for field in fields(StoredDocument)), None)
    for name in ("authors", "authors_alt", "affiliations", "keywords", "keywords_alt"):
        values[name] = ()
    values |= {"id": "abcd", "sha256": "00", "name": "a.pdf", "document": "a.pdf", "lang": "en", "pages": 9}
    return StoredDocument(**(values | {"challenges": 0, "recommendations": 0} | about))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("王宇", ("王", "宇")),
        ("王 宇", ("王", "宇")),
        ("欧阳明", ("欧阳", "明")),
        ("闫晶晶", ("闫", "晶晶")),
        ("自然资源部", None),
        ("国务院", None),
        ("阿卜杜拉·买买提", None),
        ("John A. Smith", ("Smith", "John A.")),
        ("Smith, J. A.", ("Smith", "J. A.")),
        ("WANG Yu", ("Wang", "Yu")),
        ("Patrick N.J. Lane", ("Lane", "Patrick N.J.")),
        ("Department of Energy", None),
        ("European Commission", None),
        ("OECD", None),
    ],
)
def test_names_are_parted(name: str, parts: tuple[str, str] | None) -> None:
    expected = {"family": parts[0], "given": parts[1]} if parts else {"literal": name}
    assert csl_name(name) == expected


def test_particles_and_suffixes() -> None:
    assert csl_name("Jan van der Berg") == {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}
    assert csl_name("John Smith Jr.") == {"family": "Smith", "given": "John", "suffix": "Jr."}
    assert csl_name("  ") == {}


@pytest.mark.parametrize(
    ("about", "kind"),
    [
        ({"venue": "Resources Policy", "volume": "61"}, "article-journal"),
        ({"venue": "资源科学", "issue": "3", "lang": "zh"}, "article-journal"),
        ({"venue": "地质学报", "lang": "zh"}, "article-journal"),
        ({"venue": "经济日报", "lang": "zh"}, "article-newspaper"),
        ({"venue": "Proceedings of the Metals Conference"}, "paper-conference"),
        ({"issuer": "中国地质大学", "authors": ("王宇",), "lang": "zh"}, "thesis"),
        ({"issuer": "Congressional Research Service", "document_number": "R1"}, "report"),
        ({"title": "中华人民共和国矿产资源法", "lang": "zh"}, "legislation"),
        ({"title": "矿产资源开采登记管理办法", "lang": "zh"}, "legislation"),
        ({"title": "Regulation (EU) 2024/1252 of the European Parliament"}, "legislation"),
        ({"title": "Energy Act of 2020"}, "legislation"),
        ({"title": "固体矿产资源储量分类", "document_number": "GB/T 17766-2020"}, "standard"),
        ({"title": "一种锂回收方法", "document_number": "CN112345678A"}, "patent"),
        ({"title": "Metals", "issuer": "Oxford University Press", "authors": ("A. Hill",)}, "book"),
        ({"title": "Page", "name": "page.html"}, "webpage"),
        ({"title": "Something"}, "report"),
    ],
)
def test_the_type_is_guessed(about: dict[str, Any], kind: str) -> None:
    assert csl_of(stored(**about))["type"] == kind


def test_an_item_has_what_the_document_has() -> None:
    item = csl_of(
        stored(
            title="我国钨资源储备研究", lang="zh", authors=("王宇", "李明"), date="2020-05", year=2020,
            venue="资源科学", volume="42", issue="3", page_range="12-20", doi="https://doi.org/10.1/x",
        )
    )  # fmt: skip
    assert item == {
        "id": "abcd", "type": "article-journal", "title": "我国钨资源储备研究", "language": "zh-CN",
        "author": [{"family": "王", "given": "宇"}, {"family": "李", "given": "明"}],
        "issued": {"date-parts": [[2020, 5]]}, "container-title": "资源科学", "volume": "42", "issue": "3",
        "page": "12-20", "DOI": "10.1/x",
    }  # fmt: skip


def test_a_body_stands_for_the_author_of_a_report() -> None:
    item = csl_of(stored(title="Minerals", issuer="Department of Energy", year=2020))
    assert item["author"] == [{"literal": "Department of Energy"}]
    assert item["publisher"] == "Department of Energy"


def test_titles_in_capitals_are_calmed() -> None:
    assert csl_of(stored(title="REPORT ON RAW MATERIALS FOR THE EU"))["title"] == "Report on Raw Materials for the EU"


@pytest.fixture
def papers(tmp_path: Path) -> Any:
    connection = library(
        tmp_path / "l.db", "We should build a tungsten stockpile. Nothing else.", "我国面临钨资源不足。建议加强收储。"
    )
    Database(connection).execute("UPDATE documents SET authors = '[\"王宇\"]' WHERE lang = 'zh'")
    yield connection
    connection.close()


def test_a_finding_is_cited_with_its_page(papers: Any) -> None:
    english, *_ = find_findings(papers, kind="recommendation")
    assert cite(papers, [english.id], style="apa").citation == "(Writer, 2020, p. 1)"
    assert cite(papers, [english.id], page="7").citation == "[1]7"


def test_documents_are_cited_together_and_pages_belong_to_one(papers: Any) -> None:
    names = [document.name for document in find_documents(papers)]
    cited = cite(papers, names)
    assert cited.citation == "[1-2]"
    assert [entry.number for entry in cited.references] == [1, 2]
    assert [item["language"] for item in cited.items] == ["en", "zh-CN"]
    with pytest.raises(CitationError, match="one work"):
        cite(papers, names, page="3")


def test_findings_of_one_document_are_one_work(papers: Any) -> None:
    chinese = [finding.id for finding in find_findings(papers) if finding.lang == "zh"]
    assert len(chinese) == 2
    assert cite(papers, chinese, style="apa").citation == "(王宇, 2020, 第1页)"


def test_a_page_is_that_of_the_journal_where_its_pages_are_known(papers: Any) -> None:
    assert cited_page(papers, stored(page_range="253-265", pages=13), 3) == "255"
    assert cited_page(papers, stored(page_range="253-265", pages=14), 3) == "3"


def test_chinese_is_in_the_order_of_its_sounds() -> None:
    names = ["赵强", "闫晶", "王宇", "岑一", "曹二", "锂", "李明", "钨", "晏三", "陳四"]
    assert sorted(names, key=pinyin_key) == ["曹二", "岑一", "陳四", "李明", "锂", "王宇", "钨", "闫晶", "晏三", "赵强"]
    assert all(0xB0 <= like.encode("gb18030")[0] <= 0xD7 for like in SOUNDS_LIKE.values())


SIDES = [
    (
        "paper.bib",
        "@book{a, title={Metals}, author={Hill, Ann}, year=2015, edition=2, publisher={A Press}, address={Oxford}}",
        "HILL A. Metals[M]. 2nd ed. Oxford: A Press, 2015.",
    ),
    (
        "paper.bib",
        "@phdthesis{a, title={Tin}, author={Hill, Bo}, year=2016, school={University of Ore}, address={Leeds}}",
        "HILL B. Tin[D]. Leeds: University of Ore, 2016.",
    ),
    (
        "paper.bib",
        "@incollection{a, title={Ores}, author={Hill, Cy}, booktitle={Of Metals}, editor={Stone, Di}, pages={10--15},"
        " publisher={A Press}, address={London}, year=2014}",
        "HILL C. Ores[M]//STONE D. Of Metals. London: A Press, 2014: 10-15.",
    ),
    (
        "paper.bib",
        "@online{a, title={Prices}, author={{Office}}, url={https://a.org/x}, date={2023-02-03}}",
        "Office. Prices[EB/OL]. (2023-02-03). https://a.org/x.",
    ),
    (
        "paper.ris",
        "TY  - BOOK\nTI  - Metals\nAU  - Hill, Ann\nPY  - 2015\nET  - 3\nPB  - A Press\nCY  - Oxford\nER  - \n",
        "HILL A. Metals[M]. 3rd ed. Oxford: A Press, 2015.",
    ),
    (
        "paper.json",
        '{"type": "dataset", "title": "Mines", "author": [{"literal": "A Survey"}], "publisher": "Zenodo",'
        ' "issued": {"date-parts": [[2022]]}}',
        "A Survey. Mines[DS]. Zenodo, 2022.",
    ),
    ("paper.bib", "@book{a, address={Oxford}, title={Metals}, year=2015}", "WRITER A. Metals[M]. Oxford, 2015."),
    ("paper.bib", "@misc{a, publisher={A Press}}", "WRITER A. paper[R]. A Press, 2020."),
]


@pytest.mark.parametrize(("name", "content", "expected"), SIDES)
def test_all_that_a_side_file_says_reaches_the_citation(tmp_path: Path, name: str, content: str, expected: str) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("We should build a tungsten stockpile.", encoding="utf-8")
    (tmp_path / name).write_text(content, encoding="utf-8")
    with closing(connect(tmp_path / "l.db")) as connection:
        list(ingest(Database(connection), [paper], jobs=0, task="factories:fake_read"))
        assert cite(connection, ["paper.txt"]).references[0].text == f"[1] {expected}"
        (tmp_path / name).unlink()
        list(ingest(Database(connection), [paper], jobs=0, task="factories:fake_read"))
        assert expected not in cite(connection, ["paper.txt"]).references[0].text


KNOWN = {
    "type": "article-journal", "title": "Ores", "author": [{"literal": "A"}], "container-title": "Metals",
    "issued": {"date-parts": [[2012]]}, "volume": "9", "issue": "3", "page": "41-43", "DOI": "10.1/x",
    "publisher": "A University", "number": "7",
}  # fmt: skip


def test_a_poorer_record_takes_what_it_lacks_from_the_document_and_keeps_what_it_has() -> None:
    record = {"type": "article-journal", "title": "Of ores", "issue": "4", "container-title": "Metals"}
    assert filled(record, KNOWN, guessed=True) == {
        **record, "author": [{"literal": "A"}], "issued": {"date-parts": [[2012]]}, "volume": "9", "page": "41-43",
        "DOI": "10.1/x",
    }  # fmt: skip


def test_what_does_not_fit_the_type_of_a_record_stays_away() -> None:
    book = {"type": "book", "title": "Ores", "editor": [{"literal": "B"}], "issued": {"date-parts": [[2011]]}}
    assert filled(book, KNOWN, guessed=True) == {**book, "DOI": "10.1/x"}
    thesis = {"type": "thesis", "title": "Ores"}
    assert filled(thesis, {**KNOWN, "type": "thesis"}, guessed=True)["publisher"] == "A University"
    assert filled({}, KNOWN) == KNOWN


def test_a_record_of_no_type_and_title_has_those_of_the_document() -> None:
    assert filled({"type": "document", "edition": "2"}, KNOWN)["type"] == "article-journal"
    assert filled({"type": "document", "title": "Ores"}, KNOWN)["type"] == "document"


def test_two_records_of_one_work_and_type_are_put_together() -> None:
    side = {"type": "book", "publisher-place": "Oxford"}
    imported = {"type": "book", "title": "Metals", "edition": "2", "publisher": "A Press", "publisher-place": "Leeds"}
    assert filled(side, imported) == {**imported, "publisher-place": "Oxford"}
    assert "edition" not in filled({"type": "report", "title": "Metals"}, imported)
