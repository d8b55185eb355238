"""Chinese fonts of the system for pages that are drawn: PDFium alone looks for three names that few machines have."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from extract.blankfont import font_source, font_table

HANDLE = 2
NAMES = (
    "NotoSansCJK", "NotoSerifCJK", "SourceHanSans", "SourceHanSerif", "NotoSansSC", "NotoSerifSC", "wqy-zenhei",
    "wqy-microhei", "uming", "ukai", "DroidSansFallback", "PingFang", "STHeiti", "Hiragino Sans GB", "Songti", "msyh",
    "simsun", "simhei", "mingliu", "msjh",
)  # fmt: skip
"""Beginnings of the names of font files with Chinese characters, simplified ones first."""

COLLECTION = 0x74746366
"""`ttcf`: PDFium asks for this table to get a collection of fonts as a whole."""


def font_folders() -> tuple[Path, ...]:
    """Where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")


@cache
def chinese_font() -> Path | None:
    """The file of a font with Chinese characters; None where the system has none."""
    files = [
        Path(folder) / name
        for root in font_folders()
        for folder, _, names in os.walk(root)
        for name in names
        if name.lower().endswith((".ttc", ".ttf", ".otf"))
    ]
    for start in NAMES:
        for file in sorted(files):
            if file.name.lower().startswith(start.lower()):
                return file
    return None


@cache
def _system_source() -> Any:
    file = chinese_font()
    whole = file.read_bytes() if file else b""
    collection = whole[:4] == b"ttcf"

    def table(tag: int) -> bytes:
        if tag in (0, COLLECTION):
            return whole if collection == (tag == COLLECTION) else b""
        return font_table(whole, tag)

    return font_source(lambda _charset: HANDLE if whole else None, table)


def use_system_fonts() -> None:
    """From now on PDFium finds the system's Chinese font, in this process."""
    pdfium.FPDF_SetSystemFontInfo(_system_source())
