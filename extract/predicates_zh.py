"""Which words of a Chinese clause are the verbs of what is to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.tokens_zh import Kind, Token, kinds
from models.verbs import chinese_verbs

Range = tuple[int, int]

_SPELL = re.compile(r"用?[\d一二两三四五六七八九十]{1,3}个?[年月]")
_DURING = re.compile(r"中(?![长小国央外高低东西亚欧期游试部])|时(?![限间代])|后(?![备续期端])|前(?![沿瞻端期])")


@cache
def verbs_of(role: str) -> frozenset[str]:
    """The words of a role of verbs.toml."""
    return frozenset(chinese_verbs()[role])


@cache
def _nominal(*, short: bool) -> tuple[str, ...]:
    """What makes a noun of a word that may be one, or (the suffixes only) of any verb."""
    return tuple(word for word in chinese_verbs()["after_noun"] if not short or word in "率者性化型量商区")


class Predicate:
    """The words of a clause, each settled by its neighbours, and which of them are its verbs."""

    def __init__(self, text: str, words: Sequence[Token], *, last: bool) -> None:
        self.text, self.words, self.size, self.last = text, words, len(words), last
        # By place; what lies outside the clause ends it, so that places need no check.
        self.kinds: list[Kind] = [word.kind for word in words] + ["E"] * 4
        self.forms = [word.word for word in words] + [""] * 4
        for at, kind in enumerate(self.kinds[: self.size]):
            if kind in "BMKSND" or self.forms[at] in ("重点", "统一", "集中", "更多"):
                self.kinds[at] = self._settled(at, kind)

    def _settled(self, at: int, kind: Kind) -> Kind:
        """What a word is by its neighbours: 将 of the future, 需要 as a noun, 组织 as a verb."""
        form, before, after = self.forms[at], self.kinds[at - 1], self.kinds[at + 1]
        follows = self.forms[at + 1]
        if form == "将" and (after in "VSABPKT" or follows in verbs_of("with_whom")):
            return "M"
        if form == "更多":
            return "X" if after in "XN" else kind
        if kind == "A" and form != "重点":  # 统一税制
            return "V" if after in "XN" and not any(other in "VSK" for other in self.kinds[at + 1 :]) else kind
        if kind == "A":  # 重点企业
            named = any(self.kinds[at + i] == "N" and self.kinds[at + i + 1] == "M" for i in (1, 2, 3))
            return "X" if after == "N" or (after == "S" and self.kinds[at + 2] == "N") or named else kind
        if kind == "D":
            return "A" if before == "A" else kind  # 积极主动的进行: 的 for 地
        if form in ("计划", "决定", "打算", "准备") and after in "XNDC":
            return "X"
        if form == "考虑":
            while self.kinds[at + 1] in "AM":
                at += 1
            verb = self.kinds[at + 1] == "V" or (self.kinds[at + 1] == "S" and self.kinds[at + 2] in "XN")
            return "M" if verb else "V"
        if form in ("争取", "力争") and after not in "VABSMTE":
            return "M" if _SPELL.match(follows) else "V"
        if (kind in "MK" and before == "D") or (kind == "K" and after == "E" and at and before not in "NAT"):
            return "X"
        if form == "组织" and (after in "VS" or (before not in "XS" and after in "NXA")):
            return "V"
        return "V" if kind == "S" and (follows[:1].isdigit() or follows in ("在", "到", "至")) else kind

    def _asked_before(self, at: int) -> bool:
        return any(self.kinds[i] == "M" for i in range(at))

    def ends_as_noun(self, at: int) -> bool:
        """Whether a phrase that a preposition begins goes to the end of the clause: no verb of its own follows it."""
        if self.kinds[self.size - 1] in "VMO":
            return self.kinds[self.size - 1] == "O"
        if self.forms[at] in ("在", "于") and any(
            self.kinds[i] == "S" and self.kinds[i - 1] == "N" and self.kinds[i + 1] in "XN" and self.is_verb(i)
            for i in range(at + 2, self.size)
        ):
            return False  # 在甲省建设基地
        return not any(
            self.kinds[i] == "V" and self.kinds[i - 1] not in "DCV" and self.kinds[i + 1] not in "DC"
            for i in range(at + 2, self.size)
        )

    def main(self, at: int, *, told: bool) -> int | None:
        """The main verb of the predicate that begins at a word."""
        found = self._main(at, told=told)
        if found is None and told and self.last and self.kinds[at] == "P" and self.forms[at] in verbs_of("verb_too"):
            return at  # 需要面对挑战
        return found

    def _main(self, at: int, *, told: bool) -> int | None:
        start = at
        if self.kinds[at - 1] == "M" and self.kinds[at] == "X" and self.forms[at].startswith("是"):
            return at + 1 if self.forms[at] == "是" and self.kinds[at + 1] in ("V", "S") else None  # 应是一种
        if self.forms[at] == "以" and self.forms[self.size - 1].endswith("为宜"):
            return self.main(at + 1, told=True)  # 应以满足需求为宜
        while at < self.size:
            kind = self.kinds[at]
            if kind in ("M", "A", "T", "O"):
                told = told or kind == "M"
            elif kind == "C" and self.forms[at] not in verbs_of("with_whom"):
                pass
            elif kind in ("P", "B", "C"):
                return self._after_phrase(at)
            elif kind in ("V", "K"):
                return at if self.kinds[at + 1] != "D" else self._search(at + 1, told=told)
            elif kind == "S":
                if self.is_verb(at) and (told or at + 1 < self.size or at > start):
                    return at
                break
            else:
                break
            at += 1
        return self._search(at, told=told)

    def is_verb(self, at: int) -> bool:
        """Whether a word that may be a noun is a verb here: nothing makes it part of a longer noun."""
        if self.kinds[at + 1] == "D":
            return False
        if self.forms[at] == "实施" and self.forms[at + 1] in ("许可证", "配额"):
            return True
        if self.forms[at + 1] in kinds()[0]:  # 研究战略性产业 is no 研究战略
            return self.kinds[at] == "V" or self.forms[at + 1] not in verbs_of("after_noun")
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
                return self.main(i + 1, told=True)
            if kind == "K":
                return i
            if kind in ("P", "B") and i > at and told:
                return self._after_phrase(i)
            if kind != "V" or self.kinds[i + 1] == "D" or self.kinds[i - 1] == "D" or not self.is_verb(i):
                continue
            if i + 1 < self.size or self.kinds[i - 1] in ("A", "T"):
                return i
        end = self.size - 1
        return end if told and end > at and self.kinds[end] == "S" and self.kinds[end - 1] != "D" else None

    def _after_phrase(self, at: int) -> int | None:
        """The verb that a prepositional phrase, or an object moved before it, goes with."""
        modal = next((i for i in range(self.size - 1, at, -1) if self.kinds[i] == "M"), None)
        if modal is not None and modal + 1 < self.size:
            return self.main(modal + 1, told=True)
        beyond = range(at + 2, self.size)
        free = [i for i in beyond if self.kinds[i] in "VSK" and self._heads(i)]
        firm = [i for i in free if self.kinds[i] in "VK" and self.kinds[i - 1] != "D" and self.kinds[i + 1] != "C"]
        led = [i for i in free if self.kinds[i - 1] in ("A", "N", "T") and self.is_verb(i)]
        if self.kinds[at] == "B":
            moved = [i for i in free if self.forms[i] in verbs_of("moved") and i + 1 < self.size]
            moved = [i for i in moved if i + 1 not in moved] or moved
            return next(iter(moved or firm[-1:] or free[-1:]), None)
        if self.forms[at] in verbs_of("towards"):
            light = [i for i in free if self.forms[i] in verbs_of("light") and i + 1 < self.size and self.is_verb(i)]
            also = (
                next((i for i in range(light[0], self.size) if self.forms[i] in ("并", "并且")), self.size)
                if light
                else 0
            )
            light = [i for i in light if i < also][-1:]  # 为企业开展调查提供服务
            return next(iter(light or led or firm or self._plain(free)[-1:]), None)
        if (
            self.forms[at] in verbs_of("by_means")
            and not self.last
            and self.ends_as_noun(at)
            and not self._asked_before(at)
        ):
            return None
        if self.forms[at] in verbs_of("by_means"):  # 通过…等推动
            named = (i for i in beyond if self.kinds[i - 1] == "X" and self.forms[i - 1].endswith("等"))
            along = next((i for i in named if self.kinds[i] in "VS" and self._heads(i) and i + 1 < self.size), None)
            if along is not None:
                return along
        post = next((i for i in beyond if self.kinds[i] == "O" and i + 1 < self.size), None)
        if post is not None:
            return self.main(post + 1, told=False)
        if self.kinds[self.size - 1] == "O" and not self.last:
            return None  # 应在这些领域，尽快…
        rest = [i for i in free if self.is_verb(i) and i + 1 < self.size and self.kinds[i - 1] != "D"]
        return next(iter(firm or led or rest[-1:]), None)

    def _plain(self, verbs: Sequence[int]) -> list[int]:
        """Those of some verbs that no 的 stands before, and of these those that are part of no noun, if any are."""
        bare = [i for i in verbs if self.kinds[i - 1] != "D"]
        return [i for i in bare if self.is_verb(i)] or bare

    def joined(self, verb: int) -> list[Range]:
        """A verb, or the one it hands on to, and those that are joined to it."""
        while self.forms[verb] in verbs_of("handing_on") and self._hands_on(verb + 1):
            verb += 1
        if self.forms[verb] == "牵头" and not self.last and verb + 1 == self.size:
            return []  # 由…牵头， tells who leads what the next clause asks for
        if self.forms[verb] in ("牵头", "负责", "带头", "出资") and self.kinds[verb + 1] == "P":
            verb = self._after_phrase(verb + 1) or verb  # 牵头对…开展
        given = self.forms[verb] in ("加以", "予以") and self.kinds[verb + 1] in ("V", "S")  # 予以处罚
        verb += given
        found_at = [(self.words[verb].start, self.words[verb].end)]
        if given and self.kinds[verb + 1] == "C" and self.kinds[verb + 2] in ("V", "S"):
            found_at.append((self.words[verb + 2].start, self.words[verb + 2].end))
        last = verb
        for i in range(verb + 1, self.size - 1):
            if self.kinds[i] != "C" or i <= last:
                continue
            after = i + 1
            while self.kinds[after] == "A":
                after += 1
            adjacent = i == last + 1
            noun_too = self.forms[i] == "以及" and self.kinds[after] == "S" and self.kinds[after + 1] in "AXN"
            if self.forms[i] in ("并", "并且", "而且", "且") and not adjacent:
                found = self.main(i + 1, told=False)
            elif (
                self.forms[i] in ("与", "和", "及")
                and not adjacent
                and self.text.startswith(_nominal(short=False), self.words[after].end if after < self.size else 0)
            ):
                found = None  # 明确主体与动用程序
            elif adjacent or (
                self.forms[i] != "或" and self.kinds[i - 1] not in "VS" and (self.kinds[after] == "V" or noun_too)
            ):
                found = after if self.kinds[after] in "VS" and self._joinable(after) else None
            else:
                found = None
            if found is not None:
                found_at.append((self.words[found].start, self.words[found].end))
                last = found
        return found_at

    def _hands_on(self, at: int) -> bool:
        if self.kinds[at] not in "VS" or not self.is_verb(at):
            return False
        if self.kinds[at] == "V":
            return True
        if self.kinds[at + 1] == "C" and self.kinds[at + 2] == "S":
            return False  # 统筹勘查、开发和储备
        return at + 1 < self.size and not (self.kinds[at + 1] == "S" and at + 2 >= self.size)

    def _joinable(self, at: int) -> bool:
        if self.kinds[at + 1] == "C":  # 探索、构建和完善
            after = at + 2
            while self.kinds[after] == "A":
                after += 1
            return self.kinds[at] == self.kinds[after] == "V" and self._joinable(after)
        return at + 1 < self.size and self.kinds[at + 1] != "D" and self.is_verb(at)
