"""How well a page could be read: good, blank, without a text layer, or garbled; with the numbers that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from extract.codepoints import (
    ACCENTED,
    ASCII,
    BLANK,
    CHINESE,
    IMPOSSIBLE,
    JAPANESE,
    SIGN,
    USUAL,
    Codes,
    Flags,
    Kinds,
    kinds_of,
)
from extract.pdfium import RawPage
from extract.types import Health, Measures

FEW = 12  # characters; a page under a picture with fewer has no text layer worth the name
FEW_ON_PICTURE = 60  # the same where the characters are small besides
PICTURED = 0.2  # share of the page under pictures from which they may be what a person reads
SCANNED = 0.7  # share from which the page is a picture: what stands in its margins alone is a stamp on a scan
PRINTED = 0.01  # share of the page under characters; slides have more with few words, copyright lines 0.002
MARGIN = 0.09  # of width and height; stamps of publishers and page numbers stand there
GARBLED = 0.25  # share of characters no text of ours is written with, from which a page is garbled
AMONG_GARBLED = 0.1  # the same in a document most of whose pages are garbled
GARBLED_PIECE = 0.15  # the same for one piece of a line
ACCENTS = 0.15  # share of letters with accents; French has 0.04, names in references less
COMMON_SHARE = 0.15  # of Chinese characters; real pages have 0.34 to 0.83, characters by chance 0.07
LEAST_CHINESE = 60  # characters; with fewer the share of common ones tells nothing
JAPANESE_SHARE = 0.1  # kana among Chinese characters and kana; Japanese has other common characters
SIGN_SHARE = 0.28  # share of signs in a page's ASCII characters; prose has under 0.1, tables and addresses under 0.2
LATIN = 200  # ASCII characters; with fewer a page's share of signs tells nothing


def measure(raw: RawPage) -> Measures:
    """The numbers that tell how well a page can be read."""
    kinds = kinds_of(raw.codes)
    seen = (kinds & BLANK) == 0
    count = int(np.count_nonzero(seen))
    return Measures(
        characters=count,
        inner=_inner(raw, seen),
        impossible=_count(kinds, IMPOSSIBLE) / max(count, 1),
        accented=_count(kinds, ACCENTED) / max(count, 1),
        signs=_signs(kinds),
        common=_common_share(kinds),
        pictured=raw.pictured,
        printed=_printed(raw, seen),
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


def is_garbled(found: Measures, limit: float = GARBLED) -> bool:
    """Whether the characters are not those printed: private use, controls, letters that do not make words."""
    if found.impossible > limit or (found.accented > ACCENTS and found.impossible + found.accented > limit):
        return True
    return found.signs > SIGN_SHARE or (found.common is not None and found.common < COMMON_SHARE)


def judge_pages(raws: Sequence[RawPage], measured: Mapping[int, Measures]) -> dict[int, Health]:
    """The health of every page by its number.

    Where most pages of a document are garbled, those that are so by halves have the same fonts and are garbled too.
    """
    health = {raw.number: judge(measured[raw.number], drawn=raw.drawn) for raw in raws}
    garbled = sum(state == "garbled" for state in health.values())
    if garbled * 2 > len(raws):
        for number, found in measured.items():
            if health[number] == "good" and is_garbled(found, AMONG_GARBLED):
                health[number] = "garbled"
    return health


def right_part(raw: RawPage) -> Flags | None:
    """Which characters of a garbled page can be told to be right; None where none can.

    A font without a map garbles the digits and Latin letters, or one table, and leaves the Chinese prose right: its
    common characters tell.
    """
    kinds = kinds_of(raw.codes)
    share = _common_share(kinds)
    if share is None or share < COMMON_SHARE:
        return None
    right: Flags = (kinds & (IMPOSSIBLE | ASCII if _signs(kinds) > SIGN_SHARE else IMPOSSIBLE)) == 0
    return right


def garbled_pieces(codes: Codes, start: npt.NDArray[np.intp]) -> list[int]:
    """Which of the runs of characters that begin at `start` are garbled, by a font without a map among others."""
    impossible = (kinds_of(codes) & IMPOSSIBLE) != 0
    if not impossible.any():
        return []
    wrong = np.add.reduceat(impossible.astype(np.float32), start)
    length = np.diff(np.r_[start, len(codes)])
    return np.flatnonzero((wrong > GARBLED_PIECE * length) & ((wrong > 1) | (length < 3)) & (wrong > 0)).tolist()


def _count(kinds: Kinds, kind: int) -> int:
    return int(np.count_nonzero(kinds & kind))


def _common_share(kinds: Kinds) -> float | None:
    """The share of common characters among the Chinese ones; None for few of them, and for Japanese."""
    chinese, kana = _count(kinds, CHINESE), _count(kinds, JAPANESE)
    if chinese < LEAST_CHINESE or kana > JAPANESE_SHARE * (kana + chinese):
        return None
    return _count(kinds, USUAL) / chinese


def _signs(kinds: Kinds) -> float:
    """The share of signs among ASCII characters; 0 where there are few."""
    latin = _count(kinds, ASCII)
    return _count(kinds, SIGN) / latin if latin > LATIN else 0.0


def _printed(raw: RawPage, seen: Flags) -> float:
    """The share of the page that the boxes of the characters `seen` cover."""
    x0, top, x1, bottom = raw.boxes.T
    areas = np.maximum(0, x1 - x0) * np.maximum(0, bottom - top)
    return min(1.0, float(areas[seen].sum()) / max(raw.width * raw.height, 1.0))


def _inner(raw: RawPage, seen: Flags) -> int:
    """How many characters stand off the margins; slanted ones are a watermark and do not count."""
    x0, top, x1, bottom = raw.boxes.T
    x, y, side, end = x0 + x1, top + bottom, 2 * MARGIN * raw.width, 2 * MARGIN * raw.height
    off = (x > side) & (x < 2 * raw.width - side) & (y > end) & (y < 2 * raw.height - end)
    return int(np.count_nonzero(off & seen & (raw.turn >= 0)))
