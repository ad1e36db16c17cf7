"""Caveats: each is found where it should be and not where it shouldn't, the weightiest first, on cases and on small warehouses."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.claims.desk import claim, desk, load, options

from hinterland.api import Hinterland
from hinterland.brief.document import sign
from hinterland.brief.takeaways import advise
from hinterland.claims import evaluate
from hinterland.claims.cautions import caution, make, wordings
from hinterland.claims.caveats import Case, Grounds, Support, cautions
from hinterland.ledger.motion import new_years
from hinterland.models import Caution, Claim, Indicator, Observation, Reliability, Source


def source(name: str, reliability: Reliability) -> Source:
    return Source(id=name, title=name, publisher=f"The {name}", reliability=reliability)


SOURCES = {
    s.id: s for s in (source("office", "official"), source("paper", "news"), source("blog", "secondary"), source("stranger", "claimed"))
}


def observation(of: str, reliability: Reliability, note: str | None = None, name: str = "", **more: Any) -> Observation:
    return Observation(
        id=name or f"{of}-{reliability}", indicator=Indicator(), region="CN-AH", period="2025", value=Decimal(1), unit="CNY", source=of,
        reliability=reliability, note=note, **more,
    )  # fmt: skip


def told(*own: Observation, said: Claim | None = None, support: Support | None = None, **more: Any) -> list[Caution]:
    return cautions(Case(said or claim(), own, SOURCES, dict.fromkeys((o.id for o in own), support or Support()), **more))


def found(*own: Observation, **more: Any) -> list[str]:
    return [c.code for c in told(*own, **more)]


def around(said: Claim, **grounds: Any) -> list[Caution]:
    return told(said=said, grounds=Grounds(**grounds))


OFFICIAL = observation("office", "official")


# -- where the figure stands


def test_an_official_figure_has_none() -> None:
    assert told(OFFICIAL) == []


@pytest.mark.parametrize(
    ("of", "reliability", "sources", "code"),
    [
        ("paper", "news", 1, "one-article"),
        ("paper", "news", 2, "several-articles"),
        ("blog", "secondary", 1, "second-hand-alone"),
        ("blog", "secondary", 2, "second-hand"),
        ("stranger", "claimed", 1, "claimed"),
    ],
)
def test_a_figure_of_one_article_says_so(of: str, reliability: Any, sources: int, code: str | None) -> None:
    got = told(observation(of, reliability), support=Support(sources))
    assert [(c.code, c.values) for c in got] == ([(code, {"publishers": f"The {of}"})] if code else [])


def test_a_contradiction_names_the_others() -> None:
    [one, contradicted] = sorted(told(observation("paper", "news"), support=Support(1, ("The agency",))), key=lambda c: c.grade)
    assert (one.code, contradicted.code, contradicted.grade, contradicted.values) == (
        "one-article",
        "contradicted",
        "look",
        {"others": "The agency"},
    )


@pytest.mark.parametrize(
    ("period", "released", "early"),
    [
        ("2025", "2025-09-30", True),
        ("2025", "2025-12", True),
        ("2025", "2026-01-02", False),
        ("2025", "2025", False),
        ("2025-11", "2025-12-09", False),
        ("2025-01/2025-06", "2025-06-15", True),
    ],
)
def test_a_figure_published_before_its_period_was_over_is_preliminary(period: str, released: str, early: bool) -> None:
    o = observation("office", "official", released=released).model_copy(update={"period": period})
    assert ("preliminary" in found(o)) == early


def test_a_derived_figure_says_how() -> None:
    [got] = told(observation("office", "derived", "yuan from dollars"))
    assert (got.code, got.grade, got.values) == ("derived", "hedge", {"note": "yuan from dollars"})


def test_a_note_on_the_figure_is_passed_on() -> None:
    assert [c.values["note"] for c in told(observation("office", "official", "KITA series"))] == ["KITA series"]


def test_a_note_that_a_caution_repeats_is_left_out() -> None:
    assert found(observation("paper", "news", "one article only")) == ["one-article"]
    both = told(observation("paper", "news", "called a monthly record; one article only"))
    assert [c.values.get("note") for c in both] == [None, "called a monthly record"]
    assert found(observation("paper", "news", "one article only"), support=Support(2)) == ["several-articles", "note"]


# -- who is missing, who is near


def test_missing_members_are_counted_with_their_bound() -> None:
    [got] = told(OFFICIAL, held=29, asked=31)
    assert (got.code, got.grade, got.values) == ("missing", "note", {"missing": 2, "asked": 31})
    assert told(OFFICIAL, held=0, asked=1) == told(OFFICIAL, held=31, asked=31) == []


def test_missing_members_that_could_change_the_answer_ask_for_a_further_look() -> None:
    [got] = told(OFFICIAL, held=29, asked=31, settled=False)
    assert (got.code, got.grade) == ("missing-open", "look")


RANK, FASTEST = claim("rank", scope="provinces", test="nth"), claim("rank", op="growth", scope="provinces", test="nth")
CLUB, CROSSED = claim("count", scope="provinces", test=">", threshold=10**12), claim("first", test=">", threshold=10**12)


@pytest.mark.parametrize(
    ("said", "gap", "size", "code", "values"),
    [
        (RANK, 3.0, 1000.0, "margin-place", {"nearest": "CN-HA", "percent": 0.3, "kept": 17}),
        (RANK, 40.0, 1000.0, None, {}),
        (FASTEST, 0.2, 17.3, "margin-place-points", {"nearest": "CN-HA", "points": 0.2, "kept": 16}),
        (FASTEST, 2.0, 17.3, None, {}),
        (CLUB, 1.0, 1000.0, "margin-threshold", {"nearest": "CN-HA", "percent": 0.1, "kept": 15}),
        (CLUB, 50.0, 1000.0, None, {}),
        (CROSSED, 0.5, 1000.0, "margin-threshold", {"nearest": "CN-HA", "percent": 0.05, "kept": 14}),
        (claim("count", op="growth", scope="provinces", test=">", threshold=0), 0.1, 0.0, "margin-zero", {"nearest": "CN-HA", "points": 0.1, "kept": 15}),
        (claim("rank", op="share", scope="provinces", test="nth"), 0.01, 5.0, "margin-place-points", {"nearest": "CN-HA", "points": 0.01, "kept": 16}),
    ],
)  # fmt: skip
def test_a_rival_or_threshold_that_the_usual_revision_reaches_is_named_with_what_survives(
    said: Claim, gap: float, size: float, code: Any, values: Any
) -> None:
    got = around(said, nearest="CN-HA", gap=gap, size=size)
    assert [(c.code, c.values) for c in got] == ([(code, values)] if code else [])


def test_a_record_of_a_few_periods_says_how_few() -> None:
    [got] = told(OFFICIAL, said=claim("record", test="highest"), held=3, asked=3)
    assert (got.code, got.grade, got.values) == ("few-periods", "hedge", {"held": 3})
    assert caution(got) == "only 3 periods are held that it could be the highest or lowest of"
    assert told(OFFICIAL, said=claim("record", test="highest"), held=5, asked=5) == []


def test_growth_near_to_none_says_how_often_its_sign_survives() -> None:
    [got] = around(claim(op="growth"), rate=-0.1, rate_before=-3.0)
    assert (got.code, got.grade, got.values) == ("margin-sign", "hedge", {"points": 0.1, "kept": 15})
    assert caution(got) == "0.1% is nearly no change: in 15 of 20 usual revisions its sign would stay"
    assert around(claim(op="growth"), rate=-2.0, rate_before=-3.0) == []


def test_evidence_in_a_check_says_how_often_growth_of_the_nation_in_2023_keeps_its_sign(hinterland: Hinterland) -> None:
    said = "0.2% is nearly no change: in 17 of 20 usual revisions its sign would stay"
    [got] = evaluate(hinterland.indicators, [claim(subject="CN", period="2023", op="growth")])
    assert said in got.evidence.caveats
    [checked] = hinterland.check("China's trade grew by 0.2% in 2023.").claims
    assert checked.verdict == "supported" and checked.evidence and said in checked.evidence.caveats


# -- what a rate is reckoned from

GREW, DOUBLED = claim(op="growth"), claim(op="growth", product="ships", flow="export")


@pytest.mark.parametrize(
    ("base", "whole", "rate", "low"), [(2.0, 1000.0, 120.0, True), (20.0, 1000.0, 120.0, False), (2.0, 1000.0, 80.0, False)]
)
def test_doubling_from_next_to_nothing_is_a_low_base(base: float, whole: float, rate: float, low: bool) -> None:
    got = around(DOUBLED, base_value=base, whole_value=whole, rate=rate)
    assert [(c.code, c.values) for c in got] == ([("low-base", {"share": 0.2})] if low else [])


def test_a_low_base_is_found_between_levels_where_no_rate_was_published() -> None:
    assert [c.code for c in around(DOUBLED, now_value=10.0, base_value=2.0, whole_value=1000.0)] == ["low-base"]


@pytest.mark.parametrize(
    ("rate", "before", "average"), [(2.7, -17.2, -7.8), (6.0, -4.0, 0.9), (3.0, -0.7, None), (17.3, 5.1, None), (-8.0, 20.0, 5.1)]
)
def test_a_rise_after_a_fall_is_set_against_the_two_years_average(rate: float, before: float, average: float | None) -> None:
    got = around(GREW, rate=rate, rate_before=before)
    assert [(c.code, c.values) for c in got] == ([("base-effect", {"before": before, "average": average})] if average is not None else [])


def test_a_base_effect_is_one_of_yearly_growth_only() -> None:
    assert around(claim(), rate=6.0, rate_before=-10.0) == []
    assert around(claim(op="growth", base_period="2020"), rate=6.0, rate_before=-10.0) == []


SINCE = claim(op="cagr", base_period="2020")


@pytest.mark.parametrize(
    ("earlier", "later", "other"),
    [(95.0, 110.0, None), (170.0, 110.0, "2019"), (95.0, 155.0, "2021"), (None, None, None), (None, 145.0, "2021")],
)
def test_a_span_is_chosen_where_moving_its_beginning_turns_it_round(earlier: Any, later: Any, other: str | None) -> None:
    got = around(SINCE, now_value=160.0, base_value=100.0, earlier_value=earlier, later_value=later)
    assert [(c.code, c.values["base"], c.values["stated"], c.values["other"]) for c in got] == (
        [("window", "2020", 9.9, other)] if other else []
    )


# -- what the words stand for


@pytest.mark.parametrize(
    ("period", "base", "moves"),
    [("2025-01", None, True), ("2025-02", None, True), ("2025-03", "2025-02", True), ("2025-03", None, False), ("2025-01/2025-02", None, False), ("2025", None, False)],
)  # fmt: skip
def test_a_single_january_or_february_has_the_lunar_new_year(period: str, base: str | None, moves: bool) -> None:
    got = told(said=claim(period=period, op="growth", base_period=base))
    assert [(c.code, c.values) for c in got] == ([("lunar-new-year", {"day": "2025-01-29", "before": "2024-02-10"})] if moves else [])


def test_new_years_fall_between_the_21st_of_january_and_the_20th_of_february() -> None:
    days = new_years()
    assert list(days) == list(range(2000, 2036))
    assert all((1, 21) <= (d.month, d.day) <= (2, 20) for d in days.values())
    steps = {(days[y + 1] - days[y]).days for y in range(2000, 2035)}
    assert steps <= {354, 355, 383, 384, 385}  # twelve or thirteen moons


@pytest.mark.parametrize(
    ("product", "count"), [("new-three", 3), ("electric-vehicles", 3), ("lithium-batteries", None), ("all", None), ("8703", None)]
)
def test_a_basket_of_several_definitions_says_so(product: str, count: int | None) -> None:
    got = told(said=claim(product=product))
    assert [c.values for c in got] == ([{"product": product, "count": count}] if count else [])


@pytest.mark.parametrize(
    ("partner", "period", "op", "year"),
    [
        ("BRI", "2025", "level", None),
        ("BRI", "2023", "level", 2023),
        ("BRI", "2024", "growth", 2023),
        ("BRI", "2025", "growth", None),
        ("ASEAN", "2025", "growth", None),
        ("EU", "2020", "growth", 2020),
        ("BRICS", "2025", "growth", 2025),
        ("BRICS", "2023", "growth", None),
        ("USA", "2025", "growth", None),
        ("world", "2020", "growth", None),
    ],
)
def test_a_bloc_that_changed_within_the_span_says_so(partner: str, period: str, op: str, year: int | None) -> None:
    got = told(said=claim(partner=partner, period=period, op=op))
    assert [c.values for c in got] == ([{"partner": partner, "year": year}] if year else [])


def test_a_bloc_is_looked_at_since_the_base_or_the_beginning_of_a_record() -> None:
    assert found(said=claim(op="cagr", partner="EU", base_period="2019")) == ["bloc"]
    assert found(said=claim("record", partner="EU", test="highest"), since=201601) == ["bloc"]
    assert found(said=claim("record", partner="EU", test="highest"), since=202101) == []


def test_the_weightiest_comes_first() -> None:
    own = observation("blog", "secondary", "rounded"), observation("office", "derived", "from dollars")
    assert found(*own, held=5, asked=6) == ["second-hand-alone", "derived", "missing", "note"]
    places = [w["grade"] for w in wordings().values()]
    assert places == sorted(places, key=["look", "hedge", "note"].index)


# -- on data


def test_a_second_source_that_agrees_makes_it_several_and_one_that_does_not_adds_another(tmp_path: Path) -> None:
    with desk(tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("paper", "news")) as h:
        said = claim()
        [alone] = evaluate(h.indicators, [said])
        assert alone.evidence.caveats == ["stands on one article or report only (The paper)"]
        load(h, tmp_path, ["level,total,CN-AH,2025,1020.9,CNY_1B"], options("blog", "secondary"), "other.csv")
        [still] = evaluate(h.indicators, [said])
        assert [c.code for c in still.evidence.cautions] == ["contradicted", "one-article"]
        load(h, tmp_path, ["level,total,CN-AH,2025,1014,CNY_1B"], options("agency", "news", "2026-01-10"), "third.csv")
        [supported] = evaluate(h.indicators, [said])
        assert [c.code for c in supported.evidence.cautions] == ["contradicted", "several-articles"]


def test_what_stands_on_articles_alone_is_marked_and_never_to_be_quoted_as_it_is(tmp_path: Path) -> None:
    with desk(tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("paper", "news")) as h:
        load(h, tmp_path, ["level,total,CN-AH,2025,1014,CNY_1B"], options("agency", "news", "2026-01-10"), "other.csv")
        [got] = evaluate(h.indicators, [claim()])
        assert (sign(got.claim), advise([got.claim], "en")[:2]) == ("†", ("hedge", "several-articles"))


def test_a_less_reliable_copy_confirms_no_article(tmp_path: Path) -> None:
    with desk(tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("paper", "news")) as h:
        load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("blog", "secondary"), "other.csv")
        [got] = evaluate(h.indicators, [claim()])
        assert [c.code for c in got.evidence.cautions] == ["one-article"]
        assert [advise([got.claim], language)[:2] for language in ("en", "zh")] == [("hedge", "one-article")] * 2


def test_a_figure_with_a_note_is_not_called_free_of_caveats(tmp_path: Path) -> None:
    with desk(tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("office", "official")) as h:
        [clean] = evaluate(h.indicators, [claim()])
        evidence = clean.claim.evidence
        assert evidence is not None
        noted = clean.claim.model_copy(update={"evidence": evidence.model_copy(update={"cautions": [make("note", note="printed twice")]})})
        assert [advise([c], "en")[:2] for c in (clean.claim, noted)] == [("quote", "official"), ("quote", "noted")]


def test_a_later_source_that_differs_is_a_revision_and_no_contradiction(tmp_path: Path) -> None:
    with desk(tmp_path, ["level,total,CN-AH,2025,1020.9,CNY_1B"], options("old paper", "news", "2026-01-20")) as h:
        load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("paper", "news", "2027-01-20"), "other.csv")
        [got] = evaluate(h.indicators, [claim()])
        assert [c.code for c in got.evidence.cautions] == ["one-article"]


ROWS = [
    *(f"level,total,CN-AH,{year},{v},CNY_1B" for year, v in ((2019, 90), (2020, 100), (2021, 160), (2024, 155), (2025, 161))),
    *(f"growth,total,CN-AH,{year},{v},percent" for year, v in ((2024, -9), (2025, 3.9))),
    "level,total,CN-HA,2025,160.5,CNY_1B", "level,total,CN-HB,2025,100.4,CNY_1B", "level,total,CN-HN,2025,80,CNY_1B",
    "level,export,CN-AH,2024,100,CNY_1B", "level,export,CN-AH,2024,0.5,CNY_1B,,,,ships", "level,export,CN-AH,2025,1.5,CNY_1B,,,,ships",
    "level,export,CN-AH,2024,9,CNY_1B,,,,steel", "level,export,CN-AH,2025,27,CNY_1B,,,,steel",
]  # fmt: skip

B, D = 10**9, Decimal


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (claim(op="growth"), ["base-effect"]),
        (claim("rank", scope="central", test="nth"), ["missing-open", "margin-place"]),
        (claim("comparison", test=">", versus="CN-HA"), ["margin-place"]),
        (claim("comparison", test=">", versus="CN-HB"), []),
        (claim("count", scope="central", test=">", threshold=D("100.3") * B), ["missing-open", "margin-threshold"]),
        (claim("count", scope="central", test=">", threshold=100 * B), ["missing-open"]),
        (claim("first", test=">", threshold=D("160.9") * B), ["margin-threshold"]),
        (claim("first", test=">", threshold=160 * B), []),
        (claim(op="cagr", base_period="2020"), ["window", "base-held"]),
        (claim("change", base_period="2020"), ["window"]),
        (claim(op="cagr", base_period="2019"), ["base-held"]),
        (claim(op="cagr", base_period="2023"), ["derived", "window"]),
        (claim(op="multiple", product="ships", flow="export"), ["low-base", "base-held"]),
        (claim(op="multiple", product="steel", flow="export"), ["base-held"]),
    ],
    ids=lambda x: "" if isinstance(x, list) else f"{x.kind} {x.indicator.op}",
)
def test_what_lies_around_a_claim_is_found_in_the_data(said: Claim, codes: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    with desk(tmp_path_factory.mktemp("desk"), ROWS) as h:
        [got] = evaluate(h.indicators, [said])
        assert got.answer is not None
        assert [c.code for c in got.evidence.cautions] == codes


def test_claims_asked_together_keep_their_own_cautions(tmp_path: Path) -> None:
    with desk(tmp_path, ROWS) as h:
        asked = [
            claim(op="growth"),
            claim("comparison", test=">", versus="CN-HB"),
            claim(op="cagr", base_period="2020"),
            claim(period="1999"),
        ]
        assert [[c.code for c in e.evidence.cautions] for e in evaluate(h.indicators, asked)] == [
            ["base-effect"],
            [],
            ["window", "base-held"],
            [],
        ]
