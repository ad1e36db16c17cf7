"""BACI: thousands of dollars and codes as text, the version from the name, and countries by Comtrade's numbers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources.record_files import Read, connected, delimited, parquet
from tests.sources.record_files import read as read_with

from hinterland.sources import baci
from hinterland.sources.reading import InputError, Options
from hinterland.sources.registry import find_format

HEADER = ("t", "i", "j", "k", "v", "q")
ROWS = (
    ("2020", "156", "842", "854140", "1234.567", "  12.500"),
    ("2020", "76", "156", "120190", "0.198", "        NA"),
    ("2020", "710", "490", "010121", "5", "1"),
)
NAME = "BACI_HS17_Y2020_V202301.csv"


def read(path: Path, **said: str) -> Read:
    return read_with(baci, path, **said)


def refused(path: Path, **said: str) -> str:
    with connected() as con, pytest.raises(InputError) as caught:
        baci.records(path, Options(**said), con)
    return caught.value.typed


def test_the_exporter_is_the_region_and_the_importer_the_partner(tmp_path: Path) -> None:
    found = read(delimited(tmp_path / NAME, HEADER, *ROWS))
    assert found.column("region") == ["CN", "BR", "ZA"]
    assert found.column("partner") == ["USA", "CHN", "TWN"]
    assert set(found.column("flow")) == {"export"}


def test_values_are_dollars_and_quantities_tonnes(tmp_path: Path) -> None:
    found = read(delimited(tmp_path / NAME, HEADER, *ROWS))
    assert found.column("value") == [Decimal("1234567"), Decimal(198), Decimal(5000)]
    assert found.column("quantity") == [Decimal("12.5"), None, Decimal(1)]
    assert found.column("quantity_unit") == ["tonnes", None, "tonnes"]
    assert set(found.column("currency")) == {"USD"}


def test_a_year_is_its_twelve_months(tmp_path: Path) -> None:
    (row,) = read(delimited(tmp_path / NAME, HEADER, ROWS[0])).rows
    assert (row["first_month"], row["last_month"]) == (202001, 202012)


def test_codes_that_lost_their_zero_get_it_back(tmp_path: Path) -> None:
    assert read(delimited(tmp_path / NAME, HEADER, ("2020", "4", "36", "71120", "1", "1"))).column("product") == ["071120"]


def test_parquet_with_its_own_types_says_the_same(tmp_path: Path) -> None:
    rows = [(2020, 156, 842, "854140", 1234.567, "12.500"), (2020, 76, 156, "120190", 0.198, "NA"), (2020, 710, 490, "10121", 5.0, "1")]
    found = read(
        parquet(
            tmp_path / "BACI_HS17_Y2020_V202301.parquet", *rows, columns="t INTEGER, i INTEGER, j INTEGER, k VARCHAR, v DOUBLE, q VARCHAR"
        )
    )
    plain = read(delimited(tmp_path / NAME, HEADER, *ROWS))
    for column in ("region", "partner", "product", "value", "quantity", "quantity_unit", "first_month"):
        assert found.column(column) == plain.column(column)
    assert found.column("row") == [1, 2, 3]


def test_the_version_is_part_of_the_source(tmp_path: Path) -> None:
    (source,) = read(delimited(tmp_path / NAME, HEADER, *ROWS)).reading.sources
    assert source.id == "BACI-HS17-V202301"
    assert source.publisher == "CEPII" and "202301" in source.title
    assert source.reliability == "secondary"


def test_a_name_without_a_version_is_remarked_on(tmp_path: Path) -> None:
    found = read(delimited(tmp_path / "baci_hs17_2020.csv", HEADER, *ROWS))
    assert found.reading.sources[0].id == "BACI-HS17"
    assert "no version" in found.warnings
    assert read(delimited(tmp_path / "trade.csv", HEADER, *ROWS)).reading.sources[0].id == "BACI"


def test_it_is_whole_in_products_and_partners(tmp_path: Path) -> None:
    reading = read(delimited(tmp_path / NAME, HEADER, *ROWS)).reading
    assert reading.whole == {"product", "partner"}
    assert reading.basis is None


def test_a_country_number_not_held_is_kept_as_the_number(tmp_path: Path) -> None:
    found = read(delimited(tmp_path / NAME, HEADER, ("2020", "58", "849", "854140", "1", "1")))
    assert (found.column("region"), found.column("partner")) == (["m49:58"], ["m49:849"])


@pytest.mark.parametrize(
    ("column", "text", "word"),
    [
        (0, "20", "year"),
        (1, "CHN", "country"),
        (2, "", "country"),
        (3, "8541", "six digits"),
        (4, "much", "value"),
        (4, "", "value"),
        (5, "some", "quantity"),
    ],
)
def test_a_row_that_cannot_be_read_is_put_aside(tmp_path: Path, column: int, text: str, word: str) -> None:
    bad = list(ROWS[0])
    bad[column] = text
    found = read(delimited(tmp_path / NAME, HEADER, ROWS[1], bad))
    assert found.column("row") == [2]
    assert word in found.reasons[3]


def test_it_is_recognised_by_its_columns(tmp_path: Path) -> None:
    assert find_format(delimited(tmp_path / "a.csv", HEADER, *ROWS)) is baci
    with pytest.raises(InputError):
        find_format(delimited(tmp_path / "b.csv", HEADER[:5], ROWS[0][:5]))


def test_other_columns_and_imports_are_refused(tmp_path: Path) -> None:
    assert "a, b" in refused(delimited(tmp_path / "b.csv", ("a", "b"), ("1", "2")))
    assert "leave --flow out" in refused(delimited(tmp_path / NAME, HEADER, *ROWS), flow="import")


def test_the_real_file_is_read_whole(samples: Path) -> None:
    found = read(samples / "baci_iopspackage" / "baci_hs17_2020_afg_zaf.parquet")
    assert found.reading.rows_read == 72_097
    assert found.reading.quarantined == []
    assert set(found.column("region")) == {"AF", "ZA"}
    assert found.reading.sum_held == 51_605_142_675
    assert {len(p) for p in found.column("product")} == {6}
    assert not any(":" in p for p in found.column("partner") if p.startswith("m49:") and p not in {"m49:849", "m49:697"})
