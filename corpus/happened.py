"""What became of a recommendation, by what later texts say: taken up, enacted, dropped, or nothing.

A sentence tells of a recommendation where it tells that something happened to a measure (`models.outcomes`), and that
measure is this one: it is about the same metals and near in meaning (`models.sameness`). The last such sentence counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from corpus.alike import LANGS, ROW, about_the_same, meaning_of, packed_meaning, packed_row
from extract.charfold import spread
from extract.mentions import find_mentions, metal_ids
from extract.tag import themes_of
from models.outcomes import OUTCOMES, combined, probabilities
from models.sameness import Among, told_of
from models.sentences import encode_told
from models.sides import SCALE, Side, packed_side, side

if TYPE_CHECKING:
    from corpus.weaving import Weave
    from extract.types import Lang

Array = np.ndarray[Any, Any]
SideOf = Callable[[int], Side]

TOLD = 0.4
"""How likely a sentence must tell what became of a measure to be taken for telling so, among a few that may."""

SURE = 0.6
"""The same among all sentences of a library, of which hardly any does."""

HAPPENED = 0.7
"""How likely a sentence must tell that something happened to any measure, by its words alone and by its meaning too, to
be compared with recommendations."""

LEAST_NEAR, MOST = 0.5, 2
"""How near recommendations are compared with a sentence in full, and how many of them."""

NEVER = 9999
_AT_ONCE = 256


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
    spaced = spread(text)
    (meaning,), chances = encode_told([spaced])
    likely = tuple(map(float, combined(probabilities([text], lang), chances)[0]))
    own = side(spaced, concepts=concepts, lang=lang, kind="recommendation", meaning=meaning)
    return Told(key, year, likely, own)


def tells(recommendation: Side, sentence: Told, *, among: Among = "few") -> float:
    """How likely a sentence tells what became of a recommendation, 0 to 1; `among` is as in `models.sameness`."""
    return told_of(recommendation, sentence.side, sentence.likely, among=among)


def status_of(recommendation: Side, later: Sequence[Told]) -> tuple[str, int | None]:
    """What became of a recommendation, and the key of the sentence that says so; `open` and None where none does."""
    status: tuple[str, int | None] = ("open", None)
    for sentence in sorted(later, key=lambda one: one.year or 0):
        if tells(recommendation, sentence) >= TOLD:
            status = (sentence.event, sentence.key)
    return status


class Outcomes:
    """The sentences of a library, from a year on, that tell that something happened, and what they tell it of."""

    def __init__(self, connection: sqlite3.Connection, *, since: int) -> None:
        self._connection = connection
        kept = connection.execute(
            """SELECT o.sentence, d.year, o.taken_up, o.enacted, o.dropped, substr(o.packed, 1, ?)
            FROM documents d JOIN outcomes o ON o.document = d.key WHERE d.year >= ?""",
            [ROW.itemsize, since],
        ).fetchall()
        self._years = [row[1] for row in kept]
        self._likely = [row[2:5] for row in kept]
        self._rows = np.frombuffer(b"".join(row[5] for row in kept), dtype=ROW)
        self._new: list[Any] = []

    def read(self, document: int) -> None:
        """Find the sentences of a document that tell of something, and keep them."""
        (year,) = self._connection.execute(
            "SELECT coalesce(year, 0) FROM documents WHERE key = ?", [document]
        ).fetchone()
        found = list(happened_in(self._connection, document))
        self._connection.executemany(
            "INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?)",
            (
                (int(row["key"]), document, *chances, row.tobytes() + packed_meaning(side.meaning))
                for row, chances, side in found
            ),
        )
        self._years += [year] * len(found)
        self._likely += [chances for _, chances, _ in found]
        self._new += [row for row, _, _ in found]

    def tell(self, first: int, recommendations: Weave, new: int, years: Mapping[int, int], side_of: SideOf) -> None:
        """Write which sentences tell of which recommendations.

        Compared are sentences from the place `first` on with all recommendations, and all sentences with those from the
        place `new` on; a sentence tells of what was asked for in its year or before.
        """
        if self._new:
            self._rows = np.concatenate([self._rows, np.stack(self._new)])
            self._new.clear()
        size, all_years = recommendations.size, np.array(self._years)
        latest = np.arange(len(self._rows)) >= first
        asked = [years.get(key, 0) for key in recommendations.rows["key"][new:size].tolist()]
        earlier = np.flatnonzero(~latest & (all_years >= min(asked, default=NEVER)))
        for sentences, rows in ((np.flatnonzero(latest), slice(0, size)), (earlier, slice(new, size))):
            for start in range(0, len(sentences), _AT_ONCE):
                chosen = sentences[start : start + _AT_ONCE]
                near = (self._rows["vector"][chosen].astype(np.float32) / SCALE) @ recommendations.vectors[rows].T
                for at, sentence in enumerate(chosen.tolist()):
                    self._tell(sentence, near[at], recommendations.rows[rows], years, side_of)

    def _tell(self, sentence: int, near: Array, rows: Array, years: Mapping[int, int], side_of: SideOf) -> None:
        close = about_the_same(rows, np.flatnonzero(near >= LEAST_NEAR), self._rows[sentence])
        if len(close) > MOST:
            close = close[np.argpartition(-near[close], MOST)[:MOST]]
        told: Told | None = None
        for at in close.tolist():
            finding = int(rows["key"][at])
            if years.get(finding, 0) > self._years[sentence] or not self._years[sentence]:
                continue
            told = told or self._told(sentence)
            score = tells(side_of(finding), told, among="all")
            if score >= SURE:
                self._connection.execute(
                    """INSERT OR REPLACE INTO thread_events SELECT f.key, s.key, ?, ? FROM findings f, sentences s
                    WHERE f.key = ? AND s.key = ? AND f.document != s.document""",
                    [told.event, round(score, 3), finding, told.key],
                )

    def _told(self, sentence: int) -> Told:
        row, chances = self._rows[sentence], self._likely[sentence]
        key, lang = int(row["key"]), LANGS[int(row["lang"])]
        text, told = self._connection.execute(
            """SELECT s.text, substr(o.packed, ? + 1) FROM sentences s JOIN outcomes o ON o.sentence = s.key
            WHERE s.key = ?""",
            [ROW.itemsize, key],
        ).fetchone()
        objects, themes = int(row["objects"]), int(row["themes"])
        about = packed_side(spread(text), objects, themes, lang, "recommendation", meaning=meaning_of(told))
        return Told(key, self._years[sentence], (1 - sum(chances), *chances), about)

    def __len__(self) -> int:
        return len(self._rows)


def happened_in(connection: sqlite3.Connection, document: int) -> Iterator[tuple[Any, tuple[float, ...], Side]]:
    """The sentences of a document that tell that something happened: packed, what they tell, as they are compared."""
    rows = connection.execute(
        """SELECT key, lang, text FROM sentences WHERE document = ? AND kind IN ('body', 'abstract', 'list')
        AND key IN (SELECT sentence FROM mentions WHERE document = ?1 AND concept LIKE 'metal:%')
        AND key NOT IN (SELECT sentence FROM findings WHERE document = ?1 AND stance = 'own') ORDER BY key""",
        [document],
    ).fetchall()
    for lang in LANGS:
        own = [(key, text) for key, of, text in rows if of == lang]
        likely = probabilities([text for _, text in own], lang)
        chosen = np.flatnonzero(1 - likely[:, 0] >= HAPPENED).tolist()
        texts = [spread(own[at][1]) for at in chosen]
        meanings, chances = encode_told(texts)
        both = combined(likely[chosen], chances).tolist()
        for at, spaced, meaning, chance in zip(chosen, texts, meanings, both, strict=True):
            if 1 - chance[0] >= HAPPENED:
                key, text = own[at]
                concepts = _concepts(text, lang)
                one = side(spaced, concepts=concepts, lang=lang, kind="recommendation", meaning=meaning)
                yield packed_row(key, one), tuple(chance[1:]), one


def _concepts(text: str, lang: str) -> list[str]:
    """The metals that a sentence names, and the instruments that it speaks of."""
    mentions = find_mentions(text)
    return [
        *(f"metal:{metal}" for metal in metal_ids(mentions)),
        *themes_of("recommendation", text, cast("Lang", lang), mentions),
    ]
