"""The outlook in sentences: true of the figures, with period, unit and coverage, in both languages, and without a cause."""

from __future__ import annotations

import csv
import re
import string
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outlook.made import PROVINCES, panel, slices, whole

import hinterland.outlook
from hinterland.api import Hinterland
from hinterland.codes import Language, Period
from hinterland.interval import Interval
from hinterland.models import Indicator
from hinterland.outlook.cells import Cell
from hinterland.outlook.exact import Measured
from hinterland.outlook.exposure import concentration
from hinterland.outlook.gravity import centre, movement
from hinterland.outlook.inequality import Inequality, beta, inequality, sigma
from hinterland.outlook.quality import FromOne, ShareOverTime, VolumeOrValue
from hinterland.outlook.resilience import Resilience, resilience
from hinterland.outlook.shares import change, share
from hinterland.outlook.shift import InlandShift, inland_shift
from hinterland.outlook.shocks import effect, parse, shock_effect
from hinterland.outlook.telling import KINDS, dispersion_change, inequality_change, sentences_of, share_peak
from hinterland.outlook.wording import number, percent, points, signed, words

D = Decimal
EXPORT = Indicator(flow="export")
TABLE = Path(hinterland.outlook.__file__).with_name("words.csv")
LATER = Period.of_year(2025)


@pytest.fixture(scope="module")
def shift(hinterland: Hinterland) -> InlandShift:
    return inland_shift(hinterland.indicators)


@pytest.fixture(scope="module")
def anhui(hinterland: Hinterland) -> Resilience:
    return resilience(hinterland.indicators, "CN-AH")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as f:
        return list(csv.DictReader(f))


def fields(text: str) -> set[str]:
    return {name.lower() for _, name, _, _ in string.Formatter().parse(text) if name}


# -- the table


def test_no_key_stands_twice() -> None:
    keys = [r["key"] for r in rows()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["key"])
def test_both_languages_tell_the_same(row: dict[str, str]) -> None:
    assert row["en"] and row["zh"]
    assert fields(row["en"]) == fields(row["zh"])
    assert re.search("[一-鿿]", row["zh"]) or not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", row["zh"]))


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["key"])
def test_no_row_names_a_cause(row: dict[str, str]) -> None:
    assert not re.search(r"\b(because|due to|thanks to|driven by|led to|caused?)\b", row["en"])
    assert not re.search("因为|由于|得益于|导致|带动|拉动", row["zh"])


def test_every_key_is_used() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in TABLE.parent.glob("*.py"))
    stems = set(re.findall(r'"([a-z-]+)[:\-]?["{]', code))
    unused = [
        r["key"]
        for r in rows()
        if f'"{r["key"]}"' not in code and r["key"] not in stems and not any(r["key"].startswith((f"{p}:", f"{p}-")) for p in stems)
    ]
    assert set(unused) <= {"CNY", "USD"}


def test_a_key_that_is_not_held_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("no-such-key", "en")


def test_what_has_no_sentence_is_an_error() -> None:
    with pytest.raises(TypeError, match="no sentence for int"):
        sentences_of(3, "en")


def test_every_kind_of_result_is_told(shift: InlandShift, anhui: Resilience, hinterland: Hinterland) -> None:
    one = shock_effect(hinterland.indicators, "CN-AH", ["product=electric-vehicles -25%"])
    found = [
        shift.changes["inland"], shift.moved, shift.inequality[-1], shift.beta, shift.shifts[0], anhui.structure[0], shift, anhui.concentration[0], one,
        anhui.volatility, anhui.from_one[0], anhui.volume_or_value[0], anhui.advanced[0], anhui,
    ]  # fmt: skip
    assert {type(x) for x in found} == set(KINDS)
    for x in found:
        assert len(sentences_of(x, "en")) == len(sentences_of(x, "zh")) > 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_are_whole_and_short(shift: InlandShift, anhui: Resilience, language: Language) -> None:
    for sentence in [
        *sentences_of(shift, language),
        *sentences_of(anhui, language),
        *(s for x in shift.shifts for s in sentences_of(x, language)),
    ]:
        assert sentence.endswith("." if language == "en" else "。")
        assert "{" not in sentence and "None" not in sentence and "  " not in sentence
        assert sentence[0] == sentence[0].upper()
        assert len(sentence) < 330
        assert re.search(r"20\d\d", sentence)


