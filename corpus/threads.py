"""Threads as a person reads them: what is said again, by whom, since when, how strongly, and what became of it."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from corpus.errors import UnknownIdError
from corpus.listing import Listing, StoredFinding, find_findings, find_one
from corpus.thread_decisions import Decision, decisions, placed_by
from corpus.when import year_told

Status = Literal["open", "taken up", "enacted", "dropped"]
STATUSES: tuple[Status, ...] = ("open", "taken up", "enacted", "dropped")
STRENGTHS = ("may", "should", "must")
_BATCH = 400


@dataclass(frozen=True, kw_only=True)
class Event:
    """A sentence that tells what became of a recommendation: `event` is what it says happened, `happened` the year of
    that, `year` the year of the paper that tells it."""

    event: str
    happened: int | None
    document: str
    year: int | None
    page: int
    quote: str
    score: float

    def as_dict(self) -> dict[str, Any]:
        """The event as JSON has it."""
        return {
            "event": self.event, "happened": self.happened, "document": self.document, "year": self.year,
            "page": self.page, "quote": self.quote, "score": round(self.score, 3),
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Thread:
    """One recommendation or challenge: all that say it, from the first to the last, and what became of it.

    `scores` tell how surely each finding says what the others say. `answered_by` are the ids of the threads that answer
    a challenge, `answers` those of the challenges that a recommendation answers. `works` has the work of a document by
    its sha256, where several are one. `placed` has a person's decision by the ids of the findings that it put here.
    """

    id: str
    kind: str
    findings: tuple[StoredFinding, ...]
    scores: tuple[float, ...]
    events: tuple[Event, ...] = ()
    answers: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    works: Mapping[str, str]
    placed: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def first(self) -> StoredFinding:
        """The finding that said it first."""
        return self.findings[0]

    @property
    def documents(self) -> int:
        """How many works say it."""
        return len({self.works.get(finding.sha256, finding.sha256) for finding in self.findings})

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which it is said, each once."""
        return tuple(sorted({finding.year for finding in self.findings if finding.year is not None}))

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages in which it is said."""
        return tuple(sorted({finding.lang for finding in self.findings}))

    @property
    def metals(self) -> tuple[str, ...]:
        """The metals that it is about, the most frequent first."""
        return _frequent(finding.metals for finding in self.findings)

    @property
    def themes(self) -> tuple[str, ...]:
        """Its themes, the most frequent first."""
        return _frequent(finding.themes for finding in self.findings)

    @property
    def status(self) -> Status | None:
        """What became of a recommendation by the last that tells of it; None for a challenge."""
        if self.kind != "recommendation":
            return None
        return _STATUS_OF[self.events[-1].event] if self.events else "open"

    def parts(self, role: str) -> tuple[dict[str, Any], ...]:
        """What plays a role in it (actor, place, target, deadline), each with the year and page that says so."""
        out: dict[str, dict[str, Any]] = {}
        for finding in self.findings:
            for part in finding.about.parts:
                if part.role == role:
                    name = part.concept or part.quote
                    out.setdefault(
                        name,
                        {
                            "quote": part.quote, "concept": part.concept, "document": finding.document,
                            "year": finding.year, "page": finding.page,
                        },
                    )  # fmt: skip
        return tuple(out.values())

    @property
    def strengths(self) -> tuple[tuple[int | None, str], ...]:
        """How strongly it was asked for: year and force, wherever that changed."""
        said = [(f.year, f.about.strength) for f in self.findings if f.about.strength and f.about.stance == "own"]
        return tuple(next(group) for _, group in groupby(said, key=lambda pair: pair[1]))

    def as_dict(self) -> dict[str, Any]:
        """The thread as JSON has it."""
        return {
            "id": self.id, "kind": self.kind, "status": self.status, "documents": self.documents,
            "years": list(self.years), "langs": list(self.langs), "metals": list(self.metals),
            "themes": list(self.themes),
            "strengths": [{"year": year, "strength": strength} for year, strength in self.strengths],
            **{f"{role}s": list(self.parts(role)) for role in ("actor", "place", "target", "deadline")},
            "events": [event.as_dict() for event in self.events],
            "answers": list(self.answers), "answered_by": list(self.answered_by),
            "findings": [
                {**finding.as_dict(), "sameness": score, "placed": self._placed(finding)}
                for finding, score in zip(self.findings, self.scores, strict=True)
            ],
        }  # fmt: skip

    def _placed(self, finding: StoredFinding) -> dict[str, Any] | None:
        said = self.placed.get(finding.id)
        return {name: getattr(said, name) for name in ("decision", "person", "at", "number")} if said else None


_STATUS_OF: Mapping[str, Status] = {"taken up": "taken up", "enacted": "enacted", "dropped": "dropped"}


def _frequent(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    counts = Counter(name for names in lists for name in names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def find_threads(
    connection: sqlite3.Connection,
    *,
    kind: str | None = None,
    least: int = 2,
    findings: Collection[int] | None = None,
    without: Collection[int] = (),
    works: Mapping[str, str] | None = None,
) -> Listing[Thread]:
    """The threads that at least `least` works say, those of most works first.

    `findings` keeps threads with one of these findings, by key; those of `without` (rejected ones) do not count.
    """
    members: dict[int, list[tuple[int, float]]] = defaultdict(list)
    kinds: dict[int, str] = {}
    for thread, finding, score, its_kind in connection.execute(
        """SELECT t.thread, t.finding, t.score, h.kind FROM thread_findings t JOIN threads h ON h.key = t.thread
        WHERE ?1 IS NULL OR h.kind = ?1""",
        [kind],
    ):
        if finding not in without:
            members[thread].append((finding, score))
            kinds[thread] = its_kind
    if findings is not None:
        wanted = set(findings)
        members = {key: rows for key, rows in members.items() if any(finding in wanted for finding, _ in rows)}
    if least > 1:
        members = {key: rows for key, rows in members.items() if len(rows) >= least}
    threads = [thread for thread in _read(connection, members, kinds, works or {}) if thread.documents >= least]
    return Listing(sorted(threads, key=lambda thread: (-thread.documents, thread.years[:1] or (9999,), thread.id)))


def find_thread(
    connection: sqlite3.Connection, id_: str, *, works: Mapping[str, str] | None = None, without: Collection[int] = ()
) -> Thread:
    """The thread of the finding with this id (its first four characters do); raises UnknownIdError.

    Other findings of `without` (rejected ones) are not shown in it.
    """
    thread = thread_key(connection, id_)
    asked = find_one(connection, id_).id
    rows = [
        (finding, score)
        for finding, score, its_id in connection.execute(
            """SELECT t.finding, t.score, f.id FROM thread_findings t JOIN findings f ON f.key = t.finding
            WHERE t.thread = ?""",
            [thread],
        )
        if its_id == asked or finding not in without
    ]
    (kind,) = connection.execute("SELECT kind FROM threads WHERE key = ?", [thread]).fetchone()
    return next(_read(connection, {thread: rows}, {thread: kind}, works or {}))


def thread_key(connection: sqlite3.Connection, id_: str) -> int:
    """The key of the thread of the finding with this id; raises UnknownIdError."""
    finding = find_one(connection, id_)
    row = connection.execute(
        "SELECT thread FROM thread_findings t JOIN findings f ON f.key = t.finding WHERE f.id = ?", [finding.id]
    ).fetchone()
    if row is None:
        raise UnknownIdError(f"{id_}: threads were not looked for in its document")
    return int(row[0])


def _read(
    connection: sqlite3.Connection,
    members: Mapping[int, Sequence[tuple[int, float]]],
    kinds: Mapping[int, str],
    works: Mapping[str, str],
) -> Iterator[Thread]:
    keys = [finding for rows in members.values() for finding, _ in rows]
    stored = _stored(connection, keys)
    events = _events(connection, keys)
    answers, answered_by = _answers(connection, keys)
    said = decisions(connection)
    about = {finding for decision in said for finding in (*decision.findings, *decision.other_findings)}
    for thread, rows in members.items():
        known = [(stored[finding], finding, score) for finding, score in rows if finding in stored]
        if not known:
            continue
        known.sort(key=lambda row: (row[0].year is None, row[0].year or 0, row[1]))
        own = [finding for _, finding, _ in known]
        placed = {} if about.isdisjoint(own) else placed_by(said, own)
        told = {event.quote: event for finding in own for event in events.get(finding, ())}
        yield Thread(
            id=known[0][0].id, kind=kinds[thread],
            findings=tuple(finding for finding, _, _ in known), scores=tuple(score for *_, score in known),
            events=tuple(sorted(told.values(), key=lambda event: (event.happened or 0, event.score))),
            answers=_ids(answers, own), answered_by=_ids(answered_by, own), works=works,
            placed={finding.id: placed[key] for finding, key, _ in known if key in placed},
        )  # fmt: skip


def _ids(linked: Mapping[int, Sequence[str]], findings: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for finding in findings for id_ in linked.get(finding, ())))


def _stored(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, StoredFinding]:
    out: dict[int, StoredFinding] = {}
    ids: dict[str, int] = {}
    for start in range(0, len(keys), _BATCH):
        own = keys[start : start + _BATCH]
        marks = ", ".join(map(str, own))
        ids.update(connection.execute(f"SELECT id, key FROM findings WHERE key IN ({marks})"))
        out.update((ids[finding.id], finding) for finding in find_findings(connection, where=f"f.key IN ({marks})"))
    return out


def _events(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, list[Event]]:
    out: dict[int, list[Event]] = defaultdict(list)
    for start in range(0, len(keys), _BATCH):
        marks = ", ".join(map(str, keys[start : start + _BATCH]))
        for finding, event, score, path, year, page, text in connection.execute(
            f"""SELECT e.finding, e.event, e.score, d.path, d.year, s.page, s.text FROM thread_events e
            JOIN sentences s ON s.key = e.sentence JOIN documents d ON d.key = s.document
            WHERE e.finding IN ({marks})"""
        ):
            happened = year_told(text, year)
            out[finding].append(
                Event(event=event, happened=happened, document=path, year=year, page=page, quote=text, score=score)
            )
    return out


def _answers(connection: sqlite3.Connection, keys: Sequence[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """For each finding the ids of the threads that it answers, and of those that answer it."""
    answers: dict[int, list[str]] = defaultdict(list)
    answered_by: dict[int, list[str]] = defaultdict(list)
    wanted = set(keys)
    linked = [
        (source, target)
        for source, target in connection.execute(
            "SELECT source, target FROM links WHERE kind = 'answers' ORDER BY score DESC"
        )
        if source in wanted or target in wanted
    ]
    ids = thread_ids(connection, {key for pair in linked for key in pair})
    for source, target in linked:
        if source in wanted and target in ids:
            answers[source].append(ids[target])
        if target in wanted and source in ids:
            answered_by[target].append(ids[source])
    return answers, answered_by


def thread_ids(connection: sqlite3.Connection, findings: Collection[int]) -> dict[int, str]:
    """The id of the thread of each of these findings, by key: that of the finding that said it first."""
    keys = sorted(findings)
    out: dict[int, str] = {}
    for start in range(0, len(keys), _BATCH):
        marks = ", ".join(map(str, keys[start : start + _BATCH]))
        out.update(
            connection.execute(
                f"""SELECT t.finding, (SELECT f.id FROM thread_findings o JOIN findings f ON f.key = o.finding
                  JOIN documents d ON d.key = f.document WHERE o.thread = t.thread
                  ORDER BY d.year IS NULL, d.year, f.key LIMIT 1)
                FROM thread_findings t WHERE t.finding IN ({marks})"""
            )
        )
    return out
