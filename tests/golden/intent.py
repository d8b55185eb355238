"""What a person reads on a golden PDF, and the faults of a document that was read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.types import Block, BlockKind, Document, Health
from tests.golden.press import Sheet, print_pdf


@dataclass(frozen=True, kw_only=True)
class Golden:
    """A PDF that shows one behaviour, with what a person reads on it.

    `reads` stand unbroken, each within one block, in this order; `never` stand nowhere. `kinds`, `levels` and
    `sections` are told for the block that holds the given words, `labels` are the pages' printed numbers, `facts`
    fields of the metadata. `apart` are words that begin a block of their own.
    """

    name: str
    shows: str
    sheets: Sequence[Sheet]
    reads: Sequence[str]
    never: Sequence[str] = ()
    apart: Sequence[str] = ()
    kinds: Mapping[str, BlockKind] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    sections: Mapping[str, str | None] = field(default_factory=dict)
    health: Sequence[Health] = ()
    labels: Sequence[str | None] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    info: Mapping[str, str] = field(default_factory=dict)

    def pdf(self) -> bytes:
        """The bytes of the PDF."""
        return print_pdf(self.sheets, self.info)


def faults(golden: Golden, doc: Document) -> list[str]:
    """What a person would call wrong in `doc`, one line a fault."""
    return [
        *_misread(golden, doc),
        *(f"is in the text: {words!r}" for words in golden.never if words in doc.text),
        *_misplaced(golden, doc),
        *_misjudged(golden, doc),
    ]


def _misread(golden: Golden, doc: Document) -> Iterator[str]:
    """Sentences that are broken, missing or out of order; each once."""
    texts = [block.span.of(doc.text) for block in doc.blocks]
    at = 0
    for words in golden.reads:
        found = doc.text.find(words)
        if found < 0:
            yield f"not in the text: {words!r}"
        elif not any(words in text for text in texts):
            yield f"cut by a block: {words!r}"
        elif found < at:
            yield f"out of order: {words!r}"
        elif doc.text.count(words) > 1:
            yield f"more than once in the text: {words!r}"
        at = max(at, found)


def _misplaced(golden: Golden, doc: Document) -> Iterator[str]:
    starts = [block.span.of(doc.text) for block in doc.blocks]
    for words in golden.apart:
        if not any(text.startswith(words) for text in starts):
            yield f"begins no block: {words!r}"


def _misjudged(golden: Golden, doc: Document) -> Iterator[str]:
    for words, kind in golden.kinds.items():
        block = _block_with(words, doc)
        if block is None or block.kind != kind:
            yield f"no {kind} but {block and block.kind}: {words!r}"
    for words, level in golden.levels.items():
        block = _block_with(words, doc)
        if block is None or block.level != level:
            yield f"not of level {level} but {block and block.level}: {words!r}"
    for words, section in golden.sections.items():
        block = _block_with(words, doc)
        if block is None or block.section != section:
            yield f"not in {section} but in {block and block.section}: {words!r}"
    health = [page.health for page in doc.pages]
    if golden.health and health != list(golden.health):
        yield f"pages are {health}, not {list(golden.health)}"
    labels = [page.label for page in doc.pages]
    if golden.labels and labels != list(golden.labels):
        yield f"pages are numbered {labels}, not {list(golden.labels)}"
    for name, fact in golden.facts.items():
        if getattr(doc.metadata, name) != fact:
            yield f"{name} is {getattr(doc.metadata, name)!r}, not {fact!r}"


def _block_with(words: str, doc: Document) -> Block | None:
    """The block that begins with `words`, or the first that holds them."""
    holding = [block for block in doc.blocks if words in block.span.of(doc.text)]
    return next((block for block in holding if block.span.of(doc.text).startswith(words)), (holding or [None])[0])


def listing(golden: Golden, doc: Document) -> str:
    """The document as a person can read and compare it: pages, facts, and each block with kind, level, section."""
    lines = [f"# {golden.shows}", f"language: {doc.lang}"]
    for page in doc.pages:
        lines.append(f"page {page.number}: {page.width:g} x {page.height:g}, {page.health}, numbered {page.label}")
    for name in sorted(golden.facts):
        lines.append(f"{name}: {getattr(doc.metadata, name)!r} ({doc.metadata.found.get(name)})")
    for block in doc.blocks:
        level = f" {block.level}" if block.level else ""
        page = doc.page_at(block.span.start).number
        text = re.sub(r"\n", "\n    ", block.span.of(doc.text))
        lines.append(f"[{block.kind}{level}, {block.section}, page {page}]\n    {text}")
    return "\n".join(lines) + "\n"
