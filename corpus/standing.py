"""What is in force of all that people said of a finding: the newest decision, the right words, the tags.

Which finding a verdict is on is told by its anchor: the file's content, the kind, the quote and the page.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.decisions import DECIDING

# CROSS JOIN keeps SQLite to this order: each finding of a judged document is looked up once in the index of anchors.
_ANCHORED = """(SELECT DISTINCT sha256 FROM verdicts) judged
CROSS JOIN documents d ON d.sha256 = judged.sha256
CROSS JOIN findings f ON f.document = d.key
CROSS JOIN verdicts v ON v.sha256 = d.sha256 AND v.page = f.page AND v.kind = f.kind AND v.quote = f.quote"""

# Beside max() the other columns are of the row that has it: https://sqlite.org/lang_select.html#bareagg
DECIDED = f"""SELECT f.key AS finding, v.verdict AS verdict, v.label AS label, max(v.key) FROM {_ANCHORED}
WHERE v.verdict IN {DECIDING!r} GROUP BY f.key"""
"""The newest deciding verdict of each finding that has one."""

ACCEPTED = f"""(SELECT finding FROM ({DECIDED})
WHERE verdict = 'accept' OR (verdict = 'correct' AND label IS NULL))"""
"""The keys of the findings that are accepted as of their kind, in other words where a person corrected them."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is in force on a finding: `verdict` is `note` where there are only notes, None where nothing was decided.

    `label` is the other kind that a person says it is, `words` are the right words where those of the finding are not.
    """

    verdict: str | None = None
    label: str | None = None
    words: str | None = None
    tags: tuple[str, ...] = ()


NOTHING = Standing()

Said = tuple[str, str | None, str | None, str | None]
"""A verdict, its label, its words and its tag."""


def in_force_of(quote: str, said: Iterable[Said]) -> Standing:
    """What is in force of verdicts from the oldest to the newest on a finding with this quote.

    The newest decision counts. The words of a correction stay the right ones while the finding is accepted or
    relabelled, until a later correction, which may give back those of the quote; a rejection ends them.
    """
    verdict = label = words = None
    tags: dict[str, None] = {}
    for what, called, right, tag in said:
        if what == "tag" and tag:
            tags[tag] = None
        elif what == "untag" and tag:
            tags.pop(tag, None)
        elif what in DECIDING:
            verdict, label = what, called
            words = right if what == "correct" else None if what == "reject" else words
        elif what == "note" and verdict is None:
            verdict = "note"
    return Standing(verdict=verdict, label=label, words=None if words == quote else words, tags=tuple(sorted(tags)))


def standing(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, Standing]:
    """What is in force on the findings with these keys, those left out of which nobody said anything."""
    rows = connection.execute(
        """SELECT f.key, f.quote, v.verdict, v.label, v.words, v.tag
        FROM findings f CROSS JOIN documents d ON d.key = f.document CROSS JOIN verdicts v
          ON v.sha256 = d.sha256 AND v.page = f.page AND v.kind = f.kind AND v.quote = f.quote
        WHERE f.key IN (SELECT value FROM json_each(?)) ORDER BY v.key""",
        [json.dumps([int(key) for key in keys])],
    )
    quotes: dict[int, str] = {}
    said: dict[int, list[Said]] = {}
    for key, quote, *one in rows:
        quotes[key] = quote
        said.setdefault(key, []).append((one[0], one[1], one[2], one[3]))
    return {key: in_force_of(quotes[key], verdicts) for key, verdicts in said.items()}


def decided(connection: sqlite3.Connection) -> dict[int, tuple[str, str | None]]:
    """The newest deciding verdict of each finding that has one, by its key, and the kind that a person says it is."""
    return {key: (verdict, label) for key, verdict, label, _ in connection.execute(DECIDED)}


def accepts(verdict: str | None, label: str | None) -> bool:
    """Whether a verdict in force accepts what it is on as of its kind, in other words where it corrects these."""
    return verdict == "accept" or (verdict == "correct" and not label)


def verdicts_of(verdict: str, label: str | None) -> frozenset[str]:
    """The verdicts that a finding is found under: a corrected one is accepted too, or is of the other kind."""
    return frozenset((verdict, "relabel" if label else "accept") if verdict == "correct" else (verdict,))


def tagged(connection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """The tags of each finding that has any, by its key."""
    rows = connection.execute(
        f"""SELECT f.key, v.tag, v.verdict, max(v.key) FROM {_ANCHORED}
        WHERE v.verdict IN ('tag', 'untag') GROUP BY f.key, v.tag ORDER BY f.key, v.tag"""
    )
    out: dict[int, tuple[str, ...]] = {}
    for key, tag, verdict, _ in rows:
        if verdict == "tag":
            out[key] = (*out.get(key, ()), tag)
    return out
