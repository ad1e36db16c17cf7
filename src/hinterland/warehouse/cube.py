"""What the records of a source add up to over all its files: figures of regions by product, partner and trade mode. Years whose files
changed are summed, and become one load with those carried over. Nothing is summed that can't be: several levels side by side, a query cut
off, or files that list what somebody asked for, unless the user says that together they are whole. A `Concordance` gives records the HS
codes of one list."""

from __future__ import annotations

import csv
import hashlib
import tempfile
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import duckdb

from hinterland import codes
from hinterland.codes import Period
from hinterland.models import Result, Source
from hinterland.packs import packs
from hinterland.sources.customs_query import CUT_OFF
from hinterland.sources.customs_query import NAME as QUERY
from hinterland.sources.reading import InputError
from hinterland.sources.records import literal, put
from hinterland.warehouse import rollup
from hinterland.warehouse.engine import Engine, opener, rows_of
from hinterland.warehouse.load import line, retried
from hinterland.warehouse.rollup import known, observations
from hinterland.warehouse.schema import SUMMED, described
from hinterland.warehouse.store import Load, State, Store


@dataclass(frozen=True, slots=True)
class Concordance:
    """Which code of a later list a commodity has, in which years: rows of earlier code, later code, first year and last (`None`: open)."""

    name: str = ""
    rows: tuple[tuple[str, str, int | None, int | None], ...] = ()

    @classmethod
    def read(cls, path: Path) -> Concordance:
        """A concordance from a CSV file with the columns `from`, `to` and, where it holds for some years, `year_from` and `year_to`. Raises
        `InputError` for a file that is none, and where a code has two successors in one year, since nothing says how to split it."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as f:
                found = list(csv.DictReader(f))
        except (OSError, UnicodeDecodeError) as e:
            raise InputError(f"{path} can't be read: {e.strerror if isinstance(e, OSError) else 'it is not UTF-8'}") from e
        rows = []
        for number, r in enumerate(found, 2):
            earlier, later = (str(r.get(c) or "").strip() for c in ("from", "to"))
            years = [str(r.get(c) or "").strip() for c in ("year_from", "year_to")]
            if not (earlier.isdecimal() and later.isdecimal() and len(earlier) == len(later)) or any(
                y and not y.isdecimal() for y in years
            ):
                raise InputError(f"{path}, line {number}: a row has two HS codes of one length, `from` and `to`, and years or none")
            first, last = (int(y) if y else None for y in years)
            rows.append((earlier, later, first, last))
        made = cls(path.name, tuple(rows))
        for year in {y for _, _, first, last in rows for y in (first or 0, last or 9999)}:
            made.of(year)
        return made

    def of(self, year: int) -> dict[str, str]:
        """The codes of a year that have successors. Raises `InputError` for one that has two."""
        found: dict[str, str] = {}
        for earlier, later, first, last in self.rows:
            if (first is None or first <= year) and (last is None or year <= last) and found.setdefault(earlier, later) != later:
                raise InputError(
                    f"{self.name}: {earlier} becomes both {found[earlier]} and {later}; nothing says how its records are to be split: leave it out, or choose one"
                )
        return found


KIND = "rollup"
"""The kind of load that a roll-up is."""
MADE = "figures, advantage"
"""What roll-ups are made of: those of earlier versions, which made less, are made anew."""
MEMORY = "3GB"
"""So much memory the sums may take before they go on in files."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RolledYear(Result):
    """A year's roll-up: how many records it sums, how many figures they make, and the state it became part of (`None` where the year's is held already)."""

    year: int
    records: int
    figures: int
    state: int | None


