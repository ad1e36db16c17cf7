"""Contributions, shares and compound rates recomputed with pandas from the embedded CSV tables, beside what mining prints, to the last printed digit.

Nothing of the engine is used on pandas' side but the tables: `Figures` reads them, prefers and pairs as docs/explanation/vintages.md says, and works out each
figure with its ends. Run `python benchmarks/derived.py [FIRST LAST]` (years, 2016 to 2025 unless said): it mines the nation and the 31 provinces and prints
how many figures were compared and every one that differs.
"""

from __future__ import annotations

import calendar
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

DATA = Path(__file__).resolve().parents[1] / "src" / "hinterland" / "packs" / "china" / "figures"
OPS = ("share", "contribution", "cagr")
TOLERANCE = 2e-6
"""Ends are kept to the millionth."""

SCALE = {
    "CNY_10K": 1e4, "CNY_100M": 1e8, "CNY_1T": 1e12, "USD_1K": 1e3, "USD_100M": 1e8, "USD_1B": 1e9, "units_10K": 1e4,
}  # fmt: skip
DEFAULTS = {
    "op": "level", "concept": "trade", "flow": "total", "product": "all", "partner": "world", "regime": "all", "measure": "value",
    "basis": "operating-unit",
}  # fmt: skip
SLICE = ["flow", "product", "partner", "regime", "currency", "region"]
CELL = [*SLICE, "first", "last"]
RANKS = {"official": 0, "news": 1, "secondary": 2}
DERIVED = 3
DAYS = 400
"""How far a rate may lie from the level it is paired with."""

Ends = tuple[float, float]


def months(period: str) -> tuple[int, int]:
    """The first and the last month of a period, as 202501."""
    ends = period.split("/") if "/" in period else [period, period]
    first, last = (e.replace("-", "") for e in ends)
    if re.fullmatch(r"\d{4}-Q\d", period):
        quarter = int(period[-1])
        return int(period[:4]) * 100 + 3 * quarter - 2, int(period[:4]) * 100 + 3 * quarter
    return int(first) if len(first) == 6 else int(first) * 100 + 1, int(last) if len(last) == 6 else int(last) * 100 + 12


def last_day(text: str) -> pd.Timestamp:
    """The last day that a full or partial date allows."""
    parts = [int(p) for p in text.split("-")] if text else []
    if not parts:
        return pd.NaT  # type: ignore[return-value]
    month = parts[1] if len(parts) > 1 else 12
    return pd.Timestamp(parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1])


