"""PDFs in a library for tests: read by the reader of PDFs, tagged by the few words of `factories`."""

from __future__ import annotations

import hashlib
import io
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import factories
from pdf_factory import CHINESE, Drawn, Print, lines, make_pdf
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import RectangleObject
from sqlite_utils import Database

from corpus.migrations import connect
from corpus.record import make_record
from corpus.store import store
from extract.findings import Link
from extract.pdf import read_pdf
from extract.types import Document, Sentence, Source, Span

EN = """The country lacks tungsten, and its only smelter stands in a
valley that floods. Trade was calm last year. The ministry should
begin stockpiling tungsten before the next flood."""
ZH = """我国钨储备面临规模不足的问题，难以应对长达半年的供应
中断。去年贸易平稳。建议扩大钨储备，并在两年内建成三处
仓库。"""


def pages_en() -> list[Print]:
    """A page of English prose with a challenge and a recommendation."""
    return lines(EN, y=120)


def pages_zh() -> list[Print]:
    """The same in Chinese."""
    return lines(ZH, y=120, font=CHINESE)


def framed(data: bytes, *, rotation: int = 0, offset: tuple[float, float] = (0, 0), crop: float = 0) -> bytes:
    """The PDF with its pages turned, their MediaBox moved by `offset` and cropped by so many points on every side."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        x0, y0, x1, y1 = (float(number) for number in page.mediabox)
        dx, dy = offset
        page.add_transformation(Transformation().translate(dx, dy))
        page.mediabox = RectangleObject((x0 + dx, y0 + dy, x1 + dx, y1 + dy))
        page.cropbox = RectangleObject((x0 + dx + crop, y0 + dy + 2 * crop, x1 + dx - crop, y1 + dy - crop))
        if rotation:
            page.rotate(rotation)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def keep(connection: sqlite3.Connection, path: Path, data: bytes, *, links: Sequence[Link] = ()) -> Document:
    """Write a PDF, read it and store it with what the few words of `factories` find; the document as read."""
    path.write_bytes(data)
    doc = read_pdf(data, Source(hashlib.sha256(data).hexdigest(), path.name, "application/pdf", len(data)))
    sentences = tuple(
        Sentence(Span(match.start(), match.end()), "zh" if re.search("[一-鿿]", match[0]) else "en", section="body")
        for match in re.finditer(r"\S[^。.]*[。.]?", doc.text)
    )
    mentions = tuple(sorted(factories._mentions(doc.text), key=lambda mention: mention.span))
    findings = tuple(factories._findings(doc.text, sentences, mentions))
    store(Database(connection), make_record(doc, sentences, mentions, findings, links), path)
    return doc


def shelf(folder: Path, *pages: Sequence[Print | Drawn], name: str = "paper.pdf") -> sqlite3.Connection:
    """An open library `litlode.db` in a folder, with one PDF of these pages beside it, or none."""
    connection = connect(folder / "litlode.db")
    factories.know_namings(Database(connection), factories.NAMINGS)
    if pages:
        keep(connection, folder / name, make_pdf(*pages))
    return connection
