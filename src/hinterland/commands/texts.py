"""Commands about how texts are understood: print one as it is read, print the page of a rule. They only tell; `check` is a module of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from hinterland import terminal
from hinterland.commands.options import Call, as_day, command
from hinterland.errors import InputError

app = typer.Typer()


@command(app, shared=("output_format",), epilog='Example: `hinterland read "Anhui\'s exports rose 17.8% in 2025"`')
def read(
    call: Call,
    text: Annotated[str, typer.Argument(help="A text, a file (FILE or @FILE), or - for standard input.")],
    dated: Annotated[str | None, typer.Option("--date", help="The document's date, from which relative periods count; else today.")] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Also print how each slot was decided: its value and the runners-up, with their probabilities."),
    ] = False,
) -> None:
    """Print a text as it is understood: each claim with its subject, indicator and period, and the probability that it was read wholly right."""
    from hinterland.check.document import load_document
    from hinterland.reading import read as understand

    file = text.removeprefix("@") if text.startswith("@") or text == "-" or _names_a_file(text) else None
    said = text if file is None else load_document(file).text
    found = understand(said, as_day(dated, "--date") or date.today())
    if call.printed(found.to_dict()):
        return
    terminal.understood(found)
    if explain:
        terminal.explained(found)


def _names_a_file(text: str) -> bool:
    """Whether a text is the path of a file that is there."""
    try:
        return "\n" not in text and Path(text).is_file()
    except (OSError, ValueError):
        return False


@app.command(epilog="Example: `hinterland rule HL209`")
def rule(code: Annotated[str, typer.Argument(help="A rule's code; all are listed where it is 'all'.")]) -> None:
    """Print the page of a rule: what it says, why, a bad and a good example."""
    from hinterland.check.rules import rules

    known = rules()
    if code.lower() == "all":
        for name, module in known.items():
            print(f"{name}  {module.SEVERITY:8} {module.NAME}")
        return
    if code.upper() not in known:
        raise InputError(f"there is no rule {code}; the rules are {', '.join(known)}")
    module = known[code.upper()]
    print(f"{code.upper()} ({module.SEVERITY}): {(module.__doc__ or '').strip()}")
