"""Looking for many names at once in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.units import Words


class Names:
    """Names of several things, each known by a number."""

    def __init__(self) -> None:
        self._starts: dict[str, set[tuple[Words, int]]] = {}

    def add(self, number: int, names: Iterable[Words]) -> None:
        """Add names, folded words each, of the thing with this number."""
        for name in names:
            if name:
                self._starts.setdefault(name[0], set()).add((name, number))

    def in_words(self, words: Sequence[str]) -> set[int]:
        """The numbers of the things that are named in these words."""
        out: set[int] = set()
        for start, word in enumerate(words):
            for name, number in self._starts.get(word, ()):
                if len(name) == 1 or tuple(words[start : start + len(name)]) == name:
                    out.add(number)
        return out
