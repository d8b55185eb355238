"""A document of the library as a work to cite: an item of CSL-JSON made from what the document says of itself.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types and -iv-variables.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from corpus.csl_markup import cased
from corpus.csl_names import CJK
from corpus.listing import StoredDocument

_CAPITALS = (
    "EU US USA UK UN EEC EC OECD IEA USGS BGS JRC WTO G7 G20 REE REEs PGM PGE EV EVs LNG LLC NATO BRICS DRC ESG NI PEA "
    "II III IV VI VII VIII IX XI XII"
)
_ACRONYMS = frozenset(_CAPITALS.split())
"""What stays in capitals where a whole title is printed in them."""

_COMPOUND_NAMES = (
    "欧阳 司马 诸葛 上官 皇甫 尉迟 公孙 慕容 令狐 夏侯 东方 司徒 司空 端木 长孙 宇文 轩辕 独孤 南宫 西门 "
    "歐陽 司馬 諸葛 公孫 東方 長孫 南宮"
)
_COMPOUND = frozenset(_COMPOUND_NAMES.split())
_BODY_ZH = re.compile(
    "(部|局|委|委员会|委員會|研究院|研究所|科学院|院|所|中心|公司|集团|大学|大學|学院|学会|協會|协会|联盟|课题组|"
    "编写组|小组|政府|国务院|办公厅|办公室|银行|基金会|出版社|调查队|总队|厅|署)$"
)
_SHORT_BODY_NAMES = "国务院 發改委 发改委 商务部 财政部 科技部 教育部 工信部 统计局 地调局 中科院 工程院 社科院"
_SHORT_BODIES = frozenset(_SHORT_BODY_NAMES.split())
_BODY_EN = re.compile(
    r"\b(Ministry|Department|Agency|Commission|University|Institute|Institution|Council|Service|Survey|Group|Bank|"
    r"Organi[sz]ation|Association|Committee|Bureau|Office|Corporation|Company|Inc|Ltd|LLC|Government|Cent(?:re|er)|"
    r"Federation|Union|Foundation|Forum|Alliance|Authority|Laborator(?:y|ies)|Academy|Society|Secretariat|Network|"
    r"Programme|Program|Team|Parliament|Congress|Directorate|Board|Administration|Partners|Consulting|Initiative|"
    r"Nations|Fund|House|Senate|College|Press)\b"
)
_PARTICLE_WORDS = "van von de der den da di la le du dos del della ter ten bin ibn al el zu af"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIX = re.compile(r"^(Jr|Sr|II|III|IV)\.?$")

_STANDARD = re.compile(r"^(GB|GB/T|GB/Z|DZ/T|DZ|YS/T|YS|HJ|HJ/T|T/[A-Z]+|JB/T|SL|ISO|IEC|ASTM|EN|BS|DIN)[\s/]?[A-Z]?\d")
_PATENT = re.compile(r"^(CN|US|EP|WO|JP|KR|DE)\s?\d{6,}\s?[A-Z]?\d?$")
_LAW_ZH = re.compile(
    "(^中华人民共和国.{1,30}(法|条例|办法|规定|实施细则)|条例|管理办法|暂行办法|实施细则|管理规定|暂行规定|修正案)(（.{1,20}）)?$"
)
_LAW_EN = re.compile(
    r"\bAct(?: of \d{4})?$|\bAct, \d{4}$|^(?:Council )?(?:Directive|Regulation) \((?:EU|EC|EEC)\)|\bPublic Law\b"
)
_SCHOOL = re.compile(r"大学$|大學$|学院$|研究生院$|\bUniversity\b|\bCollege\b|\bInstitute of Technology\b")
_THESIS = re.compile(
    r"学位论文|碩士論文|博士論文|硕士论文|博士论文|\b(?:Doctoral|Ph\.?D\.?|Master[’']?s?)\b.*\b(?:thesis|dissertation)\b",
    re.I,
)
_NEWSPAPER = re.compile(
    r"日报$|晚报$|时报$|商报$|周报$|日報$|時報$|(?<![学汇公通])报$|\b(?:Times|Daily|Newspaper|Herald|Gazette)\b"
)
_MEETING = re.compile(
    r"论文集|会议|年会|研讨会|大会|論文集|會議|\bProceedings\b|\bConference\b|\bSymposium\b|\bWorkshop\b|\bCongress\b",
    re.I,
)
_BOOK = re.compile(r"出版社$|出版集团$|\bPress$|\bPublish(?:ers|ing)\b|\bVerlag\b")
_REPORT = re.compile(
    r"报告|白皮书|蓝皮书|报吿|報告|\bReport\b|\bStrategy\b|\bReview\b|\bAssessment\b|\bPolicy Brief\b", re.I
)


def csl_of(document: StoredDocument) -> dict[str, Any]:
    """The document as an item of CSL-JSON: its type guessed from what it has, names parted, its language said."""
    kind = _type(document)
    item: dict[str, Any] = {"id": document.id, "type": kind, "title": _title(document), "language": _language(document)}
    authors = [parts for one in document.authors if (parts := csl_name(one))]
    issuer = _clean(document.issuer)
    if not authors and issuer and kind in ("report", "legislation", "standard", "webpage", "patent"):
        authors = [{"literal": issuer}]
    if authors:
        item["author"] = authors
    if issued := _issued(document):
        item["issued"] = issued
    if venue := _clean(document.venue):
        item["container-title"] = _calm(venue)
    if issuer:
        item["publisher"] = issuer
    for name, value in (
        ("volume", document.volume), ("issue", document.issue), ("page", document.page_range),
        ("DOI", _doi(document.doi)), ("number", document.document_number),
    ):  # fmt: skip
        if value := _clean(value):
            item[name] = value
    if kind == "thesis" and (genre := _genre(document)):
        item["genre"] = genre
    return item


def csl_name(name: str) -> dict[str, str]:
    """A name as printed in its parts: family and given, or literal where it is a body's or cannot be parted."""
    if not (name := _clean(name)):
        return {}
    if CJK.search(name):
        return _chinese_name(name)
    if _BODY_EN.search(name) or " " not in name:
        return {"literal": name}
    family, comma, given = name.partition(",")
    if comma:
        given, _, suffix = given.strip().partition(",")
        if _SUFFIX.match(given):
            # John Smith, Jr.
            return {**csl_name(family), "suffix": given}
        parts = {"family": family.strip(), "given": given.strip(), "suffix": suffix.strip()}
        return {key: value for key, value in parts.items() if value}
    return _western_name(name.split())


