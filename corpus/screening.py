"""Screening: which documents a review takes in, decided by persons, in stages, with reasons.

Decisions are a history: the newest of a person in a stage counts, an adjudication stands above those of coders. They
are kept by the hash of the file's content, so that a document has them still when it was read again. `Board` tells what
they come to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.clock import now
from corpus.errors import UnknownIdError
from corpus.listing import StoredDocument, find_documents
from corpus.person import whoami
from corpus.screening_board import Board
from corpus.screening_pool import pool
from corpus.screening_values import DECISIONS, Decided, Decision, Screening, ScreeningError
from corpus.transaction import all_or_nothing
from corpus.wording import one_line

_OR = f"{', '.join(DECISIONS[:-1])} or {DECISIONS[-1]}"

STAGES = ("title-abstract", "full-text")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a person decides on a document (its id, the beginning of it, hash, file name or path), not yet written.

    Without a stage it is the first that the document has come to and the person has not decided in, or else the last
    one that it has come to. Without a person it is who `corpus.person.whoami` says.
    """

    document: str
    decision: str
    reason: str | None = None
    person: str | None = None
    stage: str | None = None


def new_screening(
    connection: sqlite3.Connection,
    name: str,
    reasons: Sequence[str],
    *,
    stages: Sequence[str] = STAGES,
    coders: int | None = None,
) -> Screening:
    """Begin a screening; raises ScreeningError where the name is taken, or a stage or reason is empty or there twice.

    With `coders` a document goes on when so many persons have decided; without, when the first has.
    """
    screening = Screening(
        name=one_line(name), stages=tuple(map(one_line, stages)), reasons=tuple(map(one_line, reasons)),
        coders=coders, created_at=now(),
    )  # fmt: skip
    with all_or_nothing(connection):
        if connection.execute("SELECT 1 FROM screenings WHERE name = ?", [screening.name]).fetchone():
            raise ScreeningError(f"{screening.name}: there is a screening of this name")
        connection.execute(
            "INSERT INTO screenings (name, stages, reasons, coders, created_at) VALUES (?, ?, ?, ?, ?)",
            [screening.name, _list(screening.stages), _list(screening.reasons), coders, screening.created_at],
        )
    return screening


def find_screenings(connection: sqlite3.Connection) -> list[Screening]:
    """All screenings by their names."""
    rows = connection.execute("SELECT name, stages, reasons, coders, created_at FROM screenings ORDER BY name")
    return [
        Screening(
            name=name, stages=tuple(json.loads(stages)), reasons=tuple(json.loads(reasons)), coders=coders,
            created_at=at,
        )
        for name, stages, reasons, coders, at in rows
    ]  # fmt: skip


def find_screening(connection: sqlite3.Connection, name: str) -> Screening:
    """The screening of this name; raises ScreeningError where there is none."""
    for screening in find_screenings(connection):
        if screening.name == one_line(name):
            return screening
    raise ScreeningError(f"{name}: there is no screening of this name; `litlode screen list` shows those there are")


def history(connection: sqlite3.Connection, screening: Screening, sha256: str | None = None) -> list[Decided]:
    """Every decision of a screening, or of one document in it, the oldest first."""
    rows = connection.execute(
        """SELECT stage, sha256, decision, reason, person, adjudicates, at FROM screening_decisions
        WHERE screening = ?1 AND (?2 IS NULL OR sha256 = ?2) ORDER BY key""",
        [screening.name, sha256],
    )
    return [
        Decided(
            stage=stage, sha256=hash_, decision=decision, reason=reason, person=person, adjudicates=bool(above), at=at
        )
        for stage, hash_, decision, reason, person, above, at in rows
    ]  # fmt: skip


def board(connection: sqlite3.Connection, name: str) -> Board:
    """The screening of this name as it stands; raises ScreeningError where there is none."""
    screening = find_screening(connection, name)
    decided = history(connection, screening)
    return Board(screening, pool(connection, [decision.sha256 for decision in decided]), decided)


