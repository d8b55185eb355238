"""Whose an English recommendation is: the authors' own, reported of another, already enacted, or rejected.

Each pattern is tried only where one of the words stands that it cannot do without.
"""

from __future__ import annotations

from extract.actors_en import is_place
from extract.findings import Stance
from extract.patterns_en import lowered
from extract.patterns_enacted_en import (
    ACTED,
    ADOPTING_WORDS,
    ALREADY,
    COUNTRY_RULES,
    COUNTRY_WORDS,
    DID,
    DID_SO,
    FORCE_WORDS,
    IN_FORCE,
    IS_LAW,
    LAW_ADOPTED,
    LAW_WORDS,
    PAST_WORDS,
    STANDING,
    STANDING_WORDS,
    UNDER_LAW,
    WHEN,
)
from extract.patterns_refused_en import NEGATIONS, NOT_DONE, REFUSED, REFUSING_WORDS
from extract.patterns_stance_en import (
    DEMANDED,
    IT_URGES,
    OWN,
    PROPOSED_BY,
    REPORTED,
    REPORTING_WORDS,
    SAID,
    SAYING_WORDS,
    THINGS_SAY,
    WE_ONCE,
    WOULD,
)

_WE = frozenset({"we", "i"})


def english_stance(text: str, words: frozenset[str]) -> Stance:
    """The stance of a sentence of these `words` that recommends, reports, enacts or rejects something."""
    if (not REFUSING_WORDS.isdisjoint(words) and REFUSED.search(text)) or (
        not NEGATIONS.isdisjoint(words) and NOT_DONE.search(text)
    ):
        return "rejected"
    if not REPORTING_WORDS.isdisjoint(words) and not _WE.isdisjoint(words) and WE_ONCE.search(text):
        return "reported"
    if OWN.search(lowered(text)):
        return "own"
    if _is_law(text, words):
        return "enacted"
    if not REPORTING_WORDS.isdisjoint(words) and _is_reported(text, words):
        return "reported"
    if "would" in words and WOULD.match(text):
        return "reported"
    if DEMANDED.search(text):
        return "own"
    past = not PAST_WORDS.isdisjoint(words)
    if ALREADY.search(text) or (WHEN.search(text) and ((past and DID.search(text)) or DID_SO.search(text))):
        return "enacted"
    if (not FORCE_WORDS.isdisjoint(words) and IN_FORCE.search(text)) or (past and ACTED.match(text)):
        return "enacted"
    return "own"


def _is_law(text: str, words: frozenset[str]) -> bool:
    """Whether it is told as the law of the land."""
    if UNDER_LAW.match(text) or (not LAW_WORDS.isdisjoint(words) and IS_LAW.search(text)):
        return True
    if not ADOPTING_WORDS.isdisjoint(words) and LAW_ADOPTED.search(text):
        return True
    if not STANDING_WORDS.isdisjoint(words) and STANDING.search(text):
        return True
    rules = None if COUNTRY_WORDS.isdisjoint(words) else COUNTRY_RULES.match(text)
    return rules is not None and is_place(rules["who"])


def _is_reported(text: str, words: frozenset[str]) -> bool:
    """Whether somebody else is said to propose, demand or plan it, before any word of demand."""
    if not SAYING_WORDS.isdisjoint(words) and SAID.search(text):
        return True
    found = REPORTED.match(text)
    if found and (IT_URGES.match(text) or not THINGS_SAY.search(text, 0, found.start("verb"))):
        demanded = DEMANDED.search(text, 0, found.start("verb"))
        return demanded is None
    return PROPOSED_BY.search(text) is not None
