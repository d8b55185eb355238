"""A document and its findings as rows for the library, in a form that crosses between processes as JSON.

The processes that read files send records, not Python objects: what comes from a process that has parsed a hostile
file is parsed as JSON and checked, and nothing is unpickled.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.errors import StoreError
from corpus.parts import AboutRow, LinkRow, about_row, unpack_about
from corpus.scans import reader_suffix

if TYPE_CHECKING:
    from extract.findings import Finding, Link
    from extract.types import Document, Mention, Metadata, Page, Sentence

READER = "litlode 0.1/10"
"""The version of reading and tagging. Raised when the findings of an unchanged file change: it is then read again."""


_MARK = re.compile(r"litlode [^ +]+\+([0-9a-f]+)")


def reader_name(mark: str = "") -> str:
    """What a document is known to be read and tagged by, `mark` being that of models of one's own."""
    return f"{READER}+{mark}" if mark else READER


def mark_of(reader: str) -> str:
    """The mark in what a document is known to be read by, empty where the shipped models tagged it."""
    found = _MARK.match(reader)
    return found[1] if found else ""


class PageRow(NamedTuple):
    """A page as stored; the numbers are those of `extract.types.Measures`, None for a text without pages of its own."""

    number: int
    label: str | None
    width: float | None
    height: float | None
    start: int
    end: int
    health: str
    characters: int | None = None
    impossible: float | None = None
    pictured: float | None = None


class SentenceRow(NamedTuple):
    """A sentence as stored."""

    start: int
    end: int
    page: int
    lang: str
    section: str | None
    kind: str


class MentionRow(NamedTuple):
    """A mention as stored; `sentence` is the place of its sentence in the record, or None."""

    sentence: int | None
    concept: str
    start: int
    end: int
    page: int
    quote: str


class FindingRow(NamedTuple):
    """A finding as stored."""

    id: str
    sentence: int
    kind: str
    start: int
    end: int
    page: int
    lang: str
    score: float
    quote: str
    concepts: tuple[str, ...]
    boxes: tuple[tuple[float, ...], ...]
    about: AboutRow


@dataclass(frozen=True, kw_only=True)
class Record:
    """All that the library keeps of one document."""

    document: Mapping[str, Any]
    text: str
    pages: tuple[PageRow, ...]
    sentences: tuple[SentenceRow, ...]
    mentions: tuple[MentionRow, ...]
    findings: tuple[FindingRow, ...]
    links: tuple[LinkRow, ...] = ()

    def __post_init__(self) -> None:
        quoted = [(f.start, f.end, f.quote) for f in self.findings]
        quoted += [(m.start, m.end, m.quote) for m in self.mentions]
        quoted += [(p.start, p.end, p.quote) for f in self.findings for p in f.about.parts]
        for start, end, quote in quoted:
            if self.text[start:end] != quote:
                raise StoreError(f"a quote is not the text at [{start}, {end}): {quote[:40]!r}")
        for finding in self.findings:
            if not 0 <= finding.sentence < len(self.sentences):
                raise StoreError(f"the finding at [{finding.start}, {finding.end}) stands in no sentence")


def make_record(
    doc: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    findings: Sequence[Finding],
    links: Sequence[Link] = (),
    *,
    mark: str = "",
) -> Record:
    """The rows of a document; raises StoreError where a quote is not the text at its span.

    `mark` is what models of one's own are known by, where these tagged it.
    """
    starts = [sentence.span.start for sentence in sentences]
    mention_rows = []
    for mention in mentions:
        at = _sentence_at(starts, sentences, mention.span.start, mention.span.end)
        page = doc.page_at(mention.span.start).number
        mention_rows.append(MentionRow(at, mention.concept, mention.span.start, mention.span.end, page, mention.quote))
    return Record(
        document=_document_row(doc, mark),
        text=doc.text,
        pages=tuple(_page_row(page) for page in doc.pages),
        sentences=tuple(
            SentenceRow(s.span.start, s.span.end, doc.page_at(s.span.start).number, s.lang, s.section, s.kind)
            for s in sentences
        ),
        mentions=tuple(mention_rows),
        findings=tuple(_finding_rows(doc, sentences, findings, starts)),
        links=tuple(
            LinkRow(_id_of(doc, findings[x.source]), _id_of(doc, findings[x.target]), x.kind, round(x.score, 4))
            for x in links
        ),
    )  # fmt: skip


def _id_of(doc: Document, finding: Finding) -> str:
    return finding_id(doc.source.sha256, finding.kind, finding.span.start, finding.span.end)


