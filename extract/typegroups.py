"""A page's lines in groups of one size of type: what a reader of a title page sees first."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from extract.joining import NO_WORDS, joint
from extract.lines import Line, PageLines

HAN = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Group:
    """Neighbouring lines in one size of type; `at` is the place of the first among the page's lines."""

    lines: tuple[Line, ...]
    at: int
    page: int = 1

    @cached_property
    def text(self) -> str:
        """The lines as one."""
        out = ""
        for line in self.lines:
            drop, between = joint(out, line.text, NO_WORDS)
            out = out[: len(out) - drop] + between + line.text
        return out.strip()

    @cached_property
    def plain(self) -> str:
        """The letters of the text alone, to compare."""
        return plain(self.text)

    @cached_property
    def size(self) -> float:
        """The type's size in points."""
        return max([line.size for line in self.lines])

    @property
    def end(self) -> int:
        """The place behind the group's last line among the page's lines."""
        return self.at + len(self.lines)


def plain(text: str) -> str:
    """The letters and digits of a text in lower case."""
    return _NO_LETTER.sub("", text).casefold()


def groups_of(page: PageLines) -> list[Group]:
    """The page's lines from top to bottom in groups of one size that stand close."""
    groups: list[list[Line]] = []
    starts: list[int] = []
    last: Line | None = None
    for at, line in enumerate(page.lines):
        if (
            last is not None
            and 0 < line.base - last.base < 2.4 * line.size
            and abs(line.size - last.size) < 0.06 * line.size
            and line.bold == last.bold
            and _is_one_script(last.text, line.text)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
            starts.append(at)
        last = line
    return [Group(tuple(lines), at, page.number) for lines, at in zip(groups, starts, strict=True)]


def _is_one_script(above: str, below: str) -> bool:
    """Whether two lines may be of one text: a line of Chinese and a line of English words are not."""
    if above.isascii() and below.isascii():
        return True
    han, words = (above, below) if HAN.search(above) else (below, above)
    return not HAN.search(han) or bool(HAN.search(words)) or len(WORD.findall(words)) < 3 or len(WORD.findall(han)) > 2


def body_size(page: PageLines) -> float:
    """The size of type in which most of a page is set."""
    sizes: Counter[float] = Counter()
    for line in page.lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0
