"""Writes the track record of the forecasts: `src/hinterland/outlook/record.csv`, which each forecast shows, and `docs/reference/track-record.md`.

    python scripts/write_track_record.py [--keep-rivals]

It needs statsforecast installed beside the package and takes about six minutes. A warehouse of its own holds the embedded figures and nothing else. The
rivals' scores change with the figures and with the library only: `--keep-rivals` takes them as they stand, where nothing but the posterior has changed.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import backtest
import rivals
from hinterland.api import open as open_warehouse
from hinterland.claims.statement import statement
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.ledger.motion import PRIOR
from hinterland.models import Indicator, Relation
from hinterland.outlook import future, record, series
from hinterland.outlook.forecast import forecast
from scores import Tally, reliability

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "hinterland" / "outlook" / "record.csv"
PAGE = ROOT / "docs" / "reference" / "track-record.md"

HORIZONS = 5
AHEAD_MONTHS = 12
SHOWN_MONTHS = (1, 2, 3, 6, 9, 12)
FIRST_MONTH = 17
"""The months before the first origin of the months: then the first months of 2024 are out, and those of 2023 by their growth."""

COURSE = [
    (2020, 8),
    (2021, 8),
    (2022, 8),
    (2023, 8),
    (2024, 2),
    (2024, 5),
    (2024, 8),
    (2024, 11),
    (2025, 2),
    (2025, 5),
    (2025, 8),
]
"""The years and months as of which a year is read in its course; earlier years have too few before them."""

REST = (2025, 7)
"""The month after which the sum of the year's months left is judged, by flow."""

RESTS = [(2024, 5), (2024, 7), (2024, 9), (2024, 11), (2025, 3), (2025, 5), REST]
"""All months after which such sums of totals are judged: from the first of which the months of a year before are out."""

VARIED = ("cycle_spread", "tail", "own_noise", "lasting", "swing")
"""The constants that are halved and doubled."""

Cell = tuple[str, str, int, str, str, str, float]


