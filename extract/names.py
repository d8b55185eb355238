"""Personal names: which lines are made of them, in Chinese and in Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

# The surnames of some 95 of 100 people in China (public security statistics), with common compound ones.
_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤"
    "阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲"
    "逯亓仉佴况扈昝晁暨狄笪綦缑茅茹荀莘蒯訾贠逄邸郇郄郗"
    "虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹"
    "都郦覃"
)
# the same in traditional characters, where they differ
_TRADITIONAL = (
    "張劉陳楊黃趙吳孫馬羅鄭謝韓馮鄧彭蕭葉蘇呂盧蔣賈韋鄒鍾譚陸範廖賴賀顧龔萬錢嚴湯溫許閻聶葉齊喬龐倪莊關單舒簡項連盧麥婁竇戚黨費衛應閔邊師駱藍"
    "遊靳畢華喻饒滿談樊莫顏歐"
)
_COMPOUND = frozenset(
    ("欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "歐陽", "司馬", "諸葛", "夏侯")
)
SURNAMES = frozenset(_COMMON + _TRADITIONAL) | _COMPOUND
_RANK = {name: rank for rank, name in reversed(list(enumerate(_COMMON)))}

_ORGANISATION_ZH = (
    r"大学|学院|学校|研究|调查|勘查|地质|设计院|总局|公司|中心|实验|部门|委员|集团|银行|证券|医院|协会|出版|编辑|政府"
    r"|科学|报告|论文|专业|系统|摘要|关键"
)
_ORGANISATION_EN = (
    r"universit|institut|depart|laborat|school|college|center|centre|company|corporation|ltd|inc\b|academy|ministry|"
    r"facult|council|agency|association|society|committee|office|service|bureau|survey|division|group\b|street|road|"
    r"abstract|received|journal|report|press|http|www|@|editor|research|science|china\b|usa\b"
)
_ORGANISATION = re.compile(f"{_ORGANISATION_ZH}|{_ORGANISATION_EN}")
_ENGLISH_ORGANISATION = re.compile(_ORGANISATION_EN)
_NO_NAME = re.compile(
    r"\b(?:Updated|Effective|Date[ds]?|Area|Version|Draft|Final|Page|Table|Figure|Contents|Summary|Executive|Project|"
    r"Property|Deposit|Mines?|Mining|Minerals?|Materials?|Metals?|District|County|Province|State|Lake|River|Mountain|"
    r"Technical|Review|Paper|Working|Policy|Series|Volume|Issue|Number|Sheet|Data|Model|Theory|System|Systems|Analysis|"
    r"The|For|With|From|This|Our|Your|New|Open|Access|Article|Letter|Supporting|Information|Introduction|Background|"
    r"Keywords?|Index|Terms|Copyright|Rights|Reserved|Available|Online|Published|Submitted|Accepted|Prepared|Presented|"
    r"Thesis|Dissertation|Degree|Master|Doctor|Bachelor|Supervisor|Advisor|Candidate|Energy|Critical|Supply|Security|"
    r"Market|Trade|Global|National|International|European|United|Government|Commission|Union|Bank|Fund|Machine|Google|"
    r"Administrator|Independent|North|South|East|West|British|Columbia|Ontario|Canada|Australia|Washington|London|"
    r"Beijing|Highlights|Manual|Guide|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b",
)
_PLACE = re.compile(r"[省市县区镇乡所院系部局处厂室厅会学矿队校社中馆]$|[省市县]")
_MARKS = re.compile(
    r"\[[\dX-]{5,}\]|\bORCID\b(?: iD)?|[\d*†‡§¶∗＊①-⑳#✉⁎※¹²³⁰-⁹☆★△▲]+|\((?:\d|[a-z])(?:,(?:\d|[a-z]))*\)|\[\d+\]"
)
_SHORT = re.compile(r"[\u4e00-\u9fff]{2,3}")
_MARKED = re.compile(r"(?<!\S)([\u4e00-\u9fff]{2,4})(?=[\d*①-⑳])")  # a name with the number of where its bearer works
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[·•][\u4e00-\u9fff]{1,6})*")
_AUTHOR = re.compile(r"^\s*(?:作\s*者|姓\s*名)\s*[:：]?")
_SET_APART = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_HAN_ROLE = re.compile(
    r"(?:执笔人?|编著|主编|副?教授|(?:副|助理)?研究员|(?:硕|博)士(?:研究生)?|讲师|(?:高级|教授级)?工程师|院士|著|编|译|等|(?<=..[\u4e00-\u9fff])文)$"
)
_CAPITAL_SURNAME = re.compile(  # WANG Xiaoming, Xiao-ming WANG
    r"[A-Z]{2,12} [A-Z][a-z]+(?:[-’' ]?[A-Za-z]?[a-z]+)?"
)
_UP, _LOW = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ", "a-zß-öø-ÿāăąćčďđēęěğīıłńňōőřśşšťūůűźżž"
_PART = (
    rf"(?:[{_UP}][{_LOW}’']+(?:-[{_UP}]?[{_LOW}]+)*|(?:[{_UP}]|Ts|Yu|Ya|Ch|Sh|Zh|Th|Ph|Kh)\.(?:[- ]?[{_UP}]\.)*"
    rf"|(?:Mc|Mac|O’|O'|D’|D'|De|Des|Le|La|Di|Du|Van|Fitz)[{_UP}][{_LOW}]+|[{_UP}]{{1,2}})"
)
_LINK = r"(?:van|von|de|der|den|di|da|del|della|la|le|el|al|bin|ibn|dos|ter|du|zu|y|e)"
NAME = rf"(?:{_LINK} )*{_PART}(?:[ -](?:{_LINK} )*{_PART}){{1,4}}(?:,? Jr\.?| III?)?"
_NAME = re.compile(NAME)
_CAPITAL_LAST = re.compile(rf"(?:{_PART}[ -]){{1,3}}[{_UP}](?:[’'-]?[{_UP}]){{2,13}}")  # Xiao-ming WANG
_CAPITAL_PAIRS = re.compile(r"(?:[A-Z]{2,12} [A-Z][a-z]+(?:-[A-Za-z]?[a-z]+)?(?: |$)){2,}")  # by blanks alone
_TURNED = re.compile(rf"[{_UP}][{_UP}{_LOW}’' -]+, [{_UP}][{_UP}{_LOW}. -]+")
_SURNAME_FIRST = re.compile(
    rf"([{_UP}][A-Za-zÀ-ž’'\-]+(?: [{_UP}][{_LOW}]+)?),\s*((?:[{_UP}]\.[- ]?){{1,4}})(?=\s*(?:[,;&]|and\b|$))"
)
_PAIRS = re.compile(
    rf"(?:[{_UP}][{_LOW}]+ [{_UP}][{_LOW}]+(?:-[{_UP}{_LOW}][{_LOW}]+)? ?){{3,}}"
)  # names set apart by blanks alone
_DEGREE = re.compile(
    r"(?:Ph\.?\s?D|[MB]\.?\s?(?:A\.?\s?)?Sc|MBA|P\.?\s?(?:Eng|Geo|Geol)|QP|FAusIMM|MAusIMM|CFA|FGS|Dr|Jr|M\.?D|Esq|"
    r"CEng|(?:Senior |Student |"
    r"Graduate Student |Associate |Life )?(?:Member|Fellow)|IEEE|Hons?)\.?",
    re.IGNORECASE,
)
_DEGREE_BETWEEN = re.compile(r",? (?:P\. ?(?:Eng|Geo|Geol)|Ph\.? ?D|M\.? ?Sc|MBA|CFA)\.?,? (?=[A-Z][a-z.])")
_BETWEEN = re.compile(r"\s*(?:[,，、;；]|\s/\s|&|\band\b|·|•|\||∙)\s*")
_NOTE = re.compile(r"[(（][^()（）]*[)）]")
_NO_HAN_NAME = frozenset(
    (
        "简介",
        "目录",
        "前言",
        "摘要",
        "引言",
        "附录",
        "致谢",
        "说明",
        "文件",
        "通知",
        "公告",
        "时间",
        "农业",
        "安全",
        "金属",
        "能源",
        "成果",
        "成本",
        "项目",
        "方法",
        "管理",
        "和谐",
        "强国",
        "关于",
        "时代",
        "万元",
        "万吨",
        "单位",
        "相关",
        "金融",
        "高校",
        "黄金",
        "白银",
    )
)
MANY_APART = 3  # names that blanks alone part, above which one of a rare surname may be among them
LONGEST = 400
LONGEST_NAME = 60  # characters; a longer one can be divided in ever more ways
COMMON_RUN, LONGEST_RUN = 4, 18  # characters of names printed without blanks
SURELY = 45  # surnames of a run are on average among so many of the most common


def tells_organisation(text: str) -> bool:
    """Whether words speak of an office, a university, a company, an address: no personal names, then."""
    low = text.lower()
    return (_ENGLISH_ORGANISATION if low.isascii() else _ORGANISATION).search(low) is not None


@lru_cache(maxsize=1024)
def names_in(line: str) -> tuple[str, ...]:
    """The names that a line is made of; nothing where it holds other words as well."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return ()
    return _chinese_names(line) if _HAN.search(line) else _western_names(line)


