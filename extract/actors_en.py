"""Who acts in an English sentence: the noun phrases before a modal verb, after `by`, after `urge`."""

from __future__ import annotations

import re
from functools import cache

from extract.patterns_en import any_of
from extract.types import Span
from models.agents import english_agents
from models.lexicon import lexicon

_ARTICLE = re.compile(r"(?:the|a|an|its|their|our|this|these|those)\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:and|or|but|so|then|also|thus|hence|both|either|first(?!\s+nations?\b)|second|third|finally|lastly|instead|now"
    r"|to\s+this\s+end|in\s+addition"
    r"|in\s+particular|at\s+the\s+same\s+time|that|for|to|by|on|upon|as\s+well\s+as|together\s+with"
    r"|while|whereas|because|since|if|when"
    r"|where|(?!(?:ally|assembly)\b)[A-Za-z]+ly|(?:last|this|next)\s+year|however|moreover|furthermore|therefore|meanwhile"
    r"|nevertheless|\d{1,2}[.)]|\d{1,3}\]|\([a-z0-9]{1,3}\)|[•–—-])[,\s]\s*",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"(?:in|by|under|from|over|within|at|on|after|before|until|as|with|during|through|since|given|to|for|without)\s",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:\d{4}|decade|years?|months|term|end|step|stage|regard|case)\s+(?=[A-Za-z])")
_YEAR = re.compile(r"(?:19|20)\d\d,?\s+(?:the\s+)?", re.IGNORECASE)
_NOUN_STARTS = re.compile(
    r"(?<!of )(?<!for )(?<!in )(?<!on )(?<!to )(?<!by )(?<!from )(?<!with )(?<!at )(?<!under )"
    r"(?<!and )(?<!over )\b(?:the|each|all|every)\s",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r"\s(?:in\s+(?:advance|cooperation|collaboration|coordination|consultation|partnership|concert|turn|particular)\b"
    r"|together\s+with\b|along\s+with\b|working\s+with\b|acting\s|alike\b|(?:them|it)selves?\b"
    r"|such\s+as\b|including\b|through\s|once\s+(?:again|more)\b|too\b|therefore\b|also\b"
    r"|as\s+a\s+whole\b|as\s+well$|on\s+(?:its|their)\s+own\b|for\s+(?:its|"
    r"their)\s+part\b|jointly\b|at\s+(?:all|every)\s+levels?\s+alike|"
    r"both\b|each$|concerned$|then$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:which|who|whose|where|including|such\s+as|like|together|along|in\s|as\s+the\s|as\s+a\s|led\s"
    r"|with\s|through|for\s|if\s|when\s|where\s"
    r"|after|before|therefore|too\b|however|then\b|moreover|not\s|rather|under|by\s|at\s|working|acting"
    r"|given|on\s|over|based|supported|set\s+up|established|created|founded|launched|chaired|known|\w+ly$)",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(r"\s+(?:in|across|throughout|outside)\s+(?:the\s+)?(?=[A-Z])")
_JOIN = re.compile(
    r"\s*,\s*(?:and|or|as\s+well\s+as)\s+|\s*,(?!\d)\s*|\s+(?:and|or|as\s+well\s+as|and/or|together\s+with)\s+"
)
_BODY_OF = re.compile(
    r"(?:ministr(?:y|ies)|departments?|office|bureau|committee|commission|agency|administration"
    r"|institute|secretar(?:y|ies)|director|head|academy|board"
    r"|council|minister|cent(?:re|er)|centers|organi[sz]ation|association|society|chamber|directorate"
    r"|university|members?|producers|makers|users|buyers|exporters|"
    r"importers|refiners|recyclers|processors|miners|suppliers|owners|"
    r"operators|holders|manufacturers|consumers|traders|dealers|provinces|"
    r"states|governments|regions|cities|municipalities|territories|"
    r"republics)"
    r"\s+(?:of|for|on)\s(?:(?!\b(?:and|or)\b).)*$",
    re.IGNORECASE | re.DOTALL,
)
_AFTER_HEAD = any_of(
    """of, for, in, on, at, with, from, to, under, across, along, within, responsible, operating, involved, outside,
    near,
    around, between, using, holding, importing, exporting, active, based, covered, subject, without, that, who, abroad,
    concerned, engaged"""
)
_OF = re.compile(rf"\s+{_AFTER_HEAD}(?:\s|$)", re.IGNORECASE)
_DOING = re.compile(r"(?<=[a-z]s)\s+[a-z]{3,}ing\s")
_PRONOUNS = re.compile(r"(?:we|they|you|everyone|all|both\s+sides|those)", re.IGNORECASE)
_AGENT_NOUN = re.compile(r"[a-z-]{3,}(?:ers|ors|ists|eers|ants)")
_ACRONYM = re.compile(r"G\d{1,2}|[A-Z][A-Z.&]{1,7}s?|[A-Z][A-Z]?[a-z]?[A-Z]{2,5}")
_LANDS_OF = re.compile(
    r"\b(?:provinces|states|governments|regions|cities|municipalities|"
    r"territories|republics)\s+of\s",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w’&.-]*)(?:\s[A-Z][\w’&.-]*){0,3}")
