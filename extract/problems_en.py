"""The separate problems that one English sentence lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.coordination_en import (
    Joint,
    Members,
    before_result,
    chain,
    clauses,
    finite,
    is_base,
    is_gerund,
    joints_of,
    listed,
    main_clause,
    verb_at,
)
from extract.enumeration import trim
from extract.patterns_en import (
    BEFORE_LIST,
    BEING,
    EASES,
    GOOD,
    GOVERNS,
    HEADED,
    ITS_RESULT,
    MAY,
    NO_FIRST_WORD,
    PROBLEM_EXAMPLES,
    PROBLEMS_FOLLOW,
    SUBORDINATE,
    TURNS,
    WANTING,
    colon_in,
    words_in,
)
from extract.shared_en import shared
from models.cues import cue_groups
from models.verbs import english_verbs

LONGEST = 140  # characters of a noun phrase that names a problem


@cache
def _problem() -> re.Pattern[str]:
    """Words that make a phrase a problem."""
    names = {"problem-noun", "problem-adjective", "harm", "negation"}
    groups = [group.pattern.pattern for group in cue_groups("en") if group.name in names]
    return re.compile("|".join([*groups, WANTING]))


@cache
def _problem_phrase() -> re.Pattern[str]:
    """A noun that names a problem, with up to two words and an article before it."""
    noun = next(group.pattern for group in cue_groups("en") if group.name == "problem-noun-phrase")
    return re.compile(HEADED.pattern + noun.pattern)


def _wrong(text: str, member: tuple[int, int]) -> bool:
    return _problem().search(text[slice(*member)].lower()) is not None


def announced_problems(text: str, joints: Sequence[Joint]) -> Members:
    """The members of `three key problems: a, b, and c`."""
    for head in PROBLEMS_FOLLOW.find(text, words_in(text)):
        members = _phrases(text, listed(text, joints, head.end(), len(text)))
        if len(members) > 1 or (not members and not head.group().rstrip().endswith((":", "—"))):
            return members
    return []


def _phrases(text: str, members: Members) -> Members:
    """The members where each can stand alone, the last one without `other problems`; none where one cannot."""
    if len(members) > 2 and re.compile(r"(?:many\s+|several\s+)?other\s").match(text, members[-1][0]):
        members = members[:-1]
    merged: Members = []
    for a, b in members:
        if merged and SUBORDINATE.match(text, a):
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    alone = all(b - a <= LONGEST and " " in text[a:b] for a, b in merged)
    return merged if len(merged) > 1 and alone else []


def _noun_lists(text: str, joints: Sequence[Joint]) -> Members:
    """The longest list of nouns most of which name what is wrong, as subject or after a word such as `from`."""
    start = main_clause(text, joints)
    best: Members = []
    for at in [start, *(match.end() for match in BEFORE_LIST.finditer(text))]:
        members = listed(text, joints, at, len(text))
        if len(members) < 3 or len(members) < len(best):
            continue
        a, b = members[-1]
        predicate = finite().search(text, a, b)
        members[-1] = trim(text, a, predicate.start() if predicate else before_result(text, joints, a, b))
        if (at == start) is (predicate is None):
            continue  # a list as the subject has its verb behind it, another none
        members = _phrases(text, members)
        if not members or any(NO_FIRST_WORD.match(text, a) or finite().search(text, a, b) for a, b in members):
            continue
        if is_base(text[members[0][0] :].split(" ", 1)[0]) or any(ITS_RESULT.match(text, a) for a, _ in members[1:]):
            continue  # "slow to mend after a flood, making it costly": no nouns
        if 2 * sum(_wrong(text, member) for member in members) > len(members):
            best = members
    return best


def _predicates(text: str, joints: Sequence[Joint]) -> Members:
    """What is said of one subject, each with its verb: `is reliant on A and lags in B`."""
    start = main_clause(text, joints)
    for being in BEING.finditer(text, start):
        if verb_at(text, being.end(), is_gerund):
            members = chain(text, joints, being.end(), is_gerund)
            if len(members) > 1 and any(_wrong(text, member) for member in members):
                return members
    first = finite().search(text, start)
    cuts = []
    for joint in joints:
        if first and joint.start > first.end() and joint.word in ("and", ""):
            verb = verb_at(text, joint.end, _agrees)
            if verb and not re.compile(r"\s+of\b|[,;]").match(text, verb.end()):
                cuts.append(joint)
    while cuts and not cuts[-1].word:
        cuts.pop()
    starts, stops = [start, *(joint.end for joint in cuts)], [*(joint.start for joint in cuts), len(text)]
    members = [trim(text, a, before_result(text, joints, a, b)) for a, b in zip(starts, stops, strict=True)]
    return members if len(members) > 1 and all(_wrong(text, member) for member in members) else []


def _is_effect(word: str) -> bool:
    """Whether a word after `could` tells what would come of something."""
    return is_base(word) or word in english_verbs().states


def _effects(text: str, joints: Sequence[Joint]) -> Members:
    """What one cause would bring about: `could idle the smelters, strand the miners and drain the budget`."""
    for match in MAY.finditer(text, main_clause(text, joints)):
        if verb_at(text, match.end(), _is_effect) and not GOOD.match(text, match.end()):
            members = chain(text, joints, match.end(), _is_effect)
            if len(members) > 1 and any(_wrong(text, member) for member in members):
                return members
    return []


def _agrees(word: str) -> bool:
    """Whether a word after a conjunction is a verb that agrees with a subject, and no noun."""
    verbs = english_verbs()
    return word in verbs.states - verbs.states_unsure or finite().fullmatch(word) is not None


def _pair(text: str, joints: Sequence[Joint]) -> Members:
    """The halves of `delays in A and disputes over B`."""
    phrase = _problem_phrase()
    lower = text.lower()
    for joint in joints:
        if joint.word != "and":
            continue
        if phrase.match(lower, joint.end):
            starts = [m.end() for m in GOVERNS.finditer(lower, 0, joint.start) if phrase.match(lower, m.end())]
            if starts:
                return [trim(text, starts[-1], joint.start), trim(text, joint.end, len(text))]
    return []


def english_problems(text: str) -> tuple[Members, bool]:
    """The problems that a sentence lists, and whether it says that it lists them."""
    joints = joints_of(text)
    announced = PROBLEM_EXAMPLES.search(text, words_in(text)) is not None
    if not joints:
        return [], announced
    found = announced_problems(text, joints)
    if found:
        return found, True
    colon = colon_in(text)
    if colon:
        found = _phrases(text, listed(text, joints, colon.end(), len(text)))
        if any(_wrong(text, member) for member in found):
            return found, announced
    apart = clauses(text, joints)
    if len(apart) > 1 and any(_wrong(text, member) for member in apart):
        return apart, announced
    if not announced:
        found = _noun_lists(text, joints)
    found = (
        found
        or _told(text, shared(text, joints, "challenge"))
        or _predicates(text, joints)
        or _effects(text, joints)
        or _pair(text, joints)
    )
    return [] if _turned(text, found) else found, announced


def _told(text: str, members: Members) -> Members:
    """The members where each says what is wrong: not those of `a shortage of welders and of cranes`."""
    return members if all(_wrong(text, member) for member in members) else []


def _turned(text: str, members: Members) -> bool:
    """Whether members say the opposite without what stands before them, or tell what is made better."""
    if not members:
        return False
    return TURNS.search(text, 0, members[0][0]) is not None or any(EASES.match(text, a) for a, _ in members)
