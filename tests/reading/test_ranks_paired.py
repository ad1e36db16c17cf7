"""Places that a word such as respectively pairs with the scopes listed beside them, each with its own."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.reading.read import read

TODAY = date(2025, 8, 1)


@pytest.mark.parametrize(("text", "scopes"), [
    ("2025年上半年，安徽进出口总值在中部、全国分别排名第2、第9位。", ["central", "provinces"]),
    ("2025年上半年，安徽进出口总值在中部和全国分别排名第2和第9。", ["central", "provinces"]),
    ("In the first half of 2025, Anhui ranked second and ninth among the central provinces and nationwide by trade, respectively.", ["central", "provinces"]),
    ("2025年上半年，安徽进出口增速高于全国4.4个百分点，进出口总值在中部、全国分别排名第2、第9位。", ["central", "provinces"]),
    ("2025年上半年，安徽进出口、出口总值分别居全国第9、第8位。", ["provinces", "provinces"]),  # Two flows, one scope.
])  # fmt: skip
def test_each_place_is_among_its_own(text: str, scopes: list[str]) -> None:
    assert [c.scope for c in read(text, TODAY).claims if c.kind == "rank"] == scopes


def test_an_unknown_scope_takes_no_place_of_another() -> None:
    found = [c.scope for c in read("2025年上半年，安徽进出口总值在咕噜带、全国分别排名第2、第9位。", TODAY).claims if c.kind == "rank"]
    assert "central" not in found
