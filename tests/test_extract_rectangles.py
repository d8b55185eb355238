"""Rectangles of lines: one a line, holding its characters, and drawn back or parted where neighbours would be held."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.rectangles import MIDDLES, MOST_CUTS, Letters

MIDDLE = sum(MIDDLES) / 2  # where the middle of a usual letter lies
EM = 10.0


def printed(text: str, x: float, top: float, *, em: float = EM) -> list[tuple[float, float, float, float]]:
    """Boxes of letters half as wide as high; a blank has none."""
    nowhere = (np.nan,) * 4
    return [
        nowhere if char == " " else (x + at * em / 2, top, x + (at + 1) * em / 2, top + em)
        for at, char in enumerate(text)
    ]


def holds(box: np.ndarray, glyph: np.ndarray) -> bool:
    x, y = (glyph[0] + glyph[2]) / 2, glyph[1] + MIDDLE * (glyph[3] - glyph[1])
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def test_a_line_off_its_neighbours_has_the_rectangle_around_its_letters() -> None:
    glyphs = np.array(printed("tin and", 20, 0) + printed("tungsten", 20, 12), np.float32)
    boxes = [box.tolist() for box in Letters(glyphs).rectangles([(4, 7), (7, 15)])]
    assert boxes == [[40, 0, 55, 10], [20, 12, 60, 22]]


def test_blanks_alone_have_no_rectangle() -> None:
    glyphs = np.array(printed("a  b", 0, 0), np.float32)
    assert list(Letters(glyphs).rectangles([(1, 3), (4, 4)])) == []


def test_lines_that_overlap_have_their_edges_between_their_middles() -> None:
    glyphs = np.array(printed("cobalt", 0, 0, em=16) + printed("nickel ore", 0, 7, em=16), np.float32)
    upper, lower = Letters(glyphs).rectangles([(0, 6), (6, 16)])
    assert upper[3] == pytest.approx(lower[1])
    assert upper.tolist()[:3] == [0, 0, 48]
    assert lower.tolist()[2:] == [80, 23]
    for box, own in ((upper, range(6)), (lower, range(6, 16))):
        assert [at for at, glyph in enumerate(glyphs) if holds(box, glyph)] == [at for at in own if glyphs[at, 0] >= 0]


def test_letters_of_another_line_amid_a_line_part_its_rectangle() -> None:
    glyphs = np.array([*printed("x", 0, 0), *printed("y", 30, 0), *printed("2", 12, 0)], np.float32)
    assert [box.tolist() for box in Letters(glyphs).rectangles([(0, 2)])] == [[0, 0, 5, 10], [30, 0, 35, 10]]


def test_letters_amid_a_line_that_runs_down_the_page_part_it_too() -> None:
    down = [(0, at * EM, EM, (at + 1) * EM) for at in (0, 1, 4, 5, 2.5)]
    assert [box.tolist() for box in Letters(np.array(down, np.float32)).rectangles([(0, 4)])] == [
        [0, 0, EM, 2 * EM],
        [0, 4 * EM, EM, 6 * EM],
    ]


def test_a_ligature_that_the_span_cuts_is_in_the_rectangle() -> None:
    whole = [*printed("of", 0, 0), (10.0, 0.0, 18.0, 10.0), (10.0, 0.0, 18.0, 10.0), *printed("ne", 18, 0)]
    glyphs = np.array(whole, np.float32)
    assert [box.tolist() for box in Letters(glyphs).rectangles([(0, 3), (3, 6)])] == [[0, 0, 18, 10], [10, 0, 28, 10]]


def test_a_line_woven_into_another_has_few_rectangles() -> None:
    glyphs = np.array(printed("a b " * 30, 0, 0) + printed(" c d" * 30, 2.5, 0), np.float32)
    assert 1 < len(list(Letters(glyphs).rectangles([(0, 120)]))) <= 2**MOST_CUTS


places = st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(1, 12), st.integers(4, 16))


@given(st.lists(places, min_size=1, max_size=30), st.data())
def test_each_letter_is_in_a_rectangle_and_none_leaves_the_plain_one(
    found: list[tuple[int, int, int, int]], data: st.DataObject
) -> None:
    glyphs = np.array([(x, top, x + wide, top + high) for x, top, wide, high in found], np.float32)
    start = data.draw(st.integers(0, len(glyphs) - 1))
    end = data.draw(st.integers(start + 1, len(glyphs)))
    boxes, own = list(Letters(glyphs).rectangles([(start, end)])), glyphs[start:end]
    assert all(any(holds(box, glyph) for box in boxes) for glyph in own)
    low, high = own[:, :2].min(axis=0), own[:, 2:].max(axis=0)
    assert all((box[:2] >= low).all() and (box[2:] <= high).all() and (box[:2] <= box[2:]).all() for box in boxes)
