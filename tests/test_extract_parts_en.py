"""The parts of an English recommendation: whose it is, where it plays, who acts, how much, by when."""

import pytest

from extract.findings import Part, Parts, Role
from extract.mentions import find_mentions
from extract.parts import find_instruments, find_parts
from extract.types import Sentence, Span


def _parts(text: str) -> Parts:
    whole = Span(0, len(text))
    return find_parts(text, whole, Sentence(whole, "en"), "recommendation", find_mentions(text))


def _of(role: Role, text: str) -> list[str]:
    return [part.quote for part in _parts(text).spans if part.role == role]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The Mining Act of 2019 requires every smelter to file a plan.", "enacted"),
        ("This Act requires every smelter to file a plan.", "own"),
        ("Under the Lead Decree, smelters have to file a plan.", "enacted"),
        ("Lisbon scrapped the lithium levy last March.", "enacted"),
        ("The ministry tightened its rules on dust in 2021.", "enacted"),
        ("The port levy has since been abolished.", "enacted"),
        ("The paper mill lobby wants the levy to be abolished.", "reported"),
        ("Portugal's roadmap aims to double output of tin.", "reported"),
        ("The draft bill would double the fee.", "reported"),
        ("“We must close the pit,” the mayor told reporters.", "reported"),
        ("Smelters are urged to publish their stocks.", "own"),
        ("The shortage of assayers calls for new courses.", "own"),
        ("The committee recommends that the mint buy silver.", "own"),
        ("The parties intend to open a joint assay office.", "own"),
        ("Unnecessary duties on tin should be lifted.", "own"),
        ("A duty on tin would be unwise.", "rejected"),
        ("The ministry does not support a duty on tin.", "rejected"),
        ("It would be wrong to shut the mint.", "rejected"),
        ("We see little merit in a duty on tin.", "rejected"),
        ("The review recommends a new assay office.", "own"),
        ("We must learn to reject dirty ore.", "own"),
        ("Assayers are asking mints to pay more.", "reported"),
        ("It urges the mint to buy silver.", "reported"),
        ("Conclude three pacts with tin producers.", "own"),
        ("The Mint Act introduced tax credits for assayers.", "enacted"),
        ("Peru bans the sale of mercury.", "enacted"),
        ("Since May 2021 mints have had to weigh their scrap.", "enacted"),
        ("A decree signed in May obliges mints to weigh their scrap.", "enacted"),
        ("Mints must weigh their scrap under the Coinage Act.", "enacted"),
        ("Mints shall, to the extent permitted by law, weigh their scrap.", "own"),
        ("Put your money into assay offices, as others did in 2019.", "own"),
        ("In 2020 Lima outlawed the sale of mercury.", "enacted"),
        ("The mint should refrain from subsidising scrap.", "rejected"),
        ("A tax on scrap would do more harm than good.", "rejected"),
        ("Lima should not hand out subsidies for scrap.", "rejected"),
        ("Mints should not allow dust to escape.", "own"),
        ("The motion to tax scrap did not win a majority.", "rejected"),
        ("A levy on scrap makes little sense.", "rejected"),
        ("Burghers voted the scrap tax down.", "rejected"),
        ("Nothing speaks for a levy on scrap.", "rejected"),
        ("We recommended in 2018 that the mint buy silver.", "reported"),
        ("As the auditor has noted, the mint needs to buy silver.", "reported"),
        ("The draft law obliges mints to weigh their scrap.", "reported"),
        ("There are calls for a tax on scrap.", "reported"),
        ("The energy board proposes a silver reserve.", "reported"),
        ("Under the proposal, mints must weigh their scrap.", "reported"),
    ],
)
def test_whose_it_is(text: str, stance: str) -> None:
    assert _parts(text).stance == stance


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Open smelters in Skouriotissa and Kalavasos.", ["Skouriotissa", "Kalavasos"]),
        ("Survey the Sulu Sea and the coast of New South Wales.", ["Sulu Sea", "New South Wales"]),
        ("Buy tin from Bolivia, Peru and the Puno highlands.", ["Bolivia", "Peru", "Puno"]),
        ("Peru and Bolivia should merge their tin funds.", []),
        ("The Bank of Japan should lend to Chilean smelters.", []),
        ("Ratify the Paris Agreement in January.", []),
        ("Ban deep-sea mining of US firms in the Pacific.", ["Pacific"]),
        ("Cut China's share of magnets.", ["China"]),
        ("Refiners in Spain should file reports in Parliament.", ["Spain"]),
    ],
)
def test_where_it_plays(text: str, places: list[str]) -> None:
    assert _of("place", text) == places


