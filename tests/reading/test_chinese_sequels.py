"""Chinese figures that go on from others: the other side behind a semicolon, nouns left out, goods under one head, times that only relate to another, rates of the nation, of volumes and of modes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.check.document import from_text

TODAY = date(2023, 9, 8)

Read = Callable[..., dict[str, dict]]


@pytest.fixture
def read(hinterland: Hinterland) -> Read:
    """The claims of a text by their words."""

    def read(text: str, today: date = TODAY) -> dict[str, dict]:
        found = hinterland.check(from_text("t", text), dated=today).to_dict()["claims"]
        return {c["text"]: c for c in found}

    return read


def of(claim: dict, *slots: str) -> tuple:
    """Slots of a claim."""
    return tuple(claim["indicator"].get(slot, claim.get(slot)) for slot in slots)


def test_volumes_are_no_values(read: Read) -> None:
    """A rate behind a flow's word of volume is one of quantity, with the goods' origin as its mode; what leaves its noun out is of the same."""
    found = read(
        "政府統計處今日公布，7月商品整體出口貨量按年下跌9.4%，進口貨量減11.3%。當月轉口貨量跌8.7%。\n"
        "當月輸往法國和泰國的出口貨量顯著下跌14.1%和12%，往越南及印度的分別跌10.3%及5.2%。",
        date(2012, 9, 18),
    )
    assert [of(found[w], "flow", "measure") for w in ("9.4%", "11.3%", "8.7%")] == [
        ("export", "quantity"),
        ("import", "quantity"),
        ("export", "quantity"),
    ]
    assert found["8.7%"]["indicator"]["regime"] == "?re-exports"
    assert [of(found[w], "partner", "measure") for w in ("10.3%", "5.2%")] == [("VNM", "quantity"), ("IND", "quantity")]


def test_prices_are_no_trade(read: Read) -> None:
    """Rates of prices are of no trade, nor is what goes on with them and leaves the noun out."""
    found = read("政府統計處今日公布，7月商品出口貨值升3%。\n輸往法國的整體出口價格升2.7%，輸往內地的則跌0.4%。", date(2012, 9, 18))
    assert all(found[w]["indicator"]["concept"] is None for w in ("2.7%", "0.4%"))


def test_fall_behind_its_rate(read: Read) -> None:
    """A rate of volume that owns the word for a fall is negative growth."""
    found = read("政府統計處公布，今年首7個月，商品整體出口貨量減少16.3%，進口貨量亦錄得17.2%的跌幅。", date(2012, 9, 18))
    assert of(found["17.2%"], "op", "measure") == ("growth", "quantity")
    assert found["17.2%"]["high"] < 0


def test_other_side_behind_a_semicolon(read: Read) -> None:
    """The bare flow behind a semicolon is of the place, the partner and the time of the other one before it."""
    found = read(
        "据悉，今年前7个月，辽宁省进出口448.5亿美元。其中，出口260.2亿美元；进口188.3亿美元。\n"
        "大连增长较快。今年前7个月，大连市进出口291.7亿美元，占全省的65%。其中，出口157.3亿美元，增长22.1%；进口134.4亿美元，增长33.8%。",
        date(2010, 8, 24),
    )
    assert {of(found[w], "subject", "flow") for w in ("134.4亿美元", "33.8%")} == {("210200", "import")}


def test_ranks_behind_semicolons(read: Read) -> None:
    """The third rank in a row is the same region's."""
    found = read(
        "2015年，湖北进出口总额456.1亿美元。湖北进出口总额排第16位，在海南和江西之间；进口额排第19位，在山西和新疆之间；出口额排第17位。",
        date(2016, 8, 30),
    )
    assert of(found["第17位"], "subject", "flow", "period") == ("CN-HB", "export", "2015")


