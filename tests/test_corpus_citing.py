"""Citations and references, checked against what the rules of GB/T 7714-2015 and of APA (7th edition) ask for.

The strings were written by hand from the rules, not copied from what is printed; the numbers name the sections of the
standard and of the Publication Manual as they are commonly cited. All works are made up.
"""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from corpus.citing import Cite, Citer, styles
from corpus.csl_markup import cased
from corpus.errors import CitationError


def person(name: str) -> dict[str, str]:
    family, _, given = name.partition(", ")
    return {"family": family, "given": given} if given else {"literal": name}


def work(kind: str, title: str, authors: str, *date: int, **more: Any) -> dict[str, Any]:
    item: dict[str, Any] = {"type": kind, "title": title, "issued": {"date-parts": [list(date)]}}
    item["author"] = [person(name) for name in authors.split("; ") if name]
    item["editor"] = [person(name) for name in more.pop("editor", "").split("; ") if name]
    item["language"] = "zh-CN" if any("一" <= char <= "鿿" for char in title) else "en"
    return item | {key.replace("_", "-"): value for key, value in more.items()}


WORKS: dict[str, dict[str, Any]] = {
    "journal-zh": work(
        "article-journal", "我国钨资源储备研究", "王, 宇; 李, 明; 陈, 静; 刘, 敏", 2020, 5,
        container_title="资源科学", volume="42", issue="3", page="12-20",
    ),
    "journal-en": work(
        "article-journal", "Supply risk of tungsten", "Smith, John Albert; Jones, Beth", 2019,
        container_title="Resources Policy", volume="61", page="101-110", DOI="10.1016/j.example.2019.01.001",
    ),
    "thesis-zh": work(
        "thesis", "锂资源供应风险研究", "张, 三", 2018,
        publisher="中国地质大学", publisher_place="北京", genre="博士学位论文",
    ),
    "thesis-en": work(
        "thesis", "Tungsten stockpiles", "Green, Paul", 2016,
        publisher="University of Exeter", publisher_place="Exeter", genre="Doctoral dissertation",
    ),
    "report-zh": work(
        "report", "中国矿产资源报告", "中国地质调查局", 2021, publisher="地质出版社", publisher_place="北京",
    ),
    "report-en": work(
        "report", "The role of critical minerals", "International Energy Agency", 2021, 5,
        publisher="International Energy Agency", publisher_place="Paris", number="12",
    ),
    "book-en": work(
        "book", "Metal markets", "Hill, Ann", 2015, edition="2", publisher="Routledge", publisher_place="London",
    ),
    "book-zh": work(
        "book", "战略性矿产经济学", "陈, 静", 2016, edition="3", publisher="科学出版社", publisher_place="北京",
    ),
    "meeting-en": work(
        "paper-conference", "Recycling of rare earths", "Lee, Carl-Otto", 2017, editor="Brown, Dan",
        container_title="Proceedings of the Metals Conference", publisher="ASME", publisher_place="New York",
        page="45-52",
    ),
    "newspaper-zh": work(
        "article-newspaper", "稀土出口新规", "赵, 强", 2022, 8, 15, container_title="经济日报", page="3",
    ),
    "web-zh": work(
        "webpage", "矿产资源规划发布", "自然资源部", 2022, 11, 2,
        URL="https://example.org/a", accessed={"date-parts": [[2023, 1, 5]]},
    ),
    "standard-zh": work(
        "standard", "固体矿产资源储量分类", "全国国土资源标准化技术委员会", 2020,
        number="GB/T 17766—2020", publisher="中国标准出版社", publisher_place="北京",
    ),
    "patent-en": work(
        "patent", "Tungsten recovery method", "Baker, Tom", 2016, 3, 15,
        number="9,282,929", authority="U.S.", publisher="U.S. Patent and Trademark Office",
    ),
    "law-zh": work("legislation", "中华人民共和国矿产资源法", "全国人民代表大会常务委员会", 2024),
}  # fmt: skip

