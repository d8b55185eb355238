"""Golden PDFs of tables, lists of references, policy notices, and pages that cannot be read."""

from __future__ import annotations

from tests.golden.intent import Golden
from tests.golden.press import ANY, BOLD, HEI, SANS, SONG, Frame, Sheet, Style, pour
from tests.golden.words import (
    COBALT,
    GALLIUM,
    LITHIUM,
    NICKEL,
    TIN,
    TUNGSTEN,
    VANADIUM,
    ZH_COBALT,
    ZH_GALLIUM,
    ZH_LITHIUM,
    ZH_NICKEL,
)

INDENTED = Style(indent=14)
CHINESE = Style(size=10.5, font=SONG, step=17, indent=21)


def ruled_table() -> Golden:
    sheet = Sheet()
    end = pour((TIN, LITHIUM), [Frame(sheet=sheet, x=72, y=90, width=450)], INDENTED)
    sheet.put("Table 1 Stocks held by the four buyers (tonnes)", 150, end + 16, size=9, font=BOLD)
    rows = (("Buyer", "Tin", "Cobalt", "Indium"), ("Bridge & Co", "12", "4", "0.3"), ("Hill Trading", "30", "7", "0.1"),
            ("River Metals", "8", "15", "0.9"), ("Total", "50", "26", "1.3"))  # fmt: skip
    top = end + 24
    for at in range(len(rows) + 1):
        sheet.rule(72, top + 16 * at, 522, top + 16 * at)
    for x in (72, 222, 322, 422, 522):
        sheet.rule(x, top, x, top + 16 * len(rows))
    for at, row in enumerate(rows):
        for x, cell in zip((76, 226, 326, 426), row, strict=True):
            sheet.put(cell, x, top + 12 + 16 * at, size=9)
    pour((COBALT, TUNGSTEN), [Frame(sheet=sheet, x=72, y=top + 110, width=450)], INDENTED)
    return Golden(
        name="table-ruled",
        shows="a table with lines around every cell",
        sheets=[sheet],
        reads=[TIN, LITHIUM, "Table 1 Stocks held by the four buyers (tonnes)", COBALT, TUNGSTEN],
        apart=["Table 1 Stocks", COBALT],
        kinds={"Table 1 Stocks": "caption", "Hill Trading\t30": "table", "Total\t50": "table", "Buyer\tTin": "table"},
    )


def booktabs_table() -> Golden:
    sheet = Sheet()
    end = pour((TIN, LITHIUM), [Frame(sheet=sheet, x=72, y=90, width=450)], INDENTED)
    sheet.put("Table 2: Days that a cart needs from the mine to the port", 72, end + 16)
    for y in (end + 22, end + 37, end + 80):
        sheet.rule(72, y, 400, y)
    rows = (("Road", "Summer", "Winter"), ("Upper", "3", "9"), ("Lower", "5", "6"), ("New", "2", "2"))
    for at, row in enumerate(rows):
        for x, cell in zip((74, 220, 320), row, strict=True):
            sheet.put(cell, x, end + 33 + 14 * at)
    sheet.put("Note: carts of the lower road are drawn by oxen.", 72, end + 92, size=8)
    pour((COBALT, TUNGSTEN), [Frame(sheet=sheet, x=72, y=end + 120, width=450)], INDENTED)
    return Golden(
        name="table-booktabs",
        shows="a table with three lines across and a note below it",
        sheets=[sheet],
        reads=[TIN, LITHIUM, "Table 2: Days that a cart needs from the mine to the port", COBALT, TUNGSTEN],
        apart=["Table 2", COBALT, "Note: carts of the lower road are drawn by oxen."],
        kinds={"Table 2": "caption", "Upper\t3": "table", "New\t2": "table", "Note: carts": "footnote"},
    )


