"""The core types: spans, pages that tile the text, blocks in order, boxes, and findings that hold their quote."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.findings import Finding
from extract.types import Block, Box, Document, Mention, Page, PageBox, Source, Span, content_id

SOURCE = Source("0" * 64, "a.pdf", "application/pdf", 1)
BOUNDS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)
SPANS = BOUNDS.map(lambda pair: Span(*pair))


def document(text: str, *, pages: tuple[Page, ...] | None = None, blocks: tuple[Block, ...] = ()) -> Document:
    pages = (Page(number=1, span=Span(0, len(text))),) if pages is None else pages
    return Document(source=SOURCE, text=text, pages=pages, blocks=blocks, lang="en")


@given(SPANS, SPANS)
def test_two_spans_overlap_exactly_where_they_share_an_offset(a: Span, b: Span) -> None:
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlaps(b) == bool(shared)
    assert a.overlaps(b) == b.overlaps(a)


@given(SPANS, SPANS)
def test_a_span_that_covers_another_holds_its_offsets(a: Span, b: Span) -> None:
    if a.covers(b):
        assert all(offset in a for offset in range(b.start, b.end))


@given(st.text(max_size=60), BOUNDS)
def test_a_span_gives_exactly_its_characters_or_refuses(text: str, bounds: list[int]) -> None:
    span = Span(*bounds)
    if span.end > len(text):
        with pytest.raises(ValueError, match="runs past"):
            span.of(text)
    else:
        assert span.of(text) == text[bounds[0] : bounds[1]]
        assert len(span.of(text)) == len(span)


@given(SPANS, st.integers(0, 100))
def test_a_shifted_span_keeps_its_length(span: Span, by: int) -> None:
    assert len(span.shift(by)) == len(span)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_needs_its_ends_in_order(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a span needs"):
        Span(start, end)


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6))
def test_a_page_is_found_from_every_offset(texts: list[str]) -> None:
    spans: list[Span] = []
    for piece in texts:
        start = spans[-1].end if spans else 0
        spans.append(Span(start, start + len(piece)))
    doc = document("".join(texts), pages=tuple(Page(number=i, span=span) for i, span in enumerate(spans, 1)))
    for page in doc.pages:
        assert all(doc.page_at(offset) is page for offset in range(page.span.start, page.span.end))
    assert doc.page_at(len(doc.text)) is doc.pages[-1]


@pytest.mark.parametrize("bounds", [[(0, 2), (3, 5)], [(0, 2), (1, 5)], [(0, 4)], [(1, 5)]])
def test_pages_that_do_not_tile_the_text_are_refused(bounds: list[tuple[int, int]]) -> None:
    pages = tuple(Page(number=i, span=Span(*pair)) for i, pair in enumerate(bounds, 1))
    with pytest.raises(ValueError, match="page"):
        document("abcde", pages=pages)


@pytest.mark.parametrize("bounds", [[(0, 3), (2, 5)], [(3, 5), (0, 2)], [(0, 6)]])
def test_blocks_out_of_order_or_beyond_the_text_are_refused(bounds: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="block"):
        document("abcde", blocks=tuple(Block(Span(*pair)) for pair in bounds))


def glyphs(*boxes: tuple[float, float, float, float] | None) -> np.ndarray:
    return np.array([box or (np.nan,) * 4 for box in boxes], np.float32)


def test_a_span_has_one_box_a_line_and_page_and_none_for_what_is_not_printed() -> None:
    first = Page(
        number=1,
        span=Span(0, 4),
        lines=(Span(0, 2), Span(3, 4)),
        glyphs=glyphs((0, 0, 5, 9), (5, 1, 9, 10), None, (0, 20, 5, 29)),
    )
    second = Page(number=2, span=Span(4, 6), lines=(Span(4, 6),), glyphs=glyphs((0, 0, 4, 8), (4, 0, 8, 8)))
    doc = document("ab cde", pages=(first, second))
    assert doc.boxes(Span(1, 5)) == (
        PageBox(1, Box(5, 1, 9, 10)),
        PageBox(1, Box(0, 20, 5, 29)),
        PageBox(2, Box(0, 0, 4, 8)),
    )
    assert doc.boxes(Span(2, 3)) == ()
    assert document("abc").boxes(Span(0, 3)) == ()


def test_a_box_has_its_edges_in_order() -> None:
    with pytest.raises(ValueError, match="a box needs"):
        Box(2, 0, 1, 5)


def test_glyphs_must_fit_the_pages_text() -> None:
    with pytest.raises(ValueError, match="glyphs"):
        Page(number=1, span=Span(0, 3), glyphs=glyphs((0, 0, 1, 1)))


@given(st.text(min_size=1, max_size=20))
def test_a_quote_fills_its_span(words: str) -> None:
    assert Mention(Span(5, 5 + len(words)), "metal:W", words).quote == words
    with pytest.raises(ValueError, match="does not fill"):
        Mention(Span(5, 6 + len(words)), "metal:W", words)


def test_a_finding_stays_inside_its_sentence_and_scores_a_probability() -> None:
    with pytest.raises(ValueError, match="leaves its sentence"):
        Finding(kind="challenge", span=Span(0, 3), quote="abc", sentence=Span(1, 9), lang="en", score=0.5)
    with pytest.raises(ValueError, match="score"):
        Finding(kind="challenge", span=Span(0, 3), quote="abc", sentence=Span(0, 9), lang="en", score=1.5)


def test_ids_of_parts_do_not_run_together() -> None:
    assert content_id("1", "12") != content_id("11", "2")
    assert content_id("a", 1) == content_id("a", 1)