@dataclass(slots=True)
class RollUp(Result):
    """The roll-ups of a source, year by year, and what there is to say of them."""

    SCHEMA = "hinterland.rollup/1"

    source: str
    years: list[RolledYear] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


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
    """Roll up the records of a source, of some years or all, as one load. `whole` is the user's word that its files together hold every
    product and partner; `concordance` gives commodities the codes of a later list; `on` is the engine that sums, DuckDB or Spark. Raises
    `InputError` where no records are held, or where they can't be summed."""
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
    report, asked = RollUp(source.id), _Asked(source, tuple(wanted), concordance or Concordance(), on, progress)
    made: list[_Made] = []
    report.years = retried(store, partial(_attempt, store, asked, made, report.warnings))
    report.warnings = list(dict.fromkeys(report.warnings))
    return report


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
        return {y: counts["content"] for y, counts in self.years.items()} == contents and self.retired == retired


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
    held = {year: counts for load in old for year, counts in _rolled(load).items()}
    changed = {year: content for year, content in contents.items() if held.get(year, {}).get("content") != content}
    if changed:
        replaced = [load for load in old if changed.keys() & _rolled(load).keys()]
        retired = tuple(load.id for load in replaced)
        if not (made and made[-1].fits(changed, retired)):
            carried = {y: counts for load in replaced for y, counts in _rolled(load).items() if y not in changed}
            made.append(_write(store, state, asked, _Made(uuid.uuid4().hex, {}, retired, carried), changed, warnings))
        done = made[-1]
        years = {str(y): counts for y, counts in sorted((done.carried | done.years).items())}
        report = {
            "files": [],
            "figures_new": sum(counts["figures"] for counts in done.years.values()),
            "records_summed": sum(counts["records"] for counts in done.years.values()),
            "rolled_up": {"source": asked.source.id, "years": years},
        }
        store.commit(state, line(state, done.load, KIND, "", retired, report))
        held |= done.years
    return [RolledYear(y, held[y]["records"], held[y]["figures"], state.number + 1 if y in changed else None) for y in asked.years]


def _rolled(load: Load) -> dict[int, Json]:
    """The years that a roll-up holds, each with the digest of what it was made of, its records and its figures."""
    rolled_up = load.report["rolled_up"]
    if "year" in rolled_up:  # as a version that made a load of each year wrote it
        of = {"content": load.content.rpartition("/")[2], "records": load.report["records_summed"], "figures": load.report["figures_new"]}
        return {int(rolled_up["year"]): of}
    return {int(year): counts for year, counts in rolled_up["years"].items()}


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
    store.append("sources", rows_of("sources", [described(made.load, asked.source)]))
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
        cube = _Cube(engine.con, source.id, year, half, by, warnings)
        basis = files[0].get("basis", "operating-unit")
        new = 0
        engine.make("cube_codes", f"SELECT * FROM {cube.products}")
        engine.script("hinterland.warehouse", "advantage", half=half, records=f"records of {source.id}{by}", fewest=rollup.FEWEST)
        for concept, query, of in (("trade", cube.figures(), basis), ("advantage", "SELECT * FROM cube_advantage", None)):
            stated = observations(engine.con, query, source, source.released, of, f"roll-up of {year}", concept)
            new += store.write(engine.con, engine.identified(stated, load), "observations", load, engine.scratch)
        return {"records": cube.records, "figures": new}


def _sum(engine: Engine, on: str, source: str, year: int, codes_of: dict[str, str]) -> None:
    """Leave the sums of `cube.sql` in an engine. Another engine sums by itself, and only its sums come here, through files beside the warehouse."""
    summing = engine if on == "duckdb" else opener(on)(engine.store, engine.state)
    try:
        summing.open_records(f"year = {year}", SUMMED)
        summing.put("cube_concordance", {"earlier": "string", "later": "string"}, list(codes_of.items()))
        summing.script("hinterland.warehouse", "cube", source=source, year=year)
        if summing is not engine:
            with tempfile.TemporaryDirectory(prefix=".sums-", dir=engine.store.location) as folder:
                engine.make("cube_sums", f"SELECT * FROM read_parquet({literal(summing.written('cube_sums', folder))})")
    finally:
        if summing is not engine:
            summing.close()
    engine.script("hinterland.warehouse", "cube_split")


TABLES = {"cube_products": "product", "cube_partners": "partner", "cube_regimes": "regime"}
"""The sums along one axis, each with its column."""
YEARS, MONTHS, TO_DATE = 1, 2, 3
"""The spans that have figures, each kind with those before it: years, months, the months to date."""
FIGURES = (
    "flow VARCHAR, product VARCHAR, partner VARCHAR, regime VARCHAR, currency VARCHAR, region VARCHAR, first_month INTEGER, last_month INTEGER, "
    "note VARCHAR, value DECIMAL(38, 6), lines HUGEINT"
)
"""The columns of `cube_figures`: the sums by the codes and spans that have figures."""
_SPAN = "t.flow = s.flow AND t.first_month = s.first_month AND t.last_month = s.last_month"


