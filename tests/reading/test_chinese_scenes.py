"""Whose and of what Chinese figures are where owners, statistics and partners share a text: zones with their number, other nations' flows, partners together, contributions, volumes."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.check.document import from_text

DAY = date(2024, 2, 20)
Slots = dict[str, object]

SCENES: dict[str, tuple[str, dict[str, Slots]]] = {
    "zones with their number own what their clause tells, and not the region that they lie in": (
        "前三季度，云南省5个国家级经开区进出口188.2亿元，增长8.3%，其中出口61.5亿元。",
        {w: {"subject": "?云南省5个国家级经开区"} for w in ("188.2亿元", "8.3%", "61.5亿元")},
    ),
    "zones by unknown words as well, and again by their number alone": (
        "去年，湖南7个青岚园开发区进出口88.2亿元。\n这7个开发区出口31.6亿元。",
        {w: {"subject": "?湖南7个青岚园开发区"} for w in ("88.2亿元", "31.6亿元")},
    ),
    "a region with some zones keeps its own trade": (
        "目前，河南省建有5个综合保税区，去年河南出口3120.5亿元。",
        {"3120.5亿元": {"subject": "CN-HA", "flow": "export"}},
    ),
    "an unknown park owns what follows its time": ("青禾软件园区去年进出口31.5亿元。", {"31.5亿元": {"subject": "?青禾软件园区"}}),
    "rates behind amounts of several statistics are one each": (
        "上半年，全国57个国家级高新区实现工业总产值8120.5亿元，出口额312.6亿美元，进口额288.1亿美元，同比分别增长22.1%、31.4%和27.9%。",
        {"22.1%": {"concept": None}, "31.4%": {"flow": "export"}, "27.9%": {"flow": "import"}},
    ),
    "so are those behind their names": (
        "上半年云南4个青岚试验区工业总产值、税收收入、出口值、进口值同比分别增长43.1%、35.5%、26.7%和23.8%。",
        {"43.1%": {"concept": None}, "26.7%": {"concept": "trade", "flow": "export"}, "23.8%": {"flow": "import"}},
    ),
    "what another statistic states is no trade": (
        "去年四川进出口增长4.4%。园区营收增长约三成，外贸货物吞吐量增长3.9%至34亿吨。",
        {"4.4%": {"concept": "trade"}, "三成": {"concept": None}, "3.9%": {"concept": None}, "34亿吨": {"concept": None}},
    ),
    "two flows in one word share out amounts and rates": (
        "去年，秘鲁岚产品进、出口总额分别为5亿美元和34.9亿美元，同比分别增长10.2%和8.8%。",
        {"5亿美元": {"flow": "import"}, "34.9亿美元": {"flow": "export"}, "10.2%": {"flow": "import"}, "8.8%": {"flow": "export"}},
    ),
    "another nation's flow with a month of its own is its own, whatever follows": (
        "1月中国进口铁矿石9085.4万吨。受雨季影响，巴西1月铁矿石出口量2719万吨；澳大利亚铁矿石出口额91亿美元。1月中国进口铁矿石下降2.6%。",
        {
            "2719万吨": {"subject": "BR", "flow": "export", "partner": "world"},
            "91亿美元": {"subject": "AU", "flow": "export"},
            "2.6%": {"subject": "CN", "partner": "world"},
        },
    ),
    "a nation set beside another one's flow has its own": (
        "去年泰国出口总额为2791亿美元，越南为3061亿美元。",
        {"2791亿美元": {"subject": "TH"}, "3061亿美元": {"subject": "VN", "partner": "world"}},
    ),
    "what another nation buys is the export of the text's own, called by its first character or not": (
        "去年泰国岚果出口额为24.9亿美元，其中中国进口泰岚果量达11.3万吨。",
        {"24.9亿美元": {"subject": "TH", "flow": "export"}, "11.3万吨": {"subject": "TH", "flow": "export", "partner": "CHN"}},
    ),
    "a character that only begins a word names no nation": (
        "去年，中国对日本出口增长5%。日用品出口增长8%，家居用品出口增长2%。",
        {"8%": {"subject": "CN", "product": "?日用品"}},
    ),
    "partners that one flow is with are one": (
        "去年，四川对美、日、韩出口下降2.1%，自泰国及越南进口60.5亿元。",
        {"2.1%": {"partner": "USA+JPN+KOR"}, "60.5亿元": {"partner": "THA+VNM"}},
    ),
    "so are a known and an unknown one": ("去年，山东对美国和岚国出口增长2.1%。", {"2.1%": {"partner": "?美国和岚国"}}),
    "partners with a figure each are several": (
        "去年，福建省对德国、法国出口分别增长3.2%和5.1%。",
        {"3.2%": {"partner": "DEU"}, "5.1%": {"partner": "FRA"}},
    ),
    "what drags growth down contributes less than nothing, before as well": (
        "1月我国出口同比+2.5%。青岚石、钢材分别拖累出口增速0.6、0.3个百分点；机电产品拉动出口同比1.9个百分点，前值拖累0.2个百分点。",
        {
            "0.6": {"op": "contribution", "product": "?青岚石", "fall": True},
            "0.3个百分点": {"op": "contribution", "product": "steel", "fall": True},
            "1.9个百分点": {"op": "contribution", "product": "mechanical-electrical", "fall": False, "period": "2024-01"},
            "0.2个百分点": {"product": "mechanical-electrical", "fall": True, "period": "2023-12"},
        },
    ),
    "a nation that adds to ours is its partner": (
        "1月我国出口同比增长2.5%。日本对我国出口贡献由前值的拖累0.4个百分点升至拉动0.2个百分点。",
        {w: {"subject": "CN", "partner": "JPN", "op": "contribution"} for w in ("0.4个百分点", "0.2个百分点")},
    ),
    "a figure that an average rate is set against is one": (
        "1月我国出口两年复合同比增速为-2.1%，不及12月的-1.7%。",
        {w: {"op": "cagr"} for w in ("-2.1%", "-1.7%")},
    ),
    "members of a list keep their brackets": (
        "1月，青岚石、机电产品出口分别下降2.6%（前值5.2%）和7.3%（前值1.9%）。",
        {w: {"product": "?青岚石"} for w in ("2.6%", "5.2%")} | {w: {"product": "mechanical-electrical"} for w in ("7.3%", "1.9%")},
    ),
    "a word for rates leads to as many as the amounts": (
        "去年浙江出口额521亿元、进口额401亿元，增速12.4%、8.9%。",
        {"12.4%": {"flow": "export"}, "8.9%": {"flow": "import"}},
    ),
    "a volume rules its list and the next sentence, multiples too": (
        "去年福建大宗商品进口量增加，煤、青岚石分别增加14.6%、3.1倍。12月当月，煤、青岚石分别增加1.5%和2.8倍。",
        {w: {"measure": "quantity", "flow": "import"} for w in ("14.6%", "3.1倍", "1.5%", "2.8倍")},
    ),
    "an index of quantities is one of quantity": (
        "日本1月进口的数量指数上升2.5%，进口额下降3.1%。从数量指数来看，自越南进口增长4.5%。",
        {"2.5%": {"measure": "quantity"}, "3.1%": {"measure": "value"}, "4.5%": {"measure": "quantity"}},
    ),
    "the value behind a quantity is of its side": ("去年岚城口岸共出口家具1.9万吨，贸易值3.2亿元。", {"3.2亿元": {"flow": "export"}}),
    "months count back from the one that they end with": (
        "截至2023年10月的六个月，香港出口下跌3.7%。",
        {"3.7%": {"period": "2023-05/2023-10"}},
    ),
    "an amount in the bracket of a flow has the flow's own time": (
        "越南1月出口额为4120亿美元，已超过2022年全年出口额（4050亿美元）。",
        {"4050亿美元": {"period": "2022"}},
    ),
    "a share stands in the bracket behind the word for it": (
        "去年，四川对岚盟进出口增长4.4%，占比近半（49.3%）。",
        {"49.3%": {"op": "share"}},
    ),
}
"""By what it shows, a text and the slots of some of its figures."""


@pytest.mark.parametrize(("text", "told"), SCENES.values(), ids=SCENES)
def test_scene(hinterland: Hinterland, text: str, told: dict[str, Slots]) -> None:
    """Each figure of the text has the slots that it is told to have."""
    claims = {c["text"]: c for c in hinterland.check(from_text("t", text), dated=DAY).to_dict()["claims"]}
    for words, slots in told.items():
        claim = claims[words]
        found = claim | claim["indicator"] | {"fall": (claim["high"] or 0) < 0}
        assert {slot: found.get(slot) for slot in slots} == slots, words
