"""The query exports of China's customs: read by header, whoever saved them; flow and period from where they plainly stand; nothing lost."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from tests.sources.record_files import CHINESE, HORSE, SHOES, SOLAR, Read, connected, export
from tests.sources.record_files import read as read_with

from hinterland.models import Source
from hinterland.sources import customs_query
from hinterland.sources.reading import InputError, Options, head_of
from hinterland.sources.registry import find_format

ENGLISH = (
    "Date of data", "Trading partner code", "Trading partner", "Commodity code", "Commodity", "Quantity", "Unit", "Supplimentary Quantity",
    "Supplimentary Unit", "Renminbi Yuan",
)  # fmt: skip


def read(path: Path, **said: str) -> Read:
    return read_with(customs_query, path, **said)


def refused(path: Path, **said: str) -> str:
    with connected() as con, pytest.raises(InputError) as caught:
        customs_query.records(path, Options(**said), con)
    return caught.value.typed


# -- what a file says


def test_an_export_becomes_records(tmp_path: Path) -> None:
    found = read(export(tmp_path / "mixed_2024in.csv", SOLAR, SHOES, HORSE))
    assert found.rows[0] == {
        "first_month": 202401,
        "last_month": 202401,
        "flow": "import",
        "region": "CN",
        "partner": "KOR",
        "product": "85414300",
        "regime": "all",
        "currency": "CNY",
        "value": Decimal(1234567),
        "quantity": Decimal(120),
        "quantity_unit": "units",
        "quantity2": Decimal(3600),
        "quantity2_unit": "kg",
        "source": "GACC-QUERY",
        "file": "mixed_2024in.csv",
        "row": 2,
    }
    assert found.column("partner") == ["KOR", "USA", "JPN"]
    assert found.column("row") == [2, 3, 4]
    assert found.reading.period_from == "file"
    assert found.reading.format == "customs-query"
    assert found.reading.basis == "operating-unit"


def test_codes_keep_their_leading_zeros(tmp_path: Path) -> None:
    assert read(export(tmp_path / "2024in.csv", HORSE)).column("product") == ["01012100"]


def test_an_undefined_second_quantity_is_none_and_not_zero(tmp_path: Path) -> None:
    (row,) = read(export(tmp_path / "2024in.csv", SHOES)).rows
    assert (row["quantity2"], row["quantity2_unit"]) == (None, None)
    assert (row["quantity"], row["quantity_unit"]) == (Decimal(70), "kg")


def test_a_unit_that_no_table_holds_is_kept_as_written(tmp_path: Path) -> None:
    assert read(export(tmp_path / "2024in.csv", (*SOLAR[:6], "千伏安时", *SOLAR[7:]))).column("quantity_unit") == ["千伏安时"]


def test_columns_are_known_by_name_in_any_order(tmp_path: Path) -> None:
    straight = read(export(tmp_path / "2024in.csv", SOLAR, SHOES)).rows
    order = list(range(len(CHINESE)))
    random.Random(5).shuffle(order)
    rows = [[row[i] for i in order] for row in (SOLAR, SHOES)]
    assert read(export(tmp_path / "2024in.csv", *rows, header=[CHINESE[i] for i in order])).rows == straight


@pytest.mark.parametrize("spelling", ["Supplimentary", "Supplementary"])
def test_the_english_edition_is_read_in_both_spellings(tmp_path: Path, spelling: str) -> None:
    header = [name.replace("Supplimentary", spelling) for name in ENGLISH]
    row = ("202401", "133", "Korea, Rep.", "85414300", "Photovoltaic cells", "120", "Kilogram", "3600", "?", "1,234,567")
    (found,) = read(export(tmp_path / "2024out.csv", row, header=header)).rows
    assert (found["partner"], found["flow"], found["value"], found["quantity2"]) == ("KOR", "export", Decimal(1234567), Decimal(3600))


@pytest.mark.parametrize(("name", "currency"), [("人民币", "CNY"), ("美元", "USD"), ("US dollar", "USD"), ("Renminbi Yuan", "CNY")])
def test_the_money_column_tells_the_currency(tmp_path: Path, name: str, currency: str) -> None:
    assert read(export(tmp_path / "2024in.csv", SOLAR, header=[*CHINESE[:-1], name])).column("currency") == [currency]


def test_dimensions_that_were_not_asked_for_are_summed_already(tmp_path: Path) -> None:
    (row,) = read(export(tmp_path / "2024in.csv", ("8541", "1,000"), header=("商品编码", "美元"))).rows
    assert (row["region"], row["partner"], row["product"], row["regime"]) == ("CN", "world", "8541", "all")
    assert (row["quantity"], row["quantity_unit"], row["quantity2"]) == (None, None, None)


def test_registration_places_are_provinces_and_trade_modes_are_codes(tmp_path: Path) -> None:
    header = ("注册地编码", "注册地名称", "贸易方式编码", "贸易方式名称", "人民币")
    found = read(
        export(tmp_path / "2024out.csv", ("34", "安徽省", "10", "一般贸易", "7"), ("65", "新疆", "19", "边境小额贸易", "8"), header=header)
    )
    assert found.column("region") == ["CN-AH", "CN-XJ"]
    assert found.column("regime") == ["10", "19"]
    assert found.column("partner") == ["world", "world"]


def test_names_serve_where_the_codes_were_left_out(tmp_path: Path) -> None:
    header = ("注册地名称", "贸易方式名称", "贸易伙伴名称", "人民币")
    found = read(export(tmp_path / "2024out.csv", ("安徽省", "一般贸易", "德国", "7"), header=header))
    assert (found.column("region"), found.column("regime"), found.column("partner")) == (["CN-AH"], ["10"], ["DEU"])


def test_a_region_that_the_query_was_limited_to_can_be_said(tmp_path: Path) -> None:
    path = export(tmp_path / "2024out.csv", SOLAR)
    assert read(path, region="安徽").column("region") == ["CN-AH"]
    assert "did you mean" in refused(path, region="Anhuy")


# -- months, and China's own partner codes, which change


def test_a_code_means_the_partner_it_meant_in_that_month(tmp_path: Path) -> None:
    georgia = ("337", "格鲁吉亚", "22042100", "葡萄酒", "1", "升", "0", "?", "10")
    later = ("150", *georgia[1:])
    found = read(export(tmp_path / "wine_in.csv", ("202312", *georgia), ("202401", *later)))
    assert found.column("partner") == ["GEO", "GEO"]


def test_a_code_that_was_not_in_use_is_read_by_its_name_and_told(tmp_path: Path) -> None:
    found = read(export(tmp_path / "wine_in.csv", ("202401", "337", "格鲁吉亚", "22042100", "葡萄酒", "1", "升", "0", "?", "10")))
    assert found.column("partner") == ["GEO"]
    assert "337" in found.warnings and "格鲁吉亚" in found.warnings


def test_a_partner_known_by_neither_code_nor_name_is_put_aside_with_its_line(tmp_path: Path) -> None:
    found = read(export(tmp_path / "2024in.csv", SOLAR, ("202401", "998", "某国", *SOLAR[3:]), SHOES))
    assert found.column("row") == [2, 4]
    (aside,) = found.reading.quarantined
    assert aside.row == 3 and "某国" in aside.text and "998" in aside.reason
    assert found.reading.sum_quarantined == Decimal(1234567)


def test_own_goods_that_come_back_are_a_partner_too(tmp_path: Path) -> None:
    assert read(export(tmp_path / "2024in.csv", ("202401", "142", "中国", *SOLAR[3:]))).column("partner") == ["CHN"]


# -- flow and period, which the file doesn't state


@pytest.mark.parametrize(
    ("name", "flow"), [("soy_2024in", "import"), ("soy_2024out", "export"), ("大豆进口2024", "import"), ("soy-export-2024", "export")]
)
def test_the_name_may_say_the_flow(tmp_path: Path, name: str, flow: str) -> None:
    found = read(export(tmp_path / f"{name}.csv", SOLAR))
    assert found.column("flow") == [flow]
    assert f"read as {flow}s, by the file's name" in found.warnings


@pytest.mark.parametrize("name", ["soybean_2023", "大豆进出口2024", "trade_in_soy_2024", "import_export_2024"])
def test_a_silent_name_is_answered_with_one_question(tmp_path: Path, name: str) -> None:
    said = refused(export(tmp_path / f"{name}.csv", SOLAR))
    assert said.startswith(f"does {name}.csv list exports or imports?")
    assert said.count("?") == 1 and "--flow" in said


def test_what_the_user_says_of_the_flow_counts(tmp_path: Path) -> None:
    path = export(tmp_path / "soy_2024in.csv", SOLAR)
    found = read(path, flow="出口")
    assert found.column("flow") == ["export"]
    assert "name says import" in found.warnings
    assert read(export(tmp_path / "soy_2024.csv", SOLAR), flow="imports").warnings == ""


@pytest.mark.parametrize(("said", "answer"), [("total", "either exports or imports"), ("sideways", "--flow export")])
def test_a_flow_that_no_export_has_is_refused(tmp_path: Path, said: str, answer: str) -> None:
    assert answer in refused(export(tmp_path / "soy.csv", SOLAR), flow=said)


@pytest.mark.parametrize(
    ("name", "said", "first", "last", "told_by"),
    [
        ("soy_2024in", None, 202401, 202412, "name"),
        ("soy_202403_in", None, 202403, 202403, "name"),
        ("soy_2024q2_in", None, 202404, 202406, "name"),
        ("soy_in", "2024-01/2024-06", 202401, 202406, "user"),
        ("soy_2023in", "2024", 202401, 202412, "user"),
    ],
)
def test_a_file_without_months_has_its_period_from_the_name_or_the_user(
    tmp_path: Path, name: str, said: str | None, first: int, last: int, told_by: str
) -> None:
    found = read(export(tmp_path / f"{name}.csv", SOLAR[1:], header=CHINESE[1:]), **({"period": said} if said else {}))
    assert (found.column("first_month"), found.column("last_month")) == ([first], [last])
    assert found.reading.period_from == told_by


@pytest.mark.parametrize("name", ["soy_in", "soy_in_2024_1", "2024上半年进口", "jan2024in"])
def test_a_file_whose_period_stands_nowhere_is_answered_with_a_question(tmp_path: Path, name: str) -> None:
    said = refused(export(tmp_path / f"{name}.csv", SOLAR[1:], header=CHINESE[1:]), flow="import")
    assert said.startswith(f"which months does {name}.csv cover?") and "--period" in said


def test_a_period_that_the_months_contradict_is_refused(tmp_path: Path) -> None:
    path = export(tmp_path / "soy_in.csv", SOLAR)
    assert "202401" in refused(path, period="2023")
    assert read(path, period="2024").reading.period_from == "file"
    assert "--period" in refused(path, period="last year")


# -- what is refused


def test_two_currencies_in_one_file_are_refused(tmp_path: Path) -> None:
    assert "美元" in refused(export(tmp_path / "2024in.csv", (*SOLAR, "5"), header=(*CHINESE, "美元")))


def test_a_currency_other_than_the_headers_is_refused(tmp_path: Path) -> None:
    assert "CNY" in refused(export(tmp_path / "2024in.csv", SOLAR), currency="USD")


def test_names_of_commodities_without_codes_are_refused(tmp_path: Path) -> None:
    header = [name for name in CHINESE if name != "商品编码"]
    assert "商品编码" in refused(export(tmp_path / "2024in.csv", [*SOLAR[:3], *SOLAR[4:]], header=header))


def test_a_region_beside_registration_places_is_refused(tmp_path: Path) -> None:
    assert "--region" in refused(export(tmp_path / "2024in.csv", ("34", "5"), header=("注册地编码", "人民币")), region="CN-AH")


def test_another_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "other_2024in.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "isn't a query export" in refused(path)


# -- the source


def test_the_source_is_customs_unless_the_user_says_otherwise(tmp_path: Path) -> None:
    path = export(tmp_path / "2024in.csv", SOLAR)
    (source,) = read(path).reading.sources
    assert (source.id, source.publisher, source.reliability) == ("GACC-QUERY", "General Administration of Customs of China", "official")
    described = read(path, source="mine", title="My export", publisher="Me")
    assert described.reading.sources == [Source(id="mine", title="My export", publisher="Me", reliability="secondary")]
    assert described.column("source") == ["mine"]
    assert read(path, source="held").reading.sources == []


# -- recognising it


def test_exports_are_recognised_by_their_header(tmp_path: Path) -> None:
    assert find_format(export(tmp_path / "a.csv", SOLAR)) is customs_query
    assert find_format(export(tmp_path / "b.csv", SOLAR, header=ENGLISH, encoding="utf-8-sig")) is customs_query
    (tmp_path / "c.csv").write_text("region,period,value,unit\nCN-AH,2024,1,CNY\n", encoding="utf-8")
    assert not customs_query.sniff(head_of(tmp_path / "c.csv"))


# -- the real files


@pytest.mark.parametrize(
    ("name", "said", "rows", "value", "quantity"),
    [
        ("soybean_2024in.csv", {}, 36, 359_701_179_444, 100_883_410_028),
        ("soybean_2023.csv", {"flow": "import"}, 40, 402_526_956_940, 95_355_428_567),
        ("soybean_2025in.csv", {}, 28, 294_502_230_749, 92_098_915_183),
    ],
)
def test_real_exports_are_read_whole(samples: Path, name: str, said: dict[str, str], rows: int, value: int, quantity: int) -> None:
    found = read(samples / "gacc_query_export" / name, **said)
    assert found.reading.rows_read == rows
    assert found.reading.quarantined == []
    assert sum(found.column("value")) == value
    assert sum(found.column("quantity")) == quantity
    assert set(found.column("partner")) == {"ARG", "BRA", "USA"}
    assert set(found.column("quantity_unit")) == {"kg"}


def test_the_real_export_without_a_flow_is_asked_about(samples: Path) -> None:
    assert "--flow" in refused(samples / "gacc_query_export" / "soybean_2023.csv")


def test_thousands_marks_that_stand_elsewhere_are_no_amount(tmp_path: Path) -> None:
    rows = [(*row[:-1], text) for row, text in zip((SOLAR, SHOES, HORSE), ("639,2404,26", "1,234.5", "1,23"), strict=True)]
    found = read(export(tmp_path / "2024in.csv", *rows))
    assert [str(r["value"].normalize()) for r in found.rows] == ["1234.5"]
    assert ["no exact number" in q.reason for q in found.reading.quarantined] == [True, True]
