"""PMC tables of policy texts: which of the variables in models/pmc.toml a text holds, each with its quotes.

The index is the sum of the means of the main variables (Ruiz Estrada, Policy modeling: Definition, classification and
evaluation, Journal of Policy Modeling 33, 2011). A 1 says that the text was found to say it, a 0 that it was not found.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.coding import STANCES, instruments_of
from corpus.listing import StoredDocument, StoredFinding
from corpus.statements import Paper, Quote, quote_of
from corpus.wording import unbroken
from models.policy import Level, Variable, pmc_levels, pmc_variables, policy_types

_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千万亿半]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|"
    r"forty|fifty|sixty|ninety|hundred|thousand|million|billion|half|third|quarter|double)\b",
    re.IGNORECASE,
)
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {word: at for at, word in enumerate(_COUNTED, 1)} | {"a": 1, "an": 1}
_WORDS |= {word: at for at, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "兩": 2}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPAN = re.compile(
    r"(\d+|[一二两兩三四五六七八九十]|\b[a-z]+)\s*-?\s*(?:个|個)?(years?|months?|weeks?|days?|年|月|周|日|天)",
    re.IGNORECASE,
)
_PART_OF_YEAR = {"month": 12, "week": 52, "day": 365, "月": 12, "周": 52, "日": 365, "天": 365}

_STUDY = re.compile(
    r"研究|分析|探讨|问题|思考|评价|评估|影响|视角|基于|比较|综述|\b(?:stud|review|analys|assess|impact|effect|evidence)",
    re.I,
)
_POLICY = re.compile(
    r"(?:通知|意见|办法|规划|方案|条例|决定|计划|公告|纲要|细则|规定|法|令|战略|目录|批复)(?:[（(].{0,40}[）)])?$"
    r"|\b(?:act|strategy|executive order|directive|regulation \(e[cu]\)|roadmap|proclamation|"
    r"(?:action|strategic|national|implementation) plan|communication from the commission)\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 150  # beyond that it is the first lines of a text
_NUMBERED = re.compile(r"[〔\[(（【]\d{4}[〕\])）】]\s*\d*\s*号?|第?\s*\d+\s*号")


@dataclass(frozen=True, kw_only=True)
class Modelled:
    """A policy text with the quotes behind each sub-variable, the means of the main ones, the index and its level."""

    document: StoredDocument
    quotes: Mapping[str, tuple[Quote, ...]]
    means: Mapping[str, float]
    index: float
    level: Level

    def value(self, variable: Variable) -> int:
        """1 where the text says it, else 0."""
        return int(bool(self.quotes[variable.id]))

    def as_dict(self) -> dict[str, Any]:
        """The text as JSON has it."""
        return {
            "document": self.document.name, "document_id": self.document.id, "title": self.document.title,
            "year": self.document.year, "index": self.index, "level": self.level.en, "means": dict(self.means),
            "variables": [
                {"variable": variable.id, "main": variable.main.en, "name": variable.en, "value": self.value(variable),
                 "quotes": [quote.as_dict() for quote in self.quotes[variable.id]]}
                for variable in pmc_variables()
            ],
        }  # fmt: skip


def is_policy_text(document: StoredDocument) -> bool:
    """Whether a document is a policy by its number (〔2021〕18号) or title, and neither a study nor in a journal."""
    title = document.title or ""
    if document.venue or document.doi or len(title) > _LONGEST_TITLE or _STUDY.search(title):
        return False
    return bool(_POLICY.search(title) or _NUMBERED.search(document.document_number or ""))


def model(connection: sqlite3.Connection, papers: Iterable[Paper], stances: Sequence[str] = STANCES) -> list[Modelled]:
    """The PMC values of papers, in their order."""
    return [_modelled(connection, paper, stances) for paper in papers]


def _modelled(connection: sqlite3.Connection, paper: Paper, stances: Sequence[str]) -> Modelled:
    statements = [
        *paper.challenges, *(finding for finding in paper.recommendations if finding.about.stance in stances),
    ]  # fmt: skip
    statements.sort(key=lambda finding: finding.start)
    quotes: dict[str, tuple[Quote, ...]] = {}
    for variable in pmc_variables():
        if "issuer" in variable.rule:
            issuer = _issuer(connection, paper.document, variable.rule["issuer"])
            quotes[variable.id] = (issuer,) if issuer else ()
        else:
            held = (finding for finding in statements if _holds(variable.rule, finding, paper.document.year))
            quotes[variable.id] = tuple(quote_of(finding) for finding in held)
    by_main: dict[str, list[int]] = {}
    for variable in pmc_variables():
        by_main.setdefault(variable.main.id, []).append(int(bool(quotes[variable.id])))
    means = {main: sum(values) / len(values) for main, values in by_main.items()}
    index = round(sum(means.values()), 2)
    level = next(level for level in pmc_levels() if index >= level.least)
    return Modelled(
        document=paper.document, quotes=quotes, means={main: round(mean, 2) for main, mean in means.items()},
        index=index, level=level,
    )  # fmt: skip


def _holds(rule: Mapping[str, Any], finding: StoredFinding, year: int | None) -> bool:
    """Whether a finding has all that a rule asks."""
    parts = [part for part in finding.about.parts if part.role == rule.get("role")]
    instruments = set(instruments_of(finding)) if finding.kind == "recommendation" else set()
    actors = {
        part.concept.removeprefix("actor:") for part in finding.about.parts if part.role == "actor" and part.concept
    }
    return all((
        rule.get("kind", finding.kind) == finding.kind,
        rule.get("strength", finding.about.strength) == finding.about.strength,
        "role" not in rule or bool(parts),
        not rule.get("number") or any(_NUMBER.search(part.quote) for part in parts),
        "horizon" not in rule or any(_within(rule["horizon"], horizon(part.quote, year)) for part in parts),
        "instruments" not in rule or bool(instruments & set(rule["instruments"])),
        "side" not in rule or rule["side"] in {policy_types()[name].side.id for name in instruments},
        "actors" not in rule or bool(actors & set(rule["actors"])),
        not rule.get("metals") or bool(finding.metals),
        not rule.get("places") or any(part.role == "place" and part.concept for part in finding.about.parts),
    ))  # fmt: skip


def _within(bounds: Sequence[int], years: float | None) -> bool:
    return years is not None and bounds[0] <= years < bounds[1]


def horizon(deadline: str, year: int | None) -> float | None:
    """The years from a document's year to the end of a deadline; None where it does not tell or lies before it."""
    if named := _YEAR.findall(deadline):
        return float(int(named[-1]) - year) if year and int(named[-1]) >= year else None
    for number, unit in _SPAN.findall(deadline.lower()):
        count = int(number) if number.isdigit() else _WORDS.get(number)
        if count is not None:
            return count / _PART_OF_YEAR.get(unit.rstrip("s"), 1)
    return None


def _issuer(connection: sqlite3.Connection, document: StoredDocument, pattern: str) -> Quote | None:
    """Who issued the document where that fits the pattern, quoted from the sentence that names it."""
    in_title = re.match(r"(.{2,20}?)关于", document.title or "")
    issuer = document.issuer or (in_title[1] if in_title else None)
    if not issuer or not re.search(pattern, issuer, re.IGNORECASE):
        return None
    found = connection.execute(
        """SELECT s.start, s."end", s.page, s.text FROM sentences s JOIN documents d ON d.key = s.document
        WHERE d.sha256 = ? AND instr(s.text, ?) ORDER BY s.start LIMIT 1""",
        [document.sha256, issuer],
    ).fetchone()
    if found is None:
        return Quote(id=document.id, document=document.name, page=1, text=issuer, kind="issuer")
    start, end, page, text = found
    return Quote(
        id=f"{document.id}:{start}-{end}", document=document.name, page=page, text=unbroken(text), kind="issuer"
    )
