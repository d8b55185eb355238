"""Shapes of sentences: the same numbers as counted sentence by sentence."""

import re

import numpy as np
import pytest

from models.shape import chinese_clauses, codes_of, shapes

TEXTS = (
    "要完善储备、加快勘查，应尽快立法",
    "（1）供给不足；储量少",
    "Is it, in 2030, enough: 12 of 20?",
    "",
    "一、锂价下跌",
)


def test_shapes_count_what_each_sentence_has() -> None:
    codes, begins = codes_of(TEXTS)
    for row, text in zip(shapes(TEXTS, codes, begins), TEXTS, strict=True):
        commas, digits = len(re.findall("[,，、；]", text)), len(re.findall("[0-9]", text))
        assert row.tolist() == pytest.approx(
            [
                np.log(len(text) + 1) / 5,
                min(1, commas / 8),
                digits / max(len(text), 1) * 4,
                float(text.endswith("?")),
                float(":" in text),
                float(text.startswith(("（1）", "一、"))),
            ]
        )


def test_clauses_open_with_a_measure_and_end_in_what_is_lacking() -> None:
    texts = ("完善储备、加快勘查，应立法", "供给明显不足，储量却仍在增加", "需要修法，稳价")
    codes, begins = codes_of(texts)
    text = "\n".join(texts)
    verbs = np.array([text.index(word) for word in ("完善", "加快")])
    lacking = np.array([text.index("不足") + 2])
    rows = chinese_clauses(codes, begins, verbs, lacking)
    assert rows.tolist() == [
        pytest.approx([2 / 3, 1, 0, 0, 1]),
        pytest.approx([0, 0, 1 / 2, 0, 0]),
        pytest.approx([0, 0, 0, 1, 0]),
    ]


def test_no_sentences_have_no_shape() -> None:
    codes, begins = codes_of(())
    assert (len(codes), begins.tolist()) == (0, [0])