def decide(
    connection: sqlite3.Connection, name: str, choices: Iterable[Choice], *, adjudicate: bool = False
) -> tuple[tuple[Decided, StoredDocument], ...]:
    """Write decisions, all or none, in order; they come back with their documents.

    Raises ScreeningError where one makes no sense: no such stage or reason, a stage that the document has not come to,
    no reason to exclude in the last stage; UnknownIdError where there is no such document, or more than one.
    """
    at = now()
    out = []
    board(connection, name)  # works that have to be found again are written down, which no transaction may be open for
    with all_or_nothing(connection):
        standing = board(connection, name)
        screening = standing.screening
        for choice in choices:
            document = find_document(connection, choice.document)
            person = decider(choice.person)
            stage = _stage(standing, document, choice, person)
            decision = _decision(choice, adjudicate)
            reason = _reason(screening, stage, choice)
            decided = Decided(
                stage=stage, sha256=document.sha256, decision=decision, reason=reason, person=person,
                adjudicates=adjudicate, at=at,
            )  # fmt: skip
            connection.execute(
                "INSERT INTO screening_decisions (screening, stage, sha256, decision, reason, person, adjudicates, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [screening.name, stage, document.sha256, decision, reason, person, adjudicate, at],
            )
            standing.add(decided)
            out.append((decided, document))
    return tuple(out)


def decider(named: str | None = None) -> str:
    """Who decides: the person named, else who is at work; empty where the system knows none."""
    return one_line(whoami(named) or "")


def find_document(connection: sqlite3.Connection, id_: str) -> StoredDocument:
    """The document with this id (its first four characters do), hash, file name or path; raises UnknownIdError."""
    # Anything that is not the beginning of an id must match nothing, a pattern least of all.
    start = id_ if 4 <= len(id_) <= 16 and id_.isalnum() else "-"
    found = list(
        find_documents(connection, where=f"?1 IN (d.sha256, d.name, d.path) OR d.id GLOB '{start}*'", value=id_)
    )
    if len(found) != 1:
        what = "fits more than one document; give its id" if found else "no document has this id or name"
        raise UnknownIdError(f"{id_}: {what}")
    return found[0]


def _stage(standing: Board, document: StoredDocument, choice: Choice, person: str) -> str:
    """The stage that a choice is for; refused where the document has not come to it."""
    screening = standing.screening
    reached = standing.reached(document.sha256)
    if choice.stage is None:
        open_ = [stage for stage in reached if standing.newest(document.sha256, stage, person) is None]
        return open_[0] if open_ else reached[-1]
    stage = one_line(choice.stage)
    if stage not in screening.stages:
        raise ScreeningError(f"{choice.stage}: is no stage of {screening.name}: {', '.join(screening.stages)}")
    if stage not in reached:
        at = reached[-1]
        raise ScreeningError(
            f"{document.name}: has not come to {stage}: {standing.outcome(document.sha256, at).told} at {at}"
        )
    return stage


def _decision(choice: Choice, adjudicate: bool) -> Decision:
    """What a choice decides; an adjudication settles, so it is never unsure."""
    for known in DECISIONS:
        if choice.decision == known and not (adjudicate and known == "unsure"):
            return known
    raise ScreeningError(
        f"{choice.decision!r} is no {'adjudication: include or exclude' if adjudicate else 'decision: ' + _OR}"
    )


def _reason(screening: Screening, stage: str, choice: Choice) -> str | None:
    """The reason of a choice as the screening has it: given by its words or its number."""
    told = one_line(choice.reason or "")
    if not told:
        if choice.decision == "exclude" and screening.reasons and stage == screening.stages[-1]:
            raise ScreeningError(f"{choice.document}: exclude at {stage} needs a reason: {screening.told_reasons}")
        return None
    if choice.decision != "exclude":
        raise ScreeningError(f"{choice.document}: {choice.decision} takes no reason: {told!r} goes with exclude")
    for number, reason in enumerate(screening.reasons, 1):
        if told.casefold() == reason.casefold() or told == str(number):
            return reason
    raise ScreeningError(f"{told}: is no reason of {screening.name}: {screening.told_reasons or 'it has none'}")


def _list(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
