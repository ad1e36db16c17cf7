"""Questions change nothing in a warehouse: their commands share the one that stays open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import Ran


@pytest.fixture
def run(run_reading: Callable[..., Ran]) -> Callable[..., Ran]:
    """Commands on the warehouse that stays open."""
    return run_reading
