"""Golden PDFs of headings, paragraphs and lists."""

from __future__ import annotations

from tests.golden.intent import Golden
from tests.golden.press import BOLD, HEI, SONG, Frame, Sheet, Style, pour
from tests.golden.words import (
    ANTIMONY,
    COBALT,
    GRAPHITE,
    INDIUM,
    LITHIUM,
    MANGANESE,
    NICKEL,
    TIN,
    TITANIUM,
    TUNGSTEN,
    ZH_COBALT,
    ZH_GALLIUM,
    ZH_LITHIUM,
    ZH_NICKEL,
    ZH_TIN,
    ZH_TUNGSTEN,
)

HEAD = Style(size=10, font=BOLD, before=10)


def numbered_headings() -> Golden:
    sheet = Sheet()
    sheet.put("Counting what the slag heaps hold", 72, 80, size=16, font=BOLD)
    text = [
        ("1 Introduction", HEAD), TIN, ("2 Methods", HEAD), ("2.1 Sampling of the heaps", HEAD), INDIUM,
        ("2.2 Assays", HEAD), GRAPHITE, ("3 Results and discussion", HEAD), COBALT, ("4 Conclusions", HEAD), LITHIUM,
    ]  # fmt: skip
    pour(text, [Frame(sheet=sheet, x=72, y=110, width=450)])
    return Golden(
        name="headings-numbered",
        shows="headings whose numbers tell their level, in bold type of the text's size",
        sheets=[sheet],
        reads=["1 Introduction", TIN, "2 Methods", "2.1 Sampling of the heaps", INDIUM, "2.2 Assays", GRAPHITE,
               "3 Results and discussion", COBALT, "4 Conclusions", LITHIUM],
        apart=["1 Introduction", TIN, "2 Methods", "2.1 Sampling", INDIUM, "2.2 Assays", "4 Conclusions", LITHIUM],
        kinds=dict.fromkeys(("1 Introduction", "2 Methods", "2.1 Sampling", "2.2 Assays", "4 Conclusions"), "heading"),
        levels={"Counting": 1, "1 Intro": 2, "2 Methods": 2, "2.1 Sampling": 3, "2.2 Assays": 3, "4 Conclusions": 2},
        sections={TIN: "introduction", INDIUM: "method", GRAPHITE: "method", COBALT: "results", LITHIUM: "conclusions"},
    )  # fmt: skip


def headings_by_size() -> Golden:
    sheet = Sheet()
    big, middle, small = (Style(size=size, font=BOLD, step=size * 1.3, before=10) for size in (17, 14, 12))
    text = [
        ("The trade of the valley towns", big), TUNGSTEN, ("Ores", middle), ("Tin and its two buyers", small), TIN,
        ("Cobalt without a mine", small), COBALT, ("Fluids and the long wait for a dry season on the plateau", middle),
        ("Brine", small), LITHIUM,
    ]  # fmt: skip
    pour(text, [Frame(sheet=sheet, x=72, y=80, width=330)])
    return Golden(
        name="headings-by-size",
        shows="headings of three sizes, one of them over two lines",
        sheets=[sheet],
        reads=["The trade of the valley towns", TUNGSTEN, TIN, COBALT,
               "Fluids and the long wait for a dry season on the plateau", LITHIUM],
        levels={"The trade": 1, "Ores": 2, "Tin and its": 3, "Cobalt without": 3, "Fluids and": 2, "Brine": 3},
        kinds={"Ores": "heading", "Brine": "heading", LITHIUM: "body"},
    )  # fmt: skip


