"""Claims about the future: the evaluators give what a plain count in NumPy gives, for every kind."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.api import Hinterland
from hinterland.claims.statement import statement
from hinterland.indicators import Indicators
from hinterland.models import Claim, Indicator, Relation
from hinterland.outlook import future
from hinterland.outlook.forecast import Forecast, forecast
from hinterland.sources.reading import InputError

TRILLION = 10**12
FUTURES = 60


@pytest.fixture(scope="module")
def made(hinterland: Hinterland) -> Forecast:
    return forecast(hinterland.indicators, 3, paths=FUTURES, seed=5)


@pytest.fixture(scope="module")
def indicators(hinterland: Hinterland) -> Indicators:
    return hinterland.indicators


def say(kind: str, subject: str, period: str, op: str = "level", **said: object) -> Claim:
    indicator = Indicator.model_validate({"op": op, "basis": "operating-unit", "currency": "CNY"})
    return statement(kind, subject, indicator, period, **said)  # type: ignore[arg-type]


def judged(indicators: Indicators, made: Forecast, *claims: Claim) -> np.ndarray:  # type: ignore[type-arg]
    found = future.outcomes(indicators, [made.paths], claims)
    assert (found >= 0).all()
    return found == 1


def level(made: Forecast, region: str, year: int) -> np.ndarray:  # type: ignore[type-arg]
    return np.asarray(made.levels(region)[:, year - 2026])


def held(made: Forecast, region: str, year: int) -> float:
    s = made.series
    return float(s.levels[s.regions.index(region), s.years.index(year)])


# -- each kind beside a plain count


def test_a_value_above_a_threshold(indicators: Indicators, made: Forecast) -> None:
    for year in (2026, 2027, 2028):
        [found] = judged(indicators, made, say("value", "CN-HA", str(year), low=TRILLION, unit="CNY"))
        assert np.array_equal(found, level(made, "CN-HA", year) >= TRILLION)


@pytest.mark.parametrize("subject", ["CN-HA", "central", "CN"])
def test_a_level_seen_on_the_paths_is_what_its_evaluator_finds(indicators: Indicators, made: Forecast, subject: str) -> None:
    middle = Decimal(int(np.median(made.levels(subject)[:, 1])))
    for low, high in ((middle, None), (None, middle), (middle * 9 / 10, middle), (middle, middle)):
        asked = future._asked(indicators, [made.paths], claim := say("value", subject, "2027", low=low, high=high, unit="CNY"))
        seen = future._seen([made.paths], asked, future.stated(claim))
        assert seen is not None
        rows = future._evaluated([made.paths], [asked])
        assert len(rows) == FUTURES
        assert [future._verdict(claim, r) for r in sorted(rows, key=lambda r: r["claim"])] == [
            "supported" if x else "refuted" for x in seen
        ]


def test_growth_from_what_is_held_and_from_what_is_simulated(indicators: Indicators, made: Forecast) -> None:
    claims = [say("value", "CN-AH", y, "growth", low=8, unit="percent") for y in ("2026", "2027")]
    first, second = judged(indicators, made, *claims)
    assert np.array_equal(first, level(made, "CN-AH", 2026) / held(made, "CN-AH", 2025) >= 1.08)
    assert np.array_equal(second, level(made, "CN-AH", 2027) / level(made, "CN-AH", 2026) >= 1.08)


def test_the_sum_of_a_group_and_the_nation(indicators: Indicators, made: Forecast) -> None:
    central, nation = judged(
        indicators,
        made,
        say("value", "central", "2027", low=5 * TRILLION, unit="CNY"),
        say("value", "CN", "2027", low=56 * TRILLION, unit="CNY"),
    )
    assert np.array_equal(central, made.levels("central")[:, 1] >= 5 * TRILLION)
    assert np.array_equal(nation, made.paths.levels[:, :, 1].sum(axis=1) >= 56 * TRILLION)


def test_a_share_of_the_nation(indicators: Indicators, made: Forecast) -> None:
    claim = say("value", "CN-AH", "2027", "share", relation=Relation(versus="CN"), low=Decimal("2.3"), unit="percent")
    [found] = judged(indicators, made, claim)
    assert np.array_equal(found, 100 * level(made, "CN-AH", 2027) / level(made, "CN", 2027) >= 2.3)


def test_one_province_larger_than_another_and_overtaking_it(indicators: Indicators, made: Forecast) -> None:
    larger = say("comparison", "CN-HB", "2027", relation=Relation(test=">", versus="CN-HA"))
    overtakes = say("comparison", "CN-HB", "2027", relation=Relation(test=">", versus="CN-HA", base_period="2026"))
    found = judged(indicators, made, larger, overtakes)
    ahead = {y: level(made, "CN-HB", y) > level(made, "CN-HA", y) for y in (2026, 2027)}
    assert np.array_equal(found[0], ahead[2027])
    assert np.array_equal(found[1], ahead[2027] & ~ahead[2026])


def test_growth_faster_than_another(indicators: Indicators, made: Forecast) -> None:
    [found] = judged(indicators, made, say("comparison", "CN-HB", "2027", "growth", relation=Relation(test=">", versus="CN-HA")))
    rates = [level(made, r, 2027) / level(made, r, 2026) for r in ("CN-HB", "CN-HA")]
    assert np.array_equal(found, rates[0] > rates[1])


def test_a_count_of_provinces_above_a_threshold(indicators: Indicators, made: Forecast) -> None:
    relation = Relation(test=">", threshold=Decimal(TRILLION))
    ten = say("count", "CN", "2027", scope="provinces", relation=relation, low=10, high=10, unit="count")
    more = say("count", "CN", "2027", scope="provinces", relation=relation, low=10, unit="count")
    above = (made.paths.levels[:, :, 1] > TRILLION).sum(axis=1)
    found = judged(indicators, made, ten, more)
    assert np.array_equal(found[0], above == 10)
    assert np.array_equal(found[1], above >= 10)


def test_a_place_among_all_provinces(indicators: Indicators, made: Forecast) -> None:
    claim = say("rank", "CN-HA", "2026", scope="provinces", relation=Relation(test="nth", order="desc"), low=9, high=9, unit="rank")
    [found] = judged(indicators, made, claim)
    ahead = (made.paths.levels[:, :, 0] > level(made, "CN-HA", 2026)[:, None]).sum(axis=1)
    assert np.array_equal(found, ahead + 1 == 9)


def test_the_fastest_of_the_ten_largest(indicators: Indicators, made: Forecast) -> None:
    claim = say(
        "rank", "CN-AH", "2027", "growth", scope="top-10", relation=Relation(test="highest", order="desc"), low=1, high=1, unit="rank"
    )
    found = future.outcomes(indicators, [made.paths], [claim])[0]
    now, before = made.paths.levels[:, :, 1], made.paths.levels[:, :, 0]
    place = made.series.regions.index("CN-AH")
    rates, largest = now / before, np.argsort(np.argsort(-now, axis=1), axis=1) < 10
    expected = (np.where(largest, rates, -np.inf) <= rates[:, [place]]).all(axis=1)
    inside = largest[:, place]
    assert np.array_equal(found[inside] == 1, expected[inside])


def test_the_second_of_a_group_to_exceed_a_threshold(indicators: Indicators, made: Forecast) -> None:
    relation = Relation(test=">", threshold=Decimal(TRILLION))
    [found] = judged(indicators, made, say("first", "CN-HA", "2026", scope="central", relation=relation, low=2, high=2, unit="rank"))
    alone = level(made, "CN-HA", 2026) > TRILLION
    others = np.array([level(made, r, 2026) > TRILLION for r in ("CN-HB", "CN-HN", "CN-JX", "CN-SX")]).any(axis=0)
    assert np.array_equal(found & ~others, alone & ~others)
    assert not (found & ~alone).any()


def test_a_record_of_years(indicators: Indicators, made: Forecast) -> None:
    claim = say("record", "CN-HA", "2027", scope="years", relation=Relation(test="highest", order="desc"), low=1, high=1, unit="rank")
    [found] = judged(indicators, made, claim)
    before = max(held(made, "CN-HA", y) for y in made.series.years)
    expected = level(made, "CN-HA", 2027) > np.maximum(level(made, "CN-HA", 2026), before)
    assert np.array_equal(found, expected)


def test_a_streak_from_what_is_held_into_what_is_simulated(indicators: Indicators, made: Forecast) -> None:
    claim = say("streak", "CN-HA", "2028", "growth", relation=Relation(test=">", threshold=Decimal(0)), low=5, high=5, unit="count")
    [found] = judged(indicators, made, claim)
    levels = np.column_stack([np.full(FUTURES, held(made, "CN-HA", 2025)), made.levels("CN-HA")])
    assert np.array_equal(found, (np.diff(levels, axis=1) > 0).all(axis=1))


def test_a_change_from_what_is_held(indicators: Indicators, made: Forecast) -> None:
    claim = say("value", "CN-HA", "2027", "multiple", relation=Relation(base_period="2025"), low=Decimal("1.2"), unit="ratio")
    [found] = judged(indicators, made, claim)
    assert np.array_equal(found, level(made, "CN-HA", 2027) / held(made, "CN-HA", 2025) >= 1.2)
    claim = say("value", "CN-HA", "2027", "multiple", relation=Relation(base_period="2020"), low=Decimal("1.7"), unit="ratio")
    [found] = judged(indicators, made, claim)
    s = made.series  # The rate of 2021 was published: it and the level of 2021 give that of 2020 as revised.
    revised = held(made, "CN-HA", 2021) / np.exp(s.growth[s.regions.index("CN-HA"), s.years.index(2021)])
    assert np.array_equal(found, level(made, "CN-HA", 2027) / revised >= 1.7)


def test_membership_is_the_same_in_every_future(indicators: Indicators, made: Forecast) -> None:
    found = judged(
        indicators, made, say("membership", "CN-SC", "2027", scope="coastal"), say("membership", "CN-FJ", "2027", scope="coastal")
    )
    assert not found[0].any()
    assert found[1].all()


# -- laws


@given(first=st.integers(80, 120), more=st.integers(1, 40))
@settings(max_examples=5)
def test_probabilities_fall_with_the_threshold(indicators: Indicators, made: Forecast, first: int, more: int) -> None:
    claims = [say("value", "CN-HA", "2027", low=t * 10**10, unit="CNY") for t in (first, first + more)]
    low, high = future.chances(claims, future.outcomes(indicators, [made.paths], claims))
    assert low.probability is not None and high.probability is not None
    assert low.probability >= high.probability


def test_claims_asked_together_are_judged_as_alone(indicators: Indicators, made: Forecast) -> None:
    claims = [
        say("value", "CN-HA", "2026", low=TRILLION, unit="CNY"),
        say("comparison", "CN-HB", "2027", relation=Relation(test=">", versus="CN-HA")),
        say("record", "CN-AH", "2026", scope="years", relation=Relation(test="highest", order="desc"), low=1, high=1, unit="rank"),
    ]
    together = future.outcomes(indicators, [made.paths], claims)
    alone = [future.outcomes(indicators, [made.paths], [c])[0] for c in claims]
    assert np.array_equal(together, alone)


def test_the_state_that_was_asked_is_as_it_was(hinterland: Hinterland, made: Forecast) -> None:
    count = "SELECT count(*) AS n, sum(value) AS total FROM levels"
    before = hinterland.indicators.engine.fetch(count)
    future.outcomes(hinterland.indicators, [made.paths], [say("value", "CN-HA", "2026", low=TRILLION, unit="CNY")])
    assert hinterland.indicators.engine.fetch(count) == before


def test_a_chance_tells_its_share_and_its_error() -> None:
    claim = say("value", "CN-HA", "2026", low=TRILLION, unit="CNY")
    found = future.Chance(claim, 100, 60, 20)
    assert found.probability == 0.75
    assert found.error == pytest.approx(np.sqrt(0.75 * 0.25 / 80))
    assert future.Chance(claim, 10, 0, 10).probability is None
    assert future.Chance(claim, 10, 0, 10).to_dict()["error"] is None


def test_claims_together() -> None:
    found = np.array([[1, 1, 0, 0], [1, 0, 1, 0]], dtype=np.int8)
    assert future.together(found) == 0.25
    assert future.together(found[:, :0]) is None


def test_no_claims_have_no_outcomes(indicators: Indicators, made: Forecast) -> None:
    assert future.outcomes(indicators, [made.paths], []).shape == (0, FUTURES)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (say("value", "CN-HA", "2031", low=1, unit="CNY"), "the last period simulated is 2028"),
        (say("value", "CN-HA", "2027-03", low=1, unit="CNY"), "no future is simulated of total in 2027-03"),
        (say("rank", "CN", "2027", scope="provinces", low=1, high=1), "this form"),
    ],
)
def test_what_no_future_says_anything_about_is_refused(indicators: Indicators, made: Forecast, claim: Claim, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        future.outcomes(indicators, [made.paths], [claim])


def test_products_and_dollars_are_refused(indicators: Indicators, made: Forecast) -> None:
    cars = Indicator(product="motor-vehicles", basis="operating-unit", currency="CNY")
    with pytest.raises(InputError, match="whole trade"):
        future.outcomes(indicators, [made.paths], [statement("value", "CN-AH", cars, "2027", low=1)])
    with pytest.raises(InputError, match="in yuan"):
        future.outcomes(
            indicators, [made.paths], [statement("value", "CN-AH", Indicator(basis="operating-unit", currency="USD"), "2027", low=1)]
        )
