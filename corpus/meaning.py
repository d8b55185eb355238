"""How near in meaning rows are to a query, whatever their words and their language.

Each row has a few bytes that stand for its vector (`models.vectors`). A row is the nearer for what stands beside it and
for its title: a paper on tailings does not name them in every sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from corpus import rowsets
from corpus.columns import Columns
from corpus.errors import StaleIndexError
from extract.charfold import spread
from models.terms import stem
from models.vectors import PLANES, Vector, cosine, dots, is_word, of_texts, of_word, tables
from models.wordcut import cut_words, is_english

if TYPE_CHECKING:
    import numpy as np

TELLING = 0.4
"""How near a single word is that tells why a row was found."""

BESIDE, TITLE = 0.25, 0.5
"""What the rows before and after and the title add, a row's own words being 1."""


class Meanings:
    """The codes of all rows of one scope, laid out as its columns are, and the titles of their documents."""

    def __init__(self, columns: Columns, blobs: Sequence[tuple[int, bytes]], titles: Any) -> None:
        """Join `blobs`: a document's key, its rows' codes, plane after plane. `titles` has vectors in their order.

        Raises StaleIndexError where a document has not as many codes as rows.
        """
        self.columns = columns
        self.titles = titles
        codes_of = dict(blobs)
        parts: list[list[bytes]] = [[] for _ in range(PLANES)]
        at = 0
        for document, first, end in zip(columns.documents, columns.first, columns.ends, strict=True):
            codes, size = codes_of.get(document, b""), end - first
            if len(codes) != PLANES * size:
                raise StaleIndexError("the index does not know what every row means: `litlode index rebuild` mends it")
            for plane, part in enumerate(parts):
                part += [bytes(first - at), codes[plane * size : (plane + 1) * size]]
            at = end
        self.planes = [b"".join(part) for part in parts]

    @cached_property
    def edges(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The first rows of documents that come after a row, the last ones that come before one, keys of no row."""
        import numpy as np  # noqa: PLC0415 - a small library is searched without

        firsts, ends = np.array(self.columns.first), np.array(self.columns.ends)
        held = np.zeros(len(self.columns), dtype=bool)
        for first, end in zip(firsts, ends, strict=True):
            held[first:end] = True
        return firsts[firsts > 0], ends[ends < len(self.columns)] - 1, np.flatnonzero(~held)


class NearWords:
    """Tells which words of a text are nearest in meaning to a vector."""

    def __init__(self, vector: Vector) -> None:
        self._vector = vector
        self._known: dict[str, float] = {}

    def of(self, text: str, most: int = 3) -> tuple[str, ...]:
        """The nearest words as they stand folded in the text, at most so many; none where none is near."""
        words = spread(text)
        written = {stem(word): word for word in words.split() if is_english(word)}
        keys = dict.fromkeys(cut_words(words, is_word))
        near = sorted((key for key in keys if self._near(key) >= TELLING), key=lambda key: -self._near(key))
        return tuple(written.get(key, key) for key in near[:most])

    def _near(self, key: str) -> float:
        if key not in self._known:
            self._known[key] = cosine(self._vector, of_word(key))
        return self._known[key]


class Nearness:
    """How near the rows of one scope are to a vector."""

    def __init__(self, meanings: Meanings, vector: Vector) -> None:
        self._vector = vector
        self._meanings = meanings
        self._columns, self._planes = meanings.columns, meanings.planes
        self._tables = tables(vector)
        self._titles = dots(meanings.titles, vector)

    def of_texts(self, texts: Mapping[int, str]) -> dict[int, float]:
        """How near rows are whose texts are given: exactly so where the codes only come near it."""
        own = dots(of_texts([spread(text) for text in texts.values()]), self._vector)
        return {key: self.of(key, float(near)) for key, near in zip(texts, own, strict=True)}

    def of(self, key: int, own: float | None = None) -> float:
        """How near a row is: 1 where it says just this, 0 where it does not at all; more by what is around it."""
        place = self._columns.place_of(key)
        first, end = self._columns.first[place], self._columns.ends[place]
        around = sum(self._own(other) for other in (key - 1, key + 1) if first <= other < end)
        return (self._own(key) if own is None else own) + BESIDE * around + TITLE * float(self._titles[place])

    def nearest(self, least: float, by: float) -> tuple[Any, Any]:
        """The keys of the rows that are at least so near, in ascending order, and so many times how near each is."""
        if len(self._columns) <= rowsets.few():
            near = {key: self.of(key) for key in rowsets.every(self._columns)}
            keys = [key for key, amount in near.items() if amount >= least]
            return keys, [by * near[key] for key in keys]
        import numpy as np  # noqa: PLC0415 - a small library is searched without

        found = np.flatnonzero(self._every >= least)
        return found, by * self._every[found]

    def _own(self, key: int) -> float:
        return sum(table[plane[key]] for table, plane in zip(self._tables, self._planes, strict=True))

    @cached_property
    def _every(self) -> np.ndarray[Any, Any]:
        """How near every row is, by its key."""
        import numpy as np  # noqa: PLC0415 - a small library is searched without

        columns = self._columns
        own = np.zeros(len(columns), dtype=np.float32)
        for table, plane in zip(self._tables, self._planes, strict=True):
            own += np.array(table, dtype=np.float32)[np.frombuffer(plane, dtype=np.uint8)]
        out: np.ndarray[Any, Any] = own + TITLE * np.asarray(self._titles, dtype=np.float32)[columns.places]
        beside = BESIDE * own
        out[1:] += beside[:-1]
        out[:-1] += beside[1:]
        firsts, lasts, nobodys = self._meanings.edges
        out[firsts] -= beside[firsts - 1]
        out[lasts] -= beside[lasts + 1]
        out[nobodys] = -np.inf
        return out
