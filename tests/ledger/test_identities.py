"""Each identity on figures small enough to reckon by hand: what it bounds, and that it says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.indicators.asking import held
from tests.ledger.test_ledger import billions, bound

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.ledger.bands import calibrated

PLAIN = "region,period,flow,value,unit"
PROVINCES = codes.members("provinces")


def test_imports_are_the_total_less_exports(tmp_path: Path) -> None:
    with held(tmp_path, PLAIN, ["Anhui,2025,total,100,CNY_1B", "Anhui,2025,export,60,CNY_1B"]) as h:
        found = bound(h, "CN-AH", "2025", "import")
        assert billions(found) == (39.0, 41.0)
        assert found.by == "flows"
        assert found.sentence == (
            "the total less exports: 2025 came to between 39 billion yuan and 41 billion yuan; it rests on trade in 2025 and exports in 2025"
        )


def test_the_total_is_exports_and_imports(tmp_path: Path) -> None:
    with held(tmp_path, PLAIN, ["Anhui,2025,import,40,CNY_1B", "Anhui,2025,export,60,CNY_1B"]) as h:
        assert billions(bound(h, "CN-AH", "2025")) == (99.0, 101.0)


def test_flows_and_time_work_together(tmp_path: Path) -> None:
    """The year and its exports, and eleven months and their exports: December's imports."""
    rows = [
        "Anhui,2025,total,100,CNY_1B",
        "Anhui,2025,export,60,CNY_1B",
        "Anhui,2025-01/2025-11,total,90,CNY_1B",
        "Anhui,2025-01/2025-11,export,55,CNY_1B",
    ]
    with held(tmp_path, PLAIN, rows) as h:
        found = bound(h, "CN-AH", "2025-12", "import")
        assert billions(found) == (3.0, 7.0)
        assert len(found.observations) == 4


def test_a_province_is_the_nation_less_the_others(tmp_path: Path) -> None:
    rows = ["CN,2025,total,310,CNY_1B", *(f"{p},2025,total,10,CNY_1B" for p in PROVINCES if p != "CN-XZ"), "CN-XZ,2024,total,9,CNY_1B"]
    with held(tmp_path, PLAIN, rows) as h:
        found = bound(h, "CN-XZ", "2025")
        assert billions(found) == pytest.approx((10 - 15.5, 10 + 15.5), abs=6) or found.low == 0
        assert billions(found)[1] == pytest.approx(10 + 15.5)
        assert found.by == "regions"
        assert len(found.observations) == 31


def test_the_nation_is_its_provinces(tmp_path: Path) -> None:
    rows = [*(f"{p},2025,total,10.0,CNY_1B" for p in PROVINCES), "CN,2024,total,300,CNY_1B"]
    with held(tmp_path, PLAIN, rows) as h:
        found = bound(h, "CN", "2025")
        assert billions(found) == pytest.approx((310 - 31 * 0.05, 310 + 31 * 0.05))
        assert found.by == "regions"


def test_fewer_than_all_provinces_make_no_nation(tmp_path: Path) -> None:
    rows = [*(f"{p},2025,total,10,CNY_1B" for p in PROVINCES[1:]), "CN,2024,total,300,CNY_1B"]
    with held(tmp_path, PLAIN, rows) as h:
        assert bound(h, "CN", "2025").high is None


def test_a_part_is_at_most_its_whole_and_the_whole_at_least_its_part(tmp_path: Path) -> None:
    rows = ["Anhui,2025,world,total,100,CNY_1B", "Anhui,2024,ASEAN,total,30,CNY_1B", "Anhui,2026,ASEAN,total,30,CNY_1B"]
    with held(tmp_path, "region,period,partner,flow,value,unit", rows) as h:
        part, whole = (
            h.ledger.bounds("CN-AH", f"trade|total|all|{p}|all|value|operating-unit|CNY", Period.parse(y))
            for p, y in (("ASEAN", "2025"), ("world", "2024"))
        )
        assert part.high == 100.5e9
        assert whole.low == 29.5e9
        assert (part.by, whole.by) == ("part", "part")
        assert len(part.observations) == len(whole.observations) == 1


HEADER = "op,region,period,partner,flow,value,unit"


def test_a_share_bounds_the_whole(tmp_path: Path) -> None:
    rows = ["share,Tibet,2025,BRI,total,50,percent", "level,Tibet,2025,BRI,total,5.0,CNY_1B", "level,Tibet,2024,world,total,9.0,CNY_1B"]
    with held(tmp_path, HEADER, rows) as h:
        found = bound(h, "CN-XZ", "2025")
        assert billions(found) == pytest.approx((4.95 / 0.505, 5.05 / 0.495))
        assert found.by == "share"


def test_a_share_of_the_whole_bounds_the_part(tmp_path: Path) -> None:
    rows = ["share,Tibet,2025,BRI,total,50,percent", "level,Tibet,2024,BRI,total,5.0,CNY_1B", "level,Tibet,2025,world,total,9.0,CNY_1B"]
    with held(tmp_path, HEADER, rows) as h:
        found = h.ledger.bounds("CN-XZ", "trade|total|all|BRI|all|value|operating-unit|CNY", Period.parse("2025"))
        assert billions(found) == pytest.approx((8.95 * 0.495, 9.05 * 0.505))
        assert found.by == "share"


