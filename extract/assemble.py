"""Running text built from parts, for formats whose own characters are markup: HTML and Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.headings import heading_level, is_heading, list_mark, past_number
from extract.lang import HAN
from extract.types import Block, BlockKind, Span

BREAK = "\u2028"
"""Stands for a line break of the page's author (`<br>`) in what `flowed_lines` is given: Unicode's LINE SEPARATOR."""

_SPACE = re.compile(r"\s+")
_STOPPED = re.compile(r"[。！？.!?；;：:][\"'”’」』】)）]*$")
_CAPTION = re.compile(
    r"(?:(?:fig(?:ure)?|table)\b\.?|[图表圖])\s?(?:\d{1,3}(?:[-.]\d{1,3})?|[IVX]{1,4}\b)[a-z]?(?P<stop>\s?[.:：。|]|\s{2}|\u3000)?",
    re.IGNORECASE,
)
_ANY_HAN = re.compile(f"[{HAN}]")
_LETTERS_OF_A_CHARACTER = 3
_LEAST_WRAPPED = 40
_LONGEST_CAPTION, _LONGEST_UNSTOPPED = 600, 120
_WIDE = f"{HAN}，。、；：？！（）《》“”"
_LINE_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])\s*[\r\n\u2028]\s*(?=[{_WIDE}])")


@dataclass(frozen=True, slots=True)
class Part:
    """A block to be: its words, its kind and, for headings, its level."""

    words: str
    kind: BlockKind = "body"
    level: int | None = None


def assemble(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """The text of `parts`, a blank line between them, and a block for each; empty parts are left out."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for part in parts:
        if not part.words:
            continue
        if pieces:
            pieces.append("\n\n")
            at += 2
        pieces.append(part.words)
        blocks.append(Block(Span(at, at + len(part.words)), part.kind, part.level))
        at += len(part.words)
    return "".join(pieces), tuple(blocks)


def flowed_lines(raw: str) -> Iterator[str]:
    """The paragraphs of a text with `BREAK`s in it, each as one line.

    A break parts paragraphs where a sentence ends before it, a list's mark comes after it, or a second one does; and
    behind a line that is too short to have been wrapped, as in a menu or above a text.
    """
    held = last = ""
    blank = False
    for line in raw.split(BREAK):
        words = flowed(line)
        if not words:
            blank = True
            continue
        if held and (blank or _STOPPED.search(held[-4:]) or list_mark(words) or weight(last) < _LEAST_WRAPPED):
            yield held
            held = ""
        held, last, blank = flowed(f"{held}\n{words}"), words, False
    if held:
        yield held


def weight(words: str) -> int:
    """How long a text is in letters: a Chinese character says as much as three."""
    return len(words) + (_LETTERS_OF_A_CHARACTER - 1) * len(_ANY_HAN.findall(words))


def told_apart(parts: Iterable[Part]) -> list[Part]:
    """The parts, captions and numbered headings among the body's paragraphs told by their words.

    Numbered lines that follow each other are the items of a list: no text stands below any of them.
    """
    given = [part for part in parts if part.words]
    numbered = [part.kind == "body" and past_number(part.words) > 0 and is_heading(part.words) for part in given]
    out: list[Part] = []
    for i, part in enumerate(given):
        if part.kind != "body":
            out.append(part)
        elif is_caption(part.words):
            out.append(Part(part.words, "caption"))
        elif numbered[i]:
            mark = list_mark(part.words)
            beside = [k for k in (i - 1, i + 1) if 0 <= k < len(given) and numbered[k]]
            listed = mark is not None and any(list_mark(given[k].words) == mark for k in beside)
            out.append(Part(part.words, "list") if listed else Part(part.words, "heading", heading_level(part.words)))
        else:
            out.append(part)
    return out


def is_caption(words: str) -> bool:
    """Whether a paragraph is a figure's or table's caption, and no sentence that begins with `Figure 3 shows`."""
    found = _CAPTION.match(words)
    if not found or len(words) > _LONGEST_CAPTION:
        return False
    return bool(found["stop"]) or (_STOPPED.search(words) is None and len(words) <= _LONGEST_UNSTOPPED)


def flowed(raw: str) -> str:
    """`raw` as one line: white space is one space, and a line break between Chinese characters is nothing."""
    return _SPACE.sub(" ", _LINE_BREAK_IN_CHINESE.sub("", raw)).strip()
