"""What stands around a row: the sentences on either side, the rest of its document, the title.

Where no row holds all that was asked, or few do, the rows of those documents are looked at that hold most of it.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus import rowsets
from corpus.columns import Scope
from corpus.expansion import Sign
from corpus.opened import Opened
from corpus.signs import Signs

DOCUMENTS = 40
"""Documents whose rows are looked at, those that hold most of what was asked."""

NEXT, NEAR, TITLE, DOCUMENT = 0.65, 0.33, 0.3, 0.27
"""What a unit counts that a row lacks, where the row before or after holds it, the one after that does, the title,
the rest of the document; once in the row itself is 1."""

ABOUT = 0.55
"""What the share of the query that a row's document holds adds to the row."""

_FEW_TITLES = 500  # documents of a library in which all titles are looked at
_MOST_READ = 500  # rows with signs that are read
_MOST_COUNTED = 2000  # documents that are looked at for each unit, those that hold it most often
_ONCE, _OFTEN, _MANY = 0.07, 2.0, 5.0  # what it counts that a document holds a unit at all, often, and what is often

SIGN = 1.0
"""What a sign of the unit's topic counts, where neither words nor concepts of it stand in the row."""


@dataclass(frozen=True, slots=True)
class Held:
    """What holds a unit: the keys of rows, of rows with a sign of its topic, and of sentences."""

    words: Any
    signs: Any
    sentences: Any
    telling: tuple[Sign, ...] = ()
    """The signs themselves."""


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
        self._held = held
        self._scope = scope
        self._scores: dict[int, float] = {}

    def candidates(self, within: Any, not_these: Any) -> tuple[list[int], list[float]]:
        """The rows of these documents that hold a unit or a sign of one, and how much each holds and has around it.

        `within`, if given, are the only rows that may be.
        """
        documents = self._best(within)
        ranges = [self._rows.range_of(document) for document in documents]
        around = [self._sentences.range_of(document) for document in documents]
        self._words = [_inside(one.words, ranges) for one in self._held]
        self._around = [_inside(one.sentences, around) for one in self._held]
        self._signs = self._strengths(ranges)
        self._sentence_of = _sentences_of(self._opened, documents) if self._scope == "findings" else {}
        self._held_in = [{self._sentences.document_of(key) for key in keys} for keys in self._around]
        self._base = {document: self._base_of(document) for document in documents}
        self._weigh(documents)
        keys = sorted(set().union(*self._words, *self._signs).difference(map(int, not_these)))
        keys = keys if within is None else rowsets.both(keys, within)
        return keys, [self._amount(key) for key in keys]

    def _strengths(self, ranges: Sequence[tuple[int, int]]) -> list[dict[int, float]]:
        """For each unit, how surely the signs in each row tell of it."""
        keys = sorted(set().union(*(_inside(one.signs, ranges) for one in self._held)))[:_MOST_READ]
        table, column = ("sentences", "text") if self._scope == "text" else ("findings", "quote")
        rows = self._opened.connection.execute(
            f"SELECT key, {column} FROM {table} WHERE key IN (SELECT value FROM json_each(?))", [json.dumps(keys)]
        )
        found = Signs([one.telling for one in self._held]).strengths(dict(rows))
        return [{k: SIGN * v for k, v in one.items()} for one in found] + [{}] * (len(self._held) - len(found))

    def _weigh(self, documents: Sequence[int]) -> None:
        """Weigh the documents again, now that it is known how much each sign says."""
        self._scores = dict.fromkeys(documents, 0.0)
        for place, weight in enumerate(self._weights):
            many: dict[int, float] = dict.fromkeys(documents, 0.0)
            for key in self._around[place]:
                many[self._sentences.document_of(key)] += 1.0
            for key, strength in self._signs[place].items():
                if key not in self._words[place]:
                    many[self._rows.document_of(key)] += strength
            for document in documents:
                title = self._titled(document)[place]
                share = max(title, min(1.0, many[document]))
                self._scores[document] += weight * (_ONCE * share + _OFTEN * many[document] / (many[document] + _MANY))

    def _best(self, within: Any) -> list[int]:
        """The documents that hold most of the units, in their text or title."""
        papers = self._opened.papers
        allowed = None if within is None else rowsets.documents(self._rows, within)
        # In a large library a title alone brings no document in: looking through ten thousand takes too long.
        titles = {key: self._titled(key) for key in papers} if len(papers) <= _FEW_TITLES else {}
        scores: dict[int, float] = {}
        for place, (weight, one) in enumerate(zip(self._weights, self._held, strict=True)):
            words = rowsets.most_documents(self._sentences, one.sentences, _MOST_COUNTED)
            signs = rowsets.most_documents(self._rows, one.signs, _MOST_COUNTED)
            titled = {key: found[place] for key, found in titles.items() if found[place]}
            for document in {*words, *signs, *titled} if allowed is None else {*words, *signs, *titled} & allowed:
                share = max(float(words[document] > 0), SIGN * (signs[document] > 0), titled.get(document, 0.0))
                many = words[document] + SIGN * signs[document]
                more = weight * (_ONCE * share + _OFTEN * many / (many + _MANY))
                scores[document] = scores.get(document, 0.0) + more
        first = sorted(scores, key=lambda key: (-scores[key], key))
        return [document for document in first if self._rows.has(document)][:DOCUMENTS]

    def _base_of(self, document: int) -> list[float]:
        """What each unit counts in any row of a document: by its title, or because it stands somewhere in it."""
        return [
            max(TITLE * title, DOCUMENT if document in held else 0.0)
            for title, held in zip(self._titled(document), self._held_in, strict=True)
        ]

    def _amount(self, key: int) -> float:
        held = (1.0 if key in words else self.share(place, key) for place, words in enumerate(self._words))
        return ABOUT * self.about(key) + sum(w * share for w, share in zip(self._weights, held, strict=True))

    def about(self, key: int) -> float:
        """How much of the query the document of a row holds."""
        return self._scores.get(self._rows.document_of(key), 0.0)

    def share(self, unit: int, key: int) -> float:
        """What a unit counts that a row does not hold, by where it stands instead; 0 where it stands nowhere near."""
        words = self._around[unit]
        sentence, document = self._sentence_of.get(key, key), self._rows.document_of(key)
        best = max(self._signs[unit].get(key, 0.0), self._base[document][unit])
        if words:
            first, end = self._sentences.range_of(document)
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
