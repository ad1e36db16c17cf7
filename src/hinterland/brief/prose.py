"""Sentences from evaluated claims: one function a section, none of which knows a province or a figure.

A section's claims come by name; a sentence is made where the claim has an answer and is left out where it has none. Every figure in a sentence is
followed by the mark of its claim, from which the evidence is one step away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hinterland import codes
from hinterland.claims import Evaluated
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.language import english_numbers as numbers

GROUP_NAMES = {
    "central": "six central provinces",
    "eastern": "ten eastern provinces",
    "western": "twelve western provinces",
    "northeast": "three northeastern provinces",
}

TAKE_ARTICLE = ("EU", "US", "UK", "UAE", "Belt and Road countries", "United States", "Netherlands", "Philippines", "United Kingdom")

RELIABILITY_LABEL = {"news": "news report", "secondary": "second-hand", "derived": "derived"}


@dataclass(slots=True)
class Writer:
    """Writes sentences for one subject and period, numbering the evidence as it goes."""

    subject: str
    period: Period
    evidence: list[Evaluated] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The subject as a sentence begins with it."""
        name = codes.name(self.subject)
        return name[0].upper() + name[1:]

    def mark(self, claim: Evaluated) -> str:
        """The mark of a claim's evidence, with a label where its figure isn't official."""
        known = [e.claim.id for e in self.evidence]
        if claim.claim.id not in known:
            self.evidence.append(claim)
            known.append(claim.claim.id)
        number = known.index(claim.claim.id) + 1
        levels = {o.reliability for o in claim.evidence.observations} if claim.claim.kind == "value" else set()
        label = next((RELIABILITY_LABEL[r] for r in ("derived", "secondary", "news") if r in levels), "")
        one = any("one article" in c for c in claim.evidence.caveats)
        said = "one article only" if one and label == "news report" else f"{label}, one report only" if one else label
        if claim.how == "computed" and claim.claim.indicator.op in ("growth", "cagr"):
            said = f"of the levels held, {said}" if said else "of the levels held"
        return f" ({said}) [{number}]" if said else f" [{number}]"

    # -- single figures

    def amount(self, c: Evaluated) -> str:
        """A level with its mark."""
        assert c.answer is not None
        if c.claim.indicator.measure == "quantity":
            return f"{numbers.units(c.answer, middle(c.answer))} units{self.mark(c)}"
        return f"{numbers.money(c.answer, middle(c.answer), c.evidence.unit or 'CNY')}{self.mark(c)}"

    def change(self, c: Evaluated) -> str:
        """A growth rate as `up 17.3%`, with its mark."""
        assert c.answer is not None
        value = middle(c.answer)
        if c.answer.holds(0) and abs(value) < Decimal("0.05"):
            return f"unchanged{self.mark(c)}"
        return f"{'up' if value > 0 else 'down'} {numbers.percent(c.answer, value)}{self.mark(c)}"

    def share(self, c: Evaluated) -> str:
        """A share in percent with its mark; `more than` or `between` where only bounds are held."""
        assert c.answer is not None
        if c.answer.high is None and c.answer.low is not None:
            return f"more than {c.answer.low.normalize():f}%{self.mark(c)}"
        return f"{numbers.percent(c.answer, middle(c.answer))}{self.mark(c)}"


def middle(interval: Interval) -> Decimal:
    """The middle of an interval, or its only end."""
    found = interval.middle if interval.middle is not None else interval.low if interval.low is not None else interval.high
    assert found is not None
    return found


