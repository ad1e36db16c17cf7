"""Write the measured results into `docs/explanation/inland-shift.md`, between its two marks.

    python -m scripts.write_inland_shift

They are the embedded figures, measured by `hinterland.outlook.shift`; a test says when the page is behind.
"""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import hinterland
from hinterland import codes
from hinterland.indicators import Indicators
from hinterland.outlook.exact import Measured
from hinterland.outlook.gravity import centre, movement
from hinterland.outlook.inequality import beta
from hinterland.outlook.panel import panels
from hinterland.outlook.shares import share
from hinterland.outlook.shift import InlandShift, by_coastline, inland_shift
from hinterland.outlook.telling import sentences_of

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "inland-shift.md"
START, END = "<!-- results: scripts/write_inland_shift.py -->", "<!-- end of results -->"

GROUPS = ("inland", "central", "western", "northeast", "eastern")
OWN = 5


def results(indicators: Indicators) -> str:
    """The results as they should stand between the marks."""
    shift = inland_shift(indicators)
    return "\n\n".join(["", _years(indicators, shift), _said(shift), _shifts(shift), _other_basis(indicators), ""])


def page(indicators: Indicators) -> str:
    """The whole page as it should stand."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    return before + START + results(indicators) + END + rest.partition(END)[2]


def _years(indicators: Indicators, shift: InlandShift) -> str:
    """One row a year: shares in percent, the centre in degrees, Theil's index in nats."""
    without = [r for r in codes.members("inland") if r not in by_coastline()]
    head = ["year", "provinces held", "inland", "without Beijing", *GROUPS[1:], "centre", "Theil", "of which between regions", "sigma"]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    found = panels(indicators, shift.indicator, shift.periods)
    for n, p in enumerate(found):
        c, q, rest = shift.centres[n], shift.inequality[n], share(p, "inland", without)
        own = {g: shift.shares[g][n].percent for g in GROUPS}
        cells = [
            str(p.period),
            p.coverage,
            f"{own['inland'].value:.2f}",
            f"{rest.percent.value:.2f}" if rest else "",
            *(f"{own[g].value:.2f}" for g in GROUPS[1:]),
            f"{c.longitude.value:.2f}°E {c.latitude.value:.2f}°N",
            f"{q.theil.value:.3f}",
            f"{q.between_percent:.0f}%",
            f"{shift.sigma[n].deviation.value:.2f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _said(shift: InlandShift) -> str:
    return "\n".join(f"- {s}" for s in sentences_of(shift, "en"))


def _shifts(shift: InlandShift) -> str:
    """The shift-share of the provinces furthest ahead of and behind their region in the last year, in percentage points."""
    year = shift.periods[-1]
    lines = [f"| {year} | growth | all provinces | its region against them | itself against its region |", f"|{' --- |' * 5}"]
    for s in (*shift.shifts[:OWN], *shift.shifts[-OWN:]):
        own = [_number(m) for m in (s.growth, s.national, s.structure, s.own)]
        lines.append(f"| {codes.name(s.region)} ({codes.name(s.group)}) | {' | '.join(own)} |")
    return "\n".join(lines)


def _number(m: Measured) -> str:
    """A number of points, with its ends where they are more than three tenths apart whatever is missing."""
    span = m.answer if m.widest is None else m.answer.span(m.widest)
    width = span.width or Decimal(0)
    text = f"{m.value:+.1f}" if width <= Decimal("0.3") else f"{m.value:+.1f} ({span.low:.1f} to {span.high:.1f})"
    return text.replace("-", "−")


def _other_basis(indicators: Indicators) -> str:
    """The same by domestic destination and origin, which is told apart and never mixed with the above."""
    shift = inland_shift(indicators, basis="destination-origin", currency="USD")
    first, last = shift.shares["inland"][0], shift.shares["inland"][-1]
    moved = shift.moved
    around = panels(indicators, shift.indicator, [shift.periods[0], shift.periods[-1]])
    line = beta(around[0], around[1])
    a, b = (centre(p) for p in around)
    assert line is not None and a is not None and b is not None
    assert movement(a, b).kilometres.value == moved.kilometres.value
    return (
        f"By domestic destination and origin (dollars, {shift.periods[0]} to {shift.periods[-1]}, {last.panel.coverage} provinces), which places goods where they are made or used "
        f"and not where the trading firm is registered: inland {first.percent.value:.1f}% to {last.percent.value:.1f}%, the centre {moved.kilometres.value:.0f} km to the "
        f"{moved.direction}, Theil {shift.inequality[0].theil.value:.3f} to {shift.inequality[-1].theil.value:.3f}, slope {line.slope.value:.3f} a year (t {line.t:.1f})."
    ).replace(" -", " −")


def main() -> None:
    """Measure the embedded figures and write the page."""
    with tempfile.TemporaryDirectory() as folder, hinterland.open(Path(folder) / "warehouse") as h:
        PAGE.write_text(page(h.indicators), encoding="utf-8")


if __name__ == "__main__":
    main()
