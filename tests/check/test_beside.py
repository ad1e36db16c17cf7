"""Figures that words tie are of one thing only where nothing stands at one of them alone: a qualifier, a time, a place or an unknown word there undoes the tie."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

TRUE = [
    # Prices: the unit is compared whole, and a value of another period isn't the quantity's.
    "全年出口虫草2371千克，成交4120万元，均价17.38元/克。",
    "The island shipped 23,710 tonnes of vanilla in a year and took in $4.121 million in June, at $1,738/tonne.",
    "1至9月出口生姜237100吨，9月出口额4121万美元，均价1738美元/吨。",
    # A balance on another basis, or of another time.
    "Exports amounted to 71.3 billion euros and imports to 64.8 billion euros; adjusted for the season, the surplus was 4.1 billion euros.",
    "Exports of $8.4 billion and imports of $9.9 billion took the cumulative deficit to $11.2 billion.",
    "Exports were $8.4 billion and imports $9.9 billion. Excluding fuel, the deficit was $0.3 billion.",
    "Exports were $71.3 billion and imports $64.8 billion. The current account surplus was $9.2 billion.",
    "Exports were $8.4 billion and imports $9.9 billion. Analysts' consensus was a deficit of $1.9 billion.",
    "7月出口61.2亿元，进口50.9亿元，累计顺差71.6亿元。",
    "7月出口61.2亿元，进口50.9亿元，顺差前值8.1亿元。",
    "7月出口61.2亿元，进口50.9亿元，贸易顺差12个月合计181.6亿元。",
    "全国出口612.4亿美元，进口509.3亿美元，经常账户顺差81.4亿美元。",
    "全国出口612.4亿美元，进口509.3亿美元；不含石油，顺差为186.1亿美元。",
    "全市货物出口612.4亿元，进口509.3亿元；含服务贸易在内，贸易顺差为81.4亿元。",
    "按离岸价计，出口612.4亿元，进口509.3亿元；按国际收支口径，货物贸易顺差为121.4亿元。",
    # Flows with one partner, of goods, or by one means of transport beside a whole of all.
    "Exports to Japan came to $12.4 billion and imports from Japan to $7.2 billion; the overall surplus was $3.6 billion.",
    "The goods deficit was $7.4 billion, exports of services were $51.3 billion and imports of services $42.9 billion.",
    "Trade in goods and services reached $98.1 billion, with goods exports of $44.6 billion and goods imports of $37.2 billion.",
    "Trade amounted to $31.7 billion, with exports of steel at $8.2 billion and imports of steel at $9.4 billion.",
    "Trade amounted to $31.7 billion; of this, exports by road were $8.2 billion and imports by road $9.4 billion.",
    "The surplus in farm goods alone was $7.2 billion, while exports were $51.3 billion and imports $42.9 billion.",
    "Trade in the first half reached $98.1 billion, with exports of $8.2 billion and imports of $7.5 billion in June alone.",
    "Two-way trade climbed to $98.1 billion; exports now run at $3.4 billion a month and imports at $2.9 billion a month.",
    "The trade deficit, excluding gold, was $1.3 billion, with exports at $17.3 billion and imports at $20.8 billion.",
    "Exports rose to $17.3 billion and imports to $20.8 billion, while the deficit with India alone was $2.2 billion.",
    "上半年进出口总额42.7亿元，其中自营出口17.3亿元，自营进口11.2亿元，其余为代理进出口。",
    "全市进出口总值871.4亿元，其中加工贸易出口312.6亿元，加工贸易进口201.7亿元。",
    "全市进出口总值871.4亿元，其中对日本出口112.6亿元、自日本进口101.7亿元。",
    "全年货物和服务进出口总额1091.4亿元，货物出口512.6亿元，货物进口401.7亿元。",
    "全市出口同比多61.2亿元，进口多50.9亿元，顺差为612.7亿元。",
    # Lists that leave something over, or whose parts overlap.
    "Exports stood at $5,627 million, of which toys made $3,210 million and shoes $2,217 million.",
    "Exports were 23,560 million euros, of which mainly lorries (15,560 million euros) and buses (7,900 million euros).",
    "前5个月出口5627万美元，其中玩具3210万美元，鞋类2217万美元。",
    "全年进口玉米23560吨，其中自巴西进口15560吨，自美国进口7900吨。",
    "Shipments totalled $2,356.4 million, of which agricultural goods accounted for $1,956.4 million and goods for Japan $410.0 million.",
    "全年出口2356.4万美元，其中农产品1956.4万美元，对日本出口410.0万美元。",
    # A share of another time's or another place's whole.
    "Exports totalled 631.7 million dollars in 2025. Tea made 201.53 million dollars, or 31.9 percent of total exports. "
    "In 2023, tea had made 231.46 million dollars, or 45.2 percent of total exports.",
    "全年全市出口631.7亿元。机电产品出口201.53亿元，占全市出口总值的31.9%，上年为231.46亿元，占全市出口总值的45.2%。",
    "杭州进出口631.7亿元。杭州一般贸易进出口201.53亿元，占全市进出口总值的31.9%；温州一般贸易进出口231.46亿元，占全市进出口总值的45.2%。",
    # A rate on another base or of another measure than the difference.
    "Exports came to $740 million, $30 million up on May, 21 percent up on the year.",
    "Exports came to $740 million, up $30 million, up 6.9 percent since February.",
    "Exports came to $740 million, up $30 million, up 6.9 percent on the ten-year average.",
    "Exports came to $740 million, up $30 million, up 6.9 percent in tonnage.",
    "Exports came to $740 million, down $30 million, with a fall of 6.9 percent for the year to date.",
    "与上月相比，7月份煤炭进口81万吨，减少22万吨，同比下滑16.4%。",
    "7月出口612.4亿元，增加51.3亿元，比2019年同期增长61.4%。",
    "7月份出口612.4亿元，增加51.3亿元，前7个月累计增长16.2%。",
    "进口钢材612.4万吨，增加51.3万吨，金额增长16.2%。",
    "进口船舶36艘，增加9艘，增长41.6%（按金额计）。",
    # A rate on a comparable basis, or in another currency's terms.
    "On a comparable basis exports fell 7.2 percent, from $51.4 billion in 2022 to $49.1 billion in 2023.",
    "Exports came to $6.3 billion, up 11% like for like from $5.9 billion a year earlier.",
    "按人民币计价，出口下降8.2%，由2513.46亿美元降至2241.37亿美元。",
]  # fmt: skip
"""Texts without an error in whose words something stands at one of the figures alone."""


@pytest.mark.parametrize("text", TRUE)
def test_what_stands_at_one_figure_alone_undoes_a_tie(hinterland: Hinterland, text: str) -> None:
    assert [
        f.code for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error" and f.code.startswith("HL10")
    ] == []
