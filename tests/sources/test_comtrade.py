"""UN Comtrade: totals are held and their parts rejected, whichever way the site gave them out."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.sources.record_files import Read, connected, delimited
from tests.sources.record_files import read as read_with

from hinterland.sources import comtrade
from hinterland.sources.reading import InputError, Options
from hinterland.sources.registry import find_format

HEADER = (
    "typeCode", "freqCode", "period", "reporterCode", "flowCode", "partnerCode", "partner2Code", "classificationCode", "cmdCode", "customsCode",
    "motCode", "mosCode", "qtyUnitAbbr", "qty", "netWgt", "primaryValue",
)  # fmt: skip
TOTAL: dict[str, Any] = {
    "typeCode": "C",
    "freqCode": "A",
    "period": "2023",
    "reporterCode": "156",
    "flowCode": "X",
    "partnerCode": "842",
    "partner2Code": "0",
    "classificationCode": "H6",
    "cmdCode": "8541",
    "customsCode": "C00",
    "motCode": "0",
    "mosCode": "0",
    "qtyUnitAbbr": "u",
    "qty": "1200",
    "netWgt": "30.5",
    "primaryValue": "123456.789",
}


def row(**other: str) -> dict[str, Any]:
    return TOTAL | other


def table(path: Path, *rows: dict[str, Any], header: tuple[str, ...] = HEADER) -> Path:
    """A CSV with the empty column that Comtrade ends every line with."""
    return delimited(path, (*header, ""), *((*(r[c] for c in header), "") for r in rows))


def answer(path: Path, *rows: dict[str, Any]) -> Path:
    """The JSON of the programming interface."""
    numbers = {"period", "qty", "netWgt", "primaryValue", "partnerCode", "reporterCode"}
    data = [{c: (float(v) if "." in v else int(v)) if c in numbers else v for c, v in r.items()} for r in rows]
    path.write_text(json.dumps({"elapsedTime": "0.1 secs", "count": len(data), "data": data, "error": ""}), encoding="utf-8")
    return path


def read(path: Path, **said: str) -> Read:
    return read_with(comtrade, path, **said)


def refused(path: Path) -> str:
    with connected() as con, pytest.raises(InputError) as caught:
        comtrade.records(path, Options(), con)
    return str(caught.value)


def test_a_row_becomes_a_record(tmp_path: Path) -> None:
    (found,) = read(table(tmp_path / "a.csv", TOTAL)).rows
    assert found == {
        "first_month": 202301,
        "last_month": 202312,
        "flow": "export",
        "region": "CN",
        "partner": "USA",
        "product": "8541",
        "regime": "all",
        "currency": "USD",
        "value": Decimal("123456.789"),
        "quantity": Decimal(1200),
        "quantity_unit": "u",
        "quantity2": Decimal("30.5"),
        "quantity2_unit": "kg",
        "source": "UN-COMTRADE",
        "file": "a.csv",
        "row": 2,
    }


def test_json_says_the_same(tmp_path: Path) -> None:
    rows = [TOTAL, row(flowCode="M", partnerCode="0", cmdCode="TOTAL")]
    found, plain = read(answer(tmp_path / "a.json", *rows)), read(table(tmp_path / "a.csv", *rows))
    for column in ("first_month", "flow", "region", "partner", "product", "value", "quantity", "quantity2"):
        assert found.column(column) == plain.column(column)
    assert found.column("row") == [1, 2]


def test_the_world_and_all_products_are_rows_of_their_own(tmp_path: Path) -> None:
    (found,) = read(table(tmp_path / "a.csv", row(partnerCode="0", cmdCode="TOTAL", period="202312", freqCode="M"))).rows
    assert (found["partner"], found["product"], found["first_month"], found["last_month"]) == ("world", "all", 202312, 202312)


def test_nothing_may_be_summed(tmp_path: Path) -> None:
    assert read(table(tmp_path / "a.csv", TOTAL)).reading.whole == frozenset()


# -- totals and parts


@pytest.mark.parametrize(("column", "part"), [("partner2Code", "276"), ("customsCode", "C01"), ("motCode", "2100"), ("mosCode", "1")])
def test_parts_are_put_aside_beside_their_total(tmp_path: Path, column: str, part: str) -> None:
    found = read(table(tmp_path / "a.csv", row(**{column: part}, primaryValue="1"), TOTAL, row(**{column: part}, primaryValue="2")))
    assert found.column("row") == [3]
    assert set(found.reasons) == {2, 4}
    assert column in found.reasons[2] and part in found.reasons[2]
    assert found.reading.sum_quarantined == 3


def test_columns_that_are_empty_count_as_totals(tmp_path: Path) -> None:
    assert len(read(table(tmp_path / "a.csv", row(partner2Code="", customsCode="", motCode="", mosCode=""))).rows) == 1


def test_parts_that_cannot_be_told_from_totals_are_refused(tmp_path: Path) -> None:
    header = tuple(c for c in HEADER if c not in ("motCode", "partner2Code"))
    said = refused(table(tmp_path / "a.csv", TOTAL, row(primaryValue="5"), header=header))
    assert "partner2Code, motCode" in said and "2 rows for one cell" in said
    assert len(read(table(tmp_path / "a.csv", TOTAL, row(cmdCode="8542"), header=header)).rows) == 2


def test_two_classifications_of_one_cell_are_refused(tmp_path: Path) -> None:
    assert "one classification at a time" in refused(table(tmp_path / "a.csv", TOTAL, row(classificationCode="H5", primaryValue="5")))


# -- what is rejected


@pytest.mark.parametrize(
    ("other", "word"),
    [
        ({"flowCode": "RX"}, "counted in exports"),
        ({"flowCode": "Z"}, "flow"),
        ({"typeCode": "S"}, "services"),
        ({"classificationCode": "S4"}, "Harmonised System"),
        ({"cmdCode": "AG2"}, "HS code"),
        ({"period": "23"}, "year or a month"),
        ({"reporterCode": "CHN"}, "number of a country"),
        ({"primaryValue": ""}, "value"),
    ],
)
def test_what_is_no_trade_in_goods_by_hs_is_put_aside(tmp_path: Path, other: dict[str, str], word: str) -> None:
    found = read(table(tmp_path / "a.csv", TOTAL, row(**other)))
    assert found.column("row") == [2]
    assert word in found.reasons[3]


@pytest.mark.parametrize("unit", ["", "-", "N/A"])
def test_a_quantity_without_a_unit_is_none(tmp_path: Path, unit: str) -> None:
    (found,) = read(table(tmp_path / "a.csv", row(qtyUnitAbbr=unit))).rows
    assert (found["quantity"], found["quantity_unit"]) == (None, None)


def test_a_code_beside_another_ones_name_is_put_aside_with_both_named(tmp_path: Path) -> None:
    names = {"reporterDesc": "China", "partnerDesc": "USA", "flowDesc": "Export"}
    rows = [
        row(**names), row(**names | {"partnerDesc": "Japan"}), row(**names | {"reporterDesc": "India"}), row(**names | {"flowDesc": "Import"}),
        row(**names | {"partnerCode": "490", "partnerDesc": '"Other Asia, nes"'}), row(**names | {"partnerCode": "410", "partnerDesc": "Rep. of Korea"}),
    ]  # fmt: skip
    found = read(table(tmp_path / "c.csv", *rows, header=(*HEADER, *names)))
    assert [r["partner"] for r in found.rows] == ["USA", "TWN", "KOR"]
    assert [q.reason.split(";")[0] for q in found.reading.quarantined] == [
        "the code 842 is United States, but the name beside it says Japan",
        "the code 156 is China, but the name beside it says India",
        "the code X is exports, but the name beside it says Import",
    ]


def test_put_aside_rows_of_json_are_told_as_they_stood(tmp_path: Path) -> None:
    found = read(answer(tmp_path / "a.json", row(flowCode="RX")))
    assert json.loads(found.reading.quarantined[0].text)["flowCode"] == "RX"


# -- recognising it


def test_both_are_recognised(tmp_path: Path) -> None:
    assert find_format(table(tmp_path / "a.csv", TOTAL)) is comtrade
    assert find_format(answer(tmp_path / "a.json", TOTAL)) is comtrade


def test_other_files_are_refused(tmp_path: Path) -> None:
    assert "isn't a download" in refused(delimited(tmp_path / "a.csv", ("a", "b"), ("1", "2")))
    broken = answer(tmp_path / "a.json", TOTAL)
    broken.write_text(broken.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    assert 'under "data"' in refused(broken)
