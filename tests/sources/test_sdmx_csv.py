"""SDMX-CSV: the IMF's trade by partner as it comes, other dataflows with what the user adds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.sources.record_files import delimited

from hinterland.sources import sdmx_csv
from hinterland.sources.reading import Figure, InputError, Options, Reading
from hinterland.sources.registry import find_format
from hinterland.warehouse.stage import by_id, stage

IMF = ("DATAFLOW", "COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD", "OBS_VALUE", "SCALE")
EXPORTS = ("IMF.STA:IMTS(1.0.0)", "CHN", "XG_FOB_USD", "USA", "M", "2024-M03", "38123456789.5", "6")
PLAIN = ("STRUCTURE", "STRUCTURE_ID", "REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE", "UNIT_MULT", "UNIT_MEASURE")
OTHER = ("dataflow", "X:TRADE(1.0)", "BRA", "W00", "2023", "339.7", "9", "USD")


def reading(path: Path, *rows: tuple[str, ...], header: tuple[str, ...] = IMF, **said: Any) -> Reading:
    return sdmx_csv.read(delimited(path / "a.csv", header, *rows), Options(**said))


def one(path: Path, *rows: tuple[str, ...], header: tuple[str, ...] = IMF, **said: Any) -> Figure:
    found = reading(path, *rows, header=header, **said)
    assert found.quarantined == []
    (figure,) = found.figures
    return figure


def changed(column: str, text: str) -> tuple[str, ...]:
    cells = list(EXPORTS)
    cells[IMF.index(column)] = text
    return tuple(cells)


def test_exports_of_a_country_to_another(tmp_path: Path) -> None:
    figure = one(tmp_path, EXPORTS)
    assert (figure.region, figure.partner, figure.flow, figure.op, figure.period) == ("CN", "USA", "export", "level", "2024-03")
    assert (figure.unit, figure.basis, figure.source) == ("USD", None, "IMF-IMTS")


def test_the_imf_gives_full_dollars_whatever_the_scale_says(tmp_path: Path) -> None:
    assert one(tmp_path, EXPORTS).value == Decimal("38123456789.5")


@pytest.mark.parametrize(
    ("indicator", "op", "flow"), [("XG_FOB_USD", "level", "export"), ("MG_CIF_USD", "level", "import"), ("TBG_USD", "balance", "total")]
)
def test_the_indicator_says_the_flow(tmp_path: Path, indicator: str, op: str, flow: str) -> None:
    figure = one(tmp_path, changed("INDICATOR", indicator))
    assert (figure.op, figure.flow) == (op, flow)
    assert (figure.note == "imports CIF") is (flow == "import")


@pytest.mark.parametrize("text", ["G001", "W00", "WLD", ""])
def test_the_world_has_several_codes(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, changed("COUNTERPART_COUNTRY", text)).partner == "world"


def test_labels_behind_codes_are_left_off(tmp_path: Path) -> None:
    header = tuple(f"{name}: {name.title()}" for name in IMF)
    row = tuple(f"{cell}: a label" if 1 <= i <= 3 else cell for i, cell in enumerate(EXPORTS))
    assert one(tmp_path, row, header=header).partner == "USA"


@pytest.mark.parametrize(
    ("text", "period"), [("2024", "2024"), ("2024-M03", "2024-03"), ("2024-03", "2024-03"), ("2024M3", "2024-03"), ("2024-Q2", "2024-Q2")]
)
def test_periods_are_written_in_several_ways(tmp_path: Path, text: str, period: str) -> None:
    assert one(tmp_path, changed("TIME_PERIOD", text)).period == period


# -- other dataflows


def test_another_dataflow_is_read_with_what_the_user_adds(tmp_path: Path) -> None:
    figure = one(tmp_path, OTHER, header=PLAIN, flow="exports", source="mine", title="T", publisher="P")
    assert (figure.region, figure.partner, figure.flow, figure.unit) == ("BR", "world", "export", "USD")
    assert figure.value == Decimal("339.7E9")
    assert figure.source == "mine"


def test_the_users_region_and_unit_count(tmp_path: Path) -> None:
    header, row = ("TIME_PERIOD", "OBS_VALUE", "DATAFLOW"), ("2023", "5", "X")
    figure = one(tmp_path, row, header=header, flow="export", region="Anhui", unit="CNY_100M", source="held")
    assert (figure.region, figure.unit, figure.partner) == ("CN-AH", "CNY_100M", "world")


@pytest.mark.parametrize(
    ("said", "header", "row", "word"),
    [
        ({}, PLAIN, OTHER, "does a.csv list exports or imports?"),
        ({"flow": "export"}, PLAIN, OTHER, "--source"),
        ({"flow": "export", "source": "a"}, ("DATAFLOW", "TIME_PERIOD", "OBS_VALUE"), ("X", "2023", "5"), "--region"),
        ({}, ("DATAFLOW", "OBS_VALUE"), ("X", "5"), "TIME_PERIOD"),
    ],
)
def test_what_neither_file_nor_user_says_is_asked_for(
    tmp_path: Path, said: dict[str, str], header: tuple[str, ...], row: tuple[str, ...], word: str
) -> None:
    with pytest.raises(InputError) as caught:
        reading(tmp_path, row, header=header, **said)
    assert word in caught.value.typed


# -- what is rejected


@pytest.mark.parametrize(
    ("column", "text", "word"),
    [
        ("INDICATOR", "MG_FOB_USD", "FOB"),
        ("INDICATOR", "NGDP", "NGDP"),
        ("COUNTRY", "DEU", "HINTERLAND_CODES"),
        ("COUNTRY", "G110", "G110"),
        ("COUNTERPART_COUNTRY", "G110", "G110"),
        ("TIME_PERIOD", "2024-W05", "period"),
        ("OBS_VALUE", "many", "number"),
    ],
)
def test_a_row_that_cannot_be_read_is_put_aside_with_its_reason(tmp_path: Path, column: str, text: str, word: str) -> None:
    found = reading(tmp_path, EXPORTS, changed(column, text))
    assert len(found.figures) == 1 and found.rows_read == 2
    (aside,) = found.quarantined
    assert aside.row == 3 and word in aside.reason and text in aside.text


def test_a_row_longer_than_the_header_is_put_aside(tmp_path: Path) -> None:
    assert "9 cells" in reading(tmp_path, (*EXPORTS, "more")).quarantined[0].reason


def test_an_unknown_unit_is_asked_for(tmp_path: Path) -> None:
    header, row = ("DATAFLOW", "REF_AREA", "TIME_PERIOD", "OBS_VALUE"), ("X", "CHN", "2023", "5")
    assert "--unit" in reading(tmp_path, row, header=header, flow="export", source="a").quarantined[0].reason


def test_rows_without_a_value_make_no_figure_and_are_told(tmp_path: Path) -> None:
    found = reading(tmp_path, EXPORTS, changed("OBS_VALUE", ""), changed("OBS_VALUE", "NaN"))
    assert (found.rows_read, len(found.figures), found.quarantined) == (1, 1, [])
    assert found.warnings == ["2 rows have no value, and make no figure"]


def test_a_flow_that_the_indicator_contradicts_is_put_aside(tmp_path: Path) -> None:
    assert "XG_FOB_USD is export" in reading(tmp_path, EXPORTS, flow="import").quarantined[0].reason


# -- the file as a whole


def test_it_is_recognised_by_its_columns(tmp_path: Path) -> None:
    assert find_format(delimited(tmp_path / "a.csv", IMF, EXPORTS)) is sdmx_csv
    assert find_format(delimited(tmp_path / "b.csv", PLAIN, OTHER)) is sdmx_csv


def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("TIME_PERIOD,OBS_VALUE,DATAFLOW\n2023,5,São\n".encode("latin-1"))
    with pytest.raises(InputError, match="UTF-8"):
        sdmx_csv.read(path, Options())


def test_its_figures_can_be_stored(tmp_path: Path) -> None:
    found = reading(tmp_path, EXPORTS, changed("INDICATOR", "TBG_USD"))
    staged = stage(found, by_id(found.sources))
    assert len(staged.rows) == 2 and staged.quarantined == []
