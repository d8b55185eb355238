"""Characters of a PDF through pdfminer, for files that PDFium refuses: slow, and more forgiving."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from extract.errors import DamagedError, EncryptedError
from extract.pdfium import RawPage

MAX_PAGES = 500  # the fallback reads some six pages a second


@cache
def broken_errors() -> tuple[type[Exception], ...]:
    """What pdfminer raises on files that are broken, in ways its authors foresaw and others."""
    from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415 - half a second to import, and rarely needed
    from pdfminer.psexceptions import PSException  # noqa: PLC0415 - as above
    from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415 - as above

    return (PDFException, PSException, PdfminerException, ValueError, TypeError, KeyError, IndexError, AttributeError)


def read_plumber(data: bytes) -> tuple[list[RawPage], dict[str, str]]:
    """The pages of `data` and its Info entries; raises EncryptedError or DamagedError."""
    import pdfplumber  # noqa: PLC0415 - half a second to import, and rarely needed
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415 - as above

    try:
        with pdfplumber.open(io.BytesIO(data), raise_unicode_errors=False) as pdf:
            info = {key: value for key, value in (pdf.metadata or {}).items() if isinstance(value, str) and value}
            return list(_pages(pdf)), info
    except PDFPasswordIncorrect as error:
        raise EncryptedError("a password is needed to open this PDF") from error
    except broken_errors() as error:
        cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise EncryptedError("a password is needed to open this PDF") from error
        raise DamagedError(f"the PDF's structure is broken ({type(cause).__name__})") from error


def _pages(pdf: Any) -> Iterator[RawPage]:
    for number, page in enumerate(pdf.pages[:MAX_PAGES], 1):
        try:
            yield _raw_page(number, page)
        finally:
            page.close()  # without it pdfplumber keeps every page's objects


def _raw_page(number: int, page: Any) -> RawPage:
    left, top = page.bbox[0], page.bbox[1]
    rows = [
        (ord(letter), char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top, char["size"],
         bool(char.get("upright", True)), "bold" in str(char.get("fontname", "")).lower())
        for char in page.chars
        for letter in char["text"][:8]
    ]  # fmt: skip
    table = np.array([row[:6] for row in rows], np.float64).reshape(-1, 6)
    boxes = table[:, 1:5].astype(np.float32)
    area = sum(max(0.0, i["x1"] - i["x0"]) * max(0.0, i["bottom"] - i["top"]) for i in page.images)
    upright = np.array([row[6] for row in rows], np.bool_)
    return RawPage(
        number=number,
        width=float(page.width),
        height=float(page.height),
        codes=table[:, 0].astype(np.uint32),
        boxes=boxes,
        base=np.where(upright, boxes[:, 3] - 0.2 * (boxes[:, 3] - boxes[:, 1]), boxes[:, 2]).astype(np.float32),
        size=table[:, 5].astype(np.float32),
        turn=np.where(upright, 0, -1).astype(np.int8),
        bold=np.array([row[7] for row in rows], np.bool_),
        pictured=min(1.0, area / max(1.0, float(page.width) * float(page.height))),
    )
