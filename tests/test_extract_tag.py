import pytest

from extract.extract import extract
from extract.items import find_items
from extract.segment import segment
from extract.tag import plain_words, speaks, tag
from extract.types import Block, Document, Lang, Page, Sentence, Source, Span

ZH = (
    "一、问题\n我国钨资源储备体系面临储备规模不足、轮换机制缺失、监测预警薄弱等挑战。\n"
    "二、对策\n建议加快完善收储立法，扩大仲钨酸铵库存，建立月度监测机制。\n"
)
EN = (
    "The study identifies key challenges: inadequate stocks of tungsten, weak monitoring, and unclear duties.\n\n"
    "The government should establish a tungsten reserve and must publish its size every year.\n"
)


def document(text: str, blocks: tuple[Block, ...], lang: str = "en") -> Document:
    source = Source("0" * 64, "made.txt", "text/plain", len(text))
    return Document(
        source=source, text=text, pages=(Page(number=1, span=Span(0, len(text))),), blocks=blocks, lang=lang
    )


@pytest.mark.parametrize("text", [ZH, EN])
def test_both_kinds_are_found_in_the_documents_own_words(tmp_path, text: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8", newline="")
    result = extract(path)
    assert {finding.kind for finding in result.findings} == {"challenge", "recommendation"}
    assert all(finding.quote == finding.span.of(result.document.text) for finding in result.findings)
    assert any(finding.metals == ("W",) for finding in result.findings)
    assert all(theme.partition(":")[0] in {"challenge", "instrument"} for f in result.findings for theme in f.themes)


def test_items_are_findings_and_their_sentence_is_none(tmp_path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(ZH, encoding="utf-8")
    challenges = [f.quote for f in extract(path).findings if f.kind == "challenge"]
    assert challenges == ["储备规模不足", "轮换机制缺失", "监测预警薄弱"]


@pytest.mark.parametrize("kind", ["reference", "notice", "table", "caption"])
def test_what_is_not_the_authors_prose_holds_no_finding(kind) -> None:
    text = "The government must establish a tungsten reserve because stocks are dangerously inadequate."
    doc = document(text, (Block(Span(0, len(text)), kind),))
    assert tag(doc, segment(doc)).findings == ()
    body = document(text, (Block(Span(0, len(text)), "body"),))
    assert tag(body, segment(body)).findings


def test_an_announcement_without_content_is_no_finding() -> None:
    text = "There are serious problems:"
    doc = document(text, (Block(Span(0, len(text)), "body"),))
    assert tag(doc, segment(doc)).findings == ()


def test_the_same_text_gives_the_same_findings_twice(tmp_path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(EN, encoding="utf-8")
    assert extract(path) == extract(path)


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("12 Hale et al., “The Challenge of Thin Markets,” p. 14.", False),
        ("12 Tungsten stocks remain dangerously inadequate, which is a serious problem for converters.", True),
    ],
)
def test_a_footnote_that_names_a_source_is_no_finding(note: str, says: bool) -> None:
    doc = document(note, (Block(Span(0, len(note)), "footnote"),))
    assert bool(tag(doc, segment(doc)).findings) is says


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("需要指出的是，本文的数据截至2008年底，未包括边境贸易。", False),
        ("需要指出的是，国家应当尽快建立钨储备制度。", True),
        ("It should be noted that the figures include scrap.", False),
        ("It should be noted that agencies must establish a tungsten reserve.", True),
    ],
)
def test_that_something_should_be_noted_demands_nothing(tmp_path, text: str, found: bool) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    assert ("recommendation" in {finding.kind for finding in extract(path).findings}) is found


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("This should increase the smelters' output.", "This would increase the smelters' output."),
        ("Taxes end, which should lower prices.", "Taxes end, which would lower prices."),
        ("It should lower the tariffs on nickel.", "It should lower the tariffs on nickel."),
        ("The ministry should increase its stocks.", "The ministry should increase its stocks."),
    ],
)
def test_a_should_that_foretells_is_read_as_would(said: str, read: str) -> None:
    assert plain_words(Sentence(Span(0, len(said)), "en"), said) == read


def test_a_heading_of_a_method_for_problems_does_not_announce_problems() -> None:
    method = (
        "基于问题的方法：调查员可以通过回答专家设计的问卷来提供反馈，这些问卷能够涵盖不同矿种以及对企业的其他约束条件。"
    )
    assert not find_items(method, "zh", "challenge").announced
    assert find_items("存在以下问题：尾矿利用率低，勘查程度不足，人才流失严重。", "zh", "challenge").announced


@pytest.mark.parametrize(
    ("heading", "lang", "counts"),
    [
        ("六、政策建议", "zh", False),
        ("制度上的短板", "zh", False),
        ("建立关键矿产供应预警系统", "zh", True),
        ("5 Policy recommendations for later years", "en", False),
        ("What should be done", "en", False),
        ("3. How we will work", "en", False),
        ("（二）需要避免的做法", "zh", False),
        ("如何保障供应", "zh", False),
        ("Establish a register of tungsten stocks", "en", True),
    ],
)
def test_a_heading_that_only_names_its_section_states_nothing(heading: str, lang: Lang, counts: bool) -> None:
    assert speaks(Sentence(Span(0, len(heading)), lang, kind="heading"), heading) is counts


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Seabed ores could reduce U.S. dependency on imports and lower potential supply disruptions.", False),
        ("A ban would reduce output, and a severe shortage of critical minerals looms.", True),
    ],
)
def test_that_a_problem_would_become_smaller_is_no_challenge(tmp_path, sentence: str, found: bool) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(sentence, encoding="utf-8")
    assert any(finding.kind == "challenge" for finding in extract(path).findings) is found