GB = {
    # 4.4.2 journal article; 8.1.2: more than three authors are three and 等; 8.8.3 volume, issue, pages.
    "journal-zh": "王宇, 李明, 陈静, 等. 我国钨资源储备研究[J]. 资源科学, 2020, 42(3): 12-20.",
    # 8.1.1: names of Western authors, family first, in capitals, initials without stops; 8.6: DOI, and so /OL (5).
    "journal-en": "SMITH J A, JONES B. Supply risk of tungsten[J/OL]. Resources Policy, 2019, 61: 101-110. "
    "DOI:10.1016/j.example.2019.01.001.",
    # 4.1.2, annex A.3: [D], place: school, year.
    "thesis-zh": "张三. 锂资源供应风险研究[D]. 北京: 中国地质大学, 2018.",
    "thesis-en": "GREEN P. Tungsten stockpiles[D]. Exeter: University of Exeter, 2016.",
    # 8.1.3: a body as author; annex A.4.
    "report-zh": "中国地质调查局. 中国矿产资源报告[R]. 北京: 地质出版社, 2021.",
    # 8.2.2: the number of a report belongs to its title.
    "report-en": "International Energy Agency. The role of critical minerals: 12[R]. "
    "Paris: International Energy Agency, 2021.",
    # 8.3: editions but the first, 2nd ed. and 3版.
    "book-en": "HILL A. Metal markets[M]. 2nd ed. London: Routledge, 2015.",
    "book-zh": "陈静. 战略性矿产经济学[M]. 3版. 北京: 科学出版社, 2016.",
    # 4.2.2: // before what it is part of; the initials of hyphened names are apart (8.1.1).
    "meeting-en": "LEE C O. Recycling of rare earths[C]//BROWN D. Proceedings of the Metals Conference. "
    "New York: ASME, 2017: 45-52.",
    # 8.8.4: newspaper, date (page).
    "newspaper-zh": "赵强. 稀土出口新规[N]. 经济日报, 2022-08-15(3).",
    # 4.6.2: (date of the page)[date of the visit]. address
    "web-zh": "自然资源部. 矿产资源规划发布[EB/OL]. (2022-11-02)[2023-01-05]. https://example.org/a.",
    # 8.2.2, annex A.5: the number of a standard belongs to its title.
    "standard-zh": "全国国土资源标准化技术委员会. 固体矿产资源储量分类: GB/T 17766—2020[S]. "
    "北京: 中国标准出版社, 2020.",
    # 4.5.2: title: number[P]. date
    "patent-en": "BAKER T. Tungsten recovery method: 9,282,929[P]. 2016-03-15.",
    # Annex B: documents that are kept for reference, laws among them, are [A].
    "law-zh": "全国人民代表大会常务委员会. 中华人民共和国矿产资源法[A]. 2024.",
}

GB_AUTHOR_DATE = [
    # 9.3.2: Chinese first, by pinyin; then Western by the alphabet. The year stands after the authors.
    "陈静, 2016. 战略性矿产经济学[M]. 3版. 北京: 科学出版社.",
    "全国国土资源标准化技术委员会, 2020. 固体矿产资源储量分类: GB/T 17766—2020[S]. 北京: 中国标准出版社.",
    "全国人民代表大会常务委员会, 2024. 中华人民共和国矿产资源法[A].",
    "王宇, 李明, 陈静, 等, 2020. 我国钨资源储备研究[J]. 资源科学, 42(3): 12-20.",
    "张三, 2018. 锂资源供应风险研究[D]. 北京: 中国地质大学.",
    "赵强, 2022. 稀土出口新规[N]. 经济日报, 2022-08-15(3).",
    "中国地质调查局, 2021. 中国矿产资源报告[R]. 北京: 地质出版社.",
    "自然资源部, 2022. 矿产资源规划发布[EB/OL]. (2022-11-02)[2023-01-05]. https://example.org/a.",
    "BAKER T, 2016. Tungsten recovery method: 9,282,929[P]. 2016-03-15.",
    "GREEN P, 2016. Tungsten stockpiles[D]. Exeter: University of Exeter.",
    "HILL A, 2015. Metal markets[M]. 2nd ed. London: Routledge.",
    "International Energy Agency, 2021. The role of critical minerals: 12[R]. Paris: International Energy Agency.",
    "LEE C O, 2017. Recycling of rare earths[C]//BROWN D. Proceedings of the Metals Conference. New York: ASME: 45-52.",
    "SMITH J A, JONES B, 2019. Supply risk of tungsten[J/OL]. Resources Policy, 61: 101-110. "
    "DOI:10.1016/j.example.2019.01.001.",
]

