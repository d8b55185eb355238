"""How well a page could be read: good, blank, without a text layer, or garbled; with the numbers that say so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from extract.common_characters import COMMON, KANA
from extract.pdfium import RawPage
from extract.types import Health, Measures

Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

FEW = 12  # characters; a page under a picture with fewer has no text layer worth the name
FEW_ON_PICTURE = 60  # the same where the characters are small besides
PICTURED = 0.2  # share of the page under pictures from which they may be what a person reads
SCANNED = 0.7  # share from which the page is a picture: what stands in its margins alone is a stamp on a scan
PRINTED = 0.01  # share of the page under characters; slides have more with few words, copyright lines 0.002
MARGIN = 0.09  # of width and height; stamps of publishers and page numbers stand there
IMPOSSIBLE = 0.25  # share of characters no text of ours is written with, from which a page is garbled
IMPOSSIBLE_AMONG_GARBLED = 0.1  # the same in a document most of whose pages are garbled
IMPOSSIBLE_PIECE = 0.15  # the same for one piece of a line
ACCENTED = 0.15  # share of letters with accents; French has 0.04, names in references less
COMMON_SHARE = 0.15  # of Chinese characters; real pages have 0.34 to 0.83, characters by chance 0.07
CHINESE = 60  # characters; with fewer the share of common ones tells nothing
JAPANESE = 0.1  # kana among Chinese characters and kana; Japanese has other common characters
SIGNS = 0.28  # share of signs in a page's ASCII characters; prose has under 0.1, tables and addresses under 0.2
LATIN = 200  # ASCII characters; with fewer a page's share of signs tells nothing

_SIGN = re.compile(r"[=<>?@:;!#$&*+\"/\\^]")
_ASCII = re.compile(r"[!-~]")
_READABLE: frozenset[Health] = frozenset(("good", "ocr"))


def measure(raw: RawPage) -> Measures:
    """The numbers that tell how well a page can be read."""
    seen = (raw.codes != 0x20) & (raw.codes != 0xA0) & (raw.codes != 0x3000)
    codes, boxes = raw.codes[seen], raw.boxes[seen]
    count = len(codes)
    return Measures(
        characters=count,
        inner=_inner(boxes, raw.turn[seen], raw.width, raw.height),
        impossible=float(impossible(codes).mean()) if count else 0.0,
        accented=float(((codes >= 0xC0) & (codes < 0x180)).mean()) if count else 0.0,
        signs=_signs(codes),
        common=common_share(codes),
        pictured=raw.pictured,
        printed=_printed(boxes, raw.width * raw.height),
    )


def judge(found: Measures, *, drawn: bool = False) -> Health:
    """The health that the numbers tell of; `drawn` where drawings fill the page."""
    pictured = found.pictured > PICTURED or drawn
    if found.characters < FEW and pictured and found.printed < PRINTED:
        return "no text layer"
    if not found.characters:
        return "blank"
    if is_garbled(found):
        return "garbled"
    few = found.characters < FEW_ON_PICTURE and pictured
    stamp = found.inner < FEW and found.pictured > SCANNED
    return "no text layer" if (few or stamp) and found.printed < PRINTED else "good"


def is_garbled(found: Measures, limit: float = IMPOSSIBLE) -> bool:
    """Whether the characters are not those printed: private use, controls, letters that do not make words."""
    if found.impossible > limit or (found.accented > ACCENTED and found.impossible + found.accented > limit):
        return True
    return found.signs > SIGNS or (found.common is not None and found.common < COMMON_SHARE)


def judge_pages(raws: Sequence[RawPage], measured: Mapping[int, Measures]) -> dict[int, Health]:
    """The health of every page by its number.

    Where most pages of a document are garbled, those that are so by halves have the same fonts and are garbled too.
    """
    health = {raw.number: judge(measured[raw.number], drawn=raw.drawn) for raw in raws}
    garbled = sum(state == "garbled" for state in health.values())
    if garbled * 2 > len(raws):
        for number, found in measured.items():
            if health[number] == "good" and is_garbled(found, IMPOSSIBLE_AMONG_GARBLED):
                health[number] = "garbled"
    return health


def common_share(codes: Codes) -> float | None:
    """The share of common characters among the Chinese ones; None for few of them, and for Japanese."""
    chinese = codes[(codes >= 0x4E00) & (codes < 0xA000)]
    kana = np.count_nonzero((codes >= KANA[0]) & (codes < KANA[1]))
    if len(chinese) < CHINESE or kana > JAPANESE * (kana + len(chinese)):
        return None
    return float(np.isin(chinese, COMMON).mean())


def right_part(raw: RawPage) -> Flags | None:
    """Which characters of a garbled page can be told to be right; None where none can.

    A font without a map garbles the digits and Latin letters, or one table, and leaves the Chinese prose right: its
    common characters tell.
    """
    share = common_share(raw.codes)
    if share is None or share < COMMON_SHARE:
        return None
    right = ~impossible(raw.codes)
    return right & ((raw.codes < 0x21) | (raw.codes > 0x7E)) if _signs(raw.codes) > SIGNS else right


def garbled_pieces(codes: Codes, start: npt.NDArray[np.intp]) -> list[int]:
    """Which of the runs of characters that begin at `start` are garbled, by a font without a map among others."""
    if not len(start):
        return []
    wrong = np.add.reduceat(impossible(codes).astype(np.float32), start)
    length = np.diff(np.r_[start, len(codes)])
    return np.flatnonzero((wrong > IMPOSSIBLE_PIECE * length) & ((wrong > 1) | (length < 3)) & (wrong > 0)).tolist()


def impossible(codes: Codes) -> Flags:
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


def _signs(codes: Codes) -> float:
    """The share of signs among ASCII characters; 0 where there are few."""
    text = "".join(map(chr, codes[codes < 0x7F].tolist()))
    latin = len(_ASCII.findall(text))
    return len(_SIGN.findall(text)) / latin if latin > LATIN else 0.0


def _printed(boxes: npt.NDArray[np.float32], area: float) -> float:
    """The share of a page of `area` that the characters' boxes cover."""
    sides = np.maximum(0, boxes[:, 2:] - boxes[:, :2])
    return min(1.0, float((sides[:, 0] * sides[:, 1]).sum()) / max(area, 1.0))


def _inner(boxes: npt.NDArray[np.float32], turn: npt.NDArray[np.int8], width: float, height: float) -> int:
    """How many characters stand off the margins; slanted ones are a watermark and do not count."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    off = (x > MARGIN * width) & (x < (1 - MARGIN) * width) & (y > MARGIN * height) & (y < (1 - MARGIN) * height)
    return int((off & (turn >= 0)).sum())
