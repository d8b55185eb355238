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
    """An instrument theme with its terms by language, as they are written in the file, and sentences that are of it."""

    theme: str
    terms: Mapping[str, str]
    examples: tuple[str, ...]


@cache
def measures() -> tuple[Measure, ...]:
    """The instrument themes, in the order of the file."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        Measure(theme=theme, terms={"zh": row["zh"], "en": row["en"]}, examples=tuple(row["example"]))
        for theme, row in rows.items()
    )


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each theme with its pattern over lower-case text of one language."""
    if lang == "zh":
        return tuple((m.theme, re.compile("|".join(m.terms["zh"].split()))) for m in measures())
    written = (
        (m.theme, (re.escape(t).replace(r"\*", r"[\w-]*") for t in m.terms["en"].split(", "))) for m in measures()
    )
    return tuple((theme, re.compile(rf"(?<![\w-])(?:{'|'.join(terms)})(?![\w-])")) for theme, terms in written)


def asked_for(text: str, lang: str) -> dict[str, int]:
    """How many words of each theme a text has, themes without any left out."""
    lower = text.lower()
    found = {theme: len(set(pattern.findall(lower))) for theme, pattern in _patterns(lang)}
    return {theme: count for theme, count in found.items() if count}
