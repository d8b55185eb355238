"""Which kinds of measure an English recommendation asks for: words and short patterns of words, looked up by token."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
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
class _Word:
    """What may stand at a place of a term: whole words, beginnings of words."""

    whole: frozenset[str]
    openings: tuple[str, ...]

    def fits(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.openings)


@dataclass(frozen=True, slots=True)
class _Term:
    """A term cut into words; `gaps`: before which of them others may stand, `needs`: which cannot be missing."""

    theme: str
    weight: int
    words: tuple[_Word, ...]
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


@cache
def _word(written: str) -> _Word:
    either = written.split("/")
    openings = tuple(word.removesuffix("*") for word in either if word.endswith("*"))
    return _Word(frozenset(word for word in either if not word.endswith("*")), openings)


def _term(theme: str, weight: int, written: str) -> _Term:
    words: list[_Word] = []
    gaps: set[int] = set()
    for word in written.split():
        if word == "..":
            gaps.add(len(words))
        else:
            words.append(_word(word))
    needs = frozenset[str]().union(*(word.whole for word in words[1:] if not word.openings and len(word.whole) == 1))
    return _Term(theme, weight, tuple(words), frozenset(gaps), needs)


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The terms that may begin with a word, the longest first: by the word that follows, and before all others."""

    followed: dict[str, tuple[_Term, ...]]
    other: tuple[_Term, ...]


def _longest_first(terms: Iterable[_Term]) -> tuple[_Term, ...]:
    return tuple(sorted(terms, key=lambda term: -len(term.words)))


class _Index:
    """The terms by their first word, those that end in `*` by what stands before it; cut into words when first met."""

    def __init__(self) -> None:
        self.whole: dict[str, list[tuple[str, int, str]]] = {}
        self.opening: dict[str, list[tuple[str, int, str]]] = {}
        self.known: dict[str, _Beginning] = {}
        for theme, row in rows().items():
            for role, weight in (("firm", FIRM), ("hint", HINT)):
                for written in row.get(role, ()):
                    for word in written.split(maxsplit=1)[0].split("/"):
                        table = self.opening if word.endswith("*") else self.whole
                        table.setdefault(word.removesuffix("*"), []).append((theme, weight, written))

    def at(self, word: str) -> _Beginning:
        """The terms that may begin with a word; kept in `known`."""
        written = list(self.whole.get(word, ()))
        for length in range(1, len(word) + 1):
            written += self.opening.get(word[:length], ())
        terms = [_term(*row) for row in written]
        other: list[_Term] = []
        followed: dict[str, list[_Term]] = {}
        for term in terms:
            if len(term.words) == 1 or 1 in term.gaps or term.words[1].openings:
                other.append(term)
            else:
                for second in term.words[1].whole:
                    followed.setdefault(second, []).append(term)
        found = _Beginning({w: _longest_first(t + other) for w, t in followed.items()}, _longest_first(other))
        if len(self.known) < MOST_KNOWN:
            self.known[word] = found
        return found


@cache
def _index() -> _Index:
    return _Index()


def _end(term: _Term, words: Sequence[str], at: int) -> int:
    """Past which word the term ends that may begin at `at`; 0 where it does not stand there."""
    at += 1
    for place, pattern in enumerate(term.words[1:], 1):
        last = at + (REACH if place in term.gaps else 0)
        while at <= last:
            if at >= len(words) or words[at] in _STOPS:
                return 0
            if pattern.fits(words[at]):
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
        begun = known.get(words[at]) or index.at(words[at])
        terms = begun.followed.get(words[at + 1], begun.other) if at + 1 < len(words) else begun.other
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
