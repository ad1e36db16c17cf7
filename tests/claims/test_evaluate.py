"""Evaluating: what each kind answers on figures that can be worked out by hand, what the evidence carries, and what missing figures do."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.claims.desk import claim, desk

from hinterland.api import Hinterland
from hinterland.claims import Evaluated, evaluate
from hinterland.interval import Interval
from hinterland.models import Claim

D = Decimal
BILLION = 10**9

ROWS = [
    # the six central provinces in billions; Jiangxi's 2025 is missing
    *(f"level,total,{p},2025,{v},CNY_1B" for p, v in (("CN-AH", 1000), ("CN-HA", 900), ("CN-HB", 800), ("CN-HN", 500), ("CN-SX", 100))),
    *(
        f"level,total,{p},2024,{v},CNY_1B"
        for p, v in (("CN-AH", 850), ("CN-HA", 880), ("CN-HB", 700), ("CN-HN", 600), ("CN-SX", 110), ("CN-JX", 450))
    ),
    "level,total,CN-AH,2023,790,CNY_1B",
    "level,total,CN-AH,2022,810,CNY_1B",
    "level,export,CN-AH,2025,650,CNY_1B",
    "level,import,CN-AH,2025,350,CNY_1B",
    "level,export,CN-HA,2025,520.5,CNY_1B",
    "level,total,CN,2025,45000,CNY_1B",
    "level,total,CN,2024,43000,CNY_1B",
    "growth,total,CN-AH,2025,17.3,percent",
    "growth,total,CN-AH,2024,5.1,percent",
    "growth,total,CN-AH,2023,-2.6,percent",
    "growth,total,CN-HA,2025,1.8,percent",
    "growth,total,CN,2025,3.8,percent",
    "level,export,CN-AH,2025,300,CNY_1B,,,USA",
    "level,export,CN-AH,2025,200,CNY_1B,,,JPN",
    "level,export,CN-AH,2025,148208952889.78,CNY,0,,KOR",
    *(f"level,total,CN-HN,2025-{m:02},{v},CNY_1B" for m, v in ((1, 40), (2, 45), (3, 39), (4, 50), (5, 55), (6, 60))),
    *(f"growth,total,CN-HN,2025-{m:02},{v},percent" for m, v in ((1, 3), (2, -2), (3, 4), (4, 5), (6, 6))),
]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    with desk(tmp_path_factory.mktemp("desk"), ROWS) as h:
        yield h


def ask(h: Hinterland, *claims: Claim) -> list[Evaluated]:
    return evaluate(h.indicators, claims)


def one(h: Hinterland, *args: Any, **said: Any) -> Evaluated:
    return ask(h, claim(*args, **said))[0]


def rounded(value: str | int, precision: str | int = BILLION) -> Interval:
    return Interval.rounded(value, precision)


def test_nothing_asked_is_nothing_answered(held: Hinterland) -> None:
    assert evaluate(held.indicators, []) == []


def test_claims_are_answered_in_their_order(held: Hinterland) -> None:
    said = [claim(subject=s, period=p) for p in ("2025", "2024") for s in ("CN-SX", "CN-AH", "CN-HN")]
    assert [e.claim.id for e in ask(held, *said)] == [c.id for c in said]
    assert [int(e.answer.middle / BILLION) for e in ask(held, *said) if e.answer and e.answer.middle] == [100, 1000, 500, 110, 850, 600]


def test_what_is_asked_again_is_answered_alike_under_the_name_it_is_asked_by(held: Hinterland) -> None:
    said = claim(low=1000 * BILLION, high=1001 * BILLION, unit="CNY")
    held.engine.kept("evaluated").clear()
    [first] = ask(held, said)
    [again] = ask(held, said.model_copy(update={"id": "other", "start": 3, "end": 9, "text": "1 trillion", "reason": "its own"}))
    assert (again.claim.id, again.claim.start, again.claim.text, again.claim.reason) == ("other", 3, "1 trillion", "its own")
    assert again.claim.evidence == first.claim.evidence
    assert (again.answer, again.widest, again.members, again.asked, again.held) == (first.answer, first.widest, first.members, 1, 1)
    assert again.claim.verdict == first.claim.verdict == "supported"


def test_a_claim_that_says_more_or_less_is_another(held: Hinterland) -> None:
    said = [claim(), claim(low=1, high=2, unit="CNY"), claim(low=1000 * BILLION, high=1001 * BILLION, unit="CNY"), claim(period="1999")]
    apart = [ask(held, c)[0] for c in said]
    assert [e.claim.verdict for e in apart] == ["supported", "refuted", "supported", "unverifiable"]
    assert ask(held, *said, *said) == [*apart, *apart]
    assert apart[-1].claim.reason == ask(held, said[-1])[0].claim.reason == "nothing is held to judge it by"


def test_the_members_of_the_largest_are_found_once_and_stay_the_same(held: Hinterland) -> None:
    asked = [claim("rank", s, op="growth", scope="top-2", test="nth", order="desc") for s in ("CN-AH", "CN-HA")]
    told = []
    for _ in range(2):
        held.engine.kept("evaluated").clear()
        told.append([(e.answer, e.asked, e.members) for e in ask(held, *asked)])
    assert told[0] == told[1]
    held.engine.kept("largest").clear()
    held.engine.kept("evaluated").clear()
    assert [(e.answer, e.asked, e.members) for e in ask(held, *asked)] == told[0]


# -- a figure


def test_a_level_is_as_published(held: Hinterland) -> None:
    found = one(held, low=999 * BILLION, high=1001 * BILLION, unit="CNY")
    assert found.answer == rounded(1000 * BILLION)
    assert (found.claim.verdict, found.how, found.evidence.expression) == ("supported", "published", "as published")


def test_an_exact_figure_keeps_every_digit(held: Hinterland) -> None:
    found = one(held, flow="export", partner="KOR", low=D("148208952889.78"), high=D("148208952889.78"), unit="CNY")
    assert found.answer == Interval.exact("148208952889.78")
    assert found.claim.verdict == "supported"


def test_a_source_is_cited_with_the_date_of_the_newest_figure_that_a_claim_stands_on(tmp_path: Path) -> None:
    rows = [f"level,total,CN-AH,{year},{value},CNY_1B,,,,,{year + 1}-02-20" for year, value in ((2023, 800), (2024, 900), (2025, 1000))]
    with desk(tmp_path, [*rows, "level,total,US-TX,2025,300,USD_1B,,,,,2026-09-09"]) as h:
        level, growth = evaluate(h.indicators, [claim(period="2023"), claim(period="2024", op="growth")])
        assert [[s.released for s in e.evidence.sources] for e in (level, growth)] == [["2024-02-20"], ["2025-02-20"]]
        assert (h.indicators.newest("CN"), h.indicators.newest()) == ("2026-02-20", "2026-09-09")


def test_growth_is_as_published_though_the_levels_say_otherwise(held: Hinterland) -> None:
    assert one(held, op="growth").answer == rounded("17.3", "0.1")
    assert one(held, op="growth", low=D("17.6"), high=D("17.7"), unit="percent").claim.verdict == "refuted"


def test_growth_computed_from_levels_is_shown_and_never_refutes(held: Hinterland) -> None:
    found = one(held, subject="CN-HB", op="growth", low=50, high=51, unit="percent")
    assert found.how == "computed" and found.answer is not None and found.answer.holds("14.3")
    assert found.claim.verdict == "unverifiable"
    assert one(held, subject="CN-HB", op="growth", low=14, high=15, unit="percent").claim.verdict == "supported"
    assert (found.evidence.expression or "").startswith("100 (level / level a year before")


@pytest.mark.parametrize(
    ("said", "holds", "unit"),
    [
        ({"op": "share", "versus": "CN"}, "2.222", "percent"),
        ({"op": "share", "flow": "export"}, "65", "percent"),
        ({"op": "share", "flow": "export", "partner": "USA"}, "46.15", "percent"),
        ({"op": "balance"}, 300 * BILLION, "CNY"),
        ({"op": "multiple"}, "1.173", "ratio"),
        ({"op": "multiple", "base_period": "2023"}, "1.2365", "ratio"),
        ({"op": "cagr", "base_period": "2022"}, "7.276", "percent"),
        ({"op": "contribution", "versus": "CN"}, "8.95", "percent"),
    ],
    ids=str,
)
def test_a_rate_is_computed_with_its_rounding(held: Hinterland, said: dict[str, Any], holds: Any, unit: str) -> None:
    found = one(held, **said)
    assert found.answer is not None and found.answer.holds(str(holds)), found.answer
    assert found.answer.width is not None and found.answer.width > 0
    assert found.evidence.unit == unit


def test_a_change_needs_both_of_its_ends(held: Hinterland) -> None:
    assert one(held, "change", base_period="2022").answer == rounded(1000 * BILLION)
    assert one(held, "change", base_period="2020").answer is None
    assert one(held, "change", op="growth", base_period="2024").answer == rounded("17.3", "0.1")


# -- places and counts


def test_a_place_counts_those_surely_ahead(held: Hinterland) -> None:
    found = one(held, "rank", "CN-HB", scope="central", low=3, high=3, unit="rank")
    assert found.answer == Interval.exact(3)
    assert found.members == ("CN-AH", "CN-HA")
    assert (found.asked, found.held) == (6, 5)


def test_a_missing_member_that_nothing_bounds_may_be_ahead(held: Hinterland) -> None:
    """Jiangxi had 450 billion in 2024; what it had in 2025 nothing says."""
    unsure = one(held, "rank", "CN-HB", scope="central", low=3, high=3, unit="rank")
    assert unsure.widest == Interval(D(3), D(4), True, True)
    assert unsure.claim.verdict == "unverifiable"
    assert one(held, "rank", scope="central", low=1, high=1, unit="rank").claim.verdict == "unverifiable"
    assert one(held, "rank", "CN-HB", scope="central", low=5, high=5, unit="rank").claim.verdict == "refuted"


def test_a_missing_member_may_be_ahead_only_within_its_bounds(tmp_path: Path) -> None:
    """Jiangxi's two halves make about 450 billion: surely less than Hubei, surely more than Shanxi."""
    with desk(tmp_path, [*ROWS, "level,total,CN-JX,2025-01/2025-06,200,CNY_1B", "level,total,CN-JX,2025-07/2025-12,250,CNY_1B"]) as h:
        assert one(h, "rank", "CN-HB", scope="central", low=3, high=3, unit="rank").claim.verdict == "supported"
        assert one(h, "rank", "CN-SX", scope="central", low=5, high=5, unit="rank").claim.verdict == "refuted"


