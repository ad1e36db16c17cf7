"""Chinese notes and releases: rates of a month and of the one before, groups and parts of regions as owners, goods and partners taken up again, asides on what came before and on one shipment."""

from __future__ import annotations

from datetime import date

from hinterland.api import Hinterland
from hinterland.check.document import from_text


def read(text: str, today: date) -> dict[str, dict]:
    """The claims of a text by their words."""
    found = Hinterland().check(from_text("t", text), dated=today).to_dict()["claims"]
    return {c["text"]: c for c in found}


def of(claim: dict, *slots: str) -> tuple:
    """Slots of a claim."""
    return tuple(claim["indicator"].get(slot, claim.get(slot)) for slot in slots)


def test_rates_of_a_note() -> None:
    """A rate is of the month that it is of by "was"; what only adjusts a flow restricts it to no goods, whatever it is called, and the volume of one sentence measures no other."""
    found = read(
        "作者系外资投行首席经济学家。\n5月我国出口同比增速放缓至3.1%，对比4月为6.4%、市场一致预期为4.7%。据测算，经季节性调整并剔除波塔因素影响后的出口环比下降0.9%。"
        "我们估算实际出口量同比增速从4月的11.2%放缓至5月的8.6%。\n对G3的出口同比增速从4月的5.3%放缓至2.2%。",
        date(2024, 6, 12),
    )
    assert [of(found[w], "flow", "product", "regime", "measure", "period") for w in ("3.1%", "6.4%", "0.9%")] == [
        ("export", "all", "all", "value", "2024-05"),
        ("export", "all", "all", "value", "2024-04"),
        ("export", "all", "all", "value", "2024-05"),
    ]
    assert of(found["11.2%"], "product", "measure") == ("all", "quantity")
    assert [of(found[w], "partner", "period") for w in ("5.3%", "2.2%")] == [("USA+EU+JPN", "2024-04"), ("USA+EU+JPN", "2024-05")]


def test_group_and_its_office() -> None:
    """The figures of a group of regions are its own, whatever the office's place, and shares behind a semicolon are of the amounts before it."""
    found = read(
        "天津海关的数字显示：今年前5个月，京津冀地区进出口总值达2.1万亿元。钢材出口314.2亿元，占全国的25.4%；手机出口488.3亿元，占全国的18.1%。\n"
        "今年前5个月，京津冀地区对东盟进出口3102.4亿元；对非洲进出口1204.6亿元，分别占全国的10.6%和13.3%。",
        date(2024, 6, 12),
    )
    assert {c["subject"] for c in found.values()} == {"beijing-tianjin-hebei"}
    assert [of(found[w], "op", "partner") for w in ("10.6%", "13.3%")] == [("share", "ASEAN"), ("share", "africa")]


def test_parts_of_a_region() -> None:
    """A part of a region is a place in its own words, and a paragraph that names none goes back to what the document is of."""
    found = read(
        "今年前8个月，云南省外贸进出口1620.4亿元。红河州、昆明市进出口分别增长31.2%、17.6%。滇西外贸增速22.6%。\n分贸易方式看，加工贸易和边境小额贸易进出口分别增长14.6%和18%。",
        date(2024, 9, 12),
    )
    assert of(found["22.6%"], "subject", "product") == ("?滇西", "all")
    assert [of(found[w], "subject", "regime") for w in ("14.6%", "18%")] == [("CN-YN", "processing"), ("CN-YN", "19")]
    assert of(read("今年前8个月，四川省川椒出口3亿元。", date(2024, 9, 12))["3亿元"], "subject", "product") == ("CN-SC", "?川椒")


def test_clause_before_a_year() -> None:
    """What describes a year is no goods, whether or not a table knows its words."""
    for words in ("首签自贸协定的", "设立波塔工场的"):
        found = read(f"2023年墨西哥进出口总额1.19万亿美元。\n墨西哥{words}1994年为1100亿美元；2000年3400亿美元。", date(2024, 6, 12))
        assert [of(found[w], "product", "period") for w in ("1100亿美元", "3400亿美元")] == [("all", "1994"), ("all", "2000")]
        assert not any(c["kind"] == "first" for c in found.values())
    found = read("2023年四川省进出口9500亿元。\n四川波塔出口1998年为55亿元。", date(2024, 6, 12))
    assert of(found["55亿元"], "product") == ("?波塔",)


def test_signed_rates_of_partners() -> None:
    """Rates with signs pair with a list, sums since January are of the months so far, a balance of those is an aside, and a compound rate goes on with the flow."""
    found = read("11月我国进口2190亿美元，同比下降0.6%。自澳大利亚、智利、秘鲁进口累计同比依次+5.3%、-2.4%、+7%。", date(2023, 12, 12))
    partners = [("AUS", "2023-01/2023-11"), ("CHL", "2023-01/2023-11"), ("PER", "2023-01/2023-11")]
    assert [of(found[w], "partner", "period") for w in ("5.3%", "-2.4%", "7%")] == partners
    found = read(
        "7月我国出口2690亿美元，1-7月累计顺差5230亿美元。\n对各大市场的出口齐降。巴西（-13.2%）、印度（-9.7%）。", date(2023, 8, 9)
    )
    assert {of(found[w], "flow", "period") for w in ("-13.2%", "-9.7%")} == {("export", "2023-07")}
    found = read("11月我国出口2919亿美元，同比增长0.5%。若剔掉波塔扰动，11月三年复合增速+4.26%。", date(2023, 12, 12))
    assert of(found["4.26%"], "op", "flow", "product", "period") == ("cagr", "export", "all", "2023-11")


