import numpy as np
import pytest

from models.cues import CueGroup, cue_groups, problem_remains
from models.found import chinese_hits, english_hits, feature_groups, vocabulary
from models.scope import Hits, group_statistics, scope_statistics

GROUPS = [group for lang in ("zh", "en") for group in cue_groups(lang)]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.lang}-{group.name}")
def test_every_group_matches_its_example_and_not_its_counter_example(group: CueGroup) -> None:
    assert group.pattern.search(group.example.lower())
    assert not group.pattern.search(group.counter.lower())


def test_statistics_tell_how_often_and_where_a_cue_stands() -> None:
    names = [group.name for group in feature_groups("zh")]
    begins = np.array([0, 8, 11])
    hits = chinese_hits("储备不足且不足\n平稳\n", begins)
    rows = group_statistics(hits, len(names), begins).reshape(2, len(names), 4)
    deficiency = rows[0, names.index("deficiency")]
    assert deficiency[0] == pytest.approx(2 / 4)
    assert deficiency[1] == 1
    assert deficiency[2] == pytest.approx(1 - 2 / 7)
    assert deficiency[3] == 1
    assert not rows[1, names.index("deficiency")].any()


def names_at(hits: Hits, lang: str, start: int) -> set[str]:
    """The groups of the cue words that begin at a word or character."""
    masks = hits.mask[hits.start == start]
    return {g.name for bit, g in enumerate(feature_groups(lang)) if any(int(mask) >> bit & 1 for mask in masks)}


@pytest.mark.parametrize("group", [g for g in GROUPS if g.feature], ids=lambda group: f"{group.lang}-{group.name}")
def test_features_find_each_group_in_its_example_and_not_in_its_counter_example(group: CueGroup) -> None:
    for text, there in ((group.example.lower(), True), (group.counter.lower(), False)):
        if group.lang == "zh":
            hits = chinese_hits(text + "\n", np.array([0, len(text) + 1]))
        else:
            hits = english_hits(vocabulary().tokens([text]))
        found = {name for start in hits.start for name in names_at(hits, group.lang, start)}
        assert (group.name in found) is there


def test_phrases_and_beginnings_of_words_are_found_and_starts_only_where_a_sentence_begins() -> None:
    hits = english_hits(vocabulary().tokens(["establish it (and establish) in short supply", "mines failing"]))
    assert "action-verb" in names_at(hits, "en", 0)
    assert "action-verb" not in names_at(hits, "en", 4)
    assert "wrong" in names_at(hits, "en", 6)
    assert "harm" in names_at(hits, "en", 11)


def test_a_cue_under_another_of_its_clause_is_told_from_one_that_stands_free() -> None:
    text = "缓解供应压力，压力大"
    hits = chinese_hits(text + "\n", np.array([0, len(text) + 1]))
    names = [group.name for group in feature_groups("zh")]
    relief, problem = 1 << names.index("relief"), 1 << names.index("problem-noun")
    np.testing.assert_array_equal(scope_statistics(hits, [(relief, problem, 14)], 1), [[1 / 4, 1 / 4]])


@pytest.mark.parametrize(
    ("text", "lang", "remains"),
    [
        ("扩大收储规模，应对断供风险", "zh", False),
        ("收储规模不足，应对断供风险", "zh", True),
        ("expand stocks to mitigate supply risks", "en", False),
        ("stocks are inadequate to mitigate supply risks", "en", True),
    ],
)
def test_a_problem_that_a_measure_prevents_does_not_count(text: str, lang: str, remains: bool) -> None:
    assert problem_remains(text, lang) is remains
