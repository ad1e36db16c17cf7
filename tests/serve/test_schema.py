"""The description of the server, tried: requests made from OpenAPI, those that fit and those that don't, all of whose answers have to be as described."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hinterland.serve.rest import FILES

from .conftest import Serving

schemathesis = pytest.importorskip("schemathesis")
positive_data_acceptance = pytest.importorskip("schemathesis.specs.openapi.checks").positive_data_acceptance

OPERATIONS = (
    "GET /api/ask", "GET /api/compare", "GET /api/regions", "GET /api/show",
    "GET /api/mine", "GET /api/claims/{id}", "GET /api/observations", "GET /api/bounds", "GET /api/outlook", "GET /api/brief", "GET /api/sources",
    "GET /api/coverage", "GET /api/states", "POST /api/check", "POST /api/read", "POST /api/verify", "POST /api/load", "GET /api/pending", "GET /api/pending/{id}", "POST /api/pending/{id}/accept",
    "POST /api/pending/{id}/reject", "GET /health", "GET /metrics",
)  # fmt: skip


@pytest.fixture(scope="module")
def described(serving: Serving) -> Any:
    """The description as the server gives it."""
    return schemathesis.openapi.from_url(f"{serving.url}/api/openapi.json")


def test_every_operation_is_tried(described: Any) -> None:
    assert {o.ok().label for o in described.get_all_operations()} == set(OPERATIONS)


@pytest.mark.alone
@pytest.mark.parametrize("mode", ["positive", "negative"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_answers_are_as_described(described: Any, label: str, mode: str) -> None:
    """Of requests that fit and of those that don't: no failure of the server, only statuses, types and bodies that are described."""
    operation = next(o.ok() for o in described.get_all_operations() if o.ok().label == label)
    try:
        cases = operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode))
        _exists(cases)
    except Exception as e:
        if "Unsatisfiable" in type(e).__name__ or "negat" in str(e).lower():
            pytest.skip(f"there is no {mode} request to make")
        raise

    @given(case=cases)
    @settings(
        max_examples=12,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    def tried(case: Any) -> None:
        # No schema can say which bytes are a docx or a PDF, so such a body may fit its description and still be none.
        unsaid = [positive_data_acceptance] if case.media_type in FILES else []
        case.call_and_validate(excluded_checks=unsaid)

    tried()


def _exists(cases: st.SearchStrategy[Any]) -> None:
    """Whether there is any such request; a route without parameters has none that doesn't fit."""

    @given(case=cases)
    @settings(
        max_examples=1, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
    )
    def made(case: Any) -> None:
        assert case is not None

    made()


@pytest.mark.alone
def test_the_edges_of_what_is_described_are_as_described(serving: Serving, tmp_path: Path) -> None:
    """Each parameter and field at its bounds and just beyond, each method that a path has not, in the same way each time, with all checks.

    `schemathesis.toml` says what is told of this server.
    """
    config = Path(__file__).with_name("schemathesis.toml")
    ran = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run", f"{serving.url}/api/openapi.json", "--checks", "all",
            "--phases", "examples,coverage", "--generation-deterministic", "--continue-on-failure", "--no-color", "--suppress-health-check", "all",
            "--request-timeout", "60",
        ],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    assert f"{len(OPERATIONS)} selected" in ran.stdout
