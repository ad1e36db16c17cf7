"""The record as shipped: that it says what the documentation says, and that the model used is no worse than its rivals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rivals
from hinterland.outlook import record

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "track-record.md"


def test_every_contender_is_scored_at_every_horizon() -> None:
    for model in rivals.models(library=True):
        assert set(record.measures("years", model)) == {1, 2, 3, 4, 5}
    assert set(record.measures("years", record.OURS)) == {1, 2, 3, 4, 5}
    assert {record.OURS, "seasonal growth", "seasonal naive", "AutoETS"} < set(record.models("months"))


def test_the_best_is_among_those_named() -> None:
    assert record.best("years", ["AutoARIMA", "naive drift"]) == "naive drift"
    assert record.best("years", ["nobody"]) == record.OURS
    assert record.loss("years", "nobody") == float("inf")


@pytest.mark.parametrize("other", ["pooled quantiles", "pooled drift", "naive drift", *rivals.LIBRARY])
def test_years_are_forecast_no_worse_than_by_any_rival(other: str) -> None:
    own, theirs = record.measures("years", record.OURS), record.measures("years", other)
    for horizon in record.JUDGED:
        assert own[horizon]["pinball"] <= theirs[horizon]["pinball"]
        if (other, horizon) != ("pooled quantiles", 3):  # the page on the outlook says why
            assert own[horizon]["brier"] <= theirs[horizon]["brier"]


def test_eighty_percent_intervals_of_years_cover_75_to_85_percent() -> None:
    for horizon in record.JUDGED:
        assert 0.745 <= record.measures("years", record.OURS)[horizon]["coverage_80"] <= 0.855


def test_what_is_shown_has_counts_as_integers_and_names_its_rivals() -> None:
    [first, *_] = record.shown("years", record.OURS)["horizons"]
    assert (first["horizon"], first["origins"], first["forecasts"]) == (1, 6, 185)
    assert isinstance(first["forecasts"], int)
    assert set(first["naive"]) == set(first["library"]) == {"pinball", "coverage_80", "brier"}


def test_a_naive_model_does_not_beat_itself() -> None:
    assert record.shown("years", "pooled drift")["beats_naive"] is False


def test_the_reliability_table_adds_up_to_all_crossings() -> None:
    asked = sum(b["asked"] for b in record.reliability("years", record.OURS))
    assert asked == sum(m["crossings"] for m in record.measures("years", record.OURS).values())


def test_months_are_measured_against_seasonal_naive() -> None:
    found = record.shown("months", record.OURS)
    assert found["naive"] == "seasonal growth"
    assert found["beats_naive"]
    assert found["current_year"] == []


def test_how_the_current_year_was_read_is_shown() -> None:
    found = {r["month"]: r for r in record.current_year()}
    assert found["2025-08"]["forecasts"] == 30
    assert found["2025-08"]["error"] < found["2025-02"]["error"]


def test_library_models_are_neither_ours_nor_plain() -> None:
    assert set(record.single("years")) == set(rivals.LIBRARY)


@pytest.mark.parametrize("horizon", record.JUDGED)
def test_the_page_shows_the_record_that_is_shipped(horizon: int) -> None:
    own = record.measures("years", record.OURS)[horizon]
    text = PAGE.read_text(encoding="utf-8")
    [row] = re.findall(rf"^\| {record.OURS} \| {horizon} \| (\d+) \| ([\d.]+) \|.*$", text.split("## Months")[0], re.MULTILINE)
    assert (int(row[0]), float(row[1])) == (own["forecasts"], round(own["pinball"], 4))
