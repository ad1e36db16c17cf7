"""Entailment: each rule with an example and a counter-example, and the law that what follows from a true claim is true."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from tests.laws import generate, worlds
from tests.laws.ends import CloseCall, Ends
from tests.laws.figures import Span
from tests.laws.judging import Answer, Asked, same
from tests.laws.reference import Reference

from hinterland.claims import statement
from hinterland.claims.entailment import RULES, entails, retells, same_cell
from hinterland.models import Claim, Indicator, Relation

D = Decimal


def claim(
    kind: str = "value", subject: str = "CN-AH", op: str = "level", period: str = "2025", scope: str | None = None, **said: Any
) -> Claim:
    ends = {k: said.pop(k, None) for k in ("low", "high", "unit")}
    names = {k: said.pop(k) for k in ("flow", "product", "partner") if k in said}
    indicator = Indicator.model_validate({"op": op, "basis": "operating-unit", "currency": "CNY", **names})
    return statement(kind, subject, indicator, period, scope=scope, relation=Relation.model_validate(said), **ends)


def first(scope: str | None, place: int = 1, threshold: int = 10, **more: Any) -> Claim:
    return claim("first", scope=scope, test=">", threshold=threshold, low=place, high=place, unit="rank", **more)


def rank(scope: str, place: int, order: str = "desc", **more: Any) -> Claim:
    return claim("rank", scope=scope, test="nth", order=order, low=place, high=place, unit="rank", **more)


def record(window: str | None = None, place: int = 1, **more: Any) -> Claim:
    return claim("record", scope="years", test="highest", order="desc", window=window, low=place, high=place, unit="rank", **more)


def streak(low: int, high: int | None, **more: Any) -> Claim:
    return claim("streak", op="growth", test=more.pop("test", ">"), threshold=0, low=low, high=high, unit="count", **more)


def count(low: int, high: int, **more: Any) -> Claim:
    return claim("count", subject="CN", scope="provinces", test=">", threshold=10, low=low, high=high, unit="count", **more)


def change(threshold: int | None = 100, low: int = 200, high: int = 201) -> Claim:
    return claim("change", threshold=threshold, base_period="2020", low=low, high=high, unit="CNY")


FOLLOWS = [
    # a narrower figure entails a wider one
    (claim(low=10, high=11), claim(low=9, high=12)),
    (claim(low=10, high=11), claim(low=10, high=None)),
    (claim(low=10, high=None), claim(low=9, high=None)),
    # the n-th to cross has crossed; the first of a scope is the first of every scope inside
    (first("central", 3), first(None)),
    (first("provinces"), first("central")),
    (first("provinces"), first("central", 1)),
    (first("central"), claim(low=10, high=None)),
    (first("central", 2), claim(low=9, high=None)),
    # first of a scope, first inside; the last from the top is the first from the bottom
    (rank("provinces", 1), rank("central", 1)),
    (rank("provinces", 1), rank("top-10", 1)),
    (rank("top-10", 1), rank("top-5", 1)),
    (rank("central", 6), rank("central", 1, "asc")),
    (rank("central", 1, "asc"), claim("rank", scope="central", test="nth", order="desc", low=1, high=None, unit="rank")),
    # a record over a window is one over each shorter window
    (record(), record("2018/2025")),
    (record("2015/2025"), record("2018/2025")),
    # a run entails at least every fewer
    (streak(5, 5), streak(3, None)),
    (streak(5, 5), streak(5, 5)),
    # a club entails its members' levels, and every wider count
    (count(9, 9, members=["CN-AH", "CN-GD"]), claim(low=10, high=None)),
    (count(9, 9), count(8, 10)),
    # from X to Y entails Y; not the yearly rate, which starts from the revised base where one is implied
    (change(), claim(low=200, high=201, unit="CNY")),
    (change(), claim(low=150, high=None, unit="CNY")),
]

DOES_NOT = [
    (claim(low=9, high=12), claim(low=10, high=11)),
    (claim(low=10, high=11), claim(low=20, high=30)),
    (claim(low=10, high=11), claim(low=9, high=12, flow="export")),
    (claim(low=10, high=11), claim(low=9, high=12, period="2024")),
    (claim(low=10, high=11), claim(low=9, high=12, subject="CN-HA")),
    (claim(op="share", low=10, high=11, versus="CN"), claim(op="share", low=9, high=12)),
    (claim(op="cagr", low=10, high=11, base_period="2019"), claim(op="cagr", low=9, high=12, base_period="2020")),
    (claim(op="growth", low=17, high=18), claim(op="multiple", low=3, high=4)),
    (first("central", 2), first("provinces", 2)),
    (first("central"), first("provinces")),
    (first("provinces", 2), first("central")),
    (first("provinces"), first("western")),
    (first("central", 3), first("central", 2)),
    (first(None), first("central")),
    (first("central"), first(None, threshold=5)),
    (first("central"), claim(low=11, high=None)),
    (first("central"), claim(low=10, high=12)),
    (rank("central", 1), rank("provinces", 1)),
    (rank("provinces", 1), rank("central", 2)),
    (rank("provinces", 2), rank("central", 1)),
    (rank("provinces", 1), rank("western", 1)),
    (rank("central", 5), rank("central", 1, "asc")),
    (rank("central", 5), rank("central", 2, "asc")),
    (rank("partners", 1, partner="USA"), rank("partners", 9, "asc", partner="USA")),
    (rank("provinces", 1), rank("central", 1, op="growth")),
    (record("2018/2025"), record()),
    (record(), record("2018/2025", 2)),
    (record(place=2), record("2018/2025", 2)),
    (streak(3, 3), streak(5, None)),
    (streak(5, 5), streak(3, 3)),
    (streak(5, 5), streak(3, None, test="<")),
    (count(9, 9), claim(low=10, high=None)),
    (count(9, 9, members=["CN-AH"]), claim(low=11, high=None)),
    (count(9, 9, members=["CN-AH"], op="growth"), claim(low=10, high=None)),
    (count(9, 9), count(10, 12)),
    (change(), claim(low=202, high=None, unit="CNY")),
    (change(), claim(op="cagr", base_period="2020", low=14, high=15, unit="percent")),
    (change(), claim(op="cagr", base_period="2020", low=20, high=21, unit="percent")),
    (change(None), claim(op="cagr", base_period="2020", low=14, high=15, unit="percent")),
    (change(), claim(op="cagr", base_period="2019", low=14, high=15, unit="percent")),
    (claim(low=10, high=11), rank("central", 1)),
]


def spelled(pair: tuple[Claim, Claim]) -> str:
    return " > ".join(f"{c.kind}:{c.indicator.op}:{c.scope or ''}:{c.low}-{c.high}" for c in pair)


@pytest.mark.parametrize("pair", FOLLOWS, ids=spelled)
def test_it_follows(pair: tuple[Claim, Claim]) -> None:
    assert entails(*pair)


@pytest.mark.parametrize("pair", DOES_NOT, ids=spelled)
def test_it_does_not_follow(pair: tuple[Claim, Claim]) -> None:
    assert not entails(*pair)


def test_every_rule_has_an_example_and_a_counter_example() -> None:
    assert {(a.kind, b.kind) for a, b in FOLLOWS} == set(RULES)
    assert {(a.kind, b.kind) for a, b in DOES_NOT} >= set(RULES)


@pytest.mark.parametrize("c", [c for pair in FOLLOWS for c in pair], ids=lambda c: f"{c.kind}-{c.id[:6]}")
def test_a_claim_entails_itself(c: Claim) -> None:
    assert entails(c, c)


def test_one_movement_told_twice_is_known_for_what_it_is() -> None:
    growth, multiple = claim(op="growth", low=100, high=101), claim(op="multiple", low=2, high=3)
    assert retells(growth, multiple) and retells(multiple, growth)
    assert not retells(growth, claim(op="level", low=2, high=3))
    assert not retells(growth, claim(op="multiple", low=2, high=3, base_period="2019"))
    assert retells(change(), claim(op="cagr", base_period="2020", low=1, high=2))


def test_one_cell_is_one_subject_indicator_and_period() -> None:
    assert same_cell(claim(low=1, high=2), claim(low=5, high=6))
    assert not same_cell(claim(), claim(op="growth"))
    assert same_cell(claim(), claim(op="growth"), op=False)
    assert not same_cell(claim(), claim(flow="export"), op=False)


# -- what follows from a true claim is true


def true_premises(w: generate.World, known: Reference, r: Random, number: int) -> list[tuple[Asked, Answer]]:
    found: list[tuple[Asked, Answer]] = []
    for _ in range(number):
        a = generate.asked(w, r.choice(sorted({k for k, _ in RULES})), r)
        try:
            answer = known.answer(a)
        except CloseCall:
            continue
        if answer is not None and answer.verdict(answer.ends) == "supported":
            found.append((a, answer))
    return found


def conclusions(w: generate.World, known: Reference, a: Asked, answer: Answer, r: Random) -> list[tuple[Asked, Ends]]:
    """Claims near a premise, true and false ones, of every kind that a rule leads to."""
    low, high = answer.ends
    limit = a.threshold if a.threshold is not None else D(0)
    places: list[Ends] = [(D(n), D(n)) for n in range(4)] + [(D(1), None), (D(2), D(3)), answer.ends]
    scopes = [None, w.group, "provinces", "top-3", "top-5", "central"]
    match a.kind:
        case "first":
            others = [(replace(a, scope=s), e) for s in scopes for e in places]
            return (
                others + [(_value(a), (limit + d, None)) for d in (D(0), -abs(limit) / 2, abs(limit) / 10)] + [(_value(a), (None, limit))]
            )
        case "rank":
            return [(replace(a, scope=s, order=o), e) for s in scopes[1:] for o in ("desc", "asc") for e in places]
        case "record":
            return [(replace(a, since=y * 100 + 1), e) for y in w.years for e in places] + [(replace(a, since=None), e) for e in places]
        case "streak":
            return [(a, (D(n), m)) for n in range(6) for m in (None, D(n), D(n + 2))]
        case "count":
            values = [(replace(_value(a), subject=m), (limit, None)) for m in (*w.provinces, "CN")]
            return [(a, e) for e in places] + values
        case "change":
            rate = replace(_value(a), op="cagr", base=a.base)
            known_rate = known.answer(rate)
            rates: list[Ends] = [known_rate.ends, _wider(known_rate.ends, D(1)), (D(-5), D(5))] if known_rate else []
            return [(rate, e) for e in rates] + [
                (_value(a), e) for e in (answer.ends, _wider(answer.ends, D(2)), (low, None), (None, high))
            ]
        case _:
            return [(a, e) for e in (answer.ends, _wider(answer.ends, D(1)), (low, None), (None, high), _wider(answer.ends, D("-0.2")))]


def _value(a: Asked) -> Asked:
    return Asked("value", a.subject, a.op, a.series, a.span)


def _wider(ends: Ends, by: D) -> Ends:
    low, high = ends
    if low is None or high is None or low == high:
        return ends
    width = (high - low) * by
    return low - width, high + width


@pytest.mark.parametrize("seed", [0, *(pytest.param(s, marks=pytest.mark.long) for s in range(20, 26))])
def test_what_follows_from_a_true_claim_is_true(seed: int) -> None:
    w, r = generate.world(seed), Random(f"entailment {seed}")
    known, tried = worlds.reference(w), 0
    for a, answer in true_premises(w, known, r, 300):
        base = _start(known, a)
        asked = replace(a, members=tuple(answer.members), threshold=base) if a.kind in ("count", "change") and base is not None else a
        premise = worlds.claim_of(replace(asked, members=tuple(answer.members)) if a.kind == "count" else asked, answer.ends, answer.unit)
        try:
            others = conclusions(w, known, a, answer, r)
            judged = [(b, ends, known.answer(b)) for b, ends in others]
        except CloseCall:
            continue
        for b, ends, found in judged:
            conclusion = worlds.claim_of(b, ends, found.unit if found else answer.unit)
            if entails(premise, conclusion):
                tried += 1
                said = "unverifiable" if found is None else found.verdict(ends)
                # A window may hold nothing but the claim's own period, and a bound may place a member that is missing.
                unsure = found is None or not same(found.ends, found.wide)
                assert said == "supported" or (said == "unverifiable" and unsure and b.kind in ("record", "rank")), (
                    f"{a} {answer} / {b} {ends} {found}"
                )
    assert tried > 100


def _start(known: Reference, a: Asked) -> D | None:
    """The figure that a change starts from, within its rounding."""
    if a.kind != "change" or a.base is None:
        return a.threshold
    low, high = known.book.figure(a.op, a.series, a.subject, Span(*a.base), a.versus).ends
    return (low + high) / 2 if low is not None and high is not None else None
