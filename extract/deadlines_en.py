"""English words that say by when, or within what time, something is to be done."""

from __future__ import annotations

import re

from extract.patterns_en import words_of

NUMBER_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|a\s+dozen|half|double"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn)"
)
_PERIOD = r"(?:days?|weeks?|months?|years?|decades?|quarters?|working\s+days|legislative\s+(?:session|term)|term)"
_COUNT = (
    rf"(?:\d[\d,.]*|{NUMBER_WORDS}|a|an|this|the\s+next|the\s+coming|"
    rf"the\s+current|its\s+current|few|several|couple\s+of)"
)
_YEAR = r"(?:20\d\d(?:\s*(?:/|–|-)\s*\d\d)?)"
_DATE = (
    rf"(?:(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}}(?!\d))?,?(?:\s+{_YEAR})?|"
    rf"(?:fiscal\s+(?:year\s+)?|FY\s?|calendar\s+year\s+)?{_YEAR})"
)
_STOP = r"(?=[,.;]|\s+(?:and|to|for|with|within|in|so|on|by|under|through|or)\b|$)"
_PART_OF_YEAR = (
    rf"(?:Q[1-4]|H[12]|(?:the\s+)?(?:first|second|third|fourth|last)\s+(?:quarter|"
    rf"half))\s+(?:of\s+)?{_YEAR}"
)
_DEADLINE = re.compile(
    rf"\b(?:(?:by|before|in|until|from)\s+(?:the\s+end\s+of\s+)?{_PART_OF_YEAR}|by\s+(?:the\s+)?year(?:-|’s\s|'s\s)end"
    rf"|(?:by|before)\s+the\s+(?:end|close|start|middle)\s+of\s+(?:this|"
    rf"its|their|the\s+current|the\s+next|the\s+coming|the)\s+[\w-]+(?:\s+(?:term|"
    rf"period|year|session|cycle))?"
    rf"|within\s+(?:this|the\s+current|the\s+next|its|the\s+life(?:time)?\s+of\s+(?:this|"
    rf"the))\s+(?:\w+\s+)?(?:term|legislature|parliament|period|session|"
    rf"cycle|plan|mandate)"
    rf"|(?:over|during|for|in)\s+(?:the\s+)?20\d\d\s?[-–/]\s?(?:20)?\d\d(?:\s+(?:period|"
    rf"decade|plan\s+period|cycle))?|in\s+the\s+course\s+of\s+{_YEAR}|"
    rf"as\s+early\s+as\s+{_YEAR}"
    rf"|over\s+an?\s+(?:\w+|\d+)-year\s+period|(?:no|not)\s+later\s+than\s+[^,.;]{{3,50}}?(?=[,.;]|"
    rf"\s+(?:and|to|for|with|so|in\s+order)\b|$)"
    rf"|(?:by|before|until|till|from\s+now\s+until|ahead\s+of|up\s+to|"
    rf"towards?)\s+(?:the\s+)?(?:(?:very\s+)?(?:end|close|middle|start|"
    rf"beginning|turn)\s+of\s+(?:the\s+)?|end[-\s](?:of\s+)?|mid-|early\s+|late\s+|mid\s+)?"
    rf"(?:(?:\d{{1,2}}\s+)?{_MONTH}\s+(?:\d{{1,2}},?\s+)?)?(?:fiscal\s+year\s+|FY\s?)?(?:20\d\ds?(?:\s*(?:/|–|"
    rf"-)\s*\d\d)?|decade|year|century|next\s+\w+(?:\s+\w+)?|quarter|month)\b"
    rf"|(?:by|before)\s+(?:the\s+)?(?:next|end\s+of)\s+\w+(?:\s+\w+)?|before\s+(?:any|the|"
    rf"a|its|their)\s+(?:new\s+)?[\w-]+(?:\s+[\w-]+){{0,3}}?\s+(?:opens?|"
    rf"begins?|starts?|ends?|expires?|is\s+\w+ed|are\s+\w+ed|enters?\s+\w+)"
    rf"|before\s+[a-z]+(?:ing|s)\s+(?:opens?|begins?|starts?)"
    rf"|within\s+(?:the\s+(?:next|coming|first)\s+)?{_COUNT}(?:[\s-]+(?:to|"
    rf"or)[\s-]+{_COUNT})?\s+(?:{NUMBER_WORDS}\s+)?(?:calendar\s+|working\s+|business\s+|"
    rf"fiscal\s+)?{_PERIOD}(?:\s+(?:of|from|after)\s+[^,.;]{{3,50}}?{_STOP})?"
    rf"|(?:over|in|during|for|throughout)\s+the\s+(?:next|coming|following)\s+(?:{_COUNT}\s+)?(?:\w+-)?{_PERIOD}|"
    rf"between\s+now\s+and\s+20\d\d|between\s+20\d\d\s+and\s+20\d\d|from\s+20\d\d\s+to\s+20\d\d"
    rf"|in\s+the\s+(?:20\d\d|next)\s+(?:budget|fiscal\s+year|session)|"
    rf"(?:this|in\s+this|within\s+the|within\s+this)\s+decade|(?:before|"
    rf"by)\s+(?:winter|summer|spring|autumn)"
    rf"|(?:on\s+or\s+after|starting\s+(?:in|from|on|with)|beginning\s+(?:in|"
    rf"on|with|from)|as\s+(?:of|from)|effective(?:\s+(?:from|on))?|"
    rf"with\s+effect\s+from)\s+{_DATE}"
    rf"|(?:in|during|within|over|under)\s+the\s+(?:(?:current|next|"
    rf"\d\d?(?:th|st|nd|rd)|thirteenth|fourteenth|fifteenth|sixteenth)\s+)?(?:[Ff]ive|"
    rf"\d)-[Yy]ear\s+[Pp]lan(?:\s+period)?"
    rf"|over\s+the\s+(?:forward\s+estimates|medium\s+term|long\s+term|lifetime\s+of\s+the\s+plan)"
    rf"|(?:in|over|within)\s+(?:two|three|four|five|\d)\s+(?:years|months)[’']?\s+time"
    rf"|(?:\d+|{NUMBER_WORDS})\s+(?:days|months|years|weeks)\s+(?:after|from|before)\s+[^,.;]{{3,50}}?(?=[,.;]|$))",
    re.IGNORECASE,
)
_LATE_YEAR = r"(?:202[6-9]|20[3-9]\d)"
_ERA = r"(?:decade|century|year|period|term|mandate|legislature|parliament|session|plan(?:\s+period)?|programme|cycle)"
_BOUND = r"(?:less\s+than|under|no\s+more\s+than|not\s+more\s+than|at\s+most|at\s+the\s+latest|up\s+to|about|around)"
_EVENT = (
    r"(?:elections?|summit|review|budget|meeting|conference|session|renewal|round|deadline|winter|summer|season|break|"
    r"recess|cycle|term|update|revision|COP\s?\d*)"
)
_FURTHER = re.compile(
    rf"\b(?:from\s+(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}},?)\s+{_LATE_YEAR}(?:\s+onwards?)?"
    rf"|(?:by|before|until|not\s+before|from)\s+(?:the\s+)?(?:(?:early|late|mid)[-\s]|middle\s+of\s+|end\s+of\s+)?"
    rf"(?:(?:coming|following|next|same)\s+)?(?:{_MONTH}|winter)(?:\s+(?:of\s+)?{_YEAR}|\s+{_EVENT})?"
    rf"|(?:by|before|until)\s+\d{{1,2}}\s+{_MONTH}|(?:by|before|until)\s+(?:{_MONTH}\s+\d{{1,2}})"
    rf"|(?:by|before|until|from|in|during)\s+(?:fiscal|financial|budget)\s+(?:years?\s+)?{_YEAR}"
    rf"|by\s+(?:then|(?:that|the\s+same|this)\s+(?:date|time|deadline|year)|Christmas|Easter|COP\s?\d+)"
    rf"|(?:by|before|until|at|during|in\s+time\s+for|ahead\s+of|within)\s+(?:the\s+time\s+of\s+)?"
    rf"(?:the|its|their)\s+(?:(?:next|coming|{_YEAR})\s+)(?:\w+\s+)?{_EVENT}"
    rf"|in\s+the\s+next\s+budget\s+{_EVENT}"
    rf"|(?:in|over|for|during)\s+the\s+period\s+(?:from\s+)?{_YEAR}(?:\s*(?:to|until|[-–])\s*{_YEAR})?"
    rf"|(?:at\s+the\s+latest\s+|at\s+latest\s+)(?:by|in)\s+{_DATE}|by\s+{_DATE}(?:,?\s+at\s+the\s+(?:very\s+)?latest"
    rf"|\s+or\s+(?:earlier|sooner|before|{_YEAR}))|(?:not\s+before|beyond|not\s+until)\s+{_DATE}"
    rf"|within\s+(?:the|this)\s+{_ERA}|within\s+(?:days|weeks|months|years)\b"
    rf"|(?:within|over|inside|in)\s+(?:{_BOUND}\s+|a\s+(?:\w+\s+)?(?:period|time)\s+of\s+(?:{_BOUND}\s+)?)"
    rf"{_COUNT}\s+{_PERIOD}|inside\s+{_COUNT}\s+{_PERIOD}|within\s+(?:the\s+space\s+of\s+){_COUNT}\s+{_PERIOD}"
    rf"|in\s+(?:the\s+)?(?:early|late|mid)[-\s]?(?:20[2-9]0s)"
    rf"|in\s+the\s+(?:first|second|early|latter|later)\s+(?:half|part|quarter|years)\s+of\s+"
    rf"(?:the|this|that|next)\s+{_ERA}"
    rf"|(?:over|during|in)\s+the\s+(?:course|remainder|rest)\s+of\s+(?:the|this|its)\s+(?:\w+\s+)?{_ERA}"
    rf"|for\s+the\s+(?:rest|remainder)\s+of\s+(?:the|this|its)\s+(?:\w+\s+)?{_ERA}|(?:during|before)\s+this\s+{_ERA}"
    rf"(?:\s+(?:is\s+(?:out|over)|ends|closes))?|in\s+the\s+(?:years|decade|months|weeks)\s+(?:ahead|to\s+come)"
    rf"|(?:in|over)\s+the\s+(?:short|near|medium|long|longer|short\s+to\s+medium|medium\s+to\s+long)[-\s]term"
    rf"|in\s+a\s+(?:decade|year)(?:[’']s\s+time)?|later\s+this\s+year|from\s+now\s+on"
    rf"|by\s+the\s+end\s+of\s+the\s+\d{{1,2}}th\s+Five-Year\s+Plan(?:\s+period)?"
    rf"|{_COUNT}\s+(?:years|months|weeks|days)\s+from\s+now"
    rf"|before\s+(?:it|they)\s+(?:\w+\s+){{1,3}}?in\s+{_YEAR})(?![\w-])",
    re.IGNORECASE,
)
_TIMES = words_of(
    """day days week weeks month months year years decade decades century quarter quarters term session period time next
    coming following later before january february march april may june july august september october november december
    spring summer autumn winter christmas easter then date now election conference cop parliament lifetime
    legislature estimates"""
)
_LATER = re.compile(
    rf"\b(?:on\s+\d{{1,2}}\s+{_MONTH}\s+20(?:2[6-9]|[3-9]\d)|(?:in|"
    rf"over)\s+(?:the\s+)?(?:two|three|four|five|six|seven|eight|ten|"
    rf"fifteen|\d|1[0-5])\s+years(?!\s+(?:earlier|ago|later|before|"
    rf"from|of\b))"
    rf"|(?:from|after|through)\s+(?:fiscal\s+(?:year\s+)?|FY\s?)?(?:{_YEAR}(?:\s+onwards?)?(?!\s+to\b)|"
    rf"(?:next\s+)?{_MONTH}(?:\s+{_YEAR})?)|in\s+(?:early\s+|late\s+|"
    rf"mid-)?(?:fiscal\s+(?:year\s+)?)?(?:202[6-9]|20[3-9]\d)"
    rf"|next\s+year)\b(?!\s+(?:Act|law|report))",
    re.IGNORECASE,
)


def deadlines_in(text: str, words: frozenset[str], *, told: bool = False) -> list[tuple[int, int]]:
    """The stretches of a sentence of these `words` that say by when or within what time.

    `told`: of something done, when it began is none.
    """
    if "20" not in text and _TIMES.isdisjoint(words):
        return []
    found = [match.span() for match in _DEADLINE.finditer(text) if not _past(text, match)]
    found += [match.span() for match in _FURTHER.finditer(text) if not _past(text, match)]
    if not told:
        found += [match.span() for match in _LATER.finditer(text)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: span[0] - span[1]):
        if not any(a < end and start < b for a, b in kept):
            kept.append((start, end))
    return sorted(kept)


def _past(text: str, match: re.Match[str]) -> bool:
    """Whether the time is told of something done."""
    return re.search(r"\b(?:had|was|were)\b[^,;]{0,40}$", text[: match.start()]) is not None and "will" not in text
