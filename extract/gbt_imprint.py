"""What stands behind the title of a GB/T 7714 reference: journal or publisher, date, pages, DOI and address.

The tags are those of RIS: JF 刊名, T2 论文集, A2 its editors, A4 译者, ET 版本, CY 出版地, PB 出版者, PY and DA the
date, Y2 引用日期.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Fields = Mapping[str, str]

_DAY = r"(?:1[5-9]|20)\d\d-\d{1,2}(?:-\d{1,2})?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_PAGES = r"[A-Za-z]?\d[\w,，+–~～-]*"
STOP = re.compile(r"(?<!\d)[.．]|[.．](?!\d)")
"""What ends a part of a reference: no decimal point."""

_DOI = re.compile(r"(?:DOI\s*[:：]?\s*)?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_URL = re.compile(r"https?://\S+?(?=[.．,，;；]?(?:\s|$|DOI))", re.IGNORECASE)
_ACCESSED = re.compile(rf"\[\s*({_DAY}|{_YEAR})\s*\]\s*$|\[\s*({_DAY})\s*\]")
_ISSUED = re.compile(rf"[(（]\s*({_DAY})\s*[)）]")
_NOBODY = re.compile(r"\[(?:出版者不详|出版地不详|出版社不详|s\.?\s*n\.?|s\.?\s*l\.?)\]", re.IGNORECASE)
_INSIDE = re.compile(r"^(?://|见\s*[:：]|In\s*[:：])\s*", re.IGNORECASE)
_JOURNAL = re.compile(
    rf"^(?P<JF>.+?)[,，]\s*(?P<PY>{_YEAR})(?!\d)(?P<DA>-\d{{1,2}}(?:-\d{{1,2}})?)?(?:\s*[,，]\s*(?P<VL>[\w.]+))?"
    rf"\s*[,，]?\s*(?:[(（](?P<IS>[^()（）]*)[)）])?\s*(?:[:：,，]\s*(?P<SP>{_PAGES}))?"
)
_JOURNAL_AT_ONCE = re.compile(rf"^(?P<JF>[^,，]+?)(?:[,，]\s*(?P<SP>{_PAGES}))?$")
_END = re.compile(
    rf"(?:^|[,，]|(?<=[\s.．]))\s*\[?[c©]?(?P<PY>{_YEAR})(?P<DA>-\d{{1,2}}(?:-\d{{1,2}})?)?\]?年?"
    rf"\s*(?:[:：]\s*(?P<SP>{_PAGES}))?\s*$"
)
_EDITION = re.compile(
    r"^(?:第?\s*(?P<number>\d+|[一二三四五六七八九十])\s*版|(?P<ordinal>\d+)(?:st|nd|rd|th)\s+ed\.?"
    r"|(?P<words>(?:修订|增订|新|影印)\d*版|rev(?:ised|\.)?\s+ed\.?))\s*[.．,，]\s*",
    re.IGNORECASE,
)
_TRANSLATOR = re.compile(r"^(?P<A4>[^.．:：]+?)\s*[,，]\s*(?:等\s*)?译\s*[.．]\s*")
_DIGITS = "一二三四五六七八九十"
_MARKS = " .．,，;；"


def imprint(rest: str, kind: str) -> dict[str, str]:
    """The tags that the words behind the title of a reference of this kind (RIS) say."""
    out: dict[str, str] = {}
    for tag, pattern in (("DO", _DOI), ("UR", _URL), ("Y2", _ACCESSED), ("DA", _ISSUED)):
        if found := pattern.search(rest):
            out[tag] = next(group for group in (*found.groups(), found[0]) if group).rstrip(_MARKS)
            rest = f"{rest[: found.start()].rstrip()} {rest[found.end() :].lstrip()}".strip()
    body = _NOBODY.sub("", rest.strip(_MARKS + "：:")).strip(_MARKS)
    if kind in ("JOUR", "NEWS") and not _INSIDE.match(body):
        said = _serial(body, news=kind == "NEWS")
    else:
        said = _monograph(body)
    dated = said.pop("DA", "") or out.pop("DA", "")
    if "PY" not in said:
        year = re.match(_YEAR, dated) or re.search(rf"(?<!\d){_YEAR}(?!\d)", body if not said.get("SP") else "")
        said |= {"PY": year[0]} if year else {}
    return {tag: value.strip(_MARKS) for tag, value in (said | {"DA": dated} | out).items() if value.strip(_MARKS)}


def _serial(body: str, *, news: bool) -> dict[str, str]:
    """刊名, 2020, 35(1): 45-52, or before it is printed 刊名, 1-10; of a newspaper 报名, 2020-03-05(7)."""
    found = _JOURNAL.match(body) or _JOURNAL_AT_ONCE.match(body)
    said = {tag: value for tag, value in found.groupdict().items() if value} if found else {}
    if "DA" in said:
        said["DA"] = said["PY"] + said["DA"]
    if news and "IS" in said:
        said.setdefault("SP", said.pop("IS"))
    return said


def _monograph(body: str) -> dict[str, str]:
    """译者,译. 2版. 北京: 出版社, 2020: 5-9, with //编者. 论文集. before it for what is printed in another work."""
    inside = _INSIDE.match(body)
    body = body[inside.end() :] if inside else body
    said: dict[str, str] = {}
    if end := _END.search(body):
        said = {tag: value for tag, value in end.groupdict().items() if value}
        if "DA" in said:
            said["DA"] = said["PY"] + said["DA"]
        body = body[: end.start()].strip(_MARKS)
    if inside:
        body, said = _container(body, said)
    for pattern in (_TRANSLATOR, _EDITION, _TRANSLATOR):
        if found := pattern.match(f"{body}."):
            groups = found.groupdict()
            said |= {"A4": groups["A4"]} if "A4" in groups else {"ET": _edition(groups)}
            body = body[found.end() :]
    place, colon, publisher = re.sub("：", ":", body).partition(":")
    said |= {"CY": place, "PB": publisher} if colon else {"PB": body}
    return {tag: value.strip() for tag, value in said.items() if value.strip()}


def _container(body: str, said: dict[str, str]) -> tuple[str, dict[str, str]]:
    """What is left of the imprint, and the work that holds the paper: 编者. 论文集. 北京: 出版社."""
    body = re.sub(r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]", "", body)
    pieces = [piece.strip() for piece in STOP.split(body) if piece.strip()]
    last = pieces.pop() if len(pieces) > 1 and (re.search("[:：]", pieces[-1]) or _is_publisher(pieces[-1])) else ""
    edition = f"{pieces.pop()}. " if len(pieces) > 1 and _EDITION.match(f"{pieces[-1]}.") else ""
    editors, title = (pieces[0], ". ".join(pieces[1:])) if len(pieces) > 1 else ("", "".join(pieces))
    return edition + last, {**said, "A2": editors, "T2": title}


def _is_publisher(words: str) -> bool:
    return bool(re.search(r"出版|印书馆|书局|\bPress\b|\bPublish|\bSpringer\b|\bElsevier\b|\bIEEE\b|\bWiley\b", words))


def _edition(groups: Mapping[str, str | None]) -> str:
    number = groups["number"] or groups["ordinal"] or ""
    return str(_DIGITS.index(number) + 1) if number in _DIGITS and number else number or groups["words"] or ""
