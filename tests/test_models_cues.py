import numpy as np
import pytest

from models.cues import CueGroup, cue_groups, cue_statistics, problem_remains

GROUPS = [group for lang in ("zh", "en") for group in cue_groups(lang)]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group.lang}-{group.name}")
def test_every_group_matches_its_example_and_not_its_counter_example(group: CueGroup) -> None:
    assert group.pattern.search(group.example.lower())
    assert not group.pattern.search(group.counter.lower())


def test_statistics_tell_how_often_and_where_a_cue_stands() -> None:
    names = [group.name for group in cue_groups("zh") if group.feature]
    rows = cue_statistics("储备不足且不足\n平稳\n", np.array([0, 8, 11]), "zh").reshape(2, len(names), 4)
    deficiency = rows[0, names.index("deficiency")]
    assert deficiency[0] == pytest.approx(2 / 4)
    assert deficiency[1] == 1
    assert deficiency[2] == pytest.approx(1 - 2 / 7)
    assert deficiency[3] == 1
    assert not rows[1].any()


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
