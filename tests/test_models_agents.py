"""Chinese words that name those who can act: each row is proved by its example, each word by a sentence made of it."""

import pytest

from extract.parts_zh import chinese_parts
from models.agents import AgentRow, agent_rows

each_row = pytest.mark.parametrize("row", agent_rows(), ids=lambda row: row.kind)


def actors(text: str) -> list[str]:
    return [span.of(text) for span in chinese_parts(text).actors]


@each_row
def test_the_example_has_its_agent(row: AgentRow) -> None:
    sentence, agent = row.example
    assert any(agent.endswith(word) for word in row.words)
    assert actors(sentence)[0].endswith(agent)


@each_row
def test_in_the_counter_example_nobody_is_told_to_act(row: AgentRow) -> None:
    assert actors(row.counter) == []


@each_row
def test_whoever_a_word_names_can_act(row: AgentRow) -> None:
    names = [word if len(word) > 1 else f"甲{word}" for word in row.words]  # one character only ends a name
    missed = [name for name in names if not any(name in actor for actor in actors(f"{name}应公布数据。"))]
    assert missed == []


def test_no_word_is_in_two_rows() -> None:
    words = [word for row in agent_rows() for word in row.words]
    assert len(words) == len(set(words))
