"""Rows packed by document and joined to columns: each number comes back, what lies between documents is nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import columns as columns_module
from corpus.columns import PLANES, Columns, Row, Scope, pack

scopes = st.sampled_from(sorted(PLANES))
codes = st.lists(st.integers(1, 65_535), max_size=4).map(tuple)


@st.composite
def shelves(draw: st.DrawFn) -> tuple[Scope, dict[int, tuple[int, list[Row]]]]:
    """A scope, and for each document its key: the key of its first row and its rows, gaps between them."""
    scope = draw(scopes)
    row = st.tuples(st.tuples(*[st.integers(0, 255) for _ in PLANES[scope]]), codes)
    out: dict[int, tuple[int, list[Row]]] = {}
    at = draw(st.integers(0, 3))
    for document in draw(st.permutations(range(1, draw(st.integers(1, 4)) + 1))):
        rows = draw(st.lists(row, min_size=1, max_size=4))
        out[document] = at, rows
        at += len(rows) + draw(st.integers(0, 3))
    return scope, out


def joined(scope: Scope, shelf: dict[int, tuple[int, list[Row]]]) -> Columns:
    blobs = [(document, first, pack(rows, scope)) for document, (first, rows) in shelf.items()]
    return Columns(scope, blobs[::-1])


@given(shelves())
def test_every_row_comes_back_under_its_key(shelf: tuple[Scope, dict[int, tuple[int, list[Row]]]]) -> None:
    scope, documents = shelf
    columns = joined(scope, documents)
    for document, (first, rows) in documents.items():
        place = columns.documents.index(document)
        assert (columns.first[place], columns.ends[place]) == (first, first + len(rows))
        for key, (numbers, concepts) in enumerate(rows, first):
            assert tuple(columns.planes[name][key] for name in PLANES[scope]) == numbers
            assert tuple(columns.codes[columns.offsets[key] : columns.offsets[key + 1]]) == concepts
            assert columns.document_of(key) == document
            assert columns.documents[columns.places[key]] == document
    assert columns.rows == sum(len(rows) for _, rows in documents.values())


@given(shelves())
def test_what_lies_between_documents_is_nought(shelf: tuple[Scope, dict[int, tuple[int, list[Row]]]]) -> None:
    scope, documents = shelf
    columns = joined(scope, documents)
    held = {key for first, rows in documents.values() for key in range(first, first + len(rows))}
    assert len(columns) == max(held) + 1
    for key in set(range(len(columns))) - held:
        assert not any(columns.planes[name][key] for name in PLANES[scope])
        assert columns.offsets[key] == columns.offsets[key + 1]


@given(shelves())
def test_many_rows_are_summed_as_few_are(shelf: tuple[Scope, dict[int, tuple[int, list[Row]]]]) -> None:
    few = joined(*shelf)
    many = joined(*shelf)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(columns_module, "_FEW", 0)
        assert list(many.offsets) == list(few.offsets)
    assert list(many.plane("lang")) == list(few.planes["lang"])
    assert list(many.plane_of_counts()) == list(few.counts)


@pytest.mark.parametrize("scope", sorted(PLANES))
def test_a_library_without_rows_has_columns_without_rows(scope: Scope) -> None:
    columns = Columns(scope, [])
    assert (len(columns), columns.rows, columns.average, list(columns.offsets)) == (0, 0, 1.0, [0])
    assert columns.places.dtype == np.int32
    assert columns.documents == []


@pytest.mark.parametrize("scope", sorted(PLANES))
def test_a_document_without_rows_is_packed_all_the_same(scope: Scope) -> None:
    columns = Columns(scope, [(7, 3, pack([], scope))])
    assert (len(columns), columns.rows, columns.first, columns.ends) == (3, 0, [3], [3])


def test_a_row_of_more_concepts_than_a_byte_counts_keeps_the_first() -> None:
    rows: list[Row] = [((1, 1, 1, 1, 0), tuple(range(1, 301))), ((2, 1, 1, 1, 0), (9,))]
    columns = Columns("text", [(1, 0, pack(rows, "text"))])
    assert list(columns.codes[columns.offsets[0] : columns.offsets[1]]) == list(range(1, 256))
    assert list(columns.codes[columns.offsets[1] : columns.offsets[2]]) == [9]


def test_the_mean_length_is_that_of_the_rows_alone() -> None:
    rows: list[Row] = [((4, 1, 1, 1, 0), ()), ((8, 1, 1, 1, 0), ())]
    assert Columns("text", [(1, 100, pack(rows, "text"))]).average == 6.0
