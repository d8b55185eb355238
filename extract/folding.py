"""Characters as a reader types them: ligatures spread, radicals and presentation forms made plain, blanks alike.

Folding works on arrays of code points and tells for each character made which printed one it comes from, so that the
boxes stay with their characters.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import numpy.typing as npt

from extract.types import Glyphs

Codes = npt.NDArray[np.uint32]
Index = npt.NDArray[np.intp]
Sizes = npt.NDArray[np.float32]

SPACES = (0x20, 0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
SOFT_HYPHEN = 0xAD
HYPHENS = (0x2010, 0x2011)
DROPPED = (SOFT_HYPHEN, *range(0x200B, 0x2010), 0x2060, 0xFEFF, *range(0xFE00, 0xFE10))
LINE_END_HYPHENS = (0xFFFE, 0x02)  # what PDFium makes of a hyphen at the end of a line
UNMAPPED = 0xFFFD
LOST_FF = 0x21B5
FFI_WIDTH = (0.76, 0.95)  # em; Computer Modern and its kin
LIGATURE_WIDER = 1.25  # times the width of its letter; two equal letters in a box of that width are one glyph
LIGATURE_WIDTH = 0.45  # em; the same for `f` and `t`, narrow letters, where the page prints them nowhere else
HYPHEN = ord("-")
PRINTED_HYPHEN = 0.1  # em; a soft hyphen as wide as this is printed, and one that a reader sees is a hyphen
SPACE = ord(" ")
FOLDED_RANGES = (
    (0x2E80, 0x2FE0),  # CJK and Kangxi radicals
    (0xF900, 0xFB00),  # CJK compatibility ideographs
    (0xFB00, 0xFB07),  # Latin ligatures
    (0xFF10, 0xFF1A),  # full-width digits and letters; full-width punctuation is how Chinese is written
    (0xFF21, 0xFF3B),
    (0xFF41, 0xFF5B),
    (0x0132, 0x0134),  # ĳ
    (0x01C4, 0x01CD),
)
# The radicals supplement has no compatibility mappings; these stand for whole characters in fonts by Apple and Founder.
RADICALS = {
    0x2E81: "厂", 0x2E84: "乙", 0x2E85: "亻", 0x2E88: "刀", 0x2E8B: "卩", 0x2E8C: "小", 0x2E8E: "尢", 0x2E92: "巳",
    0x2E94: "彐", 0x2E95: "彐", 0x2E97: "心", 0x2E9D: "月", 0x2E9F: "母", 0x2EA0: "民", 0x2EA9: "王", 0x2EAA: "疋",
    0x2EAC: "示", 0x2EAF: "糸", 0x2EB8: "羊", 0x2EB9: "老", 0x2EBC: "肉", 0x2EC1: "虎", 0x2EC4: "西", 0x2EC5: "见",
    0x2EC6: "角", 0x2EC9: "贝", 0x2ECB: "车", 0x2ED3: "长", 0x2ED4: "长", 0x2ED8: "青", 0x2ED9: "韦", 0x2EDA: "页",
    0x2EDB: "风", 0x2EDC: "飞", 0x2EDD: "食", 0x2EE2: "马", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE8: "麦", 0x2EE9: "黄",
    0x2EEA: "黾", 0x2EEC: "齐", 0x2EEE: "齿", 0x2EF0: "龙", 0x2EF3: "龟",
}  # fmt: skip


def _folds() -> dict[int, tuple[int, ...]]:
    table: dict[int, tuple[int, ...]] = {}
    for low, high in FOLDED_RANGES:
        for code in range(low, high):
            plain = RADICALS.get(code) or unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                table[code] = tuple(map(ord, plain))
    table.update(dict.fromkeys((*range(0x01, 0x20), *range(0x7F, 0xA0)), (0xFFFD,)))
    table.update(dict.fromkeys(SPACES, (SPACE,)))
    table.update(dict.fromkeys(DROPPED, ()))
    table.update(dict.fromkeys((*LINE_END_HYPHENS, *HYPHENS), (HYPHEN,)))
    return table


FOLDS = _folds()
_LAST = 0xFFFF  # stands for all code points from it on
_LENGTHS = np.ones(_LAST + 1, np.uint8)  # of what each code point becomes
_SINGLE = np.arange(_LAST + 1, dtype=np.uint32)  # what it becomes where that is one
for _code, _made in FOLDS.items():
    _LENGTHS[_code] = len(_made)
    if len(_made) == 1:
        _SINGLE[_code] = _made[0]
_RARE = (_LENGTHS != 1).astype(np.bool_)  # those for which looking up one other code point does not do
_RARE[[SOFT_HYPHEN, LOST_FF, UNMAPPED, _LAST]] = True


def fold(codes: Codes) -> tuple[Codes, Index | None]:
    """The folded code points, and for each the index of the character in `codes` that it comes from.

    The index is None where each comes from the one in its place.
    """
    low = np.minimum(codes, _LAST)
    if not _RARE[low].any():
        return _SINGLE[low], None
    codes = _plain_formulas(codes)
    counts = _LENGTHS[np.minimum(codes, _LAST)]
    folded = _plain(codes)
    longer = np.flatnonzero(counts != 1)
    if not len(longer):
        return folded, None
    folded = np.repeat(folded, counts)
    ends = np.cumsum(counts, dtype=np.intp)
    for position in longer.tolist():
        piece = FOLDS[int(codes[position])]
        if piece:
            folded[ends[position] - len(piece) : ends[position]] = piece
    return folded, np.repeat(np.arange(len(codes)), counts)


def _plain_formulas(codes: Codes) -> Codes:
    """Mathematical letters (U+1D400 to U+1D7FF) as plain ones: italic in print, the same letters to search for."""
    letters = (codes >= 0x1D400) & (codes < 0x1D800)
    if not letters.any():
        return codes
    out = codes.copy()
    out[letters] = [ord(unicodedata.normalize("NFKC", chr(code))[0]) for code in codes[letters].tolist()]
    return out


def with_ligatures(codes: Codes, boxes: Glyphs, size: Sizes, at: Index) -> Codes:
    """The code points with what fonts' maps lose put back: ligatures between letters, and hyphens.

    `at` tells where in `boxes` and `size` each of them stands. TeX's glyph `ff` comes out as an arrow; `ffi` is not
    mapped at all, and known by its width of five sixths of an em. Many fonts map their hyphen to U+00AD, which is to be
    seen at a line's end only, and is printed all the same.
    """
    rare = np.flatnonzero(_RARE[np.minimum(codes, _LAST)])
    if not len(rare):
        return codes
    codes = codes.copy()
    letter = ((codes | 0x20) >= 0x61) & ((codes | 0x20) <= 0x7A)
    for place in rare.tolist():
        box, code = boxes[at[place]], codes[place]
        wide = float(box[2] - box[0]) / max(float(size[at[place]]), 0.1)
        if code == SOFT_HYPHEN and wide > PRINTED_HYPHEN:
            codes[place] = HYPHEN
        elif code in (LOST_FF, UNMAPPED) and letter[max(place - 1, 0) : place + 2].any():
            if code == LOST_FF:
                codes[place] = 0xFB00
            elif FFI_WIDTH[0] < wide < FFI_WIDTH[1]:
                codes[place] = 0xFB03
    return codes


def doubles(codes: Codes, boxes: Glyphs, size: Sizes) -> Index:
    """Indices of the characters that go because each is printed over itself (bold by overprinting, doubled maps).

    The second of two equal neighbours goes where their boxes cover each other by most of their width. Two letters of
    one ligature (`ff`, `tt`) share a box as well, and both stay.
    """
    plain = _plain(codes)
    at: Index = np.flatnonzero((plain[1:] == plain[:-1]) & (codes[1:] != SPACE)) + 1
    first, second = boxes[at - 1], boxes[at]
    shared = np.minimum(first[:, 2:], second[:, 2:]) - np.maximum(first[:, :2], second[:, :2])
    least = np.minimum(first[:, 2:] - first[:, :2], second[:, 2:] - second[:, :2])
    at = at[(shared[:, 0] > 0.7 * least[:, 0]) & (shared[:, 1] > 0.5 * least[:, 1])]
    return at[~_in_ligatures(codes, boxes, size, at)] if len(at) else at


def _in_ligatures(codes: Codes, boxes: Glyphs, size: Sizes, twice: Index) -> npt.NDArray[np.bool_]:
    """Which of the characters that stand `twice` in one box are there because the box is a ligature's."""
    letters = ((codes[twice] | 0x20) >= 0x61) & ((codes[twice] | 0x20) <= 0x7A)
    found: npt.NDArray[np.bool_] = (boxes[twice] == boxes[twice - 1]).all(axis=1) & letters
    if not found.any():
        return found
    em = (boxes[:, 2] - boxes[:, 0]) / np.maximum(size, 0.1)
    shared = np.r_[False, (boxes[1:] == boxes[:-1]).all(axis=1)]
    alone = ~(shared | np.r_[shared[1:], False])
    widest = {ord("f"): LIGATURE_WIDTH, ord("t"): LIGATURE_WIDTH}
    for code in np.unique(codes[twice[found]]).tolist():
        usual = em[alone & (codes == code)]
        if len(usual):
            widest[code] = LIGATURE_WIDER * float(np.median(usual))
    found &= em[twice] > np.array([widest.get(code, np.inf) for code in codes[twice].tolist()])
    return found


def _plain(codes: Codes) -> Codes:
    """Code points with one-to-one folds made, the others as they are."""
    plain = _SINGLE[np.minimum(codes, _LAST)]
    high = codes > _LAST
    return np.where(high, codes, plain) if high.any() else plain


def is_cjk_char(char: str) -> bool:
    """Whether one character is written without blanks beside it, as Chinese is."""
    code = ord(char)
    return 0x3001 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF01 <= code <= 0xFFEF or code >= 0x20000