def test_a_place_from_the_bottom_and_the_smallest(held: Hinterland) -> None:
    assert one(held, "rank", "CN-SX", scope="central", order="asc").answer == Interval.exact(1)
    assert one(held, "rank", "CN-SX", scope="central", test="lowest").answer == Interval.exact(1)


def test_partners_not_held_fit_into_what_is_left(held: Hinterland) -> None:
    """Of 650 billion 648 are held: nothing that is left can be ahead of Japan's 200."""
    found = one(held, "rank", scope="partners", flow="export", partner="JPN", low=2, high=2, unit="rank")
    assert (found.answer, found.widest, found.claim.verdict) == (Interval.exact(2), Interval.exact(2), "supported")


def test_a_count_names_its_members(held: Hinterland) -> None:
    found = one(held, "count", "CN", scope="central", test=">", threshold=600 * BILLION)
    assert found.answer == Interval.exact(3)
    assert found.members == ("CN-AH", "CN-HA", "CN-HB")
    assert found.widest == Interval(D(3), D(4), True, True)
    assert found.evidence.coverage == "5 of 6 held"
    assert any("1 of 6 members are not held" in c for c in found.evidence.caveats)


def test_a_count_of_nothing_said_is_not_answered(held: Hinterland) -> None:
    assert one(held, "count", "CN", scope="central", test=">", low=3, high=3, unit="count").answer is None
    assert one(held, "count", "CN", scope="nowhere", test=">", threshold=1, low=3, high=3, unit="count").answer is None


