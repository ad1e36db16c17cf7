"""From conflicts to findings: the probability that the writer erred, and which of several conflicts is reported.

A conflict is a smallest set of claims and held figures that can't all be true, as a rule finds it. Either the writer erred, or a claim of it was misread. With `c` the
probability that all its claims were read right, a conflict of its shape comes of an error at a rate `e` and of a misreading at a rate `q` (`errors.csv`, fitted by
`corpus/errors.py`), so that the writer erred with probability c·e / (c·e + (1-c)·q). `settle` puts it on every finding, keeps one finding for each misreading, and
makes a question of what is less likely an error than `SURE`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice
from math import prod
from typing import Any

from hinterland.check.bearing import BY_CHANCE, Doubted, Doubts, alike, apart, doubts_of, is_far, likely, own_doubts, own_odds, shareable
from hinterland.check.beside import is_of_a_part
from hinterland.check.currencies import is_money
from hinterland.check.judge import Judged
from hinterland.check.near import elsewhere, slots_apart
from hinterland.check.revised import adjoins, is_within_revision
from hinterland.check.rules.hl302 import is_difference, is_move
from hinterland.check.slips import by_power, distance, is_hedged, is_next, is_turned, made, slip_of
from hinterland.check.spelled import is_run
from hinterland.check.tied import tied_ids
from hinterland.check.ties import PARTS, WEIGHED, is_one_sided, making_up, weighed
from hinterland.check.within import is_bracketed, is_doubled, is_named_twice
from hinterland.codes.tables import grouped
from hinterland.models import Claim, Finding
from hinterland.packaged import read_table
from hinterland.reading.outright import LEFT

SURE = 0.9
"""The probability of a writer's error from which a finding is raised; below, it is a question."""
MOST = 2
"""Maximum other unlike conflicts of a text that count against one: a misreading they share explains all of them at once."""
ASKED = 300
"""Maximum conflicts of one subject that are looked at for these."""
EACH, LARGEST = 0.001, 0.025
"""No claim is read with less doubt than this for each claim of its text, up to a largest: of those that the reader is surest of one in forty is misread in long articles."""
TOGETHER = 0.1
"""So much less likely are two errors of a writer than one, where one misreading makes both conflicts."""
CONFIRMED = 3
"""Number of figures of one subject and period that agree with what is held, from which on these two slots are no misreading that conflicts of several sorts share."""
SHORT = 15
"""Number of claims up to which a text is a paragraph or two: in a longer one something is misread as a rule, whatever is confirmed."""
DOUBTED = 0.03
"""The least probability of a misreading of two claims of a short text for which the conflict of one speaks against that of the other."""
SLIGHT = 0.01
"""The same for what a text's arithmetic is set against: a doubt below it is in every claim."""
SIMPLE = ("value", "rank")
"""Kinds of claims that state one figure or place of one subject; what others are set against is often misread by itself."""
BY_LUCK = 0.3
"""A likeness that chance makes so often says nothing."""
CARRIED = 0.1
"""How likely an amount that stands as that of the other flow is of it, where its clause names none: what was carried from before is in words that no table knows."""
FEW = 2
"""Significant digits from which a figure that stands elsewhere tells that a name slipped."""
AWAY = (20, 50)
"""Number of figures that stand one label away from a claim's, of its own subject and of others: each is as exact by chance as its digits say."""


PRECEDENCE = {
    "HL107": "list", "HL102": "text", "HL103": "sum", "HL104": "sum", "HL105": "sum", "HL106": "sum", "HL101": "text", "HL302": "unit", "HL301": "unit",
    "HL303": "unit", "HL305": "base", "HL209": "held", "HL208": "label", "HL207": "member", "HL210": "bound", "HL201": "held", "HL202": "order",
    "HL203": "order", "HL204": "order", "HL205": "order", "HL206": "order", "HL304": "true", "HL306": "true",
}  # fmt: skip
"""Every rule that accuses, and what its claims are set against. Of conflicts that one wrong claim explains the likeliest error is reported, and of equally likely ones the first: what a text
alone shows before what takes data.
Rules of other packages come last and are taken at their word."""
SHIFTED = "HL209"
"""The rule that tells how a figure slipped and what it should be, so that a sum that it spoils needs no finding."""
_PLACE = {code: place for place, code in enumerate(PRECEDENCE)}


