"""Chinese noun phrases that can act: governments, bodies, firms, people."""

from __future__ import annotations

import re

Range = tuple[int, int]

_ENDINGS = (
    "人民政府|政府|国务院|主管部门|监管部门|管理部门|职能部门|部门|机关|委员会|管委会|工信部|发改委|财政部|商务部|科技部|教育部|海关总署|海关|总局|管理局|地调局|"
    "调查局|储备局|能源局|税务局|厅|署|监管机构|金融机构|科研机构|检测机构|认证机构|机构|科研院所|研究院所|研究院|研究所|研究机构|院所|高等学校|高校|大学|学校|"
    "龙头企业|骨干企业|中央企业|国有企业|民营企业|矿山企业|冶炼企业|生产企业|加工企业|回收企业|出口企业|进口企业|中小企业|央企|国企|企业|公司|集团|厂商|生产商|"
    "制造商|经销商|进口商|供应商|运营商|开发商|投资者|业主|矿山|冶炼厂|工厂|矿业权人|采矿权人|探矿权人|行业协会|协会|商会|学会|联盟|联合体|园区|开发区|保税区|"
    "银行|保险公司|保险机构|基金|交易所|产业基金|成员国|缔约方|各国|国家|盟国|伙伴国|资源国|消费国|生产国|出口国|进口国|发达国家|发展中国家|我国|中国|欧盟|"
    "美国|日本|印度|加拿大|澳大利亚|智利|印度尼西亚|印尼|韩国|英国|德国|法国|双方|各方|各地|地方|各省|自治区|各市|县级|省级|国会|议会|参议院|众议院|立法机关|立法机构|"
    "议员|决策者|政策制定者|监管者|学界|学者|学术界|产业界|业界|科研人员|研究人员|研究者|专家|工程师|地质队|勘查单位|地勘单位|建设单位|用地单位|责任单位|设计单位|单位|"
    "社会资本|社会力量|社会组织|消费者|用户|公众|居民|农户|社区|主体|工作组|领导小组|专班|中心|平台公司|实验室|军方|国防部|能源部|内政部|自然资源部|生态环境部|"
    "工业和信息化部|国家发展和改革委员会|国家发展改革委|外交部|农业农村部|应急管理部|住房城乡建设部|交通运输部|国资委|证监会|银保监会|中国人民银行|国家标准委"
)
_NO_VERB = (
    r"(?!建立|使|避免|不是|为了|得出|体现|成为|加强|完善|推动|推进|提高|实现|形成|促进|通过|对于|作为|利用|根据|"
    r"按照|围绕|针对|借鉴|发挥|是|把|将|让|但|应|须|可|要|已)"
)
AGENT = (  # the shortest phrase with such an ending, and what goes on with another: 国家|有关部门
    rf"(?:(?:{_NO_VERB}[\u4e00-\u9fff·（）()]){{0,16}}?)(?:{_ENDINGS})(?:(?:相关|有关|主管|各级|地方|职能|监管|"
    rf"直属|所属|"
    rf"联合){{0,2}}(?:{_ENDINGS}))*"
)
_ONE = re.compile(
    rf"(?P<who>(?:{_NO_VERB}[\u4e00-\u9fff·（）()]){{0,16}}?(?:{_ENDINGS}))(?:$|(?=[、和及与以或会]|"
    rf"[^\u4e00-\u9fff]))"
)
_SPLIT = re.compile(r"[、，,]|以及|会同|(?<=[\u4e00-\u9fff])[和及与或](?=[\u4e00-\u9fff])")
_LEADING = re.compile(
    r"^(?:因此|为此|同时|此外|另外|首先|其次|最后|当前|目前|今后|未来|近期|建议|呼吁|要求|对此|鉴于此|这就|所以|"
    r"并|且|而|但|如|若|为|由|"
    r"在[\u4e00-\u9fff]{1,12}?[中下前内后上时]|"
    r"到\d+年[底前末]*|\d+年[底前末]*|一是|二是|三是|相应地|其中|具体而言|总之|尤其是|特别是|每个|每家|任何|全国|"
    r"所有|广大|凡)+"
)
_TRAILING = re.compile(
    r"(?:都|均|也|还|则|一律|今后|在[\u4e00-\u9fff]{1,16}|共同|各自|分别|之间|内部|同时|亦|每年|至少|尽快|当前|"
    r"每[\u4e00-\u9fff]年|届时|先|必|原则上)+$"
)
_BLOCK = re.compile(
    r"(?:体系|机制|制度|政策|规划|战略|工作|标准|产品|项目|技术|能力|研究|资源|市场|储备|价格|供应|安全|法律|办法|"
    r"条例|措施|目录|清单|名录|建设|发展)$"
)


def agents_in(text: str, start: int, end: int) -> list[Range]:
    """The agents of a stretch that holds a subject: each coordinated one by itself."""
    out: list[Range] = []
    at = start
    for cut in [*_SPLIT.finditer(text, start, end), None]:
        stop = cut.start() if cut else end
        found = _agent(text, at, stop)
        if found:
            out.append(found)
        at = cut.end() if cut else end
    return out


def _agent(text: str, start: int, end: int) -> Range | None:
    words = text[start:end]
    lead = _LEADING.match(words)
    a = lead.end() if lead else 0
    tail = _TRAILING.search(words, a)
    b = tail.start() if tail and tail.start() > a else len(words)
    piece = words[a:b]
    if not piece or len(piece) > 24 or _BLOCK.search(piece):
        return None
    found = re.fullmatch(rf"(?:{_NO_VERB}[\u4e00-\u9fff·（）()])*(?:{_ENDINGS})", piece)
    if found:
        return start + a, start + b
    first = _ONE.match(piece)
    return (start + a, start + a + first.end("who")) if first else None
