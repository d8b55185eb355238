"""Golden PDFs of drop caps: a large first letter over the first lines of a paragraph."""

from __future__ import annotations

from tests.golden.intent import Golden
from tests.golden.press import BOLD, HEI, LATIN, SONG, Frame, Sheet, Style, pour, width_of
from tests.golden.words import COBALT, LITHIUM, NICKEL, TUNGSTEN, ZH_GALLIUM, ZH_LITHIUM, ZH_TIN


def drop_cap() -> Golden:
    sheet = Sheet()
    sheet.put("T", 60, 125, size=42)
    beside: list[str] = []
    under = TUNGSTEN[1:].split(" ")
    line = ""
    while under and len(beside) < 2:
        if width_of(f"{line} {under[0]}", 9, LATIN) > 195:
            beside.append(line)
            line = ""
        line = f"{line} {under.pop(0)}".strip() if line else under.pop(0)
    for at, row in enumerate(beside):
        sheet.put(row, 88, 108 + 12.5 * at, size=9)
    rest = " ".join([line, *under])
    pour((rest, (LITHIUM, Style(size=9, step=12.5, indent=10)), (COBALT, Style(size=9, step=12.5, indent=10))),
         [Frame(sheet=sheet, x=60, y=133, width=225)], Style(size=9, step=12.5))  # fmt: skip
    return Golden(
        name="drop-cap",
        shows="a first letter over two lines",
        sheets=[sheet],
        reads=[TUNGSTEN, LITHIUM, COBALT],
        apart=[TUNGSTEN, LITHIUM, COBALT],
        kinds={TUNGSTEN: "body"},
    )


def drop_cap_over_three_lines() -> Golden:
    """The letter is printed after the text, as layout programs do, and the first word stands in capitals."""
    sheet = Sheet()
    rows = ("INC AND ITS COMPANIONS LEAVE THE VALLEY", "by the same road as the copper of the next one, and the",
            "carters know every stone of it by its name.")  # fmt: skip
    for at, row in enumerate(rows):
        sheet.put(row, 104, 108 + 12 * at, size=9)
    pour((LITHIUM, NICKEL), [Frame(sheet=sheet, x=60, y=144, width=300)], Style(size=9, indent=10))
    sheet.put("Z", 60, 132, size=46, font=BOLD)
    return Golden(
        name="drop-cap-over-three-lines",
        shows="a bold first letter over three lines that comes after the text in the file",
        sheets=[sheet],
        reads=["ZINC AND ITS COMPANIONS LEAVE THE VALLEY by the same road as the copper of the next one, and the "
               "carters know every stone of it by its name.", LITHIUM, NICKEL],
    )  # fmt: skip


def chinese_drop_cap() -> Golden:
    sheet = Sheet()
    sheet.put(ZH_TIN[0], 90, 118, size=32, font=HEI)
    text = ZH_TIN[1:]
    for at in range(2):
        sheet.put(text[28 * at : 28 * at + 28], 126, 103 + 16 * at, size=10, font=SONG)
    rest = text[56:]
    if rest:
        sheet.put(rest, 90, 135, size=10, font=SONG)
    style = Style(size=10, font=SONG, step=16, indent=20)
    pour((ZH_LITHIUM, ZH_GALLIUM), [Frame(sheet=sheet, x=90, y=151, width=320)], style)
    return Golden(
        name="drop-cap-chinese",
        shows="a first character over two lines",
        sheets=[sheet],
        reads=[ZH_TIN, ZH_LITHIUM, ZH_GALLIUM],
    )


CASES = (drop_cap, drop_cap_over_three_lines, chinese_drop_cap)
