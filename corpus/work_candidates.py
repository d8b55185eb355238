"""Pairs of documents that may be one work: with a DOI or title in common, or with signatures that meet (LSH)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from datasketch import LeanMinHash, MinHashLSH

from corpus.work_documents import WorkDocument
from corpus.work_pairs import ENOUGH_FACTS, ENOUGH_WORDS
from corpus.work_shingles import PERMUTATIONS, Hashes, likeness

BANDS, ROWS = 85, 3
"""Of 1,000 pairs that have 0.3 of their shingles in common 905 meet, 996 with 0.4; 2 of 1,000 with 0.03."""

LIKELY = 0.15
"""What of two signatures has to agree for their documents to be compared."""

MANY = 50
"""A DOI or title that more documents have is that of a journal or a kind of form: only neighbours are compared."""


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
        if len(group) <= MANY:
            yield from combinations(group, 2)
        else:
            yield from pairwise(group)


def _meeting(signatures: Iterable[tuple[int, Hashes]]) -> Iterator[tuple[int, int]]:
    lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    seen: dict[int, Hashes] = {}
    for order, hashes in signatures:
        sketch = LeanMinHash(seed=1, hashvalues=hashes, scheme="affine32")
        for other in lsh.query(sketch):
            if likeness(hashes, seen[other]) >= LIKELY:
                yield other, order
        lsh.insert(order, sketch, check_duplication=False)
        seen[order] = hashes
