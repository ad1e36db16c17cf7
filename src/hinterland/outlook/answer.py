"""The outlook of one subject: its levels as quantiles, the chance of being above a threshold, and any claim's probability: the share of
simulated futures in which it holds, by the evaluators that check texts. What to know comes as notes, worded in `notes.csv`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from hinterland import codes
from hinterland.claims.evaluate import evaluate
from hinterland.claims.statement import statement
from hinterland.codes import Home, Period
from hinterland.errors import check_count
from hinterland.frames import Tabular, count, spoken
from hinterland.indicators import Indicators
from hinterland.indicators.show import subject_code
from hinterland.models import Claim, Flow, Source, fields_of, plain
from hinterland.outlook import future, record
from hinterland.outlook.forecast import FAN, MEDIAN, PATHS, Forecast, Nowcast, forecast, main_flow, named, nowcast
from hinterland.outlook.joint import TooShort
from hinterland.outlook.one_cell import influences, own_sources
from hinterland.outlook.panel import indicator
from hinterland.outlook.series import Array, Series, parts, table
from hinterland.outlook.wording import Note
from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import literal

if TYPE_CHECKING:
    from hinterland.outlook.month_by_month import Months
    from hinterland.outlook.resilience import Resilience
    from hinterland.outlook.shift import InlandShift
    from hinterland.outlook.shocks import ShockEffect

FARTHEST = 10
"""Years ahead that may be asked for."""

LARGEST = Decimal(10) ** 18
"""No threshold lies so high."""

ROUND = ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "7", "8", "9")
"""Round marks of a decade: the whole steps, and between the first of them the half ones."""

SURE = 0.99
"""A mark that more futures than this reach in the first year says nothing; the next one is asked for."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year to come: the chance of being at the threshold or above, and the quantiles `FAN` of the level in the nation's currency."""

    year: int
    probability: float | None
    quantiles: tuple[float, ...]

    def spoken(self, currency: str) -> str:
        """The year in a few words: its median, and the chance of being at the threshold or above."""
        chance = "" if self.probability is None else f", {self.probability:.0%} at or above"
        return f"{self.year} median {spoken(self.quantiles[MEDIAN], currency)}{chance}"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract; whole amounts."""
        return {"year": self.year, "probability": self.probability, **named(self.quantiles)}


@dataclass(frozen=True, slots=True)
class Past:
    """A year held: the level with its ends, growth in percent, and whether growth was published."""

    year: int
    value: float
    low: float
    high: float
    growth: float | None
    published: bool

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        growth = None if self.growth is None else round(self.growth, 2)
        amounts = {"value": round(self.value), "low": round(self.low), "high": round(self.high)}
        return {"year": self.year, **amounts, "growth": growth, "published": self.published}


@dataclass(frozen=True, slots=True, repr=False)
class Outlook(Tabular):
    """What the futures say of a subject, the same in every language. `first_year` is the chance, year by year, that the threshold is
    reached then for the first time from now, `stays` that it has been kept in every year to then: the one for subjects below it today, the
    other for those above. `probability` is that of all `claims` together. `shocks`, `resilience` and the inland `shift` and the months to
    come (`monthly`) are there where they were asked for."""

    subject: str
    flow: Flow
    threshold: Decimal | None
    years: tuple[Year, ...]
    history: tuple[Past, ...]
    model: str | None
    record: dict[str, Any]
    paths: int
    seed: int
    first_year: dict[int, float] | None = None
    stays: dict[int, float] | None = None
    claims: tuple[future.Chance, ...] = ()
    probability: float | None = None
    notes: tuple[Note, ...] = ()
    shocks: ShockEffect | None = None
    resilience: Resilience | None = None
    shift: InlandShift | None = None
    monthly: Months | None = None

    @property
    def home(self) -> Home:
        """The nation of the subject, in whose currency amounts are."""
        return codes.home_of(self.subject)

    def summary(self) -> str:
        """Whose future it is, of which flow, against what; its first year and its last, and the note that decides the first."""
        money = self.home.currency or ""
        mark = f" against {spoken(self.threshold, money)}" if self.threshold is not None else ""
        ends = [y.spoken(money) for y in (*self.years[:1], *self.years[1:][-1:])]
        why = [f", as {n.text(home=self.home)}" for n in self.notes if n.is_decisive][-1:]
        return f"{codes.name(self.subject, kind='subject')}, {self.flow}{mark}, {'; '.join([count(len(self.years), 'year'), *ends])}{''.join(why)}"

    def rows_of(self) -> list[dict[str, Any]]:
        """The years to come: the threshold, the chance of being there or above, and quantiles of the level."""
        threshold = plain(self.threshold)
        return [{"year": y.year, "threshold": threshold} | y.to_dict() for y in self.years]

    def remarks(self) -> list[str]:
        """What to know of it."""
        return [n.text(home=self.home) for n in self.notes]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        years = {
            k: v and [{"year": y, "probability": p} for y, p in v.items()]
            for k, v in (("first_year", self.first_year), ("stays", self.stays))
        }
        extra = (("shocks", self.shocks), ("resilience", self.resilience), ("shift", self.shift), ("monthly", self.monthly))
        return {
            "schema": "hinterland.outlook/1",
            **fields_of(self, "subject", "flow", "threshold", "years"),
            **years,
            **fields_of(self, "claims", "probability", "history", "model", "record", "paths", "seed"),
            "notes": [{"code": n.code, "values": n.values, "text": n.text(home=self.home)} for n in self.notes],
            **{k: v.to_dict() for k, v in extra if v is not None},
        }


def outlook(
    indicators: Indicators,
    subject: str | None,
    threshold: str | Decimal | int | None = None,
    horizon: int = 5,
    flow: Flow | None = None,
    claim: str | Claim | Sequence[Claim] | None = None,
    *,
    paths: int = PATHS,
    seed: int = 0,
    today: date | None = None,
    made: Forecast | None = None,
) -> Outlook:
    """What comes next of a subject after the last year held of it, in its nation's currency and of its main flow unless said. Without a
    threshold it is the next round mark above its last level that isn't reached in nearly all futures of the first year. `claim` is a
    sentence in either language (dated `today`) or claims already read; without `subject` it is that of the first claim. `made` is a
    forecast made before, which spares making it again for every subject. Raises `InputError` in a sentence for what can't be asked."""
    claims = _claims(claim, today or date.today())
    code = subject_code(subject) if subject is not None else next((c.subject for c in claims if c.subject), None)
    if code is None and claims:
        raise InputError(f"{claims[0].text!r} was not read surely; say who, what and when, as in 'Henan exceeds 1 trillion yuan in 2026'")
    if code is None:
        raise InputError("name a subject, or a claim that has one")
    check_count("horizon", horizon, FARTHEST, " years")
    if paths < 1 or seed < 0:
        raise InputError(f"futures are at least 1 and their seed is 0 or more, not {paths} and {seed}")
    home = codes.home_of(code)
    if made is None and claims:
        flow = claims[0].indicator.flow or flow
    flow = main_flow(home, flow)
    asked = None if threshold is None else amount(threshold, home)
    try:
        found = made or forecast(indicators, max(horizon, _reach(indicators, claims, home)), flow, paths=paths, seed=seed, home=home)
        rows = found.rows(code)
    except TooShort as e:
        return _silent(code, flow, asked, paths, seed, Note("too-short", {"flow": flow, "reason": str(e), "why": e.why, "held": e.values}))
    except LookupError:
        strange = sorted(set(codes.members(code)) - set(parts(home))) if codes.is_group(code) else []
        lacks = Note("no-members", {"subject": code, "regions": ", ".join(strange), "group": home.parts}) if strange else None
        return _silent(code, flow, asked, paths, seed, lacks or Note("no-subject", {"subject": code}))
    answer = _build_answer(indicators, found, code, rows, asked, claims, horizon)
    return answer if made is not None else replace(answer, notes=(*_moved(indicators, found, answer, rows), *answer.notes))


