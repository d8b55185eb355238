"""The numbers printed on pages, also of those where none was read: the first page of an article often bears none."""

from __future__ import annotations

import sqlite3
from collections import Counter


def printed_page(connection: sqlite3.Connection, sha256: str, page: int) -> str | None:
    """The number printed on a page of a document, or the one that those on its other pages tell.

    None where neither is known: without labels, with labels that do not agree, and on pages before the first number.
    """
    labels = dict(
        connection.execute(
            """SELECT p.number, p.label FROM pages p JOIN documents d ON d.key = p.document
            WHERE d.sha256 = ? AND p.label IS NOT NULL AND p.label != ''""",
            [sha256],
        )
    )
    if page in labels:
        return str(labels[page])
    ahead = Counter(int(label) - number for number, label in labels.items() if label.isascii() and label.isdigit())
    by, pages = max(ahead.items(), key=lambda found: found[1], default=(0, 0))
    return str(page + by) if pages * 2 > len(labels) and page + by > 0 else None
