"""Findings in the words in which they are quoted: those that a person gave as the right ones, else the machine's."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.anchors import Squeezed
from corpus.listing import StoredFinding
from corpus.verdicts import REACH

Pages = Sequence[tuple[int, int, int]]
"""The number, start and end of each page, in their order."""


def as_quoted(connection: sqlite3.Connection, findings: Iterable[StoredFinding]) -> Iterator[StoredFinding]:
    """The findings, each that was corrected with the right words as its quote, their place in the text and their page.

    Its parts that only the wrong words had are left out; its rectangles stay those of the wrong words. Where the text
    has the right words no more, they are quoted as they were given, at the finding's place.
    """
    read: str | None = None
    for finding in findings:
        if not finding.corrected:
            yield finding
            continue
        if finding.sha256 != read:
            read, (squeezed, pages) = finding.sha256, _text(connection, finding.sha256)
        at = right_place(finding.corrected, finding.start, finding.end, squeezed)
        yield _moved(finding, *at, squeezed.text, pages) if at else replace(finding, quote=finding.corrected)


def right_place(words: str, start: int, end: int, squeezed: Squeezed) -> tuple[int, int] | None:
    """Where right words stand, nearest to the range that they correct; None where they do not stand near it."""
    near = [at for at in squeezed.find(words) if start - REACH <= at[0] and at[1] <= end + REACH]
    return min(near, key=lambda at: abs(at[0] - start) + abs(at[1] - end), default=None)


def page_at(start: int, pages: Pages, otherwise: int) -> int:
    """The number of the page on which a place of the text is."""
    at = bisect_right([first for _, first, _ in pages], start) - 1
    return pages[at][0] if at >= 0 and start < pages[at][2] else otherwise


def _moved(finding: StoredFinding, start: int, end: int, text: str, pages: Pages) -> StoredFinding:
    parts = tuple(
        part
        for part in finding.about.parts
        if not (finding.start <= part.start and part.end <= finding.end) or (start <= part.start and part.end <= end)
    )
    return replace(
        finding, quote=text[start:end], start=start, end=end, page=page_at(start, pages, finding.page),
        about=finding.about._replace(parts=parts),
    )  # fmt: skip


def _text(connection: sqlite3.Connection, sha256: str) -> tuple[Squeezed, Pages]:
    key, text = connection.execute(
        "SELECT d.key, t.text FROM documents d JOIN document_texts t ON t.document = d.key WHERE d.sha256 = ?", [sha256]
    ).fetchone()
    pages = connection.execute('SELECT number, start, "end" FROM pages WHERE document = ? ORDER BY start', [key])
    return Squeezed(text), pages.fetchall()
