"""Figures lent to an engine: a reading takes part in what the engine answers, and nothing of it is stored.

For a release on the desk, which a draft is set against before anybody decides to keep its figures. Lent figures count as the newest load.
"""

from __future__ import annotations

from hinterland.sources.reading import Reading
from hinterland.warehouse.engine import LENT, Engine, literal, statement
from hinterland.warehouse.schema import TABLES, described
from hinterland.warehouse.stage import Staged, by_id, stage


def lend(engine: Engine, reading: Reading) -> Staged:
    """Let an engine see a reading whose sources it brings itself. To be done before the indicators create their views over the engine.

    Raises `InputError` where a figure names no source.
    """
    staged = stage(reading, by_id(reading.sources))
    load = f"lent {reading.path}"
    engine.staged(staged.rows, load)
    engine.con.execute(f"INSERT INTO loads_live VALUES ({literal(load)}, {LENT})")
    columns = ", ".join(f'"{c}"' for c in TABLES["observations"])
    engine.con.execute(f"CREATE TABLE {quoted(load)} AS SELECT {columns} FROM staged")
    new = statement("hinterland.warehouse", "held").replace("observations_stored", quoted(load)).replace(":as_of", "NULL")
    [(kind,)] = engine.con.execute("SELECT table_type FROM information_schema.tables WHERE table_name = 'held'").fetchall()
    if kind == "VIEW":
        engine.con.execute(f"ALTER VIEW held RENAME TO {quoted('before ' + load)}")
        engine.con.execute(f"CREATE VIEW held AS SELECT * FROM {quoted('before ' + load)} UNION ALL BY NAME {new}")
    else:
        engine.con.execute(f"INSERT INTO held BY NAME {new}")
    for s in reading.sources:
        engine.con.execute(f"INSERT INTO sources_stored VALUES ({', '.join(map(literal, described(load, s)))})")
    return staged


def quoted(name: str) -> str:
    """A name of a table as SQL spells it."""
    return '"' + name.replace('"', '""') + '"'