def table_of_sentences() -> Golden:
    """Cells of several lines: a row is no paragraph, and the lines of a cell belong together."""
    sheet = Sheet()
    end = pour((TIN, LITHIUM), [Frame(sheet=sheet, x=72, y=90, width=450)], INDENTED)
    sheet.put("Table 3. Measures and who takes them", 72, end + 16, size=9, font=BOLD)
    rows = (
        (("Measure",), ("Who",), ("When",)),
        (("Open the drainage", "tunnel"), ("Owners of the", "river mine"), ("Before the", "second shaft")),
        (("Publish assays of", "the slag"), ("Bureau of", "the province"), ("Every spring",)),
        (("Train crews for the", "columns"), ("School of", "mines"), ("Within two", "years")),
    )
    y = end + 34
    sheet.rule(72, y - 12, 480, y - 12)
    for row in rows:
        for x, cell in zip((76, 226, 366), row, strict=True):
            for at, words in enumerate(cell):
                sheet.put(words, x, y + 10 * at, size=8.5)
        y += 10 * max(map(len, row)) + 6
        sheet.rule(72, y - 11, 480, y - 11)
    for x in (72, 222, 362, 480):
        sheet.rule(x, end + 22, x, y - 11)
    pour((COBALT, TUNGSTEN), [Frame(sheet=sheet, x=72, y=y + 14, width=450)], INDENTED)
    return Golden(
        name="table-of-sentences",
        shows="a ruled table whose cells hold several lines",
        sheets=[sheet],
        reads=[TIN, LITHIUM, "Table 3. Measures and who takes them", COBALT, TUNGSTEN],
        kinds={"Publish assays of the slag\tBureau of the province\tEvery spring": "table"},
        apart=[COBALT],
    )


def numbered_references() -> Golden:
    first, second = Sheet(), Sheet()
    entries = [
        f"[{at}] A. Whitfield, T. Berg, Slag heaps of town number {at} and the metals that were left in them by the "
        f"old smelters, J. Small Mines {at + 3} ({2000 + at}) {10 * at}-{10 * at + 9}."
        for at in range(1, 13)
    ]
    style = Style(size=9, step=11, hang=18)
    text = [(VANADIUM, Style()), ("References", Style(font=BOLD, before=10)), *((entry, style) for entry in entries)]
    frames = [Frame(sheet=first, x=72, y=610, width=450, rows=14), Frame(sheet=second, x=72, y=90, width=450)]
    pour(text, frames)
    return Golden(
        name="references-numbered",
        shows="a numbered list of references over a page break",
        sheets=[first, second],
        reads=[VANADIUM, "References", *entries],
        apart=entries,
        kinds=dict.fromkeys(entries, "reference"),
        sections={VANADIUM: None, entries[7]: "references"},
    )


def chinese_references() -> Golden:
    sheet = Sheet()
    entries = (
        "[1] 罗明远，陈砚秋. 河谷钨矿排水成本及其对小型矿山生存能力的影响研究——以三个镇的台账为依据[J]. "
        "河谷矿业评论，2019，7(2)：11-18.",
        "[2] 陈砚秋. 小矿种供应链[M]. 南江：河谷出版社，2018：45-67.",
        "[3] WHITFIELD A, BERG T. Slag heaps as a second mine[J]. Journal of Small Mines, 2021, 14: 33-41.",
        "[4] 河谷省矿务局. 关于加强炉渣管理的通知[EB/OL]. (2020-05-06)[2021-03-01]. http://example.org/a/12.html.",
    )
    head = Style(size=12, font=HEI, step=20, before=10)
    text = [
        (ZH_NICKEL, CHINESE),
        ("参考文献", head),
        *((entry, Style(size=9, font=SONG, step=14, hang=18)) for entry in entries),
    ]
    pour(text, [Frame(sheet=sheet, x=90, y=90, width=415)])
    return Golden(
        name="references-gbt",
        shows="a list of references by GB/T 7714 in both languages",
        sheets=[sheet],
        reads=[ZH_NICKEL, "参考文献", *entries],
        apart=entries,
        kinds=dict.fromkeys(entries, "reference"),
    )


