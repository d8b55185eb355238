"""Who is to do what, clause by clause: the agents and the main verbs of a Chinese recommendation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extract.agents_zh import is_agent
from extract.tokens_zh import Kind, Token, kinds
from models.verbs import chinese_verbs

Range = tuple[int, int]

_LEAD = re.compile(
    r"(?:(?:因此|为此|对此|同时|此外|另外|首先|其次|再次|最后|除此之外|与此同时|具体而言|总之|例如|比如|如|"
    r"一方面|另一方面|一是|二是|三是|四是|五是|六是|[一二三四五六]要|第[一二三四五]是?|其[一二三四]|当务之急是|关键是|重点是|"
    r"[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|[①-⑩]|\d(?:\.\d+)+|我们|本文|笔者|本报告|报告|"
    r"国家要求|文件要求)[，,：:是]?)+"
)
_RESULT = re.compile(
    r"(?:从而|进而|以便|以期|以免|以(?![^，,；;。]{1,14}(?:形式|方式|为))|使|让|确保|实现|形成|达到|避免|推动形成|最终|有助于|有利于|带动|防止|"
    r"为[^，,；;。]{2,30}(?:提供[^，,；;。]{0,6}(?:支撑|保障|参考|依据|基础|支持)|奠定|创造|打下)|才能|"
    r"(?:不仅|既|又|还|也|同时)可以?|可以?(?:有效|大大|进一步|显著|更好)|减少对|降低对|满足|助力|缓解|保障|保证)"
)
_BACKGROUND = re.compile(r"(?:因此|所以)?(?:为了|面对|随着|鉴于|由于|考虑到|与其|尽管|虽然|如果|若|即使)")
_MEANS = re.compile(r"(?:通过|在|围绕|依托|基于|除|以)")
_OVER = re.compile(r"(?:后|时|以来|之后|过程中|情况下|背景下|条件下|前提下|基础上|的同时|之前|之际|[中下])$")
_LONGEST = 200  # words of a clause that are read: a table run together is no sentence, and is not to exhaust the stack
_BEFORE_AGENTS = frozenset(["需要", "需", "值得", "有必要", "没有必要", "必须", "不必", "无需"])
_MEANING_TO = frozenset(["拟", "计划", "打算", "决定", "将", "正考虑", "正计划", "正酝酿", "正拟"])
_SPELL = re.compile(r"用?[\d一二两三四五六七八九十]{1,3}个?[年月]")
_DURING = re.compile(r"中(?![长小国央外高低东西亚欧期游试部])|时(?![限间代])|后(?![备续期端])|前(?![沿瞻端期])")
_SAYS = re.compile(r"是|使|包括|无论|一切|若|如果|让|^[报经请待]")


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(chinese_verbs()[role])


@cache
def _nominal(*, short: bool) -> tuple[str, ...]:
    """What makes a noun of a word that may be one, or (the suffixes only) of any verb."""
    return tuple(word for word in chinese_verbs()["after_noun"] if not short or word in "率者性化型量商区")


def who_and_what(text: str, words: Sequence[Token]) -> tuple[list[Range], list[Range]]:
    """The agents and the verbs of the clauses that tell what is to be done, in order; `words` are those of the text."""
    actors: set[Range] = set()
    actions: list[Range] = []
    begin = 0
    for at, word in enumerate([*words, Token(len(text), len(text), "E", "")]):
        if word.kind != "E":
            continue
        if at > begin:
            clause = _Clause(
                text, words[begin : min(at, begin + _LONGEST)], last=word.word not in ("，", ","), after=bool(actions)
            )
            clause.read()
            actors.update(clause.actors)
            actions += [verb for verb in clause.actions if verb not in actions]
        begin = at + 1
    return sorted(actors), sorted(actions)


class _Clause:
    """One clause as it is read from its first word to its last."""

    def __init__(self, text: str, words: Sequence[Token], *, last: bool, after: bool) -> None:
        self.text, self.words, self.size = text, words, len(words)
        self.last, self.after = last, after
        self.actors: list[Range] = []
        self.actions: list[Range] = []
        # By place; what lies outside the clause ends it, so that places need no check.
        self.kinds: list[Kind] = [word.kind for word in words] + ["E"] * 4
        self.forms = [word.word for word in words] + [""] * 4
        for at, kind in enumerate(self.kinds[: self.size]):
            if kind in "BMKSND" or self.forms[at] == "重点":
                self.kinds[at] = self._settled(at, kind)

    def _settled(self, at: int, kind: Kind) -> Kind:
        """What a word is by its neighbours: 将 of the future, 需要 as a noun, 组织 as a verb."""
        form, before, after = self.forms[at], self.kinds[at - 1], self.kinds[at + 1]
        follows = self.forms[at + 1]
        if form == "将" and (after in "VSABPKT" or follows in _words("with_whom")):
            return "M"
        if kind == "A":  # 重点企业
            named = any(self.kinds[at + i] == "N" and self.kinds[at + i + 1] == "M" for i in (1, 2, 3))
            return "X" if after == "N" or (after == "S" and self.kinds[at + 2] == "N") or named else kind
        if kind == "D":
            return "A" if before == "A" else kind  # 积极主动的进行: 的 for 地
        if form in ("计划", "决定", "打算", "准备") and after in "XNDC":
            return "X"
        if form in ("争取", "力争") and after not in "VABSMTE":
            return "M" if _SPELL.match(follows) else "V"
        if (kind in "MK" and before == "D") or (kind == "K" and after == "E" and at and before not in "NAT"):
            return "X"
        if form == "组织" and (after in "VS" or (before not in "XS" and after in "NXA")):
            return "V"
        return "V" if kind == "S" and (follows[:1].isdigit() or follows in ("在", "到", "至")) else kind

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
            _BACKGROUND.match(self.text, start, b)
            or (self.forms[at] == "为" and (self.kinds[at + 1] in ("V", "K") or self._is_purpose(at)))
            or (not self.last and modal is None and _OVER.search(self.text, start, b))
            or (modal is None and not self.last and _MEANS.match(self.text, start, b) and self._ends_as_noun(at))
            or (modal is None and self.after and _RESULT.match(self.text, start, b))
        )
        while self.kinds[at] in ("T", "C", "A", "M") and self.forms[at] not in ("会同", *_words("with_whom")):
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
            by_whom = self._agents(by + 1) if by is not None else 0
            self._predicate(by_whom or at, told=told or by_whom > 0, quiet=quiet)

    def _is_purpose(self, at: int) -> bool:
        """Whether a clause only tells what a measure is for: 为保障供应，; not 为回收企业提供."""
        return (
            not self.last
            and self.kinds[at + 1] == "S"
            and self.kinds[at + 2] in "XSN"
            and not any(self.kinds[i] == "M" or self.forms[i] in _words("light") for i in range(at, self.size))
        )

    def _asked_before(self, at: int) -> bool:
        return any(self.kinds[i] == "M" for i in range(at))

    def _ends_as_noun(self, at: int) -> bool:
        """Whether a phrase that a preposition begins goes to the end of the clause: no verb of its own follows it."""
        if self.kinds[self.size - 1] in ("V", "M"):
            return False
        return not any(
            self.kinds[i] == "V" and self.kinds[i - 1] not in "DCV" and self.kinds[i + 1] not in "DC"
            for i in range(at + 2, self.size)
        )

    def _agents(self, at: int, *, unless_asked: bool = False) -> int:
        """Note the agents of a subject that begins at a word; where its predicate begins, or 0 where there is none."""
        pieces: list[Range] = []
        begin, soft = at, 0
        i = at
        while i < self.size:
            kind = self.kinds[i]
            ended = i > begin and is_agent(self.words[i - 1], self.text, self.words[begin].start)
            if kind == "V" and not self._is_verb(i):
                kind = "X"
            if kind == "C" and ended:
                pieces.append((self.words[begin].start, self.words[i - 1].end))
                begin = i + 1
            elif kind == "C" and i > begin and self.kinds[i + 1] not in "VMA":
                pass  # 土地、环境保护部门
            elif kind == "S" and ended and not soft and self.forms[i - 1] not in _words("names_only"):
                soft = i
            elif kind in "VKMAPBCT" or (kind == "S" and i == begin and self.forms[i] not in _words("trades")):
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
        return [(a + 1, b) for a, b in pairwise(cuts)]

    def _trailing(self, pieces: list[Range], at: int) -> int:
        """企业与…签订: what follows the joint is no agent, so that the joint was a preposition."""
        if pieces and at < self.size:
            self.actors += [self._trimmed(piece) for piece in pieces]
            return next(i for i in range(self.size) if self.words[i].start >= pieces[-1][1])
        return 0

    def _trimmed(self, piece: Range) -> Range:
        found = re.compile(r"(?:每个|每家|全国|所有|广大|凡|其他|等)+").match(self.text, *piece)
        return (found.end(), piece[1]) if found and found.end() < piece[1] else piece

    def _predicate(self, at: int, *, told: bool, quiet: bool) -> None:
        if self.forms[at] == "由":
            at = self._agents(at + 1) or at
        verb = self._main(at, told=told)
        if verb is None:
            return
        if self.kinds[verb] == "K" and not (told and self.forms[verb] == "提出" and self.kinds[at - 1] == "M"):
            follow = verb + 1
            end = self._agents(follow)
            if not end and self.forms[follow] == "由":
                end = self._agents(follow + 1)
            self._predicate(end or follow, told=True, quiet=quiet)
            return
        end = 0
        if self.forms[verb] in _words("guiding"):
            end = self._agents(verb + 1)
        if quiet:
            return
        self._join(verb)
        if end and self.forms[verb] == "鼓励":
            self._predicate(end, told=True, quiet=quiet)

    def _main(self, at: int, *, told: bool) -> int | None:
        """The main verb of the predicate that begins at a word."""
        start = at
        while at < self.size:
            kind = self.kinds[at]
            if kind in ("M", "A", "T", "O"):
                told = told or kind == "M"
            elif kind == "C" and self.forms[at] not in _words("with_whom"):
                pass
            elif kind in ("P", "B", "C"):
                return self._after_phrase(at)
            elif kind in ("V", "K"):
                return at if self.kinds[at + 1] != "D" else self._search(at + 1, told=told)
            elif kind == "S":
                if self._is_verb(at) and (told or at + 1 < self.size or at > start):
                    return at
                break
            else:
                break
            at += 1
        return self._search(at, told=told)

    def _is_verb(self, at: int) -> bool:
        """Whether a word that may be a noun is a verb here: nothing makes it part of a longer noun."""
        if self.kinds[at + 1] == "D":
            return False
        if self.forms[at : at + 2] in (["实施", "许可证"], ["实施", "配额"]):
            return True
        if self.forms[at + 1] in kinds()[0]:  # 研究战略性产业 is no 研究战略
            return self.kinds[at] == "V" or self.forms[at + 1] not in _words("after_noun")
        return not self.text.startswith(_nominal(short=self.kinds[at] == "V"), self.words[at].end)

    def _heads(self, at: int) -> bool:
        """Whether a verb is no attribute and no part of a noun: not 批准的, 修订中, 培养者."""
        if self.kinds[at + 1] == "D" or _DURING.match(self.forms[at + 1]):
            return False
        return self.kinds[at] == "S" or not self.text.startswith(_nominal(short=True), self.words[at].end)

    def _search(self, at: int, *, told: bool) -> int | None:
        reach = self.words[at].start + 26 if at < self.size else 0
        for i in range(at, self.size):
            kind = self.kinds[i]
            if self.words[i].start > reach:
                break
            if kind == "M":
                return self._main(i + 1, told=True)
            if kind == "K":
                return i
            if kind in ("P", "B") and i > at and told:
                return self._after_phrase(i)
            if kind != "V" or self.kinds[i + 1] == "D" or self.kinds[i - 1] == "D" or not self._is_verb(i):
                continue
            if i + 1 < self.size or self.kinds[i - 1] in ("A", "T"):
                return i
        end = self.size - 1
        return end if told and end > at and self.kinds[end] == "S" and self.kinds[end - 1] != "D" else None

    def _after_phrase(self, at: int) -> int | None:
        """The verb that a prepositional phrase, or an object moved before it, goes with."""
        modal = next((i for i in range(self.size - 1, at, -1) if self.kinds[i] == "M"), None)
        if modal is not None and modal + 1 < self.size:
            return self._main(modal + 1, told=True)
        rest = range(at + 2, self.size)
        free = [i for i in rest if self.kinds[i] in "VSK" and self._heads(i)]
        firm = [i for i in free if self.kinds[i] in "VK" and self.kinds[i - 1] != "D" and self.kinds[i + 1] != "C"]
        led = [i for i in free if self.kinds[i - 1] in ("A", "N", "T") and self._is_verb(i)]
        if self.kinds[at] == "B":
            moved = [i for i in free if self.forms[i] in _words("moved") and i + 1 < self.size]
            moved = [i for i in moved if i + 1 not in moved] or moved
            return next(iter(moved or firm[-1:] or free[-1:]), None)
        if self.forms[at] in _words("towards"):
            light = [i for i in free if self.forms[i] in _words("light") and i + 1 < self.size and self._is_verb(i)]
            also = (
                next((i for i in range(light[0], self.size) if self.forms[i] in ("并", "并且")), self.size)
                if light
                else 0
            )
            light = [i for i in light if i < also][-1:]  # 为企业开展调查提供服务
            return next(iter(light or led or firm or self._plain(free)[-1:]), None)
        if (
            self.forms[at] in _words("by_means")
            and not self.last
            and self._ends_as_noun(at)
            and not self._asked_before(at)
        ):
            return None
        post = next((i for i in rest if self.kinds[i] == "O" and i + 1 < self.size), None)
        if post is not None:
            return self._main(post + 1, told=False)
        return next(iter(firm or led or [i for i in free if self._is_verb(i) and i + 1 < self.size][-1:]), None)

    def _plain(self, verbs: Sequence[int]) -> list[int]:
        """Those of some verbs that no 的 stands before, and of these those that are part of no noun, if any are."""
        bare = [i for i in verbs if self.kinds[i - 1] != "D"]
        return [i for i in bare if self._is_verb(i)] or bare

    def _join(self, verb: int) -> None:
        """Note a verb, or the one it hands on to, and those that are joined to it."""
        while self.forms[verb] in _words("handing_on") and self._hands_on(verb + 1):
            verb += 1
        if self.forms[verb] == "牵头" and not self.last and verb + 1 == self.size:
            return  # 由…牵头， tells who leads what the next clause asks for
        self.actions.append((self.words[verb].start, self.words[verb].end))
        last = verb
        for i in range(verb + 1, self.size - 1):
            if self.kinds[i] != "C" or i <= last:
                continue
            after = i + 1
            while self.kinds[after] == "A":
                after += 1
            adjacent = i == last + 1
            if self.forms[i] in ("并", "并且", "而且", "且") and not adjacent:
                found = self._main(i + 1, told=False)
            elif adjacent or (self.forms[i] != "或" and self.kinds[i - 1] not in "VS" and self.kinds[after] == "V"):
                found = after if self.kinds[after] in "VS" and self._joinable(after) else None
            else:
                found = None
            if found is not None:
                self.actions.append((self.words[found].start, self.words[found].end))
                last = found

    def _hands_on(self, at: int) -> bool:
        if self.kinds[at] not in "VS" or not self._is_verb(at):
            return False
        if self.kinds[at] == "V":
            return True
        if self.kinds[at + 1] == "C" and self.kinds[at + 2] == "S":
            return False  # 统筹勘查、开发和储备
        return at + 1 < self.size and not (self.kinds[at + 1] == "S" and at + 2 >= self.size)

    def _joinable(self, at: int) -> bool:
        return at + 1 < self.size and self.kinds[at + 1] not in "DC" and self._is_verb(at)
