"""Writes the track record of the forecasts: `src/hinterland/outlook/record.csv`, which each forecast shows, and `docs/reference/track-record.md`.

    python scripts/write_track_record.py

It needs statsforecast installed beside the package and takes about a minute. A warehouse of its own holds the embedded figures and nothing else.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hinterland.api import open as open_warehouse
from hinterland.claims.statement import statement
from hinterland.indicators import Indicators
from hinterland.models import Indicator, Relation
from hinterland.outlook import backtest, future, months, nowcast, pooled, record, rivals, series
from hinterland.outlook.forecast import forecast
from hinterland.outlook.pooled import PRIOR
from hinterland.outlook.scores import Tally, reliability

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "hinterland" / "outlook" / "record.csv"
PAGE = ROOT / "docs" / "reference" / "track-record.md"

HORIZONS = 5
AHEAD_MONTHS = 3
NOWCASTS = [(2024, 7), (2025, 2), (2025, 4), (2025, 7)]
"""The years and months from which a year is read with the provinces' own years to date."""

ALONE = range(2019, 2026)
LAST = 9
"""With the nation's year to date alone: the years, and the month up to which it may reach."""

Cell = tuple[str, str, int, str, str, str, float]


def main() -> None:
    """Run everything and write both files."""
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder) / "warehouse") as h:
        yearly, monthly = series.yearly(h.indicators), series.monthly(h.indicators)
        to_date = nowcast.to_date(h.indicators, yearly)
        said = list(_said(h.indicators))
    years = backtest.run(yearly, rivals.models(library=True), horizons=HORIZONS)
    by_month = backtest.run(monthly, _monthly(), horizons=AHEAD_MONTHS, first=24)
    tested = {"years": years, "months": by_month}
    current = {f"{y}-{m:02d}": (backtest.current(yearly, to_date, y, m), _plain(yearly, y)) for y, m in NOWCASTS}
    nation = list(_alone(yearly, to_date))
    cells = [c for name, found in tested.items() for c in _cells(name, found)]
    cells += [c for when, (tally, _) in current.items() if tally for c in _nowcast(f"nowcast {when}", tally)]
    cells += [c for when, tally, _ in nation for c in _nowcast(f"nation {when}", tally)]
    with TABLE.open("w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["table", "model", "horizon", "low", "high", "measure", "value"])
        out.writerows([*c[:-1], f"{c[-1]:.5g}"] for c in cells)
    record.rows.cache_clear()
    PAGE.write_text("\n".join([*_page(tested, current, nation, _sensitivity(yearly)), *said]) + "\n", encoding="utf-8")


def _monthly() -> dict[str, rivals.Model]:
    library = {name: rivals.library_model(name, 12) for name in ("AutoETS", "AutoARIMA", "AutoTheta")}
    return {"pooled": months.simulate, "seasonal naive": rivals.seasonal_naive, "naive drift": rivals.drift, **library}


def _plain(yearly: series.Series, year: int) -> Tally:
    """The same forecasts without a look at the year itself."""
    only = yearly.until(year)
    return backtest.run(only, {"pooled": pooled.simulate}, horizons=1, first=len(only) - 1).tallies["pooled"][1]


def _alone(yearly: series.Series, to_date: nowcast.ToDate) -> Iterator[tuple[str, Tally, Tally]]:
    for year in ALONE:
        seen = to_date.through(year, LAST)
        months_held = [
            m for m in range(1, LAST + 1) if seen.growth[0, seen.years.index(year), m - 1] == seen.growth[0, seen.years.index(year), m - 1]
        ]
        if months_held and year - 1 in yearly.years and len(yearly.until(year - 1)) > pooled.ENOUGH:
            tally = backtest.current(yearly, to_date, year, months_held[-1], alone=True)
            if tally is not None:
                yield f"{year}-{months_held[-1]:02d}", tally, _plain(yearly, year)


def _cells(name: str, found: backtest.Backtest) -> Iterator[Cell]:
    for model, by in found.measures().items():
        for horizon, measures in by.items():
            for measure, value in measures.items():
                yield name, model, horizon, "", "", measure, value
    for model in found.tallies:
        for b in found.reliability(model):
            for measure, value in (("asked", float(b.asked)), ("forecast", b.forecast), ("happened", b.happened)):
                yield name, model, 0, f"{b.low:g}", f"{b.high:g}", measure, value


def _nowcast(name: str, tally: Tally) -> Iterator[Cell]:
    for measure, value in tally.measures().items():
        yield name, "pooled", 1, "", "", measure, value


def _sensitivity(yearly: series.Series) -> list[tuple[str, float, dict[int, dict[str, float]]]]:
    """The scores with each of the model's constants halved and doubled."""
    found = []
    for name in (f.name for f in fields(PRIOR)):
        for factor in (0.5, 2.0):
            other = replace(PRIOR, **{name: getattr(PRIOR, name) * factor})
            tested = backtest.run(yearly, {"": lambda s, h, p, seed, o=other: pooled.simulate(s, h, p, seed, prior=o)}, paths=2000)  # type: ignore[misc]
            found.append((name, getattr(other, name), tested.measures()[""]))
    return found


TRILLION = 10**12
FUTURES = 4000


def _said(indicators: Indicators) -> Iterator[str]:
    """What the forecasts say of the embedded figures, each row a question and a probability a year."""
    made = forecast(indicators, 5, paths=FUTURES)
    years = [str(s) for s in made.paths.steps]
    level = Indicator(basis="operating-unit", currency="CNY")
    mark = Relation(test=">", threshold=Decimal(TRILLION))

    def each(kind: str, subject: str, **said: Any) -> future.Outcomes:
        return future.outcomes(indicators, [made.paths], [statement(kind, subject, level, y, **said) for y in years])

    above = {p: each("value", p, low=TRILLION, unit="CNY") for p in ("CN-HA", "CN-HB", "CN-AH", "CN-SC")}
    larger = each("comparison", "CN-HB", relation=Relation(test=">", versus="CN-HA"))
    overtakes = [
        future.outcomes(
            indicators,
            [made.paths],
            [statement("comparison", "CN-HB", level, y, relation=Relation(test=">", versus="CN-HA", base_period=str(int(y) - 1)))],
        )[0]
        for y in years
    ]
    ten = each("count", "CN", scope="provinces", relation=mark, low=10, high=10, unit="count")
    more = each("count", "CN", scope="provinces", relation=mark, low=10, unit="count")
    left = 1 - above["CN-SC"]
    rows = {
        "Henan is above 1 trillion yuan": [r.mean() for r in above["CN-HA"]],
        "Henan is above it for the first time": _first(above["CN-HA"]),
        "Hubei is above 1 trillion yuan": [r.mean() for r in above["CN-HB"]],
        "Hubei is above it for the first time": _first(above["CN-HB"]),
        "Hubei is larger than Henan": [(r == 1).mean() for r in larger],
        "Hubei overtakes Henan in that year": [(r == 1).mean() for r in overtakes],
        "Anhui has stayed above 1 trillion yuan in every year": [future.together(above["CN-AH"][: k + 1]) for k in range(len(years))],
        "Sichuan, which left in 2023, has stayed in every year": [future.together(above["CN-SC"][: k + 1]) for k in range(len(years))],
        "Anhui is above it where Sichuan is below": [
            future.together(above["CN-AH"][k : k + 1], left[k : k + 1]) for k in range(len(years))
        ],
        "ten provinces are above 1 trillion yuan": [(r == 1).mean() for r in ten],
        "ten or more are": [(r == 1).mean() for r in more],
    }
    yield ""
    yield "## What the forecasts say of the embedded figures"
    yield ""
    yield f"{FUTURES:,} futures from the end of {made.series.years[-1]}, each claim judged by its evaluator in every one. By {made.paths.steps[0]} the nation's year to date is known."
    yield ""
    yield f"| claim | {' | '.join(years)} |"
    yield f"| --- |{' ---: |' * len(years)}"
    for name, chances in rows.items():
        yield f"| {name} | {' | '.join('' if c is None else f'{100 * c:.0f}%' for c in chances)} |"


def _first(above: future.Outcomes) -> list[float]:
    return [float(((above[:k] == 0).all(axis=0) & (above[k] == 1)).mean()) for k in range(len(above))]


# -- the page


def _page(
    tested: dict[str, backtest.Backtest],
    current: dict[str, tuple[Tally | None, Tally]],
    nation: list[tuple[str, Tally, Tally]],
    sensitivity: list[tuple[str, float, dict[int, dict[str, float]]]],
) -> Iterator[str]:
    years, by_month = tested["years"], tested["months"]
    used, library = record.best("years", rivals.models(library=True)), record.best("years", record.single("years"))
    yield "# The track record of the forecasts"
    yield ""
    yield f"Written by `python scripts/write_track_record.py` from the embedded figures (statsforecast {version('statsforecast')}). What the models are, how they were"
    yield "chosen and what this record can't say stands in [the outlook](../explanation/outlook.md). Pinball loss is that of seven quantiles of the logarithm of the"
    yield "level, so that provinces of all sizes count alike. Lower is better, for it and for the Brier score; an 80% interval should hold 80% of outcomes."
    yield ""
    yield "## Years"
    yield ""
    yield f"All provinces, from the end of each year {years.origins[0]} to {years.origins[-1]}, 1 to {HORIZONS} years ahead. A model saw the years up to there and no later"
    yield f"ones. The model used is **{used}**, the one with the least loss over 1 to 3 years among those that can run; the best single model of the library"
    yield f"is {library}. " + " ".join(_verdict(used, other) for other in ("naive drift", library))
    yield ""
    yield from _scores(years)
    yield ""
    yield "Of 4 and 5 years ahead few origins are held, and they share most of their years: too short to judge by, and no part of the choice."
    yield ""
    yield from _gains(used, library)
    yield ""
    yield f"### Reliability of the probabilities of {used}"
    yield ""
    yield "Each asks whether a province will lie above a round mark (1, 1.5, 2, 3.5, 5, 7.5 times a power of ten) within a factor of 1.5 of its last level."
    yield ""
    yield from _reliability(years, used)
    yield ""
    yield "### With other constants"
    yield ""
    yield "The pooled model has seven constants, which were chosen with this record in sight. Each halved and doubled, the others as they are:"
    yield ""
    yield "| constant | value | pinball 1 | 2 | 3 | 80% covers 1 | 2 | 3 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    own = years.measures()["pooled"]
    for name, value, by in [("as used", None, own), *sensitivity]:
        cells = [f"{by[h]['pinball']:.4f}" for h in (1, 2, 3)] + [f"{100 * by[h]['coverage_80']:.0f}%" for h in (1, 2, 3)]
        yield f"| {name} | {'' if value is None else f'{value:g}'} | {' | '.join(cells)} |"
    yield ""
    yield "## Months"
    yield ""
    yield f"All provinces, from the end of each month {by_month.origins[0]} to {by_month.origins[-1]}, 1 to {AHEAD_MONTHS} months ahead. Two years and seven months are held:"
    yield "short for a model with a season, and too short to say anything of the same month in other years."
    yield ""
    yield from _scores(by_month)
    yield ""
    yield "## The current year"
    yield ""
    yield "A year read from the year to date of the nation and of all provinces, by rules learnt from the years before it, beside the same forecasts without"
    yield "it. The error is the median distance of the middle of a forecast from the outcome."
    yield ""
    yield from _nowcasts([(when, *pair) for when, pair in current.items() if pair[0] is not None])
    yield ""
    yield "Read from the nation's year to date alone (up to September at the latest), as in years in which few provinces' are held:"
    yield ""
    yield from _nowcasts(nation)
    yield ""
    yield from _all_of(nation)


def _verdict(used: str, other: str) -> str:
    a, b = record.measures("years", used), record.measures("years", other)
    wins = [h for h in record.JUDGED if a[h]["pinball"] < b[h]["pinball"]]
    if len(wins) == len(record.JUDGED):
        return f"It beats {other} at each of the three horizons."
    return f"It beats {other} at {len(wins)} of the three horizons only."


def _scores(found: backtest.Backtest) -> Iterator[str]:
    yield "| model | ahead | origins | forecasts | pinball | 50% covers | 80% | 95% | crossings | Brier |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    measures = found.measures()
    for horizon in range(1, found.horizons + 1):
        for model, by in measures.items():
            if horizon in by:
                m = by[horizon]
                covers = " | ".join(f"{100 * m[f'coverage_{n}']:.0f}%" for n in (50, 80, 95))
                yield (
                    f"| {model} | {horizon} | {m['origins']:.0f} | {m['forecasts']:.0f} | {m['pinball']:.4f} | {covers} | "
                    f"{m['crossings']:.0f} | {m['brier']:.4f} |"
                )


def _gains(used: str, library: str) -> Iterator[str]:
    yield f"| {used} against | ahead | less pinball loss | less Brier score |"
    yield "| --- | ---: | ---: | ---: |"
    own = record.measures("years", used)
    for other in ("naive drift", library):
        theirs = record.measures("years", other)
        for h in record.JUDGED:
            gains = [f"{100 * (1 - own[h][m] / theirs[h][m]):.0f}%" for m in ("pinball", "brier")]
            yield f"| {other} | {h} | {gains[0]} | {gains[1]} |"


def _reliability(found: backtest.Backtest, model: str) -> Iterator[str]:
    yield "| probability | asked | given on average | came about |"
    yield "| --- | ---: | ---: | ---: |"
    for b in found.reliability(model):
        yield f"| {100 * b.low:.0f} to {100 * b.high:.0f}% | {b.asked} | {100 * b.forecast:.0f}% | {100 * b.happened:.0f}% |"


def _nowcasts(found: list[tuple[str, Tally, Tally]]) -> Iterator[str]:
    yield "| as of the end of | outcomes | median error | without | pinball | without | 50% covers | 80% | 95% |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for when, tally, plain in found:
        a, b = tally.measures(), plain.measures()
        covers = " | ".join(f"{100 * a[f'coverage_{n}']:.0f}%" for n in (50, 80, 95))
        yield (
            f"| {when} | {a['forecasts']:.0f} | {100 * a['error']:.1f}% | {100 * b['error']:.1f}% | {a['pinball']:.4f} | {b['pinball']:.4f} | {covers} |"
        )


def _all_of(found: list[tuple[str, Tally, Tally]]) -> Iterator[str]:
    sums = [Tally(), Tally()]
    for _, *pair in found:
        for whole, part in zip(sums, pair, strict=True):
            whole.losses += part.losses
            whole.chances += part.chances
            whole.crossed += part.crossed
            for name, hits in part.inside.items():
                whole.inside[name] += hits
            whole.errors += part.errors
    a, b = (s.measures() for s in sums)
    yield (
        f"All of these together: pinball {a['pinball']:.4f} against {b['pinball']:.4f} without, Brier score of crossings {a['brier']:.4f} against {b['brier']:.4f}, and the 80%"
        f" interval covers {100 * a['coverage_80']:.0f}%. Where probabilities were of 90% and more, {_sure(sums[0])} came about."
    )


def _sure(tally: Tally) -> str:
    found = [b for b in reliability(tally.chances, tally.crossed) if b.low >= 0.9]
    return f"{100 * found[0].happened:.0f}%" if found else "none was given and none"


if __name__ == "__main__":
    main()
