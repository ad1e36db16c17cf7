"""Names for Brazil's municipalities: the ministry's table becomes a table of regions of ours."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.sources.record_files import parquet

from hinterland import codes
from hinterland.sources.comexstat_names import COLUMNS, regions_table
from hinterland.sources.reading import InputError

TABLE = """\
"CO_MUN_GEO";"NO_MUN";"NO_MUN_MIN";"SG_UF"
"3450308";"SAO PAULO";"São Paulo";"SP"
"4106902";"CURITIBA";"Curitiba";"PR"
"9999999";"ND";"Não Declarado";"ND"
"""


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(regions_table(path))))


def test_the_ministrys_table_becomes_regions(tmp_path: Path) -> None:
    path = tmp_path / "UF_MUN.csv"
    path.write_bytes(TABLE.encode("latin-1"))
    found = rows(path)
    assert [(r["code"], r["en"], r["parent"]) for r in found] == [("BR-3550308", "São Paulo", "BR-SP"), ("BR-4106902", "Curitiba", "BR-PR")]
    assert {(r["scheme"], r["level"], r["country"]) for r in found} == {("ibge", "city", "BR")}


def test_parquet_that_carries_names_serves_too(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "a.parquet",
        (4106902, "Curitiba", "PR"),
        (4106902, "Curitiba", "PR"),
        columns="CO_MUN INTEGER, NO_MUN VARCHAR, SG_UF_MUN VARCHAR",
    )
    assert [r["code"] for r in rows(path)] == ["BR-4106902"]


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("CO_MUN;SG_UF_MUN\n1;PR\n", encoding="utf-8")
    with pytest.raises(InputError, match="names no municipalities"):
        regions_table(path)


def test_the_columns_are_those_of_our_own_table() -> None:
    from importlib.resources import files

    with (files("hinterland.packs") / "brazil" / "regions.csv").open(encoding="utf-8") as f:
        assert tuple(next(csv.reader(f))) == COLUMNS


def test_named_municipalities_are_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    path = tmp_path / "UF_MUN.csv"
    path.write_bytes(TABLE.encode("latin-1"))
    (tmp_path / "regions.csv").write_text(regions_table(path), encoding="utf-8")
    monkeypatch.setenv("HINTERLAND_CODES", str(tmp_path))
    code = (
        "from hinterland import codes; print(codes.find('curitiba', 'subject').code, codes.name('BR-4106902'), codes.parent('BR-3550308'))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "BR-4106902 Curitiba BR-SP"
    assert codes.name("BR-4106902") == "BR-4106902"
