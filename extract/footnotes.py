"""Notes: small type at a column's foot, and what stands as note or source below a table or a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.kinds import FRONT_LABEL, SMALL, Draft, ends_sentence, is_reference_heading, opens_table_note
from extract.lines import Line, PageLines

NOTES_BELOW = 0.35  # share of the page above which no foot note begins
APART = 1.8  # em; more white than between lines
SAME_TYPE = 0.03  # share by which one type may differ
SET_IN = 1.2  # em by which a quotation is set in on both sides
RAGGED = 8.0  # em that the first line of a quotation may leave free
ASSETS = frozenset(("caption", "table", "footnote"))

_NOTE = re.compile(
    r"(?:\d{1,3}[.．、]?(?=\s*[A-Za-z\u4e00-\u9fff“\"‘(（\[<《])|[*†‡§¶]+|[①-⑳]|\[\d{1,3}\]"
    r"|注\s*[:：\d]|Notes?\s*:|Sources?\s*:|资料来源|数据来源|来源)\s*\S"
)
_NUMBER = re.compile(r"\s*\[?(\d{1,3})")
_NOTE_LABEL = re.compile(
    r"\s*[\[【［]?(?:收稿日期|修[回订]日期|录用日期|基金项目|作者简介|第一作者|通[信讯]作者|责任编辑|引[用文]格式"
    r"|Received|Accepted|Corresponding author|E-?mail|Funding|Published online)\s*[】\]］]?\s*(?:[:：(（*.]|(?<=\s)\w)",
    re.IGNORECASE,
)
_IMPRINT = re.compile(r"https?:|www\.|doi\s*:|\S+@\S+\.|©|\(c\)\s|Copyright\b|\d{4}-\d{3}[\dX]\b", re.IGNORECASE)


def with_footnotes(drafts: list[Draft], page: PageLines, body: float) -> list[Draft]:
    """The column's blocks with those at its foot that are set small made foot notes."""
    at = len(drafts)
    while at and drafts[at - 1].em <= SMALL * body and _may_be_note(drafts[at - 1]):
        at -= 1
    at = _first_note(drafts, at, page)
    if at == len(drafts) or (at and is_reference_heading(drafts[at - 1].text)):
        return drafts
    follows = drafts[at - 1] if at else None
    if follows is None or follows.kind in ("caption", "table"):
        at = _first_marked(drafts, at)  # what stands below a table or at the head of a column tells itself by a mark
    elif not any(_is_marked(draft.text) for draft in drafts[at:]) and not _goes_on(drafts[at], follows):
        return drafts
    notes = [note for draft in drafts[at:] for note in _single_notes(draft)]
    return drafts[:at] + [note.of_kind("footnote") for note in notes]


def _first_note(drafts: Sequence[Draft], at: int, page: PageLines) -> int:
    """The first block from `at` on that may be a note: low on the page, behind all headings and quotations."""
    lowest = NOTES_BELOW * page.height
    if at < len(drafts) and drafts[at].lines[0].top < lowest:
        while at < len(drafts) and not (_NOTE.match(drafts[at].text) and drafts[at].lines[0].top > lowest):
            at += 1
        if 0 < at < len(drafts) and _is_one_run(drafts[at - 1], drafts[at]):
            return len(drafts)
    while at < len(drafts) and not _is_marked(drafts[at].text) and _is_quotation(drafts[at]):
        at += 1
    if at and _is_open(drafts[at - 1]):
        return at  # whatever stands at the foot, the sentence above goes on behind it
    for later in range(len(drafts) - 1, at - 1, -1):
        head = drafts[later].kind == "heading" and not _is_marked(drafts[later].text)
        if head or FRONT_LABEL.match(drafts[later].text):
            return _first_marked(drafts, later + 1)
    return at


def _first_marked(drafts: Sequence[Draft], at: int) -> int:
    while at < len(drafts) and not _is_marked(drafts[at].text):
        at += 1
    return at


def _is_one_run(before: Draft, draft: Draft) -> bool:
    """Whether two numbered blocks in one type follow close upon each other: entries of a list, which began above."""
    if abs(before.em - draft.em) > SAME_TYPE * draft.em or not _NUMBER.match(before.text):
        return False
    return draft.lines[0].base - before.lines[-1].base < APART * draft.em


def _is_quotation(draft: Draft) -> bool:
    """Whether the lines of a paragraph begin at one edge and fill it, set in from both edges of the column."""
    set_in, first = SET_IN * draft.em, draft.lines[0]
    if len(draft.lines) < 2 or first.x1 < draft.right - RAGGED * draft.em:
        return False
    return all(
        abs(line.x0 - first.x0) < draft.em and line.x0 > draft.left + set_in and line.x1 < draft.right - set_in
        for line in draft.lines
    )


def _goes_on(draft: Draft, follows: Draft | None) -> bool:
    """Whether small type without a mark is the rest of a note on the page before, or stands below an open sentence."""
    if draft.text[:1].islower() or _IMPRINT.search(draft.text):
        return True
    return follows is not None and _is_open(follows)


def _is_open(draft: Draft) -> bool:
    return draft.kind in ("body", "list") and not ends_sentence(draft.lines[-1].text)


def _is_marked(text: str) -> bool:
    return (_NOTE.match(text) or _NOTE_LABEL.match(text)) is not None


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
    return draft.kind in ("body", "list", "table", "heading", "footnote") and draft.lines[0].cell is None


def with_captions(drafts: list[Draft], body: float) -> list[Draft]:
    """Captions whole: small type right below a caption goes on with it (a subscript changes a line's size).

    What stands below a table or a figure and opens as its note or source is a note.
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
        elif last is not None and last.kind in ASSETS and draft.kind == "body" and opens_table_note(draft.text):
            out.append(draft.of_kind("footnote"))
        else:
            out.append(draft)
    return out
