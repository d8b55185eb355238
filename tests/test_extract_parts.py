"""Who should do what, how much, by when, and whose demand it is."""

import pytest

from extract.findings import FindingKind, Parts
from extract.mentions import find_mentions
from extract.parts import find_parts
from extract.types import Lang, Sentence, Span


def parts(text: str, kind: FindingKind = "recommendation") -> Parts:
    """The parts of a sentence that is a finding as a whole."""
    lang: Lang = "en" if text.isascii() else "zh"
    span = Span(0, len(text))
    return find_parts(text, span, Sentence(span, lang), kind, find_mentions(text))


def told(text: str) -> dict[str, str]:
    """The parts by their roles, in one string each."""
    out: dict[str, list[str]] = {}
    for part in parts(text).spans:
        out.setdefault(part.role, []).append(part.quote)
    return {role: "; ".join(quotes) for role, quotes in out.items() if role != "strength"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Department of Mines should map the tungsten belts and publish the results by 2029.",
            {"actor": "Department of Mines", "action": "map; publish", "deadline": "by 2029"},
        ),
        (
            "Governments must raise recycling to at least 30 per cent of demand within five years.",
            {
                "actor": "Governments", "action": "raise", "target": "at least 30 per cent of demand",
                "deadline": "within five years",
            },
        ),
        ("Export permits should be issued by the ministry.", {"actor": "ministry", "action": "issued"}),
        ("We urge refiners to phase out mercury.", {"actor": "refiners", "action": "phase out"}),
        ("Establish a cobalt reserve and build two new refineries.", {
            "action": "Establish; build", "target": "two new refineries",
        }),
        ("It is necessary to survey the brines of Bolivia.", {"action": "survey", "place": "Bolivia"}),
        ("自然资源部应加快钨矿勘查。", {"actor": "自然资源部", "action": "加快"}),
        ("建议冶炼企业建立追溯体系。", {"actor": "冶炼企业", "action": "建立"}),
        ("到2030年，再生钴占比提高到30%以上。", {"action": "提高", "deadline": "到2030年", "target": "30%以上"}),
        ("政府和行业协会应完善标准。", {"actor": "政府; 行业协会", "action": "完善"}),
        ("在内蒙古建设稀土储备基地。", {"place": "内蒙古", "action": "建设"}),
    ],
)  # fmt: skip
def test_parts_are_found_in_the_words_of_the_sentence(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The stockpile should be enlarged.", "own"),
        ("We propose a levy on batteries.", "own"),
        ("The Commission proposes that members stockpile cobalt.", "reported"),
        ("According to the agency, mines should close earlier.", "reported"),
        ("The Act of 2021 requires smelters to report their emissions.", "enacted"),
        ("In 2019 the ministry introduced export quotas.", "enacted"),
        ("A ban on exports is not advisable.", "rejected"),
        ("The proposal for a levy was voted down.", "rejected"),
        ("本文建议扩大储备。", "own"),
        ("应加快立法。", "own"),
        ("有学者认为应取消出口配额。", "reported"),
        ("欧盟提出建立原材料联合采购机制。", "reported"),
        ("2016年国务院印发了找矿规划。", "enacted"),
        ("不宜对再生料征收关税。", "rejected"),
        ("该提案被否决。", "rejected"),
    ],
)
def test_the_stance_tells_whose_demand_it_is(text: str, stance: str) -> None:
    assert parts(text).stance == stance


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Mines must close.", "must"), ("Mines should close.", "should"), ("Firms may wish to stockpile.", "may"),
        ("Close the mines.", None), ("企业必须申报。", "must"), ("企业应当申报。", "should"),
        ("可考虑设立基金。", "may"),
        ("加快应用可再生能源，满足重要需求。", None),
    ],
)  # fmt: skip
def test_the_strength_is_that_of_the_strongest_word(text: str, strength: str | None) -> None:
    assert parts(text).strength == strength


