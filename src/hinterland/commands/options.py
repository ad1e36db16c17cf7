"""What commands share: the options that many take, opening the warehouse they name, and printing JSON.

Everything that takes long to import is imported inside the functions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from hinterland.api import Hinterland
    from hinterland.tables import Form

Warehouse = Annotated[
    str | None,
    typer.Option(
        "--warehouse", envvar="HINTERLAND_WAREHOUSE", help="Folder or address of the warehouse; default: a folder in your data directory."
    ),
]
AtState = Annotated[int | None, typer.Option("--state", help="Read an earlier state (see `hinterland states`).")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Leave out what was published after this day, as in 2026-03-15.")]
Without = Annotated[list[str] | None, typer.Option("--without-source", help="Leave a source out, by its id; may be repeated.")]
On = Annotated[
    Literal["duckdb", "spark"],
    typer.Option("--engine", help="duckdb, or spark (the extra [spark], and Java) for states that one machine can't hold."),
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


def complete_periods(incomplete: str) -> list[str]:
    """Years, or with a hyphen the months and quarters of the year typed, that begin with what was typed, for a shell."""
    year = date.today().year
    years = [str(y) for y in range(year, year - 12, -1)]
    within = [f"{incomplete[:4]}-{part}" for part in (*(f"{m:02}" for m in range(1, 13)), "Q1", "Q2", "Q3", "Q4")]
    return [period for period in (within if "-" in incomplete else years) if period.startswith(incomplete)]


Subject = Annotated[
    str, typer.Argument(help="A region or group as people name it: CN-AH, anhui, 安徽, central.", autocompletion=complete_regions)
]


def open_warehouse(
    warehouse: str | None, state: int | None = None, as_of: str | None = None, without: list[str] | None = None, engine: str = "duckdb"
) -> Hinterland:
    """The warehouse that the options name, at the state and day they name."""
    from hinterland.api import Hinterland

    return Hinterland(warehouse, state=state, as_of=as_day(as_of, "--as-of"), without=without or (), engine=engine)


@contextmanager
def asked(
    warehouse: str | None,
    output_format: str,
    state: int | None = None,
    as_of: str | None = None,
    without: list[str] | None = None,
    engine: str = "duckdb",
    tabular: bool = False,
) -> Iterator[tuple[Hinterland, Callable[..., bool]]]:
    """The warehouse that the options name, and what prints an object where JSON is wanted, or its rows as CSV and the like, and says whether it did.

    `tabular` commands have rows: they give them to it beside the object.
    """
    form = form_of(output_format, tabular=tabular)

    def printed(value: Any, rows: Sequence[Mapping[str, Any]] = (), columns: Sequence[str] | None = None) -> bool:
        return print_as(form, value, rows, columns)

    with open_warehouse(warehouse, state, as_of, without, engine) as h:
        yield h, printed


def as_day(text: str | None, option: str) -> date | None:
    """A day from an option. Raises `InputError` where it is none."""
    from hinterland.sources.reading import InputError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{option} takes a day such as 2026-03-15, not {text!r}") from None


def print_json(value: Any) -> None:
    """Print one JSON object on one line."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def wants_json(output_format: str) -> bool:
    """Whether `--output-format` asks for JSON. Raises `InputError` where it is neither full nor json."""
    return form_of(output_format) == "json"


def form_of(output_format: str, *, tabular: bool = False) -> Form:
    """What `--output-format` asks for. Raises `InputError` for a form that the command doesn't have."""
    from hinterland.sources.reading import InputError
    from hinterland.tables import FORMS

    found = next((f for f in FORMS if f == output_format), None)
    if tabular and found is None:
        raise InputError(f"--output-format is table, csv, tsv, markdown or json, not {output_format!r}")
    if not tabular and found not in ("full", "json"):
        raise InputError(f"--output-format is full or json, not {output_format!r}")
    return found or "full"


def print_as(form: Form, value: Any, rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None) -> bool:
    """Print an object as JSON, or its rows as CSV, TSV or Markdown; whether it did, since tables for people are printed by others."""
    if form == "json":
        print_json(value)
    elif form in ("csv", "tsv", "markdown"):
        from hinterland.tables import delimited

        print(delimited(columns or list(dict.fromkeys(name for row in rows for name in row)), rows, form), end="")
    return form not in ("full", "table")
