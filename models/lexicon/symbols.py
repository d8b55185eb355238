"""What speaks for and against a chemical symbol, read from symbols.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from models.lexicon.load import read_toml, split_names


@dataclass(frozen=True, kw_only=True)
class SymbolRules:
    """Patterns around a lone symbol, and the tokens that only look like formulas."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    against_after: re.Pattern[str]
    against_before: re.Pattern[str]
    stop: frozenset[str]
    acronyms: frozenset[str]


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def symbol_rules() -> SymbolRules:
    """The rules, compiled once."""
    data = read_toml("symbols")
    after, before, against = data["after"], data["before"], data["against"]
    units = _either(split_names(before["unit"]))
    return SymbolRules(
        after=re.compile(
            rf"[\s-]?(?:{_either(split_names(after['en']))})\b|\s?(?:{_either(split_names(after['zh']))})"
        ),
        before=re.compile(
            rf"(?:\b(?:{_either(split_names(before['en']))})\s|(?:{units})\s?(?:of\s)?"
            rf"|(?:{_either(split_names(before['zh']))})\s?)$"
        ),
        against_after=re.compile(against["after"]),
        against_before=re.compile(against["before"]),
        stop=frozenset(split_names(data["stop"]["tokens"])),
        acronyms=frozenset(split_names(data["stop"]["acronyms"])),
    )
