"""English words that say how much is to be reached, and by when."""

from __future__ import annotations

import re

_NUMBER_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|ninety|hundred|a\s+dozen|half|double"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn)"
)
_PERIOD = r"(?:days?|weeks?|months?|years?|decades?|quarters?|working\s+days|legislative\s+(?:session|term)|term)"
_COUNT = rf"(?:\d[\d,.]*|{_NUMBER_WORDS}|a|an|this|the\s+next|the\s+coming|the\s+current|its\s+current)"
_DEADLINE = re.compile(
    rf"\b(?:(?:no|not)\s+later\s+than\s+[^,.;]{{3,50}}?(?=[,.;]|\s+(?:and|to|for|with|so|in\s+order)\b|$)"
    rf"|(?:by|before|until|from\s+now\s+until|ahead\s+of)\s+(?:the\s+)?(?:(?:very\s+)?(?:end|close|middle|start|"
    rf"beginning|turn)\s+of\s+(?:the\s+)?|end-|mid-|early\s+|late\s+)?"
    rf"(?:(?:\d{{1,2}}\s+)?{_MONTH}\s+(?:\d{{1,2}},?\s+)?)?(?:fiscal\s+year\s+|FY\s?)?(?:20\d\d(?:\s*(?:/|–|"
    rf"-)\s*\d\d)?|decade|year|century|next\s+\w+(?:\s+\w+)?|quarter|month)\b"
    rf"|(?:by|before)\s+(?:the\s+)?(?:next|end\s+of)\s+\w+(?:\s+\w+)?|before\s+(?:any|the|"
    rf"a)\s+(?:new\s+)?[\w-]+(?:\s+[\w-]+){{0,3}}?\s+(?:opens?|begins?|starts?|ends?|is\s+\w+ed|enters?\s+\w+)"
    rf"|within\s+(?:the\s+(?:next|coming|first)\s+)?{_COUNT}(?:[\s-]+(?:to|"
    rf"or)[\s-]+{_COUNT})?\s+(?:{_NUMBER_WORDS}\s+)?(?:calendar\s+|working\s+|business\s+|"
    rf"fiscal\s+)?{_PERIOD}(?:\s+of\s+[^,.;]{{3,50}}?(?=[,.;]|\s+(?:and|to)\b|$))?"
    rf"|(?:over|in|during|for|throughout)\s+the\s+(?:next|coming|following)\s+(?:{_COUNT}\s+)?{_PERIOD}|"
    rf"between\s+now\s+and\s+20\d\d|between\s+20\d\d\s+and\s+20\d\d|"
    rf"in\s+the\s+(?:20\d\d|next)\s+(?:budget|fiscal\s+year|session)|(?:this|in\s+this)\s+decade|(?:before|"
    rf"by)\s+(?:winter|summer|spring|autumn)"
    rf"|(?:\d+|{_NUMBER_WORDS})\s+(?:days|months|years|weeks)\s+(?:after|from|before)\s+[^,.;]{{3,50}}?(?=[,.;]|$))",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:%|per\s?cent(?:age\s+points?)?|percent(?:age\s+points?)?|times|(?:million|billion|"
    r"trillion)?\s*(?:metric\s+)?(?:t|tons?|tonnes?|kt|Mt|kg|kilograms|pounds|ounces|"
    r"GWh?|MWh?|km|kilomet(?:er|re)s|hectares|acres|dollars|euros|yuan|pounds|kronor|yen|jobs|people|students|"
    r"samples|days?|months?|hours)|million|billion|trillion)"
)
_MORE = (
    r"(?:(?:at\s+least|at\s+most|no\s+(?:less|more|fewer)\s+than|not\s+(?:less|more)\s+than|more\s+than|"
    r"less\s+than|fewer\s+than|up\s+to|a\s+minimum\s+of|a\s+maximum\s+of|"
)
_MORE += (
    r"an?\s+(?:additional|initial|annual|further)|some|about|around|roughly|over|under|below|above|another|"
    r"as\s+much\s+as|a\s+total\s+of|only)\s+)*"
)
_OF = (
    r"(?:\s+(?:of|in|for|from|a|per)\s+(?:the\s+|its\s+|all\s+|their\s+|each\s+|annual\s+|domestic\s+|"
    r"total\s+|its\s+annual\s+)?[\w’'-]+(?:\s+(?!(?:by|within|before|in|to|from|and|or|at|on|for|with|while|through|"
    r"over|no|not|so|as)\b)[\w’'-]+){0,3})?"
)
_TARGET = re.compile(
    rf"(?<![\w.-]){_MORE}(?:[$€£¥]\s?\d[\d,.]*\d*\s*(?:million|billion|trillion|m|bn)?(?:\s+(?:a|per)\s+(?:year|"
    rf"tonne|month))?"
    rf"|\d[\d,.]*\s*{_UNIT}\b{_OF}|\d+\s?%{_OF}"
    rf"|(?:{_NUMBER_WORDS})\s+(?:per\s+cent|percent|million|billion|hundred|thousand|days?|months?)(?:\s+\w+)?{_OF}"
    rf"|(?:half|one[- ]third|two[- ]thirds|three[- ]quarters|a\s+(?:third|quarter|fifth|tenth)|one[- ](?:fifth|"
    rf"quarter|tenth))\s+of\s+(?:the\s+|its\s+|all\s+)?[\w-]+(?:\s+[\w-]+)?"
    rf"|(?:\d{{1,3}}|{_NUMBER_WORDS})\s+(?:(?:new|more|additional|further|regional|national|pilot|domestic|"
    rf"large|small|demonstration|commercial|independent|strategic|permanent)\s+)+[\w-]+(?:\s+[\w-]+)?"
    rf"|(?:\d{{1,3}}|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|thirty)\s+[\w-]*\s?(?:plants|"
    rf"refineries|smelters|projects|mines|facilities|centres|centers|laboratories|sites|lines|hubs|"
    r"partnerships|agreements|scholarships|doctoral|warehouses|deposits|companies|basins|factories|universities|"
    r"stations|months[’']\s+\w+|months\s+of\s+\w+|days\s+of\s+\w+))",
    re.IGNORECASE,
)
_NO_TARGET = re.compile(
    r"(?:(?:19|20)\d\d|Section|Article|Chapter|No\.|Order|Directive|Regulation|Annex|from|rose|fell|since|"
    r"currently|now|today|accounted|lost|holds?|stood)\W*$",
    re.IGNORECASE,
)


def deadlines_in(text: str) -> list[tuple[int, int]]:
    """The stretches that say by when or within what time."""
    return [match.span() for match in _DEADLINE.finditer(text) if not _past(text, match)]


def _past(text: str, match: re.Match[str]) -> bool:
    """Whether the time is told of something done."""
    return re.search(r"\b(?:had|was|were)\b[^,;]{0,40}$", text[: match.start()]) is not None and "will" not in text


def targets_in(text: str, deadlines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches with the number to be reached, and what it counts."""
    out = []
    for match in _TARGET.finditer(text):
        a, b = match.start(), match.end() - (len(match.group()) - len(match.group().rstrip(" ,")))
        if any(a < end and start < b for start, end in deadlines) or _NO_TARGET.search(text[:a]):
            continue
        out.append((a, b))
    return out
