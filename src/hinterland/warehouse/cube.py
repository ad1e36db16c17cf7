"""What the records of a source add up to over all its files: figures of regions by product, partner and trade mode, so that every verb works on them.

Only the years whose files changed are summed, one after another, and all of them become one load, which takes the place of those it sums anew: its other
years are carried over as they are. Nothing is summed that can't be:
records of several levels side by side, of a query cut off at 10,000 rows, or of files that list what somebody asked for, unless the user says that
together they are whole. Months make years and the months to date where all are there; exports and imports make the total where both are held.
"""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

import duckdb

from hinterland import codes
from hinterland.codes import Period
from hinterland.models import Source
from hinterland.packs import packs
from hinterland.sources.customs_query import CUT_OFF
from hinterland.sources.customs_query import NAME as QUERY
from hinterland.sources.reading import InputError
from hinterland.sources.records import literal, put
from hinterland.warehouse.advantage import CONCEPT as ADVANTAGE
from hinterland.warehouse.advantage import advantage
from hinterland.warehouse.concordance import Concordance
from hinterland.warehouse.engine import Engine, rows_of
from hinterland.warehouse.engines import opener
from hinterland.warehouse.load import line, retried
from hinterland.warehouse.rollup import is_named, known, observed
from hinterland.warehouse.store import Load, State, Store

KIND = "rollup"
"""The kind of load that a roll-up is."""

MADE = "figures, advantage"
"""What roll-ups are made of: those of earlier versions, which made less, are made anew."""

MEMORY = "3GB"
"""So much memory the sums may take before they go on in files."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RolledYear:
    """A year's roll-up: how many records it sums, how many figures they make, and the state it became part of (`None` where the year's is held already)."""

    year: int
    records: int
    figures: int
    state: int | None


@dataclass(slots=True)
class RollUp:
    """The roll-ups of a source, year by year, and what there is to say of them."""

    source: str
    years: list[RolledYear] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def to_dict(self) -> Json:
        """The JSON form."""
        years = [{"year": y.year, "records": y.records, "figures": y.figures, "state": y.state} for y in self.years]
        return {"schema": "hinterland.rollup/1", "source": self.source, "years": years, "warnings": self.warnings}


def roll_up(
    store: Store,
    name: str,
    sources: Iterable[Source],
    years: Collection[int] = (),
    *,
    whole: bool = False,
    concordance: Concordance | None = None,
    on: str = "duckdb",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> RollUp:
    """Roll up the records of a source, of some years or all, as one load. `whole` is the user's word that its files together hold every product and partner;
    `concordance` gives commodities the codes of a later list; `on` is the engine that sums, DuckDB or Spark.

    Raises `InputError` where no records are held, or where they can't be summed.
    """
    source = next((s for s in sources if s.id == name), None)
    if source is None:
        raise InputError(f"no source held has the id {name!r}; `hinterland sources` lists them")
    files = _files(store.state(), source.id)
    held = sorted({y for f in files for y in _years(f)})
    wanted = [y for y in held if not years or y in years]
    if not wanted:
        raise InputError(
            f"no records of the source {source.id}{' of these years' if held else ''} are held; `hinterland load --each` brings them"
        )
    _summable(files, wanted, source.id, whole)
    told, asked = RollUp(source.id), _Asked(source, tuple(wanted), concordance or Concordance(), on, progress)
    made: list[_Made] = []
    told.years = retried(store, partial(_attempt, store, asked, made, told.warnings))
    told.warnings = list(dict.fromkeys(told.warnings))
    return told


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be rolled up, and how."""

    source: Source
    years: tuple[int, ...]
    concordance: Concordance
    on: str
    progress: Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Made:
    """What an attempt wrote, under which load: the years with their contents, records and figures, the loads that it replaces, and the years carried over."""

    load: str
    years: dict[int, Json]
    retired: tuple[str, ...]
    carried: dict[int, Json]

    def fits(self, contents: dict[int, str], retired: tuple[str, ...]) -> bool:
        """Whether the same is to be made again, because another load was committed meanwhile."""
        return {y: told["content"] for y, told in self.years.items()} == contents and self.retired == retired


def _files(state: State, source: str) -> list[Json]:
    """What the loads say of their files of records of a source."""
    return [r for load in state.live for r in load.report.get("records", []) if r["source"] == source]