APA = {
    # 10.1: all authors up to twenty (9.8); volume in italics, issue in brackets at once after it.
    "journal-zh": "王宇, 李明, 陈静, 刘敏. (2020). 我国钨资源储备研究. 资源科学, 42(3), 12–20.",
    # 9.8: initials with stops and spaces, & before the last; 9.35: a DOI as an address, without a stop.
    "journal-en": "Smith, J. A., & Jones, B. (2019). Supply risk of tungsten. Resources Policy, 61, 101–110. "
    "https://doi.org/10.1016/j.example.2019.01.001",
    # 10.6: [kind of thesis]. school, where it is not published
    "thesis-zh": "张三. (2018). 锂资源供应风险研究 [博士学位论文]. 中国地质大学.",
    "thesis-en": "Green, P. (2016). Tungsten stockpiles [Doctoral dissertation]. University of Exeter.",
    # 10.4: a body as author; 9.29: the publisher without its place.
    "report-zh": "中国地质调查局. (2021). 中国矿产资源报告. 地质出版社.",
    # 10.4: the number in brackets; 9.29: no publisher where it is the author.
    "report-en": "International Energy Agency. (2021). The role of critical minerals (No. 12).",
    # 10.2: the edition in brackets (9.19).
    "book-en": "Hill, A. (2015). Metal markets (2nd ed.). Routledge.",
    "book-zh": "陈静. (2016). 战略性矿产经济学 (第3版). 科学出版社.",
    # 10.5, 10.3: In editor (Ed.), title (pages). publisher
    "meeting-en": "Lee, C.-O. (2017). Recycling of rare earths. In D. Brown (Ed.), "
    "Proceedings of the Metals Conference (pp. 45–52). ASME.",
    # 10.1: a newspaper with its full date.
    "newspaper-zh": "赵强. (2022, 8月15日). 稀土出口新规. 经济日报, 3.",
    # 10.16: no day of the visit for a page that has a date (9.16).
    "web-zh": "自然资源部. (2022, 11月2日). 矿产资源规划发布. https://example.org/a",
    # 10.4 as reports; the number of a standard without "No."
    "standard-zh": "全国国土资源标准化技术委员会. (2020). 固体矿产资源储量分类 (GB/T 17766—2020). 中国标准出版社.",
    # 11.8: (U.S. Patent No. ...). office
    "patent-en": "Baker, T. (2016). Tungsten recovery method (U.S. Patent No. 9,282,929). "
    "U.S. Patent and Trademark Office.",
    # 11.5: a law begins with its name, the year at the end.
    "law-zh": "中华人民共和国矿产资源法 (2024).",
}


@pytest.mark.parametrize(("id_", "expected"), GB.items(), ids=str)
def test_a_reference_of_gb(id_: str, expected: str) -> None:
    (entry,) = Citer(WORKS, "gb", cites=[id_]).references()
    assert entry.text == f"[1] {expected}"


@pytest.mark.parametrize(("id_", "expected"), APA.items(), ids=str)
def test_a_reference_of_apa(id_: str, expected: str) -> None:
    (entry,) = Citer(WORKS, "apa", cites=[id_]).references()
    assert entry.text == expected


def test_the_references_of_gb_by_author_and_year() -> None:
    assert [entry.text for entry in Citer(WORKS, "gb-author-date").references()] == GB_AUTHOR_DATE


def test_apa_lists_by_the_alphabet_then_chinese_by_its_sounds() -> None:
    # 9.44: by the alphabet; Chinese in its own characters has no place in it and follows.
    ids = [entry.id for entry in Citer(WORKS, "apa").references()]
    assert ids == [
        "patent-en", "thesis-en", "book-en", "report-en", "meeting-en", "journal-en",
        "book-zh", "standard-zh", "journal-zh", "thesis-zh", "newspaper-zh", "report-zh", "law-zh", "web-zh",
    ]  # fmt: skip


def test_an_american_law_in_apa() -> None:
    # 11.5: Name of Act, Pub. L. No. xxx-xxx, volume Stat. page (year).
    law = work(
        "legislation", "Energy Act of 2020", "", 2020, number="116-260", volume="134", container_title="Stat.",
        page="2418",
    )  # fmt: skip
    (entry,) = Citer({"law": law}, "apa").references()
    assert entry.text == "Energy Act of 2020, Pub. L. No. 116-260, 134 Stat. 2418 (2020)."


def test_gb_numbers_works_in_the_order_of_citing() -> None:
    citer = Citer(WORKS, "gb")
    assert citer.cite("thesis-zh") == "[1]"
    assert citer.cite("journal-en") == "[2]"
    assert citer.cite("thesis-zh") == "[1]"  # 10.1.3: the same number when it is cited again
    assert [(entry.number, entry.id) for entry in citer.references()] == [(1, "thesis-zh"), (2, "journal-en")]