@pytest.mark.parametrize(
    ("text", "quantified"),
    [
        ("Over 70 per cent of the ore is lost.", True), ("The ore is lost.", False),
        ("八成以上的原料依赖进口。", True), ("原料依赖进口。", False),
    ],
)  # fmt: skip
def test_a_challenge_with_a_quantity_is_told(text: str, quantified: bool) -> None:
    assert parts(text, "challenge").quantified is quantified


def test_an_item_shares_the_actor_and_the_deadline_of_its_sentence_and_has_its_own_action() -> None:
    text = "By 2030 the ministry should map the belts and train staff."
    item = Span(text.index("train"), len(text) - 1)
    found = find_parts(text, item, Sentence(Span(0, len(text)), "en"), "recommendation", find_mentions(text))
    assert [(part.role, part.quote) for part in found.spans if part.role != "strength"] == [
        ("deadline", "By 2030"), ("actor", "ministry"), ("action", "train"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "the " * 3000 + "should x",
        "应" * 5000,
        "和、" * 4000 + "应建立",
        "20%" * 3000,
        "建议" * 5000,
        "需要企业" * 2500,
        "十五五" * 2000,
    ],
)
def test_a_long_sentence_does_not_hang(text: str) -> None:
    assert parts(text).stance


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("将废旧磁材纳入回收名录。", "纳入"),
        ("把尾矿库整治作为硬任务。", "作为"),
        ("对超采的矿山依法予以处罚。", "处罚"),
        ("为小微企业提供勘查贷款。", "提供"),
        ("按照批准的方案组织生产，不得越界开采。", "组织; 开采"),
        ("以铜和铝为重点，健全再生标准。", "健全"),
        ("通过税收优惠等政策，引导企业扩大投资。", "引导; 扩大"),
        ("在西藏等地开展盐湖普查。", "开展"),
        ("研究制定锑的储备方案。", "制定"),
        ("加快建设钨的期货市场。", "建设"),
        ("加快钨矿审批进程。", "加快"),
        ("应建立、完善追溯制度，以降低断供风险。", "建立; 完善"),
        ("依法受理并批准探矿申请。", "受理; 批准"),
        ("铜冶炼的回收率达到98%。", "达到"),
        ("培育钴的再生企业，研究方向的选择由企业决定。", "培育"),
        ("鼓励车企参股锂矿。", "鼓励; 参股"),
        ("研究战略性产业的规律。", "研究"),
        ("在修订规划的过程中增设专章。", "增设"),
        ("要尽快把锑列入储备目录。", "列入"),
        ("单一来源占比控制在40%以内。", "控制"),
        ("为企业开展境外调查提供服务。", "提供"),
        ("由商务部负责落实。", "落实"),
        ("对新建、改建的冶炼项目，实行产能置换。", "实行"),
        ("应对出口企业加强监督。", "加强"),
        ("与其扩大补贴，不如放宽准入。", "放宽"),
        ("为保障核电发展，应坚持自产。", "坚持"),
        ("应统筹勘查、开发和储备。", "统筹"),
        ("向社会公开调查结果。", "公开"),
        ("对锑实施许可证管理。", "实施"),
        ("建议由工信部牵头，组建钨业联盟。", "组建"),
        ("要为“走出去”矿企提供中长期贷款。", "提供"),
        ("通过减免规费、简化报批等推动尾矿回收。", "推动"),
        ("对未完成复垦的企业，不予办理延期。", "办理"),
        ("财政勘查经费年均增长8%。", "增长"),
        ("由应急部门牵头对尾矿库开展排查。", "开展"),
        ("储备规模应以满足半年消费为宜。", "满足"),
        ("禁止任何单位销售来源不明的钨砂。", "禁止; 销售"),
        ("应探索、构建和完善追溯制度。", "探索; 构建; 完善"),
        ("海外权益矿应是重要来源。", None),
        ("各盟要统一矿业税制。", "统一"),
        ("完善用人机制，首先要重视引才。", "重视"),
        ("盐湖提锂已取得进展，应扩大示范。", "扩大"),
        ("应考虑矿区居民的利益。", "考虑"),
        ("应考虑建立铜的期货储备。", "建立"),
        ("要面对资源民族主义的挑战。", "面对"),
        ("应在勘查、冶炼和回收等领域，尽快制定标准。", "制定"),
        ("把关键矿产纳入清单。", "纳入"),
        ("应当好绿色矿山的表率。", "当好"),
        ("在甘肃建设镍的精炼基地，扩大产能。", "建设; 扩大"),
        ("其影响机理有待进一步研究。", "研究"),
    ],
)
def test_the_action_is_the_main_verb_of_a_chinese_clause(text: str, actions: str | None) -> None:
    assert told(text).get("action") == actions


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("由中国地质调查局牵头，会同有关部门编制图件。", "中国地质调查局; 有关部门"),
        ("支持有色金属工业协会编制标准。", "有色金属工业协会"),
        ("生态环境部门要会同海关部门核查废渣进口。", "生态环境部门; 海关部门"),
        ("四川、云南两省和矿山企业应修复矿区。", "四川; 云南两省; 矿山企业"),
        ("2021年智利矿业部启动盐湖勘查。", "智利矿业部"),
        ("国务院发展改革部门应定期发布价格。", "国务院发展改革部门"),
        ("国土、环保、交通等部门应联合执法。", "国土; 环保; 交通等部门"),
        ("企业治理首先应采取主动姿态。", "企业"),
        ("重点用能企业应建立台账。", "重点用能企业"),
        ("重点培育企业集团。", None),
        ("这类企业是中国企业，应守法。", None),
        ("学界普遍认为，应扩大储备。", None),
        ("分析人士指出，应扩大储备。", None),
        ("欧盟拟要求成员国储备石墨。", "成员国"),
        ("铀矿项目值得中资企业参与。", "中资企业"),
        ("总量指标由自然资源部会同工信部下达。", "自然资源部; 工信部"),
        ("由自然资源部牵头，会同海关总署、财政部，更新目录。", "自然资源部; 海关总署; 财政部"),
        ("国际能源署在报告中建议各国储备石墨。", "各国"),
        ("对回收企业给予补贴。", None),
        ("与资源国签订协定。", None),
        ("完善国家储备体系。", None),
        ("全部矿区应复垦。", None),
        ("支持符合条件的冶炼企业发债。", "冶炼企业"),
        ("让更多民营企业参与轮换。", "民营企业"),
        ("智利、秘鲁两国的铜矿项目应优先收购。", None),
        ("推动矿山由粗放开采转为集约开采。", "矿山"),
        ("甲河矿业、乙山铜业等龙头企业应成立联盟。", "甲河矿业; 乙山铜业"),
        ("未经主管部门批准，外资企业不得勘查。", "外资企业"),
        ("有必要分析智库的作用。", None),
        ("评价机构应公布数据。", "评价机构"),
    ],
)
def test_the_actors_of_a_chinese_clause_stand_before_its_predicate(text: str, actors: str | None) -> None:
    assert told(text).get("actor") == actors


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("智库应为政府提供政策建议。", "own"),
        ("矿企可与高校联合申报国家研发计划项目。", "own"),
        ("按照矿产资源条例的规定，建立复垦保证金。", "own"),
        ("各市要在2025年9月底前完成尾矿库排查。", "own"),
        ("修订《矿产资源法》，将尾矿利用单列一章。", "own"),
        ("切忌盲目扩产。", "own"),
        ("国际能源署发布报告，建议各国储备石墨。", "reported"),
        ("越南计划扩大稀土开采。", "reported"),
        ("在《原材料倡议》中，提出建立采购平台。", "reported"),
        ("《铜产业方案》提出，到2027年建成两个基地。", "reported"),
        ("《循环经济促进法》规定，企业应当回收包装物。", "enacted"),
        ("2021年7月，工信部公布了企业名单。", "enacted"),
        ("商务部已对石墨实施出口许可。", "enacted"),
        ("办法自2023年5月1日起施行。", "enacted"),
        ("全面禁止进口既不现实，也无必要。", "rejected"),
        ("现阶段暂不考虑开征资源附加税。", "rejected"),
        ("盲目扩产是不明智的。", "rejected"),
        ("优化不合理的布局。", "own"),
        ("放开出口的时机尚不成熟。", "rejected"),
        ("据悉，欧盟正计划联合采购钨。", "reported"),
        ("近年来，加拿大相继收紧投资审查。", "enacted"),
    ],
)
def test_the_stance_of_a_chinese_sentence_is_that_of_its_clauses(text: str, stance: str) -> None:
    assert parts(text).stance == stance


