"""When a document was published: its year, and its date as far as the first pages tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extract.lang import has_han

FIRST_YEAR, LAST_YEAR = 1900, 2035
PROSE_WORDS = 12  # words of a line from which a date in it is part of a sentence, not the document's
LONG = 140  # characters of a line of which the same is true
EDGE = 120
MINGUO = 1911  # the year before the first of the calendar of Taiwan

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_Y = r"(?P<{0}>(?:19|20)\d\d)"
_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH.format('m1')},?\s+(?:(?P<d2>\d{{1,2}})(?:st|nd|"
    rf"rd|th)?,?\s+)?{_Y.format('y1')}"
    rf"|(?<![\d–—~～至\-])(?P<y2>(?:1 ?9|2 ?0) ?\d ?\d)\s*年\s*(?![–—~～至\-]\s*(?:19|20)\d\d)"
    rf"(?:(?P<m2>\d{{1,2}})\s*月\s*(?:(?P<d3>\d{{1,2}})\s*日)?)?"
    rf"|(?<![\d./-]){_Y.format('y3')}\s*[-/.]\s*(?P<m3>0?[1-9]|1[0-2])\s*[-/.]\s*(?P<d4>\d{{1,2}})(?!\d)"
    rf"|[(（]{_Y.format('y4')}[)）]|[©Ⓒ]\s*{_Y.format('y5')}|copyright\s+{_Y.format('y6')}|"
    rf"published\s+(?:in\s+)?{_Y.format('y7')}|survey,\s+reston,\s+virginia\s*:\s*{_Y.format('y8')}",
    re.IGNORECASE,
)
_MINGUO = re.compile(r"民\s?[國国]\s*(\d{2,3})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?")
_MONTHLY = re.compile(r"(?<![\d.])((?:19|20)\d\d)\s?[.·]\s?(0[1-9]|1[0-2]|[1-9])(?![\d.])")
_HOLDS_DATE = re.compile(r"19\d\d|20\d\d|年")
_DIGITS = "〇一二三四五六七八九"
_SPELLED = re.compile(
    r"([一二]\s*[〇○零九Ｏ0O]\s*[〇○零一二三四五六七八九0-9]\s*[〇○零一二三四五六七八九0-9])\s*年"
    r"(?:\s*([一二三四五六七八九十]{1,2})\s*月(?:\s*([一二三四五六七八九十]{1,3})\s*日)?)?"
)
_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BARE = re.compile(r"(?<![\d.,/–—~～-])((?:19|20)\d\d)(?!\d|[.,]\d|\s?[–—~～]\s?\d{4})")
_NUMBERED = re.compile(r"[〔﹝\[［(（]\s*((?:19|20)\d\d)\s*[〕﹞\]］)）]\s*第?\s*\d+\s*号")
_ISSUE = re.compile(r"\d\s*\(\d{1,2}\)|第.{1,8}?[期卷]|\b(?:vol|no)\.|\bvolume\b|\bissue\b", re.IGNORECASE)
_TELLS = re.compile(
    r"received|accepted|publish|copyright|©|version|date|revised|issued|effective|updated|available online|"
    r"印发|发布|出版|日期",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publish|date of publication|available online|issued|updated|出版|发布|印发|网络首发|刊出|©|copyright",
    re.IGNORECASE,
)
_NOT_OF_DOCUMENT = re.compile(
    r"downloaded|retrieved|accessed|printed on|last visited|下载|打印|\bref\.\s|查询时间|expires|supersed",
    re.IGNORECASE,
)
_HANDLED = re.compile(r"received|accepted|revis|submitted|收稿|修回|修订|接受|录用", re.IGNORECASE)
_ARXIV = re.compile(r"arXiv:(\d\d)(\d\d)\.\d{4,5}(?:v\d+)?(?:\s*\[[^\]]*\]\s*(\d{1,2})\s+([A-Z][a-z]{2})\s+(\d{4}))?")
_FILE_DATE = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])?-?([0-3]\d)?")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A year with, as far as they are known, its month and day (0 where not)."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return "-".join(
            [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day if self.month else 0) if part)]
        )


def day_of(text: str) -> Day | None:
    """The first date of a text."""
    return next((dated for _, dated in _days_at(text)), None)


def iso_day(text: str) -> Day | None:
    """The day of a file's entry (`D:20210315…`, `2021-03-15`)."""
    match = _FILE_DATE.search(text)
    return _day(match[1], match[2], match[3]) if match else None


