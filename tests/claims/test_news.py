"""Newsworthiness: the weights and shapes are small tables with reasons, and every score adds up to its terms."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from tests.claims.desk import desk

from hinterland.api import Hinterland
from hinterland.claims.mine import candidates
from hinterland.claims.news import SMOOTHING, Score, bits, figure, frequencies, hand_over, is_own, shapes, weights
from hinterland.codes import Period


def test_there_are_two_weights_each_with_its_reason() -> None:
    import csv
    from importlib.resources import files

    with (files("hinterland.claims") / "weights.csv").open(encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    assert {r["weight"] for r in rows} == set(weights()) == {"doubt", "reach"}
    assert all(len(r["reason"]) > 20 for r in rows)


def test_the_frequencies_of_shapes_are_smoothed_and_leave_room_for_the_unseen() -> None:
    known = frequencies()
    assert sum(known.values()) == pytest.approx(1)
    assert all(p >= known["unseen"] for p in known.values())
    assert SMOOTHING > 0


def test_what_all_tests_cost_together_is_a_code() -> None:
    """What turns on a figure's own growth is one test, whatever is told of it; the costs of all tests, and half a bit, sum to no more than one half of all."""
    slices = {s.rpartition("/")[2] for s in shapes() if s != "unseen"}
    own = [
        min(b for s, b in shapes().items() if is_own(s) and s.endswith(f"/{one}"))
        for one in slices
        if any(is_own(s) and s.endswith(f"/{one}") for s in shapes())
    ]
    others = [b for s, b in shapes().items() if not is_own(s)]
    assert sum(2**-b for b in (*own, *others)) == pytest.approx(1)
    assert (
        is_own("value/level/total")
        and is_own("record/level/total")
        and not is_own("rank/growth/total")
        and not is_own("value/share/nation")
    )


def test_bits_are_the_sum_of_the_terms_where_it_is_large_and_never_below_nothing() -> None:
    assert bits(20) == pytest.approx(20, abs=1e-5)
    assert bits(0) == 1
    assert 0 < bits(-9) < 0.01
    assert (figure(7.64), figure(0.1234), figure(0.00123)) == ("+7.6", "+0.12", "+0.0012")


def test_a_common_shape_costs_less_than_a_rare_one() -> None:
    assert shapes()["value/level/total"] < shapes()["value/share/nation"] < shapes()["unseen"]


def test_the_engine_finds_the_same_numbers(hinterland: Hinterland) -> None:
    engine = hinterland.indicators.engine
    hand_over(engine)
    assert dict(engine.con.execute("SELECT shape, bits FROM shapes").fetchall()) == pytest.approx(shapes())
    [row] = engine.con.execute(f"SELECT {', '.join(weights())} FROM weights").fetchall()
    assert list(row) == pytest.approx(list(weights().values()))


@pytest.mark.parametrize(("subject", "period"), [("CN-AH", "2025"), ("CN", "2024"), ("central", "2024"), ("CN-GD", "2025-07")])
def test_a_score_is_the_sum_of_its_terms(subject: str, period: str, hinterland: Hinterland) -> None:
    found = candidates(hinterland.indicators, [subject], Period.parse(period), most=1000)
    assert found
    for claim, s in found:
        w = weights()
        assert s.rarity == pytest.approx(shapes().get(s.shape, shapes()["unseen"]))
        assert s.cost == pytest.approx(w["doubt"] + s.rarity + math.log2(s.tried))
        assert s.reach == pytest.approx(w["reach"] * math.log2(s.share))
        assert s.plainly == pytest.approx(s.surprise - s.cost + s.reach + s.credit), claim
        assert s.total == bits(s.plainly) > 0
        assert 0 < s.chance <= 1 and s.surprise >= 0 and s.credit >= 0
        assert 0 < s.share <= 1
        assert s.tried >= 1
        assert s.shape.startswith(f"{claim.kind}/{claim.indicator.op}/")


UP, DOWN = ((2023, 800), (2024, 900), (2025, 1000)), ((2023, 1200), (2024, 1100), (2025, 999))


@pytest.mark.parametrize("own", [UP, DOWN], ids=["rising", "falling"])
@pytest.mark.parametrize("rates", [[], [8], [-8], [8, -8]], ids=str)
@pytest.mark.parametrize("others", [(), ("CN-HA", "CN-HB", "CN-HN", "CN-SX", "CN-JX")], ids=["alone", "others of one year"])
def test_little_held_still_gives_every_claim_a_score(
    own: tuple[tuple[int, int], ...], rates: list[int], others: tuple[str, ...], tmp_path: Path
) -> None:
    """Of a year in which all rose, or of which no growth was published, nothing says that trade can't fall."""
    rows = [f"level,total,CN-AH,{year},{value},CNY_1B" for year, value in own]
    rows += [f"level,total,{p},2025,{500 + 10 * n},CNY_1B" for n, p in enumerate(others)]
    rows += [f"growth,total,{p},2025,{rate},percent" for p, rate in zip(("CN-ZJ", "CN-GD"), rates, strict=False)]
    with desk(tmp_path, rows) as h:
        found = candidates(h.indicators, ["CN-AH"], Period.of_year(2025))
        assert {"record", "first"} & {c.kind for c, _ in found}
        assert all(math.isfinite(s.total) and math.isfinite(s.surprise) for _, s in found)


def test_a_score_is_told_term_by_term() -> None:
    score = Score(0.01, 8.0, 42.0, 4.0, 4, 7.0, 0.25, -1.2, 1.5, "value/growth/product")
    assert score.explain() == (
        "+0.97 bits: surprise 6.6 (a chance of 1%, growth of +42.0% where +8.0% was expected), less 7.0 for saying it "
        "(shape value/growth/product: rarity 4.0 bits, 4 of that shape could have been tried), reach -1.2 (speaks of 25% of trade), "
        "+1.5 for what was found beside it; the sum -0.1 as the chance of luck"
    )


def test_what_was_known_beforehand_has_no_surprise() -> None:
    told = Score(1.0, None, None, 3.0, 2, 4.5, 1, 0, 0, "rank/level/total").explain()
    assert "surprise 0.0 (known beforehand)" in told and "found beside" not in told


def test_a_figure_is_expected_from_earlier_periods_alone(tmp_path: Path) -> None:
    """The same past gives the same expectation, whatever came."""
    past = [
        f"level,total,{p},{year},{value},CNY_1B"
        for p, k in (("CN-AH", 1), ("CN-HA", 2))
        for year, value in ((2022, 100 * k), (2023, 110 * k), (2024, 120 * k))
    ]
    expected = []
    for now in (90, 200):
        with desk(tmp_path / str(now), [*past, f"level,total,CN-AH,2025,{now},CNY_1B"]) as h:
            found = candidates(h.indicators, ["CN-AH"], Period.of_year(2025))
            [(_, growth)] = [(c, s) for c, s in found if (c.kind, c.indicator.op) == ("value", "growth")]
            expected.append(growth.expected)
            assert growth.came == pytest.approx(100 * (now / 120 - 1), abs=0.5)
    assert expected[0] == expected[1]
    assert expected[0] is not None and 4 < expected[0] < 9.5
