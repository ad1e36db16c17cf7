"""The command line: gathers the commands, prints the version, and turns bad input into a sentence. Bad input ends with a sentence on
standard error and status 2, an error of the program with one and status 3. Libraries that take long to import are imported inside the
commands."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, TextIO, cast

import typer

from hinterland import __version__
from hinterland.commands import checks, claims, data, fetching, figures, gate, packs, serving, texts
from hinterland.escapes import Visible, one_line

app = typer.Typer(
    name="hinterland",
    help="A claims engine for the geography of trade: reads regional statistics, writes the brief, shows where every figure comes from.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
    epilog="Example: `hinterland brief CN-AH --period 2025`",
)
for commands in (figures.asking, data.app, packs.app, gate.app, fetching.app, figures.app, claims.app, checks.app, texts.app, serving.app):
    app.add_typer(commands)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        print(f"hinterland {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; bad input is a sentence and status 2, an error of the program one and status 3, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # The name of a file may be no text at all; that is no reason to end.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout, sys.stderr = cast("TextIO", Visible(sys.stdout)), cast("TextIO", Visible(sys.stderr))
    # A command is over before there is much to collect; looking for it all the time costs a twentieth of a brief.
    gc.set_threshold(50_000)
    # The matrices are small: more threads wait for each other longer than they calculate.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as e:
        from hinterland.errors import InputError
        from hinterland.packs import PackError

        if (message := e.typed if isinstance(e, InputError) else str(e) if isinstance(e, PackError) else _storage_error(e)) is not None:
            print(f"hinterland: {one_line(message)}", file=sys.stderr)
            sys.exit(2)
        if os.environ.get("HINTERLAND_DEBUG"):
            raise
        from hinterland.check.failures import phrase

        print(f"hinterland: an error of the program ended this command ({phrase(e)}); HINTERLAND_DEBUG=1 shows where", file=sys.stderr)
        sys.exit(3)


def _storage_error(error: Exception) -> str | None:
    """What went wrong with the storage; imported for that alone, since it reads the code tables, which a faulty pack keeps from being read."""
    from hinterland.warehouse.store import storage_error

    return storage_error(error)


if __name__ == "__main__":
    main()
