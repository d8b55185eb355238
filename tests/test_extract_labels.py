"""Labels, journals' lines, dates, numbers and XMP packets: what each gives, in both languages."""

from __future__ import annotations

import time
import zlib

import pytest

from extract.authors import authors_of
from extract.dates import date_of
from extract.imprint import Imprint, parse_imprint
from extract.labels import find_labelled, split_keywords
from extract.officials import find_issuer, find_number
from extract.textmeta import describe_text
from extract.types import Block, Metadata, Span
from extract.xmp import read_xmp

LONG_ZH = "本文清点了一个河谷中的矿坑，称量了它们多年的产出，并讨论了矿石的去向与各方的得失，最后给出三条可行的办法。"
LONG_EN = (
    "We count the pits of one valley, weigh what they gave over many years, and ask where the ore went and who gained "
    "from it. "
)


@pytest.mark.parametrize(
    ("words", "keywords"),
    [
        ("锑；河谷；矿坑", ("锑", "河谷", "矿坑")),
        ("锑 河谷 矿坑", ("锑", "河谷", "矿坑")),
        ("rare earths; supply risk, in short; EU", ("rare earths", "supply risk, in short", "EU")),
        ("Antimony · Supply · Risk.", ("Antimony", "Supply", "Risk")),
    ],
)
def test_keywords_are_parted_at_their_strongest_mark(words: str, keywords: tuple[str, ...]) -> None:
    assert split_keywords(words) == keywords


def test_keywords_end_where_the_next_label_begins() -> None:
    text = "关键词：锑；河谷；矿坑中图分类号：F424.1 文献标识码：A DOI：10.5555/x.1\n\n正文。"
    found = find_labelled(text)
    assert found.keywords == {"zh": ("锑", "河谷", "矿坑")}
    assert found.classification == "F424.1"


def test_an_abstract_ends_at_its_keywords_and_keeps_its_parts() -> None:
    text = f"【摘 要】目的：{LONG_ZH}\n\n结果：{LONG_ZH}\n\n【关键词】锑\n\n"
    text += f"Abstract\n\n{LONG_EN}\n\nKeywords: antimony\n\n1 Introduction\n\n{LONG_EN}"
    found = find_labelled(text).abstracts
    assert found == {"zh": f"目的：{LONG_ZH} 结果：{LONG_ZH}", "en": LONG_EN.strip()}


def test_a_heading_in_a_table_of_contents_is_no_abstract() -> None:
    assert find_labelled("摘要\n\n目录\n\n第一章 绪论\n\nAbstract ........ ii").abstracts == {}


@pytest.mark.parametrize(
    ("text", "funding"),
    [
        ("收稿日期：2019-01-01 基金项目：国家自然科学基金（400）；作者简介：某某", "国家自然科学基金（400）"),
        ("Foundation item: Supported by the Ore Fund (No. 7)", "Supported by the Ore Fund (No. 7)"),
        (
            "The end. This work was supported by the Ore Fund, grant 7. Thanks.",
            "This work was supported by the Ore Fund, grant 7.",
        ),
        ("基金的规模不足，难以支持勘查。", None),
    ],
)
def test_who_paid_is_told_behind_a_label_or_in_a_sentence_of_thanks(text: str, funding: str | None) -> None:
    assert find_labelled(text).funding == funding


@pytest.mark.parametrize(
    ("line", "imprint"),
    [
        ("Ore Reviews 310 (2005) 253–265", Imprint(venue="Ore Reviews", volume="310", pages="253-265")),
        ("Pits 2021, 11(5), 525", Imprint(venue="Pits", volume="11", issue="5", pages="525")),
        ("PHYSICAL REVIEW Z 8, 041024 (2018)", Imprint(venue="PHYSICAL REVIEW Z", volume="8", pages="041024")),
        ("Deep Ores, v. 106, no. 2, pp. 131–136", Imprint(venue="Deep Ores", volume="106", issue="2", pages="131-136")),
        ("某某矿业学报 第42卷 第3期", Imprint(venue="某某矿业学报", volume="42", issue="3")),
        ("某某季刊 第四十八卷第一期 2022年3月", Imprint(venue="某某季刊", volume="48", issue="1")),
        ("王某. 钨[J]. 某矿, 2021, 43(5): 12-19.", Imprint(venue="某矿", volume="43", issue="5", pages="12-19")),
        ("Figure 3. Output in 1999, by pit", None),
        ("资治通鉴第一卷", None),
    ],
)  # fmt: skip
def test_a_journals_line_is_read(line: str, imprint: Imprint | None) -> None:
    assert parse_imprint(line) == imprint


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["Ref. Ares(2015)1 - 29/04/2015", "Report on ores", "May 2014"], "2014-05"),
        (["Ores", "(Received 16 May 2018; revised 25 September 2018; published 12 November 2018)"], "2018-11-12"),
        (["Ores", "Received 1 October 2003; accepted 3 January 2005"], "2005"),
        (["某某报告", "二〇一九年五月十五日"], "2019-05-15"),
        (["某政发〔2021〕5号", "关于矿产的通知", "2021年3月2日"], "2021-03-02"),
        (["Ores", "Downloaded from example.org on 3 May 2020", "Published: 4 June 2012"], "2012-06-04"),
        (["Ores of one valley"], "None"),
    ],
)
def test_a_date_of_publication_comes_before_others(lines: list[str], date: str) -> None:
    assert str(date_of([lines], created="", name="a.pdf", aside="")[0]) == date


