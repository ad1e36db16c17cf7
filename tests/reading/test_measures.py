"""Measures: each figure of a communiqué is of its own measure, in both languages, and a row alone adds one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from hinterland import codes
from hinterland.reading import read_claims

TODAY = date(2025, 3, 20)
TWELVE = {
    "zh": (
        "2024年，安徽省实现地区生产总值50625亿元，按不变价格计算，比上年增长5.8%。规模以上工业增加值增长9.0%。固定资产投资增长4.2%。社会消费品零售总额24149亿元，增长4.2%。"
        "实际使用外资17.8亿美元，下降25.6%。一般公共预算收入4064亿元，增长3.2%。全年进出口总额8676亿元，增长7.7%。年末常住人口6123万人。"
        "全省居民人均可支配收入36587元，增长5.1%。粮食产量4191.3万吨，增长1.0%。货运量42.1亿吨，增长3.5%。人均地区生产总值82700元，增长5.8%。"
    ),
    "en": (
        "In 2024, Anhui's GDP reached 5.06 trillion yuan, up 5.8 percent. Value added of designated-size industry grew 9.0 percent. Fixed-asset investment rose 4.2 percent. "
        "Retail sales of consumer goods totalled 2.41 trillion yuan, up 4.2 percent. Foreign direct investment actually used came to $1.78 billion, down 25.6 percent. "
        "General public budget revenue was 406.4 billion yuan, up 3.2 percent. Imports and exports totalled 867.6 billion yuan, up 7.7 percent. "
        "The resident population stood at 61.23 million. Per capita disposable income was 36,587 yuan, up 5.1 percent. Grain output reached 41.91 million tonnes, up 1.0 percent. "
        "Freight volume came to 4.21 billion tonnes, up 3.5 percent. GDP per head was 82,700 yuan, up 5.8 percent."
    ),
}
MEASURES = [
    *[
        "gdp",
        "gdp",
        "industrial_output",
        "fixed_investment",
        "retail_sales",
        "retail_sales",
        "fdi",
        "fdi",
        "fiscal_revenue",
        "fiscal_revenue",
    ],
    *[
        "trade",
        "trade",
        "population",
        "disposable_income",
        "disposable_income",
        "grain_output",
        "grain_output",
        "freight_volume",
        "freight_volume",
    ],
    *["gdp_per_head", "gdp_per_head"],
]


@pytest.mark.parametrize("language", TWELVE)
def test_each_of_twelve_measures_is_read_as_its_own(language: str) -> None:
    claims = read_claims(TWELVE[language], TODAY)
    assert [c.indicator.concept for c in claims] == MEASURES
    assert {(c.subject, c.period) for c in claims} == {("CN-AH", "2024")}


@pytest.mark.parametrize("language", TWELVE)
def test_measures_have_units_and_currencies_of_their_own(language: str) -> None:
    found = {(c.indicator.concept, c.indicator.op): c for c in read_claims(TWELVE[language], TODAY)}
    units = {concept: found[concept, "level"].unit for concept in ("gdp", "fdi", "population", "grain_output", "freight_volume")}
    assert units == {"gdp": "CNY", "fdi": "USD", "population": "count", "grain_output": "tonnes", "freight_volume": "tonnes"}
    assert found["fdi", "growth"].indicator.currency == "USD"
    assert found["grain_output", "growth"].indicator.currency is None


def test_a_count_takes_no_currency_from_the_amounts_of_its_document() -> None:
    people, exports = read_claims(
        "Henan's population came to 613 million in 2024. Henan's exports came to 526.3 billion yuan in 2024.", TODAY
    )
    assert (people.indicator.concept, people.unit, people.indicator.currency) == ("population", "count", None)
    assert (exports.indicator.concept, exports.unit) == ("trade", "CNY")


def test_a_place_behind_a_measure_is_one_by_that_measure() -> None:
    level, rank = read_claims("2024年安徽GDP达5.06万亿元，居全国第十位。", TODAY)
    assert (level.indicator.concept, rank.kind, rank.indicator.concept) == ("gdp", "rank", "gdp")
    _, trade = read_claims("2024年，安徽GDP增长5.8%，进出口居全国第十位。", TODAY)
    assert (trade.kind, trade.indicator.concept) == ("rank", "trade")


@pytest.mark.parametrize(("text", "concept"), [
    ("2024年，安徽省地区生产总值增长5.8%，规模以上工业增加值增长9.0%，进出口增长7.7%，实际使用外资下降25.6%。", ["gdp", "industrial_output", "trade", "fdi"]),
    ("2024年，全市外贸进出口100亿元，实际使用外资2亿美元，一般公共预算收入50亿元。", ["trade", "fdi", "fiscal_revenue"]),
    ("In 2024 Anhui's exports rose 7.7 percent, FDI fell 25.6 percent and retail sales of consumer goods rose 4.2 percent.", ["trade", "fdi", "retail_sales"]),
    ("2024年安徽省高技术产业固定资产投资增长8.1%。", [None]),
    ("2024年安徽省住户储蓄存款余额2080亿元。", [None]),
    ("Anhui's private fixed-asset investment rose 3.1 percent in 2024.", [None]),
    ("2024年安徽省外贸依存度提高，进出口增长7.7%，拉动地区生产总值增长。", ["trade"]),
])  # fmt: skip
def test_a_figure_is_of_the_measure_named_for_it(text: str, concept: list[str | None]) -> None:
    assert [c.indicator.concept for c in read_claims(text, TODAY)] == concept


def test_a_measure_says_what_it_is() -> None:
    population, investment, gdp = (codes.get("concept", code) for code in ("population", "fixed_investment", "gdp"))
    assert isinstance(population, codes.Measure) and isinstance(investment, codes.Measure) and isinstance(gdp, codes.Measure)
    assert (population.sort, population.dimension, population.unit, population.adds_up) == ("stock", "count", "count", ("regions",))
    assert investment.growth_only and not gdp.growth_only
    assert (gdp.dimension, gdp.unit, gdp.adds_up) == ("money", "", ("regions", "months"))


def test_every_measure_has_a_known_unit_sort_and_dimension() -> None:
    units = {e.code for e in codes.entries("unit")} | {""}
    for measure in codes.entries("concept"):
        assert isinstance(measure, codes.Measure)
        assert measure.unit in units, measure.code
        assert measure.sort in ("flow", "stock", "index"), measure.code
        assert measure.dimension in ("money", "quantity", "count", "percent", "ratio"), measure.code
        assert set(measure.adds_up) <= {"regions", "months"}, measure.code
        assert measure.sort != "index" or not measure.adds_up, measure.code


SETTINGS = """
name = "germany"
nation = "DE"
partner = "DEU"
currency = "EUR"
parts = "laender"

