"""Golden PDFs of reports: numbered paragraphs, run-in headings, floats and notes that cut a sentence."""

from __future__ import annotations

from tests.golden.intent import Golden
from tests.golden.press import BOLD, HEI, SANS, SANS_BOLD, SONG, Frame, Sheet, Style, pour
from tests.golden.words import (
    COBALT,
    GALLIUM,
    GRAPHITE,
    LITHIUM,
    NICKEL,
    PARAGRAPHS,
    TIN,
    TUNGSTEN,
    VANADIUM,
    ZH_COBALT,
    ZH_GALLIUM,
    ZH_LITHIUM,
    ZH_NICKEL,
    ZH_PARAGRAPHS,
    ZH_TIN,
    ZH_TUNGSTEN,
)

CHINESE = Style(size=10.5, font=SONG, step=17, indent=21)


def numbered_paragraphs() -> Golden:
    sheet = Sheet()
    texts = (TIN, LITHIUM, COBALT, "The Bureau should publish the assays of all slag heaps before the end of the year.")
    paragraphs = [(f"2.{at}  {text}", Style(hang=26, before=8)) for at, text in enumerate(texts, 1)]
    head = ("2  Supply of the small metals", Style(size=13, font=BOLD, step=18))
    pour([head, *paragraphs], [Frame(sheet=sheet, x=72, y=90, width=450)])
    return Golden(
        name="paragraphs-numbered",
        shows="a report whose paragraphs are numbered 2.1, 2.2: prose, no headings",
        sheets=[sheet],
        reads=texts,
        apart=[f"2.{at}" for at in range(1, 5)],
        kinds={"2 Supply": "heading", LITHIUM: "body", texts[3]: "body"},
    )


def capital_headings() -> Golden:
    sheet = Sheet()
    head = Style(before=10)
    text = [("SUPPLY AND PRICES", head), TIN, ("RISKS", head), LITHIUM, ("RECOMMENDATIONS", head), COBALT]
    pour(text, [Frame(sheet=sheet, x=72, y=90, width=450)])
    return Golden(
        name="headings-capital",
        shows="headings in capitals, of the text's type and size",
        sheets=[sheet],
        reads=["SUPPLY AND PRICES", TIN, "RISKS", LITHIUM, "RECOMMENDATIONS", COBALT],
        kinds=dict.fromkeys(("SUPPLY AND PRICES", "RISKS", "RECOMMENDATIONS"), "heading"),
        sections={LITHIUM: "challenges", COBALT: "recommendations"},
    )


def bold_paragraph() -> Golden:
    sheet = Sheet()
    text = [TIN, (LITHIUM, Style(font=BOLD, before=6)), (COBALT, Style(before=6)), (GRAPHITE, Style(before=6))]
    pour(text, [Frame(sheet=sheet, x=72, y=90, width=450)])
    return Golden(
        name="paragraph-bold",
        shows="a whole paragraph in bold type: prose",
        sheets=[sheet],
        reads=[TIN, LITHIUM, COBALT, GRAPHITE],
        kinds={LITHIUM: "body"},
    )


def chinese_run_in() -> Golden:
    """`（一）…。` in heavy type, its paragraph on the same line, as notices are set."""
    sheet = Sheet()
    y = 90.0
    whole = []
    for head, text in (
        ("（一）加快炉渣普查。", ZH_TIN),
        ("（二）支持综合回收。", ZH_GALLIUM),
        ("（三）完善库存制度。", ZH_COBALT),
    ):
        end = sheet.put(head, 111, y, size=10.5, font=HEI)
        y = pour(
            (text,), [Frame(sheet=sheet, x=90, y=y, width=415)], Style(size=10.5, font=SONG, step=17, indent=end - 90)
        )
        whole.append(head + text)
    return Golden(
        name="headings-run-in-chinese",
        shows="numbered headings in heavy type that run into their paragraphs",
        sheets=[sheet],
        reads=whole,
        apart=whole,
    )


def figure_across_columns() -> Golden:
    sheet = Sheet()
    upper = [Frame(sheet=sheet, x=60, y=90, width=225, rows=10), Frame(sheet=sheet, x=310, y=90, width=225, rows=10)]
    lower = [Frame(sheet=sheet, x=60, y=420, width=225, rows=9), Frame(sheet=sheet, x=310, y=420, width=225)]
    sheet.picture(60, 220, 535, 380)
    caption = "Figure 3. The road from the hill mines to the port, with the bridge that the flood took away, as it"
    rest = "was drawn by the surveyor of the bridge."
    sheet.put(caption, 60, 395, size=8)
    sheet.put(rest, 60, 405, size=8)
    pour(PARAGRAPHS, upper + lower, Style(size=9, step=10.8, indent=12))
    return Golden(
        name="figure-across-columns",
        shows="a figure across both columns in the middle of the page",
        sheets=[sheet],
        reads=PARAGRAPHS,
        apart=[f"{caption} {rest}"],
        kinds={caption: "caption"},
    )


