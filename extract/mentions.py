"""Metals, themes, actors and places named in a text, found with one automaton over the raw text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.symbols import find_symbols
from extract.types import Mention, Span
from models.lexicon import Concept, Name, lexicon
from models.lexicon.fold import fold

_WINDOW = 40
_DOC_REACH = 3000
# Between Chinese characters a line's end is nothing; elsewhere a run of white space is one space, an empty line a wall.
_GAP = re.compile(r"\s(?:\s+|(?<=\n))")
_BESIDE = re.compile(r"\s?(?:[、,，/·—–-]|和|及|与|或|以及|and|or)?\s?(?:and |or |和|及)?")


@dataclass(frozen=True)
class _Squeezed:
    """Text without the white space of its lay-out, and the way back to the offsets before."""

    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def back(self, offset: int) -> int:
        """The offset in the text before squeezing."""
        index = bisect_right(self.cuts, offset) - 1
        return offset + self.shifts[index] if index >= 0 else offset


def _squeeze(text: str) -> _Squeezed:
    pieces, cuts, shifts = [], [], []
    last = length = shift = 0
    for match in _GAP.finditer(text):
        gap = match[0]
        if gap.strip(" \t\u3000") == "\n" and _between_cjk(text, match):
            keep = ""
        elif len(gap) == 1:
            continue  # folding makes a space of it
        else:
            keep = "\x00" if gap.count("\n") > 1 else " "
        pieces += [text[last : match.start()], keep]
        length += match.start() - last + len(keep)
        shift += len(gap) - len(keep)
        cuts.append(length)
        shifts.append(shift)
        last = match.end()
    if not pieces:
        return _Squeezed(text, (), ())
    return _Squeezed("".join([*pieces, text[last:]]), tuple(cuts), tuple(shifts))


def _between_cjk(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return "\u3400" <= before <= "\u9fff" and "\u3400" <= after <= "\u9fff"


class _Matcher:
    """An automaton over names, and the names that a longer one hides when it does not fit."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        self.automaton = AhoCorasick([name.text for name in self.names], matchkind=MatchKind.LeftmostLongest)
        by_text = {name.text: index for index, name in enumerate(self.names)}
        self.latin_start = tuple(name.text[0].isascii() and name.text[0].isalnum() for name in self.names)
        self.latin_end = tuple(name.text[-1].isascii() and name.text[-1].isalnum() for name in self.names)
        self.shorter = tuple(
            tuple(by_text[name.text[:cut]] for cut in range(len(name.text) - 1, 0, -1) if name.text[:cut] in by_text)
            for name in self.names
        )

    def find(self, haystack: str, raw: str) -> list[tuple[int, int, Name]]:
        """Leftmost-longest names that stand as words, without regard to sense."""
        found = []
        for index, start, end in self.automaton.find_matches_as_indexes(haystack):
            if self.latin_start[index] and start and haystack[start - 1].isalpha() and haystack[start - 1].isascii():
                continue
            for candidate in (index, *self.shorter[index]):
                stop = start + len(self.names[candidate].text) if candidate != index else end
                fitted = self._fit(candidate, start, stop, haystack, raw)
                if fitted:
                    found.append((start, fitted, self.names[candidate]))
                    break
        return found

    def _fit(self, index: int, start: int, end: int, haystack: str, raw: str) -> int:
        """Where the name ends with a plural's ending taken in; 0 where it is only part of a word."""
        name = self.names[index]
        if name.exact is not None and raw[start:end] != name.exact and raw[start:end] != name.exact.replace("–", "-"):
            return 0
        if name.exact is not None and haystack[end : end + 1].isdigit() and len(name.text) < 5:
            return 0  # PGE2 and YAG02 are other things
        if self.latin_end[index]:
            for ending in ("", "s", "es"):
                stop = end + len(ending)
                after = haystack[stop : stop + 1]
                if haystack[end:stop] == ending and not (after.isascii() and after.isalpha()):
                    return stop
            return 0
        return 0 if name.gives_way and haystack.startswith(name.gives_way, end - 1) else end


