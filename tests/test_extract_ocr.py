"""Pages read from their pictures: which ones, how they are placed on the page, and when it is left."""

import logging
from collections.abc import Sequence

import numpy as np
import pytest
from ocr_factory import FakeEngine, line, scan_pdf
from pdf_factory import lines, make_pdf

from extract import ocr as reading
from extract.drawing import open_drawing
from extract.errors import NoTextError, OcrError
from extract.ocr import Ocr, read_scans, recognise
from extract.ocr_engine import Picture, ScanLine, engine_name, load_engine, scan_lines
from extract.ocr_page import View, even_sizes, make_page
from extract.pdf import blank_page, read_pdf
from extract.pdfium import open_pdfium
from extract.types import Document, Source

TEXT = "The price of gallium rose\nbecause exports were licensed.\nGermanium followed it soon."
WHOLE = "The price of gallium rose because exports were licensed. Germanium followed it soon."
ROWS = ["gallium is rare", "tungsten is heavy", "a mine has closed", "prices have risen", "no cobalt was sold"]
needs_engine = pytest.mark.skipif(engine_name() is None, reason="the extra `ocr` is not installed")


def rows_of(text: str) -> list[ScanLine]:
    return [line(row, 144, 180 + 36 * at, height=24, width=11 * len(row)) for at, row in enumerate(text.split("\n"))]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    fake = FakeEngine(*rows_of(TEXT))
    monkeypatch.setattr(reading, "engine_name", lambda: "fake 1")
    monkeypatch.setattr(reading, "load_engine", lambda: fake)
    return fake


def read(data: bytes, **ocr: float | bool) -> Document:
    return read_pdf(data, Source("0" * 64, "scan.pdf", "application/pdf", len(data)), Ocr(**ocr))  # type: ignore[arg-type]


def test_a_scan_is_read_and_its_characters_have_their_places(engine: FakeEngine) -> None:
    doc = read(scan_pdf([TEXT]))
    assert doc.text == WHOLE
    assert doc.pages[0].health == "ocr"
    assert (doc.ocr.engine, doc.ocr.wanted, doc.ocr.left) == ("fake 1", 1, 0)
    at = doc.text.index("gallium")
    (box,) = doc.boxes(type(doc.pages[0].span)(at, at + 7))
    assert box.box.x0 == pytest.approx((144 + 13 * 11) / 2, abs=2)
    assert box.box.x1 == pytest.approx((144 + 20 * 11) / 2, abs=2)
    assert 85 < box.box.top < box.box.bottom < 107


def test_a_page_with_text_is_not_read_from_its_picture(engine: FakeEngine) -> None:
    doc = read(make_pdf(lines(TEXT)))
    assert doc.pages[0].health == "good"
    assert not engine.shapes
    assert doc.ocr.wanted == 0


def test_without_ocr_a_scan_is_refused_and_the_line_says_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "engine_name", lambda: None)
    with pytest.raises(NoTextError, match=r"the page is a picture.*pip install 'litlode\[ocr\]'"):
        read(scan_pdf([TEXT]))
    with pytest.raises(NoTextError, match=r"reading needs OCR$"):
        read(scan_pdf([TEXT]), on=False)


def test_an_engine_that_does_not_start_is_told(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> FakeEngine:
        raise ImportError("libGL.so.1: cannot open shared object file")

    monkeypatch.setattr(reading, "load_engine", broken)
    with pytest.raises(OcrError, match=r"does not start \(libGL"):
        read(scan_pdf([TEXT]))


def test_several_pages_are_read_at_a_time_and_keep_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    data = scan_pdf([TEXT] * 5)
    monkeypatch.setattr(reading, "engine_name", lambda: "fake 1")
    monkeypatch.setattr(reading, "load_engine", lambda: lambda picture: rows_of(ROWS[picture.shape[0]]))
    monkeypatch.setattr(
        "extract.drawing.Drawing.draw", lambda _, index, scale: (np.zeros((index, 9, 3), np.uint8), scale)
    )
    doc = read(data, threads=2)
    assert [page.span.of(doc.text).strip() for page in doc.pages] == ROWS


def test_pages_that_could_be_read_are_kept_where_others_are_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "engine_name", lambda: None)
    doc = read(scan_pdf([TEXT], beside="Cobalt is mined with copper in the Congo."))
    assert [page.health for page in doc.pages] == ["no text layer", "good"]
    assert (doc.ocr.wanted, doc.ocr.engine) == (1, None)


