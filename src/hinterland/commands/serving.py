"""Commands that serve: pages and REST in a browser's reach, and over standard input and output MCP for assistants and the language server for editors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hinterland.commands.options import Call, Warehouse, command
from hinterland.errors import InputError

app = typer.Typer()


@contextmanager
def _needing(what: str, extra: str) -> Iterator[None]:
    """Turn an import that fails into the sentence that says what needs which extra; in the braces stands what there isn't."""
    from hinterland.plugins import extra_missing

    try:
        yield
    except ImportError as e:
        raise InputError(extra_missing(what.format(e.name), extra)) from None


@app.command(epilog="Examples: `hinterland serve`, `HINTERLAND_TOKEN=... hinterland serve --host 0.0.0.0 --port 80`")
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on; any but this machine's own needs a token.")] = "127.0.0.1",
    token: Annotated[
        str | None, typer.Option(envvar="HINTERLAND_TOKEN", help="What whoever asks must know; better given in the variable.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="How many processes answer; as many as there are processors.")] = None,
    allow_load: Annotated[bool, typer.Option("--allow-load", help="Let files be loaded through it; otherwise it only reads.")] = False,
    address: Annotated[
        str | None,
        typer.Option(
            envvar="HINTERLAND_ADDRESS", help="The address at which others reach it, as behind a proxy: https://trade.example.org."
        ),
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Serve pages, REST and MCP over the warehouse until interrupted."""
    import os

    from hinterland.api import default_location

    with _needing("there is no {}: a server needs", "serve"):
        from hinterland.serve.app import run
        from hinterland.serve.settings import Settings
    settings = Settings(warehouse or default_location(), host, port, token, allow_load, workers or os.cpu_count() or 1, address=address)
    run(settings)


@app.command(epilog="Example: a client's settings name the command `hinterland` with the argument `mcp`")
def mcp(warehouse: Warehouse = None) -> None:
    """Serve assistants over standard input and output, by the Model Context Protocol: check texts, quote figures with evidence."""
    from hinterland.api import default_location

    with _needing("there is no {}: MCP needs", "serve"):
        from hinterland.serve.mcp import run
    run(warehouse or default_location())


@command(
    app,
    shared=("warehouse", "state", "as_of", "without_source"),
    epilog="Example: `hinterland lsp` (an editor starts it; see the how-to page on checking in an editor)",
)
def lsp(
    call: Call, against: Annotated[list[str] | None, typer.Option(help="Set texts against this release too; may be repeated.")] = None
) -> None:
    """Serve an editor: findings underlined as one types, evidence under the pointer, fixes at hand (needs the extra [lsp])."""
    from hinterland.check.settings import settings

    with _needing("the language server needs", "lsp"):
        from hinterland.lsp import server
    folder = settings(Path.cwd())
    with replace(call, without_source=call.without_source or folder.without_source).open() as h:
        if releases := against or folder.against:
            h.against(releases)
        server(h, folder).start_io()