def _years(file: Json) -> range:
    first, last = file["read_as"].rsplit(" ", 1)[1].split("/")
    return range(int(first) // 100, int(last) // 100 + 1)


def _summable(files: Sequence[Json], years: Collection[int], source: str, whole: bool) -> None:
    """Refuse what can't be summed for what its files are. Raises `InputError`."""
    meant = [f for f in files if set(years) & set(_years(f))]
    if cut := [f["file"] for f in meant if f["format"] == QUERY and f.get("rows") == CUT_OFF]:
        raise InputError(
            f"{cut[0]}{f' and {len(cut) - 1} files more' if cut[1:] else ''} have exactly {CUT_OFF:,} rows, where the site cuts a download off: "
            "what is missing can't be summed; split the query, load the parts, and take back the load of the file"
        )
    if not whole and (parts := [f["file"] for f in meant if not {"product", "partner"} <= set(f.get("whole", ()))]):
        raise InputError(
            f"{parts[0]}{f' and {len(parts) - 1} files more' if parts[1:] else ''} list what somebody asked for, which need not be all there is; "
            f"where the files of {source} together hold every product and partner, say so with --whole"
        )
    if len({f.get("basis", "operating-unit") for f in meant}) > 1:
        raise InputError(f"the files of {source} are on several bases, which are never summed; load each under a source of its own")


def _attempt(store: Store, asked: _Asked, made: list[_Made], warnings: list[str], state: State) -> list[RolledYear]:
    """One attempt at the years of a source as one load; what `made` holds already isn't summed again."""
    contents = {year: _content(state, asked, year) for year in asked.years}
    old = [load for load in state.live if load.kind == KIND and load.report["rolled_up"]["source"] == asked.source.id]
    held = {year: told for load in old for year, told in _rolled(load).items()}
    changed = {year: content for year, content in contents.items() if held.get(year, {}).get("content") != content}
    if changed:
        replaced = [load for load in old if changed.keys() & _rolled(load).keys()]
        retired = tuple(load.id for load in replaced)
        if not (made and made[-1].fits(changed, retired)):
            carried = {y: told for load in replaced for y, told in _rolled(load).items() if y not in changed}
            made.append(_write(store, state, asked, _Made(uuid.uuid4().hex, {}, retired, carried), changed, warnings))
        done = made[-1]
        years = {str(y): told for y, told in sorted((done.carried | done.years).items())}
        report = {
            "files": [],
            "figures_new": sum(told["figures"] for told in done.years.values()),
            "records_summed": sum(told["records"] for told in done.years.values()),
            "rolled_up": {"source": asked.source.id, "years": years},
        }
        store.commit(state, line(state, done.load, KIND, "", retired, report))
        held |= done.years
    return [RolledYear(y, held[y]["records"], held[y]["figures"], state.number + 1 if y in changed else None) for y in asked.years]


def _rolled(load: Load) -> dict[int, Json]:
    """The years that a roll-up holds, each with the digest of what it was made of, its records and its figures."""
    told = load.report["rolled_up"]
    if "year" in told:  # as a version that made a load of each year wrote it
        of = {"content": load.content.rpartition("/")[2], "records": load.report["records_summed"], "figures": load.report["figures_new"]}
        return {int(told["year"]): of}
    return {int(year): held for year, held in told["years"].items()}


def _content(state: State, asked: _Asked, year: int) -> str:
    """A digest of all that a year's roll-up is made of."""
    files = [f for f in _files(state, asked.source.id) if year in _years(f)]
    said = [MADE, *sorted((f["content"], f.get("asked", "")) for f in files), *sorted(asked.concordance.of(year).items())]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:24]


def _write(store: Store, state: State, asked: _Asked, made: _Made, contents: dict[int, str], warnings: list[str]) -> _Made:
    """Sum years and write their figures under the load of `made`, with those of the years that are carried over and the line of the source."""
    against = replace(state, live=tuple(load for load in state.live if load.id not in made.retired))
    for n, (year, content) in enumerate(contents.items()):
        asked.progress(n, len(contents))
        made.years[year] = {"content": content} | _write_year(store, state, against, asked, year, made.load, warnings)
    if made.carried:
        with closing(Engine(store, state)) as engine:
            years, loads = ", ".join(map(str, made.carried)), ", ".join(map(literal, made.retired))
            rows = f"SELECT * REPLACE ({literal(made.load)} AS load) FROM observations_stored WHERE load IN ({loads}) AND first_month // 100 IN ({years})"
            store.append("observations", engine.con.sql(rows))
    s = asked.source
    described = (made.load, s.id, s.title, s.publisher, s.via, s.released, s.address, s.reliability, s.note)
    store.append("sources", rows_of("sources", [described]))
    return made


