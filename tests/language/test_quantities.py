"""Quantities as newsrooms write them, in both languages: what is read, between which ends, in which unit. An end of None is open."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.codes import Language
from hinterland.interval import last_digit
from hinterland.language.quantities import quantities
from hinterland.language.split import language_of

ENGLISH: list[tuple[Any, ...]] = [
    ("a trillion yuan", "a trillion yuan", "5e11", "1.5e12", "CNY"),
    ("half a trillion yuan", "half a trillion yuan", "4.5e11", "5.5e11", "CNY"),
    ("two billion yuan", "two billion yuan", "1.5e9", "2.5e9", "CNY"),
    ("twelve billion dollars", "twelve billion dollars", "11.5e9", "12.5e9", "USD"),
    ("yuan 5 billion", "yuan 5 billion", "4.5e9", "5.5e9", "CNY"),
    ("RMB3.5tn", "RMB3.5tn", "3.45e12", "3.55e12", "CNY"),
    ("2,737.4bn yuan", "2,737.4bn yuan", "2.73735e12", "2.73745e12", "CNY"),
    ("834.01 billion RMB", "834.01 billion RMB", "834.005e9", "834.015e9", "CNY"),
    ("1,013.56 billion yuan", "1,013.56 billion yuan", "1013.555e9", "1013.565e9", "CNY"),
    ("45.47 trillion renminbi", "45.47 trillion renminbi", "45.465e12", "45.475e12", "CNY"),
    ("3.5 trillion-yuan", "3.5 trillion-yuan", "3.45e12", "3.55e12", "CNY"),
    ("10 hundred million yuan", "10 hundred million yuan", "0.95e9", "1.05e9", "CNY"),
    ("US$1.2bn", "US$1.2bn", "1.15e9", "1.25e9", "USD"),
    ("$120 billion", "$120 billion", "119.5e9", "120.5e9", "USD"),
    ("5 million US dollars", "5 million US dollars", "4.5e6", "5.5e6", "USD"),
    ("¥500 million", "¥500 million", "499.5e6", "500.5e6", "CNY"),
    ("100 billion yuan or more", "100 billion yuan", "100e9", None, "CNY"),
    ("more than 9 trillion RMB", "9 trillion RMB", "9e12", None, "CNY"),
    ("over 1 trillion yuan", "1 trillion yuan", "1e12", None, "CNY"),
    ("exceeded 1 trillion yuan", "1 trillion yuan", "1e12", None, "CNY"),
    ("topped 1 trillion yuan", "1 trillion yuan", "1e12", None, "CNY"),
    ("surpassed 1 trillion yuan", "1 trillion yuan", "1e12", None, "CNY"),
    ("less than 2 trillion yuan", "2 trillion yuan", None, "2e12", "CNY"),
    ("under 2 trillion yuan", "2 trillion yuan", None, "2e12", "CNY"),
    ("nearly 3.5 trillion yuan", "3.5 trillion yuan", "3.4e12", "3.5e12", "CNY"),
    ("almost 3.5 trillion yuan", "3.5 trillion yuan", "3.4e12", "3.5e12", "CNY"),
    ("close to 3.5 trillion yuan", "3.5 trillion yuan", "3.4e12", "3.5e12", "CNY"),
    ("about 3.5 trillion yuan", "3.5 trillion yuan", "3.35e12", "3.65e12", "CNY"),
    ("around 5.5 trillion RMB", "5.5 trillion RMB", "5.35e12", "5.65e12", "CNY"),
    ("roughly 5.5 trillion RMB", "5.5 trillion RMB", "5.35e12", "5.65e12", "CNY"),
    ("just over 3.5 trillion yuan", "3.5 trillion yuan", "3.5e12", "3.6e12", "CNY"),
    ("slightly more than 3.5 trillion yuan", "3.5 trillion yuan", "3.5e12", "3.6e12", "CNY"),
    ("at least 3.5 trillion yuan", "3.5 trillion yuan", "3.5e12", None, "CNY"),
    ("up to 3.5 trillion yuan", "3.5 trillion yuan", None, "3.5e12", "CNY"),
    ("17.3%", "17.3%", "17.25", "17.35", "percent"),
    ("17.3 percent", "17.3 percent", "17.25", "17.35", "percent"),
    ("17.3 per cent", "17.3 per cent", "17.25", "17.35", "percent"),
    ("5pct", "5pct", "4.5", "5.5", "percent"),
    ("+4.4%", "+4.4%", "4.35", "4.45", "percent"),
    ("-0.7%", "-0.7%", "-0.75", "-0.65", "percent"),
    ("−0.7%", "−0.7%", "-0.75", "-0.65", "percent"),
    ("–0.7%", "–0.7%", "-0.75", "-0.65", "percent"),
    ("twenty-one percent", "twenty-one percent", "20.5", "21.5", "percent"),
    ("ten percent", "ten percent", "9.5", "10.5", "percent"),
    ("17-19 percent", "17-19 percent", "17", "19", "percent"),
    ("15 to 20 percent", "15 to 20 percent", "15", "20", "percent"),
    ("15%-20%", "15%-20%", "15", "20", "percent"),
    ("more than 17.3 percent", "17.3 percent", "17.3", None, "percent"),
    ("nearly 15%", "15%", "14", "15", "percent"),
    ("around 5%", "5%", "3.5", "6.5", "percent"),
    ("10 percent or so", "10 percent", "8.5", "11.5", "percent"),
    ("no less than 5 percent", "5 percent", "5", None, "percent"),
    ("not less than 5 percent", "5 percent", "5", None, "percent"),
    ("no more than 5 percent", "5 percent", None, "5", "percent"),
    ("just under 5 percent", "5 percent", "4", "5", "percent"),
    ("2.5 percentage points", "2.5 percentage points", "2.45", "2.55", "percentage_point"),
    ("2.5-percentage-point", "2.5-percentage-point", "2.45", "2.55", "percentage_point"),
    ("13.5 points faster", "13.5 points", "13.45", "13.55", "percentage_point"),
    ("0.5 pp", "0.5 pp", "0.45", "0.55", "percentage_point"),
    ("30 basis points", "30 basis points", "0.295", "0.305", "percentage_point"),
    ("half of its trade", "half", "48", "52", "percent"),
    ("one-tenth of the whole", "one-tenth", "8", "12", "percent"),
    ("a quarter of the total", "a quarter", "23", "27", "percent"),
    ("three quarters of its exports", "three quarters", "73", "77", "percent"),
    ("two-fifths of the total", "two-fifths", "38", "42", "percent"),
    ("threefold", "threefold", "2.5", "3.5", "ratio"),
    ("2.5-fold", "2.5-fold", "2.45", "2.55", "ratio"),
    ("doubled", "doubled", "1.9", "2.2", "ratio"),
    ("tripled", "tripled", "2.9", "3.2", "ratio"),
    ("quadrupled", "quadrupled", "3.9", "4.2", "ratio"),
    ("more than doubled", "doubled", "2", None, "ratio"),
    ("nearly tripled", "tripled", "2.7", "3", "ratio"),
    ("nearly doubled", "doubled", "1.8", "2", "ratio"),
    ("halved", "halved", "0.45", "0.55", "ratio"),
    ("three times that", "three times", "2.5", "3.5", "ratio"),
    ("1.8 times as much", "1.8 times", "1.75", "1.85", "ratio"),
    ("twice the size", "twice", "1.9", "2.2", "ratio"),
    ("1.228 million vehicles", "1.228 million vehicles", "1227500", "1228500", "units"),
    ("9,054 cars", "9,054 cars", "9053.5", "9054.5", "units"),
    ("954,000 units", "954,000 units", "953999.5", "954000.5", "units"),
    ("more than 1 million vehicles", "1 million vehicles", "1e6", None, "units"),
    ("1,200 companies", "1,200 companies", "1200", "1200", "count"),
    ("1.2 million tonnes", "1.2 million tonnes", "1150000", "1250000", "count"),
    ("1.05 million TEUs", "1.05 million TEUs", "1045000", "1055000", "count"),
    ("4,000 trains", "4,000 trains", "4000", "4000", "count"),
]  # fmt: skip

CHINESE: list[tuple[Any, ...]] = [
    ("10135.6亿元", "10135.6亿元", "1.013555e12", "1.013565e12", "CNY"),
    ("1.01万亿元", "1.01万亿元", "1.005e12", "1.015e12", "CNY"),
    ("1万1千亿元", "1万1千亿元", "1.05e12", "1.15e12", "CNY"),
    ("3千亿元", "3千亿元", "2.5e11", "3.5e11", "CNY"),
    ("1亿2千万元", "1亿2千万元", "1.15e8", "1.25e8", "CNY"),
    ("1,234.5亿元", "1,234.5亿元", "123.445e9", "123.455e9", "CNY"),
    ("120亿美元", "120亿美元", "119.5e8", "120.5e8", "USD"),
    ("1200万元", "1200万元", "11.995e6", "12.005e6", "CNY"),
    ("5亿元人民币", "5亿元人民币", "4.5e8", "5.5e8", "CNY"),
    ("一万亿元", "一万亿元", "5e11", "1.5e12", "CNY"),
    ("两万亿元", "两万亿元", "1.5e12", "2.5e12", "CNY"),
    ("十亿元", "十亿元", "0.95e9", "1.05e9", "CNY"),
    ("一百二十亿元", "一百二十亿元", "11.95e9", "12.05e9", "CNY"),
    ("五点五亿元", "五点五亿元", "5.45e8", "5.55e8", "CNY"),
    ("3.2亿", "3.2亿", "3.15e8", "3.25e8", "CNY"),
    ("12.5万亿", "12.5万亿", "12.45e12", "12.55e12", "CNY"),
    ("１２３４亿元", "１２３４亿元", "123.35e9", "123.45e9", "CNY"),
    ("突破万亿元", "万亿元", "1e12", None, "CNY"),
    ("跨过千亿元", "千亿元", "1e11", None, "CNY"),
    ("近8200亿元", "8200亿元", "819.9e9", "820e9", "CNY"),
    ("接近8200亿元", "8200亿元", "819.9e9", "820e9", "CNY"),
    ("超过8200亿元", "8200亿元", "820e9", None, "CNY"),
    ("逾8200亿元", "8200亿元", "820e9", None, "CNY"),
    ("超8200亿元", "8200亿元", "820e9", None, "CNY"),
    ("突破8200亿元", "8200亿元", "820e9", None, "CNY"),
    ("不足2万亿元", "2万亿元", None, "2e12", "CNY"),
    ("不到2万亿元", "2万亿元", None, "2e12", "CNY"),
    ("约2.5万亿元", "2.5万亿元", "2.35e12", "2.65e12", "CNY"),
    ("2.5万亿元左右", "2.5万亿元", "2.35e12", "2.65e12", "CNY"),
    ("2万亿元以上", "2万亿元", "2e12", None, "CNY"),
    ("2万亿元以下", "2万亿元", None, "2e12", "CNY"),
    ("不少于2万亿元", "2万亿元", "2e12", None, "CNY"),
    ("不超过2万亿元", "2万亿元", None, "2e12", "CNY"),
    ("8200多亿元", "8200多亿元", "820e9", None, "CNY"),
    ("10余亿元", "10余亿元", "1e9", None, "CNY"),
    ("20多亿美元", "20多亿美元", "2e9", None, "USD"),
    ("17.3%", "17.3%", "17.25", "17.35", "percent"),
    ("-0.7%", "-0.7%", "-0.75", "-0.65", "percent"),
    ("１７．３％", "１７．３％", "17.25", "17.35", "percent"),
    ("百分之十七", "百分之十七", "16.5", "17.5", "percent"),
    ("百分之三点五", "百分之三点五", "3.45", "3.55", "percent"),
    ("百分之17.3", "百分之17.3", "17.25", "17.35", "percent"),
    ("15%至20%", "15%至20%", "15", "20", "percent"),
    ("15%—20%", "15%—20%", "15", "20", "percent"),
    ("10～20%", "10～20%", "10", "20", "percent"),
    ("超过70%", "70%", "70", None, "percent"),
    ("至少5%", "5%", "5", None, "percent"),
    ("不超过5%", "5%", None, "5", "percent"),
    ("略高于5%", "5%", "5", "6", "percent"),
    ("5%以内", "5%", None, "5", "percent"),
    ("2.5个百分点", "2.5个百分点", "2.45", "2.55", "percentage_point"),
    ("两个百分点", "两个百分点", "1.5", "2.5", "percentage_point"),
    ("七成", "七成", "65", "75", "percent"),
    ("近七成", "七成", "60", "70", "percent"),
    ("超七成", "七成", "70", None, "percent"),
    ("七成五", "七成五", "74.5", "75.5", "percent"),
    ("七成半", "七成半", "74.5", "75.5", "percent"),
    ("一半", "一半", "48", "52", "percent"),
    ("半数以上", "半数", "50", None, "percent"),
    ("四分之一", "四分之一", "23", "27", "percent"),
    ("五分之三", "五分之三", "58", "62", "percent"),
    ("十分之三", "十分之三", "28", "32", "percent"),
    ("翻番", "翻番", "1.9", "2.3", "ratio"),
    ("翻了一番", "翻了一番", "1.9", "2.3", "ratio"),
    ("翻两番", "翻两番", "3.9", "4.3", "ratio"),
    ("翻一番还多", "翻一番", "2", None, "ratio"),
    ("近翻番", "翻番", "1.7", "2", "ratio"),
    ("增长了3倍", "增长了3倍", "3.5", "4.5", "ratio"),
    ("增长3.5倍", "增长3.5倍", "4.45", "4.55", "ratio"),
    ("增长近3倍", "增长近3倍", "3", "4", "ratio"),
    ("增长超过3倍", "增长超过3倍", "4", None, "ratio"),
    ("3.5倍", "3.5倍", "3.45", "3.55", "ratio"),
    ("三倍", "三倍", "2.5", "3.5", "ratio"),
    ("相当于3个湖北", "3个", "2.5", "3.5", "ratio"),
    ("122.8万辆", "122.8万辆", "1227500", "1228500", "units"),
    ("9054辆", "9054辆", "9053.5", "9054.5", "units"),
    ("3000台", "3000台", "2999.5", "3000.5", "units"),
    ("超100万辆", "100万辆", "1e6", None, "units"),
    ("1200家", "1200家", "1200", "1200", "count"),
    ("105万吨", "105万吨", "1045000", "1055000", "count"),
    ("30万标准箱", "30万标准箱", "295000", "305000", "count"),
    ("1200列", "1200列", "1200", "1200", "count"),
]  # fmt: skip

NUMERALS = ("7", "12", "3.5", "834.01", "1,013.56")
SCALES = (("million", 6), ("billion", 9), ("trillion", 12), ("bn", 9), ("tn", 12))
SPELT = [
    (before + number + gap + scale + after, number, power, unit)
    for number, (scale, power) in product(NUMERALS, SCALES)
    for before, gap, after, unit in (("RMB ", " ", "", "CNY"), ("", " ", " yuan", "CNY"), ("$", " ", "", "USD"), ("", "", " dollars", "USD"))
]  # fmt: skip
COUNTED = [
    (number + scale + after, number, power, unit)
    for number, (scale, power) in product(NUMERALS, (("亿", 8), ("万亿", 12), ("百亿", 10)))
    for after, unit in (("元", "CNY"), ("美元", "USD"))
]  # fmt: skip
NOTHING = [
    ("en", "in 2025"), ("en", "No. 5 of the list"), ("en", "12 provinces"), ("en", "€5 billion"), ("en", "a yuan"), ("en", "the first half"),
    ("en", "point of view"), ("en", "Boeing 737"), ("zh", "2025年"), ("zh", "第5位"), ("zh", "成立"), ("zh", "三成立"), ("zh", "12个省份"),
]  # fmt: skip


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def marked(row: tuple[Any, ...]) -> Any:
    return pytest.param(*row, id=row[0])


def one(text: str, language: Language) -> Any:
    found = quantities(text, language)
    assert len(found) == 1, [q.text for q in found]
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


def reads(text: str, language: Language, span: str, low: str | None, high: str | None, unit: str) -> None:
    q = one(text, language)
    assert (q.text, q.unit) == (span, unit)
    assert (q.interval.low, q.interval.high) == (decimal(low), decimal(high))


@pytest.mark.parametrize(("text", "span", "low", "high", "unit"), [marked(r) for r in ENGLISH])
def test_an_english_quantity_has_its_ends_and_unit(text: str, span: str, low: str | None, high: str | None, unit: str) -> None:
    reads(text, "en", span, low, high, unit)
    q = one(f"It was {text} then", "en")
    assert (q.text, q.interval.low, q.interval.high) == (span, decimal(low), decimal(high))


@pytest.mark.parametrize(("text", "span", "low", "high", "unit"), [marked(r) for r in CHINESE])
def test_a_chinese_quantity_has_its_ends_and_unit(text: str, span: str, low: str | None, high: str | None, unit: str) -> None:
    reads(text, "zh", span, low, high, unit)
    q = one(f"其中，{text}，", "zh")
    assert (q.text, q.interval.low, q.interval.high) == (span, decimal(low), decimal(high))


@pytest.mark.parametrize(("text", "number", "power", "unit"), SPELT)
def test_every_scale_goes_with_every_currency_in_english(text: str, number: str, power: int, unit: str) -> None:
    value, half = Decimal(number.replace(",", "")).scaleb(power), last_digit(number).scaleb(power) / 2
    q = one(text, "en")
    assert (q.text, q.unit, q.interval.low, q.interval.high) == (text, unit, value - half, value + half)


@pytest.mark.parametrize(("text", "number", "power", "unit"), COUNTED)
def test_every_scale_goes_with_every_currency_in_chinese(text: str, number: str, power: int, unit: str) -> None:
    value, half = Decimal(number.replace(",", "")).scaleb(power), last_digit(number).scaleb(power) / 2
    q = one(text, "zh")
    assert (q.text, q.unit, q.interval.low, q.interval.high) == (text, unit, value - half, value + half)


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_what_is_no_quantity_is_left_alone(language: Language, text: str) -> None:
    assert quantities(text, language) == []


def test_an_amount_in_euros_is_not_one_in_yuan() -> None:
    assert [q for q in quantities("5亿欧元", "zh") if q.unit == "CNY"] == []


@pytest.mark.parametrize(
    ("text", "share"),
    [("a third of the total", 1), ("two-thirds of the total", 2), ("三分之一", 1), ("三分之二", 2)],
)  # fmt: skip
def test_a_third_lies_within_its_interval(text: str, share: int) -> None:
    q = one(text, language_of(text))
    assert q.unit == "percent" and q.interval.holds(Decimal(100 * share) / 3) and q.interval.width == 4


def test_a_list_shares_the_unit_of_its_last_figure() -> None:
    found = quantities("They grew 8.4, 7.2 and 4 percent", "en")
    assert [(q.text, q.unit, q.interval.low) for q in found] == [
        ("8.4", "percent", Decimal("8.35")),
        ("7.2", "percent", Decimal("7.15")),
        ("4 percent", "percent", Decimal("3.5")),
    ]


def test_a_currency_named_once_goes_for_the_amounts_after_it() -> None:
    found = quantities("$1.3 billion in exports and 1.1 billion in imports", "en")
    assert [(q.text, q.unit) for q in found] == [("$1.3 billion", "USD"), ("1.1 billion", "USD")]


@given(st.text(alphabet="0123456789.,%-－约近超多亿万千百十一二两半成倍翻番元美辆年月 abtrillionyuanpercentmore$¥", max_size=60))
def test_quantities_stand_in_order_and_never_overlap(text: str) -> None:
    for language in ("en", "zh"):
        found = quantities(text, language)  # type: ignore[arg-type]
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(text[q.start : q.end] == q.text and q.start < q.end for q in found)
