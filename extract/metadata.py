"""What a document says of itself: title in both languages, authors, year, DOI, keywords, each with where it was found.

The first page's words and type come first, the file's Info entries second, its name last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from extract.authors import authors_of, names_below
from extract.joining import Words, joint
from extract.lines import Line, PageLines
from extract.types import Lang, Metadata

TITLE_SHARE = 0.8  # share of the page's height above which the title stands
MASTHEAD = 0.55  # weight of type that looks like a journal's or a series' name
FIRST_YEAR, LAST_YEAR = 1900, 2035

_HAN = re.compile(r"[\u4e00-\u9fff]")
_DOI = re.compile(r"\b10\.\d{4,9}/[-._;()/:A-Za-z0-9]*[A-Za-z0-9]")
_YEAR = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d,]|\.\d)")
_HAN_YEAR = re.compile(r"([一二]\s*[〇○零九Ｏ0O]\s*[〇○零一二三四五六七八九]\s*[〇○零一二三四五六七八九])\s*年")
_DATED = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?:\d{1,2},?\s+)?((?:19|20)\d\d)"
    r"|((?:19|20)\d\d)\s*(?:年|[-/.]\s*(?:0?[1-9]|1[0-2])\s*[-/.]\s*\d{1,2})"
    r"|\(((?:19|20)\d\d)\)|[©Ⓒ]\s*((?:19|20)\d\d)|copyright\s+((?:19|20)\d\d)|published[^.]{0,30}?((?:19|20)\d\d))",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"\d\s*\(\d{1,2}\)|第.{1,8}?[期卷]|\b(?:vol|no)\.|\bvolume\b|\bissue\b", re.IGNORECASE)
_DOCUMENT_NUMBER = re.compile(r"[〔﹝\[［]\s*((?:19|20)\d\d)\s*[〕﹞\]］]\s*第?\s*\d+\s*号")
_TELLS_DATE = re.compile(
    r"received|accepted|publish|copyright|©|version|date|revised|issued|effective|updated", re.IGNORECASE
)
PROSE_WORDS = 12  # words of a line from which a date in it is part of a sentence, not the document's
_KEYWORDS = re.compile(
    r"^[\s【\[]*(?P<label>key\s*-?\s*words?(?:\s+and\s+phrases)?|index\s+terms|关\s*键\s*[词字]|主\s*题\s*词|關鍵[詞字])"
    r"[\s】\]]*[:：—–\-]*\s*(?P<words>.+)$",
    re.IGNORECASE | re.MULTILINE,
)
_MASTHEAD = re.compile(
    r"(?:journal of|proceedings|transactions|university$|institute$|学报|(?:学院|大学)(?:$|研究生|本科)|研究报告$|"
    r"证券研究|学位论文|毕业论文|人民政府$|issn|vol\.|volume|no\.\s*\d|第\s*\d+\s*[卷期]|report no|"
    r"www\.|http|technical report$|"
    r"in focus$|contents|目\s*录|abstract|摘\s*要)",
    re.IGNORECASE,
)
_WORTHLESS = re.compile(
    r"microsoft word|untitled|\.docx?\b|\.indd|\.pdf|\.tex|^doi:|^paper title|open_access|^slide|^document\d*$"
    r"|powerpoint",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(r"\s*[\[【]?\s*(?:abstract|abstruct|摘\s*要|内容提要)", re.IGNORECASE)
_VENUE = re.compile(
    r"((?:Journal|Annals|Transactions|Proceedings) of (?:the )?[A-Z][A-Za-z&, ]{3,60}?(?=\s*[\d(,]|$)"
    r"|[\u4e00-\u9fff]{2,12}(?:学报|通报|杂志))"
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring lines in one size of type."""

    lines: tuple[Line, ...]
    at: int

    @property
    def text(self) -> str:
        out = ""
        for line in self.lines:
            drop, between = joint(out, line.text, Words())
            out = out[: len(out) - drop] + between + line.text
        return out.strip()

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)