@cache
def rates() -> Mapping[str, tuple[float, float]]:
    """By shape how often a writer's error and how often a misreading has it."""
    return {row["shape"]: (float(row["e"]), float(row["q"])) for row in read_table("hinterland.check", "errors.csv")}


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the probability of an error rests on: that all was read right (`read`), the `chance` of the likeness where something was misread, `others` that a shared misreading would
    explain as well, the rate at which a right figure is held elsewhere by `coincidence`, the probability of other readings that are held to be right (`otherwise`), and the `least` doubt
    that any claim of the text is read with, of which only a part is `left` where its sentence names outright what matters.
    """

    read: float
    chance: float = 1.0
    others: int = 0
    coincidence: float = 0.0
    otherwise: float = 0.0
    least: float = EACH
    left: float = 1.0

    def probability(self, e: float, q: float) -> float:
        """The probability that the writer erred, by the rates of an error and of a misreading."""
        erred = self.read * e * min(TOGETHER, e / q) ** self.others
        misread = max(1 - self.read, self.least * self.left) * self.chance + self.otherwise
        return erred / (erred + q * misread + self.coincidence)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A finding with its claims, the first of them accused, the shape of their conflict, and what its probability rests on."""

    finding: Finding
    claims: tuple[Judged, ...]
    shape: str
    grounds: Grounds

    @property
    def against(self) -> str:
        """What its claims are set against."""
        return PRECEDENCE.get(self.finding.code, "true")

    @property
    def is_unlike(self) -> bool:
        """Whether nothing tells what slipped, so that a misreading explains it as well."""
        return self.shape.endswith((":unlike", "part", "between")) or self.shape.startswith("order")

    @property
    def is_published(self) -> bool:
        """Whether a text is set against itself whose figures are all published ones: the releases differ, and not the writer."""
        agree = (j.verdict == "supported" and j.plain is not None and any(j.plain.meets(a) for a in j.answers) for j in self.claims)
        return self.against in ("text", "sum") and len(self.claims) > 1 and all(agree)

    @property
    def probability(self) -> float:
        """The probability that the writer erred; what a text itself shows without any claim is sure."""
        return self.grounds.probability(*rates()[self.shape]) if self.claims else 1.0

    @property
    def is_sure(self) -> bool:
        """Whether it is a finding and no question."""
        return self.probability >= SURE

    def on(self, **grounds: Any) -> Conflict:
        """The conflict on other grounds."""
        return replace(self, grounds=replace(self.grounds, **grounds))


def settle(found: Sequence[Finding], judged: Sequence[Judged], text: str) -> list[Finding]:
    """The findings with their probability, one for each misreading; what isn't surely an error is a question."""
    kept: list[Finding] = []
    by_claim: dict[str, list[int]] = {}
    accused: set[str] = set()
    conflicts = [c for c in conflicts_of(found, judged, text) if not c.is_published]
    covered = Counter(j.claim.id for c in conflicts for j in c.claims)
    named = {i for c in conflicts if c.finding.code == SHIFTED and c.is_sure for i in c.finding.claims[:1]}

    def order(c: Conflict) -> tuple[float, ...]:
        own = c.finding.claims[:1]
        is_explained = c.against == "sum" and not named.isdisjoint(own)
        likest = -max((covered[i] for i in own), default=0) if c.is_sure else -c.probability
        return not c.is_sure, likest, _PLACE.get(c.finding.code, len(_PLACE)) if not is_explained else len(_PLACE)

    for c in sorted(conflicts, key=order):
        own = c.finding.claims[:1]
        if c.shape != "true" and not accused.isdisjoint(j.claim.id for j in c.claims):
            for i in by_claim.get(own[0], ()) if own else ():
                kept[i] = _with_fix(kept[i], c.finding)
            continue
        accused.update(own if c.shape != "true" else ())
        for claim in c.finding.claims:
            by_claim.setdefault(claim, []).append(len(kept))
        severity = c.finding.severity if c.is_sure else "question"
        kept.append(c.finding.model_copy(update={"probability": round(c.probability, 3), "severity": severity}))
    return [*kept, *(f for f in found if f.severity == "info")]


