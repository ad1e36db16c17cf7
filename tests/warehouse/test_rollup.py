"""From records to observations: cells as they stand, and only those sums that the file can answer for."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.sources.record_files import CHINESE, SHOES, SOLAR, delimited, export

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.sources.reading import Options
from hinterland.warehouse import rollup

MUN = ("CO_ANO", "CO_MES", "SH4", "CO_PAIS", "SG_UF_MUN", "CO_MUN", "KG_LIQUIDO", "VL_FOB")
BACI = ("t", "i", "j", "k", "v", "q")
CURITIBA, LONDRINA = "4106902", "4113700"


@pytest.fixture
def empty(warehouse: Path) -> Any:
    """A warehouse without the embedded figures."""
    with open_warehouse(warehouse, embedded=False) as opened:
        yield opened


def municipal(path: Path, *rows: tuple[str, ...]) -> Path:
    """Lines of month, heading, country, municipality and dollars."""
    return delimited(path, MUN, *(("2024", m, sh4, country, "PR", city, "10", v) for m, sh4, country, city, v in rows), delimiter=";")


def figures(h: Hinterland, columns: str, where: str = "TRUE") -> list[tuple[Any, ...]]:
    return h.sql(f"SELECT {columns} FROM observations WHERE {where} ORDER BY ALL").fetchall()


def load(h: Hinterland, *paths: Path, **said: str) -> list[str]:
    """Load files and return what they were remarked on."""
    return [w for f in h.load(list(paths), options=Options(**said)).files for w in f.warnings]


# -- exports of a query: cells as they stand


def test_a_cell_of_a_query_is_a_published_figure(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", SOLAR), released="2024-02-20")
    found = figures(
        empty,
        "flow, product, partner, regime, basis, currency, region, period, value, low, high, unit, source, released, reliability, file, row",
        "measure = 'value'",
    )
    assert found == [
        (
            "import", "85414300", "KOR", "all", "operating-unit", "CNY", "CN", "2024-01", Decimal(1_234_567), Decimal("1234566.5"),
            Decimal("1234567.5"), "CNY", "GACC-QUERY", "2024-02-20", "official", "2024in.csv", 2,
        )
    ]  # fmt: skip


def test_its_quantity_is_one_too_in_base_units(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", SOLAR, SHOES))
    assert figures(empty, "partner, value, low, high, unit, currency", "measure = 'quantity'") == [
        ("KOR", Decimal(120), Decimal("119.5"), Decimal("120.5"), "units", None),
        ("USA", Decimal("0.07"), Decimal("0.0695"), Decimal("0.0705"), "tonnes", None),
    ]


def test_a_quantity_in_a_unit_of_no_table_makes_no_figure(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", (*SOLAR[:6], "千伏安时", *SOLAR[7:])))
    assert figures(empty, "measure") == [("value",)]


def test_a_query_is_never_summed_over_what_it_chose(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", SOLAR, SHOES))
    assert figures(empty, "count(*)", "product = 'all' OR partner = 'world'") == [(0,)]


def test_a_dimension_that_a_query_leaves_out_is_whole(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024out.csv", ("34", "9,000"), header=("注册地编码", "人民币")))
    assert figures(empty, "region, product, partner, period, value") == [("CN-AH", "all", "world", "2024", Decimal(9000))]


def months(last: int) -> list[tuple[str, ...]]:
    return [(f"2024{m:02}", *SOLAR[1:9], f"{m * 100}") for m in range(1, last + 1)]


def test_twelve_months_of_a_query_make_a_year(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", *months(12)))
    assert figures(empty, "value, low, high, reliability, note", "period = '2024' AND measure = 'value'") == [
        (Decimal(7800), Decimal(7794), Decimal(7806), "derived", "sum of the twelve months of the query")
    ]
    assert figures(empty, "value, unit", "period = '2024' AND measure = 'quantity'") == [(Decimal(1440), "units")]


def test_eleven_months_make_none(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", *months(11)))
    assert figures(empty, "count(*)", "period = '2024'") == [(0,)]


def test_a_month_without_trade_in_one_cell_does_not_spoil_its_year(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", *months(12), SHOES))
    assert figures(empty, "value", "period = '2024' AND measure = 'value' AND partner = 'USA'") == [(Decimal(9876),)]


def test_files_of_very_many_cells_stay_records(empty: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollup, "CELLS_AT_MOST", 1)
    remarks = load(empty, export(tmp_path / "2024in.csv", SOLAR, SHOES))
    assert figures(empty, "count(*)") == [(0,)]
    assert any("hinterland sql" in r for r in remarks)
    assert empty.sql("SELECT count(*) FROM records").fetchall() == [(2,)]


def test_the_same_cell_again_is_no_new_figure(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "a_2024in.csv", SOLAR))
    load(empty, export(tmp_path / "b_2024in.csv", SOLAR, SHOES))
    assert figures(empty, "partner", "measure = 'value'") == [("KOR",), ("USA",)]


def test_a_revised_cell_is_a_vintage_of_the_figure(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "a_2024in.csv", SOLAR), released="2024-02-20")
    load(empty, export(tmp_path / "b_2024in.csv", (*SOLAR[:-1], "2,000,000")), released="2024-06-20")
    assert figures(empty, "value", "measure = 'value'") == [(Decimal(1_234_567),), (Decimal(2_000_000),)]
    assert empty.sql("SELECT value FROM preferred WHERE measure = 'value'").fetchall() == [(Decimal(2_000_000),)]


# -- Comex Stat: whole in products, partners and months


def test_municipalities_and_their_state_are_summed(empty: Hinterland, tmp_path: Path) -> None:
    load(
        empty,
        municipal(
            tmp_path / "EXP_2024_MUN.csv",
            ("1", "1201", "160", CURITIBA, "100"),
            ("1", "0201", "249", CURITIBA, "50"),
            ("1", "1201", "160", LONDRINA, "7"),
        ),
    )
    assert figures(empty, "region, value", "product = 'all' AND partner = 'world'") == [
        ("BR-4106902", Decimal(150)),
        ("BR-4113700", Decimal(7)),
        ("BR-PR", Decimal(157)),
    ]
    assert figures(empty, "product, value", "region = 'BR-PR' AND product <> 'all'") == [("02", Decimal(50)), ("12", Decimal(107))]
    assert figures(empty, "partner, value", "region = 'BR-PR' AND partner <> 'world'") == [("CHN", Decimal(107)), ("USA", Decimal(50))]


def test_sums_are_derived_and_say_what_was_summed(empty: Hinterland, tmp_path: Path) -> None:
    remarks = load(
        empty, municipal(tmp_path / "EXP_2024_MUN.csv", ("1", "0101", "160", CURITIBA, "100"), ("1", "0301", "160", CURITIBA, "50"))
    )
    ((low, high, reliability, note, basis, currency),) = figures(
        empty, "low, high, reliability, note, basis, currency", "region = 'BR-PR' AND product = 'all' AND partner = 'world'"
    )
    assert (low, high) == (Decimal(149), Decimal(151))
    assert (reliability, basis, currency) == ("derived", "operating-unit", "USD")
    assert note == "sum of the records held: HS chapters 01 to 03 without 02"
    assert any("HS chapters 01 to 03 without 02" in r for r in remarks)


@pytest.mark.parametrize(
    ("chapters", "words"),
    [
        (["12"], "HS chapter 12"),
        (["01", "02", "03"], "HS chapters 01 to 03"),
        (["76", "78"], "HS chapters 76 to 78"),
        (["01", "40"], "2 HS chapters between 01 and 40"),
        ([f"{c:02}" for c in range(1, 98) if c != 77], "all HS chapters"),
    ],
)
def test_chapters_are_told_in_words(empty: Hinterland, tmp_path: Path, chapters: list[str], words: str) -> None:
    remarks = load(empty, municipal(tmp_path / "EXP_2024_MUN.csv", *(("1", f"{c}01", "160", CURITIBA, "1") for c in chapters)))
    assert {n for (n,) in figures(empty, "note")} == {f"sum of the records held: {words}"}
    assert (remarks == []) is (words == "all HS chapters")


def test_rows_put_aside_are_told_in_the_note(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, municipal(tmp_path / "EXP_2024_MUN.csv", ("1", "1201", "160", CURITIBA, "100"), ("1", "1201", "160", CURITIBA, "x")))
    assert {n for (n,) in figures(empty, "note")} == {"sum of the records held: HS chapter 12, without 1 rows rejected"}


def test_whole_years_are_summed_only_when_complete(empty: Hinterland, tmp_path: Path) -> None:
    all_year = [(str(m), "1201", "160", CURITIBA, "10") for m in range(1, 13)]
    load(empty, municipal(tmp_path / "EXP_2024_MUN.csv", *all_year[:-1]))
    assert figures(empty, "count(*)", "period = '2024'") == [(0,)]
    load(empty, municipal(tmp_path / "EXP_2024_MUN.csv", *all_year))
    assert figures(empty, "region, partner, product, value", "period = '2024'") == [
        ("BR-4106902", "CHN", "all", Decimal(120)),
        ("BR-4106902", "world", "12", Decimal(120)),
        ("BR-4106902", "world", "all", Decimal(120)),
        ("BR-PR", "CHN", "all", Decimal(120)),
        ("BR-PR", "world", "12", Decimal(120)),
        ("BR-PR", "world", "all", Decimal(120)),
    ]


def test_partners_of_a_municipality_are_given_by_year_only(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, municipal(tmp_path / "EXP_2024_MUN.csv", *((str(m), "1201", "160", CURITIBA, "10") for m in range(1, 13))))
    assert figures(empty, "DISTINCT region", "partner = 'CHN' AND period = '2024-01'") == [("BR-PR",)]


def test_a_partner_that_no_table_names_counts_in_totals_only(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, municipal(tmp_path / "EXP_2024_MUN.csv", ("1", "1201", "994", CURITIBA, "100"), ("1", "1201", "160", CURITIBA, "50")))
    assert figures(empty, "partner, value", "region = 'BR-PR' AND product = 'all'") == [("CHN", Decimal(50)), ("world", Decimal(150))]


def test_imports_and_exports_together_are_trade(empty: Hinterland, tmp_path: Path) -> None:
    load(
        empty,
        municipal(tmp_path / "EXP_2024_MUN.csv", ("1", "1201", "160", CURITIBA, "100")),
        municipal(tmp_path / "IMP_2024_MUN.csv", ("1", "1201", "160", CURITIBA, "40")),
    )
    shown = {r.flow: r.value for r in empty.show("BR-4106902", unit="USD").rows}
    assert shown == {"total": 140, "export": 100, "import": 40}


# -- BACI and places without a name


def test_countries_in_the_table_of_regions_make_figures(empty: Hinterland, tmp_path: Path) -> None:
    path = delimited(
        tmp_path / "BACI_HS17_Y2020_V202301.csv",
        BACI,
        ("2020", "156", "842", "854140", "1.5", "1"),
        ("2020", "710", "842", "854140", "2", "1"),
    )
    remarks = load(empty, path)
    assert figures(empty, "region, partner, product, period, value, reliability, basis") == [
        ("CN", "USA", "all", "2020", Decimal(1500), "derived", None),
        ("CN", "world", "85", "2020", Decimal(1500), "derived", None),
        ("CN", "world", "all", "2020", Decimal(1500), "derived", None),
    ]
    assert any("records of ZA are held, but make no figures" in r for r in remarks)
    assert empty.sql("SELECT count(*) FROM records").fetchall() == [(2,)]


def test_goods_of_no_state_are_held_without_a_figure(empty: Hinterland, tmp_path: Path) -> None:
    remarks = load(
        empty, delimited(tmp_path / "EXP_2024_MUN.csv", MUN, ("2024", "1", "1201", "160", "ND", "9999999", "1", "5"), delimiter=";")
    )
    assert figures(empty, "count(*)") == [(0,)]
    assert any("BR-ND" in r for r in remarks)


def test_a_file_without_rows_makes_no_figures(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", header=CHINESE), municipal(tmp_path / "EXP_2024_MUN.csv"))
    assert figures(empty, "count(*)") == [(0,)]


# -- the real files


def test_the_real_municipalities_add_up_to_their_state(empty: Hinterland, samples: Path) -> None:
    load(empty, samples / "brazil_comexstat_parana" / "unified_imp_pr.parquet")
    where = "product = 'all' AND partner = 'world' AND period = '2024'"
    [(cities,)] = figures(empty, "sum(value)", f"{where} AND region <> 'BR-PR'")
    [(state, note)] = figures(empty, "value, note", f"{where} AND region = 'BR-PR'")
    assert cities == state
    assert note == "sum of the records held: HS chapters 01 to 24"
    [(chapters,)] = figures(empty, "sum(value)", "region = 'BR-PR' AND product <> 'all' AND period = '2024'")
    [(partners,)] = figures(empty, "sum(value)", "region = 'BR-PR' AND partner <> 'world' AND period = '2024'")
    assert chapters == partners == state
