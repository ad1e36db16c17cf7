"""The real tables beside the repository: all load, and what must hold of them holds. Skipped where the samples are absent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.sources.reading import InputError, Options, Reading
from hinterland.sources.registry import read
from hinterland.warehouse.stage import by_id, stage

MONTHS = [f"2024-{m:02}" for m in range(1, 13)] + [f"2025-{m:02}" for m in range(1, 8)]
PROVINCES = {e.code for e in codes.entries("region") if e.level == "province" and e.parent == "CN"}


@pytest.fixture(params=MONTHS)
def monthly(request: pytest.FixtureRequest, samples: Path) -> Reading:
    return read(samples / "gacc_monthly_location" / f"{request.param}.csv", Options())


@pytest.fixture(scope="module")
def folder(samples: Path) -> Path:
    return samples / "gacc_monthly_location"


def levels(reading: Reading) -> dict[tuple[str, str | None, str], Decimal]:
    return {(f.region, f.flow, f.period): f.value for f in reading.figures if f.op == "level" and f.value is not None}


def test_every_month_is_read_without_a_row_put_aside(monthly: Reading) -> None:
    assert (monthly.format, monthly.quarantined, monthly.warnings, monthly.period_from) == ("customs-location", [], [], "name")
    assert monthly.rows_read in (338, 350, 351)
    assert PROVINCES | {"CN"} <= {f.region for f in monthly.figures}


def test_provinces_sum_to_the_nation_within_the_rounding(monthly: Reading) -> None:
    """Within 3 units everywhere, but for the total of May 2025, where the office's own table is 4 apart."""
    amounts = levels(monthly)
    for (region, flow, period), nation in amounts.items():
        if region == "CN":
            most = 4 if (flow, period) == ("total", "2025-05") else 3
            assert abs(sum(amounts[p, flow, period] for p in PROVINCES) - nation) <= most, (flow, period)


def test_exports_and_imports_make_the_total_of_every_place(monthly: Reading) -> None:
    amounts = levels(monthly)
    for (region, flow, period), total in amounts.items():
        if flow == "total":
            parts = sum(amounts.get((region, f, period), Decimal(0)) for f in ("export", "import"))
            assert abs(parts - total) <= 1, (region, period)


def test_months_already_embedded_add_only_cities_and_zones(samples: Path, tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "warehouse") as warehouse:
        before = _embedded(warehouse)
        warehouse.load([samples / "gacc_monthly_location" / f"{m}.csv" for m in ("2024-01", "2024-12", "2025-07")])
        assert _embedded(warehouse) == before
        new = warehouse.sql("SELECT DISTINCT region FROM observations WHERE file LIKE '20%.csv'").fetchall()
        assert len(new) > 300
        assert {r for (r,) in new}.isdisjoint(PROVINCES | {"CN"})


def _embedded(warehouse: Hinterland) -> list[tuple[object, ...]]:
    where = f"region IN ({', '.join(repr(c) for c in sorted(PROVINCES | {'CN'}))}) AND source = 'GACC-T8'"
    return warehouse.sql(f"SELECT op, flow, region, period, value, released, file FROM observations WHERE {where} ORDER BY ALL").fetchall()


def test_hangzhous_february_is_the_year_to_date_of_table_8(folder: Path) -> None:
    reading = read(folder / "hangzhou_zhejiang-2024-02.csv", Options())
    assert (reading.rows_read, reading.quarantined) == (12, [])
    amounts = levels(reading)
    assert amounts["CN-ZJ", "total", "2024-01/2024-02"] == 816865355098
    assert amounts["330100", "export", "2024-01/2024-02"] == 82220071980
    table8 = levels(read(folder / "2024-02.csv", Options()))
    for flow in ("total", "export", "import"):
        assert abs(amounts["CN-ZJ", flow, "2024-01/2024-02"] - table8["CN-ZJ", flow, "2024-01/2024-02"] * 10_000) <= 5_000