def author_year_references() -> Golden:
    first, second = Sheet(), Sheet()
    names = ("Abel, R.", "Berg, T.", "Castell, M.", "Dorn, P.", "Eder, H.", "Falk, L.", "Grau, S.", "Holm, K.")
    entries = [
        f"{name}, {2003 + at}. What the valley towns paid for their metals in the years of the long flood, and what "
        f"they might have paid. Resources of the Hills {at + 5}, {100 + 7 * at}-{111 + 7 * at}."
        for at, name in enumerate(names)
    ]
    style = Style(size=9, step=11, hang=14)
    text = [(NICKEL, Style()), ("References", Style(font=BOLD, before=10)), *((entry, style) for entry in entries)]
    frames = [Frame(sheet=first, x=72, y=640, width=450, rows=11), Frame(sheet=second, x=72, y=90, width=450)]
    pour(text, frames)
    return Golden(
        name="references-author-year",
        shows="references with hanging lines and no numbers, one of them over a page break",
        sheets=[first, second],
        reads=[NICKEL, "References", *entries],
        apart=entries,
        kinds=dict.fromkeys(entries, "reference"),
    )


def appendix_after_references() -> Golden:
    sheet = Sheet()
    entries = [
        f"[{at}] T. Berg, Letters from town {at}, J. Small Mines {at} ({2001 + at}) {at}1-{at}9." for at in (1, 2, 3, 4)
    ]
    head = Style(size=12, font=BOLD, step=16, before=10)
    text = [
        ("5 Conclusions", head), (NICKEL, Style()), ("References", head),
        *((entry, Style(size=9, step=11)) for entry in entries), ("Appendix A. How the ponds were measured", head),
        (GALLIUM, Style()), (LITHIUM, Style(indent=14)),
    ]  # fmt: skip
    pour(text, [Frame(sheet=sheet, x=72, y=90, width=450)])
    return Golden(
        name="appendix",
        shows="an appendix after the references",
        sheets=[sheet],
        reads=[NICKEL, *entries, GALLIUM, LITHIUM],
        sections={NICKEL: "conclusions", entries[2]: "references", GALLIUM: "appendix", LITHIUM: "appendix"},
        kinds={GALLIUM: "body", entries[3]: "reference"},
    )


def policy_notice() -> Golden:
    first, second = Sheet(), Sheet()
    first.put("河谷省矿务局文件", 160, 110, size=34, font=HEI)
    first.put("河矿发〔2022〕17号", 240, 160, size=14, font=SONG)
    first.rule(80, 172, 515, 172)
    first.put("河谷省矿务局关于加强小矿种", 150, 220, size=20, font=HEI)
    first.put("供应保障工作的通知", 205, 248, size=20, font=HEI)
    first.put("各市矿务管理部门：", 80, 290, size=14, font=SONG)
    style = Style(size=14, font=SONG, step=26, indent=28)
    head = Style(size=14, font=HEI, step=26, indent=28)
    paragraphs = (
        "为保障小矿种供应，现就有关事项通知如下。",
        "各地要在年底前完成炉渣堆场的普查，逐堆登记数量和品位，并向社会公布结果。未完成普查的堆场不得批准外运。",
        "支持氧化铝厂增设吸附塔，对新增设施按投资额的百分之二十给予补助，补助资金从省级矿业发展资金中列支。",
    )
    text = [(paragraphs[0], style), ("一、开展炉渣普查", head), (paragraphs[1], style), ("二、支持综合回收", head),
            (paragraphs[2], style)]  # fmt: skip
    frames = [Frame(sheet=first, x=80, y=318, width=435, rows=6), Frame(sheet=second, x=80, y=100, width=435)]
    pour(text, frames, style)
    second.put("河谷省矿务局", 360, 300, size=14, font=SONG)
    second.put("2022年4月18日", 355, 326, size=14, font=SONG)
    second.put("（此件公开发布）", 108, 360, size=14, font=SONG)
    second.put("— 2 —", 270, 790, size=12, font=SONG)
    first.put("— 1 —", 270, 790, size=12, font=SONG)
    return Golden(
        name="policy-notice",
        shows="a Chinese policy notice with its number, a title over two lines, and who issued it when",
        sheets=[first, second],
        reads=["河矿发〔2022〕17号", "河谷省矿务局关于加强小矿种供应保障工作的通知", "各市矿务管理部门：", *paragraphs,
               "2022年4月18日"],
        never=["— 1 —", "— 2 —"],
        kinds={"河谷省矿务局关于": "heading", "一、开展炉渣普查": "heading", paragraphs[1]: "body"},
        apart=["各市矿务管理部门：", "一、开展", *paragraphs, "二、支持"],
        labels=["1", "2"],
        facts={"title": "河谷省矿务局关于加强小矿种供应保障工作的通知", "year": 2022},
    )  # fmt: skip


