"""Where an English recommendation plays: names of countries, regions and seas, and those that their surroundings tell.

No place is what is part of a longer name (`Bank of Japan`, `Paris Agreement`), an adjective, or who acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.findings import Part
from extract.patterns_en import any_of, words_of
from extract.types import Mention, Span
from extract.verbs_en import is_base
from models.agents import english_agents

_WORD = r"[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ](?<![’']s)"
_TIED = rf"{_WORD}(?:\s(?:de\s|da\s|do\s|del\s|la\s|el\s)?{_WORD}){{0,2}}"
_DIRECTION = r"(?:North|South|East|West|Central|Northern|Southern|Eastern|Western|Upper|Lower|Greater|Inner|Outer)"
_KINDS = """
    Sea, Ocean, Bay, Basin, Belt, Peninsula, Island, Islands, River, Lake, Lakes, Desert, Valley, Mountains, Range,
    Province, Prefecture, County, Oblast, Krai, Strait, Straits, Delta, Plateau, Highlands, Coast, Craton, Shield, Zone,
    Archipelago, Ridge, Trench, Seamount, Reef, Corridor, Triangle, Dyke, Harbor, Harbour, Hills"""
_KIND = any_of(_KINDS)
_KINDRED = (
    r"(?:(?:Gulf|Bay|Sea|Port|Strait|Straits|Isle|Cape|Horn)\s+of|"
    r"Lake|Mount|Port|Cape|Salar\s+de|Rio|Cabo|Fort|San|Santa|Saint)"
)
_TOLD_BY = re.compile(  # a look at capitals alone: what every name that _TOLD finds has in it
    any_of(_KINDS + ", Gulf, Port, Isle, Cape, Horn, Mount, Salar, Rio, Cabo, Fort, San, Saint")
)
_TOLD = re.compile(
    rf"\b(?:{_KINDRED}\s+{_WORD}(?:\s{_WORD})?|(?:{_DIRECTION}\s)?{_WORD}(?:[-–]{_WORD})?(?:\s{_WORD})?\s{_KIND})\b(?!\s[A-Z])"
)
_AFTER_PREPOSITION = re.compile(
    rf"\b(?:in|near|around|across|throughout|outside|off|at|between|beneath)\s+(?:the\s+)?"
    rf"(?P<names>{_TIED}(?:(?:,\s|,?\s(?:and|or)\s)(?:the\s+)?{_TIED})*)(?![\w’-])"
)
_BESIDE = re.compile(rf"(?:,\s|,?\s(?:and|or)\s)(?:the\s|in\s)?(?P<name>{_TIED})(?![\w-])")
_SPLIT = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_PREPOSITION = re.compile(
    r"\b(?:in|of|from|at|with|across|for|to|near|by|on)\s+(?:the\s+)?(?:[A-Z][\w’'-]+(?:,\s|\s(?:and\s)?))*$"
)
_IN_FIRM = re.compile(r"\b(?:invest\w*|stakes?|shares?|equity|interest|holdings?|confidence|trust)\s+$")
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]")
_SEAM = re.compile(r"(?:the|[Tt]he)\s+")
_NO_NAMES = words_of(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday section article annex table part title chapter figure phase fiscal year
    english chinese french german spanish parliament congress senate house council commission committee
    government cabinet treasury recommendation appendix paragraph paragraphs order schedule subsection box
    budget europe’s phase stage track pillar internet bill act law tier level class category group member
    members spring summer autumn winter christmas form"""
)
_ADJECTIVE = re.compile(
    r"(?:\w+(?:ese|[ei]an|ish)|(?:Iraq|Pakistan|Israel|Bangladesh|"
    r"Saud|Kazakhstan|Uzbekistan|Oman|Emirat|Azerbaijan)i|\w*[A-Z]\w*(?:[ai]can)|"
    r"French|German|Dutch|Swiss|Greek|Thai)s?$"
)
_BODY_BEFORE = re.compile(
    r"\b(?P<body>[A-Z][\w’-]+)\s+(?:of|for|on)\s+(?:the\s+)?(?:(?:People[’']s\s+)?Republic\s+of\s+)?$"
)
_OPEN_KINDS = words_of(
    """Province Provinces State States Gulf Bay Port Strait Sea Coast Governments Government’s Miners Territory Ports
    Firms Producers Exports Imports Mines Refineries Build Companies Exporters North South East West"""
)
_LONGER_BEFORE = re.compile(
    r"(?:\b(?!The\b|In\b|For\b|By\b|Under\b|Since\b|From\b|If\b|As\b)[A-Z]\w+|[A-Z]{2,})\s$|[-–]$"
)
_LONGER_AFTER = re.compile(r"\s(?:[A-Z][\w-]*|20\d\d\b(?!\s*[,.)]))|[-–]\w")
_POSSESSIVE_BODY = re.compile(
    r"[’']s\s+(?:own\s+|new\s+|federal\s+|central\s+)?(?:[a-z]+\s+)?(?:Department|"
    r"Ministry|Commission|Congress|[Gg]overnment|[Pp]arliament|ministry|"
    r"ministries|"
    r"authorities|regulators?|legislature|leaders|president|presidency|companies|firms|miners)\b"
)
_ABBREVIATED = re.compile(r"(?:U\.S\.|US|PRC|UK|EU)$")
_NOUN_AFTER = re.compile(
    r"\s(?!and\b|or\b|to\b|in\b|on\b|by\b|for\b|from\b|with\b|at\b|"
    r"as\b|of\b|has\b|is\b|was\b|will\b|than\b|that\b|which\b|who\b|"
    r"should\b|must\b|"
    r"under\b|over\b|through\b|within\b|while\b|where\b|but\b|have\b|"
    r"so\b|until\b|before\b|after\b|because\b|are\b|would\b|could\b|"
    r"may\b|shall\b|can\b)[a-z]"
)
_DOES = re.compile(
    r"(?:(?:,\s+(?:the\s+)?[A-Z][\w ]+?){0,4},?\s+and\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})?\s(?:(?:h"
    r"as|have|had|was|were|is|are|will|would|also|already|now|recently|"
    r"itself)\s+)*"
    r"(?:\w{3,}(?<!(?:ne|ee|re)d)ed|proposes|plans|intends|aims|wants|"
    r"seeks|says|argues|recommends|urges|calls|pledges|should|must|"
    r"shall|ought|needs?|"
    r"took|began|made|set|put|cut|gave|built|brought|holds|hopes|expects|"
    r"suggests|demands|considers|requires|bans|told|said|sees|depends|"
    r"to\s+(?=join\b))\b"
)


