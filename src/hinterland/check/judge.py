"""Judging the claims of a text: each against every held vintage of what it measures, all of a document at once.

A claim that meets any vintage is supported; one outside all of them is refuted where something published refutes it. Growth computed from levels is
shown and never refutes a stated growth rate. What comes out is, for each claim, the claim with verdict and evidence, and what a rule needs to say why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.check.answerable import UNREAD, in_points, is_bare, is_open, is_rate, is_unread, question
from hinterland.check.currencies import exchanged
from hinterland.check.digits import significant
from hinterland.check.held import (
    asks,
    distance,
    elsewhere,
    is_apart,
    is_passed_since,
    is_weaker,
    is_whole,
    kept_past,
    may_be_revised,
    record_in_window,
    vintages,
)
from hinterland.check.words import reason
from hinterland.claims.deciding import Deciding, ahead_by_bounds, find_deciding
from hinterland.claims.evaluate import Evaluated, evaluate, is_too_coarse
from hinterland.indicators import Indicators
from hinterland.interval import Interval, hedged
from hinterland.language.write import interval
from hinterland.models import Claim, Evidence, Verdict
from hinterland.reading.numbers import figures_in

LARGEST = Decimal(10) ** 21
"""Amounts beyond it, which no figure comes near, are looked for nowhere else: the columns of the query hold no larger ones."""
SHARP = 4
"""A figure of so many significant digits is itself the measurement: a hedge before it (`crossed 1.0136 trillion`) does not move its rounding."""


@dataclass(slots=True)
class Judged:
    """A claim as judged. `said` is what the text states, `plain` the same without its hedge, `answers` what is held.

    `odds` are the reader's by slot, `decided` its values, also of open slots, `outright` those named outright; `agrees` counts the digits in which the text's own arithmetic bears
    a figure out; `otherwise` is the probability of readings that are held to be right; `aged` says that what is held was published so long before the text that it may have been
    revised since, `undated` that the text doesn't give its date, so that it may repeat an earlier release.
    """

    claim: Claim
    said: Interval | None
    plain: Interval | None
    answers: list[Interval] = field(default_factory=list)
    evaluated: Evaluated | None = None
    superseded: bool = False
    weaker: bool = False
    only_secondary: bool = False
    elsewhere: list[dict[str, Any]] = field(default_factory=list)
    deciding: Deciding | None = None
    odds: Mapping[str, float] = field(default_factory=dict)
    decided: Mapping[str, str | None] = field(default_factory=dict)
    outright: frozenset[str] = frozenset()
    agrees: int = 0
    otherwise: float = 0.0
    aged: bool = False
    undated: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.claim.start or 0

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.claim.end or 0

    @property
    def text(self) -> str:
        """Its words in the text."""
        return self.claim.text

    @property
    def kind(self) -> str:
        """What it states: a value, a change, a rank ..."""
        return self.claim.kind

    @property
    def op(self) -> str:
        """What its indicator measures: a level, a growth rate, a share ..."""
        return self.claim.indicator.op

    @property
    def unit(self) -> str | None:
        """The unit of its figure."""
        return self.claim.unit

    @property
    def verdict(self) -> Verdict:
        """How it was judged."""
        return self.claim.verdict

    @property
    def slots(self) -> dict[str, str | None]:
        """What it is of, slot by slot."""
        c, i = self.claim, self.claim.indicator
        of = {"subject": c.subject, "period": c.period, "flow": i.flow, "product": i.product, "partner": i.partner, "regime": i.regime}
        return {**of, "op": i.op, "measure": i.measure, "concept": i.concept}

    @property
    def digits(self) -> int:
        """The significant digits of its figure."""
        return significant(self.claim.text)

    @property
    def number(self) -> Interval:
        """What it states, where that is known to be a figure."""
        assert self.said is not None
        return self.said

    @property
    def middle(self) -> Decimal | None:
        """The middle of its figure without its hedge; None where that is open, or it states none."""
        return None if self.plain is None else self.plain.middle

    @property
    def best(self) -> Interval | None:
        """The answer by the preferred figure."""
        return self.answers[0] if self.answers else None


REVERSED = 10
"""Percentage points that a stated rate may lie from one computed from levels of other releases: revisions of a year's trade are a fifth of that, of a product's or partner's less than that."""