def test_exact_figures_that_tie_are_neither_ahead_of_the_other(tmp_path: Path) -> None:
    rows = [f"level,total,{p},2025,{v},CNY_1B,0" for p, v in (("CN-LN", 5), ("CN-JL", 5), ("CN-HL", 7))]
    with desk(tmp_path, rows) as h:
        assert one(h, "rank", "CN-LN", scope="northeast").answer == Interval.exact(2)
        assert one(h, "rank", "CN-JL", scope="northeast", order="asc").answer == Interval.exact(1)
        found = {t: one(h, "count", "CN", scope="northeast", test=t, threshold=5 * BILLION).answer for t in (">", ">=", "<", "<=")}
        assert found == {">": Interval.exact(1), ">=": Interval.exact(3), "<": Interval.exact(0), "<=": Interval.exact(2)}


# -- first, record, streak


def test_the_first_of_a_scope(held: Hinterland) -> None:
    found = one(held, "first", scope="central", test=">", threshold=950 * BILLION, low=1, high=1, unit="rank")
    assert (found.answer, found.widest, found.evidence.coverage) == (
        Interval.exact(1),
        Interval(D(1), D(2), True, True),
        "6 of 6 held, since 2024",
    )
    assert found.claim.verdict == "unverifiable"  # Nothing bounds Jiangxi's 2025.
    assert one(held, "first", test=">", threshold=890 * BILLION).answer == Interval.exact(1)


