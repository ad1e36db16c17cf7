"""Keep of a reader's proposals what the text bears out: its words stand in the text and hold the figure, our own number grammar reads the
same value and unit, every name stands there or is known by a name that does (`known_places`), the period can be derived from the text and
its date, and no other claim of its kind has its span. Values come from the text, never from the proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import cast

from hinterland import codes
from hinterland.codes import Period
from hinterland.codes.folding import simplified
from hinterland.codes.tables import rows
from hinterland.interval import Interval
from hinterland.models import UNSURE, Claim, Indicator, Relation
from hinterland.readers.contract import ProposedClaim, Rejection
from hinterland.reading.document import Document, parse
from hinterland.reading.lands import basis_of, currency_of
from hinterland.reading.lexicon import weighed
from hinterland.reading.periods import fiscal_years, resolved
from hinterland.reading.plain import language_of
from hinterland.reading.relations.intervals import spread
from hinterland.reading.relations.words import number_in_words, spoken

FIGURED = ("value", "comparison")
"""Kinds whose span holds a figure."""

UNITS = {
    "level": ("money", "units"),
    "balance": ("money",),
    "growth": ("percent", "ratio", "percentage_point"),
    "share": ("percent", "percentage_point", "ratio"),
    "cagr": ("percent",),
    "contribution": ("percentage_point", "percent"),
    "multiple": ("ratio", "percent"),
    "comparison": ("percentage_point", "percent", "ratio", "money"),
}
"""The kinds of unit that go with an operation, or with a comparison."""

SPACES = re.compile(r"\s+")
Stated = tuple[Decimal | None, Decimal | None, str | None]
"""Both ends of a figure, and its unit."""


class Rejected(ValueError):
    """A proposal that the text doesn't bear out, with the reason."""


