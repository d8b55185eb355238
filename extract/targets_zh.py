"""Chinese words that say how much is to be reached, and by when."""

from __future__ import annotations

import re

Range = tuple[int, int]

_YEAR = r"(?:20\d\d|二[〇○零]\d?[〇○零一二三四五六七八九]{2})年"
_N = r"(?:[一二两三四五六七八九十百\d]{1,7})"
_DEADLINE = re.compile(
    r"(?=[力到至截于在用通经再争未今接本明年下月季二十“\"\d一两三四五六七八九百])(?:"
    rf"(?:(?:力争)?(?:到|至|截至|于|在)?)?{_YEAR}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:底|末|初|年底|上半年|下半年)?(?:之?前|以前|"
    rf"为止)|(?:在|于)?{_YEAR}度内?|(?:力争)?(?:到|"
    rf"至){_YEAR}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:底|末|初)?(?:时)?|{_YEAR}(?:年?底|年?末)|"
    rf"(?:在|于)?[“\"]?十[一二三四五六]五[”\"]?(?:规划)?(?:期间|时期|末期|末|期末|前期|中期)(?:内)?|(?:在|"
    rf"于)?[“\"]十[三四五六]五[”\"](?:期间|末)?|"
    rf"(?:用|力争用|再用|争取用)?{_N}(?:到|至|—|-|～)?{_N}?年(?:左右)?的?时间|"
    rf"(?:通过|经过){_N}(?:到|至|—|-|～)?{_N}?年(?:左右)?的?努力|"
    rf"(?:未来|今后|接下来){_N}(?:至{_N})?年(?:内|间|里)?|"
    rf"(?:在)?(?<![近前]){_N}(?:到|至)?{_N}?(?:年|个月|个工作日|日|天|周|个季度)(?:之)?内|(?:本世纪中叶|本世纪末|"
    rf"今年年?底|明年年?底|年底|年内|本年度内|今年内|"
    rf"明年|本?规划期(?:内|末)|本届任期内|下一?财年|月底|季度末)(?:之?前)?"
    r")"
)
_EVENT = re.compile(
    r"(?:(?<=[，,；;在于])|^)(?:(?![应须需要在于])[\u4e00-\u9fff]){2,10}(?:投产|闭坑|开工|来临|汛期|雨季|生效|到期|开采|结束|启动|验收)之?前"
)
_NUM = (
    r"(?:\d[\d,.]*|[一二两三四五六七八九十百千]{1,9}|百分之[一二三四五六七八九十百\d]+(?:点[一二三四五六七八九\d]+)?|"
    r"[一二三四五六七八九]成)(?:\s?[—–~～至到-]+\s?(?:\d[\d,.]*|[一二两三四五六七八九十百千]{1,9})(?![年月]))?"
)
_UNIT = (
    r"(?:%|％|‰|[GMTk]Wh?|个百分点|百分点|(?:万亿|亿|万|千|百)?(?:吨|千克|公斤|克拉|元|美元|欧元|人民币|日元|澳元|英镑|加元|韩元|卢比|卢布|里亚尔|雷亚尔|"
    r"比索|兰特|克朗|立方米|平方公里|平方千米|公里|千米|米|亩|公顷|千瓦时?|兆瓦时?|吉瓦时?|毫克|微克|克|毫米|厘米|摄氏度|度|小时|分钟|分贝|人次|人|名|次|册|"
    r"个(?:工作日|月|季度)?|座|家|条|项|类|组|对|只|处|套|台|批|种|天|日|年|倍|成|份|所|支|期|艘|辆|件|户|篇|门|场|轮)|万亿|亿)"
)
# Units that count things, which are named after them: 3座冶炼厂, 20家以上的骨干企业.
_COUNTED = re.compile(
    r"(?:个|座|家|条|项|处|套|台|批|种|份|所|支|期|艘|辆|件|户|篇|门|场|名|人)(?:左右|以上|以下|以内)?$"
)
# The same units where what they count stands before: 提交矿产地8处, 培育规范企业5家以上.
_NOUN_BEFORE = re.compile(
    r"(?:圈定|提交|培育|培养|建成|新建|新增|建设|打造|发现|完成|形成|认定|制定|修订|创建|遴选|引进|选派|招收|改造|关闭|淘汰|组建|设立|布局|实施|发布)"
    r"(?P<noun>[^，,。；;、：:\d]{2,12})$"
)
_THING = re.compile(r"(?:(?!建设(?!项目|工程|单位)|开展|实施|参与)[^，,。；;、：:！？（(和及并与或用以赴]){1,16}")
_NO_THING = re.compile(r"(?:月|工作日|季度|百分点|方面|层面|重点|阶段|环节|维度|原则|问题|任务|意见|建议|要求)")
_MORE = (
    r"(?:不低于|不少于|不超过|不高于|不多于|至少有?|超过|突破|约|近|每年|年均|累计|新增|最多|最低|全部|分别|以上|"
    r"左右|多)*"
)
# Of what a share is: 年消费量的25%; for each of what an amount is: 每吨3千克.
_OF_USE = re.compile(
    r"(?:全?年|国内|全国|全球|全省|本国|年度|总)?(?:国内)?"
    r"(?:消费|需求|用|进口|出口|产|销|加工|消耗|供应)(?:总?量|总额)?的$"
)
_OF = re.compile(r"(?<=[占按到至为达于])[^，,。；;、的\d]{2,8}的$")
_SHARE = re.compile(r"\d[\d.]*\s?(?:%|％|倍)|三分之|四分之|百分之|[一二三四五六七八九]成|一半")
_EACH = r"每(?:立方米|平方米|平方公里|吨|公顷|亩|千克|台|辆|千瓦时|升|年|家|人)"
_TARGET = re.compile(
    rf"(?=[不每至超突约近年累新最全分以左多\d一二两三四五六七八九十百千翻])(?:(?:不低于|不少于|不超过|不高于)[^，,。；;\d]{{2,14}}的|(?:不低于|不少于|不超过|不高于)[^，,。；;\d的]{{2,8}}(?=\d[\d.]*[%％]))?(?:{_EACH})?{_MORE}(?:{_NUM}\s?{_UNIT}(?:[至到—～~-]{_NUM}\s?{_UNIT})?(?:人民币|REO|碳酸锂当量|当量|标准煤|金属量|碳当量)?|百分之[一二三四五六七八九十百\d]+(?:点[一二三四五六七八九\d]+)?|"
    rf"[一二三四五六七八九]成|{_NUM}(?:倍|%|％)|一半|三分之[一二]|"
    rf"四分之[一三]|翻[一两]番)(?:左右|以上{_NUM}{_UNIT}以下|以上|以下|以内|之内)?(?:的?(?:国内|年|净|应急|日常|战略|正常|平均)?(?:消费量?|进口量?|用量|需求量?|产量|库存量?|储备量?|消耗量?))?"
)
# What is only told one after another, or how long a plan runs: 三个途径, 五年规划.
_TOLD_OFF = re.compile(
    r"(?<=[个种项条大])(?:角度|标准|途径|体系|节点|步骤|原因|特点|特征|条件|目标|目的|因素|环节|维度|原则|问题|方面|层面|阶段)|"
    r"(?<=年)(?:规划|计划|来|以来)"
)
_IDIOM = re.compile(
    r"两条腿|一个(?:体系|整体|重要)|一系列|一轮|一次|一体|[一两]手|第[一二三]|一批|一种|一项|一条|一套|一家|一份|一批|两种|两个方面|[一二两三四多]元|[一二三四五六七八九十]个?(?:方面|是|要)"
)
_NO_TARGET_BEFORE = re.compile(
    r"(?:第|《[^》]*|附件|(?:目前|当前|现行|原来|上年)的|年产|自|(?:从|由)(?:不足|不到|不及|目前的?|当前的?|现有的?|现在的?|原来的?|约|近|上年的?)*|已|达|曾|仅|目前|现有|去年|[每几数]|过去|上年|(?<![定设限制整升低高改])为|下降了|增长了|共有|(?<!保)有)$"
)
_YEARLIKE = re.compile(
    r"^(?:19|20)\d\d年|^[“\"]?十[一二三四五六]五|^第?一个$|^[一二三四五]是|^一(?:个|项|条|种|批|套|家|座|支)$"
)
_REACHING = re.compile(
    r"(?:提高|提升|增加|增长|降低|降|减少|压减|压缩|控制|达|达到|升|扩大|扩充|延长|缩短|保持|"
    r"稳定|维持|储备|新增|建成|建设|建|设立|培养|培育|招收|"
    r"安排|投入|拨付|出资|圈定|提交|年产|治理|改造|认定|推广|创建|组建|招募|规模|划定|压降|限|设定|容纳|供应|生产|放宽|提|完成|实现|覆盖|回收|不低于|不少于|不超过|"
    r"至少|每年|形成|新建|打造|布局|遴选|支持|引进|派出|补贴|下调|上调|筹集|储足|减|增|划出|"
    r"拿出|开工|投产|查明|探明|投资|注资|融资|拨款|募集|吸引|突破|翻|超过|高于|低于|满足|"
    r"相当于|筹措|发行|设|给予|达成|签订|签署|选取|资助|关闭|淘汰|退出|削减|采购|收储|增储|为|"
    r"征|收取|保有|培训|减征|减按|处以|上浮|下浮|收购|购买|派遣|选派|"
    r"到|至|在|于|用|以|按|的|再)"
)
_BOUND = re.compile(r"不低于|不少于|不超过|不高于|不得|至少|应当?|必须|以上|以下")
_SENTENCE = re.compile(r"[。；;]")


