"""Boosted trees as plain arrays, evaluated in numpy: scikit-learn, which fits them, takes two seconds to import.

The first comparisons of all trees are made at once, then the second ones, and so on. A tree's leaves are numbered
from left to right, one bit each; a node whose comparison fails takes away the leaves at its left, and the first leaf
that is left over is the one reached (Lucchese et al. 2015, "QuickScorer: a fast algorithm to rank documents with
additive ensembles of regression trees").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Bits = npt.NDArray[np.uint16]

MOST_LEAVES = 16  # of a tree; a bit each
ROWS = 256  # sentences at a time: what is compared stays in the processor's cache

_FIRST = np.array([(value & -value).bit_length() - 1 for value in range(1 << MOST_LEAVES)], np.int8)


@dataclass(frozen=True, kw_only=True)
class Forest:
    """The trees of one model of two classes: for each inner node its feature, its threshold and the leaves that stay.

    `starts` are the first nodes of the trees, `leaves` (trees, MOST_LEAVES) their values in log odds.
    """

    feature: Ints
    threshold: Floats
    stays: Bits
    starts: npt.NDArray[np.int64]
    leaves: Doubles
    baseline: float

    def log_odds(self, rows: Floats) -> Doubles:
        """The log odds of the second class for each row of features, shape (n,)."""
        parts = [self._few(rows[at : at + ROWS]) for at in range(0, len(rows), ROWS)]
        return np.concatenate(parts) if parts else np.empty(0)

    @cached_property
    def _rounds(self) -> list[tuple[Ints, Floats, Bits]]:
        """The first comparison of every tree, the second of every tree …: features, thresholds, leaves that go.

        A tree that has no more repeats its last.
        """
        sizes = np.diff(self.starts, append=len(self.feature))
        nodes = [self.starts + np.minimum(nth, sizes - 1) for nth in range(max(sizes))]
        return [(self.feature[own], self.threshold[own, None], ~self.stays[own, None]) for own in nodes]

    def _few(self, rows: Floats) -> Doubles:
        columns = np.ascontiguousarray(rows.T)
        gone = np.zeros((len(self.starts), len(rows)), np.uint16)
        for feature, threshold, goes in self._rounds:
            gone |= (columns[feature] > threshold) * goes
        reached = _FIRST[np.ascontiguousarray(~gone.T)]
        trees = np.arange(len(self.starts))
        return self.baseline + np.asarray(self.leaves.ravel()[reached + MOST_LEAVES * trees].sum(axis=1))

    def arrays(self, name: str) -> dict[str, Any]:
        """The arrays under names that begin with `name`, as `from_arrays` takes them."""
        fields = ("feature", "threshold", "stays", "starts", "leaves", "baseline")
        return {f"{name}.{field}": getattr(self, field) for field in fields}

    @classmethod
    def from_arrays(cls, name: str, file: Mapping[str, Any]) -> Forest:
        """The trees kept in `file` under names that begin with `name`."""
        return cls(
            feature=file[f"{name}.feature"],
            threshold=file[f"{name}.threshold"],
            stays=file[f"{name}.stays"],
            starts=file[f"{name}.starts"].astype(np.int64),
            leaves=file[f"{name}.leaves"],
            baseline=float(file[f"{name}.baseline"]),
        )


def flatten(model: Any) -> Forest:
    """The trees of a fitted `HistGradientBoostingClassifier` of two classes.

    Raises ValueError where a tree has more leaves than there are bits, or none but one.
    """
    feature: list[int] = []
    threshold: list[float] = []
    stays: list[int] = []
    starts: list[int] = []
    leaves = np.zeros((len(model._predictors), MOST_LEAVES))
    for tree, (predictor,) in enumerate(model._predictors):
        starts.append(len(feature))
        values: list[float] = []

        def walk(at: int, nodes: Any = predictor.nodes, values: list[float] = values) -> int:
            """Notes the node's part of the tree, left before right; its leaves as bits."""
            node = nodes[at]
            if node["is_leaf"]:
                values.append(float(node["value"]))
                return 1 << (len(values) - 1)
            left = walk(int(node["left"]))
            feature.append(int(node["feature_idx"]))
            threshold.append(_at_most(float(node["num_threshold"])))
            stays.append(0xFFFF & ~left)
            return left | walk(int(node["right"]))

        walk(0)
        if not 1 < len(values) <= MOST_LEAVES:
            raise ValueError(f"a tree of {len(values)} leaves cannot be kept; 2 to {MOST_LEAVES} can")
        leaves[tree, : len(values)] = values
    return Forest(
        feature=np.array(feature, np.int32),
        threshold=np.array(threshold, np.float32),
        stays=np.array(stays, np.uint16),
        starts=np.array(starts, np.int64),
        leaves=leaves,
        baseline=float(np.ravel(model._baseline_prediction)[0]),
    )


def _at_most(value: float) -> float:
    """The largest single-precision number that is not above `value`: it parts such numbers in the same way."""
    single = np.float32(value)
    return float(single if float(single) <= value else np.nextafter(single, np.float32(-np.inf)))