class _Cube:
    """The sums of a source's year, and the queries that make figures of them: sums over the parts of a code and the months of a span, then over regions and flows."""

    def __init__(self, con: duckdb.DuckDBPyConnection, source: str, year: int, half: Decimal, by: str, warnings: list[str]) -> None:
        self.con, self.source, self.year, self.half, self.by, self.warnings = con, source, year, half, by, warnings
        self.found = {column: self._distinct(table, column) for table, column in TABLES.items()}
        self.regions = self._distinct("cube_partners", "region")
        self._refuse_levels()
        [(self.records,)] = con.execute("SELECT coalesce(sum(lines), 0)::BIGINT FROM cube_partners").fetchall()
        self._make_spans()

    def _distinct(self, table: str, column: str) -> set[str]:
        return {c for (c,) in self.con.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()}

    def _refuse_levels(self) -> None:
        """Refuse sums over what holds its own parts. Raises `InputError`."""
        lengths = {len(p) for p in self.found["product"] if p != "all"}
        nations = {r for r in self.regions if (of := codes.held("region", r)) and of.level == "nation"}
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

    def _make_spans(self) -> None:
        """Make the table `cube_spans`: of every span that has figures (each month, the months to date, the year, and whatever else a file is of) its parts."""
        found: dict[str, set[tuple[int, int]]] = {}
        for flow, first, last in self.con.execute("SELECT DISTINCT flow, first_month, last_month FROM cube_partners").fetchall():
            found.setdefault(flow, set()).add((first, last))
        if {"export", "import"} <= found.keys():
            found["total"] = found["export"] & found["import"]
        rows: list[tuple[Any, ...]] = []
        for flow, held in found.items():
            rows += [(flow, first, last, MONTHS, first, last) for first, last in held]
            months = {first for first, last in held if first == last}
            for last in range(2, 13):
                if (parts := {self.year * 100 + n for n in range(1, last + 1)}) <= months:
                    kind = YEARS if last == 12 else TO_DATE
                    rows += [(flow, self.year * 100 + 1, self.year * 100 + last, kind, m, m) for m in sorted(parts)]
        names = ("flow", "first", "last", "kind", "first_month", "last_month")
        typed = ", ".join(f"{n}::INTEGER AS {n}" for n in names[1:])
        self.con.execute(f"CREATE OR REPLACE TABLE cube_spans AS SELECT flow, {typed} FROM {put(self.con, names, rows)}")

    def figures(self) -> str:
        """The query for the figures: by product, by partner and in all, by trade mode, and by chapter and bloc."""
        regimes = self._meant([(r, r, MONTHS, "") for r in sorted(known(self.con, "cube_regimes", "regime") - {"all"})])
        meant = {"product": self.products, "partner": self._partners(), "regime": regimes}
        self.con.execute(f"CREATE OR REPLACE TABLE cube_figures ({FIGURES})")
        for table, column in TABLES.items():
            self._add(column, self._of_months(table, column, meant[column]))
        self._add("product", self._of_years("cube_products", "product", meant["product"]))
        self._add("product, partner", self._crossed(meant["product"], meant["partner"]))
        self._widen()
        note = literal(f"sum of records of {self.source}{self.by}")
        return f"""SELECT flow, product, partner, regime, currency, region, 'value' AS measure, first_month, last_month, value,
                          value - lines * {self.half} AS low, value + lines * {self.half} AS high, currency AS unit, NULL AS "precision", TRUE AS summed,
                          NULL AS row, {note} || CASE WHEN note <> '' THEN ', ' || note ELSE '' END AS note FROM cube_figures"""

    def _add(self, columns: str, query: str) -> None:
        """Add the rows of a query to `cube_figures`. It has the columns given; of the other axes its rows are the whole."""
        own = columns.split(", ")
        wholes = ", ".join(f"{literal(w)} AS {c}" for c, w in (("product", "all"), ("partner", "world"), ("regime", "all")) if c not in own)
        self.con.execute(f"INSERT INTO cube_figures BY NAME SELECT *, {wholes} FROM ({query})")

    def _of_months(self, table: str, column: str, meant: str) -> str:
        """The figures of codes that have some for each month: first summed over their parts, then over the months of spans."""
        return f"""SELECT t.flow, t.code AS {column}, t.currency, t.region, s.first AS first_month, s.last AS last_month, t.note,
                          sum(t.value) AS value, sum(t.lines) AS lines
                   FROM (SELECT flow, region, currency, first_month, last_month, code, kind, note, sum(value) AS value, sum(lines) AS lines
                         FROM {table} JOIN {meant} ON part = {column} WHERE kind >= {MONTHS} GROUP BY ALL) AS t
                   JOIN cube_spans AS s ON {_SPAN} AND s.kind <= t.kind GROUP BY ALL"""

    def _of_years(self, table: str, column: str, meant: str) -> str:
        """The figures of codes that have them for years only: first summed over the months of the year, then over their parts."""
        return f"""SELECT t.flow, m.code AS {column}, t.currency, t.region, t.first AS first_month, t.last AS last_month, m.note,
                          sum(t.value) AS value, sum(t.lines) AS lines
                   FROM (SELECT t.flow, t.region, t.currency, s.first, s.last, t.{column}, sum(t.value) AS value, sum(t.lines) AS lines
                         FROM {table} AS t JOIN cube_spans AS s ON {_SPAN} WHERE s.kind = {YEARS} GROUP BY ALL) AS t
                   JOIN {meant} AS m ON m.part = t.{column} WHERE m.kind = {YEARS} GROUP BY ALL"""

    def _crossed(self, products: str, partners: str) -> str:
        return f"""SELECT t.flow, t.chapter AS product, m.code AS partner, t.currency, t.region, s.first AS first_month, s.last AS last_month, m.note,
                          sum(t.value) AS value, sum(t.lines) AS lines
                   FROM cube_crossed AS t JOIN {partners} AS m ON m.part = t.partner AND m.code <> 'world' AND m.note <> ''
                   JOIN (SELECT DISTINCT flow, first, last FROM cube_spans WHERE kind = {YEARS}) AS s ON s.flow = t.flow
                   WHERE t.chapter IN (SELECT code FROM {products} WHERE length(code) = 2) GROUP BY ALL"""

    def _widen(self) -> None:
        """Add a nation where all its parts are there, and the total where both flows are."""
        rest = "product, partner, regime, currency, first_month, last_month, note, sum(value) AS value, sum(lines) AS lines"
        for pack in packs():
            if pack.parts and self.regions >= (members := set(codes.members(pack.parts))):
                kept = f"SELECT code FROM {put(self.con, ('code',), [(m,) for m in sorted(members)])}"
                self.con.execute(
                    f"""INSERT INTO cube_figures BY NAME SELECT flow, {literal(pack.nation)} AS region, {rest} FROM cube_figures
                        WHERE region IN ({kept}) GROUP BY ALL"""
                )
        spans = "SELECT DISTINCT first AS first_month, last AS last_month FROM cube_spans WHERE flow = 'total'"
        self.con.execute(
            f"INSERT INTO cube_figures BY NAME SELECT 'total' AS flow, region, {rest} FROM cube_figures SEMI JOIN ({spans}) USING (first_month, last_month) GROUP BY ALL"
        )

    @cached_property
    def products(self) -> str:
        """What each commodity counts to: its chapter, heading and subheading where a table names them, and the baskets that hold it."""
        rows: list[tuple[str, str, int, str]] = []
        named = known(self.con, "cube_products", "product")
        for product in sorted(self.found["product"] - {"all"}):
            for digits, kind in ((2, MONTHS), (4, YEARS), (6, YEARS)):
                code = product[:digits]
                if len(product) >= digits and (code in named or codes.held("product", code)):
                    rows.append((product, code, kind, ""))
        for basket in (entry.code for entry in codes.entries("product") if not entry.code.isdecimal()):
            # By its usual definition, where it can be summed; the note says whose that is.
            for usual in codes.basket_definitions(basket)[:1]:
                prefixes, note = usual.prefixes(self.year), f"by the definition {usual.definition} ({usual.standing})"
                rows += [(p, basket, TO_DATE, note) for p in sorted(self.found["product"]) if p.startswith(prefixes)]
        return self._meant(rows)

    def _partners(self) -> str:
        """What each partner counts to: the world, itself, and the blocs it is in through the year."""
        named = known(self.con, "cube_partners", "partner") - {"world"}
        if unnamed := sorted(self.found["partner"] - named - {"world"}):
            self.warnings.append(f"{len(unnamed)} partners that no table names count to the world only: {', '.join(unnamed[:10])}")
        rows = [(p, "world", TO_DATE, "") for p in sorted(self.found["partner"])]
        rows += [(p, p, MONTHS, "") for p in sorted(named)]
        for bloc in (entry.code for entry in codes.entries("partner") if entry.code != "world"):
            members = named.intersection(codes.members(bloc, Period.of_year(self.year)))
            rows += [(p, bloc, TO_DATE, "by its members of the year") for p in sorted(members)]
        return self._meant(rows)

    def _meant(self, rows: Iterable[tuple[str, str, int, str]]) -> str:
        """Make a table of the codes that parts count to, with the kind of spans that each has figures of, and its note."""
        given = put(self.con, ("part", "code", "kind", "note"), rows)
        self.con.execute(f"CREATE TABLE {given}_meant AS SELECT part, code, kind::INTEGER AS kind, note FROM {given}")
        return f"{given}_meant"
