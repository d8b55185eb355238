"""Pieces of one column set in rows, and each row made a `Line`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extract.codepoints import is_cjk
from extract.folding import SPACE, is_cjk_char
from extract.lines import CJK_GAP, RISE, USUAL, WORD_GAP, Line, Pieces, Place
from extract.quantiles import median
from extract.upright import Index, Upright, as_text

CELL_GAP = 1.9  # em; a wider gap within a row lies between two cells
MOSTLY = 0.6  # share of a line's characters that make it bold
SAME_ROW = 0.25  # em; baselines nearer than this are one row
UNLIKE = 2.2  # times; type larger by more is of another kind: no script, no neighbour in a row
OVERPRINT = 4  # characters; longer pieces that cover each other are two texts, shorter ones a formula's
STRAY = 0.9  # em; punctuation alone in a row belongs to the row that is nearer
DROPPED = 1.8  # times the type beside it, from which a letter or two are a drop cap
WORDS = frozenset("AI")  # letters that may be a word
BESIDE = 1.6  # em; how far right of a drop cap the lines beside it begin
MARKS = re.compile(r"[\s，。、；：！？,.;:!?·’”\"'》）)]+")


def column_lines(page: Upright, pieces: Pieces, chosen: Index, number: int) -> tuple[Line, ...]:
    """The lines that the pieces among `chosen` make, down the page."""
    caps = list(_drop_caps(pieces, chosen)) if len(chosen) > 2 else []
    if not caps:
        return tuple([build_line(page, pieces, row, number) for row in rows(pieces, chosen)])
    found = rows(pieces, chosen[~np.isin(chosen, [cap for cap, _ in caps])])
    beside: dict[int, int] = {}  # the row's first piece -> drop cap
    for cap, lines in caps:
        near = [row for row in found if any(piece in lines for piece in row)]
        near[0].insert(0, cap)
        beside |= {row[0]: cap for row in near}
    out = []
    for row in found:
        line = build_line(page, pieces, row, number)
        letter = beside.get(row[0])
        if letter == row[0]:
            line = _joined(line, pieces.texts[letter])
        elif letter is not None:
            # A line beside the letter begins where the letter does: it is not set in.
            line = replace(line, x0=pieces.places[letter].x0)
        out.append(line)
    return tuple(out)


def _joined(line: Line, letter: str) -> Line:
    """The line without the blank behind the drop cap it begins with: all lines beside one are set off from it."""
    at = len(letter)
    if letter.strip('“"‘ ') in WORDS or line.text[at : at + 1] != " ":
        return line
    cells = tuple([cell - 1 for cell in line.cells if cell > at + 1])
    return replace(line, text=letter + line.text[at + 1 :], source=np.delete(line.source, at), cells=cells)


def _drop_caps(pieces: Pieces, chosen: Index) -> Iterator[tuple[int, set[int]]]:
    """Each large first letter that stands beside two lines or more, with the pieces that begin these lines."""
    usual = median(pieces.size[chosen])
    for cap in chosen[pieces.size[chosen] >= DROPPED * usual].tolist():
        place, text = pieces.places[cap], pieces.texts[cap].strip('“"‘ ')
        if not (0 < len(text) <= 2 and text.isalpha()):
            continue
        lines: set[int] = set()
        for piece in chosen.tolist():
            other = pieces.places[piece]
            level = place.base - 0.8 * place.size < other.base < place.base + 0.5 * other.size
            if piece == cap or not level or other.size * DROPPED > place.size:
                continue
            if -0.4 * other.size < other.x0 - place.x1 < BESIDE * other.size:
                lines.add(piece)
        bases = sorted(pieces.places[piece].base for piece in lines)
        if len(bases) > 1 and bases[-1] - bases[0] > 0.8 * usual:
            yield cap, lines


def rows(pieces: Pieces, chosen: Index) -> list[list[int]]:
    """The pieces among `chosen` grouped in rows down the page, each row from left to right."""
    grouped: list[list[int]] = []
    places = pieces.places
    row_base = row_size = 0.0
    for piece in sorted(chosen.tolist(), key=lambda piece: places[piece].base):
        place = places[piece]
        larger, smaller = (row_size, place.size) if row_size > place.size else (place.size, row_size)
        if grouped and place.base - row_base <= SAME_ROW * min(larger, UNLIKE * smaller):
            grouped[-1].append(piece)
            row_size = larger
            continue
        grouped.append([piece])
        row_base, row_size = place.base, place.size
    merged: list[list[int]] = []
    for row in grouped:
        if merged and (_is_script_row(places, merged[-1], row) or _is_stray(pieces, merged[-1], row)):
            merged[-1].extend(row)
        else:
            merged.append(row)
    out: list[list[int]] = []
    for row in merged:
        if len(row) == 1:
            out.append(row)
        else:
            out += _parted(pieces, sorted(row, key=lambda piece: places[piece].x0))
    return out


def _is_script_row(places: Sequence[Place], upper: Sequence[int], lower: Sequence[int]) -> bool:
    """Whether one of two neighbouring rows is the other's sub- or superscripts: near, apart sideways, and smaller."""
    if len(upper) == len(lower) == 1:
        size_up, size_low = places[upper[0]].size, places[lower[0]].size
    else:
        size_up, size_low = max([places[piece].size for piece in upper]), max([places[piece].size for piece in lower])
    larger, smaller = (size_up, size_low) if size_up > size_low else (size_low, size_up)
    step = places[lower[0]].base - places[upper[0]].base
    if step > RISE * larger or not larger / UNLIKE < smaller <= 0.85 * larger:
        return False
    return _apart(places, upper, lower, 0.3 * smaller)


