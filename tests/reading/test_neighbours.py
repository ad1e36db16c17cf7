"""What a figure takes from another one beside it: brackets, conversions, parts, lists and rates behind amounts."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.reading import read_claims

TODAY = date(2026, 3, 1)
read = by_words(TODAY)


def slots(text: str, *names: str) -> list[tuple[str | None, ...]]:
    """Some slots of the claims of a text, in order."""
    return [tuple(getattr(c.indicator, n) for n in names) for c in read_claims(text, TODAY) if c.kind in ("value", "comparison", "change")]


@pytest.mark.parametrize("mark", [";", ","])
@pytest.mark.parametrize(("sign", "low"), [("+", 1.75), ("−", -1.85)])
def test_a_bracket_of_a_value_and_its_rate_is_of_one_thing(mark: str, sign: str, low: float) -> None:
    text = f"Bavaria's exports rose in 2025. The next places went to Italy (5.3 billion euros{mark} {sign}1.8 percent) and Poland (3.9 billion euros{mark} +2.4 percent)."
    found = [c for c in read_claims(text, TODAY) if c.kind == "value" and c.text != "rose"][-4:]
    assert [c.indicator.partner for c in found] == ["ITA", "ITA", "POL", "POL"]
    assert float(found[1].low or 0) == low


def test_a_semicolon_in_a_bracket_ends_no_sentence() -> None:
    assert slots("In 2025, Bavaria exported mainly cars (27.9 billion euros; -1.3 percent), frobs (16.9 billion euros; +8.8 percent) and toys (3.5 billion euros; +2.1 percent).", "product")[::2] == [
        ("motor-vehicles",), ("?frobs",), ("toys",),
    ]  # fmt: skip


def test_a_conversion_is_of_the_amount_before_its_bracket() -> None:
    text = "Jiangsu exported goods worth 166 billion yuan (US$23.2 billion) and imported goods worth 100 billion yuan (about US$14.1 billion) in 2025."
    assert slots(text, "flow") == [("export",), ("export",), ("import",), ("import",)]


@pytest.mark.parametrize("verb", ["bought in", "imported"])
def test_a_second_verb_has_the_subject_of_the_first(verb: str) -> None:
    text = f"According to an official of the General Administration of Customs of China, Guangdong exported 2.89 trillion yuan of goods in 2025, and {verb} goods worth 1.66 trillion yuan."
    assert {c.subject for c in read_claims(text, TODAY)} == {"CN-GD"}


@pytest.mark.parametrize(
    ("tail", "op"), [("of which 40 percent went to Japan", "share"), ("40 percent of which went to Japan", "share"), ("and 40 percent of them went to Japan", "share")]
)  # fmt: skip
def test_what_is_named_of_a_part_is_not_the_whole_s(tail: str, op: str) -> None:
    whole, part = read_claims(f"In 2025, Foshan's exports reached 5 billion yuan, {tail}.", TODAY)
    assert (whole.indicator.partner, part.indicator.partner, part.indicator.op) == ("world", "JPN", op)


@pytest.mark.parametrize(
    "text",
    [
        "In 2025, Foshan exported 3,000 tons of frobs worth 15 million yuan, up 3.1 percent and 8.4 percent respectively.",
        "2025年，威海出口苹果3000吨、货值1500万元，分别增长3.1%、8.4%。",
    ],
)
def test_two_rates_behind_a_quantity_and_its_value_are_of_both(text: str) -> None:
    assert slots(text, "measure") == [("quantity",), ("value",), ("quantity",), ("value",)]


@pytest.mark.parametrize(
    ("text", "flows"),
    [
        ("前6个月，湖北省出口2213.9亿元、进口1329.6亿元，分别增长8.7%、16.6%。", ["export", "import", "export", "import"]),
        ("前6个月，湖北省出口2213.9亿元，占全国的6%，进口1329.6亿元，分别增长8.7%、16.6%。", ["export", "export", "import", "export", "import"]),
        ("In 2025, exports of Jiangsu reached 1.2 billion yuan, and imports 1.3 billion yuan. The two rates were 2.6 points and 3.9 percentage points above the national average, respectively.",
         ["export", "import", "export", "import"]),
    ],
)  # fmt: skip
def test_rates_are_of_the_amounts_in_their_order(text: str, flows: list[str]) -> None:
    assert [flow for (flow,) in slots(text, "flow")] == flows


def test_rates_that_rise_and_fall_are_one_list() -> None:
    text = "In 2025, Yantai's trade with Japan, the United States and Russia reached 9.1, 7.2 and 5.4 billion yuan, up 3.1 percent, down 8.4 percent and down 2.2 percent, respectively."
    assert [partner for (partner,) in slots(text, "partner")] == ["JPN", "USA", "RUS"] * 2


@pytest.mark.parametrize("tail", ["a 7.7% increase, equivalent to US$4.55 billion", "up by 7.7% or US$4.55 billion"])
def test_an_amount_behind_a_rise_is_how_much_it_rose_by(tail: str) -> None:
    found = read(f"Vietnam's exports were valued at US$63.45 billion in 2025, {tail}.")
    assert (found["7.7%"].subject, found["US$4.55 billion"].subject) == ("VN", None)


@pytest.mark.parametrize(("noun", "sign"), [("deficit", -1), ("shortfall", -1), ("surplus", 1)])
def test_the_noun_behind_an_amount_tells_its_sign(noun: str, sign: int) -> None:
    found = read(f"In 2025, there was a US$3.05 billion {noun} in Vietnam's trade.")["US$3.05 billion"]
    assert found.low is not None and (found.low > 0) == (sign > 0)


@pytest.mark.parametrize("dash", ["-", " –", " - ", "/"])
def test_both_sides_of_trade_joined_by_a_dash_are_all_of_it(dash: str) -> None:
    assert slots(f"Vietnam's import{dash}export turnover reached US$129.94 billion in 2025.", "flow") == [("total",)]


def test_points_of_a_share_are_no_comparison() -> None:
    found = list(read_claims("前三季度，江西、湖南进出口分别增长12.4%和11.8%，占全国外贸比重分别提升0.6个和0.7个百分点。", TODAY))
    assert [(c.kind, c.subject) for c in found[2:]] == [("change", "CN-JX"), ("change", "CN-HN")]


def test_expectations_that_were_met_are_no_statistic() -> None:
    found = read("China's exports rose 15.6 per cent in January. Imports also beat expectations, jumping 21.4 per cent.")
    assert (found["21.4 per cent"].indicator.concept, found["21.4 per cent"].indicator.flow) == ("trade", "import")


def test_a_time_that_something_came_after_is_not_the_figure_s() -> None:
    found = read(
        "China's September exports fell 10 percent from a year earlier, while imports shrank 1.9 percent after a bump up in August."
    )
    assert {c.period for c in found.values()} == {"2025-09"}


def test_goes_on_with_other_statistics_behind_a_semicolon() -> None:
    found = read("上半年，中国进出口6450亿美元。外商直接投资合同金额862亿美元，同比增长19.0%；实际使用金额286亿美元，下降3.2%。")
    assert {found[words].indicator.concept for words in ("862亿美元", "19.0%", "286亿美元", "3.2%")} == {None}


def test_a_name_in_a_compound_is_no_product() -> None:
    found = read("Jiangsu's exports of steel to oil-rich nations rose 2.4 percent in 2025.")["2.4 percent"].indicator
    assert (found.product, found.partner) == ("steel", "?oil-rich")


def test_what_somebody_did_with_trade_is_no_product() -> None:
    for verb in ("conducted", "frobbed"):
        assert slots(f"In 2025, private firms in Hebei {verb} foreign trade worth 42.7 billion yuan.", "product") == [("all",)]


@pytest.mark.parametrize("kinds", ["agriculture, mining and manufacturing products", "frobs, gribs and other goods"])
def test_several_kinds_with_one_noun_are_one_product(kinds: str) -> None:
    assert slots(f"Minnesota exports of {kinds} fell 18 percent in 2025 to $4.6 billion.", "product") == [(f"?{kinds}",)] * 2


def test_several_kinds_with_a_figure_each_are_products_of_their_own() -> None:
    text = "In 2025, exports of toys, shoes and plastic products from Minnesota rose 5 percent, 6 percent and 7 percent, respectively."
    assert slots(text, "product") == [("toys",), ("footwear",), ("plastics",)]


def test_those_countries_are_taken_in_order() -> None:
    text = (
        "In 2025, Shandong's trade with RCEP members grew 5 percent. South Korea, Japan and Malaysia are its top three RCEP partners.\n"
        "Over the period, imports and exports to those countries totaled 63.1 billion yuan, 47.03 billion yuan, and 46.83 billion yuan respectively, up 13 percent, 18.3 percent, and 65 percent."
    )
    assert [partner for (partner,) in slots(text, "partner")][1:] == ["KOR", "JPN", "MYS"] * 2


@pytest.mark.parametrize("amount", ["1974.35", "2074.5", "2019.1"])
def test_an_amount_with_decimals_is_no_year(amount: str) -> None:
    found = read(f"The trade of Fujian was {amount} billion yuan in 2025.")
    assert [c.period for c in found.values()] == ["2025"]


def test_a_place_behind_what_it_has_owns_that() -> None:
    found = read("With trade of 8268.03 billion yuan in 2025, Guangdong ranked ahead of Sichuan, whose trade came to 951.36 billion yuan.")
    assert [found[words].subject for words in ("8268.03 billion yuan", "951.36 billion yuan")] == ["CN-GD", "CN-SC"]


@pytest.mark.parametrize("title", ["Foreign trade, 2025", "Total imports and exports in 2025"])
def test_rows_of_a_table_are_balances_only_where_it_says_so(title: str) -> None:
    assert (
        slots(f"{title}\nQinghai | 3.13 billion yuan\nTianjin | 856.74 billion yuan\nJiangxi | 498.04 billion yuan", "op")
        == [("level",)] * 3
    )


def test_goods_of_an_earlier_paragraph_that_no_table_knows_stay_there() -> None:
    text = "In 2025, Minnesota exports of frobs rose 3 percent.\n\nNorth America remains the state's largest export region, with sales of $1.9 billion."
    assert slots(text, "product")[-1] == ("all",)


def test_no_group_of_another_country_owns_what_its_noun_is_said_of() -> None:
    text = "Eleven provinces of Vietnam had exports of more than 1 billion USD each in 2025 and accounted for 78 percent of the nation's exports."
    assert {c.subject for c in read_claims(text, TODAY)} <= {"VN", None}


@pytest.mark.parametrize(("words", "period"), [("上月为2100亿美元", "2025-04"), ("上个月2100亿美元", "2025-04")])
def test_the_month_before_owns_the_figure_that_it_leads_to(words: str, period: str) -> None:
    found = read(f"2025年5月，中国出口2138亿美元，{words}。")
    assert (found["2138亿美元"].period, found["2100亿美元"].period) == ("2025-05", period)


def test_a_comparison_with_the_month_before_stays_in_its_month() -> None:
    assert read("2025年5月，中国出口2138亿美元，比上月增长2%。")["2%"].period == "2025-05"
