"""The parts of a Chinese recommendation: whose it is, how strong, who should do what, how much, by when."""

from __future__ import annotations

import re

from extract.clauses_zh import who_and_what
from extract.findings import Strength
from extract.partvalues import RawParts
from extract.stance_zh import chinese_stance
from extract.targets_zh import deadlines_in, targets_in
from extract.tokens_zh import tokens
from extract.types import Span

_STRENGTHS: dict[Strength, re.Pattern[str]] = {
    "must": re.compile(
        r"必须|务必|亟需|亟须|亟待|急需|急待|刻不容缓|势在必行|不得(?!不)|严禁|不准|(?<![必无还])须(?!知)|强制|"
        r"不可(?=[再放松忽])|(?<!不)应当依法"
    ),
    "should": re.compile(
        r"应当|应该|(?<![相适响反效供对回顺照因答理])应(?![用对急变力激答届运收付邀聘声邀时求])|"
        r"(?<![必刚急所供内市特])需(?!求|要[，。；、和])|建议|呼吁|倡议|提议|主张|有必要|"
        r"(?<![主重需不只必首纪摘概简将就])要(?![素求点害塞领是么闻道])|理应|敦促|督促|(?<!的)要求(?![，。；、])|无需|无须|不必"
    ),
    "may": re.compile(
        r"可考虑|可以|不妨|鼓励|值得|(?<![适不])宜(?!居)|不宜|"
        r"(?<![不认许尽])可(?![再持能靠行见观控信采燃贵达比视知用])"
    ),
}


def chinese_parts(text: str) -> RawParts:
    """The parts of a sentence, in simplified characters, that recommends, reports, enacts or rejects something."""
    words = tokens(text)
    stance = chinese_stance(text, words)
    deadlines = deadlines_in(text)
    strength, modals = _strength(text, stance)
    actors, actions = who_and_what(text, words)
    return RawParts(
        stance=stance, strength=strength,
        actors=tuple(Span(a, b) for a, b in actors), actions=tuple(Span(a, b) for a, b in actions),
        targets=tuple(Span(a, b) for a, b in targets_in(text, deadlines, enacted=stance == "enacted")),
        deadlines=tuple(Span(a, b) for a, b in deadlines), modals=modals,
    )  # fmt: skip


def _strength(text: str, stance: str) -> tuple[Strength | None, tuple[Span, ...]]:
    for strength, pattern in _STRENGTHS.items():
        found = pattern.search(text)
        if found and not (
            stance in ("enacted", "rejected") and found.group() in ("提出", "要", "可", "可以", "建议", "要求")
        ):
            return strength, (Span(*found.span()),)
    return None, ()
