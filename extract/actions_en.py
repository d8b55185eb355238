"""The verbs of what an English recommendation asks for, and the words that ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.actors_en import split_actors, subject_before
from extract.coordination_en import Joint
from extract.findings import Strength
from extract.imperatives_en import imperatives
from extract.partvalues import Call
from extract.patterns_en import HAS_OBJECT, WORD
from extract.patterns_parts_en import (
    AGAINST,
    AND_THAT,
    ASK,
    BE,
    BY,
    BY_END,
    COMMITTED,
    CONDITIONAL,
    COPULA,
    DEMAND_TO,
    IS_DONE,
    IT_IS,
    IT_MATTERS,
    LET,
    MODAL,
    NEED_TO,
    NOT_TO_LET,
    PROPOSE,
    RELATIVE,
    SAYING_THAT,
    SUBORDINATE,
    THAT,
    UNWISE,
)
from extract.plans_en import planned, set_out
from extract.types import Span
from extract.verbs_en import (
    Form,
    clause_end,
    is_base,
    is_participle,
    may_be_noun,
    past_adverbs,
    verbs_from,
)
from models.verbs import english_verbs

_FIRM = re.compile(r"\b(?:encouraged|wish|want|like|choose|agreed|decided|resolved)\b")
_I_SAY = re.compile(r"\bI\s+(?:\w+\s+){1,2}(?:say|admit|confess|stress|add|repeat|remind|point\s+out)\b")
_WHAT_THEY = re.compile(r"\b(?:what|which|that|\w+s)\s+(?:it|they|we|he|she)\s+$")
_HEREBY = re.compile(r"\bhereby\s+(?=[a-z]+ed\b)")
_LAID_OUT = re.compile(r"\b(?:has|have|is|are|had|announced|unveiled|published|presented)\s+(?:[\w-]+\s+){0,4}$")


def _actors_by(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The actors after `by` in a passive clause."""
    for match in BY.finditer(text, start, end):
        stop = BY_END.search(text, match.end(), end)
        found = split_actors(text, match.end(), stop.start() if stop else end)
        if found:
            return found
    return ()


def _modal_calls(text: str, joints: Sequence[Joint]) -> Iterator[Call]:
    last = 0
    for match in MODAL.finditer(text):
        group = str(match.lastgroup)
        before = text[max(0, match.start() - 200) : match.start()]
        relative = RELATIVE.search(before) and not SAYING_THAT.search(before)
        clause = re.split(r"[,;:]", before)[-1]
        if relative or CONDITIONAL.match(clause.lstrip()):
            continue
        if (
            group == "should"
            and re.search(r"\b(?:the|an?|this|no|urgent|clear|pressing|growing)\s+$", before)
            and match[0].startswith("need")
        ):
            continue
        end = clause_end(text, match.end())
        actions = verbs_from(text, joints, match.end(), end)
        copula = None
        if not actions and group in ("must", "should"):  # "should be open about their feed"
            copula = COPULA.match(text, past_adverbs(text, match.end()))
            actions = (Span(*copula.span()),) if copula else ()
        if not actions or (text[: match.start()].endswith("I ") and _I_SAY.match(text, match.start() - 2)):
            continue
        being = BE.match(text, past_adverbs(text, match.end()))
        passive = (
            not copula
            and being is not None
            and actions[0].start <= being.end()
            and not actions[0].of(text).endswith("ing")
        )
        actors = _actors_by(text, actions[0].end, end) if passive else _subject(text, joints, match.start(), last)
        strength: Strength | None = None if group == "will" else group  # type: ignore[assignment]
        firm = _FIRM.search(match[0]) or text.startswith("not ", match.end())
        modal = Span(match.start(), match.start(group) + len(match[group])) if strength else None
        yield Call(
            at=match.start(),
            strength=strength,
            modal=modal,
            actions=actions,
            actors=actors,
            weak=copula is not None or (group in ("may", "will") and not firm),
        )
        last = match.end()


