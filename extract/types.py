"""The values that the whole project speaks in: spans, pages, documents, sentences, mentions.

There is one text coordinate, `Span`: half-open, in code points of `Document.text`. Pages, lines, blocks and
sentences are spans; nothing carries a page number along, it is looked up from the offset.
What is found in a document: `extract.findings`.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from extract.rectangles import Letters

Lang = Literal["zh", "en"]
BlockKind = Literal["body", "heading", "abstract", "caption", "table", "footnote", "reference", "list", "notice"]
Reason = Literal["furniture", "garbled", "turned"]
Health = Literal["good", "blank", "no text layer", "garbled", "ocr"]

BLOCK_KINDS: tuple[BlockKind, ...] = (
    "body", "heading", "abstract", "caption", "table", "footnote", "reference", "list", "notice",
)  # fmt: skip
Glyphs = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The piece of `text` that the span covers; raises ValueError where it runs past the end."""
        if self.end > len(text):
            raise ValueError(f"span [{self.start}, {self.end}) runs past a text of {len(text)} characters")
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def shift(self, by: int) -> Span:
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, origin at the top left of the page as a person sees it (rotation applied)."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if not (self.x0 <= self.x1 and self.top <= self.bottom):
            raise ValueError(f"a box needs x0 <= x1 and top <= bottom, not {self}")


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on a page; `page` is the page's number, from 1."""

    page: int
    box: Box

    def as_list(self) -> list[float]:
        """`[page, x0, top, x1, bottom]`, rounded to a hundredth of a point, as the JSON output has it."""
        b = self.box
        return [self.page, round(b.x0, 2), round(b.top, 2), round(b.x1, 2), round(b.bottom, 2)]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Print that is no part of the text: a running head, foot, page number or watermark (`furniture`), characters that
    are not those printed (`garbled`), or type that runs across the page's direction (`turned`).
    """

    text: str
    box: Box
    why: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a page's health was judged by: how many characters, and shares from 0 to 1.

    `impossible` is the share of characters that no Chinese or English text is written with, `accented` that of Latin
    letters with accents, `signs` that of signs (=<>@#…) among ASCII characters, `common` that of the 500 most common
    characters among the Chinese ones (None where there are too few), `pictured` the part of the page under pictures,
    `printed` the part under characters. `inner` counts the characters that stand off the page's margins.
    """

    characters: int
    inner: int
    impossible: float
    accented: float
    signs: float
    common: float | None
    pictured: float
    printed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrRun:
    """How far the pages without a text layer, or with a bad one, were read from their pictures.

    `engine` is name and version of the program that reads pictures, None where there is none or it was not asked for
    (`asked`), or where it does not start (`fault`). Of the `wanted` pages, `left` were not tried because the `seconds`
    allowed were spent.
    """

    engine: str | None = None
    asked: bool = True
    wanted: int = 0
    left: int = 0
    seconds: float = 0.0
    fault: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: its number from 1, printed label, size in points, the text it holds and how well it could be read."""

    number: int
    span: Span
    label: str | None = None
    width: float | None = None
    height: float | None = None
    lines: tuple[Span, ...] = ()
    health: Health = "good"
    measures: Measures | None = None
    glyphs: Glyphs | None = field(default=None, repr=False, compare=False)
    """Array of shape (len(span), 4): x0, top, x1, bottom in points of each character; NaN where nothing is printed."""
    columns: tuple[Box, ...] = ()
    """The columns that the page was read in, in that order; those of a PDF that was read to be traced."""
    left_out: tuple[LeftOut, ...] = ()
    """What is printed on the page and is not in the text, where the PDF was read to be traced."""

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"pages are numbered from 1, not {self.number}")
        if self.glyphs is not None and self.glyphs.shape != (len(self.span), 4):
            raise ValueError(f"page {self.number}: glyphs {self.glyphs.shape} do not fit {len(self.span)} characters")

    @cached_property
    def letters(self) -> Letters | None:
        """The glyphs, ready to be drawn around."""
        return None if self.glyphs is None else Letters(self.glyphs)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption, list item …: a stretch of text that no sentence crosses."""

    span: Span
    kind: BlockKind = "body"
    level: int | None = None
    section: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in BLOCK_KINDS:
            raise ValueError(f"unknown kind of block: {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, where they stand in the text and on the page (None where they do not)."""

    text: str
    span: Span | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page, as rows of cells; a cell that takes several rows or columns stands in the first of them."""

    page: int
    box: Box
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from; the hash of the file's bytes is its identity."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What a document says of itself; `found` tells for each field where it was read (`page 1`, `info`, `name`).

    A field named `…_alt` is in the language that the document is not written in. `date` is ISO 8601, as far as it is
    known (`2021`, `2021-03`, `2021-03-15`); `pages` are the page numbers in the venue (`45-52`); `classification` is
    the Chinese library classification (中图分类号), `document_number` the number of a policy document (文号) or a
    report, `issuer` the body that issued it.
    """

    title: str | None = None
    title_alt: str | None = None
    authors: tuple[str, ...] = ()
    authors_alt: tuple[str, ...] = ()
    year: int | None = None
    date: str | None = None
    doi: str | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    keywords: tuple[str, ...] = ()
    keywords_alt: tuple[str, ...] = ()
    abstract: str | None = None
    abstract_alt: str | None = None
    affiliations: tuple[str, ...] = ()
    classification: str | None = None
    funding: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    found: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file as read: running text that never changes again, the pages that tile it, the blocks that order it."""

    source: Source
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    lang: Lang
    metadata: Metadata = Metadata()
    ocr: OcrRun = OcrRun()

    def __post_init__(self) -> None:
        at = 0
        for page in self.pages:
            if page.span.start != at:
                raise ValueError(f"page {page.number} starts at {page.span.start}, the one before ends at {at}")
            at = page.span.end
        if at != len(self.text):
            raise ValueError(f"the pages end at {at}, the text at {len(self.text)}")
        at = 0
        for block in self.blocks:
            if block.span.start < at:
                raise ValueError(f"blocks overlap or are out of order at {block.span}")
            at = block.span.end
        if at > len(self.text):
            raise ValueError(f"a block ends at {at}, the text at {len(self.text)}")

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.span.start for page in self.pages]

    def page_at(self, offset: int) -> Page:
        """The page that holds the character at `offset`; the last page for the text's very end."""
        if not 0 <= offset <= len(self.text) or not self.pages:
            raise ValueError(f"no page at offset {offset} of a text of {len(self.text)} characters")
        index = bisect_right(self._page_starts, offset) - 1
        return self.pages[index]

    def boxes(self, span: Span) -> tuple[PageBox, ...]:
        """One rectangle a line and page under `span`, in reading order; empty for a text without pages of its own.

        A line has several where one would also hold characters of another line (`extract.rectangles`).
        """
        out: list[PageBox] = []
        first = max(0, bisect_right(self._page_starts, span.start) - 1)
        for page in self.pages[first:]:
            if page.span.start >= span.end:
                break
            if page.letters is None:
                continue
            at = bisect_right(page.lines, span.start, key=lambda line: line.end)
            lines = takewhile(lambda line: line.start < span.end, page.lines[at:])
            before = page.span.start
            ranges = ((max(line.start, span.start) - before, min(line.end, span.end) - before) for line in lines)
            out += [PageBox(page.number, Box(*box.tolist())) for box in page.letters.rectangles(ranges)]
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, its own language, the section and the kind of block it stands in."""

    span: Span
    lang: Lang
    section: str | None = None
    kind: BlockKind = "body"


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept (`metal:W`, `challenge:…`, `instrument:…`) named at one place in the words of `quote`."""

    span: Span
    concept: str
    quote: str

    def __post_init__(self) -> None:
        if len(self.quote) != len(self.span):
            raise ValueError(f"the quote {self.quote!r} does not fill {self.span}")


def content_id(*parts: str | int) -> str:
    """A 16-digit hash of `parts`, packed as JSON so that no two lists of parts run together."""
    packed = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()[:16]