def test_when_the_time_is_spent_the_rest_is_left_and_told(engine: FakeEngine) -> None:
    doc = read(scan_pdf([TEXT, TEXT], beside="Cobalt is mined with copper in the Congo."), seconds=-1.0)
    assert [page.health for page in doc.pages] == ["no text layer", "no text layer", "good"]
    assert doc.ocr.left == 2


def test_a_picture_without_text_stays_without(engine: FakeEngine) -> None:
    engine.rows = [line("x", 10, 10)]
    with pytest.raises(NoTextError, match="OCR found no text"):
        read(scan_pdf([TEXT]))


def test_a_bad_hidden_layer_is_read_again_and_a_good_one_is_kept(engine: FakeEngine) -> None:
    text = "\n".join(f"{TEXT} {word}" for word in ("lithium", "nickel", "graphite", "indium"))
    engine.rows = rows_of(text)
    good = read(scan_pdf([text, text], hidden=text))
    assert [page.health for page in good.pages] == ["good", "good"]
    assert len(engine.shapes) == 1
    bad = read(scan_pdf([text, text], hidden=text.replace("e", "c").replace("l", "1").replace("n", "ri")))
    assert [page.health for page in bad.pages] == ["ocr", "ocr"]
    assert "gallium" in bad.text


def test_a_garbled_page_is_kept_where_its_picture_yields_less(engine: FakeEngine) -> None:
    from test_extract_health import PROSE, chance, page

    raw = page(PROSE + chance(260, 0x21, 0x30))
    found = read_scans(make_pdf(lines("x")), [raw], {1: "garbled"}, Ocr(), engine)
    assert found.health[1] == "garbled"
    assert found.pages[0] is raw


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_picture_is_read_upright(turns: int) -> None:
    upright = rows_of(TEXT)

    def look(picture: Picture, /) -> Sequence[ScanLine]:
        """Reads the picture only when its mark, a black corner, is at the top left."""
        corners = [picture[0, 0], picture[0, -1], picture[-1, -1], picture[-1, 0]]
        at = next(at for at, corner in enumerate(corners) if not corner.any())
        if at == 0:
            return upright
        if at == 2:
            return [line("eu1j", 10, 10, score=0.4)]
        box = np.array([(10, 10), (40, 10), (40, 300), (10, 300)], np.float64)
        return [ScanLine(text="iouzz", corners=box, score=0.5)]

    picture = np.full((400, 600, 3), 255, np.uint8)
    picture[0, 0] = 0
    found, turned = recognise(look, np.rot90(picture, -turns))  # type: ignore[arg-type]
    assert (found, turned % 4) == (upright, turns)


@pytest.mark.parametrize(
    ("turns", "box"),
    [(0, (50, 20, 60, 31)), (1, (580, 50, 591, 60)), (2, (552, 761, 562, 772)), (3, (20, 732, 31, 742))],
)
def test_boxes_are_on_the_page_as_seen_however_it_was_turned(turns: int, box: tuple[float, ...]) -> None:
    square = line("钨", 50 * 2, 20 * 2, height=2 * 12.5, width=20)
    page = make_page(blank_page(1), [square], View(2.0, turns))
    height = page.boxes[0, 3] - page.boxes[0, 1]
    middle = (np.array(box[:2]) + np.array(box[2:])) / 2
    found = (page.boxes[0, :2] + page.boxes[0, 2:]) / 2
    assert np.abs(found - middle).max() < 1.5
    assert height > 0
    assert page.turn.tolist() == [turns]


