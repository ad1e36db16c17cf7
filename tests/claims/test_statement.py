"""Making claims: the same statement has the same id, whoever makes it, and any other has another."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from tests.claims.desk import claim

from hinterland.claims import identity, statement
from hinterland.models import Claim, Evidence, Indicator, Relation


def test_the_same_statement_has_the_same_id() -> None:
    assert claim(low=1, high=2).id == claim(low=Decimal("1.0"), high=Decimal("2.000000")).id
    assert len(claim().id) == 16
    assert claim().id == identity(claim())


def test_an_id_is_the_same_in_every_process_and_release() -> None:
    assert claim(low=1013557000000, high=1013558000000, unit="CNY").id == "de2e6647d4b1476b"
    code = "from tests.claims.desk import claim; print(claim(low=1013557000000, high=1013558000000, unit='CNY').id)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "de2e6647d4b1476b"


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "change"},
        {"subject": "CN-HA"},
        {"period": "2024"},
        {"scope": "central"},
        {"op": "growth"},
        {"flow": "export"},
        {"product": "ships"},
        {"low": 2, "high": 2},
        {"low": None, "high": 1},
        {"unit": "USD"},
        {"versus": "CN"},
        {"test": ">"},
        {"window": "2018"},
        {"members": ["CN-GD"]},
        {"except": ["CN-GD"]},
    ],
    ids=str,
)
def test_a_claim_that_says_something_else_has_another_id(other: dict[str, Any]) -> None:
    assert claim(**{"low": 1, "high": 1, **other}).id != claim(low=1, high=1).id


def test_the_place_in_a_text_the_verdict_and_the_evidence_are_no_part_of_what_is_said() -> None:
    said = claim(low=1, high=2)
    judged = said.model_copy(
        update={
            "start": 4,
            "end": 9,
            "text": "1.5",
            "verdict": "refuted",
            "reason": "so",
            "confidence": 0.5,
            "evidence": Evidence(low=Decimal(3)),
        }
    )
    assert identity(judged) == said.id


def test_a_claim_survives_its_json_with_its_id() -> None:
    said = claim("count", scope="provinces", test=">", threshold=Decimal("1e12"), low=9, high=9, unit="count", members=["CN-GD", "CN-AH"])
    assert identity(Claim.model_validate(said.to_dict())) == said.id


def test_a_statement_is_not_judged_yet() -> None:
    made = statement("value", None, Indicator(), "2025")
    assert (made.verdict, made.evidence, made.relation, made.low, made.high, made.confidence) == (
        "unverifiable",
        None,
        Relation(),
        None,
        None,
        1.0,
    )
    assert made.subject is None