def test_goods_under_one_head(read: Read) -> None:
    """A list that its number and a name close is of that name, and goods are their own although a bracket lists their members, known or not."""
    found = read(
        "前两月，绍兴市纺织、箱包、塑料制品等七大类劳动密集型产品出口100.8亿元，增长6.4%；出口机电产品（灯具照明装置、汽车零配件等）39.5亿元，增长18.6%。",
        date(2022, 3, 17),
    )
    assert [found[w]["indicator"]["product"] for w in ("100.8亿元", "6.4%", "39.5亿元", "18.6%")] == [
        *["labour-intensive"] * 2,
        *["mechanical-electrical"] * 2,
    ]
    found = read(
        "前两月，绍兴市伞布、拉链、绣片等五类缀饰产品出口10.8亿元，增长6.4%；出口缀饰布（绣片、花边等）9.5亿元。", date(2022, 3, 17)
    )
    assert [found[w]["indicator"]["product"] for w in ("10.8亿元", "6.4%", "9.5亿元")] == ["?缀饰产品", "?缀饰产品", "?缀饰布"]


def test_rate_of_the_month_before_and_this_month(read: Read) -> None:
    """The month before owns the rate that it touches; this month is the one reported, not the one of writing."""
    found = read("8月进口减少2.4%，比上月1.9%的增幅低4.3个百分点。由于进口更弱，本月顺差653亿美元，前值581.4亿美元。")
    assert [of(found[w], "op", "period") for w in ("1.9%", "653亿美元", "581.4亿美元")] == [
        ("growth", "2023-07"),
        ("balance", "2023-08"),
        ("balance", "2023-07"),
    ]


def test_whole_year_behind_its_half(read: Read) -> None:
    """All of the year is no half of it, wherever that stands."""
    found = read(
        "2017年江西外贸进出口443.4亿美元。\n上半年江西出口增长2.9%；下半年提速后，全年增幅达到14.2%，列中部第三位。", date(2018, 2, 2)
    )
    assert [found[w]["period"] for w in ("2.9%", "14.2%", "第三位")] == ["2017-01/2017-06", "2017", "2017"]


def test_yearly_average_over_counted_years(read: Read) -> None:
    """A yearly average over years that are only counted ends with the last full one, whatever quarter follows."""
    found = read("五年来，贵州外贸进出口年均增速为19.6%。今年一季度，贵州进出口177.4亿元，同比增长22.5%。", date(2022, 4, 14))
    assert [(found[w]["indicator"]["op"], found[w]["period"]) for w in ("19.6%", "22.5%")] == [("cagr", "2021"), ("growth", "2022-Q1")]


def test_low_since_a_month_whose_figure_a_bracket_gives(read: Read) -> None:
    """A record since a month is of the figure before, a bracket behind that month aside."""
    found = read(
        "海关总署公布的数据显示，8月份我国钢材出口同比大减17.4%至401.3万吨，是2011年2月份（423万吨）以来的最低点。", date(2019, 9, 9)
    )
    assert [found[w]["period"] for w in ("401.3万吨", "423万吨", "最低点")] == ["2019-08", "2011-02", "2019-08"]


def test_signed_rates(read: Read) -> None:
    """A sign says that a rate is growth, also behind words that no table knows."""
    found = read("11月7日，海关总署发布数据，以美元计，中国10月出口同比+7.4%，前值为+3.1%；进口同比-2.6%，前值+0.8%。", date(2024, 11, 12))
    assert [of(found[w], "op", "flow", "period") for w in ("3.1%", "0.8%")] == [
        ("growth", "export", "2024-09"),
        ("growth", "import", "2024-09"),
    ]


def test_contributions_in_points(read: Read) -> None:
    """By how much goods pulled the whole up is their contribution, not a change of the share before it; in percent only where the verb says so."""
    found = read("2021年，南平市缀饰布出口55.2亿元，增长26%，占出口总值的43.8%，拉动出口增长12.8个百分点。", date(2022, 2, 10))
    assert found["12.8个百分点"]["indicator"]["op"] == "contribution"
    found = read("2021年，跨境电商带动南平市出口增长12.8%。", date(2022, 2, 10))
    assert found["12.8%"]["indicator"]["op"] == "growth"


