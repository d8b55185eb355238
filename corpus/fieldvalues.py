"""The values that a field of a query may have, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from corpus.query import Field

_KINDS = {
    "challenge": "challenge",
    "challenges": "challenge",
    "挑战": "challenge",
    "问题": "challenge",
} | dict.fromkeys(("recommendation", "recommendations", "建议", "对策"), "recommendation")
_LANGS = dict.fromkeys(("zh", "chinese", "中文", "汉语"), "zh") | dict.fromkeys(("en", "english", "英文", "英语"), "en")
_SECTIONS = {name: name for name in (
    "abstract", "acknowledgements", "appendix", "authors", "background", "body", "challenges", "conclusions",
    "contents", "discussion", "introduction", "keywords", "method", "notice", "recommendations", "references",
    "results", "title",
)} | {
    "摘要": "abstract", "背景": "background", "挑战": "challenges", "问题": "challenges", "结论": "conclusions",
    "conclusion": "conclusions", "讨论": "discussion", "引言": "introduction", "方法": "method", "methods": "method",
    "建议": "recommendations", "recommendation": "recommendations", "参考文献": "references", "结果": "results",
    "标题": "title",
}  # fmt: skip
_STANCES = {name: name for name in ("own", "reported", "enacted", "rejected")}
_STRENGTHS = {name: name for name in ("must", "should", "may")}
_VERDICTS = {name: name for name in ("accept", "reject", "relabel", "correct", "none")} | {
    "accepted": "accept", "接受": "accept", "rejected": "reject", "拒绝": "reject", "relabelled": "relabel",
    "改类": "relabel", "corrected": "correct", "更正": "correct", "无": "none",
}  # fmt: skip
_YEARS = re.compile(r"(?P<first>\d{4})?(?P<to>\.\.+|[-–~—至到])?(?P<last>\d{4})?")


def filter_values(node: Field) -> tuple[str, ...]:
    """The values of a field that its values may have; none where one of them makes no sense."""
    read = _READ.get(node.name)
    values = [read(value.lower()) if read else value for value in node.values]
    return tuple(dict.fromkeys(value for value in values if value)) if all(values) else ()


def _years(value: str) -> str | None:
    found = _YEARS.fullmatch(value.replace("年", ""))
    if not found or not (found["first"] or found["last"]):
        return None
    first, last = found["first"] or "", found["last"] or ""
    if not found["to"]:
        return first if not last else None
    return f"{last}..{first}" if first and last and first > last else f"{first}..{last}"


_READ: Mapping[str, Callable[[str], str | None]] = {
    "kind": _KINDS.get, "lang": _LANGS.get, "year": _years, "section": _SECTIONS.get, "stance": _STANCES.get,
    "strength": _STRENGTHS.get, "verdict": _VERDICTS.get,
}  # fmt: skip
