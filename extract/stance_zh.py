"""Whose a Chinese recommendation is: the authors' own, reported of another, already enacted, or rejected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.findings import Stance
from extract.tokens_zh import Token
from models.verbs import chinese_verbs

_REJECTED = re.compile(
    r"不宜|不建议|不主张|不赞成|不赞同|不可取|不足取|不提倡|没有必要|无必要|并无必要|毫无必要|无需|无须|"
    r"不必(?!要)|不值得|不应当?(?:是|盲目|简单|一味|急于|照搬|"
    r"采取|采用|以|通过|再|把|将|实行|设立|推行|出台|追求|扩大|新建|过早|单纯|成为)|(?:被|遭|遭到|"
    r"予以|最终|终被)[^，。；]{0,10}(?:否决|驳回|拒绝|搁置|放弃|"
    r"撤回|叫停|废止|推翻)|"
    r"否决了|驳回了|拒绝了|否定了|(?:未获|未被|未予|没有获得|没有被|未能获得)(?:通过|批准|采纳|支持|接受)|(?:没有|并未|未|不予)(?:采纳|通过|批准|支持)|"
    r"(?:反对|"
    r"拒绝)(?:[^，。；]{0,24})(?:的?(?:建议|提案|做法|主张|方案|动议|设想|计划)|实施|设立|"
    r"征收|限制|建立|开放|采取|将|对|在|以|出台|扩大|新建|禁止)|"
    r"(?:并不|不|既不|也不|未必|不太|不够|不甚)(?:可行|明智|现实|合适|适宜|妥当|合理|经济|划算|足取|科学)(?!的?(?:布局|结构|问题|现象|之处|收费|开发|利用|竞争))|"
    r"不具备可行性|不具备[^，。；]{0,6}条件|得不偿失|弊大于利|为时(?:尚|过)早|"
    r"(?:时机|条件)[^，。；]{0,6}不(?:够)?成熟|持(?:反对|否定)(?:态度|意见|立场)|行不通|否决|驳回|不支持|不认同|暂不(?:考虑|实施|实行|推行|开征|设立)|不是要(?:把|将|去)|没有理由(?!认为)"
)
_OWN = re.compile(
    r"(?:本文|本报告|本研究|本规划|本办法|本条例|本方案|笔者|我们|作者|本课题组|课题组|研究组|本书|本章|"
    r"本建议)[^，。；]{0,12}(?:建议|认为|提出|主张|呼吁|"
    r"倡议|应|需)|^(?:因此|为此|据此|综上|对此|鉴于此)?[，,]?(?:特)?(?:提出(?:如下|以下))?建议"
)
_QUOTED = re.compile(
    r"(?:^|[，,；;。])据(?:悉|了解|报道|称)[，,]|"
    r"(?:^|[，,；;。])(?:据[^，,。]{2,30}(?:报道|披露|透露|消息|统计|称|介绍)|按照?[^，,。]{2,20}的(?:设想|建议|方案|说法|观点)|在[^，,。]{2,24}看来)[，,]|"
    r"有(?:学者|专家|观点|意见|研究|人|议员|代表|委员|报告|机构|企业|声音)[^，。；]{0,12}(?:认为|建议|主张|提出|"
    r"呼吁|提议|指出|要求)|(?:[（(]\d{4}[a-z]?[)）]|\[\d+\]|等)(?:[^，,。；]{0,8})(?:认为|建议|主张|提出|指出|强调|呼吁)"
)
_LAW = re.compile(
    r"(?<!草案)(?:法|条例|办法|规定|法典|法案|规则)》(?!草案|（草案|\(草案|征求意见)[^，。；]{0,12}?(?:规定|要求|明确|施行|实施|生效|设立|禁止|将|首次|授权)|"
    r"(?:该法|该条例|上述法律|现行法律?|法律|条例)(?:还|也|明确|第[^，。]{1,6}条)?(?:规定|要求)|起(?:施行|实施|执行|生效)|正式(?:施行|实施|生效)|开始施行"
)
_BY_LAW = re.compile(r"(?:按照|根据|依据|依照|贯彻|落实|修订|修改|完善|加快|制定|尽快出台|适用)[^，。；]{0,8}$")
_LONG_SINCE = re.compile(
    r"已(?!知|有|久|然|成为|达|超过|经成为)|早在|曾|先后|陆续|相继|纷纷|近年来|业已|日前|近日|去年|前年|上月|今年初|此前|(?:以来|起)[，,]?(?!不|尚|仍|应|须|要|必|将|可)|(?<!20[3-9]\d)(?<!202[6-9])年[^，。；]{0,6}(?:以来|起)"
)
_PLANS = frozenset(
    ["拟", "计划", "打算", "承诺", "准备", "拟于", "考虑", "正计划", "正酝酿", "正考虑", "正拟", "宣布将"]
)
_OURS = re.compile(r"本文|本报告|本研究|本书|笔者|我们|作者|课题组|研究组|因此|为此|上述|以上|综上|[一二三四五六]是")
_OPINIONS = frozenset(["建议", "呼吁", "认为", "指出", "主张", "倡议", "提议", "敦促", "强调", "希望"])
_ISSUING = frozenset(["印发", "转发", "颁布", "下发", "出台"])
_PUBLISHING = frozenset(["发布", "发表", "公布", "撰文", "致函", "出版", "声明"])
_DOCUMENT = re.compile(r"》|(?:政策|报告|文件|规划|方案|意见|白皮书|公报|讲话|声明|法案)(?:》?(?:\[\d+\])?中|中)?$")
_SPEECH_LATER = frozenset(["提出", "指出", "强调", "明确提出", "认为", "要求"])
_YEAR = re.compile(r"(?:19|20)\d\d")
_BY = re.compile(r"[到至前底末]")
_DONE = re.compile(
    r"(?:印发|出台|发布|颁布|公布|实施|制定|设立|成立|建立|启动|开展|取消|签署|修订|批准|通过|投入|提出|完成)了"
)
_LAST_PAST = 2025  # a year up to this one, named without 到 or 前, is told as past


def chinese_stance(text: str, words: Sequence[Token]) -> Stance:
    """The stance of a sentence, cut into words, that recommends, reports, enacts or rejects something."""
    if _REJECTED.search(text):
        return "rejected"
    if _OWN.search(text):
        return "own"
    law = _LAW.search(text)
    if law and not _BY_LAW.search(
        text[: law.start()].rpartition("《")[0] if "》" in law.group() else text[: law.start()]
    ):
        return "enacted"
    if _QUOTED.search(text):
        return "reported"
    return _told(text, words)


def _told(text: str, words: Sequence[Token]) -> Stance:
    demanded = any(word.kind == "M" and word.word not in _PLANS and word.word != "将" for word in words)
    adopted = frozenset(chinese_verbs()["adopted"])
    subject = paper = False
    since, past = False, _past(text, words)
    for begin, end in _clauses(words):
        clause = words[begin:end]
        first = next((i for i, word in enumerate(clause) if _predicates(clause, i)), None)
        if first is None:
            subject = subject or clause[0].kind == "N" or bool(_DOCUMENT.search(text, clause[0].start, clause[-1].end))
            continue
        head, before = clause[first], clause[:first]
        phrase = next((i for i, word in enumerate(before) if word.kind in "PB"), first)
        named = any(word.kind in "NXS" and word.word not in "（）()“”" for word in before[:phrase])
        ours = bool(_OURS.search(text, clause[0].start, head.start)) if before else False
        agent = any(word.kind == "N" or word.word.endswith("》") for word in before)
        done = text.startswith("了", head.end)
        if (
            head.kind == "K"
            and (since or head.word in ("要求", "责令", "责成") or done)
            and head.word not in _OPINIONS
            and past
        ):
            since = True
        elif head.kind == "K" and not ours and (named or paper or (subject and head.word in _SPEECH_LATER)):
            return "reported"
        if head.word in _PLANS and agent and not ours:
            return "reported"
        if head.kind in "VS" and ((head.word in adopted and (agent or done)) or (agent and done)):
            since = True
            past = past or (agent and head.word in _ISSUING)
        paper = paper or (agent and head.word in _PUBLISHING)
        subject = subject or agent
    if demanded:
        return "own"
    return "enacted" if (past and (since or _LONG_SINCE.search(text))) or _DONE.search(text) else "own"


def _clauses(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    begin = 0
    for at, word in enumerate(words):
        if word.kind == "E":
            if at > begin:
                yield begin, at
            begin = at + 1
    if begin < len(words):
        yield begin, len(words)


def _predicates(clause: Sequence[Token], at: int) -> bool:
    """Whether a word is what its clause says of its subject, and not part of a noun phrase."""
    word = clause[at]
    after = clause[at + 1].kind if at + 1 < len(clause) else "E"
    before = clause[at - 1].kind if at else "E"
    if after == "D" or before == "D":
        return False
    if word.word == "计划":
        return before in "NEAT"
    if word.kind == "K":
        return (
            after != "E"
            or before in "NAT"
            or (at > 0 and (word.word != "规定" or clause[at - 1].word.endswith(("》", "中"))))
        )
    return word.kind in "VM" or (before in "NT" and after != "E" and word.word in chinese_verbs()["adopted"])


def _past(text: str, words: Sequence[Token]) -> bool:
    """Whether a time is named that lies behind, or a word says that something has been done."""
    if _LONG_SINCE.search(text):
        return True
    years = (_YEAR.search(word.word) for word in words if word.kind == "T" and not _BY.search(word.word))
    return any(year and int(year.group()) <= _LAST_PAST for year in years)
