"""What the share of a kind in a document says of each of its sentences."""

import numpy as np
import pytest

from models.prior import STEADY, document_shift

USUAL = 0.2


@pytest.mark.parametrize(("probability", "sign"), [(0.02, -1), (0.7, 1)])
def test_what_is_rare_in_a_document_is_likelier_wrong_and_what_is_common_likelier_right(
    probability: float, sign: int
) -> None:
    assert sign * document_shift(np.full(1_000, probability), USUAL) > 0.5


def test_a_document_like_the_sentences_learned_from_is_not_moved() -> None:
    document = np.repeat([0.98, 0.02], [190, 810])
    assert document_shift(document, USUAL) == pytest.approx(0, abs=0.15)


def test_the_fewer_sentences_the_less_is_believed() -> None:
    shifts = [document_shift(np.full(count, 0.02), USUAL) for count in (0, 5, STEADY, 10 * STEADY)]
    assert shifts == sorted(shifts, reverse=True)
    assert shifts[0] == 0
    assert shifts[1] == pytest.approx(0, abs=0.05)


def test_no_certainty_divides_by_nothing() -> None:
    assert np.isfinite(document_shift(np.array([0.0, 1.0]), USUAL))
