"""How wires and notes of banks tell figures: what had been before what was expected, the months before, groups by the number of their members, trade between one nation and several."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.models import Claim

TODAY = date(2022, 11, 8)
claims = by_words(TODAY)


def told(claim: Claim) -> tuple[str | None, ...]:
    """What a claim is of: its flow, partner and period."""
    return claim.indicator.flow, claim.indicator.partner, claim.period


@pytest.mark.parametrize(
    ("text", "words", "flow", "period"),
    [
        ("Brokers had pencilled in that exports would grow 5%, after a 7.3% gain in September.", "7.3%", "export", "2022-09"),
        ("They had expected imports to fall 1%, following an increase of 2.2% in September.", "2.2%", "import", "2022-09"),
        ("Imports were expected to gain 5.5%, versus a decline of 0.4% in September.", "0.4%", "import", "2022-09"),
        ("Analysts had forecast that imports would gain 5.5% after August's 2.6% drop.", "2.6%", "import", "2022-08"),
        ("Analysts had expected the surplus to widen to $96 billion from $84.7 billion in September.", "$84.7 billion", "total", "2022-09"),
    ],
)
def test_what_had_been_before_an_expected_figure_was_measured(text: str, words: str, flow: str, period: str) -> None:
    found = claims(f"Vietnam's exports rose 4.1% in October from a year earlier, and imports 3.4%. {text}")
    assert (found[words].indicator.flow, found[words].period) == (flow, period)
    assert len([c for c in found.values() if c.indicator.concept is None]) == 1


def test_a_sentence_on_what_was_expected_goes_on_with_the_rate_before() -> None:
    found = claims(
        "China's imports dropped 8.5% in October from a year earlier. Economists had expected a 3% decline after September's 1% drop."
    )
    assert told(found["1%"]) == ("import", "world", "2022-09")
    assert found["3%"].indicator.concept is None


@pytest.mark.parametrize(
    "words", ["less than the expected 2% decline", "beating the predicted drop of 2%", "more than a foreseen fall of 2%"]
)
def test_an_adjective_says_that_a_figure_was_expected(words: str) -> None:
    assert claims(f"China's exports fell 0.3% in October, {words}.")["2%"].indicator.concept is None


def test_better_than_expected_compares_with_no_flow_behind_it() -> None:
    found = claims("China's exports performed better than expected in October but imports continued to fall by 3%.")
    assert not [c for c in found.values() if c.kind == "comparison"]
    assert claims("Guangdong's exports performed better than Jiangsu's in October.")["better"].kind == "comparison"


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("It fell from the $54.5bn surplus a month before.", "$54.5bn", "2022-09"),
        ("It had stood at $5.2 billion one month earlier.", "$5.2 billion", "2022-09"),
    ],
)
def test_the_month_before_in_other_words(text: str, words: str, period: str) -> None:
    assert claims(f"China's trade surplus was $49.6bn in October. {text}")[words].period == period


def test_what_fell_in_the_previous_month_was_not_measured_from_the_one_before() -> None:
    found = claims(
        "China's exports fell 6.1% in October, following the 7.5% drop in the previous month. Imports fell 2% from the previous month."
    )
    assert (found["7.5%"].period, found["7.5%"].relation.base_period if found["7.5%"].relation else None) == ("2022-09", None)
    assert found["2%"].relation is not None and found["2%"].relation.base_period == "2022-09"


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("From Q1 to Q3, Hubei's exports rose 8%.", "8%", "2022-01/2022-09"),
        ("Hubei's exports rose 8% in Q1-Q3 2021.", "8%", "2021-01/2021-09"),
        ("Hubei's exports rose 8% in the first to third quarters.", "8%", "2022-01/2022-09"),
        ("Hubei's export growth slowed from 8% in Q1 to 4% in Q2.", "4%", "2022-Q2"),
        ("Growth of Hubei's exports slowed from 8% in August to 4% in September.", "4%", "2022-09"),
    ],
)
def test_quarters_that_lead_to_another(text: str, words: str, period: str) -> None:
    found = claims(text)[words]
    assert (found.period, found.relation.base_period if found.relation else None) == (period, None)


@pytest.mark.parametrize(
    ("text", "words", "currency"),
    [
        (
            "China's exports grew 9 percent in October, in yuan terms, up from 6.9 percent in September. They came to $29 billion.",
            "9 percent",
            "CNY",
        ),
        ("China's imports grew 9 percent in yuan terms in October, from 6.9 percent in September, to $29 billion.", "6.9 percent", "CNY"),
        ("China's exports grew 9 percent in October to $300 billion, in yuan terms 12 percent.", "9 percent", "USD"),
        ("China posted a trade surplus of 193 billion yuans in October.", "193 billion yuans", "CNY"),
    ],
)
def test_the_currency_that_a_sentence_states(text: str, words: str, currency: str) -> None:
    assert claims(text)[words].indicator.currency == currency


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("The surplus with Japan was $21.2 billion while that with the 27-nation European Union was $9.3 billion.", "EU"),
        ("The surplus with Japan was $21.2 billion while that with Zembla was $9.3 billion.", "?Zembla"),
    ],
)
def test_a_group_by_its_members_and_a_title_of_a_nation(text: str, partner: str) -> None:
    found = claims(f"China posted a trade surplus of $35.9 billion in October. {text}")["$9.3 billion"]
    assert found.indicator.partner in (partner, None)
    assert partner.startswith("?") or found.indicator.partner == partner


def test_an_amount_that_duties_are_on_is_no_trade() -> None:
    found = claims("China's exports rose 3% in October. Washington is imposing 15% tariffs on more than $125 billion in Chinese imports.")
    assert found["$125 billion"].indicator.concept is None


def test_trade_between_one_nation_and_several_pairs_with_the_others() -> None:
    head = "In the first nine months, China's trade rose 3%. "
    found = claims(
        f"{head}Trade between China and Laos, the EU and the Philippines grew 19.8 percent, 7.5 percent and 8.6 percent respectively."
    )
    assert [found[w].indicator.partner for w in ("19.8 percent", "7.5 percent", "8.6 percent")] == ["LAO", "EU", "PHL"]
    found = claims(f"{head}Trade between China and Zembla, Laos and Nepal rose 9.6 percent, 2.8 percent and 2.6 percent, respectively.")
    assert "LAO" not in (found["9.6 percent"].indicator.partner, found["2.6 percent"].indicator.partner)


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("China's export growth slowed to 7.0% year-on-year in July, down from 8.3% YoY.", "8.3%", "2022-06"),
        ("China's exports rose 7% in the second quarter, up from 4%.", "4%", "2022-Q1"),
        ("China's exports rose 7% in 2021, up from 4%.", "4%", "2020"),
        ("China's exports rose 7% in the first half, up from 4%.", "4%", None),
        ("China's imports rose 7.2% in July (consensus: 6%; prior: -2.3%).", "-2.3%", "2022-06"),
        ("Exports from China in the previous month rose 4%, customs said. In January to October they rose 3%.", "4%", "2022-10"),
    ],
)
def test_the_rate_before_that_no_time_stands_beside(text: str, words: str, period: str | None) -> None:
    assert claims(text)[words].period == period


@pytest.mark.parametrize(
    ("text", "regimes"),
    [
        (
            "Foreign-invested enterprises and State-owned enterprises achieved imports and exports worth",
            ("enterprise:foreign-invested", "enterprise:state-owned"),
        ),
        (
            "Private enterprises and foreign-funded firms posted exports and imports of",
            ("enterprise:private", "enterprise:foreign-invested"),
        ),
    ],
)
def test_both_flows_in_one_word_are_those_of_each_of_several_firms(text: str, regimes: tuple[str, str]) -> None:
    found = claims(
        f"Suzhou's foreign trade reached 1.6 trillion yuan in the first half. {text} 680 billion yuan and 140 billion yuan, respectively."
    )
    both = [found[w].indicator for w in ("680 billion yuan", "140 billion yuan")]
    assert [(i.flow, i.regime) for i in both] == [("total", regime) for regime in regimes]


def test_both_flows_in_one_word_share_out_the_amounts_of_one_owner() -> None:
    found = claims(
        "Suzhou's private enterprises achieved imports and exports of 900 billion yuan and 700 billion yuan, respectively, in the first half."
    )
    assert [found[w].indicator.flow for w in ("900 billion yuan", "700 billion yuan")] == ["import", "export"]


@pytest.mark.parametrize(("rates", "partners"), [("4.1%, 12.7%, and 2.7%, respectively", ("ASEAN", "EU", "USA")), ("4.1% and 2.7%", None)])
def test_rates_of_a_sentence_of_their_own_are_those_of_the_amounts_before(rates: str, partners: tuple[str, ...] | None) -> None:
    found = claims(
        "Ningbo's top partners in the first half were ASEAN, the EU and the U.S., with imports and exports amounting to 56.41 billion yuan, 40.49 billion yuan, "
        f"and 36.25 billion yuan, respectively. The growth rates were {rates}."
    )
    if partners is None:
        assert found["4.1%"].indicator.partner != "ASEAN"
    else:
        assert tuple(found[w].indicator.partner for w in ("4.1%", "12.7%", "2.7%")) == partners


def test_they_are_the_firms_that_open_the_sentence_before() -> None:
    found = claims(
        "Ningbo's trade reached 2.3 trillion yuan in the first half. Private enterprises were the main force behind it. They contributed 1.55 trillion yuan, or 65.3%."
    )
    assert {found[w].indicator.regime for w in ("1.55 trillion yuan", "65.3%")} == {"enterprise:private"}


def test_goods_that_for_leads_to_behind_each_rate() -> None:
    found = claims(
        "In the first half, China's exports of parts to Africa rose, by 39.3% for toys, 34.3% for blorbs and spindles, 8% for furniture and 28.9% for steel."
    )
    assert [found[w].indicator.product for w in ("39.3%", "34.3%", "8%", "28.9%")] == ["toys", "?blorbs", "furniture", "steel"]
    found = claims("In the first half, Ningbo's trade rose, with growth of 3% for exports and 4% for imports.")
    assert [(found[w].indicator.flow, found[w].indicator.product) for w in ("3%", "4%")] == [("export", "all"), ("import", "all")]


@pytest.mark.parametrize(("words", "value"), [("¥2.37T", 2370), ("US$2.1T", 2100)])
def test_a_capital_is_the_scale_of_an_amount(words: str, value: int) -> None:
    found = claims(f"Suzhou's foreign trade expanded to {words} in the first 8 months.")[words]
    assert found.low is not None and found.high is not None and found.low < value * 10**9 < found.high
    assert "30 T" not in claims("Suzhou exported 30 T of fish in July.")


def test_points_above_the_rate_of_the_whole_compare_growth() -> None:
    text = "In the first half, China's trade with Africa rose 9.8%, surpassing the overall growth rate of the country's foreign trade by 7.7 percentage points."
    found = claims(text)["7.7 percentage points"]
    assert (found.kind, found.indicator.op) == ("comparison", "growth")


@pytest.mark.parametrize(("verb", "sign"), [("Sharp declines were recorded", -1), ("Notable increases were seen", 1)])
def test_a_list_of_what_rose_or_fell_has_rates_in_brackets(verb: str, sign: int) -> None:
    found = claims(
        "China's exports rose 6.7% in the first seven months. Machinery and electronics accounted for 60 percent of the total. "
        f"{verb} in exports of toys (11.6 percent), steel (5.8 percent) and blorbs (2.7 percent)."
    )
    listed = [found[w] for w in ("11.6 percent", "5.8 percent", "2.7 percent")]
    assert {c.indicator.op for c in listed} == {"growth"} and all(c.low is not None and c.low * sign > 0 for c in listed)
    main = claims("In 2021, China's main exports were toys (11.6 percent), steel (5.8 percent) and tin (2.7 percent).")
    assert main["5.8 percent"].indicator.op != "growth"


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("China's exports rose 10.5 percent annually in July.", "growth"),
        ("From 2016 to 2021, China's exports rose 10.5 percent annually.", "cagr"),
    ],
)
def test_annually_means_an_average_of_years_alone(text: str, op: str) -> None:
    assert claims(text)["10.5 percent"].indicator.op == op


def test_a_partner_for_years_is_no_record_and_a_month_as_of_which_closes_a_sum() -> None:
    found = claims(
        "ASEAN has risen to become China's largest trade partner for four years in a row. As of April, trade with it came to 2.1 trillion yuan."
    )
    assert not [c for c in found.values() if c.kind == "record"]
    assert found["2.1 trillion yuan"].period == "2022-01/2022-04"


def test_partners_together_whose_word_opens_the_clause() -> None:
    found = claims("In 2021, China's trade rose 5%. Together, ASEAN, the EU and Japan took 33.5 percent of its exports.")
    assert found["33.5 percent"].indicator.partner == "ASEAN+EU+JPN"


def test_goods_sold_abroad_are_sold_to_the_world() -> None:
    found = claims("Hubei's trade with Laos grew 2 percent in July. Hubei sold products abroad valued at 4.8 billion yuan, up 6.5 percent.")
    assert found["4.8 billion yuan"].indicator.partner == "world"
    found = claims("Hubei's trade with Laos grew 2 percent in July. Hubei sold products abroad to Nepal valued at 4.8 billion yuan.")
    assert found["4.8 billion yuan"].indicator.partner != "world"


def test_contributions_to_growth_go_on_without_their_verb() -> None:
    found = claims("In 2021 Ohio contributed 24% of the nation's export growth, Texas 20% and Maine 17%.")
    assert [found[w].indicator.op for w in ("24%", "20%", "17%")] == ["contribution"] * 3
    assert [found[w].subject for w in ("20%", "17%")] == ["US-TX", "US-ME"]


def test_a_gap_in_trade_is_a_balance() -> None:
    found = claims("The much disputed gap in trade with Peru widened 18.5% to $31.4 billion in October.")
    assert (found["$31.4 billion"].indicator.op, found["$31.4 billion"].indicator.partner) == ("balance", "PER")


@pytest.mark.parametrize("who", ["Ostrel Wire", "Quanta Pulse", "brokers"])
@pytest.mark.parametrize(
    "past", ["after a 1% drop in September", "after shipments dropped 1% in September", "following a 1% decline in September"]
)
def test_what_the_flow_expected_had_done_before_is_its_own_whoever_was_asked(who: str, past: str) -> None:
    text = f"China's exports rose 4.1% in October from a year earlier. The surplus came to $80 billion. Economists polled by {who} had expected exports would grow 3%, {past}."
    found = claims(text)
    assert told(found["1%"]) == ("export", "world", "2022-09") and found["1%"].indicator.product == "all"
    assert found["3%"].indicator.concept is None


@pytest.mark.parametrize(
    "words", ["up from 5% the previous month", "less than the previous month's 5%", "down from the 5% yoy rise in the previous month"]
)
def test_the_month_before_that_a_figure_is_of_is_no_base(words: str) -> None:
    found = claims(f"China's exports rose 9.9% in October from a year earlier, {words}.")["5%"]
    assert (found.period, found.relation.base_period, found.low and found.low > 0) == ("2022-09", None, True)
    assert claims("China's exports rose 5% in October from the previous month.")["5%"].relation.base_period == "2022-09"


@pytest.mark.parametrize(
    ("words", "falls"), [("fell even faster by 5%", True), ("declined at a faster pace of 5%", True), ("grew even faster by 5%", False)]
)
def test_how_fast_something_moves_is_no_direction(words: str, falls: bool) -> None:
    found = claims(f"China's exports rose 2% in October from a year earlier, while imports {words}.")["5%"]
    assert found.low is not None and (found.low < 0) == falls


@pytest.mark.parametrize(
    "text",
    [
        "Exports of Jilin fell 5% in October as Japan squabbled over fish.",
        "As Japan glowered, Jilin's exports fell 5% in October.",
        "Amid the yearlong Japan-China trade war, Jilin's exports fell 5% in October.",
        "With fewer guests from Japan and Oman, Jilin's exports fell 5% in October.",
    ],
)
def test_who_acts_around_a_figure_is_no_partner(text: str) -> None:
    found = claims(f"Jilin's trade rose 3% to 15 billion yuan in September. Its imports came to 6 billion yuan. {text}")["5%"]
    assert (found.subject, *told(found)) == ("CN-JL", "export", "world", "2022-10")


@pytest.mark.parametrize(
    "text",
    [
        "Jilin's exports to countries such as Japan fell 5% in October.",
        "To Japan, Jilin's exports fell 5% in October.",
        "Despite weak demand, Jilin's exports to Japan fell 5% in October.",
    ],
)
def test_who_a_preposition_leads_to_is_one(text: str) -> None:
    assert claims(f"Jilin's trade rose 3% to 15 billion yuan in September. {text}")["5%"].indicator.partner == "JPN"


def test_what_is_better_than_forecast_was_measured() -> None:
    found = claims(
        "China's exports fell 4.1% in October, lagging expectations, while imports rose a better-than-forecast 3.2%. They are seen up 2% this month."
    )
    assert told(found["3.2%"]) == ("import", "world", "2022-10") and found["2%"].indicator.concept is None


LIST = "the Association of Southeast Asian Nations (ASEAN), the European Union (EU), HK SAR and China's Taiwan Province"


@pytest.mark.parametrize(
    "text",
    [
        f"Hunan's trade with its four trading partners, including {LIST}, grew by 1%, 2%, 3% and 4%, respectively.",
        f"Hunan's top four trading partners were {LIST}. Trade with these partners grew by 1%, 2%, 3% and 4%, respectively.",
        f"Hunan's top four trading partners were {LIST}, with trade increases of 1%, 2%, 3% and 4%, respectively.",
    ],
)
def test_figures_are_shared_out_to_partners_listed_with_their_aliases(text: str) -> None:
    found = claims(f"Hunan's trade rose 3% to 15 billion yuan in the first three quarters of 2022. {text}")
    assert [found[f"{n}%"].indicator.partner for n in (1, 2, 4)] == ["ASEAN", "EU", "TWN"]


def test_the_members_of_an_initiative_in_brackets_are_partners() -> None:
    text = "Hunan's trade rose 3% in October. Trade with the Belt and Road Initiative (BRI) partner countries reached 5 billion yuan."
    assert claims(text)["5 billion yuan"].indicator.partner == "BRI"


@pytest.mark.parametrize(
    "parts",
    [
        "Its exports fell 3% in July and rose 4% in August.",
        "Despite a glum 3% dip in July, its exports took heart in August and September, rising by 4% and 6%, respectively.",
    ],
)
def test_a_period_told_in_its_parts_goes_on_behind_them(parts: str) -> None:
    found = claims(
        f"Hunan's trade rose 2% to 15 billion yuan in the third quarter of 2022. {parts} Its trade with Japan rose 5%. Oman is its largest supplier."
    )
    assert told(found["5%"]) == ("total", "JPN", "2022-Q3")
    assert (
        claims("Hunan's trade rose 2% in the third quarter. In September alone it rose 4% and exports 3%. Those to Japan rose 5%.")[
            "5%"
        ].period
        == "2022-09"
    )


def test_a_rise_that_outpaced_another_is_no_difference() -> None:
    found = claims(
        "Hunan handled 15 billion yuan in imports and exports in October, a 4.2 percent rise that outpaced the national average."
    )
    assert (found["4.2 percent"].kind, found["4.2 percent"].relation.versus) == ("value", None)
    assert claims("Hunan's exports outpaced the national average by 4.2 percent in October.")["4.2 percent"].kind == "comparison"


def test_a_currency_may_stand_behind_its_sign() -> None:
    found = claims("China's trade surplus rose to $US77.7 billion in October from $US 68.3 billion in September.")
    assert found["$US77.7 billion"].unit == "USD" and found["$US 68.3 billion"].period == "2022-09"


def test_what_is_estimated_behind_what_was_expected_was_expected_too() -> None:
    lead = "China's exports rose 4.1% in October from a year earlier, and imports 3.4%."
    foreseen = f"{lead} Quanta Pulse had forecast that exports would grow 2%. Imports were estimated to have edged up 0.3%, versus a drop of 2.1% in September."
    assert claims(foreseen)["0.3%"].indicator.concept is None
    assert told(claims(foreseen)["2.1%"]) == ("import", "world", "2022-09")
    assert claims(f"{lead} Imports from Japan were estimated to have edged up 0.3%.")["0.3%"].indicator.concept == "trade"
