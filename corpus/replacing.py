"""Verdicts of a document that was read again: put on the finding that has their words now, or listed as lost.

A better reader joins a word at the end of a line, leaves out a running head, reads 摸 as 模: the quote is another, and
the verdict still means the same sentence. It goes with the finding whose words are nearly the same and that stands in
the same surroundings; what the person saw stays in `verdicts.judged`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from corpus.anchors import ANCHOR, Squeezed, alike, beside, place

ALIKE = 0.8
"""Share of the characters that a quote and the finding that takes its place have in common."""

_UNPLACED = """SELECT v.sha256, v.kind, v.quote, v.page, v."before", v."after", max(v.key)
FROM verdicts v WHERE NOT EXISTS (SELECT 1 FROM findings f JOIN documents d ON d.key = f.document
  WHERE d.sha256 = v.sha256 AND f.kind = v.kind AND f.page = v.page AND f.quote = v.quote)
{only} GROUP BY v.sha256, v.kind, v.quote, v.page ORDER BY v.sha256, min(v.key)"""


@dataclass(frozen=True, kw_only=True)
class Lost:
    """Words that people judged and that are no finding any more, with what they said, the newest first.

    `why` is `not found`: the words stand in the text; `changed`: they do not; `no document`: it is not in the library.
    """

    sha256: str
    document: str | None
    kind: str
    quote: str
    page: int
    why: str
    said: tuple[dict[str, str | None], ...]

    def as_dict(self) -> dict[str, Any]:
        """The words and what was said of them as JSON has them."""
        return {
            "sha256": self.sha256, "document": self.document, "kind": self.kind, "quote": self.quote,
            "page": self.page, "why": self.why, "said": list(self.said),
        }  # fmt: skip


class _Anchor(NamedTuple):
    """To which words verdicts are tied."""

    sha256: str
    kind: str
    quote: str
    page: int
    before: str
    after: str


@dataclass(frozen=True)
class _Found:
    """A finding that no verdict is on."""

    quote: str
    page: int
    start: int
    end: int


def place_again(connection: sqlite3.Connection, sha256: str) -> int:
    """Put the verdicts of a document that are on no finding on those that have their words now; how many moved."""
    moved = 0
    document = connection.execute(
        "SELECT d.key, t.text FROM documents d JOIN document_texts t ON t.document = d.key WHERE d.sha256 = ?", [sha256]
    ).fetchone()
    unplaced = connection.execute(_UNPLACED.format(only="AND v.sha256 = ?"), [sha256]).fetchall()
    if document is None or not unplaced:
        return 0
    key, text = document
    squeezed = Squeezed(text)
    pages = connection.execute('SELECT number, start, "end" FROM pages WHERE document = ? ORDER BY start', [key])
    free = _free(connection, key, sha256)
    tiles = pages.fetchall()
    for *fields, _ in unplaced:
        anchor = _Anchor(*fields)
        stood = _where(anchor, squeezed, tiles)
        candidates = free.get(anchor.kind, [])
        if found := _same(candidates, anchor, stood, text):
            candidates.remove(found)
            _move(connection, anchor, found, text)
            moved += 1
    return moved


def _where(anchor: _Anchor, squeezed: Squeezed, pages: Sequence[tuple[int, int, int]]) -> tuple[int, int] | None:
    return place(
        anchor.quote, anchor.before, anchor.after, anchor.page, text=squeezed.text, pages=pages, squeezed=squeezed
    )


def _free(connection: sqlite3.Connection, key: int, sha256: str) -> dict[str, list[_Found]]:
    """The findings of a document that no verdict is on, by their kinds."""
    rows = connection.execute(
        """SELECT kind, quote, page, start, "end" FROM findings f WHERE document = ? AND NOT EXISTS (
          SELECT 1 FROM verdicts v WHERE v.sha256 = ? AND v.kind = f.kind AND v.page = f.page AND v.quote = f.quote)
        ORDER BY start""",
        [key, sha256],
    )
    out: dict[str, list[_Found]] = {}
    for kind, *row in rows:
        out.setdefault(kind, []).append(_Found(*row))
    return out


def _same(candidates: Iterable[_Found], anchor: _Anchor, stood: tuple[int, int] | None, text: str) -> _Found | None:
    """The finding that has the words of a verdict now: it covers the place where they stand, or its surroundings are
    the same; of several the one with most of the words."""
    best: tuple[float, int] = (0.0, 0)
    out = None
    for found in candidates:
        if stood:
            if not (found.start < stood[1] and stood[0] < found.end):
                continue
        elif not beside(anchor.before, anchor.after, text, found.start, found.end):
            continue
        share = alike(anchor.quote, found.quote)
        if share >= ALIKE and (share, -abs(found.page - anchor.page)) > best:
            best, out = (share, -abs(found.page - anchor.page)), found
    return out


def _move(connection: sqlite3.Connection, anchor: _Anchor, found: _Found, text: str) -> None:
    connection.execute(
        """UPDATE verdicts SET quote = ?, page = ?, start = ?, "before" = ?, "after" = ?,
          judged = coalesce(judged, CASE WHEN quote <> ? THEN quote END)
        WHERE sha256 = ? AND kind = ? AND quote = ? AND page = ?""",
        [
            found.quote, found.page, found.start, text[max(0, found.start - ANCHOR) : found.start],
            text[found.end : found.end + ANCHOR], found.quote, *anchor[:4],
        ],
    )  # fmt: skip


def find_lost(connection: sqlite3.Connection) -> list[Lost]:
    """The words that people judged and that are no finding now, document by document."""
    out = []
    known: str | None = None
    for *fields, _ in connection.execute(_UNPLACED.format(only="")).fetchall():
        anchor = _Anchor(*fields)
        if anchor.sha256 != known:
            known = anchor.sha256
            document, squeezed, pages = _text(connection, known)
        why = "no document" if document is None else "not found" if _where(anchor, squeezed, pages) else "changed"
        out.append(
            Lost(
                sha256=anchor.sha256, document=document, kind=anchor.kind, quote=anchor.quote, page=anchor.page,
                why=why, said=_said(connection, anchor),
            )
        )  # fmt: skip
    return out


def _said(connection: sqlite3.Connection, anchor: _Anchor) -> tuple[dict[str, str | None], ...]:
    names = ("verdict", "label", "words", "tag", "note", "person", "at")
    rows = connection.execute(
        f"""SELECT {", ".join(names)} FROM verdicts WHERE sha256 = ? AND kind = ? AND quote = ? AND page = ?
        ORDER BY key DESC""",
        anchor[:4],
    )
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


def _text(connection: sqlite3.Connection, sha256: str) -> tuple[str | None, Squeezed, list[tuple[int, int, int]]]:
    row = connection.execute(
        "SELECT d.key, d.path, t.text FROM documents d JOIN document_texts t ON t.document = d.key WHERE d.sha256 = ?",
        [sha256],
    ).fetchone()
    if row is None:
        return None, Squeezed(""), []
    pages = connection.execute('SELECT number, start, "end" FROM pages WHERE document = ? ORDER BY start', [row[0]])
    return row[1], Squeezed(row[2]), pages.fetchall()
