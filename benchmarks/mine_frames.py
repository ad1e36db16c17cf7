"""The candidates of mining in idiomatic pandas and Polars, for the benchmark that sets them beside the claims engine.

Each takes a frame of levels (region, product, partner, flow, month, value) and of published growth, and gives a frame a kind with one row a candidate and its
answer. The same candidates as the generators propose for one month: level, growth, share, balance, multiple and contribution; places by level and growth
in the groups, the ten largest, and along partners and products; highest and lowest months; runs of growth; growth against the nation's, and overtakings.
Left out: counts and firsts, rounding, missing members and vintages, evidence, and the score; that a record counts the months since which every one is held, and
an overtaking those who were ahead the month before: of these two fewer are alike.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

GROUPS = ("provinces", "central", "eastern", "western", "northeast", "coastal", "inland", "yangtze-delta")
SERIES = ["product", "partner", "flow"]
CELL = ["region", *SERIES]
REACH = 20
"""A partner or product is ranked where its part of the whole is more than one in so many."""


def with_pandas(path: str, rates: str, members: list[tuple[str, str]], month: int) -> dict[str, Any]:
    pd: Any = import_module("pandas")

    held, published = pd.read_parquet(path), pd.read_parquet(rates)
    groups = pd.DataFrame(members, columns=["scope", "region"])
    both = held[held.flow == "export"].merge(
        held[held.flow == "import"], on=["region", "product", "partner", "month"], suffixes=("", "_import")
    )
    totals = both.assign(flow="total", value=both.value + both.value_import)[[*CELL, "month", "value"]]
    levels = pd.concat([held[[*CELL, "month", "value"]], totals], ignore_index=True)

    year_ago = levels.assign(month=levels.month + 100).rename(columns={"value": "base"})
    grown = levels.merge(year_ago, on=[*CELL, "month"], how="left").merge(published, on=[*CELL, "month"], how="left")
    grown["growth"] = grown.growth.fillna(100 * (grown.value / grown.base - 1))
    now = grown[grown.month == month].drop(columns="month").copy()
    now["plain"] = (now["product"] == "all") & (now.partner == "world")
    whole = now.loc[now.plain, ["region", "flow", "value"]].rename(columns={"value": "whole"})
    now = now.merge(whole, on=["region", "flow"], how="left")
    nation = now.loc[now.region == "CN", [*SERIES, "value", "base", "growth"]]
    now = now.merge(nation, on=SERIES, how="left", suffixes=("", "_nation"))
    own = now[now.region != "CN"]
    plain = own[own.plain]
    total = plain[plain.flow == "total"]

    def values(op: str, rows: Any, answer: Any) -> Any:
        return rows[CELL].assign(op=op, answer=answer.loc[rows.index])

    flows = own[own.flow != "total"].pivot_table(index=["region", "product", "partner"], columns="flow", values="value")
    balance = (flows.export - flows["import"]).rename("answer").reset_index().assign(flow="total", op="balance")
    balance = own.loc[(own.flow == "total") & (own["product"] == "all"), CELL].merge(balance, on=CELL, how="left")
    value = pd.concat([
        values("level", own, own.value),
        values("growth", own[own.growth.notna()], own.growth),
        values("share", own[~own.plain & own.whole.notna()], 100 * own.value / own.whole),
        values("share", total, 100 * total.value / total.value_nation),
        values("contribution", total, 100 * (total.value - total.base) / (total.value_nation - total.base_nation)),
        balance,
        values("multiple", own[own.value > 1.9 * own.base], own.value / own.base),
    ])  # fmt: skip

    def places(rows: Any, scope: Any, measure: str, order: str) -> Any:
        keys = [*SERIES] if isinstance(scope, str) else ["scope", *SERIES]
        answer = rows.groupby(keys)[measure].rank(method="min", ascending=order == "asc")
        return rows[CELL].assign(op="level" if measure == "value" else "growth", ord=order, scope=scope, answer=answer)

    grouped = own.merge(groups, on="region")
    scoped = grouped[grouped.plain | (grouped.scope == "provinces")]
    moved = scoped[scoped.growth.notna()]
    largest = total.nlargest(10, "value").region
    ten = plain[plain.region.isin(largest) & plain.growth.notna()]
    big = own[own.value * REACH > own.whole]
    partners = now[(now["product"] == "all") & (now.partner != "world")]
    products = now[(now["product"] != "all") & (now.partner == "world")]
    along = [
        rows.assign(
            answer=rows.groupby(["region", "flow"]).value.rank(method="min", ascending=False), op="level", ord="desc", scope=scope
        ).loc[rows.index.isin(big.index), [*CELL, "op", "ord", "scope", "answer"]]
        for scope, rows in (("partners", partners), ("products", products))
    ]
    rank = pd.concat([
        places(scoped, scoped.scope, "value", "desc"), places(moved, moved.scope, "growth", "desc"), places(moved, moved.scope, "growth", "asc"),
        places(ten, "top-10", "growth", "desc"), places(ten, "top-10", "growth", "asc"), *along,
    ])  # fmt: skip

    past = levels[(levels.month <= month) & (levels.region != "CN")]
    past = past.merge(own[[*CELL, "value"]], on=CELL, suffixes=("", "_now"))
    record = past.assign(highest=past.value > past.value_now, lowest=past.value < past.value_now).groupby(CELL, as_index=False)
    record = record.agg(periods=("value", "size"), highest=("highest", "sum"), lowest=("lowest", "sum"))
    record = record[record.periods >= 3].melt(id_vars=CELL, value_vars=["highest", "lowest"], var_name="test", value_name="answer")
    record["answer"] += 1

    runs = grown[(grown.month <= month) & grown.growth.notna() & (grown.region != "CN")].copy()
    runs["back"] = (month // 100 - runs.month // 100) * 12 + month % 100 - runs.month % 100
    runs = runs.sort_values([*CELL, "back"])
    sign = runs.growth > 0
    first = sign.groupby([runs[c] for c in CELL]).transform("first")
    unbroken = (sign == first) & (runs.back == runs.groupby(CELL).cumcount())
    runs["run"] = unbroken.groupby([runs[c] for c in CELL]).cummin()
    streak = runs.groupby(CELL, as_index=False).agg(answer=("run", "sum"), back=("back", "min"), last=("growth", "first"))
    streak = streak[(streak.back == 0) & (streak["last"] != 0)]

    against = plain[plain.growth.notna()]
    pairs = plain.merge(plain, on=SERIES, suffixes=("", "_other"))
    pairs = pairs[(pairs.region != pairs.region_other) & (pairs.value > pairs.value_other) & (pairs.base <= pairs.base_other)]
    comparison = pd.concat([
        against[CELL].assign(op="growth", versus="CN", answer=against.growth - against.growth_nation),
        pairs[CELL].assign(op="level", versus=pairs.region_other, answer=1.0),
    ])  # fmt: skip
    return {"value": value, "rank": rank, "record": record, "streak": streak, "comparison": comparison}


def with_polars(path: str, rates: str, members: list[tuple[str, str]], month: int) -> dict[str, Any]:
    pl: Any = import_module("polars")

    c = pl.col
    held, published = pl.read_parquet(path), pl.read_parquet(rates)
    groups = pl.DataFrame(members, schema=["scope", "region"], orient="row")
    columns = [*CELL, "month", "value"]
    both = held.filter(c.flow == "export").join(
        held.filter(c.flow == "import"), on=["region", "product", "partner", "month"], suffix="_import"
    )
    totals = both.with_columns(flow=pl.lit("total"), value=c.value + c.value_import).select(columns)
    levels = pl.concat([held.select(columns), totals])

    year_ago = levels.select(*CELL, month=c.month + 100, base=c.value)
    grown = levels.join(year_ago, on=[*CELL, "month"], how="left").join(published, on=[*CELL, "month"], how="left")
    grown = grown.with_columns(growth=c.growth.fill_null(100 * (c.value / c.base - 1)))
    now = grown.filter(c.month == month).drop("month").with_columns(plain=(c("product") == "all") & (c.partner == "world"))
    now = now.join(now.filter(c.plain).select("region", "flow", whole="value"), on=["region", "flow"], how="left")
    nation = now.filter(c.region == "CN").select(*SERIES, "value", "base", "growth")
    now = now.join(nation, on=SERIES, how="left", suffix="_nation")
    own = now.filter(c.region != "CN")
    plain = own.filter(c.plain)
    total = plain.filter(c.flow == "total")

    def values(op: str, rows: Any, answer: Any) -> Any:
        return rows.select(*CELL, op=pl.lit(op), answer=answer)

    flows = own.filter(c.flow != "total").pivot("flow", index=["region", "product", "partner"], values="value")
    balance = own.filter((c.flow == "total") & (c("product") == "all")).join(flows, on=["region", "product", "partner"], how="left")
    value = pl.concat([
        values("level", own, c.value),
        values("growth", own.filter(c.growth.is_not_null()), c.growth),
        values("share", own.filter(~c.plain & c.whole.is_not_null()), 100 * c.value / c.whole),
        values("share", total, 100 * c.value / c.value_nation),
        values("contribution", total, 100 * (c.value - c.base) / (c.value_nation - c.base_nation)),
        values("balance", balance, c("export") - c("import")),
        values("multiple", own.filter(c.value > 1.9 * c.base), c.value / c.base),
    ])  # fmt: skip

    def places(rows: Any, measure: str, order: str) -> Any:
        answer = c(measure).rank("min", descending=order == "desc").over("scope", *SERIES)
        return rows.select(*CELL, op=pl.lit("level" if measure == "value" else "growth"), ord=pl.lit(order), scope="scope", answer=answer)

    grouped = own.join(groups, on="region")
    scoped = grouped.filter(c.plain | (c.scope == "provinces"))
    moved = scoped.filter(c.growth.is_not_null())
    largest = total.top_k(10, by="value")["region"]
    ten = plain.filter(c.region.is_in(largest.implode()) & c.growth.is_not_null()).with_columns(scope=pl.lit("top-10"))
    along = [
        now.filter(rows)
        .with_columns(answer=c.value.rank("min", descending=True).over("region", "flow"))
        .filter((c.region != "CN") & (c.value * REACH > c.whole))
        .select(*CELL, op=pl.lit("level"), ord=pl.lit("desc"), scope=pl.lit(scope), answer="answer")
        for scope, rows in (
            ("partners", (c("product") == "all") & (c.partner != "world")),
            ("products", (c("product") != "all") & (c.partner == "world")),
        )
    ]
    rank = pl.concat([
        places(scoped, "value", "desc"), places(moved, "growth", "desc"), places(moved, "growth", "asc"), places(ten, "growth", "desc"),
        places(ten, "growth", "asc"), *along,
    ])  # fmt: skip

    past = levels.filter((c.month <= month) & (c.region != "CN")).join(own.select(*CELL, value_now="value"), on=CELL)
    record = past.group_by(CELL).agg(periods=pl.len(), highest=(c.value > c.value_now).sum() + 1, lowest=(c.value < c.value_now).sum() + 1)
    record = record.filter(c.periods >= 3).unpivot(["highest", "lowest"], index=CELL, variable_name="test", value_name="answer")

    back = (month // 100 - c.month // 100) * 12 + month % 100 - c.month % 100
    runs = grown.filter((c.month <= month) & c.growth.is_not_null() & (c.region != "CN")).with_columns(back=back).sort("back")
    unbroken = ((c.growth > 0) == (c.growth.first() > 0)) & (c.back == pl.int_range(pl.len()))
    streak = runs.group_by(CELL, maintain_order=True).agg(
        answer=unbroken.cast(pl.Int32).cum_min().sum(), back=c.back.min(), last=c.growth.first()
    )
    streak = streak.filter((c.back == 0) & (c.last != 0))

    pairs = plain.join(plain, on=SERIES, suffix="_other")
    pairs = pairs.filter((c.region != c.region_other) & (c.value > c.value_other) & (c.base <= c.base_other))
    comparison = pl.concat([
        plain.filter(c.growth.is_not_null()).select(*CELL, op=pl.lit("growth"), versus=pl.lit("CN"), answer=c.growth - c.growth_nation),
        pairs.select(*CELL, op=pl.lit("level"), versus="region_other", answer=pl.lit(1.0)),
    ])  # fmt: skip
    return {"value": value, "rank": rank, "record": record, "streak": streak, "comparison": comparison}
