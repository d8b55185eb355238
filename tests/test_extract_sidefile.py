"""Side files: the reference beside a document wins over what was read in it, field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.citations import Citation, CitationError
from extract.entries import Entry, read_entries
from extract.read import read
from extract.sidefile import describe_beside, fingerprint, side_file_warnings, side_files
from extract.types import Metadata

ZH = "我国锂资源的对外依存度较高，供应存在一定的风险，应当完善储备体系。"
EN = "Lithium is mined in few countries, and its price moves widely from year to year."


def paper(tmp_path: Path, text: str = ZH, name: str = "paper.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def described(tmp_path: Path, side: str, content: str, text: str = ZH) -> Metadata:
    path = paper(tmp_path, text)
    (tmp_path / side).write_text(content, encoding="utf-8")
    return read(path).metadata


def citation(text: str) -> Citation:
    (found,) = [block.citation for block in read_entries(text)[1] if isinstance(block, Entry)]
    return found


BIB = r"""
@article{key2021,
  title = {{L}ithium supply: a {\"U}bersicht of 5% \& more},
  author = {M{\"u}ller, J{\'o}zef and van der Berg, Ann and {Ministry of Land} and Smith, Jr., Al and others},
  journal = "Journal of {\O}re", year = 2021, month = mar, volume = 12, number = {3}, pages = {45--52},
  doi = {https://doi.org/10.1234/lode\_5}, keywords = {lithium; supply risk}, abstract = {Grew 5% in a year.}
}"""


def test_a_bibtex_entry_gives_every_field(tmp_path: Path) -> None:
    meta = described(tmp_path, "paper.bib", BIB, EN)
    assert meta.title == "Lithium supply: a Übersicht of 5% & more"
    assert meta.authors == ("Józef Müller", "Ann van der Berg", "Ministry of Land", "Al Smith Jr.")
    assert (meta.venue, meta.year, meta.date) == ("Journal of Øre", 2021, "2021-03")
    assert (meta.volume, meta.issue, meta.pages) == ("12", "3", "45-52")
    assert (meta.doi, meta.keywords) == ("10.1234/lode_5", ("lithium", "supply risk"))
    assert meta.abstract == "Grew 5% in a year."
    assert meta.found["title"] == meta.found["doi"] == "side file paper.bib"


RIS = """TY  - JOUR
T1  - 锂资源的供应
TT  - Supply of lithium
A1  - 王宇;欧阳, 明
A1  - 李, 小红
JF  - 某某学报
PY  - 2020
DA  - 2020/03/15/
SP  - 45
EP  - 52
KW  - 锂
KW  - 储备
KW  - lithium
KW  - stockpile
DO  - 10.1234/x
"""


def test_a_ris_record_that_nobody_closed_gives_both_languages(tmp_path: Path) -> None:
    meta = described(tmp_path, "paper.ris", RIS)
    assert (meta.title, meta.title_alt) == ("锂资源的供应", "Supply of lithium")
    assert meta.authors == ("王宇", "欧阳明", "李小红")
    assert (meta.venue, meta.year, meta.date, meta.pages) == ("某某学报", 2020, "2020-03-15", "45-52")
    assert (meta.keywords, meta.keywords_alt) == (("锂", "储备"), ("lithium", "stockpile"))


CSL = {
    "id": "a", "type": "report", "title": "Supply of lithium", "number": "OFR 2021-5", "publisher": "A Survey",
    "author": [{"family": "Berg", "given": "Ann", "non-dropping-particle": "van der"}, {"literal": "Group of Ten"}],
    "issued": {"date-parts": [[2021, 3, 15]]}, "keyword": "lithium, supply", "DOI": "10.1234/x",
}  # fmt: skip


@pytest.mark.parametrize("value", [CSL, [CSL], {"items": [CSL]}])
def test_a_csl_item_is_read_as_an_object_or_a_list(tmp_path: Path, value: object) -> None:
    meta = described(tmp_path, "paper.json", json.dumps(value), EN)
    assert (meta.title, meta.authors) == ("Supply of lithium", ("Ann van der Berg", "Group of Ten"))
    assert (meta.date, meta.issuer, meta.document_number) == ("2021-03-15", "A Survey", "OFR 2021-5")
    assert (meta.venue, meta.keywords) == (None, ("lithium", "supply"))


def test_names_and_titles_in_the_other_language_do_not_replace_those_of_the_document(tmp_path: Path) -> None:
    text = f"锂资源的供应\n\n甲明, 乙小红\n\n摘要\n\n{ZH}"
    meta = described(
        tmp_path, "paper.bib", "@article{a, title={Supply of lithium}, author={Jia, Ming}, year=2020}", text
    )
    assert (meta.title, meta.title_alt) == ("锂资源的供应", "Supply of lithium")
    assert (meta.authors, meta.authors_alt) == (("甲明", "乙小红"), ("Ming Jia",))


@pytest.mark.parametrize(
    ("authors", "printed"),
    [
        ("王, 宇 and 闫, 晶晶", ("王宇", "闫晶晶")),
        ("王 宇 and 欧阳, 明", ("王宇", "欧阳明")),
        ("王宇, 闫晶晶, 葛建平", ("王宇", "闫晶晶", "葛建平")),
        ("王宇；闫晶晶、葛建平", ("王宇", "闫晶晶", "葛建平")),
        ("Wang, Yu and Ann Mill", ("Yu Wang", "Ann Mill")),
        ("Mill, Ann; Rock, B. C.", ("Ann Mill", "B. C. Rock")),
        ("{United Nations} and de la Cruz, Eva", ("United Nations", "Eva de la Cruz")),
        ("约翰·史密斯 and 王宇", ("约翰·史密斯", "王宇")),
    ],
)
def test_names_are_given_as_they_are_printed(authors: str, printed: tuple[str, ...]) -> None:
    assert citation(f"@misc{{a, author = {{{authors}}}}}").authors == printed


def entry(key: str, **fields: str) -> str:
    return f"@article{{{key}, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "}\n"


SEVERAL = [
    entry("b", title="The right one", file="Full Text:files/7/paper.txt:text/plain"),
    entry("b", title="The right one", url="https://example.org/get/paper.txt"),
    entry("b", title="The right one", doi="10.1234/LODE.9"),
    entry("paper", title="The right one"),
    entry("b", title="Supply of Lithium: the {Right} one"),
]


@pytest.mark.parametrize("right", SEVERAL)
def test_of_several_entries_the_one_of_the_document_counts(tmp_path: Path, right: str) -> None:
    text = f"Supply of lithium\n\nDOI: 10.1234/lode.9\n\nAbstract\n\n{EN}"
    wrong = entry("a", title="A different thing", doi="10.1/a", file="other.txt")
    meta = described(tmp_path, "paper.bib", wrong + right + wrong.replace("{a,", "{c,"), text)
    assert "ight one" in (meta.title or "").replace("R", "r").replace("{", "") or "Right one" in (meta.title or "")


def test_where_no_entry_is_of_the_document_it_is_told(tmp_path: Path) -> None:
    path = paper(tmp_path)
    (tmp_path / "paper.bib").write_text(entry("a", title="One") + entry("b", title="Two"))
    beside = describe_beside(path, Metadata(title="锂"), "zh")
    assert (beside.about, beside.csl) == (Metadata(title="锂"), {})
    assert [warning.message for warning in beside.warned] == ["not used: none of its 2 references is of paper.txt"]


def test_side_files_are_found_by_the_name_with_and_without_its_suffix(tmp_path: Path) -> None:
    path = paper(tmp_path)
    for name in ("paper.json", "paper.bib", "paper.txt.ris", "paper.ris.txt", "other.bib"):
        (tmp_path / name).write_text("x")
    assert [side.name for side in side_files(path)] == ["paper.txt.ris", "paper.bib", "paper.json"]
    assert fingerprint(side_files(path)) != fingerprint(side_files(path)[1:]) != fingerprint(())
    assert fingerprint(()) == ""


def test_each_field_comes_from_the_first_side_file_that_has_it(tmp_path: Path) -> None:
    path = paper(tmp_path, EN)
    (tmp_path / "paper.bib").write_text(entry("a", title="From BibTeX"))
    (tmp_path / "paper.ris").write_text("TY  - JOUR\nTI  - From RIS\nJF  - A Journal\nER  - \n")
    meta = read(path).metadata
    assert (meta.title, meta.venue) == ("From BibTeX", "A Journal")
    assert (meta.found["title"], meta.found["venue"]) == ("side file paper.bib", "side file paper.ris")


BROKEN = [
    ("paper.bib", "this is no BibTeX", "no BibTeX entry"),
    ("paper.bib", "@article{a, title={" + "{" * 50_000, "no BibTeX entry"),
    ("paper.bib", "", "empty"),
    ("paper.ris", "hello", "no RIS record"),
    ("paper.json", "{", "no CSL JSON item"),
    ("paper.json", "[" * 200_000, "no CSL JSON item"),
    ("paper.json", '{"rows": [1, 2]}', "no CSL JSON item"),
    ("paper.json", "[]", "no CSL JSON item"),
    ("paper.json", '{"type": "FeatureCollection", "features": []}', "no CSL JSON item"),
    ("paper.bib", "@article{a, title = {" + "x" * 6_000_000 + "}}", "more than the 5 MB"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BROKEN)
def test_a_broken_side_file_is_one_warning_and_the_document_is_read(
    tmp_path: Path, name: str, content: str, reason: str
) -> None:
    path = paper(tmp_path)
    (tmp_path / name).write_text(content)
    assert read(path).text == ZH
    (line,) = side_file_warnings(path)
    assert line.startswith(f"{tmp_path / name}: not used: ")
    assert reason in line
    assert "\n" not in line


def test_a_title_of_braces_without_end_is_broken_and_no_crash(tmp_path: Path) -> None:
    (path := paper(tmp_path)).with_suffix(".bib").write_text(
        "@article{a, title={" + "{" * 5000 + "x" + "}" * 5000 + "}}"
    )
    assert read(path).text == ZH


def test_side_files_in_chinese_encodings_are_read(tmp_path: Path) -> None:
    path = paper(tmp_path)
    (tmp_path / "paper.bib").write_bytes(entry("a", title="锂资源的供应与储备", author="王宇").encode("gb18030"))
    assert read(path).metadata.title == "锂资源的供应与储备"


def test_what_holds_no_reference_is_refused() -> None:
    for text in ("[1, 2]", "@comment{a}", "TI  - no beginning"):
        with pytest.raises(CitationError):
            read_entries(text)


def test_dates_are_iso_as_far_as_they_are_told() -> None:
    def date(**fields: str) -> str | None:
        return citation(entry("a", **fields)).date

    assert date(year="2021") == "2021"
    assert date(year="2021", month="12") == "2021-12"
    assert date(date="2021-03-05/2021-04-01") == "2021-03-05"
    assert date(year="forthcoming") is None
    assert date(date="2021-13-45") == "2021"
