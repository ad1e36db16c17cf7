"""Amounts that one run of words gives as a whole and its parts are checked against each other, whosever they are; a name, a date or another flow between them parts them."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    ("Vietnam took in US$48.74 billion from exports and spent US$47.11 billion on imports. It thus posted a surplus of US$1.46 billion.", "US$1.46 billion"),
    ("Its exports came to 62.4 billion euros and its imports to 58.1 billion euros, which left a surplus of 6.3 billion euros.", "6.3 billion euros"),
    ("Thai exports to the US made 1.36 trillion baht, and imports 531 billion baht. What remained was a surplus of 838 billion baht.", "838 billion baht"),
    ("The zone traded 84.6 billion yuan in the first quarter, of which exports made 51.2 billion yuan and imports 23.4 billion yuan.", "84.6 billion yuan"),
    ("一季度全县进出口84.6亿元，其中出口51.2亿元，进口23.4亿元。", "84.6亿元"),
    ("全年出口512.3亿元，增长8.1%；进口234.1亿元，增长2.2%；贸易顺差248.2亿元。", "248.2亿元"),
    ("5月我国出口纺织品服装243.20亿美元，同比减少17.71%。其中，纺织品出口额121.33亿美元，环比减少0.26%；服装出口额121.97亿美元，环比上升9.66%。", "243.20亿美元"),
    ("前11个月中药类产品出口总额为30.04亿美元。其中，植物提取物出口15.92亿美元，以甜叶菊为主。中药材出口11.42亿美元，保健品出口2.43亿美元。中成药出口2.27亿美元。", "30.04亿美元"),
    ("前9个月进口累计约1.245亿美元，其中国内企业513亿美元，增长9.7%，外资企业733亿美元，增长20.7%。", "1.245亿美元"),
    ("Sales abroad of machines came to $4,518 million. Of these, pumps made $2,310 million and valves $2,508 million.", "$4,518 million"),
    ("The island's exports were $22.6 billion in September and imports $29.5 billion, which left a surplus of $6.9 billion.", "$6.9 billion"),
    ("全县出口9.4亿元，进口3.1亿元，贸易逆差6.3亿元。", "6.3亿元"),
    ("The island's exports were $22.6 billion in September and imports $29.5 billion, which left a deficit of $9.6 billion.", "$9.6 billion"),
]  # fmt: skip
"""Texts with an error and the whole accused."""

RIGHT = [
    # Exports and imports behind a month are of the whole before it.
    "今年一季度，全县进出口21.53亿元，增长13%，其中3月当月进出口7.38亿元。出口14.78亿元，增长17%；进口6.75亿元，增长5%。",
    # The balance has its side, none, or is the partner's.
    "The island's exports were $22.6 billion in September and imports $29.5 billion, which left a deficit of $6.9 billion.",
    "The island's exports were $22.6 billion and imports $29.5 billion, which left a trade balance of $6.9 billion.",
    "The island's exports were $22.6 billion and imports $29.5 billion, a surplus of $6.9 billion for its partners in Peru.",
    "全县出口9.4亿元，进口3.1亿元，贸易差额6.3亿元。",
    "The island's exports were $22.6 billion in September and imports $29.5 billion in May, a deficit of $3 billion.",
    # The parts make their whole.
    "Vietnam took in US$48.74 billion from exports and spent US$47.11 billion on imports. It thus posted a surplus of US$1.63 billion.",
    "一季度全县进出口84.6亿元，其中出口51.2亿元，进口33.4亿元。",
    "5月我国出口纺织品服装243.30亿美元。其中，纺织品出口额121.33亿美元；服装出口额121.97亿美元。",
    # Rounded or cut off, or rounded again.
    "Trade came to 3.89 trillion dollars, of which exports made 2.05 trillion dollars and imports 1.83 trillion dollars.",
    "全年出口512.3亿元，进口234.1亿元，贸易顺差278.1亿元。",
    "The surplus was about 4 billion euros, on exports of 62.4 billion euros and imports of 58.1 billion euros.",
    "2025年1-6月电池产品累计出口369.08亿美元。其中，第一季度168.10亿美元，第二季度200.93亿美元。",
    # The balance is of another time, or moved from another one.
    "Exports came to 62.4 billion euros and imports to 58.1 billion euros. From January to June the surplus was 24.7 billion euros.",
    "Exports came to 62.4 billion euros and imports to 58.1 billion euros. The surplus thus rose from 2.0 billion euros to 4.3 billion euros.",
    "Exports came to 62.4 billion euros and imports to 58.1 billion euros, so that the surplus grew by 1.2 billion euros.",
    "全县上半年出口512.3亿元，进口234.1亿元。6月当月贸易顺差48.2亿元。",
    # It is of somebody else, or of something else.
    "Exports came to 62.4 billion euros and imports to 58.1 billion euros. Peru's surplus was 1.7 billion euros.",
    "Trade with Chile came to 9.4 billion dollars. Exports to Peru made 2.1 billion dollars, imports from there 1.3 billion dollars.",
    "我国货物贸易进出口总值19.8万亿元。其中，进口总值8.66万亿元。2022年上半年集成电路出口总金额为4993亿元人民币。",
    "全省出口512.3亿元，进口234.1亿元，民营企业进出口448.2亿元。",
    # Other flows or parts are told as well, or a part is missing.
    "Trade reached 323 billion dirhams: imports of 201 billion dirhams, exports of 27 billion dirhams and re-exports of 95 billion dirhams.",
    "全年出口总值77.9亿元，其中再出口69.3亿元，本地产品出口8.6亿元，进口744.6亿元，逆差666.7亿元。",
    "Exports came to 4,518 million dollars, of which pumps made 2,310 million dollars and valves 1,109 million dollars.",
    "上半年水产品出口13354吨，其中冻鱼3712吨，虾仁1568吨。",
    "1至8月，出口肉类18.26亿元，其中猪肉9.13亿元，5月猪肉出口1.24亿元。",
    # A forecast, a daily average, quantities.
    "For the year the ministry forecasts trade of 1.7 trillion dollars, exports of 960 billion dollars and imports of 810 billion dollars.",
    "Daily average exports were 2.62 billion dollars. Imports came to 33.76 billion dollars, which left a surplus of 1.08 billion dollars.",
    # A surplus that grew by an amount, and what it was before.
    "Exports gained 4.86 billion rand and imports 4.39 billion rand. The deficit is now 37.35 billion rand.",
    "A year before there was a deficit of 4.3 billion dollars. Exports come to 16.8 billion dollars, imports to 14.6 billion dollars.",
]  # fmt: skip
"""Texts without one."""


@pytest.mark.parametrize(("text", "figure"), WRONG)
def test_a_whole_that_its_parts_beside_it_do_not_make_is_accused(hinterland: Hinterland, text: str, figure: str) -> None:
    """HL103, on the whole."""
    found = [(f.code, text[f.start : f.end]) for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"]
    assert found == [("HL103", figure)]


@pytest.mark.parametrize("text", RIGHT)
def test_parts_that_make_their_whole_or_are_of_another_are_left_alone(hinterland: Hinterland, text: str) -> None:
    """No error at all."""
    assert [f.code for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"] == []
