"""What became of a recommendation, by what later texts say: taken up, enacted, dropped, or nothing.

A sentence tells of a recommendation where it tells of something that happened to a measure (`models.outcomes`), and the
measure is this one (`models.sameness`). The last such sentence counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.outcomes import OUTCOMES, probabilities
from models.sameness import Side, probability

RELEVANT = 0.3
"""How likely a sentence must be about the measure; it tells of it in other words than who asks for it."""

HAPPENED = 0.55
"""How likely it must tell that something happened."""


@dataclass(frozen=True)
class Told:
    """A sentence of a later text."""

    key: int
    year: int | None
    text: str
    side: Side


def outcome(text: str, lang: str) -> tuple[str, float]:
    """What a sentence tells to have happened to a measure and how surely it tells that anything did."""
    likely = probabilities([text], lang)[0]
    return OUTCOMES[1 + int(np.argmax(likely[1:]))], float(1 - likely[0])


def status_of(recommendation: Side, later: Sequence[Told]) -> tuple[str, int | None]:
    """What became of a recommendation, and the key of the sentence that says so; `open` and None where none does."""
    status: tuple[str, int | None] = ("open", None)
    for told in sorted(later, key=lambda one: one.year or 0):
        event, sure = outcome(told.text, told.side.lang)
        if sure >= HAPPENED and probability(recommendation, told.side) >= RELEVANT:
            status = (event, told.key)
    return status
