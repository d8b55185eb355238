"""Headings whose letters are set apart for looks (`摘  要`, `A B S T R A C T`), closed up to the words they are."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.lines import Line
from extract.section_names import section_name

LONGEST = 60  # characters; no heading that is set apart is longer
_NUMBER = r"(?:[一二三四五六七八九十\d]{1,3}\s*[、.．]\s*|[IVX]{1,4}\.\s+)?"
_CHINESE = re.compile(
    rf"\s*[【\[（(]?{_NUMBER}(?P<word>[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){{1,7}})(?=\s*(?:[:：】\]）)]|$))"
)
_LATIN = re.compile(rf"\s*{_NUMBER}(?P<word>[A-Z](?: [A-Z]){{3,30}})(?=\s*[:.]?\s*$)")


def close_up(line: Line) -> Line:
    """The line without the blanks between letters that are set apart; as it is where it may be a row of a table.

    Latin letters are closed up where they then name a section: whether two words stand there cannot be told.
    """
    if len(line.text) > LONGEST or " " not in line.text:
        return line
    found = _CHINESE.match(line.text) or _LATIN.match(line.text)
    if not found:
        return line
    word = found["word"].replace(" ", "")
    if section_name(word) is None and (line.cells or word.isascii()):
        return line
    first, last = found.span("word")
    keep = [at for at, char in enumerate(line.text) if char != " " or not first <= at < last]
    return replace(line, text="".join(line.text[at] for at in keep), source=line.source[keep], cells=())
