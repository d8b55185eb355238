"""A PDF as a `Document`: PDFium's characters where it can read the file, pdfminer's where it cannot."""

from __future__ import annotations

import numpy as np

from extract.errors import DamagedError, LimitError, NoTextError, WrongTypeError
from extract.health import page_health
from extract.lang import language
from extract.layout import lay_out
from extract.metadata import describe_pages
from extract.pdfium import RawPage, open_pdfium
from extract.plumber import read_plumber
from extract.types import Document, Health, Source
from extract.upright import aside_text
from extract.xmp import read_xmp

HEADER_WITHIN = 1024  # bytes in which %PDF must stand (PDF 1.7, Adobe's implementation note 13)
MAX_PAGES = 20_000  # ten times the longest book; a page tree that holds itself says a million and more
UNREADABLE: frozenset[Health] = frozenset(("garbled", "no text layer", "blank"))


def read_pdf(data: bytes, source: Source) -> Document:
    """The PDF in `data` as a `Document` with the box of every character.

    Raises WrongTypeError (no PDF), EncryptedError (a password is needed), DamagedError (neither reader opens it) and
    NoTextError (blank pages, pictures of pages, or only garbled text).
    """
    if b"%PDF" not in data[:HEADER_WITHIN]:
        raise WrongTypeError("the file is named .pdf and is no PDF")
    raws, info = _pages(data)
    if not raws:
        raise DamagedError("the PDF has no pages that can be read")
    health = {raw.number: page_health(raw) for raw in raws}
    _refuse_unreadable(list(health.values()))
    raws = [raw if health[raw.number] != "garbled" else without_text(raw) for raw in raws]
    layout = lay_out(raws, health)
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
    return Document(
        source=source, text=layout.text, pages=layout.pages, blocks=layout.blocks, lang=lang, metadata=metadata
    )


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


def without_text(raw: RawPage) -> RawPage:
    """The page without its characters: garbled ones must not reach the text."""
    blank = blank_page(raw.number)
    return RawPage(
        number=raw.number, width=raw.width, height=raw.height, label=raw.label, codes=blank.codes, boxes=blank.boxes,
        base=blank.base, size=blank.size, turn=blank.turn, bold=blank.bold, pictured=raw.pictured,
    )  # fmt: skip


def _refuse_unreadable(found: list[Health]) -> None:
    """Raises NoTextError where no page can be read, saying which way."""
    if not all(health in UNREADABLE for health in found):
        return
    pages = "the page" if len(found) == 1 else f"all {len(found)} pages"
    if all(health == "blank" for health in found):
        raise NoTextError(f"{pages} {'is' if len(found) == 1 else 'are'} blank")
    if "garbled" in found:
        raise NoTextError("the text layer is garbled: its characters are not those printed")
    pictures = "is a picture" if len(found) == 1 else "are pictures"
    raise NoTextError(f"{pages} {pictures} without a text layer; reading needs OCR")
