"""How a screening stands: what the decisions in each stage come to, how far each document has come, who has what open.

Persons who do not agree make a conflict, save that include and unsure both take a document on to the next stage, as in
systematic reviews: what is not sure by its abstract is read in full. In the last stage unsure settles nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.listing import StoredDocument
from corpus.screening_pool import Pool
from corpus.screening_values import Decided, Outcome, Screening


class Board:
    """The documents of a screening and the decisions on them; `add` takes in one more."""

    def __init__(self, screening: Screening, pool: Pool, decided: Iterable[Decided]) -> None:
        self.screening = screening
        self.pool = pool
        self.lost: set[str] = set()
        """Hashes of documents that were decided on and are not in the library any more."""
        self._newest: dict[tuple[str, str], dict[str, Decided]] = {}
        self._adjudicated: dict[tuple[str, str], Decided] = {}
        for decision in decided:
            self.add(decision)

    def add(self, decision: Decided) -> None:
        """Take in a decision that is newer than all others."""
        home = self.pool.home.get(decision.sha256)
        if home is None:
            self.lost.add(decision.sha256)
            return
        place = home, decision.stage
        if decision.adjudicates:
            self._adjudicated[place] = decision
        else:
            persons = self._newest.setdefault(place, {})
            persons.pop(decision.person, None)  # the newest stands last
            persons[decision.person] = decision

    def newest(self, sha256: str, stage: str, person: str) -> Decided | None:
        """What a person decided on a document in a stage, adjudications aside."""
        return self._newest.get((self.pool.home[sha256], stage), {}).get(person)

    def decided(self, stage: str) -> dict[str, dict[str, Decided]]:
        """The decisions in force of a stage, adjudications aside: document, person, decision."""
        return {home: persons for (home, where), persons in self._newest.items() if where == stage}

    def persons(self) -> tuple[str, ...]:
        """Everybody who decided or adjudicated something, in the order of the first decision of each."""
        named = [person for persons in self._newest.values() for person in persons]
        return tuple(dict.fromkeys([*named, *(decision.person for decision in self._adjudicated.values())]))

    def outcome(self, sha256: str, stage: str) -> Outcome:
        """What the decisions on a document in a stage come to."""
        place = self.pool.home[sha256], stage
        decided = tuple(self._newest.get(place, {}).values())
        if above := self._adjudicated.get(place):
            return Outcome(standing=above.decision, decided=(*decided, above), reason=above.reason)
        said = {decision.decision for decision in decided}
        if len(decided) < (self.screening.coders or 1):
            return Outcome(standing="open", decided=decided)
        if len(said) == 1:
            (agreed,) = said
            return Outcome(standing=agreed, decided=decided, reason=self._reason(decided))
        last = stage == self.screening.stages[-1]
        return Outcome(standing="conflict" if last or "exclude" in said else "include", decided=decided)

    def _reason(self, decided: Sequence[Decided]) -> str | None:
        given = {decision.reason for decision in decided}
        return next((reason for reason in self.screening.reasons if reason in given), None)

    def reached(self, sha256: str) -> tuple[str, ...]:
        """The stages that a document has come to: the first, and each after one that it passed."""
        for number, stage in enumerate(self.screening.stages, 1):
            if self.outcome(sha256, stage).standing not in ("include", "unsure"):
                return self.screening.stages[:number]
        return self.screening.stages

    def at(self, stage: str) -> tuple[StoredDocument, ...]:
        """The documents that have come to a stage."""
        return tuple(document for document in self.pool.documents if stage in self.reached(document.sha256))

    def end(self, sha256: str) -> tuple[str, Outcome]:
        """The last stage that a document has come to, and how it stands there."""
        stage = self.reached(sha256)[-1]
        return stage, self.outcome(sha256, stage)

    def included(self) -> tuple[StoredDocument, ...]:
        """The documents that passed every stage."""
        return tuple(d for d in self.pool.documents if self.end(d.sha256)[1].standing == "include")

    def to_decide(self, person: str, stage: str) -> tuple[StoredDocument, ...]:
        """What a person has to decide in a stage: what was not adjudicated and wants one person more.

        Where the screening does not say how many persons decide, everybody decides on everything.
        """
        return tuple(
            document
            for document in self.at(stage)
            if self.newest(document.sha256, stage, person) is None
            and (document.sha256, stage) not in self._adjudicated
            and (
                self.screening.coders is None
                or len(self._newest.get((document.sha256, stage), {})) < self.screening.coders
            )
        )
