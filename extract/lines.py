"""Printed text in pieces and lines.

A *piece* is a run of characters in the file's order that stand side by side on one baseline. Columns are found on
pieces (`extract.columns`), and the pieces of one column that stand on one row make a `Line` (`extract.rows`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from extract.codepoints import is_cjk
from extract.folding import SPACE
from extract.upright import Flags, Floats, Index, Upright, as_text

JUMP = 0.9  # em; a wider gap between two characters cuts a piece
BACK = 0.12  # em; a character that starts further back than the one before begins a piece
RISE = 0.55  # em; characters further off the baseline than sub- and superscripts stand on another line
WORD_GAP = 0.17  # em; a wider gap between Latin letters is a blank, where the document does not tell otherwise
WORD_GAPS = np.arange(0.135, 0.285, 0.01)  # em; between these the document's own limit is looked for
_GAP_BINS = np.arange(0.11, 0.311, 0.01)
F_OVERHANG = 0.07  # em by which a blank after `f` may be narrower, kerned under the letter's overhang
MIXED_GAP = 0.3  # em; a wider gap between a Chinese character and a Latin letter is a blank
CJK_GAP = 1.2  # em; narrower blanks between two Chinese characters are letters set apart, not words
OPENING = frozenset("“‘（《〈「『【〔［")
USUAL = 0.7  # share of a line's characters up to whose size scripts may go: a line of many note marks is still a line


class Place(NamedTuple):
    """Where one piece stands, its baseline, size of type, share of bold, and which of its two ends are bold."""

    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: float
    bold_ends: tuple[bool, bool]


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """The pieces of a page: bounds in `Upright`'s characters, edges, baseline, type size, share of bold, text.

    `bold_ends` (n, 2) tells of the first and the last character.
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
    bold_ends: Flags
    texts: tuple[str, ...]
    sources: tuple[Index, ...]

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def wide(self) -> npt.NDArray[np.floating[Any]]:
        """The width of each piece in em."""
        return (self.x1 - self.x0) / np.maximum(self.size, 1.0)

    @cached_property
    def opens(self) -> Flags:
        """Whether each piece begins with an opening mark, half of which may be white."""
        return np.array([text[:1] in OPENING for text in self.texts], np.bool_)

    @cached_property
    def places(self) -> list[Place]:
        """The same numbers one piece at a time, as plain floats: what loops over pieces read."""
        columns = (self.x0, self.top, self.x1, self.bottom, self.base, self.size, self.bold, self.bold_ends)
        return list(map(Place, *(column.tolist() for column in columns)))


@dataclass(slots=True, kw_only=True)  # sixty a page: to freeze them takes three times as long as to make them
class Line:
    """One printed line of a column: its text, where it stands, and for each character its row in the `RawPage`.

    `source` holds -1 for blanks that are not printed. `bold` is most of the line, `bold_ends` tells of its first and
    last character. `cells` are the offsets in `text` at which a wide gap lies;
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
    bold_ends: tuple[bool, bool] = (False, False)
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


def cut_pieces(page: Upright, limit: float = WORD_GAP) -> Pieces:
    """The runs of characters that stand side by side on one baseline; words stand `limit` em apart or more."""
    x0, x1, base, size = page.boxes[:, 0], page.boxes[:, 2], page.base, page.size
    if not len(x0):
        none, nowhere = np.empty(0, np.float32), np.empty(0, np.intp)
        return Pieces(
            start=nowhere, end=nowhere, x0=none, top=none, x1=none, bottom=none, base=none, size=none, bold=none,
            bold_ends=np.empty((0, 2), np.bool_), texts=(), sources=(),
        )  # fmt: skip
    larger = np.maximum(size[1:], size[:-1])
    gap = x0[1:] - x1[:-1]
    cut = (np.abs(base[1:] - base[:-1]) > RISE * larger) | (gap > JUMP * larger) | (x0[1:] < x0[:-1] - BACK * larger)
    start = np.concatenate(([0], np.flatnonzero(cut) + 1))
    end = np.append(start[1:], len(x0))
    usual = _usual_sizes(size, start, end)
    # The baseline and size of a piece are those of most of its type: scripts and a large bullet do not shift them.
    on_main = np.abs(size - np.repeat(usual, end - start)) <= 0.1 * size
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
        bold_ends=np.stack((page.bold[start], page.bold[end - 1]), axis=1),
        texts=texts,
        sources=sources,
    )


def _usual_sizes(size: Floats, start: Index, end: Index) -> Floats:
    """The size of type of each piece: that which seven of ten characters do not exceed."""
    usual = size[start]
    mixed = np.flatnonzero(np.maximum.reduceat(size, start) > 1.1 * np.minimum.reduceat(size, start))
    for piece, first, last in zip(mixed.tolist(), start[mixed].tolist(), end[mixed].tolist(), strict=True):
        usual[piece] = sorted(size[first:last].tolist())[int(USUAL * (last - first))]
    return usual


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


def word_gap(pages: Sequence[Upright]) -> float:
    """The gap, in em, from which Latin letters of these pages stand in two words: where fewest gaps lie.

    Old Chinese typesetting sets letters up to 0.22 em apart; tight English setting has blanks of 0.2 em.
    """
    gaps = [np.empty(0, np.float32)]
    for page in pages:
        if len(page.codes) < 2:
            continue
        latin = page.codes < 0x250
        chosen = latin[1:] & latin[:-1] & ~page.spaced[1:]
        gap = (page.boxes[1:, 0] - page.boxes[:-1, 2])[chosen] / page.size[1:][chosen]
        gaps.append(gap)
    counts = np.histogram(np.concatenate(gaps), _GAP_BINS)[0]
    around = np.convolve(counts, np.ones(5), "valid")
    cost = around[: len(WORD_GAPS)] + 0.02 * counts.sum() * np.abs(WORD_GAPS - WORD_GAP)
    return float(WORD_GAPS[int(cost.argmin())])
