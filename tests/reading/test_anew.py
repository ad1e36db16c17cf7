"""A place that owns a flow begins anew: partners, goods and trade modes of the sentences before don't stay."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims

TODAY = date(2025, 2, 10)
ASIDES = [
    "对东盟进出口2000.3亿元，增长12.1%。",
    "民营企业进出口4000.1亿元，占比38.3%。",
    "一般贸易进出口3500.2亿元，下降2.2%。",
    "其中，锆英砂出口300.5亿元，增长7.7%。",
]
ASIDES_EN = [
    "Trade with ASEAN grew 12.1 percent to 200.03 billion yuan. ",
    "Private firms accounted for 38.3 percent of the total. ",
    "Processing trade fell 2.2 percent. ",
    "Exports of zircon sand rose 7.7 percent to 30.05 billion yuan. ",
]


def whole(claims: list[Claim], start: int) -> set[tuple[str | None, ...]]:
    """What the claims behind a place of the text are restricted to."""
    found = [c for c in claims if c.start >= start and c.indicator.concept is not None]
    return {(c.subject, c.indicator.product, c.indicator.partner, c.indicator.regime) for c in found}


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("owner", ["全省", "2024年，四川", "四川2024年"])
def test_a_chinese_owner_begins_anew(aside: str, owner: str) -> None:
    opened = "2024年，四川外贸稳中提质，进出口总值10457.1亿元，增长9.4%。" + aside
    claims = list(read_claims(f"{opened}{owner}出口6177.7亿元，增长2.4%；进口4279.4亿元，增长21.6%。", TODAY))
    assert whole(claims, len(opened)) == {("CN-SC", "all", "world", "all")}


@pytest.mark.parametrize("aside", ASIDES_EN)
@pytest.mark.parametrize("owner", ["Sichuan's exports", "The province's exports", "In Sichuan, exports"])
def test_an_english_owner_begins_anew(aside: str, owner: str) -> None:
    opened = "Sichuan's trade rose 9.4 percent to 1.0457 trillion yuan in 2024. " + aside
    text = f"{opened}{owner} rose 2.4 percent to 617.77 billion yuan in 2024, and imports rose 21.6 percent to 427.94 billion yuan."
    assert whole(list(read_claims(text, TODAY)), len(opened)) == {("CN-SC", "all", "world", "all")}


def test_the_whole_of_a_share_is_no_owner() -> None:
    opened = "2024年，四川民营企业进出口4000.1亿元，增长7.7%，"
    claims = [c for c in read_claims(f"{opened}占全省进出口的38.3%。", TODAY) if c.text == "38.3%"]
    assert claims[0].indicator.regime == "enterprise:private"


def test_words_that_no_table_knows_restrict_a_flow() -> None:
    opened = "Sichuan's trade rose 9.4 percent in 2024. "
    claims = list(read_claims(f"{opened}Sichuan's exports of blorvents rose 2.4 percent in 2024.", TODAY))
    assert whole(claims, len(opened)) == {("CN-SC", "?blorvents", "world", "all")}
