"""The lines before a paper's own text: title in one or two languages, authors, where they work, the journal's line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.headings import heading_level, opens_labelled
from extract.lang import has_han
from extract.names import names_in, tells_organisation
from extract.notices import is_name_list
from extract.section_names import plain_heading, section_name
from extract.types import BlockKind

_LONGEST, _FIRST = 14, 6
_LATER = 12
_LONG_ZH, _LONG_EN = 60, 160
_TITLE_ZH, _TITLE_EN = 9, 4
_FEWEST_WORDS, _SMALL = 6, 0.6
"""A sentence has so many words at least, and so large a share of them in lower case; a line of addresses has not."""
_FEW_SMALL, _LONGEST_ADDRESSES = 0.45, 1200
_DATED = re.compile(
    r"\s*[(（\[【]?\s*(?:received|revised|accepted|published|available online|manuscript|©|copyright|article history"
    r"|收稿日期|修[回订]日期|录用日期|网络首发)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff\s]{2,30}文\s*件")
_DATELINE = re.compile(  # who issued it and when: "Institute for Materials Policy, June 2007"
    r"[^\n]{0,100}(?:(?:[,，]\s*(?:\d{1,2}\s+)?|\b)(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
    r"(?:\s+\d{1,2},)?\s+(?:19|20)\d{2}|[,，]\s*(?:19|20)\d{2}|(?:19|20)\d{2}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?)\W*",
    re.IGNORECASE,
)
_ARGUED = frozenset({"challenges", "recommendations", "discussion", None})


def is_long(piece: str) -> bool:
    """Whether a piece is of a paragraph's length rather than a line's."""
    return len(piece) > _LONG_EN or (len(piece) > _LONG_ZH and has_han(piece))


def is_dateline(piece: str) -> bool:
    """Whether a line tells by whom or where something was issued, and when: no title."""
    return len(piece) <= _LONG_EN and _DATELINE.fullmatch(piece) is not None


def is_ruled(piece: str) -> bool:
    """Whether a block is a table's rows and cells, not a line or two that stand alone in small type."""
    return "\t" in piece and "\n" in piece


def front_end(words: Sequence[str], kinds: Sequence[BlockKind]) -> int:
    """How many blocks stand before the paper's own text: up to a section's heading, a label or a paragraph."""
    end, titled = 0, False
    while end < min(_LONGEST, len(words)) and not _opens_text(words[end], kinds[end], first=not titled):
        titled |= kinds[end] == "heading" and _is_title_long(words[end])
        end += 1
    if end == len(words) and end < 2:
        return 0
    if 1 < end < len(words) and kinds[end] != "heading" and _is_titled(words, kinds, end - 1):
        return end - 1  # the title is known, so this heading is that of the paragraph below it
    return end


def second_front(words: Sequence[str], kinds: Sequence[BlockKind], end: int) -> range:
    """The title and authors in the other language, behind the abstract in the document's own; empty without them.

    `end` is where the front itself ends. A heading in the other script begins them, that language's abstract ends them.
    """
    script = next((has_han(words[i]) for i in range(end) if kinds[i] == "heading"), None)
    for i in range(end, min(end + _LATER, len(words))):
        if kinds[i] != "heading" or heading_level(words[i]) is not None:
            continue
        if script is None or has_han(words[i]) == script or section_name(words[i]) not in _ARGUED:
            continue
        for k in range(i + 1, min(i + _FIRST, len(words))):
            if _opens_abstract(words[k], kinds[k]):
                return range(i, k) if has_han(words[k]) != script else range(0)
            if is_long(words[k]):
                break
    return range(0)


def _opens_abstract(piece: str, kind: BlockKind) -> bool:
    return kind == "abstract" or opens_labelled(piece) or (kind == "heading" and section_name(piece) == "abstract")


def _is_title_long(piece: str) -> bool:
    """Whether a heading is long enough for a title, and no journal's name or mark of a section."""
    return len(piece) >= _TITLE_ZH if has_han(piece) else len(piece.split()) >= _TITLE_EN


