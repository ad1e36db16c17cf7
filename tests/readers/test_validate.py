"""What is kept of a reader's proposals: only what the text bears out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hinterland.readers import proposals_of, validate

TODAY = date(2026, 3, 15)
TEXT = (
    "Anhui's foreign trade came to 1.0136 trillion yuan in 2025, 17.3 percent more than a year before, customs said. Exports of fresh durian to Laos "
    "fell 4.2 percent in the first half, and private enterprises made up 61.5 percent. The province ranked ninth nationwide."
)
ZH = "据合肥海关统计，2025年前11个月，安徽省出口6823亿元，同比增长17.8%，其中对东盟出口下降3.1%。"


def kept(*claims: dict[str, Any], text: str = TEXT) -> list[tuple[str, str | None]]:
    taken, rejected = proposals_of({"claims": list(claims)})
    return [(c.text, c.period) for c in validate(text, TODAY, taken, rejected).claims]


def reason(claim: dict[str, Any], text: str = TEXT) -> str:
    taken, rejected = proposals_of({"claims": [claim]})
    found = validate(text, TODAY, taken, rejected)
    assert not found.claims
    return found.rejected[0][1]


def test_a_claim_that_the_text_bears_out_is_kept_with_the_texts_own_figure() -> None:
    taken, _ = proposals_of({"claims": [{"text": "1.0136 trillion yuan", "subject": "CN-AH", "period": "2025", "verdict": "refuted"}]})
    claim = validate(TEXT, TODAY, taken).claims[0]
    assert (claim.low, claim.high, claim.unit, claim.indicator.currency) == (
        Decimal("1013550000000"),
        Decimal("1013650000000"),
        "CNY",
        "CNY",
    )
    assert TEXT[claim.start : claim.end] == claim.text
    assert claim.verdict == "unverifiable"


def test_a_fall_is_negative() -> None:
    claim = {"text": "4.2 percent", "op": "growth", "direction": "down", "subject": "CN-AH", "flow": "export", "product": "?fresh durian", "partner": "LAO",
             "period": "2025-01/2025-06"}  # fmt: skip
    found = validate(TEXT, TODAY, proposals_of([claim])[0]).claims[0]
    assert found.high is not None and found.high < 0
    assert found.indicator.product == "?fresh durian"


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ({"text": "18.4 percent", "op": "growth", "subject": "CN-AH", "period": "2025"}, "words not in the text"),
        ({"text": "foreign trade", "subject": "CN-AH", "period": "2025"}, "no figure in the span"),
        ({"text": "17.3 percent", "op": "growth", "subject": "CN-HA", "period": "2025"}, "subject not named in the text"),
        ({"text": "17.3 percent", "op": "growth", "subject": "CN-XX", "period": "2025"}, "unknown code"),
        ({"text": "17.3 percent", "op": "growth", "subject": "CN-AH", "period": "2019"}, "period not in the text"),
        ({"text": "17.3 percent", "op": "growth", "subject": "CN-AH", "period": "last year"}, "no period"),
        ({"text": "17.3 percent", "op": "level", "subject": "CN-AH", "period": "2025"}, "unit does not go with level"),
        (
            {"text": "17.3 percent", "op": "growth", "subject": "CN-AH", "period": "2025", "low": 27, "high": 28},
            "figure is not the one in the span",
        ),
        ({"text": "17.3 percent", "op": "rising"}, "op"),
        ({"text": ""}, "text"),
        ("prose", "a claim is an object"),
    ],
)
def test_what_the_text_does_not_bear_out_is_rejected_with_its_reason(claim: Any, why: str) -> None:
    assert reason(claim).startswith(why)


@pytest.mark.parametrize(
    "slot", [{"product": "?frozen shrimp"}, {"product": "ships"}, {"partner": "USA"}, {"partner": "XXX"}, {"regime": "bonded"}]
)
def test_a_slot_that_names_what_the_text_does_not_is_left_open(slot: dict[str, str]) -> None:
    claim = {"text": "17.3 percent", "op": "growth", "subject": "CN-AH", "period": "2025", **slot}
    found = validate(TEXT, TODAY, proposals_of([claim])[0]).claims[0]
    assert [found.to_dict()["indicator"][name] for name in slot] == [None]


def test_words_that_a_table_knows_become_their_code() -> None:
    text = "2020年，山东省进料加工贸易进出口5.2亿元，汽车出口增长3.1%。"
    claims = (
        {"text": "5.2亿元", "subject": "CN-SD", "period": "2020", "regime": "?进料加工贸易"},
        {"text": "3.1%", "op": "growth", "subject": "CN-SD", "period": "2020", "flow": "export", "product": "?汽车"},
    )
    found = validate(text, TODAY, proposals_of(list(claims))[0]).claims
    assert (found[0].indicator.regime, found[1].indicator.product) == ("15", "motor-vehicles")


def test_a_table_cell_is_read_in_the_scale_that_the_proposal_gives_it() -> None:
    text = "Exports of Texas, billion dollars | 2024 | 455.2 | up | 3.1"
    claims = (
        {"text": "455.2", "subject": "US-TX", "flow": "export", "period": "2024", "low": 455.15e9, "high": 455.25e9, "currency": "USD"},
        {"text": "3.1", "op": "growth", "subject": "US-TX", "flow": "export", "period": "2024"},
    )
    found = validate(text, TODAY, proposals_of(list(claims))[0]).claims
    assert [(float(c.low or 0), c.unit) for c in found] == [(455.15e9, "USD"), (3.05, "percent")]


def test_a_span_is_taken_once_for_a_kind() -> None:
    claim = {"text": "17.3 percent", "op": "growth", "subject": "CN-AH", "period": "2025"}
    assert kept(claim, claim) == [("17.3 percent", "2025")]


def test_chinese_and_blanks() -> None:
    claims = (
        {"text": "6823 亿元", "subject": "CN-AH", "flow": "export", "period": "2025-01/2025-11"},
        {
            "text": "3.1%",
            "op": "growth",
            "direction": "down",
            "subject": "CN-AH",
            "flow": "export",
            "partner": "ASEAN",
            "period": "2025-01/2025-11",
        },
    )
    assert [t for t, _ in kept(*claims, text=ZH)] == ["6823亿元", "3.1%"]


def test_the_number_of_a_rank_is_the_one_in_the_span() -> None:
    text = "江苏省进出口规模居全国第2位。"
    assert kept({"text": "第2位", "kind": "rank", "number": 2, "subject": "CN-JS", "scope": "provinces", "period": "2025"}, text=text)
    assert reason({"text": "第2位", "kind": "rank", "number": 1, "subject": "CN-JS", "period": "2025"}, text).startswith("number is not")


def test_a_place_outside_china_is_known_by_its_table() -> None:
    text = "Exports of Texas rose 4.1 percent in 2025, and those of Bavaria fell."
    assert kept({"text": "4.1 percent", "op": "growth", "subject": "US-TX", "flow": "export", "period": "2025"}, text=text)
    assert reason({"text": "4.1 percent", "op": "growth", "subject": "US-CA", "flow": "export", "period": "2025"}, text).startswith(
        "subject"
    )


def test_an_answer_without_claims_is_rejected_whole() -> None:
    assert proposals_of("supported") == ([], [("supported", "an answer is an object with a list of claims")])
    assert proposals_of([{"text": "5%"}] * 6000)[1][0][1].startswith("more than")
