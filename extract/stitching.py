"""A paragraph that a column or page break cuts, put together again.

What stands between its halves (foot notes, captions, tables) moves: behind the paragraph where it stands on the page on
which the paragraph ends, in front of it where it stands on the page before, because the pages tile the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.cutting import leaves_item
from extract.folding import is_cjk_char
from extract.joining import HYPHENS
from extract.kinds import Draft, ends_prose, is_contents, starts_item

FLOATS = frozenset(("caption", "table", "footnote"))
FULL = 2.5  # em that a line may leave free at the right and still count as full
SET_IN = 0.8, 4.0  # em by which a paragraph's first line is set in, at least and at most
BROKEN = 4.0  # em that the last line of a paragraph may leave free where its sentence goes on elsewhere
BELOW = 2.0  # em from the last line beside a side bar to the first one under it
CAPITALS = 30  # characters of a line in capitals that goes on with no sentence
PENDING = 40  # blocks that may stand between the halves of a paragraph

_MIDST = re.compile(r"[a-z]+,? [a-z]")  # words in the midst of a sentence, and no address or code


def stitched(drafts: Sequence[Draft]) -> list[Draft]:
    """The blocks with broken paragraphs put together again and floats moved out of them."""
    out: list[Draft] = []
    opened: int | None = None  # index in `out` of the paragraph that may go on
    closed = False  # whether its sentence has ended
    beside: int | None = None  # that of one which a side bar or a box cuts
    for draft in drafts:
        if opened is not None and draft.kind not in FLOATS:
            if _fills_on(out[opened], draft) if closed else _goes_on(out[opened], draft):
                at = _merge(out, opened, draft)
                if at is not None:
                    opened, closed = at, ends_prose(draft.lines[-1].text)
                    continue
            if not closed and (_stands_beside(out[opened], draft) or _breaks_off(out[opened])):
                beside = opened
            opened = None
        if beside is not None and (_comes_back(out[beside], draft) or _resumes(out[beside], draft)):
            opened, beside = _merge(out, beside, draft), None
            closed = ends_prose(draft.lines[-1].text)
            if opened is not None:
                continue
        out.append(draft)
        if draft.kind in ("body", "list"):
            opened, closed = len(out) - 1, ends_prose(draft.lines[-1].text)
        elif opened is not None and len(out) - opened > PENDING:
            opened = None
    return out


def _stands_beside(head: Draft, other: Draft) -> bool:
    """Whether `other` stands at the right of a paragraph that breaks off, and is no part of it."""
    last, first = head.lines[-1], other.lines[0]
    return first.page == last.page and other.left > head.right - head.em and first.top < last.bottom


def _comes_back(head: Draft, rest: Draft) -> bool:
    """Whether `rest` stands right below `head` and goes on in the middle of its sentence, wider than before."""
    last, first = head.lines[-1], rest.lines[0]
    below = first.page == last.page and 0 < first.base - last.base < BELOW * head.em
    wider = rest.right > head.right + head.em and abs(rest.left - head.left) < head.em
    return rest.kind == "body" and below and wider and _goes_on(head, rest)


def _breaks_off(head: Draft) -> bool:
    """Whether a paragraph fills its last line, so that its sentence must go on behind the box that follows."""
    full = head.kind == "body" and len(head.lines) > 1 and head.lines[-1].x1 > head.right - BROKEN * head.em
    return full and not ends_prose(head.lines[-1].text)


def _resumes(head: Draft, rest: Draft) -> bool:
    """Whether `rest`, behind a box with a heading of its own, goes on in small letters with the sentence of `head`."""
    last, first = head.lines[-1], rest.lines[0]
    if rest.kind != "body" or len(rest.lines) == 1 or first.page > last.page + 1 or not _MIDST.match(first.text):
        return False
    return _breaks_off(head) and abs(head.em - rest.em) < 0.04 * head.em and first.bold == last.bold


def _merge(out: list[Draft], opened: int, rest: Draft) -> int | None:
    """Puts `rest` at the end of the paragraph at `opened`; gives its new index, or None where the pages forbid it."""
    head, floats = out[opened], out[opened + 1 :]
    page = rest.lines[0].page
    before = [item for item in floats if item.lines[0].page < page]
    after = [item for item in floats if item.lines[0].page == page]
    if before and head.lines[0].page < before[0].lines[0].page:
        return None
    whole = replace(head, lines=head.lines + rest.lines, left=rest.left, right=rest.right)
    out[opened:] = [*before, whole, *after]
    return opened + len(before)


def _goes_on(head: Draft, rest: Draft) -> bool:
    """Whether `rest` continues the sentence at which `head` breaks off."""
    last, first = head.lines[-1], rest.lines[0]
    if rest.kind not in ("body", "list") or abs(head.em - rest.em) > 0.07 * head.em:
        return False
    if rest.kind == "list" and (starts_item(first.text) and not last.text.endswith(tuple(HYPHENS))):
        return False
    if last.text[-1:] in HYPHENS or first.text[:1].islower():
        return True
    if len(first.text) > CAPITALS and first.text.isupper() and first.text.isascii() and not last.text.isupper():
        return False  # words set out large in the text's own type
    full = last.x1 > head.right - FULL * head.em
    if last.page == first.page and abs(head.left - rest.left) < head.em and first.base > last.base:
        # The same column: a caption or a table stood between.
        return full and _is_dense(head) and not leaves_item(head.lines, first)
    return full or last.text.endswith((",", "，", "、", "(", "（"))


def _fills_on(head: Draft, rest: Draft) -> bool:
    """Whether `rest` goes on, at a column's head or a looser line, with the paragraph `head`, whose sentence has ended.

    The last line of `head` is full, and its first one set in, but not that of `rest`.
    """
    last, first, em = head.lines[-1], rest.lines[0], head.em
    if head.kind != "body" or rest.kind != "body" or abs(em - rest.em) > 0.04 * em:
        return False
    if last.x1 < head.right - FULL * em or not _is_dense(head) or is_contents(first.text):
        return False
    step = first.base - last.base
    if last.page == first.page and step > 0 and (step > BELOW * em or first.bold_ends[0] != last.bold_ends[1]):
        return False
    indent = head.lines[0].x0 - (head.lines[1].x0 if len(head.lines) > 1 else head.left)
    hang = rest.lines[1].x0 - first.x0 if len(rest.lines) > 1 else 0.0
    return SET_IN[0] * em < indent < SET_IN[1] * em and max(abs(first.x0 - rest.left), abs(hang)) < 0.5 * em


def _is_dense(draft: Draft) -> bool:
    return len(draft.lines) > 1 or is_cjk_char(draft.lines[-1].text[-1])
