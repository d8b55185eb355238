"""What kind of character each code point is, looked up for whole pages at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from extract.common_characters import COMMON, KANA

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]

BLANK, IMPOSSIBLE, ACCENTED, SIGN, ASCII, CHINESE, USUAL, JAPANESE, CJK = (1 << bit for bit in range(9))

# Codes that no Chinese or English text is written with: controls, private use, the replacement character, and letters
# of alphabets and extensions that only a broken character map yields. PDFium's marks for a hyphen at a line's end are
# none.
_IMPOSSIBLE = (
    (0x00, 0x02), (0x03, 0x20), (0x7F, 0xA0), (0x0180, 0x0250), (0x0250, 0x02B9), (0x0300, 0x0370), (0x0400, 0x1E00),
    (0xA000, 0xAC00), (0xD800, 0xF900), (0xFB07, 0xFB50), (0xFFF0, 0xFFFE), (0xFFFF, 0x10000), (0xE0000, 0x110000),
)  # fmt: skip
# Chinese characters, kana and full-width punctuation: written without blanks between them.
_CJK = (
    (0x2E80, 0x2FE0), (0x3001, 0xA000), (0xF900, 0xFB00), (0xFF01, 0xFFF0), (0x20000, 0x40000),
)  # fmt: skip
_RANGES = {
    BLANK: ((0x20, 0x21), (0xA0, 0xA1), (0x3000, 0x3001)),
    IMPOSSIBLE: _IMPOSSIBLE,
    ACCENTED: ((0xC0, 0x180),),
    SIGN: tuple((ord(sign), ord(sign) + 1) for sign in '=<>?@:;!#$&*+"/\\^'),
    ASCII: ((0x21, 0x7F),),
    CHINESE: ((0x4E00, 0xA000),),
    JAPANESE: (KANA,),
    CJK: _CJK,
}


def _table() -> Kinds:
    table = np.zeros(0x110000, np.uint16)
    for kind, ranges in _RANGES.items():
        for low, high in ranges:
            table[low:high] |= kind
    table[COMMON] |= USUAL
    return table


_KINDS = _table()


def kinds_of(codes: Codes) -> Kinds:
    """The kinds of each code point, as a sum of the constants of this module."""
    return _KINDS[codes]


def is_cjk(codes: Codes) -> Flags:
    """Which code points are Chinese characters, kana or full-width punctuation, written without blanks between them."""
    if not len(codes) or int(codes.max()) < _CJK[0][0]:
        return np.zeros(len(codes), np.bool_)  # a page of English, in a tenth of the time
    found: Flags = (_KINDS[codes] & CJK) != 0
    return found
