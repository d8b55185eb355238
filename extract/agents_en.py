"""English noun phrases that can act: governments, bodies, firms, people."""

from __future__ import annotations

import re

_NOUNS = (
    r"governments?|administration|administrations|ministr(?:y|ies)|ministers?|departments?|agenc(?:y|ies)|"
    r"authorit(?:y|ies)|regulators?|commissions?|"
    r"commissioners?|councils?|parliaments?|congress|senate|house|committees?|cabinet|president|secretary|"
    r"secretaries|bureau|offices?|boards?|"
    r"states?|countries|country|nations?|members?|member\s+states?|provinces?|municipalities|cities|regions?|"
    r"economies|policy\s?makers?|lawmakers|"
    r"legislators?|legislatures?|decision[- ]makers?|compan(?:y|ies)|firms?|corporations?|enterprises?|"
    r"business(?:es)?|industry|industries|"
    r"manufacturers?|producers?|miners?|smelters?|refiners?|recyclers?|operators?|developers?|suppliers?|"
    r"importers?|exporters?|buyers?|investors?|"
    r"banks?|lenders?|insurers?|utilities|utility|automakers?|carmakers?|traders?|exchange|universit(?:y|ies)|"
    r"institutes?|institutions?|laborator(?:y|ies)|"
    r"researchers?|scientists?|scholars?|academ(?:y|ia|ics)|geologists?|engineers?|surveys?|associations?|"
    r"organi[sz]ations?|federations?|unions?|"
    r"consorti(?:um|a)|alliances?|partners?|allies|stakeholders?|communities|community|landowners?|citizens|"
    r"consumers?|users?|customers?|parties|"
    r"coalition|group\s+of\s+\w+|task\s+force|steering\s+group|working\s+group|panel|fund|treasury|customs|"
    r"court|courts|navy|army|military|"
    r"permit\s+holders?|licen[cs]e\s+holders?|holders?|applicants?|employers?|contractors?|owners?|mines|plants|"
    r"refineries|auditors?|inspectors?|"
    r"director|administrator|chair|chairman|chief|officials?|authors|experts?|planners?|donors?|signatories|"
    r"sponsors?|everyone|ministries"
)
_HEAD = re.compile(rf"\b(?:{_NOUNS})\b", re.IGNORECASE)
_CAPITAL_BODY = re.compile(
    r"\b(?:EU|US|U\.S\.|UK|USGS|DOE|DOD|EPA|OECD|IEA|WTO|UN|G7|G20|NATO|ASEAN|NDRC|MIIT|MOFCOM|Brussels|"
    r"Washington|Beijing|Tokyo|Canberra|Ottawa|China|"
    r"Japan|Australia|Canada|India|Chile|Indonesia|Korea|Germany|France|Kazakhstan|Brazil|Argentina|Bolivia|"
    r"Peru|Zambia|Namibia|Zimbabwe|Norway|Sweden|"
    r"Finland|Greenland|Ukraine|Mongolia|Vietnam|Malaysia|Philippines|Mexico|Europe|Britain|Russia|Congo)\b"
)
_LEADING = re.compile(
    r"\s*(?:(?:By|In|Within|From|Since|Before|Until)\s+(?:[A-Za-z]+\s+){0,3}?(?:19|20)\d\d,?\s+)?"
    r"\s*(?:(?:However|Therefore|Moreover|Furthermore|Accordingly|Thus|Finally|First|Second|Third|Hence|"
    r"Meanwhile|and|but|so|that|then|or|where|whether|"
    r"both|either|also|because|if|when|while|as|which)\b,?\s+)*(?:(?:the|a|an|all|each|every|any|its|their|our|"
    r"both|such|these|those|this)\s+)*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s+(?:themselves|itself|alike|together|too|also|in\s+turn|in\s+particular|each|both|therefore)\s*$|[\s,]+$"
)
_PLACE = re.compile(
    r"\s+(?:in|at|from|within|across|outside|along|near|on|under|with|that|which|who|whose|holding|operating|"
    r"working|mining|importing|exporting|"
    r"producing|using|selling|seeking|receiving|applying|above|over|to|by|for)\s.*$"
)
_SPLIT = re.compile(
    r",\s+(?:and\s+)?(?:the\s+|its\s+|their\s+)?|\s+(?:and|or|together\s+with|along\s+with|"
    r"as\s+well\s+as)\s+(?:the\s+|its\s+|their\s+|all\s+)?"
)
_PRONOUNS = frozenset(
    {
        "we",
        "it",
        "they",
        "this",
        "that",
        "there",
        "he",
        "she",
        "i",
        "you",
        "which",
        "who",
        "what",
        "one",
        "these",
        "those",
    }
)
_NOT_AGENT = re.compile(
    r"\b(?:act|law|plan|strategy|policy|policies|regulations?|measures?|programme?s?|projects?|system|systems|"
    r"supply|demand|stockpiles?|reserves?|"
    r"exports?|imports?|prices?|production|research|report|recommendations?|proposal|legislation|standards?|"
    r"rules?|permits?|licen[cs]es?|tariffs?|"
    r"quota|quotas|funding|investment|decisions?|attention|priority|data|information|agreements?|framework|"
    r"directive|bill|target|goal)$",
    re.IGNORECASE,
)


def agents_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The agents of a stretch that holds a subject: each coordinated one, without article and place."""
    lead = _LEADING.match(text, start, end)
    a, b = (lead.end() if lead else start), end
    tail = _TRAILING.search(text, a, b)
    while tail and tail.end() == b and tail.start() < b:
        b = tail.start()
        tail = _TRAILING.search(text, a, b)
    out: list[tuple[int, int]] = []
    at = a
    for cut in [*_SPLIT.finditer(text, a, b), None]:
        stop = cut.start() if cut else b
        agent = _one(text, at, stop)
        if agent:
            out.append(agent)
        at = cut.end() if cut else b
    whole = _one(text, a, b)
    if whole and _named_with_and(text[slice(*whole)]):
        return [whole]
    return out


def _named_with_and(words: str) -> bool:
    """Whether `and` stands inside a name: the Ministry of Industry and Technology."""
    return re.fullmatch(
        r"(?:[A-Z][\w&-]*|of|for|the|on)(?:,?\s+(?:[A-Z][\w&-]*|of|for|the|and|on))+", words
    ) is not None and bool(
        re.match(
            r"(?:\w+\s+)*?(?:Ministry|Department|Office|Bureau|Committee|Commission|Council|Agency|Administration)\b",
            words,
        )
    )


def _one(text: str, start: int, end: int) -> tuple[int, int] | None:
    lead = _LEADING.match(text, start, end)
    a = lead.end() if lead else start
    words = text[a:end].rstrip(" ,")
    place = _PLACE.search(words)
    if place and place.start() > 0:
        words = words[: place.start()]
    words = words.rstrip(" .,;")
    if not words or len(words) > 90 or words.lower() in _PRONOUNS or _NOT_AGENT.search(words):
        return None
    if _HEAD.search(words) or _CAPITAL_BODY.fullmatch(words) or re.fullmatch(r"[A-Z]{2,7}", words):
        return a, a + len(words)
    return None
