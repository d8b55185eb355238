"""The title in the document's own language, from the type on its first pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.joining import NO_WORDS, joint
from extract.lines import PageLines
from extract.names import names_in
from extract.typegroups import HAN, Group, body_size, plain
from extract.types import Lang

TITLE_SHARE = 0.8  # share of the page's height above which the title stands
LONGEST = 320
CITATION = 6  # lines of a document's citation of itself
LARGE = 14.0  # points; no text is set in larger type
LIGHTER = {
    "masthead": 0.55,  # looks like the name of a journal, a series, an office
    "short": 0.8,
    "long": 0.7,
    "names": 0.5,
    "prose": 0.4,
    "below the abstract": 0.6,
    "row of a table": 0.7,
    "figures": 0.6,
}
"""Factors by which a group's type weighs less; set on the visible papers and the samples, of 2026-11."""
OFFICIAL = 1.6  # weight of a title in the form of Chinese official documents

_LABEL = re.compile(
    r"^\s*(?:(?:学位)?(?:论\s*文|报\s*告)\s*(?:题\s*目|名\s*称|标\s*题)|题\s*目|标\s*题|项目名称|title)\s*[:：]?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_STRICT_LABEL = re.compile(
    r"^\s*(?:title|题|标|论|学位|报|项)[^:：]{0,10}[:：]|^\s*(?:论\s*文)\s*(?:题\s*目|名\s*称)", re.IGNORECASE
)
_OTHER_LABEL = re.compile(
    r"^\s*(?:学\s*(?:院|生|号|科|位)|专\s*业|作\s*者|姓\s*名|研\s*究|指\s*导|导\s*师|培\s*养|年\s*级|日\s*期|院\s*系|申\s*请|班\s*级|"
    r"英\s*文|摘|\w+[^:：]{0,20}[:：])"
)
_MASTHEAD = re.compile(  # in lower case
    r"(?:journal of|proceedings|transactions|university$|institute$|学报|(?:学院|大学)(?:$|研究生|本科)|研究报告$|"
    r"证券研究|(?:学位|毕业)论文|(?:国家|行业|地方|团体|企业)标准$|"
    r"人民政府$|文件$|issn|vol\.|volume|no\.\s*\d|第\s*\d+\s*[卷期]|report no|"
    r"www\.|http|technical report$|^(?:master|doctor|bachelor|phd|ph\.d)[’'s]*\b.*(?:thesis|dissertation)$|"
    r"in focus$|(?:声明|授权书|使用授权的说明|承诺书)$|contents|目\s*录|目\s*次|abstract|a b s t r a c t|摘\s*要|"
    r"网络首发|^(?:参考|内部)资料|"
    r"contents lists|sciencedirect)"
)
KIND = re.compile(
    r"(?:(?:original |regular |full )?(?:research )?(?:article|paper|review|letter|communication|note|perspective|"
    r"brief|report|"
    r"case report|short communication|technical note|data descriptor|editorial|commentary|working paper|"
    r"discussion paper|"
    r"policy brief|fact ?sheet|white paper|executive summary|preprint|open access|review article|article in press)s?|"
    r"综述|论著|论文|研究论文|研究报告|深度报告|行业深度|公司点评|公司研究|行业研究|专题研究|编者按|专题|特稿|白皮书|政策研究|[\u4e00-\u9fff]{0,16}(?:学位论文|毕业论文|毕业设计|"
    r"论文)(?:\s*[（(].{1,10}[)）])?|[\u4e00-\u9fff]{2,12}(?:大学|学院)(?:[（(].{1,8}[)）])?|"
    r"machine translated by google|see discussions, stats.*|"
    r"(?:journal )?pre-?proof|(?:author[’'s]{0,2} )?accepted manuscript|[a-z ]{0,30}working papers?(?: series)?|"
    r"european (?:commission|parliament|union)|council of the european union|commission staff working document|"
    r"(?:communication|report) from the commission to the .*|joint communication to the .*)\W*",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"\S*@|\d+(?:\.\d+)+\s|[Kk]ey\s?[Ww]ords?\b|关\s*键\s*词|[A-Za-z\d./:-]*\d[A-Za-z\d./:-]*$|"
    r"(?:作者|导师|学生|学号|指导|专业|学院|姓名|院系|密级|分类号|学校代码|单位代码)(?!的)"
)
_OFFICIAL = re.compile(
    r"关于.{2,}的?(?:通知|意见|决定|批复|公告|函|报告|通报|请示|议案|公报|指导意见|实施意见|说明|决议|解释|令)$|"
    r"^[\u4e00-\u9fff（）()〇《》、·\d—\-－]{4,60}(?:条例|办法|规划|纲要|实施细则|行动计划|实施方案|规定)(?:[（(].{1,20}[)）])?$"
)
ABSTRACT = re.compile(r"\s*[\[【〔]?\s*(?:abstract|abstruct|a b s t r a c t|摘\s*要|内容提要)", re.IGNORECASE)
_CITES = re.compile(r"\bcite this (?:article|paper|version)|[Hh]ow to cite|引用格式|引文格式")
_CONTENTS = re.compile(r"\s*(?:目\s*[录次錄](?:\s*contents)?|(?:table of )?contents)\W*", re.IGNORECASE)
_LEADERS = re.compile(r"(?:[.．·…_]\s?){5,}")
_PROSE = re.compile(r"。.|[.?!] [A-Z].*[.]$|[，,].*[，,].*。$")
_GOES_ON = re.compile(
    r"(?:[:：,，、（(]|—|–|\b(?:of|for|and|the|in|on|to|a|an|with|by|from|at|or|as|de|及|与|和|的))$", re.IGNORECASE
)
_CONTINUES = re.compile(r"(?:—|–|-{1,2} |[:：(（]|(?:of|for|and|in|on|to|with|by|from|at|the|or|as)\s|[a-z]{2,}\s)")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, where it was found (`page 1`, `info`, `name`), and the lines that print it."""

    text: str | None
    found: str
    group: Group | None = None


def is_masthead(text: str) -> bool:
    """Whether words look like the name of a journal, a series, an office or a part of a book."""
    return _MASTHEAD.search(text.lower()) is not None


def find_title(
    pages: Sequence[PageLines],
    groups: Sequence[Sequence[Group]],
    *,
    entries: Sequence[str],
    name: str,
    lang: Lang,
    venue: str,
) -> Title:
    """The title: behind a label, as an entry and the page print it, the largest type, an entry, the file's name.

    `groups` are those of `pages`; `entries` are titles of the file's metadata that may be worth something; `venue` is
    the journal's name, which the title is not.
    """
    for page in pages[:3]:
        labeled = _labeled(page, lang)
        if labeled:
            return labeled
    heads = _heads(pages)
    first = groups[0] if groups else ()
    rated = _cited_first(_rated(first, pages[0], venue), pages[0], venue) if pages else []
    best = rated[0][1] if rated else None
    for entry in entries:
        if len(plain(entry)) >= 5 and (lang == "en" or HAN.search(entry)):
            printed = _as_printed(entry, rated, first, pages)
            if printed:
                return printed
    if best is not None:
        best = _in_main_language(rated, groups, pages, lang, venue)
        text, last = _whole(
            best, groups[best.page - pages[0].number] if best.page != pages[0].number else first, heads, pages
        )
        return Title(_unlabeled(text), f"page {best.page}", last)
    for entry in entries:
        return Title(entry, "info")
    for page, page_groups in zip(pages[1:], groups[1:], strict=False):
        later = _rated(page_groups, page, venue)
        if later and later[0][1].size > 1.3 * body_size(page):
            text, last = _whole(later[0][1], page_groups, heads, pages)
            return Title(_unlabeled(text), f"page {page.number}", last)
    stem = re.sub(r"[_]+", " ", name.rsplit(".", 1)[0]).strip()
    return Title(stem or None, "name")


def _labeled(page: PageLines, lang: Lang) -> Title | None:
    """The title that a cover gives behind a label, with the lines in which it runs on."""
    lines = page.lines
    for at, line in enumerate(lines[:40]):
        match = _LABEL.match(line.text)
        if not match or not _STRICT_LABEL.match(line.text):
            continue
        text, end = match["title"].strip(), at + 1
        for following in lines[at + 1 : at + 3]:
            gap = following.base - lines[end - 1].base
            fits = 0 < gap < 2.6 * line.size and abs(following.size - line.size) < 0.1 * line.size
            if not fits or _OTHER_LABEL.match(following.text) or names_in(following.text):
                break
            _, between = joint(text, following.text, NO_WORDS)
            text, end = text + between + following.text, end + 1
        if len(plain(text)) >= 5 and bool(HAN.search(text)) == (lang == "zh") and not text.endswith("。"):
            return Title(text, f"page {page.number}", Group(tuple(lines[at:end]), at, page.number))
    return None


def _heads(pages: Sequence[PageLines]) -> list[str]:
    """The plain words of the lines at the head and foot of the first pages."""
    return [plain(line.text) for page in pages for line in (*page.lines[:2], *page.lines[-2:])]


def _as_printed(
    entry: str, rated: Sequence[tuple[float, Group]], groups: Sequence[Group], pages: Sequence[PageLines]
) -> Title | None:
    """The entry as the first page prints it, None where it does not."""
    want = plain(entry)
    largest = rated[0][1].size if rated else 0.0
    for _, group in rated:
        if want == group.plain or (group.size >= 0.9 * largest and want in group.plain):
            return Title(_unlabeled(group.text), "page 1", group)
    if pages and want in plain(" ".join(line.text for line in pages[0].lines)):
        parts = [group for group in groups if len(group.plain) > 3 and group.plain in want]
        return Title(entry, "page 1", parts[-1] if parts else None)
    return None


def _rated(groups: Sequence[Group], page: PageLines, venue: str) -> list[tuple[float, Group]]:
    """The groups that may be the title, the likeliest first."""
    if groups and _CONTENTS.fullmatch(groups[0].lines[0].text):
        return []
    abstract = next((group.at for group in groups if ABSTRACT.match(group.lines[0].text)), None)
    rated: list[tuple[float, Group]] = []
    best, venue = 0.0, plain(venue)
    for group in sorted(groups, key=lambda group: -group.size):
        if group.size * 1.03 * OFFICIAL < 0.7 * best:
            break  # smaller ones can be neither the best nor near it
        score = _weight(group, page.height, venue, abstract)
        rated.append((score, group))
        best = max(best, score)
    return sorted((pair for pair in rated if pair[0]), key=lambda pair: (-pair[0], pair[1].at))


def _cited_first(rated: list[tuple[float, Group]], page: PageLines, venue: str) -> list[tuple[float, Group]]:
    """The groups, first the one that the document's citation of itself names first: the journal comes later."""
    at = next((at for at, line in enumerate(page.lines) if _CITES.search(line.text)), None)
    if at is None or len(rated) < 2:
        return rated
    said = plain(" ".join(line.text for line in page.lines[at : at + CITATION]))
    cited = [
        (said.find(pair[1].plain), pair)
        for pair in rated
        if len(pair[1].plain) >= 8 and pair[1].plain in said and pair[0] > 0.5 * rated[0][0] and pair[1].at < at
    ]
    kept = [(where, pair) for where, pair in cited if pair[1].plain != plain(venue) and not names_in(pair[1].text)]
    first = min(kept, key=lambda found: found[0])[1] if len(cited) > 1 and kept else rated[0]
    return [first, *(pair for pair in rated if pair is not first)]


