"""The figures of one subject, period by period: what was published, what growth was published, what growth the levels give, and why the two
differ; and (`coverage`) what is held of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, get_args

from hinterland import codes
from hinterland.codes import Period
from hinterland.codes.periods import PeriodKind
from hinterland.errors import refused
from hinterland.frames import Tabular, count
from hinterland.indicators.resolve import PACKAGE, Answer, Indicators, Need
from hinterland.models import RELIABILITY, Basis, Indicator, Result, Source
from hinterland.sources.reading import InputError


@dataclass(frozen=True, slots=True)
class ShowRow(Result):
    """One period and flow. `growth_published` and `growth_computed` are percent; `note` says what to know of the row; `missing` are the members of a group that
    its sum is without, by their codes; `growth_source` is the source of the published growth."""

    subject: str
    period: str
    frequency: PeriodKind
    flow: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    growth_published: Decimal | None
    growth_computed: Decimal | None
    source: str | None
    reliability: str | None
    coverage: str
    note: str
    missing: tuple[str, ...] = ()
    growth_source: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Show(Result, Tabular):
    """All rows of a subject, or of several, whose codes and currencies `subject` and `unit` then give with commas; `measure` is the code of what is measured, `sources` are those behind its rows."""

    SCHEMA = "hinterland.show/1"
    JSON = ("subject", "measure", "rows")

    subject: str
    unit: str
    rows: list[ShowRow] = field(default_factory=list)
    measure: str = "trade"
    sources: list[Source] = field(default_factory=list)

    def summary(self) -> str:
        """Whose figures these are, and of when."""
        periods = [Period.parse(r.period) for r in self.rows]
        span = f", {min(periods)} to {max(periods, key=lambda p: p.end)}" if periods else ""
        names = ", ".join(codes.name(s, kind="subject") for s in self.subject.split(","))
        return f"{names}, {count(len(self.rows), 'figure')} in {self.unit}{span}"

    def rows_of(self) -> list[dict[str, Any]]:
        """The rows, with amounts in base units."""
        return [r.to_dict() for r in self.rows]

    def shown_rows(self) -> list[dict[str, Any]]:
        """The rows with the longest periods first, and of one length the latest."""

        def place(row: ShowRow) -> tuple[int, int]:
            period = Period.parse(row.period)
            return -period.months, -period.end

        return [r.to_dict() for r in sorted(self.rows, key=place)]


def together(found: Sequence[Show]) -> Show:
    """Several subjects as one result; one alone as it is."""
    subjects, units = (",".join(dict.fromkeys(x)) for x in ([s.subject for s in found], [s.unit for s in found]))
    return Show(subjects, units, [row for one in found for row in one.rows], found[0].measure, [s for one in found for s in one.sources])


def subject_code(text: str) -> str:
    """The code of a region or group as people name it. Raises `InputError` with what was perhaps meant."""
    with refused(codes.UnknownName, codes.AmbiguousName):
        return codes.find(text, "subject").code


def show(
    indicators: Indicators,
    subject: str,
    *,
    flow: str | None = None,
    unit: str | None = None,
    basis: str | None = None,
    within: Period | None = None,
    frequency: str | None = None,
    measure: str = "trade",
) -> Show:
    """Every period held of a subject's trade, or of another `measure` by its code, oldest first; those within a period, or of one length (`frequency`), where one is given.

    Raises `InputError` for an unknown subject, flow, unit or frequency, for a flow or a basis of what has none, or where nothing is held.
    """
    code = subject_code(subject)
    home = codes.home_of(code) if codes.home_of(code).pack else codes.home_of()
    dimension, own = of_measure(measure, flow=flow, basis=basis, unit=unit)
    money = (unit or own or indicators.currency(code)) if dimension == "money" else None
    unit = money or own
    if money is not None and money not in (*home.currencies, own):
        raise InputError(f"amounts are shown in {' or '.join(home.currencies)}, not in {unit!r}")
    if flow is not None and flow not in ("total", "export", "import"):
        raise InputError(f"a flow is total, export or import, not {flow!r}")
    indicators.include([code])
    # The country's own basis, else the one that is held; never both. Other measures than trade have none.
    bases = [basis] if basis or measure != "trade" else list(dict.fromkeys([home.basis(flow or home.main_flow), *get_args(Basis)]))
    asked = {"region": code, "concept": measure, "currency": money, "flow": flow}
    found = ((b, indicators.engine.rows(PACKAGE, "periods", **asked, basis=b)) for b in bases)
    basis, held = next(((b, rows) for b, rows in found if rows), (bases[0], []))
    if not held:
        others = [c for c in home.currencies if c != unit and money]
        offer = {"unit": others[0]} if others else {}
        what = (
            f"{codes.name(code)} in {unit} ({basis} basis)"
            if basis
            else f"{codes.name(measure, kind='concept')} of {codes.name(code)} in {unit}"
        )
        raise InputError(f"nothing is held for {what}", "unit" if others else "coverage", subject=code, **offer)
    if within is not None:
        held = _within(held, within, code, unit)
    if frequency is not None:
        held = _of_length(held, frequency, code)
    needs = [
        Need(
            code,
            Indicator(op=op, concept=measure, flow=r["flow"], basis=basis, currency=money),  # type: ignore[arg-type]
            Period(r["first_month"], r["last_month"]),
        )
        for r in held
        for op in ("level", "growth")
    ]
    answers = indicators.ask(needs)
    unit = unit or next((a.best.unit for a in answers[::2] if a.best and a.best.unit), "percent")
    seen = {o.id: o for o in indicators.observations(i for a in answers for q in (a.published, a.computed) if q for i in q.observations)}
    rows = [_row(level, growth, seen, unit) for level, growth in zip(answers[::2], answers[1::2], strict=True)]
    return Show(code, unit, rows, measure, indicators.sources(o.source for o in seen.values()))


def of_measure(measure: str, *, flow: str | None = None, basis: str | None = None, unit: str | None = None) -> tuple[str, str]:
    """The dimension and the unit of a measure, by its code. Raises `InputError` for a flow or a basis where it isn't trade, and for a currency where it isn't money."""
    entry = codes.held("concept", measure)
    dimension, own = (entry.dimension, entry.unit) if isinstance(entry, codes.Measure) else ("money", "")
    told = {"flow": measure != "trade" and flow, "basis": measure != "trade" and basis, "currency": dimension != "money" and unit}
    if wrong := next((slot for slot, given in told.items() if given), None):
        raise InputError(f"{codes.name(measure, kind='concept')} has no {wrong}; leave {told[wrong]!r} out")
    return dimension, own


def _within(held: list[dict[str, Any]], period: Period, code: str, unit: str) -> list[dict[str, Any]]:
    """What lies within a period. Raises `InputError` where nothing does, with what is held."""
    found = [r for r in held if period.contains(Period(r["first_month"], r["last_month"]))]
    if not found:
        spans = [Period(r["first_month"], r["last_month"]) for r in held]
        first, last = min(spans), max(spans, key=lambda p: p.end)
        told = f"what is held runs from {first} to {last}"
        said = f"nothing is held for {codes.name(code)} within {period} in {unit}; {told}"
        raise InputError(said, "bounds", subject=code, period=str(period))
    return found


def _of_length(held: list[dict[str, Any]], frequency: str, code: str) -> list[dict[str, Any]]:
    """What is held by years, quarters or months. Raises `InputError` for another frequency, and where nothing is, with what is held."""
    kinds = [Period(r["first_month"], r["last_month"]).kind for r in held]
    if frequency not in get_args(PeriodKind):
        raise InputError(f"a frequency is {', '.join(get_args(PeriodKind))}, not {frequency!r}")
    if frequency not in kinds:
        raise InputError(f"nothing is held for {codes.name(code)} by {frequency}; held by {', '.join(dict.fromkeys(kinds))}")
    return [r for r, kind in zip(held, kinds, strict=True) if kind == frequency]


def _row(level: Answer, growth: Answer, seen: dict[str, Any], unit: str) -> ShowRow:
    quantity, computed = level.best, growth.computed
    value, low, high = (quantity.value, quantity.interval.low, quantity.interval.high) if quantity else (None, None, None)
    made_of = [seen[i] for i in quantity.observations if i in seen] if quantity else []
    single = made_of[0] if len(made_of) == 1 else None
    stated = seen.get(growth.published.observations[0]) if growth.published else None
    coverage = f"{quantity.held} of {quantity.members}" if quantity and quantity.members > 1 else ""
    of = level.need.region
    partial = quantity is not None and quantity.held < quantity.members and codes.is_group(of)
    missing = tuple(m for m in codes.members(of) if m not in {o.region for o in made_of}) if partial else ()
    return ShowRow(
        subject=of,
        period=str(level.need.period),
        frequency=level.need.period.kind,
        flow=level.need.indicator.flow,
        value=value,
        low=low,
        high=high,
        unit=unit,
        growth_published=growth.published.value if growth.published else None,
        growth_computed=round(computed.value, 2) if computed else None,
        source=single.source if single else ", ".join(sorted({o.source for o in made_of})) or (stated.source if stated else None),
        reliability=single.reliability if single else max((o.reliability for o in made_of), key=RELIABILITY.index, default=None),
        coverage=coverage,
        note=_note(growth, single, seen),
        missing=missing,
        growth_source=stated.source if stated else None,
    )


def _note(growth: Answer, single: Any, seen: dict[str, Any]) -> str:
    notes = [single.note] if single and single.note else []
    if growth.published and growth.computed and not growth.published.interval.meets(growth.computed.interval):
        base = growth.need.period.year_before()
        level = seen.get(growth.computed.observations[0])
        first = seen.get(growth.computed.observations[-1])
        sentence = f"published growth {growth.published.value.normalize():+f}% differs from {growth.computed.value:+.2f}% between the levels held: "
        if level and first and level.value and first.value and len(growth.computed.observations) == 2:
            implied = level.value / (1 + growth.published.value / 100)
            scale, word = (10**9, " billion") if growth.need.indicator.currency else (1, "")
            sentence += (
                f"it uses the revised figure for {base}, which it implies to be about {implied / scale:,.2f}{word}, "
                f"not the {first.value / scale:,.2f}{word} first held ({first.source})"
            )
        else:
            sentence += f"it uses revised figures for {base}"
        notes.append(sentence)
    return "; ".join(n.strip("; ") for n in notes)


@dataclass(frozen=True, slots=True, repr=False)
class Coverage(Result, Tabular):
    """A table of what is held, of everything or of one subject; `newest` is the newest release date held."""

    SCHEMA = "hinterland.coverage/1"

    subject: str | None
    newest: str | None
    rows: list[dict[str, Any]]

    def summary(self) -> str:
        """How much is held of each subject, and how new it is."""
        whose = codes.name(self.subject, kind="subject") if self.subject else "everything"
        held = count(sum(row["observations"] for row in self.rows), "observation")
        return f"{whose}, {held} of {len(self.rows)} series, newest release {self.newest or 'unknown'}"

    def rows_of(self) -> list[dict[str, Any]]:
        """What is held, one row a series."""
        return self.rows


def coverage(indicators: Indicators, subject: str | None = None) -> Coverage:
    """Count what is held, of everything or of a region or group by its code."""
    return Coverage(subject, indicators.newest(region=subject), indicators.engine.rows(PACKAGE, "coverage", region=subject))
