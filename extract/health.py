"""How well a page could be read: good, blank, without a text layer, or garbled."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extract.pdfium import RawPage
from extract.types import Health

FEW = 12  # characters; a pictured page with fewer has no text layer worth the name
FEW_ON_PICTURE = 60
IMPOSSIBLE = 0.25  # share of characters no text of ours is written with, from which a page is garbled
IMPOSSIBLE_PIECE = 0.15  # the same for one piece of a line
SIGNS = (
    0.28  # share of signs (=<>@#…) in a page's Latin characters; prose has under 0.1, tables and addresses under 0.2
)
LATIN = 200  # characters; with fewer a page's share of signs tells nothing

_SIGN = re.compile(r"[=<>?@:;!#$&*+\"/\\^]")
_LATIN = re.compile(r"[!-~]")


def page_health(raw: RawPage) -> Health:
    """The health of a page, from its characters and whether it is a picture."""
    codes = raw.codes[(raw.codes != 0x20) & (raw.codes != 0xA0) & (raw.codes != 0x3000)]
    if len(codes) < FEW:
        if raw.pictured:
            return "no text layer"
        if not len(codes):
            return "blank"
    if is_garbled(codes):
        return "garbled"
    return "no text layer" if raw.pictured and len(codes) < FEW_ON_PICTURE else "good"


def is_garbled(codes: npt.NDArray[np.uint32]) -> bool:
    """Whether the characters are not those printed: private use, controls, letters that do not make words."""
    if not len(codes):
        return False
    if float(impossible(codes).mean()) > IMPOSSIBLE:
        return True
    text = "".join(map(chr, codes.tolist()))
    latin = len(_LATIN.findall(text))
    return latin > LATIN and len(_SIGN.findall(text)) > SIGNS * latin


def garbled_pieces(codes: npt.NDArray[np.uint32], start: npt.NDArray[np.intp]) -> list[int]:
    """Which of the runs of characters that begin at `start` are garbled, by a font without a map among others."""
    if not len(start):
        return []
    wrong = np.add.reduceat(impossible(codes).astype(np.float32), start)
    length = np.diff(np.r_[start, len(codes)])
    return np.flatnonzero((wrong > IMPOSSIBLE_PIECE * length) & ((wrong > 1) | (length < 3)) & (wrong > 0)).tolist()


def impossible(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which code points no Chinese or English text is written with.

    Controls, private use, the replacement character, and letters of alphabets and extensions that only a broken
    character map yields. PDFium's marks for a hyphen at a line's end are none of them.
    """
    ranges: Sequence[tuple[int, int]] = (
        (0x00, 0x02), (0x03, 0x20), (0x7F, 0xA0), (0x0180, 0x0250), (0x0250, 0x02B9), (0x0300, 0x0370),
        (0x0400, 0x1E00), (0xA000, 0xAC00), (0xD800, 0xF900), (0xFB07, 0xFB50), (0xFFF0, 0xFFFE), (0xFFFF, 0x10000),
        (0xE0000, 0x110000),
    )  # fmt: skip
    out = np.zeros(len(codes), np.bool_)
    for low, high in ranges:
        out |= (codes >= low) & (codes < high)
    return out
