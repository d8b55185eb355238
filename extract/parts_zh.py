"""The parts of a Chinese recommendation: whose it is, how strong, who should do what, how much, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.agents_zh import AGENT, agents_in
from extract.findings import Strength
from extract.partvalues import RawParts
from extract.stance_zh import chinese_stance
from extract.targets_zh import deadlines_in, targets_in
from extract.types import Span
from models.verbs import chinese_verbs

Range = tuple[int, int]

_STRENGTHS: dict[Strength, re.Pattern[str]] = {
    "must": re.compile(
        r"必须|务必|亟需|亟须|亟待|急需|急待|刻不容缓|势在必行|不得(?!不)|严禁|不准|(?<![必无还])须(?!知)|强制|"
        r"不可(?=[再放松忽])|(?<!不)应当依法"
    ),
    "should": re.compile(
        r"应当|应该|(?<![相适响反效供对回顺照因不答理])应(?![用对急变力激答届运收付邀聘声邀时])|"
        r"(?<![必刚急所供内市特])需(?![求])|建议|呼吁|倡议|提议|主张|有必要|"
        r"(?<![主重需不只必首纪摘概简将就])要(?![素求点害塞领是么闻道])|理应|敦促|督促|要求|提出|无需|无须|不必"
    ),
    "may": re.compile(
        r"可考虑|可以|不妨|鼓励|值得|(?<![适不])宜(?!居)|不宜|"
        r"(?<![不认许尽])可(?![再持能靠行见观控信采燃贵达比视知用])"
    ),
}
_CLAUSE = re.compile(r"[^，,；;。：:！!？?]+")
_BEFORE_VERB = re.compile(
    r"(?:进一步|积极|大力|切实|全面|继续|努力|认真|深入|着力|严格|持续|不断|坚决|有效|有序|适度|适时|充分|主动|"
    r"重点|科学|合理|逐步|逐年|精心|"
    r"尽快|尽早|及时|更好|稳步|扎实|密切|优先|共同|联合|率先|依法|统一|同步|分批|分期|定期|每年|单独|另行|再|先|"
    r"都|也|均|一律|"
    r"加以|予以|立即|从严|从快|公开|自行|直接|集中|同时|至少|随之|不再|不|率先|在[^，,；;。]{1,16}?(?:方面|领域|"
    r"基础上|环节|层面|期间|前|内|之前|中|上)|"
    r"通过[^，,；;。]{1,16}?(?=[\u4e00-\u9fff]{2})|从[^，,；;。]{1,10}?(?:入手|出发)|"
    r"以[^，,；;。]{1,14}?(?:为[^，,；;。]{1,6}?)?|"
    r"按[^，,；;。]{1,12}?|"
    r"对[^，,；;。]{1,24}?|把[^，,；;。]{1,28}?|将[^，,；;。]{1,28}?|向[^，,；;。]{1,16}?|与[^，,；;。]{1,16}?|"
    r"为[^，,；;。]{1,16}?|"
    r"由[^，,；;。]{1,18}?)"
)
_LEAD = re.compile(
    r"(?:(?:因此|为此|同时|此外|另外|首先|其次|最后|并且|并|且|而且|还|也|又|以及|一是|二是|三是|四是|五是|"
    r"第[一二三四五]|其[一二三四]|[（(]?[一二三四五六七八九\d]+[)）、.．]|"
    r"今后|下一步|未来|当前|目前|近期|中长期|长远看|我们|本文|笔者|本报告|报告)[，,是]?)*"
)
_RESULT = re.compile(
    r"(?:从而|进而|以便|以期|以免|以|使|让|为|确保|实现|形成|达到|避免|推动形成|最终|有助于|有利于|带动|防止|"
    r"减少对|降低对|满足|助力|缓解|保障)"
)
_PURPOSE = re.compile(
    r"(?:因此|所以)?(?:为了|为(?!了?主)[^，,；;。]{2,30}$|面对|随着|鉴于|由于|在[^，,；;。]{2,30}(?:中|下|时|后|"
    r"背景)$|"
    r"通过[^，,；;。]{2,30}$)"
)
_TWO = re.compile(r"(?![的之是有在和及与或等]|一个|这些|该)[\u4e00-\u9fff]{2}")
_NOT_ACTION = frozenset(
    {
        "建议",
        "呼吁",
        "主张",
        "提出",
        "要求",
        "认为",
        "将",
        "把",
        "使",
        "对",
        "让",
        "向",
        "从",
        "由",
        "为",
        "与",
        "并",
        "可",
        "应",
    }
)


@cache
def _verb() -> re.Pattern[str]:
    known = {*chinese_verbs()["verbs"], *chinese_verbs()["actions"]} - _NOT_ACTION
    both = {verb for verb in known if len(verb) > 1}
    single = {verb for verb in known if len(verb) == 1}
    return re.compile(
        "|".join(sorted(both, key=lambda verb: (-len(verb), verb)))
        + "|(?:"
        + "|".join(sorted(single))
        + ")(?=[立设建一两三到至成]|[^\u4e00-\u9fff])"
    )


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{pattern.pattern})" for pattern in _STRENGTHS.values()) + "|"
        "将(?=[\u4e00-\u9fff])|拟|计划|承诺|已经?|决定"
    )


def chinese_parts(text: str) -> RawParts:
    """The parts of a sentence, in simplified characters, that recommends, reports, enacts or rejects something."""
    stance = chinese_stance(text)
    deadlines = deadlines_in(text)
    strength, modals = _strength(text, stance)
    actors, actions = _who_and_what(text)
    return RawParts(
        stance=stance, strength=strength,
        actors=tuple(Span(a, b) for a, b in actors), actions=tuple(Span(a, b) for a, b in actions),
        targets=tuple(Span(a, b) for a, b in targets_in(text, deadlines)),
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


def _who_and_what(text: str) -> tuple[list[Range], list[Range]]:
    """The agents and the verbs of the clauses that tell what is to be done."""
    actors: list[Range] = []
    actions: list[Range] = []
    for clause in _CLAUSE.finditer(text):
        a, b = clause.span()
        result = _PURPOSE.match(text, a, b) or (actions and _RESULT.match(text, a, b))
        for agent, start in _acting(text, a, b):
            actors += [found for found in agent if found not in actors]
            if not result:
                actions += [verb for verb in _verbs(text, start, b, told=start > a) if verb not in actions]
    return sorted(actors), sorted(actions)


def _acting(text: str, a: int, b: int) -> Iterator[tuple[list[Range], int]]:
    """The agents of a clause, and where its predicate begins."""
    lead = _LEAD.match(text, a, b)
    at = lead.end() if lead else a
    asked = re.compile(
        rf"(?:建议|呼吁|要求|敦促|督促|鼓励|引导|责成|号召|提请|希望|"
        rf"主张)(?P<who>(?:{AGENT})(?:[、和及与](?:{AGENT}))*)"
    ).search(text, at, b)
    by = re.compile(rf"由(?P<who>(?:{AGENT})(?:[、和及与会同]+(?:{AGENT}))*)").search(text, at, b)
    if asked:
        yield agents_in(text, *asked.span("who")), asked.end()
        return
    if by:
        yield agents_in(text, *by.span("who")), by.end()
        return
    modal = _modal().search(text, at, b)
    if modal and modal.start() - at <= 40:
        yield agents_in(text, at, modal.start()), modal.end()
        return
    subject = re.compile(rf"(?P<who>(?:{AGENT})(?:[、和及与](?:{AGENT}))*)").match(text, at, b)
    if subject and subject.end() < b:
        yield agents_in(text, *subject.span("who")), subject.end()
        return
    yield [], at


def _verbs(text: str, start: int, end: int, *, told: bool) -> list[Range]:
    """The main verbs from `start` on: the first, and those joined to it by 、, 和 or 并.

    Where a modal verb or an agent went before (`told`), two characters that no list knows are taken for the verb.
    """
    at = start
    while True:
        before = _BEFORE_VERB.match(text, at, end)
        modal = _modal().match(text, at, end)
        verb = _verb().match(text, at, end)
        if verb:
            return _joined(text, verb, end)
        step = max((m.end() for m in (before, modal) if m), default=at)
        if step <= at:
            break
        at = step
    found = _verb().search(text, at, min(end, at + 16))
    unknown = _TWO.match(text, at, end) if told and not found else None
    if unknown:
        return _joined(text, unknown, end)
    # A verb before 的 or at the end after other words is a noun: 专业化、建设性, 研究的开展.
    nominal = found and (
        text[found.end() : found.end() + 1] in ("的", "性", "者", "化") or (found.end() == end and found.start() > at)
    )
    return _joined(text, found, end) if found and not nominal else []


def _joined(text: str, verb: re.Match[str], end: int) -> list[Range]:
    out = [verb.span()]
    double = _verb().match(text, verb.end(), end)
    if double and verb.group() in {"加快", "加大", "加紧", "加速", "推动", "推进", "持续", "抓紧"}:
        after = text[double.end() : min(end, double.end() + 1)]
        if after and "\u4e00" <= after <= "\u9fff" and after not in "步进力速的":
            out = [double.span()]
    for joint in re.compile(
        r"[、]|并(?=[\u4e00-\u9fff])|和(?=[\u4e00-\u9fff])|及(?=[\u4e00-\u9fff])|"
        r"或"
    ).finditer(text, out[-1][1], end):
        at = joint.end()
        before = _BEFORE_VERB.match(text, at, end)
        next_verb = _verb().match(text, at, end) or (_verb().match(text, before.end(), end) if before else None)
        noun = (
            joint.group() in "、和及"
            and next_verb is not None
            and _nominal(text, out[-1], joint.start(), next_verb, end)
        )
        if next_verb and not noun:
            out.append(next_verb.span())
    return out


def _nominal(text: str, last: Range, joint: int, verb: re.Match[str], end: int) -> bool:
    """Whether the words after 、 or 和 are nouns like those before it: 加强勘查和开发, 提高回收、利用水平."""
    if joint == last[1]:
        return False
    return joint - last[1] <= 4 and end - verb.end() <= 6
