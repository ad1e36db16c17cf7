"""Regions that no table knows: their figures are their own, with the other slots read, and never those of a partner or of a nation that the text only names."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import in_order

TODAY = date(2025, 6, 10)
read = in_order(TODAY)
UNKNOWN = ("Brovia", "Tulmark", "Sennow-do")


def slots(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """The subject, flow and partner of each figure of trade."""
    return [(c.subject, c.indicator.flow, c.indicator.partner) for c in read(text) if c.indicator.concept == "trade"]


@pytest.mark.parametrize("name", UNKNOWN)
@pytest.mark.parametrize(
    "text",
    [
        "{}'s exports rose 6 percent to $410 million in May, and its imports fell 4 percent. {}'s sales to Peru came to $52 million.",
        "Exports from the {} region rose 6 percent to $410 million in May.\n\nImports fell 4 percent.",
        "Exports of {} firms rose 6 percent to $410 million in May, the customs there said. Imports into {} fell 4 percent.",
        "In {}, exports rose 6 percent to $410 million in May. {}'s imports fell 4 percent.",
        "{} saw its exports rise 6 percent to $410 million in May. Imports into {} fell 4 percent.",
    ],
)
def test_the_figures_of_a_region_that_no_table_knows_are_its_own(text: str, name: str) -> None:
    found = slots(text.format(name, name))
    assert found
    assert {subject for subject, *_ in found} == {"?" + name.removesuffix("-do")}


def test_buyers_and_lists_of_partners_own_nothing_in_such_a_text() -> None:
    text = (
        "(TULMARK) The Tulmark region exported goods worth $410 million in May. Imports came to $220 million.\n\n"
        "Chile bought goods worth $80 million from the region. Peru, Chile and Japan are where Tulmark exports most."
    )
    found = slots(text)
    assert {subject for subject, *_ in found} == {"?Tulmark"}
    assert ("?Tulmark", "export", "CHL") in found


def test_who_takes_goods_that_no_table_knows_owns_none_of_them() -> None:
    text = "Blorp exports rose 5 percent to $4.1 billion in January 2025. Chile took $1.2 billion, Peru $0.8 billion. Blorp exports to Japan fell 12 percent."
    found = read(text)
    assert {c.subject for c in found} == {None}
    assert {c.indicator.currency for c in found} <= {"USD", None}


def test_the_nation_around_such_a_region_owns_what_it_is_given() -> None:
    text = "Exports of the Tulmark region came to $410 million in May. Nationwide, exports rose 5 percent to $61 billion."
    assert {subject for subject, *_ in slots(text)} <= {"?Tulmark", None}
    found = slots(text + " Exports of all Chile grew, and Chile's Tulmark led.")
    assert ("CL", "export", "world") in found


@pytest.mark.parametrize(
    "text",
    [
        "Ohio's exports rose 6 percent in May. Exports of {} to Peru were up 9 percent.",
        "Ohio's exports of {} rose 6 percent in May. {} exports to Peru were up 9 percent.",
        "Exports of {} tractors from Ohio rose 6 percent in May. {} exports were up 9 percent.",
        "Ohio's exports through Port {} rose 6 percent in May. Port {} exports were up 9 percent.",
    ],
)
def test_goods_and_ports_are_no_regions(text: str) -> None:
    assert {subject for subject, *_ in slots(text.format("Tulmark", "Tulmark"))} == {"US-OH"}


def test_a_company_is_no_region_whose_exports_the_region_has() -> None:
    text = "Tulmark's exports rose 6 percent to $310 million in 2024, the company said. Ohio's exports grew 3 percent. Imports of the state fell 2 percent."
    assert slots(text)[-2:] == [("US-OH", "export", "world"), ("US-OH", "import", "world")]


def test_a_text_that_names_no_region_and_only_lists_nations_is_of_none_of_them() -> None:
    text = "Exports of the province came to $612 million in May, up 4%. Peru, Chile and Japan are where the province exports most."
    found = slots(text)
    assert found
    assert {subject for subject, *_ in found} <= {None, "?the province"}


def test_firms_of_a_region_are_who_trades() -> None:
    found = slots("Exports of Hesse firms came to 5.1 billion euros in May. Hesse firms' imports were 4.2 billion euros.")
    assert found == [("DE-HE", "export", "world"), ("DE-HE", "import", "world")]
