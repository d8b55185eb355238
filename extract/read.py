"""A file in, a `Document` out: `read` looks at the bytes first and at the name second."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import (
    DamagedError,
    EmptyFileError,
    EncryptedError,
    LimitError,
    NotFoundError,
    ReadError,
    UnsupportedError,
    WrongTypeError,
)
from extract.sections import label_blocks
from extract.textmeta import describe_text
from extract.types import Document, Source

if TYPE_CHECKING:
    from extract.ocr import Ocr

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".docx": _DOCX,
}
SUFFIXES = frozenset(_MEDIA_TYPES)
"""Suffixes, in lower case, of the files that `read` reads."""

MAX_BYTES = 1_000_000_000
"""Larger files are not opened: they would not fit into the memory of a laptop three times over."""

_PDF_HEAD = 1_024
_MAGIC = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"AT&TFORM", "a DjVu file"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "a rich-text file (RTF)"),
    (b"CAJ\x00", "a CAJ file"),
    (b"HN\x00\x00", "a CAJ file"),
    (b"KDH ", "a KDH file of CNKI"),
    (b"TEB\x00", "a TEB file of CNKI"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_CNKI = frozenset({".caj", ".nh", ".kdh", ".teb"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIPPED = (
    ("word/document.xml", _DOCX),
    ("xl/workbook.xml", "a spreadsheet (.xlsx)"),
    ("ppt/presentation.xml", "a presentation (.pptx)"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
    ("content.xml", "an OpenDocument file"),
)


def read(path: Path, ocr: Ocr | None = None) -> Document:
    """The document in the file at `path`; raises a ReadError whose message says what is wrong with it.

    `ocr` tells how pages of a PDF without text are read from their pictures; without it they are not.
    """
    data = _bytes_of(path)
    suffix = path.suffix.casefold()
    kind = media_type(data, suffix)
    _check_name(suffix, kind)
    source = Source(hashlib.sha256(data).hexdigest(), path.name, kind, len(data))
    doc = _parse(data, source, ocr)
    doc = replace(doc, blocks=label_blocks(doc.text, doc.blocks))
    if kind == _MEDIA_TYPES[".pdf"]:
        return doc
    return replace(doc, metadata=describe_text(doc.text, doc.blocks, doc.lang, doc.metadata))


def media_type(data: bytes, suffix: str = "") -> str:
    """The media type of `data`, by its first bytes and then by the file's `suffix` (lower case, with its dot).

    Raises EncryptedError, UnsupportedError, DamagedError and WrongTypeError for what is not read.
    """
    from extract.html import is_html  # noqa: PLC0415 - html imports this module's sibling only when pages are read

    if b"%PDF-" in data[:_PDF_HEAD]:
        return _MEDIA_TYPES[".pdf"]
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnsupportedError(f"{what}: save it as PDF" if "file" in what else f"{what}: not a kind that is read")
    if suffix in _CNKI:
        raise UnsupportedError(f"a {suffix[1:].upper()} file of CNKI: save it as PDF")
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise EncryptedError("a Word file that a password protects")
        raise UnsupportedError("an old Office file (.doc): save it as .docx or PDF")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if is_html(data):
        return _MEDIA_TYPES[".html"]
    if suffix == ".pdf":
        raise WrongTypeError("named .pdf, and does not begin as a PDF does (%PDF)")
    if suffix == ".docx":
        raise WrongTypeError("named .docx, and holds no Word document")
    if suffix not in SUFFIXES and suffix:
        raise UnsupportedError(f"a {suffix} file: only {', '.join(sorted(SUFFIXES))} are read")
    return _MEDIA_TYPES.get(suffix, "text/plain")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnsupportedError("a folder, not a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise LimitError(f"{size // 1_000_000} MB, more than the {MAX_BYTES // 1_000_000} MB that are opened")
        if not path.is_file():
            raise UnsupportedError("a device or a pipe, not a file")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError("there is no such file") from error
    except PermissionError as error:
        raise ReadError("the file may not be read (permission denied)") from error
    except OSError as error:
        raise ReadError(f"the file cannot be opened ({error.strerror or error})") from error
    if not data:
        raise EmptyFileError("the file is empty (0 bytes)")
    return data


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except zipfile.BadZipFile as error:
        raise DamagedError("a Word file or zip archive that is cut off or broken") from error
    what = next((what for name, what in _ZIPPED if name in names), "a zip archive")
    if what != _DOCX:
        raise UnsupportedError(f"{what}: save it as PDF or .docx")
    return what


def _check_name(suffix: str, kind: str) -> None:
    """Refuse a file whose name promises another kind than its bytes show, where that hints at a failed download."""
    if kind == "text/html" and suffix in {".pdf", ".docx"}:
        raise WrongTypeError(f"named {suffix}, and holds a web page (HTML)")


def _parse(data: bytes, source: Source, ocr: Ocr | None) -> Document:
    if source.media_type == "application/pdf":
        from extract.ocr import NO_OCR  # noqa: PLC0415 - loads PDFium and numpy's tables, text needs neither
        from extract.pdf import read_pdf  # noqa: PLC0415 - as above

        return read_pdf(data, source, ocr or NO_OCR)
    if source.media_type == "text/html":
        from extract.html import read_html  # noqa: PLC0415 - see there

        return read_html(data, source)
    if source.media_type == _DOCX:
        from extract.docx import read_docx  # noqa: PLC0415 - see there

        return read_docx(data, source)
    from extract.plain import read_plain  # noqa: PLC0415 - kept beside the other three

    return read_plain(data, source)
