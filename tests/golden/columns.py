"""Golden PDFs of columns: one, two, three, mixed on a page, with what stands across, beside or between them."""

from __future__ import annotations

from tests.golden.intent import Golden
from tests.golden.press import BOLD, HEI, ITALIC, SANS, SANS_BOLD, SONG, Frame, Sheet, Style, pour
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
    ZH_PARAGRAPHS,
    sentences,
)

SMALL = Style(size=9, step=10.8, indent=12)


def one_column() -> Golden:
    sheet = Sheet()
    sheet.put("Seven small mines and their markets", 72, 90, size=18, font=BOLD)
    end = pour((TIN, LITHIUM, TUNGSTEN), [Frame(sheet=sheet, x=72, y=130, width=450)], Style(indent=14))
    sheet.put("Metals that come along with others", 72, end + 16, size=13, font=BOLD)
    pour((COBALT, INDIUM), [Frame(sheet=sheet, x=72, y=end + 40, width=450)], Style(indent=14))
    return Golden(
        name="one-column",
        shows="one column, a title, a heading, paragraphs that begin with an indent",
        sheets=[sheet],
        reads=["Seven small mines and their markets", TIN, LITHIUM, TUNGSTEN, "Metals that come", COBALT, INDIUM],
        apart=[TIN[:20], LITHIUM[:20], TUNGSTEN[:20], COBALT[:20], INDIUM[:20]],
        kinds={"Seven small": "heading", "Metals that": "heading", TIN: "body", INDIUM: "body"},
        levels={"Seven small": 1, "Metals that": 2},
        facts={"title": "Seven small mines and their markets"},
    )


def two_columns() -> Golden:
    sheet = Sheet()
    frames = [Frame(sheet=sheet, x=60, y=100, width=225, rows=20), Frame(sheet=sheet, x=310, y=100, width=225)]
    pour(PARAGRAPHS, frames, SMALL)
    return Golden(
        name="two-columns",
        shows="two columns, a paragraph that runs from the foot of the left one to the head of the right one",
        sheets=[sheet],
        reads=PARAGRAPHS,
        apart=[paragraph[:20] for paragraph in PARAGRAPHS],
        kinds=dict.fromkeys(PARAGRAPHS, "body"),
    )


def two_columns_drawn_across() -> Golden:
    """Row by row over both columns, as some printer drivers write a page."""
    sheet, plain = Sheet(), Sheet()
    frames = [Frame(sheet=plain, x=60, y=100, width=225, rows=20), Frame(sheet=plain, x=310, y=100, width=225)]
    pour(PARAGRAPHS, frames, SMALL)
    left, right = plain.operators[:20], plain.operators[20:]
    for at in range(max(len(left), len(right))):
        sheet.operators += left[at : at + 1] + right[at : at + 1]
    return Golden(
        name="two-columns-drawn-across",
        shows="two columns whose lines alternate in the file",
        sheets=[sheet],
        reads=PARAGRAPHS,
    )


def mixed_columns() -> Golden:
    sheet = Sheet()
    sheet.put("Where the small metals go, and who waits for them on the way", 60, 80, size=16, font=BOLD)
    sheet.put("Ann Whitfield, Tomas Berg", 60, 104, size=10, font=ITALIC)
    upper = [Frame(sheet=sheet, x=60, y=140, width=225, rows=10), Frame(sheet=sheet, x=310, y=140, width=225, rows=10)]
    pour(PARAGRAPHS[:6], upper, SMALL)
    sheet.put("Table 1. Output of four districts in tonnes", 60, 330, size=9, font=BOLD)
    rows = [("District", "2019", "2020", "2021"), ("Hill", "120", "135", "150"), ("River", "88", "91", "70")]
    rows += [("Coast", "43", "47", "52")]
    for at, row in enumerate(rows):
        for x, cell in zip((60, 220, 340, 460), row, strict=True):
            sheet.put(cell, x, 348 + 13 * at, size=9)
    sheet.rule(60, 336, 535, 336)
    sheet.rule(60, 392, 535, 392)
    lower = [Frame(sheet=sheet, x=60, y=420, width=225, rows=10), Frame(sheet=sheet, x=310, y=420, width=225)]
    pour(PARAGRAPHS[6:], lower, SMALL)
    return Golden(
        name="mixed-columns",
        shows="a title and a table across the page, two columns above the table and two below it",
        sheets=[sheet],
        reads=["Where the small metals go, and who waits for them on the way", *PARAGRAPHS],
        apart=["Table 1. Output of four districts in tonnes"],
        kinds={"Where the small": "heading", "Table 1.": "caption", "River\t88": "table", "Coast\t43": "table"},
        facts={"title": "Where the small metals go, and who waits for them on the way"},
    )


