"""Agreement of two persons: kappa by hand, its interval by published figures and by the slope of kappa."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from factories import library
from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement import agreements, cohen_kappa
from corpus.library import Library
from corpus.screening import Choice, board, decide, new_screening
from corpus.screening_values import ScreeningError

COUNTS = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3)


def test_kappa_is_what_is_counted_by_hand() -> None:
    # po = 35/50; pe = 25/50 * 30/50 + 25/50 * 20/50 = 0.5; kappa = (0.7 - 0.5) / (1 - 0.5)
    figures = cohen_kappa([[20, 5], [10, 15]])
    assert (figures.n, figures.agreed) == (50, 0.7)
    assert figures.expected == pytest.approx(0.5)
    assert figures.kappa == pytest.approx(0.4)


def test_the_interval_is_that_of_the_textbook() -> None:
    # Fleiss, Statistical Methods for Rates and Proportions (1981), table 13.1: kappa 0.68, standard error 0.087
    figures = cohen_kappa([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert figures.kappa is not None and figures.low is not None and figures.high is not None
    assert figures.kappa == pytest.approx(0.676, abs=5e-4)
    assert (figures.high - figures.low) / 2 / 1.96 == pytest.approx(0.0877, abs=1e-3)


def test_agreement_without_exception_is_one_and_nothing_but_chance_is_undefined() -> None:
    assert cohen_kappa([[3, 0], [0, 4]]).kappa == pytest.approx(1.0)
    only = cohen_kappa([[7, 0], [0, 0]])
    assert (only.agreed, only.kappa, only.low) == (1.0, None, None)


@pytest.mark.parametrize("table", [[[0, 1], [0, 0]], [[0, 7], [0, 0]], [[3, 4], [0, 0]], [[3, 0], [4, 0]]])
def test_who_always_decides_the_same_leaves_nothing_to_measure(table: list[list[int]]) -> None:
    figures = cohen_kappa(table)
    assert (figures.kappa, figures.low, figures.high) == (None, None, None)


@pytest.mark.parametrize("table", [[], [[0, 0], [0, 0]], [[1, 2]]])
def test_a_table_that_is_none_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="square"):
        cohen_kappa(table)


@given(COUNTS)
def test_the_interval_is_that_of_the_delta_method(table: list[list[int]]) -> None:
    n = sum(map(sum, table))
    if n < 2 or (figures := cohen_kappa(table)).kappa is None:
        return
    assert figures.low is not None and figures.high is not None
    assert -1 <= figures.low <= figures.kappa <= figures.high <= 1
    if figures.expected > 0.99 or figures.high == 1 or figures.low == -1:
        return
    step = 1e-6
    share = [count / n for row in table for count in row]

    def kappa(cells: list[float]) -> float:
        rows = [sum(cells[3 * i : 3 * i + 3]) for i in range(3)]
        columns = [sum(cells[i::3]) for i in range(3)]
        expected = sum(row * column for row, column in zip(rows, columns, strict=True))
        return (sum(cells[::4]) - expected) / (1 - expected)

    slopes = []
    for place in range(9):
        up, down = list(share), list(share)
        up[place] += step
        down[place] -= step
        slopes.append((kappa(up) - kappa(down)) / (2 * step))
    mean = sum(p * slope for p, slope in zip(share, slopes, strict=True))
    variance = sum(p * (slope - mean) ** 2 for p, slope in zip(share, slopes, strict=True)) / n
    half = 1.959964 * math.sqrt(max(0.0, variance))
    assert figures.high - figures.kappa == pytest.approx(half, rel=1e-3, abs=1e-5)


@given(COUNTS)
def test_who_is_named_first_changes_nothing(table: list[list[int]]) -> None:
    if any(map(sum, table)):
        one, other = cohen_kappa(table), cohen_kappa([list(row) for row in zip(*table, strict=True)])
        assert (one.kappa is None) == (other.kappa is None)
        assert one.kappa is None or one.kappa == pytest.approx(other.kappa)


def test_what_both_decided_is_compared_and_differences_are_listed(tmp_path: Path) -> None:
    library(tmp_path / "lib.db", "钨一。", "钨二。", "钨三。").close()
    with Library(tmp_path / "lib.db") as shelf:
        new_screening(shelf.connection, "r", ["off"], stages=["only"])
        names = [found.name for found in shelf.documents()]
        for person, said in (("Li", "iei"), ("Müller", "iu")):
            words = {"i": "include", "e": "exclude", "u": "unsure"}
            decide(
                shelf.connection,
                "r",
                [
                    Choice(document=name, decision=words[key], person=person, reason="off" if key == "e" else None)
                    for name, key in zip(names, said, strict=False)
                ],
            )
        decide(
            shelf.connection, "r", [Choice(document=names[1], decision="include", person="Xu")], adjudicate=True
        )  # fmt: skip
        (found,) = agreements(board(shelf.connection, "r"))
        assert (found.persons, found.kappa.n, found.table) == (("Li", "Müller"), 2, ((1, 0, 0), (0, 0, 1), (0, 0, 0)))
        (differs,) = found.as_dict()["disagreements"]
        assert (differs["document"], differs["decisions"]) == (names[1], {"Li": "exclude", "Müller": "unsure"})
        with pytest.raises(ScreeningError, match="Xu: decided nothing"):
            agreements(board(shelf.connection, "r"), ["Li", "Xu"])
