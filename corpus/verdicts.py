"""What a person decided on findings: how it is entered, which of it is in force, and to which sentence it belongs.

A verdict is tied to the file's content, the quote with 32 characters either side, and the page, so that it outlives the
finding: what was rejected and is found no more is still known to be wrong. The newest counts; a note decides nothing.
"""

from __future__ import annotations

import csv
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from itertools import groupby
from pathlib import Path

from corpus.errors import LibraryError
from corpus.listing import StoredFinding, find_one

KINDS = ("challenge", "recommendation")
VERDICTS = ("accept", "reject", "relabel", "note")
ANCHOR = 32
"""Characters on either side of a quote that are kept with a verdict."""

FILE_COLUMNS = ("id", "verdict", "label", "note")
"""Columns of a file of verdicts; the last two may be left out."""


class VerdictError(LibraryError):
    """A verdict makes no sense; nothing was written."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A person's verdict on the finding `id` (its first four characters do), not yet written."""

    id: str
    verdict: str
    label: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise VerdictError(f"{self.verdict!r} is no verdict: {', '.join(VERDICTS[:-1])} or {VERDICTS[-1]}")
        if self.verdict == "relabel" and self.label not in KINDS:
            said = f"not {self.label!r}" if self.label else "as in `relabel challenge`"
            raise VerdictError(f"relabel needs what it is: {' or '.join(KINDS)}, {said}")
        if self.verdict != "relabel" and self.label:
            raise VerdictError(f"{self.verdict} takes no label: {self.label!r} goes with relabel")
        if self.verdict == "note" and not self.note:
            raise VerdictError("a note needs its text")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A verdict in force on the words of a document; `label` is the kind that a person says it is."""

    sha256: str
    kind: str
    quote: str
    before: str
    after: str
    page: int
    verdict: str
    label: str | None


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


def judge(
    connection: sqlite3.Connection, decisions: Iterable[Decision], *, person: str | None = None
) -> tuple[StoredFinding, ...]:
    """Write verdicts, all or none, and give the findings that they are on, as they were.

    Raises UnknownIdError where an id is that of no finding or of several, VerdictError where the label is the kind that
    the finding has anyway.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    rows, findings = [], []
    for decision in decisions:
        finding = find_one(connection, decision.id)
        if decision.label == finding.kind:
            raise VerdictError(f"{finding.id}: is a {finding.kind} already; to agree with it, accept it")
        (text,) = connection.execute(
            "SELECT t.text FROM document_texts t JOIN documents d ON d.key = t.document WHERE d.sha256 = ?",
            [finding.sha256],
        ).fetchone()
        before, after = text[max(0, finding.start - ANCHOR) : finding.start], text[finding.end : finding.end + ANCHOR]
        rows.append((
            finding.sha256, finding.kind, finding.quote, before, after, finding.page, decision.verdict, decision.label,
            decision.note, person, at,
        ))  # fmt: skip
        findings.append(finding)
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(
            'INSERT INTO verdicts (sha256, kind, quote, "before", "after", page, verdict, label, note, person, at)'
            f" VALUES ({', '.join('?' * 11)})",
            rows,
        )
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return tuple(findings)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The verdicts of a CSV file with the columns `id`, `verdict`, and `label` and `note` if wanted.

    Other columns are ignored, and so are lines without a verdict: what `litlode findings --csv` prints will do,
    with a column added. Raises VerdictError, naming the line, where one makes no sense.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise VerdictError(f"{path}: is not UTF-8; save it as CSV UTF-8") from error
    except OSError as error:
        raise VerdictError(f"{path}: {error.strerror or error}") from error
    reader = csv.DictReader(StringIO(text, newline=""))
    named = set(reader.fieldnames or ())
    if not {"id", "verdict"} <= named:
        raise VerdictError(f"{path}: the first line names the columns: id,verdict, and label,note if wanted")
    out = []
    try:
        for row in reader:
            values = {name: (row.get(name) or "").strip() for name in FILE_COLUMNS}
            if None in row:
                raise VerdictError("more fields than columns")
            if not values["verdict"]:
                continue
            out.append(
                Decision(
                    id=values["id"], verdict=values["verdict"], label=values["label"] or None,
                    note=values["note"] or None,
                )
            )  # fmt: skip
    except (VerdictError, csv.Error) as error:
        raise VerdictError(f"{path}, line {reader.line_num}: {error}") from error
    if not out:
        raise VerdictError(f"{path}: holds no verdict")
    return tuple(out)


def verdicts_on(connection: sqlite3.Connection, finding: StoredFinding) -> tuple[dict[str, str | None], ...]:
    """Every verdict on a finding as JSON has it: the one in force first, then notes and earlier ones, newest first."""
    names = ("verdict", "label", "note", "person", "at")
    rows = connection.execute(
        f"SELECT {', '.join(names)} FROM verdicts WHERE sha256 = ? AND kind = ? AND quote = ? AND page = ?"
        " ORDER BY verdict = 'note', key DESC",
        [finding.sha256, finding.kind, finding.quote, finding.page],
    )
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


def in_force(connection: sqlite3.Connection) -> tuple[Verdict, ...]:
    """The newest verdict on each finding, notes left out, document by document and from the oldest to the newest."""
    rows = connection.execute(
        """SELECT sha256, kind, quote, "before", "after", page, verdict, label FROM verdicts v
        WHERE verdict != 'note' AND key = (SELECT max(key) FROM verdicts w WHERE w.sha256 = v.sha256
          AND w.kind = v.kind AND w.quote = v.quote AND w.page = v.page AND w.verdict != 'note')
        ORDER BY sha256, key"""
    )
    names = ("sha256", "kind", "quote", "before", "after", "page", "verdict", "label")
    return tuple(Verdict(**dict(zip(names, row, strict=True))) for row in rows)


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
    pages = connection.execute('SELECT number, start, "end" FROM pages WHERE document = ?', [key]).fetchall()
    said: dict[tuple[int, int, int, str], bool] = {}  # sentence, range, kind: what the newest verdict says
    lost = 0
    for verdict in verdicts:
        place = _place(verdict, text, pages)
        at = -1 if place is None else bisect_right(starts, place[0]) - 1
        if place is None or at < 0 or place[1] > sentences[at][1]:
            lost += 1
            continue
        said[at, *place, verdict.kind] = verdict.verdict == "accept"
        if verdict.label:
            said[at, *place, verdict.label] = True
    stored = connection.execute('SELECT start, "end", kind FROM findings WHERE document = ?', [key]).fetchall()
    standing = {
        (at, kind)
        for start, end, kind in stored
        if (at := bisect_right(starts, start) - 1) >= 0 and (at, start, end, kind) not in said
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


def _place(verdict: Verdict, text: str, pages: Sequence[tuple[int, int, int]]) -> tuple[int, int] | None:
    """Where the words of a verdict stand: of several places the one with the same surroundings, on the same page."""
    best: tuple[int, bool] = (0, False)
    found = None
    size = len(verdict.quote)
    at = text.find(verdict.quote)
    while at >= 0:
        near = _shared(text[max(0, at - ANCHOR) : at][::-1], verdict.before[::-1])
        near += _shared(text[at + size : at + size + ANCHOR], verdict.after)
        same_page = any(number == verdict.page and start <= at < end for number, start, end in pages)
        if (near, same_page) > best:
            best, found = (near, same_page), (at, at + size)
        at = text.find(verdict.quote, at + 1)
    return found


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
