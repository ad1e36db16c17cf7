"""The scores, against numbers worked out by hand and against plain counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scores import INTERVALS, NEAR, QUANTILES, Tally, brier, marks, pinball, reliability


def test_pinball_loss_of_one_number_for_all_quantiles() -> None:
    flat = np.zeros(len(QUANTILES))
    assert pinball(flat, 1.0) == pytest.approx(sum(QUANTILES) / len(QUANTILES))
    assert pinball(flat, -1.0) == pytest.approx(sum(1 - q for q in QUANTILES) / len(QUANTILES))
    assert pinball(flat, 0.0) == 0


# In thousandths: the loss of a miss by the smallest number there is rounds to none.
@given(st.integers(-3000, 3000).map(lambda n: n / 1000), st.integers(-3000, 3000).map(lambda n: n / 1000))
def test_pinball_loss_is_never_negative_and_zero_only_when_right(quantile: float, outcome: float) -> None:
    loss = pinball(np.full(len(QUANTILES), quantile), outcome)
    assert loss >= 0
    assert (loss == 0) == (quantile == outcome)


def test_pinball_loss_is_least_for_the_true_quantiles() -> None:
    random = np.random.default_rng(0)
    outcomes = random.standard_normal(20000)
    right = np.quantile(outcomes, QUANTILES)
    for wrong in (right * 1.5, right * 0.5, right + 0.3):
        assert np.mean([pinball(right, x) for x in outcomes]) < np.mean([pinball(wrong, x) for x in outcomes])


def test_the_brier_score_of_certainty_and_of_doubt() -> None:
    assert brier([1.0, 0.0], [True, False]) == 0
    assert brier([1.0, 0.0], [False, True]) == 1
    assert brier([0.5, 0.5], [True, False]) == 0.25


def test_marks_are_round_and_near() -> None:
    assert marks(0.9e12) == pytest.approx([0.75e12, 1e12])
    assert marks(1.2e12) == pytest.approx([1e12, 1.5e12])
    assert marks(5e9) == pytest.approx([3.5e9, 5e9, 7.5e9])


@given(st.floats(1e9, 1e13))
def test_every_level_has_a_mark_near_and_all_lie_within_the_factor(level: float) -> None:
    found = marks(level)
    assert found == sorted(found)
    assert all(level / NEAR <= m <= level * NEAR for m in found)
    assert found


def test_a_tally_counts_what_lies_inside() -> None:
    tally = Tally()
    samples = np.exp(np.random.default_rng(0).standard_normal(4000))
    for outcome in np.exp([0.0, 1.0, 1.8, 3.0]):
        tally.add(samples, outcome, 1.0)
    told = tally.measures()
    assert told["forecasts"] == 4
    assert [told[f"coverage_{n}"] for n in INTERVALS] == [0.25, 0.5, 0.75]
    assert told["error"] == pytest.approx(1.4, abs=0.05)


def test_a_tally_asks_whether_marks_were_crossed() -> None:
    tally = Tally()
    tally.add(np.array([0.8e12, 0.9e12, 1.1e12, 1.2e12]), 1.05e12, 0.9e12)
    assert tally.chances == [1.0, 0.5]
    assert tally.crossed == [True, True]
    assert tally.measures()["brier"] == pytest.approx(0.125)


def test_an_empty_tally_has_no_scores() -> None:
    assert Tally().measures() == {"forecasts": 0.0, "crossings": 0.0}


def test_the_reliability_table_holds_every_probability_once() -> None:
    random = np.random.default_rng(1)
    chances = [*random.random(3000).tolist(), 0.0, 0.1, 0.5, 1.0]
    happened = [bool(random.random() < c) for c in chances]
    table = reliability(chances, happened)
    assert sum(b.asked for b in table) == len(chances)
    assert all(b.low <= b.forecast <= b.high for b in table)
    assert all(abs(b.forecast - b.happened) < 0.06 for b in table)


def test_bins_without_a_forecast_are_left_out() -> None:
    assert [(b.low, b.high) for b in reliability([0.95, 1.0], [True, True])] == [(0.9, 1.0)]
