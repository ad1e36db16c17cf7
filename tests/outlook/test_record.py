"""The record as shipped: that it says what the documentation says, and that the model used is the one it favours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hinterland.outlook import record, rivals

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "track-record.md"


def test_every_contender_is_scored_at_every_horizon() -> None:
    for model in rivals.models(library=True):
        assert set(record.measures("years", model)) == {1, 2, 3, 4, 5}
    assert {"pooled", "seasonal naive", "AutoETS"} < set(record.models("months"))


def test_the_model_used_is_the_one_of_least_loss() -> None:
    among = list(rivals.models(library=True))
    chosen = record.best("years", among)
    assert all(record.loss("years", chosen) <= record.loss("years", m) for m in among)


def test_the_choice_is_among_what_can_run() -> None:
    assert record.best("years", ["naive drift"]) == "naive drift"
    assert record.best("years", ["AutoARIMA", "naive drift"]) == "naive drift"
    assert record.best("years", ["nobody"]) == record.OURS
    assert record.loss("years", "nobody") == float("inf")


def test_the_model_used_beats_naive_drift_and_the_best_library_model_at_each_horizon() -> None:
    found = record.shown("years", "pooled")
    assert found["beats_naive"] and found["beats_library"]
    assert found["library"] in rivals.LIBRARY


def test_eighty_percent_intervals_cover_75_to_85_percent() -> None:
    for horizon in record.JUDGED:
        assert 0.75 <= record.measures("years", "pooled")[horizon]["coverage_80"] <= 0.85
        assert 0.75 <= record.measures("months", "pooled")[horizon]["coverage_80"] <= 0.85


def test_what_is_shown_has_counts_as_integers_and_names_its_rivals() -> None:
    [first, *_] = record.shown("years", "pooled")["horizons"]
    assert (first["horizon"], first["origins"], first["forecasts"]) == (1, 6, 185)
    assert isinstance(first["forecasts"], int)
    assert set(first["naive"]) == set(first["library"]) == {"pinball", "coverage_80", "brier"}


def test_a_naive_model_does_not_beat_itself() -> None:
    assert record.shown("years", "naive drift")["beats_naive"] is False


def test_the_reliability_table_adds_up_to_all_crossings() -> None:
    asked = sum(b["asked"] for b in record.reliability("years", "pooled"))
    assert asked == sum(m["crossings"] for m in record.measures("years", "pooled").values())


def test_months_are_measured_against_seasonal_naive() -> None:
    found = record.shown("months", "pooled")
    assert found["naive"] == "seasonal naive"
    assert found["beats_naive"] and found["beats_library"]
    assert found["current_year"] == []


def test_how_the_current_year_was_read_is_shown() -> None:
    found = {(r["from"], r["month"]): r for r in record.current_year()}
    july = found["all", "2025-07"]
    assert july["forecasts"] == 30
    assert july["error"] < 0.03
    assert ("nation", "2025-09") in found


def test_single_library_models_are_neither_ours_nor_mixtures() -> None:
    assert set(record.single("years")) == set(rivals.LIBRARY)


@pytest.mark.parametrize("horizon", record.JUDGED)
def test_the_page_shows_the_record_that_is_shipped(horizon: int) -> None:
    own = record.measures("years", "pooled")[horizon]
    text = PAGE.read_text(encoding="utf-8")
    [row] = re.findall(rf"^\| pooled \| {horizon} \| \d+ \| (\d+) \| ([\d.]+) \|.*$", text.split("## Months")[0], re.MULTILINE)
    assert (int(row[0]), float(row[1])) == (own["forecasts"], round(own["pinball"], 4))
