"""Running text built from parts, for formats whose own characters are markup: HTML and Word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.lang import HAN
from extract.types import Block, BlockKind, Span

_SPACE = re.compile(r"\s+")
_WIDE = f"{HAN}，。、；：？！（）《》“”"
_LINE_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])\s*[\r\n]\s*(?=[{_WIDE}])")


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


def flowed(raw: str) -> str:
    """`raw` as one line: white space is one space, and a line break between Chinese characters is nothing."""
    return _SPACE.sub(" ", _LINE_BREAK_IN_CHINESE.sub("", raw)).strip()
