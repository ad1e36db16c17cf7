"""Files that are pending: listed, shown, accepted or rejected, each of which is a state. Accepting loads the rows anew under a load that
takes the pending one's place, so a kill leaves the file pending, and undoing makes it pending again."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.codes.periods import boundary
from hinterland.errors import in_python, refused
from hinterland.gate.explain import Relabelling, moved
from hinterland.sources.reading import InputError, untimely
from hinterland.warehouse.engine import Engine, literal
from hinterland.warehouse.load import line, retried
from hinterland.warehouse.opening import located, scan_of
from hinterland.warehouse.records import stored
from hinterland.warehouse.schema import STATED, TABLES, duck_type
from hinterland.warehouse.stage import released_on
from hinterland.warehouse.store import Load, State, Store

SHORT = 8
"""Digits of an id that are shown; any that only one file begins with name it."""


def find_pending(state: State, id_: str) -> Load:
    """The pending file of an id or of its beginning. Raises `InputError` for one that isn't pending."""
    found = [load for load in state.pending if id_ and load.id.startswith(id_.strip().lower())]
    if len(found) != 1:
        listed = ", ".join(load.id[:SHORT] for load in state.pending[:10])
        known = f"the pending files are {listed}" if listed else "no file is pending"
        raise InputError(f"no one file that is pending has the id {id_!r}; {known}", "pending")
    return found[0]


def listed(state: State) -> list[dict[str, Any]]:
    """The files that are pending, in the order in which they were loaded."""
    return [_summary(load) for load in state.pending]


def shown(state: State, id_: str) -> dict[str, Any]:
    """A pending file with what contradicts and all that explains it."""
    load = find_pending(state, id_)
    doubt = load.report.get("doubt", {})
    return _summary(load) | {"explanations": doubt.get("explanations", []), "contradictions": doubt.get("contradictions", [])}


def rejected_rows(engine: Engine, state: State) -> list[dict[str, Any]]:
    """The rows rejected by the files that are pending: file, row, text, reason, load, and the short id of the pending file."""
    columns = "file, row, text, reason, load"
    return [
        row | {"pending": load.id[:SHORT]}
        for load in state.pending
        if any(f["rows_quarantined"] for f in load.report["files"])
        for row in engine.fetch(f"SELECT {columns} FROM {_table(engine, 'quarantine', load.id)}")
    ]


def _summary(load: Load) -> dict[str, Any]:
    doubt, [file], id_ = load.report.get("doubt", {}), load.report["files"], load.id[:SHORT]
    counted = {n: file[n] for n in ("rows_read", "rows_pending", "rows_quarantined", "figures")}
    said = {n: doubt.get(n, 0) for n in ("contradicting", "compared")}
    advice = [
        f"hinterland accept {id_}" + f" --as {n}" * bool(e.get("relabel")) for n, e in enumerate(doubt.get("explanations", []), start=1)
    ]
    named = {"id": id_, "load": load.id, "file": file["path"], "format": file["format"], "since": load.created}
    return named | counted | said | {"texts": doubt.get("texts", []), "advice": advice, "calls": [in_python(a) for a in advice]}


def reject(store: Store, id_: str) -> State:
    """Reject a pending file: it counts never, and its rows stay where nobody sees them. Returns the new state."""

    def attempt(state: State) -> State:
        load = find_pending(state, id_)
        store.commit(state, line(state, uuid.uuid4().hex, "reject", "", (load.id,), {"files": load.report["files"]}))
        return store.state()

    return retried(store, attempt)


def accept(store: Store, id_: str, *, period: str | None = None, explanation: int | None = None) -> dict[str, Any]:
    """Let a pending file count: as it says itself, as of another period, or as one of its explanations has it, by number from 1. Returns
    the state, and how many figures are new. Raises `InputError` for an id, period or explanation that doesn't fit."""
    if period is not None and explanation is not None:
        raise InputError("a file is accepted as of a period, or as an explanation has it, not both; leave --period or --as out")

    def attempt(state: State) -> dict[str, Any]:
        load = find_pending(state, id_)
        engine = Engine(store, state)
        try:
            relabel = _meant(load, engine, period, explanation)
            new_id = uuid.uuid4().hex
            rows = [
                _relabelled(row, relabel) for row in engine.fetch(f"SELECT * FROM {_table(engine, 'observations', load.id)} ORDER BY row")
            ]
            new = engine.staged([tuple(r[c] for c in STATED) for r in rows], new_id)
            for table in ("sources", "quarantine"):
                _copy(engine, table, load.id, new_id)
            if new:
                store.append("observations", engine.con.sql("SELECT * FROM staged"))
            report = {**load.report, "figures_new": new, "accepted": load.id, "relabelled": relabel != Relabelling()}
            report["files"] = [f | {"pending": None, "rows_stored": f["rows_pending"], "rows_pending": 0} for f in load.report["files"]]
            if load.report.get("records"):
                _records(engine, load.id, new_id, relabel)
                # What is relabelled is no longer what the file says, and isn't known by it when it is loaded again.
                dropped = ("content", "asked") if report["relabelled"] else ()
                kept = [{k: v for k, v in r.items() if k not in dropped} for r in load.report["records"]]
                report["records"] = [r | {"rows_revised": max(1, r["rows_revised"])} for r in kept]
            store.commit(state, line(state, new_id, "accept", "", (load.id,), report))
            counted = {"figures": len(rows), "figures_new": new}
            return {"state": state.number + 1, "load": new_id, "file": report["files"][0]["path"], **counted}
        finally:
            engine.close()

    return retried(store, attempt)


