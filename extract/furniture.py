"""Running heads, feet, page numbers and watermarks: what stands on page after page and is not part of the text.

They are looked for among the pieces of the pages, before columns are cut, because a head runs across the columns.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from extract.lines import Pieces, Place
from extract.upright import Upright

OUTER_ROWS = 3  # rows from the edge of the print that can be head or foot
MARGIN = 0.15  # share of the page's height in which a lone page number stands
SAME_PLACE = 4.0  # points; a head stands at the same height on each page
LEVEL = 0.6  # em; baselines nearer than this are one line's
ROW = 2.0  # points; baselines further apart are two rows
SAME_SIZE = 0.6  # points of type
REPEATS = 3  # pages that make a repetition; two in short documents
SHORT = 12  # pages; in a shorter document two equal heads are enough where they have letters to tell by
TELLING = 8  # letters from which equal words in the outer rows are a head at any height
ALWAYS = 0.5  # share of the pages on which the same words must stand at the same place to be a watermark
INSIDE = 0.3  # share of the pages on which words further inside the page must come again
ESTABLISHED = 0.5  # share of the pages with a head at one height, from which all type there is a head

_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE = re.compile(r"第[ivxlcIVXLC#一二三四五六七八九十百]+[页頁]")
_LABEL = re.compile(r"\s*(?:(?:Figure|Fig|Table|Chart)\b\.?|附?[图表圖])\s*[A-Z]?\d", re.IGNORECASE)
_ROMAN = re.compile(r"(?<![a-z])[ivxlc]{1,7}(?![a-z])")
_PAGE_NUMBER = re.compile(
    r"""[\s\-–—·•.|/~()（）\[\]]*
        (?: \d{1,4} | [ivxlc]{1,7} | [A-Z]{1,2}-?\d{1,3}
          | (?:page|p\.?|pg\.?)\s*[\divxlc]{1,6}(?:\s*(?:of|/)\s*\d{1,4})?
          | \d{1,4}\s*(?:of|/)\s*\d{1,4}
          | 第?\s*[\divxlc一二三四五六七八九十百]{1,6}\s*[页頁](?:\s*[,，/]?\s*[共总總]\s*\d{1,4}\s*[页頁])?
          | \d{5,7}-\d{1,3}
        )
        [\s\-–—·•.|/~()（）\[\]]*""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePieces:
    """A page's characters, upright, and the pieces they make."""

    number: int
    upright: Upright
    pieces: Pieces


class _Spot(NamedTuple):
    page: int
    piece: int
    top: float
    foot: float
    size: float
    row: int  # 0 is the outermost
    head: bool


def find_furniture(pages: Sequence[PagePieces]) -> dict[int, set[int]]:
    """For each page's number its pieces that are not part of the text."""
    filled = [page for page in pages if len(page.pieces)]
    heights = {page.number: page.upright.height for page in filled}
    spots = {page.number: _outer(page) for page in filled}
    out: dict[int, set[int]] = defaultdict(set)
    texts = {page.number: page.pieces.texts for page in filled}
    repeated = _repeated([spot for found in spots.values() for spot in found], texts, heights)
    for spot in [*repeated, *_established(spots, repeated, len(filled))]:
        out[spot.page].add(spot.piece)
    for page in filled:
        out[page.number] |= _page_numbers(page, spots[page.number], out[page.number])
        out[page.number] |= _numbered_heads(page, spots[page.number], out[page.number])
    for number, piece in _watermarks(filled):
        out[number].add(piece)
    return dict(out)


def page_label(page: PagePieces, out: Iterable[int]) -> str | None:
    """The page number as printed, where a piece among the furniture `out` is one."""
    for piece in sorted(out):
        if is_page_number(page.pieces.texts[piece]):
            found = re.search(r"\d+|[ivxlc]+", page.pieces.texts[piece], re.IGNORECASE)
            return found.group() if found else None
    return None


def is_page_number(text: str) -> bool:
    """Whether a line is a page number and nothing else, as printed in either language."""
    words = text.strip()
    return bool(words) and _PAGE_NUMBER.fullmatch(words) is not None


def _key(text: str) -> str:
    """A piece's words without what changes from page to page."""
    plain = _DIGITS.sub("#", "".join(text.split()))
    return _ROMAN.sub("#", (_PAGE.sub("#", plain) if "第" in plain else plain).casefold())


def _outer(page: PagePieces) -> list[_Spot]:
    """The pieces in the outermost rows of print."""
    places, height = page.pieces.places, page.upright.height
    order = np.argsort(page.pieces.base, kind="stable").tolist()
    heads = _rows_from(order, places)
    feet = _rows_from(order[len(heads) :][::-1], places)[::-1]
    found = []
    for rows, head in ((heads, True), (feet, False)):
        for piece, row in rows:
            place = places[piece]
            found.append(_Spot(page.number, piece, place.base, height - place.base, place.size, row, head))
    return found


def _rows_from(order: Sequence[int], places: Sequence[Place]) -> list[tuple[int, int]]:
    """The pieces of the first rows of those in `order`, which goes down or up the page, each with its row's number."""
    found: list[tuple[int, int]] = []
    row, last = 0, places[order[0]].base if order else 0.0
    for piece in order:
        base = places[piece].base
        row += abs(base - last) > ROW
        if row == OUTER_ROWS:
            break
        found.append((piece, row))
        last = base
    return found


