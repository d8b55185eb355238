"""Text files, plain or Markdown, to documents; the decoded text stays as it is and offsets count in it."""

from __future__ import annotations

import re

from extract.encoding import decode
from extract.errors import NoTextError
from extract.frontmatter import front_matter
from extract.lang import language
from extract.markdown import markdown_blocks
from extract.paragraphs import paragraphs
from extract.types import Document, Metadata, Page, Source, Span

_PAGE = re.compile(r"[^\f]*(?:\f|\Z)")


def read_plain(data: bytes, source: Source) -> Document:
    """The document of a `.txt` or Markdown file; form feeds part its pages. Raises EncodingError and NoTextError."""
    text = decode(data)
    if not text.strip():
        raise NoTextError("the file holds white space only")
    marked = source.media_type == "text/markdown"
    blocks = markdown_blocks(text) if marked else paragraphs(text)
    return Document(
        source=source, text=text, pages=pages_of(text), blocks=tuple(blocks), lang=language(text),
        metadata=front_matter(text) if marked else Metadata(),
    )  # fmt: skip


def pages_of(text: str) -> tuple[Page, ...]:
    """Pages that tile `text`, one up to each form feed; a single page where there is none."""
    spans = [Span(*m.span()) for m in _PAGE.finditer(text) if m[0]]
    return tuple(Page(number=i, span=span) for i, span in enumerate(spans, start=1))