def english_places(text: str, span: Span, actors: Sequence[Span], mentions: Sequence[Mention]) -> Iterator[Part]:
    """The places of the finding at `span`; `mentions` are those of its sentence, `actors` the spans of who acts."""
    known = [m for m in mentions if m.concept.startswith("place:") and span.covers(m.span)]
    taken = [m.span for m in mentions if m.concept.startswith("metal:")] + list(actors)
    found: list[tuple[Span, str | None]] = []
    for mention in known:
        if mention.quote[0].isupper() or not mention.quote[0].isascii():
            found.append((_without_article(mention.span, mention.quote), mention.concept))
    kept = [(place, concept) for place, concept in found if not _is_none(text, place, taken)]
    held = [place for place, _ in found]
    for place in _told(text, span, [place for place, _ in kept]):
        if not any(place.overlaps(other) for other in taken):
            inside = [pair for pair in kept if place.covers(pair[0])]
            if inside or not any(place.overlaps(other) for other in held):
                kept = [pair for pair in kept if pair not in inside]
                kept.append((place, inside[0][1] if inside else None))
                held.append(place)
    for place, concept in kept:
        yield Part("place", place, place.of(text), concept)


def _without_article(span: Span, quote: str) -> Span:
    article = _SEAM.match(quote)
    return Span(span.start + article.end(), span.end) if article else span


def _is_none(text: str, place: Span, taken: Sequence[Span]) -> bool:
    """Whether the name at `place` is an adjective, part of a longer name, or who acts."""
    words = place.of(text)
    if any(other.overlaps(place) for other in taken) or _ADJECTIVE.match(words):
        return True
    body = _BODY_BEFORE.search(text, max(0, place.start - 60), place.start)
    if body and body["body"] not in _OPEN_KINDS:
        return True
    longer = _LONGER_BEFORE.search(text, max(0, place.start - 30), place.start)
    if _LONGER_AFTER.match(text, place.end) or (longer and not is_base(longer[0].strip().lower())):
        return True
    inside = _PREPOSITION.search(text, max(0, place.start - 60), place.start)
    if _POSSESSIVE_BODY.match(text, place.end) or (not inside and _DOES.match(text, place.end)):
        return True
    return bool(_ABBREVIATED.match(words) and _NOUN_AFTER.match(text, place.end))


def _told(text: str, span: Span, known: Sequence[Span]) -> Iterator[Span]:
    """Names that no list has, by what they are called (`Weda Bay`), a preposition, or a place beside them."""
    named = _TOLD_BY.search(text, span.start, span.end)
    told = list(_TOLD.finditer(text, span.start, span.end)) if named else []
    after = list(_AFTER_PREPOSITION.finditer(text, span.start, span.end))
    if not (told or after or known) or _is_title(span.of(text)):
        return
    for match in told:
        yield Span(*match.span())
    for match in after:
        if _IN_FIRM.search(text, max(0, match.start() - 20), match.start()):
            continue
        at = match.start("names")
        for name in _pieces(text, at, match.end("names")):
            if _is_name(text, name):
                yield name
    for place in known:
        beside = _BESIDE.match(text, place.end, span.end)
        while beside:
            name = Span(*beside.span("name"))
            if not _is_name(text, name) or _DOES.match(text, name.end):
                break
            yield name
            beside = _BESIDE.match(text, name.end, span.end)


def _is_title(words: str) -> bool:
    """Whether most words begin with a capital."""
    return len(_CAPITAL.findall(words)) * 10 > 7 * (words.count(" ") + 1)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for cut in (*_SPLIT.finditer(text, start, end), None):
        stop = cut.start() if cut else end
        seam = _SEAM.match(text, at, stop)
        yield Span(seam.end() if seam else at, stop)
        at = cut.end() if cut else end


def _is_name(text: str, name: Span) -> bool:
    """Whether a capitalised word or two name a place, as far as lists of what is none can tell."""
    words = [word.lower() for word in name.of(text).split()]
    agents = english_agents()
    if any(word in _NO_NAMES for word in words) or {words[0], words[-1]} & (agents.heads | agents.documents):
        return False
    return not (_LONGER_AFTER.match(text, name.end) or _ADJECTIVE.match(name.of(text)))