def three_columns() -> Golden:
    sheet = Sheet()
    frames = [Frame(sheet=sheet, x=40 + 178 * at, y=90, width=160, rows=17) for at in range(3)]
    pour(PARAGRAPHS, frames, Style(size=8.5, step=10.5, indent=9))
    return Golden(
        name="three-columns",
        shows="three narrow columns",
        sheets=[sheet],
        reads=PARAGRAPHS,
    )


def columns_of_unlike_width() -> Golden:
    sheet = Sheet()
    sheet.put("A bulletin in two widths", 60, 70, size=16, font=BOLD)
    aside = [(COBALT, Style(size=8, font=SANS, step=10)), (INDIUM, Style(size=8, font=SANS, step=10, before=6))]
    pour(aside, [Frame(sheet=sheet, x=420, y=110, width=120)])
    pour((TIN, LITHIUM, TUNGSTEN, GRAPHITE), [Frame(sheet=sheet, x=60, y=110, width=330)], Style(indent=14))
    return Golden(
        name="text-box",
        shows="a side bar in small type beside the text",
        sheets=[sheet],
        reads=[TIN, LITHIUM, TUNGSTEN, GRAPHITE],
        apart=[COBALT[:20], INDIUM[:20]],
    )


def boxed_text() -> Golden:
    sheet = Sheet()
    head = [Frame(sheet=sheet, x=60, y=90, width=225, rows=8), Frame(sheet=sheet, x=310, y=90, width=225, rows=8)]
    pour(PARAGRAPHS[:5], head, SMALL)
    sheet.frame(60, 210, 535, 290)
    sheet.put("Box 1. The rule of three weeks", 70, 226, size=9, font=SANS_BOLD)
    box = Frame(sheet=sheet, x=70, y=240, width=455)
    pour((TITANIUM, VANADIUM), [box], Style(size=8.5, font=SANS, step=10.5, indent=0))
    return Golden(
        name="boxed-text",
        shows="a framed box across the page under two columns",
        sheets=[sheet],
        reads=[*PARAGRAPHS[:5], "Box 1. The rule of three weeks", TITANIUM, VANADIUM],
        apart=["Box 1. The rule of three weeks", TITANIUM, VANADIUM],
    )


def short_last_column() -> Golden:
    sheet = Sheet()
    frames = [Frame(sheet=sheet, x=60, y=100, width=225, rows=13), Frame(sheet=sheet, x=310, y=100, width=225)]
    pour((TIN, LITHIUM, TUNGSTEN, COBALT, ANTIMONY), frames, SMALL)
    return Golden(
        name="short-last-column",
        shows="a second column of no more than two lines, as on a paper's last page",
        sheets=[sheet],
        reads=[TIN, LITHIUM, TUNGSTEN, COBALT, ANTIMONY],
    )


def side_notes() -> Golden:
    sheet = Sheet()
    sheet.put("How the hill mines sell", 170, 76, size=15, font=BOLD)
    pour((TIN, LITHIUM, TUNGSTEN, COBALT), [Frame(sheet=sheet, x=170, y=100, width=350)], Style(indent=14))
    notes = (("Two traders", "set the price"), ("Brine needs", "a dry summer"), ("A tunnel is", "long overdue"))
    for at, note in enumerate(notes):
        for row, words in enumerate(note):
            sheet.put(words, 80, 112 + 62 * at + 9.5 * row, size=7.5, font=SANS)
    return Golden(
        name="side-notes",
        shows="notes in the margin beside the text: kept, and cutting no sentence",
        sheets=[sheet],
        reads=[TIN, LITHIUM, TUNGSTEN, COBALT],
        apart=["Two traders set the price", "Brine needs a dry summer", "A tunnel is long overdue"],
        facts={"title": "How the hill mines sell"},
    )


