"""CNKI's own files: the PDF inside is taken out and read; what holds none is refused with what to do."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import pytest
from pdf_factory import CHINESE, lines, make_pdf

from extract.caj import pdf_inside
from extract.errors import DamagedError, ReadError, UnsupportedError
from extract.read import read

WORDS = "The supply of tungsten is concentrated in one country."
ZH = "我国锑资源的出口受到管制。"
START = 0x200


def objects_of(data: bytes) -> dict[int, bytes]:
    """The objects of a PDF made by reportlab, by number."""
    return {int(m[1]): m[0] for m in re.finditer(rb"(\d+) 0 obj.*?endobj", data, re.DOTALL)}


def paper() -> bytes:
    return make_pdf(lines(WORDS), lines(ZH, font=CHINESE))


def caj(objects: list[bytes], *, start: int = START) -> bytes:
    """A CAJ file that holds these objects: a pointer at 0x14 leads to the number of the first byte."""
    head = bytearray(start)
    head[:4] = b"CAJ\0"
    head[0x10:0x14] = (2).to_bytes(4, "little")
    head[0x14:0x18] = (0x100).to_bytes(4, "little")
    head[0x100:0x104] = start.to_bytes(4, "little")
    return bytes(head) + b"\r".join(objects) + b"\rtail of the file \x00\x01"


def kdh(data: bytes) -> bytes:
    """A KDH file that holds this PDF."""
    plain = data + b"\nwhat stands behind the end"
    return b"KDH ".ljust(254, b"\0") + bytes(a ^ b for a, b in zip(plain, cycle(b"FZHMEI"), strict=False))


def without(kinds: str) -> list[bytes]:
    return [value for value in objects_of(paper()).values() if not re.search(kinds.encode(), value)]


CAJ_FILES = {
    "whole": list(objects_of(paper()).values()),
    "no catalog": without("/Catalog"),
    "no top of the page tree": without("/Catalog|/Type /Pages"),
    "an object twice": [*without("/Catalog|/Type /Pages"), *without("/Catalog|/Type /Pages")[:3]],
}


@pytest.mark.parametrize("objects", CAJ_FILES.values(), ids=CAJ_FILES.keys())
def test_the_pdf_inside_a_caj_file_is_read(tmp_path: Path, objects: list[bytes]) -> None:
    path = tmp_path / "论文.caj"
    path.write_bytes(caj(objects))
    doc = read(path)
    assert [page.span.of(doc.text).strip() for page in doc.pages] == [WORDS, ZH]
    assert doc.source.media_type == "application/vnd.cnki.caj"
    assert doc.boxes(doc.pages[1].span)


def test_pages_under_several_missing_parents_are_all_read(tmp_path: Path) -> None:
    said = [f"The {metal} of this page is mined elsewhere." for metal in ("tin", "zinc", "lead", "gold")]
    objects = objects_of(make_pdf(*(lines(words, y=200 + 90 * n) for n, words in enumerate(said))))
    kept, moved = [], 0
    for value in objects.values():
        if re.search(rb"/Catalog|/Type /Pages", value):
            continue
        if b"/Type /Page" in value:
            moved += 1
        kept.append(re.sub(rb"/Parent \d+ 0 R", b"/Parent %d 0 R" % (900 + moved // 3), value))
    path = tmp_path / "a.caj"
    path.write_bytes(caj(kept))
    doc = read(path)
    assert [page.span.of(doc.text).strip() for page in doc.pages] == said


def test_a_caj_file_whose_pointer_is_wrong_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.caj"
    data = bytearray(caj(without("/Catalog")))
    data[0x14:0x18] = (0x7FFFFFF0).to_bytes(4, "little")
    path.write_bytes(data)
    assert WORDS in read(path).text


def test_a_stream_that_holds_the_words_of_an_object_ends_where_its_length_says(tmp_path: Path) -> None:
    trap = b"30 0 obj\n<< /Length 27 >>\nstream\nendobj 4 0 obj <<>> endobj \nendstream\nendobj"
    path = tmp_path / "a.caj"
    path.write_bytes(caj([trap, *without("/Catalog|/Type /Pages")]))
    assert len(read(path).pages) == 2


def test_the_pdf_of_a_kdh_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.kdh"
    path.write_bytes(kdh(paper()))
    assert WORDS in read(path).text
    assert pdf_inside(kdh(paper())).endswith(b"%%EOF")


def test_a_pdf_that_is_named_caj_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.caj"
    path.write_bytes(paper())
    doc = read(path)
    assert doc.source.media_type == "application/pdf"
    assert WORDS in doc.text


BAD = [
    ("a.caj", b"CAJ\0" + bytes(500), DamagedError, "no pages"),
    ("a.caj", b"CAJ\0", DamagedError, "no pages"),
    ("a.kdh", b"KDH " + bytes(500), DamagedError, "no PDF"),
    ("a.caj", b"HN\0\0" + bytes(500), UnsupportedError, "pictures of pages: open it in CAJViewer and print it to PDF"),
    ("a.nh", b"HN\0\0" + bytes(500), UnsupportedError, "pictures of pages"),
    ("a.caj", b"\xc8\0\0\0" + bytes(500), UnsupportedError, "pictures of pages"),
    ("a.teb", b"TEB\0" + bytes(500), UnsupportedError, "TEB"),
    ("a.caj", b"what is this", UnsupportedError, "kind that is not known"),
]


@pytest.mark.parametrize(("name", "data", "error", "reason"), BAD)
def test_what_holds_no_pdf_is_refused_with_what_to_do(
    tmp_path: Path, name: str, data: bytes, error: type[ReadError], reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=reason):
        read(path)
