"""Which kinds of measure a recommendation asks for, by words that mean them there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("measures.toml")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """An instrument theme with its patterns over lower-case text, by language, and sentences that are of it."""

    theme: str
    patterns: Mapping[str, re.Pattern[str]]
    examples: tuple[str, ...]


@cache
def measures() -> tuple[Measure, ...]:
    """The instrument themes, in the order of the file."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        Measure(
            theme=theme,
            patterns={"zh": re.compile("|".join(row["zh"].split())), "en": _english(row["en"].split(", "))},
            examples=tuple(row["example"]),
        )
        for theme, row in rows.items()
    )


def _english(terms: list[str]) -> re.Pattern[str]:
    return re.compile(
        "(?<![\\w-])(?:" + "|".join(re.escape(term).replace(r"\*", r"[\w-]*") for term in terms) + ")(?![\\w-])"
    )


def asked_for(text: str, lang: str) -> dict[str, int]:
    """How many words of each theme a text has, themes without any left out."""
    lower = text.lower()
    found = {m.theme: len(set(m.patterns[lang].findall(lower))) for m in measures()}
    return {theme: count for theme, count in found.items() if count}