def test_a_preprints_stamp_tells_its_date() -> None:
    day, where = date_of([["Ores", "May 2001"]], created="", name="", aside="arXiv:2103.15348v2 [cs.CV] 21 Jun 2021")
    assert (str(day), where) == ("2021-06-21", "page 1")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("国办发〔2021〕5 号", "国办发〔2021〕5号"),
        ("IF12345 · VERSION 3 · UPDATED", "IF12345"),
        ("Brussels, 3.9.2020 COM(2020) 999 final", "COM(2020) 999 final"),
        ("Open-File Report 2020–1999", "Open-File Report 2020–1999"),
        ("DZ/T 0999—2020", "DZ/T 0999—2020"),
        ("Working Paper No. 123", "Working Paper No. 123"),
        ("根据《某某办法》（某政发〔2019〕3号）和有关法律法规的规定，现就加强全省矿产资源管理工作提出以下意见", None),
    ],
)
def test_the_number_of_an_official_document_is_found(line: str, number: str | None) -> None:
    assert find_number([[line]])[0] == number


def test_a_label_names_the_issuing_body() -> None:
    lines = [["索 引 号：000", "发文机关：某某省人民政府", "标 题：关于锂矿的通知"]]
    assert find_issuer(lines, "关于锂矿的通知", "", None) == ("某某省人民政府", "page 1")


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description prism:volume="12">
<pdf:Producer>press</pdf:Producer><prism:publicationName>Ore &amp; Pit</prism:publicationName>
<prism:startingPage>3</prism:startingPage><prism:endingPage>9</prism:endingPage><prism:coverDate>2017-03-01</prism:coverDate>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">How one valley
 lost its antimony</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Ann Carter</rdf:li><rdf:li>Deng Ling</rdf:li></rdf:Seq></dc:creator>
<dc:identifier>doi:10.5555/ore.1</dc:identifier></rdf:Description></rdf:RDF></x:xmpmeta>"""
PICTURE = b"<x:xmpmeta><dc:title><rdf:Alt><rdf:li>A photograph</rdf:li></rdf:Alt></dc:title></x:xmpmeta>"


def test_the_documents_packet_is_read_and_not_a_pictures() -> None:
    found = read_xmp(b"%PDF-1.7 ... " + XMP + b" endstream ... " + PICTURE)
    assert (found.title, found.creators) == ("How one valley lost its antimony", ("Ann Carter", "Deng Ling"))
    assert (found.publication, found.volume, found.pages, found.doi) == ("Ore & Pit", "12", "3-9", "10.5555/ore.1")


def test_a_deflated_packet_is_read() -> None:
    packed = zlib.compress(XMP)
    data = b"7 0 obj <</Type/Metadata/Subtype/XML/Filter/FlateDecode/Length 9>>stream\n" + packed + b"\nendstream"
    assert read_xmp(data).title == "How one valley lost its antimony"


@pytest.mark.parametrize("data", [b"", b"<x:xmpmeta", b"/Subtype/XML /FlateDecode stream\nnot deflated"])
def test_a_broken_packet_says_nothing(data: bytes) -> None:
    assert read_xmp(data).title == ""


def test_a_text_tells_its_abstract_dates_and_number() -> None:
    parts = ("某某省关于锂矿管理的办法", "某政发〔2020〕9号", "发布日期：2020年4月1日", LONG_ZH)
    text = "\n".join(parts)
    at, blocks = 0, []
    for kind, section, part in zip(
        ("heading", "notice", "notice", "abstract"), ("title", "notice", "notice", "abstract"), parts, strict=True
    ):
        blocks.append(Block(Span(at, at + len(part)), kind, None, section))
        at += len(part) + 1
    found = describe_text(text, blocks, "zh", Metadata())
    assert (found.title, found.document_number, found.date) == (parts[0], "某政发〔2020〕9号", "2020-04-01")
    assert found.abstract == LONG_ZH
    assert found.found["abstract"] == "text"


@pytest.mark.parametrize(
    "piece", [" ", "王", "A b ", "国务院办公厅 ", "关 键 词 ", "摘要\n\n", "Department of ", "A. B., "]
)
def test_a_line_without_end_costs_next_to_nothing(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    lines = [[text, text[:390], text[:190], text[:50]]]
    before = time.process_time()
    find_labelled(text)
    find_number(lines)
    find_issuer(lines, text[:300], text, "某政发〔2021〕5号")
    authors_of(lines[0], lines, text, [text])
    date_of(lines, created="", name="", aside=text)
    describe_text(text, (), "zh", Metadata())
    assert time.process_time() - before < 5
