"""The posterior of a state: joint draws of the months of a nation's parts (of years, where nothing shorter is held), from what is held and
the ledger's bounds of the rest (`ledger.posterior`). What is asked about the future or about what isn't held is a sum of the draws, so that
no two answers differ. Sums are stored beside the state's ledger."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile

import numpy as np

from hinterland import codes
from hinterland.codes import Home, Language, Period
from hinterland.codes.periods import boundary
from hinterland.indicators import Indicators
from hinterland.ledger import Ledger, motion
from hinterland.ledger.figures import FLOWS, read_figures
from hinterland.ledger.posterior import Posterior, YearlyPosterior, condition, draw_prior, yearly_posterior
from hinterland.ledger.spans import Level, Span, family, levels
from hinterland.ledger.stored import place
from hinterland.models import Flow
from hinterland.outlook import record
from hinterland.outlook.series import Array, parts, yearly
from hinterland.outlook.wording import words
from hinterland.sources.reading import whole
from hinterland.warehouse.engine import literal

T = TypeVar("T")

BACK = 3
"""The whole years whose months are drawn as well, before the first that isn't held: enough to tell the season."""

ENOUGH = 3
"""Growth rates of most regions below which nothing is fitted."""

EDITION = "2"
"""Changes whenever the same figures would give other draws."""

KEPT = 64_000_000
"""Maximum bytes of sums stored; the oldest files go."""


class TooShort(ValueError):
    """Too few figures are held to say anything; `why` is a key of `words.csv`, and the message says how many there are."""

    def __init__(self, why: str, home: Home | None = None, **values: object) -> None:
        super().__init__(words(f"short:{why}", "en", home, **values))
        self.why, self.home, self.values = why, home, values

    def sentence(self, language: Language) -> str:
        """The message in a language."""
        return words(f"short:{self.why}", language, self.home, **self.values)


def needed_parts(home: Home) -> tuple[str, ...]:
    """The regions that add up to a nation. Raises `TooShort` where its pack names none, with what to put where."""
    if not (found := parts(home)):
        raise TooShort("parts", home, pack=home.pack.name if home.pack else home.nation, group=home.parts or home.peers or "")
    return found


