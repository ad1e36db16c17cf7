"""Vintages are not mixed: a change is that of a level and the growth published with it, and a rate over years starts from the base that later figures imply."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.indicators.asking import ask, close, held

from hinterland.api import Hinterland
from hinterland.indicators.resolve import REVISED_BASE
from hinterland.interval import Interval, compound_rate, growth, share

YI = 10**8
HEADER = "op,region,period,value,unit,released"

FIRST = (
    "level,CN-AH,2020,5406.4,CNY_100M,2021-01-21",
    "growth,CN-AH,2020,14.1,percent,2021-01-21",
    "level,CN,2020,321600,CNY_100M,2021-01-14",
    "level,CN-HA,2020,6654.8,CNY_100M,2021-01-20",
)
LATER = (
    "level,CN-AH,2021,6920.2,CNY_100M,2022-01-14",
    "growth,CN-AH,2021,26.9,percent,2022-01-14",
    "level,CN,2021,391000,CNY_100M,2022-01-14",
    "growth,CN,2021,21.4,percent,2022-01-14",
)
LAST = (
    "level,CN-AH,2020,5451.5,CNY_100M,2026-01-30",
    "level,CN-AH,2025,10135.6,CNY_100M,2026-01-30",
    "growth,CN-AH,2025,17.3,percent,2026-01-30",
    "level,CN-HA,2025,9362,CNY_100M,2026-01-30",
    "level,CN,2025,45.47,CNY_1T,2026-01-14",
    "growth,CN,2025,3.8,percent,2026-01-14",
)


@pytest.fixture(scope="module")
def h(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    with held(tmp_path_factory.mktemp("vintages"), HEADER, FIRST, LATER, LAST) as h:
        yield h


def implied(level: str, rate: str) -> Interval:
    """The base that a level in 100 million yuan and its growth imply."""
    now, grown = Interval.stated(level, YI), Interval.stated(rate)
    assert now.low is not None and now.high is not None and grown.low is not None and grown.high is not None
    return Interval(now.low / (1 + grown.high / 100), now.high / (1 + grown.low / 100))


def change(level: str, rate: str, unit: int = YI) -> Interval:
    """What a level that grew changed by: it rises with both."""
    now, grown = Interval.stated(level, unit), Interval.stated(rate)
    assert now.low is not None and now.high is not None and grown.low is not None and grown.high is not None
    return Interval(now.low * grown.low / (100 + grown.low), now.high * grown.high / (100 + grown.high))


def notes(h: Hinterland, observations: tuple[str, ...]) -> list[str]:
    return [o.note or "" for o in h.indicators.observations(observations)]


def test_growth_goes_with_the_level_it_was_published_with(h: Hinterland) -> None:
    """Anhui's 14.1% of 2020 belongs to 540.64 billion, not to the 545.15 billion printed in 2026: 2019 was 473.8 billion by that base."""
    close(ask(h, "CN-AH", period="2019").computed, implied("5406.4", "14.1"))


def test_a_contribution_is_a_change_over_a_change_each_by_its_own_level_and_growth(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "contribution", versus="CN")
    close(answer.computed, share(change("10135.6", "17.3"), change("45.47", "3.8", 10**12)))
    assert answer.computed is not None and answer.computed.how == "computed"
    assert sum(note.startswith(REVISED_BASE) for note in notes(h, answer.computed.observations)) == 2


def test_a_change_of_a_revised_year_is_that_of_its_own_release(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "multiple", "2020")
    close(answer.computed, Interval(Decimal("1.1405"), Decimal("1.1415")))


def test_a_compound_rate_starts_from_the_base_that_later_figures_imply(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "cagr", base="2020")
    close(answer.computed, compound_rate(Interval.stated("10135.6", YI), implied("6920.2", "26.9"), 5))
    assert answer.computed is not None
    assert any(note.startswith(REVISED_BASE) for note in notes(h, answer.computed.observations))


def test_a_rate_may_start_from_a_base_as_held(h: Hinterland) -> None:
    answer = ask(h, "CN-HA", "cagr", base="2020")
    close(answer.computed, compound_rate(Interval.stated("9362", YI), Interval.stated("6654.8", YI), 5))


def test_growth_over_several_years_starts_from_the_revised_base(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "growth", base="2020")
    close(answer.computed, growth(Interval.stated("10135.6", YI), implied("6920.2", "26.9")))


def test_a_share_of_a_revised_part_is_of_the_revised_whole(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "share", "2020", versus="CN")
    close(answer.computed, share(Interval.stated("5451.5", YI), implied("391000", "21.4")))


def test_a_group_changes_by_what_its_members_changed_by(tmp_path: Path) -> None:
    """Where a member's growth was published its base is the revised one; of the others it is the level held."""
    members = ("CN-SX", "CN-AH", "CN-JX", "CN-HA", "CN-HB", "CN-HN")
    rows = [f"level,{m},{year},{value},CNY_100M,{year + 1}-01-20" for m in members for year, value in ((2024, 1000), (2025, 1100))]
    with held(tmp_path, HEADER, [*rows, "growth,CN-AH,2025,12.0,percent,2026-01-20"]) as h:
        answer = ask(h, "central", "growth")
        moved = change("1100", "12.0") + sum_of(5, Interval.stated("1100", YI) - Interval.stated("1000", YI))
        base = implied("1100", "12.0") + sum_of(5, Interval.stated("1000", YI))
        close(answer.computed, share(moved, base))


def sum_of(count: int, x: Interval) -> Interval:
    assert x.low is not None and x.high is not None
    return Interval(count * x.low, count * x.high)
