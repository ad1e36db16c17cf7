"""Typography made plain: what stands for what, and where each stretch leads back to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.reading import read
from hinterland.reading.plain import plain

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pro\u00advin\u200bces", "provinces"),
        ("6\u00ad82.31 bil\u200dlion", "682.31 billion"),
        ("\u200e17.3\u200f\ufe0f%", "17.3%"),
        ("a\u2003b  c\u200ad", "a b c d"),
        ("安徽 出口 6823.1 亿元", "安徽出口6823.1亿元"),
        ("682\u202f310 million", "682,310 million"),
        ("682’310 million", "682,310 million"),
        ("10 135.6亿元", "10135.6亿元"),
        ("出口10，135.6亿元", "出口10135.6亿元"),
        ("1.013,56 billion", "1,013.56 billion"),
        ("17·3%, 1·013 trillion", "17.3%, 1.013 trillion"),
        ("10·135.6 billion", "10,135.6 billion"),
        ("rose 17,3% to 1.013 billion", "rose 17.3% to 1,013 billion"),
        ("rose 17.3% to 1.013 trillion", "rose 17.3% to 1.013 trillion"),
        ("１７．３％ 𝟏𝟕 ٣", "17.3% 17 3"),
        ("Cafe\u0301 of\ufb01cial", "Café official"),
        ("17.3&#37; of&nbsp;it", "17.3% of it"),
        ("Anhui\u0092s, Hubeiâ€™s", "Anhui's, Hubei's"),
        ("<b>17.3</b>% and **5**%", "17.3% and 5%"),
        ("rose to\r\n682.31 billion", "rose to 682.31 billion"),
        ("the ex-\nports of", "the exports of"),
        ("the export-\nled growth", "the export-led growth"),
        ("exports of 682,\n310 million", "exports of 682,310 million"),
        ("trade of\nAnhui", "trade of Anhui"),
        ("安徽省对外贸易进出\n口总额达到一万亿元", "安徽省对外贸易进出口总额达到1万亿元"),
        ("全省进出口总额为10\n135.6亿元", "全省进出口总额为10135.6亿元"),
        ("year–on–year –6%", "year-on-year -6%"),
        ("1.01356e4亿元, 1.01356E+3 billion", "10135.6亿元, 1013.56 billion"),
        ("1.01356×10⁴亿元, 1.01356 x 10^3 billion, 1.5×10<sup>4</sup>亿元", "10135.6亿元, 1013.56 billion, 15000亿元"),
        ("\u202e6.53101\u202c亿元, 10\u202e531\u202c.6亿元", "10135.6亿元, 10135.6亿元"),
        ("<del>9999</del>10135.6, <s>999</s>1,013.56", "10135.6, 1,013.56"),
        ('<span style="display:none">99</span>10135.6', "10135.6"),
        ("10135.6①亿元, 10135.6²亿元, 10135.6<sup>1</sup>亿元", "10135.6亿元, 10135.6亿元, 10135.6亿元"),
        ("进出口10135。6亿元。", "进出口10135.6亿元。"),
    ],
)  # fmt: skip
def test_typography_is_made_plain(text: str, found: str) -> None:
    assert plain(text).text == found


@pytest.mark.parametrize(
    "text",
    ["Trade in 2025\nAnhui leads", "安徽6823.1亿元\n湖北4340.1亿元\n河南5340.1亿元", "- Anhui\n- Hubei", "| a |\n| b |", "100 m², 2025。12月", "January–March", "up 5%.\nAnhui"],
)  # fmt: skip
def test_what_is_no_typography_stays(text: str) -> None:
    assert plain(text).text == text


PIECES = [
    "17",
    ".",
    ",",
    "·",
    "'",
    "\xad",
    "\xa0",
    " ",
    "\n",
    "\r\n",
    "-",
    "安徽",
    "出口",
    "百分之五",
    "亿元",
    "é",
    "ﬁ",
    "&nbsp;",
    "&#37;",
    "**",
    "%",
    "exports",
    "of",
]


@settings(max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_each_stretch_leads_back_to_one_of_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    found = plain(text)
    places = [found.original(i, i + 1) for i in range(len(found.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


DISGUISED = (
    "1O135.6",
    "1Ｏ135.6",
    "l0135.6",
    "1013S.6",
    "1О135.6",
    "10/135.6",
    "①0135.6",
    "1①135.6",
    "¹⁰135.6",
    "10一35.6",
    "10²",
    "1.5×10",
)


@pytest.mark.parametrize("text", [
    "exports of 1'23.4 billion yuan", "version 1.2.3", "exports of 1·234 billion yuan", "12_34 billion yuan", "exports of 1O13.56 billion yuan",
    "exports of l,013.56 billion yuan", "exports of 1,O13.56 billion yuan", "exports of 1,013.5B billion yuan", *(f"2025年安徽省进出口总值{x}亿元。" for x in DISGUISED),
])  # fmt: skip
def test_a_fragment_of_a_number_is_no_number(text: str) -> None:
    assert [c.text for c in read(text, TODAY).claims if c.low is not None] == []


@pytest.mark.parametrize("digits", ["9" * 19, "9" * 30, "9" * 40, "1" + "0" * 21])
def test_numbers_beyond_all_that_is_stored_are_read_as_too_large(digits: str) -> None:
    claims = read(f"Anhui's exports were {digits} billion yuan in 2025.", TODAY).claims
    assert [c.text for c in claims] == [f"{digits} billion yuan"]
    assert claims[0].low is not None and Decimal(10) ** 20 < claims[0].low < Decimal(10) ** 22