def _subject(text: str, joints: Sequence[Joint], end: int, last: int) -> tuple[Span, ...]:
    """The actors before a modal verb; after an earlier one (which ends at `last`) those that a joint leads to."""
    found = () if last else subject_before(text, end, max(0, end - 400))
    for joint in joints if not found else ():
        if last < joint.start and joint.end < end and len(text[joint.end : end].split()) <= 12:
            words = WORD.match(text, joint.end)
            if words and (is_base(words[0]) or is_participle(words[0])):
                continue
            found = subject_before(text, end, joint.end)
            if found:
                return found
    return found


def _whom(text: str, match: re.Match[str]) -> tuple[Span, ...]:
    if not match["whom"]:
        return ()
    return split_actors(text, *match.span("whom"))


def _asking_calls(text: str, joints: Sequence[Joint], words: frozenset[str]) -> Iterator[Call]:
    """What `urge … to`, `it is necessary to`, `the need to`, `let …` ask for."""
    for match in ASK.find(text, words):
        group = str("must" if match["must"] else "may" if match["may"] else "should")
        if _WHAT_THEY.search(text, max(0, match.start() - 30), match.start()):
            continue  # "the services it wants the mint to offer"
        if match["may"] and NOT_TO_LET.search(text, max(0, match.start() - 12), match.start()):
            continue  # "must not allow raiders to control"
        named = WORD.match(text, match.start("whom"))
        if named and named[0] in english_verbs().gerund and match[0].lower().startswith("recommend"):
            continue  # "recommend founding a reserve and opening it to smelters"
        if match[0].endswith("in order to "):
            continue
        whom = _whom(text, match)
        actions = verbs_from(text, joints, match.end(), clause_end(text, match.end()))
        if actions and (whom or BE.match(text, match.end())):
            strength: Strength = group  # type: ignore[assignment]
            yield Call(
                at=match.start(), strength=strength, modal=Span(*match.span(group)), actions=actions, actors=whom
            )
    for match in IT_IS.find(text, words):
        actions = verbs_from(text, joints, match.end(), clause_end(text, match.end()), loose=False)
        if not actions:
            continue
        word = match["word"].lower()
        if word.endswith(("mistake", "wrong", "unwise", "premature", "inadvisable")):
            yield Call(at=match.start(), strength=None, modal=None, actions=actions, actors=_whom(text, match))
            continue
        force: Strength = (
            "must"
            if word in ("imperative", "mandatory", "compulsory", "required")
            else "may"
            if word in ("worth considering", "worthwhile", "possible")
            else "should"
        )
        modal = None if word in ("up", "for", "time", "high time") else Span(*match.span("word"))
        yield Call(
            at=match.start(), strength=force if modal else None, modal=modal, actions=actions, actors=_whom(text, match)
        )
    for match in NEED_TO.find(text, words):
        actions = verbs_from(text, joints, match.end(), clause_end(text, match.end()), loose=False)
        if actions:
            at = match.start() + match[0].lower().index("need")
            yield Call(
                at=match.start(), strength="should", modal=Span(at, at + 4), actions=actions, actors=_whom(text, match)
            )
    for match in DEMAND_TO.find(text, words):
        actions = verbs_from(text, joints, match.end(), clause_end(text, match.end()))
        if actions:
            laid = _LAID_OUT.search(text, max(0, match.start() - 40), match.start())
            actors = subject_before(text, laid.start(), max(0, laid.start() - 200)) if laid else ()
            yield Call(at=match.start(), strength=None, modal=None, actions=actions, actors=actors, weak=True)
    for match in COMMITTED.find(text, words):
        actions = verbs_from(text, joints, match.end(), clause_end(text, match.end()), form="gerund")
        if actions:
            actors = subject_before(text, match.start(), max(0, match.start() - 200))
            yield Call(at=match.start(), strength=None, modal=None, actions=actions, actors=actors, weak=True)
    for hereby in _HEREBY.finditer(text) if "hereby" in words else ():
        actions = verbs_from(text, joints, hereby.end(), clause_end(text, hereby.end()), form="participle")
        yield Call(at=hereby.start(), strength=None, modal=None, actions=actions)
    for match in LET.find(text, words):
        actions = verbs_from(text, joints, match.end(), len(text), loose=False)
        if actions:
            yield Call(at=match.start(), strength=None, modal=None, actions=actions, actors=_whom(text, match))


