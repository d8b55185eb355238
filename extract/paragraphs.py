"""Plain text to blocks: which lines are one paragraph, which stand alone as headings, list items, table rows.

The text is never changed: a block is a span, and a paragraph of hard-wrapped lines includes their line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.headings import bullet_width, heading_level, is_heading, list_mark, opens_labelled
from extract.lang import has_han
from extract.types import Block, BlockKind, Span

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*(?:\r\n|[\r\n\f\v\x85\u2028\u2029]|\Z)")
_FINAL = re.compile(r"[。！？；.!?;:：…][\"'”’」』】)）\]»]*$")
_STOPPED = re.compile(r"[。！？.!?…][\"'”’」』】)）\]»]*$")
_WIDEST_EN, _WIDEST_ZH = 140, 80
_LONGEST_ITEM = 160
"""Longest list item in Chinese characters (English: three times that); a longer one is a paragraph with a number."""
_ROW = re.compile(r"\t[^\t]*\S[^\t]*\t|\S {3,}\S.* {3,}\S|^\s*\|.*\|")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its words without the white space around, its indent, the blank lines before it."""

    start: int
    end: int
    words: str
    indent: int
    gap: int

    @property
    def open(self) -> bool:
        """Whether the line breaks off without sentence-final punctuation."""
        return _FINAL.search(self.words[-4:]) is None

    @property
    def stopped(self) -> bool:
        """Whether the line closes a sentence."""
        return _STOPPED.search(self.words[-4:]) is not None

    @property
    def zh(self) -> bool:
        """Whether the line holds Chinese."""
        return has_han(self.words)


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """The blocks of plain text in `text[start:end]`, in order, with the kinds that their lines alone show."""
    lines = list(lines_of(text, start, end))
    gap = 1 if _double_spaced(lines) else 0
    groups: list[list[Line]] = []
    for run in _runs(lines, gap):
        groups.extend(_joined(run))
    return [_block(groups, i) for i in range(len(groups))]


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of `text[start:end]` that are not blank; the first counts as set off by a blank line."""
    gap = 1
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        raw = match[0]
        words = raw.strip()
        if not words:
            gap += bool(raw)
            continue
        left = len(raw) - len(raw.lstrip())
        indent = sum(2 if c == "\u3000" else 4 if c == "\t" else 1 for c in raw[:left])
        at = match.start() + left
        yield Line(at, at + len(words), words, indent, gap)
        gap = 0


def _continues(line: Line, following: Line) -> bool:
    """Whether `following` is plainly the rest of a sentence that `line` breaks off."""
    if not line.open or list_mark(following.words):
        return False
    if line.zh:
        return following.zh and line.words[-1] in "，、,"
    return len(line.words) >= 25 and following.words[0].islower()


def _double_spaced(lines: Sequence[Line]) -> bool:
    """Whether a blank line follows every line of a wrapped text, so that blank lines part no paragraphs."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 1]
    if len(pairs) < 3 or len(pairs) < 0.7 * (len(lines) - 1):
        return False
    broken = sum(_continues(a, b) for a, b in pairs)
    if broken >= max(2, 0.3 * len(pairs)):
        return True
    width = _wrap_width([a for a, _ in pairs])
    return width is not None and width <= _WIDEST_ZH and sum(a.open for a, _ in pairs) >= 0.5 * len(pairs)


def _runs(lines: Sequence[Line], gap: int) -> Iterator[list[Line]]:
    """Stretches of lines with at most `gap` blank lines between them."""
    run: list[Line] = []
    for line in lines:
        if run and line.gap > gap:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the lines were wrapped, None where they were not.

    A wrapped run has lines of about one length, of a screen's or a page's width, that break off in mid-sentence.
    """
    inner = lines[:-1]
    if not inner:
        return None
    pairs = list(pairwise(lines))
    width = max(len(line.words) for line in lines)
    if sum(line.zh for line in lines) * 2 > len(lines):
        full = sum(len(line.words) >= 0.85 * width for line in inner)
        flowing = sum(any(c in line.words for c in "，。,；") for line in lines)
        broken = sum(line.open or line.words[-1] in "，、,；;" for line in inner)
        wrapped = len(lines) >= 3 and full >= 0.6 * len(inner) and flowing >= 0.6 * len(lines)
        return width if wrapped and broken >= 0.4 * len(inner) and 12 <= width <= _WIDEST_ZH else None
    broken = sum(_continues(a, b) for a, b in pairs)
    return width if broken >= max(1, 0.2 * len(pairs)) and 30 <= width <= _WIDEST_EN else None


def _joined(run: Sequence[Line]) -> list[list[Line]]:
    """The lines of a run, grouped to paragraphs."""
    width = _wrap_width(run)
    groups: list[list[Line]] = []
    for i, line in enumerate(run):
        if i and _same_paragraph(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_paragraph(group: Sequence[Line], line: Line, width: int | None) -> bool:
    last = group[-1]
    if list_mark(line.words) or opens_labelled(line.words):
        return False
    if _continues(last, line) or (list_mark(group[0].words) and line.indent > group[0].indent and last.open):
        return True
    full = width is not None and len(last.words) >= 0.85 * width
    if line.indent >= last.indent + 2 or (len(group) == 1 and not full and is_heading(last.words)):
        return False
    if _ROW.search(last.words) or _ROW.search(line.words):
        return False
    if width is None or (last.stopped and len(line.words) < 0.6 * width and is_heading(line.words)):
        return False
    least = 0.85 if last.stopped or last.zh else 0.6
    return len(last.words) >= least * width


def _block(groups: Sequence[Sequence[Line]], i: int) -> Block:
    group = groups[i]
    kind, level = _kind(groups, i)
    bullet = bullet_width(group[0].words) if kind == "list" else 0
    return Block(Span(group[0].start + bullet, group[-1].end), kind, level)


def _kind(groups: Sequence[Sequence[Line]], i: int) -> tuple[BlockKind, int | None]:
    group = groups[i]
    words = group[0].words
    if len(group) == 1 and _ROW.search(words):
        return "table", None
    mark = list_mark(words)
    if mark and mark != "[1]":
        siblings = any(
            0 <= k < len(groups) and _is_sibling(mark, groups[k][0], groups[max(i, k)][0].gap) for k in (i - 1, i + 1)
        )
        if group[-1].end - group[0].start > _LONGEST_ITEM * (1 if group[0].zh else 3):
            return "body", None
        if siblings or mark == "bullet" or len(group) > 1 or not is_heading(words):
            return "list", None
    if len(group) == 1 and is_heading(words):
        return "heading", heading_level(words)
    return "body", None


def _is_sibling(mark: str, line: Line, gap: int) -> bool:
    """Whether `line`, with `gap` blank lines between, is an item of the list that an item with `mark` is of."""
    other = list_mark(line.words)
    return other == mark or (other is not None and not gap)
