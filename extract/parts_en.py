"""The parts of an English recommendation: whose it is, how strong, who should do what, how much, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.agents_en import agents_in
from extract.coordination_en import Joint, is_base, is_gerund, joints_of
from extract.partvalues import RawParts
from extract.stance_en import english_stance
from extract.targets_en import deadlines_in, targets_in
from extract.types import Span, Strength

_ADVERBS = (
    r"(?:\s+(?:not|never|also|therefore|thus|now|first|then|instead|jointly|both|either|always|only|at\s+least|"
    r"in\s+turn"
    r"|\w+ly|in\s+particular|as\s+a\s+matter\s+of\s+\w+|without\s+delay))*+"
)
_MUST = (
    r"must|shall|ha(?:ve|s)\s+to|(?:is|are|be|being)\s+(?:required|obliged|bound|directed|ordered|"
    r"instructed|mandated)\s+to"
)
_SHOULD = (
    r"should|ought\s+to|needs?\s+to|(?:is|are|be)\s+(?:urged|asked|expected|advised|called\s+(?:on|upon)|"
    r"invited|requested)\s+to"
)
_MAY = r"could|may|might|(?:is|are|be)\s+encouraged\s+to|would\s+do\s+well\s+to"
_WILL = (
    r"will|would|(?:is|are)\s+to|(?:plans?|intends?|aims?|pledges?|commits?|committed|pledged|planned)\s+to|"
    r"(?:is|are)\s+(?:set|due|committed)\s+to"
)
_MODAL = re.compile(
    rf"\b(?:(?P<must>{_MUST})|(?P<should>{_SHOULD})|(?P<may>{_MAY})|(?P<will>{_WILL}))\b{_ADVERBS}"
    r"(?P<be>\s+(?:be|get|have\s+been))?"
    rf"{_ADVERBS}\s+(?P<verb>[A-Za-z-]+)"
)
_LIGHT = re.compile(  # verbs before the one that bears the content
    r"\s+(?:to\s+)?(?:consider\w*|seek\w*|work\w*|continue\w*|begin|start|strive|look|move|be\s+(?:able|"
    r"required|allowed|permitted))\s+"
    r"(?:to\s+|(?=\w+ing\b))(?P<verb>[a-z-]+)"
)
_ASK = re.compile(  # somebody is asked: the actor and the verb follow
    r"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)?\s+(?:on|upon)|ask(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|"
    r"direct(?:s|ed|ing)?|press(?:es|ed)?"
    r"|requir(?:e|es|ed|ing)|oblig(?:e|es|ed|ing)|invit(?:e|es|ed|ing)|instruct(?:s|ed|ing)?|order(?:s|ed|ing)?|"
    r"request(?:s|ed|ing)?"
    r"|advis(?:e|es|ed|ing)|want(?:s|ed)?|appeal(?:s|ed)?\s+to|necessary\s+for|essential\s+for|time\s+for|"
    r"up\s+to|duty\s+of|for)\s+"
    r"(?P<who>[^,;:.]{2,90}?)\s+(?:not\s+)?to\s+(?P<verb>[a-z-]+)"
)
_THAT = re.compile(  # … that somebody do something, without a modal verb
    r"\b(?:recommend(?:s|ed|ing|ation)?|propos(?:e|es|ed|ing|al)|suggest(?:s|ed|ing)?|demand(?:s|ed|ing)?|"
    r"urg(?:e|es|ed|ing)|request(?:s|ed)?"
    r"|insist(?:s|ed)?|requir(?:e|es|ed)|advis(?:e|es|ed)|essential|imperative|vital|crucial|critical|important|"
    r"necessary|ask(?:s|ed)?)\s+"
    r"(?:[\w’'-]+\s+){0,3}?that\s+(?P<who>[^,;:.]{2,90}?)\s+(?P<verb>[a-z-]+)\b"
)
_DOING = re.compile(  # a proposal whose content is an -ing form
    r"\b(?:recommend(?:s|ed|ing)?|propos(?:e|es|ed|ing)|suggest(?:s|ed|ing)?|advocat(?:e|es|ed|ing)|call(?:s|ed|"
    r"ing)?\s+for|favou?r(?:s|ed)?|consider(?:s|ed)?"
    r"|support(?:s|ed)?|worth|merits?|include|includes|through|by|against|of|on)\s+(?P<verb>[a-z-]+ing)\b"
)
_TO = re.compile(r"\b(?:necessary|imperative|essential|vital|crucial|important|advisable|wise|sensible|time|"
r"priority|recommendation|proposal|"
                 r"proposals|recommendations|plan|plans|need|needed|task|goal|aim|step|is|are|"
                 r"was)\s+to\s+(?P<verb>[a-z-]+)")  # fmt: skip
_STRENGTHS: dict[Strength, re.Pattern[str]] = {
    "must": re.compile(rf"\b(?:{_MUST}|imperative|mandatory|prohibited\s+from|requires?|obliges?)\b"),
    "should": re.compile(
        rf"\b(?:{_SHOULD}|(?:is|are)\s+(?:\w+ly\s+)?(?:necessary|needed)|necessary\s+(?:to|for|that)|"
        rf"recommend(?:s|ed|ing)?|propos(?:e|es|ed|ing)"
        r"|call(?:s|ed|ing)?\s+(?:on|for|upon)|urg(?:e|es|ed|ing)|need\s+for|suggest(?:s|ed|ing)?|advocat(?:e|"
        r"es|ed|ing)|demand(?:s|ed)?|advis(?:e|es|ed|able))\b"
    ),
    "may": re.compile(rf"\b(?:{_MAY}|worth\s+\w+ing|encourag(?:e|es|ed|ing)|option)\b"),
}
_LEAD = re.compile(
    r"(?:\W|\d|[ivx]+\)|[a-z]\))*(?:(?:First|Second|Third|Finally|Then|Next|Therefore|Instead|"
    r"Please)(?:ly)?,?\s+|(?:By|Within|In|To|For)\b[^,]{2,60},\s+)?"
)
_PARTICLE = re.compile(
    r"\s+(?:out|up|down|off|away|in|back|over|aside|forward|together)\b(?!\s+(?:the\s+)?(?:next|order|particular|\d))"
)
_PARTICLED = frozenset({
    "bring", "build", "buy", "carry", "cut", "draw", "lay", "lock", "pay", "phase", "point", "put", "ramp", "roll",
    "scale", "set", "shut", "speed", "step", "take", "wind", "work",
})  # fmt: skip
_WORDS = re.compile(r"[A-Za-z-]+")
_BE = frozenset({"be", "is", "are", "been", "being", "have", "has", "had", "do", "does", "not", "the", "a", "an", "no"})
_ENACTED = re.compile(
    r"\b(?P<verb>requires?|required|prohibits?|prohibited|mandates?|mandated|bans?|banned|obliges?|obliged|"
    r"introduced|adopted|enacted|"
    r"established|set\s+up|launched|created|imposed|approved|passed|signed|issued|announced|extended|doubled|"
    r"added|placed|began|started|"
    r"funded|allocated|designated|listed|abolished|raised|cut|tightened|expanded|opened|granted|committed|"
    r"released|banned|restricted|limited|"
    r"capped|rejected|declined|vetoed|shelved|abandoned|dropped|dismissed|refused|ruled\s+out|voted\s+down|"
    r"turned\s+down)\b"
)


@dataclass(frozen=True)
class _Head:
    """A verb of a recommended action: its place, where its subject ends or stands, and whether it is a passive."""

    verb: tuple[int, int]
    subject: tuple[int, int] | None = None
    passive: bool = False


def english_parts(text: str) -> RawParts:
    """The parts of a sentence that recommends, reports, enacts or rejects something."""
    flat = text.replace("\n", " ")
    stance = english_stance(flat)
    joints = joints_of(flat)
    heads = list(_heads(flat, stance))
    actions: list[tuple[int, int]] = []
    for head in heads:
        actions += [verb for verb in _coordinated(flat, joints, head) if verb not in actions]
    deadlines = deadlines_in(flat)
    strength, modals = _strength(flat, stance)
    return RawParts(
        stance=stance,
        strength=strength,
        actors=tuple(Span(a, b) for a, b in _actors(flat, heads)),
        actions=tuple(Span(a, b) for a, b in sorted(actions)),
        targets=tuple(Span(a, b) for a, b in targets_in(flat, deadlines)),
        deadlines=tuple(Span(a, b) for a, b in deadlines),
        modals=modals,
    )


def _strength(text: str, stance: str) -> tuple[Strength | None, tuple[Span, ...]]:
    """The strongest word of obligation, and its place."""
    for strength, pattern in _STRENGTHS.items():
        found = pattern.search(text)
        if found and not (stance == "enacted" and strength != "must"):
            return strength, (Span(*found.span()),)
    return None, ()


def _heads(text: str, stance: str) -> Iterator[_Head]:
    """The first verb of each run of recommended actions; weaker signs are looked at only where stronger ones fail."""
    found = [*_asked(text), *_modal(text, weak=False)]
    if not found and stance == "enacted":
        found = _past(text)
    found = found or _imperative(text) or _modal(text, weak=True) or _proposed(text) or _past(text)
    seen: set[tuple[int, int]] = set()
    for head in sorted(found, key=lambda head: head.verb):
        if head.verb not in seen:
            seen.add(head.verb)
            yield head


def _verb(text: str, start: int, end: int) -> tuple[int, int]:
    """The verb with its particle: `phase out`."""
    particle = _PARTICLE.match(text, end)
    with_particle = particle and text[start:end].lower().removesuffix("ing").removesuffix("d") in _PARTICLED
    return start, particle.end() if particle and with_particle else end


def _past_light(text: str, start: int, end: int) -> tuple[int, int]:
    """The verb that bears the content, where the one found only leads to it: `work to reduce`."""
    light = _LIGHT.match(" " + text[start : end + 60])
    return (start - 1 + light.start("verb"), start - 1 + light.end("verb")) if light else (start, end)


def _modal(text: str, *, weak: bool) -> list[_Head]:
    out = []
    for match in _MODAL.finditer(text):
        if (match["must"] is None and match["should"] is None and not match["may"]) is not weak:
            continue
        word = match["verb"].lower()
        if word in _BE or (match["be"] is None and word.endswith(("ed", "ly")) and not is_base(word)):
            continue
        passive = match["be"] is not None
        if passive and not word.endswith(("ed", "en", "t", "n", "de", "ng", "ght", "ut", "id", "ade", "pt", "uilt")):
            continue
        subject = (_clause_start(text, match.start()), match.start())
        verb = match.span("verb") if passive else _past_light(text, *match.span("verb"))
        out.append(_Head(_verb(text, *verb), subject, passive))
    return out


def _clause_start(text: str, end: int) -> int:
    """Where the clause begins whose subject ends at `end`."""
    marks = [
        text.rfind(mark, 0, end) + len(mark)
        for mark in (", ", "; ", ": ", " that ", "— ", " if ", " because ", ") ")
        if mark in text[:end]
    ]
    return max(marks, default=0)


def _asked(text: str) -> list[_Head]:
    out = []
    for pattern in (_ASK, _THAT):
        for match in pattern.finditer(text):
            verb = match["verb"]
            if not is_base(verb) and verb not in {"be", "do", "make", "take", "give", "keep", "hold"}:
                continue
            passive = verb == "be"
            place = match.span("verb")
            if passive:
                after = _WORDS.search(text, match.end())
                if not after:
                    continue
                place = after.span()
            out.append(_Head(_verb(text, *_past_light(text, *place)), match.span("who"), passive))
    return out


def _imperative(text: str) -> list[_Head]:
    lead = _LEAD.match(text)
    word = _WORDS.match(text, lead.end() if lead else 0)
    if word and word.group().lower().endswith("ly"):
        word = _WORDS.match(text, word.end() + 1)
    if not word or not (is_base(word.group().lower()) or is_gerund(word.group().lower())):
        return []
    return [_Head(_verb(text, *word.span()))]


def _proposed(text: str) -> list[_Head]:
    """Verbs after `it is necessary to`, `propose`, `call for`, `by`."""
    for pattern, fits in ((_TO, is_base), (_DOING, is_gerund)):
        found = [m for m in pattern.finditer(text) if fits(m["verb"])]
        if found:
            return [_Head(_verb(text, *_past_light(text, *found[0].span("verb"))))]
    return []


def _past(text: str) -> list[_Head]:
    """The verb that tells what was enacted or rejected; its subject acted, unless it is a passive."""
    match = _ENACTED.search(text)
    if not match:
        return []
    before = text[max(0, match.start() - 24) : match.start()]
    passive = re.compile(r"\b(?:was|were|been|is|are|be|being)\s+(?:\w+\s+)?$").search(before) is not None
    return [_Head(match.span("verb"), (_clause_start(text, match.start()), match.start()), passive)]


def _coordinated(text: str, joints: tuple[Joint, ...], head: _Head) -> list[tuple[int, int]]:
    """The verb of a head and those joined to it in the same form."""
    start, end = head.verb
    first = text[start:end].split(maxsplit=1)[0].lower()
    form = (
        (lambda word: word.endswith(("ed", "en")))
        if head.passive or (first.endswith("ed") and not is_base(first))
        else is_gerund
        if is_gerund(first) and not is_base(first)
        else is_base
    )
    out = [head.verb]
    for joint in joints:
        if joint.start < end:
            continue
        word = _WORDS.match(text, joint.end)
        if word and word.group().lower() in {"to", "then", "also", "must", "should", "shall", "will"}:
            word = _WORDS.match(text, word.end() + 1)
        if word and word.group().lower().endswith("ly"):
            word = _WORDS.match(text, word.end() + 1)
        if not word or not form(word.group().lower()):
            continue
        nothing_after = re.compile(r"\s*(?:[.;:]|$|of\b|and\b|or\b)").match(text, word.end())
        result = form is is_gerund and joint.comma and not joint.word and not is_gerund(first)
        if not (nothing_after or result):
            out.append(_verb(text, *word.span()))
    return out


def _actors(text: str, heads: list[_Head]) -> list[tuple[int, int]]:
    """The agents among subjects, persons asked, and after `by` in passives."""
    out: list[tuple[int, int]] = []
    for head in heads:
        if head.passive:
            by = re.compile(r"[^,;]{0,80}?\bby\s+(?=[A-Za-z])").match(text, head.verb[1])
            found = agents_in(text, by.end(), min(len(text), by.end() + 80)) if by else []
        else:
            found = agents_in(text, *head.subject) if head.subject else []
        out += [agent for agent in found if agent not in out]
    return sorted(out)
