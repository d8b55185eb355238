"""What people decided on findings: how it is written, and what of it stands on each.

A verdict is tied to the file's content, the quote with 32 characters either side, and the page, so that it outlives the
finding: what was rejected and is found no more is still known to be wrong. The newest decision counts, whoever made it;
notes and tags decide nothing. `corpus.standing` has what is in force, `corpus.replacing` what becomes of verdicts when
a file is read again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.anchors import ANCHOR
from corpus.cjk import fold
from corpus.clock import now
from corpus.decisions import DECIDING, KINDS, VERDICTS, Decision, Verdict, VerdictError, read_decisions
from corpus.listing import StoredFinding, find_one
from corpus.person import whoami
from corpus.replacing import place_again
from corpus.standing import ACCEPTED, DECIDED, standing
from corpus.transaction import all_or_nothing

__all__ = [
    "DECIDING", "KINDS", "VERDICTS", "Decision", "Verdict", "VerdictError", "accepted", "in_force", "judge",
    "read_decisions", "rejected", "verdicts_by_finding", "verdicts_on", "withdraw", "write",
]  # fmt: skip

REACH = 600
"""Characters on either side of a finding in which its right words are looked for."""

_COLUMNS = (
    "sha256", "kind", "quote", "before", "after", "page", "start", "judged", "verdict", "label", "words",
    "words_start", "tag", "note", "person", "at",
)  # fmt: skip
_NAMES = ", ".join(f'"{column}"' for column in _COLUMNS)


def judge(
    connection: sqlite3.Connection, decisions: Iterable[Decision | Verdict], *, person: str | None = None
) -> tuple[StoredFinding, ...]:
    """Write verdicts, all or none, and give the findings that they are on, as they were.

    A verdict that another library had is written as it was, unless it is here already; it gives no finding. `person` is
    who says so, else `corpus.person.whoami` is asked.

    Raises UnknownIdError where an id is that of no finding or of several, VerdictError where the label is the kind that
    the finding has anyway, or the right words are not in the text near it.
    """
    findings, rows = [], []
    for decision in decisions:
        if isinstance(decision, Verdict):
            rows.append({column: getattr(decision, column) for column in _COLUMNS} | {"given": True})
            continue
        finding = find_one(connection, decision.id)
        findings.append(finding)
        rows.append(_row(connection, finding, decision, person))
    write(connection, rows)
    for sha256 in {row["sha256"] for row in rows if row["given"]}:
        place_again(connection, sha256)
    return tuple(findings)


def write(connection: sqlite3.Connection, rows: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
    """Write rows of verdicts, all or none, and give their keys; of those `given` what is there already is left out."""
    same = " AND ".join(f'"{column}" IS :{column}' for column in _COLUMNS if column not in ("start", "judged"))
    values = ", ".join(f":{column}" for column in _COLUMNS)
    keys = []
    with all_or_nothing(connection):
        for row in rows:
            done = connection.execute(
                f"""INSERT INTO verdicts ({_NAMES}) SELECT {values}
                WHERE NOT :given OR NOT EXISTS (SELECT 1 FROM verdicts WHERE {same})""",
                row,
            )
            if done.rowcount and done.lastrowid:
                keys.append(done.lastrowid)
    return tuple(keys)


def judge_one(connection: sqlite3.Connection, decision: Decision, *, person: str | None = None) -> int:
    """Write one verdict and give its key, by which it can be withdrawn; raises as `judge`."""
    finding = find_one(connection, decision.id)
    (key,) = write(connection, [_row(connection, finding, decision, person)])
    return key


def withdraw(connection: sqlite3.Connection, key: int) -> None:
    """Take a verdict back that was written by mistake: nothing of it stays."""
    connection.execute("DELETE FROM verdicts WHERE key = ?", [key])


def _row(
    connection: sqlite3.Connection, finding: StoredFinding, decision: Decision, person: str | None
) -> dict[str, Any]:
    """A decision as a row of the table, with the anchor of its finding."""
    label = decision.label
    if label == finding.kind:
        raise VerdictError(f"{finding.id}: is a {finding.kind} already; to agree with it, accept it")
    text = text_of(connection, finding.sha256)
    words, words_start = None, None
    if decision.words:
        words_start, end = _near(finding, decision.words, text)
        words = text[words_start:end]
        label = _relabelled(connection, finding)
    return {
        "sha256": finding.sha256, "kind": finding.kind, "quote": finding.quote,
        "before": text[max(0, finding.start - ANCHOR) : finding.start],
        "after": text[finding.end : finding.end + ANCHOR],
        "page": finding.page, "start": finding.start, "judged": None, "verdict": decision.verdict, "label": label,
        "words": words, "words_start": words_start, "tag": _spelt(connection, decision.tag) if decision.tag else None,
        "note": decision.note, "person": whoami(decision.person or person),
        "at": now(), "given": False,
    }  # fmt: skip


def _spelt(connection: sqlite3.Connection, tag: str) -> str:
    """A tag as the library spells it already, where it does."""
    tag = " ".join(tag.split())
    known: dict[str, str] = {
        fold(name): name for (name,) in connection.execute("SELECT DISTINCT tag FROM verdicts WHERE tag <> ''")
    }
    return known.get(fold(tag), tag)


def text_of(connection: sqlite3.Connection, sha256: str) -> str:
    """The running text of a document of the library."""
    (text,) = connection.execute(
        "SELECT t.text FROM document_texts t JOIN documents d ON d.key = t.document WHERE d.sha256 = ?", [sha256]
    ).fetchone()
    return str(text)


def _near(finding: StoredFinding, words: str, text: str) -> tuple[int, int]:
    """Where the right words stand, as near to the finding as they do, whatever breaks and spaces are in them."""
    first = max(0, finding.start - REACH)
    pattern = re.compile(r"\s*".join(re.escape(char) for char in words if not char.isspace()))
    places = [found.span() for found in pattern.finditer(text[first : finding.end + REACH])]
    if not places:
        asked = " ".join(words.split())
        raise VerdictError(f"{finding.id}: no such words stand within {REACH} characters of the finding: {asked!r}")
    start, end = min(places, key=lambda at: abs(first + at[0] - finding.start) + abs(first + at[1] - finding.end))
    return first + start, first + end


def _relabelled(connection: sqlite3.Connection, finding: StoredFinding) -> str | None:
    """The kind that a person says a finding is: its words may be corrected as well."""
    (key,) = connection.execute("SELECT key FROM findings WHERE id = ?", [finding.id]).fetchone()
    stands = standing(connection, [key]).get(key)
    return stands.label if stands else None


_NOT_DECIDING = f"verdict NOT IN {DECIDING!r}"


def verdicts_on(connection: sqlite3.Connection, finding: StoredFinding) -> tuple[dict[str, str | None], ...]:
    """Every verdict on a finding as JSON has it: the newest decision first, then earlier ones, then notes and tags."""
    names = ("verdict", "label", "words", "tag", "note", "person", "at", "judged")
    rows = connection.execute(
        f"SELECT {', '.join(names)} FROM verdicts WHERE sha256 = ? AND kind = ? AND quote = ? AND page = ?"
        f" ORDER BY {_NOT_DECIDING}, key DESC",
        [finding.sha256, finding.kind, finding.quote, finding.page],
    )
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


def verdicts_by_finding(connection: sqlite3.Connection) -> dict[int, tuple[Verdict, ...]]:
    """Every verdict on each finding that has any, by the finding's key: decisions newest first, then notes and tags.

    `corpus.standing.standing` tells what of them is in force.
    """
    names = ", ".join(f'v."{column}"' for column in _COLUMNS)
    rows = connection.execute(
        f"""SELECT f.key, {names} FROM verdicts v JOIN documents d ON d.sha256 = v.sha256
        JOIN findings f ON f.document = d.key AND f.kind = v.kind AND f.page = v.page AND f.quote = v.quote
        ORDER BY f.key, v.{_NOT_DECIDING}, v.key DESC"""
    )
    out: dict[int, list[Verdict]] = {}
    for key, *row in rows:
        out.setdefault(key, []).append(Verdict(**dict(zip(_COLUMNS, row, strict=True))))
    return {key: tuple(verdicts) for key, verdicts in out.items()}


def accepted(connection: sqlite3.Connection) -> set[int]:
    """The keys of the findings that are accepted, or corrected, which accepts them in other words."""
    return {key for (key,) in connection.execute(f"SELECT finding FROM {ACCEPTED}")}


def rejected(connection: sqlite3.Connection) -> set[int]:
    """The keys of the findings that are rejected."""
    return {key for (key,) in connection.execute(f"SELECT finding FROM ({DECIDED}) WHERE verdict = 'reject'")}


def in_force(connection: sqlite3.Connection) -> tuple[Verdict, ...]:
    """The newest decision on each finding, document by document and from the oldest to the newest."""
    rows = connection.execute(
        f"""SELECT {_NAMES} FROM verdicts v
        WHERE verdict IN {DECIDING!r} AND key = (SELECT max(key) FROM verdicts w WHERE w.sha256 = v.sha256
          AND w.kind = v.kind AND w.quote = v.quote AND w.page = v.page AND w.verdict IN {DECIDING!r})
        ORDER BY sha256, key"""
    )
    return tuple(Verdict(**dict(zip(_COLUMNS, row, strict=True))) for row in rows)
