"""Tables: found by their lines, kept out of the prose, and given row by row with whole cells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.jsonl import read_full_text, read_text
from extract.segment import segment
from extract.tablelist import find_full_tables, list_tables
from extract.types import Document
from tests.pdf_factory import CHINESE, Drawn, Print, lines, make_pdf, read, rule

PROSE = """The quarry has been worked since the war and its stone went
into half the bridges of the county. What is left of it now
would last another twenty years at the pace of the last ten."""


def put(rows: list[tuple[int, list[str]]], xs: list[float], font: str = "Times-Roman", size: float = 10) -> list[Print]:
    """The texts of printed lines, each at its height, in columns that begin at `xs`."""
    return [
        Print(text=text, x=x, y=y, font=font, size=size)
        for y, cells in rows
        for x, text in zip(xs, cells, strict=True)
        if text
    ]


def grid(xs: list[float], ys: list[float]) -> list[Drawn]:
    """All lines of a ruled table."""
    across = [rule(y, xs[0], xs[-1]) for y in ys]
    return across + [Drawn(x0=x, top=ys[0], x1=x, bottom=ys[-1]) for x in xs]


def tables(doc: Document) -> list[str]:
    return [block.span.of(doc.text) for block in doc.blocks if block.kind == "table"]


def body(doc: Document) -> str:
    return " ".join(block.span.of(doc.text) for block in doc.blocks if block.kind == "body")


STONES = put(
    [
        (213, ["Stone", "Where it is found", "What it is good for"]),
        (233, ["Slate", "In the north, under", "Roofs, floors and the"]),
        (245, ["", "the moors", "backs of bill-"]),
        (257, ["", "", "iard tables"]),
        (277, ["Chalk", "In the south", "Lime and black-"]),
        (289, ["", "", "boards"]),
    ],
    [78, 170, 300],
)
CELLS = (
    "Stone\tWhere it is found\tWhat it is good for\n"
    "Slate\tIn the north, under the moors\tRoofs, floors and the backs of billiard tables\n"
)


def test_cells_of_a_ruled_table_are_whole() -> None:
    doc = read(make_pdf([*lines(PROSE), *grid([72, 164, 294, 420], [200, 220, 264, 300]), *STONES]))
    assert tables(doc) == [CELLS + "Chalk\tIn the south\tLime and blackboards"]
    assert body(doc) == " ".join(PROSE.split("\n"))


def test_a_row_is_a_sentence() -> None:
    doc = read(make_pdf([*grid([72, 164, 294, 420], [200, 220, 264, 300]), *STONES]))
    rows = [sentence.span.of(doc.text) for sentence in segment(doc) if sentence.kind == "table"]
    assert len(rows) == 3
    assert rows[2].startswith("Chalk")


def test_rules_above_and_below_are_enough() -> None:
    numbers = put(
        [
            (213, ["Year", "Raised", "Sold"]),
            (233, ["1901", "12", "9"]),
            (245, ["1902", "14", "11"]),
            (257, ["1903", "9", "9"]),
        ],
        [80, 220, 360],
    )
    doc = read(make_pdf([*lines(PROSE), rule(200), rule(220), rule(266), *numbers, *lines(PROSE, y=300)]))
    assert tables(doc) == ["Year\tRaised\tSold\n1901\t12\t9\n1902\t14\t11\n1903\t9\t9"]


def test_lines_in_pieces_tell_the_columns() -> None:
    # as Word draws a table with horizontal rules only: a piece a column
    pieces = [rule(y, a, b) for y in (200, 220, 300) for a, b in ((72, 164), (164, 294), (294, 420))]
    doc = read(make_pdf([*lines(PROSE), *pieces, *STONES]))
    assert tables(doc)[0].startswith(CELLS)


def test_shaded_rows_part_a_table() -> None:
    shades = [Drawn(x0=72, top=top, x1=420, bottom=bottom, fill=0.85) for top, bottom in ((200, 220), (264, 300))]
    doc = read(make_pdf([*lines(PROSE), *shades, *STONES]))
    assert tables(doc) == [CELLS + "Chalk\tIn the south\tLime and blackboards"]


def test_a_cell_over_two_columns_or_rows_stands_in_the_first() -> None:
    drawn = [
        rule(200, 72, 420), rule(220, 164, 420), rule(240, 72, 420), rule(260, 72, 420),
        *(Drawn(x0=x, top=200, x1=x, bottom=260) for x in (72, 164, 420)),
        Drawn(x0=294, top=220, x1=294, bottom=260),
    ]  # fmt: skip
    cells = put([(224, ["Stone", "", ""]), (234, ["", "north", "south"]), (254, ["Slate", "3", "5"])], [78, 170, 300])
    doc = read(make_pdf([*drawn, *cells, Print(text="Tons raised in the", x=240, y=214)]))
    assert tables(doc) == ["Stone\tTons raised in the\n\tnorth\tsouth\nSlate\t3\t5"]


def test_a_chinese_three_line_table() -> None:
    rows = put(
        [(214, ["矿区名称", "开采方式", "主要问题"]), (236, ["东山矿区", "露天", "尾矿库容量不足，需要"]),
         (250, ["", "", "新建库区"]), (268, ["西山矿区", "地下", "通风"])],
        [80, 200, 320], font=CHINESE,
    )  # fmt: skip
    caption = Print(text="表1 各矿区情况", x=220, y=192, font=CHINESE, size=9)
    doc = read(make_pdf([caption, rule(200), rule(221), rule(276), *rows]))
    assert tables(doc) == [
        "矿区名称\t开采方式\t主要问题\n东山矿区\t露天\t尾矿库容量不足，需要新建库区\n西山矿区\t地下\t通风"
    ]
    assert [block.span.of(doc.text) for block in doc.blocks if block.kind == "caption"] == ["表1 各矿区情况"]


def test_a_box_around_prose_is_no_table() -> None:
    frame = grid([60, 400], [80, 150])
    doc = read(make_pdf([*frame, *lines(PROSE)]))
    assert tables(doc) == []
    assert body(doc) == " ".join(PROSE.split("\n"))


def test_underlined_prose_and_rules_of_head_and_foot_are_no_table() -> None:
    under = [rule(101.5 + 12 * at, 72, 330) for at in range(3)]
    doc = read(make_pdf([rule(60), *under, *lines(PROSE), rule(780)]))
    assert tables(doc) == []


def test_two_columns_of_prose_between_rules_are_no_table() -> None:
    right = lines(PROSE.replace("quarry", "harbour"), x=310, size=8)
    doc = read(make_pdf([rule(80, 50, 545), *lines(PROSE, x=50, size=8), *right, rule(160, 50, 545)]))
    assert tables(doc) == []
    assert doc.text.index("last ten") < doc.text.index("harbour")


def test_a_chart_is_no_table() -> None:
    bars = [Drawn(x0=100 + 40 * at, top=300 - 20 * at, x1=125 + 40 * at, bottom=400, fill=0.5) for at in range(8)]
    names = [Print(text=str(1990 + at), x=101 + 40 * at, y=412, size=8) for at in range(8)]
    doc = read(make_pdf([*bars, rule(400, 90, 420), *names, *lines(PROSE)]))
    assert not any("\t" in table for table in tables(doc))


def test_a_table_in_a_column_does_not_break_the_columns() -> None:
    left = lines(f"{PROSE}\n{PROSE}", x=50, size=8)
    right = lines(f"{PROSE}\n{PROSE}".replace("quarry", "harbour"), x=310, size=8)
    small = put([(233, ["Stone", "Tons"]), (253, ["Slate", "12"]), (273, ["Chalk", "7"])], [310, 440], size=8)
    frame = grid([304, 430, 545], [220, 240, 260, 280])
    doc = read(make_pdf([*left, *lines(PROSE, x=50, y=215, size=8), *right, *frame, *small]))
    assert tables(doc) == ["Stone\tTons\nSlate\t12\nChalk\t7"]
    assert doc.text.rindex("half the bridges", 0, doc.text.index("harbour")) < doc.text.index("harbour")


def test_tables_are_listed_with_places_in_text_and_page() -> None:
    doc = read(make_pdf([*lines(PROSE), *grid([72, 164, 294, 420], [200, 220, 264, 300]), *STONES]))
    (table,) = list_tables(doc)
    cell = table.rows[1][2]
    assert cell.text == "Roofs, floors and the backs of billiard tables"
    assert cell.span is not None and cell.span.of(doc.text) == cell.text
    assert cell.box is not None
    assert (table.page, len(table.rows)) == (1, 3)
    assert 294 < cell.box.x0 < cell.box.x1 < 420


@pytest.mark.parametrize("rotation", [0, 90])
def test_full_tables_have_the_box_of_every_cell(rotation: int) -> None:
    data = make_pdf(
        [*lines(PROSE), *grid([72, 164, 294, 420], [200, 220, 264, 300]), *STONES], lines(PROSE), rotation=rotation
    )
    doc = read(data)
    (table,) = find_full_tables(doc, data)
    cell = table.rows[1][1]
    assert cell.text == "In the north, under the moors"
    assert cell.span is not None and cell.span.of(doc.text) == cell.text
    assert cell.box is not None
    assert round(cell.box.x1 - cell.box.x0) in (130, 44)


def test_text_json_lists_tables(tmp_path: Path) -> None:
    path = tmp_path / "stones.pdf"
    path.write_bytes(make_pdf([*lines(PROSE), *grid([72, 164, 294, 420], [200, 220, 264, 300]), *STONES]))
    told, full = (json.loads(task(path)) for task in (read_text, read_full_text))
    for row in (told, full):
        (table,) = row["tables"]
        cell = table["rows"][1][1]
        assert (table["page"], cell["text"]) == (1, "In the north, under the moors")
        assert row["text"][cell["start"] : cell["end"]] == cell["text"]
    assert full["tables"][0]["box"] == pytest.approx([72, 200, 420, 300], abs=1)


def test_full_tables_of_pages_without_lines_are_none() -> None:
    data = make_pdf(lines(PROSE))
    assert find_full_tables(read(data), data) == ()
