"""Golden PDFs of what stands around the text: foot notes, heads and feet, watermarks, contents, notices."""

from __future__ import annotations

from tests.golden.intent import Golden
from tests.golden.press import BOLD, HEI, ITALIC, SANS, SONG, Frame, Sheet, Style, pour
from tests.golden.words import (
    ANTIMONY,
    COBALT,
    GALLIUM,
    GRAPHITE,
    INDIUM,
    LITHIUM,
    MANGANESE,
    NICKEL,
    PARAGRAPHS,
    TIN,
    TITANIUM,
    TUNGSTEN,
    VANADIUM,
    ZH_COBALT,
    ZH_GRAPHITE,
    ZH_LITHIUM,
    ZH_PARAGRAPHS,
)

NOTE = Style(size=8, step=9.6)


def note_at_page_break() -> Golden:
    first, second = Sheet(), Sheet()
    frames = [Frame(sheet=first, x=72, y=600, width=450, rows=7), Frame(sheet=second, x=72, y=90, width=450)]
    pour((TIN, LITHIUM, TUNGSTEN, NICKEL, GALLIUM), frames, Style(indent=14))
    first.rule(72, 722, 200, 722)
    note = "1 The two traders belong to one family, and both of them rent the warehouse at the bridge from a third."
    pour((note,), [Frame(sheet=first, x=72, y=736, width=450)], NOTE)
    return Golden(
        name="note-at-page-break",
        shows="a foot note that stands in the way of a sentence over a page break",
        sheets=[first, second],
        reads=[TIN, LITHIUM, TUNGSTEN, NICKEL, GALLIUM],
        apart=[note],
        kinds={note: "footnote"},
    )


def note_under_columns() -> Golden:
    sheet = Sheet()
    frames = [Frame(sheet=sheet, x=60, y=100, width=225, rows=20), Frame(sheet=sheet, x=310, y=100, width=225)]
    pour(PARAGRAPHS, frames, Style(size=9, step=10.8, indent=12))
    note = "* The figures were gathered by hand in the spring."
    longer = "2 A column is a tower filled with resin, which holds the metal back until it is washed out with acid."
    pour((note,), [Frame(sheet=sheet, x=60, y=340, width=225)], Style(size=7, step=8.4))
    pour((longer,), [Frame(sheet=sheet, x=310, y=340, width=225)], Style(size=7, step=8.4))
    return Golden(
        name="note-under-columns",
        shows="foot notes under both columns",
        sheets=[sheet],
        reads=PARAGRAPHS,
        apart=[note, longer],
        kinds={note: "footnote", longer: "footnote"},
    )


def chinese_note() -> Golden:
    first, second = Sheet(), Sheet()
    style = Style(size=10.5, font=SONG, step=17, indent=21)
    frames = [Frame(sheet=first, x=90, y=560, width=415, rows=9), Frame(sheet=second, x=90, y=90, width=415)]
    paragraphs = ZH_PARAGRAPHS[1:6]
    pour(paragraphs, frames, style)
    first.rule(90, 722, 220, 722)
    note = "① 文中产量数据由作者根据矿区台账整理，不含零星收购部分。"
    first.put(note, 90, 738, size=8, font=SONG)
    return Golden(
        name="note-chinese",
        shows="a Chinese foot note at a page break",
        sheets=[first, second],
        reads=paragraphs,
        apart=[note],
        kinds={note: "footnote"},
    )


def heads_and_feet() -> Golden:
    """Chapter names on odd pages, the book's on even ones, roman numbers before the first chapter."""
    chapters = (
        "Preface",
        "Preface",
        "Ores of the hills",
        "Ores of the hills",
        "Waters of the plain",
        "Waters of the plain",
    )
    numbers = ("i", "ii", "1", "2", "3", "4")
    sheets = []
    for at, (chapter, number) in enumerate(zip(chapters, numbers, strict=True)):
        sheet = Sheet()
        if at % 2:
            sheet.put(number, 72, 46, size=9)
            sheet.put("A Book of Small Mines", 240, 46, size=9, font=ITALIC)
        else:
            sheet.put(chapter, 240, 46, size=9, font=ITALIC)
            sheet.put(number, 510, 46, size=9)
        pour(
            (PARAGRAPHS[2 * at], PARAGRAPHS[2 * at + 1]), [Frame(sheet=sheet, x=72, y=90, width=450)], Style(indent=14)
        )
        sheets.append(sheet)
    return Golden(
        name="heads-odd-and-even",
        shows="running heads that change with the chapter and between odd and even pages, roman page numbers",
        sheets=sheets,
        reads=PARAGRAPHS,
        never=["A Book of Small Mines", "Ores of the hills", "Waters of the plain", "Preface"],
        labels=numbers,
    )


