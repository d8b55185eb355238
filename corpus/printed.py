"""The numbers printed on pages, also of those where none was read: the first page of an article often bears none."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping

_RUN = 3  # pages whose numbers agree: two may be numbers of a list or a note, by chance as far apart as their pages
_HIGH = 100  # and two do where these are no numbers of a list
_FRONT = 5  # pages, a cover and the like, before the front matter whose Roman numbers two pages tell
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def printed_page(connection: sqlite3.Connection, sha256: str, page: int) -> str | None:
    """The number printed on a page of a document, or the one that those on its other pages tell.

    What stands alone is no page's number where others are read: a number of a list, a note or a figure. None where
    neither is known: without labels, with labels that do not agree, and on pages before the first number.
    """
    labels = dict(
        connection.execute(
            """SELECT p.number, p.label FROM pages p JOIN documents d ON d.key = p.document
            WHERE d.sha256 = ? AND p.label IS NOT NULL AND p.label != ''""",
            [sha256],
        )
    )
    ahead = {number: _ahead(number, str(label)) for number, label in labels.items()}
    agreeing = Counter(told for told in ahead.values() if told)
    right = {
        number: told
        for number, told in ahead.items()
        if len(labels) < _RUN or _is_right(number, told, agreeing, len(labels))
    }
    if page in right:
        return str(labels[page])
    told = Counter(told for told in right.values() if told)
    (roman, by), pages = max(told.items(), key=lambda found: found[1], default=((True, 0), 0))
    return str(page + by) if not roman and pages * 2 > len(right) and page + by > 0 else None


def _is_right(
    number: int, told: tuple[bool, int] | None, agreeing: Mapping[tuple[bool, int], int], labels: int
) -> bool:
    """Whether what a page's label tells is its number, where a document has so many labels."""
    if told is None:  # 2-14 or A3
        return all(count < _RUN for count in agreeing.values())
    roman, by = told
    sure = -_FRONT <= by <= 0 if roman else number + by >= _HIGH
    return agreeing[told] >= min(2 if sure else _RUN, labels / 2)


def _ahead(number: int, label: str) -> tuple[bool, int] | None:
    """Whether a label is a Roman number, and how far it is ahead of the page's place in the file."""
    if label.isascii() and label.isdigit():
        return False, int(label) - number
    if not label or not _ROMAN.fullmatch(label):
        return None
    values = [_LETTERS[letter] for letter in label.lower()]
    signed = [-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)]
    return True, sum(signed) - number
