"""What kind of block a paragraph is: heading, caption, list item, foot note, or the scraps of a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from operator import attrgetter

from extract.lines import Line
from extract.spread import close_up
from extract.types import BlockKind

HEADING_SIZE = 1.08  # times the body's type
SMALL = 0.93  # times the body's type; foot notes and captions are set smaller
TINY = 0.6  # times the body's type; the labels of figures are set so small, notes hardly ever
LONG_LABEL = 120  # characters; labels of a figure that stand on one row
TITLE_SIZE = 1.4  # times the body's type; what is set so large is no running text whatever it says
HEADING_LENGTH = 160  # characters
LINES, LINES_OF_TITLE = 4, 6  # of a heading, and of one in a title's size, which a narrow column breaks often
HEADING_CJK = 100  # Chinese characters, times lines: no heading of the text's own size runs over three lines
SHORT, SHORT_CJK = 80, 60  # letters, a Chinese character for two; longer lines of the text's own type are no headings
LEAD_IN = 44  # characters; a longer line that ends in a colon leads in what follows
LAST = 40  # characters in which a sentence's end is looked for
IS_BOLD = attrgetter("bold")
LOOSE = 30  # characters; a longer block is no label of a figure

_TERMINAL = re.compile(r"[.!?。！？：:；;…][\"”’』」)）\]】]*(?:\[?[\d,，\-–\s]{1,12}\]?)?\s*$")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|·{4,}|_{4,}\s*[\divxl]+\s*$")
_WIDE = re.compile("[\u4e00-\U0010ffff]")
_WORD, _HAN = re.compile(r"[A-Za-z\u4e00-\u9fff]{2}"), re.compile(r"[\u4e00-\u9fff]")
_DECIMAL = re.compile(r"\d\.\d+\s*$")
_ITEM = re.compile(r"\d{1,2}\s*[.．、]\s*[A-Za-z\u4e00-\u9fff]{2}")
# Word's bullets of Symbol and Wingdings come as private characters.
BULLET = re.compile(r"[•●○■□◆◇▪▫➢➤►✓✔⚫·‣⁃∙\uf020-\uf0ff]\s*|[-–—]\s+(?=\S)")
NUMBERED = re.compile(
    r"""(?: [(（]\s*(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})\s*[)）]
        | (?:\d{1,2}|[a-z])\s*[)）]
        | \d{1,2}\s*[、．](?!\d)
        | \d{1,2}\.(?:\s+(?!\d{1,2}(?:[.．]\d|\s*[A-Z\u4e00-\u9fff]))(?=\S)|(?=[\u4e00-\u9fff]))
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
_DOTTED = re.compile(
    r"\d{1,2}(?:\s?[.．]\s?\d{1,2}){1,3}[.．]?\s*(?=[A-Z\u4e00-\u9fff])(?![年月日个亿万千百倍元吨]|[A-Z]{1,3}\b)"
    r"|\d{1,2}(?:[.．]\d{1,2}){2,3}\s+(?=[a-z])"
)
_MARK = re.compile(
    r"(?:[(（][a-zA-Z\d一二三四五六七八九十]{1,4}[)）]|[•●○■□◆◇▪▫➢➤►✓✔·–—-]|[a-zA-Z\d]{1,3}[)）]|[a-zA-Z]\.|\d{1,3}[.．、]"
    r"|\d{1,3}(?:[.．]\d{1,3}){1,4}[.．]?|第[\d一二三四五六七八九十百]{1,5}[章节条條]"
    r"|(?:Part|Section|Item|Article|Chapter|Appendix|Annex|Rule|Step)\s+[\dA-Z]{1,4}[.:]?)"
    r"(?:\s*[(（][a-z\d]{1,3}[)）])*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"""(?: (?:Fig(?:ure|s)?|Tab(?:le)?|Chart|Box|Exhibit|Plate|Scheme|Map)\.?\s*
            (?:[A-Z]?\d{1,3}(?:[.\-–][\dA-Z]{1,3})?[a-z]?|[IVXL]{1,5}\b)
        | (?:TABLE|FIGURE|FIG|CHART|EXHIBIT|BOX)\.?\s*(?:[A-Z]?[-–]?\d{1,3}|[IVXL]{1,5})
        | (?:附?[图表圖]|图表|圖表|插图|附图|附表)\s*[A-Z]?\d{1,3}(?:[.\-–－—]\d{1,3})?
        | 续表\s*\d*
        )\s*(?P<mark>[.:：|—–]|\s|$|(?=[\u4e00-\u9fff“《A-Z(]))""",
    re.VERBOSE,
)
_TABLE_NOTE = re.compile(r"\s*(?:Notes?|Sources?|注|备注|说明|(?:资料|数据)来源|来源)\s*[:：.]", re.IGNORECASE)
FRONT_LABEL = re.compile(
    r"\s*[【\[［]?(?:key\s?words?|index terms|关\s*键\s*[词字]|主题词|abstract|摘\s*要"
    r"|(?:中图)?分类号|文献标[识志]码|文章编号|DOI\s*[:：]|JEL (?:codes?|classification))",
    re.IGNORECASE,
)
_OPENING = frozenset("adijkADIJK关主摘中分文第一二三四五六七八九十")
"""Letters with which an item or a `FRONT_LABEL` may begin."""
_REFERENCES = re.compile(
    r"[\s\dIVX.一二三四五六七八九十、]*(?:references?|bibliography|works cited|参\s*考\s*文\s*献|參考文獻)\s*[:：]?\s*",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)  # not frozen, as `Line` is not
class Draft:
    """A block before its text is made: its lines in reading order, and the edges of the column they stand in."""

    kind: BlockKind
    lines: tuple[Line, ...]
    left: float
    right: float
    level: int | None = None
    em: float = 10.0
    text: str = field(init=False, repr=False, compare=False)
    """The lines' text, blanks between: for looking at, not for the document."""

    def __post_init__(self) -> None:
        self.text = " ".join([line.text for line in self.lines])

    @property
    def chars(self) -> int:
        """How many characters the block has."""
        return len(self.text) - len(self.lines) + 1

    def of_kind(self, kind: BlockKind) -> Draft:
        """The same lines as a block of another kind; `replace` takes five times as long."""
        return Draft(kind=kind, lines=self.lines, left=self.left, right=self.right, em=self.em)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence or a lead-in does, closing quotes and note numbers aside."""
    return not text[-1:].isalpha() and _TERMINAL.search(text[-LAST:]) is not None


def begins_plainly(text: str) -> bool:
    """Whether a line begins with letters that open no item, label or number: all prose but a line in ten."""
    return text[:1].isalpha() and text[0] not in _OPENING and text[1:2].isalpha()


def starts_item(text: str) -> bool:
    """Whether a line starts with a bullet or an item's number."""
    return bool(BULLET.match(text) or NUMBERED.match(text))


def begins_caption(text: str) -> bool:
    """Whether a line begins as a caption does, with `Table 3` or `图2`."""
    return _CAPTION.match(text.strip()) is not None


def is_mark(text: str) -> bool:
    """Whether words are nothing but the mark of an item or a clause, behind which a tab may follow."""
    return _MARK.fullmatch(text.strip()) is not None


def opens_table_note(text: str) -> bool:
    """Whether a line opens as the note or the source below a table or a figure does."""
    return _TABLE_NOTE.match(text) is not None


def is_reference_heading(text: str) -> bool:
    """Whether a line is the heading of the list of references."""
    return _REFERENCES.fullmatch(text) is not None


def opens_section(text: str) -> bool:
    """Whether a line begins with a section's number of two parts or more (`3. 3 发动机`, `6.1.3 Terms`)."""
    return _DOTTED.match(text) is not None


def is_contents(text: str) -> bool:
    """Whether a line is one of a table of contents, with leaders to a page number."""
    told = ".." in text or ". ." in text or "……" in text or "····" in text or "____" in text
    return told and _LEADERS.search(text) is not None


def with_kind(draft: Draft, body: float) -> Draft:
    """The draft with its kind told from its first words, its type and its length."""
    if draft.kind == "table":
        return draft
    if len(draft.lines) == 1:
        closed = close_up(draft.lines[0])
        draft = draft if closed is draft.lines[0] else replace(draft, lines=(closed,))
    text = draft.text.strip()
    if is_contents(text):
        return draft
    if draft.em <= SMALL * body and _TABLE_NOTE.match(text):
        return draft.of_kind("footnote")
    caption = _CAPTION.match(text)
    if caption and _is_caption(text, caption, draft, body):
        return draft.of_kind("caption")
    if _is_heading(draft, text, body):
        return draft.of_kind("heading")
    if _is_scrap(draft, body):
        alone = len(draft.lines) == 1 and draft.lines[0].cells  # labels along an axis, no cells
        return replace(draft, kind="table", lines=(replace(draft.lines[0], cells=()),) if alone else draft.lines)
    if starts_item(text):
        return draft.of_kind("list")
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
    if len(text) > HEADING_LENGTH or len(draft.lines) > LINES_OF_TITLE or not _WORD.search(text):
        return False
    if len(draft.lines) > LINES and draft.em < TITLE_SIZE * body:
        return False
    if text.endswith(("。", "，", ",", ";", "；", "、")):
        return False
    section, cjk = SECTION.match(text) or _DOTTED.match(text), bool(_HAN.search(text))
    if draft.em >= TITLE_SIZE * body:
        return not (text.endswith(".") and len(text) > 80)
    if draft.em >= HEADING_SIZE * body or all(map(IS_BOLD, draft.lines)):
        return _may_head(text, section is not None) and (not cjk or len(draft.lines) * len(text) <= HEADING_CJK)
    wide = len(text) + (0 if text.isascii() else len(_WIDE.findall(text)))
    limit = SHORT_CJK if cjk and not _DOTTED.match(text) else SHORT
    short = wide <= limit and len(draft.lines) == 1
    if section and short and draft.em >= SMALL * body:
        return not text.endswith((".", ":", "：")) and (cjk or text[section.end() :][:1].isupper())
    return short and not cjk and text.isupper() and len(text) > 4 and draft.em >= SMALL * body


def _may_head(text: str, numbered: bool) -> bool:
    """Whether words in larger or bold type can be a heading: no sentence or its rest, no address, no numbers."""
    if text.endswith(".") and (len(text) > 80 or ". " in text[4:] or (not numbered and text.count(" ") > 9)):
        return False
    if numbered:
        return True
    if text[0].islower() or text[0] in "(（)）-–—" or "://" in text:
        return False
    if text[-1] in ":：" and len(text) > (LEAD_IN // 2 if _HAN.search(text) else LEAD_IN):
        return False
    letters = sum(map(str.isalpha, text))
    return 3 * letters >= len(text) - text.count(" ")


def _is_scrap(draft: Draft, body: float) -> bool:
    """Whether the block is a label of a figure or a stray cell: small, short, no sentence."""
    if draft.em > SMALL * body:
        return False
    tiny = draft.em <= TINY * body and draft.chars < LONG_LABEL
    if not tiny and (draft.chars >= 40 or len(draft.lines) > 2):
        return False
    return not FRONT_LABEL.match(draft.text) and not ends_prose(draft.text)


def with_scraps(drafts: list[Draft]) -> list[Draft]:
    """Labels and numbers of a figure, scattered beside tables, captions and one another, as tables: not prose."""
    loose = [_is_loose(draft) for draft in drafts]
    floats = [draft.kind in ("table", "caption") for draft in drafts]
    out = []
    for at, draft in enumerate(drafts):
        beside = [near for near in (at - 1, at + 1) if 0 <= near < len(drafts)] if loose[at] else ()
        scrap = any(loose[near] or floats[near] for near in beside)
        out.append(draft.of_kind("table") if scrap else draft)
    return out


def ends_prose(text: str) -> bool:
    """Whether words end as a sentence does: `0.5` on an axis is a number, and no sentence with the mark of a note."""
    return ends_sentence(text) and not _DECIMAL.search(text)


def _is_loose(draft: Draft) -> bool:
    """Whether a block is a few characters in the middle of nowhere."""
    if draft.kind not in ("body", "list") or draft.chars > LOOSE or len(draft.lines) > 2:
        return False
    if FRONT_LABEL.match(draft.text) or ends_prose(draft.text) or (draft.kind == "list" and _ITEM.match(draft.text)):
        return False
    width = max(line.x1 for line in draft.lines) - min(line.x0 for line in draft.lines)
    return width < 0.5 * (draft.right - draft.left) and not re.search(r"[\u4e00-\u9fff]{6}", draft.text)
