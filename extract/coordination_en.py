"""How English joins parallel words: commas and conjunctions, chains of verbs, clauses with a subject and a verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.enumeration import trim
from extract.patterns_en import (
    AGAIN,
    ASIDE,
    AUXILIARIES,
    DETERMINED,
    HAS_OBJECT,
    JOINT,
    LEAD,
    LIKE_PREPOSITION,
    NO_FIRST_WORD,
    NO_GERUND,
    NO_SUBJECT,
    NOUN_FOLLOWS,
    OPENING,
    RESULT,
    SUBJECT,
    WORD,
    either,
)
from models.verbs import english_verbs

_INFINITIVE = re.compile(r"\bto\s+[a-z]+\s")
_BRACKET = re.compile(r"[(\[“)\]”]")
Members = list[tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Joint:
    """A comma or conjunction outside brackets: where the last member ends, where the next begins, what joins them."""

    start: int
    end: int
    comma: bool
    semicolon: bool
    word: str


def _shut(text: str) -> list[tuple[int, int]]:
    """The stretches within brackets, quotation marks and dashes."""
    out, depth, since = [aside.span() for aside in ASIDE.finditer(text)], 0, 0
    for match in _BRACKET.finditer(text):
        if match.group() in "([“":
            since = since if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                out.append((since, match.end()))
    return [*out, (since, len(text))] if depth else out


@lru_cache(maxsize=4)  # a sentence is cut by kind, and told its parts
def joints_of(text: str) -> tuple[Joint, ...]:
    """Commas, semicolons and conjunctions outside brackets, in order."""
    shut = _shut(text)
    found = []
    for match in JOINT.finditer(text):
        if not any(a <= match.start() < b for a, b in shut):
            sign = match[0].lstrip()[0]
            word = " ".join((match["word"] or match["bare"] or "").lower().split())
            found.append(
                Joint(start=match.start(), end=match.end(), comma=sign in ",;", semicolon=sign == ";", word=word)
            )
    return tuple(found)


def is_base(word: str) -> bool:
    """Whether a word is the base form of a verb of measures."""
    return word in english_verbs().base


def is_gerund(word: str) -> bool:
    """Whether a word is an -ing form that can have an object of its own."""
    known = word in english_verbs().gerund and not LIKE_PREPOSITION.fullmatch(word)
    return known or (word.endswith("ing") and len(word) > 5 and not NO_GERUND.fullmatch(word))


def verb_at(text: str, at: int, is_form: Callable[[str], bool]) -> re.Match[str] | None:
    """The word at `at`, up to two adverbs in -ly skipped, where it has the form."""
    word = WORD.match(text, at)
    for _ in range(2):
        if not word or is_form(word.group().lower()) or not word.group().endswith("ly"):
            break
        word = WORD.match(text, word.end() + 1)
    return word if word and is_form(word.group().lower()) else None


def chain(
    text: str, joints: Sequence[Joint], first: int, is_form: Callable[[str], bool], end: int | None = None
) -> Members:
    """Members of a list of verb phrases whose first begins at `first`; each begins with a verb of the same form."""
    unsure, gerunds = english_verbs().unsure, is_form is is_gerund
    stop = len(text) if end is None else end
    starts, stops = [first], []
    for joint in joints:
        if joint.start < first or joint.end >= stop:
            continue
        lead = LEAD.match(text, joint.end)
        at = lead.end() if lead else joint.end
        again = lead is not None and not AGAIN.isdisjoint(lead.group().lower().split())
        verb = verb_at(text, at, is_form)
        aims = (
            lead is not None and "to" in lead.group().lower().split() and not text.startswith("to ", max(0, first - 3))
        )
        if aims and (not joint.word or _INFINITIVE.search(text, first, joint.start)):
            continue  # "map the belts, to attract miners", "work to shield towns and to save water": a purpose
        if not verb or not HAS_OBJECT.match(text, verb.end()):
            continue
        noun = NOUN_FOLLOWS.match(text, verb.end())
        known = joint.comma or again or DETERMINED.match(text, verb.end())
        if verb.group().lower() in unsure and (noun or not known):
            continue
        if gerunds and (noun or (joint.comma and not joint.word and LEAD.match(text, first))):
            continue
        starts.append(at)
        stops.append(joint.start)
    return _without_results(text, joints, _with_objects(text, starts, [*stops, stop]), gerunds=gerunds)


def _with_objects(text: str, starts: Sequence[int], stops: Sequence[int]) -> Members:
    """The members; verbs without an object of their own (`revise` of `revise and extend the work`) join the next."""
    members: Members = []
    for member in (trim(text, a, b) for a, b in zip(starts, stops, strict=True)):
        bare = bool(members) and all(" " not in word for word in re.split(r",\s*", text[slice(*members[-1])]))
        shared = bool(members) and _ends_in_verb(text, *members[-1])
        members.append((members.pop()[0] if bare or shared else member[0], member[1]))
    return members


def _ends_in_verb(text: str, start: int, end: int) -> bool:
    """Whether a member ends in `to address` or `learn about`, the object of which comes with the next verb."""
    last = re.compile(r"\b(?:to\s+([a-z]+)|about|of|on|for|with|at)$").search(text, max(start, end - 30), end)
    return last is not None and (last[1] is None or is_base(last[1]))


def _without_results(text: str, joints: Sequence[Joint], members: Members, *, gerunds: bool) -> Members:
    """The members without the clauses of result and the examples that trail them."""
    if len(members) < 2:
        return members
    return [trim(text, a, before_result(text, joints, a, b, gerunds=gerunds)) for a, b in members]


def before_result(text: str, joints: Sequence[Joint], start: int, end: int, *, gerunds: bool = True) -> int:
    """Where a trailing clause of result begins after a comma, else `end`; `gerunds`: an -ing form begins none."""
    for joint in joints:
        if not (start < joint.start and joint.end < end and joint.comma):
            continue
        if joint.word in ("but", "while") or RESULT.match(text, joint.end):
            return joint.start
        word = None if gerunds or joint.word else verb_at(text, joint.end, english_verbs().gerund.__contains__)
        if word and HAS_OBJECT.match(text, word.end()) and not NOUN_FOLLOWS.match(text, word.end()):
            return joint.start
    return end


@cache
def finite() -> re.Pattern[str]:
    """A verb that agrees with a subject; what may be a noun as well only after a plural."""
    verbs = english_verbs()
    sure, unsure = either(sorted(verbs.states - verbs.states_unsure)), either(sorted(verbs.states_unsure))
    return re.compile(rf"(?:{AUXILIARIES}|{sure}|(?<=s ){unsure})\b(?!\s+of\b)")


@cache
def _clause(longest: int, verb: str) -> re.Pattern[str]:
    word = rf"(?!{NO_SUBJECT}\b)[\w’'%$.()/&-]+\s+"
    return re.compile(rf"(?:[a-z]+ly\s+)?{word}(?:{word}){{0,{longest}}}?(?:{verb})")


def clause_at(text: str, at: int, *, verb: str | None = None, longest: int = 10) -> re.Match[str] | None:
    """The subject and the finite verb (or one that matches `verb`) of a clause that begins at `at`."""
    if NO_FIRST_WORD.match(text, at):
        return None
    return _clause(longest, verb or finite().pattern).match(text, at)


def main_clause(text: str, joints: Sequence[Joint]) -> int:
    """Where the main clause begins after `Although …,`, `As a result,`."""
    start = 0
    for joint in joints[:4]:
        if joint.word == "and" and not joint.comma:
            continue  # "Once the fault is found and the part is replaced, …"
        if not joint.comma or joint.word or joint.semicolon:
            break
        if not OPENING.match(text, start) or len(text[start : joint.start].split()) > 20:
            break
        start = joint.end
    return start


_WITHIN = re.compile(r"\s(?:because|if|when|unless|until)\s")
"""What opens a clause that a mere `and` goes on with: `A is idle because B is flooded and C is shut`."""


def clauses(text: str, joints: Sequence[Joint], *, verb: str | None = None) -> Members:
    """Members that each are a clause with a subject: `X is low, Y is outdated and Z is lacking`."""
    start = main_clause(text, joints)
    if not _clause(24, verb or finite().pattern).match(text, start):
        return []
    cuts = [joint for joint in joints if joint.start > start and clause_at(text, joint.end, verb=verb)]
    cuts = [joint for joint in cuts if joint.word in ("", "and", "as well as")]
    cuts = [joint for joint in cuts if joint.comma or SUBJECT.match(text, joint.end)]
    while cuts and not (cuts[-1].word or cuts[-1].semicolon):
        cuts.pop()  # a clause after a mere comma ends no list
    kept: list[Joint] = []
    for joint in cuts:
        left = kept[-1].end if kept else start
        if not joint.comma and _WITHIN.search(text, left, joint.start):
            continue
        if _clause(24, verb or finite().pattern).match(text, left, joint.start + 1):
            kept.append(joint)
    starts, stops = [start, *(joint.end for joint in kept)], [*(joint.start for joint in kept), len(text)]
    members = [trim(text, a, b) for a, b in zip(starts, stops, strict=True)]
    if not kept or any(text.count(" ", a, b) < 2 for a, b in members):
        return []
    return [trim(text, a, before_result(text, joints, a, b)) for a, b in members]


def listed(text: str, joints: Sequence[Joint], start: int, end: int) -> Members:
    """The members of `a, b, and c`, `a, b and c` or `a; b; and c`; nothing unless its marks make it one."""
    inside = [joint for joint in joints if start <= joint.start and joint.end <= end]
    cuts = [joint for joint in inside if joint.semicolon]
    if not cuts:
        commas = [joint for joint in inside if joint.comma and not RESULT.match(text, joint.end)]
        closing = next((i for i, joint in enumerate(commas) if joint.word in ("and", "or", "as well as")), None)
        if closing is not None and closing > 0:
            cuts, rest = commas[: closing + 1], commas[closing + 1 :]
            end = rest[0].start if rest else end
        elif closing is None and commas:
            last = next((joint for joint in inside if joint.start > commas[-1].start and not joint.comma), None)
            cuts = [*commas, last] if last and last.word in ("and", "or") else []
        if not cuts:
            return []
    starts, stops = [start, *(joint.end for joint in cuts)], [*(joint.start for joint in cuts), end]
    return [trim(text, a, b) for a, b in zip(starts, stops, strict=True) if a < b]