def _weight(group: Group, height: float, venue: str, abstract: int | None) -> float:
    """How much a group looks like the title: large type, high on the page, more than a word, no masthead."""
    if group.lines[0].top > TITLE_SHARE * height or len(group.lines) > 12:
        return 0.0
    text = group.text
    han = len(HAN.findall(text))
    weight = len(group.plain) + han
    if (
        weight < 6
        or len(text) > LONGEST
        or _NO_TITLE.match(text)
        or _LEADERS.search(text)
        or KIND.fullmatch(text)
        or ABSTRACT.fullmatch(text)
    ):
        return 0.0
    score = group.size * (1.03 if group.lines[0].bold else 1.0)
    digits = sum(map(str.isdigit, group.plain))
    telling = (
        ("short", weight < 12),
        ("masthead", is_masthead(text) or (len(venue) > 3 and group.plain in venue)),
        ("long", len(group.lines) > 5 or len(text) > 220),
        ("prose", _PROSE.search(text) is not None),
        ("below the abstract", abstract is not None and group.at > abstract),
        ("row of a table", digits > 0 and any(line.cells for line in group.lines)),
        ("figures", digits > 0.4 * len(group.plain)),
        ("names", len(text) < 120 and bool(names_in(text))),
    )
    for fault, holds in telling:
        if holds:
            score *= LIGHTER[fault]
    return score * OFFICIAL if han and _OFFICIAL.search(text) else score


