"""The title in the other language, and who is named with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lines import PageLines
from extract.names import names_in
from extract.titles import ABSTRACT, KIND, LONGEST, Title, is_masthead
from extract.typegroups import HAN, WORD, Group, body_size
from extract.types import Lang

COVER = 20  # lines, fewer than which a cover has; its body size is that of its longest line, not of a text
TAIL = 8_000  # characters at the end of a text where the other language's abstract may stand

_ABSTRACT_PARAGRAPH = re.compile(r"^[\[【〔]?(?:abstract|摘\s*要)[^\n]{0,20}", re.IGNORECASE | re.MULTILINE)
_NO_OTHER_TITLE = re.compile(
    r"@|\d{4}|universit|college|thesis|dissertation|degree|candidate|supervisor|^(?:title|grade|specialit?y|major|"
    r"name|author|date|classified index)\b.{0,12}:|school of|translated by|[:：].*[:：]|institute of|"
    r"department of|academy of|received|foundation|论文|大学|学院|[:：]$|、.{2,4}、",
    re.IGNORECASE,
)


def find_other_title(pages: Sequence[PageLines], groups: Sequence[Sequence[Group]], lang: Lang, title: Title) -> Title:
    """The title in the other language: the largest type above its abstract, on the first page, on a cover."""
    best: tuple[float, Title] | None = None
    for number, (page, page_groups) in enumerate(zip(pages, groups, strict=True)):
        abstracts = [at for at, group in enumerate(page_groups) if ABSTRACT.match(group.lines[0].text)]
        abstracts = [at for at in abstracts if is_other(page_groups[at].lines[0].text, lang)]
        body = body_size(page)
        largest = max(page_groups, key=lambda group: group.size, default=None)
        for at, group in enumerate(page_groups):
            above = any(0 < abstract - at <= 6 for abstract in abstracts)
            large = number == 0 and title.text is not None and group.size >= 1.14 * body
            sparse = len(page.lines) < COVER
            cover = number > 0 and sparse and group.size >= 13.9 and (group.size >= 1.15 * body or group is largest)
            under = sparse and title.group is not None and _is_under(title.group, group)
            if not (above or large or cover or under) or len(group.lines) > 5 or at in abstracts:
                continue
            if ABSTRACT.match(group.text) or not is_other(group.text, lang):
                continue
            weight = group.size * (1.3 if above else 1.0 if large else 0.9)
            if (best is None or weight > best[0]) and not names_in(group.text) and not _is_repeated(group, pages):
                best = (weight, Title(group.text, f"page {page.number}", group))
    return best[1] if best else Title(None, "")


def _is_under(title: Group, group: Group) -> bool:
    """Whether a group stands right below the title."""
    return group.page == title.page and group.at == title.end and group.size > 0.5 * title.size


def _is_repeated(group: Group, pages: Sequence[PageLines]) -> bool:
    """Whether the group's first line stands at the same place on two pages: a running head or a stamp."""
    line = group.lines[0]
    same = sum(any(o.text == line.text and abs(o.base - line.base) < 2 for o in page.lines) for page in pages)
    return same > 1


def is_other(text: str, lang: Lang) -> bool:
    """Whether a text may be a title (or is an abstract's label) in the language that the document is not in."""
    han, words = len(HAN.findall(text)), len(WORD.findall(text))
    if ABSTRACT.match(text):
        return (han == 0) == (lang == "zh")
    if is_masthead(text) or _NO_OTHER_TITLE.search(text) or KIND.fullmatch(text):
        return False
    return (han == 0 and 4 <= words <= 40) if lang == "zh" else (6 <= han <= 60 and words < 4)


def title_at_the_end(text: str, lang: Lang) -> tuple[str | None, tuple[str, ...]]:
    """The title and authors in the other language over an abstract that stands behind the text, as in older journals.

    Where other people wrote it than the document, it is the next paper's, which begins on the same page.
    """
    tail = text[-TAIL:]
    for match in _ABSTRACT_PARAGRAPH.finditer(tail):
        if not is_other(match.group(), lang):
            continue
        names: tuple[str, ...] = ()
        above = [" ".join(piece.split()) for piece in tail[: match.start()].rstrip().rsplit("\n\n", 4)[1:]]
        for piece in reversed(above):
            names = names or names_in(piece)
            if (
                not names_in(piece)
                and is_other(piece, lang)
                and len(piece) < LONGEST
                and not piece.startswith(("(", "（", "["))
            ):
                return piece, names
    return None, ()