def chinese_heads() -> Golden:
    sheets = []
    for at in range(4):
        sheet = Sheet()
        sheet.put("河谷矿业评论" if at % 2 else "陈砚秋等：小矿种供应链的薄弱环节", 200, 46, size=8, font=SONG)
        sheet.put(f"·{at + 31}·", 280, 800, size=8, font=SONG)
        style = Style(size=10.5, font=SONG, step=17, indent=21)
        pour(ZH_PARAGRAPHS[2 * at : 2 * at + 2], [Frame(sheet=sheet, x=90, y=90, width=415)], style)
        sheets.append(sheet)
    return Golden(
        name="heads-chinese",
        shows="heads of a Chinese journal, page numbers between dots",
        sheets=sheets,
        reads=ZH_PARAGRAPHS[:8],
        never=["河谷矿业评论", "陈砚秋等", "·3"],
        labels=["31", "32", "33", "34"],
    )


def watermark() -> Golden:
    sheets = []
    for at in range(3):
        sheet = Sheet()
        sheet.put("DRAFT COPY", 150, 560, size=70, font=SANS, turn=45)
        pour(PARAGRAPHS[3 * at : 3 * at + 3], [Frame(sheet=sheet, x=72, y=90, width=450)], Style(indent=14))
        sheet.put("Not for circulation", 240, 130, size=9, font=SANS)
        sheets.append(sheet)
    return Golden(
        name="watermark",
        shows="a slanted watermark, and an upright one among the lines",
        sheets=sheets,
        reads=PARAGRAPHS[:9],
        never=["DRAFT", "COPY", "Not for circulation"],
    )


def contents() -> Golden:
    first, second = Sheet(), Sheet()
    first.put("Contents", 72, 90, size=14, font=BOLD)
    entries = (
        ("1 Introduction", "1"), ("2 Challenges of the small mines", "4"), ("2.1 Water in the lower levels", "6"),
        ("3 Recommendations", "11"), ("References", "15"),
    )  # fmt: skip
    for at, (words, page) in enumerate(entries):
        y = 120 + 16 * at
        end = first.put(words + " ", 72, y)
        dots = "." * int((500 - end) / 2.5)
        first.put(f"{dots} {page}", end, y)
    second.put("1 Introduction", 72, 90, size=13, font=BOLD)
    pour((TIN, LITHIUM, COBALT), [Frame(sheet=second, x=72, y=115, width=450)], Style(indent=14))
    return Golden(
        name="contents",
        shows="a table of contents with leaders",
        sheets=[first, second],
        reads=[TIN, LITHIUM, COBALT],
        apart=["2 Challenges of the small mines", "3 Recommendations"],
        kinds={"2 Challenges": "notice", "3 Recommendations": "notice"},
        sections={"3 Recommendations": "contents", TIN: "introduction"},
    )


def chinese_contents() -> Golden:
    first, second = Sheet(), Sheet()
    first.put("目    录", 270, 90, size=16, font=HEI)
    entries = (
        ("一、引言", "1"),
        ("二、存在的主要问题", "4"),
        ("（一）排水费用过高", "5"),
        ("三、对策建议", "11"),
        ("参考文献", "15"),
    )
    for at, (words, page) in enumerate(entries):
        first.put(f"{words}{'…' * (30 - len(words))}{page}", 90, 130 + 20 * at, size=11, font=SONG)
    second.put("一、引言", 90, 90, size=13, font=HEI)
    style = Style(size=10.5, font=SONG, step=17, indent=21)
    pour((ZH_LITHIUM, ZH_COBALT, ZH_GRAPHITE), [Frame(sheet=second, x=90, y=120, width=415)], style)
    return Golden(
        name="contents-chinese",
        shows="a Chinese table of contents",
        sheets=[first, second],
        reads=[ZH_LITHIUM, ZH_COBALT, ZH_GRAPHITE],
        kinds={"二、存在的主要问题": "notice", "三、对策建议": "notice"},
        sections={"三、对策建议": "contents", ZH_LITHIUM: "introduction"},
    )


def author_notes() -> Golden:
    sheet = Sheet()
    head = Style(font=BOLD, before=10)
    corresponding = "Corresponding author: A. Whitfield, School of Mines, Hill Town. E-mail: whitfield@example.org"
    disclaimer = (
        "The views in this paper are those of the authors alone. Nothing in it should be taken as advice to buy or to "
        "sell, and the publisher should not be held liable for any loss that follows from its use."
    )
    text = [
        (ANTIMONY, Style()), ("5 Conclusions", head), (MANGANESE, Style()), ("Author contributions", head),
        ("A.W. gathered the data; T.B. wrote the draft; both authors should be thanked for the maps.", Style()),
        ("Declaration of competing interest", head), ("The authors declare that they own no shares in mines.", Style()),
        ("Disclaimer", head), (disclaimer, Style()), ("Acknowledgements", head),
        ("We thank the two traders, who gave us their books to read.", Style()),
    ]  # fmt: skip
    pour(text, [Frame(sheet=sheet, x=72, y=90, width=450)])
    sheet.rule(72, 740, 200, 740)
    sheet.put(corresponding, 72, 752, size=8)
    return Golden(
        name="author-notes",
        shows="author notes, declarations and a disclaimer after the conclusions",
        sheets=[sheet],
        reads=[ANTIMONY, MANGANESE, disclaimer],
        kinds={disclaimer: "notice", "A.W. gathered": "notice", "We thank": "notice", MANGANESE: "body"},
        sections={MANGANESE: "conclusions", disclaimer: "notice", "We thank": "acknowledgements"},
    )


