import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.enumeration import Items, items_of
from extract.findings import FINDING_KINDS
from extract.items import before_note, find_items, past_mark
from extract.types import Span

LISTS = [
    (
        "zh",
        "challenge",
        "该矿种面临选冶成本偏高、人才储备不足、尾矿堆存等挑战。",
        ["选冶成本偏高", "人才储备不足", "尾矿堆存"],
    ),
    (
        "zh",
        "challenge",
        "当前主要问题：资源家底不清，监测手段落后；统计口径混乱。",
        ["资源家底不清", "监测手段落后", "统计口径混乱"],
    ),
    (
        "zh",
        "recommendation",
        "文章提出了完善收储法规、扩大钨精矿库存、建立轮换机制等对策建议。",
        ["完善收储法规", "扩大钨精矿库存", "建立轮换机制"],
    ),
    (
        "zh",
        "recommendation",
        "一是摸清家底；二是设立专项资金；三是引入社会资本。",
        ["摸清家底", "设立专项资金", "引入社会资本"],
    ),
    ("zh", "recommendation", "(1)加密勘查网度;(2)修订用矿标准.", ["加密勘查网度", "修订用矿标准"]),
    (
        "zh",
        "recommendation",
        "各地要加快绿色矿山建设，完善补偿办法，切实增强群众获得感。",
        ["加快绿色矿山建设", "完善补偿办法"],
    ),
    (
        "zh",
        "recommendation",
        "为稳定市场，政府应建立轮储机制，引导企业签订长协。",
        ["建立轮储机制", "引导企业签订长协"],
    ),
    (
        "en",
        "challenge",
        "The review finds three challenges: ageing smelters, opaque contracts, and thin inventories.",
        ["ageing smelters", "opaque contracts", "thin inventories"],
    ),
    (
        "en",
        "recommendation",
        "The agency should publish monthly figures, expand its laboratory, and train inspectors.",
        ["publish monthly figures", "expand its laboratory", "train inspectors"],
    ),
    (
        "en",
        "recommendation",
        "We recommend strengthening the reserve law, expanding stocks of tungsten, and establishing an alert system.",
        ["strengthening the reserve law", "expanding stocks of tungsten", "establishing an alert system"],
    ),
    (
        "en",
        "recommendation",
        "Members should (a) share their data and (b) fund a joint survey.",
        ["share their data", "fund a joint survey"],
    ),
    (
        "en",
        "recommendation",
        "The bureau should revise and extend its survey, publish the maps of it, and pay for a second one.",
        ["revise and extend its survey", "publish the maps of it", "pay for a second one"],
    ),
    (
        "en",
        "recommendation",
        "The house should increase, decrease, or maintain funding for the survey, and publish the results.",
        ["increase, decrease, or maintain funding for the survey", "publish the results"],
    ),
    (
        "en",
        "recommendation",
        "Regulators should map old tailings, audit the smelters and publish the results, so that prices settle.",
        ["map old tailings", "audit the smelters", "publish the results"],
    ),
    (
        "en",
        "recommendation",
        "We recommend that the bureau publish its assays and that smelters report their stocks.",
        ["the bureau publish its assays", "smelters report their stocks"],
    ),
    (
        "en",
        "challenge",
        "Ore grades are falling, the smelters are outdated and the port is congested.",
        ["Ore grades are falling", "the smelters are outdated", "the port is congested"],
    ),
    (
        "en",
        "challenge",
        "Export bans, falling ore grades, and a lack of smelters have slowed the industry.",
        ["Export bans", "falling ore grades", "a lack of smelters"],
    ),
    (
        "en",
        "challenge",
        "A ban could idle the smelters, strand the miners and harm the region.",
        ["idle the smelters", "strand the miners", "harm the region"],
    ),
]
SINGLE = [
    ("zh", "challenge", "钨的回收率偏低。"),
    ("zh", "challenge", "会议讨论了定价、运输及金融等问题。"),
    ("zh", "recommendation", "建议尽快开展钨资源、锑资源和锡资源调查。"),
    ("en", "challenge", "The smelter suffers from frequent outages."),
    ("en", "recommendation", "The ministry should fund surveys of tin and tungsten."),
    ("en", "challenge", "Prices are hard to foretell for three fuels of the smelters: peat, charcoal, and coke."),
    ("en", "challenge", "The pit has no pump because its owner is bankrupt and its lease is carried by a trust."),
    ("en", "challenge", "Once the fault is found and the broken shaft is closed, the crew reports it to the owner."),
    ("zh", "recommendation", "在得出储量结论之前，需要补充钻探并复核样品。"),
    ("en", "challenge", "Europe lacks both refining capacity and trained metallurgists."),
    ("en", "challenge", "The sector suffers from a shortage of assayers, of laboratories and of long-term loans."),
    (
        "en",
        "challenge",
        "Such herds may be slow to recover from droughts, making them weak and making the owners poor.",
    ),
    ("en", "challenge", "A second port could reduce dependence on one strait and lower potential supply disruptions."),
    ("en", "challenge", "Owners may find it too costly to insure their mines or to sue over lost shipments."),
    ("en", "challenge", "To reduce this risk and uncertainty, the owner holds two years of stock."),
    ("en", "recommendation", "States should not export raw ore and sell unprocessed scrap."),
    ("en", "recommendation", "We do not recommend banning exports and fixing prices."),
    ("en", "recommendation", "The bureau should refrain from setting prices and hoarding ore."),
    ("en", "recommendation", "Nobody should buy ore from thieves or sell it to them."),
    ("en", "challenge", "Investors weigh challenges such as cost, space, and risk."),
    ("en", "recommendation", "The state must back its smelters to raise output, lower costs, and secure supply."),
    ("en", "recommendation", "The bureau should not close the mine but should drain it."),
    ("en", "recommendation", "The bureau should revise and extend the survey of the old shafts."),
]


