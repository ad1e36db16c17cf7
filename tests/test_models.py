"""The models of the contract: every name that other programs rely on is there, amounts are JSON integers, and a misspelt field is an error."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from hinterland import models
from hinterland.interval import Interval
from hinterland.models import Claim, Evidence, Finding, Indicator, Observation, Relation, Source, schemas

CONTRACT: dict[type[models.Model], set[str]] = {
    Claim: {
        "id", "start", "end", "text", "kind", "subject", "indicator", "period", "scope", "relation", "low", "high", "unit", "confidence", "verdict",
        "reason", "evidence",
    },
    Indicator: {"op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency"},
    Relation: {"test", "threshold", "order", "versus", "base_period", "window", "members", "except"},
    Evidence: {"low", "high", "observations", "sources", "sql", "coverage", "caveats"},
    Finding: {"code", "severity", "start", "end", "message", "claims", "related", "fix"},
    models.Span: {"start", "end"},
    models.Fix: {"start", "end", "replacement", "grade"},
    Source: {"id", "title", "publisher", "via", "released", "address", "reliability"},
}  # fmt: skip

CHOICES = {
    "Op": {"level", "growth", "cagr", "share", "balance", "multiple", "contribution", "count", "rank"},
    "Flow": {"total", "export", "import"},
    "Measure": {"value", "quantity"},
    "Basis": {"operating-unit", "destination-origin"},
    "Test": {"=", ">", "<", ">=", "<=", "highest", "lowest", "nth", "between"},
    "Verdict": {"supported", "refuted", "unverifiable"},
    "Reliability": {"official", "news", "secondary", "derived", "claimed"},
}


def observation(**changes: Any) -> Observation:
    fields = {
        "id": "o1", "indicator": Indicator(), "region": "CN-AH", "period": "2025", "value": Decimal("1013557000000"),
        "low": Decimal("1013556500000"), "high": Decimal("1013557500000"), "unit": "CNY", "precision": Decimal(1000000), "source": "s",
        "reliability": "official",
    }  # fmt: skip
    return Observation(**{**fields, **changes})


def claim(**changes: Any) -> Claim:
    return Claim(**{"id": "c1", "kind": "value", "subject": "CN-AH", "indicator": Indicator(), "period": "2025", **changes})


@pytest.mark.parametrize("model", CONTRACT, ids=lambda m: m.__name__)
def test_every_field_of_the_contract_is_there_under_its_name(model: type[models.Model]) -> None:
    properties = model.model_json_schema(by_alias=True, mode="serialization")["properties"]
    assert CONTRACT[model] <= set(properties)


@pytest.mark.parametrize("name", CHOICES)
def test_the_choices_are_those_of_the_contract(name: str) -> None:
    assert set(get_args(getattr(models, name))) == CHOICES[name]


def test_the_indicator_has_nothing_but_the_key_that_observations_and_claims_share() -> None:
    assert set(Indicator.model_fields) == CONTRACT[Indicator]


def test_a_claim_prints_the_fields_of_the_contract_in_their_order() -> None:
    printed = [name for name in claim().to_dict() if name in CONTRACT[Claim]]
    assert printed == [
        "id", "start", "end", "text", "kind", "subject", "indicator", "period", "scope", "relation", "low", "high", "unit", "confidence", "verdict",
        "reason", "evidence",
    ]  # fmt: skip


def test_except_is_printed_and_read_under_its_own_name() -> None:
    relation = Relation.model_validate({"test": ">", "except": ["CN-HN", "CN-SX"]})
    assert relation.except_ == ["CN-HN", "CN-SX"]
    assert relation.to_dict()["except"] == ["CN-HN", "CN-SX"]
    assert "except_" not in relation.to_dict()
    assert Relation(except_=["CN-HN"]).to_dict()["except"] == ["CN-HN"]


@pytest.mark.parametrize("made", [claim(), Relation(), observation()], ids=lambda m: type(m).__name__)
def test_models_are_frozen(made: models.Model) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(made, next(iter(type(made).model_fields)), "x")


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Claim, {"id": "c", "kind": "value", "subject": None, "indicator": {}, "period": None, "verdct": "supported"}),
        (Indicator, {"flows": "export"}),
        (Relation, {"treshold": 1}),
    ],
)
def test_a_misspelt_field_is_an_error(model: type[models.Model], fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        model.model_validate(fields)


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (Claim, "kind", "A guess"),
        (Claim, "verdict", "true"),
        (Source, "reliability", "rumour"),
        (Finding, "code", "X1"),
        (Finding, "severity", "fatal"),
    ],
)
def test_a_value_outside_the_choices_is_an_error(model: type[models.Model], field: str, value: str) -> None:
    with pytest.raises(ValidationError) as e:
        model.model_validate({field: value})
    assert field in {error["loc"][0] for error in e.value.errors() if error["type"] != "missing"}


def test_whole_amounts_are_json_integers() -> None:
    printed = json.dumps(observation().to_dict())
    assert '"value": 1013557000000,' in printed
    assert '"low": 1013556500000,' in printed
    assert '"precision": 1000000,' in printed


def test_amounts_with_a_fraction_are_json_numbers() -> None:
    assert observation(value=Decimal("17.3"), unit="percent").to_dict()["value"] == 17.3


def test_amounts_stay_exact_in_python() -> None:
    assert observation(value=Decimal("0.1")).value == Decimal("0.1")


def test_a_missing_end_is_null() -> None:
    printed = observation(low=Decimal(70), high=None, value=None).to_dict()
    assert printed["high"] is None
    assert printed["value"] is None


def test_a_claim_survives_its_json() -> None:
    said = claim(
        low=Decimal("1013550000000"), high=Decimal("1013650000000"), unit="CNY", relation=Relation(test=">", threshold=Decimal(10) ** 12)
    )
    assert Claim.model_validate_json(json.dumps(said.to_dict())) == said


@pytest.mark.parametrize(
    ("low", "high", "interval"),
    [
        ("1", "2", Interval(Decimal(1), Decimal(2))),
        ("9", "9", Interval.exact(9)),
        ("70", None, Interval(Decimal(70), None)),
        (None, "15", Interval(None, Decimal(15), False)),
    ],
)
def test_an_observation_is_an_interval(low: str | None, high: str | None, interval: Interval) -> None:
    assert observation(low=low and Decimal(low), high=high and Decimal(high)).interval == interval


def test_the_most_reliable_comes_first() -> None:
    assert models.RELIABILITY == ("official", "news", "secondary", "derived", "claimed")


def test_the_public_models_have_schemas() -> None:
    assert set(schemas()) >= {"claim", "evidence", "observation", "source", "finding"}
    for name, schema in schemas().items():
        assert schema["type"] == "object"
        assert schema["description"], name
        assert schema["additionalProperties"] is False


def test_schemas_speak_of_amounts_as_numbers() -> None:
    low = schemas()["claim"]["properties"]["low"]
    assert {option.get("type") for option in low["anyOf"]} >= {"null"}
    assert "string" not in json.dumps(low)