def _repeated(spots: Sequence[_Spot], texts: Mapping[int, Sequence[str]], heights: Mapping[int, float]) -> list[_Spot]:
    """Spots whose words, numbers aside, come again at one height; long ones at any height in the margin.

    A page that ends early has its last words in the middle of the sheet: there a repetition must be that of a third of
    all pages, lest a sentence be lost.
    """
    pages = len(heights)
    groups: dict[str, list[_Spot]] = defaultdict(list)
    for spot in spots:
        words = texts[spot.page][spot.piece]
        # The labels of two figures high on their pages are no running head.
        groups[words if spot.top < spot.foot and _LABEL.match(words) else _key(words)].append(spot)
    found = []
    for key, group in groups.items():
        letters = sum(map(str.isalpha, key))
        least = 2 if pages <= 4 or (pages <= SHORT and letters >= 4) else REPEATS
        if len(group) < least:
            continue
        known: dict[tuple[float, float, float], tuple[int, int]] = {}  # by place: a head stands at one on most pages
        for spot in group:
            place = spot.size, spot.top, spot.foot
            if place not in known:
                known[place] = _like(spot, group)
            near, outer = known[place]
            if min(spot.top, spot.foot) > MARGIN * heights[spot.page]:
                if letters and near >= max(least, INSIDE * pages):
                    found.append(spot)
            elif near >= least or (letters >= TELLING and spot.row <= 1 and outer >= REPEATS):
                found.append(spot)
    return found


def _like(spot: _Spot, group: Sequence[_Spot]) -> tuple[int, int]:
    """On how many pages the words stand in the same type at the same height, and in the outer rows at any height."""
    like = [other for other in group if abs(other.size - spot.size) <= SAME_SIZE]
    near = {
        other.page
        for other in like
        if abs(other.top - spot.top) <= SAME_PLACE or abs(other.foot - spot.foot) <= SAME_PLACE
    }
    return len(near), len({other.page for other in like if other.row <= 1})


def _established(spots: Mapping[int, Sequence[_Spot]], repeated: Sequence[_Spot], pages: int) -> list[_Spot]:
    """Spots at a height where most pages have a repeated head or foot: heads whose words change with the chapter."""
    heights: dict[tuple[bool, int, int], set[int]] = defaultdict(set)
    for spot in repeated:
        heights[_height(spot)].add(spot.page)
    usual = {height for height, found in heights.items() if len(found) >= max(REPEATS, ESTABLISHED * pages)}
    return [spot for found in spots.values() for spot in found if spot.row <= 1 and _height(spot) in usual]


def _height(spot: _Spot) -> tuple[bool, int, int]:
    return spot.head, round((spot.top if spot.head else spot.foot) / 2), round(spot.size * 2)


def _page_numbers(page: PagePieces, spots: Sequence[_Spot], out: set[int]) -> set[int]:
    """The page numbers that stand alone in the outermost row left, or beside furniture."""
    found: set[int] = set()
    for head in (True, False):
        rows: dict[int, list[_Spot]] = defaultdict(list)
        for spot in spots:
            if spot.head == head:
                rows[spot.row].append(spot)
        for row in sorted(rows):
            numbers = [spot for spot in rows[row] if is_page_number(page.pieces.texts[spot.piece])]
            if 0 < len(numbers) <= 2:
                others = any(
                    spot.row == row or (spot.row == row + 1 and _is_level(spot, numbers))
                    for spot in (*rows[row], *rows.get(row + 1, ()))
                    if spot.piece not in out and spot not in numbers
                )
                edge = min((spot.top if head else spot.foot) for spot in rows[row]) < MARGIN * page.upright.height
                if not others and (edge or any(spot.piece in out for spot in rows[row])):
                    found |= {spot.piece for spot in numbers}
            if any(spot.piece not in out and spot.piece not in found for spot in rows[row]):
                break
    return found


def _is_level(spot: _Spot, numbers: Sequence[_Spot]) -> bool:
    """Whether a piece stands so little off a number's baseline that the number is its own, as before small capitals."""
    return any(abs(spot.top - number.top) < LEVEL * spot.size for number in numbers)


def _numbered_heads(page: PagePieces, spots: Sequence[_Spot], out: set[int]) -> set[int]:
    """The outermost row apart from the text that holds a page number at an end, or furniture: a head seen but once."""
    found: set[int] = set()
    texts, places = page.pieces.texts, page.pieces.places
    for head in (True, False):
        row = [spot.piece for spot in spots if spot.head == head and spot.row == 0]
        inner = next((spot for spot in spots if spot.head == head and spot.row == 1), None)
        if len(row) < 2 or inner is None or all(piece in out for piece in row):
            continue
        row.sort(key=lambda piece: places[piece].x0)
        first = places[row[0]]
        edge = first.base if head else page.upright.height - first.base
        away = abs(first.base - places[inner.piece].base) > 1.6 * first.size
        ends = [texts[row[0]], texts[row[-1]]]
        number = any(re.fullmatch(r"\d{1,4}", text.strip()) and int(text) >= page.number for text in ends)
        if (
            (number or any(piece in out for piece in row))
            and away
            and edge < MARGIN * page.upright.height
            and sum(len(texts[piece]) for piece in row) < 120
        ):
            found |= set(row)
    return found


def _watermarks(pages: Sequence[PagePieces]) -> list[tuple[int, int]]:
    """Pieces that stand with the very same words at the very same place on half of the pages."""
    least = max(REPEATS, int(ALWAYS * len(pages)))
    if len(pages) < least:
        return []
    on_pages: Counter[str] = Counter()
    for page in pages:
        on_pages.update(set(page.pieces.texts))
    often = {text for text, count in on_pages.items() if count >= least}
    if not often:
        return []
    seen: dict[tuple[str, int, int], list[tuple[int, int]]] = defaultdict(list)
    for page in pages:
        for piece, text in enumerate(page.pieces.texts):
            if text in often:
                place = page.pieces.places[piece]
                seen[text, round(place.x0 / SAME_PLACE), round(place.base / SAME_PLACE)].append((page.number, piece))
    return [spot for spots in seen.values() if len(spots) >= least for spot in spots]