def main() -> None:
    """Run everything and write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keep-rivals", action="store_true", help="take the rivals' scores as they stand")
    keep = parser.parse_args().keep_rivals
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder) / "warehouse") as h:
        yearly, monthly = series.yearly(h.indicators), series.monthly(h.indicators)
        ours = backtest.model(h.indicators)
        others = ({}, {}) if keep else (rivals.models(library=True), _monthly())
        years = backtest.run(yearly, {record.OURS: ours, **others[0]}, horizons=HORIZONS)
        by_month = backtest.run(monthly, {record.OURS: ours, **others[1]}, horizons=AHEAD_MONTHS, first=FIRST_MONTH)
        tested = {"years": years, "months": by_month}
        before = {y: backtest.current(h.indicators, yearly, y, 0) for y in sorted({y for y, _ in COURSE})}
        course = [(f"{y}-{m:02d}", backtest.current(h.indicators, yearly, y, m), before[y]) for y, m in COURSE]
        left = {f: _left(h.indicators, f) for f in ("total", "export", "import")}
        rests = [(f"{y}-{m:02d}", _left(h.indicators, "total", y, m)) for y, m in RESTS]
        _write(tested, course, left, keep)
        sensitivity = _sensitivity(h.indicators, yearly)
        said = list(_said(h.indicators))
    PAGE.write_text("\n".join([*_page(tested, course, left, rests, sensitivity), *said]) + "\n", encoding="utf-8")


def _write(tested: dict[str, backtest.Backtest], course: list[tuple[str, Tally, Tally]], left: dict[Any, Tally], keep: bool) -> None:
    others = (r for r in record.rows() if keep and r.model != record.OURS)
    kept = [(r.table, r.model, r.horizon, r.low, r.high, *measured) for r in others for measured in r.measures.items()]
    cells = [c for name, found in tested.items() for c in (*_cells(name, found), *(k for k in kept if k[0] == name))]
    cells += [c for when, tally, _ in course for c in _single(f"{record.CURRENT}{when}", tally)]
    cells += [c for flow, tally in left.items() for c in _single(f"rest {REST[0]}-{REST[1]:02d} {flow}", tally)]
    rows: dict[tuple[Any, ...], dict[str, str]] = {}
    for *key, measure, value in cells:
        rows.setdefault(tuple(key), {})[measure] = f"{value:.5g}"
    columns = ["table", "model", "horizon", "low", "high", *dict.fromkeys(m for own in rows.values() for m in own)]
    with TABLE.open("w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, columns, lineterminator="\n")
        out.writeheader()
        out.writerows(dict(zip(columns, key, strict=False)) | own for key, own in rows.items())
    record.rows.cache_clear()


def _left(indicators: Indicators, flow: Any, year: int = REST[0], month: int = REST[1]) -> Tally:
    """The months left of a year after one, in the provinces whose year is held."""
    whole = series.table(indicators, flow, series.parts(), (Period.of_year(year - 1), Period.of_year(year)))
    so_far = series.table(indicators, flow, series.parts(), (Period.year_to(100 * year + month),))
    return backtest.rest(indicators, whole, so_far, year, month, flow)


def _monthly() -> dict[str, rivals.Model]:
    library = {name: rivals.library_model(name, 12) for name in ("AutoETS", "AutoARIMA", "AutoTheta")}
    return {"seasonal growth": rivals.seasonal_growth, "seasonal naive": rivals.seasonal_naive, **library}


def _cells(name: str, found: backtest.Backtest) -> Iterator[Cell]:
    for model, by in found.measures().items():
        for horizon, measures in by.items():
            for measure, value in measures.items() if name != "months" or horizon in SHOWN_MONTHS else ():
                yield name, model, horizon, "", "", measure, value
    for model in found.tallies:
        for b in found.reliability(model):
            for measure, value in (("asked", float(b.asked)), ("forecast", b.forecast), ("happened", b.happened)):
                yield name, model, 0, f"{b.low:g}", f"{b.high:g}", measure, value


def _single(name: str, tally: Tally) -> Iterator[Cell]:
    for measure, value in tally.measures().items():
        yield name, record.OURS, 1, "", "", measure, value


def _sensitivity(indicators: Indicators, yearly: series.Series) -> list[tuple[str, float, dict[int, dict[str, float]]]]:
    """The scores with each of some of the model's constants halved and doubled."""
    found = []
    for name in VARIED:
        for factor in (0.5, 2.0):
            value = min(getattr(PRIOR, name) * factor, 1.0 if name in ("lasting", "together") else float("inf"))
            tested = backtest.run(yearly, {"": backtest.model(indicators, replace(PRIOR, **{name: value}))}, paths=400)
            found.append((name, value, tested.measures()[""]))
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
    course: list[tuple[str, Tally, Tally]],
    left: dict[Any, Tally],
    rests: list[tuple[str, Tally]],
    sensitivity: list[tuple[str, float, dict[int, dict[str, float]]]],
) -> Iterator[str]:
    years, by_month = tested["years"], tested["months"]
    library = record.best("years", record.single("years"))
    others = ("pooled quantiles", "pooled drift", rivals.NAIVE, library)
    yield "# The track record of the forecasts"
    yield ""
    yield f"Written by `python scripts/write_track_record.py` from the embedded figures (statsforecast {version('statsforecast')}). What the models are, how they were"
    yield "chosen and what this record can't say stands in [the outlook](../explanation/outlook.md). Pinball loss is that of seven quantiles of the logarithm of the"
    yield "level, half the continuous ranked probability score, so that provinces of all sizes count alike. Lower is better, for it and for the Brier score; an 80%"
    yield "interval should hold 80% of outcomes. The posterior saw what had been published by the origin; the others saw the same periods as they stand today."
    yield ""
    yield "## Years"
    yield ""
    yield f"All provinces, from the end of each year {years.origins[0]} to {years.origins[-1]}, 1 to {HORIZONS} years ahead. The best model of the library is {library}."
    yield " ".join(_verdict(record.OURS, other) for other in others)
    yield ""
    yield from _scores("years", range(1, HORIZONS + 1))
    yield ""
    yield "Of 4 and 5 years ahead few origins are held, and they share most of their years: too short to judge by."
    yield ""
    yield from _gains(record.OURS, others)
    yield ""
    yield "### Reliability of the probabilities"
    yield ""
    yield "Each asks whether a province will lie above a round mark (1, 1.5, 2, 3.5, 5, 7.5 times a power of ten) within a factor of 1.5 of its last level."
    yield ""
    yield from _reliability(years, record.OURS)
    yield ""
    yield "### With other constants"
    yield ""
    yield "The constants were chosen with this record in sight. Some of them halved and doubled, the others as they are:"
    yield ""
    yield "| constant | value | pinball 1 | 2 | 3 | 80% covers 1 | 2 | 3 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, value, by in [("as used", None, years.measures()[record.OURS]), *sensitivity]:
        cells = [f"{by[h]['pinball']:.4f}" for h in (1, 2, 3)] + [f"{100 * by[h]['coverage_80']:.0f}%" for h in (1, 2, 3)]
        yield f"| {name} | {'' if value is None else f'{value:g}'} | {' | '.join(cells)} |"
    yield ""
    yield "## Months"
    yield ""
    yield f"All provinces, from the end of each month {by_month.origins[0]} to {by_month.origins[-1]}, up to {AHEAD_MONTHS} months ahead. A model that needs more months than an"
    yield "origin has isn't scored there, so that forecasts are fewer and later."
    yield ""
    yield from _scores("months", SHOWN_MONTHS)
    yield ""
    yield _covered(by_month)
    yield ""
    yield f"The sums of the months left of {REST[0]} after month {REST[1]}, in the provinces whose year is held:"
    yield ""
    yield "| flow | forecasts | pinball | 50% covers | 80% | 95% |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for flow, tally in left.items():
        yield _covers(flow, tally)
    yield ""
    yield from _of_all_flows(left)
    yield ""
    yield "Those of totals after other months, each origin one draw of the cycle:"
    yield ""
    yield "| after | forecasts | pinball | 50% covers | 80% | 95% |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for when, tally in rests:
        yield _covers(when, tally)
    yield ""
    hits = [hit for _, tally in rests for hit in tally.inside["80"]]
    yield f"Over these origins the 80% intervals hold {100 * sum(hits) / len(hits):.0f}% of {len(hits)} sums."
    yield ""
    yield "## The current year"
    yield ""
    yield "A year read in its course, from all that was published of it, beside the same forecast from before its first month. The error is the median distance of"
    yield "the middle of a forecast from the outcome."
    yield ""
    yield from _nowcasts(course)
    yield ""
    yield from _all_of(course)