def test_two_of_one_year_are_first_or_second(held: Hinterland) -> None:
    both = one(held, "first", scope="central", test=">", threshold=890 * BILLION, low=1, high=1, unit="rank")
    assert (both.answer, both.widest) == (
        Interval(D(1), D(2), True, True),
        Interval(D(1), D(3), True, True),
    )  # Nothing bounds Jiangxi's.
    assert both.claim.verdict == "unverifiable"


def test_a_first_since_a_year_forgets_what_was_before(held: Hinterland) -> None:
    again = one(held, "first", test=">", threshold=800 * BILLION, low=1, high=1, unit="rank", window="2022", period="2024")
    assert (again.answer, again.claim.verdict) == (Interval.exact(1), "supported")


def test_it_is_no_first_where_it_was_there_before_or_is_not_now(held: Hinterland) -> None:
    again = one(held, "first", test=">", threshold=800 * BILLION, low=1, high=1, unit="rank")
    never = one(held, "first", test=">", threshold=2000 * BILLION, low=1, high=1, unit="rank")
    assert [again.answer, never.answer] == [Interval.exact(0)] * 2
    assert [again.claim.verdict, never.claim.verdict] == ["refuted"] * 2


def test_a_first_is_unsure_where_nothing_earlier_is_held(held: Hinterland) -> None:
    found = one(held, "first", flow="export", test=">", threshold=100 * BILLION, low=1, high=1, unit="rank")
    assert (found.answer, found.claim.verdict) == (Interval.exact(1), "unverifiable")


def test_a_month_is_a_first_among_all_months(held: Hinterland) -> None:
    assert one(held, "first", "CN-HN", "2025-06", test=">", threshold=58 * BILLION).answer == Interval.exact(1)
    assert one(held, "first", "CN-HN", "2025-05", test=">", threshold=48 * BILLION).answer == Interval.exact(0)


def test_a_record_is_within_its_window_and_the_periods_held(held: Hinterland) -> None:
    low = one(held, "record", period="2023", scope="years", test="lowest")
    assert (low.answer, low.evidence.coverage) == (Interval.exact(1), "2 of 2 held, since 2022")
    assert one(held, "record", period="2024", scope="years", test="lowest").answer == Interval.exact(3)
    assert one(held, "record", period="2024", scope="years", test="lowest", window="2024").answer is None
    assert one(held, "record", period="2025", scope="years", test="highest", window="2023/2025").held == 3
    assert one(held, "record", "CN-HN", "2025-06", scope="months", test="highest").answer == Interval.exact(1)
    assert one(held, "record", "CN-HN", "2025-05", scope="years", test="highest").answer is None


def test_the_fastest_growth_is_a_record_too(held: Hinterland) -> None:
    assert one(held, "record", op="growth", scope="years", test="highest").answer == Interval.exact(1)
    assert one(held, "record", op="growth", period="2023", scope="years", test="highest").answer is None
    assert one(held, "record", op="share", scope="years", test="highest").answer is None


def test_a_run_ends_where_it_is_broken(held: Hinterland) -> None:
    found = one(held, "streak", op="growth", test=">", threshold=0, low=2, high=2, unit="count")
    assert (found.answer, found.widest, found.claim.verdict) == (Interval.exact(2), Interval.exact(2), "supported")
    assert one(held, "streak", op="growth", test="<", threshold=0).answer == Interval.exact(0)
    assert one(held, "streak", op="growth", test=">", threshold=10).answer == Interval.exact(1)
    assert one(held, "streak", op="level", test=">", threshold=800 * BILLION).answer == Interval.exact(2)


