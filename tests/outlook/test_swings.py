"""Whose growth swings more: only where the intervals are apart, and over the same years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hinterland.codes import Period
from hinterland.indicators import Answer, Need, Quantity
from hinterland.interval import Interval
from hinterland.models import Indicator
from hinterland.outlook.quality import Swings, beside

D = Decimal
TRADE = Indicator(basis="operating-unit", currency="CNY")
YEARS = [Period.of_year(y) for y in range(2019, 2026)]


class Table:
    """Answers growth from a table of rates by region, one a year from 2019 on; `None` where none is held."""

    def __init__(self, rates: Mapping[str, Sequence[int | None]], width: str = "0.1") -> None:
        self._rates, self._half = rates, D(width) / 2

    def ask(self, needs: Sequence[Need]) -> list[Answer]:
        return [Answer(n, self._rate(n), None) for n in needs]

    def _rate(self, n: Need) -> Quantity | None:
        x = self._rates[n.region][(n.period.year or 0) - 2019]
        return None if x is None else Quantity(D(x), Interval(x - self._half, x + self._half, True, True), "percent", "published", ("o",))


def swings(rates: Mapping[str, Sequence[int | None]], width: str = "0.1") -> Swings | None:
    return beside(Table(rates, width), "CN-AH", TRADE, YEARS, list(rates))


def test_those_that_surely_swing_more_or_less_are_told_apart() -> None:
    found = swings({"CN-AH": [0, 9] * 3 + [0], "CN-QH": [-50, 50] * 3 + [0], "CN-ZJ": [5, 6] * 3 + [5], "CN-HA": [1, 10] * 3 + [1]})
    assert found is not None
    assert (found.more, found.less, found.open) == (("CN-QH",), ("CN-ZJ",), ("CN-HA",))


def test_what_rounding_leaves_open_is_not_told() -> None:
    rates = {"CN-AH": [0, 9] * 3 + [0], "CN-HA": [0, 10] * 3 + [0]}
    sure, vague = swings(rates), swings(rates, "4")
    assert sure is not None and sure.more == ("CN-HA",)
    assert vague is not None and (vague.more, vague.open) == ((), ("CN-HA",))


def test_only_years_that_most_others_have_are_compared() -> None:
    late = [None, None, 1, 2, 1, 2, 1]
    found = swings({"CN-AH": [90, -90, 1, 5, 1, 5, 1], "CN-HA": late, "CN-HB": late, "CN-XZ": [1, 2, 1, 2, 1, 2, None]})
    assert found is not None
    assert found.years == ("2021", "2022", "2023", "2024", "2025")
    assert found.less == ("CN-HA", "CN-HB")
    assert "CN-XZ" not in found.others


def test_too_few_years_compare_nothing() -> None:
    few = [None] * 5 + [1, 2]
    assert swings({"CN-AH": few, "CN-HA": few}) is None
    assert swings({"CN-AH": [None] * 7, "CN-HA": [1, 2] * 3 + [1]}) is None


def test_the_json_names_years_and_sides() -> None:
    found = swings({"CN-AH": [0, 9] * 3 + [0], "CN-QH": [-50, 50] * 3 + [0]})
    assert found is not None
    told = found.to_dict()
    assert (told["more"], told["less"], told["open"], told["unit"]) == (["CN-QH"], [], [], "percentage_point")
    assert told["years"][0] == "2019" and told["own"]["low"] < told["own"]["high"] < told["others"]["CN-QH"]["low"]
