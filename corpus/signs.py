"""Signs of topics in texts: which stand there, and how much each says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.cjk import spread
from corpus.expansion import Sign
from corpus.units import Words

_SURE = 0.9  # how surely the rarest sign tells its topic


class Signs:
    """The signs of several units, looked for all at once."""

    def __init__(self, signs: Sequence[Sequence[Sign]]) -> None:
        self._phrases: dict[str, list[tuple[Words, tuple[int, int]]]] = {}
        self._several: dict[str, list[tuple[tuple[int, int], list[frozenset[str]]]]] = {}
        for unit, found in enumerate(signs):
            for number, sign in enumerate(found):
                if len(sign) > 1:
                    first, *others = [frozenset(form for (form,) in word) for word in sign]
                    for form in first:
                        self._several.setdefault(form, []).append(((unit, number), others))
                    continue
                for phrase in sign[0]:
                    self._phrases.setdefault(phrase[0], []).append((phrase, (unit, number)))

    def _found(self, text: str) -> set[tuple[int, int]]:
        """The signs that stand in a text, each as the number of its unit and its own."""
        words = spread(text).split()
        out, held = set(), set(words)
        for at, word in enumerate(words):
            for phrase, sign in self._phrases.get(word, ()):
                if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                    out.add(sign)
            for sign, others in self._several.get(word, ()):
                if all(not held.isdisjoint(forms) for forms in others):
                    out.add(sign)
        return out

    def strengths(self, texts: Mapping[int, str]) -> list[dict[int, float]]:
        """For each unit, how surely the signs in each text tell its topic, from 0 to 1.

        A sign that stands in many of the texts says little; several say more than one.
        """
        found = {key: self._found(text) for key, text in texts.items()}
        counts: Counter[tuple[int, int]] = Counter(sign for signs in found.values() for sign in signs)
        units = 1 + max((unit for unit, _ in counts), default=-1)
        out: list[dict[int, float]] = [{} for _ in range(units)]
        for key, signs in found.items():
            for unit, number in signs:
                doubt = 1 - _SURE * _rareness(counts[unit, number], len(texts))
                out[unit][key] = 1 - (1 - out[unit].get(key, 0.0)) * doubt
        return out


def _rareness(held: int, texts: int) -> float:
    return math.log(1 + (texts - held + 0.5) / (held + 0.5)) / math.log(1 + (texts + 0.5) / 0.5)
