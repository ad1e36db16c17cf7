"""Figures beside others: the ends of a span of years, figures of another place, trade between two places, zones, and what is measured from a time."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import first

from hinterland.api import Hinterland
from hinterland.reading import read_claims

TODAY = date(2026, 3, 1)
claim = first(TODAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Over the six years to 2024, Jilin's exports rose from 32.6 billion yuan to 55.1 billion yuan.", "2018", "2024"),
        ("Between 2019 and 2023, Yunnan's trade climbed from 232.4 billion yuan to 258.8 billion yuan.", "2019", "2023"),
        ("2019年至2023年，云南进出口由2324亿元增加到2588亿元。", "2019", "2023"),
        ("2018—2022年，贵州出口从338亿元扩大到525亿元。", "2018", "2022"),
    ],
)
def test_the_ends_of_a_change_are_of_the_ends_of_its_span(text: str, first: str, last: str) -> None:
    assert [c.period for c in read_claims(text, TODAY)] == [first, last]


@pytest.mark.parametrize(
    ("text", "words", "subject"),
    [
        ("Jilin's exports rose 9.6% in 2024, against a national average of 5%.", "5%", "CN"),
        ("In 2024 Jilin's trade grew 9.6%, Gansu's 2% and the nation's 5%.", "2%", "CN-GS"),
        ("In 2024 Jilin's trade grew 9.6%, Gansu's 2% and the nation's 5%.", "5%", "CN"),
        ("Jilin's exports rose 9.6% in 2024, while the country as a whole grew 5%.", "5%", "CN"),
        ("In 2024 Jilin's trade grew by 9.6 percent, 4.6 percentage points above the national rate of 5.0 percent.", "5.0 percent", "CN"),
        ("2024年吉林出口增速9.6%，同期全国为5.8%。", "5.8%", "CN"),
        ("Jilin's exports rose to 9.6 billion yuan in 2024, while the nation's rose 5%.", "5%", "CN"),
        ("Jilin's exports rose 9.6% in 2024 to 5.8 billion yuan, while Gansu's fell 2%.", "2%", "CN-GS"),
        ("2024年吉林出口96亿元，全国增长5.8%。", "5.8%", "CN"),
        ("2024年，吉林出口增速低于东北整体的5.8%。", "5.8%", "northeast"),
        ("2024年，吉林出口增长9.6%，增速高于西部的5.8%。", "5.8%", "western"),
        ("In 2024 Jilin's exports rose 9.6%, above western China's 5.8%.", "5.8%", "western"),
        ("2024年，吉林进出口增长9.6%，甘肃下降2%，全国增长5%。", "2%", "CN-GS"),
        ("2024年，吉林进出口增长9.6%，甘肃下降2%，全国增长5%。", "5%", "CN"),
    ],
)
def test_the_figure_of_another_place_is_the_same_of_that_place(text: str, words: str, subject: str) -> None:
    found = claim(text, words)
    assert (found.subject, found.period, found.kind, found.indicator.op) == (subject, "2024", "value", "growth")
    assert found.indicator.flow == read_claims(text, TODAY)[0].indicator.flow


def test_another_partner_stays_a_partner() -> None:
    found = read_claims("2024年吉林对东盟出口增长9.6%，越南增长12%，日本下降3%。", TODAY)
    assert [(c.subject, c.indicator.partner) for c in found] == [("CN-JL", "ASEAN"), ("CN-JL", "VNM"), ("CN-JL", "JPN")]


def test_a_figure_of_another_place_and_time_is_of_that_time() -> None:
    assert claim("2024年，吉林进出口增长9.6%，2023年全国增长0.2%。", "0.2%").period != "2024"


@pytest.mark.parametrize(
    ("text", "subject", "partner"),
    [
        ("Trade between China and the United States fell 3.7% in 2024.", "CN", "USA"),
        ("Trade between the Mainland and Hong Kong came to $102.5 billion in 2017.", "CN", "HKG"),
        ("Trade between Jilin and ASEAN countries grew 12% in 2024.", "CN-JL", "ASEAN"),
        ("Jilin's imports from and exports to ASEAN reached 5 billion yuan in 2024.", "CN-JL", "ASEAN"),
    ],
)
def test_trade_between_two_places_is_of_both(text: str, subject: str, partner: str) -> None:
    [found] = read_claims(text, TODAY)
    assert (found.subject, found.indicator.partner, found.indicator.flow) == (subject, partner, "total")


@pytest.mark.parametrize(
    "text",
    [
        "2024年，长春新区综合保税区进出口80亿元，增长12%，占吉林进出口总值的4.7%。",
        "2024年，经珲春口岸进出口120亿元，增长9%。",
        "In 2024 the Changchun Comprehensive Bonded Zone recorded 8 billion yuan in trade, up 12%.",
    ],
)
def test_a_zone_or_a_port_is_no_province(text: str) -> None:
    assert not {c.subject for c in read_claims(text, TODAY)} & {"CN-JL", "CN"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12月当月出口增长20.9%。若看两年复合增速，对日本出口为18.3%，比11月上升2.3个百分点。", "2.3个百分点"),
        ("前三季度吉林出口增长9%。较上半年，增幅收窄1.2个百分点。", "1.2个百分点"),
    ],
)
def test_what_a_figure_in_points_is_measured_from_is_not_its_period(text: str, words: str) -> None:
    assert claim(text, words).period not in ("2025-11", "2025-01/2025-06")


def test_how_far_growth_moved_is_judged_where_both_rates_were_published(hinterland: Hinterland) -> None:
    right, wrong = "2025年安徽进出口增长17.3%，增速较上年加快9.9个百分点。", "2025年安徽进出口增长17.3%，增速较上年加快8.9个百分点。"
    assert [c.verdict for c in hinterland.check(right, dated="2026-03-01").claims] == ["supported", "supported"]
    [found] = hinterland.check(wrong, dated="2026-03-01").findings
    assert found.severity == "error" and "9.9" in found.message and "2024" in found.message


def test_growth_computed_from_levels_refutes_no_distance_of_rates(hinterland: Hinterland) -> None:
    report = hinterland.check("2025年江西外贸增速为2.7%，低于全国平均水平1.1个百分点。", dated="2026-03-01")
    assert not report.findings and {c.verdict for c in report.claims} == {"unverifiable"}


@pytest.mark.parametrize(
    ("text", "subject", "product"),
    [
        ("2022年，南通出口占江苏的27.1%。", "320600", "all"),
        ("2024年，苏州、无锡出口合计占江苏的57.1%。", "320500+320200", "all"),
        ("2024年，安徽出口占全国的2.3%。", "CN-AH", "all"),
        ("2023年，扫地机器人占湖南出口总值的6.5%。", "CN-HN", "?扫地机器人"),
        ("2023年，锆英砂占湖南出口总值的6.5%。", "CN-HN", "?锆英砂"),
    ],
)
def test_a_share_is_of_what_stands_before_it(text: str, subject: str, product: str) -> None:
    [found] = read_claims(text, TODAY)
    assert (found.subject, found.indicator.op, found.indicator.product) == (subject, "share", product)


def test_what_no_table_knows_goes_on_behind_its_share() -> None:
    found = read_claims("2024年，扫地机器人占山西出口总值的4.6%，出口额达23.5亿元，同比增长10.8%。", TODAY)
    assert {c.indicator.product for c in found} == {"?扫地机器人"}
    [*shipped, imports] = read_claims(
        "Blorvents made up 30 percent of Jilin's exports in 2024, a rise of 5 percent; imports fell 3 percent.", TODAY
    )
    assert all(c.indicator.product not in ("all",) for c in shipped) and imports.indicator.product == "all"


def test_counted_places_are_not_where_they_lie() -> None:
    [found] = read_claims("Three cities in Jilin made up 21 percent of the province's exports in 2024.", TODAY)
    assert found.subject != "CN-JL"


@pytest.mark.parametrize(
    "text",
    [
        "Jiangsu's exports rose 8.4 percent in 2025 and imports 1.6 percent, while Zhejiang was up 5.4 percent overall.",
        "Anhui's trade grew 17.3 percent in 2025, while in the first quarter Jiangsu managed 5 percent.",
        "2025年上半年，江苏进出口增长5.2%，较去年全年低1.8个百分点。",
        "Anhui's trade grew 17.3 percent in 2025, 9.5 points faster than two years earlier.",
        "2025年，安徽进出口增长17.3%，比2020年以来年均增速高4个百分点。",
        "2025年安徽进出口增长17.3%，外贸依存度较上年提高2个百分点。",
        "2021年至2025年，浙江进出口规模由3.38万亿元增至5.55万亿元。",
        "2025年，安徽出口和进口分别占全国的2.5%和1.8%。",
        "2024年，安徽和浙江出口占全国的17%。",
        "Jiangsu's foreign trade rose 6 percent in 2025, down from 7 percent in 2024.",
        "安徽提出，2025年进出口总额力争突破9500亿元，同比增长8%。",
        "机构预测，2025年中国出口增长3%，进口增长1%。",
        "2024年安徽进出口增长7.4%，增速较前年加快3个百分点。",
    ],
)
def test_true_sentences_are_not_accused(hinterland: Hinterland, text: str) -> None:
    assert not [f for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"]


def test_what_slowed_to_a_rate_has_not_fallen() -> None:
    found = read_claims("China's exports slowed to 6.1 percent in 2025, down from 7.1 percent in 2024.", TODAY)
    assert [(c.period, c.low is not None and c.low > 0) for c in found] == [("2025", True), ("2024", True)]


@pytest.mark.parametrize(
    "text",
    [
        "China's exports were expected to fall but rose 6.1 percent in 2025.",
        "Anhui exceeded its annual target with foreign trade of 1.01 trillion yuan in 2025.",
        "2025年中国计划单列市以外出口增长6.1%。",
    ],
)
def test_words_of_hope_elsewhere_silence_no_figure(text: str) -> None:
    assert read_claims(text, TODAY)[0].period == "2025"
