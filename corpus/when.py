"""When what a sentence tells of happened."""

from __future__ import annotations

import re

FIRST_YEAR = 1900
_YEAR = re.compile(r"\b(?:in|since|from|during)\s+(?:[a-z]+\s+)?(\d{4})\b(?![.,]\d)|(\d{4})\s*年", re.IGNORECASE)


def year_told(text: str, year: int | None) -> int | None:
    """The year in which what a sentence tells of happened: the last that it names, else that of its paper."""
    named = [int(one or other) for one, other in _YEAR.findall(text)]
    return max((one for one in named if year and FIRST_YEAR <= one <= year), default=year)