def _moved(indicators: Indicators, found: Forecast, answer: Outlook, rows: list[int]) -> list[Note]:
    """The sources that move the first year, each with what it would be without, then the others that its own figures rest on."""
    year, own = answer.years[0].year, [found.series.regions[k] for k in rows]
    among = own if len(rows) == 1 else found.series.regions
    moved = influences(indicators, among, rows, answer.flow, Period.of_year(year), answer.threshold, answer.seed, home=found.series.home)
    notes = [
        Note("moved", {"source": i.source, "year": year, "amount": i.median, "share": i.probability})
        if i.probability is not None
        else Note("moved-level", {"source": i.source, "year": year, "amount": i.median})
        for i in moved
    ]
    theirs = [codes.home_of(answer.subject).nation or ""] if codes.is_nation(answer.subject) else own
    rest = [s for s in own_sources(indicators, theirs, year) if s not in {i.source for i in moved}]
    return [*notes, *([Note("rests-on", {"sources": rest, "year": year})] if rest else [])]


def sources(indicators: Indicators, found: Outlook) -> list[Source]:
    """Those behind the levels held that an outlook starts from, the newest level's first."""
    of = indicator(found.flow, home=found.home)
    levels = [statement("value", found.subject, of, str(p.year), unit=of.currency) for p in reversed(found.history)]
    every = [s for e in evaluate(indicators, levels) for s in e.evidence.sources]
    return list({s.id: s for s in every}.values())


