"""The one font that PDFium finds while we read: 520 bytes with a box for every character.

PDFium looks through the system's fonts for each font that a PDF does not embed. That is slow (ten times the
reading, for some files), and it makes the *text* depend on the machine: characters of a Chinese font that is not
embedded (GBK-EUC-H, as in downloads from CNKI) are left out where no Chinese font is installed. This font stands in for
all of them, so that every machine reads the same. It says nothing about widths: those come from the PDF.

Pages that are drawn need the system's fonts: see `extract.systemfonts`, and `extract.drawing` for going back.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

EM = 1000
ASCENT, DESCENT = 880, -120
CJK_CHARSETS = frozenset((128, 129, 134, 136))  # Shift-JIS, Hangul, GB2312, Big5, as Windows numbers them
HANDLE = 1


@cache
def blank_font() -> bytes:
    """A TrueType font whose every character from the blank up to U+FFFF is one box."""
    outline = struct.pack(">5hH", 1, 0, 0, 500, 500, 3) + struct.pack(">H", 0) + b"\1" * 4
    outline += struct.pack(">8h", 0, 500, 0, -500, 0, 0, 500, 0)
    outline += b"\0" * (-len(outline) % 4)
    # format 13 maps many characters to one glyph (OpenType, cmap)
    mapping = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0x20, 0xFFFF, 1)
    every_page = 0x003E01FF  # OS/2 ulCodePageRange1: Latin 1 to Korean
    tables = {
        b"OS/2": struct.pack(
            ">HhHHH10hh10s4I4sHHHhhhHHII", 1, EM, 400, 5, 0, *[0] * 10, 0, b"", *[0xFFFFFFFF] * 2, 0, 0, b"NONE",
            0x40, 0x20, 0xFFFF, ASCENT, DESCENT, 0, ASCENT, -DESCENT, every_page, 0,
        ),
        b"cmap": mapping,
        b"glyf": outline,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, DESCENT, EM, ASCENT, 0, 8, 2, 1, 0,
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, *[0] * 7, 2),
        b"hmtx": struct.pack(">HhHh", EM, 0, EM, 0),
        b"loca": struct.pack(">III", 0, 0, len(outline)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
        b"name": struct.pack(">HHH", 0, 0, 6),
        b"post": struct.pack(">IIhhIIIII", 0x30000, *[0] * 8),
    }  # fmt: skip
    return _packed(tables)


def _packed(tables: dict[bytes, bytes]) -> bytes:
    head = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    start, body = len(head) + 16 * len(tables), b""
    for tag, table in sorted(tables.items()):
        head += tag + struct.pack(">III", 0, start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return head + body


def font_table(font: bytes, tag: int) -> bytes:
    """The table of `font`, a file of one font or of a collection, that `tag` names, or nothing."""
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    for at in range(start + 12, start + 12 + 16 * struct.unpack_from(">H", font, start + 4)[0], 16):
        name, _, begin, length = struct.unpack_from(">IIII", font, at)
        if name == tag:
            return font[begin : begin + length]
    return b""


def font_source(find: Callable[[int], int | None], table: Callable[[int], bytes]) -> Any:
    """A font source for PDFium: `find` gives a font's number for a character set, `table` its data by tag (0: all).

    Whoever sets it must keep it: PDFium does not.
    """
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def map_font(_this: Any, _weight: int, _italic: int, charset: int, *_rest: Any) -> int | None:
        # Western fonts are left to those that PDFium brings with it.
        return find(charset) if charset in CJK_CHARSETS else None

    def font_data(_this: Any, _font: Any, tag: int, buffer: Any, size: int) -> int:
        data = table(tag)
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    def nothing(*_arguments: Any) -> None:
        return None

    def zero(*_arguments: Any) -> int:
        return 0

    source = pdfium.FPDF_SYSFONTINFO(version=1)
    calls = {
        "Release": nothing, "EnumFonts": nothing, "MapFont": map_font, "GetFont": nothing, "GetFontData": font_data,
        "GetFaceName": zero, "GetFontCharset": zero, "DeleteFont": nothing,
    }  # fmt: skip
    for name, call in calls.items():
        setattr(source, name, kinds[name](call))
    return source


@cache
def _blank_source() -> Any:
    font = blank_font()
    return font_source(lambda _charset: HANDLE, lambda tag: font_table(font, tag) if tag else font)


def use_blank_font() -> None:
    """From now on PDFium finds the blank font alone, in this process."""
    pdfium.FPDF_SetSystemFontInfo(_blank_source())


def has_used_blank_font() -> bool:
    """Whether this process has read PDFs without the system's fonts."""
    return _blank_source.cache_info().currsize > 0
