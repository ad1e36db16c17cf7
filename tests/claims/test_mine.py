"""Mining: what is chosen, in which order, and that it is the same every time."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.claims.desk import claim, desk

from hinterland import InputError
from hinterland.api import Hinterland
from hinterland.claims.entailment import entails, retells
from hinterland.claims.mine import CONSIDERED, Mined, candidates, choose, mine
from hinterland.claims.news import Score
from hinterland.codes import Period
from hinterland.language import sentence
from hinterland.models import Claim

ANHUI = ("CN-AH", Period.of_year(2025))


def score(total: float, surprise: float = 5, movement: float = 0, cost: float = 2) -> Score:
    return Score(surprise, movement, 4, 1, cost, 1, 0, total, "value/level/total")


def said(mined: list[Mined]) -> list[tuple[str, float]]:
    return [(m.claim.id, m.score) for m in mined]


@pytest.fixture(scope="module")
def anhui(hinterland: Hinterland) -> list[Mined]:
    return mine(hinterland.indicators, *ANHUI, top=20)


def test_it_is_the_same_every_time_and_in_every_process(anhui: list[Mined], hinterland: Hinterland, seeded: Path) -> None:
    assert said(mine(hinterland.indicators, *ANHUI, top=20)) == said(anhui)
    with Hinterland(seeded) as other:
        assert said(other.mine("Anhui", "2025", top=20)) == said(anhui)


def test_other_questions_in_between_change_nothing(anhui: list[Mined], hinterland: Hinterland) -> None:
    mine(hinterland.indicators, "CN-GD", Period.of_year(2024), top=5)
    assert said(mine(hinterland.indicators, *ANHUI, top=20)) == said(anhui)


def test_fewer_are_the_first_of_more(anhui: list[Mined], hinterland: Hinterland) -> None:
    assert said(mine(hinterland.indicators, *ANHUI, top=5)) == said(anhui)[:5]
    assert len(anhui) == 20


def test_each_is_supported_and_states_its_own_answer(anhui: list[Mined]) -> None:
    for m in anhui:
        assert m.claim.verdict == "supported"
        assert m.claim.low is not None
        assert m.claim.evidence is not None and m.claim.evidence.observations
        assert m.claim.subject == "CN-AH"


def test_what_reporters_led_with_is_there(anhui: list[Mined]) -> None:
    told = {(m.claim.kind, m.claim.indicator.op, m.claim.indicator.flow, m.claim.scope) for m in anhui}
    assert told >= {
        ("value", "level", "total", None),
        ("value", "growth", "total", None),
        ("first", "level", "total", "central"),
        ("count", "level", "total", "provinces"),
        ("rank", "growth", "total", "top-10"),
    }


def test_the_score_alone_is_kept_beside_what_is_left_of_it(anhui: list[Mined]) -> None:
    assert anhui[0].score == anhui[0].alone.total
    for m in anhui:
        assert m.alone.explain().startswith(f"{m.alone.total:+.1f} bits")


def test_candidates_come_best_first_and_no_more_than_asked(hinterland: Hinterland) -> None:
    found = candidates(hinterland.indicators, ["CN-AH"], Period.of_year(2025), most=50)
    assert len(found) == 50
    assert all(a.total >= b.total for (_, a), (_, b) in pairwise(found))
    assert CONSIDERED >= 100


def test_the_share_of_a_month_lowers_its_reach(hinterland: Hinterland) -> None:
    month = Period.parse("2025-07")
    whole = {c.id: s for c, s in candidates(hinterland.indicators, ["CN-GD"], month)}
    part = {c.id: s for c, s in candidates(hinterland.indicators, ["CN-GD"], month, share=1 / 12)}
    assert whole.keys() == part.keys()
    records = {i for i, s in whole.items() if s.shape.startswith("record/")}  # which speak of all their window
    assert records and records < whole.keys()
    assert all(part[i].total < whole[i].total and part[i].surprise == whole[i].surprise for i in whole.keys() - records)
    assert all(part[i] == whole[i] for i in records)


def test_crossings_are_told_in_both_directions(hinterland: Hinterland) -> None:
    def crossing(period: str) -> str:
        found = [m.claim for m in mine(hinterland.indicators, "CN-SC", Period.parse(period), top=10)]
        [claim] = [c for c in found if c.kind == "first" and c.scope is None and c.indicator.flow == "total"]
        assert claim.verdict == "supported"
        return sentence(claim, "en")

    assert crossing("2023") == "Sichuan's trade fell below 1 trillion yuan in 2023 for the first time since 2021."
    assert crossing("2024") == "Sichuan's trade passed 1 trillion yuan in 2024 for the first time since 2022."


def test_nobody_is_called_the_first_who_may_have_come_second_in_the_same_year(hinterland: Hinterland) -> None:
    """Henan passed 900 billion in 2025, and so did Anhui."""
    found = candidates(hinterland.indicators, ["CN-HA"], Period.parse("2025"))
    assert not [c for c, _ in found if c.kind == "first" and c.scope == "central" and c.relation.threshold == 900 * 10**9]


def test_the_month_a_year_ended_with_is_part_of_its_news(anhui: list[Mined]) -> None:
    assert {m.claim.period for m in anhui} == {"2025", "2025-12"}


def test_a_subject_of_which_nothing_is_held_has_no_news(hinterland: Hinterland) -> None:
    assert mine(hinterland.indicators, "CN-AH", Period.of_year(1990)) == []


@pytest.mark.parametrize(("arguments", "says"), [(("Atlantis", "2025"), "Atlantis"), (("CN-AH", "twenty"), "not a period")])
def test_what_is_not_understood_is_refused(arguments: tuple[str, str], says: str, hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match=says):
        hinterland.mine(*arguments)
    with pytest.raises(InputError, match="at least 1"):
        hinterland.mine("CN-AH", "2025", top=0)


def test_groups_held_in_part_are_no_news(tmp_path: Path) -> None:
    rows = [
        f"level,total,{p},{y},{v},CNY_1B"
        for p, v in (("CN-AH", 1000), ("CN-HA", 900), ("CN-HB", 800), ("CN-HN", 500))
        for y in (2024, 2025)
    ]
    with desk(tmp_path, rows) as h:
        found = mine(h.indicators, "central", Period.of_year(2025))
        assert [m.claim.kind for m in found if m.claim.kind in ("value", "record", "streak", "change")] == []


# -- choosing


def level(subject: str = "CN-AH", low: int = 10, **more: Any) -> Claim:
    return claim(subject=subject, low=low, high=low + 1, unit="CNY", **more)


def test_what_follows_from_a_chosen_claim_is_left_out_either_way() -> None:
    narrow, wide, other = level(), claim(low=5, high=20, unit="CNY"), level("CN-HA")
    for scored in ([(narrow, score(9)), (wide, score(8)), (other, score(1))], [(narrow, score(8)), (wide, score(9)), (other, score(1))]):
        chosen = choose(scored, 20)
        assert [c.subject for c, _, _ in chosen] == ["CN-AH", "CN-HA"]
        assert chosen[0][0] is scored[0][0] if scored[0][1].total == 9 else chosen[0][0] is wide


def test_one_movement_is_told_in_one_form() -> None:
    growth, multiple = claim(op="growth", low=100, high=101, unit="percent"), claim(op="multiple", low=2, high=3, unit="ratio")
    assert retells(growth, multiple) and not entails(growth, multiple)
    assert [c.indicator.op for c, _, _ in choose([(growth, score(3)), (multiple, score(9))], 20)] == ["multiple"]


def test_a_second_claim_on_one_cell_tells_less_and_costs_less() -> None:
    growth, record = (
        claim(op="growth", low=17, high=18, unit="percent"),
        claim("record", test="highest", order="desc", scope="years", low=1, high=1, unit="rank"),
    )
    chosen = choose([(growth, score(9, movement=3)), (record, score(8, surprise=6, movement=2, cost=2.5))], 20)
    assert [round(bits, 2) for _, bits, _ in chosen] == [9, 8 - 2 + 0.4 * 2.5]


def test_what_speaks_of_little_pays_once_for_being_picked() -> None:
    def of(product: str, op: str, unit: str, low: int) -> Claim:
        return claim(op=op, product=product, low=low, high=low + 1, unit=unit)

    small = Score(5, 0, 4, 1, 2, 0.1, -2, 3, "value/level/product")
    first, second, other = of("8703", "growth", "percent", 40), of("8703", "level", "CNY", 10), of("8507", "level", "CNY", 20)
    chosen = choose([(first, score(9)), (second, small), (other, small)], 20)
    assert [(c.indicator.product, round(bits, 2)) for c, bits, _ in chosen] == [("8703", 9), ("8703", 3 + 0.4 * (2 + 2)), ("8507", 3)]


def test_the_best_left_is_chosen_until_enough_are() -> None:
    scored = [(level(s, low), score(total)) for s, low, total in (("CN-AH", 1, 2), ("CN-HA", 2, 7), ("CN-GD", 3, 5), ("CN-JS", 4, -1))]
    assert [c.subject for c, _, _ in choose(scored, 3)] == ["CN-HA", "CN-GD", "CN-AH"]
    assert len(choose(scored, 99)) == 4
    assert choose([], 5) == []


def test_claims_of_one_score_come_in_the_order_of_their_ids_whatever_order_they_are_given_in() -> None:
    scored = [(level(s), score(3)) for s in ("CN-AH", "CN-HA", "CN-GD", "CN-JS")]
    assert [c.id for c, _, _ in choose(scored, 9)] == [c.id for c, _, _ in choose(scored[::-1], 9)]
