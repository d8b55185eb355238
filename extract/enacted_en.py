"""Who did what, in an English sentence about a measure that is law or done already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.actors_en import split_actors, subject_before
from extract.coordination_en import Joint
from extract.patterns_en import WORD, words_of
from extract.types import Span
from extract.verbs_en import is_participle, verbs_from

_AUXILIARY = re.compile(
    r"\b(?P<aux>has|have|had|was|were|has\s+been|have\s+been|had\s+been)\s+(?:already\s+|"
    r"since\s+|also\s+|now\s+|[a-z]+ly\s+)*"
)
_PAST_IRREGULAR = words_of(
    """became began bought bound broke brought built came chose cut drawn drew drove dug fed forbade fought found
    froze gave held hit kept laid led left lent lost made met outlawed overcame oversaw overturned paid put
    ran rebuilt rewrote sent set shut sold sought spent split spread struck taught threw took undertook went
    withdrew won wound wrote"""
)
_NOUN_BEFORE = re.compile(r"\b(?:the|a|an|be|is|are|been|of|its|their|to|by|for|with|newly|already)\s$")
_BY_LAW = re.compile(
    r"\b(?:[Aa]ct|[Ll]aw|[Rr]egulation|[Dd]irective|[Dd]ecree|[Oo]rdinance|"
    r"[Cc]ode|[Oo]rder|[Ss]tatute)\s+(?:\([^)]*\)\s+|of\s+\d{4}\s+|"
    r"No\.?\s*\d+\s+|\(?\d{4}\)?\s+)?(?:already\s+|now\s+|also\s+)?"
    r"(?P<verb>requires|obliges|mandates|sets|bans|prohibits|provides|"
    r"obligates|stipulates|directs|limits|caps|allows|forbids|imposes|"
    r"makes|establishes|creates|introduces)\b"
)
_BY_END = re.compile(r"[,;:.]|\s(?:in|on|by|to|for|after|with|under|as|from)\s")


def _past_verbs(text: str) -> list[tuple[int, int]]:
    """Verbs in the past tense, no participles before or after a noun."""
    found = []
    for word in WORD.finditer(text):
        past = is_participle(word[0]) or word[0] in _PAST_IRREGULAR
        if past and word.start() and not _NOUN_BEFORE.search(text, max(0, word.start() - 12), word.start()):
            found.append((word.start(), word.end()))
    return found


def enacted_parts(text: str, joints: Sequence[Joint]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Who acted and what was done, in a sentence in the past tense or about a law in force."""
    auxiliary = _AUXILIARY.search(text)
    past = _past_verbs(text)
    acted = [(start, end) for start, end in past if subject_before(text, start, max(0, start - 200))]
    if auxiliary and not (acted and acted[0][0] < auxiliary.start()):
        verbs = verbs_from(text, joints, auxiliary.end(), len(text), form="participle")
        if verbs:
            return _doers(text, auxiliary, verbs[0].end), verbs
    third = _BY_LAW.search(text)
    for start, end in acted or ([] if third else past):
        verbs = verbs_from(text, joints, start, len(text), form="participle") or (Span(start, end),)
        return subject_before(text, start, max(0, start - 400)), verbs
    return ((), (Span(*third.span("verb")),)) if third else ((), ())


def _doers(text: str, auxiliary: re.Match[str], after: int) -> tuple[Span, ...]:
    """The subject of an active clause, the body after `by` of a passive one."""
    if auxiliary["aux"] in ("has", "have", "had"):
        return subject_before(text, auxiliary.start(), max(0, auxiliary.start() - 400))
    by = re.compile(r"\sby\s+").search(text, after)
    if not by:
        return ()
    stop = _BY_END.search(text, by.end())
    return split_actors(text, by.end(), stop.start() if stop else len(text))
