"""Requests as people type them, in both languages, with what each means in tables: written before the parser, held out until it was done, by people who
had not read the code, and as analysts and reporters would type them into a search box, and sloppily."""

from __future__ import annotations

import contextlib
import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hinterland.requests import Request, Unclear, parse

TODAY = date(2026, 11, 27)
TABLES = ("requests.tsv", "held_out.tsv", "others.tsv", "typed.tsv", "fresh.tsv", "sloppy.tsv", "worked.tsv")
LEAST = 0.95
"""The share of a table that has to be understood as it is meant; the rest has to be refused."""


def rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def meant(row: dict[str, str]) -> dict[str, Any]:
    more = dict(part.split("=", 1) for part in row["more"].split(";") if part)
    if row["what"] in ("refused", "claim"):
        return {"what": row["what"]}
    if "corrected" in more:
        more["corrected"] = "yes"
    return {name: row[name] for name in ("what", "subjects", "flow", "period")} | {"more": more}


@cache
def understood(text: str) -> dict[str, Any]:
    try:
        r = parse(text, TODAY)
    except Unclear:
        return {"what": "refused"}
    if r.what == "claim":
        return {"what": "claim"}
    return {
        "what": r.what,
        "subjects": " ".join(r.subjects),
        "flow": r.flow or "",
        "period": " ".join(map(str, r.periods)),
        "more": narrowed(r),
    }


def narrowed(r: Request) -> dict[str, str]:
    found: dict[str, Any] = {
        "op": r.op,
        "concept": r.concept,
        "product": r.product,
        "partner": r.partner,
        "currency": r.currency,
        "top": r.top,
        "nth": r.nth,
        "nth_to": r.nth_to,
        "each": r.each,
        "also": len(r.also) or None,
        "computed": r.computed,
        "whole": "flow" if r.whole == "flow" else None,
    }
    found |= {"amount": None if r.amount is None else int(r.amount), "order": r.order, "corrected": "yes" if r.corrections else None}
    usual = ("level", "trade", "all", "world", "desc", None)
    return {name: str(value) for name, value in found.items() if value not in usual}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_requests_are_understood_as_they_are_meant(table: str, language: str) -> None:
    asked = [r for r in rows(table) if r["language"] == language]
    right = [r for r in asked if understood(r["request"]) == meant(r)]
    assert len(right) >= LEAST * len(asked), [r["request"] for r in asked if r not in right]


@pytest.mark.parametrize("table", TABLES)
def test_no_request_is_understood_otherwise_in_silence(table: str) -> None:
    wrong = [r["request"] for r in rows(table) if (found := understood(r["request"])) != meant(r) and found["what"] != "refused"]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("exports of Atlantis in 2024", "unknown"),
        ("weather in Anhui", "unknown"),
        ("anhui exports without cars 2025", "unknown"),
        ("安徽人均出口2024", "unknown"),
        ("Anhui exports 2025-13", "period"),
        ("安徽2025年13月出口", "period"),
        ("Anhui exports in euros 2024", "currency"),
        ("Anhui re-exports 2024", "measure"),
        ("exports of Bavaria 2024", "unheld"),
        ("Anhui exports 205", "number"),
        ("exports from Anhui to Henan 2024", "inner"),
        ("total exports of Anhui and central China 2024", "sum"),
        ("top 5 products exported by Anhui 2024", "axis"),
        ("Anhui exports 2035", "period"),
        ("哪个市出口最多 2025", "axis"),
        ("list all provinces", "empty"),
        ("when will Henan pass 1 trillion dollars", "money"),
        ("安徽和河南2025年简报", "several"),
        ("where do Anhui's imports come from", "axis"),
        ("安徽2020年前出口", "unknown"),
        ("Henan exports 2024 lowest", "highest"),
        ("Suzhou exports 2024", "ambiguous"),
        ("", "empty"),
        ("2025", "empty"),
        ("x" * 500, "long"),
    ],
)
def test_what_cant_be_answered_is_refused_with_why(text: str, why: str) -> None:
    with pytest.raises(Unclear) as caught:
        parse(text, TODAY)
    assert caught.value.why == why and str(caught.value)


def test_a_slip_is_corrected_and_said() -> None:
    r = parse("guandong exports 2025", TODAY)
    assert r.subjects == ("CN-GD",) and r.corrections == (("guandong", "Guangdong"),)
    assert r.notes() == ['read "guandong" as Guangdong']


@pytest.mark.parametrize(
    ("text", "form"),
    [("陕西芯片口出2024", "出口"), ("江西锂电吃出口", "锂电池"), ("安微出口", "安徽"), ("广东玩具出囗", "出口"), ("新彊出口", "新疆")],
)
def test_a_slip_in_chinese_is_found_beside_words_that_are_known(text: str, form: str) -> None:
    assert [read for _, read in parse(text, TODAY).corrections] == [form]


