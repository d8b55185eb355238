"""The kinds of measure that an English recommendation asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extract.types import Mention
from models.agents import english_agents
from models.measures_en import FIRM, HINT, IDLE, Hint, hints

_NAME = re.compile(
    r"\b[A-Z][\w’'.&-]*(?:,?\s+(?:(?:of\s+the|for\s+the|of|for|and|"
    r"on|&)\s+)?[A-Z][\w’'.&-]*)*(?:\s+(?:of\s+)?\(?(?:19|20)\d\d\)?)?"
)
_BOILERPLATE = re.compile(
    r"\bNothing in this (?:order|memorandum|proclamation|directive|Act|section|agreement) (?:shall|may|is)\b"
)
"""How a legal text says what it does not do."""
_STATE = len("place:XX")
_EARLY = 60
_LEAD = 10
"""Letters at the head of a sentence in which no clause of purpose after the measure can begin."""
_PLACED = re.compile(r"\b(?:in|of|from|to|for|at|say|says|believes?|thinks?|that)\s+(?:the\s+)?$")
_WITH = re.compile(
    r"\b(?:together|jointly|work|agree|agreement|negotiate|ties|accord|"
    r"pact|dialogue|treaty)\s+with\s+(?:the\s+)?$"
)
_AND_STATE = re.compile(
    r"(?:,\s[A-Z][\w ]+)*,?\s+and\s+(?:the\s+|its\s+)?[A-Z]?[\w ]{2,40}?\s(?:should|"
    r"must|shall|will|could|might|may|ought|need|have|signed|agreed|"
    r"plan|intend|are|want)\b"
)
_LAWS = ("Act", "Law", "Code", "Ordinance", "Regulation", "Decree", "Directive")
_LAW_CHANGED = re.compile(
    r"\b(?:Act|Law|Code|Ordinance|Regulation|Decree|Directive)\b[^.;]{0,60}\b(?:amend|"
    r"chang|revis|updat|repeal|reform|replac|overhaul|modernis|moderniz)\w+|"
    r"\b(?:[Aa]mend|[Cc]hange|[Rr]evise|[Uu]pdate|[Rr]epeal|[Rr]eform|"
    r"[Rr]eplace|[Oo]verhaul)\b[^.;]{0,60}\b(?:Act|Law|Code|Ordinance|"
    r"Regulation|Decree|Directive)\b"
)
_HEAD = re.compile(r"[A-Za-z-]+")
_PURPOSE = re.compile(
    r"\b(?:in\s+order\s+to|so\s+that|so\s+as\s+to|with\s+a\s+view|because|since|as\s+it|given\s+that|given\s+the|which|until|unless|"
    r"to\s+(?:meet|achieve|ensure|help|avoid|prevent|address|support|attract|force|allow|enable|guard|encourage|keep|cope|"
    r"counter|minimi[sz]e|protect|reach|respond|offset|limit))\b"
)
"""What may begin a clause that says what a measure is for, why or when it is taken."""
_NO_PURPOSE_AFTER = {
    "to": re.compile(
        r"required|needs?|has|have|ought|is|are|be|obliged|urged|asked|wants?|plans|intends|aims|seeks|pledged|agreed|"
        r"continue|allowed|should|and|or"
    ),
    "which": re.compile(r"in|by|under|of"),
}
"""Words after which `to` leads to the measure itself (`is required to ensure`), and `which` to a place or means."""
_FIRST_PURPOSE = re.compile(
    r"\W*(?:[Ii]n\s+order\s+to|[Tt]o|[Ww]ith\s+a\s+view\s+to|[Gg]iven|[Bb]ecause|[Ss]ince|[Aa]s|[Ww]hile|[Aa]lthough|"
    r"[Dd]espite|[Ii]n\s+(?:light|view|response)\b|[Dd]ue\s+to)\s[^,;:]{8,160},\s"
)
MOST = 3
SURE, SHARE = 1.5, 0.5
"""The weight from which a theme is told beside others, and the least part of the best theme's weight."""
_MENTION = 2
_LATE = 0.5
"""What words in a clause of purpose or reason weigh."""