def totals(w: Writer, c: Mapping[str, Evaluated]) -> list[str]:
    """The year's level and growth, exports and imports, the balance, the share of the nation."""
    said = []
    if "level:total" in c:
        level = w.amount(c["level:total"])
        growth = f", {w.change(c['growth:total'])} on a year before" if "growth:total" in c else ""
        said.append(f"{w.name}'s goods trade came to {level} in {when(w.period)}{growth}.")
    elif "growth:total" in c:
        said.append(f"{w.name}'s goods trade was {w.change(c['growth:total'])} in {when(w.period)}; its level is not held.")
    else:
        said.append(f"The total of {w.name}'s goods trade in {when(w.period)} is not held.")
    parts = []
    for flow, noun in (("export", "exports"), ("import", "imports")):
        size, speed = c.get(f"level:{flow}"), c.get(f"growth:{flow}")
        if size:
            parts.append(f"{noun} were {w.amount(size)}" + (f", {w.change(speed)}" if speed else ""))
        elif speed:
            parts.append(f"{noun} were {w.change(speed)}")
    if parts:
        text = "; ".join(parts)
        said.append(f"{text[0].upper()}{text[1:]}.")
    if "balance" in c and (answer := c["balance"].answer) is not None:
        value = middle(answer)
        sum_left = numbers.money(answer if value > 0 else -answer, abs(value), "CNY")
        said.append(f"That left a {'surplus' if value > 0 else 'deficit'} of {sum_left}{w.mark(c['balance'])}.")
    if "share-of-nation" in c:
        said.append(f"This was {w.share(c['share-of-nation'])} of the nation's trade.")
    return said


def standing(w: Writer, c: Mapping[str, Evaluated]) -> list[str]:
    """Ranks, firsts and the club above the threshold."""
    said = []
    if (place := c.get("rank")) and (answer := place.answer):
        said.append(f"By value {w.name} ranked {rank(answer)} of {place.asked} provinces ({place.held} held){w.mark(place)}.")
    if club := c.get("club"):
        said.append(_club(w, club))
    for name, claim in c.items():
        kind, _, group = name.partition(":")
        answer = claim.answer
        if answer is None:
            continue
        if kind == "first" and answer.low == answer.high == 1:
            mark = _threshold(claim)
            said.append(
                f"It was the first of the {GROUP_NAMES.get(group, group)} above {mark}, within the years held ({claim.evidence.coverage}){w.mark(claim)}."
            )
        elif kind == "growth-rank" and answer.low == answer.high == 1:
            among = "ten largest trading provinces" if group == "top-10" else GROUP_NAMES.get(group, group)
            said.append(f"Its trade grew fastest among the {among} ({claim.held} of {claim.asked} held){w.mark(claim)}.")
        elif kind == "growth-rank" or (kind == "rank" and group):
            among = "ten largest trading provinces" if group == "top-10" else GROUP_NAMES.get(group, group)
            what = "growth" if kind == "growth-rank" else "value"
            said.append(f"By {what} it was {rank(answer)} among the {among} ({claim.held} of {claim.asked} held){w.mark(claim)}.")
        elif kind == "growing":
            said.append(f"Trade grew in {span(answer)} of {claim.asked} provinces ({claim.held} held){w.mark(claim)}.")
    return said


def _club(w: Writer, club: Evaluated) -> str:
    assert club.answer is not None
    size = {o.region: o.value or Decimal(0) for o in club.evidence.observations}
    names = [codes.name(m) for m in sorted(club.members, key=lambda m: -size.get(m, Decimal(0)))]
    mark = _threshold(club)
    if w.subject in club.members:
        return f"It was one of {span(club.answer)} provinces above {mark}: {numbers.listed(names)} ({club.held} of {club.asked} held){w.mark(club)}."
    told = f": {numbers.listed(names)}" if names else ""
    return f"{span(club.answer).capitalize()} provinces exceeded {mark}{told} ({club.held} of {club.asked} held){w.mark(club)}."


def _threshold(c: Evaluated) -> str:
    limit = c.claim.relation.threshold
    assert limit is not None
    return numbers.round_amount(limit, "CNY")


def past(w: Writer, c: Mapping[str, Evaluated]) -> list[str]:
    """The compound rate over five years and whether the year is a record."""
    said = []
    if (rate := c.get("cagr")) and (answer := rate.answer):
        value = middle(answer)
        start = Period.parse(rate.claim.relation.base_period or "").year
        told = f"Since {start} trade has {'grown' if value > 0 else 'shrunk'} by {numbers.percent(answer, value)} a year{w.mark(rate)}"
        said.append(f"{told}, from {w.amount(c['level-then'])}." if "level-then" in c else f"{told}.")
    if (record := c.get("record-year")) and record.answer and record.answer.low == record.answer.high == 1:
        said.append(f"It was the highest of the {record.held} years held{w.mark(record)}.")
    return said


