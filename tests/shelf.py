"""Small libraries made line by line, with all that a search filters and counts by."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from factories import NAMINGS, document
from sqlite_utils import Database

from corpus.cjk import is_symbol
from corpus.concepts import Naming, know_namings
from corpus.migrations import connect
from corpus.record import make_record
from corpus.store import store
from extract.findings import Finding, FindingKind, Part, Parts, Role, Stance, Strength
from extract.types import BlockKind, Mention, Metadata, Sentence, Span

NAMED = (
    *NAMINGS,
    Naming(concept="metal:Ga", name_en="gallium", name_zh="镓", names=("Ga",)),
    Naming(concept="metal:Ge", name_en="germanium", name_zh="锗", names=("Ge",)),
    Naming(concept="metal:Cu", name_en="copper", name_zh="铜", names=("Cu",)),
    Naming(concept="metal:Nd", name_en="neodymium", name_zh="钕", names=("Nd",)),
    Naming(concept="place:CN", name_en="China", name_zh="中国", names=("PRC",)),
    Naming(concept="place:AU", name_en="Australia", name_zh="澳大利亚"),
    Naming(concept="actor:mofcom", name_en="Ministry of Commerce", name_zh="商务部", names=("MOFCOM",)),
    Naming(
        concept="challenge:price-market",
        name_en="price and market",
        name_zh="价格与市场",
        names=("price", "市场", "price swings"),
    ),
)


@dataclass(frozen=True)
class Line:
    """A sentence; with a `kind` all of it, or its `quote`, is a finding. `parts` are roles and words that play them."""

    text: str
    kind: FindingKind | None = None
    section: str | None = "body"
    block: BlockKind = "body"
    quote: str | None = None
    stance: Stance = "own"
    strength: Strength | None = None
    parts: tuple[tuple[Role, str], ...] = ()


@dataclass(frozen=True)
class Paper:
    """A document of these lines, with what it says of itself."""

    lines: tuple[Line, ...]
    about: Metadata = field(default_factory=Metadata)
    name: str = ""


def shelf(path: Path, *papers: Paper) -> sqlite3.Connection:
    """An open library at `path` with these papers."""
    connection = connect(path)
    db = Database(connection)
    know_namings(db, NAMED)
    for number, paper in enumerate(papers):
        _put(db, paper, paper.name or f"paper-{number}.txt")
    return connection


def _put(db: Database, paper: Paper, name: str) -> None:
    text = "\n".join(line.text for line in paper.lines)
    doc = replace(document(text, name=name), metadata=paper.about)
    sentences, findings = [], []
    at = 0
    for line in paper.lines:
        span = Span(at, at + len(line.text))
        lang = doc.lang if not line.text else "zh" if re.search("[一-鿿]", line.text) else "en"
        sentences.append(Sentence(span, lang, section=line.section, kind=line.block))  # type: ignore[arg-type]
        findings += list(_finding(line, sentences[-1]))
        at += len(line.text) + 1
    record = make_record(doc, sentences, tuple(_mentions(text)), findings)
    store(db, record, Path(name))


def _finding(line: Line, sentence: Sentence) -> Iterator[Finding]:
    if line.kind is None:
        return
    quote = line.quote or line.text
    start = sentence.span.start + line.text.index(quote)
    named = {mention.concept for mention in _mentions(quote)}
    yield Finding(
        kind=line.kind, span=Span(start, start + len(quote)), quote=quote, sentence=sentence.span, lang=sentence.lang,
        score=0.9, themes=tuple(sorted(c for c in named if c.startswith(("challenge:", "instrument:")))),
        metals=tuple(sorted(c[6:] for c in named if c.startswith("metal:"))),
        parts=Parts(
            stance=line.stance, strength=line.strength,
            spans=tuple(_part(role, words, quote, start) for role, words in line.parts),
        ),
    )  # fmt: skip


def _part(role: Role, words: str, quote: str, start: int) -> Part:
    at = start + quote.index(words)
    concepts = [naming.concept for naming in NAMED if words in naming.all_names()]
    return Part(role, Span(at, at + len(words)), words, concepts[0] if concepts else None)


def _mentions(text: str) -> Iterable[Mention]:
    found = [
        Mention(Span(match.start(), match.end()), naming.concept, match[0])
        for naming in NAMED for name in naming.all_names() if not is_symbol(name)
        for match in re.finditer(re.escape(name), text, re.IGNORECASE)
    ]  # fmt: skip
    return sorted(found, key=lambda mention: mention.span)


PAPERS = (
    Paper(
        (
            Line("镓出口面临价格与市场波动。", "challenge", section="abstract"),
            Line(
                "商务部应当建立镓储备。",
                "recommendation",
                "recommendations",
                strength="should",
                parts=(("actor", "商务部"),),
            ),
            Line(
                "地方矿务局必须在中国建立锗储备。",
                "recommendation",
                "recommendations",
                strength="must",
                parts=(("actor", "地方矿务局"), ("place", "中国")),
            ),
            Line("镓的用途很多。", section="introduction"),
        ),
        Metadata(title="镓锗储备", authors=("王石", "李金"), authors_alt=("Wang Shi",), year=2016, venue="矿产论坛"),
        "镓锗（修订）.pdf",
    ),
    Paper(
        (
            Line("Prices of gallium and germanium swing.", "challenge", "abstract"),
            Line(
                "The Ministry of Commerce should open a stockpile of gallium in China.",
                "recommendation",
                "conclusions",
                stance="reported",
                strength="should",
                parts=(("actor", "Ministry of Commerce"), ("place", "China")),
            ),
            Line("Other authors may drop the plan.", "recommendation", "discussion", stance="rejected", strength="may"),
            Line("Germanium is a grey metal.", section="background"),
            Line("铜价平稳。", section=None, block="table"),
        ),
        Metadata(title="Two small metals", authors=("Li Wei", "A. Stone"), year=2020, venue="Journal of Ores"),
        "report.pdf",
    ),
    Paper(
        (
            Line("Copper depends on one port, and so do neodymium magnets.", "challenge", "results"),
            Line(
                "Australia enacted a stockpile of rare earths and neodymium.",
                "recommendation",
                "body",
                stance="enacted",
                parts=(("actor", "Australia"),),
            ),
            Line(
                "Funding for rare earths lacks and tungsten should be recycled.",
                "challenge",
                "body",
                quote="Funding for rare earths lacks",
            ),
            Line("Tungsten is heavy."),
        ),
        Metadata(
            title="Magnets", authors=("Li Weimin", "Li Wei"), authors_alt=("Li Weimin",), year=2024, issuer="A. Stone"
        ),
        "my report.pdf",
    ),
    Paper((Line("钨资源不足。", "challenge"), Line("钨、铜并存。")), Metadata(issuer="自然资源部"), "a,b.txt"),
)
"""Papers in which all fields have several values."""
