"""Blocks of a column seen together that were cut line by line: centred headings, short items, entries of references."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.joining import HYPHENS
from extract.kinds import HEADING_SIZE, IS_BOLD, NUMBERED, SECTION, Draft, ends_prose, ends_sentence
from extract.references import is_fronted, opens_entry

CLOSE = 1.7  # em; lines of one heading stand no further apart
FULL = 2.5  # em that a full line may leave free
CENTRED = 1.0  # em by which the middles of two lines on one axis may differ
MOST_LINES = 4  # of a heading
BROKEN_AT = (",", "，", "、", "-", "–")
SET_IN, FAR = 0.9, 5.0  # em by which the second line of an entry is set in, at least and at most
ENTRIES = 3  # entries that make a list
ITEMS = 3  # numbered lines right below one another that are items and no headings
BETWEEN = 2.5  # em from item to item at most

_ITEM = re.compile(r"(\d{1,2})\s*[.．、)](?!\d)")


def regrouped(drafts: list[Draft], body: float) -> list[Draft]:
    """The blocks of a column with headings over several lines whole, short items told, and hanging entries whole."""
    return _with_entries(_with_items(_with_headings(drafts, body)))


def _with_headings(drafts: list[Draft], body: float) -> list[Draft]:
    out: list[Draft] = []
    for draft in drafts:
        if out and _is_rest_of_heading(out[-1], draft, body):
            out[-1] = replace(out[-1], kind="heading", lines=out[-1].lines + draft.lines)
        else:
            out.append(draft)
    return out


def _is_rest_of_heading(head: Draft, rest: Draft, body: float) -> bool:
    """Whether `rest` is the next line of a heading: same type, close below, on one axis or in the midst of words."""
    last, first = head.lines[-1], rest.lines[0]
    if not (0 < first.base - last.base < CLOSE * head.em) or abs(head.em - rest.em) > 0.05 * head.em:
        return False
    if last.bold != first.bold or len(head.lines) + len(rest.lines) > MOST_LINES:
        return False
    if not _stands_out(head, body) or not _stands_out(rest, body):
        return False
    if SECTION.match(first.text) or NUMBERED.match(first.text):
        return False
    if head.kind == "heading" and rest.kind != "heading":
        return rest.kind != "list" and first.text[:1].islower() and not ends_sentence(last.text)
    if rest.kind == "heading" and head.kind == "body":
        return last.text.endswith(BROKEN_AT) and len(head.lines) == 1 and first.bold
    if head.kind != "heading" or rest.kind != "heading" or ends_sentence(last.text):
        return False
    if abs(first.x0 - last.x0) < CENTRED * head.em and not SECTION.match(last.text):
        return False  # two headings at one edge were parted for another reason
    axis = (first.x0 + first.x1) / 2 - (last.x0 + last.x1) / 2
    return abs(axis) < CENTRED * head.em


def _stands_out(draft: Draft, body: float) -> bool:
    """Whether a block is set as headings are, larger than the body or bold."""
    return draft.kind == "heading" or draft.em >= HEADING_SIZE * body or all(map(IS_BOLD, draft.lines))


def _with_items(drafts: list[Draft]) -> list[Draft]:
    """Numbered lines as items where they were taken for headings: those of a list, and three without text between."""
    numbers = [_item_number(draft) for draft in drafts]
    if not any(number and draft.kind == "heading" for number, draft in zip(numbers, drafts, strict=True)):
        return drafts
    out, at = list(drafts), 0
    while at < len(drafts):
        end = at + 1
        while end < len(drafts) and numbers[at] and numbers[end] == numbers[end - 1] + 1 and _is_next_item(drafts, end):
            end += 1
        run = drafts[at:end]
        if end - at >= ITEMS or (end - at > 1 and run[0].kind == "list"):
            out[at:end] = [draft.of_kind("list") if draft.kind == "heading" else draft for draft in run]
        at = end
    return out


def _item_number(draft: Draft) -> int:
    """The number that a heading or an item begins with, 0 without one or where it is set bold."""
    found = _ITEM.match(draft.text) if draft.kind in ("heading", "list") and not draft.lines[0].bold else None
    return int(found[1]) if found else 0


def _is_next_item(drafts: list[Draft], at: int) -> bool:
    """Whether the block at `at` stands right below the one before it, at the same edge in the same type."""
    before, draft = drafts[at - 1], drafts[at]
    return (
        abs(before.em - draft.em) < 0.05 * draft.em
        and abs(before.lines[0].x0 - draft.lines[0].x0) < CENTRED * draft.em
        and 0 < draft.lines[0].base - before.lines[-1].base < BETWEEN * draft.em
    )


def _with_entries(drafts: list[Draft]) -> list[Draft]:
    """A line that is set in goes on with the entry above it, also where that one's first line ends a sentence."""
    if len(drafts) < ENTRIES or sum(opens_entry(draft.text) for draft in drafts) < ENTRIES:
        return drafts
    out: list[Draft] = []
    for draft in drafts:
        if out and _is_rest_of_entry(out[-1], draft):
            out[-1] = replace(out[-1], lines=out[-1].lines + draft.lines)
        else:
            out.append(draft)
    return out


def _is_rest_of_entry(entry: Draft, rest: Draft) -> bool:
    first, last = rest.lines[0], entry.lines[-1]
    return (
        rest.kind in ("body", "list")
        and abs(entry.em - rest.em) < 0.05 * entry.em
        and SET_IN * entry.em < first.x0 - entry.lines[0].x0 < FAR * entry.em
        and 0 < first.base - last.base < CLOSE * entry.em
        and opens_entry(entry.text)
        and not is_fronted(rest.text)
    )


def with_whole_notes(drafts: list[Draft]) -> list[Draft]:
    """The blocks of all pages with each note whole that breaks off at a page's end and goes on at the head of the next.

    The notes that stand behind its first half go in front of it. Where a paragraph goes over the same break the note
    stays in two: the pages could not tile the text.
    """
    out: list[Draft] = []
    for draft in drafts:
        at, before = len(out) - 1, draft.lines[0].page - 1
        while at >= 0 and _is_note_of(out[at], before) and not _is_rest_of_note(out[at], draft):
            at -= 1
        if at >= 0 and _is_note_of(out[at], before):
            note = out.pop(at)
            out.append(replace(note, lines=note.lines + draft.lines))
        else:
            out.append(draft)
    return out


def _is_note_of(draft: Draft, page: int) -> bool:
    return draft.kind == "footnote" and draft.lines[-1].page == page


def _is_rest_of_note(note: Draft, rest: Draft) -> bool:
    last, first = note.lines[-1], rest.lines[0]
    return (
        rest.kind in ("body", "footnote", "table")
        and first.cell is None
        and abs(note.em - rest.em) < 0.05 * note.em
        and (first.text[:1].islower() or last.text[-1:] in HYPHENS)
        and last.x1 > note.right - FULL * note.em
        and not ends_prose(last.text)
    )
