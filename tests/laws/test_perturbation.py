"""Law 4, perturbation: a value moved beyond its rounding is refuted, within it supported, on random sets and on the embedded figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from tests.laws import generate, worlds
from tests.laws.ends import CloseCall, Ends
from tests.laws.figures import Series, Span
from tests.laws.judging import Answer, Asked

from hinterland.api import Hinterland
from hinterland.claims import Evaluated, evaluate
from hinterland.models import Claim

D = Decimal
OPS = ("level", "growth", "share", "balance", "cagr", "multiple", "contribution")


def inside(r: Random, low: D, high: D) -> Ends:
    """A statement of a figure's own width or less whose middle lies in it."""
    width = high - low
    middle = low + width * D(r.randint(5, 95)) / 100
    half = width * D(r.randint(1, 50)) / 100
    return middle - half, middle + half


def outside(r: Random, low: D, high: D) -> Ends:
    """The same statement moved beyond the end, by a little or by much."""
    step = (high - low) or max(abs(high), D(1)) / 1000
    gap = step * D(r.choice((1, 7, 100, 5000))) / 1000
    return (high + gap, high + gap + step) if r.random() < 0.5 else (low - gap - step, low - gap)


def moved(claim: Claim, ends: Ends) -> Claim:
    return claim.model_copy(
        update={"low": round(ends[0], 6) if ends[0] is not None else None, "high": round(ends[1], 6) if ends[1] is not None else None}
    )


def verdicts(h: Hinterland, claims: list[Claim]) -> list[str]:
    return [e.claim.verdict for e in evaluate(h.indicators, claims)]


@pytest.mark.parametrize("seed", range(3))
def test_a_value_is_supported_within_its_rounding_and_refuted_beyond(seed: int, tmp_path: Path) -> None:
    world = generate.world(seed)
    known, r = worlds.reference(world), Random(f"perturbation {seed}")
    tried = [c for c in worlds.cases(world, known, "value", 400) if c.answer and _firm(c.answer)]
    near = [moved(c.claim, inside(r, *_both(c.answer))) for c in tried]
    far = [moved(c.claim, outside(r, *_both(c.answer))) for c in tried]
    with worlds.opened(world, tmp_path / "warehouse") as h:
        assert len(tried) > 50
        assert set(verdicts(h, near)) == {"supported"}
        refuted = verdicts(h, far)
        computed = [c.asked.op == "growth" and c.answer is not None and c.answer.outer == (None, None) for c in tried]
        assert {v for v, weak in zip(refuted, computed, strict=True) if not weak} == {"refuted"}
        assert {v for v, weak in zip(refuted, computed, strict=True) if weak} <= {"unverifiable"}


def _firm(a: Answer) -> bool:
    """Whether the answer has both ends, wider apart than the millionth it is kept to, and nothing missing widens it."""
    low, high = a.ends
    return low is not None and high is not None and a.ends == a.wide and (high - low > D("1e-4") or low == high)


def _both(a: Answer | None) -> tuple[D, D]:
    assert a is not None and a.ends[0] is not None and a.ends[1] is not None
    return a.ends[0], a.ends[1]


@pytest.mark.parametrize("kind", ["rank", "count", "first", "record", "streak"])
def test_a_place_or_count_is_refuted_one_beyond_what_is_possible(kind: str, tmp_path: Path) -> None:
    world = generate.world(7)
    known, claims = worlds.reference(world), []
    for case in worlds.cases(world, known, kind, 300):
        a = case.answer
        if a is None or None in (*a.wide, *(a.outer or a.wide)):
            continue
        ends = [x for pair in (a.ends, a.wide, a.outer or a.wide) for x in pair if x is not None]
        claims.append(moved(case.claim, (max(ends) + 1, max(ends) + 1)))
    with worlds.opened(world, tmp_path / "warehouse") as h:
        assert len(claims) > 20
        assert set(verdicts(h, claims)) == {"refuted"}


def test_computed_growth_supports_and_never_refutes(tmp_path: Path) -> None:
    world = generate.world(11)
    known, r = worlds.reference(world), Random("growth")
    claims = []
    for _ in range(600):
        asked = generate.asked(world, "value", r)
        try:
            answer = known.answer(asked)
        except CloseCall:
            continue
        if asked.op == "growth" and answer and answer.outer == (None, None) and _firm(answer):
            claims.append(worlds.claim_of(asked, None, "percent").model_copy(update={"low": D(9000), "high": D(9001)}))
    with worlds.opened(world, tmp_path / "warehouse") as h:
        assert len(claims) > 5
        assert set(verdicts(h, claims)) == {"unverifiable"}


@pytest.mark.parametrize("subject", ["CN-AH", "CN-GD", "CN-XJ", "CN"])
def test_embedded_figures_are_refuted_beyond_their_rounding(subject: str, hinterland: Hinterland) -> None:
    r = Random(subject)
    questions = [worlds.claim_of(Asked("value", subject, op, s, span), None, None) for op, s, span in _embedded(hinterland, subject)]
    answered = [e for e in evaluate(hinterland.indicators, questions) if _published(e)]
    assert len(answered) > 20
    near = [moved(e.claim, inside(r, *_ends(e))) for e in answered]
    far = [moved(e.claim, outside(r, *_ends(e))) for e in answered]
    assert set(verdicts(hinterland, near)) == {"supported"}
    assert set(verdicts(hinterland, far)) == {"refuted"}


def _embedded(h: Hinterland, subject: str) -> list[tuple[str, Series, Span]]:
    rows = h.indicators.engine.con.execute(
        "SELECT DISTINCT op, flow, product, partner, measure, basis, currency, first_month, last_month FROM preferred"
        f" WHERE region = '{subject}' AND concept = 'trade' AND regime = 'all' AND op IN ('level', 'growth') AND flow IS NOT NULL ORDER BY ALL"
    ).fetchall()
    return [(op, Series(*series), Span(first, last)) for op, *series, first, last in rows][:200]


def _published(e: Evaluated) -> bool:
    return e.answer is not None and e.how == "published" and e.answer == e.widest and e.answer.width is not None


def _ends(e: Evaluated) -> tuple[D, D]:
    assert e.answer is not None and e.answer.low is not None and e.answer.high is not None
    return e.answer.low, e.answer.high