def first_page_notes() -> Golden:
    """A first page with the author's data at its foot, under the left column only."""
    sheet = Sheet()
    sheet.put("小矿区排水成本研究", 210, 90, size=18, font=HEI)
    sheet.put("罗明远", 280, 115, size=11, font=SONG)
    style = Style(size=9.5, font=SONG, step=15, indent=19)
    left = Frame(sheet=sheet, x=60, y=160, width=225, rows=30)
    right = Frame(sheet=sheet, x=310, y=160, width=225, rows=36)
    pour((*ZH_PARAGRAPHS, *(text.replace("。", "；", 1) for text in ZH_PARAGRAPHS[:4])), [left, right], style)
    notes = ("收稿日期：2021-03-15", "基金项目：河谷省自然科学基金（2020-117）",
             "作者简介：罗明远（1979—），男，副教授，研究方向为矿山排水与资源政策。")  # fmt: skip
    sheet.rule(60, 660, 160, 660)
    small = Style(size=7.5, font=SONG, step=11)
    pour(notes, [Frame(sheet=sheet, x=60, y=675, width=225)], small)
    return Golden(
        name="author-notes-chinese",
        shows="dates, funding and the author's data under the left column of a Chinese journal's first page",
        sheets=[sheet],
        reads=ZH_PARAGRAPHS,
        apart=["收稿日期", "基金项目", "作者简介"],
        facts={"title": "小矿区排水成本研究"},
    )


def journal_page() -> Golden:
    """An English journal's first page, with its masthead, dates and copyright at the foot."""
    sheet = Sheet()
    sheet.put("Journal of Small Mines 14 (2021) 33-41", 200, 50, size=8)
    sheet.put("Slag heaps as a second mine: evidence from three towns", 60, 100, size=17, font=BOLD)
    sheet.put("Ann Whitfield", 60, 125, size=11)
    sheet.put("a,*", 60 + 62, 121, size=7)
    sheet.put(", Tomas Berg", 60 + 73, 125, size=11)
    sheet.put("b", 60 + 133, 121, size=7)
    sheet.put("a School of Mines, Hill Town   b Institute of Slag, River Town", 60, 142, size=8, font=ITALIC)
    sheet.put("A B S T R A C T", 60, 172, size=9)
    pour((f"{GRAPHITE} {INDIUM}",), [Frame(sheet=sheet, x=60, y=190, width=475)], Style(size=9, step=11))
    sheet.put("Keywords: slag; indium; assays", 60, 245, size=9)
    frames = [Frame(sheet=sheet, x=60, y=290, width=225, rows=11), Frame(sheet=sheet, x=310, y=274, width=225)]
    sheet.put("1. Introduction", 60, 274, size=10, font=BOLD)
    pour((TIN, VANADIUM, COBALT, TITANIUM, NICKEL, TUNGSTEN), frames, Style(size=9, step=11, indent=12))
    sheet.rule(60, 640, 160, 640)
    sheet.put("* Corresponding author. E-mail address: whitfield@example.org", 60, 652, size=7)
    sheet.put("Received 3 March 2021; Accepted 9 May 2021", 60, 770, size=7)
    sheet.put("0301-0000/© 2021 The Authors. Published by Hill Press. All rights reserved.", 60, 780, size=7)
    return Golden(
        name="journal-page",
        shows="an English journal's first page: masthead, marks behind names, letters of ABSTRACT set apart",
        sheets=[sheet],
        reads=["Slag heaps as a second mine: evidence from three towns", f"{GRAPHITE} {INDIUM}", TIN, VANADIUM, COBALT,
               TITANIUM, NICKEL, TUNGSTEN],
        sections={GRAPHITE: "abstract", "slag; indium": "keywords", TIN: "introduction"},
        facts={"title": "Slag heaps as a second mine: evidence from three towns", "year": 2021,
               "authors": ("Ann Whitfield", "Tomas Berg")},
    )  # fmt: skip


CASES = (
    note_at_page_break, note_under_columns, chinese_note, heads_and_feet, chinese_heads, watermark, contents,
    chinese_contents, author_notes, first_page_notes, journal_page,
)  # fmt: skip
