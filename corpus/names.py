"""Looking for many names at once in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.units import Words


class Names:
    """Names of several things, each known by a number."""

    def __init__(self) -> None:
        self._numbers: dict[Words, set[int]] = {}
        self._longest = 0

    def add(self, number: int, names: Iterable[Words]) -> None:
        """Add names, folded words each, of the thing with this number."""
        for name in names:
            if name:
                self._numbers.setdefault(name, set()).add(number)
                self._longest = max(self._longest, len(name))

    def in_words(self, words: Sequence[str]) -> set[int]:
        """The numbers of the things that are named in these words."""
        out: set[int] = set()
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                out |= self._numbers.get(tuple(words[start:end]), set())
        return out
