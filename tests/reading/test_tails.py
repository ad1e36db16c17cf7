"""What unknown words name by the word that they end with, and what they don't."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import UNSURE
from hinterland.reading.read import read

DAY = date(2025, 2, 10)


@pytest.mark.parametrize(
    ("text", "regime"),
    [
        ("2024年，重庆企业由铁海联运班列进出口19.2亿元。", "?铁海联运班列"),
        ("2024年，韩国日均出口额为26.1亿美元。", "?日均"),
        ("2024年，安徽大宗商品进口370.8亿元。", "all"),
        ("2024年，安徽民营企业进出口163.7亿元。", "enterprise:private"),
        ("Korea's daily average exports rose 3.5 percent in 2024.", "?daily average"),
        ("China's exports rose 5 percent in 2024.", "all"),
    ],
)
def test_a_mode_is_named_by_its_last_word(text: str, regime: str) -> None:
    assert [c.indicator.regime for c in read(text, today=DAY).claims] == [regime]


def test_words_that_no_table_knows_are_a_part_whatever_they_are() -> None:
    claims = read("Anhui's goods exported through Skopop port in 2024 were worth 598 million yuan.", today=DAY).claims
    assert claims and all(c.indicator.regime.startswith(UNSURE) for c in claims)


def test_a_price_is_no_trade() -> None:
    assert all(c.indicator.concept is None for c in read("In 2024 China's tea fetched 38 yuan a kilo in exports.", today=DAY).claims)