_NAMED = re.compile(r"(?:[Tt]he\s+)?(?:[A-Z][\w’-]+\s+){1,2}[A-Z][\w’-]+")
_WORDS = re.compile(r"[\w.’'&-]+")


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        name.lower()
        for concept in lexicon().concepts
        if concept.kind == "place"
        for name in concept.all_names()
        if name.isascii()
    )


_SOME_OF = re.compile(
    r"(?:most|some|many|all|each|both|half|any|none|one|several)\s+of\s+(?:the\s+|its\s+|our\s+)?", re.IGNORECASE
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|what|how|not)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\s(?:that|who|which)\s")
_SAID_BY_PRONOUN = re.compile(
    r"\b(?:we|they)(?=\s*(?:(?:\w+ly|also|therefore|then|thus|now|all|both|still|first)\s*){0,2}$)", re.IGNORECASE
)


def is_place(words: str) -> bool:
    """Whether words are the name of a country or a region."""
    return words.strip().lower() in _countries()


def _past_head(phrase: str) -> re.Match[str] | None:
    """What follows the head of a noun phrase: `of …`, `in …`, or `emitting …` after a plural."""
    found = [match for match in (_OF.search(phrase), _DOING.search(phrase)) if match]
    return min(found, key=lambda match: match.start(), default=None)


def head_of(phrase: str) -> str:
    """The last word of a noun phrase before `of`, `for`, `in` …, in lower case."""
    cut = _past_head(phrase)
    words = _WORDS.findall(phrase[: cut.start()] if cut else phrase)
    return words[-1].strip("’'").removesuffix("’s").lower() if words else ""


def is_agent(phrase: str) -> bool:
    """Whether a noun phrase names a body, a firm, people or a country: one who can act."""
    words = phrase.strip()
    lead = _SOME_OF.match(words) or _ARTICLE.match(words)
    words = words[lead.end() if lead else 0 :]
    known = english_agents()
    head = head_of(words)
    if not head or head in known.things or head in known.documents:
        return False
    cut = _past_head(words)
    last = _WORDS.findall(words[: cut.start()] if cut else words)[-2:]
    pair = " ".join(last).lower()  # `task force`
    if head in known.heads or pair in known.heads or is_place(words) or _ACRONYM.fullmatch(last[-1]):
        return True
    return bool(_PRONOUNS.fullmatch(words) or _AGENT_NOUN.fullmatch(head))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The noun phrase between two offsets without what leads to it and without its article."""
    while True:
        while start < end and not text[start].isalnum() and text[start] != "“":
            start += 1
        lead = _LEAD.match(text, start, end) or _ARTICLE.match(text, start, end)
        if not lead:
            break
        start = lead.end()
    late = _AFTERTHOUGHT.search(text, start, end)
    end = late.start() if late else end
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")”."):
        end -= 1
    return start, end


def _past_fronted(text: str, start: int, end: int) -> int:
    """Where the subject begins after `By 2030`, `In Chile` that no comma ends."""
    if not _FRONTED.match(text, start, end):
        return start
    dated = _DATED.search(text, start, end)
    starts = [match.start() for match in _NOUN_STARTS.finditer(text, start + 3, end)]
    if dated and not (starts and dated.end() < starts[-1] and text.count(" ", dated.end(), starts[-1]) <= 2):
        return dated.end()
    return starts[-1] if starts else end


def split_actors(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Each actor of a coordinated noun phrase that can act; nothing where none can."""
    pieces: list[tuple[int, int]] = []
    year = _YEAR.match(text, start, end)  # left of "By 2030 the ministry"
    at = start = year.end() if year else start
    for join in (*_JOIN.finditer(text, start, end), None):
        stop = join.start() if join else end
        left, right = text[at:stop], text[join.end() : end] if join else ""
        if join and ((not is_agent(left) and not _named_before(left, right)) or _one_body(left, right)):
            continue
        pieces.append((at, stop))
        at = join.end() if join else end
    spans = _without_places(text, [trimmed(text, a, b) for a, b in pieces])
    if any(_CLAUSE.search(_RELATIVE.split(text[a:b], maxsplit=1)[0]) for a, b in spans):
        return ()
    known = [
        a < b and len(text[a:b].split()) <= 14 and (is_agent(text[a:b]) or _is_named(text[a:b], first=a == 0))
        for a, b in spans
    ]
    if any(known):
        known = [sure or _joins(text[a:b]) for sure, (a, b) in zip(known, spans, strict=True)]
    return tuple(Span(a, b) for sure, (a, b) in zip(known, spans, strict=True) if sure)


