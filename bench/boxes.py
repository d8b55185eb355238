"""Do boxes hold the text they stand for? `python bench/boxes.py FOLDER` asks PDFium again, for random spans.

For each span the boxes are taken from the `Document`, the PDF is opened anew, and every character whose middle lies in
one of the boxes is looked up. The two texts must be the same, blanks, ligatures and forms of one character aside.
"""

from __future__ import annotations

import argparse
import ctypes
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2.raw as pdfium

from extract.errors import ReadError
from extract.folding import fold
from extract.frame import Frame, page_frame
from extract.read import read
from extract.types import Box, Document, Span

SHORTEST, LONGEST = 8, 240  # characters of a span


def spans(doc: Document, count: int, dice: random.Random) -> Iterator[Span]:
    """Random spans of the text, each within one block and on pages that were not read by OCR."""
    ocr = {page.number for page in doc.pages if page.health == "ocr"}
    blocks = [b for b in doc.blocks if len(b.span) >= SHORTEST and doc.page_at(b.span.start).number not in ocr]
    for block in dice.choices(blocks, weights=[len(b.span) for b in blocks], k=count) if blocks else ():
        length = min(len(block.span), dice.randint(SHORTEST, LONGEST))
        start = dice.randint(block.span.start, block.span.end - length)
        yield with_whole_ligatures(doc, Span(start, start + length), block.span)


def with_whole_ligatures(doc: Document, span: Span, block: Span) -> Span:
    """The span with its ends moved out of ligatures: their letters have one box, which holds all of them or none."""

    def is_one(at: int) -> bool:
        """Whether the character at `at` and the one before stand in one box."""
        page = doc.page_at(at)
        if page.glyphs is None or at - 1 not in page.span:
            return False
        before, after = page.glyphs[at - 1 - page.span.start : at + 1 - page.span.start]
        return bool((before == after).all())

    start, end = span.start, span.end
    while start > block.start and is_one(start):
        start -= 1
    while end < block.end and is_one(end):
        end += 1
    return Span(start, end)


def plain(text: str) -> str:
    """The characters that count: letters and digits in one form each, without the ligatures that fonts' maps lose."""
    folded, _ = fold(np.array([ord(char) for char in text], np.uint32))
    whole = unicodedata.normalize("NFKC", "".join(map(chr, folded.tolist())))
    return re.sub("ff[il]?|f[il]", "", "".join(char for char in whole if char.isalnum()))


class Pages:
    """The characters of an open PDF and the middles of their boxes on the page as seen, page by page."""

    def __init__(self, data: bytes) -> None:
        self.data = data  # PDFium reads from it as long as the document is open
        self.handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        self.known: dict[int, tuple[list[str], np.ndarray]] = {}

    def close(self) -> None:
        pdfium.FPDF_CloseDocument(self.handle)

    def under(self, number: int, box: Box) -> str:
        """The characters whose middle lies in `box`."""
        if number not in self.known:
            self.known[number] = self._characters(number)
        chars, middle = self.known[number]
        x, y = middle.T
        inside = (x >= box.x0) & (x <= box.x1) & (y >= box.top) & (y <= box.bottom)
        return "".join(chars[at] for at in np.flatnonzero(inside).tolist())

    @staticmethod
    def _is_slanted(text: object, at: int, frame: Frame) -> bool:
        """Whether a character stands aslant, as a watermark over the page does."""
        matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        return bool(frame.turns(*(np.array([v]) for v in (matrix.a, matrix.b, matrix.c, matrix.d)))[0] < 0)

    def _characters(self, number: int) -> tuple[list[str], np.ndarray]:
        page = pdfium.FPDF_LoadPage(self.handle, number - 1)
        text = pdfium.FPDFText_LoadPage(page)
        frame = page_frame(page)
        sides = [ctypes.c_double() for _ in range(4)]
        rows, chars, taken, high = [], [], set(), 0
        for at in range(pdfium.FPDFText_CountChars(text)):
            code = pdfium.FPDFText_GetUnicode(text, at)
            pdfium.FPDFText_GetCharBox(text, at, *sides)
            left, right, bottom, top = (side.value for side in sides)
            if 0xD800 <= code < 0xDC00:  # the first half of a surrogate pair
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            place = (plain(chr(code)), round(left), round(bottom))
            twice = place in taken and chr(code) not in "filt"  # these share the box of a ligature
            if (left == right and top == bottom) or twice or self._is_slanted(text, at, frame):
                continue
            taken.add(place)
            chars.append(chr(code))
            rows.append((left, bottom, right, top))
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
        boxes = frame.place(np.array(rows, np.float32).reshape(-1, 4))
        return chars, np.stack(((boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2), axis=1)


def is_held(doc: Document, pages: Pages, span: Span) -> tuple[bool, str, str]:
    """Whether the boxes of `span` hold its characters and no others, with what is wanted and what is found."""
    want = plain(span.of(doc.text))
    found = plain("".join(pages.under(box.page, box.box) for box in doc.boxes(span)))
    return Counter(want) == Counter(found), want, found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--spans", type=int, default=1000, help="how many, over all files")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=10, help="how many of the wrong ones to print")
    args = parser.parse_args()
    dice = random.Random(args.seed)
    docs = []
    for path in sorted(args.folder.rglob("*.pdf")):
        try:
            docs.append((path, read(path)))
        except ReadError as error:
            print(f"{path.name}: left out ({error})")
    weights = [len(doc.text) for _, doc in docs]
    share = Counter(dice.choices(range(len(docs)), weights=weights, k=args.spans))
    right = total = 0
    for index, count in sorted(share.items()):
        path, doc = docs[index]
        pages = Pages(path.read_bytes())
        if not pages.handle:
            print(f"{path.name}: left out (PDFium does not open it; it was read with pdfminer)")
            continue
        for span in spans(doc, count, dice):
            held, want, found = is_held(doc, pages, span)
            total, right = total + 1, right + held
            if not held and total - right <= args.show:
                print(f"{path.name}, page {doc.page_at(span.start).number}")
                print(f"  want  {want[:150]}\n  found {found[:150]}")
        pages.close()
    print(f"{right} of {total} spans: {right / max(total, 1):.4f}")


if __name__ == "__main__":
    main()