def table_at_page_head() -> Golden:
    first, second = Sheet(), Sheet()
    second.put("Table 4. Carts on the upper road", 72, 80, size=9, font=BOLD)
    rows = (("Month", "Carts", "Oxen"), ("May", "31", "62"), ("June", "44", "88"), ("July", "52", "104"))
    for at, row in enumerate(rows):
        for x, cell in zip((72, 220, 360), row, strict=True):
            second.put(cell, x, 96 + 13 * at, size=9)
    frames = [Frame(sheet=first, x=72, y=640, width=450, rows=7), Frame(sheet=second, x=72, y=170, width=450)]
    pour((TIN, LITHIUM, TUNGSTEN, NICKEL, GALLIUM), frames, Style(indent=14))
    return Golden(
        name="table-at-page-head",
        shows="a table at the head of the page on which a cut sentence goes on",
        sheets=[first, second],
        reads=[TIN, LITHIUM, TUNGSTEN, NICKEL, GALLIUM],
        apart=["Table 4. Carts on the upper road"],
        kinds={"Table 4.": "caption", "June\t44": "table"},
    )


def note_over_pages() -> Golden:
    first, second = Sheet(), Sheet()
    frames = [Frame(sheet=first, x=72, y=600, width=450, rows=7), Frame(sheet=second, x=72, y=90, width=450)]
    pour((TIN, LITHIUM, TUNGSTEN, NICKEL, GALLIUM), frames, Style(indent=14))
    note = (
        "3 The family came from the coast with one boat. Its books for ten years were lost when the river rose, "
        "and what is told here was put together from letters, from the lists of the bridge keeper and from the stones "
        "of the old yard, on which the weights of the bars are cut."
    )
    small = Style(size=8, step=9.6)
    for sheet, y in ((first, 722), (second, 762)):
        sheet.rule(72, y, 200, y)
    notes = [Frame(sheet=first, x=72, y=736, width=450, rows=1), Frame(sheet=second, x=72, y=776, width=450)]
    pour((note,), notes, small)
    return Golden(
        name="note-over-pages",
        shows="a foot note that goes on at the foot of the next page",
        sheets=[first, second],
        reads=[TIN, LITHIUM, TUNGSTEN, NICKEL, GALLIUM],
        apart=["3 The family came"],
        kinds={"3 The family came": "footnote", "the old yard": "footnote"},
    )


def references_in_columns() -> Golden:
    sheet = Sheet()
    entries = [
        f"[{at}] T. Berg, K. Holm, Letters from town no. {at} on ores, J. Small Mines {at} ({2000 + at}) {at}1-{at}9."
        for at in range(1, 15)
    ]
    frames = [Frame(sheet=sheet, x=60, y=90, width=225, rows=22), Frame(sheet=sheet, x=310, y=90, width=225)]
    entry = Style(size=8, step=9.6, hang=14)
    body = Style(size=9, step=10.8)
    text = [
        (TIN, body),
        (VANADIUM, body),
        ("References", Style(size=9, font=BOLD, before=8)),
        *((e, entry) for e in entries),
    ]
    pour(text, frames)
    return Golden(
        name="references-in-columns",
        shows="a list of references in small type over two columns",
        sheets=[sheet],
        reads=[TIN, VANADIUM, *entries],
        apart=entries,
        kinds=dict.fromkeys(entries, "reference"),
    )


