"""What bears a reading out: how likely each slot of a claim was read right, once it is known which claims of the text agree with what is held and with one another.

A claim that agrees to n digits was hardly misread, since chance makes one figure in 10 to the power of n-1 agree. What it shares with its neighbours (the same subject,
period, flow ... nearby) was then read right of them as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import accumulate, islice
from math import exp, log, prod

from hinterland.check.currencies import is_money
from hinterland.check.dating import Dated
from hinterland.check.judge import Judged, judge, judge_alone
from hinterland.check.ties import SLOTS, slots_of
from hinterland.codes import Period
from hinterland.codes.tables import grouped
from hinterland.indicators import Indicators
from hinterland.models import Claim
from hinterland.reading import ReadText
from hinterland.reading.confidence import SETTLED
from hinterland.reading.outright import LEFT
from hinterland.reading.read import BALANCE

Doubts = Mapping[str, float]
"""By slot the probability that it was read wrong."""

NEAR = 240
"""Characters within which claims share the names that they are read of."""
SHARED = 0.9
"""So much of a doubt goes where a neighbour that was surely read right has the same in a slot."""
AFAR = 0.5
"""The same for claims farther off in the text."""
LEAST = 1e-3
"""Doubt in a slot that the reader had none in."""
BY_CHANCE = {"rank": 0.1, "count": 0.1, "record": 0.3, "first": 0.3, "streak": 0.3, "comparison": 0.5, "membership": 0.5}
"""How often what states no figure is held true of something else."""
INHERITED = ("concept", "subject", "period", "flow", "product", "partner", "regime")


def likely(doubts: Doubts, slots: Sequence[str] = ()) -> float:
    """The probability that the slots, or all of them, were read right."""
    return prod(1 - d for slot, d in doubts.items() if not slots or slot in slots)


def doubts_of(judged: Sequence[Judged], text: str) -> dict[str, Doubts]:
    """By the id of a claim the doubts in its slots: the reader's, less what is borne out."""
    own = {j.claim.id: own_doubts(j) for j in judged}
    sure = [(j, p) for j in judged if (p := _borne_out(j, likely(own[j.claim.id]))) is not None]
    neighbours = Neighbours(sure, text)
    return {j.claim.id: _eased(j, own[j.claim.id], neighbours) for j in judged}


APART = {"sentence": 0.3, "paragraph": 0.8, "text": 1.0}
"""By how far apart figures stand that were read alike in a slot: in what part of the doubt in it they differ (measured on labelled articles)."""
PARAGRAPH = 3000
"""Characters from which on figures of a paragraph stand as far apart as those of several."""
_STOP = re.compile(r"[。！？!?]|\.\s")


def alike(judged: Sequence[Judged], doubts: Mapping[str, Doubts], text: str) -> float:
    """The probability that figures that arithmetic ties are of the same where they were read alike, and were read right where they differ: what is left of their doubts."""
    part = APART[apart(judged, text)]
    found, slots = 1.0, [slots_of(j) for j in judged]
    for slot in SLOTS:
        groups = grouped((own[slot], doubts[j.claim.id].get(slot, 0.0)) for j, own in zip(judged, slots, strict=True))
        if len(groups) > 1:
            found *= prod(1 - max(group) for group in groups.values())
        found *= prod(1 - part * max(group) for group in groups.values() if len(group) > 1)
    return found


def apart(judged: Sequence[Judged], text: str) -> str:
    """How far apart figures stand: within a `sentence`, a `paragraph`, or in the `text`."""
    start, end = min(j.start for j in judged), max(j.end for j in judged)
    between = text[start : min(end, start + PARAGRAPH)]
    return "text" if end - start >= PARAGRAPH or "\n" in between else "paragraph" if _STOP.search(between) else "sentence"


def own_odds(j: Judged) -> float:
    """The probability by the reader's own odds that a claim was read right: of a place, a count or a comparison, to which what its neighbours share says little."""
    odds = _open_odds(j)
    return prod(odds.values()) if odds else j.claim.confidence


