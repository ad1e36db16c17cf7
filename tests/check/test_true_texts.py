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
}  # fmt: skip
FALSE = {
    "HL107": "截至2025年，外贸规模过万亿元的沿海省市共有7个，分别是：广东、江苏、浙江、上海、山东、福建。",
}  # fmt: skip


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE)
def test_a_true_statement_raises_no_error(hinterland: Hinterland, text: str) -> None:
    found = hinterland.check(text, dated=date(2026, 2, 1))
    assert not [f.message for f in found.findings if f.severity == "error"]


@pytest.mark.parametrize(("code", "text"), FALSE.items(), ids=FALSE)
def test_the_same_shape_with_a_slip_does(hinterland: Hinterland, code: str, text: str) -> None:
    assert code in {f.code for f in hinterland.check(text, dated=date(2026, 2, 1)).findings}