def judge(indicators: Indicators, claims: Sequence[Claim]) -> list[Judged]:
    """Judge claims in their order, and say of those that aren't supported where else their figure stands, and which cell decides."""
    judged = judge_alone(indicators, claims)
    _look_elsewhere(indicators, judged)
    _name_deciding(indicators, judged)
    return judged


def judge_alone(indicators: Indicators, claims: Sequence[Claim]) -> list[Judged]:
    """Judge claims in their order by what is held of what they measure, and no more: neither can make another one supported."""
    asked = [question(indicators, c) for c in claims]
    # What is asked within a window or of a distance, which the evaluators don't know.
    windows = {
        i: x for i, c in enumerate(claims) if (x := record_in_window(indicators, c) or kept_past(indicators, c) or distance(indicators, c))
    }
    known = [i for i, q in enumerate(asked) if q is not None]
    evaluated = dict(zip(known, evaluate(indicators, [asked[i] for i in known if asked[i] is not None]), strict=True))  # type: ignore[misc]
    known_of = _vintages(indicators, claims)
    judged = [_judge(c, evaluated.get(i), known_of.get(i, []), windows.get(i)) for i, c in enumerate(claims)]
    for j in judged:
        if j.verdict == "supported" and is_passed_since(indicators, j.claim):
            j.claim = j.claim.model_copy(update={"verdict": "unverifiable", "reason": "a later period is beyond it"})
    return judged


def _name_deciding(indicators: Indicators, judged: Sequence[Judged]) -> None:
    """Say of claims that aren't supported which cell that isn't held decides, where one does; of those refuted by one with what its bounds follow from."""
    for j in judged:
        e, refuted = j.evaluated, j.verdict == "refuted"
        if e is not None and e.answer is None and j.verdict == "unverifiable":
            _compare_bounds(indicators, j)
            continue
        if j.verdict == "supported" or e is None or e.answer is None or (not refuted and _agree(e)) or _is_longer(j.claim, e.answer):
            continue
        j.deciding = find_deciding(indicators, e, refuted=refuted)
        if j.deciding is None:
            continue
        _explain(indicators, j, j.deciding)


def _compare_bounds(indicators: Indicators, j: Judged) -> None:
    """Judge a comparison of levels not both of which are held by their bounds, where these decide it; of who overtook whom they can only refute."""
    found, c = ahead_by_bounds(indicators, j.claim), j.claim
    if found is None or c.relation.test not in (">", "<") or (c.relation.base_period and found[0]):
        return
    is_so = found[0] == (c.relation.test == ">") and not c.relation.base_period
    j.claim, j.deciding = c.model_copy(update={"verdict": "supported" if is_so else "refuted"}), found[1]
    _explain(indicators, j, found[1])


def _explain(indicators: Indicators, j: Judged, cell: Deciding) -> None:
    """Give a claim the cell that decides it as its reason, and the figures that its bounds follow from as evidence."""
    update: dict[str, Any] = {"reason": reason(j.claim, cell, "en")}
    behind = (*cell.observations, *(cell.against.observations if cell.against is not None else ()))
    if behind and j.claim.evidence is not None:
        known = {o.id: o for o in (*j.claim.evidence.observations, *indicators.observations(behind))}
        sources = indicators.sources(o.source for o in known.values())
        update["evidence"] = j.claim.evidence.model_copy(update={"observations": list(known.values()), "sources": sources})
    j.claim = j.claim.model_copy(update=update)


def _is_longer(c: Claim, answer: Interval) -> bool:
    """Whether a run goes on for longer than a claim says, which no cell before it decides."""
    return c.kind == "streak" and c.low is not None and answer.low is not None and answer.low >= c.low