def _open_odds(j: Judged) -> dict[str, float]:
    """The odds of the slots that the words of a claim's kind don't settle themselves."""
    settled = {*SETTLED.get(j.kind, ()), *SETTLED.get(j.op, ())} | ({"concept"} if j.kind == "count" else set())
    return {slot: p for slot, p in j.odds.items() if slot not in settled}


def own_doubts(j: Judged) -> Doubts:
    """The doubt in a claim, shared out among its slots as their odds are, less of it in what its sentence names outright."""
    c = min(max(j.claim.confidence, LEAST), 1.0)
    odds = {slot: max(LEAST, -log(max(p, LEAST))) for slot, p in _open_odds(j).items()}
    if not odds:
        return {"": 1 - c}
    whole = sum(odds.values())
    return {slot: (1 - exp(log(c) * share / whole)) * (LEFT[slot] if slot in j.outright else 1.0) for slot, share in odds.items()}


def shareable(j: Judged) -> dict[str, str | None]:
    """The slots in which other claims may be read like a claim, with their values."""
    return {slot: j.slots[slot] for slot in ("subject", "period", "flow", "product", "partner", "regime")} | {
        "basis": j.claim.relation.base_period
    }


@dataclass(frozen=True, slots=True)
class Doubted:
    """A claim with the slots in which others may be read like it, and how likely each is misread."""

    judged: Judged
    slots: frozenset[tuple[str, str | None]]
    doubts: Doubts

    @classmethod
    def of(cls, j: Judged) -> Doubted:
        """A claim with its slots and doubts."""
        return cls(j, frozenset(shareable(j).items()), own_doubts(j))

    def shared(self, other: Doubted) -> float:
        """How likely one misreading touches two claims: in a slot in which they are read alike, and read wrong in both."""
        return sum(min(self.doubts.get(slot, 0.0), other.doubts.get(slot, 0.0)) for slot, _ in self.slots & other.slots)


def _borne_out(j: Judged, c: float) -> float | None:
    """The probability that a claim was read right which agrees with what is held, or with others of the text."""
    if not j.agrees and j.verdict != "supported":
        return None
    chance = 1.0
    if j.verdict == "supported":
        n = j.digits
        chance *= BY_CHANCE.get(j.kind, 10.0 ** (1 - max(n, 1)))
    if j.agrees:
        chance *= 10.0 ** (1 - j.agrees)
    return c / (c + (1 - c) * chance)


class Neighbours:
    """The claims of a text that were surely read right, in order, with their probabilities: which of them share a slot's value with a claim, and how near they stand."""

    def __init__(self, sure: Sequence[tuple[Judged, float]], text: str) -> None:
        """Sort them by place, and by the values of their slots with the highest probability up to each and from each on."""
        self.text = text
        self.sure = sure
        self.number = {id(j): i for i, (j, _) in enumerate(sure)}
        self.placed = sorted((j.start, i) for i, (j, _) in enumerate(sure))
        self.longest = max((j.end - j.start for j, _ in sure), default=0)
        alike = grouped(((slot, _value(j, slot)), i) for i, (j, _) in enumerate(sure) for slot in INHERITED)
        self.alike = {
            key: (numbers, list(accumulate(odds, max)), list(accumulate(reversed(odds), max))[::-1])
            for key, numbers in alike.items()
            for odds in [[sure[i][1] for i in numbers]]
        }

    def near(self, j: Judged) -> list[int]:
        """The numbers of those between which and a claim there are few characters and no line's end."""
        start, end = j.start, j.end
        first = bisect_left(self.placed, (start - NEAR - self.longest, -1))
        last = bisect_left(self.placed, (max(start, end + NEAR) + 1, -1))
        return [i for _, i in self.placed[first:last] if self.sure[i][0] is not j and self._is_near(j, self.sure[i][0])]

    def _is_near(self, j: Judged, other: Judged) -> bool:
        a, b = sorted((j, other), key=lambda x: x.start)
        start, end = a.end, b.start
        return end - start <= NEAR and "\n" not in self.text[start:end]

    def shares(self, j: Judged, slot: str, near: Sequence[int]) -> tuple[float, float]:
        """How much of a doubt in a slot those before a claim take away, and those behind it; all of them count as before a claim that is none of them."""
        value, number = _value(j, slot), self.number.get(id(j), len(self.sure))
        numbers, up_to, from_on = self.alike.get((slot, value), ((), [], []))
        at, behind = bisect_left(numbers, number), bisect_left(numbers, number + 1)
        shares = [AFAR * up_to[at - 1] if at else 0.0, AFAR * from_on[behind] if behind < len(numbers) else 0.0]
        for i in near:
            if _value(self.sure[i][0], slot) == value:
                shares[i > number] = max(shares[i > number], SHARED * self.sure[i][1])
        return shares[0], shares[1]


