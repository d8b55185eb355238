"""The golden PDFs: one for each behaviour of the reader, read as a person reads them, with boxes that hold the text."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from functools import cache
from itertools import chain

import pypdfium2 as pdfium
import pytest

from extract.read import read
from extract.types import Document
from tests.golden.build import GOLDENS, HERE, UNMENDED, listing_path, pdf_path
from tests.golden.intent import Golden, faults, listing

FINE = 100  # steps to a point when places on a page are asked for
STRANGERS = 0.05  # share of other letters in a block's boxes: watermarks lie over the text, raised marks beside it

every_golden = pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.name)
every_reading = pytest.mark.parametrize(
    "golden",
    [
        pytest.param(
            golden,
            id=golden.name,
            marks=[pytest.mark.xfail(reason=UNMENDED[golden.name], strict=True)] if golden.name in UNMENDED else [],
        )
        for golden in GOLDENS
    ],
)


@cache
def document(name: str) -> Document:
    return read(HERE / f"{name}.pdf")


@every_reading
def test_a_page_is_read_as_a_person_reads_it(golden: Golden) -> None:
    assert faults(golden, document(golden.name)) == []


@every_golden
def test_the_reading_is_the_one_written_down(golden: Golden) -> None:
    written = listing_path(golden).read_text(encoding="utf-8")
    assert listing(golden, document(golden.name)) == written, "`make golden` writes it down anew"


@every_golden
def test_the_pdf_is_what_the_script_prints(golden: Golden) -> None:
    assert pdf_path(golden).read_bytes() == golden.pdf(), "`make golden` prints it anew"


@every_golden
def test_the_boxes_of_each_block_hold_its_text(golden: Golden) -> None:
    doc = document(golden.name)
    printed = printed_letters(golden)
    for block in doc.blocks:
        boxes = doc.boxes(block.span)
        held = Counter(
            chain.from_iterable(
                letters
                for box in boxes
                for x, y, letters in printed[box.page - 1]
                if box.box.x0 - 0.1 <= x <= box.box.x1 + 0.1 and box.box.top - 0.1 <= y <= box.box.bottom + 0.1
            )
        )
        wanted = Counter(plain(block.span.of(doc.text)))
        assert wanted - held == Counter(), f"not in its boxes: {block.span.of(doc.text)!r}"
        if golden.name in UNMENDED:
            continue
        strangers = sum(count for letter, count in held.items() if letter not in wanted)
        assert strangers <= max(2, STRANGERS * held.total()), f"other letters in the boxes: {held - wanted}"


def test_each_file_belongs_to_a_golden() -> None:
    names = {golden.name for golden in GOLDENS}
    assert len(names) == len(GOLDENS)
    assert {path.stem for path in (*HERE.glob("*.pdf"), *HERE.glob("*.txt"))} == names
    assert set(UNMENDED) <= names


def plain(text: str) -> str:
    """The letters and digits of `text`, folded: what a hyphen or a blank comes to depends on the line."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def printed_letters(golden: Golden) -> list[list[tuple[float, float, str]]]:
    """For each page the letters that PDFium finds, with the middle of each on the page as it is seen."""
    pages = []
    with pdfium.PdfDocument(pdf_path(golden)) as pdf:
        for page in pdf:
            text = page.get_textpage()
            width, height = page.get_size()
            letters = []
            frame = (0, 0, round(FINE * width), round(FINE * height), 0)
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at, loose=True)
                x, y = ctypes.c_int(), ctypes.c_int()
                pdfium.raw.FPDF_PageToDevice(page, *frame, (left + right) / 2, (bottom + top) / 2, x, y)
                code = pdfium.raw.FPDFText_GetUnicode(text, at)
                letters.append((x.value / FINE, y.value / FINE, plain(chr(code))))
            pages.append(letters)
    return pages
