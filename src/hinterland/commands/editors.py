"""The command that an editor starts: the language server over standard input and output, until the editor lets it go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hinterland.commands.options import Call, command

app = typer.Typer()


@command(
    app,
    shared=("warehouse", "state", "as_of", "without_source"),
    epilog="Example: `hinterland lsp` (an editor starts it; see the how-to page on checking a draft)",
)
def lsp(
    call: Call,
    against: Annotated[list[str] | None, typer.Option(help="Set texts against this release too; may be repeated.")] = None,
) -> None:
    """Serve an editor: findings underlined as one types, evidence under the pointer, fixes at hand (needs the extra [lsp])."""
    from hinterland.check.settings import settings
    from hinterland.lsp import server

    folder = settings(Path.cwd())
    with replace(call, without_source=call.without_source or folder.without_source).open() as h:
        if releases := against or folder.against:
            h.against(releases)
        server(h, folder).start_io()
