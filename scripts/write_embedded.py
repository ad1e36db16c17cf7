"""Writes `docs/reference/embedded.md`: what the embedded tables hold, counted file by file; `make embedded` runs it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hinterland.codes import Period
from hinterland.sources.reading import Figure, Reading
from hinterland.warehouse.load import embedded_readings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "embedded.md"

WHAT = {
    "annual": "years, by location of the operating unit: the nation, the provinces, some groups and a city",
    "destination_origin": "years, by domestic destination and origin: another basis, never mixed with the first",
    "exports_by_state": "years: exports of the states of the United States by origin of movement",
    "industry": "gross domestic product, industrial revenue and profit, vehicles built",
    "monthly_by_location": "customs' monthly table by location: the month, the year to date and its published growth",
    "monthly_other": "single months from other sources",
    "products_partners": "products, partners and kinds of enterprise",
    "year_to_date": "quarters and other years to date",
}
"""What each table is about; a table without a line here is an error."""

RELIABILITY = {
    "official": "published by the statistical office, customs or a ministry, or a table taken from them",
    "news": "reported by a newspaper or agency",
    "secondary": "quoted at second hand: digests of communiqués, aggregators, blogs",
}


def text() -> str:
    """The page."""
    sources, readings = embedded_readings()
    kinds = {s.id: s.reliability for s in sources}
    figures = [f for r in readings for f in r.figures]
    by_kind = Counter(f.reliability or kinds[f.source] for f in figures)
    lines = [
        "# The embedded figures",
        "",
        f"The package ships {len(figures):,} figures from {len(sources)} sources, as [tidy](tidy.md) tables. This page is counted from them by",
        "`scripts/write_embedded.py`.",
        "",
        "| table | figures | levels | growth rates | other | regions | periods | about |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |",
        *[_line(r) for r in readings],
        "",
        "| reliability | figures | sources | means |",
        "| --- | ---: | ---: | --- |",
        *[f"| {k} | {by_kind[k]:,} | {sum(v == k for v in kinds.values())} | {meaning} |" for k, meaning in RELIABILITY.items()],
        "",
        f"Of the sources, {_alone(figures)} stand behind a single figure. `hinterland sources` lists them all, with publisher, date and the number of figures",
        "that stand on each.",
        "",
    ]
    return "\n".join(lines)


def _line(reading: Reading) -> str:
    ops = Counter(f.op for f in reading.figures)
    periods = [Period.parse(f.period) for f in reading.figures]
    first, last = min(p.start for p in periods), max(p.end for p in periods)
    regions = len({f.region for f in reading.figures})
    other = sum(n for op, n in ops.items() if op not in ("level", "growth"))
    cells = (
        f"`{reading.path.name}`", f"{len(reading.figures):,}", f"{ops['level']:,}", f"{ops['growth']:,}", f"{other:,}", f"{regions}",
        f"{first // 100}-{first % 100:02d} to {last // 100}-{last % 100:02d}", WHAT[reading.path.stem],
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _alone(figures: list[Figure]) -> int:
    return sum(n == 1 for n in Counter(f.source for f in figures).values())


def main() -> None:
    """Write the page."""
    PAGE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
