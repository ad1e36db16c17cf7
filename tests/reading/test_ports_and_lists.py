"""Ports beside the regions that they lie in, what goes through them, and lists of goods with two figures each."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.models import Claim

TODAY = date(2024, 3, 8)
claims = by_words(TODAY)


def product(claim: Claim) -> str | None:
    return claim.indicator.product


@pytest.mark.parametrize(("port", "words"), [
    ("The Port of Frobham ranked third with $17.2 billion in trade.", ("third", "$17.2 billion")),
    ("Savannah's trade came to $30 billion, while the Port of Frobham was second with $17.2 billion.", ("second", "$17.2 billion")),
    ("The Quobble Bay Customs District ranked third with $17.2 billion in trade.", ("third", "$17.2 billion")),
    ("Quobble International Airport ranked third with $17.2 billion in trade.", ("third", "$17.2 billion")),
])  # fmt: skip
def test_what_a_port_traded_is_its_own_and_no_nations(port: str, words: tuple[str, ...]) -> None:
    found = claims(f"Total U.S. trade rose 4% to $417 billion in January 2024. {port}")
    owners = {found[w].subject for w in words if found[w].indicator.concept == "trade"}
    assert all(owner is None or owner.startswith("?") for owner in owners) and "US" not in owners


@pytest.mark.parametrize(
    "sentence",
    [
        "The Port of Frobham moved a record 905,026 twenty-foot equivalent units in January 2024.",
        "The Port of Frobham moved 8.6 million container units in 2023, keeping its first place among the ports of the country.",
    ],
)
def test_records_and_ranks_of_containers_are_none_of_trade(sentence: str) -> None:
    assert not any(c.kind in ("record", "rank") and c.indicator.concept == "trade" for c in claims(sentence).values())


LIST = (
    "Ohio's imports totaled $55 billion in 2023. Semiconductors made up the biggest share at 13.3% ($7.8 billion), "
    "followed by {} 7.4% ($4.3 billion), machinery 5.4% ($3.1 billion) and {} 2.2% ($1.3 billion)."
)


@pytest.mark.parametrize(("one", "two"), [("frobs", "quobbles and dyes"), ("frobbed quobbles", "zindles"), ("blue frob parts", "frobs")])
def test_each_of_two_figures_behind_goods_is_of_them(one: str, two: str) -> None:
    found = claims(LIST.format(one, two))
    assert {product(found[w]) for w in ("7.4%", "$4.3 billion")} == {f"?{one}"}
    assert {product(found[w]) for w in ("5.4%", "$3.1 billion")} == {"?machinery"}
    assert {product(found[w]) for w in ("2.2%", "$1.3 billion")} == {f"?{two}"}
    assert [found[w].indicator.op for w in ("7.4%", "$4.3 billion")] == ["share", "level"]
    assert {c.indicator.flow for c in found.values()} == {"import"}