def _vintages(indicators: Indicators, claims: Sequence[Claim]) -> dict[int, list[dict[str, Any]]]:
    asked = {}
    for place, c in enumerate(claims):
        if is_open(c) or in_points(c) or is_bare(c) or (c.kind == "count" and is_rate(c.relation.threshold) and c.relation.threshold):
            continue
        op = "growth" if c.kind == "count" and is_rate(c.relation.threshold) else c.indicator.op
        asked[place] = asks(c.model_copy(update={"indicator": c.indicator.model_copy(update={"op": op})}))
    return dict(zip(asked, vintages(indicators, list(asked.values())), strict=True))


def _judge(c: Claim, e: Evaluated | None, vintages: list[dict[str, Any]], window: Interval | None) -> Judged:
    said, plain = stated(c), stated(c, plain=True)
    judged = Judged(c, said, plain, evaluated=e)
    held = [v for v in vintages if v["reliability"] != "derived"]
    own = _narrowest([_interval(v) for v in sorted(held, key=lambda v: not v["preferred"])])
    derived = [_interval(v) for v in vintages if v["reliability"] == "derived"]
    computed = e.answer if e is not None and e.answer is not None else None
    rate = c.indicator.op in ("growth", "cagr", "contribution") and c.kind in ("value", "change")
    if rate and c.relation.base_period and c.indicator.op != "cagr":
        rate = False
    if own:
        judged.answers = own + ([] if rate else derived) + ([] if rate or computed is None or c.kind == "value" else [computed])
        if not rate and computed is not None and c.indicator.op in ("share", "balance", "multiple"):
            judged.answers.append(computed)
    elif computed is not None:
        judged.answers = [computed, *derived]
    if window is not None:
        judged.answers = [window]
    judged.claim = c.model_copy(update=_verdict(judged, c, e, len(own), rate, held))
    return judged


def _narrowest(held: list[Interval]) -> list[Interval]:
    """The figures held, without bounds (`above 3.5 trillion`) that a figure proper lies within: they say less of the same thing."""
    return [x for x in held if x.width is not None or not any(y.width is not None and y.within(x) for y in held)]


def _verdict(judged: Judged, c: Claim, e: Evaluated | None, published: int, rate: bool, held: list[dict[str, Any]]) -> dict[str, Any]:
    said = judged.said
    evidence = (
        e.claim.evidence if e is not None and e.claim.evidence is not None else Evidence(coverage="held" if judged.answers else "not held")
    )
    if held and not (e is not None and e.answer is not None):
        evidence = evidence.model_copy(update={"low": _decimal(held[0]["low"]), "high": _decimal(held[0]["high"]), "unit": held[0]["unit"]})
    verdict: Verdict = "unverifiable"
    reason = UNREAD if is_unread(c) else "nothing is held to check it against"
    if said is not None and judged.answers:
        plain = judged.plain if judged.plain is not None and significant(c.text) >= SHARP else said
        meets = [said.meets(a) or plain.meets(a) for a in judged.answers]
        widest = e.widest if e is not None and e.widest is not None and not published else None
        if any(meets) and published and _is_shifted(said, judged.plain, judged.answers[0]):
            verdict, reason = "refuted", "the data give another answer"
        elif (
            any(meets)
            and c.kind == "value"
            and said.width is not None
            and all(a.width is None for a, m in zip(judged.answers, meets, strict=True) if m)
        ):
            reason = "what is held only bounds it"
        elif any(meets) and published and not rate and c.indicator.op == "level" and not any(meets[:published]):
            reason = "no published figure agrees, only the base that a later rate implies"
        elif any(meets) and not published and all(is_too_coarse(said, a) for a, m in zip(judged.answers, meets, strict=True) if m):
            reason = "the digits held can't decide"
        elif any(meets) and (widest is None or _agree(e)):
            verdict, reason = "supported", "agrees with what is held"
            judged.superseded = any(meets[1:published]) and not meets[0] and not (rate or c.kind != "value")
            judged.weaker = judged.superseded and is_weaker(held, [v for v in held if said.meets(_interval(v))])
        elif any(meets) or (widest is not None and said.meets(widest)):
            reason = "what is not held could change the answer"
        elif rate and not published and _is_reversed(said, judged.answers):
            verdict, reason = "refuted", "the data give another answer"
        elif not published and (rate or may_be_revised(c, judged.answers[0], said, evidence.observations)):
            reason = "only growth computed from levels is held, which never refutes a stated rate"
        elif (not published and e is not None and e.how == "derived") or (
            c.indicator.op == "share" and codes.is_group(c.relation.versus) and not _is_far(said, judged.answers)
        ):
            reason = "only a derived figure is held"
        elif c.indicator.op == "share" and e is not None and e.outer is not None and said.meets(e.outer):
            reason = "the digits held can't decide"  # The published share is another, but its levels, which are rounded, allow it.
        elif c.indicator.op == "contribution" and not published:
            reason = "only a computed contribution is held"
        else:
            verdict, reason = "refuted", "the data give another answer"
            judged.only_secondary = bool(held) and all(v["reliability"] in ("secondary", "claimed") for v in held)
    elif c.kind == "comparison" and judged.answers and is_apart(c):
        verdict, reason = _told(c, judged.answers[0].above(Interval.exact(0)), judged.answers[0].below(Interval.exact(0)))
    elif c.kind in ("comparison", "membership") and e is not None and e.answer is not None:
        verdict, reason = _compared(c, e)
    return {"verdict": verdict, "reason": reason, "evidence": evidence}


