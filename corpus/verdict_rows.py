"""All verdicts of a library as rows that another library takes back (`corpus.decisions.read_decisions`)."""

from __future__ import annotations

import sqlite3
from typing import Any

COLUMNS = (
    "id", "verdict", "label", "words", "tag", "note", "person", "at", "document", "page", "kind", "quote", "judged",
    "before", "after", "start", "words_start", "sha256",
)  # fmt: skip
"""`id` is that of the finding that a verdict is on, None where it is found no more."""


def verdict_rows(connection: sqlite3.Connection, *, person: str | None = None) -> list[dict[str, Any]]:
    """Every verdict from the oldest to the newest, those of one person where asked for."""
    own = ", ".join(f'v."{name}"' for name in COLUMNS if name not in ("id", "document"))
    names = ("id", "document", *(name for name in COLUMNS if name not in ("id", "document")))
    rows = connection.execute(
        f"""SELECT (SELECT f.id FROM findings f WHERE f.document = d.key AND f.kind = v.kind AND f.page = v.page
          AND f.quote = v.quote ORDER BY f.start LIMIT 1), d.name, {own}
        FROM verdicts v LEFT JOIN documents d ON d.sha256 = v.sha256
        WHERE ?1 IS NULL OR v.person = ?1 ORDER BY v.key""",
        [person],
    )
    found = (dict(zip(names, row, strict=True)) for row in rows)
    return [{name: row[name] for name in COLUMNS} for row in found]
