"""Word files: paragraphs, headings by style, tables, footnotes, tracked changes, and broken packages."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract.docx import read_docx
from extract.errors import DamagedError, LimitError, NoTextError
from extract.packed import MAX_UNPACKED
from extract.read import read as read_file
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


def test_numbered_lines_without_a_style_are_headings_or_items() -> None:
    file = docx.Document()
    for line in ("二、存在的问题", "锂原料依靠进口。", "三、对策建议", "1.加强勘查", "2.完善储备", "图1 我国锂产量"):
        file.add_paragraph(line)
    assert [kind for kind, _ in blocks(file)] == ["heading", "body", "heading", "list", "list", "caption"]


def test_a_style_based_on_a_heading_is_one_and_so_is_an_outline_level() -> None:
    file = docx.Document()
    style = file.styles.add_style("一级", 1)
    style.base_style = file.styles["Heading 2"]
    file.add_paragraph("Supply", style="一级")
    paragraph = file.add_paragraph("Demand")
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
    doc = read(saved(file))
    assert [(block.kind, block.level) for block in doc.blocks] == [("heading", 2), ("heading", 1)]


def test_formulas_are_read_and_hidden_words_are_not() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("Here ")
    paragraph._p.append(parse_xml(f"<m:oMath {nsdecls('m')}><m:r><m:t>x=3</m:t></m:r></m:oMath>"))
    paragraph.add_run("hidden").font.hidden = True
    paragraph.add_run(" holds.").font.hidden = False
    assert blocks(file) == [("body", "Here x=3 holds.")]


def test_a_form_laid_out_as_a_table_is_read_as_text() -> None:
    file = docx.Document()
    table = file.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "对策建议"
    table.cell(0, 1).text = "应当完善锂资源储备制度。" * 20
    table.cell(0, 1).add_paragraph("应当加强勘查。")
    inner = table.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "锂", "5"
    assert [kind for kind, _ in blocks(file)] == ["body", "body", "body", "table"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    file = docx.Document()
    box = "<w:r {}><w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r>{}</w:p></w:txbxContent></w:pict></w:r>"
    inner = box.format("", "Inner.", "")
    file.add_paragraph("Outer.")._p.append(parse_xml(box.format(nsdecls("w"), "Box.", inner)))
    assert blocks(file) == [("body", "Outer."), ("body", "Box."), ("body", "Inner.")]


def test_the_name_of_an_account_is_no_author() -> None:
    file = docx.Document()
    file.add_paragraph("Tin is scarce.")
    for name in ("lenovo", "Administrator", "Windows 用户", "微软用户"):
        file.core_properties.author = name
        assert read(saved(file)).metadata.authors == ()


def test_the_page_comes_before_the_properties(tmp_path: Path) -> None:
    file = docx.Document()
    file.core_properties.title, file.core_properties.author = "Template", "Ann Mill"
    for line in ("锂资源的供应", "甲明，乙小红"):
        file.add_paragraph().add_run(line).bold = line.startswith("锂")
    file.add_paragraph("摘要：锂资源的供应集中在少数国家。")
    file.save(tmp_path / "a.docx")
    meta = read_file(tmp_path / "a.docx").metadata
    assert (meta.title, meta.authors) == ("锂资源的供应", ("甲明", "乙小红"))


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