def _in_main_language(
    rated: Sequence[tuple[float, Group]],
    groups: Sequence[Sequence[Group]],
    pages: Sequence[PageLines],
    lang: Lang,
    venue: str,
) -> Group:
    """The best group, or the best in Chinese where a Chinese document prints its English title larger or first."""
    top, best = rated[0]
    if lang == "en" or HAN.search(best.text):
        return best
    for score, group in rated:
        if len(HAN.findall(group.text)) > 5 and score > 0.7 * top:
            return group
    for page, page_groups in zip(pages[1:], groups[1:], strict=False):
        for _, group in _rated(page_groups, page, venue):
            if len(HAN.findall(group.text)) > 5 and group.size > 0.8 * best.size:
                return group
    return best


def _whole(best: Group, groups: Sequence[Group], heads: Sequence[str], pages: Sequence[PageLines]) -> tuple[str, Group]:
    """The title with what belongs to it in the groups above and below, and the last group that prints it."""
    at = next(index for index, group in enumerate(groups) if group.at == best.at)
    text, last = best.text, best
    above = groups[at - 1] if at else None
    if above and _CONTINUES.match(text) and _is_beside(above, best) and not is_masthead(above.text):
        text = _joined(above.text, text)
    for below in groups[at + 1 : at + 3]:
        if not _is_beside(last, below) or KIND.fullmatch(below.text) or _LEADERS.search(below.text):
            break
        said = plain(text) + below.plain
        known = any(len(said) > 7 and said in head for head in heads)
        if _is_topic(text) and _is_headline(below):
            return f"{text}: {below.text}", below
        runs_on = _GOES_ON.search(text) or _CONTINUES.match(below.text)
        if not known and (not runs_on or names_in(below.text) or below.size < 0.7 * last.size):
            break
        text, last = _joined(text, below.text), below
    return text, last


def _is_topic(text: str) -> bool:
    """Whether a few words in capitals name a topic, as over the titles of audit reports."""
    return text.isupper() and len(text.split()) <= 4


def _is_headline(group: Group) -> bool:
    """Whether a group is of several words in large type, not all in capitals, and no names."""
    words = group.text.split()
    return len(words) > 4 and group.size >= LARGE and not group.text.isupper() and not names_in(group.text)


def _is_beside(above: Group, below: Group) -> bool:
    """Whether two groups stand close, the one under the other, in large type."""
    gap = below.lines[0].base - above.lines[-1].base
    size = max(above.size, below.size)
    return 0 < gap < 2.4 * size and min(above.size, below.size) > 0.55 * size


def _joined(above: str, below: str) -> str:
    drop, between = joint(above, below, NO_WORDS)
    return above[: len(above) - drop] + between + below


def _unlabeled(title: str) -> str:
    return re.sub(r"^(?:论\s*文\s*)?(?:题\s*目|标\s*题|title)\s*[:：]\s*", "", title, flags=re.IGNORECASE)
