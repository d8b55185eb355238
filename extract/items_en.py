"""The separate measures or problems that one English sentence lists, as spans of the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.enumeration import Items, items_of, trim
from extract.patterns_en import (
    AGAIN,
    BEFORE_LIST,
    CALL_AGAIN,
    COLON,
    FINITE,
    GERUND_TRIGGER,
    GOVERNS,
    HEADED,
    JOINT,
    LEAD,
    MEASURES_FOLLOW,
    MODAL_AGAIN,
    NO_ITEMS,
    PROBLEMS_FOLLOW,
    RESULT,
    SUBORDINATE,
    TRIGGER,
    WORD,
)
from extract.types import FindingKind
from models.cues import cue_groups
from models.verbs import english_verbs


@cache
def _problem() -> re.Pattern[str]:
    """Words that make a phrase a problem."""
    names = {"problem-noun", "problem-adjective", "harm", "negation"}
    return re.compile("|".join(group.pattern.pattern for group in cue_groups("en") if group.name in names))


@cache
def _problem_phrase() -> re.Pattern[str]:
    """A noun that names a problem, with up to two words and an article before it."""
    noun = next(group.pattern for group in cue_groups("en") if group.name == "problem-noun-phrase")
    return re.compile(HEADED.pattern + noun.pattern)


@dataclass(frozen=True)
class _Joint:
    """A comma or conjunction at top level: where it starts, where the next member begins, whether a comma is there."""

    start: int
    end: int
    comma: bool


def _joints(text: str, start: int, end: int) -> list[_Joint]:
    """Commas, semicolons and conjunctions outside brackets, in order."""
    depth, shut = 0, [False] * (end - start)
    for index in range(start, end):
        depth += text[index] in "([“"
        shut[index - start] = depth > 0
        depth = max(0, depth - (text[index] in ")]”"))
    found = (match for match in JOINT.finditer(text, start, end) if not shut[match.start() - start])
    return [_Joint(m.start(), m.end(), "," in m.group() or ";" in m.group()) for m in found]


def _verb_at(text: str, at: int, forms: frozenset[str]) -> re.Match[str] | None:
    """The word at `at`, adverbs in -ly skipped, where it is one of `forms`."""
    word = WORD.match(text, at)
    while word and word.group().lower().endswith("ly"):
        gap = re.compile(r"\s+").match(text, word.end())
        word = WORD.match(text, gap.end()) if gap else None
    return word if word and word.group().lower() in forms else None


def _parallel(text: str, first: int, end: int, forms: frozenset[str]) -> list[tuple[int, int]]:
    """Members of a list of verb phrases whose first begins at `first`; each begins with a verb of the same form."""
    unsure = english_verbs().unsure
    starts, stops = [first], []
    for joint in _joints(text, first, end):
        at = joint.end
        lead = LEAD.match(text, at)
        again = lead is not None and lead.group().split()[0].lower() in AGAIN
        at = lead.end() if lead else at
        verb = _verb_at(text, at, forms)
        if not verb or (verb.group().lower() in unsure and not (joint.comma or again)):
            continue
        after = text[verb.end() : verb.end() + 1]
        if after != " " or (forms is english_verbs().gerund and text.startswith(" of ", verb.end())):
            continue
        starts.append(at)
        stops.append(joint.start)
    members: list[tuple[int, int]] = []
    for member in (trim(text, a, b) for a, b in zip(starts, [*stops, end], strict=True)):
        bare = bool(members) and " " not in text[slice(*members[-1])]  # `revise` of `revise and extend the work`
        members.append((members.pop()[0] if bare else member[0], member[1]))
    if len(members) > 1:
        a, b = members[-1]
        members[-1] = trim(text, a, _before_result(text, a, b))
    return members


def _before_result(text: str, start: int, end: int) -> int:
    """Where a trailing clause of result begins after a comma, else `end`."""
    for joint in _joints(text, start, end):
        if joint.comma and RESULT.match(text, joint.end):
            return joint.start
    return end


def _measures(text: str) -> list[tuple[int, int]]:
    """The longest list of parallel measures: after a modal verb or `to`, after `proposes`, or of an imperative."""
    verbs = english_verbs()
    best = _repeated(text)
    head = re.compile(r"(?:\W|\d|[ivx]+\)|[a-z]\))*").match(text)
    starts = [(head.end() if head else 0, verbs.base)]
    starts += [(match.end(), verbs.base) for match in TRIGGER.finditer(text)]
    starts += [(match.end(), verbs.gerund) for match in GERUND_TRIGGER.finditer(text)]
    for at, forms in starts:
        if not _verb_at(text, at, forms):
            continue
        members = _parallel(text, at, len(text), forms)
        if len(members) > len(best):
            best = members
    return best


def _repeated(text: str) -> list[tuple[int, int]]:
    """Members that repeat the modal verb or the preposition: `must be … and must ensure …`, `call for … and for …`."""
    for pattern in (MODAL_AGAIN, CALL_AGAIN):
        first = pattern.search(text)
        again = re.compile(rf"(?:,\s+)?\band\s+(?={first['word']}\s)").search(text, first.end()) if first else None
        if first and again:
            start = first.start("word") if pattern is MODAL_AGAIN else first.end()
            skip = 0 if pattern is MODAL_AGAIN else len(first["word"]) + 1
            return [trim(text, start, again.start()), trim(text, again.end() + skip, len(text))]
    return []


def _listed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The members of `a, b, and c` or `a; b; and c`; nothing unless commas or semicolons make it a list."""
    joints = _joints(text, start, end)
    if any(";" in text[joint.start : joint.end] for joint in joints):
        joints = [joint for joint in joints if ";" in text[joint.start : joint.end]]
    else:
        closing = next((j for j in joints if j.comma and re.search(r"\b(?:and|or|as)\b", text[j.start : j.end])), None)
        joints = [joint for joint in joints if joint.comma]
        if closing is None or len(joints) < 2:
            return []
    cuts = [start, *(joint.end for joint in joints)]
    stops = [*(joint.start for joint in joints), end]
    members = [trim(text, a, b) for a, b in zip(cuts, stops, strict=True)]
    merged: list[tuple[int, int]] = []
    for a, b in members:
        if merged and (SUBORDINATE.match(text[a:b]) or b - a < 4):
            merged[-1] = (merged[-1][0], b)
        elif a < b:
            merged.append((a, b))
    return merged