def _chinese_names(line: str) -> tuple[str, ...]:
    plain = _AUTHOR.sub("", _MARKS.sub(" ", line))
    plain = _SET_APART.sub(r"\1\2", plain)
    plain = _NOTE.sub(" ", plain)
    parts = [part for part in re.split(r"\s*[,，、;；]\s*", plain.strip()) if part]
    if len(parts) > 1 and not all(map(_HAN.search, parts)):  # names from abroad among Chinese ones
        each = [names_in(part) for part in parts]
        return tuple(dict.fromkeys(chain.from_iterable(each))) if all(each) else ()
    names: list[str] = []
    listed = [token for token in re.split(r"\s*[,，、]\s*", plain.strip()) if _HAN_NAME.fullmatch(token)]
    listed = listed if len(listed) > 1 else _MARKED.findall(line)
    known = sum("·" in token or has_surname(token) for token in listed)
    if not listed and len(plain.split()) > MANY_APART and all(map(_SHORT.fullmatch, plain.split())):
        listed = plain.split()
        known = sum(map(has_surname, listed)) if 4 * sum(map(has_surname, listed)) >= 3 * len(listed) else 0
    by_comma = len(listed) > 1 and 2 * known >= len(listed)  # one rare surname among common ones
    for token in re.split(r"[\s,，、;；/|和]+", plain):
        word = _HAN_ROLE.sub("", token) if len(token) > 2 else token
        if not word:
            continue
        if tells_organisation(word) or (len(word) > 4 and _PLACE.search(word)):
            continue
        several = _run_apart(word)
        if several:
            names += several
            continue
        foreign = "·" in word or "•" in word
        if (
            word in _NO_HAN_NAME
            or not _HAN_NAME.fullmatch(word)
            or not (foreign or (len(word) <= 4 and (has_surname(word) or (by_comma and word in listed))))
        ):
            return ()
        names.append(word)
    return tuple(dict.fromkeys(names))