def _proposing_calls(text: str, joints: Sequence[Joint], words: frozenset[str]) -> Iterator[Call]:
    """What `recommend that the bureau publish`, `propose expanding` ask for."""
    for match in THAT.find(text, words):
        for start in (match.end(), *(again.end() for again in AND_THAT.finditer(text, match.end()))):
            call = _that_call(text, joints, match, start)
            if call:
                yield call
    for match in PROPOSE.find(text, words):
        group = "may" if match["may"] else "should"
        actions = verbs_from(text, joints, match.end(), clause_end(text, match.end()), form="gerund")
        if actions and match["besides"]:
            yield Call(at=match.start(), strength=None, modal=None, actions=actions, besides=True)
        elif actions:
            strength: Strength = "may" if group == "may" else "should"
            yield Call(
                at=match.start(), strength=strength, modal=_whole_word(text, match.start(group)), actions=actions
            )


def _that_call(text: str, joints: Sequence[Joint], match: re.Match[str], start: int) -> Call | None:
    """What the clause asks for that begins at `start`, after `recommend that` or another `and that`."""
    modal = MODAL.search(text, start)
    stop = modal.start() if modal else len(text)
    for word in WORD.finditer(text, start, min(stop, start + 160)):
        lower = word[0].lower()
        stated = IT_MATTERS.match(match["word"]) and lower in ("is", "are")  # "it is vital that permits are granted"
        being = IS_DONE.match(text, word.start()) if stated else lower == "be" and BE.match(text, word.start())
        if being or (is_base(lower) and _governed(text, start, word)):
            end = clause_end(text, word.end())
            form: Form | None = "participle" if stated else None
            actions = verbs_from(text, joints, being.end() if stated and being else word.start(), end, form=form)
            actors = _actors_by(text, word.end(), end) if being else subject_before(text, word.start(), start)
            return Call(
                at=start,
                strength="must" if match["word"].lower().startswith(("imperative", "requir")) else "should",
                modal=_whole_word(text, match.start("word")),
                actions=actions,
                actors=actors,
            )
    return None


def _governed(text: str, start: int, word: re.Match[str]) -> bool:
    """Whether a base form after `recommend that` is the verb of the subject before it, no noun."""
    if not HAS_OBJECT.match(text, word.end()) and word.end() < len(text) - 1:
        return False
    if not may_be_noun(word[0].lower()):
        return word.start() > start
    actors = subject_before(text, word.start(), start)
    return bool(actors) and actors[-1].end == word.start() - 1


def _refused_calls(text: str, joints: Sequence[Joint], words: frozenset[str]) -> Iterator[Call]:
    """What `advised against stockpiling` turns down."""
    for match in AGAINST.find(text, words):
        actions = verbs_from(text, joints, match.end(), len(text), form="gerund")
        if actions:
            yield Call(at=match.start(), strength=None, modal=None, actions=actions)
    for match in UNWISE.find(text, words):
        yield Call(at=match.start(), strength=None, modal=None, actions=(Span(*match.span("verb")),))


def _whole_word(text: str, at: int) -> Span:
    word = WORD.match(text, at)
    return Span(at, word.end() if word else at)


def find_calls(text: str, joints: Sequence[Joint], words: frozenset[str]) -> tuple[Call, ...]:
    """Whatever asks for action in the sentence, in order; weak words count only where nothing else asks."""
    calls = [
        *_modal_calls(text, joints),
        *_asking_calls(text, joints, words),
        *_proposing_calls(text, joints, words),
        *(Call(at=at, strength=None, modal=None, actions=verbs) for at, verbs in imperatives(text, joints)),
        *_refused_calls(text, joints, words),
    ]
    strong = any(not (call.weak or call.besides) for call in calls)
    kept = sorted((call for call in calls if not (strong and call.weak)), key=lambda call: call.at)
    if not kept:
        kept = [*planned(text, joints), *set_out(text, joints)]
    return tuple(
        call
        for index, call in enumerate(kept)
        if not (index and call.weak and SUBORDINATE.search(text, kept[index - 1].at, call.at))
    )
