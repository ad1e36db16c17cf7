"""Answers that are whole: lists of what is asked, gaps, what isn't held in a currency or of one of two, who is first where few are held, addresses, years to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from tests.conftest import Ran

from hinterland.api import Hinterland


@pytest.mark.parametrize(
    ("request_", "lead", "figure"),
    [
        ("Jiangsu trade 2025 USD", "Not held in dollars: trade of Jiangsu in 2025; held in yuan:", "Jiangsu's trade came to "),
        ("江苏和山东2025年进出口比较 美元", "没有江苏和山东2025年进出口以美元计的数据", "2025年进出口：江苏高于山东"),
    ],
)
def test_a_figure_in_a_currency_that_is_not_held_is_given_in_the_one_that_is(
    hinterland: Hinterland, request_: str, lead: str, figure: str
) -> None:
    found = hinterland.ask(request_)
    assert found.status == "unheld" and found.sentence.startswith(lead) and found.sentences[1].startswith(figure)
    assert {r.unit for r in found.rows} == {"CNY"} and not any("the latest" in s for s in found.sentences)
    assert "USD" in found.command


@pytest.mark.parametrize("request_", ["What was Fujian's trade in 2025, growth and rank?", "福建2025年外贸额、增速、全国名次"])
def test_what_is_asked_in_a_list_is_each_answered(hinterland: Hinterland, request_: str) -> None:
    found = hinterland.ask(request_)
    level, growth, *ranked = found.rows
    assert (level.subject, level.unit) == (growth.subject, "CNY") and growth.unit == "percent"
    assert next(r for r in ranked if r.subject == "CN-FJ").value == level.value


@pytest.mark.parametrize("request_", ["rank Fujian by growth of trade in 2025", "福建2025年外贸增速全国排名"])
def test_growth_that_is_ranked_is_no_list(hinterland: Hinterland, request_: str) -> None:
    assert {r.unit for r in hinterland.ask(request_).rows} == {"percent"}


@pytest.mark.parametrize(
    ("request_", "units"),
    [
        ("how did Zhejiang's exports do in 2025", ["CNY", "percent"]),
        ("浙江和江苏2025年出口表现如何", ["CNY", "CNY", "percent", "percent"]),
        ("how have Hunan's exports fared in 2025", ["CNY", "percent"]),
    ],
)
def test_how_something_does_is_its_level_and_its_growth(hinterland: Hinterland, request_: str, units: list[str]) -> None:
    assert [r.unit for r in hinterland.ask(request_).rows][-len(units) :] == units


@pytest.mark.parametrize(
    "request_",
    [
        "安徽比河南多多少，比江苏少多少？2024年进口",
        "By how much is Anhui ahead of Henan, and how does it compare with Jiangsu? Imports 2024",
    ],
)
def test_each_gap_is_given_of_what_the_last_sentence_says(hinterland: Hinterland, request_: str) -> None:
    found = hinterland.ask(request_)
    assert {r.flow for r in found.rows} == {"import"} and {r.period for r in found.rows} == {"2024"} and not found.notes
    pairs = [s for s in found.sentences if " led " in s or "高于" in s]
    assert len(pairs) == 2


@pytest.mark.parametrize(
    "request_", ["谁的进口增长最快，湖南差多少？2024年", "who had the fastest growth of imports in 2024 and how far behind was Hunan"]
)
def test_how_far_one_is_behind_the_first_of_a_ranking_is_told(hinterland: Hinterland, request_: str) -> None:
    found = hinterland.ask(request_)
    first, own = found.rows[0], next(r for r in found.rows if r.subject == "CN-HN")
    assert first.place == 1 and first.name in found.sentence and own.name in found.sentences[1] and first.name in found.sentences[2]


def test_rows_stand_in_the_order_of_the_sentence_and_gaps_are_given(hinterland: Hinterland) -> None:
    found = hinterland.ask("Hubei, Anhui and Henan trade 2024, by how much")
    order = [r.name for r in found.rows]
    assert found.sentence.endswith(f"{order[0]}, {order[1]} and {order[2]}.")
    assert sum(f"{order[0]} led " in s for s in found.sentences) == 2


@pytest.mark.parametrize(
    ("named", "free"),
    [
        ("which western province imported the most in 2025", "which western province imports most"),
        ("西部2025年进口最多的省", "西部进口最多的省"),
    ],
)
def test_a_winner_is_named_where_most_are_held(hinterland: Hinterland, named: str, free: str) -> None:
    asked, latest = hinterland.ask(named), hinterland.ask(free)
    assert asked.status == "unheld" and asked.sentence.startswith(("Not decided: by imports in 2025 only ", "2025年进口12个中只有"))
    assert latest.status == "answered" and any("2025" in n for n in latest.notes)


@pytest.mark.parametrize(
    ("request_", "status", "lead"),
    [
        (
            "did Hubei export more than Henan in 2025 and by how much",
            "unheld",
            "Not decided by what is held: whether Hubei or Henan led",
        ),
        ("湖北2025年出口比贵州多多少", "answered", "由现有数据可知，2025年出口湖北高于贵州，高"),
    ],
)
def test_a_comparison_without_both_figures_says_whether_it_is_decided(
    hinterland: Hinterland, request_: str, status: str, lead: str
) -> None:
    found = hinterland.ask(request_)
    assert found.status == status and found.sentence.startswith(lead) and "CN-HB" in found.to_dict()["missing"]


def test_each_period_in_which_one_of_two_is_not_held_is_concluded(hinterland: Hinterland) -> None:
    found = hinterland.ask("Jiangsu vs Fujian exports 2024, 2025")
    assert found.status == "answered" and any(
        s.startswith("By what is held, Jiangsu led Fujian by exports in 2025") for s in found.sentences
    )
    assert hinterland.ask("Jiangsu exports 2024 vs 2025").status == "answered"


@pytest.mark.parametrize("request_", ["Zhejiang and Fujian exports 2023 and 2024", "浙江 福建 2024年 出口 美元", "top 3 exporters 2024"])
def test_the_address_gives_the_same_answer(hinterland: Hinterland, request_: str) -> None:
    found = hinterland.ask(request_)
    assert found.address.startswith("ask?") and hinterland.ask(parse_qs(found.address.removeprefix("ask?"))["q"][0]).rows == found.rows


@pytest.mark.parametrize(
    "asked",
    [
        {"flow": "exports", "period": 2024},
        {"op": "growth", "flow": "import", "period": "2024"},
        {"period": "2025-01/2025-07", "unit": "CNY"},
    ],
)
def test_the_address_of_a_comparison_gives_the_same_answer(hinterland: Hinterland, asked: dict[str, Any]) -> None:
    found = hinterland.compare("Zhejiang", "Fujian", **asked)
    assert hinterland.ask(parse_qs(found.address.removeprefix("ask?"))["q"][0]).rows == found.rows


@pytest.mark.parametrize(
    ("request_", "year", "crossing"),
    [
        ("will Hubei pass a trillion next year?", "In 2027 (next year) ", "At 1 trillion yuan or above"),
        ("湖北外贸何时能破万亿？明年能破万亿吗？", "2027年（明年）", "今后首次达到1万亿元"),
        ("湖北外贸前景如何？明年能破万亿吗？", "2027年（明年）", "今后首次达到1万亿元"),
    ],
)
def test_an_outlook_marks_the_year_named_by_a_word_and_crosses_once(
    hinterland: Hinterland, request_: str, year: str, crossing: str
) -> None:
    found = hinterland.ask(request_)
    assert sum(s.startswith(year) for s in found.sentences) == 1 and sum(s.startswith(crossing) for s in found.sentences) == 1
    assert not any("next round mark" in n or "整数关口" in n for n in found.notes)


def test_a_chinese_answer_is_printed_in_chinese(run: Callable[..., Ran]) -> None:
    printed = run("ask", "2024年出口前3的省").out
    assert "地区" in printed and "来源：" in printed and not any(w in printed for w in ("Sources", "The same", "region", "同样可用"))
    assert "同样可用：hinterland show" in run("ask", "安徽2024年出口").out
