"""What commands share: the options that many take, opening the warehouse they name, and printing JSON.

Everything that takes long to import is imported inside the functions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from hinterland.api import Hinterland

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
Subject = Annotated[str, typer.Argument(help="A region or group as people name it: CN-AH, anhui, 安徽, central.")]


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
) -> Iterator[tuple[Hinterland, Callable[[Any], bool]]]:
    """The warehouse that the options name, and what prints an object where JSON is wanted, and says whether it was."""
    as_json = wants_json(output_format)

    def printed(value: Any) -> bool:
        if as_json:
            print_json(value)
        return as_json

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
    from hinterland.sources.reading import InputError

    if output_format not in ("full", "json"):
        raise InputError(f"--output-format is full or json, not {output_format!r}")
    return output_format == "json"
