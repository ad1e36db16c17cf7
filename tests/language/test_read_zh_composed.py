"""How a Chinese figure finds its period, owner, flow and measure: one principle a test, in a document of 15 March 2026."""

from datetime import date

import pytest

from hinterland.language.read import read
from hinterland.models import Claim

TODAY = date(2026, 3, 15)


def only(text: str, span: str, kind: str | None = None) -> Claim:
    found = [c for c in read(text, TODAY).claims if c.text == span and kind in (None, c.kind)]
    assert len(found) == 1, [c.text for c in read(text, TODAY).claims]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "period"),
    [
        ("浙江２０２４年进出口总额为５２６４１亿元。", "５２６４１亿元", "2024"),
        ("青海今年头两月进出口9.5亿元，增6.1%。", "6.1%", "2026-01/2026-02"),
        ("海南三季度外贸走弱（2025年数据，下同）：进出口650亿元，下降3.1%。", "3.1%", "2025-Q3"),
        ("吉林2025年6月出口52亿元，增长3%，累计出口301亿元，增长9%。", "9%", "2025-01/2025-06"),
        ("2024年，青海出口增长5%；而一年前，这个增速只有0.2%。", "0.2%", "2023"),
        ("河北的变化，从去年前8个月的进口单子里看得出：集成电路97.3亿元。", "97.3亿元", "2025-01/2025-08"),
        ("西藏自治区2025年前5个月对外贸易49.05亿元，比上年同期多12.6%。", "49.05亿元", "2025-01/2025-05"),
        ("贵州2025年进出口848.4亿元，与上年的862.4亿元基本持平。", "862.4亿元", "2024"),
    ],
)
def test_a_period_is_the_one_its_words_make_up(text: str, span: str, period: str) -> None:
    assert only(text, span).period == period


@pytest.mark.parametrize(
    "text",
    [
        "标题：5.95万亿元！江苏外贸再创新高",
        "进出口：5.95万亿元，+6%\n——一图读懂江苏外贸2025",
        "从2021年的5.2万亿元到2025年的5.95万亿元，江苏外贸稳步上行。",
    ],
)
def test_a_caption_without_figures_names_the_subject_of_those_beside_it(text: str) -> None:
    assert only(text, "5.95万亿元").subject == "CN-JS"


@pytest.mark.parametrize(
    ("text", "span", "versus"),
    [
        ("湖南2025年出口增速比进口高10.8个百分点。", "10.8个百分点", "import"),
        ("2025年湖南出口1.2万亿元，进口0.8万亿元，出口是进口的1.5倍。", "1.5倍", "import"),
        ("2025年天津只比湖北多18.6亿元。", "18.6亿元", "CN-HB"),
    ],
)
def test_what_another_is_set_against_does_not_become_the_subject(text: str, span: str, versus: str) -> None:
    claim = only(text, span)
    assert (claim.kind, claim.relation.versus) == ("comparison", versus)
    assert claim.indicator.flow == ("export" if versus == "import" else "total")


@pytest.mark.parametrize(
    ("text", "span", "flow"),
    [("天津外贸的六成左右是进口。", "六成", "import"), ("重庆去年进出口8006.8亿元，其中近七成由出口贡献。", "七成", "export")],
)
def test_a_part_named_behind_its_share_is_what_the_share_is_of(text: str, span: str, flow: str) -> None:
    claim = only(text, span)
    assert (claim.indicator.op, claim.indicator.flow) == ("share", flow)


def test_each_hands_out_a_run_as_respectively_does() -> None:
    text = "2024年全国出口3.5万亿美元、进口2.5万亿美元，同比各增5.9%与1.1%。"
    assert (only(text, "5.9%").indicator.flow, only(text, "1.1%").indicator.flow) == ("export", "import")


def test_a_run_shares_its_cue_and_its_owners() -> None:
    text = "安徽2024年，国企、民企、外企分别进出口2111亿元、4481亿元、2055.9亿元，比重依次是24.4%、51.8%、23.8%。"
    owners = ["enterprise:state-owned", "enterprise:private", "enterprise:foreign-invested"]
    for spans, op in ((["2111亿元", "4481亿元", "2055.9亿元"], "level"), (["24.4%", "51.8%", "23.8%"], "share")):
        assert [(only(text, s).indicator.op, only(text, s).indicator.regime) for s in spans] == [(op, o) for o in owners]


@pytest.mark.parametrize("text", ["北京外贸去年跌幅扩大到11.5%。", "北京进出口1万亿元，比上年少了11.5%。"])
def test_a_fall_stays_one_however_it_is_told(text: str) -> None:
    low = only(text, "11.5%").low
    assert low is not None and low < 0


def test_an_operating_unit_ends_the_other_basis() -> None:
    text = "按境内目的地和货源地口径，广东2024年进出口为14272.8亿美元；经营单位口径则是12785.8亿美元。"
    assert [only(text, s).indicator.basis for s in ("14272.8亿美元", "12785.8亿美元")] == ["destination-origin", "operating-unit"]


def test_a_figure_in_brackets_is_its_regions_own_even_where_that_is_set_against_another() -> None:
    assert only("去年浙江（20734亿元）不敌江苏（18809亿元）。", "18809亿元").subject == "CN-JS"
