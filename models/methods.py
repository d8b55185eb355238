"""The methods of papers and the words that tell of them: methods.toml as values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("methods.toml")


@dataclass(frozen=True, kw_only=True)
class Method:
    """A way to do research: its names, the patterns of its words in a language, and sentences that prove them.

    What `title_en` and `title_zh` hold says it in a title only.
    """

    id: str
    en: str
    zh: str
    terms_en: tuple[str, ...]
    terms_zh: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    title_en: tuple[str, ...] = ()
    title_zh: tuple[str, ...] = ()

    def find(self, text: str, lang: str, *, title: bool = False) -> re.Match[str] | None:
        """Where a text of this language, a title or a sentence, names the method."""
        terms = self.terms_zh if lang == "zh" else self.terms_en
        more = (self.title_zh if lang == "zh" else self.title_en) if title else ()
        return _pattern((*terms, *more), lang).search(text.strip().lower())


@cache
def _pattern(terms: tuple[str, ...], lang: str) -> re.Pattern[str]:
    body = "|".join(terms)
    return re.compile(body if lang == "zh" else rf"(?<!\w)(?:{body})")


@cache
def methods() -> tuple[Method, ...]:
    """All methods, in the order of the file."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(Method(id=key, **_values(row)) for key, row in rows.items())


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