def prepare(
    indicators: Indicators,
    last: int,
    draws: int = 1000,
    seed: int = 0,
    *,
    home: Home | None = None,
    flow: Flow = "total",
    without: str | None = None,
    until: int | None = None,
    prior: motion.Prior = motion.PRIOR,
) -> Callable[[], Posterior | YearlyPosterior]:
    """Begin to draw the months of a nation's parts until the end of a year, of the home pack's nation unless said; where nothing shorter is held,
    the years of `flow`. What is returned gives the draws, and asks nothing of the engine. `without` leaves out a source, `until` (a boundary of
    months) what is of later months. Raises `TooShort` where too little is held."""
    home = home or codes.home_of()
    regions = needed_parts(home)
    figures = read_figures(indicators.engine, [*regions, home.nation], without)
    # Whether anything shorter than a year is held.
    by_month = bool((figures.last - figures.first < motion.YEAR).any())
    whole = yearly(indicators, "total" if by_month else flow, home=home)
    whole = whole if until is None else whole.until(until // 12 - 1)
    # The years in which growth is held of most regions.
    if (known := int((np.isfinite(whole.growth).mean(axis=0) > 0.5).sum()) if len(whole) else 0) < ENOUGH:
        raise TooShort("growth", home, held=known, least=ENOUGH)
    rates = np.isfinite(whole.growth).sum(axis=1)
    if few := [r for r, n in zip(whole.regions, rates, strict=True) if n < 2]:
        raise TooShort("rates", home, regions=", ".join(few))
    held = {r: levels(figures, r, until) for r in (*regions, home.nation)}
    begin, years = whole.years[-1] + 1 - BACK, last - whole.years[-1] + BACK
    first, months = motion.YEAR * begin, motion.YEAR * years
    nation = held.pop(home.nation)
    pace = motion.pace(whole.growth, prior)
    covered = {r: any(first <= x.first and (by_month or x.flow == flow) for x in own) for r, own in held.items()}
    if silent := [r for r in regions if not covered[r]]:
        raise TooShort("levels", home, regions=", ".join(silent))
    if not by_month:
        return partial(yearly_posterior, held, nation, pace, flow, begin, years, draws, seed, prior=prior)
    # The draws don't wait for the ledger, which is closed when it is first asked for.
    drawing = _aside(partial(draw_prior, held, nation, pace, first, months, draws, seed, prior=prior))
    bounded = _bounded(indicators, held, first, months) if without is None and until is None else {}
    return lambda: condition(drawing(), bounded, seed)


def _bounded(indicators: Indicators, held: dict[str, list[Level]], first: int, months: int) -> dict[str, list[Span]]:
    """The bounds of whole years of which no level is held, where the ledger has any, by region."""
    Ledger(indicators).table()
    found: dict[str, list[Span]] = defaultdict(list)
    for number, flow in enumerate(FLOWS):
        series = ", ".join(sorted({literal(family(r, flow)) for r in held}))
        rows = indicators.engine.fetch(
            f"SELECT region, first_month, low, high FROM ledger WHERE series IN ({series}) AND NOT held AND low > 0 AND high IS NOT NULL "
            "AND first_month % 100 = 1 AND last_month = first_month + 11 ORDER BY region, first_month"
        )
        for row in rows:
            begin = boundary(row["first_month"]) - first
            if row["region"] in held and 0 <= begin <= months - 12:
                flows = (0, 1) if number == 0 else (number - 1,)
                cells = tuple(f * months + m for f in flows for m in range(begin, begin + 12))
                found[row["region"]].append(Span(cells, row["low"], row["high"], 0.0))
    return found


def begin_sums(
    indicators: Indicators,
    periods: tuple[Period, ...],
    flow: Flow,
    draws: int,
    seed: int,
    *,
    home: Home,
    last: int = 0,
    without: str | None = None,
) -> Callable[[], tuple[Array, str]]:
    """Begin to sum the draws of each region over periods, (draws, regions, periods), and return what waits for the sums and the model that
    drew them. Drawn to the end of the last period's year, or to that of `last` where this is later; `without` leaves out a source. Raises
    `TooShort` where too little is held; waiting raises `LookupError` for a period outside the draws."""
    last = max(last, periods[-1].end // 100)
    asked = (home.nation, flow, *map(str, periods), draws, seed, last, without)
    name = hashlib.sha256("\n".join(map(str, asked)).encode()).hexdigest()[:16]
    index = place(indicators.engine)
    path = index and index.with_name(f"futures-{index.stem}-{EDITION}-{name}.npz")
    if path is not None:
        with suppress(OSError, KeyError, ValueError, BadZipFile), path.open("rb") as file, np.load(file) as found:
            stored = found["levels"], str(found["model"])
            return lambda: stored
    draw = prepare(indicators, last, draws, seed, home=home, flow=flow, without=without)

    def summing() -> tuple[Array, str]:
        drawn = draw()
        levels, model = summed(drawn, flow, periods), record.OURS if isinstance(drawn, Posterior) else record.YEARLY
        if path is not None:
            _write(path, levels, model)
        return levels, model

    return _aside(summing)


def _aside(task: Callable[[], T]) -> Callable[[], T]:
    """Begin a task that asks nothing of an engine in a thread of its own: NumPy calculates beside whatever else goes on."""
    hand = ThreadPoolExecutor(1, thread_name_prefix="futures")
    begun = hand.submit(task)
    hand.shutdown(wait=False)
    return begun.result


def summed(drawn: Posterior | YearlyPosterior, flow: Flow, periods: tuple[Period, ...]) -> Array:
    """The draws of each region summed over periods, (draws, regions, periods)."""
    regions = range(len(drawn.regions))
    spans = [(boundary(p.start), boundary(p.end) + 1) for p in periods]
    return np.stack([np.stack([drawn.sums([r], flow, a, b) for a, b in spans], axis=1) for r in regions], axis=1)


def _write(path: Path, levels: Array, model: str) -> None:
    """Store sums; renamed into place when they are whole. Where the folder can't be written nothing is stored."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        with whole(path) as scratch, scratch.open("wb") as file:
            np.savez(file, levels=levels, model=np.array(model))
        room = KEPT
        for old in sorted(path.parent.glob("futures-*.npz"), key=lambda p: p.stat().st_mtime, reverse=True):
            if (room := room - old.stat().st_size) < 0:
                old.unlink(missing_ok=True)