def _is_far(said: Interval, computed: Sequence[Interval]) -> bool:
    """Whether a stated share lies further from every computed one than rounding and the vintages of its parts can move it."""
    ends = [(x.low, x.high, MOVED * max(abs(x.low), abs(x.high))) for x in computed if x.low is not None and x.high is not None]
    return len(ends) == len(computed) > 0 and not any(said.meets(Interval(low - by, high + by)) for low, high, by in ends)


MOVED = Decimal("0.1")
"""How far rounding and the vintages of the members of a group move a share of it, relative to the share."""


def _is_reversed(said: Interval, computed: Sequence[Interval]) -> bool:
    """Whether growth computed from levels lies on the other side of zero than a stated rate, further off than any revision of a year before."""
    for x in computed:
        low, high = (x, said) if x.below(said) else (said, x)
        if low.high is None or high.low is None or not low.high < 0 < high.low or high.low - low.high <= REVERSED:
            return False
    return bool(computed)


def _is_shifted(said: Interval, plain: Interval | None, held: Interval) -> bool:
    """Whether `more than 30.51` is so far off that it is true only for a power of ten: what is held is that figure in thousands or more."""
    if said.high is not None or said.low is None or plain is None or plain.width is None or held.width is None:
        return False
    return any(plain.scaled(Decimal(10) ** power).meets(held) for power in (3, 4, 6))


def _agree(e: Evaluated | None) -> bool:
    return e is None or e.answer is None or e.widest is None or (e.answer.within(e.widest) and e.widest.within(e.answer))


def _compared(c: Claim, e: Evaluated) -> tuple[Verdict, str]:
    """A comparison without a number: more or less, faster or slower."""
    assert e.answer is not None
    even = Interval.exact(0 if c.indicator.op in ("growth", "share") or c.relation.base_period else 1)
    wide = e.widest or e.answer
    if c.relation.base_period:
        if not wide.holds(1):
            return "refuted", "the data give another answer"
        if e.answer.low == wide.low == 1:
            return "supported", "agrees with what is held"
        return "unverifiable", "what is not held could change the answer" if e.answer.low == 1 else "the digits held can't decide"
    told = _told(c, e.answer.above(even), e.answer.below(even))
    if told[0] == "refuted" and may_be_revised(c, e.answer, even, e.evidence.observations):
        return "unverifiable", "only growth computed from levels is held, which never refutes a stated rate"
    if told[0] != "unverifiable" and told != _told(c, wide.above(even), wide.below(even)):
        return "unverifiable", "what is not held could change the answer"
    return told


def _told(c: Claim, above: bool | None, below: bool | None) -> tuple[Verdict, str]:
    told = above if c.relation.test == ">" else below
    if told is None:
        return "unverifiable", "the digits held can't decide"
    return ("supported", "agrees with what is held") if told else ("refuted", "the data give another answer")


