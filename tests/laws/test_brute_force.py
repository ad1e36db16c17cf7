"""Law 3, brute force: an independent reference in plain Python gives the same answers as the evaluators, kind by kind, on random sets of facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from tests.laws import generate, worlds
from tests.laws.reference import Reference

from hinterland.api import Hinterland

WORLDS, CLAIMS = 4, 100
"""In the normal run: a few hundred claims a kind."""

LONG_WORLDS, LONG_CLAIMS = 40, 260
"""In the long run: over 10,000 claims a kind."""

World = Callable[[int], tuple[generate.World, Reference, Hinterland]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world by its seed, in a warehouse of its own that serves all kinds."""
    folder = tmp_path_factory.mktemp("worlds")
    with ExitStack() as stack:

        @cache
        def made(seed: int) -> tuple[generate.World, Reference, Hinterland]:
            w = generate.world(seed)
            return w, worlds.reference(w), stack.enter_context(worlds.opened(w, folder / str(seed)))

        yield made


@pytest.mark.parametrize("kind", generate.KINDS)
def test_the_evaluators_answer_as_brute_force_does(kind: str, world: World) -> None:
    verdicts: Counter[str] = Counter()
    for seed in range(WORLDS):
        w, known, h = world(seed)
        tried = worlds.cases(w, known, kind, CLAIMS)
        assert len(tried) > 0.9 * CLAIMS
        verdicts.update(c.verdict for c in tried)
        assert worlds.differences(h, tried) == []
    assert min(verdicts[v] for v in ("supported", "refuted", "unverifiable")) > 0, verdicts


@pytest.mark.long
@pytest.mark.parametrize(
    "first", [pytest.param(n, marks=[] if n == 1000 else [pytest.mark.alone]) for n in range(1000, 1000 + LONG_WORLDS, 10)]
)
def test_ten_thousand_claims_of_each_kind_are_answered_as_brute_force_does(first: int, tmp_path: Path) -> None:
    """Ten worlds at a time, each opened for all kinds and closed again: 2,500 claims of each kind and more."""
    tried: Counter[str] = Counter()
    for seed in range(first, first + 10):
        w = generate.world(seed)
        known = worlds.reference(w)
        with worlds.opened(w, tmp_path / str(seed)) as h:
            for kind in generate.KINDS:
                found = worlds.cases(w, known, kind, LONG_CLAIMS)
                tried[kind] += len(found)
                assert worlds.differences(h, found) == []
    assert min(tried[kind] for kind in generate.KINDS) * LONG_WORLDS >= 10_000 * 10
