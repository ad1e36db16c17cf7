"""What the records of a source add up to over all its files: figures of regions by product, partner and trade mode. Years whose files
changed are summed, and become one load with those carried over. Nothing is summed that can't be: several levels side by side, a query cut
off, or files that list what somebody asked for, unless the user says that together they are whole. A `Concordance` gives records the HS
codes of one list."""

from __future__ import annotations

import csv
import hashlib
import tempfile
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.models import Result, Source
from hinterland.packs import packs
from hinterland.sources.customs_query import CUT_OFF
from hinterland.sources.customs_query import NAME as QUERY
from hinterland.sources.reading import InputError
from hinterland.sources.records import literal
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
        cube = _Cube(engine, source.id, year, warnings)
        of = f"records of {source.id}{f', codes by {asked.concordance.name}' if codes_of else ''}"
        engine.script("hinterland.warehouse", "cube_figures", half=half, note=f"sum of {of}")
        engine.script("hinterland.warehouse", "advantage", half=half, records=of, fewest=rollup.FEWEST)
        new, own = 0, files[0].get("basis", "operating-unit")
        for concept, table, basis in (("trade", "cube_stated", own), ("advantage", "cube_advantage", None)):
            query, label = f"SELECT * FROM {table}", f"roll-up of {year}"
            stated = observations(engine.con, query, source, source.released, basis, label, concept)
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


class _Cube:
    """The sums of a source's year, and the tables that `cube_figures.sql` needs to make figures of them."""

    def __init__(self, engine: Engine, source: str, year: int, warnings: list[str]) -> None:
        self.con, self.source, self.year, self.warnings = engine.con, source, year, warnings
        self.found = {column: self._distinct(table, column) for table, column in TABLES.items()}
        self.regions = self._distinct("cube_partners", "region")
        self._refuse_levels()
        [(self.records,)] = self.con.execute("SELECT coalesce(sum(lines), 0)::BIGINT FROM cube_partners").fetchall()
        columns = {"flow": "string", **dict.fromkeys(("first", "last", "kind", "first_month", "last_month"), "integer")}
        engine.put("cube_spans", columns, self._spans())
        regimes = [("regime", r, r, MONTHS, "") for r in sorted(known(self.con, "cube_regimes", "regime") - {"all"})]
        columns = {"axis": "string", "part": "string", "code": "string", "kind": "integer", "note": "string"}
        engine.put("cube_codes", columns, [*self._products(), *self._partners(), *regimes])
        parts = [(pack.nation, codes.members(pack.parts)) for pack in packs() if pack.parts]
        nations = [(nation, m) for nation, members in parts if self.regions >= set(members) for m in members]
        engine.put("cube_nations", {"nation": "string", "region": "string"}, nations)

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

    def _spans(self) -> list[tuple[str | int, ...]]:
        """Every span that has figures (each month, the months to date, the year, and whatever else a file is of) with its parts."""
        found: dict[str, set[tuple[int, int]]] = {}
        for flow, first, last in self.con.execute("SELECT DISTINCT flow, first_month, last_month FROM cube_partners").fetchall():
            found.setdefault(flow, set()).add((first, last))
        if {"export", "import"} <= found.keys():
            found["total"] = found["export"] & found["import"]
        rows: list[tuple[str | int, ...]] = []
        for flow, held in found.items():
            rows += [(flow, first, last, MONTHS, first, last) for first, last in held]
            months = {first for first, last in held if first == last}
            for last in range(2, 13):
                if (parts := {self.year * 100 + n for n in range(1, last + 1)}) <= months:
                    kind = YEARS if last == 12 else TO_DATE
                    rows += [(flow, self.year * 100 + 1, self.year * 100 + last, kind, m, m) for m in sorted(parts)]
        return rows

    def _products(self) -> Iterator[tuple[str, str, str, int, str]]:
        """What each commodity counts to: its chapter, heading and subheading where a table names them, and the baskets that hold it."""
        named = known(self.con, "cube_products", "product")
        for product in sorted(self.found["product"] - {"all"}):
            for digits, kind in ((2, MONTHS), (4, YEARS), (6, YEARS)):
                code = product[:digits]
                if len(product) >= digits and (code in named or codes.held("product", code)):
                    yield "product", product, code, kind, ""
        for basket in (entry.code for entry in codes.entries("product") if not entry.code.isdecimal()):
            # By its usual definition, where it can be summed; the note says whose that is.
            for usual in codes.basket_definitions(basket)[:1]:
                prefixes, note = usual.prefixes(self.year), f"by the definition {usual.definition} ({usual.standing})"
                yield from (("product", p, basket, TO_DATE, note) for p in sorted(self.found["product"]) if p.startswith(prefixes))

    def _partners(self) -> Iterator[tuple[str, str, str, int, str]]:
        """What each partner counts to: the world, itself, and the blocs it is in through the year."""
        named = known(self.con, "cube_partners", "partner") - {"world"}
        if unnamed := sorted(self.found["partner"] - named - {"world"}):
            self.warnings.append(f"{len(unnamed)} partners that no table names count to the world only: {', '.join(unnamed[:10])}")
        yield from (("partner", p, "world", TO_DATE, "") for p in sorted(self.found["partner"]))
        yield from (("partner", p, p, MONTHS, "") for p in sorted(named))
        for bloc in (entry.code for entry in codes.entries("partner") if entry.code != "world"):
            members = named.intersection(codes.members(bloc, Period.of_year(self.year)))
            yield from (("partner", p, bloc, TO_DATE, "by its members of the year") for p in sorted(members))
