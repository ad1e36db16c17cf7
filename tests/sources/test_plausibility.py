"""Readings held against what is known: powers of ten, months for years to date, exports for imports, yuan for dollars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources import customs_tables as made

from hinterland import codes
from hinterland.sources import customs_location, plausibility
from hinterland.sources.reading import Figure, Options, Reading

Held = Callable[[Figure], Decimal | None]

MONTH = Figure("CN-ZJ", "2024-07", Decimal("45360022"), "CNY_10K", flow="total", currency="CNY")
EXPORT = replace(MONTH, flow="export", value=Decimal("33384235"))
IMPORT = replace(MONTH, flow="import", value=Decimal("11975787"))
TO_DATE = replace(MONTH, period="2024-01/2024-07", value=Decimal("301465161"))
KNOWN = (MONTH, EXPORT, IMPORT, TO_DATE)


def held(*figures: Figure) -> Held:
    """What a warehouse would answer that holds these figures."""

    def key(f: Figure) -> tuple[object, ...]:
        period = codes.Period.parse(f.period)
        return (f.op, f.region, f.flow, f.product, f.partner, f.measure, period, codes.unit(f.unit).base)

    known = {key(f): codes.unit(f.unit).to_base(f.value) for f in figures if f.value is not None}
    return lambda f: known.get(key(f))


def reading(*figures: Figure) -> Reading:
    return Reading(Path("t.csv"), "test", figures=list(figures))


def test_the_same_figures_are_plausible() -> None:
    assert plausibility.check(reading(*KNOWN), held(*KNOWN)) == []


def test_figures_nobody_holds_are_plausible() -> None:
    assert plausibility.check(reading(*KNOWN), held()) == []


@pytest.mark.parametrize("unit", ["CNY", "CNY_10K", "CNY_100M"])
def test_units_and_roundings_do_not_matter(unit: str) -> None:
    amount = codes.unit(unit).from_base(codes.unit("CNY_10K").to_base(MONTH.value or Decimal(0))).quantize(Decimal("0.1"))
    assert plausibility.check(reading(replace(MONTH, value=amount, unit=unit)), held(*KNOWN)) == []


def test_a_revision_is_plausible() -> None:
    assert plausibility.check(reading(replace(MONTH, value=Decimal("45700000"))), held(*KNOWN)) == []


@pytest.mark.parametrize("power", [-8, -4, -1, 1, 3, 4, 8])
def test_a_power_of_ten_is_told_with_the_first_case(power: int) -> None:
    assert MONTH.value is not None
    wrong = replace(MONTH, value=MONTH.value.scaleb(power))
    (sentence,) = plausibility.check(reading(wrong, EXPORT), held(*KNOWN))
    times = f"{10**power:,} times" if power > 0 else f"1/{10**-power:,} of"
    assert sentence.startswith(f"1 of 2 figures are {times} the held figure, so that their unit must be another")
    assert "CN-ZJ total 2024-07" in sentence
    assert "453,600,220,000 held" in sentence


def test_a_revised_figure_in_another_unit_is_still_told() -> None:
    wrong = replace(MONTH, value=Decimal("45500000") * 10_000)
    assert "10,000 times the held figure" in plausibility.check(reading(wrong), held(*KNOWN))[0]


def test_a_year_to_date_called_a_month_is_told() -> None:
    (sentence,) = plausibility.check(reading(replace(MONTH, value=TO_DATE.value)), held(*KNOWN))
    assert "equal the held year to date" in sentence


def test_a_month_called_a_year_to_date_is_told() -> None:
    (sentence,) = plausibility.check(reading(replace(TO_DATE, value=MONTH.value)), held(*KNOWN))
    assert "equal the held month" in sentence


def test_a_year_to_date_called_a_month_in_a_wrong_unit_is_told() -> None:
    wrong = replace(MONTH, value=Decimal("3014651610684"))
    (sentence,) = plausibility.check(reading(wrong), held(*KNOWN))
    assert "10,000 times the held year to date" in sentence


def test_a_first_month_of_trade_may_be_its_whole_year_to_date() -> None:
    first = replace(MONTH, region="CN-ZJ-z01")
    whole = replace(first, period="2024-01/2024-07")
    assert plausibility.check(reading(first, whole), held(whole)) == []


def test_exchanged_exports_and_imports_are_told() -> None:
    wrong = (replace(EXPORT, value=IMPORT.value), replace(IMPORT, value=EXPORT.value))
    sentences = plausibility.check(reading(*wrong), held(*KNOWN))
    assert [s.split(" (")[0] for s in sentences] == ["1 of 2 figures equal the held imports", "1 of 2 figures equal the held exports"]


def test_dollars_called_yuan_are_told() -> None:
    dollars = replace(MONTH, unit="USD_1K", currency="USD", value=Decimal("63612345"))
    (sentence,) = plausibility.check(reading(replace(MONTH, value=dollars.value)), held(dollars))
    assert "10 times the held figure in US dollars" in sentence


def test_quantities_are_compared_too() -> None:
    tonnes = Figure("CN", "2025-07", Decimal("1034.1"), "tonnes_10K", flow="export", product="steel", measure="quantity")
    (sentence,) = plausibility.check(reading(replace(tonnes, unit="tonnes")), held(tonnes))
    assert "1/10,000 of the held figure" in sentence


def test_small_figures_are_too_coarse_to_compare() -> None:
    small = replace(MONTH, region="CN-ZJ-z01", value=Decimal("3"))
    assert plausibility.check(reading(replace(small, value=Decimal("30"))), held(small)) == []


def test_growth_and_bounds_are_not_compared() -> None:
    growth = replace(MONTH, op="growth", value=Decimal("7.6"), unit="percent")
    bounded = replace(MONTH, value=None, low=Decimal("1"), high=Decimal("2"))
    assert plausibility.check(reading(replace(growth, value=Decimal("76")), bounded), held(growth, *KNOWN)) == []


def test_a_figure_that_makes_no_sense_is_left_to_be_put_aside() -> None:
    assert plausibility.check(reading(replace(MONTH, unit="furlongs"), replace(MONTH, period="July")), held(*KNOWN)) == []


def test_every_way_of_being_wrong_has_one_sentence_with_its_count(tmp_path: Path) -> None:
    true = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", made.table8()), Options())
    wrong = customs_location.read(tmp_path / "2025-07.csv", Options(unit="CNY_1M"))
    (sentence,) = plausibility.check(wrong, held(*true.figures))
    assert sentence.startswith("192 of 192 figures are 100 times the held figure")
    assert plausibility.check(true, held(*true.figures)) == []


@given(st.integers(10**6, 10**12), st.integers(-6, 6), st.integers(-5, 5))
def test_only_powers_of_ten_are_told(value: int, power: int, permille: int) -> None:
    known = replace(MONTH, value=Decimal(value))
    given_ = (Decimal(value) * (1000 + permille) / 1000).scaleb(power)
    told = plausibility.check(reading(replace(MONTH, value=given_)), held(known))
    assert bool(told) == (power != 0)
