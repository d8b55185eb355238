"""The separate measures that one English sentence lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain as chain_of

from extract.coordination_en import (
    Joint,
    Members,
    before_result,
    chain,
    clauses,
    is_base,
    is_gerund,
    joints_of,
    listed,
    verb_at,
)
from extract.enumeration import trim
from extract.patterns_en import (
    ASKED,
    ASKED_THAT,
    FORBIDS,
    GERUND_TRIGGER,
    JOINTLY,
    MEASURES_FOLLOW,
    MODAL_AGAIN,
    MODALS,
    NEED,
    NEEDED,
    NEGATED,
    NO_ITEMS,
    NO_VERB,
    ONE_MORE_MODAL,
    PURPOSE_LEAD,
    TRIGGER,
    colon_in,
    either,
    lowered,
    words_in,
)
from extract.shared_en import shared
from models.verbs import english_verbs


def announced_measures(text: str, joints: Sequence[Joint]) -> Members:
    """The members of `proposes strengthening …, expanding …, and …`, `recommendations: expand …; build …`."""
    for head in MEASURES_FOLLOW.find(text, words_in(text)):
        for is_form in (is_gerund, is_base):
            members = chain(text, joints, head.end(), is_form) if verb_at(text, head.end(), is_form) else []
            if len(members) > 1:
                return members
    return []


def _after_modal(word: str) -> bool:
    """Whether a word after `should` can be the verb of a measure, in the lexicon or not."""
    return is_base(word) or not (NO_VERB.fullmatch(word) or word.endswith("ed"))


@cache
def _subjunctive() -> re.Pattern[str]:
    """The subject and the verb after `recommend that`: `the bureau publish …`."""
    verbs = english_verbs()
    return re.compile(rf"(?:[\w’'-]+\s+){{1,8}}?(?P<verb>{either(sorted(verbs.base - verbs.unsure))})\b")


def _chains(text: str, joints: Sequence[Joint]) -> Iterator[Members]:
    """Lists of measures after a modal verb or `to`, after `by`, `of`, `propose`, and of an imperative."""
    head = re.compile(r"(?:\W|\d|[ivx]+\)|[a-z]\))*").match(text)
    start = head.end() if head else 0
    if verb_at(text, start, is_base):
        yield chain(text, joints, start, is_base)
    lower, words = lowered(text), words_in(text)
    for match in TRIGGER.finditer(lower):
        if verb_at(text, match.end(), _after_modal if match["modal"] else is_base):
            yield chain(text, joints, match.end(), is_base)
    for match in chain_of(ASKED.find(text, words), JOINTLY.finditer(text)):
        if verb_at(text, match.end(), is_base):
            yield chain(text, joints, match.end(), is_base)
    for match in ASKED_THAT.find(text, words):
        verb = _subjunctive().match(text, match.end())
        if verb:
            yield chain(text, joints, verb.start("verb"), is_base)
    for match in GERUND_TRIGGER.finditer(lower):
        negated = NEGATED.search(text, max(0, match.start() - 40), match.start())
        if not negated and verb_at(text, match.end(), is_gerund):
            yield chain(text, joints, match.end(), is_gerund)


def _tells_purpose(text: str, members: Members) -> bool:
    """Whether `build smelters to raise output, cut prices, and secure supply` lists what one measure is for."""
    start, end = members[0]
    inner = re.compile(r"\bto\s+([a-z]+)").search(text, start, end)
    if not inner or PURPOSE_LEAD.search(text, start, inner.start()):
        return False
    verbs = [text[a:b].split(maxsplit=1)[0].lower() for a, b in members[1:]]
    return all(verb in english_verbs().purposes for verb in (inner[1], *verbs))


def _repeated(text: str, joints: Sequence[Joint]) -> Members:
    """Members that repeat the modal verb: `must be … and must ensure …`."""
    first = MODAL_AGAIN.search(text)
    if not first:
        return []
    cuts = [joint for joint in joints if joint.start > first.end() and ONE_MORE_MODAL.match(text, joint.end)]
    if not cuts or any(joint.word == "but" for joint in cuts):
        return []  # "should not A but should B" demands one thing
    starts, stops = [first.start(), *(joint.end for joint in cuts)], [*(joint.start for joint in cuts), len(text)]
    return [trim(text, a, b) for a, b in zip(starts, stops, strict=True)]


def _needed(text: str, joints: Sequence[Joint]) -> Members:
    """What is called for as nouns: `needs better maps of … and a register of …`."""
    for need in NEED.finditer(text):
        first = NEEDED.match(text, need.end())
        if not first:
            continue
        cuts = [joint for joint in joints if joint.start > first.end() and NEEDED.match(text, joint.end)]
        while cuts and not cuts[-1].word:
            cuts.pop()
        starts, stops = [need.end(), *(joint.end for joint in cuts)], [*(joint.start for joint in cuts), len(text)]
        members = [trim(text, a, before_result(text, joints, a, b)) for a, b in zip(starts, stops, strict=True)]
        if len(members) > 1 and all(len(text[a:b].split()) > 2 for a, b in members):
            return members
    return []


def _after_colon(text: str, joints: Sequence[Joint]) -> Members:
    """Measures that a colon leads to, each with its verb."""
    colon = colon_in(text)
    if not colon or NO_ITEMS.search(text, 0, colon.start()):
        return []
    found = listed(text, joints, colon.end(), len(text))
    told = all(verb_at(text, a, is_base) or verb_at(text, a, is_gerund) for a, _ in found)
    return found if told and len(found) > 1 else []


def english_measures(text: str) -> tuple[Members, bool]:
    """The measures that a sentence lists, and whether it says that it lists them."""
    joints = joints_of(text)
    if not joints:
        return [], False
    found = announced_measures(text, joints)
    if found:
        return ([], False) if FORBIDS.search(text, 0, found[0][0]) else (found, True)
    found = _after_colon(text, joints)
    if found:
        return found, False
    chains = [members for members in _chains(text, joints) if len(members) > 1 and not _tells_purpose(text, members)]
    best = max([_repeated(text, joints), *chains], key=len)
    if best and FORBIDS.search(text, 0, best[0][0]):
        return [], False  # "must not export ore and sell scrap": one prohibition
    if len(best) > 2:
        return best, False
    apart = clauses(text, joints, verb=rf"{MODALS}\b")
    return apart or best or shared(text, joints, "recommendation") or _needed(text, joints), False
