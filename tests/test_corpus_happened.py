"""When what a sentence tells of happened, and which sentence counts."""

from __future__ import annotations

import pytest
from finding_sides import on

from corpus.happened import status_of, told
from corpus.when import year_told


@pytest.mark.parametrize(
    ("text", "paper", "year"),
    [
        ("The survey was rejected by parliament in 2008.", 2024, 2008),
        ("2020年，国家正式建立了钨战略储备。", 2021, 2020),
        ("In May 2015 the tax was raised; it had stood still since 1998.", 2016, 2015),
        ("The 1986 statute was rewritten.", 2020, 2020),  # the name of a law
        ("The quota will end in 2030.", 2020, 2020),  # not yet
        ("The tax was raised.", 2016, 2016),
        ("The tax was raised in 2015.", None, None),
        ("Output rose in 2015.5 units.", 2016, 2016),
    ],
)
def test_a_sentence_tells_of_the_last_year_that_it_names(text: str, paper: int | None, year: int | None) -> None:
    assert year_told(text, paper) == year


def test_what_happened_last_counts_not_what_was_printed_last() -> None:
    asked = on("The state should establish a strategic stockpile of tungsten.", "metal:W")
    built = told(1, 2021, "A strategic stockpile of tungsten was established in 2020.", "en", ["metal:W"])
    refused = told(
        2, 2024, "The strategic stockpile of tungsten was rejected by parliament in 2008.", "en", ["metal:W"]
    )
    assert status_of(asked, [refused, built]) == ("enacted", 1)
    assert status_of(asked, [refused]) == ("dropped", 2)


@pytest.mark.parametrize(
    ("asked", "sentence", "lang"),
    [
        ("Governments should establish a strategic stockpile of tungsten.",
         "A strategic stockpile of tungsten was established in 2013.", "en"),
        ("建议提高稀土资源税税率。", "2015年5月，国家提高了稀土资源税税率。", "zh"),
    ],
)  # fmt: skip
def test_a_plain_report_is_understood(asked: str, sentence: str, lang: str) -> None:
    assert status_of(on(asked, lang=lang), [told(7, 2016, sentence, lang, [])]) == ("enacted", 7)
