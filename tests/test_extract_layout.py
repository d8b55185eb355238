"""Columns, furniture, foot notes and paragraphs that a page break cuts."""

from __future__ import annotations

from tests.pdf_factory import BOLD, CHINESE, Print, lines, make_pdf, read

LEFT = """The left column opens with a sentence on lithium brines
and the lakes that they are pumped from in the high desert.
Its second sentence is broken by the foot of the column and"""
RIGHT = """goes on at the head of the right one, as a reader expects.
Another sentence tells of the salt that is left behind when
the water has gone, and of the trade that lives on the salt."""


def column(text: str, x: float, y: float = 100) -> list[Print]:
    return lines(text, x=x, y=y, size=8)


def test_two_columns_are_read_one_after_the_other() -> None:
    # printed row by row across the page, as some writers do
    rows = [item for pair in zip(column(LEFT, 50), column(RIGHT, 310), strict=True) for item in pair]
    doc = read(make_pdf(rows))
    assert "broken by the foot of the column and goes on at the head of the right one" in doc.text


def test_a_title_across_the_columns_comes_first() -> None:
    title = [Print(text="Salt, water and the long trade that follows the two of them", x=60, y=60, size=15, font=BOLD)]
    doc = read(make_pdf([*column(LEFT, 50), *column(RIGHT, 310), *title]))
    assert doc.text.startswith("Salt, water")
    assert doc.blocks[0].kind == "heading"


def test_heads_and_page_numbers_stay_out() -> None:
    pages = [
        [
            Print(text="Annual Review of Quarries", x=72, y=40, size=8),
            *lines(f"Page body number {word} has words of its own here.", y=120),
            Print(text=str(number), x=300, y=810, size=8),
        ]
        for number, word in enumerate(("one", "two", "three", "four", "five"), 11)
    ]
    doc = read(make_pdf(*pages))
    assert "Annual Review" not in doc.text
    assert "15" not in doc.text
    assert "number five has words" in doc.text
    assert doc.pages[2].label == "13"


def test_a_sentence_over_a_page_break_is_whole_and_the_note_moves() -> None:
    first = [
        *lines(
            "Plants that part the rare earths are few, and those that\nwork at all work for a handful of buyers who",
            y=600,
        ),
        Print(text="1 A note on plants, set in small type at the foot.", x=72, y=740, size=7),
    ]
    second = lines("pay in advance. The rest wait for a better year.")
    doc = read(make_pdf([*lines("An opening paragraph that is complete.\n" * 6, y=100), *first], second))
    assert "for a handful of buyers who pay in advance." in doc.text
    assert [block.span.of(doc.text) for block in doc.blocks if block.kind == "footnote"] == [
        "1 A note on plants, set in small type at the foot."
    ]
    assert doc.page_at(doc.text.index("A note on plants")).number == 1


def test_items_are_blocks_of_their_own() -> None:
    text = "The plan has three parts, as follows:\n(1) build a plant;\n(2) train the staff;\n(3) sell the ore."
    doc = read(make_pdf(lines(text)))
    assert [block.kind for block in doc.blocks] == ["body", "list", "list", "list"]


def test_a_chinese_head_with_the_number_in_chinese_stays_out() -> None:
    pages = [
        [
            Print(text="矿产通讯选编", x=72, y=40, size=8, font=CHINESE),
            *lines(f"第{word}段正文讲述本矿区的开采历史与今后打算。", y=120, font=CHINESE),
            Print(text=f"第{number}页", x=280, y=810, size=8, font=CHINESE),
        ]
        for number, word in enumerate("甲乙丙丁", 3)
    ]
    doc = read(make_pdf(*pages))
    assert "矿产通讯选编" not in doc.text
    assert "页" not in doc.text
    assert "第丁段正文" in doc.text


def test_table_rows_are_no_prose() -> None:
    rows = [
        Print(text=cell, x=72 + 120 * at, y=200 + 14 * row)
        for row, cells in enumerate(
            (("Metal", "2019", "2020"), ("Tin", "12", "14"), ("Zinc", "9", "8"), ("Lead", "4", "5"))
        )
        for at, cell in enumerate(cells)
    ]
    doc = read(make_pdf([*lines("A sentence before the table stands here, alone."), *rows]))
    tables = [block.span.of(doc.text) for block in doc.blocks if block.kind == "table"]
    assert tables == ["Metal\t2019\t2020\nTin\t12\t14\nZinc\t9\t8\nLead\t4\t5"]


def prose(text: str, *, x: float, rows: int, y: float = 100) -> list[Print]:
    """`rows` lines of one column at `x`, the last with a full stop; `text` tells them apart."""
    written = "\n".join(f"{text} row {row} goes on from side to side" for row in range(rows))
    return lines(f"{written}.", x=x, y=y)


def test_a_column_of_two_lines_is_one_where_the_other_pages_have_its_gutter() -> None:
    full = [[*prose(f"left {page}", x=72, rows=30), *prose(f"right {page}", x=320, rows=30)] for page in "ab"]
    last = [*prose("left last", x=72, rows=12), *prose("right last", x=320, rows=2)]
    text = " ".join(read(make_pdf(*full, last)).text.split())
    assert "left last row 0 goes on from side to side left last row 1" in text
    assert "right last row 0 goes on from side to side right last row 1" in text
    assert text.index("left last row 11") < text.index("right last row 0")


