"""How common a kind of sentence is in a document, and what that says of each of its sentences.

A plan is full of measures, a laboratory report has next to none: the same words are likelier to state one in the first.
The share is told by expectation maximisation from the probabilities themselves (Saerens, Latinne & Decaestecker 2002,
"Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

STEADY = 250
"""How many sentences with the usual share stand beside a document's own: the fewer it has, the less it is believed."""
_MOST_ROUNDS = 200
_CLOSE = 1e-6


def moved(
    probability: float | npt.NDArray[np.float64], log_odds: float | npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Probabilities between 0 and 1 with `log_odds` added to theirs."""
    return np.asarray(1 / (1 + (1 / probability - 1) * np.exp(-log_odds)))


def document_shift(probabilities: npt.NDArray[np.float64], usual: float) -> float:
    """The log odds to add to each sentence of a document, positive where a kind is more common than the `usual` share.

    `probabilities` (n,) are those of its sentences by a model that learned from sentences with the `usual` share (0-1).
    """
    ratio = probabilities / np.maximum(1 - probabilities, _CLOSE) * (1 - usual) / usual
    share = usual
    for _ in range(_MOST_ROUNDS):
        odds = ratio * share / (1 - share)
        before, share = share, (float((odds / (1 + odds)).sum()) + STEADY * usual) / (len(ratio) + STEADY)
        if abs(share - before) < _CLOSE:
            break
    return math.log(share / (1 - share)) - math.log(usual / (1 - usual))
