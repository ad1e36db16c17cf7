"""The months to come of a subject: quantiles in order, held months as held, the record beside them, and an answer where too little is held."""

from __future__ import annotations

import json

import numpy as np
import pytest

from hinterland import InputError
from hinterland.api import Hinterland
from hinterland.codes import Language, Period
from hinterland.outlook import tell_ahead
from hinterland.outlook.forecast import forecast_months
from hinterland.outlook.month_by_month import Months, by_month
from hinterland.outlook.series import monthly, table

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def anhui(hinterland: Hinterland) -> Months:
    return hinterland.outlook_months("安徽", 8, paths=300)


def test_the_months_follow_the_last_period_held_of_the_subject(hinterland: Hinterland, anhui: Months) -> None:
    assert anhui.last == "2025-12" and monthly(hinterland.indicators).steps[-1] < Period.parse("2025-12"), (
        "its year is held, its last months aren't"
    )
    assert [m.period for m in anhui.months] == [str(Period.parse("2025-12").shift(k)) for k in range(1, 9)]
    assert all(list(m.quantiles) == sorted(m.quantiles) for m in anhui.months)
    assert anhui.notes()[0].startswith("the figures held of Anhui") and "end with December 2025" in anhui.notes()[0]


def test_the_season_is_in_them(hinterland: Hinterland) -> None:
    found = {m.period: m.quantiles[3] for m in by_month(hinterland.indicators, "CN-SD", 12, paths=300).months}
    february = next(v for p, v in found.items() if p.endswith("-02"))
    assert february < min(v for p, v in found.items() if p.endswith(("-01", "-03")))


@pytest.mark.parametrize("subject", ["CN", "CN-AH", "central"])
def test_no_month_to_come_is_one_that_is_held(hinterland: Hinterland, subject: str) -> None:
    found = by_month(hinterland.indicators, subject, 6, paths=50)
    steps = tuple(Period.parse(m.period) for m in found.months)
    assert found.last == str(steps[0].shift(-1)) and not np.isfinite(table(hinterland.indicators, "total", (subject,), steps).levels).any()


def test_a_month_that_is_out_stands_as_held(hinterland: Hinterland) -> None:
    drawn = forecast_months(hinterland.indicators, 6, paths=50)
    known = table(hinterland.indicators, "total", ("CN",), drawn.paths.steps).levels[0]
    held = np.isfinite(known)
    assert held.any()
    assert drawn.levels("CN")[:, held] == pytest.approx(np.tile(known[held], (50, 1)), rel=3e-3), "the nation to within its rounding"


def test_groups_and_the_nation_are_sums_and_others_have_none(hinterland: Hinterland) -> None:
    parts = [hinterland.outlook_months(r, 1, paths=200).months[0].quantiles[3] for r in ("eastern", "central", "western", "northeast")]
    china = hinterland.outlook_months("inland", 1, paths=200).months[0].quantiles[3]
    assert 0 < china < sum(parts)
    nobody = by_month(hinterland.indicators, "US-CA", 3, paths=50)
    assert nobody.months == () and nobody.model is None
    assert nobody.notes("en") == ["too little is held to forecast months: no months are held of most states"]


def test_months_and_years_are_one_answer(hinterland: Hinterland) -> None:
    year = hinterland.outlook("CN-HA", horizon=1, paths=300).years[0]
    months = by_month(hinterland.indicators, "CN-HA", 12, paths=300).months
    assert (months[0].period, months[-1].period) == ("2026-01", "2026-12")
    assert sum(m.quantiles[3] for m in months) == pytest.approx(year.quantiles[3], rel=0.01)


def test_exports_by_month_say_what_is_missing_or_are_told(hinterland: Hinterland) -> None:
    found = by_month(hinterland.indicators, "CN-AH", 2, "export", paths=50)
    assert found.months or "too little is held to forecast months" in found.notes("en")[0]


def test_the_json_has_the_record_of_the_model_for_months(anhui: Months) -> None:
    found = json.loads(json.dumps(anhui.to_dict()))
    assert found["record"]["table"] == "months" and found["record"]["beats_naive"]
    assert set(found["months"][0]) >= {"month", "p10", "median", "p90"}
    assert all(isinstance(m["median"], int) for m in found["months"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_with_its_record_and_what_to_know(anhui: Months, language: Language) -> None:
    said = tell_ahead.sentences(anhui, language)
    assert len(tell_ahead.rows(anhui, language)) == 8
    assert len(tell_ahead.rows(anhui, language)[0]) == len(tell_ahead.columns(anhui, language))
    assert sum("Record" in s or "历史检验，" in s for s in said) == 4
    assert "Anhui" in tell_ahead.title(anhui, "en") and "安徽" in tell_ahead.title(anhui, "zh")


def test_the_record_is_told_no_farther_than_was_asked(hinterland: Hinterland) -> None:
    said = tell_ahead.sentences(hinterland.outlook_months("CN-AH", 1, paths=50), "en")
    assert sum(s.startswith("Record, 1 month ahead") for s in said) == 1
    assert not any("2 months ahead" in s or "no record is held" in s for s in said)


@pytest.mark.parametrize("count", [0, -1, 61])
def test_a_number_of_months_that_cannot_be_asked(hinterland: Hinterland, count: int) -> None:
    with pytest.raises(InputError, match="1 to 60"):
        by_month(hinterland.indicators, "CN-AH", count)
