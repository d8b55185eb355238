"""Where Chinese sentences end.

A semicolon ends none: 一是…；二是… is one sentence. Abstracts of many journals are printed with ASCII full stops, so a
stop next to a Chinese character ends a sentence, and one inside a number, an abbreviation or a formula does not.
"""

from __future__ import annotations

import re

from extract.lang import HAN
from extract.segment_en import NEVER_LAST, OFTEN_INSIDE

_STOP = re.compile(r"(?P<full>[。！？｡][。！？｡!?…]*+|…{2,}+)|(?P<ascii>[.!?．]++(?P<more>[。！？]*+))")
_CLOSER = re.compile(r"[”’」』】）)\]\"'》〉］]|&(?:quot|rdquo|rsquo|#34|#39);")
_CITATION = re.compile(r"[ \t]?(?:[\[［]\d{1,3}(?:[-–~,，、]\d{1,3})*[\]］]|[¹²³⁰-⁹]+)")
_HAN = re.compile(f"[{HAN}]")
_OPENERS = "“‘「『【（([《〈［\"'"
_SEPARATORS = "，、；：,;:"
_ENDS_WORD = "”’」』】）)%％℃°］]"
_LAST_WORD = re.compile(r"[A-Za-z][A-Za-z.]*$")
_MARKER = re.compile(r"\s*[(（\[]?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,4})")
_LOOKBACK, _LOOKAHEAD = 24, 64


def ends(text: str) -> list[int]:
    """Offsets in `text` just past each sentence's last character, closing quotes and brackets included.

    The end of `text` itself is not among them. Runs in time linear in `text`.
    """
    found: list[int] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.start() < start:
            continue
        at = _past_closers(text, stop.end())
        if at >= len(text):
            break
        if stop["full"] or stop["more"]:
            ended = _full_stop_ends(text, stop.end(), at, stop[0][-1])
        else:
            ended = _ascii_stop_ends(text, start, stop.start(), at)
        if ended:
            found.append(at)
            start = at
    return found


def _past_closers(text: str, at: int) -> int:
    """The offset behind the closing quotes, brackets and citation marks that follow a stop."""
    while closer := _CLOSER.match(text, at):
        if closer[0] in "\"'" and _opens(text, at):
            break
        at = closer.end()
    cited = _CITATION.match(text, at)
    return cited.end() if cited else at


def _opens(text: str, at: int) -> bool:
    """Whether the straight quote at `at` opens a quotation: words follow it, and an even number stands before it."""
    if not text[at + 1 : at + 2].strip():
        return False
    before = max(text.rfind("\n", 0, at), at - 400, 0)
    return text.count(text[at], before, at) % 2 == 0


def _full_stop_ends(text: str, after: int, at: int, mark: str) -> bool:
    """Whether a Chinese stop, with closers from `after` to `at`, ends the sentence around it too."""
    following = text[at]
    if following in _SEPARATORS:
        return False
    if at == after:
        return True
    if set("》〉") & set(text[after:at]):
        return False  # a book's title: 《谁来供应？》一文
    if following in "的地之等":
        return False
    return mark not in "！？" or _HAN.match(following) is None


def _ascii_stop_ends(text: str, start: int, at: int, closed: int) -> bool:
    """Whether the ASCII stop at `at`, with its closers up to `closed`, ends a sentence that began at `start`."""
    before = text[max(start, at - _LOOKBACK) : at].rstrip()
    ahead = text[closed : closed + _LOOKAHEAD]
    following = ahead.lstrip()[:1]
    gap = ahead[:1].isspace()
    if not before or not following or following in _SEPARATORS or following in ".．)）":
        return False
    last = before[-1]
    if _HAN.match(last):
        return True
    if last in _ENDS_WORD:
        return gap or not following.isdigit()
    if at - start < 16 and _MARKER.fullmatch(text, start, at):
        return False
    word = _LAST_WORD.search(before)
    if word and text[at] == ".":
        token = word[0].rstrip(".").casefold()
        if token in NEVER_LAST or token in OFTEN_INSIDE:
            return False
        if len(token) == 1 and word[0].isupper() and word.start() and before[word.start() - 1] in " .·-":
            return False
    if _HAN.match(following) or following in _OPENERS:
        return True
    return gap and (following.isupper() or following.isdigit())
