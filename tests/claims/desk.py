"""Small warehouses for tests: figures written as rows of a tidy file, and claims written short."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.warehouse.desk import past_the_gate

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.claims import statement
from hinterland.models import Claim, Indicator, Relation, Reliability
from hinterland.sources.reading import Options

HEADER = "op,flow,region,period,value,unit,precision,low,partner,product,released"


def options(source: str = "desk", reliability: Reliability = "official", released: str = "2026-01-20") -> Options:
    return Options(source=source, publisher=f"The {source}", title=f"Figures of the {source}", released=released, reliability=reliability)


def load(h: Hinterland, folder: Path, rows: list[str], given: Options | None = None, name: str = "figures.csv") -> None:
    """Load rows such as `level,total,CN-AH,2025,10.5,CNY_1B`; what is left out at the end of a row is empty."""
    width = HEADER.count(",")
    path = folder / name
    path.write_text("\n".join([HEADER, *(row + "," * (width - row.count(",")) for row in rows)]) + "\n", encoding="utf-8")
    past_the_gate(h, path, given or options())


def desk(folder: Path, rows: list[str], given: Options | None = None) -> Hinterland:
    """A warehouse with these rows and nothing else."""
    h = open_warehouse(folder / "warehouse", embedded=False)
    load(h, folder, rows, given)
    return h


def claim(
    kind: str = "value", subject: str = "CN-AH", period: str = "2025", *, op: str = "level", scope: str | None = None, **said: Any
) -> Claim:
    """A claim on trade in yuan: fields of the indicator, of the relation and the ends, each by its name."""
    ends = {k: said.pop(k, None) for k in ("low", "high", "unit")}
    names = {k: said.pop(k) for k in list(said) if k in Indicator.model_fields}
    indicator = Indicator.model_validate({"op": op, "basis": "operating-unit", "currency": "CNY", **names})
    return statement(kind, subject, indicator, period, scope=scope, relation=Relation.model_validate(said), **ends)
