"""Blocks of a column put together that were cut line by line: centred headings, entries of a list of references."""

from __future__ import annotations

from dataclasses import replace

from extract.kinds import NUMBERED, SECTION, Draft, ends_sentence
from extract.references import is_fronted, opens_entry

CLOSE = 1.7  # em; lines of one heading stand no further apart
CENTRED = 1.0  # em by which the middles of two lines on one axis may differ
SET_IN, FAR = 0.9, 5.0  # em by which the second line of an entry is set in, at least and at most
ENTRIES = 3  # entries that make a list


def regrouped(drafts: list[Draft]) -> list[Draft]:
    """The blocks of a column with headings over several centred lines whole, and entries with hanging lines."""
    return _with_entries(_with_headings(drafts))


def _with_headings(drafts: list[Draft]) -> list[Draft]:
    out: list[Draft] = []
    for draft in drafts:
        if out and _is_rest_of_heading(out[-1], draft):
            out[-1] = replace(out[-1], lines=out[-1].lines + draft.lines)
        else:
            out.append(draft)
    return out


def _is_rest_of_heading(head: Draft, rest: Draft) -> bool:
    """Whether `rest` is the second line of a heading that is centred: same type, same axis, close below."""
    last, first = head.lines[-1], rest.lines[0]
    if head.kind != "heading" or rest.kind != "heading" or abs(head.em - rest.em) > 0.05 * head.em:
        return False
    if last.bold != first.bold or ends_sentence(last.text) or SECTION.match(first.text) or NUMBERED.match(first.text):
        return False
    if abs(first.x0 - last.x0) < CENTRED * head.em and not SECTION.match(last.text):
        return False  # two headings at one edge were parted for another reason
    axis = (first.x0 + first.x1) / 2 - (last.x0 + last.x1) / 2
    return 0 < first.base - last.base < CLOSE * head.em and abs(axis) < CENTRED * head.em


def _with_entries(drafts: list[Draft]) -> list[Draft]:
    """A line that is set in goes on with the entry above it, also where that one's first line ends a sentence."""
    if sum(opens_entry(draft.text) for draft in drafts) < ENTRIES:
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