def test_a_run_may_go_on_where_nothing_is_held(held: Hinterland) -> None:
    """Growth in May is neither published nor computable, and before 2025-01 nothing is."""
    june = one(held, "streak", "CN-HN", "2025-06", op="growth", test=">", threshold=0, low=1, high=1, unit="count")
    assert june.answer == Interval.exact(1)
    assert june.widest == Interval(D(1), D(4), True, True)
    assert june.claim.verdict == "unverifiable"
    april = one(held, "streak", "CN-HN", "2025-04", op="growth", test=">", threshold=0, low=2, high=2, unit="count")
    assert (april.answer, april.claim.verdict) == (Interval.exact(2), "supported")
    start = one(held, "streak", "CN-HN", "2025-01", op="growth", test=">", threshold=0)
    assert start.widest == Interval(D(1), None)


# -- comparisons, parts, membership


def test_a_comparison_is_a_difference_of_rates_and_a_ratio_of_amounts(held: Hinterland) -> None:
    points = one(held, "comparison", op="growth", versus="CN")
    assert points.answer is not None and points.answer.holds("13.5") and points.evidence.unit == "percentage_point"
    times = one(held, "comparison", versus="CN-HN")
    assert times.answer is not None and times.answer.holds(2) and times.evidence.unit == "ratio"
    assert one(held, "comparison", versus="CN-JX").answer is None


def test_overtaking_is_ahead_now_and_not_before(held: Hinterland) -> None:
    assert one(held, "comparison", versus="CN-HA", base_period="2024").answer == Interval.exact(1)
    assert one(held, "comparison", "CN-HA", versus="CN-AH", base_period="2024").answer == Interval.exact(0)
    assert one(held, "comparison", versus="CN-HB", base_period="2024").answer == Interval.exact(0)


def test_parts_are_summed_where_all_are_held(held: Hinterland) -> None:
    found = one(held, "parts", members=["export", "import"])
    assert found.answer is not None and found.answer.middle == 1000 * BILLION and found.answer.width == 2 * BILLION
    assert one(held, "parts", "central", scope="central", members=["CN-AH", "CN-JX"]).answer is None


def test_a_sum_of_some_members_is_widened_by_those_missing(held: Hinterland) -> None:
    """Five of six central provinces have 3,300 billion; of Jiangxi's no more is known than that it isn't negative."""
    found = one(held, subject="central", low=3400 * BILLION, high=3900 * BILLION, unit="CNY")
    assert found.answer is not None and found.answer.middle == 3300 * BILLION
    assert found.widest is not None and (found.widest.low, found.widest.high) == (found.answer.low, None)
    assert (found.claim.verdict, found.evidence.coverage) == ("unverifiable", "5 of 6 held")
    assert one(held, subject="central", low=3000 * BILLION, high=3001 * BILLION, unit="CNY").claim.verdict == "refuted"


def test_membership_is_read_from_the_tables(held: Hinterland) -> None:
    assert one(held, "membership", "CN-SC", scope="coastal", low=1, high=1, unit="count").claim.verdict == "refuted"
    assert one(held, "membership", "CN-AH", scope="inland", low=1, high=1, unit="count").claim.verdict == "supported"


# -- evidence


def test_what_is_not_held_is_said_to_be_so(held: Hinterland) -> None:
    found = one(held, period="1999", low=1, high=2, unit="CNY")
    assert (found.answer, found.widest, found.how) == (None, None, "missing")
    assert (found.claim.verdict, found.claim.reason, found.evidence.coverage) == (
        "unverifiable",
        "nothing is held to judge it by",
        "not held",
    )


def test_the_evidence_leads_to_observations_sources_and_sql_that_runs(held: Hinterland) -> None:
    found = one(held, op="share", versus="CN").evidence
    assert [(o.region, o.period) for o in found.observations] == [("CN-AH", "2025"), ("CN", "2025")]
    assert [s.publisher for s in found.sources] == ["The desk"]
    assert len(held.sql(found.sql).fetchall()) == 2
    assert (found.low, found.high) == (found.widest_low, found.widest_high)


def test_a_question_is_supported_where_its_answer_is_sure(held: Hinterland) -> None:
    assert one(held).claim.verdict == "supported"
    assert one(held, "rank", "CN-HB", scope="central").claim.verdict == "unverifiable"