@pytest.mark.parametrize("text", ["Zhongbei province imports", "Anhui wool exports", "how do i cook rice", "南海上出口", "东江省出口"])
def test_a_word_that_may_be_one_of_its_own_is_not_corrected(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text, TODAY)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Anhui exports q1 and q2 2025", "2025-Q1 2025-Q2"),
        ("Anhui exports July 2024 and 2025", "2024-07 2025-07"),
        ("安徽2024和2025年7月出口", "2024-07 2025-07"),
        ("安徽24和25年出口", "2024 2025"),
        ("Anhui exports q4 last yr", "2025-Q4"),
        ("安徽上季度出口", "2026-Q3"),
        ("Anhui exports q1-q3 2025", "2025-01/2025-09"),
        ("Anhui exports 072025", "2025-07"),
    ],
)
def test_periods_are_understood_as_people_write_them(text: str, periods: str) -> None:
    assert " ".join(map(str, parse(text, TODAY).periods)) == periods


def test_a_number_before_regions_is_how_many_are_wanted() -> None:
    assert parse("fastest growing 5 provinces exports 2025", TODAY).top == 5
    found = parse("出口最少的三个省 2025", TODAY)
    assert (found.top, found.order) == (3, "asc")


def test_rates_that_fall_are_ranked_from_their_own_end() -> None:
    found = parse("what province's exports fell the most in 2025", TODAY)
    assert (found.what, found.op, found.order, found.top) == ("ranking", "growth", "asc", 1)


def test_what_comes_next_is_an_outlook() -> None:
    assert parse("广东明年出口", TODAY).what == "outlook"


@pytest.mark.parametrize(
    "text", ["Guangdong exports more than Fujian in 2025", "2025年广东出口比福建多", "Hainan's imports exceeded its exports in 2025"]
)
def test_a_statement_of_two_sides_is_a_claim(text: str) -> None:
    assert parse(text, TODAY).what == "claim"


def test_a_slip_between_two_names_is_left_open_with_both() -> None:
    with pytest.raises(Unclear, match="did you mean") as caught:
        parse("Hnan exports", TODAY)
    assert set(caught.value.offered) == {"Hunan", "Henan"}


def test_what_is_assumed_is_said() -> None:
    assert parse("exports", TODAY).notes() == ["no place is named, so the nation is meant"]
    assert parse("安徽7月出口", TODAY).notes() == ["没有指明年份，按最近的2026-07回答"]


def test_the_language_of_the_answer_may_be_chosen() -> None:
    assert parse("Anhui exports", TODAY, "zh").language == "zh"
    assert parse("安徽出口", TODAY).language == "zh"


def test_a_city_beside_its_province_is_the_city() -> None:
    assert parse("广东深圳出口2024", TODAY).subjects == ("440300",)
    assert parse("Shenzhen vs Guangdong exports 2024", TODAY).subjects == ("440300", "CN-GD")


def test_a_deficit_is_ranked_from_its_own_end() -> None:
    assert parse("biggest deficit 2024", TODAY).order == "asc"
    assert parse("largest trade surplus 2024", TODAY).order == "desc"


@pytest.mark.parametrize("text", ["top 5 and bottom 5 exporters 2024", "进口前二和后二的省 2024", "Fujian exports to GDP 2024"])
def test_of_two_that_are_asked_none_is_passed_over(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text, TODAY)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Japan's share in Liaoning imports 2024", "own"),
        ("辽宁进口中日本占多少 2024", "own"),
        ("越南占云南外贸比重 2024", "own"),
        ("Liaoning's share of China's imports from Japan 2024", "nation"),
        ("江西光伏出口占全国比重 2024", "nation"),
    ],
)
def test_what_a_share_is_of_is_told_by_the_order_of_words(text: str, whole: str) -> None:
    found = parse(text, TODAY)
    assert (found.op, found.whole) == ("share", whole)


def test_a_share_with_an_open_whole_is_refused() -> None:
    with pytest.raises(Unclear) as caught:
        parse("Jiangxi solar exports share 2024", TODAY)
    assert caught.value.why == "share"


@pytest.mark.parametrize("text", ["Hubei's place among the central provinces, exports 2024", "湖北出口在中部六省排第几 2024"])
def test_a_place_may_be_among_a_group(text: str) -> None:
    found = parse(text, TODAY)
    assert (found.what, found.subjects, found.among) == ("ranking", ("CN-HB",), "central")


@pytest.mark.parametrize(
    "text", ["福建2022年进口没有增长", "山西24年出口没超2000亿元", "只有江苏24年进口超过2万亿元", "Yunnan's deficit fell in 2024"]
)
def test_a_denial_or_a_second_quantity_is_never_judged_as_the_plain_claim(text: str) -> None:
    with contextlib.suppress(Unclear):
        assert parse(text, TODAY).stated is None


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Hunan exports from 2023 q3 to 2024 q1", "2023-07/2024-03"),
        ("湖南2024年8月到2025年2月出口", "2024-08/2025-02"),
        ("Hunan GDP 23", "2023"),
        ("湖南出口2023 亿元", "2023"),
    ],
)
def test_spans_and_short_years_are_periods(text: str, periods: str) -> None:
    assert " ".join(map(str, parse(text, TODAY).periods)) == periods


