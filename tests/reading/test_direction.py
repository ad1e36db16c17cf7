"""Directions without a figure, places said behind a figure, and what keeps a figure from being its region's."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import in_order

TODAY = date(2026, 3, 1)
read = in_order(TODAY)
UNKNOWN = ("blorps", "vintsels", "quampets")


@pytest.mark.parametrize(
    ("text", "words", "flow", "down"),
    [
        ("Gansu's exports rose in 2024, while its imports fell.", "rose", "export", False),
        ("Gansu's exports rose in 2024, while its imports fell.", "fell", "import", True),
        ("In 2024, exports of Gansu declined.", "declined", "export", True),
        ("Gansu's trade fell to 58.8 billion yuan in 2024.", "fell", "total", True),
        ("2024年，甘肃出口增长，进口下降。", "增长", "export", False),
        ("2024年，甘肃出口增长，进口下降。", "下降", "import", True),
    ],
)
def test_a_direction_is_a_claim_of_growth(text: str, words: str, flow: str, down: bool) -> None:
    found = next(c for c in read(text) if c.text == words)
    assert (found.subject, found.period, found.indicator.op, found.indicator.flow) == ("CN-GS", "2024", "growth", flow)
    assert (found.low, found.high) == ((None, 0) if down else (0, None))


@pytest.mark.parametrize(
    "text",
    [
        *(f"Gansu's exports of {word} fell in 2024." for word in UNKNOWN),
        *(f"The {word} of Gansu's exports fell in 2024." for word in UNKNOWN),
        "Gansu's exports may have fallen in 2024.", "Nobody says that Gansu's exports fell in 2024.", "Gansu's exports fell in 2024, by 3.1%.",
        "Gansu's exports fell by 3.1% in 2024.", "2024年甘肃出口增长3.1%。", "2024年甘肃布罗普出口增长。", "推动甘肃出口增长的是价格。",
    ],
)  # fmt: skip
def test_nothing_unknown_stands_beside_a_direction(text: str) -> None:
    assert not [c for c in read(text) if c.indicator.op == "growth" and c.low in (0, None) and c.high in (0, None)]


@pytest.mark.parametrize(
    ("text", "words", "number", "op"),
    [
        ("Gansu's exports came to 12.7 billion yuan in 2024, the most in western China.", "most", 1, "level"),
        ("Gansu's exports came to 12.7 billion yuan in 2024, by far the largest of the western provinces.", "largest", 1, "level"),
        ("In 2024 Gansu's exports came to 12.7 billion yuan, the second most in western China.", "second most", 2, "level"),
        ("Gansu's exports rose 3.1% in 2024, the most in western China.", "most", 1, "growth"),
    ],
)
def test_a_superlative_behind_a_figure_is_a_place(text: str, words: str, number: int, op: str) -> None:
    found = next(c for c in read(text) if c.text == words)
    assert (found.kind, found.low, found.scope, found.indicator.op) == ("rank", number, "western", op)


@pytest.mark.parametrize("word", ["Tax rebates", "Duties", *(w.capitalize() for w in UNKNOWN)])
def test_what_is_on_a_flow_is_no_trade(word: str) -> None:
    assert {c.indicator.concept for c in read(f"{word} on exports in Gansu rose 3.1% to 5 billion yuan in 2024.")} == {None}


@pytest.mark.parametrize("word", ["海外仓", "布罗普", "唯蒂塞"])
def test_what_drove_a_flow_is_its_own_part(word: str) -> None:
    assert {c.indicator.regime for c in read(f"2024年，甘肃{word}带动出口5.1亿元。")} <= {"?", f"?{word}", f"?{word}带动"}


def test_goods_through_ports_are_a_part() -> None:
    assert {c.indicator.regime for c in read("Through Gansu's land ports, 7.9 billion yuan of goods were traded in 2024.")} != {"all"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In the last five months of 2024 Gansu's trade rose 7%.", "2024-08/2024-12"), ("In the final two months of 2024 Gansu's trade rose 7%.", "2024-11/2024-12"),
        ("In the first five months of 2024 Gansu's trade rose 7%.", "2024-01/2024-05"), ("2024年后5个月，甘肃进出口增长7%。", "2024-08/2024-12"),
    ],
)  # fmt: skip
def test_the_last_months_of_a_year_are_its_last(text: str, period: str) -> None:
    assert [c.period for c in read(text)] == [period]


@pytest.mark.parametrize("what", ["are privately owned", *(f"have {word}" for word in UNKNOWN)])
def test_some_of_those_named_are_a_part(what: str) -> None:
    found = read(f"Gansu had 1,145 companies with foreign trade in 2024. Those that {what} traded 4.2 billion yuan.")[-1]
    assert found.indicator.regime != "all"
