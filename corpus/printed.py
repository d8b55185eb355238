"""The numbers printed on pages, also of those where none was read: the first page of an article often bears none."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping

_RUN = 3  # pages whose numbers agree: two may be numbers of a list or a note, by chance as far apart as their pages
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
    ahead = {number: by for number, label in labels.items() if (by := _ahead(number, str(label)))}
    agreeing = Counter(ahead.values())
    if page in labels and _is_right(page, labels, ahead, agreeing):
        return str(labels[page])
    (roman, by), pages = max(agreeing.items(), key=lambda found: found[1], default=((True, 0), 0))
    told = not roman and pages * 2 > len(labels) and page + by > 0
    return str(page + by) if told else None


def _is_right(
    page: int,
    labels: Mapping[int, str],
    ahead: Mapping[int, tuple[bool, int]],
    agreeing: Mapping[tuple[bool, int], int],
) -> bool:
    """Whether the label of a page is its number: few are read, or enough of them agree with it."""
    if page not in ahead:  # 2-14 or A3
        return len(labels) < _RUN or not any(count >= _RUN for count in agreeing.values())
    return len(labels) < _RUN or agreeing[ahead[page]] >= min(_RUN, len(labels) / 2)


def _ahead(number: int, label: str) -> tuple[bool, int] | None:
    """Whether a label is a Roman number, and how far it is ahead of the page's place in the file."""
    if label.isascii() and label.isdigit():
        return False, int(label) - number
    if not label or not _ROMAN.fullmatch(label):
        return None
    values = [_LETTERS[letter] for letter in label.lower()]
    signed = [-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)]
    return True, sum(signed) - number
