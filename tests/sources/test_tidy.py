"""Our own columns: as CSV, Parquet and Excel, by codes and by names; what can't be read is rejected or refused, and never dropped."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warehouse.desk import DESK, HEADER, figures

from hinterland.api import open as open_warehouse
from hinterland.sources import registry, tidy
from hinterland.sources.reading import Figure, InputError, Options, Reading, head_of

ANHUI = "total,CN-AH,2025,10135.57,CNY_100M"


def read(path: Path, *rows: str, header: str = HEADER, **options: Any) -> Reading:
    return tidy.read(figures(path, *rows, header=header), Options(**options))


def one(path: Path, *rows: str, header: str = HEADER, **options: Any) -> Figure:
    """The only figure of a file that puts nothing aside."""
    reading = read(path, *rows, header=header, **options)
    assert reading.quarantined == []
    [figure] = reading.figures
    return figure


def one_of(path: Path) -> Figure:
    """The only figure of a file that is there."""
    [figure] = tidy.read(path, Options()).figures
    return figure


def workbook(path: Path, *rows: tuple[Any, ...]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def parquet(path: Path, sql: str) -> Path:
    relation = duckdb.sql(sql)
    relation.write_parquet(str(path))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "figures.csv"


# -- one figure, three kinds of file


def the_same(reading: Reading, path: Path) -> None:
    assert (reading.format, reading.path, reading.label, reading.rows_read, reading.quarantined) == ("tidy", path, path.name, 2, [])
    first, second = reading.figures
    assert (first.region, first.period, first.value, first.unit, first.flow) == ("CN-AH", "2025", Decimal("10135.57"), "CNY_100M", "total")
    assert (second.region, second.period, second.value, second.unit, second.flow) == (
        "CN-BJ",
        "2025-07",
        Decimal(2600),
        "CNY_100M",
        "export",
    )


def test_a_csv_file_is_read(path: Path) -> None:
    the_same(read(path, ANHUI, "export,CN-BJ,2025-07,2600,CNY_100M"), path)


def test_a_parquet_file_is_read(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "figures.parquet",
        """SELECT * FROM (VALUES ('total', 'CN-AH', '2025', 10135.57::DOUBLE, 'CNY_100M'), ('export', 'CN-BJ', '2025-07', 2600::DOUBLE, 'CNY_100M'))
           AS t(flow, region, period, value, unit)""",
    )
    the_same(tidy.read(path, Options()), path)


def test_a_workbook_is_read(tmp_path: Path) -> None:
    rows = [tuple(HEADER.split(",")), ("total", "CN-AH", 2025, 10135.57, "CNY_100M"), ("export", "CN-BJ", "2025-07", 2600, "CNY_100M")]
    path = workbook(tmp_path / "figures.xlsx", *rows)
    the_same(tidy.read(path, Options()), path)


@pytest.mark.parametrize("name", ["a b.parquet", "安徽.parquet", "50%25.parquet", "a*b.parquet", "a[1].parquet", "year=2020.parquet"])
def test_a_parquet_file_of_any_name_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "value=7").mkdir()
    path = parquet(tmp_path / "value=7" / name, "SELECT 'CN-AH' AS region, 2025 AS period, 1.5 AS value, 'percent' AS unit")
    [figure] = tidy.read(path, Options()).figures
    assert (figure.period, figure.value) == ("2025", Decimal("1.5"))


def test_decimals_of_a_parquet_file_keep_their_digits_and_doubles_have_no_false_ones(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "f.parquet",
        """SELECT 'CN-AH' AS region, 2025 AS period, 5.00::DECIMAL(9, 2) AS value, 5::DOUBLE AS low, 1e16::DOUBLE AS high, NULL AS precision,
                  'percent' AS unit""",
    )
    [figure] = tidy.read(path, Options()).figures
    assert [str(x) for x in (figure.value, figure.low, figure.high, figure.precision)] == ["5.00", "5", "10000000000000000", "None"]


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx"])
def test_the_format_is_found_by_the_columns(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"figures{suffix}"
    if suffix == ".csv":
        figures(path, ANHUI)
    elif suffix == ".parquet":
        parquet(path, "SELECT 'CN-AH' AS region, '2025' AS period, 1 AS value, 'percent' AS unit")
    else:
        workbook(path, ("region", "period", "low", "unit"), ("CN-AH", "2025", 1, "percent"))
    assert registry.find_format(path) is tidy


@pytest.mark.parametrize(
    "header", ["region,period,value", "region,unit,value", "region,period,unit", "a,b,c", "region;period;value;unit", ""]
)
def test_another_header_is_not_ours(path: Path, header: str) -> None:
    path.write_text(header + "\n1,2,3,4\n", encoding="utf-8")
    assert not tidy.sniff(head_of(path))


# -- names instead of codes


@pytest.mark.parametrize("name", ["CN-AH", "安徽", "安徽省", "Anhui", "anhui province", " Anhui ", "340000"])
def test_regions_may_be_written_as_people_name_them(path: Path, name: str) -> None:
    assert one(path, f"total,{name},2025,1,percent").region == "CN-AH"


def test_all_other_names_are_looked_up_too(path: Path) -> None:
    header = "concept,flow,product,partner,region,period,value,unit"
    figure = one(path, "trade,进出口,电动汽车,东盟,中部,2025,1,亿元", header=header)
    assert (figure.concept, figure.flow, figure.product, figure.partner) == ("trade", "total", "electric-vehicles", "ASEAN")
    assert (figure.region, figure.unit) == ("central", "CNY_100M")


def test_a_header_may_be_written_with_capitals_and_spaces(path: Path) -> None:
    assert one(path, ANHUI, header=" Flow ,REGION,Period,Value,Unit").value == Decimal("10135.57")


def test_a_byte_order_mark_and_foreign_line_ends_do_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{ANHUI}\r\n\r\n , ,,\r\n".encode())
    reading = tidy.read(path, Options())
    assert (len(reading.figures), reading.rows_read) == (1, 1)


# -- defaults, options, and the word none


def test_columns_that_are_not_there_have_their_defaults(path: Path) -> None:
    figure = one(path, "CN-AH,2025,1,CNY", header="region,period,value,unit")
    assert {c: getattr(figure, c) for c in tidy.DEFAULTS} == tidy.DEFAULTS
    assert [
        getattr(figure, c)
        for c in ("currency", "precision", "low", "high", "versus", "scope", "predicate", "released", "reliability", "note")
    ] == [None] * 10
    assert (figure.source, figure.row) == ("", 2)


def test_an_empty_cell_takes_what_the_user_says(path: Path) -> None:
    said = {"flow": "export", "period": "2024", "unit": "CNY_1B", "region": "Henan", "source": "s", "released": "2026", "currency": "USD"}
    figure = one(path, ",,,7,", **said)
    assert {k: getattr(figure, k) for k in said} == {**said, "region": "CN-HA"}
    assert one(path, ANHUI, **said).flow == "total"


@pytest.mark.parametrize("word", ["none", "None", "NONE"])
def test_none_says_that_a_column_does_not_apply(path: Path, word: str) -> None:
    figure = one(path, f"gdp,{word},{word},CN-AH,2025,1,CNY", header="concept,flow,basis,region,period,value,unit")
    assert (figure.flow, figure.basis) == (None, None)


def test_every_column_is_carried(path: Path) -> None:
    rows = {
        "op": "share", "concept": "trade", "flow": "export", "product": "87", "partner": "USA", "regime": "10", "measure": "quantity",
        "basis": "destination-origin", "currency": "USD", "region": "CN-GD", "period": "2025-Q1", "value": "24.1", "unit": "percent",
        "precision": "0.1", "low": "1", "high": "2", "source": "s", "released": "2026-01", "reliability": "secondary", "versus": "CN",
        "scope": "provinces", "predicate": "growth > 0", "note": "a sentence",
    }  # fmt: skip
    assert set(rows) == set(tidy.COLUMNS)
    figure = one(path, ",".join(rows.values()), header=",".join(rows))
    assert {c: str(getattr(figure, c)) for c in rows} == rows


# -- rows that are rejected


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("total,Anhoi,2025,1,CNY", 'no region or group is called "Anhoi"; did you mean Anhui'),
        ("sideways,CN-AH,2025,1,CNY", "sideways"),
        ("total,CN-AH,2025,1,bushels", "bushels"),
        ("total,CN-AH,2025,many,CNY", "'many' is not a number"),
        ('total,CN-AH,2025,"10,13",CNY', "'10,13' is not a number; write it as in 10135.57 or 10,135.57"),
        ('total,CN-AH,2025,"1.013,57",CNY', "is not a number"),
        ("total,CN-AH,2025,1_000,CNY", "is not a number"),
        ("total,CN-AH,2025-07-31,1,CNY", "its period is a day, 2025-07-31; write the month as 2025-07"),
        ("total,CN-AH,2025,NaN,CNY", "is not a number"),
        ("total,CN-AH,2025,Infinity,CNY", "is not a number"),
        ("total,,2025,1,CNY", "the column region is empty"),
        ("total,none,2025,1,CNY", "the column region is empty"),
        ("total,CN-AH,,1,CNY", "the column period is empty"),
        ("total,CN-AH,2025,1", "the column unit is empty"),
        ("total,CN-AH,2025,1,CNY,surplus", "the row has 6 cells, the header 5"),
    ],
)
def test_a_bad_row_is_put_aside_with_its_line_and_reason(path: Path, row: str, reason: str) -> None:
    reading = read(path, ANHUI, row, ANHUI)
    assert [f.row for f in reading.figures] == [2, 4]
    [bad] = reading.quarantined
    assert (bad.row, bad.text) == (3, row.replace('"', ""))
    assert reason in bad.reason


@pytest.mark.parametrize(
    ("column", "value"), [("op", "sum"), ("measure", "mass"), ("basis", "origin"), ("currency", "XYZ"), ("reliability", "rumour")]
)
def test_a_choice_that_is_none_is_put_aside_with_the_choices(path: Path, column: str, value: str) -> None:
    [bad] = read(path, f"{value},CN-AH,2025,1,CNY", header=f"{column},region,period,value,unit").quarantined
    assert f"{column} is {value!r}; it must be one of " in bad.reason


def test_a_name_that_is_unknown_a_thousand_times_is_looked_up_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    found = tidy.codes.find

    def find(text: str, kind: Any) -> Any:
        asked.append(text)
        return found(text, kind)

    monkeypatch.setattr(tidy.codes, "find", find)
    reading = read(path, *["total,Atlantis,2025,1,CNY"] * 1000)
    assert (len(reading.quarantined), asked.count("Atlantis")) == (1000, 1)
    assert len({q.reason for q in reading.quarantined}) == 1


def test_a_date_in_a_workbook_is_its_month_where_it_is_the_first_and_nothing_else(tmp_path: Path) -> None:
    first, last = datetime.date(2025, 7, 1), datetime.date(2025, 7, 31)
    header = ("region", "period", "value", "unit")
    path = workbook(
        tmp_path / "f.xlsx", header, ("CN-AH", first, 1, "percent"), ("CN-AH", last, 1, "percent"), ("CN-AH", 2025, True, "percent")
    )
    reading = tidy.read(path, Options())
    assert [f.period for f in reading.figures] == ["2025-07"]
    assert [(q.row, q.reason[:36]) for q in reading.quarantined] == [
        (3, "its period is a day, 2025-07-31; wri"),
        (4, "'True' is not a number; write it as "),
    ]
    assert reading.warnings[0].startswith("rows whose period is a date") and reading.warnings[0].endswith(": 1")


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0\r\n;\t|", exclude_categories=["Cs"]), max_size=6), max_size=7), max_size=8
    )
)
def test_rows_read_are_figures_or_rejected_rows(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("any") / "f.csv"
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = tidy.csv.writer(f)
        writer.writerow(HEADER.split(","))
        writer.writerows(rows)
    reading = tidy.read(path, Options())
    filled = [r for r in rows if any(c.strip() for c in r)]
    assert reading.rows_read == len(filled) == len(reading.figures) + len(reading.quarantined)


# -- files that are refused


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("region,period,value", "the column unit is missing"),
        ("period,value,unit", "the column region is missing"),
        ("region,period,unit", "the column value is missing"),
        ("region,period,value,unit,colour", "there is no column 'colour' in tidy files; rename or delete it; the columns are op, concept"),
        ("region,period,value,unit,Region", "the column region stands there twice"),
        ("", "the column region is missing"),
    ],
)
def test_a_header_that_is_not_understood_is_refused(path: Path, header: str, sentence: str) -> None:
    with pytest.raises(InputError, match=f"{path.name}.*{sentence}"):
        read(path, ANHUI, header=header)


def test_a_quote_that_is_never_closed_is_refused(path: Path) -> None:
    with pytest.raises(InputError, match="is not a CSV file"):
        read(path, 'total,"CN-AH,2025,1,CNY')


def test_an_empty_file_is_refused(path: Path) -> None:
    path.touch()
    for reader in (tidy.read, registry.read):
        with pytest.raises(InputError, match="is empty"):
            reader(path, Options())


def test_text_called_parquet_is_refused(tmp_path: Path) -> None:
    path = figures(tmp_path / "f.parquet", ANHUI)
    with pytest.raises(InputError, match="is not a Parquet file"):
        tidy.read(path, Options())


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_text_called_a_workbook_is_read_as_text(tmp_path: Path, suffix: str) -> None:
    assert one_of(figures(tmp_path / f"f{suffix}", ANHUI)).value == Decimal("10135.57")


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        tidy.read(workbook(tmp_path / "f.xlsx"), Options())


# -- sources


def test_the_source_is_the_one_that_the_user_describes(path: Path) -> None:
    [source] = read(
        path, ANHUI, source="s", publisher="An office", released="2026-01", address="https://example.org", reliability="official"
    ).sources
    assert source.model_dump(exclude={"via", "note"}) == {
        "id": "s", "title": "figures.csv", "publisher": "An office", "released": "2026-01", "address": "https://example.org", "reliability": "official",
    }  # fmt: skip
    assert read(path, ANHUI, source="s").sources == []
    assert read(path, ANHUI, source="s", title="T").sources[0].reliability == "secondary"


def test_a_source_without_an_id_is_refused(path: Path) -> None:
    with pytest.raises(InputError, match='source="ID"'):
        tidy.named_source(Options(publisher="An office"), path)


def test_a_table_of_sources_is_read(path: Path) -> None:
    figures(path, "s,标题,An office,,2026-01,,official,", "t,T,P,V,,A,news,N", header=",".join(tidy.SOURCE_COLUMNS))
    one, two = tidy.read_sources(path)
    assert (one.id, one.title, one.via, one.released, one.note) == ("s", "标题", None, "2026-01", None)
    assert (two.via, two.address, two.note) == ("V", "A", "N")


@pytest.mark.parametrize("row", ["s,,An office,,,,official,", "s,T,,,,,official,", ",T,P,,,,official,", "s,T,P,,,,rumour,", "s,T"])
def test_a_source_that_lacks_something_is_refused_with_its_row(path: Path, row: str) -> None:
    figures(path, "s,T,P,,,,official,", row, header=",".join(tidy.SOURCE_COLUMNS))
    with pytest.raises(InputError, match=r"row 3: a source needs an id, a title, a publisher and a reliability"):
        tidy.read_sources(path)


# -- loading


def test_figures_of_no_source_are_not_loaded(path: Path, tmp_path: Path) -> None:
    figures(path, ANHUI)
    with open_warehouse(tmp_path / "w", embedded=False) as h:
        with pytest.raises(InputError, match="source, publisher and released"):
            h.load([path])
        with pytest.raises(InputError, match="row 2 names 'desk', which no table of sources holds"):
            h.load([path], options=Options(source="desk"))
        assert h.load([path], options=DESK).files[0].rows_new == 1
        assert h.load([figures(path, ANHUI, "import,CN-AH,2025,3312.5,CNY_100M")], options=Options(source="desk")).files[0].rows_new == 1


def test_the_template_loads(path: Path, tmp_path: Path) -> None:
    path.write_text(tidy.TEMPLATE, encoding="utf-8")
    with open_warehouse(tmp_path / "w", embedded=False) as h:
        report = h.load([path], options=Options(source="my-release", publisher="The office")).files[0]
        assert (report.format, report.rows_read, report.rows_new, report.rows_quarantined) == ("tidy", 3, 3, 0)
        growth = next(r for r in h.show("anhui").rows if r.period == "2025")
    assert (growth.growth_published, growth.source) == (Decimal("17.3"), "my-release")
