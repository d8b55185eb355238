"""What is told of why a sentence counts as a finding."""

import pytest

from extract.findings import FindingKind
from extract.types import Lang, Sentence, Span
from extract.why import explain

TEXT = {
    "en": (
        "The mine opened in 1998.",
        "However, refiners suffer from a severe shortage of skilled staff.",
        "It has two pits.",
    ),
    "zh": ("该矿于1998年投产。", "然而，钨冶炼企业人才短缺问题十分突出，环保压力不断加大。", "矿区有两个采坑。"),
}


def explained(lang: Lang, index: int, kind: FindingKind) -> dict[str, float]:
    """The evidence for a sentence of the text, weight by words."""
    text = "".join(TEXT[lang])
    sentences, at = [], 0
    for words in TEXT[lang]:
        sentences.append(Sentence(Span(at, at + len(words)), lang))
        at += len(words)
    return {item.what: item.weight for item in explain(text, sentences, sentences[index].span, kind)}


@pytest.mark.parametrize(("lang", "word"), [("en", "shortage"), ("zh", "短缺")])
def test_the_words_that_decided_are_told_with_what_they_stand_for(lang: Lang, word: str) -> None:
    told = explained(lang, 1, "challenge")
    assert next(weight for what, weight in told.items() if word in what) > 0.1
    assert any("(" in what for what in told)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_weightiest_comes_first_and_small_weights_are_left_out(lang: Lang) -> None:
    weights = list(explained(lang, 1, "challenge").values())
    assert weights == sorted(weights, reverse=True)
    assert min(map(abs, weights)) >= 0.1


def test_a_place_outside_the_sentences_has_no_reasons() -> None:
    assert explain("Ore.", (), Span(0, 4), "challenge") == ()


def test_how_common_such_sentences_are_in_the_document_is_told() -> None:
    plain = "The shaft reaches the second level of the old mine. "
    text = plain * 400 + TEXT["en"][1]
    spans = [Span(at, at + len(plain) - 1) for at in range(0, 400 * len(plain), len(plain))]
    spans.append(Span(400 * len(plain), len(text)))
    found = explain(text, [Sentence(span, "en") for span in spans], spans[-1], "challenge")
    assert next(item.weight for item in found if item.what == "how common challenges are in this document") < -0.2
