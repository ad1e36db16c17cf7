"""Usual revisions: twenty of each kind, measured, and how many of them leave a gap its sign."""

from __future__ import annotations

import numpy as np
import pytest

from hinterland.codes import Period
from hinterland.ledger.bands import LEVELS, SHAPES, USUAL, survives, usual

YEAR, MONTH = Period.of_year(2025), Period.of_month(202508)


def test_there_are_twenty_usual_revisions_of_each_kind_as_many_up_as_down() -> None:
    assert USUAL == 20, "the words of the cautions say so"
    for kind, moved in usual().items():
        assert kind[0] in LEVELS and kind[1] in SHAPES
        assert len(moved) == USUAL and sorted(moved) == sorted(-moved)


def test_a_figure_on_the_mark_stays_on_its_side_in_half_of_them() -> None:
    assert survives("CN-AH", YEAR, 0.0) == survives("CN-AH", YEAR, 0.0, 2) == USUAL // 2


def test_a_gap_wider_than_every_usual_revision_survives_all() -> None:
    assert survives("CN-AH", YEAR, 0.05) == survives("CN", MONTH, -0.05) == USUAL


@pytest.mark.parametrize("figures", [1, 2])
def test_the_wider_the_gap_the_more_survive(figures: int) -> None:
    found = [survives("CN-AH", YEAR, gap, figures) for gap in np.linspace(0, 0.02, 21)]
    assert found == sorted(found) and found[0] < found[-1]


def test_two_figures_move_more_than_one_and_months_more_than_years() -> None:
    assert survives("CN-AH", YEAR, 0.002, 2) < survives("CN-AH", YEAR, 0.002)
    assert survives("CN-AH", MONTH, 0.002) < survives("CN-AH", YEAR, 0.002)


def test_one_figure_beside_a_mark_is_counted_out() -> None:
    own = usual()["region", "year"]
    assert survives("CN-AH", YEAR, 0.0015) == int((0.0015 + own > 0).sum())
    pairs = [0.0015 + a - b for a in own for b in own]
    assert survives("CN-AH", YEAR, 0.0015, 2) == pytest.approx(np.mean(np.array(pairs) > 0) * USUAL, abs=0.51)


def test_a_span_that_was_not_measured_is_revised_like_a_year_to_date() -> None:
    assert survives("CN-AH", Period(202503, 202505), 0.003) == survives("CN-AH", Period.year_to(202505), 0.003)
