"""Findings of a document that belong together."""

import pytest

from extract.findings import Finding, FindingKind
from extract.links import LEAST, MOST, find_links
from extract.types import Lang, Sentence, Span


def finding(
    kind: FindingKind, at: int, quote: str, themes: str = "", metals: str = "", *, lang: Lang = "en"
) -> Finding:
    """A finding at `at`, in a sentence of its own."""
    span = Span(at, at + len(quote))
    prefix = "challenge:" if kind == "challenge" else "instrument:"
    return Finding(
        kind=kind, span=span, quote=quote, sentence=span, lang=lang, score=0.9,
        themes=tuple(prefix + theme for theme in themes.split()), metals=tuple(metals.split()),
    )  # fmt: skip


def links(*findings: Finding, section: str | None = None) -> list[tuple[int, int, str]]:
    """The links of findings that stand in sentences of `section`."""
    sentences = [Sentence(f.sentence, f.lang, section) for f in findings]
    return [(link.source, link.target, link.kind) for link in find_links(sentences, findings)]


IMPORTS = finding(
    "challenge",
    0,
    "Supply of tungsten depends on imports from one country that may end.",
    "import-dependence",
    "W",
)
WORKERS = finding("challenge", 200, "Tungsten mines lack trained engineers and skilled workers.", "workforce", "W")
PRICES = finding("challenge", 400, "Lithium prices have fallen so far that mines lose money.", "price-market", "Li")
STOCK = finding(
    "recommendation", 600, "The state should build a national stockpile of tungsten against disruptions of supply.",
    "stockpile-reserve", "W",
)  # fmt: skip
TRAIN = finding("recommendation", 800, "Universities should train more mining engineers.", "education-talent")
MUSEUMS = finding("recommendation", 900, "Museums should open on Sundays for visitors.")

IMPORTS_ZH = finding(
    "challenge", 0, "我国钨资源对外依存度高，进口来源单一，供应随时可能中断。", "import-dependence", "W", lang="zh"
)
WORKERS_ZH = finding("challenge", 200, "钨矿山缺乏专业技术人才。", "workforce", "W", lang="zh")
PRICES_ZH = finding("challenge", 400, "锂价大幅下跌，企业亏损严重。", "price-market", "Li", lang="zh")
STOCK_ZH = finding(
    "recommendation", 600, "建议国家建立钨战略储备，以应对供应中断。", "stockpile-reserve", "W", lang="zh"
)
TRAIN_ZH = finding("recommendation", 800, "高校应加强矿业专业人才培养。", "education-talent", lang="zh")
MUSEUMS_ZH = finding("recommendation", 900, "博物馆周日应向游客开放。", lang="zh")


@pytest.mark.parametrize(
    "findings",
    [
        (IMPORTS, WORKERS, PRICES, STOCK, TRAIN, MUSEUMS),
        (IMPORTS_ZH, WORKERS_ZH, PRICES_ZH, STOCK_ZH, TRAIN_ZH, MUSEUMS_ZH),
    ],
    ids=["en", "zh"],
)
def test_a_recommendation_answers_the_challenge_that_it_would_lessen(findings: tuple[Finding, ...]) -> None:
    assert links(*findings) == [(3, 0, "answers"), (4, 1, "answers")]


def test_findings_keep_their_places_in_whatever_order_they_come() -> None:
    assert links(TRAIN, IMPORTS, MUSEUMS, STOCK, WORKERS) == [(0, 4, "answers"), (3, 1, "answers")]


def test_what_one_sentence_says_of_a_problem_and_a_measure_belongs_together() -> None:
    text = "Visitors find museums closed, which should open on Sundays."
    both = (finding("challenge", 0, text), finding("recommendation", 0, text))
    assert links(*both) == [(1, 0, "answers")]
    [link] = find_links((), both)
    assert link.score >= LEAST


def test_a_recommendation_answers_few_challenges_the_likeliest_first() -> None:
    text = IMPORTS.quote
    many = [finding("challenge", at, text, "import-dependence", "W") for at in range(0, 1000, 200)]
    found = find_links((), [*many, STOCK])
    assert len(found) <= MOST
    scores = [link.score for link in found]
    assert scores == sorted(scores, reverse=True)
    assert all(LEAST <= score <= 1 for score in scores)


def test_challenges_are_answered_in_their_own_language() -> None:
    assert links(IMPORTS_ZH, STOCK) == links(IMPORTS, STOCK_ZH) == []


def test_an_abstract_in_two_languages_is_paired_in_order() -> None:
    zh = [
        finding("challenge", 0, "钨价波动剧烈。", "price-market", "W", lang="zh"),
        finding("challenge", 20, "钨矿缺乏人才。", "workforce", "W", lang="zh"),
    ]
    en = [
        finding("challenge", 100, "Tungsten prices swing.", "price-market", "W"),
        finding("challenge", 140, "Tungsten mines lack staff.", "workforce", "W"),
    ]
    assert links(*zh, *en, section="abstract") == [(2, 0, "translation_of"), (3, 1, "translation_of")]
    assert links(*zh, *en, section="introduction") == []


def test_findings_that_share_nothing_are_no_translations() -> None:
    zh = finding("challenge", 0, "钨价波动剧烈。", "price-market", "W", lang="zh")
    en = finding("challenge", 100, "Lithium mines lack staff.", "workforce", "Li")
    assert links(zh, en, section="abstract") == []


def test_no_findings_have_no_links() -> None:
    assert find_links((), ()) == ()
    assert links(IMPORTS, WORKERS) == links(STOCK, STOCK_ZH) == []