def _names(text: str) -> list[tuple[int, int]]:
    """The names of bodies, laws and plans, the words of which ask for nothing."""
    agents = english_agents()
    named = agents.heads | agents.documents
    found = []
    for match in _NAME.finditer(text):
        if match[0].isalpha():
            continue  # one word alone
        words = [word.lower() for word in _HEAD.findall(match[0])]
        if len(words) > 1 and words[-1] != "exchange" and not named.isdisjoint((words[0], words[-1])):
            found.append(match.span())
    return found


def _states_together(quote: str, mentions: Sequence[Mention]) -> bool:
    """Whether two states act together: `Spain and Portugal should`, `together with Japan`."""
    states = [
        m.quote
        for m in mentions
        if m.concept.startswith("place:") and len(m.concept) == _STATE and m.quote[0].isupper()
    ]
    for name in states:
        at = quote.find(name)
        if _WITH.search(quote, 0, at) or (
            len(states) > 1
            and at < _EARLY
            and not _PLACED.search(quote, 0, at)
            and _AND_STATE.match(quote, at + len(name))
        ):
            return True
    return False


def _purpose(quote: str) -> int:
    """Where the first clause of purpose, reason or time begins; the end of the quote where there is none."""
    for match in _PURPOSE.finditer(quote, _LEAD):
        before = quote[: match.start()].rstrip().rpartition(" ")[2].lower()
        led = _NO_PURPOSE_AFTER.get(match[0].split()[0])
        if not led or not led.fullmatch(before):
            return match.start()
    return len(quote)


def _told(quote: str, mentions: Sequence[Mention]) -> list[Hint]:
    """The terms and the lexicon’s names that tell a theme; a name within a firm term of other themes tells none."""
    found = [
        hint
        for hint in hints(quote)
        if hint.weight != HINT or not hint.start or quote[hint.start].islower() or not quote[hint.start].isalpha()
    ]
    settled = [hint for hint in found if hint.weight != HINT]
    for mention in mentions:
        if mention.concept.startswith("instrument:"):
            start = quote.find(mention.quote)
            end = start + len(mention.quote)
            theme = mention.concept.removeprefix("instrument:")
            around = {hint.theme for hint in settled if hint.start <= start and end <= hint.end}
            if not around or theme in around:
                found.append(Hint(theme=theme, weight=_MENTION, start=start, end=end))
    return found


def _weights(quote: str, mentions: Sequence[Mention]) -> dict[str, float]:
    """The weight of each instrument theme; every term counts once."""
    weight: defaultdict[str, float] = defaultdict(float)
    names = _names(quote)
    first = _FIRST_PURPOSE.match(quote)
    early = first.end() if first else 0
    late = _purpose(quote)
    if any(law in quote for law in _LAWS) and _LAW_CHANGED.search(quote):
        weight["legislation-regulation"] += FIRM
    if _states_together(quote, mentions):
        weight["international-cooperation"] += FIRM
    seen: set[tuple[str, str]] = set()
    for hint in _told(quote, mentions):
        words = quote[hint.start : hint.end].lower()
        if hint.theme == IDLE or (hint.theme, words) in seen or any(a <= hint.start < b for a, b in names):
            continue
        seen.add((hint.theme, words))
        weight[hint.theme] += hint.weight * (1 if early <= hint.start < late else _LATE)
    return weight


def english_instruments(quote: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The kinds of measure that a recommendation asks for, three at most, sorted; one alone where none is sure."""
    if _BOILERPLATE.search(quote):
        return ()
    weight = _weights(quote, mentions)
    likely = [theme for theme in weight if weight[theme] >= HINT]
    best = sorted(likely, key=lambda theme: (-weight[theme], theme))[:MOST]
    least = max(SURE, SHARE * weight[best[0]]) if best else 0.0
    return tuple(sorted(theme for theme in best if weight[theme] >= least or theme == best[0]))
