"""True statements of shapes that once raised an error: nothing is to be raised on them, and the same shape with a slip still is."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland

TRUE = {
    "a conversion at the day's rate": "2015年上半年日本贸易逆差17251亿日元（约合人民币864亿元），比上年同期减少77.4%。",
    "a surplus and the other side's deficit": "China's surplus with the United States was $35.5 billion in November 2018. The U.S. deficit with China was $35.5 billion in November 2018.",
    "negative growth": "India's exports came to $81.08 billion in April to June 2019, against $82.47 billion a year earlier, a negative growth of 1.69 percent.",
    "a small amount with its scale": "进口成品油1.1亿元，去年同期仅为3万元。2025年上半年进口2470.2亿元，出口1320.5亿元，进出口3790.7亿元。",
    "a count, and the list of a part": "截至2025年，外贸规模过万亿元的省（直辖市）共有9个，6个在沿海，分别是：广东、江苏、浙江、上海、山东、福建。",
    "a count of counties": "2023年，海南共有12个市县进出口取得增长。",
    "a record before its growth": "2024年，安徽进出口总值8648.5亿元，为历史新高，同比增长7.4%。",
    "a record and how growth compares": "2024年，安徽进出口总值8648.5亿元，创历史新高，增速比全国高2.4个百分点。",
    "what an office cleared": "Shanghai Customs handled imports and exports worth 5.97 trillion yuan in 2017. Imports came to 2.47 trillion yuan; exports stood at 3.5 trillion yuan.",
    "what an office supervised": "2017年，上海海关监管进出口货值5.97万亿元，增长14%。其中出口3.5万亿元，进口2.47万亿元。",
    "all of an unnamed belt": "As for the Brazen belt, trade grew in all 14 provincial-level regions in the first seven months of 2025.",
    "all of a group named before": "As to the western region, foreign trade kept growing in all 12 provincial-level regions in the first seven months of 2025.",
    "a province without a name": "省政府7月21日通报上半年全省经济形势。上半年，全省货物进出口总额4585.4亿元，同比增长15.2%。",
    "a part of the throughput": "2011年7月，全国港口货物吞吐量76868万吨，增长15.5%。7月，全国港口外贸货物吞吐量23620万吨，增长15.72%。",
    "two foreign currencies": "2021年，德中双边贸易2223亿欧元（下同，约3377亿新元），同比增长14.7%。",
    "what it stands for": "In 2014, China's exports reached 12.5 trillion yuan, its trade 21.8 trillion. Export by general trade beat the average. It fell by 1.1 percent, or 55.1% of the nation's.",
    "what an unknown verb sends back": "Trade of the Philippines with Japan came to $21.14 billion in 2018; it bought goods for $10.32 billion and zorbled goods worth $10.82 billion in return.",
    "a flow in other words": "Henan sold 522.70 billion yuan of goods to the world in 2024, but its zorblings went up 5.2 percent, to 297.47 billion yuan.",
    "both flows before their amounts": "In Liaoning imports still exceed exports: 385.38 billion yuan against 377.67 billion yuan in 2024.",
    "a communiqué that names no place": "2024年全年货物进出口总额351.4亿元，下降1.7%。其中，出口231.2亿元，下降3.1%；进口120.2亿元，增长1.1%。"
    "对共建“一带一路”国家进出口175.7亿元，增长3.2%，占进出口总额的比重为50.0%。",
    "a neighbour in passing": "Guizhou's trade eased 1.2% to 84.8 billion yuan in 2025, whereas neighbouring Yunnan's zorbled 10.2% to 273.7 billion yuan.",
    "a month behind the months": "沿海省份中，福建2025年前7个月进出口下降5.4%，不过7月出口回升，增长11.5%至1082.5亿元。",
    "months counted": "Yunnan's exports came to 10.52 billion yuan in July 2025 and its imports to 14.81 billion yuan. Seven-month trade stood at 153.2 billion yuan.",
    "two sides and their sum": "Hainan's exports grew 43.5% to 106.22 billion yuan in 2024. Imports of 171.43 billion yuan brought the total to 277.65 billion yuan.",
    "years back": "Five years ago Hubei traded 429.4 billion yuan of goods; in 2025 it was 834.0 billion yuan, nearly twice as much.",
    "a year since which": "Florida's exports of $54.9 billion in 2017 were the highest since 2014, when they were $58.4 billion.",
    "the other's own in brackets": "Louisiana's exports surged 18% to $57.0 billion in 2017, overtaking Florida's ($54.9 billion).",
    "a level as another release has it": "2021年天津进出口8576.7亿元，进出口规模再创新高。",
}  # fmt: skip
FALSE = {
    "HL101": "In July 2025 Shenzhen's imports and exports added up to 415.94 billion yuan. Imports came to 255.62 billion yuan, while imports rose by a fifth to 160.32 billion yuan.",
    "HL205": "As to the western region, foreign trade grew in all 12 provinces in 2023.",
    "HL204": "2024年，安徽进出口增速为历史新高。",
    "HL208": "Hainan ended 2025 with trade of 834.01 billion yuan.",
    "HL201": "2021年天津进出口8967.4亿元，进出口规模再创新高。",
    "HL107": "截至2025年，外贸规模过万亿元的沿海省市共有7个，分别是：广东、江苏、浙江、上海、山东、福建。",
}  # fmt: skip


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE)
def test_a_true_statement_raises_no_error(hinterland: Hinterland, text: str) -> None:
    found = hinterland.check(text, dated=date(2026, 2, 1))
    assert not [f.message for f in found.findings if f.severity == "error"]


@pytest.mark.parametrize(("code", "text"), FALSE.items(), ids=FALSE)
def test_the_same_shape_with_a_slip_does(hinterland: Hinterland, code: str, text: str) -> None:
    assert code in {f.code for f in hinterland.check(text, dated=date(2026, 2, 1)).findings}


def test_a_figure_that_a_text_repeats_is_accused_once(hinterland: Hinterland) -> None:
    text = "Suzhou's trade tops 2.13 trillion yuan\n\nSuzhou's trade reached 213.49 billion yuan in 2017. The 213.49 billion yuan of trade in 2017 were a record for Suzhou."
    found = hinterland.check(text, dated=date(2018, 2, 9)).findings
    assert [f.code for f in found if f.severity == "error"] == ["HL102"]


@pytest.mark.parametrize(("exports", "imports"), [("12.46", "9.33"), ("12.37", "9.42")])
def test_sides_that_make_a_total_held_are_accused_by_it(hinterland: Hinterland, exports: str, imports: str) -> None:
    """Nothing else explains two amounts that add up to what customs has and are not what it has."""
    text = (
        "China's trade in the first half of 2025 was worth 21.79 trillion yuan, 2.9% more than a year before. "
        f"Its exports were up 3.9% at {exports} trillion yuan and its imports up 1.6% at {imports} trillion yuan.\n\n"
        "No partner counted for more than ASEAN, the largest, with 15.9% of all trade."
    )
    report = hinterland.check(text, dated=date(2025, 7, 14))
    accused = {text[f.start : f.end]: f.probability for f in report.findings if f.severity == "error"}
    assert min(accused[f"{exports} trillion yuan"], accused[f"{imports} trillion yuan"]) > 0.99
    other = hinterland.check(text.replace("21.79", "21.50"), dated=date(2025, 7, 14))
    assert max((f.probability for f in other.findings if f.code == "HL201"), default=0) < 0.99
