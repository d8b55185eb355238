"""Whose an English recommendation is: the authors' own, reported of another, already enacted, or rejected.

Each pattern is tried only where one of the words stands that it cannot do without.
"""

from __future__ import annotations

from extract.findings import Stance
from extract.patterns_en import lowered
from extract.patterns_stance_en import (
    ACTED,
    ALREADY,
    DEMANDED,
    DID,
    FORCE_WORDS,
    IN_FORCE,
    IS_LAW,
    IT_URGES,
    LAW_WORDS,
    NEGATIONS,
    NOT_DONE,
    OWN,
    PAST_WORDS,
    PROPOSED_BY,
    REFUSED,
    REFUSING_WORDS,
    REPORTED,
    REPORTING_WORDS,
    SAID,
    SAYING_WORDS,
    THINGS_SAY,
    UNDER_LAW,
    WHEN,
    WOULD,
)


def english_stance(text: str, words: frozenset[str]) -> Stance:
    """The stance of a sentence of these `words` that recommends, reports, enacts or rejects something."""
    if (not REFUSING_WORDS.isdisjoint(words) and REFUSED.search(text)) or (
        not NEGATIONS.isdisjoint(words) and NOT_DONE.search(text)
    ):
        return "rejected"
    if OWN.search(lowered(text)):
        return "own"
    if UNDER_LAW.match(text) or (not LAW_WORDS.isdisjoint(words) and IS_LAW.search(text)):
        return "enacted"
    if not REPORTING_WORDS.isdisjoint(words) and _is_reported(text, words):
        return "reported"
    if "would" in words and WOULD.match(text):
        return "reported"
    if DEMANDED.search(text):
        return "own"
    past = not PAST_WORDS.isdisjoint(words)
    if ALREADY.search(text) or (past and WHEN.search(text) and DID.search(text)):
        return "enacted"
    if (not FORCE_WORDS.isdisjoint(words) and IN_FORCE.search(text)) or (past and ACTED.match(text)):
        return "enacted"
    return "own"


def _is_reported(text: str, words: frozenset[str]) -> bool:
    """Whether somebody else is said to propose, demand or plan it, before any word of demand."""
    if not SAYING_WORDS.isdisjoint(words) and SAID.search(text):
        return True
    found = REPORTED.match(text)
    if found and (IT_URGES.match(text) or not THINGS_SAY.search(text, 0, found.start("verb"))):
        demanded = DEMANDED.search(text, 0, found.start("verb"))
        return demanded is None
    return PROPOSED_BY.search(text) is not None
