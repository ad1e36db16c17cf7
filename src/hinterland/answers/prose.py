"""A brief and an outlook: the verbs that have these already, with their answers in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.answers import commands
from hinterland.answers.answer import Answer, assumed, word
from hinterland.answers.cells import Cell, ask, indicator, measured, newest, render
from hinterland.answers.figures import upper
from hinterland.claims.statement import statement
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.language.write import name, when
from hinterland.models import Claim, Flow, Relation, Test
from hinterland.requests import ALL, Request
from hinterland.requests.messages import listed, refuse

if TYPE_CHECKING:
    from hinterland.outlook.answer import Outlook
    from hinterland.outlook.forecast import Forecast

POINTS = 4
"""Maximum key points given of a brief."""


def _see_to_whole(r: Request) -> None:
    """Raise `Unclear` where anything but all trade of a region is asked, of which there are neither briefs nor outlooks."""
    if r.op != "level" or r.concept != "trade" or any(getattr(r, slot) != whole for slot, whole in ALL.items()):
        raise refuse("narrow", r.language)


def latest(indicators: Indicators, subject: str) -> Period:
    """The period that a brief is of where none is named: the newest of all trade, else the newest year of which a level of trade is held."""
    from hinterland.indicators.show import coverage

    held = [row for row in coverage(indicators, subject).rows if row["concept"] == "trade" and row["op"] == "level"]
    years = [year for row in held for year in range(row["first_month"] // 100, row["last_month"] // 100 + 1)]
    plain = Request("", "en", "figure", (subject,))
    return newest(indicators, plain, subject, "total") or Period.of_year(max(years, default=date.today().year))


def brief(indicators: Indicators, r: Request) -> Answer:
    """The headline and key points of a brief."""
    from hinterland.brief import write
    from hinterland.brief.output.evidence import plain as without_marks
    from hinterland.brief.words import words

    _see_to_whole(r)
    subject, language = r.subjects[0], r.language
    notes = list(r.notes())
    if r.periods:
        period = r.periods[0]
    else:
        period = latest(indicators, subject)
        notes.append(assumed(period, language))
    made = write(indicators, subject, str(period), language=language)
    points = [without_marks(t.text) for t in made.takeaways[:POINTS]]
    advised = ((made.headline, made.headline_advice), *zip(points, made.takeaways, strict=False))
    notes += [
        word("advised", language, text=text, advice=words(f"advice:{a.advice}", language), why=a.why)
        for text, a in advised
        if a is not None and a.advice != "quote"
    ]
    claims = tuple(made.evidence)
    return Answer(r, "answered", (made.headline, *points), (), claims, tuple(notes), *commands.same(r, [period]))


def outlook(indicators: Indicators, r: Request) -> Answer:
    """What may come next, and how likely."""
    from hinterland.outlook import tell_ahead
    from hinterland.outlook.answer import FARTHEST
    from hinterland.outlook.answer import outlook as ahead
    from hinterland.outlook.forecast import kept_forecast, main_flow
    from hinterland.outlook.joint import TooShort

    _see_to_whole(r)
    language, today = r.language, date.today()
    last = max((p.end // 100 for p in r.periods), default=0)
    if r.periods and last < today.year:
        return Answer(r, "unheld", (word("outlook:past", language, period=r.periods[0]),), notes=tuple(r.notes()))
    horizon = min(FARTHEST, max(2, last - today.year + 2) if last else 5)
    home = codes.home_of(r.subjects[0])
    if any(codes.home_of(s).nation != home.nation for s in r.subjects):
        names = listed([name(s, language) for s in r.subjects], "and", language)
        return Answer(r, "unheld", (word("outlook:nations", language, names=names),), notes=tuple(r.notes()))
    flow, mark, notes = main_flow(home, r.flow), r.amount, list(r.notes())
    try:
        made: Forecast | None = kept_forecast(indicators, horizon, flow, home)
        # The years are counted from the last one held, which may be long before this one.
        if made is not None and (short := last - made.paths.steps[-1].end // 100) > 0 and horizon < FARTHEST:
            horizon = min(FARTHEST, horizon + short)
            made = kept_forecast(indicators, horizon, flow, home)
    except TooShort:
        made = None  # The outlook itself says so.
    steps = [p.end // 100 for p in made.paths.steps] if made is not None else []
    if mark is None and r.test is not None and len(r.subjects) == 1 and (level := _level(indicators, r, flow)) is not None:
        mark = level.value
        notes.append(word("outlook:level", language, sentence=render(level, language)))
    if r.rate is not None and (level := _level(indicators, r, flow)) is not None:
        mark = level.value * (1 + r.rate / 100)
        notes.append(word("outlook:rate", language, sentence=render(level, language), rate=f"{r.rate.normalize():f}%"))
    claims = _lead(indicators, r, flow, [y for y in steps if y >= today.year] or steps)
    found = ahead(indicators, r.subjects[0], mark, horizon, flow, claims or None, made=made)
    chances = {int(c.claim.period or 0): c.probability for c in found.claims if c.probability is not None}
    lead = []
    if chances:
        one, other = (name(s, language) for s in r.subjects)
        about_years = {"what": measured(r, flow, language), "years": tell_ahead.by_year(chances, language)}
        lead = [word(f"outlook:past:{r.test or '>'}", language, one=one, other=other, **about_years)]
    named = {str(year) for p in r.periods for year in range(p.start // 100, p.end // 100 + 1)}
    years = [_year_ahead(r, found, row, flow) for row in tell_ahead.rows(found, language) if not named or row[0] in named]
    remarks = [n.text(language, found.home) for n in found.notes]
    if not found.years:
        return Answer(r, "unheld", tuple(word("sentence", language, text=upper(t)) for t in remarks), notes=tuple(notes))
    if not (lead or years):
        far = word("outlook:far", language, period=listed(sorted(named), "and", language), most=FARTHEST, last=found.history[-1].year)
        return Answer(r, "unheld", (far,), notes=tuple(notes))
    notes += remarks
    parts = [when(str(p), language) for p in r.periods if p.months < 12]
    shares = tell_ahead.reached_by(found, r.until if r.amount is not None else None, language)
    about = {"who": name(r.subjects[0], language), "what": measured(r, flow, language)}
    about |= {"mark": tell_ahead.mark(found, language)} if shares else {}
    latest = [word("outlook:by", language, year=r.until, share=share, **about) for share in shares]
    limits = [word("outlook:yearly", language, period=listed(parts, "and", language))] if parts else []
    return Answer(
        r,
        "answered",
        (*limits, *lead, *latest, *years, *tell_ahead.crossing(found, language)),
        (),
        (),
        tuple(notes),
        *commands.same(replace(r, amount=mark, flow=flow if lead else r.flow), []),
    )


def _year_ahead(r: Request, found: Outlook, row: Sequence[str], flow: Flow) -> str:
    """A year to come in a sentence, of its row in the table: the chance of the threshold where there is one, the range of four futures in five, the median."""
    from hinterland.outlook import tell_ahead

    year, *chances, low, median, high = row
    chance = "".join(word("outlook:chance", r.language, mark=tell_ahead.mark(found, r.language), share=share) for share in chances)
    subject = {"who": name(found.subject, r.language), "what": measured(r, flow, r.language)}
    spoken = when(year, r.language)
    if (called := r.called.get(Period.of_year(int(year)))) is not None:
        spoken = word("outlook:called", r.language, year=spoken, called=called)
    return word("outlook:year", r.language, **subject, year=spoken, low=low, median=median, high=high, chance=chance)


def _lead(indicators: Indicators, r: Request, flow: Flow, ahead: Sequence[int]) -> list[Claim]:
    """That the first of two subjects is past the second, in each year that is named, of those `ahead` where none is."""
    if len(r.subjects) < 2:
        return []
    named = [year for p in r.periods for year in range(p.start // 100, p.end // 100 + 1) if year in ahead]
    side: Test = "<" if r.test == "<" else ">"
    low, high = (None, Decimal(1)) if side == "<" else (Decimal(1), None)
    asked = indicator(r, flow, indicators.currency(r.subjects[0]))
    relation = Relation(test=side, versus=r.subjects[1])
    return [statement("comparison", r.subjects[0], asked, str(y), relation=relation, low=low, high=high) for y in named or ahead]


def _level(indicators: Indicators, r: Request, flow: Flow) -> Cell | None:
    """The newest year held, above which a year to come is a rise and below which it is a fall."""
    plain = replace(r, flow=flow, newest=False, periods=())
    period = newest(indicators, plain, r.subjects[0], flow)
    [cell] = ask(indicators, plain, [(r.subjects[0], flow, period)]) if period is not None else [None]
    return cell if cell is not None and cell.is_held else None