def may_be_title(i: int, piece: str) -> bool:
    """Whether the `i`th block, short as a menu's entry, may be a title or a line of authors all the same."""
    return i == 0 or (i < _FIRST and (len(piece) > 4 if has_han(piece) else len(piece.split()) > 2))


def titles(words: Sequence[str], kinds: Sequence[BlockKind], levels: Sequence[int | None], end: int) -> frozenset[str]:
    """The titles among the first `end` blocks, as `plain_heading` has them: in each script the largest heading.

    The red letterhead of an office (`…局文件`) is larger than the title of what it issues.

    Where readers know no sizes all levels are None, and the first heading is the title.
    """
    best: dict[bool, tuple[int, int]] = {}
    for i in range(end):
        passed_over = is_name_list(words[i]) or _LETTERHEAD.fullmatch(words[i]) or (i > 0 and is_dateline(words[i]))
        if kinds[i] == "heading" and not passed_over:
            rank = (levels[i] or 0, i)
            script = has_han(words[i])
            best[script] = min(best.get(script, rank), rank)
    if not any(level == 1 for level, _ in best.values()):
        best |= _late_title(words, kinds, levels, end)
    return frozenset(plain_heading(words[i]) for _, i in best.values())


def _late_title(
    words: Sequence[str], kinds: Sequence[BlockKind], levels: Sequence[int | None], end: int
) -> dict[bool, tuple[int, int]]:
    """The one heading in the document's largest type, where a side bar is read before it."""
    largest = [i for i in range(len(words)) if kinds[i] == "heading" and levels[i] == 1]
    if len(largest) == 1 and end <= largest[0] < end + _LATER and _is_title_long(words[largest[0]]):
        return {has_han(words[largest[0]]): (1, largest[0])}
    return {}


def _opens_text(piece: str, kind: BlockKind, *, first: bool) -> bool:
    if kind == "heading":
        name = section_name(piece)
        return heading_level(piece) is not None or name not in (_ARGUED if first else {None})
    if kind in {"abstract", "reference"} or opens_labelled(piece):
        return True
    if _is_of_authors(piece):
        return False
    return kind in {"body", "list"} and (is_long(piece) or piece[-1:] in "。！？!?" or _is_sentence(piece))


def _is_of_authors(piece: str) -> bool:
    """Whether a paragraph tells where authors work or when a paper was received: names and addresses, no sentences."""
    if len(piece) > _LONGEST_ADDRESSES:
        return False
    if _DATED.match(piece) and any(char.isdigit() for char in piece[:80]):
        return True
    if not tells_organisation(piece):
        return False
    if has_han(piece):
        return "。" not in piece and _POSTCODE.search(piece) is not None
    words = piece.split()
    return sum(word[:1].islower() for word in words) < _FEW_SMALL * len(words)


def _is_sentence(piece: str) -> bool:
    """Whether a line that ends in an English full stop is a sentence rather than names and addresses."""
    words = piece.split()
    small = sum(word[:1].islower() for word in words)
    return piece.endswith(".") and len(words) >= _FEWEST_WORDS and small >= _SMALL * len(words)


def _is_signed(piece: str) -> bool:
    """Whether a line is of names: one is enough in Chinese, where a surname tells it."""
    names = names_in(piece) if section_name(piece) is None else ()
    return len(names) > 1 or any(has_han(name) for name in names)


def _is_titled(words: Sequence[str], kinds: Sequence[BlockKind], end: int) -> bool:
    """Whether the block at `end` is a heading, and one in its script before it will be taken for the title."""
    if kinds[end] != "heading" or is_name_list(words[end]):
        return False
    if _is_signed(words[end]) or is_dateline(words[end]):
        return False
    return any(kinds[i] == "heading" and has_han(words[i]) == has_han(words[end]) for i in range(end))
