"""Other readings of a figure: what else its sentence could have meant by it where nothing beside the figure itself says whose it is.

A name in a figure's own stretch of the sentence (from the figure before it on) binds it and leaves no doubt, and so does a list that hands out names one by
one. What was carried to the figure from farther off may be meant otherwise: by each other name of that kind in the sentence, or by what the sentence before
spoke of. In goes a claim as read, out come its other readings, the nearest first; whoever judges the claim may take one where the figure itself tells that
it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from hinterland.codes import Period
from hinterland.language.parsed import OUTSIDE, Parsed
from hinterland.language.scene import NOBODY, Scene, region_role, settle
from hinterland.models import Claim, Relation

FEWEST = 2
"""A figure of fewer digits is right for something beside it by chance."""

MOST, MOST_RATES = 60, 16
"""No amount, and no rate, has more other readings than this: a rate has fewer digits to tell them apart by."""

Change = dict[str, Any]
"""Attributes and what they may mean instead."""

_TRADED = (
    ("export", re.compile(r"\b(?:sold|sells?|selling|sales|sent|shipp\w+|abroad|overseas|outbound|out(?=[,.;)]|\sand\b|$))", re.I)),
    ("import", re.compile(r"\b(?:bought|buys?|buying|purchases?|took in|brought in|inbound|in(?=[,.;)]|\sand\b|$))", re.I)),
)
"""Words that speak of a flow without its name."""

_OWN = ("subject", "period", "relation", "low", "high")
"""The attributes that are a claim's own and not its indicator's."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure or phrase in its sentence, with its claim, the scene before the sentence, that of the figure, and the sentences beside its own."""

    p: Parsed
    claim: Claim
    before: Scene
    scene: Scene
    around: list[Parsed]

    @property
    def start(self) -> int:
        """Where it begins in its sentence."""
        return (self.claim.start or 0) - self.p.sentence.start

    @property
    def end(self) -> int:
        """Where it ends in its sentence."""
        return (self.claim.end or 0) - self.p.sentence.start

    @property
    def unit(self) -> str | None:
        """What it is measured in."""
        return self.claim.unit

    @property
    def is_figure(self) -> bool:
        """Whether it has digits to tell its readings apart by; a phrase meets another's truth too easily to be carried far."""
        return self.claim.kind in ("value", "change")

    def binds(self, code: str | None, named: list[tuple[int, int, str]]) -> bool:
        """Whether the one name in the figure's own stretch, or right behind the figure, is the one that was read; what is right behind another figure is that one's."""
        text = self.p.sentence.text
        left = max((o.end for o in self.p.quantities if o.end <= self.start and o.unit != "ratio"), default=0)
        own = {code for start, _, code in named if left <= start < self.start and not (left and _RIGHT_BEHIND.fullmatch(text[left:start]))}
        behind = {code for start, _, code in named if _RIGHT_BEHIND.fullmatch(text[self.end : start])}
        return own | behind == {code}


_RIGHT_BEHIND = re.compile(
    r"(?:\s(?:rise|increase|growth|gain|jump|fall|drop|decline|slump|more|less|lower|higher|up|down))?"
    r"(?:\s(?:in|of)\s(?:its\s|total\s|foreign\s)?(?:trade|exports|imports))?\s(?:(?:worth\s)?of|in|for|by|during|over)\s(?:the\s|its\s)?"
)


def other_readings(p: Parsed, claim: Claim, before: Scene, scene: Scene, around: list[Parsed]) -> tuple[Claim, ...]:
    """The other readings of a claim. `before` is the scene before its sentence, `scene` that of the figure, `around` the sentences beside its own."""
    if _is_vague(p, claim):
        return ()
    if p.sentence.language == "zh":
        return tuple(_changed(claim, c) for c in _same_time(p, claim, before))
    changes = [c for find in _KINDS.get(claim.kind, ()) for c in find(_Figure(p, claim, before, scene, around))]
    pairs = [a | b for a, b in combinations(changes, 2) if not a.keys() & b.keys()]
    most = MOST if claim.unit in ("CNY", "USD", "units") else MOST_RATES if claim.kind in ("value", "change") else len(changes)
    return tuple(_changed(claim, c) for c in [*changes, *pairs][:most])


