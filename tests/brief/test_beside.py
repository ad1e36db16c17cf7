"""What a brief says where little is held: who stands next, how far levels of two releases lie apart, which firsts and paces it may speak of."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.brief.test_desk import story

from hinterland.brief import Brief, printed
from hinterland.interval import Interval

BriefOf = Callable[..., Brief]


@pytest.mark.parametrize(
    ("region", "period", "said"),
    [
        ("CN-TJ", "2018", "Tianjin stood behind Fujian (1.24 trillion yuan, up 6.6%) and ahead of Liaoning (755 billion yuan, up 11.8%)."),
        ("CN-GD", "2017", "Jiangsu, one place below Guangdong, had 4 trillion yuan."),
        ("CN-JL", "2022", "Jilin's exports rose 42.1% in 2022."),
        ("CN-YN", "2023", "below the 334 billion yuan of 2022 as first reported. The province dropped to 22nd nationwide from 20th in 2022"),
        ("CN-GX", "2021", "Guangxi became the third of the twelve western provincial-level regions to pass 500 billion yuan in trade in figures going back to 2016."),
        ("CN-QH", "2018", "Qinghai's trade was less than half the 10.1 billion yuan of 2016."),
        ("CN-QH", "2018", "was about 150 million yuan ahead"),
        ("CN-JX", "2023", "below the 671 billion yuan of 2022 as first reported. The province dropped to 18th nationwide from 15th in 2022, overtaken by Hebei, Hubei and Guangxi."),
        ("central", "2024", "Hunan's fell 8.7% and Jiangxi's 17.2%."),
        ("central", "2020", "Henan led central China with 665 billion yuan, up about 17%; Anhui was second, up 14.1%; Hunan had"),
        ("central", "2023", "in 2023, below the 3.78 trillion yuan of 2022 as first reported"),  # Of two members the base is known as revised.
        ("CN-CQ", "2024-01/2024-08", "overtaken by Guangxi, whose trade rose 10.8% to 464 billion yuan"),
        ("CN-SX", "2019", "dropped to 23rd nationwide from 22nd in 2018, overtaken by Xinjiang, whose trade rose 23.8% to 164 billion yuan"),
        ("CN-SX", "2019", "Shanxi ranked last among the six central provinces by trade."),
        ("CN-BJ", "2024-01/2024-06", "by imports alone it was first"),
        ("CN-CQ", "2021", "rose 22.8% to 800.06 billion yuan"),  # Seen beside 800 billion.
        ("CN-JL", "2024", "Jilin's trade rose 8.1% in the first eleven months but fell 20% in December 2024."),
        ("CN-HL", "2025", "Its imports fell 2.7% in the first seven months."),
        ("CN", "2021", "grew by an average of 9.9% a year from 2016 to 2021"),  # From 24.3 to 39.1 trillion is 10.0%.
        ("CN-HE", "2025-06", "In June 2025 alone Hebei's trade was little changed at 53.2 billion yuan"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_level(brief_of: BriefOf, region: str, period: str, said: str) -> None:
    assert said in story(brief_of(region, period))


def test_a_series_of_three_years_knows_no_first_time(brief_of: BriefOf) -> None:
    young, old = (brief_of("CN-CQ", "2018"), brief_of("CN-HB", "2021"))
    assert "passing 500 billion yuan" in story(young) and "first time" not in story(young)
    assert not [p.title for p in young.pictures if "first time" in p.title]
    assert "for the first time in figures going back to 2016" in story(old)
    assert "首次" not in story(brief_of("CN-CQ", "2018", "zh"))


def test_who_was_overtaken_is_not_named_again_as_next(brief_of: BriefOf) -> None:
    told = story(brief_of("CN-JX", "2020"))
    assert told.count("377 billion yuan") == 1 and "Hubei, one place above Jiangxi" in told


def test_a_small_group_has_a_name_that_reads_in_a_sentence(brief_of: BriefOf) -> None:
    brief = brief_of("CN-FJ", "2025-01/2025-06")
    assert "the seven provinces and municipalities of East China" in brief.headline and "the East China" not in story(brief)


@pytest.mark.parametrize(
    ("rate", "then", "now", "gives"),
    [("9.9%", "24.3 trillion yuan", "39.1 trillion yuan", False), ("10.0%", "24.3 trillion yuan", "39.1 trillion yuan", True), ("20%", "400 billion yuan", "1 trillion yuan", True)],
)  # fmt: skip
def test_a_yearly_rate_is_that_between_the_levels_as_printed(rate: str, then: str, now: str, gives: bool) -> None:
    sizes = {"24.3 trillion yuan": "24.33e12", "39.1 trillion yuan": "39.1e12", "400 billion yuan": "401.9e9", "1 trillion yuan": "1e12"}
    ends = ((Decimal(sizes[text]), text) for text in (then, now))
    assert printed.gives(rate, 5, *ends) is gives


def test_no_share_of_a_revised_part_in_a_first_published_whole(brief_of: BriefOf) -> None:
    told = story(brief_of("CN-GD", "2024-01/2024-06"))
    assert "44% of the nation's trade growth" in told and "share of the nation's trade rose" not in told


def test_a_year_that_hardly_fell_is_no_fall_to_rise_from(brief_of: BriefOf) -> None:
    assert "after a fall" not in story(brief_of("CN-TJ", "2021"))


def test_a_larger_partner_comes_ahead_of_one_that_grew_faster(brief_of: BriefOf) -> None:
    points = " ".join(t.text for t in brief_of("CN-JS", "2022").takeaways)
    assert "Trade with the EU" in points and "machinery and electronics" not in points


def test_what_is_left_of_revised_months_is_no_rate(brief_of: BriefOf) -> None:
    assert "June 2024" not in brief_of("CN-GS", "2024-01/2024-06").standfirst[-1]


def test_a_chart_says_the_widest_first(brief_of: BriefOf) -> None:
    titles = [p.title for p in brief_of("US-TX", "2010").pictures]
    assert any(t.startswith("Texas became the first of the states") for t in titles)


@pytest.mark.parametrize(("amount", "figures"), [("800.06e9", 5), ("800.6e9", 0), ("800e9", 0), ("1000.04e9", 6)])
def test_an_amount_close_to_a_mark_shows_how_far_it_is_off(amount: str, figures: int) -> None:
    size = Decimal(amount)
    mark = Decimal("800e9") if size < Decimal("900e9") else Decimal("1e12")
    assert printed.figures_beside(Interval(size - 5_000_000, size + 5_000_000), mark) == figures
