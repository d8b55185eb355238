"""What every sentence and finding is counted under, as columns of small numbers.

A document's rows are packed into one blob a kind of row (`facet_rows`), written in its transaction. Opened, the blobs
of all documents are joined to columns in which a row's key is its place: counting and filtering a hundred thousand hits
takes a millisecond, where a join over the tables takes a second. The columns are plain `bytes`, so that a small library
is searched without numpy (0.2 s to import).
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np

Scope = Literal["findings", "text"]

_FEW = 20_000
"""Rows up to which columns are summed without numpy."""

PLANES: Mapping[Scope, tuple[str, ...]] = {
    "text": ("length", "lang", "section", "block", "kind"),
    "findings": ("length", "lang", "section", "block", "kind", "stance", "strength", "certainty"),
}
"""The numbers kept of a row, one byte each: words (255 at most), codes of `facet_values`, certainty in 255ths.

A sentence's `kind` is 1 with a challenge in it, 2 with a recommendation, 3 with both; a finding's is 1 or 2.
"""

KINDS = ("text", "challenge", "recommendation", "both")
CHALLENGE, RECOMMENDATION = 1, 2


Row = tuple[tuple[int, ...], tuple[int, ...]]
"""What one sentence or finding is counted under: numbers in the order of the planes of its scope, codes of concepts."""


def pack(rows: Sequence[Row], scope: Scope) -> bytes:
    """The rows of a document as a blob: their number, plane after plane, how many concepts each has, the concepts."""
    planes = [bytes(plane) for plane in zip(*(numbers for numbers, _ in rows), strict=True)]
    planes = planes or [b""] * len(PLANES[scope])
    counts = bytes(min(len(concepts), 255) for _, concepts in rows)
    codes = array("H", [code for _, concepts in rows for code in concepts[:255]])
    return zlib.compress(b"".join([len(rows).to_bytes(4, "little"), *planes, counts, codes.tobytes()]), 1)


class Columns:
    """The joined columns of one scope. A row that is no more, or belongs to no document, has zeros."""

    def __init__(self, scope: Scope, blobs: Sequence[tuple[int, int, bytes]]) -> None:
        """Join `blobs`: a document's key, the key of its first row, its packed rows."""
        self.scope = scope
        names = PLANES[scope]
        parts: list[list[bytes]] = [[] for _ in range(len(names) + 2)]
        self.first: list[int] = []
        self.ends: list[int] = []
        self.documents: list[int] = []
        at = 0
        for document, first, blob in sorted(blobs, key=lambda row: row[1]):
            raw = zlib.decompress(blob)
            size = int.from_bytes(raw[:4], "little")
            for index in range(len(names) + 1):
                parts[index] += [bytes(first - at), raw[4 + index * size : 4 + (index + 1) * size]]
            parts[-1].append(raw[4 + (len(names) + 1) * size :])
            self.first.append(first)
            self.ends.append(at := first + size)
            self.documents.append(document)
        self.planes = {name: b"".join(part) for name, part in zip(names, parts, strict=False)}
        self.counts = b"".join(parts[-2])
        self._codes = b"".join(parts[-1])

    def __len__(self) -> int:
        """One more than the highest key."""
        return len(self.counts)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(self.ends) - sum(self.first)

    @cached_property
    def average(self) -> float:
        """The mean length of a row in words."""
        return max(1.0, sum(self.planes["length"]) / max(1, self.rows))

    @cached_property
    def codes(self) -> array[int]:
        """The concepts of all rows, one row after the other."""
        return array("H", self._codes)

    @cached_property
    def offsets(self) -> Sequence[int]:
        """Where the concepts of each row begin in `codes`, and where the last end."""
        if len(self) < _FEW:
            return list(accumulate(self.counts, initial=0))
        import numpy as np  # noqa: PLC0415 - see above

        out = np.zeros(len(self) + 1, dtype=np.int64)
        np.cumsum(np.frombuffer(self.counts, dtype=np.uint8), out=out[1:])
        return out  # type: ignore[return-value]

    def document_of(self, key: int) -> int:
        """The key of the document that a row belongs to."""
        return self.documents[self.place_of(key)]

    def place_of(self, key: int) -> int:
        """The place in `documents` of the document that a row belongs to."""
        return bisect_right(self.first, key) - 1

    def plane(self, name: str) -> np.ndarray[Any, Any]:
        """A plane as an array of bytes, by row key."""
        import numpy as np  # noqa: PLC0415 - see above

        return np.frombuffer(self.planes[name], dtype=np.uint8)

    @cached_property
    def rows_of_codes(self) -> np.ndarray[Any, Any]:
        """The key of the row that each of `codes` belongs to."""
        import numpy as np  # noqa: PLC0415 - see above

        return np.repeat(np.arange(len(self), dtype=np.int32), self.plane_of_counts())

    def plane_of_counts(self) -> np.ndarray[Any, Any]:
        """How many concepts each row has."""
        import numpy as np  # noqa: PLC0415 - see above

        return np.frombuffer(self.counts, dtype=np.uint8)

    @cached_property
    def places(self) -> np.ndarray[Any, Any]:
        """For each row key, the place of its document in `documents`."""
        import numpy as np  # noqa: PLC0415 - see above

        out = np.zeros(len(self), dtype=np.int32)
        for place, (first, end) in enumerate(zip(self.first, self.ends, strict=True)):
            out[first:end] = place
        return out
