"""Medians and quantiles of short arrays: numpy's own take some fifty microseconds a call, whatever the length."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def quantile(values: npt.ArrayLike, share: float) -> float:
    """The value below which `share` of the (one or more) values lie, between two neighbours by their distance."""
    ordered = np.sort(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    below = float(ordered[low])
    return below if place == low else below + (place - low) * (float(ordered[low + 1]) - below)


def median(values: npt.ArrayLike) -> float:
    """The middle value, or the mean of the two in the middle."""
    return quantile(values, 0.5)
