"""Commands about texts that people wrote: check one, print how it is understood, print the page of a rule.

`check` ends with status 1 where an error is found; the other two only tell.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from hinterland.commands.options import AsOf, AtState, Format, Warehouse, Without, as_day, open_warehouse, print_json, wants_json

app = typer.Typer()


TOGETHER = 50
"""How many documents are judged with the same queries: enough to share their cost, few enough to show progress."""


@app.command(epilog="Example: `hinterland check draft.md --date 2026-03-15`")
def check(
    files: Annotated[list[str], typer.Argument(help="Texts, Markdown, HTML, docx or PDF; - is standard input.")],
    dated: Annotated[
        str | None, typer.Option("--date", help="The document's date, as in 2026-03-15; else found in the text, else today.")
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Only these rules, by code or its beginning.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these rules, by code or its beginning.")] = None,
    warehouse: Warehouse = None,
    state: AtState = None,
    as_of: AsOf = None,
    without_source: Without = None,
    output_format: Annotated[str, typer.Option("--output-format", help="full, concise or json.")] = "full",
) -> None:
    """Check every claim of a text against what is held. Ends with status 1 where an error is found."""
    from hinterland.check.document import load_document
    from hinterland.check.output import FORMATS
    from hinterland.sources.reading import InputError

    if output_format not in FORMATS:
        raise InputError(f"--output-format is {', '.join(FORMATS)}, not {output_format!r}")
    day = as_day(dated, "--date")
    documents = [load_document(f) for f in files]
    errors = 0
    with open_warehouse(warehouse, state, as_of, without_source) as h:
        for start in range(0, len(documents), TOGETHER):
            for report in h.check_all(documents[start : start + TOGETHER], dated=day, select=select or (), ignore=ignore or ()):
                errors += report.errors
                print(FORMATS[output_format](report), end="")
    raise typer.Exit(1 if errors else 0)


@app.command(epilog='Example: `hinterland read "Anhui\'s exports rose 17.8% in 2025"`')
def read(
    text: Annotated[str, typer.Argument(help="A text, or @FILE to read one.")],
    dated: Annotated[str | None, typer.Option("--date", help="The document's date, from which relative periods count; else today.")] = None,
    output_format: Format = "full",
) -> None:
    """Print a text as it is understood: each claim with its subject, indicator and period."""
    from hinterland.check.document import load_document
    from hinterland.language.read import read as understand

    as_json = wants_json(output_format)
    said = load_document(text[1:]).text if text.startswith("@") else text
    found = understand(said, as_day(dated, "--date") or date.today())
    if as_json:
        print_json({"schema": "hinterland.read/1", "language": found.language, "claims": [c.to_dict() for c in found.claims]})
        return
    from hinterland.terminal import understood

    understood(found)


@app.command(epilog="Example: `hinterland rule HL209`")
def rule(code: Annotated[str, typer.Argument(help="A rule's code; all are listed where it is 'all'.")]) -> None:
    """Print the page of a rule: what it says, why, a bad and a good example."""
    from hinterland.check.rules import rules
    from hinterland.sources.reading import InputError

    known = rules()
    if code.lower() == "all":
        for name, module in known.items():
            print(f"{name}  {module.SEVERITY:8} {module.NAME}")
        return
    if code.upper() not in known:
        raise InputError(f"there is no rule {code}; the rules are {', '.join(known)}")
    module = known[code.upper()]
    print(f"{code.upper()} ({module.SEVERITY}): {(module.__doc__ or '').strip()}")
