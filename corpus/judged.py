"""What verdicts say of the sentences of documents, for learning from them."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.anchors import Squeezed, place
from corpus.decisions import KINDS
from corpus.quoting import right_place
from corpus.standing import accepts
from corpus.verdicts import Verdict, in_force


@dataclass(frozen=True, kw_only=True)
class JudgedDocument:
    """A document with what is known of its sentences.

    `sentences` are rows of start, end, language, section and kind of block; `labels` has for a sentence, by its place
    among them, whether it states each of `KINDS`, None where nobody said. `lost` verdicts have no place in the text;
    `undecided` ones reject a single item of a sentence whose other items stand.
    """

    sha256: str
    text: str
    sentences: tuple[tuple[int, int, str, str | None, str], ...]
    labels: Mapping[int, tuple[bool | None, ...]]
    lost: int = 0
    undecided: int = 0


def judged_documents(connection: sqlite3.Connection) -> Iterator[JudgedDocument]:
    """Each document with verdicts in force, and what they say of its sentences."""
    for sha256, group in groupby(in_force(connection), key=lambda verdict: verdict.sha256):
        yield _judged_document(connection, sha256, tuple(group))


def _judged_document(connection: sqlite3.Connection, sha256: str, verdicts: Sequence[Verdict]) -> JudgedDocument:
    row = connection.execute(
        "SELECT d.key, t.text FROM documents d JOIN document_texts t ON t.document = d.key WHERE d.sha256 = ?", [sha256]
    ).fetchone()
    if row is None:
        return JudgedDocument(sha256=sha256, text="", sentences=(), labels={}, lost=len(verdicts))
    key, text = row
    sentences = tuple(
        connection.execute(
            'SELECT start, "end", lang, section, kind FROM sentences WHERE document = ? ORDER BY start', [key]
        )
    )
    starts = [sentence[0] for sentence in sentences]
    pages = connection.execute(
        'SELECT number, start, "end" FROM pages WHERE document = ? ORDER BY start', [key]
    ).fetchall()
    squeezed = Squeezed(text)
    said: dict[tuple[int, int, int, str], bool] = {}  # sentence, range, kind: what the newest verdict says
    judged: set[tuple[int, int, str]] = set()
    lost = 0
    for verdict in verdicts:
        found = place(
            verdict.quote, verdict.before, verdict.after, verdict.page, text=text, pages=pages, squeezed=squeezed
        )
        start = _right_start(verdict, found, squeezed) if found else -1
        at = bisect_right(starts, start) - 1
        if found is None or at < 0 or (not verdict.words and found[1] > sentences[at][1]):
            lost += 1
            continue
        judged.add((*found, verdict.kind))
        agrees = accepts(verdict.verdict, verdict.label)
        said[at, *found, verdict.kind] = agrees
        if verdict.label:
            said[at, *found, verdict.label] = True
    stored = connection.execute('SELECT start, "end", kind FROM findings WHERE document = ?', [key]).fetchall()
    standing = {
        (at, kind)
        for start, end, kind in stored
        if (at := bisect_right(starts, start) - 1) >= 0 and (start, end, kind) not in judged
    }
    labels: dict[int, list[bool | None]] = {}
    undecided = 0
    for (at, _, _, kind), stated in said.items():
        if not stated and (at, kind) in standing:
            undecided += 1
            continue
        own = labels.setdefault(at, [None] * len(KINDS))
        own[KINDS.index(kind)] = stated or bool(own[KINDS.index(kind)])
    known = {at: tuple(row) for at, row in sorted(labels.items())}
    return JudgedDocument(
        sha256=sha256, text=text, sentences=sentences, labels=known, lost=lost, undecided=undecided
    )  # fmt: skip


def _right_start(verdict: Verdict, found: tuple[int, int], squeezed: Squeezed) -> int:
    """Where that begins of which a verdict speaks: the right words near the quote, where it gives them, else these."""
    return (right_place(verdict.words or "", *found, squeezed) or found)[0]