def stated(c: Claim, *, plain: bool = False) -> Interval | None:
    """What a claim states, as an interval; `plain` without its hedge."""
    if c.kind == "membership":
        return Interval.exact(1 if c.low is None else c.low)
    if c.low is None and c.high is None:
        return None
    hedge = c.reason.removeprefix("hedge:") if c.reason.startswith("hedge:") else ""
    x = Interval(c.low, None, False) if hedge == "more than" and c.high is None else interval(c)
    return unhedged(c, x) if plain and hedge else x


def unhedged(c: Claim, x: Interval) -> Interval:
    """The interval of the figure without its hedge: what it would say as a plain figure."""
    found = figures_in(c.text)
    if not found:
        return x
    figure = found[0]
    plain = Interval.rounded(figure.value, figure.precision) if figure.precision else hedged("about", figure.value, 0)
    return -plain if x.high is not None and x.high < 0 else plain


def _interval(row: dict[str, Any]) -> Interval:
    low, high = _decimal(row["low"]), _decimal(row["high"])
    return Interval(low, high, low is not None, low is not None and low == high)


def _decimal(x: float | None) -> Decimal | None:
    return None if x is None else round(Decimal(x), 6)


def _look_elsewhere(indicators: Indicators, judged: list[Judged]) -> None:
    """For figures that are refuted, or not held: where else the number stands, one label away. What stands there as the whole is no part of it."""
    wrong = [
        j
        for j in judged
        if j.kind in ("value", "change") and _is_searched(j.plain) and (j.verdict == "refuted" or _is_part(j) or _is_exact(j))
    ]
    asked = [(j, j.claim, 1) for j in wrong]
    asked += [(j, _exchanged(j.claim), 0) for j in wrong if j.unit in exchanged() and j.digits >= EXACT - 2]
    rows = [(*asks(claim), j.plain.low, j.plain.high, claim.unit) for j, claim, _ in asked if j.plain is not None]
    for (j, _, away), found in zip(asked, elsewhere(indicators, rows), strict=True):
        near = [row for row in found if row["away"] == away]
        j.elsewhere = [*j.elsewhere, *near] if away else [*reversed(near), *j.elsewhere]
    for j in wrong:
        if j.verdict == "refuted":
            continue
        if whole := [row for row in j.elsewhere if is_whole(row, j.claim)]:
            j.elsewhere = whole
            j.claim = j.claim.model_copy(update={"verdict": "refuted", "reason": "the data hold this figure as that of the whole"})
        elif not _is_exact(j):
            j.elsewhere = []


EXACT = 5
"""The least significant digits of a figure, of which nothing is held, that isn't held elsewhere by chance."""


def _exchanged(c: Claim) -> Claim:
    other = exchanged()[c.unit or ""]
    return c.model_copy(update={"unit": other, "indicator": c.indicator.model_copy(update={"currency": other})})


def _is_unheld(j: Judged) -> bool:
    """Whether a claim states a level in money of which nothing is held."""
    i = j.claim.indicator
    return j.verdict == "unverifiable" and not is_open(j.claim) and not j.answers and (i.op, i.measure) == ("level", "value")


def _is_exact(j: Judged) -> bool:
    """Whether a claim states a level of which nothing is held, with enough digits, or in a currency, that it tells of another cell where one holds it."""
    return _is_unheld(j) and (j.digits >= EXACT or j.unit in exchanged())


def _is_searched(x: Interval | None) -> bool:
    """Whether a figure is of a size that the columns of a query hold."""
    return x is not None and all(abs(end) < LARGEST for end in (x.low, x.high) if end is not None)


def _is_part(j: Judged) -> bool:
    """Whether a claim states a level, not held, that is part of another: of exports and imports together, of all products, of all partners."""
    i = j.claim.indicator
    narrow = i.flow in ("export", "import") or i.product != "all" or i.partner != "world"
    return _is_unheld(j) and i.concept == "trade" and narrow
