"""Values and changes beside their slots: the base of growth and of multiples, and the whole that a share or a contribution is of.

Two kinds of figures without digits are found here: how many digits a rate has (double-digit growth, 两位数增长), and round amounts
(超万亿元).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hinterland import codes
from hinterland.codes import Language, Period
from hinterland.models import Claim
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.lands import country_of, region_above
from hinterland.reading.mentions import Mention, Parsed, overlaps
from hinterland.reading.names import REGION
from hinterland.reading.numbers import Figure
from hinterland.reading.relations import statistics
from hinterland.reading.relations.bases import figures_listed, periods_of
from hinterland.reading.relations.intervals import falls, hedge_of
from hinterland.reading.relations.predicates import round_amounts
from hinterland.reading.relations.words import gap, right_behind, said

NEAR = 3
"""Maximum words (in Chinese characters) between the digits of a rate and its rise or fall: double-digit rates of growth."""


YEAR = 12
"""Months of a year."""
FAR = 40
"""Maximum characters between a rate and the word that makes it a yearly average."""


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """Rates of which only the number of digits is given, and round amounts."""
    for word in said(parsed, "digits"):
        places = int(word.value)
        low, high = Decimal(0 if places == 1 else 10 ** (places - 1)), Decimal(10**places)
        moves = [m.start for m in parsed.mentions if m.is_a("up", "down")] + [w.start for w in said(parsed, "rate", "rate-down")]
        if any(start >= word.end and gap(parsed, word.end, start) <= NEAR for start in moves):
            figure = Figure(word.start, word.end, (low + high) / 2, high - low, "percent", "percent")
            yield Target("figure", parsed.number, word.start, word.end, figure)
    for figure in round_amounts(parsed):
        if figure.unit and hedge_of(parsed, figure) != "exactly":
            yield Target("figure", parsed.number, figure.start, figure.end, figure)


def relate(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A value with its base or its whole; a change of a share with its whole, negative where the share fell."""
    if claim.kind == "change":
        claim = _against(claim, versus=_whole(document, decision, claim))
        down = claim.low is not None and claim.low >= 0 and falls(document.parsed[decision.target.sentence], decision.target, "growth")
        ends = {"low": None if claim.high is None else -claim.high, "high": None if claim.low is None else -claim.low}
        return claim.model_copy(update=ends) if down else claim
    op = claim.indicator.op
    if op == "growth":
        yearly = claim.model_copy(update={"indicator": claim.indicator.model_copy(update={"op": "cagr"})})
        if _is_yearly(document, decision) or (_is_averaged(document, decision) and periods_of(document, decision, yearly)[1] is not None):
            claim, op = yearly, "cagr"
    if op in ("growth", "multiple", "cagr"):
        period, base = periods_of(document, decision, claim)
        return _against(claim.model_copy(update={"period": period}), base_period=base)
    return (
        _against(claim, versus=_whole(document, decision, claim)) if op in ("share", "contribution") and claim.unit == "percent" else claim
    )


def _is_yearly(document: Document, decision: Decision) -> bool:
    """Whether a rate is one a year: an average of 13.2 percent a year; of months it is the rate on the year before (rose 10.5 percent annually in July)."""
    period = decision.slots.get("period")
    if period is not None and Period.parse(period).months < YEAR:
        return False
    parsed = document.parsed[decision.target.sentence]
    word = right_behind(parsed, decision.target.end, "per-year")
    if word is None or statistics.is_on_year(parsed, decision.target):
        return False
    return not any(m.time is not None and m.start < word.end and word.start < m.end for m in parsed.mentions)


def _is_averaged(document: Document, decision: Decision) -> bool:
    """Whether a word of a yearly average leads to a rate or stands right behind it: at an average annual rate of 13.2 percent, 年均增长13.2%."""
    parsed, target = document.parsed[decision.target.sentence], decision.target
    clause = parsed.sentence.clause(target.start)
    for m in parsed.mentions:
        if m.is_a("cagr") and m.clause == clause:
            start, end = (m.end, target.start) if m.end <= target.start else (target.end, m.start)
            if end - start <= FAR and not any(o.figure is not None and start <= o.start < end for o in parsed.mentions):
                return True
    return False


