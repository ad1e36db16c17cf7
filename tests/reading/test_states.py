"""How offices of states and provinces abroad write: export trade, year to date, names that lead to a percentage, namesakes of countries, amounts of change."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import in_order

TODAY = date(2018, 3, 1)
claims = in_order(TODAY)


@pytest.mark.parametrize(("text", "flow", "period"), [
    ("Iowa reported export trade of $13.2 billion in 2017.", "export", "2017"), ("Iowa's import trade rose 5 percent in 2017.", "import", "2017"),
    ("Iowa's trade exports came to $1.1 billion in May 2017.", "export", "2017-05"),
    ("Iowa's exports were $5.4 billion for May 2017 YTD.", "export", "2017-01/2017-05"),
    ("Iowa's exports reached $5.4 billion in May 2017 year-to-date.", "export", "2017-01/2017-05"),
    ("Iowa's exports came to $5.4 billion YTD through May 2017.", "export", "2017-01/2017-05"),
])  # fmt: skip
def test_a_flow_and_its_year_to_date(text: str, flow: str, period: str) -> None:
    claim = claims(text)[0]
    assert (claim.subject, claim.indicator.flow, claim.period) == ("US-IA", flow, period)


def test_a_name_leads_to_its_percentage_behind_that_of_another() -> None:
    text = "In 2017 Canada took 31.5 percent of Iowa's exports, followed by Mexico at 17.2 percent and Japan at 8.9 percent."
    assert [c.indicator.partner for c in claims(text)] == ["CAN", "MEX", "JPN"]


def test_the_country_of_a_states_name_is_no_partner() -> None:
    text = "States with record exports in 2017: Ohio ($50.1 billion); Georgia ($37.2 billion); and Iowa ($13.2 billion)."
    found = [(c.subject, c.indicator.partner) for c in claims(text) if c.kind == "value"]
    assert found == [("US-OH", "world"), ("US-GA", "world"), ("US-IA", "world")]


def test_the_year_of_an_event_is_the_base_of_what_grew_since() -> None:
    text = (
        "Iowa's exports came to $13.2 billion in 2017. Since the signing of the agreement in 2012, exports from Iowa have grown 9 percent."
    )
    claim = next(c for c in claims(text) if c.unit == "percent")
    assert (claim.period, claim.relation.base_period) == ("2017", "2012")


def test_a_nation_with_its_article_is_whom_a_rank_is_among() -> None:
    claim = next(c for c in claims("Ohio ranked ninth in the United States for exports in 2017.") if c.kind == "rank")
    assert (claim.subject, claim.scope) == ("US-OH", "us-states")


@pytest.mark.parametrize("text", [
    "Iowa's exports grew by $1.1 billion in 2017.", "Iowa's exports came to $13.2 billion in 2017, an increase of about $1.1 billion.",
    "In 2017 exports rose in Iowa by more than $1.1 billion.", "2017年安徽出口增加110亿元。", "2017年安徽进出口3600亿元，比上年增加了约110亿元。",
])  # fmt: skip
def test_an_amount_of_change_is_no_level(text: str) -> None:
    claim = claims(text)[-1]
    assert (claim.subject, claim.indicator.concept) == (None, None)


@pytest.mark.parametrize("text", ["Iowa's exports grew by 9 percent to $13.2 billion in 2017.", "2017年安徽出口增至110亿元。"])
def test_a_level_that_something_rose_to_is_one(text: str) -> None:
    assert claims(text)[-1].indicator.concept == "trade"


def said(text: str, *slots: str) -> list[tuple[str | None, ...]]:
    """Some slots of the claims of trade of a text."""
    return [
        tuple(getattr(c, s, None) or getattr(c.indicator, s, None) for s in slots) for c in claims(text) if c.indicator.concept == "trade"
    ]


@pytest.mark.parametrize(("text", "expected"), [
    ("Exports to Canada rose from $19.5 billion in 2016 to $21.2 billion in 2017.", ["2016", "2017"]),
    ("Exports to Canada fell from $9.6 billion during January 2017 to $9.2 billion in the same period this year.",
     ["2017-01", "2018-01"]),
    ("Exports to Mexico rose from $1.5 billion to nearly $2.1 billion.", ["2016", "2017"]),
])  # fmt: skip
def test_the_amounts_of_a_change_have_a_period_each(text: str, expected: list[str]) -> None:
    assert [p for (p,) in said(f"Ohio's exports rose 3 percent in 2017. {text}", "period")][1:] == expected


@pytest.mark.parametrize(("text", "ops"), [
    ("Most went to Canada: $7.9 billion in 2017, or 43.4 percent.", ["level", "share"]),
    ("Exports of glimbers came to $1.75 billion (9.6 percent).", ["level", "share"]),
    ("Exports of glimbers came to $2.2 billion (up 3 percent).", ["level", "growth"]),
    ("Exports of glimbers came to $2.2 billion (3.1 percent).", None),
])  # fmt: skip
def test_a_percentage_that_says_an_amount_again(text: str, ops: list[str] | None) -> None:
    found = said(f"Ohio's exports in 2017 added up to $18.2 billion. {text}", "op", "product", "partner", "period")[1:]
    assert len({rest for _, *rest in map(tuple, found) for rest in [tuple(rest)]}) == 1
    assert ops is None or [op for op, *_ in found] == ops


@pytest.mark.parametrize(("text", "slots", "expected"), [
    ("The chipmaker warned in February that sales would slow. Exports of wood dropped 11 percent.", ("period",), ("2017",)),
    ("Exports of wood rose 3 percent nationally.", ("subject",), ("US",)),
    ("Iowa's exports rose, bucking a fall of 2.2 percent in U.S. exports.", ("subject",), ("US",)),
    ("Michigan, the closest follower of Ohio, lifted its exports 2.8 percent.", ("subject",), ("US-MI",)),
    ("China imported $3 billion worth of goods, while Canada took in $2 billion.", ("flow", "partner"), ("export", "CAN")),
    ("Zinc and lead ore exports rose to $784 million.", ("product",), ("?Zinc and lead ore",)),
    ("Of these, exports of Iowa grew by 12 percent, and those of Utah by 15 percent.", ("subject",), ("US-UT",)),
])  # fmt: skip
def test_who_and_what_a_clause_is_of_by_its_form(text: str, slots: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert said(f"Ohio's exports rose 5 percent in 2017. {text}", *slots)[-1] == expected


@pytest.mark.parametrize(("text", "partner"), [
    ("The top 10 import markets of Ohio made up 74 percent of all imports.", "?top 10 import markets"),
    ("Its five largest customers bought 61 percent of exports.", "?five largest customers"),
])  # fmt: skip
def test_the_first_few_partners_are_not_the_world(text: str, partner: str) -> None:
    (found,) = [c for c in claims(f"Ohio's imports came to $86.2 billion in 2017. {text}") if c.unit == "percent"]
    assert found.indicator.partner in (partner, "?")


@pytest.mark.parametrize("text", ["Its per-capita exports came to $2,992, says the office.", "Exports per head came to $2,992 in 2017."])
def test_an_amount_a_head_is_no_trade(text: str) -> None:
    found = claims(f"Ohio's exports came to $50.1 billion in 2017. {text}")
    assert [c.indicator.concept for c in found] == ["trade", None] and found[1].text == "$2,992"


@pytest.mark.parametrize("head", ["QORBA: Exports of Ohio pass", "TRAVENHAM, Ohio, March 1, 2018 – Ohio's exports rose to"])
def test_an_office_or_dateline_is_no_product(head: str) -> None:
    assert {*said(f"{head} $50 billion in 2017.", "product")} == {("all",)}


@pytest.mark.parametrize(("text", "order"), [
    ("Xinjiang recorded the strongest export growth among the provinces in 2017.", "desc"),
    ("Xinjiang had the weakest import growth of all provinces in 2017.", "asc"),
])  # fmt: skip
def test_the_superlative_of_a_flows_growth_is_no_size(text: str, order: str) -> None:
    (found,) = claims(text)
    assert (found.kind, found.indicator.op, found.relation.order) == ("rank", "growth", order)


def test_a_flow_that_is_the_largest_is_ranked() -> None:
    (found,) = claims("Ohio's exports were the largest among the states in 2017.")
    assert (found.kind, found.scope, found.low) == ("rank", "us-states", 1)


def test_the_ten_largest_states_are_a_group_of_their_own() -> None:
    (found,) = claims("In 2017 Texas had the fastest export growth among the ten largest exporting states.")
    assert (found.kind, found.scope, found.indicator.op) == ("rank", "top-10", "growth")


@pytest.mark.parametrize(("verb", "test"), [("rose", ">"), ("fell", "<")])
def test_what_moved_more_than_another_is_compared_by_growth(verb: str, test: str) -> None:
    (found,) = claims(f"Henan's exports {verb} more than Hubei's in 2017.")
    assert (found.kind, found.indicator.op, found.relation.test) == ("comparison", "growth", test)


def test_what_closes_a_number_is_no_part_of_it() -> None:
    assert [c.text for c in claims("Ohio's exports were worth $50,100, as those of Iowa were 2017's $13,200.")] == ["$50,100", "$13,200"]


@pytest.mark.parametrize("text", ["Retail sales in Iowa came to $51 billion in 2017.", "In Iowa retail sales came to $51 billion in 2017."])
def test_the_place_of_a_measure_stands_behind_it_or_opens_its_clause(text: str) -> None:
    (found,) = claims(text)
    assert (found.subject, found.indicator.concept) == ("US-IA", "retail_sales")


def test_a_rank_among_regions_by_a_measure_is_no_trade() -> None:
    (found,) = claims("Iowa ranked 30th among the states by GDP in 2017.")
    assert (found.kind, found.subject, found.indicator.concept) == ("rank", "US-IA", "gdp")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iowa had the largest GDP among the states in 2017.", ("US-IA", "gdp", "level", 1)),
        ("Iowa had the second-largest retail sales in the nation in 2017.", ("US-IA", "retail_sales", "level", 2)),
        ("Iowa ranked second by retail sales in 2017.", ("US-IA", "retail_sales", "level", 2)),
        ("Iowa's exports were the largest among the states in 2017.", ("US-IA", "trade", "level", 1)),
        ("2017年，广东社零总额居全国第二位。", ("CN-GD", "retail_sales", "level", 2)),
    ],
)
def test_a_superlative_ranks_by_the_measure_it_is_of(text: str, found: tuple[object, ...]) -> None:
    (claim,) = claims(text)
    assert claim.kind == "rank"
    assert (claim.subject, claim.indicator.concept, claim.indicator.op, int(claim.low or 0)) == found


def test_a_measure_has_no_balance() -> None:
    assert [c.indicator.op for c in claims("Grain output of Iowa rose 4.8% in 2017, to 40.1 million tonnes.")] == ["growth", "level"]


@pytest.mark.parametrize(("text", "op"), [
    ("Iowa's unemployment rate was 3.1% in 2017.", "level"), ("Iowa's unemployment rate fell to 3.1% in 2017.", "level"),
    ("2017年安徽城镇调查失业率为4.1%。", "level"), ("Iowa's unemployment rate fell 3.1% in 2017.", "growth"),
])  # fmt: skip
def test_a_measure_in_percent_has_levels(text: str, op: str) -> None:
    (found,) = claims(text)
    assert (found.indicator.concept, found.indicator.op) == ("unemployment_rate", op)


@pytest.mark.parametrize(("text", "expected"), [
    ("Iowa accounted for 0.9% of the nation's GDP in 2017.", ("US-IA", "gdp", "share")),
    ("Anhui accounted for 3.8% of China's retail sales in 2017.", ("CN-AH", "retail_sales", "share")),
    ("Exports accounted for 12% of Anhui's GDP in 2017.", (None, None, "growth")),
])  # fmt: skip
def test_a_region_has_a_share_of_a_measure_and_trade_has_none(text: str, expected: tuple[str | None, ...]) -> None:
    (found,) = claims(text)
    assert (found.subject, found.indicator.concept, found.indicator.op) == expected


def test_a_rank_among_all_is_by_the_flow_behind_its_field() -> None:
    (found,) = claims("Tianjin ranked 14th nationwide by exports in June 2017.")
    assert (found.kind, found.indicator.flow) == ("rank", "export")
