"""What kind of block a paragraph is: heading, caption, list item, foot note, or the scraps of a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.lines import Line, PageLines
from extract.spread import close_up
from extract.types import BlockKind

HEADING_SIZE = 1.08  # times the body's type
SMALL = 0.93  # times the body's type; foot notes and captions are set smaller
TINY = 0.6  # times the body's type; the labels of figures are set so small, notes hardly ever
LONG_LABEL = 120  # characters; labels of a figure that stand on one row
HEADING_LENGTH = 160  # characters
NOTES_BELOW = 0.35  # share of the page above which no foot note begins
LAST = 40  # characters in which a sentence's end is looked for
LOOSE = 30  # characters; a longer block is no label of a figure

_TERMINAL = re.compile(r"[.!?。！？：:；;…][\"”’』」)）\]】]*(?:\[?[\d,，\-–\s]{1,12}\]?)?\s*$")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|·{4,}")
_DECIMAL = re.compile(r"\d\.\d+\s*$")
BULLET = re.compile(r"[•●○■□◆◇▪▫➢➤►✓✔⚫·‣⁃∙]\s*|[-–—]\s+(?=\S)")
NUMBERED = re.compile(
    r"""(?: [(（]\s*(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})\s*[)）]
        | (?:\d{1,2}|[a-z])\s*[)）]
        | \d{1,2}\s*[、．](?!\d)
        | \d{1,2}\.\s+(?=\S)
        | [一二三四五六七八九十]{1,3}\s*[、．]
        | [①-⑳❶-❿]
        | \[\d{1,3}\]
        | 第\s*[\d一二三四五六七八九十百.]{1,6}\s*[章节節条條]
        )\s*""",
    re.VERBOSE,
)
SECTION = re.compile(
    r"""(?: \d{1,2}(?:[.．]\d{1,2}){0,3}[.．]?\s*(?=[A-Z\u4e00-\u9fff])
        | [IVX]{1,5}\.\s+(?=[A-Z])
        | [A-H]\.\s+(?=[A-Z])
        | 第\s*[\d一二三四五六七八九十百]{1,4}\s*[章节節篇部]
        | [一二三四五六七八九十]{1,3}\s*、
        | [(（][一二三四五六七八九十]{1,3}[)）]
        | (?:Chapter|Section|Appendix|Annex|Part)\s+[\dA-Z]{1,3}\b
        )""",
    re.VERBOSE,
)
_CAPTION = re.compile(
    r"""(?: (?:Fig(?:ure|s)?|Tab(?:le)?|Chart|Box|Exhibit|Plate|Scheme|Map)\.?\s*
            [A-Z]?\d{1,3}(?:[.\-–][\dA-Z]{1,3})?[a-z]?
        | (?:TABLE|FIGURE|FIG|CHART|EXHIBIT|BOX)\.?\s*(?:[A-Z]?[-–]?\d{1,3}|[IVXL]{1,5})
        | (?:附?[图表圖]|图表|圖表|插图|附图|附表)\s*[A-Z]?\d{1,3}(?:[.\-–－—]\d{1,3})?
        | 续表\s*\d*
        )\s*(?P<mark>[.:：|—–]|\s|$|(?=[\u4e00-\u9fff“《A-Z(]))""",
    re.VERBOSE,
)
_NOTE = re.compile(
    r"(?:\d{1,3}[.．、]?(?=\s*[A-Za-z\u4e00-\u9fff“\"‘(（\[<《])|[*†‡§¶]+|[①-⑳]|\[\d{1,3}\]"
    r"|注\s*[:：\d]|Notes?\s*:|Sources?\s*:|资料来源|数据来源|来源)\s*\S"
)
_TABLE_NOTE = re.compile(r"\s*(?:Notes?|Sources?|注|备注|说明|(?:资料|数据)来源|来源)\s*[:：.]", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\[?(\d{1,3})")
_NOTE_LABEL = re.compile(
    r"\s*[\[【［]?(?:收稿日期|修[回订]日期|录用日期|基金项目|作者简介|第一作者|通[信讯]作者|责任编辑|引[用文]格式"
    r"|Received|Accepted|Corresponding author|E-?mail|Funding|Published online)\s*[】\]］]?\s*(?:[:：(（*.]|(?<=\s)\w)",
    re.IGNORECASE,
)
FRONT_LABEL = re.compile(
    r"\s*[【\[［]?(?:key\s?words?|index terms|关\s*键\s*[词字]|主题词|abstract|摘\s*要"
    r"|(?:中图)?分类号|文献标[识志]码|文章编号|DOI\s*[:：]|JEL (?:codes?|classification))",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"[\s\dIVX.一二三四五六七八九十、]*(?:references?|bibliography|works cited|参\s*考\s*文\s*献|參考文獻)\s*[:：]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block before its text is made: its lines in reading order, and the edges of the column they stand in."""

    kind: BlockKind
    lines: tuple[Line, ...]
    left: float
    right: float
    level: int | None = None
    em: float = 10.0

    @property
    def text(self) -> str:
        """The lines' text, blanks between: for looking at, not for the document."""
        return " ".join(line.text for line in self.lines)

    @property
    def chars(self) -> int:
        """How many characters the block has."""
        return sum(len(line.text) for line in self.lines)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence or a lead-in does, closing quotes and note numbers aside."""
    return _TERMINAL.search(text[-LAST:]) is not None


def starts_item(text: str) -> bool:
    """Whether a line starts with a bullet or an item's number."""
    return bool(BULLET.match(text) or NUMBERED.match(text))


def begins_caption(text: str) -> bool:
    """Whether a line begins as a caption does, with `Table 3` or `图2`."""
    return _CAPTION.match(text.strip()) is not None


def is_contents(text: str) -> bool:
    """Whether a line is one of a table of contents, with leaders to a page number."""
    return ("." in text or "…" in text or "·" in text) and _LEADERS.search(text) is not None


def with_kind(draft: Draft, body: float) -> Draft:
    """The draft with its kind told from its first words, its type and its length."""
    text = draft.text.strip()
    if draft.kind == "table":
        return draft
    if len(draft.lines) == 1:
        draft = replace(draft, lines=(close_up(draft.lines[0]),))
        text = draft.text.strip()
    caption = _CAPTION.match(text)
    if caption and _is_caption(text, caption, draft, body):
        return replace(draft, kind="caption")
    if _is_heading(draft, text, body):
        return replace(draft, kind="heading")
    if _is_scrap(draft, body):
        return replace(draft, kind="table")
    if starts_item(text) and not is_contents(text):
        return replace(draft, kind="list")
    return draft


def _is_caption(text: str, found: re.Match[str], draft: Draft, body: float) -> bool:
    """Whether a block that begins like a caption is one, and not a sentence that begins with `Figure 3 shows`."""
    if found["mark"] in (".", ":", "：", "|", "—", "–"):
        return True
    rest = text[found.end() :].lstrip()
    if draft.em <= SMALL * body or draft.lines[0].bold:
        return True
    if re.match(r"(?:中|所示|给出|显示|展示|为|列出|反映|表明|是|可)", rest):
        return False
    return not rest[:1].islower() and not text.rstrip().endswith(("。", ".", "，"))


def _is_heading(draft: Draft, text: str, body: float) -> bool:
    if len(text) > HEADING_LENGTH or len(draft.lines) > 4 or not re.search(r"[A-Za-z\u4e00-\u9fff]{2}", text):
        return False
    if text.endswith(("。", "，", ",", ";", "；", "、")) or is_contents(text):
        return False
    large, bold = draft.em >= HEADING_SIZE * body, all(line.bold for line in draft.lines)
    if large or bold:
        return not (text.endswith(".") and len(text) > 80)
    cjk = bool(re.search(r"[\u4e00-\u9fff]", text))
    short = len(text) <= (30 if cjk else 80) and len(draft.lines) == 1
    section = SECTION.match(text)
    if section and short and draft.em >= SMALL * body:
        return not text.endswith((".", ":", "：")) and (cjk or text[section.end() :][:1].isupper())
    return short and text.isupper() and len(text) > 4 and draft.em >= SMALL * body


def _is_scrap(draft: Draft, body: float) -> bool:
    """Whether the block is a label of a figure or a stray cell: small, short, no sentence."""
    if FRONT_LABEL.match(draft.text):
        return False
    if _ends_prose(draft.text):
        return False
    if draft.em <= TINY * body and draft.chars < LONG_LABEL:
        return True
    return draft.em <= SMALL * body and draft.chars < 40 and len(draft.lines) <= 2


def with_footnotes(drafts: list[Draft], page: PageLines, body: float) -> list[Draft]:
    """The column's blocks with those at its foot that are set small made foot notes."""
    at = len(drafts)
    while at and drafts[at - 1].em <= SMALL * body and _may_be_note(drafts[at - 1]):
        at -= 1
    lowest = NOTES_BELOW * page.height
    if at < len(drafts) and drafts[at].lines[0].top < lowest:
        while at < len(drafts) and not (_NOTE.match(drafts[at].text) and drafts[at].lines[0].top > lowest):
            at += 1
    if at == len(drafts) or (at and _REFERENCES.fullmatch(drafts[at - 1].text)):
        return drafts
    follows = drafts[at - 1] if at else None
    if follows is not None and follows.kind in ("caption", "table") and not _NOTE.match(drafts[at].text):
        return drafts
    if follows is None and not _NOTE.match(drafts[at].text):
        return drafts
    notes = [note for draft in drafts[at:] for note in _single_notes(draft)]
    return drafts[:at] + [replace(note, kind="footnote", level=None) for note in notes]


def _single_notes(draft: Draft) -> list[Draft]:
    """The notes that stand close below one another in a block at the foot, each by itself."""
    parts = [[draft.lines[0]]]
    for line in draft.lines[1:]:
        if _NOTE_LABEL.match(line.text) or _is_next_note(parts[-1], line):
            parts.append([])
        parts[-1].append(line)
    return [replace(draft, lines=tuple(part)) for part in parts]


def _is_next_note(note: Sequence[Line], line: Line) -> bool:
    """Whether a line opens the note after `note`; one that begins with a number must be the next in order."""
    if not _NOTE.match(line.text) or not ends_sentence(note[-1].text):
        return False
    number, last = _NUMBER.match(line.text), _NUMBER.match(note[0].text)
    return number is None or last is None or int(number[1]) == int(last[1]) + 1


def _may_be_note(draft: Draft) -> bool:
    return draft.kind in ("body", "list", "table", "heading") and draft.lines[0].cell is None


def with_captions(drafts: list[Draft], body: float) -> list[Draft]:
    """Captions whole: small type right below a caption goes on with it (a subscript changes a line's size).

    What stands below a table and opens as its note or source is a note.
    """
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        if (
            last is not None and last.kind == "caption" and draft.kind in ("body", "table") and draft.em <= SMALL * body
            and abs(draft.em - last.em) < 0.05 * last.em
            and 0 < draft.lines[0].base - last.lines[-1].base < 1.6 * last.em
            and not any(line.cells or line.cell for line in draft.lines)
        ):  # fmt: skip
            out[-1] = replace(last, lines=last.lines + draft.lines)
        elif last is not None and last.kind == "table" and draft.kind == "body" and _TABLE_NOTE.match(draft.text):
            out.append(replace(draft, kind="footnote"))
        else:
            out.append(draft)
    return out


def with_scraps(drafts: list[Draft]) -> list[Draft]:
    """Labels and numbers of a figure, scattered beside tables, captions and one another, as tables: not prose."""
    loose = [_is_loose(draft) for draft in drafts]
    floats = [draft.kind in ("table", "caption") for draft in drafts]
    out = []
    for at, draft in enumerate(drafts):
        beside = [near for near in (at - 1, at + 1) if 0 <= near < len(drafts)]
        scrap = loose[at] and any(loose[near] or floats[near] for near in beside)
        out.append(replace(draft, kind="table", level=None) if scrap else draft)
    return out


def _ends_prose(text: str) -> bool:
    """Whether words end as a sentence does: `0.5` on an axis is a number, and no sentence with the mark of a note."""
    return ends_sentence(text) and not _DECIMAL.search(text)


def _is_loose(draft: Draft) -> bool:
    """Whether a block is a few characters in the middle of nowhere."""
    if FRONT_LABEL.match(draft.text):
        return False
    if draft.kind not in ("body", "list") or draft.chars > LOOSE or len(draft.lines) > 2 or _ends_prose(draft.text):
        return False
    width = max(line.x1 for line in draft.lines) - min(line.x0 for line in draft.lines)
    return width < 0.5 * (draft.right - draft.left) and not re.search(r"[\u4e00-\u9fff]{6}", draft.text)
