"""Sets of keys: a list and an array go through every verb alike, on their own and mixed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from factories import library
from hypothesis import given
from hypothesis import strategies as st

from corpus import rowsets
from corpus.columns import Columns, Row, pack
from corpus.opened import Opened
from corpus.ranking import Sort
from corpus.search import search

DOCUMENTS = {5: (3, 6), 2: (12, 9), 9: (21, 4), 4: (30, 8)}
"""By document: the key of its first row, how many it has."""
YEARS = [2004, 0, 2019, 2011]  # of the documents in the order of their rows
KEYS = [key for first, size in DOCUMENTS.values() for key in range(first, first + size)]

keys = st.sets(st.sampled_from(KEYS)).map(sorted)
FORMS: tuple[Callable[[list[int]], Any], ...] = (list, lambda one: np.array(one, dtype=np.int64))


@cache
def columns() -> Columns:
    blobs = []
    for document, (first, size) in DOCUMENTS.items():
        rows: list[Row] = [
            ((key % 7 + 1, key % 2 + 1, key % 5, key % 3, key % 4), tuple(range(1, key % 4 + 1)))
            for key in range(first, first + size)
        ]
        blobs.append((document, first, pack(rows, "text")))
    return Columns("text", blobs)


def plain(found: Any) -> Any:
    """What a verb gives, as lists of Python's own numbers; a set of keys is one of whole numbers."""
    if isinstance(found, tuple):
        return tuple(map(plain, found))
    if isinstance(found, np.ndarray):
        return found.tolist()
    return found


def alike(verb: Callable[..., Any], *sets: list[int]) -> Any:
    """What a verb gives for the sets, the same whether they are lists or arrays."""
    results = [plain(verb(*given)) for given in product(*[[form(one) for form in FORMS] for one in sets])]
    assert all(result == results[0] for result in results), results
    keys = [result[0] if isinstance(result, tuple) else result for result in results]
    assert all(type(key) is int for one in keys for key in one), keys
    return results[0]


@given(keys, keys)
def test_sets_meet_join_and_part_alike(one: list[int], other: list[int]) -> None:
    assert alike(rowsets.both, one, other) == sorted({*one} & {*other})
    assert alike(rowsets.either, one, other) == sorted({*one} | {*other})
    assert alike(rowsets.less, one, other) == sorted({*one} - {*other})


@given(keys, st.sets(st.integers(0, 8)), st.sets(st.sampled_from([*DOCUMENTS, 77])))
def test_rows_are_kept_by_their_numbers_and_documents_alike(one: list[int], wanted: set[int], docs: set[int]) -> None:
    held = columns()
    for plane in ("length", "lang", "kind"):
        assert alike(partial(rowsets.where, held, plane=plane, codes=wanted), one) == [
            key for key in one if held.planes[plane][key] in wanted
        ]
    assert alike(lambda given: rowsets.in_documents(held, given, docs), one) == [
        key for key in one if held.document_of(key) in docs
    ]


@given(keys, st.lists(st.tuples(st.integers(1990, 2030), st.integers(1990, 2030)), max_size=3))
def test_rows_are_kept_by_years_alike(one: list[int], ranges: list[tuple[int, int]]) -> None:
    held = columns()
    years = dict(zip(held.documents, YEARS, strict=True))
    assert alike(lambda given: rowsets.in_years(held, given, YEARS, ranges), one) == [
        key for key in one if any(first <= years[held.document_of(key)] <= last for first, last in ranges)
    ]


@given(keys)
def test_rows_are_counted_alike(one: list[int]) -> None:
    held = columns()
    verbs: Sequence[Callable[[Any], dict[int, int]]] = (
        lambda given: rowsets.count_plane(held, given, "section"),
        lambda given: rowsets.count_concepts(held, given)[0],
        lambda given: dict(enumerate(rowsets.count_concepts(held, given, [{1, 2}, {3}, {99}])[1])),
        lambda given: rowsets.count_documents(held, given),
        lambda given: rowsets.count_years(held, given, YEARS),
    )
    for verb in verbs:
        few, many = (verb(form(one)) for form in FORMS)
        assert few == many
        assert all(type(code) is int and type(number) is int for code, number in many.items())
    assert rowsets.count_concepts(held, one)[0].total() == sum(key % 4 for key in one)


