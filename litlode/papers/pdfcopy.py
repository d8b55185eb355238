"""A copy of a PDF with marks on its pages; all that the PDF has stays as it is.

The marks are appended to the file's own bytes where it allows that, else the file is written anew; either copy is
opened again with PDFium before it counts as made.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject

from corpus.onepaper import OriginalError
from extract.errors import DamagedError, ReadError
from extract.frame import Frame
from extract.pdfium import open_pdfium
from litlode.papers.marks import Mark, annotation, by_page

_BROKEN = (
    PyPdfError, ReadError, ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What pypdf and PDFium raise on PDFs that are not as the standard has them: the next way of writing is tried, and the
last one's message told."""


class MarkingError(OriginalError):
    """No copy with marks can be made of a file."""


class _NotAppendableError(Exception):
    """Nothing can be appended to a file as it is; it is to be written anew."""


def marked_copy(data: bytes, marks: Sequence[Mark], at: datetime) -> bytes:
    """The PDF in `data` with marks on its pages, made at `at`.

    Raises MarkingError where it needs a password or cannot be written.
    """
    try:
        frames, had = _frames(data, {mark.page for mark in marks})
    except ReadError as error:
        raise MarkingError(str(error)) from error
    problem = "the copy does not open"
    for source, write in ((_as_it_is, _appended), (_as_it_is, _anew), (_mended, _anew)):
        try:
            with _quiet():
                copy = write(source(data), marks, frames, at)
            after, has = _frames(copy, set(frames))
        except (*_BROKEN, _NotAppendableError) as error:
            problem = " ".join(str(error).split()) or type(error).__name__
            continue
        if after == frames and all(has[page] >= had[page] + _annotations(marks, page) for page in frames):
            return copy
    raise MarkingError(f"no marked copy can be made of this PDF ({problem})")


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warnings of pypdf, which tells of every oddity, hundreds of some files."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _annotations(marks: Sequence[Mark], page: int) -> int:
    return 2 * sum(mark.page == page for mark in marks)  # a mark and its window


def _frames(data: bytes, pages: set[int]) -> tuple[dict[int, Frame], dict[int, int]]:
    """How the coordinates of pages (numbers from 1) lie, and how many annotations each has."""
    frames, annotations = {}, {}
    with open_pdfium(data) as file:
        for number in pages:
            found = file.frame(number - 1)
            if found is None:
                raise DamagedError(f"page {number} cannot be opened")
            frames[number], annotations[number] = found
    return frames, annotations


def _as_it_is(data: bytes) -> bytes:
    return data


def _mended(data: bytes) -> bytes:
    with open_pdfium(data) as file:
        return file.rewritten()


def _appended(data: bytes, marks: Sequence[Mark], frames: dict[int, Frame], at: datetime) -> bytes:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise _NotAppendableError("what is encrypted is written anew, without that")
    return _with_marks(PdfWriter(reader, incremental=True), marks, frames, at)


def _anew(data: bytes, marks: Sequence[Mark], frames: dict[int, Frame], at: datetime) -> bytes:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    return _with_marks(PdfWriter(clone_from=reader), marks, frames, at)


def _with_marks(writer: PdfWriter, marks: Sequence[Mark], frames: dict[int, Frame], at: datetime) -> bytes:
    for number, on_page in by_page(marks):
        page = writer.pages[number - 1]
        held = page.get("/Annots")
        held = held.get_object() if held is not None else None
        if not isinstance(held, ArrayObject):
            held = ArrayObject()
            page[NameObject("/Annots")] = held
        for mark in on_page:
            made, looks, window = annotation(mark, frames[number], at)
            made[NameObject("/P")] = window[NameObject("/P")] = _reference(page)
            made[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(looks)})
            key = writer._add_object(made)
            window[NameObject("/Parent")] = key
            popup = writer._add_object(window)
            made[NameObject("/Popup")] = popup
            held += [key, popup]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _reference(page: Any) -> PdfObject:
    reference: PdfObject = page.indirect_reference
    return reference
