"""Tables 13 and 14 and their preliminary siblings: quantity and value of commodities, for the month and the year to date."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources import customs_tables as made

from hinterland.sources import customs_commodities, customs_country, customs_location
from hinterland.sources.reading import Figure, InputError, Options, Reading, head_of
from hinterland.sources.registry import read

TITLE = "（13）2025年7月出口主要商品量值表（人民币值）"
ENGLISH = "（13）Major Export Commodities in Quantity and Value,1-7.2026"
EXPRESS = "(5) China's Major Exports by Quantity and Value, May 2026 (in CNY)"


def table13(title: str = TITLE, unit: str = "金额单位：万元人民币", lines: made.Rows = made.GOODS_LINES) -> made.Rows:
    return [[""], [title], [unit], *made.GOODS_HEAD, *lines]


@pytest.fixture
def july(tmp_path: Path) -> Path:
    return made.write_csv(tmp_path / "table.csv", table13())


def of(reading: Reading, product: str) -> dict[tuple[str, str, str], Figure]:
    return {(f.op, f.measure, f.period): f for f in reading.figures if f.product == product}


def test_each_row_gives_quantity_and_value_for_month_and_year_to_date_with_growth(july: Path) -> None:
    reading = read(july, Options())
    assert (reading.format, reading.rows_read, reading.quarantined, reading.period_from) == ("customs-commodities", 5, [], "file")
    oil = of(reading, "refined-oil")
    month, to_date = "2025-07", "2025-01/2025-07"
    assert {k: (f.value, f.unit) for k, f in oil.items()} == {
        ("level", "quantity", month): (Decimal("336.8"), "tonnes_10K"),
        ("level", "value", month): (Decimal("258"), "CNY_10K"),
        ("level", "quantity", to_date): (Decimal("1923"), "tonnes_10K"),
        ("level", "value", to_date): (Decimal("1115"), "CNY_10K"),
        ("growth", "quantity", month): (Decimal("-12.0"), "percent"),
        ("growth", "value", month): (Decimal("7.4"), "percent"),
        ("growth", "quantity", to_date): (Decimal("-10.0"), "percent"),
        ("growth", "value", to_date): (Decimal("-19.1"), "percent"),
    }


def test_quantities_have_no_currency_and_values_have_one(july: Path) -> None:
    reading = customs_commodities.read(july, Options())
    assert {(f.measure, f.currency) for f in reading.figures} == {("quantity", None), ("value", "CNY")}
    assert {(f.region, f.flow, f.partner) for f in reading.figures} == {("CN", "export", "world")}


def test_starred_aggregates_are_baskets_and_have_no_quantity(july: Path) -> None:
    reading = customs_commodities.read(july, Options())
    assert {k[1] for k in of(reading, "agricultural")} == {"value"}
    assert of(reading, "mechanical-electrical")["level", "value", "2025-07"].value == 9000


def test_names_the_code_tables_do_not_know_stay_as_they_are_named(july: Path) -> None:
    reading = customs_commodities.read(july, Options())
    assert {f.product for f in reading.figures} == {"agricultural", "gacc:竹编花篮", "refined-oil", "footwear", "mechanical-electrical"}


def test_a_chapter_of_the_tariff_is_not_what_a_row_of_the_same_name_holds() -> None:
    assert customs_commodities.products(["棉花"]) == {"棉花": "gacc:棉花"}


def test_brackets_and_spaces_do_not_make_two_products() -> None:
    names = ["  竹编花篮（带盖)", "Flower  baskets（with lids)"]
    assert list(customs_commodities.products(names).values()) == ["gacc:竹编花篮(带盖)", "gacc:flower baskets(with lids)"]


def test_of_two_rows_that_would_be_one_basket_the_starred_one_is_it() -> None:
    names = ["Electric vehicles for transport of persons", "Electric vehicles*"]
    assert list(customs_commodities.products(names).values()) == ["gacc:electric vehicles for transport of persons", "electric-vehicles"]


@pytest.mark.parametrize(("title", "flow", "source"), [("出口", "export", "GACC-T13"), ("进口", "import", "GACC-T14")])
def test_the_title_says_the_flow_and_the_table(tmp_path: Path, title: str, flow: str, source: str) -> None:
    reading = customs_commodities.read(made.write_csv(tmp_path / "t.csv", table13(TITLE.replace("出口", title))), Options())
    assert ({f.flow for f in reading.figures}, {s.id for s in reading.sources}) == ({flow}, {source})
    assert {f.released for f in reading.figures} == {"2025-08"}


def test_where_the_title_is_silent_the_user_or_the_name_says_the_flow(tmp_path: Path) -> None:
    rows = table13("2025年7月主要商品量值表")
    path = made.write_csv(tmp_path / "t.csv", rows)
    with pytest.raises(InputError, match='flow="export" or flow="import"'):
        customs_commodities.read(path, Options())
    assert {f.flow for f in customs_commodities.read(path, Options(flow="import")).figures} == {"import"}
    named = made.write_csv(tmp_path / "2025-07进口.csv", rows)
    assert {f.flow for f in customs_commodities.read(named, Options()).figures} == {"import"}


def test_a_flow_that_contradicts_the_title_is_refused(july: Path) -> None:
    with pytest.raises(InputError, match="its title says exports, but flow says import"):
        customs_commodities.read(july, Options(flow="import"))
    with pytest.raises(InputError, match='flow="total" is neither'):
        customs_commodities.read(july, Options(flow="total"))


def test_january_has_six_columns(tmp_path: Path) -> None:
    head = [["商品名称", "计量单位", *["1月"] * 2, *["比去年同期±%"] * 2], ["商品名称", "计量单位", *["数量", "金额"] * 2]]
    rows = [[TITLE.replace("7月", "1月")], ["单位：万元人民币"], *head, ["成品油", "万吨", "336.8", "258", "-12.0", "7.4"]]
    reading = customs_commodities.read(made.write_csv(tmp_path / "t.csv", rows), Options())
    assert {(f.op, f.measure, f.period) for f in reading.figures} == {
        (op, measure, "2025-01") for op in ("level", "growth") for measure in ("quantity", "value")
    }


def test_six_columns_after_january_are_too_few(tmp_path: Path) -> None:
    head = [["商品名称", "计量单位", *["7月"] * 2, *["7月比去年同期±%"] * 2], ["商品名称", "计量单位", *["数量", "金额"] * 2]]
    rows = [[TITLE], ["单位：万元人民币"], *head, ["成品油", "万吨", "336.8", "258", "-12.0", "7.4"]]
    with pytest.raises(InputError, match=r"has 6 columns.*6 columns in January, 10 later"):
        customs_commodities.read(made.write_csv(tmp_path / "t.csv", rows), Options())


def test_growth_headed_alike_is_the_months_and_then_the_year_to_dates(tmp_path: Path) -> None:
    rows = table13()
    rows[3] = [*rows[3][:6], *["比去年同期±%"] * 4]
    reading = customs_commodities.read(made.write_csv(tmp_path / "t.csv", rows), Options())
    oil = of(reading, "refined-oil")
    assert (oil["growth", "value", "2025-07"].value, oil["growth", "value", "2025-01/2025-07"].value) == (Decimal("7.4"), Decimal("-19.1"))


@pytest.mark.parametrize("column", range(2, 10))
def test_a_column_fewer_is_refused(tmp_path: Path, column: int) -> None:
    rows = [r[:column] + r[column + 1 :] if len(r) > 1 else r for r in table13()]
    with pytest.raises(InputError, match="10 later"):
        customs_commodities.read(made.write_csv(tmp_path / "t.csv", rows), Options())


def test_a_column_more_is_refused(tmp_path: Path) -> None:
    rows = [[*r, {3: "单价", 4: "单价"}.get(i, "1")] if len(r) > 1 else r for i, r in enumerate(table13())]
    with pytest.raises(InputError, match="column 11 is headed '单价'"):
        customs_commodities.read(made.write_csv(tmp_path / "t.csv", rows), Options())


def test_rows_that_lost_a_cell_are_refused_as_a_whole(tmp_path: Path) -> None:
    lines = [[r[0], *r[2:], ""] for r in made.GOODS_LINES[:-1]]
    with pytest.raises(InputError, match="a column may have moved"):
        customs_commodities.read(made.write_csv(tmp_path / "t.csv", table13(lines=lines)), Options())


def test_broken_references_put_their_row_aside(tmp_path: Path) -> None:
    lines = [*made.GOODS_LINES, ["“新三样”产品*", "-", "-", "*REF!", "-", "*REF!", "-", "*REF!", "-", "*REF!"]]
    reading = customs_commodities.read(made.write_csv(tmp_path / "t.csv", table13(lines=lines)), Options())
    assert [q.reason for q in reading.quarantined] == ["under '7月 金额', '*REF!' is not a number"]
    assert reading.rows_read == len({f.row for f in reading.figures}) + 1


def test_a_broken_reference_for_a_unit_puts_its_row_aside(tmp_path: Path) -> None:
    lines = [*made.GOODS_LINES, ["新三样*", "*REF!", "-", "1", "-", "1", "-", "1", "-", "1"]]
    reading = customs_commodities.read(made.write_csv(tmp_path / "t.csv", table13(lines=lines)), Options())
    assert [q.reason for q in reading.quarantined] == ["'*REF!' is no unit of quantity known here"]


def test_a_quantity_without_a_unit_puts_its_row_aside(tmp_path: Path) -> None:
    lines = [*made.GOODS_LINES, ["钢材", "-", "5", "6", "7", "8", "1", "1", "1", "1"]]
    reading = customs_commodities.read(made.write_csv(tmp_path / "t.csv", table13(lines=lines)), Options())
    assert [q.reason for q in reading.quarantined] == ["under '7月 数量' stands 5, but the row names no unit of quantity"]


def test_a_name_that_stands_there_twice_is_put_aside_the_second_time(tmp_path: Path) -> None:
    lines = [*made.GOODS_LINES, made.GOODS_LINES[2]]
    reading = customs_commodities.read(made.write_csv(tmp_path / "t.csv", table13(lines=lines)), Options())
    assert [q.reason for q in reading.quarantined] == ["'成品油' stands in the table twice"]


def test_a_row_of_dashes_is_read_and_held_and_a_heading_is_no_row(tmp_path: Path) -> None:
    lines = [*made.GOODS_LINES, ["其中：", *[""] * 9], ["煤及褐煤", "万吨", *["-"] * 8]]
    reading = customs_commodities.read(made.write_csv(tmp_path / "t.csv", table13(lines=lines)), Options())
    assert (reading.rows_read, reading.quarantined) == (6, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [("万吨", "tonnes_10K"), ("10000T", "tonnes_10K"), ("辆", "units"), ("亿 个", "units_100M"), ("万条", "units_10K"), ("亿双", "pairs_100M"),
     ("10,000 Tons", "tonnes_10K"), ("KG", "kg"), ("100MN", "units_100M"), ("100 Million PCS", "units_100M"), ("10,000 Autos", "units_10K"),
     ("Ship", "units"), ("100MP", "pairs_100M"), ("10000SM", "square_metres_10K")],
)  # fmt: skip
def test_units_of_quantity_are_known_as_tables_spell_them(text: str, code: str) -> None:
    unit = customs_commodities.quantity_unit(text)
    assert unit is not None
    assert unit.code == code


@pytest.mark.parametrize("text", ["", "-", "—", " \xa0"])
def test_a_row_may_have_no_unit(text: str) -> None:
    assert customs_commodities.quantity_unit(text) is None


@pytest.mark.parametrize("text", ["*REF!", "斛", "万斛", "%", "亿元", "位"])
def test_what_is_no_unit_of_quantity_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="no unit of quantity"):
        customs_commodities.quantity_unit(text)


# -- English editions


def bulletin(tmp_path: Path, *, unit: str = "Unit:US$1,000", title: str = ENGLISH) -> Path:
    head = [
        ["", "Commodity", "Quantity<br />\nUnit", *["7"] * 2, *["1to7"] * 2, *["Percentage Change"] * 2],
        ["", "Commodity", "Quantity<br />\nUnit", *["Quantity", "Value&nbsp;"] * 3],
    ]
    lines = [
        ["", "Agricultural products*", "-", "-", "9,153,853", "-", "62,120,896", "-", "9.3"],
        ["", "&nbsp;&nbsp;&nbsp;&nbsp;Meat(including&nbsp;&nbsp;meat offal)", "10000T", "14", "296,930", "81", "1,793,238", "62.7", "31.9"],
        ["", "Electric vehicles*", "N", "616,197", "5", "700,000", "6", "1.0", "2.0"],
        ["", "Electric vehicles for transport of persons", "N", "606,041", "4", "650,000", "5", "1.0", "2.0"],
    ]
    return made.write_page(tmp_path / "t13.html", title, [*head, *lines], date="2026/08/18", unit=unit)


def test_the_english_bulletin_is_read_with_the_growth_of_the_month(tmp_path: Path) -> None:
    reading = read(bulletin(tmp_path), Options())
    assert (reading.format, reading.rows_read, reading.quarantined) == ("customs-commodities", 4, [])
    assert reading.sources[0].id == "GACC-T13-USD"
    farm = of(reading, "agricultural")
    assert (farm["level", "value", "2026-01/2026-07"].value, farm["level", "value", "2026-01/2026-07"].unit) == (62120896, "USD_1K")
    assert {k[2] for k in farm if k[0] == "growth"} == {"2026-07"}
    assert of(reading, "electric-vehicles")["level", "quantity", "2026-07"].value == 616197


def test_renminbi_are_known_in_the_english_units_too(tmp_path: Path) -> None:
    reading = read(bulletin(tmp_path, unit="Unit:RMB￥10,000"), Options())
    assert {f.unit for f in reading.figures if f.measure == "value" and f.op == "level"} == {"CNY_10K"}


def express(tmp_path: Path, year: str = "2025", lines: made.Rows | None = None) -> Path:
    head = [
        [
            "Commodity",
            "Quantity Unit",
            *["5"] * 2,
            *["1-5 Total"] * 2,
            *[f"1-5 Total, {year}"] * 2,
            *["1-5 Total, Year-On-Year(%)&nbsp;"] * 2,
        ],
        ["Commodity", "Quantity Unit", *["Quantity", "Value"] * 4],
    ]
    own = [
        ["Agriculture products*", "—", "-", "607.0", "-", "3,007.9", "-", "2,959.7", "-", "1.6"],
        ["Fertilizers", "10,000 Tons", "297.1", "52.9", "1,436.4", "233.0", "1,283.8", "194.8", "11.9", "19.6"],
        ["Footwear", "10,000 Pairs", "7.4", "235.6", "34.9", "1,097.5", "37.0", "1,262.7", "-5.7", "-13.1"],
    ]
    return made.write_page(tmp_path / "e.html", EXPRESS, [*head, *(lines or own)], date="2026/06/09", unit="Unit: CNY 100 Million")


def test_the_preliminary_release_brings_the_year_before_as_it_stands_now(tmp_path: Path) -> None:
    reading = read(express(tmp_path), Options())
    assert (reading.format, reading.rows_read, reading.sources[0].id) == ("customs-commodities", 3, "GACC-EXPRESS-2026-05")
    fertilisers = of(reading, "fertilisers")
    assert fertilisers["level", "quantity", "2025-01/2025-05"].value == Decimal("1283.8")
    assert fertilisers["growth", "quantity", "2026-01/2026-05"].value == Decimal("11.9")
    assert {(f.released, f.note) for f in reading.figures} == {("2026-06-09", "preliminary")}


def test_the_chinese_release_names_the_year_before_without_its_number(tmp_path: Path) -> None:
    upper = ["商品名称", "计量单位", *["6月"] * 2, *["1至6月累计"] * 2, *["去年同期累计"] * 2, *["累计比去年同期±%"] * 2]
    rows = [["（5）2026年6月全国出口重点商品量值表（美元值）"], ["单位：百万美元"], upper, ["", "", *["数量", "金额"] * 4]]
    rows.append(["鞋类", "亿双", "7.4", "235.6", "34.9", "1,097.5", "37.0", "1,262.7", "-5.7", "-13.1"])
    reading = read(made.write_csv(tmp_path / "t.csv", rows), Options())
    shoes = of(reading, "footwear")
    assert (reading.sources[0].id, reading.warnings) == ("GACC-EXPRESS-2026-06", [])
    assert (shoes["level", "quantity", "2025-01/2025-06"].value, shoes["level", "quantity", "2025-01/2025-06"].unit) == (37, "pairs_100M")


def test_quantities_whose_unit_the_release_misprints_are_left_out_and_told(tmp_path: Path) -> None:
    reading = read(express(tmp_path), Options())
    assert {k[1] for k in of(reading, "footwear")} == {"value"}
    assert [w for w in reading.warnings if "misprints its unit" in w] == [
        "the quantity of 'Footwear' is left out: the preliminary release misprints its unit as '10,000 Pairs'"
    ]


def test_a_year_before_that_is_not_the_year_before_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'1-5 Total, 2023 Quantity' in a table of 2026"):
        read(express(tmp_path, year="2023"), Options())


def test_a_page_whose_rows_lost_their_unit_is_refused(tmp_path: Path) -> None:
    lines = [
        ["Aquatic products", "35.0", "1,640.4", "140.2", "6,399.3", "122.6", "6,001.2", "14.3", "6.6", ""],
        ["Fertilizers", "253.7", "560.1", "969.4", "1,996.5", "705.3", "1,634.5", "37.5", "22.1", ""],
    ]
    with pytest.raises(InputError, match="2 of 2 rows can't be read under the table's head, so a column may have moved"):
        read(express(tmp_path, lines=lines), Options())


# -- excerpts and recognition


def test_an_excerpt_takes_month_and_flow_from_its_name(tmp_path: Path) -> None:
    path = tmp_path / "table13_exports_2024-01_wan_yuan.csv"
    path.write_text(
        "name_zh,level,unit,quantity,value_wan_yuan\n高新技术产品*,0,-,,50209083\n电动载人汽车*,0,辆,165699,2692824\n", encoding="utf-8"
    )
    reading = read(path, Options())
    assert (reading.format, reading.rows_read, reading.period_from, len(reading.figures)) == ("customs-commodities", 2, "name", 3)
    assert of(reading, "electric-vehicles")["level", "quantity", "2024-01"].unit == "units"
    assert {f.flow for f in reading.figures} == {"export"}


def test_no_format_takes_the_tables_of_another(tmp_path: Path, july: Path) -> None:
    location = made.write_csv(tmp_path / "2025-07.csv", made.table8())
    country = made.write_csv(tmp_path / "t2.csv", [["单位：万元"], *made.COUNTRY_HEAD, *made.COUNTRY_LINES])
    modules = (customs_location, customs_country, customs_commodities)
    for path, mine in ((location, customs_location), (country, customs_country), (july, customs_commodities)):
        assert [m for m in modules if m.sniff(head_of(path))] == [mine]


def test_a_page_titled_so_without_a_table_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    path.write_text(f"<html><title>{ENGLISH}</title><p>See the attachment.</p></html>", encoding="utf-8")
    with pytest.raises(InputError, match="holds no table with the head of a table of commodities"):
        read(path, Options())


def test_a_workbook_is_read_as_the_csv_is(tmp_path: Path, july: Path) -> None:
    pytest.importorskip("xlsxwriter")
    reading = read(made.write_workbook(tmp_path / "t.xlsx", table13()), Options())
    csv = customs_commodities.read(july, Options())
    assert {(f.product, f.op, f.measure, f.period, f.value, f.unit) for f in reading.figures} == {
        (f.product, f.op, f.measure, f.period, f.value, f.unit) for f in csv.figures
    }
