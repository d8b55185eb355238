"""Electronic books: the reading order gives the pages, contents are left out, locked ones are refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from epub_factory import Chapter, make_epub

from extract.errors import DamagedError, EncryptedError, LimitError, NoTextError, ReadError
from extract.read import read
from extract.types import Document

ZH = "我国锂资源的对外依存度较高，应当完善储备体系。"
EN = "Tungsten is mined in few countries, and its price moves widely."


def book(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    return read(path)


def blocks(doc: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(doc.text)) for block in doc.blocks]


def test_each_item_of_the_reading_order_is_a_page(tmp_path: Path) -> None:
    doc = book(
        tmp_path,
        make_epub(
            [
                Chapter(name="cover.xhtml", body='<img src="cover.jpg" alt="Cover"/>'),
                Chapter(name="second%20chapter.xhtml".replace("%20", "_"), body=f"<h1>供应</h1><p>{ZH}</p>"),
                Chapter(name="b/third.xhtml", body=f"<section><h2>2 Prices</h2><p>{EN}</p></section>"),
            ]
        ),
    )
    assert [(page.number, page.label, page.health) for page in doc.pages] == [
        (1, None, "blank"),
        (2, "供应", "good"),
        (3, "2 Prices", "good"),
    ]
    assert doc.page_at(doc.text.index(EN)).number == 3
    assert doc.page_at(0).number == 2


def test_contents_are_left_out_and_their_page_is_counted(tmp_path: Path) -> None:
    nav = '<nav epub:type="toc"><ol><li><a href="a.xhtml">Supply of tungsten</a></li></ol></nav>'
    old = '<h1>Contents</h1><p><a href="a.xhtml">Supply of tungsten</a></p>'
    doc = book(
        tmp_path,
        make_epub(
            [
                Chapter(name="nav.xhtml", body=nav, properties="nav"),
                Chapter(name="toc.html", body=old),
                Chapter(name="a.xhtml", body=f"{nav}<p>{EN}</p>"),
            ],
            guide='<reference type="toc" href="toc.html#top"/>',
        ),
    )
    assert doc.text.strip() == EN
    assert doc.page_at(0).number == 3


def test_blocks_are_kept_apart_and_notes_are_footnotes(tmp_path: Path) -> None:
    body = f"""
      <div><p>{EN}<sup><a epub:type="noteref" href="#n1">1</a></sup> It covers 3 km<sup>2</sup>.</p>
      <blockquote>A word of its own.</blockquote></div>
      <ul><li>First<ul><li>Inner</li></ul></li><li><p>Second</p></li></ul>
      <table><tr><th>Metal</th><th>Tonnes</th></tr><tr><td>W</td><td>80</td></tr></table>
      <aside epub:type="footnote" id="n1"><p>A note.</p></aside><script>no()</script>
      <p><ruby>锂<rt>lǐ</rt></ruby>是金属。<br/>第二行</p>"""
    doc = book(tmp_path, make_epub([Chapter(name="a.xhtml", body=body)]))
    assert blocks(doc) == [
        ("body", f"{EN} It covers 3 km2."),
        ("body", "A word of its own."),
        ("list", "First"),
        ("list", "Inner"),
        ("list", "Second"),
        ("table", "Metal\tTonnes\nW\t80"),
        ("footnote", "A note."),
        ("body", "锂是金属。"),
        ("body", "第二行"),
    ]


def test_a_table_that_lays_out_a_page_is_read_as_text(tmp_path: Path) -> None:
    body = f"<table><tr><td><p>{EN}</p><table><tr><td>W</td><td>80</td></tr></table></td></tr></table>"
    doc = book(tmp_path, make_epub([Chapter(name="a.xhtml", body=body)]))
    assert blocks(doc) == [("body", EN), ("table", "W\t80")]


METADATA = """
  <dc:title>锂的供应</dc:title><dc:title>Supply of lithium</dc:title>
  <dc:creator id="a1">王, 小红</dc:creator><dc:creator opf:role="aut">Mill, Ann</dc:creator>
  <dc:creator id="e1">An Editor</dc:creator><meta refines="#e1" property="role">edt</meta>
  <dc:date opf:event="modification">2024-01-01</dc:date><dc:date>2021-03-15T00:00:00Z</dc:date>
  <dc:identifier>urn:doi:10.1234/lode.7</dc:identifier><dc:publisher>某某出版社</dc:publisher>
  <dc:subject>锂</dc:subject><dc:description>&lt;p&gt;本书&lt;/p&gt;</dc:description><dc:language>zh-CN</dc:language>"""


def test_the_package_file_gives_the_metadata(tmp_path: Path) -> None:
    meta = book(tmp_path, make_epub([Chapter(name="a.xhtml", body=f"<p>{ZH}</p>")], metadata=METADATA)).metadata
    assert (meta.title, meta.title_alt, meta.authors) == ("锂的供应", "Supply of lithium", ("王小红", "Ann Mill"))
    assert (meta.year, meta.date, meta.doi, meta.issuer) == (2021, "2021-03-15", "10.1234/lode.7", "某某出版社")
    assert (meta.keywords, meta.abstract) == (("锂",), "本书")
    assert meta.found["title"] == "book's package file"


def locked(target: str, algorithm: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
        f'<enc:CipherReference URI="{target}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"


def with_encryption(target: str, algorithm: str) -> bytes:
    more = {"META-INF/encryption.xml": locked(target, algorithm)}
    return make_epub([Chapter(name="a.xhtml", body=f"<p>{EN}</p>")], more=more)


def test_a_book_with_locked_text_is_encrypted(tmp_path: Path) -> None:
    with pytest.raises(EncryptedError, match="seller has locked"):
        book(tmp_path, with_encryption("OEBPS/a.xhtml", AES))


@pytest.mark.parametrize(
    ("target", "algorithm"),
    [("OEBPS/a.xhtml", "http://www.idpf.org/2008/embedding"), ("OEBPS/font.otf", AES)],
)
def test_a_book_whose_fonts_are_scrambled_is_read(tmp_path: Path, target: str, algorithm: str) -> None:
    assert book(tmp_path, with_encryption(target, algorithm)).text.strip() == EN


def broken(name: str) -> bytes:
    """A book without one of its parts."""
    parts = {"META-INF/container.xml": "<container/>", "OEBPS/book.opf": "<package/>"}
    return make_epub([Chapter(name="a.xhtml", body=EN)], more={name: parts[name]})


BOMB = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>".encode() for a, b in zip("abcdefgh", "bcdefghi", strict=True)
) + b"]><html><body><p>&i;</p></body></html>"  # fmt: skip
BAD: list[tuple[bytes, type[ReadError], str]] = [
    (make_epub([Chapter(name="a.xhtml", body="")]), NoTextError, "without text"),
    (make_epub([]), DamagedError, "reading order"),
]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_bad_book_is_refused_with_its_reason(tmp_path: Path) -> None:
    more = [
        (broken("META-INF/container.xml"), DamagedError, "does not tell"),
        (broken("OEBPS/book.opf"), DamagedError, "order"),
    ]
    for data, error, reason in BAD + more:
        with pytest.raises(error, match=reason):
            book(tmp_path, data)


def test_a_part_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.epub"
    path.write_bytes(make_epub([Chapter(name="a.xhtml", body=EN)]))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("big.xhtml", "w") as part:
        for _ in range(450):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < 2_000_000
    with pytest.raises(LimitError, match="unpacks to"):
        read(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    data = make_epub([Chapter(name="a.xhtml", body="")], more={"OEBPS/b.xhtml": BOMB, "META-INF/container.xml": BOMB})
    with pytest.raises(DamagedError):
        book(tmp_path, data)
