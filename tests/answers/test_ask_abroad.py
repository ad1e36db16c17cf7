"""Answers on regions of other countries, and on measures that are counted or weighed."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError


def test_an_outlook_is_of_the_main_flow_of_the_country_in_its_currency(hinterland: Hinterland) -> None:
    found = hinterland.ask("Will Texas reach 400 billion dollars in 2027?", today=date(2026, 9, 1))
    assert found.status == "answered" and "In 2027 Texas's exports may come to about" in found.sentence
    assert "the chance of 400 billion dollars or more is" in found.sentence
    claim = "Texas overtakes California in 2019"
    assert (
        hinterland.outlook(claim=claim).flow == "export"
        and hinterland.outlook(claim=claim.replace("Texas", "Texas' trade")).flow == "total"
    )
    with pytest.raises(InputError, match="name the amount in dollars"):
        hinterland.ask("Will Texas's exports reach 300 billion yuan in 2030?")


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ("outlook of Texas's imports", "Too little is held to forecast imports: "),
        ("Will Texas reach 400 billion dollars in 2040?", "Futures reach at most 10 years beyond the last one held, 2017, so not 2040."),
        ("Will Texas overtake Anhui in 2030?", "Texas and Anhui lie in different countries, whose futures are not compared."),
    ],
)
def test_an_outlook_that_cannot_be_made_says_why(hinterland: Hinterland, request_: str, sentence: str) -> None:
    found = hinterland.ask(request_)
    assert found.status == "unheld" and found.sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ("Anhui industrial enterprises 2024", "Anhui's industrial enterprises came to 24,056 enterprises in 2024."),
        ("安徽2025年新能源汽车产量", "2025年安徽新能源汽车产量179.4万辆。"),
    ],
)
def test_what_is_counted_or_weighed_is_answered_like_money(hinterland: Hinterland, request_: str, sentence: str) -> None:
    found = hinterland.ask(request_)
    assert (found.status, found.sentence) == ("answered", sentence)
    ranked = hinterland.ask("rank provinces by industrial enterprises 2024")
    assert "Anhui 24,056 enterprises" in ranked.sentence and [r.text for r in ranked.rows] == ["24,056 enterprises"]


def test_a_share_is_of_the_nation_that_the_region_lies_in(hinterland: Hinterland) -> None:
    for asked in ("Texas share of US exports 2017", "Texas's share of exports in 2017"):
        assert hinterland.ask(asked).sentence == "Texas's exports made up 17.1% of the exports of the United States in 2017."
    assert "Texas stood" in hinterland.ask("where does Texas rank in the US by exports 2017").sentence


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ("Which US state exported the most in 2017?", "By exports, Texas stood first among US states in 2017"),
        ("2017年美国哪个州出口最多", "2017年美国各州出口居首的是得克萨斯州"),
    ],
)
def test_one_region_is_asked_for_by_what_its_country_calls_them(hinterland: Hinterland, request_: str, sentence: str) -> None:
    assert hinterland.ask(request_).sentence.startswith(sentence)


def test_what_two_countries_call_their_regions_names_those_with_figures(hinterland: Hinterland) -> None:
    assert hinterland.ask("which state exported the most in 2017").sentence.startswith(
        "By exports, Texas stood first among US states in 2017"
    )


def test_the_record_of_something_is_asked_for_and_not_claimed(hinterland: Hinterland) -> None:
    assert hinterland.ask("record of Anhui's exports").sentence.startswith("Anhui's highest exports of any year held came in")


@pytest.mark.parametrize(("asked", "part"), [
    ("top 10 states by exports growth 2016", "North Dakota"), ("how many states exported over $50bn in 2017", "9 of US states"), ("Georgia exports 2016", "35.67"),
    ("share of machinery and electrical products in Chinese exports", "China's exports of machinery and electronics made up"),
])  # fmt: skip
def test_names_of_several_places_are_those_with_figures(hinterland: Hinterland, asked: str, part: str) -> None:
    assert part in hinterland.ask(asked).sentence


def test_products_ranked_are_no_provinces(hinterland: Hinterland) -> None:
    with pytest.raises(InputError):
        hinterland.ask("中国前十大出口商品")
