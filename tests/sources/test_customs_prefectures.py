"""Hangzhou customs' tables of prefectures: imports before exports, the unit in the last line, 当期 the year to date."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources import customs_tables as made

from hinterland.sources import customs_location
from hinterland.sources.reading import InputError, Options, head_of
from hinterland.sources.registry import read


@pytest.fixture
def february(tmp_path: Path) -> Path:
    return made.write_csv(tmp_path / "hangzhou_zhejiang-2024-02.csv", made.prefectures())


def test_each_prefecture_gives_three_amounts_and_their_growth(february: Path) -> None:
    reading = read(february, Options())
    assert (reading.format, reading.rows_read, reading.quarantined, reading.period_from) == ("customs-location", 12, [], "name")
    hangzhou = {(f.op, f.flow): f for f in reading.figures if f.region == "330100"}
    assert {k: f.value for k, f in hangzhou.items() if k[0] == "level"} == {
        ("level", "total"): made.amounts(0, True)["total"] * 1_000_000,
        ("level", "import"): made.amounts(0, True)["import"] * 1_000_000,
        ("level", "export"): made.amounts(0, True)["export"] * 1_000_000,
    }
    assert hangzhou["growth", "export"].value == Decimal("17.7")
    assert len(hangzhou) == 6


def test_the_whole_is_the_province_and_the_unit_is_in_the_last_line(february: Path) -> None:
    reading = customs_location.read(february, Options())
    regions = {f.region for f in reading.figures}
    assert "CN-ZJ" in regions
    assert len(regions) == 12
    assert {f.unit for f in reading.figures if f.op == "level"} == {"CNY"}
    assert {f.source for f in reading.figures} == {"HZ-CUSTOMS"}
    assert (reading.sources[0].publisher, reading.sources[0].reliability) == ("Hangzhou Customs", "official")
    assert {f.released for f in reading.figures} == {"2024-03"}


def test_the_current_period_is_the_year_to_date_and_the_reading_says_so(february: Path) -> None:
    reading = customs_location.read(february, Options())
    assert {f.period for f in reading.figures} == {"2024-01/2024-02"}
    assert any("当期" in w and "--period 2024-02" in w for w in reading.warnings)


def test_who_says_a_month_gets_the_month(february: Path) -> None:
    reading = customs_location.read(february, Options(period="2024-02"))
    assert {f.period for f in reading.figures} == {"2024-02"}
    assert reading.period_from == "user"
    assert not any("当期" in w for w in reading.warnings)
    assert {f.period for f in customs_location.read(february, Options(period="2024-01/2024-02")).figures} == {"2024-01/2024-02"}


def test_january_is_a_month_and_needs_no_warning(tmp_path: Path) -> None:
    reading = customs_location.read(made.write_csv(tmp_path / "浙江省-2024-01.csv", made.prefectures()), Options())
    assert {f.period for f in reading.figures} == {"2024-01"}
    assert not any("当期" in w for w in reading.warnings)


def test_a_name_without_a_month_asks_for_it(tmp_path: Path) -> None:
    path = made.write_csv(tmp_path / "zhejiang.csv", made.prefectures())
    with pytest.raises(InputError, match="period"):
        customs_location.read(path, Options())
    with pytest.raises(InputError, match="say the month too"):
        customs_location.read(path, Options(period="2024"))


def test_computed_growth_is_rounded_to_the_published_digit_and_told(february: Path) -> None:
    reading = customs_location.read(february, Options())
    growth = next(f for f in reading.figures if f.region == "CN-ZJ" and f.op == "growth" and f.flow == "total")
    assert (growth.value, growth.precision) == (Decimal("18.1"), Decimal("0.1"))
    assert sum("rounded to 0.1 percent" in w for w in reading.warnings) == 1


def test_a_collectors_tails_are_rounded_to_the_yuan_and_told_once(tmp_path: Path) -> None:
    rows = made.prefectures()
    for r in rows[2:-1]:
        r[2] = f"{r[2].removesuffix('.0')}.0005"
    reading = customs_location.read(made.write_csv(tmp_path / "zj-2024-02.csv", rows), Options())
    assert all(f.value == int(f.value) for f in reading.figures if f.op == "level" and f.value is not None)
    assert [w for w in reading.warnings if "rounded to 1 yuan" in w] == [
        f"figures such as {rows[2][2]} have digits that customs doesn't publish; they are rounded to 1 yuan"
    ]


def test_yuan_called_ten_thousand_yuan_are_refused_and_the_unit_can_be_said(tmp_path: Path) -> None:
    rows = made.prefectures(unit="单位：人民币，万元，%")
    for r in rows[1:-1]:
        r[2:5] = [f"{c.removesuffix('.0')}00.0" for c in r[2:5]]
    path = made.write_csv(tmp_path / "zj-2024-07.csv", rows)
    with pytest.raises(InputError, match=r'more than any trade comes to.*\(万元\) as it says.*unit="CNY"'):
        read(path, Options())
    assert {f.unit for f in customs_location.read(path, Options(unit="CNY")).figures if f.op == "level"} == {"CNY"}


def test_a_missing_prefecture_is_drift(tmp_path: Path) -> None:
    rows = [r for r in made.prefectures() if r[1] != "舟山地区"]
    with pytest.raises(InputError, match="11 prefectures, 10 were found; missing: Zhoushan"):
        customs_location.read(made.write_csv(tmp_path / "zj-2024-02.csv", rows), Options())


def test_a_missing_whole_is_drift(tmp_path: Path) -> None:
    rows = [r for r in made.prefectures() if r[1] != "合计"]
    with pytest.raises(InputError, match="合计"):
        customs_location.read(made.write_csv(tmp_path / "zj-2024-02.csv", rows), Options())


def test_a_renamed_column_is_drift(tmp_path: Path) -> None:
    rows = made.prefectures()
    rows[0][4] = "当期转口"
    with pytest.raises(InputError, match="column 5 is headed '当期转口'"):
        customs_location.read(made.write_csv(tmp_path / "zj-2024-02.csv", rows), Options())


def test_exchanged_heads_of_total_and_imports_are_refused(tmp_path: Path) -> None:
    rows = made.prefectures()
    rows[0][2:4] = ["当期进口", "当期进出口"]
    with pytest.raises(InputError, match="isn't what its head says"):
        customs_location.read(made.write_csv(tmp_path / "zj-2024-02.csv", rows), Options())


def test_a_place_outside_the_province_is_put_aside(tmp_path: Path) -> None:
    rows = made.prefectures()
    rows.insert(3, ["", "合肥地区", *rows[3][2:]])
    reading = customs_location.read(made.write_csv(tmp_path / "zj-2024-02.csv", rows), Options())
    assert [q.row for q in reading.quarantined] == [4]
    assert "合肥" in reading.quarantined[0].reason


def test_the_offices_own_workbook_is_read_by_its_sheet_of_prefectures(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    rows = [r[1:] for r in made.prefectures()]
    rows[0][0] = "项目"
    path = tmp_path / "2024年2月浙江省进出口情况.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("总体").write_row(0, 0, ["项目", "出口"])
        sheet = book.add_worksheet("十一地市")
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                sheet.write(i, j, float(cell) if 0 < i < len(rows) - 1 and j else cell)
    assert customs_location.sniff(head_of(path))
    reading = customs_location.read(path, Options())
    assert (reading.rows_read, {f.period for f in reading.figures}) == (12, {"2024-01/2024-02"})
