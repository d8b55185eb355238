"""Which findings a person goes through to verify them, and in what order."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from corpus.concepts import metals_named
from corpus.decisions import DECIDING
from corpus.errors import UnknownIdError
from corpus.listing import StoredFinding
from extract.charfold import CJK

_WORD = re.compile(rf"{CJK.pattern}|(?:(?!{CJK.pattern})\S)+")
_CHANGE = re.compile(r"[<>][+-]\d{1,3}")

Which = Literal["open", "second", "all"]


def to_verify(
    connection: sqlite3.Connection,
    findings: Iterable[StoredFinding],
    person: str | None,
    *,
    which: Which = "open",
    metal: str | None = None,
    document: str | None = None,
) -> list[StoredFinding]:
    """Of findings in order those to go through: about a metal, of a document (id, name, pattern) where asked for.

    `open` are those that nobody has decided, `second` those that others have and this person has not, `all` are all.

    Raises UnknownIdError where no metal or document is called so.
    """
    deciders = _deciders(connection) if which != "all" else {}
    metals = frozenset(metals_named(connection, metal) if metal else ())
    documents = _documents(connection, document) if document else frozenset()

    def wanted(finding: StoredFinding) -> bool:
        by = deciders.get((finding.sha256, finding.kind, finding.quote, finding.page), frozenset())
        if (which == "open" and by) or (which == "second" and (not by or person in by)):
            return False
        return (not metal or not metals.isdisjoint(finding.metals)) and (not document or finding.sha256 in documents)

    return [finding for finding in findings if wanted(finding)]


def _deciders(connection: sqlite3.Connection) -> dict[tuple[str, str, str, int], frozenset[str | None]]:
    """Who decided on the finding with an anchor."""
    out: dict[tuple[str, str, str, int], frozenset[str | None]] = {}
    for *anchor, person in connection.execute(
        f"SELECT DISTINCT sha256, kind, quote, page, person FROM verdicts WHERE verdict IN {DECIDING!r}"
    ):
        key = (anchor[0], anchor[1], anchor[2], anchor[3])
        out[key] = out.get(key, frozenset()) | {person}
    return out


def _documents(connection: sqlite3.Connection, called: str) -> frozenset[str]:
    """The content of the documents with this id (its first characters do), hash, name, path or pattern of names."""
    rows = connection.execute(
        """SELECT sha256 FROM documents WHERE ?1 IN (sha256, name, path) OR name GLOB ?1
          OR (id GLOB ?1 || '*' AND length(?1) > 3)""",
        [called],
    )
    found = frozenset(sha256 for (sha256,) in rows)
    if not found:
        raise UnknownIdError(f"{called}: no document is called so")
    return found


def nearest_threshold(
    findings: Iterable[StoredFinding], thresholds: Mapping[str, Mapping[str, float]]
) -> list[StoredFinding]:
    """The findings of which the classifier was least sure first: whose probability is nearest to its threshold.

    `thresholds` are those of each language and kind.
    """
    return sorted(findings, key=lambda finding: abs(finding.score - thresholds[finding.lang][finding.kind]))


def file_of(connection: sqlite3.Connection, sha256: str) -> Path | None:
    """The file of a document, wherever it was met, if it is still there."""
    rows = connection.execute(
        "SELECT p.path FROM document_paths p JOIN documents d ON d.key = p.document WHERE d.sha256 = ? ORDER BY 1",
        [sha256],
    )
    return next((path for (name,) in rows if (path := Path(name)).is_file()), None)


def stretched(text: str, start: int, end: int, change: str) -> tuple[int, int] | None:
    """The range with words added or cut at either end, as `<+2 >-1` asks: at the front two more, at the end one less.

    A Chinese character counts as a word, and so does whatever else stands between spaces. None where it asks for
    something else, or nothing would be left.
    """
    asked = change.split()
    if not asked or not all(_CHANGE.fullmatch(one) for one in asked):
        return None
    for one in asked:
        side, sign, number = one[0], one[1], int(one[2:])
        if side == "<":
            start = _moved(
                [match.start() for match in _WORD.finditer(text)], start, -number if sign == "+" else number, len(text)
            )
        else:
            end = _moved(
                [match.end() for match in _WORD.finditer(text)], end, number if sign == "+" else -number, len(text)
            )
    return (start, end) if start < end else None


def _moved(edges: list[int], at: int, by: int, last: int) -> int:
    """The edge so many words further on, or back; where there are no more, the beginning of the text or its end."""
    place = bisect_left(edges, at)
    if by > 0 and (place == len(edges) or edges[place] != at):
        by -= 1
    place += by
    return 0 if place < 0 else edges[place] if place < len(edges) else last