def test_gb_joins_numbers_and_puts_pages_after_the_bracket() -> None:
    citer = Citer(WORKS, "gb", cites=["journal-zh", "journal-en", "thesis-zh", "book-en"])
    # 10.1.2: [570,83], and [255-256] for numbers that follow each other.
    assert citer.cite("book-en", "journal-zh") == "[1,4]"
    assert citer.cite("journal-zh", "journal-en") == "[1-2]"
    assert citer.cite("journal-zh", "journal-en", "thesis-zh") == "[1-3]"
    # 10.1.3: the page stands outside of the bracket.
    assert citer.cite(Cite("journal-zh", "12")) == "[1]12"
    assert citer.cite(Cite("journal-zh", "12–15")) == "[1]12-15"
    assert citer.cite("journal-zh", "journal-en", Cite("book-en", "7")) == "[1-2],[4]7"


def test_gb_is_raised_in_html_and_latex() -> None:
    assert Citer(WORKS, "gb", "html").cite(Cite("book-en", "7")) == "<sup>[1]7</sup>"
    assert Citer(WORKS, "gb", "latex").cite(Cite("book-en", "7")) == r"\textsuperscript{[1]7}"


def test_gb_cites_authors_and_years_in_their_language() -> None:
    citer = Citer(WORKS, "gb-author-date")
    # 10.2.2: the first author and 等 or et al., with a space.
    assert citer.cite("journal-zh") == "(王宇 等, 2020)"
    assert citer.cite("journal-en") == "(Smith et al., 2019)"
    assert citer.cite("book-zh", "report-zh") == "(陈静, 2016; 中国地质调查局, 2021)"
    # 10.2.4: the page after the bracket.
    assert citer.cite(Cite("book-zh", "5-8")) == "(陈静, 2016)5-8"
    assert Citer(WORKS, "gb-author-date", "html").cite(Cite("book-zh", "5")) == "(陈静, 2016)<sup>5</sup>"


def test_apa_cites_with_pages() -> None:
    citer = Citer(WORKS, "apa")
    assert citer.cite(Cite("journal-en", "12")) == "(Smith & Jones, 2019, p. 12)"  # 8.17, 8.13
    assert citer.cite(Cite("journal-en", "12-15")) == "(Smith & Jones, 2019, pp. 12–15)"
    assert citer.cite("journal-zh") == "(王宇 等, 2020)"
    assert citer.cite(Cite("journal-zh", "3")) == "(王宇 等, 2020, 第3页)"
    # 8.12: several works in the order of the list.
    assert citer.cite("journal-en", "book-en") == "(Hill, 2015; Smith & Jones, 2019)"
    assert citer.cite(Cite("book-en", prefix="see ", suffix=", for an overview")) == "(see Hill, 2015, for an overview)"


def test_years_of_the_same_authors_get_letters_in_the_order_of_the_list() -> None:
    items = {
        "z": work("book", "Zinc", "Hill, Ann", 2019),
        "a": work("book", "Antimony", "Hill, Ann", 2019),
        "old": work("book", "Old", "Hill, Ann", 2001),
        "zh2": work("book", "钨", "王, 宇", 2020),
        "zh1": work("book", "锂", "王, 宇", 2020),
    }
    citer = Citer(items, "apa")
    assert citer.cite("z") == "(Hill, 2019b)"  # 8.19: letters by titles, though it is cited first
    assert citer.cite("a") == "(Hill, 2019a)"
    assert citer.cite("z", "a", "old") == "(Hill, 2001, 2019a, 2019b)"
    assert citer.cite("zh2") == "(王宇, 2020b)"
    assert [entry.text for entry in citer.references()][:2] == ["Hill, A. (2001). Old.", "Hill, A. (2019a). Antimony."]
    # The style of GB/T places no letter, so it follows the year; 9.3.2.
    by_year = Citer(items, "gb-author-date", cites=["zh2", "zh1"])
    assert {by_year.cite("zh1"), by_year.cite("zh2")} == {"(王宇, 2020a)", "(王宇, 2020b)"}
    assert all("王宇, 2020" + letter in entry.text for letter, entry in zip("ab", by_year.references(), strict=True))


