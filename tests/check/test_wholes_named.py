"""The whole of a share, a total behind its parts and what is set against a list of parts accuse nobody; flows named alike side by side still do."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.check.document import from_text

TRUE = [
    "上半年，全国机电产品出口7.8万亿元，占出口总值13万亿元的60%。",
    "福建高新技术产品出口412亿元，占全省出口总值1560亿元的26.4%。",
    "宁波对美国出口305亿元，占全市出口3340亿元的9.1%。",
    "民营企业出口8.6万亿元，占同期出口总值13万亿元的66.2%。",
    "苏州拌豆腐出口12.4亿元，占全市出口总值5310亿元的0.2%。",
    "Exports of machinery came to $22.5 billion, or 45 percent of total exports of $50 billion.",
    "Exports of turnips came to $4.5 billion, 9 percent of exports of $50 billion.",
    "Malaysia's oil exports stood at $2.11 billion and its non-oil exports at $20.23 billion, for total exports of $22.34 billion.",
    "Exports of goods and services were put at $68.0 billion, of which goods were $35.1 billion and services $32.9 billion, against $63.8 billion a year ago, an increase of 6.6 percent.",
    "The current account showed a surplus of 3.4 trillion yen, with goods at a deficit of 0.52 trillion yen: exports 8.05 trillion yen and imports 8.57 trillion yen.",
]
WRONG = [
    ("Vietnam's exports came to $405 billion and its exports to $381 billion in 2024.", "HL101"),
    ("2024年越南出口4055亿美元，出口3808亿美元。", "HL101"),
]


@pytest.mark.parametrize("text", TRUE)
def test_a_true_text_has_no_error(hinterland: Hinterland, text: str) -> None:
    report = hinterland.check(from_text("t", text), dated=date(2025, 7, 14))
    assert [f.message for f in report.findings if f.severity == "error"] == []


@pytest.mark.parametrize(("text", "code"), WRONG)
def test_a_flow_named_twice_is_still_an_error(hinterland: Hinterland, text: str, code: str) -> None:
    report = hinterland.check(from_text("t", text), dated=date(2025, 7, 14))
    assert code in {f.code for f in report.findings if f.severity == "error"}
