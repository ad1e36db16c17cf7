"""Currencies of figures: those of the packs are amounts, and a pair's two stand for the same figures."""

from __future__ import annotations

from hinterland import packs
from hinterland.check.currencies import exchanged, is_amount, is_level, pairs, published


def test_every_packs_currency_is_an_amount() -> None:
    assert {pack.currency for pack in packs.packs()} <= published()
    assert not is_amount("percent") and not is_amount(None) and not is_amount("units")
    assert is_level("units") and not is_level("percent")


def test_a_pair_is_exchanged_both_ways() -> None:
    for pair in pairs():
        assert exchanged()[pair.currency] == pair.other and exchanged()[pair.other] == pair.currency
        assert pair.rate.low is not None and pair.rate.high is not None and 0 < pair.rate.low < pair.rate.high