def test_a_place_that_no_list_has_is_no_concept() -> None:
    found = [part for part in _parts("Reopen the mine in Skouriotissa.").spans if part.role == "place"]
    assert found == [Part("place", Span(19, 31), "Skouriotissa", None)]


@pytest.mark.parametrize(
    ("text", "instruments"),
    [
        ("The Ministry of Trade should train assayers.", ["education-talent"]),
        ("Under the Recycling Act, name a lead agency.", ["coordination-governance"]),
        ("Lower the levy so that exports grow.", ["finance-tax"]),
        ("Keep a store.", ["stockpile-reserve"]),
        ("To curb emissions at pits, offer loans to smelters.", ["finance-tax"]),
        ("Of course we must train assayers.", ["education-talent"]),
        ("The Council should conduct a price auction.", ["pricing-market"]),
        ("Set a price floor for tin.", ["pricing-market"]),
        ("Smelters are required to protect rivers.", ["environmental-protection"]),
        ("Nothing in this order shall oblige the bureau to fund research.", []),
    ],
)
def test_names_and_purposes_tell_no_instrument_and_a_mere_hint_counts_alone(text: str, instruments: list[str]) -> None:
    found = find_instruments(text, "en", find_mentions(text))
    assert [theme.removeprefix("instrument:") for theme in found] == instruments


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Refiners in Spain and Italy should file reports.", ["Refiners"]),
        ("The Federal Office and the Kantone shall agree.", ["Federal Office", "Kantone"]),
        ("Since 2021, firms with over 2,000 staff have been obliged to file reports.", ["firms with over 2,000 staff"]),
        ("Smelters were told by the ministry to shut two lines.", ["Smelters"]),
        ("Traders say Peru and Chile should cut duties.", ["Peru", "Chile"]),
        ("[12] The mint should buy silver.", ["mint"]),
        ("The mint has announced plans to buy silver.", ["mint"]),
        ("Geoscience Guyana and the state surveys could drill there.", ["Geoscience Guyana", "state surveys"]),
        ("Parliament has called for the ministry to halve the fee.", ["ministry"]),
    ],
)
def test_who_acts(text: str, actors: list[str]) -> None:
    assert _of("actor", text) == actors


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Firms are committed to cutting dust and to planting trees.", ["cutting", "planting"]),
        ("Halting deliveries overnight would be unwise.", ["Halting"]),
        ("The mint took a stake in a pit in 2019 and has since financed two more.", ["took", "financed"]),
        ("The mint should lodge a bond.", ["lodge"]),
        ("Scrap with tin should be kept.", ["kept"]),
        ("The mint may wish to ask whether fees should be raised.", ["ask", "raised"]),
        ("The two teams will be mapping the shelf.", ["mapping"]),
        ("There is hereby established a mint fund.", ["established"]),
        ("I ask the mint, as the oldest buyer of tin, to report.", ["report"]),
        ("I must say that mints should try to lower fees.", ["lower"]),
        ("Mints should focus on lowering fees.", ["focus", "lowering"]),
        ("The plan emphasises opening pits.", ["opening"]),
        ("We want the fee to be halved.", ["halved"]),
        ("The parties intend to work together to open a mint.", ["work", "open"]),
        ("The mint should bring in a fee.", ["bring in"]),
        ("The mint should widen the dock, fund two barges and repeal the toll.", ["widen", "fund", "repeal"]),
        ("The mint should not only lower fees but also open up the dock.", ["lower", "open up"]),
        ("We recommend founding a guild and opening it to smelters.", ["founding", "opening"]),
        ("The mint should continue to map the shelf and begin to share its maps.", ["map", "share"]),
        ("Mints should seek to attract buyers.", ["attract"]),
        ("The mint should work with the smelters to open a dock.", ["work", "open"]),
        ("There is a need for lowering the toll.", ["lowering"]),
        ("A mint to be founded in Cardiff by 2030.", ["founded"]),
        ("The dock should be widened, and fees lowered by a tenth.", ["widened", "lowered"]),
        ("Measures include: (a) mapping the shelf; (b) opening a mint.", ["mapping", "opening"]),
        ("The plan includes building a dock and lowering the toll.", ["building", "lowering"]),
        ("What is needed is to link up the docks.", ["link up"]),
        ("The mint must not allow raiders to control the dock.", ["allow"]),
        ("The mint could lower its fees, notably by widening the dock.", ["lower", "widening"]),
        ("Mints should have a rule for scrap.", ["have"]),
        ("Both mints agreed to lower fees and to meet weekly.", ["lower", "meet"]),
        ("The mint ought to widen the dock and pool scrap from its pits.", ["widen", "pool"]),
        ("It is vital that fees are lowered.", ["lowered"]),
        ("It is crucial to map the shelf and to make it known.", ["map", "make"]),
        ("Mints should be open about their fees.", ["be"]),
        ("The mint may not lower a fee unless the guild has agreed.", ["lower"]),
        ("Review and, where needed, revise the list.", ["Review", "revise"]),
        ("Opening the dock should be a priority.", ["Opening"]),
        ("In 2019 the mint opened a dock and leased it to smelters.", ["opened", "leased"]),
        ("The mint should get its buyers to pay at once.", ["get"]),
        ("This Regulation also sets out a quota for scrap tin.", ["sets out"]),
    ],
)
def test_what_is_to_be_done(text: str, actions: list[str]) -> None:
    assert _of("action", text) == actions


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Raise the rate from 3 to 5 per cent.", ["5 per cent"]),
        ("Cut losses from 12 % today to 4 %.", ["4 %"]),
        ("Open six assay schools and train 2,000 assayers.", ["six assay schools", "2,000 assayers"]),
        ("Keep at least 60 days of use in store.", ["at least 60 days of use"]),
        ("Build a six-month buffer of tin.", ["six-month buffer of tin"]),
        ("Decisions should take no more than 18 months.", ["no more than 18 months"]),
        ("Invest CA$40 million a year in pits.", ["CA$40 million a year"]),
        ("Meet half of domestic demand from scrap.", ["half of domestic demand"]),
        ("Reach net-zero emissions at pits.", ["net-zero emissions"]),
        ("Cut the use of platinum by a third by 2030.", ["a third"]),
        ("Firms with more than 250 employees must file reports.", []),
        ("Article 12 of the 2030 strategy should be scrapped.", []),
        ("The mint opened six schools in 2019.", []),
        ("China refines 90 % of all gallium, so build stocks.", []),
        ("The two ministries should meet.", []),
        ("Because 90 % of tin is imported, mints should save scrap.", []),
        ("Pits above 2 hectares must lodge a bond.", []),
        ("Invite at least four countries.", ["at least four countries"]),
        ("The mint should hold 30 to 45 days of sales.", ["30 to 45 days of sales"]),
        ("Foundries should reuse 60 % or more of their sand.", ["60 % or more of their sand"]),
        ("Scrap use should grow by 4 % every year.", ["4 % every year"]),
        ("A double levy on scrap should end.", []),
    ],
)
def test_how_much(text: str, targets: list[str]) -> None:
    assert _of("target", text) == targets


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("Lift the quota from October.", ["from October"]),
        ("Open no pits after 2028.", ["after 2028"]),
        ("Pay the fee within 30 days of receipt.", ["within 30 days of receipt"]),
        ("Build it in the 16th Five-Year Plan period.", ["in the 16th Five-Year Plan period"]),
        ("Cut the fee by the late 2030s.", ["by the late 2030s"]),
        ("Keep the fund through 2034.", ["through 2034"]),
        ("Open it by the first quarter of 2027.", ["by the first quarter of 2027"]),
        ("Open it by year-end.", ["by year-end"]),
        ("Double the fund over a five-year period.", ["over a five-year period"]),
        ("Double the fund in three years.", ["in three years"]),
        ("Spend it in 2027-28.", ["in 2027-28"]),
        ("Start in the next few years.", ["in the next few years"]),
        ("From 1 March 2027, weigh the scrap.", ["From 1 March 2027"]),
        ("Weigh the scrap before the summer.", ["before the summer"]),
        ("Weigh the scrap by fiscal 2029.", ["by fiscal 2029"]),
        ("Weigh the scrap by 2030 at the latest.", ["by 2030 at the latest"]),
        ("Weigh the scrap within no more than 24 months.", ["within no more than 24 months"]),
        ("Weigh the scrap over a period of five years.", ["over a period of five years"]),
        ("Weigh the scrap at the next summit.", ["at the next summit"]),
        ("The rule has applied from 2014 onwards and was lifted.", []),
    ],
)
def test_by_when(text: str, deadlines: list[str]) -> None:
    assert _of("deadline", text) == deadlines


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("We are asking lenders to file reports.", "should"),
        ("The country needs two more mints.", "should"),
        ("It is vital that firms keep stocks.", "should"),
        ("Firms have been obliged to keep stocks.", "must"),
        ("Consider a levy on dust.", "may"),
        ("It would be worthwhile to look at a levy.", "may"),
        ("A levy on dust is not advisable.", None),
    ],
)
def test_how_strongly(text: str, strength: str | None) -> None:
    assert _parts(text).strength == strength


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The union asked that fees be halved and that the rebate be restored.",
            {"action": "halved; restored", "stance": "reported"},
        ),
        ("The mint should be bolder and set a floor.", {"actor": "mint", "action": "set", "stance": "own"}),
        ("Traders of tin and lead could be required to keep stocks.", {"actor": "Traders of tin and lead"}),
        ("Peru withdrew the permit in 2022.", {"actor": "Peru", "action": "withdrew", "stance": "enacted"}),
        ("The mint has tripled its holdings by investing in Glencore.", {"action": "tripled", "stance": "enacted"}),
        ("The panel was not persuaded that a levy is right.", {"stance": "rejected"}),
        ("Miners must restore abandoned pits.", {"actor": "Miners", "action": "restore", "stance": "own"}),
        ("Fees should be scrapped.", {"action": "scrapped", "stance": "own"}),
        ("The plan was scrapped.", {"stance": "rejected"}),
        ("If Spain wants smelters, it will need to build lines.", {"stance": "own"}),
        ("Yards handling over 100 tonnes a year must register.", {"action": "register"}),
        ("In May, Glencore should buy silver.", {"actor": "Glencore", "action": "buy"}),
    ],
)
def test_parts_together(text: str, told: dict[str, str]) -> None:
    parts = _parts(text)
    roles: dict[str, list[str]] = {"stance": [parts.stance]}
    for part in parts.spans:
        roles.setdefault(part.role, []).append(part.quote)
    found = {role: "; ".join(quotes) for role, quotes in roles.items()}
    assert {role: found.get(role) for role in told} == told
    assert "target" not in found and "place" not in found
