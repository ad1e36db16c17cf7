"""Constructions of Chinese prose: asides on what came before, pronouns of several places, balances behind their amount, values of a year ago in brackets, marks that were passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.check.document import from_text

TODAY = date(2025, 7, 20)

Read = Callable[..., dict[str, dict]]


@pytest.fixture
def read(hinterland: Hinterland) -> Read:
    """The claims of a text by their words."""

    def read(text: str, today: date = TODAY) -> dict[str, dict]:
        found = hinterland.check(from_text("t", text), dated=today).to_dict()["claims"]
        return {c["text"]: c for c in found}

    return read


def test_time_of_an_aside_goes_no_further(read: Read) -> None:
    """What came before is of its own year, and what follows of the one in force."""
    found = read("2024年，湖北出口5340.1亿元，继2022年越过4000亿元之后首次登上5000亿元台阶。")
    assert [found[w]["period"] for w in ("5340.1亿元", "4000亿元", "首次", "5000亿元")] == ["2024", "2022", "2024", "2024"]


def test_amount_behind_an_aside_is_of_the_month_behind_it(read: Read) -> None:
    """A level that goes with the rate behind an aside has that rate's month."""
    found = read("继3月份增长3.3%后，4月份德国进口额增长1.2%，达到1899亿欧元。")
    assert found["1899亿欧元"]["period"] == "2025-04"


def test_year_since_which_there_are_data_is_no_period(read: Read) -> None:
    """A record since the first data is of the month in force."""
    found = read("5月韩国出口环比-3.1%，是1995年有数据以来的环比最低值。")
    assert {found["-3.1%"]["period"], found["最低值"]["period"]} == {"2025-05"}


def test_value_before_in_a_list_is_no_expectation(read: Read) -> None:
    """What was expected and what was before may stand in one clause."""
    found = read("5月我国出口金额当月同比12.7%、预期5.1%、前值2.4%。")
    assert (found["2.4%"]["period"], found["2.4%"]["indicator"]["flow"]) == ("2025-04", "export")


def test_rate_owned_by_a_year_ago_is_of_that_year(read: Read) -> None:
    """A rate that another is set against has the time that owns it."""
    found = read("5月我国出口同比增长12.7%，高于去年同期的-7.5%。")
    assert found["-7.5%"]["period"] == "2024-05"


def test_balance_behind_its_amount(read: Read) -> None:
    """An amount that owns the word for a deficit is one, and one of a year ago in brackets is as well."""
    found = read("4月澳門錄得134.5億元的貨物貿易逆差。首季的逆差為236億元，比去年同季（260.3億元）減少24.3億元。")
    assert [found[w]["indicator"]["op"] for w in ("134.5億元", "236億元", "260.3億元")] == ["balance"] * 3
    assert found["260.3億元"]["period"] == "2024-Q1"
    assert all(found[w]["high"] < 0 for w in ("134.5億元", "236億元", "260.3億元"))


def test_blanks_beside_the_dash_of_a_span(read: Read) -> None:
    """Old releases put a blank behind the dash of a span of months."""
    found = read("2016年1- 6月，韩国货物进出口额为4337亿美元。")
    assert found["4337亿美元"]["period"] == "2016-01/2016-06"


def test_places_told_before_by_their_number(read: Read) -> None:
    """A pronoun of two takes the two places that were told, in order, and together in a comparison."""
    found = read("两省交出答卷：\n江西进出口1023亿元，增长5%；\n湖南跨过600亿元关口，达635.7亿元。\n两者出口增速分别为7.3%、4.1%。")
    assert (found["7.3%"]["subject"], found["4.1%"]["subject"]) == ("CN-JX", "CN-HN")


def test_regions_with_their_number_are_those_listed_before(read: Read) -> None:
    """Three provinces that open a sentence with an amount of their own are those that the sentence before lists, and no count."""
    found = read("2024年，全国进出口增长5%，其中广东、江苏、浙江规模居前。三省进出口21万亿元，占全国的48.2%。")
    assert found["21万亿元"]["subject"] == "CN-GD+CN-JS+CN-ZJ"
    assert "三" not in found


def test_most_to_a_partner(read: Read) -> None:
    """The partner that most goes to is first among them."""
    found = read("5月我国对英国出口最多，为61.6亿美元。")
    assert (found["最多"]["kind"], found["最多"]["indicator"]["partner"]) == ("rank", "GBR")


def test_mark_that_was_passed_goes_with_the_amount_beyond_it(read: Read) -> None:
    """A mark and an amount beyond it are no two values of one quantity, and what each period of a run passed is of none in force."""
    found = read("2024年，湖北外贸跨过6000亿元关口，达6356.7亿元。其规模连续8个季度守在1000亿元以上。")
    assert found["6000亿元"]["subject"] == found["6356.7亿元"]["subject"] == "CN-HB"
    assert found["1000亿元"]["indicator"]["concept"] is None


def test_words_that_begin_with_a_function_word_stay_whole(read: Read) -> None:
    """What isn't wrought is no wrought good, and a conjunction or preposition that is part of a word parts nothing."""
    found = read("上半年，甘肃未锻轧镍出口2.34亿元；再生铜进口3亿元；向日葵籽出口1亿元。有机硅出口5亿元，增长2%。")
    assert [found[w]["indicator"]["product"] for w in ("2.34亿元", "3亿元", "1亿元", "5亿元")] == [
        "?未锻轧镍",
        "?再生铜",
        "?向日葵籽",
        "?有机硅",
    ]
