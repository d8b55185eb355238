"""Levels of headings: what their numbers tell goes before what their size tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.headings import dotted_number, heading_level
from extract.types import Block

DEEPEST = 6


def with_levels(blocks: Sequence[Block], words: Sequence[str]) -> tuple[Block, ...]:
    """The blocks with each numbered heading deeper than the one that its number stands under.

    Printers set `2` and `2.1`, or `一、` and `（一）`, in one size; a smaller size is a deeper level without numbers.
    """
    above: dict[int, tuple[str, int]] = {}  # by depth, the last heading's number and level
    out = []
    for block, piece in zip(blocks, words, strict=True):
        depth = heading_level(piece) if block.kind == "heading" and block.section != "title" else None
        if depth is None or block.level is None:
            out.append(block)
            continue
        number, level = dotted_number(piece), block.level
        parent = next((above[d] for d in range(depth - 1, 0, -1) if d in above), None)
        if parent is not None and number.startswith(parent[0]):
            level = min(DEEPEST, max(level, parent[1] + 1))
        above = {d: heading for d, heading in above.items() if d < depth} | {depth: (number, level)}
        out.append(replace(block, level=level))
    return tuple(out)
