import pytest
import spacy

TEXTS = {
    "en": "Tungsten stocks are dangerously inadequate. The government must establish a tungsten reserve.",
    "zh": "我国钨资源储备严重不足，供应存在中断风险。应当加快建立钨战略储备制度。",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_blank_pipeline_finds_metals_and_findings(lang: str) -> None:
    nlp = spacy.blank(lang)
    nlp.add_pipe("litlode_metals")
    nlp.add_pipe("litlode_findings")
    doc = nlp(TEXTS[lang])
    assert {span.label_ for span in doc.spans["litlode_metals"]} == {"W"}
    assert [span.label_ for span in doc.spans["litlode_findings"]] == ["challenge", "recommendation"]


def test_an_empty_text_has_no_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("litlode_findings")
    assert not nlp("").spans["litlode_findings"]