def caption_between() -> Golden:
    sheet = Sheet()
    text = f"{NICKEL} {GALLIUM} {ANTIMONY}"
    left = [Frame(sheet=sheet, x=60, y=100, width=225, rows=9)]
    rest = [Frame(sheet=sheet, x=60, y=390, width=225, rows=14), Frame(sheet=sheet, x=310, y=100, width=225)]
    sheet.picture(60, 215, 285, 330)
    pour((TIN, text, MANGANESE, INDIUM, VANADIUM, TITANIUM, COBALT), left + rest, SMALL)
    caption = "Figure 2. Ponds of the northern plant in the spring after the second flood."
    pour((caption,), [Frame(sheet=sheet, x=60, y=345, width=225)], Style(size=8, step=9.6))
    return Golden(
        name="caption-between",
        shows="a figure with its caption between the halves of a paragraph",
        sheets=[sheet],
        reads=[TIN, text, MANGANESE, INDIUM, VANADIUM, TITANIUM, COBALT],
        apart=[caption],
        kinds={caption: "caption", text: "body"},
    )


def figure_labels() -> Golden:
    sheet = Sheet()
    pour((TIN, LITHIUM), [Frame(sheet=sheet, x=72, y=90, width=450)], Style(indent=14))
    sheet.frame(110, 190, 460, 380)
    for at, label in enumerate(("0", "0.5", "1.0", "1.5", "2.0")):
        sheet.put(label, 92, 378 - 45 * at, size=7, font=SANS)
    for at, label in enumerate(("2018", "2019", "2020", "2021")):
        sheet.put(label, 130 + 90 * at, 392, size=7, font=SANS)
    for label, x, y in (("Ore", 180, 230), ("Slag", 260, 290), ("Concentrate", 350, 250), ("n = 14", 400, 340)):
        sheet.put(label, x, y, size=7, font=SANS)
    sheet.put("Share of washed ore (%)", 82, 340, size=7, font=SANS, turn=90)
    caption = "Figure 1. Share of the ore that was washed before sale."
    sheet.put(caption, 72, 410, size=8.5)
    pour((TUNGSTEN, COBALT), [Frame(sheet=sheet, x=72, y=440, width=450)], Style(indent=14))
    return Golden(
        name="figure-labels",
        shows="numbers and words inside a figure: no prose",
        sheets=[sheet],
        reads=[TIN, LITHIUM, TUNGSTEN, COBALT],
        apart=[caption],
        kinds={caption: "caption", "Slag": "table", "Concentrate": "table", "1.5": "table"},
    )


def chinese_columns() -> Golden:
    sheet = Sheet()
    style = Style(size=9, font=SONG, step=14, indent=18)
    frames = [Frame(sheet=sheet, x=60, y=100, width=225, rows=7), Frame(sheet=sheet, x=310, y=100, width=225)]
    pour(ZH_PARAGRAPHS, frames, style)
    return Golden(
        name="chinese-columns",
        shows="two columns of Chinese",
        sheets=[sheet],
        reads=ZH_PARAGRAPHS,
        apart=[paragraph[:8] for paragraph in ZH_PARAGRAPHS],
    )


def paragraph_over_columns() -> Golden:
    sheet = Sheet()
    style = Style(size=9, font=SONG, step=14, indent=18)
    frames = [Frame(sheet=sheet, x=60, y=100, width=225, rows=13), Frame(sheet=sheet, x=310, y=100, width=225)]
    pour(ZH_PARAGRAPHS, frames, style)
    return Golden(
        name="paragraph-over-columns",
        shows="a paragraph whose sentence ends with the column, going on without an indent at the next one's head",
        sheets=[sheet],
        reads=ZH_PARAGRAPHS,
    )


