"""A document and its findings as JSON objects: what `litlode extract` and `litlode text` print, a line each."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.parts import about_row, parts_fields
from corpus.record import finding_id
from corpus.scans import noted, parse_ocr
from corpus.workers import Noted

if TYPE_CHECKING:
    from extract.findings import Finding
    from extract.types import Box, Cell, Document, Mention, Metadata, Page, Sentence, Table

EXTRACT = "corpus.jsonl:read_findings"
TEXT = "corpus.jsonl:read_text"
FULL_TEXT = "corpus.jsonl:read_full_text"


def prepare_read_findings() -> None:
    """Load what tagging needs: seconds that no file's time limit should pay for."""
    from extract.extract import extract  # noqa: F401, PLC0415 - for the import itself
    from extract.mentions import find_mentions  # noqa: PLC0415
    from models.classifier import shipped_model  # noqa: PLC0415

    find_mentions("钨 tungsten")
    for lang in ("zh", "en"):
        shipped_model(lang)


def read_findings(path: Path, **ocr: str) -> bytes | Noted:
    """The findings and metals of a file, a JSON object a line, in document order; for `ocr` see `corpus.scans`."""
    from extract.extract import extract  # noqa: PLC0415 - seconds of imports

    found = extract(path, parse_ocr(ocr))
    lines = finding_lines(found.document, found.sentences, found.mentions, found.findings, str(path))
    return noted(_lines(lines), found.document)


def read_text(path: Path, **ocr: str) -> bytes | Noted:
    """The running text of a file with its pages, tables and metadata, as one JSON object; `ocr` as `corpus.scans`."""
    from extract.read import read  # noqa: PLC0415 - seconds of imports
    from extract.tablelist import list_tables  # noqa: PLC0415 - as above

    doc = read(path, parse_ocr(ocr))
    return noted(_lines([text_line(doc, list_tables(doc), str(path))]), doc)


def read_full_text(path: Path, **ocr: str) -> bytes | Noted:
    """The same, with a PDF's ruled tables as pdfplumber finds them: slower, with the box of every cell."""
    from extract.read import read  # noqa: PLC0415 - seconds of imports
    from extract.tablelist import find_full_tables, list_tables  # noqa: PLC0415 - as above

    doc = read(path, parse_ocr(ocr))
    pdf = doc.source.media_type == "application/pdf"
    tables = find_full_tables(doc, path.read_bytes()) if pdf else list_tables(doc)
    return noted(_lines([text_line(doc, tables, str(path))]), doc)


def _lines(rows: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> bytes:
    # A broken font can leave half a surrogate pair, which no encoding of a file takes.
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace")


def finding_lines(
    doc: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], findings: Sequence[Finding], name: str
) -> Iterator[dict[str, Any]]:
    """The findings and the metals named, in document order, as the interface of the command has them."""
    rows = [_finding_line(doc, finding, name) for finding in findings]
    starts = [sentence.span.start for sentence in sentences]
    for mention in mentions:
        if mention.concept.startswith("metal:"):
            at = bisect_right(starts, mention.span.start) - 1
            lang = sentences[at].lang if at >= 0 else doc.lang
            rows.append(_metal_line(doc, mention, lang, name))
    yield from sorted(rows, key=lambda row: (row["start"], -row["end"], row["kind"]))


def _finding_line(doc: Document, finding: Finding, name: str) -> dict[str, Any]:
    return {
        "document": name,
        "kind": finding.kind,
        "page": doc.page_at(finding.span.start).number,
        "start": finding.span.start,
        "end": finding.span.end,
        "quote": finding.quote,
        "lang": finding.lang,
        "score": round(finding.score, 4),
        "metals": list(finding.metals),
        "themes": list(finding.themes),
        "parts": parts_fields(about_row(finding.parts)),
        "boxes": [box.as_list() for box in finding.boxes or doc.boxes(finding.span)],
        "id": finding_id(doc.source.sha256, finding.kind, finding.span.start, finding.span.end),
    }


def _metal_line(doc: Document, mention: Mention, lang: str, name: str) -> dict[str, Any]:
    metal = mention.concept.removeprefix("metal:")
    return {
        "document": name,
        "kind": "metal",
        "page": doc.page_at(mention.span.start).number,
        "start": mention.span.start,
        "end": mention.span.end,
        "quote": mention.quote,
        "lang": lang,
        "score": 1.0,
        "metals": [metal],
        "themes": [],
        "boxes": [box.as_list() for box in doc.boxes(mention.span)],
        "metal": metal,
    }


def text_line(doc: Document, tables: Sequence[Table], name: str) -> dict[str, Any]:
    """What was read of a document: text, pages, tables, language, metadata and where each field was found."""
    return {
        "document": name,
        "text": doc.text,
        "pages": [_page_fields(page) for page in doc.pages],
        "tables": [_table_fields(table) for table in tables],
        "lang": doc.lang,
        "metadata": metadata_fields(doc.metadata),
    }


def _table_fields(table: Table) -> dict[str, Any]:
    rows = [[_cell_fields(cell) for cell in row] for row in table.rows]
    return {"page": table.page, "box": _corners(table.box), "rows": rows}


def _cell_fields(cell: Cell) -> dict[str, Any]:
    return {
        "text": cell.text,
        "start": cell.span.start if cell.span else None,
        "end": cell.span.end if cell.span else None,
        "box": _corners(cell.box) if cell.box else None,
    }


def _corners(box: Box) -> list[float]:
    return [round(side, 2) for side in (box.x0, box.top, box.x1, box.bottom)]


def _page_fields(page: Page) -> dict[str, Any]:
    """A page's number, label, place in the text and health, with the numbers that its text layer was judged by."""
    row: dict[str, Any] = {
        "number": page.number, "label": page.label, "start": page.span.start, "end": page.span.end,
        "health": page.health,
    }  # fmt: skip
    if page.measures:
        found = asdict(page.measures)
        row |= {name: round(value, 4) if isinstance(value, float) else value for name, value in found.items()}
    return row


def metadata_fields(about: Metadata) -> dict[str, Any]:
    """Every field of the metadata by its name, lists as lists."""
    values = {item.name: getattr(about, item.name) for item in fields(about)}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return plain | {"found": dict(about.found)}
