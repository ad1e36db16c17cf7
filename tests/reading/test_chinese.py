"""Constructions of Chinese statistical prose: changes told from one rate to another, members in brackets, respectively-lists, and whose a nation's own words are."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading.read import read_claims

TODAY = date(2024, 5, 10)


def read(text: str, today: date = TODAY) -> list[Claim]:
    """The claims of a text in order."""
    return sorted(read_claims(text, today), key=lambda c: c.start or 0)


def claims(text: str, today: date = TODAY) -> dict[str, Claim]:
    """The claims of a text by their words."""
    return {c.text: c for c in read(text, today)}


@pytest.mark.parametrize(
    ("text", "earlier", "later", "periods"),
    [
        ("4月以美元计出口同比增速从3月的30.6%加快至32.3%。", "30.6%", "32.3%", ("2024-03", "2024-04")),
        ("4月进口由3月的同比下跌4.7%转为同比增长1.4%。", "4.7%", "1.4%", ("2024-03", "2024-04")),
        ("4月美元计价出口增速由前月的2.1%回升至5.3%。", "2.1%", "5.3%", ("2024-03", "2024-04")),
        ("从去年10月起，宁波市单月进出口连续6个月走高，增幅由2.3%扩大到14.1%。", "2.3%", "14.1%", ("2023-10", "2024-03")),
    ],
)
def test_each_rate_of_a_change_is_of_its_own_period(text: str, earlier: str, later: str, periods: tuple[str, str]) -> None:
    found = claims(text)
    assert (found[earlier].period, found[later].period) == periods
    assert {found[words].indicator.op for words in (earlier, later)} == {"growth"}


def test_a_bracket_tells_what_a_change_in_it_is_of() -> None:
    found = claims("4月出口同比增长6.1%，如汽车（同比增速从52%加快至88%）、莫尔机（从8%加快至9%）出口都走强。")
    assert [(found[w].indicator.product, found[w].period) for w in ("52%", "88%", "8%", "9%")] == [
        ("motor-vehicles", "2024-03"),
        ("motor-vehicles", "2024-04"),
        ("?莫尔机", "2024-03"),
        ("?莫尔机", "2024-04"),
    ]


def test_what_a_figure_was_before_is_of_the_month_before() -> None:
    found = read("4月我国出口2920.5亿美元，同比1.5%，前值-7.5%；贸易顺差723.5亿美元，前值585.5亿美元。")
    assert [(c.indicator.op, c.period) for c in found] == [
        ("level", "2024-04"),
        ("growth", "2024-04"),
        ("growth", "2024-03"),
        ("balance", "2024-04"),
        ("balance", "2024-03"),
    ]


def test_rates_that_a_pace_came_to_are_all_of_one_sign() -> None:
    found = claims("4月，服装和灯具出口同比增速分别放缓至5%和3%。")
    assert all((found[words].low or 0) > 0 for words in ("5%", "3%"))