def _apart(places: Sequence[Place], upper: Sequence[int], lower: Sequence[int], slack: float) -> bool:
    """Whether no piece of one row stands above one of the other."""
    above, below = [places[piece] for piece in upper], [places[piece] for piece in lower]
    return not any(min(a.x1, b.x1) - max(a.x0, b.x0) > slack for a in above for b in below)


def _is_stray(pieces: Pieces, upper: Sequence[int], lower: Sequence[int]) -> bool:
    """Whether one of two rows is only punctuation that fits into the holes of the other, as OCR layers have it."""
    step = pieces.places[lower[0]].base - pieces.places[upper[0]].base
    if step > STRAY * pieces.places[upper[0]].size:
        return False
    marks = [all(MARKS.fullmatch(pieces.texts[piece]) for piece in row) for row in (upper, lower)]
    return marks[0] != marks[1] and _apart(pieces.places, upper, lower, 0.5 * pieces.places[upper[0]].size)


def _parted(pieces: Pieces, row: list[int]) -> list[list[int]]:
    """A row as it is, or as several where long pieces lie over one another: two texts, printed one over the other."""
    places = pieces.places
    layers: list[list[int]] = []
    for piece in row:
        for layer in layers:
            last = layer[-1]
            long = min(len(pieces.texts[piece]), len(pieces.texts[last])) > OVERPRINT
            if not long or places[piece].x0 > places[last].x1 - places[piece].size:
                layer.append(piece)
                break
        else:
            layers.append([piece])
    return sorted(layers, key=lambda layer: places[layer[0]].base) if len(layers) > 1 else layers


def build_line(page: Upright, pieces: Pieces, row: Sequence[int], number: int) -> Line:
    """The `Line` of one row: its pieces from left to right, blanks between those that stand apart."""
    if len(row) == 1:
        place = pieces.places[row[0]]
        return Line(
            page=number, text=pieces.texts[row[0]], source=pieces.sources[row[0]], x0=place.x0, top=place.top,
            x1=place.x1, bottom=place.bottom, base=place.base, size=place.size, bold=place.bold > MOSTLY,
            bold_ends=place.bold_ends,
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
    main = _main_piece(pieces, row)
    return Line(
        page=number,
        text="".join(texts),
        source=np.concatenate(sources),
        x0=places[0].x0,
        top=min(place.top for place in places),
        x1=max(place.x1 for place in places),
        bottom=max(place.bottom for place in places),
        base=pieces.places[main].base,
        size=pieces.places[main].size,
        bold=pieces.places[main].bold > MOSTLY,
        bold_ends=(places[0].bold_ends[0], places[-1].bold_ends[1]),
        cells=tuple(cells),
    )


def _main_piece(pieces: Pieces, row: Sequence[int]) -> int:
    """The piece whose type is the row's: neither a large bullet nor scripts decide."""
    by_size = sorted(row, key=lambda piece: pieces.places[piece].size)
    lengths = [len(pieces.texts[piece]) for piece in by_size]
    reached, least = 0, USUAL * sum(lengths)
    for piece, length in zip(by_size, lengths, strict=True):
        reached += length
        if reached > least:
            return piece
    return by_size[-1]


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