def _with_fix(kept: Finding, other: Finding) -> Finding:
    """A finding with the certain fix of another one of the same claim, where its own is only likely: what the data and the text say alike."""
    certain = kept.fix is not None and other.fix is not None and other.fix.grade == "certain"
    return kept.model_copy(update={"fix": other.fix}) if certain else kept


def conflicts_of(found: Sequence[Finding], judged: Sequence[Judged], text: str) -> list[Conflict]:
    """The conflicts behind findings, all of one text."""
    loud = [f for f in found if f.severity != "info"]
    if not loud:
        return []
    doubts, spelled = doubts_of(judged, text), tied_ids({f.code for f in loud}, judged, text)
    known: Mapping[Any, Sequence[int]] = grouped(
        (key, i) for i, j in enumerate(judged) for key in (j.claim.id, (j.claim.start, j.claim.end))
    )
    alone = [_spelled_out(conflict(f, _claims_of(f, judged, known), doubts, text), spelled, text) for f in loud]
    scenes = grouped((_scene(j.claim), j) for j in judged)
    alone = [_borne_out(c, scenes) for c in alone]
    far = Counter(j.claim.subject for c in alone for j in c.claims if c.is_unlike and len(c.claims) == 1 and is_far(j))
    alone = [_of_another(c, far) for c in alone]
    unlike: dict[str | None, dict[Statement, Doubted]] = {}
    for first in (c.claims[0] for c in alone if c.is_unlike and c.claims):
        unlike.setdefault(first.claim.subject, {})[_statement(first.claim)] = Doubted.of(first)
    stated = {j.claim.id: _statement(j.claim) for c in alone for j in c.claims}
    least = min(LARGEST, EACH * len(judged))
    confirmed = Confirmed.by(judged, text) if len(judged) <= SHORT else Confirmed(text, Counter(), frozenset(), 0.0)
    sure = making_up(judged, text)
    return [
        c.on(read=max(c.grounds.read, SPELLED))
        if c.against == "held" and {j.claim.id for j in c.claims} <= sure
        else c.on(others=_others(c, unlike, stated, confirmed), least=least)
        for c in alone
    ]


def _spelled_out(c: Conflict, spelled: Set[frozenset[str]], text: str) -> Conflict:
    """A conflict of figures that the words between them tie, whatever they are of: likelier read right than the doubts in whose they are tell."""
    is_sum, placed = c.finding.code == "HL103", sorted(c.claims, key=lambda j: j.start)
    is_whole = is_sum and len(c.claims) > PARTS
    if is_whole and is_of_a_part([(j.start, j.end) for j in c.claims], text):
        return replace(c, grounds=Grounds(min(DOUBTED, c.grounds.read)))
    is_named = c.shape == "doubled" and len(c.claims) == PARTS and is_named_twice(text, *placed)
    if is_named or frozenset(j.claim.id for j in c.claims) in spelled:
        return replace(c, shape="spelled", grounds=Grounds(SPELLED))
    if is_sum and len({j.unit for j in c.claims}) > 1:
        return replace(c, shape="currency", grounds=Grounds(c.grounds.read, 10.0 ** (1 - max(j.digits for j in c.claims))))
    if is_whole and c.shape != "sum:rounding" and is_run(placed, text):
        return replace(c, shape="spelled", grounds=Grounds(max(SPELLED, c.grounds.read)))
    return c


