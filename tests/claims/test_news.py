"""Newsworthiness: the weights and shapes are small tables with reasons, and every score adds up to its terms."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from tests.claims.desk import desk

from hinterland.api import Hinterland
from hinterland.claims.mine import candidates
from hinterland.claims.news import SMOOTHING, Score, hand_over, shapes, weights
from hinterland.codes import Period


def test_there_are_at_most_four_weights_each_with_its_reason() -> None:
    import csv
    from importlib.resources import files

    with (files("hinterland.claims") / "weights.csv").open(encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    assert {r["weight"] for r in rows} == set(weights()) == {"number", "cost", "reach", "known"}
    assert all(len(r["reason"]) > 20 for r in rows)


def test_the_frequencies_of_shapes_are_smoothed_and_leave_room_for_the_unseen() -> None:
    known = {s: 2**-bits for s, bits in shapes().items()}
    assert sum(known.values()) == pytest.approx(1)
    assert all(p >= known["unseen"] for p in known.values())
    assert SMOOTHING > 0


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
        assert s.cost == pytest.approx(w["cost"] * (s.rarity + math.log2(s.tried)))
        assert s.reach == pytest.approx(w["reach"] * math.log2(s.share))
        assert s.total == pytest.approx(s.surprise - s.cost + s.reach), claim
        assert 0 <= s.movement <= max(s.surprise, 0) + 1e-9
        assert 0 < s.share <= 1
        assert s.tried >= 0.5
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
    score = Score(6.25, 4.0, 5.5, 8, 4.25, 0.25, -1.2, 0.8, "value/growth/product")
    assert score.explain() == (
        "+0.8 bits: surprise 6.2 (4.0 of it from the movement), less 4.2 for saying it "
        "(shape value/growth/product: rarity 5.5 bits, 8 of that shape could have been tried), reach -1.2 (speaks of 25% of trade)"
    )


def test_a_score_below_zero_shows_its_sign() -> None:
    assert Score(0, 0, 5, 1, 2.5, 1, 0, -2.5, "x/y/z").explain().startswith("-2.5 bits: surprise 0.0")