def _same_time(p: Parsed, claim: Claim, before: Scene) -> Iterator[Change]:
    """A Chinese figure of the same time (同期) may be of the period that its text began with, and not of the one told last."""
    leans = re.search(r"(?:^|[，,；;])同期", p.sentence.text[: (claim.start or 0) - p.sentence.start])
    if leans and before.lead is not None and claim.kind in ("value", "change"):
        yield from _changes("period", [str(before.lead)], claim.period)


def _is_vague(p: Parsed, claim: Claim) -> bool:
    """Whether a figure has too few digits, or a hedge too wide, to tell its readings apart: `nearly 17 percent`."""
    if claim.kind not in ("value", "change"):
        return False
    own = next((q for q in p.quantities if p.sentence.start + q.start == claim.start), None)
    return own is None or own.hedge != "exactly" or sum(c.isdigit() for c in own.text.lstrip("0.")) < FEWEST


def _changed(claim: Claim, change: Change) -> Claim:
    own: dict[str, Any] = {k: v for k, v in change.items() if k in _OWN}
    if claim.kind == "comparison" and claim.relation.base_period and "period" in own:
        own["relation"] = claim.relation.model_copy(update={"base_period": str(Period.parse(own["period"]).year_before())})
    indicator = claim.indicator.model_copy(update={k: v for k, v in change.items() if k not in _OWN})
    return claim.model_copy(update={**own, "indicator": indicator, "confidence": min(claim.confidence, 0.6)})


def _changes(kind: str, found: list[str | None], read: str | None) -> Iterator[Change]:
    for x in dict.fromkeys(found):
        if x not in (None, read):
            change: Change = {kind: x}
            yield change


def _subjects(f: _Figure) -> Iterator[Change]:
    text = f.p.sentence.text
    named = [
        (n.start, n.end, n.code)
        for n in f.p.names
        if n.kind in ("region", "group") and n.code != "provinces" and (n.kind == "group" or region_role(text, n, "en") != "none")
    ]
    if f.scene.listed or f.binds(f.claim.subject, named):
        return
    near = sorted(named, key=lambda n: min(abs(n[0] - f.end), abs(f.start - n[1])))
    carried = [f.before.subject] if f.before.subject not in (NOBODY, None) else ["CN"] if f.claim.subject is None else []
    beside = [n.code for p in f.around for n in p.names if n.kind == "region" and f.unit in ("CNY", "USD", "units")]
    yield from _changes("subject", [*(code for *_, code in near), *carried, *beside], f.claim.subject)


def _flows(f: _Figure) -> Iterator[Change]:
    named = [(n.start, n.end, n.code) for n in f.p.names if n.kind == "flow"]
    spoken = [code for code, words in _TRADED if words.search(f.p.sentence.text)]
    found = [*(code for *_, code in named), *([*spoken, f.before.flow, "total"] if f.is_figure else [])]
    if f.claim.indicator.concept is None and f.unit in ("CNY", "USD", "percent") and not OUTSIDE["en"].search(f.p.sentence.text):
        currency = "USD" if f.unit == "USD" else "CNY"
        for change in _changes("flow", found, None):
            yield {"concept": "trade", "basis": "operating-unit", "currency": currency, **change}
    elif f.claim.indicator.concept == "trade" and not f.scene.listed and not f.binds(f.claim.indicator.flow, named):
        yield from _changes("flow", found, f.claim.indicator.flow)


def _periods(f: _Figure) -> Iterator[Change]:
    told = [(m, str(x)) for m in f.p.periods if (x := settle(f.scene, m)) is not None]
    if not f.binds(f.claim.period, [(m.start, m.end, x) for m, x in told if not m.base]):
        beside = [str(x) for p in f.around for m in p.periods if (x := settle(f.scene, m)) is not None]
        carried = [str(f.before.period) if f.before.period else None, *beside]
        own = [x for m, x in told if f.is_figure or not m.base]
        lead = [str(f.before.lead)] if f.before.lead and not told else []
        yield from _changes("period", [*own, *(carried if f.is_figure else []), *lead], f.claim.period)


def _named(kind: str, none: str) -> Callable[[_Figure], Iterator[Change]]:
    def find(f: _Figure) -> Iterator[Change]:
        read = getattr(f.claim.indicator, kind)
        named = [(n.start, n.end, n.code) for n in f.p.names if n.kind == kind]
        if f.claim.indicator.concept == "trade" and not f.scene.listed and not f.binds(read, named):
            yield from _changes(kind, [*(code for *_, code in named), getattr(f.before, kind), none], read)

    return find