def _borne_out(c: Conflict, scenes: Mapping[Scene, Sequence[Judged]]) -> Conflict:
    """A conflict with the label of a figure, likelier where another figure under the same outright period stands under the same other one: no misread figure explains both."""
    other = elsewhere(c.claims[0]) if c.shape == "label" and c.claims and c.grounds.left != 1 else None
    if other is None or slots_apart(c.claims[0], other) != ("period",):
        return c
    own, place = c.claims[0].claim, (other["region"], other["period"])
    beside = [j for j in scenes[_scene(own)][:BESIDE] if j.claim.id != own.id and j.verdict != "supported"]
    is_borne = any((o["region"], o["period"]) == place for j in beside for o in j.elsewhere)
    return c.on(left=BOTH, read=1 - (1 - c.grounds.read) * BOTH) if is_borne else c


def _of_another(c: Conflict, far: Mapping[str | None, int]) -> Conflict:
    """A conflict with what is held of a subject that no words beside it name, unlikely read right where other amounts of that subject are of another size altogether: the text is of another."""
    first = c.claims[0] if len(c.claims) == 1 else None
    if first is None or c.against != "held" or "subject" in first.outright:
        return c
    is_other = far.get(first.claim.subject, 0) > (c.is_unlike and is_far(first))
    return c.on(read=min(c.grounds.read, DOUBTED)) if is_other else c


BESIDE = 100
"""Maximum figures of one subject and period among which another one of the same other label is sought."""
BOTH = 0.3
"""The part of the doubt in a period that is left where two figures stand under the same other one."""
SPELLED = 0.95
"""The probability that figures which words tie belong together."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What figures held alike confirm of a short text: how many of each scene, slots read right, and from which shared doubt one conflict speaks against another."""

    text: str
    scenes: Counter[Scene]
    values: frozenset[tuple[str, str | None]]
    doubted: float = DOUBTED

    @classmethod
    def by(cls, judged: Sequence[Judged], text: str) -> Confirmed:
        """What the supported claims of a text confirm; a figure of few digits may agree by chance and confirms no value."""
        supported = [j for j in judged if j.verdict == "supported"]
        scenes = Counter(scene for scene, _ in {(_scene(j.claim), _statement(j.claim)) for j in supported})
        exact = (j for j in supported if j.kind == "value" and j.digits >= EXACT)
        return cls(text, scenes, frozenset(value for j in exact for value in shareable(j).items()))

    def covers(self, one: Doubted, other: Doubted) -> bool:
        """Whether all that two claims of different sentences share was read right of a third, so that no misreading explains both conflicts."""
        return one.slots & other.slots <= self.values and apart((one.judged, other.judged), self.text) != "sentence"


EXACT = 3
"""Significant digits of a figure that agrees with what is held hardly by chance."""


def _sort(c: Claim) -> tuple[str | None, ...]:
    """What claims of one sort share beside whose and when: their currency where they are amounts, else kind and operation."""
    return (c.unit,) if c.kind == "value" and is_money(c.unit) else (c.kind, c.indicator.op)


Scene = tuple[str | None, str | None]
"""Whose a figure is, and when."""


def _scene(c: Claim) -> Scene:
    return c.subject, c.period


Statement = tuple[Any, ...]
"""What a claim states: of a rank whatever its words, since a writer who says it again (second, behind only Guangdong) errs once; else the claim itself."""


def _statement(c: Claim) -> Statement:
    if c.kind != "rank":
        return (c.id,)
    return c.kind, c.period, c.scope, c.low, c.high, c.indicator.model_dump_json(), c.relation.model_dump_json()


