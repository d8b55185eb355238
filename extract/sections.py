"""Sections: each block gets the canonical section it stands in, and the kinds that only the whole order shows.

`label_blocks` works on blocks of any reader: headings come with their kind, levels are used where they are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.assemble import weight
from extract.contents import contents_entries
from extract.front import front_end, is_long, is_ruled, may_be_title, second_front, titles
from extract.headings import heading_level, is_heading, list_mark, opens_labelled
from extract.levels import with_levels
from extract.notices import is_crumb, is_notice, menu_runs
from extract.references import entry_runs, is_list_of_references, looks_cited
from extract.section_names import BACK_MATTER, plain_heading, section_name
from extract.types import Block, BlockKind

SECTIONS = (
    "title", "authors", "abstract", "keywords", "introduction", "background", "method", "results", "discussion",
    "challenges", "recommendations", "conclusions", "body", "references", "acknowledgements", "appendix", "contents",
    "notice",
)  # fmt: skip
"""Every canonical section; `body` is a part under a heading of the paper's own subject."""

Label = tuple[BlockKind, str | None]

_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("abstract", re.compile(r"[【\[［（(\s]*(?:摘\s*要|内容提要|提\s*要|a\s?bstract|summary)", re.IGNORECASE)),
    ("keywords", re.compile(r"[【\[［（(\s]*(?:关\s*键\s*[词字]|主题词|key\s?words?|index terms)", re.IGNORECASE)),
    ("notice", re.compile(r"")),
)
_PART = re.compile(
    r"[【\[［（(\s]*(?:目的|方法|结果|结论|背景|意义|过程|objectives?|purpose|aims?|background|methods?|results?|conclusions?"
    r"|significance|findings)\s*(?:/\s*\w+\s*)?[】\]］）)：:]",
    re.IGNORECASE,
)
LEADERS = 40  # characters at whose end leaders to a page number are looked for
_LEADERS = re.compile(r"(?:[.．·…]\s?){4,}\s*\d{0,3}$|_{4,}\s*\d{1,3}$")
_SELF_NAMED = frozenset({"abstract", "keywords", "references", "acknowledgements"})
_PROSE = frozenset({"body", "list"})
_ABSTRACT_AHEAD = 8
_CAPITALS = re.compile(r"[A-Z]{2,}(?:[ ’'-][A-Z]{2,}){2,} [a-z]")  # a first line that begins in small capitals
_ABSTRACT = re.compile(r"[\s【\[［（(]*(?:摘\s*要|a\s?bstract)", re.IGNORECASE)
_LONGEST_ABSTRACT = 6000  # letters, a Chinese character for three


@dataclass
class _State:
    """Where the walk through the blocks has got to; a page's furniture only interrupts the section `above`."""

    section: str | None = None
    level: int | None = None
    strangers: int = 0
    interrupted: bool = False
    above: str | None = None
    abstract: int | None = None  # how many letters it has so far, where a heading `Abstract` opened it


