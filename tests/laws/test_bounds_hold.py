"""Law: bounds hold. Hide any cells of a random world: what was hidden lies within the bounds, which equal a linear program's on small worlds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import linprog
from tests.ledger import random_worlds as worlds
from tests.ledger.random_worlds import START, World

from hinterland.ledger.closure import project
from hinterland.ledger.identities import settle
from hinterland.ledger.system import System, build


def settled(world: World, width: float = 0.0, rounds: int = 5) -> System:
    system, _ = build(world.figures, worlds.bands(width), world.ties.nodes(), world.ties.tied())
    settle(system, world.ties, rounds)
    return system


def matrices(system: System, world: World, family: int) -> NDArray[np.float64]:
    """The bounds of all spans of a family, whether or not its figures end there."""
    nodes, bounds = system.matrices(world.figures.families[family])
    return project(bounds, nodes, START + np.arange(world.sums.shape[2]))


def assert_they_hold(world: World, system: System) -> None:
    assert not system.conflicts
    for family in range(len(world.sums)):
        if world.figures.families[family] not in system.place:
            continue
        assert_it_holds(world, system, family)


def assert_it_holds(world: World, system: System, family: int, flow: int | None = None) -> None:
    flows = slice(None) if flow is None else slice(flow, flow + 1)
    true = (world.sums[family][:, None, :] - world.sums[family][:, :, None])[flows]
    slack = 1e-9 * (1 + np.abs(true))
    assert (true <= matrices(system, world, family)[flows] + slack).all()


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda rng: worlds.world(rng), id="flows"),
        pytest.param(lambda rng: worlds.world(rng, months=20, per_series=14), id="many-figures"),
        pytest.param(lambda rng: worlds.world(rng, per_series=2), id="few-figures"),
        pytest.param(lambda rng: worlds.world(rng, flows=(0, 1)), id="no-imports"),
        pytest.param(worlds.nations, id="provinces"),
        pytest.param(worlds.parts, id="parts-and-shares"),
    ],
)
def test_what_was_hidden_lies_within_the_bounds(make: Callable[[np.random.Generator], World], seed: int) -> None:
    world = make(np.random.default_rng(seed))
    assert_they_hold(world, settled(world))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("releases", [2, 5, 30])
def test_they_hold_where_figures_of_different_releases_differ_within_the_band(seed: int, releases: int) -> None:
    world = worlds.revised(np.random.default_rng(seed), releases, revision=0.019)
    assert_they_hold(world, settled(world, width=0.02))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("releases", [1, 2, 5])
def test_they_hold_where_shares_are_of_other_releases_than_figures(seed: int, releases: int) -> None:
    world = worlds.revised_shares(np.random.default_rng(seed), releases, 0.0 if releases == 1 else 0.019, worlds.bands(0.02))
    assert_they_hold(world, settled(world, width=0.02))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("releases", [1, 4])
def test_they_hold_where_a_wrong_figure_contradicts_the_others(seed: int, releases: int) -> None:
    """One figure of each family is wrong; where that shows, nothing is bounded by it."""
    rng = np.random.default_rng(seed)
    world = worlds.world(rng, flows=(1,)) if releases == 1 else worlds.revised(rng, releases, 0.019)
    f = world.figures
    _, wrong = np.unique(f.family, return_index=True)
    factor = rng.choice([0.6, 0.9, 1.1, 1.7], len(wrong))
    low, high = f.low.copy(), f.high.copy()
    low[wrong], high[wrong] = low[wrong] * factor, high[wrong] * factor
    figures = replace(f, low=low, high=high)
    system, _ = build(figures, worlds.bands(0.0 if releases == 1 else 0.02))
    shown = {s // 3 for s in system.conflicts}
    assert len(shown) > 10
    for family in shown:
        assert_it_holds(world, system, family, int(f.flow[wrong[f.family[wrong] == family]][0]))


# -- as tight as a linear program


def rows_of(world: World, family: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The figures of a family as inequalities over monthly exports, then monthly imports."""
    f, months = world.figures, world.sums.shape[2] - 1
    a, b = [], []
    for i in np.flatnonzero(f.family == family):
        row = np.zeros((2, months))
        row[{0: slice(0, 2), 1: slice(0, 1), 2: slice(1, 2)}[int(f.flow[i])], f.first[i] - START : f.last[i] - START] = 1
        a += [row.ravel(), -row.ravel()]
        b += [f.high[i], -f.low[i]]
    return np.array(a), np.array(b)


def program(world: World, family: int, flow: int, first: int, last: int) -> tuple[float, float]:
    a, b = rows_of(world, family)
    months = world.sums.shape[2] - 1
    goal = np.zeros((2, months))
    goal[{0: slice(0, 2), 1: slice(0, 1), 2: slice(1, 2)}[flow], first:last] = 1
    ends = []
    for sign in (1, -1):
        found = linprog(sign * goal.ravel(), A_ub=a, b_ub=b, method="highs")
        ends.append(sign * found.fun if found.status == 0 else np.inf)
    return float(ends[0]), float(ends[1])


def compare(world: World, rng: np.random.Generator, flows: tuple[int, ...], spans: int) -> list[bool]:
    """Which of some random spans of every family are bounded as tightly as a linear program does; fails where one is bounded more tightly."""
    system, months = settled(world, rounds=60), world.sums.shape[2] - 1
    equal = []
    for family in range(len(world.sums)):
        bounds = matrices(system, world, family)
        for _ in range(spans):
            first, last = sorted(int(x) for x in rng.choice(months + 1, 2, replace=False))
            flow = int(rng.choice(flows))
            low, high = program(world, family, flow, first, last)
            ends = max(0.0, -bounds[flow, last, first]), bounds[flow, first, last]
            assert ends[0] <= low + 1e-6 * (1 + low), (family, flow, first, last)
            assert np.isinf(ends[1]) or ends[1] >= high - 1e-6 * (1 + high), (family, flow, first, last)
            equal.append(ends == pytest.approx((low, high), rel=1e-6, abs=1e-6))
    return equal


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("months", "figures"), [(4, 3), (9, 5), (14, 9)])
def test_the_bounds_of_one_series_equal_a_linear_program(seed: int, months: int, figures: int) -> None:
    rng = np.random.default_rng(seed)
    world = worlds.world(rng, families=30, months=months, per_series=figures, flows=(1,))
    assert all(compare(world, rng, (1,), 3))


@pytest.mark.parametrize("seed", range(4))
def test_the_bounds_of_three_flows_of_four_months_equal_a_linear_program(seed: int) -> None:
    rng = np.random.default_rng(100 + seed)
    assert all(compare(worlds.world(rng, families=40, months=4, per_series=3), rng, (0, 1, 2), 3))


@pytest.mark.parametrize("seed", range(3))
def test_the_bounds_of_longer_flows_nearly_always_do(seed: int) -> None:
    """Six boundaries can be paired in three ways at once, of which entry-by-entry sums see two: what is lost is rare, and never soundness."""
    rng = np.random.default_rng(200 + seed)
    equal = compare(worlds.world(rng, families=60, months=9, per_series=5), rng, (0, 1, 2), 2)
    assert np.mean(equal) >= 0.97
