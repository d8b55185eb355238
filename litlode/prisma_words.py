"""A PRISMA flow as boxes with words in them, in Chinese or English, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.prisma import Prisma, StageCounts

_WORDS = {
    "en": {
        "identification": "Identification", "screening": "Screening", "included": "Included",
        "files": "Files identified (n = {})", "from": "{} (n = {})", "no path": "path not known",
        "removed": "Removed before screening (n = {})", "identical": "Identical files (n = {})",
        "same work": "Other files of the same work (n = {})", "unread": "Could not be read (n = {})",
        "first": "Documents screened: {} (n = {})", "next": "Documents assessed: {} (n = {})",
        "excluded": "Documents excluded (n = {})", "no reason": "no reason given",
        "waiting": "Not settled yet (n = {})", "open": "not decided (n = {})", "conflict": "in conflict (n = {})",
        "unsure": "unsure (n = {})",
        "works": "Works included in review (n = {})", "documents": "Documents of these works (n = {})",
        "findings": "with {} challenges and {} recommendations",
        "title": "PRISMA 2020 flow diagram: {}",
        "title-abstract": "title and abstract", "full-text": "full text",
        "encrypted": "encrypted", "no text": "no text",
    },
    "zh": {
        "identification": "识别", "screening": "筛选", "included": "纳入",
        "files": "检索获得的文件（n = {}）", "from": "{}（n = {}）", "no path": "路径不明",
        "removed": "筛选前剔除（n = {}）", "identical": "完全相同的文件（n = {}）",
        "same work": "同一文献的其他文件（n = {}）", "unread": "无法读取（n = {}）",
        "first": "{}阶段的文献（n = {}）", "next": "{}阶段的文献（n = {}）",
        "excluded": "排除的文献（n = {}）", "no reason": "未注明理由",
        "waiting": "尚未定论（n = {}）", "open": "未判定（n = {}）", "conflict": "判定不一致（n = {}）",
        "unsure": "存疑（n = {}）",
        "works": "纳入综述的文献（n = {}）", "documents": "这些文献的文件（n = {}）",
        "findings": "含挑战 {} 条、建议 {} 条",
        "title": "PRISMA 2020 流程图：{}",
        "title-abstract": "题目和摘要筛选", "full-text": "全文评估",
        "encrypted": "有密码", "no text": "没有文字", "wrong type": "格式不符", "damaged": "文件损坏",
        "empty": "空文件", "limit": "超出限制", "unreadable": "无法打开", "missing": "文件缺失",
        "unsupported": "格式不支持", "unknown encoding": "编码不明", "no OCR": "未装文字识别",
    },
}  # fmt: skip

LANGUAGES = tuple(_WORDS)


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box of the flow: its first line, the lines below it."""

    head: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of the flow: the phase it is part of, its box, the boxes of what leaves the flow there and what waits."""

    phase: str
    box: Box
    out: Box | None = None
    waiting: Box | None = None


def title(flow: Prisma, lang: str) -> str:
    """What the diagram is headed with."""
    return _WORDS[lang]["title"].format(flow.name)


def steps(flow: Prisma, lang: str) -> tuple[Step, ...]:
    """The flow from top to bottom, in the words of a language."""
    words = _WORDS[lang]
    unread = [words["from"].format(words.get(reason, reason), n) for reason, n in flow.met.failed]
    out = [
        Step(
            phase=words["identification"],
            box=Box(
                head=words["files"].format(flow.met.files),
                lines=tuple(words["from"].format(name or words["no path"], n) for name, n in flow.met.folders),
            ),
            out=Box(
                head=words["removed"].format(flow.met.identical + flow.same_work + flow.could_not_be_read),
                lines=(
                    words["identical"].format(flow.met.identical),
                    words["same work"].format(flow.same_work),
                    words["unread"].format(flow.could_not_be_read),
                    *(f"– {line}" for line in unread),
                ),
            ),
        )
    ]
    for number, stage in enumerate(flow.stages):
        head = words["next" if number else "first"].format(words.get(stage.stage, stage.stage), stage.came)
        out.append(
            Step(
                phase=words["screening"], box=Box(head=head), out=_out(stage, words), waiting=_waiting(stage, words)
            )
        )  # fmt: skip
    lines = [words["findings"].format(flow.challenges, flow.recommendations)]
    if flow.included_documents > flow.included:
        lines.insert(0, words["documents"].format(flow.included_documents))
    out.append(Step(phase=words["included"], box=Box(head=words["works"].format(flow.included), lines=tuple(lines))))
    return tuple(out)


def _out(stage: StageCounts, words: dict[str, str]) -> Box:
    """What a stage excluded and why."""
    reasons = [words["from"].format(reason or words["no reason"], n) for reason, n in stage.excluded]
    told = any(reason for reason, _ in stage.excluded)
    return Box(head=words["excluded"].format(stage.out), lines=tuple(reasons) if told else ())


def _waiting(stage: StageCounts, words: dict[str, str]) -> Box | None:
    """What a stage has not settled yet."""
    if not stage.waiting:
        return None
    kinds = (("open", stage.open), ("conflict", stage.conflict), ("unsure", stage.unsure))
    lines = tuple(words[kind].format(n) for kind, n in kinds if n)
    return Box(head=words["waiting"].format(stage.waiting), lines=lines)


def markdown(flow: Prisma, lang: str) -> str:
    """The flow as a table: a row a step, what leaves it beside it."""
    out = [f"# {_plain(title(flow, lang))}", "", "| | | |", "|---|---|---|"]
    for step in steps(flow, lang):
        aside = "<br><br>".join(_cell(box) for box in (step.out, step.waiting) if box)
        out.append(f"| {step.phase} | {_cell(step.box)} | {aside} |")
    return "\n".join(out) + "\n"


def _cell(box: Box) -> str:
    lines: Sequence[str] = (f"**{_plain(box.head)}**", *map(_plain, box.lines))
    return "<br>".join(lines)


def _plain(text: str) -> str:
    """The text with what Markdown would take for something else in a cell."""
    for mark in "\\|*_<>`":
        text = text.replace(mark, "\\" + mark)
    return text
