"""Trade by partner: table 2 of the bulletin and the English pages of the preliminary release."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources import customs_tables as made

from hinterland.sources import customs_country
from hinterland.sources.reading import Figure, InputError, Options, Reading, head_of
from hinterland.sources.registry import read

TITLE = "（2）2025年7月进出口商品国别（地区）总值表（人民币值）"
ENGLISH = "(4) China's Total Export & Import Values by Country/Region, Mar 2026 (in CNY)"


def table2(title: str = TITLE, unit: str = "单位：万元人民币") -> made.Rows:
    return [[title], [unit], *made.COUNTRY_HEAD, *made.COUNTRY_LINES]


@pytest.fixture
def july(tmp_path: Path) -> Path:
    return made.write_csv(tmp_path / "table2.csv", table2())


@pytest.fixture
def march(tmp_path: Path) -> Path:
    rows = [*made.ENGLISH_HEAD, *made.ENGLISH_LINES, ["Note:<br />1.The European Union (EU) includes: Belgium"] * 10]
    return made.write_page(tmp_path / "march.html", ENGLISH, rows, date="2026/04/08", unit="Unit: CNY 100 Million")


def levels(reading: Reading, partner: str) -> dict[tuple[str, str], Decimal | None]:
    return {(f.flow or "", f.period): f.value for f in reading.figures if f.partner == partner and f.op == "level"}


def growth(reading: Reading, partner: str) -> dict[str, Figure]:
    return {f.flow or "": f for f in reading.figures if f.partner == partner and f.op == "growth"}


# -- the bulletin


def test_each_line_is_a_partner_of_the_nation(july: Path) -> None:
    reading = read(july, Options())
    assert (reading.format, reading.rows_read, reading.quarantined, reading.period_from) == ("customs-country", 5, [], "file")
    assert {f.region for f in reading.figures} == {"CN"}
    assert {f.partner for f in reading.figures} == {"world", "asia", "AFG", "BIH", "ASEAN"}
    assert levels(reading, "asia") == {
        ("total", "2025-07"): Decimal("150.0000"), ("total", "2025-01/2025-07"): Decimal("1050.0000"),
        ("export", "2025-07"): Decimal("100.0000"), ("export", "2025-01/2025-07"): Decimal("700.0000"),
        ("import", "2025-07"): Decimal("50.0000"), ("import", "2025-01/2025-07"): Decimal("350.0000"),
    }  # fmt: skip


def test_the_bulletin_is_its_own_source_released_the_month_after(july: Path) -> None:
    reading = customs_country.read(july, Options())
    assert [s.id for s in reading.sources] == ["GACC-T2"]
    assert {(f.source, f.released, f.unit if f.op == "level" else "", f.note) for f in reading.figures} == {
        ("GACC-T2", "2025-08", "CNY_10K", None),
        ("GACC-T2", "2025-08", "", None),
    }


def test_dashes_are_no_figures_and_absurd_growth_is_kept(july: Path) -> None:
    reading = customs_country.read(july, Options())
    assert set(levels(reading, "AFG")) == {
        ("total", "2025-07"),
        ("total", "2025-01/2025-07"),
        ("export", "2025-07"),
        ("export", "2025-01/2025-07"),
    }
    assert {k: f.value for k, f in growth(reading, "AFG").items()} == {"total": Decimal("23244451.6"), "export": Decimal("10.0")}


def test_decimals_are_digits_down_to_the_yuan(july: Path) -> None:
    reading = customs_country.read(july, Options())
    assert {f.precision for f in reading.figures if f.op == "level"} == {Decimal("0.0001")}


def test_a_workbook_keeps_the_zeros_it_drops(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    reading = read(made.write_workbook(tmp_path / "table2.xlsx", table2()), Options())
    assert (reading.format, reading.rows_read) == ("customs-country", 5)
    assert {f.precision for f in reading.figures if f.op == "level"} == {Decimal("0.0001")}
    assert levels(reading, "asia")["total", "2025-07"] == 150


def test_dollars_are_another_source(tmp_path: Path) -> None:
    rows = table2(TITLE.replace("人民币", "美元"), "单位：千美元")
    reading = customs_country.read(made.write_csv(tmp_path / "t.csv", rows), Options())
    assert [s.id for s in reading.sources] == ["GACC-T2-USD"]
    assert {f.currency for f in reading.figures} == {"USD"}


def test_january_without_a_year_to_date_has_seven_columns(tmp_path: Path) -> None:
    head = [
        ["国家（地区）", "进出口", "出口", "进口", *["累计比去年同期±％"] * 3],
        ["国家（地区）", *["1月"] * 3, "进出口", "出口", "进口"],
    ]
    rows = [
        ["（2）2024年1月进出口商品国别（地区）总值表（人民币值）"],
        ["单位：万元人民币"],
        *head,
        ["总值", "3", "2", "1", "1.0", "2.0", "3.0"],
    ]
    reading = customs_country.read(made.write_csv(tmp_path / "t.csv", rows), Options())
    assert {(f.op, f.period) for f in reading.figures} == {("level", "2024-01"), ("growth", "2024-01")}


def test_an_unknown_partner_is_put_aside(tmp_path: Path) -> None:
    rows = table2()
    rows.insert(6, ["    亚特兰蒂斯", *rows[6][1:]])
    reading = customs_country.read(made.write_csv(tmp_path / "t.csv", rows), Options())
    assert [q.row for q in reading.quarantined] == [7], "as Excel counts: two cells of the head have two lines"
    assert "亚特兰蒂斯" in reading.quarantined[0].reason
    assert reading.rows_read == 6


def test_a_table_of_a_provinces_own_customs_is_not_taken_for_the_nations(tmp_path: Path) -> None:
    for title in ("2025年7月浙江省进出口商品国别（地区）总值表", "本市2：2025年1至7月进出口商品国别（地区）总值表（人民币值）"):
        path = made.write_csv(tmp_path / "t.csv", table2(title))
        with pytest.raises(InputError, match="whole nation only"):
            customs_country.read(path, Options())


def test_a_title_of_another_month_than_the_columns_is_refused(tmp_path: Path) -> None:
    path = made.write_csv(tmp_path / "t.csv", table2(TITLE.replace("7月", "8月")))
    with pytest.raises(InputError, match="title says 2025-08, but its columns are headed with month 7"):
        customs_country.read(path, Options())


def test_a_period_that_contradicts_the_title_is_refused(july: Path) -> None:
    with pytest.raises(InputError, match="leave the option out"):
        customs_country.read(july, Options(period="2024-07"))
    assert customs_country.read(july, Options(period="2025-07")).period_from == "file"


def test_a_table_without_its_total_is_refused(tmp_path: Path) -> None:
    rows = [r for r in table2() if r[0] != "总值"]
    with pytest.raises(InputError, match="no line for the total"):
        customs_country.read(made.write_csv(tmp_path / "t.csv", rows), Options())


def test_a_table_with_a_head_and_nothing_under_it_is_refused(tmp_path: Path) -> None:
    rows = [[TITLE], ["单位：万元人民币"], *made.COUNTRY_HEAD]
    with pytest.raises(InputError, match="no rows of figures under it"):
        customs_country.read(made.write_csv(tmp_path / "t.csv", rows), Options())


# -- the preliminary release


def test_an_english_page_gives_its_partners_through_indentation_and_of_which(march: Path) -> None:
    reading = read(march, Options())
    assert (reading.format, reading.rows_read, reading.quarantined, reading.period_from) == ("customs-country", 4, [], "file")
    assert levels(reading, "DEU")["export", "2026-03"] == Decimal("711.8")
    assert levels(reading, "world")["import", "2026-Q1"] == Decimal("49913.3")
    assert growth(reading, "EU")["import"].value == Decimal("7.6")
    assert {f.partner for f in reading.figures} == {"world", "EU", "DEU", "KOR"}


def test_a_preliminary_release_is_a_source_of_its_own_with_its_date(march: Path) -> None:
    reading = customs_country.read(march, Options())
    (source,) = reading.sources
    assert (source.id, source.released, source.note) == (
        "GACC-EXPRESS-2026-03",
        "2026-04-08",
        "preliminary; the monthly bulletin corrects it",
    )
    assert {(f.source, f.released, f.note) for f in reading.figures} == {("GACC-EXPRESS-2026-03", "2026-04-08", "preliminary")}
    assert {f.unit for f in reading.figures if f.op == "level"} == {"CNY_100M"}


def test_january_and_february_come_as_the_year_to_date_alone(tmp_path: Path) -> None:
    title = "(4) China's Total Export & Import Values by Country/Region, January-February 2025 (in CNY)"
    head = [
        ["Import Source", "Export &amp; Import", "Export", "Import", *["1-to-2 Total Year-on-Year (±%)"] * 3],
        ["Export Destination", "1- to-2", "1-to-2", "1-to-2", "Export &amp; Import", "Export", "Import"],
    ]
    rows = [*head, ["Total", "65,363.6", "38,812.1", "26,551.5", "-1.2", "3.4", "-7.3"]]
    reading = read(made.write_page(tmp_path / "p.html", title, rows, date="2025/03/11", unit="Unit: CNY 100 Million"), Options())
    assert {f.period for f in reading.figures} == {"2025-01/2025-02"}
    assert reading.sources[0].id == "GACC-EXPRESS-2025-02"
    assert levels(reading, "world")["total", "2025-01/2025-02"] == Decimal("65363.6")


def test_title_and_unit_that_name_two_currencies_are_refused(march: Path, tmp_path: Path) -> None:
    path = tmp_path / "usd.html"
    path.write_text(march.read_text(encoding="utf-8").replace("(in CNY)", "(in USD)"), encoding="utf-8")
    with pytest.raises(InputError, match="title says USD, its unit line 'CNY 100 Million'; say which is right with unit"):
        customs_country.read(path, Options())
    assert {f.currency for f in customs_country.read(path, Options(unit="USD_1M")).figures} == {"USD"}


def test_two_titles_of_different_months_are_refused(march: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    path.write_text(march.read_text(encoding="utf-8").replace("Mar 2026", "Feb 2026", 1), encoding="utf-8")
    with pytest.raises(InputError, match="name different months, 2026-02 and 2026-03"):
        customs_country.read(path, Options())


def test_the_chinese_release_is_read_as_the_same_source(tmp_path: Path) -> None:
    title = "（4）2026年3月进出口商品主要国别（地区）总值表（人民币值）"
    head = [[c.replace("7月", "3月") for c in row] for row in made.COUNTRY_HEAD]
    lines = [
        ["总值", "3.0", "9.0", "2.0", "6.0", "1.0", "3.0", "1.0", "1.0", "1.0"],
        ["    其中：越南", "3.0", "9.0", "2.0", "6.0", "1.0", "3.0", "1.0", "1.0", "1.0"],
        ["区域全面经济伙伴关系协定（RCEP）成员国", "3.0", "9.0", "2.0", "6.0", "1.0", "3.0", "1.0", "1.0", "1.0"],
        ["共建“一带一路”国家和地区", "3.0", "9.0", "2.0", "6.0", "1.0", "3.0", "1.0", "1.0", "1.0"],
    ]
    path = made.write_csv(tmp_path / "t.csv", [[title], ["单位：亿元人民币"], *head, *lines])
    reading = customs_country.read(path, Options())
    assert reading.sources[0].id == "GACC-EXPRESS-2026-03"
    assert {f.partner for f in reading.figures} == {"world", "VNM", "RCEP", "BRI"}


# -- what holds no table


def test_a_picture_of_a_table_is_refused_in_a_sentence(tmp_path: Path) -> None:
    title = "China's Total Value of Imports and Exports by Major Country (Region), Jan. 2018"
    path = tmp_path / "p.html"
    path.write_text(f"<html><title>{title}</title><body><img src='\\Excel\\4-RMB.png'/></body></html>", encoding="utf-8")
    assert customs_country.sniff(head_of(path))
    with pytest.raises(InputError, match="shows its table as a picture") as caught:
        read(path, Options())
    assert "\n" not in str(caught.value)


def test_an_index_of_releases_is_refused_in_a_sentence(tmp_path: Path) -> None:
    cells = "<td>(4) China's Total Export & Import Values by Country/Region (in CNY)</td><td><span>Jan.</span><a>Feb.</a><a>Mar.</a></td>"
    path = tmp_path / "index.html"
    path.write_text(
        f"<html><title>News</title><table><tr><th>Title</th><th>Month</th></tr><tr>{cells}</tr></table></html>", encoding="utf-8"
    )
    with pytest.raises(InputError, match="is an index of releases"):
        read(path, Options())


def test_other_pages_and_tables_are_left_alone(tmp_path: Path) -> None:
    others = {
        "a.html": "<html><title>China's trade grows</title><p>Exports by country rose.</p></html>",
        "b.csv": "year,country,export,import\n2024,USA,1,2\n",
        "c.csv": "region,period,value,unit\nCN,2024,1,CNY\n",
        "d.html": "<html><title>(2) China's Total Export & Import Values by Trade Mode, Mar 2026</title></html>",
    }
    for name, text in others.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert not customs_country.sniff(head_of(tmp_path / name)), name


# -- excerpts


def test_an_excerpt_takes_month_and_unit_from_its_name(tmp_path: Path) -> None:
    path = tmp_path / "table2_country_2024-01_wan_yuan.csv"
    path.write_text(
        "name_zh,total,exports,imports\n美国,40448033.9495,30311831.5618,10136202.3877\n中国,,,6707740.66\n非洲,1.5,,\n", encoding="utf-8"
    )
    reading = read(path, Options())
    assert (reading.format, reading.rows_read, reading.period_from, len(reading.figures)) == ("customs-country", 3, "name", 5)
    assert levels(reading, "CHN") == {("import", "2024-01"): Decimal("6707740.66")}
    assert {f.unit for f in reading.figures} == {"CNY_10K"}


def test_an_excerpt_whose_name_says_no_unit_asks_for_it(tmp_path: Path) -> None:
    path = tmp_path / "table2_2024-01.csv"
    path.write_text("name_zh,total,exports,imports\n美国,3,2,1\n", encoding="utf-8")
    with pytest.raises(InputError, match="unit"):
        read(path, Options())