@cache
def _metals() -> tuple[_Matcher, dict[str, Concept]]:
    known = lexicon()
    elements = {c.bare: c for c in known.concepts if c.kind == "metal" and c.symbol != "none"}
    return _Matcher(known.terms), elements


@cache
def _themes() -> _Matcher:
    return _Matcher(lexicon().themes)


def _is_meant(found: list[tuple[int, int, Name]], at: int, sure: list[bool], text: str) -> bool:
    """Whether the rule of sense lets the name at index `at` count."""
    start, end, name = found[at]
    sense = name.sense
    if sense is None:
        return True
    left, right = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if sense.speaks("not_after", right):
        return False
    if sense.speaks("not_before", left):
        return sense.beside and _stands_beside(found, at, sure, text)
    if sense.counts or sense.speaks("before", left) or sense.speaks("after", right):
        return True
    if sense.speaks("doc", text[max(0, start - _DOC_REACH) : end + _DOC_REACH]):
        return True
    return sense.beside and _stands_beside(found, at, sure, text)


def _stands_beside(found: list[tuple[int, int, Name]], at: int, sure: list[bool], text: str) -> bool:
    for other in (at - 1, at + 1):
        if 0 <= other < len(found) and sure[other]:
            a, b = sorted((at, other))
            gap = text[found[a][1] : found[b][0]]
            if len(gap) <= 8 and _BESIDE.fullmatch(gap):
                return True
    return False


def _metal_spans(raw: str, folded: str) -> list[tuple[int, int, tuple[str, ...]]]:
    matcher, elements = _metals()
    found = matcher.find(folded, raw)
    sure = [bool(name.ids) and (name.sense is None or name.sense.counts) for _, _, name in found]
    meant: list[bool] = []
    for at in range(len(found)):
        sure[at] = meant_here = bool(found[at][2].ids) and _is_meant(found, at, sure, raw)
        meant.append(meant_here)
    for at in range(len(found) - 2, -1, -1):  # a list is also read from its end
        sense = found[at][2].sense
        if not meant[at] and sense is not None and sense.beside:
            meant[at] = sure[at] = _is_meant(found, at, sure, raw)
    spans = [(start, end, name.ids) for (start, end, name), ok in zip(found, meant, strict=True) if ok]
    blocked = [(start, end) for start, end, name in found if not name.ids]
    named: dict[str, list[int]] = {}
    for start, _, ids in spans:
        for concept in ids:
            named.setdefault(concept.removeprefix("metal:"), []).append(start)
    symbols = find_symbols(raw, elements, named, [(start, end) for start, end, _ in spans])
    for start, end, ids in symbols:
        spans.append((start, end, tuple(f"metal:{symbol}" for symbol in ids)))
    return _without_overlaps(spans, blocked)


def _without_overlaps(
    spans: list[tuple[int, int, tuple[str, ...]]], blocked: list[tuple[int, int]]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """The spans in order, the longer of two that overlap, none that lies in a blocker."""
    ordered = sorted([*spans, *((start, end, ()) for start, end in blocked)], key=lambda s: (s[0], s[0] - s[1]))
    kept: list[tuple[int, int, tuple[str, ...]]] = []
    for span in ordered:
        if kept and span[0] < kept[-1][1]:
            if span[1] - span[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = span
            continue
        kept.append(span)
    return [span for span in kept if span[2]]


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Every concept that `text` names, in order of place; metals do not overlap one another, nor do themes.

    A span that names several commodities (`NdFeB`) gives one mention for each.
    """
    squeezed = _squeeze(text)
    folded = fold(squeezed.text)
    spans = _metal_spans(squeezed.text, folded)
    spans += [(start, end, name.ids) for start, end, name in _themes().find(folded, squeezed.text)]
    mentions = []
    for start, end, ids in sorted(spans):
        first, last = squeezed.back(start), squeezed.back(end - 1) + 1
        quote = text[first:last]
        mentions += [Mention(Span(first, last), concept, quote) for concept in ids]
    return tuple(mentions)


def metal_ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The bare ids of the metals among `mentions` (`Li`, `REE`), sorted, each once."""
    return tuple(sorted({m.concept.removeprefix("metal:") for m in mentions if m.concept.startswith("metal:")}))
