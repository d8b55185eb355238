"""Where cue words stand in sentences, and what stands over them: numbers for the classifiers.

A cue is not the same everywhere: "reduces the risk" tells of relief, "no sufficient supply" of a problem. For some
pairs of groups it is counted how often one stands shortly behind the other in the same clause, and how often not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]

STATISTICS = ("how often", "whether", "how early", "how late")
MOST = 4  # occurrences in a sentence are told apart up to here


@dataclass(frozen=True, slots=True)
class Hits:
    """Cue words in the order of the text: each one's sentence, clause, first unit (word or character), end, groups."""

    sentence: Ints
    clause: Ints
    start: Ints
    end: Ints
    mask: Bits


def group_statistics(hits: Hits, groups: int, begins: Ints) -> Floats:
    """How often and where each group occurs, shape (sentences, 4 × groups).

    `begins` are the first units of the sentences, and one more for the end of the last. For each group: occurrences
    (capped at 4, as a share of 4), 0 or 1, how early the first and how late the last stands, from 0 to 1.
    """
    count = len(begins) - 1
    out = np.zeros((count, groups, len(STATISTICS)), dtype=np.float32)
    lengths = np.maximum(np.diff(begins) - 1, 1)
    for group in range(groups):
        own = np.flatnonzero(hits.mask & np.uint64(1 << group))
        if not len(own):
            continue
        rows, at, times = np.unique(hits.sentence[own], return_index=True, return_counts=True)
        first, last = own[at], own[at + times - 1]
        out[rows, group, 0] = np.minimum(times, MOST) / MOST
        out[rows, group, 1] = 1
        out[rows, group, 2] = 1 - (hits.start[first] - begins[rows]) / lengths[rows]
        out[rows, group, 3] = np.minimum(1, (hits.end[last] - begins[rows]) / lengths[rows])
    return out.reshape(count, groups * len(STATISTICS))


def scope_statistics(hits: Hits, pairs: Sequence[tuple[int, int, int]], count: int) -> Floats:
    """For each pair of groups (over, under, reach): how often the second stands up to `reach` units behind the first
    in one clause, and how often not; shape (sentences, 2 × pairs), capped at 4, as shares of 4.
    """
    out = np.zeros((count, len(pairs), 2), dtype=np.float32)
    places = np.arange(len(hits.start))
    for column, (over, under, reach) in enumerate(pairs):
        own = np.flatnonzero(hits.mask & np.uint64(under))
        if not len(own):
            continue
        above = (hits.mask & np.uint64(over)) != 0
        last = np.maximum.accumulate(np.where(above, places, -1))
        before = np.where(own > 0, last[np.maximum(own - 1, 0)], -1)
        near = np.maximum(before, 0)
        ruled = (before >= 0) & (hits.clause[near] == hits.clause[own])
        ruled &= (hits.start[own] - hits.end[near] <= reach) & (hits.start[own] >= hits.end[near])
        for which, chosen in enumerate((own[ruled], own[~ruled])):
            times = np.bincount(hits.sentence[chosen], minlength=count)[:count]
            out[:, column, which] = np.minimum(times, MOST) / MOST
    return out.reshape(count, 2 * len(pairs))
