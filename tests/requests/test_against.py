"""Members of a group set against one region: above it, below it, or come to be so."""

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.requests import parse

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(("text", "than", "test", "crossed"), [
    ("which provinces exported more than Anhui in 2025", "CN-AH", ">", False), ("比安徽出口多的省有几个", "CN-AH", ">", False),
    ("安徽出口比哪些省高", "CN-AH", "<", False), ("which provinces does Anhui trail in imports", "CN-AH", ">", False),
    ("哪些省的逆差比安徽大", "CN-AH", "<", False), ("which provinces grew faster than the nation in 2024", "CN", ">", False),
    ("anhui overtook which provinces in 2025", "CN-AH", "<", True), ("who overtook Anhui in 2025", "CN-AH", ">", True),
    ("安徽2025年超过了哪些省", "CN-AH", "<", True), ("安徽去年被谁反超了", "CN-AH", ">", True), ("哪些省2025年进出口反超天津", "CN-TJ", ">", True),
    ("which provinces were overtaken by Anhui in 2024", "CN-AH", "<", True), ("which central provinces grew less than Anhui in 2024", "CN-AH", "<", False),
])  # fmt: skip
def test_whom_the_members_are_set_against(text: str, than: str, test: str, crossed: bool) -> None:
    r = parse(text, TODAY)
    assert (r.what, r.than, r.test, r.fresh) == ("ranking", than, test, crossed)


@pytest.mark.parametrize(("text", "part"), [
    ("which provinces exported more than Anhui in 2024", "had exports above Anhui's 579.75 billion yuan in 2024: Guangdong"),
    ("哪些省2024年增速高于全国", "超过全国的5.0%的有17个"), ("which provinces did Xinjiang overtake in exports in 2025", "overtook 1 of those held in both years in exports: Tianjin"),
    ("who passed Chongqing in exports in 2023", "overtook Chongqing in exports: Anhui"), ("安徽2025年超过了哪些省", "没有新超过任何一个"),
])  # fmt: skip
def test_the_region_itself_is_no_member_and_its_figure_stands_beside(hinterland: Hinterland, text: str, part: str) -> None:
    found = hinterland.ask(text, today=TODAY)
    assert part in found.sentence and any(c.subject == found.request.than for c in found.claims)


@pytest.mark.parametrize(
    "text", ["did Anhui overtake Hebei in 2025", "when did Anhui overtake Hebei", "which of Anhui and Hebei exported more in 2025"]
)
def test_two_regions_are_no_ranking(text: str) -> None:
    assert not parse(text, TODAY).than


@pytest.mark.parametrize(("text", "group", "amount"), [
    ("US states with exports above 50bn in 2015", "us-states", 50 * 10**9), ("central provinces with exports above 500bn in 2024", "central", 500 * 10**9),
    ("2024年出口超过5000亿的中部省份", "central", 500 * 10**9), ("2015年出口破百亿美元的美国州有几个", "us-states", 10 * 10**9),
])  # fmt: skip
def test_a_group_described_by_an_amount_is_ranked(text: str, group: str, amount: int) -> None:
    r = parse(text, TODAY)
    assert (r.what, r.among or group, r.amount) == ("ranking", group, amount)
