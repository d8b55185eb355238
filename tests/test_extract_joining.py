"""Line ends: hyphens that go or stay, Chinese without blanks."""

from __future__ import annotations

import numpy as np
import pytest

from extract.folding import doubles, fold, is_cjk_char, with_ligatures
from extract.joining import count_words, joint

WORDS = count_words(
    [
        "the supply of well-known ores",
        "cost-effective plants supply tin",
        "high-level talks, re-sampled, re-rated",
        "metal inputs",
    ]
)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a steady sup-", "ply of tin", "a steady supply of tin"),
        ("a well-", "known ore", "a well-known ore"),
        ("mineral-", "related work", "mineral-related work"),
        ("the state-of-the-", "art plant", "the state-of-the-art plant"),
        ("in FY2026-", "based terms", "in FY2026-based terms"),
        ("they were re-", "weighed twice", "they were re-weighed twice"),
        ("a pro-", "cess that", "a process that"),
        ("one line", "another", "one line another"),
        ("钨的供应", "不足", "钨的供应不足"),
        ("含量为", "12 ppm", "含量为12 ppm"),
        ("the model ex-", "pects less", "the model expects less"),
        ("other hard-", "metal inputs", "other hard-metal inputs"),
        ("an effec2", "tive plan", "an effective plan"),
    ],
)
def test_two_lines_become_one(before: str, after: str, expected: str) -> None:
    drop, between = joint(before, after, WORDS)
    assert before[: len(before) - drop] + between + after == expected


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("ﬁne eﬀort", "fine effort"),
        ("⼤⼦", "大子"),
        ("２０２６年", "2026年"),
        ("a\u00adb", "ab"),
        ("a\u2010b", "a-b"),
        ("，。", "，。"),
    ],
)
def test_folding_keeps_every_character_with_its_origin(printed: str, plain: str) -> None:
    codes, origin = fold(np.array([ord(char) for char in printed], np.uint32))
    assert "".join(map(chr, codes)) == plain
    if origin is None:
        assert len(plain) == len(printed)
    else:
        assert len(origin) == len(plain)
        assert (np.diff(origin) >= 0).all()


def test_full_width_signs_are_written_without_blanks() -> None:
    assert is_cjk_char("，")
    assert is_cjk_char("锂")
    assert not is_cjk_char("a")


def test_two_letters_of_a_ligature_are_no_double_and_an_overprinted_letter_is() -> None:
    codes = np.array([ord(char) for char in "offaaf"], np.uint32)
    edges = [(0, 5), (5, 11), (5, 11), (11, 16), (11, 16), (16, 19)]
    boxes = np.array([(left, 0, right, 10) for left, right in edges], np.float32)
    assert doubles(codes, boxes, np.full(6, 10, np.float32)).tolist() == [4]


def test_a_ligature_among_ligatures_keeps_both_letters() -> None:
    # PDFium spreads fi, ff and fi again, each in one box; no `f` stands alone
    codes = np.array([ord(char) for char in "fioffafi"], np.uint32)
    edges = [(0, 5.6), (0, 5.6), (6, 11), (11, 17), (11, 17), (17, 22), (22, 27.6), (22, 27.6)]
    boxes = np.array([(left, 0, right, 10) for left, right in edges], np.float32)
    assert not len(doubles(codes, boxes, np.full(8, 10, np.float32)))


def test_a_soft_hyphen_that_is_printed_is_a_hyphen() -> None:
    codes = np.array([ord("a"), 0xAD, ord("b"), 0xAD], np.uint32)
    boxes = np.array([(0, 0, 5, 10), (5, 0, 8.3, 10), (8.3, 0, 13, 10), (13, 0, 13, 10)], np.float32)
    assert with_ligatures(codes, boxes, np.full(4, 10, np.float32), np.arange(4)).tolist() == [97, 45, 98, 0xAD]