# -- numbers


@given(st.decimals(-1000, 1000, places=4), st.decimals(0, 5, places=4))
def test_a_number_is_printed_no_further_than_its_interval_holds(middle: Decimal, half: Decimal) -> None:
    x = Interval(middle - half, middle + half, True, True)
    text = number(x, 3).replace("−", "-").replace(",", "")
    printed = D(text)
    unit = D(1).scaleb(min(0, int(printed.as_tuple().exponent)))
    assert abs(printed - middle) <= unit / 2
    assert 2 * half <= 2 * unit or unit == 1


def test_signs_are_those_of_print() -> None:
    assert number(Interval.exact("-3.5"), 1) == "−3.5"
    assert number(Interval(D("-0.3"), D("0.2"), True, True), 1) == "−0.1" or number(Interval(D("-0.3"), D("0.2"), True, True), 1) == "0"
    assert signed(D("-1.04")) == "−1.0"
    assert signed(D("2.25")) == "+2.2"


def test_a_percentage_with_an_open_end_is_more_or_less_than_the_other() -> None:
    assert percent(Interval(D(70), None), "en") == "more than 70%"
    assert percent(Interval(None, D(15)), "en") == "less than 15%"
    assert percent(Interval(D(70), None), "zh") == "70%以上"


def test_parts_add_up_as_printed() -> None:
    exact = (Fraction("3.7618"), Fraction("5.8942"), Fraction("7.6440"))
    measured = [Measured(D(str(float(e))), Interval.rounded(D(str(float(e))), "0.1"), None, "percentage_point") for e in exact]
    printed = points(measured, exact, "en")
    assert printed == ["+3.8", "+5.9", "+7.6"]
    assert sum(D(p) for p in printed) == D("17.3")


def test_parts_that_are_known_badly_are_ranges() -> None:
    wide = Measured(D("0.4"), Interval(D("0.03"), D("0.73"), True, True), None, "percentage_point")
    near = Measured(D("7.1"), Interval.rounded("7.1", "0.1"), None, "percentage_point")
    assert points([near, wide], [Fraction("7.1"), Fraction("0.4")], "en") == ["+7.1", "+0.0 to +0.7"]


# -- the inland shift


def test_the_share_of_inland_and_that_it_was_higher(shift: InlandShift) -> None:
    [sentence] = sentences_of(shift.changes["inland"], "en")
    assert sentence == (
        "Among the 30 of 31 provinces held in both years, inland China made up 24.6% of trade in 2025, against 20.7% in 2016: "
        "3.9 percentage points more (in yuan)."
    )
    peak = share_peak(shift.shares["inland"], "en")
    assert peak == "The share of inland China in trade was highest in 2022, with 26.3% (31 provinces held)."
    assert peak in sentences_of(shift, "en")


def test_where_the_last_year_is_the_highest_no_peak_is_told(shift: InlandShift) -> None:
    assert share_peak(shift.shares["inland"][:1], "en") is None


def test_beijing_is_named_where_it_is_left_out(shift: InlandShift) -> None:
    assert "inland China without Beijing made up 17.6%" in sentences_of(shift.without[0], "en")[0]
    assert "内陆（不含北京）" in sentences_of(shift.without[0], "zh")[0]


def test_a_fall_of_a_share_and_one_that_rounding_hides() -> None:
    def shares_of(central: object) -> object:
        return share(panel({**dict.fromkeys(PROVINCES, 100), "CN-AH": central}), "central")  # type: ignore[dict-item]

    a, b, c = shares_of(200), shares_of(100), shares_of((90, 110))
    assert "points less" in sentences_of(change(a, b), "en")[0]  # type: ignore[arg-type]
    assert "can't tell apart" in sentences_of(change(b, c), "en")[0]  # type: ignore[arg-type]
    assert "无法区分" in sentences_of(change(b, c), "zh")[0]  # type: ignore[arg-type]


