"""Where words that a person kept stand in a text that was read anew: as they were, or a little changed by reading."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property

ANCHOR = 32
"""Characters on either side of a quote that are kept with it."""

_CONTEXT = 6  # squeezed characters beside a quote that must be the same where its own words are not
_ALIKE = 0.8  # of the squeezed characters of a quote that must be the same
_IGNORED = frozenset("-‐‑­\u200b\u200c\u200d\u2060\ufeff")  # what readers differ in: hyphens at line ends, joiners


def squeeze(text: str) -> str:
    """The text without what readers differ in: spaces, breaks, hyphens, width and case."""
    return "".join(_squeezed(text))


def _squeezed(text: str) -> Iterator[str]:
    """For each character what is left of it."""
    for char in text:
        if char.isspace() or char in _IGNORED:
            yield ""
        elif char.isascii():
            yield char.lower()
        else:
            yield unicodedata.normalize("NFKC", char).casefold().replace(" ", "")


class Squeezed:
    """A text and the same squeezed, with the way back from places in the one to the other."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _parts(self) -> tuple[str, list[int]]:
        out, places = [], []
        for at, left in enumerate(_squeezed(self.text)):
            out.append(left)
            places += [at] * len(left)
        return "".join(out), places

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Every place of the words, whatever spaces and hyphens stand in them."""
        wanted = squeeze(words)
        whole, places = self._parts
        at = whole.find(wanted) if wanted else -1
        while at >= 0:
            yield places[at], places[at + len(wanted) - 1] + 1
            at = whole.find(wanted, at + 1)

    def between(self, before: str, after: str, size: int) -> tuple[int, int] | None:
        """The stretch of about so many squeezed characters between the end of `before` and the beginning of `after`."""
        whole, places = self._parts
        left, right = squeeze(before)[-2 * _CONTEXT :], squeeze(after)[: 2 * _CONTEXT]
        if min(len(left), len(right)) < _CONTEXT:
            return None
        at = whole.find(left)
        while at >= 0:
            start = at + len(left)
            end = whole.find(right, start, start + size + max(8, size // 4) + len(right))
            if end > start and end - start >= size * _ALIKE:
                return places[start], places[end - 1] + 1
            at = whole.find(left, at + 1)
        return None


def place(
    quote: str, before: str, after: str, page: int, *, text: str, pages: Sequence[tuple[int, int, int]],
    squeezed: Squeezed | None = None,
) -> tuple[int, int] | None:  # fmt: skip
    """Where words that a person kept stand: of several places the one with the same surroundings, on the same page.

    Words that a reader spaced or hyphenated otherwise are found as well, and words with a character or two changed
    where the same stand on both sides; None where they are gone. `pages` are numbers, starts and ends in order.
    """
    found = _exact(text, quote)
    starts = [start for _, start, _ in pages]
    if not found:
        squeezed = squeezed or Squeezed(text)
        found = list(squeezed.find(quote))
    if not found and (between := (squeezed or Squeezed(text)).between(before, after, len(squeeze(quote)))):
        found = [between] if alike(quote, text[slice(*between)]) >= _ALIKE else []

    def rank(at: tuple[int, int]) -> tuple[int, bool]:
        near = shared(text[max(0, at[0] - ANCHOR) : at[0]][::-1], before[::-1])
        near += shared(text[at[1] : at[1] + ANCHOR], after)
        on = bisect_right(starts, at[0]) - 1
        return near, on >= 0 and pages[on][0] == page

    best = max(found, key=rank, default=None)
    # Of several places none is meant where nothing around them is as it was.
    return None if best and len(found) > 1 and rank(best) == (0, False) else best


def _exact(text: str, quote: str) -> list[tuple[int, int]]:
    out = []
    at = text.find(quote)
    while at >= 0:
        out.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return out


def alike(one: str, other: str) -> float:
    """What share of the squeezed characters two stretches have in common, in order: 1 where readers differ only."""
    return SequenceMatcher(None, squeeze(one), squeeze(other), autojunk=False).ratio()


def beside(before: str, after: str, text: str, start: int, end: int) -> bool:
    """Whether a stretch of the text has the same words before or after it, so far as these were kept."""
    left, right = squeeze(before), squeeze(after)
    here, there = squeeze(text[max(0, start - 2 * ANCHOR) : start]), squeeze(text[end : end + 2 * ANCHOR])
    return (len(left) >= _CONTEXT and shared(left[::-1], here[::-1]) >= _CONTEXT) or (
        len(right) >= _CONTEXT and shared(right, there) >= _CONTEXT
    )


def shared(one: str, other: str) -> int:
    """How many characters two strings begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
