"""Tables fitted to a width, and rows as CSV, TSV and Markdown."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hinterland.tables import delimited, fit, records

COLUMNS = ("period", "billion CNY", "source")
ROWS = [("2025", "1,013.56", "CELMA-PANEL"), ("2024", "864.18", "General Administration")]


def test_all_columns_stay_where_there_is_room() -> None:
    assert fit(COLUMNS, ROWS, 80).kept == (0, 1, 2)


def test_the_columns_named_go_first_and_no_word_is_broken() -> None:
    fitted = fit(COLUMNS, ROWS, 30, whole=(1,), first=(2,))
    assert (fitted.kept, fitted.dropped, fitted.fits) == ((0, 1), (2,), True)
    assert fitted.least[1] == len("1,013.56")


@given(st.integers(1, 100))
def test_one_column_always_stays_and_what_stays_fits(width: int) -> None:
    fitted = fit(COLUMNS, ROWS, width)
    assert fitted.kept and sorted((*fitted.kept, *fitted.dropped)) == [0, 1, 2]
    assert fitted.fits == (sum(fitted.least) + 2 * (len(fitted.kept) - 1) <= width)


def test_rows_are_written_for_programs() -> None:
    rows = [{"region": "CN-AH", "value": Decimal("1.5"), "note": None}, {"region": "=1+1", "value": 2, "note": "a|b"}]
    columns = ("region", "value", "note")
    assert delimited(columns, rows, "csv") == "region,value,note\nCN-AH,1.5,\n'=1+1,2,a|b\n"
    assert delimited(columns, rows, "tsv").startswith("region\tvalue\tnote\nCN-AH\t1.5\t\n")
    assert delimited(columns, rows, "markdown").splitlines()[1:3] == ["| --- | --- | --- |", "| CN-AH | 1.5 |  |"]
    assert "a\\|b" in delimited(columns, rows, "markdown")


def test_wide_rows_stand_one_value_a_line() -> None:
    assert records(("a", "long"), [("1", "2"), ("3", "4")]) == "a     1\nlong  2\n\na     3\nlong  4\n"
