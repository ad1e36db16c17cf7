"""What a picture's title, notes and columns say agrees with the text beside it: amounts, rates that were withheld, sums, months as first published, and who is left."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief
from hinterland.brief.document import Picture
from hinterland.brief.pictures.contributions import _first
from hinterland.brief.pictures.desk import Desk, Figure
from hinterland.brief.pictures.growth import _spans
from hinterland.codes import Language, Period

from .conftest import Make

BriefOf = Callable[..., Brief]
BOTH: tuple[Language, ...] = ("en", "zh")


def picture(brief: Brief, key: str) -> Picture:
    return next(p for p in brief.pictures if p.key == key)


def drawn(found: Picture) -> str:
    """All that stands in a drawing, its lines joined."""
    foot = [
        layer["mark"]["text"]
        for layer in found.spec["layer"]
        if isinstance(layer["mark"], dict) and isinstance(layer["mark"].get("text"), list)
    ]
    return " ".join(" ".join(lines) for lines in foot)


@pytest.mark.parametrize(
    ("language", "title", "column"),
    [
        (
            "en",
            "Henan's trade rose about 3% to about 568 billion yuan in 2019",
            {"Year": "2019", "Trade, billion yuan": "568‡", "Growth": "+3%‡"},
        ),
        ("zh", "2019年河南进出口约5680亿元，同比增长约3%", {"年份": "2019", "进出口（亿元）": "5680‡", "同比增速": "+3%‡"}),
    ],
)
def test_a_title_and_a_column_have_the_digits_of_the_text(
    brief_of: BriefOf, language: Language, title: str, column: dict[str, str]
) -> None:
    brief = brief_of("CN-HA", "2019", language)
    assert picture(brief, "growth").title.startswith(title)
    assert ("about 568 billion" if language == "en" else "约5680亿元") in brief.standfirst[0]
    assert picture(brief, "growth").rows[-1] == column


def test_titles_of_a_whole_print_its_members_as_the_text_does(brief_of: BriefOf) -> None:
    brief = brief_of("northeast", "2024")
    amounts = {key: picture(brief, key).title for key in ("growth", "ranking")}
    text = " ".join(s for section in brief.sections if not section.detail for s in section.sentences)
    assert "to 1.25 trillion yuan in 2024" in amounts["growth"] and "1.25 trillion yuan" in brief.headline
    assert amounts["ranking"].endswith("with 763 billion yuan") and "763 billion yuan" in text


def test_a_rate_that_a_revision_may_have_turned_is_not_drawn(brief_of: BriefOf) -> None:
    rates = {r["Year"]: r["Growth"] for r in picture(brief_of("western", "2023"), "growth").rows}
    assert rates["2023"] == "" and rates["2022"] == "+9%‡"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Each year is the sum of the provincial-level regions' figures."), ("zh", "各年均为各省份合计。")]
)
def test_every_year_that_is_a_sum_is_said_to_be_one(brief_of: BriefOf, language: Language, said: str) -> None:
    found = picture(brief_of("northeast", "2024", language), "growth")
    assert said.replace(" ", "") in drawn(found).replace(" ", "")
    assert all(list(r.values())[1].endswith("‡") for r in found.rows)
    # Where all are sums, hollow columns would tell nothing apart.
    bars = next(layer for layer in found.spec["layer"] if layer["mark"] == {"type": "bar", "strokeWidth": 1.4})["data"]["values"]
    assert "white" not in {b["fill"] for b in bars}


@pytest.mark.parametrize(
    ("subject", "period", "en", "zh"),
    [
        ("CN-ZJ", "2022", "also blue: the rest of eastern China", "其余蓝色为东部其他省份"),
        ("US-WA", "2016", "also blue: the rest of the US West", "其余蓝色为美国西部其他州"),
    ],
)
def test_the_subject_is_none_of_the_others(brief_of: BriefOf, subject: str, period: str, en: str, zh: str) -> None:
    for language, said in (("en", en), ("zh", zh)):
        assert picture(brief_of(subject, period, language), "ranking").subtitle.endswith(said)


def test_months_that_do_not_add_up_are_said_to_be_as_first_published(brief_of: BriefOf, make: Make) -> None:
    found = picture(brief_of("CN-CQ", "2024H1"), "months")
    assert "as first published" in drawn(found) and "the total of 340 billion yuan" in drawn(found)
    assert "初次公布数" in drawn(picture(brief_of("CN-CQ", "2024H1", "zh"), "months"))
    assert "as first published" not in drawn(make("CN-AH", "2025").pictures["months"])


def test_lines_and_growth_are_promised_only_where_more_than_one_month_has_them(brief_of: BriefOf, make: Make) -> None:
    one, all_ = picture(brief_of("CN-CQ", "2024H1"), "months"), make("CN-AH", "2025").pictures["months"]
    assert one.subtitle == "Goods trade by month in billion yuan, 2024"
    assert list(one.rows[0]) == ["Month", "2024, billion yuan"] and "Growth, %" not in json.dumps(one.spec)
    assert all_.subtitle == "Goods trade by month in billion yuan, 2025; lines: 2024; below, growth on a year before"


@pytest.mark.parametrize(
    ("years", "en", "zh"),
    [([2016, 2017], "2016 and 2017", "2016、2017"), ([2013, 2014, 2015, 2018], "2013 to 2015 and 2018", "2013—2015、2018")],
)
def test_missing_years_are_named_as_people_say_them(hinterland: Hinterland, years: list[int], en: str, zh: str) -> None:
    for language, said in zip(BOTH, (en, zh), strict=True):
        desk = Desk(hinterland.indicators, "CN-AH", Period.parse("2025"), language, {}, lambda e: 1, "map")
        assert _spans(desk, years) == said
        assert desk.words("missing:years", years=said) == (f"No figures for {said}." if language == "en" else f"暂无{said}年数据。")


def test_who_added_most_is_named_only_where_no_rounding_could_turn_the_order() -> None:
    def figure(low: float, high: float) -> Figure:
        return Figure((low + high) / 2, low, high, "", ())

    assert _first({"a": figure(2, 3), "b": figure(1, 1.5)}, ["a", "b"]) == ["a"]
    assert _first({"a": figure(1, 3), "b": figure(1, 1.5), "c": figure(0, 0.5)}, ["a", "b", "c"]) == ["a", "b"]
    near = {name: figure(0, 5 - n) for n, name in enumerate("abcde")}
    assert _first(near, list(near)) == []


def test_a_title_names_no_record_of_a_few_years(brief_of: BriefOf) -> None:
    assert "the highest" not in picture(brief_of("CN-HE", "2018"), "growth").title
    assert picture(brief_of("CN-LN", "2022"), "growth").title.endswith("the highest in figures going back to 2016")


def test_a_map_has_no_rate_that_the_text_withholds(make: Make) -> None:
    # The nation's trade of 2022 was revised by a percent when 2023 was published: of the rates between releases none is sure.
    assert "map" not in make("western", "2023").pictures
    assert "Heilongjiang" not in {r["Province"] for r in make("CN", "2025").pictures["map"].rows}


def test_some_years_that_are_sums_are_named(hinterland: Hinterland) -> None:
    for language, said in zip(
        BOTH, ("Summed from the provincial-level regions' figures: 2018 to 2023.", "2018—2023年为各省份合计。"), strict=True
    ):
        desk = Desk(hinterland.indicators, "western", Period.parse("2024"), language, {}, lambda e: 1, "map")
        assert desk.words("sums", years=_spans(desk, list(range(2018, 2024)))) == said


@pytest.mark.parametrize(("language", "said"), [("en", "ranked 14th or 15th of the 31 provincial-level regions"), ("zh", "中第14或第15位")])
def test_a_title_gives_each_place_that_a_converted_amount_leaves_open(
    brief_of: Callable[..., Brief], language: Language, said: str
) -> None:
    assert said in picture(brief_of("CN-GX", "2021", language), "ranking").title