def _covers(name: str, tally: Tally) -> str:
    m = tally.measures()
    covers = " | ".join(f"{100 * m[f'coverage_{n}']:.0f}%" for n in (50, 80, 95))
    return f"| {name} | {m['forecasts']:.0f} | {m['pinball']:.4f} | {covers} |"


def _of_all_flows(left: dict[Any, Tally]) -> Iterator[str]:
    """How often the intervals of the sums hold, over all flows, beside what chance leaves open."""
    hits = [hit for tally in left.values() for hit in tally.inside["80"]]
    rate = sum(hits) / len(hits)
    error = (0.8 * 0.2 / len(hits)) ** 0.5
    yield f"Over all flows the 80% intervals hold {100 * rate:.0f}% of {len(hits)} sums; so few would differ from 80% by {100 * error:.0f} points by chance alone (more, since provinces share"
    yield "a cycle). They were in sight when the constant `swing` was chosen ([the outlook](../explanation/outlook.md))."


def _covered(found: backtest.Backtest) -> str:
    hits = [hit for tally in found.tallies[record.OURS].values() for hit in tally.inside["80"]]
    return f"Over all horizons of 1 to {found.horizons} months the 80% intervals of the posterior cover {100 * sum(hits) / len(hits):.0f}% of {len(hits):,} outcomes."


def _verdict(used: str, other: str) -> str:
    """Whether the posterior is as good as a rival at each horizon, and by how much it isn't where it isn't."""
    a, b = record.measures("years", used), record.measures("years", other)
    worse = [
        f"{name} {h} years ahead ({b[h][m]:.4f} against {a[h][m]:.4f})"
        for m, name in (("pinball", "loss"), ("brier", "Brier score"))
        for h in record.JUDGED
        if a[h][m] > b[h][m]
    ]
    if not worse:
        return f"It is no worse than {other} at each of the three horizons, by loss and by Brier score."
    return f"It doesn't beat {other} everywhere, which have the lower {' and the lower '.join(worse)}; elsewhere it is no worse."


def _scores(table: str, shown: Iterable[int]) -> Iterator[str]:
    yield "| model | ahead | forecasts | pinball | 50% covers | 80% | 95% | crossings | Brier |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    measures = {model: record.measures(table, model) for model in record.models(table)}
    for horizon in shown:
        for model, by in measures.items():
            if horizon in by:
                m = by[horizon]
                covers = " | ".join(f"{100 * m[f'coverage_{n}']:.0f}%" for n in (50, 80, 95))
                yield f"| {model} | {horizon} | {m['forecasts']:.0f} | {m['pinball']:.4f} | {covers} | {m['crossings']:.0f} | {m['brier']:.4f} |"


def _gains(used: str, others: Iterable[str]) -> Iterator[str]:
    yield f"| {used} against | ahead | less pinball loss | less Brier score |"
    yield "| --- | ---: | ---: | ---: |"
    own = record.measures("years", used)
    for other in others:
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
