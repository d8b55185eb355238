"""A `Document` as what is drawn: for each page its blocks with their rectangles, the arrows, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.types import Block, Box, Document, LeftOut, Page, Span
from litlode.view.choice import PageChoice

LINE_GAP = 1.6  # heights of a line; lines further apart are drawn as two rectangles
OVERHANG = 3.0  # points; a line may begin this much above the end of the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """The part of a block that stands on one page; `number` counts the document's blocks from 1."""

    number: int
    block: Block
    text: str
    lines: tuple[Box, ...]
    shapes: tuple[Box, ...]
    begins: bool
    ends: bool
    opens_section: bool

    @property
    def label(self) -> str:
        """Kind and level: `heading 2`."""
        return self.block.kind if self.block.level is None else f"{self.block.kind} {self.block.level}"


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way from the end of one block to the start of the next one on the page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What is shown of a page."""

    page: Page
    blocks: tuple[BlockView, ...]
    arrows: tuple[Arrow, ...]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is printed on the page and is not in the text."""
        return self.page.left_out


def page_views(doc: Document, choice: PageChoice) -> Iterator[PageView]:
    """The chosen pages of a document; a text without pages of its own is one page without rectangles."""
    at = 0
    for page in doc.pages:
        while at < len(doc.blocks) and doc.blocks[at].span.end <= page.span.start:
            at += 1
        if page.number not in choice:
            continue
        blocks = tuple(_blocks(doc, page, at))
        yield PageView(page=page, blocks=blocks, arrows=tuple(_arrows(blocks)))


def _blocks(doc: Document, page: Page, first: int) -> Iterator[BlockView]:
    for index in range(first, len(doc.blocks)):
        block = doc.blocks[index]
        if block.span.start >= page.span.end:
            return
        part = Span(max(block.span.start, page.span.start), min(block.span.end, page.span.end))
        lines = tuple(found.box for found in doc.boxes(part))
        before = doc.blocks[index - 1].section if index else None
        yield BlockView(
            number=index + 1,
            block=block,
            text=part.of(doc.text).strip("\n"),
            lines=lines,
            shapes=tuple(_merged(lines)),
            begins=part.start == block.span.start,
            ends=part.end == block.span.end,
            opens_section=block.section is not None and block.section != before,
        )


def _merged(lines: Sequence[Box]) -> Iterator[Box]:
    """Rectangles around lines that stand one below the other; a block that goes on in the next column has two."""
    last: Box | None = None
    for line in lines:
        if last is not None and _follows(last, line):
            last = Box(
                min(last.x0, line.x0), min(last.top, line.top), max(last.x1, line.x1), max(last.bottom, line.bottom)
            )
            continue
        if last is not None:
            yield last
        last = line
    if last is not None:
        yield last


def _follows(above: Box, line: Box) -> bool:
    height = line.bottom - line.top
    near = above.top - OVERHANG <= line.top <= above.bottom + LINE_GAP * height
    return near and min(above.x1, line.x1) > max(above.x0, line.x0) - height


def _arrows(blocks: Sequence[BlockView]) -> Iterator[Arrow]:
    drawn = [block.shapes for block in blocks if block.shapes]
    for shapes in drawn:
        yield from (_arrow(a, b) for a, b in pairwise(shapes))
    for shapes, following in pairwise(drawn):
        yield _arrow(shapes[-1], following[0])


def _arrow(end: Box, start: Box) -> Arrow:
    return Arrow(end.x0 - 4, end.bottom - 2, start.x0 - 4, start.top + 2)