def deadlines_in(text: str) -> list[Range]:
    """The stretches that say by when or within what time."""
    found = list(_DEADLINE.finditer(text))
    if "前" in text:
        taken = {match.span() for match in found}
        found += [m for m in _EVENT.finditer(text) if not any(m.start() < b and a < m.end() for a, b in taken)]
    return sorted(
        match.span()
        for match in found
        if not re.match(r"起|以来|以后|后|规划(?!期)", text[match.end() :])
        and not text[: match.start()].endswith(("近", "过去", "自", "每"))
    )


def targets_in(text: str, deadlines: list[Range], *, enacted: bool = False) -> list[Range]:
    """The stretches with the number to be reached, and what it counts.

    Where the sentence tells of what is `enacted`, a number is aimed at only with a time by which it is, or a bound.
    """
    if enacted and not (deadlines or _BOUND.search(text)):
        return []
    out: list[Range] = []
    for match in _TARGET.finditer(text):
        a, b = match.span()
        if any(a < end and start < b for start, end in deadlines) or _YEARLIKE.match(match.group()):
            continue
        if _IDIOM.match(text, a) or (match.group().startswith(("超过", "近", "约")) and text.startswith("的", b)):
            continue
        if (out and a < out[-1][1]) or text.startswith("级", b) or text[a - 1 : a] in ("“", "级"):
            continue  # 3个百万吨级基地, “三个渠道”
        if _TOLD_OFF.match(text, b):
            continue
        if text.startswith("的", a - 1):
            base = _OF_USE.search(text, max(0, a - 14), a)
            if base is None and _SHARE.match(text, a):
                base = _OF.search(text, max(0, a - 14), a)
            a = base.start() if base else a
        before = text[max(0, a - 14) : a]
        if before.endswith("占") and not (deadlines or out or match.group().startswith(("至少", "不"))):
            continue  # what a share is, not what it is to be
        along = bool(out) and a - out[-1][1] <= 14 and not _SENTENCE.search(text, out[-1][1], a)
        if _NO_TARGET_BEFORE.search(before) and not before.endswith("达"):
            continue
        if not along and not _REACHING.search(before + match.group()[:3]):
            continue
        if _COUNTED.search(match.group()) and not _NO_THING.match(text, b):
            if thing := _THING.match(text, b):
                b = thing.end()
            elif listed := _NOUN_BEFORE.search(before):
                a -= len(listed["noun"])
        out.append((a, b))
    return out
