"""The separate measures or problems that one Chinese sentence lists, as spans of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.enumeration import Items, items_of, trim
from extract.findings import FindingKind
from extract.modals_zh import after_modal, is_aside, is_object
from extract.tokens_zh import Token, tokens
from models.cues import cue_groups
from models.verbs import chinese_verbs

_OPEN, _CLOSE = "（(《“‘「『[【", "）)》”’」』]】"
_COMMA = "，,"
_SEMICOLON = "；;"
_AND = re.compile(r"[、]|以及|(?<=[\u4e00-\u9fff])[和及与](?=[\u4e00-\u9fff])")
_CHALLENGE_OPEN = re.compile(
    r"(?:面临|存在|遭遇|受到|面对|暴露出|解决|克服|针对|由于|受困于|避免)(?:着|了|的)?(?:诸如|如(?!何)|包括)?"
)
CHALLENGE_TAIL = re.compile(
    r"(?:(?P<like>等)(?:诸多|多重|一系列|突出|主要|现实|严峻|关键|方面的?|多方面的?|重大|共性|深层次)*的?|的(?:突出|主要|严重|现实)?)"
    r"(?:挑战|问题|困难|难题|困境|风险|瓶颈|矛盾|障碍|短板|不足|制约|隐患|威胁|压力|缺点|缺陷)"
)
_CONNECTIVE = re.compile(
    r"但是|但|然而|而且|而|且|并且|并(?![购网联轨存非不未无])|同时|也(?!许)|还(?![原款贷])|又|却(?!步)"
)
_ASIDE = re.compile(r"尽管|虽然?|除了")  # a clause that only grants something
_CONTINUES = re.compile(r"甚至|尤其|特别|包括|如")
_PROPOSAL = re.compile(
    r"(?:提出|建议|给出|形成)(?:了|应|要|通过|从)?(?P<list>[^。；：:]{8,}?)等(?:\w{0,30}?)(?:建议|措施|对策|举措|路径|思路|策略|方案|政策)"
)
_LEAD_IN = re.compile(
    r"(?:问题|挑战|困难|不足|短板|矛盾|风险|难题|瓶颈|制约|建议|措施|对策|举措|改革|任务|工作|方面|包括|主要有|如下|以下|在于|表现为|原因为|必须|应|是)[^：:，,。]{0,12}[：:]"
)
_ANNOUNCED: dict[FindingKind, re.Pattern[str]] = {  # the head before a colon that says what the list is of
    "challenge": re.compile(
        r"(?:问题|挑战|困难|不足|短板|矛盾|风险|难题|瓶颈|制约|困境|障碍)(?!的|导向|意识|解决|识别|应对|管理|管控|预警|评估|防范|防控|治理)"
    ),
    "recommendation": re.compile(r"(?:建议|措施|对策|举措)"),
}
_ACTING = re.compile(r"[以对与向由在把将]|通过|面向|按照")  # opens a clause that tells its means or object first
_WHILE = re.compile(r"[^，,]{0,8}在.{2,40}[时后前]$")
_REFERS = re.compile(r"[该此这其]")
_ONLY_PURPOSE = re.compile(
    r"^(?:为了|针对|按照|根据|结合|随着|鉴于|基于|面对|面向|对于|关于|考虑到|围绕|为.{2,}$|在.{2,40}(?:下|中|上|前|后|时|内|期间|同时)$"
    r"|当.{2,40}[时后]$|.{2,40}(?:之前|之后|以前|以后|的同时)$"
    r"|以.{2,10}为(?:目标|契机|导向|抓手|核心|引领)$)"
)


def _pieces(text: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int]]:
    """The stretches of text[start:end] between `marks` that stand outside brackets and quotation marks."""
    depth, at = 0, start
    for index in range(start, end):
        char = text[index]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in marks:
            yield at, index
            at = index + 1
    yield at, end


@cache
def _starts_action() -> re.Pattern[str]:
    """A clause that opens with the verb of a measure, adverbs before it allowed."""
    words = chinese_verbs()
    adverbs, verbs = "|".join(words["adverbs"]), "|".join(words["verbs"])
    return re.compile(rf"(?:{adverbs})*(?:地)?(?:{verbs})")


@cache
def _lead() -> re.Pattern[str]:
    words = chinese_verbs()
    return re.compile(rf"(?:(?:{'|'.join(sorted(words['leads'], key=len, reverse=True))})[，,]?)+")


@cache
def _result() -> re.Pattern[str]:
    words = chinese_verbs()
    return re.compile(rf"(?:{'|'.join(words['result_adverbs'])})*(?:{'|'.join(words['results'])})")


@cache
def _adverb() -> re.Pattern[str]:
    return re.compile("|".join(chinese_verbs()["adverbs"]))


@cache
def _problem() -> re.Pattern[str]:
    """Words that make a clause a problem."""
    names = {"problem-noun", "deficiency", "negated-state", "harm", "outstanding"}
    return re.compile("|".join(group.pattern.pattern for group in cue_groups("zh") if group.name in names))


def _acts(text: str, words: Sequence[Token], start: int, end: int) -> bool:
    """Whether a verb of a measure begins at `start`, where a word does: not 持续 in 可持续, not 研究 in 研究需要."""
    action = _starts_action().match(text, start, end)
    if not action or not any(word.start == start for word in words):
        return False
    follow = next((word for word in words if word.start >= action.end()), None)
    return not (follow and follow.kind == "M" and not follow.word.endswith(("可", "可以")))


def _measure(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the measure begins in a clause, after connectives, subject and modal verb; None for another clause."""
    if end - start < 3:
        return None
    words = [word._replace(start=word.start + start, end=word.end + start) for word in tokens(text[start:end])]
    lead = _lead().match(text, start, end)
    if lead and _acts(text, words, lead.end(), end):
        return lead.end(), end
    if _acts(text, words, start, end):
        return start, end
    asked = after_modal(text, words, start)
    if asked is None or end - asked < 3:
        return None
    if _WHILE.match(text[asked:end]) or not (_acts(text, words, asked, end) or asked - start <= 12):
        return None
    return asked, end


