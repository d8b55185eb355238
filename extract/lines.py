"""Printed lines of a page: characters turned upright, cut into pieces where the print jumps, set in rows.

A *piece* is a run of characters in the file's order that stand side by side on one baseline. Columns are found on
pieces (`extract.columns`), and the pieces of one column that stand on one row make a `Line`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from extract.folding import SPACE, fold, is_cjk, is_cjk_char, with_ligatures, without_doubles
from extract.pdfium import RawPage
from extract.types import Glyphs

Index = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

TINY = 1.5  # points; type smaller than this is a hidden mark, not print
JUMP = 0.9  # em; a wider gap between two characters cuts a piece
BACK = 0.12  # em; a character that starts further back than the one before begins a piece
RISE = 0.55  # em; characters further off the baseline than sub- and superscripts stand on another line
WORD_GAP = 0.17  # em; a wider gap between Latin letters is a blank, where the document does not tell otherwise
WORD_GAPS = np.arange(0.135, 0.285, 0.01)  # em; between these the document's own limit is looked for
_GAP_BINS = np.arange(0.11, 0.311, 0.01)
F_OVERHANG = 0.07  # em by which a blank after `f` may be narrower, kerned under the letter's overhang
MIXED_GAP = 0.3  # em; a wider gap between a Chinese character and a Latin letter is a blank
CJK_GAP = 1.2  # em; narrower blanks between two Chinese characters are letters set apart, not words
CELL_GAP = 1.9  # em; a wider gap within a row lies between two cells
MOSTLY = 0.6  # share of a line's characters that make it bold
SAME_ROW = 0.25  # em; baselines nearer than this are one row


@dataclass(frozen=True, kw_only=True)
class Upright:
    """A page's characters without blanks, turned so that lines run from left to right and down the page.

    `index` leads from each character to its row in the arrays of the `RawPage`; `spaced` tells where a blank character
    stands before it.
    """

    index: Index
    codes: npt.NDArray[np.uint32]
    boxes: Glyphs
    base: Floats
    size: Floats
    bold: Flags
    spaced: Flags
    width: float
    height: float


class _Place(NamedTuple):
    """Where one piece stands, its baseline, size of type, and share of bold."""

    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: float


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """The pieces of a page: bounds in `Upright`'s characters, edges, baseline, type size, share of bold, text.

    `sources` has for each character of a text its row in the `RawPage`, -1 for a blank that is not printed.
    """

    start: Index
    end: Index
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    base: Floats
    size: Floats
    bold: Floats
    texts: tuple[str, ...]
    sources: tuple[Index, ...]

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def wide(self) -> npt.NDArray[np.floating[Any]]:
        """The width of each piece in em."""
        return (self.x1 - self.x0) / np.maximum(self.size, 1.0)

    @cached_property
    def places(self) -> list[_Place]:
        """The same numbers one piece at a time, as plain floats: what loops over pieces read."""
        columns = (self.x0, self.top, self.x1, self.bottom, self.base, self.size, self.bold)
        return [_Place(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of a column: its text, where it stands, and for each character its row in the `RawPage`.

    `source` holds -1 for blanks that are not printed. `cells` are the offsets in `text` at which a wide gap lies;
    `cell` is the number of the table on the page, the row and the column, where the line is one of a table's cell.
    """

    page: int
    text: str
    source: Index
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    cells: tuple[int, ...] = ()
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page in columns, in reading order, with the page's size as it is read."""

    number: int
    width: float
    height: float
    columns: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> list[Line]:
        """All lines in reading order."""
        return [line for column in self.columns for line in column]


def turn_upright(raw: RawPage) -> Upright:
    """The characters of `raw` that run in the page's main direction, upright and folded; slanted ones are left out."""
    keep = without_doubles(raw.codes, raw.boxes, raw.size)
    keep = keep[(raw.turn[keep] >= 0) & (raw.size[keep] >= TINY)]
    turns = raw.turn[keep]
    main = int(np.bincount(turns).argmax()) if len(turns) else 0
    keep = keep[turns == main]
    boxes, base, width, height = _turned(raw, keep, main)
    codes, origin = fold(with_ligatures(raw.codes[keep], raw.boxes[keep], raw.size[keep]))
    boxes, base, index = boxes[origin], base[origin], keep[origin]
    size, bold = raw.size[index], raw.bold[index]
    printed = codes != SPACE
    spaced = np.zeros(len(codes), np.bool_)
    spaced[1:] = ~printed[:-1]
    return Upright(
        index=index[printed], codes=codes[printed], boxes=boxes[printed], base=base[printed], size=size[printed],
        bold=bold[printed], spaced=spaced[printed], width=width, height=height,
    )  # fmt: skip


def aside_text(raw: RawPage) -> str:
    """The characters of a page that do not run in its main direction, in the file's order."""
    if not len(raw.turn):
        return ""
    turns = raw.turn[raw.turn >= 0]
    main = int(np.bincount(turns).argmax()) if len(turns) else 0
    return as_text(raw.codes[raw.turn != main])