def year_in_name(name: str) -> int | None:
    """The year that a file's name tells (`report-2007.md`): none where it has several, or one that is still to come."""
    years = {int(year) for year in _IN_NAME.findall(name)}
    return years.pop() if len(years) == 1 and FIRST_YEAR <= min(years) <= date.today().year else None


def published_on(lines: Sequence[str]) -> Day | None:
    """The day of the first line that says that it is of publication, or that a date fills."""
    for line in lines:
        if len(line) < LONG and _HOLDS_DATE.search(line) and not _NOT_OF_DOCUMENT.search(line):
            for at, dated in _days_at(line):
                if _ranked(line, at, dated)[0] == 2:
                    return dated
    return None


def date_of(
    pages: Sequence[Sequence[str]], *, created: str, name: str, aside: str, stated: str = ""
) -> tuple[Day | None, str]:
    """The date of a document and where it was found.

    From the stamp of a preprint server, the number of a policy document, the line of a journal's issue, the dates on
    the first pages (a date that fills its line or says that it is of publication first), bare years at the edges of the
    page, what the file's metadata `stated` as published, when the file was `created`, its `name`.
    """
    stamp = _ARXIV.search(aside)
    if stamp:
        dated = day_of(f"{stamp[3]} {stamp[4]} {stamp[5]}") if stamp[3] else None
        return dated or Day(2000 + int(stamp[1]), int(stamp[2])), "page 1"
    made = iso_day(created)
    latest = min(LAST_YEAR, made.year + 1) if made and made.year > 1990 else LAST_YEAR
    first = pages[0] if pages else ()
    years, where = _numbered(first, latest), "page 1"
    if years is None:
        years = _of_issue(first, latest)
    if years is None:
        years, where = _dated(pages, latest)
    if years is None and stated:
        years, where = iso_day(stated), "xmp"
    if years is None:
        years, where = _at_edges(first, latest), "page 1"
    if years is None and made:
        years, where = Day(made.year), "info"
    if years is None:
        named = year_in_name(name)
        years, where = (Day(named), "name") if named else (None, "")
    return _detailed(years, pages, stated), where


def _detailed(found: Day | None, pages: Sequence[Sequence[str]], stated: str) -> Day | None:
    """The day with its month, where a date of the same year that fills a line tells it."""
    if found is None or found.month:
        return found
    for page in pages[:2]:
        for line in page:
            if len(line) > 60 or not _HOLDS_DATE.search(line) or _NOT_OF_DOCUMENT.search(line):
                continue
            for at, dated in _days_at(line):
                if dated.year == found.year and dated.month and _ranked(line, at, dated)[0] == 2:
                    return dated
    said = iso_day(stated) if stated else None
    return said if said and said.year == found.year else found


def _day(year: str | int, month: str | int | None = None, day: str | int | None = None) -> Day | None:
    y, m, d = int(year), int(month or 0), int(day or 0)
    if not FIRST_YEAR <= y <= LAST_YEAR:
        return None
    m = m if 1 <= m <= 12 else 0
    return Day(y, m, d if m and 1 <= d <= 31 else 0)


def _days_at(line: str) -> Iterator[tuple[int, Day]]:
    """The dates of a line with where each begins."""
    for match in _DATE.finditer(line):
        part: Mapping[str, str | None] = match.groupdict()
        if part["m1"]:
            found = _day(part["y1"] or 0, _MONTHS.index(part["m1"].lower()[:3]) + 1, part["d1"] or part["d2"])
        elif part["y2"]:
            found = _day(part["y2"].replace(" ", ""), part["m2"], part["d3"])
        elif part["y3"]:
            found = _day(part["y3"], part["m3"], part["d4"])
        else:
            found = _day(next(filter(None, (part[f"y{n}"] for n in (4, 5, 6, 7, 8)))))
        if found:
            yield match.start(), found
    for match in _SPELLED.finditer(line) if "年" in line else ():
        spelled = _day(_year_of(match[1]), _number(match[2]), _number(match[3]))
        if spelled:
            yield match.start(), spelled
    for match in _MINGUO.finditer(line) if "民" in line else ():
        minguo = _day(MINGUO + int(match[1]), match[2], match[3])
        if minguo:
            yield match.start(), minguo


