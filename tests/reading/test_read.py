"""Reading a text: claims whose places are right, the same each time, and nothing named taken for the whole."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest

from hinterland.readers import open_reader
from hinterland.reading import read_claims
from hinterland.reading.decode import decide
from hinterland.reading.document import parse
from hinterland.reading.model import choose

TODAY = date(2026, 3, 15)
EN = "Anhui's exports rose 5.2 percent to 3.1 billion yuan in the first half of 2024, ranking eighth nationwide, Hefei Customs said."
ZH = "据合肥海关统计，二○二四年上半年，安徽省對美出口三點九一億元，同比增長二十五％，規模居全國第8位。"
LONG = "Exports rose 5.2 percent to 3.1 billion yuan in 2024. " * 370
ODD = ["", "12345", "🙂🚢", "🙂 Anhui's ex\u00adports rose ５.２\u202f% in 2024 🚢", "\n\n | 5% | \n", "％", EN, ZH, EN + "\n" + ZH]
CHOICE = random.Random(7)
NOUNS_EN = ["".join(CHOICE.choice("bdfgklmnprstvz") + CHOICE.choice("aeiou") for _ in range(3)) + CHOICE.choice("nxtl") for _ in range(60)]
NOUNS_ZH = ["".join(CHOICE.sample("芷莼鸢蘅砻蓼柘桁苇榫砚筌绡缇鲀鲽鳗", CHOICE.randint(2, 4))) for _ in range(60)]


@pytest.mark.parametrize("text", ODD)
def test_a_claims_words_stand_where_it_says(text: str) -> None:
    claims = read_claims(text, TODAY)
    assert all(c.start is not None and text[c.start : c.end] == c.text and c.text for c in claims)
    assert all(0 <= c.confidence <= 1 for c in claims)
    assert [c.id for c in claims] == [f"c{i + 1}" for i in range(len(claims))]


@pytest.mark.parametrize("text", ["", "12345", "🙂🚢", "\n \n"])
def test_a_text_without_trade_has_no_claims(text: str) -> None:
    assert read_claims(text, TODAY) == []


@pytest.mark.parametrize("text", [EN, ZH])
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_claims(text, TODAY) == read_claims(text, TODAY) != []


@pytest.mark.parametrize(("text", "words"), [(EN, ["5.2 percent", "3.1 billion yuan"]), (ZH, ["三點九一億元", "二十五％"])])
def test_figures_are_read_in_the_words_of_the_text(text: str, words: list[str]) -> None:
    claims = {c.text: c for c in read_claims(text, TODAY)}
    assert {claims[w].period for w in words} == {"2024-01/2024-06"}
    assert {claims[w].subject for w in words} == {"CN-AH"}
    assert {claims[w].indicator.flow for w in words} == {"export"}


@pytest.mark.parametrize("text", [LONG, "9" * 20_000, "a" * 20_000, "，" * 20_000])
def test_a_very_long_line_is_read_in_time(text: str) -> None:
    started = time.monotonic()
    claims = read_claims(text, TODAY)
    assert time.monotonic() - started < 90  # a reading that is quadratic in the length takes minutes
    assert all(text[c.start : c.end] == c.text for c in claims)


@pytest.mark.parametrize(("template", "nouns"), [
    ("exports of {} rose 5.2 percent to 3.1 billion yuan in 2024", NOUNS_EN), ("Anhui's exports of {} rose 5.2 percent to 3.1 billion yuan in 2024.", NOUNS_EN),
    ("2024年安徽省出口{}3.1亿元，增长5.2%", NOUNS_ZH),
])  # fmt: skip
def test_a_product_never_heard_of_is_not_all_products(template: str, nouns: list[str]) -> None:
    for noun in nouns:
        claims = read_claims(template.format(noun), TODAY)
        assert claims
        assert [c.text for c in claims if c.indicator.product == "all"] == [], noun


def test_the_offline_reader_is_opened_by_its_name() -> None:
    reading = open_reader("offline", {}).read(EN, TODAY)
    assert list(reading.text.claims) == read_claims(EN, TODAY)
    assert reading.to_dict()["by"] == "offline"


@pytest.mark.parametrize(("text", "subject"), [
    ("Exports to China rose 5 percent to $3 billion in October 2016.", None), ("Milk exports to China fell 7 percent.", None),
    ("China's exports rose 5 percent in October 2016.", "CN"), ("Vietnam's exports to China rose 5 percent.", "VN"),
    ("1月份出口增长5%。", "CN"),
])  # fmt: skip
def test_a_country_named_only_as_a_partner_is_not_the_one_that_reports(text: str, subject: str | None) -> None:
    claims = read_claims(text, TODAY)
    assert claims and {c.subject for c in claims} <= {subject, None}
    assert subject is None or subject in {c.subject for c in claims}


@pytest.mark.parametrize(("text", "subjects"), [
    ("Anhui's trade rose 27.3 percent in 2025, and Heilongjiang's stood at 31.26 billion yuan.", ["CN-AH", "CN-HL"]),
    ("Anhui exceeds 1 trillion yuan in 2026 and Henan exceeds 1 trillion yuan in 2027.", ["CN-AH", "CN-HA"]),
    ("Anhui's exports rose 5 percent and Henan's exports fell 3 percent in 2025.", ["CN-AH", "CN-HA"]),
])  # fmt: skip
def test_a_place_that_opens_a_clause_is_whose_its_figure_is(text: str, subjects: list[str]) -> None:
    assert [c.subject for c in read_claims(text, TODAY)] == subjects


def test_a_figure_that_stands_twice_is_of_one_flow() -> None:
    document = parse(
        "Its exports grew. Henan (935.67 billion yuan) is next.\n\nHenan's imports and exports were 935.67 billion yuan in 2025.", TODAY
    )
    found = decide(document, choose)
    assert {d.slots.get("flow") for d in found if d.slots.get("concept") and d.target.figure is not None} == {"total"}


TAKEN = (
    ("Zhejiang's exports reached 1.9 trillion yuan in the first half of 2024. The European Union took 12.5 percent more.", "growth"),
    ("Zhejiang's exports reached 1.9 trillion yuan in the first half of 2024. The European Union took 12.5 percent of them.", "share"),
    ("In 2024 Peru's exports of copper were worth $20 billion. Of this China took 9 percent more.", "growth"),
    ("In 2024 Peru's exports of copper were worth $20 billion. Of this China took 9 percent.", "share"),
    ("Chile shipped $4 billion of goods abroad in March 2024. China took 31 percent more, Brazil 4 percent fewer.", "growth"),
)
"""A place that takes some percent, of which a word right behind the figure says whether they are of the whole or above what it was."""


@pytest.mark.parametrize(("text", "op"), TAKEN)
def test_a_comparative_right_behind_a_percentage_makes_it_a_rate_of_growth(text: str, op: str) -> None:
    assert {c.indicator.op for c in read_claims(text, TODAY)[1:]} == {op}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("以美元计，2025年一季度全国货物进出口1.43万亿元，增长0.2%；其中出口8536亿元。", ["USD", "USD"]),
        ("2025年一季度全国货物进出口10.3万亿元，增长1.3%。以美元计，出口8536亿元。", ["CNY", "USD"]),
        ("以美元计，2025年一季度全国出口人民币6.13万亿元，增长5.8%。", ["CNY"]),
    ],
)
def test_bare_amounts_are_in_the_currency_that_a_sentence_opens_with(text: str, units: list[str]) -> None:
    assert [c.unit for c in read_claims(text, TODAY) if c.unit != "percent"] == units


@pytest.mark.parametrize(("text", "kinds"), [("去年7个外贸大省进出口共增2.7%。", set()), ("去年中部6省中5省进出口增长。", {"count"})])
def test_a_group_named_with_its_size_counts_nothing(text: str, kinds: set[str]) -> None:
    assert {c.kind for c in read_claims(text, TODAY) if c.kind == "count"} == kinds


def test_a_superlative_among_years_is_a_record() -> None:
    (top, _) = read_claims("有数据的年份中，河南进出口以2021年增速最高，增长22.9%。", TODAY)
    assert (top.kind, top.scope, top.indicator.op) == ("record", "years", "growth")


def test_what_follows_a_comma_says_nothing_of_a_place_by_size() -> None:
    place = read_claims("In 2025 Hunan ranked sixth nationwide by trade, down from fifth in 2024.", TODAY)[0]
    assert (place.kind, place.indicator.op) == ("rank", "level")


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Texas exports rose to $36.1 billion in May 2024 from $35.0 billion.", {"2024-05", "2024-04", None}),
        ("Texas exports rose to $460 billion in 2024 from $444 billion.", {"2023"}),
    ],
)
def test_the_base_of_a_rise_is_of_the_year_before_where_a_year_rose(text: str, base: set[str | None]) -> None:
    assert read_claims(text, TODAY)[-1].period in base