def pages_of_all_kinds() -> Golden:
    good, blank, scan, garbled = Sheet(), Sheet(), Sheet(), Sheet()
    pour((TIN, LITHIUM), [Frame(sheet=good, x=72, y=90, width=450)], INDENTED)
    scan.picture(0, 0, 595, 842)
    for at in range(12):
        garbled.put("".join(chr(0xE000 + (7 * at + 13 * k) % 900) for k in range(40)), 72, 90 + 16 * at, font=ANY)
    return Golden(
        name="pages-that-cannot-be-read",
        shows="a page of text, a blank one, a picture of a page, and one whose characters are private",
        sheets=[good, blank, scan, garbled],
        reads=[TIN, LITHIUM],
        never=[chr(0xE000)],
        health=["good", "blank", "no text layer", "garbled"],
    )


def cropped_page() -> Golden:
    sheet = Sheet(700, 950, crop=(60, 70, 640, 880))
    sheet.put("PRINTER'S MARK 7731", 10, 20, size=8, font=SANS)
    sheet.put("cut here", 300, 935, size=8, font=SANS)
    pour((TIN, LITHIUM, COBALT), [Frame(sheet=sheet, x=120, y=150, width=450)], INDENTED)
    return Golden(
        name="page-cropped",
        shows="a page whose CropBox leaves out the printer's marks on the MediaBox",
        sheets=[sheet],
        reads=[TIN, LITHIUM, COBALT],
        never=["7731", "cut here"],
    )


def cropped_and_turned() -> Golden:
    sheet = Sheet(700, 950, crop=(60, 70, 640, 880), rotate=90)
    # printed so that it stands upright once the viewer has turned the page clockwise
    rows = (
        "The kiln was lit in March and burned without a pause",
        "until the last of the ore had been roasted, and the",
        "owners counted the bars in front of the two traders.",
    )
    for at, row in enumerate(rows):
        sheet.put(row, 200 + 13 * at, 800, size=10, turn=90)
    return Golden(
        name="page-cropped-and-turned",
        shows="a page that is both cropped and turned",
        sheets=[sheet],
        reads=[" ".join(rows)],
    )


def chinese_table() -> Golden:
    sheet = Sheet()
    end = pour((ZH_LITHIUM, ZH_COBALT), [Frame(sheet=sheet, x=90, y=90, width=415)], CHINESE)
    sheet.put("表1 四家商行的库存（吨）", 220, end + 18, size=9, font=HEI)
    rows = (
        ("商行", "锡", "钴", "铟"),
        ("桥头", "12", "4", "0.3"),
        ("山口", "30", "7", "0.1"),
        ("河滨", "8", "15", "0.9"),
    )
    for y in (end + 24, end + 40, end + 90):
        sheet.rule(90, y, 505, y)
    for at, row in enumerate(rows):
        for x, cell in zip((110, 230, 330, 430), row, strict=True):
            sheet.put(cell, x, end + 36 + 16 * at, size=9, font=SONG)
    sheet.put("数据来源：作者整理。", 90, end + 102, size=8, font=SONG)
    pour((ZH_GALLIUM,), [Frame(sheet=sheet, x=90, y=end + 130, width=415)], CHINESE)
    return Golden(
        name="table-chinese",
        shows="a Chinese table with three lines and its source",
        sheets=[sheet],
        reads=[ZH_LITHIUM, ZH_COBALT, "表1 四家商行的库存（吨）", ZH_GALLIUM],
        apart=["表1 四家商行的库存（吨）", ZH_GALLIUM],
        kinds={"表1": "caption", "山口\t30": "table", "数据来源": "footnote"},
    )


CASES = (
    ruled_table, booktabs_table, table_of_sentences, chinese_table, numbered_references, chinese_references,
    author_year_references, appendix_after_references, policy_notice, pages_of_all_kinds, cropped_page,
    cropped_and_turned,
)  # fmt: skip
