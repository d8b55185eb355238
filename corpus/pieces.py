"""Cutting the words of a query into names, terms and what is left over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from corpus.cjk import Token
from extract.charfold import CJK

LONGEST = 15
"""Words of a name that are looked up together; the longest names of the lexicon and the longest terms have no more."""

THEMES = ("challenge:", "instrument:")
_UNKNOWN = 1.1  # what a token that no list knows costs a way of cutting, where a name costs one


def is_chinese(words: Sequence[str]) -> bool:
    """Whether folded words are looked up as Chinese: 301条款 begins with none of it."""
    return any(CJK.match(word) for word in words)


def touch(found: Sequence[Token]) -> bool:
    """Whether tokens are Chinese characters without anything between them."""
    return all(CJK.match(token.word) for token in found) and unbroken(found)


def unbroken(found: Sequence[Token]) -> bool:
    """Whether nothing stands between tokens."""
    return all(one.end == next_.start for one, next_ in pairwise(found))


def cut(
    found: Sequence[Token], concepts: Mapping[tuple[int, int], object], known: set[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The tokens in as few names and terms as there can be; Chinese characters left over stay together."""
    best: list[tuple[float, int]] = [(0.0, 0)]  # cost up to a token, where its last piece begins
    for end in range(1, len(found) + 1):
        choices = [(best[end - 1][0] + _UNKNOWN, end - 1)]
        for at in range(max(0, end - LONGEST), end):
            if (at, end) in concepts or (at, end) in known:
                # Of two ways with as many pieces the one with concepts, then the one with the longer piece.
                bonus = (0.02 if (at, end) in concepts else 0.0) + 0.001 * (end - at) ** 2
                choices.append((best[at][0] + 1 - bonus, at))
        best.append(min(choices))
    pieces: list[tuple[int, int]] = []
    end = len(found)
    while end:
        at = best[end][1]
        pieces.append((at, end))
        end = at
    return _left_over_joined(found, pieces[::-1], lambda piece: piece in concepts or piece in known)


def cut_finer(
    found: Sequence[Token],
    start: int,
    end: int,
    concepts: Mapping[tuple[int, int], tuple[str, ...]],
    known: set[tuple[int, int]],
) -> list[tuple[int, int]]:
    """A piece in smaller names and terms that leave nothing over; none where it is not made of such.

    A name is taken apart where a part of it names the same: `graphite anode`, but not `rare earth`. A letter by itself
    is no part: `r&d`.
    """
    smaller = {
        (a - start, b - start) for a, b in {*concepts, *known} if start <= a and b <= end and (a, b) != (start, end)
    }
    pieces = [(a + start, b + start) for a, b in cut(found[start:end], {}, smaller)]
    letters = any(b - a == 1 and len(found[a].word) == 1 and found[a].word.isascii() for a, b in pieces)
    whole = not letters and all((a, b) in known or (a, b) in concepts for a, b in pieces)
    named = {concept for concept in concepts.get((start, end), ()) if not concept.startswith(THEMES)}
    return pieces if whole and len(pieces) > 1 and named <= {c for p in pieces for c in concepts.get(p, ())} else []


def _left_over_joined(
    found: Sequence[Token], pieces: Sequence[tuple[int, int]], is_known: Callable[[tuple[int, int]], bool]
) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    open_end = False
    for piece in pieces:
        left = not is_known(piece)
        if left and open_end and touch(found[out[-1][0] : piece[1]]):
            out[-1] = (out[-1][0], piece[1])
        else:
            out.append(piece)
        open_end = left
    return out


def stretches(found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens with Chinese characters that touch in one piece, others one by one."""
    at = 0
    for end in range(1, len(found) + 1):
        if end == len(found) or not touch(found[end - 1 : end + 1]):
            yield found[at:end]
            at = end
