"""How well the words of a row fit a query: what stands for each unit, how often, how near to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.units import Unit, Words
from extract.charfold import spread

K1, B = 1.6, 0.1
"""BM25's constants: how soon another occurrence adds nothing, how much length counts. That of a
sentence counts far less than that of a document (0.75): a longer sentence is not about more things."""

TYPED, FORM, OTHER = 1.0, 0.95, 0.8
"""What an occurrence counts: the words as typed, another form of them, the other language."""

NAMED = {"metal": 0.95, "place": 0.9, "actor": 0.9, "challenge": 0.45, "instrument": 0.45}
"""What a concept counts where none of its words as typed stands in the row: a theme is wider than the word for it."""

MEMBER = 0.8
"""What of that a metal counts where its group is asked for."""

AROUND = 0.35
"""What counts of a unit that stands only in the rest of a finding's sentence."""

NEAR, PHRASE, TITLE = 1.3, 0.3, 0.17
"""What two units beside each other add, all words unbroken as typed, a unit in the document's title; in shares of
the units' weight."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a row for a unit: how often, weighted; what it is; where, in words from the beginning.

    `how` is `typed`, `form`, `around` (in the rest of the finding's sentence), the words of the other language, or a
    concept.
    """

    times: float
    how: str
    places: tuple[int, ...] = ()


class Scorer:
    """Scores rows for units, from their words and concepts."""

    def __init__(
        self, units: Sequence[Unit], phrases: Sequence[Words], weights: Sequence[float], average: float
    ) -> None:
        """`weights` says how much each unit counts, `average` how many words a row has on the average."""
        self._units = units
        self._weights = weights
        self._average = average
        self._starts: dict[str, list[tuple[Words, int, str]]] = {}
        for phrase in phrases:
            self._expect(phrase, -1, "phrase")
        for index, unit in enumerate(units):
            self._expect(unit.words, index, "typed")
            for form in unit.forms:
                self._expect(form, index, "form")
            for number, other in enumerate(unit.others):
                for part, choices in enumerate(other):
                    for choice in choices:
                        self._expect(choice, index, f"{number} {part}")
        self._prefixes = [(index, unit.words[-1]) for index, unit in enumerate(units) if unit.prefix]

    def _expect(self, words: Words, unit: int, what: str) -> None:
        if words:
            self._starts.setdefault(words[0], []).append((words, unit, what))

    def found(self, text: str, concepts: frozenset[str] = frozenset()) -> tuple[list[Found | None], bool, int]:
        """What stands in a text for each unit, whether a phrase stands there unbroken, how many words it has."""
        words = spread(text).split()
        places: list[dict[str, list[int]]] = [{} for _ in self._units]
        unbroken = False
        for at, word in enumerate(words):
            for expected, unit, what in self._starts.get(word, ()):
                if len(expected) > 1 and tuple(words[at : at + len(expected)]) != expected:
                    continue
                if unit < 0:
                    unbroken = True
                else:
                    places[unit].setdefault(what, []).append(at)
            for unit, prefix in self._prefixes:
                if word.startswith(prefix) and word != prefix:
                    places[unit].setdefault("form", []).append(at)
        found = [_found(unit, held, concepts) for unit, held in zip(self._units, places, strict=True)]
        return found, unbroken, len(words)

    def score(self, found: Sequence[Found | None], unbroken: bool, length: int) -> float:
        """BM25 of what was found, and what nearness adds."""
        norm = K1 * (1 - B + B * length / self._average)
        total = 0.0
        last: tuple[Found, float] | None = None
        for one, weight in zip(found, self._weights, strict=True):
            if one is None:
                continue
            total += weight * one.times * (K1 + 1) / (one.times + norm)
            if one.places:
                if last:
                    total += NEAR * min(weight, last[1]) / (1 + _gap(last[0].places, one.places) / 4)
                last = one, weight
        return total + (PHRASE * sum(self._weights) if unbroken else 0.0)


def _found(unit: Unit, held: Mapping[str, list[int]], concepts: frozenset[str]) -> Found | None:
    typed, forms = held.get("typed", []), held.get("form", [])
    if typed or forms:
        times = TYPED * len(typed) + FORM * len(forms)
        return Found(times, "typed" if typed else "form", tuple(sorted(typed + forms)))
    best: Found | None = None
    for number, other in enumerate(unit.others):
        parts = [held.get(f"{number} {part}") for part in range(len(other))]
        if parts and all(parts):  # what is called only by empty words is not looked for by them
            times = OTHER * min(len(part or ()) for part in parts)
            if best is None or times > best.times:
                best = Found(times, unit.called[number], tuple(at for part in parts for at in part or ()))
    for concept in (*unit.concepts, *unit.members):
        weight = NAMED[concept.partition(":")[0]] * (MEMBER if concept in unit.members else 1.0)
        if concept in concepts and (best is None or weight > best.times):
            best = Found(weight, concept, best.places if best else ())
    return best


def _gap(one: Sequence[int], other: Sequence[int]) -> int:
    """The words between the nearest two places."""
    return max(0, min(abs(a - b) for a in one for b in other) - 1)