def _page_row(page: Page) -> PageRow:
    found = page.measures
    return PageRow(
        page.number, page.label, page.width, page.height, page.span.start, page.span.end, page.health,
        *((found.characters, round(found.impossible, 4), round(found.pictured, 4)) if found else ()),
    )  # fmt: skip


def _finding_rows(
    doc: Document,
    sentences: Sequence[Sentence],
    findings: Sequence[Finding],
    starts: Sequence[int],
) -> Iterable[FindingRow]:
    seen: set[str] = set()
    for finding in findings:
        span = finding.span
        id_ = _id_of(doc, finding)
        if id_ in seen:
            continue
        seen.add(id_)
        at = _sentence_at(starts, sentences, span.start, span.end)
        if at is None:
            raise StoreError(f"the finding at [{span.start}, {span.end}) stands in no sentence")
        concepts = tuple(sorted({*(f"metal:{metal}" for metal in finding.metals), *finding.themes}))
        yield FindingRow(
            id_, at, finding.kind, span.start, span.end, doc.page_at(span.start).number, finding.lang, finding.score,
            finding.quote, concepts, tuple(tuple(box.as_list()) for box in finding.boxes or doc.boxes(span)),
            about_row(finding.parts),
        )  # fmt: skip


def finding_id(sha256: str, kind: str, start: int, end: int) -> str:
    """The id of a finding: the same file and place give the same id, in every library."""
    from extract.types import content_id  # noqa: PLC0415 - brings numpy, 0.2 s that a search does not need

    return content_id("finding", sha256, kind, start, end)


def document_id(sha256: str) -> str:
    """The short id of a document."""
    from extract.types import content_id  # noqa: PLC0415 - as above

    return content_id("document", sha256)


def _sentence_at(starts: Sequence[int], sentences: Sequence[Sentence], start: int, end: int) -> int | None:
    at = bisect_right(starts, start) - 1
    return at if at >= 0 and end <= sentences[at].span.end else None


def _document_row(doc: Document, mark: str) -> dict[str, Any]:
    return {
        "id": document_id(doc.source.sha256),
        "sha256": doc.source.sha256,
        "media_type": doc.source.media_type,
        "size": doc.source.size,
        "lang": doc.lang,
        **metadata_columns(doc.metadata),
        "pages": len(doc.pages),
        "reader": reader_name(mark) + reader_suffix(doc),
    }


def metadata_columns(about: Metadata) -> dict[str, Any]:
    """The columns of `documents` that hold a document's metadata."""
    return {
        "title": about.title,
        "title_alt": about.title_alt,
        "authors": _json(about.authors),
        "authors_alt": _json(about.authors_alt),
        "year": about.year,
        "doi": about.doi,
        "venue": about.venue,
        "date": about.date,
        "volume": about.volume,
        "issue": about.issue,
        "page_range": about.pages,
        "abstract": about.abstract,
        "abstract_alt": about.abstract_alt,
        "affiliations": _json(about.affiliations),
        "classification": about.classification,
        "funding": about.funding,
        "issuer": about.issuer,
        "document_number": about.document_number,
        "keywords": _json(about.keywords),
        "keywords_alt": _json(about.keywords_alt),
        "metadata_found": _json(dict(about.found)),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def pack(record: Record) -> bytes:
    """The record as JSON in UTF-8."""
    rows = [
        record.document,
        record.text,
        record.pages,
        record.sentences,
        record.mentions,
        record.findings,
        record.links,
    ]
    # Escaped to ASCII, half a surrogate pair from a broken font still gets through, and is refused when stored.
    return json.dumps(rows).encode()


def unpack(packed: bytes) -> Record:
    """The record again; raises StoreError where its parts do not agree."""
    try:
        return _unpack(json.loads(packed))
    except (ValueError, TypeError, IndexError) as error:
        raise StoreError(f"what the reading process sent makes no sense: {error}") from error


def _unpack(rows: Any) -> Record:
    document, text, pages, sentences, mentions, findings, links = rows
    return Record(
        document=document,
        text=text,
        pages=tuple(PageRow(*row) for row in pages),
        sentences=tuple(SentenceRow(*row) for row in sentences),
        mentions=tuple(MentionRow(*row) for row in mentions),
        findings=tuple(
            FindingRow(*row)._replace(
                concepts=tuple(row[9]), boxes=tuple(tuple(box) for box in row[10]), about=unpack_about(row[11])
            )
            for row in findings
        ),
        links=tuple(LinkRow(*row) for row in links),
    )