def _directions(f: _Figure) -> Iterator[Change]:
    """A rate whose own stretch of the sentence has a verb that is no word of rise or fall may be either."""
    left = max((o.end for o in f.p.quantities if o.end <= f.start), default=0)
    right = min((o.start for o in f.p.quantities if o.start >= f.end), default=len(f.p.sentence.text))
    turned = any(left <= start < right for start, _, cue in f.p.cues if cue in ("rise", "fall"))
    turned = turned or any(n.start >= left and f.p.sentence.text[n.end : f.start].isspace() for n in f.p.names)
    low, high = f.claim.low, f.claim.high
    if f.claim.indicator.op == "growth" and f.unit == "percent" and not turned and f.claim.text[:1] not in "+-−–":
        yield {"low": None if high is None else -high, "high": None if low is None else -low}


def _bases(f: _Figure) -> Iterator[Change]:
    """A rate or multiple read as set against a period of its own may be set against the year before; a multiple, against any year of its sentence."""
    if f.claim.indicator.op == "growth" and f.claim.relation.base_period:
        yield {"relation": Relation()}
    if f.claim.indicator.op == "multiple":
        told = dict.fromkeys(str(x) for m in f.p.periods if (x := settle(f.scene, m)) is not None)
        yield from ({"relation": Relation(base_period=x)} for x in told if x not in (f.claim.relation.base_period, f.claim.period))


_OPERATIONS = {
    "growth": (("share", ("share",)),),
    "share": (("growth", ("rise", "fall")),),
    "level": (("balance", ("balance",)),),
    "balance": (("level", ("balance",)),),
}
"""What else a figure of an operation may be, where its sentence has a cue of one of these."""


def _operations(f: _Figure) -> Iterator[Change]:
    """A figure may be governed by another cue of its sentence than the one that was read."""
    cues = {cue for *_, cue in f.p.cues}
    for op, asked in _OPERATIONS.get(f.claim.indicator.op, ()) if f.claim.indicator.concept == "trade" else ():
        if cues & set(asked):
            yield {"op": op}


def _currencies(f: _Figure) -> Iterator[Change]:
    """A rate in a sentence that speaks of dollars is one in dollars or in yuan."""
    if f.claim.indicator.op == "growth" and f.unit == "percent" and _DOLLARS.search(f.p.sentence.text):
        if re.search(r"\b(?:yuan|dollar|RMB) terms\b", f.p.sentence.text):
            return
        yield {"currency": "CNY" if f.claim.indicator.currency == "USD" else "USD"}


_DOLLARS = re.compile(r"\$|\bdollars?\b|\bUSD\b")
_PACE = re.compile(r"\b(?:fast|slow|quick|rapid|steep|sharp|outpac|outgr|grow|grew|growth|pace|increase|rise|rose|gain|expan)", re.I)
_SIZE = re.compile(r"\b(?:large|big|small|size|value|volume|total|scale|more|less|exceed|surpass)", re.I)


def _measures(f: _Figure) -> Iterator[Change]:
    """A place or a comparison is one of size or one of pace where neither it nor its stretch of the sentence says which."""
    left = max((o.end for o in f.p.quantities if o.end <= f.start), default=0)
    near = f.p.sentence.text[left : f.end + 30]
    if f.claim.kind == "comparison" and (
        f.claim.relation.versus in ("export", "import") or re.search(r"\bgrowth\b[^,;]*$", f.p.sentence.text[: f.start], re.I)
    ):
        return
    if f.claim.indicator.op == "growth" and not _PACE.search(near):
        yield {"op": "level"}
    elif f.claim.indicator.op == "level" and not _SIZE.search(near) and not f.claim.relation.base_period:
        yield {"op": "growth"}


_FIGURES = (
    _subjects,
    _flows,
    _periods,
    _named("partner", "world"),
    _named("product", "all"),
    _named("regime", "all"),
    _operations,
    _currencies,
    _directions,
    _bases,
)
_KINDS: dict[str, tuple[Callable[[_Figure], Iterator[Change]], ...]] = {
    "value": _FIGURES,
    "change": _FIGURES,
    "rank": (_flows, _periods, _measures),
    "comparison": (_flows, _periods, _measures),
    "first": (_flows, _periods),
    "count": (_flows, _periods),
    "streak": (_flows, _periods),
}
"""In what respects a claim of a kind can be in doubt."""
