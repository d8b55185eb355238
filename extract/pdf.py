"""A PDF as a `Document`: PDFium's characters where it can read the file, pdfminer's where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extract.errors import DamagedError, LimitError, NoTextError, OcrError, WrongTypeError
from extract.health import judge_pages, measure, right_part
from extract.lang import language
from extract.layout import lay_out
from extract.metadata import describe_pages
from extract.ocr import NO_OCR, Ocr, Scanned, read_scans, remedy
from extract.pdfium import RawPage, open_pdfium
from extract.plumber import read_plumber
from extract.types import Document, Health, Source
from extract.upright import aside_text
from extract.xmp import read_xmp

HEADER_WITHIN = 1024  # bytes in which %PDF must stand (PDF 1.7, Adobe's implementation note 13)
MAX_PAGES = 20_000  # ten times the longest book; a page tree that holds itself says a million and more
UNREADABLE: frozenset[Health] = frozenset(("garbled", "no text layer", "blank"))


def read_pdf(data: bytes, source: Source, ocr: Ocr = NO_OCR, *, traced: bool = False) -> Document:
    """The PDF in `data` as a `Document` with the box of every character.

    Where it is to be `traced`, its pages keep their columns and what was left out of the text.

    Raises WrongTypeError (no PDF), EncryptedError (a password is needed), DamagedError (neither reader opens it) and
    NoTextError (blank pages, pictures of pages, or only garbled text; OcrError where their reader does not start).
    """
    if b"%PDF" not in data[:HEADER_WITHIN]:
        raise WrongTypeError("the file is named .pdf and is no PDF")
    raws, info = _pages(data)
    if not raws:
        raise DamagedError("the PDF has no pages that can be read")
    measures = {raw.number: measure(raw) for raw in raws}
    scanned = read_scans(data, raws, judge_pages(raws, measures), ocr)
    raws = [readable_part(raw) if scanned.health[raw.number] == "garbled" else raw for raw in scanned.pages]
    _refuse_unreadable(raws, scanned)
    layout = lay_out(raws, scanned.health, traced=traced)
    if not layout.text.strip():
        raise NoTextError("no text was found on the pages")
    lang = language(layout.text)
    metadata = describe_pages(
        layout.first_pages,
        layout.text,
        info=info,
        name=source.name,
        lang=lang,
        aside=aside_text(raws[0]),
        xmp=read_xmp(data),
    )
    pages = tuple(replace(page, measures=measures[page.number]) for page in layout.pages)
    return Document(
        source=source, text=layout.text, pages=pages, blocks=layout.blocks, lang=lang, metadata=metadata,
        ocr=scanned.run,
    )  # fmt: skip


def _pages(data: bytes) -> tuple[list[RawPage], dict[str, str]]:
    """The pages and Info entries of a PDF; single pages that PDFium cannot load come out blank."""
    try:
        with open_pdfium(data) as pdf:
            if pdf.page_count > MAX_PAGES:
                raise LimitError(f"it says that it has {pdf.page_count} pages, more than the {MAX_PAGES} that are read")
            if pdf.page_count:
                pages = [pdf.page(index) or blank_page(index + 1) for index in range(pdf.page_count)]
                return pages, pdf.info()
    except DamagedError:
        pass
    return read_plumber(data)


def blank_page(number: int) -> RawPage:
    """A page of letter size with nothing on it."""
    none = np.empty(0, np.float32)
    return RawPage(
        number=number, width=612.0, height=792.0, codes=np.empty(0, np.uint32), boxes=np.empty((0, 4), np.float32),
        base=none, size=none, turn=np.empty(0, np.int8), bold=np.empty(0, np.bool_),
    )  # fmt: skip


def readable_part(raw: RawPage) -> RawPage:
    """The page with those characters alone that can be told to be right: garbled ones must not reach the text."""
    right = right_part(raw)
    if right is None:
        right = np.zeros(len(raw.codes), np.bool_)
    return replace(
        raw, codes=raw.codes[right], boxes=raw.boxes[right], base=raw.base[right], size=raw.size[right],
        turn=raw.turn[right], bold=raw.bold[right],
    )  # fmt: skip


def _refuse_unreadable(raws: Sequence[RawPage], scanned: Scanned) -> None:
    """Raises NoTextError or OcrError where no page can be read, saying which way, and what would help."""
    found = list(scanned.health.values())
    left = any(len(raw.codes) and scanned.health[raw.number] == "garbled" for raw in raws)
    if left or not all(health in UNREADABLE for health in found):
        return
    one = len(found) == 1
    pages = "the page" if one else f"all {len(found)} pages"
    if all(health == "blank" for health in found):
        raise NoTextError(f"{pages} {'is' if one else 'are'} blank")
    if "garbled" in found:
        what = "the text layer is garbled: its characters are not those printed"
    else:
        what = f"{pages} {'is a picture' if one else 'are pictures'} without a text layer"
    message = f"{what}; {remedy(scanned.run)}"
    raise OcrError(message) if scanned.run.fault else NoTextError(message)