def test_exports_of_others() -> None:
    """Exports told as a sign of the demand abroad are their own countries'; in a list of markets they are the reporting country's."""
    found = read("6月我国出口2100亿美元，增速6.3%。外需仍强，韩国出口同比增长9.6%，越南出口同比增长14.2%。", date(2024, 7, 20))
    assert [of(found[w], "subject", "partner") for w in ("9.6%", "14.2%")] == [("KR", "world"), ("VN", "world")]
    found = read("6月我国出口2100亿美元，增速6.3%。分国别看：韩国出口增速9.6%，越南出口同比14.2%。", date(2024, 7, 20))
    assert [of(found[w], "subject", "partner") for w in ("9.6%", "14.2%")] == [("CN", "KOR"), ("CN", "VNM")]


def test_asides() -> None:
    """An aside on the month before has its own month and the flow that comes next; one shipment's destination is nobody's partner."""
    found = read("承3月份8.4%的升勢，4月份本港商品整體出口貨值為4021億元，按年升12.6%，遜於預期。", date(2025, 5, 27))
    assert [of(found[w], "flow", "period") for w in ("8.4%", "4021億元", "12.6%")] == [
        ("export", "2025-03"),
        ("export", "2025-04"),
        ("export", "2025-04"),
    ]
    found = read("昨天，一船波塔驶往智利，宁波2月份出口达300亿元，同比增长44.8%。", date(2025, 3, 12))
    assert of(found["300亿元"], "subject", "partner") == ("330200", "world")
    found = read("2月，宁波发往智利的货船增多，对智利出口3亿元。", date(2025, 3, 12))
    assert of(found["3亿元"], "partner") == ("CHL",)


def test_trade_that_contributes() -> None:
    """What trade with a partner adds to that with others is of that partner, in its own words where no table knows them."""
    found = read(
        "今年前4个月，新疆与中亚五国贸易增长对新疆与“一带一路”沿线国家贸易增长的贡献率为61.3%，拉动新疆与“一带一路”沿线国家贸易增长7.2个百分点。",
        date(2019, 5, 10),
    )
    shared = [("contribution", "CN-XJ", "central-asia")] * 2
    assert [of(found[w], "op", "subject", "partner") for w in ("61.3%", "7.2个百分点")] == shared
    found = read("今年前7个月，云南进出口100亿元。云南与南亚、波塔周边国家贸易增长对云南与东盟贸易增长的贡献率为89.5%。", date(2019, 8, 10))
    assert of(found["89.5%"], "subject", "partner") == ("CN-YN", "?南亚、波塔周边国家")


def test_taken_up_again() -> None:
    """Two goods or partners told one by one are meant together by their number; goods that close a clause, or stand in quotation marks before a bracket, are what follows is of."""
    found = read("今年前11个月，浙江省出口3万亿元。波塔出口120.4亿元；船舶出口188.2亿元。二者合计占全省出口的4.2%。", date(2023, 12, 8))
    assert of(found["4.2%"], "op", "product") == ("share", "?波塔+ships")
    found = read(
        "2023年智利进出口1245亿美元。中国是头号伙伴，贸易额610亿美元；美国次之，320亿美元。光是这两个市场就占智利进出口总额的49%。",
        date(2024, 6, 1),
    )
    assert of(found["49%"], "subject", "partner") == ("CL", "CHN+USA")
    for goods, product in (("机电产品", "mechanical-electrical"), ("波塔", "?波塔")):
        found = read(f"今年前11个月，浙江省出口3万亿元，增长3%。最亮眼的当数{goods}，出口增长3.1%。", date(2023, 12, 8))
        assert of(found["3.1%"], "product") == (product,)
    found = read("4月份本港出口貨值4021億元，按年升12.6%。其中「波塔」（跌3.2%）、「通訊器材」（升7.5%）走勢不一。", date(2025, 5, 27))
    assert of(found["3.2%"], "product") == ("?波塔",)


def test_all_goods_again() -> None:
    """The trade in goods that opens a sentence is of all goods, whatever the sentence before listed."""
    found = read(
        "今年2月澳門貨物出口總值按年下跌6.8%至9.6億元（澳門元，下同），成衣減少57.9%。貨物進口總值按年下跌9.4%至102.5億元，其中手提電話減少21.7%。",
        date(2024, 3, 29),
    )
    assert [of(found[w], "flow", "product") for w in ("9.4%", "102.5億元", "21.7%")] == [
        ("import", "all"),
        ("import", "all"),
        ("import", "mobile-phones"),
    ]