def _others(
    c: Conflict, unlike: Mapping[str | None, Mapping[Statement, Doubted]], stated: Mapping[str, Statement], confirmed: Confirmed
) -> int:
    """How many other conflicts a misreading of what an unlike one stands on would explain at once, by what the claims accused in `unlike` ones of each subject state.

    Where the figures `confirmed` of its subject and period are enough, only those of its own sort: what they share beside these two may still be misread. Those are none that
    share only what is confirmed.
    """
    if not c.is_unlike or not c.claims:
        return 0
    first = c.claims[0]
    own, one = {stated[i] for i in c.finding.claims if i in stated}, Doubted.of(first)
    others = (o for statement, o in islice(unlike.get(first.claim.subject, {}).items(), ASKED) if statement not in own)
    if first.kind in SIMPLE and confirmed.scenes[_scene(first.claim)] >= CONFIRMED:
        others = (o for o in others if _sort(o.judged.claim) == _sort(first.claim))
    if first.kind in SIMPLE and len(c.claims) == 1:
        others = (o for o in others if not confirmed.covers(one, o) and one.shared(o) >= confirmed.doubted)
    elif first.kind in SIMPLE:
        tied = {stated[j.claim.id] for j in c.claims}
        others = (o for o in others if _statement(o.judged.claim) in tied or one.shared(o) >= SLIGHT)
    # A long text confirms nothing, so that the first of many others are enough.
    return sum(1 for _ in islice(others, MOST))


def _claims_of(finding: Finding, judged: Sequence[Judged], known: Mapping[Any, Sequence[int]]) -> list[Judged]:
    """The claims of a finding, the accused ones first: those it names, and those that stand where it points; `known` are their numbers by id and by place."""
    keys = [*finding.claims, *((r.start, r.end) for r in finding.related)]
    claims = [judged[i] for i in sorted({i for key in keys for i in known.get(key, ())})]
    return sorted(claims, key=lambda j: j.claim.id not in finding.claims)


def conflict(finding: Finding, claims: Sequence[Judged], doubts: Mapping[str, Doubts], text: str) -> Conflict:
    """The conflict behind a finding on its claims."""
    against, code = PRECEDENCE.get(finding.code, "true"), finding.code
    if against == "label" and claims and claims[0].digits < FEW:
        against = "held"  # One digit is held of everything.
    if (slots := _beside_the_cell(finding, claims, text)) is not None:
        read = min(likely(doubts[j.claim.id], slots) for j in claims)
        shape = _of_two(claims, text) if len(claims) > 1 else {"HL102": "scale", "HL302": "points"}.get(code, "impossible")
        return Conflict(finding, tuple(claims), shape, Grounds(read))
    if code == "HL103" and is_turned(claims):
        read = prod(likely(doubts[j.claim.id], ("flow", "op")) for j in claims)
        return Conflict(finding, tuple(claims), "sum:sign", Grounds(read))
    slip, chance = likeness(claims, against, code)
    if against == "sum":
        is_between = code == "HL105" and all(j.unit == "percent" for j in claims)
        shape = "part" if code == "HL103" and len(claims) == PARTS else "between" if is_between else f"sum:{slip}"
        grounds = Grounds(alike(claims, doubts, text), chance, otherwise=claims[0].otherwise)
        return Conflict(finding, tuple(claims), ("far:" if apart(claims, text) == "text" else "") + shape, grounds)
    return Conflict(finding, tuple(claims), f"{against}:{slip}" if slip else against, _grounds(claims, against, chance, doubts))


def _grounds(claims: Sequence[Judged], against: str, chance: float, doubts: Mapping[str, Doubts]) -> Grounds:
    """What the probability of a conflict with what is held, or of two figures for one thing, rests on."""
    slots: tuple[str, ...] = ()
    coincidence = 0.0
    if against == "label" and (other := elsewhere(claims[0])) is not None:
        slots = slots_apart(claims[0], other)
        if claims[0].verdict != "refuted" and slots != ("currency",):
            coincidence = AWAY[slots == ("subject",)] * 10.0 ** (1 - claims[0].digits)
    if against in ("order", "member"):
        sure = [own_odds(j) for j in claims]
    else:
        sure = [likely(own_doubts(j) if slots else doubts[j.claim.id], slots) for j in claims]
    read = prod(sure) if against == "text" else min(sure, default=1.0)
    if not claims:
        return Grounds(read, chance)
    if against == "bound" and "subject" not in claims[0].outright:
        read = min(read, 1 - DOUBTED)  # What passes its ports is no trade of a place.
    first, named = claims[0], slots or (("subject", "period") if against == "bound" else ())
    left = max(LEFT[slot] for slot in named) if named and first.outright.issuperset(named) else 1.0
    # Of a slot named outright the reading that what is held bears out is part of the doubt in it.
    otherwise = max(0.0, first.otherwise - (1 - read) * (left < 1))
    if slots == ("flow",) and "flow" not in first.outright and read < 1:  # A cell of a table is as certain as its heading.
        otherwise = max(otherwise, CARRIED)
    return Grounds(read, chance, coincidence=coincidence, otherwise=otherwise, left=left)