def as_text(codes: npt.NDArray[np.uint32]) -> str:
    """The code points as a string."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "replace")


def _turned(raw: RawPage, keep: Index, turn: int) -> tuple[Glyphs, Floats, float, float]:
    """Boxes and baselines after a turn back by `turn`, and the width and height of the page then."""
    x0, y0, x1, y1 = raw.boxes[keep].T
    base, wide, high = raw.base[keep], raw.width, raw.height
    right, down = (x0, x1), (y0, y1)
    left, up = (wide - x1, wide - x0), (high - y1, high - y0)
    along, across = {
        0: (right, down), 1: (down, left), 2: (left, up), 3: (up, right),
        4: (right, up), 5: (down, right), 6: (left, down), 7: (up, left),
    }[turn]  # fmt: skip
    backward = across is left or across is up
    extent = wide if turn % 2 else high
    boxes = np.stack((along[0], across[0], along[1], across[1]), axis=1)
    return boxes, extent - base if backward else base, *((high, wide) if turn % 2 else (wide, high))


def cut_pieces(page: Upright, limit: float = WORD_GAP) -> Pieces:
    """The runs of characters that stand side by side on one baseline; words stand `limit` em apart or more."""
    x0, x1, base, size = page.boxes[:, 0], page.boxes[:, 2], page.base, page.size
    if not len(x0):
        none, nowhere = np.empty(0, np.float32), np.empty(0, np.intp)
        return Pieces(
            start=nowhere, end=nowhere, x0=none, top=none, x1=none, bottom=none, base=none, size=none, bold=none,
            texts=(), sources=(),
        )  # fmt: skip
    larger = np.maximum(size[1:], size[:-1])
    gap = x0[1:] - x1[:-1]
    cut = (np.abs(base[1:] - base[:-1]) > RISE * larger) | (gap > JUMP * larger) | (x0[1:] < x0[:-1] - BACK * larger)
    start = np.concatenate(([0], np.flatnonzero(cut) + 1))
    end = np.append(start[1:], len(x0))
    biggest = np.maximum.reduceat(size, start)
    # The baseline and size of a piece are those of its largest type: sub- and superscripts do not shift them.
    on_main = size >= 0.9 * np.repeat(biggest, end - start)
    weight = np.add.reduceat(on_main.astype(np.float32), start)
    texts, sources = _piece_texts(page, _blanks(page, gap, larger, limit) & ~cut, start)
    return Pieces(
        start=start,
        end=end,
        x0=np.minimum.reduceat(x0, start),
        top=np.minimum.reduceat(page.boxes[:, 1], start),
        x1=np.maximum.reduceat(x1, start),
        bottom=np.maximum.reduceat(page.boxes[:, 3], start),
        base=(np.add.reduceat(np.where(on_main, base, 0.0), start) / weight).astype(np.float32),
        size=(np.add.reduceat(np.where(on_main, size, 0.0), start) / weight).astype(np.float32),
        bold=(np.add.reduceat(page.bold.astype(np.float32), start) / (end - start)).astype(np.float32),
        texts=texts,
        sources=sources,
    )


def _piece_texts(page: Upright, blank: Flags, start: Index) -> tuple[tuple[str, ...], tuple[Index, ...]]:
    """The text of each piece with its blanks, and each character's row in the `RawPage` (-1 for a blank)."""
    shift = np.zeros(len(page.codes), np.intp)  # blanks before each character
    np.cumsum(blank, out=shift[1:])
    place = np.arange(len(shift)) + shift
    codes, source = np.full(place[-1] + 1, SPACE, np.uint32), np.full(place[-1] + 1, -1, np.intp)
    codes[place], source[place] = page.codes, page.index
    text, bounds = as_text(codes), [*place[start].tolist(), len(codes)]
    pairs = list(pairwise(bounds))
    return tuple([text[a:b] for a, b in pairs]), tuple([source[a:b] for a, b in pairs])


def _blanks(page: Upright, gap: Floats, em: Floats, limit: float) -> Flags:
    """For each two neighbours in the file whether a blank stands between them."""
    spaced, cjk = page.spaced[1:], is_cjk(page.codes)
    both, either = cjk[1:] & cjk[:-1], cjk[1:] | cjk[:-1]
    usual = np.where(page.codes[:-1] == ord("f"), limit - F_OVERHANG, limit)
    latin = (spaced & (gap > -0.5 * em)) | (gap > np.where(either, MIXED_GAP, usual) * em)
    return np.where(both, gap > CJK_GAP * em, latin)


def rows(pieces: Pieces, chosen: Index) -> list[list[int]]:
    """The pieces among `chosen` grouped in rows down the page, each row from left to right."""
    grouped: list[list[int]] = []
    places = pieces.places
    row_base = row_size = 0.0
    for piece in chosen[np.argsort(pieces.base[chosen], kind="stable")].tolist():
        place = places[piece]
        if grouped and place.base - row_base <= SAME_ROW * max(row_size, place.size):
            grouped[-1].append(piece)
            row_size = max(row_size, place.size)
            continue
        grouped.append([piece])
        row_base, row_size = place.base, place.size
    merged: list[list[int]] = []
    for row in grouped:
        if merged and _is_script_row(places, merged[-1], row):
            merged[-1].extend(row)
        else:
            merged.append(row)
    return [sorted(row, key=lambda piece: places[piece].x0) if row[1:] else row for row in merged]


