"""The figures of a subject, period by period, with published growth beside computed growth and a sentence where the two part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.indicators.asking import held, rows

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.indicators.show import ShowRow, subject_code
from hinterland.sources.reading import InputError
from hinterland.terminal import show_table

HEADER = "op,flow,basis,region,period,value,unit,precision,currency,note"

ROWS = (
    "level,total,,CN-AH,2024,8642.58,CNY_100M,,,",
    "level,total,,CN-AH,2025,10135.57,CNY_100M,,,first reported in January",
    "growth,total,,CN-AH,2025,17.9,percent,,,",
    "level,export,,CN-AH,2025,6823.1,CNY_100M,,,",
    "growth,import,,CN-AH,2025,-3.0,percent,,,",
    "level,total,,CN-AH,2025-07,900,CNY_100M,,,",
    "level,total,,CN-AH,2025,142.1,USD_1B,,,",
    "level,total,destination-origin,CN-AH,2025,700.5,CNY_100M,,,",
    "growth,total,,CN-HN,2025,-3.9,percent,,,",
    "level,total,,CN-HN,2025,5405.6,CNY_100M,,,",
)


@pytest.fixture(scope="module")
def h(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    with held(tmp_path_factory.mktemp("show"), HEADER, ROWS) as h:
        yield h


def row(h: Hinterland, period: str, flow: str = "total", subject: str = "CN-AH") -> ShowRow:
    [found] = [r for r in h.show(subject).rows if (r.period, r.flow) == (period, flow)]
    return found


def test_rows_go_from_the_oldest_period_to_the_newest_totals_first(h: Hinterland) -> None:
    assert [(r.period, r.flow) for r in h.show("CN-AH").rows] == [
        ("2024", "total"), ("2025-07", "total"), ("2025", "total"), ("2025", "import"), ("2025", "export"),
    ]  # fmt: skip


def test_a_row_tells_the_figure_its_ends_and_its_source(h: Hinterland) -> None:
    found = row(h, "2025")
    assert (found.value, found.low, found.high) == (Decimal("1013557000000"), Decimal("1013556500000"), Decimal("1013557500000"))
    assert (found.unit, found.source, found.reliability, found.coverage) == ("CNY", "s1", "news", "")


def test_both_growth_rates_stand_side_by_side_and_a_note_tells_why_they_differ(h: Hinterland) -> None:
    found = row(h, "2025")
    assert (found.growth_published, found.growth_computed) == (Decimal("17.9"), Decimal("17.27"))
    assert found.note == (
        "first reported in January; published growth +17.9% differs from +17.27% between the levels held: it uses the revised figure for 2024, "
        "which it implies to be about 859.68 billion, not the 864.26 billion first held (s1)"
    )


def test_growth_that_agrees_within_rounding_needs_no_note(tmp_path: Path) -> None:
    with held(
        tmp_path, HEADER, (*ROWS[:1], "level,total,,CN-AH,2025,10135.57,CNY_100M,,,", "growth,total,,CN-AH,2025,17.3,percent,,,")
    ) as h:
        found = row(h, "2025")
        assert (found.growth_published, found.growth_computed, found.note) == (Decimal("17.3"), Decimal("17.27"), "")


def test_a_growth_rate_without_a_level_has_a_row(h: Hinterland) -> None:
    found = row(h, "2025", "import")
    assert (found.value, found.low, found.high, found.growth_published, found.growth_computed) == (None, None, None, Decimal("-3.0"), None)
    assert found.source == "s1"


def test_a_base_that_growth_implies_is_shown_as_derived(h: Hinterland) -> None:
    before, now = row(h, "2024", subject="CN-HN"), row(h, "2025", subject="CN-HN")
    assert before.reliability == "derived" and before.note.startswith("revised base")
    assert (now.growth_published, now.growth_computed, now.note) == (Decimal("-3.9"), None, "")


def test_a_flow_a_unit_and_a_basis_can_be_chosen(h: Hinterland) -> None:
    assert {r.flow for r in h.show("CN-AH", flow="export").rows} == {"export"}
    [dollars] = h.show("CN-AH", unit="USD").rows
    assert (dollars.value, dollars.unit) == (Decimal("142100000000"), "USD")
    [other] = h.show("CN-AH", basis="destination-origin").rows
    assert other.value == Decimal("70050000000")


def test_a_group_tells_how_many_members_it_is_summed_from(tmp_path: Path) -> None:
    central = codes.members("central")
    with held(tmp_path, "region,period,value,unit", [*rows(central[1:], 2025, 100, "CNY_100M")]) as h:
        [found] = h.show("中部").rows
        assert (found.value, found.coverage, found.source, found.reliability) == (500 * 10**8, "5 of 6", "s1", "news")


def test_a_sum_is_as_reliable_as_its_least_reliable_part(tmp_path: Path) -> None:
    parts = ["export,CN-AH,2025,2,CNY_100M,official", "import,CN-AH,2025,1,CNY_100M,secondary"]
    with held(tmp_path, "flow,region,period,value,unit,reliability", parts) as h:
        [found] = h.show("CN-AH", flow="total").rows
        assert (found.value, found.reliability) == (3 * 10**8, "secondary")


def test_the_json_form_is_that_of_the_contract(h: Hinterland) -> None:
    shown = json.loads(json.dumps(h.show("Anhui").to_dict()))
    assert (shown["schema"], shown["subject"]) == ("hinterland.show/1", "CN-AH")
    contract = {"period", "flow", "value", "low", "high", "unit", "growth_published", "growth_computed", "source", "reliability"}
    assert contract <= set(shown["rows"][0])
    year = shown["rows"][2]
    assert (year["value"], year["growth_published"]) == (1013557000000, 17.9)
    assert isinstance(year["value"], int)
    assert shown["rows"][3]["value"] is None


# -- what can't be shown


@pytest.mark.parametrize("name", ["CN-AH", "anhui", "Anhui", "安徽", "安徽省", "Anhui Province"])
def test_subjects_are_named_as_people_name_them(h: Hinterland, name: str) -> None:
    assert h.show(name).subject == "CN-AH"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"subject": "Anhoi"}, "did you mean Anhui"),
        ({"subject": ""}, "no region or group"),
        ({"subject": "CN-AH", "unit": "EUR"}, 'amounts are in CNY or USD, not in "EUR"'),
        ({"subject": "CN-AH", "flow": "balance"}, 'a flow is total, export or import, not "balance"'),
        ({"subject": "CN-BJ"}, 'nothing is held for Beijing in CNY .*; try unit="USD", or `h.coverage\\("CN-BJ"\\)`'),
        ({"subject": "CN-HN", "unit": "USD"}, 'try unit="CNY"'),
    ],
)
def test_what_cannot_be_shown_is_told_in_a_sentence(h: Hinterland, arguments: dict[str, str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        h.show(**arguments)


def test_a_name_of_two_things_is_told_with_both() -> None:
    assert subject_code("吉林") == "CN-JL"
    with pytest.raises(InputError, match="Xilin"):
        subject_code("Xilinhot City of Nowhere")


def test_several_subjects_are_shown_in_one_table_by_one_length_of_period(hinterland: Hinterland) -> None:
    found = hinterland.show("Anhui", "Henan", period=2025, frequency="month", flow="total")
    assert {r.subject for r in found.rows} == {"CN-AH", "CN-HA"} and {r.frequency for r in found.rows} == {"month"}
    assert repr(found).startswith(f"<Show: Anhui, Henan, {len(found.rows)} figures in CNY, 2025-01 to 2025-")
    assert found.rows == [r for s in ("Anhui", "Henan") for r in hinterland.show(s, period=2025, frequency="month", flow="total").rows]


def test_the_table_in_html_begins_with_the_latest_year(hinterland: Hinterland) -> None:
    found = hinterland.show("Anhui", flow="total")
    years = [r.period for r in found.rows if r.frequency == "year"]
    assert found.shown_rows()[0]["period"] == max(years) and found.rows[0].period == min(r.period for r in found.rows)


@pytest.mark.parametrize(
    ("frequency", "sentence"), [("weekly", "a frequency is year, month"), ("span", "nothing is held for Anhui by span; held by")]
)
def test_a_frequency_that_is_not_held_is_said(hinterland: Hinterland, frequency: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        hinterland.show("Anhui", period=2025, frequency=frequency)


def test_a_sum_that_is_not_whole_says_who_is_missing(hinterland: Hinterland) -> None:
    rows = hinterland.show("yangtze-delta", flow="export").rows
    partial = [r for r in rows if r.missing]
    assert partial
    for row in partial:
        held = {m for m in codes.members("yangtze-delta") if m not in row.missing}
        assert row.coverage == f"{len(held)} of 4"
        assert all(hinterland.show(m, flow="export", period=row.period).rows for m in held)
    assert all(r.missing == () for r in rows if r.coverage == "4 of 4")


def test_measures_beside_trade_are_shown_in_their_own_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = (
        "express_parcels,level,CN-AH,2023,4.0,units_100M",
        "express_parcels,level,CN-AH,2024,4.8,units_100M",
        "power_use,level,CN-AH,2024,360,GWh",
        "unemployment_rate,level,CN-AH,2024,5.1,percent",
    )
    with held(tmp_path, "concept,op,region,period,value,unit", given) as h:
        parcels = h.show("安徽", measure="express parcels")
        assert (parcels.measure, parcels.unit, [r.flow for r in parcels.rows]) == ("express_parcels", "units", [None, None])
        assert (parcels.rows[-1].value, parcels.rows[-1].growth_computed) == (480_000_000, 20)
        show_table(parcels)
        assert "480,000,000" in capsys.readouterr().out
        for measure, value in (("power_use", 360_000_000), ("unemployment_rate", Decimal("5.1"))):
            shown = h.show("CN-AH", measure=measure)
            assert [r.value for r in shown.rows] == [value]
            show_table(shown)
        with pytest.raises(InputError, match="GDP has no flow"):
            h.show("CN-AH", measure="gdp", flow="export")
        with pytest.raises(InputError, match="nothing is held for GDP of Anhui in CNY"):
            h.show("CN-AH", measure="gdp")