@dataclass(frozen=True, slots=True)
class Validated:
    """The claims that were taken, in the order of the text, and what was rejected with its reason."""

    claims: tuple[Claim, ...]
    rejected: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of the text: its place, the interval that its digits and its hedge mean, and its unit."""

    start: int
    end: int
    interval: Interval
    unit: str


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What a text bears out: the codes its names stand for by kind, its periods, its quantities, and its words for looking up."""

    text: str
    today: date
    named: dict[str, frozenset[str]]
    years: frozenset[int]
    months: frozenset[tuple[int, int]]
    quantities: tuple[Quantity, ...]
    folded: str

    def currency_of_rates(self, subject: str | None) -> str | None:
        """The currency that a place's rates are stated in where the text doesn't say: that of its amounts if it is one, where there are none that of its pack."""
        usual = None if codes.nation_of(subject or UNSURE) is None else currency_of(subject)
        if usual is None:
            return None
        units = {q.unit for q in self.quantities if q.unit in weighed("shared")}
        return usual if not units else units.pop() if len(units) == 1 else None

    @classmethod
    def of(cls, text: str, today: date) -> TextFacts:
        """Read the facts of a text dated `today`."""
        document = parse(text, today)
        text, opens = simplified(text), fiscal_years().get(document.main_nation or "")
        named = _named(document)
        years = {today.year, today.year - 1, today.year - 2} | {int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
        months: set[tuple[int, int]] = {(1, 12)} | {(max(1, today.month - back),) * 2 for back in (0, 1, 2)} | {(12, 12), (11, 11)}
        for time in (m.time for p in document.parsed for m in p.mentions if m.time is not None):
            if time.months:
                months.add(time.months)
            for period in (Period.parse(written) for written, _ in resolved(time, document.today, None, opens)):
                months.add((period.start % 100, period.end % 100))
                years |= {period.start // 100, period.end // 100}
        named.setdefault("region", set()).update(known_places(text))
        folded = text.lower()
        for kind in ("regime", "product"):
            named.setdefault(kind, set()).update(s.code for s in codes.surfaces(kind) if len(s.text) > 1 and s.text.lower() in folded)
        years |= {y + step for y in years for step in (-1, 1)}
        ends = {m for pair in months for m in pair}
        months |= {(a, b) for a in ends for b in ends if a <= b} | {(1, 3), (4, 6), (7, 9), (10, 12), (1, 6), (7, 12), (1, 9)}
        frozen = {kind: frozenset(values) for kind, values in named.items()}
        return cls(text, today, frozen, frozenset(years), frozenset(months), tuple(_quantities(document)), SPACES.sub("", text).lower())

    def holds_words(self, words: str) -> bool:
        """Whether words stand in the text, blanks and case aside."""
        return SPACES.sub("", simplified(words)).lower() in self.folded

    def figure_at(self, start: int, end: int) -> Quantity | None:
        """The quantity that shares most with a span."""
        shared = [(min(end, q.end) - max(start, q.start), q) for q in self.quantities]
        best = max(shared, key=lambda pair: pair[0], default=(0, None))
        return best[1] if best[0] > 0 else None


def _named(document: Document) -> dict[str, set[str]]:
    """The codes that the names of a document may stand for, by kind; a country's as a partner count as a partner's."""
    named: dict[str, set[str]] = {}
    for name in (n for p in document.parsed for m in p.mentions for n in m.names):
        named.setdefault("region" if name.kind == "place" else name.kind, set()).add(name.code)
        named.setdefault("partner", set()).add(name.partner)
    return {kind: found - {""} for kind, found in named.items()}


def _quantities(document: Document) -> Iterator[Quantity]:
    """The figures of a document with a unit of their own or from a list, in order."""
    for p in document.parsed:
        for figure in (m.figure for m in p.mentions if m.figure is not None and m.figure.dimension != "bare" and not m.figure.headed):
            start, end = document.plain.original(p.sentence.start + figure.start, p.sentence.start + figure.end)
            yield Quantity(start, end, spread(p, figure), figure.unit)


def validate(text: str, today: date, proposals: Sequence[ProposedClaim], rejected: Sequence[Rejection] = ()) -> Validated:
    """Validate proposals against a text dated `today`; `rejected` are those that were none to begin with."""
    facts = TextFacts.of(text, today)
    out: list[Claim] = []
    lost: list[Rejection] = list(rejected)
    taken: set[tuple[int, int, str]] = set()
    cursor = 0
    for proposal in proposals:
        try:
            place = _place(text, proposal, cursor, taken)
            out.append(_claim(facts, proposal, *place))
        except Rejected as e:
            lost.append((proposal, str(e)))
            continue
        taken.add((*place, proposal.kind))
        cursor = max(cursor, place[0]) if proposal.start is None else place[0]
    out.sort(key=lambda c: (c.start or 0, c.end or 0))
    numbered = (c.model_copy(update={"id": f"c{i}", "text": text[c.start : c.end]}) for i, c in enumerate(out, 1))
    return Validated(tuple(numbered), tuple(lost))


def _place(text: str, proposal: ProposedClaim, cursor: int, taken: set[tuple[int, int, str]]) -> tuple[int, int]:
    """Where a proposal's words stand: nearest to its own offset, else the first free place behind the claim before, else the first free one, else `Rejected`."""
    words = proposal.text.strip()
    pattern = r"\s*".join(re.escape(part) for part in SPACES.split(words))
    pattern = (r"(?<![\d.,])" if words[0].isdigit() else "") + pattern + (r"(?!\d)" if words[-1].isdigit() else "")
    found = [m.span() for m in re.finditer(pattern, text, re.IGNORECASE)]
    if not found:
        raise Rejected(f"words not in the text: {proposal.text[:60]!r}")
    free = [span for span in found if (*span, proposal.kind) not in taken]
    if proposal.start is not None:
        found = [min(found, key=lambda span: abs(span[0] - (proposal.start or 0)))]
        free = [span for span in found if span in free]
    if not free:
        raise Rejected(f"span taken twice: {proposal.text[:60]!r}")
    return next((span for span in free if span[0] >= cursor or proposal.start is not None), free[0])


def _claim(facts: TextFacts, p: ProposedClaim, start: int, end: int) -> Claim:
    """The claim of a proposal. Raises `Rejected` where there is none."""
    _refuse_unknown_period(facts, p)
    _refuse_unknown_group(facts, p)
    p, unknown = _without_unknown_names(facts, _with_codes(p))
    if "subject" in unknown:
        raise Rejected(unknown["subject"])
    low, high, unit = _figure(facts, p, start, end)
    measure = p.measure or "value"
    if unit in weighed("shared") and p.currency not in (None, *weighed("shared")):
        unit = p.currency
    amount = p.op in ("level", "balance") and unit is not None and unit.isupper()
    currency = unit if amount else p.currency or (facts.currency_of_rates(p.subject) if is_of_value(p) else None)
    if p.concept == "trade" and p.op in ("level", "balance") and p.kind == "value" and unit is not None and unit.isupper():
        measure = "value"
    slots = {name: UNSURE if value is None else value for name, value in p.slots.items()}
    basis = basis_of(p.subject, None, p.flow) if p.concept == "trade" else None
    indicator = Indicator(
        op=p.op, concept=p.concept, flow=p.flow, measure=measure, currency=currency, basis=basis,  # type: ignore[arg-type]
        product=slots["product"], partner=slots["partner"], regime=slots["regime"],
    )  # fmt: skip
    return Claim(
        id="", start=start, end=end, text=facts.text[start:end], kind=p.kind, subject=p.subject, indicator=indicator, period=p.period, scope=p.scope,
        relation=relation_of(p), low=low, high=high, unit=unit, confidence=p.confidence,
    )  # fmt: skip


def is_of_value(p: ProposedClaim) -> bool:
    """Whether a claim that states no amount of its own is of amounts: a rate, a share, a place, a record, a comparison, all in one currency."""
    rates = p.op in ("growth", "cagr", "contribution", "share")
    return p.concept == "trade" and p.measure != "quantity" and (rates or p.kind not in ("value", "change"))


TESTS = {"rank": "nth", "first": "nth", "record": "highest"}
"""The test of a kind's claims where a proposal names none; a comparison's follows from its direction."""


def relation_of(p: ProposedClaim) -> Relation:
    """How a proposed claim is tested: a comparison without a test says that its subject is ahead, or behind where its direction is down."""
    led = {"down": "<", "up": ">", None: ">"}[p.direction] if p.kind == "comparison" and p.low is None and p.high is None else "="
    base = str(Period.parse(p.period).year_before()) if p.period and p.base_period is None and _overtakes(p) else p.base_period
    return Relation(
        test=p.test or TESTS.get(p.kind, led),  # type: ignore[arg-type]
        threshold=None if p.threshold is None else Decimal(str(p.threshold)),
        order=p.order or ("desc" if p.kind in ("rank", "record") else None),
        versus=p.versus, base_period=base, window=p.window, members=p.members,
    )  # fmt: skip


def _overtakes(p: ProposedClaim) -> bool:
    """Whether the words of a comparison say that its subject got ahead, which is since the year before: overtook, 反超."""
    words = spoken(p.text, language_of(p.text), "compare") if p.kind == "comparison" else ()
    return any(word.value.startswith("over") for word in words)


def stated(p: ProposedClaim) -> Stated:
    """The interval and unit that a claim's own words state, where there is no text around them. Raises `ValueError` where they don't go with it."""
    if p.kind not in ("change", *FIGURED):
        return None, None, None
    return _figure(TextFacts.of(p.text, date.today()), p, 0, len(p.text))


def _figure(facts: TextFacts, p: ProposedClaim, start: int, end: int) -> Stated:
    """The interval and unit that the span's words state. Raises `Rejected` where they don't go with the proposal."""
    if p.kind in ("rank", "first", "record", "count", "streak"):
        return _whole_number(facts, p, start, end)
    if p.kind in ("parts", "membership"):
        return None, None, None
    q = facts.figure_at(start, end)
    if q is None:
        bare = _bare_figure(facts.text[start:end], p)
        if bare is None and p.kind in FIGURED and (p.kind == "value" or re.search(r"\d", p.text)):
            raise Rejected(f"no figure in the span: {p.text[:60]!r}")
        return bare or (None, None, None)
    is_money = len(q.unit) == 3 and q.unit.isupper()
    unit = "money" if is_money else q.unit if q.unit in ("percent", "percentage_point", "ratio") else "units"
    allowed = UNITS.get("comparison" if p.kind == "comparison" else p.op, ())
    if p.concept == "trade" and allowed and unit not in allowed:
        raise Rejected(f"unit does not go with {p.op}: {p.text[:60]!r}")
    low, high = q.interval.low, q.interval.high
    falls = p.direction == "down" or (p.direction is None and p.high is not None and p.high <= 0 and p.low is not None)
    if falls and p.op in ("growth", "cagr", "balance", "contribution", "share") and (low is None or low >= 0):
        low, high = (None if high is None else -high), (None if low is None else -low)
    if p.low is not None and p.high is not None and low is not None and high is not None and not _meets(low, high, p.low, p.high):
        raise Rejected(f"figure is not the one in the span: {p.text[:60]!r}")
    return low, high, q.unit


def _bare_figure(words: str, p: ProposedClaim) -> tuple[Decimal | None, Decimal | None, str] | None:
    """The figure of a list or a table cell, whose unit stands elsewhere. Rates are read in percent. An amount is taken in the scale that
    the proposal's own `low` and `high` give its digits, else it stays without an interval."""
    match = re.match(r"[^\d]*(\d[\d,]*(?:\.\d+)?)", words.strip())
    if match is None:
        return None
    digits, half = Decimal(match[1].replace(",", "")), Decimal(1).scaleb(-len(match[1].partition(".")[2])) / 2
    unit = {"growth": "percent", "share": "percent", "cagr": "percent", "multiple": "ratio"}.get(p.op)
    if unit is not None:
        return (-digits - half, half - digits, unit) if p.direction == "down" else (digits - half, digits + half, unit)
    unit = p.unit or p.currency or "units"
    if p.low is not None and p.high is not None and p.low <= p.high and digits:
        scale = abs(Decimal(str(p.low)) + Decimal(str(p.high))) / 2 / digits
        power = round(scale.log10()) if scale > 0 else 0
        if scale > 0 and abs(scale / Decimal(10) ** power - 1) < Decimal("0.01"):
            return (digits - half) * Decimal(10) ** power, (digits + half) * Decimal(10) ** power, unit
        return None
    return None, None, unit


def _meets(low: Decimal, high: Decimal, other_low: float, other_high: float) -> bool:
    """Whether two intervals share a point, up to a thousandth of their size; a sign that differs is the proposal's own business."""
    slack = max(abs(float(low)), abs(float(high))) / 1000
    pairs = ((other_low, other_high), (-other_high, -other_low))
    return any(a - slack <= float(high) and b + slack >= float(low) for a, b in pairs)


def _whole_number(facts: TextFacts, p: ProposedClaim, start: int, end: int) -> Stated:
    """The number of a rank, count or streak: digits in the span must be it, else `Rejected` is raised."""
    digits = re.findall(r"\d+", facts.text[start:end])
    number = p.number if p.number is not None else p.low
    if digits and number is not None and str(int(number)) not in digits and p.kind in ("rank", "count"):
        raise Rejected(f"number is not the one in the span: {p.text[:60]!r}")
    if digits and number is None:
        number = float(digits[0])
    if number is None:
        worded = number_in_words(facts.text[start:end], language_of(facts.text[start:end]))
        number = worded if worded is not None else 1.0 if p.kind in ("first", "record", "rank") else None
    value = None if number is None else Decimal(int(number))
    return value, value, "count" if p.kind in ("count", "streak") else "rank"


def _with_codes(p: ProposedClaim) -> ProposedClaim:
    """The proposal with codes for the "?words" that are a name in a code table."""
    found: dict[str, str | None] = {}
    for slot, kind in (("product", "product"), ("partner", "partner"), ("regime", "regime")):
        value = p.slots[slot]
        if value is not None and value.startswith("?") and "+" not in value:
            known = codes.aliases(kind).get(codes.fold(simplified(value[1:])), ())
            if len(known) == 1:
                found[slot] = known[0]
    return p.model_copy(update=found)


def _without_unknown_names(facts: TextFacts, p: ProposedClaim) -> tuple[ProposedClaim, dict[str, str]]:
    """The proposal with the slots left open that name what the text doesn't, and the reason for each."""
    reasons = {slot: reason for slot, value in p.slots.items() if (reason := _unknown_name(facts, slot, value))}
    opened = {slot: None for slot in reasons if slot != "subject"}
    return p.model_copy(update=opened), reasons


def _unknown_name(facts: TextFacts, slot: str, value: str | None) -> str:
    """The reason where a slot names something that neither stands in the text nor is known by a name that does."""
    if value in (None, "all", "world"):
        return ""
    known = frozenset[str]().union(*(facts.named.get(kind, frozenset()) for kind in KINDS_OF[slot]))
    for part in value.split("+"):
        if part.startswith("?"):
            if not facts.holds_words(part[1:]):
                return f"{slot} words not in the text: {part[:60]!r}"
            continue
        inside = part.partition(":")[2]
        if slot == "subject" and inside:
            if not any(facts.holds_words(name) for name in (_counties().get(inside.strip().lower(), frozenset()) | {inside})):
                return f"subject not in the text: {part[:60]!r}"
            continue
        if part in known or (slot == "partner" and re.fullmatch(r"top-\d+-partners", part)):
            continue
        # From a region that the text names its nation follows.
        if slot == "subject" and codes.is_nation(part) and any(k.startswith(f"{part}-") for k in known):
            continue
        exists = codes.held(cast("codes.Kind", slot), part) is not None or (slot == "subject" and part in known_codes())
        return f"{slot} not named in the text: {part[:60]!r}" if exists else f"unknown code: {slot} {part[:60]!r}"
    return ""


KINDS_OF = {"subject": ("region", "group"), "product": ("product",), "partner": ("partner", "bloc", "region"), "regime": ("regime",)}
"""The kinds of names that a slot's code may be known by."""


def _refuse_unknown_group(facts: TextFacts, p: ProposedClaim) -> None:
    """Raises `Rejected` where who a figure is compared with isn't named in the text."""
    if p.versus in (None, "world", codes.home_of(p.subject).nation) or p.versus.startswith("?"):
        return
    known = frozenset[str]().union(*facts.named.values())
    if not all(part in known or part.partition(":")[0] in known for part in p.versus.split("+")):
        raise Rejected(f"versus not named in the text: {p.versus[:60]!r}")


def _refuse_unknown_period(facts: TextFacts, p: ProposedClaim) -> None:
    """Raises `Rejected` where a period is none, or can't be derived from the words of the text and its date."""
    for name, value in (("period", p.period), ("base period", p.base_period)):
        if value is None:
            continue
        try:
            period = Period.parse(value)
        except ValueError:
            raise Rejected(f"no {name}: {value[:40]!r}") from None
        first, last = divmod(period.start, 100), divmod(period.end, 100)
        of_months = first[0] != last[0] or (first[1], last[1]) in facts.months
        if name == "period" and not ({first[0], last[0]} <= facts.years and of_months):
            raise Rejected(f"{name} not in the text: {value[:40]!r}")


@cache
def _by_name() -> dict[str, frozenset[str]]:
    """Codes by name, lower case: countries by name and demonym, regions by name."""
    found: dict[str, set[str]] = {}
    for row in rows("countries"):
        for name in (row["en"], row["name"], *row["demonyms"].split(";")):
            found.setdefault(name.lower(), set()).update((row["iso2"], row["iso3"]))
    for row in rows("subdivisions"):
        for name in (row["en"], row["name"]):
            found.setdefault(name.lower(), set()).add(row["code"])
    found.pop("", None)
    iso2 = {iso3: two for codes_ in found.values() for iso3 in codes_ if len(iso3) == 3 for two in codes_ if len(two) == 2}
    for entry in codes.entries("partner"):
        if entry.code in iso2:
            for surface in entry.surfaces():
                found.setdefault(surface.text.lower(), set()).update((entry.code, iso2[entry.code]))
    found["u.s."] = found["us"] = found["america"] = {"US", "USA"}
    found["uk"] = found["britain"] = {"GB", "GBR"}
    return {name: frozenset(named) for name, named in found.items()}


@cache
def known_codes() -> frozenset[str]:
    """The codes of all countries and their first-level regions."""
    return frozenset[str]().union(*_by_name().values())


def known_places(text: str) -> frozenset[str]:
    """The codes of the countries and regions whose names stand in a text."""
    lowered = text.lower()
    words = re.findall(r"[^\W\d_][\w.'’-]*", lowered)
    found: set[str] = set()
    table = _by_name()
    for size in (1, 2, 3, 4):
        for i in range(len(words) - size + 1):
            run = " ".join(words[i : i + size])
            found |= table.get(run, table.get(run.rstrip("."), frozenset()))
            if run.endswith(("'s", "’s")):
                found |= table.get(run[:-2], frozenset())
    if re.search(r"[一-鿿]", text):
        for name, named in table.items():
            if not name.isascii() and len(name) > 1 and name in lowered:
                found |= named
    return frozenset(found)


@cache
def _counties() -> dict[str, frozenset[str]]:
    """Names of regions of the packs, counties and zones among them, by each of their names."""
    found: dict[str, set[str]] = {}
    groups = [{row["en"], row["name"], row["short_name"]} for row in rows("counties")]
    groups += [{s.text for s in entry.surfaces()} for entry in codes.entries("region")]
    for names in groups:
        for name in names - {""}:
            found.setdefault(name.lower(), set()).update(names - {""})
    return {name: frozenset(named) for name, named in found.items()}