def describe_pages(
    pages: Sequence[PageLines], text: str, *, info: Mapping[str, str], name: str, lang: Lang, aside: str = ""
) -> Metadata:
    """The metadata of a PDF, from its first pages' lines (furniture and all), its text, its Info entries and its name.

    `aside` is the text on the first page that runs another way, such as the stamp of a preprint server.
    """
    pages = [page for page in pages if page.columns]
    groups = _groups(pages[0]) if pages else []
    title, where, group = _title(pages, groups, info, name, lang)
    alt = _other_title(pages, lang, title)
    lines = [[line.text for line in page.lines] for page in pages]
    alt_at = next((group for group in groups if group.text == alt), None) if alt else None
    authors_alt = names_below(_after(lines[0], alt_at)) if alt_at is not None else ()
    below = _after(lines[0], group) if group is not None else []
    authors, by = authors_of(below, lines[:2], text, info.get("Author", ""))
    top = "\n".join(lines[0]) if lines else ""
    year, dated = _year(lines, info, name, aside)
    printed_doi = _DOI.search(top)
    doi = printed_doi or _DOI.search(" ".join(info.values()))
    keywords = _keywords(text)
    venue = _VENUE.search(top)
    origins = {
        "title": where if title else "",
        "title_alt": "text" if alt else "",
        "authors": by,
        "year": dated,
        "doi": "" if doi is None else "page 1" if printed_doi else "info",
        "venue": "page 1" if venue else "",
        "keywords": "text" if keywords.get(lang) else "",
    }
    return Metadata(
        title=title,
        title_alt=alt,
        authors=authors,
        authors_alt=authors_alt if authors_alt != authors else (),
        year=year,
        doi=doi.group() if doi else None,
        venue=venue.group().strip() if venue else None,
        keywords=keywords.get(lang, ()),
        keywords_alt=keywords.get("en" if lang == "zh" else "zh", ()),
        found=MappingProxyType({field: origin for field, origin in origins.items() if origin}),
    )


def _groups(page: PageLines) -> list[_Group]:
    """The page's lines from top to bottom in groups of one size that stand close."""
    groups: list[_Group] = []
    for at, line in enumerate(page.lines):
        last = groups[-1].lines[-1] if groups else None
        near = last is not None and 0 < line.base - last.base < 2.4 * line.size
        if last is not None and near and abs(line.size - last.size) < 0.06 * line.size and line.bold == last.bold:
            groups[-1] = _Group((*groups[-1].lines, line), groups[-1].at)
        else:
            groups.append(_Group((line,), at))
    return groups


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _title(
    pages: Sequence[PageLines], groups: Sequence[_Group], info: Mapping[str, str], name: str, lang: Lang
) -> tuple[str | None, str, _Group | None]:
    """The title, where it was found, and the group of lines that print it."""
    entry = info.get("Title", "").strip()
    entry = "" if _WORTHLESS.search(entry) else entry
    height = pages[0].height if pages else 0.0
    rated = [(_title_score(group, height), group) for group in groups]
    scored = sorted((pair for pair in rated if pair[0]), key=lambda pair: (-pair[0], pair[1].at))
    best = scored[0][1] if scored else None
    if len(_plain(entry)) >= 5 and (lang == "en" or _HAN.search(entry)):
        for _, group in scored:
            large = best is not None and group.size >= 0.9 * best.size
            if _plain(entry) == _plain(group.text) or (large and _plain(entry) in _plain(group.text)):
                return group.text, "page 1", group
        if pages and _plain(entry) in _plain(" ".join(line.text for line in pages[0].lines)):
            return entry, "page 1", _printing(groups, entry)
    if best is not None:
        best = _in_main_language(scored, lang)
        return _unlabeled(best.text), "page 1", best
    if entry:
        return entry, "info", None
    stem = re.sub(r"[_]+", " ", name.rsplit(".", 1)[0]).strip()
    return (stem or None), "name", None


def _in_main_language(scored: Sequence[tuple[float, _Group]], lang: Lang) -> _Group:
    """The best group, or the best in Chinese where a Chinese document prints its English title larger or first."""
    top, best = scored[0]
    if lang == "zh" and not _HAN.search(best.text):
        for score, group in scored:
            if len(_HAN.findall(group.text)) > 5 and score > 0.7 * top:
                return group
    return best


def _unlabeled(title: str) -> str:
    return re.sub(r"^(?:论\s*文\s*)?(?:题\s*目|标\s*题|title)\s*[:：]\s*", "", title, flags=re.IGNORECASE)


def _printing(groups: Sequence[_Group], entry: str) -> _Group | None:
    """The last group that prints a part of the title."""
    plain = _plain(entry)
    parts = [group for group in groups if len(_plain(group.text)) > 3 and _plain(group.text) in plain]
    return parts[-1] if parts else None


def _title_score(group: _Group, height: float) -> float:
    """How much a group looks like the title: large type, high on the page, more than a word, no masthead."""
    text = group.text
    weight = len(_plain(text)) + len(_HAN.findall(text))
    if weight < 6 or len(text) > 320 or group.lines[0].top > TITLE_SHARE * height:
        return 0.0
    score = group.size * (1.03 if group.lines[0].bold else 1.0)
    if weight < 12:
        score *= 0.8
    if _MASTHEAD.search(text):
        score *= MASTHEAD
    if len(group.lines) > 5 or len(text) > 220:
        score *= 0.7
    return score


