"""Files that no reader can make sense of, made on the spot: each function gives the bytes of one kind of bad PDF."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

PASSWORD = "wolframite"
SENTENCE = "The supply of tungsten is concentrated in one country."


def good_pdf(*, pages: int = 1) -> bytes:
    """A plain PDF with one sentence a page, for comparison."""
    return _pdf(pages=pages)


def encrypted_pdf() -> bytes:
    """A PDF that does not open without `PASSWORD`."""
    return _pdf(encrypt=StandardEncryption(PASSWORD, ownerPassword="scheelite", strength=128))


def owner_locked_pdf() -> bytes:
    """A PDF that anybody may open and read, and that only its owner may print or change."""
    return _pdf(encrypt=StandardEncryption("", ownerPassword="scheelite", canPrint=0, canModify=0, strength=128))


def blank_pdf(*, pages: int = 2) -> bytes:
    """A sound PDF whose pages hold nothing."""
    return _pdf(pages=pages, sentence=None)


def drawing_pdf() -> bytes:
    """A sound PDF with strokes on its page and no text, as a scan has."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for y in range(100, 700, 20):
        canvas.rect(80, y, 400, 8, fill=1)
    canvas.save()
    return buffer.getvalue()


def truncated_pdf() -> bytes:
    """The first third of a PDF, as a download leaves it that broke off: no page can be recovered."""
    whole = good_pdf(pages=3)
    return whole[: len(whole) // 3]


def garbage_pdf() -> bytes:
    """A PDF header with bytes behind it that mean nothing."""
    return b"%PDF-1.7\n" + bytes((i * 73 + 41) % 251 for i in range(4096))


def html_named_pdf() -> bytes:
    """The error page that a web site sent in place of a paper."""
    return b"<!DOCTYPE html>\n<html><head><title>403</title></head><body><p>Please log in.</p></body></html>\n"


def empty_file() -> bytes:
    """No bytes at all."""
    return b""


def _pdf(*, pages: int = 1, sentence: str | None = SENTENCE, encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, encrypt=encrypt)
    for _ in range(pages):
        if sentence is not None:
            canvas.drawString(72, 760, sentence)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