def test_lines_of_nearly_one_size_get_one_size() -> None:
    rows = [line("gallium", 10, 40 * at, height=height) for at, height in enumerate((24, 25, 26, 25, 50))]
    page = even_sizes({1: make_page(blank_page(1), rows, View(2.0))})[1]
    sizes = sorted(set(page.size.tolist()))
    assert len(sizes) == 2
    assert sizes[1] == pytest.approx(2 * sizes[0], rel=0.05)


def test_stains_and_upright_scraps_are_left_out() -> None:
    tall = np.array([(10, 10), (30, 10), (30, 300), (10, 300)], np.float64)
    scraps = [line("..,", 10, 10, score=0.2), ScanLine(text="axis", corners=tall), line("right", 10, 90)]
    page = make_page(blank_page(1), scraps, View(2.0))
    assert "".join(map(chr, page.codes)) == "right"


def test_reading_is_the_same_after_a_page_was_drawn() -> None:
    from pdf_factory import CHINESE

    data = make_pdf(lines("我国钨储备面临规模不足", font=CHINESE))
    seen = []
    for _ in range(2):
        with open_pdfium(data) as pdf:
            raw = pdf.page(0)
        assert raw is not None
        seen.append((raw.codes.tolist(), raw.boxes.tolist()))
        with open_drawing(data) as drawing:
            assert drawing is not None
            assert drawing.draw(0, 1.0) is not None
    assert seen[0] == seen[1]


def test_a_font_of_the_system_is_drawn_where_the_file_has_none() -> None:
    from pdf_factory import CHINESE

    from extract.systemfonts import chinese_font

    if chinese_font() is None:
        pytest.skip("this machine has no Chinese font")
    with open_drawing(make_pdf(lines("我国钨储备", size=40, font=CHINESE))) as drawing:
        assert drawing is not None
        drawn = drawing.draw(0, 1.0)
    assert drawn is not None
    assert (drawn[0] < 100).any()


def test_a_picture_too_large_to_unpack_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.drawing.MAX_PIXELS", 1000)
    with open_drawing(scan_pdf(["gallium"])) as drawing:
        assert drawing is not None
        assert drawing.draw(0, 1.0) is None


def test_lines_whose_characters_the_engine_lost_are_spread_evenly() -> None:
    class Found:
        boxes = np.array([[(0, 0), (100, 0), (100, 20), (0, 20)]])
        txts = ("ga li",)
        scores = (0.9,)
        word_results = ((("g", 1.0, [[0, 0], [10, 0], [10, 20], [0, 20]]),),)

    (found,) = scan_lines(Found())
    assert found.centres == ()
    page = make_page(blank_page(1), [found], View(1.0))
    assert len(page.codes) == 5
    assert (np.diff(page.boxes[:, 0]) >= 0).all()


@needs_engine
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_real_engine_reads_a_scan_however_it_lies(turn: int, capfd: pytest.CaptureFixture[str]) -> None:
    doc = read(scan_pdf([TEXT], turn=turn))
    assert doc.text == WHOLE
    out, _ = capfd.readouterr()
    assert out == ""
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)


@needs_engine
def test_the_real_engine_tells_where_each_character_stands() -> None:
    picture = np.full((200, 1000, 3), 255, np.uint8)
    assert load_engine()(picture) == []
    doc = read(scan_pdf([TEXT]))
    with open_pdfium(make_pdf(lines(TEXT, size=12, step=1.5))) as pdf:
        printed = pdf.page(0)
    assert printed is not None
    seen = [char for char in zip(printed.codes.tolist(), printed.boxes.tolist(), strict=True) if char[0] != 0x20]
    glyphs = doc.pages[0].glyphs
    assert glyphs is not None
    mine = [box for char, box in zip(doc.text, glyphs.tolist(), strict=True) if char != " "]
    off = [abs((a[0] + a[2]) - (b[0] + b[2])) / 2 for a, (_, b) in zip(mine, seen, strict=True)]
    assert float(np.mean(off)) < 2.0