def amount(threshold: str | Decimal | int, home: Home | None = None) -> Decimal:
    """A threshold in a nation's currency (the home pack's unless said) from a number or from what people write: `1 trillion yuan`, `1万亿元`.
    Raises `InputError`."""
    home = home or codes.home_of()
    own = home.currency
    if not isinstance(threshold, str | int | float | Decimal):
        raise InputError(f"a threshold is one amount, a number or a text as in '1 trillion {own}', not {threshold!r}")
    if not isinstance(threshold, str):
        value, unit = Decimal(threshold), own
    else:
        plain = threshold.replace(",", "").strip()
        if plain.replace(".", "", 1).replace("e", "", 1).isdigit():
            value, unit = Decimal(plain), own
        else:
            from hinterland.reading.numbers import figures_in

            found = figures_in(plain)
            if len(found) != 1 or not found[0].unit:
                raise InputError(f"a threshold is one amount, as in '1 trillion {own}', not {threshold!r}")
            value, unit = found[0].value, own if found[0].unit == "scaled" else found[0].unit
    if unit != own:
        raise InputError(
            f"futures of {codes.name(home.nation)} are simulated in {future.currency(home)}; name the threshold in {own}, not in {unit}"
        )
    if not 0 < value < LARGEST:
        raise InputError(f"a threshold is above zero and below a million trillion {future.currency(home)}, not {threshold}")
    return value


def _claims(claim: str | Claim | Sequence[Claim] | None, today: date) -> list[Claim]:
    if claim is None:
        return []
    if isinstance(claim, Claim):
        return [claim]
    if not isinstance(claim, str):
        return list(claim)
    from hinterland.reading import names_flow, read

    found = list(read(claim, today).claims)
    if not found:
        raise InputError(f"no claim was read in {claim!r}; say who, what and when, as in 'Henan exceeds 1 trillion yuan in 2026'")
    return [_of_nation(c, names_flow=names_flow(claim, today)) for c in found]


def _of_nation(claim: Claim, *, names_flow: bool) -> Claim:
    """A claim read of the main flow of its subject's nation where the text names none, and on that nation's basis, where that of the home pack was taken."""
    i, home = claim.indicator, codes.home_of(claim.subject)
    if i.concept == "trade" and not names_flow:
        i = i.model_copy(update={"flow": home.main_flow, "basis": home.basis(home.main_flow)})
        return claim.model_copy(update={"indicator": i})
    if i.basis != codes.home_of().basis(i.flow) or i.basis == home.basis(i.flow):
        return claim
    return claim.model_copy(update={"indicator": i.model_copy(update={"basis": home.basis(i.flow)})})


