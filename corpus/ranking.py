"""In what order rows are shown: BM25 over what stands for each unit, how near in meaning, the place in the document.

Two steps, as search engines do it: all rows are put in order by what the columns tell (a millisecond for a hundred
thousand), then the first `TOP` are read and put in order by their words. What comes after these stays in the first
order, so that pages of results fit together wherever they are cut.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from corpus import rowsets
from corpus.cjk import fold
from corpus.errors import StaleIndexError
from corpus.matching import count, near
from corpus.meaning import Nearness
from corpus.names import Names
from corpus.opened import Opened
from corpus.prior import Prior
from corpus.scoring import AROUND, NEAR, TITLE, Found, Scorer
from corpus.units import Query, spaced
from extract.charfold import spread
from models.vectors import Vector, of_text

Sort = Literal["rank", "recent", "newest", "oldest"]

TOP = 30
"""Rows that are put in order by their words."""

COUNTED = 20_000
"""Rows up to which it is counted how common a unit is."""

LIGHTER = 0.45
"""What a word counts that narrows a query only a little: 影响, impact, of all others."""

MEANT = 4.0
"""What it counts that a row which lacks some of what was asked means just that, in shares of the units' weight."""

NAMELESS = 0.6
"""What of that a row keeps that does not name the metal, place or body that was asked for."""

AMONG = 2000
"""Rows that hold some of what was asked or mean it that can be paged through."""

LEAST = 0.3
"""How near in meaning a row is shown that holds nothing of what was asked."""

_LEAST_SCORE = 0.01
_REACH = 8  # words between which units are near, where there are more rows than are read


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row in its place: its key, its score (comparable within one search), what was found of each unit."""

    key: int
    score: float
    found: tuple[Found | None, ...]
    """By the units of the query; None where a unit is not in the row."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What is read of a row: its words and concepts, and those of the rest of its sentence."""

    text: str
    concepts: frozenset[str]
    around: str = ""
    nearby: frozenset[str] = frozenset()