def test_turnover_of_a_mode_is_trade(read: Read) -> None:
    """What a trade mode turns over is its trade; the turnover of anything else is none."""
    found = read("晋江海关说，2024年前8个月晋江出口885.6亿元。1-6月，晋江跨境电商交易额512.4亿元，增长13.6%。", date(2024, 9, 12))
    assert {of(found[w], "subject", "regime", "flow") for w in ("512.4亿元", "13.6%")} == {("350582", "cross-border-ecommerce", "total")}
    found = read("晋江海关说，2024年前8个月晋江出口885.6亿元。1-6月，晋江绣片市场交易额512.4亿元。", date(2024, 9, 12))
    assert found["512.4亿元"]["indicator"]["concept"] is None


def test_nation_beside_a_province(read: Read) -> None:
    """A rate in the bracket of the nation's rate, and the clause that the nation opens, are the nation's; what the two lie apart by is the first one's."""
    found = read("2024年前8个月福建出口885.6亿元，同比增长17.2%，跑赢全国增速（14.8%）。", date(2024, 9, 12))
    assert of(found["14.8%"], "subject", "flow") == ("CN", "export")
    found = read("2015年，江西进出口总额高于全国0.9个百分点；江西进口额降9.1%，全国进口额增1.4%，两者相差10.5个百分点。", date(2016, 7, 29))
    assert [found[w]["subject"] for w in ("9.1%", "1.4%", "10.5个百分点")] == ["CN-JX", "CN", "CN-JX"]
    found = read(
        "据银川海关，前9个月宁夏珊瑚绒出口2781.5万元。\n同一时期，我国珊瑚绒出口8345.6万元，增长55.1%，总重增加22.6%。", date(2021, 10, 20)
    )
    assert [of(found[w], "subject", "measure") for w in ("55.1%", "22.6%")] == [("CN", "value"), ("CN", "quantity")]


def test_parts_of_another_measure_are_no_trade(read: Read) -> None:
    """What a paragraph gives behind a measure and before any flow is of parts of that measure."""
    found = read(
        "内外贸易\n2015年，湖北社会消费品零售总额14003.2亿元，增长12.3%。按经营地分，城镇11640.8亿元，增长12.2%。湖北进出口总额456.1亿美元，增长5.9%。",
        date(2016, 8, 30),
    )
    assert [found[w]["indicator"]["concept"] for w in ("11640.8亿元", "12.2%", "5.9%")] == [None, None, "trade"]


def test_group_at_the_head_of_a_sentence(read: Read) -> None:
    """Who opens a sentence with a verb of its own owns the flow of the next clause, and the change of its share."""
    found = read(
        "今年前7个月，我国进出口23.6万亿元，增长10.4%。\n中西部地区接到的订单增多，出口增长8.7%，高出整体5个百分点，比重上升1.4个百分点。",
        date(2022, 8, 26),
    )
    assert {found[w]["subject"] for w in ("8.7%", "5个百分点", "1.4个百分点")} == {"central+western"}


def test_writers_of_a_bulletin_without_a_name(read: Read) -> None:
    """Several of a country's own words tell whose bulletin it is, unless another country owns the trade; its orders are no exports."""
    found = read("2022年4月外銷接單519億美元。\n2022年4月出口414.6億美元，年增18.8%，月減3.1%。", date(2022, 5, 31))
    assert found["519億美元"]["indicator"]["concept"] is None
    assert {found[w]["subject"] for w in ("414.6億美元", "18.8%")} == {"TW"}
    assert found["3.1%"]["high"] < 0
    found = read("4月美國出口414.6億美元，年增18.8%，月減3.1%。", date(2022, 5, 31))
    assert found["18.8%"]["subject"] == "US"


def test_words_that_only_hold_a_mode(read: Read) -> None:
    """Resources abroad are no enterprises."""
    found = read(
        "今年前6月全国进出口总额9461.2亿美元，同比下降23.5%，企业利用海外资源的能力有进步。\n6月份，进出口总值1825.7亿美元，同比下降17.7%。",
        date(2009, 8, 18),
    )
    assert found["17.7%"]["indicator"]["regime"] == "all"


def test_hedge_of_a_list(read: Read) -> None:
    """What all members of a list passed stands before the first."""
    found = read("2022年海南省年度进出口值接连突破1000亿元和2000亿元关口。")
    assert [found[w]["high"] for w in ("1000亿元", "2000亿元")] == [None, None]
