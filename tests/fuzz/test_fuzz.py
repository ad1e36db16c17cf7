"""What throws odd input at the program, outside CI, can itself be run: a few examples of each kind."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from tests.fuzz.__main__ import KINDS, play


@pytest.mark.parametrize("kind", KINDS)
def test_a_few_examples_of_a_kind_are_met(kind: str) -> None:
    examples, opened = KINDS[kind]
    outcomes = Counter[str]()
    with opened() as meet:
        play(examples, meet, 1, outcomes, time.monotonic() + 3)
    assert outcomes