def test_apa_tells_authors_apart() -> None:
    items = {
        "j": work("book", "One", "Smith, John", 2019),
        "a": work("book", "Two", "Smith, Ann", 2020),
        "k": work("book", "Three", "Kapoor, A.; Bloom, B.; Montez, C.; Warner, D.", 2017),
        "l": work("book", "Four", "Kapoor, A.; Bloom, B.; Zucker, E.; Hasan, F.", 2017),
    }
    citer = Citer(items, "apa")
    assert citer.cite("j") == "(J. Smith, 2019)"  # 8.20
    assert citer.cite("k") == "(Kapoor, Bloom, Montez, & Warner, 2017)"  # 8.18: et al. is never a single name
    items["k"]["author"] += [person("Young, Y.")]
    items["l"]["author"] += [person("Young, Y.")]
    assert Citer(items, "apa").cite("l") == "(Kapoor, Bloom, Zucker, et al., 2017)"


def test_notes_say_ibid() -> None:
    citer = Citer(WORKS, "gb-note")
    assert citer.cite("book-zh") == "陈静. 战略性矿产经济学[M]. 3版. 北京: 科学出版社, 2016."
    assert citer.cite(Cite("book-zh", "5")) == "同上: 5."
    citer.cite("book-en")
    assert citer.cite(Cite("book-zh", "7")) == "同1: 7."


def test_apa_writes_the_first_word_after_a_colon_large() -> None:
    item = work("book", "Tungsten stockpiles: how large?", "Hill, Ann", 2019)
    (entry,) = Citer({"a": item}, "apa").references()
    assert entry.text == "Hill, A. (2019). Tungsten stockpiles: How large?"  # 6.17


def test_an_article_number_in_apa() -> None:
    item = work("article-journal", "Lead", "Hill, Ann", 2019, container_title="Ores", volume="8", page="041024")
    (entry,) = Citer({"a": item}, "apa").references()
    assert entry.text == "Hill, A. (2019). Lead. Ores, 8, Article 041024."  # 9.27


def test_html_is_escaped_and_chinese_is_not_slanted() -> None:
    item = work("book", "Lead < zinc & tin", "Hill, Ann", 2019)
    (entry,) = Citer({"a": item}, "apa", "html").references()
    assert entry.html == "Hill, A. (2019). <i>Lead &lt; zinc &amp; tin</i>."
    assert entry.text == "Hill, A. (2019). Lead < zinc & tin."
    assert entry.latex == r"Hill, A. (2019). \textit{Lead < zinc \& tin}."
    (chinese,) = Citer(WORKS, "apa", cites=["book-zh"]).references()
    assert "<i>" not in chinese.html


def test_a_title_that_asks_has_no_stop_after_it() -> None:
    item = work("book", "Why tungsten?", "Hill, Ann", 2019)
    (entry,) = Citer({"a": item}, "apa").references()
    assert entry.text == "Hill, A. (2019). Why tungsten?"


