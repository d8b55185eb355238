"""Quotation marks inside a quotation: those that stand in double ones are single, and the other way round."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[“”‘’\"]")
_INSIDE = ("“”", "‘’")
"""The marks at every other depth, from the quotation itself."""


def nested(quote: str) -> str:
    """The words as they stand between double quotation marks: “ ” and straight ones become ‘ ’, and ‘ ’ in these “ ”.

    Where it is not sure which mark opens and which closes, the words are given as they are.
    """
    marks = [match.start() for match in _MARKS.finditer(quote) if not _apostrophe(quote, match.start())]
    if "‘" not in quote:
        marks = [at for at in marks if quote[at] != "’"]
    out, opened = list(quote), [""]
    for at in marks:
        closes = quote[at] in "”’" or (quote[at] == '"' and opened[-1] == '"')
        if closes:
            if opened[-1] != {"”": "“", "’": "‘"}.get(quote[at], '"') or (quote[at] == '"' and not _closing(quote, at)):
                return quote
            opened.pop()
        elif quote[at] == '"' and not _opening(quote, at):
            return quote
        out[at] = _INSIDE[len(opened) % 2][closes]
        if not closes:
            opened.append(quote[at])
    return "".join(out) if len(opened) == 1 else quote


def _apostrophe(text: str, at: int) -> bool:
    """Whether a mark stands between letters or figures of a word."""
    return text[at] == "’" and _plain(text[at - 1 : at]) and _plain(text[at + 1 : at + 2])


def _opening(text: str, at: int) -> bool:
    return not _plain(text[at - 1 : at]) and bool(text[at + 1 : at + 2].strip())


def _closing(text: str, at: int) -> bool:
    return bool(text[at - 1 : at].strip()) and not _plain(text[at + 1 : at + 2])


def _plain(char: str) -> bool:
    return char.isascii() and char.isalnum()
