"""The topic thesaurus: what people call a topic in Chinese and English, and the signs by which a text shows that it is
about it. A sentence that says that a stream turned acid is about pollution. Written for this project; word vectors
are learned from it (`models.embed`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).with_name("topics.tsv")


class Topic(NamedTuple):
    """A topic's names and signs in both languages, each column with bars between."""

    names_zh: str
    names_en: str
    signs_zh: str
    signs_en: str


def read_topics() -> Iterator[Topic]:
    """All topics in the order of the file."""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        yield Topic(*line.split("\t"))
