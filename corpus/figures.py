"""Read the figure of a label: the interval that its printed digits leave open, and its unit, in English and Chinese.

Deliberately apart from the project's own reader: labels are what that reader is judged by. `interval_of` takes the words of a span and returns low, high (negative
where the figure falls) and the unit (CNY, USD, percent, percentage_point, ratio, count, rank, or a unit of quantity), each None where the words don't say.
"""

from __future__ import annotations

import re

CURRENCIES = (
    (r"(?:US\s?dollars?|U\.S\.\s?dollars?|USD|US\$|美元|美金)", "USD"),
    (r"HK\$|HKD|Hong Kong dollars?|港元|港币", "HKD"),
    (r"NT\$|TWD|新台币|新臺幣|新台幣", "TWD"),
    (r"C\$|CAD|加元", "CAD"),
    (r"A\$|AUD|澳元", "AUD"),
    (r"S\$|SGD|新元", "SGD"),
    (r"MOP|patacas?|澳门元", "MOP"),
    (r"R\$|BRL|\breais\b|雷亚尔", "BRL"),
    (r"(?:€|\beuros?\b|\bEUR\b|欧元|歐元)", "EUR"),
    (r"(?:£|\bpounds?\b|GBP|英镑|英鎊)", "GBP"),
    (r"\byen\b|JPY|¥(?=\s?\d.*(?:yen))|日元|日圓", "JPY"),
    (r"won\b|KRW|韩元", "KRW"),
    (r"\brupees?|\bINR|\bRs\b\.?|₹|卢比", "INR"),
    (r"Rp|rupiah|IDR|印尼盾", "IDR"),
    (r"RM(?=\s?\d)|ringgit|MYR|林吉特|令吉", "MYR"),
    (r"baht|THB|泰铢", "THB"),
    (r"VND|dong|越南盾", "VND"),
    (r"pesos?|PHP|比索", "PHP"),
    (r"PKR|巴基斯坦卢比", "PKR"),
    (r"rubles?|roubles?|RUB|卢布", "RUB"),
    (r"yuan|RMB|renminbi|CNY|¥|人民币|元", "CNY"),
    (r"\$|dollars?", "USD"),
)
SCALES = {
    "万亿": 1e12, "兆": 1e12, "千亿": 1e11, "百亿": 1e10, "亿": 1e8, "億": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4, "萬": 1e4, "千": 1e3, "百": 1e2,
    "trillion": 1e12, "tn": 1e12, "trn": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "mn": 1e6, "m": 1e6, "thousand": 1e3, "hundred": 1e2, "crore": 1e7, "lakh": 1e5, "b": 1e9,
}  # fmt: skip
CHINESE = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "首": 1, "冠": 1}
ENGLISH = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
        ],
        1,
    )
} | {"top": 1, "largest": 1, "biggest": 1, "highest": 1, "leading": 1}
FRACTIONS = {
    "half": 50.0,
    "一半": 50.0,
    "quarter": 25.0,
    "third": 100 / 3,
    "two-thirds": 200 / 3,
    "two thirds": 200 / 3,
    "three-quarters": 75.0,
    "fifth": 20.0,
}
MULTIPLES = {
    "double": 2,
    "doubled": 2,
    "twice": 2,
    "triple": 3,
    "tripled": 3,
    "threefold": 3,
    "quadrupled": 4,
    "翻番": 2,
    "翻一番": 2,
    "倍增": 2,
}
NUMBER = re.compile(r"\d[\d,，]*(?:[.．]\d+)?")
SCALE = re.compile(r"\s*-?(?!千瓦)(" + "|".join(sorted(SCALES, key=len, reverse=True)) + r")(?![a-z])", re.IGNORECASE)


def unit_of(text: str) -> str | None:
    """The unit that the words of a span name."""
    lowered = text.lower()
    if re.search(r"百分[点點]|percentage[- ]points?|(?<![a-z])pp\b|\bppts?\b|percent points?|basis points?|\bpts?\b", lowered):
        return "percentage_point"
    if re.search(r"%|％|per ?cent|成|百分之", lowered):
        return "percent"
    for words, code in CURRENCIES:
        if re.search(words, text, re.IGNORECASE):
            return code
    if re.search(r"倍|fold\b|\btimes\b|翻番|翻一番|doubl(?!e-)|tripl|quadrupl|twice", lowered):
        return "ratio"
    return None


def chinese_number(text: str) -> float | None:
    """A small Chinese numeral (up to 99) at the head of what is left of a phrase."""
    match = re.search(r"[零〇一二两三四五六七八九十]+", text)
    if not match:
        return None
    word = match[0]
    if "十" in word:
        tens, _, ones = word.partition("十")
        return float((CHINESE.get(tens, 1) if tens else 1) * 10 + (CHINESE.get(ones, 0) if ones else 0))
    return float(CHINESE[word[0]])


def interval_of(text: str, falls: bool, kind: str, op: str) -> tuple[float | None, float | None, str | None]:
    """The interval and the unit of a span's figure; a figure that falls is negative."""
    unit = unit_of(text)
    lowered = text.lower()
    if kind in ("rank", "record", "first"):
        value = _integer(lowered) or 1.0
        return value, value, "rank"
    if kind in ("count", "streak"):
        value = _integer(lowered)
        return value, value, "count"
    match = NUMBER.search(text)
    if match is None:
        return (*_in_words(lowered, falls, unit), unit or ("percent" if op in ("share", "growth") else None))
    digits = match[0].replace(",", "").replace("，", "").replace("．", ".").rstrip(".")
    places = len(digits.partition(".")[2])
    factor = 1.0
    rest = text[match.end() :]
    while scale := SCALE.match(rest):
        factor *= SCALES[scale[1].lower()]
        rest = rest[scale.end() :]
    if "成" in rest[:2] and unit == "percent":
        factor = 10.0
    if "basis point" in lowered:
        factor = 0.01
    value, half = float(digits) * factor, 0.5 * 10.0**-places * factor
    if unit == "ratio" and re.search(r"(增长|增|上升|提高|增加)\D{0,3}\d", text):
        value += 1
    if "percent" in (unit or "") and re.match(r"\s*[-−–]", text):
        falls = True
    low, high = value - half, value + half
    return (-high, -low, unit) if falls else (low, high, unit)


def _integer(lowered: str) -> float | None:
    if match := NUMBER.search(lowered):
        return float(match[0].replace(",", ""))
    for word in re.findall(r"[a-z]+", lowered):
        if word in ORDINALS:
            return float(ORDINALS[word])
        if word in ENGLISH:
            return float(ENGLISH[word])
    return chinese_number(lowered)


def _in_words(lowered: str, falls: bool, unit: str | None) -> tuple[float | None, float | None]:
    value = next((v for word, v in FRACTIONS.items() if word in lowered), None)
    if value is None:
        value = next((float(v) for word, v in MULTIPLES.items() if word in lowered), None)
    if value is None and "成" in lowered:
        tenths = chinese_number(lowered)
        value = tenths * 10 + (5 if "成半" in lowered else 0) if tenths else None
    if value is None:
        counted = _integer(lowered)
        scale = SCALE.search(lowered)
        value = counted * SCALES[scale[1].lower()] if counted and scale else counted if unit else None
    return (None, None) if value is None else (-value, -value) if falls else (value, value)
