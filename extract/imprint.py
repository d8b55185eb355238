"""Where a document appeared: journal, volume, issue, pages, DOI; issuing body and number of an official document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

HEAD_LENGTH = 160  # characters of a line that may be a journal's
_H = "\u4e00-\u9fff"
_HAN = re.compile(f"[{_H}]")
_YEAR = r"(?:19|20)\d\d"
_PAGES = r"(?P<pages>[A-Za-z]?\d{1,6}(?:\s?[–—−\-~～]\s?[A-Za-z]?\d{1,6})?)"
_NAME = r"(?P<venue>[A-Z][A-Za-zÀ-ž&:.'’,\- ()]{2,80}?)"
_VOLUME = r"(?P<volume>\d{1,4})"
_NUMBER = r"(?P<issue>\d{1,3}(?:[–\-/]\d{1,3})?|S\d+)"
_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME},?\s+{_VOLUME}\s*(?:\({_NUMBER}\)\s*)?[,:]?\s*\((?:[A-Z][a-z]+ )?{_YEAR}\)\s*[,:]?\s*"
        rf"(?:pp?\.\s*)?{_PAGES}",
        rf"{_NAME},?\s+{_YEAR},\s*{_VOLUME}(?:\s*\({_NUMBER}\))?\s*[,:]\s*(?:pp?\.\s*)?{_PAGES}",
        rf"{_NAME},?\s+{_VOLUME}(?:\s*\({_NUMBER}\))?\s*[,:]\s*(?:pp?\.\s*)?{_PAGES}\s*\((?:[A-Z][a-z]+ )?{_YEAR}\)",
        rf"{_NAME},?\s+[Vv](?:ol(?:ume)?)?\.?\s*{_VOLUME}[,;:|]?\s*(?:(?:\(|[Nn](?:o|umber|r)?\.?|"
        rf"[Ii]ssue)\s*{_NUMBER}\)?)?"
        rf"(?:[,;:|]?\s*(?:[A-Z][a-z]+\.?\s+)?{_YEAR})?(?:[,;:|]?\s*(?:pp?\.?|[Pp]ages?)\s*{_PAGES})?",
        rf"{_NAME},?\s+{_VOLUME}\s*\({_NUMBER}\)(?:\s*[,:]?\s*(?:pp?\.\s*)?(?!{_YEAR}\b){_PAGES})?",
        rf"{_NAME},?\s+{_VOLUME}\s*\({_YEAR}\)\s*{_PAGES}?",
    )
)
_ENGLISH_CAPITALS = re.compile(
    rf"(?P<venue>[A-Z][A-Z&:\- ]{{5,80}}?),?\s+VOL(?:UME|\.)?\s*{_VOLUME}[,.]?\s*(?:NO\.?|ISSUE)\s*{_NUMBER}"
)
_VOL_ONLY = re.compile(r"\bV(?:ol(?:ume)?|OL(?:UME)?)\.?\s?(\d{1,4})\b")
_NO_ONLY = re.compile(r"\b(?:N(?:o|O)\.?\s?|[Ii]ssue\s?)(\d{1,3})\b")
_ZH_NUMBER = r"[\d一二三四五六七八九十百〇零○]{1,7}"
_ZH_VOLUME = re.compile(rf"第\s*({_ZH_NUMBER})\s*卷")
_ZH_ISSUE = re.compile(rf"(?<!总)(?<!总第)第\s*({_ZH_NUMBER})\s*期|卷\s*第?\s*({_ZH_NUMBER})\s*期")
_ZH_YEAR_ISSUE = re.compile(
    rf"{_YEAR}\s*[,，.年]\s*(?:第\s*)?(?P<volume>\d{{1,3}})?\s*[（(]\s*(?P<issue>\d{{1,3}})\s*[）)]\s*[:：]?\s*{_PAGES}?"
)
_ZH_NOISE = re.compile(
    rf"第\s*{_ZH_NUMBER}\s*[卷期]|[（(]?总第?\s*\d+\s*期[）)]?|{_YEAR}\s*年?(?:\s*\d{{1,2}}\s*月)?(?:\s*\d{{1,2}}\s*日)?|卷\s*第?|"
    rf"[一二][〇○零九][〇○零一二三四五六七八九]{{2}}\s*年(?:[一二三四五六七八九十]+月)?|\d{{1,2}}\s*月|增刊|·|\||/|—|-"
)
_ZH_VENUE = re.compile(rf"[{_H}（）()]{{2,24}}")
_ZH_CITED = re.compile(
    rf"\[J(?:/OL)?\]\s*[.．,]?\s*(?P<venue>[{_H}A-Za-z&（）() ]{{2,60}})[,，.．]\s*(?P<year>{_YEAR})\s*[,，]?\s*"
    rf"(?P<volume>\d{{1,4}})?\s*"
    rf"(?:[（(]\s*(?P<issue>[\dZzSs增刊]{{1,4}})\s*[）)])?\s*(?:[:：]\s*{_PAGES})?"
)
_CITE_LABEL = re.compile(
    r"引用(?:格式|本文|著录格式)|引文格式|cite (?:this|as)|to cite|"
    r"suggested citation|citation\s*:|^citation\b|how to cite"
)  # in lower case
_ARTICLE_ID = re.compile(
    rf"文\s*章\s*编\s*号\s*[】\]］)）]?\s*[:：]?\s*\d{{4}}\s?[-—–－]\s?\d{{3}}[\dXx]\s*[（(]\s*{_YEAR}\s*[）)]\s*(?P<issue>\d{{1,2}}|[SZ]\d?)\s*[-—–－]\s*(?P<first>\d{{3,5}})\s*[-—–－]\s*(?P<many>\d{{1,3}})"
)
_NUMBERED = re.compile(r"[\d卷期]")
_FAMOUS = re.compile(
    r"^((?:Journal|Annals|Transactions|Proceedings|Bulletin|"
    r"Reviews?) of (?:the )?[A-Z][A-Za-z&, ]{3,60}?)(?=\s*[\d(,]|$)"
    rf"|([{_H}]{{2,12}}(?:学报|通报|杂志|季刊|月刊|学刊|论坛|评论))(?![{_H}])"
)
_DOI = re.compile(r"\b10\.\d{4,9}/[-._;()/:A-Za-z0-9<>]*[A-Za-z0-9]")

_DOI_LINE = re.compile(rf"\W*(?:doi\s*[:：]?|https?://(?:dx\.)?doi\.org/)\s*({_DOI.pattern})\s*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """Journal, volume, issue and pages, as far as one line gives them."""

    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None

    @property
    def known(self) -> int:
        """How many of the four are known."""
        return sum(value is not None for value in (self.venue, self.volume, self.issue, self.pages))

    def filled(self, other: Imprint) -> Imprint:
        """This imprint with what it lacks taken from `other`, unless the two speak of different volumes."""
        if self.volume and other.volume and self.volume != other.volume:
            return self
        return Imprint(
            venue=self.venue or other.venue, volume=self.volume or other.volume, issue=self.issue or other.issue,
            pages=self.pages or other.pages,
        )  # fmt: skip


def find_imprint(pages: Sequence[Sequence[str]], title: str | None, *said: str) -> Imprint:
    """The journal and the place in it: from the line at the head of the pages, a citation of itself, what is `said`."""
    candidates = [*_cited(pages[0] if pages else ()), *_heads(pages), *(parse_imprint(line) for line in said if line)]
    best = Imprint()
    for candidate in sorted(filter(None, candidates), key=lambda imprint: -imprint.known):
        best = best.filled(candidate)
    if best.pages is None or best.issue is None:
        numbered = next((found for line in (pages[0] if pages else ()) if (found := _ARTICLE_ID.search(line))), None)
        if numbered:
            best = best.filled(Imprint(issue=numbered["issue"].lstrip("0") or None, pages=_span_of(numbered)))
    if best.venue is None:
        best = replace(best, venue=_named_venue(pages[0] if pages else ()))
    if best.venue and title and _plain(best.venue) in (_plain(title), ""):
        best = replace(best, venue=None)
    return best


def _span_of(article: re.Match[str]) -> str:
    first, many = int(article["first"]), int(article["many"])
    return f"{first}-{first + many - 1}" if many > 1 else str(first)


def _heads(pages: Sequence[Sequence[str]]) -> Iterator[Imprint | None]:
    for number, lines in enumerate(pages[:4]):
        edges = [*lines[:3], *lines[-3:]] if number == 0 else lines[:2]
        for line in edges:
            found = parse_imprint(line) if len(line) <= HEAD_LENGTH else None
            if found and (number == 0 or found.known > 2):
                yield found
    for above, below in pairwise(pages[0][:4] if pages else ()):
        if len(above) + len(below) < HEAD_LENGTH:
            yield parse_imprint(f"{above} {below}") or _below_its_name(above, below)


def _below_its_name(name: str, line: str) -> Imprint | None:
    """The imprint of a journal whose name has a line to itself, with volume and issue in the one below."""
    volume, issue = _VOL_ONLY.search(line), _NO_ONLY.search(line)
    if not volume or any(char.isdigit() for char in name) or _HAN.search(name) or not _may_be_venue(name):
        return None
    return Imprint(venue=name.strip(" .,|"), volume=volume[1], issue=issue[1] if issue else None)


def _cited(lines: Sequence[str]) -> Iterator[Imprint | None]:
    """What the document gives as its own citation on the first page."""
    for at, line in enumerate(lines):
        if ("it" in line or "IT" in line or "引" in line) and _CITE_LABEL.search(line.lower()):
            yield parse_imprint(" ".join(lines[at : at + 6]), cited=True)


def parse_imprint(line: str, *, cited: bool = False) -> Imprint | None:
    """Journal, volume, issue and pages from a line such as `Ore Reviews 310 (2005) 253–265` or `采矿学报 第9卷第3期`.

    `cited` lines are whole references; of others the journal's name begins the line, or what is left when a short
    author and a dash or stroke are taken off.
    """
    if not _NUMBERED.search(line):
        return None
    reference = _ZH_CITED.search(line)
    if reference:
        return _imprint(reference)
    if _HAN.search(line):
        return None if cited else _chinese(line)
    best: Imprint | None = None
    for part in (
        [line, *re.split(r"\s[/|•]\s|\.\s(?=[A-Z])|;\s", line)[1:]]
        if cited
        else [line, *re.split(r"\s[/|•]\s", line)[1:]]
    ):
        for pattern in (*_ENGLISH, _ENGLISH_CAPITALS):
            match = pattern.search(part) if cited else pattern.match(part.lstrip(" |0123456789"))
            if match and _may_be_venue(match["venue"]):
                found = _imprint(match)
                best = found if best is None or found.known >= best.known else best
                break
    return best


def _imprint(match: re.Match[str]) -> Imprint:
    part = match.groupdict()
    pages = re.sub(r"\s?[–—−~～]\s?|\s-\s", "-", part["pages"]) if part.get("pages") else None
    return Imprint(
        venue=(part.get("venue") or "").strip(" ,.:;|") or None,
        volume=part.get("volume"),
        issue=part.get("issue"),
        pages=pages,
    )


def _may_be_venue(name: str) -> bool:
    words = name.split()
    small = [
        word for word in words if word.islower() and word not in {"of", "and", "the", "in", "for", "on", "to", "de"}
    ]
    return (
        len(words) <= 12
        and not small
        and not re.search(
            r"\b(?:Vol|No|Figure|Fig|Table|Page|Received|Accepted|Chapter|Section|January|February|March|April|"
            r"May|June|July|"
            r"August|September|October|November|December|Published|Updated|Version|Version|Part|Report|Appendix|Rev)\b",
            name,
        )
    )


def _chinese(line: str) -> Imprint | None:
    volume, issue, dated = _ZH_VOLUME.search(line), _ZH_ISSUE.search(line), _ZH_YEAR_ISSUE.search(line)
    if not (issue or dated or (volume and re.search(_YEAR, line))):
        return None
    rest = _ZH_NOISE.sub(" ", line[: dated.start()] if dated and not (volume or issue) else line)
    names = [name.strip("（）()") for name in _ZH_VENUE.findall(rest)]
    names = [name for name in names if len(name) > 1 and not re.fullmatch(r"月|年|日|总|期|卷|网络首发|页", name)]
    pages = dated["pages"] if dated and dated["pages"] and not (volume or issue) else None
    return Imprint(
        venue=names[0] if len(names) == 1 and len(names[0]) <= 16 else None,
        volume=_arabic(volume[1]) if volume else dated["volume"] if dated else None,
        issue=_arabic(issue[1] or issue[2]) if issue else dated["issue"] if dated else None,
        pages=re.sub(r"\s?[–—−~～]\s?", "-", pages) if pages else None,
    )


def _arabic(number: str) -> str:
    """A number of a volume or issue in figures."""
    if number.isdigit():
        return str(int(number))
    digits = "〇一二三四五六七八九"
    number = number.replace("零", "〇").replace("○", "〇")
    if "十" not in number and "百" not in number:
        return str(int("".join(str(digits.index(char)) if char in digits else char for char in number)))
    total = current = 0
    for char in number:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = digits.index(char) if char in digits else int(char)
    return str(total + current)


def _named_venue(lines: Sequence[str]) -> str | None:
    for line in [*lines[:6], *lines[-4:]]:
        match = _FAMOUS.search(line) if len(line) <= HEAD_LENGTH else None
        if match:
            return (match[1] or match[2]).strip()
    return None


def find_doi(lines: Sequence[Sequence[str]], entries: Sequence[str]) -> tuple[str | None, str]:
    """The DOI and where it was found: the file's own where the page prints it too, the page's first, a later page's."""
    stated = next((found.group() for entry in entries if (found := _DOI.search(entry))), None)
    printed = [found for line in (lines[0] if lines else ()) if "10." in line for found in _DOI.findall(line)]
    if printed:
        same = stated is not None and stated.casefold() in (doi.casefold() for doi in printed)
        return (stated if same else printed[0]), "page 1"
    if stated:
        return stated, "info"
    for number, page in enumerate(lines[1:3], 2):
        for line in page[:60]:
            found = _DOI_LINE.match(line) if "10." in line else None
            if found:
                return found[1], f"page {number}"
    return None, ""


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
