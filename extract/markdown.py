"""Markdown to blocks: what plain text has, and headings, fences, tables and front matter; the text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.headings import heading_level
from extract.paragraphs import lines_of, paragraphs
from extract.types import Block, Span

_ATX = re.compile(r"(?P<hashes>#{1,6})[ \t]*(?P<words>.*?)[ \t#]*$")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})")
_SETEXT = re.compile(r"(?:=+|-{2,})")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_TABLE = re.compile(r"\|.*\|.*")
_TABLE_RULE = re.compile(r"[|:\- \t]*-[|:\- \t]*")
_BOLD = re.compile(r"(?:\*\*|__)(?P<words>[^*_]{1,80})(?:\*\*|__)[:：]?")
_ASIDE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<!--.*-->|\[[^\]]+\]:\s+\S+|</?\w[^>]*>")
_QUOTE = re.compile(r"(?:>[ \t]?)+")


def markdown_blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text, in order; marks of headings and quotations stay outside the spans."""
    out: list[Block] = []
    plain_from = 0
    for block, start, end in _marked(text):
        out.extend(paragraphs(text, plain_from, start))
        if block is not None:
            out.append(block)
        plain_from = end
    out.extend(paragraphs(text, plain_from, len(text)))
    return out


def _marked(text: str) -> Iterator[tuple[Block | None, int, int]]:
    """What is Markdown's own: its block (None for what is no text) and the stretch of the text that it takes."""
    lines = list(lines_of(text))
    i = 0
    if lines and lines[0].start == 0 and lines[0].words == "---":
        close = next((k for k in range(1, len(lines)) if lines[k].words in {"---", "..."}), 0)
        if close:
            yield Block(Span(0, lines[close].end), "notice"), 0, lines[close].end
            i = close + 1
    while i < len(lines):
        line = lines[i]
        fence = _FENCE.match(line.words)
        if fence:
            close = next(
                (k for k in range(i + 1, len(lines)) if lines[k].words.startswith(fence["fence"])), len(lines) - 1
            )
            yield Block(Span(line.start, lines[close].end), "notice"), line.start, lines[close].end
            i = close + 1
            continue
        following = lines[i + 1] if i + 1 < len(lines) else None
        if (
            following
            and following.gap == 0
            and line.gap
            and _SETEXT.fullmatch(following.words)
            and len(line.words) <= 120
        ):
            level = 1 if following.words[0] == "=" else 2
            yield (
                Block(Span(line.start, line.end), "heading", heading_level(line.words) or level),
                line.start,
                following.end,
            )
            i += 2
            continue
        block = _one_line(line.start, line.end, line.words)
        if block is not _PLAIN:
            yield block, line.start, line.end
        i += 1


_PLAIN = Block(Span(0, 0))


def _one_line(start: int, end: int, words: str) -> Block | None:
    """The block that a line is by itself, None where it is a rule, `_PLAIN` where it is text like any other."""
    atx = _ATX.fullmatch(words)
    if atx and (atx["words"] or len(words) == len(atx["hashes"])):
        if not atx["words"]:
            return None
        at = start + atx.start("words")
        title = atx["words"]
        return Block(Span(at, at + len(title)), "heading", heading_level(title) or len(atx["hashes"]))
    if _RULE.fullmatch(words):
        return None
    bold = _BOLD.fullmatch(words)
    if bold:
        return Block(
            Span(start + bold.start("words"), start + bold.end("words")), "heading", heading_level(bold["words"])
        )
    if _TABLE.fullmatch(words):
        return None if _TABLE_RULE.fullmatch(words) else Block(Span(start, end), "table")
    if _ASIDE.fullmatch(words):
        return Block(Span(start, end), "notice")
    quote = _QUOTE.match(words)
    if quote and quote.end() < len(words):
        return Block(Span(start + quote.end(), end))
    return None if quote else _PLAIN