def _pair(text: str) -> list[tuple[int, int]]:
    """The halves of `lacks both A and B`, `is reliant on A and lags in B`, `delays in A and disputes over B`."""
    problem, phrase = _problem(), _problem_phrase()
    both = re.search(r"\black\w*\s+both\s+", text)
    for joint in _joints(text, both.end() if both else 0, len(text)):
        if " and " not in text[joint.start : joint.end + 1]:
            continue
        left, right = text[: joint.start].lower(), text[joint.end :].lower()
        if both:
            return [trim(text, both.end(), joint.start), trim(text, joint.end, len(text))]
        finite = FINITE.match(right) or (joint.comma and re.match(r"(?:\S+\s+){1,8}?" + FINITE.pattern, right))
        if finite and problem.search(left) and problem.search(right):
            return [trim(text, _after_opening(text, joint.start), joint.start), trim(text, joint.end, len(text))]
        if phrase.match(right):
            starts = [m.end() for m in GOVERNS.finditer(left) if phrase.match(left, m.end())]
            if starts:
                return [trim(text, starts[-1], joint.start), trim(text, joint.end, len(text))]
    return []


def _after_opening(text: str, end: int) -> int:
    """Where the main clause begins after `Although …,`, `As a result,`."""
    opening = re.match(r"(?:[A-Z]\w*(?:\s+[\w’'-]+){0,9}),\s+", text[:end])
    return opening.end() if opening else 0


def _clauses_with_problems(text: str) -> list[tuple[int, int]]:
    """Members of a list of problems, each with a word for what is wrong."""
    problem = _problem()
    starts = [match.end() for match in BEFORE_LIST.finditer(text)]
    best: list[tuple[int, int]] = []
    for start in [0, *starts]:
        members = [m for m in _listed(text, start, len(text)) if m[1] - m[0] <= 120]
        if len(members) < 3 or not all(problem.search(text[a:b].lower()) for a, b in members):
            continue
        if len(members) > len(best) or (len(members) == len(best) and members[0][0] > best[0][0]):
            best = members
    return best


def _announced_problems(text: str) -> list[tuple[int, int]]:
    """The members of `three key problems: a, b, and c`, `challenges such as a, b, and c`."""
    for head in PROBLEMS_FOLLOW.finditer(text):
        members = _listed(text, head.end(), len(text))
        if len(members) > 1:
            return members
    return []


def _announced_measures(text: str) -> list[tuple[int, int]]:
    """The members of `proposes strengthening …, expanding …, and …`, `recommendations: expand …; build …`."""
    verbs = english_verbs()
    for head in MEASURES_FOLLOW.finditer(text):
        for forms in (verbs.gerund, verbs.base):
            members = _parallel(text, head.end(), len(text), forms) if _verb_at(text, head.end(), forms) else []
            if len(members) > 1:
                return members
    return []


def english_items(text: str, kind: FindingKind) -> Items:
    """The items in a sentence that lists at least two, or none; offsets count in `text`."""
    found = _announced_problems(text) if kind == "challenge" else _announced_measures(text)
    if found:
        return items_of(found, announced=True)
    colon = COLON.search(text)
    if kind == "challenge":
        found = _listed(text, colon.end(), len(text)) if colon else []
        if not any(_problem().search(text[a:b].lower()) for a, b in found):
            found = []  # what a sentence about a problem lists need not be problems: "three fuels: oil, gas, and coal"
        return items_of(found or _clauses_with_problems(text) or _pair(text), announced=False)
    if colon and not NO_ITEMS.search(text, 0, colon.start()):
        found = _listed(text, colon.end(), len(text))
        forms = english_verbs().base | english_verbs().gerund
        if not all(_verb_at(text, a, forms) for a, _ in found):
            found = []
    return items_of(found if len(found) > 1 else _measures(text), announced=False)