def _against(claim: Claim, **fields: str | None) -> Claim:
    """A claim whose relation has the fields given."""
    told = {name: value for name, value in fields.items() if value is not None}
    return claim.model_copy(update={"relation": claim.relation.model_copy(update=told)}) if told else claim


def _whole(document: Document, decision: Decision, claim: Claim) -> str | None:
    """The place whose trade a share is of, where its clause names one that the subject lies in: 占全国19.7%, a tenth of the state's exports."""
    target = decision.target
    parsed = document.parsed[target.sentence]
    wholes = _wholes(claim.subject)
    if not wholes:
        return None
    clause = parsed.sentence.clause(target.start)
    around = [m for m in parsed.mentions if m.clause == clause]
    mates = figures_listed(parsed, target)
    first, last = (mates[0].start, mates[-1].end) if mates else (target.start, target.end)
    first = _moved_from(around, first)
    low = max((m.end for m in around if m.figure is not None and m.end <= first), default=0)
    high = min((m.start for m in around if m.figure is not None and m.start >= last), default=len(parsed.text))
    words = [w for w in said(parsed, "nation-whole") if w.value in ("1", wholes[-1])]
    if any(0 <= w.start - target.end <= 1 for w in words):
        return wholes[-1]
    named = [
        (abs(m.start - target.start), whole)
        for m in around
        if low <= m.start < high and (whole := _named(m, wholes, claim.subject)) is not None
    ]
    if named:
        return min(named)[1]
    own = [m for m in around if m.value("proform") == "city"]
    ours = [w for w in said(parsed, "region-whole") if parsed.sentence.clause(w.start) == clause and not overlaps(w, own)]
    if len(wholes) > 1 and any(low <= w.start < high for w in ours):
        return wholes[0]
    if any(parsed.sentence.clause(w.start) == clause and low <= w.start < high for w in words):
        return wholes[-1]
    if (whole := _of_which(document, target, wholes, claim.subject)) is not None:
        return whole
    goes_on = parsed.language == "zh" and any(m.is_a("share") and m.end == target.start for m in around)
    return wholes[-1] if goes_on and any(w.end <= target.start for w in words) else None


def _moved_from(around: list[Mention], start: int) -> int:
    """Where the percentage stands that one is the base of, or the one itself where it is no base: slipped to 10.4 percent in 2021 from 10.8 percent."""
    before = [m for m in around if m.end <= start and m.time is None]
    at = next((i for i in range(len(before) - 1, -1, -1) if before[i].figure is not None), None)
    if at is None or not before[at + 1 :] or not all(m.is_a("from", "prep", "up", "down", "level") for m in before[at + 1 :]):
        return start
    figure = before[at].figure
    is_rate = figure is not None and figure.dimension == "percent" and any(m.is_a("from", "up", "down") for m in before[at + 1 :])
    return before[at].start if is_rate else start


def _of_which(document: Document, target: Target, wholes: list[str], subject: str | None) -> str | None:
    """The place named last before the words for a part that stand before a share: of that, Ohio accounted for 5 billion, or 10 percent; 其中浙江占12.2%."""
    parsed = document.parsed[target.sentence]
    word = parsed.before(target.start, "ofwhich")
    if word is None:
        return None
    before = parsed.preceding(word.start)
    if not any(m.names or m.is_a("proform") for m in before) and target.sentence:
        before = document.parsed[target.sentence - 1].mentions
    places = [m for m in before if m.value("proform") == "nation" or m.is_name("place", "group")]
    return _named(places[-1], wholes, subject) if places else None


def _wholes(subject: str | None) -> list[str]:
    """The places that a subject lies in, its country last."""
    if subject is None or len(subject) == 2:
        return []
    return [place for place in (region_above(subject), country_of(subject)) if place is not None]


def _named(mention: Mention, wholes: list[str], subject: str | None) -> str | None:
    """The place among several that a mention stands for, by its name or by a pro-form (the state, 全国), or a group that the subject is a member of."""
    proform = mention.value("proform")
    if proform == "nation":
        return wholes[-1]
    if proform == REGION and len(wholes) > 1:
        return wholes[0]
    name = next(iter(mention.names[:1]), None)
    if name is not None and name.kind == "group" and name.code:
        return name.code if any(subject in codes.group_members(part) for part in name.code.split("+")) else None
    return name.code if name is not None and name.kind == "place" and name.code in wholes else None