def _without_places(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The noun phrases without where they are: `refiners in Spain`, `and Italy` are refiners alone."""
    out, placed = [], False
    for a, b in spans:
        if placed and is_place(text[a:b]):
            continue
        where = _IN_PLACE.search(text, a, b)
        placed = where is not None
        out.append((a, where.start() if where else b))
    return out


def _is_named(phrase: str, *, first: bool) -> bool:
    """Whether a phrase is a proper name and no metal or document, such as a firm's: `KfW`, `Rio Tinto`.

    One word alone that comes `first` in a sentence is none unless capitals stand within it.
    """
    if not _NAME.fullmatch(phrase) or (first and " " not in phrase and not any(map(str.isupper, phrase[1:]))):
        return False
    known, words = english_agents(), phrase.lower().split()
    return words[-1] not in known.things and words[-1] not in known.documents and not lexicon().lookup(phrase)


def _joins(phrase: str) -> bool:
    """Whether a short noun phrase beside one who can act is another: `the Länder`, `its two neighbours`."""
    words = phrase.split()
    head = head_of(phrase)
    known = english_agents()
    if not 1 <= len(words) <= 4 or head in known.things or head in known.documents or not head:
        return False
    return words[-1][0].isupper() and words[-1].isalpha()


def _named_before(left: str, right: str) -> bool:
    return bool(_NAMED.fullmatch(left.strip()) and _ARTICLE.match(right))


def _one_body(left: str, right: str) -> bool:
    """Whether a conjunction stands inside a name: `Ministry of Mines | and Energy`, `users of cobalt | and nickel`."""
    if not _BODY_OF.search(left):
        return False
    words = _JOIN.split(right, maxsplit=1)[0]
    if not words or _ARTICLE.match(words):
        return False
    if is_place(words) and _LANDS_OF.search(left):
        return True
    named = words[0].isupper() and not (_BODY_OF.search(words) or _ACRONYM.fullmatch(words) or is_place(words))
    return named or not is_agent(words)


_WALL = re.compile(
    r"[;:()“”]|\s[–—-]\s|—|\b(?:whether|because|so|while|whereas|but|"
    r"say|says|said|believes?|thinks?(?!\s+tank)|argues?|warns?|hopes?)\s|(?<=\s)that\s",
    re.IGNORECASE,
)


def subject_before(text: str, end: int, floor: int = 0) -> tuple[Span, ...]:
    """The actors in the subject that ends at `end`, as far back as `floor` or the clause reaches."""
    pronoun = _SAID_BY_PRONOUN.search(text, max(floor, end - 40), end)
    if pronoun:
        return (Span(pronoun.start(), pronoun.end()),)
    wall = floor
    for match in _WALL.finditer(text, floor, end):
        if match[0] != "that " or not is_agent(text[max(floor, match.start() - 40) : match.start()]):
            wall = match.end()
    commas = [match.end() for match in re.finditer(r",(?!\d)", text[wall:end])]
    starts = [wall, *(wall + comma for comma in commas)]
    stop = end
    while len(starts) > 1 and _is_aside(text[starts[-1] : stop]):
        stop = starts.pop() - 1
    start = starts.pop()
    while starts and _continues(text[start:stop], text[starts[-1] : start - 1]):
        start = starts.pop()
    while start < stop and not text[start].isalnum():
        start += 1
    return split_actors(text, *trimmed(text, _past_fronted(text, start, stop), stop))


def _is_aside(segment: str) -> bool:
    words = segment.strip()
    relative = re.match(r"(?:which|who|whose|where|including|such\s+as|like)\b", words)
    return not words or bool(relative) or (bool(_ASIDE.match(words)) and not _NOUN_STARTS.search(words[3:]))


def _continues(segment: str, before: str) -> bool:
    """Whether a segment after a comma goes on with a list of actors, of which `before` is another."""
    joined = re.match(r"\s*(?:and|or|as well as)\s", segment) or re.search(r"\s(?:and|or)\s", segment)
    words = before.strip()
    return bool(joined) and len(words.split()) <= 8 and not _FRONTED.match(words) and is_agent(words)
