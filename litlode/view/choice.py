"""Which pages of a document are asked for: `3`, `1-20`, `1-3,7,10-`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"(\d+)(?:(-)(\d*))?")


@dataclass(frozen=True, slots=True)
class PageChoice:
    """Page numbers from 1 as ranges, both ends included; no ranges stand for every page, an open end for the last."""

    ranges: tuple[tuple[int, int | None], ...] = ()

    def __post_init__(self) -> None:
        for first, last in self.ranges:
            if first < 1 or (last is not None and last < first):
                raise ValueError(f"no pages {first}-{'' if last is None else last}")

    def __contains__(self, page: int) -> bool:
        return not self.ranges or any(first <= page and (last is None or page <= last) for first, last in self.ranges)

    def __str__(self) -> str:
        return ",".join(
            str(first) if first == last else f"{first}-{'' if last is None else last}" for first, last in self.ranges
        )


def parse_pages(text: str) -> PageChoice:
    """The pages that `text` names (nothing: all); raises ValueError where it is no list of pages."""
    ranges: list[tuple[int, int | None]] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        found = _PART.fullmatch(part)
        if not found:
            raise ValueError(f"{part!r} is no page or range of pages")
        first = int(found[1])
        last = first if not found[2] else int(found[3]) if found[3] else None
        ranges.append((first, last))
    return PageChoice(tuple(ranges))
