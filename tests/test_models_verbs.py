import pytest

from models.verbs import chinese_verbs, english_verbs, gerund, third_person


@pytest.mark.parametrize(
    ("verb", "ing", "third"),
    [
        ("develop", "developing", "develops"),
        ("use", "using", "uses"),
        ("oversee", "overseeing", "oversees"),
        ("cut", "cutting", "cuts"),
        ("carry", "carrying", "carries"),
        ("employ", "employing", "employs"),
        ("establish", "establishing", "establishes"),
        ("tax", "taxing", "taxes"),
    ],
)
def test_english_forms_follow_by_rule(verb: str, ing: str, third: str) -> None:
    assert (gerund(verb), third_person(verb)) == (ing, third)


def test_every_base_form_has_its_other_forms() -> None:
    verbs = english_verbs()
    assert {"strengthen", "stockpile"} <= verbs.base
    assert {"strengthening", "stockpiling"} <= verbs.gerund
    assert verbs.unsure <= verbs.base


def test_chinese_words_have_their_roles() -> None:
    assert set(chinese_verbs()) == {
        "adverbs", "verbs", "results", "result_adverbs", "leads", "modals", "actions", "noun_too", "handing_on",
        "prepositions", "moving", "moved", "light", "after_noun", "asking", "guiding", "words",
        "before_verb", "modal", "joints", "after_phrase", "with_whom", "towards", "by_means", "trades", "names_only",
        "adopted", "reaching", "verb_too", "thinking", "bodies",
    }  # fmt: skip
