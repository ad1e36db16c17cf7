"""Closures of figures over time: the tightest bounds, shortest paths as reasons, and the cycles that name what can't all be true."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from hinterland.codes.periods import boundary, month_after
from hinterland.ledger.closure import close, negative_cycle, open_bounds, path, project, span, tighten


def bounds_of(nodes: int, *figures: tuple[int, int, float, float]) -> NDArray[np.float64]:
    bounds = open_bounds(1, nodes)
    first, last = (np.array([f[k] for f in figures]) for k in (0, 1))
    low, high = (np.array([f[k] for f in figures], dtype=float) for k in (2, 3))
    tighten(bounds, np.zeros(len(figures), dtype=np.int64), first, last, low, high)
    return bounds


def closed(nodes: int, *figures: tuple[int, int, float, float]) -> NDArray[np.float64]:
    bounds = bounds_of(nodes, *figures)
    assert not close(bounds).any()
    return bounds


def test_a_boundary_is_before_its_month() -> None:
    assert month_after(boundary(202601)) == 202601
    assert boundary(202601) - boundary(202512) == 1


def test_a_sum_less_its_other_parts_is_what_is_left() -> None:
    """January to May 20 to 21, January to August 34 to 35, August 4 to 5: June and July came to between 8 and 11."""
    bounds = closed(4, (0, 1, 20, 21), (0, 3, 34, 35), (2, 3, 4, 5))
    assert span(bounds[0], np.array([0, 5, 7, 8]), 5, 7) == (8.0, 11.0)


def test_what_nothing_reaches_is_open() -> None:
    low, high = span(closed(3, (0, 1, 5, 6))[0], np.array([0, 1, 2]), 1, 2)
    assert (low, high) == (0.0, np.inf)


def test_a_month_is_at_most_the_period_it_lies_in() -> None:
    bounds = closed(2, (0, 1, 10, 12))
    nodes = np.array([0, 12])
    assert span(bounds[0], nodes, 3, 4) == (0.0, 12.0)
    assert span(bounds[0], nodes, 0, 12) == (10.0, 12.0)


def test_what_reaches_beyond_the_nodes_is_open_above() -> None:
    bounds = closed(2, (0, 1, 10, 12))
    assert span(bounds[0], np.array([0, 12]), -1, 13) == (10.0, np.inf)


def test_projecting_onto_the_same_nodes_changes_nothing() -> None:
    bounds, nodes = closed(4, (0, 1, 20, 21), (0, 3, 34, 35)), np.array([0, 5, 7, 8])
    assert project(bounds, nodes, nodes) is bounds


def test_projected_bounds_between_nodes_are_those_of_a_closure_with_all_nodes() -> None:
    few = closed(3, (0, 1, 5, 6), (0, 2, 9, 10))
    every = closed(7, (0, 2, 5, 6), (0, 6, 9, 10))
    assert np.array_equal(project(few, np.array([0, 2, 6]), np.arange(7)), every)


def test_series_of_a_stack_are_closed_each_for_itself() -> None:
    rng = np.random.default_rng(0)
    alone = [bounds_of(6, *[(a, a + 1, x, x + 1) for a, x in enumerate(rng.uniform(0, 9, 5))]) for _ in range(3)]
    stack = np.concatenate(alone)
    close(stack)
    for one in alone:
        close(one)
    assert np.array_equal(stack, np.concatenate(alone))


def test_many_nodes_are_closed_as_few() -> None:
    months = 500
    values = np.arange(1.0, months + 1)
    bounds = closed(months + 1, *[(i, i + 1, v, v) for i, v in enumerate(values)])
    assert bounds[0, 0, months] == pytest.approx(values.sum())
    assert -bounds[0, months, 0] == pytest.approx(values.sum())


def test_figures_that_can_not_all_be_true_are_told() -> None:
    bounds = np.concatenate(
        [bounds_of(3, (0, 1, 5, 6), (1, 2, 1, 2), (0, 2, 9, 10)), bounds_of(3, (0, 1, 5, 6), (1, 2, 1, 2), (0, 2, 6, 8))]
    )
    assert close(bounds).tolist() == [True, False]


def test_exact_figures_are_not_contradicted_by_the_rounding_of_doubles() -> None:
    values = np.random.default_rng(3).uniform(1e12, 9e12, 60).round(2)
    figures = [(i, i + 1, v, v) for i, v in enumerate(values)] + [(0, 60, values.sum(), values.sum())]
    closed(61, *figures)


def test_a_negative_cycle_names_the_smallest_set() -> None:
    """Two parts come to at most 8, their whole to at least 9; a fourth figure has nothing to do with it."""
    bounds = bounds_of(4, (0, 1, 5, 6), (1, 2, 1, 2), (0, 2, 9, 10), (2, 3, 1, 1))
    assert sorted(negative_cycle(bounds[0])) == [(0, 1), (1, 2), (2, 0)]


def test_a_figure_that_contradicts_another_of_the_same_period_is_a_cycle_of_two() -> None:
    bounds = bounds_of(4, (0, 3, 5, 6), (0, 3, 8, 9), (0, 1, 0, 9))
    assert sorted(negative_cycle(bounds[0])) == [(0, 3), (3, 0)]


def test_there_is_no_cycle_where_all_can_be_true() -> None:
    assert negative_cycle(bounds_of(4, (0, 1, 5, 6), (0, 3, 8, 9))[0]) == []


def test_a_part_larger_than_its_whole_is_a_cycle_through_the_months_that_are_not_negative() -> None:
    edges = negative_cycle(bounds_of(3, (0, 1, 7, 8), (0, 2, 5, 6))[0])
    assert sorted(edges) == [(0, 2), (1, 0), (2, 1)]


def test_a_path_names_the_figures_of_a_bound() -> None:
    base = bounds_of(4, (0, 1, 20, 21), (0, 3, 34, 35), (2, 3, 4, 5))
    found = base.copy()
    close(found)
    assert path(base[0], found[0], 1, 2) == [(1, 0), (0, 3), (3, 2)]
    assert path(base[0], found[0], 2, 1) == [(2, 3), (3, 0), (0, 1)]


def test_a_path_of_fewest_figures_is_preferred() -> None:
    base = bounds_of(4, (0, 1, 1, 1), (1, 2, 1, 1), (2, 3, 1, 1), (0, 3, 3, 3))
    found = base.copy()
    close(found)
    assert path(base[0], found[0], 0, 3) == [(0, 3)]


def test_there_is_no_path_where_nothing_bounds() -> None:
    base = bounds_of(3, (0, 1, 5, 6))
    found = base.copy()
    close(found)
    assert path(base[0], found[0], 1, 2) == []


def test_a_closure_of_something_else_has_no_path() -> None:
    base = bounds_of(3, (0, 1, 5, 6), (1, 2, 5, 6))
    found = base.copy()
    close(found)
    with pytest.raises(ValueError, match="do not follow"):
        path(base[0], found[0] - 1.0, 0, 2)
