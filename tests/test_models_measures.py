"""Words that tell what kind of measure a recommendation asks for."""

import pytest

from extract.parts import find_instruments
from models.lexicon import lexicon
from models.measures_en import IDLE, hints, rows
from models.measures_zh import Measure, asked_for, measures

ENGLISH = [(theme, row) for theme, row in rows().items() if theme != IDLE]


@pytest.mark.parametrize("measure", measures(), ids=lambda measure: measure.theme)
def test_each_theme_is_found_in_its_examples(measure: Measure) -> None:
    for example in measure.examples:
        assert measure.theme in asked_for(example)


def test_the_themes_are_those_of_the_lexicon() -> None:
    themes = {concept.bare for concept in lexicon().concepts if concept.kind == "instrument"}
    assert {measure.theme for measure in measures()} == themes


def test_a_chinese_word_that_only_hints_counts_half() -> None:
    assert asked_for("储备") == {"stockpile-reserve": 2}
    assert asked_for("辨别风险") == {"monitoring-early-warning": 1}


def test_a_longer_chinese_word_hides_the_theme_that_its_part_would_have() -> None:
    assert asked_for("储备性") == {}
    assert asked_for("生态环境部") == {}


def test_what_a_measure_is_for_counts_half() -> None:
    assert asked_for("压低溢价") == {"pricing-market": 2}
    assert asked_for("扩大库存，以降低溢价") == {"stockpile-reserve": 2, "pricing-market": 1}


def test_a_chinese_word_within_a_longer_one_of_its_theme_adds_nothing() -> None:
    assert asked_for("生态修复") == asked_for("复垦") == {"environmental-protection": 2}


def test_a_chinese_verb_and_its_object_hint_together_where_they_stand_apart_in_one_clause() -> None:
    assert asked_for("降低对个别国家的依赖")["supply-diversification"] == 2
    assert asked_for("降低售价，对此的依赖")["supply-diversification"] == 1


def test_the_title_of_a_chinese_law_or_paper_tells_nothing() -> None:
    assert asked_for("见《矿山生态修复条例》") == {}


def test_a_chinese_term_may_be_of_two_themes() -> None:
    assert {"trade-measures", "finance-tax"} <= set(asked_for("出口退税"))


def test_the_branch_not_taken_and_what_is_only_coordinated_count_half() -> None:
    assert asked_for("与其扩大补贴，不如引入竞争") == {"finance-tax": 1, "pricing-market": 3}
    assert asked_for("统筹勘查、储备")["coordination-governance"] == 2
    assert asked_for("统筹勘查、储备")["stockpile-reserve"] == 1


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("要有战略眼光。", ()),  # one hint is not enough
        ("应由一家机构牵头扩大库存。", ("stockpile-reserve",)),  # who leads is not what is asked for
        ("应成立领导小组，统筹安排库存。", ("coordination-governance", "stockpile-reserve")),
    ],
)
def test_chinese_themes_need_enough_that_speaks_for_them(text: str, themes: tuple[str, ...]) -> None:
    assert find_instruments(text, "zh", ()) == tuple(f"instrument:{theme}" for theme in themes)


def _told(text: str) -> set[str]:
    return {hint.theme for hint in hints(text)}


@pytest.mark.parametrize(("theme", "row"), ENGLISH, ids=[theme for theme, _ in ENGLISH])
def test_each_english_theme_is_told_in_its_examples_and_not_in_its_counter_examples(
    theme: str, row: dict[str, list[str]]
) -> None:
    assert all(theme in _told(example) for example in row["example"])
    assert all(theme not in _told(example) for example in row["counter"])


def test_the_english_themes_are_those_of_the_lexicon() -> None:
    themes = {concept.bare for concept in lexicon().concepts if concept.kind == "instrument"}
    assert {theme for theme, _ in ENGLISH} == themes


def _spelled(term: str) -> str:
    """A text in which a term stands: with the first of its alternatives, an ending for `*`, a word for `..`."""
    words = (word.partition("/")[0].replace("*", "1") for word in term.split())
    return " ".join("xx" if word == ".." else word for word in words)


@pytest.mark.parametrize(("theme", "row"), rows().items(), ids=list(rows()))
def test_each_english_term_is_found_as_it_is_written(theme: str, row: dict[str, list[str]]) -> None:
    terms = [*row["firm"], *row.get("hint", [])]
    lost = [term for term in terms if theme not in _told(_spelled(term))]
    assert not lost


@pytest.mark.parametrize("verb", ["Hire", "Recruit"])
def test_an_english_term_may_have_alternatives(verb: str) -> None:
    assert _told(f"{verb} ten welders.") == {"education-talent"}


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Raise the country's smelting capacity", "domestic-production"),
        ("capacity building for judges", "education-talent"),
        ("reduce its heavy dependence on one refiner", "supply-diversification"),
        ("raise none. Capacity is high", None),
    ],
)
def test_a_longer_english_term_hides_a_shorter_and_gaps_end_with_the_clause(text: str, theme: str | None) -> None:
    firm = {hint.theme for hint in hints(text) if hint.weight > 1}
    assert firm == ({theme} if theme else set())