def test_the_movement_of_the_centre(shift: InlandShift) -> None:
    assert sentences_of(shift.moved, "en") == [
        "From 2016 to 2025 the centre of gravity of the provinces' trade moved 41 km to the north-west, to 116.1°E, 30.9°N "
        "(30 of 31 provinces held, weighted in yuan)."
    ]
    assert sentences_of(shift.moved, "zh") == [
        "2016年至2025年，各省份进出口的重心向西北移动41公里，至东经116.1°、北纬30.9°（31个省份中30个有数据，按元加权）。"
    ]


def test_a_movement_that_rounding_hides_is_not_told_as_one() -> None:
    a, b = centre(whole([(90, 110)] * 31)), centre(whole([(91, 112)] * 31, period=LATER))
    assert a is not None and b is not None
    [sentence] = sentences_of(movement(a, b), "en")
    assert "can't tell whether" in sentence
    assert "km" not in sentence


def test_a_movement_without_direction_says_so(shift: InlandShift) -> None:
    [sentence] = sentences_of(replace(shift.moved, direction=None), "en")
    assert "rounding leaves its direction open" in sentence
    assert "to the" not in sentence


def test_inequality_names_what_stands_in_for_the_missing(shift: InlandShift) -> None:
    [sentence] = sentences_of(shift.inequality[-1], "en")
    assert sentence.startswith("The Theil index of trade among provinces was 0.774 in 2025, of which 61% lay between the four regions")
    assert "at the last level held" in sentence
    assert "at the last level held" not in sentences_of(shift.inequality[0], "en")[0]


def test_inequality_rises_falls_or_stays() -> None:
    def of(*values: object, period: Period) -> Inequality:
        found = inequality(whole([100] * 29 + list(values), period=period))  # type: ignore[list-item]
        assert found is not None
        return found

    even, uneven, unsure = of(100, 100, period=LATER), of(100, 900, period=LATER), of(100, (10, 1000), period=LATER)
    assert "rose" in inequality_change(even, uneven, "en") and "less evenly" in inequality_change(even, uneven, "en")
    assert "fell" in inequality_change(uneven, even, "en") and "by this measure" in inequality_change(uneven, even, "en")
    assert "can't tell apart" in inequality_change(uneven, unsure, "en")


def test_dispersion_wider_or_narrower() -> None:
    a, b = sigma(whole([100] * 31)), sigma(whole([100] * 30 + [900], period=LATER))
    assert a is not None and b is not None
    assert "widened" in dispersion_change(a, b, "en")
    assert "narrowed" in dispersion_change(b, a, "en")
    assert "can't be said to have changed" in dispersion_change(a, a, "en")


def test_measures_of_two_bases_are_not_compared(shift: InlandShift, hinterland: Hinterland) -> None:
    other = inland_shift(hinterland.indicators, basis="destination-origin", currency="USD")
    with pytest.raises(ValueError, match="one basis"):
        inequality_change(other.inequality[0], shift.inequality[-1], "en")
    with pytest.raises(ValueError, match="one basis"):
        dispersion_change(other.sigma[0], shift.sigma[-1], "en")


def test_convergence_is_told_only_where_it_is_clear(shift: InlandShift) -> None:
    assert shift.beta is not None
    assert "neither measurably faster nor more slowly" in sentences_of(shift.beta, "en")[0]
    early = Period.of_year(2022)
    small, large = [1, 2, 4, 8, 16], [4, 5, 7, 9, 20]
    regions = PROVINCES[:5]
    found = beta(panel(dict(zip(regions, small, strict=True)), period=early), panel(dict(zip(regions, large, strict=True))))
    assert found is not None
    assert "grew faster, closing 30.0% of the gap a year" in sentences_of(found, "en")[0]
    back = beta(panel(dict(zip(regions, small, strict=True)), period=early), panel(dict(zip(regions, [1, 3, 9, 27, 80], strict=True))))
    assert back is not None
    assert "grew more slowly" in sentences_of(back, "en")[0]


def test_the_shift_share_of_a_province(shift: InlandShift) -> None:
    anhui = shift.shift("CN-AH")
    assert sentences_of(anhui, "en") == [
        "Anhui's trade grew 17.3% in 2025: about +3.8 points as all provinces together, +5.9 for central China against them and +7.6 for Anhui against "
        "central China (30 of 31 provinces held, in yuan; growth as published)."
    ]
    assert "fell 21.2%" in sentences_of(shift.shift("CN-SX"), "en")[0]
    assert "growth taken between levels" in sentences_of(shift.shift("CN-HL"), "en")[0]