def _run_apart(run: str) -> tuple[str, ...]:
    """The names of a run without blanks (the reader takes narrow ones for letters set apart); nothing where it is none.

    Of several ways to part it the one with the most common surnames is taken.
    """
    if not COMMON_RUN <= len(run) <= LONGEST_RUN or run[:2] in _COMPOUND:
        return ()
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(run)
    for end in range(2, len(run) + 1):
        for size in (3, 2):
            before = best[end - size] if end >= size else None
            rank = _RANK.get(run[end - size]) if before is not None else None
            if before is None or rank is None:
                continue
            way = (before[0] + rank, (*before[1], run[end - size : end]))
            here = best[end]
            best[end] = way if here is None or way[0] < here[0] else here
    found = best[-1]
    if found is None or len(found[1]) < 2 or found[0] > SURELY * len(found[1]):
        return ()
    return found[1]


def has_surname(name: str) -> bool:
    """Whether a Chinese name begins with a surname that is known."""
    return name[0] in SURNAMES or name[:2] in SURNAMES


def _western_names(line: str) -> tuple[str, ...]:
    if tells_organisation(line) and not re.search(r"\bMember, IEEE", line):
        return ()
    plain = re.sub(r"\((?:[^()]*(?:IEEE|Member|Fellow)[^()]*|\s*)\)", " ", _MARKS.sub(" ", line))
    plain = re.sub(r"\s+", " ", plain).strip(" ,;")
    if plain.isupper():
        if re.match(r"[B-DF-HJ-NP-TV-XZ]{2} ", plain):
            return ()  # DG ENTR: an office's letters
        if re.search(r"\b(?:OF|ON|IN|THE|FOR|TO|BY|AT|AN|USING|WITH|FROM)\b", plain):
            return ()
        plain = re.sub(rf"[{_UP}][{_UP}’']+", lambda match: match.group().capitalize(), plain).replace(" And ", " and ")
    if _NO_NAME.search(plain):
        return ()
    if "Jr" in plain or ". " in plain:
        plain = re.sub(r", Jr\b", " Jr", _DEGREE_BETWEEN.sub(", ", plain))
    turned = _SURNAME_FIRST.findall(plain)
    if turned and len(_SURNAME_FIRST.sub("", plain).replace("and", "").strip(" ,;&")) < 3:
        return tuple(f"{surname}, {initials.strip()}" for surname, initials in turned)
    if _PAIRS.fullmatch(plain):
        words = plain.split()
        return tuple(f"{first} {last}" for first, last in zip(words[::2], words[1::2], strict=True))
    if _CAPITAL_PAIRS.fullmatch(plain):
        words = plain.split()
        return tuple(f"{surname} {given}" for surname, given in zip(words[::2], words[1::2], strict=True))
    listed = [part for part in re.split(r"\s*;\s*", plain) if part] if ";" in plain else []
    if len(listed) > 1 and all(
        _TURNED.fullmatch(part) and not _DEGREE.fullmatch(part.split(", ")[1]) for part in listed
    ):
        return tuple(dict.fromkeys(listed))
    names = []
    for token in _BETWEEN.split(plain):
        word = re.sub(r"\s+[a-z]$|(?<![A-ZÀ-Ž])\.$", "", token.strip(" ,")) if len(token) > 3 else token
        word = re.sub(r"^(?:Dr|Prof|Mr|Ms|Mrs)\.?\s+", "", word)
        word = re.sub(r"\s+(?:Ph\.? ?D|P\. ?Eng|P\. ?Geo|M\.?Sc)\.?$", "", word)
        if not word or re.fullmatch(r"[a-z]", word) or _DEGREE.fullmatch(word):
            continue
        if len(word) > LONGEST_NAME:
            return ()
        if not (_NAME.fullmatch(word) or _CAPITAL_SURNAME.fullmatch(word)) and not (
            (word != plain or "-" in word) and _CAPITAL_LAST.fullmatch(word)  # Project ABC is none
        ):
            return ()
        names.append(word)
    return tuple(dict.fromkeys(names))
