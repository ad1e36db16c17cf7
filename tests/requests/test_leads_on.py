"""What a refusal leads on to: what can be asked instead of what isn't understood, measured or held."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.requests import Unclear, parse

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(("asked", "said", "offered"), [
    ("Hokkaido's imports last year", "Hokkaido is known, but", "trade with Japan"), ("德国巴伐利亚对华出口", "认得巴伐利亚，但", "对德国进出口"),
    ("will it rain in Shandong", "is not understood here", "Shandong exports 2024"),
    ("浙江天气", "看不懂“天气”", "浙江2024年出口"), ("blorp", '"blorp" is not understood here', "which province grew fastest"), ("唱首歌", "看不懂“唱首歌”", "能问什么"),
])  # fmt: skip
def test_what_is_refused_leads_on_to_what_can_be_asked(asked: str, said: str, offered: str) -> None:
    with pytest.raises(Unclear) as caught:
        parse(asked, TODAY)
    assert said in str(caught.value) and offered in str(caught.value)


def test_the_home_nation_is_a_partner_by_the_character_that_stands_for_it() -> None:
    assert parse("美国得州2016年对华出口", TODAY).partner == "CHN"
