from tests import pdf_factory as pdf

LEFT = "\n".join(f"The left column has prose in line {n} that is" for n in range(12))
RIGHT = "\n".join(f"The right column goes on in its line {n} and" for n in range(12))


def test_columns_are_kept_in_reading_order() -> None:
    data = pdf.make_pdf(pdf.lines(RIGHT, x=310, y=120) + pdf.lines(LEFT, x=60, y=120))
    (page,) = pdf.read(data, traced=True).pages
    assert [round(box.x0) for box in page.columns] == [60, 310]
    assert all(110 <= box.top <= box.bottom <= 270 for box in page.columns)


def test_furniture_is_kept_with_its_place() -> None:
    pages = [
        pdf.lines("A running head of this paper", y=40, size=8)
        + pdf.lines(text, y=200)
        + pdf.lines(str(n), x=300, y=810, size=8)
        for n, text in enumerate((LEFT, RIGHT, LEFT.replace("prose", "words")), 1)
    ]
    doc = pdf.read(pdf.make_pdf(*pages), traced=True)
    out = doc.pages[1].left_out
    assert [(left.text, left.why) for left in out] == [
        ("A running head of this paper", "furniture"),
        ("2", "furniture"),
    ]
    assert out[0].box.bottom < 60 and out[1].box.top > 780
    assert "running head" not in doc.text


def test_what_is_read_is_not_among_what_was_left_out() -> None:
    (page,) = pdf.read(pdf.make_pdf(pdf.lines(LEFT)), traced=True).pages
    assert page.left_out == ()


def test_nothing_is_kept_where_nobody_asks() -> None:
    (page,) = pdf.read(pdf.make_pdf(pdf.lines(LEFT))).pages
    assert page.columns == ()