def test_printed_parts_add_up_to_the_printed_growth(shift: InlandShift) -> None:
    for s in shift.shifts:
        [sentence] = sentences_of(s, "en")
        if " to +" in sentence or " to −" in sentence:
            continue
        growth, *parts = [
            D(x.replace("−", "-").replace("+", "")) for x in re.findall(r"(?<=grew )[\d.]+|(?<=fell )[\d.]+|[+−][\d.]+\d", sentence)
        ]
        assert sum(parts) == (growth if " grew " in sentence else -growth), sentence


# -- exposure


def test_the_concentration_of_a_province(anhui: Resilience) -> None:
    [sentence] = sentences_of(anhui.concentration[0], "en")
    assert sentence.startswith("By partner, the Herfindahl-Hirschman index of Anhui's trade in 2024 lies between 0.018 and 0.210")
    assert "in 5 countries or blocs" in sentence


def test_one_part_is_told_in_the_singular() -> None:
    found = concentration(slices({Cell("total"): 100, Cell("total", "all", "USA"): 80}), "partners")
    assert "held in 1 country or bloc," in sentences_of(found, "en")[0]


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        ({"JPN": 20}, "Of Anhui's trade in 2024, by partner, only Japan is held, with 20.0% of trade: too little to bound"),
        ({"JPN": (52, 120)}, "only Japan is held, with more than 52% of trade: too little to bound"),
        (
            {"JPN": 25, "VNM": 10},
            "By partner, 35.0% of Anhui's trade in 2024 is held in 2 countries or blocs, the largest of them Japan with 25.0% of trade",
        ),
    ],
)
def test_an_index_whose_bounds_say_nothing_is_left_out(held: dict[str, Any], sentence: str) -> None:
    found = concentration(slices({Cell("total"): 100, **{Cell("total", "all", p): v for p, v in held.items()}}), "partners")
    assert found is not None and not found.is_telling
    [said], [chinese] = sentences_of(found, "en"), sentences_of(found, "zh")
    assert sentence in said and "index" not in said
    assert "赫芬达尔" not in chinese and "无法判断集中程度" in chinese


def test_a_shock_whose_cell_is_held(hinterland: Hinterland) -> None:
    found = shock_effect(hinterland.indicators, "CN-AH", ["product=electric-vehicles -25%"])
    assert sentences_of(found, "en") == [
        "If exports of electric vehicles had been 25% lower, all else as in 2025, Anhui's exports would have been 2.2% lower and its trade 1.5% lower "
        "(the size of what is hit is held; first order: nothing is diverted or replaced)."
    ]
    assert sentences_of(found, "zh") == [
        "若电动汽车出口减少25%、其他均与2025年相同，安徽出口将减少2.2%、进出口将减少1.5%（受冲击部分的规模有数据；一阶估算，不计转移与替代）。"
    ]


def test_a_shock_whose_cell_is_bounded(hinterland: Hinterland) -> None:
    [sentence] = sentences_of(shock_effect(hinterland.indicators, "CN-AH", ["partner=USA export -30%"]), "en")
    assert "exports would have been up to 5.0% lower" in sentence
    assert "isn't held, and is bounded by what is" in sentence


WORLD = {
    Cell("total"): 200,
    Cell("export"): 100,
    Cell("import"): 100,
    Cell("export", "electric-vehicles"): 50,
    Cell("total", "all", "USA"): 60,
}


@pytest.mark.parametrize(
    ("shocks", "said"),
    [
        (["product=electric-vehicles +10%"], "exports would have been 5.0% higher and its trade 2.5% higher"),
        (
            ["product=electric-vehicles 0%"],
            "had been the same, all else as in 2024, Anhui's exports would have been unchanged and its trade unchanged",
        ),
        (["product=toys import +10%"], "imports would have been up to 10.0% higher"),
        (["product=toys import +10%"], "nothing but all of its flow bounds it;"),
        (["product=electric-vehicles -10%", "partner=USA export -10%"], "the parts hit may overlap"),
        (["product=electric-vehicles -10%", "partner=USA export -10%"], "between 5.0% and 11.0% lower"),
        (["product=electric-vehicles -10%", "import +2%"], "its trade 1.5% lower"),
        (["product=electric-vehicles -10%", "product=toys import +20%"], "between 2.5% lower and 7.5% higher"),
    ],
)
def test_what_a_shock_would_do(shocks: list[str], said: str) -> None:
    [sentence] = sentences_of(effect(slices(WORLD), [parse(s) for s in shocks]), "en")  # type: ignore[arg-type]
    assert said in sentence, sentence


