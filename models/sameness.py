"""How likely two findings say the same, in either language and whatever the words.

Findings are compared by the vectors of their words (`models.vectors`, learned once more so that measures which a
careless reader takes for one another lie apart), by the objects that they are about (metals, rare earths as one) and by
their themes. `weights/sameness.json` has what each of these weighs, a logistic regression; both are learned by
`models.likeness`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from models.lexicon import lexicon
from models.vectors import DIMENSIONS, FOLDER, Coder

__all__ = ["DIMENSIONS", "LEAST_NEAR", "features", "objects", "pack", "probabilities", "vectors"]

Array = np.ndarray[Any, Any]

VECTORS, WEIGHTS = FOLDER / "same.i8", FOLDER / "sameness.json"
SCALE = 127
"""A vector of length one is kept as so many times its numbers, in bytes."""

LEAST_NEAR = 0.3
"""Findings that are less near than this are taken for different ones without a further look."""

_RARE_EARTHS = frozenset({
    "REE", "LREE", "HREE", "La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu",
})  # fmt: skip
_PLATINUM_METALS = frozenset({"PGM", "Pt", "Pd", "Rh", "Ru", "Os", "Ir"})
_OF_MAGNETS = frozenset({"Fe", "B"})  # Nd-Fe-B is about its rare earth


@cache
def _coder() -> Coder:
    return Coder(VECTORS)


def vectors(spread: Sequence[str]) -> Array:
    """What texts, spread out as by `corpus.cjk.spread`, mean: (n, 128) bytes, zeros where no word is known."""
    return np.asarray(np.round(_coder().vectors(spread) * SCALE), dtype=np.int8)


def objects(metals: Iterable[str]) -> frozenset[str]:
    """What a finding about these metals (bare ids) is about: rare earths are one object, so are platinum metals."""
    out = {"REE" if m in _RARE_EARTHS else "PGM" if m in _PLATINUM_METALS else m for m in metals}
    return frozenset(out - _OF_MAGNETS if "REE" in out else out)


@cache
def _bits() -> Mapping[str, int]:
    concepts = lexicon().concepts
    metals = sorted(objects(c.bare for c in concepts if c.kind == "metal") | _OF_MAGNETS)
    themes = sorted(c.id for c in concepts if c.kind in ("challenge", "instrument"))
    return {name: bit for names in (metals, themes) for bit, name in enumerate(names)}


def pack(names: Iterable[str]) -> int:
    """Objects or themes as the bits of a number below 2**64; what the lexicon does not have is left out."""
    bits = _bits()
    return sum(1 << bits[name] for name in set(names) if name in bits)


def features(near: Array, one: Any, others: Any) -> Array:
    """What speaks for and against one row saying the same as others: (n, 10) numbers.

    `near` are the cosines of their vectors; a row has `objects` and `themes` as bits, `kind` and `lang` as numbers.
    """
    shared, either = one["objects"] & others["objects"], one["objects"] | others["objects"]
    themes, all_themes = one["themes"] & others["themes"], one["themes"] | others["themes"]
    across = (one["lang"] != others["lang"]).astype(np.float64)
    named = (one["objects"] != 0) & (others["objects"] != 0)
    out = np.empty((len(near), 10))
    out[:, 0] = near
    out[:, 1] = np.where(either != 0, np.bitwise_count(shared) / np.maximum(np.bitwise_count(either), 1), 0.5)
    out[:, 2] = shared != 0
    out[:, 3] = named & (shared == 0)
    out[:, 4] = (one["objects"] != 0) != (others["objects"] != 0)
    out[:, 5] = np.where(all_themes != 0, np.bitwise_count(themes) / np.maximum(np.bitwise_count(all_themes), 1), 0.3)
    out[:, 6] = (one["themes"] != 0) & (others["themes"] != 0) & (themes == 0)
    out[:, 7] = across
    out[:, 8] = across * near
    out[:, 9] = one["kind"] == 0
    return out


@cache
def _weights() -> tuple[Array, float]:
    kept = json.loads(WEIGHTS.read_text("utf-8"))
    return np.array(kept["weights"]), float(kept["bias"])


def probabilities(near: Array, one: Any, others: Any) -> Array:
    """How likely one row says the same as each of others, 0 to 1; see `features`."""
    weights, bias = _weights()
    return np.asarray(1 / (1 + np.exp(-(features(near, one, others) @ weights + bias))))