def _write_year(store: Store, state: State, against: State, asked: _Asked, year: int, load: str, warnings: list[str]) -> Json:
    """Sum a year, and write the figures that are new beside those of a state: how many records and figures there are."""
    files = [f for f in _files(state, asked.source.id) if year in _years(f)]
    codes_of, source = asked.concordance.of(year), asked.source
    with closing(Engine(store, against)) as engine:
        engine.con.execute(f"SET memory_limit = '{MEMORY}'")
        _sum(engine, asked.on, source.id, year, codes_of)
        half = max((Decimal(f.get("precision", "1")) for f in files), default=Decimal(1)) / 2
        by = f", codes by {asked.concordance.name}" if codes_of else ""
        told = _Cube(engine.con, source.id, year, half, by, warnings)
        basis, new = files[0].get("basis", "operating-unit"), engine.staged([], load)
        for concept, queries in (("trade", told.queries()), (ADVANTAGE, told.advantages())):
            of = basis if concept == "trade" else None
            made = observed(engine.con, queries, source, source.released, of, f"roll-up of {year}", concept)
            new = engine.staged_more(made.table, load) if made.rows else new
        if new:
            store.append("observations", engine.con.sql("SELECT * FROM staged"))
        [(summed,)] = engine.con.execute("SELECT coalesce(sum(lines), 0)::BIGINT FROM cube_lines").fetchall()
        return {"records": summed, "figures": new}


def _sum(engine: Engine, on: str, source: str, year: int, codes_of: dict[str, str]) -> None:
    """Leave the sums of `cube.sql` in an engine. Another engine sums by itself, and only its sums come here, through files beside the warehouse."""
    summing = engine if on == "duckdb" else opener(on)(engine.store, engine.state)
    try:
        summing.open_records(f"year = {year}")
        summing.put("cube_concordance", {"earlier": "string", "later": "string"}, list(codes_of.items()))
        summing.script("hinterland.warehouse", "cube", source=source, year=year)
        if summing is not engine:
            with tempfile.TemporaryDirectory(prefix=".sums-", dir=engine.store.location) as folder:
                for table in (*TABLES, "cube_crossed"):
                    engine.make(table, f"SELECT * FROM read_parquet({literal(summing.written(table, folder))})")
    finally:
        if summing is not engine:
            summing.close()


TABLES = {"cube_products": "product", "cube_partners": "partner", "cube_regimes": "regime"}
"""The sums along one axis, each with its column."""

YEARS, MONTHS, TO_DATE = 1, 2, 3
"""For which spans a figure is told: of years only, of months too, and of the months to date as well."""


