"""A brief whose period turned says so first, and says nothing that its own figures contradict."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief, research
from hinterland.brief.output.markdown import to_markdown
from hinterland.brief.values import value
from hinterland.codes import Language

BriefOf = Callable[..., Brief]


def plain(text: str) -> str:
    return re.sub(r"\s?\[\d+\]", "", text)


@pytest.mark.parametrize(
    ("subject", "period", "language", "said"),
    [
        ("CN-HA", "2024-10", "en", "Henan's trade rises 23% in October 2024, cutting the fall of the year so far to 1.5%"),
        ("CN-HA", "2024-10", "zh", "2024年10月河南进出口同比增长23%，1至10月降幅收窄至1.5%"),
        ("CN-HE", "2025-07", "en", "Hebei's trade rises 10% in July 2025, cutting the fall of the year so far to 3.8%"),
    ],
)
def test_a_month_that_turned_against_its_year_to_date_is_the_news(
    brief_of: BriefOf, subject: str, period: str, language: Language, said: str
) -> None:
    brief = brief_of(subject, period, language)
    assert brief.headline == said
    assert brief.standfirst[0].count("[") == 2, "the month with its level comes first"


@pytest.mark.parametrize(
    ("subject", "period", "early", "late"),
    [
        ("CN-GZ", "2025", "rose 14.0% in the first seven months", "but fell 16% in the last five months"),
        ("CN-AH", "2022", "rose 13.5% in the first three quarters", "but fell 3% in the last three months"),
    ],
)
def test_a_year_that_turned_says_so_in_its_lead(brief_of: BriefOf, subject: str, period: str, early: str, late: str) -> None:
    lead = plain(" ".join(brief_of(subject, period).standfirst))
    assert early in lead and late in lead


@pytest.mark.parametrize(
    ("subject", "period", "en", "zh"),
    [
        # The last month of a half-year against the months before it.
        ("CN-GZ", "2025-01/2025-06", "quickened from 2.7% in the first five months to 60% in June 2025", "1至5月增长2.7%，6月加快至60%"),
        # A month within its year to date.
        (
            "CN-JL",
            "2025-05",
            "fell 10% to 14.6 billion yuan, after a fall of 20.3% in the first four months",
            "同比下降10%（1至4月下降20.3%）",
        ),
        # A balance that turned, though that before it was revised; one that had no room beside the nation's exports and imports; one that only rounded figures give.
        (
            "CN-LN",
            "2025-01/2025-06",
            "surplus came to 28.3 billion yuan, against a deficit a year earlier",
            "贸易顺差283亿元，上年同期为逆差",
        ),
        ("CN-GZ", "2024", "surplus rose to 29.6 billion yuan from 28.2 billion yuan in 2023", "贸易顺差296亿元，高于2023年的282亿元"),
        ("CN-ZJ", "2023", "The surplus came to about 2.2 trillion yuan.", "贸易顺差约2.2万亿元。"),
        # A first fall for years, and the steepest.
        ("CN-BJ", "2024", "its first fall since 2020, after a rise of 0.3% in 2023", "为2020年以来首次下降（2023年增长0.3%）"),
        (
            "CN-SX",
            "2025",
            "The fall in Shanxi's trade in 2025 was the steepest in figures going back to 2017.",
            "降幅为近9年最大",
        ),
        # Places of years before, whether that of the last one is known or not.
        ("CN-GX", "2022", "ranked 16th nationwide by trade, down from 13th in 2017", "居全国第16位，2017年为第13位"),
    ],
)
def test_what_turned_is_in_the_story(brief_of: BriefOf, subject: str, period: str, en: str, zh: str) -> None:
    for language, said in (("en", en), ("zh", zh)):
        brief = brief_of(subject, period, language)
        told = [*brief.standfirst, *(t.text for t in brief.takeaways), *(s for x in brief.sections if not x.detail for s in x.sentences)]
        assert said in plain(" ".join(told))


def test_nothing_is_said_of_the_pace_of_what_fell(brief_of: BriefOf) -> None:
    told = plain(" ".join(s for x in brief_of("CN-LN", "2020").sections for s in x.sentences))
    assert "percentage points slower" not in told and "contributed minus" not in told


def test_rates_of_exports_and_imports_of_other_releases_than_the_totals_are_left_out(hinterland: Hinterland) -> None:
    """Anhui's exports and imports of 2022 follow from a report of 2024, those of 2021 are as first published: weighed, their rates give 8.0%, the total's is 8.8%."""
    named = research(hinterland.indicators, "CN-AH", "2022").facts.named
    rate = {flow: named.get(f"totals:growth:{flow}") for flow in ("total", "export", "import")}
    both = [(value(now), value(e)) for flow in ("export", "import") if (e := rate[flow]) and (now := named.get(f"totals:level:{flow}"))]
    assert rate["total"]
    assert len(both) < 2 or abs(
        100 * (sum(n for n, _ in both) / sum(n / (1 + r / 100) for n, r in both) - 1) - value(rate["total"])
    ) < Decimal("0.5")


@pytest.mark.parametrize(
    ("subject", "period", "language", "said"),
    [
        ("CN-QH", "2020", "en", "Qinghai's trade was less than a quarter of the roughly 10.1 billion yuan of 2016."),
        ("CN-QH", "2020", "zh", "青海进出口已不足2016年（约101亿元）的四分之一。"),
        ("CN-QH", "2020", "en", "Qinghai overtook Tibet, whose trade fell 56.3%, in 2020 and ranked 30th"),
        ("CN-QH", "2020", "zh", "规模超过西藏（后者下降56.3%），居全国第30位"),
    ],
)
def test_who_lost_most_is_set_beside_what_it_was_and_who_lost_more(
    brief_of: BriefOf, subject: str, period: str, language: Language, said: str
) -> None:
    brief = brief_of(subject, period, language)
    assert said in plain(" ".join([*brief.standfirst, *(t.text for t in brief.takeaways)]))


def test_a_lead_that_stands_on_one_second_hand_report_warns_of_it(brief_of: BriefOf) -> None:
    alone, official = brief_of("CN-GZ", "2025"), brief_of("CN-NX", "2024")
    assert alone.warning and (alone.warning.advice, alone.warning.rule) == ("look", "second-hand-alone")
    assert official.warning is None or official.warning.rule != alone.warning.rule
    assert brief_of("CN-AH", "2025").warning is None, "what stands on one report comes after the event there"
    lead, _, _ = to_markdown(alone).partition("## Key points")
    assert "**Look further first**: Each figure marked † stands on one second-hand report alone." in lead


def test_what_was_revised_later_is_hedged_and_not_quoted(brief_of: BriefOf) -> None:
    (point,) = [t for t in brief_of("CN-NX", "2024").takeaways if "29th" in t.text]
    assert (point.advice, point.why) == (
        "hedge",
        "The statistics office has since revised the figure first published.",
    )


def test_no_place_is_hedged_by_the_base_of_a_rate(brief_of: BriefOf) -> None:
    assert not any("over the two years" in t.why for t in brief_of("CN-BJ", "2025-H1").takeaways if "ranked" in t.text)


def test_a_first_says_how_far_back_its_figures_go(brief_of: BriefOf) -> None:
    assert "for the first time in figures going back to 2016." in plain(brief_of("CN-HB", "2021").standfirst[0])
    young = brief_of("CN-HA", "2017")  # Of two years nobody knows who was first.
    assert "passing 500 billion yuan." in plain(young.standfirst[0]) and "first" not in young.headline


@pytest.mark.parametrize(
    ("language", "headline", "said"),
    [
        ("en", "Eastern China's trade holds at 25.6 trillion yuan in 2020 as Zhejiang's rises 9.7% and Beijing's falls 19.0%", "little changed from the 25.4 trillion yuan"),
        ("zh", "2020年东部地区进出口25.6万亿元，与上年大体持平，浙江增长9.7%、北京下降19.0%", "与2019年初次公布的25.4万亿元大体持平"),
    ],
)  # fmt: skip
def test_a_level_near_that_of_the_year_before_hardly_changed(brief_of: BriefOf, language: Language, headline: str, said: str) -> None:
    brief = brief_of("eastern", "2020", language)
    assert brief.headline == headline
    assert said in plain(brief.standfirst[0])


@pytest.mark.parametrize(
    ("subject", "language", "headline", "said"),
    [
        ("CN-HA", "en", "Henan's trade falls to 811 billion yuan in 2023 from the 852 billion yuan first reported for 2022", "in 2023, below the 852 billion yuan of 2022 as first reported"),
        ("CN-HA", "zh", "2023年河南进出口8108亿元，居全国第九位", "低于2022年初次公布的8524亿元"),
    ],
)  # fmt: skip
def test_a_fall_that_no_revision_of_a_region_turns_is_said(
    brief_of: BriefOf, subject: str, language: Language, headline: str, said: str
) -> None:
    """The nation's year was revised by -0.9%, no region's otherwise than that by `REGIONAL`; Henan's levels lie 4.9% apart."""
    brief = brief_of(subject, "2023", language)
    assert brief.headline == headline
    assert said in plain(brief.standfirst[0])


def test_a_fall_that_a_revision_may_turn_is_left_open(brief_of: BriefOf) -> None:
    brief = brief_of("CN-LN", "2023")
    assert brief.headline == "Liaoning's trade comes to 766 billion yuan in 2023, 12th nationwide"
    assert plain(brief.standfirst[0]) == "Liaoning's goods trade came to 766 billion yuan in 2023, 1.8% of the nation's trade."
