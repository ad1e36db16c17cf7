"""The inland shift in one call: all measures over the same years, and the claims behind them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.indicators.asking import held

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.outlook.shares import COASTS, REGIONS
from hinterland.outlook.shift import InlandShift, inland_shift
from hinterland.sources.reading import InputError


@pytest.fixture(scope="module")
def shift(hinterland: Hinterland) -> InlandShift:
    return inland_shift(hinterland.indicators)


def test_all_measures_speak_of_the_same_years(shift: InlandShift) -> None:
    years = [str(p) for p in shift.periods]
    assert years[0] == "2016"
    assert [str(c.panel.period) for c in shift.centres] == years
    assert [str(q.panel.period) for q in shift.inequality] == years
    assert [str(s.panel.period) for s in shift.sigma] == years
    for own in shift.shares.values():
        assert [str(s.panel.period) for s in own] == years
    assert len(shift.moves) == len(years) - 1


def test_every_group_within_the_provinces_is_measured(shift: InlandShift) -> None:
    assert {*COASTS, *REGIONS, "yangtze-delta", "yangtze-belt", "beijing-tianjin-hebei"} <= set(shift.shares)
    assert set(shift.changes) == set(shift.shares)


def test_shares_add_up_exactly_in_every_year(shift: InlandShift) -> None:
    for n in range(len(shift.periods)):
        for division in (REGIONS, COASTS):
            assert sum(shift.shares[g][n].exact for g in division) == 1


def test_inland_is_told_without_beijing_too(shift: InlandShift) -> None:
    [found] = shift.without
    assert set(codes.members("inland")) - set(found.now.regions) == {"CN-BJ"}
    assert found.points.value > shift.changes["inland"].points.value
    assert shift.to_dict()["without"][0]["left_out"] == ["CN-BJ"]


def test_the_shift_share_of_a_province_is_found_by_its_code(shift: InlandShift) -> None:
    found = shift.shift("CN-AH")
    assert found is not None and found.group == "central"
    assert shift.shift("CN-XZ") is None


def test_it_is_plain_json(shift: InlandShift) -> None:
    told = json.loads(json.dumps(shift.to_dict()))
    assert told["periods"][-1] == "2025"
    assert told["moved"]["direction"] == "north-west"
    assert len(told["shift_share"]) == 30
    assert told["beta"]["members"] == 30
    assert (told["flow"], told["basis"], told["currency"]) == ("total", "operating-unit", "CNY")


def test_years_can_be_narrowed(hinterland: Hinterland) -> None:
    found = inland_shift(hinterland.indicators, first=2020, last=2023)
    assert [str(p) for p in found.periods] == ["2020", "2021", "2022", "2023"]


def test_the_other_basis_is_measured_apart(hinterland: Hinterland) -> None:
    found = inland_shift(hinterland.indicators, basis="destination-origin", currency="USD")
    assert found.last.indicator.basis == "destination-origin"
    assert found.last.complete
    assert found.shares["inland"][-1].exact != inland_shift(hinterland.indicators, last=2024, currency="USD").shares["inland"][-1].exact


def test_one_year_is_no_shift(tmp_path: Path, hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="a shift needs two"):
        inland_shift(hinterland.indicators, first=2024, last=2024)
    with (
        held(
            tmp_path, "op,flow,basis,currency,region,period,value,unit,precision", ["level,total,operating-unit,CNY,CN-AH,2024,1,CNY,0"]
        ) as h,
        pytest.raises(InputError, match="no year"),
    ):
        inland_shift(h.indicators)
