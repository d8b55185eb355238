"""Where a Chinese clause goes on after the words that ask for its measure: 应当, 可以; not in 要求, 供应链, 重要."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.tokens_zh import Token, tokens
from models.verbs import chinese_verbs

_FARTHEST = 24  # characters of a subject before its modal verb
_REFUSING = re.compile(r"不(?!妨)|无[需须]|没有|严禁|切[忌勿]")
_TURNED = re.compile(  # before a modal verb: what it asks for is not asked, or asked of nobody
    r"(?:没有|并未|尚未|未(?!来)|并非|谁|是否)[^的，,]*$|不[再是]?$"
)
_NAMED = re.compile(r"(?:[该此本项条等述类、的])$")  # 该建议: a noun
_COUNTED = re.compile(
    r"[\d一二两三四五六七八九十几数百千]+(?:[至—～~-][\d一二两三四五六七八九十百千]+)?[多余]?[个年月天周日亿万元吨倍%％]"
)
_CONSIDERED = frozenset(["可考虑", "可以考虑"])
_STATE = frozenset(["纳入", "列入", "列为", "划入", "划归", "定为", "设为", "视为", "并入", "归入", "计入"])
_ASIDE = re.compile(
    r"(?:与此同时|同时|此外|另外|总之|综上所述?|由此可见|换言之|具体而言|(?:在|从)[^，,]{1,20}(?:方面|层面|领域|环节|阶段)|在?此期间|"
    r"[^，,]{0,12}(?:认为|表明|指出|显示|发现|强调))$|(?:由于|因为|除了|如果|倘若|假如|一旦)|[^，,]{0,10}若(?!干)"
)
_OBJECT = re.compile(r"(?:对于?|针对)[^，,；;]{1,30}的(?P<named>[^的，,；;]{1,8})$")


@cache
def _modals() -> frozenset[str]:
    """Modal verbs that ask for what follows, alone or after an adverb: 应, 还应, 可以."""
    words = chinese_verbs()
    plain = (*words["modals"], "可以")
    compound = (word for word in words["modal"] if word.endswith(plain) and not _REFUSING.match(word))
    return frozenset((*plain, *compound))


def is_aside(clause: str) -> bool:
    """Whether a clause tells only the occasion, the condition or the source of a measure: 与此同时, 研究认为."""
    return _ASIDE.match(clause) is not None


def is_object(clause: str) -> bool:
    """Whether a clause only names what the next one is about: 对不达标的企业，依法查处."""
    found = _OBJECT.match(clause)
    return found is not None and all(word.kind in "XNC" for word in tokens(found["named"]))


def after_modal(text: str, words: Sequence[Token], start: int) -> int | None:
    """Where the measure begins in a clause with a modal verb; None without one.

    The whole clause is the measure where it refuses (不得新建), where something turns the demand into none
    (没有规定谁应当承担), and where its subject is what the demand is about (钨应当纳入储备).
    """
    modals = _modals()
    for index, word in enumerate(words):
        if word.start - start > _FARTHEST:
            return None
        if word.kind == "M" and _REFUSING.match(word.word):
            return start
        if word.kind == "B" and word.word == "将":
            return _after_future(words, index)
        if word.word in _CONSIDERED:
            return word.end - len("考虑")
        if word.word not in modals or (word.kind == "K" and _NAMED.search(text, start, word.start)):
            continue
        if _TURNED.search(text, start, word.start):
            return start
        last = index
        while last + 1 < len(words) and words[last + 1].kind == "M" and words[last + 1].word in modals:
            last += 1
        if last + 1 < len(words) and words[last + 1].word == "将":
            return words[last + 1].start
        after = words[last].end
        if _COUNTED.match(text, after):
            return None
        follow = words[last + 1].word if last + 1 < len(words) else ""
        return start if follow in _STATE else after
    return None


def _after_future(words: Sequence[Token], index: int) -> int:
    """Past 将 before a verb (将加强), at 将 before an object (将锑纳入)."""
    follow = next((word for word in words[index + 1 :] if word.kind != "A"), None)
    return words[index].end if follow and follow.kind == "V" else words[index].start
