"""Table 8 by location: the nation, 31 provinces, and the cities and zones under them, from every form it is kept in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources import customs_tables as made

from hinterland.sources import customs_location
from hinterland.sources.reading import Figure, InputError, Options, Reading, head_of
from hinterland.sources.registry import read

MORE = {"吉林省": ["吉林市", "长春市"], "浙江省": ["杭州市", "宁波市"], "北京市": ["中关村国家自主创新示范区"]}


@pytest.fixture
def july(tmp_path: Path) -> Path:
    return made.write_csv(tmp_path / "2025-07.csv", made.table8(more=MORE))


def figures(reading: Reading, region: str, op: str = "level") -> dict[tuple[str, str], Figure]:
    return {(f.flow or "", f.period): f for f in reading.figures if f.region == region and f.op == op}


def test_each_line_gives_month_year_to_date_and_growth_of_three_flows(july: Path) -> None:
    reading = customs_location.read(july, Options())
    anhui = figures(reading, "CN-AH")
    assert set(anhui) == {(f, p) for f in made.ORDER for p in ("2025-07", "2025-01/2025-07")}
    place = [code for _, code in made.PROVINCES].index("CN-AH") + 1
    assert anhui["export", "2025-07"].value == made.amounts(place, False)["export"]
    assert anhui["import", "2025-01/2025-07"].value == made.amounts(place, True)["import"]
    growth = figures(reading, "CN", "growth")
    assert {k: f.value for k, f in growth.items()} == {
        ("total", "2025-01/2025-07"): Decimal("7.1"),
        ("export", "2025-01/2025-07"): Decimal("8.2"),
        ("import", "2025-01/2025-07"): Decimal("5.3"),
    }
    assert {f.unit for f in growth.values()} == {"percent"}


def test_a_figure_has_the_key_of_the_embedded_ones(july: Path) -> None:
    reading = customs_location.read(july, Options())
    f = figures(reading, "CN-AH")["total", "2025-07"]
    assert (f.unit, f.currency, f.precision, f.basis, f.source, f.released) == (
        "CNY_10K",
        "CNY",
        None,
        "operating-unit",
        "GACC-T8",
        "2025-08",
    )
    (source,) = reading.sources
    assert (source.id, source.publisher, source.reliability) == ("GACC-T8", "General Administration of Customs of China", "official")
    assert source.title == "Monthly table 8, imports and exports by location of importers and exporters (CNY)"


def test_every_row_of_data_is_counted_and_no_other(july: Path) -> None:
    reading = customs_location.read(july, Options())
    assert reading.rows_read == 1 + 31 + 5
    assert reading.quarantined == []
    assert len({f.row for f in reading.figures}) == reading.rows_read


def test_rows_keep_their_line_in_the_file(july: Path) -> None:
    reading = customs_location.read(july, Options())
    lines = july.read_text(encoding="utf-8-sig").splitlines()
    for f in reading.figures:
        assert f.row is not None
        assert str(f.value) in lines[f.row - 1].split(",")


def test_namesakes_lie_within_the_last_province(july: Path) -> None:
    regions = {f.region for f in customs_location.read(july, Options()).figures}
    assert {"CN-JL", "220200", "330100"} <= regions


def test_a_zone_above_the_first_province_is_put_aside(tmp_path: Path) -> None:
    rows = made.table8()
    rows.insert(3, made.row8("天津滨海新区", 1, month=7))
    reading = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())
    assert [q.row for q in reading.quarantined] == [4]
    assert "above the first province" in reading.quarantined[0].reason


def test_an_unknown_place_is_put_aside_with_its_line_and_reason(tmp_path: Path) -> None:
    path = made.write_csv(tmp_path / "2025-07.csv", made.table8(more={"浙江省": ["无名高新区"]}))
    reading = customs_location.read(path, Options())
    (q,) = reading.quarantined
    assert "无名高新区" in q.reason
    assert q.text.startswith("无名高新区,")
    assert len({f.row for f in reading.figures}) + 1 == reading.rows_read


def test_a_place_that_stands_there_twice_is_put_aside_the_second_time(tmp_path: Path) -> None:
    rows = made.table8(more={"浙江省": ["杭州市"]})
    at = next(i for i, r in enumerate(rows) if r[0] == "杭州市")
    reading = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", [*rows[:at], rows[at], *rows[at:]]), Options())
    assert ["twice" in q.reason for q in reading.quarantined] == [True]


def test_a_region_whose_row_cannot_be_read_is_missed_with_the_reason(tmp_path: Path) -> None:
    rows = [[*r[:2], "nan", *r[3:]] if r[0] == "安徽省" else r for r in made.table8()]
    with pytest.raises(InputError, match=r"missing: Anhui \(安徽省\); row \d+ can't be read: under '.*', 'nan' is not a number"):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())


def test_a_dash_is_no_figure_and_a_row_of_dashes_is_read_and_held(tmp_path: Path) -> None:
    rows = made.table8(more={"浙江省": ["杭州市"]})
    at = next(i for i, r in enumerate(rows) if r[0] == "杭州市")
    rows[at] = ["杭州市"] + ["-"] * 9
    reading = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())
    assert figures(reading, "330100") == {}
    assert (reading.rows_read, reading.quarantined) == (33, [])


def test_what_is_no_number_puts_its_row_aside(tmp_path: Path) -> None:
    rows = made.table8(more={"浙江省": ["杭州市"]})
    at = next(i for i, r in enumerate(rows) if r[0] == "杭州市")
    rows[at][3] = "*REF!"
    reading = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())
    assert [(q.row, q.reason) for q in reading.quarantined] == [(at + 1, "under '出口 7月', '*REF!' is not a number")]
    assert figures(reading, "330100") == {}


def test_a_row_with_a_cell_too_many_or_too_few_is_put_aside(tmp_path: Path) -> None:
    rows = made.table8(more={"浙江省": ["杭州市", "宁波市"]})
    for name, change in (("杭州市", ["9"]), ("宁波市", [])):
        at = next(i for i, r in enumerate(rows) if r[0] == name)
        rows[at] = rows[at] + change if change else rows[at][:-1]
    reading = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())
    assert [q.reason for q in reading.quarantined] == ["the row has 11 cells, the head 10", "the row has 9 cells, the head 10"]


@pytest.mark.parametrize("order", [("total", "export", "import"), ("total", "import", "export"), ("export", "import", "total")])
def test_the_head_says_which_column_is_which_flow(tmp_path: Path, order: tuple[str, ...]) -> None:
    reading = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", made.table8(order=order)), Options())
    anhui = figures(reading, "CN-AH")
    assert {f: anhui[f, "2025-07"].value for f in made.ORDER} == made.amounts([c for _, c in made.PROVINCES].index("CN-AH") + 1, False)


@pytest.mark.parametrize("spans", ["both", "to date"])
def test_january_is_given_once(tmp_path: Path, spans: str) -> None:
    reading = customs_location.read(made.write_csv(tmp_path / "2025-01.csv", made.table8(month=1, spans=spans)), Options())
    assert {f.period for f in reading.figures} == {"2025-01"}
    assert len(figures(reading, "CN-AH")) == 3
    assert {f.released for f in reading.figures} == {"2025-03"}


def test_a_january_whose_month_and_year_to_date_differ_is_put_aside(tmp_path: Path) -> None:
    rows = made.table8(month=1, more={"浙江省": ["杭州市"]})
    at = next(i for i, r in enumerate(rows) if r[0] == "杭州市")
    rows[at][2] = "9"
    reading = customs_location.read(made.write_csv(tmp_path / "2025-01.csv", rows), Options())
    assert "for the month and 9 for the year to date" in reading.quarantined[0].reason


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("单位：万人民币", "CNY_10K"),
        ("单位：万元人民币", "CNY_10K"),
        ("单位：元", "CNY"),
        ("单位：千美元", "USD_1K"),
        ("Unit: US$1,000", "USD_1K"),
    ],
)
def test_units_are_read_as_printed_and_misprinted(tmp_path: Path, unit: str, code: str) -> None:
    reading = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", made.table8(unit=unit)), Options())
    assert {f.unit for f in reading.figures if f.op == "level"} == {code}
    assert {f.currency for f in reading.figures} == {"USD" if code.startswith("USD") else "CNY"}
    assert {s.id for s in reading.sources} == {"GACC-T8-USD" if code.startswith("USD") else "GACC-T8"}


def test_a_table_without_a_unit_asks_for_one(tmp_path: Path) -> None:
    path = made.write_csv(tmp_path / "2025-07.csv", made.table8(unit="Unnamed: 9_level_0"))
    with pytest.raises(InputError, match="doesn't say its unit; say it with unit"):
        customs_location.read(path, Options())
    assert customs_location.read(path, Options(unit="CNY_10K")).figures


def test_the_year_comes_from_the_file_name(july: Path) -> None:
    assert customs_location.read(july, Options()).period_from == "name"


def test_the_year_comes_from_the_user_where_the_name_is_silent(tmp_path: Path) -> None:
    path = made.write_csv(tmp_path / "table8.csv", made.table8())
    with pytest.raises(InputError, match='period="2025-07"'):
        customs_location.read(path, Options())
    for period in ("2025-07", "2025", "2025-01/2025-07"):
        reading = customs_location.read(path, Options(period=period))
        assert (reading.period_from, {f.period for f in reading.figures}) == ("user", {"2025-07", "2025-01/2025-07"})


@pytest.mark.parametrize("name", ["2025-08.csv", "202506.csv"])
def test_a_name_that_contradicts_the_head_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="headed with month 7"):
        customs_location.read(made.write_csv(tmp_path / name, made.table8()), Options())


def test_gb18030_is_read_too(tmp_path: Path) -> None:
    reading = read(made.write_csv(tmp_path / "2025-07.csv", made.table8(), "gb18030"), Options())
    assert (reading.format, reading.rows_read) == ("customs-location", 32)


def test_a_saved_page_says_its_month_itself(tmp_path: Path) -> None:
    rows = [*made.head8(month=7), *made.lines8(month=7, more=MORE), [made.NOTE] * 10]
    title = "（8）2025年7月进出口商品收发货人所在地总值表（人民币值）"
    path = made.write_page(tmp_path / "page.html", title, rows, unit="单位：万元人民币")
    reading = read(path, Options())
    assert (reading.format, reading.period_from, reading.rows_read) == ("customs-location", "file", 37)
    csv = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", made.table8(more=MORE)), Options())
    assert _told(reading) == _told(csv)


def test_a_workbook_gives_what_the_csv_gives(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    title = "（8）2025年7月进出口商品收发货人所在地总值表（人民币值）"
    rows = [[title], ["", "单位：万元人民币"], *made.head8(month=7), *made.lines8(month=7, more=MORE), [made.NOTE]]
    reading = read(made.write_workbook(tmp_path / "table.xlsx", rows), Options())
    csv = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", made.table8(more=MORE)), Options())
    assert (reading.format, reading.period_from) == ("customs-location", "file")
    assert _told(reading) == _told(csv)


def test_hidden_digits_of_a_workbook_are_rounded_and_told_once(tmp_path: Path) -> None:
    rows = made.table8()
    rows[4][1] = f"{rows[4][1]}.4000000004"
    reading = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())
    assert all(f.value == int(f.value) for f in reading.figures if f.op == "level" and f.value is not None)
    assert len(reading.warnings) == 1
    assert "rounded to 1 ten thousand yuan" in reading.warnings[0]


def test_the_user_may_name_source_and_release(july: Path) -> None:
    options = Options(
        source="desk", title="From the desk", publisher="GACC", released="2025-08-20", address="https://example.org", reliability="news"
    )
    reading = customs_location.read(july, options)
    assert reading.sources[0].model_dump(include={"id", "title", "released", "address", "reliability"}) == {
        "id": "desk", "title": "From the desk", "released": "2025-08-20", "address": "https://example.org", "reliability": "news",
    }  # fmt: skip
    assert {(f.source, f.released) for f in reading.figures} == {("desk", "2025-08-20")}


# -- drift


def test_a_table_without_the_nation_is_refused(tmp_path: Path) -> None:
    rows = [r for r in made.table8() if r[0] != "总值"]
    with pytest.raises(InputError, match="no line for the nation"):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())


def test_a_table_of_fewer_provinces_is_refused_naming_the_missing(tmp_path: Path) -> None:
    rows = [r for r in made.table8() if r[0] not in ("安徽省", "河南省")]
    with pytest.raises(InputError, match=r"lists 31 provinces, 29 were found; missing: Anhui \(安徽省\), Henan \(河南省\)"):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())


@pytest.mark.parametrize("column", range(1, 10))
def test_a_column_fewer_is_refused(tmp_path: Path, column: int) -> None:
    rows = [r[:column] + r[column + 1 :] for r in made.table8()]
    with pytest.raises(InputError, match="lacks a column for"):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options(unit="CNY_10K"))


def test_a_column_more_is_refused_naming_it(tmp_path: Path) -> None:
    rows = [[*r, "占比" if i in (1, 2) else "1.0"] for i, r in enumerate(made.table8())]
    with pytest.raises(InputError, match="column 11 is headed '占比'"):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options(unit="CNY_10K"))


def test_a_doubled_column_is_refused(tmp_path: Path) -> None:
    rows = [[*r[:2], r[1], *r[2:]] for r in made.table8()]
    with pytest.raises(InputError, match="two columns are headed"):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())


def test_the_months_left_out_of_a_whole_table_are_missed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lacks the columns of the month"):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", made.table8(spans="to date")), Options())


def test_a_head_that_moved_against_its_columns_is_refused(tmp_path: Path) -> None:
    rows = made.table8()
    for r in rows[1:3]:
        r[1:] = [*r[2:], r[1]]
    with pytest.raises(InputError):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())


def test_exports_and_imports_that_do_not_make_the_total_are_refused(tmp_path: Path) -> None:
    rows = made.table8()
    rows[1][1:7] = ["出口", "出口", "进出口", "进出口", "进口", "进口"]
    with pytest.raises(InputError, match="isn't what its head says"):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())


def test_rows_moved_by_a_cell_are_refused_as_a_whole(tmp_path: Path) -> None:
    rows = made.table8()
    moved = [*rows[:3], *([r[0], "x", *r[1:]] for r in rows[3:-1])]
    with pytest.raises(InputError, match="32 of 32 rows can't be read under the table's head"):
        customs_location.read(made.write_csv(tmp_path / "2025-07.csv", moved), Options())


def test_provinces_that_do_not_sum_to_the_nation_are_told(tmp_path: Path) -> None:
    rows = made.table8()
    at = next(i for i, r in enumerate(rows) if r[0] == "安徽省")
    rows[at][1] = str(int(rows[at][1]) + 100)
    reading = customs_location.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())
    assert reading.warnings == ["total of 2025-07: the provinces' sum lies 100 CNY_10K from the nation's figure"]


def test_amounts_beyond_any_trade_mean_another_unit(tmp_path: Path) -> None:
    rows = made.table8()
    for r in rows[3:-1]:
        r[1:7] = [f"{c}00000000" for c in r[1:7]]
    with pytest.raises(InputError, match=r'more than any trade comes to.*unit="CNY"'):
        read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())


# -- sniffing


def test_only_tables_by_location_are_taken(tmp_path: Path, july: Path) -> None:
    assert customs_location.sniff(head_of(july))
    others = {
        "a.csv": "region,period,value,unit\nCN-AH,2025,1,CNY\n",
        "b.html": "<html><title>安徽外贸</title><p>按收发货人所在地统计，进出口增长17.3%。</p></html>",
        "c.csv": "境内目的地/货源地,进出口,进出口,出口,出口,进口,进口\n境内目的地/货源地,7月,1至7月,7月,1至7月,7月,1至7月\n总值,3,3,2,2,1,1\n",
        "d.txt": "收发货人所在地 进出口 出口 进口",
        "e.xlsx": "PK\x03\x04 not a workbook",
    }
    for name, text in others.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert not customs_location.sniff(head_of(tmp_path / name)), name


def test_a_page_titled_as_table_8_that_holds_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><h2>（8）2025年7月进出口商品收发货人所在地总值表</h2><p>请下载附件</p></html>", encoding="utf-8")
    with pytest.raises(InputError, match="holds no table with the head of table 8"):
        read(path, Options())


def _told(reading: Reading) -> set[tuple[object, ...]]:
    return {(f.op, f.flow, f.region, f.period, f.value, f.unit, f.precision, f.source, f.released) for f in reading.figures}