def _measures(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a stretch that are measures; what follows one without a verb of its own belongs to it."""
    clauses = [trim(text, *piece) for piece in _pieces(text, start, end, _COMMA + _SEMICOLON)]
    clauses = [clause for clause in clauses if clause[0] < clause[1]]
    while len(clauses) > 1 and _result().match(text, *clauses[-1]):
        clauses.pop()
    found: list[tuple[int, int]] = []
    since: int | None = None  # where the object of the next clause stands in one of its own: 对违规的企业，依法查处
    for a, b in clauses:
        if is_object(text[a:b]):
            since = a if since is None else since
            continue
        if is_aside(text[a:b]) or _ONLY_PURPOSE.match(text[a:b]):
            continue
        measure = _measure(text, a, b)
        with_verb = _starts_action().search(text, a, b) is not None
        if measure:
            found.append(measure)
        elif found and _REFERS.match(text, a, b):
            found[-1] = (found[-1][0], b)
        elif _ACTING.match(text, a, b) or (found and (with_verb or b - a <= 6 or _adverb().match(text, a, b))):
            found.append((a, b))
        elif found and text[found[-1][1]] in _COMMA:
            found[-1] = (found[-1][0], b)
        else:
            continue
        if since is not None:
            found[-1] = (since, found[-1][1])
            since = None
    return found


def _listed(text: str, start: int, end: int, *, verbs: bool) -> list[tuple[int, int]]:
    """The members of `A、B和C`; with `verbs`, only cut where a measure begins."""
    cuts = [start]
    depth = 0
    marks = {match.start(): match.end() for match in _AND.finditer(text, start, end)}
    for index in range(start, end):
        depth += text[index] in _OPEN
        depth -= text[index] in _CLOSE
        if depth > 0 or index not in marks:
            continue
        if verbs and not _starts_action().match(text, marks[index], end):
            continue
        if not verbs and text[index] != "、" and not any(text[c - 1] == "、" for c in cuts[1:]):
            continue
        if not verbs and text[index] != "、" and end - marks[index] < 4:
            continue
        cuts.append(marks[index])
    pieces = zip(cuts, [*cuts[1:], end], strict=True)
    out = []
    for a, b in pieces:
        x, y = trim(text, a, b)
        y = x + len(re.sub(r"(?:以及|和|及|与)$", "", text[x:y]))
        out.append((x, y))
    return [piece for piece in out if piece[1] - piece[0] >= 2]


def _problems_before_tail(text: str) -> list[tuple[int, int]]:
    """The members of `面临A、B、C等挑战`, `解决A、B的问题`."""
    for tail in CHALLENGE_TAIL.finditer(text):
        clause = max(text.rfind(mark, 0, tail.start()) for mark in _SEMICOLON + "。：:") + 1
        heads = [match.end() for match in _CHALLENGE_OPEN.finditer(text, clause, tail.start())]
        members = _listed(text, heads[0] if heads else clause, tail.start(), verbs=False)
        told = all(_problem().search(text, a, b) for a, b in members)
        if len(members) > 1 and (told or (heads and tail["like"])):
            return members
    return []


def _split_problem(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """`支持有限、非农化严重` as two, where each part is long enough and says what is wrong."""
    parts = [trim(text, *piece) for piece in _pieces(text, start, end, "、")]
    whole = len(parts) > 1 and all(b - a >= 4 and _problem().search(text, a, b) for a, b in parts)
    return parts if whole else [(start, end)]


def _problem_clauses(text: str, start: int, end: int, *, told: bool) -> list[tuple[int, int]]:
    """Clauses that each state a problem; `told`, that a heading said so, takes those without a word for it as well."""
    found: list[tuple[int, int]] = []
    for a, b in _pieces(text, start, end, _COMMA + _SEMICOLON):
        x, y = trim(text, a, b)
        if found and _CONTINUES.match(text, x, y):
            found[-1] = (found[-1][0], y)
            continue
        lead = _CONNECTIVE.match(text, x, y)
        turned = told and lead is not None and lead.group().startswith(("但", "然", "却"))
        if turned and found and not _problem().search(text, *found[-1]):
            found.pop()  # "the data are plentiful, but …": what comes before the turn is no problem
        x = lead.end() if lead else x
        wrong = _problem().search(text, x, y)
        if y - x < 4 or _ONLY_PURPOSE.match(text[x:y]) or (_ASIDE.match(text, x, y) and not wrong):
            continue
        if told or wrong:
            found += _split_problem(text, x, y)
    return found


def _after_colon(text: str, kind: FindingKind) -> tuple[int, bool]:
    """Where a list after a colon begins (0 without one), and whether its head names the kind."""
    colon = _LEAD_IN.search(text)
    return (colon.end(), _ANNOUNCED[kind].search(colon.group()) is not None) if colon else (0, False)


def chinese_items(text: str, kind: FindingKind, begin: int = 0) -> Items:
    """The items in a sentence that lists at least two, or none; offsets count in `text`, whose words begin at `begin`.

    A point with a mark of its own (`（2）`, `•`) is one measure, unless it is a list again.
    """
    start, announced = _after_colon(text, kind)
    if kind == "challenge":
        found = _problems_before_tail(text)
        if found:
            announced = True
        elif start:
            found = _problem_clauses(text, start, len(text), told=True)
        elif any(mark in text for mark in _SEMICOLON):
            found = _problem_clauses(text, begin, len(text), told=False)
    else:
        proposal = _PROPOSAL.search(text)
        found = _listed(text, *proposal.span("list"), verbs=True) if proposal else []
        if len(found) > 1:
            announced = True
        elif not begin or start or any(mark in text[begin:].rstrip(_SEMICOLON) for mark in _SEMICOLON):
            found = _measures(text, max(start, begin), len(text))
    return items_of(found, announced=announced)