def series(w: Writer, c: Mapping[str, Evaluated], section: str) -> list[str]:
    """A line for each product, partner or kind of enterprise, the largest first."""
    groups: dict[str, dict[str, Evaluated]] = {}
    for name, claim in c.items():
        op, _, own = name.partition(":")
        groups.setdefault(own, {})[op] = claim
    return [line for own, ops in sorted(groups.items(), key=lambda g: -_size(g[1])) if (line := _line(w, section, own, ops))]


def _size(ops: Mapping[str, Evaluated]) -> Decimal:
    level = ops.get("level")
    return middle(level.answer) if level and level.answer and level.claim.indicator.measure == "value" else Decimal(0)


def _line(w: Writer, section: str, own: str, ops: Mapping[str, Evaluated]) -> str:
    flow, product, partner, regime, _ = own.split("|")
    verb = {"export": "Exports", "import": "Imports"}.get(flow, "Trade")
    who = {
        "products": lambda: f"{verb} of {lower(codes.name(product))}",
        "partners": lambda: f"{verb} with {the(codes.name(partner))}",
        "enterprises": lambda: f"{verb} by {lower(codes.name(regime))}",
    }[section]()
    told = []
    if level := ops.get("level"):
        told.append(f"came to {w.amount(level)}")
    if growth := ops.get("growth"):
        told.append(w.change(growth) if told else f"{'were' if flow in ('export', 'import') else 'was'} {w.change(growth)}")
    if share := ops.get("share"):
        whole = {"export": "of exports", "import": "of imports"}.get(flow, "of its trade")
        told.append(f"{w.share(share)} {whole}" if told else f"made up {w.share(share)} {whole}")
    return f"{who} {', '.join(told)}." if told else ""


def months(w: Writer, c: Mapping[str, Evaluated]) -> list[str]:
    """The last month held."""
    if "month" not in c:
        return []
    month = c["month"]
    told = f"In {when(Period.parse(month.claim.period or ''))} trade was {w.amount(month)}"
    said = [f"{told}, {w.change(c['month-growth'])} on a year before." if "month-growth" in c else f"{told}."]
    record = c.get("month-record")
    if record and record.answer and record.answer.low == record.answer.high == 1:
        said.append(f"That was the highest of the {record.held} months held{w.mark(record)}.")
    return said


def economy(w: Writer, c: Mapping[str, Evaluated]) -> list[str]:
    """Gross domestic product and what else is held beside trade."""
    said = []
    for name, claim in c.items():
        op, _, concept = name.partition(":")
        if op == "level" and claim.answer:
            growth = c.get(f"growth:{concept}")
            what = codes.name(concept, kind="concept")
            what = what if what.isupper() else what[0].upper() + what[1:]
            said.append(f"{what}: {w.amount(claim)}" + (f", {w.change(growth)}" if growth else "") + ".")
    return said


# -- words


def when(period: Period) -> str:
    """A period in words: `2025`, `December 2025`, `January to November 2025`, `the first quarter of 2025`."""
    names = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
    if period.kind == "year":
        return str(period)
    if period.kind == "month":
        return f"{names[period.start % 100 - 1]} {period.start // 100}"
    return f"{names[period.start % 100 - 1]} to {names[period.end % 100 - 1]} {period.end // 100}"


def rank(answer: Interval) -> str:
    """A rank in words, or the ranks it lies between."""
    low, high = int(answer.low or 0), int(answer.high or 0)
    return numbers.ordinal(low) if low == high else f"between {numbers.ordinal(low)} and {numbers.ordinal(high)}"


def span(answer: Interval) -> str:
    """A count in words, or the counts it lies between."""
    low, high = int(answer.low or 0), int(answer.high or 0)
    return numbers.count(low) if low == high else f"{numbers.count(low)} to {numbers.count(high)}"


def lower(name: str) -> str:
    """A name in the middle of a sentence: lower case unless it is an abbreviation or carries capitals inside."""
    return name if len(name) > 1 and name[1].isupper() else name[0].lower() + name[1:]


def the(name: str) -> str:
    """Names of countries and blocs that take an article."""
    return f"the {name}" if name in TAKE_ARTICLE else name