@given(st.lists(st.tuples(keys, st.integers(1, 8)), min_size=1, max_size=4), keys, keys, st.none() | keys)
def test_weights_are_added_up_alike(
    weighed: list[tuple[list[int], int]], near: list[int], not_these: list[int], within: list[int] | None
) -> None:
    weights = [weight / 2 for _, weight in weighed]
    wanted = {
        key: sum(weight for (one, _), weight in zip(weighed, weights, strict=True) if key in one)
        + (1 + key % 3 if key in near else 0.0)
        for key in sorted({*near, *(key for one, _ in weighed for key in one)})
    }
    found, amounts = alike(
        lambda *sets: rowsets.sums(sets[1:], weights, (sets[0], [1.0 + key % 3 for key in sets[0]])),
        near, *[one for one, _ in weighed],
    )  # fmt: skip
    assert dict(zip(found, amounts, strict=True)) == wanted
    left = {
        key: amount for key, amount in wanted.items()
        if key not in not_these and (within is None or key in within)
    }  # fmt: skip
    for summed in ((found, amounts), (np.array(found, dtype=np.int64), np.array(amounts))):
        assert plain(rowsets.only(*summed, within, not_these)) == (list(left), list(left.values()))
    assert alike(lambda *sets: rowsets.some(sets, within, not_these), near, *[one for one, _ in weighed]) == list(left)


@given(keys, keys)
def test_some_keys_are_lifted_alike(one: list[int], some: list[int]) -> None:
    few, many = (plain(rowsets.lift(form(one), some, 1.5)) for form in FORMS)
    assert few == many == [1.5 if key in some else 1.0 for key in one]


@pytest.mark.parametrize("most", [0, rowsets.FEW])
def test_all_rows_are_those_of_the_documents(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(rowsets, "few", lambda: most)
    assert plain(rowsets.every(columns())) == KEYS
    assert plain(rowsets.every(Columns("text", []))) == []


@pytest.mark.parametrize("most", [0, rowsets.FEW])
@given(one=keys)
def test_keys_are_read_as_the_index_gives_them(most: int, one: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rowsets, "few", lambda: most)
        assert plain(rowsets.parse_keys(",".join(map(str, one)))) == one
    assert rowsets.parse_keys(None) == []


def test_a_search_with_many_hits_counts_and_orders_them_as_one_with_few_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [
        f"建议扩大钨储备。\n锂不足，第{number}处。\nStates should begin stockpiling tungsten." for number in "一二三"
    ]
    connection = library(tmp_path / "test.db", *texts)

    def answers() -> list[tuple[list[str], dict[str, list[dict[str, Any]]]]]:
        opened, sorts = Opened(connection), get_args(Sort)
        queries = ("lang:zh", "verdict:none", "钨 铟", "in:text 钨 绛", "锂 不足")
        found = [search(opened, query, sort=sort) for query in queries for sort in sorts]
        return [([hit.id for hit in one], one.facets.as_dict()) for one in found]

    few = answers()
    monkeypatch.setattr(rowsets, "few", lambda: 0)
    many = answers()
    connection.close()
    assert many == few
    assert sum(bool(ids) for ids, _ in few) == 16  # what holds only some of it has no order by years


@given(keys, st.lists(st.integers(0, 9)), st.integers(1, 20))
def test_the_greatest_amounts_are_taken_with_all_their_equals(one: list[int], values: list[int], number: int) -> None:
    amounts = [float(values[at % len(values)]) if values else 1.0 for at in range(len(one))]
    found, taken = rowsets.most(np.array(one, dtype=np.int64), np.array(amounts), number)
    least = sorted(amounts, reverse=True)[:number][-1:] or [0.0]
    wanted = {key: amount for key, amount in zip(one, amounts, strict=True) if amount >= least[0]}
    assert dict(zip(found.tolist(), taken.tolist(), strict=True)) == wanted
