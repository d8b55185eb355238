"""Who wrote a document, from the lines under its title, lines that say so, or the file's own entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

# The surnames of some 95 of 100 people in China (public security statistics), with common compound ones.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤"
    "阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲"
    "虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹"
    "都郦覃"
    # the same in traditional characters, where they differ
    "張劉陳楊黃趙吳孫馬羅鄭謝韓馮鄧彭蕭葉蘇呂盧蔣賈韋鄒鍾譚陸範廖賴賀顧龔萬錢嚴湯溫許閻聶葉齊喬龐倪莊關單舒簡項連盧麥婁竇戚黨費衛應閔邊師駱藍"
    "遊靳畢華喻饒滿談樊莫顏歐"
) | {"欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒"}  # fmt: skip

_ORGANISATION = re.compile(
    r"大学|学院|学校|研究|公司|中心|实验|部门|委员|集团|银行|证券|医院|协会|出版|编辑|政府|科学|报告|论文|专业|系统|摘要|关键|"
    r"Universit|Institut|Depart|Laborat|School|College|Center|Centre|Company|Corporation|Ltd|Inc\b|Academy|Ministry|"
    r"Facult|Council|Agency|Association|Society|Committee|Office|Service|Bureau|Survey|Division|Group\b|Street|Road|"
    r"Abstract|Received|Journal|Report|Press|http|www|@|Editor|Research|Science|China\b|USA\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[省市县区镇乡所院系部局处厂室厅会学矿队校社中馆]$|[省市县]")
_MARKS = re.compile(r"[\d*†‡§¶∗＊①-⑳#✉]+|\((?:\d|[a-z])(?:,(?:\d|[a-z]))*\)|\[\d+\]")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,6})*")
_CAPITAL_SURNAME = re.compile(r"[A-Z]{2,12} [A-Z][a-z]+(?:[-’' ]?[a-z]+)?")  # WANG Xiaoming, as Chinese journals print
_PART = (
    r"(?:[A-Z][a-zà-ÿ’']+(?:-[A-Z]?[a-zà-ÿ]+)*|[A-Z]\.(?:[- ]?[A-Z]\.)*"
    r"|(?:Mc|Mac|O’|O'|De|Le|La|Di)[A-Z][a-zà-ÿ]+|[A-Z]{1,2})"
)
_LINK = r"(?:van|von|de|der|den|di|da|del|la|le|el|al|bin|ibn|dos|ter)"
_NAME = re.compile(rf"{_PART}(?:[ -](?:{_LINK} )*{_PART}){{1,4}}(?:,? Jr\.?| III?)?")
_SURNAME_FIRST = re.compile(r"([A-Z][A-Za-zà-ÿ’'\-]+(?: [A-Z][a-zà-ÿ]+)?),\s*((?:[A-Z]\.[- ]?){1,4})")
_LABELED = re.compile(
    r"(?:作\s*者(?:\s*姓\s*名)?|学\s*生\s*姓\s*名|研\s*究\s*生\s*姓\s*名|研\s*究\s*生|姓\s*名|申\s*请\s*人|执\s*笔\s*人?)\s*[:：]?\s*"
    r"(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff\s,，、·*\d]{1,200})"
)
_ANALYST = re.compile(
    r"(?:(?:证券|首席)?分析师|研究员|研究助理|联系人)\s*[:：]?\s*(?P<name>[\u4e00-\u9fff]{2,3})(?![\u4e00-\u9fff])"
)
_LICENSED = re.compile(r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,3})\s*(?:执业证书编号|资格编号|SAC)")
_POSITION_NAMED = re.compile(r"\b(?:Analyst|Specialist|Section Research Manager|Fellow|Economist)\b")
_POSITION = re.compile(rf"(?P<name>{_NAME.pattern}),? (?:Senior |Principal |Acting |Deputy )?{_POSITION_NAMED.pattern}")
_LONGEST_NAME, _LONGEST_SIGNED = 60, 120
_FRONT_ENDS = re.compile(r"\s*[\[【]?\s*(?:abstract|摘\s*要|内容提要|introduction|contents|目\s*录)", re.IGNORECASE)
_LIST_RUNS_ON = re.compile(r"(?:,|，|、|\band|&|(?<=[A-Z][a-z]) [A-Z]\.)\s*$")
_BY = re.compile(r"^\s*(?:by|authors?\s*[:：]?|written by|prepared by)\s+", re.IGNORECASE)


def authors_of(
    after_title: Sequence[str], pages: Sequence[Sequence[str]], text: str, entry: str
) -> tuple[tuple[str, ...], str]:
    """The authors and where they were found (`page 1`, `text`, `info`); nothing and an empty string where none are.

    `after_title` are the lines below the title, `pages` those of the first pages, `entry` is the Info entry.
    """
    found = _below_title(after_title)
    if found:
        return found, "page 1"
    for number, lines in enumerate(pages, 1):
        labeled = _labeled(lines)
        if labeled:
            return labeled, f"page {number}"
    signed = tuple(dict.fromkeys(_signed(text)))
    if signed:
        return signed, "text"
    entry = entry.strip()
    if _ORGANISATION.search(entry) and any(line.strip() == entry for lines in pages[:1] for line in lines):
        return (entry,), "page 1"  # the office that issued the document
    named = names_in(entry)
    return (named, "info") if named else ((), "")


def _signed(text: str) -> Iterator[str]:
    """The people who sign with their position; a line is cut, for a name can be divided in ever more ways."""
    for position in _POSITION_NAMED.finditer(text):
        start = text.rfind("\n", 0, position.start()) + 1
        found = _POSITION.match(text[start : position.end()]) if position.end() - start <= _LONGEST_SIGNED else None
        if found:
            yield found["name"]


def _below_title(lines: Sequence[str]) -> tuple[str, ...]:
    names: tuple[str, ...] = ()
    for line in _joined(lines[:8]):
        if _FRONT_ENDS.match(line):
            break
        here = names_in(_BY.sub("", line))
        if names and not here:
            break
        names += tuple(name for name in here if name not in names)
    return names


def names_below(lines: Sequence[str]) -> tuple[str, ...]:
    """The authors that stand in the lines below a title."""
    return _below_title(lines)


def _joined(lines: Sequence[str]) -> list[str]:
    """The lines, those put together between which a list of names runs on."""
    out: list[str] = []
    for line in lines:
        if out and (
            (_LIST_RUNS_ON.search(out[-1]) and len(out[-1]) < 300)
            or re.match(r"(?:and|&)\s", line)
            or ("," in out[-1] and "," in line and names_in(out[-1] + " " + line) and not _is_whole(out[-1]))
        ):
            out[-1] += " " + line
        else:
            out.append(line)
    return out


def _is_whole(line: str) -> bool:
    """Whether a list of names ends with a name of two parts or more that the next line may not lengthen."""
    last = names_in(line)[-1:]
    return not last or len(last[0].split()) == 2


def _labeled(lines: Iterable[str]) -> tuple[str, ...]:
    joined = "\n".join(lines)
    labeled = _LABELED.search(joined)
    if labeled:
        found = names_in(labeled["names"].split("\n")[0]) or names_in(labeled["names"])
        if found:
            return found
    for pattern in (_ANALYST, _LICENSED):
        named = tuple(dict.fromkeys(m["name"] for m in pattern.finditer(joined) if m["name"][0] in SURNAMES))
        if named:
            return named
    return ()


def names_in(line: str) -> tuple[str, ...]:
    """The names that a line is made of; nothing where it holds other words as well."""
    line = line.strip()
    if not line or len(line) > 400:
        return ()
    return _chinese_names(line) if re.search(r"[\u4e00-\u9fff]", line) else _western_names(line)


def _chinese_names(line: str) -> tuple[str, ...]:
    plain = re.sub(r"^\s*(?:作\s*者|姓\s*名)\s*[:：]?", "", _MARKS.sub(" ", line))
    plain = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", plain)
    plain = re.sub(r"[(（][^()（）]*[)）]", " ", plain)
    names = []
    listed = [token for token in re.split(r"\s*[,，、]\s*", plain.strip()) if _HAN_NAME.fullmatch(token)]
    known = sum("·" in token or _has_surname(token) for token in listed)
    by_comma = len(listed) > 1 and 2 * known >= len(listed)  # one rare surname among common ones
    for token in re.split(r"[\s,，、;；/|和]+", plain):
        word = re.sub(r"(?:执笔|编著|主编|著|编|译|等)$", "", token)
        if not word:
            continue
        if _ORGANISATION.search(word) or (len(word) > 4 and _PLACE.search(word)):
            continue
        foreign = "·" in word
        if not _HAN_NAME.fullmatch(word) or not (
            foreign or (len(word) <= 4 and (_has_surname(word) or (by_comma and word in listed)))
        ):
            return ()
        names.append(word)
    return tuple(dict.fromkeys(names))


def _has_surname(name: str) -> bool:
    return name[0] in SURNAMES or name[:2] in SURNAMES


def _western_names(line: str) -> tuple[str, ...]:
    if _ORGANISATION.search(line):
        return ()
    plain = re.sub(r"\(\s*\)", " ", re.sub(r"\s+", " ", _MARKS.sub(" ", line))).strip(" ,;")
    if plain.isupper():
        plain = re.sub(r"[A-Z][A-Z’']+", lambda match: match.group().capitalize(), plain).replace(" And ", " and ")
    turned = _SURNAME_FIRST.findall(plain)
    if turned and len(_SURNAME_FIRST.sub("", plain).replace("and", "").strip(" ,;&")) < 3:
        return tuple(f"{surname}, {initials.strip()}" for surname, initials in turned)
    names = []
    for token in re.split(r"\s*(?:,|;|&|\band\b|·|•|\|)\s*", plain):
        word = re.sub(r"\s+[a-z]$", "", token.strip(" .,")) if len(token) > 3 else token
        word = re.sub(r"^(?:Dr|Prof|Mr|Ms|Mrs)\.?\s+", "", word)
        if not word or re.fullmatch(r"[a-z]", word):
            continue
        if re.fullmatch(r"(?:Ph\.?D|M\.?Sc|P\.?(?:Eng|Geo)|B\.?Sc|Jr|MD)\.?", word):
            continue
        if len(word) > _LONGEST_NAME:
            return ()
        if not _NAME.fullmatch(word) and not _CAPITAL_SURNAME.fullmatch(word):
            return ()
        names.append(word)
    return tuple(dict.fromkeys(names))