def test_flows_named_apart_are_answered_apart() -> None:
    assert parse("河北24年进口和出口", TODAY).flow is None
    assert parse("imports and exports of Hebei 2024", TODAY).flow == "total"


def test_trade_beside_another_quantity_is_answered_along() -> None:
    found = parse("Jilin GDP and imports 2024", TODAY)
    assert (found.concept, [(r.concept, r.flow) for r in found.also]) == ("gdp", [("trade", "import")])


def test_a_short_word_is_no_slip_for_one_that_changes_what_is_asked() -> None:
    with pytest.raises(Unclear):
        parse("how sore is the figure of Gansu exports 2024", TODAY)


@pytest.mark.parametrize(
    "text", ["Jilin re-exported 2024", "Jilin exports 2024 quarter", "吉林其他出口2024", "provinces growing more than Jilin 2024"]
)
def test_a_word_that_narrows_or_denies_is_no_filler(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text, TODAY)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Hunan imports first 8 months of last year", "2025-01/2025-08"),
        ("湖南三季度进口23 vs 22", "2023-Q3 2022-Q3"),
        ("湖南逆差最大的年份23", "2023"),
        ("Hunan imports first half 23", "2023-01/2023-06"),
    ],
)
def test_years_of_two_digits_and_years_pointed_at_belong_to_their_months(text: str, periods: str) -> None:
    assert " ".join(map(str, parse(text, TODAY).periods)) == periods


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("what percentage of Sichuan's exports were laptops in 2024", "own"),
        ("of Sichuan's imports in 2024, what share came from Japan", "own"),
        ("四川2024年出口有百分之几是笔记本电脑", "own"),
        ("四川外贸里东盟的份额2024", "own"),
        ("全国出口有多少来自四川 2024", "nation"),
    ],
)
def test_what_a_share_is_of_is_told_by_where_the_flow_stands(text: str, whole: str) -> None:
    found = parse(text, TODAY)
    assert (found.op, found.whole) == ("share", whole)


@pytest.mark.parametrize("text", ["share of Sichuan in exports to Japan 2024", "Sichuan exports share laptops 2024"])
def test_a_share_whose_whole_may_be_either_is_refused(text: str) -> None:
    with pytest.raises(Unclear) as caught:
        parse(text, TODAY)
    assert caught.value.why == "share"


@pytest.mark.parametrize(
    "text",
    ["Hebei exports in percent 2024", "河北出口百分之几2024", "by how much Hebei exports 2024", "where was Hebei export data from 2024"],
)
def test_a_word_that_asks_for_more_than_a_figure_is_never_passed_over(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text, TODAY)


@pytest.mark.parametrize(
    "text",
    ["did Hebei's rank in exports improve in 2024", "河北出口排名上升几位2024", "出口第一和第三的省2024", "安徽出口第3到第6高的月份"],
)
def test_a_change_of_rank_and_several_ranks_are_refused(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text, TODAY)


@pytest.mark.parametrize(
    "text", ["neither Hebei nor Hunan exports 2024", "Hebei exports of all but cars 2024", "expected exports of Hebei 2024"]
)
def test_what_is_denied_left_out_or_over_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text, TODAY)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("河北今年上半年进口比去年同期增长几个点", "2026-01/2026-06"),
        ("河北2024年进口比2023年增长多少", "2024"),
        ("Hebei imports 2023, growth compared with the previous year", "2023"),
    ],
)
def test_growth_is_of_the_period_that_is_named_and_not_of_what_it_is_on(text: str, periods: str) -> None:
    found = parse(text, TODAY)
    assert (found.what, found.op, " ".join(map(str, found.periods))) == ("figure", "growth", periods)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("lithum battery exports of Hebei 2024", "lithium battery"),
        ("Hebei exports of new enrgy vehicles 2024", "new energy vehicles"),
        ("河北笔计本电脑出口2024", "笔记本电脑"),
    ],
)
def test_a_slip_in_one_word_of_a_name_is_found(text: str, form: str) -> None:
    assert [read for _, read in parse(text, TODAY).corrections] == [form]


@pytest.mark.parametrize("text", ["Hebei wool yarn exports 2024", "Hebei cable exports to the central sea 2024", "河北电机出口2024"])
def test_another_name_is_no_slip(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text, TODAY)


def test_regions_are_called_by_what_their_country_calls_them() -> None:
    assert parse("top 3 states by exports 2024", TODAY).subjects == ("us-states",)  # Of Brazil's no figures are in its pack.
    assert parse("rank US states by exports 2017", TODAY).subjects == ("us-states",)
    assert parse("rank Mountain division by exports 2017", TODAY).subjects == ("us-mountain",)


def test_a_word_with_an_accent_is_one_word() -> None:
    with pytest.raises(Unclear, match='"Länder" is not understood here'):
        parse("top 3 Länder by exports 2024", TODAY)