@pytest.mark.parametrize(("lang", "kind", "text", "want"), LISTS)
def test_an_enumeration_comes_apart_into_its_items(lang, kind, text, want) -> None:
    assert [span.of(text) for span in find_items(text, lang, kind).spans] == want


GOVERNED = [
    ("简化审批手续，不得要求矿山企业另行备案。", ["简化审批手续", "不得要求矿山企业另行备案"]),
    ("建立黑名单制度，任何单位不应收购无证锡矿。", ["建立黑名单制度", "任何单位不应收购无证锡矿"]),
    ("应要求冶炼厂公布货源，建立台账制度。", ["要求冶炼厂公布货源", "建立台账制度"]),
    ("国家可以考虑在边境口岸设立检测站，逐步扩大抽检范围。", ["考虑在边境口岸设立检测站", "逐步扩大抽检范围"]),
    ("政府应推进锡矿整合，并将锡、铋纳入收储范围。", ["推进锡矿整合", "将锡、铋纳入收储范围"]),
    ("铋应当纳入收储目录，主要企业要公开库存。", ["铋应当纳入收储目录", "公开库存"]),
    ("完善收储办法，各省试行供应链尽职调查，公布结果。", ["完善收储办法，各省试行供应链尽职调查", "公布结果"]),
    ("与此同时，各省应建立回收网点，完善补贴办法。", ["建立回收网点", "完善补贴办法"]),
    ("在税收方面，应降低资源税，取消重复收费。", ["降低资源税", "取消重复收费"]),
    ("研究认为，应加快锡矿勘查，推进尾矿利用。", ["加快锡矿勘查", "推进尾矿利用"]),
    (
        "对屡次违规的矿山，依法取消其资格，并公开处罚结果。",
        ["对屡次违规的矿山，依法取消其资格", "公开处罚结果"],
    ),
    ("设立专项基金，现行办法没有规定谁应当承担费用。", ["设立专项基金", "现行办法没有规定谁应当承担费用"]),
]


@pytest.mark.parametrize(("text", "want"), GOVERNED)
def test_a_chinese_item_begins_at_a_word_and_keeps_what_refuses_it(text: str, want: list[str]) -> None:
    assert [span.of(text) for span in find_items(text, "zh", "recommendation").spans] == want


