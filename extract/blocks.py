"""Lines of a column set in blocks: tables, and what is cut between them, each with its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from extract.cutting import cut_paragraphs
from extract.footnotes import with_captions, with_footnotes
from extract.kinds import Draft, is_contents, is_mark, with_kind, with_scraps
from extract.lines import Line, PageLines
from extract.quantiles import median, quantile
from extract.regroup import regrouped
from extract.types import BlockKind

FEW = 1500  # characters; of fewer none tell what is usual
BOLD_SHARE = 0.7  # of the body's characters from which bold is its usual weight
BODY_SHARE = 0.6  # share of the page above which the body's type is looked for
_CELL, _CELLS = attrgetter("cell"), attrgetter("cells")
TELLING = 4  # lines outside tables that tell the edges of a column
TABLE_ROWS = 3  # neighbouring rows of several cells that make a table


@dataclass(frozen=True, slots=True)
class BodyType:
    """What most of a document is set in: the size of type, and whether it is bold, so that bold tells nothing."""

    size: float
    bold: bool = False


def body_type(pages: Iterable[PageLines]) -> BodyType:
    """The type that most of the document is set in, to half a point, foot notes aside (they stand at the foot)."""
    weights: dict[float, float] = defaultdict(float)
    bold: dict[float, float] = defaultdict(float)
    for page in pages:
        foot = BODY_SHARE * page.height
        for column in page.columns:
            for line in column:
                weight = len(line.text) * (1.0 if line.base < foot else 0.2)
                size = round(line.size * 2) / 2
                weights[size] += weight
                if line.bold:
                    bold[size] += weight
    if not weights:
        return BodyType(10.0)
    size = max(weights, key=lambda size: weights[size])
    return BodyType(size, weights[size] > FEW and bold[size] > BOLD_SHARE * weights[size])


def page_blocks(page: PageLines, usual: BodyType) -> list[Draft]:
    """The blocks of a page in reading order, in a document that is mostly set in `usual`."""
    drafts: list[Draft] = []
    body = usual.size
    for printed in page.columns:
        column = [replace(line, bold=False, bold_ends=(False, False)) for line in printed] if usual.bold else printed
        prose = [line for line in column if line.cell is None]
        left, right = _edges(prose if len(prose) >= TELLING else column)
        found = [with_kind(_draft(kind, lines, left, right), body) for kind, lines in _tables(column, left, right)]
        drafts += with_footnotes(with_captions(regrouped(found, body), body), page, body)
    return with_scraps(with_captions(drafts, body))


def _draft(kind: BlockKind, lines: Sequence[Line], left: float, right: float) -> Draft:
    em = median([line.size for line in lines]) if len(lines) > 1 else lines[0].size
    return Draft(kind=kind, lines=tuple(lines), left=left, right=right, em=em)


def _edges(column: Sequence[Line]) -> tuple[float, float]:
    """The left and right edge of a column, single lines that stand out aside."""
    return quantile([line.x0 for line in column], 0.05), quantile([line.x1 for line in column], 0.95)


def _tables(column: Sequence[Line], left: float, right: float) -> Iterable[tuple[BlockKind, list[Line]]]:
    """The column's lines as tables and, between them, as paragraphs."""
    if not any(map(_CELL, column)):
        yield from _celled(column, left, right)
        return
    for table, lines in groupby(column, key=lambda line: line.cell and line.cell[0]):
        if table is not None:
            yield "table", list(lines)
        else:
            yield from _celled(list(lines), left, right)


def _celled(column: Sequence[Line], left: float, right: float) -> Iterable[tuple[BlockKind, list[Line]]]:
    """Lines as tables that only white tells (rows of several cells) and, between them, as paragraphs."""
    if not any(map(_CELLS, column)):
        yield from (("body", part) for part in cut_paragraphs(column, left, right))
        return
    celled = [bool(line.cells) and not is_contents(line.text) and not _is_clause(line) for line in column]
    at = 0
    prose: list[Line] = []
    while at < len(column):
        end = _table_end(celled, at)
        if end - at >= TABLE_ROWS and celled[at]:
            yield from (("body", part) for part in cut_paragraphs(prose, left, right))
            prose = []
            yield "table", list(column[at:end])
            at = end
        else:
            prose.append(column[at])
            at += 1
    yield from (("body", part) for part in cut_paragraphs(prose, left, right))


def _is_clause(line: Line) -> bool:
    """Whether the one wide gap of a row stands behind the mark of an item or a clause, with words after it."""
    words = line.text[line.cells[0] :]
    return (
        len(line.cells) == 1 and (words[:1].isalpha() or words[:1] in '(（“"‘') and is_mark(line.text[: line.cells[0]])
    )


def _table_end(celled: Sequence[bool], start: int) -> int:
    """Where the run of celled rows that begins at `start` ends; one other row between two of them is part of it."""
    end = start
    while end < len(celled) and (celled[end] or (end + 1 < len(celled) and celled[end + 1] and end > start)):
        end += 1
    return end
