"""The date of a document: the one given, that of its front matter or its text, else what the periods that it names and the figures that it repeats tell, else today.

A document whose date is estimated is read from that day; it is judged by all that is held, since nothing says what was published when it was written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from hinterland.check.document import Document, date_of
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.interval import Interval
from hinterland.language.write import interval
from hinterland.models import Claim
from hinterland.reading.undated import stated, written

ESTIMATED = ("periods", "figures", "today")
"""Origins of a date that the document doesn't give itself."""
BACK = 12
"""Years before the assumed one that figures are looked for in."""
ENOUGH = 2
"""Figures of one other year that date a text."""
FINE = 3
"""Digits from which a figure is hardly that of another year by chance."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a document and where it is from: `option`, `front matter`, `text`, `periods`, `figures` or `today`; `known` is the day by what was known on which it is judged,
    `years` those that the document states where the date is estimated."""

    day: date
    origin: str
    known: date
    years: frozenset[int] = frozenset()

    @property
    def is_estimated(self) -> bool:
        """Whether the document doesn't give the date itself."""
        return self.origin in ESTIMATED

    def assumes_year(self, period: str | None) -> bool:
        """Whether the year of a period follows from the estimated date alone."""
        return self.is_estimated and period is not None and Period.parse(period).end // 100 not in self.years


def date_document(document: Document, dated: date | None, today: date) -> Dated:
    """The date of a document before it is read."""
    found = {"option": dated, "front matter": document.dated, "text": date_of(document.text)}
    given = next(((name, day) for name, day in found.items() if day is not None), None)
    if given is not None:
        return Dated(given[1], given[0], given[1])
    times = list(stated(document.text, today))
    day = written(times, today)
    years = frozenset(year for d in times for year in (d.year, d.end_year) if year is not None)
    return Dated(day or today, "periods" if day else "today", today, years)


def redate(indicators: Indicators, at: Dated, claims: tuple[Claim, ...]) -> Dated:
    """The date of a document as read, an estimated one moved by the years that its figures are held under."""
    if not at.is_estimated:
        return at
    asked = [c for c in claims if _is_telling(c) and at.assumes_year(c.period)]
    votes = _votes(indicators, asked, range(at.day.year - at.known.year, BACK + 1))
    back, most = max(votes.items(), key=lambda v: (v[1], -v[0]), default=(0, 0))
    if back == 0 or most < ENOUGH or most <= votes[0]:
        return at
    return replace(at, day=_before(at.day, back), origin="figures")


def _before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _is_telling(c: Claim) -> bool:
    """Whether a claim states a figure of a period that is fine enough to tell one year from another."""
    if c.kind not in ("value", "change") or c.indicator.op not in ("level", "growth") or None in (c.subject, c.period, c.indicator.concept):
        return False
    return sum(x.isdigit() for x in c.text) >= FINE and not c.relation.base_period and c.relation.versus is None


def _votes(indicators: Indicators, claims: list[Claim], years: range) -> Counter[int]:
    """How many different figures are held under the same period of so many years before."""
    found: dict[int, set[str]] = {}
    needs = [
        (c, back, Need(c.subject or "", c.indicator, Period.parse(c.period or "").shift(-12 * back))) for c in claims for back in years
    ]
    for (c, back, _), answer in zip(needs, indicators.ask([n for *_, n in needs]) if needs else (), strict=True):
        stated = interval(c)
        held: list[Interval] = [q.interval for q in (answer.published, answer.computed) if q is not None]
        if any(h.middle is not None and stated.holds(h.middle) for h in held):
            found.setdefault(back, set()).add(c.text)
    return Counter({back: len(texts) for back, texts in found.items()})
