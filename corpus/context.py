"""What stands around a row: the sentences on either side, the rest of its document, the title.

Where no row holds all that was asked, or few do, the rows of those documents are looked at that hold most of it.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus import rowsets
from corpus.columns import Scope
from corpus.opened import Opened

DOCUMENTS = 64
"""Documents whose rows are looked at, those that hold most of what was asked."""

NEXT, NEAR, TITLE, DOCUMENT = 0.5, 0.35, 0.45, 0.2
"""What a unit counts that a row lacks, where the row before or after holds it, the one after that does, the title,
the rest of the document; once in the row itself is 1."""

ABOUT = 0.4
"""What the share of the query that a row's document holds adds to the row."""

LEAST = 0.6
"""Of the weight of all units, what a document must hold for its rows to be shown that hold none, where no row of any
document holds all."""

_FEW_TITLES = 2000
_OFTEN = 0.2  # what a document that holds a unit many times has before one that holds it once

SIGN = 0.5
"""What a sign of the unit's topic counts, where neither words nor concepts of it stand in the row."""


@dataclass(frozen=True, slots=True)
class Held:
    """What holds a unit: the keys of rows, of rows with a sign of its topic, and of sentences."""

    words: Any
    signs: Any
    sentences: Any


class Context:
    """The documents that hold most of the units of a query, and what each of their rows has around it."""

    def __init__(
        self,
        opened: Opened,
        scope: Scope,
        held: Sequence[Held],
        weights: Sequence[float],
        titled: Callable[[int], Sequence[float]],
    ) -> None:
        """`titled` tells for a document how surely its title holds each unit."""
        self._opened = opened
        self._weights = weights
        self._titled = titled
        self._rows, self._sentences = opened.columns(scope), opened.columns("text")
        self._held: Counter[int] = Counter()
        documents = self._best(held)
        self._ranges = [self._rows.range_of(document) for document in documents if self._rows.has(document)]
        around = [self._sentences.range_of(document) for document in documents if self._sentences.has(document)]
        self._words = [_inside(one.words, self._ranges) for one in held]
        self._signs = [_inside(one.signs, self._ranges) for one in held]
        self._around = [_inside(one.sentences, around) for one in held]
        self._held_in = [{self._sentences.document_of(key) for key in keys} for keys in self._around]
        self._sentence_of = _sentences_of(opened, documents) if scope == "findings" else {}

    def _best(self, held: Sequence[Held]) -> list[int]:
        """The documents that hold most of the units, in their text or title."""
        papers = self._opened.papers
        # In a large library a title alone brings no document in: looking through ten thousand takes too long.
        titles = {key: self._titled(key) for key in papers} if len(papers) <= _FEW_TITLES else {}
        scores: dict[int, float] = {}
        for place, (weight, one) in enumerate(zip(self._weights, held, strict=True)):
            words = rowsets.count_documents(self._sentences, one.sentences)
            signs = rowsets.count_documents(self._rows, one.signs)
            titled = {key: found[place] for key, found in titles.items() if found[place]}
            for document in {*words, *signs, *titled}:
                share = max(
                    1.0 if words[document] else 0.0, SIGN if signs[document] else 0.0, titled.get(document, 0.0)
                )
                many = words[document] + SIGN * signs[document]
                scores[document] = scores.get(document, 0.0) + weight * (share + _OFTEN * many / (many + 3))
                self._held[document] += 1
        self._scores = scores
        return sorted(scores, key=lambda key: (-scores[key], key))[:DOCUMENTS]

    def candidates(self, within: Any, not_these: Any) -> tuple[list[int], list[float]]:
        """The rows of these documents that hold a unit or a sign of one, and how much each holds and has around it.

        Where no row holds everything, also rows that hold nothing, of documents that hold most of it.
        """
        keys = sorted({key for first, end in self._ranges for key in range(first, end)}.difference(map(int, not_these)))
        if within is not None:
            keys = rowsets.both(keys, within)
        holding = set().union(*self._words, *self._signs)
        least = LEAST * sum(self._weights) if not len(not_these) else math.inf
        keys = [key for key in keys if key in holding or (self.about(key) >= least and self._is_about(key))]
        return keys, [self._amount(key) for key in keys]

    def _is_about(self, key: int) -> bool:
        """Whether the document of a row holds more than one part of the query, if there are more."""
        return self._held[self._rows.document_of(key)] >= min(2, len(self._weights))

    def _amount(self, key: int) -> float:
        return ABOUT * self.about(key) + sum(
            weight * (1.0 if key in words else self.share(place, key))
            for place, (weight, words) in enumerate(zip(self._weights, self._words, strict=True))
        )

    def about(self, key: int) -> float:
        """How much of the query the document of a row holds."""
        return self._scores.get(self._rows.document_of(key), 0.0)

    def share(self, unit: int, key: int) -> float:
        """What a unit counts that a row does not hold, by where it stands instead; 0 where it stands nowhere near."""
        if key in self._signs[unit]:
            return SIGN
        sentence = self._sentence_of.get(key, key)
        words, document = self._around[unit], self._rows.document_of(key)
        first, end = self._sentences.range_of(document)
        best = max(TITLE * self._titled(document)[unit], DOCUMENT if document in self._held_in[unit] else 0.0)
        for reach, amount in ((1, NEXT), (2, NEAR)):
            for other in (sentence - reach, sentence + reach):
                if amount > best and first <= other < end and other in words:
                    best = amount
        return best


def _sentences_of(opened: Opened, documents: Sequence[int]) -> dict[int, int]:
    """The sentence of each finding of some documents."""
    rows = opened.connection.execute(
        "SELECT key, sentence FROM findings WHERE document IN (SELECT value FROM json_each(?))", [json.dumps(documents)]
    )
    return dict(rows)


def _inside(keys: Any, ranges: Sequence[tuple[int, int]]) -> set[int]:
    """Those of ascending keys that lie in one of the ranges."""
    if not isinstance(keys, list):
        return {int(k) for first, end in ranges for k in keys[keys.searchsorted(first) : keys.searchsorted(end)]}
    return {key for first, end in ranges for key in keys[bisect_left(keys, first) : bisect_left(keys, end)]}