def _eased(j: Judged, own: Doubts, neighbours: Neighbours) -> Doubts:
    near = neighbours.near(j)
    shares = {slot: neighbours.shares(j, slot, near) for slot in INHERITED if slot in own}
    found = {slot: min(d, own[slot] * (1 - shares[slot][0])) if slot in shares else d for slot, d in own.items()}
    if (number := neighbours.number.get(id(j))) is not None:
        left = (1 - neighbours.sure[number][1]) / max(1 - likely(own), 1e-9) if likely(own) < 1 else 1.0
        found = {slot: d * min(1.0, left) for slot, d in found.items()}
    return {slot: min(d, own[slot] * (1 - shares[slot][1])) if slot in shares else d for slot, d in found.items()}


def _value(j: Judged, slot: str) -> str | None:
    c = j.claim
    return {"subject": c.subject, "period": c.period}.get(slot) if slot in ("subject", "period") else getattr(c.indicator, slot)


def judge_by_date(indicators: Indicators, known: Indicators, stated: Sequence[tuple[ReadText, Dated, Claim]]) -> list[Judged]:
    """Judge claims of texts with their dates by what was `known` then; what was published later only says whether a figure was revised since."""
    judged = judge(known, [claim for *_, claim in stated])
    for (text, at, _), one in zip(stated, judged, strict=True):
        choices = text.choices.get(one.claim.id, ())
        one.odds, one.decided = {c.slot: c.odds for c in choices}, {c.slot: c.value for c in choices}
        one.outright = frozenset(c.slot for c in choices if c.outright)
        one.aged, one.undated = _is_aged(one.claim, at.known), at.is_estimated
        if one.decided.get("measure") == BALANCE:
            one.claim, one.answers, one.elsewhere = one.claim.model_copy(update=UNHELD), [], []
    weigh_alternatives(known, judged, [text for text, *_ in stated])
    for (_, at, _), one in zip(stated, judged, strict=True):
        if one.verdict == "refuted" and at.assumes_year(one.claim.period) and _is_of_other_year(one):
            one.otherwise = max(one.otherwise, LEFT_OPEN)
    if known is not indicators:
        _note_revised(indicators, [(one, claim) for one, (*_, claim) in zip(judged, stated, strict=True)])
    return judged


def _is_of_other_year(j: Judged) -> bool:
    """Whether the figure of a claim is held for the same months of another year."""
    i, period = j.claim.indicator, Period.parse(j.claim.period or "")
    own = (j.claim.subject, i.flow, i.product, i.partner)
    alike = (Period.parse(o["period"]) for o in j.elsewhere if (o["region"], o["flow"], o["product"], o["partner"]) == own)
    return any((p.start - period.start) % 100 == 0 and p.months == period.months for p in alike)


def _is_aged(claim: Claim, today: date) -> bool:
    """Whether the newest figure that a level or a rate of growth is judged by was published long enough before its text for a revision to be out; one of a year counts from its first day."""
    least = AGED.get(claim.indicator.op)
    if least is None or claim.evidence is None:
        return False
    days = [o.released for o in claim.evidence.observations if o.released]
    year, month = (int(part) for part in (max(days, default="9999-12") + "-01").split("-")[:2])
    return 12 * (today.year - year) + today.month - month >= least


