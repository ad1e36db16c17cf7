"""How many claims of k bits the embedded figures give, and how many panels of independent noise in their shape: what a bit of news is worth.

    python benchmarks/noise.py [--panels 200] [--year 2025] [--output docs/reference/noise.md]

Of every province the strongest claim counts, in a year and its last month, as `hinterland mine` weighs it. By law luck gives k bits at a rate of at most two
to the minus k. A panel takes about three seconds; `noise_panels.py` says how they are made.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hinterland.api import open as open_warehouse
from noise_panels import DRIFT, MONTHLY, SPREAD, opened, shape, strongest

BITS = (1, 2, 3, 4, 5)
YEARS = (2021, 2022, 2023, 2024, 2025)
"""The years of the embedded figures: one of them alone has 31 strongest claims."""


def main() -> int:
    """Mine the panels and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--panels", type=int, default=200, help="how many panels of noise")
    parser.add_argument("--year", type=int, default=2025, help="the year that is mined in them")
    parser.add_argument("--output", type=Path, help="where to write the page")
    given = parser.parse_args()
    with TemporaryDirectory() as folder, open_warehouse(Path(folder) / "warehouse") as h:
        real = {y: list(strongest(h, y).values()) for y in YEARS}
    noise = []
    for seed in range(given.panels):
        with opened(seed) as h:
            noise += list(strongest(h, given.year).values())
        print(f"{seed + 1} panels: {', '.join(f'{k} bits {_rate(noise, k):.2%}' for k in BITS)}", file=sys.stderr)
    page = "\n".join(_page(real, noise, given.panels, given.year)) + "\n"
    if given.output:
        given.output.write_text(page, encoding="utf-8")
    print(page)
    return 0


def _rate(found: list[float], bits: float) -> float:
    return sum(f >= bits for f in found) / len(found)


def _page(real: dict[int, list[float]], noise: list[float], panels: int, year: int) -> Iterator[str]:
    together = [f for found in real.values() for f in found]
    yield "# What a bit of news is worth"
    yield ""
    own, slices, drift, monthly = (round(100 * x) for x in (*SPREAD.values(), DRIFT, MONTHLY))
    yield f"Written by `python benchmarks/noise.py --output FILE`. {panels} panels of independent noise have the {len(shape().cells):,} cells of the embedded"
    yield f"figures on trade in yuan: each flow of a province grows by noise of its own, {own}% around {drift}% a year (a product's or partner's by {slices}%),"
    yield f"its months are noise of {monthly}% around that, and totals add up. Of every province the strongest claim counts, of {year} and its last month in"
    yield f"the noise, of {YEARS[0]} to {YEARS[-1]} in the figures. By law luck gives k bits at a rate of at most two to the minus k"
    yield "([what makes a claim news](../explanation/news.md))."
    yield ""
    yield "| bits | allowed | noise | figures | times as frequent |" + "".join(f" {y} |" for y in real)
    yield "| ---: | ---: | ---: | ---: | ---: |" + " ---: |" * len(real)
    for k in BITS:
        luck, news = _rate(noise, k), _rate(together, k)
        times = f"{news / luck:.1f}" if luck else "only there" if news else ""
        yield f"| {k} | {2.0**-k:.2%} | {luck:.2%} | {news:.1%} | {times} |" + "".join(
            f" {sum(f >= k for f in found)} of {len(found)} |" for found in real.values()
        )


if __name__ == "__main__":
    sys.exit(main())
