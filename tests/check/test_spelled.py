"""Figures that the words of a sentence tie to each other are checked against each other, whatever they are of; words no table knows, a name or another figure part them."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    ("Quilted goods: shipments declined by 6.7 percent, from $46.3 billion in 2022 to $43.7 billion in 2023.", "HL105", "6.7 percent"),
    ("Month on month, deliveries posted a rise of 7.7 percent to $2.8 billion in November 2023 from $2.4 billion in October 2023.", "HL105", "7.7 percent"),
    ("Exports came to $5.6 billion, up 12% from $5.2 billion a year earlier.", "HL105", "12%"),
    ("Trade with Chile came to $3.2 billion in 2021, compared with $2.9 billion a year earlier, an increase of 21 percent.", "HL105", "21 percent"),
    ("Its exports of £2.3bn were up 12% on the £1.9bn of a year before.", "HL105", "12%"),
    ("上半年对外出货由2412.66亿美元降至2155.53亿美元，下降10.9%。", "HL105", "10.9%"),
    ("上半年对智利出口2155.53亿美元，较上年同期的2412.66亿美元减少10.9%。", "HL105", "10.9%"),
    ("上半年对智利出口2155.53亿美元，较上年同期的2412.66亿美元少257.13亿美元，即少10.9%。", "HL105", "10.9%"),
    ("2023年，印度服务出口录得3220亿美元；服务进口1797亿美元；服务贸易盈余1245亿美元。", "HL103", "1245亿美元"),
    ("In 2016, Brazil's surplus reached USD 131 billion, on exports of USD 1.97 billion and imports of USD 1.84 billion.", "HL103", "USD 131 billion"),
    (
        "Exports were $50.1 billion, imports $42.9 billion and trade $93 billion. Imports from Chile came to $50.9, a little less than before.",
        "HL102",
        "$50.9",
    ),
    ("Exports were $5.1 billion, imports $4.9 billion, the surplus $0.2 billion. Trade with Peru shrank 45.7% to $1.112 billion from $2.048 in May.", "HL102", "$2.048"),
    ("Exports of quorn rose 12% to N5.6 billion in 2023 from N5.2 billion in 2022.", "HL105", "12%"),
    ("Exports of quorn recorded an increase of 0.36 percent over the eight months, from $19.486 billion to $19.414 billion.", "HL105", "0.36 percent"),
    ("Quorn posted a rise of 7.6 percent to $2.81 billion in May 2023 from $2.42 billion in April 2023.", "HL105", "7.6 percent"),
    ("Brooms made $5.13 billion, quorn $4.92 billion, hats $3.11 billion. Zembla bought $1.04 billion and sold goods worth $10.35, more than ever.", "HL102", "$10.35"),
    ("Exports were $5.1 billion, imports $4.9 billion, the surplus $0.2 billion. In all Zembla traded goods worth $10.02, higher by 10.5%.", "HL102", "$10.02"),
    ("5月青團出口44.1萬噸，同比下降13%，同比下降25.7%。", "HL101", "25.7%"),
    ("Exports of quorn were down 13% year-on-year, down 25.7% year-on-year.", "HL101", "25.7%"),
    ("2023年，印度的青團出口錄得3220億美元；青團進口1797億美元；青團貿易盈餘1245億美元。", "HL103", "1245億美元"),
    ("Guangdong's trade grew 4 percent, beating the national average by 1.1 percent.", "HL302", "1.1 percent"),
    ("Exports grew 8 percent, exceeding the average growth of the region by 2.1 percent.", "HL302", "2.1 percent"),
]  # fmt: skip
"""Texts with an error, its rule, and the figure accused."""

RIGHT = [
    "Deliveries rose 12 percent from a year earlier to $5.2 billion in June from $5.0 billion in April.",
    "Bavaria's exports slid to $4.85 billion in October from $5.0 billion in September, down 12% year on year.",
    "Orders fell 1.4 percent in June to 129.4 billion euros, from 131.2 billion euros in April, and rose 0.4 percent on June 2023.",
    "对越南出口同比增长12%至52亿美元，较4月的50亿美元多2亿美元。",
    "全年出货额由上半年的200亿元扩大到430亿元，增长10%。",
    "Sales rose at an average annual rate of 8 percent, from $5.0 billion in 2019 to $7.35 billion in 2024.",
    "Exports in 2023 rose 12 percent to $4.4 billion, up from $0.8 billion in 2000.",
    "The loss widened to $2.4 million from $2.0 million, while sales grew 3 percent.",
    "净利润由31亿元降至28亿元，营收增长12%。",
    "The bank lent $4.1 billion at 5 percent, up from $3.1 billion.",
    "Shipments came to $5.6 billion from $5.2 billion, after an increase of 12 percent in May.",
    "Exports to Chile rose 12% to $5.2 billion, compared with $6.1 billion for Peru.",
    "Net profit rose 12 percent to $5 million on $40 million in sales.",
    "Deals ranged from $5 million to $20 million, up 12% on average.",
    "1至5月出口增长12%至44亿元，首次超过40亿元。",
    "上半年，全省出口量和出口额分别增长3%和4%。",
    "Wages rose 4 percent and topped the national average by 11 percent.",
    "Shipments declined by 5.6 percent, from $46.3 billion in 2022 to $43.7 billion in 2023.",
    "Deliveries of cotton fell by 14.5 percent, from $11.808 million to $10.096 million, and those of wool by 15.83 percent, from $1,320.895 million to $1,111.820 million.",
    "Imports went up by $361 million (22.6 percent), from $1.6 billion to $1.9 billion.",
    "Compared with the month before, exports grew 10.7% ($14.9 billion) from $139.4 billion in January.",
    "The surplus is below September's just over $15.04 billion, yet up 24% from the $10.1 billion of October 2020.",
    "Trade of $3.2 billion with Chile compares with $2.9 billion with Peru, an increase of 21 percent.",
    "Dongguan had exports of 7.62 billion yuan ($1.106 billion), sales of 4.35 billion yuan ($0.631 billion) and trade of 110.5 billion yuan ($16.4 billion) in 2022.",
    "一季度，全省进口与出口分别为348.7亿元和336.4亿元。",
    "2020年12月茶叶出口量为2.46万吨，减少24.88%，出口额为1.59亿美元，减少17.11%。",
    "民营企业出口757.7亿元，增长4.8%，占全省出口总值的79.4%。",
    "Xiamen traded 76.46 billion yuan ($10.68 billion) of goods with BRICS countries from January to October 2022.",
    "累计贸易顺差438.1亿美元，增长23.8%，比去年同期多84.1亿美元。",
    "出口由2412.66亿美元降至2155.53亿美元，下降10.7%。",
    "前三季度衢州出口1524.7亿元，增长51.1%，比2020年全年的1503.6亿元还多。",
    "Exports came to $5.2 billion, up 12%, compared with $5.1 billion in all of 2020.",
    "Exports came to $42.9 billion, imports to $12.4 billion. The surplus was $30.5 billion. Exporters of oil sold it at $71.64 a barrel.",
    "出口55.3亿元，进口3.2亿元，对日出口8.8亿元。香菇很值钱，1公斤要1200多元。",
    "Exports of quorn rose 7.7% to N5.6 billion in 2023 from N5.2 billion in 2022.",
    "Quorn posted a rise of 16.1 percent to $2.81 billion in May 2023 from $2.42 billion in April 2023.",
    "Exports of quorn recorded an increase of 0.37 percent over the eight months, from $19.414 billion to $19.486 billion.",
    "5月青團出口44.1萬噸，同比下降13%，環比下降25.7%。",
    "Exports of quorn were down 13% year-on-year, down 25.7% month-on-month.",
    "The 4 percent rise to $5 billion exceeded the average of five years by 3 percent.",
    "A year before, the country had a deficit of USD 4.3 billion. Exports since January come to USD 16.8 billion, imports to USD 14.6 billion.",
]
"""Texts without one."""


@pytest.mark.parametrize(("text", "code", "figure"), WRONG)
def test_a_figure_that_words_tie_to_others_is_accused(hinterland: Hinterland, text: str, code: str, figure: str) -> None:
    """The rule and the figure."""
    found = [(f.code, text[f.start : f.end]) for f in hinterland.check(text, dated="2024-03-01").findings]
    assert (code, figure) in found


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_or_is_of_something_else_is_left_alone(hinterland: Hinterland, text: str) -> None:
    """No error at all."""
    assert [f.code for f in hinterland.check(text, dated="2024-03-01").findings if f.severity == "error"] == []


CURRENCIES = [
    ("前三季度，衢州外贸进出口总值1957.7亿美元；其中，出口1524.7亿元，进口433.0亿元。", "HL103", "1957.7亿美元"),
    ("5月，顺德区外贸进出口总值141.8亿元。其中，出口121.2亿元；进口20.6亿美元。", "HL103", "20.6亿美元"),
    ("一季度，全省进口与进口分别为348.7亿元和336.4亿元，几乎平分秋色。", "HL101", "336.4亿元"),
    ("In the first nine months of 2023 China-Russia trade rose to 1.28 trillion yuan ($150.3 billion).", "HL101", "$150.3 billion"),
]
"""Amounts in a wrong currency, or at a rate that no day of the year had, whosever they are; one flow named twice."""


@pytest.mark.parametrize(("text", "code", "figure"), CURRENCIES)
def test_currencies_and_flows_that_do_not_fit_each_other_are_accused(hinterland: Hinterland, text: str, code: str, figure: str) -> None:
    """The rule and the figure."""
    found = [(f.code, text[f.start : f.end]) for f in hinterland.check(text, dated="2024-06-01").findings]
    assert (code, figure) in found


def test_totals_in_two_currencies_are_no_conflict(hinterland: Hinterland) -> None:
    """Each with parts of its own."""
    text = "1至9月衢州外贸进出口1957.7亿元，折合275.3亿美元；其中，出口1524.7亿元（214.4亿美元），进口433.0亿元（60.9亿美元）。"
    assert [f.code for f in hinterland.check(text, dated="2024-03-01").findings if f.severity == "error"] == []
