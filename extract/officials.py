"""Official documents, reports and theses: the number that they bear and the body that issued them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_H = "\u4e00-\u9fff"
_HAN = re.compile(f"[{_H}]")
_YEAR = r"(?:19|20)\d\d"
LONGEST = 200  # characters of a line that may name an office
COVER = 45  # lines of a page, fewer than which a cover has
_DIGIT = re.compile(r"\d")

_ZH_DOCUMENT = re.compile(
    rf"(?P<number>[{_H}]{{0,14}}\s*[〔﹝\[［(（]\s*{_YEAR}\s*[〕﹞\]］)）]\s*(?:第\s*)?\d+\s*号)|"
    rf"(?P<order>^[{_H}]{{0,20}}(?:公告|令)\s*{_YEAR}\s*年\s*第\s*\d+\s*号$|^{_YEAR}\s*年\s*第\s*\d+\s*号$)"
)
_REPORT = re.compile(
    r"(?<![\w/])(?:GAO-\d{2}-\d{3,6}[A-Z]*|(?:Order Code )?(?P<crs>(?:RL|RS|IF|IN|IB|R)\d{5})\b"
    r"|(?:Scientific Investigations Report|Open-File Report|Fact Sheet|Techniques and Methods|Data Report|"
    r"Data Series)\s+(?:\d{4}[–-]\d{3,4}|\d{3,4})"
    r"|(?:USGS )?(?:Professional Paper|Circular|Bulletin|Data Series)\s+\d{3,4}(?:[–-][A-Z]+)?"
    r"|(?:COM|SWD|JOIN|SEC)\s?\(\d{4}\)\s?\d+(?: final(?:/\d)?)?|\((?:EU|EC)\)\s(?:No\s)?\d{4}/\d{3,4}|"
    r"EUR \d{5}(?: [A-Z]{2})?|JRC\d{5,6}"
    r"|(?:NREL|ORNL|ANL|PNNL|LBNL|SAND|INL|LA-UR|DOE|EIA|IEA|OECD|NBER|UNEP|EPA)[/-][A-Z\d][\w./-]{3,30}\d"
    r"|(?:NBER |IMF |Policy Research |OECD )?(?:Working|Discussion|Policy) Paper (?:No\. ?|"
    r"Series )?[A-Z]{0,4}/?\d[\d/-]{0,10}"
    r"|Policy Brief (?:No\. ?)?\d[\d/-]{0,9}|Report (?:No\.?|Number|#):?\s*[A-Z\d][\w./-]{2,24}"
    r"|(?:GB|DZ|YS|HJ|NB|YB|DB\d{2}|AQ|TD)(?:/[TZ])?\s?\d{2,6}(?:\.\d+)?\s?[-—–]\s?\d{4})(?!\w)"
)
_HAN_OFFICE = (
    rf"[{_H}]{{0,30}}(?:国务院(?:办公厅)?|办公厅|人民政府|委员会|部|总?局|厅|委|院|署|银行|办公室|党组|中共中央|"
    r"领导小组|协会|理事会|中心|研究[院所]|智库)"
)
_OFFICE = re.compile(_HAN_OFFICE)
_ABOUT = re.compile(rf"(?P<office>[{_H}\s、]{{2,160}}?)\s*(?:关于|公告|令)")
_RED_HEAD = re.compile(rf"^(?P<office>[{_H}\s]{{4,40}}?)\s*(?:文\s*件|公\s*报|公\s*告|令)$")
_SIGNED = re.compile(
    rf"(?P<office>[{_H}]{{4,30}})\s*\n+\s*(?:{_YEAR}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|"
    rf"[一二][〇○零九][〇○零一二三四五六七八九]{{2}}年)"
)
_SAID_ISSUER = re.compile(
    rf"(?:发\s*文\s*机\s*关|发\s*布\s*机\s*构|印\s*发\s*机\s*关|"
    rf"发\s*文\s*单\s*位)\s*[:：]\s*(?P<office>[{_H}、 ]{{3,60}}[{_H}])"
)
_SCHOOL = re.compile(rf"^(?:[{_H}]{{2,14}}(?:大学|学院)(?:（[{_H}]+）)?|研究院)$")
_THESIS = re.compile(
    r"学\s*位\s*论\s*文|毕\s*业\s*(?:论\s*文|设\s*计)|申请学位|导\s*师|\b(?:thesis|dissertation)\b", re.IGNORECASE
)
_BODY = (
    r"(?:Congressional Research Service|(?:United States |U\.?S\.? )?Government Accountability Office|"
    r"(?:U\.?S\.? )?Geological Survey|"
    r"European (?:Commission|Parliament|Council|Union)|International Energy Agency|World Bank(?: Group)?|"
    r"International Monetary Fund|"
    r"OECD|United Nations[A-Za-z ]{0,50}|(?:U\.?S\.? |Australian |UK |Royal |British |Federal )?(?:Department|"
    r"Ministry|Office|Bureau|Government|Commission|"
    r"Council|Secretariat|Institute|Academy|Committee|House|Parliament) (?:of|for|on) [A-Z][A-Za-z,&’' ]{2,60}|"
    r"[A-Z][A-Za-z’'.& ]{2,50} (?:Agency|Commission|Survey|Authority|Administration|Ministry|Council|Department|"
    r"Secretariat|Foundation|Alliance|Association))"
)
_ENGLISH_BODY = re.compile(rf"(?:Report (?:by|of) the |Prepared by the |The )?(?P<office>{_BODY})")


def find_number(lines: Sequence[Sequence[str]]) -> tuple[str | None, str]:
    """The number of an official document (文号), a report or a standard, and where it was found."""
    for number, page in enumerate(lines[:2], 1):
        for line in page:
            found = _ZH_DOCUMENT.search(line) if len(line) < 60 and "号" in line else None
            if found and len(line.strip()) < len(found.group()) + 20:
                return re.sub(r"\s", "", found.group()), f"page {number}"
    for number, page in enumerate(lines[:4], 1):
        for line in page if number == 1 else [*page[:15], *page[-3:]] if number == 2 else page[-4:]:
            report = _REPORT.search(line) if len(line) < 120 and _DIGIT.search(line) else None
            if report and (report["crs"] is None or len(line) < 60 or "congress" in line.lower()):
                return report["crs"] or re.sub(r"^Report (?:No\.?|Number|#):?\s*", "", report.group()), f"page {number}"
    return None, ""


def find_issuer(
    lines: Sequence[Sequence[str]], title: str | None, text: str, number: str | None
) -> tuple[str | None, str]:
    """The body that issued an official document, or the university of a thesis, and where it was found."""
    first = lines[0] if lines else ()
    for at, page in enumerate(lines[:2], 1):
        for line in page:
            said = _SAID_ISSUER.search(line) if len(line) < 200 else None
            if said:
                return said["office"], f"page {at}"
    about = _ABOUT.match(title or "")
    if about and _are_offices(about["office"]):
        return " ".join(about["office"].split()), "page 1"
    first = [line for line in first[:8] if len(line) <= LONGEST]
    for line in first:
        red = _RED_HEAD.match(line)
        if red and _are_offices(re.sub(r"\s", "", red["office"])):
            return re.sub(r"\s", "", red["office"]), "page 1"
    if number and _HAN.search(number):
        for line in first:
            office = re.sub(r"\s", "", line)
            if _are_offices(office) and len(office) > 3:
                return office, "page 1"
        signed = _SIGNED.search(text[-3_000:]) or _SIGNED.search(text[:3_000])
        if signed and _are_offices(signed["office"]):
            return signed["office"], "text"
    for at, page in enumerate(lines[:3], 1):
        short = [line for line in page if len(line) <= LONGEST]
        if len(page) < COVER and any(_THESIS.search(line) for line in short):
            for line in short:
                if _SCHOOL.match(re.sub(r"\s", "", line)) and not re.match(r"学\s*院", line):
                    return re.sub(r"\s", "", line), f"page {at}"
                if len(line) < 60 and re.fullmatch(
                    r"(?:The )?(?:University of [A-Z][a-z]+(?:[ ,]+[A-Z][a-z]+){0,4}|"
                    r"(?:[A-Z][a-z]+ ){1,4}University(?: of [A-Z][\w &]+)?)",
                    line,
                ):
                    return line, f"page {at}"
    return None, ""


def _are_offices(names: str) -> bool:
    """Whether a text is made of the names of offices, parted by blanks or 、."""
    parts = [part for part in re.split(r"[\s、]+", names) if part]
    return bool(parts) and all(_OFFICE.fullmatch(part) for part in parts)


def english_issuer(lines: Sequence[str]) -> str | None:
    """The office that a line of a report's first page names by itself."""
    for line in [*lines[:12], *lines[-8:]]:
        match = _ENGLISH_BODY.fullmatch(line.strip(" .,|")) if len(line) < 90 else None
        if match:
            return match["office"].strip()
    return None
