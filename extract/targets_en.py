"""English words that say how much is to be reached.

A number is the anchor: what leads to it (`at least`) and what it counts (`of annual demand`) are read from there.
"""

from __future__ import annotations

import re

from extract.deadlines_en import NUMBER_WORDS
from extract.patterns_en import any_of, lowered, words_in, words_of

_SCALE = r"(?:million|billion|trillion|thousand|hundred|m|bn|crore|lakh)"
_MONEY = r"(?:(?:AU|US|CA|NZ|A|C|S|R)?[$€£¥₹]|EUR\s|USD\s|Rs\.?\s)"
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{NUMBER_WORDS})(?:-(?:one|two|three|five|six))?)"
_ANCHOR = re.compile(
    rf"(?<![\w.:/’'–-])(?:{_MONEY}\s?\d[\d,]*(?:\.\d+)?|{_NUMBER})(?:\s?[-–]\s?\d[\d,.]*\d?|"
    rf"\s+(?:to|and|or)\s+\d[\d,.]*(?=\s?(?:%|per\s?cent|percent|{_SCALE}\b|days\b|weeks\b|months\b)))?"
    rf"(?=(?:m|bn|k)\b|(?![\w-]|\.\d))",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"\s?(?:%|per\s?cent(?:age\s+points?)?|percent(?:age\s+points?)?|"
    rf"times|fold|(?:{_SCALE}\s+)?(?:metric\s+|dry\s+|short\s+)?(?:tons?|"
    rf"tonnes?|t|kt|Mt|kg|kilograms|"
    r"pounds|lbs|ounces|GWh?|MWh?|kWh|TWh|litres|liters|cubic\s+met(?:er|"
    r"re)s|km|kilomet(?:er|re)s|metres|meters|hectares|acres|square\s+kilomet(?:er|"
    r"re)s|"
    rf"dollars|euros|yuan|kronor|kroner|yen|won|rupees|rubles|roubles|"
    rf"pounds|degrees(?:\s+Celsius)?)|{_SCALE})(?![\w-])",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s+(?:working\s+|calendar\s+)?(?:days?|weeks?|months?|years?)[’']?\b(?:\s+of)?", re.IGNORECASE)
_ENDS = any_of(
    """by, within, before, in, to, from, and, or, at, on, for, with, while, through, over, no, not, so, as, until,
    under, compared, relative, than, below, above, today, now, each, every, annually, should, must, shall, will, is,
    are, was, were, be, has, have, can, could, may, come, comes, used, using, that, which, who, where, when, if, into,
    across, between, during, since, after, via, per, a, an, the, its, their, only, would, but, because, then, also,
    needed, covered, held, including, pending, together, jointly"""
)
_NOUNS = rf"(?:\s+(?!{_ENDS}\b)[\w’'-]+)"
_OF = (
    rf"(?:\s+(?:of|worth\s+of)\s+(?:(?:the|its|all|their|each|our|any|"
    rf"a|total|annual|domestic|national|every)\s+){{0,3}}(?!{_ENDS}\b)[\w’'-]+{_NOUNS}{{0,3}}|"
    rf"\s+per\s+[\w-]+|\s+a\s+(?:year|month|day|tonne|ton|head)|\s+(?:annually|"
    rf"yearly)|\s+(?:each|every)\s+year)"
)
_COUNTED = re.compile(
    rf"{_NOUNS}{{0,4}}?\s+(?!{_ENDS}\b)(?P<noun>[a-z][\w’'-]*s|people|"
    rf"women|men|children|staff|pieces|spodumene)\b(?=[,.;:)]|\s+(?:of\b|"
    rf"{_ENDS}\b)|$|\s+[a-z]+(?:ing|ed)\b)(?:\s+of{_NOUNS}{{1,4}})?"
)
_COUNTED_BARE = re.compile(rf"{_NOUNS}{{1,3}}")
_TAIL = re.compile(rf"{_OF}{{1,2}}")
_BARE = re.compile(rf"{_NOUNS}{{1,3}}(?=[,.;:)]|\s+{_ENDS}\b|\s+of\b|$){_OF}?")
_MORE = re.compile(
    r"(?:\b(?:at\s+least|at\s+most|no\s+(?:less|more|fewer)\s+than|"
    r"not\s+(?:less|more|fewer)\s+than|more\s+than|less\s+than|fewer\s+than|"
    r"up\s+to|"
    r"a\s+minimum\s+of|a\s+maximum\s+of|an?\s+(?:additional|initial|"
    r"annual|further)|additional|another|some|about|around|roughly|"
    r"approximately|nearly|almost|over|under|below|"
    r"above|as\s+much\s+as|as\s+many\s+as|a\s+total\s+of|only|between|a\s+further|an\s+extra|the\s+first|a)\s+)+$",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(?:(?:at\s+least\s+|more\s+than\s+|no\s+more\s+than\s+|about\s+|up\s+to\s+|over\s+|less\s+than\s+)?"
    r"(?<!second )(?<!first )(?<!other )(?:half|(?:one|two|a|three)[-\s](?:thirds?|"
    r"quarters?|fifths?|tenths?)|a\s+majority)(?!-)"
    rf"(?:\s+of\s+(?:(?:the|its|all|their|our|any|a|total|annual|domestic|"
    rf"national)\s+){{0,3}}(?!{_ENDS}\b)[\w-]+{_NOUNS}{{0,3}}|(?<=by\shalf)|"
    rf"(?<=in\shalf)|(?=\s+by\b|[.,;]|$|\s+within\b|\s+before\b))"
    rf"|(?:net[-\s]zero|zero)\s+(?!{_ENDS}\b)[\w-]+{_NOUNS}{{0,2}}|"
    rf"(?:twice|(?:two|three|four|five|ten)\s+times)\s+(?:the\s+|its\s+|"
    rf"their\s+)?[\w’'-]+{_NOUNS}{{0,2}})",
    re.IGNORECASE,
)
_FRACTION_WORDS = words_of("""half third thirds quarter quarters fifth fifths tenth tenths majority zero twice times""")
_COVER_UNITS = ("-day ", "-week ", "-month ", "-year ")
_COVER = re.compile(
    rf"\b(?:{NUMBER_WORDS}|\d+)-(?:day|week|month|year)\s(?:(?:strategic|emergency|national|rolling|minimum)\s+)?"
    rf"(?:supply|stocks?|stockpiles?|reserves?|buffers?|inventory|inventories)\b(?:\s+of\s+(?!{_ENDS}\b)[\w-]+"
    rf"(?:\s+and\s+[\w-]+(?=[.,;]|$|\s+(?:by|within|before)\b)|{_NOUNS}{{0,2}}))?",
    re.IGNORECASE,
)
_NO_TARGET = re.compile(
    r"(?:\b(?:Section|Article|Chapter|No\.|Order|Directive|Regulation|"
    r"Annex|Recommendation|Step|Phase|Tier|Table|Figure|Part|Title|"
    r"paragraph|from|rose|fell|since|"
    r"currently|now|today|accounted|accounts|lost|holds|stood|stands|"
    r"the|these|those|its|their|our|both|all|of\s+these|other|last|"
    r"past|previous|each\s+of|"
    r"worth|with|employing|having|pending\s+for|exceeding|larger\s+than|"
    r"supplies|produces|refines|controls|processes|imports|provides|"
    r"represents|consumes|"
    r"mines|grew|risen|fallen|dropped|reached|employs|owns|cost|costs|"
    r"covers|only|just|already|averaged|totalled|over\s+the\s+(?:past|"
    r"last)|age|[a-z]+s\s+(?:above|below|under)|projects\s+over|(?:firms|"
    r"companies|operators)\s+over)\s+"
    r"(?:for\s+|by\s+|up\s+|about\s+|around\s+|some\s+|nearly\s+|almost\s+|"
    r"more\s+than\s+|over\s+|at\s+|the\s+)*|[(\[“\"])$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|or)\s+$")
_ALIKE = re.compile(
    rf"(?:,\s(?!{_ENDS}\b)[a-z-]+){{0,3}}\s(?:and|or)\s(?!{_ENDS}\b|at\b|\d)[a-z-]+"
    rf"(?=[.;]|$|\s(?:and\s+(?:at\b|\d)|by|within|before|in|from|should|must|shall|every|each|per)\b)"
)
_BACKGROUND = re.compile(
    r"\b(?:which|who|whose|where|because|although|though|whereas|given\s+that|despite|compared\s+(?:with|to)|"
    r"even\s+though|now\s+that|more\s+than\s+the)\s(?:(?!\b(?:should|must|shall|will|would|could|may|might|ought|to|aims?"
    r"|plans?)\b)[^;.])*$",
    re.IGNORECASE,
)
_THRESHOLD = re.compile(
    r"[a-z]s\s+(?:of\s+)?(?:(?P<above>above|exceeding)|below|over|under|more\s+than|less\s+than|at\s+least)\s+$"
)
_MODAL_LATER = re.compile(
    r"[^.;]{0,60}?\b(?:should|must|shall|will|would|ought|needs?|ha(?:s|ve)\s+to|(?:is|are)\s+to)\b"
)
_OR_MORE = re.compile(r"\s+or\s+(?:more|less|higher|above|below|better)\b")
_FROM = re.compile(r"\bfrom\s+$")
_PRESENT = re.compile(
    r"[^,.;]{0,30}?\s(?:today|now|currently|at\s+present|last\s+year|"
    r"this\s+year|in\s+(?:200\d|201\d|202[0-4])|a\s+decade\s+ago)\b",
    re.IGNORECASE,
)
_BODIES = words_of(
    "years months weeks days hours minutes times sides decades quarters countries nations governments stat"
    "es parties ministries agencies "
    "authors reasons ways steps cases areas factors issues things questions challenges points columns para"
    "graphs articles sections aspects "
    "options elements dimensions pillars groups teams ends others these pages types kinds levels stages "
    "phases parts recommendations continents percent"
)
_SOURCES = words_of("countries nations states parties sides groups teams")
_HAS_NUMBER = re.compile(rf"\d|\b(?:{NUMBER_WORDS}|third|thirds|quarter|quarters|fifth|tenth|twice|zero|majority)\b")


def targets_in(text: str, deadlines: list[tuple[int, int]], *, told: bool = False) -> list[tuple[int, int]]:
    """The stretches with the number to be reached, and what it counts; none where all is `told` of the past."""
    if told or not _HAS_NUMBER.search(lowered(text)):
        return []
    taken, out = list(deadlines), []
    cover = _COVER.finditer(text) if any(unit in text for unit in _COVER_UNITS) else ()
    fraction = () if _FRACTION_WORDS.isdisjoint(words_in(text)) else _FRACTION.finditer(text)
    for match in (*fraction, *cover):
        if _is_free(text, match.start(), match.end(), taken):
            out.append(match.span())
            taken.append(match.span())
    for match in _ANCHOR.finditer(text):
        more = _MORE.search(text, max(0, match.start() - 40), match.start())
        start = more.start() if more else match.start()
        beside = bool(out) and out[-1][1] + 40 > start and _AND.search(text, 0, start) is not None
        end = _end(text, match, sure=more is not None or beside)
        if " to " in match[0] and _FROM.search(text, max(0, start - 6), start):
            start = match.start() + match[0].index(" to ") + 4
        if end and _is_free(text, start, end, taken):
            if text[start : start + 2].lower() == "a ":
                start += 2
            out.append((start, end))
            taken.append((start, end))
    return sorted(out)


def _is_free(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch is aimed at: no deadline, no number of a law, no figure of the past or present."""
    if any(start < b and a < end for a, b in taken):
        return False
    if _NO_TARGET.search(text, max(0, start - 60), start) or _PRESENT.match(text, end):
        return False
    if _BACKGROUND.search(text, max(0, start - 80), start):
        return False
    number = re.compile(r"\d").search(text, start, end)
    bound = number and _THRESHOLD.search(text, max(0, number.start() - 30), number.start())
    return not (bound and (bound["above"] or _MODAL_LATER.match(text, end)))  # "cells above 2 kWh must …"


def _end(text: str, number: re.Match[str], *, sure: bool) -> int:
    """Where what a number counts ends; 0 where it counts nothing that could be a target."""
    at, words = number.end(), number[0].lower()
    money = not words[0].isalnum() or bool(re.match(_MONEY, number[0]))
    unit = _UNIT.match(text, at)
    if money or unit:
        at = unit.end() if unit else at
        or_more = _OR_MORE.match(text, at)
        at = or_more.end() if or_more else at
        tail = _TAIL.match(text, at) or (_BARE.match(text, at) if not money else None)
        if not tail:
            return at
        alike = _ALIKE.match(text, tail.end()) if " of " in tail[0] else None
        return alike.end() if alike else tail.end()
    span = _SPAN.match(text, at)
    if span:
        return _span_end(text, number, span, sure=sure)
    if re.fullmatch(r"(?:19|20)\d\d", words) or (words in ("one", "half", "double") and not sure):
        return 0
    counted = _COUNTED.match(text, at)
    some = counted and (counted["noun"] not in _BODIES or (sure and counted["noun"] in _SOURCES))
    if counted and some and not counted[0].isupper():
        return counted.end()
    return 0


def _span_end(text: str, number: re.Match[str], span: re.Match[str], *, sure: bool) -> int:
    """Where a time that is to be reached ends: `90 days of consumption`, `no more than 27 months`."""
    if span[0].endswith("of"):
        noun = re.compile(rf"\s+(?:the\s+)?(?!{_ENDS}\b)[\w-]+{_NOUNS}{{0,2}}").match(text, span.end())
        return noun.end() if noun else 0
    if span[0].endswith(("’", "'")):
        noun = _COUNTED_BARE.match(text, span.end())
        return noun.end() if noun else 0
    to = re.search(r"\bto\s+$", text[: number.start()]) is not None
    bound = re.search(
        r"\b(?:no|not)\s+(?:more|longer|less)\s+than\s+$|\bat\s+(?:most|"
        r"least)\s+$",
        text[: number.start()],
    )
    beside = sure and _AND.search(text, 0, number.start()) is not None
    return span.end() if to or beside or (sure and bound) else 0
