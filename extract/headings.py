"""What a line looks like by itself: a heading and its level, a list item and its mark, a labelled paragraph."""

from __future__ import annotations

import re

from extract.lang import HAN, has_han

_NUMBER_ZH = "[一二三四五六七八九十百零〇]{1,4}"
_MARKS = (
    ("bullet", re.compile(r"[•●○◦▪■□◆◇►▶➢➤✓✔★·∙]\s*|[-–—*+]\s+")),
    ("(1)", re.compile(r"[(（]\s*\d{1,2}\s*[)）]\s*")),
    ("(一)", re.compile(rf"[(（]\s*{_NUMBER_ZH}\s*[)）]\s*")),
    ("(a)", re.compile(r"[(（]\s*(?:[a-zA-Z]|[ivx]{1,4})\s*[)）]\s*")),
    ("[1]", re.compile(r"[\[［]\s*\d{1,3}\s*[\]］]\s*")),
    ("①", re.compile(r"[①-⑳❶-❿]\s*")),
    ("一是", re.compile(rf"{_NUMBER_ZH}是(?=\S)|第{_NUMBER_ZH}[，,、]")),
    ("1)", re.compile(r"\d{1,2}\s*[)）]\s*")),
    ("1.", re.compile(r"\d{1,2}\s*[.．、](?!\d)\s*")),
    ("一、", re.compile(rf"{_NUMBER_ZH}\s*[、.．]\s*")),
    ("a.", re.compile(r"(?:[a-z][.)]|[A-Z]\))\s+(?=\S)")),
)
_STYLES = tuple(style for style, _ in _MARKS)
_MARK = re.compile("|".join(f"({pattern.pattern})" for _, pattern in _MARKS))
_SECTION_NUMBER = re.compile(
    rf"(?P<chapter>第\s*(?:{_NUMBER_ZH}|\d{{1,2}})\s*[章节篇编部]分?\s*"
    r"|(?i:chapter|part|section)\s+(?:\d{1,2}|[ivxlcIVXLC]+|[a-zA-Z])\b[.:：]?\s*)"
    rf"|(?P<zh>{_NUMBER_ZH}\s*[、.．]\s*)"
    rf"|(?P<bracket>[(（]\s*(?:{_NUMBER_ZH}|\d{{1,2}})\s*[)）]\s*)"
    rf"|(?P<dotted>\d{{1,2}}(?:\s?[.．]\s?\d{{1,2}}){{0,4}})(?:[.．、]\s*|\s+|(?=[{HAN}])|(?<=\.\d)(?=[A-Za-z]))"
    r"(?=[^\d\s.．、,，)%％年月日个种])"
    r"|(?P<roman>[IVX]{1,5}[.．、]\s+|[IVX]{2,5}\s+(?=[A-Z]))"
    r"|(?P<hashes>#{1,6}\s+)"
)
_BEFORE_NUMBERS = frozenset("第一二三四五六七八九十百零〇(（#cpsCPSIVX")  # or a digit
_DOT = re.compile(r"\s?[.．]\s?")
_LABELLED = re.compile(
    r"[【\[［（(]?\s*(?:摘\s*要|内容提要|关\s*键\s*词|主题词|(?:中图)?分类号|文献标[识志]码|文章编号|收稿日期|基金项目|作者简介"
    r"|通[讯信]作者|引用格式|abstract|summary|key\s?words?|index terms|doi|citation|received|corresponding author"
    r"|subject areas|pacs|jel)\s*[】\]］）)]?\s*(?:[:：—–-]|(?<=[】\]］])|\.\s+(?-i:(?=[A-Z])))",
    re.IGNORECASE,
)
_LABELLED_BARE = re.compile(
    r"(?:摘\s*要|A\s?bstract|ABSTRACT)\s+(?=[A-Z\u4e00-\u9fff])|(?:关\s*键\s*词|Key\s?words?|KEY\s?WORDS?)\s+(?=\S)"
)
_BEFORE_LABELS = frozenset("【[［（(摘内关主中分文收基作通引acdijkprsACDIJKPRS")
_ENDS_SENTENCE = re.compile(r"[。！？；，、,;：:!.…](?:[\"”’)）\]】])*$")
_LONGEST_ZH, _LONGEST_EN = 32, 90


def list_mark(line: str) -> str | None:
    """The style of the mark that opens a list item (`(1)`, `一、`, `1.`, `bullet` …), None where there is none."""
    found = _MARK.match(line, 0, 16)
    return _STYLES[found.lastindex - 1] if found and found.lastindex and found.end() < len(line) else None


def bullet_width(line: str) -> int:
    """How many characters the bullet that opens `line` takes, the space after it included; 0 without one."""
    found = _MARKS[0][1].match(line)
    return found.end() if found and found.end() < len(line) else 0


def past_number(line: str) -> int:
    """The offset behind a heading's number ("3.2 ", "四、", "Chapter 3. "); 0 where there is none."""
    found = _number_of(line)
    return found.end() if found else 0


def _number_of(line: str) -> re.Match[str] | None:
    return _SECTION_NUMBER.match(line) if line[:1] in _BEFORE_NUMBERS or line[:1].isdecimal() else None


def heading_level(line: str) -> int | None:
    """The depth that a heading's number shows, from 1; None without a number."""
    found = _number_of(line)
    if not found:
        return None
    if found["hashes"]:
        return len(found["hashes"].strip())
    if found["dotted"]:
        return 1 + dotted_number(line).count(".")  # 8.0 stands above 8.1
    return 2 if found["bracket"] else 1


def dotted_number(line: str) -> str:
    """A heading's number of digits and dots (`3.2`), the dots plain; empty where it has none."""
    found = _number_of(line)
    dotted = found["dotted"] if found else None
    return _DOT.sub(".", dotted).removesuffix(".0") if dotted else ""


def is_heading(line: str) -> bool:
    """Whether a line of its own looks like a heading: short, and not the end of a sentence."""
    if opens_labelled(line):
        return False
    if has_han(line):
        return len(line) <= _LONGEST_ZH and _ENDS_SENTENCE.search(line) is None
    if len(line) > _LONGEST_EN or len(line.split()) > 14 or _ENDS_SENTENCE.search(line):
        return False
    return line[:1].isupper() or past_number(line) > 0


def opens_labelled(line: str) -> bool:
    """Whether the line opens a labelled paragraph: "摘要：…", "[关键词] …", "Abstract—…", "Key words: …"."""
    if line[:1] not in _BEFORE_LABELS:
        return False
    found = _LABELLED.match(line, 0, 60) or _LABELLED_BARE.match(line, 0, 80)
    return found is not None and found.end() < len(line)
