"""Law 2, mined is true: what is mined verifies as supported, on random sets and on the embedded figures, and no two of it say one thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest
from tests.laws import generate, worlds

from hinterland.api import Hinterland
from hinterland.claims import evaluate
from hinterland.claims.entailment import entails
from hinterland.claims.mine import Mined, candidates, mine
from hinterland.codes import Period
from hinterland.models import Claim

SUBJECTS = ("CN-AH", "CN-HA", "CN-GD", "CN-XJ", "CN-XZ", "CN", "central")
PERIODS = ("2023", "2024", "2025", "2025-07")


def told(claim: Claim) -> str:
    r = claim.relation
    return f"{claim.kind} {claim.subject} {claim.indicator} {claim.period} {claim.scope} {r.test} {r.threshold} {r.versus} [{claim.low}, {claim.high})"


def unsupported(h: Hinterland, claims: list[Claim]) -> list[str]:
    """The claims that the evaluators, asked anew, do not support."""
    fresh = [c.model_copy(update={"verdict": "unverifiable", "evidence": None}) for c in claims]
    return [
        f"{told(e.claim)}: {e.claim.verdict}, {e.answer} {e.widest}"
        for e in evaluate(h.indicators, fresh)
        if e.claim.verdict != "supported"
    ]


def repeated(mined: list[Mined]) -> list[tuple[str, str]]:
    return [(told(a.claim), told(b.claim)) for a, b in permutations(mined, 2) if entails(a.claim, b.claim)]


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_mined_of_the_embedded_figures_is_true_and_said_once(subject: str, period: str, hinterland: Hinterland) -> None:
    mined = mine(hinterland.indicators, subject, Period.parse(period), top=20)
    assert [told(m.claim) for m in mined if m.claim.verdict != "supported"] == []
    assert unsupported(hinterland, [m.claim for m in mined]) == []
    assert repeated(mined) == []
    assert len(mined) >= 15 or subject in ("CN-XZ", "central", "CN", "CN-XJ", "CN-HA")


@pytest.mark.parametrize("subject", ["CN-AH", "CN", "western"])
def test_every_candidate_is_true_not_only_the_chosen(subject: str, hinterland: Hinterland) -> None:
    found = candidates(hinterland.indicators, [subject], Period.parse("2024"), most=10_000)
    assert len(found) >= 10
    assert unsupported(hinterland, [c for c, _ in found]) == []


@pytest.fixture(scope="module", params=[pytest.param(s, marks=() if s < 1 else pytest.mark.long) for s in range(3)])
def random_world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[generate.World, Hinterland]]:
    world = generate.world(request.param)
    with worlds.opened(world, tmp_path_factory.mktemp("mined") / "warehouse") as h:
        yield world, h


def test_what_is_mined_of_random_sets_is_true_and_said_once(random_world: tuple[generate.World, Hinterland]) -> None:
    world, h = random_world
    number = 0
    for subject in (*world.provinces[:2], "CN", world.group):
        for span in {world.spans[len(world.years) - 1], world.spans[-1]}:
            mined = mine(h.indicators, subject, Period(*span), top=20)
            assert unsupported(h, [m.claim for m in mined]) == []
            assert repeated(mined) == []
            number += len(mined)
    assert number > 10