def _after(lines: Sequence[str], group: _Group) -> list[str]:
    end = group.at + len(group.lines)
    return list(lines[end : end + 12])


def _other_title(pages: Sequence[PageLines], lang: Lang, title: str | None) -> str | None:
    """The title in the other language: the largest type above that language's abstract, or on the first page."""
    best: tuple[float, str] | None = None
    for number, page in enumerate(pages):
        groups = _groups(page)
        abstracts = [at for at, group in enumerate(groups) if _ABSTRACT.match(group.text)]
        for at, group in enumerate(groups):
            text = group.text
            if not _is_other(text, lang) or len(group.lines) > 5:
                continue
            above = any(0 < abstract - at <= 6 for abstract in abstracts if _is_other(groups[abstract].text, lang))
            large = number == 0 and title is not None and group.size >= 0.95 * _body(page) * 1.2
            if (above or large) and (best is None or group.size > best[0]):
                best = (group.size, text)
    return best[1] if best else None


def _is_other(text: str, lang: Lang) -> bool:
    han, words = len(_HAN.findall(text)), len(re.findall(r"[A-Za-z]{2,}", text))
    if _ABSTRACT.match(text):
        return (han == 0) == (lang == "zh")
    if lang == "zh":
        return han == 0 and 4 <= words <= 40 and not _MASTHEAD.search(text) and not re.search(r"@|\d{4}", text)
    return 6 <= han <= 60 and words < 4 and not _MASTHEAD.search(text)


def _body(page: PageLines) -> float:
    sizes: Counter[float] = Counter()
    for line in page.lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _year(lines: Sequence[Sequence[str]], info: Mapping[str, str], name: str, aside: str) -> tuple[int | None, str]:
    """The year of the document: dates on the first pages, bare years there, the file's date, its name."""
    stamp = re.search(r"arXiv:(\d\d)\d\d\.\d{4,5}", aside)
    if stamp:
        return 2000 + int(stamp.group(1)), "page 1"
    created = re.search(r"(?:19|20)\d\d", info.get("CreationDate", info.get("ModDate", "")))
    latest = min(LAST_YEAR, int(created.group()) + 1) if created and int(created.group()) > 1990 else LAST_YEAR
    for line in lines[0] if lines else ():
        numbered = _DOCUMENT_NUMBER.search(line)
        if numbered and len(line) < 30:
            return int(numbered.group(1)), "page 1"
    for line in [*lines[0][:2], *lines[0][-1:]] if lines else ():
        issue = [int(year) for year in _YEAR.findall(line) if FIRST_YEAR <= int(year) <= latest]
        if issue and len(line) < 120 and _ISSUE.search(line):
            return max(issue), "page 1"
    for number, page in enumerate(lines[:2], 1):
        short = [line for line in page if len(line) < 140]
        short = [line for line in short if len(line.split()) < PROSE_WORDS or _TELLS_DATE.search(line)]
        dated = [int(next(filter(None, match.groups()))) for line in short for match in _DATED.finditer(line)]
        dated += [_spelled(match.group(1)) for line in short for match in _HAN_YEAR.finditer(line)]
        dated = [year for year in dated if FIRST_YEAR <= year <= latest]
        if dated:
            return max(dated), f"page {number}"
    edges = [line for page in lines[:1] for line in [*page[:4], *page[-3:]] if len(line) < 120]
    bare = [int(year) for line in edges for year in _YEAR.findall(line) if FIRST_YEAR <= int(year) <= latest]
    if bare:
        return max(bare), "page 1"
    if created:
        return int(created.group()), "info"
    named = _YEAR.findall(name)
    return (int(named[-1]), "name") if named else (None, "")


def _spelled(digits: str) -> int:
    order = "〇一二三四五六七八九"
    plain = re.sub(r"[○零Ｏ0O]", "〇", re.sub(r"\s", "", digits))
    return int("".join(str(order.index(digit)) for digit in plain))


def _keywords(text: str) -> dict[str, tuple[str, ...]]:
    """The keywords by language, as listed in the text."""
    found: dict[str, tuple[str, ...]] = {}
    for match in _KEYWORDS.finditer(text[:60_000]):
        lang = "zh" if _HAN.search(match["words"]) else "en"
        words = re.split(r"\s*[;；,，、·•|]\s*" if lang == "en" else r"\s*[;；,，、·•|]\s*|\s+", match["words"].strip())
        kept = tuple(word.strip(" .。") for word in words if 0 < len(word.strip(" .。")) <= 60)
        if kept and lang not in found and len(kept) <= 15:
            found[lang] = kept
    return found
