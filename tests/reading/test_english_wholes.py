"""English (and Chinese) texts: the year that months are of, what something is set against, partners and goods behind a figure, examples and wholes, the ends of a span of years."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.api import Hinterland

TODAY = date(2024, 8, 20)
claims = by_words(TODAY)


@pytest.mark.parametrize(
    ("time", "period"),
    [
        ("the first quarter of last year", "2023-Q1"), ("Q1 last year", "2023-Q1"), ("the first half of the previous year", "2023-01/2023-06"),
        ("the first seven months of last year", "2023-01/2023-07"), ("the last quarter of last year", "2023-Q4"),
        ("the first three quarters of the year before last", "2022-01/2022-09"), ("July last year", "2023-07"),
        ("the first half of this year", "2024-01/2024-06"), ("the first half of 2022", "2022-01/2022-06"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["Jilin", "Vendrania province"])
def test_months_are_of_the_year_right_behind_them(time: str, period: str, place: str) -> None:
    assert claims(f"Imports of {place} fell by 3.3 percent in {time}.")["3.3 percent"].period == period


@pytest.mark.parametrize("time", ["去年上半年", "上一年上半年", "前一年上半年", "去年的上半年"])
def test_chinese_months_are_of_the_year_right_before_them(time: str) -> None:
    assert claims(f"{time}，吉林省进口下降3.3%。")["3.3%"].period == "2023-01/2023-06"


def test_the_previous_year_is_the_one_before_that_stated_before() -> None:
    found = claims("Exports of Zhejiang came to 5 billion yuan in 2022, against 4.1 billion yuan in the first half of the previous year.")
    assert found["4.1 billion yuan"].period == "2021-01/2021-06"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In comparison with July 2023, brolak exports of Fujian went up by 9%.", "2024-07"),
        ("Exports of Fujian went up by 9% in comparison with July 2023.", "2024-07"),
        ("Against the first half of 2023, exports of Zelmora province rose by 9%.", "2024-01/2024-06"),
        ("In comparison with 2019, exports of Fujian rose by 9%.", None),
        ("Exports of Fujian came to $5 billion in May 2024. Compared with May 2023, they rose by 9%.", "2024-05"),
        ("In July 2023, exports of Fujian rose by 9%.", "2023-07"),
        ("与2023年7月相比，吉林省出口增长9%。", "2024-07"), ("吉林省出口与2023年7月相比增长9%。", "2024-07"),
        ("与2019年相比，吉林省出口增长9%。", None),
    ],
)  # fmt: skip
def test_what_something_is_set_against_is_no_period_of_it(text: str, period: str | None) -> None:
    assert claims(text)["9%"].period == period


@pytest.mark.parametrize("base", ["compared with $4 billion in July 2023", "up from $4 billion in July 2023"])
def test_an_amount_is_a_year_behind_its_base(base: str) -> None:
    found = claims(f"Fujian's exports came to $5 billion, {base}.")
    assert (found["$5 billion"].period, found["$4 billion"].period) == ("2024-07", "2023-07")


@pytest.mark.parametrize("goods", ["Oil", "Trellum"])
def test_an_amount_as_against_another_is_of_the_same(goods: str) -> None:
    text = f"The trade deficit of Kenya was $9 billion. {goods} imports fell by 2 percent in July to $3 billion as against $4 billion in the same month of last year."
    base = claims(text)["$4 billion"]
    assert (base.indicator.flow, base.indicator.product, base.period) == ("import", f"?{goods}", "2023-07")


@pytest.mark.parametrize(
    ("to", "partner"),
    [
        ("to the African market", "africa"), ("to Latin American markets", "latin-america"), ("to Asian buyers", "asia"),
        ("to the Brolakian market", "?Brolakian"), ("to Europe Union", "EU"),
    ],
)  # fmt: skip
def test_a_market_of_a_continent_is_its_countries(to: str, partner: str) -> None:
    assert claims(f"In 2023 exports of Ohio {to} rose 5%.")["5%"].indicator.partner == partner


@pytest.mark.parametrize("said", ["exports to that country were 4.2 billion yuan", "Jilin exported 4.2 billion yuan to that country"])
def test_that_country_is_the_one_named_before(said: str) -> None:
    found = claims(f"Trade of Jilin with Peru grew in the first half of 2024. In those months {said}.")
    assert found["4.2 billion yuan"].indicator.partner == "PER"


def test_each_figure_has_the_partner_behind_it_known_or_not() -> None:
    found = claims("Ohio's exports rose 14% to $0.9 billion to Kenya and 40% to $0.5 billion to Zelmora in 2023.")
    assert [found[f].indicator.partner for f in ("14%", "$0.9 billion", "40%", "$0.5 billion")] == ["KEN", "KEN", "?Zelmora", "?Zelmora"]


def test_a_mode_is_that_by_way_of_which_an_amount_went() -> None:
    found = claims("In 2023 Guizhou exported 0.4 billion yuan to Peru by way of market procurement trade.")["0.4 billion yuan"]
    assert (found.indicator.partner, found.indicator.regime) == ("PER", "market-procurement")


@pytest.mark.parametrize("aside", ["gold among them", "trellums among them", "including gold and tea"])
def test_examples_are_not_the_whole(aside: str) -> None:
    found = claims(f"Kenya's non-oil imports, {aside}, were put at $3 billion in 2023, or 9.4 percent above the $2.7 billion of 2022.")
    assert {found[f].indicator.product for f in ("$3 billion", "9.4 percent", "$2.7 billion")} == {"?non-oil"}
    assert found["9.4 percent"].indicator.op == "growth"


def test_all_imports_together_are_of_all_goods() -> None:
    found = claims("Imports of furniture into Ohio were $2 billion in 2023. All imports together rose by 3.2 percent.")["3.2 percent"]
    assert found.indicator.product == "all"


@pytest.mark.parametrize(("goods", "product"), [("lithium batteries", "lithium-batteries"), ("brass trellums", "?brass trellums")])
def test_goods_that_an_amount_is_worth_of_have_the_flow_of_their_passive(goods: str, product: str) -> None:
    found = claims(f"In 2023 Jiangxi exported furniture worth 4.1 billion yuan, and $3 million worth of {goods} were imported.")[
        "$3 million"
    ]
    assert (found.indicator.product, found.indicator.flow) == (product, "import")


def test_farm_exports_are_exports_of_farm_goods() -> None:
    found = claims("Farm exports of Kenya were $3 billion in 2023.")["$3 billion"]
    assert (found.indicator.flow, found.indicator.product) == ("export", "agricultural")


@pytest.mark.parametrize(("goods", "pull"), [("ships", "lifting"), ("trellums", "pulling down")])
def test_a_part_contributes_the_points_that_it_moves_a_flow_by(goods: str, pull: str) -> None:
    text = f"Exports of {goods} from Henan changed by 8.2 percent in 2023, {pull} the province's exports by 5.1 percentage points."
    assert claims(text)["5.1 percentage points"].indicator.op == "contribution"


def test_the_ends_of_a_span_of_years_are_of_its_first_and_last_year() -> None:
    text = (
        "Trade of Gansu with Peru came to a cumulative 310 billion yuan from 2013 to 2023. In a year it went up from 21.2 billion yuan to 38.9 billion yuan, "
        "and trellum exports saw a rise of 8.2 percent in the first quarter to 10.1 billion yuan."
    )
    found = claims(text)
    periods = [found[f].period for f in ("310 billion yuan", "8.2 percent", "10.1 billion yuan")]
    assert periods == ["2013/2023", "2024-Q1", "2024-Q1"]
    ends = claims(text.partition(", and trellum")[0] + ".")
    assert [ends[f].period for f in ("21.2 billion yuan", "38.9 billion yuan")] == ["2013", "2023"]


def test_an_amount_that_a_year_s_rose_from_is_of_the_year_before() -> None:
    found = claims("Exports of Ohio rose from $2 billion to $3 billion in 2023.")
    assert (found["$2 billion"].period, found["$3 billion"].period) == ("2022", "2023")


@pytest.mark.parametrize("sales", ["E-commerce sales in Columbus", "Brolak turnover of Dayton"])
def test_sales_at_home_and_their_place_are_no_trade(sales: str) -> None:
    found = claims(f"Exports of Ohio rose 5% in 2023. {sales} reached $2 billion, ranking sixth among the cities.")
    assert all(c.indicator.concept != "trade" for words, c in found.items() if words != "5%")


def test_a_true_claim_on_the_half_of_last_year_is_not_refuted() -> None:
    found = Hinterland().check("Exports of Fujian rose 8.6 percent in the first seven months of last year.", dated=TODAY)
    assert not [f for f in found.findings if f.severity == "error"]