def run_in_headings() -> Golden:
    sheet = Sheet()
    y = 90.0
    for head, text in (("Prices.", TIN), ("Climate.", LITHIUM), ("Drainage.", TUNGSTEN)):
        end = sheet.put(head + " ", 72, y, font=BOLD)
        rows = Frame(sheet=sheet, x=72, y=y, width=450)
        y = pour((text,), [rows], Style(indent=end - 72)) + 4
    return Golden(
        name="headings-run-in",
        shows="bold headings that run into their paragraph",
        sheets=[sheet],
        reads=[f"Prices. {TIN}", f"Climate. {LITHIUM}", f"Drainage. {TUNGSTEN}"],
        apart=["Prices.", "Climate.", "Drainage."],
    )


def paragraphs_by_leading() -> Golden:
    sheet = Sheet()
    style = Style(before=6)
    pour((TIN, LITHIUM, TUNGSTEN, COBALT, GRAPHITE), [Frame(sheet=sheet, x=72, y=90, width=450)], style)
    return Golden(
        name="paragraphs-by-leading",
        shows="paragraphs without an indent, half a line apart",
        sheets=[sheet],
        reads=[TIN, LITHIUM, TUNGSTEN, COBALT, GRAPHITE],
        apart=[TIN, LITHIUM, TUNGSTEN, COBALT, GRAPHITE],
    )


def wide_leading() -> Golden:
    sheet = Sheet()
    style = Style(size=11, step=22, indent=22)
    pour((TIN, LITHIUM, TUNGSTEN, COBALT), [Frame(sheet=sheet, x=90, y=90, width=415)], style)
    return Golden(
        name="paragraphs-double-spaced",
        shows="a manuscript with lines set two apart",
        sheets=[sheet],
        reads=[TIN, LITHIUM, TUNGSTEN, COBALT],
        apart=[TIN, LITHIUM, TUNGSTEN, COBALT],
    )


def lists() -> Golden:
    sheet = Sheet()
    inner, outer = Style(indent=36, hang=48), Style(indent=12, hang=24)
    items = (
        "• buy the tailings of the closed plant and assay every layer of them before the rains come back to the hills;",
        "• train two crews for the columns;",
        "• share the water of the reservoir with the farmers below, which means:",
    )
    nested = (
        "– a meter at each gate, read on the first day of the month by somebody who belongs to neither of the parties;",
        "– a common book of the readings.",
    )
    text = [(item, outer) for item in items] + [(item, inner) for item in nested]
    pour([(TIN, Style()), *text, (LITHIUM, Style(before=6))], [Frame(sheet=sheet, x=72, y=90, width=450)])
    return Golden(
        name="lists-nested",
        shows="a list with bullets and hanging lines, and a second list inside it",
        sheets=[sheet],
        reads=[TIN, *(item[2:] for item in (*items, *nested)), LITHIUM],
        apart=[TIN, LITHIUM],
        kinds={"buy the tailings": "list", "train two": "list", "a meter at": "list", "a common book": "list"},
    )


def drawn_lists() -> Golden:
    sheet = Sheet()
    items = (
        "a second road to the smelter, because the first is under water in most years when the snow of the hills melts",
        "meters at the gates of the reservoir",
        "a school for drillers in the old customs house, paid for by those who buy what they drill",
    )
    y = pour((TIN,), [Frame(sheet=sheet, x=72, y=90, width=450)])
    for item in items:
        sheet.bullet(80, y - 3)
        y = pour((item,), [Frame(sheet=sheet, x=92, y=y, width=430)])
    pour((LITHIUM,), [Frame(sheet=sheet, x=72, y=y + 8, width=450)])
    return Golden(
        name="lists-drawn-bullets",
        shows="a list whose bullets are drawn as small paths, as a browser prints them",
        sheets=[sheet],
        reads=[TIN, *items, LITHIUM],
        apart=[TIN, LITHIUM],
        kinds={"a second road": "list", "meters at": "list", "a school for": "list"},
    )