def test_a_heading_over_words_set_apart_does_not_run_into_the_column_beside_it() -> None:
    full = [[*prose(f"left {page}", x=72, rows=30), *prose(f"right {page}", x=320, rows=30)] for page in "ab"]
    heading = lines("4. PRICES IN THE\nVALLEY", y=123, size=12)
    apart = [Print(text=word, x=72 + 42 * at, y=210) for at, word in enumerate(["it", "is", "set", "far", "apart"])]
    mixed = [*heading, *prose("left last", x=72, rows=4, y=160), *apart, *prose("right last", x=320, rows=9)]
    doc = read(make_pdf(*full, mixed))
    written = [block.span.of(doc.text) for block in doc.blocks]
    assert not any("VALLEY" in words and "right last" in words for words in written)


def test_a_paragraph_that_a_side_bar_cuts_is_whole() -> None:
    narrow = lines("\n".join(f"the stock of tin number {row} is kept in the old mill" for row in range(5)), y=100)
    bar = [
        Print(text=text, x=420, y=98 + 14 * row, font=BOLD) for row, text in enumerate(("SUMMARY", "Report 7", "May"))
    ]
    under = lines("\n".join(f"and watched by guards number {row} who live on the far side of the river and have "
                            "a long way to go in winter" for row in range(4)) + ".", y=160)  # fmt: skip
    doc = read(make_pdf([*narrow, *bar, *under]))
    text = " ".join(doc.text.split())
    assert "number 4 is kept in the old mill and watched by guards number 0" in text
    assert "SUMMARY" in text


def set_in(first: str, text: str, y: float) -> list[Print]:
    """A paragraph whose first line is set in."""
    return [Print(text=first, x=84, y=y), *lines(text, y=y + 14)]


def test_a_paragraph_put_together_over_a_page_break_ends_with_its_sentence() -> None:
    first = set_in(
        "The works at the river mouth keep their books by hand,", "and whoever wants to know what was sold must", 100
    )
    second = [
        *lines("ask the clerk, who has been there for forty years and knows.", y=100),
        *set_in("A second paragraph begins here, set in as the first one was,", "and goes on to the margin.", 114),
    ]
    doc = read(make_pdf(first, second))
    written = [block.span.of(doc.text) for block in doc.blocks]
    assert written[0].endswith("who has been there for forty years and knows.")
    assert written[1].startswith("A second paragraph begins")


def test_a_paragraph_whose_sentence_ends_with_the_page_goes_on_where_the_next_is_not_set_in() -> None:
    first = set_in(
        "The works at the river mouth keep their books by hand,",
        "and nobody who asks is turned away from them ever.",
        100,
    )
    plain = lines("The clerk has been there for forty years, and he knows what\nwas sold.", y=100)
    doc = read(make_pdf(first, plain))
    assert "turned away from them ever. The clerk has been there" in doc.text
    other = set_in("The clerk has been there for forty years, and he knows what", "was sold.", 100)
    doc = read(make_pdf(first, other))
    assert [block.span.of(doc.text)[:9] for block in doc.blocks] == ["The works", "The clerk"]


def test_a_drop_cap_that_is_a_word_keeps_its_blank() -> None:
    rows = lines(
        "wet summer can cost the ponds a third of what they hold,\nand nobody insures them against it", x=106, y=108
    )
    rest = lines("although every year somebody asks.\n" * 4, y=136)
    doc = read(make_pdf([Print(text="A", x=72, y=122, size=34), *rows, *rest]))
    assert doc.text.startswith("A wet summer")


def test_the_labels_of_figures_at_the_heads_of_their_pages_are_no_running_head() -> None:
    pages = [
        [
            Print(text="Mine Review", x=72, y=40, size=8),
            Print(text=f"Figure 4-{number}:", x=72, y=100, font=BOLD),
            Print(text=f"Map of the {name} tin pits", x=170, y=100, font=BOLD),
        ]
        for number, name in enumerate(("old", "upper", "river", "valley", "northern", "drowned"), 1)
    ]
    text = read(make_pdf(*pages)).text
    assert "Mine Review" not in text
    assert "Figure 4-3: Map of the river tin pits" in text


def test_a_paragraph_below_a_list_does_not_go_on_with_its_last_item() -> None:
    above = lines("\n".join(f"The traders of valley number {row} sell tin to the following buyers" for row in range(5)))
    items = [
        *lines("• a smelter with one owner of its own who pays for all", x=86, y=200),
        *lines("the tin in cash and asks for no receipt from the diggers", x=98, y=214),
    ]
    under = lines("Only the first of these buyers is named in the report of the\nprovince.", y=238)
    doc = read(make_pdf([*above, *items, *under]))
    last = [block.span.of(doc.text) for block in doc.blocks][-1]
    assert last == "Only the first of these buyers is named in the report of the province."


def test_a_sentence_goes_on_behind_a_box_with_a_heading_of_its_own() -> None:
    box = [
        Print(text="SPOTLIGHT ON SALT", x=310, y=100, size=12, font=BOLD),
        *column(
            "Salt is what the lakes leave behind when they are dry, and\nit is sold by the cart in town.", 310, 120
        ),
    ]
    doc = read(make_pdf([*column(LEFT, 50), *box, *column(RIGHT, 310, 180)]))
    assert "broken by the foot of the column and goes on at the head of the right one" in doc.text
    assert "SPOTLIGHT ON SALT\n\nSalt is what the lakes leave behind" in doc.text


def test_words_set_in_capitals_do_not_go_on_with_the_sentence_before() -> None:
    quote = """SINCE THE FLOOD ALL SALT IS WEIGHED TWICE
AND SOLD BY THOSE WHO OWN THE CARTS AND
THE BOATS, AND BY NOBODY WHO COMES FROM OUTSIDE:"""
    doc = read(make_pdf([*column(f"{LEFT} the one who", 50), *column(quote, 310)]))
    assert "the one who\n\nSINCE" in doc.text
