"""Verbs in an English sentence: their forms, their particles, and those that a conjunction ties to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from extract.coordination_en import Joint, is_gerund
from extract.coordination_en import is_base as is_measure
from extract.patterns_en import DETERMINED, HAS_OBJECT, NOUN_FOLLOWS, WORD
from extract.patterns_parts_en import (
    ADVERBIAL,
    ADVERBS,
    BE,
    BUT_ALSO,
    CONSIDER,
    GAPPED,
    GAPPED_LATER,
    HANDS_ON,
    HAVING,
    IRREGULAR,
    LIGHT,
    LINK,
    LIST_CLOSES,
    LOCKED_IN,
    MOSTLY_VERBS,
    NO_GERUND_OBJECT,
    NO_VERB,
    NOT_ONLY,
    NOUNS,
    OF_ANOTHER,
    PARTICLE,
    PREDICATE_ENDS,
    PRONOUN,
    TAKES_OBJECT,
    WORK_TO,
)
from extract.types import Span
from models.verbs import english_verbs

Form = Literal["base", "gerund", "participle"]


def is_base(word: str) -> bool:
    """Whether a word is the base form of a verb that a recommendation can ask for."""
    return is_measure(word) or word in english_verbs().more


def may_be_noun(word: str) -> bool:
    """Whether a base form is a noun as well (`scrap`, `levy`)."""
    verbs = english_verbs()
    return word in verbs.unsure or word in verbs.more_unsure


def is_participle(word: str) -> bool:
    """Whether a word is a past participle."""
    regular = word.endswith("ed") and len(word) > 3 and (not word.endswith("eed") or is_base(word[:-1]))
    return regular or word in IRREGULAR


def _after_modal(word: str) -> bool:
    return word not in NO_VERB and (
        is_base(word)
        or (not (is_participle(word) and word not in english_verbs().base) and not word.endswith(("ly", "ing")))
    )


_NEXT_CLAUSE = re.compile(
    r";|\b(?:and|but|while|whereas|,)\s+(?:(?!to\b)[\w’'-]+\s+){1,8}?(?:should|must|shall|will|need\s+to|ought\s+to)\s"
)
_FORMS: dict[Form, Callable[[str], bool]] = {"base": is_base, "gerund": is_gerund, "participle": is_participle}


def with_particle(text: str, start: int, end: int) -> Span:
    """The verb at an offset with the particle that belongs to it (`phase out`)."""
    particle = PARTICLE.match(text, end) or LOCKED_IN.match(text, start)
    return Span(start, particle.end() if particle else end)


def past_adverbs(text: str, at: int) -> int:
    """Where the verb begins after the adverbs at `at`."""
    adverbs = ADVERBS.match(text, at)
    return adverbs.end() if adverbs else at


def word_at(text: str, at: int, fits: Callable[[str], bool]) -> re.Match[str] | None:
    """The word at `at`, adverbs skipped, where it fits."""
    for _ in range(3):
        word = WORD.match(text, at)
        if not word or (fits(word[0].lower()) and (not word[0].endswith("ly") or is_base(word[0].lower()))):
            return word
        if not word[0].endswith("ly"):
            return None
        at = word.end() + 1
    return None


def clause_end(text: str, at: int) -> int:
    """Where the next modal verb with a subject of its own, or a semicolon, ends what a verb governs."""
    stop = _NEXT_CLAUSE.search(text, at)
    return stop.start() if stop else len(text)


def _first(text: str, at: int, *, loose: bool) -> tuple[tuple[Span, ...], Form] | None:
    """The verb that begins at `at` after adverbs, with the one it hands on to, and the form of their companions."""
    at = past_adverbs(text, at)
    being = BE.match(text, at)
    if being:
        word = word_at(text, being.end(), is_participle)
        if word:
            return (with_particle(text, word.start(), word.end()),), "participle"
        word = word_at(text, being.end(), is_gerund)  # "will be drilling"
        follows = word and (HAS_OBJECT.match(text, word.end()) or PARTICLE.match(text, word.end()))
        if being[0].split()[0] != "get":  # "get the members to agree"
            return ((with_particle(text, word.start(), word.end()),), "gerund") if word and follows else None
    having = HAVING.match(text, at)
    if having:
        return (Span(at, having.end()),), "base"
    light = LIGHT.match(text, at)
    word = word_at(text, light.end() if light else at, _after_modal if loose else is_base)
    if not word or not word[0][0].islower():
        return None
    hands_on = HANDS_ON.match(text, word.start())
    own = (with_particle(text, word.start(), word.end()),)
    if hands_on:
        gerund = CONSIDER.match(text, hands_on.end() + 1)
        if gerund and is_gerund(gerund["verb"]):
            inner = with_particle(text, gerund.start("verb"), gerund.end("verb"))
            return ((*own, inner) if hands_on["both"] else (inner,)), "gerund"
    jointly = WORK_TO.match(text, word.start())
    if jointly and is_base(jointly["verb"]):
        return (*own, with_particle(text, jointly.start("verb"), jointly.end("verb"))), "base"
    return own, "base"


def verbs_from(
    text: str, joints: Sequence[Joint], at: int, end: int, *, loose: bool = True, form: Form | None = None
) -> tuple[Span, ...]:
    """The verb at `at` and those of the same form that are coordinated with it before `end`."""
    if form is None:
        found = _first(text, at, loose=loose)
    else:
        word = word_at(text, at, _FORMS[form])
        if form == "gerund" and word and (NO_GERUND_OBJECT.match(text, word.end()) or word[0].lower() in NOUNS):
            return ()
        found = ((with_particle(text, word.start(), word.end()),), form) if word else None
    if not found and form is None:
        found = _after_adjective(text, joints, at, end)
    if not found:
        return ()
    handed, form = found
    first, alone = handed[-1], len(handed)
    verbs, previous = list(handed), first.end
    for joint in _with_but_also(text, joints, at):
        if joint.start < first.end or joint.end >= end:
            continue
        verb = _next(text, joint, form, previous, purposes=len(verbs) == alone)
        if not verb and form == "gerund" and alone > 1:  # "focus on mapping the belts and open the archives"
            verb = _next(text, joint, "base", previous, purposes=False)
        if verb:
            verbs.append(verb)
            previous = verb.end
    gapped = _gapped(text, previous, end) if form == "participle" else None
    return (*verbs, gapped) if gapped else tuple(verbs)


def _with_but_also(text: str, joints: Sequence[Joint], at: int) -> Sequence[Joint]:
    """The joints, with the `but also` that answers a `not only` near the verb."""
    answer = BUT_ALSO.search(text, at) if NOT_ONLY.search(text, max(0, at - 12), at + 30) else None
    if not answer or any(joint.end > answer.start() and joint.start <= answer.end() for joint in joints):
        return joints
    also = Joint(start=answer.start(), end=answer.end(), comma=False, semicolon=False, word="but")
    return sorted([*joints, also], key=lambda joint: joint.start)


def _gapped(text: str, after: int, end: int) -> Span | None:
    """The participle of a clause that leaves out its `be`: `should be funded, and permits issued within a year`."""
    gap = GAPPED.match(text, after, end) or GAPPED_LATER.search(text, after, end)
    if not gap or not is_participle(gap["verb"]):
        return None
    return with_particle(text, gap.start("verb"), gap.end("verb"))


def _after_adjective(text: str, joints: Sequence[Joint], at: int, end: int) -> tuple[tuple[Span, ...], Form] | None:
    """The verb that goes on after `be` and an adjective: `be more ambitious and set targets`."""
    if BE.match(text, past_adverbs(text, at)):
        for joint in joints:
            if at < joint.start and joint.end < end and joint.word == "and":
                verb = _next(text, joint, "base", at, purposes=False)
                return ((verb,), "base") if verb else None
    return None


def _next(text: str, joint: Joint, form: Form, previous: int, *, purposes: bool) -> Span | None:
    """The verb after a joint that goes on with a chain of verbs of one form, if there is one."""
    link = LINK.match(text, joint.end)
    at = link.end() if link else joint.end
    light = LIGHT.match(text, at) if form == "base" else None
    at = light.end() if light else at
    words = link[0].lower().split() if link else []
    if (
        form == "base"
        and "to" in words
        and "need" not in words
        and "needs" not in words
        and joint.word not in ("and", "or", "and/or", "as well as")
    ):
        return None  # "map the belts, to attract miners"
    at_object = _object_at(text, joint)
    if (
        form == "participle"
        and not words
        and not (joint.word and (DETERMINED.match(text, at_object) or PRONOUN.match(text, at_object)))
        and joint.start != previous
        and not _again_participle(text, joint)
    ):
        return None
    passive = form == "participle" or "be" in words
    word = word_at(text, at, is_participle if passive else _FORMS[form])
    if not word:
        return None
    lower = word[0].lower()
    bare = joint.start == previous and joint.word in ("and", "or", "and/or", "")  # "revise and extend"
    if form == "base" and not passive:
        if NOUN_FOLLOWS.match(text, word.end()) or not (HAS_OBJECT.match(text, word.end()) or bare or joint.word):
            return None
        if may_be_noun(lower) and not (
            bare
            or DETERMINED.match(text, with_particle(text, word.start(), word.end()).end)
            or PRONOUN.match(text, word.end())
            or (
                joint.word
                and lower in MOSTLY_VERBS
                and TAKES_OBJECT.match(text, word.end())
                and not OF_ANOTHER.search(text, previous, joint.start)
            )
            or (joint.word and PARTICLE.match(text, word.end()))
            or (joint.comma and _listed(text, word.end()))
            or ADVERBIAL.match(text, word.end())
            or (joint.comma and joint.word)
            or words
        ):
            return None
        if purposes and _is_purpose(text, previous, joint, lower):
            return None
    if form == "gerund" and (
        NOUN_FOLLOWS.match(text, word.end())
        or not HAS_OBJECT.match(text, word.end())
        or (joint.comma and not joint.word and lower not in english_verbs().gerund)
    ):
        return None
    return with_particle(text, word.start(), word.end())


def _listed(text: str, at: int) -> bool:
    """Whether what follows a verb ends in an `and` with the next verb of a list: `, fund refining and repeal …`."""
    closing = LIST_CLOSES.match(text, at)
    return closing is not None and is_base(closing["verb"])


def _object_at(text: str, joint: Joint) -> int:
    """Where the object of a verb after a joint may begin."""
    word = WORD.match(text, joint.end)
    return with_particle(text, word.start(), word.end()).end if word else joint.end


def _again_participle(text: str, joint: Joint) -> bool:
    """Whether a participle after `be expanded at home, and …` ends its phrase as predicates do: no noun follows."""
    word = WORD.match(text, joint.end)
    return word is not None and PREDICATE_ENDS.match(text, word.end()) is not None


def _is_purpose(text: str, previous: int, joint: Joint, verb: str) -> bool:
    """Whether `build smelters to raise output and cut prices` goes on with what the measure is for."""
    light = re.match(r"\s+to\s", text[previous : previous + 8])  # "continue to take steps"
    inner = re.search(
        r"\b(?:to|help)\s+(?!(?:the|an?|our|its|their|this|these|all)\b)(?:[a-z]+ly\s+)?([a-z]+)(?!.*\bto\s)",
        text[previous + (3 if light else 0) : joint.start],
    )
    if not inner:
        return False
    return verb in english_verbs().purposes or not joint.comma
