"""A review as a Word document: real headings, a table of contents, citations that lead to a list of references."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from litlode.exporting.manuscript import Manuscript, Quotation
from litlode.exporting.runs import Run

_BODY, _HEADINGS = ("Times New Roman", "SimSun"), ("Arial", "SimHei")
"""Fonts for Latin and for Chinese text."""

_REFERENCES = "Bibliography"


def write_docx(manuscript: Manuscript, path: Path) -> None:
    """Write the review to `path`; raises OSError."""
    doc = Document()
    _set_styles(doc)
    _set_properties(doc, manuscript)
    doc.add_paragraph(style="Title").add_run(manuscript.title)
    doc.add_paragraph(manuscript.made.isoformat(), style="Subtitle")
    _contents(doc, manuscript)
    doc.add_heading(manuscript.word("method"), 1)
    doc.add_paragraph(manuscript.method)
    for part in manuscript.parts:
        doc.add_heading(part.title, part.level)
        for quotation in part.quotations:
            _quotation(doc, quotation, manuscript)
    if not manuscript.parts:
        doc.add_paragraph(manuscript.word("empty"))
    if manuscript.references:
        doc.add_heading(manuscript.word("references"), 1)
        for number, reference in enumerate(manuscript.references, 1):
            paragraph = doc.add_paragraph(style=_REFERENCES)
            _bookmark(paragraph, number, _anchor(reference.key))
            for piece in reference.runs:
                _formatted(_language(paragraph.add_run(piece.text), reference.lang), piece)
    for paragraph in doc.paragraphs:
        for run in paragraph.runs:
            if run._r.rPr is None or run._r.rPr.find(qn("w:lang")) is None:
                _hint(run, manuscript.lang)
    doc.save(str(path))


def _quotation(doc: Any, quotation: Quotation, manuscript: Manuscript) -> None:
    for lines in re.split(r"\n\s*\n", quotation.note or ""):
        if lines.strip():
            doc.add_paragraph(" ".join(lines.split()))
    paragraph = doc.add_paragraph(style="Quote")
    _language(paragraph.add_run(quotation.marked + quotation.gap), quotation.lang)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _anchor(quotation.key))
    for run in quotation.cited:
        link.append(_formatted(paragraph.add_run(run.text), run)._r)
    paragraph._p.append(link)
    if quotation.state == "lost":
        paragraph.add_run(f" ({manuscript.word('lost')})")


def _formatted(run: Any, like: Run) -> Any:
    run.italic, run.font.superscript = like.italic or None, like.raised or None
    return run


def _set_styles(doc: Any) -> None:
    styles = doc.styles
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        _fonts(styles[name], _HEADINGS)
        styles[name].font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
        styles[name].font.italic = False
    _fonts(styles["Normal"], _BODY)
    styles["Normal"].font.size = Pt(11)
    styles["Normal"].paragraph_format.line_spacing = 1.25
    quote = styles["Quote"]
    # Chinese has no italics; a quotation is told by its marks and where it stands.
    quote.font.italic, quote.font.color.rgb = False, RGBColor(0, 0, 0)
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Cm(0.8)
    listed = styles.add_style(_REFERENCES, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    listed.base_style = styles["Normal"]
    listed.paragraph_format.left_indent, listed.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    listed.paragraph_format.space_after = Pt(4)
    for level in range(1, 4):
        line = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        line.base_style = styles["Normal"]
        line.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        line.paragraph_format.space_after = Pt(2)


def _fonts(style: Any, names: tuple[str, str]) -> None:
    latin, chinese = names
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # What the template names by its theme would win over names.
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), latin)
    fonts.set(qn("w:eastAsia"), chinese)


def _set_properties(doc: Any, manuscript: Manuscript) -> None:
    about = doc.core_properties
    about.title, about.author, about.comments = manuscript.title[:255], "", ""
    about.language = "zh-CN" if manuscript.lang == "zh" else "en-US"
    about.created = about.modified = datetime.combine(manuscript.made, datetime.min.time())
    run = doc.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    lang = run.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        run.append(lang)
    _say_languages(lang)


def _say_languages(mark: Any) -> None:
    """Latin letters are English, Chinese characters Chinese, whatever is about them.

    Latin letters that are said to be Chinese are broken anywhere at the end of a line: 201 and 6.
    """
    mark.set(qn("w:val"), "en-US")
    mark.set(qn("w:eastAsia"), "zh-CN")


def _language(run: Any, lang: str) -> Any:
    """Say in which language a run is, for spelling and hyphenation."""
    mark = OxmlElement("w:lang")
    _say_languages(mark)
    run._r.get_or_add_rPr().append(mark)
    _hint(run, lang)
    return run


def _hint(run: Any, lang: str) -> None:
    """Let quotation marks beside Chinese be Chinese: they are the same characters in both."""
    if lang == "zh":
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def _contents(doc: Any, manuscript: Manuscript) -> None:
    """A field of contents that shows the headings as it stands; Word puts page numbers to it when it is updated."""
    entries = [(part.title, part.level) for part in manuscript.parts]
    entries = [(manuscript.word("method"), 1), *entries]
    if manuscript.references:
        entries.append((manuscript.word("references"), 1))
    doc.add_paragraph(style="Normal").add_run(manuscript.word("contents")).bold = True
    lines = [doc.add_paragraph(title, style=f"toc {level}") for title, level in entries]
    first, last = lines[0]._p, lines[-1]._p
    at = list(first).index(lines[0].runs[0]._r)
    for run in reversed([_field("begin"), _instruction(r' TOC \o "1-3" \h \z \u '), _field("separate")]):
        first.insert(at, run)
    last.append(_field("end"))


def _field(kind: str) -> Any:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _instruction(text: str) -> Any:
    run, instruction = OxmlElement("w:r"), OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = text
    run.append(instruction)
    return run


def _bookmark(paragraph: Any, number: int, name: str) -> None:
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _anchor(key: str) -> str:
    """A name that Word takes for a bookmark: a letter first, 40 characters at most."""
    return "ref_" + re.sub(r"\W", "_", key)[:36]
