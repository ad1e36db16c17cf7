"""Which figure stands for a cell, and the levels that nobody published as such: yuan from dollars, revised bases, sums of flows and of members."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from tests.indicators.asking import ask, close, held, rows

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.indicators import Indicators
from hinterland.interval import Interval, growth, total

YI = 10**8

HEADER = "op,flow,region,period,value,unit,currency"


def stated(text: str, scale: int = YI) -> Interval:
    return Interval.stated(text, scale)


# -- which vintage is preferred

PREFERENCE = "reliability,released,value,precision,low,unit,period,region"


def vintage(reliability: str, released: str, value: str, precision: str = "", low: str = "") -> str:
    return f"{reliability},{released},{value},{precision},{low},CNY_100M,2025"


@pytest.mark.parametrize(
    "vintages",
    [
        # most reliable first
        (vintage("official", "2026-01", "101"), vintage("news", "2026-02", "102"), vintage("secondary", "2026-03", "103")),
        (vintage("official", "2020", "101", "10"), vintage("news", "2026-02", "102.55"), vintage("derived", "2026-03", "103")),
        # then the latest
        (vintage("news", "2026-02-01", "101"), vintage("news", "2026-01-31", "102"), vintage("news", "2025", "103")),
        (vintage("official", "2026-02", "101", "10"), vintage("official", "2026-01", "102.55"), vintage("official", "2025", "1.5")),
        # then the narrowest
        (vintage("news", "2026-02", "101.25"), vintage("news", "2026-02", "101.3"), vintage("news", "2026-02", "101", "10")),
        # a bound never displaces a figure
        (
            vintage("secondary", "2025", "101", "10"),
            vintage("official", "2026-02", "", "", "100"),
            vintage("official", "2026-03", "", "", "99"),
        ),
    ],
    ids=[
        "most reliable",
        "most reliable, whatever the date and width",
        "latest",
        "latest, whatever the width",
        "narrowest",
        "bounds give way",
    ],
)
def test_one_vintage_is_preferred_in_whatever_order_they_come(tmp_path: Path, vintages: tuple[str, ...]) -> None:
    best = Decimal(vintages[0].split(",")[2]) * YI
    orders = dict(zip(codes.members("provinces"), permutations(vintages), strict=False))
    loads = [[f"{order[n]},{region}" for region, order in orders.items()] for n in range(3)]
    with held(tmp_path, PREFERENCE, *loads) as h:
        assert h.sql("SELECT count(*), count(DISTINCT cell) FROM observations").fetchall() == [(18, 6)]
        for region in orders:
            answer = ask(h, region)
            assert answer.best is not None and answer.best.value == best
            [observation] = h.indicators.observations(answer.best.observations)
            assert (observation.reliability, observation.value) == (vintages[0].split(",")[0], best)


def test_of_figures_alike_in_all_else_the_last_loaded_counts(tmp_path: Path) -> None:
    with held(tmp_path, PREFERENCE, [vintage("news", "2026", "101") + ",CN-AH"], [vintage("news", "2026", "102") + ",CN-AH"]) as h:
        assert (answer := ask(h, "CN-AH").best) is not None and answer.value == 102 * YI


def test_where_only_a_bound_is_held_it_is_the_answer(tmp_path: Path) -> None:
    with held(tmp_path, PREFERENCE, [vintage("news", "2026", "", "", "100") + ",CN-AH"]) as h:
        answer = ask(h, "CN-AH").best
        assert answer is not None and (answer.interval.low, answer.interval.high) == (100 * YI, None)


# -- yuan from dollars

PAIRS = {
    "CN-BJ": ("700.1", "100.3"),
    "CN-SH": ("1404.4", "199.9"),
    "CN-GD": ("2101", "301"),
    "CN-ZJ": ("692.5", "99.2"),
    "CN-JS": ("1400.9", "200.2"),
}
"""Yuan and dollars of five regions: rates near 7."""


def paired(pairs: dict[str, tuple[str, str]]) -> list[str]:
    return [f"level,total,{r},2025,{yuan},CNY_100M," for r, (yuan, _) in pairs.items()] + [
        f"level,total,{r},2025,{dollars},USD_100M," for r, (_, dollars) in pairs.items()
    ]


def test_yuan_are_derived_from_dollars_at_the_years_rate_with_its_spread(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, [*paired(PAIRS), "level,total,CN-AH,2025,50.5,USD_100M,", "level,export,CN-AH,2025,30,USD_100M,"]) as h:
        rate = sum(Decimal(y) for y, _ in PAIRS.values()) / sum(Decimal(d) for _, d in PAIRS.values())
        rates = [stated(y) / stated(d) for y, d in PAIRS.values()]
        spread = Interval(min(r.low for r in rates if r.low), max(r.high for r in rates if r.high))
        for flow, dollars in (("total", "50.5"), ("export", "30")):
            answer = ask(h, "CN-AH", flow=flow).computed
            close(answer, stated(dollars) * spread)
            assert answer is not None and (answer.how, answer.unit) == ("derived", "CNY")
            assert abs(answer.value - Decimal(dollars) * YI * rate) < 10
            derived, origin = h.indicators.observations(answer.observations)
            assert (derived.reliability, derived.load, origin.indicator.currency, origin.value) == (
                "derived",
                "derived",
                "USD",
                Decimal(dollars) * YI,
            )
            assert h.indicators.held([*answer.observations, "none"]) == h.indicators.held(answer.observations) == {derived.id: derived}
            assert derived.note is not None and "billion dollars at the rate 6.9941" in derived.note and "5 regions" in derived.note
        assert (dollars_asked := ask(h, "CN-AH", currency="USD").best) is not None and dollars_asked.how == "published"


def test_yuan_that_were_published_are_not_derived(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, paired(PAIRS)) as h:
        assert all((a := ask(h, region).best) is not None and a.how == "published" for region in PAIRS)
        assert h.sql("SELECT count(*) FROM derived").fetchall() == [(0,)]


@pytest.mark.parametrize("pairs", [dict(list(PAIRS.items())[:4]), {}], ids=["four", "none"])
def test_a_rate_takes_five_regions_held_in_both(tmp_path: Path, pairs: dict[str, tuple[str, str]]) -> None:
    with held(tmp_path, HEADER, [*paired(pairs), "level,total,CN-AH,2025,50.5,USD_100M,"]) as h:
        assert ask(h, "CN-AH").best is None


def test_a_rate_is_that_of_its_own_period_and_basis(tmp_path: Path) -> None:
    elsewhere = ["level,total,CN-AH,2024,50.5,USD_100M,", "level,total,CN-AH,2025-01/2025-11,50.5,USD_100M,"]
    with held(tmp_path, HEADER, [*paired(PAIRS), *elsewhere]) as h:
        assert ask(h, "CN-AH", period="2024").best is None
        assert ask(h, "CN-AH", period="2025-01/2025-11").best is None


def test_a_pair_of_other_vintages_is_left_out_of_the_rate(tmp_path: Path) -> None:
    odd = {**PAIRS, "CN-TJ": ("80", "10.7")}
    with held(tmp_path, HEADER, [*paired(odd), "level,total,CN-AH,2025,50.5,USD_100M,"]) as h:
        [(pairs, high)] = h.sql("SELECT pairs, high FROM rates").fetchall()
    assert (pairs, high < 7.1) == (5, True)


# -- revised bases


def test_a_published_level_and_growth_imply_a_revised_base(tmp_path: Path) -> None:
    first = "level,total,CN-AH,2020,5406.4,CNY_100M,"
    with held(tmp_path, HEADER, [first, "level,total,CN-AH,2021,6920.2,CNY_100M,", "growth,total,CN-AH,2021,26.9,percent,"]) as h:
        level, rate = stated("6920.2"), stated("26.9", 1)
        implied = level / (rate.scaled(Decimal("0.01")) + Interval.exact(1))
        answer = ask(h, "CN-AH", period="2020").best
        assert answer is not None and (answer.how, answer.interval) == ("published", stated("5406.4")), "the first release is preferred"
        [(low, high, value, note)] = h.sql("SELECT low, high, value, note FROM observations WHERE reliability = 'derived'").fetchall()
        assert abs(low - implied.low) < 1 and abs(high - implied.high) < 1
        assert implied.holds(value) and not implied.meets(stated("5406.4"))
        assert round(value / 10**9, 1) == Decimal("545.3")
        assert note == "revised base: the level and growth of 26.9% published for 2021 imply it"


def test_a_base_that_was_never_held_is_the_one_implied(tmp_path: Path) -> None:
    with held(
        tmp_path, HEADER, ["level,total,CN-AH,2025-01/2025-11,9108.2,CNY_100M,", "growth,total,CN-AH,2025-01/2025-11,15.5,percent,"]
    ) as h:
        answer = ask(h, "CN-AH", period="2024-01/2024-11").best
        assert answer is not None and answer.how == "derived"
        assert [o.indicator.op for o in h.indicators.observations(answer.observations)] == ["level", "level", "growth"]
        growth_answer = ask(h, "CN-AH", "growth", "2025-01/2025-11")
        assert growth_answer.published is not None
        assert growth_answer.computed is None, "a base implied by a growth rate only gives that rate back"


def test_growth_of_output_implies_no_base(tmp_path: Path) -> None:
    """It is of constant prices, unlike that of trade."""
    header = "op,concept,flow,basis,region,period,value,unit,currency"
    with held(tmp_path, header, ["level,gdp,none,none,CN-AH,2025,52989,CNY_100M,", "growth,gdp,none,none,CN-AH,2025,5.5,percent,"]) as h:
        assert ask(h, "CN-AH", period="2024", concept="gdp", flow=None, basis=None).best is None


def test_growth_in_one_currency_implies_no_base_in_another(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, ["level,total,CN-AH,2025,1000,CNY_100M,", "growth,total,CN-AH,2025,10,percent,USD"]) as h:
        assert ask(h, "CN-AH", period="2024").best is None
        assert ask(h, "CN-AH", period="2024", currency="USD").best is None


# -- sums of flows


def test_a_total_that_is_missing_is_the_sum_of_exports_and_imports(tmp_path: Path) -> None:
    flows = ["level,export,CN-AH,2025,6823.1,CNY_100M,", "level,import,CN-AH,2025,3312,CNY_100M,", "level,export,CN-HN,2025,1,CNY_100M,"]
    with held(tmp_path, HEADER, flows) as h:
        answer = ask(h, "CN-AH").best
        close(answer, stated("6823.1") + stated("3312"))
        assert answer is not None and (answer.how, len(answer.observations)) == ("sum", 2)
        assert ask(h, "CN-HN").best is None
    with held(tmp_path, HEADER, ["level,total,CN-AH,2025,10135.57,CNY_100M,"]) as h:
        assert (told := ask(h, "CN-AH").best) is not None and told.how == "published"


# -- sums of members

CENTRAL = codes.members("central")


def test_a_group_is_the_sum_of_its_members(tmp_path: Path) -> None:
    with held(tmp_path, "region,period,value,unit", rows(CENTRAL, 2025, "100.5", "CNY_100M")) as h:
        answer = ask(h, "central").best
        close(answer, total([stated("100.5")] * 6))
        assert answer is not None and (answer.how, answer.held, answer.members, len(answer.observations)) == ("sum", 6, 6, 6)


@pytest.mark.parametrize("missing", [1, 2, 3, 6])
def test_a_group_with_few_members_held_is_not_told_and_with_most_tells_how_many(tmp_path: Path, missing: int) -> None:
    with held(tmp_path, "region,period,value,unit", rows((*CENTRAL[missing:], "CN-BJ"), 2025, "100.5", "CNY_100M")) as h:
        answer = ask(h, "central").best
    if missing < 3:
        assert answer is not None and (answer.held, answer.members) == (6 - missing, 6)
        close(answer, total([stated("100.5")] * (6 - missing)))
    else:
        assert answer is None


def test_what_was_published_of_a_group_comes_before_a_sum(tmp_path: Path) -> None:
    with held(tmp_path, "region,period,value,unit", [*rows(CENTRAL, 2025, "100.5", "CNY_100M"), "central,2025,0.06,CNY_1T"]) as h:
        answer = ask(h, "central").best
    assert answer is not None and (answer.how, answer.interval) == ("published", stated("0.06", 10**12))


def test_growth_of_a_group_is_that_of_the_same_members(tmp_path: Path) -> None:
    now, before = rows(CENTRAL[1:], 2025, "110", "CNY_100M"), rows(CENTRAL[:5], 2024, "100", "CNY_100M")
    with held(tmp_path, "region,period,value,unit", [*now, *before]) as h:
        for op in ("growth", "multiple", "cagr"):
            assert ask(h, "central", op, base="2024").best is None, "five of six both years, but not the same five"
    with held(tmp_path, "region,period,value,unit", rows(CENTRAL[:1], 2025, "110", "CNY_100M")) as h:
        assert ask(h, "central", "growth").best is None, "six against five"
    with held(tmp_path, "region,period,value,unit", rows(CENTRAL[5:], 2024, "100", "CNY_100M")) as h:
        close(ask(h, "central", "growth").best, growth(total([stated("110")] * 6), total([stated("100")] * 6)))


def test_a_share_of_a_group_is_of_its_sum(tmp_path: Path) -> None:
    with held(tmp_path, "region,period,value,unit", rows(CENTRAL, 2025, "100", "CNY_100M")) as h:
        whole = total([stated("100")] * 6)
        close(ask(h, CENTRAL[0], "share", versus="central").best, (stated("100") / whole).scaled(100))


def test_bases_currencies_and_spans_are_not_summed_together(tmp_path: Path) -> None:
    header = "basis,region,period,value,unit"
    mixed = [f"{basis},{r},{period},100,{unit}" for r, (basis, period, unit) in zip(
        CENTRAL,
        [("operating-unit", "2025", "CNY_100M")] * 3 + [("destination-origin", "2025", "CNY_100M"), ("operating-unit", "2025", "USD_100M"),
         ("operating-unit", "2025-01/2025-11", "CNY_100M")],
        strict=True,
    )]  # fmt: skip
    with held(tmp_path, header, mixed) as h:
        assert ask(h, "central").best is None
        assert ask(h, "central", basis="destination-origin").best is None


def test_years_are_not_made_of_months(tmp_path: Path) -> None:
    months = [f"CN-AH,2025-{m:02},100,CNY_100M" for m in range(1, 13)]
    with held(tmp_path, "region,period,value,unit", months) as h:
        assert ask(h, "CN-AH").best is None
        assert ask(h, "CN-AH", period="2025-12").best is not None


def test_growth_is_the_same_reckoned_at_once_or_when_asked_for(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch) -> None:
    def growths(indicators: Indicators) -> list[str]:
        indicators.include(["central", "eastern"])
        rows = indicators.engine.fetch("SELECT * FROM growths")
        return sorted(repr(sorted({**r, "observations": sorted(r["observations"].split(","))}.items())) for r in rows)

    monkeypatch.setattr("hinterland.indicators.resolve.FEW", 0)
    with Hinterland(hinterland.store.location) as other:
        asked_for = growths(other.indicators)
    monkeypatch.undo()
    with Hinterland(hinterland.store.location) as other:
        at_once = growths(other.indicators)
    assert len(at_once) > 1000 and at_once == asked_for
    assert any("'central'" in row for row in at_once)
