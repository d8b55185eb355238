"""The topic thesaurus: what people call a topic, and the words by which a text shows that it is about it.

`topics.tsv` was written for this project: a topic a line, in four columns the names in Chinese and in English, the
signs in Chinese and in English, with `|` between. A sentence that says that a stream turned acid is about pollution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.terms import term_key

DATA = Path(__file__).with_name("topics.tsv")


@dataclass(frozen=True)
class Topic:
    """A topic's names and signs in both languages."""

    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    signs_zh: tuple[str, ...]
    signs_en: tuple[str, ...]


@cache
def topics() -> Mapping[str, tuple[Topic, ...]]:
    """The topics that a name is a name of: by Chinese names, and by the stems of English ones."""
    out: dict[str, tuple[Topic, ...]] = {}
    for line in DATA.read_text(encoding="utf-8").splitlines():
        topic = Topic(*(tuple(column.split("|")) for column in line.split("\t")))
        for key in (*topic.names_zh, *map(term_key, topic.names_en)):
            out[key] = (*out.get(key, ()), topic)
    return out