AGED = {"level": 7, "growth": 3}
"""The months after which a published figure is likely revised, by operation: rates of a stretch of the year are with each quarter's release."""
UNHELD = {"verdict": "unverifiable", "evidence": None, "reason": "nothing is held to check it against"}
"""The verdict of a claim on growth of a balance, of which no figures are held."""


def _note_revised(indicators: Indicators, judged: Sequence[tuple[Judged, Claim]]) -> None:
    """Note on supported levels, each with the claim as read, whether what is held by now has superseded theirs; on what nothing was known of, whether anything is by now."""
    levels = [(j, c) for j, c in judged if j.verdict == "supported" and c.kind == "value" and c.indicator.op == "level"]
    unheld = [(j, c) for j, c in judged if j.claim.reason == UNHELD["reason"] and c.kind == "value" and not j.answers]
    asked = [*levels, *unheld]
    for (j, _), now in zip(asked, judge_alone(indicators, [c for _, c in asked]) if asked else (), strict=True):
        if j.verdict != "supported":
            j.claim = j.claim.model_copy(update={"reason": LATER}) if now.answers else j.claim
            continue
        j.superseded = now.superseded
        j.answers = now.answers if now.superseded else j.answers


LATER = "what is held of it was published after the text"
"""Why a claim is not settled of which something is known only since its text."""


OTHERWISE = 0.01
"""The probability of an alternative reading whose odds the reader doesn't give."""
LEFT_OPEN = 0.5
"""The probability of what a rank may say as well by its words: third of a growth or of a size."""


AT_ONCE = 1000
"""Maximum alternative readings that are held at once."""


def weigh_alternatives(indicators: Indicators, judged: Sequence[Judged], texts: Sequence[ReadText]) -> None:
    """Note on each refuted claim how likely its alternative readings are that what is held bears out; `texts` are the claims' own, one each. A place that its words leave open by
    pace or by size is the one that is borne out."""
    asked = ((j, o, t) for j, t in zip(judged, texts, strict=True) if j.verdict == "refuted" for o in t.doubts.get(j.claim.id, ()))
    while some := list(islice(asked, AT_ONCE)):
        for (j, other, text), again in zip(some, judge_alone(indicators, [o for _, o, _ in some]), strict=True):
            if again.verdict == "supported" and _is_open_place(j.claim, other):
                j.claim, j.said, j.plain, j.answers, j.evaluated = again.claim, again.said, again.plain, again.answers, again.evaluated
                j.elsewhere, j.deciding = [], None
            elif again.verdict == "supported":
                j.otherwise = min(1.0, j.otherwise + _odds_of(j, other, text))


def _is_open_place(claim: Claim, other: Claim) -> bool:
    """Whether a reading differs from a place in nothing but that it is by size and not by pace, or the reverse."""
    return claim.kind == other.kind == "rank" and claim.scope == other.scope and claim.indicator.op != other.indicator.op


def _odds_of(j: Judged, other: Claim, text: ReadText) -> float:
    """The probability of a reading that differs from a claim's in a slot, or, of a rank, in what its words leave open: by size or by pace, and among whom."""
    claim = j.claim
    if claim.kind == "rank" and (claim.indicator.op, claim.scope) != (other.indicator.op, other.scope):
        return LEFT_OPEN
    for choice in text.choices.get(j.claim.id, ()):
        value = dict(choice.others).get(_value(replace(j, claim=other), choice.slot)) if choice.slot in INHERITED else None
        if value is not None:
            return value * (LEFT[choice.slot] if choice.outright else 1.0)
    return OTHERWISE


def is_far(j: Judged) -> bool:
    """Whether an amount is more than a hundred times what is held, or less than a hundredth of it."""
    held, said = (x.middle if x is not None else None for x in (j.best, j.plain))
    if not held or not said or not is_money(j.unit):
        return False
    return not 1 / SIZE < abs(said / held) < SIZE


SIZE = Decimal(100)
"""The factor beyond which amounts are of another size."""
