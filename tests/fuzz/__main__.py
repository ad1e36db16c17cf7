"""Throw files, texts, SQL or requests at the program for as long as one likes: whatever is wrong with them is said in a sentence, and nothing is a traceback.

    python -m tests.fuzz files|texts|sql|requests [--seconds 300] [--seed 1]

Not part of CI. Every kind has a module with a strategy of examples and a context that gives what is done with one; `hypothesis` draws them, a new seed for each round,
and shrinks what fails. Ends with 1 where anything failed, after printing the least example of each failure.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy
from tests.fuzz import files, requests, sql, texts

KINDS: dict[str, tuple[SearchStrategy[Any], Callable[[], AbstractContextManager[Callable[[Any], str]]]]] = {
    "files": (files.EXAMPLES, files.opened),
    "texts": (texts.EXAMPLES, texts.opened),
    "sql": (sql.EXAMPLES, sql.opened),
    "requests": (requests.EXAMPLES, requests.opened),
}
ROUND = 100
"""Examples of a seed."""


def run(kind: str, seconds: float, first: int) -> tuple[Counter[str], int]:
    """What became of the examples of a kind drawn in some seconds, by a word for each, and how many rounds failed."""
    examples, opened = KINDS[kind]
    outcomes, failed, until = Counter[str](), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        with opened() as meet:
            try:
                play(examples, meet, first, outcomes, until)
            except Exception:
                traceback.print_exc()
                failed += 1
        first += 1
    return outcomes, failed


def play(examples: SearchStrategy[Any], meet: Callable[[Any], str], number: int, outcomes: Counter[str], until: float) -> None:
    """One round: examples drawn from a seed, until the time is over. Raises whatever an example raises, once hypothesis has made it small."""

    @seed(number)
    @settings(max_examples=ROUND, database=None, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False)
    @given(examples)
    def drawn(example: Any) -> None:
        if time.monotonic() < until:
            outcomes[meet(example)] += 1

    drawn()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=list(KINDS))
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    outcomes, failed = run(asked.kind, asked.seconds, asked.seed)
    print(
        f"{asked.kind}: {outcomes.total():,} examples in {asked.seconds:g} s from seed {asked.seed} ({dict(outcomes)}), {failed} rounds failed"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
