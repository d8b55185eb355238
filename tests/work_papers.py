"""Made-up papers in both languages, copies of them with changes, and libraries of them."""

from __future__ import annotations

import hashlib
import random
import re
import sqlite3
from dataclasses import dataclass, field, replace
from pathlib import Path

from factories import NAMINGS, extracted
from sqlite_utils import Database

from corpus.concepts import know_namings
from corpus.migrations import connect
from corpus.record import make_record
from corpus.store import store
from extract.types import Metadata

METALS = (("钨", "tungsten"), ("锂", "lithium"), ("稀土", "rare earths"))
_ZH = "矿产资源供应链安全风险评估回收利用技术创新国家战略储备建设市场价格波动投资勘查开发企业合作政策支持绿色低碳转型"
_EN = (  # noqa: SIM905 - read as words
    "supply chain security risk review recycling technology national strategy reserve market price investment mine "
    "exploration company partner policy support green transition demand forecast import export licence refinery ore"
).split()


def sentences(lang: str, seed: int, count: int = 60, numbers: int | None = None) -> list[str]:
    """Sentences with a metal and a number each; the same `numbers` give the same of these in either language."""
    rng, facts = random.Random(f"{lang}{seed}"), random.Random(seed if numbers is None else numbers)
    out = []
    for _ in range(count):
        metal, number = facts.choice(METALS), facts.randrange(100, 9999)
        if lang == "zh":
            out.append("".join(rng.choice(_ZH) for _ in range(18)) + f"{metal[0]}为{number}吨。")
        else:
            out.append(" ".join(rng.choice(_EN) for _ in range(12)) + f" {metal[1]} is {number} tonnes. ")
    return out


def text(lang: str, seed: int, **how: int) -> str:
    """The sentences as one text."""
    return "".join(sentences(lang, seed, **how))


def with_changed(lang: str, seed: int, share: float) -> str:
    """A text in which some of the sentences are others."""
    rng, other = random.Random(seed), sentences(lang, seed + 5000)
    return "".join(new if rng.random() < share else old for old, new in zip(sentences(lang, seed), other, strict=True))


def misread(words: str, share: float) -> str:
    """A text with so many wrong characters."""
    rng, wrong = random.Random(1), "xl0" if words.isascii() else "口日曰"
    return "".join(rng.choice(wrong) if char.isalpha() and rng.random() < share else char for char in words)


def next_year(words: str) -> str:
    """A text with other numbers."""
    rng = random.Random(2)
    return re.sub(r"\d+", lambda _: str(rng.randrange(100, 9999)), words)


@dataclass(frozen=True)
class Paper:
    """A text with what it says of itself; `scanned` was read from pictures."""

    text: str
    name: str
    about: Metadata = field(default_factory=Metadata)
    scanned: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def paper(words: str, name: str, *, scanned: bool = False, **about: object) -> Paper:
    """A paper; `about` are fields of its metadata."""
    return Paper(words, name, Metadata(**about), scanned)  # type: ignore[arg-type]


def read(connection: sqlite3.Connection, *papers: Paper) -> None:
    """Read papers in, in the place of an earlier reading."""
    for one in papers:
        found = extracted(one.text, name=one.name)
        doc = replace(found.document, metadata=one.about)
        if one.scanned:
            doc = replace(doc, pages=tuple(replace(page, health="ocr") for page in doc.pages))
        store(Database(connection), make_record(doc, found.sentences, found.mentions, found.findings), Path(one.name))


def library(path: Path, *papers: Paper) -> sqlite3.Connection:
    """An open library with these papers."""
    connection = connect(path)
    know_namings(Database(connection), NAMINGS)
    read(connection, *papers)
    return connection