def test_growth_ties_a_level_to_the_year_before(tmp_path: Path) -> None:
    rows = ["growth,Anhui,2025,world,total,10.0,percent", "level,Anhui,2024,world,total,100,CNY_1B"]
    with held(tmp_path, HEADER, rows) as h:
        found = bound(h, "CN-AH", "2025")
        [band] = calibrated().of(np.array([1]), np.array([2025 * 12]), np.array([2026 * 12]), np.array([1]))
        assert billions(found) == pytest.approx((99.5 * 1.0995 * (1 - band), 100.5 * 1.1005 * (1 + band)))
        assert found.by == "growth"


def test_growth_does_not_tie_years_between_which_a_bloc_was_counted_anew(tmp_path: Path) -> None:
    rows = [
        "growth,Anhui,2023,BRI,total,10.0,percent",
        "level,Anhui,2022,BRI,total,100,CNY_1B",
        "growth,Anhui,2025,BRI,total,10.0,percent",
        "level,Anhui,2024,BRI,total,100,CNY_1B",
    ]
    with held(tmp_path, HEADER, rows) as h:
        across, within = (
            h.ledger.bounds("CN-AH", "trade|total|all|BRI|all|value|operating-unit|CNY", Period.parse(y)).high for y in ("2023", "2025")
        )
        assert across is None or across > 1e12
        assert within is not None
        assert within < 120e9


def test_dollars_follow_from_yuan_at_the_rate_of_the_year(tmp_path: Path) -> None:
    both = [f"{p},2024,total,{v},{u}" for p in PROVINCES[:8] for v, u in (("7.0000", "CNY_1B"), ("1.0000", "USD_1B"))]
    with held(tmp_path, PLAIN, [*both, "Tibet,2024,total,14.000,CNY_1B", "Tibet,2023,total,1.000,USD_1B"]) as h:
        found = bound(h, "CN-XZ", "2024", unit="USD")
        low, high = billions(found)
        assert 1.9 < low < 2 < high < 2.1
        assert found.by == "currency"


def test_quantities_are_bounded_too(tmp_path: Path) -> None:
    header = "region,period,product,measure,flow,value,unit"
    rows = [f"Anhui,{p},motor-vehicles,quantity,export,{v},UNITS_10K" for p, v in (("2025", 120), ("2025-01/2025-11", 100))]
    with held(tmp_path, header, rows) as h:
        assert h.indicators
        [series] = {r["series"] for r in h.engine.fetch("SELECT series FROM observations")}
        found = h.ledger.bounds("CN-AH", series, Period.parse("2025-12"))
        assert (found.low, found.high) == (190_000, 210_000)


def test_quantities_in_different_units_bound_nothing(tmp_path: Path) -> None:
    """Tonnes and pieces of the same goods neither make a year nor a total."""
    header = "region,period,product,measure,flow,value,unit"
    rows = [
        "Anhui,2025,steel,quantity,export,120,tonnes",
        "Anhui,2025-01/2025-11,steel,quantity,export,3,units",
        "Anhui,2025,steel,quantity,import,3,units",
        "Hubei,2025,steel,quantity,export,120,tonnes",
        "Hubei,2025-01/2025-11,steel,quantity,export,100,tonnes",
    ]
    with held(tmp_path, header, rows) as h:
        assert h.indicators
        h.indicators.include()
        series = "trade|{}|steel|world|all|quantity|operating-unit|"
        found = h.ledger.bounds("CN-AH", series.format("export"), Period.parse("2025-12"))
        assert (found.low, found.high) == (None, None)
        found = h.ledger.bounds("CN-HB", series.format("export"), Period.parse("2025-12"))
        assert (found.low, found.high) == (19, 21)
        assert "December 2025 came to between 19 and 21 (" in found.sentence
        assert h.engine.fetch("SELECT * FROM levels WHERE region = 'CN-AH' AND flow = 'total'") == []


def test_a_part_traded_in_the_months_of_another_rate_is_bounded(tmp_path: Path) -> None:
    """A year at 6.7 whose last months were at 7.1, as 2022 was: what was only exported then."""
    header = "region,period,product,flow,value,unit"
    both = [f"{p},2022,all,total,{v},{u}" for p in PROVINCES[:8] for v, u in (("6.7000", "CNY_1B"), ("1.0000", "USD_1B"))]
    part = ["Tibet,2022,ships,export,1.000,USD_1B", "Tibet,2021,ships,export,7.000,CNY_1B"]
    with held(tmp_path, header, [*both, *part]) as h:
        found = h.ledger.bounds("CN-XZ", "trade|export|ships|world|all|value|operating-unit|CNY", Period.parse("2022"))
        assert found.low is not None and found.high is not None
        assert found.low < 7.1e9 < found.high < 7.4e9


def test_a_bound_from_below_nothing_is_at_most_and_names_what_it_rests_on(hinterland: Hinterland) -> None:
    """Of a month that isn't held, in a year of which only the total is."""
    found = hinterland.bounds("Guizhou", "2019-05", flow="import")
    [cell] = found.cells
    assert cell.bound.low == 0 and cell.bound.high
    assert ": import at most " in repr(found) and "between 0" not in repr(found)
    assert cell.bound.sentence.endswith("; it rests on trade in 2019")
