"""What a load made true, false or different among a subject's claims."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.claims.desk import claim, desk, load, options

from hinterland.api import Hinterland
from hinterland.claims.revisions import Changed, question, since
from hinterland.codes import Period

ROWS = [
    *(f"level,total,CN-AH,{y},{v},CNY_1B" for y, v in ((2022, 760), (2023, 800), (2024, 850), (2025, 990))),
    *(
        f"level,total,{p},{y},{v},CNY_1B"
        for p, v in (("CN-HA", 900), ("CN-HB", 700), ("CN-HN", 600), ("CN-SX", 100), ("CN-JX", 450))
        for y in (2024, 2025)
    ),
    "growth,total,CN-AH,2025,16.5,percent",
]


@pytest.fixture
def h(tmp_path: Path) -> Iterator[Hinterland]:
    with desk(tmp_path, ROWS) as opened:
        yield opened


def told(changes: list[Changed]) -> dict[tuple[str, str, str | None], str]:
    return {(c.claim.kind, c.claim.indicator.op, c.claim.scope): c.how for c in changes}


def test_nothing_loaded_is_nothing_changed(h: Hinterland) -> None:
    assert h.since(1, "CN-AH", "2025", top=40) == []


def test_a_load_of_something_else_changes_nothing(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,export,CN-GD,2025,6000,CNY_1B"], name="other.csv")
    assert h.since(1, "CN-AH", "2025", top=40) == []


@pytest.mark.long
def test_a_revision_makes_claims_true_and_different(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("office", released="2026-06-01"), "revised.csv")
    changes = h.since(1, "CN-AH", "2025", top=40)
    level = next(c for c in changes if (c.claim.kind, c.claim.indicator.op) == ("value", "level"))
    assert level.how == "different"
    assert level.before is not None and level.now is not None
    assert (level.before.claim.low, level.before.claim.high) == (Decimal(989_500_000_000), Decimal(990_500_000_000))
    assert (level.now.claim.low, level.now.claim.high) == (Decimal(1_013_550_000_000), Decimal(1_013_650_000_000))
    firsts = [c for c in changes if c.claim.kind == "first" and c.claim.relation.threshold == 10**12]
    assert firsts and {c.how for c in firsts} == {"different"}
    assert {(c.before.answer.low, c.now.answer.low) for c in firsts if c.before and c.now and c.before.answer and c.now.answer} == {
        (Decimal(0), Decimal(1))
    }


@pytest.mark.long
def test_what_had_no_answer_before_becomes_true_and_what_lost_it_is_false(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,export,CN-AH,2025,650,CNY_1B"], name="exports.csv")
    assert {c.how for c in h.since(1, "CN-AH", "2025", top=40)} == {"true"}
    assert told(h.since(1, "CN-AH", "2025", top=40))["value", "level", None] == "true"
    h.undo()
    found = h.since(2, "CN-AH", "2025", top=40)
    assert {c.how for c in found} == {"false"}
    assert all(c.now is None and c.before is not None for c in found)


def test_both_states_are_asked_the_same_questions(h: Hinterland, tmp_path: Path) -> None:
    load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("office", released="2026-06-01"), "revised.csv")
    with Hinterland(h.store.location, state=1, embedded=False) as before:
        there = since(before.indicators, h.indicators, "CN-AH", Period.of_year(2025), top=40)
        back = since(h.indicators, before.indicators, "CN-AH", Period.of_year(2025), top=40)
    opposite = {"true": "false", "false": "true", "different": "different"}
    key = [(question(c.claim).id, c.how) for c in there]
    assert sorted((i, opposite[how]) for i, how in key) == sorted((question(c.claim).id, c.how) for c in back)


def test_a_question_is_a_claim_without_its_answer() -> None:
    said = claim("count", scope="provinces", test=">", threshold=5, low=9, high=9, unit="count")
    asked = question(said)
    assert (asked.low, asked.high, asked.unit) == (None, None, "count")
    assert asked.id == question(said.model_copy(update={"low": None, "high": None})).id
    assert asked.relation == said.relation
