"""What a paper does by its own words: the methods that its title, abstract and section on methods name.

A title or a section on methods speaks of the paper by itself. In an abstract or an introduction only sentences count
that tell what the paper does ("we", 本文, "is estimated", 采用): the others name the methods of studies it cites.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict

from corpus.listing import StoredDocument
from corpus.statements import Quote
from corpus.wording import unbroken
from models.methods import Method, methods

QUOTES = 3
"""As many sentences are kept for a method of a paper."""

_PLACES = ("title", "abstract", "method", "introduction")
_OWN = {
    "en": re.compile(
        r"\b(we|our|this (paper|study|article|report|work|thesis|research|review|chapter|brief)|the (paper|article|"
        r"present study|study (uses|applies|employs|develops|compares|reviews)))\b"
    ),
    "zh": re.compile(r"本文|本研究|本论文|本报告|文章|论文|笔者|本项研究|[\[【［]方法|研究方法"),
}
_DOES = {
    "en": re.compile(
        r"\b(using|based on|applying|combining|comparing|reviewing|by means of|with the help of)\b|\b(is|are|was|were|"
        r"has been|have been) (\w+ly )?(used|applied|employed|developed|constructed|conducted|carried out|estimated|"
        r"built|performed|run|adopted|combined|compared|calculated)\b"
    ),
    "zh": re.compile(
        "采用|运用|利用|基于|借助|构建|建立了|通过[^，。]{1,20}(?:法|分析|模型)|作了|做了|进行了|开展了|结合"
    ),
}


def find_methods(connection: sqlite3.Connection, document: StoredDocument) -> list[tuple[Method, tuple[Quote, ...]]]:
    """The methods that a document says it uses, each with its sentences, in the order in which it names them."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for section, lang, quote in _sentences(connection, document):
        said = quote.text.lower()
        if section == "introduction" and not _OWN[lang].search(said):
            continue
        if section == "abstract" and not (_OWN[lang].search(said) or _DOES[lang].search(said)):
            continue
        for method in methods():
            if len(found[method.id]) < QUOTES and method.find(quote.text, lang, title=section == "title"):
                found[method.id].append(quote)
    known = {method.id: method for method in methods()}
    return [(known[id_], tuple(quotes)) for id_, quotes in found.items() if quotes]


def _sentences(connection: sqlite3.Connection, document: StoredDocument) -> list[tuple[str, str, Quote]]:
    """The sentences to look at with their section and language: titles first, then abstract, method, introduction."""
    rows = connection.execute(
        """SELECT s.section, s.kind, s.lang, s.start, s."end", s.page, s.text
        FROM sentences s JOIN documents d ON d.key = s.document
        WHERE d.sha256 = ? AND s.section IN ('title', 'abstract', 'method', 'introduction')
          AND s.kind IN ('body', 'list', 'heading', 'abstract') AND NOT (s.kind = 'heading' AND s.section = 'abstract')
        ORDER BY s.start""",
        [document.sha256],
    ).fetchall()
    out = [
        (section, lang, Quote(
            id=f"{document.id}:{start}-{end}", document=document.name, page=page, text=unbroken(text), kind=section
        ))
        for section, _, lang, start, end, page, text in rows
    ]  # fmt: skip
    printed = {quote.text for section, _, quote in out if section == "title"}
    for title in (document.title, document.title_alt):
        if title and unbroken(title) not in printed:
            lang = "zh" if re.search("[\u4e00-\u9fff]", title) else "en"
            quote = Quote(id=document.id, document=document.name, page=1, text=unbroken(title), kind="title")
            out.append(("title", lang, quote))
    return sorted(out, key=lambda row: _PLACES.index(row[0]))
