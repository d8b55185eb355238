"""The fixed words of marked copies, digests and maps in both languages."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "metal": "Metal", "metals": "Metals", "strength": "Force", "stance": "Whose", "actor": "Who", "place": "Where",
        "target": "Target", "deadline": "By when", "continued": "(goes on from page {page})", "must": "must",
        "should": "should", "may": "may", "reported": "reported of others", "enacted": "enacted",
        "rejected": "rejected by the paper", "accept": "Accepted", "relabel": "Relabelled:", "correct": "Corrected",
        "note": "Note", "tag": "Tagged", "untag": "Untagged", "challenges": "Main challenges",
        "recommendations": "Main recommendations", "actors": "Who should act", "deadlines": "By when",
        "targets": "Targets", "page": "p. {page}", "more": "and {count} more", "nothing": "No finding stands here.",
        "other": "No metal named", "unanswered": "Without a challenge that they answer",
        "of": "{shown} of {all}", "times": "{count}×", "pages": "pp. {pages}",
        "comma": ", ", "beside": " ({told})", "made": "The paper's own words, chosen by litlode",
    },
    "zh": {
        "metal": "金属", "metals": "金属", "strength": "力度", "stance": "立场", "actor": "主体", "place": "地点",
        "target": "目标", "deadline": "期限", "continued": "（接第 {page} 页）", "must": "必须", "should": "应当",
        "may": "可以", "reported": "转述他人", "enacted": "已出台", "rejected": "文中不赞成", "accept": "已确认",
        "relabel": "改为", "correct": "已更正", "note": "备注", "tag": "标签", "untag": "去标签",
        "challenges": "主要挑战", "recommendations": "主要建议", "actors": "行动主体", "deadlines": "期限",
        "targets": "目标", "page": "第 {page} 页", "more": "另有 {count} 条", "nothing": "没有成立的结果。",
        "other": "未提及金属", "unanswered": "未对应具体挑战的建议", "of": "{all} 条中的 {shown} 条",
        "times": "{count} 次", "pages": "第 {pages} 页", "comma": "、", "beside": "（{told}）",
        "made": "均为原文，由 litlode 选出",
    },
}  # fmt: skip

_KINDS = {"en": {"challenge": "Challenge", "recommendation": "Recommendation"},
          "zh": {"challenge": "挑战", "recommendation": "建议"}}  # fmt: skip


def words(lang: str) -> Mapping[str, str]:
    """The fixed words of a language by their names."""
    return _WORDS["zh" if lang == "zh" else "en"]


def kind_name(kind: str | None, lang: str) -> str:
    """How a kind of finding is called."""
    return _KINDS["zh" if lang == "zh" else "en"].get(kind or "", kind or "")