@pytest.mark.parametrize(
    "text",
    [
        "（2）完善出口许可的分类审查，对合规用户缩短时限。",
        "在国际层面，需要通过对话说明管制范围。",
        "如果价格跌破成本，应启动临时收储。",
        "有学者建议成立铋业协会，该建议当时没有被采纳。",
    ],
)
def test_what_states_no_measure_is_no_item(text: str) -> None:
    assert not find_items(text, "zh", "recommendation").spans


def test_a_clause_that_only_grants_is_no_problem() -> None:
    text = "主要问题：尽管产量回升，精矿品位仍然偏低；冶炼能力不足。"
    assert [s.of(text) for s in find_items(text, "zh", "challenge").spans] == ["精矿品位仍然偏低", "冶炼能力不足"]


@pytest.mark.parametrize(("lang", "kind", "text"), SINGLE)
def test_a_sentence_that_states_one_thing_has_no_items(lang, kind, text) -> None:
    assert find_items(text, lang, kind).spans == ()


def test_line_breaks_and_html_entities_do_not_move_an_item() -> None:
    text = "three key problems of the\n\nearth&#39;s crust, faults nobody mapped, and fluids nobody\ndated"
    spans = find_items(text, "en", "challenge").spans
    want = ["the\n\nearth&#39;s crust", "faults nobody mapped", "fluids nobody\ndated"]
    assert [span.of(text) for span in spans] == want


def test_a_list_that_says_what_it_lists_is_announced() -> None:
    assert find_items("主要风险：矿山停产，港口拥堵。", "zh", "challenge").announced
    assert not find_items("矿山停产；港口拥堵不堪。", "zh", "challenge").announced


@given(
    st.text(alphabet="，；、（）一二是(12)和aBan ,;:应面临等问题建议提出", max_size=60), st.sampled_from(FINDING_KINDS)
)
def test_items_are_in_order_and_inside_the_sentence(text, kind) -> None:
    for lang in ("zh", "en"):
        at = 0
        for span in find_items(text, lang, kind).spans:
            assert at <= span.start < span.end <= len(text)
            at = span.end


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It sold ores, among them cobalt.1", "It sold ores, among them cobalt."),
        ("They called it “unclear.”45", "They called it “unclear.”"),
        ("He hopes “it ends in 2029.”236", "He hopes “it ends in 2029.”"),
        ("With all deposits combined,50", "With all deposits combined"),
        ("The pit (now shut).12-14", "The pit (now shut)."),
        ("Output rose by 3.5", "Output rose by 3.5"),
        ("The ores are in Fig.12", "The ores are in Fig.12"),
    ],
)
def test_a_notes_number_behind_a_stop_is_no_part_of_the_words(text: str, left: str) -> None:
    assert before_note(text, Span(0, len(text))).of(text) == left


def test_a_notes_number_before_a_sentence_is_no_part_of_its_words() -> None:
    assert past_mark("245 For instance, it failed.") == 4
    assert past_mark("245 mines closed.") == past_mark("12 Angry Men") == 0


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("（四）规范回收", "规范回收"),
        ("• Expand it", "Expand it"),
        ("4.1.2 Keep records", "Keep records"),
        ("锂和钴", "锂和钴"),
    ],
)
def test_the_mark_in_front_is_no_part_of_the_words(text: str, rest: str) -> None:
    assert text[past_mark(text) :] == rest


@pytest.mark.parametrize(
    "piece", ["should map, ", "a lack of ore and of ", "is low, the mine ", "to fund and ", " " * 9 + ",", "ly "]
)
def test_a_sentence_without_an_end_is_gone_through_in_no_time(piece: str) -> None:
    text = (piece * 3500)[:3500]
    start = time.perf_counter()
    for kind in FINDING_KINDS:
        find_items(text, "en", kind)
        find_items(text * 3, "en", kind)
    assert time.perf_counter() - start < 5


def test_one_item_is_none() -> None:
    assert items_of([(0, 5)], announced=True) == Items()
    with pytest.raises(ValueError, match="has none"):
        Items((Span(0, 1),))
