"""What cutting a sentence into its items gives, for both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.types import Span


@dataclass(frozen=True)
class Items:
    """Spans of the items of one sentence, in order: none, or at least two.

    `announced` is true where the sentence itself says what it lists ("key challenges: …", `提出了…等建议`).
    """

    spans: tuple[Span, ...] = ()
    announced: bool = False

    def __post_init__(self) -> None:
        if len(self.spans) == 1:
            raise ValueError("a sentence with one item has none")


_EDGES = frozenset(" \t\r\n\u3000，,；;。.！!？?、：:")
SHORTEST = 3  # characters: a member that is shorter is a scrap of something else


def items_of(ranges: Sequence[tuple[int, int]], *, announced: bool) -> Items:
    """The items at `ranges`, or none where there are fewer than two or one is a scrap."""
    if any(b - a < SHORTEST for a, b in ranges):
        return Items()
    return Items(tuple(Span(a, b) for a, b in ranges), announced) if len(ranges) > 1 else Items()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space and clause marks at its ends."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
