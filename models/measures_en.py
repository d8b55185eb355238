"""Which kinds of measure an English recommendation asks for: words and short patterns of words, looked up by token."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("measures_en.toml")
IDLE = "idle"
FIRM, HINT = 2, 1
MOST_KNOWN = 20_000
REACH = 6
"""Words that `..` may stand for."""
_TOKEN = re.compile(r"[a-z]{0,2}[$€£¥][\d.,]*\d|[\w&]+(?:[-’'–][\w&]+)*|[;:.!?]")
_STOPS = frozenset(";:.!?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Hint:
    """A term that stands in a text: its theme, what it weighs, the offsets where it begins and ends."""

    theme: str
    weight: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Term:
    """A term cut into words; `gaps`: before which of them others may stand, `needs`: which cannot be missing."""

    theme: str
    weight: int
    words: tuple[str, ...]
    gaps: frozenset[int]
    needs: frozenset[str]


def rows() -> dict[str, dict[str, list[str]]]:
    """The terms, examples and counter-examples of each theme (and of `idle`) by role, in the order of the file."""
    return {
        theme: {role: _listed(value) if isinstance(value, str) else list(value) for role, value in row.items()}
        for theme, row in tomllib.loads(DATA.read_text(encoding="utf-8")).items()
    }


def _listed(written: str) -> list[str]:
    return [term.strip() for term in re.split(r",\s", written.strip()) if term.strip()]


def _term(theme: str, weight: int, written: str) -> _Term:
    words: list[str] = []
    gaps: set[int] = set()
    for word in written.split():
        if word == "..":
            gaps.add(len(words))
        else:
            words.append(word)
    needs = frozenset(word for word in words[1:] if not word.endswith("*"))
    return _Term(theme, weight, tuple(words), frozenset(gaps), needs)


class _Index:
    """The terms by their first word, those that end in `*` by what stands before it."""

    def __init__(self) -> None:
        self.whole: dict[str, list[_Term]] = {}
        self.opening: dict[str, list[_Term]] = {}
        self.known: dict[str, tuple[_Term, ...]] = {}
        for theme, row in rows().items():
            for role, weight in (("firm", FIRM), ("hint", HINT)):
                for written in row.get(role, ()):
                    term = _term(theme, weight, written)
                    first = term.words[0]
                    table = self.opening if first.endswith("*") else self.whole
                    table.setdefault(first.removesuffix("*"), []).append(term)

    def at(self, word: str) -> tuple[_Term, ...]:
        """The terms that may begin with a word, the longest first; kept in `known`."""
        terms = list(self.whole.get(word, ()))
        for length in range(1, len(word) + 1):
            terms += self.opening.get(word[:length], ())
        found = tuple(sorted(terms, key=lambda term: -len(term.words)))
        if len(self.known) < MOST_KNOWN:
            self.known[word] = found
        return found


@cache
def _index() -> _Index:
    return _Index()


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _end(term: _Term, words: Sequence[str], at: int) -> int:
    """Past which word the term ends that may begin at `at`; 0 where it does not stand there."""
    at += 1
    for place, pattern in enumerate(term.words[1:], 1):
        last = at + (REACH if place in term.gaps else 0)
        while at <= last:
            if at >= len(words) or words[at] in _STOPS:
                return 0
            if _fits(pattern, words[at]):
                break
            at += 1
        else:
            return 0
        at += 1
    return at


def hints(text: str) -> Iterator[Hint]:
    """The terms that stand in `text`, in order; of those that begin at one word the longest, none within another.

    What is none (`idle`) weighs nothing and hides what it spans. A term with `..` leaves the words it spans to others.
    """
    tokens = list(_TOKEN.finditer(text.lower().replace("’", "'")))
    words = [token[0] for token in tokens]
    present = frozenset(words)
    index, at = _index(), 0
    known = index.known
    while at < len(words):
        terms = known.get(words[at])
        if terms is None:
            terms = index.at(words[at])
        found: list[tuple[_Term, int]] = []
        longest = 1
        for term in terms:
            length = len(term.words)
            if found and length < longest:
                break
            if length == 1:
                stop = at + 1
            elif term.needs <= present:
                stop = _end(term, words, at)
            else:
                continue
            if stop:
                found.append((term, stop))
                longest = length
        if not found:
            at += 1
            continue
        idle = [one for one in found if one[0].theme == IDLE]
        for term, stop in idle[:1] or found:
            start, end = tokens[at].start(), tokens[stop - 1].end()
            yield Hint(theme=term.theme, weight=0 if idle else term.weight, start=start, end=end)
        at += max(1 if term.gaps else len(term.words) for term, _ in found)