[basis]
total = "destination-origin"
export = "destination-origin"
import = "destination-origin"

[[levels]]
code = "land"
scope = "laender"
en = ["state", "states"]
zh = ["州", "州"]
"""
REGIONS = "code,en,zh\nDE,Germany,德国\nDE-BY,Bavaria,巴伐利亚州\nDE-HE,Hesse,黑森州\nDE-SN,Saxony,萨克森州\n"
GROUPS = "code,en,zh\nlaender,states of Germany,德国各州\n"
MEMBERS = "group,region\nlaender,DE-BY\nlaender,DE-HE\nlaender,DE-SN\n"
ADDED = "code,en,zh,aliases_en,dimension,unit,sort\nhospital_beds,hospital beds,医院床位数,beds in hospitals,quantity,units,stock\n"
READ = """
import json, sys
from datetime import date
from hinterland.reading import read_claims
for text in json.load(sys.stdin):
    for c in read_claims(text, date(2025, 3, 20)):
        i = c.indicator
        print(json.dumps([c.text, c.subject, i.concept, i.flow, i.currency, i.basis, c.relation.versus, c.scope, c.unit]))
"""


def test_rows_of_a_pack_are_enough_for_its_regions_and_measures(tmp_path: Path) -> None:
    texts = {
        "Bavaria's exports fell 3.1% in 2024.": ["3.1%", "DE-BY", "trade", "export", "EUR", "destination-origin", None, None, "percent"],
        "Bavaria accounted for 14.6% of the nation's exports in 2024.": ["14.6%", "DE-BY", "trade", "export", "EUR", "destination-origin", "DE", None, "percent"],
        "2024年，德国巴伐利亚州出口在各州中排第一。": ["第一", "DE-BY", "trade", "export", "EUR", "destination-origin", None, "laender", "rank"],
        "Anhui's hospital beds rose 3.1 percent in 2024.": ["3.1 percent", "CN-AH", "hospital_beds", None, None, None, None, None, "percent"],
        "2024年安徽省医院床位数增长3.1%。": ["3.1%", "CN-AH", "hospital_beds", None, None, None, None, None, "percent"],
    }  # fmt: skip
    for name, content in {
        "pack.toml": SETTINGS,
        "regions.csv": REGIONS,
        "groups.csv": GROUPS,
        "group_members.csv": MEMBERS,
        "measures.csv": ADDED,
    }.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", READ], input=json.dumps(list(texts)), capture_output=True, text=True, check=True,
        env={**os.environ, "HINTERLAND_PACKS": str(tmp_path), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert [json.loads(line) for line in run.stdout.splitlines()] == list(texts.values())


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("Anhui's GDP rose 9.5% in 2025.", True),
        ("2025年，安徽省地区生产总值增长9.5%。", True),
        ("In 2025, Jilin's grain output hit 43.2 million tonnes.", True),
        ("2024年末，安徽省常住人口6123万人。", True),
        ("In 2025, GDP rose 5.5 percent in Anhui and 5.9 percent in Hubei.", False),
        ("Henan's GDP and fixed-asset investment rose 5.1 percent and 7.0 percent respectively in 2024.", False),
        ("Anhui's nominal GDP rose 4.1 percent in 2025.", False),
        ("按现价计算，2025年安徽地区生产总值增长4.1%。", False),
    ],
)
def test_a_plain_figure_of_a_measure_is_read_surely_and_what_may_be_of_another_isnt(text: str, is_sure: bool) -> None:
    found = read_claims(text, TODAY)
    assert found
    assert all((c.confidence >= 0.9) == is_sure for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "Anhui's private fixed-asset investment rose 4.1% in 2024.",
        "High-tech industrial output in Hubei expanded 22.7 percent in 2024.",
        "Anhui's service-sector retail sales rose 5.2 percent in 2024.",
        "2024年安徽省民间固定资产投资增长4.1%。",
        "2024年山西铁路货运量下降4.0%。",
    ],
)
def test_a_part_of_a_measure_stays_open(text: str) -> None:
    assert [c.indicator.concept for c in read_claims(text, TODAY)] == [None]


@pytest.mark.parametrize(("text", "found"), [
    ("Anhui's population was 61,230,000 at the end of 2024.", [("61,230,000", "population", "level", "count", "value")]),
    ("2024年末，安徽常住人口61230000，增长0.1%。", [("61230000", "population", "level", "count", "value"), ("0.1%", "population", "growth", "percent", "value")]),
    ("2024年，安徽城镇新增就业71.2万个。", [("71.2万个", "new_jobs", "level", "count", "value")]),
    ("Anhui's population was 733 in 2024.", [("733", "population", "level", "count", "value")]),
    ("Anhui's population rose 5% to 733 in 2024.", [("5%", "population", "growth", "percent", "value"), ("733", "population", "level", "count", "value")]),
    ("In 2024 Anhui's population grew by 12,000.", []),
    ("In 2024 Anhui added 0.712 million new jobs.", [("0.712 million", "new_jobs", "level", "count", "value")]),
    ("GDP per head in Anhui was 82,000 in 2024.", []),
])  # fmt: skip
def test_a_number_without_a_unit_is_of_a_measure_that_counts(text: str, found: list[tuple[str, ...]]) -> None:
    claims = read_claims(text, TODAY)
    assert [(c.text, c.indicator.concept, c.indicator.op, c.unit, c.indicator.measure) for c in claims] == found


@pytest.mark.parametrize(
    "text",
    [
        "Guangxi's exports rose 5% in 2024. Foreign capital rose 6.9% to 5 billion yuan.",
        "Guangxi's exports rose 5% in 2024. Actually used foreign capital rose 6.9% to 5 billion yuan.",
        "Guangxi's exports rose 5% in 2024. Investment in Guangxi rose 6.9% to 5 billion yuan.",
        "Guangxi's exports rose 5% in 2024. Investment from Laos and Vietnam climbed 6.9%.",
        "2024年广西出口增长5%。合同外资增长6.9%，达50亿元。",
    ],
)
def test_another_statistic_that_leads_to_figures_ends_trade(text: str) -> None:
    first, *others = read_claims(text, TODAY)
    assert first.indicator.concept == "trade"
    assert others and all(c.indicator.concept != "trade" for c in others)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2024年安徽客运量4.961亿人次。", 496050000, 496150000),
        ("2024年末，安徽常住人口0.6123亿人。", 61225000, 61235000),
    ],
)
def test_a_count_of_people_is_as_exact_as_its_last_digit(text: str, low: float, high: float) -> None:
    (claim,) = (c for c in read_claims(text, TODAY) if c.low is not None)
    assert (claim.low, claim.high) == (low, high)
