"""Comex Stat: states and municipalities of Brazil, each with its basis, under IBGE's numbers whatever the ministry's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources.record_files import Read, connected, delimited, parquet
from tests.sources.record_files import read as read_with

from hinterland.sources import comexstat
from hinterland.sources.reading import InputError, Options
from hinterland.sources.registry import find_format

NCM = (
    '"CO_ANO"',
    '"CO_MES"',
    '"CO_NCM"',
    '"CO_UNID"',
    '"CO_PAIS"',
    '"SG_UF_NCM"',
    '"CO_VIA"',
    '"CO_URF"',
    '"QT_ESTAT"',
    '"KG_LIQUIDO"',
    '"VL_FOB"',
)
MUN = ('"CO_ANO"', '"CO_MES"', '"SH4"', '"CO_PAIS"', '"SG_UF_MUN"', '"CO_MUN"', '"KG_LIQUIDO"', '"VL_FOB"')
SOY = ('"2024"', '"01"', '"12019000"', '"10"', '"160"', '"PR"', '"01"', '"0917800"', "5000", "5000", "2100")
HORSES = ('"2024"', '"12"', '"01012100"', '"11"', '"249"', '"SP"', '"04"', '"0817600"', "2", "900", "70000")
CITY = ('"2024"', '"01"', '"1201"', '"160"', '"PR"', '"4106902"', "5000", "2100")
PAULISTA = ('"2024"', '"01"', '"8703"', '"063"', '"SP"', '"3450308"', "12", "99")


def export(path: Path, *rows: tuple[str, ...]) -> Path:
    return delimited(path, *rows, delimiter=";", encoding="latin-1")


def read(path: Path, **said: str) -> Read:
    return read_with(comexstat, path, **said)


def refused(path: Path, **said: str) -> str:
    with connected() as con, pytest.raises(InputError) as caught:
        comexstat.records(path, Options(**said), con)
    return caught.value.typed


# -- by state and product


def test_exports_by_product_are_the_producing_states(tmp_path: Path) -> None:
    found = read(export(tmp_path / "EXP_2024.csv", NCM, SOY, HORSES))
    assert found.rows[0] == {
        "first_month": 202401,
        "last_month": 202401,
        "flow": "export",
        "region": "BR-PR",
        "partner": "CHN",
        "product": "12019000",
        "regime": "all",
        "currency": "USD",
        "value": Decimal(2100),
        "quantity": Decimal(5000),
        "quantity_unit": "kg",
        "quantity2": Decimal(5000),
        "quantity2_unit": "comexstat:10",
        "source": "COMEXSTAT-NCM",
        "file": "EXP_2024.csv",
        "row": 2,
    }
    assert found.column("product") == ["12019000", "01012100"]
    assert found.reading.basis == "destination-origin"


def test_imports_are_known_by_freight_and_go_by_the_importers_seat(tmp_path: Path) -> None:
    path = export(tmp_path / "NCM_2024.csv", (*NCM, '"VL_FRETE"', '"VL_SEGURO"'), (*SOY, "5", "1"))
    found = read(path)
    assert found.column("flow") == ["import"]
    assert found.reading.basis == "operating-unit"
    assert "freight" in refused(path, flow="export")


def test_lines_of_one_cell_add_up_there_because_ports_are_left_out(tmp_path: Path) -> None:
    reading = read(export(tmp_path / "EXP_2024.csv", NCM, SOY, (*SOY[:6], '"04"', '"0817600"', *SOY[8:]))).reading
    assert not reading.line_per_cell
    assert reading.whole == {"product", "partner", "period"}


def test_goods_of_no_state_are_kept_under_what_the_file_says(tmp_path: Path) -> None:
    found = read(export(tmp_path / "EXP_2024.csv", NCM, (*SOY[:5], '"ND"', *SOY[6:])))
    assert found.column("region") == ["BR-ND"]


# -- by municipality


def test_a_municipality_is_a_region_with_its_state_above_it(tmp_path: Path) -> None:
    reading = read(export(tmp_path / "EXP_2024_MUN.csv", MUN, CITY)).reading
    assert reading.parents == {"BR-4106902": "BR-PR"}
    assert reading.whole == {"product", "partner", "period", "region"}
    assert reading.line_per_cell
    assert reading.basis == "operating-unit"
    assert reading.sources[0].id == "COMEXSTAT-MUN"


def test_the_ministrys_own_numbers_become_ibges(tmp_path: Path) -> None:
    found = read(export(tmp_path / "EXP_2024_MUN.csv", MUN, PAULISTA, (*CITY[:4], '"GO"', '"5319712"', *CITY[6:])))
    assert found.column("region") == ["BR-3550308", "BR-5219712"]
    assert set(found.reading.parents.values()) == {"BR-SP", "BR-GO"}


def test_headings_keep_their_leading_zero(tmp_path: Path) -> None:
    assert read(export(tmp_path / "EXP_2024_MUN.csv", MUN, (*CITY[:2], '"0201"', *CITY[3:]))).column("product") == ["0201"]


def test_every_state_has_ibges_number() -> None:
    assert len(comexstat.states()) == 27
    assert comexstat.states()["SP"] == "35"


def test_parquet_with_numbers_says_the_same(tmp_path: Path) -> None:
    columns = (
        "CO_ANO INTEGER, CO_MES INTEGER, SH4 VARCHAR, CO_PAIS INTEGER, SG_UF_MUN VARCHAR, CO_MUN INTEGER, KG_LIQUIDO DOUBLE, VL_FOB DOUBLE"
    )
    rows = [(2024, 1, "1201", 160, "PR", 4106902, 5000.0, 2100.0), (2024, 1, "8703", 63, "SP", 3450308, 12.0, 99.0)]
    found = read(parquet(tmp_path / "mun_exp.parquet", *rows, columns=columns))
    plain = read(export(tmp_path / "EXP_2024_MUN.csv", MUN, CITY, PAULISTA))
    for column in ("first_month", "region", "partner", "product", "value", "quantity"):
        assert found.column(column) == plain.column(column)


# -- countries


def test_a_country_number_not_held_is_kept_and_told(tmp_path: Path) -> None:
    found = read(export(tmp_path / "EXP_2024_MUN.csv", MUN, (*CITY[:3], '"994"', *CITY[4:]), CITY))
    assert found.column("partner") == ["comexstat:994", "CHN"]
    assert "994" in found.warnings
    assert found.reading.quarantined == []


# -- the flow


@pytest.mark.parametrize(
    ("name", "flow"), [("EXP_2024_MUN", "export"), ("IMP_2024_MUN", "import"), ("unified_exp_pr", "export"), ("exports", "export")]
)
def test_the_name_says_the_flow(tmp_path: Path, name: str, flow: str) -> None:
    assert read(export(tmp_path / f"{name}.csv", MUN, CITY)).column("flow") == [flow]


def test_a_name_that_says_nothing_is_answered_with_a_question(tmp_path: Path) -> None:
    path = export(tmp_path / "parana.csv", MUN, CITY)
    said = refused(path)
    assert said.startswith("does parana.csv list exports or imports?") and "--flow" in said
    assert read(path, flow="import").column("flow") == ["import"]


# -- what can't be read


@pytest.mark.parametrize(
    ("column", "text", "word"),
    [
        (0, "24", "year"),
        (1, "13", "month"),
        (2, "x", "4 digits"),
        (3, "China", "country"),
        (4, "Parana", "state"),
        (5, "Curitiba", "municipality"),
        (6, "heavy", "weight"),
        (7, "", "value"),
    ],
)
def test_a_row_that_cannot_be_read_is_put_aside(tmp_path: Path, column: int, text: str, word: str) -> None:
    bad = list(CITY)
    bad[column] = text
    found = read(export(tmp_path / "EXP_2024_MUN.csv", MUN, PAULISTA, tuple(bad)))
    assert found.column("row") == [2]
    assert word in found.reasons[3]


def test_other_columns_are_refused(tmp_path: Path) -> None:
    assert "isn't a file of Comex Stat" in refused(export(tmp_path / "EXP.csv", ("a", "b"), ("1", "2")))


def test_it_is_recognised_by_its_columns(tmp_path: Path) -> None:
    assert find_format(export(tmp_path / "a.csv", NCM, SOY)) is comexstat
    assert find_format(export(tmp_path / "b.csv", MUN, CITY)) is comexstat


def test_the_real_files_are_read_whole(samples: Path) -> None:
    folder = samples / "brazil_comexstat_parana"
    exports, imports = read(folder / "unified_exp_pr.parquet"), read(folder / "unified_imp_pr.parquet")
    assert (exports.reading.rows_read, imports.reading.rows_read) == (160_676, 28_262)
    assert (exports.reading.sum_held, imports.reading.sum_held) == (98_903_605_138, 9_993_430_681)
    assert exports.reading.quarantined == imports.reading.quarantined == []
    assert exports.warnings == imports.warnings == ""
    assert set(exports.reading.parents.values()) == {"BR-PR"}
    assert not any(p.startswith("comexstat:") for p in exports.column("partner"))
