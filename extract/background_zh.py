"""Clauses of a Chinese recommendation that ask for nothing: circumstances, means, effects, and what is the case."""

from __future__ import annotations

import re

_RESULT = re.compile(
    r"(?:从而|进而|以便|以期|以免|以(?![^，,；;。]{1,14}(?:形式|方式|为))|使|让|确保|实现|形成|达到|避免|推动形成|最终|有助于|有利于|带动|防止|"
    r"为[^，,；;。]{2,30}(?:提供[^，,；;。]{0,10}(?:支撑|保障|参考|依据|基础|支持)|奠定|创造|打下)|才能|"
    r"(?:不仅|既|又|还|也|同时)可以?|可以?进一步|减少对|降低对|满足|助力|缓解|保障|保证)"
)
_EFFECT = re.compile(
    r"从而|进而|以便|以免|(?:确保|保证|保障|使|防止|避免)(?=[^，,；;。]*?(?:能|可|得以|不))|(?:不仅|既|又|还|也|同时)?可以?(?:有效|大大|显著|更好|使|让)"
)
_BACKGROUND = re.compile(
    r"(?:因此|所以)?(?:为了|面对|随着|鉴于|由于|考虑到|与其|尽管|虽然|如果|若|即使|即便|纵使|纵然|无论|不论|未经|未获|要想|想要|[单仅只光]靠|仅凭|除非|包括|作为(?=[^，,；;。]*$))"
)
# 对未完成整改的企业，: whom a measure concerns, said in a clause of its own.
_CONCERNING = re.compile(r"(?:对|对于|针对|凡)(?=[^，,；;。]*的[^，,；;。的]{1,12}$)")
_MEANS = re.compile(r"(?:通过|在|围绕|依托|基于|除|以)")
_OVER = re.compile(r"(?:后|时|以来|之后|过程中|情况下|背景下|条件下|前提下|基础上|的同时|之前|之际|[中下])$")
# What is the case, before another clause that tells what is to be done about it.
_STATED = re.compile(
    r"(?<![而业])已(?!知)|曾|了(?![解结])|具有|难以|容易|日趋|日益|(?<![社协学国工商机议省委大])会(?![同议商员计谈])|能够|导致|造成|使得|来自|建立在"
)


def asks_nothing(text: str, start: int, end: int, *, last: bool, asked: bool, after: bool, later: bool) -> bool:
    """Whether the clause from `start` to `end` is about the circumstances of what is asked for.

    It is the `last` of its sentence or item, `asked` by a modal verb of its own, or comes `after` a measure or before
    a clause with a modal verb, `later`.
    """
    if _BACKGROUND.match(text, start, end) or (after and _EFFECT.match(text, start, end)):
        return True
    return not asked and bool(
        (not last and (_OVER.search(text, start, end) or (later and _STATED.search(text, start, end))))
        or (after and _RESULT.match(text, start, end))
    )


def is_means(text: str, start: int, end: int) -> bool:
    """Whether a clause begins as one of means or circumstances does: 通过改革, 在此基础上."""
    return _MEANS.match(text, start, end) is not None


def concerns(text: str, start: int, end: int) -> bool:
    """Whether a clause begins and ends as one that tells whom or what a measure concerns."""
    return _CONCERNING.match(text, start, end) is not None