def marks_over_the_edge() -> Golden:
    """An opening mark is as wide as a character and white in its left half, which typesetters put over the edge."""
    sheet = Sheet()
    style = Style(size=9, font=SONG, step=14, indent=18)
    pour(ZH_PARAGRAPHS[:5], [Frame(sheet=sheet, x=60, y=100, width=225)], style)
    rows = (
        "商行按船期收购矿砂，班组把洗净的砂分成三等，其中", "“头等砂”直接装船，次等的留在河边复洗一遍，再由",
        "收购人验过水分。老矿工说，水分每高一成，价钱就要",
        "（按旧例）降一级，这条规矩谁也没有写下来。河口的",
        "磅房每天只开半日，赶不上的班组要在棚下守一夜，第",
        "二天清早再排队过秤，所以人人都愿意住得离河近些。",
    )  # fmt: skip
    for at, row in enumerate(rows):
        sheet.put(row, 310 - 4.5 * (row[0] in "“（"), 100 + 14 * at, size=9, font=SONG)
    return Golden(
        name="marks-over-the-edge",
        shows="opening marks at the heads of lines that stand out into the space between two columns",
        sheets=[sheet],
        reads=[*ZH_PARAGRAPHS[:5], "".join(rows)],
    )


def bilingual_journal_page() -> Golden:
    sheet = Sheet()
    zh = {"font": SONG}
    sheet.put("第8卷 第3期", 60, 50, size=8, **zh)
    sheet.put("河谷矿业评论", 270, 50, size=8, **zh)
    sheet.put("2022年6月", 480, 50, size=8, **zh)
    sheet.rule(60, 56, 535, 56)
    sheet.put("小矿种供应链的薄弱环节与对策", 157, 100, size=20, font=HEI)
    sheet.put("陈砚秋，罗明远", 255, 130, size=12, **zh)
    sheet.put("（河谷大学 资源学院，南江 410000）", 205, 150, size=9, **zh)
    abstract = "摘 要：" + "".join(ZH_PARAGRAPHS[:2])
    pour((abstract,), [Frame(sheet=sheet, x=90, y=180, width=415)], Style(size=9, font=SONG, step=14))
    sheet.put("关键词：锂；钨；供应链；排水", 90, 242, size=9, **zh)
    sheet.put("中图分类号：F426.1    文献标识码：A", 90, 256, size=9, **zh)
    sheet.put("Weak links in the supply of minor metals and their remedies", 105, 290, size=13, font=BOLD)
    sheet.put("CHEN Yanqiu, LUO Mingyuan", 220, 308, size=10)
    pour((f"Abstract: {LITHIUM} {TUNGSTEN}",), [Frame(sheet=sheet, x=90, y=330, width=415)], Style(size=9, step=11))
    sheet.put("Key words: lithium; tungsten; supply chain; drainage", 90, 390, size=9)
    style = Style(size=9.5, font=SONG, step=15, indent=19)
    left = Frame(sheet=sheet, x=60, y=452, width=225, rows=7)
    right = Frame(sheet=sheet, x=310, y=430, width=225, rows=9)
    sheet.put("0 引言", 60, 430, size=11, font=HEI)
    pour(ZH_PARAGRAPHS[2:7], [left, right], style)
    return Golden(
        name="bilingual-journal-page",
        shows="the first page of a Chinese journal's paper: two languages across the page, then two columns",
        sheets=[sheet],
        reads=["小矿种供应链的薄弱环节与对策", *ZH_PARAGRAPHS[:2], "Weak links in the supply of minor metals",
               *sentences(LITHIUM, TUNGSTEN), *ZH_PARAGRAPHS[2:7]],
        sections={ZH_PARAGRAPHS[0]: "abstract", LITHIUM: "abstract", ZH_PARAGRAPHS[3]: "introduction",
                  "锂；钨": "keywords", "lithium; tungsten": "keywords", "小矿种供应链": "title",
                  "Weak links": "title", "陈砚秋": "authors", "CHEN Yanqiu": "authors"},
        apart=["关键词", "中图分类号"],
        kinds={"小矿种供应链": "heading", "0 引言": "heading", ZH_PARAGRAPHS[4]: "body"},
        facts={"title": "小矿种供应链的薄弱环节与对策", "authors": ("陈砚秋", "罗明远"), "year": 2022},
    )  # fmt: skip


CASES = (
    one_column, two_columns, two_columns_drawn_across, mixed_columns, three_columns, columns_of_unlike_width,
    boxed_text, short_last_column, side_notes, caption_between, figure_labels, chinese_columns, paragraph_over_columns,
    marks_over_the_edge, bilingual_journal_page,
)  # fmt: skip
