"""The cells of a query export: codes come back as they were before a spreadsheet had them, or are refused where digits are gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.codes import Period
from hinterland.sources import customs_query_cells as cells
from hinterland.sources.reading import InputError

Y2023, Y2024 = Period.of_year(2023), Period.of_year(2024)


@pytest.mark.parametrize("text", ["202401", " 202401 ", "202401.0", "2.02401E+05", "2.02401e+05", "2024-01", "2024/1", "2024年1月"])
def test_a_month_is_read_however_it_was_saved(text: str) -> None:
    assert cells.month(text) == 202401


@pytest.mark.parametrize("text", ["", "2024", "202413", "20240101", "2.024E+05", "January", "2024-13"])
def test_what_is_no_month_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|rounded"):
        cells.month(text)


@given(st.integers(0, 10**12))
def test_a_code_survives_every_way_of_writing_a_whole_number(number: int) -> None:
    text = str(number)
    assert cells.whole_number(text) == text
    assert cells.whole_number(f" {text}.0 ") == text
    if number >= 10:
        assert cells.whole_number(f"{text[0]}.{text[1:]}E+{len(text) - 1:02}") == text


@pytest.mark.parametrize("text", ["1.2E+07", "1E+05", "9.99e+9"])
def test_rounded_codes_are_told_apart_from_nonsense(text: str) -> None:
    with pytest.raises(cells.RoundedAway):
        cells.whole_number(text)


@pytest.mark.parametrize("text", ["", "x", "12.5", "-3", "NaN", "Infinity"])
def test_nonsense_is_no_code(text: str) -> None:
    with pytest.raises(ValueError, match="not a code"):
        cells.whole_number(text)


# -- commodity codes


@pytest.mark.parametrize(
    ("given_", "meant"),
    [
        (["01012100", "85414300"], ["01012100", "85414300"]),
        (["1012100", "85414300"], ["01012100", "85414300"]),
        (["1", "85"], ["01", "85"]),
        (["101"], ["0101"]),
    ],
)
def test_one_lost_zero_is_put_back(given_: list[str], meant: list[str]) -> None:
    cells.refuse_damaged(given_, "file")
    assert list(map(cells.product, given_)) == meant


def test_levels_may_stand_together_while_no_zero_is_lost() -> None:
    cells.refuse_damaged(["01", "0101", "010121"], "file")


def test_lost_zeros_of_several_levels_are_ambiguous() -> None:
    with pytest.raises(InputError, match="one level at a time"):
        cells.refuse_damaged(["1012100", "8541"], "file")


@pytest.mark.parametrize("text", ["854143001", "0012", "solar", ""])
def test_what_is_no_hs_code_is_an_error_of_its_own(text: str) -> None:
    cells.refuse_damaged([text, "85414300"], "file")
    with pytest.raises(ValueError):
        cells.product(text)


def test_a_rounded_commodity_spoils_the_file() -> None:
    with pytest.raises(InputError, match=r"file: a spreadsheet has rounded the code to 1\.2E\+07"):
        cells.refuse_damaged(["1.2E+07"], "file")


# -- partners


def test_a_partner_goes_by_code_and_period() -> None:
    notes: set[str] = set()
    assert cells.partner("337", "", Y2023, notes) == "GEO"
    assert cells.partner("150", "", Y2024, notes) == "GEO"
    assert cells.partner("502.0", "", None, notes) == "USA"
    assert notes == set()


def test_a_retired_code_without_a_name_is_unknown() -> None:
    with pytest.raises(LookupError, match="150"):
        cells.partner("337", "", Y2024, set())


def test_the_name_decides_where_the_code_is_not_held() -> None:
    notes: set[str] = set()
    assert cells.partner("337", "格鲁吉亚", Y2024, notes) == "GEO"
    assert cells.partner("998", "德国", None, notes) == "DEU"
    assert len(notes) == 2 and all("by its name" in n for n in notes)


def test_an_inferred_code_gives_way_to_the_name_beside_it() -> None:
    notes: set[str] = set()
    assert cells.partner("629", "德国", Y2024, notes) == "DEU"
    assert "inferred" in notes.pop()
    assert cells.partner("629", "关岛", Y2024, notes) == "GUM"
    assert cells.partner("629", "不认识的地方", Y2024, notes) == "GUM"
    assert notes == set()


def test_a_listed_code_and_another_partners_name_are_rejected_with_both() -> None:
    with pytest.raises(ValueError, match="the partner 502 is United States, but the name beside it says 德国"):
        cells.partner("502", "德国", Y2024, set())


def test_codes_of_regions_and_regimes_that_disagree_with_their_names_are_rejected_with_both() -> None:
    assert cells.agreed(cells.region, "34", "安徽省") == "CN-AH"
    assert cells.agreed(cells.region, "34", "一个不认识的地方") == "CN-AH"
    with pytest.raises(ValueError, match="the code 34 is Anhui, but the name beside it says 河南省"):
        cells.agreed(cells.region, "34", "河南省")
    with pytest.raises(ValueError, match="but the name beside it says 来料加工"):
        cells.agreed(cells.regime, "10", "来料加工")


# -- trade modes, places, units


@pytest.mark.parametrize(("text", "code"), [("10", "10"), (" 14 ", "14"), ("一般贸易", "10"), ("ordinary trade", "10")])
def test_trade_modes_are_read_by_code_and_name(text: str, code: str) -> None:
    assert cells.regime(text) == code


@pytest.mark.parametrize("text", ["98", "smuggling", ""])
def test_unknown_trade_modes_are_none(text: str) -> None:
    with pytest.raises((LookupError, ValueError)):
        cells.regime(text)


@pytest.mark.parametrize(
    ("text", "code"), [("34", "CN-AH"), ("340000", "CN-AH"), ("65.0", "CN-XJ"), ("安徽省", "CN-AH"), ("Inner Mongolia", "CN-NM")]
)
def test_registration_places_are_provinces(text: str, code: str) -> None:
    assert cells.region(text) == code


@pytest.mark.parametrize("text", ["99", "00", "", "Bavaria"])
def test_places_that_are_no_provinces_are_none(text: str) -> None:
    with pytest.raises((LookupError, ValueError)):
        cells.region(text)


@pytest.mark.parametrize(
    ("text", "unit"), [("千克", "kg"), ("双", "pairs"), ("升", "litres"), ("千伏安时", "千伏安时"), ("?", None), ("-", None), ("", None)]
)
def test_units_are_ours_where_we_have_them(text: str, unit: str | None) -> None:
    assert cells.unit(text) == unit