def prefer(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row a cell: a figure before a mere bound, the most reliable, the latest, the narrowest, the last."""
    order = rows.assign(bound=rows["value"].isna(), width=rows["high"] - rows["low"])
    order = order.sort_values(["bound", "rank", "released", "width", "seq"], ascending=[True, True, False, True, False], na_position="last")
    return order.drop_duplicates(by).drop(columns=["bound", "width"])


def read() -> pd.DataFrame:
    """All embedded figures of trade by value, in base units, with the ends of their rounding."""
    tables = [p for p in sorted(DATA.glob("*.csv")) if p.name != "sources.csv"]
    rows = pd.concat([pd.read_csv(p, dtype=str, keep_default_na=False) for p in tables], ignore_index=True).fillna("")
    for column, default in DEFAULTS.items():
        rows[column] = rows[column].where(rows[column] != "", default)
    rows["seq"] = range(len(rows))
    sources = pd.read_csv(DATA / "sources.csv", dtype=str, keep_default_na=False).set_index("id")
    rows["rank"] = rows["source"].map(sources["reliability"]).map(RANKS)
    rows["released"] = rows["released"].where(rows["released"] != "", rows["source"].map(sources["released"])).map(last_day)
    scale = rows["unit"].map(SCALE).fillna(1.0)
    digit = rows["value"].map(lambda v: 10.0 ** -len(v.partition(".")[2]))
    half = pd.to_numeric(rows["precision"]).fillna(digit) * scale / 2
    value = pd.to_numeric(rows["value"]) * scale
    rows["low"] = (pd.to_numeric(rows["low"]) * scale).fillna(value - half)
    rows["high"] = (pd.to_numeric(rows["high"]) * scale).fillna(value + half)
    rows["value"] = value
    rows["currency"] = rows["currency"].where(
        rows["currency"] != "", rows["unit"].str[:3].where(rows["unit"].str.match("CNY_|USD_"), "CNY")
    )
    spans = rows["period"].map(months)
    rows["first"], rows["last"] = spans.str[0], spans.str[1]
    kept = (rows["concept"] == "trade") & (rows["basis"] == "operating-unit") & (rows["measure"] == "value")
    return rows[kept & (rows["scope"] == "") & (rows["predicate"] == "")]


class Figures:
    """The embedded figures with what follows from them, vintage by vintage."""

    def __init__(self) -> None:
        rows = read()
        self.held = rows[(rows["op"] == "level") & (rows["versus"] == "") & rows["unit"].isin(SCALE)]
        self.stated = prefer(rows[rows["op"] != "level"], ["op", "versus", *CELL]).set_index(["op", "versus", *CELL]).sort_index()
        self.growth = prefer(rows[(rows["op"] == "growth") & (rows["versus"] == "")], CELL)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Each growth rate with the level of its own release: level and rate with their ends, by cell."""
        rates = self.growth[self.growth["value"].notna() & (self.growth["low"] > -90)]
        columns = [*CELL, "value", "low", "high", "source", "released"]
        both = self.held.merge(rates[columns], on=CELL, suffixes=("", "_g"))
        both = both[both["value"].notna() & (both["low"] > 0) & (both["first"] // 100 == both["last"] // 100)]
        apart = (both["released"] - both["released_g"]).dt.days.abs()
        both = both.assign(other=both["source"] != both["source_g"], apart=apart, width=both["high"] - both["low"])
        both = both[~both["other"] | (both["apart"].fillna(0) <= DAYS)]
        own = both.sort_values(
            ["other", "apart", "rank", "released", "width", "seq"], ascending=[True, True, True, False, True, False], na_position="last"
        ).drop_duplicates(CELL)
        near = both.merge(own[[*CELL, "low", "high"]], on=CELL, suffixes=("", "_own"))
        near = near[(near["low"] <= near["high_own"]) & (near["low_own"] <= near["high"])]
        return prefer(near, CELL).set_index(CELL).sort_index()

    @cached_property
    def levels(self) -> pd.DataFrame:
        """One level a cell, held or derived, with whether it is a revised base; totals from flows where none is held."""
        best = prefer(self.held, CELL).assign(revised=False)
        pairs = self.pairs.reset_index()
        low, high = pairs["low"] / (1 + pairs["high_g"] / 100), pairs["high"] / (1 + pairs["low_g"] / 100)
        base = pairs.assign(value=pairs["value"] / (1 + pairs["value_g"] / 100), low=low, high=high, revised=True, rank=DERIVED)
        base = base.assign(first=base["first"] - 100, last=base["last"] - 100, released=base["released_g"])
        found = pd.concat([best, _yuan(best), base[best.columns]], ignore_index=True)
        found = prefer(found, CELL)
        flows = found[found["flow"] != "total"].pivot(
            index=[c for c in CELL if c != "flow"], columns="flow", values=["value", "low", "high"]
        )
        sums = pd.DataFrame({c: flows[c]["export"] + flows[c]["import"] for c in ("value", "low", "high")}).dropna().reset_index()
        every = pd.concat([found, sums.assign(flow="total", revised=False)], ignore_index=True)
        return every.drop_duplicates(CELL).set_index(CELL).sort_index()

    def level(self, *cell: Any) -> pd.Series | None:
        """The level of a cell, if there is one."""
        return self.levels.loc[cell] if cell in self.levels.index else None

    def base(self, *cell: Any) -> Ends | None:
        """The base that the growth of the year after implies, else the level held."""
        *where, first, last = cell
        if (after := (*where, first + 100, last + 100)) in self.pairs.index:
            p = self.pairs.loc[after]
            return p["low"] / (1 + p["high_g"] / 100), p["high"] / (1 + p["low_g"] / 100)
        held = self.level(*cell)
        return None if held is None else (held["low"], held["high"])

    def change(self, *cell: Any) -> Ends | None:
        """What a level changed by in a year: by its own growth where that was published."""
        if cell in self.pairs.index:
            p = self.pairs.loc[cell]
            ends = [n * g / (100 + g) for n in (p["low"], p["high"]) for g in (p["low_g"], p["high_g"])]
            return min(ends), max(ends)
        *where, first, last = cell
        now, base = self.level(*cell), self.level(*where, first - 100, last - 100)
        return None if now is None or base is None else (now["low"] - base["high"], now["high"] - base["low"])

    def published(self, op: str, versus: str, *cell: Any) -> Ends | None:
        """What was published of a rate."""
        if (op, versus, *cell) not in self.stated.index:
            return None
        row = self.stated.loc[(op, versus, *cell)]
        return float(row["low"]), float(row["high"])

    def contribution(self, whole: str, *cell: Any) -> Ends | None:
        """The change of a part over that of its whole, in percent."""
        *where, _, first, last = cell
        part, all_ = self.change(*cell), self.change(*where, whole, first, last)
        if part is None or all_ is None or all_[0] <= 0:
            return None
        return _quotient(part, all_)

    def share(self, whole: str, *cell: Any) -> Ends | None:
        """A part over its whole, in percent, both as first told or both as revised."""
        flow, product, partner, regime, currency, region, first, last = cell
        plain = (product, partner, regime) == ("all", "world", "all")
        of = (flow, product, partner, regime, currency, whole, first, last)
        if not whole:
            of = ("total" if plain else flow, "all", "world", "all", currency, region, first, last)
        sides = [self.level(*cell), self.level(*of)]
        if sides[0] is None or sides[1] is None:
            return None
        late = [self.is_revised(*where) for where in (cell, of)]
        fixed = [own or bool(s["revised"]) for s, own in zip(sides, late, strict=True)]
        ends = [
            self.base(*where)
            if any(late) and not own and (*where[:-2], first + 100, last + 100) in self.pairs.index
            else (s["low"], s["high"])
            for s, own, where in zip(sides, fixed, (cell, of), strict=True)
        ]
        return _quotient(ends[0], ends[1])

    def is_revised(self, *cell: Any) -> bool:
        """Whether a level is held as revised: one that came after that of its own growth and is another."""
        level = self.levels.loc[cell]
        if level["rank"] == DERIVED or cell not in self.pairs.index:
            return False
        first = self.pairs.loc[cell]
        apart = level["low"] > first["high"] or level["high"] < first["low"]
        return bool(apart and level["released"] > first["released"])

    def compound(self, base: tuple[int, int], *cell: Any) -> Ends | None:
        """Percent a year since a base period."""
        *where, _, last = cell
        now, then = self.level(*cell), self.base(*where, *base)
        if now is None or then is None or then[0] <= 0:
            return None
        root = 1 / (last // 100 - base[1] // 100)
        return 100 * ((now["low"] / then[1]) ** root - 1), 100 * ((now["high"] / then[0]) ** root - 1)

    def answer(self, claim: Any) -> Ends | None:
        """The ends of what a mined claim says: as published where compound rates and contributions were, shares where no level is held."""
        i = claim.indicator
        first, last = months(claim.period)
        cell = (i.flow, i.product, i.partner, i.regime, i.currency, claim.subject, first, last)
        versus = claim.relation.versus or ""
        if i.op == "share":
            return self.share(versus, *cell) or self.published("share", versus, *cell)
        if i.op == "contribution":
            return self.published("contribution", versus, *cell) or self.contribution(versus, *cell)
        base = months(claim.relation.base_period)
        return self.published("cagr", "", *cell[:-2], base[0] + 100, last) or self.compound(base, *cell)


def _yuan(best: pd.DataFrame) -> pd.DataFrame:
    """Yuan from dollars at the rate of the regions held in both, where no yuan are held."""
    plain = (
        (best["product"] == "all")
        & (best["partner"] == "world")
        & (best["regime"] == "all")
        & (best["flow"] == "total")
        & (best["value"] > 0)
    )
    sides = [best[plain & (best["currency"] == c)][["region", "first", "last", "value", "low", "high"]] for c in ("CNY", "USD")]
    both = sides[0].merge(sides[1], on=["region", "first", "last"], suffixes=("", "_u"))
    sums = both.groupby(["first", "last"])[["value", "value_u"]].transform("sum")
    both = both.assign(rate=sums["value"] / sums["value_u"], least=both["low"] / both["high_u"], most=both["high"] / both["low_u"])
    near = both[(both["least"] > both["rate"] * 0.99) & (both["most"] < both["rate"] * 1.01)]
    rates = near.groupby(["first", "last"]).agg(
        rate=("rate", "first"), least=("least", "min"), most=("most", "max"), pairs=("rate", "size")
    )
    dollars = best[(best["currency"] == "USD") & best["value"].notna() & best["region"].str.startswith("CN")].assign(currency="CNY")
    yuan = dollars.merge(rates[rates["pairs"] >= 5].reset_index(), on=["first", "last"])
    held = pd.MultiIndex.from_frame(best[CELL])
    yuan = yuan[~pd.MultiIndex.from_frame(yuan[CELL]).isin(held)]
    ends = {"value": yuan["value"] * yuan["rate"], "low": yuan["low"] * yuan["least"], "high": yuan["high"] * yuan["most"]}
    return yuan.assign(**ends, rank=DERIVED)[best.columns]


def _quotient(part: Ends, whole: Ends) -> Ends:
    return 100 * part[0] / whole[int(part[0] >= 0)], 100 * part[1] / whole[int(part[1] < 0)]


def mined(h: Any, regions: Sequence[str], years: Sequence[int]) -> Iterator[tuple[Any, str]]:
    """The shares, contributions and compound rates that mining finds, each with its sentence."""
    from hinterland.language import sentences

    for region in regions:
        for year in years:
            for m in h.mine(region, str(year), top=400).mined:
                if m.claim.kind == "value" and m.claim.indicator.op in OPS and m.claim.indicator.concept == "trade":
                    yield m.claim, sentences(m.claim)["en"]


def difference(figures: Figures, claim: Any, sentence: str) -> str | None:
    """What differs between a mined claim and the recomputed figure: an end, or the digits printed; none where nothing does."""
    ends, e = figures.answer(claim), claim.evidence
    if ends is None:
        return f"{sentence} Nothing to recompute it from."
    told = tuple(None if x is None else float(x) for x in (e.low, e.high))
    for own, its in zip(ends, told, strict=True):
        if (its is None) != pd.isna(own) or (its is not None and abs(own - its) > TOLERANCE * max(1.0, abs(own))):
            return f"{sentence} Mined {told}, recomputed {tuple(map(float, ends))}."
    # A fall is worded, so what is printed has no sign.
    printed = re.findall(r"([\d.]+)%", sentence)
    if None not in told and printed:
        half = 0.5 * 10.0 ** -len(printed[-1].partition(".")[2])
        if abs(abs(ends[0] + ends[1]) / 2 - float(printed[-1])) > half + TOLERANCE:
            return f"{sentence} Printed {printed[-1]}, recomputed {ends}."
    return None


def compare(h: Any, regions: Sequence[str], years: Sequence[int]) -> tuple[dict[str, int], list[str]]:
    """How many figures of each kind were compared, and what differs."""
    figures, counted, differences = Figures(), dict.fromkeys(OPS, 0), []
    for claim, sentence in mined(h, regions, years):
        counted[claim.indicator.op] += 1
        if found := difference(figures, claim, sentence):
            differences.append(found)
    return counted, differences


def main(first: int, last: int) -> None:
    """Compare all, and print."""
    import tempfile

    import hinterland
    from hinterland import codes

    with tempfile.TemporaryDirectory() as folder, hinterland.open(folder) as h:
        counted, differences = compare(h, ["CN", *codes.members("provinces")], range(first, last + 1))
    told = ", ".join(f"{n} {op}" for op, n in counted.items())
    print(f"{sum(counted.values())} figures compared ({told}), {len(differences)} differ")
    for line in differences:
        print(line)


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (2016, 2025))
