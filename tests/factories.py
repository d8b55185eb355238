"""Small documents and libraries for tests: a text in, a document with sentences, mentions and findings out.

What is read and tagged here is read and tagged by a few words, so that tests of the library need neither readers nor
classifiers. The tasks at the end run in reading processes, which find this module by its name.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sqlite_utils import Database

from corpus.cjk import is_symbol
from corpus.concepts import Naming, know_namings
from corpus.jsonl import finding_lines, text_line
from corpus.migrations import connect
from corpus.record import Record, make_record, pack
from corpus.store import store
from extract.errors import EncryptedError
from extract.findings import Finding
from extract.types import Block, Document, Mention, Metadata, Page, Sentence, Source, Span

NAMINGS = (
    Naming(concept="metal:W", name_en="tungsten", name_zh="钨", names=("W", "wolframite", "黑钨矿", "鎢")),
    Naming(concept="metal:Li", name_en="lithium", name_zh="锂", names=("Li", "spodumene", "锂辉石")),
    Naming(concept="metal:In", name_en="indium", name_zh="铟", names=("In",)),
    Naming(concept="metal:REE", name_en="rare earths", name_zh="稀土", names=("rare earth", "rare-earth")),
    Naming(
        concept="instrument:stockpile-reserve",
        name_en="stockpile",
        name_zh="储备",
        names=("stockpiling", "收储", "儲備"),
    ),
    Naming(concept="challenge:import-dependence", name_en="import dependence", name_zh="进口依赖"),
)

_CUES = (("challenge", re.compile("面临|不足|lacks|depends")), ("recommendation", re.compile("建议|应当|應當|should")))


@dataclass(frozen=True)
class Extracted:
    """The same four fields as what `extract.extract.extract` gives."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]


def document(text: str, *, name: str = "paper.txt", pages: int = 1, title: str | None = None) -> Document:
    """A document of this text, cut into so many pages of about the same length."""
    cuts = [len(text) * number // pages for number in range(pages + 1)]
    return Document(
        source=Source(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), name, "text/plain", len(text)),
        text=text,
        pages=tuple(
            Page(number=number, span=Span(start, end)) for number, (start, end) in enumerate(pairwise(cuts), 1)
        ),
        blocks=(Block(Span(0, len(text))),),
        lang="zh" if re.search("[一-鿿]", text) else "en",
        metadata=Metadata(title=title, authors=("A. Writer",), year=2020),
    )


def extracted(text: str, **about: object) -> Extracted:
    """A document with what the few words of this module find in it."""
    doc = document(text, **about)  # type: ignore[arg-type]
    sentences = tuple(
        Sentence(Span(match.start(), match.end()), "zh" if re.search("[一-鿿]", match[0]) else "en", section="body")
        for match in re.finditer(r"[^。.\n]+[。.]?", text)
        if match[0].strip()
    )
    mentions = tuple(sorted(_mentions(text), key=lambda mention: mention.span))
    return Extracted(doc, sentences, mentions, tuple(_findings(text, sentences, mentions)))


def _mentions(text: str) -> Iterable[Mention]:
    for naming in NAMINGS:
        for name in naming.all_names():
            for match in re.finditer(re.escape(name), text, re.IGNORECASE) if not is_symbol(name) else ():
                yield Mention(Span(match.start(), match.end()), naming.concept, match[0])


def _findings(text: str, sentences: Iterable[Sentence], mentions: Iterable[Mention]) -> Iterable[Finding]:
    for sentence in sentences:
        quote = sentence.span.of(text)
        inside = {mention.concept for mention in mentions if sentence.span.covers(mention.span)}
        for kind, cue in _CUES:
            if cue.search(quote):
                yield Finding(
                    kind=kind,  # type: ignore[arg-type]
                    span=sentence.span,
                    quote=quote,
                    sentence=sentence.span,
                    lang=sentence.lang,
                    score=0.9,
                    themes=tuple(sorted(concept for concept in inside if not concept.startswith("metal:"))),
                    metals=tuple(sorted(concept[6:] for concept in inside if concept.startswith("metal:"))),
                )


def record(text: str, **about: object) -> Record:
    """The record of such a document."""
    found = extracted(text, **about)
    return make_record(found.document, found.sentences, found.mentions, found.findings)


def library(path: Path, *texts: str) -> sqlite3.Connection:
    """An open library at `path` that knows the names of this module and holds a document for each text."""
    connection = connect(path)
    db = Database(connection)
    know_namings(db, NAMINGS)
    for number, text in enumerate(texts):
        store(db, record(text, title=f"Paper {number}"), Path(f"paper-{number}.txt"))
    return connection


def fake_read(path: Path, **_: str) -> bytes:
    """A task for reading processes: the first word of a file says what goes wrong with it."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("hang"):
        time.sleep(60)
    if text.startswith("eat"):
        eaten = []
        for _ in range(4000):
            eaten.append(bytearray(os.urandom(1024)) * 1024)
            time.sleep(0.001)
    if text.startswith("crash"):
        os._exit(3)
    if text.startswith("locked"):
        raise EncryptedError("a password is needed")
    if text.startswith("bug"):
        raise ZeroDivisionError("a fault\nof the reader")
    if text.startswith("print"):
        print("noise on stdout")
    return pack(record(text))


def fake_findings(path: Path, **_: str) -> bytes:
    """What `litlode extract --jsonl` prints of a file read as above."""
    fake_read(path)
    found = extracted(path.read_text(encoding="utf-8"))
    rows = finding_lines(found.document, found.sentences, found.mentions, found.findings, str(path))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def fake_text(path: Path) -> bytes:
    """What `litlode text --json` prints of a file read as above."""
    fake_read(path)
    row = text_line(document(path.read_text(encoding="utf-8"), title="Reserves"), (), str(path))
    return (json.dumps(row, ensure_ascii=False) + "\n").encode()


def fake_garbage(path: Path) -> bytes:
    """A task that answers what no honest process would."""
    return b'[{"sha256": "x"}, "text", [], [], [], [["id", 7]]]' if path else b""
