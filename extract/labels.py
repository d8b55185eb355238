"""What a text says of itself behind labels: keywords, abstracts, classification, funding.

Works on running text whose paragraphs are parted by blank lines; only its front and its end are looked at, where such
labels stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from extract.lang import has_han
from extract.types import Lang

FRONT, BACK = 24_000, 8_000  # characters at the start and the end of a text in which labels are looked for
MOST_KEYWORDS, LONGEST_KEYWORD = 15, 60
LONGEST_ABSTRACT = 6_000
MOST_ABSTRACTS = 12  # labels that are looked behind: headings, contents and running heads say the word as well
FEWEST = {"zh": 40, "en": 120}  # characters of an abstract
PARAGRAPHS = 6  # of an abstract that names its parts

_OPEN = r"\n[ \t\u3000【\[［〔(（*#]*"
_CLOSE = r"[\s】\]］〕)）*]*[:：—–\-.．]*[】\]］\s]*"
_KEYWORD_LABEL = r"key\s*-?\s*words?(?:\s+and\s+phrases)?|index\s+terms|关\s*键\s*[词字]|主\s*题\s*词|關\s*鍵\s*[詞字]"
_ABSTRACT_LABEL = (
    r"a\s?b\s?s\s?t\s?r\s?a\s?c\s?t(?!\w)|abstruct|摘\s{0,4}要|内\s*容\s*(?:提\s*要|摘\s*要)|提\s{0,4}要|"
    r"summary(?=\s*(?:$|[:：\n]))"
)
_CLASS_LABEL = (
    r"(?:中国?图书?(?:分\s*类\s*法?\s*)?(?:分\s*类\s*)?号?|中图法?分类号|国内图书分类号|分\s*类\s*号|CLC\s*(?:numbers?|No\.?)?|"
    r"Chinese Library Classification|Classified Index)"
)
_OTHER_LABEL = (
    r"中\s*图\s*分\s*类\s*号|中图法?分类号|分\s*类\s*号|文\s*献\s*标\s*[识志]\s*码|文\s*章\s*编\s*号|"
    r"CLC\s*(?:number|No)|Document code|"
    r"Article ID|JEL|PACS|MSC|D\s*O\s*I\s*[:：]|收\s*稿\s*日\s*期|修\s*回\s*日\s*期|"
    r"基\s*金\s*项\s*目\s*[】\]]?\s*[:：]|"
    r"作\s*者\s*简\s*介|第一作者|通[讯信]作者|"
    r"引用(?:格式|本文)|开放科学|Received|Accepted|Foundation item|Corresponding author|"
    r"First author|Citation|©|中文摘要|英文摘要"
)
_KEYWORDS = re.compile(rf"{_OPEN}(?P<label>{_KEYWORD_LABEL}){_CLOSE}(?P<words>[^\n]*)", re.IGNORECASE)
_KEYWORDS_ALONE = re.compile(rf"\s*(?:{_KEYWORD_LABEL})\s*[:：]?\s*", re.IGNORECASE)
_ABSTRACT = re.compile(rf"{_OPEN}(?:{_ABSTRACT_LABEL}){_CLOSE}", re.IGNORECASE)
_CLASS = re.compile(
    rf"{_CLASS_LABEL}[】\]］)）]?[ \t]*[:：.]?[ \t]*(?P<codes>[A-Z]{{1,2}}[ ]?-?\d[^\n\u3000-\u9fff]{{0,60}})"
)
_CODE = re.compile(r"[A-Z]{1,2} ?-?\d+(?:[-+/=()\d]|\s?\.\s?\d)*")
_FUNDING_ITEM = re.compile(r"基\s*金\s*项\s*目\s*[】\]）)]?\s*[:：]\s*(?P<said>[^\n]{6,})")
_FOUNDATION_ITEM = re.compile(r"oundation\s+[Ii]tems?\s*[:：]\s*(?P<said>[^\n]{6,})")
_FUNDING = re.compile(
    rf"{_OPEN}(?:[*∗]\s*)?(?:基\s*金\s*(?:资\s*助)?(?=\s*[】\]]?\s*[:：])|资助项目|项目资助|本文(?:系|得到|受)|"
    r"(?:本研究|该研究)(?:得到|受|由)|fund(?:ing|ed by|\s*projects?)?|supported\s+by|project\s+supported\s+by|"
    rf"financial support){_CLOSE}(?P<said>[^\n]{{6,}})",
    re.IGNORECASE,
)
_FUNDED = re.compile(
    r"(?:项目|基金)[^\n。]{0,80}(?:资助|支持)|国家(?:自然|社会)科学基金|重点研发|科技(?:计划|专项)|grant|fund|support|sponsor|项目",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:This (?:work|research|study|project|paper)|The (?:work|research|authors?)|"
    r"We)\b[^.\n]{0,60}?\b(?:supported|funded|"
    r"financed|financial support|sponsored)\b[^\n]{0,600}?\.(?=\s|$)"
)
_AFFILIATIONS = re.compile(
    rf"{_OPEN}(?:作者单位|author affiliations?|affiliations?)\s*[】\]］]?\s*[:：]\s*(?P<said>[^\n]+)", re.IGNORECASE
)
_SUPPORTED = ("supported by", "funded by", "financed by", "sponsored by", "financial support")
_STOP = re.compile(
    rf"[\s;；,，。.【\[［(（]*(?:{_OTHER_LABEL}|{_KEYWORD_LABEL}(?=[\s】\]］:：])|{_ABSTRACT_LABEL})", re.IGNORECASE
)
_CUT = re.compile(
    rf"[\s;；,，。【\[［*]*(?:{_OTHER_LABEL}|作者单位|责任编辑|\babstract\b[:：]|\bkey\s?words?[:：]|关键词[:：])",
    re.IGNORECASE,
)
_NEXT_PART = re.compile(
    r"\s*(?:(?:\d{1,2}|[IVX]{1,4}|0)[.．、]?\s*(?:introduction|background|引\s*言|前\s*言|绪\s*[论言]|导\s*言|研究背景|概述)|"
    r"introduction\b|引\s*言|前\s*言|"
    r"绪\s*论|目\s*[录次]|(?:table of )?contents$|1[.．、\s]\s*\S|一、|第[一1]章|"
    r"nomenclature|highlights|graphical|received|"
    r"article info|doi\b|10\.\d{4}|"
    r"\d{4}-\d{3}[\dX]|copyright|©|how to cite|to cite|citation|jel|pacs|msc|plain language|参考文献|references)",
    re.IGNORECASE,
)
_END_MARKS = re.compile(r"(?:\s*[【\[［(（]\s*)?$")
_STRONG = ("[;；]", "[、|·•]|\\s[–—]\\s", "[,，]", r"\s{2,}|\u3000")


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """What stood behind labels, by language where there is one for each."""

    keywords: dict[Lang, tuple[str, ...]] = field(default_factory=dict)
    abstracts: dict[Lang, str] = field(default_factory=dict)
    classification: str | None = None
    funding: str | None = None
    affiliations: tuple[str, ...] = ()


def find_labelled(text: str, column: Sequence[str] = (), *, ends_as_its_own: bool = True) -> Labelled:
    """Keywords, abstracts, classification and funding of a text; `column` are keywords that a page prints in a column.

    Keywords and abstracts are looked for at the back only where the text `ends_as_its_own`: on a last page the next
    paper may begin.
    """
    back = text[max(FRONT, len(text) - BACK) :]
    whole = f"\n{text[:FRONT]}\n\n{back}"
    own = whole if ends_as_its_own else f"\n{text[: min(FRONT, max(len(text) // 2, len(text) - BACK))]}"
    return Labelled(
        keywords=_keywords(own, column),
        abstracts=_abstracts(own),
        classification=_classification(text[:FRONT]),
        funding=_funding(whole),
        affiliations=_affiliations(whole),
    )


def _keywords(front: str, column: Sequence[str]) -> dict[Lang, tuple[str, ...]]:
    found: dict[Lang, tuple[str, ...]] = {}
    for match in _KEYWORDS.finditer(front):
        words = match["words"]
        if not words.strip():
            words = front[match.end() : match.end() + 600].strip().split("\n\n")[0].replace("\n", "; ")
        else:
            words = _run_on(front, match.end(), words)
        words = _CUT.split(words, maxsplit=1)[0]
        if len(words) > 600 or re.search(r"[。.]\s*\S{30,}", words):
            continue
        lang: Lang = "zh" if has_han(words) or (has_han(match["label"]) and not words.isascii()) else "en"
        kept = split_keywords(words)
        if lang == "en" and len(kept) < 2 and len(column) > 1:
            kept = tuple(column)
        if kept and lang not in found and len(kept) <= MOST_KEYWORDS:
            found[lang] = kept
    if "en" not in found and column:
        found["en"] = tuple(column)
    return found


def _run_on(front: str, end: int, words: str) -> str:
    """The words with the lines in which their list runs on within the paragraph."""
    while end < len(front) and len(words) < 500:
        following = front[end + 1 : end + 400].split("\n", maxsplit=1)[0]
        if not following.strip() or _STOP.match(following) or not re.search(r"[;；,，、]", words):
            break
        words, end = f"{words} {following}", end + 1 + len(following)
    return words


def split_keywords(words: str) -> tuple[str, ...]:
    """The keywords of a list, parted at its strongest mark: semicolons, else 、, else commas, else wide blanks."""
    words = words.strip(" \t\n.。;；:：")
    mark = next((mark for mark in _STRONG if re.search(mark, words)), None)
    if mark is None and has_han(words) and not re.search(r"[A-Za-z]", words):
        mark = r"\s+"
    parts = re.split(mark, words) if mark else [words]
    clean = (" ".join(part.split()).strip(" .。,，;；:：") for part in parts)
    return tuple(dict.fromkeys(part for part in clean if 0 < len(part) <= LONGEST_KEYWORD))


def _abstracts(front: str) -> dict[Lang, str]:
    found: dict[Lang, str] = {}
    for match in islice(_ABSTRACT.finditer(front), MOST_ABSTRACTS):
        said = _abstract_at(front, match.end())
        lang: Lang = "zh" if _mostly_han(said) else "en"
        if len(said) >= FEWEST[lang] and lang not in found:
            found[lang] = said
    return found


def _mostly_han(said: str) -> bool:
    return 3 * sum("\u4e00" <= char <= "\u9fff" for char in said[:300]) > min(len(said), 300)


def _abstract_at(front: str, start: int) -> str:
    """The paragraphs from `start` to the label or heading that ends an abstract; one where nothing ends it."""
    paragraphs = re.split(r"\n\s*\n", front[start : start + LONGEST_ABSTRACT].lstrip("\n"))
    kept: list[str] = []
    for paragraph in paragraphs[: PARAGRAPHS + 1]:
        if kept and (_STOP.match(paragraph) or _NEXT_PART.match(paragraph)):
            return _flowed(kept)
        cut = re.split(
            rf"\n\s*(?=[【\[［]?\s*(?:{_KEYWORD_LABEL}))|[。.]\s*[【\[［]?\s*(?=关\s*键\s*词\s*[】\]］:：])",
            paragraph,
            maxsplit=1,
        )
        if _NEXT_PART.match(paragraph) and not kept:
            return ""
        kept.append(cut[0] + ("。" if len(cut) > 1 and not cut[0].endswith((".", "。")) and has_han(cut[0]) else ""))
        if len(cut) > 1:
            return _flowed(kept)
    return _flowed(kept[:1])


def _flowed(paragraphs: Sequence[str]) -> str:
    said = " ".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())
    return _END_MARKS.sub("", said).strip(" ：:—–-") if said else ""


def _classification(front: str) -> str | None:
    for match in _CLASS.finditer(front):
        codes = [re.sub(r"\s", "", code) for code in _CODE.findall(_CUT.split(match["codes"], maxsplit=1)[0])]
        if codes:
            return "; ".join(dict.fromkeys(codes[:4]))
    return None


def _funding(front: str) -> str | None:
    for match in chain.from_iterable(kind.finditer(front) for kind in (_FUNDING_ITEM, _FUNDING, _FOUNDATION_ITEM)):
        said = " ".join(_CUT.split(match["said"], maxsplit=1)[0].split()).strip(" ;；.。")
        if _FUNDED.search(match.group()) and 6 < len(said) < 800:
            return said
    for words in _SUPPORTED:
        at = front.find(words)
        thanks = _THANKS.search(front, max(0, at - 120), at + 700) if at >= 0 else None
        if thanks:
            return " ".join(thanks.group().split())
    return None


def _affiliations(front: str) -> tuple[str, ...]:
    match = _AFFILIATIONS.search(front)
    places = re.split(r"[;；]", match["said"]) if match else []
    return tuple(place.strip(" 。.") for place in places if 3 < len(place.strip()) < 120)


def column_of_keywords(lines: Iterator[tuple[str, float, float, float]]) -> tuple[str, ...]:
    """The keywords that stand one a line under their label; a line is its text, left edge, baseline and type size."""
    words: list[str] = []
    last: tuple[float, float] | None = None
    for text, x0, base, size in lines:
        if last is None:
            if _KEYWORDS_ALONE.fullmatch(text):
                last = (x0, base)
            continue
        left, above = last
        if abs(x0 - left) > 0.6 * size or not 0 < base - above < 2.2 * size or len(text) > LONGEST_KEYWORD:
            break
        if _STOP.match(text) or len(words) >= MOST_KEYWORDS:
            break
        if words and text[:1].islower():
            words[-1] += f" {text}"
        else:
            words.append(text.strip(" .;,"))
        last = (left, base)
    return tuple(words) if len(words) > 1 and not any(re.search("[;；,，]", word) for word in words) else ()