def label_blocks(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, in the same order, with `section` set and kinds corrected to abstract, reference and notice."""
    words = [block.span.of(text).strip() for block in blocks]
    kinds = _kinds(words, blocks)
    front = front_end(words, kinds)
    known = titles(words, kinds, [block.level for block in blocks], front)
    second = second_front(words, kinds, front)
    listed, entries = _listed(words), contents_entries(words, kinds)
    state = _State()
    out: list[Block] = []
    for i, block in enumerate(blocks):
        label: Label
        if (kinds[i] == "heading" and plain_heading(words[i]) in known) or (i == second.start and second):
            label = "heading", "title"
        elif i in entries:
            label = "table" if kinds[i] == "table" else "notice", "contents"
        elif i < front and kinds[i] == "table" and is_ruled(words[i]):
            label = "table", None
        elif i < front or i in second:
            label = "notice", "notice" if kinds[i] == "notice" else "authors"
        elif i in listed and kinds[i] != "heading":
            label = _label_listed(listed[i], state)
        else:
            label = _label(i, words, kinds, block.level, state)
        out.append(Block(block.span, label[0], block.level if label[0] == "heading" else None, label[1]))
    return with_levels(out, words)


def _kinds(words: Sequence[str], blocks: Sequence[Block]) -> list[BlockKind]:
    """The kinds as the readers gave them, with furniture and headings that they took for something else."""
    kinds = [block.kind for block in blocks]
    for i, piece in enumerate(words):
        if kinds[i] != "heading" and kinds[i] not in _PROSE:
            continue
        if section_name(piece) in _SELF_NAMED and "\n" not in piece and is_heading(piece.rstrip(":： ")):
            kinds[i] = "heading"
        elif is_notice(piece) or _ends_in_leaders(piece):
            kinds[i] = "notice"
        elif kinds[i] == "heading" and list_mark(piece) == "bullet":
            kinds[i] = "list"
    crumbs = [
        kind == "notice" or (kind in {"heading", "body"} and is_crumb(piece) and heading_level(piece) is None)
        for kind, piece in zip(kinds, words, strict=True)
    ]
    for start, end in menu_runs(crumbs):
        for i in range(start, end):
            if kinds[i] == "heading" and not may_be_title(i, words[i]) and section_name(words[i]) in {None, "notice"}:
                kinds[i] = "notice"
    return kinds


def _ends_in_leaders(piece: str) -> bool:
    tail = piece[-LEADERS:]
    return (sum(map(tail.count, ".．·…")) >= 4 or "____" in tail) and _LEADERS.search(tail) is not None


def _listed(words: Sequence[str]) -> dict[int, bool]:
    """The blocks that are runs of entries, and whether the run is the list of references (else footnotes of a page)."""
    return {i: is_list_of_references(words, start, end) for start, end in entry_runs(words) for i in range(start, end)}


def _label_listed(references: bool, state: _State) -> Label:
    if references:
        state.section, state.strangers = "references", 0
    if state.section == "references":
        return "reference", "references"
    return "footnote", state.section


def _label(i: int, words: Sequence[str], kinds: Sequence[BlockKind], level: int | None, state: _State) -> Label:
    """The kind and section of block `i`; moves `state` on."""
    kind, piece = kinds[i], words[i]
    if kind == "heading" and state.section == "keywords" and section_name(piece) is None:
        kind = "body"
    if kind == "heading" and state.section == "contents" and piece[-1:].isdigit():
        return "notice", "contents"
    if kind == "heading" and state.interrupted and looks_cited(piece):
        return "notice", "notice"
    if kind == "heading":
        _enter(piece, heading_level(piece) or level, state)
        return "heading", state.section
    if kind == "notice" and state.section == "contents":
        return "notice", "contents"
    if kind == "notice":
        if section_name(piece) == "notice" and state.section != "notice":
            state.section, state.above, state.interrupted = "notice", state.section, True
        return "notice", "notice"
    if kind not in _PROSE:
        return kind, "references" if kind == "reference" else state.section
    label = _inline_label(piece)
    if label == "abstract":
        state.section, state.level = "abstract", None
        return "abstract", "abstract"
    if label:
        if state.section == "abstract" or label == "keywords":
            state.section = None
        return "notice", label
    return _label_prose(i, words, kinds, state)


def _label_prose(i: int, words: Sequence[str], kinds: Sequence[BlockKind], state: _State) -> Label:
    kind, piece, section = kinds[i], words[i], state.section
    if kind == "heading":
        kind = "body"
    if section == "keywords":
        state.section = None
        return "notice", "keywords"
    if section == "abstract":
        if _abstract_ends(i, words, kinds, state):
            state.section = None
            return kind, None
        return "abstract", "abstract"
    if section == "references":
        return _label_in_references(kind, piece, state)
    if section == "notice" and state.interrupted and is_long(piece) and not looks_cited(piece):
        state.section, state.interrupted = state.above, False
        return _label_prose(i, words, kinds, state)
    if section in {"notice", "acknowledgements", "contents"}:
        return "notice", section
    return kind, section


def _label_in_references(kind: BlockKind, piece: str, state: _State) -> Label:
    """Under the references' heading all is reference, until two long paragraphs in a row cite nothing."""
    if looks_cited(piece) or not is_long(piece):
        state.strangers = 0
        return "reference", "references"
    state.strangers += 1
    if state.strangers < 2:
        return "reference", "references"
    state.section = None
    return kind, None


def _enter(heading: str, level: int | None, state: _State) -> None:
    """Let a heading open its section; a sub-heading of its own subject stays in the section above it."""
    name = section_name(heading)
    state.strangers, state.interrupted = 0, False
    if name is not None:
        state.section, state.level = name, level or 1
        state.abstract = 0 if name == "abstract" and _ABSTRACT.match(heading) else None
        return
    closed = state.section is None or state.section in BACK_MATTER or state.section in {"abstract", "keywords"}
    if closed or state.level is None or (level is not None and level <= state.level):
        state.section, state.level = "body", level


def _inline_label(piece: str) -> str | None:
    """The section that a label inside the paragraph names ("摘要：…", "Key words: …"), None without one."""
    if not opens_labelled(piece):
        return None
    return next(name for name, pattern in _LABELS if pattern.match(piece))


def _abstract_ends(i: int, words: Sequence[str], kinds: Sequence[BlockKind], state: _State) -> bool:
    """Whether the abstract is over although no heading ends it; a summary may be of any length."""
    if state.level is None:
        return not _abstract_goes_on(i, words, kinds)
    if state.abstract is None:
        return False
    if state.abstract and (state.abstract > _LONGEST_ABSTRACT or _CAPITALS.match(words[i])):
        return True
    state.abstract += weight(words[i])
    return False


def _abstract_goes_on(i: int, words: Sequence[str], kinds: Sequence[BlockKind]) -> bool:
    """Whether a paragraph after an inline-labelled abstract belongs to it: a part, or keywords are still to come."""
    if _PART.match(words[i]):
        return True
    for k in range(i + 1, min(i + _ABSTRACT_AHEAD, len(words))):
        if kinds[k] == "heading":
            return section_name(words[k]) == "keywords"
        label = _inline_label(words[k])
        if label:
            return label == "keywords"
    return False