def _is_script_row(places: Sequence[_Place], upper: Sequence[int], lower: Sequence[int]) -> bool:
    """Whether one of two neighbouring rows is the other's sub- or superscripts: near, apart sideways, and smaller."""
    size_up, size_low = max([places[piece].size for piece in upper]), max([places[piece].size for piece in lower])
    larger, smaller = max(size_up, size_low), min(size_up, size_low)
    if places[lower[0]].base - places[upper[0]].base > RISE * larger or smaller > 0.85 * larger:
        return False
    above, below = [places[piece] for piece in upper], [places[piece] for piece in lower]
    return not any(min(a.x1, b.x1) - max(a.x0, b.x0) > 0.3 * smaller for a in above for b in below)


def word_gap(pages: Sequence[Upright]) -> float:
    """The gap, in em, from which Latin letters of these pages stand in two words: where fewest gaps lie.

    Old Chinese typesetting sets letters up to 0.22 em apart; tight English setting has blanks of 0.2 em.
    """
    counts = np.zeros(len(_GAP_BINS) - 1)
    for page in pages:
        if len(page.codes) < 2:
            continue
        latin = page.codes < 0x250
        chosen = latin[1:] & latin[:-1] & ~page.spaced[1:]
        gap = (page.boxes[1:, 0] - page.boxes[:-1, 2])[chosen] / page.size[1:][chosen]
        counts += np.histogram(gap, _GAP_BINS)[0]
    around = np.convolve(counts, np.ones(5), "valid")
    cost = around[: len(WORD_GAPS)] + 0.02 * counts.sum() * np.abs(WORD_GAPS - WORD_GAP)
    return float(WORD_GAPS[int(cost.argmin())])


def build_line(page: Upright, pieces: Pieces, row: Sequence[int], number: int) -> Line:
    """The `Line` of one row: its pieces from left to right, blanks between those that stand apart."""
    if len(row) == 1:
        place = pieces.places[row[0]]
        return Line(
            page=number, text=pieces.texts[row[0]], source=pieces.sources[row[0]], x0=place.x0, top=place.top,
            x1=place.x1, bottom=place.bottom, base=place.base, size=place.size, bold=place.bold > MOSTLY,
        )  # fmt: skip
    places = [pieces.places[piece] for piece in row]
    if any(b.x0 < a.x1 - 0.5 * b.size for a, b in pairwise(places)):
        return _woven_line(page, pieces, row, number)
    texts, sources, cells, length = [pieces.texts[row[0]]], [pieces.sources[row[0]]], [], len(pieces.texts[row[0]])
    for at, piece in enumerate(row[1:], 1):
        text = pieces.texts[piece]
        gap, em = places[at].x0 - places[at - 1].x1, max(places[at].size, places[at - 1].size)
        both = is_cjk_char(texts[-1][-1]) and is_cjk_char(text[0])
        if gap > (CJK_GAP if both else WORD_GAP) * em:
            texts.append(" ")
            sources.append(_NOT_PRINTED)
            length += 1
        if gap > CELL_GAP * em:
            cells.append(length)
        texts.append(text)
        sources.append(pieces.sources[piece])
        length += len(text)
    main = max(range(len(row)), key=lambda at: pieces.end[row[at]] - pieces.start[row[at]])
    return Line(
        page=number,
        text="".join(texts),
        source=np.concatenate(sources),
        x0=places[0].x0,
        top=min(place.top for place in places),
        x1=max(place.x1 for place in places),
        bottom=max(place.bottom for place in places),
        base=places[main].base,
        size=places[main].size,
        bold=places[main].bold > MOSTLY,
        cells=tuple(cells),
    )


_NOT_PRINTED = np.array([-1], np.intp)


def _woven_line(page: Upright, pieces: Pieces, row: Sequence[int], number: int) -> Line:
    """The `Line` of pieces that were printed into one another: their characters sorted from left to right."""
    chars = np.concatenate([np.arange(pieces.start[piece], pieces.end[piece]) for piece in row])
    chars = chars[np.argsort(page.boxes[chars, 0], kind="stable")]
    boxes, size, codes = page.boxes[chars], page.size[chars], page.codes[chars]
    gap = boxes[1:, 0] - boxes[:-1, 2]
    cjk = is_cjk(codes)
    limit = np.where(cjk[1:] & cjk[:-1], CJK_GAP, WORD_GAP) * np.maximum(size[1:], size[:-1])
    at = np.flatnonzero(gap > limit) + 1
    codes, source = np.insert(codes, at, SPACE), np.insert(page.index[chars], at, -1)
    return Line(
        page=number,
        text=as_text(codes),
        source=source,
        x0=float(boxes[0, 0]),
        top=float(boxes[:, 1].min()),
        x1=float(boxes[:, 2].max()),
        bottom=float(boxes[:, 3].max()),
        base=float(np.median(page.base[chars])),
        size=float(np.median(size)),
        bold=bool(page.bold[chars].mean() > MOSTLY),
    )
