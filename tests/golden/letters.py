"""Golden PDFs of characters: hyphens, ligatures, forms to be folded, doubled, spread, raised and lost ones."""

from __future__ import annotations

from collections.abc import Sequence

from tests.golden.intent import Golden
from tests.golden.press import ANY, GBK, HEI, LATIN, SONG, Frame, Sheet, Style, pour, width_of
from tests.golden.words import (
    COBALT,
    GRAPHITE,
    LITHIUM,
    TIN,
    TUNGSTEN,
    ZH_ANTIMONY,
    ZH_COBALT,
    ZH_GALLIUM,
    ZH_LITHIUM,
    ZH_NICKEL,
    ZH_TIN,
    ZH_TUNGSTEN,
)

CHINESE = Style(size=10.5, font=SONG, step=17, indent=21)


def _ragged(sheet: Sheet, rows: Sequence[str], y: float, *, font: str = LATIN, size: float = 10) -> float:
    """Sets rows as they stand, spread to the widest; gives the y of the line below."""
    width = max(width_of(row, size, font) for row in rows)
    for at, row in enumerate(rows):
        free = 0.0 if at + 1 == len(rows) else width - width_of(row, size, font)
        between = free / max(1, row.count(" ")) if font == LATIN else 0.0
        sheet.put(row, 72, y + 12 * at, size=size, font=font, between=between)
    return y + 12 * len(rows)


def hyphens() -> Golden:
    sheet = Sheet()
    rows = (
        "The supply of tin is small, and the supply of mineral-related data smaller still, so the sup-",
        "ply of both is watched. A short-term plan and a long-term one differ, and the minis-",
        "ter keeps each in a well-known drawer of the archive, where the few mineral-",
        "related papers lie on top. Buyers of high-grade ore pay more than those who want low-",
        "grade ore, and they never wait for the end of the season in the hills. The concen-",
        "trate is shipped in sealed barrels by the river road, while the dried battery-",
        "grade salt goes by rail to the port and from there to the five non-",
        "ferrous smelters of the south coast and to the towns of Austria-",
        "Hungary, as the old maps call it.",
    )
    _ragged(sheet, rows, 90)
    return Golden(
        name="hyphens",
        shows="hyphens at line ends: a word's own stay, a syllable's go",
        sheets=[sheet],
        reads=["so the supply of both is watched", "and the minister keeps",
               "the few mineral-related papers lie on top",
               "those who want low-grade ore", "The concentrate is shipped", "the dried battery-grade salt",
               "the five non-ferrous smelters", "the towns of Austria-Hungary, as the old maps"],
        never=["sup-ply", "minis-ter", "mineralrelated", "lowgrade", "concen-trate", "batterygrade", "- "],
    )  # fmt: skip


def soft_hyphens() -> Golden:
    sheet = Sheet()
    rows = (
        "The deposits of the hills were measured by two crews in the same summer, and the sur\u00ad",
        "veyors found less than they had hoped for. A second round of digging and explo\u00ad",
        "ration ended like the first one did, and so the owners of the three bat\u2010",
        "tery plants looked to the long\u2010term offers of the coast, where the non\u2011ferrous",
        "trade has room. A high\u00adgrade ore is rare.",
    )
    _ragged(sheet, rows, 90, font=ANY)
    return Golden(
        name="hyphens-of-other-code",
        shows="hyphens printed as U+00AD, U+2010 and U+2011, at line ends and inside lines",
        sheets=[sheet],
        reads=["and the surveyors found less", "digging and exploration ended", "the three battery plants",
               "the long-term offers", "the non-ferrous trade has room", "A high-grade ore is rare."],
        never=["\u00ad", "explo-", "bat-", "\u2010", "\u2011", "highgrade"],
    )  # fmt: skip


def ligatures() -> Golden:
    sheet = Sheet()
    rows = (
        "The oﬃcials ﬁnd it diﬃcult to oﬀer the ﬁrst ﬂakes before the",
        "proﬁt of the reﬁnery is known. Their eﬀorts are suﬃcient to ﬁll",
        "the waﬄe of a form, and no more.",
    )
    _ragged(sheet, rows, 90, font=ANY)
    return Golden(
        name="ligatures",
        shows="ligatures as single characters: ﬁ ﬂ ﬀ ﬃ ﬄ",
        sheets=[sheet],
        reads=["The officials find it difficult to offer the first flakes before the profit of the refinery is known.",
               "Their efforts are sufficient to fill the waffle of a form, and no more."],
        never=["ﬁ", "ﬃ", "ﬀ"],
    )  # fmt: skip


