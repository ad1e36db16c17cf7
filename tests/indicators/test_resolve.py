"""Needs in, answers out: what was published and what levels give are kept apart, and every computed figure has the ends that rounding allows.

The arithmetic of `interval.py` is the oracle: it shares nothing with the SQL that is tried here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.indicators.asking import ask, close, held, need

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.interval import Interval, compound_rate, growth, last_digit, share

HEADER = "op,flow,product,partner,basis,region,period,value,unit,versus"

YI = 10**8

ROWS = (
    "level,total,all,world,,CN-AH,2020,5406.4,CNY_100M,",
    "level,total,all,world,,CN-AH,2024,8642.58,CNY_100M,",
    "level,total,all,world,,CN-AH,2025,10135.57,CNY_100M,",
    "growth,total,all,world,,CN-AH,2025,17.3,percent,",
    "cagr,total,all,world,,CN-AH,2021/2025,13.2,percent,",
    "level,export,all,world,,CN-AH,2025,6823.1,CNY_100M,",
    "level,import,all,world,,CN-AH,2025,3312.5,CNY_100M,",
    "level,export,new-three,world,,CN-AH,2025,1018.3,CNY_100M,",
    "share,export,new-three,world,,CN-AH,2025,14.9,percent,",
    "level,total,all,ASEAN,,CN-AH,2025,1500,CNY_100M,",
    "level,total,all,world,,CN,2024,438468,CNY_100M,",
    "level,total,all,world,,CN,2025,454687,CNY_100M,",
    "level,total,all,world,,CN-HA,2024,8201.5,CNY_100M,",
    "level,total,all,world,,CN-HA,2025,9362,CNY_100M,",
    "level,total,all,world,,CN-HN,2024,5625,CNY_100M,",
    "level,total,all,world,,CN-HN,2025,5405.6,CNY_100M,",
    "level,total,all,world,destination-origin,CN-AH,2025,700.5,CNY_100M,",
    "level,total,all,world,,CN-AH,2025-01/2025-11,9108.2,CNY_100M,",
    "level,total,all,world,,CN-AH,2025-12,1027.4,CNY_100M,",
    "contribution,total,all,world,,CN-GD,2025,24.1,percent,CN",
    "share,total,all,world,,CN-GD,2025,20.9,percent,CN",
    "share,total,all,world,,CN-GD,2025,55.5,percent,",
    "level,export,all,world,,CN-JS,2025,400,CNY_100M,",
    "level,export,mechanical-electrical,world,,CN-JS,2025,265,CNY_100M,",
    "share,export,mechanical-electrical,world,,CN-JS,2025,66.4,percent,",
)


@pytest.fixture(scope="module")
def h(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    with held(tmp_path_factory.mktemp("resolve"), HEADER, ROWS) as h:
        yield h


def stated(text: str) -> Interval:
    return Interval.stated(text, YI)


AH20, AH24, AH25 = stated("5406.4"), stated("8642.58"), stated("10135.57")
CN24, CN25 = stated("438468"), stated("454687")


# -- levels


def test_a_level_is_what_was_published_with_its_ends_and_where_it_stood(h: Hinterland) -> None:
    answer = ask(h, "CN-AH")
    assert answer.published is None
    assert answer.computed == answer.best
    assert answer.computed is not None
    assert (answer.computed.value, answer.computed.interval) == (Decimal("1013557000000"), AH25)
    assert (answer.computed.how, answer.computed.unit, answer.computed.held, answer.computed.members) == ("published", "CNY", 1, 1)
    [observation] = h.indicators.observations(answer.computed.observations)
    assert (observation.file, observation.row, observation.source, observation.interval) == ("1.csv", 4, "s1", AH25)


@pytest.mark.parametrize(
    "asked",
    [
        need("CN-BJ"), need("CN-AH", period="2023"), need("CN-AH", currency="USD"), need("CN-AH", product="87"), need("CN-AH", partner="USA"),
        need("CN-AH", regime="10"), need("CN-AH", measure="quantity"), need("CN-AH", concept="gdp"), need("CN-AH", period="2025-01/2025-10"),
        need("CN-AH", "growth", "2026"), need("CN-AH", "cagr", base="2019"), need("CN-AH", "share", product="87"), need("CN", "balance"),
        need("CN-AH", "count"), need("CN-AH", "rank"), need("CN-AH", "growth", basis="destination-origin"), need("CN-AH", "share", versus="CN-GD"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_held_is_not_answered(h: Hinterland, asked: object) -> None:
    [answer] = h.indicators.ask([asked])  # type: ignore[list-item]
    assert (answer.published, answer.computed, answer.best) == (None, None, None)


# -- growth, as published and as computed


def test_published_and_computed_growth_are_kept_apart(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "growth")
    assert answer.published is not None and answer.computed is not None
    assert (answer.published.interval, answer.published.how, answer.published.unit) == (Interval.stated("17.3"), "published", "percent")
    close(answer.computed, growth(AH25, AH24))
    assert (answer.computed.how, answer.computed.unit) == ("computed", "percent")
    assert answer.best == answer.published
    assert not answer.published.interval.within(answer.computed.interval)
    assert [o.period for o in h.indicators.observations(answer.computed.observations)] == ["2025", "2024"]
    assert [o.indicator.op for o in h.indicators.observations(answer.published.observations)] == ["growth"]


def test_growth_that_nobody_published_is_computed(h: Hinterland) -> None:
    answer = ask(h, "CN-HN", "growth")
    assert answer.published is None and answer.best == answer.computed
    close(answer.computed, growth(stated("5405.6"), stated("5625")))
    assert answer.computed is not None and answer.computed.interval.high is not None and answer.computed.interval.high < 0


def test_growth_over_several_years_is_not_what_was_published_of_one(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "growth", base="2020")
    assert answer.published is None
    close(answer.computed, growth(AH25, AH20))


def test_growth_is_not_computed_across_spans_or_bases(h: Hinterland) -> None:
    for period, basis in (("2025-01/2025-11", "operating-unit"), ("2025-12", "operating-unit"), ("2025", "destination-origin")):
        assert ask(h, "CN-AH", "growth", period, basis=basis).computed is None


# -- shares, balances, multiples, compound rates, contributions


def test_a_share_of_the_regions_own_trade(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "share", flow="export", product="new-three")
    assert answer.published is not None and answer.published.interval == Interval.stated("14.9")
    close(answer.computed, share(stated("1018.3"), stated("6823.1")))
    assert answer.best == answer.computed
    close(ask(h, "CN-AH", "share", partner="ASEAN").computed, share(stated("1500"), AH25))


def test_a_share_that_its_rounded_levels_leave_open_is_as_published(h: Hinterland) -> None:
    answer = ask(h, "CN-JS", "share", flow="export", product="mechanical-electrical")
    assert answer.published is not None and answer.computed is not None
    assert answer.published.value == Decimal("66.4") and answer.published.interval.meets(answer.computed.interval)
    assert answer.best == answer.published
    said = {
        p: h.check(f"In 2025, machinery and electronics made up {p}% of Jiangsu's exports.", dated=date(2026, 3, 1))
        for p in ("66.4", "66.2", "69.4")
    }
    assert {p: [c.verdict for c in report.claims] for p, report in said.items()} == {
        "66.4": ["supported"],
        "66.2": ["unverifiable"],
        "69.4": ["refuted"],
    }


def test_a_share_of_another_region(h: Hinterland) -> None:
    close(ask(h, "CN-AH", "share", versus="CN").computed, share(AH25, CN25))


def test_a_published_share_is_of_the_whole_that_was_asked_for(h: Hinterland) -> None:
    of_nation, of_its_own = ask(h, "CN-GD", "share", versus="CN"), ask(h, "CN-GD", "share")
    assert of_nation.best is not None and of_nation.best.value == Decimal("20.9")
    assert of_its_own.best is not None and of_its_own.best.value == Decimal("55.5")


def test_a_balance_is_exports_less_imports(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "balance")
    close(answer.computed, stated("6823.1") - stated("3312.5"))
    assert answer.computed is not None and answer.computed.unit == "CNY"
    assert len(answer.computed.observations) == 2


def test_a_multiple_is_level_over_level(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "multiple", base="2020")
    close(answer.computed, AH25 / AH20)
    assert answer.computed is not None and answer.computed.unit == "ratio"


def test_a_compound_rate_is_published_for_the_years_it_covers(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "cagr", base="2020")
    assert answer.published is not None and answer.published.value == Decimal("13.2")
    close(answer.computed, compound_rate(AH25, AH20, 5))
    assert answer.best == answer.published


def test_a_compound_rate_over_one_year_is_the_growth_published_for_it(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "cagr", base="2024")
    assert answer.published is None
    close(answer.computed, Interval.stated("17.3"))
    assert answer.computed is not None and answer.computed.how == "computed"


def contributed(now: Interval, base: Interval, whole: Interval, whole_base: Interval) -> Interval:
    return share(now - base, whole - whole_base)


def changed(level: str, rate: str) -> Interval:
    """The change that a level above zero in 100 million yuan and the growth published with it give: it rises with both where growth is above zero."""
    level_, rate_ = stated(level), Interval.stated(rate)
    ends = [n * g / (100 + g) for n, g in ((level_.low, rate_.low), (level_.high, rate_.high)) if n is not None and g is not None]
    return Interval(ends[0], ends[1])


def test_a_contribution_is_the_share_of_a_change(h: Hinterland) -> None:
    answer = ask(h, "CN-AH", "contribution", versus="CN")
    close(answer.computed, share(changed("10135.57", "17.3"), CN25 - CN24))
    close(ask(h, "CN-HN", "contribution", versus="CN").computed, contributed(stated("5405.6"), stated("5625"), CN25, CN24))


def test_a_published_contribution_is_told_first(h: Hinterland) -> None:
    answer = ask(h, "CN-GD", "contribution", versus="CN")
    assert answer.best == answer.published
    assert answer.published is not None and answer.published.value == Decimal("24.1")
    assert ask(h, "CN-GD", "contribution", versus="CN", base="2020").published is None


def test_a_contribution_to_a_whole_that_may_not_have_grown_is_not_told(tmp_path: Path) -> None:
    rows = ("level,total,all,world,,CN,2024,1.00,CNY_1T,", "level,total,all,world,,CN,2025,1.01,CNY_1T,")
    parts = ("level,total,all,world,,CN-AH,2024,100,CNY_100M,", "level,total,all,world,,CN-AH,2025,120,CNY_100M,")
    with held(tmp_path, HEADER, (*rows, *parts)) as h:
        assert ask(h, "CN-AH", "contribution", versus="CN").computed is None


# -- many levels at once, against the arithmetic of intervals

OPERATIONS: dict[str, tuple[dict[str, str], Callable[[dict[str, Interval]], Interval]]] = {
    "level": ({}, lambda x: x["now"]),
    "growth": ({}, lambda x: growth(x["now"], x["base"])),
    "multiple": ({"base": "2021"}, lambda x: x["now"] / x["first"]),
    "cagr": ({"base": "2021"}, lambda x: compound_rate(x["now"], x["first"], 4)),
    "share": ({"versus": "CN"}, lambda x: share(x["now"], x["nation"])),
    "contribution": ({"versus": "CN"}, lambda x: contributed(x["now"], x["base"], x["nation"], x["nation base"])),
    "balance": ({}, lambda x: x["export"] - x["import"]),
}


Levels = dict[tuple[str, str, str], Interval]

NATION = {"2021": "391009", "2024": "438468", "2025": "454687"}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hinterland, Levels]]:
    """All provinces with levels of many sizes and digits, the nation, and the interval that each stands for."""
    chance = random.Random(7)
    told = [("CN", year, "total", text, 1) for year, text in NATION.items()]
    for region in codes.members("provinces"):
        for year, flow in (("2021", "total"), ("2024", "total"), ("2025", "total"), ("2025", "export"), ("2025", "import")):
            text = f"{10 ** chance.uniform(0, 5):.{chance.randint(0, 3)}f}"
            told.append((region, year, flow, text, chance.choice((1, 10, 100))))
    levels = {
        (region, year, flow): Interval.rounded(Decimal(text) * YI, last_digit(text) * digits * YI)
        for region, year, flow, text, digits in told
    }
    rows = [f"{flow},{region},{year},{text},CNY_100M,{last_digit(text) * digits}" for region, year, flow, text, digits in told]
    with held(tmp_path_factory.mktemp("many"), "flow,region,period,value,unit,precision", rows) as h:
        yield h, levels


@pytest.mark.parametrize("op", OPERATIONS)
def test_all_answers_agree_with_the_arithmetic_of_intervals(many: tuple[Hinterland, Levels], op: str) -> None:
    h, levels = many
    said, expected = OPERATIONS[op]
    regions = codes.members("provinces")
    answers = h.indicators.ask([need(region, op, **said) for region in regions])  # type: ignore[arg-type]
    assert [a.need.region for a in answers] == list(regions)
    for region, answer in zip(regions, answers, strict=True):
        known = {
            "now": levels[region, "2025", "total"], "base": levels[region, "2024", "total"], "first": levels[region, "2021", "total"],
            "export": levels[region, "2025", "export"], "import": levels[region, "2025", "import"], "nation": levels["CN", "2025", "total"],
            "nation base": levels["CN", "2024", "total"],
        }  # fmt: skip
        base = known["first"] if op in ("multiple", "cagr") else known["base"]
        if (op in ("growth", "multiple", "cagr") and (base.low or 0) <= 0) or (op == "cagr" and (known["now"].low or 0) <= 0):
            assert answer.computed is None
        else:
            close(answer.computed, expected(known))


# -- asking


def test_needs_are_answered_in_their_order_and_each_time(h: Hinterland) -> None:
    needs = [need("CN-HN"), need("CN-AH"), need("CN-BJ"), need("CN-AH"), need("CN-AH", "growth")]
    answers = h.indicators.ask(needs)
    assert [a.need for a in answers] == needs
    assert answers[1].best == answers[3].best and answers[2].best is None
    assert h.indicators.ask([]) == []


def test_observations_are_told_once_in_the_order_asked(h: Hinterland) -> None:
    ids = [i for region in ("CN-HN", "CN-AH") for i in ask(h, region).best.observations]  # type: ignore[union-attr]
    assert [o.id for o in h.indicators.observations([*ids, ids[0], "unknown"])] == ids
    assert h.indicators.observations([]) == []


def test_sources_are_told_once_in_the_order_asked(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, ROWS[:1], ROWS[1:2]) as h:
        assert [s.id for s in h.indicators.sources(["s2", "s1", "s2", "unknown"])] == ["s2", "s1"]


# -- looking from another day, or without a source


def test_what_was_published_later_does_not_answer(tmp_path: Path) -> None:
    header = f"{HEADER},released"
    rows = [f"{ROWS[1]},2025-01-20", f"{ROWS[2]},2026-01-23", f"{ROWS[3]},2026-01"]
    with held(tmp_path, header, rows, as_of=date(2026, 1, 30)) as h:
        assert ask(h, "CN-AH", "growth").published is None
        assert ask(h, "CN-AH", "growth").computed is not None
    with held(tmp_path, header, as_of=date(2026, 1, 31)) as h:
        assert ask(h, "CN-AH", "growth").published is not None
    with held(tmp_path, header, as_of=date(2026, 1, 1)) as h:
        assert ask(h, "CN-AH").best is None
        assert ask(h, "CN-AH", period="2024").best is not None


def test_a_source_that_is_left_out_does_not_answer(tmp_path: Path) -> None:
    corrected = ["level,total,all,world,,CN-AH,2025,10136.00,CNY_100M,"]
    for without, value in (((), "1013600000000"), (("s2",), "1013557000000"), (("s1",), "1013600000000")):
        with held(tmp_path, HEADER, *(() if without else (ROWS, corrected)), without=without) as h:
            answer = ask(h, "CN-AH")
            assert answer.best is not None and answer.best.value == Decimal(value)
    with held(tmp_path, HEADER, without=("s1", "s2")) as h:
        assert ask(h, "CN-AH").best is None
