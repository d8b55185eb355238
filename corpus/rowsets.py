"""Sets of row keys in ascending order: a list while there are few, a numpy array where there are many.

Both kinds go through the same verbs. Few need no numpy, which takes longer to import than most searches.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Sequence, Set
from functools import reduce
from typing import Any

from corpus.columns import Columns

FEW, FEW_BESIDE_NUMPY = 2000, 100
"""Keys up to which a set is a list: as long as numpy has not been imported, and after."""


def few() -> int:
    """The keys up to which a set is a list now."""
    return FEW_BESIDE_NUMPY if "numpy" in sys.modules else FEW


def parse_keys(joined: str | None) -> Any:
    """The keys in a list with commas between, as `group_concat` gives it for a full-text table, in ascending order."""
    if not joined:
        return []
    if joined.count(",") < few():
        return list(map(int, joined.split(",")))
    import numpy as np  # noqa: PLC0415 - see above

    return np.fromstring(joined, dtype=np.int64, sep=",")


def every(columns: Columns) -> Any:
    """The keys of all rows."""
    if len(columns) <= few():
        return [key for first, end in zip(columns.first, columns.ends, strict=True) for key in range(first, end)]
    import numpy as np  # noqa: PLC0415 - see above

    return np.concatenate([np.arange(first, end) for first, end in zip(columns.first, columns.ends, strict=True)])


def both(one: Any, other: Any) -> Any:
    """The keys that stand in both sets."""
    if isinstance(one, list) or isinstance(other, list):
        few, many = (one, other) if isinstance(one, list) else (other, one)
        if isinstance(many, list):
            held = set(many)
            return [key for key in few if key in held]
        places = many.searchsorted(few)
        return [key for key, at in zip(few, places, strict=True) if at < len(many) and many[at] == key]
    import numpy as np  # noqa: PLC0415 - see above

    return np.intersect1d(one, other, assume_unique=True)


def either(one: Any, other: Any) -> Any:
    """The keys that stand in one set or the other."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted({*one, *other})
    import numpy as np  # noqa: PLC0415 - see above

    # An empty list would make an array of floats, which are no keys.
    return np.union1d(np.asarray(one, dtype=np.int64), np.asarray(other, dtype=np.int64))


def less(one: Any, other: Any) -> Any:
    """The keys of the first set that do not stand in the second."""
    if isinstance(one, list):
        held = set(both(one, other))
        return [key for key in one if key not in held]
    import numpy as np  # noqa: PLC0415 - see above

    return np.setdiff1d(one, other, assume_unique=True)


def where(columns: Columns, keys: Any, plane: str, codes: Collection[int]) -> Any:
    """The keys whose number in a plane is one of these."""
    if isinstance(keys, list):
        values = columns.planes[plane]
        return [key for key in keys if values[key] in codes]
    import numpy as np  # noqa: PLC0415 - see above

    wanted = np.zeros(256, dtype=bool)
    wanted[list(codes)] = True
    return keys[wanted[columns.plane(plane)[keys]]]


def in_documents(columns: Columns, keys: Any, documents: Collection[int]) -> Any:
    """The keys of rows of these documents."""
    if isinstance(keys, list):
        return [key for key in keys if columns.document_of(key) in documents]
    import numpy as np  # noqa: PLC0415 - see above

    wanted = np.isin(np.asarray(columns.documents), np.fromiter(documents, dtype=np.int64, count=len(documents)))
    return keys[wanted[columns.places[keys]]]


def in_years(columns: Columns, keys: Any, years: Sequence[int], ranges: Sequence[tuple[int, int]]) -> Any:
    """The keys of rows of documents from a year to a year; `years` are those of the columns' documents, 0 for none."""
    if isinstance(keys, list):
        wanted = {
            document for document, year in zip(columns.documents, years, strict=True)
            if any(first <= year <= last for first, last in ranges)
        }  # fmt: skip
        return [key for key in keys if columns.document_of(key) in wanted]
    import numpy as np  # noqa: PLC0415 - see above

    known = np.asarray(years)
    kept = np.zeros(len(known), dtype=bool)
    for first, last in ranges:
        kept |= (first <= known) & (known <= last)
    return keys[kept[columns.places[keys]]]


def count_plane(columns: Columns, keys: Any, plane: str) -> Counter[int]:
    """How many of the keys have each number of a plane."""
    if isinstance(keys, list):
        values = columns.planes[plane]
        return Counter(values[key] for key in keys)
    import numpy as np  # noqa: PLC0415 - see above

    counts = np.bincount(columns.plane(plane)[keys], minlength=256)
    return Counter({code: int(count) for code, count in enumerate(counts) if count})