def _meant(load: Load, engine: Engine, period: str | None, explanation: int | None) -> Relabelling:
    if explanation is not None:
        known = load.report.get("doubt", {}).get("explanations", [])
        if not 1 <= explanation <= len(known):
            raise InputError(
                f"the file has {len(known)} explanations, and none with the number {explanation}; `hinterland pending {load.id[:SHORT]}` lists them"
            )
        return Relabelling(**known[explanation - 1]["relabel"])
    if period is None:
        return Relabelling()
    with refused(ValueError, form="--period: {}"):
        asked = Period.parse(period)
    if (reason := untimely(asked.start, asked.end, date.today())) is not None:
        raise InputError(f"--period: {reason}")
    query = "SELECT first_month, last_month, count(*) FROM {} GROUP BY ALL"
    ends = engine.con.execute(query.format(_table(engine, "observations", load.id))).fetchall()
    # Records of many files make no figures.
    ends = ends or engine.con.execute(query.format(_records_of(engine, load.id))).fetchall()
    counts: Counter[int] = Counter()
    for _, last, n in ends:
        counts[last] += n
    last = max(counts, key=lambda m: (counts[m], m))
    shapes = {Period(f, m) for f, m, _ in ends if m == last}
    months = boundary(asked.end) - boundary(last)
    if asked not in {moved(p, months) for p in shapes}:
        held = " and ".join(str(p) for p in sorted(shapes, key=lambda p: p.months))
        raise InputError(
            f"--period {period} is of another length than the file's figures, which are of {held}; name a period like one of these"
        )
    return Relabelling(months=months)


def _relabelled(row: dict[str, Any], how: Relabelling) -> dict[str, Any]:
    period = Period(row["first_month"], row["last_month"])
    if how.shape == "month":
        period = Period.of_month(period.end)
    elif how.shape == "to-date":
        period = Period.year_to(period.end)
    period = moved(period, how.months) if how.months else period
    found = row | {"period": str(period), "first_month": period.start, "last_month": period.end}
    found["flow"], found["region"] = how.flows.get(row["flow"], row["flow"]), how.regions.get(row["region"], row["region"])
    if how.months and (released := row["released"]) and len(released) == 7:
        later = Period.parse(released).shift(how.months)
        found |= {"released": str(later), "released_on": row["released_on"] and released_on(str(later))}
    if row["op"] == "level":
        factor = Decimal(10) ** how.power
        found |= {n: None if row[n] is None else row[n] * factor for n in ("value", "low", "high", "precision")}
        if how.currency and row["measure"] == "value":
            found |= {"currency": how.currency, "unit": codes.unit(how.currency).base}
    elif how.currency:
        found["currency"] = how.currency
    return found


def _table(engine: Engine, table: str, load: str) -> str:
    """SQL for the stored rows of a load in a table, whether it counts or not."""
    of = f"load = {literal(load)}"
    paths = located(engine.con, engine.store, table, engine.scratch, of)
    return f"(SELECT * FROM {scan_of(paths) if paths else f'{table}_stored'} WHERE {of})"


def _copy(engine: Engine, table: str, load: str, new_id: str) -> None:
    rest = ", ".join(f'"{c}"' for c in TABLES[table] if c != "load")
    rows = engine.con.sql(f"SELECT {literal(new_id)} AS load, {rest} FROM {_table(engine, table, load)}")
    if rows.limit(1).fetchall():
        engine.store.append(table, rows)


def _records(engine: Engine, load: str, new_id: str, how: Relabelling) -> None:
    """Append the records of a pending load under its new id, moved by months or to the other flow. Raises `InputError` for another relabelling."""
    if replace(how, months=0, flows={}) != Relabelling():
        raise InputError(
            "records can be accepted as they say, of another period or of another flow; for all else load the file again with --unit, --currency or --region"
        )
    flows = " ".join(f"WHEN {literal(a)} THEN {literal(b)}" for a, b in how.flows.items() if a != b)
    given = {
        "load": literal(new_id),
        "flow": f"CASE flow {flows} ELSE flow END" if flows else "flow",
        "year": f"{_later('first_month', how.months)} // 100",
    }
    given |= {c: _later(c, how.months) for c in ("first_month", "last_month")}
    columns = ", ".join(
        f'CAST({given.get(c, chr(34) + c + chr(34))} AS {duck_type(kind)}) AS "{c}"' for c, kind in TABLES["records"].items()
    )
    engine.store.append("records", engine.con.sql(f"SELECT {columns} FROM {_records_of(engine, load)}"))


def _records_of(engine: Engine, load: str) -> str:
    """SQL for the records of a load, whether it counts or not."""
    of = f"load = {literal(load)}"
    return f"(SELECT * FROM {stored(engine.store, engine.con, of)} WHERE {of})"


def _later(column: str, months: int) -> str:
    """SQL for a month (`yyyymm`) moved by a number of months."""
    counted = f"({column} // 100 * 12 + {column} % 100 - 1 + {months})"
    return f"({counted} // 12 * 100 + {counted} % 12 + 1)"
