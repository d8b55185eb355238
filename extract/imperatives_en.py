"""The verbs of bare imperatives in an English sentence: `Fund two pilot plants`, `To that end, map the belts`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.coordination_en import Joint
from extract.patterns_en import DETERMINED, HAS_OBJECT, NOUN_FOLLOWS
from extract.patterns_parts_en import COLON, OPENER, START
from extract.types import Span
from extract.verbs_en import clause_end, is_base, may_be_noun, verbs_from, word_at
from models.verbs import english_verbs

_SHARED_OBJECT = re.compile(r"\s+(?:and|or)(?:,[^,]{3,30},)?\s+(?P<verb>[a-z]+)\s+\w")
_MEASURES = re.compile(r"\b(?:recommend|measure|propos|step|action|priorit|suggest)", re.IGNORECASE)
_FINITE = re.compile(
    r"(?:\s+[\w’'-]+){0,6}?\s+(?:is|are|was|were|has|have|should|must|"
    r"shall|will|can|could|may|might|ought|would|needs?|deserves?|"
    r"merits?|remains?|requires?|offers?|helps?|makes?|gives?)\b"
)


def imperatives(text: str, joints: Sequence[Joint]) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Where each imperative begins, and its verbs: at the sentence's start, after an opener, a colon, a semicolon."""
    start = START.match(text)
    at = start.end() if start else 0
    opener = OPENER.match(text, at)
    for begin in (at, opener.end() if opener else at):
        word = word_at(text, begin, is_base)
        if (
            word
            and _commands(text, word)
            and (begin != at or not may_be_noun(word[0].lower()) or _no_subject(text, word))
        ):
            yield begin, verbs_from(text, joints, begin, clause_end(text, begin), form="base")
            break
    listing = False  # whether a colon led to gerunds: "measures: (a) mapping …; (b) opening …"
    for colon in COLON.finditer(text):
        word = word_at(text, colon.end(), is_base)
        if word and _commands(text, word) and (not may_be_noun(word[0].lower()) or DETERMINED.match(text, word.end())):
            yield colon.start(), verbs_from(text, joints, colon.end(), clause_end(text, colon.end()), form="base")
        gerund = word_at(text, colon.end(), english_verbs().gerund.__contains__)
        if (
            gerund
            and (text[colon.start()] == ":" or (listing and text[colon.start()] == ";"))
            and HAS_OBJECT.match(text, gerund.end())
            and _MEASURES.search(text, 0, colon.start())
        ):
            listing = True
            yield colon.start(), verbs_from(text, joints, colon.end(), clause_end(text, colon.end()), form="gerund")


def _commands(text: str, word: re.Match[str]) -> bool:
    shared = _SHARED_OBJECT.match(text, word.end())  # "Review and, where needed, revise the list"
    if shared and is_base(shared["verb"]):
        return True
    return HAS_OBJECT.match(text, word.end()) is not None and not NOUN_FOLLOWS.match(text, word.end())


def _no_subject(text: str, word: re.Match[str]) -> bool:
    """Whether a word that is a noun as well begins an imperative: no finite verb follows early."""
    return not _FINITE.match(text, word.end(), word.end() + 90)
