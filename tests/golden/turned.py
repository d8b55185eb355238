"""Golden PDFs of turned pages and text, and of Chinese set downwards."""

from __future__ import annotations

from tests.golden.intent import Golden
from tests.golden.press import (
    BOLD,
    DOWNWARD,
    HEIGHT,
    SONG,
    WIDTH,
    Frame,
    Sheet,
    Style,
    pour,
)
from tests.golden.words import COBALT, GRAPHITE, LITHIUM, NICKEL, TIN, TUNGSTEN, ZH_GALLIUM, ZH_LITHIUM, ZH_TUNGSTEN

INDENTED = Style(indent=14)
DOWNWARD_TEXT = ZH_LITHIUM + ZH_TUNGSTEN + ZH_GALLIUM


def _turned_page(rotate: int) -> Golden:
    """A page whose text is printed against its /Rotate entry, so that a viewer shows it upright."""
    plain = Sheet(WIDTH, HEIGHT)
    pour((TIN, LITHIUM, COBALT), [Frame(sheet=plain, x=72, y=90, width=450)], INDENTED)
    plain.put("Table 1. Yearly output in tonnes", 72, 240, size=9, font=BOLD)
    for at, row in enumerate((("Hill", "120", "135"), ("River", "88", "91"), ("Coast", "43", "47"))):
        for x, cell in zip((72, 200, 300), row, strict=True):
            plain.put(cell, x, 256 + 13 * at, size=9)
    sheet = Sheet(*((HEIGHT, WIDTH) if rotate % 180 else (WIDTH, HEIGHT)), rotate=rotate)
    # Seen coordinates to those of the sheet before the viewer turns it clockwise.
    matrix = {90: f"0 1 -1 0 {HEIGHT:g} 0", 180: f"-1 0 0 -1 {WIDTH:g} {HEIGHT:g}", 270: f"0 -1 1 0 0 {WIDTH:g}"}
    sheet.operators = [f"q {matrix[rotate]} cm".encode(), *plain.operators, b"Q"]
    return Golden(
        name=f"page-rotated-{rotate}",
        shows=f"a page that is shown upright by its /Rotate {rotate}",
        sheets=[sheet],
        reads=[TIN, LITHIUM, COBALT, "Table 1. Yearly output in tonnes"],
        kinds={"Table 1.": "caption", "Hill\t120": "table"},
        apart=[TIN, LITHIUM, COBALT],
    )


def page_rotated_90() -> Golden:
    return _turned_page(90)


def page_rotated_180() -> Golden:
    return _turned_page(180)


def page_rotated_270() -> Golden:
    return _turned_page(270)


def page_shown_on_its_side() -> Golden:
    """A sheet scanned or bound sideways: no /Rotate, every line turned by its text matrix, among upright pages."""
    first, second, third = Sheet(), Sheet(), Sheet()
    pour((TIN, LITHIUM), [Frame(sheet=first, x=72, y=90, width=450)], INDENTED)
    second.put("Table 2. Wells of the northern plant and what they gave", 90, 740, size=10, font=BOLD, turn=90)
    rows = (("Well", "Depth", "Brine", "Metal"), ("North", "210", "14", "0.8"), ("South", "180", "11", "0.7"),
            ("East", "240", "17", "0.9"), ("West", "150", "9", "0.5"))  # fmt: skip
    for at, row in enumerate(rows):
        for y, cell in zip((740, 560, 400, 240), row, strict=True):
            second.put(cell, 115 + 15 * at, y, turn=90)
    second.put("9", 297, 810, size=9)
    pour((COBALT, TUNGSTEN), [Frame(sheet=third, x=72, y=90, width=450)], INDENTED)
    return Golden(
        name="table-on-its-side",
        shows="a table printed sideways on an upright page, between pages of text",
        sheets=[first, second, third],
        reads=[TIN, LITHIUM, "Table 2. Wells of the northern plant and what they gave", COBALT, TUNGSTEN],
        kinds={"Table 2.": "caption", "South\t180\t11\t0.7": "table"},
        health=["good", "good", "good"],
    )


def margin_stamp() -> Golden:
    sheet = Sheet()
    stamp = "archive:2103.04567v2 [minerals.econ] 9 Mar 2021"
    sheet.put(stamp, 30, 600, size=18, turn=90)
    sheet.put("Prices that arrive three weeks late", 72, 80, size=16, font=BOLD)
    pour((TIN, LITHIUM, COBALT, GRAPHITE), [Frame(sheet=sheet, x=72, y=110, width=450)], INDENTED)
    return Golden(
        name="margin-stamp",
        shows="a stamp that runs up the margin",
        sheets=[sheet],
        reads=["Prices that arrive three weeks late", TIN, LITHIUM, COBALT, GRAPHITE],
        never=["minerals.econ"],
        facts={"title": "Prices that arrive three weeks late", "year": 2021},
    )


def slanted_scan() -> Golden:
    """Text on a page that was laid askew, with all its lines turned by two degrees."""
    sheet, plain = Sheet(), Sheet()
    pour((TIN, LITHIUM, TUNGSTEN, NICKEL), [Frame(sheet=plain, x=72, y=110, width=450)], INDENTED)
    sheet.operators = [b"q 0.99939 0.0349 -0.0349 0.99939 20 -8 cm", *plain.operators, b"Q"]
    return Golden(
        name="page-askew",
        shows="a page whose lines rise by two degrees",
        sheets=[sheet],
        reads=[TIN, LITHIUM, TUNGSTEN, NICKEL],
    )


def downward_by_cmap() -> Golden:
    """Lines from top to bottom, the first at the right, by a font for vertical writing."""
    sheet = Sheet()
    rows = [DOWNWARD_TEXT[at : at + 24] for at in range(0, len(DOWNWARD_TEXT), 24)]
    sheet.put("河谷盐湖开发史略", 540, 90, size=16, font=DOWNWARD)
    for at, row in enumerate(rows):
        sheet.put(row, 500 - 22 * at, 100, size=12, font=DOWNWARD)
    return Golden(
        name="downward-by-cmap",
        shows="Chinese set downwards by the font's own writing mode (UniGB-UCS2-V)",
        sheets=[sheet],
        reads=["河谷盐湖开发史略", DOWNWARD_TEXT],
        apart=[DOWNWARD_TEXT],
    )


def downward_one_by_one() -> Golden:
    sheet = Sheet()
    for at, char in enumerate("河谷盐湖开发史略"):
        sheet.put(char, 532, 100 + 17 * at, size=16, font=SONG)
    for at, char in enumerate(DOWNWARD_TEXT):
        line, row = divmod(at, 24)
        sheet.put(char, 494 - 22 * line, 110 + 13 * row, size=12, font=SONG)
    return Golden(
        name="downward-one-by-one",
        shows="Chinese set downwards by placing each upright character",
        sheets=[sheet],
        reads=["河谷盐湖开发史略", DOWNWARD_TEXT],
        apart=[DOWNWARD_TEXT],
    )


CASES = (
    page_rotated_90, page_rotated_180, page_rotated_270, page_shown_on_its_side, margin_stamp, slanted_scan,
    downward_by_cmap, downward_one_by_one,
)  # fmt: skip
