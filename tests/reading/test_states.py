"""How offices of states and provinces abroad write: export trade, year to date, names that lead to a percentage, namesakes of countries, amounts of change."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims

TODAY = date(2018, 3, 1)


def claims(text: str) -> list[Claim]:
    return read_claims(text, TODAY)


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
