"""Which of the findings of a query come into a review: what is said twice comes in once.

Of what an abstract says in two languages, and of what several documents of a work say in the same words, one comes in:
that which a person accepted, else, of the abstract, the one that the other is linked to; of documents that of the one
to cite, or of the first that the query finds. What is in the review stays.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.listing import StoredFinding, find_findings
from corpus.opened import Opened
from corpus.review_items import ReviewItem
from corpus.search import hits_of
from corpus.standing import accepts
from corpus.twins import said_again
from corpus.units import Query
from corpus.versions import Said, copies, said_by
from corpus.works import Place, places


@dataclass
class Choice:
    """What of the findings of a query is to be in a review, also what is, and how many are not, by the reason."""

    wanted: list[StoredFinding] = field(default_factory=list)
    rejected: int = 0
    translations: int = 0
    copies: int = 0


def choose(opened: Opened, asked: Query, keys: Any, items: Sequence[ReviewItem], limit: int | None) -> Choice:
    """Of the findings with these keys, best first, the first `limit` that are wanted beside the items, or all."""
    if not len(keys):
        return Choice()
    held = {item.id: item for item in items if item.id and item.verdict != "reject"}
    of_works, looked_at = places(opened.connection), limit
    while True:
        findings = _best(opened, asked, keys, looked_at)
        choice = _choose(opened.connection, findings, held, of_works, limit)
        if looked_at is None or len(choice.wanted) == limit or looked_at >= len(keys):
            return choice
        looked_at *= 4


def _best(opened: Opened, asked: Query, keys: Any, limit: int | None) -> list[StoredFinding]:
    ids = [hit.id for hit in hits_of(opened, asked, keys, limit=limit)]
    where = "f.id IN (SELECT value FROM json_each(?))"
    found = find_findings(opened.connection, where=where, value=json.dumps(ids))
    by_id = {finding.id: finding for finding in found}
    return [by_id[id_] for id_ in ids]


def _choose(
    connection: sqlite3.Connection, findings: Sequence[StoredFinding], held: Mapping[str, ReviewItem],
    of_works: Mapping[str, Place], limit: int | None,
) -> Choice:  # fmt: skip
    fit = {one.id: accepts(one.verdict, one.label) for one in findings if one.verdict != "reject"}
    again = said_again(connection, fit | {id_: item.accepted for id_, item in held.items()}) - held.keys()
    said = [
        Said(id=id_, sha256=item.sha256, words=item.words, accepted=item.accepted, held=True)
        for id_, item in held.items()
    ]
    said += [said_by(one) for one in findings if one.id not in again and one.id not in held]
    copied = copies(of_works, said) - held.keys()
    choice = Choice()
    for finding in findings:
        if len(choice.wanted) == limit:
            break
        if finding.id not in fit:
            choice.rejected += 1
        elif finding.id in again:
            choice.translations += 1
        elif finding.id in copied:
            choice.copies += 1
        else:
            choice.wanted.append(finding)
    return choice