def test_hangzhous_july_is_not_held_as_it_says(folder: Path) -> None:
    path = folder / "hangzhou_zhejiang-2024-07.csv"
    with pytest.raises(InputError, match='unit="CNY"'):
        read(path, Options())
    corrected = read(path, Options(unit="CNY"))
    assert levels(corrected)["CN-ZJ", "total", "2024-01/2024-07"] == 3014651610684
    assert levels(corrected)["330100", "export", "2024-01/2024-07"] == 326072787086


@pytest.mark.parametrize(
    ("name", "rows", "figures", "periods"),
    [("mar2026", 30, 270, {"2026-03", "2026-Q1"}), ("janfeb2025", 30, 180, {"2025-01/2025-02"})],
)
def test_english_releases_by_country_are_read_whole(samples: Path, name: str, rows: int, figures: int, periods: set[str]) -> None:
    reading = read(samples / "gacc_monthly_english" / f"release_section4_by_country_{name}_cny.html", Options())
    assert (reading.format, reading.rows_read, len(reading.figures), reading.quarantined) == ("customs-country", rows, figures, [])
    assert {f.period for f in reading.figures} == periods
    assert {"world", "EU", "DEU", "USA", "ASEAN", "VNM", "KOR", "GBR", "RCEP", "BRI"} <= {f.partner for f in reading.figures}
    assert reading.period_from == "file"


def test_the_total_of_march_2026_is_as_printed(samples: Path) -> None:
    reading = read(samples / "gacc_monthly_english" / "release_section4_by_country_mar2026_cny.html", Options())
    total = {(f.op, f.flow, f.period): f.value for f in reading.figures if f.partner == "world"}
    assert total["level", "total", "2026-03"] == Decimal("41046.4")
    assert total["level", "export", "2026-Q1"] == Decimal("68466.7")
    assert total["growth", "import", "2026-Q1"] == Decimal("19.6")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("release_section4_by_country_jan2018_cny.html", "shows its table as a picture"), ("seed_2026.html", "is an index of releases")],
)
def test_pages_without_figures_are_refused_in_a_sentence(samples: Path, name: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read(samples / "gacc_monthly_english" / name, Options())


def test_the_excerpts_are_read(samples: Path) -> None:
    country = read(samples / "gacc_monthly_excerpts" / "table2_country_2024-01_wan_yuan.csv", Options())
    goods = read(samples / "gacc_monthly_excerpts" / "table13_exports_2024-01_wan_yuan.csv", Options())
    assert (country.rows_read, country.quarantined, len(country.figures)) == (14, [], 18)
    assert (goods.rows_read, goods.quarantined, len(goods.figures)) == (11, [], 12)
    value = {f.product: f.value for f in goods.figures if f.measure == "value" and f.value is not None}
    fields = [v for p, v in value.items() if p not in ("high-tech", "electric-vehicles")]
    assert (len(fields), abs(sum(fields) - value["high-tech"]) <= 1) == (9, True)


def test_no_other_sample_is_taken_for_a_customs_table(samples: Path) -> None:
    from hinterland.sources import customs_commodities, customs_country, customs_location
    from hinterland.sources.reading import head_of

    others = [p for f in ("gacc_query_export", "customs_code_lists", "baci_iopspackage", "gegravity") for p in (samples / f).iterdir()]
    assert others
    for path in others:
        assert not any(m.sniff(head_of(path)) for m in (customs_location, customs_country, customs_commodities)), path.name


def test_every_figure_of_the_samples_can_be_staged(samples: Path, folder: Path) -> None:
    paths = [folder / "2025-01.csv", folder / "hangzhou_zhejiang-2024-02.csv", *(samples / "gacc_monthly_excerpts").glob("*.csv")]
    for path in paths:
        reading = read(path, Options())
        staged = stage(reading, by_id(reading.sources))
        assert (len(staged.rows), staged.quarantined) == (len(reading.figures), []), path.name
