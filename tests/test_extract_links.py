"""Findings of a document that belong together."""

from extract.findings import Finding, FindingKind
from extract.links import find_links
from extract.types import Lang, Sentence, Span


def finding(kind: FindingKind, at: int, themes: str = "", metals: str = "", lang: Lang = "en") -> Finding:
    """A finding of ten characters at `at`, in a sentence of its own."""
    span = Span(at, at + 10)
    prefix = "challenge:" if kind == "challenge" else "instrument:"
    return Finding(
        kind=kind, span=span, quote="x" * 10, sentence=span, lang=lang, score=0.9,
        themes=tuple(prefix + theme for theme in themes.split()), metals=tuple(metals.split()),
    )  # fmt: skip


def links(*findings: Finding, section: str | None = None) -> list[tuple[int, int, str]]:
    """The links of findings that stand in sentences of `section`."""
    sentences = [Sentence(f.sentence, f.lang, section) for f in findings]
    return [(link.source, link.target, link.kind) for link in find_links(sentences, findings)]


def test_a_recommendation_answers_the_challenge_whose_theme_and_metal_it_fits() -> None:
    assert links(
        finding("challenge", 0, "import-dependence", "W"),
        finding("challenge", 20, "workforce", "W"),
        finding("challenge", 40, "import-dependence", "Li"),
        finding("recommendation", 60, "stockpile-reserve", "W"),
    ) == [(3, 0, "answers")]


def test_without_a_common_metal_only_what_stands_near_is_answered() -> None:
    near = finding("recommendation", 100, "education-talent")
    far = finding("recommendation", 9000, "education-talent")
    assert links(finding("challenge", 0, "workforce"), near, far) == [(1, 0, "answers")]


def test_challenges_are_answered_in_their_own_language() -> None:
    assert (
        links(
            finding("challenge", 0, "workforce", lang="zh"),
            finding("recommendation", 20, "education-talent", lang="en"),
        )
        == []
    )


def test_an_abstract_in_two_languages_is_paired_in_order() -> None:
    zh = [finding("challenge", 0, "price-market", "W", "zh"), finding("challenge", 20, "workforce", "W", "zh")]
    en = [finding("challenge", 100, "price-market", "W"), finding("challenge", 120, "workforce", "W")]
    assert links(*zh, *en, section="abstract") == [(2, 0, "translation_of"), (3, 1, "translation_of")]
    assert links(*zh, *en, section="introduction") == []


def test_findings_that_share_nothing_are_no_translations() -> None:
    zh, en = finding("challenge", 0, "price-market", "W", "zh"), finding("challenge", 100, "workforce", "Li")
    assert links(zh, en, section="abstract") == []


def test_no_findings_have_no_links() -> None:
    assert find_links((), ()) == ()