def _beside_the_cell(finding: Finding, claims: Sequence[Judged], text: str) -> tuple[str, ...] | None:
    """The slots that matter where a conflict says nothing of whose figures they are: a conversion in brackets, or a figure that can't be of anything."""
    code, is_alone = finding.code, len(claims) == 1
    if code in ("HL101", "HL102") and len(claims) > 1 and _of_two(claims, text):
        return ("measure",) if len(claims) == PARTS else ("flow", "op")
    if code == "HL102" and is_alone:
        return ("op", "concept", "measure")
    if code == "HL302" and is_move(text, claims[0]):
        return ("measure",)
    if code == "HL302" and is_difference(text, claims[0]):
        return ("op", "concept")
    return ("op", "measure") if code in ("HL104", "HL105") and is_alone else None


def _of_two(claims: Sequence[Judged], text: str) -> str:
    """The shape of a conflict of two amounts that the words between them tie, or their total, whatever they are of: a conversion in brackets, or one flow named twice; else empty."""
    if len(claims) > PARTS:
        return "doubled" if is_one_sided(claims) else ""
    one, other = sorted(claims[:2], key=lambda j: j.start)
    if one.unit != other.unit or is_bracketed(text, one, other):
        return "conversion"
    return "doubled" if is_doubled(text, one, other) or is_named_twice(text, one, other) else ""


def likeness(claims: Sequence[Judged], against: str, code: str = "") -> tuple[str, float]:
    """What slipped where a figure equals what it is set against but for one thing (`rounding`, `power`, `sign`, `digit`, `exchanged`, else `unlike`), and how likely chance makes it."""
    if against == "order":
        return ("rounding", 1.0) if is_next(claims[0]) else distance(claims[0])
    if against == "member":
        return "", BY_CHANCE["count"] if claims[0].kind == "count" else 1.0
    if against not in ("text", "sum", "held"):
        return "", min(1.0, 10.0 ** (1 - claims[0].digits)) if against == "unit" and claims else 1.0
    found = [how for j in claims for other in _against(j, claims, code) if (how := slip_of(j, other)) is not None]
    found += [("rounding", 1.0)] if code == "HL103" and is_hedged(claims) else []
    if any(how == "rounding" for how, _ in found) or (against == "held" and (adjoins(claims[0]) or is_within_revision(claims[0]))):
        return "rounding", 1.0
    found += [how for j in claims if code == "HL103" for how in by_power(j, claims)]
    likest = min(found, key=lambda f: f[1], default=("unlike", 1.0))
    chance = likest[1] * (len(claims) if against == "sum" else 1)
    return (likest[0], chance) if chance < BY_LUCK else ("unlike", 1.0)


def _against(j: Judged, claims: Sequence[Judged], code: str) -> list[Decimal]:
    """What a figure is set against: what is held of it, the text's other figure, or what the others make it."""
    found = [a.middle for a in j.answers] if j.verdict == "refuted" else []
    others = [o for o in claims if o is not j and o.middle]
    if len(others) != len(claims) - 1:
        return [f for f in found if f]
    if len(others) == 1 and others[0].unit == j.unit:
        found.append(others[0].middle)
    elif len(others) == PARTS:
        found += made(j, others[0], others[1], code)
    elif len(others) == WEIGHED:
        found.append(weighed(j, claims))
    return [f for f in found if f]
