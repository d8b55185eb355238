"""What became of a recommendation, by what later texts say: taken up, enacted, dropped, or nothing.

A sentence tells of a recommendation where it tells that something happened to a measure (`models.outcomes`), and that
measure is this one: it is about the same metals and near in meaning (`models.sameness`). The last such sentence counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from corpus.alike import KINDS, LANGS, ROW, in_bytes, marks, meaning_of, nearest, packed_meaning
from corpus.when import year_told
from extract.charfold import spread
from models.outcomes import OUTCOMES, combined, probabilities
from models.sameness import Among, told_of
from models.sentences import encode_told, seen
from models.sides import SCALE, Side, pack_objects, packed_side

if TYPE_CHECKING:
    from corpus.alike import Rows
    from corpus.weaving import Weave

Array = np.ndarray[Any, Any]
SideOf = Callable[[int], Side]

TOLD = 0.35
"""How likely a sentence must tell what became of a measure to be taken for telling so, among a few that may."""

SURE = 0.6
"""The same among all sentences of a library, of which hardly any does."""

HAPPENED = 0.6
"""How likely a sentence must tell that something happened to any measure, by its words alone and by its meaning too, to
be compared with recommendations."""

LEAST_NEAR, MOST = 0.5, 2
"""How near recommendations are compared with a sentence in full, and how many of them."""

MOST_EARLIER = 20
"""How many sentences that were read before a recommendation is compared with in full."""

NEVER = 9999
_AT_ONCE = 256


@dataclass(frozen=True)
class Told:
    """A sentence of a later text with what it tells to have happened: how likely each of `OUTCOMES` is, and when."""

    key: int
    year: int | None
    likely: tuple[float, ...]
    side: Side

    @property
    def event(self) -> str:
        """The likeliest of what can have happened."""
        return OUTCOMES[1 + int(np.argmax(self.likely[1:]))]


def told(key: int, year: int | None, text: str, lang: str, concepts: Sequence[str]) -> Told:
    """A sentence as it is compared with recommendations, which goes by the metals among its concepts."""
    spaced = spread(text)
    (meaning,), chances = encode_told([spaced])
    likely = tuple(map(float, combined(probabilities([text], lang), chances)[0]))
    own = packed_side(spaced, pack_objects(concepts), 0, lang, "recommendation", meaning=meaning)
    return Told(key, year_told(text, year), likely, own)


def tells(pairs: Sequence[tuple[Side, Told]], *, among: Among = "few") -> list[float]:
    """How likely each sentence tells what became of the recommendation beside it; `among` is as in `models.sameness`"""
    likely = np.array([sentence.likely for _, sentence in pairs])
    told: list[float] = told_of([(asked, sentence.side) for asked, sentence in pairs], likely, among=among).tolist()
    return told


def status_of(recommendation: Side, later: Sequence[Told]) -> tuple[str, int | None]:
    """What became of a recommendation, and the key of the sentence that says so; `open` and None where none does."""
    status: tuple[str, int | None] = ("open", None)
    in_order = sorted(later, key=lambda one: one.year or 0)
    for sentence, score in zip(in_order, tells([(recommendation, one) for one in in_order]), strict=True):
        if score >= TOLD:
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

    def read(self, documents: Sequence[int]) -> None:
        """Find the sentences of documents that tell of something, and keep them."""
        found = happened_in(self._connection, documents)
        years = dict(
            self._connection.execute(
                f"SELECT key, coalesce(year, 0) FROM documents WHERE key IN ({marks(documents)})", documents
            )
        )
        self._years += [years[document] for document in found.documents]
        self._likely += found.likely
        self._rows = np.concatenate([self._rows, found.rows])
        self._connection.executemany(
            "INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?)",
            (
                (int(row["key"]), document, *likely, row.tobytes() + packed_meaning(meaning))
                for document, row, likely, meaning in zip(
                    found.documents, found.rows, found.likely, found.meanings, strict=True
                )
            ),
        )

    def tell(self, first: int, recommendations: Weave, new: int, years: Mapping[int, int], side_of: SideOf) -> None:
        """Write which sentences tell of which recommendations.

        Compared are sentences from the place `first` on with all recommendations, and all sentences with those from the
        place `new` on; a sentence tells of what was asked for in its year or before. `years` gives the year of each
        finding, 0 where it has none.
        """
        pairs = list(self._not_before(self._near(first, recommendations, new, years), years))
        scores = tells([(side_of(finding), told) for finding, told in pairs], among="all")
        self._connection.executemany(
            """INSERT OR REPLACE INTO thread_events SELECT f.key, s.key, ?, ? FROM findings f, sentences s
            WHERE f.key = ? AND s.key = ? AND f.document != s.document""",
            (
                (told.event, round(score, 3), finding, told.key)
                for (finding, told), score in zip(pairs, scores, strict=True)
                if score >= SURE
            ),
        )

    def _near(
        self, first: int, recommendations: Weave, new: int, years: Mapping[int, int]
    ) -> Iterator[tuple[int, int]]:
        """The findings and sentences that are near one another, of those that `tell` compares."""
        rows, vectors = recommendations.rows[: recommendations.size], recommendations.vectors[: recommendations.size]
        is_latest = np.arange(len(self._rows)) >= first
        latest = np.flatnonzero(is_latest)
        for start in range(0, len(latest), _AT_ONCE):
            some = latest[start : start + _AT_ONCE]
            near = self._vectors(some) @ vectors.T
            at, other = nearest(near, self._rows[some], rows, least=LEAST_NEAR, most=MOST)
            yield from zip(rows["key"][other].tolist(), some[at].tolist(), strict=True)
        asked = [year for key in rows["key"][new:].tolist() if (year := years[key])]
        earlier = np.flatnonzero(~is_latest & (np.array(self._years) >= min(asked, default=NEVER)))
        near = vectors[new:] @ self._vectors(earlier).T
        at, other = nearest(near, rows[new:], self._rows[earlier], least=LEAST_NEAR, most=MOST_EARLIER)
        yield from zip(rows["key"][new:][at].tolist(), earlier[other].tolist(), strict=True)

    def _vectors(self, sentences: Array) -> Array:
        return np.asarray(self._rows["vector"][sentences].astype(np.float32) / SCALE)

    def _not_before(self, near_by: Iterable[tuple[int, int]], years: Mapping[int, int]) -> Iterator[tuple[int, Told]]:
        """Of findings and sentences near them those where what is told happened in the year of the finding or later."""
        told: dict[int, Told] = {}
        for finding, sentence in near_by:
            asked = years[finding]
            if not 0 < asked <= self._years[sentence]:
                continue
            if sentence not in told:
                told[sentence] = self._told(sentence)
            if asked <= (told[sentence].year or 0):
                yield finding, told[sentence]

    def _told(self, sentence: int) -> Told:
        row, chances = self._rows[sentence], self._likely[sentence]
        key, lang = int(row["key"]), LANGS[row["lang"]]
        text, told = self._connection.execute(
            """SELECT s.text, substr(o.packed, ? + 1) FROM sentences s JOIN outcomes o ON o.sentence = s.key
            WHERE s.key = ?""",
            [ROW.itemsize, key],
        ).fetchone()
        about = packed_side(spread(text), int(row["objects"]), 0, lang, "recommendation", meaning=meaning_of(told))
        return Told(key, year_told(text, self._years[sentence]), (1 - sum(chances), *chances), about)

    def __len__(self) -> int:
        return len(self._rows)


class Happened(NamedTuple):
    """Sentences that tell that something happened: of which documents, packed, how likely each tells each of
    `OUTCOMES` but the first, and what it means."""

    documents: list[int]
    rows: Rows
    likely: list[tuple[float, ...]]
    meanings: Array


def happened_in(connection: sqlite3.Connection, documents: Sequence[int]) -> Happened:
    """The sentences of documents that name a metal and tell that something happened."""
    naming = connection.execute(
        f"""SELECT s.document, s.key, s.lang, s.text, group_concat(m.concept) FROM sentences s
        JOIN mentions m ON m.sentence = s.key AND m.concept LIKE 'metal:%'
        WHERE s.document IN ({marks(documents)}) AND s.kind IN ('body', 'abstract', 'list') AND s.key NOT IN
        (SELECT sentence FROM findings WHERE document IN ({marks(documents)}) AND stance = 'own')
        GROUP BY s.key ORDER BY s.key""",
        [*documents, *documents],
    ).fetchall()
    by_words = np.zeros((len(naming), len(OUTCOMES)))
    for lang in LANGS:
        own = [at for at, row in enumerate(naming) if row[2] == lang]
        by_words[own] = probabilities([naming[at][3] for at in own], lang)
    some = np.flatnonzero(1 - by_words[:, 0] >= HAPPENED).tolist()
    meanings, by_meaning = encode_told([spread(naming[at][3]) for at in some])
    likely = combined(by_words[some], by_meaning)
    sure = np.flatnonzero(1 - likely[:, 0] >= HAPPENED)
    chosen = [naming[some[at]] for at in sure.tolist()]
    rows = np.zeros(len(chosen), dtype=ROW)
    rows["key"] = [key for _, key, *_ in chosen]
    rows["kind"] = KINDS.index("recommendation")
    rows["lang"] = [LANGS.index(lang) for _, _, lang, *_ in chosen]
    rows["objects"] = [pack_objects(concepts.split(",")) for *_, concepts in chosen]
    rows["vector"] = in_bytes(seen(meanings[sure], "told"))
    told = [tuple(chances) for chances in likely[sure, 1:].tolist()]
    return Happened([document for document, *_ in chosen], rows, told, meanings[sure])
