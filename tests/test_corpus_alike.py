"""The nearest of many packed findings: near enough, about the same metals, the nearest first and not too many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.alike import ROW, meaning_of, nearest, packed_meaning

OBJECTS = st.sampled_from((0, 1, 2, 3))
NEARNESS = st.floats(0, 1, width=32)


def rows(objects: list[int]) -> np.ndarray:
    out = np.zeros(len(objects), dtype=ROW)
    out["objects"] = objects
    return out


@given(st.lists(OBJECTS, max_size=4), st.lists(OBJECTS, max_size=6), st.data())
def test_they_are_those_that_looking_at_each_finds(some: list[int], others: list[int], data: st.DataObject) -> None:
    numbers = data.draw(st.lists(NEARNESS, min_size=len(some) * len(others), max_size=len(some) * len(others)))
    near = np.array(numbers, dtype=np.float32).reshape(len(some), len(others))
    at, other = nearest(near, rows(some), rows(others), least=0.5, most=2)
    for a, own in enumerate(some):
        allowed = [b for b, of in enumerate(others) if near[a, b] >= 0.5 and (own & of or not own or not of)]
        wanted = sorted((near[a, b] for b in allowed), reverse=True)[:2]
        assert near[a, other[at == a]].tolist() == wanted
        assert set(other[at == a].tolist()) <= set(allowed)


def test_meanings_are_kept_in_a_byte_a_number() -> None:
    meaning = np.random.default_rng(0).normal(size=512).astype(np.float32)
    kept = packed_meaning(meaning)
    assert len(kept) == 512
    again = meaning_of(kept)
    assert np.linalg.norm(again) == pytest.approx(1, abs=1e-5)
    assert float(again @ meaning) / float(np.linalg.norm(meaning)) > 0.999
    assert not meaning_of(packed_meaning(np.zeros(512, dtype=np.float32))).any()
