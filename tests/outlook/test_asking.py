"""Many questions in one query: the answers are those that each question would have had by itself."""

from __future__ import annotations

from collections.abc import Sequence

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.indicators import Answer, Need
from hinterland.models import Indicator
from hinterland.outlook.quality import Asks, together

TRADE = Indicator(basis="operating-unit", currency="CNY")


class Listening:
    """Indicators that remember what they are asked."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks
        self.asked: list[list[Need]] = []

    def ask(self, needs: Sequence[Need]) -> list[Answer]:
        self.asked.append(list(needs))
        return self._asks.ask(needs)


def need(region: str, year: int) -> Need:
    return Need(region, TRADE, Period.of_year(year))


def test_several_questions_cost_one_query_and_are_answered_as_by_themselves(hinterland: Hinterland) -> None:
    asks = Listening(hinterland.indicators)
    batches = [[need("CN-AH", 2024), need("CN-HA", 2024)], [], [need("CN-AH", 2025)]]
    found = together(asks, lambda a: [a.ask(b) for b in batches])
    assert asks.asked == [[n for b in batches for n in b], *batches]
    assert found == [hinterland.indicators.ask(b) for b in batches]


def test_what_is_asked_because_of_an_answer_is_asked_by_itself(hinterland: Hinterland) -> None:
    asks = Listening(hinterland.indicators)

    def larger(a: Asks) -> list[Answer]:
        one, two = a.ask([need("CN-AH", 2024), need("CN-HA", 2024)])
        region = "CN-HB" if one.best is None or two.best is None else "CN-AH" if one.best.value > two.best.value else "CN-HA"
        return a.ask([need(region, 2025)])

    [found] = together(asks, larger)
    assert found.need.region in ("CN-AH", "CN-HA")
    assert [found] == hinterland.indicators.ask([found.need])
    assert len(asks.asked[0]) == 3 and asks.asked[-1] == [found.need]