def _western_name(words: list[str]) -> dict[str, str]:
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if len(words[0]) > 1 and words[0].isupper() and "." not in words[0] and not words[-1].isupper():
        # WANG Yu: the name in capitals is the family's.
        family, given, particle = words[0].title(), " ".join(words[1:]), ""
    else:
        start = next((place for place, word in enumerate(words) if place and word in _PARTICLES), len(words) - 1)
        end = start
        while end < len(words) - 1 and words[end] in _PARTICLES:
            end += 1
        family, given, particle = " ".join(words[end:]), " ".join(words[:start]), " ".join(words[start:end])
        if family.isupper() and len(family) > 2:
            family = family.title()
    parts = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {key: value for key, value in parts.items() if value}


def _chinese_name(name: str) -> dict[str, str]:
    bare = re.sub(r"\s+", "", name)
    if not 2 <= len(bare) <= 4 or _is_chinese_body(bare) or not all(CJK.match(char) for char in bare):
        # 阿卜杜拉·买买提 too: a name with a dot has no family name to be parted.
        return {"literal": name if re.search("[A-Za-z]", name) else bare}
    length = 2 if bare[:2] in _COMPOUND and len(bare) > 2 else 1
    return {"family": bare[:length], "given": bare[length:]}


def _is_chinese_body(bare: str) -> bool:
    # 李部 and 王所长 are people; whole bodies of three characters are few.
    return bare in _SHORT_BODIES or (len(bare) > 3 and bool(_BODY_ZH.search(bare)))


def _type(document: StoredDocument) -> str:
    title, venue, issuer = (_clean(text) for text in (document.title, document.venue, document.issuer))
    number = _clean(document.document_number)
    if _PATENT.match(number):
        return "patent"
    if _STANDARD.match(number):
        return "standard"
    if document.authors and (
        _THESIS.search(f"{title} {venue}") or (_SCHOOL.search(issuer) and not _BOOK.search(issuer) and not venue)
    ):
        return "thesis"
    if not venue and not document.authors and (_LAW_ZH.search(title) or _LAW_EN.search(title)):
        return "legislation"
    if venue:
        if _MEETING.search(venue) and not document.issue:
            return "paper-conference"
        is_newspaper = _NEWSPAPER.search(venue) and not document.volume
        return "article-newspaper" if is_newspaper and not document.doi else "article-journal"
    if _BOOK.search(issuer):
        return "book"
    if issuer or number or _REPORT.search(title):
        return "report"
    if PurePath(document.name).suffix.lower() in (".html", ".htm"):
        return "webpage"
    if document.doi and (document.volume or document.issue or document.page_range):
        return "article-journal"
    return "report"


def _title(document: StoredDocument) -> str:
    return _calm(_clean(document.title)) or PurePath(document.name).stem


def _calm(title: str) -> str:
    """A title without the capitals of a cover: Report on Critical Raw Materials for the EU."""
    if not title.isupper() or CJK.search(title) or " " not in title:
        return title
    words = []
    for word in title.split(" "):
        bare = word.strip("()[],.:;-–—“”'\"")
        compound = re.fullmatch(r"[A-Z]+[-'’][A-Z]+", bare)
        kept = bare in _ACRONYMS or len(bare) < 2 or (not bare.isalpha() and not compound)
        words.append(word if kept else word.lower())
    return cased(" ".join(words), "title", "en")


def _language(document: StoredDocument) -> str:
    # The title tells: a Chinese paper may be kept with its English title alone.
    if document.lang == "zh":
        return "zh-CN"
    return language_of_title(document.title or "")


def language_of_title(title: str) -> str:
    """The language of a work by its title; a Chinese name in an English title makes it no Chinese one."""
    return "zh-CN" if title and len(CJK.findall(title)) > len(title) / 3 else "en"


def _issued(document: StoredDocument) -> dict[str, Any]:
    if match := re.match(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", document.date or ""):
        return {"date-parts": [[int(part) for part in match.groups() if part]]}
    return {"date-parts": [[document.year]]} if document.year else {}


def _genre(document: StoredDocument) -> str:
    text = f"{document.title} {document.venue}"
    chinese = document.lang == "zh"
    if re.search(r"博士|Doctoral|Ph\.?D", text):
        return "博士学位论文" if chinese else "Doctoral dissertation"
    if re.search("硕士|碩士|Master", text):
        return "硕士学位论文" if chinese else "Master's thesis"
    return ""


def _doi(doi: str | None) -> str:
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", _clean(doi), flags=re.IGNORECASE)


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())
