"""Word files: paragraphs, headings by style, tables, footnotes, tracked changes, and broken packages."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract.docx import read_docx
from extract.errors import DamagedError, LimitError, NoTextError
from extract.packed import MAX_UNPACKED
from extract.types import Document, Source


def saved(file: object) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def read(data: bytes) -> Document:
    return read_docx(data, Source("0" * 64, "a.docx", "application/x-docx", len(data)))


def blocks(file: object) -> list[tuple[str, str]]:
    doc = read(saved(file))
    return [(block.kind, block.span.of(doc.text)) for block in doc.blocks]


def test_styles_give_the_kinds_and_order_is_kept() -> None:
    file = docx.Document()
    file.add_heading("Supply of tin", 0)
    file.add_heading("2.1 Demand", 2)
    file.add_paragraph("Demand grows.")
    table = file.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Metal", "Tonnes", "Tin", "12"), strict=True):
        cell.text = words
    file.add_paragraph("Build stocks", style="List Bullet")
    file.add_paragraph("Fig. 1. A mine", style="Caption")
    assert blocks(file) == [
        ("heading", "Supply of tin"),
        ("heading", "2.1 Demand"),
        ("body", "Demand grows."),
        ("table", "Metal\tTonnes\nTin\t12"),
        ("list", "Build stocks"),
        ("caption", "Fig. 1. A mine"),
    ]


def test_a_bold_line_of_its_own_is_a_heading() -> None:
    file = docx.Document()
    file.add_paragraph().add_run("对策建议").bold = True
    file.add_paragraph("应当完善储备制度。")
    assert blocks(file) == [("heading", "对策建议"), ("body", "应当完善储备制度。")]


def test_text_is_read_as_it_stands_after_tracked_changes() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("Stocks are ")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>high</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>low.</w:t></w:r></w:ins>"))
    assert blocks(file) == [("body", "Stocks are low.")]


def test_paragraphs_inside_content_controls_are_read() -> None:
    file = docx.Document()
    file.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Inside.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert blocks(file) == [("body", "Inside.")]


def test_properties_give_title_and_authors() -> None:
    file = docx.Document()
    file.add_paragraph("Tin is scarce.")
    file.core_properties.title = "Tin"
    file.core_properties.author = "Ann Mill; Bo Rock"
    meta = read(saved(file)).metadata
    assert (meta.title, meta.authors) == ("Tin", ("Ann Mill", "Bo Rock"))
    assert meta.found == {"title": "properties", "authors": "properties"}


def test_a_word_file_without_words_holds_no_text() -> None:
    with pytest.raises(NoTextError):
        read(saved(docx.Document()))


def test_a_cut_off_file_is_damaged() -> None:
    file = docx.Document()
    file.add_paragraph("Tin.")
    with pytest.raises(DamagedError):
        read(saved(file)[:-200])


def test_a_package_without_its_parts_is_damaged() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("word/document.xml", "<broken")
    with pytest.raises(DamagedError):
        read(buffer.getvalue())


def test_a_bomb_is_stopped_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        entry = zipfile.ZipInfo("word/document.xml")
        packed.writestr(entry, b"<w/>")
        entry.file_size = MAX_UNPACKED + 1
    with pytest.raises(LimitError):
        read(buffer.getvalue())