def _reach(indicators: Indicators, claims: Sequence[Claim], home: Home) -> int:
    """How many years ahead claims reach. Raises `InputError` for a claim about what is held already, about months, or too far ahead."""
    if not claims:
        return 1
    among = ", ".join(map(literal, parts(home))) or "NULL"
    [row] = indicators.engine.fetch(
        f"SELECT max(last_month) AS month FROM levels WHERE region IN ({among}) AND last_month - first_month = 11"
    )
    last = int(row["month"] or 0) // 100
    reach = 1
    for c in claims:
        period = Period.parse(c.period) if c.period else None
        if period is None or period.months != 12 or period.year is None:
            raise InputError(f"futures are simulated year by year; {c.text or c.kind!r} names no year")
        if period.year <= last:
            raise InputError(f"{c.text or c.kind!r} is about {period.year}, which is held: check it instead")
        if period.year - last > FARTHEST:
            raise InputError(f"{period.year} is more than {FARTHEST} years after the last one held, {last}")
        reach = max(reach, period.year - last)
    return reach


def _build_answer(
    indicators: Indicators, found: Forecast, code: str, rows: list[int], asked: Decimal | None, claims: list[Claim], horizon: int
) -> Outlook:
    series, steps = found.series, found.paths.steps
    # A nation's past is given as published for it, any other subject's by its parts.
    own = (code,) if codes.is_nation(code) else tuple(series.regions[k] for k in rows)
    history = _history(table(indicators, series.flow, own, (*series.steps, *steps)))
    known = sum(history[-1].year >= s.start // 100 for s in steps) if history else 0
    years = [s.start // 100 for s in steps[known:][:horizon]]
    levels = found.levels(code)[:, known:][:, :horizon]
    last = history[-1].value if history else float(np.median(levels[:, 0]))
    claims = [_as_mark(c, last) if c.subject == code else c for c in claims]
    chosen, passed = (None, None) if claims or asked is not None else _next_mark(last, levels[:, 0])
    threshold = chosen if asked is None else asked
    of = indicator(series.flow, home=series.home)
    above = [statement("value", code, of, str(y), low=threshold, unit=of.currency) for y in years] if threshold is not None else []
    judged = future.outcomes(indicators, [found.paths], [*above, *claims])
    own, theirs = judged[: len(above)] == 1, judged[len(above) :]
    fan = np.quantile(levels, FAN, axis=0).T
    is_above = threshold is not None and last >= threshold
    shares = [float(row.mean()) for row in own]
    # In which futures each year is the first above, or has been above since the first.
    holds = np.logical_and.accumulate(own) if is_above else own & (own.cumsum(axis=0) == 1)
    by_year = {y: float(row.mean()) for y, row in zip(years, holds, strict=True)} if above else None
    answer = Outlook(
        subject=code,
        flow=series.flow,
        threshold=threshold,
        years=tuple(Year(y, shares[k] if above else None, tuple(map(float, fan[k]))) for k, y in enumerate(years)),
        history=tuple(history),
        model=found.model,
        record=record.shown("years", found.model, series.home),
        paths=judged.shape[1],
        seed=found.seed,
        first_year=None if is_above else by_year,
        stays=by_year if is_above else None,
        claims=future.chances(claims, theirs),
        probability=future.together(theirs[:, (theirs >= 0).all(axis=0)]) if claims else None,
    )
    why = Note("mark-chosen") if passed is None else Note("mark-passed", {"mark": passed, "year": years[0]})
    now = found.current if not known else nowcast(indicators, series, years[0])
    return replace(answer, notes=(*([] if chosen is None else [why]), *_notes(found, rows, answer, now)))


def _as_mark(c: Claim, last: float) -> Claim:
    """A claim that a level comes to an amount as one that it reaches it: from below at least, from above at most; hardly any future has just that amount."""
    if c.kind != "value" or c.indicator.op != "level" or c.low is None or c.high is None or c.reason:
        return c
    mark = (c.low + c.high) / 2
    return c.model_copy(
        update={"low": mark, "high": None, "reason": "reached"} if mark > last else {"low": None, "high": mark, "reason": "reached"}
    )


def _history(series: Series) -> list[Past]:
    """The years in which all of a subject's parts are held; growth of a single one as published, of several between their sums."""
    single = len(series.regions) == 1
    found: list[Past] = []
    for t, year in enumerate(series.years):
        if not np.isfinite(series.levels[:, t]).all():
            continue
        value, low, high = (float(x[:, t].sum()) for x in (series.levels, series.low, series.high))
        growth, published = None, False
        if single and np.isfinite(series.growth[0, t]):
            growth, published = 100 * float(np.expm1(series.growth[0, t])), bool(series.published[0, t])
        elif found and found[-1].year == year - 1:
            growth = 100 * (value / found[-1].value - 1)
        found.append(Past(year, value, low, high, growth, published))
    return found


def _next_mark(level: float, first: Array) -> tuple[Decimal, Decimal | None]:
    """The next round mark above a level that isn't reached in nearly all futures of the first year, with the last one that is."""
    power = int(np.floor(np.log10(level)))
    every = [Decimal(m).scaleb(power + shift).quantize(Decimal(1)) for shift in (0, 1) for m in ROUND]
    above = [m for m in every if m > Decimal(level)]
    sure = [m for m in above[:-1] if (first >= float(m)).mean() > SURE]
    return above[len(sure)], sure[-1] if sure else None


def _notes(found: Forecast, rows: list[int], answer: Outlook, now: Nowcast | None) -> list[Note]:
    series, measured = found.series, record.is_measured(found.series.home)
    history, threshold, horizon, notes = answer.history, answer.threshold, len(answer.years), list[Note]()
    if now is not None:
        if now.nation == 0:
            notes.append(Note("nothing-to-date", {"year": now.year}) if measured else Note("since", {"year": series.years[-1]}))
        else:
            notes.append(Note("nation-to-date", _read(now.year, now.nation_growth, now.nation)))
        if len(rows) == 1 and now.months[rows[0]]:
            notes.append(Note("subject-to-date", _read(now.year, now.growth[rows[0]], now.months[rows[0]])))
    if not codes.is_nation(answer.subject) and history and history[-1].year < series.years[-1]:
        notes.append(Note("gap", {"year": history[-1].year}))
    if threshold is not None and answer.stays is None and (before := [str(p.year) for p in history if p.value >= threshold]):
        notes.append(Note("was-above", {"years": ", ".join(before)}))
    notes += [n for c in answer.claims for n in _of_chance(c)]
    if not measured:
        return [*notes, Note("no-record", {"nation": series.home.nation})]
    if horizon > max(record.JUDGED):
        notes.append(Note("beyond-record", {"horizon": max(record.JUDGED)}))
    return [*notes, Note("vintages")]


def _of_chance(c: future.Chance) -> list[Note]:
    conditions = (
        (c.undecided, Note("undecided", {"share": round(100 * c.undecided / c.futures, 1)})),
        (c.probability == 0, Note("none-of-paths", {"paths": c.futures, "least": round(300 / c.futures, 2)})),
        (c.probability == 1, Note("all-of-paths", {"paths": c.futures, "most": round(100 - 300 / c.futures, 2)})),
    )
    return [note for is_so, note in conditions if is_so]


def _read(year: int, growth: float, month: int) -> dict[str, Any]:
    return {"year": year, "growth": round(growth, 1), "month": month}


def _silent(code: str, flow: Flow, threshold: Decimal | None, paths: int, seed: int, note: Note) -> Outlook:
    return Outlook(code, flow, threshold, (), (), None, {}, paths, seed, notes=(note,))
