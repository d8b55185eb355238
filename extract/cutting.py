"""Lines of prose cut where a paragraph, an item, an entry or a heading begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.kinds import (
    BULLET,
    FRONT_LABEL,
    NUMBERED,
    SECTION,
    begins_plainly,
    ends_sentence,
    is_contents,
    opens_section,
    starts_item,
)
from extract.lines import Line
from extract.quantiles import quantile

LEADING_JUMP = 1.28  # times the column's usual line distance; a larger one parts paragraphs
INDENT = 0.9  # em
SIZE_CHANGE = 0.08  # share by which type must differ to start a block of its own
SAME_TYPE = 1.3  # times; a sentence that goes on in type larger by more was none
FULL = 2.0  # em that a full line may leave free
SHORT_LINE = 0.12  # share of the column's width that a paragraph's last line leaves free
VERY_SHORT = 0.3  # the same of a line that no paragraph holds but as its last
HANGING = 3  # entries with hanging lines that make a column one of entries
LONGEST_HEAD = 3  # lines of a heading in the text's own size
ASIDE = 0.4  # share of the width from the column's edge; what begins further in is a signature, a date
PROSE = 20.0  # em; a narrower column is none of running text
HANG = 4.0  # em by which the text of an item is set in, at most
HAN = "\u4e00"
_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九十]{2,4}\s*年[\d一二三四五六七八九十\s]{1,5}月(?:[\d一二三四五六七八九十\s]{1,5}日)?"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """The edges of a column, the usual distance of its baselines in em, and whether its entries' lines hang."""

    left: float
    right: float
    leading: float
    hanging: bool

    @property
    def width(self) -> float:
        return self.right - self.left

    def free(self, line: Line) -> float:
        """How much room a line leaves at its right."""
        return self.right - line.x1


def cut_paragraphs(lines: Sequence[Line], left: float, right: float) -> list[list[Line]]:
    """The lines, of a column between `left` and `right`, cut where a new paragraph, heading or item begins."""
    if not lines:
        return []
    column = _Column(left, right, _leading(lines), _is_hanging(lines, left, right))
    parts = [[lines[0]]]
    for at in range(1, len(lines)):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if _starts_block(parts[-1], lines[at], after, column):
            parts.append([])
        parts[-1].append(lines[at])
    return parts


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between baselines, in em."""
    steps = [
        step / max(a.size, 1.0)
        for a, b in pairwise(lines)
        if 0.5 * a.size < (step := b.base - a.base) < 3.2 * a.size and abs(a.size - b.size) < 0.1 * a.size
    ]
    return quantile(steps, 0.4) if steps else 1.3


def _is_hanging(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether the column's entries begin at its edge and go on set in: lines that are set in follow full ones there."""
    hangs = indents = 0
    for before, line in pairwise(lines):
        shift = line.x0 - before.x0
        if shift <= INDENT:
            continue  # of any size of type
        em = max(line.size, 1.0)
        if shift > INDENT * em and before.x0 - left < INDENT * em:
            full = right - before.x1 < FULL * em
            hangs += full and not ends_sentence(before.text)
            indents += not full
    return hangs >= HANGING and hangs > 2 * indents


def _starts_block(part: Sequence[Line], line: Line, after: Line | None, column: _Column) -> bool:
    """Whether `line` begins a block of its own, after the lines of `part` and before `after`."""
    before, step = part[-1], line.base - part[-1].base
    em = max(before.size, 1.0)
    if step > LEADING_JUMP * column.leading * em + 0.5 or step < -0.5 * em:
        return True
    if _returns(before, line, column):
        return False
    ended = ends_sentence(before.text)
    if _is_resized(before, line, column, ended):
        return True
    return (
        _starts_item(part, line, column, ended)
        or _starts_style(part, line, column, ended)
        or (not ended and _ends_heading(part, line, after, column))
        or _starts_indent(part, line, after, column, ended)
        or _stands_aside(before, line, column)
    )


def _returns(before: Line, line: Line, column: _Column) -> bool:
    """Whether a sentence goes on behind a semicolon further out, as below a picture that set its lines in."""
    clause = before.text.endswith((";", "；")) and line.text[:1].islower()
    return clause and line.x0 < before.x0 - INDENT * before.size and column.free(before) < VERY_SHORT * column.width


def _is_resized(before: Line, line: Line, column: _Column, ended: bool) -> bool:
    """Whether the type changes; not where a sentence runs on, its first words set larger, over lines of any length."""
    if line.size == before.size:
        return False
    larger, smaller = max(line.size, before.size), min(line.size, before.size)
    if larger - smaller <= SIZE_CHANGE * larger or min(len(line.text), len(before.text)) <= 3:
        return False
    free = max(FULL * smaller, VERY_SHORT * column.width)
    runs_on = line.text[:1].islower() and column.free(before) < free and not ended
    return not (runs_on and larger < SAME_TYPE * smaller)