def radicals() -> Golden:
    sheet = Sheet()
    rows = (
        "⽯墨与⾦属锂的⽣产集中在⼤型⼯⼚，⼩⼚的⽤⽔、⽤⼯成本⽐⼤⼚⾼两成。",
        "２０２１年，Ａ矿区开采锂矿石１２３４吨，其中Ｌｉ２Ｏ品位为１．５％，回收率偏低。",
    )
    for at, row in enumerate(rows):
        sheet.put(row, 72, 90 + 18 * at, size=10.5, font=ANY)
    return Golden(
        name="radicals-and-full-width",
        shows="Kangxi radicals in place of characters, full-width letters and digits",
        sheets=[sheet],
        reads=["石墨与金属锂的生产集中在大型工厂，小厂的用水、用工成本比大厂高两成。",
               "2021年，A矿区开采锂矿石1234吨，其中Li2O品位为"],
        never=["⽯", "⾦", "２", "Ａ"],
    )  # fmt: skip


def doubled() -> Golden:
    sheet = Sheet()
    for shift in (0, 0.3):
        sheet.put("Committees of the small mines", 72 + shift, 80, size=14)
    for shift in (0, 0.25):
        sheet.put("三、对策与建议", 72 + shift, 110, size=12, font=SONG)
    x = 72.0
    for char in "A letter is struck twice":  # each character twice before the next one, as some drivers print bold
        for shift in (0, 0.3):
            sheet.put(char, x + shift, 140, size=11)
        x += width_of(char, 11, LATIN)
    pour((TIN,), [Frame(sheet=sheet, x=72, y=170, width=450)])
    return Golden(
        name="doubled",
        shows="bold by printing over: whole lines twice, and each character twice",
        sheets=[sheet],
        reads=["Committees of the small mines", "三、对策与建议", "A letter is struck twice", TIN],
        never=["CCoo", "三三", "AA", "minesCommittees", "建议三、", "mines Committees"],
    )


def spread_letters() -> Golden:
    sheet = Sheet()
    sheet.put("摘    要", 270, 90, size=12, font=HEI)
    pour((ZH_TUNGSTEN,), [Frame(sheet=sheet, x=90, y=115, width=415)], CHINESE)
    sheet.put("关 键 词：钨；排水；平硐", 90, 170, size=10.5, font=SONG)
    sheet.put("一、 引    言", 90, 200, size=13, font=HEI)
    pour((ZH_TIN,), [Frame(sheet=sheet, x=90, y=225, width=415)], CHINESE)
    sheet.put("二、结  论", 90, 290, size=13, font=HEI)
    pour((ZH_COBALT,), [Frame(sheet=sheet, x=90, y=315, width=415)], CHINESE)
    sheet.put("参 考 文 献", 250, 390, size=12, font=HEI)
    sheet.put(
        "[1] 罗明远，陈砚秋. 河谷钨矿排水成本研究[J]. 河谷矿业评论，2019, 7(2): 11-18.", 90, 415, size=9, font=SONG
    )
    sheet.put("[2] 陈砚秋. 小矿种供应链[M]. 南江：河谷出版社，2018.", 90, 430, size=9, font=SONG)
    return Golden(
        name="letters-set-apart",
        shows="headings whose characters are set apart by blanks",
        sheets=[sheet],
        reads=["摘要", ZH_TUNGSTEN, "关键词：钨；排水；平硐", "一、引言", ZH_TIN, "二、结论", ZH_COBALT, "参考文献"],
        sections={ZH_TUNGSTEN: "abstract", ZH_TIN: "introduction", ZH_COBALT: "conclusions", "[1] 罗": "references",
                  "[2] 陈": "references"},
    )  # fmt: skip


def ocr_blanks() -> Golden:
    """Text behind a scan: a blank after each character, and the blanks between words of Latin letters kept."""
    sheet = Sheet()
    text = ZH_GALLIUM + ZH_ANTIMONY
    for at in range(0, len(text), 26):
        x = 90.0
        for char in text[at : at + 26]:
            sheet.put(f"{char} ", x, 90 + 18 * at / 26, size=10, font=SONG)
            x += 15.0
    mixed = "含 锂 资 源 的 lithium carbonate 价 格 在 2021 年 上 涨 。"
    sheet.put(mixed, 90, 220, size=10, font=SONG)
    return Golden(
        name="blanks-of-ocr",
        shows="a blank after each Chinese character, as text recognition leaves it",
        sheets=[sheet],
        reads=[text, "lithium carbonate"],
        never=["镓 从", "含 锂", "价 格"],
    )


def raised_marks() -> Golden:
    sheet = Sheet()
    x = sheet.put("The hill mines sold less tin in the spring", 72, 90)
    x = sheet.put("1", x, 86.5, size=6)
    x = sheet.put(" than they had in the autumn,", x, 90)
    x = sheet.put("[2,3]", x, 86.5, size=6)
    sheet.put(" because", x, 90)
    sheet.put("the road was under water. Repairs took until June.", 72, 102)
    x = sheet.put("4", 72 + width_of("the road was under water. Repairs took until June.", 10, LATIN), 98.5, size=6)
    sheet.put(" The traders waited.", x, 102)
    y = pour((LITHIUM,), [Frame(sheet=sheet, x=72, y=114, width=450)], Style(indent=14))
    sheet.rule(72, y + 400, 200, y + 400)
    sheet.put("1", 72, y + 408.5, size=5)
    sheet.put(" Figures of the traders' own books.", 75, y + 412, size=8)
    return Golden(
        name="marks-raised",
        shows="raised marks of notes in a sentence and before the note",
        sheets=[sheet],
        reads=["because the road was under water. Repairs took until June.", LITHIUM],
        apart=[LITHIUM, "1 Figures of the traders' own books."],
        kinds={"Figures of the traders": "footnote"},
    )


