"""Memberships: a province put in a group by grammar, asserted or denied, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.language.write import sentence
from hinterland.models import Claim, Indicator
from hinterland.reading import read_claims

TODAY = date(2026, 3, 15)


def _memberships(text: str) -> list[tuple[str | None, str | None, int]]:
    return [(c.subject, c.scope, int(c.low or 0)) for c in read_claims(text, TODAY) if c.kind == "membership"]


@pytest.mark.parametrize(("text", "told"), [
    ("Inland Shanxi exported 120 billion yuan of goods in 2025.", ("CN-SX", "inland", 1)),
    ("The western province of Gansu lifted its exports by 8 percent in 2025.", ("CN-GS", "western", 1)),
    ("Tianjin, one of the coastal municipalities, imported 400 billion yuan of goods in 2025.", ("CN-TJ", "coastal", 1)),
    ("Guizhou, which is not coastal, exported 60 billion yuan of goods in 2025.", ("CN-GZ", "coastal", 0)),
    ("Jilin is a northeastern province.", ("CN-JL", "northeast", 1)),
    ("Hebei is not among the central provinces.", ("CN-HE", "central", 0)),
    ("Exports rose in Guangxi, a coastal region, by 9 percent in 2025.", ("CN-GX", "coastal", 1)),
    ("Yunnan's trade fell. The landlocked province exported 80 billion yuan of goods in 2025.", ("CN-YN", "inland", 1)),
    ("2025年，地处西部的贵州出口增长8%。", ("CN-GZ", "western", 1)),
    ("贵州并不属于沿海省份，2025年出口600亿元。", ("CN-GZ", "coastal", 0)),
    ("作为中部省份的山西，2025年进出口1200亿元。", ("CN-SX", "central", 1)),
    ("沿海省份广西2025年出口增长。", ("CN-GX", "coastal", 1)),
    ("广西（沿海省份）2025年出口增长。", ("CN-GX", "coastal", 1)),
    ("江苏地处长三角，2025年出口增长5%。", ("CN-JS", "yangtze-delta", 1)),
    ("2025年湖南、湖北、河北等中部省份进出口增长。", ("CN-HE", "central", 1)),
])  # fmt: skip
def test_a_province_is_put_in_a_group(text: str, told: tuple[str, str, int]) -> None:
    assert _memberships(text) == [told]


@pytest.mark.parametrize("text", [
    "Central provinces outpaced the nation in 2025.", "Anhui's central bank branch reported exports of 5 billion yuan in 2025.",
    "Exports from Hunan and coastal shipping rose in 2025.", "Henan ranked first in the central region in 2025 by exports.",
    "Anhui's exports to western Europe rose 5 percent in 2025.", "Anhui traded more than the zorbital province of Glim in 2025.",
    "2025年中部地区进出口增长，安徽居第一。", "2025年安徽在中部排名第二。", "2025年沿海港口吞吐量增长，福建出口增长5%。", "2025年魑魅省份安徽出口增长。",
])  # fmt: skip
def test_a_groups_name_alone_puts_nobody_in_it(text: str) -> None:
    assert _memberships(text) == []


@pytest.mark.parametrize(("subject", "scope", "value"), [("CN-SC", "inland", 1), ("CN-AH", "coastal", 0), ("CN-HN", "central", 1)])
def test_what_is_written_is_read(subject: str, scope: str, value: int) -> None:
    claim = Claim(id="c1", kind="membership", subject=subject, indicator=Indicator(), period="2025", scope=scope, low=value, high=value)
    for language in ("en", "zh"):
        assert _memberships(sentence(claim, language)) == [(subject, scope, value)], sentence(claim, language)  # type: ignore[arg-type]