class Ranking:
    """Puts the rows of one query in order."""

    def __init__(self, opened: Opened, query: Query, sort: Sort = "rank") -> None:
        self._opened = opened
        self._query = query
        self._sort = sort
        self._columns = opened.columns(query.scope)
        self._prior = Prior(opened, query.scope, recent=sort == "recent")

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """How much each unit says: the inverse frequency of the rows that hold it."""
        units = self._query.units
        if len(units) < 2:
            return (1.0,) * len(units)
        counts = [count(self._opened, unit, self._query.scope, COUNTED) for unit in units]
        return tuple(
            idf(number, self._columns.rows) * (LIGHTER if unit.is_light else 1.0)
            for unit, number in zip(units, counts, strict=True)
        )

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(self._query.units, self._query.phrases, self.weights, self._columns.average)

    def order(self, keys: Any, wanted: int) -> list[Ranked]:
        """The first `wanted` of these rows, which fit the query wholly, best first."""
        if self._sort in ("newest", "oldest"):
            return self._read(self._by_year(keys, wanted))
        if len(keys) <= TOP:
            return self._best_first([int(key) for key in keys])[:wanted]
        return self._in_two_steps(self._prior.first(keys, self._lifted(keys), max(wanted, TOP)), wanted)

    def _in_two_steps(self, first: Sequence[int], wanted: int, *, meant: bool = False) -> list[Ranked]:
        """The first `TOP` of rows put in order by their words, the others as they come."""
        ranked = self._best_first(first[:TOP], meant=meant)
        # What was not put in order by its words has no score above theirs.
        rest = [
            replace(row, score=ranked[-1].score * TOP / place)
            for place, row in enumerate(self._read(first[TOP:]), TOP + 1)
        ]
        return (ranked + rest)[:wanted]

    @cached_property
    def meaning(self) -> Vector | None:
        """The vector of the words that may be missing; None where all of these are names: near to tungsten is tin."""
        loose = () if self._query.exact else self._query.loose
        if all(unit.is_name for unit in loose):
            return None
        return of_text(spread(" ".join(spaced(unit.words) for unit in loose)))

    @cached_property
    def nearness(self) -> Nearness | None:
        """How near rows are to that."""
        return Nearness(self._opened.meanings(self._query.scope), self.meaning) if self.meaning else None

    def partly(self, held: Sequence[Any], within: Any, not_these: Any, wanted: int) -> tuple[Any, list[Ranked]]:
        """The keys of all rows that hold some of the units or are near in meaning, and the first `wanted`, best first.

        `held` has for each unit the keys of the rows that hold it; `within`, if given, are the only rows that may be.
        """
        near = self.nearness.nearest(LEAST, MEANT * sum(self.weights)) if self.nearness else ([], [])
        keys, amounts = rowsets.only(*rowsets.sums(held, self.weights, near), within, not_these)
        if not len(keys):
            return keys, []
        first = self._prior.first(*rowsets.most(keys, amounts, AMONG), max(wanted, TOP))
        return keys, self._in_two_steps(first, wanted, meant=True)

    def likest(self, held: Sequence[Any], within: Any, not_these: Any) -> list[Ranked]:
        """The first `TOP` rows by what they hold themselves; `held` has the keys of the rows that hold each unit."""
        keys, amounts = rowsets.sums(held, self.weights)
        keys, amounts = rowsets.only(keys, amounts, within, not_these)
        return self._best_first(self._prior.first(keys, amounts, TOP), around=False)

    def _lifted(self, keys: Any) -> Any:
        """The keys in which the words as typed stand near each other, where there are several of them."""
        typed = [unit for unit in self._query.units if unit.words and not unit.prefix]
        if len(typed) < 2:
            return None
        return rowsets.lift(keys, near(self._opened, typed[:4], self._query.scope, _REACH), 1 + NEAR)

    def _best_first(self, keys: Sequence[int], *, around: bool = True, meant: bool = False) -> list[Ranked]:
        return sorted(self._read(keys, around=around, meant=meant), key=_place)

    def _read(self, keys: Sequence[int], *, around: bool = True, meant: bool = False) -> list[Ranked]:
        """The rows with these keys, in this order, scored by their words; by what stands around them, and by what they
        mean, where that is to count."""
        rows = self._rows(keys)
        if lost := [key for key in keys if key not in rows]:
            raise StaleIndexError(f"the index finds {len(lost)} rows that are gone: `litlode index rebuild` mends it")
        near: dict[int, float] = {}
        if meant and self.nearness is not None:
            near = self.nearness.of_texts({key: rows[key].text for key in keys})
        by = MEANT * sum(self.weights)
        return [self._scored(key, rows[key], by * near.get(key, 0.0), around=around) for key in keys]

    def _scored(self, key: int, row: _Row, near: float, *, around: bool) -> Ranked:
        found, unbroken, length = self._scorer.found(row.text, row.concepts)
        score = self._scorer.score(found, unbroken, length)
        if around and row.around and None in found:
            outside, _, _ = self._scorer.found(row.around, row.nearby)
            for index, (own, other) in enumerate(zip(found, outside, strict=True)):
                if own is None and other is not None:
                    found[index] = Found(AROUND, "around")
                    score += AROUND * self.weights[index]
        if around:
            score += TITLE * self._in_title(self._columns.document_of(key))
        if near and self._is_nameless(key, found):
            near *= NAMELESS
        return Ranked(key, max(score + near, _LEAST_SCORE) * self._prior.of(key), tuple(found))

    def _is_nameless(self, key: int, found: Sequence[Found | None]) -> bool:
        """Whether metals, places or bodies are asked for, and neither a row nor its document's title names one."""
        names = [place for place, unit in enumerate(self._query.units) if unit.is_name]
        if not names or any(found[place] for place in names):
            return False
        titled = self._named_in(self._columns.document_of(key))
        return not any(titled[place] for place in names)

    def _in_title(self, document: int) -> float:
        """The weight of the units that a document's title holds."""
        held = self._named_in(document)
        return sum(weight for weight, one in zip(self.weights, held, strict=True) if one)

    def _named_in(self, document: int) -> list[bool]:
        held = self._names.in_words(self._opened.papers[document].title_words)
        return [place in held for place in range(len(self.weights))]

    @cached_property
    def _names(self) -> Names:
        """All that a title may call each unit."""
        out = Names()
        for place, unit in enumerate(self._query.units):
            out.add(place, [*unit.phrases(), *(tuple(fold(name).split()) for name in unit.called)])
            out.add(place, self._opened.names((*unit.concepts, *unit.members)))
        return out

    def _by_year(self, keys: Any, wanted: int) -> list[int]:
        """The rows by the year of their documents, those without one last; within a year the likelier first."""
        sign = 1 if self._sort == "oldest" else -1
        papers = self._opened.papers.items()
        by_year = {key: sign * paper.year if paper.year is not None else 10_000 for key, paper in papers}
        return self._prior.first_by(keys, wanted, by_year)

    def _rows(self, keys: Sequence[int]) -> dict[int, _Row]:
        concepts = {key: frozenset(self._opened.concepts(self._query.scope, key)) for key in keys}
        asked = json.dumps(list(keys))
        if self._query.scope == "text":
            rows = self._opened.connection.execute(
                "SELECT key, text FROM sentences WHERE key IN (SELECT value FROM json_each(?))", [asked]
            )
            return {key: _Row(text, concepts[key]) for key, text in rows}
        nearby = self._nearby(asked) if any(unit.concepts for unit in self._query.units) else {}
        rows = self._opened.connection.execute(
            """SELECT f.key, f.quote, f.sentence, s.text, f.start - s.start, f."end" - s.start
            FROM findings f JOIN sentences s ON s.key = f.sentence WHERE f.key IN (SELECT value FROM json_each(?))""",
            [asked],
        )
        return {
            key: _Row(quote, concepts[key], f"{text[:start]} . {text[end:]}", frozenset(nearby.get(sentence, ())))
            for key, quote, sentence, text, start, end in rows
        }

    def _nearby(self, asked: str) -> dict[int, list[str]]:
        """The concepts named in the sentences of findings."""
        out: dict[int, list[str]] = {}
        for sentence, concept in self._opened.connection.execute(
            """SELECT m.sentence, m.concept FROM findings f JOIN mentions m ON m.sentence = f.sentence
            WHERE f.key IN (SELECT value FROM json_each(?))""",
            [asked],
        ):
            out.setdefault(sentence, []).append(concept)
        return out


def _place(row: Ranked) -> tuple[float, int]:
    return -row.score, row.key


def idf(held: int, rows: int) -> float:
    """The inverse frequency of what so many of the rows hold (Robertson and Spärck Jones, as in Lucene)."""
    return math.log(1 + (max(0, rows - held) + 0.5) / (held + 0.5))
