"""The parts of an English recommendation: whose it is, how strong, who should do what, how much, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.actions_en import find_calls
from extract.coordination_en import joints_of
from extract.deadlines_en import deadlines_in
from extract.enacted_en import enacted_parts
from extract.findings import Strength
from extract.partvalues import Call, RawParts
from extract.patterns_en import words_in
from extract.stance_en import english_stance
from extract.targets_en import targets_in
from extract.types import Span

LONGEST = 2000  # characters; what is longer is a table or a page of contents that lost its lines

_IN_TALK = frozenset({"I", "you", "You"})
"""Who speaks and who is spoken to in a debate: neither is named."""
_MUST = (
    r"must|shall|ha(?:ve|s)\s+to|(?:is|are|be|being|been)\s+(?:\w+ly\s+|"
    r"also\s+)?(?:required|obliged|bound|directed|ordered|"
    r"instructed|mandated)\s+to"
)
_SHOULD = (
    r"should|ought\s+to|needs?\s+to|(?:is|are|be)\s+(?:urged|asked|expected|advised|called\s+(?:on|upon)|"
    r"invited|requested)\s+to"
)
_MAY = r"could|may|might|(?:is|are|be)\s+encouraged\s+to|would\s+do\s+well\s+to"
_STRENGTHS: dict[Strength, re.Pattern[str]] = {
    "must": re.compile(rf"\b(?:{_MUST}|imperative|mandatory|prohibited\s+from|requires?|obliges?)\b"),
    "should": re.compile(
        rf"\b(?:{_SHOULD}|(?:is|are)\s+(?:\w+ly\s+)?(?:necessary|needed)|necessary\s+(?:to|for|that)|"
        r"it\s+(?:is|will\s+be|remains)\s+(?:\w+\s+)?(?:essential|important|vital|crucial|critical)\s+(?:to|for|that)|"
        rf"recommend(?:s|ed|ing)?|propos(?:e|es|ed|ing)"
        r"|call(?:s|ed|ing)?\s+(?:on|for|upon)|urg(?:e|es|ed|ing)|need\s+for|suggest(?:s|ed|ing)?|advocat(?:e|"
        r"es|ed|ing)|demand(?:s|ed)?|advis(?:e|es|ed)|(?<!not )advisable|"
        r"(?:we|i|is|are|would|is\s+being)\s+ask(?:ing)?|asks|"
        r"(?:(?:we|they|countr(?:y|ies)|states?|governments?|industry|"
        r"nations?|firms|companies|sector|europe)\s+needs?|needs)\s+"
        r"(?:an?|more|at|new|better|stronger|two|three|four|five|urgent|"
        r"further|some|\d)|had\s+better|recommendations?\s+(?:\w+\s+){0,2}to)\b",
        re.IGNORECASE,
    ),
    "may": re.compile(
        rf"\b(?:{_MAY}|worth\s+\w+ing|worthwhile|encourag(?:e|es|ed|ing)|option)\b|^\W*(?:Consider|Explore)\b|\bmight\b"
    ),
}


def english_parts(text: str) -> RawParts:
    """The parts of a sentence that recommends, reports, enacts or rejects something; none of one too long."""
    if len(text) > LONGEST:
        return RawParts()
    joints = joints_of(text)
    words = words_in(text)
    calls = find_calls(text, joints, words)
    stance = english_stance(text, words)
    if stance == "enacted" and all(call.weak for call in calls):
        actors, actions = enacted_parts(text, joints)
    else:
        named = [actor for call in calls for actor in call.actors if actor.of(text) not in _IN_TALK]
        actors = _ordered(named)
        actions = _ordered([action for call in calls for action in call.actions])
    strength, modals = _strength(text, stance)
    if not strength and stance != "enacted":
        strength, modals = _strongest(calls)
    told = stance == "enacted" and strength is None
    deadlines = deadlines_in(text, words, told=told)
    targets = [Span(a, b) for a, b in targets_in(text, deadlines, told=told)]
    return RawParts(
        stance=stance,
        strength=strength,
        actors=actors,
        actions=actions,
        targets=tuple(target for target in targets if not any(actor.overlaps(target) for actor in actors)),
        deadlines=tuple(Span(a, b) for a, b in deadlines),
        modals=modals,
    )


def _ordered(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, each once, the first of two that overlap."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not (kept and kept[-1].overlaps(span)):
            kept.append(span)
    return tuple(kept)


def _strength(text: str, stance: str) -> tuple[Strength | None, tuple[Span, ...]]:
    """The strongest word of obligation, and its place."""
    for strength, pattern in _STRENGTHS.items():
        found = pattern.search(text)
        if found and not (stance == "enacted" and strength != "must"):
            return strength, (Span(*found.span()),)
    return None, ()


def _strongest(calls: Sequence[Call]) -> tuple[Strength | None, tuple[Span, ...]]:
    """The strongest force that the words which ask for something have by themselves, and its place."""
    for strength in _STRENGTHS:
        for call in calls:
            if call.strength == strength and call.modal and not call.weak:
                return strength, (call.modal,)
    return None, ()
