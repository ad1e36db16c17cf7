"""Writing: claims of every kind as sentences in both languages, word for word, with no digit that the answer doesn't support."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from tests.claims.desk import claim

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.claims.kinds import BUILT_IN
from hinterland.claims.mine import mine
from hinterland.codes import Period
from hinterland.language import sentence, sentences
from hinterland.models import Claim, Evidence, Indicator, Observation

D = Decimal
TRILLION = D(10) ** 12


def billions(value: str, last: str = "0.01", unit: str = "CNY") -> dict[str, Any]:
    """An amount in billions with its last digit."""
    v, half = D(value) * 10**9, D(last) * 10**9 / 2
    return {"low": v - half, "high": v + half, "unit": unit}


def percent(value: str, unit: str = "percent", last: str = "0.1") -> dict[str, Any]:
    return {"low": D(value) - D(last) / 2, "high": D(value) + D(last) / 2, "unit": unit}


def ratio(value: str) -> dict[str, Any]:
    return percent(value, "ratio", "0.01")


def place(n: int, unit: str = "rank") -> dict[str, Any]:
    return {"low": n, "high": n, "unit": unit}


def held(said: Claim, coverage: str) -> Claim:
    return said.model_copy(update={"evidence": Evidence(coverage=coverage)})


def counted(concept: str, **said: Any) -> Claim:
    """A claim on a measure that is not in money."""
    return claim(said.pop("kind", "value"), concept=concept, flow=None, basis=None, currency=None, **said)


CASES: list[tuple[Claim, str, str]] = [
    # no change, and one point
    (claim(op="growth", **percent("0.0")), "Anhui's trade was unchanged in 2025.", "2025年安徽进出口同比持平。"),
    (
        claim(op="cagr", flow="export", base_period="2020", **percent("0.0")),
        "Anhui's exports were unchanged from 2020 to 2025.",
        "与2020年相比，2025年安徽出口持平。",
    ),
    (
        claim("comparison", op="growth", versus="CN", **percent("1", "percentage_point", "1")),
        "Anhui's trade grew 1 percentage point faster than the nation's in 2025.",
        "2025年安徽进出口增速比全国高1个百分点。",
    ),
    (
        claim("comparison", op="growth", versus="CN", **percent("-0.01", "percentage_point")),
        "Anhui's trade grew as fast as the nation's in 2025.",
        "2025年安徽进出口增速与全国持平。",
    ),
    # what is counted beside trade
    (
        counted("express_parcels", low=5885 * 10**6, high=5895 * 10**6, unit="units"),
        "Anhui's express parcels came to 5.89 billion pieces in 2025.",
        "2025年安徽快递业务量58.9亿件。",
    ),
    (
        counted("grain_output", low=D("40110.5"), high=D("40111.5"), unit="tonnes"),
        "Anhui's grain output came to 40,111 tonnes in 2025.",
        "2025年安徽粮食产量40111吨。",
    ),
    (
        counted("grain_output", kind="first", threshold=4 * 10**7, test=">", **place(1)),
        "Anhui's grain output passed 40 million tonnes for the first time in 2025.",
        "2025年安徽粮食产量首次突破4000万吨。",
    ),
    (
        counted("express_parcels", kind="first", threshold=8 * 10**9, test=">", **place(1)),
        "Anhui's express parcels passed 8 billion pieces for the first time in 2025.",
        "2025年安徽快递业务量首次突破80亿件。",
    ),
    # value: levels
    (claim(**billions("1013.557", "0.001")), "Anhui's trade came to 1.01356 trillion yuan in 2025.", "2025年安徽进出口10135.6亿元。"),
    (claim(flow="export", **billions("682.31")), "Anhui's exports came to 682.31 billion yuan in 2025.", "2025年安徽出口6823.1亿元。"),
    (claim(subject="CN", **billions("45470", "10")), "China's trade came to 45.47 trillion yuan in 2025.", "2025年全国进出口45.47万亿元。"),
    (
        claim(subject="CN-XZ", period="2024", partner="NPL", flow="export", **billions("3.12")),
        "Tibet's exports to Nepal came to 3.12 billion yuan in 2024.",
        "2024年西藏对尼泊尔出口31.2亿元。",
    ),
    (
        claim(period="2025-01/2025-07", flow="import", **billions("190.4", "0.1")),
        "Anhui's imports came to 190.4 billion yuan in January to July 2025.",
        "2025年1至7月安徽进口1904亿元。",
    ),
    (
        claim(flow="export", product="electric-vehicles", partner="EU", **billions("12.4", "0.1")),
        "Anhui's exports of electric vehicles to the EU came to 12.4 billion yuan in 2025.",
        "2025年安徽对欧盟电动汽车出口124亿元。",
    ),
    (
        claim(regime="enterprise:private", **billions("612", "0.1")),
        "Anhui's trade by private firms came to 612.0 billion yuan in 2025.",
        "2025年安徽民营企业进出口6120亿元。",
    ),
    (claim(currency="USD", **billions("141.9", "0.1", "USD")), "Anhui's trade came to 141.9 billion dollars in 2025.", "2025年安徽进出口1419亿美元。"),
    (
        claim(flow="export", product="motor-vehicles", measure="quantity", currency=None, low=1227500, high=1228500, unit="units"),
        "Anhui's exports of motor vehicles came to 1.228 million units in 2025.",
        "2025年安徽汽车出口122.8万辆。",
    ),
    (
        claim(concept="gdp", flow=None, **billions("5406.7", "0.1")),
        "Anhui's GDP came to 5.4067 trillion yuan in 2025.",
        "2025年安徽地区生产总值54067亿元。",
    ),
    (
        claim(partner="BRI", low=TRILLION / 2, unit="CNY"),
        "Anhui's trade with the Belt and Road countries came to more than 500 billion yuan in 2025.",
        "2025年安徽对共建“一带一路”国家进出口5000亿元以上。",
    ),
    (claim(high=TRILLION, unit="CNY"), "Anhui's trade came to less than 1 trillion yuan in 2025.", "2025年安徽进出口不到1万亿元。"),
    # value: rates
    (claim(op="growth", **percent("17.3")), "Anhui's trade rose 17.3% in 2025.", "2025年安徽进出口同比增长17.3%。"),
    (claim(op="growth", flow="import", **percent("-5.4")), "Anhui's imports fell 5.4% in 2025.", "2025年安徽进口同比下降5.4%。"),
    (
        claim(op="growth", base_period="2019", **percent("101")),
        "Anhui's trade rose 101.0% from 2019 to 2025.",
        "2025年安徽进出口比2019年增长101.0%。",
    ),
    (claim(op="share", versus="CN", **percent("2.2")), "Anhui's trade made up 2.2% of the nation's trade in 2025.", "2025年安徽进出口占全国外贸的2.2%。"),
    (claim(op="share", flow="export", **percent("67.3")), "Anhui's exports made up 67.3% of its trade in 2025.", "2025年安徽出口占进出口总额的67.3%。"),
    (
        claim(op="share", flow="export", product="high-tech", **percent("15")),
        "Anhui's exports of high-tech products made up 15.0% of its exports in 2025.",
        "2025年安徽高新技术产品出口占出口总额的15.0%。",
    ),
    (
        claim(op="share", versus="CN", subject="CN-QH", low=D("0.015536"), high=D("0.015561"), unit="percent"),
        "Qinghai's trade made up 0.02% of the nation's trade in 2025.",
        "2025年青海进出口占全国外贸的0.02%。",
    ),
    (
        claim(op="share", flow="export", partner="USA", low=70, unit="percent"),
        "Anhui's exports to the United States made up more than 70% of its exports in 2025.",
        "2025年安徽对美国出口占出口总额的70%以上。",
    ),
    (claim(op="balance", **billions("351.06")), "Anhui had a trade surplus of 351.06 billion yuan in 2025.", "2025年安徽贸易顺差3510.6亿元。"),
    (
        claim(op="balance", subject="CN-BJ", **billions("-2395.26")),
        "Beijing had a trade deficit of 2.39526 trillion yuan in 2025.",
        "2025年北京贸易逆差23952.6亿元。",
    ),
    (claim(op="cagr", base_period="2020", **percent("13.4")), "Anhui's trade grew by 13.4% a year from 2020 to 2025.", "与2020年相比，2025年安徽进出口年均增长13.4%。"),
    (
        claim(op="cagr", base_period="2020", flow="export", **percent("-1.5")),
        "Anhui's exports shrank by 1.5% a year from 2020 to 2025.",
        "与2020年相比，2025年安徽出口年均下降1.5%。",
    ),
    (claim(op="multiple", **ratio("2.08")), "Anhui's trade was 2.08 times the year before's in 2025.", "2025年安徽进出口为上年的2.08倍。"),
    (
        claim(op="multiple", base_period="2020", flow="export", **ratio("1.87")),
        "Anhui's exports were 1.87 times 2020's in 2025.",
        "2025年安徽出口为2020年的1.87倍。",
    ),
    (
        claim(op="contribution", versus="CN", **percent("9.2")),
        "Anhui contributed 9.2% of the nation's trade growth in 2025.",
        "2025年安徽进出口对全国外贸增长的贡献率为9.2%。",
    ),
    (
        claim(op="contribution", subject="central", versus="CN", **percent("-0.9")),
        "Central China contributed minus 0.9% of the nation's trade growth in 2025.",
        "2025年中部进出口对全国外贸增长的贡献率为-0.9%。",
    ),
    # change
    (
        claim("change", base_period="2020", threshold=D("540.64") * 10**9, **billions("1013.56")),
        "Anhui's trade went from 540.64 billion yuan in 2020 to 1.01356 trillion yuan in 2025.",
        "安徽进出口由2020年的5406.4亿元增至2025年的10135.6亿元。",
    ),
    (
        claim("change", subject="CN-SX", base_period="2020", threshold=D("150.58") * 10**9, **billions("137.24")),
        "Shanxi's trade went from 150.58 billion yuan in 2020 to 137.24 billion yuan in 2025.",
        "山西进出口由2020年的1505.8亿元降至2025年的1372.4亿元。",
    ),
    (claim("change", base_period="2020", **billions("1013.56")), "Anhui's trade reached 1.01356 trillion yuan in 2025.", "2025年安徽进出口达10135.6亿元。"),
    # rank
    (claim("rank", scope="provinces", test="nth", **place(9)), "Anhui ranked ninth nationwide by trade in 2025.", "2025年安徽进出口规模居全国第九位。"),
    (
        claim("rank", scope="central", op="growth", **place(1)),
        "Anhui's trade grew fastest among the six central provinces in 2025.",
        "2025年安徽进出口增速居中部六省中第一位。",
    ),
    (
        claim("rank", scope="top-10", op="growth", order="asc", **place(1)),
        "Anhui's trade grew slowest among the ten largest trading provinces and municipalities in 2025.",
        "2025年安徽进出口增速在规模全国前十的省份中居末位。",
    ),
    (
        claim("rank", subject="CN-NX", scope="western", order="asc", **place(2)),
        "Ningxia ranked second from the bottom among the twelve western provincial-level regions by trade in 2025.",
        "2025年宁夏进出口规模居西部十二省区市中倒数第二位。",
    ),
    (claim("rank", scope="provinces", op="growth", flow="import", **place(29)), "Anhui's growth of imports was 29th nationwide in 2025.", "2025年安徽进口增速居全国第29位。"),
    (claim("rank", scope="partners", partner="ASEAN", **place(1)), "ASEAN was Anhui's largest partner held in 2025.", "2025年东盟为安徽有数据的贸易伙伴中第一。"),
    (claim("rank", scope="partners", partner="USA", **place(3)), "The United States was Anhui's third largest partner held in 2025.", "2025年美国为安徽有数据的贸易伙伴中第三。"),
    # count
    (
        claim("count", subject="CN", scope="provinces", test=">", threshold=TRILLION, members=["CN-GD", "CN-JS"], **place(2, "count")),
        "Two provincial-level regions had trade above 1 trillion yuan in 2025: Guangdong and Jiangsu.",
        "2025年全国有2个省份进出口超过1万亿元（广东、江苏）。",
    ),
    (
        claim("count", subject="central", scope="central", op="growth", test=">", threshold=0, **place(4, "count")),
        "In four of the six central provinces trade grew in 2025.",
        "2025年中部六省中有4个省份进出口实现增长。",
    ),
    (
        claim("count", subject="CN", scope="provinces", op="growth", test=">", threshold=D("3.8"), **place(17, "count")),
        "In 17 provincial-level regions trade grew by more than 3.8% in 2025.",
        "2025年全国有17个省份进出口增速高于3.8%。",
    ),
    (
        claim("count", subject="CN", scope="coastal", op="growth", test="<", threshold=0, **place(1, "count")),
        "In one of the eleven coastal provincial-level regions trade fell in 2025.",
        "2025年沿海十一省区市中有1个省份进出口下降。",
    ),
    # first
    (
        claim("first", scope="central", test=">", threshold=TRILLION, **place(1)),
        "Anhui became the first of the six central provinces with trade above 1 trillion yuan in 2025.",
        "2025年安徽成为中部六省中首个进出口突破1万亿元的省份。",
    ),
    (
        claim("first", scope="provinces", test=">", threshold=TRILLION, **place(9)),
        "Anhui became the ninth of the provincial-level regions with trade above 1 trillion yuan in 2025.",
        "2025年安徽成为全国各省份中第九个进出口突破1万亿元的省份。",
    ),
    (claim("first", test=">", threshold=TRILLION, **place(1)), "Anhui's trade passed 1 trillion yuan for the first time in 2025.", "2025年安徽进出口首次突破1万亿元。"),
    (
        claim("first", subject="CN-SX", test="<", threshold=TRILLION / 5, **place(1)),
        "Shanxi's trade fell below 200 billion yuan for the first time in 2025.",
        "2025年山西进出口首次跌破2000亿元。",
    ),
    # record
    (
        held(claim("record", scope="years", test="highest", **place(1)), "10 of 10 held, since 2016"),
        "Anhui's trade in 2025 was the highest of the 10 years held.",
        "2025年安徽进出口为有数据的10年中最高。",
    ),
    (
        held(claim("record", period="2025-12", scope="months", test="lowest", flow="export", **place(1)), "24 of 24 held"),
        "Anhui's exports in December 2025 were the lowest of the 24 months held.",
        "2025年12月安徽出口为有数据的24个月中最低。",
    ),
    (
        held(claim("record", scope="years", test="highest", op="growth", window="2018", **place(1)), "8 of 8 held, since 2018"),
        "Anhui's growth of trade in 2025 was the highest of the 8 years held since 2018.",
        "2025年安徽进出口增速为2018年以来有数据的8年中最高。",
    ),
    (claim("record", scope="years", test="highest", **place(1)), "Anhui's trade in 2025 was the highest of the years held.", "2025年安徽进出口为有数据的年中最高。"),
    # streak
    (
        claim("streak", op="growth", test=">", threshold=0, **place(5, "count")),
        "Anhui's trade rose for the fifth year in a row in 2025.",
        "截至2025年，安徽进出口连续5年增长。",
    ),
    (
        claim("streak", op="growth", test="<", threshold=0, period="2025-07", flow="import", **place(3, "count")),
        "Anhui's imports fell for the third month in a row in July 2025.",
        "截至2025年7月，安徽进口连续3个月下降。",
    ),
    (
        claim("streak", subject="CN-FJ", test=">", threshold=TRILLION, **place(7, "count")),
        "Fujian's trade was above 1 trillion yuan for the seventh year in a row in 2025.",
        "截至2025年，福建进出口连续7年超过1万亿元。",
    ),
    (
        claim("streak", op="growth", test=">", threshold=10, **place(2, "count")),
        "Anhui's trade grew by more than 10% for the second year in a row in 2025.",
        "截至2025年，安徽进出口连续2年增速高于10%。",
    ),
    # comparison
    (
        claim("comparison", op="growth", versus="CN", **percent("13.5", "percentage_point")),
        "Anhui's trade grew 13.5 percentage points faster than the nation's in 2025.",
        "2025年安徽进出口增速比全国高13.5个百分点。",
    ),
    (
        claim("comparison", op="growth", versus="CN-HA", flow="export", **percent("-1.2", "percentage_point")),
        "Anhui's exports grew 1.2 percentage points slower than Henan's in 2025.",
        "2025年安徽出口增速比河南低1.2个百分点。",
    ),
    (claim("comparison", versus="CN-SX", **ratio("7.39")), "Anhui's trade was 7.39 times Shanxi's in 2025.", "2025年安徽进出口为山西的7.39倍。"),
    (claim("comparison", versus="CN-HA", base_period="2024", **place(1, "count")), "Anhui overtook Henan by trade in 2025.", "2025年安徽进出口超越河南。"),
    # parts, membership
    (
        claim("parts", members=["export", "import"], **billions("1013.56")),
        "Anhui's exports and imports together made its trade of 1.01356 trillion yuan in 2025.",
        "2025年安徽出口、进口合计10135.6亿元，即进出口。",
    ),
    (claim("membership", subject="CN-SC", scope="western", **place(1, "count")), "Sichuan is one of the twelve western provincial-level regions.", "四川属于西部十二省区市。"),
    (claim("membership", subject="CN-SC", scope="coastal", **place(0, "count")), "Sichuan is not one of the eleven coastal provincial-level regions.", "四川不属于沿海十一省区市。"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "en", "zh"), CASES, ids=[f"{n}-{c.kind}-{c.indicator.op}" for n, (c, _, _) in enumerate(CASES)])
def test_a_claim_is_written_in_both_languages(said: Claim, en: str, zh: str) -> None:
    assert sentences(said) == {"en": en, "zh": zh}


def test_every_kind_is_written() -> None:
    assert {c.kind for c, _, _ in CASES} == {k.name for k in BUILT_IN}


def test_a_claim_without_an_answer_can_not_be_written() -> None:
    with pytest.raises(ValueError, match="evaluate it first"):
        sentence(claim())


@pytest.mark.parametrize(
    ("order", "english", "chinese"),
    [("desc", "Anhui's trade fell least among the six central provinces in 2025.", "2025年安徽进出口降幅在中部六省中最小。"),
     ("asc", "Anhui's trade fell most among the six central provinces in 2025.", "2025年安徽进出口降幅在中部六省中最大。")],
)  # fmt: skip
@pytest.mark.parametrize("figures", [[("growth", "2025", -3)], [("level", "2024", 900), ("level", "2025", 870)]])
def test_what_fell_did_not_grow_fastest(order: str, english: str, chinese: str, figures: list[tuple[Any, str, int]]) -> None:
    said = _found(claim("rank", scope="central", op="growth", order=order, **place(1)), [("total", *figure) for figure in figures])
    assert sentences(said) == {"en": english, "zh": chinese}


@pytest.mark.parametrize(
    ("order", "english"),
    [("desc", "Anhui's trade grew fastest among the six central provinces in 2025."),
     ("asc", "Anhui's trade grew slowest among the six central provinces in 2025.")],
)  # fmt: skip
@pytest.mark.parametrize(
    "levels",
    [[(f, y, v) for y, pair in (("2024", (476, 349)), ("2025", (554, 402))) for f, v in zip(("export", "import"), pair, strict=True)],
     [("total", "2024", 825), ("import", "2025", 402), ("export", "2025", 554)]],
)  # fmt: skip
def test_whether_trade_fell_is_read_from_the_sums_of_its_flows(order: str, english: str, levels: list[tuple[str, str, int]]) -> None:
    found = [(flow, "level", period, value) for flow, period, value in levels]
    assert sentence(_found(claim("rank", scope="central", op="growth", order=order, **place(1)), found)) == english


def test_a_place_by_growth_is_named_alone_where_nothing_tells_whether_it_rose() -> None:
    said = claim("rank", scope="central", op="growth", period="2025-Q2", order="desc", **place(1))
    parts = [
        ("total", "level", period, value)
        for period, value in [("2025-Q1", 4), ("2025-01/2025-06", 9), ("2024-Q1", 4), ("2024-01/2024-06", 8)]
    ]
    assert sentence(_found(said, parts)) == "Anhui's growth of trade was first among the six central provinces in April to June 2025."


def _found(said: Claim, figures: list[tuple[str, Any, str, int]]) -> Claim:
    """A claim with figures of its subject as its evidence."""
    told = {"region": "CN-AH", "unit": "x", "source": "s", "reliability": "official"}
    found = [Observation(id=f"{f}{op}{p}", indicator=Indicator(op=op, flow=f), period=p, value=D(v), **told) for f, op, p, v in figures]  # type: ignore[arg-type]
    return said.model_copy(update={"evidence": Evidence(observations=found)})


@pytest.mark.parametrize("code", [g.code for g in codes.entries("group") if codes.members(g.code)])
def test_every_group_has_a_name_that_fits_a_sentence(code: str) -> None:
    en = sentence(claim("membership", scope=code, **place(1, "count")))
    assert re.match(r"Anhui is one of (the [A-Za-z]|Beijing, Tianjin and Hebei)", en), en


# -- over everything that is mined


SCALES = {"trillion": D(10) ** 12, "billion": D(10) ** 9, "million": D(10) ** 6, "thousand": D(1000), "": D(1)}
WANS = {"万亿": D(10) ** 12, "亿": D(10) ** 8, "万": D(10) ** 4, "": D(1)}
ENGLISH = re.compile(
    r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?: (trillion|billion|million|thousand))?(?= (?:yuan|dollars|units|enterprises|times|percentage)|%)"
)
CHINESE = re.compile(r"(\d+(?:\.\d+)?)(万亿|亿|万)?(?=元|美元|辆|件|家|%|倍|个百分点)")


def printed(text: str, pattern: re.Pattern[str], scales: dict[str, D]) -> list[tuple[D, D]]:
    """The figures in a sentence, each with the unit of its last digit."""
    found = []
    for numeral, scale in pattern.findall(text):
        digits = numeral.replace(",", "")
        step = D(1).scaleb(-len(digits.partition(".")[2]) or len(digits) - len(digits.rstrip("0")))
        found.append((D(digits) * scales[scale], step * scales[scale]))
    return found


@pytest.mark.parametrize("period", [pytest.param("2024", marks=pytest.mark.alone), pytest.param("2025", marks=pytest.mark.long)])
def test_all_that_is_mined_of_all_provinces_is_written_with_no_more_digits_than_it_supports(period: str, hinterland: Hinterland) -> None:
    written = 0
    for subject in codes.members("provinces"):
        for m in mine(hinterland.indicators, subject, Period.parse(period), top=40):
            c, told = m.claim, sentences(m.claim)
            assert re.fullmatch(r"[A-Z0-9].*[^ ]\.", told["en"]) and "None" not in told["en"] and "  " not in told["en"], told
            assert re.fullmatch(r".*[^ ]。", told["zh"]) and "None" not in told["zh"] and "__" not in told["zh"], told
            written += 1
            if c.kind in ("value", "comparison") and c.unit != "count" and "持平" not in told["zh"]:
                _supported(c, printed(told["en"], ENGLISH, SCALES), told["en"])
                _supported(c, printed(told["zh"], CHINESE, WANS), told["zh"])
    assert written > 500


def _supported(c: Claim, figures: list[tuple[D, D]], text: str) -> None:
    """The sentence has one figure: within its last digit of what the claim states, which is no wider than two of that digit."""
    if c.low is None or c.high is None:
        assert re.search("more than|less than|以上|不到", text)
        return
    [(value, step)] = figures
    low, high = sorted((abs(c.low), abs(c.high))) if c.low * c.high > 0 else (D(0), max(abs(c.low), abs(c.high)))
    assert low - step <= value <= high + step, text
    assert c.high - c.low <= 2 * step, text


# -- in any country


def test_a_place_is_held_among_the_peers_of_the_subjects_country() -> None:
    of_states = claim("rank", "US-TX", scope="us-states", order="desc", **place(2, "rank"))
    assert " among the states by " in sentence(of_states, "en")
    assert "居全美第二位" in sentence(of_states, "zh")
    of_provinces = claim("rank", "CN-AH", scope="provinces", order="desc", **place(9, "rank"))
    assert " nationwide by " in sentence(of_provinces, "en")
    assert "居全国第九位" in sentence(of_provinces, "zh")


def test_a_count_is_of_what_the_country_calls_its_regions() -> None:
    relation: dict[str, Any] = {"test": ">", "threshold": Decimal(10) ** 11}
    assert "three states had" in sentence(claim("count", "US", scope="us-states", **relation, **place(3, "count")), "en").lower()
    assert "美国有3个州" in sentence(claim("count", "US", scope="us-states", **relation, **place(3, "count")), "zh")
    counted = claim("count", "CN", scope="provinces", **relation, **place(3, "count"))
    assert "three provincial-level regions had" in sentence(counted, "en").lower()
    assert "全国有3个省份" in sentence(claim("count", "CN", scope="provinces", **relation, **place(3, "count")), "zh")


def test_a_share_of_exports_is_of_the_nations_exports() -> None:
    share = {"low": Decimal("17.1"), "high": Decimal("17.1"), "unit": "percent"}
    of_texas = claim("value", "US-TX", op="share", flow="export", versus="US", **share)
    assert "of the nation's exports in" in sentence(of_texas, "en")
    assert "占美国出口的17.1%" in sentence(of_texas, "zh")