def _year_of(digits: str) -> int:
    plain = re.sub(r"[○零Ｏ0O]", "〇", re.sub(r"\s", "", digits))
    return int("".join(digit if digit.isascii() else str(_DIGITS.index(digit)) for digit in plain))


def _number(spelled: str | None) -> int:
    """A number up to 31 in Chinese characters."""
    if not spelled:
        return 0
    tens, ten, ones = spelled.rpartition("十")
    value = (_DIGITS.index(tens) if tens in _DIGITS and tens else 1) * 10 if ten else 0
    return value + (_DIGITS.index(ones) if len(ones) == 1 else 0)


def _numbered(lines: Sequence[str], latest: int) -> Day | None:
    for line in lines:
        match = _NUMBERED.search(line) if len(line) < 40 and "号" in line else None
        if match and FIRST_YEAR <= int(match[1]) <= latest:
            return Day(int(match[1]))
    return None


def _of_issue(lines: Sequence[str], latest: int) -> Day | None:
    """The year in a journal's line at the head or foot of the first page, with its month where it has one."""
    for line in [*lines[:2], *lines[-1:]]:
        if len(line) >= EDGE or not _ISSUE.search(line):
            continue
        years = [int(year) for year in _BARE.findall(line) if FIRST_YEAR <= int(year) <= latest]
        if years:
            year = max(years)
            return next((dated for _, dated in _days_at(line) if dated.year == year and dated.month), Day(year))
    return None


def _dated(pages: Sequence[Sequence[str]], latest: int) -> tuple[Day | None, str]:
    for number, page in enumerate(pages[:2], 1):
        best: tuple[int, Day] | None = None
        for line in page:
            if len(line) >= LONG or not _HOLDS_DATE.search(line):
                continue
            if (len(line.split()) >= PROSE_WORDS and not _TELLS.search(line)) or _NOT_OF_DOCUMENT.search(line):
                continue
            for at, dated in _days_at(line):
                ranked = _ranked(line, at, dated)
                if dated.year <= latest and (ranked[0] or number == 1):
                    best = max(best or ranked, ranked)
        if best:
            return best[1], f"page {number}"
    return None, ""


def _ranked(line: str, at: int, dated: Day) -> tuple[int, Day]:
    """How surely a date tells the document's: 2 where it fills the line or is of publication, 0 where it may be cited.

    Of when a paper was received only the year counts.
    """
    before = line[:at]
    handled = max((match.end() for match in _HANDLED.finditer(before)), default=-1)
    if max((match.end() for match in _PUBLISHED.finditer(before)), default=-1) > handled:
        return 2, dated
    if handled >= 0:
        return 1, Day(dated.year)
    rest = _SPELLED.sub("", _DATE.sub("", line))
    if len(re.sub(r"[\W\d_]+", "", rest)) < 4 or _PUBLISHED.search(line):
        return 2, dated
    return (0 if line[at] in "(（" else 1), dated


def _at_edges(lines: Sequence[str], latest: int) -> Day | None:
    edges = [line for line in [*lines[:4], *lines[-3:]] if len(line) < EDGE and not _NOT_OF_DOCUMENT.search(line)]
    bare = [Day(int(year)) for line in edges for year in _BARE.findall(line)]
    # `2020.08` beside the name of a Chinese magazine; elsewhere such figures number paragraphs or are amounts
    monthly = [_day(*match) for line in edges if has_han(line) for match in _MONTHLY.findall(line)]
    return max((day for day in (*bare, *monthly) if day and FIRST_YEAR <= day.year <= latest), default=None)
