"""Sentences of a document: `segment` gives their spans in reading order, each with its language, section and kind."""

from __future__ import annotations

import re

from extract import segment_en, segment_zh
from extract.lang import has_han, language
from extract.types import Block, Document, Sentence, Span

MAX_SENTENCE = 2_000
"""Longest sentence in characters. The longest of 7,200 annotated sentences has 1,300; what is longer is no sentence
but a table or a log, and is cut at a comma or a space so that no later step meets a sentence of 100,000 characters."""

_WHOLE = frozenset({"heading", "caption", "reference"})
_CUT = re.compile(r"[，,；;、。\s](?=[^，,；;、。\s]*\Z)")
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")


def segment(doc: Document) -> tuple[Sentence, ...]:
    """The sentences of every block, white space trimmed at both ends; none crosses a block.

    Headings, captions and references are one sentence each, a table has one a line.
    """
    return tuple(sentence for block in doc.blocks for sentence in _of_block(doc.text, block))


def split(text: str, span: Span) -> list[Span]:
    """The spans of the sentences of the paragraph at `span`, in order; linear in its length."""
    piece = span.of(text)
    bounds: list[int] = []
    if has_han(piece):
        start = 0
        for end in [*segment_zh.ends(piece), len(piece)]:
            part = piece[start:end]
            if language(part) == "en":
                bounds.extend(start + inner for inner in segment_en.ends(part))
            bounds.append(end)
            start = end
    else:
        bounds = [*segment_en.ends(piece), len(piece)]
    spans: list[Span] = []
    start = 0
    for end in bounds:
        spans.extend(_bounded(text, _trimmed(text, span.start + start, span.start + end)))
        start = end
    return spans


def _of_block(text: str, block: Block) -> list[Sentence]:
    if block.kind == "table":
        lines = (m.span() for m in _LINE.finditer(text, block.span.start, block.span.end))
        spans = [part for start, end in lines for part in _bounded(text, _trimmed(text, start, end))]
    elif block.kind in _WHOLE:
        spans = _bounded(text, _trimmed(text, block.span.start, block.span.end))
    else:
        spans = split(text, block.span)
    return [Sentence(span, language(span.of(text)), block.section, block.kind) for span in spans]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + max(left, len(piece.rstrip())))


def _bounded(text: str, span: Span) -> list[Span]:
    """`span`, or its pieces of at most MAX_SENTENCE characters; nothing where it is empty."""
    out: list[Span] = []
    while len(span) > MAX_SENTENCE:
        window = text[span.start : span.start + MAX_SENTENCE]
        cut = _CUT.search(window, MAX_SENTENCE // 2)
        end = span.start + (cut.end() if cut else MAX_SENTENCE)
        out.append(_trimmed(text, span.start, end))
        span = _trimmed(text, end, span.end)
    if len(span):
        out.append(span)
    return out