class _Cube:
    """The sums of a source's year, and the queries that tell them as figures."""

    def __init__(self, con: duckdb.DuckDBPyConnection, source: str, year: int, half: Decimal, by: str, warnings: list[str]) -> None:
        self.con, self.source, self.year, self.half, self.by, self.warnings = con, source, year, half, by, warnings
        self.found = {column: self._distinct(table, column) for table, column in TABLES.items()}
        self.regions = self._distinct("cube_partners", "region")
        self._refuse_levels()
        con.execute("CREATE OR REPLACE TABLE cube_lines AS SELECT sum(lines) AS lines FROM cube_partners")
        self._widen()
        self.spans = self._spans()

    def _distinct(self, table: str, column: str) -> set[str]:
        return {c for (c,) in self.con.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()}

    def _refuse_levels(self) -> None:
        """Refuse sums over what holds its own parts. Raises `InputError`."""
        lengths = {len(p) for p in self.found["product"] if p != "all"}
        nations = {r for r in self.regions if _level(r) == "nation"}
        mixed = {
            "commodities of several levels": len(lengths) > 1,
            "all commodities and single ones": "all" in self.found["product"] and bool(lengths),
            "the world and single partners": "world" in self.found["partner"] and len(self.found["partner"]) > 1,
            "all trade modes and single ones": "all" in self.found["regime"] and len(self.found["regime"]) > 1,
            "a nation and its regions": bool(nations) and nations != self.regions,
        }
        if found := [what for what, is_so in mixed.items() if is_so]:
            raise InputError(
                f"the records of {self.source} of {self.year} hold {found[0]} side by side; load each level under a source of its own"
            )

    def _widen(self) -> None:
        """Add a nation where all its parts are there, and the total where both flows are."""
        wholes = [(p.nation, members) for p in packs() if p.parts and self.regions >= (members := set(codes.members(p.parts)))]
        both = {"export", "import"} <= self._distinct("cube_partners", "flow")
        for table, column in [*TABLES.items(), ("cube_crossed", "chapter, partner")]:
            months = "" if table == "cube_crossed" else "first_month, last_month, "
            for nation, members in wholes:
                kept = f"SELECT code FROM {put(self.con, ('code',), [(m,) for m in sorted(members)])}"
                self.con.execute(
                    f"""INSERT INTO {table} BY NAME SELECT flow, {literal(nation)} AS region, currency, {months}{column}, sum(value) AS value, sum(lines) AS lines
                        FROM {table} WHERE region IN ({kept}) GROUP BY ALL"""
                )
            if both:
                self.con.execute(
                    f"""INSERT INTO {table} BY NAME SELECT 'total' AS flow, region, currency, {months}{column}, sum(value) AS value, sum(lines) AS lines
                        FROM {table} GROUP BY ALL"""
                )

    def _spans(self) -> str:
        """A table of the spans that figures are told of, by flow: every month, the months to date, the year, and whatever else a file is of."""
        found: dict[str, set[tuple[int, int]]] = {}
        for flow, first, last in self.con.execute("SELECT DISTINCT flow, first_month, last_month FROM cube_partners").fetchall():
            found.setdefault(flow, set()).add((first, last))
        if {"export", "import"} <= found.keys():
            found["total"] = found["export"] & found["import"]
        rows = []
        for flow, held in found.items():
            rows += [(flow, first, last, MONTHS, first == last) for first, last in held]
            months = {first for first, last in held if first == last}
            ends = [m for m in range(2, 13) if {self.year * 100 + n for n in range(1, m + 1)} <= months]
            rows += [(flow, self.year * 100 + 1, self.year * 100 + m, YEARS if m == 12 else TO_DATE, True) for m in ends]
        return put(self.con, ("flow", "first", "last", "told", "summed"), [tuple(map(str, r)) for r in rows])

    def queries(self) -> list[str]:
        """What tells the sums as figures: by product, by partner and in all, by trade mode, and by chapter and bloc."""
        products, partners, regimes = self.products, self._partners(), self._regimes()
        found = [
            self._along("cube_products", "product", products, {"product": "m.code"}),
            self._along("cube_partners", "partner", partners, {"partner": "m.code"}),
            self._along("cube_regimes", "regime", regimes, {"regime": "m.code"}),
        ]
        return [*found, self._crossed(products, partners)]

    def advantages(self) -> list[str]:
        """What tells who exports more of what than others do."""
        regions = f"SELECT code FROM {put(self.con, ('code',), [(r,) for r in sorted(self.regions)])}"
        query = advantage(self.con, self.products, self.spans, regions, str(self.half), f"records of {self.source}{self.by}")
        return [query] if query else []

    @cached_property
    def products(self) -> str:
        """What each commodity counts to: its chapter, heading and subheading where a table names them, and the baskets that hold it."""
        rows: list[tuple[str, str, int, str]] = []
        named = known(self.con, "cube_products", "product")
        for product in sorted(self.found["product"] - {"all"}):
            for digits, told in ((2, MONTHS), (4, YEARS), (6, YEARS)):
                code = product[:digits]
                if len(product) >= digits and (code in named or is_named(code, "product")):
                    rows.append((product, code, told, ""))
        for basket, prefixes, note in _baskets(self.year):
            rows += [(p, basket, TO_DATE, note) for p in sorted(self.found["product"]) if p.startswith(prefixes)]
        return put(self.con, ("part", "code", "told", "note"), [tuple(map(str, r)) for r in rows])

    def _partners(self) -> str:
        """What each partner counts to: the world, itself, and the blocs it is in through the year."""
        named = known(self.con, "cube_partners", "partner") - {"world"}
        if unnamed := sorted(self.found["partner"] - named - {"world"}):
            self.warnings.append(f"{len(unnamed)} partners that no table names count to the world only: {', '.join(unnamed[:10])}")
        rows = [(p, "world", TO_DATE, "") for p in sorted(self.found["partner"])]
        rows += [(p, p, MONTHS, "") for p in sorted(named)]
        for bloc, members in _blocs(self.year):
            rows += [(p, bloc, TO_DATE, "by its members of the year") for p in sorted(members & named)]
        return put(self.con, ("part", "code", "told", "note"), [tuple(map(str, r)) for r in rows])

    def _regimes(self) -> str:
        named = known(self.con, "cube_regimes", "regime") - {"all"}
        return put(self.con, ("part", "code", "told", "note"), [(r, r, str(MONTHS), "") for r in sorted(named)])

    def _along(self, table: str, column: str, meant: str, own: Json) -> str:
        """The figures along one axis: sums over the parts of a code and the months of a span."""
        dimensions = ", ".join(
            f"{own.get(d, literal(none))} AS {d}" for d, none in (("product", "all"), ("partner", "world"), ("regime", "all"))
        )
        return f"""SELECT t.flow, {dimensions}, t.currency, t.region, 'value' AS measure, s.first::INTEGER AS first_month, s.last::INTEGER AS last_month,
                          {self._sums()} FROM {table} AS t JOIN {meant} AS m ON m.part = t.{column}
                   JOIN {self.spans} AS s ON s.flow = t.flow AND s.told::INTEGER <= m.told::INTEGER
                    AND CASE WHEN s.summed = 'True' THEN t.first_month = t.last_month AND t.first_month BETWEEN s.first::INTEGER AND s.last::INTEGER
                             ELSE t.first_month = s.first::INTEGER AND t.last_month = s.last::INTEGER END
                   GROUP BY ALL"""

    def _crossed(self, products: str, partners: str) -> str:
        """The figures by chapter and bloc, of whole years."""
        chapters = f"SELECT DISTINCT code FROM {products} WHERE length(code) = 2"
        blocs = f"SELECT part, code, note FROM {partners} WHERE code <> 'world' AND note <> ''"
        return f"""SELECT t.flow, t.chapter AS product, m.code AS partner, 'all' AS regime, t.currency, t.region, 'value' AS measure,
                          s.first::INTEGER AS first_month, s.last::INTEGER AS last_month, {self._sums()}
                   FROM cube_crossed AS t JOIN ({blocs}) AS m ON m.part = t.partner
                   JOIN {self.spans} AS s ON s.flow = t.flow AND s.told = '{YEARS}'
                   WHERE t.chapter IN ({chapters}) GROUP BY ALL"""

    def _sums(self) -> str:
        note = literal(f"sum of records of {self.source}{self.by}")
        return f"""sum(t.value) AS value, sum(t.value) - sum(t.lines) * {self.half} AS low, sum(t.value) + sum(t.lines) * {self.half} AS high,
                   t.currency AS unit, NULL AS "precision", TRUE AS summed, NULL AS row,
                   {note} || CASE WHEN m.note <> '' THEN ', ' || m.note ELSE '' END AS note"""


def _level(region: str) -> str:
    try:
        found = codes.get("region", region)
    except LookupError:
        return ""
    return found.level if isinstance(found, codes.Region) else ""


def _baskets(year: int) -> Iterable[tuple[str, tuple[str, ...], str]]:
    """The baskets that can be summed, by the usual definition of each, with whose it is."""
    for entry in codes.entries("product"):
        if entry.code.isdecimal():
            continue
        for usual in codes.basket_definitions(entry.code)[:1]:
            if prefixes := usual.prefixes(year):
                yield entry.code, prefixes, f"by the definition {usual.definition} ({usual.standing})"


def _blocs(year: int) -> Iterable[tuple[str, set[str]]]:
    """The blocs whose members are known, with those that were in them through the year."""
    for entry in codes.entries("partner"):
        if entry.code != "world" and (members := set(codes.members(entry.code, Period.of_year(year)))):
            yield entry.code, members
