"""A file in, a `Document` out: `read` looks at the bytes first and at the name second."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from extract.errors import (
    EmptyFileError,
    EncryptedError,
    LimitError,
    NotFoundError,
    ReadError,
    UnsupportedError,
    WrongTypeError,
)
from extract.sections import label_blocks
from extract.sidefile import describe_beside, side_files
from extract.textmeta import describe_text, with_named_year
from extract.types import Document, Metadata, Source

if TYPE_CHECKING:
    from extract.ocr import Ocr

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EPUB = "application/epub+zip"
_ODT = "application/vnd.oasis.opendocument.text"
_CNKI = "application/vnd.cnki.caj"
_MEDIA_TYPES = {
    ".pdf": _PDF,
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".docx": _DOCX,
    ".epub": _EPUB,
    ".odt": _ODT,
    ".caj": _CNKI,
    ".kdh": _CNKI,
    ".nh": _CNKI,
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
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ARCHIVES = {".docx": "Word document", ".epub": "e-book", ".odt": "OpenDocument text"}
_ZIPPED = (
    ("word/document.xml", _DOCX),
    ("xl/workbook.xml", "a spreadsheet (.xlsx)"),
    ("ppt/presentation.xml", "a presentation (.pptx)"),
    ("META-INF/container.xml", _EPUB),
)


def read(path: Path, ocr: Ocr | None = None, *, beside: bool = True, traced: bool = False) -> Document:
    """The document in the file at `path`; raises a ReadError whose message says what is wrong with it.

    `ocr` tells how pages of a PDF without text are read from their pictures; without it they are not. What side files
    say of it (`paper.bib` beside `paper.pdf`) wins over what it says itself, unless `beside` is False. Where a PDF
    is to be `traced`, its pages keep their columns and what was left out of the text, for a person to look at.
    """
    data = _bytes_of(path)
    suffix = path.suffix.casefold()
    kind = media_type(data, suffix)
    _check_name(suffix, kind)
    source = Source(hashlib.sha256(data).hexdigest(), path.name, kind, len(data))
    doc = _parse(data, source, ocr, traced=traced)
    doc = replace(doc, blocks=label_blocks(doc.text, doc.blocks))
    if kind not in {_PDF, _CNKI}:
        doc = replace(doc, metadata=_described(doc))
    if beside and side_files(path):
        doc = replace(doc, metadata=describe_beside(path, doc.metadata, doc.lang).about)
    return doc


def _described(doc: Document) -> Metadata:
    """The metadata with what the text shows: after a page's tags, before a Word file's properties."""
    given = doc.metadata
    if doc.source.media_type not in {_DOCX, _ODT}:
        return with_named_year(describe_text(doc.text, doc.blocks, doc.lang, given), doc.source.name)
    shown = describe_text(doc.text, doc.blocks, doc.lang, Metadata())
    more = {name: getattr(given, name) for name in given.found if not getattr(shown, name)}
    found = {**{name: given.found[name] for name in more}, **shown.found}
    return with_named_year(replace(shown, **more, found=MappingProxyType(found)), doc.source.name)


def media_type(data: bytes, suffix: str = "") -> str:
    """The media type of `data`, by its first bytes and then by the file's `suffix` (lower case, with its dot).

    Raises EncryptedError, UnsupportedError, DamagedError and WrongTypeError for what is not read.
    """
    from extract.caj import is_cnki  # noqa: PLC0415 - brings numpy, which plain text has no need of
    from extract.html import is_html  # noqa: PLC0415 - html imports this module's sibling only when pages are read

    if b"%PDF-" in data[:_PDF_HEAD]:
        return _PDF
    if is_cnki(data, suffix):
        return _CNKI
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnsupportedError(f"{what}: save it as PDF" if "file" in what else f"{what}: not a kind that is read")
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise EncryptedError("a Word file that a password protects")
        raise UnsupportedError(f"an old Office file ({suffix or '.doc'}): save it as .docx or PDF")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if is_html(data):
        return _MEDIA_TYPES[".html"]
    if suffix == ".pdf":
        raise WrongTypeError("named .pdf, and does not begin as a PDF does (%PDF)")
    if suffix in _ARCHIVES:
        raise WrongTypeError(f"named {suffix}, and holds no {_ARCHIVES[suffix]}")
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
    from extract.packed import Package  # noqa: PLC0415 - only archives need it

    with Package(data, "a Word file, e-book or zip archive") as package:
        if "mimetype" in package.names and package.part("mimetype").strip() == _ODT.encode():
            return _ODT
        what = next((what for name, what in _ZIPPED if name in package.names), "a zip archive")
    if what not in {_DOCX, _EPUB}:
        raise UnsupportedError(f"{what}: save it as PDF or .docx")
    return what


def _check_name(suffix: str, kind: str) -> None:
    """Refuse a file whose name promises another kind than its bytes show, where that hints at a failed download."""
    if kind == "text/html" and (suffix == ".pdf" or suffix in _ARCHIVES):
        raise WrongTypeError(f"named {suffix}, and holds a web page (HTML)")


def _parse(data: bytes, source: Source, ocr: Ocr | None, *, traced: bool) -> Document:
    """The document of `data` by the reader of its kind; each is loaded when a file first needs it."""
    kind = source.media_type
    if kind in {_PDF, _CNKI}:
        from extract.caj import pdf_inside  # noqa: PLC0415
        from extract.ocr import NO_OCR  # noqa: PLC0415 - PDFium and numpy's tables
        from extract.pdf import read_pdf  # noqa: PLC0415 - as above

        return read_pdf(data if kind == _PDF else pdf_inside(data), source, ocr or NO_OCR, traced=traced)
    if kind == "text/html":
        from extract.html import read_html  # noqa: PLC0415

        return read_html(data, source)
    if kind == _DOCX:
        from extract.docx import read_docx  # noqa: PLC0415

        return read_docx(data, source)
    if kind == _EPUB:
        from extract.epub import read_epub  # noqa: PLC0415

        return read_epub(data, source)
    if kind == _ODT:
        from extract.odt import read_odt  # noqa: PLC0415

        return read_odt(data, source)
    from extract.plain import read_plain  # noqa: PLC0415

    return read_plain(data, source)
