"""Pairs of documents that may be one work: with a DOI or title in common, or with signatures that meet (LSH)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from corpus.work_documents import WorkDocument
from corpus.work_pairs import ENOUGH_FACTS, ENOUGH_WORDS
from corpus.work_shingles import Hashes

BANDS, ROWS = 85, 3
"""Of 1,000 pairs that have 0.3 of their shingles in common 905 meet, 996 with 0.4; 2 of 1,000 with 0.03."""

LIKELY = 0.15
"""What of two signatures has to agree for their documents to be compared."""

MANY = 50
"""Of so many documents with a DOI, title or band in common, or more, only neighbours are compared: it tells nothing."""

_AT_ONCE = 4096  # pairs: their signatures take 8 MB
_PRIME = np.uint64(0x9E3779B97F4A7C15)

Table = np.ndarray[Any, np.dtype[Any]]


def candidates(documents: Sequence[WorkDocument]) -> set[tuple[int, int]]:
    """Pairs of places, the smaller first."""
    out: set[tuple[int, int]] = set()
    out.update(_sharing(documents, lambda document: [document.doi_key] if document.doi_key else []))
    out.update(_sharing(documents, lambda document: document.titles))
    for lang in ("zh", "en"):
        out.update(
            _meeting(
                (document.order, document.signature.words)
                for document in documents
                if document.lang == lang and document.signature.word_count >= ENOUGH_WORDS
            )
        )
    out.update(
        _meeting(
            (document.order, document.signature.facts)
            for document in documents
            if document.signature.fact_count >= ENOUGH_FACTS
        )
    )
    return out


def _sharing(
    documents: Iterable[WorkDocument], keys: Callable[[WorkDocument], Iterable[Hashable]]
) -> Iterator[tuple[int, int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for document in documents:
        for key in keys(document):
            groups[key].append(document.order)
    for group in groups.values():
        yield from _pairs(group)


def _meeting(signatures: Iterable[tuple[int, Hashes]]) -> Iterator[tuple[int, int]]:
    """Pairs whose signatures agree in all rows of a band; a band is hashed and sorted for all documents at once."""
    known = list(signatures)
    if len(known) < 2:
        return
    orders, table = [order for order, _ in known], np.stack([hashes for _, hashes in known])
    pairs = np.unique(np.concatenate([_equal(band) for band in _bands(table)]), axis=0)
    for start in range(0, len(pairs), _AT_ONCE):
        one, other = pairs[start : start + _AT_ONCE].T
        alike = np.count_nonzero(table[one] == table[other], axis=1) >= LIKELY * table.shape[1]
        yield from ((orders[i], orders[j]) for i, j in zip(one[alike].tolist(), other[alike].tolist(), strict=True))


def _bands(table: Table) -> Iterator[Table]:
    for start in range(0, BANDS * ROWS, ROWS):
        band = np.zeros(len(table), dtype=np.uint64)
        for row in range(start, start + ROWS):
            band = (band ^ table[:, row].astype(np.uint64)) * _PRIME
            band ^= band >> np.uint64(29)
        yield band


def _equal(band: Table) -> Table:
    """The pairs of places at which a band has the same value, the smaller first."""
    order = np.argsort(band, kind="stable")
    cuts = np.flatnonzero(np.diff(band[order])) + 1
    starts, ends = np.concatenate([[0], cuts]), np.concatenate([cuts, [len(band)]])
    several = ends - starts > 1
    out = [
        pair
        for start, end in zip(starts[several].tolist(), ends[several].tolist(), strict=True)
        for pair in _pairs(order[start:end].tolist())
    ]
    return np.array(out, dtype=np.int64).reshape(-1, 2)


def _pairs(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    return combinations(places, 2) if len(places) <= MANY else pairwise(places)
