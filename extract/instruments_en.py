"""The kinds of measure that an English recommendation asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extract.types import Mention
from models.agents import english_agents
from models.measures_en import hints

_NAME = re.compile(
    r"\b[A-Z][\w’'.&-]*(?:,?\s+(?:(?:of\s+the|for\s+the|of|for|and|on|&)\s+)?[A-Z][\w’'.&-]*)*(?:\s+(?:of\s+)?\(?(?:19|20)\d\d\)?)?"
)
_HEAD = re.compile(r"[A-Za-z-]+")
_PURPOSE = re.compile(
    r"\b(?:in\s+order\s+to|so\s+that|so\s+as\s+to|with\s+a\s+view|because|since|as\s+it|given\s+that|given\s+the|which|to\s+(?:meet|achieve|"
    r"ensure|help|avoid|prevent|address|support|attract|force|allow|enable|guard|encourage|meet|keep|cope|counter|"
    r"minimi[sz]e|protect|reach|respond|offset|limit))\b"
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
    found = []
    for match in _NAME.finditer(text):
        words = [word.lower() for word in _HEAD.findall(match[0])]
        if len(words) > 1 and not {words[0], words[-1]}.isdisjoint(agents.heads | agents.documents):
            found.append(match.span())
    return found


def _weights(quote: str, mentions: Sequence[Mention]) -> dict[str, float]:
    """The weight of each instrument theme; every term counts once."""
    weight: defaultdict[str, float] = defaultdict(float)
    names = _names(quote)
    purpose = _PURPOSE.search(quote, 10)
    late = purpose.start() if purpose else len(quote)
    found = [(hint.theme, hint.weight, hint.start, quote[hint.start : hint.end].lower()) for hint in hints(quote)]
    for mention in mentions:
        if mention.concept.startswith("instrument:"):
            words = mention.quote.lower()
            found.append((mention.concept.removeprefix("instrument:"), _MENTION, quote.find(mention.quote), words))
    seen: set[tuple[str, str]] = set()
    for theme, heavy, at, words in found:
        if (theme, words) not in seen and not any(a <= at < b for a, b in names):
            seen.add((theme, words))
            weight[theme] += heavy * (_LATE if at >= late else 1)
    return weight


def english_instruments(quote: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The kinds of measure that a recommendation asks for, three at most, sorted; one alone where none is sure."""
    weight = _weights(quote, mentions)
    best = sorted(weight, key=lambda theme: (-weight[theme], theme))[:MOST]
    least = max(SURE, SHARE * weight[best[0]]) if best else 0.0
    return tuple(sorted(theme for theme in best if weight[theme] >= least or theme == best[0]))
