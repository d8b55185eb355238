"""OpenDocument texts: headings, items, tables and notes; what was deleted or is a comment stays out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extract.errors import DamagedError, EncryptedError, NoTextError
from extract.odt import read_odt
from extract.read import media_type, read
from extract.types import Document, Source

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "draw")
)
META = (
    f'<office:document-meta{SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Tin</dc:title>'
    "<dc:creator>Ann Mill</dc:creator></office:meta></office:document-meta>"
)


def odt(tmp_path: Path, body: str, *, manifest: str = "<manifest/>") -> Document:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("meta.xml", META)
        archive.writestr(
            "content.xml",
            f"<office:document-content{SPACES}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    path = tmp_path / "a.odt"
    path.write_bytes(buffer.getvalue())
    data = path.read_bytes()
    assert media_type(data, ".odt") == MEDIA_TYPE
    return read_odt(data, Source("0" * 64, "a.odt", MEDIA_TYPE, len(data)))


def test_kinds_and_order_are_kept(tmp_path: Path) -> None:
    doc = odt(
        tmp_path,
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Supply</text:h>'
        "<text:p>Tin<text:s/>is<text:tab/>scarce.<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>Really?</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>Build stocks</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Sn</text:p></table:table-cell><table:table-cell>"
        "<text:p>12</text:p></table:table-cell></table:table-row></table:table>",
    )
    assert [(block.kind, block.span.of(doc.text)) for block in doc.blocks] == [
        ("heading", "Supply"),
        ("body", "Tin is scarce."),
        ("footnote", "A note."),
        ("list", "Build stocks"),
        ("table", "Sn\t12"),
    ]
    assert doc.metadata.authors == ("Ann Mill",)


def test_a_bad_one_is_refused_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(NoTextError):
        odt(tmp_path, "<text:p/>")
    with pytest.raises(EncryptedError):
        odt(tmp_path, "<text:p>a</text:p>", manifest="<m><encryption-data/></m>")
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(DamagedError, match=r"content\.xml"):
        read(path)
