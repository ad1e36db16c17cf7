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
from hinterland.claims.mine import ALIKE, CONSIDERED, LEAST, TOLD, Mined, candidates, choose, mine, stories
from hinterland.claims.news import Score
from hinterland.codes import Period
from hinterland.language import sentence
from hinterland.models import Claim

ANHUI = ("CN-AH", Period.of_year(2025))


def score(plainly: float, apart: float = 0) -> Score:
    """A score whose terms sum to so many bits."""
    return Score(0.5, None, None, 0, 1, 1 - plainly, 1, 0, 0, "value/level/total", apart)


def said(mined: list[Mined]) -> list[tuple[str, float]]:
    return [(m.claim.id, m.score) for m in mined]


@pytest.fixture(scope="module")
def anhui(hinterland: Hinterland) -> list[Mined]:
    return mine(hinterland.indicators, *ANHUI, top=20)


def test_it_is_the_same_every_time_and_in_every_process(anhui: list[Mined], hinterland: Hinterland, seeded: Path) -> None:
    assert said(mine(hinterland.indicators, *ANHUI, top=20)) == said(anhui)
    with Hinterland(seeded) as other:
        assert said(list(other.mine("Anhui", "2025", top=20).mined)) == said(anhui)


def test_other_questions_in_between_change_nothing(anhui: list[Mined], hinterland: Hinterland) -> None:
    mine(hinterland.indicators, "CN-GD", Period.of_year(2024), top=5)
    assert said(mine(hinterland.indicators, *ANHUI, top=20)) == said(anhui)


def test_fewer_are_the_first_of_more(anhui: list[Mined], hinterland: Hinterland) -> None:
    assert said(mine(hinterland.indicators, *ANHUI, top=5)) == said([m for m in anhui if m.story <= 5])
    assert len({m.story for m in anhui}) <= 20


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


def test_every_line_has_bits_and_a_story_begins_with_its_strongest(anhui: list[Mined]) -> None:
    assert all(m.score == m.alone.total and (m.score >= LEAST or m.claim.indicator.concept != "trade") for m in anhui)
    of = {n: [m for m in anhui if m.story == n] for n in dict.fromkeys(m.story for m in anhui)}
    assert list(of) == list(range(1, len(of) + 1))
    for story in of.values():
        assert all(a.alone.plainly >= b.alone.plainly - 1e-9 for a, b in pairwise(story))
        assert len({(m.claim.indicator.flow, m.claim.indicator.product, m.claim.indicator.partner, m.claim.period) for m in story}) == 1
    heads = [story[0].alone.plainly for story in of.values()]
    assert all(a >= b - 1e-9 for a, b in pairwise(heads)), "stories may tie"


def test_candidates_come_best_first_and_no_more_than_asked(hinterland: Hinterland) -> None:
    found = candidates(hinterland.indicators, ["CN-AH"], Period.of_year(2025), most=50)
    assert len(found) == 50
    assert all(a.plainly >= b.plainly - 1e-9 for (_, a), (_, b) in pairwise(found))
    assert CONSIDERED >= 100


def test_a_month_reaches_as_far_as_its_part_of_the_year(anhui: list[Mined]) -> None:
    [month] = [m for m in anhui if m.claim.period == "2025-12" and m.claim.kind == "value" and m.claim.indicator.op == "growth"]
    assert month.alone.share == pytest.approx(1 / 12)
    assert month.alone.reach < 0


def test_crossings_are_told_in_both_directions(hinterland: Hinterland) -> None:
    def crossing(period: str) -> str:
        found = [m.claim for m in mine(hinterland.indicators, "CN-SC", Period.parse(period), top=10)]
        [claim] = [c for c in found if c.kind == "first" and c.scope is None and c.indicator.flow == "total"]
        assert claim.verdict == "supported"
        return sentence(claim, "en")

    assert crossing("2023") == "Sichuan's trade fell below 1 trillion yuan in 2023 for the first time since 2021."
    assert crossing("2024") == "Sichuan's trade passed 1 trillion yuan in 2024 for the first time since 2022."


def test_measures_beside_trade_are_told_however_few_bits_they_have(anhui: list[Mined]) -> None:
    found = {m.claim.indicator.op: m for m in anhui if m.claim.indicator.concept == "gdp"}
    assert found.keys() >= {"level", "growth"}
    assert found["level"].story > max(m.story for m in anhui if m.score >= LEAST)


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


def told(scored: list[tuple[Claim, Score]], top: int = 20) -> list[list[Claim]]:
    return [[c for c, _ in story] for story in stories(scored, top)]


def test_what_follows_from_a_chosen_claim_is_left_out_either_way() -> None:
    narrow, wide, other = level(), claim(low=5, high=20, unit="CNY"), level("CN-HA")
    for scored in ([(narrow, score(9)), (wide, score(8)), (other, score(1))], [(narrow, score(8)), (wide, score(9)), (other, score(1))]):
        found = choose(scored, 20)
        assert [c.subject for c in found] == ["CN-AH", "CN-HA"]
        assert found[0] is scored[0][0] if scored[0][1].total > scored[1][1].total else found[0] is wide


def test_one_movement_is_told_in_one_form() -> None:
    growth, multiple = claim(op="growth", low=100, high=101, unit="percent"), claim(op="multiple", low=2, high=3, unit="ratio")
    assert retells(growth, multiple) and not entails(growth, multiple)
    assert [[c.indicator.op for c in story] for story in told([(growth, score(3)), (multiple, score(9))])] == [["multiple"]]


def test_what_tells_one_event_is_one_story_ranked_by_its_strongest_claim() -> None:
    growth, record = (
        claim(op="growth", low=17, high=18, unit="percent"),
        claim("record", test="highest", order="desc", scope="years", low=1, high=1, unit="rank"),
    )
    exports = claim(op="growth", flow="export", low=3, high=4, unit="percent")
    assert told([(record, score(1)), (exports, score(2)), (growth, score(3))]) == [[growth, record], [exports]]


def test_a_story_tells_two_claims_of_a_kind_and_no_more_than_are_read() -> None:
    ranks = [
        (claim("rank", order="desc", scope=s, low=n, high=n, unit="rank"), score(n))
        for n, s in enumerate(("eastern", "coastal", "inland"), 2)
    ]
    [story] = told(ranks)
    assert len(story) == ALIKE and TOLD >= 10


def test_of_places_with_one_score_the_one_among_more_comes_first() -> None:
    wide, narrow = (claim("rank", order="desc", scope=s, low=5, high=5, unit="rank") for s in ("provinces", "eastern"))
    assert told([(narrow, score(1, 10 / 25)), (wide, score(1, 31 / 25))]) == [[wide, narrow]]


def test_what_is_luck_is_no_line() -> None:
    assert told([(level(), score(-12))]) == []
    assert told([(level(), score(-3))]) == [[level()]]


def test_the_best_stories_are_chosen_until_enough_are() -> None:
    scored = [(level(s, low), score(total)) for s, low, total in (("CN-AH", 1, 2), ("CN-HA", 2, 7), ("CN-GD", 3, 5), ("CN-JS", 4, -1))]
    assert [c.subject for c in choose(scored, 3)] == ["CN-HA", "CN-GD", "CN-AH"]
    assert len(choose(scored, 99)) == 4
    assert choose([], 5) == []


def test_claims_of_one_score_come_in_the_order_of_their_ids_whatever_order_they_are_given_in() -> None:
    scored = [(level(s), score(3)) for s in ("CN-AH", "CN-HA", "CN-GD", "CN-JS")]
    assert [c.id for c in choose(scored, 9)] == [c.id for c in choose(scored[::-1], 9)]