def numbered_lists() -> Golden:
    sheet = Sheet()
    items = (
        "1. The owners should open the drainage tunnel before the second shaft is sunk, because the pumps that they "
        "have now cannot lift the water of both.",
        "2. The state should publish the assays of all slag heaps.",
        "3. Buyers should sign for three years.",
    )
    letters = (
        "(a) in the north, where the road is good;",
        "(b) in the south, when the bridge is mended;",
        "(c) nowhere else.",
    )
    text = [(item, Style(indent=0, hang=14)) for item in items] + [COBALT]
    text += [(item, Style(indent=20, hang=36)) for item in letters]
    pour([GRAPHITE, *text], [Frame(sheet=sheet, x=72, y=90, width=450)])
    return Golden(
        name="lists-numbered",
        shows="lists with numbers and letters",
        sheets=[sheet],
        reads=[GRAPHITE, *items, COBALT, *letters],
        apart=[*items, COBALT, *letters],
        kinds=dict.fromkeys((*items, *letters), "list"),
    )


def chinese_lists() -> Golden:
    sheet = Sheet()
    body = Style(size=10.5, font=SONG, step=17, indent=21)
    head = Style(size=10.5, font=HEI, step=17, indent=21)
    items = (
        "（1）尽快修建排水平硐，在第二竖井开工以前完成主巷道的贯通，避免两处矿井同时抽水造成电网负荷过大。",
        "（2）公开全部炉渣的化验结果。",
        "（3）鼓励下游厂商签订三年以上的长期合同。",
    )
    text = [
        ("三、对策建议", head), (ZH_TIN, body), ("（一）完善供应体系", head), *((item, body) for item in items),
        ("（二）加强人才培养", head), (ZH_GALLIUM, body), ("四、结论", head), (ZH_COBALT, body),
    ]  # fmt: skip
    pour(text, [Frame(sheet=sheet, x=90, y=90, width=415)])
    return Golden(
        name="lists-chinese",
        shows="Chinese headings of two levels and a numbered list",
        sheets=[sheet],
        reads=[words for words, _ in text],
        apart=[words for words, _ in text],
        kinds={"三、对策建议": "heading", "（一）完善": "heading", "（二）加强": "heading", "（2）公开": "list"},
        levels={"三、对策建议": 1, "（一）完善": 2, "（二）加强": 2, "四、结论": 1},
        sections={items[0]: "recommendations", ZH_GALLIUM: "recommendations", ZH_COBALT: "conclusions"},
    )  # fmt: skip


def sentence_over_pages() -> Golden:
    first, second = Sheet(), Sheet()
    frames = [Frame(sheet=first, x=72, y=650, width=450, rows=9), Frame(sheet=second, x=72, y=90, width=450)]
    pour((TIN, NICKEL, ANTIMONY, MANGANESE, TITANIUM), frames, Style(indent=14))
    return Golden(
        name="sentence-over-pages",
        shows="a paragraph that a page break cuts",
        sheets=[first, second],
        reads=[TIN, NICKEL, ANTIMONY, MANGANESE, TITANIUM],
        apart=[TIN, NICKEL, ANTIMONY, MANGANESE, TITANIUM],
    )


def chinese_over_pages() -> Golden:
    first, second = Sheet(), Sheet()
    style = Style(size=10.5, font=SONG, step=17, indent=21)
    frames = [Frame(sheet=first, x=90, y=640, width=415, rows=6), Frame(sheet=second, x=90, y=90, width=415)]
    paragraphs = (ZH_LITHIUM, ZH_TUNGSTEN, ZH_NICKEL + ZH_GALLIUM, ZH_TIN)
    pour(paragraphs, frames, style)
    return Golden(
        name="chinese-over-pages",
        shows="a Chinese paragraph that a page break cuts",
        sheets=[first, second],
        reads=paragraphs,
        apart=paragraphs,
    )


CASES = (
    numbered_headings, headings_by_size, run_in_headings, paragraphs_by_leading, wide_leading, lists, drawn_lists,
    numbered_lists, chinese_lists, sentence_over_pages, chinese_over_pages,
)  # fmt: skip
