"""Levels of headings: what their numbers tell goes before what their size tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.headings import heading_level
from extract.types import Block

DEEPEST = 6


def with_levels(blocks: Sequence[Block], words: Sequence[str]) -> tuple[Block, ...]:
    """The blocks with each numbered heading at least as deep as its number says below the document's first numbers.

    Printers set `2` and `2.1`, or `一、` and `（一）`, in one size; a smaller size is a deeper level without numbers.
    """
    depths = [
        heading_level(piece) if block.kind == "heading" and block.section != "title" else None
        for block, piece in zip(blocks, words, strict=True)
    ]
    numbered = [
        (depth, block.level) for block, depth in zip(blocks, depths, strict=True) if depth and block.level is not None
    ]
    if not numbered:
        return tuple(blocks)
    top = min(depth for depth, _ in numbered)
    base = min(level for depth, level in numbered if depth == top)
    return tuple(
        replace(block, level=min(DEEPEST, max(block.level, base + depth - top)))
        if depth and block.level is not None
        else block
        for block, depth in zip(blocks, depths, strict=True)
    )
