"""Web pages: the article without its site, the encodings pages declare, and what their tags say."""

from __future__ import annotations

import pytest

from extract.errors import NoTextError
from extract.html import decode_html, is_html, read_html
from extract.sections import label_blocks
from extract.types import Document, Source

ZH = "钨是一种重要的战略金属，其供应集中在少数国家，市场价格波动剧烈，企业承受着较大的风险，应当尽快完善储备制度。"
TAGS = (
    ("title", "钨的供应"),
    ("author", "甲明"),
    ("author", "乙红"),
    ("doi", "10.1234/lode.5"),
    ("publication_date", "2023/05/01"),
    ("journal_title", "某某学报"),
)
HEAD = "<title>钨</title>" + "".join(f'<meta name="citation_{name}" content="{value}">' for name, value in TAGS)
BODY = f"""<nav><a href="/">首页</a> <a href="/login">登录</a></nav><article><h1>钨的供应</h1><h2>摘要</h2><p>{ZH}</p>
<h2>1 引言</h2><p>{ZH}{ZH}</p><ul><li>加强立法工作</li><li>扩大储备规模</li></ul>
<table><tr><th>国家</th><th>产量</th></tr><tr><td>甲国</td><td>6万吨</td></tr></table><p>{ZH}</p></article>
<footer>版权所有 某某出版社</footer>"""


def page(charset: str = "utf-8") -> bytes:
    text = f'<!DOCTYPE html><html><head><meta charset="{charset}">{HEAD}</head><body>{BODY}</body></html>'
    return text.encode("gb18030" if charset == "gb2312" else charset)


def read(data: bytes) -> Document:
    return read_html(data, Source("0" * 64, "a.html", "text/html", len(data)))


def test_an_article_comes_without_its_sites_menus() -> None:
    doc = read(page())
    assert "登录" not in doc.text
    assert "版权所有" not in doc.text
    assert doc.lang == "zh"


def test_headings_paragraphs_items_and_tables_are_blocks() -> None:
    doc = read(page())
    found = [(block.kind, block.span.of(doc.text)) for block in label_blocks(doc.text, doc.blocks)]
    assert ("abstract", ZH) in found
    assert ("heading", "1 引言") in found
    assert ("list", "加强立法工作") in found
    assert ("table", "国家\t产量\n甲国\t6万吨") in found


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
def test_a_page_is_decoded_by_the_charset_it_declares(charset: str) -> None:
    assert ZH in decode_html(page(charset))


def test_a_page_that_declares_a_wrong_charset_is_read_all_the_same() -> None:
    assert ZH in decode_html(page().replace(b"utf-8", b"no-such"))


def test_citation_tags_give_the_metadata() -> None:
    meta = read(page()).metadata
    assert (meta.title, meta.authors, meta.year, meta.doi, meta.venue) == (
        "钨的供应",
        ("甲明", "乙红"),
        2023,
        "10.1234/lode.5",
        "某某学报",
    )
    assert meta.found["doi"] == "page's tags"


def test_a_page_without_an_article_holds_no_text() -> None:
    with pytest.raises(NoTextError):
        read(b"<!DOCTYPE html><html><head><title>x</title></head><body></body></html>")


@pytest.mark.parametrize(
    ("data", "html"),
    [
        (b"<!DOCTYPE html><p>a", True),
        (b"\n  <HTML lang=en>", True),
        (b'<?xml version="1.0"?>\n<!-- saved -->\n<html>', True),
        ("<html>".encode("utf-16"), True),
        (b"<p>a</p>", False),
        (b"%PDF-1.4 <html>", False),
        (b"See <html> tags.", False),
    ],
)
def test_a_web_page_is_told_by_its_beginning(data: bytes, html: bool) -> None:
    assert is_html(data) is html
