"""Words that tell what kind of measure a recommendation asks for."""

import pytest

from models.lexicon import lexicon
from models.measures import Measure, asked_for, measures


@pytest.mark.parametrize("measure", measures(), ids=lambda measure: measure.theme)
def test_each_theme_is_found_in_its_examples(measure: Measure) -> None:
    for example in measure.examples:
        assert measure.theme in asked_for(example, "en" if example.isascii() else "zh")


def test_the_themes_are_those_of_the_lexicon() -> None:
    themes = {concept.bare for concept in lexicon().concepts if concept.kind == "instrument"}
    assert {measure.theme for measure in measures()} == themes


def test_english_words_are_whole() -> None:
    assert "domestic-production" not in asked_for("two plantations", "en")
    assert "legislation-regulation" not in asked_for("the lawn", "en")