def formulas() -> Golden:
    sheet = Sheet()
    y, x = 90.0, 72.0
    pieces = (
        ("The salt is Li", 0), ("2", 1), ("CO", 0), ("3", 1), (" and the oxide TiO", 0), ("2", 1),
        (", weighed at 10", 0), ("-3", -1), (" g; Co", 0), ("2+", -1), (" stays behind in the liquor.", 0),
    )  # fmt: skip
    for text, shift in pieces:
        x = sheet.put(text, x, y + (2 if shift > 0 else -3.5 if shift else 0), size=6.5 if shift else 10)
    pour((TIN, COBALT), [Frame(sheet=sheet, x=72, y=106, width=450)], Style(indent=14))
    return Golden(
        name="scripts-of-formulas",
        shows="sub- and superscripts stay in their place in the line",
        sheets=[sheet],
        reads=[
            "The salt is Li2CO3 and the oxide TiO2, weighed at 10-3 g; Co2+ stays behind in the liquor.",
            TIN,
            COBALT,
        ],
    )


def gbk_font() -> Golden:
    sheet = Sheet()
    style = Style(size=10.5, font=GBK, step=17, indent=21)
    pour((ZH_NICKEL, ZH_TIN, ZH_COBALT), [Frame(sheet=sheet, x=90, y=90, width=415)], style)
    return Golden(
        name="font-gbk",
        shows="a Chinese font that is not embedded, its text coded in GBK",
        sheets=[sheet],
        reads=[ZH_NICKEL, ZH_TIN, ZH_COBALT],
    )


def no_width() -> Golden:
    sheet = Sheet()
    rows = (
        "The own\u200bers of the mines\u2060 met in the old\ufeff inn, and no\u200bbody paid for",
        "the wine but the two traders, who had come by the late train.",
    )
    _ragged(sheet, rows, 90, font=ANY)
    return Golden(
        name="characters-without-width",
        shows="zero-width blanks and joiners inside words",
        sheets=[sheet],
        reads=["The owners of the mines met in the old inn, and nobody paid for the wine but the two traders, who had "
               "come by the late train."],
        never=["\u200b", "\u2060", "\ufeff"],
    )  # fmt: skip


def spread_latin() -> Golden:
    sheet = Sheet()
    sheet.put("A B S T R A C T", 72, 80, size=10)
    pour((GRAPHITE,), [Frame(sheet=sheet, x=72, y=100, width=450)])
    sheet.put("CONCLUSIONS", 72, 160, size=10, apart=3)
    pour((TUNGSTEN, COBALT), [Frame(sheet=sheet, x=72, y=180, width=450)], Style(indent=14))
    return Golden(
        name="latin-letters-set-apart",
        shows="headings of Latin letters set apart, by blanks and by wider setting",
        sheets=[sheet],
        reads=["CONCLUSIONS", TUNGSTEN, COBALT],
        kinds={"CONCLUSIONS": "heading"},
        sections={GRAPHITE: "abstract", COBALT: "conclusions"},
    )


def mixed_scripts() -> Golden:
    """Chinese with Latin letters and digits in a font of their own, set close, as word processors do."""
    sheet = Sheet()
    y = 90.0
    rows = (
        ("2021 年我国", "Li", "资源储量为 ", "1500", " 万吨，", "Co", " 资源不足 ", "12%", "，"),
        ("对外依存度超过", "80%", "。应当通过 ", "recycling", " 补足缺口，", "ESG", "标准也要跟上。"),
    )
    for row in rows:
        x = 90.0
        for text in row:
            font = LATIN if text.isascii() else SONG
            x = sheet.put(text, x, y, size=10.5, font=font)
        y += 17
    pour((ZH_LITHIUM,), [Frame(sheet=sheet, x=90, y=y + 17, width=415)], CHINESE)
    return Golden(
        name="scripts-mixed",
        shows="Chinese with Latin letters and digits from another font",
        sheets=[sheet],
        reads=["对外依存度超过80%。", ZH_LITHIUM],
        never=["资 源", "年 我"],
    )


CASES = (
    hyphens, soft_hyphens, ligatures, radicals, doubled,
    spread_letters, spread_latin, ocr_blanks, raised_marks, formulas, gbk_font, no_width, mixed_scripts,
)  # fmt: skip
