"""What commands share: the options that many take, and the `Call` that opens the warehouse they name and prints what they ask for.
Everything that takes long to import is imported inside the functions."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from hinterland.errors import InputError

if TYPE_CHECKING:
    from hinterland.api import Hinterland
    from hinterland.tables import Form

Function = TypeVar("Function", bound=Callable[..., None])
Warehouse = Annotated[
    str | None,
    typer.Option(
        "--warehouse", envvar="HINTERLAND_WAREHOUSE", help="Folder or address of the warehouse; default: a folder in your data directory."
    ),
]
AtState = Annotated[int | None, typer.Option("--state", help="Read an earlier state (see `hinterland states`).")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Leave out what was published after this day, as in 2026-03-15.")]
On = Annotated[
    Literal["duckdb", "spark"],
    typer.Option("--engine", help="duckdb, or spark (the extra [spark], and Java) for states that one machine can't hold."),
]
Master = Annotated[
    str | None,
    typer.Option(
        "--master",
        help="With --engine spark: the cluster's master, as spark://host:7077; default: HINTERLAND_SPARK_MASTER, else this machine.",
    ),
]
Format = Annotated[str, typer.Option("--output-format", help="full (for people) or json (one object).")]
TableFormat = Annotated[
    str, typer.Option("--output-format", help="table (for people; full is the same), csv, tsv, markdown, or json (one object).")
]


def complete_regions(incomplete: str) -> list[tuple[str, str]]:
    """Regions and groups whose code or name begins with what was typed, each with its name, for a shell."""
    from hinterland import codes

    begun = incomplete.lower()
    return [(e.code, e.name()) for e in codes.entries("subject") if any(t.lower().startswith(begun) for t in (e.code, e.name()))]


def complete_flows(incomplete: str) -> list[str]:
    """Flows that begin with what was typed, for a shell."""
    return [flow for flow in ("total", "export", "import") if flow.startswith(incomplete)]


def complete_sources(incomplete: str) -> list[tuple[str, str]]:
    """The embedded sources whose id begins with what was typed, each with its title, for a shell."""
    from hinterland.packs import packs

    found = (row for pack in packs() for row in pack.table("figures/sources"))
    return [(row["id"], row["title"]) for row in found if row["id"].lower().startswith(incomplete.lower())]


Without = Annotated[
    list[str] | None,
    typer.Option("--without-source", help="Leave a source out, by its id; may be repeated.", autocompletion=complete_sources),
]


def complete_rules(incomplete: str) -> list[str]:
    """The codes of rules that begin with what was typed, for a shell."""
    from hinterland.check.rules import rules

    return [code for code in rules() if code.startswith(incomplete.upper())]


def complete_periods(incomplete: str) -> list[str]:
    """Years, or with a hyphen the months and quarters of the year typed, that begin with what was typed, for a shell."""
    year = date.today().year
    years = [str(y) for y in range(year, year - 12, -1)]
    within = [f"{incomplete[:4]}-{part}" for part in (*(f"{m:02}" for m in range(1, 13)), "Q1", "Q2", "Q3", "Q4")]
    return [period for period in (within if "-" in incomplete else years) if period.startswith(incomplete)]


def of_period(help: str) -> Any:
    """An option that names a period, which a shell completes."""
    return typer.Option(help=help, autocompletion=complete_periods)


Subject = Annotated[
    str, typer.Argument(help="A region or group as people name it: CN-AH, anhui, 安徽, central.", autocompletion=complete_regions)
]
Flow = Annotated[str | None, typer.Option(help="total, export or import; all where left out.", autocompletion=complete_flows)]
Basis = Annotated[
    str | None, typer.Option(help="operating-unit or destination-origin, which are never mixed; the country's own where left out.")
]


def complete_measures(incomplete: str) -> list[tuple[str, str]]:
    """The codes of measures that begin with what was typed, each with its name, for a shell."""
    from hinterland import codes

    return [(e.code, e.name()) for e in codes.entries("concept") if e.code.startswith(incomplete.lower())]


Measured = Annotated[
    str | None,
    typer.Option(
        "--measure", help="What is measured, as in gdp, retail sales, 生产总值; trade where left out.", autocompletion=complete_measures
    ),
]
PICTURES = (".png", ".svg")
Drawn = Annotated[
    Path | None, typer.Option("--output", help="Draw it to a file instead, .png or .svg, and print the path (needs the extra [pictures]).")
]
WHERE = ("warehouse", "output_format")
WHEN = ("warehouse", "state", "as_of", "without_source", "output_format")
"""The options that commands share: of those about the warehouse as it is, and of those that ask one of its states."""


@dataclass(frozen=True, slots=True)
class Call:
    """What the shared options of a command say; how the warehouse that they name is opened, and what is printed as `--output-format` has it."""

    warehouse: str | None = None
    state: int | None = None
    as_of: str | None = None
    without_source: Sequence[str] | None = None
    engine: str = "duckdb"
    form: Form = "full"

    def open(self) -> Hinterland:
        """The warehouse that the options name, at the state and day they name."""
        from hinterland.api import Hinterland

        return Hinterland(
            self.warehouse, state=self.state, as_of=as_day(self.as_of, "--as-of"), without=self.without_source or (), engine=self.engine
        )

    def printed(self, value: Any, rows: Sequence[Mapping[str, Any]] = (), columns: Sequence[str] | None = None) -> bool:
        """Print an object as JSON, or its rows as CSV, TSV or Markdown; whether it did, since tables for people are printed by others."""
        if self.form == "json":
            print_json(value)
        elif self.form in ("csv", "tsv", "markdown"):
            from hinterland.tables import delimited

            print(delimited(columns or list(dict.fromkeys(name for row in rows for name in row)), rows, self.form), end="")
        return self.form not in ("full", "table")


def command(
    app: typer.Typer, name: str | None = None, *, shared: Sequence[str] = WHEN, tabular: bool = False, **settings: Any
) -> Callable[[Function], Function]:
    """Make a function a command of an app. It takes a `Call` before its own parameters, and the options named in `shared` stand after them.

    `tabular` commands have rows, which `--output-format` prints as CSV and the like too.
    """
    options: dict[str, tuple[Any, Any]] = {
        "warehouse": (Warehouse, None),
        "state": (AtState, None),
        "as_of": (AsOf, None),
        "without_source": (Without, None),
        "engine": (On, "duckdb"),
        "master": (Master, None),
        "output_format": (TableFormat, "table") if tabular else (Format, "full"),
    }
    shared = [s for option in shared for s in ((option, "master") if option == "engine" else (option,))]
    last = [Parameter(o, Parameter.KEYWORD_ONLY, default=options[o][1], annotation=options[o][0]) for o in shared]

    def register(function: Function) -> Function:
        own = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in signature(function, eval_str=True).parameters.values()][1:]

        @wraps(function)
        def run(**given: Any) -> None:
            said = {o: given.pop(o) for o in shared}
            form = form_of(said.pop("output_format", "full"), tabular=tabular)
            if master := said.pop("master", None):
                if said["engine"] != "spark":
                    raise InputError("--master names a cluster of Spark; add --engine spark")
                os.environ["HINTERLAND_SPARK_MASTER"] = master  # Read where a session is started, in this process or one that it starts.
            function(Call(**said, form=form), **given)

        run.__signature__ = Signature([*own, *last])  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in [*own, *last]}
        app.command(name, **settings)(run)
        return function

    return register


def as_day(text: str | None, option: str) -> date | None:
    """A day from an option. Raises `InputError` where it is none."""

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{option} takes a day such as 2026-03-15, not {text!r}") from None


def writable(path: Path | None, what: str, suffixes: Sequence[str] = PICTURES) -> None:
    """Raises `InputError` for a file that can't be written, before anything is asked."""
    if path is not None and path.suffix.lower() not in suffixes:
        raise InputError(f"{what} is written as {', '.join(suffixes)}, not as {path.suffix or path.name!r}")
    if path is not None and not path.parent.is_dir():
        raise InputError(f"there is no folder {path.parent}; make it first or write elsewhere with --output")


def print_json(value: Any) -> None:
    """Print one JSON object on one line."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def form_of(output_format: str, *, tabular: bool = False) -> Form:
    """What `--output-format` asks for. Raises `InputError` for a form that the command doesn't have."""
    from hinterland.tables import FORMS

    found = next((f for f in FORMS if f == output_format), None)
    if tabular and found is None:
        raise InputError(f"--output-format is table, csv, tsv, markdown or json, not {output_format!r}")
    if not tabular and found not in ("full", "json"):
        raise InputError(f"--output-format is full or json, not {output_format!r}")
    return found or "full"
