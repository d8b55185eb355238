"""What the columns tell of a row's rank, whatever was asked: section, block, kind, length, the year where wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from corpus.columns import Scope
from corpus.opened import Opened
from corpus.scoring import K1, B

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

_HALF_LIFE = 6.0  # years after which a document counts half, sorted by `recent`


_SECTIONS = {
    "title": 1.1, "abstract": 1.15, "conclusions": 1.15, "recommendations": 1.15, "challenges": 1.1, "keywords": 0.8,
    "references": 0.4, "contents": 0.4, "acknowledgements": 0.5, "authors": 0.4, "notice": 0.5, "appendix": 0.9,
}  # fmt: skip
_BLOCKS = {
    "reference": 0.4,
    "notice": 0.5,
    "table": 0.7,
    "footnote": 0.8,
    "caption": 0.8,
    "heading": 0.8,
    "abstract": 1.1,
}
_FOUND = 1.15  # a sentence with a finding in it, before one without


class Prior:
    """Weights of rows that do not depend on their words."""

    def __init__(self, opened: Opened, scope: Scope, *, recent: bool) -> None:
        self._opened = opened
        self._scope = scope
        self._columns = opened.columns(scope)
        self._recent = recent
        values = opened.values
        self._tables = {
            "section": _table(values.get("section", {}), _SECTIONS),
            "block": _table(values.get("block", {}), _BLOCKS),
        }
        if scope == "text":
            self._tables["kind"] = [1.0, *[_FOUND] * 255]
        else:
            self._tables["certainty"] = [0.8 + 0.2 * share / 255 for share in range(256)]

    @cached_property
    def _years(self) -> Mapping[int, float]:
        """What the age of each document leaves of its rows' weight."""
        papers = self._opened.papers
        latest = max((paper.year for paper in papers.values() if paper.year is not None), default=0)
        return {
            key: 0.5 ** ((latest - paper.year) / _HALF_LIFE) if paper.year is not None else 0.25
            for key, paper in papers.items()
        }

    def of(self, key: int) -> float:
        """The weight of one row."""
        out = 1.0
        for plane, table in self._tables.items():
            out *= table[self._columns.planes[plane][key]]
        return out * self._years[self._columns.document_of(key)] if self._recent else out

    def first(self, keys: Any, lifts: Any, wanted: int) -> list[int]:
        """The first `wanted` of the rows, the weightiest first; `lifts` multiplies the weight of each, where given.

        A row is taken to hold what was asked once, so that the shorter counts more, as BM25 has it.
        """
        if isinstance(keys, list):
            weights = [self._held_once(key) for key in keys]
            if lifts is not None:
                weights = [weight * lift for weight, lift in zip(weights, lifts, strict=True)]
            return [key for _, key in sorted(zip([-weight for weight in weights], keys, strict=True))[:wanted]]
        return self._first_of_many(self._of_many(keys) * (1.0 if lifts is None else lifts), keys, wanted)

    def first_by(self, keys: Any, wanted: int, ranks: Mapping[int, int]) -> list[int]:
        """The first `wanted` of the rows by the ranks of their documents; of a rank the weightiest first."""
        if isinstance(keys, list):
            columns = self._columns
            return sorted(keys, key=lambda key: (ranks[columns.document_of(key)], -self._held_once(key), key))[:wanted]
        import numpy as np  # noqa: PLC0415 - a search with few hits needs none

        by_place = np.array([ranks[document] for document in self._columns.documents])
        # Weights stay below 100: they only order the rows of one rank.
        return self._first_of_many(self._of_many(keys) - 100.0 * by_place[self._columns.places[keys]], keys, wanted)

    def _held_once(self, key: int) -> float:
        """The weight of one row that holds something once: the shorter it is the more."""
        columns = self._columns
        return self.of(key) / (1 + K1 * (1 - B + B * columns.planes["length"][key] / columns.average))

    def _of_many(self, keys: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        import numpy as np  # noqa: PLC0415 - as above

        columns = self._columns
        lengths = 1 / (1 + K1 * (1 - B + B * np.arange(256) / columns.average))
        out: np.ndarray[Any, Any] = lengths[columns.plane("length")[keys]]
        for plane, table in self._tables.items():
            out *= np.array(table)[columns.plane(plane)[keys]]
        if self._recent:
            out *= np.array([self._years[document] for document in columns.documents])[columns.places[keys]]
        return out

    @staticmethod
    def _first_of_many(weights: np.ndarray[Any, Any], keys: np.ndarray[Any, Any], wanted: int) -> list[int]:
        import numpy as np  # noqa: PLC0415 - as above

        if wanted < len(keys) // 4:
            # All that weigh as much as the last one wanted, so that ties go by the keys wherever the list is cut.
            least = np.partition(weights, len(keys) - wanted)[len(keys) - wanted]
            taken = np.flatnonzero(weights >= least)
            weights, keys = weights[taken], keys[taken]
        return [int(key) for key in keys[np.lexsort((keys, -weights))[:wanted]]]


def _table(values: Mapping[int, str], weights: Mapping[str, float]) -> list[float]:
    out = [1.0] * 256
    for code, value in values.items():
        out[code] = weights.get(value, 1.0)
    return out
