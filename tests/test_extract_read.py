"""Reading a file: its bytes decide what it is, and every bad one is refused with its reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extract import errors
from extract.read import SUFFIXES, media_type, read
from extract.segment import segment

ZH = "我国锂资源的对外依存度较高，供应存在一定的风险，应当完善储备体系。"


def packed(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
PAGE = b"<!DOCTYPE html><html><body><p>Moved.</p></body></html>"
BAD = [
    ("a.pdf", b"", errors.EmptyFileError, "0 bytes"),
    ("a.pdf", PAGE, errors.WrongTypeError, r"named \.pdf, and holds a web page \(HTML\)"),
    ("a.pdf", b"just words", errors.WrongTypeError, "named .pdf"),
    ("a.docx", b"just words", errors.WrongTypeError, "named .docx"),
    ("a.docx", packed("word/document.xml")[:40], errors.DamagedError, "cut off"),
    ("a.xlsx", packed("xl/workbook.xml"), errors.UnsupportedError, "spreadsheet"),
    ("a.zip", packed("a.pdf"), errors.UnsupportedError, "zip archive"),
    ("a.doc", OLE, errors.UnsupportedError, "old Office file"),
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), errors.EncryptedError, "password"),
    ("a.epub", b"just words", errors.WrongTypeError, "named .epub"),
    ("a.odt", PAGE, errors.WrongTypeError, r"named \.odt, and holds a web page"),
    ("a.doc", OLE, errors.UnsupportedError, "save it as .docx or PDF"),
    ("a.rtf", rb"{\rtf1 words}", errors.UnsupportedError, "RTF"),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", errors.UnsupportedError, "picture"),
    ("a.txt", bytes(range(256)) * 4, errors.EncodingError, "no text"),
    ("a.txt", "リチウムの供給は不安定である。".encode("shift_jis"), errors.EncodingError, "UTF-8"),
    ("a.txt", b"  \n ", errors.NoTextError, "white space"),
    ("a.csv", b"a,b", errors.UnsupportedError, r"\.csv"),
]


@pytest.mark.parametrize(("name", "data", "error", "reason"), BAD, ids=[f"{row[0]}, {row[3]}" for row in BAD])
def test_a_bad_file_is_refused_with_its_reason(
    tmp_path: Path, name: str, data: bytes, error: type[errors.ReadError], reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=reason) as caught:
        read(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(errors.NotFoundError):
        read(tmp_path / "none.pdf")
    with pytest.raises(errors.UnsupportedError, match="folder"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"%PDF-1.7", ".pdf", "application/pdf"),
        (b"junk before\n%PDF-1.4", ".pdf", "application/pdf"),
        (b"%PDF-1.7", ".txt", "application/pdf"),
        (PAGE, ".html", "text/html"),
        (PAGE, ".txt", "text/html"),
        (b"words", ".txt", "text/plain"),
        (b"words", "", "text/plain"),
        (b"# words", ".md", "text/markdown"),
    ],
)
def test_bytes_come_before_the_name(data: bytes, suffix: str, kind: str) -> None:
    assert media_type(data, suffix) == kind


def test_a_text_file_is_read_unchanged_under_a_chinese_name(tmp_path: Path) -> None:
    path = tmp_path / "锂 研究.TXT"
    path.write_bytes(f"一、问题\r\n\r\n{ZH}\r\n".encode("gb18030"))
    doc = read(path)
    assert doc.text == f"一、问题\r\n\r\n{ZH}\r\n"
    assert doc.source.name == "锂 研究.TXT"
    assert [sentence.span.of(doc.text) for sentence in segment(doc)] == ["一、问题", ZH]


QUOTED = "The supply of “lithium” isn’t safe – prices rose in Málaga."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ZH, "gb18030"),
        ("供應風險與儲備體系的建立，應當受到重視。", "big5"),
        ("供應風險與儲備體系的建立，應當受到重視。", "gb18030"),
        ("鎢礦", "big5"),
        (ZH, "utf-16"),
        (ZH, "utf-16-be"),
        (QUOTED, "cp1252"),
        (QUOTED, "utf-8-sig"),
    ],
)
def test_text_is_read_in_the_encodings_that_people_still_have(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read(path).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_in_a_long_text_is_one_strange_character(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    half = (ZH * 40).encode(encoding)
    path.write_bytes(half + b"\xff" + half)
    text = read(path).text
    assert text.count("\ufffd") in (1, 2)
    assert text.startswith(ZH * 39)
    assert text.endswith(ZH * 39)


def test_the_same_bytes_have_the_same_identity_under_any_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ZH, encoding="utf-8")
    assert read(tmp_path / "a.txt").source.sha256 == read(tmp_path / "b.txt").source.sha256


def test_a_text_says_its_title_authors_doi_and_keywords(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    lines = [
        "锂资源的供应",
        "甲明, 乙小红",
        "Supply of lithium",
        "某某学报 ›› 2021, 3: 1-9.",
        "DOI: 10.1234/lode.2021.05",
        "摘要",
        ZH,
    ]
    path.write_text("\n\n".join([*lines, "关键词：锂；储备", "Key words: lithium; stocks"]), encoding="utf-8")
    meta = read(path).metadata
    assert (meta.title, meta.title_alt, meta.authors) == ("锂资源的供应", "Supply of lithium", ("甲明", "乙小红"))
    assert (meta.year, meta.doi, meta.venue) == (2021, "10.1234/lode.2021.05", "某某学报")
    assert (meta.keywords, meta.keywords_alt) == (("锂", "储备"), ("lithium", "stocks"))


def test_readable_suffixes_are_lower_case_with_their_dot() -> None:
    assert {".pdf", ".txt", ".md", ".html", ".docx"} <= SUFFIXES
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)