def _starts_item(part: Sequence[Line], line: Line, column: _Column, ended: bool) -> bool:
    before, em = part[-1], part[-1].size
    if is_contents(before.text):
        return True
    if begins_plainly(line.text):
        return False
    if FRONT_LABEL.match(line.text):
        return True
    if BULLET.match(line.text) and len(line.text) > 1:
        return not (line.text[0] in "·‧" and f" {line.text[0]} " in before.text)
    if opens_section(line.text):
        free = ended and column.free(line) > FULL * em
        if free or column.free(before) > max(FULL * em, SHORT_LINE * column.width):
            return True
    if not NUMBERED.match(line.text):
        return False
    if column.free(before) > FULL * em or NUMBERED.match(part[0].text):
        return True
    # A full line that ends in a semicolon is an enumeration's within a paragraph, unless the next is set in.
    inside = before.text.endswith(("；", ";")) and abs(line.x0 - before.x0) < 0.5 * em
    return ended and not inside


def _starts_style(part: Sequence[Line], line: Line, column: _Column, ended: bool) -> bool:
    """Whether the weight changes after a short line, a numbered heading begins, or a sentence ended a short line."""
    before, free = part[-1], column.free(part[-1])
    if line.bold and free > before.size and SECTION.match(line.text):
        return True
    if free <= SHORT_LINE * column.width:
        return False
    # Behind a bold lead-in the words of its sentence begin, and no mere mark of a note.
    runs_on = before.bold and not before.bold_ends[1] and before.text[-1:].isalpha()
    changes = before.bold != line.bold and not runs_on and (len(part) == 1 or all(x.bold for x in part))
    return (ended or changes) and not _hangs(part, line)


def _hangs(part: Sequence[Line], line: Line) -> bool:
    """Whether the line goes on below a bullet's text, set in by the bullet's width."""
    first = part[0]
    return BULLET.match(first.text) is not None and 0.5 * first.size < line.x0 - first.x0 < HANG * first.size


def _ends_heading(part: Sequence[Line], line: Line, after: Line | None, column: _Column) -> bool:
    """Whether the lines before `line` are a heading in type of the text's own size."""
    if len(part) > LONGEST_HEAD or line.text[:1].islower():
        return False
    before, first = part[-1], part[0].text
    if before.bold_ends[1] and not line.bold_ends[0] and all(x.bold for x in part) and not line.bold:
        # Bold up to the line's end, and not from the next one's start on.
        opened = first[:1].isupper() or first[:1] >= HAN or SECTION.match(first) is not None
        return opened and not BULLET.match(first) and not _is_broken(first, before.text)
    free = column.free(before)
    if len(part) > 1 or free <= SHORT_LINE * column.width or before.text.endswith((",", "，", "、", "-")):
        return False
    if BULLET.match(first):
        return False
    if opens_section(first) and not opens_section(line.text):
        return True
    if _is_capital(first) and not _is_capital(line.text):
        return True
    em = max(before.size, 1.0)
    set_in = after is not None and line.x0 > after.x0 + em and before.x0 > after.x0 + 0.5 * em
    return free > VERY_SHORT * column.width and set_in


def _is_broken(first: str, last: str) -> bool:
    """Whether words break off at a comma, or hold a sentence's end: no heading, but a sentence set bold."""
    return last.endswith((",", "，", "、", "-")) or "。" in first or ". " in first[4:]


def _is_capital(text: str) -> bool:
    return text.isupper() and max(text) < HAN and sum(char.isalpha() for char in text) >= 4


def _starts_indent(part: Sequence[Line], line: Line, after: Line | None, column: _Column, ended: bool) -> bool:
    """Whether the line is set in as a paragraph's first is, or out as the first of a hanging entry is."""
    before, shift = part[-1], line.x0 - part[-1].x0
    if -INDENT <= shift <= INDENT:
        return False  # in type of any size
    em, free = max(before.size, 1.0), column.free(before)
    if shift < -INDENT * em and leaves_item(part, line):
        return True
    if shift > INDENT * em:
        if column.hanging and before.x0 - column.left < INDENT * em and free < FULL * em:
            return False
        first_of_item = len(part) == 1 and starts_item(before.text)
        returns = after is not None and after.x0 < line.x0 - 0.5 * em
        return not first_of_item and (ended or (free > FULL * em and returns))
    if shift < -INDENT * em and len(part) >= 2 and abs(part[-2].x0 - before.x0) < 0.5 * em:
        return ended or free > FULL * em
    return False


def leaves_item(part: Sequence[Line], line: Line) -> bool:
    """Whether the line stands further out than the mark of the item whose text hangs above it."""
    first, em = part[0], part[-1].size
    if len(part) < 2 or line.text[:1].islower() or not starts_item(first.text):
        return False
    return part[-1].x0 > first.x0 + 0.5 * em and line.x0 < first.x0 - 0.5 * em


def _stands_aside(before: Line, line: Line, column: _Column) -> bool:
    """Whether a short line stands far in from both edges' text, as who signs and when does below a notice."""
    if line.x0 - column.left < ASIDE * column.width or before.x0 - column.left < ASIDE * column.width:
        return False
    em = max(line.size, 1.0)
    if column.width < PROSE * em:
        return False
    if _DATE.fullmatch(line.text):
        return True
    axis = (line.x0 + line.x1 - before.x0 - before.x1) / 2
    return min(abs(line.x0 - before.x0), abs(axis)) > em and not line.text[:1].islower()