def boxed_recommendations() -> Golden:
    sheet = Sheet()
    end = pour((TIN, LITHIUM), [Frame(sheet=sheet, x=72, y=90, width=450)], Style(indent=14))
    sheet.frame(72, end, 522, end + 96)
    sheet.put("Key recommendations", 84, end + 18, size=11, font=SANS_BOLD)
    items = (
        "• Governments should open the assays of slag heaps to everybody who asks for them, also to foreign buyers and "
        "to schools.",
        "• Buyers should sign for three years.",
        "• Schools should train crews for the columns.",
    )
    style = Style(size=9, font=SANS, step=11, hang=12)
    pour(items, [Frame(sheet=sheet, x=84, y=end + 34, width=426)], style)
    pour((COBALT, TUNGSTEN), [Frame(sheet=sheet, x=72, y=end + 118, width=450)], Style(indent=14))
    return Golden(
        name="recommendations-in-a-box",
        shows="a box with a heading and bullets",
        sheets=[sheet],
        reads=[TIN, LITHIUM, "Key recommendations", *(item[2:] for item in items), COBALT, TUNGSTEN],
        kinds={item[2:]: "list" for item in items} | {"Key recommendations": "heading"},
        sections={items[1][2:]: "recommendations"},
    )


def chinese_report() -> Golden:
    """Chapters, sections and sub-sections of a thesis, with its head and page numbers."""
    first, second = Sheet(), Sheet()
    for number, sheet in ((7, first), (8, second)):
        sheet.put("河谷大学硕士学位论文", 250, 46, size=9, font=SONG)
        sheet.rule(90, 52, 505, 52)
        sheet.put(str(number), 295, 800, size=9, font=SONG)
    big, middle = Style(size=16, font=HEI, step=30), Style(size=14, font=HEI, step=24, before=8)
    small = Style(size=12, font=HEI, step=20, before=6)
    body = Style(size=12, font=SONG, step=20, indent=24)
    text = [
        ("第三章 小矿种供应存在的问题", big), ("3.1 资源条件", middle), (ZH_LITHIUM, body), ("3.1.1 深部排水", small),
        (ZH_TUNGSTEN, body), ("3.2 市场条件", middle), (ZH_TIN, body), (ZH_COBALT, body),
        ("第四章 对策与建议", big), (ZH_NICKEL, body), (ZH_GALLIUM, body),
    ]  # fmt: skip
    frames = [Frame(sheet=first, x=90, y=100, width=415, rows=11), Frame(sheet=second, x=90, y=90, width=415)]
    pour(text, frames)
    return Golden(
        name="thesis-chinese",
        shows="chapters and numbered sections of a Chinese thesis",
        sheets=[first, second],
        reads=[words.removeprefix("第三章 ").removeprefix("第四章 ") for words, _ in text],
        never=["硕士学位论文"],
        kinds={"第三章": "heading", "3.1 资源": "heading", "3.1.1": "heading", "第四章": "heading", ZH_TIN: "body"},
        levels={"第三章": 1, "3.1 资源": 2, "3.1.1": 3, "3.2 市场": 2, "第四章": 1},
        sections={ZH_COBALT: "challenges", ZH_GALLIUM: "recommendations"},
        labels=["7", "8"],
    )


def chinese_table_continued() -> Golden:
    first, second = Sheet(), Sheet()
    pour((ZH_LITHIUM, ZH_TUNGSTEN), [Frame(sheet=first, x=90, y=90, width=415)], CHINESE)
    rows = [(f"{year}", f"{3 * at + 11}", f"{7 * at + 5}") for at, year in enumerate(range(2008, 2020))]
    head = ("年份", "产量（吨）", "库存（吨）")
    for sheet, caption, top, part in ((first, "表2 历年产量与库存", 650, rows[:6]), (second, "续表2", 90, rows[6:])):
        sheet.put(caption, 250, top, size=9, font=HEI)
        sheet.rule(90, top + 6, 505, top + 6)
        for at, row in enumerate((head, *part)):
            for x, cell in zip((110, 250, 400), row, strict=True):
                sheet.put(cell, x, top + 18 + 14 * at, size=9, font=SONG)
        sheet.rule(90, top + 24 + 14 * len(part), 505, top + 24 + 14 * len(part))
    pour(ZH_PARAGRAPHS[2:4], [Frame(sheet=second, x=90, y=220, width=415)], CHINESE)
    return Golden(
        name="table-continued",
        shows="a Chinese table that goes on, under 续表, on the next page",
        sheets=[first, second],
        reads=[ZH_LITHIUM, ZH_TUNGSTEN, *ZH_PARAGRAPHS[2:4]],
        apart=["表2 历年产量与库存", "续表2"],
        kinds={"表2": "caption", "续表2": "caption", "2009\t14\t12": "table", "2017\t38\t68": "table"},
    )


CASES = (
    numbered_paragraphs, capital_headings, bold_paragraph, chinese_run_in, figure_across_columns, table_at_page_head,
    note_over_pages, references_in_columns, boxed_recommendations, chinese_report, chinese_table_continued,
)  # fmt: skip
