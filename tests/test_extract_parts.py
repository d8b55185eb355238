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


@pytest.mark.parametrize("text", ["the " * 3000 + "should x", "应" * 5000, "和、" * 4000 + "应建立", "20%" * 3000])
def test_a_long_sentence_does_not_hang(text: str) -> None:
    assert parts(text).stance
