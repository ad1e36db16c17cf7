"""What became of figures between two states: changed, gone, new, confirmed; compared as intervals, counted in full and listed by weight."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.claims.desk import desk, load, options

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.indicators.revisions import Revision, revisions

pytestmark = pytest.mark.long

ROWS = [
    "level,total,CN-AH,2025,990,CNY_1B",
    "level,total,CN-AH,2025-12,101.5,CNY_1B",
    "level,export,CN-AH,2025,640,CNY_1B",
    "growth,total,CN-AH,2025,16.5,percent",
    "level,total,CN-HA,2025,900,CNY_1B",
    "level,total,CN-HB,2024,700,CNY_1B",
]

LATER = options("office", released="2026-06-01")


@pytest.fixture
def h(tmp_path: Path) -> Iterator[Hinterland]:
    with desk(tmp_path, ROWS) as opened:
        yield opened


def compared(h: Hinterland, since: int = 1, *, top: int = 50, **only: object) -> tuple[dict[str, int], list[Revision]]:
    with Hinterland(h.store.location, state=since, embedded=False) as before:
        return revisions(before.indicators, h.indicators, top=top, **only)  # type: ignore[arg-type]


def published(found: list[Revision]) -> list[Revision]:
    return [v for v in found if "derived" not in [s.reliability for s in (v.before, v.after) if s]]


def test_nothing_loaded_is_nothing_different(h: Hinterland) -> None:
    counts, found = compared(h)
    assert found == []
    assert counts["changed"] == counts["gone"] == counts["new"] == counts["confirmed"] == 0
    assert counts["same"] >= len(ROWS)


def test_a_revised_figure_is_changed_with_both_sources(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], LATER, "revised.csv")
    (one,) = [v for v in published(compared(h)[1]) if v.how == "changed"]
    assert (one.region, one.period, one.indicator.op, one.indicator.flow) == ("CN-AH", "2025", "level", "total")
    assert one.before and one.after
    assert (one.before.value, one.after.value) == (Decimal(990 * 10**9), Decimal(1013_600_000_000))
    assert (one.before.source, one.after.source) == ("desk", "office")
    assert (one.change, one.change_percent) == (Decimal(23_600_000_000), Decimal("2.3838"))


def test_what_follows_from_a_revised_figure_is_told_as_derived(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B", "growth,total,CN-AH,2025,17.3,percent"], LATER, "revised.csv")
    derived = [v for v in compared(h)[1] if v not in published([v])]
    assert [(v.how, v.period) for v in derived] == [("changed", "2024")]


def test_a_level_revised_alone_implies_no_other_base(h: Hinterland, tmp_path: Path) -> None:
    """The growth was published for the level before, whose base stays what it was."""
    load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], LATER, "revised.csv")
    assert compared(h)[1] == published(compared(h)[1])


def test_the_same_figure_in_more_digits_is_changed_since_its_interval_is(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,total,CN-HA,2025,900.00,CNY_1B"], LATER, "digits.csv")
    (one,) = published(compared(h)[1])
    assert (one.how, one.change) == ("changed", Decimal(0))
    assert one.before and one.after and one.before.high and one.after.high
    assert one.after.high < one.before.high


def test_the_same_figure_of_a_further_source_is_confirmed_and_not_listed(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,total,CN-HA,2025,900,CNY_1B"], LATER, "again.csv")
    counts, found = compared(h)
    assert found == []
    assert counts["confirmed"] == 1


def test_a_less_reliable_figure_that_differs_revises_nothing(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,total,CN-HA,2025,950,CNY_1B"], options("paper", "news", "2026-06-01"), "paper.csv")
    counts, found = compared(h)
    assert found == []
    assert counts["confirmed"] == 0


def test_an_undone_load_is_gone_from_where_it_was_and_nothing_from_before(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,import,CN-AH,2025,350,CNY_1B"], LATER, "imports.csv")
    assert [(v.how, v.after and v.after.value) for v in published(compared(h)[1])] == [("new", Decimal(350 * 10**9))]
    h.undo()
    assert [(v.how, v.after) for v in published(compared(h, since=2)[1])] == [("gone", None)]
    assert compared(h, since=1)[1] == []


def test_a_rate_changes_in_points_and_not_in_percent(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["growth,total,CN-AH,2025,17.3,percent"], LATER, "growth.csv")
    one = next(v for v in published(compared(h)[1]) if v.indicator.op == "growth")
    assert (one.change, one.change_percent) == (Decimal("0.8"), None)


def test_regions_and_periods_keep_to_what_is_asked(h: Hinterland, tmp_path: Path) -> None:
    rows = ["level,total,CN-AH,2025-12,111.8,CNY_1B", "level,total,CN-AH,2024-12,90,CNY_1B", "level,total,CN-HA,2025,935.7,CNY_1B"]
    load(h, tmp_path, rows, LATER, "more.csv")
    found = published(compared(h, regions=["CN-AH"], period=Period.parse("2025"))[1])
    assert [(v.region, v.period) for v in found] == [("CN-AH", "2025-12")]
    assert {v.region for v in compared(h, regions=["CN-HA"])[1]} == {"CN-HA"}
    assert compared(h, regions=[])[0]["same"] == 0


def test_all_are_counted_and_the_greatest_changes_listed_first(h: Hinterland, tmp_path: Path) -> None:
    rows = ["level,total,CN-AH,2025,1000,CNY_1B", "level,total,CN-HA,2025,1000,CNY_1B", "level,total,CN-SX,2025,100,CNY_1B"]
    load(h, tmp_path, rows, LATER, "more.csv")
    counts, found = compared(h)
    order = [(v.how, v.region) for v in published(found)]
    assert order == [("changed", "CN-HA"), ("changed", "CN-AH"), ("new", "CN-SX")]
    cut_counts, cut = compared(h, top=1)
    assert cut_counts == counts
    assert [(v.how, v.region) for v in cut] == order[:1]


def test_states_may_be_compared_backwards(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,import,CN-AH,2025,350,CNY_1B"], LATER, "imports.csv")
    with Hinterland(h.store.location, state=1, embedded=False) as before:
        counts, _ = revisions(h.indicators, before.indicators, top=5)
    assert (counts["new"], counts["gone"]) == (0, 1)


def test_the_json_form_has_plain_numbers(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B", "level,import,CN-AH,2025,350,CNY_1B"], LATER, "revised.csv")
    changed, new = (next(v for v in published(compared(h)[1]) if v.how == how).to_dict() for how in ("changed", "new"))
    assert (changed["before"], changed["after"], changed["change"], changed["change_percent"]) == (
        990 * 10**9,
        1013_600_000_000,
        23_600_000_000,
        2.3838,
    )
    assert (changed["before_low"], changed["after_high"]) == (989_500_000_000, 1_013_650_000_000)
    assert (new["before"], new["source_before"], new["change"]) == (None, None, None)
    assert new["indicator"]["flow"] == "import"
