"""spaCy components: `nlp.add_pipe("litlode_metals")` and `nlp.add_pipe("litlode_findings")` fill `doc.spans`.

spaCy finds both by entry point wherever litlode is installed; no import of ours is needed. They work in any pipeline,
`spacy.blank("zh")` included, because they go by the text alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.lang import language
from extract.mentions import find_mentions
from extract.segment import segment
from extract.tag import tag
from extract.types import Block, Document, Page, Source, Span

METALS, FINDINGS = "litlode_metals", "litlode_findings"


def _spans(doc: Doc, found: list[tuple[Span, str]]) -> list[Any]:
    """spaCy spans of the tokens that the text spans touch, each labelled."""
    spans = (doc.char_span(s.start, s.end, label=label, alignment_mode="expand") for s, label in found)
    return [span for span in spans if span is not None]


@Language.factory(METALS, assigns=["doc.spans"])
def make_metals(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that puts every metal named into `doc.spans["litlode_metals"]`, labelled with its id (`W`)."""

    def metals(doc: Doc) -> Doc:
        mentions = (m for m in find_mentions(doc.text) if m.concept.startswith("metal:"))
        doc.spans[METALS] = _spans(doc, [(m.span, m.concept.removeprefix("metal:")) for m in mentions])
        return doc

    return metals


@Language.factory(FINDINGS, assigns=["doc.spans"])
def make_findings(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that puts findings into `doc.spans["litlode_findings"]`, labelled challenge or recommendation."""

    def findings(doc: Doc) -> Doc:
        text = doc.text
        whole = Span(0, len(text))
        own = Document(
            source=Source("", "text", "text/plain", len(text)),
            text=text,
            pages=(Page(number=1, span=whole),),
            blocks=(Block(whole),),
            lang=language(text),
        )
        found = tag(own, segment(own)).findings
        doc.spans[FINDINGS] = _spans(doc, [(f.span, f.kind) for f in found])
        return doc

    return findings