@pytest.mark.parametrize(
    "style",
    [*styles(), "elsevier-harvard", "springer-basic-author-date", "modern-language-association", "china-information"],
)
def test_other_styles_print_all_and_warn_of_nothing(style: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        citer = Citer(WORKS, style)
        assert citer.cite(*WORKS)
        assert citer.cite(Cite("journal-en", "12"))
        assert all("tungsten" in entry.text.lower() for entry in citer.references() if entry.id == "journal-en")


def test_what_cannot_be_cited_is_refused(tmp_path: Any) -> None:
    with pytest.raises(CitationError, match="nope: there is no such style"):
        Citer(WORKS, "nope")
    with pytest.raises(CitationError, match="no such work"):
        Citer(WORKS, "gb").cite("nope")
    with pytest.raises(CitationError, match="not among those named"):
        Citer(WORKS, "gb", cites=["book-en"]).cite("book-zh")
    with pytest.raises(CitationError, match="needs a work"):
        Citer(WORKS, "gb").cite()
    bad = tmp_path / "bad.csl"
    bad.write_text(
        """<style xmlns="http://purl.org/net/xbiblio/csl"><info/><macro name="m"><text macro="m"/></macro>
        <citation><layout><text macro="m"/></layout></citation></style>""",
        encoding="utf-8",
    )
    with pytest.raises(CitationError, match="calls itself"):
        Citer(WORKS, str(bad))
    bad.write_text("<style>", encoding="utf-8")
    with pytest.raises(CitationError, match="no CSL style"):
        Citer(WORKS, str(bad))
    with pytest.raises(CitationError, match="is a short name"):
        Citer(WORKS, "../apa")


def test_the_name_of_a_file_keeps_its_letters_where_it_stands_for_a_title() -> None:
    assert cased("a report on 2020_ab3c", "title", "en") == "A Report on 2020_ab3c"
    assert cased("000_2e66", "title", "en") == "000_2e66"


@pytest.mark.parametrize(
    ("names", "title", "gb", "apa", "cited"),
    [
        (["Hill, Gus"], "Ores", "HILL G, et al.", "Hill, G., et al.", "(Hill et al., 2020)"),
        (
            ["Hill, Gus", "Lee, Ann"],
            "Ores",
            "HILL G, LEE A, et al.",
            "Hill, G., Lee, A., et al.",
            "(Hill et al., 2020)",
        ),
        (["翟一", "吴二"], "矿石", "翟一, 吴二, 等.", "翟一, 吴二, 等.", "(翟一 等, 2020)"),
    ],
)
def test_a_list_of_authors_that_is_not_whole_ends_so(
    names: list[str], title: str, gb: str, apa: str, cited: str
) -> None:
    item = work("book", title, "; ".join(names), 2020)
    item["author"].append({"literal": "others"})
    for style, expected in (("gb", f"[1] {gb} "), ("apa", f"{apa} (")):
        (entry,) = Citer({"a": item}, style).references()
        assert entry.text.startswith(expected)
    assert Citer({"a": item}, "apa").cite("a") == cited


def test_chinese_names_that_are_not_parted_are_joined_by_commas_too() -> None:
    item = {"type": "book", "title": "钨", "author": [{"literal": "乌云其格"}, {"literal": "方致远"}]}
    assert Citer({"a": item}, "apa").cite("a").startswith("(乌云其格, 方致远,")
    assert Citer({"a": {**item, "title": ""}}, "gb-author-date").cite("a").startswith("(乌云其格")


def test_an_issue_is_counted_without_noughts() -> None:
    item = work("article-journal", "钨", "甲一", 2012, container_title="某学报", volume="9", issue="03", page="1-3")
    (entry,) = Citer({"a": item}, "gb").references()
    assert entry.text == "[1] 甲一. 钨[J]. 某学报, 2012, 9(3): 1-3."


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("report", {}, "甲一. 钨[R]. 2018: 12."),
        ("report", {"DOI": "10.1/x"}, "甲一. 钨[R/OL]. 2018: 12. DOI:10.1/x."),
        ("report", {"publisher": "某局"}, "甲一. 钨[R]. 某局, 2018: 12."),
        ("document", {}, "甲一. 钨[Z]. 2018: 12."),
        ("legislation", {}, "甲一. 钨[A]. 2018: 12."),
        ("webpage", {"URL": "https://a.org"}, "甲一. 钨[EB/OL]. 2018: 12. https://a.org."),
        ("patent", {"number": "CN1"}, "甲一. 钨: CN1[P]. 2018: 12."),
    ],
)
def test_a_note_of_gb_names_the_page_of_every_type(kind: str, more: dict[str, str], expected: str) -> None:
    item = work(kind, "钨", "甲一", 2018, **more)
    assert Citer({"a": item}, "gb-note").cite(Cite("a", "12")) == expected
    assert "12" not in Citer({"a": item}, "gb-note").cite("a")


def test_a_paper_in_proceedings_without_editors_is_in_a_book_too() -> None:
    # APA 7, 10.5; 5th is no name, and stays as it is.
    about = {"container_title": "Proceedings of the 5th conference", "page": "10-15", "publisher": "A Press"}
    item = work("paper-conference", "Tin ores", "Lee, Ann", 2018, **about)
    (entry,) = Citer({"a": item}, "apa").references()
    assert entry.text == "Lee, A. (2018). Tin ores. In Proceedings of the 5th conference (pp. 10–15). A Press."
    assert "[C]//" in Citer({"a": item}, "gb").references()[0].text


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        ("Prices of tungsten ($/cwt)", "Prices of Tungsten ($/cwt)"),
        ("056-thesis-final of tin", "056-thesis-final of Tin"),
        ("The 5th conference", "The 5th Conference"),
        ("State-of-the-art tin", "State-Of-The-Art Tin"),
    ],
)
def test_a_title_in_place_of_authors_keeps_what_is_no_word(title: str, cited: str) -> None:
    assert Citer({"a": work("report", title, "", 2018)}, "apa").cite("a") == f"({cited}, 2018)"
