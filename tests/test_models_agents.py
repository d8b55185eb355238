"""Words that name those who can act: each row is proved by its example, each word by a sentence made of it."""

import pytest

from extract.parts_en import english_parts
from extract.parts_zh import chinese_parts
from models.agents import AgentRow, agent_rows

LANGS = ("zh", "en")
each_row = pytest.mark.parametrize(
    ("lang", "row"),
    [(lang, row) for lang in LANGS for row in agent_rows(lang)],
    ids=lambda value: getattr(value, "kind", value),
)


def actors(text: str, lang: str) -> list[str]:
    found = chinese_parts(text) if lang == "zh" else english_parts(text)
    return [span.of(text) for span in found.actors]


def made_of(word: str, lang: str) -> tuple[str, str]:
    """A name that ends in the word, and a sentence in which whoever bears it should act."""
    if lang == "en":
        return word, f"The {word} should publish the data."
    name = word if len(word) > 1 else f"甲{word}"  # one character only ends a name
    return name, f"{name}应公布数据。"


@each_row
def test_the_example_has_its_agent(lang: str, row: AgentRow) -> None:
    sentence, agent = row.example
    assert any(agent.endswith((word, f"{word}s")) for word in row.words)
    assert any(actor.endswith(agent) for actor in actors(sentence, lang))


@each_row
def test_in_the_counter_example_nobody_is_told_to_act(lang: str, row: AgentRow) -> None:
    assert actors(row.counter, lang) == []


@each_row
def test_whoever_a_word_names_can_act(lang: str, row: AgentRow) -> None:
    made = [made_of(word, lang) for word in row.words]
    assert [name for name, sentence in made if not any(name in actor for actor in actors(sentence, lang))] == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_word_is_in_two_rows(lang: str) -> None:
    words = [word for row in agent_rows(lang) for word in row.words]
    assert len(words) == len(set(words))
