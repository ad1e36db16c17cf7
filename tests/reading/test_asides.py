"""What an English text sets a figure against, leaves out of it, or measures by other words than a flow's."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading.read import read_claims

TODAY = date(2019, 4, 20)


def claims(text: str, today: date = TODAY) -> dict[str, Claim]:
    """The claims of a text by their words."""
    return {c.text: c for c in read_claims(text, today)}


@pytest.mark.parametrize(
    ("told", "words", "period"),
    [
        ("Exports of Kenya slipped 0.8% in February; they had risen 3.1% in January.", "3.1%", "2019-01"),
        (
            "The trade surplus of Kenya shrank to $2.2 billion in February from the previous month's $4.1 billion.",
            "$4.1 billion",
            "2019-01",
        ),
        ("Exports of Kenya were $4.1 billion in February, up from $3.6 billion last February.", "$3.6 billion", "2018-02"),
        ("Exports of Kenya grew 4.4% in February, if less than the 15.2% of the month before.", "15.2%", "2019-01"),
        ("Exports of Kenya were $4.1 billion in February, above the $3.6 billion of the same month last year.", "$3.6 billion", "2018-02"),
    ],
)
def test_a_time_that_something_is_set_against_is_of_its_figure_alone(told: str, words: str, period: str) -> None:
    found = claims(f"{told} Sales of frobs abroad fell 7%, and imports from Chile plunged 21.5%.")
    assert found[words].period == period
    assert found["21.5%"].period == "2019-02"


def test_what_an_office_said_had_happened_in_a_month_goes_on() -> None:
    found = claims("Kenya's exports rose 4.1% in February. The ministry said imports had risen 3.1% in January. Exports to Uganda fell 7%.")
    assert found["7%"].period == "2019-01"


def test_a_month_to_compare_with_is_none_of_a_new_paragraph() -> None:
    text = "Kenya's exports rose to $15.3 billion last month.\n\nCompared with February, exports were 6.36 percent higher."
    assert claims(text)["6.36 percent"].period == "2019-03"


def test_a_photograph_and_bullets_leave_a_nation_its_figures() -> None:
    text = (
        "Trucks at the dry port of Zhengzhou in Henan province (file photo)\n\nChinese exports gained 6.1% from a year before in March. "
        "Imports picked up as well, by 2.2% after 1.7% in February. Sales to India fell 12%.\n\nAt a glance\n\n- Exports: +6.1% y/y\n- Imports: +2.2% y/y\n"
        "- To India: -12% y/y\n- Surplus: $41.2bn (February: $38.2bn)"
    )
    found = claims(text)
    assert {c.subject for c in found.values()} == {"CN"}
    assert [found[words].period for words in ("1.7%", "12%", "$41.2bn", "$38.2bn")] == ["2019-02", "2019-03", "2019-03", "2019-02"]


@pytest.mark.parametrize(
    "told",
    [
        "It used 11.1 billion yuan of foreign capital, up 4.1 percent.",
        "Restaurants turned over 11.1 billion yuan, up 4.1 percent.",
        "Frobnicators glorped 11.1 billion yuan, up 4.1 percent.",
        "Duty-free shops in Anhui sold goods for 11.1 billion yuan, an increase of 4.1 percent.",
        "Hotel turnover was up 4.1 percent at 11.1 billion yuan.",
    ],
)
def test_what_other_words_measure_is_no_trade(told: str) -> None:
    found = claims(f"Anhui's foreign trade rose 3% in 2018. {told}")
    assert {found[words].indicator.concept for words in ("11.1 billion yuan", "4.1 percent")} == {None}


def test_what_a_place_sells_to_somebody_is_trade() -> None:
    found = claims("Utah exported $2 billion in 2018. Firms in Utah sold $1.2 billion of toys to Peru.")
    assert (found["$1.2 billion"].indicator.concept, found["$1.2 billion"].indicator.partner) == ("trade", "PER")


@pytest.mark.parametrize("partner", ["Portuguese-speaking countries", "nine provinces of northern Laos", "Frobnian ports"])
def test_those_to_partners_that_no_table_knows_go_to_no_other(partner: str) -> None:
    found = claims(f"Macau's exports to Hong Kong rose 3% in March. Those to the {partner} fell 88.2 percent.")
    assert found["88.2 percent"].indicator.partner in (f"?{partner}", "?")


def test_a_country_described_is_the_partner_before() -> None:
    text = "Utah's trade with Peru was $2 billion in 2018. With the South American country it traded $1.2 billion of copper."
    assert claims(text)["$1.2 billion"].indicator.partner in ("PER", "?")


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("Exports of Chile were $5.2 billion in March; without copper they were $2.9 billion.", "product", "?without copper"),
        ("Exports of Chile were $5.2 billion in March. Excluding frobs, they were $2.9 billion.", "product", "?Excluding frobs"),
        ("Exports of Chile were $5.2 billion in March, and imports $2.9 billion.", "product", "all"),
    ],
)
def test_what_is_left_out_is_no_whole_and_not_the_part(text: str, slot: str, value: str) -> None:
    assert getattr(claims(text)["$2.9 billion"].indicator, slot) in (value, "?" if value.startswith("?") else value)


def test_towns_that_no_table_knows_are_not_their_city() -> None:
    text = "Foshan's trade rose 3% in March. Foshan has 32 towns, of which these had the highest trade; Beijiao with $1.47 billion, Lecong with $0.86 billion."
    assert all(claims(text)[words].subject != "440600" for words in ("$1.47 billion", "$0.86 billion"))


def test_the_time_behind_an_amount_in_two_currencies_is_its_own() -> None:
    text = "Gansu's trade was 9.3 billion yuan in the first quarter of 2019. Its apple exports were worth 310 million yuan ($46.2 million) in 2018."
    assert [claims(text)[words].period for words in ("310 million yuan", "$46.2 million")] == ["2018", "2018"]


def test_half_of_a_fiscal_year_and_a_balance_are_read_as_such() -> None:
    text = (
        "India's imports in the six months of 2018-19 came to $174.4 billion. As imports dropped, the trade deficit of $43 billion for "
        "April-September 2018-19 was far below the $68.5 billion of April-September 2017-18."
    )
    found = claims(text)
    assert found["$174.4 billion"].period == "2018-04/2018-09"
    assert found["$68.5 billion"].indicator.flow == "total"


def test_worse_than_expected_says_nothing_of_what_follows() -> None:
    text = "Chile's exports fell 10 percent in March, a far worse result than markets had looked for, and imports shrank an unexpected 1.9 percent."
    assert claims(text)["1.9 percent"].indicator.flow == "import"
