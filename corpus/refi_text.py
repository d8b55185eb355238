"""A document's text as REFI-QDA wants it: the characters of a plain text file, and where findings stand among them.

The standard counts positions in Unicode code points of the plain text, from 0, the end not included. Two things would
move them when another program reads the file, so they are taken out: line ends other than \\n (who reads \\r\\n as one
character counts less), and U+FEFF at the start (who reads it as a byte order mark does not count it).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class PlainText:
    """The text of the file, and the places in the document's text after which it is a character shorter."""

    text: str
    removed: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Where the character at this offset of the document's text stands in the file."""
        return offset - bisect_left(self.removed, offset)


def plain_text(text: str) -> PlainText:
    """The text for the file: with \\n at line ends only, without what programs drop, and otherwise as it is."""
    removed = [match.start() + 1 for match in _LINE_END.finditer(text) if match[0] == "\r\n"]
    if text.startswith("\ufeff"):
        removed.insert(0, 0)
    out = _LINE_END.sub("\n", text).removeprefix("\ufeff")
    return PlainText(text=printable(out), removed=tuple(removed))


def printable(text: str) -> str:
    """The text with a space for each character that XML and UTF-8 cannot hold, so that it stays as long."""
    return _UNPRINTABLE.sub(" ", text)
