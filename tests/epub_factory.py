"""Electronic books made on the spot for the tests of their reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """An item of the reading order: its file's name, its body, and the properties it is listed with."""

    name: str
    body: str
    properties: str = ""


def xhtml(body: str) -> str:
    """A page as books hold it."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{body}</body></html>'
    )


def make_epub(
    chapters: Sequence[Chapter], *, metadata: str = "", guide: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A book of these chapters; `more` are further parts of the archive by name."""
    manifest = "".join(
        f'<item id="i{n}" href="{chapter.name}" media-type="application/xhtml+xml" properties="{chapter.properties}"/>'
        for n, chapter in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{manifest}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
        **{f"OEBPS/{chapter.name}": xhtml(chapter.body) for chapter in chapters},
        **(more or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