def count_concepts(columns: Columns, keys: Any, groups: Sequence[Set[int]] = ()) -> tuple[Counter[int], list[int]]:
    """How many of the keys have each concept, and how many have one of each group of concepts."""
    codes, offsets = columns.codes, columns.offsets
    if isinstance(keys, list):
        lists = [codes[offsets[key] : offsets[key + 1]] for key in keys]
        return Counter(code for row in lists for code in row), [
            sum(not group.isdisjoint(row) for row in lists) for group in groups
        ]
    import numpy as np  # noqa: PLC0415 - see above

    every_code = np.frombuffer(codes, dtype=np.uint16)
    if len(keys) > len(every_code) // 16:
        wanted = np.zeros(len(columns), dtype=bool)
        wanted[keys] = True
        held = wanted[columns.rows_of_codes]
        found, rows = every_code[held], columns.rows_of_codes[held]
    else:
        starts, sizes = np.asarray(offsets)[keys], columns.plane_of_counts()[keys].astype(np.int64)
        # The places of all concepts of all rows: each row's start, and a count from nought within the row.
        within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        found, rows = every_code[np.repeat(starts, sizes) + within], np.repeat(keys, sizes)
    counts = np.bincount(found)
    grouped = []
    for group in groups:
        member = np.zeros(1 << 16, dtype=bool)
        member[list(group)] = True
        of_group = rows[member[found]]
        grouped.append(int(np.count_nonzero(np.diff(of_group))) + 1 if len(of_group) else 0)
    return Counter({int(code): int(counts[code]) for code in np.flatnonzero(counts)}), grouped


def count_years(columns: Columns, keys: Any, years: Sequence[int]) -> Counter[int]:
    """How many of the keys each year has; `years` are those of the columns' documents, 0 where there is none."""
    if isinstance(keys, list):
        year_of = dict(zip(columns.documents, years, strict=True))
        return Counter(year_of[columns.document_of(key)] for key in keys)
    import numpy as np  # noqa: PLC0415 - see above

    counts = np.bincount(np.asarray(years)[columns.places[keys]])
    return Counter({int(year): int(counts[year]) for year in np.flatnonzero(counts)})


def count_documents(columns: Columns, keys: Any) -> Counter[int]:
    """How many of the keys each document has."""
    if isinstance(keys, list):
        return Counter(columns.document_of(key) for key in keys)
    import numpy as np  # noqa: PLC0415 - see above

    counts = np.bincount(columns.places[keys], minlength=len(columns.documents))
    held = np.flatnonzero(counts)
    return Counter(dict(zip(np.asarray(columns.documents)[held].tolist(), counts[held].tolist(), strict=True)))


def sums(sets: Sequence[Any], weights: Sequence[float], more: tuple[Any, Any] = ([], [])) -> tuple[Any, Any]:
    """The keys of any of the sets, and for each the weights of the sets that it stands in added up.

    `more` are further keys, each with an amount of its own.
    """
    if all(isinstance(keys, list) for keys in (*sets, more[0])):
        added = dict(zip(*more, strict=True))
        for keys, weight in zip(sets, weights, strict=True):
            for key in keys:
                added[key] = added.get(key, 0.0) + weight
        found = sorted(added)
        return found, [added[key] for key in found]
    import numpy as np  # noqa: PLC0415 - see above

    arrays = [np.asarray(keys, dtype=np.int64) for keys in (*sets, more[0])]
    amounts = np.zeros(max((int(keys[-1]) for keys in arrays if len(keys)), default=-1) + 1)
    for keys, amount in zip(arrays, (*weights, more[1]), strict=True):
        amounts[keys] += amount
    places = np.flatnonzero(amounts)
    return places, amounts[places]


def only(keys: Any, amounts: Any, within: Any, not_these: Any) -> tuple[Any, Any]:
    """The keys that stand in `within`, if given, and not in another set, with their amounts."""
    if isinstance(keys, list):
        gone, wanted = set(map(int, not_these)), None if within is None else set(map(int, within))
        kept = [
            (key, amount) for key, amount in zip(keys, amounts, strict=True)
            if key not in gone and (wanted is None or key in wanted)
        ]  # fmt: skip
        return [key for key, _ in kept], [amount for _, amount in kept]
    import numpy as np  # noqa: PLC0415 - see above

    kept_places = ~np.isin(keys, np.asarray(not_these, dtype=np.int64))
    if within is not None:
        kept_places &= np.isin(keys, np.asarray(within, dtype=np.int64))
    return keys[kept_places], amounts[kept_places]


def some(sets: Sequence[Any], within: Any, not_these: Any) -> Any:
    """The keys of any of the sets, of these those that stand in `within`, if given, and not in another set."""
    found = reduce(either, sets)
    return less(found if within is None else both(found, within), not_these)


def lift(keys: Any, some: Any, by: float) -> Any:
    """For each key `by` where it stands among `some`, else 1."""
    if isinstance(keys, list):
        held = set(map(int, some))
        return [by if key in held else 1.0 for key in keys]
    import numpy as np  # noqa: PLC0415 - see above

    return np.where(np.isin(keys, np.asarray(some, dtype=np.int64), assume_unique=True), by, 1.0)


def most(keys: Any, amounts: Any, number: int) -> tuple[Any, Any]:
    """So many of the keys, those with the greatest amounts and all that equal the least of these, with the amounts."""
    if len(keys) <= number:
        return keys, amounts
    import numpy as np  # noqa: PLC0415 - see above

    least = np.partition(amounts, len(keys) - number)[len(keys) - number]
    kept = np.flatnonzero(amounts >= least)
    return keys[kept], amounts[kept]