def test_volatility_says_how_many_rates_were_published(anhui: Resilience) -> None:
    assert (
        "over the 9 years held from 2017 to 2025, between 7.4% in 2024 and 26.9% in 2021 (4 of these rates taken between levels)"
        in sentences_of(anhui.volatility, "en")[0]
    )


def from_one(part: str, whole_: str, percent_: tuple[str, str] | None) -> FromOne:
    x = None if percent_ is None else Interval(D(percent_[0]), D(percent_[1]), True, True)
    part_of = EXPORT.model_copy(update={"product": "toys"})
    return FromOne("CN-AH", "2024", part_of, EXPORT, Interval.exact(part), Interval.exact(whole_), x, True, ())


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (
            from_one("5", "10", ("49.5", "50.5")),
            "Exports of toys made up 50% of the growth of Anhui's exports in 2024 (growth as published).",
        ),
        (from_one("-5", "-10", ("49.5", "50.5")), "Exports of toys made up 50% of the fall of Anhui's exports"),
        (from_one("5", "10", ("45", "55")), "made up 45% to 55% of the growth"),
        (
            from_one("20", "10", ("190", "210")),
            "Exports of toys rose by more than Anhui's exports as a whole in 2024, so that all else together fell",
        ),
        (from_one("-20", "-10", ("190", "210")), "fell by more than Anhui's exports as a whole in 2024, so that all else together rose"),
        (from_one("-5", "10", ("-51", "-49")), "moved the other way"),
    ],
)
def test_what_one_product_gave(given_: FromOne, said: str) -> None:
    [sentence] = sentences_of(given_, "en")
    assert said in sentence, sentence
    assert sentences_of(given_, "zh")


@pytest.mark.parametrize("percent_", [None, ("-5", "5"), ("90", "110")])
def test_what_can_not_be_said_of_one_product_is_not(percent_: tuple[str, str] | None) -> None:
    assert sentences_of(from_one("5", "10", percent_), "en") == []


def test_the_product_that_gave_most_is_told_and_no_quality_of_products(anhui: Resilience) -> None:
    found = sentences_of(anhui, "en")
    assert "Exports of the new three made up 51% of the growth of Anhui's exports in 2025 (growth as published)." in found
    assert not any("own-brand" in s for s in found)


def test_volume_and_value(anhui: Resilience) -> None:
    assert sentences_of(anhui.volume_or_value[0], "en") == [
        "Anhui's exports of motor vehicles grew 34.5% in value and grew 30.8% in quantity in 2024: value per unit rose 2.8% (growth as published)."
    ]


@pytest.mark.parametrize(
    ("change_", "said"), [(("-4.55", "-4.45"), "value per unit fell 4.5%"), (("-0.2", "0.1"), "changed by less than rounding shows")]
)
def test_value_per_unit_may_fall_or_be_open(change_: tuple[str, str], said: str) -> None:
    x = Interval(D(change_[0]), D(change_[1]), True, True)
    found = VolumeOrValue("CN-AH", "2024", EXPORT, Interval.exact(1), Interval.exact(5), x, None, None, False, ())
    [sentence] = sentences_of(found, "en")
    assert said in sentence, sentence
    assert "taken between levels" in sentence


def test_advanced_products_over_time(anhui: Resilience) -> None:
    found = [s for a in anhui.advanced for s in sentences_of(a, "en")]
    assert found == [
        "High-tech products made up 23.4% of Anhui's exports in 2025, against 23.6% in 2024.",
        "Machinery and electronics made up more than 70% of Anhui's exports in 2025, against 68.5% in 2023.",
    ]
    once = ShareOverTime("CN", EXPORT.model_copy(update={"op": "share", "product": "high-tech"}), (("2024", Interval.exact(30), ()),))
    assert "no other year is held" in sentences_of(once, "en")[0]
