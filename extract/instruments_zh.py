"""The kinds of measure that a Chinese recommendation asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.types import Mention
from models.measures_zh import asked_for

MOST = 3
LEAST = 2  # a word that means the theme, or two that hint at it
SHARE = 0.4  # of the weight of the first, for another theme …
ENOUGH = 4  # … but this much is enough beside any
# Its words (mechanism, plan, in charge) stand beside whatever else is asked for: beside a theme more must speak for it.
BESIDE = {"coordination-governance": 4}


def chinese_instruments(quote: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The kinds of measure that a recommendation in simplified characters asks for, three at most, sorted.

    A term by which the lexicon finds a theme weighs as much as a hint.
    """
    named = {(mention.concept, mention.quote) for mention in mentions if mention.concept.startswith("instrument:")}
    weight = Counter(concept.removeprefix("instrument:") for concept, _ in named)
    weight.update(asked_for(quote))
    best = sorted(weight, key=lambda theme: (-weight[theme], theme))[:MOST]
    least = max(LEAST, min(ENOUGH, SHARE * max(weight.values(), default=0)))
    others = [theme for theme in best[1:] if weight[theme] >= max(least, BESIDE.get(theme, 0))]
    return tuple(sorted([theme for theme in best[:1] if weight[theme] >= LEAST] + others))
