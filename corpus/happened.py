"""What became of a recommendation, by what later texts say: taken up, enacted, dropped, or nothing.

A sentence tells of a recommendation where it tells that something happened to a measure (`models.outcomes`), and that
measure is this one: it is about the same metals and near in meaning (`models.sameness`). The last such sentence counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extract.charfold import spread
from models.outcomes import OUTCOMES, probabilities
from models.sameness import Side, side, told_of

TOLD = 0.4
"""How likely a sentence must tell what became of a measure to be taken for telling so."""

HAPPENED = 0.5
"""How likely a sentence must tell that something happened to any measure to be compared with recommendations."""


@dataclass(frozen=True)
class Told:
    """A sentence of a later text with what it tells to have happened: how likely each of `OUTCOMES` is."""

    key: int
    year: int | None
    likely: tuple[float, ...]
    side: Side

    @property
    def event(self) -> str:
        """The likeliest of what can have happened."""
        return OUTCOMES[1 + int(np.argmax(self.likely[1:]))]


def told(key: int, year: int | None, text: str, lang: str, concepts: Sequence[str]) -> Told:
    """A sentence as it is compared with recommendations."""
    likely = tuple(map(float, probabilities([text], lang)[0]))
    return Told(key, year, likely, side(spread(text), concepts=concepts, lang=lang, kind="recommendation"))


def tells(recommendation: Side, sentence: Told) -> float:
    """How likely a sentence tells what became of a recommendation, 0 to 1."""
    return told_of(recommendation, sentence.side, sentence.likely)


def status_of(recommendation: Side, later: Sequence[Told]) -> tuple[str, int | None]:
    """What became of a recommendation, and the key of the sentence that says so; `open` and None where none does."""
    status: tuple[str, int | None] = ("open", None)
    for sentence in sorted(later, key=lambda one: one.year or 0):
        if tells(recommendation, sentence) >= TOLD:
            status = (sentence.event, sentence.key)
    return status


def happened_in(connection: sqlite3.Connection, document: int) -> Iterator[Told]:
    """The sentences of a document that tell that something happened to a measure."""
    (year,) = connection.execute("SELECT year FROM documents WHERE key = ?", [document]).fetchone()
    rows = connection.execute(
        """SELECT s.key, s.lang, s.text, (SELECT group_concat(DISTINCT m.concept) FROM mentions m
          WHERE m.sentence = s.key AND (m.concept LIKE 'metal:%' OR m.concept LIKE 'instrument:%'))
        FROM sentences s WHERE s.document = ? AND s.kind IN ('body', 'abstract', 'footnote') ORDER BY s.start""",
        [document],
    ).fetchall()
    for lang in ("zh", "en"):
        own = [(key, text, named) for key, of, text, named in rows if of == lang and named]
        likely = probabilities([text for _, text, _ in own], lang)
        for (key, text, named), chances in zip(own, likely.tolist(), strict=True):
            if 1 - chances[0] >= HAPPENED:
                about = side(spread(text), concepts=named.split(","), lang=lang, kind="recommendation")
                yield Told(key, year, tuple(chances), about)
