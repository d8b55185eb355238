"""Who is to do what, clause by clause: the agents and the main verbs of a Chinese recommendation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.agents_zh import is_agent
from extract.background_zh import asks_nothing, concerns, is_means
from extract.predicates_zh import Predicate, Range, verbs_of
from extract.tokens_zh import Token

_LEAD = re.compile(
    r"(?:(?:因此|为此|对此|同时|此外|另外|首先|其次|再次|最后|除此之外|与此同时|具体而言|总之|例如|比如|如(?![果何实期需有不未能])|"
    r"一方面|另一方面|一是|二是|三是|四是|五是|六是|[一二三四五六]要|第[一二三四五](?!方)是?|其[一二三四]|当务之急是|关键是|重点是|"
    r"[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|[①-⑩]|\d(?:\.\d+)+|我们|本文|笔者|本报告|报告|"
    r"国家要求|文件要求)[，,：:是]?)+"
)
# 完善机制，首先要重视人才: what the first clause names is the aim of what the next one asks for.
_ASKED_FIRST = re.compile(r"(?:首先|关键|重点|就|还|也|必须|首要)?(?:要|需要?|应当?|应该|须|必须)(?!求)")
_CHANGE = re.compile(
    r"[^，,；;。]{1,20}?(?:(?:转|变|改|升级)[变型化换]?[为成]|转向|[降提升增减扩缩压][^，,；;。]{0,2}[到至为])"
)
_FIGURE = re.compile(
    r"[到至在为]?(?:不低于|不少于|不超过|不高于|不多于|低于|高于|超过|大约|约|近|至少)?"
    r"(?:\d|百分之|[一二两三四五六七八九]成|一半)"
)
_HAS_FIGURE = re.compile(r"[\d成半]|百分之")
_MEASURED = re.compile(
    r"(?:率|量|度|数|额|比|规模|比例|比重|产值|产能|收入|经费|面积|价格|成本|水平|能力|能耗|周期|时间|时限|投入|投资)$"
)
_LONGEST = 200  # words of a clause that are read: a table run together is no sentence, and is not to exhaust the stack
# What is said of those who act before their name.
_BEFORE_NAME = re.compile(r"(?:[“\"「]|每个|每家|更多|全国|所有|广大|凡|其他|等)+")
_NAME = 4  # characters of a name that needs no word for what it is
_BEFORE_AGENTS = frozenset(["需要", "需", "值得", "有必要", "没有必要", "必须", "不必", "无需"])
_PRESSING = frozenset(["督促", "责令", "责成", "敦促", "号召"])
_MEANING_TO = frozenset(["拟", "计划", "打算", "决定", "将", "正考虑", "正计划", "正酝酿", "正拟"])
_SAYS = re.compile(r"是|导致|造成|使得|在于|使(?![用馆])|包括|无论|一切|若|如果|让|^(?:[报请待]|未?经(?![济销营合办]))")


def who_and_what(text: str, words: Sequence[Token]) -> tuple[list[Range], list[Range]]:
    """The agents and the verbs of the clauses that tell what is to be done, in order; `words` are those of the text."""
    actors: set[Range] = set()
    actions: list[Range] = []
    ends = [at for at, word in enumerate(words) if word.kind == "E"] + [len(words)]
    ranges = [(a, b) for a, b in zip([0, *(at + 1 for at in ends)], ends, strict=False) if b > a]
    asking = [any(word.kind == "M" and word.word not in _MEANING_TO for word in words[a:b]) for a, b in ranges]
    for at, (a, b) in enumerate(ranges):
        last = b >= len(words) or words[b].word not in ("，", ",")
        topic = not (last or actions) and asking[at + 1] and _ASKED_FIRST.match(text, words[b].end) is not None
        own = words[a : min(b, a + _LONGEST)]
        clause = _Clause(text, own, last=last, after=bool(actions), later=any(asking[at + 1 :]), topic=topic)
        clause.read()
        actors.update(clause.actors)
        actions += [verb for verb in clause.actions if verb not in actions]
    return sorted(actors), sorted(actions)


class _Clause:
    """One clause as it is read from its first word to its last.

    It is the `last` of its sentence, or comes `after` one with a measure; a `later` one asks with a modal verb, the
    next one with its first word (`topic`).
    """

    def __init__(self, text: str, words: Sequence[Token], *, last: bool, after: bool, later: bool, topic: bool) -> None:
        self.text, self.words, self.size = text, words, len(words)
        self.last, self.after, self.later, self.topic = last, after, later, topic
        self.actors: list[Range] = []
        self.actions: list[Range] = []
        self.predicate = Predicate(text, words, last=last)
        self.kinds, self.forms = self.predicate.kinds, self.predicate.forms

    def read(self) -> None:
        """Find the agents and the verbs."""
        a, b = self.words[0].start, self.words[-1].end
        lead = _LEAD.match(self.text, a, b)
        at = 0
        if lead:
            while at < self.size and self.words[at].start < lead.end():
                at += 1
        start = self.words[at].start if at < self.size else b
        modal = next((i for i in range(at, self.size) if self.kinds[i] == "M"), None)
        quiet = bool(
            asks_nothing(
                self.text, start, b, last=self.last, asked=modal is not None, after=self.after, later=self.later
            )
            or (self.forms[at] == "为" and (self.kinds[at + 1] in ("V", "K") or self._is_purpose(at)))
            or (not self.last and modal is None and self._concerns(at, start, b))
            or (modal is None and not self.last and is_means(self.text, start, b) and self.predicate.ends_as_noun(at))
            or (self.topic and self._is_aim(at, modal))
        )
        reached = self._reached(at) if modal is None and _HAS_FIGURE.search(self.text, start, b) else None
        if reached is not None:
            self.actions += [] if quiet else [(self.words[reached].start, self.words[reached].end)]
            return
        while self.kinds[at] in ("T", "C", "A", "M") and self.forms[at] not in ("会同", *verbs_of("with_whom")):
            at += 1
        told = at > 0 and any(self.kinds[i] == "M" for i in range(at))
        if self.forms[at] in ("会同", "由", "联合") and (end := self._agents(at + 1)):
            self._predicate(
                end, told=True, quiet=quiet or (not self.last and self.forms[end : end + 2] == ["牵头", ""])
            )
            return
        end = self._agents(at, unless_asked=True)
        if end:
            while self.kinds[end] in ("M", "A", "T"):
                end += 1
            if self.kinds[end] == "S" and modal is not None and modal > end:  # 政府治理应采取
                end = modal + 1
            if self.forms[end] == "会同":
                end = self._agents(end + 1) or end
            self._predicate(end, told=True, quiet=quiet)
        elif modal is not None and modal >= at and self.words[modal].start - start <= 40:
            asked = self._agents(modal + 1) if self.forms[modal] in _BEFORE_AGENTS else 0
            self._predicate(asked or modal + 1, told=True, quiet=quiet)
        else:
            by = next((i for i in range(at, self.size) if self.forms[i] == "由"), None)
            by_whom = self._by_whom(by) if by is not None and not self._is_change(by) else 0
            self._predicate(by_whom or at, told=told or by_whom > 0, quiet=quiet)

    def _is_aim(self, at: int, modal: int | None) -> bool:
        """Whether a clause, before one that asks, begins as its aim does: 完善机制，需要…; 要实现目标，必须…."""
        if modal is None:
            return self.kinds[at] in "VS"
        aim = modal == at and self.forms[at] == "要" and self.kinds[at + 1] in "VS"
        return aim and not self.text.startswith("要", self.words[-1].end + 1)

    def _concerns(self, at: int, start: int, b: int) -> bool:
        if not concerns(self.text, start, b):
            return False
        of = max((i for i in range(at, self.size) if self.kinds[i] == "D"), default=self.size)
        return of < self.size and not any(kind in "VMK" for kind in self.kinds[of + 1 : self.size])

    def _reached(self, at: int) -> int | None:
        """The verb of a figure that is to be reached: 回收率达到95%, 经费年均增长10%."""
        reaching = verbs_of("reaching")
        for i in range(at + 1, self.size):
            if self.kinds[i] in "BMPK":
                return None
            if self.forms[i] in reaching and _FIGURE.match(self.text, self.words[i].end):
                before = i - 1
                while before > at and self.kinds[before] in "AT":
                    before -= 1
                return i if _MEASURED.search(self.text, self.words[at].start, self.words[before].end) else None
        return None

    def _is_change(self, by: int) -> bool:
        """Whether 由 tells what something is now: 由综合性城市转为, 由30%提高到."""
        return bool(_CHANGE.match(self.text, self.words[by].end, self.words[-1].end))

    def _is_purpose(self, at: int) -> bool:
        """Whether a clause only tells what a measure is for: 为保障供应，; not 为回收企业提供."""
        return (
            not self.last
            and self.kinds[at + 1] == "S"
            and self.kinds[at + 2] in "XSN"
            and not any(self.kinds[i] == "M" or self.forms[i] in verbs_of("light") for i in range(at, self.size))
        )

    def _agents(self, at: int, *, unless_asked: bool = False) -> int:
        """Note the agents of a subject that begins at a word; where its predicate begins, or 0 where there is none."""
        pieces: list[Range] = []
        begin, soft = at, 0
        i = at
        while i < self.size:
            kind = self.kinds[i]
            ended = i > begin and is_agent(self.words[i - 1], self.text, self.words[begin].start)
            if kind == "V" and not self.predicate.is_verb(i):
                kind = "X"
            if kind == "C" and ended:
                pieces.append((self.words[begin].start, self.words[i - 1].end))
                begin = i + 1
            elif kind == "C" and i > begin and self.kinds[i + 1] not in "VMA":
                pass  # 土地、环境保护部门
            elif kind == "S" and ended and not soft and self.forms[i - 1] not in verbs_of("names_only"):
                soft = i
            elif kind in "VKMAPBCT" or (kind == "S" and i == begin and not self._is_trade(i)):
                break
            i += 1
        ended = i > begin and is_agent(self.words[i - 1], self.text, self.words[begin].start)
        if i >= self.size and ended and self.forms[at - 1] == "会同":
            soft = i
        if i >= self.size or not ended:
            if not soft or soft < begin:
                return self._trailing(pieces, i)
            i = soft
        if unless_asked and self._says(i):
            return i
        last = (self.words[begin].start, self.words[i - 1].end)
        pieces += self._listed(last)
        self.actors += [
            self._trimmed(piece)
            for piece in pieces
            if piece[1] - piece[0] <= 24 and not _SAYS.search(self.text[slice(*piece)])
        ]
        return i

    def _is_trade(self, at: int) -> bool:
        """Whether a verb that a phrase begins with tells what an agent is for: 冶炼企业, 评价机构; not 研究制造商."""
        after = self.forms[at + 1]
        if self.forms[at] not in verbs_of("thinking"):
            return self.forms[at] in verbs_of("trades")
        return self.kinds[at + 1] != "X" and (self.kinds[at + 1] != "N" or after in verbs_of("bodies"))

    def _says(self, at: int) -> bool:
        """Whether the predicate that begins at a word tells what its subject asks of others: 学界普遍认为."""
        first = next(
            (i for i in range(at, self.size) if self.kinds[i] in "VMK" and self.forms[i] not in _MEANING_TO), at
        )
        between = self.kinds[at:first]
        return self.kinds[first] == "K" and (set(between) <= {"A", "T", "M"} or self.forms[at] in ("在", "于", "就"))

    def _listed(self, piece: Range) -> list[Range]:
        """The names of a list that says only at its end what they are: 国土、环保、交通等部门."""
        cuts = [piece[0] - 1, *(i for i in range(*piece) if self.text[i] == "、"), piece[1]]
        if len(cuts) == 2 or "等" not in self.text[cuts[-2] : piece[1]]:
            return [piece]
        last = cuts[-2] + 1
        named = self.text.index("等", last)
        if named - last >= _NAME:
            cuts[-1] = named  # 甲矿业公司、乙集团等企业: the name is enough, 国土、交通等部门: it is not
        return [(a + 1, b) for a, b in pairwise(cuts)]

    def _by_whom(self, by: int) -> int:
        """Note who acts after 由, also where more is said of them first: 由具备条件的企业承担."""
        return self._whom(by + 1)

    def _whom(self, at: int) -> int:
        """Note those who are told to act from a word on, past what is said of them: 符合条件的企业."""
        end = self._agents(at)
        if end or self.kinds[at] not in "VSA":
            return end
        of = next((i for i in range(at + 1, self.size) if self.kinds[i] == "D"), None)
        return self._agents(of + 1) if of is not None else 0

    def _trailing(self, pieces: list[Range], at: int) -> int:
        """企业与…签订: what follows the joint is no agent, so that the joint was a preposition."""
        if not pieces or at >= self.size:
            return 0
        joint = next(i for i in range(self.size) if self.words[i].start >= pieces[-1][1])
        if self.forms[joint] == "、":  # 甲国、乙国的项目
            return 0
        self.actors += [self._trimmed(piece) for piece in pieces]
        return joint

    def _trimmed(self, piece: Range) -> Range:
        found = _BEFORE_NAME.match(self.text, *piece)
        return (found.end(), piece[1]) if found and found.end() < piece[1] else piece

    def _predicate(self, at: int, *, told: bool, quiet: bool) -> None:
        if self.forms[at] == "由" and not self._is_change(at):
            at = self._by_whom(at) or at
        verb = self.predicate.main(at, told=told)
        if verb is None:
            return
        if self.kinds[verb] == "K" and not (told and self.forms[verb] == "提出" and self.kinds[at - 1] == "M"):
            follow = verb + 1
            end = self._whom(follow)
            if not end and self.forms[follow] == "由":
                end = self._agents(follow + 1)
            if self.forms[verb] in _PRESSING and self.kinds[at - 1] in "MAN" and not quiet:
                self.actions.append((self.words[verb].start, self.words[verb].end))
            self._predicate(end or follow, told=True, quiet=quiet)
            return
        end = 0
        if self.forms[verb] in verbs_of("guiding"):
            end = self._whom(verb + 1)
        if quiet:
            return
        self.actions += self.predicate.joined(verb)
        if end:
            self._predicate(end, told=True, quiet=quiet)