@pytest.mark.parametrize(
    ("text", "targets", "deadlines"),
    [
        ("“十五五”期间新建3—5座铜冶炼厂。", "3—5座铜冶炼厂", "“十五五”期间"),
        ("五年内培育二十家以上骨干企业。", "二十家以上骨干企业", "五年内"),
        ("用三年时间完成普查。", None, "用三年时间"),
        ("将审批由60个工作日压缩到30个工作日以内。", "30个工作日以内", None),
        ("新增铜200万吨、铝300万吨。", "200万吨; 300万吨", None),
        ("向锡矿投资20亿卢比。", "20亿卢比", None),
        ("保持不低于60天的净进口量。", "不低于60天的净进口量", None),
        ("开展新一轮找矿，一手抓勘查。", None, None),
        ("2022年日本投入500亿日元建设工厂。", None, None),
        ("落实“十四五”规划任务。", None, None),
        ("将回收率由目前的40%提高到60%。", "60%", None),
        ("把回收率从不足1%提高到20%。", "20%", None),
        ("将产能提高到50 万吨。", "50 万吨", None),
        ("形成100GWh的处理能力。", "100GWh", None),
        ("禁止新建年产3万吨以下的冶炼厂。", None, None),
        ("各市应于2026年3月31日前上报。", None, "于2026年3月31日前"),
        ("研发费用不低于营业收入的4%。", "不低于营业收入的4%", None),
        ("提交中型矿产地6处，培育规范企业5家以上。", "中型矿产地6处; 规范企业5家以上", None),
        ("新建2个百万吨级钾肥基地。", "2个百万吨级钾肥基地", None),
        ("库存应满足60天至90天的应急消费。", "60天至90天的应急消费", None),
        ("进口不得超过年消费量的六成。", "年消费量的六成", None),
        ("粉尘浓度控制在每立方米8毫克以内。", "每立方米8毫克以内", None),
        ("罚款提高到违法所得的2倍以上4倍以下。", "违法所得的2倍以上4倍以下", None),
        ("资源税税率定为7%。", "7%", None),
        ("可从三个途径解决供应问题。", None, None),
        ("改五年规划为滚动规划。", None, None),
        ("形成千亿级产业集群。", None, None),
    ],
)
def test_targets_and_deadlines_of_chinese_plans(text: str, targets: str | None, deadlines: str | None) -> None:
    assert (told(text).get("target"), told(text).get("deadline")) == (targets, deadlines)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("在柴达木盆地和长江经济带建设基地。", "柴达木盆地; 长江经济带"),
        ("韩国产业部拟补贴回收。", None),
        ("修订《中国矿业公约》。", None),
        ("限制采购越南产石墨。", None),
        ("在澳大利亚北部勘查锂矿。", "澳大利亚"),
        ("我国应扩大国内勘查。", None),
    ],
)
def test_a_place_in_the_name_of_a_body_a_title_or_a_product_is_none(text: str, places: str | None) -> None:
    assert told(text).get("place") == places


@pytest.mark.parametrize(
    ("text", "actor"),
    [("• 国家应建立储备制度。", "国家"), ("4.1.2 Customers should report their stocks.", "Customers")],
)
def test_the_mark_before_a_point_is_no_part_of_who_acts(text: str, actor: str) -> None:
    assert told(text).get("actor") == actor
