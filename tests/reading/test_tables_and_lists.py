"""Lists that pair with what they name, figures that touch what they are of, and tables whose columns only blanks part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading.layout import columns
from hinterland.reading.read import read
from hinterland.reading.typography import Plain

DAY = date(2025, 2, 10)


def claims(text: str) -> list[Claim]:
    """The claims of a text."""
    return list(read(text, today=DAY).claims)


def flows(text: str) -> list[str | None]:
    return [c.indicator.flow for c in claims(text)]


def partners(text: str) -> list[str | None]:
    return [c.indicator.partner for c in claims(text)]


def periods(text: str) -> list[str | None]:
    return [c.period for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "of", "found"),
    [
        (
            "In 2024 China's total trade, exports and imports all grew, by 5.0% to 43.8 trillion yuan, 7.1% to 25.4 trillion yuan and 2.3% to 18.4 trillion yuan, respectively.",
            flows,
            ["total", "total", "export", "export", "import", "import"],
        ),
        ("China's exports and imports rose 5.1% and 3.2% in December 2024.", flows, ["export", "import"]),
        (
            "2024年，中国对欧盟（3.7万亿元）、东盟（4.2万亿元）和美国（3.7万亿元）的出口分别增长4.3%、13.4%和6.1%。",
            partners,
            ["EU", "ASEAN", "USA", "EU", "ASEAN", "USA"],
        ),
        ("2024年一、二、三季度，安徽省进出口分别增长4.1%、7.2%和9.9%。", periods, ["2024-Q1", "2024-Q2", "2024-Q3"]),
    ],
)
def test_members_of_lists_pair(text: str, of: Callable[[str], list[str | None]], found: list[str | None]) -> None:
    assert of(text) == found


def test_pair_of_flows_is_not_a_conversion() -> None:
    found = claims("Ningbo's imports and exports reached 526.64 billion yuan ($75.61 billion) in 2024.")
    assert {c.indicator.flow for c in found} <= {"total", None}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Year Exports Imports Total Trade\n2018 $358.3 $378.9 $737.1\n2019 $365.7 $373.1 $738.8", ["Year|Exports|Imports|Total Trade", "2018|$358.3|$378.9|$737.1"]),
        ("  May.2008 May.2007 Percent Change\nExports 3,747,488 3,785,444 -1.0\nImports 4,166,030 3,826,988 8.9", ["  |May.2008|May.2007|Percent Change", "Exports|3,747,488|3,785,444|-1.0"]),
        ("Year 2018 2019\nExports 1.5 2.5", ["Year|2018|2019", "Exports|1.5|2.5"]),
        ("January 2017 10,585 5,546\nFebruary 2017 10,837 6,587", ["January 2017|10,585|5,546"]),
    ],
)  # fmt: skip
def test_columns_parted_by_blanks_are_a_table(text: str, made: list[str]) -> None:
    draft = Plain(text)
    draft.edit(columns(text))
    assert draft.text.split("\n")[: len(made)] == made


@pytest.mark.parametrize(
    "text", ["He bought 3 4 times\nThey sold 5 6 apples", "Exports 1.5 2.5", "In 2024 exports rose 5%\nIn 2023 they fell 3%"]
)
def test_prose_is_no_table(text: str) -> None:
    assert not list(columns(text))


def test_cells_of_such_a_table_are_read() -> None:
    found = claims(
        "Texas trade\n\nTrade of Texas, 2018-2019 (in billions)\nYear Exports Imports Total Trade\n2018 $358.3 $378.9 $737.1\n2019 $365.7 $373.1 $738.8\n"
    )
    cells = [c for c in found if c.text.startswith("$")]
    assert [(c.text, c.low is not None) for c in cells][:2] == [("$358.3", True), ("$378.9", True)]
    assert len(cells) == 6


@pytest.mark.parametrize("abroad", ["Canada", "Peru", "the Frobland border"])
def test_a_table_is_of_its_own_heads_and_in_their_scale_whatever_prose_before_it_names(abroad: str) -> None:
    text = (
        f"Ohio's trade went well. With {abroad} not far away, the state can make use of its lakes, which helps its sales.\n\n"
        "Export and Import Values, Ohio, 2012-2014 (in billions)\nYear Exports Imports Total Trade\n"
        "2012 $48.5 $60.1 $108.6\n2013 $50.8 $62.3 $113.1\n2014 $52.1 $66.4 $118.5\n"
    )
    found = [c for c in claims(text) if c.period in ("2012", "2013", "2014")]
    assert len(found) == 9
    assert {c.indicator.partner for c in found} <= {"world", "?"}
    assert [int(c.low + c.high) // 200_000_000 for c in found] == [485, 601, 1086, 508, 623, 1131, 521, 664, 1185]
