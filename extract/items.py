"""The items of an enumeration inside one sentence: each a challenge or a recommendation of its own."""

from __future__ import annotations

import re

from extract.enumeration import Items
from extract.findings import FindingKind
from extract.items_en import english_items
from extract.items_zh import CHALLENGE_TAIL, chinese_items
from extract.patterns_en import MEASURES_FOLLOW, PROBLEM_EXAMPLES, PROBLEM_NOUNS, PROBLEMS_FOLLOW
from extract.script import simplified
from extract.segment_en import NEVER_LAST, STARTERS
from extract.types import Lang, Span

_CHINESE_ORDER = "一二三四五六七八九十"
_MARKS = (  # series of marks, each with the value of its first member and how the next one follows
    re.compile(rf"(?P<n>[{_CHINESE_ORDER}])是(?:要|应|需|在|对)?(?=[^否])"),
    re.compile(rf"第(?P<n>[{_CHINESE_ORDER}])(?:是|[，,、：:])"),
    re.compile(rf"[（(](?P<n>[{_CHINESE_ORDER}])[）)]"),
    re.compile(r"[（(](?P<n>\d{1,2})[）)]\s*"),
    re.compile(r"(?<![\d.（(])(?P<n>\d{1,2})[）)]\s*"),
    re.compile(r"(?P<n>[①②③④⑤⑥⑦⑧⑨⑩])\s*"),
    re.compile(r"(?<!\w)[(](?P<n>[a-h])[)]\s+"),
    re.compile(r"(?<!\w)[(]?(?P<n>i{1,3}|iv|vi{0,3}|ix|x)[)]\s+"),
    re.compile(r"\b(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth)(?:ly)?,\s+"),
)
# A first mark; each choice begins with a sign of its own, for which search is quick.
_MAY_COUNT = re.compile(r"\)(?<=[1ai一]\))|）(?<=[1ai一]）)|①|一是|第一|First|first")
_VALUES = {
    **{char: value for value, char in enumerate(_CHINESE_ORDER, 1)},
    **{char: value for value, char in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)},
    **{char: value for value, char in enumerate("abcdefgh", 1)},
    **{word: value for value, word in enumerate(("first", "second", "third", "fourth", "fifth"), 1)},
    **{word: value for value, word in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1)},
}
_LEADING_MARK = re.compile(
    r"\s*(?:[•●▪■◆◇○·]|[–—*-]\s|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z]|[ivx]{1,4})[）)]|(?:\d{1,2}|[a-z])[)）]"
    r"|\d{1,2}(?:[.．]\d{1,2}){1,3}(?=\s)|\d{1,2}[.．](?!\d)|[一二三四五六七八九十]{1,3}[、．.]|[①-⑳]"
    r"|第[一二三四五六七八九十][，,、]|[一二三四五六七八九]是(?!否))\s*"
)
_NOTE_BEFORE = re.compile(  # "245 For instance, …": the number of a note to the sentence before, or of a note itself
    r"\s*\d{1,3}\s+(?=(?P<word>[A-Z][a-z]*)[\s,])"
)
_NOTE_BEHIND = re.compile(
    r"(?P<word>[^\W\d]{2,30}|\d(?=[.,!?][”\"]))(?:[)”\"]?[.,;:!?][”\"]?)(?P<note>\d{1,3}(?:[,–-]\d{1,3})*)$"
)
_MAY_ANNOUNCE: dict[tuple[Lang, FindingKind], tuple[re.Pattern[str], ...]] = {
    ("zh", "challenge"): (re.compile("[：:]"), CHALLENGE_TAIL),
    ("zh", "recommendation"): (re.compile("[：:]|提出|建议|给出|形成"),),
    ("en", "challenge"): (PROBLEMS_FOLLOW.pattern, PROBLEM_EXAMPLES.pattern),
    ("en", "recommendation"): (MEASURES_FOLLOW.pattern,),
}
_NEEDED: dict[tuple[Lang, FindingKind], tuple[str, ...]] = {  # one of these is in all that such a pattern matches
    ("zh", "challenge"): ("",),
    ("zh", "recommendation"): ("",),
    ("en", "challenge"): tuple(noun.strip() for noun in PROBLEM_NOUNS.split(",")),
    ("en", "recommendation"): ("propos", "recommend", "suggest", "advocat", "call", "measures"),
}
_TAIL = re.compile(  # begun only where a run of signs begins, and possessive: a run is gone through once
    r"(?<![\s，,；;。.！!、])[\s，,；;。.！!、]*+(?:(?:\b(?:and|or)\b|以及|和)[\s，,；;。.！!、]*+)?$"
)
_ENTITY = re.compile(r"&#?\w{1,8};")  # in text saved from a web page; its semicolon separates nothing
ONE_TO_ONE = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u3000": " ", "\u00a0": " "})


def _value(mark: str) -> int:
    return int(mark) if mark.isdigit() and mark.isascii() else _VALUES.get(mark.lower(), 0)


def numbered_items(text: str) -> tuple[Span, ...]:
    """The pieces after marks that count up from one: 一是…二是…, (1)…(2)…, ①…②…, first, … second, …"""
    if not _MAY_COUNT.search(text):
        return ()
    for pattern in _MARKS:
        marks: list[re.Match[str]] = []
        for match in pattern.finditer(text):
            if _value(match["n"]) == len(marks) + 1:
                marks.append(match)
        if len(marks) < 2:
            continue
        stops = [match.start() for match in marks[1:]] + [len(text)]
        spans = []
        for match, stop in zip(marks, stops, strict=True):
            tail = _TAIL.search(text, match.end(), stop)
            spans.append(Span(match.end(), tail.start() if tail else stop))
        if all(len(span) >= 2 for span in spans):
            return tuple(spans)
    return ()


def past_mark(text: str) -> int:
    """Where the words begin after a bullet, a number or 一是 in front of them; 0 without one."""
    note = _NOTE_BEFORE.match(text)
    if note and note["word"].casefold() in STARTERS:
        return note.end()
    mark = _LEADING_MARK.match(text)
    return mark.end() if mark and mark.end() < len(text) else 0


def before_note(text: str, span: Span) -> Span:
    """The span without the number of a note after its last stop: `among them cobalt.1`."""
    note = _NOTE_BEHIND.search(text, span.start, span.end)
    if not note or note["word"].casefold() in NEVER_LAST:
        return span
    return Span(span.start, note.start("note") - (text[note.start("note") - 1] in ",;:"))


def may_announce(text: str, lang: Lang, kind: FindingKind) -> bool:
    """Whether a look at a few signs leaves open that the sentence says what it lists."""
    lower = text.lower()
    if not any(word in lower for word in _NEEDED[lang, kind]):
        return False
    return any(pattern.search(text) for pattern in _MAY_ANNOUNCE[lang, kind])


def find_items(text: str, lang: Lang, kind: FindingKind) -> Items:
    """The items of a sentence that enumerates at least two; none for one that states just one.

    Offsets count in `text`, the sentence as it stands in the document, line breaks and all.
    """
    flat = _ENTITY.sub(lambda match: "x" * len(match.group()), text.translate(ONE_TO_ONE))
    listed = chinese_items(simplified(flat), kind, past_mark(flat)) if lang == "zh" else english_items(flat, kind)
    numbered = numbered_items(flat)
    return Items(numbered, listed.announced) if numbered else listed
